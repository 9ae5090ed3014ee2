"""What a county that was restored from an old backup takes back from the PCs that have it.

A PC gives back its copies of records whose revision the county has lost, as rows of the fields that changed
at one revision each, oldest first. The newest copy of each field counts. Its version keeps the lost revision
(or one a little later where the PC can't tell), so that work based on it counts as having seen it, and makes
no false conflict. Which revision was given back last is noted with the record (`LOST`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sync.plan.likeness import alike
from sync.plan.merge import (
    AGAIN,
    ERASED,
    LOST,
    Author,
    Conflict,
    FieldVersion,
    Reason,
    RecordState,
    is_made_by_county,
)
from sync.protocol.operation import COUNTY, Row, Value
from sync.protocol.registry import registry


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What came of one row; ``state`` is None when there is nothing to store."""

    state: RecordState | None
    conflicts: tuple[Conflict, ...] = ()


def reinstate(state: RecordState | None, row: Row, life_began: int, author: Author) -> GivenBack:
    """Let a copy of a lost revision meet the record as the restored county has it.

    Args:
        state: The record, None when the county has none.
        row: What changed at one lost revision; a whole row is the record as it was made. A deleted one
            stands at the revision up to which the PC had read.
        life_began: Revision with which the county's present life began: changes from there on are new.
        author: The PC, and the revision that what it gives back gets.
    """
    if state is not None and ERASED in state.versions:
        return GivenBack(None)
    version = FieldVersion(row.rev, row.device, row.actor, row.at_ms)
    if state is None:
        return GivenBack(_create(row, version, author) if row.whole and not row.deleted else None)
    given = state.versions[LOST].rev if LOST in state.versions else -1
    if row.rev <= given:  # somebody gave back a later copy; this one can only say since when a value stood
        if row.deleted:
            return GivenBack(None)
        lowered = _lower(state, row, version, life_began)
        return GivenBack(lowered if lowered != state else None)
    if row.deleted:
        met = _delete(state, version, life_began, author)
    elif state.deleted is not None:
        met = _bring_back(state, row, version, life_began, author)
    else:
        met = _lay_over(state, row, version, life_began, author)
    noted = met.state or state
    return replace(met, state=replace(noted, versions={**noted.versions, LOST: version}))


def _changes(state: RecordState) -> list[FieldVersion]:
    marks = (AGAIN, LOST)
    return [state.created, *(one for name, one in state.versions.items() if name not in marks)]


def _again(author: Author) -> FieldVersion:
    return FieldVersion(author.rev, COUNTY, "", author.received_ms)


def _made(row: Row, version: FieldVersion) -> FieldVersion:
    """Who made a record of which a PC says that it did, or that it read it."""
    return replace(version, device=COUNTY) if is_made_by_county(registry().find(row.kind)) else version


def _create(row: Row, version: FieldVersion, author: Author) -> RecordState:
    version = _made(row, version)
    fields = {name: value for name, value in row.fields.items() if value is not None}
    versions = {AGAIN: _again(author), LOST: version}
    return RecordState(row.kind, row.record_id, fields, versions, version, author.rev)


def _delete(state: RecordState, version: FieldVersion, life_began: int, author: Author) -> GivenBack:
    """A deletion is lost like anything else; one that had not seen somebody's edit loses against it."""
    if state.deleted is not None:
        return GivenBack(None)
    # A PC has seen its own work, also what it deleted before it heard at which revision that was taken.
    unseen = [
        one
        for one in _changes(state)
        if one.rev > version.rev and (one.rev >= life_began or one.device != version.device)
    ]
    gone = replace(version, rev=author.rev)
    if not unseen:
        versions = {**state.versions, AGAIN: _again(author)}
        return GivenBack(replace(state, deleted=gone, versions=versions, rev=author.rev, own=None))
    latest = max(unseen, key=lambda one: one.rev)
    conflict = Conflict(
        state.kind, state.record_id, "", Reason.DELETE, version.rev, (None, latest), (None, gone)
    )
    # What its author deletes it has not read any more, so it has to be sent to it.
    told = replace(state, versions={**state.versions, AGAIN: _again(author)}, rev=author.rev, own=None)
    return GivenBack(told, (conflict,) if latest.rev >= life_began else ())


def _bring_back(
    state: RecordState, row: Row, version: FieldVersion, life_began: int, author: Author
) -> GivenBack:
    """A copy that is newer than a deletion of a former life says that the record had come back in it."""
    deleted = state.deleted
    assert deleted is not None
    met = _lay_over(replace(state, deleted=None), row, version, life_began, author)
    is_news = met.state is not None and met.state.rev == author.rev
    is_former = deleted.rev < life_began or (
        AGAIN in state.versions and state.versions[AGAIN].rev == deleted.rev
    )
    if not is_former and not is_news:
        return GivenBack(None)  # who deleted it had all of this
    back = met.state or replace(state, deleted=None)
    back = replace(back, versions={**back.versions, AGAIN: _again(author)}, rev=author.rev, own=None)
    if is_former:
        return GivenBack(back, met.conflicts)
    told = Conflict(
        state.kind, state.record_id, "", Reason.REVIVED, row.rev, (None, version), (None, deleted)
    )
    return GivenBack(back, (*met.conflicts, told))


def _lower(state: RecordState, row: Row, version: FieldVersion, life_began: int) -> RecordState:
    """The record with versions no later than the copy that shows their values already."""
    versions, created = dict(state.versions), state.created
    if version.rev < created.rev < life_began:
        versions = {**dict.fromkeys(state.fields, created), **versions}
        created = replace(created, rev=version.rev)
    if row.whole and version.rev == created.rev < life_began and created.device == COUNTY:
        # Who had only read it can't tell whose it is; its maker has seen it, and goes on from it.
        created = _made(row, version)
    for name, value in row.fields.items():
        known = versions.get(name)
        if known is None or known.rev >= life_began or state.fields.get(name) != value:
            continue
        if version.rev < known.rev or (version.rev == known.rev and known.device == COUNTY):
            versions[name] = version
    return replace(state, versions=versions, created=created)


def _lay_over(
    state: RecordState, row: Row, version: FieldVersion, life_began: int, author: Author
) -> GivenBack:
    lowered = _lower(state, row, version, life_began)
    fields: dict[str, Value] = dict(lowered.fields)
    versions: dict[str, FieldVersion] = dict(lowered.versions)
    conflicts: list[Conflict] = []
    is_news = False
    for name, value in _told(state, row).items():
        now, known = fields.get(name), versions.get(name, state.created)
        if value == now:
            continue
        if known.rev >= life_began:
            if not alike(now, value):
                other, kept = (value, version), (now, known)
                conflicts.append(Conflict(row.kind, row.record_id, name, Reason.FIELD, row.rev, kept, other))
        elif version.rev > known.rev:
            is_news = True
            versions[name] = version
            if value is None:
                fields.pop(name, None)
            else:
                fields[name] = value
    if not is_news:
        return GivenBack(lowered if lowered != state else None, tuple(conflicts))
    versions[AGAIN] = _again(author)
    told = replace(lowered, fields=fields, versions=versions, rev=author.rev, own=None)
    return GivenBack(told, tuple(conflicts))


def _told(state: RecordState, row: Row) -> Mapping[str, Value]:
    """What a row says of each field; a whole one also says which are empty."""
    return {**dict.fromkeys(state.fields), **row.fields} if row.whole else row.fields
