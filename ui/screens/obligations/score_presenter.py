"""Reads the village's score of a quarter, leads from a lost point to where it is mended, hands it out."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.period import Period
from desktop.services.obligations import score_rules
from desktop.services.obligations.calendar import ObligationLine
from desktop.services.obligations.score import LostPoint, VillageScore, export_score, read_score
from ui.screens.obligations.obligation_words import period_words
from ui.screens.obligations.page_presenter import ObligationsPresenter, quarters
from ui.screens.obligations.rules_dialog import RulesDialog
from ui.screens.obligations.score_page import ScorePage

if TYPE_CHECKING:
    from desktop.services.obligations.score_rules import KnownRule, RuleInForce
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationsPresenter", text)


class ScorePresenter(ObligationsPresenter):
    """The score is reckoned anew at each reading."""

    def __init__(
        self,
        page: ScorePage,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_spans: Callable[[Sequence[Period], Period], None],
        ask_plan: Callable[[ObligationLine], None],
        show_item: Callable[[str], None],
    ) -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._show_spans, self._ask_plan, self._show_item = show_spans, ask_plan, show_item
        self._span: Period | None = None
        page.mend_wanted.connect(self.mend)
        page.rule_wanted.connect(self.open_rules)

    def look_at(self, span: Period | None) -> None:
        """Choose the quarter of the next reading; None for the one that the office begins with."""
        self._span = span

    def _running(self) -> Period:
        return quarters(self._office.today())[0]

    def show_span(self, span: Period) -> None:
        """Look at another quarter."""
        self._span = span
        self.load()

    def load(self) -> None:
        office, span = self._office, self._span

        def show(found: VillageScore) -> None:
            self._page.show_score(found)
            self._show_spans(quarters(office.today()), found.score.span)

        self._read(lambda: read_score(office, span), show)

    def mend(self, wanted: str) -> None:
        """Go where a lost point is mended."""
        lost = self._page.lost_point(wanted)
        if lost is None:
            return
        if lost.table == "meeting":
            self._mend_meeting(lost)
        elif lost.table == "notice":
            self._mend_notice(lost)
        elif lost.table == "event":
            self._shell.open_record("events", "event", lost.record_id)
        else:
            self._show_item(lost.record_id)

    def _mend_meeting(self, lost: LostPoint) -> None:
        if lost.record_id or lost.obligation is None:
            self._shell.open_record("meetings", "meeting", lost.record_id)
            return
        if self._office.may(Right.EDIT_MEETINGS):
            self._ask_plan(lost.obligation)

    def _mend_notice(self, lost: LostPoint) -> None:
        if lost.record_id:
            self._shell.open_record("documents", "notice", lost.record_id)
            return
        if lost.duty is None:
            return
        from desktop.services.disclosure.duties import request_for
        from ui.screens.documents.making import ask_for_notice

        request = request_for(self._office, lost.duty)
        ask_for_notice(self._office, self._runner, self._shell, self._page, self._on_made, request)

    def _on_made(self, notice_id: str) -> None:
        self._shell.records_changed()
        self._shell.open_record("documents", "notice", notice_id)

    def open_rules(self) -> None:
        """Show the rule in force and the versions that came."""
        office = self._office
        day = min(office.today(), self._span.last) if self._span else office.today()

        def work() -> "tuple[RuleInForce, tuple[KnownRule, ...]]":
            return score_rules.rule_on(office, day), score_rules.list_rules(office)

        def show(read: "tuple[RuleInForce, tuple[KnownRule, ...]]") -> None:
            dialog = RulesDialog(*read, self._page)
            self._keep(dialog)
            dialog.open()

        self._read(work, show)

    def print_score(self) -> None:
        """Preview the page for the township."""
        span, office = self._span or self._running(), self._office

        def make() -> bytes:
            from desktop.services.obligations.score import render_score

            return render_score(office, span)

        self._paper(
            _tr("履职评分表（{period}）").format(period=period_words(span)),
            _tr("报乡镇用的一页，不排名、不张贴。打印会记入日志。"),
            make,
        )

    def save_score(self) -> None:
        """Write the score as a workbook."""
        span, office = self._span or self._running(), self._office
        purpose = "报送乡镇：村级履职评分表"
        self._save_workbook(
            _tr("履职评分表{period}.xlsx").format(period=period_words(span)),
            lambda path, job: export_score(office, path, purpose, span),
        )
