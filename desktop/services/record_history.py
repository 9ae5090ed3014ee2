"""The history of a person or household as people read it (变更记录): one line per changed field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from db.changelog import replay
from db.connection import Connection
from db.queries import references
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.catalogue import Sensitivity, catalogue
from desktop.domain.code_table import code_table
from desktop.services import history
from desktop.services.field_text import is_masked, masked_text
from desktop.services.history import HistoryEntry, label_of
from desktop.services.office import Office
from desktop.services.references import NAMELESS, reference_target, referred

_PARTS = {
    "person": ("SELECT id FROM membership WHERE person_id = ?", ("membership",)),
    "household": (
        "SELECT id FROM {table} WHERE household_id = ?",
        ("membership", "dwelling", "homestead", "land_contract"),
    ),
    "land_contract": ("SELECT id FROM land_parcel WHERE land_contract_id = ?", ("land_parcel",)),
}
_NOT_SHOWN = frozenset({"person_id", "household_id", "land_contract_id", "name_key"})
_CODES = {"reason_in": "population_change_kind", "reason_out": "population_change_kind"}
_WORDS = {
    "role": {"head": "户主", "member": "成员"},
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that an action changed: what it said before and after, covered as on the screens."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What one action did to a record and to what hangs on it.

    Attributes:
        change_set: Number of the action, for `desktop.services.history.undo`.
        at: UTC moment.
        actor: Who.
        source: Kind of action: edit, import, undo, redo and so on.
        label: The action in words.
        lines: Changed fields.
        added: Tables in which it added a record, such as ("person", "membership").
        removed: Tables in which it removed one.
        undone: Whether the action is taken back at present.
        can_undo: Whether this user may take it back or bring it forth again here; imports are
            taken back as a whole, on their own screen.
        others: How many further records the action wrote; they go back with it.
    """

    change_set: int
    at: datetime
    actor: str
    source: str
    label: str
    lines: tuple[FieldChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    undone: bool
    can_undo: bool
    others: int


def record_history(office: Office, table: str, record_id: str) -> tuple[RecordChange, ...]:
    """Every action on a record from its first day, latest first, its memberships and parts included.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    with office.store.reading() as connection:
        records = list(_with_parts(connection, table, record_id))
    entries: dict[int, list[HistoryEntry]] = {}
    for part, part_id in records:
        for entry in history.history(office, part, part_id):
            entries.setdefault(entry.change_set, []).append(entry)
    with office.store.reading() as connection:
        undone = {number: len(replay.chain(connection, number)) % 2 == 0 for number in entries}
        others = {number: _records_of(connection, number) - len(found) for number, found in entries.items()}
        names = _names(connection, [entry for found in entries.values() for entry in found])
    return tuple(
        _change(office, entries[number], names, undone=undone[number], others=others[number])
        for number in sorted(entries, reverse=True)
    )


def _records_of(connection: Connection, change_set: int) -> int:
    """How many records an action wrote."""
    (count,) = connection.execute(
        'SELECT count(*) FROM (SELECT DISTINCT table_no, record_pk FROM "change" WHERE change_set = ?)',
        (change_set,),
    ).fetchone()
    return int(count)


def _with_parts(connection: Connection, table: str, record_id: str) -> Iterator[tuple[str, str]]:
    yield table, record_id
    query, parts = _PARTS.get(table, ("", ()))
    for part in parts:
        for (part_id,) in connection.execute(query.format(table=part), (record_id,)).fetchall():
            yield from _with_parts(connection, part, str(part_id))


def _names(connection: Connection, entries: list[HistoryEntry]) -> dict[str, str]:
    """Names by id of everything that the entries refer to or referred to."""
    wanted: dict[str, set[Value]] = {}
    for entry in entries:
        for column, ends in entry.fields.items():
            if target := reference_target(column):
                for end in ends:
                    wanted.setdefault(target, set()).update(referred(column, end))
    return {
        record_id: name
        for target, ids in wanted.items()
        for record_id, name in references.names(connection, target, ids).items()
    }


def _change(
    office: Office, entries: list[HistoryEntry], names: Mapping[str, str], *, undone: bool, others: int
) -> RecordChange:
    first = entries[0]
    may_reveal = office.may(Right.REVEAL)
    return RecordChange(
        first.change_set,
        first.at,
        first.actor,
        first.source,
        first.label,
        tuple(line for entry in entries for line in _lines(entry, names, may_reveal=may_reveal)),
        tuple(dict.fromkeys(entry.table for entry in entries if entry.kind == "added")),
        tuple(dict.fromkeys(entry.table for entry in entries if entry.kind == "removed")),
        undone,
        first.source == "edit" and office.may(Right.EDIT_REGISTER),
        max(0, others),
    )


def _lines(entry: HistoryEntry, names: Mapping[str, str], *, may_reveal: bool) -> Iterator[FieldChange]:
    if entry.kind != "changed":
        return
    for column, ends in entry.fields.items():
        spec = catalogue().find_by_column(column)
        if reference_target(column):
            before, after = (_named(column, value, names, may_reveal=may_reveal) for value in ends)
        elif column in _NOT_SHOWN or (
            spec is not None and (bool(spec.target) or spec.sensitivity is Sensitivity.R)
        ):
            continue
        else:
            before, after = (_shown(column, value, may_reveal=may_reveal) for value in ends)
        yield FieldChange(label_of(column), before, after)


def _named(column: str, value: Value, names: Mapping[str, str], *, may_reveal: bool) -> str:
    """Names of whom a reference pointed to."""
    told = "、".join(names.get(one, NAMELESS) for one in referred(column, value))
    spec = catalogue().get(column)
    return masked_text(column, told) if is_masked(column, spec.sensitivity, may_reveal=may_reveal) else told


def _shown(column: str, value: Value, *, may_reveal: bool) -> str:
    if value is None:
        return ""
    if column in _CODES:
        return code_table(_CODES[column]).label(str(value))
    if column in _WORDS:
        return _WORDS[column].get(str(value), str(value))
    spec = catalogue().find_by_column(column)
    if spec is not None and is_masked(spec.identifier, spec.sensitivity, may_reveal=may_reveal):
        return masked_text(spec.identifier, str(value))
    # `history.shown` covers telephones for everyone; lists show them to those who may reveal.
    if spec is not None and column in ("mobile", "household_phone", "emergency_phone"):
        return str(value)
    return history.shown(column, value)
