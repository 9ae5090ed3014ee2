"""A household's written consent to hand its points to a bank: for what, to whom, until when (授信授权).

Source:
    个人信息保护法 13, 14, 15, 28: separate consent to a purpose, which can be withdrawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import boards as queries
from db.queries.boards import ConsentRow
from desktop.domain.accounts import Right
from desktop.domain.age import certain_age
from desktop.domain.code_table import code_table
from desktop.domain.credit import ITEMS, NEEDED_ITEMS, ConsentState, consent_state, holds, last_day_of_term
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.boards.households import BoardHousehold, read_households
from desktop.services.office import Office

PURPOSE = "整村授信评议"
DEFAULT_ITEMS = ("head", "group", "points", "grade")
_EMPTY = BoardHousehold("", "", "", "", "", False)


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent as it was signed on paper; days are ISO texts, ``items`` codes of ``credit_item``."""

    household_id: str
    person_id: str
    bank: str
    signed_on: str
    valid_to: str
    items: tuple[str, ...] = DEFAULT_ITEMS
    purpose: str = PURPOSE


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent with whether it holds today; ``days_left`` is below zero once it is over."""

    row: ConsentRow
    household: BoardHousehold
    state: ConsentState
    days_left: int


def list_consents(office: Office) -> tuple[Consent, ...]:
    """All consents, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        rows = queries.list_consents(connection)
        households = read_households(connection, {row.household_id for row in rows})
    remind = _rule(office, "credit.consent.remind.days")
    found = []
    for row in rows:
        state = _state(row, office.today(), remind)
        left = (date.fromisoformat(row.valid_to) - office.today()).days
        found.append(Consent(row, households.get(row.household_id, _EMPTY), state, left))
    return tuple(found)


def _state(row: ConsentRow, on: date, remind: int) -> ConsentState:
    withdrawn = date.fromisoformat(row.withdrawn_on) if row.withdrawn_on else None
    signed, until = date.fromisoformat(row.signed_on), date.fromisoformat(row.valid_to)
    # a paper dated after the day asked for gives nothing on that day
    return consent_state(signed, until, withdrawn, on, remind) or ConsentState.EXPIRED


def consents_that_hold(connection: Connection, bank: str, on: date) -> dict[str, ConsentRow]:
    """By household, the consent to hand its points to a bank that holds on a day."""
    return {
        row.household_id: row
        for row in reversed(queries.list_consents(connection))
        if row.bank == bank and holds(_state(row, on, 0))
    }


def list_to_renew(office: Office) -> tuple[Consent, ...]:
    """Consents that end soon or ended lately, without a later one of the same household and bank.

    Those that were withdrawn are nobody's to renew. The first to end comes first.

    Raises:
        ProblemError: SYS-403.
    """
    consents = list_consents(office)
    latest: dict[tuple[str, str], str] = {}
    for each in consents:
        key = (each.row.household_id, each.row.bank)
        latest[key] = max(latest.get(key, ""), each.row.valid_to)
    remind = _rule(office, "credit.consent.remind.days")
    ending = [
        each
        for each in consents
        if each.state in (ConsentState.EXPIRING, ConsentState.EXPIRED)
        and each.days_left >= -remind
        and latest[each.row.household_id, each.row.bank] == each.row.valid_to
    ]
    return tuple(sorted(ending, key=lambda each: each.row.valid_to))


def _rule(office: Office, key: str) -> int:
    return get_rule(key, office.today(), office.vault.village.division_code).value


def suggest_term(office: Office, signed_on: str) -> str:
    """The last day of the usual term of a consent signed on a day, ISO."""
    return last_day_of_term(date.fromisoformat(signed_on), _rule(office, "credit.consent.months")).isoformat()


def known_banks(office: Office) -> tuple[str, ...]:
    """Banks that tables or consents name, the latest first."""
    with office.store.reading() as connection:
        tables = [row.bank for row in queries.list_tables(connection)]
        consents = [row.bank for row in queries.list_consents(connection)]
    return tuple(dict.fromkeys((*tables, *consents)))


def check_consent(office: Office, new: NewConsent) -> tuple[Problem, ...]:
    """What keeps a consent from being taken.

    BRD-021 no such household, BRD-060 who signed is no adult member, BRD-061 no bank, BRD-062 no purpose,
    BRD-063 head and points are not among the items, BRD-064 a term that can't be, BRD-067 one that holds is
    there already.
    """
    problems = []
    today = office.today()
    with office.store.reading() as connection:
        known = read_households(connection, (new.household_id,)) if new.household_id else {}
        members = queries.list_members(connection, (new.household_id,)).get(new.household_id, ())
        held = consents_that_hold(connection, new.bank.strip(), today)
    if not known:
        problems.append(Problem("BRD-021", place=Place(field="household")))
    adult = _rule(office, "age.adult")
    signer = next((each for each in members if each.person_id == new.person_id), None)
    age = certain_age(signer.birth_date, today) if signer else None
    if signer is None or (age is not None and age < adult):
        problems.append(Problem("BRD-060", place=Place(field="person")))
    for field, code in (("bank", "BRD-061"), ("purpose", "BRD-062")):
        if not str(getattr(new, field)).strip():
            problems.append(Problem(code, place=Place(field=field)))
    if not set(NEEDED_ITEMS) <= set(new.items) or any(item not in code_table(ITEMS) for item in new.items):
        problems.append(Problem("BRD-063", place=Place(field="items")))
    most = _rule(office, "credit.consent.most.months")
    try:
        signed, until = date.fromisoformat(new.signed_on), date.fromisoformat(new.valid_to)
        is_good = signed <= today and signed < until <= last_day_of_term(signed, most)
    except ValueError:
        is_good = False
    if not is_good:
        problems.append(Problem("BRD-064", {"months": str(most)}, Place(field="valid_to")))
    elif new.household_id in held and held[new.household_id].valid_to >= new.valid_to:
        values = {"bank": new.bank.strip(), "day": held[new.household_id].valid_to}
        problems.append(Problem("BRD-067", values, Place(field="household")))
    return tuple(problems)


def add_consent(office: Office, new: NewConsent) -> str:
    """Write down a consent that was signed.

    Returns:
        Its id; the signed paper hangs on it as an attachment.

    Raises:
        ProblemError: What `check_consent` finds, SYS-403.
    """
    office.require(Right.EDIT_CREDIT)
    if problems := check_consent(office, new):
        raise ProblemError(problems)
    with office.change("edit", f"登记授信授权：{new.bank.strip()}") as work:
        return work.insert(
            "credit_consent",
            {
                "household_id": new.household_id,
                "person_id": new.person_id,
                "bank": new.bank.strip(),
                "purpose": new.purpose.strip(),
                "items": list_text(new.items),
                "signed_on": new.signed_on,
                "valid_to": new.valid_to,
            },
        )


def withdraw(office: Office, consent_id: str, withdrawn_on: str) -> None:
    """Write down that a household took its consent back; nothing is handed over from then on.

    Raises:
        ProblemError: BRD-030 the day is none, to come or before it was signed, BRD-065 there is no such
            consent, BRD-066 it was withdrawn already, SYS-403.
    """
    office.require(Right.EDIT_CREDIT)
    found = next((each for each in list_consents(office) if each.row.id == consent_id), None)
    if found is None:
        raise ProblemError(Problem("BRD-065"))
    if found.row.withdrawn_on:
        raise ProblemError(Problem("BRD-066", {"day": found.row.withdrawn_on}))
    try:
        date.fromisoformat(withdrawn_on)
        is_good = found.row.signed_on <= withdrawn_on <= office.today().isoformat()
    except ValueError:
        is_good = False
    if not is_good:
        raise ProblemError(Problem("BRD-030", {"day": withdrawn_on}, Place(field="withdrawn_on")))
    with office.change("edit", f"撤回授信授权：{found.row.bank}") as work:
        work.update("credit_consent", consent_id, {"withdrawn_on": withdrawn_on})


def households_without(office: Office, bank: str) -> Sequence[BoardHousehold]:
    """Households that did not consent to a bank, in walking order: whom to ask with the form.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        held = consents_that_hold(connection, bank, office.today())
        return tuple(each for each in read_households(connection).values() if each.id not in held)
