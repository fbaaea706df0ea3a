"""The two ways in which the record refuses."""


class NotAllowed(Exception):
    """The person may not do this (rules.md section 1)."""


class RuleBroken(Exception):
    """A rule forbids it; `field` says where on a form it belongs, `message` what to do."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field = field
        self.message = message
