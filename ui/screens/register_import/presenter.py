"""Answers the import's pages; knows the import service, not widgets' insides."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.job import JobHandle
from desktop.services.history import ClashKey, ClashView
from desktop.services.register_import import mending, session
from desktop.services.register_import.mending import Candidate, CellOfRow, ValueGroup
from desktop.services.register_import.rows import Decisions, RowClass
from desktop.services.register_import.session import ImportPlan, ImportReport, OpenImport
from ui.screens.importing.import_lead import PREVIEW, RESULT, ImportLead, ImportWords
from ui.screens.register_import import row_text
from ui.screens.register_import.clash_dialog import ClashDialog
from ui.screens.register_import.preview_page import MISSING, VALUES
from ui.widgets.block_model import BlockModel
from ui.widgets.table_column import Cell

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.register_import.view import ImportScreen
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportPresenter", text)


class ImportPresenter(ImportLead[Decisions, ImportPlan]):
    """Leads through one import at a time; every decision is kept in the register at once."""

    def __init__(self, view: "ImportScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        words = ImportWords(_tr("花名册"), _tr("档案不受影响"), _tr("导入错误表.xlsx"))
        pages = (view.start, view.columns, view.preview, view.result)
        super().__init__(view, pages, view.show_page, office, runner, shell, words)
        self._view = view
        self._groups: tuple[ValueGroup, ...] = ()
        self._shown = RowClass.NEW.value
        preview = view.preview
        preview.row_chosen.connect(self._show_row)
        preview.cell_mended.connect(self._mend_cell)
        preview.answered.connect(self._answer)
        preview.preferred.connect(self._prefer)
        preview.value_mended.connect(self._mend_value)
        preview.skip_all_requested.connect(self._skip_all)
        preview.person_requested.connect(shell.open_person)
        view.result.list_requested.connect(lambda: shell.open_screen("register"))
        view.result.check_requested.connect(lambda: shell.open_screen("data_check"))

    def load(self) -> None:
        """Read the list of imports."""
        self._runner.read(
            lambda job: session.list_batches(self._office),
            self._view.start.show_batches,
            self._shell.show_error,
            owner=self._view,
        )

    def _read_file(self, path: Path, job: JobHandle) -> OpenImport:
        return session.open_import(self._office, path, job)

    def _read_batch(self, batch_id: str) -> OpenImport:
        return session.resume_import(self._office, batch_id)

    def _drop(self, batch_id: str) -> None:
        session.drop_import(self._office, batch_id)

    def _choose(self, opened: OpenImport, sheet: str, position: int, identifier: str) -> None:
        session.choose_column(opened, sheet, position, identifier)

    def _write_errors(self, batch_id: str, path: Path, job: JobHandle) -> int:
        return session.write_errors(self._office, batch_id, path, job)

    # The plan

    def make_plan(self) -> None:
        self._plan_again(self._show_first)

    def _plan_again(self, done: Callable[[], None]) -> None:
        if self._opened is None:
            return
        office, opened = self._office, self._opened.snapshot()

        def work(job: JobHandle) -> tuple[ImportPlan, tuple[ValueGroup, ...]]:
            plan = session.plan_import(office, opened, job)
            return plan, mending.value_groups(opened, plan)

        def planned(result: tuple[ImportPlan, tuple[ValueGroup, ...]]) -> None:
            self._plan, self._groups = result
            counts = {row_class.value: count for row_class, count in self._plan.counts.items()}
            self._view.preview.show_counts(counts, len(self._groups), len(self._plan.missing))
            self._view.preview.show_tables(self._plan.problems)
            self._view.show_page(PREVIEW, self._file_name)
            done()

        self._shell.run_long(
            _tr("正在核对"),
            work,
            planned,
            steps={"normalise": _tr("读懂每一格"), "match": _tr("与档案比对")},
        )

    def _show_first(self) -> None:
        """The first class that needs a person, else what is new."""
        plan = self._plan
        if plan is None:
            return
        counts = plan.counts
        order = (RowClass.FAULTY, RowClass.ASK, RowClass.CHANGED, RowClass.NEW, RowClass.SAME)
        first = next((row_class for row_class in order if counts[row_class]), RowClass.NEW)
        self.show_class(first.value)

    def show_class(self, shown: str) -> None:
        self._shown = shown
        plan = self._plan
        if plan is None:
            return
        if shown == VALUES:
            self._view.preview.show_values(self._groups)
            return
        if shown == MISSING:
            self._show_missing(plan)
            return
        positions = [str(number) for number, row in enumerate(plan.rows) if row.row_class.value == shown]

        def load(ids: Sequence[str]) -> Sequence[Sequence[str | Cell]]:
            return [row_text.cells(plan.rows[int(position)]) for position in ids]

        model = BlockModel(row_text.columns(), load, self._runner, self._view)
        model.set_ids(positions)
        self._view.preview.show_rows(shown, model, len(positions))

    def _show_missing(self, plan: ImportPlan) -> None:
        def load(ids: Sequence[str]) -> Sequence[Sequence[str | Cell]]:
            people = [plan.missing[int(number[1:])] for number in ids]
            return [
                ("", "", person.name, "", "", person.villager_group, person.household_no) for person in people
            ]

        model = BlockModel(row_text.columns(), load, self._runner, self._view)
        model.set_ids([f"m{number}" for number in range(len(plan.missing))])
        self._view.preview.show_rows(MISSING, model, len(plan.missing))

    def _show_row(self, position: str) -> None:
        plan, opened = self._plan, self._opened
        if plan is None or opened is None or position.startswith("m"):
            return
        row = plan.rows[int(position)]
        cells: tuple[CellOfRow, ...] = mending.cells_of_row(opened, row)

        def show(candidates: tuple[Candidate, ...]) -> None:
            if self._plan is plan:
                self._view.preview.show_row(position, row, cells, candidates)

        self._runner.read(
            lambda job: mending.candidates_of(self._office, row),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    # Mending

    def _mend_cell(self, position: str, identifier: str, text: str) -> None:
        if self._plan is not None and self._opened is not None:
            mending.mend_cell(self._opened, self._plan.rows[int(position)], identifier, text)
            self._after_mending()

    def _mend_value(self, identifier: str, old_text: str, text: str) -> None:
        if self._opened is not None:
            mending.mend_value(self._opened, identifier, old_text, text)
            self._after_mending()

    def _answer(self, position: str, answer: str) -> None:
        if self._plan is not None and self._opened is not None:
            mending.answer_row(self._opened, self._plan.rows[int(position)], answer)
            self._after_mending()

    def _prefer(self, position: str) -> None:
        if self._plan is not None and self._opened is not None:
            mending.prefer_row(self._opened, self._plan, self._plan.rows[int(position)])
            self._after_mending()

    def _skip_all(self, shown: str) -> None:
        if self._plan is not None and self._opened is not None:
            mending.skip_all(self._opened, self._plan, RowClass(shown))
            self._after_mending()

    def _after_mending(self) -> None:
        self.keep()
        shown = self._shown
        self._plan_again(partial(self.show_class, shown))

    # Writing

    def commit(self) -> None:
        opened, plan = self._opened, self._plan
        if opened is None or plan is None:
            return
        self._shell.run_long(
            _tr("正在写入档案"),
            lambda job: session.commit_import(self._office, opened, plan, job),
            self._on_committed,
            writes=True,
            steps={"backup": _tr("先做备份"), "write": _tr("写入"), "index": _tr("更新查找")},
        )

    def _on_committed(self, report: ImportReport) -> None:
        self._opened = self._plan = None
        self._view.result.show_report(report)
        self._view.show_page(RESULT, report.file_name)
        self._shell.records_changed()

    # After the import

    def ask_undo(self, batch_id: str) -> None:
        self._shell.run_long(
            _tr("正在看哪些后来改过"),
            lambda job: session.undo_clashes(self._office, batch_id),
            partial(self._on_clashes, batch_id),
        )

    def _on_clashes(self, batch_id: str, clashes: tuple[ClashView, ...]) -> None:
        if clashes:
            dialog = ClashDialog(clashes, self._view)
            dialog.answered.connect(lambda forced: self._undo(batch_id, forced))
            dialog.open()
            return
        self._shell.ask(
            _tr("撤销这次导入？"),
            _tr("这次导入新增的人和改动的内容全部退回；导入以后它们没有再改过。"),
            _tr("撤销"),
            lambda: self._undo(batch_id, frozenset()),
            danger=True,
        )

    def _undo(self, batch_id: str, forced: frozenset[ClashKey]) -> None:
        self._shell.run_long(
            _tr("正在撤销导入"),
            lambda job: session.undo_import(self._office, batch_id, forced, job),
            self._on_undone,
            writes=True,
            can_cancel=False,
        )

    def _on_undone(self, left: tuple[ClashView, ...]) -> None:
        text = _tr("已撤销这次导入。")
        if left:
            text += _tr("有 {count} 条后来改过的记录保持原样。").format(count=len(left))
        self._shell.notify(text)
        self._shell.records_changed()
        self.start_again()
