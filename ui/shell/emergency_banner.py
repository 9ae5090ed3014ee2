"""The line over every screen while a mobilisation runs, or an order of the county waits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.mobilisation_clock import elapsed_words
from desktop.words import word
from ui.widgets.dress import button, label
from ui.widgets.running_clock import RunningClock

if TYPE_CHECKING:
    from desktop.services.mobilisation.reminders import EmergencyToday

_TICK_MS = 1_000


class EmergencyBanner(QFrame):
    """Tells what runs, with its clock; one button leads there."""

    open_wanted = Signal(str)  # id of the mobilisation; empty for the order that waits

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencyBanner")
        self._emergency: EmergencyToday | None = None
        self._clock: RunningClock | None = None
        self._is_told = False
        self.text = label("", "strong")
        self.open = button(self.tr("去动员页"), "danger")
        self.open.clicked.connect(self._on_open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 4, 20, 4)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.open)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def show_emergency(self, emergency: "EmergencyToday | None") -> None:
        """Show what runs or waits; nothing hides the line."""
        self._emergency = emergency
        self._show_or_hide()
        if emergency is not None and self._is_any():
            self._clock = RunningClock(emergency.now)
            self._timer.start()
            self._tick()
        else:
            self._timer.stop()

    def yield_to(self, is_told: bool) -> None:
        """Make room while the screen in view tells of the emergency itself."""
        self._is_told = is_told
        self._show_or_hide()

    def _is_any(self) -> bool:
        emergency = self._emergency
        return emergency is not None and bool(emergency.running or emergency.orders)

    def _show_or_hide(self) -> None:
        self.setVisible(self._is_any() and not self._is_told)

    def _tick(self) -> None:
        emergency = self._emergency
        if emergency is None or self._clock is None:
            return
        now = self._clock.now()
        told = []
        for one in emergency.running:
            drill = self.tr("【演练】") if one.is_drill else ""
            state = self.tr("，上级已解除") if one.is_called_off else ""
            told.append(f"{drill}{word(one.title)}　{elapsed_words(now - one.started_at)}{state}")
        if emergency.orders:
            numbers = "、".join(number for _, number in emergency.orders)
            told.append(self.tr("收到动员令 {numbers}，还没有发起").format(numbers=numbers))
        if emergency.reports_late:
            told.append(self.tr("初报已超时"))
        self.text.setText("　｜　".join(told))

    def _on_open(self) -> None:
        emergency = self._emergency
        if emergency is not None:
            self.open_wanted.emit(emergency.running[0].id if emergency.running else "")
