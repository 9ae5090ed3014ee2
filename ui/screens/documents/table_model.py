"""Columns of the list of notices."""

from calendar import monthrange
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.domain.notice_state import NoticeState
from desktop.services.disclosure.notices import NoticeSummary
from desktop.words import word
from ui.widgets.moment import show_moment
from ui.widgets.pinyin_initials import matches
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

_QUARTER, _HALF_YEAR, _YEAR = 3, 6, 12
_TONES = {
    NoticeState.SUBMITTED.value: "soon",
    NoticeState.REVIEWED.value: "soon",
    NoticeState.DECIDED.value: "soon",
    NoticeState.APPROVED.value: "soon",
    NoticeState.ISSUED.value: "soon",
    NoticeState.PUBLISHED.value: "ok",
    NoticeState.EXPIRED.value: "soon",
}
"""What still waits for somebody, and what hangs."""


DRAFTS, UNDER_WAY, TO_POST, HANGING, OVER, GONE = "draft", "way", "issued", "published", "over", "withdrawn"
TO_TAKE_DOWN, OBJECTED = "take_down", "objections"
"""Notices to look after whatever their state: those whose time is over, and those objected to."""
GROUP_OF = {
    NoticeState.DRAFT.value: DRAFTS,
    NoticeState.SUBMITTED.value: UNDER_WAY,
    NoticeState.REVIEWED.value: UNDER_WAY,
    NoticeState.DECIDED.value: UNDER_WAY,
    NoticeState.APPROVED.value: UNDER_WAY,
    NoticeState.ISSUED.value: TO_POST,
    NoticeState.PUBLISHED.value: HANGING,
    NoticeState.EXPIRED.value: OVER,
    NoticeState.ARCHIVED.value: OVER,
    NoticeState.CORRECTED.value: OVER,
    NoticeState.WITHDRAWN.value: GONE,
}
"""State → the tab of the list it stands under."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentsTable", text)


def fits(notice: NoticeSummary, asked: str) -> bool:
    """Whether a notice has every word asked for in its name, title or number.

    By characters, initials (``cwsz``), or the first characters of its words, as people shorten them (低保).
    """
    name = _name_cell(notice).text
    told = f"{name} {notice.title} {notice.number} {notice.item_code}"
    return all(matches(told, part) or _shortens(part, name) for part in asked.split())


def _shortens(part: str, name: str) -> bool:
    left = iter(name)
    return not part.isascii() and all(character in left for character in part)


def state_cell(notice: NoticeSummary) -> Cell:
    """State in words, with its meaning."""
    return Cell(word(code_table("notice_state").label(notice.state)), _TONES.get(notice.state, ""))


def _name_cell(notice: NoticeSummary) -> Cell:
    """The short name with its period; the full title, which begins alike in every notice, as a hint.

    A text notice goes by its own subject, since its layout's name says nothing; others have what tells them
    from the next one in front.
    """
    version = _tr("（第 {version} 版）").format(version=notice.version) if notice.version > 1 else ""
    if notice.subject and notice.is_text:
        return Cell(f"{notice.subject}{version}", hint=notice.title)
    period = period_words(notice.period_from, notice.period_to)
    label = _tr("{subject}：{label}").format(subject=notice.subject, label=notice.label)
    return Cell(f"{period}{label if notice.subject else notice.label}{version}", hint=notice.title)


def period_words(first: str, last: str) -> str:
    """A period as people call it: a day, a month, a quarter or a year by its name, else both days.

    Args:
        first: First day, ISO.
        last: Last day, ISO; both empty for a notice without a period.
    """
    if not first or not last:
        return ""
    if first == last:
        return f"{first} "
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return _tr("{first} 至 {last} ").format(first=first, last=last)
    if months == 1:
        return _tr("{year}年{month}月").format(year=start.year, month=start.month)
    if months == _QUARTER and start.month % _QUARTER == 1:
        quarter = (_tr("一"), _tr("二"), _tr("三"), _tr("四"))[start.month // _QUARTER]
        return _tr("{year}年{quarter}季度").format(year=start.year, quarter=quarter)
    if months == _HALF_YEAR and start.month % _HALF_YEAR == 1:
        half = _tr("{year}年上半年") if start.month == 1 else _tr("{year}年下半年")
        return half.format(year=start.year)
    if months == _YEAR and start.month == 1:
        return _tr("{year}年").format(year=start.year)
    return _tr("{first} 至 {last} ").format(first=first, last=last)


def columns() -> tuple[RowColumn[NoticeSummary], ...]:
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("name", _tr("公开表"), 16, sort_key="name"),
            _name_cell,
            lambda notice: (notice.label, notice.period_from),
        ),
        RowColumn(
            TableColumn("state", _tr("状态"), 5, sort_key="state"), state_cell, lambda notice: notice.state
        ),
        RowColumn(
            TableColumn("period", _tr("期间"), 12, sort_key="period"),
            lambda notice: period_words(notice.period_from, notice.period_to).strip(),
            lambda notice: notice.period_from,
        ),
        RowColumn(TableColumn("number", _tr("编号"), 15, sort_key="number"), lambda notice: notice.number),
        RowColumn(
            TableColumn("version", _tr("版次"), 3, RIGHT, shown=False), lambda notice: str(notice.version)
        ),
        RowColumn(
            TableColumn("issued", _tr("发布时间"), 9, sort_key="issued", shown=False),
            lambda notice: show_moment(notice.issued_at),
            lambda notice: notice.issued_at,
        ),
        RowColumn(TableColumn("code", _tr("校验码"), 6, shown=False), lambda notice: notice.check_code),
    )
