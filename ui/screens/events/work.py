"""What is done about an event on the screen: its dialogs and the service calls behind them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import ENDED_STATES, NEEDS_TEXT, Step
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.domain.relation import HEAD
from desktop.services import events
from desktop.services.events import (
    EventDetail,
    EventFilter,
    NewEvent,
    OnTheSpot,
    StepFacts,
    Target,
)
from desktop.services.events.extensions import GRANTED, decide_extension, extend_event
from desktop.services.events.merging import Alike, list_alike, merge_event
from desktop.services.events.printing import render_event_slip
from desktop.services.events.publishing import draft_public_text, publish_event, unpublish_event
from desktop.services.events.reporters import find_reporter
from desktop.words import code_word
from ui.dialogs.closed import accept_if_open, unless_closed
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.events.detail import link_name
from ui.screens.events.event_dialog import EventDialog
from ui.screens.events.finding_edit import Found
from ui.screens.events.small_dialogs import ExtensionDialog, MergeDialog, PublicDialog
from ui.screens.events.step_dialog import StepDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.search import PersonHit
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_ASKED_FOR = frozenset({*NEEDS_TEXT, Step.ASSIGN, Step.FEED_BACK, Step.RATE})
"""Steps before which something is asked; the others are taken at once."""

HITS = 8
_FOUND = 20
_HEAD = code_table("relation_to_head").label(HEAD)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventWork", text)


def _found_person(hit: "PersonHit") -> Found:
    parts = (hit.sex, hit.age, hit.villager_group, hit.household_no, hit.masked_id)
    return Found(Target("person", hit.id), hit.name, "　".join(part for part in parts if part))


def _stands_for_household(hit: "PersonHit") -> bool:
    """The household is offered with its head, so that it does not appear once for every member."""
    return bool(hit.household_id) and hit.relation == _HEAD


def _found_household(hit: "PersonHit") -> Found:
    title = _tr("{name}户").format(name=hit.name)
    return Found(Target("household", hit.household_id), title, f"{hit.villager_group}　{hit.household_no}")


class EventWork(QObject):
    """Opens the dialogs of events for any screen; `changed` tells which event was written."""

    changed = Signal(str)  # id of the event
    added = Signal(str, str)  # id and title of a new event

    def __init__(self, parent: QWidget, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(parent)
        self._parent = parent
        self._office = office
        self._runner = runner
        self._shell = shell

    def may_edit(self) -> bool:
        """Whether the user at work may enter and handle events."""
        return self._office.may(Right.EDIT_EVENTS)

    def may_decide(self) -> bool:
        """Whether the user at work decides on more time."""
        return self._office.may(Right.DECIDE_EVENTS)

    def may_print(self) -> bool:
        """Whether the user at work may print."""
        return self._office.may(Right.PRINT)

    # Entering

    def find(self, text: str) -> Sequence[Found]:
        """People and households that a text means."""
        from desktop.services.search import find_people

        found = []
        for hit in find_people(self._office, text, HITS):
            found.append(_found_person(hit))
            if _stands_for_household(hit):
                found.append(_found_household(hit))
        return found

    def add(
        self,
        draft: NewEvent | None = None,
        targets: Sequence[tuple[Target, str]] = (),
        *,
        on_the_spot: bool = False,
    ) -> None:
        """Ask for a new event, with what is known already filled in."""
        if self.may_edit():
            self._with_users(lambda users: self._open(users, None, draft, targets, on_the_spot))

    def edit(self, detail: EventDetail) -> None:
        """Change what was typed about an event."""
        if not self.may_edit():
            return
        targets = [(Target(link.target_table, link.target_id), link_name(link)) for link in detail.links]
        self._with_users(lambda users: self._open(users, detail, None, targets, on_the_spot=False))

    def _with_users(self, done: Callable[[Sequence[tuple[str, str]]], None]) -> None:
        from desktop.services.office import actors

        self._runner.read(
            lambda job: tuple(actors(self._office).items()), done, self._shell.show_error, owner=self._parent
        )

    def _open(
        self,
        users: Sequence[tuple[str, str]],
        existing: EventDetail | None,
        draft: NewEvent | None,
        targets: Sequence[tuple[Target, str]],
        on_the_spot: bool,
    ) -> None:
        office = self._office
        dialog = EventDialog(
            users,
            self.find,
            partial(events.preview_limit, office),
            self._runner,
            self._parent,
            office.today(),
            existing=existing,
            draft=draft,
            targets=targets,
            on_the_spot=on_the_spot,
        )
        dialog.picker.failed.connect(self._shell.show_error)
        dialog.reporter.failed.connect(self._shell.show_error)
        dialog.submitted.connect(partial(self._save, dialog, existing))
        dialog.person_chosen.connect(partial(self._look_up, dialog))
        if existing is None:
            dialog.words_changed.connect(partial(self._look_for_alike, dialog))
        dialog.open()

    def _look_up(self, dialog: EventDialog, person_id: str) -> None:
        self._runner.read(
            lambda job: find_reporter(self._office, person_id),
            dialog.show_reporter,
            self._shell.show_error,
            owner=dialog,
        )

    def _look_for_alike(self, dialog: EventDialog, new: NewEvent) -> None:
        if not new.title.strip():
            return

        def show(found: Sequence[Alike]) -> None:
            dialog.show_alike(
                [f"{each.title}（{code_word('event_state', each.state)}）" for each in found[:3]]
            )

        self._runner.read(
            lambda job: list_alike(self._office, new), show, self._shell.show_error, owner=dialog
        )

    def _save(
        self, dialog: EventDialog, existing: EventDetail | None, new: NewEvent, outcome: OnTheSpot | None
    ) -> None:
        office = self._office

        def work(_job: JobHandle) -> str:
            if existing is not None:
                events.edit_event(office, existing.event.id, new)
                return existing.event.id
            if outcome is not None:
                return events.settle_on_the_spot(office, new, outcome)
            return events.add_event(office, new)

        def wrote(event_id: str) -> None:
            if existing is None:
                self.added.emit(event_id, new.title.strip())
            self._wrote(event_id)

        self._write(dialog, work, wrote)

    def _wrote(self, event_id: str) -> None:
        self.changed.emit(event_id)
        self._shell.records_changed()

    def _write(
        self,
        dialog: "EventDialog | StepDialog | ExtensionDialog | PublicDialog | MergeDialog",
        work: Callable[[JobHandle], str],
        done: Callable[[str], None],
    ) -> None:
        if not dialog.save.isEnabled():
            return  # Ctrl+Enter again while it is being written
        dialog.save.setEnabled(False)

        def saved(result: str) -> None:
            accept_if_open(dialog)
            done(result)

        def failed(error: Exception) -> None:
            dialog.save.setEnabled(True)
            if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(work, saved, unless_closed(dialog, failed, self._shell.show_error))

    # Steps

    def take_step(self, detail: EventDetail, step: Step) -> None:
        """Do something about an event, asking first for what the step needs."""
        if step is Step.SETTLE and detail.is_to_answer:
            self.answer(detail)
        elif step is Step.MERGE:
            self.merge(detail)
        elif step in _ASKED_FOR:
            self._with_users(lambda users: self._ask(detail, step, users))
        else:
            self._runner.write(
                lambda job: events.take_step(self._office, detail.event.id, step),
                lambda _: self._did(detail, code_word("event_step", step)),
                self._shell.show_error,
            )

    def answer(self, detail: EventDetail) -> None:
        """Answer a task from above, which settles it."""
        from ui.screens.report_tables.answer_dialog import open_answer  # late: few events come from above

        open_answer(self._office, self._runner, self._shell, self._parent, detail.event.id)

    def _ask(self, detail: EventDetail, step: Step, users: Sequence[tuple[str, str]]) -> None:
        dialog = StepDialog(step, detail, users, self._parent, self._office.today())
        dialog.submitted.connect(partial(self._step, detail, dialog))
        dialog.open()

    def _step(
        self, detail: EventDetail, dialog: StepDialog, step: Step, facts: StepFacts, redo: bool
    ) -> None:
        office, event_id = self._office, detail.event.id

        def work(_job: JobHandle) -> str:
            if step is Step.SETTLE:
                return events.settle(office, event_id, facts.text, facts.way)
            if step is Step.RATE:
                return events.rate(office, event_id, facts.satisfaction, facts.text, redo=redo)
            return events.take_step(
                office,
                event_id,
                step,
                facts.text,
                facts.handler_id,
                until=facts.until,
                way=facts.way,
                where_to=facts.where_to,
                told=facts.told,
            )

        self._write(dialog, work, lambda _: self._did(detail, code_word("event_step", step)))

    def _did(self, detail: EventDetail, what: str) -> None:
        self._shell.notify(_tr("{step}：{title}").format(step=what, title=detail.event.title))
        self._wrote(detail.event.id)

    # More time

    def extend(self, detail: EventDetail) -> None:
        """Put the due moment off, or ask the secretary to."""
        dialog = ExtensionDialog(detail, self._parent)

        def submit(days: int, reason: str) -> None:
            self._write(dialog, lambda job: extend_event(self._office, detail.event.id, days, reason), done)

        def done(state: str) -> None:
            self._did(detail, _tr("已延期") if state == GRANTED else _tr("已提交书记"))

        dialog.submitted.connect(submit)
        dialog.open()

    def decide(self, detail: EventDetail, extension_id: str, grant: bool) -> None:
        """The secretary's word on more time; a refusal asks why."""

        def write(note: str) -> None:
            self._runner.write(
                lambda job: decide_extension(self._office, extension_id, grant=grant, note=note),
                lambda _: self._did(detail, _tr("同意延期") if grant else _tr("不同意延期")),
                self._shell.show_error,
            )

        if grant:
            write("")
            return
        dialog = TextDialog(
            _tr("不同意延期"), _tr("为什么不同意？"), _tr("不同意"), self._parent, danger=True
        )

        def submit(text: str) -> None:
            dialog.accept()
            write(text)

        dialog.submitted.connect(submit)
        dialog.open()

    # The same matter

    def merge(self, detail: EventDetail) -> None:
        """Ask which other event it is the same as."""
        office, event_id = self._office, detail.event.id

        def ask(likely: Sequence[Alike]) -> None:
            dialog = MergeDialog(
                detail, likely, partial(self._find_events, event_id), self._runner, self._parent
            )

            def submit(into_id: str) -> None:
                def work(_job: JobHandle) -> str:
                    merge_event(office, event_id, into_id)
                    return into_id

                self._write(dialog, work, merged)

            def merged(into_id: str) -> None:
                self._shell.notify(_tr("已合并：{title}").format(title=detail.event.title))
                self._wrote(into_id)

            dialog.submitted.connect(submit)
            dialog.failed.connect(self._shell.show_error)
            dialog.open()

        self._runner.read(
            lambda job: list_alike(office, event_id=event_id), ask, self._shell.show_error, owner=self._parent
        )

    def _find_events(self, event_id: str, text: str) -> Sequence[Alike]:
        """Events that have not ended by their words or number, or those of the people that a text means."""
        office = self._office
        wanted = [EventFilter(text=text), *(EventFilter(target_id=hit.target.id) for hit in self.find(text))]
        found = {
            each.id: each
            for view in ("open", "done")
            for one in wanted
            for each in events.list_events(office, replace(one, view=view))
            if each.state not in ENDED_STATES
        }
        found.pop(event_id, None)
        return [
            Alike(each.id, each.number, each.title, each.state, each.received_at)
            for each in list(found.values())[:_FOUND]
        ]

    # The public text and the other people

    def publish(self, detail: EventDetail) -> None:
        """Ask for the text that everybody may read."""
        office, event_id = self._office, detail.event.id

        def ask(draft: str) -> None:
            dialog = PublicDialog(detail.event.title, draft, self._parent)

            def submit(text: str) -> None:
                def work(_job: JobHandle) -> str:
                    publish_event(office, event_id, text)
                    return event_id

                self._write(dialog, work, lambda _: self._did(detail, _tr("已公开")))

            dialog.submitted.connect(submit)
            dialog.open()

        self._runner.read(
            lambda job: draft_public_text(office, event_id), ask, self._shell.show_error, owner=self._parent
        )

    def unpublish(self, detail: EventDetail) -> None:
        """Take the public text back."""
        self._runner.write(
            lambda job: unpublish_event(self._office, detail.event.id),
            lambda _: self._did(detail, _tr("已撤下公开")),
            self._shell.show_error,
        )

    def print_slip(self, detail: EventDetail) -> None:
        """Preview the event's slip, then print it."""
        from ui.screens.register.print_dialog import Paper, PrintDialog

        name = _tr("事项办理单")
        note = _tr("内部使用，不张贴。要求保密的反映人不印姓名；打印会记入日志。")
        event_id = detail.event.id
        paper = Paper(
            name, name, note, "", False, lambda _full, _job: render_event_slip(self._office, event_id)
        )
        PrintDialog(self._office, self._runner, self._shell, paper, self._parent).open()

    def show_figures(self) -> None:
        """Show the figures of events over a period."""
        from ui.screens.events.figures_dialog import FiguresDialog

        FiguresDialog(self._office, self._runner, self._shell, self._parent).open()

    def tell(self, detail: EventDetail, reporter_id: str, way: str) -> None:
        """Write down that one more person was told."""
        self._runner.write(
            lambda job: events.tell(self._office, detail.event.id, reporter_id, way),
            lambda _: self._did(detail, code_word("event_step", Step.TELL)),
            self._shell.show_error,
        )
