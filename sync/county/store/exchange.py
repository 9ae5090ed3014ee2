"""The one call of a village: take its batch, give it pages, commands and the ruling."""

import msgspec

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.store import audit, commands, handles, lives
from sync.county.store.devices import ACTIVE, REPLACED, DeviceRow, find_device, replace_device
from sync.county.store.feed import make_page, require_possible
from sync.county.store.ingest import accept_batch
from sync.county.store.retirement import retire_device
from sync.county.store.standing import Standing, read_standing
from sync.county.store.tidying import reset_if_below_floor
from sync.county.store.visits import Visit, note_visit
from sync.county.store.wipe import shut_out
from sync.protocol.frame import EPOCH_BYTES
from sync.protocol.messages import Command, Cursor, ExchangeReply, ExchangeRequest
from sync.protocol.registry import SCHEMA_VERSION

OLDEST_SCHEMA = 1
"""Villages below may still send; they are told to renew their program before they read on."""

_MOST_PAGE_BYTES = 1_048_576
_MOST_CLOCK_MS = 100 * 366 * 86_400_000
_ANOTHER_LIFE = frozenset({"SYN-106", "SYN-107", "SYN-109", "SYN-116"})
"""The PC knows other batches of its than the county does."""


def exchange(
    county: County, village_id: int, device_number: int, request: ExchangeRequest, now_ms: int
) -> ExchangeReply:
    """Answer one exchange; a connection is open.

    Raises:
        ProblemError: SYN-103 or 104, the device is shut out or unknown; SYN-110, its epoch is none; SYN-114,
            it asks for a stream it has no right to; and everything that `accept_batch` raises.
    """
    standing = _require_standing(county, village_id, device_number, request, now_ms)
    device = standing.device
    if device.state != REPLACED and request.life and request.life != county.life:
        if request.epoch == device.epoch and _is_behind(device, request):
            return _new_life(county, standing, request, now_ms)
        return _ask_back(county, standing, request, now_ms)
    if device.state == REPLACED or _is_old_copy(device, request):
        return _new_life(county, standing, request, now_ms)
    if handles.is_twin(device, request.handle):
        number = handles.number_for_twin(county.database, device, request.handle, now_ms)
        return _reply(county, standing, now_ms, (_new_number(number),))
    # What is said of the clock comes from outside: it has to fit into its column.
    clock_ms = max(-_MOST_CLOCK_MS, min(request.now_ms - now_ms, _MOST_CLOCK_MS))
    return _answer(county, standing, request, now_ms, clock_ms, handles.new_handle())


def exchange_carried(
    county: County, village_id: int, device_number: int, request: ExchangeRequest, now_ms: int
) -> ExchangeReply:
    """Answer one request that came on a stick, perhaps late or for the second time; a connection is open.

    A stick that is behind says nothing of the PC that wrote it, which may have sent more by line since.
    It gets its receipts again and no pages: only its batches tell whether the PC is an old copy.

    Raises:
        ProblemError: As `exchange`.
    """
    standing = _require_standing(county, village_id, device_number, request, now_ms)
    device = standing.device
    if device.state == REPLACED or (device.epoch is not None and request.epoch != device.epoch):
        return _new_life(county, standing, request, now_ms)
    if request.batch is None and request.last_no != device.last_no:
        request = msgspec.structs.replace(request, cursors={})
    try:
        return _answer(county, standing, request, now_ms)
    except ProblemError as error:
        if error.problems[0].code not in _ANOTHER_LIFE:
            raise
        return _new_life(county, standing, request, now_ms)


def _require_standing(
    county: County, village_id: int, device_number: int, request: ExchangeRequest, now_ms: int
) -> Standing:
    if len(request.epoch) != EPOCH_BYTES:
        raise ProblemError(Problem("SYN-110"))
    standing = read_standing(county.database, village_id, device_number)
    if standing is None:
        raise ProblemError(Problem("SYN-104"))
    _require_admitted(county, standing.device, now_ms)
    return standing


def _answer(
    county: County,
    standing: Standing,
    request: ExchangeRequest,
    now_ms: int,
    clock_ms: int | None = None,
    handle: bytes = b"",
) -> ExchangeReply:
    """Answer a request; ``handle`` is what the PC has to show at its next one, empty for a stick."""
    device = standing.device
    unknown = sorted(set(request.cursors) - set(device.streams))
    if unknown:
        problem = Problem("SYN-114", {"stream": unknown[0]})
        _log(county, device, problem, now_ms)
        raise ProblemError(problem)
    for cursor in request.cursors.values():
        require_possible(cursor)
    if request.done:
        commands.close_commands(county.database, device.village_id, device.device, request.done)
    read = {stream: cursor.rev for stream, cursor in request.cursors.items()}
    visit = Visit(now_ms, read, clock_ms, handle, request.handle)
    receipt = None
    if request.batch is not None:
        receipt = accept_batch(county, device, request.batch, now_ms, visit)
    else:
        note_visit(county.database, device, visit)
    reset = reset_if_below_floor(county, device, standing.floor_rev, request, now_ms)
    if reset is not None:
        request = msgspec.structs.replace(request, cursors={})
    page_bytes = min(max(request.page_bytes, 0), _MOST_PAGE_BYTES)
    pages = (
        tuple(
            make_page(county, device, stream, cursor, page_bytes)
            for stream, cursor in sorted(request.cursors.items())
        )
        if request.schema >= OLDEST_SCHEMA
        else ()
    )
    if request.retire:
        retire_device(county.database, device.village_id, device.device, now_ms)
    asked = tuple(command for command in standing.commands if command.number > request.done)
    if reset is not None and reset not in asked:
        asked = (*asked, reset)
    reply = _reply(county, standing, now_ms, asked, receipt, pages)
    return msgspec.structs.replace(reply, handle=handle)


def pull(
    county: County,
    village_id: int,
    device_number: int,
    stream: str,
    cursor: Cursor,
    page_bytes: int,
    now_ms: int,
) -> bytes:
    """A further page of one stream, as a signed frame; a connection is open.

    Raises:
        ProblemError: SYN-103, 104 or 114.
    """
    device = require_device(county, village_id, device_number, now_ms)
    if device.state == REPLACED:
        raise ProblemError(Problem("SYN-116"))
    if stream not in device.streams:
        problem = Problem("SYN-114", {"stream": stream})
        _log(county, device, problem, now_ms)
        raise ProblemError(problem)
    return make_page(county, device, stream, cursor, min(max(page_bytes, 0), _MOST_PAGE_BYTES))


def require_device(county: County, village_id: int, number: int, now_ms: int) -> DeviceRow:
    """A device that may speak: active, or replaced and yet to learn its new number.

    Raises:
        ProblemError: SYN-103, it is revoked, with the order to destroy its keys if there is one; SYN-104,
            there is none of this number.
    """
    device = find_device(county.database, village_id, number)
    if device is None:
        raise ProblemError(Problem("SYN-104"))
    _require_admitted(county, device, now_ms)
    return device


def _require_admitted(county: County, device: DeviceRow, now_ms: int) -> None:
    if device.state not in (ACTIVE, REPLACED):
        problem = shut_out(county.database, device.village_id, device.device)
        _log(county, device, problem, now_ms)
        raise ProblemError(problem)


def _is_old_copy(device: DeviceRow, request: ExchangeRequest) -> bool:
    """Whether the PC's file is older than what the county has from it.

    One batch ahead without a receipt is a lost reply, and the PC sends the batch again. Anything else
    means that the file was restored, or that two PCs run copies of one file.
    """
    if device.epoch is None:
        return False
    if request.epoch != device.epoch or request.last_no > device.last_no:
        return True
    return _is_behind(device, request)


def _is_behind(device: DeviceRow, request: ExchangeRequest) -> bool:
    """Whether the PC has forgotten batches that the county has, if only in its backup."""
    behind = device.last_no - request.last_no
    return behind > 1 or (behind == 1 and request.batch is None)


def _new_life(county: County, standing: Standing, request: ExchangeRequest, now_ms: int) -> ExchangeReply:
    successor = replace_device(county.database, standing.device, request.epoch, now_ms)
    return _reply(county, standing, now_ms, (_new_number(successor),))


def _new_number(number: int) -> Command:
    return Command(number=1, verb="new_epoch", values={"device": str(number)})


def _ask_back(county: County, standing: Standing, request: ExchangeRequest, now_ms: int) -> ExchangeReply:
    """The county was restored since the PC was here: what it has and the county lost has to come first."""
    kept = lives.kept_rev(county.database, standing.device.village_id, request.life)
    return msgspec.structs.replace(_reply(county, standing, now_ms, ()), kept_rev=kept)


def _reply(
    county: County,
    standing: Standing,
    now_ms: int,
    asked: tuple[Command, ...],
    receipt: bytes | None = None,
    pages: tuple[bytes, ...] = (),
) -> ExchangeReply:
    return ExchangeReply(
        now_ms=now_ms,
        oldest_schema=OLDEST_SCHEMA,
        newest_schema=SCHEMA_VERSION,
        receipt=receipt,
        pages=pages,
        commands=asked,
        ruling=dict(standing.ruling),
        life=county.life,
    )


def _log(county: County, device: DeviceRow, problem: Problem, now_ms: int) -> None:
    with county.database.atomic():
        audit.append(
            county.database,
            device.village_id,
            "request_refused",
            now_ms,
            device=device.device,
            details={"code": problem.code},
        )
