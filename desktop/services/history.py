"""History of a record, undo and redo of any change set, also after a restart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from db.changelog import replay
from db.changelog.replay import Clash
from db.changelog.triggers import DELETE, INSERT
from db.connection import Connection
from db.queries import references
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.catalogue import Kind, catalogue
from desktop.domain.field_reader import show_field
from desktop.domain.masking import mask_account, mask_citizen_id, mask_phone
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office, actors
from desktop.services.references import NAMELESS, reference_target, referred

ClashKey = tuple[str, int]
"""Table and local number of a record that was edited since."""


COUNTY_NAME = "县平台"
"""Who is named where the county itself changed something, without an account of a person."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one record, for its history.

    ``fields`` is ``{column: (old, new)}`` in stored form; empty for ``added``.
    ``kind`` is added, changed or removed; ``source`` the change set's kind (edit, import, undo …).
    """

    change_set: int
    at: datetime
    actor: str
    kind: str
    source: str
    label: str
    table: str
    fields: Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """One action of the undo list, newest first.

    ``last_change_set`` is the set that last took the action back or forth, or its own.
    """

    change_set: int
    at: datetime
    actor_id: str
    actor: str
    kind: str
    label: str
    undone: bool
    last_change_set: int
    batch_id: str | None


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)


def history(office: Office, table: str, record_id: str) -> tuple[HistoryEntry, ...]:
    """Every change of a record from its first day, latest first; empty when nothing is known."""
    office.require(Right.READ_REGISTER)
    names = actors(office)
    with office.store.reading() as connection:
        row = connection.execute(
            f"SELECT pk FROM {_known(table)} WHERE id = ?",  # noqa: S608 - checked name
            (record_id,),
        ).fetchone()
        if row is None:
            return ()
        changes = replay.changes_of_record(connection, table, int(row[0]))
    kinds = {INSERT: "added", DELETE: "removed"}
    return tuple(
        HistoryEntry(
            change.change_set,
            _moment(change.at_ms),
            names.get(change.actor_id, change.actor_id) or COUNTY_NAME,
            kinds.get(change.op, "changed"),
            change.kind,
            change.label,
            change.table,
            change.patch,
        )
        for change in changes
    )


def _known(table: str) -> str:
    if table not in replay.NUMBER_OF_TABLE:
        raise ValueError(f"not a record table: {table}")
    return table


def _state(links: tuple[int, ...]) -> tuple[bool, int]:
    return len(links) % 2 == 0, links[-1]


def undo_list(
    office: Office, limit: int = 100, kinds: Sequence[str] = ("edit", "import")
) -> tuple[UndoEntry, ...]:
    """The latest user actions of some kinds, newest first, each with whether it is undone now."""
    names = actors(office)
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT seq, at_ms, actor_id, kind, label, batch_id FROM change_set "  # noqa: S608 - marks
            f"WHERE kind IN ({','.join('?' * len(kinds))}) ORDER BY seq DESC LIMIT ?",
            (*kinds, limit),
        ).fetchall()
        return tuple(
            UndoEntry(
                seq,
                _moment(at_ms),
                actor,
                names.get(actor, actor),
                kind,
                label,
                *_state(replay.chain(connection, seq)),
                batch_id,
            )
            for seq, at_ms, actor, kind, label, batch_id in rows
        )


def next_undo(office: Office) -> UndoEntry | None:
    """What Ctrl+Z takes back: this user's latest edit that still stands; imports have their own undo."""
    mine = _mine(office)
    return next((entry for entry in mine if not entry.undone), None)


def next_redo(office: Office) -> UndoEntry | None:
    """What Ctrl+Y brings back: of the edits undone since the latest edit, the oldest.

    None when something was edited after the undo, so that redo never jumps over newer work.
    """
    candidate = None
    latest_edit = 0
    for entry in _mine(office):
        latest_edit = max(latest_edit, entry.change_set)
        if not entry.undone:
            break
        if entry.last_change_set > latest_edit:
            candidate = entry
    return candidate


def _mine(office: Office) -> tuple[UndoEntry, ...]:
    return tuple(
        entry for entry in undo_list(office) if entry.kind == "edit" and entry.actor_id == office.user.id
    )


@dataclass(frozen=True, slots=True)
class ClashView:
    """A record that was edited since, for the person who decides.

    ``fields`` are (label, value before, value written then, value now) in words; of a record
    that was added then those that were edited since. ``gone`` says that it does not exist any more.
    """

    key: ClashKey
    title: str
    fields: tuple[tuple[str, str, str, str], ...]
    added_then: bool
    gone: bool


def clashes(office: Office, change_set: int) -> tuple[ClashView, ...]:
    """What was edited since a set was written and therefore has to be decided one by one."""
    with office.store.reading() as connection:
        last = replay.chain(connection, change_set)[-1]
        found = replay.inverse(connection, (last,)).clashes
        return tuple(_clash_view(connection, clash) for clash in found)


def _clash_view(connection: Connection, clash: Clash) -> ClashView:
    told = partial(_shown_or_named, connection)
    return ClashView(
        (clash.table, clash.record_pk),
        _title(connection, clash),
        tuple(
            (label_of(column), told(column, before), told(column, then), told(column, now))
            for column, (before, then, now) in clash.fields.items()
        ),
        clash.added_then,
        clash.gone,
    )


def _shown_or_named(connection: Connection, column: str, value: Value) -> str:
    target = reference_target(column)
    if not target or not value:
        return shown(column, value)
    ids = referred(column, value)
    names = references.names(connection, target, ids)
    return "、".join(names.get(one, NAMELESS) for one in ids)


_NAMED_BY = {"person": "name", "household": "household_no", "event": "title", "notice": "title"}


def _title(connection: Connection, clash: Clash) -> str:
    column = _NAMED_BY.get(clash.table)
    if clash.table == "membership":
        row = connection.execute(
            "SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id WHERE m.pk = ?",
            (clash.record_pk,),
        ).fetchone()
    elif column is not None:
        row = connection.execute(
            f"SELECT {column} FROM {clash.table} WHERE pk = ?",  # noqa: S608 - own names
            (clash.record_pk,),
        ).fetchone()
    else:
        row = None
    return str(row[0] or "") if row is not None else ""


def label_of(column: str) -> str:
    """A column's Chinese name, as the catalogue has it; the column itself where it has none."""
    spec = catalogue().find_by_column(column)
    return spec.label if spec is not None else _OTHER_LABELS.get(column, column)


_OTHER_LABELS = {
    "note": "备注",
    "role": "户内身份",
    "from_date": "起",
    "to_date": "止",
    "reason_out": "离开原因",
    "reason_in": "进入原因",
    "opened_on": "立户日期",
    "closed_on": "销户日期",
    "close_reason": "销户原因",
    "state": "状态",
    "title": "标题",
    "text": "内容",
    "due_on": "期限",
    "result": "结果",
}


def shown(column: str, value: Value) -> str:
    """A stored value of its own in words; numbers, telephones and accounts are masked."""
    if value is None:
        return ""
    spec = catalogue().find_by_column(column)
    if spec is None or isinstance(value, bytes | float):
        return str(value)
    if column in ("citizen_id", "disability_no"):
        return mask_citizen_id(str(value))
    if column in ("mobile", "household_phone", "emergency_phone"):
        return mask_phone(str(value))
    if column == "benefit_account":
        return mask_account(str(value))
    if spec.kind is Kind.DATERANGE:
        return str(value)
    return show_field(spec, spec.loaded(value))


def undo(
    office: Office,
    change_set: int,
    forced: frozenset[ClashKey] = frozenset(),
    right: Right = Right.UNDO_IMPORT,
) -> tuple[ClashView, ...]:
    """Take a change set back, or bring it forth again when it is undone already.

    Fields that still hold what the set wrote go back; what was edited since stays as it is,
    except for the records in ``forced``, which go back whole. ``right`` is what undoing an import asks for.

    Returns:
        The clashes that were left as they are.

    Raises:
        ProblemError: REG-090 there is no such set; SYN-156 the county sent it; SYS-403.
    """
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT kind, label, batch_id FROM change_set WHERE seq = ?", (change_set,)
        ).fetchone()
        if row is None:
            raise ProblemError(Problem("REG-090"))
        kind, label, batch = row
        if kind == "received":
            raise ProblemError(Problem("SYN-156"))
        undone, last = _state(replay.chain(connection, change_set))
    office.require(right if kind == "import" else Right.EDIT_REGISTER)
    with office.change("redo" if undone else "undo", label, batch_id=batch, undoes=last) as work:
        plan = replay.inverse(work.connection, (last,), forced)
        left = tuple(_clash_view(work.connection, clash) for clash in plan.clashes)
        replay.apply_steps(work, plan.steps)
    return left
