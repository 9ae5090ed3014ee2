"""A requester's own workbook is looked through: what each of its columns is taken for, and the rows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from desktop.domain.report_table import ReportColumn, ReportSpec, Source
from desktop.services.report_tables.headings import plain_label
from desktop.services.report_tables.running import fields_of
from desktop.services.report_tables.tables import NewTable, present
from desktop.services.saved_views import SavedView
from desktop.words import word
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.report_tables.table_dialog import rows_on_offer
from ui.widgets.code_combo import CodeCombo, CodeOption

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

_OWN, _SERIAL, _BLANK = "@own", "@serial", "@blank"
_WIDTH = 38


class FormDialog(FieldsDialog):
    """Asks what a form's columns are; ``submit_table`` gets the table."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        parent: QWidget,
        views: Sequence[SavedView],
        name: str,
        form: bytes,
        spec: ReportSpec,
        submit_table: Callable[[NewTable], None],
    ) -> None:
        super().__init__(self.tr("照表样做表"), self.tr("保存"), office, runner, parent)
        self._form, self._name, self._spec, self._submit_table = form, name, spec, submit_table
        self.say(
            self.tr(
                "照表头认出了下面这些列；不对的可以改。档案里没有的留作自填，填一次以后都记得。"
                "导出时填进这份表样，格式和公式不变。"
            )
        )
        title = (spec.head[0] if spec.head else name.rpartition(".")[0])[:60]
        self.add_text("title", self.tr("名称"), title, required=True)
        self.add_text("requester", self.tr("报给谁"))
        known = replace(spec, filter=present(spec.subject))
        self._offered = rows_on_offer(spec.subject, views, known)
        options = [CodeOption(key, text) for key, (text, _) in self._offered.items()]
        self.add_code("rows", self.tr("哪些行"), options, next(iter(self._offered)))
        self.combos: list[CodeCombo] = []
        self.form.add_field("columns", self.tr("列"), self._grid())
        self.submitted.connect(self._on_submitted)
        self.resize(self.fontMetrics().height() * _WIDTH, self.sizeHint().height())

    def _grid(self) -> QTableWidget:
        fields = fields_of(self._spec.subject)
        options = [
            CodeOption(_OWN, self.tr("自填（档案里没有）")),
            CodeOption(_SERIAL, self.tr("序号")),
            CodeOption(_BLANK, self.tr("空着（签字等）")),
            *(CodeOption(key, word(field.label)) for key, field in fields.items() if key != "problem"),
        ]
        grid = QTableWidget(len(self._spec.columns), 2)
        grid.setHorizontalHeaderLabels([self.tr("表样的列"), self.tr("从档案填什么")])
        grid.verticalHeader().hide()
        grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        grid.setAccessibleName(self.tr("表样的列"))
        for row, column in enumerate(self._spec.columns):
            grid.setItem(row, 0, QTableWidgetItem(column.label))
            combo = CodeCombo(options)
            combo.set_code(_code_of(column))
            grid.setCellWidget(row, 1, combo)
            self.combos.append(combo)
        height = self.fontMetrics().height()
        grid.verticalHeader().setDefaultSectionSize(height * 2)
        grid.setColumnWidth(0, height * 10)
        grid.horizontalHeader().setStretchLastSection(True)
        grid.setFixedHeight(height * 2 * min(8, len(self._spec.columns) + 1) + height)
        return grid

    def _on_submitted(self, values: dict[str, str | tuple[str, ...]]) -> None:
        rows = self._offered[str(values["rows"])][1]
        columns = tuple(
            _column_as(column, combo.code())
            for column, combo in zip(self._spec.columns, self.combos, strict=True)
        )
        spec = replace(self._spec, columns=columns, filter=rows.filter, sort=rows.sort, head=())
        self._submit_table(
            NewTable(str(values["title"]), spec, str(values["requester"]), self._form, self._name)
        )


def _code_of(column: ReportColumn) -> str:
    codes = {Source.OWN: _OWN, Source.SERIAL: _SERIAL, Source.BLANK: _BLANK, Source.COUNT: _OWN}
    return codes.get(column.source, column.key)


def _column_as(column: ReportColumn, code: str) -> ReportColumn:
    if code == _SERIAL:
        return replace(column, key="", source=Source.SERIAL)
    if code == _BLANK:
        return replace(column, key="", source=Source.BLANK)
    if code == _OWN or not code:
        return replace(column, key=plain_label(column.label), source=Source.OWN)
    return replace(column, key=code, source=Source.FIELD)
