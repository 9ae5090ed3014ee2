"""Sticks of the villages: takes a file in and writes the answer (`sync.protocol.bundle`).

A file may come late, twice, or after the same work has come by line; each request in it is answered as
the line would answer it.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.store import audit
from sync.county.store.devices import REVOKED, DeviceRow, find_device
from sync.county.store.exchange import OLDEST_SCHEMA, exchange_carried, require_device
from sync.county.store.wipe import shut_out
from sync.protocol.bundle import DOWN, LARGEST, UP, author_of, context_of, open_parts, seal_parts
from sync.protocol.frame import EPOCH_BYTES, FrameError, FrameKind, Header
from sync.protocol.messages import Command, ExchangeReply, ExchangeRequest
from sync.protocol.operation import COUNTY
from sync.protocol.registry import SCHEMA_VERSION
from sync.protocol.suite import SealBroken


@dataclass(frozen=True, slots=True)
class Answered:
    """Whose file it was, how many batches it held, and the bytes of the answer."""

    village_id: int
    device: int
    batches: int
    data: bytes


def take_bundle(county: County, data: bytes, now_ms: int) -> Answered:
    """Take in a village's file and answer it; a connection is open. Taken in again it changes nothing.

    Raises:
        ProblemError: CTY-013, it is no such file, damaged, or not for this county; CTY-014, the PC takes no
            answers on a stick; SYN-103 or 104, it is shut out without an order to destroy its keys, or
            unknown; and what `exchange_carried` raises: batches before that one are taken.
    """
    try:
        village_id, number = author_of(data)
    except (FrameError, ValueError) as error:
        raise ProblemError(Problem("CTY-013")) from error
    device = _known_device(county, village_id, number, now_ms)
    if not device.sealing_key:
        raise ProblemError(Problem("CTY-014", {"device": str(number)}))
    requests = _read_requests(county, device, data)
    if device.state == REVOKED:
        return _order(county, device, now_ms)
    with county.database.atomic():
        details = {"sha256": sha256(data).hexdigest(), "requests": len(requests)}
        audit.append(county.database, village_id, "bundle_taken", now_ms, device=number, details=details)
    replies: list[ExchangeReply] = []
    for request in requests:
        replies.append(exchange_carried(county, village_id, number, request, now_ms))
        if any(command.verb == "new_epoch" for command in replies[-1].commands):
            break  # nothing after it counts any more
    batches = sum(request.batch is not None for request in requests)
    return Answered(village_id, number, batches, _seal(county, device, replies, now_ms))


def _known_device(county: County, village_id: int, number: int, now_ms: int) -> DeviceRow:
    """A device that may speak, or that is shut out and ordered to destroy its keys."""
    try:
        return require_device(county, village_id, number, now_ms)
    except ProblemError as error:
        device = find_device(county.database, village_id, number)
        if device is None or "wipe" not in error.problems[0].values:
            raise
        return device


def _order(county: County, device: DeviceRow, now_ms: int) -> Answered:
    """The order to destroy its keys as the answer to a PC that is shut out; nothing of its file is taken."""
    told = shut_out(county.database, device.village_id, device.device).values
    order = Command(number=int(told["wipe"]), verb="wipe", values={"signature": told["signature"]})
    reply = ExchangeReply(
        now_ms=now_ms, oldest_schema=OLDEST_SCHEMA, newest_schema=SCHEMA_VERSION, commands=(order,)
    )
    with county.database.atomic():
        audit.append(
            county.database, device.village_id, "wipe_carried", now_ms, device=device.device, details={}
        )
    return Answered(device.village_id, device.device, 0, _seal(county, device, [reply], now_ms))


def _seal(county: County, device: DeviceRow, replies: list[ExchangeReply], now_ms: int) -> bytes:
    header = Header(
        kind=FrameKind.BUNDLE,
        schema=SCHEMA_VERSION,
        village_id=device.village_id,
        device=COUNTY,
        epoch=bytes(EPOCH_BYTES),
        no=now_ms,
    )
    context = context_of(DOWN, device.village_id, device.device)
    return seal_parts(replies, header, county.key.signing, device.sealing_key, context)


def _read_requests(county: County, device: DeviceRow, data: bytes) -> list[ExchangeRequest]:
    """Every request of a file, before the first is answered."""
    author = (device.village_id, device.device)
    context = context_of(UP, *author)
    try:
        return list(open_parts(data, ExchangeRequest, device.public_key, county.key.sealing, context, author))
    except (FrameError, SealBroken, msgspec.MsgspecError, ValueError) as error:
        raise ProblemError(Problem("CTY-013")) from error


def read_file(file: Path) -> bytes:
    """A village's file.

    Raises:
        ProblemError: CTY-013, it can't be read or is too large for one.
    """
    try:
        if file.stat().st_size <= LARGEST:
            return file.read_bytes()
    except OSError as error:
        raise ProblemError(Problem("CTY-013")) from error
    raise ProblemError(Problem("CTY-013"))


def write_file(file: Path, data: bytes) -> None:
    """Write an answer, whole or not at all.

    Raises:
        ProblemError: CTY-015, it can't be written.
    """
    partial = file.with_name(file.name + ".part")
    try:
        with partial.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(file)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ProblemError(Problem("CTY-015", {"path": str(file), "reason": reason})) from error
