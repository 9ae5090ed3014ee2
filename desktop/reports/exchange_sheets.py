"""Papers of the exchange with the county: the enrolment sheet, and the proof that work was sent.

The county prints the first, a village the second; both are built from values alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    Align,
    Block,
    Column,
    Figure,
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
    SquareCode,
    Table,
)
from desktop.reports.fonts import Role
from desktop.reports.rendering import render_internal

_SHEET = Page(Paper.A4, False, Margins(22, 24, 18, 24), 11, 22, 12)
_LIST = Page(Paper.A4, False, Margins(20, 18, 18, 20), 9.5, 20, 11)
_CODE_MM = 48.0


@dataclass(frozen=True, slots=True)
class EnrolmentSheet:
    """What a one-time enrolment sheet says.

    Attributes:
        county: Name of the county's platform.
        village: Name of the village.
        division_code: Its code.
        label: Which PC it is for; may be empty.
        code: The one-time code in groups.
        until: Moment it ends, in words.
        url: Address of the platform; empty when the county tells it otherwise.
        county_key: Fingerprint of the county's key in groups.
        certificate: Fingerprint of the server's certificate; empty for none.
        scanned: Text of the square code; empty without an address.
    """

    county: str
    village: str
    division_code: str
    label: str
    code: str = field(repr=False)
    until: str
    url: str
    county_key: str
    certificate: str
    scanned: str = field(repr=False)


def render_enrolment_sheet(sheet: EnrolmentSheet) -> bytes:
    """The sheet that a village gets for one PC; it holds the code in the clear.

    Returns:
        A PDF of one page.
    """
    facts = [
        FormField("村", f"{sheet.village}（{sheet.division_code}）", 2),
        FormField("给哪台电脑", sheet.label or "（手填）", 2),
        FormField("平台地址", sheet.url or "（县里另行告知）", 2),
        FormField("有效期至", f"{sheet.until}，只能用一次", 2),
        FormField("县平台密钥指纹", sheet.county_key, 2),
    ]
    if sheet.certificate:
        facts.append(FormField("证书指纹", _in_lines(sheet.certificate), 2))
    blocks: list[Block] = [
        Form(tuple(facts), pairs=2),
        Form((FormField("接入码", sheet.code),), 1, role=Role.HEI, size_pt=24),
    ]
    if sheet.scanned:
        blocks.append(SquareCode(sheet.scanned, _CODE_MM))
        blocks.append(Paragraph(sheet.scanned, Role.BODY, 9, Align.CENTRE))
    blocks.append(Paragraph("怎样接入", Role.HEI, 13, space_before=0.6, with_next=True))
    steps = (
        "1. 在村里那台电脑上打开村情通，用文书或书记的用户登录，按 Ctrl+7 打开“同步”，点“接入县平台”。",
        "2. 用扫码枪扫上面的方块码，或者把方块码下面那一行文字照打进“接入单”一格，按回车，其余各格自动填好。"
        "没有扫码枪，也可以只填地址和接入码。",
        "3. 把屏幕上的地址、密钥指纹和这张纸核对一遍，一致再点“接入”。不一致就不要继续，打电话问县里。",
        "4. 接入成功后把这张纸交回或者销毁。过期或者用过了，请县里另出一张。",
    )
    blocks += [Paragraph(step, size_pt=11) for step in steps]
    notice = Notice(
        title=(sheet.county, "电脑接入单"),
        period=sheet.until,
        page=_SHEET,
        blocks=tuple(blocks),
        stamp="一次有效",
        coded=False,
    )
    return render_internal(notice)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One batch that the county signed for.

    Attributes:
        no: Its number.
        received: When the county received it, by the county's clock, in words.
        operations: Changes in it.
        refused: Those of them that the county did not take.
        digest: SHA-256 of the batch.
        is_signed: The county's signature was checked and is good.
    """

    no: int
    received: str
    operations: int
    refused: int
    digest: str
    is_signed: bool


def render_receipts(
    village: Village,
    county: str,
    county_key: str,
    device: int,
    span: str,
    lines: Sequence[ReceiptLine],
    made_on: date,
) -> bytes:
    """The proof that a PC's work reached the county, batch by batch.

    Args:
        village: Whose work.
        county: Name of the county's platform.
        county_key: Fingerprint of the key that signed, in groups.
        device: Number of the PC.
        span: From when to when, in words.
        lines: Batches in the order they were sent.
        made_on: Day of printing.

    Returns:
        A PDF of as many pages as it takes.
    """
    good = sum(line.is_signed for line in lines)
    rows = tuple(
        Row(
            (
                f"{line.no:,}",
                line.received,
                Figure(line.operations, 0),
                Figure(line.refused, 0),
                _in_lines(line.digest),
                "有效" if line.is_signed else "无法核对",
            )
        )
        for line in lines
    )
    blocks: list[Block] = [
        Form(
            (
                FormField("上报单位", f"{village.full_name}（{village.division_code}）", 2),
                FormField("上报电脑", f"第 {device} 台"),
                FormField("签收平台", county, 2),
                FormField("批数", f"{len(lines):,} 批"),
                FormField("密钥指纹", county_key, 3),
            )
        ),
        Table(
            (
                Column("批次", 6, Align.RIGHT, Fit.KEEP),
                Column("县里收到的时间", 16, fit=Fit.KEEP),
                Column("改动条数", 9, Align.RIGHT, summed=True, decimals=0),
                Column("其中未收", 9, Align.RIGHT, summed=True, decimals=0),
                Column("批次摘要（SHA-256）", 33, Align.LEFT),
                Column("县里签名", 9, fit=Fit.SHRINK),
            ),
            rows,
            empty_text="这段时间没有签收的批次",
        ),
    ]
    note = (
        f"本表由本机保存的签收回执生成。{len(lines):,} 份回执中，{good:,} 份的县平台签名已用上列密钥在本机"
        "核对无误。"
        "时间为县平台时钟；“其中未收”指县平台说明了原因、没有收下的改动。"
    )
    notice = Notice(
        title=(village.name, "上报回执"),
        period=span,
        page=_LIST,
        blocks=tuple(blocks),
        head=HeadLine(left=span, right=f"打印日期：{day_words(made_on)}"),
        notes=(note,),
        signature=SignatureLine(("经办人",), village.name, day_words(made_on), seal=False),
        grouped=True,
        coded=False,
    )
    return render_internal(notice)


def _in_lines(digest: str) -> str:
    """Hexadecimal digits in groups of eight, so that lines break between them."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
