"""What happened when in a mobilisation, in words, by the true times."""

from dataclasses import dataclass
from datetime import datetime

from db.queries.mobilisation import MarkRow
from desktop.domain.code_table import code_table
from desktop.domain.mobilisation_rate import MarkKind, valid_marks
from desktop.services.mobilisation.board import Board, moment


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that became known or was done.

    Attributes:
        mark_id: The mark it stands for; empty for the order, the all-clear and reports.
        at: True time.
        entered_at: When it was written down.
        who: Whom it is about.
        what: What, in words.
        told_by: Who said so and in which way.
        stands: It was not put right since.
    """

    mark_id: str
    at: datetime
    entered_at: datetime
    who: str
    what: str
    told_by: str
    stands: bool = True


def timeline(board: Board) -> tuple[TimelineEntry, ...]:
    """The order, every mark (those put right, too), reports and the all-clear, the earliest first."""
    entries = [
        TimelineEntry(
            "",
            board.started_at,
            board.started_at,
            board.row.source or "村里",
            f"下达动员：{board.title}",
            "",
        )
    ]
    standing = {mark.id for mark in valid_marks(board.marks)}
    names = _names(board)
    shelters = {each.id: each.name for each in board.shelters}
    void = {row.id for row in board.rows if row.mark == MarkKind.VOID}
    for row in board.rows:
        stands = row.id in standing or row.id in void
        what = _words(row, shelters) + ("" if stands else "（已更正）")
        way = code_table("mobilisation_way").label(row.way) if row.way else ""
        told_by = "，".join(part for part in (row.reported_by, way) if part)
        who = names.get(row.target_id, "")
        entries.append(
            TimelineEntry(row.id, moment(row.at), moment(row.entered_at), who, what, told_by, stands)
        )
    for report in board.reports:
        if report.reported_at:
            at = moment(report.reported_at)
            kind = code_table("disaster_report_kind").label(report.kind)
            way = code_table("report_way").label(report.way)
            entries.append(TimelineEntry("", at, at, report.reported_to, f"灾情{kind}上报", way))
    if board.cleared_at is not None:
        what = f"解除{f'：{board.row.clear_text}' if board.row.clear_text else ''}"
        entries.append(TimelineEntry("", board.cleared_at, board.cleared_at, board.row.cleared_by, what, ""))
    return tuple(sorted(entries, key=lambda each: (each.at, each.entered_at)))


def _names(board: Board) -> dict[str, str]:
    names = {call.row.id: f"{call.row.sequence}{call.row.name}" for call in board.calls}
    names |= {line.row.id: f"{line.row.sequence}{line.head}户" for line in board.lines}
    names |= {each.id: each.name for each in board.shelters}
    return names | dict(board.names)


def _words(row: MarkRow, shelters: dict[str, str]) -> str:
    label = code_table("mobilisation_mark").label(row.mark)
    parts = [f"第{row.round}轮{label}" if row.round else label]
    if row.people is not None:
        parts.append(f"{row.people}人")
    if row.mark == MarkKind.MOVED and row.shelter_id in shelters:
        parts.append(f"到{shelters[row.shelter_id]}")
    if row.text:
        parts.append(row.text)
    return "，".join(parts)
