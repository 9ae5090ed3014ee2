"""The state of the exchange in a few words, for the status line and the screen behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from desktop.services.sync.status import Phase, SyncStatus

SOON = timedelta(days=3)
OVERDUE = timedelta(days=7)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SyncWords", text)


@dataclass(frozen=True, slots=True)
class SyncWords:
    """What is said, its tone (``soon``, ``overdue``, ``error``, ``ok`` or nothing), its icon."""

    text: str
    tone: str
    icon: str


def stage_word(stage: str) -> str:
    """The step of a run under way in words."""
    return {
        "connect": _tr("连接"),
        "send": _tr("上传"),
        "receive": _tr("接收"),
        "apply": _tr("写入档案"),
        "attachments": _tr("附件"),
        "audit": _tr("核对"),
        "finish": _tr("收尾"),
    }.get(stage, "")


def running_words(stage: str) -> SyncWords:
    """A run is under way."""
    word = stage_word(stage)
    text = _tr("正在同步（{stage}）").format(stage=word) if word else _tr("正在同步")
    return SyncWords(text, "", "sync")


def sync_words(status: SyncStatus, now: datetime) -> SyncWords:
    """The state in one line.

    Args:
        status: As it was read.
        now: The moment, with a zone; what waits is told the more urgently the older it is.
    """
    if status.phase is Phase.NOT_ENROLLED:
        return SyncWords(_tr("未接入县平台"), "", "offline")
    parts = [_phase_words(status, now)]
    if status.conflicts:
        parts.append(_tr("{n} 处冲突").format(n=f"{status.conflicts:,}"))
    if status.refusals:
        parts.append(_tr("服务器拒绝 {n} 条").format(n=f"{status.refusals:,}"))
    if status.attachments_held_up:
        parts.append(_tr("{n} 个附件县里暂不收").format(n=f"{status.attachments_held_up:,}"))
    elif status.attachments:
        parts.append(_tr("附件待上传 {n} 个").format(n=f"{status.attachments:,}"))
    icon = "offline" if status.phase in (Phase.OFFLINE, Phase.SHUT_OUT) else "sync"
    return SyncWords(" · ".join(parts), _tone(status, now), icon)


def _phase_words(status: SyncStatus, now: datetime) -> str:
    waiting = _tr("待上传 {n} 条").format(n=f"{status.waiting:,}")
    match status.phase:
        case Phase.SHUT_OUT:
            return _tr("县里已停用这台电脑")
        case Phase.RUNNING:
            return _tr("正在同步")
        case Phase.OFFLINE if not status.waiting:
            return _tr("离线")
        case Phase.OFFLINE:
            return _tr("离线 · {waiting}").format(waiting=waiting)
        case Phase.WAITING if status.waiting:
            return waiting
        case _ if status.in_step_at is None:
            return _tr("还没有同步过")
    moment = status.in_step_at.astimezone()
    same_day = moment.date() == now.astimezone().date()
    return _tr("已同步 {moment}").format(moment=moment.strftime("%H:%M" if same_day else "%m-%d %H:%M"))


def _tone(status: SyncStatus, now: datetime) -> str:
    if status.phase is Phase.SHUT_OUT:
        return "error"
    last = status.in_step_at if status.phase is Phase.OFFLINE else None
    since = [
        moment for moment in (status.waiting_since, status.oldest_conflict_at, last) if moment is not None
    ]
    age = now - min(since) if since else timedelta()
    if age >= OVERDUE:
        return "overdue"
    if age >= SOON or status.conflicts or status.refusals:
        return "soon"
    return "ok" if status.phase is Phase.IN_STEP else ""
