"""Last page: what was written, the error workbook, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.register_import.session import ImportReport
from ui.screens.register_import.row_text import table_words
from ui.widgets.dress import button, label
from ui.widgets.number_card import NumberCard
from ui.widgets.problem_line import ProblemLine


class ResultPage(QWidget):
    """Figures of the import with what to do next."""

    errors_requested = Signal(str)
    undo_requested = Signal(str)
    list_requested = Signal()
    check_requested = Signal()  # what contradicts itself now
    another_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._batch_id = ""
        self._title = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        self.tables = ProblemLine()  # what was said of tables as a whole
        self._cards = {
            key: NumberCard(text)
            for key, text in (
                ("new", self.tr("新增")),
                ("changed", self.tr("更新")),
                ("same", self.tr("相同，未改动")),
                ("failed", self.tr("未导入的行")),
                ("missing", self.tr("表里没有的人")),
            )
        }
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for card in self._cards.values():
            card.clicked.connect(self.list_requested)
            figures.addWidget(card)
        self.errors = button(self.tr("保存错误表…"), "primary", "save")
        self.errors.clicked.connect(lambda: self.errors_requested.emit(self._batch_id))
        open_list = button(self.tr("打开民情档案"), icon_name="register")
        open_list.clicked.connect(self.list_requested)
        check = button(self.tr("数据体检"), icon_name="check")
        check.clicked.connect(self.check_requested)
        another = button(self.tr("再导入一个文件"))
        another.clicked.connect(self.another_requested)
        undo = button(self.tr("撤销这次导入…"), "danger", "undo")
        undo.clicked.connect(lambda: self.undo_requested.emit(self._batch_id))
        actions = QHBoxLayout()
        actions.setSpacing(10)
        for widget in (self.errors, open_list, check, another):
            actions.addWidget(widget)
        actions.addStretch()
        actions.addWidget(undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addWidget(self.tables)
        layout.addLayout(figures)
        layout.addLayout(actions)
        layout.addStretch()

    def show_report(self, report: ImportReport) -> None:
        """Show what an import did."""
        self._batch_id = report.batch_id
        self._title.setText(self.tr("“{file}”已导入").format(file=report.file_name))
        if report.failed:
            text = self.tr(
                "有 {count} 行没有导入。保存错误表后，在表里按“原因”和“建议”改正，再导入那张表即可。"
                "这次导入以后任何一天都可以整批撤销。"
            ).format(count=report.failed)
        else:
            text = self.tr("每一行都已处理。这次导入以后任何一天都可以整批撤销。")
        self._text.setText(text)
        self.tables.show_text(table_words(report.problems), "soon")
        for key in ("new", "changed", "same"):
            self._cards[key].show_number(report.counts.get(key, 0))
        self._cards["failed"].show_number(
            report.failed, self.tr("见错误表") if report.failed else "", "soon" if report.failed else ""
        )
        self._cards["missing"].show_number(report.missing)
        self.errors.setEnabled(report.failed > 0)
