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
from desktop.services.points.proposing import (
    Proposal,
    choose_new,
    dismiss_in,
    list_stale,
    read_by_rule,
)
from desktop.services.points.standings import EntryLine, entry_lines

TWICE, CHANGED = "两台电脑重复登记", "记录已改"
"""Why an entry is to be taken back."""


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
        take_back: Why it should not count any more; to take it is to take it back. Empty for all others.
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
    take_back: str = ""
    blocked: Problem | None = None


def list_waiting(office: Office) -> tuple[Waiting, ...]:
    """What is to be taken back, claims of both ledgers, what records give by day.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    found: list[Waiting] = []
    with office.store.reading() as connection:
        by_rule = read_by_rule(office, connection)
        doubles = list_doubles(connection)
        known = {row.id for row in doubles}
        stale = tuple(row for row in list_stale(office, connection, by_rule) if row.id not in known)
        reasons = dict.fromkeys(known, TWICE) | {row.id: CHANGED for row in stale}
        claims = [row for subject in Subject for row in queries.list_waiting(connection, subject.value)]
        owners: dict[str, str] = {}
        for subject in Subject:
            ids = tuple({row.owner_id for row in (*doubles, *stale, *claims) if row.subject == subject})
            named = queries.find_owners(connection, subject.value, ids)
            owners |= {owner_id: owner.name for owner_id, owner in named.items()}
        guard = Guard(office, connection)
        found += (
            _of_line(line, owners[line.row.owner_id], guard, reasons.get(line.row.id, ""))
            for line in entry_lines(office, connection, (*doubles, *stale, *claims))
            if line.row.owner_id in owners
        )
        proposals = choose_new(connection, by_rule)
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
        for each in proposals
    )
    return tuple(found)


def _of_line(line: EntryLine, name: str, guard: Guard, take_back: str) -> Waiting:
    row = line.row
    blocked = guard.why_not_reverse() if take_back else guard.why_not_confirm(row)
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
        take_back=take_back,
        blocked=blocked,
    )


def take(office: Office, chosen: Sequence[Waiting], decided: Mapping[str, int]) -> None:
    """Confirm what waits as one action; who does not confirm points enters what records give, to wait.

    What counts twice, or what a record does not give any more, is taken back.

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
        lines = [(each.line.row.id, each.take_back) for each in chosen if each.line is not None]
        confirm_in(office, work, [entry_id for entry_id, reason in lines if not reason])
        if any(reason for _, reason in lines):
            office.require(Right.CONFIRM_POINTS)
        for entry_id, reason in lines:
            if reason:
                reverse_in(office, work, entry_id, reason)


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
        claims = [each.line.row.id for each in chosen if each.line is not None and not each.take_back]
        refuse_in(office, work, claims, reason)
