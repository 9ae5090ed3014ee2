"""Takes a ledger in from a workbook and gives out what a list shows."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.services.property.records import TITLES, editing_right_of
from desktop.words import word
from ui.dialogs.closed import accept_if_open
from ui.dialogs.files import choose_file, save_file

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.property.importing import ImportPlan
    from ui.screens.property.import_dialog import LedgerImportDialog
    from ui.shell.shell_api import Shell

WORKBOOKS = "*.xlsx *.xls *.xlsb *.ods *.csv *.et"


def _tr(text: str) -> str:
    return QCoreApplication.translate("PropertyPresenter", text)


class LedgerWorkbooks:
    """Import and export of one page's ledger."""

    def __init__(
        self,
        owner: QWidget,
        office: "Office",
        shell: "Shell",
        ledger: str,
        shown_ids: Callable[[], Sequence[str]],
        imported: Callable[[], None],
        undo: Callable[[], None],
    ) -> None:
        """Keep what both need.

        Args:
            owner: Widget in whose window the dialogs open.
            office: The office at work.
            shell: For long jobs and notes.
            ledger: The ledger.
            shown_ids: Ids of the records that the list shows, in its order.
            imported: Called when rows were stored.
            undo: Takes the import back.
        """
        self._owner = owner
        self._office = office
        self._shell = shell
        self._ledger = ledger
        self._shown_ids = shown_ids
        self._imported = imported
        self._undo = undo

    def import_file(self) -> None:
        """Ask for a workbook and show what it would bring."""
        if self._office.may(editing_right_of(self._ledger)):
            title = _tr("选择要导入的{title}表格").format(title=word(TITLES[self._ledger]))
            choose_file(self._owner.window(), title, f"{_tr('表格')} ({WORKBOOKS})", self.open_import)

    def open_import(self, path: Path) -> None:
        """Show what a workbook would bring into the ledger."""
        from ui.screens.property.import_dialog import LedgerImportDialog

        dialog = LedgerImportDialog(self._ledger, self._office.today(), self._owner.window())
        dialog.plan_wanted.connect(partial(self._plan, dialog, path))
        dialog.accepted_plan.connect(partial(self._store, dialog))
        self._plan(dialog, path, dialog.defaults(), None)

    def _plan(
        self,
        dialog: "LedgerImportDialog",
        path: Path,
        defaults: Mapping[str, str],
        chosen: Mapping[str, str] | None,
    ) -> None:
        from desktop.services.property.importing import plan_import

        def show(plan: "ImportPlan") -> None:
            if isValid(dialog):
                dialog.show_plan(plan)
                dialog.open()

        def failed(error: Exception) -> None:
            if isValid(dialog) and not dialog.isVisible():
                dialog.deleteLater()
            self._shell.show_error(error)

        self._shell.run_long(
            _tr("正在读取表格"),
            lambda job: plan_import(self._office, self._ledger, path, defaults, chosen, job),
            show,
            failed=failed,
        )

    def _store(
        self, dialog: "LedgerImportDialog", plan: "ImportPlan", chosen: Mapping[str, str] | None
    ) -> None:
        from desktop.services.property.importing import store_import

        def done(count: int) -> None:
            accept_if_open(dialog)
            self._shell.notify(_tr("导入了 {count} 行").format(count=count), _tr("撤销"), self._undo)
            self._imported()

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.take.setEnabled(True)
            self._shell.show_error(error)

        self._shell.run_long(
            _tr("正在导入"),
            lambda _job: store_import(self._office, plan, chosen),
            done,
            failed=failed,
            writes=True,
            can_cancel=False,
        )

    def export_file(self) -> None:
        """Ask where to, and write what the list shows as a workbook."""
        title = word(TITLES[self._ledger])
        save_file(
            self._owner.window(),
            _tr("导出{title}").format(title=title),
            f"{title}.xlsx",
            "Excel (*.xlsx);;CSV (*.csv)",
            self.export_to,
        )

    def export_to(self, path: Path) -> None:
        """Write what the list shows as a workbook."""
        from desktop.services.property.importing import export_ledger

        ids = self._shown_ids()

        def done(count: int) -> None:
            self._shell.notify(_tr("导出了 {count} 行").format(count=count))

        self._shell.run_long(
            _tr("正在导出"),
            lambda job: export_ledger(self._office, self._ledger, path, ids, job),
            done,
            writes=True,
        )
