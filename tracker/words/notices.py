"""What a mail about somebody's account says. It holds nothing that was typed."""

# Of each notice: its subject, and what it says. {link} is made as the mail is written.
NOTICES = {
    "reset": (
        "Choose a new password",
        (
            "Somebody, probably you, asked for a new password for your account. Choose it here, within an hour:",
            "{link}",
            "If it was not you, do nothing: your password stays as it is.",
        ),
    ),
    "password_set": (
        "Your password was changed",
        ("A new password was chosen for your account, and everybody who was signed in with it was signed out.",),
    ),
    "factor_set": (
        "Your second factor was set up",
        ("An authenticator app was set up as the second factor of your account.",),
    ),
    "factor_off": (
        "Your second factor was switched off",
        ("Signing in with your account asks for the password alone from now on.",),
    ),
    "recovery_code_used": (
        "A recovery code was used",
        ("Somebody signed in with your password and one of your recovery codes in place of the app's code.",),
    ),
    "codes_held": (
        "Wrong codes for your account",
        (
            "Somebody entered your password and then so many wrong codes that codes are not taken for a day.",
            "Your recovery codes work. If it was not you, somebody knows your password: choose a new one.",
        ),
    ),
    "factor_reset": (
        "Your second factor was taken away",
        (
            "The board office asked for it because you had lost it, and a second person confirmed it. You were signed out.",
            "Sign in with your password. You are then asked to set up a new second factor, if your role needs one.",
        ),
    ),
    "token_made": (
        "A personal token was made",
        ("A token was made on your account, with which a program can read what you may read, until its last day.",),
    ),
    "confirm_reset": (
        "A lost second factor waits for a second person",
        (
            "The board office asks that somebody's second factor be taken away, because it was lost. Look and decide here:",
            "{link}",
        ),
    ),
    "confirm_purge": (
        "A purge waits for a second person",
        ("The board office asks that a document's words and files be purged for good. Look and decide here:", "{link}"),
    ),
}
NOT_YOU = "If that was not you, tell the board office at once."
TELLS_TO_SAY_SO = frozenset(
    {"password_set", "factor_set", "factor_off", "recovery_code_used", "factor_reset", "token_made"}
)


def subject(notice: str) -> str:
    return f"Action tracker: {NOTICES[notice][0].lower()}"


def about(notice: str) -> str:
    """For the list of mails."""
    return NOTICES[notice][0]


def body(notice: str, link: str) -> list[str]:
    said = [part.format(link=link) for part in NOTICES[notice][1]]
    return [*said, NOT_YOU] if notice in TELLS_TO_SAY_SO else said
