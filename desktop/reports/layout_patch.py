"""Small changes that an office makes to a layout, applied in order over the shipped file.

A patch names what it changes; it can't name a mask, an excluded field or what fills a column, so that
no change of a layout uncovers anything. One that no longer fits a newer file is left out and named.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from string import Formatter
from typing import Any, ClassVar

from desktop.domain.problem import Place, Problem, ProblemError
from desktop.reports.document import SMALLEST_WALL_PT, Align, Column, Fit, HeadLine, Paper
from desktop.reports.masking import Mask
from desktop.reports.template import ColumnTemplate, TableTemplate, Template, gaps_of

LARGEST_WALL_PT = 22.0
"""Type of tables on a wall, in points."""
LEAST_SHARE, MOST_SHARE = 2.0, 80.0
LONGEST_HEADING, LONGEST_LINE = 16, 200
MOST_SIGNATURES = 8
OWN_COLUMN = "own_"
"""What the names of columns begin with that the office added."""

_COMMON_GAPS = frozenset(
    "county town village place full_place period period_days number committee collective branch supervision"
    " issuer issued_on posted_on posted_at take_down_on objections office_phone supervision_phone"
    " town_phone".split()
)


class LayoutPatch(ABC):
    """One change; frozen, and equal to what its JSON is read to."""

    op: ClassVar[str]

    @abstractmethod
    def apply(self, layout: Template) -> Template:
        """The layout with this change.

        Raises:
            ProblemError: DOC-090 what it names is not in the layout; DOC-091 … DOC-099 a rule forbids it.
        """

    def to_json(self) -> str:
        """As the office keeps it."""
        return json.dumps({"op": self.op} | asdict(self), ensure_ascii=False)  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class ShowColumn(LayoutPatch):
    """Print a column or leave it out."""

    op: ClassVar[str] = "show_column"
    table: str
    column: str
    shown: bool

    def apply(self, layout: Template) -> Template:
        block, column = _column(layout, self.table, self.column)
        heading = column.column.heading
        if not self.shown:
            if column.required or block.capital == column.value:
                raise _refused("DOC-091", column=heading)
            if not any(each.shown and each.value not in {column.value, "serial"} for each in block.columns):
                raise _refused("DOC-096", column=heading)
            if column.own:  # nothing fills it, so there is nothing to keep
                rest = tuple(each for each in block.columns if each is not column)
                return _with_table(layout, block, replace(block, columns=rest))
        return _with_column(layout, block, column, replace(column, shown=self.shown))


@dataclass(frozen=True, slots=True)
class MoveColumn(LayoutPatch):
    """Put a column before another one; an empty ``before`` puts it at the right end."""

    op: ClassVar[str] = "move_column"
    table: str
    column: str
    before: str = ""

    def apply(self, layout: Template) -> Template:
        block, column = _column(layout, self.table, self.column)
        rest = [each for each in block.columns if each is not column]
        place = len(rest)
        if self.before:
            _, next_one = _column(layout, self.table, self.before)
            place = rest.index(next_one) if next_one in rest else block.columns.index(column)
        rest.insert(place, column)
        return _with_table(layout, block, replace(block, columns=tuple(rest)))


@dataclass(frozen=True, slots=True)
class WidenColumn(LayoutPatch):
    """Give a column another share of the table's width."""

    op: ClassVar[str] = "widen_column"
    table: str
    column: str
    share: float

    def apply(self, layout: Template) -> Template:
        block, column = _column(layout, self.table, self.column)
        _check_share(self.share, column.column.heading)
        return _with_column(
            layout, block, column, replace(column, column=replace(column.column, share=self.share))
        )


@dataclass(frozen=True, slots=True)
class NameColumn(LayoutPatch):
    """Head a column with other words."""

    op: ClassVar[str] = "name_column"
    table: str
    column: str
    heading: str

    def apply(self, layout: Template) -> Template:
        block, column = _column(layout, self.table, self.column)
        heading = _plain(self.heading, "heading", LONGEST_HEADING)
        return _with_column(
            layout, block, column, replace(column, column=replace(column.column, heading=heading))
        )


@dataclass(frozen=True, slots=True)
class AddColumn(LayoutPatch):
    """Add an empty column at the right end, to be written in by hand."""

    op: ClassVar[str] = "add_column"
    table: str
    column: str
    heading: str
    share: float = 12.0

    def apply(self, layout: Template) -> Template:
        block = _table(layout, self.table)
        heading = _plain(self.heading, "heading", LONGEST_HEADING)
        _check_share(self.share, heading)
        if not self.column.startswith(OWN_COLUMN) or any(each.value == self.column for each in block.columns):
            raise _refused("DOC-097", column=heading)
        added = ColumnTemplate(
            Column(heading, self.share, Align.LEFT, Fit.WRAP), self.column, "text", Mask.NONE, own=True
        )
        return _with_table(layout, block, replace(block, columns=(*block.columns, added)))


@dataclass(frozen=True, slots=True)
class WordTitle(LayoutPatch):
    """Other parts of the title; a long title breaks between them."""

    op: ClassVar[str] = "word_title"
    parts: tuple[str, ...]

    def apply(self, layout: Template) -> Template:
        parts = tuple(part.strip() for part in self.parts if part.strip())
        if not parts:
            raise _refused("DOC-094", "title")
        _check_gaps(layout, parts, "title")
        return replace(layout, title=parts)


@dataclass(frozen=True, slots=True)
class WordHead(LayoutPatch):
    """Other words in the line below the title."""

    op: ClassVar[str] = "word_head"
    left: str = ""
    centre: str = ""
    right: str = ""

    def apply(self, layout: Template) -> Template:
        words = tuple(each.strip() for each in (self.left, self.centre, self.right))
        _check_gaps(layout, words, "head")
        return replace(layout, head=HeadLine(*words))


@dataclass(frozen=True, slots=True)
class WordNotes(LayoutPatch):
    """Other lines of small print below the content; none leaves it out."""

    op: ClassVar[str] = "word_notes"
    lines: tuple[str, ...]

    def apply(self, layout: Template) -> Template:
        lines = tuple(line.strip() for line in self.lines if line.strip())
        _check_gaps(layout, lines, "notes")
        return replace(layout, notes=lines)


@dataclass(frozen=True, slots=True)
class WordSignatures(LayoutPatch):
    """Other people sign by hand; none leaves the line out."""

    op: ClassVar[str] = "word_signatures"
    names: tuple[str, ...]

    def apply(self, layout: Template) -> Template:
        names = tuple(_plain(name, "signatures", LONGEST_HEADING) for name in self.names if name.strip())
        if len(names) > MOST_SIGNATURES:
            raise _refused("DOC-098", "signatures", most=str(MOST_SIGNATURES))
        return replace(layout, signatures=names)


@dataclass(frozen=True, slots=True)
class WordTable(LayoutPatch):
    """Another caption of a table, and other words where it is empty."""

    op: ClassVar[str] = "word_table"
    table: str
    caption: str
    empty: str

    def apply(self, layout: Template) -> Template:
        block = _table(layout, self.table)
        caption = _plain(self.caption, "caption", LONGEST_LINE) if self.caption.strip() else ""
        empty = _plain(self.empty, "empty", LONGEST_LINE)
        return _with_table(layout, block, replace(block, caption=caption, empty=empty))


@dataclass(frozen=True, slots=True)
class SetPage(LayoutPatch):
    """Another sheet, way up and size of table type; ``across`` None leaves that to the columns."""

    op: ClassVar[str] = "set_page"
    paper: str
    across: bool | None
    text_pt: float

    def apply(self, layout: Template) -> Template:
        if self.paper not in ("A4", "A3"):
            raise _refused("DOC-099", "paper", paper=self.paper)
        if not SMALLEST_WALL_PT <= self.text_pt <= LARGEST_WALL_PT:
            raise _refused(
                "DOC-092",
                "text_pt",
                size=f"{self.text_pt:g}",
                least=f"{SMALLEST_WALL_PT:g}",
                most=f"{LARGEST_WALL_PT:g}",
            )
        page = replace(layout.page, paper=Paper[self.paper], text_pt=float(self.text_pt))
        return replace(layout, page=page, across=self.across)


_PATCHES: dict[str, type[LayoutPatch]] = {
    each.op: each
    for each in (
        ShowColumn,
        MoveColumn,
        WidenColumn,
        NameColumn,
        AddColumn,
        WordTitle,
        WordHead,
        WordNotes,
        WordSignatures,
        WordTable,
        SetPage,
    )
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A change that the layout no longer takes: its place among the changes, and why."""

    place: int
    problem: Problem


def apply_patches(layout: Template, patches: Sequence[str]) -> tuple[Template, tuple[Skipped, ...]]:
    """A layout with changes in their order, and those it does not take.

    Args:
        layout: As it was shipped.
        patches: Each as JSON.
    """
    skipped = []
    for place, text in enumerate(patches):
        try:
            layout = read_patch(text).apply(layout)
        except ProblemError as error:
            skipped.append(Skipped(place, error.problems[0]))
    return layout.turned(), tuple(skipped)


def read_patch(text: str) -> LayoutPatch:
    """The opposite of `LayoutPatch.to_json`.

    Raises:
        ProblemError: DOC-095, this program knows no such change.
    """
    try:
        entries = json.loads(text)
        kind = _PATCHES[entries.pop("op")]
        return kind(**{each.name: _read(each.type, entries[each.name]) for each in fields(kind)})  # type: ignore[arg-type]
    except (KeyError, ValueError, TypeError, AttributeError):
        raise ProblemError(Problem("DOC-095")) from None


def _read(kind: Any, value: Any) -> Any:
    """A value of JSON as the field of a patch holds it."""
    if kind == tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise TypeError(kind)
        return tuple(value)
    if kind is float:
        if isinstance(value, bool):
            raise TypeError(kind)
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value


def known_gaps(layout: Template) -> tuple[str, ...]:
    """Names that texts of a layout may hold in braces, in order."""
    return tuple(sorted(_COMMON_GAPS | gaps_of(layout) | {each.name for each in layout.fields}))


def _refused(code: str, field: str = "", **values: str) -> ProblemError:
    return ProblemError(Problem(code, values, Place(field=field)))


def _table(layout: Template, rows: str) -> TableTemplate:
    for block in layout.tables:
        if block.rows == rows:
            return block
    raise _refused("DOC-090", what=rows)


def _column(layout: Template, rows: str, value: str) -> tuple[TableTemplate, ColumnTemplate]:
    block = _table(layout, rows)
    for column in block.columns:
        if column.value == value:
            return block, column
    raise _refused("DOC-090", what=value)


def _with_table(layout: Template, old: TableTemplate, new: TableTemplate) -> Template:
    return replace(layout, blocks=tuple(new if each is old else each for each in layout.blocks))


def _with_column(
    layout: Template, block: TableTemplate, old: ColumnTemplate, new: ColumnTemplate
) -> Template:
    columns = tuple(new if each is old else each for each in block.columns)
    return _with_table(layout, block, replace(block, columns=columns))


def _check_share(share: float, heading: str) -> None:
    if not LEAST_SHARE <= share <= MOST_SHARE:
        values = {"column": heading, "least": f"{LEAST_SHARE:g}", "most": f"{MOST_SHARE:g}"}
        raise _refused("DOC-093", "share", **values)


def _plain(text: str, field: str, longest: int) -> str:
    """Words without gaps: braces are no text of a heading."""
    text = text.strip()
    if not text:
        raise _refused("DOC-094", field)
    if len(text) > longest:
        raise _refused("DOC-100", field, most=str(longest))
    if "{" in text or "}" in text:
        raise _refused("DOC-101", field, gap=text)
    return text


def _check_gaps(layout: Template, texts: Sequence[str], field: str) -> None:
    known = set(known_gaps(layout)) - layout.excluded
    for text in texts:
        if len(text) > LONGEST_LINE:
            raise _refused("DOC-100", field, most=str(LONGEST_LINE))
        try:
            pieces = list(Formatter().parse(text))
        except ValueError:
            raise _refused("DOC-101", field, gap=text) from None
        for _, gap, form, conversion in pieces:
            if gap is not None and (gap not in known or form or conversion):
                raise _refused("DOC-101", field, gap=f"{{{gap}}}")
