"""Answers the dialog of layouts; knows the service, not the widgets' insides."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.job import JobHandle
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.reports.layout_patch import (
    LEAST_SHARE,
    MOST_SHARE,
    OWN_COLUMN,
    AddColumn,
    LayoutPatch,
    MoveColumn,
    NameColumn,
    ShowColumn,
    WidenColumn,
)
from desktop.services.disclosure import layouts, sheets

if TYPE_CHECKING:
    from desktop.reports.template import TableTemplate
    from desktop.services.disclosure.layouts import AdaptedLayout, LayoutSummary
    from desktop.services.disclosure.sheets import Sheet
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.layouts.dialog import LayoutsDialog
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("LayoutsPresenter", text)


class LayoutsPresenter:
    """Writes each change at once and shows the layout as it then is."""

    def __init__(self, view: "LayoutsDialog", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._name = ""
        self._asked = 0  # counts specimens asked for; only the latest is shown
        self._sheet: Sheet | None = None

    def load(self, name: str = "") -> None:
        """Read the list of layouts; ``name`` is shown, else the one shown now, else the first."""
        wanted = name or self._name

        def show(found: "tuple[LayoutSummary, ...]") -> None:
            names = [each.name for each in found]
            chosen = wanted if wanted in names else names[0]
            self._view.show_layouts(found, chosen)
            if chosen != self._name:
                self.choose(chosen)

        self._runner.read(
            lambda job: layouts.list_layouts(self._office), show, self._shell.show_error, owner=self._view
        )

    def choose(self, name: str) -> None:
        """Show one layout."""
        if name:
            self._name = name
            self._read()

    def _read(self) -> None:
        name = self._name

        def show(adapted: "AdaptedLayout") -> None:
            if name == self._name:
                self._view.show_adapted(adapted)
                self.show_specimen()

        self._runner.read(
            lambda job: layouts.get_layout(self._office, name),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def show_specimen(self) -> None:
        """Print the layout with invented contents and show it."""
        name = self._name
        if not name:
            return
        self._asked += 1
        asked = self._asked
        rows, large = self._view.specimen()

        def show(pdf: bytes) -> None:
            if asked != self._asked:
                return
            self._drop_sheet()
            self._sheet = sheets.open_sheet(pdf)
            self._view.preview.show_document(
                len(self._sheet.sizes), self._sheet.page, self._sheet.sizes[0][0]
            )

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError):
                self._view.preview.clear()
                self._view.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        def work(job: JobHandle) -> bytes:
            return layouts.specimen(self._office, name, rows, large, job)

        self._runner.read(work, show, failed, owner=self._view)

    # Changes

    def show_column(self, block: "TableTemplate | None", column: str, shown: bool) -> None:
        """Print a column, or leave it out."""
        if block is not None:
            self.change((ShowColumn(block.rows, column, shown),))

    def name_column(self, block: "TableTemplate | None", column: str, heading: str) -> None:
        """Head a column with other words."""
        if block is not None:
            self.change((NameColumn(block.rows, column, heading),))

    def widen_column(self, block: "TableTemplate | None", column: str, typed: str) -> None:
        """Give a column another share of the width."""
        if block is None:
            return
        each = next(c for c in block.columns if c.value == column)
        try:
            share = float(typed.strip())
        except ValueError:
            values = {"column": each.column.heading, "least": f"{LEAST_SHARE:g}", "most": f"{MOST_SHARE:g}"}
            self._refused((Problem("DOC-093", values, Place(field="share")),))
            return
        if share != each.column.share:
            self.change((WidenColumn(block.rows, column, share),))

    def move_column(self, block: "TableTemplate | None", column: str, before: str) -> None:
        """Put a column before another one."""
        if block is not None:
            self.change((MoveColumn(block.rows, column, before),))

    def add_column(self, block: "TableTemplate | None", heading: str) -> None:
        """Add an empty column to be written in by hand."""
        if block is None:
            return
        taken = {each.value for each in block.columns}
        number = next(n for n in range(1, len(taken) + 2) if f"{OWN_COLUMN}{n}" not in taken)
        self.change((AddColumn(block.rows, f"{OWN_COLUMN}{number}", heading),), self._view.clear_heading)

    def change(self, patches: Sequence[LayoutPatch], done: Callable[[], None] | None = None) -> None:
        """Write changes one after another; the first that is refused ends it."""
        office, name = self._office, self._name

        def work(_job: JobHandle) -> None:
            for patch in patches:
                layouts.change_layout(office, name, patch)

        def changed(_none: None) -> None:
            if done is not None:
                done()
            self._changed()

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError):
                self._refused(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(work, changed, failed)

    def _refused(self, problems: Sequence[Problem]) -> None:
        self._view.reset_grid()
        self._view.show_problems(problems)

    def undo(self) -> None:
        """Take the last change back."""
        self._step(layouts.undo_change)

    def redo(self) -> None:
        """Bring back what was taken back."""
        self._step(layouts.redo_change)

    def ask_restore(self) -> None:
        """Back to the layout as it was shipped, after a question."""
        self._shell.ask(
            _tr("恢复成程序自带的版式？"),
            _tr("本村的调整全部撤销，之后还可以用“重做”一处一处找回来。"),
            _tr("恢复原样"),
            lambda: self._step(layouts.restore_shipped),
        )

    def _step(self, step: "Callable[[Office, str], bool]") -> None:
        office, name = self._office, self._name
        self._runner.write(
            lambda job: step(office, name), lambda _done: self._changed(), self._shell.show_error
        )

    def _changed(self) -> None:
        self._shell.records_changed()
        self.load()
        self._read()

    def _drop_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None

    def close(self) -> None:
        """The dialog goes away."""
        self._asked += 1
        self._view.preview.clear()
        self._drop_sheet()
