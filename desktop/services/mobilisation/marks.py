"""What becomes known while a mobilisation runs or afterwards: marks, counting rounds, the all-clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from db.connection import Connection
from db.queries import mobilisation as queries
from db.queries.mobilisation import MarkRow, MobilisationRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId
from desktop.domain.mobilisation_clock import read_true_time
from desktop.domain.mobilisation_rate import CALL_MARKS, HOUSEHOLD_MARKS, MarkKind, valid_marks
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.mobilisation.board import (
    CALL_TABLE,
    LINE_TABLE,
    PERSON_TABLE,
    SHELTER_TABLE,
    find_row,
    moment,
    read_mark,
)
from desktop.services.office import Office

_KINDS: dict[str, tuple[MarkKind, ...]] = {
    CALL_TABLE: CALL_MARKS,
    LINE_TABLE: HOUSEHOLD_MARKS,
    SHELTER_TABLE: (MarkKind.COUNT,),
    PERSON_TABLE: (MarkKind.MISSING, MarkKind.FOUND),
}
_MOST_PEOPLE = 9_999


@dataclass(frozen=True, slots=True)
class NewMark:
    """What became known.

    Attributes:
        target_table: ``mobilisation_call``, ``mobilisation_household``, ``shelter`` or ``person``.
        target_id: Of whom.
        kind: What.
        at: True time as typed; empty for now.
        people: How many it is about; None where the register's number holds.
        shelter_id: Where they went; empty takes the household's own shelter, or the only one in use.
        way: Code of ``mobilisation_way``; empty when not said.
        reported_by: Who said so.
        text: Anything else.
        round: Number of the counting round, of a head count.
        void_of_id: The mark that this one puts right.
    """

    target_table: str
    target_id: str
    kind: MarkKind
    at: str = ""
    people: int | None = None
    shelter_id: str = ""
    way: str = ""
    reported_by: str = ""
    text: str = ""
    round: int = 0
    void_of_id: str = ""


def add_marks(office: Office, mobilisation_id: str, new: Sequence[NewMark]) -> tuple[RecordId, ...]:
    """Write down what became known, as one action.

    Returns:
        Ids of the marks, in the order given.

    Raises:
        ProblemError: MOB-001, MOB-010 the target is none of this mobilisation, MOB-011 the mark does not
            fit it, MOB-012 somebody returns before the all-clear, MOB-013 a number of people that can't be,
            MOB-014 the mark to put right is not there, MOB-015 there is no such shelter, MOB-020 or
            MOB-021 the time, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    with office.store.reading() as connection:
        row = find_row(connection, mobilisation_id)
        known = _Known.read(connection, mobilisation_id)
    problems: list[Problem] = []
    stored = []
    for each in new:
        at, found = _check(office, row, known, each)
        problems += found
        if at is not None:
            stored.append(_values(office, row, known, each, at))
    if problems:
        raise ProblemError(problems)
    words = "、".join(dict.fromkeys(code_table("mobilisation_mark").label(each.kind) for each in new))
    with office.change("edit", f"动员登记：{words}") as work:
        return tuple(work.insert("mobilisation_mark", values) for values in stored)


@dataclass(frozen=True, slots=True)
class _Known:
    calls: frozenset[str]
    lines: Mapping[str, str]  # with the shelter of each
    shelters: frozenset[str]
    only_shelter: str  # where the village uses but one
    marks: Mapping[str, MarkRow]

    @classmethod
    def read(cls, connection: Connection, mobilisation_id: str) -> "_Known":
        shelters = queries.list_shelters(connection)
        in_use = [each.id for each in shelters if not each.closed_on]
        return cls(
            frozenset(
                each.id for each in queries.list_calls(connection, mobilisation_id) if not each.skipped_reason
            ),
            {each.id: each.shelter_id for each in queries.list_lines(connection, mobilisation_id)},
            frozenset(each.id for each in shelters),
            in_use[0] if len(in_use) == 1 else "",
            {each.id: each for each in queries.list_marks(connection, mobilisation_id)},
        )

    def has(self, table: str, target_id: str) -> bool:
        """Whether a mark can be about it; people are looked for beyond the register's households, too."""
        if table == CALL_TABLE:
            return target_id in self.calls
        if table == LINE_TABLE:
            return target_id in self.lines
        return table == PERSON_TABLE or target_id in self.shelters


def _check(
    office: Office, row: MobilisationRow, known: _Known, new: NewMark
) -> tuple[datetime | None, list[Problem]]:
    problems: list[Problem] = []
    started, now = moment(row.started_at).astimezone(), office.clock().astimezone()
    read = read_true_time(new.at, started, now)
    problems += read.problems
    if not new.target_id or not known.has(new.target_table, new.target_id):
        problems.append(Problem("MOB-010"))
    elif new.kind is not MarkKind.VOID and new.kind not in _KINDS[new.target_table]:
        label = code_table("mobilisation_mark").label(new.kind)
        problems.append(Problem("MOB-011", {"mark": label}))
    if new.kind is MarkKind.RETURNED and read.value is not None:
        cleared = moment(row.cleared_at) if row.cleared_at else None
        if cleared is None or read.value < cleared.replace(second=0):
            problems.append(Problem("MOB-012", place=Place(field="at")))
    needs_count = new.kind is MarkKind.COUNT
    if (needs_count and (new.people is None or new.round < 1)) or not 0 <= (new.people or 0) <= _MOST_PEOPLE:
        # a count is asked for in a field of its shelter
        field = "people" if not needs_count else new.target_id if new.round >= 1 else "number"
        problems.append(Problem("MOB-013", place=Place(field=field)))
    if new.shelter_id and new.shelter_id not in known.shelters:
        problems.append(Problem("MOB-015", place=Place(field="shelter")))
    wrong = known.marks.get(new.void_of_id)
    is_nothing = new.kind is MarkKind.VOID and not new.void_of_id
    if is_nothing or (new.void_of_id and (wrong is None or wrong.target_id != new.target_id)):
        problems.append(Problem("MOB-014"))
    return read.value, problems


def _values(
    office: Office, row: MobilisationRow, known: _Known, new: NewMark, at: datetime
) -> dict[str, str | int | None]:
    shelter = new.shelter_id
    if new.kind is MarkKind.MOVED and not shelter:
        shelter = known.lines.get(new.target_id, "") or known.only_shelter
    return {
        "mobilisation_id": row.id,
        "target_table": new.target_table,
        "target_id": new.target_id,
        "mark": new.kind.value,
        "people": new.people,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "entered_at": office.now_text(),
        "shelter_id": shelter or None,
        "reported_by": new.reported_by.strip() or None,
        "way": new.way or None,
        "text": new.text.strip() or None,
        "round": new.round or None,
        "void_of_id": new.void_of_id or None,
    }


def void_mark(office: Office, mobilisation_id: str, mark_id: str, reason: str = "") -> RecordId:
    """Take a mark back by another one that names it; both stay on record.

    Raises:
        ProblemError: MOB-001, MOB-014 there is no such mark, or it was taken back already, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    with office.store.reading() as connection:
        find_row(connection, mobilisation_id)
        rows = {each.id: each for each in queries.list_marks(connection, mobilisation_id)}
    standing = {mark.id for mark in valid_marks(read_mark(each) for each in rows.values())}
    if mark_id not in standing:
        raise ProblemError(Problem("MOB-014"))
    row = rows[mark_id]
    new = NewMark(row.target_table, row.target_id, MarkKind.VOID, text=reason, void_of_id=mark_id)
    return add_marks(office, mobilisation_id, (new,))[0]


def last_mark(office: Office, mobilisation_id: str, target_id: str) -> str:
    """Id of the last mark that stands about a caller, household or person; empty for none."""
    with office.store.reading() as connection:
        rows = queries.list_marks(connection, mobilisation_id)
    standing = [mark for mark in valid_marks(read_mark(each) for each in rows) if mark.target_id == target_id]
    return standing[-1].id if standing else ""


def count_heads(
    office: Office, mobilisation_id: str, number: int, counts: Mapping[str, int], at: str = ""
) -> None:
    """Write down a counting round: people by shelter; others may follow later under the same number.

    Raises:
        ProblemError: MOB-013 a number of people or of a round that can't be, and as `add_marks`.
    """
    if not counts:
        raise ProblemError(Problem("MOB-013", place=Place(field="people")))
    add_marks(
        office,
        mobilisation_id,
        [
            NewMark(SHELTER_TABLE, shelter, MarkKind.COUNT, at, people, round=number)
            for shelter, people in counts.items()
        ],
    )


def call_off(office: Office, mobilisation_id: str, by: str, at: str = "", text: str = "") -> None:
    """Give the all-clear: from then on people may go home.

    Args:
        office: The office at work.
        mobilisation_id: Which.
        by: Who gave it.
        at: True time as typed; empty for now.
        text: What was said.

    Raises:
        ProblemError: MOB-001, MOB-002 it was given already, MOB-009 nobody is named, MOB-020 or MOB-021 the
            time, SYS-403.

    Source:
        浙江省地质灾害防治条例 29 (as in domain.md 10): people may not return before the all-clear.
    """
    office.require(Right.EDIT_MOBILISATION)
    with office.store.reading() as connection:
        row = find_row(connection, mobilisation_id)
    if row.cleared_at:
        raise ProblemError(Problem("MOB-002"))
    problems: list[Problem] = []
    if not by.strip():
        problems.append(Problem("MOB-009", place=Place(field="by")))
    read = read_true_time(at, moment(row.started_at).astimezone(), office.clock().astimezone())
    problems += read.problems
    if problems or read.value is None:
        raise ProblemError(problems)
    values = {
        "cleared_at": read.value.astimezone(UTC).isoformat(timespec="seconds"),
        "cleared_by": by.strip(),
        "clear_text": text.strip() or None,
    }
    with office.change("edit", "应急动员解除") as work:
        work.update("mobilisation", mobilisation_id, values)


def discard(office: Office, mobilisation_id: str) -> None:
    """Take out a mobilisation that was set going by mistake, before anything became known of it.

    Raises:
        ProblemError: MOB-001, MOB-017 there are marks or reports, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    with office.store.reading() as connection:
        find_row(connection, mobilisation_id)
        calls = queries.list_calls(connection, mobilisation_id)
        lines = queries.list_lines(connection, mobilisation_id)
        is_used = queries.list_marks(connection, mobilisation_id) or queries.list_reports(
            connection, mobilisation_id
        )
    if is_used:
        raise ProblemError(Problem("MOB-017"))
    with office.change("edit", "撤销误发的应急动员") as work:
        for line in lines:
            work.delete(LINE_TABLE, line.id)
        for call in calls:
            work.delete(CALL_TABLE, call.id)
        work.delete("mobilisation", mobilisation_id)
