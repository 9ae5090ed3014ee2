"""Reads a workbook in a process of its own, bounded in memory and time.

A crafted file of 5 KB makes the Excel library ask for billions of cells and abort, and a Rust panic
is no ordinary exception; in a child process both are one more sentence to the clerk.
"""

import os
import subprocess
import sys
import threading
import time
from array import array
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem, ProblemError
from desktop.exchange import reader_process
from desktop.exchange.archive_scan import ArchiveMarks, SheetMarks, scan
from desktop.exchange.file_kind import FileKind, recognise
from desktop.exchange.memory_limit import confine
from desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS, Column, Limits, MergedRange, Sheet, Workbook
from desktop.own_process import NO_WINDOW, own_command, own_environment

_SUFFIXES = {
    FileKind.XLSX: (".xlsx", ".xlsm"),
    FileKind.XLS: (".xls",),
    FileKind.XLSB: (".xlsb",),
    FileKind.ODS: (".ods",),
}
_CHECK_EVERY_SECONDS = 0.05


def read_workbook(path: Path, limits: Limits | None = None, job: JobHandle | None = None) -> Workbook:
    """Read all sheets of a workbook or csv file.

    Args:
        path: The file, whatever its extension says.
        limits: What the file may cost.
        job: Asked about twenty times a second whether to go on.

    Returns:
        The cells of all work sheets with their types.

    Raises:
        ProblemError: The file cannot be read; one problem, IMP-001 to IMP-019.
        Cancelled: The user asked to stop.
    """
    with WorkbookReader(limits) as reader:
        return reader.read(path, job)


class WorkbookReader:
    """A reading process that can be used for several files, one after the other.

    A process that died over a file is replaced before the next one.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: _Child | None = None

    def __enter__(self) -> "WorkbookReader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def read(self, path: Path, job: JobHandle | None = None) -> Workbook:
        """Read one file; see `read_workbook`."""
        job = job or NoJob()
        kind = recognise(path, self._limits)
        if self._child is None:
            self._child = _Child(self._limits.memory_bytes)
        pending = self._child.ask(_request(path, kind), self._limits.seconds)
        try:
            marks = scan(path) if kind is FileKind.XLSX else ArchiveMarks()
            reply = pending.wait(job)
        except BaseException:
            self._child.kill()
            self._child = None
            raise
        if reply is None:
            code = self._child.cause_of_death(pending.timed_out)
            self._child.kill()
            self._child = None
            raise ProblemError(Problem(code, self._values(path)))
        if reply.problem:
            values = {**self._values(path), **reply.values, "file": path.name}
            raise ProblemError(Problem(reply.problem, values))
        return _workbook(reply, kind, marks, path)

    def _values(self, path: Path) -> dict[str, str]:
        return {
            "file": path.name,
            "seconds": f"{self._limits.seconds:.0f}",
            "megabytes": f"{self._limits.memory_bytes / 1e6:.0f}",
        }


def _request(path: Path, kind: FileKind) -> reader_process.Request:
    fits = path.suffix.lower() in _SUFFIXES.get(kind, ())
    return reader_process.Request(str(path.absolute()), kind.value, fits, MAX_ROWS, MAX_COLUMNS)


class _Pending:
    """One request under way: a thread waits for the reply, a clock for the limit."""

    def __init__(self, child: "_Child", seconds: float) -> None:
        self._child = child
        self._deadline = time.monotonic() + seconds
        self._reply: reader_process.Reply | None = None
        self._arrived = threading.Event()
        self.timed_out = False
        self._thread = threading.Thread(target=self._receive, name="workbook-reply", daemon=True)
        self._thread.start()

    def _receive(self) -> None:
        try:
            body = reader_process.receive(self._child.replies)
            self._reply = msgspec.msgpack.decode(body, type=reader_process.Reply)
        except (EOFError, OSError, ValueError):
            self._reply = None  # the process died in the middle; the caller finds out why
        self._arrived.set()

    def wait(self, job: JobHandle) -> reader_process.Reply | None:
        """The reply, or None when the process died or ran out of time."""
        try:
            while not self._arrived.wait(_CHECK_EVERY_SECONDS):
                job.check_cancelled()
                if time.monotonic() > self._deadline:
                    self.timed_out = True
                    self._child.process.kill()
                    self._arrived.wait()
        except BaseException:
            self._child.process.kill()
            raise
        finally:
            self._thread.join()
        return None if self.timed_out else self._reply


class _Child:
    """The reading process and the two pipes to it."""

    def __init__(self, memory_bytes: int) -> None:
        request_read, request_write = os.pipe()
        reply_read, reply_write = os.pipe()
        self.process = _start(request_read, reply_write, memory_bytes)
        os.close(request_read)
        os.close(reply_write)
        self._requests: BinaryIO = os.fdopen(request_write, "wb")
        self.replies: BinaryIO = os.fdopen(reply_read, "rb")
        self._out_of_memory = False
        self._listener = threading.Thread(target=self._listen, name="workbook-reader-errors", daemon=True)
        self._listener.start()
        self._job = confine(self.process, memory_bytes)

    def _listen(self) -> None:
        """Hear whether the process ran out of memory; its words are dropped, they may quote cells."""
        assert self.process.stderr is not None
        tail = b""
        while block := os.read(self.process.stderr.fileno(), 4096):
            tail = tail[-32:] + block
            if b"memory allocation" in tail or b"MemoryError" in tail:
                self._out_of_memory = True

    def ask(self, request: reader_process.Request, seconds: float) -> _Pending:
        with suppress(OSError):  # died between two files; the missing reply tells the same
            reader_process.send(self._requests, request)
        return _Pending(self, seconds)

    def cause_of_death(self, timed_out: bool) -> str:
        """Code of the problem that ended the process."""
        if timed_out:
            return "IMP-015"
        try:
            status = self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self._listener.join(5)
        # Killed from outside: on Linux that is the system when it runs short of memory.
        return "IMP-016" if self._out_of_memory or status == -9 else "IMP-017"

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def close(self) -> None:
        with suppress(OSError):  # a half-written request to a dead process
            self._requests.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._listener.join()
        self.replies.close()
        if self.process.stderr is not None:
            self.process.stderr.close()


def _start(request_read: int, reply_write: int, memory_bytes: int) -> "subprocess.Popen[bytes]":
    command = own_command("desktop.exchange.reader_process", reader_process.FLAG)
    if sys.platform == "win32":
        import msvcrt

        handles = [msvcrt.get_osfhandle(end) for end in (request_read, reply_write)]
        for handle in handles:
            os.set_handle_inheritable(handle, True)
        startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": handles})
        return subprocess.Popen(
            [*command, *map(str, handles), str(memory_bytes)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=own_environment(),
            startupinfo=startup,
            creationflags=NO_WINDOW,
        )
    ends = (request_read, reply_write)
    return subprocess.Popen(
        [*command, *map(str, ends), str(memory_bytes)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=own_environment(),
        pass_fds=ends,
    )


def _workbook(reply: reader_process.Reply, kind: FileKind, marks: ArchiveMarks, path: Path) -> Workbook:
    sheets = tuple(_sheet(frame, marks.sheets.get(frame.name, SheetMarks()), path) for frame in reply.sheets)
    if not any(sheet.row_count for sheet in sheets):
        raise ProblemError(Problem("IMP-018", {"file": path.name}))
    return Workbook(kind.value, sheets, marks.date1904, reply.encoding, reply.peak_bytes)


def _sheet(frame: reader_process.SheetFrame, marks: SheetMarks, path: Path) -> Sheet:
    columns = []
    for joined, kinds, packed in frame.columns:
        index = array("I")
        index.frombytes(packed)
        columns.append(Column(joined.decode("utf-8").split(reader_process.SEPARATOR), kinds, index))
    return Sheet(
        frame.name or path.stem,  # a csv file has no tabs; its name often is the group
        tuple(columns),
        tuple(MergedRange(*block) for block in frame.merged),
        frame.hidden,
        frozenset(marks.hidden_rows),
        frozenset(marks.marked),
        marks.faulty,
    )
