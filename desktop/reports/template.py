"""Layouts of printed pieces as data: ``resources/templates/*.toml``.

A template names the sheet, the texts with gaps in braces, and the columns with the field each
shows, its width, and how personal data in it is covered. Counties replace the files; a faulty one
is refused with its name and the entry at fault.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from string import Formatter
from typing import Any

import resources
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.document import (
    Align,
    Column,
    Fit,
    HeadLine,
    Margins,
    Page,
    Paper,
    Paragraph,
    Pattern,
    Series,
)
from desktop.reports.fonts import Role
from desktop.reports.masking import Mask, refuse_excluded

LARGE_PT = 16.0
"""Size of tables in large print (三号), for old readers."""

MANY_COLUMNS = 7
"""From so many columns on, a sheet lies across unless its file says otherwise.

Source:
    Practice of public notices: tables of seven columns or more are printed across.
"""


@dataclass(frozen=True, slots=True)
class ColumnTemplate:
    """A column and what fills it.

    Attributes:
        column: Heading, width and totals.
        value: Field of the row it shows; ``serial`` counts the entries.
        form: How the field is written: text, day, full_day, month, figure, serial.
        mask: How it is covered.
        compute: What it is worked out from, as `Sum` or `Share`; None for a fact.
        choices: What may stand in it; empty for anything.
        required: Whether a row without it is refused.
        shown: Whether it is printed; a hidden one is still read, checked and worked out.
        own: Whether the office added it to write in by hand; no store fills it.
    """

    column: Column
    value: str
    form: str
    mask: Mask
    compute: "Sum | Share | None" = None
    choices: tuple[str, ...] = ()
    required: bool = False
    shown: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """Fields of the row added up, each with its sign."""

    terms: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One field as percent of another."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """Labelled values of one thing, such as a project: label, name of the value, pairs it takes."""

    rows: tuple[tuple[str, str, int], ...]
    caption: str
    pairs: int


@dataclass(frozen=True, slots=True)
class ChartTemplate:
    """A chart and the list that fills it.

    Attributes:
        chart: Name of the rows.
        label: Field of the row that names it.
        series: Field of each measure, with heading and pattern.
        caption: Heading above.
        empty: Stands where there is nothing to draw.
    """

    chart: str
    label: str
    series: tuple[tuple[str, Series], ...]
    caption: str
    empty: str


@dataclass(frozen=True, slots=True)
class FieldTemplate:
    """One value that the drafter gives for a text or a form.

    Attributes:
        name: Its gap.
        label: What the drafter reads.
        form: text, long, day, month, figure.
        required: Whether the notice is refused without it.
        choices: What may stand in it; empty for anything.
    """

    name: str
    label: str
    form: str
    required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableTemplate:
    """A table and the list that fills it.

    Attributes:
        rows: Field of the data that holds its rows.
        columns: From left to right.
        caption: Heading above.
        total: Label of its total; empty prints no totals.
        capital: Field whose total is repeated in capital figures; empty for none.
        empty: Stands in an empty table.
        group_by: Field by which rows are grouped under headings with a total each; empty for none.
        apart: Fields that tell two people of one name apart, the second only where the first is not
            enough; empty where nobody is named.
    """

    rows: str
    columns: tuple[ColumnTemplate, ...]
    caption: str
    total: str
    capital: str
    empty: str
    group_by: str = ""
    apart: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[ColumnTemplate, ...]:
        """The columns that are shown."""
        return tuple(each for each in self.columns if each.shown)


@dataclass(frozen=True, slots=True)
class Template:
    """One layout.

    Texts hold gaps such as ``{village}``; the builder fills them.

    Attributes:
        name: File name without ending.
        version: Counts changes; archived with each notice.
        label: What the clerk chooses.
        kind: Builder that fills it: ``list``, ``accounts``, ``card``, ``form``, or ``sheet`` for rows of
            named values.
        item: Code of the disclosure item it serves; empty for papers of the office.
        page: Sheet and sizes.
        title: Parts of the title.
        head: Line below the title.
        blocks: Texts and tables from top to bottom.
        notes: Small print; a line whose gaps are all empty is left out.
        signatures: Who signs by hand.
        issuer: Who seals; empty for nobody.
        seal: Whether a place for the seal is kept.
        stamp: Boxed words on each page.
        excluded: Fields that must never appear on the sheet.
        phrases: Further sentences the builder chooses from, by name.
        fields: Values the drafter gives, in the order they are asked for.
        across: Whether it lies across; None leaves that to the number of columns.
        changes: Number of the office's last change to it; 0 for a layout as it was shipped.
        paper_chosen: Whether its sheet was chosen for one notice, so that large print keeps it.
        supplement: It hangs beside the sheet that tells its item and does not tell it itself.
    """

    name: str
    version: int
    label: str
    kind: str
    item: str
    page: Page
    title: tuple[str, ...]
    head: HeadLine
    blocks: tuple[Paragraph | TableTemplate | FormTemplate | ChartTemplate, ...]
    notes: tuple[str, ...]
    signatures: tuple[str, ...]
    issuer: str
    seal: bool
    stamp: str
    excluded: frozenset[str]
    phrases: Mapping[str, str]
    fields: tuple[FieldTemplate, ...] = ()
    across: bool | None = None
    changes: int = 0
    paper_chosen: bool = False
    supplement: bool = False

    @property
    def edition(self) -> str:
        """Shipped version and, behind a plus, the office's own change: ``2+5``."""
        return f"{self.version}+{self.changes}" if self.changes else str(self.version)

    @property
    def tables(self) -> tuple[TableTemplate, ...]:
        """Its tables, from top to bottom."""
        return tuple(each for each in self.blocks if isinstance(each, TableTemplate))

    def turned(self) -> "Template":
        """The template with its page upright or across, as it says or as its columns ask."""
        across = self.across
        if across is None:
            across = max((len(each.printed) for each in self.tables), default=0) >= MANY_COLUMNS
        return replace(self, page=replace(self.page, across=across))

    def large(self) -> Page:
        """The page in large print: the next size of paper, and type of 16 pt."""
        papers = list(Paper)
        paper = papers[min(papers.index(self.page.paper) + 1, len(papers) - 1)]
        if self.paper_chosen:
            paper = self.page.paper
        return replace(
            self.page,
            paper=paper,
            text_pt=max(LARGE_PT, self.page.text_pt),
            title_pt=self.page.title_pt * 1.3,
            body_pt=max(self.page.body_pt * 1.3, LARGE_PT),
        )


def list_templates() -> tuple[Template, ...]:
    """All shipped layouts, by file name."""
    return tuple(template(file.stem) for file in sorted(resources.path("templates").glob("*.toml")))


@cache
def template(name: str) -> Template:
    """A shipped layout.

    Raises:
        ProblemError: DOC-020, the file is missing or faulty; DOC-021, it prints a field that it
            declares must not appear.
    """
    try:
        with resources.path("templates", f"{name}.toml").open("rb") as stream:
            entries = tomllib.load(stream)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ProblemError(Problem("DOC-020", {"template": name, "entry": str(error)})) from None
    return read_template(name, entries)


def read_template(name: str, entries: Mapping[str, Any]) -> Template:
    """A layout from the entries of its file.

    Raises:
        ProblemError: As ``template``.
    """
    try:
        read = _read(name, entries)
    except (KeyError, ValueError, TypeError) as error:
        raise ProblemError(Problem("DOC-020", {"template": name, "entry": str(error)})) from None
    bound = {column.value for block in read.tables for column in block.columns}
    bound |= {value for block in read.blocks if isinstance(block, FormTemplate) for _, value, _ in block.rows}
    for block in read.blocks:
        if isinstance(block, ChartTemplate):
            bound |= {block.label, *(value for value, _ in block.series)}
    bound |= {each.name for each in read.fields}
    refuse_excluded(name, read.excluded, bound | gaps_of(read))
    return read


def gaps_of(read: Template) -> set[str]:
    """Names of all gaps in a template's texts."""
    texts = [*read.title, read.head.left, read.head.centre, read.head.right, *read.notes, read.issuer]
    texts += [block.text for block in read.blocks if isinstance(block, Paragraph)]
    return {gap for text in texts for _, gap, _, _ in Formatter().parse(text) if gap}


def _read(name: str, entries: Mapping[str, Any]) -> Template:
    head = entries.get("head", {})
    return Template(
        name=name,
        version=int(entries["version"]),
        label=entries["label"],
        kind=entries["kind"],
        item=entries.get("item", ""),
        page=_page(entries["page"]),
        title=tuple(entries["title"]),
        head=HeadLine(head.get("left", ""), head.get("centre", ""), head.get("right", "")),
        blocks=tuple(_block(each) for each in entries["blocks"]),
        notes=tuple(entries.get("notes", ())),
        signatures=tuple(entries.get("signatures", ())),
        issuer=entries.get("issuer", ""),
        seal=bool(entries.get("seal", True)),
        stamp=entries.get("stamp", ""),
        supplement=bool(entries.get("supplement", False)),
        excluded=frozenset(entries.get("excluded", ())),
        phrases=dict(entries.get("phrases", {})),
        fields=tuple(_field(each) for each in entries.get("fields", ())),
        across=bool(entries["page"]["across"]) if "across" in entries["page"] else None,
    ).turned()


_FIELD_FORMS = frozenset(("text", "long", "day", "month", "figure"))


def _field(entries: Mapping[str, Any]) -> FieldTemplate:
    form = entries.get("form", "text")
    if form not in _FIELD_FORMS:
        raise ValueError(f"form = {form!r}")
    if form == "points" and entries.get("summed"):
        raise ValueError("a column of points has no total")
    return FieldTemplate(
        entries["name"],
        entries["label"],
        form,
        bool(entries.get("required", False)),
        tuple(entries.get("choices", ())),
    )


def _page(entries: Mapping[str, Any]) -> Page:
    margins = entries["margins_mm"]
    return Page(
        Paper[entries["paper"]],
        False,
        Margins(*(float(margins[side]) for side in ("top", "right", "bottom", "left"))),
        float(entries["text_pt"]),
        float(entries["title_pt"]),
        float(entries.get("body_pt", entries["text_pt"])),
        bool(entries.get("official", False)),
    )


def _block(entries: Mapping[str, Any]) -> Paragraph | TableTemplate | FormTemplate | ChartTemplate:
    if "chart" in entries:
        return ChartTemplate(
            entries["chart"],
            entries["label"],
            tuple(
                (each["value"], Series(each["heading"], Pattern(each["pattern"])))
                for each in entries["series"]
            ),
            entries.get("caption", ""),
            entries.get("empty", "本期无此项内容"),
        )
    if "form" in entries:
        return FormTemplate(
            tuple((each["label"], each["value"], int(each.get("span", 1))) for each in entries["form"]),
            entries.get("caption", ""),
            int(entries.get("pairs", 2)),
        )
    if "text" in entries:
        return Paragraph(
            entries["text"],
            Role(entries.get("role", "body")),
            float(entries.get("size_pt", 0)),
            Align(entries.get("align", "left")),
            float(entries.get("indent", 2)),
            float(entries.get("space_before", 0)),
            bool(entries.get("with_next", False)),
        )
    return TableTemplate(
        rows=entries["rows"],
        columns=tuple(_column(each) for each in entries["columns"]),
        caption=entries.get("caption", ""),
        total=entries.get("total", ""),
        capital=entries.get("capital", ""),
        empty=entries.get("empty", "本期无此项内容"),
        group_by=entries.get("group_by", ""),
        apart=tuple(entries.get("apart", ())),
    )


_FORMS = frozenset(("text", "day", "full_day", "month", "figure", "points", "serial"))
_TERM = re.compile(r"([+-]?)\s*([a-z_0-9]+)")


def _column(entries: Mapping[str, Any]) -> ColumnTemplate:
    form = entries.get("form", "serial" if entries["value"] == "serial" else "text")
    if form not in _FORMS:
        raise ValueError(f"form = {form!r}")
    default = Align.RIGHT if form == "figure" else Align.CENTRE
    return ColumnTemplate(
        Column(
            heading=entries["heading"],
            share=float(entries["share"]),
            align=Align(entries["align"]) if "align" in entries else default,
            fit=Fit(entries.get("fit", _usual_fit(form, entries.get("align") == "left"))),
            summed=bool(entries.get("summed", False)),
            decimals=int(entries.get("decimals", 2)),
        ),
        entries["value"],
        form,
        # no default on purpose: every column states how it is covered
        Mask(entries["mask"]),
        _computed(entries["compute"]) if "compute" in entries else None,
        tuple(entries.get("choices", ())),
        bool(entries.get("required", False)),
    )


def _usual_fit(form: str, is_left: bool) -> str:
    """How entries fit where a column does not say: a number of a row is never broken."""
    if form == "serial":
        return "keep"
    return "wrap" if is_left else "shrink"


def _computed(text: str) -> Sum | Share:
    """``a + b - c`` or ``a / b``."""
    part, slash, whole = (each.strip() for each in text.partition("/"))
    if slash:
        return Share(part, whole)
    terms = tuple((-1 if sign == "-" else 1, name) for sign, name in _TERM.findall(text))
    if _TERM.sub("", text).strip() or not terms:
        raise ValueError(f"compute = {text!r}")
    return Sum(terms)
