"""Duties of the party and the village beyond disclosure (履职): calendar, mending, the village's score."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from desktop.domain.accounts import Right
from desktop.domain.period import Period
from ui.screens.obligations.calendar_page import CalendarPage
from ui.screens.obligations.obligation_words import period_words
from ui.screens.obligations.presenter import CALENDAR, MENDING, SCORING, ObligationsPresenter
from ui.screens.obligations.rectification_page import RectificationPage
from ui.screens.obligations.score_page import ScorePage
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class ObligationsScreen(Screen):
    """What has to be held, mended and reckoned up, and what to do next about it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.pages = TabStrip(
            (
                (CALENDAR, self.tr("履职日历")),
                (MENDING, self.tr("整改")),
                (SCORING, self.tr("村级评分")),
            )
        )
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
        self._stack = QStackedWidget()
        self._keys = (CALENDAR, MENDING, SCORING)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("履职"), "title"))
        head.addWidget(self.pages, 1)
        for tool in (self.span, self.papers, self.misses, self.new):
            head.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        # once their stack is in its place: with another parent Qt would dress all of it anew
        for page in (self.calendar, self.mending, self.score):
            self._stack.addWidget(page)
        self._presenter = presenter = ObligationsPresenter(self, office, runner, shell)
        self.pages.chosen.connect(presenter.show_page)
        self.span.activated.connect(lambda _: presenter.show_span(self.span.currentData()))
        self.new.clicked.connect(presenter.find)
        self.misses.clicked.connect(presenter.open_misses)
        self.print_paper.triggered.connect(presenter.print_score)
        self.save_paper.triggered.connect(presenter.save_score)
        self.calendar.view_wanted.connect(presenter.show_calendar)
        self.calendar.plan_wanted.connect(presenter.plan)
        self.calendar.meeting_wanted.connect(presenter.open_meeting)
        self.calendar.reason_wanted.connect(presenter.explain)
        self.mending.view_wanted.connect(presenter.show_mending)
        self.mending.take_up_wanted.connect(presenter.take_up)
        self.mending.answer_wanted.connect(presenter.answer)
        self.mending.verify_wanted.connect(presenter.verify)
        self.mending.remove_wanted.connect(presenter.remove)
        self.mending.duty_wanted.connect(presenter.go_to_duty)
        self.mending.task_wanted.connect(presenter.go_to_task)
        self.score.mend_wanted.connect(presenter.mend)
        self.score.rule_wanted.connect(presenter.open_rules)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._begin)
        self._presenter.show_page(CALENDAR)

    def mark_page(self, page: str) -> None:
        """Show one of the pages."""
        self.pages.mark(page)
        self._stack.setCurrentIndex(self._keys.index(page))
        self.span.setVisible(page == SCORING)
        self.new.setVisible(page == MENDING)
        self.papers.setVisible(page == SCORING)
        self.misses.setVisible(page == CALENDAR)

    def _page(self) -> str:
        return self._keys[self._stack.currentIndex()]

    def show_spans(self, spans: Sequence[Period], chosen: Period) -> None:
        """Offer quarters, with one of them chosen."""
        offered = list(spans) if chosen in spans else [chosen, *spans]
        if [self.span.itemData(number) for number in range(self.span.count())] != offered:
            self.span.clear()
            for each in offered:
                self.span.addItem(period_words(each), each)
        self.span.setCurrentIndex(offered.index(chosen))

    def _begin(self) -> None:
        if self._page() == MENDING:
            self._presenter.find()
        elif self._page() == CALENDAR:
            self._presenter.plan(self.calendar.table.current_id())

    def show_list(self, query: ListQuery) -> None:
        kind, _, rest = query.view.partition(":")
        if kind == "plan":
            self._presenter.plan_for(*rest.split("/", 1))
        else:
            self._presenter.show_page(kind or CALENDAR)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "rectification":
            self._presenter.show_item(record_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.calendar.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        presenter = self._presenter
        return (
            ("missed", lambda: presenter.show_calendar("missed")),
            ("plan", lambda: presenter.plan(self.calendar.table.current_id())),
            ("misses", presenter.open_misses),
            ("rectification", lambda: presenter.show_page(MENDING)),
            ("finding", presenter.find),
            ("score", lambda: presenter.show_page(SCORING)),
            ("rules", presenter.open_rules),
        )

    def commands(self) -> Sequence[Command]:
        presenter = self._presenter
        return (
            Command(self.tr("登记自查问题"), presenter.find),
            Command(self.tr("未履职情况说明"), presenter.open_misses),
            Command(self.tr("村级评分"), lambda: presenter.show_page(SCORING)),
            Command(self.tr("打印履职评分表"), presenter.print_score),
        )
