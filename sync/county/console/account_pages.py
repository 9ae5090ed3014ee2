"""Pages about one's own account: how long one is signed in, another password, signing out everywhere."""

from collections.abc import Mapping

from desktop.domain.problem import Problem, ProblemError
from sync.county.console.shown import Ask, Shown, Went
from sync.county.store import operators, sessions


def account(ask: Ask) -> Shown:
    """Who one is, and until when."""
    values = {"until_ms": ask.until_ms, "idle_minutes": sessions.IDLE_MS // 60_000}
    return Shown("account.html", values)


def changing_password(ask: Ask) -> Shown:
    """The form for another password."""
    return Shown("password.html")


def change_password(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Take another password; every session of the account ends, and one signs in with the new one.

    Raises:
        ProblemError: CTY-087, the two new ones differ; CTY-090, the new one is the old one; CTY-019, the old
            one is wrong; VLT-012 to VLT-015, the new one is too easy.
    """
    database, login = ask.county.database, ask.operator.login
    old, new = typed.get("old", ""), typed.get("new", "")
    if new != typed.get("again", ""):
        raise ProblemError(Problem("CTY-087"))
    if new == old:
        raise ProblemError(Problem("CTY-090"))
    sessions.require_password(database, login, old, ask.at_ms)
    operators.change_password(database, login, new, ask.at_ms)
    return Went("/sign-in", "password_changed")


def sign_out_everywhere(ask: Ask, _typed: Mapping[str, str]) -> Went:
    """End every session of the account, this one too."""
    operators.sign_out_everywhere(ask.county.database, ask.operator.login, ask.at_ms)
    return Went("/sign-in", "signed_out_everywhere")
