"""Reads the rows of a table of entries: entries, balances carried over, totals to compare, and the rest.

Nothing is asked of the books here; what a subject means is decided by who knows the office's words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from desktop.domain.cell_text import is_blank, plain, trim
from desktop.domain.chinese_date import read_date
from desktop.domain.funds_kind_word import EXPENSE as SPENT
from desktop.domain.funds_kind_word import INCOME as EARNED
from desktop.domain.money import read_money, show_money
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.reading import Cell
from desktop.domain.total_row import is_total_word
from desktop.exchange.column_mapping import ColumnMatch
from desktop.exchange.funds_columns import (
    ACCOUNT,
    AMOUNT,
    APPROVER,
    BALANCE,
    DAY,
    DAY_PART,
    EXPENSE,
    HANDLER,
    INCOME,
    KIND,
    MONTH_PART,
    NOTE,
    PAYEE,
    SIDE,
    SUMMARY,
    VOUCHER,
    VOUCHER_NUMBER,
    VOUCHER_WORD,
)
from desktop.exchange.raw_value import raw_value
from desktop.exchange.table_finder import RowClass, TableFound

FUNDS_FIXES = Mapping[tuple[int, str], str]
"""Texts that a clerk put in place of cells, by row (from 1) and identifier."""

_OPENING = re.compile(
    r"(?:上期|上月|上年|上季度?|期初|月初|年初|季初)(?:末)?(?:结存|结余|余额|结转)(?:数|额|金额)?[:：]?"
)
_CLOSING = re.compile(
    r"(?:本期|本月|本年|本季度?|期末|月末|年末|季末)(?:末)?(?:结存|结余|余额)(?:数|额|金额)?[:：]?|结转下[月年期季]度?[:：]?"
)
_CARRIED = re.compile(r"承前页|承上页|过次页|转下页|转次页")
_TOTAL_TOO = re.compile(r"(?:本[日月期季年页]|当[日月期])?(?:收支)?(?:合计|累计|小计|发生额及余额|发生额)")
_BESIDE = re.compile(r"[:：]?\s*((?:人民币|¥|￥)?-?[\d,，]+(?:\.\d+)?\s*万?元?)")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_SHORT_DAY = re.compile(r"(\d{1,2})[月./\-](\d{1,2})[日号]?")
_UNIT = re.compile(r"单位[:：]?\s*(?:人民币)?(万元|千元|百元|元)")
_SAME = frozenset(("〃", '"', "″", "同上", "″″"))
_INCOME_MARKS = frozenset(("收", "收入", "借", "借方", "+", "进", "进账", "转入", "存入", "入", "收款", "I"))
_EXPENSE_MARKS = frozenset(
    ("支", "支出", "贷", "贷方", "-", "付", "付款", "出", "出账", "转出", "支取", "取出", "付出", "O")
)
_FULL_DAY = len("2026-01-01")


class FundsRowKind(Enum):
    """What a row of the table is."""

    ENTRY = "entry"
    OPENING = "opening"  # 上期结存
    CLOSING = "closing"  # 本期结存
    TOTAL = "total"
    CARRIED = "carried"  # 承前页, 过次页


@dataclass(frozen=True, slots=True)
class FundsRow:
    """One row; money in fen, texts trimmed and empty when there is nothing.

    Attributes:
        row: As the spreadsheet counts, from 1.
        what: What it is.
        entry_on: ISO day; empty when it can't be read.
        voucher_no: As written.
        subject: What the column of subjects (科目) says.
        side: ``I`` or ``O``; empty where the row does not say.
        amount_cents: Of an entry; negative ones reverse another.
        income_cents: Of a total.
        expense_cents: Of a total.
        summary: What it was.
        handler: 经手人.
        approver: 审批人.
        payee: 收款人.
        account: What the column of accounts says.
        note: 备注.
        balance_cents: What the row says remains; None when it does not.
        problems: What is wrong with the cells; errors keep the row out.
    """

    row: int
    what: FundsRowKind
    entry_on: str = ""
    voucher_no: str = ""
    subject: str = ""
    side: str = ""
    amount_cents: int = 0
    income_cents: int = 0
    expense_cents: int = 0
    summary: str = ""
    handler: str = ""
    approver: str = ""
    payee: str = ""
    account: str = ""
    note: str = ""
    balance_cents: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def signed_cents(self) -> int:
        """What the entry adds to the balance; 0 while its side is not known."""
        return {EARNED: self.amount_cents, SPENT: -self.amount_cents}.get(self.side, 0)


@dataclass(frozen=True, slots=True)
class FundsTable:
    """A table as it was read. ``problems`` are about rows together: totals and balances that are off."""

    table: TableFound
    mapping: tuple[ColumnMatch, ...]
    rows: tuple[FundsRow, ...]
    problems: tuple[Problem, ...]

    def of(self, what: FundsRowKind) -> tuple[FundsRow, ...]:
        """Rows of a kind."""
        return tuple(row for row in self.rows if row.what is what)


def read_funds_table(
    table: TableFound,
    mapping: Sequence[ColumnMatch],
    fixes: FUNDS_FIXES,
    *,
    today: date,
    date1904: bool = False,
) -> FundsTable:
    """Read every row of a table.

    Args:
        table: Where it stands.
        mapping: What its columns are.
        fixes: What a clerk put in place of cells.
        today: Days after it are refused.
        date1904: Serials count from 1904 as the workbook says.
    """
    reader = _Reader(table, mapping, fixes, today, date1904)
    rows = tuple(reader.rows())
    rows = _with_signs(rows)
    return FundsTable(table, tuple(mapping), rows, tuple(_off_totals(table, rows)))


class _Reader:
    def __init__(
        self,
        table: TableFound,
        mapping: Sequence[ColumnMatch],
        fixes: FUNDS_FIXES,
        today: date,
        date1904: bool,
    ) -> None:
        self._table = table
        self._positions = {match.identifier: match.column.position for match in mapping if match.identifier}
        self._columns = {match.identifier: match.column for match in mapping if match.identifier}
        self._fixes = fixes
        self._today = today
        self._date1904 = date1904
        self._last_day = self._last_voucher = ""
        unit = _UNIT.search(table.title)
        self._unit = unit[1] if unit else "元"
        year = _YEAR.search(table.title) or _YEAR.search(table.sheet.name)
        self._year = int(year[1]) if year else None
        for match in mapping:  # 2026年 above 月 and 日
            if match.identifier in (MONTH_PART, DAY_PART, DAY):
                found = _YEAR.search("".join(match.column.path))
                self._year = int(found[1]) if found else self._year

    def rows(self) -> Iterator[FundsRow]:
        """Every row that says something, from the top down."""
        data = frozenset(self._table.data_rows)
        last_heading = self._table.heading_rows[1] if self._table.heading_rows else -1
        for row in range(self._table.sheet.row_count):
            if row in data:
                read = self._row(row)
                if read is not None:
                    yield read
            elif self._table.skipped.get(row) is RowClass.TOTAL and row > last_heading:
                yield self._summing(row, self._what(row) or FundsRowKind.TOTAL)
            elif self._table.skipped.get(row) in (RowClass.ABOVE, RowClass.BELOW, RowClass.NOTE):
                yield from self._beside(row)

    def _text(self, row: int, identifier: str) -> str:
        fixed = self._fixes.get((row + 1, identifier))
        if fixed is not None:
            return trim(fixed)
        position = self._positions.get(identifier)
        text = trim(self._table.sheet.text(row, position)) if position is not None else ""
        return "" if is_blank(text) else text

    def _value(self, row: int, identifier: str) -> Cell:
        fixed = self._fixes.get((row + 1, identifier))
        if fixed is not None:
            return fixed
        position = self._positions.get(identifier)
        if position is None:
            return None
        cell = self._table.sheet.cell(row, position)
        return raw_value(cell.text, cell.kind) if cell.text else None

    def _place(self, row: int, identifier: str) -> Place:
        column = self._columns.get(identifier)
        return Place(self._table.sheet.name, row + 1, column.label if column else "", identifier)

    def _money(self, row: int, identifier: str, problems: list[Problem]) -> int | None:
        column = self._columns.get(identifier)
        unit = (column.heading.unit if column else "") or self._unit
        fixed = (row + 1, identifier) in self._fixes
        reading = read_money(self._value(row, identifier), "元" if fixed else unit)
        problems += [each._replace(place=self._place(row, identifier)) for each in reading.problems]
        return reading.value

    def _what(self, row: int) -> FundsRowKind | None:
        """What a row that is no entry is, by the words in it; None for an entry."""
        for identifier in (SUMMARY, KIND, DAY, VOUCHER):
            word = plain(self._text(row, identifier))
            if word and (what := _named(word)) is not None:
                return what
        texts = [plain(text) for text in self._table.sheet.row_texts(row)[:4] if text.strip()]
        found = [what for text in texts if (what := _named(text)) is not None]
        return found[0] if found and not self._text(row, SUMMARY) else None

    def _row(self, row: int) -> FundsRow | None:
        what = self._what(row)
        if what is not None:
            return self._summing(row, what)
        problems: list[Problem] = []
        voucher = self._voucher(row)
        entry_on = self._day(row, voucher, problems)
        side, amount = self._amount(row, problems)
        summary = self._text(row, SUMMARY)
        if summary in _SAME:
            summary = ""
        if amount is None and not summary and not any(each.code != "FIN-035" for each in problems):
            return None  # numbered in advance and left empty
        subject = self._text(row, KIND)
        return FundsRow(
            row + 1,
            FundsRowKind.ENTRY,
            entry_on,
            voucher or self._filled_voucher(row),
            subject,
            side,
            amount or 0,
            summary=summary or subject,
            handler=self._text(row, HANDLER),
            approver=self._text(row, APPROVER),
            payee=self._text(row, PAYEE),
            account=self._text(row, ACCOUNT),
            note=self._text(row, NOTE),
            balance_cents=self._money(row, BALANCE, []),
            problems=tuple(problems),
        )

    def _voucher(self, row: int) -> str:
        whole = self._text(row, VOUCHER)
        if whole:
            return whole
        return self._text(row, VOUCHER_WORD) + self._text(row, VOUCHER_NUMBER)

    def _filled_voucher(self, row: int) -> str:
        """Lines of one voucher below the first leave day and number empty."""
        return self._last_voucher if not self._text(row, DAY) and not self._text(row, DAY_PART) else ""

    def _day(self, row: int, voucher: str, problems: list[Problem]) -> str:
        value = self._value(row, DAY)
        text = plain(self._text(row, DAY))
        if DAY not in self._positions and (row + 1, DAY) not in self._fixes:
            month, day = plain(self._text(row, MONTH_PART)), plain(self._text(row, DAY_PART))
            text = f"{month}月{day}日" if month and day else ""
            value = text
        if not text or text in _SAME:
            if self._last_day:
                return self._last_day
            problems.append(Problem("FIN-043", {"value": ""}, self._place(row, DAY)))
            return ""
        short = _SHORT_DAY.fullmatch(text)
        year = self._year
        if year is None and short and self._last_day and int(short[1]) >= int(self._last_day[5:7]):
            year = int(self._last_day[:4])  # books go on from day to day; back to January may be another year
        if short and year is not None:
            value = f"{year}-{int(short[1]):02}-{int(short[2]):02}"
        reading = read_date(value, self._today, date1904=self._date1904)
        errors = [each for each in reading.problems if each.severity is Severity.ERROR]
        if reading.value is None or len(reading.value) != _FULL_DAY:
            place = self._place(row, DAY)
            problems += [each._replace(place=place) for each in errors if each.code == "FLD-304"] or [
                Problem("FIN-043", {"value": text[:30]}, place)
            ]
            return ""
        self._last_day, self._last_voucher = reading.value, voucher
        return reading.value

    def _amount(self, row: int, problems: list[Problem]) -> tuple[str, int | None]:
        """Side and amount; income and expense of their own columns win over one column with a mark."""
        before = len(problems)
        income = self._money(row, INCOME, problems)
        expense = self._money(row, EXPENSE, problems)
        if income and expense:
            problems.append(Problem("FIN-034", place=self._place(row, EXPENSE)))
            return "", None
        if income:
            return EARNED, income
        if expense:
            return SPENT, expense
        amount = self._money(row, AMOUNT, problems)
        if amount:
            return self._side(row), amount
        if len(problems) == before:
            wanted = next((each for each in (AMOUNT, INCOME, EXPENSE) if each in self._positions), AMOUNT)
            problems.append(Problem("FIN-035", place=self._place(row, wanted)))
        return "", None

    def _side(self, row: int) -> str:
        mark = plain(self._text(row, SIDE)).upper()
        return EARNED if mark in _INCOME_MARKS else SPENT if mark in _EXPENSE_MARKS else ""

    def _summing(self, row: int, what: FundsRowKind) -> FundsRow:
        income = self._money(row, INCOME, []) or 0
        expense = self._money(row, EXPENSE, []) or 0
        balance = self._money(row, BALANCE, [])
        if balance is None and what in (FundsRowKind.OPENING, FundsRowKind.CLOSING):
            amount = self._money(row, AMOUNT, [])
            balance = amount if amount is not None else income - expense if income or expense else None
        return FundsRow(row + 1, what, income_cents=income, expense_cents=expense, balance_cents=balance)

    def _beside(self, row: int) -> Iterator[FundsRow]:
        """A balance that stands in words above or below the table."""
        text = plain(" ".join(self._table.sheet.row_texts(row)))
        for pattern, what in ((_OPENING, FundsRowKind.OPENING), (_CLOSING, FundsRowKind.CLOSING)):
            found = pattern.search(text)
            amount = _BESIDE.match(text, found.end()) if found else None
            cents = read_money(amount[1], self._unit).value if amount else None
            if cents is not None:
                yield FundsRow(row + 1, what, balance_cents=cents)


def _named(word: str) -> FundsRowKind | None:
    if _OPENING.fullmatch(word):
        return FundsRowKind.OPENING
    if _CLOSING.fullmatch(word):
        return FundsRowKind.CLOSING
    if _CARRIED.fullmatch(word):
        return FundsRowKind.CARRIED
    return FundsRowKind.TOTAL if is_total_word(word) or _TOTAL_TOO.fullmatch(word) else None


def _with_signs(rows: tuple[FundsRow, ...]) -> tuple[FundsRow, ...]:
    """Where every expense of one column is negative, the minus is the mark and no reversal."""
    spent = [row for row in rows if row.what is FundsRowKind.ENTRY and row.side == SPENT]
    if not spent or any(row.amount_cents > 0 for row in spent):
        return rows
    if not any(row.side == EARNED and row.amount_cents > 0 for row in rows):
        return rows
    return tuple(replace(row, amount_cents=-row.amount_cents) if row in spent else row for row in rows)


def _off_totals(table: TableFound, rows: Sequence[FundsRow]) -> Iterator[Problem]:
    """FIN-049 for totals and FIN-041 for running balances that the rows do not lead to."""
    since = [0, 0]
    whole = [0, 0]
    balance: int | None = None
    for row in rows:
        if row.what is FundsRowKind.ENTRY:
            for sums in (since, whole):
                sums[0] += row.amount_cents if row.side == EARNED else 0
                sums[1] += row.amount_cents if row.side == SPENT else 0
            if balance is not None:
                balance += row.signed_cents
            if row.balance_cents is not None:
                if balance is not None and row.side and balance != row.balance_cents:
                    values = {
                        "row": str(row.row),
                        "stated": show_money(row.balance_cents),
                        "known": show_money(balance),
                    }
                    yield Problem("FIN-041", values, Place(table.sheet.name, row.row), Severity.WARNING)
                balance = row.balance_cents
        elif row.what is FundsRowKind.OPENING and row.balance_cents is not None:
            balance = row.balance_cents
        elif row.what is FundsRowKind.TOTAL:
            stated = [row.income_cents, row.expense_cents]
            if any(stated) and stated not in (since, whole):
                values = {
                    "row": str(row.row),
                    "income": show_money(stated[0]),
                    "expense": show_money(stated[1]),
                    "sum_income": show_money(since[0]),
                    "sum_expense": show_money(since[1]),
                }
                yield Problem("FIN-049", values, Place(table.sheet.name, row.row), Severity.WARNING)
            since = [0, 0]
