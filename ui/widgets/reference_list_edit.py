"""Several records in one field: a line that finds them, and those chosen as chips below it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ui.theme import colours
from ui.widgets.dress import set_icon
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit


class ReferenceListEdit(QWidget):
    """Each record taken in the line becomes a chip; a click, Delete or Backspace takes one away.

    Backspace in the empty line takes the last one away, Enter in it goes on.
    """

    choice_changed = Signal()
    settled = Signal()  # Enter in the empty line: go on with the next field

    def __init__(self, line: ReferenceEdit) -> None:
        super().__init__()
        self.line = line
        self._chosen: list[ReferenceChoice] = []
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(line)
        layout.addWidget(self._chips)
        self.setFocusProxy(line)
        line.settled.connect(self._on_settled)
        line.choice_changed.connect(self.choice_changed)
        line.installEventFilter(self)
        self._show_chips()

    def choices(self) -> tuple[ReferenceChoice, ...]:
        """The records chosen, in the order of choosing, and a text with which none was chosen yet."""
        typed = self.line.choice()
        return (*self._chosen, *((typed,) if typed.id else ()))

    def set_choices(self, choices: Sequence[ReferenceChoice]) -> None:
        """Show records without telling."""
        self._chosen = list(choices)
        self.line.set_choice(ReferenceChoice("", ""))
        self._show_chips()

    def chips(self) -> tuple[QToolButton, ...]:
        """The chips in view, in order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return tuple(w for item in items if item is not None and isinstance(w := item.widget(), QToolButton))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            away = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            if watched is self.line and event.key() == Qt.Key.Key_Backspace and not self.line.text():
                if self._chosen:
                    self._drop(self._chosen[-1].id)
                return True
            if watched is not self.line and away:
                self._drop(str(watched.property("record_id")))
                return True
        return super().eventFilter(watched, event)

    def _on_settled(self) -> None:
        taken = self.line.choice()
        if not taken.id:
            self.settled.emit()
            return
        self.line.set_choice(ReferenceChoice("", ""))
        if taken.id not in {choice.id for choice in self._chosen}:
            self._chosen.append(taken)
        self._show_chips()
        self.choice_changed.emit()

    def _drop(self, record_id: str) -> None:
        self._chosen = [choice for choice in self._chosen if choice.id != record_id]
        self._show_chips()
        self.line.setFocus()
        self.choice_changed.emit()

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for choice in self._chosen:
            chip = QToolButton()
            chip.setProperty("role", "chip")
            chip.setProperty("record_id", choice.id)
            chip.setText(choice.name)
            set_icon(chip, "close", colours().muted)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the name
            chip.setAccessibleName(self.tr("去掉“{name}”").format(name=choice.name))
            chip.setToolTip(choice.detail)
            chip.clicked.connect(partial(self._drop, choice.id))
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._chosen))
