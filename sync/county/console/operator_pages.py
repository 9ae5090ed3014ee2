"""Pages for administrators: accounts of the console, and where villages reach the county."""

from collections.abc import Mapping

from desktop.domain.problem import Problem, ProblemError
from sync.county.console.sheet import address_of, require_address
from sync.county.console.shown import Ask, Shown, Went, require_confirmed
from sync.county.store import audit, operators, sessions, settings
from sync.county.store.operators import Operator
from sync.county.store.passwords import make_password
from sync.county.store.roles import Role
from sync.protocol.enrolment_text import fingerprint, in_groups


def accounts(ask: Ask) -> Shown:
    """Every open account."""
    found = sessions.list_accounts(ask.county.database, ask.at_ms)
    return Shown("operators.html", {"accounts": found, "roles": tuple(Role)})


def adding(ask: Ask) -> Shown:
    """The form for a new account."""
    return Shown("operator_add.html", {"roles": tuple(Role)})


def add(ask: Ask, typed: Mapping[str, str]) -> Shown:
    """Add an account and show its first password, once.

    Raises:
        ProblemError: CTY-016, CTY-017; CTY-021, there is no such role.
    """
    login, name = typed.get("login", "").strip(), typed.get("name", "").strip()
    password = make_password()
    operators.add_operator(
        ask.county.database,
        login,
        name,
        password,
        ask.at_ms,
        role=_role(typed),
        by=ask.operator.login,
    )
    return Shown("password_slip.html", {"login": login, "name": name, "password": password})


def changing(ask: Ask) -> Shown:
    """What can be done about one account.

    Raises:
        ProblemError: CTY-021, there is none.
    """
    return Shown("operator.html", {"account": _require_account(ask), "roles": tuple(Role)})


def change_role(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Give an account another role.

    Raises:
        ProblemError: CTY-021, CTY-018, CTY-084.
    """
    account = _require_account(ask)
    operators.change_role(ask.county.database, account.login, _role(typed), ask.at_ms, by=ask.operator.login)
    return Went("/operators", "operator_role")


def reset(ask: Ask, typed: Mapping[str, str]) -> Shown:
    """Give an account a new password to begin with, and show it, once.

    Raises:
        ProblemError: CTY-021, CTY-018, CTY-081.
    """
    account = _require_account(ask)
    require_confirmed(typed)
    password = operators.reset_password(ask.county.database, account.login, ask.at_ms, by=ask.operator.login)
    return Shown("password_slip.html", {"login": account.login, "name": account.name, "password": password})


def close(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Close an account.

    Raises:
        ProblemError: CTY-021, CTY-018, CTY-081; CTY-084, it is the last administrator's.
    """
    account = _require_account(ask)
    require_confirmed(typed)
    operators.close_operator(ask.county.database, account.login, ask.at_ms, by=ask.operator.login)
    return Went("/operators", "operator_closed")


def county_settings(ask: Ask) -> Shown:
    """Where villages reach the county, and the fingerprint that they compare."""
    told = settings.read_setting(ask.county.database, settings.PUBLIC_ADDRESS)
    values = {
        "address": address_of(ask.county, ask.address),
        "is_set": bool(told),
        "fingerprint": in_groups(fingerprint(ask.county.key.public)),
    }
    return Shown("settings.html", values)


def change_settings(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Set where villages reach the county.

    Raises:
        ProblemError: CTY-088, it is no address.
    """
    address = typed.get("address", "").strip().rstrip("/")
    require_address(address)
    database = ask.county.database
    with database.atomic():
        settings.write_setting(database, settings.PUBLIC_ADDRESS, address)
        details = {"operator": ask.operator.login, "address": address}
        audit.append(database, audit.COUNTY_ITSELF, "address_changed", ask.at_ms, details=details)
    return Went("/settings", "address_changed")


def _require_account(ask: Ask) -> Operator:
    login = ask.asked["login"]
    found = operators.find_operator(ask.county.database, login) if operators.is_login(login) else None
    if found is None:
        raise ProblemError(Problem("CTY-021"))
    return found


def _role(typed: Mapping[str, str]) -> Role:
    try:
        return Role(typed.get("role", ""))
    except ValueError as error:
        raise ProblemError(Problem("CTY-021")) from error
