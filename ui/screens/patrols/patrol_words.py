"""Words and colours in which patrols are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.domain.hazard_card import CardState
from desktop.domain.hazard_reading import ReadingWarning
from desktop.domain.local_moment import show_moment
from desktop.domain.patrol_due import DueReason, DueState
from desktop.services.patrols.duty import SEASONS, DueSite
from desktop.services.patrols.rounds import ABNORMAL, DANGER
from desktop.words import word

DUE_TONES = {DueState.LATE: "overdue", DueState.DUE: "soon", DueState.DONE: "ok", DueState.RESTING: ""}
CARD_TONES = {
    CardState.NONE: "overdue",
    CardState.OUTDATED: "overdue",
    CardState.UNSIGNED: "soon",
    CardState.GOOD: "ok",
    CardState.RETURN: "soon",
}
RESULT_TONES = {ABNORMAL: "soon", DANGER: "overdue"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatrolWords", text)


def due_words(each: DueSite) -> str:
    """How a site stands, in a word or two."""
    return {
        DueState.LATE: _tr("漏巡"),
        DueState.DUE: _tr("该巡"),
        DueState.DONE: _tr("已巡"),
        DueState.RESTING: _tr("不用巡"),
    }[each.standing.state]


def next_words(each: DueSite) -> str:
    """When the next patrol is due."""
    by = each.standing
    if by.due_at is None and by.state is DueState.LATE and each.last is None:
        return _tr("还没有巡过")
    if by.due_at is not None:
        return f"{by.due_at.astimezone():%m-%d %H:%M}"
    return by.due_on.isoformat() if by.due_on else ""


def reason_words(each: DueSite) -> str:
    """What asks for the next patrol, in the language of the window."""
    by = each.standing
    if each.alert is not None:
        if by.reason is DueReason.AFTER_ALERT:
            return _tr("{alert}解除后").format(
                alert=alert_words(each.alert.kind_label, each.alert.level_label)
            )
        told = _tr("{alert}，每 {hours} 小时")
        alert = alert_words(each.alert.kind_label, each.alert.level_label)
        return told.format(alert=alert, hours=each.alert.every_hours)
    if not by.reason:
        return _tr("不在巡查季节")
    season = word(code_table(SEASONS).label(by.key))
    if by.cycle_days == 1:
        told = _tr("{season}，每天")
    else:
        told = _tr("{season}，每 {days} 天")
    own = _tr("（本点另定）") if by.reason is DueReason.PLAN else ""
    return told.format(season=season, days=by.cycle_days) + own


def alert_words(kind: str, level: str) -> str:
    """An alert by kind and colour."""
    return _tr("{kind}{level}预警").format(kind=word(kind), level=word(level) if level else "")


def card_words(state: CardState) -> str:
    """How a household stands with its card."""
    return {
        CardState.NONE: _tr("没有卡"),
        CardState.OUTDATED: _tr("要换卡"),
        CardState.UNSIGNED: _tr("待签收"),
        CardState.GOOD: _tr("有效"),
        CardState.RETURN: _tr("要收回"),
    }[state]


def warning_words(warnings: Sequence[ReadingWarning], last: str) -> str:
    """What is out of the ordinary about a value."""
    words = {
        ReadingWarning.JUMP: _tr("比上次 {last} 变化大，请再量一次").format(last=last),
        ReadingWarning.ABOVE: _tr("超过上限"),
        ReadingWarning.BELOW: _tr("低于下限"),
    }
    return _tr("，").join(words[each] for each in warnings)


def short_moment(text: str) -> str:
    """A kept moment without its year."""
    return show_moment(text)[5:]
