"""A sitting of the setting meeting: which meeting, how far it has come, what is to be considered and what stands decided."""

from flask import g, render_template

from actions import calendar, crosswalk, queries
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import at_meeting, clock, pictures
from tracker.guard import requires, viewer
from tracker.pages.setting_meeting.group import pages
from tracker.words import considering as words
from tracker.words.meetings import outcome

# What the document calls its totals.
STATED = {"recommendation": "recommendations", "part": "parts", "national": "national_recommendations"}


@pages.get("/recommendations/setting-meeting")
@requires(Permission.REVIEW)
def overview():
    meeting = at_meeting.asked()
    plan, known = plan_on(g.day), calendar.on(g.day)
    decided = [event for event in known.events if event.verb in crosswalk.CONSIDERED and event.id not in known.aside]
    known.read(decided)
    found = crosswalk.lines(plan)
    document = queries.profile_in_force(g.day)
    return render_template(
        "setting_meeting/overview.html",
        meeting=known.find(meeting.id) if meeting else None,
        sittings=[(each, _decided_at(each, decided)) for each in known.sittings if each.held],
        document=document,
        plan=plan,
        waiting=[each for each in found if crosswalk.waits_itself(each)],
        decided=_decided(decided, plan, known),
        resumes_at=crosswalk.resumes_at(found),
        figures=figures(found, document),
        may_record=may(viewer(), Permission.HOLD_MEETING) and g.day == clock.today(),
        may_decide=may(viewer(), Permission.DECIDE) and g.day == clock.today(),
        outcome=outcome,
        sayings=words,
    )


def _decided_at(sitting, events) -> int:
    return sum(event.meeting_id == sitting.number for event in events)


def _decided(events, plan, known) -> list:
    """Each line that was considered, with the event of its decision and its words, in document order."""
    latest = {event.action_id: event for event in events if event.action_id in plan.by_id}
    stands = [each for each in plan.standings if each.line.id in latest]
    return [(each, latest[each.line.id], known.words.get(latest[each.line.id].id, {})) for each in stands]


def figures(found, document) -> dict:
    """How far it has come: by kind, by outcome, and how the 42 stand; with those that stand under another status."""
    counted = [each for each in found if each.counted]
    elsewhere = [each.number for each in counted if crosswalk.waits(each) and each.status != crosswalk.TO_CONSIDER]
    totals, stated = crosswalk.totals(found), document.facts.get("counts", {}) if document else {}
    return {
        "progress": crosswalk.progress(found),
        "tally": crosswalk.tally(found),
        "totals": totals,
        "adds_up": all(totals[kind] == stated.get(name) for kind, name in STATED.items()),
        "counts": pictures.counted(counted),
        "elsewhere": elsewhere,
    }
