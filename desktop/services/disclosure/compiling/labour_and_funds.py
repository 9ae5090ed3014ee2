"""Funds and labour that villagers raise for a project, and what became of them (一事一议筹资筹劳)."""

from db.queries import property as queries
from db.queries.property import ProjectEntry, Row
from desktop.domain.accounts import Right
from desktop.domain.property_ledger import PROJECT, show_hundredths
from desktop.reports.data import ORIGIN, Sheet
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.property_sheet import (
    SheetRow,
    ledgers_of,
    origin,
    property_sheet,
)
from desktop.services.property.rules import day, text, whole

_BY_VILLAGERS = "P07"
_RAISED = "I04"
"""Kind of the entries by which villagers' money comes in; other income of the project is a grant."""


def compile_labour_and_funds(common: Common) -> Sheet:
    """The project that the notice is about, or all decided by the end of the period, by the day of decision.

    Money raised, granted and spent is what the books have for the project up to the last day.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    rows = []
    with ledgers_of(common) as ledgers:
        connection = ledgers.around.connection
        projects = queries.list_records(connection, PROJECT)
        for row in sorted(projects, key=lambda each: (text(each, "decided_on"), text(each, "name"))):
            decided, dropped = day(row, "decided_on"), day(row, "dropped_on")
            if common.request.record_id:
                belongs = text(row, "id") == common.request.record_id
            else:
                belongs = _raises(row) and (decided is None or decided <= ledgers.last)
                belongs = belongs and (dropped is None or dropped >= ledgers.first)
            if belongs:
                counts = queries.assembly_counts(connection, text(row, "meeting_id"))
                entries = [
                    entry
                    for entry in queries.project_entries(connection, text(row, "id"))
                    if entry.entry_on <= ledgers.last.isoformat()
                ]
                rows.append(_sheet_row(row, counts, entries))
    return property_sheet(common, {"rows": rows})


def _raises(row: Row) -> bool:
    return text(row, "kind") == _BY_VILLAGERS or bool(whole(row, "levy_cents") or whole(row, "labour_days"))


def _sheet_row(row: Row, counts: tuple[int | None, int | None], entries: list[ProjectEntry]) -> SheetRow:
    rate, heads, labour = whole(row, "levy_cents"), whole(row, "levy_count"), whole(row, "labour_days")
    behind = origin((PROJECT, row))
    behind[ORIGIN] = " ".join([str(behind[ORIGIN]), *(f"funds_entry/{entry.id}" for entry in entries)])
    return {
        "project": text(row, "name"),
        "decided_on": day(row, "decided_on"),
        "present": "" if counts[0] is None else str(counts[0]),
        "agreed": "" if counts[1] is None else str(counts[1]),
        "rate_cents": rate,
        "owed_cents": rate * heads if rate is not None and heads is not None else None,
        "raised_cents": sum(entry.income_cents for entry in entries if entry.kind == _RAISED),
        "labour_rate": "" if labour is None else show_hundredths(labour),
        "exempt": whole(row, "exempt_count"),
        "grant_cents": sum(entry.income_cents for entry in entries if entry.kind != _RAISED),
        "spent_cents": sum(entry.expense_cents for entry in entries),
        **behind,
    }
