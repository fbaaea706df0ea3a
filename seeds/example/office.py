"""What the board office does: documents, people, settings, who owns what, meetings, marks, minutes and reports."""

from datetime import date

from actions import changes, reports
from seeds.adopted import read_all
from seeds.load import FOLDER, seed


def adopt(stage, row):
    seed([each for each in read_all(FOLDER) if each.reference == row["document"]], at=stage.at())


def enter_person(stage, row):
    by = stage.viewer("office") if stage.people else None
    person = changes.add_person(title=row["title"], agency_id=stage.agency(row.get("agency")), by=by, at=stage.at())
    for role in row["roles"]:
        changes.appoint(person, role, by=by, at=stage.at(), first_day=row.get("from"), last_day=row.get("to"))
    stage.enter(row["key"], person.id)
    stage.forget_roles()


def set_setting(stage, row):
    changes.set_setting(row["key"], row["value"], by=stage.viewer("office"), at=stage.at())


def give_lines(stage, row):
    numbers = row["lines"].split()
    agency = row.get("owner") or row["contributor"]
    keys = [stage.line(number) for number in numbers]
    said = {"agency_id": stage.agency(agency), "by": stage.viewer(row.get("by", "office")), "at": stage.at()}
    if "contributor" in row:
        changes.contribute(keys, ends=row.get("ends", False), **said)
        return
    officer = row.get("person", agency)
    changes.assign(keys, person=stage.person(officer), first_day=row.get("first"), **said)
    for number in numbers:
        stage.give(number, agency, officer)


def hold_meeting(stage, row):
    """A meeting of the day, or one planned `for` a day to come."""
    day = row.get("for", stage.day)
    stage.meetings[day] = changes.hold_meeting(name=row["name"], day=day, by=stage.viewer("office"), at=stage.at())


def enter_starting_position(stage, row):
    action_id, cell_id = stage.line(row["line"])
    changes.starting_position(
        action_id,
        cell_id=cell_id,
        minuted_on=row["minuted"],
        minute=row["minute"],
        rating=row.get("rating"),
        by=stage.viewer("office"),
        at=stage.at(),
    )


def mark(stage, row):
    other = row.get("other") and stage.line(row["other"])[0]
    changes.mark(
        stage.line(row["line"])[0],
        row["mark"],
        other_id=other,
        note=row["note"],
        off=row.get("lifted", False),
        by=stage.viewer("office"),
        at=stage.at(),
    )


REPORT_WORDS = ("verdict", "worries", "successes")


def draft_report(stage, row):
    """The chair's words of a report; its cut-off is the period's update day."""
    words = {name: row[name] for name in REPORT_WORDS}
    if "priorities" in row:
        words["priorities"] = {str(number): said for number, said in row["priorities"].items()}
    words["decisions"] = [{name: _plain(value) for name, value in asked.items()} for asked in row["decisions"]]
    changes.save_draft(
        **_which(row),
        cut_off=reports.default_cut_off(reports.period_of(**_which(row, "label"))),
        words=words,
        by=stage.viewer("chair"),
        at=stage.at(),
    )


def _which(row, name="period"):
    return {"kind": row.get("kind", "quarterly"), name: row["period"]}


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def freeze_report(stage, row):
    changes.freeze(
        **_which(row),
        by=stage.viewer("office"),
        at=stage.at(),
        render=stage.render,
    )
