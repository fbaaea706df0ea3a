"""A calendar written down as other programs read it (RFC 5545)."""

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from tracker.calendars.events import Event

MADE_BY = "-//Safeguarding Children Board//Action tracker//EN"
READ_AGAIN = timedelta(hours=12)


def write(events: list[Event], *, name: str, marking: str, base_url: str, address_of) -> bytes:
    """The events as all-day ones, each marked; the same events give the same bytes. `address_of` an event: its page."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", icalendar.vText(name))
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    host = urlsplit(base_url).hostname
    for event in events:
        made = icalendar.Event()
        _fill(made, event, marking, f"{event.key}@{host}", base_url + address_of(event))
        calendar.add_component(made)
    return calendar.to_ical()


def _fill(made, event, marking, uid, address):
    made.add("uid", uid)
    made.add("dtstamp", datetime.combine(event.since, time(), UTC))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", event.title)
    made.add("description", f"{marking}\n{event.text}")
    made.add("url", address)
    made.add("transp", "TRANSPARENT")
