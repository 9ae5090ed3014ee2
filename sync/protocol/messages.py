"""Messages of the exchange. Names on the wire are single letters or short words, never reused.

A message that carries unknown names is read without them and sent on unchanged by those who only
carry it; a message without a name it must have is refused.
"""

import msgspec

PROTOCOL_VERSION = 1
OLDEST_PROTOCOL = 1
"""An older village may still send what it has, so that nobody's work is stranded (docs/protocol.md)."""


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every message shares: strict types, unknown names left aside."""


class Cursor(Message, frozen=True, kw_only=True, omit_defaults=True):
    """How far a reader has come in one stream: everything up to this revision and id.

    A reader keeps the ``end`` of the last page it has applied and sends it back as it is. ``basis`` is
    the revision up to which it had everything when this round of pages began (`sync.plan.feed`).
    """

    rev: int = 0
    last_id: bytes = msgspec.field(default=b"", name="id")
    basis: int = 0


class ExchangeRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The one call: what this PC has to send, and how far it has read.

    ``batch`` is a whole signed frame (`sync.protocol.frame`), frozen when it was first sent.
    ``done`` is the number of the latest command this PC has carried out; with ``retire`` it is never to
    speak again. ``life`` is the life of the county that it spoke to last, ``handle`` what that gave it to
    show now; both empty at first.
    """

    schema: int
    now_ms: int
    epoch: bytes
    last_no: int  # number of the latest batch this PC has a receipt for
    cursors: dict[str, Cursor] = {}
    batch: bytes | None = None
    page_bytes: int = 262_144
    done: int = 0
    retire: bool = False
    life: bytes = b""
    handle: bytes = b""


class Refusal(Message, frozen=True, kw_only=True, omit_defaults=True):
    """An operation that the county did not take, for a person to mend."""

    kind: int
    record_id: bytes
    code: str  # a message code, SYN-…
    values: dict[str, str] = {}


class Receipt(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What the county says it has: body of a frame that the county signs.

    ``untidy`` names records whose copy at the author differs from the county's after this batch;
    all others stand at ``rev`` on both sides. ``head`` is the head of the county's chain of batches.
    """

    device: int
    epoch: bytes
    no: int
    sha256: bytes
    rev: int
    received_ms: int
    head: bytes
    untidy: tuple[bytes, ...] = ()
    conflicts: int = 0
    refusals: tuple[Refusal, ...] = ()


class PageHead(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Where a page stands in its stream; the rows follow in the same frame."""

    stream: str
    start: Cursor
    end: Cursor
    more: bool = False


class Command(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Something the county asks of this one PC; each is carried out once.

    ``verb`` is drop_stream, reset, new_epoch, wipe, purge or digest; one that a PC does not know stays open.
    """

    number: int
    verb: str
    values: dict[str, str] = {}


class ExchangeReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Answer to `ExchangeRequest`. ``receipt`` and ``pages`` are signed frames.

    ``ruling`` says which classes of fields may leave the village (`sync.plan.scope`). ``life`` changes when
    the county is restored from a backup. To a request with another one it answers with nothing but its
    own and ``kept_rev``: what the PC holds beyond it has to be given back first.
    """

    now_ms: int
    oldest_schema: int
    newest_schema: int
    receipt: bytes | None = None
    pages: tuple[bytes, ...] = ()
    commands: tuple[Command, ...] = ()
    ruling: dict[str, bool] = {}
    life: bytes = b""
    handle: bytes = b""
    kept_rev: int = 0


class KindSum(Message, frozen=True, kw_only=True, omit_defaults=True):
    """How many living records of a kind a PC holds, and their sum (`sync.plan.digest`)."""

    kind: int
    count: int
    total: bytes


class KindBuckets(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Of one kind: asked, the sums of all its buckets; answered, the numbers of those that differ."""

    kind: int
    buckets: bytes


class BucketRows(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Every record of one bucket: ids of 16 bytes, and as many sums, in the same order."""

    kind: int
    bucket: int
    ids: bytes = b""
    sums: bytes = b""


class DigestRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A PC that has read everything compares what it holds; one of the three lists at a time.

    ``cursors`` has the revision up to which it has read each of its streams.
    """

    schema: int
    cursors: dict[str, int]
    kinds: tuple[KindSum, ...] = ()
    buckets: tuple[KindBuckets, ...] = ()
    rows: tuple[BucketRows, ...] = ()


class DigestReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What differs.

    ``moved`` says that the register has gone on meanwhile, and nothing was compared. To ``rows`` the county
    answers with ``unknown``, records that it does not have (their ids in ``ids``), and ``again``, how many
    it will send again with the next pages.
    """

    moved: bool = False
    kinds: tuple[int, ...] = ()
    buckets: tuple[KindBuckets, ...] = ()
    unknown: tuple[BucketRows, ...] = ()
    again: int = 0


class ErasureOrder(Message, frozen=True, kw_only=True, omit_defaults=True):
    """An order to erase a record as the county has signed it (`sync.protocol.order`)."""

    kind: int
    record_id: bytes
    ordered_ms: int
    signature: bytes


class GiveBackRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What a restored county has lost and a PC has: a page signed by the PC, orders, or both.

    ``life`` is the one that the PC knows; ``is_last`` says that nothing more follows.
    """

    life: bytes
    page: bytes = b""
    erasures: tuple[ErasureOrder, ...] = ()
    is_last: bool = False


class GiveBackReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """It is taken; ``life`` is the county's present one."""

    life: bytes


class EraseRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A village asks for a record to be erased by law, everywhere; ``reason`` without names."""

    kind: int
    record_id: bytes
    reason: str = ""


class EraseReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """It is erased at the county; the order for the PCs comes with the next exchange."""

    now_ms: int


class EnrolRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A PC shows its one-time code and its public keys: to sign, and to seal what goes to it on a stick."""

    code: str
    public_key: bytes
    label: str
    schema: int
    sealing_key: bytes = b""


class EnrolReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What a PC must know from now on; it pins ``county_key``.

    ``sealing_key`` seals what goes to the county on a stick; without one it takes no sticks.
    """

    village_id: int
    device: int
    division_code: str
    village_name: str
    streams: tuple[str, ...]
    county_key: bytes
    county_name: str
    ruling: dict[str, bool] = {}
    sealing_key: bytes = b""


class Nonce(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Something for a device to sign within a minute, once (`sync.protocol.token`)."""

    nonce: bytes
    now_ms: int


class PullReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A further page of one stream, as a signed frame."""

    page: bytes


class Health(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What a probe wants to know of a county."""

    protocol: int
    oldest_protocol: int
    schema: int
    now_ms: int


class TokenRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A nonce of the county's, signed by the device."""

    village_id: int
    device: int
    nonce: bytes
    signature: bytes


class TokenReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A bearer token and how long it holds."""

    token: str
    seconds: int
    now_ms: int


class Trouble(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Why a whole request was refused (HTTP 4xx): a message code and its values."""

    code: str
    values: dict[str, str] = {}
