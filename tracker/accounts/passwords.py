"""What a password must be, as NCSC advises: long, and none of those that are tried first. No other rules, no expiry."""

SHORTEST, LONGEST = 12, 200
FEWEST_GUESSES = 10**9
OURS = ("safeguarding", "board", "children", "northamptonshire", "nscb", "action", "actions", "tracker", "password")
GUESSED = "This is among the passwords that are tried first. Choose another: three random words make a good one"


def is_guessed(password: str, *about: str) -> bool:
    """Whether the password is, or is made of, what attackers try first: lists of leaked ones, words, rows of keys,
    repetitions, and words `about` the person."""
    from zxcvbn import zxcvbn

    parts = {part for text in about for part in (text, *text.replace("@", ".").split("."))}
    return zxcvbn(password[:72], user_inputs=[*OURS, *filter(None, parts)])["guesses"] < FEWEST_GUESSES
