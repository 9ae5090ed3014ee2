"""Reads the real deeds of a year and takes in new ones."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.learning import deeds
from desktop.services.learning.deeds import Deed, DeedFilter, NewDeed
from ui.screens.attachments.making import make_area
from ui.screens.events.finding_edit import found_people
from ui.screens.learning.deed_dialog import DeedChoices, DeedDialog
from ui.screens.learning.deeds_page import DeedsPage
from ui.screens.learning.page_presenter import LearningPresenter, held_meetings

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_MEETING_DAYS = 90
_EVENTS_SHOWN = 50


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningPresenter", text)


class DeedsPresenter(LearningPresenter):
    """Answers to an older filter are dropped."""

    def __init__(
        self,
        page: DeedsPage,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_record: Callable[[str, str], None],
    ) -> None:
        super().__init__(page, office, runner, shell, show_record)
        self._page = page
        self._filter: DeedFilter | None = None
        self._wanted = ""
        page.make_attachments = self._area
        page.filter_changed.connect(self.load)
        page.edit_wanted.connect(self.edit)
        page.remove_wanted.connect(self.remove)
        page.person_opened.connect(shell.open_person)
        page.event_opened.connect(lambda i: shell.open_record("events", "event", i))

    def load(self) -> None:
        page = self._page
        year = int(page.year.currentData())
        wanted = DeedFilter(
            f"{year}-01-01",
            f"{year}-12-31",
            str(page.kind.currentData() or ""),
            str(page.branch.currentData() or ""),
            str(page.person.currentData() or ""),
            page.search.text(),
        )
        self._filter = wanted
        office = self._office

        def work() -> tuple[tuple[Deed, ...], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
            people = deeds.people_of_year(office, year)
            return deeds.list_deeds(office, wanted), deeds.list_branches(office), people

        def show(
            found: tuple[tuple[Deed, ...], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]],
        ) -> None:
            if self._filter != wanted:
                return
            page.show_branches(found[1])
            page.show_people(found[2])
            page.show_deeds(found[0], may_edit=self._may_edit())
            if self._wanted:
                page.table.select_id(self._wanted)
                self._wanted = ""

        self._read(work, show)

    def show_deed(self, deed_id: str) -> None:
        """Show one deed in the list of its year."""

        def show(deed: Deed) -> None:
            page = self._page
            place = page.year.findData(int(deed.done_on[:4]))
            if place >= 0:
                page.year.setCurrentIndex(place)
            page.kind.setCurrentIndex(0)
            page.branch.setCurrentIndex(0)
            page.person.setCurrentIndex(0)
            page.search.set_text_silently("")
            self._wanted = deed_id
            self.load()

        self._read(lambda: deeds.get_deed(self._office, deed_id), show)

    def add(self) -> None:
        """Ask for a new deed."""
        if self._may_edit():
            self._with_choices(lambda choices: self._open_deed(choices, None))

    def edit(self, deed_id: str) -> None:
        """Change a deed of the list."""
        deed = self._page.deed(deed_id)
        if deed is not None and self._may_edit():
            self._with_choices(lambda choices: self._open_deed(choices, deed))

    def remove(self, deed_id: str) -> None:
        """Remove a deed after a question."""
        deed = self._page.deed(deed_id)
        if deed is None:
            return
        self._shell.ask(
            _tr("删除“{title}”？").format(title=deed.title),
            _tr("参加人员和照片一起删除。可以在操作记录里撤销。"),
            _tr("删除"),
            lambda: self._write(lambda: deeds.remove_deed(self._office, deed_id)),
            danger=True,
        )

    def _with_choices(self, done: Callable[[DeedChoices], None]) -> None:
        office = self._office

        def work() -> DeedChoices:
            from desktop.services import events

            tasks: tuple[tuple[str, str], ...] = ()
            if office.may(Right.READ_EVENTS):
                opened = events.list_events(office, events.EventFilter(view="all"))
                tasks = tuple((each.id, each.title) for each in opened[:_EVENTS_SHOWN])
            return DeedChoices(deeds.list_branches(office), held_meetings(office, _MEETING_DAYS), tasks)

        self._read(work, done)

    def _open_deed(self, choices: DeedChoices, existing: Deed | None) -> None:
        office = self._office
        dialog = DeedDialog(
            partial(found_people, office),
            self._runner,
            office.today(),
            choices,
            self._page,
            existing=existing,
        )
        dialog.picker.failed.connect(self._shell.show_error)

        def take_over(meeting_id: str) -> None:
            self._runner.read(
                lambda job: deeds.people_of_meeting(office, meeting_id),
                dialog.add_people,
                self._shell.show_error,
                owner=dialog,
            )

        def work(new: NewDeed) -> str:
            if existing is None:
                return deeds.add_deed(office, new)
            deeds.edit_deed(office, existing.id, new)
            return existing.id

        def saved(deed_id: str) -> None:
            if existing is None:
                self._shell.notify(_tr("已登记。照片可以现在添加。"))
            self._show_record("deed", deed_id)

        dialog.meeting_chosen.connect(take_over)
        dialog.submitted.connect(lambda new: self._store(dialog, lambda: work(new), saved))
        dialog.open()

    def print_list(self) -> None:
        """Preview the list of deeds as it is filtered."""
        page, wanted = self._page, self._filter
        if wanted is None or not self._office.may(Right.PRINT):
            return
        chosen = [
            combo.currentText()
            for combo in (page.kind, page.branch, page.person)
            if str(combo.currentData() or "")
        ]
        filtered = "　".join((*chosen, wanted.text)).strip()

        def make() -> bytes:
            from desktop.services.learning.printing import render_deeds

            return render_deeds(self._office, wanted, filtered)

        self._paper(_tr("实事清单"), _tr("打印会记入日志；贴到公开栏前请先问参加的人。"), make)

    def _area(self, record_id: str) -> Any:
        return make_area(self._office, self._runner, self._shell, "deed", record_id)
