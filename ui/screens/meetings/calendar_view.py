"""The meetings of one month as a calendar: a row for each week, a meeting as a line in its day."""

import calendar
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.meeting_period import months_later
from desktop.services.meetings.reading import FullMeetingRow
from ui.screens.meetings.meeting_words import short_kinds, state_cell
from ui.theme import colours
from ui.widgets.dress import label, tool_button

_DAYS = 7
_ID = Qt.ItemDataRole.UserRole
_DAY = int(Qt.ItemDataRole.UserRole) + 1


class CalendarView(QWidget):
    """One month; the arrows turn it, Enter on a day opens its meeting or plans one."""

    month_wanted = Signal(object)  # date, the first of the month
    meeting_chosen = Signal(str)
    day_activated = Signal(object)  # date of a day without a meeting

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.month = today.replace(day=1)
        self.before = tool_button("chevron_left", self.tr("上个月"))
        self.after = tool_button("chevron_right", self.tr("下个月"))
        self._heading = label("", "heading")
        self.grid = QTableWidget(0, _DAYS)
        self.grid.setAccessibleName(self.tr("会议日历"))
        self.grid.setHorizontalHeaderLabels(
            [
                self.tr("一"),
                self.tr("二"),
                self.tr("三"),
                self.tr("四"),
                self.tr("五"),
                self.tr("六"),
                self.tr("日"),
            ]
        )
        self.grid.verticalHeader().hide()
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setWordWrap(True)
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head = QHBoxLayout()
        for widget in (self.before, self._heading, self.after):
            head.addWidget(widget)
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.grid, 1)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.grid.currentItemChanged.connect(self._on_current)
        self.grid.itemActivated.connect(self._on_activated)

    def show_month(self, month: date, rows: Sequence[FullMeetingRow]) -> None:
        """Show a month with its meetings."""
        self.month = month.replace(day=1)
        self._heading.setText(self.tr("{year}年{month}月").format(year=month.year, month=month.month))
        weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
        by_day: dict[str, list[FullMeetingRow]] = {}
        for row in rows:
            by_day.setdefault(row.held_on, []).append(row)
        self.grid.blockSignals(True)
        self.grid.clearContents()
        self.grid.setRowCount(len(weeks))
        for place, week in enumerate(weeks):
            for column, day in enumerate(week):
                held = by_day.get(day.isoformat(), []) if day.month == month.month else []
                self.grid.setItem(place, column, self._item(day, held, shown=day.month == month.month))
        self.grid.blockSignals(False)

    def _item(self, day: date, held: Sequence[FullMeetingRow], *, shown: bool) -> QTableWidgetItem:
        lines = [str(day.day), *(short_kinds(row.kinds) for row in held)]
        item = QTableWidgetItem("\n".join(lines) if shown else "")
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        item.setData(_DAY, day)
        if not shown:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return item
        if held:
            item.setData(_ID, held[0].id)
            item.setToolTip("\n".join(f"{row.starts_at} {row.title}".strip() for row in held))
            tone = state_cell(held[0], self._today).tone
            if tone:
                item.setForeground(QBrush(QColor(getattr(colours(), tone))))
        if day == self._today:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _turn(self, by: int) -> None:
        self.month_wanted.emit(months_later(self.month, by))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _on_current(self, item: QTableWidgetItem | None) -> None:
        if item is not None and item.data(_ID):
            self.meeting_chosen.emit(item.data(_ID))

    def _on_activated(self, item: QTableWidgetItem) -> None:
        if not item.data(_ID) and item.flags() != Qt.ItemFlag.NoItemFlags:
            self.day_activated.emit(item.data(_DAY))
