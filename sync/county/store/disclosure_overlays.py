"""The county's own orders about disclosure (目录的地方规定), handed to villages as its records."""

from collections.abc import Sequence

from desktop.domain.disclosure_item import Overlay
from sync.county.county import County
from sync.county.store.handing_down import HandedRecord, hand_down
from sync.county.store.records import derived_id
from sync.protocol.operation import Value


def push_overlays(county: County, village_id: int, overlays: Sequence[Overlay], now_ms: int) -> int:
    """Hand orders to a village; its PCs get them at their next exchange. A connection is open.

    An order is known by item, place, field and first day: sent again with another value, last day or
    source it replaces the one before. Sent again unchanged nothing happens.

    Args:
        county: Where.
        village_id: The village.
        overlays: Orders that have passed `desktop.domain.disclosure_overlay.find_overlay_problem`.
        now_ms: The county's clock.

    Returns:
        How many are new or changed.
    """
    records = {_id_of(each): _fields_of(each) for each in overlays}
    return hand_down(
        county,
        village_id,
        [HandedRecord("disclosure_overlay", record_id, fields) for record_id, fields in records.items()],
        now_ms,
        "overlays_pushed",
    )


def _id_of(overlay: Overlay) -> str:
    """The same order has the same id in every village, so that a correction finds it."""
    return derived_id(overlay.code, overlay.jurisdiction, overlay.field, overlay.valid_from.isoformat())


def _fields_of(overlay: Overlay) -> dict[str, Value]:
    return {
        "code": overlay.code,
        "jurisdiction": overlay.jurisdiction,
        "valid_from": overlay.valid_from.isoformat(),
        "valid_to": overlay.valid_to.isoformat() if overlay.valid_to else None,
        "field": overlay.field,
        "value": overlay.value,
        "source": overlay.source or None,
    }
