"""The county of a simulated schedule: memory instead of PostgreSQL, the rules of `sync.plan` as they are."""

import copy
import pickle
from dataclasses import dataclass, field, replace
from functools import cache

from sync.plan import feed, give_back, intake
from sync.plan.intake import Key
from sync.plan.merge import Author, RecordState
from sync.protocol.messages import Cursor
from sync.protocol.operation import COUNTY, Operation, Row
from sync.protocol.registry import Stream, registry
from tests.sync.ledger import Ledger, Token, tokens


@dataclass(frozen=True)
class Identity:
    """A PC as the county knows it."""

    device: int
    epoch: int


@dataclass(frozen=True)
class Receipt:
    """What the county says of a batch."""

    no: int
    rev: int
    untidy: frozenset[Key]
    refusals: tuple[tuple[Operation, str], ...]


@dataclass(frozen=True)
class Reply:
    """Answer to a batch: a receipt, or a new identity for a PC that went back to an old copy.

    ``reset`` asks a PC to read everything anew.
    """

    receipt: Receipt | None = None
    renewed: Identity | None = None
    reset: bool = False


@dataclass(frozen=True)
class Page:
    """Rows of one stream; good only for the reader as it was when it asked."""

    reader: Identity
    stream: Stream
    start: Cursor
    end: Cursor
    last_no: int
    more: bool
    rows: tuple[Row, ...]
    reading: int = 0


@dataclass
class County:
    """Takes batches, hands out pages; ``ledger`` watches every batch."""

    ledger: Ledger
    states: dict[Key, RecordState] = field(default_factory=dict)
    rev: int = 0
    batches: dict[tuple[Identity, int], tuple[bytes, Receipt]] = field(default_factory=dict)
    latest: dict[Identity, int] = field(default_factory=dict)
    devices: int = 0
    retired: set[Identity] = field(default_factory=set)
    cursors: dict[Identity, dict[Stream, int]] = field(default_factory=dict)
    floor: int = 0
    pcs: list = field(default_factory=list)
    life: int = 1
    life_began: int = 0
    gave_back: set[tuple[int, int]] = field(default_factory=set)
    kept: dict[int, int] = field(default_factory=dict)
    were_reset: set[tuple[Identity, int]] = field(default_factory=set)

    def back_up(self) -> dict[str, object]:
        """The county as it is now; all that it keeps is replaced and never altered."""
        names = ("states", "rev", "batches", "latest", "retired", "cursors", "floor", "were_reset", "kept")
        return {name: copy.copy(getattr(self, name)) for name in names}

    def restore(self, old: dict[str, object]) -> None:
        """Back to an old backup, as a new life beyond all revisions that were ever given out."""
        self.ledger.counts["county restored"] += 1
        newest, held = self.rev, self.tokens()
        for name, value in old.items():
            setattr(self, name, copy.copy(value))
        # Of a life that the backup knows nothing of, what counts is what the backup has.
        for life in range(1, self.life + 1):
            self.kept.setdefault(life, self.rev)
        self.life += 1
        self.rev = self.life_began = newest + 1_000
        self.ledger.county_lost(held - self.tokens(), self.life_began)
        self.ledger.gone_with(held, self.elsewhere())
        self.ledger.left_the_county.clear()
        self.ledger.on_the_wire.clear()

    def tokens(self) -> set[Token]:
        """Everything that the county has of what users wrote."""
        return set().union(*(tokens(key, state.fields) for key, state in self.states.items()))

    def elsewhere(self, but: object = None) -> set[Token]:
        """What the county and all PCs but one have."""
        return self.tokens().union(*(pc.tokens() for pc in self.pcs if pc is not but))

    def knows(self, identity: Identity) -> bool:
        return identity in self.latest

    def is_behind(self, identity: Identity, no: int, has_frozen: bool) -> bool:
        """Whether a PC has forgotten batches of its that even the backup has: it is an old copy."""
        return self.latest.get(identity, 0) > no + has_frozen

    def take_back(self, identity: Identity, life: int, rows: tuple[Row, ...]) -> Identity:
        """What a PC has and the county has lost; the PC begins anew under its number."""
        kept = self.kept[life]
        self.rev += 1
        author = Author(identity.device, self.rev, self.rev * 1000)
        for row in rows:
            if row.rev >= self.life_began or not (row.deleted or row.rev > kept):
                continue
            key = (row.kind, row.record_id)
            met = give_back.reinstate(self.states.get(key), row, self.life_began, author)
            self.ledger.given_back(met)
            if met.state is not None:
                self.states[key] = met.state
            for conflict in met.conflicts:
                told = intake.conflict_operation(conflict, author)
                self.states |= intake.take_in(self.states, [told], intake.county_author(author)).states
        self.disown(identity)
        if (identity.device, self.life) in self.gave_back:  # an old copy, of a PC that goes on as well
            return self.renew(identity)
        self.gave_back.add((identity.device, self.life))
        anew = Identity(identity.device, self.life * 1_000 + identity.epoch)
        self.retired.add(identity)
        self.retired.discard(anew)
        self.latest[anew] = 0
        self.cursors.pop(anew, None)
        return anew

    def enrol(self) -> Identity:
        self.devices += 1
        identity = Identity(self.devices, 1)
        self.latest[identity] = 0
        return identity

    def renew(self, identity: Identity) -> Identity:
        """Another number for a PC that went back; nothing new is taken under the old one."""
        self.retired.add(identity)
        self.devices += 1
        renewed = Identity(self.devices, identity.epoch + 1)
        self.latest[renewed] = 0
        self.ledger.renewed.add(renewed.device)
        return renewed

    def push(self, identity: Identity, no: int, frame: bytes) -> Reply:
        """Take a batch once; the same batch again gets the same receipt."""
        stored = self.batches.get((identity, no))
        if stored is not None and stored[0] == frame:
            return Reply(receipt=stored[1])
        if identity in self.retired or not self.knows(identity) or no != self.latest[identity] + 1:
            return Reply(renewed=self.renew(identity))
        receipt = self.take(pickle.loads(frame), identity.device, no)
        self.batches[identity, no] = (frame, receipt)
        self.latest[identity] = no
        return Reply(receipt=receipt)

    def take(self, operations: tuple[Operation, ...], device: int, no: int = 0) -> Receipt:
        """Everything of one batch, as one transaction."""
        self.rev += 1
        author = Author(device, self.rev, self.rev * 1000)
        taken = intake.take_in(self.states, operations, author)
        self.ledger.watch(self.states, operations, taken, author)
        self.states |= taken.states
        for conflict in taken.conflicts:
            told = intake.conflict_operation(conflict, author)
            self.states |= intake.take_in(self.states, [told], intake.county_author(author)).states
        return Receipt(no, self.rev, frozenset(taken.untidy), taken.refusals)

    def edit(self, operation: Operation) -> None:
        """Something the county's own people do; they always see the newest."""
        key = (operation.kind, operation.record_id)
        seen = self.states[key].rev if key in self.states else 0
        self.take((replace(operation, base=seen),), COUNTY)

    def read(
        self,
        identity: Identity,
        last_no: int,
        stream: Stream,
        cursor: Cursor,
        basis: int,
        is_new: bool,
        limit: int,
    ) -> Page | Reply:
        """The next page of a stream; a reader that forgot batches of its own gets a new identity."""
        if identity in self.retired or not self.knows(identity) or last_no < self.latest[identity]:
            return Reply(renewed=self.renew(identity))
        if self.is_below_floor(identity, cursor, is_new):
            self.disown(identity)
            return Reply(reset=True)  # again, until the PC says that it is done: the answer may be lost
        self.cursors.setdefault(identity, {})[stream] = cursor.rev
        beyond = sorted(
            (state.rev, bytes.fromhex(state.record_id), key)
            for key, state in self.states.items()
            if stream_of(state.kind) is stream and self.is_beyond(state, cursor)
        )
        due = [key for _, _, key in beyond if feed.is_due(self.states[key], identity.device, is_new)]
        page = due[:limit]
        end = Cursor(rev=self.rev, last_id=b"\xff" * 16)
        if len(due) > limit:
            last = self.states[page[-1]]
            end = Cursor(rev=last.rev, last_id=bytes.fromhex(last.record_id))
        rows = tuple(feed.row_for(self.states[key], basis) for key in page)
        return Page(identity, stream, cursor, end, last_no, len(due) > limit, rows)

    def was_reset(self, identity: Identity) -> None:
        """A PC says that it reads everything anew."""
        self.were_reset.add((identity, self.floor))

    def disown(self, identity: Identity) -> None:
        """Send a PC its own records as well from now on."""
        for key, state in list(self.states.items()):
            if state.own == identity.device:
                self.states[key] = replace(state, own=None)

    def is_below_floor(self, identity: Identity, cursor: Cursor, is_new: bool) -> bool:
        return cursor.rev < self.floor and not is_new and (identity, self.floor) not in self.were_reset

    def tidy(self, old: int) -> None:
        """Deletions up to a revision are old: their values go, and the marks that everybody has read past."""
        self.ledger.counts["tidied"] += 1
        active = self.latest.keys() - self.retired
        read = [self.cursors.get(one, {}) for one in active]
        passed = min(self.passed(cursors) for cursors in read)
        for key, state in list(self.states.items()):
            if state.deleted is None or state.rev > old:
                continue
            if state.rev <= passed:
                del self.states[key]
                self.floor = max(self.floor, min(old, passed))
                self.ledger.forgotten(key)
            else:
                self.states[key] = replace(state, fields={}, versions={})
                self.ledger.torn.add(key)

    def passed(self, cursors: dict[Stream, int]) -> int:
        """How far a PC has read everything that it may read."""
        return min(cursors.values(), default=0) if Stream.REGISTER in cursors else 0

    def is_beyond(self, state: RecordState, cursor: Cursor) -> bool:
        return (state.rev, bytes.fromhex(state.record_id)) > (cursor.rev, cursor.last_id)


@cache
def stream_of(kind: int) -> Stream:
    """The stream of a kind."""
    found = registry().find(kind)
    assert found is not None
    return found.stream
