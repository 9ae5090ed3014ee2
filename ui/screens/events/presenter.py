"""Answers the task log; knows the events service, not widgets' insides."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from desktop.domain.event_state import Step
from desktop.domain.job import JobHandle
from desktop.services import events
from desktop.services.events import Event, EventDetail, EventFilter
from ui.screens.attachments.making import make_area
from ui.screens.events.work import EventWork

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.events.view import EventsScreen
    from ui.shell.shell_api import Shell


class EventsPresenter:
    """One view and one search text at a time; answers to older questions are dropped."""

    def __init__(self, view: "EventsScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._wanted = EventFilter()
        self._current = ""
        self._detail: EventDetail | None = None
        self._wanted_event = ""
        self.work = EventWork(view, office, runner, shell)
        self.work.changed.connect(self._written)
        view.detail.bind(self.work)
        view.detail.event_opened.connect(self.show_event)
        view.detail.make_attachments = partial(make_area, office, runner, shell)

    def load(self) -> None:
        """Read the counts and the list anew."""
        wanted = self._wanted
        office = self._office

        def work(_job: JobHandle) -> tuple[dict[str, int], tuple[Event, ...]]:
            return events.count_views(office), events.list_events(office, wanted)

        def show(read: tuple[dict[str, int], tuple[Event, ...]]) -> None:
            if wanted != self._wanted:
                return
            self._view.show_counts(read[0])
            self._view.show_events(read[1], wanted.text)
            if self._wanted_event:
                self._view.select_event(self._wanted_event)
                self._wanted_event = ""

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def search(self, text: str) -> None:
        """Find tasks by a text within all of them, or go back to the open ones."""
        self._wanted = EventFilter(view="all" if text else "open", text=text)
        self._view.show_view(self._wanted.view)
        self.load()

    def show_view(self, view: str, text: str = "") -> None:
        """Show another view."""
        self._wanted = EventFilter(view=view, text=text)
        self._view.show_view(view)
        self.load()

    def show_event(self, event_id: str) -> None:
        """Show one task in the list of all."""
        self._wanted_event = event_id
        self.show_view("all")

    def choose(self, event_id: str) -> None:
        """Read one task for the panel beside the list."""
        self._current = event_id
        if not event_id:
            return

        def show(detail: EventDetail) -> None:
            if self._current == event_id:
                self._detail = detail
                self._view.show_detail(detail, may_edit=self._office.may(Right.EDIT_EVENTS))

        self._runner.read(
            lambda job: events.get_event(self._office, event_id),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def open_link(self, table: str, record_id: str) -> None:
        """Show the card of a linked person or household, or the meeting that a task came of."""
        if table == "meeting":
            self._shell.open_record("meetings", "meeting", record_id)
        elif table == "person":
            self._shell.open_person(record_id)
        else:
            self._shell.open_household(record_id)

    # Writing

    def add(self) -> None:
        """Ask for a new task."""
        self.work.add()

    def settle_on_the_spot(self) -> None:
        """Ask for a matter that is settled as it comes in."""
        self.work.add(on_the_spot=True)

    def edit(self, event_id: str) -> None:
        """Change the task that is shown."""
        if self._detail is not None and self._detail.event.id == event_id:
            self.work.edit(self._detail)

    def take_step(self, step: Step) -> None:
        """Do something about the task that is shown, asking first for what the step needs."""
        if self._detail is not None:
            self.work.take_step(self._detail, step)

    def _written(self, event_id: str) -> None:
        self._wanted_event = event_id
        self.load()
