"""What the county may tell everybody about an issued notice: no names, no contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.disclosure_item import Scope, items_in_force
from desktop.domain.notice_mark import NoticeMark
from desktop.domain.problem import ProblemError
from sync.county.store import villages
from sync.county.store.database import Database, query

_CORRECTED, _WITHDRAWN = "corrected", "withdrawn"
_SOCIETY = "society"


class Standing(Enum):
    """What became of an issued notice."""

    CURRENT = "current"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """An issued notice as everybody may know it.

    Attributes:
        number: Its number.
        village: Name of the village that issued it.
        item_code: Code of its item of disclosure; its title may name people and is not told.
        period_from: First day it speaks of, ISO; empty for none.
        period_to: Last day.
        issued_at: Moment of issue, UTC ISO.
        page_count: Pages of its sheet; 0 when unknown.
        standing: What became of it.
        successor: Number of the version that holds instead; empty for none.
    """

    number: str
    village: str
    item_code: str
    period_from: str
    period_to: str
    issued_at: str
    page_count: int
    standing: Standing
    successor: str


def find_public_notice(database: Database, mark: NoticeMark) -> PublicNotice | None:
    """The issued notice that a number and its code mean.

    Returns:
        None when there is none of that number, it was never issued, or the code is not its own: a stranger
        learns nothing by trying numbers.
    """
    try:
        village_id = villages.find_village_id(database, mark.division_code)
    except ProblemError:
        return None
    # Two PCs of a village may have given one number: the code says which of their sheets is meant.
    found = _read(database, village_id, "fields ->> 'number' = %(wanted)s", mark.number)
    row = next((each for each in found if each.get("pdf_sha256") and _agrees(mark, each)), None)
    if row is None or not _is_for_everybody(mark, row):
        return None
    successor = _successor(database, village_id, row)
    standing = Standing.CURRENT
    if row.get("state") == _WITHDRAWN:
        standing = Standing.WITHDRAWN
    elif successor or row.get("state") == _CORRECTED:
        standing = Standing.CORRECTED
    name, _ = villages.name_of(database, village_id)
    return PublicNotice(
        number=mark.number,
        village=name,
        item_code=row.get("item_code") or "",
        period_from=row.get("period_from") or "",
        period_to=row.get("period_to") or "",
        issued_at=row.get("issued_at") or "",
        page_count=int(row.get("page_count") or 0),
        standing=standing,
        successor=successor,
    )


def _agrees(mark: NoticeMark, row: Mapping[str, str | None]) -> bool:
    kept = row.get("content_mark") or ""
    return mark.agrees(kept) if kept else bool(row.get("check_code")) and mark.code == row["check_code"]


def _is_for_everybody(mark: NoticeMark, row: Mapping[str, str | None]) -> bool:
    """Whether the sheet hangs for all to see; what is for the branch or certain people stays with them."""
    if (row.get("scope") or _SOCIETY) != _SOCIETY:
        return False
    day = date.fromisoformat((row.get("issued_at") or "")[:10])
    items = {item.code: item.scope for item in items_in_force(mark.division_code, day)}
    return items.get(row.get("item_code") or "", Scope.SOCIETY) is Scope.SOCIETY


_TOLD = (
    "number",
    "state",
    "scope",
    "check_code",
    "content_mark",
    "pdf_sha256",
    "item_code",
    "period_from",
    "period_to",
    "issued_at",
    "page_count",
)
_FIELDS = ", ".join(("replace(record_id::text, '-', '')", *(f"fields ->> '{name}'" for name in _TOLD)))


def _read(database: Database, village_id: int, condition: str, wanted: str) -> list[dict[str, str | None]]:
    rows = query(
        database,
        f"SELECT {_FIELDS} FROM record WHERE village_id = %(village_id)s AND kind = 19 "  # noqa: S608 - own names
        f"AND deleted IS NULL AND {condition} ORDER BY fields ->> 'issued_at', record_id",
        {"village_id": village_id, "wanted": wanted},
    )
    return [dict(zip(("id", *_TOLD), row, strict=True)) for row in rows]


def _successor(database: Database, village_id: int, row: Mapping[str, str | None]) -> str:
    """Number of the latest issued version after a notice, from each version to the one that corrects it."""
    found, seen, waiting = "", {row["id"]}, [row["id"] or ""]
    while waiting and len(seen) < _MOST_VERSIONS:
        later = _read(database, village_id, "fields ->> 'corrects_id' = %(wanted)s", waiting.pop())
        for each in later:
            if each["id"] not in seen:
                seen.add(each["id"])
                waiting.append(each["id"] or "")
                if each.get("pdf_sha256") and each.get("state") != _WITHDRAWN:
                    found = each.get("number") or found
    return found


_MOST_VERSIONS = 50
