"""How ways of signing in are said, and how somebody was recognised."""

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
