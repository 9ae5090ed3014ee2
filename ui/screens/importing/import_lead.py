"""Leads through an import of any kind: file, columns, preview, result; knows no widget from inside."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, SignalInstance

from desktop.domain.job import JobHandle
from desktop.services import import_batches
from desktop.services.import_batches import Decided, OpenWorkbook
from ui.dialogs.files import choose_file, save_file
from ui.screens.importing.columns_page import ColumnsPage
from ui.screens.importing.start_page import StartPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

START, COLUMNS, PREVIEW, RESULT = range(4)
WORKBOOKS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.tsv *.txt *.et"

D = TypeVar("D", bound=Decided)
P = TypeVar("P")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportLead", text)


@dataclass(frozen=True, slots=True)
class ImportWords:
    """The workbook, what stays as it is when an import is given up, the file of what was not taken."""

    workbook: str
    unharmed: str
    errors: str


class PreviewPage(Protocol):
    """The page that shows what would happen."""

    @property
    def back_requested(self) -> SignalInstance: ...
    @property
    def class_chosen(self) -> SignalInstance: ...
    @property
    def commit_requested(self) -> SignalInstance: ...


class ResultPage(Protocol):
    """The page that says what was done."""

    @property
    def errors_requested(self) -> SignalInstance: ...
    @property
    def undo_requested(self) -> SignalInstance: ...
    @property
    def another_requested(self) -> SignalInstance: ...


class ImportLead(Generic[D, P]):
    """Every decision is kept at once; what the rows go into changes only when the clerk says so."""

    def __init__(
        self,
        view: "QWidget",
        pages: tuple[StartPage, ColumnsPage, PreviewPage, ResultPage],
        show_page: Callable[[int, str], None],
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        words: ImportWords,
    ) -> None:
        """Begin without a file."""
        self._parent = view
        self._start, self._columns, preview, result = pages
        self._show_page = show_page
        self._office = office
        self._runner = runner
        self._shell = shell
        self._words = words
        self._opened: OpenWorkbook[D] | None = None
        self._plan: P | None = None
        self._start.file_wanted.connect(self.choose)
        self._start.file_dropped.connect(self.open)
        self._start.resume_requested.connect(self._resume)
        self._start.drop_requested.connect(self._ask_drop)
        self._start.undo_requested.connect(self.ask_undo)
        self._start.errors_requested.connect(self._choose_errors)
        self._columns.back_requested.connect(self.start_again)
        self._columns.go_on_requested.connect(self.make_plan)
        self._columns.column_chosen.connect(self._choose_column)
        self._columns.sheet_left_out.connect(self._leave_out)
        preview.back_requested.connect(lambda: show_page(COLUMNS, self._file_name))
        preview.class_chosen.connect(self.show_class)
        preview.commit_requested.connect(self.commit)
        result.errors_requested.connect(self._choose_errors)
        result.undo_requested.connect(self.ask_undo)
        result.another_requested.connect(self.start_again)

    # What differs from kind to kind

    @abstractmethod
    def load(self) -> None:
        """Read the list of imports."""

    @abstractmethod
    def make_plan(self) -> None:
        """Work out what would happen, and show the preview."""

    @abstractmethod
    def show_class(self, shown: str) -> None:
        """Show one class of rows in the preview."""

    @abstractmethod
    def commit(self) -> None:
        """Write what the preview shows."""

    @abstractmethod
    def ask_undo(self, batch_id: str) -> None:
        """Ask whether an import shall be taken back."""

    @abstractmethod
    def _read_file(self, path: Path, job: JobHandle) -> OpenWorkbook[D]: ...

    @abstractmethod
    def _read_batch(self, batch_id: str) -> OpenWorkbook[D]: ...

    @abstractmethod
    def _drop(self, batch_id: str) -> None: ...

    @abstractmethod
    def _choose(self, opened: OpenWorkbook[D], sheet: str, position: int, identifier: str) -> None: ...

    @abstractmethod
    def _write_errors(self, batch_id: str, path: Path, job: JobHandle) -> int: ...

    # The file

    @property
    def _file_name(self) -> str:
        return self._opened.file_name if self._opened else ""

    def choose(self) -> None:
        """Ask for a workbook."""
        patterns = f"{self._words.workbook} ({WORKBOOKS})"
        title = _tr("选择{workbook}").format(workbook=self._words.workbook)
        choose_file(self._parent, title, f"{patterns};;{_tr('所有文件 (*)')}", self.open)

    def open(self, path: Path) -> None:
        """Begin with a file."""
        self._shell.run_long(
            _tr("正在读取文件"),
            lambda job: self._read_file(path, job),
            self._on_opened,
            writes=True,
            steps={"read": _tr("读取"), "find": _tr("找表头"), "keep": _tr("保存进度")},
        )

    def _on_opened(self, opened: OpenWorkbook[D]) -> None:
        self._opened, self._plan = opened, None
        self._columns.show_import(opened.tables, opened.mappings, opened.decisions.sheets)
        self._show_page(COLUMNS, opened.file_name)
        self._columns.go_on.setFocus()

    def _resume(self, batch_id: str) -> None:
        self._shell.run_long(
            _tr("正在恢复上次的导入"), lambda job: self._read_batch(batch_id), self._on_opened
        )

    def _ask_drop(self, batch_id: str) -> None:
        def drop() -> None:
            self._runner.write(
                lambda job: self._drop(batch_id), lambda _none: self.load(), self._shell.show_error
            )

        self._shell.ask(
            _tr("放弃这次没有完成的导入？"),
            _tr("读到的内容和您改过的地方都会丢掉，{unharmed}。").format(unharmed=self._words.unharmed),
            _tr("放弃"),
            drop,
            danger=True,
        )

    def start_again(self) -> None:
        """Back to the list of imports."""
        self._opened = self._plan = None
        self._show_page(START, "")
        self.load()

    # The columns

    def keep(self) -> None:
        """Keep what was decided, so that a crash costs nothing."""
        if self._opened is not None:
            decided = self._opened.snapshot()
            self._runner.write(
                lambda job: import_batches.keep_decisions(self._office, decided),
                lambda _none: None,
                self._shell.show_error,
            )

    def _choose_column(self, sheet: str, position: int, identifier: str) -> None:
        if self._opened is not None:
            self._choose(self._opened, sheet, position, identifier)
            self.keep()

    def _leave_out(self, sheet: str, left_out: bool) -> None:
        if self._opened is not None:
            sheets = self._opened.decisions.sheets
            (sheets.add if left_out else sheets.discard)(sheet)
            self.keep()

    # The rows that were not taken

    def _choose_errors(self, batch_id: str) -> None:
        save_file(
            self._parent,
            _tr("保存错误表"),
            self._words.errors,
            _tr("Excel 工作簿 (*.xlsx)"),
            lambda path: self._save_errors(batch_id, path),
        )

    def _save_errors(self, batch_id: str, path: Path) -> None:
        self._shell.run_long(
            _tr("正在写错误表"),
            lambda job: self._write_errors(batch_id, path, job),
            lambda rows: self._shell.notify(_tr("错误表已保存，共 {count} 行。").format(count=rows)),
            writes=True,
        )
