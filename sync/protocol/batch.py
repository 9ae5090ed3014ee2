"""What the frames of the exchange hold: batches of operations, pages of rows, receipts."""

from collections.abc import Sequence

import msgspec

from sync.protocol.columns import decode_keys, decode_operations, decode_rows, encode_operations, encode_rows
from sync.protocol.frame import Frame, FrameError, FrameKind, Header, make_frame
from sync.protocol.messages import PageHead, Receipt
from sync.protocol.operation import Operation, Row
from sync.protocol.suite import SigningKey


class _Page(msgspec.Struct, frozen=True, array_like=True):
    head: PageHead
    rows: bytes


_encoder = msgspec.msgpack.Encoder()
_page_decoder = msgspec.msgpack.Decoder(_Page)
_receipt_decoder = msgspec.msgpack.Decoder(Receipt)


def encode_batch(header: Header, operations: Sequence[Operation], key: SigningKey) -> bytes:
    """The frame of a device's operations.

    Raises:
        FrameError: SYN-003, too many or too large; SYN-010, a value has no form on the wire.
    """
    _expect(header, FrameKind.BATCH)
    return make_frame(header, encode_operations(operations), key)


def decode_batch(frame: Frame) -> tuple[Operation, ...]:
    """The operations of a batch.

    Raises:
        FrameError: SYN-007, the frame holds something else.
    """
    _expect(frame.header, FrameKind.BATCH)
    return decode_operations(frame.body)


def decode_batch_keys(frame: Frame) -> tuple[Operation, ...]:
    """The operations of a batch without their values: what was done to which records.

    Raises:
        FrameError: SYN-007, the frame holds something else.
    """
    _expect(frame.header, FrameKind.BATCH)
    return decode_keys(frame.body)


def encode_page(header: Header, head: PageHead, rows: Sequence[Row], key: SigningKey) -> bytes:
    """The frame of a page of one stream.

    Raises:
        FrameError: As `encode_batch`.
    """
    _expect(header, FrameKind.PAGE)
    return make_frame(header, _encoder.encode(_Page(head, encode_rows(rows))), key)


def decode_page(frame: Frame) -> tuple[PageHead, tuple[Row, ...]]:
    """Where a page stands in its stream, and its rows.

    Raises:
        FrameError: SYN-007, the frame holds something else.
    """
    page = _page(frame)
    return page.head, decode_rows(page.rows)


def decode_page_head(frame: Frame) -> PageHead:
    """Where a page stands in its stream; its rows are not looked at.

    Raises:
        FrameError: SYN-007, the frame holds something else.
    """
    return _page(frame).head


def _page(frame: Frame) -> _Page:
    _expect(frame.header, FrameKind.PAGE)
    try:
        return _page_decoder.decode(frame.body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise FrameError("SYN-007") from error


def encode_receipt(header: Header, receipt: Receipt, key: SigningKey) -> bytes:
    """The frame of a receipt."""
    _expect(header, FrameKind.RECEIPT)
    return make_frame(header, _encoder.encode(receipt), key)


def decode_receipt(frame: Frame) -> Receipt:
    """What the county says it has.

    Raises:
        FrameError: SYN-007, the frame holds something else.
    """
    _expect(frame.header, FrameKind.RECEIPT)
    try:
        return _receipt_decoder.decode(frame.body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise FrameError("SYN-007") from error


def _expect(header: Header, kind: FrameKind) -> None:
    if header.kind is not kind:
        raise FrameError("SYN-007")
