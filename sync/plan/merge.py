"""How one operation of a PC meets the county's record, field by field.

The order of arrival at the county decides, never a clock: of two changes of one field that had not
seen each other the earlier arrival stays and the later becomes a conflict for a person
(先到县里的先生效，后到的等人确认). docs/decisions/0021-merge.md has the rules on one page.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from desktop.domain.catalogue import Sensitivity
from sync.plan.likeness import alike
from sync.plan.three_way import join_maps, join_sets
from sync.protocol.operation import COUNTY, Op, Operation, Value
from sync.protocol.registry import Authority, FieldRule, Policy, RecordKind, registry

WHOLE = ""
"""Stands among a record's field versions for the record itself: the latest change that was not taken
as it was sent, or that brought the record back. Who read the record before that needs it whole."""

AGAIN = "."
"""Stands there for a sending of the whole record that nobody's work called for: both ends did not hold
the same. Unlike `WHOLE` it is no change that a deletion could have overlooked."""

LOST = "<"
"""Stands there for the revision, in a life of the county that is lost, up to which a deletion was seen."""

ERASED = "!"
"""Stands there for a record that was erased by law: nothing is ever taken for it again."""


class Reason(StrEnum):
    """Why a person has to look."""

    FIELD = "field"  # two people changed one field unseen by each other
    DELETE = "delete"  # one deleted what another had changed; it stays
    AUTHORITY = "authority"  # a change of what is not one's own to change: a proposal
    REVIVED = "revived"  # one changed what another had deleted; it is back


@dataclass(frozen=True, slots=True)
class FieldVersion:
    """Who changed something last.

    Attributes:
        rev: Revision of the change.
        device: Whose it is; `COUNTY` also when the county joined two changes.
        actor: Account.
        at_ms: The device's clock, which is shown to people and never compared.
    """

    rev: int
    device: int
    actor: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record as the county keeps it.

    Attributes:
        kind: Number of its kind.
        record_id: 32 lower-case hexadecimal characters.
        fields: Values that are not empty; a deleted record keeps its last ones.
        versions: Latest change by field, only of fields changed after creation; see also `WHOLE`.
        created: Its creation.
        rev: Revision of the latest change.
        own: Device whose copy equals this, to which it need not be sent; None when there is none.
        deleted: Its deletion, None while it lives.
    """

    kind: int
    record_id: str
    fields: Mapping[str, Value]
    versions: Mapping[str, FieldVersion]
    created: FieldVersion
    rev: int
    own: int | None = None
    deleted: FieldVersion | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Where an operation comes from: device, the revision its batch gets, and when it arrived."""

    device: int
    rev: int
    received_ms: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of which a person has to choose.

    Attributes:
        kind: Number of the record's kind.
        record_id: The record.
        field: The field; "field.key" for a key of an object; "" for the record as a whole.
        reason: Why.
        base: Revision that the later author had seen.
        kept: What stands now, and whose it is; no value where the record as a whole is meant.
        other: What was not taken, and whose it is.
    """

    kind: int
    record_id: str
    field: str
    reason: Reason
    base: int
    kept: tuple[Value, FieldVersion]
    other: tuple[Value, FieldVersion]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an operation.

    Attributes:
        state: The record afterwards; None when the county has none.
        changed: Whether it has to be stored.
        clean: Whether the author's copy equals it afterwards.
        conflicts: What a person has to look at.
        refusal: Message code when nothing was taken: SYN-201 a value of the wrong type, SYN-202 a
            kind of record that is the county's alone, SYN-203 a record that the county does not have.
    """

    state: RecordState | None
    changed: bool
    clean: bool
    conflicts: tuple[Conflict, ...] = ()
    refusal: str = ""


def merge(state: RecordState | None, operation: Operation, author: Author) -> Outcome:
    """Let one operation meet the record it is about.

    Applied twice it changes nothing more. A base above the newest revision that the author was sent
    has to be refused by the county beforehand, since such an operation would never conflict.

    Args:
        state: The record as it is, None when the county has none; it is not altered.
        operation: What was done, joined with all others of its batch on the record.
        author: Whose operation it is.
    """
    kind = registry().find(operation.kind)
    version = FieldVersion(author.rev, author.device, operation.actor, operation.at_ms)
    if state is not None and ERASED in state.versions:
        return Outcome(state, False, True)
    refusal = _refusal(kind, state, operation, author.device)
    if refusal:
        return Outcome(state and touch(state, version), state is not None, False, (), refusal)
    if operation.op is Op.DELETE:
        return _delete(kind, state, operation, version)
    if state is None:
        return _create(kind, operation, version)
    return _Edit(kind, state, operation, version).outcome()


def touch(state: RecordState, version: FieldVersion) -> RecordState:
    """The record unchanged, but sent whole to everybody again, for its author holds something else."""
    return replace(state, rev=version.rev, own=None, versions={**state.versions, WHOLE: version})


def send_again(state: RecordState, version: FieldVersion) -> RecordState:
    """The record unchanged, but sent whole to everybody: somebody's copy differs for no known reason."""
    return replace(state, rev=version.rev, own=None, versions={**state.versions, AGAIN: version})


def conflict_fields(conflict: Conflict) -> dict[str, Value]:
    """Columns of the record that tells people of a conflict; values as JSON text.

    Values of class R are left out: conflicts travel in a stream that more devices may read.
    """
    columns: dict[str, Value] = {
        "target_kind": conflict.kind,
        "target_id": conflict.record_id,
        "field": conflict.field,
        "reason": conflict.reason.value,
        "base_rev": conflict.base,
        "state": "open",
    }
    shown = _is_shown(conflict)
    for side, (value, version) in (("kept", conflict.kept), ("other", conflict.other)):
        columns[f"{side}_value"] = _json(value) if shown else None
        columns[f"{side}_actor"] = version.actor
        columns[f"{side}_device"] = version.device
        columns[f"{side}_at_ms"] = version.at_ms
    return columns


def _is_shown(conflict: Conflict) -> bool:
    kind = registry().find(conflict.kind)
    rule = kind.fields.get(conflict.field.partition(".")[0]) if kind else None
    return rule is not None and rule.sensitivity is not Sensitivity.R


def _json(value: Value) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


# --- who may ---------------------------------------------------------------------------------------------


def _may_write(rule: FieldRule | None, device: int) -> bool:
    if rule is None or rule.authority is Authority.BOTH:
        return True
    return (rule.authority is Authority.COUNTY) == (device == COUNTY)


def _has(kind: RecordKind | None, authority: Authority) -> bool:
    return kind is not None and authority in kind.authorities


def is_made_by_county(kind: RecordKind | None) -> bool:
    """Whether records of a kind are made by the county alone."""
    return _has(kind, Authority.COUNTY) and not _has(kind, Authority.VILLAGE)


def _may_delete(kind: RecordKind | None, state: RecordState, device: int) -> bool:
    return device != COUNTY or state.created.device == COUNTY or not _has(kind, Authority.VILLAGE)


def _refusal(kind: RecordKind | None, state: RecordState | None, operation: Operation, device: int) -> str:
    if operation.op is not Op.UPDATE and device != COUNTY and is_made_by_county(kind):
        return "SYN-202"
    if operation.op is Op.UPDATE and (state is None or _is_emptied(state)):
        return "SYN-203"
    types = _types_of(operation.kind)
    for name, value in operation.fields.items():
        if value is not None and types.get(name, value.__class__) is not value.__class__:
            return "SYN-201"
    return ""


@cache
def _types_of(kind: int) -> Mapping[str, type]:
    """The type of each field of a kind: asked of every value that comes in, so gathered once."""
    found = registry().find(kind)
    rules = found.fields.values() if found else ()
    return {rule.name: int if rule.accepts(0) else str for rule in rules}


def _is_emptied(state: RecordState) -> bool:
    """Whether a deleted record has lost its values to time: a few fields would bring back half a record."""
    return state.deleted is not None and not state.fields


# --- making and deleting ---------------------------------------------------------------------------------


def _create(kind: RecordKind | None, operation: Operation, version: FieldVersion) -> Outcome:
    """Whoever makes a record fills it in; only the county's own fields stay empty without it."""
    fields: dict[str, Value] = {}
    conflicts: list[Conflict] = []
    if version.device == COUNTY or not _has(kind, Authority.COUNTY):
        fields = {name: value for name, value in operation.fields.items() if value is not None}
        made = RecordState(
            operation.kind, operation.record_id, fields, {}, version, version.rev, version.device
        )
        return Outcome(made, True, True)
    for name, value in operation.fields.items():
        if value is None:
            continue
        rule = kind.fields.get(name) if kind else None
        if not _may_write(rule, version.device):
            conflicts.append(_conflict(operation, name, Reason.AUTHORITY, (None, version), (value, version)))
        else:
            fields[name] = value
    clean = not conflicts
    own = version.device if clean else None
    made = RecordState(operation.kind, operation.record_id, fields, {}, version, version.rev, own)
    return Outcome(made, True, clean, tuple(conflicts))


def _delete(
    kind: RecordKind | None, state: RecordState | None, operation: Operation, version: FieldVersion
) -> Outcome:
    """An edit beats a deletion that had not seen it."""
    if state is None or state.deleted is not None:
        return Outcome(state, False, True)
    unseen = _unseen(state, operation.base, version.device)
    if unseen or not _may_delete(kind, state, version.device):
        reason = Reason.DELETE if unseen else Reason.AUTHORITY
        kept = max(unseen, key=lambda one: one.rev) if unseen else state.created
        conflict = _conflict(operation, "", reason, (None, kept), (None, version))
        # Touched by nobody: its author has not seen what it would remove, however often it is sent.
        return Outcome(touch(state, _joined_by_county(version)), True, False, (conflict,))
    clean = _had_newest(state, operation.base, version.device)
    gone = replace(state, deleted=version, rev=version.rev, own=version.device if clean else None)
    return Outcome(gone, True, clean)


def _unseen(state: RecordState, base: int, device: int) -> list[FieldVersion]:
    changes = (version for name, version in state.versions.items() if name not in (AGAIN, LOST))
    every = (state.created, *changes)
    return [version for version in every if not _is_seen(version, base, device)]


def _joined_by_county(version: FieldVersion) -> FieldVersion:
    """A joined value is nobody's: its author has not seen the other's part of it."""
    return replace(version, device=COUNTY)


def _is_further(value: Value, than: Value) -> bool:
    """Whether one code stands after another along its way; nothing stands before everything."""
    return value is not None and (than is None or str(value) > str(than))


def _is_seen(version: FieldVersion, base: int, device: int) -> bool:
    return version.rev <= base or version.device == device


def _had_newest(state: RecordState, base: int, device: int) -> bool:
    return state.rev <= base or state.own == device


def _conflict(
    operation: Operation,
    name: str,
    reason: Reason,
    kept: tuple[Value, FieldVersion],
    other: tuple[Value, FieldVersion],
) -> Conflict:
    return Conflict(operation.kind, operation.record_id, name, reason, operation.base, kept, other)


# --- changing --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Edit:
    """An update, or an insert of a record that the county has already."""

    kind: RecordKind | None
    state: RecordState
    operation: Operation
    version: FieldVersion
    fields: dict[str, Value] = field(init=False)
    versions: dict[str, FieldVersion] = field(init=False)
    conflicts: list[Conflict] = field(default_factory=list)
    base: int = field(init=False)
    says_something: bool = False
    verbatim: bool = True
    is_sealed: bool = field(init=False)
    seals: bool = field(init=False)

    def __post_init__(self) -> None:
        seal = self.kind.seal if self.kind else ""
        self.is_sealed = bool(seal) and self.state.fields.get(seal) is not None
        self.seals = bool(seal) and not self.is_sealed and self.operation.fields.get(seal) is not None
        self.fields = dict(self.state.fields)
        self.versions = dict(self.state.versions)
        self.base = self.operation.base
        if self._knew_it_was_deleted():
            # Nobody changed it after it was deleted, so all of it was seen.
            self.base = self.state.rev

    def outcome(self) -> Outcome:
        for name, value in self.operation.fields.items():
            if self.fields.get(name) != value:
                self._change(name, value)
        inserts = self.operation.op is Op.INSERT
        if inserts and not self.fields.keys() <= self.operation.fields.keys():
            self.verbatim = False
        deleted = self.state.deleted
        if deleted is not None:
            knew = self._knew_it_was_deleted()
            # An old copy that sends again what was sent before must not bring anything back.
            if not self.says_something and not (knew and inserts):
                return Outcome(touch(self.state, self.version), True, False, tuple(self.conflicts))
            if not knew:
                self._note("", Reason.REVIVED, (None, self.version), (None, deleted))
        return self._revised(brought_back=deleted is not None)

    def _revised(self, brought_back: bool) -> Outcome:
        state, version = self.state, self.version
        clean = self.verbatim and _had_newest(state, self.operation.base, version.device)
        is_as_before = self.fields == state.fields and self.versions == state.versions
        if self.verbatim and not brought_back and is_as_before:
            return Outcome(state, False, clean)
        if brought_back or not self.verbatim:
            self.versions[WHOLE] = version
        own = version.device if clean else None
        revised = RecordState(
            state.kind, state.record_id, self.fields, self.versions, state.created, version.rev, own
        )
        return Outcome(revised, True, clean, tuple(self.conflicts))

    def _knew_it_was_deleted(self) -> bool:
        deleted = self.state.deleted
        return deleted is not None and _is_seen(deleted, self.operation.base, self.version.device)

    def _change(self, name: str, value: Value) -> None:
        rule = self.kind.fields.get(name) if self.kind else None
        now = self.fields.get(name)
        if not _may_write(rule, self.version.device):
            self.verbatim = False
            if not alike(now, value):
                self._note(name, Reason.AUTHORITY, (now, self._latest(name)), (value, self.version))
            return
        taken = self._meet(rule, name, now, value)
        if taken != value:
            self.verbatim = False
        if taken == now:
            return
        self.says_something = True
        self.versions[name] = self.version if taken == value else _joined_by_county(self.version)
        if taken is None:
            del self.fields[name]
        else:
            self.fields[name] = taken

    def _meet(self, rule: FieldRule | None, name: str, now: Value, value: Value) -> Value:
        """The value that the field has afterwards."""
        if rule is not None and rule.policy in (Policy.SEAL, Policy.SEALED):
            if self.is_sealed:
                if rule.policy is Policy.SEAL and not alike(now, value):
                    self.says_something = True
                    self._note(name, Reason.FIELD, (now, self._latest(name)), (value, self.version))
                return now
            if self.seals:
                return value
        if rule is not None and rule.needs_before and name in self.operation.before:
            before = self.operation.before[name]
            if before == now:
                return value
            try:
                return self._join(rule.policy, name, (before, now, value))
            except ValueError:
                pass  # not what the policy joins: judged as one value
        if _is_seen(self._latest(name), self.base, self.version.device):
            return value
        if rule is not None and rule.policy is Policy.FURTHEST:
            return value if _is_further(value, now) else now
        first_stays = rule is not None and rule.policy is Policy.FIRST
        if not first_stays and not alike(now, value):
            self.says_something = True
            self._note(name, Reason.FIELD, (now, self._latest(name)), (value, self.version))
        return now

    def _join(self, policy: Policy, name: str, values: tuple[Value, Value, Value]) -> Value:
        if policy is Policy.SET:
            return join_sets(*values)
        joined, clashes = join_maps(*values)
        for clash in clashes:
            self.says_something = True
            kept, other = (clash.kept, self._latest(name)), (clash.other, self.version)
            self._note(f"{name}.{clash.key}", Reason.FIELD, kept, other)
        return joined

    def _latest(self, name: str) -> FieldVersion:
        return self.versions.get(name, self.state.created)

    def _note(
        self,
        name: str,
        reason: Reason,
        kept: tuple[Value, FieldVersion],
        other: tuple[Value, FieldVersion],
    ) -> None:
        self.conflicts.append(_conflict(self.operation, name, reason, kept, other))
