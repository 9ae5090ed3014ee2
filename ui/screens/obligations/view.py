"""Duties of the party and the village beyond disclosure (履职): calendar, mending, the village's score."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu

from desktop.domain.accounts import Right
from desktop.domain.period import Period
from ui.screens.obligations.calendar_page import ALL, CalendarPage
from ui.screens.obligations.calendar_presenter import CalendarPresenter
from ui.screens.obligations.obligation_words import period_words
from ui.screens.obligations.rectification_page import RectificationPage
from ui.screens.obligations.rectification_presenter import RectificationPresenter
from ui.screens.obligations.score_page import ScorePage
from ui.screens.obligations.score_presenter import ScorePresenter
from ui.screens.pages.tabbed_screen import TabbedScreen
from ui.shell.screen import Command, ListQuery
from ui.widgets.dress import button

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

CALENDAR, MENDING, SCORING = "calendar", "rectification", "score"


class ObligationsScreen(TabbedScreen):
    """What has to be held, mended and reckoned up, and what to do next about it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.span = QComboBox()
        self.span.setAccessibleName(self.tr("季度"))
        self.span.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.new = button(self.tr("登记自查问题"), "primary", "plus")
        self.new.setEnabled(office.may(Right.ANSWER_DUTIES))
        self.misses = button(self.tr("未履职说明…"), icon_name="edit")
        self.papers = button(self.tr("报表"), icon_name="print")
        menu = QMenu(self.papers)
        self.print_paper = menu.addAction(self.tr("打印…"))
        self.print_paper.setEnabled(office.may(Right.PRINT))
        self.save_paper = menu.addAction(self.tr("存为工作簿…"))
        self.save_paper.setEnabled(office.may(Right.EXPORT))
        self.papers.setMenu(menu)
        self.calendar = CalendarPage()
        self.calendar.set_may(
            plan=office.may(Right.EDIT_MEETINGS),
            explain=office.may(Right.ANSWER_DUTIES),
            division_code=office.vault.village.division_code,
        )
        self.mending = RectificationPage()
        may_answer = office.may(Right.ANSWER_DUTIES)
        self.mending.set_may(
            answer=may_answer,
            verify=office.may(Right.VERIFY_MENDING),
            make_task=may_answer and office.may(Right.EDIT_EVENTS),
        )
        self.score = ScorePage()
        owed = self._owed = CalendarPresenter(self.calendar, office, runner, shell)
        mending = self._mending = RectificationPresenter(
            self.mending, office, runner, shell, self._show_score, self._show_calendar
        )
        told = self._told = ScorePresenter(
            self.score, office, runner, shell, self.show_spans, owed.ask_plan, self._show_item
        )
        self.span.activated.connect(lambda _: told.show_span(self.span.currentData()))
        self.new.clicked.connect(mending.find)
        self.misses.clicked.connect(owed.statement.open)
        self.print_paper.triggered.connect(told.print_score)
        self.save_paper.triggered.connect(told.save_score)
        self.lay_out(
            self.tr("履职"),
            (
                (CALENDAR, self.tr("履职日历")),
                (MENDING, self.tr("整改")),
                (SCORING, self.tr("村级评分")),
            ),
            {CALENDAR: self.calendar, MENDING: self.mending, SCORING: self.score},
            {CALENDAR: owed, MENDING: mending, SCORING: told},
            {CALENDAR: (self.misses,), MENDING: (self.new,), SCORING: (self.span, self.papers)},
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._begin)
        self.show_tab(CALENDAR)

    def show_spans(self, spans: Sequence[Period], chosen: Period) -> None:
        """Offer quarters, with one of them chosen."""
        offered = list(spans) if chosen in spans else [chosen, *spans]
        if [self.span.itemData(number) for number in range(self.span.count())] != offered:
            self.span.clear()
            for each in offered:
                self.span.addItem(period_words(each), each)
        self.span.setCurrentIndex(offered.index(chosen))

    def _show_score(self, span: Period | None) -> None:
        self._told.look_at(span)
        self.show_tab(SCORING)

    def _show_calendar(self) -> None:
        self._owed.show_view(ALL)
        self.show_tab(CALENDAR)

    def _show_item(self, record_id: str) -> None:
        self.enter(MENDING)
        self._mending.show_item(record_id)

    def _begin(self) -> None:
        if self.tab() == MENDING:
            self._mending.find()
        elif self.tab() == CALENDAR:
            self._owed.plan(self.calendar.table.current_id())

    def show_list(self, query: ListQuery) -> None:
        kind, _, rest = query.view.partition(":")
        if kind == "plan":
            self.enter(CALENDAR)
            self._owed.plan_for(*rest.split("/", 1))
        else:
            self.show_tab(kind or CALENDAR)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "rectification":
            self._show_item(record_id)

    def focus_first(self) -> None:
        self.calendar.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("missed", lambda: self._owed.show_view("missed")),
            ("plan", lambda: self._owed.plan(self.calendar.table.current_id())),
            ("misses", self._owed.statement.open),
            ("rectification", self.on_tab(MENDING)),
            ("finding", self._mending.find),
            ("score", self.on_tab(SCORING)),
            ("rules", self._told.open_rules),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("登记自查问题"), self._mending.find),
            Command(self.tr("未履职情况说明"), self._owed.statement.open),
            Command(self.tr("村级评分"), self.on_tab(SCORING)),
            Command(self.tr("打印履职评分表"), self._told.print_score),
        )
