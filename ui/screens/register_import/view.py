"""The import of a workbook in four pages (导入花名册)."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.services.register_import.session import column_choices
from desktop.words import word
from ui.screens.importing.columns_page import ColumnsPage
from ui.screens.importing.start_page import CountColumn, StartPage
from ui.screens.importing.step_pages import StepPages
from ui.screens.register_import.presenter import ImportPresenter
from ui.screens.register_import.preview_page import PreviewPage
from ui.screens.register_import.result_page import ResultPage
from ui.shell.screen import ListQuery, Screen
from ui.widgets.dress import label

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class ImportScreen(Screen):
    """Choose a file, say what its columns are, look at what would happen, write it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.start = StartPage(
            "register_import.batches",
            self.tr("导入花名册"),
            self.tr(
                "把花名册拖到这里，或者点“选择文件”。Excel（xlsx、xls、xlsb）、ods、csv 都可以；"
                "标题行、合并单元格、多个工作表不用先整理。导入前会先给您看一遍，确认后才写入。"
            ),
            (
                CountColumn(self.tr("新增"), 4, ("new",)),
                CountColumn(self.tr("更新"), 4, ("changed",)),
                CountColumn(self.tr("相同"), 4, ("same",)),
                CountColumn(self.tr("未导入"), 5, ("faulty", "ask")),
            ),
            ("faulty", "ask"),
        )
        self.columns = ColumnsPage(tuple((code, word(text)) for code, text in column_choices()))
        self.preview = PreviewPage()
        self.result = ResultPage()
        self._pages = StepPages((self.start, self.columns, self.preview, self.result))
        head = QHBoxLayout()
        head.addWidget(label(self.tr("导入"), "title"))
        head.addSpacing(24)
        head.addLayout(self._pages.line, 1)
        head.addWidget(self._pages.file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        self._presenter = ImportPresenter(self, office, runner, shell)
        self._presenter.load()

    def show_page(self, number: int, file_name: str = "") -> None:
        """Go to a page, counted from 0; ``file_name`` stands at the head from the second page on."""
        self._pages.show_page(number, file_name)

    def refresh(self) -> None:
        if self._pages.currentIndex() == 0:
            self._presenter.load()

    def show_list(self, query: ListQuery) -> None:
        """Begin with the file whose path is asked for: the one chosen in the first-run wizard."""
        if query.text:
            self._presenter.open(Path(query.text))

    def keep_work(self) -> None:
        self._presenter.keep()
