"""The statement of what was missed in a quarter (未履职说明): shown, explained, printed, saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from shiboken6 import isValid

from desktop.domain.accounts import Right
from desktop.domain.period import Period
from desktop.services.obligations.reasons import give_reason
from desktop.services.obligations.statement import Miss, export_statement, list_misses
from desktop.words import word
from ui.screens.obligations.dialogs import ReasonDialog
from ui.screens.obligations.misses_dialog import MissesDialog
from ui.screens.obligations.obligation_words import period_words
from ui.screens.obligations.page_presenter import ObligationsPresenter, last_quarter, quarters

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


_WEEKS_OF_LAST = 45
"""So many days of a quarter a statement still speaks of the one before."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationsPresenter", text)


class StatementWork(ObligationsPresenter):
    """Leads the dialog of a quarter; the page that opened it is read anew after a reason was given."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        reload: Callable[[], None],
    ) -> None:
        super().__init__(page, office, runner, shell)
        self._reload = reload
        self._misses: MissesDialog | None = None
        self._misses_span = self._first_span()

    def load(self) -> None:
        self._reload()

    def _first_span(self) -> Period:
        """The quarter a statement is made of: the one in which most is known, the last in its first weeks."""
        today = self._office.today()
        quarter = Period.quarter(today.year, (today.month + 2) // 3)
        if (today - quarter.first).days >= _WEEKS_OF_LAST:
            return quarter
        return last_quarter(today)

    def open(self) -> None:
        """Show what was missed in a quarter, with reasons to be given, printed and saved."""
        office = self._office
        dialog = MissesDialog(quarters(office.today()), self._parent)
        dialog.set_may(
            explain=office.may(Right.ANSWER_DUTIES),
            print_=office.may(Right.PRINT),
            save=office.may(Right.EXPORT),
        )
        self._misses, self._misses_span = dialog, self._first_span()
        dialog.span_wanted.connect(self._show_misses)
        dialog.reason_wanted.connect(self._explain_miss)
        dialog.print_wanted.connect(self.print)
        dialog.save_wanted.connect(self.save)
        dialog.open()
        self._show_misses(self._misses_span)

    def _show_misses(self, span: Period) -> None:
        office, dialog = self._office, self._misses
        self._misses_span = span

        def show(misses: tuple[Miss, ...]) -> None:
            # answers of several lanes may overtake each other: only that of the quarter asked for last counts
            if dialog is None or not isValid(dialog):
                return
            if dialog is self._misses and span == self._misses_span:
                dialog.show_misses(misses, span)

        self._read(lambda: list_misses(office, span), show)

    def _explain_miss(self, miss: Miss) -> None:
        told = _tr("{holder}　{period}").format(holder=word(miss.holder), period=period_words(miss.period))
        title = _tr("没有按时开的原因：{title}").format(title=word(miss.title))
        if not miss.is_meeting:
            title = _tr("没有按时公开的原因：{title}").format(title=word(miss.title))
        dialog = ReasonDialog(title, told, miss.reason, self._misses or self._parent)
        self._keep(dialog)
        office = self._office
        dialog.submitted.connect(
            lambda text: self._store(
                dialog,
                lambda: give_reason(office, miss.duty, miss.subject_id, miss.period, text, miss.title),
                lambda _: self._show_misses(self._misses_span),
            )
        )
        dialog.open()

    def print(self) -> None:
        """Preview the statement of what was missed."""
        span, office = self._misses_span, self._office

        def make() -> bytes:
            from desktop.services.obligations.statement import render_statement

            return render_statement(office, span)

        self._paper(
            _tr("未履职情况说明（{period}）").format(period=period_words(span)),
            _tr("报乡镇用，只列没有按时办的和原因，不排名。打印会记入日志。"),
            make,
        )

    def save(self) -> None:
        """Write the statement as a workbook."""
        span, office = self._misses_span, self._office
        purpose = "报送乡镇：未履职情况说明"
        self._save_workbook(
            _tr("未履职情况说明{period}.xlsx").format(period=period_words(span)),
            lambda path, job: export_statement(office, path, span, purpose),
        )
