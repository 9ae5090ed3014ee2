"""Papers of the service point: what to bring, receipts, proxy letter, progress, delivery, lists, figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import Period, day_words
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
from desktop.reports.internal_papers import ACROSS, CUT, LETTER, internal_head

_TWO_COPIES = Page(Paper.A4, False, Margins(14, 20, 12, 22), 10.5, 20, 12)
_SLIP = Page(Paper.A5, False, Margins(14, 14, 12, 14), 11, 18, 12)
_WALL = Page(Paper.A4, False, Margins(20, 18, 16, 18), 11, 22, 13)


def _phones(phones: Sequence[tuple[str, str]]) -> str:
    return WIDE_GAP.join(f"{label}：{number}" for label, number in phones if number)


# What to bring


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper to bring: how, whether always, and when."""

    title: str
    form: str
    is_required: bool
    condition: str = ""


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """What somebody who asks for a service is told at once; empty texts leave their line out."""

    village: Village
    service: str
    mode: str
    where: str
    papers: tuple[PaperLine, ...]
    term: str
    apply_by: str
    self_part: str
    basis: str
    agent: str
    phones: tuple[tuple[str, str], ...]
    printed_on: date


def build_item_sheet(sheet: ItemSheet) -> Notice:
    """The sheet that a villager takes home (一次性告知单): everything at once, so that nobody comes twice."""
    fields = (
        FormField("办理方式", sheet.mode),
        FormField("到哪里办", sheet.where),
        FormField("多久办好", sheet.term),
        FormField("最晚申报", sheet.apply_by),
        FormField("代办员", sheet.agent),
        FormField("依据", sheet.basis),
    )
    table = Table(
        (
            Column("备好打√", 10, Align.CENTRE, Fit.KEEP),
            Column("材料", 34, Align.LEFT),
            Column("怎么带", 27, Align.LEFT),
            Column("说明", 29, Align.LEFT),
        ),
        tuple(
            Row(
                (
                    "□",
                    line.title,
                    line.form,
                    line.condition or ("都要" if line.is_required else "需要时"),
                )
            )
            for line in sheet.papers
        ),
        caption="要带的材料",
        total_label="",
        empty_text="不用带材料",
        row_mm=9.0,
    )
    blocks: list[Block] = [Form(tuple(each for each in fields if each.value), pairs=2, line_mm=10.0)]
    if sheet.self_part:
        told = f"要本人做的：{sheet.self_part}。"
        blocks.append(Paragraph(told, space_before=0.6, lead=len("要本人做的："), lead_role=Role.HEI))
    blocks.append(table)
    return Notice(
        title=(f"{sheet.service}", "办理告知单"),
        period=day_words(sheet.printed_on),
        page=LETTER,
        head=HeadLine(f"{sheet.village.name}便民服务点", "", day_words(sheet.printed_on)),
        blocks=tuple(blocks),
        notes=tuple(
            part
            for part in (
                "材料带齐一次就能办；原件除写明“留下”的，看过当场归还。留下的原件一定开收据。",
                _phones(sheet.phones),
            )
            if part
        ),
        coded=False,
    )


# Receipts


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """Originals that stay, under one number that begins with the case's; ``papers`` with the day each came.

    ``return_days`` after the result they are due back.
    """

    village: Village
    number: str
    service: str
    owner: str
    papers: tuple[tuple[str, str], ...]
    received_by: str
    received_on: date
    return_days: int
    phones: tuple[tuple[str, str], ...]


def build_receipt(sheet: ReceiptSheet) -> Notice:
    """Two copies on one sheet: the villager's above; the village's below, with the signature of the return.

    Source:
        domain.md 9: original papers never stay in the office without a receipt.
    """
    blocks: list[Block] = [
        *_receipt_part(sheet, "第一联　交材料的人留存", is_office=False),
        Paragraph(CUT, size_pt=10.5, align=Align.CENTRE, space_before=1.2, with_next=True),
        Paragraph(
            f"{sheet.village.name}原件收据", Role.TITLE, 18, Align.CENTRE, space_before=0.8, with_next=True
        ),
        *_receipt_part(sheet, "第二联　村里留存，退还时签收", is_office=True),
    ]
    return Notice(
        title=(sheet.village.name, "原件收据"),
        period=day_words(sheet.received_on),
        page=_TWO_COPIES,
        blocks=tuple(blocks),
        coded=False,
    )


def _receipt_part(sheet: ReceiptSheet, name: str, *, is_office: bool) -> list[Block]:
    table = Table(
        (
            Column("序号", 8, fit=Fit.KEEP),
            Column("原件名称", 52, Align.LEFT),
            Column("份数", 12, fit=Fit.KEEP),
            Column("收件日期", 28, fit=Fit.KEEP),
        ),
        tuple(
            Row((str(number), title, "1", day)) for number, (title, day) in enumerate(sheet.papers, start=1)
        ),
        total_label="",
    )
    signed = (
        (
            FormField("交件人签字", ""),
            FormField("收件人", sheet.received_by),
            FormField("退还日期", ""),
            FormField("退还时领取人签字", ""),
        )
        if is_office
        else (FormField("收件人", sheet.received_by), FormField("收件日期", day_words(sheet.received_on)))
    )
    blocks: list[Block] = [
        Paragraph(name, size_pt=10.5, align=Align.CENTRE, with_next=True),
        Form(
            (
                FormField("收据号", sheet.number, 2),
                FormField("代办事项", sheet.service),
                FormField("交件人", sheet.owner),
            ),
            pairs=2,
            line_mm=8.0,
        ),
        table,
        Form(signed, pairs=2, line_mm=9.0),
    ]
    if not is_office:
        told = f"{sheet.village.name}便民服务点（盖章）"
        blocks.append(Paragraph(told, size_pt=12, align=Align.RIGHT, space_before=0.8))
        told = (
            f"以上原件共 {len(sheet.papers)} 份。凭本联领回。"
            f"办完后 {sheet.return_days} 天内没有退还的，请打电话催问。"
        )
        blocks.append(Paragraph(told, size_pt=10.5, space_before=0.4))
        if phones := _phones(sheet.phones):
            blocks.append(Paragraph(phones, size_pt=10.5))
    return blocks


# Proxy letter


@dataclass(frozen=True, slots=True)
class ProxyLetter:
    """Who lets whom do what; ``self_part`` is what stays his own, empty for nothing."""

    village: Village
    number: str
    service: str
    principal: str
    for_name: str
    agent: str
    self_part: str
    where: str
    printed_on: date


def build_proxy(letter: ProxyLetter) -> Notice:
    """A letter to sign: one matter, one agent, until it is done.

    Source:
        民法典 165: a power of attorney names the agent, the matter, its extent and its term.
    """
    whom = f"（为{letter.for_name}办理）" if letter.for_name and letter.for_name != letter.principal else ""
    paragraphs = [
        f"本人{letter.principal}，因办理“{letter.service}”{whom}，委托{letter.village.name}便民服务点代办员"
        f"{letter.agent or '　　　　　　'}代为办理。",
        f"委托范围：向{letter.where}递交材料、领取受理凭证和补正通知、领取办理结果。",
        "委托期限：从签字之日起到这件事办完为止，最长六个月。",
        "代办员不得把材料用于别的事，不得另外收费；本人可以随时撤回委托，领回原件。",
    ]
    if letter.self_part:
        paragraphs.append(f"下面这些须本人做，不在委托范围：{letter.self_part}。")
    blocks: list[Block] = [
        *(Paragraph(text, indent=2, space_before=0.5) for text in paragraphs),
        Form(
            (
                FormField("委托人签名", ""),
                FormField("居民身份证号", ""),
                FormField("联系电话", ""),
                FormField("签字日期", ""),
                FormField("代办员签名", ""),
                FormField("见证人签名", ""),
            ),
            pairs=2,
            line_mm=13.0,
        ),
    ]
    return Notice(
        title=("委托书",),
        period=day_words(letter.printed_on),
        page=LETTER,
        head=HeadLine("", "", f"代办件：{letter.number}"),
        blocks=tuple(blocks),
        notes=("委托人不会写字的按指印，由见证人签名。一式两份，委托人和村里各存一份。",),
        coded=False,
    )


# Progress


@dataclass(frozen=True, slots=True)
class ProgressSlip:
    """What somebody takes home when a case is opened; ``scan`` is the text of the square code."""

    village: Village
    number: str
    code: str
    service: str
    owner: str
    opened_on: date
    due: str
    lacking: tuple[str, ...]
    agent: str
    phones: tuple[tuple[str, str], ...]
    scan: str
    is_online: bool


def build_progress_slip(slip: ProgressSlip) -> Notice:
    """Half a sheet: number and code, when it will be done, whom to ask."""
    how = (
        "用手机扫右上角的方块码，或者在县里的查询页输入编号和查询码，就能看到办到哪一步。"
        if slip.is_online
        else "想知道办到哪一步，报编号和查询码，打电话或到便民服务点问。"
    )
    blocks: list[Block] = [
        Form(
            (
                FormField("申请人", slip.owner),
                FormField("登记日期", day_words(slip.opened_on)),
                FormField("事项", slip.service, 2),
                FormField("编号", slip.number, 2),
                FormField("查询码", slip.code),
                FormField("预计办结", slip.due or "报送以后告知"),
                FormField("代办员", slip.agent, 2),
            ),
            pairs=2,
            line_mm=9.0,
        ),
    ]
    if slip.lacking:
        told = f"还差材料：{'、'.join(slip.lacking)}"
        blocks.append(Paragraph(told, space_before=0.6, lead=len("还差材料："), lead_role=Role.HEI))
    blocks.append(Paragraph(how, space_before=0.6))
    return Notice(
        title=(f"{slip.village.name}", "代办进度单"),
        period=day_words(slip.opened_on),
        page=_SLIP,
        blocks=tuple(blocks),
        notes=tuple(part for part in (_phones(slip.phones), "请妥善保管，查询码不要告诉别人。") if part),
        scan=slip.scan,
        coded=False,
    )


# Delivery


@dataclass(frozen=True, slots=True)
class DeliverySheet:
    """The result of a case as it is handed over, with the originals that go back with it."""

    village: Village
    number: str
    service: str
    owner: str
    result: str
    result_text: str
    next_step: str
    finished_on: date
    originals: tuple[str, ...]
    agent: str
    phones: tuple[tuple[str, str], ...]


def build_delivery(sheet: DeliverySheet) -> Notice:
    """What came of it, whom it was handed to, what he says of it; signed, kept by the village."""
    fields = [
        FormField("编号", sheet.number, 2),
        FormField("事项", sheet.service),
        FormField("申请人", sheet.owner),
        FormField("结果", sheet.result),
        FormField("结果日期", day_words(sheet.finished_on)),
    ]
    if sheet.result_text:
        fields.append(FormField("说明", sheet.result_text, 2))
    if sheet.next_step:
        fields.append(FormField("接下来怎么办", sheet.next_step, 2))
    fields.append(FormField("退还原件", "、".join(sheet.originals) or "没有留下的原件", 2))
    blocks: list[Block] = [
        Form(tuple(fields), pairs=2, line_mm=11.0),
        Paragraph("送达", Role.HEI, 15, space_before=1.0, with_next=True),
        Form(
            (
                FormField("方式", "□本人来取　□送上门　□家人代取　□邮寄", 2),
                FormField("领取人签字", ""),
                FormField("领取日期", ""),
                FormField("送达人", sheet.agent),
                FormField("与申请人关系", ""),
            ),
            pairs=2,
            line_mm=12.0,
        ),
        Paragraph("您对这次代办", Role.HEI, 15, space_before=1.0, with_next=True),
        Paragraph("□非常满意　　□满意　　□基本满意　　□不满意", space_before=0.3),
        Paragraph("意见：", space_before=0.4),
    ]
    return Notice(
        title=("代办结果送达回执",),
        period=day_words(sheet.finished_on),
        page=LETTER,
        head=HeadLine(f"{sheet.village.name}便民服务点", "", ""),
        blocks=tuple(blocks),
        notes=(_phones(sheet.phones),) if _phones(sheet.phones) else (),
        coded=False,
    )


# Lists


@dataclass(frozen=True, slots=True)
class DayLine:
    """One thing to do today: what for whom, how far it is, by when, what to take care of."""

    service: str
    who: str
    state: str
    due: str
    hint: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    """An agent's list of a day; ``groups`` are headings with their lines."""

    village: Village
    agent: str
    stands_in_for: tuple[str, ...]
    groups: tuple[tuple[str, tuple[DayLine, ...]], ...]
    printed_on: date


def build_day_list(sheet: DaySheet) -> Notice:
    """What to do today, with room to write what came of it."""
    columns = (
        Column("序号", 6, fit=Fit.KEEP),
        Column("事项", 20, Align.LEFT),
        Column("申请人", 14),
        Column("办到哪一步", 14),
        Column("期限", 12, fit=Fit.KEEP),
        Column("要做的", 24, Align.LEFT),
        Column("今天办了什么", 30, Align.LEFT),
    )
    rows: list[Row] = []
    number = 0
    for name, lines in sheet.groups:
        rows.append(Row(kind=RowKind.GROUP, label=f"{name}（{len(lines)}）"))
        for line in lines:
            number += 1
            rows.append(Row((str(number), line.service, line.who, line.state, line.due, line.hint, "")))
    told = f"（代{'、'.join(sheet.stands_in_for)}）" if sheet.stands_in_for else ""
    return Notice(
        title=(sheet.village.name, "代办员今日清单"),
        period=day_words(sheet.printed_on),
        page=ACROSS,
        head=internal_head(sheet.village, sheet.printed_on, f"代办员：{sheet.agent or '全部'}{told}"),
        blocks=(Table(columns, tuple(rows), total_label="", empty_text="今天没有要办的", row_mm=10.0),),
        notes=("只在村里使用，带出去请收好，用完收回。",),
        coded=False,
    )


@dataclass(frozen=True, slots=True)
class CounterLine:
    """One service at the counter."""

    service: str
    mode: str
    papers: str
    term: str


@dataclass(frozen=True, slots=True)
class CounterSheet:
    """What hangs at the counter; ``agents`` with name, telephone, hours, items in words and stand-in."""

    village: Village
    lines: tuple[CounterLine, ...]
    agents: tuple[tuple[str, str, str, str, str], ...]
    version: str
    phones: tuple[tuple[str, str], ...]
    printed_on: date


def build_counter_list(sheet: CounterSheet) -> Notice:
    """Who does what, when, and what to bring, for the wall of the service point."""
    agents = Table(
        (
            Column("代办员", 14),
            Column("电话", 18, fit=Fit.KEEP),
            Column("时间", 24, Align.LEFT),
            Column("办哪些", 30, Align.LEFT),
            Column("不在时找", 14),
        ),
        tuple(Row(line) for line in sheet.agents),
        caption="代办员",
        total_label="",
        empty_text="代办员名单另行公布",
    )
    items = Table(
        (
            Column("序号", 6, fit=Fit.KEEP),
            Column("事项", 24, Align.LEFT),
            Column("方式", 11),
            Column("带什么", 38, Align.LEFT),
            Column("多久", 23, Align.LEFT),
        ),
        tuple(
            Row((str(number), line.service, line.mode, line.papers, line.term))
            for number, line in enumerate(sheet.lines, start=1)
        ),
        caption="代办事项",
        total_label="",
    )
    return Notice(
        title=(sheet.village.name, "便民服务点代办事项一览"),
        period=day_words(sheet.printed_on),
        page=_WALL,
        head=HeadLine("代办不收费", "", f"目录 {sheet.version} 版　{day_words(sheet.printed_on)}"),
        blocks=(agents, items),
        notes=tuple(
            part
            for part in (
                "标*的材料原件要留下，一定开收据，办完退还。详细的可以要一张告知单。",
                _phones(sheet.phones),
            )
            if part
        ),
        coded=False,
    )


# Figures


@dataclass(frozen=True, slots=True)
class FigureSheetLine:
    """Figures of one item or agent in words, in the order of `FIGURE_HEADINGS`."""

    label: str
    cells: tuple[str, ...]


FIGURE_HEADINGS = (
    "受理",
    "办结",
    "在办",
    "不予办理",
    "撤回",
    "按时办结率",
    "一次办结率",
    "满意率",
    "评价率",
    "群众跑腿（次）",
    "代办跑腿（次）",
    "少跑（次）",
)


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """Figures of a period with the moment they were taken.

    ``once_percent`` is what is aimed at for the services done most often, ``common_once`` what came of it for
    so many of them.
    """

    village: Village
    span: Period
    total: FigureSheetLine
    items: tuple[FigureSheetLine, ...]
    agents: tuple[FigureSheetLine, ...]
    cut_off: str
    row_count: int
    printed_on: date
    once_percent: int
    common_once: str
    common_items: int


def _common_words(sheet: FigureSheet) -> str:
    goal = f"目标{sheet.once_percent}%"
    if not sheet.common_items:
        return f"最常办的事项一次办结率{goal}。"
    return f"最常办的{sheet.common_items}项一次办结率{sheet.common_once}（{goal}）。"


def build_figures(sheet: FigureSheet) -> Notice:
    """The service point's figures for the office and the township; nobody is named but the agents."""

    def table(caption: str, heading: str, lines: Sequence[FigureSheetLine]) -> Table:
        columns = (
            Column(heading, 24, Align.LEFT),
            *(Column(each, 8.5, fit=Fit.WRAP) for each in FIGURE_HEADINGS),
        )
        rows = [Row((line.label, *line.cells)) for line in lines]
        return Table(columns, tuple(rows), caption=caption, total_label="", empty_text="本期没有代办件")

    lines = (*sheet.items, sheet.total)
    return Notice(
        title=(sheet.village.name, "便民服务代办情况统计"),
        period=sheet.span.words(),
        page=ACROSS,
        head=internal_head(sheet.village, sheet.printed_on, sheet.span.words()),
        blocks=(table("按事项", "事项", lines), table("按代办员", "代办员", sheet.agents)),
        notes=(
            "办结：结果交到本人手里的件数。一次办结：本人最多跑一次、没有要求补材料的，占办结的比例。"
            "不予办理和撤回的不算入各项比例；不足10件的用分数。"
            "少跑：目录里估计不代办要跑的次数减去本人实际跑的次数，是估算。",
            _common_words(sheet) + f"数据截至 {sheet.cut_off}，统计了 {sheet.row_count} 件。",
        ),
        signature=SignatureLine(("统计人", "村党组织书记"), seal=False),
        coded=False,
    )
