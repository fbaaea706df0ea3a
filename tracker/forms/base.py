"""A form that knows how each of its fields is drawn and where the error summary leads."""

from typing import NamedTuple

import wtforms
from flask import g
from flask_wtf import FlaskForm
from wtforms.meta import DefaultMeta

STALE = "This page was open for too long. Nothing is lost: send it again."

# What a field is drawn as: the first row that fits (a field class may say so itself, by `kind`).
KINDS = (
    (wtforms.HiddenField, "hidden"),
    (wtforms.TextAreaField, "textarea"),
    (wtforms.MultipleFileField, "files"),
    (wtforms.FileField, "files"),
    (wtforms.RadioField, "radios"),
    (wtforms.SelectMultipleField, "checkboxes"),
    (wtforms.SelectField, "select"),
    (wtforms.BooleanField, "tick"),
    (wtforms.StringField, "input"),
)


class Problem(NamedTuple):
    """One line of the error summary; `anchor` is the id that takes the focus, None if there is none."""

    anchor: str | None
    message: str


def kind_of(field):
    own = getattr(field, "kind", None)
    return own or next((kind for cls, kind in KINDS if isinstance(field, cls)), "input")


class BaseForm(FlaskForm):
    """Every form of the product. `anchor` of a field is the id of the input that an error leads to."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form, unbound_field, options):
            field = DefaultMeta.bind_field(self, form, unbound_field, options)
            field.kind = kind_of(field)
            if not hasattr(field, "anchor"):
                field.anchor = field.id
            return field

        def wrap_formdata(self, form, formdata):
            sent = super().wrap_formdata(form, formdata)
            return g.get("typed") if sent is None and formdata is not None else sent

    def validate(self, extra_validators=None):
        """Whether every field is sound and nothing is `lacking`; what is goes on fields that have no error yet. While the
        tracker is read-only no form is."""
        if "not_saved" in g:
            self.form_errors = [*self.form_errors, g.not_saved]
            return False
        sound = super().validate(extra_validators)
        lacking = [(self[name], message) for name, message in self.lacking() if not self[name].errors]
        for field, message in lacking:
            field.errors = [message]
        return sound and not lacking

    def lacking(self):
        """What one answer makes another need, told before anything is tried: (name of a field, message)."""
        return ()

    def typed(self, name):
        """What a field holds; text without the spaces around it."""
        data = self[name].data
        return data.strip() if isinstance(data, str) else data or ""

    def among_others(self, part: str):
        """The form as one of several on a page: its ids begin with `part`, what it sends is the same."""
        for field in self:
            field.id = field.label.field_id = f"{part}-{field.id}"
            if field.kind != "boxes":
                field.anchor = field.id
        return self

    @property
    def problems(self):
        """What is wrong, in the order of the fields: the first error of each, general ones first."""
        general = [Problem(None, str(message)) for message in self.form_errors]
        return general + [self._problem(field) for field in self if field.errors]

    def _problem(self, field):
        if field.short_name == self.meta.csrf_field_name:
            return Problem(None, STALE)
        return Problem(None if field.kind == "hidden" else field.anchor, str(field.errors[0]))

    def tell_above(self, drawn) -> None:
        """Move what is wrong with a field that the page does not draw above the form, where it needs no field to lead to.
        `drawn`: the names of the fields that it draws."""
        unseen = [field for field in self if field.errors and field.short_name not in drawn and field.kind != "hidden"]
        self.form_errors = [*self.form_errors, *(field.errors[0] for field in unseen)]
        for field in unseen:
            field.errors = []

    @property
    def has_files(self):
        return any(field.kind == "files" for field in self)

    @property
    def files_were_chosen(self):
        return any(field.data for field in self if field.kind == "files")


def land(form, broken):
    """Show a broken rule where it belongs: on its field, or above the form if the form has no such field."""
    field = form[broken.field] if broken.field and broken.field in form else None
    if field is None:
        form.form_errors = [*form.form_errors, broken.message]
    else:
        field.errors = [*field.errors, broken.message]
