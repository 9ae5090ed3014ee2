"""The register (民情档案): the list, and over it one household's card or a form."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.services.register import ListKind
from ui.screens.register.form_names import NEW
from ui.screens.register.list_page import ListPage
from ui.screens.register.list_presenter import ListPresenter
from ui.shell.screen import Command, ListQuery, PreparedScreen

DRAFT = "draft:"
"""Before the name of a form in ``show_record``: go on with an unfinished one."""

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.register.bulk_presenter import BulkPresenter
    from ui.screens.register.card_page import CardPage
    from ui.screens.register.card_presenter import CardPresenter
    from ui.screens.register.erasure_presenter import ErasurePresenter
    from ui.screens.register.form_page import FormPage
    from ui.screens.register.form_presenter import FormPresenter, FormWish
    from ui.screens.register.history_presenter import HistoryPresenter
    from ui.screens.register.life_presenter import LifePresenter
    from ui.screens.register.list_question import ListAnswer
    from ui.screens.register.operation_presenter import OperationPresenter
    from ui.screens.register.past_presenter import PastPresenter
    from ui.shell.shell_api import Shell


class RegisterScreen(PreparedScreen):
    """Everyone of the village, found, looked at and kept up to date.

    The list comes first; card, form and what they need are made in an idle moment, or at first use. What the
    list asks for arrives in declared slots: of any other method PySide6 makes a slot when it is connected,
    then Qt takes the screen for one of another kind, dresses it anew and paints all of it once more.
    """

    _office: "Office"  # this and the next two since `open_office`
    _shell: "Shell"
    _lists: ListPresenter

    def __init__(self, runner: "JobRunner", parent: QWidget | None = None) -> None:
        """An empty screen; `making_steps` make the list, nothing is read before `open_office`."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self._runner = runner
        self.list = ListPage(runner)
        self._before_form: QWidget = self.list
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages)
        self._pages.addWidget(self.list)  # while it is empty: each widget on it would be dressed anew

    def first_questions(self) -> "Sequence[Callable[[Office], ListAnswer]]":
        return self.list.first_questions()

    def expect_answers(self, answers: "Sequence[Future[ListAnswer]]") -> None:
        self.list.expect_answers(answers)

    def open_office(self, office: "Office", shell: "Shell") -> None:
        self._office = office
        self._shell = shell
        self.list.open_office(office)
        self._lists = ListPresenter(self.list, office, self._runner, shell)
        self._lists.load()
        self._connect_list()

    def making_steps(self) -> Sequence[Callable[[], object]]:
        return self.list.making_steps()

    @cached_property
    def card(self) -> "CardPage":
        """The page of one household."""
        from ui.screens.register.card_page import CardPage

        page = CardPage()
        self._pages.addWidget(page)
        return page

    @cached_property
    def _cards(self) -> "CardPresenter":
        from ui.screens.register.card_presenter import CardPresenter

        cards = CardPresenter(self.card, self._office, self._runner, self._shell)
        self._connect_card(cards)
        return cards

    @cached_property
    def form(self) -> "FormPage":
        """The page on which records are written."""
        from ui.screens.register.form_page import FormPage

        page = FormPage()
        self._pages.addWidget(page)
        return page

    @cached_property
    def _forms(self) -> "FormPresenter":
        from ui.screens.register.form_presenter import FormPresenter

        return FormPresenter(
            self.form, self._office, self._runner, self._shell, self._on_form_closed, self._undo_set
        )

    @cached_property
    def _past(self) -> "HistoryPresenter":
        from ui.screens.register.history_presenter import HistoryPresenter

        return HistoryPresenter(self, self._office, self._runner, self._shell)

    @cached_property
    def _life(self) -> "LifePresenter":
        from ui.screens.register.life_presenter import LifePresenter

        return LifePresenter(self, self._office, self._runner, self._shell, self._undo_set)

    @cached_property
    def _erasure(self) -> "ErasurePresenter":
        from ui.screens.register.erasure_presenter import ErasurePresenter

        return ErasurePresenter(self, self._office, self._runner, self._shell, self._show_list_page)

    @cached_property
    def _operations(self) -> "OperationPresenter":
        from ui.screens.register.operation_presenter import OperationPresenter

        return OperationPresenter(self, self._office, self._runner, self._shell, self._undo_set)

    @cached_property
    def _bulk(self) -> "BulkPresenter":
        from ui.screens.register.bulk_presenter import BulkPresenter

        return BulkPresenter(self, self._office, self._runner, self._shell, self._undo_set)

    @cached_property
    def _days(self) -> "PastPresenter":
        from ui.screens.register.past_presenter import PastPresenter

        return PastPresenter(self, self._pages, self._office, self._runner, self._shell)

    def _has(self, part: str) -> bool:
        """Whether a part that is made at first use has been made."""
        return part in self.__dict__

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

        page.record_opened.connect(self._open_record)
        page.add_household_wanted.connect(self.add_household)
        page.edit_wanted.connect(self._edit_from_list)
        page.print_wanted.connect(self._print_from_list)
        page.forms_wanted.connect(self._print_forms)
        page.bulk_wanted.connect(self.change_in_bulk)
        page.past_wanted.connect(self.show_past)

    def _connect_card(self, cards: "CardPresenter") -> None:
        page = self.card
        page.back_wanted.connect(self._show_list_page)
        page.step_wanted.connect(self._step)
        page.member_chosen.connect(cards.choose)
        page.reveal_wanted.connect(cards.reveal)
        page.history_wanted.connect(cards.show_history)
        page.event_wanted.connect(cards.open_event)
        page.party_wanted.connect(cards.open_member)
        page.service_wanted.connect(cards.open_service)
        page.add_service_wanted.connect(cards.add_service)
        page.seeker_wanted.connect(cards.register_seeker)
        page.add_visit_wanted.connect(cards.add_visit)
        page.conflicts_wanted.connect(cards.open_conflicts)
        page.certificate_wanted.connect(cards.open_certificate)
        page.add_event_wanted.connect(cards.add_event)
        page.print_wanted.connect(cards.print_card)
        page.agenda_wanted.connect(cards.show_agenda)
        page.edit_wanted.connect(self.edit)
        page.add_person_wanted.connect(self._add_person)
        page.add_part_wanted.connect(self._add_part)
        page.head_change_wanted.connect(self._operations.change_head)
        page.split_wanted.connect(self._operations.split)
        page.merge_wanted.connect(self._operations.merge)
        page.form_wanted.connect(lambda home: cards.print_forms(ListKind.HOUSEHOLDS, (home,)))
        page.past_wanted.connect(self.show_past)
        page.panel.death_wanted.connect(self._on_death_wanted)
        page.panel.move_out_wanted.connect(self._on_move_out_wanted)
        page.panel.erasure_wanted.connect(self._on_erasure_wanted)
        page.panel.head_wanted.connect(self._on_head_wanted)
        page.panel.person_wanted.connect(lambda person: self.show_record("person", person))
        page.panel.household_wanted.connect(lambda household: self.show_record("household", household))

    def show_list(self, query: ListQuery) -> None:
        kind = ListKind.HOUSEHOLDS if query.view == ListKind.HOUSEHOLDS.value else ListKind.PEOPLE
        self._leave_form()
        self._pages.setCurrentWidget(self.list)
        self._lists.show(kind, query.filters, query.text)
        self.list.focus_rows()

    def show_record(self, kind: str, record_id: str) -> None:
        if kind.startswith(DRAFT):
            self._open_form(kind.removeprefix(DRAFT), record_id, resumes=True)
        if kind in ("person", "household"):
            self._leave_form()
            self._cards.open(kind, record_id, self._show_card_page)

    def refresh(self) -> None:
        self._lists.load()
        if self._shows_card():
            self._cards.reload()

    def focus_first(self) -> None:
        page = self._pages.currentWidget()
        if page is self.list:
            self.list.focus_search()
        elif self._shows_card():
            self.card.focus_members()
        elif self._shows_past():
            self._days.focus_first()

    def unfinished(self) -> tuple[str, str] | None:
        draft = self._forms.kept_draft if self._has("_forms") else None
        return None if draft is None else (f"{DRAFT}{draft[0]}", draft[1])

    def keep_work(self) -> None:
        if self._has("_forms"):
            self._forms.keep_now()

    def close_screen(self) -> None:
        if self._has("_forms"):
            self._forms.stop()
        if self._has("_days"):
            self._days.leave(at_once=True)
        self.list.stop()

    def spare_modules(self) -> Sequence[str]:
        package = "ui.screens.register"
        return (f"{package}.card_presenter", f"{package}.card_page", f"{package}.form_presenter")

    def spare_steps(self) -> Sequence[Callable[[], object]]:
        return (lambda: self.card, lambda: self._cards, lambda: self.form, lambda: self._forms)

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("立户"), self.add_household, shortcut="Ctrl+N"),
            Command(self.tr("批量修改选中的"), self.change_in_bulk, shortcut="Ctrl+B"),
            Command(self.tr("查看某日的情况"), self.show_past),
        )

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        def card() -> None:
            self.list.table.focus_first_row()
            self._open_record(ListKind.PEOPLE, self.list.table.current_id())

        def form() -> None:
            if self.card.person is not None:
                self.edit("person", self.card.person.id)

        return (("card", card), ("form", form))

    @Slot(object, str)
    def _open_record(self, kind: ListKind, record_id: str) -> None:
        self.show_record("person" if kind is ListKind.PEOPLE else "household", record_id)

    @Slot()
    @Slot(str)
    def show_past(self, household_id: str = "") -> None:
        """Ask for a past day and show the register, or one household, as of it."""
        self._days.ask(household_id)

    def _shows_past(self) -> bool:
        return self._has("_days") and self._days.is_shown()

    def _shows_card(self) -> bool:
        return self._has("card") and self._pages.currentWidget() is self.card

    # Taking back

    def can_take_back(self) -> bool:
        return not self._shows_past()

    def _undo_set(self, change_set: int) -> None:
        self._past.undo_set(change_set)

    # Forms

    def edit(self, table: str, record_id: str) -> None:
        """Open a record's form; of a person the members that come after follow on Ctrl+Enter."""
        following: tuple[str, ...] = ()
        card = self.card.card
        if table == "person" and card is not None:
            ids = [member.id for member in card.members]
            following = tuple(ids[ids.index(record_id) + 1 :]) if record_id in ids else ()
        self._open_form(table, record_id, {}, following)

    @Slot()
    def add_household(self) -> None:
        """Open the form of a new household with its head (立户)."""
        self._open_form("household" + NEW, "")

    @Slot()
    def change_in_bulk(self) -> None:
        """Change a field of the rows chosen in the list (批量修改)."""
        if self._pages.currentWidget() is self.list and self._office.may(Right.EDIT_REGISTER):
            self._bulk.open(self._lists.kind, self.list.table.selected_ids())

    def _add_part(self, table: str, owner_id: str) -> None:
        self._open_form(table + NEW, owner_id)

    def _add_person(self, household_id: str) -> None:
        address = self.card.card.address if self.card.card is not None else ""
        texts = {"registered_address": address} if address else {}
        self._open_form("person" + NEW, household_id, texts)

    @Slot(object, str)
    def _edit_from_list(self, kind: ListKind, record_id: str) -> None:
        """F2 over the list; Ctrl+Enter then goes down the list."""
        ids = list(self._lists.shown_ids())
        place = ids.index(record_id) + 1
        table = "person" if kind is ListKind.PEOPLE else "household"
        self._open_form(table, record_id, {}, tuple(ids[place : place + 200]))

    def _leave_form(self) -> None:
        if self._has("_forms"):
            self._forms.leave()
        if self._has("_days"):
            self._days.leave()

    def _open_form(
        self,
        form: str,
        record_id: str,
        texts: Mapping[str, str] | None = None,
        following: tuple[str, ...] = (),
        *,
        resumes: bool = False,
    ) -> None:
        from ui.screens.register.form_presenter import FormWish

        wish = FormWish(form, record_id, dict(texts or {}), following, resumes)
        current = self._pages.currentWidget()
        if current is not None and current is not self.form:
            self._before_form = current
        self._forms.open(wish, lambda: self._pages.setCurrentWidget(self.form))

    def _on_form_closed(self, wish: "FormWish", record_id: str) -> None:
        """Back to where the form was opened from; a new household is shown at once."""
        if wish.form == "household" + NEW and record_id:
            self.show_record("household", record_id)
        elif self._has("card") and self._before_form is self.card:
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

    def _on_erasure_wanted(self, _person_id: str) -> None:
        if self.card.person is not None:
            self._erasure.ask(self.card.person)

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

    @Slot(object)
    def _print_forms(self, ids: tuple[str, ...]) -> None:
        if ids:
            self._cards.print_forms(self._lists.kind, ids)
        else:
            self._shell.notify(self.tr("先在名单里选中一行或几行"))

    @Slot(str)
    def _print_from_list(self, record_id: str) -> None:
        if record_id:
            self._cards.print_of(record_id, is_person=self._lists.kind is ListKind.PEOPLE)


def open_register(office: "Office", runner: "JobRunner", shell: "Shell") -> RegisterScreen:
    """The screen over an open office, made at once."""
    screen = RegisterScreen(runner, shell.screen_parent)
    for step in screen.making_steps():
        step()
    screen.open_office(office, shell)
    return screen
