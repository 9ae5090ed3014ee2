"""Which households of a closed round are proposed for the board (提名), by parts of the ceiling."""

from dataclasses import dataclass

from db.queries import boards as queries
from desktop.domain.accounts import Right
from desktop.domain.household_board import BLACK, RED
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.boards.entries import FACT_LENGTH, NewEntry
from desktop.services.boards.households import protection_words, protections
from desktop.services.boards.inspections import RoundDetail, RoundLine, get_round
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Proposal:
    """A household that a round speaks for or against; ``protection`` says why it would be helped instead."""

    entry: NewEntry
    head: str
    group: str
    percent: int
    protection: str


def propose(office: Office, round_id: str) -> tuple[Proposal, ...]:
    """What a closed round proposes, the best first; households with an entry of it already are left out.

    Raises:
        ProblemError: BRD-006, BRD-017 the round is not closed, SYS-403.
    """
    office.require(Right.READ_BOARDS)
    detail = get_round(office, round_id)
    row = detail.summary.row
    if not row.closed_on:
        raise ProblemError(Problem("BRD-017"))
    today, code = office.today(), office.vault.village.division_code
    red = get_rule("board.red.percent", today, code).value
    black = get_rule("board.black.percent", today, code).value
    with office.store.reading() as connection:
        known = {each.household_id for each in queries.list_entries(connection) if each.round_id == round_id}
        seen = [
            (line, line.percent)
            for line in detail.lines
            if line.percent is not None and line.household.id not in known
        ]
        protected = protections(
            office, connection, (line.household.id for line, part in seen if part < black)
        )
    found = []
    for line, part in sorted(seen, key=lambda each: -each[1]):
        if black <= part < red:
            continue
        colour = RED if part >= red else BLACK
        item = "" if colour == RED else _worst(line, detail)
        fact = _fact(line, detail, item)
        found.append(
            Proposal(
                NewEntry(
                    line.household.id,
                    colour,
                    row.subject,
                    fact,
                    row.walked_on,
                    item=item,
                    round_id=round_id,
                ),
                line.household.head,
                line.household.group,
                part,
                protection_words(office, protected.get(line.household.id, ())),
            )
        )
    return tuple(found)


def _worst(line: RoundLine, detail: RoundDetail) -> str:
    """The item that lacks most of its ceiling."""
    return min(detail.subject.items, key=lambda item: line.scores[item.code] / item.most_x100).code


def _fact(line: RoundLine, detail: RoundDetail, item: str) -> str:
    if line.remark:
        return line.remark[:FACT_LENGTH]
    found = detail.subject.item(item)
    subject = detail.summary.subject_label
    return f"{found.name}需要改进" if found else f"{subject}检查得分在前列"
