"""The lines that a page offers to tick: every line and every agency's cell, filtered, each a row."""

from dataclasses import dataclass

from wtforms.validators import ValidationError

from actions.errors import RuleBroken
from actions.handover import left_behind
from actions.permissions import Permission, Viewer, may
from actions.standing import Plan, Standing
from tracker import everybody, lists, narrowing
from tracker.forms import BaseForm, Select, Tick, Ticks, choice
from tracker.names import Names
from tracker.words.people import cover

HAS_LEFT = "left"
TICK = "Tick at least one line"


def key_of(standing: Standing) -> str:
    """A line as a form names it: 12, or 12-3 for an agency's cell."""
    action, cell = standing.facts.key
    return f"{action}-{cell}" if cell else str(action)


class FilterForm(narrowing.NarrowForm):
    officer = Select("Officer")

    def keeps(self, standing: Standing, gone: frozenset) -> bool:
        """Whether a row goes with the officer chosen. `gone`: the lines whose officer has left."""
        left = standing.facts.key in gone
        return self.officer.data in (None, "", HAS_LEFT if left else "", str(standing.facts.owner_person_id))


class LinesForm(BaseForm):
    """Any number of lines, ticked one by one or all that are shown."""

    lines = Ticks("Lines")
    all_shown = Tick("All of the lines shown here")

    def validate_lines(self, field):
        if not (field.data or self.all_shown.data):
            raise ValidationError(TICK)

    def chosen(self, rows: list[Standing], plan: Plan) -> list[Standing]:
        """The lines ticked, or all of those shown; RuleBroken if that is none."""
        known = {key_of(each): each for each in plan.answerable()}
        found = rows if self.all_shown.data else [known[key] for key in self.lines.data]
        if not found:
            raise RuleBroken("lines", TICK)
        return found


@dataclass(frozen=True)
class Row:
    """A line as the table draws it: which it is, where it stands, who answers for it, who stands in and who helps."""

    standing: Standing
    key: str
    agency: str | None
    owner: str | None
    officer: str | None
    left: bool
    cover: str | None
    contributors: list


@dataclass(frozen=True)
class Offer:
    """The lines that somebody may tick, after the filter; `total` counts those before it, `gone` are those of them whose
    officer has left."""

    plan: Plan
    form: FilterForm
    standings: list
    total: int
    gone: frozenset
    names: Names

    def rows(self) -> list[Row]:
        return [_row(each, self) for each in self.standings]


def offer(plan: Plan, person: Viewer, permission: Permission, wanted=lambda standing: True) -> Offer:
    """The lines on which the person may do this and that are `wanted`, filtered as the address says."""
    mine = [each for each in plan.where(lambda each: may(person, permission, each)) if wanted(each)]
    left = {each.facts.key for each in left_behind(plan, everybody.on(plan.day))}
    gone = frozenset(each.facts.key for each in mine if each.facts.key in left)
    form, names = narrowing.asked(plan, FilterForm), Names(plan)
    form.officer.choices = _officers(mine, names)
    shown = [each for each in lists.narrowed(mine, plan, narrowing.wanted()) if form.keeps(each, gone)]
    return Offer(plan, form, shown, len(mine), gone, names)


def _officers(lines, names) -> list:
    """Those who are named for any of the lines, and "has left"."""
    named = sorted({each.facts.owner_person_id for each in lines} - {None})
    return [choice("", "All"), choice(HAS_LEFT, "Has left"), *(choice(str(each), names.person(each)) for each in named)]


def _row(standing, offered) -> Row:
    agencies, names, facts = offered.plan.agencies, offered.names, standing.facts

    def name(number):
        return agencies[number].name if number in agencies else None

    return Row(
        standing,
        key_of(standing),
        name(standing.cell),
        name(facts.owner_id),
        names.person(facts.owner_person_id) if facts.owner_person_id else None,
        facts.key in offered.gone,
        cover(facts, names),
        [name(number) for number in agencies if number in facts.contributors],
    )
