"""A value that is covered until someone says why it has to be seen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QToolButton, QWidget

from ui.widgets.dress import label, menu_heading, set_icon

COVER_AFTER_MS = 30_000


class MaskedField(QWidget):
    """Shows the covered value and a button 显示.

    The field never holds the full value before it is asked for: choosing a reason emits
    `reveal_requested`, whoever owns the field logs that, reads the value and calls
    `show_value`. It is covered again after half a minute or at the next press.
    """

    reveal_requested = Signal(str)  # the reason given, in words

    def __init__(self, reasons: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """Make an empty field.

        Args:
            reasons: Offered in the menu; the usual ones of an office when empty.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._masked = ""
        self._reasons = tuple(reasons) or (
            self.tr("核对身份"),
            self.tr("替本人填表"),
            self.tr("打电话联系"),
            self.tr("上级要求核实"),
        )
        self._text = label()
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._button = QToolButton()
        self._button.setProperty("role", "quiet")
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._text)
        layout.addWidget(self._button)
        layout.addStretch()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COVER_AFTER_MS)
        self._timer.timeout.connect(self.cover)
        self._button.clicked.connect(self._on_clicked)
        self.set_masked("")

    def set_masked(self, masked: str) -> None:
        """Show another record's covered value; empty shows a dash and no button."""
        self._masked = masked
        self._button.setVisible(bool(masked))
        self.cover()

    def show_value(self, value: str) -> None:
        """Show the full value for half a minute."""
        self._text.setText(value)
        self._button.setText(self.tr("遮住"))
        set_icon(self._button, "eye_off")
        self._timer.start()

    def cover(self) -> None:
        """Go back to the covered value."""
        self._timer.stop()
        self._text.setText(self._masked or "—")
        self._button.setText(self.tr("显示"))
        set_icon(self._button, "eye")

    def text(self) -> str:
        """What is on the screen now."""
        return self._text.text()

    @property
    def is_revealed(self) -> bool:
        """Whether the full value is on the screen."""
        return self._timer.isActive()

    def set_reveal_allowed(self, allowed: bool) -> None:
        """Whether the user at work may see full values at all."""
        self._button.setEnabled(allowed)
        self._button.setToolTip("" if allowed else self.tr("您的角色不能查看完整内容。"))

    def _on_clicked(self) -> None:
        if self.is_revealed:
            self.cover()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu_heading(menu, self.tr("为什么要看？（会记入日志）"))
        for number, reason in enumerate(self._reasons, start=1):
            menu.addAction(f"&{number} {reason}", partial(self.reveal_requested.emit, reason))
        menu.addAction(self.tr("其他原因…"), self._ask_reason)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _ask_reason(self) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("查看原因"))
        dialog.setLabelText(self.tr("请写明为什么要看完整内容："))
        dialog.textValueSelected.connect(self._on_reason_given)
        dialog.open()

    def _on_reason_given(self, reason: str) -> None:
        if reason.strip():
            self.reveal_requested.emit(reason.strip())
