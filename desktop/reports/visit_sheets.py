"""Papers of visits: the list to walk by, and the coverage sheet for the township."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    Align,
    Column,
    Fit,
    HeadLine,
    Margins,
    Notice,
    Page,
    Paper,
    Row,
    RowKind,
    SignatureLine,
    Table,
)

_WALK = Page(Paper.A4, False, Margins(16, 14, 14, 16), 11, 20, 12)
_SHEET = Page(Paper.A4, False, Margins(22, 18, 18, 20), 12, 22, 14)
_ROW_MM = 13.0


@dataclass(frozen=True, slots=True)
class WalkSheetLine:
    """A household to be visited.

    ``people`` are those of it who are to be seen, ``phone`` is covered or not, ``last`` the day of the last
    visit in words.
    """

    name: str
    people: str
    group: str
    address: str
    phone: str
    last: str


@dataclass(frozen=True, slots=True)
class WalkSheet:
    """What a walk list says; why somebody is visited is never on it."""

    village: Village
    heading: str
    planned_on: date
    visitors: tuple[str, ...]
    lines: tuple[WalkSheetLine, ...]
    printed: str


def build_walk_sheet(sheet: WalkSheet) -> Notice:
    """The list to take along, in the order of the route, with room to write by hand.

    Source:
        domain.md 7.3 for what is written down; a paper that is carried around says no hardship.
    """
    columns = (
        Column("序号", 6, Align.CENTRE, Fit.KEEP),
        Column("户", 11),
        Column("要看的人", 12),
        Column("住址", 17, Align.LEFT),
        Column("电话", 18, fit=Fit.KEEP),
        Column("上次走访", 15, fit=Fit.KEEP),
        Column("时间", 9),
        Column("正常", 6),
        Column("没见到", 8),
        Column("需求、隐患、纠纷、变更", 30, Align.LEFT),
    )
    rows: list[Row] = []
    group = None
    for number, line in enumerate(sheet.lines, start=1):
        if line.group != group:
            group = line.group
            rows.append(Row(kind=RowKind.GROUP, label=group or "未分组"))
        rows.append(
            Row((str(number), line.name, line.people, line.address, line.phone, line.last, "", "□", "□", ""))
        )
    return Notice(
        title=(sheet.village.name, "走访单"),
        period=sheet.heading,
        page=_WALK,
        head=HeadLine(
            f"走访人：{'、'.join(sheet.visitors)}", sheet.heading, f"走访日期：{day_words(sheet.planned_on)}"
        ),
        blocks=(Table(columns, tuple(rows), total_label="", empty_text="没有要走访的人", row_mm=_ROW_MM),),
        notes=(
            "时间写几点几分；家里正常的、没见到人的在方框里打√，其他情况写在最后一栏。",
            "这张单子有村民的信息，请随身带好，登记以后交回村里。",
        ),
        signature=SignatureLine(("走访人", "走访人"), seal=False),
        stamp=sheet.printed,
        coded=False,
    )


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A class on the coverage sheet; ``unit`` is 人 or 户."""

    label: str
    cycle: str
    objects: str
    unit: str
    covered: str
    rate: str
    person_times: str
    at_home: str
    other: str


@dataclass(frozen=True, slots=True)
class CoverageSheet:
    """Figures of a period; ``last`` is its last day."""

    village: Village
    first: date
    last: date
    lines: tuple[CoverageLine, ...]
    sums: Sequence[str]
    cut_off: str
    printed_on: date


def build_coverage_sheet(sheet: CoverageSheet) -> Notice:
    """The sheet for the township: how far each class was covered, no names.

    Source:
        domain.md 12: people and participations are labelled apart, figures carry their cut-off.
    """
    columns = (
        Column("类别", 22, Align.LEFT),
        Column("周期", 10),
        Column("对象数", 12),
        Column("已走访", 12),
        Column("走访率", 11),
        Column("走访人次", 12),
        Column("其中入户", 12),
        Column("电话、视频", 13),
    )
    rows = tuple(
        Row(
            (
                line.label,
                line.cycle,
                f"{line.objects} {line.unit}",
                f"{line.covered} {line.unit}",
                line.rate,
                line.person_times,
                line.at_home,
                line.other,
            )
        )
        for line in sheet.lines
    )
    return Notice(
        title=(sheet.village.name, "走访情况表"),
        period=f"{day_words(sheet.first)}至{day_words(sheet.last)}",
        page=_SHEET,
        head=HeadLine(f"{day_words(sheet.first)}至{day_words(sheet.last)}", "", f"数据截至 {sheet.cut_off}"),
        blocks=(Table(columns, rows, total_label="", empty_text="没有走访对象", row_mm=10.0),),
        notes=(
            *sheet.sums,
            "已走访：期内至少见到一次的对象，一人一户只算一次；走访人次：见到一次算一次。"
            "对象不足 10 的走访率写成分数。",
            "电话、视频只对骨干对象和服务对象三类算数；没见到人的、只向邻里了解的都不算。",
        ),
        signature=SignatureLine(
            ("填表人", "负责人"), f"{sheet.village.name}村民委员会（章）", day_words(sheet.printed_on)
        ),
        coded=False,
    )
