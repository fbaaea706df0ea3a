"""How ways of signing in are said, how somebody was recognised, and what a personal token may read."""

HOW = {
    "password": "Password",
    "code": "With a code",
    "single": "Single sign-on",
    "single_trusted": "Single sign-on",
}
MADE_SURE = {
    "met": "Met in person",
    "video": "Seen and heard by video",
    "known_number": "Called back on a number known from before",
}
# What a personal token may read: in a list, and as it is chosen.
SCOPE = {"everything": "Everything that I may read", "standing": "Standing alone"}
SCOPE_MEANS = {
    "everything": "Also updates, evidence that I may see (its name, never the file), submissions, decisions and reports",
    "standing": "Where each action stands: number, title, status, owner, dates and flags",
}
