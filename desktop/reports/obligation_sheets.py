"""Papers about duties: what was missed and why, the village's score on one page, what was mended."""

from collections.abc import Sequence
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

_ACROSS = Page(Paper.A4, True, Margins(18, 16, 16, 20), 10.5, 20, 12)
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
        Column("应当履行的事项", 22, Align.LEFT),
        Column("谁的事", 16, Align.LEFT),
        Column("期间", 15, Align.LEFT),
        Column("最后日期", 11, Align.CENTRE, Fit.KEEP),
        Column("现在", 14, Align.LEFT),
        Column("原因", 30, Align.LEFT),
    )
    return Notice(
        title=(village.name, "未履职情况说明"),
        period=span.words(),
        page=_ACROSS,
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
