"""Papers of an emergency: call tree, door lists, what happened when, the summary, reports of a disaster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    WIDE_GAP,
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
    RowKind,
    SignatureLine,
    Table,
)
from desktop.reports.fonts import Role

_TREE = Page(Paper.A4, False, Margins(14, 12, 12, 14), 12, 24, 14)
_DOOR = Page(Paper.A4, False, Margins(14, 12, 12, 14), 13.5, 24, 14)
_RECORD = Page(Paper.A4, False, Margins(18, 16, 16, 20), 11, 22, 13)
_TREE_ROW_MM, _DOOR_ROW_MM = 13.0, 14.0
_BOX = "□"
DRILL_STAMP = "演练　不是真的险情"
"""Stands on every page of a drill, so that nobody takes it for an order."""


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What every paper of a mobilisation begins with.

    Attributes:
        village: Whose it is.
        title: Kind and level in words.
        number: Number of the mobilisation.
        order: Who ordered what.
        started: T0 in words.
        is_drill: A drill.
        printed_on: Day of the print.
    """

    village: Village
    title: str
    number: str
    order: str
    started: str
    is_drill: bool
    printed_on: date

    def notice(
        self,
        name: str,
        page: Page,
        blocks: Sequence[Block],
        notes: Sequence[str] = (),
        signature: SignatureLine | None = None,
        centre: str = "",
    ) -> Notice:
        """A paper of the mobilisation with its head, and the stamp where it is a drill."""
        return Notice(
            title=(f"{self.village.name}【演练】" if self.is_drill else self.village.name, name),
            period=self.started,
            page=page,
            head=HeadLine(self.title, centre, f"开始：{self.started}"),
            blocks=tuple(blocks),
            notes=tuple(notes),
            signature=signature,
            stamp=DRILL_STAMP if self.is_drill else "",
            coded=False,
        )


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A caller on paper: whom they call as number, head and telephone."""

    number: str
    name: str
    role: str
    phone: str
    called_by: str
    households: tuple[tuple[str, str, str], ...]
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True)
class TreeArea:
    """A grid of the call tree."""

    name: str
    lines: tuple[TreeLine, ...]


def build_call_tree_sheet(
    head: SheetHead,
    areas: Sequence[TreeArea],
    skipped: Sequence[tuple[str, str, str]],
    uncalled: Sequence[tuple[str, str]],
    desk_phone: str,
) -> Notice:
    """Who calls whom, with every number, to be worked through without a computer.

    Args:
        head: Of the mobilisation.
        areas: Grids with their callers in order.
        skipped: Name, what they are, and why they can't call.
        uncalled: Number and head of households nobody is left to call.
        desk_phone: Where answers are reported to; empty when unknown.
    """
    columns = (
        Column("号", 7, Align.CENTRE, Fit.KEEP),
        Column("呼叫人", 24, Align.LEFT),
        Column("由谁呼叫", 13),
        Column("负责的户", 46, Align.LEFT),
        Column("应答", 8),
        Column("时刻", 11),
    )
    rows: list[Row] = []
    for area in areas:
        rows.append(Row(kind=RowKind.GROUP, label=area.name))
        for line in area.lines:
            who = f"{line.name}（{line.role}）\n{line.phone}"
            if line.stands_in_for:
                who += f"\n代{line.stands_in_for}"
            called = "\n".join("　".join(part for part in one if part) for one in line.households)
            rows.append(
                Row((line.number, who, line.called_by or "村值班", called or "只叫人，不分户", _BOX, ""))
            )
    notes = [
        "先叫网格长（3 分钟内），网格长叫网格员（8 分钟内），再叫到每一户（15 分钟内）；"
        f"应答报村值班{desk_phone and f' {desk_phone}'}，打√写时刻。"
    ]
    if skipped:
        told = "；".join(f"{name}（{role}，{why}）" for name, role, why in skipped)
        notes.append(f"今天不能呼叫：{told}。")
    if uncalled:
        told = "、".join(f"{number} {name}" for number, name in uncalled)
        notes.append(f"没有人呼叫、要直接上门的：{told}。")
    table = Table(columns, tuple(rows), total_label="", empty_text="没有呼叫人", row_mm=_TREE_ROW_MM)
    return head.notice("应急呼叫树", _TREE, (*_order(head), table), notes, centre=head.number)


def _order(head: SheetHead) -> tuple[Block, ...]:
    return (Paragraph(f"命令：{head.order}", Role.HEI, 14, with_next=True),) if head.order else ()


@dataclass(frozen=True, slots=True)
class DoorLine:
    """A household on a door list."""

    number: str
    head: str
    address: str
    phones: tuple[str, ...]
    people: tuple[str, ...]
    help: str
    goes_to: str
    caller: str


@dataclass(frozen=True, slots=True)
class DoorList:
    """The households of one grid: ``first`` need help, ``groups`` are the others by villager group.

    ``ways`` are sentences about signals, routes and shelters; ``away`` are heads of households with nobody
    at home.
    """

    area: str
    head_of_grid: str
    first: tuple[DoorLine, ...]
    groups: tuple[tuple[str, tuple[DoorLine, ...]], ...]
    ways: tuple[str, ...]
    away: tuple[str, ...] = ()


def build_door_list(head: SheetHead, doors: DoorList) -> Notice:
    """The list to take from door to door: those to be helped out first, then by route."""
    columns = (
        Column("号", 8, Align.CENTRE, Fit.KEEP),
        Column("户主、住址", 23, Align.LEFT),
        Column("电话", 22, Align.LEFT),
        Column("在家的人", 37, Align.LEFT),
        Column("通知", 8),
        Column("转移", 8),
        Column("联系不上", 8),
        Column("时刻", 10),
    )
    rows: list[Row] = []
    if doors.first:
        rows.append(Row(kind=RowKind.GROUP, label=f"先转移：要人协助的 {len(doors.first)} 户"))
        rows += [_door_row(line) for line in doors.first]
    for group, lines in doors.groups:
        rows.append(Row(kind=RowKind.GROUP, label=f"{group or '未分组'}　{len(lines)} 户"))
        rows += [_door_row(line) for line in lines]
    table = Table(columns, tuple(rows), total_label="", empty_text="没有住户", row_mm=_DOOR_ROW_MM)
    notes = [*doors.ways, "解除以前不能回家。人数按档案，多出来的客人、租住的人也要带走，写在旁边。"]
    if doors.away:
        notes.append(f"按档案全家外出、路过时看一眼的：{'、'.join(doors.away)}。")
    lead = f"网格长：{doors.head_of_grid}" if doors.head_of_grid else ""
    return head.notice(
        f"{doors.area}上门清单",
        _DOOR,
        (*_order(head), table),
        notes,
        SignatureLine(("上门人", "上门人"), seal=False),
        lead,
    )


def _door_row(line: DoorLine) -> Row:
    where = "\n".join(part for part in (line.head, line.address) if part)
    told = [f"{len(line.people)}人：{'、'.join(line.people)}"]
    if line.help:
        told.append(f"★{line.help}")
    if line.goes_to:
        told.append(f"到{line.goes_to}")
    return Row(
        (line.number, where, "\n".join(line.phones) or "无电话", "\n".join(told), _BOX, _BOX, _BOX, "")
    )


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """Something that became known: its time since the order, true time, who or what, and what of it."""

    since: str
    at: str
    entered: str
    who: str
    what: str
    told_by: str


def build_timeline(head: SheetHead, lines: Sequence[TimelineLine]) -> Notice:
    """Everything by its true time, with the time at which it was entered where that was later."""
    columns = (
        Column("用时", 13, Align.CENTRE, Fit.KEEP),
        Column("真实时刻", 15, Align.CENTRE, Fit.KEEP),
        Column("谁、哪户", 32, Align.LEFT),
        Column("情况", 25, Align.LEFT),
        Column("报告人", 18, Align.LEFT),
        Column("补录时刻", 14, Align.CENTRE, Fit.KEEP),
    )
    rows = tuple(
        Row((line.since, line.at, line.who, line.what, line.told_by, line.entered)) for line in lines
    )
    return head.notice(
        "应急动员时间线",
        _RECORD,
        (Table(columns, rows, total_label="", empty_text="还没有登记"),),
        ("“补录时刻”只在登记晚于真实时刻两分钟以上时填写；更正过的登记保留，并注明。",),
        SignatureLine(("值班人", "村党组织书记"), seal=False),
        head.number,
    )


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """What a mobilisation came to.

    Attributes:
        facts: Label and value of its form.
        rates: Minute, answered, known then, whole, rate.
        households: State, households and people in it; everybody counts once.
        rounds: Number, time, shelters with their counts, total, short.
        missing: Names with since when.
        reports: Kind, time and way of disaster reports.
    """

    facts: tuple[tuple[str, str], ...]
    rates: tuple[tuple[str, ...], ...]
    households: tuple[tuple[str, int, int], ...]
    rounds: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...]
    reports: tuple[str, ...]


def build_summary(head: SheetHead, data: SummarySheet) -> Notice:
    """The page for the township: times, rates, households, people, counting rounds."""
    blocks: list[Block] = [
        *_order(head),
        Form(tuple(FormField(label, value) for label, value in data.facts), pairs=2, line_mm=8.0),
        Table(
            tuple(
                Column(heading, share)
                for heading, share in (
                    ("应答", 22),
                    ("按真实时刻应答（人）", 26),
                    ("当时已知（人）", 22),
                    ("应呼叫（人）", 18),
                    ("应答率", 14),
                )
            ),
            tuple(Row(each) for each in data.rates),
            "呼叫人应答",
            total_label="",
        ),
        Table(
            (Column("", 8), *(Column(state, 13) for state, _, _ in data.households), Column("合计", 13)),
            (
                _sums("户", [homes for _, homes, _ in data.households]),
                _sums("人", [people for _, _, people in data.households]),
            ),
            "各户情况",
            total_label="",
        ),
        Table(
            (
                Column("轮次", 9),
                Column("时刻", 15),
                Column("各点人数", 44, Align.LEFT),
                Column("合计（人）", 14),
                Column("少（人）", 12),
            ),
            tuple(Row(each) for each in data.rounds),
            "清点人数",
            total_label="",
            empty_text="没有清点",
        ),
    ]
    notes = [
        f"没有找到的人：{'、'.join(data.missing)}。" if data.missing else "没有找不到的人。",
        *(f"灾情报告：{each}" for each in data.reports),
        "各户情况按最后一次登记，每人只算一次；转移人数包括解除后返回的。",
    ]
    return head.notice(
        "应急动员小结",
        _RECORD,
        blocks,
        notes,
        SignatureLine(
            ("村党组织书记", "填表人"),
            f"{head.village.name}村民委员会（章）",
            day_words(head.printed_on),
        ),
        head.number,
    )


def _sums(unit: str, numbers: Sequence[int]) -> Row:
    return Row((unit, *(str(number) for number in numbers), str(sum(numbers))))


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A disaster report on paper.

    Attributes:
        village: Whose it is.
        kind: First, follow-up or final in words.
        number: Its place among the reports of the disaster.
        facts: Label, value and how many pairs of a line each takes.
        figures: Sections with label and value of their figures.
        reasons: Figures that are lower than before, with why.
        text: What happened and was done.
        deaths: The dead and missing: name, sex, age, address, time, cause.
        houses: Collapsed houses: head, address, rooms, cause.
        standing: Reported or not, in which way, to whom.
        is_drill: It belongs to a drill.
        printed_on: Day of the print.
    """

    village: Village
    kind: str
    number: int
    facts: tuple[tuple[str, str, int], ...]
    figures: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    reasons: tuple[str, ...]
    text: str
    deaths: tuple[tuple[str, ...], ...]
    houses: tuple[tuple[str, ...], ...]
    standing: str
    is_drill: bool
    printed_on: date


def build_report_sheet(data: ReportSheet) -> Notice:
    """The report for the township, internal; the ledgers by name stand below the figures."""
    blocks: list[Block] = [
        Form(tuple(FormField(*fact) for fact in data.facts), pairs=2, line_mm=8.0),
        *(
            Form(tuple(FormField(*figure) for figure in figures), pairs=2, caption=section)
            for section, figures in data.figures
        ),
    ]
    if data.text:
        blocks.append(Paragraph(f"灾情和处置：{data.text}", space_before=0.5))
    if data.deaths:
        headings = (
            ("姓名", 14),
            ("情况", 10),
            ("性别", 8),
            ("年龄", 8),
            ("住址", 26),
            ("时间", 16),
            ("原因", 24),
        )
        blocks.append(_ledger("因灾死亡失踪人员名册", headings, data.deaths))
    if data.houses:
        house_headings = (("户主", 16), ("住址", 34), ("倒塌（间）", 14), ("原因", 36))
        blocks.append(_ledger("倒塌住房户名册", house_headings, data.houses))
    title = f"灾情{data.kind}"
    return Notice(
        title=(f"{data.village.name}【演练】" if data.is_drill else data.village.name, title),
        period=day_words(data.printed_on),
        page=_RECORD,
        head=HeadLine(
            data.village.county + data.village.town + data.village.name, f"第{data.number}号", data.standing
        ),
        blocks=tuple(blocks),
        notes=(*data.reasons, "本表为内部报送材料，含个人信息，不张贴。"),
        signature=SignatureLine(
            ("村党组织书记", "报告人"),
            f"{data.village.name}村民委员会（章）",
            day_words(data.printed_on),
        ),
        stamp=DRILL_STAMP if data.is_drill else "",
        coded=False,
    )


def _ledger(caption: str, headings: Sequence[tuple[str, int]], rows: Sequence[tuple[str, ...]]) -> Table:
    columns = tuple(Column(heading, share, Align.LEFT) for heading, share in headings)
    return Table(columns, tuple(Row(row) for row in rows), caption, total_label="")


def ways_words(ways: Sequence[tuple[str, str, str, str]]) -> tuple[str, ...]:
    """Sentences on hazard sites: name, warning signal, route and shelter; empty parts are left out."""
    told = []
    for name, signal, route, shelter in ways:
        parts = [
            f"信号：{signal}" if signal else "",
            f"路线：{route}" if route else "",
            f"去{shelter}" if shelter else "",
        ]
        told.append(f"{name}　{WIDE_GAP.join(part for part in parts if part)}")
    return tuple(told)
