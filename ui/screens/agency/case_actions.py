"""What can be done about a case as it stands: the buttons beside the list and their menus."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.service_case import CaseState, CaseStep
from desktop.domain.service_catalogue import Proxy
from desktop.services.agency import cases
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.cases import CaseDetail
from ui.screens.agency import sheets
from ui.screens.agency.case_papers import CasePapers, missing_papers, originals_here
from ui.screens.agency.case_steps import CaseSteps
from ui.screens.agency.case_trips import CaseTrips
from ui.screens.agency.case_work import CaseWork
from ui.screens.agency.page_presenter import Entries, popup
from ui.screens.agency.register_changes import RegisterChanges
from ui.screens.pages.list_page import Action

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.agency.cases_page import CasesPage
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


class CaseActions(CaseWork):
    """Offers what the state of a case and the rights of the user allow."""

    def __init__(
        self,
        page: "CasesPage",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        reload: Callable[[], None],
    ) -> None:
        super().__init__(page, office, runner, shell, reload)
        self._panel = page.panel
        self._detail: CaseDetail | None = None
        self._papers = CasePapers(page, office, runner, shell, reload)
        self._moves = CaseSteps(page, office, runner, shell, reload, self._papers)
        self._trips = CaseTrips(page, office, runner, shell, reload)
        self._changes = RegisterChanges(page, office, runner, shell, reload)

    def offer(self, detail: CaseDetail) -> list[Action]:
        """What can be done about the case that is shown now, the usual step first."""
        self._detail = detail
        row, may = detail.case.row, self.may(Right.EDIT_SERVICES)
        steps = self._steps(detail) if may else []
        made = [Action(text, run, "primary" if place == 0 else "") for place, (text, run) in enumerate(steps)]
        if self.may(Right.PRINT):
            made.append(Action(_tr("打印…"), partial(self._print_menu, detail), "", "print"))
        made.append(Action(_tr("更多…"), partial(self._more_menu, detail), "quiet"))
        if row.person_id or row.household_id:
            made.append(Action(_tr("看档案"), partial(self._open_person, detail), "quiet"))
        return made

    def _steps(self, detail: CaseDetail) -> Entries:
        """Steps that move the case on, the usual one first."""
        row, allowed = detail.case.row, detail.allowed
        missing = missing_papers(detail)
        found: Entries = []
        is_open = detail.case.state in cases.OPEN_STATES
        receive = (_tr("收材料…"), partial(self._papers.receive, detail))
        if missing and is_open and row.lacking:
            found.append(receive)
        if CaseStep.GRANT in allowed and detail.case.state in (CaseState.ASKED, CaseState.COLLECTING):
            found.append((_tr("当场办结…"), partial(self._moves.settle_here, detail)))
        if CaseStep.SUBMIT in allowed:
            found.append((_tr("报送…"), partial(self._moves.submit, detail)))
        if CaseStep.GRANT in allowed and detail.case.state in (CaseState.SUBMITTED, CaseState.WAITING):
            found.append((_tr("办成了…"), partial(self._moves.grant, detail)))
        if CaseStep.ACCEPT in allowed:
            found.append((_tr("窗口受理…"), partial(self._moves.accept, detail)))
        if CaseStep.SEND_BACK in allowed:
            found.append((_tr("退回补正…"), partial(self._moves.send_back, detail)))
        if CaseStep.DELIVER in allowed:
            found.append((_tr("送达…"), partial(self._moves.deliver, detail)))
        if self._changes.offered(detail):
            found.append(
                (_tr("带入档案…"), partial(self._changes.enter, detail, partial(self._choose_change, detail)))
            )
        if row.originals:
            found.append((_tr("退还原件…"), partial(self._papers.give_back, row, originals_here(detail))))
        if CaseStep.RATE in allowed:
            found.append((_tr("评价…"), partial(self._moves.rate, detail)))
        if CaseStep.CLOSE in allowed:
            found.append((_tr("归档"), partial(self._moves.close, detail)))
        if missing and is_open and not row.lacking:
            found.append(receive)
        return found

    def do_next(self, detail: CaseDetail) -> None:
        """The usual next step, as Enter asks for it."""
        steps = self._steps(detail) if self.may(Right.EDIT_SERVICES) else []
        if steps:
            steps[0][1]()

    def _choose_change(self, detail: CaseDetail, entries: Entries) -> None:
        if detail is self._detail:
            popup(self._panel.buttons[_tr("带入档案…")], entries)

    def _more_menu(self, detail: CaseDetail) -> None:
        row = detail.case.row
        entries: Entries = []
        if self.may(Right.EDIT_SERVICES):
            entries += [
                (_tr("记一趟跑腿…"), partial(self._trips.add, detail)),
                (_tr("写进度页的话…"), partial(self._moves.write_public, detail)),
                (_tr("备注…"), partial(self._moves.add_note, detail)),
            ]
            if detail.trips:
                entries.insert(1, (_tr("删去一趟跑腿…"), partial(self._trips.remove, detail)))
            if detail.case.state in cases.OPEN_STATES:
                entries += [
                    (_tr("加一份材料…"), partial(self._papers.ask_for, detail)),
                    (_tr("材料免交…"), partial(self._papers.waive, detail)),
                ]
                if detail.item is None or detail.item.proxy is not Proxy.NO:
                    entries.append((_tr("委托书已签…"), partial(self._papers.record_proxy, detail)))
            if row.originals:
                entries.append((_tr("原件由办理单位收存…"), partial(self._papers.keep_by_office, detail)))
            if CaseStep.HAND_OVER in detail.allowed:
                entries.append((_tr("移交代办员…"), partial(self._moves.hand_over, detail)))
            if CaseStep.REFUSE in detail.allowed:
                entries.append((_tr("不予办理…"), partial(self._moves.refuse, detail)))
            if CaseStep.WITHDRAW in detail.allowed:
                entries.append((_tr("本人撤回…"), partial(self._moves.withdraw, detail)))
        if row.event_id:
            entries.append((_tr("看任务"), partial(self._shell.open_record, "events", "event", row.event_id)))
        entries.append((_tr("附件…"), lambda: self._attachments("service_case", row.id, _tr("代办"))))
        popup(self._panel.buttons[_tr("更多…")], entries)

    def _print_menu(self, detail: CaseDetail) -> None:
        row, office = detail.case.row, self._office
        new = NewCase(row.item, person_id=row.person_id, happened_on=row.happened_on, agent_id=row.agent_id)
        offered = [
            (_tr("进度单"), sheets.progress_slip(office, row.id)),
            (_tr("办理告知单"), sheets.item_sheet(office, new)),
        ]
        if row.originals:
            offered.insert(0, (_tr("原件收据"), sheets.receipt(office, row.id, "")))
        if detail.item is None or detail.item.proxy is not Proxy.NO:
            offered.append((_tr("委托书"), sheets.proxy_letter(office, row.id)))
        if row.finished_on:
            offered.append((_tr("送达回执"), sheets.delivery_slip(office, row.id)))
        entries = [(text, partial(self._paper, *sheet)) for text, sheet in offered]
        popup(self._panel.buttons[_tr("打印…")], entries)

    def _open_person(self, detail: CaseDetail) -> None:
        row = detail.case.row
        if row.person_id:
            self._shell.open_person(row.person_id)
        elif row.household_id:
            self._shell.open_household(row.household_id)
