"""户主变更, 分户 and 并户: planned while the inputs change, written in one action, undone by a click."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services import history
from desktop.services.references import Reference, find_households
from ui.screens.register.reference_words import reference_choice

if TYPE_CHECKING:
    from desktop.services.household_operations import Operation, Plan
    from desktop.services.office import Office
    from desktop.services.register_card import HouseholdCard
    from ui.jobs import JobRunner
    from ui.screens.register.merge_dialog import MergeDialog
    from ui.screens.register.operation_dialog import OperationDialog
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterOperation", text)


class OperationPresenter:
    """Opens one dialog for one household; the dialogs load when the first of them is asked for."""

    def __init__(
        self,
        parent: QWidget,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        undo: Callable[[int], None],
    ) -> None:
        self._parent = parent
        self._office = office
        self._runner = runner
        self._shell = shell
        self._undo = undo

    def change_head(self, card: "HouseholdCard", person_id: str = "") -> None:
        """Ask for the new head of a household; ``person_id`` is chosen already."""
        from ui.screens.register.head_dialog import HeadDialog

        self._open(HeadDialog(card, person_id, self._office.today(), self._parent))

    def split(self, card: "HouseholdCard") -> None:
        """Ask who leaves a household."""
        from ui.screens.register.split_dialog import SplitDialog

        self._open(SplitDialog(card, self._office.today(), self._parent))

    def merge(self, card: "HouseholdCard") -> None:
        """Ask which household joins another."""
        from ui.screens.register.merge_dialog import MergeDialog

        dialog = MergeDialog(card, self._office.today(), self._parent)
        dialog.households_wanted.connect(partial(self._find_households, dialog))
        self._open(dialog)

    def _open(self, dialog: "OperationDialog") -> None:
        dialog.plan_wanted.connect(partial(self._plan, dialog))
        dialog.submitted.connect(partial(self._store, dialog))
        dialog.open()

    def _find_households(self, dialog: "MergeDialog", text: str) -> None:
        def show(found: tuple[Reference, ...]) -> None:
            dialog.show_households(text, [reference_choice(one) for one in found])

        self._runner.read(
            lambda job: find_households(self._office, text), show, self._shell.show_error, owner=dialog
        )

    def _plan(self, dialog: "OperationDialog", operation: "Operation") -> None:
        from desktop.services.household_operations import plan_operation

        def show(plan: "Plan") -> None:
            dialog.show_plan(operation, plan)

        self._runner.read(
            lambda job: plan_operation(self._office, operation),
            show,
            self._shell.show_error,
            owner=dialog,
        )

    def _store(self, dialog: "OperationDialog", operation: "Operation") -> None:
        def work(_job: JobHandle) -> int | None:
            _write(self._office, operation)
            last = history.next_undo(self._office)
            return last.change_set if last is not None else None

        words = _tr("已登记 · {what}").format(what=dialog.windowTitle())

        def done(change_set: int | None) -> None:
            if isValid(dialog):  # it may have been closed while the register was written
                dialog.accept()
            undo = partial(self._undo, change_set) if change_set is not None else None
            self._shell.notify(words, _tr("撤销") if undo else "", undo)
            self._shell.records_changed()

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError) and isValid(dialog):
                dialog.show_refusal(error.problems)
                return
            if isValid(dialog):
                dialog.reject()
            self._shell.show_error(error)

        self._runner.write(work, done, failed)


def _write(office: "Office", operation: "Operation") -> None:
    """Call the service that fits; runs in the write lane."""
    from desktop.services import household_operations as operations

    match operation:
        case operations.HeadChange():
            operations.change_head(office, operation)
        case operations.Split():
            operations.split_household(office, operation)
        case operations.Merge():
            operations.merge_households(office, operation)
