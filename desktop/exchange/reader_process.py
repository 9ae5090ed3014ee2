"""The process that reads workbooks, so that a hostile file can only bring down this one.

Started by `desktop.exchange.reader`, it takes requests on one pipe and answers on another until
the request pipe closes. It imports as little as possible and bounds its own memory where the
system lets it (on Windows the parent puts it in a job object before the first request).
"""

import gc
import math
import os
import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

SEPARATOR = "\x1f"
_BLOCK_ROWS = 512
_LENGTH = struct.Struct("<Q")


class Request(msgspec.Struct):
    """One file to read; ``suffix_fits`` lets the library choose its parser by the name."""

    path: str
    kind: str
    suffix_fits: bool
    rows: int
    columns: int


class SheetFrame(msgspec.Struct):
    """One sheet on the pipe.

    ``columns`` holds for each column the distinct texts joined by `SEPARATOR`, one kind byte per
    distinct text, and the positions of all rows as 32-bit integers. ``merged`` holds first row,
    first column, last row, last column.
    """

    name: str
    hidden: bool
    merged: list[tuple[int, int, int, int]]
    columns: list[tuple[bytes, bytes, bytes]]


class Reply(msgspec.Struct):
    """The answer: sheets, or the code and values of one problem."""

    sheets: list[SheetFrame] = []
    encoding: str = ""
    problem: str = ""
    values: dict[str, str] = {}
    peak_bytes: int = 0


def send(stream: BinaryIO, message: msgspec.Struct) -> None:
    """Write one message with its length in front."""
    body = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Read one message.

    Raises:
        EOFError: The other side is gone.
    """
    head = _exactly(stream, _LENGTH.size)
    return _exactly(stream, _LENGTH.unpack(head)[0])


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def number_text(value: float) -> str:
    """A number as digits: at most 15 significant ones as in Excel, never with an exponent.

    Longer whole numbers are cut after 15 digits, not rounded: the digits that survive are those
    that were typed, and the zeros behind them cannot be taken for the lost ones.

    >>> number_text(3.3082519800229e17)
    '330825198002290000'
    >>> number_text(999901194510180667.0)
    '999901194510180000'
    """
    if not math.isfinite(value):
        return ""
    if value != int(value) or abs(value) < 1e15:
        return str(int(value)) if value == int(value) else format(Decimal(format(value, ".15g")), "f")
    # What Excel cut itself may lie just below its 15 digits as a double; its shortest form tells.
    shortest = Decimal(repr(value))
    short = len("".join(map(str, shortest.as_tuple().digits)).rstrip("0")) <= _EXACT_DIGITS
    whole = str(int(shortest if short else value))
    kept = _EXACT_DIGITS + (whole[0] == "-")
    return whole[:kept] + "0" * (len(whole) - kept)


_EXACT_DIGITS = 15


class _Truth(Enum):
    """Stands for a boolean cell among the keys."""

    TRUE = True
    FALSE = False


def _token(value: Any) -> str:
    """A cell that is not text, as its kind letter and its text."""
    if isinstance(value, str):
        return "t" + value if value else " "
    if isinstance(value, _Truth):
        return "bTRUE" if value is _Truth.TRUE else "bFALSE"
    if isinstance(value, (int, float)):
        digits = number_text(value)
        return "n" + digits if digits else " "
    if isinstance(value, datetime):
        return "d" + value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return "d" + value.isoformat()
    if isinstance(value, time):
        return "t" + value.isoformat("minutes")
    if isinstance(value, timedelta):
        return "t" + str(value)
    return " "


class _Positions(dict[Any, int]):
    """Position of each distinct value, given out in the order of first sight."""

    def __missing__(self, value: Any) -> int:
        position = self[value] = len(self)
        return position


class ColumnEncoder:
    """Collects one column block by block in the form of `SheetFrame.columns`.

    Blocks instead of whole columns: the cells of a block still lie in the processor's cache, which
    halves the time for a large sheet.
    """

    def __init__(self) -> None:
        self._positions = _Positions()
        self._index = array("I")

    def add(self, values: Sequence[Any]) -> None:
        """Append the cells of the next rows."""
        if bool in set(map(type, values)):
            # True, 1 and 1.0 would be one key.
            values = [_Truth(value) if isinstance(value, bool) else value for value in values]
        self._index.extend(map(self._positions.__getitem__, values))

    def blobs(self) -> tuple[bytes, bytes, bytes]:
        """The distinct texts, their kinds, and one position per row."""
        texts = list(self._positions)
        if set(map(type, texts)) == {str}:  # most columns; spares a token for every cell
            kinds = "".join(["t" if text else " " for text in texts])
        else:
            tokens = [_token(value) for value in texts]
            texts = [token[1:] for token in tokens]
            kinds = "".join([token[0] for token in tokens])
        joined = SEPARATOR.join(texts)
        if joined.count(SEPARATOR) != max(0, len(texts) - 1):
            joined = SEPARATOR.join([text.replace(SEPARATOR, " ") for text in texts])
        return joined.encode("utf-8", "replace"), kinds.encode("ascii"), self._index.tobytes()


def encode_rows(rows: Iterator[Sequence[Any]], first_column: int = 0) -> list[tuple[bytes, bytes, bytes]]:
    """All rows, of equal length, as encoded columns; ``first_column`` empty ones go before them."""
    encoders: list[ColumnEncoder] = []
    while block := list(islice(rows, _BLOCK_ROWS)):
        encoders = encoders or [ColumnEncoder() for _ in block[0]]
        for encoder, values in zip(encoders, zip(*block, strict=True), strict=True):
            encoder.add(values)
    columns = [encoder.blobs() for encoder in encoders]
    if not columns or not first_column:
        return columns
    empty = ColumnEncoder()
    empty.add([""] * (len(columns[0][2]) // array("I").itemsize))
    return [empty.blobs()] * first_column + columns


class _Refused(Exception):
    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def _read_book(request: Request) -> Reply:
    import python_calamine as calamine

    if request.suffix_fits:
        book = calamine.CalamineWorkbook.from_path(request.path)
    else:
        with Path(request.path).open("rb") as stream:
            book = calamine.CalamineWorkbook.from_filelike(stream)
    frames = []
    for position, about in enumerate(book.sheets_metadata):
        if about.typ not in (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet):
            continue
        sheet = book.get_sheet_by_index(position)
        if sheet.total_height >= request.rows or sheet.total_width >= request.columns:
            raise _Refused("IMP-010", rows=str(request.rows), columns=str(request.columns))
        merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        frames.append(
            SheetFrame(
                about.name,
                about.visible is not calamine.SheetVisibleEnum.Visible,
                merged,
                encode_rows(sheet.iter_rows(), sheet.start[1] if sheet.start else 0),
            )
        )
    return Reply(frames)


def _read_text(request: Request) -> Reply:
    from desktop.domain.problem import ProblemError
    from desktop.exchange import delimited_text

    try:
        rows, encoding = delimited_text.read_rows(Path(request.path).read_bytes(), "")
    except ProblemError as error:
        problem = error.problems[0]
        raise _Refused(problem.code, **problem.values) from None
    return Reply([SheetFrame("", False, [], encode_rows(iter(rows)))], encoding)


def answer(request: Request) -> Reply:
    """Read one file; whatever goes wrong becomes a reply."""
    try:
        return _read_text(request) if request.kind == "csv" else _read_book(request)
    except _Refused as refusal:
        return Reply(problem=refusal.code, values=refusal.values)
    except MemoryError:
        return Reply(problem="IMP-016")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the Rust library is no Exception
        name = type(error).__name__
        if name == "PasswordError":
            return Reply(problem="IMP-004")
        return Reply(problem="IMP-017" if name == "PanicException" else "IMP-011")


def _peak_bytes() -> int:
    """Greatest resident memory of this program; 0 where the system does not tell.

    Linux's ``ru_maxrss`` would be the parent's when that was larger: it survives the exec.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _bound_memory(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _open_pipe(handle: int, mode: str) -> BinaryIO:
    """The parent's end of a pipe: a descriptor, on Windows an inherited handle."""
    if sys.platform == "win32":
        import msvcrt

        flags = os.O_RDONLY if mode == "rb" else 0
        handle = msvcrt.open_osfhandle(handle, flags | os.O_BINARY)
    return os.fdopen(handle, mode)  # type: ignore[return-value]


def serve(request_handle: int, reply_handle: int, memory_bytes: int) -> None:
    """Answer requests until the parent closes its end or dies.

    Args:
        request_handle: Pipe with requests (descriptor, on Windows a handle).
        reply_handle: Pipe for replies, likewise.
        memory_bytes: Greatest address space of this process.
    """
    _bound_memory(memory_bytes)
    # Nothing here forms cycles; looking for them among millions of cells takes a fifth of the time.
    gc.disable()
    requests, replies = _open_pipe(request_handle, "rb"), _open_pipe(reply_handle, "wb")
    while True:
        try:
            request = msgspec.msgpack.decode(receive(requests), type=Request)
        except EOFError:
            return
        reply = answer(request)
        reply.peak_bytes = _peak_bytes()
        try:
            send(replies, reply)
        except MemoryError:
            send(replies, Reply(problem="IMP-016", peak_bytes=_peak_bytes()))
        except BrokenPipeError:
            return


FLAG = "--workbook-reader"


def serve_if_asked(arguments: Sequence[str]) -> bool:
    """Serve when this process was started as a reader.

    The frozen program has no interpreter to hand a module to; it starts itself with `FLAG`, and its
    entry point calls this first, before it imports anything of the window.

    Returns:
        True when the process was a reader and has finished its work.
    """
    if len(arguments) < 5 or arguments[1] != FLAG:
        return False
    serve(*(int(argument) for argument in arguments[2:5]))
    return True


if __name__ == "__main__":
    serve_if_asked(sys.argv)
