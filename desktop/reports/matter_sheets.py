"""Papers of a major matter: its six steps on one page for the file, and its progress for the wall."""

from dataclasses import dataclass, field
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    WIDE_GAP,
    Align,
    Block,
    Cell,
    Column,
    Fit,
    Form,
    FormField,
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
from desktop.reports.internal_papers import ACROSS, internal_head

_WALL = Page(Paper.A4, True, Margins(18, 16, 17, 20), 14, 24, 14)


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One of the six steps in words; ``mark`` tells its state by its shape, unknown counts are empty."""

    mark: str
    step: str
    day: str
    proof: str
    attendance: str = ""
    votes: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class MatterPaper:
    """What both papers say.

    Attributes:
        village: Whose matter it is.
        printed_on: Day of the print.
        title: Name of the matter.
        facts: Label and value: kind, amount, who sees to it, days.
        content: What is to be done.
        result: What came out of it; empty while it is under way.
        lines: The six steps.
        state: How it stands as a whole, in words.
        committee: Who seals what hangs on the wall.
        place: Board; empty leaves it out.
        phones: Label and number of those who hear objections.
    """

    village: Village
    printed_on: date
    title: str
    facts: tuple[tuple[str, str], ...]
    content: str
    result: str
    lines: tuple[MatterLine, ...]
    state: str
    committee: str
    place: str = ""
    phones: tuple[tuple[str, str], ...] = field(default=())


def build_matter_record(paper: MatterPaper) -> Notice:
    """The page for the file (六步一览): every step with its proof, and what is missing."""
    facts = [FormField(label, value) for label, value in paper.facts if value]
    facts += [
        FormField(label, value, 3)
        for label, value in (("事项内容", paper.content), ("实施结果", paper.result))
        if value
    ]
    columns = (
        Column("", 3, Align.CENTRE, Fit.KEEP),
        Column("步骤", 15, Align.LEFT),
        Column("日期", 10, Align.CENTRE, Fit.KEEP),
        Column("会议或公告", 24, Align.LEFT),
        Column("应到/实到", 9, Align.CENTRE, Fit.KEEP),
        Column("同意/反对/弃权", 13, Align.CENTRE, Fit.KEEP),
        Column("决议和说明", 26, Align.LEFT),
    )
    rows = tuple(
        _row(line.mark, line.step, line.day, line.proof, line.attendance, line.votes, line.remark)
        for line in paper.lines
    )
    blocks: tuple[Block, ...] = (
        Form((FormField("事项", paper.title, 3), *facts)),
        Table(columns, rows, "四议两公开六步一览", total_label=""),
    )
    return Notice(
        title=("四议两公开", "事项记录"),
        period=f"截至{day_words(paper.printed_on)}",
        page=ACROSS,
        head=internal_head(paper.village, paper.printed_on, paper.state),
        blocks=blocks,
        notes=("● 已完成　　▲ 缺项　　◎ 下一步　　■ 有异议暂停　　○ 未到",),
        signature=SignatureLine(("村党组织书记", "村委会主任", "村监会主任", "填表人"), seal=False),
        coded=False,
    )


def build_matter_progress(paper: MatterPaper) -> Notice:
    """The sheet for the wall: how far the matter is, in large letters, without remarks for the office."""
    columns = (
        Column("", 3, Align.CENTRE, Fit.KEEP),
        Column("步骤", 24, Align.LEFT),
        Column("日期", 14, Align.CENTRE, Fit.KEEP),
        Column("应到/实到", 12, Align.CENTRE, Fit.KEEP),
        Column("同意/反对/弃权", 18, Align.CENTRE, Fit.KEEP),
        Column("进展", 14, Align.CENTRE),
    )
    rows = tuple(
        _row(line.mark, line.step, line.day, line.attendance, line.votes, _progress(line))
        for line in paper.lines
    )
    text = "　".join(f"{label}：{value}" for label, value in paper.facts if value)
    blocks: list[Block] = [Paragraph(paper.title, Role.HEI, 18, Align.CENTRE), Paragraph(text, size_pt=12)]
    if paper.content:
        blocks.append(Paragraph(paper.content, indent=2))
    blocks.append(Table(columns, rows, total_label=""))
    if paper.result:
        blocks.append(Paragraph(f"实施结果：{paper.result}", indent=2))
    where = f"{WIDE_GAP}公开地点：{paper.place}" if paper.place else ""
    notes = [f"公开日期：{day_words(paper.printed_on)}{where}"]
    if phones := WIDE_GAP.join(f"{label}：{number}" for label, number in paper.phones if number):
        notes.append(phones)
    village = paper.village
    return Notice(
        title=(f"{village.county}{village.town}", village.name, "“四议两公开”进度公示"),
        period=f"截至{day_words(paper.printed_on)}",
        page=_WALL,
        blocks=tuple(blocks),
        notes=tuple(notes),
        signature=SignatureLine((), f"{paper.committee}（章）", day_words(paper.printed_on)),
    )


def _progress(line: MatterLine) -> str:
    return {"●": "已完成", "▲": "补办中", "◎": "下一步", "■": "处理意见中"}.get(line.mark, "")


def _row(*cells: Cell) -> Row:
    return Row(cells)
