"""What a village reads: pages of rows of one stream, in the order of revision and id.

A reader comes in *rounds*. ``basis`` in its cursor is the revision up to which it had everything when the
round began; it stays through the pages of the round and moves at the last one. Rows carry fields newer
than the basis, not than the page's start: a row that changed twice stands at its second revision only,
and what changed first would be lost between two pages.
"""

from dataclasses import dataclass
from uuid import UUID

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.store.database import query
from sync.county.store.devices import DeviceRow
from sync.county.store.records import STATE_COLUMNS, read_state
from sync.plan.feed import row_for
from sync.protocol.batch import encode_page
from sync.protocol.frame import FrameKind, Header
from sync.protocol.messages import Cursor, PageHead
from sync.protocol.operation import COUNTY, Row
from sync.protocol.registry import SCHEMA_VERSION

LAST_ID = b"\xff" * 16
FEWEST_ROWS = 20
MOST_ROWS = 5_000
_GREATEST = 2**63 - 1
_BYTES_PER_ROW = 48
"""What a row takes in a page on average, rounded up; a page may miss its budget, not its limit."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is signed."""

    head: PageHead
    rows: tuple[Row, ...]


def read_page(county: County, device: DeviceRow, stream: str, cursor: Cursor, page_bytes: int) -> Page:
    """The next page of a stream after a cursor.

    Left out are rows that the device itself wrote last and has as they are, and for a device that has
    never sent anything the tombstones of records that it was never given.

    Args:
        county: Where; a connection is open.
        device: Who reads.
        stream: Name of the stream.
        cursor: Where the reader stands.
        page_bytes: About how large the page may be.

    Raises:
        ProblemError: SYN-110, there can be no such cursor.
    """
    require_possible(cursor)
    limit = min(max(page_bytes // _BYTES_PER_ROW, FEWEST_ROWS), MOST_ROWS)
    database, village_id = county.database, device.village_id
    # One statement sees one moment: a row that is newer than the head would be passed over by the end.
    found = query(
        database,
        "SELECT h.seq, r.* FROM village_head h LEFT JOIN LATERAL ("  # noqa: S608 - constant names
        f"SELECT {STATE_COLUMNS} FROM record r "
        "WHERE r.village_id = %(village_id)s AND r.stream = %(stream)s "
        "AND (r.rev, r.record_id) > (%(rev)s, %(id)s) "
        "AND (r.own IS NULL OR r.own <> %(device)s) "
        "AND (r.deleted IS NULL OR r.created_rev <= %(rev)s OR %(has_sent)s) "
        "ORDER BY r.rev, r.record_id LIMIT %(limit)s"
        ") r ON true WHERE h.village_id = %(village_id)s ORDER BY r.rev, r.record_id",
        {
            "village_id": village_id,
            "stream": stream,
            "rev": cursor.rev,
            "id": UUID(bytes=cursor.last_id.rjust(16, b"\0")),
            "device": device.device,
            "has_sent": device.has_sent,
            "limit": limit + 1,
        },
    )
    newest = found[0][0]
    states = [read_state(row[1:]) for row in found[:limit] if row[1] is not None]
    more = len(found) > limit
    if more:
        last = states[-1]
        end = Cursor(rev=last.rev, last_id=bytes.fromhex(last.record_id), basis=cursor.basis)
    else:
        end = Cursor(rev=newest, last_id=LAST_ID, basis=newest)
    rows = tuple(row_for(state, cursor.basis) for state in states)
    return Page(PageHead(stream=stream, start=cursor, end=end, more=more), rows)


def require_possible(cursor: Cursor) -> None:
    """Refuse a cursor that no county has given out.

    Raises:
        ProblemError: SYN-110.
    """
    if not (
        0 <= cursor.rev <= _GREATEST and 0 <= cursor.basis <= _GREATEST and len(cursor.last_id) in (0, 16)
    ):
        raise ProblemError(Problem("SYN-110"))


def make_page(county: County, device: DeviceRow, stream: str, cursor: Cursor, page_bytes: int) -> bytes:
    """A page as a frame that the county has signed for this reader."""
    page = read_page(county, device, stream, cursor, page_bytes)
    header = Header(
        kind=FrameKind.PAGE,
        schema=SCHEMA_VERSION,
        village_id=device.village_id,
        device=COUNTY,
        epoch=device.epoch or bytes(16),
        no=page.head.end.rev,
    )
    return encode_page(header, page.head, page.rows, county.key.signing)
