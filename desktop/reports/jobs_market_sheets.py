"""Papers of work and jobs: posts for the wall, a slip for who was recommended, the table of seekers."""

from collections.abc import Sequence

from desktop.domain.period import day_words
from desktop.reports.document import (
    Align,
    Column,
    Fit,
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
from desktop.reports.learning_sheets import SheetHead

_WALL = Page(Paper.A4, True, Margins(18, 16, 16, 20), 13, 22, 13)
_SLIP = Page(Paper.A4, False, Margins(26, 24, 24, 26), 14, 22, 14)
_TABLE = Page(Paper.A4, True, Margins(18, 16, 16, 20), 11, 20, 11)


def build_post_list(head: SheetHead, rows: Sequence[tuple[str, ...]]) -> Notice:
    """Work that is offered, in letters read from a metre away; nobody's data but the employer's.

    Args:
        head: Whose and when.
        rows: Employer, work, how many, pay, place, what it needs, whom to ask, until when.
    """
    columns = (
        Column("序号", 5, Align.CENTRE, Fit.KEEP),
        Column("单位", 16, Align.LEFT),
        Column("岗位", 10, Align.LEFT),
        Column("人数", 5, Align.CENTRE, Fit.KEEP),
        Column("工资", 14, Align.LEFT),
        Column("地点", 10, Align.LEFT),
        Column("条件和待遇", 16, Align.LEFT),
        Column("联系", 14, Align.LEFT),
        Column("有效到", 10, Align.CENTRE, Fit.KEEP),
    )
    numbered = tuple(Row((str(number), *row)) for number, row in enumerate(rows, start=1))
    return Notice(
        title=(f"{head.village.name}务工岗位信息",),
        period=day_words(head.printed_on),
        page=_WALL,
        blocks=(Table(columns, numbered, total_label="", empty_text="目前没有可推荐的岗位"),),
        head=head.line(f"共 {len(rows)} 个岗位"),
        notes=("岗位都由村里核实过；想去的到村里登记。招工不收押金、不扣证件，遇到收钱的请告诉村里。",),
        coded=False,
    )


def build_referral_slip(head: SheetHead, name: str, facts: Sequence[tuple[str, str]]) -> Notice:
    """What a seeker takes along: where to go, whom to ask, what was promised.

    Args:
        head: Whose and when.
        name: Of the seeker.
        facts: Label and text, in the order printed.
    """
    blocks = [Paragraph(f"{name}：", Role.HEI, size_pt=15)]
    blocks.append(Paragraph("村里推荐您到下面的单位应聘，请带身份证前去。", indent=2))
    blocks += [Paragraph(f"{label}：{text}", size_pt=15, indent=2) for label, text in facts if text]
    blocks.append(
        Paragraph(
            "上岗前要签劳动合同。单位要押金、扣证件，或说的和这张单子不一样，请先打村里的电话。", indent=2
        )
    )
    return Notice(
        title=("务工推荐单",),
        period="",
        page=_SLIP,
        blocks=tuple(blocks),
        head=head.line(),
        signature=SignatureLine(("经办人", "本人签收"), seal=False),
        coded=False,
    )


def build_forecast_sheet(
    head: SheetHead, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], note: str
) -> Notice:
    """Who looks for work, by two things; no name.

    Args:
        head: Whose and when.
        title: What is counted by what.
        headings: Of the columns, the rows' own first.
        rows: Texts, the sums last.
        note: How small numbers are told.
    """
    width = 76 // max(len(headings) - 1, 1)
    columns = (
        Column(headings[0], 24, Align.LEFT),
        *(Column(heading, width, Align.RIGHT) for heading in headings[1:]),
    )
    table = Table(columns, tuple(Row(tuple(row)) for row in rows), total_label="")
    return Notice(
        title=(f"{head.village.name}求职人员汇总表",),
        period=title,
        page=_TABLE,
        blocks=(table,),
        head=head.line(title),
        notes=(note,),
        signature=SignatureLine(("村党组织书记", "填表人"), seal=False),
        coded=False,
    )
