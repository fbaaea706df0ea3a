"""Filters of the product's that may be taken away, one at a time, and where the crawl must come upon what they kept back."""

from rights_broken import granted, instead, yes

from actions.permissions import Permission

NAME, DRAFT = "the name of a restricted file", "the chair's words in a draft"
# What is broken: who then comes upon what, and where; and how it is broken.
BROKEN = {
    "a line shows all of its evidence": (
        *("executive", NAME, "/plan/{at}"),
        instead("actions.evidence", "may_see_evidence", yes),
    ),
    "the list of evidence shows all of it": (
        *("executive", NAME, "/evidence"),
        instead("actions.evidence", "may_see_evidence", yes),
    ),
    "executives read restricted evidence": (
        *("executive", NAME, "/plan/{at}"),
        granted(Permission.READ_RESTRICTED, "executive"),
    ),
    "the office opens restricted files": (
        *("business_manager", "what is in a restricted file", "/evidence/{planted[0]}"),
        instead("tracker.pages.evidence", "may_see_evidence", yes),
    ),
    "executives read drafts": (
        *("executive", DRAFT, "/reports/{kind}/{period}/draft"),
        granted(Permission.READ_DRAFTS, "executive"),
    ),
    "inspectors see who opened what": (
        *("inspector", "who opened a report", "/reports/{kind}/{period}/opened.csv"),
        granted(Permission.SEE_ACCESS, "inspector"),
    ),
    "chairs look after links": (
        *("chair", "the address that a link was given to", "/people/links"),
        granted(Permission.LOOK_AFTER_PEOPLE, "chair"),
    ),
}
