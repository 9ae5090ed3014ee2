"""The register as of a past day: the list and the card, to look at only, under a band that says so."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.services.as_of import PastOffice
from desktop.services.register import ListKind
from ui.jobs import JobRunner
from ui.screens.register.card_page import CardPage
from ui.screens.register.card_presenter import CardPresenter
from ui.screens.register.list_page import ListPage
from ui.screens.register.list_presenter import ListPresenter
from ui.shell.shell_api import Shell
from ui.widgets.dress import button, card, label


class PastPage(QWidget):
    """Shows what an office of a past day lets see: it has no right to change anything."""

    today_wanted = Signal()
    other_day_wanted = Signal()

    def __init__(self, office: PastOffice, runner: JobRunner, shell: Shell) -> None:
        super().__init__()
        self.office = office
        self.band = card()
        self.band.setProperty("tone", "soon")
        self.said = label(self._sentence(office), "strong", wrap=True)
        self.other_day = button(self.tr("换一天…"), "", "calendar")
        self.today = button(self.tr("回到今天"), "primary")
        self.list = ListPage(runner)
        for step in self.list.making_steps():
            step()
        self.list.open_office(office)
        self.list.views_button.hide()
        for action in self.list.form_actions:  # they are for a visit today
            action.setVisible(False)
        self.card = CardPage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.card)
        self._lists = ListPresenter(self.list, office, runner, shell)
        self._cards = CardPresenter(self.card, office, runner, shell)
        self._arrange()
        self._connect()

    def _sentence(self, office: PastOffice) -> str:
        said = self.tr("截至 {day} 的情况，只读").format(day=office.on.isoformat())
        if office.on < office.begins_on:
            began = self.tr("{said}。档案从 {day} 开始登记，更早的按最早登记的显示")
            said = began.format(said=said, day=office.begins_on.isoformat())
        return said

    def _arrange(self) -> None:
        inside = QHBoxLayout(self.band)
        inside.setContentsMargins(14, 6, 8, 6)
        inside.addWidget(self.said, 1)
        inside.addWidget(self.other_day)
        inside.addWidget(self.today)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.band)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.today.clicked.connect(self.today_wanted)
        self.other_day.clicked.connect(self.other_day_wanted)
        lists, cards = self._lists, self._cards
        page = self.list
        page.kind_wanted.connect(lists.show_kind)
        page.filter_wanted.connect(lists.choose)
        page.clear_wanted.connect(lists.clear)
        page.search_wanted.connect(lists.search)
        page.outside_wanted.connect(lists.show_outside)
        page.sort_wanted.connect(lists.sort)
        page.record_opened.connect(self._open_row)
        page.print_wanted.connect(self._print_row)
        shown = self.card
        shown.back_wanted.connect(self.show_list)
        shown.step_wanted.connect(self._step)
        shown.member_chosen.connect(cards.choose)
        shown.history_wanted.connect(cards.show_history)
        shown.event_wanted.connect(cards.open_event)
        shown.print_wanted.connect(cards.print_card)
        shown.panel.person_wanted.connect(partial(self.open, "person"))
        shown.panel.household_wanted.connect(partial(self.open, "household"))
        back = QShortcut(QKeySequence("Alt+Home"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.today_wanted)
        self.today.setToolTip("Alt+Home")

    def load(self) -> None:
        """Read the list."""
        self._lists.load()

    def open(self, kind: str, record_id: str) -> None:
        """Show the card of a person or a household."""
        self._cards.open(kind, record_id, self._show_card)

    def show_list(self) -> None:
        """Back from a card to the list."""
        self._pages.setCurrentWidget(self.list)
        self.list.focus_rows()

    def focus_first(self) -> None:
        """Give the keyboard to what is shown."""
        if self._pages.currentWidget() is self.card:
            self.card.focus_members()
        else:
            self.list.focus_rows()

    def stop(self) -> None:
        """Ask for no more rows: the page is about to be destroyed."""
        self.list.stop()

    def _show_card(self) -> None:
        self._pages.setCurrentWidget(self.card)
        self.card.focus_members()

    def _open_row(self, kind: ListKind, record_id: str) -> None:
        self.open("person" if kind is ListKind.PEOPLE else "household", record_id)

    def _print_row(self, record_id: str) -> None:
        if record_id:
            self._cards.print_of(record_id, is_person=self._lists.kind is ListKind.PEOPLE)

    def _step(self, by: int) -> None:
        record_id = self.list.step(by)
        if record_id:
            self._open_row(self._lists.kind, record_id)
