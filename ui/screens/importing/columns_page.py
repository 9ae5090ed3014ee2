"""Second page: what every column of the workbook means."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.leak_scanner import masked_text
from desktop.exchange.column_mapping import ColumnMatch
from desktop.exchange.table_finder import TableFound
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, label, set_tone
from ui.widgets.plain_scroll import PlainScroll

UNUSED = "-"
_SURE = 0.9
_SAMPLES = 3


class ColumnsPage(QWidget):
    """Sheets on the left, the columns of the chosen sheet on the right."""

    back_requested = Signal()
    go_on_requested = Signal()
    column_chosen = Signal(str, int, str)  # sheet, column from 0, identifier ("" for nothing)
    sheet_left_out = Signal(str, bool)  # sheet, whether it is left out

    def __init__(
        self, choices: Sequence[tuple[str, str]], roles: Sequence[tuple[str, str]] | None = None
    ) -> None:
        """Offer meanings for columns; ``roles`` are those that are no field, of people where None."""
        super().__init__()
        others = self._roles() if roles is None else roles
        self._options = (CodeOption(UNUSED, self.tr("（不导入）")), *_options(choices, others))
        self._tables: tuple[TableFound, ...] = ()
        self._mappings: list[tuple[ColumnMatch, ...]] = []
        self._left_out: set[str] = set()
        self.sheets = QListWidget()
        self.sheets.setAccessibleName(self.tr("工作表"))
        self.sheets.currentRowChanged.connect(self._show_table)
        self.left_out = QCheckBox(self.tr("这张表不导入"))
        self.left_out.toggled.connect(self._on_left_out)
        self._title = label("", "strong", wrap=True)
        self._scroll = PlainScroll()
        right = QVBoxLayout()
        right.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.left_out)
        right.addLayout(head)
        right.addWidget(self._scroll, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.sheets)
        middle.addLayout(right, 1)
        self.sheets.setFixedWidth(self.fontMetrics().height() * 11)
        back = button(self.tr("重新选择文件"))
        back.clicked.connect(self.back_requested)
        self.go_on = button(self.tr("下一步：预览"), "primary")
        self.go_on.clicked.connect(self.go_on_requested)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                self.tr("请核对每一列是什么。拿不准的列已标出；记住以后，同样的表头下次自动对好。"),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _roles(self) -> tuple[tuple[str, str], ...]:
        return (
            ("@remark", self.tr("备注")),
            ("@members", self.tr("家庭成员（一格多人）")),
            ("@head_citizen_id", self.tr("户主身份证号码")),
            ("@sequence", self.tr("序号（不导入）")),
            ("@age", self.tr("年龄（不导入，由出生日期算出）")),
            ("@member_count", self.tr("人口数（不导入，用来核对）")),
            ("@reason", self.tr("错误表的“原因”（不导入）")),
            ("@advice", self.tr("错误表的“建议”（不导入）")),
            ("@signature", self.tr("签字（不导入）")),
        )

    def show_import(
        self, tables: Sequence[TableFound], mappings: list[tuple[ColumnMatch, ...]], left_out: set[str]
    ) -> None:
        """Show the tables that were found and what their columns are taken for."""
        self._tables, self._mappings, self._left_out = tuple(tables), mappings, left_out
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for table in self._tables:
            self.sheets.addItem(QListWidgetItem(self._sheet_text(table)))
        self.sheets.blockSignals(False)
        self.sheets.setCurrentRow(0)
        self._show_table(0)

    def _sheet_text(self, table: TableFound) -> str:
        text = self.tr("{sheet}（{count} 行）").format(sheet=table.sheet.name, count=len(table.data_rows))
        return self.tr("{sheet}　不导入").format(sheet=text) if table.sheet.name in self._left_out else text

    def _show_table(self, number: int) -> None:
        if not 0 <= number < len(self._tables):
            return
        table = self._tables[number]
        self._title.setText(table.title or table.sheet.name)
        self.left_out.blockSignals(True)
        self.left_out.setChecked(table.sheet.name in self._left_out)
        self.left_out.blockSignals(False)
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for column, heading in enumerate((self.tr("表头"), self.tr("内容举例"), self.tr("对应项目"), "")):
            grid.addWidget(label(heading, "muted"), 0, column)
        for row, match in enumerate(self._mappings[number], start=1):
            self._add_column(grid, row, table, match)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._mappings[number]) + 1, 1)
        self._scroll.setWidget(host)

    def _add_column(self, grid: QGridLayout, row: int, table: TableFound, match: ColumnMatch) -> None:
        heading = label(match.column.label, wrap=True)
        heading.setMinimumWidth(self.fontMetrics().height() * 7)
        heading.setMaximumWidth(self.fontMetrics().height() * 11)
        texts = [masked_text(text) for text in match.column.samples]
        samples = label("　".join(texts[:_SAMPLES]), "muted")
        samples.setMinimumWidth(60)
        samples.setToolTip("\n".join(texts))
        combo = CodeCombo(self._options)
        combo.setMinimumWidth(self.fontMetrics().height() * 11)
        combo.setAccessibleName(self.tr("“{heading}”列对应的项目").format(heading=match.column.label))
        combo.set_code(match.identifier or UNUSED)
        combo.code_changed.connect(
            lambda code, sheet=table.sheet.name, position=match.column.position: self.column_chosen.emit(
                sheet, position, "" if code in (UNUSED, "") else code
            )
        )
        state, tone = self._certainty(match)
        certainty = label(state, "small")
        set_tone(certainty, tone)
        combo.code_changed.connect(lambda _code, shown=certainty: self._mark_chosen(shown))
        for column, widget in enumerate((heading, samples, combo, certainty)):
            grid.addWidget(widget, row, column)

    def _mark_chosen(self, shown: QWidget) -> None:
        shown.setProperty("text", self.tr("您已选定"))
        set_tone(shown, "ok")

    def _certainty(self, match: ColumnMatch) -> tuple[str, str]:
        percent = round(match.confidence * 100)
        if not match.identifier:
            return self.tr("没有对应项目"), ""
        if match.ask:
            return self.tr("请确认 {percent}%").format(percent=percent), "soon"
        if match.confidence >= _SURE:
            return self.tr("确定"), "ok"
        return self.tr("较有把握 {percent}%").format(percent=percent), ""

    def _on_left_out(self, checked: bool) -> None:
        number = self.sheets.currentRow()
        if not 0 <= number < len(self._tables):
            return
        name = self._tables[number].sheet.name
        self.sheet_left_out.emit(name, checked)
        self.sheets.item(number).setText(self._sheet_text(self._tables[number]))


def _options(choices: Sequence[tuple[str, str]], roles: Sequence[tuple[str, str]]) -> tuple[CodeOption, ...]:
    return tuple(CodeOption(code, text) for code, text in (*choices, *roles))
