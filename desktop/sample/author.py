"""Writes the sheets of the dirty workbook: whose row gets which fault, and how a table is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from desktop.sample.dirt import DirtLog, Expected
from desktop.sample.office import SampleOffice
from desktop.sample.records import SampleHousehold, SamplePerson
from desktop.sample.sheet import SheetWriter, Styles, Value
from desktop.sample.spoil import OF_DIGITS_ONLY, ON_NUMBERS, ON_PHONES, SPOILERS, Planted, Row

Writer = Callable[[SamplePerson, SampleHousehold, int], Value]
"""How a hand writes one cell; the number is the turn, counted from 1 on each sheet."""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one sheet: the field it holds, its heading and width, and how this hand writes it."""

    field: str
    heading: str
    width: float
    write: Writer


class Table:
    """A table of one person per row, kept by one hand, with its plan of single faults."""

    def __init__(
        self, sheet: SheetWriter, columns: Sequence[Column], plan: Mapping[str, Sequence[str]]
    ) -> None:
        self.sheet = sheet
        self.columns = tuple(columns)
        self._places = {column.field: place for place, column in enumerate(columns)}
        self._plan = plan
        self.turn = 0

    @property
    def headings(self) -> list[str]:
        """The headings in order."""
        return [column.heading for column in self.columns]

    @property
    def widths(self) -> list[float]:
        """The widths in order."""
        return [column.width for column in self.columns]

    def place(self, field: str) -> int:
        """The column (from 0) that holds a field."""
        return self._places[field]

    def write(
        self,
        person: SamplePerson,
        household: SampleHousehold,
        changes: Mapping[str, Value] | None = None,
        style: str = "cell",
        hidden: bool = False,
    ) -> int:
        """Write a person's row with the faults planned for it; returns the row's number."""
        self.turn += 1
        row: Row = {column.field: column.write(person, household, self.turn) for column in self.columns}
        planted = [
            found
            for tag in self._plan.get(person.key, ())
            if (found := self._spoil(tag, row, person)) is not None
        ]
        row.update(changes or {})
        number = self.sheet.row([row[column.field] for column in self.columns], (person.key,), style, hidden)
        for code, field, expected in planted:
            self.sheet.plant(code, number, self.place(field), person.key, row[field], expected)
        if person.old_id and row.get("id") == person.old_id:
            self.sheet.plant("E5", number, self.place("id"), person.key, person.old_id, Expected.CLEANED)
        self._note_gone(number, person, style)
        return number

    def _spoil(self, tag: str, row: Row, person: SamplePerson) -> Planted | None:
        return SPOILERS[tag](row, person)

    def _note_gone(self, number: int, person: SamplePerson, style: str) -> None:
        if person.listing and style in ("strike", "red"):
            self.sheet.plant("E27", number, self.place("name"), person.key, style, Expected.PROPOSED)
        elif person.listing:
            self.sheet.plant(
                "E27", number, self.place("remark"), person.key, person.remark, Expected.PROPOSED
            )


class Author:
    """Writes the sheets; one source of chance for all of them."""

    def __init__(self, office: SampleOffice, book: Any, log: DirtLog, rng: Random) -> None:
        self.office = office
        self.book = book
        self.styles = Styles(book)
        self.log = log
        self.rng = rng
        self._last_style = 0

    def sheet(self, name: str, group: str = "") -> SheetWriter:
        """A new sheet."""
        return SheetWriter(self.book, self.styles, self.log, name, group)

    def plan(self, people: Iterable[SamplePerson], counts: Counts) -> dict[str, list[str]]:
        """Choose who gets which single fault; at most one on the number and one on the telephone.

        Rare and minority names are always written as an old hand would, and 15-digit numbers stay
        as they are.
        """
        pool = list(people)
        chosen: dict[str, list[str]] = {person.key: [] for person in pool}
        for person in pool:
            if "·" in person.name:
                chosen[person.key].append("dot")
            if person.typed_name and person.typed_name != person.name and int(person.key[1:]) % 3:
                chosen[person.key].append("rare")
            if person.citizen_id.endswith("X") and not person.old_id and self.rng.random() < 0.5:
                chosen[person.key].append("roman ten")
        for tag, count in counts.items():
            free = [person for person in pool if self._may(tag, person, chosen[person.key])]
            for person in self.rng.sample(free, min(count, len(free))):
                chosen[person.key].append(tag)
        return {key: tags for key, tags in chosen.items() if tags}

    def _may(self, tag: str, person: SamplePerson, tags: Sequence[str]) -> bool:
        if person.listing:
            return False
        if tag in OF_DIGITS_ONLY and person.citizen_id.endswith("X"):
            return False  # no number cell can hold it
        if tag in OF_DIGITS_ONLY and {"no sex", "other sex"} & set(tags):
            return False
        if tag in ("no sex", "other sex"):  # only an intact number can tell
            return bool(person.citizen_id) and not OF_DIGITS_ONLY & set(tags)
        if tag in ON_NUMBERS:
            return (
                bool(person.citizen_id)
                and not person.old_id
                and not any(one in ON_NUMBERS or one == "roman ten" for one in tags)
            )
        if tag in ON_PHONES:
            return bool(person.mobile) and not any(one in ON_PHONES for one in tags)
        if tag == "15 digits":
            return bool(person.old_id)
        if tag in ("aligned", "no-break", "trailing"):
            return not {"rare", "dot", "aligned", "no-break", "trailing"} & set(tags)
        if tag == "line break":
            return person.relation_to_head == "02"
        return tag not in tags

    def people(self, households: Iterable[SampleHousehold]) -> list[SamplePerson]:
        """Members of the households in order."""
        return [person for household in households for person in self.office.members(household)]

    def gone_style(self, person: SamplePerson) -> tuple[str, dict[str, Value]]:
        """How a hand marks somebody dead or moved: a remark, a line through the row, or red."""
        if not person.listing:
            return "cell", {}
        self._last_style += 1
        style = ("cell", "strike", "red")[self._last_style % 3]
        return style, ({} if style == "cell" else {"remark": None})
