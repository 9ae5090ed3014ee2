"""The slip of one event (事项办理单): an internal paper, from the day it came in to its answer."""

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
    Margins,
    Notice,
    Page,
    Paper,
    Row,
    SignatureLine,
    Table,
)

_SLIP = Page(Paper.A4, False, Margins(20, 22, 18, 22), 11, 20, 12)
_LEAST_STEPS = 3
"""Lines for steps, so that some can be written by hand."""


@dataclass(frozen=True, slots=True)
class SlipStep:
    """One line of what was done: moment, who, what, in words."""

    at: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class EventSlip:
    """What the slip of an event says; texts empty for none, people as they may be printed.

    Attributes:
        village: Whose event it is.
        number: Its number.
        title: What it is about in a sentence.
        text: The same in full.
        category: In words.
        source: Where it came from.
        reporter: Who reported it, as he may be printed.
        phone: His number, shortened.
        received: When it came in.
        due: Until when it is to be settled.
        place: Where.
        about: Whom it is about.
        handler: Who sees to it.
        steps: What was done, oldest first.
        result: What came of it.
        feedback: How and when the person was told.
        rating: What he said.
        printed_on: The day of the print.
    """

    village: Village
    number: str
    title: str
    text: str
    category: str
    source: str
    reporter: str
    phone: str
    received: str
    due: str
    place: str
    about: str
    handler: str
    steps: tuple[SlipStep, ...]
    result: str
    feedback: str
    rating: str
    printed_on: date


def build_event_slip(slip: EventSlip) -> Notice:
    """The slip on one sheet: head, matter, what was done, outcome, places to sign."""
    empty = SlipStep("", "", "")
    steps = (*slip.steps, *[empty] * max(1, _LEAST_STEPS - len(slip.steps)))
    blocks: list[Block] = [
        Form(
            (
                FormField("编号", slip.number),
                FormField("来源", slip.source),
                FormField("反映人", slip.reporter),
                FormField("电话", slip.phone),
                FormField("登记时间", slip.received),
                FormField("办结期限", slip.due),
                FormField("类别", slip.category),
                FormField("办理人", slip.handler),
                FormField("地点", slip.place),
                FormField("有关人户", slip.about),
                FormField("事项", slip.title, 2),
                FormField("内容", slip.text, 2),
            ),
            pairs=2,
            line_mm=9.0,
        ),
        Table(
            (
                Column("时间", 20, Align.CENTRE, Fit.KEEP),
                Column("经办人", 14),
                Column("办理经过", 66, Align.LEFT),
            ),
            tuple(Row((step.at, step.by, step.what)) for step in steps),
            total_label="",
            row_mm=8.0,
        ),
        Form(
            (
                FormField("办理结果", slip.result, 2),
                FormField("反馈情况", slip.feedback, 2),
                FormField("反映人评价", slip.rating or "□非常满意　□满意　□基本满意　□不满意", 2),
                FormField("反映人签名", ""),
                FormField("日期", ""),
            ),
            pairs=2,
            line_mm=10.0,
        ),
    ]
    return Notice(
        title=(slip.village.name, "事项办理单"),
        period=slip.number,
        page=_SLIP,
        blocks=tuple(blocks),
        notes=("内部使用，不张贴；要求保密的反映人不印姓名。",),
        signature=SignatureLine(
            ("受理人", "办理人", "负责人"),
            f"{slip.village.name}村民委员会",
            day_words(slip.printed_on),
            seal=False,
        ),
        coded=False,
    )
