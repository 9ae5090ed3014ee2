"""The tab of disaster reports: written, reported in some way, put right by a new one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.disaster_report import disaster_figures
from desktop.services.mobilisation import printing, reports
from desktop.services.mobilisation.reports import DisasterReport, NewReport
from desktop.words import word
from ui.screens.mobilisation.report_dialog import ReportDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.code_options import code_options
from ui.widgets.dress import button
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

ALL, UNSENT = "all", "unsent"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportsPage", text)


def _columns() -> tuple[RowColumn[DisasterReport], ...]:
    return (
        RowColumn(TableColumn("written", _tr("写于"), 8), lambda one: show_moment(one.row.written_at)),
        RowColumn(TableColumn("kind", _tr("报告"), 6), _kind),
        RowColumn(
            TableColumn("disaster", _tr("灾种"), 5),
            lambda one: word(code_table("disaster_kind").label(one.row.disaster)),
        ),
        RowColumn(TableColumn("state", _tr("状态"), 7.5), _state),
    )


def _kind(one: DisasterReport) -> str:
    return _tr("{kind}（演练）").format(kind=word(one.kind_label)) if one.is_drill else word(one.kind_label)


def _state(one: DisasterReport) -> Cell:
    if not one.is_reported:
        return Cell(_tr("未报"), "overdue")
    way = word(code_table("report_way").label(one.row.way))
    told = _tr("已报　{way}").format(way=way)
    return Cell(_tr("{told}（超时）").format(told=told), "soon") if one.was_late else Cell(told, "ok")


class ReportsPage(ListPage[DisasterReport]):
    """Reports with the one that is chosen beside them."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("写报告…"), "primary", "plus")
        super().__init__(
            "disaster_reports",
            _columns(),
            lambda one: one.row.id,
            ((ALL, _tr("全部")), (UNSENT, _tr("未报"))),
            (self.new,),
            picture="documents",
            shares=(5, 5),
        )
        self.table.setAccessibleName(_tr("灾情报告"))
        presenter = self.presenter = ReportsPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_MOBILISATION))
        self.new.clicked.connect(lambda _=False: presenter.add())
        self.chosen.connect(presenter.choose)
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(ALL)


class ReportsPresenter(PagePresenter):
    """Writes reports, notes how they went up, prints them."""

    def __init__(self, page: ReportsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = ALL
        self._wanted = ""
        self._all: tuple[DisasterReport, ...] = ()
        self._chosen: DisasterReport | None = None

    def load(self) -> None:
        """Read the reports anew."""

        def show(found: tuple[DisasterReport, ...]) -> None:
            self._all = found
            self._show()

        self._read(lambda: reports.list_reports(self._office), show)

    def _show(self) -> None:
        unsent = [one for one in self._all if not one.is_reported]
        self._page.tabs.show_count(ALL, len(self._all))
        self._page.tabs.show_count(UNSENT, len(unsent), "overdue" if unsent else "")
        nothing = (_tr("没有灾情报告"), _tr("按 Ctrl+N 写一份；动员中的转移人数自动填好。"))
        rows = self._all if self._view == ALL else unsent
        self.choose(self._page.show_rows(rows, self._wanted, nothing))
        self._wanted = ""

    def show_view(self, view: str) -> None:
        """Show all, or those that have not gone up."""
        self._view = view
        self._page.tabs.mark(view)
        self._show()

    def show_record(self, report_id: str) -> None:
        """Show one report in the list of all."""
        self._wanted, self._view = report_id, ALL
        self._page.tabs.mark(ALL)
        self.load()

    def choose(self, report_id: str) -> None:
        """Show one beside the list."""
        one = self._chosen = next((each for each in self._all if each.row.id == report_id), None)
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中报告"))
            return
        row = one.row
        lines = [
            Line(_tr("开始 {at}　{place}").format(at=show_moment(row.began_at), place=row.place), "muted")
        ]
        if one.due_at is not None and not one.is_reported:
            due = f"{one.due_at.astimezone():%m-%d %H:%M}"
            lines.append(Line(_tr("要在 {due} 以前上报").format(due=due), "", "overdue"))
        if one.is_reported:
            told = _tr("{at} 报 {to}").format(at=show_moment(row.reported_at), to=row.reported_to)
            lines.append(Line(told, "", "ok"))
        lines += [
            Line(f"{word(each.label)}　{each.text(row.figures[each.code])} {word(each.unit)}")
            for each in disaster_figures()
            if row.figures.get(each.code)
        ]
        lines.append(Line(row.text))
        if one.photos < one.photos_wanted:
            told = _tr("应急响应期间要 {wanted} 张照片，现有 {photos} 张")
            lines.append(Line(told.format(wanted=one.photos_wanted, photos=one.photos), "", "soon"))
        if one.corrected_by:
            lines.append(Line(_tr("已由第 {n} 号更正").format(n=one.corrected_by), "small"))
        self._page.panel.show_record(
            _tr("第 {n} 号　{kind}").format(n=row.report_no, kind=word(one.kind_label)),
            lines,
            self._actions(one),
        )

    def _actions(self, one: DisasterReport) -> list[Action]:
        made: list[Action] = []
        may = self.may(Right.EDIT_MOBILISATION)
        if may and not one.is_reported:
            made.append(Action(_tr("登记上报…"), self.mark_reported, "primary"))
            made.append(Action(_tr("修改…"), self.change, "", "edit"))
        if self.may(Right.PRINT):
            made.append(Action(_tr("打印…"), self.print_sheet, "", "print"))
        made.append(Action(_tr("照片…"), self.show_photos))
        if may and one.is_reported:
            made.append(Action(_tr("续报…"), lambda: self.add(one.row.mobilisation_id)))
            made.append(Action(_tr("更正…"), self.correct, "quiet"))
        elif may:
            made.append(Action(_tr("删除"), self.remove, "quiet"))
        return made

    def add(self, mobilisation_id: str = "") -> None:
        """Ask for the next report, filled in from what is on record."""
        if not self.may(Right.EDIT_MOBILISATION):
            return
        office = self._office
        self._read(lambda: reports.suggest_report(office, mobilisation_id), lambda new: self._ask(new, ""))

    def change(self) -> None:
        """Change the one that has not gone up."""
        if self._chosen is not None:
            row = self._chosen.row
            self._ask(reports.as_typed(row), row.id)

    def correct(self) -> None:
        """Ask for a report that puts the chosen one right."""
        if self._chosen is not None:
            office, wrong = self._office, self._chosen.row.id
            self._read(
                lambda: reports.suggest_report(office, corrects_id=wrong), lambda new: self._ask(new, "")
            )

    def _ask(self, new: NewReport, report_id: str) -> None:
        dialog = ReportDialog(new, self._page)

        def save(typed: NewReport) -> None:
            def stored(result: tuple[str, object]) -> None:
                self._wanted = result[0]
                if dialog.goes_up:
                    self._ask_reported(result[0])
                if result[1]:
                    self._shell.notify(_tr("已保存；名册还没有填齐，核报以前要补。"))

            self._store(
                dialog,
                lambda: reports.write_report(self._office, typed, report_id),
                stored,
                in_place=True,
            )

        dialog.submitted.connect(save)
        dialog.open()

    def mark_reported(self) -> None:
        """Ask in which way it went up, to whom and when."""
        if self._chosen is not None:
            self._ask_reported(self._chosen.row.id)

    def _ask_reported(self, report_id: str) -> None:
        office = self._office
        last = next((each.row for each in self._all if each.is_reported), None)
        dialog = self._dialog(_tr("登记上报"), _tr("登记"), _tr("登记以后这份报告不能再改，有变化写续报。"))
        way, to = (last.way, last.reported_to) if last else ("phone", _tr("乡镇应急办"))
        dialog.add_code("way", _tr("方式"), code_options("report_way"), way)
        dialog.add_text("to", _tr("报给谁"), to, required=True)
        dialog.add_text("at", _tr("时刻"), hint=_tr("空着就是现在"))

        def save(values: dict[str, str]) -> None:
            self._store(
                dialog,
                lambda: reports.mark_reported(office, report_id, values["way"], values["to"], values["at"]),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def remove(self) -> None:
        """Take out one that has not gone up, after a question."""
        one = self._chosen
        if one is not None:
            self._shell.ask(
                _tr("删除这份没有上报的报告？"),
                _tr("可以用 Ctrl+Z 恢复。"),
                _tr("删除"),
                lambda: self._write(lambda: reports.remove_report(self._office, one.row.id)),
                danger=True,
            )

    def show_photos(self) -> None:
        """Show the pictures of the disaster."""
        if self._chosen is not None:
            self._attachments("disaster_report", self._chosen.row.id, _tr("灾情报告"))

    def print_sheet(self) -> None:
        """Preview the report on paper."""
        one = self._chosen
        if one is not None and self.may(Right.PRINT):
            self._paper(
                _tr("灾情报告"),
                _tr("内部报送材料，含个人信息，不张贴。打印会记入日志。"),
                lambda: printing.render_report(self._office, one.row.id),
            )
