"""Papers about duties: what was missed and why, the village's score on one page, what was mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import Period, day_words
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
    SignatureLine,
    Table,
)
from desktop.reports.internal_papers import ACROSS

_UPRIGHT = Page(Paper.A4, False, Margins(16, 16, 16, 18), 10.5, 20, 12)
_ROOM_PT = 440
"""Height that both tables of a score's page share, so that notes, signatures and seal stay on the page."""
_ROW_PT, _LINE_PT = 6.5, 13.6
"""Height of a row without its lines, and of each line."""
_LINE_OF_TITLE = 21
"""Characters of a title that stand in one line."""
_SIGNERS = ("村党组织书记", "村监会主任", "填表人")


def build_statement(
    village: Village, span: Period, printed_on: date, rows: Sequence[tuple[str, ...]]
) -> Notice:
    """What was not done in time in a period, with the village's reasons.

    Args:
        village: Whose statement it is.
        span: The period.
        printed_on: Day of the print.
        rows: What was owed, by whom, its period, its last day, how it stands, the reason.
    """
    columns = (
        Column("序号", 5, Align.CENTRE, Fit.KEEP),
        Column("应当履行的事项", 20, Align.LEFT),
        Column("谁的事", 20, Align.LEFT),
        Column("期间", 15, Align.LEFT),
        Column("最后日期", 11, Align.CENTRE, Fit.KEEP),
        Column("现在", 14, Align.LEFT),
        Column("原因", 30, Align.LEFT),
    )
    return Notice(
        title=(village.name, span.words(), "未履职情况说明"),
        period=span.words(),
        page=ACROSS,
        head=HeadLine(
            village.county + village.town + village.name, right=f"打印日期：{day_words(printed_on)}"
        ),
        blocks=(
            Table(
                columns,
                tuple(Row((str(number), *row)) for number, row in enumerate(rows, start=1)),
                total_label="",
                empty_text="这一期应当履行的事项都按时办了",
            ),
        ),
        notes=("只列没有按时办的会议和公开；以登记在册的会议记录、公开表为准。",),
        signature=SignatureLine(_SIGNERS, f"{village.name}村民委员会（章）", day_words(printed_on)),
        coded=False,
    )


@dataclass(frozen=True, slots=True)
class ScorePaper:
    """What the page of a score says.

    Attributes:
        village: Whose score it is.
        span: The period.
        printed_on: Day it was reckoned.
        total: Out of a hundred.
        colour: Red, amber or black in a word.
        rule: Name and version of the rule.
        kinds: Label, weight, pieces due, pieces in time, share of a hundred.
        lost: Kind, what was owed, last day, how it stands, points.
        mark: Hash by which two machines can be compared.
    """

    village: Village
    span: Period
    printed_on: date
    total: str
    colour: str
    rule: str
    kinds: tuple[tuple[str, ...], ...]
    lost: tuple[tuple[str, ...], ...]
    mark: str


def build_score(paper: ScorePaper) -> Notice:
    """The page for the township: a table of what was done in time, and what cost points; no ranking."""
    kinds = Table(
        (
            Column("类别", 30, Align.LEFT),
            Column("分值", 14),
            Column("应办（件）", 16),
            Column("按时办了（件）", 18),
            Column("按时率（百分制）", 22),
        ),
        tuple(Row(each) for each in paper.kinds),
        "按类别",
        total_label="",
    )
    shown = _that_fit(paper.lost, len(paper.kinds))
    lost = Table(
        (
            Column("类别", 13, Align.LEFT),
            Column("没有按时办的事", 42, Align.LEFT),
            Column("最后日期", 14, Align.CENTRE, Fit.KEEP),
            Column("现在", 17, Align.LEFT),
            Column("扣分", 9, Align.RIGHT, Fit.KEEP),
        ),
        tuple(Row(each) for each in shown),
        "扣分明细",
        total_label="",
        empty_text="没有扣分",
    )
    more = len(paper.lost) - len(shown)
    notes = [
        f"规则：{paper.rule}。只算登记在册的会议、公开、异议答复、事项办理和整改，不算登录、阅读和时长。",
        f"校验码：{paper.mark[:16]}　同一份记录、同一版规则，在哪台电脑上算都一样。",
        "本表报乡镇，不排名，不张贴。",
    ]
    if more:
        notes.insert(0, f"扣分的还有 {more} 件，全部见工作簿。")
    return Notice(
        title=(paper.village.name, paper.span.words(), "履职评分表"),
        period=paper.span.words(),
        page=_UPRIGHT,
        head=HeadLine(
            paper.village.county + paper.village.town + paper.village.name,
            f"总分 {paper.total}　{paper.colour}",
            f"计算日期：{day_words(paper.printed_on)}",
        ),
        blocks=(kinds, lost),
        notes=tuple(notes),
        signature=SignatureLine(
            _SIGNERS, f"{paper.village.name}村民委员会（章）", day_words(paper.printed_on)
        ),
        coded=False,
    )


def _that_fit(lost: tuple[tuple[str, ...], ...], kinds: int) -> tuple[tuple[str, ...], ...]:
    room = _ROOM_PT - kinds * (_ROW_PT + _LINE_PT)
    for number, (_, title, *_rest) in enumerate(lost):
        room -= _ROW_PT + _LINE_PT * -(-len(title) // _LINE_OF_TITLE)
        if room < 0:
            return lost[:number]
    return lost
