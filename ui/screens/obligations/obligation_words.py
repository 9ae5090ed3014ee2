"""What obligations, orders and the score are called on the screen."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.disclosure_item import Frequency
from desktop.domain.lunar import day_name, to_lunar
from desktop.domain.obligation import Obligation, ObligationState
from desktop.domain.period import Period
from desktop.domain.rectification import RectificationState
from desktop.domain.village_score import Colour
from desktop.domain.work_day import is_work_day
from desktop.services.obligations.calendar import ObligationLine
from desktop.services.obligations.rectification import Rectification
from desktop.words import word
from ui.screens.documents.table_model import period_words as span_words

TONES = {
    ObligationState.MISSED: "overdue",
    ObligationState.DUE_SOON: "soon",
    ObligationState.DONE: "ok",
    ObligationState.DONE_LATE: "ok",
}
MENDING_TONES = {
    RectificationState.NEW: "soon",
    RectificationState.RETURNED: "overdue",
    RectificationState.VERIFIED: "ok",
}
COLOUR_TONES = {Colour.RED: "ok", Colour.AMBER: "soon", Colour.BLACK: "overdue", Colour.NONE: ""}
_FRIDAY = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationWords", text)


def state_words(state: ObligationState) -> str:
    """How an obligation stands, in a word."""
    return {
        ObligationState.FUTURE: _tr("还没到"),
        ObligationState.OPEN: _tr("该开了"),
        ObligationState.DUE_SOON: _tr("快到期"),
        ObligationState.DONE: _tr("已开"),
        ObligationState.DONE_LATE: _tr("过后补开"),
        ObligationState.MISSED: _tr("没有开"),
    }[state]


def due_words(line: ObligationLine) -> str:
    """What the last day means on the day asked for; empty where it is done."""
    if not line.obligation.missing:
        return ""
    if line.days < 0:
        return _tr("过了 {days} 天").format(days=-line.days)
    return _tr("今天是最后一天") if line.days == 0 else _tr("还有 {days} 天").format(days=line.days)


def period_words(period: Period) -> str:
    """What an obligation counts for."""
    return span_words(period.first.isoformat(), period.last.isoformat())


def owed_period_words(obligation: Obligation) -> str:
    """The period of an obligation; a lunar month by its name, since its days say nothing."""
    theme_day, first = obligation.holder.theme_day, to_lunar(obligation.period.first)
    if obligation.planned_on is None or theme_day is None or not theme_day.is_lunar or first is None:
        return period_words(obligation.period)
    month = first.text.removesuffix(day_name(1))
    return _tr("{year}年农历{month}").format(year=first.year, month=month)


def gap_words(line: ObligationLine) -> str:
    """What is missing, as a reminder says it: 本季度还差一次党课."""
    obligation = line.obligation
    days = (obligation.period.last - obligation.period.first).days
    within = next(
        words
        for most, words in (
            (60, _tr("本月")),
            (100, _tr("本季度")),
            (200, _tr("本半年")),
            (400, _tr("今年")),
        )
        if days < most
    )
    told = _tr("{period}还差 {count} 次{title}")
    return told.format(period=within, count=obligation.missing, title=word(line.title))


def planned_day_words(obligation: Obligation) -> str:
    """The branch's fixed day with its lunar name, and what the holiday order says of it."""
    day = obligation.planned_on
    if day is None:
        return ""
    theme_day = obligation.holder.theme_day
    lunar = to_lunar(day)
    told = day.isoformat()
    if theme_day is not None and theme_day.is_lunar and lunar is not None:
        told = _tr("{day}（农历{lunar}）").format(day=told, lunar=lunar.text)
    if not is_work_day(day):
        return _tr("{day}，那天放假").format(day=told)
    return _tr("{day}，那天调休上班").format(day=told) if day.weekday() >= _FRIDAY else told


def frequency_words(frequency: Frequency, times: int) -> str:
    """How often something is owed."""
    each = {
        Frequency.MONTH: _tr("每月"),
        Frequency.QUARTER: _tr("每季度"),
        Frequency.HALF_YEAR: _tr("每半年"),
        Frequency.YEAR: _tr("每年"),
    }[frequency]
    return _tr("{each} {times} 次").format(each=each, times=times)


def mending_words(state: RectificationState) -> str:
    """How far the mending of something is."""
    return {
        RectificationState.NEW: _tr("新来的"),
        RectificationState.IN_HAND: _tr("正在整改"),
        RectificationState.ANSWERED: _tr("已答复，等核验"),
        RectificationState.RETURNED: _tr("被退回"),
        RectificationState.VERIFIED: _tr("已核验"),
        RectificationState.WITHDRAWN: _tr("已收回"),
    }[state]


def mending_due_words(each: Rectification) -> str:
    """What the last day of something to mend means today; empty where nothing has to be done."""
    if each.days is None:
        return ""
    if each.days < 0:
        return _tr("逾期 {days} 天").format(days=-each.days)
    return _tr("今天到期") if each.days == 0 else _tr("还有 {days} 天").format(days=each.days)


def mending_tone(each: Rectification) -> str:
    """In which colour something to mend stands."""
    if each.days is not None and each.days < 0:
        return "overdue"
    if each.is_soon:
        return "soon"
    return MENDING_TONES.get(each.state, "")


def colour_words(colour: Colour) -> str:
    """Red, amber or black."""
    return {
        Colour.RED: _tr("红榜村"),
        Colour.AMBER: _tr("黄：还有没按时办的"),
        Colour.BLACK: _tr("黑榜村"),
        Colour.NONE: _tr("还没有到期的事"),
    }[colour]
