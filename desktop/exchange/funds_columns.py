"""Finds the tables of entries in a bookkeeper's workbook and proposes what their columns mean."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import resources
from desktop.domain.cell_text import is_blank, plain
from desktop.domain.chinese_date import read_date
from desktop.domain.money import read_money
from desktop.exchange.column_mapping import ColumnMatch, MatchReason, heading_key
from desktop.exchange.heading import Vocabulary, plain_heading
from desktop.exchange.raw_value import raw_value
from desktop.exchange.table_finder import TableColumn, TableFound, find_tables, known_identifier
from desktop.exchange.workbook import Workbook

DAY, VOUCHER, KIND, SUMMARY = "entry_on", "voucher_no", "kind", "summary"
INCOME, EXPENSE, AMOUNT, BALANCE = "income", "expense", "amount", "balance"
HANDLER, APPROVER, PAYEE, ACCOUNT, NOTE = "handler", "approver", "payee", "account", "note"
SIDE, MONTH_PART, DAY_PART = "@side", "@month", "@day"
VOUCHER_WORD, VOUCHER_NUMBER = "@voucher_word", "@voucher_number"

_SAMPLED = 300
_SIMILAR_ENOUGH = 82.0
_SURE, _NEARLY_SURE, _DOUBTFUL = 0.95, 0.8, 0.4
_CONTRADICTED = 0.5
_SHOWN_MONEY = (INCOME, EXPENSE, AMOUNT, BALANCE)


@cache
def vocabulary() -> Vocabulary:
    """Headings of tables of entries (``resources/disclosure/funds_headings.csv``), read once."""
    with resources.path("disclosure", "funds_headings.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Vocabulary(
        {plain_heading(row["heading"]): row["identifier"] for row in rows},
        frozenset(plain_heading(row["heading"]) for row in rows if row["ask"] == "1"),
    )


def find_funds_tables(workbook: Workbook) -> tuple[TableFound, ...]:
    """Tables that have at least an amount and a summary or a day among their headings."""
    found = []
    for table in find_tables(workbook, vocabulary()):
        known = {known_identifier(column.heading, vocabulary()) for column in table.columns}
        if known & {INCOME, EXPENSE, AMOUNT} and known & {SUMMARY, KIND, DAY, DAY_PART}:
            found.append(table)
    return tuple(found)


def propose_funds_mapping(
    table: TableFound, remembered: Mapping[str, str] | None = None
) -> tuple[ColumnMatch, ...]:
    """What every column of a table of entries is taken for; of two for one fact the fuller one is taken.

    Args:
        table: The table.
        remembered: Identifiers the clerk chose before, by `heading_key`; they win.
    """
    matches = [_match(table, column, (remembered or {}).get(heading_key(column))) for column in table.columns]
    best: dict[str, ColumnMatch] = {}
    for match in matches:
        rival = best.get(match.identifier)
        if rival is None or (match.confidence, match.column.filled) > (rival.confidence, rival.column.filled):
            best[match.identifier] = match
    return tuple(
        match
        if not match.identifier or best[match.identifier] is match
        else replace(match, identifier="", confidence=0.0, alternatives=(match.identifier,))
        for match in matches
    )


def _match(table: TableFound, column: TableColumn, remembered: str | None) -> ColumnMatch:
    if remembered is not None:
        return ColumnMatch(column, remembered, None, 1.0, MatchReason.REMEMBERED)
    identifier, likeness, others = _by_heading(column)
    if not identifier:
        return ColumnMatch(column, "", alternatives=others)
    share = _content_share(table, column, identifier)
    confidence = _SURE if likeness >= 100 else _NEARLY_SURE * likeness / 100
    contradicted = share is not None and share < _CONTRADICTED
    if contradicted:
        confidence = _DOUBTFUL
    ask = contradicted or likeness < 100 or column.heading.base in vocabulary().doubtful
    reason = MatchReason.HEADING if likeness >= 100 else MatchReason.SIMILAR
    return ColumnMatch(column, identifier, None, round(confidence, 2), reason, ask, others, share)


def _by_heading(column: TableColumn) -> tuple[str, float, tuple[str, ...]]:
    """Identifier by the heading, how alike (0-100), and other candidates."""
    base = column.heading.base
    if exact := known_identifier(column.heading, vocabulary()):
        return exact, 100.0, ()
    if len(base) < 2:
        return "", 0.0, ()
    from rapidfuzz import fuzz, process

    words = vocabulary().words
    candidates = [
        (words[word], score)
        for word, score, _ in process.extract(base, words.keys(), scorer=fuzz.ratio, limit=6, score_cutoff=50)
    ]
    inside = max((word for word in words if len(word) >= 2 and word in base), key=len, default="")
    if inside:
        candidates.append((words[inside], 60 + 40 * len(inside) / len(base)))
    candidates.sort(key=lambda candidate: -candidate[1])
    names = tuple(dict.fromkeys(identifier for identifier, _ in candidates))
    if candidates and candidates[0][1] >= _SIMILAR_ENOUGH:
        return candidates[0][0], min(99.0, candidates[0][1]), names[1:4]
    return "", 0.0, names[:3]


def _content_share(table: TableFound, column: TableColumn, identifier: str) -> float | None:
    """Share of the different filled cells that look like the fact; None where that cannot be told."""
    test: Callable[[object], bool] | None = None
    if identifier == DAY:
        test = _is_day
    elif identifier in _SHOWN_MONEY:
        test = _is_money
    cells = table.sheet.columns[column.position]
    positions = list(dict.fromkeys(cells.index[row] for row in table.data_rows))[:_SAMPLED]
    values = [
        raw_value(cells.texts[at], cells.kinds[at])
        for at in positions
        if not is_blank(plain(cells.texts[at]))
    ]
    if test is None or not values:
        return None
    return round(sum(map(test, values)) / len(values), 3)


def _is_day(value: object) -> bool:
    reading = read_date(value, allow_future=True)  # type: ignore[arg-type]
    return reading.value is not None or any(problem.code == "FLD-302" for problem in reading.problems)


def _is_money(value: object) -> bool:
    return read_money(value).value is not None  # type: ignore[arg-type]
