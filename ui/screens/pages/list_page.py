"""The frame of a tab: views with counts, a list, and the chosen record beside it with what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.dress import button, label, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_pane import ListPane
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the panel: its text, role and tone as in `ui.widgets.dress`."""

    text: str
    role: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the panel."""

    text: str
    run: Callable[[], None]
    role: str = ""
    icon: str = ""


class RecordPanel(PlainScroll):
    """One record in words, with the buttons that are possible now."""

    def __init__(self, picture: str) -> None:
        super().__init__()
        self._picture = picture
        self.buttons: dict[str, QPushButton] = {}

    def show_nothing(self, title: str, text: str = "") -> None:
        """No record is chosen."""
        self.buttons = {}
        empty = EmptyState(self._picture)
        empty.show_text(title, text)
        self.setWidget(empty)

    def show_record(
        self, title: str, lines: Sequence[Line], actions: Sequence[Action], below: QWidget | None = None
    ) -> None:
        """Show a record; ``below`` takes the rest of the room."""
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(6)
        layout.addWidget(label(title, "heading", wrap=True))
        for line in lines:
            if line.text:
                shown = label(line.text, line.role, wrap=True)
                set_tone(shown, line.tone)
                layout.addWidget(shown)
        self.buttons = {}
        if actions:
            row = QWidget()
            flow = FlowLayout(row)
            for action in actions:
                pressed = button(action.text, action.role, action.icon)
                pressed.clicked.connect(lambda _=False, run=action.run: run())
                flow.addWidget(pressed)
                self.buttons[action.text] = pressed
            layout.addWidget(row)
        if below is not None:
            layout.addWidget(below, 1)
        else:
            layout.addStretch()
        self.setWidget(host)


class ListPage(QWidget, Generic[Row]):
    """Views, tools, the list, and the panel."""

    chosen = Signal(str)  # id of the record the cursor is on
    opened = Signal(str)  # id of the record to work on
    view_chosen = Signal(str)

    def __init__(
        self,
        name: str,
        columns: Sequence[RowColumn[Row]],
        id_of: Callable[[Row], str],
        views: Sequence[tuple[str, str]],
        tools: Sequence[QWidget],
        *,
        picture: str,
        shares: tuple[int, int],
    ) -> None:
        super().__init__()
        self._names = dict(views)
        self.tabs = TabStrip(views)
        self.model: RowsModel[Row] = RowsModel(columns, id_of, self)
        self.table = VirtualTable(name)
        self.table.show_model(self.model)
        self.panel = RecordPanel(picture)
        self._pane = ListPane(self.table, self.panel, picture=picture, shares=shares)
        self.empty = self._pane.empty
        head = QHBoxLayout()
        head.setSpacing(8)
        if len(views) > 1:
            head.addWidget(self.tabs, 1)
        else:
            self.tabs.setParent(self)
            self.tabs.hide()  # a single view is no choice
            head.addStretch()
        for tool in tools:
            head.addWidget(tool)
        self.notice = label("", wrap=True)
        self.notice.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        layout.addWidget(self._pane, 1)
        self.table.current_changed.connect(self.chosen)
        self.table.row_activated.connect(self.opened)
        self.tabs.chosen.connect(self.view_chosen)

    def tell(self, text: str, tone: str = "soon") -> None:
        """A sentence above the list; an empty one takes it back."""
        self.notice.setText(text)
        set_tone(self.notice, tone)
        self.notice.setVisible(bool(text))

    def show_rows(self, rows: Sequence[Row], wanted: str, nothing: tuple[str, str]) -> str:
        """Show rows with the cursor where it was or on ``wanted``.

        Returns:
            The id the cursor is on; empty for none.
        """
        current = wanted or self.table.current_id()
        self.model.set_rows(rows)
        self._pane.show_rows(exist=bool(rows))
        if not rows:
            self.empty.show_text(*nothing)
            return ""
        if not (current and self.table.select_id(current)):
            self.table.select_id(self.model.ids[0])
        return self.table.current_id()
