"""A village's PC as the county sees it: its key, its numbering of batches, its signed frames."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from desktop.domain.ids import new_id
from sync.county.county import County
from sync.county.store import devices, enrolment
from sync.county.store.exchange import exchange
from sync.county.store.ingest import accept_batch
from sync.protocol.batch import decode_page, decode_receipt, encode_batch
from sync.protocol.bundle import DOWN, UP, context_of, open_parts, seal_parts
from sync.protocol.frame import FrameKind, Header, open_frame
from sync.protocol.messages import Cursor, ExchangeReply, ExchangeRequest, Receipt
from sync.protocol.operation import COUNTY, Op, Operation, Row
from sync.protocol.registry import SCHEMA_VERSION, Stream, registry
from sync.protocol.suite import CURRENT_SUITE, SigningKey

NOW_MS = 1_790_000_000_000
CLERK = "0" * 31 + "1"


def operation(
    table: str,
    op: Op = Op.INSERT,
    record_id: str | None = None,
    base: int = 0,
    action: int = 1,
    before: dict | None = None,
    **fields: object,
) -> Operation:
    """One operation of a clerk."""
    number = registry().table(table).number
    record = record_id or new_id()
    return Operation(number, record, op, base, action, NOW_MS, CLERK, fields, before or {})


def person(name: str, **fields: object) -> Operation:
    """Somebody new."""
    return operation("person", name=name, **fields)


@dataclass
class VillagePc:
    """One PC under its current number."""

    village_id: int
    number: int
    key: SigningKey
    epoch: bytes = field(default_factory=lambda: os.urandom(16))
    no: int = 0
    previous: bytes = b""
    cursors: dict[str, Cursor] = field(default_factory=dict)
    county_key: bytes = b""
    sealing_key: bytes = b""

    @classmethod
    def enrolled(
        cls, county: County, village_id: int, streams: tuple[Stream, ...] = (Stream.REGISTER,)
    ) -> "VillagePc":
        """A PC that has shown a code of the county's."""
        key, sealing = SigningKey.new(), CURRENT_SUITE.new_sealing_key()
        code = enrolment.make_code(county.database, county.key, village_id, streams, NOW_MS)
        made = enrolment.enrol(
            county.database,
            county.key,
            code,
            key.public,
            "文书电脑",
            SCHEMA_VERSION,
            NOW_MS,
            sealing_key=CURRENT_SUITE.sealing_public(sealing),
        )
        return cls(village_id, made.device, key, county_key=county.key.public, sealing_key=sealing)

    def header(self, **changes: object) -> Header:
        """The header of the next batch."""
        values = {
            "kind": FrameKind.BATCH,
            "schema": SCHEMA_VERSION,
            "village_id": self.village_id,
            "device": self.number,
            "epoch": self.epoch,
            "no": self.no + 1,
            "previous": self.previous,
        }
        return Header(**{**values, **changes})

    def frame(self, operations: Sequence[Operation], **changes: object) -> bytes:
        """The next batch, signed; sending it doesn't count it."""
        return encode_batch(self.header(**changes), operations, self.key)

    def send(self, county: County, *operations: Operation) -> Receipt:
        """Send a batch straight to the store and note that it was taken."""
        frame = self.frame(operations)
        receipt = accept_batch(county, self.row(county), frame, NOW_MS)
        self.sent(frame)
        return self.read_receipt(receipt)

    def sent(self, frame: bytes) -> None:
        """Note that a batch was taken."""
        self.no += 1
        self.previous = sha256(frame).digest()

    def row(self, county: County) -> devices.DeviceRow:
        """What the county knows of this PC."""
        found = devices.find_device(county.database, self.village_id, self.number)
        assert found is not None
        return found

    def read_receipt(self, data: bytes) -> Receipt:
        """A receipt, if the county has signed it."""
        return decode_receipt(open_frame(data, self.county_key))

    def request(self, batch: bytes | None = None, **changes: object) -> ExchangeRequest:
        """The request of one exchange."""
        values = {
            "schema": SCHEMA_VERSION,
            "now_ms": NOW_MS,
            "epoch": self.epoch,
            "last_no": self.no,
            "cursors": self.cursors or {"register": Cursor()},
            "batch": batch,
        }
        return ExchangeRequest(**{**values, **changes})

    def exchange(self, county: County, batch: bytes | None = None, **changes: object) -> ExchangeReply:
        """One exchange straight with the store."""
        return exchange(county, self.village_id, self.number, self.request(batch, **changes), NOW_MS)

    def stick(self, county: County, *requests: ExchangeRequest) -> bytes:
        """Requests as a file for the county."""
        header = self.header(kind=FrameKind.BUNDLE, no=1)
        context = context_of(UP, self.village_id, self.number)
        return seal_parts(requests, header, self.key, county.key.sealing_public, context)

    def read_stick(self, data: bytes) -> list[ExchangeReply]:
        """The county's answer, if it has signed it for this PC."""
        context = context_of(DOWN, self.village_id, self.number)
        author = (self.village_id, COUNTY)
        return list(open_parts(data, ExchangeReply, self.county_key, self.sealing_key, context, author))

    def take_pages(self, reply_pages: Sequence[bytes]) -> list[Row]:
        """Rows of signed pages; moves the cursors."""
        rows: list[Row] = []
        for data in reply_pages:
            head, found = decode_page(open_frame(data, self.county_key))
            self.cursors[head.stream] = head.end
            rows += found
        return rows
