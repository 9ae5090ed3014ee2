"""Merging a batch into the county's records, against the bare update of their values."""

import time

from sync.plan.coalesce import coalesce
from sync.plan.intake import Intake, take_in
from sync.plan.merge import Author
from sync.protocol.operation import Op, Operation
from tests.benchmarks.row import BenchRow

_RECORDS = 20_000
_ROUNDS = 5
_FIELDS = 20


def _operation(number: int, op: Op, base: int, fields: dict[str, str]) -> Operation:
    return Operation(1, f"{number:032x}", op, base, number, 0, "a", fields)


def run() -> list[BenchRow]:
    """Best of some rounds, in thousands of operations per second of processor time."""
    names = (
        "name",
        "former_name",
        "mobile",
        "wechat",
        "employer",
        "job_title",
        "other_insurance",
        "left_date",
    )
    more = ("birth_date", "ethnicity", "education", "marital_status", "blood_type", "note", "benefit_bank")
    every = (*names, *more, "moved_from", "moved_in_date", "skill_level", "wanted_job", "source")[:_FIELDS]
    made = [_operation(n, Op.INSERT, 0, dict.fromkeys(every, "甲")) for n in range(_RECORDS)]
    edits = [_operation(n, Op.UPDATE, 1, dict.fromkeys(every[:3], "乙")) for n in range(_RECORDS)]
    clashing = [_operation(n, Op.UPDATE, 1, dict.fromkeys(every[:3], "丙")) for n in range(_RECORDS)]
    first = take_in({}, made, Author(1, 1, 0)).states
    second = take_in(first, edits, Author(2, 2, 0)).states

    def seen() -> Intake:
        return take_in(first, edits, Author(2, 2, 0))

    def unseen() -> Intake:
        return take_in(second, clashing, Author(3, 3, 0))

    def bare() -> None:
        rows = {one.record_id: dict(one.fields) for one in made}
        for one in edits:
            rows[one.record_id].update(one.fields)

    theirs = _rate(bare)
    return [
        _row("records made", _rate(lambda: take_in({}, made, Author(1, 1, 0))), theirs),
        _row("edits of 3 fields, seen", _rate(seen), theirs),
        _row("edits of 3 fields, all in conflict", _rate(unseen), theirs),
        _row("joining two edits of each record", _rate(lambda: coalesce([*edits, *clashing])), theirs),
    ]


def _rate(work) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return _RECORDS / best / 1000


def _row(name: str, ours: float, theirs: float) -> BenchRow:
    against = "copy and update of a dict"
    return BenchRow(name, ours, against, theirs, "k/s", theirs / ours, "for the record", True)
