"""Visits: who is due, what was put on record, facts to confirm, walk lists, who was put in by hand (走访)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.visit_class import VisitClass, class_rules
from desktop.domain.visit_cycle import DueState
from desktop.services.visits.objects import DUE as DUE_STATES
from desktop.services.visits.objects import ObjectFilter, VisitObject, list_grids, list_groups
from desktop.words import word
from ui.screens.visits.presenter import Read, VisitsPresenter
from ui.screens.visits.visit_words import (
    hand_columns,
    is_meant,
    list_columns,
    object_columns,
    patch_columns,
    visit_columns,
)
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

Row = TypeVar("Row")

_NARROW, _SEARCHED = 6, 11  # in characters: a filter of names, the search box

DUE, RECORDS, PATCHES, LISTS, OBJECTS = "due", "records", "patches", "lists", "objects"
_KEYS = (DUE, RECORDS, PATCHES, LISTS, OBJECTS)
_STATES = {
    "due": DUE_STATES,
    "late": frozenset((DueState.LATE,)),
    "soon": DUE_STATES | {DueState.SOON},
    "all": frozenset[DueState](),
}


class VisitsScreen(Screen):
    """Five tabs; what is done stands above each list, Enter opens the form."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self._objects: tuple[VisitObject, ...] = ()
        self._alarms = ""
        self._has_visits = True
        self.pages = TabStrip(
            (
                (DUE, self.tr("到期")),
                (RECORDS, self.tr("记录")),
                (PATCHES, self.tr("待确认的变更")),
                (LISTS, self.tr("走访单")),
                (OBJECTS, self.tr("对象")),
            )
        )
        today = office.today()
        self.due_model = RowsModel(object_columns(today), lambda one: one.id, self)
        self.records_model = RowsModel(visit_columns(), lambda one: one.row.id, self)
        self.patches_model = RowsModel(patch_columns(), lambda one: one.row.id, self)
        self.lists_model = RowsModel(list_columns(), lambda one: one.row.id, self)
        self.objects_model = RowsModel(hand_columns(), lambda one: one.hand_id, self)
        names = {
            DUE: self.tr("到期要走访的人和户"),
            RECORDS: self.tr("走访记录"),
            PATCHES: self.tr("待确认的变更"),
            LISTS: self.tr("走访单"),
            OBJECTS: self.tr("手工列入的对象"),
        }
        self.tables = {key: VirtualTable(f"visits_{key}") for key in _KEYS}
        for key, name in names.items():
            self.tables[key].setAccessibleName(name)
        self.tables[DUE].show_model(self.due_model)
        self.tables[RECORDS].show_model(self.records_model)
        self.tables[PATCHES].show_model(self.patches_model)
        self.tables[LISTS].show_model(self.lists_model)
        self.tables[OBJECTS].show_model(self.objects_model)
        self._make_tools(office)
        self._lay_out()
        self._presenter = presenter = VisitsPresenter(self, office, runner, shell)
        self._connect(presenter)
        self.mark_page(DUE)
        presenter.load()

    def _make_tools(self, office: "Office") -> None:
        may, may_print = office.may(Right.EDIT_VISITS), office.may(Right.PRINT)
        self.log = button(self.tr("记走访"), "primary", "plus")
        self.log.setToolTip(self.tr("找人，填走访（Ctrl+J，哪一页都能按）"))
        self.search = SearchBox(self.tr("姓名、首字母、地址"))
        self.group, self.grid, self.visitor = QComboBox(), QComboBox(), QComboBox()
        self.visit_class, self.state = QComboBox(), QComboBox()
        for combo, name, text in (
            (self.group, self.tr("小组"), self.tr("各组")),
            (self.grid, self.tr("网格"), self.tr("各网格")),
            (self.visitor, self.tr("谁负责"), self.tr("各负责人")),
        ):
            combo.setAccessibleName(name)
            combo.addItem(text, "")
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_NARROW)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _SEARCHED)
        self.visit_class.setAccessibleName(self.tr("类别"))
        self.visit_class.addItem(self.tr("各类"), "")
        for each in class_rules():
            self.visit_class.addItem(word(each.label), str(each))
        self.state.setAccessibleName(self.tr("哪些"))
        for key, text in (
            ("due", self.tr("到期的")),
            ("late", self.tr("逾期的")),
            ("soon", self.tr("到期和快到期的")),
            ("all", self.tr("所有对象")),
        ):
            self.state.addItem(text, key)
        self.plan = button(self.tr("做走访单…"), icon_name="documents")
        self.plan.setToolTip(self.tr("把列出的（或选中的几行）做成一张走访单"))
        self.coverage = button(self.tr("走访情况表…"), icon_name="print")
        self.correct = button(self.tr("更正…"), icon_name="edit")
        self.remove = button(self.tr("删除"), icon_name="trash")
        self.confirm = button(self.tr("写入档案"), "primary", "check")
        self.dismiss = button(self.tr("不采用…"))
        self.print_list = button(self.tr("打印…"), icon_name="print")
        self.enter_list = button(self.tr("逐行登记"), "primary", "edit")
        self.close_list = button(self.tr("结束…"))
        self.add_object = button(self.tr("列入对象"), "primary", "plus")
        self.end_object = button(self.tr("移出…"))
        may_confirm = office.may(Right.EDIT_REGISTER)
        for tool in (self.log, self.plan, self.correct, self.remove, self.enter_list, self.close_list):
            tool.setEnabled(may)
        for tool in (self.add_object, self.end_object):
            tool.setEnabled(may)
        for tool in (self.confirm, self.dismiss):
            tool.setEnabled(may_confirm)
        for tool in (self.coverage, self.print_list):
            tool.setEnabled(may_print)
        of_a_line = {
            DUE: (self.plan,),
            RECORDS: (self.remove, self.correct),
            PATCHES: (self.dismiss, self.confirm),
            LISTS: (self.close_list, self.print_list, self.enter_list),
            OBJECTS: (self.end_object,),
        }
        self._of_a_line = {
            key: [tool for tool in tools if tool.isEnabled()] for key, tools in of_a_line.items()
        }
        self._tools = {
            DUE: (self.plan,),
            RECORDS: (self.coverage, self.remove, self.correct),
            PATCHES: (self.dismiss, self.confirm),
            LISTS: (self.close_list, self.print_list, self.enter_list),
            OBJECTS: (self.end_object, self.add_object),
        }

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._frames: dict[str, QStackedWidget] = {}
        self.empty = {key: EmptyState("visit") for key in _KEYS}
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("走访"), "title"))
        head.addWidget(self.pages, 1)
        head.addWidget(self.log)
        tools = QHBoxLayout()
        tools.setSpacing(10)
        self.note = label("", "small", wrap=True)
        tools.addWidget(self.note, 1)
        for row in self._tools.values():
            for tool in row:
                tools.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        self._filters = QWidget()
        filters = QHBoxLayout(self._filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(8)
        filters.addWidget(self.search, 1)
        for combo in (self.state, self.visit_class, self.group, self.grid, self.visitor):
            filters.addWidget(combo)
        layout.addLayout(head)
        layout.addLayout(tools)
        layout.addWidget(self._filters)
        layout.addWidget(self._stack, 1)
        for key in _KEYS:  # from the outside in: with another parent Qt would dress each table anew
            self._frames[key] = frame = QStackedWidget()
            self._stack.addWidget(frame)
            frame.addWidget(self.tables[key])
            frame.addWidget(self.empty[key])

    def _connect(self, presenter: VisitsPresenter) -> None:
        self.pages.chosen.connect(self.mark_page)
        self.log.clicked.connect(presenter.find)
        self.tables[DUE].row_activated.connect(self._enter)
        self.plan.clicked.connect(lambda: presenter.plan(self._chosen()))
        for combo in (self.state, self.visit_class, self.group, self.grid, self.visitor):
            combo.activated.connect(lambda _: self._filter())
        self.search.search_requested.connect(lambda _: self._filter())
        self.search.went_down.connect(self.tables[DUE].focus_first_row)
        self.search.returnPressed.connect(self.tables[DUE].focus_first_row)
        self.tables[RECORDS].row_activated.connect(presenter.change)
        self.correct.clicked.connect(lambda: presenter.change(self.tables[RECORDS].current_id()))
        self.remove.clicked.connect(lambda: presenter.remove(self._current(self.records_model, RECORDS)))
        self.coverage.clicked.connect(presenter.print_coverage)
        self.confirm.clicked.connect(lambda: presenter.confirm(self._current(self.patches_model, PATCHES)))
        self.tables[PATCHES].row_activated.connect(
            lambda _: presenter.confirm(self._current(self.patches_model, PATCHES))
        )
        self.dismiss.clicked.connect(lambda: presenter.dismiss(self._current(self.patches_model, PATCHES)))
        self.enter_list.clicked.connect(lambda: presenter.enter_list(self.tables[LISTS].current_id()))
        self.tables[LISTS].row_activated.connect(presenter.enter_list)
        self.print_list.clicked.connect(lambda: presenter.print_list(self._current(self.lists_model, LISTS)))
        self.close_list.clicked.connect(lambda: presenter.close_list(self._current(self.lists_model, LISTS)))
        self.add_object.clicked.connect(presenter.add_object)
        self.tables[OBJECTS].row_activated.connect(
            lambda _: presenter.change_object(self._current(self.objects_model, OBJECTS))
        )
        self.end_object.clicked.connect(
            lambda: presenter.end_object(self._current(self.objects_model, OBJECTS))
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, presenter.find)

    def _current(self, model: RowsModel[Row], key: str) -> Row | None:
        row = model.row_of(self.tables[key].current_id())
        return model.row_at(row) if row >= 0 else None

    def _enter(self, target_id: str) -> None:
        row = self.due_model.row_of(target_id)
        if row >= 0:
            one = self.due_model.row_at(row)
            self._presenter.enter(one.kind, one.id)

    def _chosen(self) -> Sequence[VisitObject]:
        """The lines selected when there are several, else all shown."""
        chosen = set(self.tables[DUE].selected_ids())
        return [one for one in self.due_model.rows if len(chosen) < 2 or one.id in chosen]

    def mark_page(self, key: str) -> None:
        """Show one of the tabs with its tools."""
        self.pages.mark(key)
        self._stack.setCurrentIndex(_KEYS.index(key))
        for page, tools in self._tools.items():
            for tool in tools:
                tool.setVisible(page == key)
        self._filters.setVisible(key == DUE)
        self._show_note()

    def _show_note(self) -> None:
        key = _KEYS[self._stack.currentIndex()]
        begun = (
            self.tr("回车登记。电话走访只对骨干和三类对象算数。")
            if self._has_visits
            else self.tr("还没有登记过走访；从第一次走访那天起算周期，在那以前谁也不算逾期。")
        )
        notes = {
            DUE: self._alarms or begun,
            RECORDS: self.tr("最近一年。回车更正，原来写的留在历史里。"),
            PATCHES: self.tr("走访发现的变化，确认以后才写入档案。"),
            LISTS: self.tr("打印带去，回来按单子逐行登记。"),
            OBJECTS: self.tr("手工列入的；按规则列入的不在这里。回车修改。"),
        }
        self.note.setText(notes[key])
        set_tone(self.note, "overdue" if key == DUE and self._alarms else "")

    def _filter(self) -> None:
        wanted = ObjectFilter(
            frozenset((VisitClass(picked),))
            if (picked := str(self.visit_class.currentData()))
            else frozenset(),
            frozenset((group,)) if (group := str(self.group.currentData())) else frozenset(),
            frozenset((grid,)) if (grid := str(self.grid.currentData())) else frozenset(),
            str(self.visitor.currentData()),
            _STATES[str(self.state.currentData())],
        )
        text = self.search.text().strip()
        shown = [one for one in self._objects if wanted.takes(one) and is_meant(one, text)]
        self._keep(DUE, lambda: self.due_model.set_rows(shown))

    def show_read(self, read: Read) -> None:
        """Show one reading of everything; lines stay chosen."""
        found, visits, waiting, lists, alarms, visitors = read
        self._objects = found
        self._alarms = "；".join(alarms)
        self._offer(self.group, [(each, each) for each in list_groups(found)])
        self._offer(self.grid, [(each, each) for each in list_grids(found)])
        self._offer(self.visitor, [(name, one) for one, name in visitors.items()])
        self._has_visits = bool(visits)
        self._filter()
        self._keep(RECORDS, lambda: self.records_model.set_rows(visits))
        self._keep(PATCHES, lambda: self.patches_model.set_rows(waiting))
        self._keep(LISTS, lambda: self.lists_model.set_rows(lists))
        by_hand = [one for one in found if one.hand_id]
        self._keep(OBJECTS, lambda: self.objects_model.set_rows(by_hand))
        late = any(one.next.state is DueState.LATE for one in found)
        self.pages.show_count(
            DUE, sum(one.next.state in DUE_STATES for one in found), "overdue" if late else ""
        )
        self.pages.show_count(PATCHES, len(waiting))
        self.pages.show_count(LISTS, sum(not each.row.closed_on for each in lists))
        self.pages.show_count(OBJECTS, len(by_hand))
        self._show_note()

    def _offer(self, combo: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices, with the same one chosen; hidden where there is nothing to choose."""
        chosen = combo.currentData()
        while combo.count() > 1:
            combo.removeItem(1)
        for text, data in choices:
            combo.addItem(text, data)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.setVisible(len(choices) > 1 or (combo is self.visitor and bool(choices)))

    def _keep(self, key: str, show: Callable[[], None]) -> None:
        """Show other rows, with the same line chosen, or the first."""
        table = self.tables[key]
        before = table.current_id()
        show()
        model = table.table_model()
        has_rows = model is not None and model.rowCount() > 0
        if not (before and table.select_id(before)) and has_rows:
            table.selectRow(0)
        self._frames[key].setCurrentWidget(table if has_rows else self.empty[key])
        for tool in self._of_a_line[key]:
            tool.setEnabled(has_rows)
        if not has_rows:
            self.empty[key].show_text(*self._why_empty(key))

    def _why_empty(self, key: str) -> tuple[str, str]:
        """Why a list has no lines, and what to do."""
        if key != DUE:
            return {
                RECORDS: (
                    self.tr("还没有走访记录"),
                    self.tr("走访了谁，按“记走访”（Ctrl+J），半分钟记好。"),
                ),
                PATCHES: (
                    self.tr("没有待确认的变更"),
                    self.tr("走访时记下“情况有变”的，在这里确认以后写入档案。"),
                ),
                LISTS: (self.tr("还没有走访单"), self.tr("在“到期”里筛选好，按“做走访单…”。")),
                OBJECTS: (
                    self.tr("没有手工列入的"),
                    self.tr("规则没有列入、村里觉得该常去看的人和户，按“列入对象”。"),
                ),
            }[key]
        if not self._objects:
            return self.tr("还没有走访对象"), self.tr("民情档案里有了户和人，这里按规则列出该走访谁。")
        waiting = [one for one in self._objects if one.next.state in DUE_STATES]
        if waiting:
            return self.tr("没有符合的"), self.tr("换一个筛选，或者把搜索的字去掉。")
        following = min(self._objects, key=lambda one: one.next.due_on)
        return self.tr("没有到期要走访的"), self.tr("下一个：{name}，{day} 到期。").format(
            name=following.title, day=following.next.due_on.isoformat()
        )

    def show_new_list(self) -> None:
        """Go to the walk lists."""
        self.mark_page(LISTS)

    def show_list(self, query: ListQuery) -> None:
        tab, _, state = query.view.partition("/")
        self.mark_page(tab if tab in _KEYS else DUE)
        if state in _STATES:
            self.state.setCurrentIndex(self.state.findData(state))
            self._filter()

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "visit":
            self.mark_page(RECORDS)
            self._presenter.change(record_id)
        else:
            self._presenter.enter(kind, record_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.tables[DUE].setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        presenter = self._presenter

        def first_due() -> None:
            self.mark_page(DUE)
            self._enter(self.tables[DUE].current_id())

        def first_list() -> None:
            self.mark_page(LISTS)
            presenter.enter_list(self.tables[LISTS].current_id())

        return (
            ("find", presenter.find),
            ("visit", first_due),
            ("plan", lambda: presenter.plan(self._chosen())),
            (RECORDS, lambda: self.mark_page(RECORDS)),
            ("coverage", presenter.print_coverage),
            (PATCHES, lambda: self.mark_page(PATCHES)),
            ("dismiss", lambda: presenter.dismiss(self._current(self.patches_model, PATCHES))),
            (LISTS, lambda: self.mark_page(LISTS)),
            ("rows", first_list),
            (OBJECTS, lambda: self.mark_page(OBJECTS)),
            ("object", presenter.add_object),
        )

    def commands(self) -> Sequence[Command]:
        presenter = self._presenter
        return (
            Command(self.tr("做走访单"), lambda: presenter.plan(self._chosen())),
            Command(self.tr("打印走访情况表"), presenter.print_coverage),
            Command(self.tr("列入走访对象"), presenter.add_object),
        )
