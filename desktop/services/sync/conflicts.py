"""Two edits of one thing that had not seen each other: both side by side, for a person to decide."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from db.changelog.replay import changes_of_record
from db.connection import Connection
from db.store import Value, Work
from desktop.domain.catalogue import Sensitivity
from desktop.domain.problem import Problem, ProblemError
from desktop.services.history import COUNTY_NAME, label_of, shown
from desktop.services.office import Office, actors
from desktop.services.sync.record_names import editing_right, name_of, reading_right, table_of
from sync.protocol.operation import COUNTY
from sync.protocol.registry import Authority, registry
from sync.village.state import find_state


class Choice(Enum):
    """What a person may decide; the value is what the conflict keeps."""

    KEPT = "kept"  # what stands in the record stays
    OTHER = "other"  # what did not get in takes its place
    EDITED = "edited"  # neither: a third value


class ConflictReason(Enum):
    """Why there are two; the value is what the county writes."""

    FIELD = "field"  # two people changed one field
    DELETE = "delete"  # one deleted what another had changed; it is still there
    AUTHORITY = "authority"  # a change of what is the other side's to change: a proposal
    REVIVED = "revived"  # one changed what another had deleted; it is back


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the value in words (numbers masked), who wrote it, where and when.

    ``device`` is the number of the PC, 0 for the county; ``at`` is that PC's own clock.
    """

    value: str
    actor: str
    device: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One conflict.

    Attributes:
        id: For `resolve_conflict`.
        table: Table of the record, and its id.
        record_id: The record.
        name: What it is called; empty when it is gone.
        reason: Why there are two values.
        field: Column, empty for the record as a whole.
        label: The field in words.
        kept: What the county took.
        other: What it did not take.
        now: What stands in the record now, which may be neither.
        choices: What this user may decide; empty without the right to change the record.
        is_withheld: The values are of class R and don't travel with the conflict. ``kept`` is then what this
            register holds; ``other`` is known only on the PC that wrote it, and empty anywhere else.
        is_open: Nobody has decided yet.
        decision: What was decided.
        decided_by: By whom.
        decided_at: When, UTC.
    """

    id: str
    table: str
    record_id: str
    name: str
    reason: ConflictReason
    field: str
    label: str
    kept: Side
    other: Side
    now: str
    choices: tuple[Choice, ...]
    is_withheld: bool
    is_open: bool
    decision: Choice | None
    decided_by: str
    decided_at: datetime | None


_RECEIVED = "received"
"""Kind of the change sets that the county sent."""

_SideColumns = tuple[str | None, str | None, int | None, int | None]
"""Value as JSON, actor, device, moment."""


@dataclass(frozen=True, slots=True)
class _Stored:
    id: str
    kind: int
    record_id: str
    field: str
    reason: ConflictReason
    kept: _SideColumns
    other: _SideColumns
    state: str
    decision: str | None
    decided_by: str | None
    decided_at: str | None

    @property
    def table(self) -> str:
        return table_of(self.kind)

    @property
    def column(self) -> str:
        """The column; of a key of an object, the object's."""
        return self.field.partition(".")[0]


_SELECT = (
    "SELECT id, target_kind, target_id, field, reason, kept_value, kept_actor, kept_device, kept_at_ms, "
    "other_value, other_actor, other_device, other_at_ms, state, decision, decided_by, "
    "decided_at FROM conflict "
)


def list_conflicts(office: Office, *, decided: bool = False) -> tuple[ConflictView, ...]:
    """Conflicts that wait for a person, oldest first; of tables that the user may see.

    Args:
        office: The open office.
        decided: Also those that were decided.
    """
    names = actors(office)
    where = "" if decided else "WHERE state = 'open' "
    with office.store.reading() as connection:
        rows = connection.execute(f"{_SELECT}{where}ORDER BY pk").fetchall()
        known = [_stored(row) for row in rows if registry().find(row[1]) is not None]
        return tuple(
            _view(office, connection, one, names) for one in known if office.may(reading_right(one.table))
        )


def _stored(row: tuple[Any, ...]) -> _Stored:
    return _Stored(row[0], row[1], row[2], row[3], ConflictReason(row[4]), row[5:9], row[9:13], *row[13:])


def _view(office: Office, connection: Connection, one: _Stored, names: dict[str, str]) -> ConflictView:
    is_withheld = _is_withheld(one)
    now = _present(connection, one)
    if is_withheld:
        kept, other = _of_own(now, one.kept), _of_own(_own_value(connection, one), one.other)
    else:
        kept, other = one.kept, one.other
    return ConflictView(
        id=one.id,
        table=one.table,
        record_id=one.record_id,
        name=name_of(connection, one.table, one.record_id),
        reason=one.reason,
        field=one.field,
        label=label_of(one.column) if one.field else "",
        kept=_side(one, kept, names),
        other=_side(one, other, names),
        now=_words(one, now),
        choices=_choices(office, connection, one),
        is_withheld=is_withheld,
        is_open=one.state == "open",
        decision=Choice(one.decision) if one.decision else None,
        decided_by=names.get(one.decided_by or "", one.decided_by or ""),
        decided_at=datetime.fromisoformat(one.decided_at) if one.decided_at else None,
    )


def _is_withheld(one: _Stored) -> bool:
    """Whether the county left the values out of the conflict, whose stream more devices may read."""
    kind = registry().find(one.kind)
    rule = kind.fields.get(one.column) if kind else None
    return rule is not None and rule.sensitivity is Sensitivity.R


def _of_own(value: Value, side: _SideColumns) -> _SideColumns:
    return (None if value is None else json.dumps(value, ensure_ascii=False), *side[1:])


def _own_value(connection: Connection, one: _Stored) -> Value:
    """The value that did not get in, out of this PC's own change log; None where another PC wrote it."""
    state = find_state(connection)
    row = connection.execute(
        f"SELECT pk FROM {one.table} WHERE id = ?",  # noqa: S608 - checked by `list_conflicts`
        (one.record_id,),
    ).fetchone()
    if state is None or row is None or one.other[2] != state.device:
        return None
    for change in changes_of_record(connection, one.table, int(row[0])):
        if change.kind != _RECEIVED and change.at_ms == one.other[3] and one.column in change.patch:
            return change.patch[one.column][1]
    return None


def _side(one: _Stored, side: _SideColumns, names: dict[str, str]) -> Side:
    value, actor, device, at_ms = side
    is_county = not actor and (device or COUNTY) == COUNTY
    return Side(
        _words(one, None if value is None else json.loads(value)),
        COUNTY_NAME if is_county else names.get(actor or "", actor or ""),
        device or COUNTY,
        None if at_ms is None else datetime.fromtimestamp(at_ms / 1000, UTC),
    )


def _words(one: _Stored, value: Value) -> str:
    return shown(one.column, value) if one.field else ""


def _present(connection: Connection, one: _Stored) -> Value:
    if not one.field:
        return None
    row = connection.execute(
        f'SELECT "{one.column}" FROM {one.table} WHERE id = ?',  # noqa: S608 - checked by `_choices`
        (one.record_id,),
    ).fetchone()
    if row is None:
        return None
    key = one.field.partition(".")[2]
    value: Value = json.loads(row[0] or "{}").get(key) if key else row[0]
    return value


def _choices(office: Office, connection: Connection, one: _Stored) -> tuple[Choice, ...]:
    if one.state != "open" or not office.may(editing_right(one.table)):
        return ()
    if not one.field:
        return (Choice.KEPT, Choice.OTHER)
    kind = registry().find(one.kind)
    rule = kind.fields.get(one.column) if kind else None
    if rule is None or rule.authority is Authority.COUNTY:
        return (Choice.KEPT,)  # only the county changes it; another try would be the same proposal again
    if _is_withheld(one) and _own_value(connection, one) is None:
        return (Choice.KEPT, Choice.EDITED)  # what nobody here knows can't be taken over
    return (Choice.KEPT, Choice.OTHER, Choice.EDITED)


def resolve_conflict(office: Office, conflict_id: str, choice: Choice, value: Value = None) -> None:
    """Decide a conflict: an ordinary edit of the record and the conflict's end, in one transaction.

    It may be undone like any edit. Two people who decide at once meet at the county like any two edits.

    Args:
        office: The open office.
        conflict_id: Which.
        choice: What is to stand in the record.
        value: For ``EDITED`` the third value, in stored form.

    Raises:
        ProblemError: SYN-157 it is decided already or the record is gone; SYN-158 this can't be chosen
            here; SYS-403.
    """
    with office.change("edit", "处理县平台提出的冲突") as work:
        row = work.connection.execute(f"{_SELECT}WHERE id = ?", (conflict_id,)).fetchone()
        if row is None or row[13] != "open":
            raise ProblemError(Problem("SYN-157"))
        one = _stored(row)
        office.require(editing_right(one.table))
        if choice not in _choices(office, work.connection, one):
            raise ProblemError(Problem("SYN-158"))
        _carry_out(work, one, choice, value)
        work.update(
            "conflict",
            conflict_id,
            {
                "state": "decided",
                "decision": choice.value,
                "decided_by": office.user.id,
                "decided_at": office.now_text(),
            },
        )


def _carry_out(work: Work, one: _Stored, choice: Choice, value: Value) -> None:
    if choice is Choice.KEPT:
        return
    if not one.field:
        work.delete(one.table, one.record_id)  # what is asked for is gone when it is gone already
        return
    if choice is Choice.OTHER and _is_withheld(one):
        value = _own_value(work.connection, one)
    elif choice is Choice.OTHER:
        value = None if one.other[0] is None else json.loads(one.other[0])
    key = one.field.partition(".")[2]
    if key:
        value = _with_key(work, one, key, value)
    if not work.update(one.table, one.record_id, {one.column: value}):
        raise ProblemError(Problem("SYN-157"))


def _with_key(work: Work, one: _Stored, key: str, value: Value) -> str | None:
    try:
        whole = json.loads(str(work.get(one.table, one.record_id)[one.column] or "{}"))
    except KeyError as error:
        raise ProblemError(Problem("SYN-157")) from error
    whole.pop(key, None)
    if value is not None:
        whole[key] = value
    return json.dumps(whole, ensure_ascii=False, sort_keys=True) if whole else None
