"""户主变更, 分户 and 并户: planned while the inputs change, written in one action, undone by a click."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.services.references import Reference, find_households
from ui.screens.register.dialog_presenter import DialogPresenter
from ui.screens.register.reference_words import reference_choice

if TYPE_CHECKING:
    from desktop.services.household_operations import Operation, Plan
    from desktop.services.office import Office
    from desktop.services.register_card import HouseholdCard
    from ui.screens.register.merge_dialog import MergeDialog
    from ui.screens.register.operation_dialog import OperationDialog


class OperationPresenter(DialogPresenter):
    """Opens one dialog for one household; the dialogs load when the first of them is asked for."""

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
        self._write(dialog, lambda: _carry_out(self._office, operation), dialog.show_refusal)


def _carry_out(office: "Office", operation: "Operation") -> None:
    """Call the service that fits; runs in the write lane."""
    from desktop.services import household_operations as operations

    match operation:
        case operations.HeadChange():
            operations.change_head(office, operation)
        case operations.Split():
            operations.split_household(office, operation)
        case operations.Merge():
            operations.merge_households(office, operation)
