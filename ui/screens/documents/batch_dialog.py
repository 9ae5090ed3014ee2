"""Printing several issued sheets at once, or saving them as one file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.services.disclosure import batches, sheets
from desktop.services.disclosure.batches import Batch, BatchChoice
from desktop.services.disclosure.notices import NoticeSummary
from ui.dialogs.files import save_file
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.sheet_printing import print_sheet
from ui.screens.documents.make_dialog import quarters
from ui.widgets.dress import button, foot, label

if TYPE_CHECKING:
    from desktop.services.disclosure.sheets import Sheet
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_NUMBER, _TITLE, _PAGES = range(3)
_KEY = int(Qt.ItemDataRole.UserRole)


class BatchDialog(GrowingDialog):
    """The issued sheets of a quarter, ticked; options, and how many pages come of it."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        parent: QWidget,
        chosen: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("打印一批"))
        self._office, self._runner, self._shell = office, runner, shell
        self._chosen = tuple(chosen)
        self._sheet: Sheet | None = None
        self._quarters = quarters(office.today())
        self.quarter = QComboBox()
        self.quarter.setAccessibleName(self.tr("期间"))
        if chosen:
            self.quarter.addItem(self.tr("列表里选中的"))
        for text, _, _ in self._quarters:
            self.quarter.addItem(text)
        self.quarter.addItem(self.tr("全部已发布的"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("已发布的公开表"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setHeaderLabels([self.tr("编号"), self.tr("标题"), self.tr("页数")])
        heading = self.list.header()
        heading.setStretchLastSection(False)
        heading.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        heading.setSectionResizeMode(_PAGES, QHeaderView.ResizeMode.ResizeToContents)
        self.double_sided = QCheckBox(self.tr("双面打印：每一份从新的一张纸开始"))
        self.by_board = QCheckBox(self.tr("按公开栏分开：每个公开栏一套，前面印清单"))
        self._sum = label("", "muted")
        self.export = button(self.tr("导出一个 PDF…"), icon_name="export")
        self.print = button(self.tr("打印…"), "primary", "print")
        close = button(self.tr("关闭"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.quarter)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._sum)
        layout.addWidget(self.double_sided)
        layout.addWidget(self.by_board)
        layout.addWidget(
            label(self.tr("每一份还是存档的原样，页眉加印全批的页码，最前面是清单。"), "small", wrap=True)
        )
        layout.addLayout(foot(close, self.export, self.print))
        height = self.fontMetrics().height()
        self.resize(height * 42, height * 28)
        self._may_print = office.may(Right.PRINT)
        self.quarter.currentIndexChanged.connect(self._load)
        self.list.itemChanged.connect(self._show_sum)
        self.export.clicked.connect(self._export)
        self.print.clicked.connect(self._print)
        close.clicked.connect(self.accept)
        self._show_sum()
        self._load()

    def _load(self) -> None:
        office, place = self._office, self.quarter.currentIndex()
        picked = bool(self._chosen) and place == 0
        number = place - bool(self._chosen)
        span = ("", "")
        if not picked and number < len(self._quarters):
            _, first, last = self._quarters[number]
            span = (first.isoformat(), last.isoformat())

        def show(found: tuple[NoticeSummary, ...]) -> None:
            if place == self.quarter.currentIndex():
                self._show([each for each in found if not picked or each.id in self._chosen])

        self._runner.read(
            lambda job: batches.list_printable(office, *span), show, self._shell.show_error, owner=self
        )

    def _show(self, found: Sequence[NoticeSummary]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for each in found:
            item = QTreeWidgetItem([each.number, each.title, str(each.page_count)])
            item.setData(_NUMBER, _KEY, each.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_NUMBER, Qt.CheckState.Checked)
            item.setTextAlignment(_PAGES, Qt.AlignmentFlag.AlignCenter)
            self.list.addTopLevelItem(item)
        self.list.blockSignals(False)
        self.list.resizeColumnToContents(_NUMBER)
        # the style does not count the box's white
        self.list.setColumnWidth(_NUMBER, self.list.columnWidth(_NUMBER) + self.fontMetrics().height())
        self._show_sum()

    def _ticked(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [
            item for item in items if item is not None and item.checkState(_NUMBER) is Qt.CheckState.Checked
        ]

    def _show_sum(self) -> None:
        ticked = self._ticked()
        pages = sum(int(item.text(_PAGES)) for item in ticked)
        self._sum.setText(
            self.tr("勾选 {count} 份，共 {pages} 页。").format(count=len(ticked), pages=pages)
            if self.list.topLevelItemCount()
            else self.tr("这一期还没有发布的公开表。")
        )
        for pressed in (self.export, self.print):
            pressed.setEnabled(bool(ticked) and self._may_print)

    def choice(self) -> BatchChoice:
        """What is ticked."""
        return BatchChoice(
            tuple(str(item.data(_NUMBER, _KEY)) for item in self._ticked()),
            self.double_sided.isChecked(),
            self.by_board.isChecked(),
        )

    def _print(self) -> None:
        office, choice = self._office, self.choice()
        self._shell.run_long(
            self.tr("正在合成一批"), lambda job: batches.make_batch(office, choice, job), self._on_made
        )

    def _on_made(self, batch: Batch) -> None:
        self._drop_sheet()
        self._sheet = sheets.open_sheet(batch.pdf)
        title = self.tr("公开表一批（{pages} 页）").format(pages=batch.page_count)
        printed = partial(self._on_printed, batch)
        print_sheet(self, self._runner, title, self._sheet, printed, self._shell.show_error)

    def _on_printed(self, batch: Batch) -> None:
        self._drop_sheet()

        def done(_none: None) -> None:
            self._shell.records_changed()
            self._shell.notify(self.tr("一批已经打印，每一份都登记了。"))

        self._runner.write(
            lambda job: batches.record_batch(self._office, batch), done, self._shell.show_error
        )

    def _export(self) -> None:
        name = self.tr("公开表一批.pdf")
        save_file(self, self.tr("导出一个 PDF"), name, self.tr("PDF 文件 (*.pdf)"), self._save)

    def _save(self, path: Path) -> None:
        office, choice = self._office, self.choice()

        def work(job: JobHandle) -> None:
            batches.save_batch(office, batches.make_batch(office, choice, job), path)

        self._shell.run_long(
            self.tr("正在合成一批"),
            work,
            lambda _none: self._shell.notify(self.tr("已保存。")),
            writes=True,
        )

    def _drop_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None
