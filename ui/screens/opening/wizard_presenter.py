"""Answers the first-run wizard."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.village import Village
from ui.dialogs.files import choose_file, choose_folder, save_file
from ui.dialogs.printing import print_document
from ui.jobs import JobRunner
from ui.screens.opening.first_user_step import FirstUser
from ui.screens.opening.opening_services import OpeningServices
from ui.screens.opening.start_step import StartWith
from ui.screens.opening.wizard_view import Start, WizardView

if TYPE_CHECKING:
    from desktop.reports.preview import Preview
    from desktop.services.office import Office
    from desktop.vault.recovery import RecoverySheet

WORKBOOKS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.tsv *.txt *.et"


class WizardPresenter(QObject):
    """Makes the office, hands over the sheet, and carries out the last choices."""

    finished = Signal(object, object)  # Office, Start
    bug = Signal(object)  # an exception nobody expected

    def __init__(
        self,
        services: OpeningServices,
        jobs: JobRunner,
        window: QWidget,
        *,
        fill_with_sample: "Callable[[Office, JobHandle], None] | None",
    ) -> None:
        super().__init__(window)
        self._services = services
        self._jobs = jobs
        self._window = window
        self._fill_with_sample = fill_with_sample
        self._office: Office | None = None
        self._sheet: RecoverySheet | None = None
        self.view = WizardView(services.path, sample_offered=fill_with_sample is not None)
        view = self.view
        view.create_requested.connect(self._create)
        view.print_requested.connect(self._print)
        view.save_sheet_requested.connect(self._save)
        view.answers_given.connect(self._check_answers)
        view.workbook_wanted.connect(self._choose_workbook)
        view.folder_wanted.connect(self._choose_folder)
        view.finished.connect(self._finish)

    def abandon(self) -> None:
        """The window closes in the middle: give an office back that was made already."""
        if self._office is not None:
            self._office.close()
            self._office = None

    def _create(self, village: Village, user: FirstUser) -> None:
        services = self._services
        self._jobs.write(lambda job: services.create(village, user), self._on_created, self._on_failed)

    def _on_created(self, made: "tuple[Office, RecoverySheet]") -> None:
        self._office, self._sheet = made
        self.view.show_sheet(self._sheet.groups, self._sheet.ask_back_positions())

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ProblemError):
            self.view.show_problem(messages.join(messages.sentence(problem) for problem in error.problems))
        else:
            self.view.show_problem("")
            self.bug.emit(error)

    def _pdf(self) -> bytes:
        assert self._office is not None and self._sheet is not None
        return self._services.sheet_pdf(self._sheet, self._office.user.login, self._office.today())

    def _print(self) -> None:
        self._jobs.read(lambda job: self._services.preview(self._pdf()), self._on_drawn, self._on_failed)

    def _on_drawn(self, document: "Preview") -> None:
        sizes = tuple((size.width, size.height) for size in document.sizes)

        def render(page: int, dpi: float) -> object:
            return document.page(page, dpi, for_print=True)

        print_document(
            self._window,
            self._jobs,
            self.tr("村情通恢复单"),
            sizes,
            render,  # type: ignore[arg-type]
            document.close,
            self._on_failed,
        )

    def _save(self) -> None:
        save_file(
            self._window, self.tr("保存恢复单"), self.tr("恢复单.pdf"), "PDF (*.pdf)", self._write_sheet
        )

    def _write_sheet(self, path: Path) -> None:
        """Write the sheet where the user said; beside the data it would open them to any thief."""
        if path.resolve().is_relative_to(self._services.path.resolve()):
            problem = Problem("SYS-023", {"path": str(path)})
            self.view.show_problem(messages.brief(problem))
            return

        def save(_job: JobHandle) -> None:
            from desktop.services.saving import save_bytes

            save_bytes(path, self._pdf())

        self._jobs.read(save, lambda _: None, self._on_failed)

    def _check_answers(self, answers: Mapping[int, str]) -> None:
        assert self._sheet is not None
        self.view.show_wrong_answers(self._sheet.wrong_positions(answers))

    def _choose_workbook(self) -> None:
        patterns = self.tr("花名册 ({patterns})").format(patterns=WORKBOOKS)
        choose_file(self._window, self.tr("选择花名册"), patterns, self.view.start_step.set_workbook)

    def _choose_folder(self) -> None:
        choose_folder(self._window, self.tr("备份放在哪里"), self._on_folder_chosen)

    def _on_folder_chosen(self, folder: Path) -> None:
        if folder.resolve().is_relative_to(self._services.path.resolve()):
            problem = Problem("SYS-024", {"path": str(folder)})
            self.view.show_problem(messages.brief(problem))
            return
        self.view.backup_step.set_folder(folder)

    def _finish(self, start: Start) -> None:
        assert self._office is not None
        self.view.set_busy(
            self.tr("正在放入示范数据…") if start.start_with is StartWith.SAMPLE else self.tr("马上就好…")
        )
        self._sheet = None  # from here on the code exists on paper only
        work = partial(self._prepare, self._office, start)
        self._jobs.write(work, partial(self._on_prepared, start), self._on_failed)

    def _prepare(self, office: "Office", start: Start, job: JobHandle) -> None:
        if start.backup_folder is not None:
            self._services.keep_backup_folder(office, start.backup_folder)
        if start.start_with is StartWith.SAMPLE and self._fill_with_sample is not None:
            self._fill_with_sample(office, job)

    def _on_prepared(self, start: Start, _: object) -> None:
        shown = start.workbook if start.start_with is StartWith.WORKBOOK else None
        office, self._office = self._office, None
        self.finished.emit(office, Start(start.start_with, shown, start.backup_folder))
