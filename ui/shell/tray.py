"""Reminders in the system's tray, or in the line at the foot where there is none; numbers and kinds only."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from desktop.domain.reminder import Kind, Reminder, Told
from ui.icons import icon
from ui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

    from desktop.services.office import Office
    from ui.jobs import JobRunner

_SHOWN_MS = 12_000


class TrayReminder(QObject):
    """Asked once a minute; shows what is to be told and remembers it."""

    wanted = Signal()  # the user pressed a reminder: tasks are to be shown

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        notify: Callable[[str, str, Callable[[], None]], None],
        parent: QObject,
    ) -> None:
        """Make it without a tray icon, which comes with the first reminder.

        Args:
            office: Whose account is reminded.
            runner: Its lanes.
            notify: Shows a note in the window, with the name of a button and what it does.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._office, self._runner, self._notify = office, runner, notify
        self._key = f"reminders/{office.user.id}/digest"
        self._told = Told(self._kept_day())
        self._tray: QSystemTrayIcon | None = None

    def check(self) -> None:
        """Ask what is to be told now, in a read lane; a failure is the next minute's matter."""

        def ask(_job: object) -> tuple[Reminder | None, Told]:
            from desktop.services.reminders.reading import next_reminder  # late: the start does not wait

            return next_reminder(self._office, self._told)

        self._runner.read(ask, self._tell, lambda _: None, owner=self)

    def words(self, reminder: Reminder) -> str:
        """A reminder in words: kinds and numbers, nobody's name and no title."""
        names = {
            Kind.URGENT: self.tr("紧急 {n} 项"),
            Kind.OVERDUE: self.tr("逾期 {n} 项"),
            Kind.TODAY: self.tr("今天到期 {n} 项"),
            Kind.NEW: self.tr("待受理 {n} 项"),
            Kind.FEEDBACK: self.tr("待反馈 {n} 项"),
        }
        parts = [names[kind].format(n=count) for kind, count in reminder.counts.items()]
        return self.tr("，").join(parts)

    def _tell(self, read: tuple[Reminder | None, Told]) -> None:
        reminder, self._told = read
        if self._told.digest_on is not None:
            QSettings().setValue(self._key, self._told.digest_on.isoformat())
        if reminder is None:
            return
        title = self.tr("今天的任务") if reminder.is_digest else self.tr("有紧急任务")
        tray = self._tray_icon()
        if tray is not None:
            tray.showMessage(title, self.words(reminder), tray.icon(), _SHOWN_MS)
        else:
            told = self.tr("{title}：{words}").format(title=title, words=self.words(reminder))
            self._notify(told, self.tr("查看"), self.wanted.emit)

    def _tray_icon(self) -> "QSystemTrayIcon | None":
        """The icon, made at the first reminder; None where the desktop has no tray."""
        from PySide6.QtWidgets import QSystemTrayIcon

        if self._tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(icon("logo", colours().accent), self)
            self._tray.setToolTip(self.tr("村情通"))
            self._tray.messageClicked.connect(self.wanted)
            self._tray.activated.connect(lambda _: self.wanted.emit())
            self._tray.show()
        return self._tray

    def _kept_day(self) -> date | None:
        try:
            return date.fromisoformat(str(QSettings().value(self._key, "")))
        except ValueError:
            return None
