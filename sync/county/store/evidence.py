"""Pictures and files that a village hung on its answer to the county, as the county sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sync.plan.merge import RecordState


@dataclass(frozen=True, slots=True)
class Evidence:
    """A picture or file that hangs on an answer.

    ``file_name`` and ``sha256`` are empty while the county's ruling keeps attachments in the village: the
    county sees that there is one and no more.
    """

    file_name: str
    media_type: str
    size: int
    sha256: str


def read_evidence(attachments: Iterable[RecordState]) -> dict[str, tuple[Evidence, ...]]:
    """Evidence by the id of the record that it hangs on, in an order that stays."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for each in sorted(attachments, key=lambda each: each.record_id):
        hung = Evidence(
            str(each.fields.get("file_name") or ""),
            str(each.fields.get("media_type") or ""),
            int(each.fields.get("size") or 0),
            str(each.fields.get("sha256") or ""),
        )
        target = str(each.fields.get("target_id"))
        found[target] = (*found.get(target, ()), hung)
    return found
