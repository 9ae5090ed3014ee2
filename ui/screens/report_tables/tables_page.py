"""Saved tables with their rows of today, what changed and what is missing; they leave from here."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problem import Place, Problem
from desktop.domain.report_table import BodyRow, ReportSpec, Source, Subject
from desktop.services import saved_views
from desktop.services.register import ListKind
from desktop.services.report_tables import tables
from desktop.services.report_tables.exporting import Exported, export_table
from desktop.services.report_tables.forms import read_form_file, read_form_table, unknown_labels
from desktop.services.report_tables.headings import text_width
from desktop.services.report_tables.running import RunTable, labels_of, run_table
from desktop.services.report_tables.tables import NewTable, SavedTable
from desktop.services.report_tables.values import set_value
from ui.dialogs.files import choose_file, save_file
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.screens.report_tables.form_dialog import FormDialog
from ui.screens.report_tables.table_dialog import TableDialog
from ui.widgets.code_combo import CodeOption
from ui.widgets.dress import button
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import LEFT, RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_WIDEST = 16
_SCREENS = {Subject.PEOPLE: "register.people", Subject.HOUSEHOLDS: "register.households"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("TablesPage", text)


def _columns() -> tuple[RowColumn[SavedTable], ...]:
    return (
        RowColumn(TableColumn("title", _tr("报表"), 9, sort_key="title"), lambda one: one.title),
        RowColumn(
            TableColumn("requester", _tr("报给谁"), 6, sort_key="requester"), lambda one: one.requester
        ),
        RowColumn(
            TableColumn("last", _tr("上次"), 4, sort_key="last"),
            lambda one: show_moment(one.last_run_at)[5:10] if one.last_run_at else "",
            lambda one: one.last_run_at,
        ),
    )


class TablesPage(QWidget):
    """The list of tables, and the chosen one beside it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.new = button(self.tr("新报表…"), "primary", "plus")
        self.from_form = button(self.tr("照表样做…"), icon_name="import")
        self.list: ListPage[SavedTable] = ListPage(
            "report_tables",
            _columns(),
            lambda one: one.id,
            (("all", self.tr("全部")),),
            (self.from_form, self.new),
            picture="columns",
            shares=(2, 5),
        )
        self.list.table.setAccessibleName(self.tr("报表"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.presenter = TablesPresenter(self, office, runner, shell)
        self.list.chosen.connect(self.presenter.choose)
        self.list.opened.connect(lambda _id: self.presenter.export())
        self.new.clicked.connect(lambda _=False: self.presenter.add())
        self.from_form.clicked.connect(lambda _=False: self.presenter.choose_form())

    def show_run(self, saved: SavedTable, run: RunTable, actions: Sequence[Action]) -> VirtualTable:
        """Show a table's rows of today."""
        body = run.masked()
        view = VirtualTable("report_preview")
        view.setAccessibleName(self.tr("报表内容"))
        model: RowsModel[BodyRow] = RowsModel(_body_columns(run), lambda row: row.id, view)
        view.show_model(model)
        model.set_rows(body.rows)
        host = QWidget()
        inside = QHBoxLayout(host)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.addWidget(view)
        self.list.panel.show_record(saved.title, _lines(saved, run), actions, host)
        return view


def _width(text: str) -> float:
    """Width in Chinese characters."""
    return text_width(text) / 2


def _body_columns(run: RunTable) -> tuple[RowColumn[BodyRow], ...]:
    labels = run.body.labels
    room = 1.5 if run.changes is None else 3  # a changed cell has a sign in front
    widths = [
        min(_WIDEST, max(map(_width, (label, *(row.cells[place] for row in run.body.rows[:50])))) + room)
        for place, label in enumerate(labels)
    ]

    def column(place: int, label: str) -> RowColumn[BodyRow]:
        made = TableColumn(f"{place}", label, widths[place], RIGHT if label in run.numeric else LEFT)
        return RowColumn(made, lambda row: _cell(run, row, place, label))

    return tuple(column(place, label) for place, label in enumerate(labels))


def _cell(run: RunTable, row: BodyRow, place: int, label: str) -> str | Cell:
    text, changes = row.cells[place], run.changes
    if changes is None:
        return text
    if (row.id, label) in changes.changed:
        if label in run.covered:
            return Cell(text, "soon", _tr("和上次不同"), "edit")
        before = changes.changed[row.id, label] or _tr("（空）")
        return Cell(text or _tr("（空）"), "soon", _tr("上次：{before}").format(before=before), "edit")
    if row.id in changes.new and place == 0:
        return Cell(text, "ok", _tr("上次没有"), "plus")
    return text


def _lines(saved: SavedTable, run: RunTable) -> list[Line]:
    told = _tr("{count} 行，截至 {day}").format(count=len(run.body.rows), day=run.on)
    if saved.requester:
        told = _tr("报给：{requester}　{rest}").format(requester=saved.requester, rest=told)
    if saved.form_name:
        told = _tr("{rest}　表样：{form}").format(rest=told, form=saved.form_name)
    lines = [Line(told, "muted")]
    if saved.last_run_at:
        at = show_moment(saved.last_run_at)
        before = _tr("上次：{at} {by}，{count} 行").format(at=at, by=saved.last_by, count=saved.last_rows)
        lines.append(Line(before, "muted"))
    changes = run.changes
    if changes is not None:
        if changes.is_empty:
            lines.append(Line(_tr("和上次一样，没有变化。"), "", "ok"))
        else:
            people = {record_id for record_id, _ in changes.changed}
            lines.append(
                Line(
                    _tr("和上次比：新增 {new} 行，减少 {gone} 行，{rows} 行里改了 {cells} 处。").format(
                        new=len(changes.new),
                        gone=len(changes.gone),
                        rows=len(people),
                        cells=len(changes.changed),
                    ),
                    "",
                    "soon",
                )
            )
    if run.totals:
        totals = (
            f"{label} {text}"
            for label, text in zip(run.body.labels, run.totals, strict=True)
            if text and text != "合计"
        )
        lines.append(Line(_tr("合计：{totals}").format(totals="，".join(totals)), "muted"))
    return lines


class TablesPresenter(PagePresenter):
    """Tables through the services; the chosen one is run anew whenever it is shown."""

    def __init__(self, page: TablesPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._tables: tuple[SavedTable, ...] = ()
        self._wanted = ""
        self._current = ""
        self._run: RunTable | None = None
        self._next_missing = 0

    def load(self) -> None:
        """Read the tables anew."""

        def show(found: tuple[SavedTable, ...]) -> None:
            self._tables = found
            nothing = (
                _tr("还没有报表"),
                _tr("做一次存下来，以后一键再报；上级发来的表样也可以直接填。"),
            )
            current = self._page.list.show_rows(found, self._wanted, nothing)
            self._wanted = ""
            self._current = ""
            self.choose(current)

        self._read(lambda: tables.list_tables(self._office), show)

    def show_table(self, table_id: str) -> None:
        """Put the cursor on a table."""
        self._wanted = table_id
        self.load()

    def _chosen(self) -> SavedTable | None:
        return next((one for one in self._tables if one.id == self._current), None)

    def choose(self, table_id: str) -> None:
        """Run a table and show it."""
        if table_id == self._current and table_id:
            return
        self._current, self._run, self._next_missing = table_id, None, 0
        saved = self._chosen()
        if saved is None:
            self._page.list.panel.show_nothing(_tr("没有选中报表"))
            return

        def show(run: RunTable) -> None:
            if self._current == saved.id:
                self._run = run
                view = self._page.show_run(saved, run, self._actions(run))
                view.row_activated.connect(self.open_row)

        def failed(error: Exception) -> None:
            if self._current == saved.id:
                self._page.list.panel.show_nothing(saved.title, _tr("这张表现在生成不了。"))
            self._shell.show_error(error)

        self._runner.read(
            lambda job: run_table(self._office, saved.spec, saved.id, job),
            show,
            failed,
            owner=self._page,
        )

    def _actions(self, run: RunTable) -> list[Action]:
        actions = [Action(_tr("导出…"), self.export, "primary", "export")]
        if run.missing:
            told = _tr("没填的 {count} 处，看下一处").format(count=len(run.missing))
            actions.append(Action(told, self.show_missing))
        if run.changes is not None and run.changes.gone:
            actions.append(Action(_tr("看减少的行"), self.show_gone))
        actions.append(Action(_tr("修改…"), self.edit, "", "edit"))
        actions.append(Action(_tr("停用"), self.retire, "quiet"))
        return actions

    # Rows

    def show_missing(self) -> None:
        """Go to the next cell that is empty: typed here when it is an own column, else on the card."""
        run = self._run
        if run is None or not run.missing:
            return
        place = self._next_missing % len(run.missing)
        self._next_missing = place + 1
        row_id, label = run.missing[place]
        column = dict(zip(run.body.labels, run.spec.columns, strict=True))[label]
        if column.source is Source.OWN:
            self.open_row(row_id)
            return
        self._shell.notify(_tr("“{label}”没有填，补好以后按 Ctrl+Alt+6 回来。").format(label=label))
        self._open_card(row_id)

    def _open_card(self, row_id: str) -> None:
        run = self._run
        if run is None or run.spec.group_by:
            return
        if run.spec.subject is Subject.PEOPLE:
            self._shell.open_person(row_id)
        else:
            self._shell.open_household(row_id)

    def open_row(self, row_id: str) -> None:
        """Type what the register has no field for, or show the card where there is no such column."""
        run = self._run
        if run is None or run.spec.group_by:
            return
        own = [
            (label, column.key, place)
            for place, (label, column) in enumerate(zip(run.body.labels, run.spec.columns, strict=True))
            if column.source is Source.OWN
        ]
        row = next((each for each in run.masked().rows if each.id == row_id), None)
        if not own or row is None:
            self._open_card(row_id)
            return
        who = "　".join(cell for cell in row.cells[:4] if cell)
        dialog = self._dialog(
            _tr("补填"),
            _tr("保存"),
            _tr("{who}\n填一次就记住，别的报表里同名的列也会带出来。").format(who=who),
        )
        for label, key, place in own:
            dialog.add_text(key, label, row.cells[place])
        before = {key: row.cells[place] for _, key, place in own}
        subject, office = run.spec.subject, self._office

        def save(values: dict[str, str]) -> None:
            def work() -> None:
                for key, text in values.items():
                    if text != before[key]:
                        set_value(office, subject, row_id, key, text)

            self._store(dialog, work)

        dialog.submitted.connect(save)
        dialog.open()

    def show_gone(self) -> None:
        """Rows that were there last time and are there no more."""
        run = self._run
        if run is None or run.changes is None:
            return
        names = "\n".join("　".join(cell for cell in row.cells[:4] if cell) for row in run.changes.gone[:30])
        dialog = self._dialog(_tr("减少的行"), _tr("知道了"), names)
        dialog.form.hide()
        dialog.submitted.connect(lambda _values: dialog.accept())
        dialog.open()

    # Leaving

    def export(self) -> None:
        """Look through what goes, then ask where."""
        saved, run = self._chosen(), self._run
        if saved is None or run is None:
            return
        dialog = self._dialog(_tr("导出报表"), _tr("选择存放位置…"), check_words(run))
        if run.covered:
            dialog.add_text("reason", _tr("提供的原因"), _reason(saved), required=True)
        else:
            dialog.add_text("reason", _tr("用途"), _reason(saved))

        def go_on(values: dict[str, str]) -> None:
            if run.covered and not values["reason"]:
                dialog.show_problems(_reason_problem())
                return
            dialog.accept()
            name = saved.form_name or f"{saved.title}.xlsx"
            save_file(
                self._page,
                _tr("导出报表"),
                name,
                _tr("工作簿 (*.xlsx)"),
                partial(self._export_to, saved, run, values["reason"]),
            )

        dialog.submitted.connect(go_on)
        dialog.open()

    def _export_to(self, saved: SavedTable, run: RunTable, purpose: str, path: Path) -> None:
        def done(made: Exported) -> None:
            told = _tr("已导出 {count} 行到 {name}。").format(count=made.rows, name=path.name)
            if made.left_empty:
                told += _tr("空着的列：{labels}").format(labels="、".join(made.left_empty))
            self._shell.notify(told)
            self._after_write()

        self._shell.run_long(
            _tr("正在导出"),
            lambda job: export_table(self._office, saved, run, path, purpose),
            done,
            writes=True,
            can_cancel=False,
        )

    # Making

    def _views(self, subject: Subject) -> tuple[saved_views.SavedView, ...]:
        return saved_views.list_views(self._office, _SCREENS[subject])

    def add(self) -> None:
        """Ask whom a new table is about, or take a saved view as it is."""
        self._read(lambda: {subject: self._views(subject) for subject in Subject}, self._ask_subject)

    def _ask_subject(self, views: dict[Subject, tuple[saved_views.SavedView, ...]]) -> None:
        dialog = self._dialog(_tr("新报表"), _tr("继续"))
        subjects = (
            CodeOption(Subject.PEOPLE.value, _tr("一个人")),
            CodeOption(Subject.HOUSEHOLDS.value, _tr("一户")),
        )
        dialog.add_code("subject", _tr("一行是什么"), subjects, Subject.PEOPLE.value)
        own = [CodeOption(view.id, view.name) for found in views.values() for view in found]
        if own:
            without = CodeOption("", _tr("不用视图，自己选列"))
            dialog.add_code("view", _tr("照保存的视图"), [without, *own], "", required=False)

        def go_on(values: dict[str, str]) -> None:
            dialog.accept()
            chosen = next(
                (
                    (subject, view)
                    for subject in views
                    for view in views[subject]
                    if view.id == values.get("view")
                ),
                None,
            )
            if chosen is None:
                self._open_table(Subject(values["subject"]))
            else:
                self.save_view(*chosen)

        dialog.submitted.connect(go_on)
        dialog.open()

    def save_view(self, subject: Subject, view: saved_views.SavedView) -> None:
        """Make a table of a saved view at once: its rows, columns and order."""
        kind = ListKind.PEOPLE if subject is Subject.PEOPLE else ListKind.HOUSEHOLDS
        new = NewTable(view.name, tables.spec_of_list(kind, view.layout))
        self._write(lambda: tables.save_table(self._office, new), self.show_table)

    def edit(self) -> None:
        """Change the table that is shown."""
        saved = self._chosen()
        if saved is not None and saved.form:
            self._open_form(saved.form_name, saved.form, saved)
        elif saved is not None:
            self._open_table(saved.spec.subject, saved)

    def _open_table(self, subject: Subject, known: SavedTable | None = None) -> None:
        def show(views: tuple[saved_views.SavedView, ...]) -> None:
            def submit(new: NewTable) -> None:
                self._save_from(dialog, new, known.id if known else "")

            dialog = TableDialog(self._office, self._runner, self._page, views, subject, submit, known)
            dialog.open()

        self._read(lambda: self._views(subject), show)

    def _save_from(self, dialog: FieldsDialog, new: NewTable, table_id: str) -> None:
        def stored(made: str) -> None:
            self._wanted = made
            self.load()

        self._store(dialog, lambda: tables.save_table(self._office, new, table_id), stored)

    def choose_form(self) -> None:
        """Ask for a requester's workbook."""
        choose_file(self._page, _tr("选表样"), _tr("工作簿 (*.xlsx)"), self.read_form)

    def read_form(self, path: Path) -> None:
        """Read a requester's workbook and ask what its columns are."""
        self._read(lambda: read_form_file(path), lambda form: self._open_form(path.name, form))

    def _open_form(self, name: str, form: bytes, known: SavedTable | None = None) -> None:
        def work() -> tuple[ReportSpec, tuple[saved_views.SavedView, ...]]:
            spec = known.spec if known else read_form_table(self._office, form)[1]
            return spec, self._views(spec.subject)

        def show(read: tuple[ReportSpec, tuple[saved_views.SavedView, ...]]) -> None:
            spec, views = read

            def submit(new: NewTable) -> None:
                self._save_from(dialog, new, known.id if known else "")

            dialog = FormDialog(self._office, self._runner, self._page, views, name, form, spec, submit)
            dialog.open()

        self._read(work, show)

    def retire(self) -> None:
        """Put the table away after asking."""
        saved = self._chosen()
        if saved is None:
            return
        self._shell.ask(
            _tr("停用“{title}”？").format(title=saved.title),
            _tr("列表里不再显示，报送过的记录还在。"),
            _tr("停用"),
            lambda: self._write(lambda: tables.retire_table(self._office, saved.id)),
        )


def _reason(saved: SavedTable) -> str:
    return _tr("报{requester}").format(requester=saved.requester) if saved.requester else ""


def _reason_problem() -> tuple[Problem, ...]:
    return (Problem("TSK-018", place=Place(field="reason")),)


def check_words(run: RunTable) -> str:
    """The small check before a table leaves: rows, what is missing, what is sensitive, what stays empty."""
    lines = [_tr("一共 {count} 行，截至 {day}。").format(count=len(run.body.rows), day=run.on)]
    counts: dict[str, int] = {}
    for _, label in run.missing:
        counts[label] = counts.get(label, 0) + 1
    if counts:
        told = "、".join(
            _tr("{label} {count} 处").format(label=label, count=n) for label, n in counts.items()
        )
        lines.append(_tr("没有填的：{told}。").format(told=told))
    else:
        lines.append(_tr("该填的都填了。"))
    typed = unknown_labels(run.spec)
    if typed:
        lines.append(_tr("自填的列：{labels}。").format(labels="、".join(typed)))
    if run.covered:
        labels = [label for label in labels_of(run.spec) if label in run.covered]
        told = _tr("含敏感信息：{labels}。完整导出，请写明原因，会记入日志。")
        lines.append(told.format(labels="、".join(labels)))
    return "\n".join(lines)
