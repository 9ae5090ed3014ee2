"""One ledger: its states with counts, its list, one record beside it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.property_ledger import ASSET, CONTRACT, DEBT, LAND_RESOURCE, PROJECT, SUBSIDY
from desktop.services.property.records import ALL, LedgerRecord, state_labels
from desktop.words import word
from ui.screens.property import table_model
from ui.screens.property.detail import RecordPanel
from ui.screens.property.presenter import LedgerPresenter
from ui.widgets.dress import button, tool_button
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

PICTURES = {
    CONTRACT: "documents",
    ASSET: "home",
    LAND_RESOURCE: "land",
    DEBT: "money",
    PROJECT: "village",
    SUBSIDY: "user",
    "party_transfer": "export",
    "party_honour": "star",
    "party_discipline": "alert",
    "party_fee_move": "money",
}
_TONES = {"overdue": "overdue", "ends_soon": "soon", "soon": "soon", "returned": "overdue"}


class LedgerPage(QWidget):
    """Built from the ledger's fields; six of them make the screen."""

    def __init__(
        self, ledger: str, title: str, office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        super().__init__()
        self.ledger = ledger
        self._states = state_labels(ledger)
        self.search = SearchBox(self.tr("在{title}里找").format(title=title))
        self.new = button(self.tr("登记"), "primary", "plus")
        self.take_in = tool_button("import", self.tr("从表格导入"))
        self.give_out = tool_button("export", self.tr("导出表格"))
        self.tabs = TabStrip(((ALL, self.tr("全部")), *((code, word(text)) for code, text in self._states)))
        self._model: RowsModel[LedgerRecord] = RowsModel(
            table_model.columns(ledger, has_states=bool(self._states)), lambda record: record.id, self
        )
        self.table = VirtualTable(f"property_{ledger}")
        self.table.setAccessibleName(title)
        self.table.show_model(self._model)
        self.panel = RecordPanel(PICTURES[ledger])
        self.make = button(self.tr("生成清单…"))
        self.pay = button(self.tr("登记发放…"))
        own = (self.make, self.pay) if ledger == SUBSIDY else ()
        self._frame = ListFrame(
            title,
            (*own, self.take_in, self.give_out, self.new),
            self.tabs,
            self.table,
            self.panel,
            picture=PICTURES[ledger],
            shares=(3, 2),
            search=self.search,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self.presenter = presenter = LedgerPresenter(self, ledger, office, runner, shell)
        for tool in (self.new, self.take_in, self.make, self.pay):
            tool.setEnabled(presenter.may_edit)
        self.give_out.setEnabled(office.may(Right.EXPORT))
        self.search.search_requested.connect(presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.new.clicked.connect(presenter.add)
        self.take_in.clicked.connect(presenter.workbooks.import_file)
        self.give_out.clicked.connect(presenter.workbooks.export_file)
        self.make.clicked.connect(lambda: presenter.open_subsidy(pays=False))
        self.pay.clicked.connect(lambda: presenter.open_subsidy(pays=True))
        self.table.current_changed.connect(presenter.choose)
        self.table.row_activated.connect(presenter.edit)
        self.tabs.chosen.connect(lambda view: presenter.show_view(view, self.search.text().strip()))
        panel = self.panel
        panel.edit_wanted.connect(presenter.edit)
        panel.removal_wanted.connect(presenter.remove)
        panel.child_wanted.connect(presenter.edit_child)
        panel.child_removed.connect(presenter.remove_child)
        panel.relation_opened.connect(presenter.open_relation)
        panel.sheet_wanted.connect(presenter.draft_sheet)
        panel.letter_wanted.connect(presenter.print_letter)
        panel.history_wanted.connect(presenter.show_history)
        panel.return_wanted.connect(presenter.set_returned)
        self.tabs.mark(ALL)

    def show_records(self, records: Sequence[LedgerRecord], counts: Mapping[str, int], asked: str) -> None:
        """Show the records of a view; ``asked`` is the text that was searched for."""
        for key in (ALL, *(code for code, _ in self._states)):
            number = counts.get(key, 0)
            self.tabs.show_count(key, number, _TONES.get(key, "") if number else "")
        current = self.table.current_id()
        self._model.set_rows(records)
        self._frame.show_rows(exist=bool(records))
        if not records:
            if asked:
                self._frame.empty.show_text(self.tr("没有找到“{text}”").format(text=asked))
            else:
                self._frame.empty.show_text(
                    self.tr("还没有登记"), self.tr("按 Ctrl+N 登记一条，或从表格导入。")
                )
            self.panel.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(records[0].id)
        self.presenter.choose(self.table.current_id())

    def shown_ids(self) -> tuple[str, ...]:
        """Ids of the records in the order shown."""
        return tuple(self._model.ids)
