"""What two versions of a notice say differently, place by place: 第3行“金额” 1200.00 → 1250.00.

A version is compared as it is kept with the notice: `content_of` makes it, `read_content` reads it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from desktop.reports.document import Chart, Figure, Form, Notice, Paragraph, Row, SquareCode, Table

LABEL = "名称"
"""What the words in front of a line's figures are called, such as 合计."""


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table of a kept version: headings, and lines of texts as wide as the headings."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a version says, without what changes with every version: number, dates of publication.

    Attributes:
        texts: Title and paragraphs, in order.
        fields: Labelled values.
        tables: In order.
    """

    texts: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    tables: tuple[KeptTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was changed; ``before`` or ``after`` is empty for what came or went."""

    place: str
    before: str
    after: str

    def words(self) -> str:
        """In one line, as it is printed."""
        if not self.before:
            return f"{self.place}增加“{self.after}”"
        if not self.after:
            return f"{self.place}删去“{self.before}”"
        return f"{self.place} {self.before} → {self.after}"


def content_of(document: Notice) -> str:
    """A notice as JSON that `read_content` reads."""
    texts = ["".join(document.title), document.period]
    fields: list[tuple[str, str]] = []
    tables = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Form):
            fields += [(each.label, each.value) for each in block.fields]
        elif isinstance(block, Chart):
            tables.append(_kept_chart(block, document.grouped))
        elif not isinstance(block, SquareCode):
            tables.append(_kept(block, document.grouped))
    return json.dumps(asdict(Content(tuple(texts), tuple(fields), tuple(tables))), ensure_ascii=False)


def _kept_chart(chart: Chart, grouped: bool) -> KeptTable:
    headings = (LABEL, *(series.heading for series in chart.series))
    rows = ((row.label, *(Figure(value).text(grouped) for value in row.values)) for row in chart.rows)
    return KeptTable(chart.caption, headings, tuple(rows))


def _kept(table: Table, grouped: bool) -> KeptTable:
    width = len(table.columns)

    def line(row: Row) -> tuple[str, ...]:
        cells = [cell if isinstance(cell, str) else cell.text(grouped) for cell in row.cells]
        return (row.label, *[""] * (width - len(cells)), *cells)

    rows = tuple(line(row) for row in (*table.rows, *table.closing))
    return KeptTable(table.caption, (LABEL, *(column.heading for column in table.columns)), rows)


def read_content(text: str) -> Content | None:
    """A kept version; None for one kept by a program that knew texts only."""
    read = json.loads(text)
    if not isinstance(read, dict):
        return None
    return Content(
        tuple(read["texts"]),
        tuple((label, value) for label, value in read["fields"]),
        tuple(
            KeptTable(table["caption"], tuple(table["columns"]), tuple(map(tuple, table["rows"])))
            for table in read["tables"]
        ),
    )


def compare(before: Content, after: Content) -> tuple[Difference, ...]:
    """What a later version says otherwise, from top to bottom; nothing when both say the same."""
    return (*_texts(before, after), *_fields(before, after), *_tables(before, after))


def _texts(before: Content, after: Content) -> Iterator[Difference]:
    for number, (old, new) in enumerate(zip_longest(before.texts, after.texts, fillvalue="")):
        if old != new:
            place = ("标题", "期间")[number] if number < 2 else f"正文第{number - 1}段"
            yield Difference(place, old, new)


def _fields(before: Content, after: Content) -> Iterator[Difference]:
    old, new = dict(before.fields), dict(after.fields)
    for label in dict.fromkeys((*old, *new)):
        if old.get(label, "") != new.get(label, ""):
            yield Difference(f"“{label}”", old.get(label, ""), new.get(label, ""))


def _tables(before: Content, after: Content) -> Iterator[Difference]:
    several = max(len(before.tables), len(after.tables)) > 1
    empty = KeptTable("", (), ())
    for number, (old, new) in enumerate(zip_longest(before.tables, after.tables, fillvalue=empty), start=1):
        name = (new.caption or old.caption or f"第{number}张表") if several else ""
        yield from _rows(old, new, name)


def _rows(old: KeptTable, new: KeptTable, name: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, old.rows, new.rows, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = _paired(old.rows[i1:i2], new.rows[j1:j2])
        for i, j in pairs:
            if j is None:
                assert i is not None
                yield Difference(f"{name}原{_row_name(old, i1 + i)}", _line(old.rows[i1 + i]), "")
            elif i is None:
                yield Difference(f"{name}{_row_name(new, j1 + j)}", "", _line(new.rows[j1 + j]))
            else:
                yield from _cells(old, new, i1 + i, j1 + j, name)


def _row_name(table: KeptTable, place: int) -> str:
    """What people call a line: a total by its words, an entry by its number among the entries."""
    label = table.rows[place][0]
    return f"“{label}”行" if label else f"第{sum(not row[0] for row in table.rows[: place + 1])}行"


def _paired(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int | None, int | None]]:
    """Lines that are the same line in both: as many as both have, in order; the likest stay together."""
    spare = len(old) - len(new)
    i = j = 0
    while i < len(old) and j < len(new):
        here = _likeness(old[i], new[j])
        if spare > 0 and i + 1 < len(old) and _likeness(old[i + 1], new[j]) > here:
            yield i, None
            i, spare = i + 1, spare - 1
        elif spare < 0 and j + 1 < len(new) and _likeness(old[i], new[j + 1]) > here:
            yield None, j
            j, spare = j + 1, spare + 1
        else:
            yield i, j
            i, j = i + 1, j + 1
    yield from ((rest, None) for rest in range(i, len(old)))
    yield from ((None, rest) for rest in range(j, len(new)))


def _likeness(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    return sum(a == b for a, b in zip(old, new, strict=False))


def _line(row: tuple[str, ...]) -> str:
    return "，".join(cell for cell in row if cell) or "空行"


def _cells(old: KeptTable, new: KeptTable, i: int, j: int, name: str) -> Iterator[Difference]:
    line = _row_name(new, j)
    for number, (was, now) in enumerate(zip_longest(old.rows[i], new.rows[j], fillvalue="")):
        if was != now:
            columns = new.columns if number < len(new.columns) else old.columns
            yield Difference(f"{name}{line}“{columns[number]}”", was, now)
