"""The list of people or households with its facets, chips and search box."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.register_filter import SortKey
from desktop.services import register
from desktop.services.register import ListKind, usual_layout
from desktop.services.saved_views import SavedView
from ui.screens.register.list_filter import to_terms
from ui.screens.register.list_question import EarlyAnswers, ListAnswer, ListQuestion
from ui.screens.register.table_model import LoadedRows, RowLoader, columns
from ui.widgets.block_model import BlockModel
from ui.widgets.chip_bar import ChipBar
from ui.widgets.dress import button, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.facet_panel import FacetGroup, FacetPanel
from ui.widgets.filter_terms import FilterSet
from ui.widgets.search_box import SearchBox
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desktop.services.office import Office
    from ui.jobs import JobRunner


class ListPage(QWidget):
    """Shows one of the two lists; emits what the user wants to see or do.

    It is made behind the unlock page, before there is an office (`open_office`).
    """

    kind_wanted = Signal(object)  # ListKind
    filter_wanted = Signal(object)  # FilterSet
    clear_wanted = Signal()  # Esc or 清除全部
    search_wanted = Signal(str)
    outside_wanted = Signal()  # show hits that the filter hides
    sort_wanted = Signal(object, str, bool)  # ListKind, sort key, descending
    record_opened = Signal(object, str)  # ListKind, id
    edit_wanted = Signal(object, str)  # ListKind, id
    view_wanted = Signal(object)  # SavedView
    view_removed = Signal(object)  # SavedView
    save_view_wanted = Signal()
    usual_wanted = Signal()  # the list as it was delivered
    past_wanted = Signal()  # the register as of a past day
    export_wanted = Signal()
    print_wanted = Signal(str)  # id of the row the cursor is on
    forms_wanted = Signal(object)  # ids of rows whose households get a form for visits
    add_household_wanted = Signal()
    bulk_wanted = Signal()  # change a field of the chosen rows

    def __init__(self, runner: "JobRunner") -> None:
        """An empty page; `making_steps` put everything on it."""
        super().__init__()
        self._runner = runner
        self._kinds: dict[ListKind, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.tables: dict[ListKind, VirtualTable] = {}
        self.models: dict[ListKind, BlockModel] = {}
        self._loaders: dict[ListKind, RowLoader] = {}
        self._kind = ListKind.PEOPLE
        self._terms = FilterSet()
        self._asked_first: ListQuestion | None = None
        self._early: EarlyAnswers | None = None
        self._body = QStackedWidget()

    def making_steps(self) -> Sequence[Callable[[], object]]:
        """Makes the page, in steps of a few milliseconds."""
        people, households = ListKind.PEOPLE, ListKind.HOUSEHOLDS
        shown = usual_layout(people)
        tables = {each.code_table for each in register.columns(people) if each.key in shown.columns}
        return (
            partial(columns, people),  # reads the catalogue, once for all
            lambda: self._add_kind(people, self.tr("按人"), self.tr("人员名单")),
            lambda: self._add_kind(households, self.tr("按户"), self.tr("户名单")),
            self._make_parts,
            self._make_tools,
            self._arrange,
            self._connect,
            partial(self._connect_kind, people),
            partial(self._connect_kind, households),
            partial(self.show_kind, people),
            *(partial(code_table, each) for each in sorted(tables) if each),  # the words of the first rows
            lambda: self.show_filter(to_terms(people, shown.filter)),
        )

    def _make_parts(self) -> None:
        self.search = SearchBox(self.tr("找人：姓名、拼音首字母、身份证尾号、手机、户编号、地址"))
        self.empty = EmptyState("register")
        self._body.addWidget(self.empty)
        self.facets = FacetPanel()
        self.chips = ChipBar()
        self.count = label("", "strong")
        self.chosen = label("", "muted")

    def _make_tools(self) -> None:
        self.outside = button("", "link")
        self.outside.hide()
        self.add = button(self.tr("立户"), "primary", "plus")
        self.filter_button = button(self.tr("筛选"), "quiet", "filter")
        self.filter_button.setCheckable(True)
        self.filter_button.setChecked(True)
        self.columns_button = button(self.tr("列"), "quiet", "columns")
        self.views_button = button(self.tr("视图"), "quiet", "star")
        self.views_menu = QMenu(self)
        self.views_button.setMenu(self.views_menu)
        self.bulk_button = button(self.tr("批量修改"), "quiet", "edit")
        self.bulk_button.setToolTip(self.tr("修改选中的几行（Ctrl+B）。按住 Ctrl 或 Shift 选，Ctrl+A 全选"))
        self.print_button = button(self.tr("打印"), "quiet", "print")
        self.print_menu = QMenu(self)
        self.print_button.setMenu(self.print_menu)
        self.export_button = button(self.tr("导出"), "quiet", "export")

    def open_office(self, office: "Office") -> None:
        """Take the rows from an open office from now on."""
        for loader in self._loaders.values():
            loader.office = office
        for widget in (self.add, self.bulk_button):
            widget.setVisible(office.may(Right.EDIT_REGISTER))
        self.print_button.setVisible(office.may(Right.PRINT))
        self.export_button.setVisible(office.may(Right.EXPORT))

    def first_questions(self) -> "Sequence[Callable[[Office], ListAnswer]]":
        """What is asked first: the usual list of people, arranged as on this PC; its beginning, then all."""
        kind = ListKind.PEOPLE
        asked = ListQuestion(kind, usual_layout(kind).filter, self.sort_kept(kind), self.loader(kind))
        self._asked_first = asked
        return asked.beginning, asked

    def expect_answers(self, answers: "Sequence[Future[ListAnswer]]") -> None:
        """Keep the answers to `first_questions`, which were asked before there was an office here."""
        if self._asked_first is not None:
            beginning, whole = answers
            self._early = EarlyAnswers(self._asked_first, beginning, whole)

    def take_early(self, question: ListQuestion) -> EarlyAnswers | None:
        """The answers kept, once, if they are ones to this question."""
        early, self._early = self._early, None
        return early if early is not None and early.question == question else None

    def sort_kept(self, kind: ListKind) -> tuple[SortKey, ...]:
        """The order kept on this PC; the table asked for it before anybody listened."""
        state = self.tables[kind].arrangement()
        return (SortKey(state.sort_key, state.descending),) if state.sort_key else ()

    def loader(self, kind: ListKind) -> RowLoader:
        """What fetches the rows of a list."""
        return self._loaders[kind]

    def _add_kind(self, kind: ListKind, name: str, table_name: str) -> None:
        pressed = QPushButton(name)
        pressed.setCheckable(True)
        pressed.setAutoDefault(False)
        pressed.setProperty("role", "tab")
        pressed.clicked.connect(lambda _=False: self.kind_wanted.emit(kind))
        self._group.addButton(pressed)
        self._kinds[kind] = pressed
        wanted = columns(kind)
        loader = RowLoader(kind, wanted)
        model = BlockModel(wanted, loader, self._runner, self)
        table = VirtualTable(f"register.{kind.value}")
        table.setAccessibleName(table_name)
        model.sort_requested.connect(lambda key, down: self.sort_wanted.emit(kind, key, down))
        self._loaders[kind], self.models[kind], self.tables[kind] = loader, model, table
        self._body.addWidget(table)
        table.installEventFilter(self)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("民情档案"), "title"))
        tabs = QHBoxLayout()
        tabs.setSpacing(6)
        for pressed in self._kinds.values():
            tabs.addWidget(pressed)
        head.addLayout(tabs)
        head.addWidget(self.search, 1)
        head.addWidget(self.add)
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self.filter_button)
        tools.addSpacing(6)
        tools.addWidget(self.count)
        tools.addWidget(self.chosen)
        tools.addWidget(self.outside)
        tools.addStretch()
        for tool in (
            *(self.bulk_button, self.columns_button, self.views_button),
            *(self.print_button, self.export_button),
        ):
            tools.addWidget(tool)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.facets)
        self.split.addWidget(self._body)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        one = self.fontMetrics().horizontalAdvance("国")
        self.facets.setMinimumWidth(one * 10)
        self.split.setSizes([one * 15, one * 70])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(tools)
        layout.addWidget(self.chips)
        layout.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.search.search_requested.connect(self.search_wanted)
        self.search.went_down.connect(self.focus_rows)
        self.search.returnPressed.connect(self.focus_rows)
        self.facets.changed.connect(self.filter_wanted)
        self.chips.removed.connect(self._on_chip_removed)
        self.chips.cleared.connect(self.clear_wanted)
        self.outside.clicked.connect(self.outside_wanted)
        self.filter_button.toggled.connect(self.facets.setVisible)
        self.columns_button.clicked.connect(self._on_columns_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        menu = self.print_menu
        menu.addAction(self.tr("户卡"), lambda: self.print_wanted.emit(self.table.current_id()))
        self.form_actions = (
            menu.addAction(
                self.tr("入户登记表：选中的"), lambda: self.forms_wanted.emit(self.table.selected_ids())
            ),
            menu.addAction(
                self.tr("入户登记表：整个名单"),
                lambda: self.forms_wanted.emit(tuple(self.models[self._kind].ids)),
            ),
        )
        self.bulk_button.clicked.connect(self.bulk_wanted)
        self.add.clicked.connect(self.add_household_wanted)
        self.empty.acted.connect(self.clear_wanted)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.clear_wanted)
        keys = {
            "F2": self._on_edit,
            "Ctrl+N": self.add_household_wanted.emit,
            "Ctrl+B": self.bulk_wanted.emit,
            "Ctrl+P": lambda: self.print_wanted.emit(self.table.current_id()),
        }
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_search)

    def _connect_kind(self, kind: ListKind) -> None:
        self.tables[kind].row_activated.connect(lambda row: self.record_opened.emit(kind, row))
        self.tables[kind].columns_changed.connect(lambda: self._on_columns_changed(kind))
        self.tables[kind].selection_changed.connect(self._show_chosen)
        self.models[kind].modelReset.connect(self._show_chosen)
        self.tables[kind].show_model(self.models[kind])
        self._on_columns_changed(kind)

    @property
    def table(self) -> VirtualTable:
        """The table in view."""
        return self.tables[self._kind]

    def show_kind(self, kind: ListKind) -> None:
        """Bring one of the lists into view."""
        self._kind = kind
        self._kinds[kind].setChecked(True)
        self._body.setCurrentWidget(self.tables[kind])
        self._show_chosen()

    def show_filter(self, terms: FilterSet) -> None:
        """Show the filter in use as chips."""
        if terms != self._terms:
            self._terms = terms
            self.chips.show_filter(terms)

    def show_facets(self, groups: Sequence[FacetGroup], terms: FilterSet) -> None:
        """Show live counts beside the list."""
        self.facets.show_groups(groups, terms)

    def show_ids(
        self, ids: Sequence[str], on: str, *, asked: str, all_gone: bool, first: LoadedRows | None = None
    ) -> None:
        """Show the rows of these records.

        Args:
            ids: In order.
            on: The filter's day.
            asked: The text that was searched for.
            all_gone: Whether the register itself is empty.
            first: What stands in the first rows, where it was read with the ids.
        """
        loader = self._loaders[self._kind]
        loader.on = on
        model = self.models[self._kind]
        if list(model.ids) == list(ids):
            model.reload()  # keeps cursor and scroll position
        else:
            model.set_ids(ids)
            if first is not None and first.shown == loader.shown:
                model.take_first(first.cells)
        self._body.setCurrentWidget(self.table if ids else self.empty)
        if ids:
            return
        if all_gone:
            text = self.tr("从“导入”读入现有的花名册，或按 Ctrl+N 立一户。")
            self.empty.show_text(self.tr("档案里还没有人"), text)
        elif asked:
            text = self.tr("换个写法试试：姓名的一部分、拼音首字母、身份证或手机尾号。")
            self.empty.show_text(self.tr("没有找到“{text}”").format(text=asked), text, self.tr("清除"))
        else:
            text = self.tr("没有同时符合这些条件的记录。")
            self.empty.show_text(self.tr("没有符合的"), text, self.tr("清除筛选"))

    def show_rest(self, ids: Sequence[str]) -> bool:
        """Let the list in view go on, if it is the beginning of these; cursor and scroll position stay."""
        return self.models[self._kind].go_on(ids)

    def show_count(self, text: str, outside: str = "") -> None:
        """Show how many there are, and whether hits lie outside the filter."""
        self.count.setText(text)
        self.outside.setText(outside)
        self.outside.setVisible(bool(outside))

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Fill the menu of saved views."""
        self.views_menu.clear()
        for view in views:
            name = view.name if view.is_own else self.tr("{name}（大家可见）").format(name=view.name)
            self.views_menu.addAction(name, partial(self.view_wanted.emit, view))
        if not views:
            self.views_menu.addAction(self.tr("还没有保存的视图")).setEnabled(False)
        self.views_menu.addSeparator()
        self.views_menu.addAction(self.tr("保存现在的视图…"), self.save_view_wanted.emit)
        self.views_menu.addAction(self.tr("恢复默认视图"), self.usual_wanted.emit)
        self.views_menu.addAction(self.tr("查看某日的情况…"), self.past_wanted.emit)
        if views:
            gone = self.views_menu.addMenu(self.tr("删除视图"))
            for view in views:
                gone.addAction(view.name, partial(self.view_removed.emit, view))

    def stop(self) -> None:
        """Ask for no more rows: the screen is about to be destroyed."""
        for model in self.models.values():
            model.set_ids(())

    def step(self, by: int) -> str:
        """Move the cursor up or down the list; the id there, empty at the ends."""
        model = self.models[self._kind]
        row = model.row_of(self.table.current_id()) + by
        if not 0 <= row < model.rowCount():
            return ""
        self.table.select_id(model.id_at(row))
        return model.id_at(row)

    def focus_rows(self) -> None:
        """Give the keyboard to the list."""
        self.table.focus_first_row()

    def focus_search(self) -> None:
        """Give the keyboard to the search box, its text chosen."""
        self.search.setFocus()
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed over the list go to the search box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            typed = event.text()
            if plain and typed.isprintable() and typed.strip():
                self.search.setFocus()
                self.search.end(False)
                self.search.insert(typed)
                return True
        return super().eventFilter(watched, event)

    def _show_chosen(self) -> None:
        """Say how many rows are chosen, as soon as there are several."""
        count = self.table.selected_count()
        self.chosen.setText(self.tr("已选 {n}").format(n=QLocale().toString(count)) if count > 1 else "")

    def _on_edit(self) -> None:
        if self.table.current_id():
            self.edit_wanted.emit(self._kind, self.table.current_id())

    def _on_columns_wanted(self) -> None:
        self.table.choose_columns()

    def _on_chip_removed(self, term: object) -> None:
        self.filter_wanted.emit(FilterSet(tuple(t for t in self._terms if t != term)))

    def _on_columns_changed(self, kind: ListKind) -> None:
        loader = self._loaders[kind]
        shown = self.tables[kind].arrangement().columns
        new = set(shown) - set(loader.shown)
        loader.shown = shown
        if new:
            self.models[kind].reload()

    def number_text(self, count: int) -> str:
        """``1,204 人`` or ``412 户``."""
        shown = QLocale().toString(count)
        words = self.tr("{n} 人") if self._kind is ListKind.PEOPLE else self.tr("{n} 户")
        return words.format(n=shown)
