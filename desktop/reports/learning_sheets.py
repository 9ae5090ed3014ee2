"""Papers of learning and deeds: an item to read, who still has to study, deeds of a year, figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.plain_markup import Block as TextBlock
from desktop.domain.plain_markup import BlockKind
from desktop.domain.village import Village
from desktop.reports.document import (
    Align,
    Block,
    Column,
    Fit,
    HeadLine,
    Margins,
    Notice,
    Page,
    Paper,
    Paragraph,
    Row,
    SignatureLine,
    Table,
)
from desktop.reports.fonts import Role

_READING = Page(Paper.A4, False, Margins(26, 24, 24, 26), 14, 22, 14)
_ACROSS = Page(Paper.A4, True, Margins(18, 16, 16, 20), 10.5, 20, 10.5)
_UPRIGHT = Page(Paper.A4, False, Margins(22, 18, 18, 22), 11, 20, 11)
_HEADING_POINTS = {1: 16.0, 2: 15.0, 3: 14.0}


@dataclass(frozen=True, slots=True)
class SheetHead:
    """Whose sheet it is and when it was printed."""

    village: Village
    printed_on: date

    def line(self, centre: str = "") -> HeadLine:
        """The line above the contents."""
        place = self.village.county + self.village.town + self.village.name
        return HeadLine(place, centre, f"打印日期：{day_words(self.printed_on)}")


def build_reading_sheet(
    head: SheetHead, title: str, facts: Sequence[str], blocks: Sequence[TextBlock], files: Sequence[str]
) -> Notice:
    """An item in letters that can be read at arm's length.

    Args:
        head: Whose and when.
        title: Of the item.
        facts: What stands below the title: source, topics, whom it is for.
        blocks: Its text.
        files: Names of pictures and videos, which are looked at on the PC.
    """
    made: list[Block] = [Paragraph("　".join(facts), size_pt=11, align=Align.CENTRE)] if facts else []
    for each in blocks:
        if each.kind is BlockKind.HEADING:
            size = _HEADING_POINTS[each.level]
            made.append(Paragraph(each.text, Role.HEI, size, space_before=0.6, with_next=True))
        elif each.kind is BlockKind.BULLET:
            made.append(Paragraph(f"• {each.text}", indent=1))
        elif each.kind is BlockKind.NUMBERED:
            made.append(Paragraph(f"{each.mark}. {each.text}", indent=1))
        else:
            made.append(Paragraph(each.text, indent=2))
    if files:
        names = "、".join(files)
        made.append(Paragraph(f"另有图片、视频：{names}，请在电脑上看。", size_pt=11, space_before=1.0))
    return Notice(
        title=(title,),
        period="",
        page=_READING,
        blocks=tuple(made),
        head=head.line(),
        coded=False,
    )


def build_lacking_sheet(head: SheetHead, rows: Sequence[tuple[str, str, str, str]]) -> Notice:
    """Who still has to study what, for the office: name, group, what, why; nobody is ranked."""
    columns = (
        Column("序号", 6, Align.CENTRE, Fit.KEEP),
        Column("姓名", 12, Align.CENTRE, Fit.KEEP),
        Column("小组", 12, Align.CENTRE),
        Column("还要学的内容", 34, Align.LEFT),
        Column("原因和期限", 36, Align.LEFT),
    )
    return Notice(
        title=("还要学习的人员和内容",),
        period=f"截至{day_words(head.printed_on)}",
        page=_UPRIGHT,
        blocks=(Table(columns, _numbered(rows), total_label=""),),
        head=head.line(f"截至{day_words(head.printed_on)}，共 {len(rows)} 条"),
        notes=("供村里安排集中学习和补课用，不张贴、不排名。",),
        signature=SignatureLine(("党组织书记", "填表人"), seal=False),
        coded=False,
    )


def build_deed_list(
    head: SheetHead, period: str, rows: Sequence[tuple[str, ...]], summary: str, filtered: str = ""
) -> Notice:
    """Deeds of a year: day, kind, what, where, who, hours, for whom and with what result.

    Args:
        head: Whose and when.
        period: The year or period in words.
        rows: Seven texts each.
        summary: Deeds and person-times in words; the two are different units.
        filtered: Which deeds alone are listed, empty for all.
    """
    columns = (
        Column("序号", 4, Align.CENTRE, Fit.KEEP),
        Column("日期", 10, Align.CENTRE, Fit.KEEP),
        Column("类别", 9, Align.CENTRE),
        Column("做了什么", 22, Align.LEFT),
        Column("地点", 10, Align.LEFT),
        Column("参加人员", 19, Align.LEFT),
        Column("时长", 6, Align.CENTRE, Fit.KEEP),
        Column("受益和结果", 20, Align.LEFT),
    )
    return Notice(
        title=(f"{head.village.name}党员干部实事清单",),
        period=period,
        page=_ACROSS,
        blocks=(Table(columns, _numbered(rows), total_label="", empty_text="本期没有登记实事"),),
        head=head.line("　".join(part for part in (period, filtered) if part)),
        notes=(summary,),
        signature=SignatureLine(("党组织书记", "填表人"), seal=False),
        coded=False,
    )


def build_figure_sheet(
    head: SheetHead, period: str, rows: Sequence[tuple[str, str, str, str, str]], notes: Sequence[str]
) -> Notice:
    """The table of figures; what is of the period and what is cumulative stand in columns of their own."""
    columns = (
        Column("指标", 20, Align.LEFT),
        Column("单位", 8, Align.CENTRE, Fit.KEEP),
        Column("本期", 11, Align.CENTRE, Fit.KEEP),
        Column("累计", 11, Align.CENTRE, Fit.KEEP),
        Column("怎么算的", 50, Align.LEFT),
    )
    return Notice(
        title=("学习和实事统计表",),
        period=period,
        page=_UPRIGHT,
        blocks=(Table(columns, tuple(Row(row) for row in rows), total_label=""),),
        head=head.line(period),
        notes=tuple(notes),
        signature=SignatureLine(("党组织书记", "填表人"), seal=False),
        coded=False,
    )


def _numbered(rows: Sequence[tuple[str, ...]]) -> tuple[Row, ...]:
    return tuple(Row((str(number), *row)) for number, row in enumerate(rows, start=1))
