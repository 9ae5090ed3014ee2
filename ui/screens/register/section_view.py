"""One part of a card: its heading, the fields that are filled, and covered values."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.register_card import CardField, CardSection
from desktop.words import word
from ui.widgets.dress import label, tool_button
from ui.widgets.masked_field import MaskedField

_NAME_CHARS = 7


class SectionView(QWidget):
    """Shows filled fields in one or two columns; the empty ones are counted in one line."""

    reveal_wanted = Signal(str, str, str, str, object)  # table, id, identifier, reason, MaskedField
    edit_wanted = Signal(str, str)  # table, id
    history_wanted = Signal(str, str)  # table, id

    def __init__(
        self,
        section: CardSection,
        *,
        columns: int = 1,
        may_reveal: bool,
        may_edit: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._section = section
        self.masked: dict[str, MaskedField] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        head = QHBoxLayout()
        title = word(section.title)
        head.addWidget(label(title[:1].upper() + title[1:], "strong"))
        if may_edit:
            edit = tool_button("edit", self.tr("修改{what}").format(what=word(section.title)))
            edit.clicked.connect(lambda: self.edit_wanted.emit(section.table, section.record_id))
            past = tool_button("history", self.tr("变更记录"))
            past.clicked.connect(lambda: self.history_wanted.emit(section.table, section.record_id))
            head.addWidget(edit)
            head.addWidget(past)
        head.addStretch()
        layout.addLayout(head)
        filled = [field for field in section.fields if field.text]
        layout.addLayout(self._grid(filled, columns, may_reveal=may_reveal))
        empty = [word(field.label) for field in section.fields if not field.text]
        if empty:
            rest = label(self.tr("未填 {n} 项").format(n=len(empty)), "small")
            rest.setToolTip("、".join(empty))
            layout.addWidget(rest)

    def _grid(self, filled: list[CardField], columns: int, *, may_reveal: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        for place, field in enumerate(filled):
            row, column = divmod(place, columns)
            name = label(word(field.label), "muted", wrap=True)
            name.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * _NAME_CHARS)
            at = Qt.AlignmentFlag.AlignVCenter if field.masked else Qt.AlignmentFlag.AlignTop
            grid.addWidget(name, row, column * 2, at)
            grid.addWidget(self._value(field, may_reveal=may_reveal), row, column * 2 + 1)
        for column in range(columns):
            grid.setColumnStretch(column * 2 + 1, 1)
        return grid

    def _value(self, field: CardField, *, may_reveal: bool) -> QWidget:
        if not field.masked:
            text = f"{field.text} {word(field.unit)}" if field.unit else field.text
            shown = label(text, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            return shown
        covered = MaskedField()
        covered.set_masked(field.text)
        covered.set_reveal_allowed(may_reveal)
        covered.setAccessibleName(word(field.label))
        covered.reveal_requested.connect(partial(self._on_reveal, field.identifier, covered))
        self.masked[field.identifier] = covered
        return covered

    def _on_reveal(self, identifier: str, covered: MaskedField, reason: str) -> None:
        section = self._section
        self.reveal_wanted.emit(section.table, section.record_id, identifier, reason, covered)
