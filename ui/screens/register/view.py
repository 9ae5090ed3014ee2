"""The register (民情档案): the list, and over it one household's card or a form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.services.register import ListKind
from ui.screens.register.card_page import CardPage
from ui.screens.register.card_presenter import CardPresenter
from ui.screens.register.history_presenter import HistoryPresenter
from ui.screens.register.list_page import ListPage
from ui.screens.register.list_presenter import ListPresenter
from ui.shell.screen import Command, ListQuery, Screen

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class RegisterScreen(Screen):
    """Everyone of the village, found, looked at and kept up to date."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.list = ListPage(office, runner)
        self.card = CardPage()
        self._pages = QStackedWidget()
        for page in (self.list, self.card):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages)
        self._lists = ListPresenter(self.list, office, runner, shell)
        self._cards = CardPresenter(self.card, office, runner, shell)
        self._past = HistoryPresenter(self, office, runner, shell)
        self._connect_list()
        self._connect_card()
        for key, slot in (("Ctrl+Z", self._past.undo_latest), ("Ctrl+Y", self._past.redo_latest)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._lists.load()
        self._lists.load_views()

    def _connect_list(self) -> None:
        page, lists = self.list, self._lists
        page.kind_wanted.connect(lists.show_kind)
        page.filter_wanted.connect(lists.choose)
        page.clear_wanted.connect(lists.clear)
        page.search_wanted.connect(lists.search)
        page.outside_wanted.connect(lists.show_outside)
        page.sort_wanted.connect(lists.sort)
        page.view_wanted.connect(lists.show_view)
        page.view_removed.connect(lists.remove_view)
        page.save_view_wanted.connect(lists.save_view)
        page.usual_wanted.connect(lists.show_usual)
        page.export_wanted.connect(lists.export)

    def _connect_card(self) -> None:
        page, cards = self.card, self._cards
        self.list.record_opened.connect(self._open_record)
        self.list.print_wanted.connect(self._print_from_list)
        page.back_wanted.connect(self._show_list_page)
        page.step_wanted.connect(self._step)
        page.member_chosen.connect(cards.choose)
        page.reveal_wanted.connect(cards.reveal)
        page.history_wanted.connect(cards.show_history)
        page.event_wanted.connect(cards.open_event)
        page.print_wanted.connect(cards.print_card)
        page.panel.person_wanted.connect(lambda person: self.show_record("person", person))
        page.panel.household_wanted.connect(lambda household: self.show_record("household", household))

    def show_list(self, query: ListQuery) -> None:
        kind = ListKind.HOUSEHOLDS if query.view == ListKind.HOUSEHOLDS.value else ListKind.PEOPLE
        self._pages.setCurrentWidget(self.list)
        self._lists.show(kind, query.filters, query.text)
        self.list.focus_rows()

    def show_record(self, kind: str, record_id: str) -> None:
        if kind in ("person", "household"):
            self._cards.open(kind, record_id, self._show_card_page)

    def refresh(self) -> None:
        self._lists.load()
        if self._pages.currentWidget() is self.card:
            self._cards.reload()

    def focus_first(self) -> None:
        if self._pages.currentWidget() is self.list:
            self.list.focus_search()
        else:
            self.card.focus_members()

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("撤销上一次修改"), self._past.undo_latest, shortcut="Ctrl+Z"),
            Command(self.tr("恢复撤销的修改"), self._past.redo_latest, shortcut="Ctrl+Y"),
        )

    def _open_record(self, kind: ListKind, record_id: str) -> None:
        self.show_record("person" if kind is ListKind.PEOPLE else "household", record_id)

    def _show_card_page(self) -> None:
        self._pages.setCurrentWidget(self.card)
        self.card.focus_members()

    def _show_list_page(self) -> None:
        self._pages.setCurrentWidget(self.list)
        self.list.focus_rows()

    def _step(self, by: int) -> None:
        """Go to the card of the next or the previous record of the list."""
        record_id = self.list.step(by)
        if record_id:
            self._open_record(self._lists.kind, record_id)

    def _print_from_list(self, record_id: str) -> None:
        if record_id:
            self._cards.print_of(record_id, is_person=self._lists.kind is ListKind.PEOPLE)
