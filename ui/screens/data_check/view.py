"""What contradicts itself in the register, to be put right or found right (数据体检)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.accounts import Right
from desktop.services.data_check import DataCheck, Finding, Kind
from ui.screens.data_check.detail import FindingPanel
from ui.screens.data_check.presenter import ACCEPTED, ALL, DataCheckPresenter
from ui.screens.data_check.table_model import columns, kind_words
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class DataCheckScreen(Screen):
    """The contradictions, one beside the list with the ways to mend it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.again = button(self.tr("重新体检"), icon_name="sync")
        self.export = button(self.tr("导出…"), icon_name="export")
        self.export.setEnabled(False)
        self._may_export = office.may(Right.EXPORT)
        self.tabs = TabStrip(
            (
                (ALL, self.tr("全部")),
                *((kind.value, kind_words(kind)) for kind in Kind),
                (ACCEPTED, self.tr("已核对")),
            )
        )
        self.summary = label("", "muted", wrap=True)
        self._model: RowsModel[Finding] = RowsModel(columns(), lambda each: each.key, self)
        self.table = VirtualTable("data_check")
        self.table.setAccessibleName(self.tr("数据体检列表"))
        self.table.show_model(self._model)
        self.detail = FindingPanel()
        self._frame = ListFrame(
            self.tr("数据体检"),
            (self.again, self.export),
            self.tabs,
            self.table,
            self.detail,
            picture="check",
            shares=(3, 1),
            above=self.summary,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = DataCheckPresenter(self, office, runner, shell)
        self.again.clicked.connect(self._presenter.load_or_stop)
        self.export.clicked.connect(self._presenter.export)
        self.tabs.chosen.connect(self._presenter.show_tab)
        self.table.current_changed.connect(self._presenter.choose)
        self.table.row_activated.connect(lambda _: self._presenter.open_chosen())
        self.detail.person_wanted.connect(shell.open_person)
        self.detail.household_wanted.connect(shell.open_household)
        self.detail.accepted.connect(self._presenter.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._presenter.export)
        self.tabs.mark(ALL)
        self._presenter.load()

    def show_working(self, *, is_first: bool) -> None:
        """The register is being looked through; what the last look found stays in view meanwhile."""
        self.again.setText(self.tr("停止"))
        if is_first:
            self._frame.show_rows(exist=False)
            self._frame.empty.show_text(self.tr("正在体检…"), self.tr("逐人逐户核对档案里自相矛盾的地方。"))

    def show_progress(self, done: int, total: int) -> None:
        """Tell how far the look is, in people and households."""
        told = self.tr("正在体检：{done} / {total}")
        self.summary.setText(told.format(done=f"{done:,}", total=f"{total:,}"))

    def show_stopped(self, *, is_first: bool) -> None:
        """The look was given up."""
        self.again.setText(self.tr("重新体检"))
        self.summary.clear()
        if is_first:
            self._frame.empty.show_text(self.tr("没有体检完"), self.tr("点“重新体检”，从头核对一遍。"))

    def show_counts(self, counts: Mapping[str, int], urgent: Collection[str]) -> None:
        """Show how many each view holds, and which hold what can't be so."""
        for key, number in counts.items():
            self.tabs.show_count(key, number, "overdue" if key in urgent else "")

    def show_checked(self, checked: DataCheck, shown: Sequence[Finding], tab: str) -> None:
        """Show the contradictions of a view; the cursor stays where it was, or at the place it left."""
        self.again.setText(self.tr("重新体检"))
        self.summary.setText(
            self.tr("{day} 体检：{people} 人、{households} 户，{count} 处要处理。").format(
                day=checked.on.isoformat(),
                people=f"{checked.people:,}",
                households=f"{checked.households:,}",
                count=f"{len(checked.open):,}",
            )
        )
        current, row = self.table.current_id(), self.table.currentIndex().row()
        self._model.set_rows(shown)
        self._frame.show_rows(exist=bool(shown))
        self.export.setEnabled(bool(shown) and self._may_export)
        if not shown:
            self._frame.empty.show_text(*self._nothing(tab))
            self.detail.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(shown[min(max(row, 0), len(shown) - 1)].key)
        self._presenter.choose(self.table.current_id())

    def _nothing(self, tab: str) -> tuple[str, str]:
        if tab == ACCEPTED:
            return self.tr("还没有核对无误的"), self.tr("核对过、确实就是这样的，会收在这里。")
        return self.tr("没有发现矛盾"), self.tr(
            "档案里的人、户、关系和日期对得上。导入名册以后可以再体检一次。"
        )

    def show_list(self, query: ListQuery) -> None:
        self.tabs.mark(query.view or ALL)
        self._presenter.show_tab(query.view or ALL)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def close_screen(self) -> None:
        self._presenter.stop()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (("accepted", lambda: self.show_list(ListQuery(view=ACCEPTED))),)

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("重新体检"), self._presenter.load, shortcut="F5"),
            Command(self.tr("导出体检结果"), self._presenter.export, shortcut="Ctrl+S"),
        )
