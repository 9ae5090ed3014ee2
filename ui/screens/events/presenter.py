"""Answers the task log; knows the events service, not widgets' insides."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import NEEDS_TEXT, Step
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.domain.relation import HEAD
from desktop.services import events
from desktop.services.events import Event, EventDetail, EventFilter, NewEvent, Target, step_label
from desktop.words import word
from ui.screens.attachments.making import make_area
from ui.screens.events.detail import link_name
from ui.screens.events.event_dialog import EventDialog
from ui.screens.events.step_dialog import StepDialog
from ui.screens.events.target_picker import Found

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.search import PersonHit
    from ui.jobs import JobRunner
    from ui.screens.events.view import EventsScreen
    from ui.shell.shell_api import Shell

_ASKED_FOR = frozenset({*NEEDS_TEXT, Step.ASSIGN, Step.FEED_BACK, Step.RATE, Step.REOPEN, Step.WITHDRAW})
"""Steps before which something is asked; the others are taken at once."""

HITS = 8
_HEAD = code_table("relation_to_head").label(HEAD)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventsPresenter", text)


def _found_person(hit: "PersonHit") -> Found:
    parts = (hit.sex, hit.age, hit.villager_group, hit.household_no, hit.masked_id)
    return Found(Target("person", hit.id), hit.name, "　".join(part for part in parts if part))


def _stands_for_household(hit: "PersonHit") -> bool:
    """The household is offered with its head, so that it does not appear once for every member."""
    return bool(hit.household_id) and hit.relation == _HEAD


def _found_household(hit: "PersonHit") -> Found:
    title = _tr("{name}户").format(name=hit.name)
    return Found(Target("household", hit.household_id), title, f"{hit.villager_group}　{hit.household_no}")


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

    def _users(self) -> tuple[tuple[str, str], ...]:
        from desktop.services.office import actors

        return tuple(actors(self._office).items())

    def _find(self, text: str) -> Sequence[Found]:
        from desktop.services.search import find_people

        found = []
        for hit in find_people(self._office, text, HITS):
            found.append(_found_person(hit))
            if _stands_for_household(hit):
                found.append(_found_household(hit))
        return found

    def add(self) -> None:
        """Ask for a new task."""
        if not self._office.may(Right.EDIT_EVENTS):
            return
        self._with_users(lambda users: self._open_dialog(users, None))

    def edit(self, event_id: str) -> None:
        """Change the task that is shown."""
        detail = self._detail
        if detail is None or detail.event.id != event_id or not self._office.may(Right.EDIT_EVENTS):
            return
        self._with_users(lambda users: self._open_dialog(users, detail))

    def _with_users(self, done: Callable[[Sequence[tuple[str, str]]], None]) -> None:
        self._runner.read(lambda job: self._users(), done, self._shell.show_error, owner=self._view)

    def _open_dialog(self, users: Sequence[tuple[str, str]], existing: EventDetail | None) -> None:
        targets = [
            (Target(link.target_table, link.target_id), link_name(link))
            for link in (existing.links if existing else ())
        ]
        dialog = EventDialog(
            users,
            self._find,
            self._runner,
            self._view,
            self._office.today(),
            existing=existing,
            targets=targets,
        )
        dialog.picker.failed.connect(self._shell.show_error)
        dialog.submitted.connect(partial(self._save, dialog, existing))
        dialog.open()

    def _save(self, dialog: EventDialog, existing: EventDetail | None, new: NewEvent) -> None:
        office = self._office
        dialog.setEnabled(False)

        def work(_job: JobHandle) -> str:
            if existing is None:
                return events.add_event(office, new)
            events.edit_event(office, existing.event.id, new)
            return existing.event.id

        def saved(event_id: str) -> None:
            dialog.accept()
            self._wanted_event = event_id
            self._shell.records_changed()
            self.load()

        def failed(error: Exception) -> None:
            dialog.setEnabled(True)
            if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(work, saved, failed)

    def take_step(self, step: Step) -> None:
        """Do something about the task that is shown, asking first for what the step needs."""
        detail = self._detail
        if detail is None:
            return
        if step not in _ASKED_FOR:
            self._step(detail, None, step, "", "")
            return

        def ask(users: Sequence[tuple[str, str]]) -> None:
            dialog = StepDialog(step, detail.event.title, users, self._view)
            dialog.submitted.connect(partial(self._step, detail, dialog))
            dialog.open()

        self._with_users(ask)

    def _step(
        self, detail: EventDetail, dialog: StepDialog | None, step: Step, text: str, handler_id: str
    ) -> None:
        def done(_state: str) -> None:
            if dialog is not None:
                dialog.accept()
            told = _tr("{step}：{title}")
            self._shell.notify(told.format(step=word(step_label(step)), title=detail.event.title))
            self._shell.records_changed()
            self.load()

        def failed(error: Exception) -> None:
            if dialog is not None and isinstance(error, ProblemError):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(
            lambda job: events.take_step(self._office, detail.event.id, step, text, handler_id), done, failed
        )
