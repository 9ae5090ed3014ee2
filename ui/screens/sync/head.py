"""The state of the exchange above its lists."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from desktop import messages
from desktop.services.sync.status import Phase, SyncStatus
from ui.shell.sync_words import running_words, sync_words
from ui.widgets.dress import card, label, set_tone
from ui.widgets.moment import show_moment
from ui.widgets.problem_line import ProblemLine


class SyncHead:
    """A sheet: the state in words, when both sides last had the same, why the last run ended early."""

    def __init__(self) -> None:
        self.sheet = card()
        self.state = label("", "strong", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.trouble = ProblemLine()
        layout = QVBoxLayout(self.sheet)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(4)
        for part in (self.state, self.facts, self.trouble):
            layout.addWidget(part)

    def show_stage(self, stage: str) -> None:
        """Show the step of a run under way in place of the state."""
        told = running_words(stage)
        self.state.setText(told.text)
        set_tone(self.state, told.tone)

    def show_status(self, status: SyncStatus) -> None:
        """Show what was read."""
        told = sync_words(status, datetime.now(UTC))
        self.state.setText(told.text)
        set_tone(self.state, told.tone)
        self.facts.setText(_facts(status))
        self.trouble.show_text(messages.brief(status.trouble) if status.trouble else "", "soon")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SyncHead", text)


def _facts(status: SyncStatus) -> str:
    if status.phase is Phase.NOT_ENROLLED:
        return _tr("改动都在本机，照常使用。县里给了接入码以后，在这里接入。")
    never = _tr("还没有")
    parts = [
        status.county,
        _tr("上次与县里一致：{moment}").format(moment=_moment(status.in_step_at) or never),
        _tr("上次联系：{moment}").format(moment=_moment(status.contact_at) or never),
    ]
    if status.audited_at is not None:
        day = status.audited_at.astimezone().strftime("%Y-%m-%d")
        told = (
            _tr("{day} 核对：发现 {n} 条不一致，已重新交换").format(day=day, n=f"{status.audit_found:,}")
            if status.audit_found
            else _tr("核对无误 {day}").format(day=day)
        )
        parts.append(told)
    if status.retry_at is not None:
        parts.append(_tr("下次自动再试：{moment}").format(moment=_moment(status.retry_at)))
    return " · ".join(part for part in parts if part)


def _moment(moment: datetime | None) -> str:
    return show_moment(moment.isoformat()) if moment is not None else ""
