"""Reads major matters, their steps, and the notices that tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries.meetings import MeetingRow, find_meetings

_WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter as the file keeps it; money in fen, days ISO texts."""

    id: str
    title: str
    kind: str
    opened_on: str
    amount_cents: int | None
    content: str | None
    owner: str | None
    due_on: str | None
    completed_on: str | None
    result: str | None
    dropped_on: str | None
    dropped_reason: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step on record."""

    id: str
    matter_id: str
    kind: str
    done_on: str
    meeting_id: str | None
    notice_id: str | None
    due_count: int | None
    present_count: int | None
    household_due_count: int | None
    household_present_count: int | None
    agreed_count: int | None
    against_count: int | None
    abstained_count: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class MatterNotice:
    """A notice about a matter: its state, first day on a board (empty before), open objections."""

    id: str
    number: str
    title: str
    state: str
    matter_id: str
    stage: str
    posted_on: str
    open_objections: int


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A contract, project or entry of the books: its table, name, day, money, and its matter if any."""

    table: str
    id: str
    name: str
    on: str
    amount_cents: int
    matter_id: str


_MATTER = (
    "id, title, kind, opened_on, amount_cents, content, owner, due_on, completed_on, result, dropped_on, "
    "dropped_reason, note"
)
_STEP = (
    "id, matter_id, kind, done_on, meeting_id, notice_id, due_count, present_count, household_due_count, "
    "household_present_count, agreed_count, against_count, abstained_count, text"
)


def list_matters(connection: Connection) -> tuple[MatterRow, ...]:
    """All matters, the latest first."""
    rows = connection.execute(f"SELECT {_MATTER} FROM matter ORDER BY opened_on DESC, pk DESC")  # noqa: S608
    return tuple(MatterRow(*row) for row in rows)


def find_matter(connection: Connection, matter_id: str) -> MatterRow | None:
    """One matter."""
    row = connection.execute(
        f"SELECT {_MATTER} FROM matter WHERE id = ?",  # noqa: S608 - own text
        (matter_id,),
    ).fetchone()
    return None if row is None else MatterRow(*row)


def list_steps(connection: Connection, matter_id: str = "") -> tuple[StepRow, ...]:
    """Steps of one matter or of all, in the order of their days; the one entered last comes last."""
    condition = "WHERE matter_id = ?" if matter_id else ""
    rows = connection.execute(
        f"SELECT {_STEP} FROM matter_step {condition} ORDER BY done_on, pk",  # noqa: S608 - own text
        (matter_id,) if matter_id else (),
    )
    return tuple(StepRow(*row) for row in rows)


def list_notices(connection: Connection, matter_id: str = "") -> tuple[MatterNotice, ...]:
    """Notices about one matter or about any, withdrawn ones left out, the latest version last."""
    condition = "AND notice.record_id = ?" if matter_id else ""
    rows = connection.execute(
        "SELECT notice.id, coalesce(number, ''), notice.title, state, record_id, coalesce(stage, ''), "  # noqa: S608
        "coalesce((SELECT min(posted_on) FROM notice_posting WHERE notice_id = notice.id), ''), "
        "(SELECT count(*) FROM objection WHERE notice_id = notice.id AND settled_on IS NULL) "
        f"FROM notice JOIN matter ON matter.id = record_id WHERE state <> ? {condition} ORDER BY notice.pk",
        (_WITHDRAWN, matter_id) if matter_id else (_WITHDRAWN,),
    )
    return tuple(MatterNotice(*row) for row in rows)


def meetings_of(connection: Connection, steps: Sequence[StepRow]) -> dict[str, MeetingRow]:
    """The meetings that steps point to, by id; one that was deleted is missing."""
    return {row.id: row for row in find_meetings(connection, [s.meeting_id for s in steps if s.meeting_id])}


def matters_at(connection: Connection, meeting_id: str) -> tuple[StepRow, ...]:
    """Steps that one meeting took."""
    rows = connection.execute(
        f"SELECT {_STEP} FROM matter_step WHERE meeting_id = ? ORDER BY pk",  # noqa: S608 - own text
        (meeting_id,),
    )
    return tuple(StepRow(*row) for row in rows)


_OF_VILLAGE = (
    "FROM person p JOIN membership m ON m.person_id = p.id JOIN household h ON h.id = m.household_id "
    "WHERE h.kind = 'hukou' AND coalesce(h.household_state, '') <> 'closed' "
    "AND (m.from_date IS NULL OR m.from_date <= ?1) AND (m.to_date IS NULL OR m.to_date > ?1) "
    "AND (p.death_date IS NULL OR p.death_date > ?1)"
)


def count_eligible(connection: Connection, on: str, born_until: str) -> tuple[int, int]:
    """Registered people alive on a day who were born by another, and the households they all live in."""
    people = connection.execute(
        f"SELECT count(DISTINCT p.id) {_OF_VILLAGE} AND p.birth_date <= ?2",
        (on, born_until),
    ).fetchone()
    households = connection.execute(
        f"SELECT count(DISTINCT h.id) {_OF_VILLAGE}",
        (on,),
    ).fetchone()
    return int(people[0]), int(households[0])


_LINKABLE = (
    "SELECT 'contract' AS kind, id, name, signed_on AS day, coalesce(price_cents, 0) AS cents, matter_id "
    "FROM contract UNION ALL "
    "SELECT 'project', id, name, coalesce(decided_on, begun_on, ''), "
    "coalesce(contract_cents, budget_cents, 0), matter_id FROM project WHERE dropped_on IS NULL UNION ALL "
    "SELECT 'funds_entry', id, summary, entry_on, coalesce(expense_cents, 0), matter_id FROM funds_entry "
    "WHERE project_id IS NULL"
)


def list_linked(connection: Connection, matter_id: str) -> tuple[LinkedRow, ...]:
    """Contracts, projects and entries that a matter led to, by day."""
    rows = connection.execute(
        f"SELECT kind, id, name, day, cents, matter_id FROM ({_LINKABLE}) "  # noqa: S608 - own text
        "WHERE matter_id = ? ORDER BY day, kind",
        (matter_id,),
    )
    return tuple(LinkedRow(*row) for row in rows)


def list_unlinked(connection: Connection, from_cents: int, since: str) -> tuple[LinkedRow, ...]:
    """Contracts, projects and spendings of an amount or more since a day that no matter stands behind."""
    rows = connection.execute(
        f"SELECT kind, id, name, day, cents, '' FROM ({_LINKABLE}) "  # noqa: S608 - own text
        "WHERE matter_id IS NULL AND cents >= ? AND day >= ? ORDER BY day DESC, kind",
        (from_cents, since),
    )
    return tuple(LinkedRow(*row) for row in rows)
