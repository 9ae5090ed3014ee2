"""All that waits for somebody: what records give, and claims, in one list (待确认)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.queries import points as queries
from desktop.domain.accounts import Right
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import Problem
from desktop.services.office import Office
from desktop.services.points.ledger import (
    EntryState,
    Guard,
    book_in,
    confirm_in,
    list_doubles,
    refuse_in,
    reverse_in,
)
from desktop.services.points.proposing import Proposal, dismiss_in, list_proposals
from desktop.services.points.standings import EntryLine, entry_lines


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits.

    Attributes:
        id: Tells it from the others.
        subject: Whose ledger.
        name: Whom it counts for.
        item: What for.
        occurred_on: ISO day.
        points_x100: Hundredths; None where somebody has to decide within ``least_x100`` and ``most_x100``.
        proof: The record or the evidence, in words.
        quarter: Where it is or would be booked.
        recorded_by: Who entered a claim; empty for what a record gives.
        proposal: What a record gives; None for a claim.
        line: The claim; None for what a record gives.
        is_double: Whether it counts twice, since two PCs booked it; to take it is to take it back.
        blocked: Why the user at work can't confirm it; None when nothing keeps him.
    """

    id: str
    subject: Subject
    name: str
    item: str
    occurred_on: str
    points_x100: int | None
    least_x100: int
    most_x100: int
    proof: str
    quarter: str
    recorded_by: str = ""
    proposal: Proposal | None = None
    line: EntryLine | None = None
    is_double: bool = False
    blocked: Problem | None = None


def list_waiting(office: Office) -> tuple[Waiting, ...]:
    """What two PCs booked twice, claims of both ledgers, what records give by day.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    found: list[Waiting] = []
    with office.store.reading() as connection:
        doubles = list_doubles(connection)
        claims = [row for subject in Subject for row in queries.list_waiting(connection, subject.value)]
        owners: dict[str, str] = {}
        for subject in Subject:
            ids = tuple({row.owner_id for row in (*doubles, *claims) if row.subject == subject})
            named = queries.find_owners(connection, subject.value, ids)
            owners |= {owner_id: owner.name for owner_id, owner in named.items()}
        guard = Guard(office, connection)
        found += (
            _of_line(line, owners[line.row.owner_id], guard, is_double=number < len(doubles))
            for number, line in enumerate(entry_lines(office, connection, (*doubles, *claims)))
            if line.row.owner_id in owners
        )
    found += (
        Waiting(
            each.id,
            Subject.MEMBER,
            each.name,
            each.item.label,
            each.entry.occurred_on,
            each.entry.points_x100,
            each.item.least_x100,
            each.item.most_x100,
            each.title,
            each.quarter,
            proposal=each,
        )
        for each in list_proposals(office)
    )
    return tuple(found)


def _of_line(line: EntryLine, name: str, guard: Guard, *, is_double: bool) -> Waiting:
    row = line.row
    blocked = guard.why_not_reverse() if is_double else guard.why_not_confirm(row)
    return Waiting(
        row.id,
        Subject(row.subject),
        name,
        line.item,
        row.occurred_on,
        row.points_x100,
        row.points_x100,
        row.points_x100,
        line.proof,
        row.quarter,
        line.recorded_by,
        line=line,
        is_double=is_double,
        blocked=blocked,
    )


def take(office: Office, chosen: Sequence[Waiting], decided: Mapping[str, int]) -> None:
    """Confirm what waits as one action; who does not confirm points enters what records give, to wait.

    What counts twice is taken back once.

    Args:
        office: The office at work.
        chosen: Of `list_waiting`.
        decided: Points of those that left them open, in hundredths by id.

    Raises:
        ProblemError: What `confirm` and `book_in` find, SYS-403.
    """
    office.require(Right.EDIT_POINTS)
    state = EntryState.CONFIRMED if office.may(Right.CONFIRM_POINTS) else EntryState.CLAIMED
    entries = [
        replace(each.proposal.entry, points_x100=decided.get(each.id, each.points_x100))
        for each in chosen
        if each.proposal is not None
    ]
    with office.change("points", f"确认积分 {len(chosen)} 笔") as work:
        book_in(office, work, entries, state=state)
        lines = [(each.line.row.id, each.is_double) for each in chosen if each.line is not None]
        confirm_in(office, work, [entry_id for entry_id, is_double in lines if not is_double])
        if any(is_double for _, is_double in lines):
            office.require(Right.CONFIRM_POINTS)
        for entry_id, is_double in lines:
            if is_double:
                reverse_in(office, work, entry_id, "两台电脑重复登记")


def turn_down(office: Office, chosen: Sequence[Waiting], reason: str) -> None:
    """Refuse what waits as one action, with the reason; it is not proposed again.

    Raises:
        ProblemError: PTS-010 no reason, what `refuse` finds; SYS-403: only who confirms points refuses what
            records give.
    """
    proposals = [each.proposal for each in chosen if each.proposal is not None]
    if proposals:
        office.require(Right.CONFIRM_POINTS)
    with office.change("points", f"不予确认积分 {len(chosen)} 笔") as work:
        dismiss_in(office, work, proposals, reason)
        claims = [each.line.row.id for each in chosen if each.line is not None and not each.is_double]
        refuse_in(office, work, claims, reason)
