"""What the county sends of a record to one reader."""

from sync.plan.merge import AGAIN, LOST, WHOLE, RecordState
from sync.protocol.operation import Row


def is_due(state: RecordState, device: int, is_new: bool) -> bool:
    """Whether a record beyond a reader's cursor has to be sent to it.

    Args:
        state: The record.
        device: The reader, whose own latest work it has already.
        is_new: The reader holds no record of the stream at all and needs no deleted ones. A cursor at
            the beginning does not say so: a PC that has only sent must hear of what others deleted.
    """
    return state.own != device and not (is_new and state.deleted is not None)


def row_for(state: RecordState, basis: int) -> Row:
    """A record as a reader needs it.

    Args:
        state: The record.
        basis: Revision up to which the reader has everything: its cursor when it last reached the
            end of the stream. Not its cursor of now: a record that has moved on while pages were
            read lies behind fields that the cursor has passed already.
    """
    if not state.versions and state.deleted is None:
        return _as_made(state, basis)
    changes = (version for name, version in state.versions.items() if name not in (AGAIN, LOST))
    latest = state.deleted or max((state.created, *changes), key=lambda version: version.rev)
    sendings = (state.versions[mark].rev for mark in (WHOLE, AGAIN) if mark in state.versions)
    whole = max((state.created.rev, *sendings)) > basis
    if state.deleted is not None:
        fields = {}
    elif whole:
        fields = dict(state.fields)
    else:
        changed = (name for name, version in state.versions.items() if version.rev > basis)
        fields = {name: state.fields.get(name) for name in changed}
    return Row(
        kind=state.kind,
        record_id=state.record_id,
        rev=state.rev,
        deleted=state.deleted is not None,
        whole=whole and state.deleted is None,
        device=latest.device,
        actor=latest.actor,
        at_ms=latest.at_ms,
        fields=fields,
    )


def _as_made(state: RecordState, basis: int) -> Row:
    """A record that nobody has changed since it was made, as most are."""
    made = state.created
    whole = made.rev > basis
    return Row(
        kind=state.kind,
        record_id=state.record_id,
        rev=state.rev,
        deleted=False,
        whole=whole,
        device=made.device,
        actor=made.actor,
        at_ms=made.at_ms,
        fields=state.fields if whole else {},
    )
