"""The tabs of cases: those in hand and those that are over, one beside the list with what can be done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.period import Period
from desktop.domain.service_case import TO_DELIVER, CaseState, CaseStep, PaperState
from desktop.domain.service_catalogue import Proxy
from desktop.services.agency import agents, cases, papers, printing, register_changes, reminders, trips
from desktop.services.agency.cases import Case, CaseDetail, Delivery, NewCase, Submission
from desktop.services.agency.catalogue import read_catalogue_view
from desktop.services.agency.figures import FigureView, once_goal, read_figures
from desktop.services.agency.register_changes import BIRTH, MOVE_OUT_KIND, NewChild, Unregistered
from desktop.services.agency.telephones import CASE
from desktop.words import word
from ui.dialogs.refusal import refused_in
from ui.screens.agency.agency_dialog import YES, AgencyDialog, joined, typed_person
from ui.screens.agency.case_dialog import CaseDialog
from ui.screens.agency.page_presenter import AgencyPresenter, Values, options, popup
from ui.screens.agency.papers_dialog import PapersDialog
from ui.screens.agency.phone_line import PhoneLine
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.widgets.code_combo import CodeOption
from ui.widgets.dress import button, label, set_tone
from ui.widgets.moment import show_moment
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.agency.agents import Agent
    from desktop.services.agency.catalogue import CatalogueView
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

TODO, WAITING, OPEN, OVER = "todo", "waiting", "open", "over"
_MINE = (CaseState.ASKED, CaseState.COLLECTING, CaseState.RETURNED, *TO_DELIVER)
_TONES = {
    CaseState.RETURNED: "overdue",
    CaseState.GRANTED: "soon",
    CaseState.REFUSED: "soon",
    CaseState.CLOSED: "ok",
}
_STEPS_SHOWN = 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


def due_cell(case: Case) -> Cell | str:
    """When a case is due, in the colour of how urgent it is."""
    if not case.row.due_on or case.days_left is None:
        return case.row.due_on[5:]
    if case.days_left < 0:
        return Cell(_tr("超 {n} 天").format(n=-case.days_left), "overdue", case.row.due_on)
    if case.days_left == 0:
        return Cell(_tr("今天"), "soon", case.row.due_on)
    return Cell(case.row.due_on[5:], "", case.row.due_on)


def _columns(*, is_over: bool) -> tuple[RowColumn[Case], ...]:
    last: RowColumn[Case] = (
        RowColumn(
            TableColumn("delivered", _tr("送达"), 5, sort_key="delivered"), lambda one: one.row.delivered_on
        )
        if is_over
        else RowColumn(TableColumn("due", _tr("期限"), 4.5, sort_key="due"), due_cell)
    )
    return (
        RowColumn(TableColumn("item", _tr("事项"), 8, sort_key="item"), lambda one: word(one.label)),
        RowColumn(TableColumn("who", _tr("申请人"), 5, sort_key="who"), lambda one: one.who),
        RowColumn(
            TableColumn("state", _tr("办到哪一步"), 5),
            lambda one: Cell(word(one.state_label), _TONES.get(one.state, "")),
        ),
        last,
        RowColumn(TableColumn("agent", _tr("代办员"), 3.5, sort_key="agent"), lambda one: one.agent),
        RowColumn(
            TableColumn("originals", _tr("原件"), 2.5, shown=False),
            lambda one: str(one.row.originals) if one.row.originals else "",
        ),
        RowColumn(
            TableColumn("opened", _tr("登记"), 5.5, sort_key="opened", shown=False),
            lambda one: one.row.opened_at[:10],
        ),
        RowColumn(
            TableColumn("number", _tr("编号"), 11, sort_key="number", shown=False), lambda one: one.row.number
        ),
    )


class CasesPage(ListPage[Case]):
    """Cases in hand, or those that are over."""

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", *, is_over: bool = False
    ) -> None:
        self.is_over = is_over
        self.search = SearchBox(_tr("找：姓名、事项、编号"))
        self.new = button(_tr("立件"), "primary", "plus")
        self.day_list = button(_tr("今日清单…"), icon_name="print")
        self.figures = button(_tr("统计…"), icon_name="chart")
        self.life = button(_tr("户籍变动"), icon_name="register")
        self.life.hide()
        self.agent = QComboBox()
        self.agent.setAccessibleName(_tr("只看哪位代办员的"))
        views = (
            ((OVER, _tr("办结")),)
            if is_over
            else ((TODO, _tr("要办的")), (WAITING, _tr("等结果")), (OPEN, _tr("全部在办")))
        )
        tools: tuple[QWidget, ...] = (self.search, self.agent, self.day_list, self.life, self.new)
        if is_over:
            tools = (self.search, self.agent, self.figures)
        super().__init__(
            "agency_over" if is_over else "agency_cases",
            _columns(is_over=is_over),
            lambda one: one.row.id,
            views,
            tools,
            picture="errand",
            shares=(6, 5),
        )
        self.search.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 16)
        self.table.setAccessibleName(_tr("代办件"))
        presenter = self.presenter = CasesPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_SERVICES))
        self.day_list.setEnabled(presenter.may(Right.PRINT))
        self.figures.setEnabled(presenter.may(Right.PRINT))
        self.search.search_requested.connect(presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.agent.activated.connect(lambda _index: presenter.show_agent(str(self.agent.currentData() or "")))
        self.new.clicked.connect(presenter.add)
        self.life.clicked.connect(presenter.offer_life)
        self.day_list.clicked.connect(presenter.print_day_list)
        self.figures.clicked.connect(presenter.print_figures)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.do_next())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(OVER if is_over else TODO)

    def show_agents(self, names: Mapping[str, str], chosen: str) -> None:
        """Offer the agents of the cases in hand, none of them when there is but one."""
        self.agent.clear()
        self.agent.addItem(_tr("全部代办员"), "")
        for key, name in names.items():
            self.agent.addItem(name, key)
        self.agent.setCurrentIndex(max(0, self.agent.findData(chosen)))
        self.agent.setVisible(len(names) > 1)

    def show_case(self, detail: CaseDetail, actions: Sequence[Action], phone: QWidget | None) -> None:
        """Show one case: how far it is, whom to call, its papers, its way so far."""
        case, row = detail.case, detail.case.row
        lines = [Line(joined((case.who, word(case.state_label))), "strong", _TONES.get(case.state, ""))]
        if row.due_on and case.days_left is not None:
            told = _tr("期限 {day}，还有 {n} 天") if case.days_left > 0 else _tr("期限 {day}，就是今天")
            told = _tr("期限 {day}，超了 {n} 天") if case.days_left < 0 else told
            tone = "overdue" if case.days_left < 0 else "soon" if case.days_left <= 1 else ""
            lines.append(Line(told.format(day=row.due_on, n=abs(case.days_left)), "", tone))
        lines.append(
            Line(joined((row.number, _tr("查询码 {code}").format(code=detail.mark.spoken))), "muted")
        )
        lines.append(
            Line(
                joined(
                    (
                        _tr("代办员：{name}").format(name=case.agent or _tr("没有指定")),
                        _tr("本人跑 {a} 趟，代办跑 {b} 趟").format(a=row.villager_trips, b=row.agent_trips),
                    )
                ),
                "muted",
            )
        )
        if detail.item is not None and detail.item.self_part and case.state in cases.OPEN_STATES:
            lines.append(Line(_tr("要本人做：{what}").format(what=detail.item.self_part), "small", "soon"))
        if row.result_text:
            told = joined((word(code_table("service_case_result").label(row.result)), row.result_text))
            lines.append(Line(told))
        if row.next_step:
            lines.append(Line(_tr("接下来：{text}").format(text=row.next_step)))
        if row.delivered_on:
            way = word(code_table("service_delivery_way").label(row.delivered_way))
            said = word(code_table("satisfaction").label(row.satisfaction)) if row.satisfaction else ""
            lines.append(Line(joined((f"{row.delivered_on} {way}：{row.delivered_to}", said)), "", "ok"))
        if row.public_text:
            lines.append(Line(_tr("进度页上写着：{text}").format(text=row.public_text), "small"))
        if row.note:
            lines.append(Line(row.note, "small"))
        self.panel.show_record(word(case.label), lines, actions, _record(detail, phone))


def _record(detail: CaseDetail, phone: QWidget | None) -> QWidget:
    """Whom to call, papers with where they stand, then what was done, the latest first."""
    lines = [Line(_tr("材料"), "strong"), *(_paper_line(paper) for paper in detail.papers)]
    shown = list(reversed(detail.steps))[:_STEPS_SHOWN]
    if shown:
        lines.append(Line(_tr("办理记录"), "strong"))
    for step in shown:
        head = joined((show_moment(step.done_at), step.done_by, word(step.label)))
        lines.append(Line(f"{head}：{step.text}" if step.text else head, "small"))
    host = QWidget()
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.setSpacing(4)
    if phone is not None:
        layout.addWidget(phone)
    for each in lines if detail.papers else lines[1:]:
        made = label(each.text, each.role, wrap=True)
        set_tone(made, each.tone)
        layout.addWidget(made)
    layout.addStretch()
    return host


def _paper_line(paper: cases.PaperRow) -> Line:
    """A paper with where it stands."""
    state = word(code_table("service_paper_state").label(paper.state))
    if paper.state == PaperState.MISSING:
        when = paper.condition or ("" if paper.required else _tr("需要时"))
        return Line(
            f"□ {paper.title}" + (f"（{when}）" if when else ""), "", "soon" if paper.required else ""
        )
    if paper.is_original and paper.state == PaperState.RECEIVED:
        where = paper.held_at or _tr("便民服务点")
        told = _tr("■ {title}　原件在{where}，收据 {receipt}")
        receipt = paper.receipt_no.rpartition("-")[2]
        return Line(told.format(title=paper.title, where=where, receipt=receipt), "", "soon")
    told = f"{state} {paper.returned_on} {paper.returned_to}".strip()
    return Line(f"✓ {paper.title}　{told}", "muted")


class CasesPresenter(AgencyPresenter):
    """Takes cases through their steps."""

    def __init__(self, page: CasesPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = OVER if page.is_over else TODO
        self._wanted = self._text = self._agent = ""
        self._all: tuple[Case, ...] = ()
        self._detail: CaseDetail | None = None
        self._unregistered: tuple[Unregistered, ...] = ()
        self._figures: FigureView | None = None

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
                self._page.show_case(detail, self._actions(detail), self._phone_of(detail))

        self._read(lambda: cases.get_case(self._office, case_id), show)

    def _phone_of(self, detail: CaseDetail) -> PhoneLine | None:
        row = detail.case.row
        if not row.applicant_phone:
            return None
        return PhoneLine(self._office, self._runner, self._shell, CASE, row.id, row.applicant_phone)

    def _id(self) -> str:
        return self._detail.case.row.id if self._detail is not None else ""

    # What can be done

    def _actions(self, detail: CaseDetail) -> list[Action]:
        row, may = detail.case.row, self.may(Right.EDIT_SERVICES)
        steps = self._steps(detail) if may else []
        made = [Action(text, run, "primary" if place == 0 else "") for place, (text, run) in enumerate(steps)]
        if self.may(Right.PRINT):
            made.append(Action(_tr("打印…"), self._print_menu, "", "print"))
        made.append(Action(_tr("更多…"), self._more_menu, "quiet"))
        if row.person_id or row.household_id:
            made.append(Action(_tr("看档案"), self.open_person, "quiet"))
        return made

    def _steps(self, detail: CaseDetail) -> list[tuple[str, Callable[[], None]]]:
        """Steps that move the case on, the usual one first."""
        row, allowed = detail.case.row, detail.allowed
        missing = [paper for paper in detail.papers if paper.state == PaperState.MISSING]
        found: list[tuple[str, Callable[[], None]]] = []
        is_open = detail.case.state in cases.OPEN_STATES
        receive = (_tr("收材料…"), self.receive)
        if missing and is_open and row.lacking:
            found.append(receive)
        if CaseStep.GRANT in allowed and detail.case.state in (CaseState.ASKED, CaseState.COLLECTING):
            found.append((_tr("当场办结…"), self.settle_here))
        if CaseStep.SUBMIT in allowed:
            found.append((_tr("报送…"), self.submit))
        if CaseStep.GRANT in allowed and detail.case.state in (CaseState.SUBMITTED, CaseState.WAITING):
            found.append((_tr("办成了…"), self.grant))
        if CaseStep.ACCEPT in allowed:
            found.append((_tr("窗口受理…"), self.accept))
        if CaseStep.SEND_BACK in allowed:
            found.append((_tr("退回补正…"), self.send_back))
        if CaseStep.DELIVER in allowed:
            found.append((_tr("送达…"), self.deliver))
        if self._changes(detail):
            found.append((_tr("带入档案…"), self.enter_register))
        if row.originals:
            found.append((_tr("退还原件…"), self.give_back))
        if CaseStep.RATE in allowed:
            found.append((_tr("评价…"), self.rate))
        if CaseStep.CLOSE in allowed:
            found.append((_tr("归档"), self.close))
        if missing and is_open and not row.lacking:
            found.append(receive)
        return found

    def _changes(self, detail: CaseDetail) -> tuple[str, ...]:
        if detail.item is None or not self.may(Right.EDIT_REGISTER):
            return ()
        return register_changes.changes_offered(detail.case.row, detail.item.changes)

    def do_next(self) -> None:
        """The usual next step, as Enter asks for it."""
        if self._detail is not None and self.may(Right.EDIT_SERVICES):
            steps = self._steps(self._detail)
            if steps:
                steps[0][1]()

    def _more_menu(self) -> None:
        detail = self._detail
        if detail is None:
            return
        row = detail.case.row
        entries: list[tuple[str, Callable[[], None]]] = []
        if self.may(Right.EDIT_SERVICES):
            entries += [
                (_tr("记一趟跑腿…"), self.add_trip),
                (_tr("写进度页的话…"), self.write_public),
                (_tr("备注…"), self.add_note),
            ]
            if detail.trips:
                entries.insert(1, (_tr("删去一趟跑腿…"), self.remove_trip))
            if detail.case.state in cases.OPEN_STATES:
                entries += [
                    (_tr("加一份材料…"), self.add_paper),
                    (_tr("材料免交…"), self.waive),
                ]
                if detail.item is None or detail.item.proxy is not Proxy.NO:
                    entries.append((_tr("委托书已签…"), self.record_proxy))
            if row.originals:
                entries.append((_tr("原件由办理单位收存…"), self.keep_by_office))
            if CaseStep.HAND_OVER in detail.allowed:
                entries.append((_tr("移交代办员…"), self.hand_over))
            if CaseStep.REFUSE in detail.allowed:
                entries.append((_tr("不予办理…"), self.refuse))
            if CaseStep.WITHDRAW in detail.allowed:
                entries.append((_tr("本人撤回…"), self.withdraw))
        if row.event_id:
            entries.append((_tr("看任务"), self.open_event))
        entries.append((_tr("附件…"), lambda: self._attachments("service_case", row.id, _tr("代办"))))
        popup(self._page.panel.buttons[_tr("更多…")], entries)

    def _print_menu(self) -> None:
        detail = self._detail
        if detail is None:
            return
        row, office = detail.case.row, self._office
        entries = [
            (
                _tr("进度单"),
                partial(
                    self._paper,
                    _tr("代办进度单"),
                    _tr("交给本人，凭编号和查询码查进度。"),
                    lambda: printing.render_progress_slip(office, row.id),
                ),
            ),
            (_tr("办理告知单"), partial(self._print_item, self._as_new(detail))),
        ]
        if row.originals:
            entries.insert(0, (_tr("原件收据"), partial(self.print_receipt, "")))
        if detail.item is None or detail.item.proxy is not Proxy.NO:
            note = _tr("一式两份，本人签字，签好在“更多”里登记。")
            entries.append(
                (
                    _tr("委托书"),
                    partial(self._paper, _tr("委托书"), note, lambda: printing.render_proxy(office, row.id)),
                )
            )
        if row.finished_on:
            note = _tr("交给本人时签字，村里留存。")
            entries.append(
                (
                    _tr("送达回执"),
                    partial(
                        self._paper,
                        _tr("代办结果送达回执"),
                        note,
                        lambda: printing.render_delivery(office, row.id),
                    ),
                )
            )
        popup(self._page.panel.buttons[_tr("打印…")], entries)

    @staticmethod
    def _as_new(detail: CaseDetail) -> NewCase:
        row = detail.case.row
        return NewCase(row.item, person_id=row.person_id, happened_on=row.happened_on, agent_id=row.agent_id)

    # Opening

    def add(self) -> None:
        """Open a case for whoever stands at the counter."""
        self._begin()

    def add_for(self, **known: str) -> None:
        """Open a case for a person, a household, a booking or a task; see `prepare_case`."""
        self._begin(**known)

    def offer_life(self) -> None:
        """Offer what the register knows and nobody took to the police yet."""
        office = self._office

        def mark(each: Unregistered) -> None:
            self._shell.ask(
                _tr("{names} 的{kind}，家里自己去办好了？").format(
                    names=each.names, kind=word(each.kind_label)
                ),
                _tr("以后不再提醒。"),
                _tr("已办好"),
                lambda: self._write(
                    lambda: register_changes.mark_registered(office, each.life_event_id, self._today())
                ),
            )

        popup(
            self._page.life,
            [
                entry
                for each in self._unregistered
                for entry in (
                    (
                        _tr("代办：{kind} {names}…").format(kind=word(each.kind_label), names=each.names),
                        partial(self.add_for_life, each),
                    ),
                    (_tr("　　家里自己办好了…"), partial(mark, each)),
                )
            ],
        )

    def add_for_life(self, change: Unregistered) -> None:
        """Open the case of a birth, death or move that the register knows."""
        self._begin(life_event_id=change.life_event_id)

    def _begin(self, **known: str) -> None:
        if not self.may(Right.EDIT_SERVICES):
            return
        office = self._office

        def show(read: "tuple[NewCase, CatalogueView, tuple[Agent, ...]]") -> None:
            new, view, found = read
            names = [(each.row.id, each.row.name) for each in found if each.is_at_work]
            items = [each.item for each in view.items]
            dialog = CaseDialog(office, self._runner, new, items, names, self._print_item, self._parent)
            dialog.submitted.connect(
                lambda _values: self._store(
                    dialog, lambda: cases.open_case(office, dialog.read_case()), self._go_to
                )
            )
            dialog.open()

        self._read(
            lambda: (
                cases.prepare_case(office, **known),
                read_catalogue_view(office),
                agents.list_agents(office),
            ),
            show,
        )

    def _go_to(self, case_id: str) -> None:
        self.show_case(case_id)
        self._shell.notify(
            _tr("已立件。"),
            _tr("打印进度单"),
            lambda: self._paper(
                _tr("代办进度单"),
                _tr("交给本人，凭编号和查询码查进度。"),
                lambda: printing.render_progress_slip(self._office, case_id),
            ),
        )

    # Papers

    def receive(self) -> None:
        """Write down what was brought; an original that stays is receipted at once."""
        detail = self._detail
        if detail is None:
            return
        office, case_id = self._office, detail.case.row.id
        missing = [paper for paper in detail.papers if paper.state == PaperState.MISSING]
        if not missing:
            return
        dialog = PapersDialog(missing, self._parent)

        def stored(receipt: str) -> None:
            dialog.accept()
            self._after_write()
            if receipt and self.may(Right.PRINT):
                self.print_receipt(receipt)

        def save(brought: tuple[papers.Brought, ...]) -> None:
            dialog.setEnabled(False)
            self._runner.write(
                lambda _job: papers.receive_papers(office, case_id, brought),
                stored,
                refused_in(dialog, self._shell, in_place=True),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def print_receipt(self, receipt: str) -> None:
        """Show the receipt of a number, or of all originals that are here."""
        office, case_id = self._office, self._id()
        self._paper(
            _tr("原件收据"),
            _tr("一张两联：上联交本人，下联村里留存，退还时签收。"),
            lambda: printing.render_receipt(office, case_id, receipt),
        )

    def _choose_papers(
        self,
        title: str,
        yes: str,
        about: str,
        chosen: Sequence[cases.PaperRow],
        *,
        text: tuple[str, str] = ("", ""),
        work: Callable[[tuple[str, ...], Values], None],
        with_day: bool = False,
    ) -> None:
        dialog = self._ask(title, yes, about)
        dialog.add_ticks(
            "papers",
            _tr("哪些"),
            [(paper.id, paper.title) for paper in chosen],
            [paper.id for paper in chosen] if with_day else (),
        )
        if text[0]:
            dialog.add_text(text[0], text[1], self._who() if text[0] == "to" else "", required=True)
        if with_day:
            dialog.add_day("on", _tr("日期"), self._today())
        self._open(dialog, lambda values: work(tuple(values["papers"]), values))

    def _today(self) -> str:
        return self._office.today().isoformat()

    def _who(self) -> str:
        return self._detail.case.row.applicant if self._detail is not None else ""

    def _held(self) -> list[cases.PaperRow]:
        found = self._detail.papers if self._detail is not None else ()
        return [paper for paper in found if paper.is_original and paper.state == PaperState.RECEIVED]

    def give_back(self) -> None:
        """Give originals back against a signature."""
        office, case_id = self._office, self._id()
        self._choose_papers(
            _tr("退还原件"),
            _tr("已退还"),
            _tr("请领取人在收据的村里一联签字。"),
            self._held(),
            text=("to", _tr("交给谁")),
            work=lambda those, values: papers.give_back(office, case_id, those, values["to"], values["on"]),
            with_day=True,
        )

    def keep_by_office(self) -> None:
        """Originals that the office above keeps for good."""
        office, case_id = self._office, self._id()
        self._choose_papers(
            _tr("原件由办理单位收存"),
            _tr("登记"),
            _tr("例如换新证时交回的旧证。"),
            self._held(),
            text=("text", _tr("谁收存、为什么")),
            work=lambda those, values: papers.keep_by_office(office, case_id, those, values["text"]),
        )

    def waive(self) -> None:
        """Papers that are not needed here."""
        office, case_id = self._office, self._id()
        found = self._detail.papers if self._detail is not None else ()
        self._choose_papers(
            _tr("材料免交"),
            _tr("免交"),
            _tr("窗口能联网核查、或者用承诺书代替的，不用本人再跑。"),
            [paper for paper in found if paper.state == PaperState.MISSING],
            text=("text", _tr("为什么免交")),
            work=lambda those, values: papers.waive_papers(office, case_id, those, values["text"]),
        )

    def add_paper(self) -> None:
        """Ask for one more paper."""
        office, case_id = self._office, self._id()
        dialog = TextDialog(_tr("加一份材料"), _tr("还要什么材料？"), _tr("加上"), self._parent)
        dialog.submitted.connect(lambda text: self._write(lambda: papers.add_paper(office, case_id, text)))
        dialog.open()

    def record_proxy(self) -> None:
        """The proxy letter was signed."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("委托书已签"), _tr("登记"), _tr("签好的委托书请扫描放进附件。"))
        dialog.add_day("on", _tr("签字日期"), self._today())
        dialog.add_text("attested_by", _tr("见证人"))
        self._open(
            dialog,
            lambda values: cases.record_proxy(office, case_id, values["on"], values["attested_by"]),
        )

    # Steps

    def submit(self) -> None:
        """Hand the case in."""
        detail = self._detail
        if detail is None:
            return
        office, row = self._office, detail.case.row
        where = row.submitted_to or (detail.item.where if detail.item else "")
        dialog = self._ask(_tr("报送"), _tr("已报送"))
        dialog.add_text("to", _tr("报送到"), where, required=True)
        dialog.add_day("on", _tr("日期"), self._today())
        dialog.add_tick("went", _tr("跑腿"), _tr("代办员去跑了一趟"), is_on=True)
        if row.originals:
            dialog.add_tick("originals", _tr("原件"), _tr("原件一起交上去了"), is_on=True)
        self._open(
            dialog,
            lambda values: cases.submit(
                office,
                row.id,
                Submission(values["to"], values["on"], values["went"] == YES, values.get("originals") == YES),
            ),
        )

    def accept(self) -> None:
        """The office took it."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("窗口受理"), _tr("登记"), _tr("期限从受理那天算；窗口写明日期的，照写。"))
        dialog.add_day("on", _tr("受理日期"), self._today())
        dialog.add_day("due_on", _tr("窗口答应的日期"), required=False, future=True)
        dialog.add_text("text", _tr("受理编号"))
        self._open(
            dialog,
            lambda values: cases.accept(office, case_id, values["on"], values["due_on"], values["text"]),
        )

    def send_back(self) -> None:
        """The office wants more papers."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("退回补正"), _tr("登记"))
        dialog.add_text("text", _tr("为什么退回"), required=True)
        dialog.add_long_text("papers", _tr("还要哪些材料（一行一份）"))
        self._open(
            dialog,
            lambda values: cases.send_back(office, case_id, values["text"], values["papers"].splitlines()),
        )

    def grant(self) -> None:
        """The office said yes."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("办成了"), _tr("登记结果"))
        dialog.add_day("on", _tr("结果日期"), self._today())
        dialog.add_text("text", _tr("结果"), hint=_tr("如证号尾号、补助金额；可以不填"))
        self._open(dialog, lambda values: cases.grant(office, case_id, values["on"], values["text"]))

    def settle_here(self) -> None:
        """The village does it itself: result, delivery and rating in one dialog."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("当场办结"), _tr("办结"))
        dialog.add_text("text", _tr("结果"))
        self._add_delivery(dialog, "here")

        def work(values: Values) -> None:
            cases.grant(office, case_id, self._today(), values["text"], self._delivery(values))

        self._open(dialog, work, self._tell_originals)

    def deliver(self) -> None:
        """Hand the result over."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("送达"), _tr("已送达"), _tr("可以先打印送达回执请本人签字。"))
        self._add_delivery(dialog, "self")
        self._open(
            dialog,
            lambda values: cases.deliver(office, case_id, self._delivery(values)),
            self._tell_originals,
        )

    def _add_delivery(self, dialog: AgencyDialog, way: str) -> None:
        dialog.add_code("way", _tr("怎么送达"), options("service_delivery_way"), way)
        dialog.add_text("taken_by", _tr("谁收下"), self._who(), required=True)
        dialog.add_day("delivered_on", _tr("日期"), self._today())
        dialog.add_code("satisfaction", _tr("本人评价"), options("satisfaction"), required=False)
        dialog.add_tick("came", _tr("跑腿"), _tr("本人为这次又跑了一趟"), is_on=way == "self")

    @staticmethod
    def _delivery(values: Values) -> Delivery:
        return Delivery(
            values["delivered_on"],
            values["way"],
            values["taken_by"],
            values["satisfaction"],
            villager_came=values["came"] == YES,
            closes=bool(values["satisfaction"]),
        )

    def _tell_originals(self, _done: None) -> None:
        if self._held():
            self._shell.notify(_tr("还有原件没有退还。"), _tr("退还原件"), self.give_back)

    def refuse(self) -> None:
        """It can't be done."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("不予办理"), _tr("登记"), danger=True)
        dialog.add_day("on", _tr("日期"), self._today())
        dialog.add_text("text", _tr("原因"), required=True)
        dialog.add_text(
            "next_step", _tr("接下来怎么办"), required=True, hint=_tr("补什么材料、找哪个单位、怎样申诉")
        )
        self._open(
            dialog,
            lambda values: cases.refuse(office, case_id, values["on"], values["text"], values["next_step"]),
        )

    def rate(self) -> None:
        """What the person says of it."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("评价"), _tr("登记"))
        dialog.add_code("satisfaction", _tr("本人评价"), options("satisfaction"))
        self._open(dialog, lambda values: cases.rate(office, case_id, values["satisfaction"]))

    def close(self) -> None:
        """Close the case."""
        case_id = self._id()
        self._write(lambda: cases.close(self._office, case_id))

    def withdraw(self) -> None:
        """The person takes it back."""
        office, case_id = self._office, self._id()
        dialog = TextDialog(_tr("本人撤回"), _tr("为什么撤回？"), _tr("撤回"), self._parent, danger=True)
        dialog.submitted.connect(lambda text: self._write(lambda: cases.withdraw(office, case_id, text)))
        dialog.open()

    def add_note(self) -> None:
        """A line in the record."""
        office, case_id = self._office, self._id()
        dialog = TextDialog(_tr("备注"), _tr("记一笔："), _tr("记下"), self._parent)
        dialog.submitted.connect(lambda text: self._write(lambda: cases.note(office, case_id, text)))
        dialog.open()

    def add_trip(self) -> None:
        """A trip of the villager or the agent."""
        office, case_id = self._office, self._id()
        dialog = self._ask(_tr("记一趟跑腿"), _tr("记下"), _tr("去哪里不填就是来便民服务点。"))
        dialog.add_code("who", _tr("谁跑"), options("service_trip_who"), "agent")
        dialog.add_day("went_on", _tr("日期"), self._today())
        dialog.add_text("destination", _tr("去哪里"))
        dialog.add_text("reason", _tr("做什么"))
        self._open(
            dialog,
            lambda values: trips.add_trip(
                office,
                case_id,
                values["who"],
                values["went_on"],
                values["destination"],
                values["reason"],
            ),
        )

    def remove_trip(self) -> None:
        """A trip that was written down by mistake."""
        detail = self._detail
        if detail is None:
            return
        office, who = self._office, code_table("service_trip_who")
        told = [
            CodeOption(
                trip.id,
                _tr("{day}　{who}　{place}　{reason}").format(
                    day=trip.went_on,
                    who=word(who.label(trip.who)),
                    place=trip.destination or _tr("便民服务点"),
                    reason=trip.reason,
                ),
            )
            for trip in detail.trips
        ]
        dialog = self._ask(_tr("删去一趟跑腿"), _tr("删去"), danger=True)
        dialog.add_code("trip", _tr("哪一趟"), told, told[-1].code)
        self._open(dialog, lambda values: trips.remove_trip(office, values["trip"]))

    def write_public(self) -> None:
        """What the county's page tells who asks."""
        detail = self._detail
        if detail is None:
            return
        office, row = self._office, detail.case.row
        dialog = self._ask(
            _tr("进度页的话"), _tr("保存"), _tr("有编号和查询码的人看得到。不写姓名、电话、证件号。")
        )
        dialog.add_long_text("public_text", _tr("进度说明"), row.public_text)
        self._open(dialog, lambda values: cases.set_public_text(office, row.id, values["public_text"]))

    def hand_over(self) -> None:
        """Give the case to another agent."""
        office, case_id = self._office, self._id()

        def show(found: "tuple[Agent, ...]") -> None:
            dialog = self._ask(_tr("移交代办员"), _tr("移交"))
            names = [CodeOption(each.row.id, each.row.name) for each in found if each.is_at_work]
            dialog.add_code("agent_id", _tr("交给"), names)
            dialog.add_text("text", _tr("为什么"))
            self._open(
                dialog,
                lambda values: cases.hand_over(office, [case_id], values["agent_id"], values["text"]),
            )

        self._read(lambda: agents.list_agents(office), show)

    # Into the register

    def enter_register(self) -> None:
        """Write the birth, death or move-out of a finished case into the register."""
        detail = self._detail
        if detail is None:
            return
        office, row, kinds = self._office, detail.case.row, self._changes(detail)

        def offer(found: tuple[Unregistered, ...]) -> None:
            entries: list[tuple[str, Callable[[], None]]] = [
                (
                    _tr("已在档案登记：{kind} {names} {day}").format(
                        kind=word(each.kind_label), names=each.names, day=each.happened_on
                    ),
                    partial(self._link, row.id, each.life_event_id),
                )
                for each in found
            ]
            if BIRTH in kinds:
                entries.append((_tr("登记出生…"), lambda: self._enter_birth(detail)))
            elif kinds:
                is_death = kinds[0] == register_changes.DEATH_KIND
                words = _tr("登记死亡…") if is_death else _tr("登记迁出…")
                entries.append((words, lambda: self._enter_departure(detail, kinds[0])))
            if MOVE_OUT_KIND in kinds and row.household_id:
                to_card = partial(self._shell.open_household, row.household_id)
                entries.append((_tr("迁入、分户：到民情档案里办"), to_card))
            if len(entries) == 1:
                entries[0][1]()
            elif entries and detail is self._detail:
                popup(self._page.panel.buttons[_tr("带入档案…")], entries)

        self._read(lambda: register_changes.list_matching(office, row.id), offer)

    def _link(self, case_id: str, life_event_id: str) -> None:
        self._write(lambda: register_changes.link_change(self._office, case_id, life_event_id))

    def _enter_birth(self, detail: CaseDetail) -> None:
        office, row = self._office, detail.case.row
        dialog = self._ask(_tr("出生带入档案"), _tr("登记出生"), _tr("照办好的户口簿核对。"))
        home = ReferenceChoice(row.household_id, row.applicant) if row.household_id else None
        dialog.add_household("household", _tr("入哪一户"), home)
        dialog.add_text("name", _tr("姓名"), row.for_name, required=True)
        sexes = [CodeOption("男", _tr("男")), CodeOption("女", _tr("女"))]
        dialog.add_code("sex", _tr("性别"), sexes)
        dialog.add_day("birth_date", _tr("出生日期"), row.happened_on)
        dialog.add_text("relation_to_head", _tr("与户主关系"), required=True, hint=_tr("如 长子、孙女"))
        dialog.add_text("citizen_id", _tr("身份证号"), hint=_tr("有了再填"))

        def work(values: Values) -> None:
            child = NewChild(
                values["name"],
                values["sex"],
                values["birth_date"],
                values["relation_to_head"],
                values["citizen_id"],
            )
            register_changes.enter_birth(office, row.id, values["household"], child)

        self._open(dialog, work)

    def _enter_departure(self, detail: CaseDetail, kind: str) -> None:
        office, row = self._office, detail.case.row
        is_death = kind == register_changes.DEATH_KIND
        title = _tr("死亡带入档案") if is_death else _tr("迁出带入档案")
        about = (
            _tr("本人离开所在的户，档案和历史保留。")
            if is_death
            else _tr("户口迁出本村。档案和历史保留，承包关系不变。")
        )
        dialog = self._ask(title, _tr("登记"), about, danger=True)
        own = None if is_death or not row.person_id else ReferenceChoice(row.person_id, row.applicant)
        person = dialog.add_person("person", _tr("是谁"), own, required=True, hint=row.for_name)
        dialog.add_day("on", _tr("死亡日期") if is_death else _tr("迁出日期"), row.happened_on)
        if not is_death:
            dialog.add_text("moved_to", _tr("迁往何处"))

        def work(values: Values) -> None:
            person_id, _name = typed_person(person)
            register_changes.enter_departure(
                office, row.id, person_id, values["on"], values.get("moved_to", "")
            )

        self._open(dialog, work)

    # Ways out

    def open_person(self) -> None:
        """Go to the person's card."""
        if self._detail is not None:
            row = self._detail.case.row
            if row.person_id:
                self._shell.open_person(row.person_id)
            elif row.household_id:
                self._shell.open_household(row.household_id)

    def open_event(self) -> None:
        """Go to the task it came from."""
        if self._detail is not None:
            self._shell.open_record("events", "event", self._detail.case.row.event_id)

    # Paper

    def _print_item(self, new: NewCase) -> None:
        self._paper(
            _tr("办理告知单"),
            _tr("交给来问的人，照单备齐一次就能办。"),
            lambda: printing.render_item_sheet(self._office, new),
        )

    def print_day_list(self) -> None:
        """Ask for whom, then preview the list of the day."""
        office = self._office

        def show(found: "tuple[Agent, ...]") -> None:
            dialog = self._ask(_tr("今日清单"), _tr("预览"))
            names = [CodeOption("", _tr("全部"))]
            names += [CodeOption(each.row.id, each.row.name) for each in found if each.is_at_work]
            mine = next((each.row.id for each in found if each.row.account_id == office.user.id), "")
            dialog.add_code("agent", _tr("代办员"), names, self._agent or mine, required=False)

            def go_on(values: Values) -> None:
                dialog.accept()
                self._paper(
                    _tr("代办员今日清单"),
                    _tr("带着走，回来登记。"),
                    lambda: printing.render_day_list(office, values["agent"]),
                )

            dialog.submitted.connect(go_on)
            dialog.open()

        self._read(lambda: agents.list_agents(office), show)

    def print_figures(self) -> None:
        """Ask for the period, then preview the figures."""
        office = self._office
        dialog = self._ask(_tr("代办统计"), _tr("预览"), _tr("公开用的在“三务公开”里制作 V35 便民服务。"))
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
            self._paper(
                _tr("便民服务代办情况统计"),
                _tr("截至现在的记录；打印会记下截止时间和件数。"),
                lambda: printing.render_figures(office, span),
            )

        dialog.submitted.connect(go_on)
        dialog.open()
