"""Points on paper beside the notices: a claim to fill in, and somebody's entries (积分申报单, 积分明细)."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    Align,
    Block,
    Column,
    Fit,
    Form,
    FormField,
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

_PAGE = Page(Paper.A4, False, Margins(20, 18, 18, 22), 10.5, 20, 12)


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category: what counts, what was entered, its ceiling ("" without one), as texts."""

    label: str
    counted: str
    entered: str
    ceiling: str


@dataclass(frozen=True, slots=True)
class EntryPaperLine:
    """An entry in words."""

    day: str
    item: str
    points: str
    state: str
    proof: str
    note: str


@dataclass(frozen=True, slots=True)
class OwnPointsPaper:
    """What the paper says.

    Attributes:
        village: Where.
        printed_on: Day of the print.
        year: Of the points.
        is_household: Whether it is a household's.
        name: Whose.
        group: Party group or villagers' group.
        branch: Of a member; empty for households.
        scheme: Name and version of the rules.
        total: What counts.
        categories: By category.
        entries: All entries, also waiting and refused ones.
        appeal_days: Days within which an appeal is answered.
    """

    village: Village
    printed_on: date
    year: int
    is_household: bool
    name: str
    group: str
    branch: str
    scheme: str
    total: str
    categories: tuple[CategoryLine, ...]
    entries: tuple[EntryPaperLine, ...]
    appeal_days: int


def build_own_points(paper: OwnPointsPaper) -> Notice:
    """The paper: who, what counts by category, every entry, and a line for the signature."""
    whose = "户主" if paper.is_household else "姓名"
    group = "村民小组" if paper.is_household else "党小组"
    facts = [FormField(whose, paper.name), FormField(group, paper.group)]
    if paper.branch:
        facts.append(FormField("党支部", paper.branch))
    facts += [FormField("全年得分", paper.total), FormField("积分办法", paper.scheme)]
    blocks: tuple[Block, ...] = (
        Form(tuple(facts)),
        Table(
            (
                Column("类别", 34, Align.LEFT),
                Column("计入", 22, Align.CENTRE),
                Column("登记", 22, Align.CENTRE),
                Column("全年上限", 22, Align.CENTRE),
            ),
            tuple(Row((each.label, each.counted, each.entered, each.ceiling)) for each in paper.categories),
            "一、各类得分",
            total_label="",
        ),
        Table(
            (
                Column("序号", 6, Align.CENTRE, Fit.KEEP),
                Column("日期", 13, Align.CENTRE, Fit.KEEP),
                Column("项目", 25, Align.LEFT),
                Column("分值", 8, Align.CENTRE, Fit.KEEP),
                Column("情况", 11, Align.CENTRE),
                Column("依据", 21, Align.LEFT),
                Column("备注", 16, Align.LEFT),
            ),
            tuple(
                Row((str(number), each.day, each.item, each.points, each.state, each.proof, each.note))
                for number, each in enumerate(paper.entries, start=1)
            ),
            "二、积分明细",
            total_label="",
        ),
        Paragraph(
            "以上积分本人已核对。对其中任何一笔有异议的，可以书面或口头提出申诉，"
            f"收到后 {paper.appeal_days} 天内答复。",
            indent=2,
        ),
    )
    title = "家庭积分明细" if paper.is_household else "党员积分明细"
    return Notice(
        title=(f"{paper.year}年", title),
        period=f"截至{day_words(paper.printed_on)}",
        page=_PAGE,
        head=HeadLine(
            paper.village.county + paper.village.town + paper.village.name,
            "",
            f"打印日期：{day_words(paper.printed_on)}",
        ),
        blocks=blocks,
        notes=("超过上限的部分不计入；已冲销的积分和冲销各占一行，两相抵消；待确认、不予确认的不计分。",),
        signature=SignatureLine(
            ("本人签字", "党支部书记" if paper.branch else "村委会主任", "记录人"), seal=False
        ),
        coded=False,
    )


_LINES = 6
"""Empty lines of a claim."""
_LINE_MM = 12.0
"""Height of one, for writing by hand."""


@dataclass(frozen=True, slots=True)
class ClaimPaper:
    """A claim to be filled in by hand.

    Attributes:
        village: Where.
        year: Of the points.
        is_household: Whether it is a household's.
        name: Who claims.
        group: Party group or villagers' group.
        branch: Of a member; empty for households.
        scheme: Name and version of the rules.
        items: Label and points of what can be claimed.
    """

    village: Village
    year: int
    is_household: bool
    name: str
    group: str
    branch: str
    scheme: str
    items: tuple[tuple[str, str], ...]


def build_claim_form(paper: ClaimPaper) -> Notice:
    """The form: who, empty lines, what can be claimed, lines for three signatures."""
    facts = [FormField("户主" if paper.is_household else "姓名", paper.name)]
    facts.append(FormField("村民小组" if paper.is_household else "党小组", paper.group))
    if paper.branch:
        facts.append(FormField("党支部", paper.branch, 3))
    halves = -(-len(paper.items) // 2)
    pairs = [
        (paper.items[n], paper.items[n + halves] if n + halves < len(paper.items) else ("", ""))
        for n in range(halves)
    ]
    blocks: tuple[Block, ...] = (
        Form(tuple(facts)),
        Table(
            (
                Column("序号", 6, Align.CENTRE, Fit.KEEP),
                Column("日期", 14, Align.CENTRE),
                Column("做了什么、为谁做的", 44, Align.LEFT),
                Column("证明人", 16, Align.CENTRE),
                Column("申报分值", 20, Align.CENTRE),
            ),
            tuple(Row((str(number), "", "", "", "")) for number in range(1, _LINES + 1)),
            "一、申报",
            total_label="",
            row_mm=_LINE_MM,
        ),
        Table(
            (
                Column("项目", 36, Align.LEFT),
                Column("分值", 14, Align.CENTRE),
                Column("项目", 36, Align.LEFT),
                Column("分值", 14, Align.CENTRE),
            ),
            tuple(Row((*left, *right)) for left, right in pairs),
            f"二、可以申报的项目（{paper.scheme}）",
            total_label="",
        ),
    )
    return Notice(
        title=(f"{paper.year}年", "家庭积分申报单" if paper.is_household else "党员积分申报单"),
        period=f"{paper.year}年度",
        page=_PAGE,
        head=HeadLine(
            paper.village.county + paper.village.town + paper.village.name,
            "",
            "申报日期：　　　　年　　月　　日",
        ),
        blocks=blocks,
        notes=("参加会议、党课、主题党日的积分按签到登记，不用申报；已经登记为实事的，不重复申报。",),
        signature=SignatureLine(("申报人签字", "证明人签字", "登记人"), seal=False),
        coded=False,
    )
