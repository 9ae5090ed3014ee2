"""Reads the figures of a period, what stands behind them, and hands them out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.learning_figure import FigureKey
from desktop.domain.problem import ProblemError
from desktop.services.learning import figures
from desktop.services.learning.figures import FigureRecord, FigureTable
from ui.dialogs.files import save_file
from ui.screens.learning.figures_page import FiguresPage
from ui.screens.learning.page_presenter import LearningPresenter

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningPresenter", text)


class FiguresPresenter(LearningPresenter):
    """Answers to an older period are dropped."""

    def __init__(
        self,
        page: FiguresPage,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_record: Callable[[str, str], None],
    ) -> None:
        super().__init__(page, office, runner, shell, show_record)
        self._page = page
        self._table: FigureTable | None = None
        page.period_changed.connect(lambda *_: self.load())
        page.figure_chosen.connect(self.show_records)
        page.record_opened.connect(self.open_record)
        page.print_wanted.connect(self.print_figures)
        page.export_wanted.connect(self.ask_export)

    def load(self) -> None:
        first, last = asked = self._page.asked()

        def show(told: FigureTable) -> None:
            if self._page.asked() == asked:
                self._table = told
                self._page.show_table(told)

        def failed(error: Exception) -> None:
            self._table = None
            if isinstance(error, ProblemError):
                self._page.show_problem(messages.brief(error.problems[0]))
            else:
                self._shell.show_error(error)

        self._runner.read(
            lambda job: figures.figure_table(self._office, first, last), show, failed, owner=self._page
        )

    def show_records(self, key: str, cumulative: bool) -> None:
        """Show what stands behind a figure."""
        first, last = asked = self._page.asked()

        def show(found: tuple[FigureRecord, ...]) -> None:
            if self._page.asked() == asked and self._page.table.current_id() == key:
                self._page.show_records(found)

        self._read(
            lambda: figures.records_behind(self._office, FigureKey(key), first, last, cumulative=cumulative),
            show,
        )

    def open_record(self, table: str, record_id: str) -> None:
        """Open a record behind a figure where it is kept."""
        if table == "person":
            self._shell.open_person(record_id)
        elif table == "meeting":
            self._shell.open_record("meetings", "meeting", record_id)
        else:
            self._show_record(table, record_id)

    def print_figures(self) -> None:
        """Preview the table of figures."""
        table = self._table
        if table is None or not self._office.may(Right.PRINT):
            return

        def make() -> bytes:
            from desktop.services.learning.printing import render_figures

            return render_figures(self._office, table)

        self._paper(_tr("学习和实事统计表"), _tr("印出的数字会存档；以后更正的会印成新的版次。"), make)

    def ask_export(self) -> None:
        """Ask where the workbook goes."""
        table = self._table
        if table is None:
            return

        def write(path: Path) -> None:
            self._runner.write(
                lambda job: figures.export_figures(self._office, table, path),
                lambda version: self._shell.notify(
                    _tr("已导出到 {name}，第 {version} 版").format(name=path.name, version=version)
                ),
                self._shell.show_error,
            )

        name = _tr("学习和实事统计 {first} 至 {last}.xlsx").format(first=table.first, last=table.last)
        save_file(self._page, _tr("导出统计"), name, _tr("工作簿 (*.xlsx)"), write)
