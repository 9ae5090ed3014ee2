"""What the screen of meetings says in words: states, what a meeting lacks, what a vote needs."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.domain.meeting_attendance import Tally
from desktop.services.meetings.planning import SHORT
from desktop.services.meetings.reading import FullMeetingRow, KindNeed, TopicNeed, state_of
from desktop.words import word
from ui.widgets.table_column import Cell

_TONES = {"planned": "soon", "held": "ok", "signed": "ok", "cancelled": ""}


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeetingWords", text)


def kind_words(kinds: tuple[str, ...]) -> str:
    """Kinds in the window's language."""
    table = code_table("meeting_kind")
    return "、".join(word(table.label(kind)) for kind in kinds)


def short_kinds(kinds: tuple[str, ...]) -> str:
    """Kinds as a calendar has room for."""
    table = code_table("meeting_kind")
    return "、".join(word(SHORT.get(kind, table.label(kind))) for kind in kinds)


def state_cell(row: FullMeetingRow, today: date) -> Cell:
    """How a meeting stands; one whose day is past without minutes is overdue."""
    state = state_of(row)
    if state == "planned" and row.held_on < today.isoformat():
        return Cell(_tr("待补记录"), "overdue")
    if state == "held":
        return Cell(_tr("待签字"), "soon")
    return Cell(word(code_table("meeting_state").label(state)), _TONES.get(state, ""))


def day_words(row: FullMeetingRow, today: date) -> tuple[str, str]:
    """When a planned meeting is, from today, and the tone of that."""
    days = (date.fromisoformat(row.held_on) - today).days
    if days < 0:
        return _tr("没有记录"), "overdue"
    if days == 0:
        return _tr("今天 {time}").format(time=row.starts_at).strip(), "soon"
    if days == 1:
        return _tr("明天 {time}").format(time=row.starts_at).strip(), ""
    return _tr("{days} 天后").format(days=days), ""


def numbers_words(tally: Tally, *, by_households: bool) -> str:
    """The numbers of a meeting in one line."""
    unit = _tr("户") if by_households else _tr("人")
    told = _tr("应到 {due} {unit}　实到 {present}　请假 {leave}　缺席 {absent}").format(
        due=tally.due, unit=unit, present=tally.present, leave=tally.leave, absent=tally.absent
    )
    if tally.open:
        told += _tr("　未签到 {count}").format(count=tally.open)
    if tally.observers:
        told += _tr("　列席 {count}").format(count=tally.observers)
    return told


def need_words(need: KindNeed) -> tuple[str, str]:
    """Whether a kind of meeting can open, and the tone of that."""
    if not need.least:
        return _tr("{kind}：没有法定人数要求").format(kind=word(need.label)), ""
    unit = _tr("户") if need.by_households else _tr("人")
    values = {
        "kind": word(need.label),
        "due": need.due,
        "present": need.present,
        "least": need.least,
        "unit": unit,
        "lacking": need.lacking,
    }
    if not need.lacking:
        told = _tr("{kind}：可以开会，有表决权应到 {due} {unit}，已到 {present}，至少 {least}")
        return told.format_map(values), "ok"
    told = _tr("{kind}：还差 {lacking} {unit}，有表决权应到 {due}，已到 {present}，至少 {least}")
    return told.format_map(values), "overdue" if need.by_law else "soon"


def vote_words(need: TopicNeed) -> tuple[str, str]:
    """What a vote needs, or what came of it, and the tone."""
    if need.vote is None:
        if not need.needed:
            return _tr("表决"), ""
        of = _tr("全体") if need.of_all else _tr("到会")
        return _tr("至少 {count} 票（按{of}计）").format(count=need.needed, of=of), ""
    vote = need.vote
    told = _tr("同意 {yes}　反对 {no}　弃权 {none}").format(
        yes=vote.agreed, no=vote.against, none=vote.abstained
    )
    if need.is_passed:
        return _tr("通过：{votes}").format(votes=told), "ok"
    return _tr("未通过：{votes}").format(votes=told), "overdue"
