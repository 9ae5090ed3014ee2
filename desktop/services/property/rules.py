"""What a ledger's own module answers for: its checks, where a record stands, and what keeps it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries.property import Row
from db.store import Work
from desktop.domain.partial_date import first_day
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.property_ledger import ledger_field
from desktop.domain.rules import get_rule


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What checks and standings look at: a snapshot or the open transaction, the day, the place."""

    connection: Connection
    today: date
    division_code: str

    def rule(self, key: str) -> int:
        """The value of a rule in force here today."""
        return get_rule(key, self.today, self.division_code).value


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands today.

    Attributes:
        state: Code of the ledger's table of states.
        tone: Meaning by colour: ``ok``, ``soon``, ``overdue`` or nothing.
        figures: Labels and values worth showing beside it, labels in Chinese.
    """

    state: str
    tone: str = ""
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """What is particular to one ledger.

    Attributes:
        states: Code table of its states; "" where it has none.
        complete: Adds to the values what follows from others, before they are checked.
        check: Problems of values that are to be stored under an id ("" for a new record).
        standings: Where records stand, by id.
        kept_by: What still points to a record and keeps it from being removed, in words; "" for nothing.
        after: Writes what follows from a stored record, in the same transaction; gets its id and values.
        before_removal: The same before a record is removed.
    """

    check: Callable[[Surroundings, str, Row], list[Problem]]
    states: str = ""
    complete: Callable[[Surroundings, Row], None] = lambda _around, _values: None
    standings: Callable[[Surroundings, Sequence[Row]], Mapping[str, Standing]] = lambda _around, _rows: {}
    kept_by: Callable[[Connection, str], str] = lambda _connection, _record_id: ""
    after: Callable[[Surroundings, Work, str, Row], None] = lambda _around, _work, _record_id, _values: None
    before_removal: Callable[[Surroundings, Work, Row], None] = lambda _around, _work, _values: None


def text(row: Mapping[str, object], name: str) -> str:
    """A text column; "" for nothing."""
    value = row.get(name)
    return "" if value is None else str(value)


def whole(row: Mapping[str, object], name: str) -> int | None:
    """A number column in stored form."""
    value = row.get(name)
    return int(str(value)) if value is not None and value != "" else None


def day(row: Mapping[str, object], name: str) -> date | None:
    """A day column; of a month or year its first day."""
    value = text(row, name)
    return first_day(value) if value else None


def problem(
    code: str, ledger: str, name: str, values: Mapping[str, str] | None = None, *, warning: bool = False
) -> Problem:
    """A problem at a field of a ledger; ``label`` is always among its values."""
    field = ledger_field(ledger, name)
    return Problem(
        code,
        {"label": field.label, **(values or {})},
        Place(column=field.label, field=name),
        Severity.WARNING if warning else Severity.ERROR,
    )


def check_order(ledger: str, row: Row, *names: str) -> list[Problem]:
    """FIN-055 for each day that lies before the one that comes first by its meaning; unknown days pass."""
    problems = []
    known = [(name, day(row, name)) for name in names]
    for position, (name, later) in enumerate(known):
        for before, earlier in known[:position]:
            if later is not None and earlier is not None and later < earlier:
                other = ledger_field(ledger, before).label
                problems.append(
                    problem("FIN-055", ledger, name, {"other": other, "day": earlier.isoformat()})
                )
                break
    return problems


def check_not_future(around: Surroundings, ledger: str, row: Row, *names: str) -> list[Problem]:
    """FIN-065 for each day after today, of what can only be said when it has happened."""
    return [
        problem("FIN-065", ledger, name, {"day": text(row, name)})
        for name in names
        if (known := day(row, name)) is not None and known > around.today
    ]
