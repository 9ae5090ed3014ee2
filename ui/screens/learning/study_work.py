"""What is done about studying items: who studied alone, which meeting taught, the next session."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.learning import content, deeds, needs, study
from desktop.services.learning.content import LearningItem, LearningPage
from desktop.services.meetings.planning import MeetingPlan
from ui.screens.events.finding_edit import found_people
from ui.screens.learning.meeting_dialog import MeetingDialog
from ui.screens.learning.page_presenter import LearningPresenter, held_meetings
from ui.screens.learning.session_dialog import SessionDialog
from ui.screens.learning.study_dialog import StudyDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_LINK_DAYS = 400


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningPresenter", text)


class StudyWork(LearningPresenter):
    """Does it for the tab that asks, which is then read anew."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_record: Callable[[str, str], None],
        reload: Callable[[], None],
    ) -> None:
        super().__init__(page, office, runner, shell, show_record)
        self._reload = reload

    def load(self) -> None:
        self._reload()

    def take_back(self, study_id: str) -> None:
        """Take back that somebody studied alone."""
        self._write(lambda: study.take_back_study(self._office, study_id))

    def unlink(self, meeting_id: str, item_id: str) -> None:
        """Take back that a meeting taught an item."""
        self._write(lambda: study.unlink_item(self._office, meeting_id, item_id))

    def ask_meeting(self, item: LearningItem) -> None:
        """Ask at which meeting that was held already the item was taught."""
        office = self._office
        if not office.may(Right.READ_MEETINGS):
            return

        def ask(found: tuple[tuple[str, str], ...]) -> None:
            dialog = MeetingDialog(item.title, found, self._parent)

            def save(meeting_id: str) -> None:
                self._store(dialog, lambda: study.link_items(office, meeting_id, [item.id]))

            dialog.submitted.connect(save)
            dialog.open()

        self._read(lambda: held_meetings(office, _LINK_DAYS), ask)

    def note(self, item_id: str, people: Sequence[tuple[str, str]]) -> None:
        """Ask who studied an item alone; without people given those who lack it are listed."""
        if not self._may_edit():
            return
        office = self._office

        def work() -> tuple[LearningPage, tuple[tuple[str, str], ...]]:
            page = content.read_item(office, item_id)
            if people:
                return page, tuple(people)
            told = needs.survey(office)
            lacks = [each.lacks for each in told.items if each.item is not None and each.item.id == item_id]
            return page, tuple((lack.person_id, lack.name) for group in lacks for lack in group)

        def ask(found: tuple[LearningPage, tuple[tuple[str, str], ...]]) -> None:
            page, lacking = found
            dialog = StudyDialog(
                page.item.title,
                lacking,
                partial(found_people, office),
                self._runner,
                office.today(),
                self._parent,
            )
            dialog.picker.failed.connect(self._shell.show_error)

            def save(ids: Sequence[str], day: str, note: str) -> None:
                self._store(dialog, lambda: study.note_study(office, item_id, ids, day, note), told)

            def told(count: int) -> None:
                self._shell.notify(_tr("已登记 {n} 人").format(n=count))

            dialog.submitted.connect(save)
            dialog.open()

        self._read(work, ask)

    def plan_session(self, item_ids: Sequence[str]) -> None:
        """Plan a session on items, with everything filled in that is known."""
        if not (self._may_edit() and self._office.may(Right.EDIT_MEETINGS)):
            return
        office = self._office
        chosen = tuple(item_ids)

        def work() -> tuple[MeetingPlan, tuple[LearningItem, ...], tuple[tuple[str, str], ...]]:
            items = [item for item in content.list_items(office) if not item.withdrawn_on]
            return study.propose_session(office, chosen), tuple(items), deeds.list_branches(office)

        def ask(found: tuple[MeetingPlan, tuple[LearningItem, ...], tuple[tuple[str, str], ...]]) -> None:
            plan, items, branches = found
            dialog = SessionDialog(plan, items, chosen, branches, office.today(), self._parent)

            def save(wanted: MeetingPlan, ids: Sequence[str]) -> None:
                self._store(dialog, lambda: study.plan_session(office, wanted, ids), planned)

            def planned(meeting_id: str) -> None:
                self._shell.notify(
                    _tr("已安排，到会名单在“会议”里"),
                    _tr("打开会议"),
                    lambda: self._shell.open_record("meetings", "meeting", meeting_id),
                )

            dialog.submitted.connect(save)
            dialog.open()

        self._read(work, ask)
