"""The line at the foot: who works, what waits to be sent, how old backup and its proof are; and notes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ui.theme import colours, tone_icon
from ui.widgets.dress import set_icon, set_tone
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from desktop.services.mobilisation.reminders import EmergencyToday
    from desktop.services.sync.status import SyncStatus
    from ui.shell.sync_words import SyncWords

BACKUP_SOON = timedelta(days=1)
BACKUP_OVERDUE = timedelta(days=7)
PROOF_SOON = timedelta(days=8)
PROOF_OVERDUE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the status line says; moments are UTC, None means never.

    Attributes:
        sync: State of the exchange with the county.
        backup_at: Last backup.
        proven_at: Last time a backup was restored into a scratch file and compared.
        is_proof_failed: Whether the last such attempt found the backup damaged.
        is_second_late: Whether the second place lacks what a week of backups held.
        emergency: What an emergency asks for; None without the right to see it.
    """

    sync: "SyncStatus"
    backup_at: datetime | None
    proven_at: datetime | None
    is_proof_failed: bool = False
    is_second_late: bool = False
    emergency: "EmergencyToday | None" = None


class StatusReader(Protocol):
    """Reads the facts; runs in a read lane."""

    def __call__(self) -> StatusFacts:
        """The facts as they are now."""


class StatusLine(QFrame):
    """Buttons that open what they tell of, and the place of a note in passing.

    A note that needs the room takes it from the facts for as long as it is shown.
    """

    user_pressed = Signal(QPoint)  # global place for a menu
    sync_pressed = Signal()
    backup_pressed = Signal()
    help_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._sync: SyncStatus | None = None
        self._stage = ""
        self._user = self._button("user")
        self._user.setToolTip(self.tr("切换用户、锁定"))
        self.sync = self._button("offline")
        self.backup = self._button("backup")
        self.proof = self._button("check")
        self._help = self._button("help")
        self._help.setText(self.tr("F1 帮助"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(4)
        self.toast = Toast()
        self._facts: dict[QToolButton, bool] = dict.fromkeys((self.sync, self.backup, self.proof), False)
        for widget in (self._user, *self._facts):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(self.toast)
        layout.addStretch()
        layout.addWidget(self._help)
        self._user.clicked.connect(self._on_user_clicked)
        self.sync.clicked.connect(self.sync_pressed)
        self.backup.clicked.connect(self.backup_pressed)
        self.proof.clicked.connect(self.backup_pressed)
        self._help.clicked.connect(self.help_pressed)
        self.toast.room_wanted.connect(self._make_room)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_user(self, user: str, role: str) -> None:
        """Show who is at work."""
        self._user.setText(self.tr("{user} · {role}").format(user=user, role=role))

    def show_facts(self, facts: StatusFacts, now: datetime | None = None) -> None:
        """Show the facts; ``now`` is UTC and taken from the clock when not given."""
        moment = now or datetime.now(UTC)
        self._sync = facts.sync
        self._show_sync(moment)
        if facts.backup_at is None:
            self._show(self.backup, self.tr("还没有备份"), "overdue")
        else:
            age = moment - facts.backup_at
            text = self.tr("{age}备份").format(age=self._age(age))
            tone = _tone(age, BACKUP_SOON, BACKUP_OVERDUE)
            if facts.is_second_late:
                text = self.tr("{told}，第二份没抄").format(told=text)
                tone = "soon" if tone == "ok" else tone
            self._show(self.backup, text, tone)
        self.backup.setToolTip(self.tr("打开“备份与设置”"))
        if facts.is_proof_failed:
            self._show(self.proof, self.tr("备份试恢复没通过"), "overdue")
        elif facts.proven_at is None:
            self._show(self.proof, self.tr("备份还没有试恢复"), "soon")
        else:
            day = facts.proven_at.astimezone().strftime("%Y-%m-%d")
            tone = _tone(moment - facts.proven_at, PROOF_SOON, PROOF_OVERDUE)
            self._show(self.proof, self.tr("{day} 试恢复成功").format(day=day), tone)
        self.proof.setToolTip(self.tr("最近一次把备份恢复出来逐表核对的日期"))

    @Slot(str)
    def show_stage(self, stage: str) -> None:
        """Show a step of the exchange under way, or with an empty one what was read last."""
        self._stage = stage
        self._show_sync(datetime.now(UTC))

    def _show_sync(self, now: datetime) -> None:
        from ui.shell.sync_words import running_words, sync_words

        told: SyncWords
        if self._stage:
            told = running_words(self._stage)
        elif self._sync is not None:
            told = sync_words(self._sync, now)
        else:
            return
        self._show(self.sync, told.text, told.tone, told.icon)
        self.sync.setToolTip(self.tr("打开“同步”"))

    def _age(self, age: timedelta) -> str:
        minutes = int(age.total_seconds() // 60)
        if minutes < 1:
            return self.tr("刚刚")
        if minutes < 60:
            return self.tr("{count} 分钟前").format(count=minutes)
        if minutes < 48 * 60:
            return self.tr("{count} 小时前").format(count=minutes // 60)
        return self.tr("{count} 天前").format(count=minutes // (24 * 60))

    def _button(self, icon_name: str) -> QToolButton:
        made = QToolButton()
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(made, icon_name, colours().muted)
        return made

    def _show(self, target: QToolButton, text: str, tone: str, icon_name: str = "") -> None:
        target.setText(text)
        target.setAccessibleName(text)
        set_tone(target, tone)
        tint = getattr(colours(), tone) if tone else colours().muted
        set_icon(target, icon_name or tone_icon(tone), tint)
        self._facts[target] = True
        self._make_room()

    def _make_room(self) -> None:
        """Show the facts that are known, without the last of them while a note needs their room."""
        gap = self.layout().spacing()  # type: ignore[union-attr]
        left = self.width() - self._user.sizeHint().width() - self._help.sizeHint().width() - 6 * gap
        if not self.toast.isHidden():
            left -= self.toast.sizeHint().width()
        for fact, known in self._facts.items():
            left -= (fact.sizeHint().width() + gap) if known else 0
            fact.setVisible(known and (left >= 0 or self.toast.isHidden()))

    def _on_user_clicked(self) -> None:
        self.user_pressed.emit(self._user.mapToGlobal(QPoint(0, 0)))


def _tone(age: timedelta, soon: timedelta, overdue: timedelta) -> str:
    if age >= overdue:
        return "overdue"
    return "soon" if age >= soon else "ok"
