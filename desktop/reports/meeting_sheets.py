"""Papers of a meeting: minutes, attendance sheet, notice; their layouts are template data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.period import Period
from desktop.domain.village import Village
from desktop.reports.building import build_notice
from desktop.reports.data import Publication, Sheet, SheetValue
from desktop.reports.document import Notice, Paragraph, Table
from desktop.reports.template import ChartTemplate, FormTemplate, TableTemplate, Template, template

_TOPIC = "{topic_"
_HAND_MM = 9.0
"""Height of a line that is signed by hand."""

_SPARE_LINES = 4
"""Empty lines at the end of an attendance sheet, for people whom nobody expected."""

Rows = tuple[Mapping[str, SheetValue], ...]


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """What the papers of a meeting say; the names of values are the gaps of their layouts.

    Attributes:
        village: Whose meeting it is.
        held_on: Its day.
        issued_on: Day of the notice; None leaves a blank.
        values: Texts by gap.
        topics: Texts of each item by gap, without the ``topic_`` in front.
        tables: Name of a table → its rows; one without rows is not printed.
    """

    village: Village
    held_on: date
    issued_on: date | None
    values: Mapping[str, str]
    topics: Sequence[Mapping[str, str]]
    tables: Mapping[str, Rows]


def build_minutes(paper: MeetingPaper) -> Notice:
    """The minutes (会议记录).

    Raises:
        ProblemError: DOC-020, the layout names a value that there is none of.
    """
    return _build(template("meeting_minutes"), paper)


def build_attendance_sheet(paper: MeetingPaper) -> Notice:
    """The sheet on which people sign as they come in (签到表), with some empty lines at its end.

    Raises:
        ProblemError: As `build_minutes`.
    """
    layout = template("meeting_attendance")
    spare: Rows = tuple({"name": "", "group": "", "standing": ""} for _ in range(_SPARE_LINES))
    rows = tuple(
        {"signature": "", "remark": "", **row} for row in (*paper.tables.get("due_people", ()), *spare)
    )
    notice = _build(layout, replace(paper, tables={"due_people": rows}))
    blocks = tuple(
        replace(block, row_mm=_HAND_MM) if isinstance(block, Table) else block for block in notice.blocks
    )
    return replace(notice, blocks=blocks)


def build_call(paper: MeetingPaper) -> Notice:
    """The notice by which people are called to a meeting (会议通知).

    Raises:
        ProblemError: As `build_minutes`.
    """
    return _build(template("meeting_notice"), paper)


def _build(layout: Template, paper: MeetingPaper) -> Notice:
    values = dict(paper.values)
    for number, topic in enumerate(paper.topics, start=1):
        values |= {f"topic{number}_{name}": text for name, text in topic.items()}
    printed: list[Paragraph | TableTemplate | FormTemplate | ChartTemplate] = []
    of_topic: list[Paragraph] = []
    for block in layout.blocks:
        if isinstance(block, Paragraph) and _TOPIC in block.text:
            of_topic.append(block)
            continue
        printed += _for_each_topic(of_topic, len(paper.topics))
        of_topic = []
        if not isinstance(block, TableTemplate):
            printed.append(block)
        elif paper.tables.get(block.rows):
            printed.append(replace(block, caption=block.caption.format_map(values)))
    printed += _for_each_topic(of_topic, len(paper.topics))
    sheet = Sheet(
        village=paper.village,
        period=Period(paper.held_on, paper.held_on),
        publication=Publication(issued_on=paper.issued_on, office_phone=values.get("office_phone", "")),
        values=values,
        tables=paper.tables,
    )
    return replace(build_notice(replace(layout, blocks=tuple(printed)), sheet), coded=False)


def _for_each_topic(blocks: Sequence[Paragraph], count: int) -> list[Paragraph]:
    return [
        replace(block, text=block.text.replace(_TOPIC, f"{{topic{number}_"))
        for number in range(1, count + 1)
        for block in blocks
    ]
