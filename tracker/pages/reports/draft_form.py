"""The chair's words of a report to come: what is asked, what is shown, and what was typed."""

from wtforms.validators import Optional

from actions import reports
from tracker.forms import BaseForm, DayField, Line, Words

LISTS = {"worries": 3, "successes": 3}
ASKED = ("who", "what", "by_when")
DECISIONS = 5
EVERY_PRIORITY = "priority_"


class DraftForm(BaseForm):
    cut_off = DayField("Stands as at", description="The cut-off: the period's last day or later")
    verdict = Words(
        "The chair's verdict",
        [Optional()],
        limit=2000,
        description="In a sentence or two; 60 words at most. It also stands in the edition for wider circulation",
    )
    worries_1 = Line("First worry, in terms of children", [Optional()], limit=300)
    worries_2 = Line("Second worry", [Optional()], limit=300)
    worries_3 = Line("Third worry", [Optional()], limit=300)
    successes_1 = Line("First success, in terms of children", [Optional()], limit=300)
    successes_2 = Line("Second success", [Optional()], limit=300)
    successes_3 = Line("Third success", [Optional()], limit=300)

    @property
    def priorities(self) -> list:
        """The fields of the verdict on each priority; a quarterly report has none."""
        return [field for field in self if field.short_name.startswith(EVERY_PRIORITY)]

    @property
    def by_number(self) -> dict[str, str]:
        """What these priorities are called, by number."""
        return {each.short_name.removeprefix(EVERY_PRIORITY): each.label.text for each in self.priorities}


for _place in range(1, DECISIONS + 1):
    for _part, _label in zip(ASKED, ("Who decides", "what", "by when"), strict=True):
        setattr(DraftForm, f"decisions_{_place}_{_part}", Line(f"Decision {_place}: {_label}", [Optional()], limit=300))


def form_of(kind: str, kept, period, *, sent=True) -> DraftForm:
    """The form of a kind of report, with what was saved, unless it was `sent`. The six-monthly one asks for a verdict on
    each priority."""
    asked = DraftForm
    if kind == "six-monthly":
        priorities = reports.priorities_on(kept.cut_off if kept else reports.default_cut_off(period))
        fields = {f"{EVERY_PRIORITY}{each.number}": _verdict_on(each) for each in priorities}
        asked = type("SixMonthlyForm", (DraftForm,), fields)
    return asked(data=_shown(kept, period), **({} if sent else {"formdata": None}))


def _verdict_on(priority) -> Line:
    return Line(f"{priority.number} {priority.name}", [Optional()], limit=300)


def _shown(kept, period) -> dict:
    if kept is None:
        return {"cut_off": reports.default_cut_off(period)}
    shown = {"cut_off": kept.cut_off, "verdict": kept.words.get("verdict")}
    for name, most in LISTS.items():
        shown.update({f"{name}_{place}": text for place, text in enumerate((kept.words.get(name) or [])[:most], 1)})
    for place, asked in enumerate(kept.words.get("decisions") or [], 1):
        shown.update({f"decisions_{place}_{part}": asked.get(part, "") for part in ASKED})
    verdicts = kept.words.get("priorities") or {}
    return {**shown, **{f"{EVERY_PRIORITY}{number}": text for number, text in verdicts.items()}}


def typed(form: DraftForm) -> dict:
    """The words as they are kept."""
    words = {"verdict": (form.verdict.data or "").strip()}
    for name, most in LISTS.items():
        words[name] = [text for place in range(1, most + 1) if (text := form[f"{name}_{place}"].data)]
    asked = [
        {part: form[f"decisions_{place}_{part}"].data or "" for part in ASKED} for place in range(1, DECISIONS + 1)
    ]
    words["decisions"] = [each for each in asked if any(each.values())]
    verdicts = {each.short_name.removeprefix(EVERY_PRIORITY): each.data for each in form.priorities if each.data}
    return {**words, "priorities": verdicts} if verdicts else words
