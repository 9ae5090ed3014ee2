"""One run of the exchange: connect, send, receive, apply, finish.

Every step is one transaction and leaves the register where the next run can go on, whatever happens
to the program or to the line between two of them.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from db.store import Store
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from sync.protocol.frame import FrameError
from sync.protocol.messages import Command, ExchangeReply, ExchangeRequest, GiveBackRequest, PageHead
from sync.protocol.registry import SCHEMA_VERSION
from sync.village import audit, erasure, erasure_requests, give_back
from sync.village.attachments import Blobs, Carrier
from sync.village.commands import carry_out, find_wipe_order
from sync.village.identity import begin_new_epoch, current_state, sign_nonce
from sync.village.inbox import Left, OpenedPages, apply_inbox, keep_page, next_cursors
from sync.village.outbox import Batch, Prepared, freeze, oldest_frozen, prepare
from sync.village.pace import Pace, wait_seconds
from sync.village.receipts import acknowledge
from sync.village.ruling import take_ruling
from sync.village.state import Stage, SyncState, write_state
from sync.village.transport import LineError, Transport
from sync.village.waiting import count_waiting, has_waiting

_SIGN_ANEW = "SYN-102"
_SHUT_OUT = frozenset({"SYN-103", "SYN-104", "SYN-230"})
_ANOTHER_LIFE = frozenset({"SYN-106", "SYN-107", "SYN-109", "SYN-116"})
"""The county knows other batches of this device than this file does."""

_TOO_OFTEN = "SYN-112"
_NO_SUCH_CALL = "SYN-113"
_TOO_LARGE = frozenset({"SYN-003", "SYN-111"})
_LONGEST_PAUSE = 30
_MOST_IDLE_ROUNDS = 8
"""Rounds that may bring nothing before the next run is left to the clock."""

Answer = TypeVar("Answer")


@dataclass(slots=True)
class Report:
    """What one run did.

    Attributes:
        sent: Operations that the county has answered for.
        refused: Those of them that it did not take.
        conflicts: New conflicts that they made.
        received: Rows applied.
        given_back: How often the county was handed back what it had lost.
        wipe: The county's order to destroy this PC's keys, its signature checked; None without one.
    """

    sent: int = 0
    refused: int = 0
    conflicts: int = 0
    received: int = 0
    given_back: int = 0
    wipe: Command | None = None


@dataclass(slots=True)
class SyncRun:
    """Everything one run needs.

    Attributes:
        store: The open register.
        transport: A conversation with the county.
        job: Told how far the run is; may cancel between two steps.
        clock: The moment, with a zone.
        chance: A random number from 0 to 1, for the wait after a failure.
        actor: Account in whose name owed fields travel.
        hurry: See `sync.village.pace.Pace`.
        audit_every: How often what both sides hold is compared; None never by itself.
        pause: Waits seconds when the county asks for it.
        blobs: Where the bytes of attachments lie; None leaves them aside.
        fetch_all: Whether originals that nobody has asked for come as well.
    """

    store: Store
    transport: Transport
    job: JobHandle
    clock: Callable[[], datetime]
    chance: Callable[[], float]
    actor: str
    hurry: float = 1.0
    audit_every: timedelta | None = None
    pause: Callable[[float], None] = time.sleep
    blobs: Blobs | None = None
    fetch_all: bool = False
    report: Report = field(default_factory=Report)
    _token: str = field(default="", repr=False)
    _waiting_first: int = 0
    _new_lives: int = 0
    _stage: Stage = Stage.IDLE
    _carrier: Carrier | None = field(default=None, repr=False)
    _opened: OpenedPages = field(default_factory=OpenedPages, repr=False)
    _ahead: ThreadPoolExecutor = field(init=False, repr=False)
    _prepared: "Future[Prepared | None] | None" = field(default=None, repr=False)

    def run(self) -> Report:
        """Exchange until nothing waits on either side.

        Raises:
            LineError: SYN-161 to SYN-167; nothing is lost, the next run goes on.
            ProblemError: SYN-150 not enrolled; SYN-155 shut out by the county; the county's own codes.
            Cancelled: By the job, between two steps.
        """
        state = current_state(self.store)
        self._waiting_first = self._count_waiting(state)
        try:
            self._step(Stage.CONNECT)
            self._connect()
            # One thread works ahead: at the next batch while one is sent, the next page while one is applied.
            with ThreadPoolExecutor(1, "sync-ahead") as self._ahead:
                self._ask_erasures()
                while self._exchange_records() and self._carry_blobs():
                    pass
        except LineError as error:
            self._note_failure(error.problems[0])
            raise
        except ProblemError as error:
            self._note_trouble(error.problems[0])
            raise
        return self.report

    def _ask_erasures(self) -> None:
        """Tell the county what this office wants erased; its order comes back with the exchange."""
        for request in erasure_requests.waiting(self.store):
            self.transport.erase(request, self._token)
            erasure_requests.told(self.store, request)

    def _audit(self) -> bool:
        """Compare with the county when that is due; returns whether something has to be exchanged again."""
        state = current_state(self.store)
        if not audit.is_due(state.audited_at, self.audit_every, self.clock()):
            return False
        self._step(Stage.AUDIT)
        try:
            done = audit.compare(
                self.store, lambda request: self.transport.digest(request, self._token), self.job
            )
        except LineError:
            raise
        except ProblemError as error:
            if error.problems[0].code != _NO_SUCH_CALL:  # an older county
                raise
            return False
        if not done.is_done:
            return False
        audit.note(done.found)
        with self.store.local_writing() as connection:
            write_state(connection, audited_at=self._now_text(), audit_found=done.found)
        return done.found > 0

    # --- the steps -----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        state = current_state(self.store)
        nonce = self.transport.nonce()
        try:
            self._token = self.transport.token(sign_nonce(state, nonce.nonce)).token
        except ProblemError as error:
            self._look_at_refusal(state, error)
            raise

    def _exchange_records(self) -> bool:
        """Rounds until both sides are in step; returns whether they are and this PC may go on."""
        is_in_step = self._rounds()
        if is_in_step and self._audit():
            is_in_step = self._rounds()
        self._finish(is_in_step=is_in_step)
        return is_in_step and self.report.wipe is None

    def _rounds(self) -> bool:
        """Rounds until both sides are in step; False when several in a row brought nothing."""
        idle_rounds, progress = 0, self._progress()
        while idle_rounds < _MOST_IDLE_ROUNDS:
            if self._round():
                return True
            idle_rounds = idle_rounds + 1 if progress == self._progress() else 0
            progress = self._progress()
        return False

    def _round(self) -> bool:
        """One exchange and what comes of it; returns whether both sides are in step."""
        self.job.check_cancelled()
        self._step(Stage.SEND)
        batch = self._freeze()
        state = current_state(self.store)
        with self.store.reading() as connection:
            is_last = batch is None or batch.is_last
            cursors = next_cursors(connection, state.county_key) if is_last else {}
        request = ExchangeRequest(
            schema=SCHEMA_VERSION,
            now_ms=self._now_ms(),
            epoch=state.epoch,
            last_no=state.batch_no,
            done=state.command_no,
            cursors=cursors,
            batch=batch.frame if batch else None,
            page_bytes=state.page_bytes,
            life=state.county_life or b"",
            handle=state.handle or b"",
        )
        if not is_last:
            self._prepared = self._ahead.submit(prepare, self.store, state.batch_size)
        started = time.monotonic()
        reply = self._call(lambda: self.transport.exchange(request, self._token))
        if reply is None:
            return False
        seconds = time.monotonic() - started
        if state.county_life and reply.life and reply.life != state.county_life:
            self._give_back(state.county_life, reply)
            return False
        self._step(Stage.RECEIVE)
        self._take_reply(reply, state, batch, seconds)
        if self.report.wipe is not None:
            return True
        return self._read_on(reply, is_last) and not self._has_waiting()

    def _give_back(self, known_life: bytes, reply: ExchangeReply) -> None:
        """The county was restored from a backup: hand it what it lost, then begin anew with what waits."""
        for page in give_back.pages(self.store, reply.kept_rev):
            self.job.check_cancelled()
            self.transport.give_back(GiveBackRequest(life=known_life, page=page), self._token)
        last = GiveBackRequest(life=known_life, erasures=give_back.orders(self.store), is_last=True)
        self.transport.give_back(last, self._token)
        with self.store.local_writing() as connection:
            give_back.is_given(connection, reply.life, reply.kept_rev)
        self.report.given_back += 1

    def _freeze(self) -> Batch | None:
        """The batch to send; smaller ones are tried while it does not fit into a frame."""
        limit = current_state(self.store).batch_size
        prepared = self._prepared.result() if self._prepared is not None else None
        self._prepared = None
        while True:
            try:
                return freeze(self.store, limit, self.actor, self._now_ms(), prepared)
            except FrameError as error:
                if error.code not in _TOO_LARGE or limit == 1:
                    raise
                limit = max(limit // 2, 1)

    def _take_reply(
        self, reply: ExchangeReply, state: SyncState, batch: Batch | None, seconds: float
    ) -> None:
        done = None
        if reply.receipt is not None:
            done = acknowledge(self.store, reply.receipt, self._now_text())
            if done is not None:
                self.report.sent += done.operations
                self.report.refused += done.refused
                self.report.conflicts += done.conflicts
        with self.store.local_writing() as connection:
            pace = self._pace(state)
            if batch is not None and done is not None:
                pace = pace.after_sending(len(batch.frame), done.operations, seconds)
            take_ruling(connection, state, reply.ruling)
            write_state(
                connection,
                batch_size=pace.batch_size,
                contact_at=self._now_text(),
                failures=0,
                retry_at=None,
                trouble=None,
                is_revoked=0,
                county_life=reply.life or state.county_life,
                handle=reply.handle or state.handle,
            )
        for command in reply.commands:
            outcome = carry_out(self.store, command)
            if outcome.wipe:
                self.report.wipe = command
            if outcome.is_new_life:
                self._connect()
            if not outcome.is_done:
                break
        self._tell()

    def _read_on(self, reply: ExchangeReply, is_asked: bool) -> bool:
        """Keep and apply pages until the county has no more; returns whether that was reached."""
        if not is_asked:
            return False
        is_whole = True
        for page in reply.pages:
            head = keep_page(self.store, page, self._opened)
            left = self._read_stream(head) if head is not None else None
            is_whole = is_whole and left is Left.NOTHING
        return is_whole

    def _read_stream(self, head: PageHead) -> Left | None:
        """Apply a page that was kept and all that follow; None when the round has to be begun again."""
        stream, following = head.stream, head
        while True:
            self.job.check_cancelled()
            page_bytes = current_state(self.store).page_bytes
            pulled = self._ahead.submit(self._pull, following, page_bytes) if following.more else None
            left = self._apply(stream)
            if pulled is None:
                return left
            if left not in (Left.NOTHING, Left.MORE):
                pulled.exception()  # waited for and dropped: it follows on pages that are gone
                return left
            self._step(Stage.RECEIVE)
            arrived = self._call(pulled.result)
            kept = self._keep(*arrived) if arrived is not None else None
            if kept is None:
                return None
            following = kept

    def _pull(self, head: PageHead, page_bytes: int) -> tuple[bytes, float]:
        """Fetch the page behind another one; returns it and the seconds that took."""
        started = time.monotonic()
        page = self.transport.pull(head.stream, head.end, page_bytes, self._token)
        return page, time.monotonic() - started

    def _keep(self, page: bytes, seconds: float) -> PageHead | None:
        head = keep_page(self.store, page, self._opened)
        pace = self._pace(current_state(self.store)).after_receiving(len(page), seconds)
        with self.store.local_writing() as connection:
            write_state(connection, page_bytes=pace.page_bytes, failures=0, retry_at=None, trouble=None)
        return head

    def _apply(self, stream: str) -> Left:
        self._step(Stage.APPLY)
        applied = apply_inbox(self.store, stream, self._opened)
        self.report.received += applied.rows
        self._tell()
        return applied.left

    def _finish(self, *, is_in_step: bool) -> None:
        self._step(Stage.FINISH)
        reached = {"in_step_at": self._now_text()} if is_in_step else {}
        with self.store.local_writing() as connection:
            write_state(connection, stage=Stage.IDLE, **reached)
        erasure.compact(self.store)

    def _carry_blobs(self) -> bool:
        """The bytes of attachments, after the records; returns whether records wait again."""
        if self.blobs is None:
            return False
        if self._carrier is None:
            self._carrier = Carrier(
                store=self.store,
                blobs=self.blobs,
                transport=self.transport,
                call=self._call,
                token=lambda: self._token,
                job=self.job,
                fetch_all=self.fetch_all,
                hurry=self.hurry,
            )
        self._step(Stage.ATTACHMENTS)
        do_records_wait = self._carrier.carry()
        self._finish(is_in_step=False)
        return do_records_wait

    # --- what may go wrong ---------------------------------------------------------------------------------

    def _call(self, call: Callable[[], Answer]) -> Answer | None:
        """An answer of the county's, or None when the round has to be begun again."""
        try:
            return call()
        except LineError:
            raise
        except ProblemError as error:
            problem = error.problems[0]
            if problem.code == _SIGN_ANEW:
                self._connect()
            elif problem.code in _ANOTHER_LIFE and not self._new_lives:
                self._new_lives += 1
                with self.store.local_writing() as connection:
                    begin_new_epoch(connection)
            elif problem.code == _TOO_OFTEN:
                self.pause(min(float(problem.values.get("seconds", "1")), _LONGEST_PAUSE))
            else:
                self._look_at_refusal(current_state(self.store), error)
                raise
            return None

    def _look_at_refusal(self, state: SyncState, error: ProblemError) -> None:
        """Note that the county has shut this PC out, and whether it orders its keys destroyed."""
        problem = error.problems[0]
        if problem.code not in _SHUT_OUT:
            return
        self.report.wipe = find_wipe_order(state, problem)
        with self.store.local_writing() as connection:
            write_state(connection, is_revoked=1)

    def _note_failure(self, problem: Problem) -> None:
        state = current_state(self.store)
        failures = state.failures + 1
        retry_at = self.clock() + timedelta(seconds=wait_seconds(failures, self.chance))
        pace = self._pace(state).after_failure()
        with self.store.local_writing() as connection:
            write_state(
                connection,
                failures=failures,
                retry_at=retry_at.isoformat(),
                trouble=problem.code,
                batch_size=pace.batch_size,
                page_bytes=pace.page_bytes,
            )

    def _note_trouble(self, problem: Problem) -> None:
        with self.store.local_writing() as connection:
            write_state(connection, trouble=problem.code)

    # --- small help ----------------------------------------------------------------------------------------

    def _step(self, stage: Stage) -> None:
        with self.store.local_writing() as connection:
            write_state(connection, stage=stage)
        self._stage = stage
        self._tell()

    def _tell(self) -> None:
        self.job.report(self.report.sent, max(self._waiting_first, self.report.sent), self._stage)

    def _progress(self) -> tuple[int, int, int]:
        return self.report.sent, self.report.received, self.report.given_back

    def _pace(self, state: SyncState) -> Pace:
        return Pace(state.batch_size, state.page_bytes, self.hurry)

    def _has_waiting(self) -> bool:
        state = current_state(self.store)
        with self.store.reading() as connection:
            return oldest_frozen(connection) is not None or has_waiting(connection, state.acknowledged)

    def _count_waiting(self, state: SyncState) -> int:
        with self.store.reading() as connection:
            return count_waiting(connection, state.acknowledged)

    def _now_text(self) -> str:
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def _now_ms(self) -> int:
        return int(self.clock().timestamp() * 1000)
