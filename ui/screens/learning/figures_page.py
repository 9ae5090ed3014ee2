"""Figures of study and deeds with the records behind each (统计)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from desktop.services.learning.figures import Figure, FigureRecord, FigureTable
from desktop.words import word
from ui.widgets.dress import button, label, set_tone
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable

PERIOD, CUMULATIVE = "period", "cumulative"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningFigures", text)


def _figure_columns() -> tuple[RowColumn[Figure], ...]:
    return (
        RowColumn(TableColumn("label", _tr("指标"), 10), lambda each: word(each.label)),
        RowColumn(TableColumn("unit", _tr("单位"), 4), lambda each: word(each.unit)),
        RowColumn(TableColumn("period", _tr("本期"), 5, RIGHT), lambda each: each.in_period),
        RowColumn(TableColumn("cumulative", _tr("累计"), 5, RIGHT), lambda each: each.cumulative or "—"),
        RowColumn(TableColumn("meaning", _tr("怎么算的"), 22), lambda each: word(each.meaning)),
    )


def _record_columns() -> tuple[RowColumn[FigureRecord], ...]:
    return (
        RowColumn(TableColumn("day", _tr("日期"), 7, sort_key="day"), lambda each: each.on),
        RowColumn(TableColumn("title", _tr("记录"), 14, sort_key="title"), lambda each: each.title),
        RowColumn(TableColumn("adds", _tr("计入"), 5, RIGHT), lambda each: each.adds),
    )


def periods(today: date) -> tuple[tuple[str, str, str], ...]:
    """What is offered: key, first and last day; the quarter and year that run, and those before."""
    quarter = (today.month - 1) // 3 * 3 + 1
    first = date(today.year, quarter, 1)
    before = date(today.year - (quarter == 1), (quarter - 4) % 12 + 1, 1)
    ends = {1: "03-31", 4: "06-30", 7: "09-30", 10: "12-31"}

    def quarter_of(day: date) -> tuple[str, str]:
        return day.isoformat(), f"{day.year}-{ends[day.month]}"

    return (
        ("quarter", *quarter_of(first)),
        ("last_quarter", *quarter_of(before)),
        ("year", f"{today.year}-01-01", f"{today.year}-12-31"),
        ("last_year", f"{today.year - 1}-01-01", f"{today.year - 1}-12-31"),
    )


class FiguresPage(QWidget):
    """A period is chosen, a figure opens its records; the records open where they are kept."""

    period_changed = Signal(str, str)  # first and last day as typed
    figure_chosen = Signal(str, bool)  # key, cumulative
    record_opened = Signal(str, str)  # table, id
    print_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.period = QComboBox()
        self.period.setAccessibleName(self.tr("期间"))
        names = {
            "quarter": self.tr("本季度"),
            "last_quarter": self.tr("上季度"),
            "year": self.tr("本年"),
            "last_year": self.tr("上年"),
        }
        for key, first, last in periods(today):
            self.period.addItem(names[key], (first, last))
        self.period.addItem(self.tr("自己填"), None)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.first.setAccessibleName(self.tr("从哪天"))
        self.last.setAccessibleName(self.tr("到哪天"))
        for edit in (self.first, self.last):
            edit.setFixedWidth(self.fontMetrics().horizontalAdvance("2026-12-31") + 30)
            edit.editingFinished.connect(self._ask)
        self.problem = label("", "small")
        set_tone(self.problem, "error")
        self.cut_off = label("", "muted")
        self.print = button(self.tr("打印…"), icon_name="print")
        self.export = button(self.tr("导出…"), icon_name="export")
        self.print.clicked.connect(self.print_wanted)
        self.export.clicked.connect(self.export_wanted)
        self._figures: RowsModel[Figure] = RowsModel(_figure_columns(), lambda each: each.key.value, self)
        self.table = VirtualTable("learning_figures")
        self.table.setAccessibleName(self.tr("统计指标"))
        self.table.show_model(self._figures)
        self.records_title = label("", "strong")
        self.meaning = label("", "small", wrap=True)
        self.tabs = TabStrip(((PERIOD, self.tr("本期")), (CUMULATIVE, self.tr("累计"))))
        self._records: RowsModel[FigureRecord] = RowsModel(
            _record_columns(), lambda each: f"{each.table}/{each.id}/{each.on}/{each.title}", self
        )
        self.records = VirtualTable("learning_records")
        self.records.setAccessibleName(self.tr("指标后面的记录"))
        self.records.show_model(self._records)
        behind = QWidget()
        inside = QVBoxLayout(behind)
        inside.setContentsMargins(12, 0, 0, 0)
        inside.addWidget(self.records_title)
        inside.addWidget(self.meaning)
        inside.addWidget(self.tabs)
        inside.addWidget(self.records, 1)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(behind)
        split.setSizes([60_000, 36_000])
        split.setChildrenCollapsible(False)
        head = QHBoxLayout()
        head.setSpacing(10)
        for widget in (self.period, self.first, label("—"), self.last, self.problem, self.cut_off):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.export)
        head.addWidget(self.print)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(split, 1)
        self._asked = ("", "")
        self.tabs.mark(PERIOD)
        self._view = PERIOD
        self.period.activated.connect(self._take_period)
        self.tabs.chosen.connect(self._show_records)
        self.table.current_changed.connect(lambda _key: self._show_records(self._view))
        self.records.row_activated.connect(self._open)
        self.period.setCurrentIndex(2)
        self._take_period(2)

    def asked(self) -> tuple[str, str]:
        """First and last day of the period that is asked for."""
        return self._asked

    def show_table(self, told: FigureTable) -> None:
        """Show the figures of a period."""
        self.problem.setText("")
        current = self.table.current_id()
        self._figures.set_rows(told.figures)
        moment = show_moment(told.cut_off_at)
        text = self.tr("截止 {moment}，统计 {n} 条记录")
        self.cut_off.setText(text.format(moment=moment, n=told.row_count))
        if not (current and self.table.select_id(current)):
            self.table.selectRow(0)
        self._show_records(self._view)

    def show_problem(self, text: str) -> None:
        """Say why there are no figures for what was typed."""
        self.problem.setText(text)

    def show_records(self, records: Sequence[FigureRecord]) -> None:
        """Show what stands behind the figure chosen."""
        self._records.set_rows(records)

    def _take_period(self, index: int) -> None:
        chosen = self.period.itemData(index)
        if chosen is None:
            self.first.setFocus()
            return
        self.first.setText(chosen[0])
        self.last.setText(chosen[1])
        self._ask()

    def _ask(self) -> None:
        wanted = (self.first.text().strip(), self.last.text().strip())
        if wanted == self._asked:
            return
        self._asked = wanted
        known = [self.period.itemData(index) for index in range(self.period.count())]
        self.period.setCurrentIndex(known.index(wanted) if wanted in known else len(known) - 1)
        self.period_changed.emit(*wanted)

    def _show_records(self, view: str) -> None:
        key = self.table.current_id()
        row = self._figures.row_of(key)
        if row < 0:
            return
        figure = self._figures.row_at(row)
        has_both = bool(figure.cumulative)
        self._view = view
        shown = view if has_both else PERIOD
        self.tabs.mark(shown)
        self.tabs.tab(CUMULATIVE).setEnabled(has_both)
        value = figure.in_period if shown == PERIOD else figure.cumulative
        name, unit = word(figure.label), word(figure.unit)
        self.records_title.setText(
            self.tr("{name}：{value} {unit}").format(name=name, value=value, unit=unit)
        )
        self.meaning.setText(word(figure.meaning))
        self.figure_chosen.emit(key, shown == CUMULATIVE)

    def _open(self, key: str) -> None:
        table, record_id, *_ = key.split("/", 2)
        self.record_opened.emit(table, record_id)
