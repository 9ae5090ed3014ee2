"""Members of the party: list narrowed by marks and groups, one member's card beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.services.party import card, members
from desktop.services.party.card import MemberCard
from desktop.services.party.ledgers import TITLES
from desktop.services.party.members import Difference, MemberLine
from desktop.words import word
from ui.dialogs.files import save_file
from ui.screens.party import members_model
from ui.screens.party.differences_dialog import DifferencesDialog
from ui.screens.party.member_card import MemberPanel
from ui.screens.property.record_forms import RecordForms
from ui.screens.property.workbooks import LedgerWorkbooks
from ui.widgets.chip_bar import ChipBar
from ui.widgets.dress import button, tool_button
from ui.widgets.facet_panel import FacetPanel
from ui.widgets.filter_terms import FilterSet
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

MEMBER = members.MEMBER


class MembersPage(QWidget):
    """Reads the members once and narrows them in memory; asks for one card at a time."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self._lines: tuple[MemberLine, ...] = ()
        self._view, self._text = members_model.CURRENT, ""
        self._found: frozenset[str] | None = None
        self._filters = FilterSet()
        self._current = self._wanted = ""
        self.may_edit = office.may(Right.EDIT_PARTY)
        self.forms = RecordForms(self, office, runner, shell, self._on_stored)
        self.workbooks = LedgerWorkbooks(
            self, office, shell, MEMBER, self.shown_ids, self._on_imported, self.forms.undo
        )
        self._make_parts()
        self._connect()
        self.tabs.mark(self._view)

    def _make_parts(self) -> None:
        self.search = SearchBox(self.tr("找党员：姓名、拼音、身份证尾号"))
        self.new = button(self.tr("登记党员"), "primary", "plus")
        self.settle = button(self.tr("核对民情档案…"))
        self.national = button(self.tr("全国系统录入…"))
        self.take_in = tool_button("import", self.tr("从花名册导入"))
        self.give_out = tool_button("export", self.tr("导出名册"))
        self.tabs = TabStrip(
            (
                (members_model.CURRENT, self.tr("党员")),
                (members_model.WAY, self.tr("培养对象")),
                (members_model.GONE, self.tr("已离开")),
                (members_model.ALL, self.tr("全部")),
            )
        )
        self._model: RowsModel[MemberLine] = RowsModel(members_model.columns(), lambda line: line.id, self)
        self.table = VirtualTable("party_members")
        self.table.setAccessibleName(self.tr("党员"))
        self.table.show_model(self._model)
        self.facets = FacetPanel()
        self.facets.setFixedWidth(self.fontMetrics().height() * 10)
        self.chips = ChipBar()
        self.panel = MemberPanel(may_edit=self.may_edit)
        left = QWidget()
        inside = QHBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.facets)
        inside.addWidget(self.table, 1)
        self._frame = ListFrame(
            self.tr("党员"),
            (self.settle, self.national, self.take_in, self.give_out, self.new),
            self.tabs,
            left,
            self.panel,
            picture="user",
            shares=(2, 1),
            search=self.search,
            above=self.chips,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        for tool in (self.new, self.take_in, self.settle):
            tool.setEnabled(self.may_edit)
        for tool in (self.national, self.give_out):
            tool.setEnabled(self._office.may(Right.EXPORT))

    def _connect(self) -> None:
        self.search.search_requested.connect(self.find_members)
        self.search.went_down.connect(self.table.focus_first_row)
        self.new.clicked.connect(self.add)
        self.settle.clicked.connect(self.ask_differences)
        self.national.clicked.connect(self.open_national)
        self.take_in.clicked.connect(self.workbooks.import_file)
        self.give_out.clicked.connect(self.workbooks.export_file)
        self.tabs.chosen.connect(self.show_view)
        self.table.current_changed.connect(self.choose)
        self.table.row_activated.connect(lambda _id: self.edit())
        self.facets.changed.connect(self.narrow)
        self.chips.cleared.connect(lambda: self.narrow(FilterSet()))
        self.chips.removed.connect(lambda term: self.narrow(self._filters.without(term.group, term.code)))
        self.panel.edit_wanted.connect(self.edit)
        self.panel.removal_wanted.connect(self.remove)
        self.panel.person_wanted.connect(self._shell.open_person)
        self.panel.part_wanted.connect(self.open_part)
        self.panel.part_removed.connect(self.remove_part)
        self.panel.new_part_wanted.connect(self.add_part)

    # Reading

    def load(self) -> None:
        """Read the members anew."""

        def show(lines: tuple[MemberLine, ...]) -> None:
            self._lines = lines
            self._show()

        self._runner.read(
            lambda _job: members.list_members(self._office), show, self._shell.show_error, owner=self
        )

    def show_view(self, view: str) -> None:
        """Show another tab."""
        self._view = view
        self.tabs.mark(view)
        self._show()

    def narrow(self, filters: FilterSet) -> None:
        """Show only who passes a filter."""
        self._filters = filters
        self._show()

    def find_members(self, text: str) -> None:
        """Show only whom a typed text means."""
        self._text = text
        if not text:
            self._found = None
            self._show()
            return

        def show(found: tuple[tuple[str, str, str], ...]) -> None:
            if self._text == text:
                self._found = frozenset(each[0] for each in found)
                self._show()

        self._runner.read(
            lambda _job: members.find_members(self._office, text), show, self._shell.show_error, owner=self
        )

    def show_record(self, member_id: str) -> None:
        """Show one member in the list of all."""
        self._wanted, self._filters, self._found, self._text = member_id, FilterSet(), None, ""
        self.search.set_text_silently("")
        self.show_view(members_model.ALL)
        self.load()

    def _show(self) -> None:
        for view in (members_model.CURRENT, members_model.WAY, members_model.GONE, members_model.ALL):
            self.tabs.show_count(view, sum(members_model.in_view(view, line) for line in self._lines))
        of_view = [
            line
            for line in self._lines
            if members_model.in_view(self._view, line) and (self._found is None or line.id in self._found)
        ]
        self.facets.show_groups(members_model.facets(of_view), self._filters)
        self.chips.show_filter(self._filters)
        shown = [line for line in of_view if members_model.passes(self._filters, line)]
        current = self._wanted or self.table.current_id()
        self._model.set_rows(shown)
        self._frame.show_rows(exist=bool(shown) or bool(self._filters))
        if not shown:
            self._say_empty()
            return
        self._wanted = ""
        if not (current and self.table.select_id(current)):
            self.table.select_id(shown[0].id)
        self.choose(self.table.current_id())

    def _say_empty(self) -> None:
        self.panel.show_nothing()
        self._current = ""
        if self._text:
            self._frame.empty.show_text(self.tr("没有找到“{text}”").format(text=self._text))
        else:
            self._frame.empty.show_text(
                self.tr("这里还没有人"),
                self.tr("按 Ctrl+N 登记一名，或从花名册导入；民情档案里写着党员的，按“核对民情档案”带进来。"),
            )

    def choose(self, member_id: str) -> None:
        """Read one member's card."""
        self._current = member_id
        if not member_id:
            return

        def show(found: MemberCard) -> None:
            if self._current == member_id:
                self.panel.show_card(found)

        self._runner.read(
            lambda _job: card.read_card(self._office, member_id), show, self._shell.show_error, owner=self
        )

    def shown_ids(self) -> Sequence[str]:
        """Ids of the members in the order shown."""
        return self._model.ids

    # Writing

    def add(self) -> None:
        """Ask for a new member."""
        if self.may_edit:
            self.forms.open_form(MEMBER, None, {})

    def edit(self) -> None:
        """Change the member that is shown."""
        shown = self.panel.card
        if shown is not None and self.may_edit:
            self.forms.open_form(MEMBER, shown.record, {})

    def remove(self) -> None:
        """Ask, then take the member that is shown off the record."""
        shown = self.panel.card
        if shown is not None and self.may_edit:
            self.forms.ask_removal(MEMBER, shown.line.id, shown.line.name)

    def add_part(self, ledger: str) -> None:
        """Ask for a new record of the member that is shown."""
        shown = self.panel.card
        if shown is not None and self.may_edit:
            self.forms.open_new(ledger, {"member_id": shown.line.id, "person_id": shown.line.person_id})

    def open_part(self, ledger: str, record_id: str) -> None:
        """Change a record of the member that is shown."""
        if self.may_edit:
            self.forms.open_existing(ledger, record_id)

    def remove_part(self, ledger: str, record_id: str) -> None:
        """Ask, then take a record of the member that is shown out."""
        if self.may_edit:
            self.forms.ask_removal(ledger, record_id, word(TITLES[ledger]))

    def ask_differences(self) -> None:
        """Show where the register says something else, and offer to settle it."""

        def show(found: tuple[Difference, ...]) -> None:
            dialog = DifferencesDialog(found, self.window())
            dialog.agreed.connect(self._settle)
            dialog.open()

        self._runner.read(
            lambda _job: members.list_differences(self._office), show, self._shell.show_error, owner=self
        )

    def _settle(self, chosen: Sequence[Difference]) -> None:
        def done(count: int) -> None:
            told = self.tr("核对了 {count} 人").format(count=count)
            self._shell.notify(told, self.tr("撤销"), self.forms.undo)
            self._on_stored(MEMBER, "")

        self._runner.write(
            lambda _job: members.settle_differences(self._office, chosen), done, self._shell.show_error
        )

    def open_national(self) -> None:
        """Open the copy panel of the national member system over the members that the list shows."""
        from desktop.services.party.national import NationalForm, read_forms
        from ui.screens.party.national_dialog import NationalDialog

        ids = tuple(self.shown_ids())

        def work(_job: JobHandle) -> tuple[NationalForm, ...]:
            return read_forms(self._office, ids)

        def show(forms: tuple[NationalForm, ...]) -> None:
            dialog = NationalDialog(forms, self._current, self.window())
            dialog.workbook_wanted.connect(lambda: self._ask_workbook(ids))
            dialog.open()

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _ask_workbook(self, ids: Sequence[str]) -> None:
        def write(path: Path) -> None:
            from desktop.services.party.national import export_forms

            self._shell.run_long(
                self.tr("正在导出"),
                lambda _job: export_forms(self._office, path, ids),
                lambda count: self._shell.notify(self.tr("导出了 {count} 人").format(count=count)),
                writes=True,
            )

        name = self.tr("全国党员系统录入表")
        save_file(self.window(), name, f"{name}.xlsx", "Excel (*.xlsx);;CSV (*.csv)", write)

    def _on_stored(self, ledger: str, record_id: str) -> None:
        if ledger == MEMBER and record_id:
            self._wanted = record_id
        self._shell.records_changed()

    def _on_imported(self) -> None:
        self._on_stored(MEMBER, "")
