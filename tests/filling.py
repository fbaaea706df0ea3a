"""A form of a page, filled in: what it shows is kept, and each text that is empty is typed in, whatever its name."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import html5lib

DATES = {"day": "28", "month": "3", "year": "2018"}
FIELDS = ("input", "select", "textarea")
PRESSED = ("submit", "button", "image", "reset")


@dataclass(frozen=True)
class Form:
    """A form that a page offers: where it is sent, and its fields as the page's own elements."""

    action: str
    fields: tuple = field(repr=False)

    @property
    def path(self) -> str:
        return urlsplit(self.action).path

    def texts(self) -> list[str]:
        """The names of the fields that take words."""
        return list(dict.fromkeys(each.get("name") for each in self.fields if takes_words(each)))

    def filled(self, type_in=lambda name: "Words.", **given) -> dict:
        """What is sent: name to value, or to several. `given` instead of what it shows; None: the field is left out."""
        sent: dict = {}
        for each in self.fields:
            if each.get("name") not in given and (value := _value(each, type_in)) is not None:
                sent.setdefault(each.get("name"), []).append(value)
        sent |= {
            name: value if isinstance(value, list) else [value] for name, value in given.items() if value is not None
        }
        return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def forms_of(html: str, address: str) -> list[Form]:
    """The forms of a page by which something is sent."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    found = [each for each in tree.iter("form") if (each.get("method") or "").lower() == "post"]
    return [Form(each.get("action") or address, tuple(_fields(each))) for each in found]


def _fields(form):
    return [each for each in form.iter() if each.tag in FIELDS and each.get("name") and each.get("type") not in PRESSED]


def takes_words(each) -> bool:
    typed = each.get("type") or "text"
    return each.tag == "textarea" or (each.tag == "input" and typed in ("text", "email", "search", "url", "tel"))


def _value(each, type_in):
    """What a field holds when it is sent; nothing where nothing is."""
    if each.tag == "select":
        return _chosen(each)
    if each.get("type") in ("radio", "checkbox"):
        return each.get("value", "on") if each.get("checked") is not None else None
    if each.get("type") == "file":
        return None
    shown = (each.text or "").removeprefix("\n") if each.tag == "textarea" else each.get("value")
    return shown or (_typed(each.get("name"), type_in) if takes_words(each) else shown)


def _chosen(select):
    options = list(select.iter("option"))
    marked = [each for each in options if each.get("selected") is not None]
    chosen = (marked or options)[0]
    return chosen.get("value", chosen.text)


def _typed(name, type_in):
    part = name.rpartition("-")[2]
    return DATES[part] if part in DATES and "-" in name else type_in(name)
