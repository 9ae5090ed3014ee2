"""Papers of boards: walking lists, slips, the village covenant, consent forms, lists for a bank."""

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
from desktop.reports.internal_papers import CUT, DAY_TO_WRITE, LETTER

_WALK = Page(Paper.A4, False, Margins(16, 14, 14, 16), 11, 20, 12)
_BOOK = Page(Paper.A4, False, Margins(28, 26, 24, 28), 12, 26, 16)
_LIST = Page(Paper.A4, False, Margins(22, 18, 18, 20), 12, 22, 14)
_ROW_MM = 9.0


# Walking lists


@dataclass(frozen=True, slots=True)
class WalkLine:
    """A household on a walking list: ``hint`` says who stands aside, or that nobody is at home."""

    head: str
    group: str
    address: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class WalkList:
    """What a walking list says; ``items`` are headings with what is written or ticked below them."""

    village: Village
    subject: str
    month: str
    planned_on: date
    inspectors: tuple[str, ...]
    items: tuple[tuple[str, bool], ...]
    lines: tuple[WalkLine, ...]


def build_walk_list(data: WalkList) -> Notice:
    """The list to take along: a line a household in walking order, boxes to write in and to tick."""
    shares = max(8, 44 // max(len(data.items), 1))
    columns = (
        Column("序号", 6, Align.CENTRE, Fit.KEEP),
        Column("户主", 12),
        Column("住址", 20, Align.LEFT),
        *(Column(heading, shares) for heading, _ in data.items),
        Column("没看到", 9),
        Column("看到的情况、备注", 30, Align.LEFT),
    )
    rows: list[Row] = []
    group = None
    for number, line in enumerate(data.lines, start=1):
        if line.group != group:
            group = line.group
            rows.append(Row(kind=RowKind.GROUP, label=group or "未分组"))
        boxes = tuple("□" if is_ticked else "" for _, is_ticked in data.items)
        rows.append(Row((str(number), line.head, line.address, *boxes, "□", line.hint)))
    table = Table(columns, tuple(rows), total_label="", empty_text="没有住户", row_mm=_ROW_MM)
    return Notice(
        title=(data.village.name, f"{data.subject}检查走访单"),
        period=data.month,
        page=_WALK,
        head=HeadLine(f"检查人：{'、'.join(data.inspectors)}", "", f"计划日期：{day_words(data.planned_on)}"),
        blocks=(table,),
        notes=(
            "得分写在格里；没看到的打√，在备注写明原因（如全户外出）。自家和近亲属家由别人看，见备注。",
            f"走访日期：{DAY_TO_WRITE}",
        ),
        signature=SignatureLine(("检查人", "检查人"), seal=False),
        coded=False,
    )


# Slips


@dataclass(frozen=True, slots=True)
class BoardSlip:
    """What a household is told before anything hangs.

    Attributes:
        village: Who tells it.
        head: Head of the household.
        group: Villager group; empty when unknown.
        subject: What was looked at.
        item: What it is about, as it would hang.
        fact: What was seen.
        found_on: When.
        mend_days: Days to mend.
        mend_by: Last day, once the household was told; None leaves it to be counted from the receipt.
        post_days: Most days on the board.
        phones: Label and number of those who hear objections.
    """

    village: Village
    head: str
    group: str
    subject: str
    item: str
    fact: str
    found_on: date
    mend_days: int
    mend_by: date | None
    post_days: int
    phones: tuple[tuple[str, str], ...] = ()


def build_slip(slip: BoardSlip) -> Notice:
    """The slip above, its receipt for the office below the line to cut."""
    until = f"{day_words(slip.mend_by)}以前" if slip.mend_by else f"收到之日起{slip.mend_days}天以内"
    who = "　".join(part for part in (slip.group, f"{slip.head}户") if part)
    paragraphs = [
        Paragraph(f"{who}：", size_pt=15),
        Paragraph(
            f"{day_words(slip.found_on)}，村里检查{slip.subject}时看到您家：{slip.fact}（{slip.item}）。",
            indent=2,
            space_before=0.3,
        ),
        Paragraph(f"请在{until}整改。到期以前改好的，不上榜，也不扣分。", indent=2, space_before=0.3),
        Paragraph(
            f"到期没有改的，经审定后在村公开栏公示，只写户主姓名、事项和日期；改好了就撤下，最长{slip.post_days}天。",
            indent=2,
            space_before=0.3,
        ),
        Paragraph(
            "家里有困难、人手不够的，请告诉我们，村里来帮忙。"
            "认为情况不对的，可以向村民委员会、村务监督委员会或者乡镇提出，核实确有不对的马上撤销。",
            indent=2,
            space_before=0.3,
        ),
    ]
    if phones := WIDE_GAP.join(f"{label}：{number}" for label, number in slip.phones if number):
        paragraphs.append(Paragraph(phones, size_pt=12, space_before=0.6))
    blocks: list[Block] = [
        *paragraphs,
        Paragraph(f"{slip.village.name}村民委员会", align=Align.RIGHT, space_before=1.0),
        Paragraph(DAY_TO_WRITE, align=Align.RIGHT, space_before=0.2),
        Paragraph(CUT, size_pt=10.5, align=Align.CENTRE, space_before=1.6, with_next=True),
        Paragraph("送达回执（村里留存）", Role.HEI, 15, Align.CENTRE, space_before=0.6, with_next=True),
        Form(
            (
                FormField("户主", slip.head),
                FormField("村民小组", slip.group),
                FormField("事项", f"{slip.subject}：{slip.item}", 2),
                FormField("看到的情况", slip.fact, 2),
                FormField("告知方式", "□上门　□送达　□电话　□托家人", 2),
                FormField("告知人", ""),
                FormField("签收人", ""),
                FormField("告知日期", ""),
                FormField("本户意见", ""),
            ),
            pairs=2,
            line_mm=10.0,
        ),
    ]
    return Notice(
        title=("待改进事项告知单",),
        period=day_words(slip.found_on),
        page=LETTER,
        blocks=tuple(blocks),
        coded=False,
    )


# The village covenant


@dataclass(frozen=True, slots=True)
class CovenantArticle:
    """One article: ``points`` in words, empty where a breach takes none."""

    number: str
    title: str
    text: str
    points: str = ""


@dataclass(frozen=True, slots=True)
class CovenantBook:
    """The covenant as it is printed; ``adopted`` and ``filed`` in words, empty for a draft."""

    village: Village
    printed_on: date
    articles: tuple[CovenantArticle, ...]
    adopted: str
    filed: str
    is_draft: bool


def build_covenant(book: CovenantBook) -> Notice:
    """The covenant as a sheet or booklet: how it came about, then article by article."""
    blocks: list[Block] = []
    about = "　".join(part for part in (book.adopted, book.filed) if part)
    if about:
        blocks.append(Paragraph(f"（{about}）", Role.KAI, 14, Align.CENTRE))
    for place, article in enumerate(book.articles):
        lead = f"{article.number}　{article.title}"
        points = f"（{article.points}）" if article.points else ""
        blocks.append(
            Paragraph(
                f"{lead}　{article.text}{points}",
                indent=2,
                space_before=0.5 if place or about else 0,
                lead=len(lead),
                lead_role=Role.HEI,
            )
        )
    return Notice(
        title=(book.village.name, "村规民约"),
        period="草案" if book.is_draft else book.adopted or day_words(book.printed_on),
        page=_BOOK,
        blocks=tuple(blocks),
        signature=None
        if book.is_draft
        else SignatureLine((), f"{book.village.name}村民委员会", day_words(book.printed_on)),
        stamp="草案，征求意见" if book.is_draft else "",
        coded=False,
    )


# Credit


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """A consent to sign; ``items`` with whether each is ticked, ``head`` empty for any household."""

    village: Village
    head: str
    group: str
    bank: str
    purpose: str
    months: int
    items: tuple[tuple[str, bool], ...]
    office_phone: str = ""


def build_consent_form(form: ConsentForm) -> Notice:
    """The paper that a household signs before its points go to a bank.

    Source:
        个人信息保护法 14, 17, 23: purpose, receiver, kinds of information and term are told before consent.
    """
    ticks = WIDE_GAP.join(f"（{'√' if is_on else '　'}）{label}" for label, is_on in form.items)
    paragraphs = (
        f"本人自愿参加“{form.purpose}”，同意{form.village.name}村民委员会把下面打“√”的内容提供给{form.bank}，"
        "只用于这一用途：",
        ticks,
        f"期限：从签字之日起{form.months}个月。到期以后，村里不再提供。",
        "本人知道：是否同意全凭自愿，不同意不影响享受其他政策和村里的服务；随时可以书面撤回，撤回以后村里不再提供；"
        "贷不贷款、贷多少、利率多少由银行决定，村里不作担保。",
        "村民委员会保证：不向银行提供上面没有打“√”的内容，也不向银行索要本户的收入、债务和账户情况。",
        "本人可以查看、更正村里提供的内容。",
    )
    phone = f"咨询、查看、更正和撤回：{form.office_phone}" if form.office_phone else ""
    blocks: list[Block] = [
        Form(
            (
                FormField("户主", form.head),
                FormField("村民小组", form.group),
                FormField("接收银行", form.bank, 2),
            ),
            pairs=2,
            line_mm=10.0,
        ),
        *(Paragraph(text, indent=2, space_before=0.5) for text in paragraphs),
        *((Paragraph(phone, size_pt=12, space_before=0.6),) if phone else ()),
        Paragraph("签字", Role.HEI, 15, space_before=1.0, with_next=True),
        Form(
            (
                FormField("授权人签名", ""),
                FormField("与户主关系", ""),
                FormField("签字日期", ""),
                FormField("经办人", ""),
            ),
            pairs=2,
            line_mm=12.0,
        ),
    ]
    return Notice(
        title=("家庭积分提供授权书",),
        period=form.purpose,
        page=LETTER,
        blocks=tuple(blocks),
        notes=("一式两份，本户和村里各存一份。",),
        coded=False,
    )


@dataclass(frozen=True, slots=True)
class CreditList:
    """The recommended households as the bank gets them; ``taken_by`` is who takes the list."""

    village: Village
    bank: str
    held_on: date
    year: int
    table_version: str
    members: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    taken_by: str
    printed_on: date
    printed_by: str


def build_credit_list(data: CreditList) -> Notice:
    """The list with the panel's signatures and the receipt of the bank."""
    columns = tuple(
        Column(heading, 6 if place == 0 else 16, fit=Fit.KEEP) for place, heading in enumerate(data.headings)
    )
    table = Table(columns, tuple(Row(row) for row in data.rows), total_label="", empty_text="没有推荐户")
    return Notice(
        title=(data.village.name, "整村授信推荐名单"),
        period=f"{data.year}年度积分",
        page=_LIST,
        head=HeadLine(f"接收单位：{data.bank}", "", f"评议日期：{day_words(data.held_on)}"),
        blocks=(table,),
        notes=(
            f"共 {len(data.rows)} 户，都有本户签字的有效授权；只用于授信评议，到期销毁。等级按银行积分表"
            f"（{data.table_version}）对应，授信与否、额度、利率由银行决定。",
            f"评议小组：{'、'.join(data.members)}",
            f"接收人：{data.taken_by}　　签名：　　　　　　　　　　接收日期：{DAY_TO_WRITE}",
        ),
        signature=SignatureLine(
            ("评议小组组长", "村监会主任", "经办人"),
            f"{data.village.name}村民委员会（章）",
            day_words(data.printed_on),
        ),
        stamp=f"仅供{data.bank}授信评议　{data.printed_by}　{data.printed_on.isoformat()}",
        coded=False,
    )
