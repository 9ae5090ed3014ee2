"""Answers the task log; knows the services of events and of the inbox, not widgets' insides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.event_state import Step
from desktop.domain.job import JobHandle
from desktop.services import events
from desktop.services.agenda.reading import agenda_household
from desktop.services.events import EventDetail
from desktop.services.inbox import listing
from desktop.services.inbox.due_days import move_due
from desktop.services.inbox.listing import BoardColumn, CalendarDay, Group, Inbox, InboxAsked, Window
from desktop.services.inbox.moving import step_to
from desktop.services.rule_tasks import explaining
from desktop.services.rule_tasks.explaining import Explanation, explain
from desktop.words import code_word
from ui.screens.events import table_model
from ui.screens.events.board import MOST_CARDS
from ui.screens.events.calendar import MOST_OF_DAY
from ui.screens.events.work import EventWork
from ui.widgets.table_column import Cell

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.events.view import EventsScreen
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventsPresenter", text)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one load brought: counts, what the face shows, and the row to go to."""

    counts: dict[str, int]
    shown: Inbox | tuple[BoardColumn, ...] | tuple[CalendarDay, ...]
    place: int = -1


class EventsPresenter:
    """One view and one search text at a time; answers to older questions are dropped."""

    def __init__(self, view: "EventsScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._wanted = InboxAsked()
        self._current = ""
        self._detail: EventDetail | None = None
        self._wanted_event = ""
        self.work = EventWork(view, office, runner, shell)
        self.work.changed.connect(self._written)

    def load(self) -> None:
        """Read counts and what the face shows anew; answers to older questions are dropped."""
        wanted, face, office = self._wanted, self._view.face, self._office
        span, event_id = self._view.calendar.span, self._wanted_event
        most = MOST_OF_DAY[self._view.calendar.unit]

        def work(_job: JobHandle) -> _Read:
            if face == "board":
                return _Read(
                    listing.count_views(office, wanted), listing.read_board(office, wanted, MOST_CARDS)
                )
            if face == "calendar":
                days = listing.read_calendar(office, wanted, *span, most)
                return _Read(listing.count_views(office, wanted), days)
            inbox = listing.read_inbox(office, wanted)
            place = listing.find_place(office, inbox.ids, event_id) if event_id else -1
            return _Read(inbox.counts, inbox, place)

        def show(read: _Read) -> None:
            if (wanted, face, span) != (self._wanted, self._view.face, self._view.calendar.span):
                return
            self._view.show_counts(read.counts)
            if isinstance(read.shown, Inbox):
                self._wanted_event = ""
                self._view.show_inbox(read.shown, wanted.text, read.place)
            elif face == "board":
                self._view.show_board(read.shown, wanted.text)  # type: ignore[arg-type]
            else:
                self._view.show_calendar(read.shown)  # type: ignore[arg-type]
            self._load_groups(wanted)

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def _load_groups(self, wanted: InboxAsked) -> None:
        """Read the values to pick by after what is shown: they may take longer."""
        if not wanted.group:
            self._view.show_groups((), None)
            return

        def show(groups: tuple[Group, ...]) -> None:
            if wanted == self._wanted:
                self._view.show_groups(groups, dict(wanted.picks).get(wanted.group))

        self._runner.read(
            lambda job: listing.list_groups(self._office, wanted),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def load_cells(self, ids: Sequence[str]) -> Sequence[Sequence[str | Cell]]:
        """Cells of a stretch of the list; called in a read lane."""
        if isinstance(ids, Window):
            lines = listing.load_window(self._office, ids)
        else:
            lines = listing.list_lines(self._office, ids)
        return [table_model.cells(line) for line in lines]

    def _ask(self, **changed: Any) -> None:
        self._wanted = replace(self._wanted, **changed)
        self._view.show_view(self._wanted.view)
        self.load()

    def search(self, text: str) -> None:
        """Find tasks by a text within all of them, or go back to the open ones."""
        self._ask(view="all" if text else "open", text=text)

    def show_view(self, view: str, text: str | None = None) -> None:
        """Show another view; what was typed and picked stays unless a text is given."""
        self._ask(view=view, text=self._wanted.text if text is None else text)

    def sort(self, key: str, descending: bool) -> None:
        """Sort the list by a column."""
        self._ask(sort=key, descending=descending)

    def group_by(self, group: str) -> None:
        """Offer the values of another group; nothing is picked at first."""
        self._ask(group=group, picks=())

    def pick(self, value: str | None) -> None:
        """Leave the events of one value of the group; None leaves all."""
        self._ask(picks=() if value is None else ((self._wanted.group, value),))

    def show_mine(self, mine: bool) -> None:
        """Leave one's own."""
        self._ask(mine=mine)

    def show_event(self, event_id: str) -> None:
        """Show one task in the list of all."""
        self._wanted_event = event_id
        self._wanted = InboxAsked("all")
        self._view.search.set_text_silently("")
        self._view.show_no_filters()
        self._view.show_view("all")
        self._view.show_face("list")

    def choose(self, event_id: str) -> None:
        """Read one task for the panel beside the list."""
        self._current = event_id
        if not event_id:
            return

        def show(read: tuple[EventDetail, Explanation | None]) -> None:
            if self._current == event_id:
                self._detail = read[0]
                self._view.show_detail(*read, may_edit=self._office.may(Right.EDIT_EVENTS))

        self._read_detail(event_id, show)

    def _read_detail(
        self, event_id: str, show: Callable[[tuple[EventDetail, Explanation | None]], None]
    ) -> None:
        self._runner.read(
            lambda job: (events.get_event(self._office, event_id), explain(self._office, event_id)),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def move_to_column(self, event_id: str, column: str) -> None:
        """Take the step that leads to a column of the board, or say that none does."""

        def ask(read: tuple[EventDetail, Explanation | None]) -> None:
            detail = read[0]
            step = step_to(column, (*detail.allowed, Step.SETTLE) if detail.is_to_answer else detail.allowed)
            if step is None:
                told = _tr("“{title}”现在是“{state}”，不能直接移到这一栏")
                self._shell.notify(
                    told.format(title=detail.event.title, state=code_word("event_state", detail.event.state))
                )
                return
            self.work.take_step(detail, step)

        self._read_detail(event_id, ask)

    def move_to_day(self, event_id: str, day: date) -> None:
        """Give an event another due day."""

        def moved(_: None) -> None:
            self._shell.notify(_tr("期限改到 {day}").format(day=day.isoformat()))
            self._shell.records_changed()

        self._runner.write(lambda job: move_due(self._office, event_id, day), moved, self._shell.show_error)

    def show_agenda(self) -> None:
        """Show what is due or open about the household of the task that is shown."""
        links = self._detail.links if self._detail is not None else ()
        targets = [link for link in links if link.target_table in ("person", "household")]
        if not targets:
            return
        target = targets[0]

        def show(household_id: str) -> None:
            from ui.screens.agenda.dialog import AgendaDialog

            if household_id:
                AgendaDialog(self._office, self._runner, self._shell, household_id, self._view).open()
            else:
                self._shell.notify(_tr("这个人不在任何一户里，没有走访议程"))

        self._runner.read(
            lambda job: agenda_household(self._office, target.target_table, target.target_id),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def mute(self, rule: str, target_id: str) -> None:
        """No more tasks by a rule, for one record or at all."""
        whole = _tr("停用这条规则？它现有的任务会撤回，可以在“备份与设置”里恢复。")
        one = _tr("不再为这一个提醒？现有的任务会撤回。")

        def mute() -> None:
            self._runner.write(
                lambda job: explaining.mute(self._office, rule, target_id),
                lambda _: self._shell.records_changed(),
                self._shell.show_error,
            )

        self._shell.ask(one if target_id else whole, "", _tr("不再提醒"), mute)

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
        self._wanted_event = event_id  # the shell reads anew
