"""How far a long piece of work is, and a way to stop it."""

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.jobs import Progress
from ui.widgets.dress import button, label

SHOW_AFTER_MS = 200  # shorter work would only flicker
_GUESS_AFTER_SECONDS = 3.0


class ProgressPanel(QWidget):
    """A title, a bar, what is left, and a cancel button; appears only when work takes long."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "strong")
        self._detail = label("", "small")
        self._bar = QProgressBar()
        self._cancel = button(self.tr("取消"))
        self._began = 0.0
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        layout.addLayout(row)
        layout.addWidget(self._detail)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self.hide()

    def start(self, title: str, *, can_cancel: bool = True, after_ms: int | None = None) -> None:
        """Begin: the panel shows itself, usually after 200 ms, unless `finish` comes before."""
        self._title.setText(title)
        self._detail.clear()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("取消"))
        self._began = time.monotonic()
        self._timer.start(SHOW_AFTER_MS if after_ms is None else after_ms)

    def show_progress(self, progress: Progress, step: str = "") -> None:
        """Show how far it is; ``step`` names what is being done, in words."""
        if progress.total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(min(1000, progress.done * 1000 // progress.total))
            counted = self.tr("{done} / {total}").format(
                done=f"{progress.done:,}", total=f"{progress.total:,}"
            )
            left = self._left(progress)
        else:
            self._bar.setRange(0, 0)
            counted = f"{progress.done:,}" if progress.done else ""
            left = ""
        self._detail.setText("  ".join(part for part in (step, counted, left) if part))

    def finish(self) -> None:
        """End, however it ended."""
        self._timer.stop()
        self.hide()

    def detail(self) -> str:
        """What stands under the bar."""
        return self._detail.text()

    def _left(self, progress: Progress) -> str:
        passed = time.monotonic() - self._began
        if passed < _GUESS_AFTER_SECONDS or not progress.done:
            return ""
        seconds = round(passed * (progress.total - progress.done) / progress.done)
        if seconds >= 90:
            return self.tr("约剩 {minutes} 分钟").format(minutes=round(seconds / 60))
        return self.tr("约剩 {seconds} 秒").format(seconds=max(1, seconds))

    def _on_cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("正在停止…"))
        self.cancel_requested.emit()
