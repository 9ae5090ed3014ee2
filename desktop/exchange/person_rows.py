"""Turns a mapped table into people: typed values, problems with their places, and their households.

The work goes by column. Each distinct cell is read once, then spread over the rows; for 100,000
people most columns have a few dozen distinct cells.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from desktop.domain.catalogue import Kind, catalogue
from desktop.domain.cell_text import is_blank, plain, trim
from desktop.domain.citizen_id import birth_and_sex
from desktop.domain.code_table import code_table
from desktop.domain.garbage import no_garbage_search
from desktop.domain.partial_date import agree
from desktop.domain.person_name import clean_name, split_members
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.relation import HEAD
from desktop.domain.relation_word import RelationRow, needs_context, read_household_relations
from desktop.domain.remark import ProposedEvent, event_of_style, find_event, is_gone
from desktop.exchange import heading
from desktop.exchange.cell_reading import ReadingContext
from desktop.exchange.column_mapping import ColumnMatch
from desktop.exchange.column_reading import Fixes, ReadColumn
from desktop.exchange.formula_errors import unread_errors
from desktop.exchange.heading import HEAD_BLOCK
from desktop.exchange.table_finder import RowClass, TableColumn, TableFound

__all__ = ["Fixes", "NormalisedTable", "PersonRow", "normalise_table"]

_MARKED = event_of_style(struck_out=True, red=True)
_CLAUSE = re.compile(r"[；;。\n]+")
_WHOLE_FAMILY = re.compile("全家|全户|举家")
_NO_YEAR = "FLD-302"
_LUNAR_DAY = re.compile("[闰润]?[正一二三四五六七八九十冬腊]{1,2}月[初一二三四五六七八九十廿卅]{1,3}")
_NO_REFERENCES: Mapping[str, str] = {}


class PersonRow(NamedTuple):
    """One person of a table.

    Attributes:
        sheet: Name on the tab.
        row: Row as the spreadsheet shows it, from 1.
        member: Position among several people of one row, from 0; 0 where a row is one person.
        household: Number of the household among those of the table; -1 when the row stands alone.
        values: By identifier, or by database column when stored values were asked for. None and
            absent both mean that the table says nothing.
        problems: What was found in the row's cells, with their places.
        id_hint: First digits of an identity number that a spreadsheet destroyed; only for searching.
        event: Life event that a remark, red or struck-out letters propose; None for none.
        references: Names of people in columns that point to a person, by identifier.
        remark: Text of the remark columns.
        block: Block of columns the person stands in where members stand side by side (0 the head);
            None elsewhere. A correction of a cell names it: ``citizen_id#2``.
    """

    sheet: str
    row: int
    member: int
    household: int
    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    id_hint: str = ""
    event: ProposedEvent | None = None
    references: Mapping[str, str] = {}
    remark: str = ""
    block: int | None = None

    @property
    def is_faulty(self) -> bool:
        """Whether a problem keeps the row out."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True)
class NormalisedTable:
    """All people of a table.

    Attributes:
        table: Where they come from.
        rows: In the order of the sheet.
        problems: About the table as a whole, such as a total that does not agree.
        skipped: Rows (as the spreadsheet shows them) below the headings that are no people.
        mapping: What was read from which column.
    """

    table: TableFound
    rows: list[PersonRow]
    problems: tuple[Problem, ...]
    skipped: Mapping[int, RowClass]
    mapping: tuple[ColumnMatch, ...]


class _Draft:
    """A person under construction; written out, since there may be 100,000 of them."""

    __slots__ = (
        "block",
        "event",
        "household",
        "id_hint",
        "member",
        "problems",
        "references",
        "remark",
        "row",
        "values",
        "word",
    )

    def __init__(self, row: int, member: int, values: dict[str, Any]) -> None:
        self.row = row
        self.member = member
        self.values = values
        self.problems: tuple[Problem, ...] = ()
        self.id_hint = ""
        self.household = -1
        self.block: int | None = None
        self.event: ProposedEvent | None = None
        self.references: dict[str, str] | None = None
        self.remark = ""
        self.word = ""  # relation that needs its household to be understood

    def add(self, *problems: Problem) -> None:
        self.problems += problems


def normalise_table(
    table: TableFound,
    mapping: Sequence[ColumnMatch],
    fixes: Fixes | None = None,
    *,
    today: date,
    date1904: bool = False,
    stored: bool = False,
) -> NormalisedTable:
    """Read every person of a table.

    Args:
        table: From `find_tables`.
        mapping: One match per column; those without identifier are not read.
        fixes: Corrections of the clerk.
        today: Last possible day of what has happened.
        date1904: The workbook's calendar.
        stored: Give values as the database holds them, keyed by its columns, instead of typed
            values keyed by identifier.

    Returns:
        The people in the order of the sheet, each with its problems and its household.
    """
    with no_garbage_search():
        return _Normaliser(table, mapping, fixes or Fixes(), ReadingContext(today, date1904), stored).run()


def _said_of(remark: str, draft: _Draft, family: Sequence[str]) -> str:
    """The part of a remark beside a whole family that is about one member.

    Clauses that name members are about those; clauses that name nobody are kept with the first
    member, or with everybody where the whole household is meant (全家, 全户, 举家).
    """
    name = str(draft.values.get("name") or "")
    own = []
    for clause in _CLAUSE.split(remark):
        named = [one for one in family if one and one in clause]
        longest = max(named, key=len, default="")
        if (
            (name and name == longest)
            or (name in named and name not in longest)
            or (not named and (draft.member == 0 or _WHOLE_FAMILY.search(clause)))
        ):
            own.append(clause)
    return "；".join(own)


class _Normaliser:
    def __init__(
        self,
        table: TableFound,
        mapping: Sequence[ColumnMatch],
        fixes: Fixes,
        context: ReadingContext,
        stored: bool,
    ) -> None:
        self.table = table
        self.sheet = table.sheet
        self.mapping = mapping
        self.fixes = fixes
        self.context = context
        self.stored = stored
        self.rows = [row for row in table.data_rows if row + 1 not in fixes.skipped_rows]
        self.columns: list[ReadColumn] = []
        self.references: list[tuple[str, TableColumn]] = []
        self.roles: dict[str, list[TableColumn]] = defaultdict(list)
        for match in mapping:
            spec = catalogue().find(match.identifier) if match.identifier[:1] not in ("", "@") else None
            if match.identifier.startswith("@"):
                self.roles[match.identifier].append(match.column)
            elif spec is not None and spec.target:
                self.references.append((spec.identifier, match.column))
            elif spec is not None and not spec.derived:
                self.columns.append(ReadColumn(table, match, spec, context, fixes, stored))

        self._ranges = [column.spec for column in self.columns if column.spec.kind is Kind.DATERANGE]
        self._labels = {
            (column.identifier, column.block): column.match.column.label for column in self.columns
        }

    def run(self) -> NormalisedTable:
        side_by_side = any(column.block is not None for column in self.columns)
        if heading.MEMBERS in self.roles or side_by_side:
            drafts = self._people_of_household_rows()
        else:
            drafts = self._people_of_person_rows()
        self._add_formula_errors(drafts)
        self._add_remarks(drafts)
        self._add_facts_of_numbers(drafts)
        self._add_relations(drafts)
        self._add_group(drafts)
        self._add_duplicates(drafts)
        skipped = {row + 1: kind for row, kind in self.table.skipped.items() if row >= self._first_row()}
        return NormalisedTable(
            self.table,
            [self._finished(draft) for draft in drafts],
            (*self._check_totals(), *self._unread_errors()),
            skipped,
            tuple(self.mapping),
        )

    def _first_row(self) -> int:
        return self.table.heading_rows[1] + 1 if self.table.heading_rows else 0

    def _label(self, draft: _Draft, identifier: str) -> str:
        """Heading of the column that holds a fact of this person; "" without one."""
        own = self._labels.get((identifier, draft.block))
        return own or self._labels.get((identifier, None), "")

    def _place(self, row: int, column: TableColumn, identifier: str) -> Place:
        return Place(self.sheet.name, row + 1, column.label, identifier)

    def _finished(self, draft: _Draft) -> PersonRow:
        values = draft.values
        if self.stored:
            for spec in self._ranges:
                if spec.identifier in values:
                    first, last = values.pop(spec.identifier) or (None, None)
                    values[f"{spec.identifier}_from"] = first or None
                    values[f"{spec.identifier}_to"] = last or None
        return PersonRow(
            self.sheet.name,
            draft.row + 1,
            draft.member,
            draft.household,
            values,
            draft.problems,
            draft.id_hint,
            draft.event,
            draft.references or _NO_REFERENCES,
            draft.remark,
            draft.block,
        )

    # One row per person

    def _people_of_person_rows(self) -> list[_Draft]:
        names = [column.identifier for column in self.columns]
        picks = [column.picked(self.rows) for column in self.columns]
        by_column = [
            list(map(column.values.__getitem__, pick))
            for column, pick in zip(self.columns, picks, strict=True)
        ]
        if not names:
            return []
        drafts = [
            _Draft(row, 0, dict(zip(names, values, strict=True)))
            for row, values in zip(self.rows, zip(*by_column, strict=True), strict=True)
        ]
        for column, pick in zip(self.columns, picks, strict=True):
            self._spread_findings(column, pick, drafts)
        self._apply_cell_fixes(drafts)
        for draft in drafts:
            if not draft.values.get("name"):
                self._miss_name(draft)
        self._add_references(drafts)
        self._assemble(drafts)
        return drafts

    def _spread_findings(self, column: ReadColumn, pick: Sequence[int], drafts: Sequence[_Draft]) -> None:
        """Hand problems, search hints and by-products of distinct cells to the rows that hold them."""
        findings = column.problems.keys() | column.lunar.keys() | column.words.keys()
        if not findings:
            return
        for draft, at in zip(drafts, pick, strict=True):
            if at in findings:
                self._take_findings(column, at, draft)

    def _take_findings(self, column: ReadColumn, at: int, draft: _Draft) -> None:
        place = self._place(draft.row, column.match.column, column.identifier)
        draft.add(*(problem._replace(place=place) for problem in column.problems.get(at, ())))
        if at in column.words:
            draft.word = column.words[at]
        if at in column.hints:
            draft.id_hint = column.hints[at]
        if at in column.phones and not draft.values.get("household_phone"):
            draft.values["household_phone"] = column.phones[at]
        if at in column.lunar and not draft.values.get("lunar_birthday"):
            draft.values["lunar_birthday"] = column.lunar[at]

    def _apply_cell_fixes(self, drafts: Sequence[_Draft]) -> None:
        if not self.fixes.cells:
            return
        by_row = {draft.row + 1: draft for draft in drafts}
        columns = {column.identifier: column for column in self.columns}
        for (row, identifier), text in self.fixes.cells.items():
            draft, column = by_row.get(row), columns.get(identifier)
            if draft is not None and column is not None:
                self._fix(draft, column, text)

    def _fix(self, draft: _Draft, column: ReadColumn, text: str) -> None:
        value, problems, hint = column.read_text(text)
        place = self._place(draft.row, column.match.column, column.identifier)
        draft.values[column.identifier] = value
        draft.problems = tuple(
            problem
            for problem in draft.problems
            if problem.place is None or problem.place.column != column.match.column.label
        )
        draft.add(*(problem._replace(place=place) for problem in problems))
        if column.identifier == "citizen_id":
            draft.id_hint = hint
        elif column.identifier == "relation_to_head":
            draft.word = text if needs_context(text) else ""

    def _miss_name(self, draft: _Draft) -> None:
        if not any(p.place and p.place.field == "name" for p in draft.problems):
            column = self._label(draft, "name")
            draft.add(Problem("IMP-042", place=Place(self.sheet.name, draft.row + 1, column, "name")))

    def _add_references(self, drafts: Iterable[_Draft]) -> None:
        for identifier, column in self.references:
            texts = self.sheet.columns[column.position]
            for draft in drafts:
                text = trim(texts.text(draft.row))
                if text and not is_blank(plain(text)):
                    draft.references = {**(draft.references or {}), identifier: text}

    # Households of a table with one row per person

    def _assemble(self, drafts: Sequence[_Draft]) -> None:
        """Give every row its household, and the household's facts to all its rows.

        A number or a merged block says which rows belong together; without them a row with the
        relation 户主 begins a household. Nothing is filled down otherwise.
        """
        blocks = self._merged_households()
        head_names = self._head_names()
        has_numbers = any(draft.values.get("household_no") for draft in drafts)
        has_relations = any(column.identifier == "relation_to_head" for column in self.columns)
        known: dict[str, int] = {}
        current, count, last_head = -1, 0, ""
        for previous, draft in zip([None, *drafts], drafts, strict=False):
            relation = draft.values.get("relation_to_head")
            head_name = head_names.get(draft.row, "")
            if relation is None and not draft.word and head_name and head_name == draft.values.get("name"):
                # The head stands in the row of his own name without any word.
                relation = draft.values["relation_to_head"] = HEAD
            number = str(draft.values.get("household_no") or "")
            if number:
                key = f"no {number}"
            elif draft.row in blocks:
                key = f"block {blocks[draft.row]}"
                if has_numbers and current >= 0 and blocks[draft.row] != draft.row:
                    draft.household = current
                    continue
            elif head_name and not has_numbers:
                key = f"head {count}" if head_name != last_head else ""
                last_head = head_name
            elif has_relations and relation == HEAD:
                key = "" if _is_pasted_twice(previous, draft) else f"row {draft.row}"
            elif has_relations and (relation is not None or draft.word):
                key = ""  # a member of the household begun above
            else:
                key = "-" if not head_name else ""
            if key == "-":
                current = -1
            elif key:
                if key not in known:
                    known[key] = count
                    count += 1
                current = known[key]
            draft.household = current
        self._fill_down(drafts)

    def _merged_households(self) -> dict[int, int]:
        """Row to first row of the vertical block it belongs to, by columns of the household."""
        positions = {
            column.position
            for role in (heading.SEQUENCE, heading.HEAD_CITIZEN_ID)
            for column in self.roles[role]
        }
        positions |= {
            column.match.column.position for column in self.columns if column.spec.table == "household"
        }
        positions |= {
            column.position for identifier, column in self.references if identifier == "head_person_id"
        }
        return {
            row: block.first_row
            for block in self.sheet.merged
            if block.last_row > block.first_row and block.first_column in positions
            for row in range(block.first_row, min(block.last_row + 1, self.sheet.row_count))
        }

    def _head_names(self) -> dict[int, str]:
        """Name of the head by row, where a column names him beside every member."""
        for identifier, column in self.references:
            if identifier == "head_person_id":
                texts = self.sheet.columns[column.position]
                return {row: name for row in self.rows if (name := clean_name(texts.text(row)))}
        return {}

    def _fill_down(self, drafts: Sequence[_Draft]) -> None:
        """Give the household's own facts to members whose cells are empty."""
        for column in self.columns:
            if column.spec.table != "household":
                continue
            name = column.identifier
            if all(draft.values[name] is not None for draft in drafts):
                continue
            first: dict[int, Any] = {}
            for draft in drafts:
                if draft.household < 0:
                    continue
                if draft.values[name] is None:
                    draft.values[name] = first.get(draft.household)
                else:
                    first.setdefault(draft.household, draft.values[name])

    # One row per household

    def _people_of_household_rows(self) -> list[_Draft]:
        blocks: dict[int, list[ReadColumn]] = defaultdict(list)
        shared: list[ReadColumn] = []
        for column in self.columns:
            if column.block is None:
                (shared if column.spec.table == "household" else blocks[HEAD_BLOCK]).append(column)
            else:
                blocks[column.block].append(column)
        drafts: list[_Draft] = []
        for household, row in enumerate(self.rows):
            people = [
                draft
                for number in sorted(blocks)
                if (draft := self._person_of_block(row, number, blocks[number])) is not None
            ]
            people = self._with_listed(row, people)
            if not people:
                people = [_Draft(row, 0, {})]
                self._miss_name(people[0])
            for member, draft in enumerate(people):
                draft.member = member
                draft.household = household
                for column in shared:
                    self._take_cell(column, draft, str(column.identifier))
            if people[0].values.get("relation_to_head") is None and not people[0].word:
                people[0].values["relation_to_head"] = HEAD
            drafts.extend(people)
        return drafts

    def _take_cell(self, column: ReadColumn, draft: _Draft, fix_key: str) -> None:
        fixed = self.fixes.cells.get((draft.row + 1, fix_key))
        if fixed is not None:
            self._fix(draft, column, fixed)
            return
        at = column.picked((draft.row,))[0]
        draft.values[column.identifier] = column.values[at]
        if at in column.problems or at in column.lunar or at in column.words:
            self._take_findings(column, at, draft)

    def _person_of_block(self, row: int, number: int, columns: Sequence[ReadColumn]) -> _Draft | None:
        if not any(column.text(row).strip() for column in columns):
            return None
        draft = _Draft(row, number, {})
        draft.block = number
        for column in columns:
            plain_key = (
                column.identifier if column.block in (None, HEAD_BLOCK) else f"{column.identifier}#{number}"
            )
            self._take_cell(column, draft, plain_key)
        if not draft.values.get("name"):
            if all(value is None for value in draft.values.values()) and not draft.problems:
                return None
            if (
                number == HEAD_BLOCK
                and heading.MEMBERS in self.roles
                and not any(column.identifier == "name" for column in columns)
            ):
                return draft  # facts of the household's row; the list says who is the head
            self._miss_name(draft)
        return draft

    def _with_listed(self, row: int, people: list[_Draft]) -> list[_Draft]:
        """Add the people whom one cell lists; the head is not entered twice."""
        for column in self.roles.get(heading.MEMBERS, ()):
            for member in split_members(self.sheet.text(row, column.position)):
                head = people[0] if people else None
                if head is not None and head.values.get("name") in (None, member.name):
                    head.values["name"] = member.name
                    continue
                draft = _Draft(row, len(people), {"name": member.name})
                draft.word = member.relation
                people.append(draft)
        # The list that was to say who the head is may name nobody.
        if people and not people[0].values.get("name"):
            self._miss_name(people[0])
        return people

    # What the row says between the cells

    def _add_formula_errors(self, drafts: Sequence[_Draft]) -> None:
        if not self.sheet.faulty:
            return
        used = {column.match.column.position: column for column in self.columns}
        by_row: dict[int, list[_Draft]] = defaultdict(list)
        for draft in drafts:
            by_row[draft.row].append(draft)
        for (row, position), error in self.sheet.faulty.items():
            if position in used:
                column = used[position]
                place = self._place(row, column.match.column, column.identifier)
                for draft in by_row.get(row, ()):
                    draft.add(Problem("IMP-043", {"error": error}, place))

    def _unread_errors(self) -> Iterator[Problem]:
        read = {column.match.column.position for column in self.columns}
        return unread_errors(self.table, self.mapping, self.rows, read)

    def _add_remarks(self, drafts: Sequence[_Draft]) -> None:
        """Propose what remarks, red and struck-out letters say; nothing is done by itself."""
        families = self._families(drafts)
        for column in self.roles.get(heading.REMARK, ()):
            cells = self.sheet.columns[column.position]
            events = [find_event(text) if text.strip() else None for text in cells.texts]
            for draft in drafts:
                at = cells.index[draft.row]
                text, event = trim(cells.texts[at]), events[at]
                if text and draft.row in families:
                    text = _said_of(text, draft, families[draft.row])
                    event = find_event(text) if text else None
                if text:
                    draft.remark = f"{draft.remark}；{text}" if draft.remark else text
                if event is not None and draft.event is None:
                    self._propose(draft, event, self._place(draft.row, column, ""))
        self._add_marked(drafts)

    @staticmethod
    def _families(drafts: Sequence[_Draft]) -> dict[int, list[str]]:
        """Names of everybody in the rows that hold more than one person."""
        families: dict[int, list[str]] = {draft.row: [] for draft in drafts if draft.member > 0}
        if families:
            for draft in drafts:
                if draft.row in families:
                    families[draft.row].append(str(draft.values.get("name") or ""))
        return families

    def _propose(self, draft: _Draft, event: ProposedEvent, place: Place) -> None:
        draft.event = event
        values = {"word": event.word, "name": str(draft.values.get("name") or "")}
        if event is _MARKED or is_gone(event):
            draft.add(Problem("IMP-044", values, place, Severity.WARNING))
        else:
            draft.add(Problem("IMP-048", values, place, Severity.HINT))

    def _add_marked(self, drafts: Sequence[_Draft]) -> None:
        names = [column for column in self.columns if column.identifier == "name"]
        if not names or not self.sheet.marked:
            return
        positions = {column.block: column.match.column for column in names}
        first = next(iter(positions.values()))
        marked = [draft for draft in drafts if (draft.row, first.position) in self.sheet.marked]
        if len(marked) * 2 > len(drafts):
            return  # a template whose every name is red says nothing about one person
        for draft in marked:
            if draft.event is None and draft.member == 0 and _MARKED is not None:
                self._propose(draft, _MARKED, self._place(draft.row, first, "name"))

    def _add_facts_of_numbers(self, drafts: Sequence[_Draft]) -> None:
        """Fill sex and birth date from a valid identity number; report where they differ."""
        if not any(column.identifier == "citizen_id" for column in self.columns):
            return
        for draft in drafts:
            values = draft.values
            number = values.get("citizen_id")
            if not number:
                continue
            born, sex = birth_and_sex(number)
            typed_sex, typed_birth = values.get("sex"), values.get("birth_date")
            if typed_sex is None or typed_sex in ("0", "9"):
                values["sex"] = sex
            elif typed_sex != sex:
                self._differs(draft, "IMP-045", "sex", "男" if sex == "1" else "女")
            if typed_birth is None:
                values["birth_date"] = born
                if draft.problems:
                    self._excuse_birth_date(draft)
            elif typed_birth != born:
                if agree(typed_birth, born):
                    values["birth_date"] = born
                else:
                    self._differs(draft, "IMP-046", "birth_date", born)

    def _excuse_birth_date(self, draft: _Draft) -> None:
        """A birth date that cannot be read keeps nobody out whose number tells it.

        A day without a year (二月十九) is how lunar birthdays are written down; its words are kept.
        """
        kept = []
        for problem in draft.problems:
            if problem.place is None or problem.place.field != "birth_date":
                kept.append(problem)
                continue
            word = problem.values.get("value", "")
            is_lunar = problem.code == _NO_YEAR and _LUNAR_DAY.fullmatch(word) is not None
            if is_lunar and not draft.values.get("lunar_birthday"):
                draft.values["lunar_birthday"] = word
            severity = Severity.WARNING if problem.severity is Severity.ERROR else problem.severity
            kept.append(problem._replace(severity=severity))
        draft.problems = tuple(kept)

    def _add_relations(self, drafts: Sequence[_Draft]) -> None:
        """Read the relation words that mean something only within their household."""
        waiting = {draft.household for draft in drafts if draft.word}
        if not waiting:
            return
        households: dict[int, list[_Draft]] = defaultdict(list)
        for position, draft in enumerate(drafts):
            if draft.household in waiting:
                # Rows that belong to no household are read each for itself.
                households[draft.household if draft.household >= 0 else -1 - position].append(draft)
        for members in households.values():
            readings = read_household_relations(
                tuple(
                    RelationRow(
                        draft.word or str(draft.values.get("relation_to_head") or ""),
                        str(draft.values.get("name") or ""),
                        str(draft.values.get("sex") or ""),
                        str(draft.values.get("birth_date") or ""),
                    )
                    for draft in members
                )
            )
            for draft, reading in zip(members, readings, strict=True):
                if draft.word:
                    draft.values["relation_to_head"] = reading.value
                    label = self._label(draft, "relation_to_head")
                    place = Place(self.sheet.name, draft.row + 1, label, "relation_to_head")
                    draft.add(*(problem._replace(place=place) for problem in reading.problems))

    def _differs(self, draft: _Draft, code: str, identifier: str, number_says: str) -> None:
        column = self._label(draft, identifier)
        place = Place(self.sheet.name, draft.row + 1, column, identifier)
        typed = str(draft.values.get(identifier))
        if identifier == "sex":
            typed = code_table("sex").label(typed)
        draft.add(Problem(code, {"typed": typed, "number": number_says}, place, Severity.WARNING))

    def _add_group(self, drafts: Sequence[_Draft]) -> None:
        """The tab or the title names the group where no column does."""
        if not self.table.group_hint:
            return
        for draft in drafts:
            if not draft.values.get("villager_group"):
                draft.values["villager_group"] = self.table.group_hint

    def _add_duplicates(self, drafts: Sequence[_Draft]) -> None:
        """The same identity number on several rows: told on every row but the first."""
        if not any(column.identifier == "citizen_id" for column in self.columns):
            return
        first: dict[str, int] = {}
        for draft in drafts:
            number = draft.values.get("citizen_id")
            if number is None:
                continue
            seen = first.setdefault(number, draft.row)
            if seen != draft.row:
                place = Place(self.sheet.name, draft.row + 1, field="citizen_id")
                values = {"row": str(seen + 1)}
                draft.add(Problem("IMP-047", values, place, Severity.WARNING))

    def _check_totals(self) -> Iterator[Problem]:
        """Compare subtotals that count people with the rows above them."""
        rows = set(self.rows)
        since_last = all_rows = 0
        for row in range(self._first_row(), self.sheet.row_count):
            if row in rows:
                since_last += 1
                all_rows += 1
            elif self.table.skipped.get(row) is RowClass.TOTAL:
                words = " ".join(plain(text) for text in self.sheet.row_texts(row) if text)
                found = re.search(r"(\d+)\s*(?:人|口)", words)
                whole = not re.search("小计|本页|本户", words)
                counted = all_rows if whole else since_last
                if found and int(found[1]) != counted:
                    place = Place(self.sheet.name, row + 1)
                    values = {"written": found[1], "counted": str(counted)}
                    yield Problem("IMP-030", values, place, Severity.WARNING)
                if not whole:
                    since_last = 0


def _is_pasted_twice(previous: _Draft | None, draft: _Draft) -> bool:
    """Whether a head's row stands a second time right below itself; the household goes on then."""
    if previous is None or previous.values.get("relation_to_head") != HEAD:
        return False
    same = ("name", "citizen_id", "birth_date")
    return all(previous.values.get(name) == draft.values.get(name) for name in same)
