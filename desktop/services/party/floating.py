"""Members who live elsewhere: how often they are called, who was reached, who is lost (流动党员、失联)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.party_float import (
    FLOATING_IN,
    FLOATING_OUT,
    Contact,
    ContactRule,
    ContactState,
    contact_standing,
    is_floating_long,
)
from desktop.domain.problem import Problem
from desktop.services.office import Office
from desktop.services.property.rules import (
    LedgerRules,
    Surroundings,
    check_not_future,
    check_order,
    day,
    problem,
    text,
    whole,
)

FLOAT, CONTACT = "party_float", "party_contact"


@dataclass(frozen=True, slots=True)
class FloatLine:
    """A member who is away, or has come from elsewhere; days ISO texts.

    Attributes:
        id: The record of being away.
        member_id: Whose.
        name: Of the member.
        kind: Code of party_float_kind.
        place: Where they live.
        employer: Where they work.
        left_on: Since when.
        expected_back_on: Until when, as they said.
        contact_person: Who calls; "" for nobody.
        host_branch: Where they take part in the party's life.
        is_abroad: Outside the country.
        is_long: So long that they count as a floating member.
        contact: The last contact and the next; None for those who came from elsewhere.
    """

    id: str
    member_id: str
    name: str
    kind: str
    place: str
    employer: str
    left_on: str
    expected_back_on: str
    contact_person: str
    host_branch: str
    is_abroad: bool
    is_long: bool
    contact: Contact | None


def contact_rule(around: Surroundings) -> ContactRule:
    """How often the contact person calls here."""
    return ContactRule(
        around.rule("party.float.contact.months"),
        around.rule("party.float.contact.abroad_months"),
        around.rule("party.float.lost.months"),
        around.rule("party.float.soon.days"),
    )


def list_floats(office: Office) -> tuple[FloatLine, ...]:
    """Everybody who is away or came from elsewhere today, the most urgent contact first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    with office.store.reading() as connection:
        return floats_of(Surroundings(connection, office.today(), office.vault.village.division_code))


def floats_of(around: Surroundings) -> tuple[FloatLine, ...]:
    """As `list_floats`, within a reading that is open already."""
    connection, today = around.connection, around.today
    rows = [row for row in queries.list_records(connection, FLOAT) if _runs(row, today)]
    names = queries.names(connection, "party_member", [row["member_id"] for row in rows])
    people = queries.names(connection, "person", [row["contact_person_id"] for row in rows])
    rule, reached = contact_rule(around), _reached(connection)
    found = []
    for row in rows:
        left = day(row, "left_on") or today
        member_id = text(row, "member_id")
        is_out = row["kind"] == FLOATING_OUT
        found.append(
            FloatLine(
                text(row, "id"),
                member_id,
                names.get(member_id, ""),
                text(row, "kind"),
                text(row, "place"),
                text(row, "employer"),
                text(row, "left_on"),
                text(row, "expected_back_on"),
                people.get(text(row, "contact_person_id"), ""),
                text(row, "host_branch"),
                bool(row["is_abroad"]),
                is_floating_long(left, today, around.rule("party.float.months")),
                _contact(rule, row, reached.get(member_id), today) if is_out else None,
            )
        )
    order = list(ContactState)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                (-order.index(each.contact.state), each.contact.due) if each.contact else (1, date.max)
            ),
        )
    )


def _runs(row: Row, on: date) -> bool:
    back = day(row, "back_on")
    left = day(row, "left_on")
    return left is not None and left <= on and (back is None or on < back)


def _reached(connection: Connection) -> dict[str, date]:
    found: dict[str, date] = {}
    for row in queries.list_records(connection, CONTACT):
        called = day(row, "contacted_on")
        if row["reached"] and called is not None:
            owner = text(row, "member_id")
            found[owner] = max(called, found.get(owner, called))
    return found


def _contact(rule: ContactRule, row: Row, reached: date | None, on: date) -> Contact:
    return contact_standing(
        rule,
        day(row, "left_on") or on,
        reached,
        on,
        is_abroad=bool(row["is_abroad"]),
        own_months=whole(row, "contact_months") or 0,
    )


def add_contacts(office: Office, member_ids: Sequence[str], way: str, words: str, *, reached: bool) -> int:
    """Write down today's contact with one member or many, in one action.

    Returns:
        How many.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_PARTY)
    with office.change("edit", f"登记联系流动党员 {len(member_ids)} 人") as work:
        around = Surroundings(work.connection, office.today(), office.vault.village.division_code)
        for member_id in member_ids:
            row: Row = {
                "member_id": member_id,
                "contacted_on": office.today().isoformat(),
                "way": way or None,
                "reached": int(reached),
                "contacted_by": office.user.display_name,
                "text": words.strip() or None,
            }
            record_id = work.insert(CONTACT, row)
            _after_contact(around, work, record_id, row)
    return len(member_ids)


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """PTY-040 nobody was named to keep contact, PTY-041 already away, PTY-042 less than half a year."""
    problems = check_order(FLOAT, row, "left_on", "back_on") + check_not_future(
        around, FLOAT, row, "left_on", "back_on"
    )
    if row["kind"] not in (FLOATING_OUT, FLOATING_IN):
        problems.append(problem("PTY-043", FLOAT, "kind"))
    if text(row, "back_on") or row["kind"] != FLOATING_OUT:
        return problems
    others = queries.list_where(around.connection, FLOAT, "member_id", text(row, "member_id"))
    if any(other["id"] != record_id and _runs(other, around.today) for other in others):
        problems.append(problem("PTY-041", FLOAT, "member_id"))
    if not text(row, "contact_person_id"):
        problems.append(problem("PTY-040", FLOAT, "contact_person_id", warning=True))
    left, until = day(row, "left_on"), day(row, "expected_back_on")
    months = around.rule("party.float.months")
    if left is not None and until is not None and not is_floating_long(left, until, months):
        problems.append(problem("PTY-042", FLOAT, "expected_back_on", {"months": str(months)}, warning=True))
    return problems


def _complete(_around: Surroundings, row: Row) -> None:
    """Who is entered is taken to have left."""
    row["kind"] = row.get("kind") or FLOATING_OUT


def _check_contact(around: Surroundings, _record_id: str, row: Row) -> list[Problem]:
    """FIN-065 a day to come."""
    return check_not_future(around, CONTACT, row, "contacted_on")


def _after_contact(_around: Surroundings, work: Work, _record_id: str, row: Row) -> None:
    """Whoever was reached is not lost any more."""
    member = queries.find_record(work.connection, "party_member", text(row, "member_id"))
    if member is None or not row["reached"] or not member["contact_lost_on"]:
        return
    if text(row, "contacted_on") >= text(member, "contact_lost_on"):
        work.update("party_member", text(row, "member_id"), {"contact_lost_on": None})


FLOAT_RULES = LedgerRules(complete=_complete, check=_check)
CONTACT_RULES = LedgerRules(check=_check_contact, after=_after_contact)
