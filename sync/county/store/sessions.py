"""Being signed in to the console: tokens, how long they hold, and being locked out after wrong passwords."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query
from sync.county.store.operators import Operator, is_login, log, operator_of
from sync.county.store.passwords import fits

MOST_FAILURES = 5
LOCKED_MS = 15 * 60_000
SESSION_MS = 8 * 3_600_000
"""A working day; then the password is asked for again."""
IDLE_MS = 30 * 60_000


@dataclass(frozen=True, slots=True)
class Account:
    """An open account as the list of accounts shows it.

    ``locked_until_ms`` is 0 when wrong passwords have not locked it; ``sessions`` counts who is signed in.
    """

    operator: Operator
    added_ms: int
    locked_until_ms: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in, and until when at the latest."""

    operator: Operator
    until_ms: int


def sign_in(database: Database, login: str, password: str, now_ms: int) -> str:
    """A new session's token for the right password.

    A wrong password, an unknown login and a locked account are answered alike, and take as long.

    Raises:
        ProblemError: CTY-019.
    """
    require_password(database, login, password, now_ms)
    token = secrets.token_urlsafe(32)
    with database.atomic():
        query(database, "DELETE FROM console_session WHERE until_ms < %(now)s", {"now": now_ms})
        query(
            database,
            "INSERT INTO console_session (token_hash, login, seen_ms, until_ms) "
            "VALUES (%(hash)s, %(login)s, %(now)s, %(until)s)",
            {"hash": _hash(token), "login": login, "now": now_ms, "until": now_ms + SESSION_MS},
        )
        log(database, "signed_in", login, now_ms)
    return token


def require_password(database: Database, login: str, password: str, now_ms: int) -> None:
    """Nothing for the right password of an open account, which forgets the wrong ones before it.

    Raises:
        ProblemError: CTY-019.
    """
    hashed = _password_to_try(database, login, now_ms) if is_login(login) else None
    if not fits(hashed, password):
        with database.atomic():
            # What was typed is not logged: it may be a password in the wrong place.
            details = {"operator": login} if hashed is not None else {}
            audit.append(database, audit.COUNTY_ITSELF, "sign_in_refused", now_ms, details=details)
        raise ProblemError(Problem("CTY-019", {"minutes": str(LOCKED_MS // 60_000)}))
    query(
        database,
        "UPDATE console_user SET failures = 0, locked_until_ms = 0 WHERE login = %(login)s",
        {"login": login},
    )


def find_session(database: Database, token: str, now_ms: int) -> Session | None:
    """Whose a session's token is; None when it is none, over, or idle for too long."""
    rows = query(
        database,
        "UPDATE console_session s SET seen_ms = %(now)s FROM console_user u WHERE s.token_hash = %(hash)s "
        "AND s.until_ms > %(now)s AND s.seen_ms > %(idle)s AND u.login = s.login AND u.active "
        "RETURNING u.login, u.name, u.role, u.renew, s.until_ms",
        {"hash": _hash(token), "now": now_ms, "idle": now_ms - IDLE_MS},
    )
    return Session(operator_of(rows[0][:4]), rows[0][4]) if rows else None


def list_accounts(database: Database, now_ms: int) -> tuple[Account, ...]:
    """Open accounts by login, with who is locked and who is signed in."""
    rows = query(
        database,
        "SELECT u.login, u.name, u.role, u.renew, u.added_ms, "
        "CASE WHEN u.locked_until_ms > %(now)s THEN u.locked_until_ms ELSE 0 END, "
        "count(s.login) FILTER (WHERE s.until_ms > %(now)s AND s.seen_ms > %(idle)s) "
        "FROM console_user u LEFT JOIN console_session s ON s.login = u.login "
        "WHERE u.active GROUP BY u.login ORDER BY u.login",
        {"now": now_ms, "idle": now_ms - IDLE_MS},
    )
    return tuple(Account(operator_of(row[:4]), *row[4:]) for row in rows)


def sign_out(database: Database, token: str) -> None:
    """End a session."""
    query(database, "DELETE FROM console_session WHERE token_hash = %(hash)s", {"hash": _hash(token)})


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


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
