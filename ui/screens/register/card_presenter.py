"""Answers the household card: reading, revealing, history, printing, the operations of life."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.services import register_card
from desktop.services.events import Target
from desktop.services.register import ListKind
from desktop.services.register_card import HouseholdCard, PersonCard
from ui.screens.attachments.making import make_area
from ui.screens.jobs_market.jobs_part import JobsPart, jobs_title
from ui.screens.patrols.safety_part import SafetyPart, safety_title
from ui.screens.visits.visits_part import VisitsPart, visits_title
from ui.widgets.masked_field import MaskedField

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.events.work import EventWork
    from ui.screens.register.card_page import CardPage
    from ui.screens.register.print_dialog import Paper
    from ui.screens.visits.visit_entry import VisitEntry
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterCard", text)


class CardPresenter:
    """One household and one person at a time; answers to older questions are dropped."""

    def __init__(self, page: "CardPage", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._page = page
        self._office = office
        self._runner = runner
        self._shell = shell
        self._asked = ("", "")  # household and person
        self._person = ""
        self._events: EventWork | None = None
        self._visits: VisitEntry | None = None
        self._chosen = ""  # member to choose when the card is read anew
        make = partial(make_area, office, runner, shell)
        page.make_attachments = page.panel.make_attachments = make
        page.panel.may_open_cases = office.may(Right.EDIT_SERVICES)
        page.panel.may_register_seekers = office.may(Right.EDIT_JOBS)
        page.panel.may_log_visits = office.may(Right.EDIT_VISITS)
        if office.may(Right.READ_PATROLS):
            page.household_tabs.append((safety_title(), partial(SafetyPart, office, runner, shell)))
        if office.may(Right.READ_VISITS):
            page.household_tabs.append((visits_title(), partial(VisitsPart, office, runner, shell)))
        if office.may(Right.READ_JOBS):
            page.household_tabs.append((jobs_title(), partial(JobsPart, page, office, runner, shell)))
        page.show_rights(
            may_edit=office.may(Right.EDIT_REGISTER),
            may_reveal=office.may(Right.REVEAL),
            may_print=office.may(Right.PRINT),
            may_certify=office.may(Right.ISSUE_CERTIFICATE),
        )

    def open(self, kind: str, record_id: str, shown: Callable[[], None]) -> None:
        """Show a person's or a household's card; ``shown`` is called when it stands there."""
        office = self._office
        asked = self._asked = (kind, record_id)

        def work(_job: JobHandle) -> tuple[HouseholdCard | None, PersonCard | None]:
            person = register_card.person_card(office, record_id) if kind == "person" else None
            household_id = person.household_id if person is not None else record_id
            household = register_card.household_card(office, household_id) if household_id else None
            return household, person

        def show(read: tuple[HouseholdCard | None, PersonCard | None]) -> None:
            if self._asked != asked:
                return
            household, person = read
            chosen, self._chosen = self._chosen, ""
            self._person = ""
            self._page.show_household(household, chosen or (person.id if person else ""))
            if household is None and person is not None:
                self._show_person(person)
            shown()

        self._runner.read(work, show, self._shell.show_error, owner=self._page)

    def reload(self) -> None:
        """Read the card in view anew: something was stored."""
        kind, record_id = self._asked
        if record_id:
            self._chosen = self._chosen or self._person
            self.open(kind, record_id, lambda: None)

    def look_at(self, person_id: str) -> None:
        """Let the next `reload` choose this person, such as one who was just added."""
        if self._page.card is not None:
            self._asked = ("household", self._page.card.id)
        self._chosen = person_id

    def choose(self, person_id: str) -> None:
        """Read one member for the panel."""
        self._person = person_id
        if not person_id:
            return

        def show(person: PersonCard) -> None:
            if self._person == person.id:
                self._show_person(person)

        self._runner.read(
            lambda job: register_card.person_card(self._office, person_id),
            show,
            self._shell.show_error,
            owner=self._page,
        )

    def _show_person(self, person: PersonCard) -> None:
        self._person = person.id
        self._page.show_person(person)

    def reveal(self, table: str, record_id: str, identifier: str, reason: str, field: MaskedField) -> None:
        """Show a covered value once it is written down who wanted to see it and why."""
        self._runner.write(
            lambda job: register_card.reveal(self._office, table, record_id, identifier, reason),
            field.show_value,
            self._shell.show_error,
            owner=field,
        )

    def open_event(self, event_id: str) -> None:
        """Go to a task."""
        self._shell.open_record("events", "event", event_id)

    def open_member(self, member_id: str) -> None:
        """Go to the card of a party member."""
        self._shell.open_record("party", "party_member", member_id)

    def open_service(self, case_id: str) -> None:
        """Go to an agency case."""
        self._shell.open_record("agency", "service_case", case_id)

    def add_service(self, person_id: str) -> None:
        """Go to where a case is opened for a person."""
        self._shell.open_record("agency", "person", person_id)

    def register_seeker(self, person_id: str, name: str) -> None:
        """Ask what work a person looks for, or change what he said."""
        from ui.screens.jobs_market.seeker_entry import SeekerEntry

        changed = self._shell.records_changed
        SeekerEntry(self._page, self._office, self._runner, self._shell, changed).register(person_id, name)

    def add_visit(self, person_id: str) -> None:
        """Ask for a visit to a person, over the card."""
        from ui.screens.visits.visit_entry import VisitEntry

        if self._visits is None:
            self._visits = VisitEntry(self._page, self._office, self._runner, self._shell)
        self._visits.enter("person", person_id)

    def open_certificate(self, person_id: str) -> None:
        """Go to where a certificate about a person is issued."""
        self._shell.open_record("certificates", "person", person_id)

    def open_conflicts(self, record_id: str) -> None:
        """Go to where conflicts with the county are decided."""
        self._shell.open_record("sync", "conflict", record_id)

    def add_event(self) -> None:
        """Ask for a task about the household, or about a person without one."""
        from ui.screens.events.work import EventWork

        card = self._page.card
        if card is None:
            return
        label = " ".join(
            part for part in (_tr("{name} 户").format(name=card.head_name), card.address) if part
        )
        if self._events is None:
            self._events = EventWork(self._page, self._office, self._runner, self._shell)
            self._events.added.connect(self._tell_added)
        self._events.add(targets=[(Target("household", card.id), label)])

    def _tell_added(self, event_id: str, title: str) -> None:
        self._shell.notify(
            _tr("已登记任务：{title}").format(title=title),
            _tr("打开"),
            partial(self.open_event, event_id),
        )

    def show_agenda(self, household_id: str) -> None:
        """What is due or open about the household, for a visit."""
        from ui.screens.agenda.dialog import AgendaDialog

        AgendaDialog(self._office, self._runner, self._shell, household_id, self._page).open()

    def show_history(self, table: str, record_id: str) -> None:
        """Show who changed what in a record, when and why."""
        from ui.screens.register.history_presenter import HistoryPresenter

        HistoryPresenter(self._page, self._office, self._runner, self._shell).open(table, record_id)

    def print_card(self, household_id: str) -> None:
        """Preview the household card on paper, then print it."""
        from ui.screens.register.print_dialog import card_paper

        self._open_paper(card_paper(self._office, household_id))

    def print_forms(self, kind: ListKind, ids: Sequence[str]) -> None:
        """Preview the forms for visits to some households, then print them."""
        from ui.screens.register.print_dialog import form_paper

        self._open_paper(form_paper(self._office, kind, ids))

    def _open_paper(self, paper: "Paper") -> None:
        from ui.screens.register.print_dialog import PrintDialog

        PrintDialog(self._office, self._runner, self._shell, paper, self._page).open()

    def print_of(self, record_id: str, *, is_person: bool) -> None:
        """Print the card of a row of the list: the household's own or the person's."""
        if not is_person:
            self.print_card(record_id)
            return

        def print_home(person: PersonCard) -> None:
            if person.household_id:
                self.print_card(person.household_id)
            else:
                self._shell.notify(_tr("{name}不在任何户内，没有户卡").format(name=person.name))

        self._runner.read(
            lambda job: register_card.person_card(self._office, record_id),
            print_home,
            self._shell.show_error,
            owner=self._page,
        )
