"""Counts what people care about in a lane and opens what is behind a figure."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.analysis import Span, Usual
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.reports.chart import open_chart_font
from desktop.services.analysis.counting import Analysis, AnalysisRequest, analyse
from desktop.services.analysis.explaining import VoiceLine, list_voices
from ui.dialogs.files import save_file

if TYPE_CHECKING:
    from desktop.domain.job import JobHandle
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.analysis.view import AnalysisScreen
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnalysisPresenter", text)


class AnalysisPresenter:
    """Loads, opens, prints and exports for the screen."""

    def __init__(self, view: "AnalysisScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view, self._office, self._runner, self._shell = view, office, runner, shell
        self._told: Analysis | None = None

    def load(self) -> None:
        """Count anew for the days on the screen."""
        first, last, usual = asked = self._view.asked()
        office = self._office

        def show(told: Analysis) -> None:
            if self._view.asked() == asked:
                self._told = told
                self._view.show_analysis(told)

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError):
                self._view.show_problem(messages.brief(error.problems[0]))
            else:
                self._shell.show_error(error)

        def count(job: "JobHandle") -> Analysis:
            open_chart_font()
            return analyse(office, _request(first, last, usual), job)

        self._runner.read(count, show, failed, owner=self._view)

    def show_voices(self, key: str) -> None:
        """Show what was counted for a category or term."""
        told, office = self._told, self._office
        if told is None:
            return

        def show(found: tuple[VoiceLine, ...]) -> None:
            self._view.show_voices(key, found)

        self._runner.read(
            lambda job: list_voices(office, told, key), show, self._shell.show_error, owner=self._view
        )

    def open_voice(self, key: str) -> None:
        """Open an event or a visit where it is kept."""
        table, _, record_id = key.partition("/")
        self._shell.open_record("visits" if table == "visit" else "events", table, record_id)

    def print_paper(self) -> None:
        """Preview the paper of what is shown."""
        from ui.screens.register.print_dialog import Paper, PrintDialog

        told, office = self._told, self._office
        if told is None or not office.may(Right.PRINT):
            return

        def make(_full: bool, _job: "JobHandle") -> bytes:
            from desktop.services.analysis.printing import render_analysis

            return render_analysis(office, told)

        name = _tr("民情分析")
        note = _tr("纸上没有人名和门牌，可以报乡镇；打印会记入日志。")
        PrintDialog(
            office, self._runner, self._shell, Paper(name, name, note, "", False, make), self._view
        ).open()

    def ask_export(self) -> None:
        """Ask where the workbook goes."""
        told, office = self._told, self._office
        if told is None or not office.may(Right.EXPORT):
            return

        def write(path: Path) -> None:
            from desktop.services.analysis.printing import export_analysis

            self._shell.run_long(
                _tr("正在写工作簿"),
                lambda job: export_analysis(office, told, path),
                lambda count: self._shell.notify(
                    _tr("已写好 {name}，{count} 行。").format(name=path.name, count=count)
                ),
            )

        span = told.request.span
        name = _tr("民情分析 {first} 至 {last}.xlsx").format(first=span.first, last=span.last)
        save_file(self._view, _tr("导出民情分析"), name, _tr("工作簿 (*.xlsx)"), write)


def _request(first: str, last: str, usual: Usual) -> AnalysisRequest:
    return AnalysisRequest(Span(_day(first, "first"), _day(last, "last")), usual)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProblemError(Problem("ANA-003", {"text": text}, Place(field=field))) from None
