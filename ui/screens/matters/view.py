"""Major matters (四议两公开): views with counts, the list with its six shapes, one matter beside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.accounts import Right
from desktop.services.matters import MatterDetail, MatterSummary
from ui.screens.matters import table_model
from ui.screens.matters.detail import MatterPanel, MatterRights
from ui.screens.matters.presenter import MattersPresenter
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class MattersScreen(Screen):
    """What the village decides together, and how far each decision is."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.search = SearchBox(self.tr("找事项：名称、内容、落实人"))
        self.new = button(self.tr("新立事项"), "primary", "plus")
        self.new.setEnabled(office.may(Right.EDIT_MATTERS))
        self.unlinked = button(self.tr("没有走程序的…"), icon_name="alert")
        self.unlinked.setEnabled(office.may(Right.EDIT_MATTERS) and office.may(Right.READ_FINANCE))
        self.tabs = TabStrip(self._view_names())
        self._model: RowsModel[MatterSummary] = RowsModel(
            table_model.columns(), lambda matter: matter.id, self
        )
        self.table = VirtualTable("matters")
        self.table.setAccessibleName(self.tr("四议两公开事项"))
        self.table.show_model(self._model)
        self.detail = MatterPanel()
        self._frame = ListFrame(
            self.tr("四议两公开"),
            (self.unlinked, self.new),
            self.tabs,
            self.table,
            self.detail,
            picture="meeting",
            shares=(6, 7),
            search=self.search,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = presenter = MattersPresenter(self, office, runner, shell)
        self.search.search_requested.connect(presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.new.clicked.connect(presenter.add)
        self.unlinked.clicked.connect(presenter.open_unlinked)
        self.table.current_changed.connect(presenter.choose)
        self.table.row_activated.connect(lambda _id: presenter.edit())
        self.tabs.chosen.connect(presenter.show_view)
        panel = self.detail
        panel.edit_wanted.connect(presenter.edit)
        panel.drop_wanted.connect(presenter.drop)
        panel.record_wanted.connect(presenter.print_record)
        panel.progress_wanted.connect(presenter.print_progress)
        panel.step_wanted.connect(presenter.take_step)
        panel.step_removed.connect(presenter.remove_step)
        panel.draft_wanted.connect(presenter.draft)
        panel.complete_wanted.connect(presenter.complete)
        panel.notice_opened.connect(presenter.open_notice)
        panel.link_removed.connect(presenter.unlink)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, presenter.add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, presenter.print_record)
        self.show_view("running")
        presenter.load()

    def _view_names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("running", self.tr("在办")),
            ("gaps", self.tr("有缺项")),
            ("done", self.tr("已完成")),
            ("dropped", self.tr("不办")),
            ("all", self.tr("全部")),
        )

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self.tabs.mark(view)

    def show_matters(self, matters: Sequence[MatterSummary], counts: Mapping[str, int], asked: str) -> None:
        """Show the matters of a view; ``asked`` is the text that was searched for."""
        for key, _ in self._view_names():
            number = counts.get(key, 0)
            self.tabs.show_count(key, number, "overdue" if key == "gaps" and number else "")
        current = self.table.current_id()
        self._model.set_rows(matters)
        self._frame.show_rows(exist=bool(matters))
        if not matters:
            if asked:
                self._frame.empty.show_text(self.tr("没有找到“{text}”").format(text=asked))
            else:
                self._frame.empty.show_text(self.tr("没有事项"), self.tr("按 Ctrl+N 新立一件。"))
            self.detail.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(matters[0].id)
        self._presenter.choose(self.table.current_id())

    def show_detail(self, detail: MatterDetail, rights: MatterRights) -> None:
        """Show one matter."""
        self.detail.show_matter(detail, rights)

    def show_list(self, query: ListQuery) -> None:
        self.search.set_text_silently(query.text)
        self._presenter.show_view(query.view or "running", query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "matter":
            self._presenter.show_matter(record_id)

    def select_matter(self, matter_id: str) -> bool:
        """Put the cursor on a matter; false when it is not in the list shown."""
        return self.table.select_id(matter_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        from desktop.domain.matter_step import MatterStep

        return (
            ("new", self._presenter.add),
            ("step", lambda: self._presenter.take_step(MatterStep.DECISION)),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("新立事项"), self._presenter.add, shortcut="Ctrl+N"),
            Command(self.tr("没有走程序的大额事项"), self._presenter.open_unlinked),
            Command(self.tr("打印六步一览"), self._presenter.print_record, shortcut="Ctrl+P"),
        )
