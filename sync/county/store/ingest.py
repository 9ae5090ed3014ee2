"""Takes a village's batch: one frame, one transaction, one receipt.

In order: the author and the signature; the village's lock; whether this very batch was taken before;
whether it is the next one; which operations are sound; the merge; the writes; the receipt. What is
refused as a whole leaves nothing but a line in the audit log.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

import peewee
from psycopg.types.json import Jsonb

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.store import audit, repair, settings
from sync.county.store.checking import find_fault
from sync.county.store.database import Database, query
from sync.county.store.devices import ACTIVE, DEVICE_COLUMNS, DeviceRow, read_device
from sync.county.store.records import Key, Stored, as_stored, insert_records, read_records, update_records
from sync.county.store.villages import Head, lock_village
from sync.county.store.visits import SET_VISIT, Visit, note_visit
from sync.county.store.wipe import shut_out
from sync.plan.intake import Intake, conflict_operation, county_author, take_in
from sync.plan.merge import ERASED, Author, FieldVersion, RecordState, touch
from sync.plan.scope import Ruling, trim
from sync.protocol.batch import decode_batch, encode_receipt
from sync.protocol.columns import encode_operations
from sync.protocol.frame import Frame, FrameKind, Header, open_frame, peek
from sync.protocol.messages import Receipt, Refusal
from sync.protocol.operation import COUNTY, Op, Operation
from sync.protocol.personal_part import reporter_part
from sync.protocol.registry import SCHEMA_VERSION, registry
from sync.protocol.suite import CURRENT_SUITE

_log = logging.getLogger(__name__)

_MANY = 500
"""So many new rows at once make the planner's figures stale; see `_keep_figures`."""


def accept_batch(
    county: County,
    device: DeviceRow,
    data: bytes,
    now_ms: int,
    visit: Visit | None = None,
) -> bytes:
    """Take one signed batch of a device that has proven who it is.

    Sent again with equal bytes it changes nothing and gets the same receipt.

    Args:
        county: Where it goes; a connection is open.
        device: The device as its token says.
        data: The frame as it arrived.
        now_ms: The county's clock.
        visit: What is noted of the device's visit.

    Returns:
        The signed receipt, as a frame.

    Raises:
        ProblemError: The whole batch is refused; nothing of it was taken, and the audit log says so.
    """
    try:
        with county.database.atomic():
            receipt, inserted = _accept(county, device, data, visit or Visit(now_ms))
    except ProblemError as error:
        log_refusal(county, device, error.problems[0], data, now_ms)
        raise
    except peewee.DataError as error:
        # Every value is checked before; this keeps one that slipped through from ending as our error.
        _log.exception("A batch of village %d passed the checks and not the database", device.village_id)
        problem = Problem("SYN-110")
        log_refusal(county, device, problem, data, now_ms)
        raise ProblemError(problem) from error
    if inserted >= _MANY:
        _keep_figures(county.database, inserted)
    return receipt


def log_refusal(county: County, device: DeviceRow, problem: Problem, data: bytes, now_ms: int) -> None:
    """Write into the audit log of the device's own village that a batch of its was refused."""
    details = {"code": problem.code, "sha256": sha256(data).hexdigest(), "size": len(data)}
    with county.database.atomic():
        audit.append(
            county.database, device.village_id, "batch_refused", now_ms, device=device.device, details=details
        )


def _accept(county: County, asking: DeviceRow, data: bytes, visit: Visit) -> tuple[bytes, int]:
    database = county.database
    header = peek(data)
    if (header.village_id, header.device) != (asking.village_id, asking.device):
        raise ProblemError(Problem("SYN-105"))
    frame = open_frame(data, asking.public_key)
    operations = decode_batch(frame)
    head = lock_village(database, asking.village_id)
    device, ruling, known = _look_again(database, asking, frame)
    if device is None or device.state != ACTIVE:
        raise ProblemError(shut_out(database, asking.village_id, asking.device))
    if known is not None:
        note_visit(database, device, visit)
        return known, 0
    _require_next(device, header)
    work = _Work(database, device, frame, operations, head, visit)
    inserted = work.take_in(_ruling(tuple(sorted(ruling.items()))))
    return work.finish(county, data), inserted


@lru_cache(maxsize=4)
def _ruling(ruling: tuple[tuple[str, bool], ...]) -> Ruling:
    """The ruling with what it knows of each kind already gathered."""
    return Ruling.from_wire(dict(ruling))


def _look_again(
    database: Database, asking: DeviceRow, frame: Frame
) -> tuple[DeviceRow | None, Mapping[str, bool], bytes | None]:
    """The author as it is under the village's lock, the ruling, and the receipt of a batch taken before.

    Raises:
        ProblemError: SYN-107, another batch was taken under this number.
    """
    header = frame.header
    rows = query(
        database,
        "SELECT (SELECT s.value FROM setting s WHERE s.name = %(ruling)s), "  # noqa: S608 - constant names
        "b.sha256, b.receipt, "
        f"{DEVICE_COLUMNS} FROM device d "
        "LEFT JOIN batch b ON b.village_id = %(village_id)s AND b.device = %(device)s "
        "AND b.epoch = %(epoch)s AND b.no = %(no)s "
        "WHERE d.village_id = %(village_id)s AND d.device = %(device)s",
        {
            "village_id": asking.village_id,
            "device": asking.device,
            "epoch": header.epoch,
            "no": header.no,
            "ruling": settings.RULING,
        },
    )
    if not rows:
        return None, {}, None
    ruling, stored, receipt, *columns = rows[0]
    device = read_device(tuple(columns))
    if device.state == ACTIVE and stored is not None and stored != frame.sha256:
        raise ProblemError(Problem("SYN-107", {"no": str(header.no)}))
    return device, settings.ruling_of(ruling), None if receipt is None else bytes(receipt)


def _require_next(device: DeviceRow, header: Header) -> None:
    """The batch must be the one after the last, of the same line of batches, spoken no older than before.

    Raises:
        ProblemError: SYN-106, 107, 108, 109, 115 or 116.
    """
    if header.protocol < device.protocol or header.schema < device.schema_version:
        raise ProblemError(Problem("SYN-108"))
    if header.suite != CURRENT_SUITE.id:
        raise ProblemError(Problem("SYN-108"))
    if header.schema > SCHEMA_VERSION:
        raise ProblemError(Problem("SYN-115", {"known": str(SCHEMA_VERSION), "asked": str(header.schema)}))
    if device.epoch is not None and header.epoch != device.epoch:
        raise ProblemError(Problem("SYN-116"))
    expected = device.last_no + 1
    if header.no > expected:
        raise ProblemError(Problem("SYN-106", {"no": str(header.no), "expected": str(expected)}))
    if header.no < expected:
        raise ProblemError(Problem("SYN-107", {"no": str(header.no)}))
    if header.previous != device.last_sha256:
        raise ProblemError(Problem("SYN-109", {"no": str(header.no)}))


@dataclass(slots=True)
class _Work:
    """One batch on its way into the tables; ``faults`` are by number of the action they refuse."""

    database: Database
    device: DeviceRow
    frame: Frame
    operations: Sequence[Operation]
    head: Head
    visit: Visit
    faults: dict[int, Problem] = field(default_factory=dict)
    trimmed: list[Operation | None] = field(default_factory=list)
    intake: Intake | None = None

    @property
    def rev(self) -> int:
        """The revision that the batch gets."""
        return self.head.rev + 1

    @property
    def now_ms(self) -> int:
        """The county's clock."""
        return self.visit.at_ms

    def take_in(self, ruling: Ruling) -> int:
        """Merge and write records, conflicts and repair tasks; returns how many rows are new.

        Raises:
            ProblemError: SYN-110, the batch names one record twice.
        """
        keys = [(operation.kind, operation.record_id) for operation in self.operations]
        if len(set(keys)) < len(keys):
            raise ProblemError(Problem("SYN-110"))
        for operation in self.operations:
            fault = find_fault(operation, self.device.streams, self.head.rev)
            if fault:
                self.faults.setdefault(operation.action, fault)
        # What may not leave the village is not kept, even if its program has sent it.
        kinds = (registry().find(number) for number in {operation.kind for operation in self.operations})
        allowed = {kind.number: ruling.travelling(kind) for kind in kinds if kind}
        self.trimmed = [
            operation
            if operation.fields
            and operation.fields.keys() | operation.before.keys() <= allowed.get(operation.kind, frozenset())
            else trim(operation, ruling)
            for operation in self.operations
        ]
        author = Author(self.device.device, self.rev, self.now_ms)
        stored = read_records(
            self.database, self.device.village_id, [key for key in keys if registry().find(key[0])]
        )
        # Nor is what was erased by law.
        erased = {key for key, record in stored.items() if ERASED in record.state.versions}
        if erased:
            self.trimmed = [
                None if (operation.kind, operation.record_id) in erased else trimmed
                for operation, trimmed in zip(self.operations, self.trimmed, strict=True)
            ]
        without = self._erased_parts()
        self.trimmed = [
            _without_reporter(trimmed)
            if trimmed and (trimmed.kind, trimmed.record_id) in without
            else trimmed
            for trimmed in self.trimmed
        ]
        self.intake = take_in(
            {key: record.state for key, record in stored.items()},
            [
                taken
                for operation, trimmed in zip(self.operations, self.trimmed, strict=True)
                if (taken := operation if operation.action in self.faults else trimmed)
            ],
            author,
            {action: problem.code for action, problem in self.faults.items()},
        )
        states = {key: state for key, state in self.intake.states.items() if registry().find(key[0])}
        for key in without:  # who sent such a part gets the record whole, without it
            known = states.get(key) or (stored[key].state if key in stored else None)
            if known is not None:
                states[key] = touch(known, FieldVersion(author.rev, COUNTY, "", author.received_ms))
        inserted = self._write(states, stored)
        self._tell_people(author, states, stored)
        return inserted

    def _erased_parts(self) -> set[Key]:
        """Events whose reporter was erased by law and of which the batch names one all the same."""
        part = reporter_part()
        marks = [
            (part.kind, one.record_id)
            for one in self.operations
            if one.kind == part.whole and part.fields & (one.fields.keys() | one.before.keys())
        ]
        found = read_records(self.database, self.device.village_id, marks) if marks else {}
        return {
            (part.whole, record_id) for (_, record_id), mark in found.items() if ERASED in mark.state.versions
        }

    def _write(self, states: Mapping[Key, RecordState], stored: Mapping[Key, Stored]) -> int:
        village_id = self.device.village_id
        new = [as_stored(state) for key, state in states.items() if key not in stored]
        insert_records(self.database, village_id, new)
        update_records(
            self.database, village_id, [as_stored(state) for key, state in states.items() if key in stored]
        )
        return len(new)

    def _tell_people(
        self, author: Author, states: Mapping[Key, RecordState], before: Mapping[Key, Stored]
    ) -> None:
        """Make the county's own records of what people have to look at: conflicts and repair tasks."""
        assert self.intake is not None
        made = [conflict_operation(conflict, author) for conflict in self.intake.conflicts]
        made += repair.make_tasks(self.database, self.device.village_id, states, before, self.now_ms)
        if not made:
            return
        keys = [(operation.kind, operation.record_id) for operation in made]
        known = read_records(self.database, self.device.village_id, keys)
        news = [one for one in made if (one.kind, one.record_id) not in known]
        told = take_in({}, news, county_author(author))
        insert_records(
            self.database, self.device.village_id, [as_stored(state) for state in told.states.values()]
        )

    def finish(self, county: County, data: bytes) -> bytes:
        """Write the audit entry, sign the receipt, keep frame and receipt, move village and device on."""
        assert self.intake is not None
        header, device, intake = self.frame.header, self.device, self.intake
        logged = audit.next_entry(
            device.village_id,
            self.head.audit_no,
            self.head.audit_hash,
            "batch_accepted",
            self.now_ms,
            device=device.device,
            details={
                "no": header.no,
                "rev": self.rev,
                "sha256": self.frame.sha256.hex(),
                "operations": len(self.operations),
                "refused": len(intake.refusals),
                "conflicts": len(intake.conflicts),
            },
        )
        body = Receipt(
            device=device.device,
            epoch=header.epoch,
            no=header.no,
            sha256=self.frame.sha256,
            rev=self.rev,
            received_ms=self.now_ms,
            head=bytes.fromhex(logged.hash),
            untidy=tuple(sorted({bytes.fromhex(record_id) for _, record_id in intake.untidy})),
            conflicts=len(intake.conflicts),
            refusals=tuple(
                Refusal(
                    kind=operation.kind,
                    record_id=bytes.fromhex(operation.record_id),
                    code=code,
                    values=self._values_of(operation, code),
                )
                for operation, code in intake.refusals
            ),
        )
        receipt = encode_receipt(
            Header(
                kind=FrameKind.RECEIPT,
                schema=SCHEMA_VERSION,
                village_id=device.village_id,
                device=COUNTY,
                epoch=header.epoch,
                no=header.no,
                previous=device.last_receipt_sha256,
            ),
            body,
            county.key.signing,
        )
        self._keep(logged, data, receipt)
        self._quarantine(intake)
        return receipt

    def _values_of(self, operation: Operation, code: str) -> dict[str, str]:
        fault = self.faults.get(operation.action)
        return dict(fault.values) if fault and fault.code == code else {}

    def _keep(self, logged: audit.Entry, data: bytes, receipt: bytes) -> None:
        """Keep audit entry, frame and receipt, and move village and device on, in one statement."""
        header, device = self.frame.header, self.device
        held_back = any(
            trimmed is not operation and trimmed != operation
            for trimmed, operation in zip(self.trimmed, self.operations, strict=True)
        )
        query(
            self.database,
            "WITH logged AS (INSERT INTO audit_entry "  # noqa: S608 - constant names
            "(village_id, no, at_ms, event, device, details, previous, hash) VALUES "
            "(%(village_id)s, %(no)s, %(at_ms)s, %(event)s, %(device)s, %(details)s, %(previous)s, "
            "%(hash)s)), "
            "kept AS (INSERT INTO batch "
            "(village_id, device, epoch, no, received_ms, rev, sha256, frame, receipt) VALUES "
            "(%(village_id)s, %(device)s, %(epoch)s, %(batch_no)s, %(at_ms)s, %(rev)s, %(sha256)s, "
            "%(frame)s, %(receipt)s)), "
            "moved AS (UPDATE village_head SET seq = %(rev)s, audit_no = %(no)s, audit_hash = %(hash)s "
            "WHERE village_id = %(village_id)s) "
            "UPDATE device SET epoch = %(epoch)s, protocol = %(protocol)s, suite = %(suite)s, "
            "schema_version = %(schema)s, last_no = %(batch_no)s, last_sha256 = %(sha256)s, "
            f"last_receipt_sha256 = %(receipt_sha256)s, {SET_VISIT} "
            "WHERE village_id = %(village_id)s AND device = %(device)s",
            {
                **audit.parameters_of(device.village_id, logged),
                "epoch": header.epoch,
                "batch_no": header.no,
                "rev": self.rev,
                "sha256": self.frame.sha256,
                "frame": None if held_back else data,
                "receipt": receipt,
                "protocol": header.protocol,
                "suite": header.suite,
                "schema": header.schema,
                "receipt_sha256": sha256(receipt).digest(),
                **self.visit.parameters,
            },
        )

    def _quarantine(self, intake: Intake) -> None:
        """Keep what was refused."""
        header, device = self.frame.header, self.device
        codes = {(operation.kind, operation.record_id): code for operation, code in intake.refusals}
        for position, (operation, trimmed) in enumerate(zip(self.operations, self.trimmed, strict=True)):
            code = codes.get((operation.kind, operation.record_id))
            if code is None:
                continue
            query(
                self.database,
                "INSERT INTO quarantine (village_id, device, epoch, no, position, kind, record_id, code, "
                "details, operation) VALUES (%(village_id)s, %(device)s, %(epoch)s, %(no)s, %(position)s, "
                "%(kind)s, %(record_id)s, %(code)s, %(details)s, %(operation)s)",
                {
                    "village_id": device.village_id,
                    "device": device.device,
                    "epoch": header.epoch,
                    "no": header.no,
                    "position": position,
                    "kind": operation.kind,
                    "record_id": operation.record_id,
                    "code": code,
                    "details": Jsonb(self._values_of(operation, code)),
                    "operation": encode_operations([trimmed]) if trimmed else None,
                },
            )


def _without_reporter(operation: Operation) -> Operation | None:
    names = reporter_part().fields
    fields = {name: value for name, value in operation.fields.items() if name not in names}
    if operation.op is Op.UPDATE and not fields:
        return None
    before = {name: value for name, value in operation.before.items() if name not in names}
    return replace(operation, fields=fields, before=before)


def _keep_figures(database: Database, inserted: int) -> None:
    """Count the table anew when a bulk has made the planner's figures stale.

    On a table it has no figures of, the planner looks keys up through the wrong index, and each batch
    reads the whole village. Autovacuum would mend that a minute later.
    """
    rows = query(database, "SELECT reltuples FROM pg_class WHERE oid = 'record'::regclass")
    if inserted > max(rows[0][0], 0) * 0.2:
        query(database, "ANALYZE record")
