"""What the presenters of pages have in common: reading, writing, dialogs, papers."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.accounts import Right
from desktop.services.boards.households import named_people
from ui.dialogs.refusal import AskingDialog, write_for
from ui.screens.attachments.dialog import AttachmentsDialog
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.register.print_dialog import Paper, PrintDialog
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

T = TypeVar("T")


def people_of(office: "Office", ids: Sequence[str]) -> tuple[ReferenceChoice, ...]:
    """People to begin a choice with."""
    names = named_people(office, ids)
    return tuple(ReferenceChoice(one, names[one]) for one in ids if one in names)


class PagePresenter:
    """Asks services through the job runner; the shell reads the page in view anew after a write."""

    def __init__(self, page: "QWidget", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._parent = page
        self._office = office
        self._runner = runner
        self._shell = shell

    def load(self) -> None:
        """Read what the page shows anew."""
        raise NotImplementedError

    def _after_write(self) -> None:
        self._shell.records_changed()

    def may(self, right: Right) -> bool:
        """Whether the user at work has a right."""
        return self._office.may(right)

    def _read(self, work: Callable[[], T], show: Callable[[T], None]) -> None:
        self._runner.read(lambda job: work(), show, self._shell.show_error, owner=self._parent)

    def _write(self, work: Callable[[], T], done: Callable[[T], None] | None = None) -> None:
        def stored(result: T) -> None:
            self._after_write()
            if done is not None:
                done(result)

        self._runner.write(lambda job: work(), stored, self._shell.show_error)

    def _dialog(self, title: str, yes: str, about: str = "", *, danger: bool = False) -> FieldsDialog:
        return FieldsDialog(title, yes, self._office, self._runner, self._parent, about=about, danger=danger)

    def _store(
        self,
        dialog: AskingDialog,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        *,
        in_place: bool = False,
    ) -> None:
        """Write what a dialog asks for; it closes when it is stored and says in place what is wrong."""

        def stored(result: T) -> None:
            self._after_write()
            if done is not None:
                done(result)

        write_for(dialog, self._runner, self._shell, work, stored, in_place=in_place)

    def _attachments(self, table: str, record_id: str, title: str) -> None:
        """Show what hangs on a record, under its name."""
        AttachmentsDialog(
            self._office, self._runner, self._shell, (table, record_id), title, self._parent
        ).open()

    def _paper(self, name: str, note: str, make: Callable[[], bytes]) -> None:
        paper = Paper(name, name, note, "", False, lambda _full, _job: make())
        PrintDialog(self._office, self._runner, self._shell, paper, self._parent).open()
