"""Operators of the console: accounts, signing in, and being locked out after wrong passwords."""

import secrets
import threading
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desktop.domain.accounts import find_password_problem, password_form
from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query

MOST_FAILURES = 5
LOCKED_MS = 15 * 60_000
SESSION_MS = 8 * 3_600_000
"""A working day; then the password is asked for again."""
IDLE_MS = 30 * 60_000

_LONGEST_LOGIN = 32
_LONGEST_NAME = 64
_hasher = PasswordHasher()
# Each takes 64 MiB: many at once would be a way to fill the machine's memory.
_few_at_once = threading.BoundedSemaphore(4)


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who may use the console."""

    login: str
    name: str


def add_operator(database: Database, login: str, name: str, password: str, now_ms: int) -> None:
    """Add an account, or open a closed one with a new password.

    Raises:
        ProblemError: CTY-016, the login has other characters than letters, digits, ``.``, ``-`` and ``_``, or
            login or name are too long; CTY-017, it is in use; VLT-012 to VLT-015, the password is too easy.
    """
    if not _is_login(login) or not 0 < len(name) <= _LONGEST_NAME or "\0" in name:
        raise ProblemError(Problem("CTY-016", {"length": str(_LONGEST_LOGIN)}))
    problem = find_password_problem(password, login)
    if problem:
        raise ProblemError(problem)
    with _few_at_once:
        hashed = _hasher.hash(password_form(password))
    with database.atomic():
        added = query(
            database,
            "INSERT INTO console_user (login, name, password, active, added_ms) "
            "VALUES (%(login)s, %(name)s, %(password)s, true, %(now)s) ON CONFLICT (login) DO UPDATE "
            "SET name = excluded.name, password = excluded.password, active = true, failures = 0, "
            "locked_until_ms = 0 WHERE NOT console_user.active RETURNING login",
            {"login": login, "name": name, "password": hashed, "now": now_ms},
        )
        if not added:
            raise ProblemError(Problem("CTY-017", {"login": login}))
        _log(database, "operator_added", login, now_ms)


def close_operator(database: Database, login: str, now_ms: int) -> None:
    """Close an account and end its sessions.

    Raises:
        ProblemError: CTY-018, there is no open account of this login.
    """
    with database.atomic():
        closed = query(
            database,
            "UPDATE console_user SET active = false WHERE login = %(login)s AND active RETURNING login",
            {"login": login},
        )
        if not closed:
            raise ProblemError(Problem("CTY-018", {"login": login}))
        query(database, "DELETE FROM console_session WHERE login = %(login)s", {"login": login})
        _log(database, "operator_closed", login, now_ms)


def list_operators(database: Database) -> tuple[Operator, ...]:
    """Open accounts by login."""
    rows = query(database, "SELECT login, name FROM console_user WHERE active ORDER BY login")
    return tuple(Operator(*row) for row in rows)


def sign_in(database: Database, login: str, password: str, now_ms: int) -> str:
    """A new session's token for the right password.

    A wrong password, an unknown login and a locked account are answered alike, and take as long.

    Raises:
        ProblemError: CTY-019.
    """
    known = _is_login(login)
    hashed = _password_to_try(database, login, now_ms) if known else None
    if not _fits(hashed, password):
        with database.atomic():
            # What was typed is not logged: it may be a password in the wrong place.
            details = {"operator": login} if hashed is not None else {}
            audit.append(database, audit.COUNTY_ITSELF, "sign_in_refused", now_ms, details=details)
        raise ProblemError(Problem("CTY-019", {"minutes": str(LOCKED_MS // 60_000)}))
    token = secrets.token_urlsafe(32)
    with database.atomic():
        query(
            database,
            "UPDATE console_user SET failures = 0, locked_until_ms = 0 WHERE login = %(login)s",
            {"login": login},
        )
        query(database, "DELETE FROM console_session WHERE until_ms < %(now)s", {"now": now_ms})
        query(
            database,
            "INSERT INTO console_session (token_hash, login, seen_ms, until_ms) "
            "VALUES (%(hash)s, %(login)s, %(now)s, %(until)s)",
            {"hash": _hash(token), "login": login, "now": now_ms, "until": now_ms + SESSION_MS},
        )
        _log(database, "signed_in", login, now_ms)
    return token


def find_session(database: Database, token: str, now_ms: int) -> Operator | None:
    """Who a session's token belongs to; None when it is none, over, or idle for too long."""
    rows = query(
        database,
        "UPDATE console_session s SET seen_ms = %(now)s FROM console_user u WHERE s.token_hash = %(hash)s "
        "AND s.until_ms > %(now)s AND s.seen_ms > %(idle)s AND u.login = s.login AND u.active "
        "RETURNING u.login, u.name",
        {"hash": _hash(token), "now": now_ms, "idle": now_ms - IDLE_MS},
    )
    return Operator(*rows[0]) if rows else None


def sign_out(database: Database, token: str) -> None:
    """End a session."""
    query(database, "DELETE FROM console_session WHERE token_hash = %(hash)s", {"hash": _hash(token)})


def _is_login(text: str) -> bool:
    bare = text.replace(".", "").replace("-", "").replace("_", "")
    return len(text) <= _LONGEST_LOGIN and bare.isalnum()


def _password_to_try(database: Database, login: str, now_ms: int) -> str | None:
    """The hash to try, with the try counted before its outcome is known; None when none may be tried.

    Counted first, many tries at once are no more than as many one after the other.
    """
    rows = query(
        database,
        "UPDATE console_user SET "
        "failures = CASE WHEN failures + 1 >= %(most)s THEN 0 ELSE failures + 1 END, "
        "locked_until_ms = CASE WHEN failures + 1 >= %(most)s THEN %(until)s ELSE locked_until_ms END "
        "WHERE login = %(login)s AND active AND locked_until_ms <= %(now)s RETURNING password",
        {"login": login, "now": now_ms, "most": MOST_FAILURES, "until": now_ms + LOCKED_MS},
    )
    return str(rows[0][0]) if rows else None


def _fits(hashed: str | None, password: str) -> bool:
    with _few_at_once:
        try:
            _hasher.verify(hashed or _nobodys(), password_form(password))
        except (VerificationError, InvalidHashError):
            return False
    return hashed is not None


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_hex(16))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _log(database: Database, event: str, login: str, now_ms: int) -> None:
    audit.append(database, audit.COUNTY_ITSELF, event, now_ms, details={"operator": login})
