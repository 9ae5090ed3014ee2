"""Reads the cases of a tab and shows those wanted; what is done about one stands in `case_actions`."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.period import Period
from desktop.domain.service_case import TO_DELIVER, CaseState
from desktop.services.agency import agents, cases, register_changes, reminders
from desktop.services.agency.cases import Case, CaseDetail
from desktop.services.agency.figures import FigureView, once_goal, read_figures
from desktop.services.agency.register_changes import Unregistered
from desktop.services.agency.telephones import CASE
from desktop.words import word
from ui.screens.agency import sheets
from ui.screens.agency.case_actions import CaseActions
from ui.screens.agency.case_opening import CaseOpening
from ui.screens.agency.page_presenter import AgencyPresenter, Values
from ui.screens.agency.phone_line import PhoneLine
from ui.widgets.code_combo import CodeOption

if TYPE_CHECKING:
    from desktop.services.agency.agents import Agent
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.agency.cases_page import CasesPage
    from ui.shell.shell_api import Shell

TODO, WAITING, OPEN, OVER = "todo", "waiting", "open", "over"
_MINE = (CaseState.ASKED, CaseState.COLLECTING, CaseState.RETURNED, *TO_DELIVER)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


class CasesPresenter(AgencyPresenter):
    """Takes cases through their steps."""

    def __init__(self, page: "CasesPage", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = OVER if page.is_over else TODO
        self._wanted = self._text = self._agent = ""
        self._all: tuple[Case, ...] = ()
        self._detail: CaseDetail | None = None
        self._unregistered: tuple[Unregistered, ...] = ()
        self._figures: FigureView | None = None
        self._actions = CaseActions(page, office, runner, shell, self.load)
        self._opening = CaseOpening(page, office, runner, shell, self.load, self.show_case)

    # Reading

    def load(self) -> None:
        office, view = self._office, "done" if self._page.is_over else "open"
        today = office.today()
        quarter = Period.quarter(today.year, (today.month + 2) // 3)

        def show(read: tuple[tuple[Case, ...], tuple[Unregistered, ...], FigureView | None]) -> None:
            self._all, self._unregistered, self._figures = read
            names = {case.row.agent_id: case.agent for case in self._all if case.agent}
            self._agent = self._agent if self._agent in names else ""
            self._page.show_agents(names, self._agent)
            self._show_view()

        self._read(
            lambda: (
                cases.list_cases(office, view),
                () if self._page.is_over else register_changes.list_unregistered(office),
                read_figures(office, quarter) if self._page.is_over else None,
            ),
            show,
        )

    def _in_view(self, view: str, case: Case) -> bool:
        if view == TODO:
            return case.state in _MINE or case.is_late or reminders.is_soon(self._office, case)
        return case.state in (CaseState.SUBMITTED, CaseState.WAITING) if view == WAITING else True

    def _show_view(self) -> None:
        page = self._page
        for view in (OVER,) if page.is_over else (TODO, WAITING, OPEN):
            shown = [case for case in self._all if self._is_chosen(case) and self._in_view(view, case)]
            late, count = any(case.is_late for case in shown), len(shown)
            page.tabs.show_count(view, count, "overdue" if late else "")
        rows = [
            case
            for case in self._all
            if self._is_chosen(case)
            and self._in_view(self._view, case)
            and self._text in f"{case.row.applicant}{case.row.for_name}{case.label}{case.row.number}"
        ]
        nothing = (
            (_tr("没有找到“{text}”").format(text=self._text), "")
            if self._text
            else (_tr("还没有办结的"), "")
            if page.is_over
            else (_tr("没有代办件"), _tr("有人来办事，按 Ctrl+N 立件；要带什么、多久办好，程序当场告诉。"))
        )
        if self._figures is not None:
            self._tell_figures(self._figures)
        else:
            self._tell_unregistered()
        current = page.show_rows(rows, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def _tell_figures(self, found: FigureView) -> None:
        total = found.total
        if not total.done:
            self._page.tell(_tr("本季度还没有办结的。"), "")
            return
        told = _tr(
            "本季度办结 {done} 件：一次办结率 {once}（常办事项目标 {goal}%），按时 {on_time}，"
            "满意 {satisfied}，大约替大家少跑 {spared} 趟。"
        )
        values = {
            "done": total.done,
            "once": total.at_once.text(),
            "goal": once_goal(self._office, found.span),
            "on_time": total.on_time.text(),
            "satisfied": total.satisfied.text(),
            "spared": total.spared_trips,
        }
        self._page.tell(told.format(**values), "")

    def _tell_unregistered(self) -> None:
        self._page.life.setVisible(bool(self._unregistered) and self.may(Right.EDIT_SERVICES))
        if not self._unregistered:
            self._page.tell("")
            return
        names = "、".join(
            f"{word(each.kind_label)} {each.names}" + (f"（{each.last_day} 前）" if each.last_day else "")
            for each in self._unregistered[:3]
        )
        late = any(each.is_late for each in self._unregistered)
        told = _tr("档案里登记了、户籍窗口还没办的 {n} 件：{names}。")
        self._page.tell(told.format(n=len(self._unregistered), names=names), "overdue" if late else "soon")

    def _is_chosen(self, case: Case) -> bool:
        return not self._agent or case.row.agent_id == self._agent

    def show_agent(self, agent_id: str) -> None:
        """Show the cases of one agent, or of all."""
        self._agent = agent_id
        self._show_view()

    def search(self, text: str) -> None:
        """Show the cases whose name, service or number holds a text."""
        self._text = text
        self._show_view()

    def show_view(self, view: str, text: str = "") -> None:
        """Show other cases."""
        known = (OVER,) if self._page.is_over else (TODO, WAITING, OPEN)
        self._view, self._text = (view if view in known else known[-1]), text
        self._page.search.set_text_silently(text)
        self._page.tabs.mark(self._view)
        self._show_view()

    def show_case(self, case_id: str) -> None:
        """Show one case in the list of all."""
        self._wanted, self._view, self._text = case_id, OVER if self._page.is_over else OPEN, ""
        self._agent = ""
        self._page.search.set_text_silently("")
        self._page.tabs.mark(self._view)
        self.load()

    def find_tab(self, case_id: str, show: Callable[[str, bool], None]) -> None:
        """Tell whether a case, by its id or number, is over."""
        over = (*cases.FINISHED_STATES, CaseState.WITHDRAWN)
        self._read(
            lambda: cases.get_case(self._office, case_id),
            lambda detail: show(detail.case.row.id, detail.case.state in over),
        )

    def choose(self, case_id: str) -> None:
        """Show one case beside the list."""
        if not case_id:
            self._detail = None
            self._page.panel.show_nothing(_tr("没有选中代办件"), "")
            return

        def show(detail: CaseDetail) -> None:
            if self._page.table.current_id() == detail.case.row.id:
                self._detail = detail
                self._page.show_case(detail, self._actions.offer(detail), self._phone_of(detail))

        self._read(lambda: cases.get_case(self._office, case_id), show)

    def _phone_of(self, detail: CaseDetail) -> PhoneLine | None:
        row = detail.case.row
        if not row.applicant_phone:
            return None
        return PhoneLine(self._office, self._runner, self._shell, CASE, row.id, row.applicant_phone)

    def do_next(self) -> None:
        """The usual next step, as Enter asks for it."""
        if self._detail is not None:
            self._actions.do_next(self._detail)

    # Opening

    def add(self) -> None:
        """Open a case for whoever stands at the counter."""
        self._opening.begin()

    def add_for(self, **known: str) -> None:
        """Open a case for a person, a household, a booking, a task or a life event; see `prepare_case`."""
        self._opening.begin(**known)

    def offer_life(self) -> None:
        """Offer what the register knows and nobody took to the police yet."""
        self._opening.offer_life(self._page.life, self._unregistered)

    # Paper

    def print_day_list(self) -> None:
        """Ask for whom, then preview the list of the day."""
        office = self._office

        def show(found: "tuple[Agent, ...]") -> None:
            dialog = self._dialog(_tr("今日清单"), _tr("预览"))
            names = [CodeOption("", _tr("全部"))]
            names += [CodeOption(each.row.id, each.row.name) for each in found if each.is_at_work]
            mine = next((each.row.id for each in found if each.row.account_id == office.user.id), "")
            dialog.add_code("agent", _tr("代办员"), names, self._agent or mine, required=False)

            def go_on(values: Values) -> None:
                dialog.accept()
                self._paper(*sheets.day_list(office, values["agent"]))

            dialog.submitted.connect(go_on)
            dialog.open()

        self._read(lambda: agents.list_agents(office), show)

    def print_figures(self) -> None:
        """Ask for the period, then preview the figures."""
        office = self._office
        dialog = self._dialog(_tr("代办统计"), _tr("预览"), _tr("公开用的在“三务公开”里制作 V35 便民服务。"))
        today = office.today()
        dialog.add_day("first", _tr("从"), today.replace(day=1).isoformat())
        dialog.add_day("last", _tr("到"), today.isoformat())

        def go_on(values: Values) -> None:
            try:
                span = Period(date.fromisoformat(values["first"]), date.fromisoformat(values["last"]))
            except ValueError:
                dialog.say(_tr("请写清从哪天到哪天，例如 2026-01-01。"))
                return
            dialog.accept()
            self._paper(*sheets.figure_sheet(office, span))

        dialog.submitted.connect(go_on)
        dialog.open()
