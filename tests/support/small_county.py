"""A county that fits into one process: the real rules of `sync.plan` behind a real HTTP port, in memory.

It stands in for the county's server where a test is about the village: it starts in a millisecond and
can be told to fail. The story of two villages runs against the real one too.
"""

import os
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import msgspec

from sync.plan.digest import Digest
from sync.plan.feed import is_due, row_for
from sync.plan.intake import conflict_operation, county_author, take_in
from sync.plan.merge import Author, RecordState, merge
from sync.plan.scope import Ruling
from sync.protocol.batch import decode_batch, encode_page, encode_receipt
from sync.protocol.bundle import DOWN, UP, context_of, open_parts, seal_parts
from sync.protocol.frame import FrameKind, Header, open_frame
from sync.protocol.messages import (
    Command,
    Cursor,
    DigestReply,
    DigestRequest,
    EnrolReply,
    EnrolRequest,
    ExchangeReply,
    ExchangeRequest,
    Message,
    Nonce,
    PageHead,
    PullReply,
    Receipt,
    Refusal,
    TokenReply,
    TokenRequest,
    Trouble,
)
from sync.protocol.operation import COUNTY
from sync.protocol.order import wipe_statement
from sync.protocol.registry import SCHEMA_VERSION, registry
from sync.protocol.suite import CURRENT_SUITE, SigningKey, verify
from sync.protocol.token import token_statement
from sync.village.owed_blobs import NAMING
from sync.village.transport import CONTENT_TYPE, DIGEST
from tests.support.small_blobs import BlobRefused, SmallBlobs

VILLAGE_ID = 7
LAST_ID = b"\xff" * 16


class Refused(Exception):
    """The whole request is refused with a code."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.trouble = Trouble(code=code, values=values)


@dataclass
class Device:
    """A PC as the county knows it."""

    public_key: bytes
    sealing_key: bytes
    state: str = "active"
    epoch: bytes | None = None
    last_no: int = 0
    receipts: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)
    successors: dict[bytes, int] = field(default_factory=dict)
    wipe: dict[str, str] = field(default_factory=dict)


class SmallCounty:
    """One village at a county; use it as a context manager."""

    def __init__(
        self,
        division_code: str = "999901101201",
        streams: tuple[str, ...] = ("register",),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.key = SigningKey.new()
        self.sealing_key = CURRENT_SUITE.new_sealing_key()
        self.division_code = division_code
        self.streams = streams
        self.ruling: dict[str, bool] = {}
        self.records: dict[tuple[int, str], RecordState] = {}
        self.devices: dict[int, Device] = {}
        self.rev = 0
        self.codes: set[str] = set()
        self.requests: list[str] = []
        self.operations_taken = 0
        self.received_ms = 0
        self.knows_retire = True
        self.differing: list[int] = []
        self.refuse: Callable[[object], str] = lambda operation: ""
        self.after_taking: Callable[[], None] = lambda: None
        self.blobs = SmallBlobs()
        self._lock = threading.Lock()
        county = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else a body waits 40 ms until its heading is acknowledged

            def do_GET(self) -> None:
                self._answer(b"")

            def do_POST(self) -> None:
                self._answer(self.rfile.read(int(self.headers["Content-Length"])))

            def do_PUT(self) -> None:
                self.do_POST()

            def _answer(self, body: bytes) -> None:
                status, reply = county.handle(self.path, body, self.headers.get("Authorization", ""))
                data = msgspec.msgpack.encode(reply)
                self.send_response(status)
                self.send_header("Content-Type", CONTENT_TYPE)
                self.send_header(DIGEST, sha256(data).hexdigest())
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass  # a line that was cut is what the tests do

        self._server = Server(("127.0.0.1", 0), Handler)
        self._scheme = "https" if tls else "http"
        if tls:
            # The handshake belongs to the thread of its connection, not to the one that accepts.
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.01), daemon=True)

    def __enter__(self) -> "SmallCounty":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    def new_code(self) -> str:
        code = os.urandom(5).hex().upper()
        self.codes.add(code)
        return code

    def revoke(self, device: int, *, wipe: bool = False) -> None:
        self.devices[device].state = "revoked"
        if wipe:
            signature = self.key.sign(wipe_statement(VILLAGE_ID, device, 1))
            self.devices[device].wipe = {"wipe": "1", "signature": signature.hex()}

    def disown(self, device: int) -> None:
        """Send a device its own records as well, as before a reset."""
        for key, state in list(self.records.items()):
            if state.own == device:
                self.records[key] = replace(state, own=None)

    def fields_of(self, kind: int) -> dict[str, dict[str, object]]:
        """Living records of a kind as the county has them."""
        return {
            record_id: dict(state.fields)
            for (number, record_id), state in self.records.items()
            if number == kind and state.deleted is None
        }

    def _digest(self, asked: DigestRequest) -> DigestReply:
        """The first step of an audit only: which kinds differ, and nothing is mended."""
        if any(rev != self.rev for rev in asked.cursors.values()):
            return DigestReply(moved=True)
        digest = Digest(asked.schema, Ruling.from_wire(self.ruling))
        for kind in registry():
            if digest.names(kind):
                for record_id, fields in self.fields_of(kind.number).items():
                    digest.add(kind, record_id, fields)
        self.differing = [
            one.kind for one in asked.kinds if (one.count, one.total) != digest.kind_sum(one.kind)
        ]
        return DigestReply()

    # --- the calls -----------------------------------------------------------------------------------------

    def handle(self, target: str, body: bytes, authorization: str) -> tuple[int, Message]:
        parts = urlsplit(target)
        name = parts.path.removeprefix("/sync/v1/")
        self.requests.append(name)
        try:
            with self._lock:
                if name == "nonce":
                    return 200, Nonce(nonce=os.urandom(16), now_ms=0)
                if name == "enrol":
                    return 200, self._enrol(msgspec.msgpack.decode(body, type=EnrolRequest))
                if name == "token":
                    return 200, self._token(msgspec.msgpack.decode(body, type=TokenRequest))
                number = int(authorization.removeprefix("Bearer device "))
                if name == "exchange":
                    reply = self._exchange(number, msgspec.msgpack.decode(body, type=ExchangeRequest))
                    self.after_taking()
                    return 200, reply
                if name.startswith("blob/"):
                    named = {
                        str(fields.get(column))
                        for kind, column in NAMING
                        for fields in self.fields_of(registry().table(kind).number).values()
                    }
                    return 200, self.blobs.answer(name, parts.query, body, named)
                if name == "digest":
                    return 200, self._digest(msgspec.msgpack.decode(body, type=DigestRequest))
                query = {key: values[0] for key, values in parse_qs(parts.query).items()}
                cursor = Cursor(
                    rev=int(query["rev"]),
                    last_id=bytes.fromhex(query.get("id", "")),
                    basis=int(query["basis"]),
                )
                page = self._page(number, query["stream"], cursor, int(query["limit"]))
                return 200, PullReply(page=page)
        except Refused as error:
            return 409, error.trouble
        except BlobRefused as error:
            return 409, Trouble(code=error.code, values=error.values)

    def _enrol(self, asked: EnrolRequest) -> EnrolReply:
        if asked.code not in self.codes:
            raise Refused("SYN-101")
        self.codes.discard(asked.code)
        number = len(self.devices) + 1
        self.devices[number] = Device(asked.public_key, asked.sealing_key)
        return EnrolReply(
            village_id=VILLAGE_ID,
            device=number,
            division_code=self.division_code,
            village_name="示范村",
            streams=self.streams,
            county_key=self.key.public,
            county_name="示范县平台",
            ruling=self.ruling,
            sealing_key=CURRENT_SUITE.sealing_public(self.sealing_key),
        )

    def _token(self, asked: TokenRequest) -> TokenReply:
        device = self.devices[asked.device]
        if device.state == "revoked":
            raise Refused("SYN-103", **device.wipe)
        statement = token_statement(asked.village_id, asked.device, asked.nonce)
        if not verify(device.public_key, statement, asked.signature):
            raise Refused("SYN-104")
        return TokenReply(token=f"device {asked.device}", seconds=3600, now_ms=0)

    def _exchange(self, number: int, asked: ExchangeRequest) -> ExchangeReply:
        device = self.devices[number]
        if device.state == "revoked":
            raise Refused("SYN-103", **device.wipe)
        if self._is_old_copy(device, asked):
            # Two living copies of one file must not get one number: each would be kept from the other's work.
            if asked.epoch not in device.successors:
                device.successors[asked.epoch] = len(self.devices) + 1
                self.devices[len(self.devices) + 1] = Device(device.public_key, device.sealing_key)
            number = device.successors[asked.epoch]
            return self._reply(
                commands=(Command(number=1, verb="new_epoch", values={"device": str(number)}),)
            )
        receipt = self._take(number, device, asked.batch) if asked.batch is not None else None
        pages = tuple(
            self._page(number, stream, cursor, asked.page_bytes)
            for stream, cursor in sorted(asked.cursors.items())
        )
        device.commands = [command for command in device.commands if command.number > asked.done]
        if asked.retire and self.knows_retire:
            device.state = "revoked"
        if any(command.verb == "reset" for command in device.commands):
            self.disown(number)
        return self._reply(receipt=receipt, pages=pages, commands=tuple(device.commands))

    @staticmethod
    def _is_old_copy(device: Device, asked: ExchangeRequest) -> bool:
        if device.epoch is None:
            return False
        behind = device.last_no - asked.last_no
        return (
            asked.epoch != device.epoch or behind < 0 or behind > 1 or (behind == 1 and asked.batch is None)
        )

    def _reply(
        self,
        receipt: bytes | None = None,
        pages: tuple[bytes, ...] = (),
        commands: tuple[Command, ...] = (),
    ) -> ExchangeReply:
        return ExchangeReply(
            now_ms=0,
            oldest_schema=1,
            newest_schema=SCHEMA_VERSION,
            receipt=receipt,
            pages=pages,
            commands=commands,
            ruling=self.ruling,
        )

    def take_batch(self, number: int, batch: bytes) -> bytes:
        """A batch that came on a way of its own; returns the receipt."""
        with self._lock:
            return self._take(number, self.devices[number], batch)

    def page_for(self, number: int, stream: str, cursor: Cursor, page_bytes: int = 1_000_000) -> bytes:
        """A page as a device would fetch it."""
        with self._lock:
            return self._page(number, stream, cursor, page_bytes)

    def answer_bundle(self, number: int, data: bytes) -> bytes:
        """The answer to a file that came on a stick."""
        device = self.devices[number]
        who = (VILLAGE_ID, number)
        up, down = (context_of(direction, *who) for direction in (UP, DOWN))
        requests = open_parts(data, ExchangeRequest, device.public_key, self.sealing_key, up, who)
        with self._lock:
            replies = [self._exchange(number, asked) for asked in requests]
        return seal_parts(replies, self._header(FrameKind.BUNDLE, 1), self.key, device.sealing_key, down)

    def _take(self, number: int, device: Device, data: bytes) -> bytes:
        frame = open_frame(data, device.public_key)
        no = frame.header.no
        if no in device.receipts:
            digest, receipt = device.receipts[no]
            if digest != frame.sha256:
                raise Refused("SYN-107", no=str(no))
            return receipt
        if no != device.last_no + 1:
            raise Refused("SYN-106", no=str(no), expected=str(device.last_no + 1))
        operations = decode_batch(frame)
        self.operations_taken += len(operations)
        self.rev += 1
        author = Author(number, self.rev, 0)
        refused = {each.action: code for each in operations if (code := self.refuse(each))}
        intake = take_in(self.records, operations, author, refused)
        self.records.update(intake.states)
        for conflict in intake.conflicts:
            made = conflict_operation(conflict, author)
            outcome = merge(self.records.get((made.kind, made.record_id)), made, county_author(author))
            assert outcome.state is not None
            self.records[made.kind, made.record_id] = outcome.state
        receipt = encode_receipt(
            self._header(FrameKind.RECEIPT, no),
            Receipt(
                device=number,
                epoch=frame.header.epoch,
                no=no,
                sha256=frame.sha256,
                rev=self.rev,
                received_ms=self.received_ms,
                head=b"",
                untidy=tuple(sorted({bytes.fromhex(record_id) for _, record_id in intake.untidy})),
                conflicts=len(intake.conflicts),
                refusals=tuple(
                    Refusal(kind=each.kind, record_id=bytes.fromhex(each.record_id), code=code)
                    for each, code in intake.refusals
                ),
            ),
            self.key,
        )
        device.epoch, device.last_no = frame.header.epoch, no
        device.receipts[no] = (frame.sha256, receipt)
        return receipt

    def _page(self, number: int, stream: str, cursor: Cursor, page_bytes: int) -> bytes:
        due = sorted(
            (
                state
                for state in self.records.values()
                if (kind := registry().find(state.kind)) is not None
                and kind.stream == stream
                and (state.rev, bytes.fromhex(state.record_id)) > (cursor.rev, cursor.last_id)
                and is_due(state, number, is_new=False)
            ),
            key=lambda state: (state.rev, state.record_id),
        )
        limit = max(page_bytes // 48, 20)
        states, more = due[:limit], len(due) > limit
        if more:
            last = states[-1]
            end = Cursor(rev=last.rev, last_id=bytes.fromhex(last.record_id), basis=cursor.basis)
        else:
            end = Cursor(rev=self.rev, last_id=LAST_ID, basis=self.rev)
        rows = tuple(row_for(state, cursor.basis) for state in states)
        header = self._header(FrameKind.PAGE, end.rev)
        return encode_page(header, PageHead(stream=stream, start=cursor, end=end, more=more), rows, self.key)

    @staticmethod
    def _header(kind: FrameKind, no: int) -> Header:
        return Header(
            kind=kind, schema=SCHEMA_VERSION, village_id=VILLAGE_ID, device=COUNTY, epoch=bytes(16), no=no
        )
