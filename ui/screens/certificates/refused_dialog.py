"""Papers that people ask for and that the village does not issue: whose job each is."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.certificates import RefusedPaper
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import TableColumn
from ui.widgets.virtual_table import VirtualTable


class RefusedDialog(GrowingDialog):
    """A box to type what somebody asks for, and the sentence to tell them."""

    def __init__(
        self,
        papers: Sequence[RefusedPaper],
        find: Callable[[str], Sequence[RefusedPaper]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("不由村里开的证明"))
        self._papers, self._find = papers, find
        self.search = SearchBox(self.tr("村民要开什么：如 亲属、无犯罪、单身"))
        columns = (
            RowColumn(TableColumn("name", self.tr("证明"), 14), _name),
            RowColumn(TableColumn("office", self.tr("该找谁"), 13), _office),
            RowColumn(TableColumn("advice", self.tr("怎样办"), 24), _advice),
        )
        self._model: RowsModel[RefusedPaper] = RowsModel(columns, lambda paper: paper.code, self)
        self.table = VirtualTable("certificates.refused")
        self.table.setAccessibleName(self.tr("不由村里开的证明"))
        self.table.show_model(self._model)
        self.told = label("", wrap=True)
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addLayout(foot(close))
        self.search.search_requested.connect(self._show)
        self.search.went_down.connect(self.table.focus_first_row)
        self.table.current_changed.connect(self._tell)
        self._show("")
        height = self.fontMetrics().height()
        self.resize(height * 46, height * 26)
        self.search.setFocus()

    def _show(self, text: str) -> None:
        found = self._find(text) if text else self._papers
        self._model.set_rows(found)
        if found:
            self.table.select_id(found[0].code)
            self._tell(found[0].code)
        else:
            told = self.tr("没有找到“{text}”。清单上没有的，请问乡镇由哪里办理。")
            self.told.setText(told.format(text=text))

    def _tell(self, code: str) -> None:
        paper = next((each for each in self._papers if each.code == code), None)
        if paper is not None:
            told = self.tr("可以这样说：{name}不由村里开，请找{office}。{advice}。")
            self.told.setText(told.format(name=_name(paper), office=_office(paper), advice=_advice(paper)))


def _name(paper: RefusedPaper) -> str:
    return word(paper.name)


def _office(paper: RefusedPaper) -> str:
    return word(paper.office)


def _advice(paper: RefusedPaper) -> str:
    return word(paper.advice)
