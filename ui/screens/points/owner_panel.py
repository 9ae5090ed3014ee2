"""One member or household beside the list: what counts by category, and every entry behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.points_scheme import show_points
from desktop.services.points.standings import EntryLine, OwnerHistory
from desktop.words import word
from ui.screens.points import table_model
from ui.widgets.dress import button, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.rows_model import RowsModel
from ui.widgets.table_column import RIGHT
from ui.widgets.virtual_table import VirtualTable


class OwnerPanel(QStackedWidget):
    """Each figure stands beside its ceiling; each entry leads to its record."""

    origin_wanted = Signal(str, str)  # table and id of the record
    reverse_wanted = Signal(object)  # EntryLine
    appeal_wanted = Signal(object)  # EntryLine
    print_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._empty = EmptyState("star")
        self._heading = label("", "heading", wrap=True)
        self._total = label("", wrap=True)
        self._categories = QGridLayout()
        self._categories.setHorizontalSpacing(14)
        self._categories.setVerticalSpacing(2)
        self._model: RowsModel[EntryLine] = RowsModel(
            table_model.entry_columns(), lambda line: line.row.id, self
        )
        self.entries = VirtualTable(f"points_entries_{name}")
        self.entries.setAccessibleName(self.tr("积分明细"))
        self.entries.show_model(self._model)
        self.origin = button(self.tr("看来源"))
        self.reverse = button(self.tr("冲销…"))
        self.appeal = button(self.tr("登记申诉…"))
        self.print = button(self.tr("打印明细…"), icon_name="print")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for each in (self.origin, self.reverse, self.appeal):
            flow.addWidget(each)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.print)
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._total)
        layout.addLayout(self._categories)
        layout.addWidget(self.entries, 1)
        layout.addWidget(buttons)
        self.addWidget(self._empty)
        self.addWidget(host)
        self._may_reverse = self._may_appeal = False
        self.entries.current_changed.connect(lambda _id: self._show_buttons())
        self.entries.row_activated.connect(lambda _id: self._open_origin())
        self.origin.clicked.connect(self._open_origin)
        self.reverse.clicked.connect(lambda: self._emit(self.reverse_wanted))
        self.appeal.clicked.connect(lambda: self._emit(self.appeal_wanted))
        self.print.clicked.connect(self.print_wanted)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen."""
        self._empty.show_text(self.tr("没有选中"), self.tr("在左边选一行，这里显示每一分从哪里来。"))
        self.setCurrentWidget(self._empty)

    def show_history(self, found: OwnerHistory, *, may_reverse: bool, may_appeal: bool) -> None:
        """Show one owner's year."""
        self._may_reverse, self._may_appeal = may_reverse, may_appeal
        parts = (found.owner.name, found.owner.branch, found.owner.group)
        self._heading.setText("　".join(part for part in parts if part))
        told = self.tr("{year}年计 {points} 分").format(
            year=found.year, points=show_points(found.standing.total_x100)
        )
        if found.standing.over_x100 > 0:
            told += self.tr("，超过上限不计的 {points} 分").format(
                points=show_points(found.standing.over_x100)
            )
        self._total.setText(told)
        self._show_categories(found)
        current = self.entries.current_id()
        self._model.set_rows(found.entries)
        if not (current and self.entries.select_id(current)) and found.entries:
            self.entries.select_id(found.entries[-1].row.id)
        self.setCurrentIndex(1)
        self._show_buttons()

    def _show_categories(self, found: OwnerHistory) -> None:
        while self._categories.count():
            item = self._categories.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        codes = dict.fromkeys([*(each.code for each in found.scheme.categories), *found.standing.entered])
        for number, code in enumerate(codes):
            category = found.scheme.find_category(code)
            points = show_points(found.standing.counted.get(code, 0))
            if category is not None and category.ceiling_x100 is not None:
                points = f"{points} / {show_points(category.ceiling_x100)}"
            value = label(points)
            value.setAlignment(RIGHT)
            row, column = divmod(number, 2)
            self._categories.addWidget(
                label(word(found.scheme.category_label(code)), "muted"), row, 3 * column
            )
            self._categories.addWidget(value, row, 3 * column + 1)
        self._categories.setColumnStretch(2, 1)
        self._categories.setColumnStretch(5, 1)

    def current(self) -> EntryLine | None:
        """The entry that the cursor is on."""
        row = self._model.row_of(self.entries.current_id())
        return self._model.row_at(row) if row >= 0 else None

    def _show_buttons(self) -> None:
        line = self.current()
        stands = line is not None and not line.row.reversed_by and not line.row.reverses_id
        self.origin.setEnabled(line is not None and line.origin is not None)
        self.reverse.setEnabled(
            self._may_reverse and stands and line is not None and line.row.state == "confirmed"
        )
        self.appeal.setEnabled(
            self._may_appeal
            and stands
            and line is not None
            and not line.is_appealed
            and line.row.state != "claimed"
        )

    def _open_origin(self) -> None:
        line = self.current()
        if line is not None and line.origin is not None:
            self.origin_wanted.emit(line.origin.table, line.origin.id)

    def _emit(self, signal: object) -> None:
        line = self.current()
        if line is not None:
            signal.emit(line)  # type: ignore[attr-defined]
