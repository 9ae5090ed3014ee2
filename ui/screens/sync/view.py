"""The exchange with the county: state, what waits, what a person has to decide, receipts (同步)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from desktop.domain.accounts import Right
from desktop.services.sync.status import Phase, SyncStatus
from ui.screens.sync import table_model
from ui.screens.sync.detail import SyncDetail
from ui.screens.sync.head import SyncHead
from ui.screens.sync.presenter import (
    CONFLICTS,
    OUTBOX,
    RECEIPTS,
    REFUSALS,
    SEARCHABLE,
    SETTLED,
    SyncPresenter,
)
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class SyncScreen(Screen):
    """Lists about one conversation."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.head = SyncHead()
        self.search = SearchBox(self.tr("找待上传的：操作、姓名、操作人"))
        self.sync_now = button(self.tr("立即同步"), "primary", "sync")
        self.enrol = button(self.tr("接入县平台…"), "primary")
        self.stick = button(self.tr("用U盘"))
        menu = QMenu(self.stick)
        self.export = menu.addAction(self.tr("导出到U盘…"))
        self.take_in = menu.addAction(self.tr("收下县里的文件…"))
        self.stick.setMenu(menu)
        self.more = button(self.tr("更多"))
        menu = QMenu(self.more)
        self.print_receipts = menu.addAction(self.tr("打印上报回执…"))
        self.change_certificate = menu.addAction(self.tr("更换县平台证书…"))
        self.enrol_again = menu.addAction(self.tr("重新接入…"))
        self.retire = menu.addAction(self.tr("这台电脑不再使用…"))
        self.more.setMenu(menu)
        self.tabs = TabStrip(
            (
                (OUTBOX, self.tr("待上传")),
                (CONFLICTS, self.tr("冲突")),
                (REFUSALS, self.tr("被拒绝")),
                (SETTLED, self.tr("已处理")),
                (RECEIPTS, self.tr("回执")),
            )
        )
        self.tabs.tab(RECEIPTS).setVisible(office.may(Right.READ_AUDIT))
        self._runs = shell.sync
        self._may_settings = office.may(Right.SETTINGS)
        self._may_stick = office.may(Right.BACKUP)
        self._may_print = office.may(Right.READ_AUDIT) and office.may(Right.PRINT)
        self.detail = SyncDetail()
        self._models: dict[str, RowsModel[Any]] = {}
        self._tables = QStackedWidget()
        self._places: dict[str, VirtualTable] = {}
        self._add_table(OUTBOX, table_model.outbox_columns(), lambda row: str(row.change_set))
        self._add_table(CONFLICTS, table_model.conflict_columns(), lambda row: row.id)
        self._add_table(REFUSALS, table_model.refusal_columns(), lambda row: str(row.id))
        self._add_table(SETTLED, table_model.settled_columns(), lambda row: f"{type(row).__name__} {row.id}")
        self._add_table(RECEIPTS, table_model.receipt_columns(), lambda row: f"{row.at.isoformat()} {row.no}")
        self._frame = ListFrame(
            self.tr("同步"),
            (self.more, self.stick, self.enrol, self.sync_now),
            self.tabs,
            self._tables,
            self.detail,
            picture="sync",
            shares=(3, 2),
            search=self.search,
            above=self.head.sheet,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = presenter = SyncPresenter(self, office, runner, shell)
        self.search.search_requested.connect(presenter.search)
        self.search.went_down.connect(self._go_down)
        self.sync_now.clicked.connect(presenter.begin_or_stop)
        self.enrol.clicked.connect(presenter.enrol)
        self.export.triggered.connect(presenter.export)
        self.take_in.triggered.connect(presenter.take_in)
        self.print_receipts.triggered.connect(presenter.print_receipts)
        self.change_certificate.triggered.connect(presenter.change_certificate)
        self.enrol_again.triggered.connect(presenter.enrol)
        self.retire.triggered.connect(presenter.retire)
        self.tabs.chosen.connect(presenter.show_list)
        self.detail.resolve_wanted.connect(presenter.settle)
        self.detail.mend_wanted.connect(presenter.settle)
        self.detail.drop_wanted.connect(presenter.drop)
        self.detail.record_wanted.connect(presenter.open_record)
        self.detail.copy_wanted.connect(presenter.copy)
        for table in self._places.values():
            table.current_changed.connect(presenter.choose)
            table.row_activated.connect(lambda _id: presenter.settle())
        self.show_tab(OUTBOX)
        self.show_status(SyncStatus(Phase.NOT_ENROLLED))
        shell.sync.stage_reached.connect(self.show_stage)
        self.show_stage(shell.sync.stage)

    def _add_table(self, key: str, columns: Sequence[RowColumn[Any]], id_of: Callable[[Any], str]) -> None:
        model = self._models[key] = RowsModel(columns, id_of, self)
        table = self._places[key] = VirtualTable(f"sync.{key}")
        table.setAccessibleName(self.tr("同步内容列表"))
        table.show_model(model)
        self._tables.addWidget(table)

    @property
    def table(self) -> VirtualTable:
        """The list in view."""
        table = self._tables.currentWidget()
        assert isinstance(table, VirtualTable)
        return table

    def _go_down(self) -> None:
        self.table.focus_first_row()

    def show_tab(self, key: str) -> None:
        """Bring one list into view; what waits and what is settled can be searched."""
        self.tabs.mark(key)
        self._tables.setCurrentWidget(self._places[key])
        self.search.setEnabled(key in SEARCHABLE)
        if key == SETTLED:
            hint = self.tr("找已处理的：姓名、项目、内容、处理人、代码")
        else:
            hint = self.tr("找待上传的：操作、姓名、操作人")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)

    def show_status(self, status: SyncStatus) -> None:
        """Show the state, and offer what is possible in it."""
        is_enrolled = status.phase is not Phase.NOT_ENROLLED
        self.head.show_status(status)
        if self._runs.stage:
            self.head.show_stage(self._runs.stage)
        self.tabs.setVisible(is_enrolled)
        self.search.setVisible(is_enrolled)
        self.sync_now.setVisible(is_enrolled)
        self.sync_now.setEnabled(status.phase is not Phase.SHUT_OUT)
        self.stick.setVisible(is_enrolled and self._may_stick)
        is_shut_out = status.phase is Phase.SHUT_OUT
        self.enrol.setVisible((not is_enrolled or is_shut_out) and self._may_settings)
        self.more.setVisible(is_enrolled and (self._may_print or self._may_settings))
        self.print_receipts.setVisible(self._may_print)
        for action in (self.change_certificate, self.retire):
            action.setVisible(self._may_settings and not is_shut_out)
        self.enrol_again.setVisible(self._may_settings and (is_shut_out or not status.takes_sticks))

    def show_stage(self, stage: str) -> None:
        """Show the step of a run under way, and offer to stop it; an empty one ends that."""
        self.sync_now.setText(self.tr("停止") if stage else self.tr("立即同步"))
        self.sync_now.setEnabled(True)
        if stage:
            self.head.show_stage(stage)
        else:
            self._presenter.load()

    def show_stopping(self) -> None:
        """Say that the run ends with the step under way."""
        self.sync_now.setText(self.tr("正在停止…"))
        self.sync_now.setEnabled(False)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many entries each list holds; what a person has to decide stands out."""
        for key, count in counts.items():
            self.tabs.show_count(key, count, "soon" if count and key in (CONFLICTS, REFUSALS) else "")

    def show_rows(self, key: str, rows: Sequence[object], asked: str) -> None:
        """Show the entries of the list in view; ``asked`` is the text that was searched for."""
        current = self.table.current_id()
        model = self._models[key]
        model.set_rows(rows)
        self._frame.show_rows(exist=bool(rows))
        self.detail.setVisible(bool(rows))
        if not rows:
            self._frame.empty.show_text(*self._nothing(key, asked))
            self.detail.show_nothing()
        elif not (current and self.table.select_id(current)):
            self.table.select_id(model.ids[0])
        self._presenter.choose(self.table.current_id() if rows else "")

    def show_not_enrolled(self) -> None:
        """No county knows this PC, and nothing is wrong with that."""
        self._frame.show_rows(exist=False)
        self.detail.hide()
        self._frame.empty.show_text(
            self.tr("未接入县平台"), self.tr("档案只在本机，一切照常。要和县里交换，先向县里要一个接入码。")
        )
        self.detail.show_nothing()

    def _nothing(self, key: str, asked: str) -> tuple[str, str]:
        if asked:
            return self.tr("没有找到“{text}”").format(text=asked), ""
        return {
            OUTBOX: (self.tr("没有待上传的内容"), self.tr("改动都已经传到县里。")),
            CONFLICTS: (self.tr("没有冲突"), self.tr("两台电脑改了同一项时，会在这里请您决定。")),
            REFUSALS: (self.tr("没有被拒绝的内容"), self.tr("县里没有收下的改动，会在这里说明原因。")),
            SETTLED: (self.tr("还没有处理过的"), self.tr("决定过的冲突、改正过的内容，会记在这里。")),
            RECEIPTS: (self.tr("还没有回执"), self.tr("县里每签收一批，这里就多一份回执。")),
        }[key]

    def row(self, key: str, row_id: str) -> Any:
        """An entry of a list by its id, None when it is not there."""
        place = self._models[key].row_of(row_id)
        return self._models[key].row_at(place) if place >= 0 else None

    def select(self, row_id: str) -> None:
        """Put the cursor on an entry of the list in view."""
        self.table.select_id(row_id)

    def show_list(self, query: ListQuery) -> None:
        self._presenter.show_list(query.view or OUTBOX)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "conflict":
            self._presenter.show_conflict_of(record_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        lists = tuple(
            (key, lambda wanted=key: self._presenter.show_list(wanted))
            for key in (SETTLED, REFUSALS, RECEIPTS, CONFLICTS)
        )
        return (
            *lists,
            ("resolve", self._presenter.settle),
            ("enrol", self._presenter.enrol),
            ("print-receipts", self._presenter.print_receipts),
            ("certificate", self._presenter.change_certificate),
            ("retire", self._presenter.retire),
        )

    def commands(self) -> Sequence[Command]:
        return (Command(self.tr("立即同步"), self._presenter.begin_or_stop),)
