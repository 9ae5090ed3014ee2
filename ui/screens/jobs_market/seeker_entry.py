"""Opens the forms about job seekers and stores what they ask for; used wherever somebody is registered."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from desktop.domain.accounts import Right
from desktop.domain.job_seeker import OPEN, SeekerState
from desktop.services.events import Target
from desktop.services.jobs_market import seekers
from desktop.services.jobs_market.seekers import NewSeeker, Seeker
from ui.dialogs.closed import unless_closed
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.refusal import write_for
from ui.screens.events.finding_edit import Found, found_people
from ui.screens.jobs_market.seeker_dialog import BatchDialog, CloseDialog, SeekerDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class SeekerEntry:
    """Registers, changes and closes; ``changed`` is called after each that was stored."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        changed: Callable[[], None],
    ) -> None:
        self._page, self._office, self._runner, self._shell = page, office, runner, shell
        self._changed = changed
        self._may_edit = office.may(Right.EDIT_JOBS)

    def register(self, person_id: str = "", name: str = "") -> None:
        """Register somebody; of who is registered already the registration is changed."""
        if not self._may_edit:
            return
        if not person_id:
            self._open(None)
            return

        def show(found: Seeker | NewSeeker) -> None:
            if isinstance(found, Seeker):
                self.edit(found)
            else:
                self._open(None, found, name)

        self._read(lambda: seekers.prepare_seeker(self._office, person_id), show)

    def edit(self, existing: Seeker) -> None:
        """Change a registration; of one that is closed the person is registered anew."""
        if existing.row.state not in OPEN:
            self.register(existing.row.worker.id, existing.row.worker.name)
        elif self._may_edit:
            self._open(existing)

    def _open(self, existing: Seeker | None, known: NewSeeker | None = None, name: str = "") -> None:
        office = self._office
        today = office.today().isoformat()
        dialog = SeekerDialog(self._find, self._runner, today, self._page, existing=existing)
        dialog.picker.failed.connect(self._shell.show_error)
        if known is not None:
            dialog.picker.set_targets([(Target("person", known.person_id), name)])
            dialog.show_known(known)

        def recall(person_id: str) -> None:
            def show(found: Seeker | NewSeeker) -> None:
                if isinstance(found, Seeker):
                    dialog.reject()
                    self.edit(found)
                else:
                    dialog.show_known(found)

            told = unless_closed(dialog, show, lambda _: None)
            self._read(lambda: seekers.prepare_seeker(office, person_id), told)

        dialog.person_chosen.connect(recall)

        def work(new: NewSeeker) -> None:
            if existing is None:
                seekers.register_seeker(office, new)
            else:
                seekers.edit_seeker(office, existing.row.id, new)

        dialog.submitted.connect(lambda new: self._store(dialog, lambda: work(new)))
        dialog.open()

    def register_several(self) -> None:
        """Register several people of one group."""
        if not self._may_edit:
            return
        office = self._office

        def show(groups: tuple[str, ...]) -> None:
            dialog = BatchDialog(groups, office.today().isoformat(), self._page)

            def offer(group: str) -> None:
                self._runner.read(
                    lambda job: seekers.list_workers(office, group),
                    dialog.show_people,
                    self._shell.show_error,
                    owner=dialog,
                )

            dialog.group_chosen.connect(offer)
            dialog.submitted.connect(
                lambda wanted: self._store(dialog, lambda: seekers.register_seekers(office, wanted))
            )
            offer("")
            dialog.open()

        self._read(lambda: seekers.list_groups(office), show)

    def renew(self, seeker_id: str) -> None:
        """Count a registration from today on."""
        if self._may_edit:
            self._runner.write(
                lambda job: seekers.renew_seeker(self._office, seeker_id),
                lambda _: self._changed(),
                self._shell.show_error,
            )

    def close(self, seeker: Seeker) -> None:
        """Ask how a registration ended."""
        if not self._may_edit:
            return
        dialog = CloseDialog(seeker, self._page)

        def work(found_work: bool, job_state: str, job: str) -> None:
            state = SeekerState.EMPLOYED if found_work else SeekerState.CANCELLED
            seekers.close_seeker(self._office, seeker.row.id, state, job_state, job)

        dialog.submitted.connect(
            lambda found, where, job: self._store(dialog, lambda: work(found, where, job))
        )
        dialog.open()

    def _store(self, dialog: FormDialog, work: Callable[[], Any]) -> None:
        write_for(dialog, self._runner, self._shell, work, lambda _: self._changed())

    def _read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._runner.read(lambda job: work(), done, self._shell.show_error, owner=self._page)

    def _find(self, text: str) -> Sequence[Found]:
        return found_people(self._office, text)
