"""What would become of every row of a workbook of entries: new, in the books already, faulty, left out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from db.connection import Connection
from db.queries.finance import AccountRow
from desktop.domain.funds_item import short_label
from desktop.domain.funds_kind_word import EXPENSE, INCOME, find_kind, kind_in_summary, kind_word
from desktop.domain.money import show_money
from desktop.domain.problem import Place, Problem, Severity
from desktop.exchange.funds_rows import FundsRow, FundsRowKind, FundsTable
from desktop.services.finance.balances import opening_on
from desktop.services.finance.entries import NewEntry
from desktop.services.finance.vouchers import VoucherIndex, told
from desktop.services.finance_import.decisions import FundsDecisions


class EntryClass(Enum):
    """What becomes of a row."""

    NEW = "new"
    DUPLICATE = "duplicate"  # in the books or in this file already
    FAULTY = "faulty"
    SKIPPED = "skipped"  # by the clerk


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """One row and what becomes of it; ``entry`` is what would be written."""

    sheet: str
    row: FundsRow
    entry_class: EntryClass
    entry: NewEntry
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A subject or an account that nobody has explained yet; ``side`` is empty for accounts."""

    word: str
    side: str
    count: int


@dataclass(frozen=True, slots=True)
class StatedBalance:
    """A balance that the workbook states for the beginning of a day, in fen.

    ``known_cents`` is what the books and the rows make of it, None where the books have none;
    ``is_opening`` tells 上期结存 from 本期结存.
    """

    sheet: str
    account_id: str
    opening_on: str
    stated_cents: int
    known_cents: int | None
    is_opening: bool


@dataclass(frozen=True)
class FundsPlan:
    """What would happen.

    ``problems`` are about tables as a whole; ``passed_over`` counts rows that are no entries (totals,
    balances, carried over).
    """

    rows: tuple[PlannedEntry, ...]
    unknown_subjects: tuple[UnknownWord, ...]
    unknown_accounts: tuple[UnknownWord, ...]
    balances: tuple[StatedBalance, ...]
    problems: tuple[Problem, ...]
    passed_over: int

    @property
    def counts(self) -> dict[EntryClass, int]:
        """Rows by class; they add up to the rows that are entries."""
        counted = Counter(row.entry_class for row in self.rows)
        return {each: counted.get(each, 0) for each in EntryClass}

    def sums(self) -> tuple[int, int]:
        """Income and expense in fen of the rows that would be written."""
        new = [row.entry for row in self.rows if row.entry_class is EntryClass.NEW]
        income = sum(each.amount_cents for each in new if each.kind.startswith(INCOME))
        return income, sum(each.amount_cents for each in new) - income


@dataclass(frozen=True, slots=True)
class Books:
    """What planning asks of the office."""

    connection: Connection
    index: VoucherIndex
    accounts: tuple[AccountRow, ...]
    words: Mapping[tuple[str, str], str]
    account_words: Mapping[str, str]


def plan_rows(tables: Sequence[FundsTable], decisions: FundsDecisions, books: Books) -> FundsPlan:
    """Class every row of the tables against the books."""
    planner = _Planner(decisions, books)
    rows: list[PlannedEntry] = []
    problems: list[Problem] = []
    balances: list[StatedBalance] = []
    for table in tables:
        planned = planner.table(table)
        stated, off = _balances(table, planned, planner.sheet_account(table), books)
        rows += planned
        balances += stated
        problems += [*table.problems, *off]
    return FundsPlan(
        tuple(rows),
        planner.unknown_subjects(),
        planner.unknown_accounts(),
        tuple(balances),
        tuple(problems),
        sum(len(table.rows) - len(table.of(FundsRowKind.ENTRY)) for table in tables),
    )


class _Planner:
    def __init__(self, decisions: FundsDecisions, books: Books) -> None:
        self._decisions = decisions
        self._books = books
        self._words = {**books.words, **decisions.words}
        self._accounts = {**books.account_words, **decisions.accounts}
        self._subjects: Counter[tuple[str, str]] = Counter()
        self._unknown_accounts: Counter[str] = Counter()
        # lines of one voucher stand below each other with one day; the same number on another is a repeat
        self._numbers: dict[tuple[str, str], tuple[str, PlannedEntry]] = {}
        self._mine: dict[tuple[str, int, str, str, str], PlannedEntry] = {}

    def sheet_account(self, table: FundsTable) -> str:
        return self._decisions.sheet_accounts.get(table.table.sheet.name, "")

    def unknown_subjects(self) -> tuple[UnknownWord, ...]:
        return tuple(UnknownWord(word, side, n) for (side, word), n in self._subjects.most_common())

    def unknown_accounts(self) -> tuple[UnknownWord, ...]:
        return tuple(UnknownWord(word, "", n) for word, n in self._unknown_accounts.most_common())

    def table(self, table: FundsTable) -> list[PlannedEntry]:
        sheet = table.table.sheet.name
        rows = table.of(FundsRowKind.ENTRY)
        signed = not any(
            row.amount_cents > 0 and (row.side or self._side_of_subject(row)) == EXPENSE for row in rows
        )
        return [self._plan(sheet, self._sided(row, signed), self.sheet_account(table)) for row in rows]

    def _side_of_subject(self, row: FundsRow) -> str:
        return find_kind(row.subject, "", self._words)[:1] if row.subject else ""

    def _sided(self, row: FundsRow, signed: bool) -> FundsRow:
        """Say the side of a row with one amount and no mark: by its subject, else by a minus."""
        if row.side or not row.amount_cents:
            return row
        side = self._side_of_subject(row)
        if not side and row.amount_cents < 0:
            side = EXPENSE
        flip = signed and side == EXPENSE and row.amount_cents < 0
        return replace(row, side=side, amount_cents=-row.amount_cents if flip else row.amount_cents)

    def _plan(self, sheet: str, row: FundsRow, sheet_account: str) -> PlannedEntry:
        problems = list(row.problems)
        kind = self._kind(sheet, row, problems)
        account_id = self._account(sheet, row, sheet_account, problems)
        entry = NewEntry(
            row.entry_on,
            kind,
            row.summary,
            row.amount_cents,
            row.voucher_no,
            row.handler,
            row.approver,
            row.payee,
            note=row.note,
            account_id=account_id,
        )
        if not row.summary:
            problems.append(Problem("FIN-003", place=Place(sheet, row.row, field="summary")))
        planned = PlannedEntry(sheet, row, EntryClass.NEW, entry, ())
        errors = any(each.severity is Severity.ERROR for each in problems)
        if (sheet, row.row) in self._decisions.skipped:
            return replace(planned, entry_class=EntryClass.SKIPPED, problems=tuple(problems))
        if not errors and (repeated := self._repeated(planned)) is not None:
            return replace(planned, entry_class=EntryClass.DUPLICATE, problems=(repeated,))
        if errors:
            return replace(planned, entry_class=EntryClass.FAULTY, problems=tuple(problems))
        planned = replace(planned, problems=tuple(problems))
        self._know(planned)
        return planned

    def _kind(self, sheet: str, row: FundsRow, problems: list[Problem]) -> str:
        place = Place(sheet, row.row, field="kind")
        if any(each.code in ("FIN-034", "FIN-035", "FLD-610") for each in problems):
            return ""
        if not row.side:
            problems.append(Problem("FIN-036", place=place))
            return ""
        if row.subject:
            kind = find_kind(row.subject, row.side, self._words)
            if kind:
                return kind
            other = find_kind(row.subject, EXPENSE if row.side == INCOME else INCOME, self._words)
            if other:
                problems.append(Problem("FIN-042", {"kind": short_label(other)}, place))
                return ""
            self._subjects[row.side, kind_word(row.subject)] += 1
            problems.append(Problem("FIN-037", {"word": row.subject[:30]}, place))
            return ""
        kind, word = kind_in_summary(row.summary, row.side)
        if kind:
            problems.append(Problem("FIN-046", {"word": word}, place, Severity.WARNING))
        else:
            problems.append(Problem("FIN-038", place=place))
        return kind

    def _account(self, sheet: str, row: FundsRow, sheet_account: str, problems: list[Problem]) -> str:
        if not row.account:
            return sheet_account
        known = self._accounts.get(row.account) or find_account(row.account, self._books.accounts)
        if not known:
            if sheet_account:
                return sheet_account
            if not self._books.accounts:
                return ""  # an office that keeps no accounts is not asked for them
            self._unknown_accounts[row.account] += 1
            place = Place(sheet, row.row, field="account")
            problems.append(Problem("FIN-047", {"word": row.account[:30]}, place))
        return known

    def _repeated(self, planned: PlannedEntry) -> Problem | None:
        entry, row = planned.entry, planned.row
        index = self._books.index
        place = Place(planned.sheet, row.row, field="voucher_no")
        other = index.find_voucher(entry.voucher_no, entry.entry_on)
        if other is not None:
            return Problem("FIN-031", told(other), place)
        alike = index.find_alike(entry.entry_on, row.signed_cents, entry.summary, entry.voucher_no)
        if alike is not None:
            return Problem("FIN-032", told(alike), place._replace(field="summary"))
        mine = self._mine.get(_likeness(planned))
        if mine is None and entry.voucher_no:
            numbered = self._numbers.get(index.key(entry.voucher_no, entry.entry_on))
            if numbered is not None and numbered[0] != entry.entry_on:
                mine = numbered[1]
        if mine is None:
            return None
        values = {
            "sheet": f"“{mine.sheet}”" if mine.sheet != planned.sheet else "",
            "row": str(mine.row.row),
            "voucher": mine.entry.voucher_no,
            "summary": mine.entry.summary[:30],
        }
        return Problem("FIN-033", values, place)

    def _know(self, planned: PlannedEntry) -> None:
        entry = planned.entry
        self._mine.setdefault(_likeness(planned), planned)
        if entry.voucher_no:
            key = self._books.index.key(entry.voucher_no, entry.entry_on)
            self._numbers.setdefault(key, (entry.entry_on, planned))


def _likeness(planned: PlannedEntry) -> tuple[str, int, str, str, str]:
    """Two lines of one file are the same when they say the same; the payee tells two of one voucher apart."""
    entry = planned.entry
    return (
        entry.entry_on,
        planned.row.signed_cents,
        kind_word(entry.summary),
        kind_word(entry.voucher_no),
        kind_word(entry.payee),
    )


def find_account(word: str, accounts: Iterable[AccountRow]) -> str:
    """The account that a cell names: by its name, or by the end of its number; empty for none or several."""
    text = kind_word(word)
    named = [each.id for each in accounts if kind_word(each.name) == text]
    if not named:
        digits = "".join(character for character in word if character.isdigit())
        named = [each.id for each in accounts if each.number_end and digits.endswith(each.number_end)]
    return named[0] if len(named) == 1 else ""


def _balances(
    table: FundsTable, planned: Sequence[PlannedEntry], account_id: str, books: Books
) -> tuple[list[StatedBalance], list[Problem]]:
    """Opening and closing as stated, beside what the books and the rows make of them.

    The opening is the first one above the entries, the closing the last one below them; they hold for the
    first day of the first month and the day behind the last month of the entries.
    """
    days = [row.entry.entry_on for row in planned if row.entry.entry_on]
    if not days:
        return [], []
    first = min(days)[:7] + "-01"
    after = _day_behind_month(max(days))
    openings = [row for row in table.of(FundsRowKind.OPENING) if row.balance_cents is not None]
    closings = [row for row in table.of(FundsRowKind.CLOSING) if row.balance_cents is not None]
    sheet = table.table.sheet.name
    known = opening_on(books.connection, account_id, first)
    found, problems = [], []
    if openings and openings[0].balance_cents is not None:
        stated = openings[0].balance_cents
        found.append(StatedBalance(sheet, account_id, first, stated, known, is_opening=True))
        if known is not None and known != stated:
            values = {"stated": show_money(stated), "known": show_money(known), "day": first}
            values["difference"] = show_money(stated - known)
            problems.append(
                Problem("FIN-039", values, Place(sheet, openings[0].row), severity=Severity.WARNING)
            )
        known = stated
    if closings and closings[-1].balance_cents is not None:
        stated = closings[-1].balance_cents
        taken = (EntryClass.NEW, EntryClass.DUPLICATE)  # duplicates stand in the books already
        moved = sum(row.row.signed_cents for row in planned if row.entry_class in taken)
        made = None if known is None else known + moved
        found.append(StatedBalance(sheet, account_id, after, stated, made, is_opening=False))
        if made is not None and made != stated:
            values = {"stated": show_money(stated), "known": show_money(made)}
            values["difference"] = show_money(stated - made)
            problems.append(
                Problem("FIN-040", values, Place(sheet, closings[-1].row), severity=Severity.WARNING)
            )
    return found, problems


def _day_behind_month(day: str) -> str:
    first = date.fromisoformat(day[:7] + "-01")
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1).isoformat()
