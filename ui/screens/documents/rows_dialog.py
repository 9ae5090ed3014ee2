"""Typing what a sheet says: the values of its text and the rows of its tables (填写内容)."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.services import drafts
from desktop.services.disclosure import sheet_rows
from desktop.services.disclosure.name_offers import NameOffer, offer_names
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_cells import read_field
from desktop.services.disclosure.sheet_rows import SheetContent, TableTaken
from desktop.services.drafts import Draft
from ui.dialogs.closed import unless_closed
from ui.dialogs.files import choose_file
from ui.dialogs.growing import GrowingDialog
from ui.screens.documents.grid_model import GridModel, GridRow
from ui.screens.documents.grid_view import GridView
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

DRAFT_AFTER_MS = 1_000
_FORM = drafts.SHEET_ROWS
_VALUES = "values"


class RowsDialog(GrowingDialog):
    """Grid and form made from the layout; what is typed is kept as a draft a second later.

    Without a notice the values of the text are handed over with `values_given` and kept by whoever
    makes the notice; rows are stored in both cases.
    """

    keeps_draft = True

    saved = Signal()
    values_given = Signal(object)  # tuple of name and text

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        request: NoticeRequest,
        parent: QWidget,
        notice_id: str = "",
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._shell = office, runner, shell
        self._request, self._notice_id = request, notice_id
        self._key = "|".join((request.template, request.item, request.first, request.last, request.record_id))
        self._key += f"|{notice_id}"
        self._loaded = False
        self._models: dict[str, GridModel] = {}
        self.grids: dict[str, GridView] = {}
        self.inputs: dict[str, QLineEdit | QPlainTextEdit | CodeCombo] = {}
        self.form = Form(columns=2)
        self.stack = QStackedWidget()
        self.tabs: TabStrip | None = None
        self.totals = label("", "muted", wrap=True)
        self.problem = ProblemLine()
        self.note = ProblemLine()
        self.drop = button(self.tr("不要草稿，看已保存的"), "link")
        self.previous = button(self.tr("照抄上期"), icon_name="copy")
        self.take = button(self.tr("从工作簿导入…"), icon_name="import")
        self.insert = button(self.tr("插入一行"), icon_name="plus")
        self.remove = button(self.tr("删除行"), icon_name="trash")
        self.up = button(self.tr("上移"))
        self.down = button(self.tr("下移"))
        self.undo = button(self.tr("撤销"), icon_name="undo")
        self.redo = button(self.tr("重做"), icon_name="redo")
        self.cancel = button(self.tr("关闭"))
        self.save = button(self.tr("保存"), "primary")
        self._tools = (self.previous, self.take, self.insert, self.remove, self.up, self.down)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self._keep_draft)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 16, 20, 16)
        self._layout.setSpacing(10)
        self.save.setEnabled(False)
        self._connect()
        height = self.fontMetrics().height()
        self.resize(height * 62, height * 34)
        runner.read(self._read, self._show, self._on_unreadable, owner=self)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.drop.clicked.connect(self._drop_draft)
        self.previous.clicked.connect(self._ask_previous)
        self.take.clicked.connect(self._choose_workbook)
        self.insert.clicked.connect(self._insert_row)
        self.remove.clicked.connect(self._remove_rows)
        self.up.clicked.connect(partial(self._move_row, -1))
        self.down.clicked.connect(partial(self._move_row, 1))
        self.undo.clicked.connect(self._step_back)
        self.redo.clicked.connect(self._step_forth)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)

    # Showing

    def _read(self, _job: JobHandle) -> tuple[SheetContent, Draft | None]:
        content = sheet_rows.read_sheet(self._office, self._request)
        return content, drafts.find_draft(self._office, _FORM, self._key)

    def _on_unreadable(self, error: Exception) -> None:
        self.reject()
        self._shell.show_error(error)

    def _show(self, read: tuple[SheetContent, Draft | None]) -> None:
        content, draft = read
        self.content = content
        self.setWindowTitle(self.tr("填写：{label}").format(label=content.chosen.label))
        self._make_form(content)
        self._make_grids(content)
        self._lay_out()
        may_edit = self._office.may(Right.DRAFT_NOTICE)
        for widget in (*self._tools, self.save, self.form, self.undo, self.redo):
            widget.setEnabled(may_edit)
        if draft is not None and may_edit:
            self._take_draft(draft)
        self._on_changed()
        self._loaded = True
        self._draft_timer.stop()
        first = next(iter(self.inputs.values()), None) or (self._grid() if self.grids else None)
        if first is not None:
            first.setFocus()

    def _make_form(self, content: SheetContent) -> None:
        given = dict(self._request.values)
        for field in content.chosen.fields:
            widget: QLineEdit | QPlainTextEdit | CodeCombo
            if field.choices:
                widget = CodeCombo(tuple(CodeOption(each, each) for each in field.choices))
                widget.set_code(given.get(field.name, ""))
                widget.code_changed.connect(self._on_changed)
            elif field.form == "long":
                widget = QPlainTextEdit(given.get(field.name, ""))
                widget.setTabChangesFocus(True)
                widget.setMinimumHeight(self.fontMetrics().height() * 6)
                widget.textChanged.connect(self._on_changed)
            else:
                widget = QLineEdit(given.get(field.name, ""))
                widget.textChanged.connect(self._on_changed)
            self.inputs[field.name] = widget
            self.form.add_field(field.name, field.label, widget, required=field.required)

    def _make_grids(self, content: SheetContent) -> None:
        tables = sheet_rows.typed_tables(content.chosen)
        for table in tables:
            model = GridModel(content.chosen, table, date.fromisoformat(self._request.last), self)
            model.set_entered(content.tables[table.name])
            view = GridView(self._ask_names)
            view.setAccessibleName(table.caption or content.chosen.label)
            view.show_model(model)
            view.moved.connect(self._show_cell_problem)
            model.changed.connect(self._on_changed)
            model.undo.indexChanged.connect(self._on_changed)
            self._models[table.name] = model
            self.grids[table.name] = view
            self.stack.addWidget(view)
        if len(tables) > 1:
            self.tabs = TabStrip(tuple((each.name, each.caption or each.name) for each in tables))
            self.tabs.chosen.connect(self._show_table)
            self.tabs.mark(tables[0].name)

    def _lay_out(self) -> None:
        noted = QHBoxLayout()
        noted.addWidget(self.note, 1)
        noted.addWidget(self.drop)
        self.drop.hide()
        self._layout.addLayout(noted)
        if self.inputs:
            self._layout.addWidget(self.form, 0 if self.grids else 1)
        if self.tabs is not None:
            self._layout.addWidget(self.tabs)
        foot = QHBoxLayout()
        if self.grids:
            tools = QHBoxLayout()
            for each in (*self._tools, self.undo, self.redo):
                tools.addWidget(each)
            tools.addStretch()
            self._layout.addLayout(tools)
            self._layout.addWidget(self.stack, 1)
            self._layout.addWidget(self.totals)
            hint = self.tr("可以从 Excel 复制整块粘贴（Ctrl+V）；Alt+↑↓ 移动一行，Ctrl+Delete 删除一行。")
            foot.addWidget(label(hint, "small", wrap=True), 1)
        else:
            foot.addStretch(1)
        self._layout.addWidget(self.problem)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        self._layout.addLayout(foot)

    def _grid(self) -> GridView:
        shown = self.stack.currentWidget()
        assert isinstance(shown, GridView)
        return shown

    def _insert_row(self) -> None:
        self._grid().insert_row()

    def _remove_rows(self) -> None:
        self._grid().remove_rows()

    def _move_row(self, step: int, _checked: bool = False) -> None:
        self._grid().move_row(step)

    def _step_back(self) -> None:
        self._grid().grid().undo.undo()

    def _step_forth(self) -> None:
        self._grid().grid().undo.redo()

    def _show_table(self, name: str) -> None:
        self.stack.setCurrentWidget(self.grids[name])
        if self.tabs is not None:
            self.tabs.mark(name)
        self._on_changed()

    def _show_cell_problem(self) -> None:
        at = self._grid().currentIndex()
        self.problem.show_text(self._grid().grid().problem_text(at.row(), at.column()))

    def _on_changed(self) -> None:
        if self.grids:
            model = self._grid().grid()
            sums = [self.tr("{count} 行").format(count=len(model.rows()))]
            sums += [
                self.tr("{heading} {total}").format(heading=heading, total=total)
                for heading, total in model.totals()
            ]
            self.totals.setText(self.tr("合计：") + "　".join(sums))
            self.undo.setEnabled(model.undo.canUndo())
            self.redo.setEnabled(model.undo.canRedo())
            self._show_cell_problem()
        if self.tabs is not None:
            for name, each in self._models.items():
                self.tabs.show_count(name, len(each.rows()))
        if self._loaded:
            self._draft_timer.start()

    # People of the register

    def _ask_names(self, text: str, answer: Callable[[Sequence[NameOffer]], None]) -> None:
        if self._office.may(Right.READ_REGISTER):
            office = self._office
            self._runner.read(
                lambda _job: offer_names(office, text), answer, self._shell.show_error, owner=self
            )

    # Drafts

    def _texts(self) -> dict[str, str]:
        return {
            name: widget.code()
            if isinstance(widget, CodeCombo)
            else widget.toPlainText()
            if isinstance(widget, QPlainTextEdit)
            else widget.text()
            for name, widget in self.inputs.items()
        }

    def _keep_draft(self) -> None:
        self._draft_timer.stop()
        office, key = self._office, self._key
        texts = {
            name: json.dumps([[row.id, dict(row.texts)] for row in model.rows()], ensure_ascii=False)
            for name, model in self._models.items()
        }
        texts[_VALUES] = json.dumps(self._texts(), ensure_ascii=False)
        texts[drafts.TITLE] = self.windowTitle()

        def kept(_result: None) -> None:
            pass  # a draft is kept in silence

        self._runner.write(
            lambda _job: drafts.keep_draft(office, _FORM, key, texts), kept, self._shell.show_error
        )

    def _take_draft(self, draft: Draft) -> None:
        for name, model in self._models.items():
            if name in draft.texts:
                model.set_rows([GridRow(row_id, texts) for row_id, texts in json.loads(draft.texts[name])])
        for name, text in json.loads(draft.texts.get(_VALUES, "{}")).items():
            if name in self.inputs:
                self._set_text(name, text)
        at = f"{draft.kept_at.astimezone():%m-%d %H:%M}"
        self.note.show_text(self.tr("这是 {at} 没有保存的内容，接着填就行。").format(at=at), "soon")
        self.drop.show()

    def _set_text(self, name: str, text: str) -> None:
        widget = self.inputs[name]
        if isinstance(widget, CodeCombo):
            widget.set_code(text)
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(text)
        else:
            widget.setText(text)

    def _drop_draft(self) -> None:
        for name, model in self._models.items():
            model.set_entered(self.content.tables[name])
        given = dict(self._request.values)
        for name in self.inputs:
            self._set_text(name, given.get(name, ""))
        self.note.show_text("")
        self.drop.hide()
        self._draft_timer.stop()
        self._runner.write(self._forget_draft, lambda _result: None, self._shell.show_error)

    def _forget_draft(self, _job: JobHandle) -> None:
        drafts.drop_draft(self._office, _FORM, self._key)

    def done(self, result: int) -> None:
        if self._draft_timer.isActive() and result == RowsDialog.DialogCode.Rejected:
            self._keep_draft()
        self._draft_timer.stop()
        super().done(result)

    # Rows from elsewhere

    def _ask_previous(self) -> None:
        office, request = self._office, self._request

        def show(found: SheetContent | None) -> None:
            rows = found.tables.get(self._grid().grid().table.name, ()) if found is not None else ()
            if not rows:
                self.note.show_text(self.tr("这张表以前各期都没有填过内容。"), "soon")
                return
            self._grid().grid().append_entered(rows, self.tr("照抄上期"))
            told = self.tr("照抄了上期 {count} 行，请改成本期的。").format(count=len(rows))
            self.note.show_text(told, "ok")

        self._runner.read(
            lambda _job: sheet_rows.previous_rows(office, request), show, self._shell.show_error, owner=self
        )

    def _choose_workbook(self) -> None:
        patterns = self.tr("工作簿 (*.xlsx *.xls *.et *.ods *.csv)")
        choose_file(self, self.tr("从工作簿导入"), patterns, self._take_workbook)

    def _take_workbook(self, path: Path) -> None:
        model = self._grid().grid()

        def show(taken: TableTaken) -> None:
            model.append(taken.rows, self.tr("导入"))
            parts = [self.tr("导入了 {count} 行。").format(count=len(taken.rows))]
            if taken.missing:
                missing = "、".join(taken.missing)
                parts.append(self.tr("文件里没有：{names}。").format(names=missing))
            if taken.ignored:
                ignored = "、".join(taken.ignored)
                parts.append(self.tr("没有用到：{names}。").format(names=ignored))
            self.note.show_text("".join(parts), "ok" if not taken.missing else "soon")

        self._shell.run_long(
            self.tr("正在读取工作簿"),
            lambda job: sheet_rows.take_table(path, model.table, job),
            show,
            failed=self._show_failure,
        )

    # Saving

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        self.form.clear_problems()
        values = self._read_values()
        if values is None:
            self.form.focus_first_problem()
            return
        for name, model in self._models.items():
            for row, column, problem in model.unread():
                self._go_to(name, row, column, problem)
                return
        office, request, notice_id = self._office, self._request, self._notice_id
        tables = {name: model.entered() for name, model in self._models.items()}

        def work(job: JobHandle) -> None:
            sheet_rows.save_rows(
                office, request, tables, notice_id=notice_id, values=values if notice_id else None
            )
            self._forget_draft(job)

        self.setEnabled(False)
        self._runner.write(
            work,
            unless_closed(self, partial(self._on_saved, values), lambda _none: self._shell.records_changed()),
            unless_closed(self, self._show_failure, self._shell.show_error),
        )

    def _read_values(self) -> dict[str, str] | None:
        """What the layout's fields say; None when something is wrong, which then stands under its field."""
        values, wrong = {}, False
        for field in self.content.chosen.fields:
            reading = read_field(field, self._texts()[field.name], self._office.today())
            if reading.value is None:
                self.form[field.name].show_problem(messages.brief(reading.problems[0]))
                wrong = True
            else:
                values[field.name] = reading.value
        return None if wrong else values

    def _go_to(self, name: str, row: int, column: int, problem: Problem) -> None:
        self._show_table(name)
        self.grids[name].go_to(row, column)
        self.problem.show_text(messages.brief(problem))

    def _on_saved(self, values: Mapping[str, str], _result: None) -> None:
        self._draft_timer.stop()
        self.values_given.emit(tuple(values.items()))
        self.saved.emit()
        self.accept()

    def _show_failure(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, ProblemError):
            self._shell.show_error(error)
            return
        problem = error.problems[0]
        place = problem.place
        if place is not None and place.sheet in self._models and place.row:
            model = self._models[place.sheet]
            names = [each.name for each in model.table.columns]
            shown = [number for number, row in enumerate(model.all_rows()) if any(row.texts.values())]
            self._go_to(place.sheet, shown[place.row - 1], names.index(place.field), problem)
        else:
            self.problem.show_text(messages.sentence(problem))


def open_rows(
    parent: QWidget,
    office: "Office",
    runner: "JobRunner",
    shell: "Shell",
    request: NoticeRequest,
    notice_id: str = "",
) -> RowsDialog:
    """Open the grid for what a request prints.

    Args:
        parent: Window it belongs to.
        office: The office at work.
        runner: Its lanes.
        shell: The window.
        request: Sheet, period and record; its values stand in the form at first.
        notice_id: The draft whose values are changed as well; empty while there is none yet.
    """
    dialog = RowsDialog(office, runner, shell, request, parent, notice_id)
    dialog.open()
    return dialog
