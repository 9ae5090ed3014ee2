"""Chooses the people and households that a matter is about."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.events import Target
from ui.jobs import JobRunner
from ui.screens.events.finding_edit import FindingEdit, Found
from ui.widgets.dress import label, tool_button
from ui.widgets.flow_layout import FlowLayout

_ROWS_SHOWN = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("TargetPicker", text)


class TargetPicker(FindingEdit):
    """A search box; Enter takes the first hit, chosen ones stand as chips below it."""

    changed = Signal()

    def __init__(
        self, find: Callable[[str], Sequence[Found]], runner: JobRunner, parent: QWidget | None = None
    ) -> None:
        hint = _tr("姓名、拼音、身份证尾号、户编号")
        super().__init__(find, runner, hint, _tr("找到的人和户"), _ROWS_SHOWN, parent)
        self._chosen: dict[Target, str] = {}
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        self._parts.addWidget(self._chips)
        self._show_chips()

    def targets(self) -> tuple[Target, ...]:
        """Who was chosen, in the order of choosing."""
        return tuple(self._chosen)

    def chosen(self) -> tuple[tuple[Target, str], ...]:
        """Who was chosen, with names, in the order of choosing."""
        return tuple(self._chosen.items())

    def set_targets(self, chosen: Sequence[tuple[Target, str]]) -> None:
        """Show who is chosen already, with names."""
        self._chosen = dict(chosen)
        self._show_chips()

    def _take(self, hit: Found) -> None:
        self._chosen[hit.target] = hit.title
        self.search.set_text_silently("")
        self.hits.hide()
        self.search.setFocus()
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        while (item := self._chip_flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for target, title in self._chosen.items():
            chip = QWidget()
            chip.setProperty("role", "chip")
            chip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            row = QHBoxLayout(chip)
            row.setContentsMargins(8, 2, 2, 2)
            row.setSpacing(2)
            row.addWidget(label(title))
            away = tool_button("close", _tr("去掉“{name}”").format(name=title))
            away.clicked.connect(lambda _=False, gone=target: self._drop(gone))
            row.addWidget(away)
            self._chip_flow.addWidget(chip)
        self._chips.setVisible(bool(self._chosen))

    def _drop(self, target: Target) -> None:
        self._chosen.pop(target, None)
        self._show_chips()
        self.changed.emit()
