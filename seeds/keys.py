"""The keys that the files of adopted documents have, each with its check and whether it must be there."""

from seeds.strict import (
    day,
    day_as_text,
    entries,
    flag,
    mapping,
    may,
    month,
    needs,
    one_of,
    or_null,
    spelt,
    text,
    texts,
    whole,
)

RHYTHMS = {"1 month": 1, "3 months": 3, "6 months": 6, "12 months": 12}
DUTY = {
    "every": needs(one_of(RHYTHMS)),
    "first": needs(or_null(month)),
    "what": needs(text, ""),
    "is_the_action": may(flag, False),
}
DUTY_OF_A_DATED_ACTION = DUTY | {"first": needs(month)}
ACTION = {
    "number": needs(spelt(r"[1-9][0-9]*\.[1-9][0-9]*", "2.10")),
    "due": needs(or_null(month)),
    "title": needs(text, ""),
    "statement": needs(text, ""),
    "each_agency": may(flag, False),
    "bodies": may(texts, ()),
    "duties": may(entries, ()),
}
PART = {"number": needs(spelt(r"[1-9][0-9]*[a-z]", "16a")), "statement": needs(text, "")}
RECOMMENDATION = {
    "number": needs(spelt(r"[1-9][0-9]*", "27")),
    "title": needs(text, ""),
    "statement": needs(text, ""),
    "found_in": needs(text, ""),
    "recurring": may(flag, False),
    "differs": may(text, ""),
    "bodies": may(texts, ()),
    "parts": may(entries, ()),
    "parts_are_examples": may(flag, False),
}
NATIONAL = {
    "number": needs(spelt(r"N[1-9][0-9]*", "N1")),
    "title": needs(text, ""),
    "statement": needs(text, ""),
    "found_in": needs(text, ""),
    "source": needs(text, ""),
    "bodies": may(texts, ()),
}
PRIORITY = {
    "number": needs(whole),
    "name": needs(text, ""),
    "commitment": needs(text, ""),
    "actions": needs(entries, ()),
}
AGENCY = {
    "key": needs(spelt(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "east-northamptonshire")),
    "name": needs(text),
    "also": may(texts, ()),
}
TEAM = {"name": needs(text), "of": needs(texts, ())}
READING = {"about": needs(text, ""), "reading": needs(text, "")}
PERIOD = {"from": needs(month), "to": needs(month)}
COUNTS = {
    "priorities": may(whole),
    "actions": may(whole),
    "recommendations": may(whole),
    "parts": may(whole),
    "national_recommendations": may(whole),
}

EVERY_HEADER = {
    "reference": needs(spelt(r"[a-z0-9]+(-[a-z0-9]+)*", "strategy-2015-16"), ""),
    "kind": needs(text, ""),
    "title": needs(text, ""),
    "in_force_from": needs(day),
    "readings": needs(entries, ()),
    "counts": may(mapping),
    "notes": may(texts),
}
HEADERS = {
    "plan": EVERY_HEADER
    | {
        "owner": needs(text, ""),
        "period": needs(mapping),
        "aim": needs(text, ""),
        "accountable_lead": needs(text),
        "monitored_by": needs(text),
        "scope": needs(text),
        "services": may(texts),
        "districts_and_boroughs": may(texts),
    },
    "profile": EVERY_HEADER
    | {
        "handling": needs(text, ""),
        "commissioned_by": needs(text),
        "authors": needs(text),
        "dated": needs(day_as_text),
        "reporting_year_from": may(day_as_text),
        "data_from": may(day_as_text),
        "data_to": may(day_as_text),
        "next_step": may(text),
        "predecessor": may(text),
    },
}
FILES = {
    "plan": {
        "document": needs(mapping),
        "priorities": needs(entries, ()),
        "agencies": may(entries, ()),
        "teams": may(entries, ()),
    },
    "profile": {
        "document": needs(mapping),
        "recommendations": needs(entries, ()),
        "national_recommendations": may(entries, ()),
    },
}
