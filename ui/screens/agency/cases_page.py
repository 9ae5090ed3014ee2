"""The tabs of cases: those in hand and those that are over, one beside the list with what can be done."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.accounts import Right
from desktop.services.agency.cases import Case, CaseDetail
from desktop.words import word
from ui.screens.agency.case_record import TONES, case_lines, case_record
from ui.screens.agency.cases_presenter import OPEN, OVER, TODO, WAITING, CasesPresenter
from ui.screens.pages.list_page import Action, ListPage
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


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
            lambda one: Cell(word(one.state_label), TONES.get(one.state, "")),
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
        self.panel.show_record(
            word(detail.case.label), case_lines(detail), actions, case_record(detail, phone)
        )
