"""Asks for a new notice and makes it: from the list of notices, or from a duty that it will end."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.accounts import Right
from desktop.services.disclosure import notices
from desktop.services.disclosure.making import MakeChoices, read_choices
from desktop.services.disclosure.requests import NoticeRequest
from ui.dialogs.refusal import write_for
from ui.screens.documents.make_dialog import MakeDialog
from ui.shell.screen import ListQuery

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def ask_for_notice(
    office: "Office",
    runner: "JobRunner",
    shell: "Shell",
    parent: QWidget,
    made: Callable[[str], None],
    wanted: NoticeRequest | None = None,
) -> None:
    """Open the dialog over what can be made.

    Args:
        office: The office at work; without the right to draft nothing happens.
        runner: Reads the choices and writes the draft.
        shell: Shows what goes wrong.
        parent: The screen.
        made: Gets the id of the new draft.
        wanted: What stands in the dialog at first; None for the sheet made most often.
    """
    if not office.may(Right.DRAFT_NOTICE):
        return

    def show(choices: MakeChoices) -> None:
        dialog = MakeDialog(choices, parent, wanted)
        dialog.submitted.connect(lambda request: make(dialog, request))
        dialog.accounts_wanted.connect(lambda: mend_accounts(dialog))
        dialog.open()

    def mend_accounts(dialog: MakeDialog) -> None:
        dialog.reject()
        shell.open_list("finance", ListQuery(view="balances"))

    def make(dialog: MakeDialog, request: NoticeRequest) -> None:
        write_for(dialog, runner, shell, lambda: notices.make_notice(office, request), made, in_place=True)

    runner.read(lambda job: read_choices(office), show, shell.show_error, owner=parent)
