"""Papers of patrols: the safety card of a household, the form for the walk, records and figures of a span."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.hazard_card import CardBody, CardMember
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
    RowKind,
    SignatureLine,
    Table,
)
from desktop.reports.fonts import Role
from desktop.reports.internal_papers import DAY_TO_WRITE

_CARD = Page(Paper.A4, False, Margins(14, 16, 12, 16), 11.5, 24, 14)
_WALK = Page(Paper.A4, True, Margins(14, 12, 12, 12), 11, 20, 12)
_LIST = Page(Paper.A4, True, Margins(18, 16, 16, 18), 10.5, 20, 12)
_BIG_PT, _LESS_BIG_PT, _PHONE_PT, _SIGNS_PT = 22.0, 17.0, 26.0, 14.0
_MOST_BIG = 80  # characters that still leave room for the rest of the page
_COPIES = ("第一联　农户留存", "第二联　村里留存", "第三联　乡镇留存")


# The safety card


@dataclass(frozen=True, slots=True)
class HazardCardSheet:
    """One copy of a card; ``copy`` counts from 1, 0 for a preview that is no card."""

    village: Village
    body: CardBody
    number: str
    issued_on: date
    copy: int
    copies: int


def build_hazard_card(sheet: HazardCardSheet) -> Notice:
    """A page of which an old farmer sees signal, way out and telephone at once; the rest stands below."""
    body = sheet.body
    caller = (body.monitor, body.monitor_phone) if body.monitor_phone else (body.keeper, body.keeper_phone)
    signal = body.warning_signal + (f"（{body.signal_giver}发出）" if body.signal_giver else "")
    big = _BIG_PT if len(signal) + len(body.route) + len(body.shelter) <= _MOST_BIG else _LESS_BIG_PT
    blocks: list[Block] = [
        Form(
            tuple(
                FormField(label, value)
                for label, value in (
                    ("听到什么就走", signal),
                    ("往哪里走", body.route),
                    ("到哪里", body.shelter),
                )
                if value
            ),
            pairs=1,
            role=Role.HEI,
            size_pt=big,
        ),
        Form(
            (FormField("打谁电话", _with_phone(*caller)),),
            pairs=1,
            role=Role.HEI,
            size_pt=_PHONE_PT,
        ),
        *(
            (Form((FormField("看到也马上走", body.signs),), pairs=1, role=Role.HEI, size_pt=_SIGNS_PT),)
            if body.signs
            else ()
        ),
        _form(
            "家里的人",
            (
                FormField("户主", body.head),
                FormField("小组", body.group),
                FormField("人数", f"{len(body.members)} 人"),
                FormField("住址", body.address, 2),
                FormField("房屋", body.structure),
            ),
        ),
        _members(body.members),
        _form(
            "危险在哪里",
            (
                FormField("隐患点", body.site),
                FormField("种类", body.kind),
                FormField("位置", body.position, 2),
                FormField("规模", body.scale),
                FormField("诱因", body.cause),
                FormField("监测人", _with_phone(body.monitor, body.monitor_phone)),
                FormField("责任人", _with_phone(body.keeper, body.keeper_phone)),
            ),
            pairs=2,
        ),
        _form(
            "谁来接应",
            (
                FormField("安置单位", body.resettlement_unit),
                FormField("救护单位", body.rescue_unit),
                FormField("村里电话", body.office_phone, 2),
                FormField("注意", body.advice or "解除以前不要回家；先走人，不要回头拿东西。", 2),
            ),
            pairs=2,
        ),
        Form(
            (
                FormField("户主签名", ""),
                FormField("签收日期", ""),
                FormField("发卡人", ""),
                FormField("发卡日期", sheet.issued_on.isoformat()),
            ),
            pairs=4,
            line_mm=11.0,
        ),
    ]
    place = _COPIES[sheet.copy - 1] if 0 < sheet.copy <= len(_COPIES) else f"第 {sheet.copy} 联"
    village = f"{sheet.village.county}{sheet.village.town}{sheet.village.name}"
    return Notice(
        title=("避险明白卡",),
        period=day_words(sheet.issued_on),
        page=_CARD,
        head=HeadLine(village, "", f"编号：{sheet.number}　{place}" if sheet.copy else "预览，未发"),
        blocks=tuple(blocks),
        coded=False,
    )


def _form(caption: str, fields: tuple[FormField, ...], pairs: int = 3) -> Form:
    return Form(fields, pairs=pairs, caption=caption)


def _members(members: Sequence[CardMember]) -> Table:
    """The family, two to a row, so that a card stays one page."""
    columns = (
        Column("姓名", 11),
        Column("关系", 9),
        Column("性别", 6),
        Column("出生年", 9, fit=Fit.KEEP),
        Column("电话", 15, fit=Fit.KEEP),
    )
    cells = [(each.name, each.relation, each.sex, each.birth_year, each.phone) for each in members]
    if len(cells) % 2:
        cells.append(("", "", "", "", ""))
    rows = tuple(Row((*left, *right)) for left, right in zip(cells[::2], cells[1::2], strict=True))
    return Table((*columns, *columns), rows, total_label="", empty_text="没有登记")


def _with_phone(name: str, phone: str) -> str:
    return "　".join(part for part in (name, phone) if part)


# The form for the walk


@dataclass(frozen=True, slots=True)
class WalkSite:
    """A site on the form: what is measured with its last value, what is looked for."""

    name: str
    kind: str
    position: str
    due: str
    readings: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WalkForm:
    """The form that is taken along; ``alerts`` in words."""

    village: Village
    day: date
    alerts: tuple[str, ...]
    sites: tuple[WalkSite, ...]


def build_walk_form(data: WalkForm) -> Notice:
    """A line a site in the order of the route, with boxes to tick and lines to write on."""
    columns = (
        Column("序号", 5, fit=Fit.KEEP),
        Column("隐患点", 20, Align.LEFT),
        Column("时间", 8),
        Column("读数（上次）", 25, Align.LEFT),
        Column("看到的打√", 32, Align.LEFT),
        Column("结果", 9),
        Column("情况、处置、报告给谁", 26, Align.LEFT),
    )
    rows = []
    for number, site in enumerate(data.sites, start=1):
        about = "\n".join(part for part in (site.name, site.position, site.due) if part)
        readings = "\n".join(
            f"{heading}：______" + (f"（{last}）" if last else "") for heading, last in site.readings
        )
        signs = "   ".join(f"□{sign}" for sign in site.signs)  # blanks are dropped where a line ends
        rows.append(Row((str(number), about, "", readings, signs, "□正常\n□异常\n□险情", "")))
    table = Table(columns, tuple(rows), total_label="", empty_text="没有要巡的点", row_mm=16.0)
    return Notice(
        title=(data.village.name, "隐患巡查表"),
        period=day_words(data.day),
        page=_WALK,
        head=HeadLine(
            f"巡查日期：{DAY_TO_WRITE}　天气：________",
            "",
            "、".join(data.alerts),
        ),
        blocks=(table,),
        notes=("发现险情：先喊人撤，再打电话报告，后登记。读数比上次变化大的，再量一次。",),
        signature=SignatureLine(("巡查人", "巡查人"), seal=False),
        coded=False,
    )


# Records and figures


@dataclass(frozen=True, slots=True)
class PatrolSheet:
    """Patrols of a span: lines of figures by kind, then the records.

    Attributes:
        village: Whose.
        period: The span in words.
        about: What of it was chosen, in words; empty for all.
        figures: Heading of each line with its seven figures as texts.
        records: Cells of each patrol, the earliest first.
        summary: What it comes to, with its units.
        printed_on: The day.
        printed_by: Who.
    """

    village: Village
    period: str
    about: str
    figures: tuple[tuple[str, ...], ...]
    records: tuple[tuple[str, ...], ...]
    summary: str
    printed_on: date
    printed_by: str


def build_patrol_sheet(data: PatrolSheet) -> Notice:
    """Figures with their units on top, the records behind them below."""
    figures = Table(
        (
            Column("种类", 22, Align.LEFT),
            *(
                Column(heading, 10, fit=Fit.KEEP)
                for heading in ("点次", "人次", "人", "点（个）", "异常（次）", "险情（次）", "补录（次）")
            ),
        ),
        tuple(
            Row(line) if line[0] != "合计" else Row(("", *line[1:]), RowKind.STATEMENT, "合计")
            for line in data.figures
        ),
        "一、合计",
        total_label="",
        empty_text="期内没有巡查",
    )
    records = Table(
        (
            Column("时间", 14, fit=Fit.KEEP),
            Column("隐患点", 18, Align.LEFT),
            Column("巡查人", 16, Align.LEFT),
            Column("天气", 11),
            Column("结果", 7),
            Column("读数", 18, Align.LEFT),
            Column("看到的、处置和报告", 36, Align.LEFT),
        ),
        tuple(Row(line) for line in data.records),
        "二、记录",
        total_label="",
        empty_text="期内没有巡查",
    )
    return Notice(
        title=(data.village.name, "隐患巡查记录"),
        period=data.period,
        page=_LIST,
        head=HeadLine(f"期间：{data.period}", "", data.about),
        blocks=(Paragraph(data.summary), figures, records),
        notes=(
            "点次：巡查一个点一次算一次。人次：各点次的巡查人数相加。人：不同的人，一人只算一次。",
            f"印出：{day_words(data.printed_on)}　{data.printed_by}",
        ),
        signature=SignatureLine(
            ("填表人", "村委会主任"), f"{data.village.name}村民委员会", day_words(data.printed_on)
        ),
        coded=False,
    )
