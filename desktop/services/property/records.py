"""Reads and writes the records of every ledger: texts in, rows out, one transaction an action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.property_ledger import (
    ASSET,
    CONTRACT,
    DEBT,
    DEBT_MOVE,
    LAND_RESOURCE,
    PROJECT,
    PROJECT_STEP,
    REFERENCES,
    SUBSIDY,
    LedgerField,
    StoredValue,
    ledger_field,
    ledger_fields,
    read_ledger_field,
    show_ledger_field,
)
from desktop.services.attachments.records import remove_with_record
from desktop.services.office import Office
from desktop.services.party import ledgers as party
from desktop.services.property import assets, contracts, debts, land_resources, projects, subsidies
from desktop.services.property.rules import LedgerRules, Standing, Surroundings, problem, text
from desktop.services.sync.record_names import editing_right, reading_right

_RULES: dict[str, LedgerRules] = {
    CONTRACT: contracts.RULES,
    ASSET: assets.RULES,
    LAND_RESOURCE: land_resources.RULES,
    DEBT: debts.RULES,
    DEBT_MOVE: debts.MOVE_RULES,
    PROJECT: projects.RULES,
    PROJECT_STEP: projects.STEP_RULES,
    SUBSIDY: subsidies.RULES,
    **party.RULES,
}

CHILDREN = {DEBT: (DEBT_MOVE, "debt_id"), PROJECT: (PROJECT_STEP, "project_id")}
"""Ledger → the one whose records belong to its, and the column that says to which."""

TITLES = {
    CONTRACT: "合同",
    ASSET: "资产",
    LAND_RESOURCE: "资源",
    DEBT: "债权债务",
    DEBT_MOVE: "往来变动",
    PROJECT: "项目",
    PROJECT_STEP: "项目进展",
    SUBSIDY: "补贴",
    **party.TITLES,
}
"""What a record of a ledger is called."""

ALL = "all"
"""The view that leaves nothing out."""

GONE = "（已删除）"
"""Stands for a record that a field points to and that is not there any more."""

_NAME_FIELDS = {
    CONTRACT: "name",
    ASSET: "name",
    LAND_RESOURCE: "name",
    DEBT: "counterparty",
    PROJECT: "name",
    **party.NAME_FIELDS,
}
_MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """One record as it is shown.

    Attributes:
        id: The record.
        ledger: Its ledger.
        title: What it is called.
        cells: Field → text as people read it; references by name.
        values: Field → value as the file keeps it, to sort by.
        state: Label of where it stands today; "" where its ledger knows no states.
        standing: The same in full.
    """

    id: str
    ledger: str
    title: str
    cells: Mapping[str, str]
    values: Mapping[str, StoredValue]
    state: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Saved:
    """What was stored, and what a person should look at nevertheless."""

    id: str
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A record that a field can point to."""

    id: str
    name: str


def reading_right_of(ledger: str) -> Right:
    """The right that one needs to see a ledger."""
    return reading_right(ledger)


def editing_right_of(ledger: str) -> Right:
    """The right that one needs to change a ledger."""
    return editing_right(ledger)


def state_labels(ledger: str) -> tuple[tuple[str, str], ...]:
    """Code and label of every state of a ledger, in order."""
    states = _RULES[ledger].states
    return tuple((entry.code, entry.label) for entry in code_table(states).entries) if states else ()


def _around(office: Office, connection: Connection) -> Surroundings:
    return Surroundings(connection, office.today(), office.vault.village.division_code)


def list_records(office: Office, ledger: str, view: str = ALL, wanted: str = "") -> tuple[LedgerRecord, ...]:
    """Records of a ledger in its usual order.

    Args:
        office: The open office.
        ledger: One of `property_ledger.LEDGERS`.
        view: Code of a state, or `ALL`.
        wanted: Text that one of the record's cells holds; empty for all.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right(ledger))
    with office.store.reading() as connection:
        rows = queries.list_records(connection, ledger)
        found = _shown(office, connection, ledger, rows)
    return tuple(
        record
        for record in found
        if view in (ALL, record.standing.state) and (not wanted or _holds(record, wanted))
    )


def _holds(record: LedgerRecord, wanted: str) -> bool:
    texts = (*record.cells.values(), record.state, *(value for _, value in record.standing.figures))
    return all(any(part in each for each in texts) for part in wanted.split())


def count_states(office: Office, ledger: str) -> dict[str, int]:
    """How many records of a ledger are in each state, and in `ALL`.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right(ledger))
    with office.store.reading() as connection:
        rows = queries.list_records(connection, ledger)
        standings = _RULES[ledger].standings(_around(office, connection), rows)
    counts = dict.fromkeys((ALL, *(code for code, _ in state_labels(ledger))), 0)
    counts[ALL] = len(rows)
    for standing in standings.values():
        if standing.state in counts:
            counts[standing.state] += 1
    return counts


def get_record(office: Office, ledger: str, record_id: str) -> LedgerRecord:
    """One record.

    Raises:
        ProblemError: FIN-051 there is none, SYS-403.
    """
    office.require(reading_right(ledger))
    with office.store.reading() as connection:
        row = queries.find_record(connection, ledger, record_id)
        if row is None:
            raise ProblemError(_gone(ledger))
        return _shown(office, connection, ledger, (row,))[0]


def list_children(office: Office, ledger: str, record_id: str) -> tuple[LedgerRecord, ...]:
    """Moves of a debt, steps of a project, by day; none of others.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right(ledger))
    if ledger not in CHILDREN:
        return ()
    child, column = CHILDREN[ledger]
    with office.store.reading() as connection:
        rows = queries.list_where(connection, child, column, record_id)
        return _shown(office, connection, child, rows)


def _gone(ledger: str) -> Problem:
    return Problem("FIN-051", {"label": TITLES[ledger]})


def _shown(
    office: Office, connection: Connection, ledger: str, rows: Sequence[Row]
) -> tuple[LedgerRecord, ...]:
    fields = ledger_fields(ledger)
    named = {
        field.target: queries.names(
            connection,
            field.target,
            [row[each.name] for row in rows for each in fields if each.target == field.target],
        )
        for field in fields
        if field.form in REFERENCES
    }
    rules = _RULES[ledger]
    standings = rules.standings(_around(office, connection), rows)
    labels = dict(state_labels(ledger))
    records = []
    for row in rows:
        cells = {}
        for field in fields:
            value = _stored(row[field.name])
            if field.form in REFERENCES and value:
                cells[field.name] = named[field.target].get(str(value), GONE)
            else:
                cells[field.name] = show_ledger_field(field, value)
        standing = standings.get(text(row, "id"), Standing(""))
        records.append(
            LedgerRecord(
                text(row, "id"),
                ledger,
                _title(ledger, cells),
                cells,
                {field.name: _stored(row[field.name]) for field in fields},
                labels.get(standing.state, ""),
                standing,
            )
        )
    return tuple(records)


def _stored(value: object) -> StoredValue:
    return value if value is None or isinstance(value, int) else str(value)


def _title(ledger: str, cells: Mapping[str, str]) -> str:
    if ledger == SUBSIDY:
        return f"{cells['person_id']}　{cells['year']}年{cells['programme']}"
    if ledger in (DEBT_MOVE, PROJECT_STEP):
        return next(iter([*cells.values()][1:]), "")
    return cells[_NAME_FIELDS[ledger]]


# -- writing ---------------------------------------------------------------------------------


def typed_texts(record: LedgerRecord) -> dict[str, str]:
    """A record as a form has it: texts by field, references as ids, codes as codes."""
    texts = {}
    for field in ledger_fields(record.ledger):
        value = record.values[field.name]
        is_id = field.form in REFERENCES or field.form == "code"
        texts[field.name] = str(value or "") if is_id else record.cells[field.name]
    return texts


def read_texts(
    office: Office, connection: Connection, ledger: str, texts: Mapping[str, str], record_id: str = ""
) -> tuple[Row, list[Problem]]:
    """What a form means in stored form, and everything that is wrong or doubtful about it.

    Fields that the texts leave out keep what the record has. Problems beside those of
    `property_ledger.read_ledger_field`: FIN-050 a required field is empty, FIN-051 a reference points to
    nothing, and what the ledger's own module finds.
    """
    fields = ledger_fields(ledger)
    before = queries.find_record(connection, ledger, record_id) if record_id else None
    blank = blank_row(ledger)
    row: Row = {name: (before or blank)[name] for name in blank}
    problems: list[Problem] = []
    for field in fields:
        if field.name in texts:
            reading = read_ledger_field(field, texts[field.name], office.today())
            row[field.name] = reading.value
            problems += reading.problems
    return row, check_row(office, connection, ledger, row, problems, record_id)


def blank_row(ledger: str) -> Row:
    """A record of which nothing is known, in stored form."""
    return {field.name: 0 if field.form == "yes" else None for field in ledger_fields(ledger)}


def check_row(
    office: Office,
    connection: Connection,
    ledger: str,
    row: Row,
    problems: Sequence[Problem],
    record_id: str = "",
) -> list[Problem]:
    """Complete a record in stored form and find everything that is wrong or doubtful about it.

    Args:
        office: The open office.
        connection: A snapshot, or the open transaction.
        ledger: Its ledger.
        row: The record; what follows from its fields is added.
        problems: What was found while its fields were read; they come first in the answer.
        record_id: Its id; "" for a new one.
    """
    rules, fields = _RULES[ledger], ledger_fields(ledger)
    problems = [*problems, *_reference_problems(connection, fields, row)]
    failed = {each.place.field for each in problems if each.place and each.severity is Severity.ERROR}
    around = _around(office, connection)
    rules.complete(around, row)
    problems += [
        problem("FIN-050", ledger, field.name)
        for field in fields
        if field.required and row[field.name] is None and field.name not in failed
    ]
    if not any(each.severity is Severity.ERROR for each in problems):
        problems += rules.check(around, record_id, row)
    return problems


def _reference_problems(connection: Connection, fields: Sequence[LedgerField], row: Row) -> list[Problem]:
    problems = []
    for field in fields:
        value = row[field.name]
        if field.form in REFERENCES and value and not queries.names(connection, field.target, [value]):
            values = {"label": field.label, "value": str(value)[:20]}
            problems.append(Problem("FIN-051", values, Place(column=field.label, field=field.name)))
            row[field.name] = None
    return problems


def check_texts(
    office: Office, ledger: str, texts: Mapping[str, str], record_id: str = ""
) -> tuple[Problem, ...]:
    """What a form that is being filled in has wrong so far, warnings included; stores nothing.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(editing_right(ledger))
    with office.store.reading() as connection:
        return tuple(read_texts(office, connection, ledger, texts, record_id)[1])


def save_record(office: Office, ledger: str, texts: Mapping[str, str], record_id: str = "") -> Saved:
    """Store a new record, or a changed one, in one action.

    Args:
        office: The open office.
        ledger: A ledger, `DEBT_MOVE` and `PROJECT_STEP` included.
        texts: Field → text as typed; references as ids. Fields left out stay as they are.
        record_id: The record to change; "" for a new one.

    Returns:
        Its id and the warnings that it was stored with.

    Raises:
        ProblemError: What `read_texts` finds, FIN-051 the record is gone, SYS-403.
    """
    office.require(editing_right(ledger))
    with office.store.reading() as connection:
        if record_id and queries.find_record(connection, ledger, record_id) is None:
            raise ProblemError(_gone(ledger))
        row, problems = read_texts(office, connection, ledger, texts, record_id)
        name = _label(connection, ledger, row)
    if errors := [each for each in problems if each.severity is Severity.ERROR]:
        raise ProblemError(errors)
    verb = "修改" if record_id else "登记"
    with office.change("edit", f"{verb}{TITLES[ledger]}：{name}") as work:
        # another PC's rows may have come in between: what is stored is checked where it is stored
        row, problems = read_texts(office, work.connection, ledger, texts, record_id)
        if errors := [each for each in problems if each.severity is Severity.ERROR]:
            raise ProblemError(errors)
        stored_id = store_row(office, work, ledger, row, record_id)
    return Saved(stored_id, tuple(each for each in problems if each.severity is not Severity.ERROR))


def store_row(office: Office, work: Work, ledger: str, row: Row, record_id: str = "") -> str:
    """Write a checked record with what follows from it; returns its id.

    Raises:
        ProblemError: FIN-051 the record is gone.
    """
    stored_id = record_id or work.insert(ledger, row)
    if record_id and not work.update(ledger, record_id, row):
        raise ProblemError(_gone(ledger))
    _RULES[ledger].after(_around(office, work.connection), work, stored_id, row)
    return stored_id


def _label(connection: Connection, ledger: str, row: Row) -> str:
    """What the undo list calls a record, without personal data beyond what the screen shows."""
    if ledger == SUBSIDY:
        return subsidies.programme_label(text(row, "programme"))
    if ledger in (DEBT_MOVE, PROJECT_STEP):
        owner, column = (DEBT, "debt_id") if ledger == DEBT_MOVE else (PROJECT, "project_id")
        return queries.names(connection, owner, [row[column]]).get(text(row, column), "")
    name = _NAME_FIELDS[ledger]
    if (field := ledger_field(ledger, name)).form in REFERENCES:
        return queries.names(connection, field.target, [row[name]]).get(text(row, name), "")
    return show_ledger_field(field, _stored(row[name]))


def remove_record(office: Office, ledger: str, record_id: str) -> None:
    """Take a record out of its ledger with what is attached to it; the history keeps what it said.

    Raises:
        ProblemError: FIN-051 there is none, FIN-064 others still point to it, SYS-403.
    """
    office.require(editing_right(ledger))
    with office.change("edit", f"删除{TITLES[ledger]} 1 条") as work:
        row = queries.find_record(work.connection, ledger, record_id)
        if row is None:
            raise ProblemError(_gone(ledger))
        if kept_by := _RULES[ledger].kept_by(work.connection, record_id):
            raise ProblemError(Problem("FIN-064", {"title": TITLES[ledger], "by": kept_by}))
        _RULES[ledger].before_removal(_around(office, work.connection), work, row)
        work.delete(ledger, record_id)
        remove_with_record(work, ledger, record_id)


def name_targets(office: Office, ledger: str, texts: Mapping[str, str]) -> dict[str, str]:
    """What the references in the texts of a form point to: field → name.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right(ledger))
    with office.store.reading() as connection:
        return {
            field.name: queries.names(connection, field.target, [texts[field.name]]).get(
                texts[field.name], ""
            )
            for field in ledger_fields(ledger)
            if field.form in REFERENCES and texts.get(field.name)
        }


def find_targets(office: Office, target: str, wanted: str) -> tuple[Target, ...]:
    """Records that a field could point to, by a part of their name, the latest first; not for people.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right(target))
    with office.store.reading() as connection:
        found = queries.find_named(connection, target, wanted.strip(), _MOST_FOUND)
    return tuple(Target(record_id, name) for record_id, name in found)
