"""The register (民情档案): the list, and over it one household's card or a form."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.services.register import ListKind
from ui.screens.register.card_page import CardPage
from ui.screens.register.card_presenter import CardPresenter
from ui.screens.register.form_names import NEW
from ui.screens.register.form_page import FormPage
from ui.screens.register.form_presenter import FormPresenter, FormWish
from ui.screens.register.history_presenter import HistoryPresenter
from ui.screens.register.life_presenter import LifePresenter
from ui.screens.register.list_page import ListPage
from ui.screens.register.list_presenter import ListPresenter
from ui.screens.register.operation_presenter import OperationPresenter
from ui.shell.screen import Command, ListQuery, Screen

DRAFT = "draft:"
"""Before the name of a form in ``show_record``: go on with an unfinished one."""

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
        self.form = FormPage()
        for page in (self.list, self.card, self.form):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages)
        self._lists = ListPresenter(self.list, office, runner, shell)
        self._cards = CardPresenter(self.card, office, runner, shell)
        self._past = HistoryPresenter(self, office, runner, shell)
        undo = self._past.undo_set
        self._life = LifePresenter(self, office, runner, shell, undo)
        self._operations = OperationPresenter(self, office, runner, shell, undo)
        self._forms = FormPresenter(self.form, office, runner, shell, self._on_form_closed, undo)
        self._before_form: QWidget = self.list
        self._connect_list()
        self._connect_card()
        for key, slot in (("Ctrl+Z", self._past.undo_latest), ("Ctrl+Y", self._past.redo_latest)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.list.show_may_edit(allowed=office.may(Right.EDIT_REGISTER))
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
        self.list.add_household_wanted.connect(self.add_household)
        self.list.edit_wanted.connect(self._edit_from_list)
        self.list.print_wanted.connect(self._print_from_list)
        page.back_wanted.connect(self._show_list_page)
        page.step_wanted.connect(self._step)
        page.member_chosen.connect(cards.choose)
        page.reveal_wanted.connect(cards.reveal)
        page.history_wanted.connect(cards.show_history)
        page.event_wanted.connect(cards.open_event)
        page.add_event_wanted.connect(cards.add_event)
        page.print_wanted.connect(cards.print_card)
        page.edit_wanted.connect(self.edit)
        page.add_person_wanted.connect(self._add_person)
        page.add_part_wanted.connect(lambda table, owner: self._open_form(FormWish(table + NEW, owner)))
        page.head_change_wanted.connect(self._operations.change_head)
        page.split_wanted.connect(self._operations.split)
        page.merge_wanted.connect(self._operations.merge)
        page.panel.death_wanted.connect(self._on_death_wanted)
        page.panel.move_out_wanted.connect(self._on_move_out_wanted)
        page.panel.head_wanted.connect(self._on_head_wanted)
        page.panel.person_wanted.connect(lambda person: self.show_record("person", person))
        page.panel.household_wanted.connect(lambda household: self.show_record("household", household))

    def show_list(self, query: ListQuery) -> None:
        kind = ListKind.HOUSEHOLDS if query.view == ListKind.HOUSEHOLDS.value else ListKind.PEOPLE
        self._forms.leave()
        self._pages.setCurrentWidget(self.list)
        self._lists.show(kind, query.filters, query.text)
        self.list.focus_rows()

    def show_record(self, kind: str, record_id: str) -> None:
        if kind.startswith(DRAFT):
            self._open_form(FormWish(kind.removeprefix(DRAFT), record_id))
        if kind in ("person", "household"):
            self._forms.leave()
            self._cards.open(kind, record_id, self._show_card_page)

    def refresh(self) -> None:
        self._lists.load()
        if self._pages.currentWidget() is self.card:
            self._cards.reload()

    def focus_first(self) -> None:
        page = self._pages.currentWidget()
        if page is self.list:
            self.list.focus_search()
        elif page is self.card:
            self.card.focus_members()

    def keep_work(self) -> None:
        self._forms.keep_now()

    def close_screen(self) -> None:
        self._forms.stop()
        self.list.stop()

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("立户"), self.add_household, shortcut="Ctrl+N"),
            Command(self.tr("撤销上一次修改"), self._past.undo_latest, shortcut="Ctrl+Z"),
            Command(self.tr("恢复撤销的修改"), self._past.redo_latest, shortcut="Ctrl+Y"),
        )

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        def card() -> None:
            self.list.table.focus_first_row()
            self._open_record(ListKind.PEOPLE, self.list.table.current_id())

        def form() -> None:
            if self.card.person is not None:
                self.edit("person", self.card.person.id)

        return (("card", card), ("form", form))

    def _open_record(self, kind: ListKind, record_id: str) -> None:
        self.show_record("person" if kind is ListKind.PEOPLE else "household", record_id)

    # Forms

    def edit(self, table: str, record_id: str) -> None:
        """Open a record's form; of a person the members that come after follow on Ctrl+Enter."""
        following: tuple[str, ...] = ()
        card = self.card.card
        if table == "person" and card is not None:
            ids = [member.id for member in card.members]
            following = tuple(ids[ids.index(record_id) + 1 :]) if record_id in ids else ()
        self._open_form(FormWish(table, record_id, {}, following))

    def add_household(self) -> None:
        """Open the form of a new household with its head (立户)."""
        self._open_form(FormWish("household" + NEW, ""))

    def _add_person(self, household_id: str) -> None:
        address = self.card.card.address if self.card.card is not None else ""
        texts = {"registered_address": address} if address else {}
        self._open_form(FormWish("person" + NEW, household_id, texts))

    def _edit_from_list(self, kind: ListKind, record_id: str) -> None:
        """F2 over the list; Ctrl+Enter then goes down the list."""
        ids = list(self._lists.shown_ids())
        place = ids.index(record_id) + 1
        table = "person" if kind is ListKind.PEOPLE else "household"
        self._open_form(FormWish(table, record_id, {}, tuple(ids[place : place + 200])))

    def _open_form(self, wish: FormWish) -> None:
        current = self._pages.currentWidget()
        if current is not None and current is not self.form:
            self._before_form = current
        self._forms.open(wish, lambda: self._pages.setCurrentWidget(self.form))

    def _on_form_closed(self, wish: FormWish, record_id: str) -> None:
        """Back to where the form was opened from; a new household is shown at once."""
        if wish.form == "household" + NEW and record_id:
            self.show_record("household", record_id)
        elif self._before_form is self.card:
            if wish.table == "person" and record_id:
                self._cards.look_at(record_id)
            self._cards.reload()
            self._show_card_page()
        else:
            self._show_list_page()

    # Operations of life

    def _on_death_wanted(self, _person_id: str) -> None:
        if self.card.person is not None:
            self._life.record_death(self.card.person)

    def _on_move_out_wanted(self, _person_id: str) -> None:
        if self.card.person is not None:
            self._life.record_move_out(self.card.person)

    def _on_head_wanted(self, _person_id: str) -> None:
        if self.card.person is not None and self.card.card is not None:
            self._operations.change_head(self.card.card, self.card.person.id)

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
