"""Letters that move a member's relation: numbered, with a stub and a receipt to come back (介绍信)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.party_membership import MemberStatus
from desktop.domain.problem import Problem, ProblemError
from desktop.services.numbering import series
from desktop.services.office import Office
from desktop.services.party.development import keep_register_in_step
from desktop.services.property.rules import (
    LedgerRules,
    Standing,
    Surroundings,
    check_not_future,
    day,
    problem,
    text,
    whole,
)

TRANSFER = "party_transfer"
OUT, IN = "out", "in"


class LetterState(StrEnum):
    """Where a letter stands; the codes of party_transfer_state."""

    UNDER_WAY = "under_way"
    SOON = "soon"
    OVERDUE = "overdue"
    DONE = "done"
    VOID = "void"


_TONES = {LetterState.SOON: "soon", LetterState.OVERDUE: "overdue", LetterState.DONE: "ok"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter whose receipt is waited for: whose, its number, its last day, where it stands."""

    id: str
    name: str
    number: str
    to_organisation: str
    last: date
    state: LetterState


def letter_state(around: Surroundings, row: Row) -> LetterState:
    """Where a letter stands today."""
    if text(row, "void_on"):
        return LetterState.VOID
    if text(row, "receipt_on"):
        return LetterState.DONE
    last = last_day(row)
    if last is None:
        return LetterState.UNDER_WAY
    if around.today > last:
        return LetterState.OVERDUE
    soon = timedelta(days=around.rule("party.transfer.receipt_soon.days"))
    return LetterState.SOON if around.today >= last - soon else LetterState.UNDER_WAY


def last_day(row: Row) -> date | None:
    """The last day on which a letter may be shown."""
    issued = day(row, "issued_on")
    return None if issued is None else issued + timedelta(days=whole(row, "valid_days") or 0)


def open_letters(around: Surroundings) -> tuple[Letter, ...]:
    """Letters out whose receipt is due soon or was, the oldest first."""
    rows = queries.list_records(around.connection, TRANSFER)
    people = queries.names(around.connection, "person", [row["person_id"] for row in rows])
    found = []
    for row in reversed(rows):
        state, last = letter_state(around, row), last_day(row)
        if row["direction"] == OUT and state in (LetterState.SOON, LetterState.OVERDUE) and last is not None:
            found.append(
                Letter(
                    text(row, "id"),
                    people.get(text(row, "person_id"), ""),
                    text(row, "number"),
                    text(row, "to_organisation"),
                    last,
                    state,
                )
            )
    return tuple(found)


def next_number(connection: Connection, on: date) -> str:
    """The number of the next letter out in a year: ``2026-0001``, of a second PC ``2026-B0001``."""
    prefix = f"{on.year}-{series(connection)}"
    used = [
        int(text(row, "number").removeprefix(prefix))
        for row in queries.list_where(connection, TRANSFER, "direction", OUT)
        if text(row, "number").startswith(prefix) and text(row, "number").removeprefix(prefix).isdigit()
    ]
    return f"{prefix}{max(used, default=0) + 1:04d}"


def _complete(around: Surroundings, row: Row) -> None:
    """Person and member from each other, the number, the days it is valid, the office's own branch."""
    connection = around.connection
    member = queries.find_record(connection, "party_member", text(row, "member_id"))
    if member is not None and not row.get("person_id"):
        row["person_id"] = member["person_id"]
    if member is None and row.get("person_id") and row.get("direction") == OUT:
        members = queries.list_where(connection, "party_member", "person_id", text(row, "person_id"))
        if members:
            member, row["member_id"] = members[-1], members[-1]["id"]
    row["valid_days"] = row.get("valid_days") or around.rule("party.transfer.valid_days")
    row["issued_on"] = row.get("issued_on") or around.today.isoformat()
    if row.get("direction") == OUT:
        row["number"] = row.get("number") or next_number(connection, day(row, "issued_on") or around.today)
    own = _own_branch(connection, member)
    name = "from_organisation" if row.get("direction") == OUT else "to_organisation"
    row[name] = row.get(name) or own or None


def _own_branch(connection: Connection, member: Row | None) -> str:
    branches = {text(row, "id"): text(row, "name") for row in queries.list_records(connection, "branch")}
    if member is not None and text(member, "branch_id") in branches:
        return branches[text(member, "branch_id")]
    return next(iter(branches.values()), "") if len(branches) == 1 else ""


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """What does not fit a letter.

    PTY-070 the number was given already, PTY-071 valid for longer than custom, PTY-072 voided without a
    reason, PTY-073 no number, PTY-074 whoever goes has no record here.
    """
    problems = check_not_future(around, TRANSFER, row, "issued_on", "receipt_on", "void_on")
    number = text(row, "number")
    if not number:
        problems.append(problem("PTY-073", TRANSFER, "number"))
    same = queries.list_where(around.connection, TRANSFER, "number", number)
    if number and any(each["id"] != record_id and each["direction"] == row["direction"] for each in same):
        problems.append(problem("PTY-070", TRANSFER, "number", {"number": number}))
    most = around.rule("party.transfer.valid_days")
    if (whole(row, "valid_days") or 0) > most:
        problems.append(problem("PTY-071", TRANSFER, "valid_days", {"most": str(most)}, warning=True))
    if text(row, "void_on") and not text(row, "void_reason"):
        problems.append(problem("PTY-072", TRANSFER, "void_reason"))
    if row["direction"] == OUT and not text(row, "member_id"):
        problems.append(problem("PTY-074", TRANSFER, "person_id"))
    return problems


def _after(around: Surroundings, work: Work, _record_id: str, row: Row) -> None:
    """With the receipt of a letter out the member has left; with a letter in somebody belongs here."""
    member_id = text(row, "member_id")
    if row["direction"] == OUT and text(row, "receipt_on") and not text(row, "void_on"):
        member = work.get("party_member", member_id)
        if not member["left_on"]:
            work.update(
                "party_member",
                member_id,
                {
                    "status": MemberStatus.TRANSFERRED.value,
                    "left_on": text(row, "receipt_on"),
                    "left_reason": f"转往{text(row, 'to_organisation')}",
                },
            )
            for post in queries.list_where(work.connection, "party_post", "member_id", member_id):
                if not post["to_date"]:
                    ended = {"to_date": text(row, "receipt_on"), "reason": "组织关系转出"}
                    work.update("party_post", text(post, "id"), ended)
    keep_register_in_step(around, work, member_id)


def _standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    found = {}
    for row in rows:
        state, last = letter_state(around, row), last_day(row)
        figures = (
            (("有效期至", last.isoformat()),) if last is not None and state is not LetterState.DONE else ()
        )
        found[text(row, "id")] = Standing(state.value, _TONES.get(state, ""), figures)
    return found


TRANSFER_RULES = LedgerRules(
    states="party_transfer_state", complete=_complete, check=_check, standings=_standings, after=_after
)


def print_letter(office: Office, transfer_id: str) -> bytes:
    """The letter with its stub and receipt, as PDF; that it was printed is logged.

    Raises:
        ProblemError: FIN-051 there is no such letter, PTY-075 it came from elsewhere, SYS-403.
    """
    from desktop.reports.party_sheets import TransferLetter, build_letter
    from desktop.reports.rendering import render_internal

    office.require(Right.READ_PARTY)
    office.require(Right.PRINT)
    with office.store.reading() as connection:
        row = queries.find_record(connection, TRANSFER, transfer_id)
        if row is None:
            raise ProblemError(Problem("FIN-051", {"label": "介绍信"}))
        if row["direction"] != OUT:
            raise ProblemError(Problem("PTY-075"))
        person = connection.execute(
            "SELECT name, sex, ethnicity, birth_date, citizen_id FROM person WHERE id = ?",
            (text(row, "person_id"),),
        ).fetchone()
        status = queries.find_record(connection, "party_member", text(row, "member_id"))
    issued = day(row, "issued_on") or office.today()
    letter = TransferLetter(
        number=text(row, "number"),
        name=str(person[0] or ""),
        sex=code_table("sex").label(str(person[1])) if person[1] else "",
        ethnicity=code_table("ethnicity").label(str(person[2])) if person[2] else "",
        birth=str(person[3] or ""),
        citizen_id=str(person[4] or ""),
        is_probationary=status is not None and status["status"] == MemberStatus.PROBATIONARY,
        from_organisation=text(row, "from_organisation"),
        to_organisation=text(row, "to_organisation"),
        fee_paid_to=text(row, "fee_paid_to"),
        issued_on=issued,
        valid_days=whole(row, "valid_days") or 0,
    )
    office.log_access("print", "person", text(row, "person_id"), ("citizen_id",), f"介绍信 {letter.number}")
    return render_internal(build_letter(office.vault.village, letter))
