"""What people have decided: conflicts with their outcome, refusals with how they were mended."""

from datetime import UTC, datetime

from desktop import messages
from desktop.services.office import Office
from desktop.services.sync.conflicts import ConflictView, list_conflicts
from desktop.services.sync.refusals import RefusalView, list_refusals
from desktop.words import word

Settled = ConflictView | RefusalView

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def list_settled(office: Office, text: str = "", limit: int = 500) -> tuple[Settled, ...]:
    """Decided conflicts and settled refusals, the latest first; of tables that the user may see.

    Args:
        office: The open office.
        text: Keeps those of which a name, field, value, author, code or reason holds it; values are
            searched as they are shown, numbers masked.
        limit: The most to give.
    """
    found: list[Settled] = [each for each in list_conflicts(office, decided=True) if not each.is_open]
    found += [each for each in list_refusals(office, settled=True) if not each.is_open]
    wanted = text.strip().casefold()
    kept = [each for each in found if any(wanted in part.casefold() for part in _parts(each))]
    return tuple(sorted(kept, key=lambda each: settled_at(each) or _LONG_AGO, reverse=True)[:limit])


def settled_at(entry: Settled) -> datetime | None:
    """When it was decided, UTC; None for a refusal that later work on the record settled."""
    return entry.decided_at if isinstance(entry, ConflictView) else entry.settled_at


def _parts(entry: Settled) -> tuple[str, ...]:
    if isinstance(entry, ConflictView):
        sides = (entry.kept, entry.other)
        told = (part for side in sides for part in (side.value, side.actor))
        return (entry.name, word(entry.label), entry.decided_by, *told)
    fields = (part for name, value in entry.fields for part in (word(name), value))
    return (
        entry.name,
        entry.reason.code,
        messages.reason(entry.reason),
        entry.actor,
        entry.settled_by,
        *fields,
    )
