"""Operators of the console: accounts, their roles, their passwords."""

from dataclasses import dataclass

from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query
from sync.county.store.passwords import make_password, new_hash
from sync.county.store.roles import Right, Role, rights_of

_LONGEST_LOGIN = 32
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who may use the console; with ``renew`` the password was given by somebody else."""

    login: str
    name: str
    role: Role = Role.VIEWER
    renew: bool = False

    def may(self, right: Right) -> bool:
        """Whether the role has a right."""
        return right in rights_of(self.role)


def add_operator(
    database: Database,
    login: str,
    name: str,
    password: str,
    now_ms: int,
    *,
    role: Role = Role.ADMIN,
    by: str = "",
) -> None:
    """Add an account, or open a closed one with a new password.

    Args:
        database: The county's.
        login: What is typed to sign in.
        name: What the console shows.
        password: A password that the account's owner has chosen, or with ``by`` one to be replaced at once.
        now_ms: The county's clock.
        role: What it may do.
        by: Login of the operator who adds it; empty at the server's own terminal.

    Raises:
        ProblemError: CTY-016, the login has other characters than letters, digits, ``.``, ``-`` and ``_``, or
            login or name are too long; CTY-017, it is in use; VLT-012 to VLT-015, the password is too easy.
    """
    if not is_login(login) or not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise ProblemError(Problem("CTY-016", {"length": str(_LONGEST_LOGIN)}))
    hashed = new_hash(password, login)
    with database.atomic():
        added = query(
            database,
            "INSERT INTO console_user (login, name, password, active, added_ms, role, renew) "
            "VALUES (%(login)s, %(name)s, %(password)s, true, %(now)s, %(role)s, %(renew)s) "
            "ON CONFLICT (login) DO UPDATE "
            "SET name = excluded.name, password = excluded.password, active = true, failures = 0, "
            "locked_until_ms = 0, role = excluded.role, renew = excluded.renew "
            "WHERE NOT console_user.active RETURNING login",
            {
                "login": login,
                "name": name,
                "password": hashed,
                "now": now_ms,
                "role": role,
                "renew": bool(by),
            },
        )
        if not added:
            raise ProblemError(Problem("CTY-017", {"login": login}))
        log(database, "operator_added", login, now_ms, by, role=role)


def close_operator(database: Database, login: str, now_ms: int, *, by: str = "") -> None:
    """Close an account and end its sessions.

    Raises:
        ProblemError: CTY-018, there is no open account of this login; CTY-084, ``by`` would close the last
            administrator.
    """
    with database.atomic():
        if by:
            _require_another_admin(database, login)
        closed = query(
            database,
            "UPDATE console_user SET active = false WHERE login = %(login)s AND active RETURNING login",
            {"login": login},
        )
        _require(closed, login)
        _end_sessions(database, login)
        log(database, "operator_closed", login, now_ms, by)


def change_role(database: Database, login: str, role: Role, now_ms: int, *, by: str) -> None:
    """Give an account another role, from its next request on.

    Raises:
        ProblemError: CTY-018; CTY-084, nobody would be left to manage accounts.
    """
    with database.atomic():
        if role is not Role.ADMIN:
            _require_another_admin(database, login)
        changed = query(
            database,
            "UPDATE console_user SET role = %(role)s WHERE login = %(login)s AND active RETURNING login",
            {"login": login, "role": role},
        )
        _require(changed, login)
        log(database, "operator_role", login, now_ms, by, role=role)


def reset_password(database: Database, login: str, now_ms: int, *, by: str) -> str:
    """Give an account a new password to begin with, unlock it and end its sessions; returns the password.

    Raises:
        ProblemError: CTY-018.
    """
    password = make_password()
    _write_password(database, login, new_hash(password, login), now_ms, "password_reset", by, renew=True)
    return password


def change_password(database: Database, login: str, password: str, now_ms: int) -> None:
    """Give one's own account the password one has chosen; every session ends, also this one.

    Raises:
        ProblemError: VLT-012 to VLT-015, it is too easy; CTY-018.
    """
    hashed = new_hash(password, login)
    _write_password(database, login, hashed, now_ms, "password_changed", "", renew=False)


def _write_password(
    database: Database, login: str, hashed: str, now_ms: int, event: str, by: str, *, renew: bool
) -> None:
    with database.atomic():
        changed = query(
            database,
            "UPDATE console_user SET password = %(password)s, renew = %(renew)s, failures = 0, "
            "locked_until_ms = 0 WHERE login = %(login)s AND active RETURNING login",
            {"login": login, "password": hashed, "renew": renew},
        )
        _require(changed, login)
        _end_sessions(database, login)
        log(database, event, login, now_ms, by)


def sign_out_everywhere(database: Database, login: str, now_ms: int) -> None:
    """End every session of an account."""
    with database.atomic():
        _end_sessions(database, login)
        log(database, "signed_out_everywhere", login, now_ms)


def list_operators(database: Database) -> tuple[Operator, ...]:
    """Open accounts by login."""
    rows = query(database, "SELECT login, name, role, renew FROM console_user WHERE active ORDER BY login")
    return tuple(operator_of(row) for row in rows)


def find_operator(database: Database, login: str) -> Operator | None:
    """An open account; None when there is none of this login."""
    rows = query(
        database,
        "SELECT login, name, role, renew FROM console_user WHERE login = %(login)s AND active",
        {"login": login},
    )
    return operator_of(rows[0]) if rows else None


def operator_of(row: tuple[object, ...]) -> Operator:
    """An operator out of login, name, role and renew."""
    login, name, role, renew = row
    return Operator(str(login), str(name), Role(str(role)), bool(renew))


def is_login(text: str) -> bool:
    """Whether a text can be a login at all."""
    bare = text.replace(".", "").replace("-", "").replace("_", "")
    return len(text) <= _LONGEST_LOGIN and bare.isalnum()


def log(database: Database, event: str, login: str, now_ms: int, by: str = "", **details: str) -> None:
    """A line of the county's audit log about an account, in the caller's transaction."""
    whom = {"operator": by, "account": login} if by else {"operator": login}
    audit.append(database, audit.COUNTY_ITSELF, event, now_ms, details={**whom, **details})


def _require(changed: list[tuple[object, ...]], login: str) -> None:
    if not changed:
        raise ProblemError(Problem("CTY-018", {"login": login}))


def _require_another_admin(database: Database, login: str) -> None:
    # Two administrators who close each other at once would leave none: rows stay locked until one is done.
    rows = query(
        database,
        "SELECT login FROM console_user WHERE active AND role = %(role)s ORDER BY login FOR UPDATE",
        {"role": Role.ADMIN},
    )
    if [row[0] for row in rows] == [login]:
        raise ProblemError(Problem("CTY-084"))


def _end_sessions(database: Database, login: str) -> None:
    query(database, "DELETE FROM console_session WHERE login = %(login)s", {"login": login})
