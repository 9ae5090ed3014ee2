"""批量修改: planned while the inputs change, written with progress as one action, undone by a click."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.domain.job import JobHandle
from desktop.services import bulk_edit, history
from desktop.services.bulk_edit import BulkChange, BulkPlan
from desktop.services.references import Reference, find_references
from desktop.services.register import ListKind
from ui.screens.register.bulk_dialog import BulkDialog
from ui.screens.register.dialog_presenter import DialogPresenter
from ui.screens.register.reference_words import reference_choice


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterBulk", text)


class BulkPresenter(DialogPresenter):
    """Opens one dialog for the records chosen in a list."""

    def open(self, kind: ListKind, ids: tuple[str, ...]) -> None:
        """Ask what to change; with fewer than two rows chosen say how to choose more."""
        if len(ids) < 2:
            self._shell.notify(_tr("先选中几行：按住 Ctrl 或 Shift 点，或者按 Ctrl+A 全选"))
            return
        dialog = BulkDialog(kind, ids, self._parent)
        dialog.plan_wanted.connect(partial(self._plan, dialog))
        dialog.references_wanted.connect(partial(self._find_references, dialog))
        dialog.submitted.connect(partial(self._store, dialog))
        dialog.open()

    def _plan(self, dialog: BulkDialog, change: BulkChange) -> None:
        def show(plan: BulkPlan) -> None:
            dialog.show_plan(change, plan)

        self._runner.read(
            lambda job: bulk_edit.plan_bulk(self._office, change), show, self._shell.show_error, owner=dialog
        )

    def _find_references(self, dialog: BulkDialog, key: str, text: str) -> None:
        target = dialog.reference_target(key)

        def show(found: tuple[Reference, ...]) -> None:
            dialog.show_references(key, text, [reference_choice(one) for one in found])

        self._runner.read(
            lambda job: find_references(self._office, target, text),
            show,
            self._shell.show_error,
            owner=dialog,
        )

    def _store(self, dialog: BulkDialog, change: BulkChange) -> None:
        """Close the dialog and write over the window, where progress and cancel have their place."""
        dialog.accept()

        def work(job: JobHandle) -> tuple[int, int | None]:
            count = bulk_edit.change_in_bulk(self._office, change, job)
            last = history.next_undo(self._office)
            return count, last.change_set if last is not None else None

        def done(answer: tuple[int, int | None]) -> None:
            count, change_set = answer
            undo = partial(self._undo, change_set) if change_set is not None else None
            told = _tr("已批量修改 {n} 条").format(n=QLocale().toString(count))
            self._shell.notify(told, _tr("撤销") if undo else "", undo)
            self._shell.records_changed()

        self._shell.run_long(_tr("正在批量修改"), work, done, writes=True)
