"""The paper of what people care about: categories, terms, groups and months (民情分析)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.reports.document import (
    Align,
    Block,
    Chart,
    ChartRow,
    Column,
    Fit,
    Margins,
    Notice,
    Page,
    Paper,
    Pattern,
    Row,
    Series,
    SignatureLine,
    Table,
)
from desktop.reports.learning_sheets import SheetHead

_PAGE = Page(Paper.A4, False, Margins(20, 18, 18, 20), 11, 20, 11)


@dataclass(frozen=True, slots=True)
class AnalysisTables:
    """What the paper says, in words.

    Attributes:
        categories: Label, count, usual count, what is said of it; kinds are indented by the caller.
        terms: The same of terms.
        group_heads: Names of the main categories.
        groups: Name, a cell for each main category, total.
        months: Label and count of each month, oldest first.
        notes: How it was counted.
    """

    categories: Sequence[tuple[str, str, str, str]]
    terms: Sequence[tuple[str, str, str, str]]
    group_heads: Sequence[str]
    groups: Sequence[Sequence[str]]
    months: Sequence[tuple[str, int]]
    notes: Sequence[str]


def month_chart(months: Sequence[tuple[str, int]], caption: str) -> Chart:
    """Texts by month as bars; a row's key is its month."""
    rows = tuple(ChartRow(label, (count,), key=label) for label, count in months)
    return Chart(rows, (Series("件数", Pattern.SOLID),), caption, "还没有记录", decimals=0)


def build_analysis_sheet(head: SheetHead, span: str, count: int, tables: AnalysisTables) -> Notice:
    """One paper for the office and the township, with nobody's name on it.

    Args:
        head: Whose and when.
        span: The days looked at, in words.
        count: Texts in them.
        tables: What is told.
    """
    columns = (
        Column("", 34, Align.LEFT),
        Column("件数", 12, Align.RIGHT, Fit.KEEP),
        Column("平时", 12, Align.RIGHT, Fit.KEEP),
        Column("和平时比", 42, Align.LEFT),
    )
    blocks: list[Block] = [
        Table(_named(columns, "类别"), _rows(tables.categories), total_label="", empty_text="这些天没有事项"),
        Table(_named(columns, "词语"), _rows(tables.terms), total_label="", empty_text="没有够多的词语"),
    ]
    if tables.group_heads:
        width = 70 // max(len(tables.group_heads) + 1, 1)
        by_group = (
            Column("村民小组", 30, Align.LEFT),
            *(Column(name, width, Align.RIGHT) for name in tables.group_heads),
            Column("合计", width, Align.RIGHT),
        )
        blocks.append(Table(by_group, _rows(tables.groups), total_label=""))
    blocks.append(month_chart(tables.months, "近十二个月的件数"))
    return Notice(
        title=(f"{head.village.name}民情分析",),
        period=span,
        page=_PAGE,
        blocks=tuple(blocks),
        head=head.line(f"{span}，共 {count} 件"),
        notes=tuple(tables.notes),
        signature=SignatureLine(("村党组织书记", "填表人"), seal=False),
        coded=False,
    )


def _named(columns: Sequence[Column], first: str) -> tuple[Column, ...]:
    head, *rest = columns
    return (replace(head, heading=first), *rest)


def _rows(rows: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    return tuple(Row(tuple(each)) for each in rows)
