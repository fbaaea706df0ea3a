"""The ways in which the record refuses."""


class NotAllowed(Exception):
    """The person may not do this (rules.md section 1)."""


class RuleBroken(Exception):
    """A rule forbids it; `field` says where on a form it belongs, `message` what to do."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field = field
        self.message = message


class ReadOnlyNow(Exception):
    """The record is read-only for a while (docs/decisions/0021): since when, and why, in the words of who switched it."""

    def __init__(self, since, why):
        super().__init__(why)
        self.since = since
        self.why = why
