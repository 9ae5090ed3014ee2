"""Who still has to study what, by person and by item, and what to do about it in one click (谁还没学)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.services.learning.needs import ItemNeeds, LackShown, PersonNeeds
from desktop.words import word
from ui.screens.learning.learning_words import due_text, labels_text, reason_text
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_pane import ListPane
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.learning.needs import Survey

PEOPLE, ITEMS = "people", "items"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningNeeds", text)


def item_key(needs: ItemNeeds) -> str:
    """The item's id; for a topic without an item its name."""
    return needs.item.id if needs.item is not None else f"topic:{needs.title}"


def _person_columns() -> tuple[RowColumn[PersonNeeds], ...]:
    return (
        RowColumn(TableColumn("name", _tr("姓名"), 6, sort_key="name"), lambda each: each.name),
        RowColumn(TableColumn("group", _tr("小组"), 5, sort_key="group"), lambda each: each.villager_group),
        RowColumn(
            TableColumn("count", _tr("还要学"), 5, RIGHT, sort_key="count"),
            lambda each: str(len(each.lacks)),
            lambda each: len(each.lacks),
        ),
        RowColumn(
            TableColumn("overdue", _tr("已过期"), 5, RIGHT, sort_key="overdue"),
            lambda each: Cell(str(each.overdue), "overdue") if each.overdue else "",
            lambda each: each.overdue or None,
        ),
        RowColumn(TableColumn("audiences", _tr("属于"), 15), lambda each: labels_text(each.audiences)),
    )


def _share_cell(needs: ItemNeeds) -> str:
    if needs.item is None:
        return ""
    done = max(needs.target_count - len(needs.lacks), 0)
    return f"{done}/{needs.target_count}"


def _item_columns() -> tuple[RowColumn[ItemNeeds], ...]:
    return (
        RowColumn(
            TableColumn("title", _tr("内容"), 15, sort_key="title"),
            lambda each: (
                each.title
                if each.item
                else Cell(_tr("{topic}（还没有内容）").format(topic=word(each.title)), "soon")
            ),
        ),
        RowColumn(
            TableColumn("lacking", _tr("还没学"), 5, RIGHT, sort_key="lacking"),
            lambda each: str(len(each.lacks)),
            lambda each: len(each.lacks),
        ),
        RowColumn(TableColumn("done", _tr("已学/对象"), 7, RIGHT), _share_cell),
        RowColumn(
            TableColumn("due", _tr("期限"), 8, sort_key="due"),
            lambda each: each.item.due_on if each.item else "",
        ),
    )


class NeedsPage(QWidget):
    """Two lists over one analysis; nothing in it is a ranking, the most urgent stand first."""

    session_wanted = Signal(object)  # item ids
    note_wanted = Signal(str, object)  # item id, ((person id, name), …)
    write_wanted = Signal(str)  # title of a topic without an item
    person_opened = Signal(str)
    item_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._may_edit = False
        self.tabs = TabStrip(((PEOPLE, self.tr("按人")), (ITEMS, self.tr("按内容"))))
        self.note = label("", "muted")
        self._people: RowsModel[PersonNeeds] = RowsModel(_person_columns(), lambda each: each.person_id, self)
        self._items: RowsModel[ItemNeeds] = RowsModel(_item_columns(), item_key, self)
        self.people = VirtualTable("learning_people")
        self.people.setAccessibleName(self.tr("还要学习的人"))
        self.people.show_model(self._people)
        self.items = VirtualTable("learning_lacking")
        self.items.setAccessibleName(self.tr("还有人没学的内容"))
        self.items.show_model(self._items)
        self._list = QStackedWidget()
        for widget in (self.people, self.items):
            self._list.addWidget(widget)
        self.detail = PlainScroll()
        self._pane = ListPane(self._list, self.detail, picture="check", shares=(6, 5))
        self.empty = self._pane.empty
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch()
        head.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._pane, 1)
        self._view = PEOPLE
        self.tabs.mark(PEOPLE)
        self.tabs.chosen.connect(self.show_view)
        self.people.current_changed.connect(self._show_person)
        self.items.current_changed.connect(self._show_item)
        self.people.row_activated.connect(self.person_opened)
        self.items.row_activated.connect(self._open_item)

    def show_survey(self, told: "Survey", *, may_edit: bool) -> None:
        """Show an analysis."""
        self._may_edit = may_edit
        self._people.set_rows(told.people)
        self._items.set_rows(told.items)
        self.tabs.show_count(PEOPLE, len(told.people))
        self.tabs.show_count(ITEMS, len(told.items))
        text = self.tr("分析了 {n} 人：党员、积极分子、干部、代表和网格员")
        self.note.setText(text.format(n=told.learner_count))
        self.show_view(self._view)

    def show_view(self, view: str) -> None:
        """Show people or items."""
        self._view = view
        self.tabs.mark(view)
        table, rows = (self.people, self._people.rows) if view == PEOPLE else (self.items, self._items.rows)
        if not rows:
            self.empty.show_text(
                self.tr("该学的都学了"), self.tr("发布必学内容，或有人缺席集中学习以后，这里会列出来。")
            )
            self._pane.show_rows(exist=False)
            self.detail.setWidget(QWidget())
            return
        self._pane.show_rows(exist=True)
        self._list.setCurrentWidget(table)
        if not table.current_id():
            table.selectRow(0)
        (self._show_person if view == PEOPLE else self._show_item)(table.current_id())

    def _show_person(self, person_id: str) -> None:
        row = self._people.row_of(person_id)
        if row < 0 or self._view != PEOPLE:
            return
        needs = self._people.row_at(row)
        host, layout = self._page(needs.name, labels_text(needs.audiences))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        card = button(self.tr("打开档案"), icon_name="user")
        card.clicked.connect(lambda: self.person_opened.emit(person_id))
        ids = tuple(dict.fromkeys(lack.item_id for lack in needs.lacks if lack.item_id))
        if self._may_edit and ids:
            session = button(self.tr("安排集中学习…"), "primary", "meeting")
            session.clicked.connect(lambda: self.session_wanted.emit(ids))
            flow.addWidget(session)
        flow.addWidget(card)
        layout.addWidget(buttons)
        layout.addWidget(line())
        for lack in needs.lacks:
            layout.addWidget(self._lack(lack, lack.title, ((needs.person_id, needs.name),)))
        layout.addStretch()
        self.detail.setWidget(host)

    def _show_item(self, key: str) -> None:
        row = self._items.row_of(key)
        if row < 0 or self._view != ITEMS:
            return
        needs = self._items.row_at(row)
        names = tuple((lack.person_id, lack.name) for lack in needs.lacks)
        told = self.tr("{n} 人还没学").format(n=len(needs.lacks))
        host, layout = self._page(needs.title if needs.item else word(needs.title), told)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        if needs.item is not None:
            item_id = needs.item.id
            if self._may_edit:
                session = button(self.tr("安排集中学习…"), "primary", "meeting")
                session.clicked.connect(lambda: self.session_wanted.emit((item_id,)))
                note = button(self.tr("登记已学…"), icon_name="check")
                note.clicked.connect(lambda: self.note_wanted.emit(item_id, names))
                flow.addWidget(session)
                flow.addWidget(note)
            read = button(self.tr("看内容"), icon_name="register")
            read.clicked.connect(lambda: self.item_opened.emit(item_id))
            flow.addWidget(read)
        elif self._may_edit:
            write = button(self.tr("发布这个主题的内容…"), "primary", "plus")
            write.clicked.connect(lambda: self.write_wanted.emit(needs.title))
            flow.addWidget(write)
        layout.addWidget(buttons)
        layout.addWidget(line())
        for lack in needs.lacks:
            layout.addWidget(self._lack(lack, lack.name, ()))
        layout.addStretch()
        self.detail.setWidget(host)

    def _page(self, title: str, told: str) -> tuple[QWidget, QVBoxLayout]:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(title, "heading", wrap=True))
        layout.addWidget(label(told, "muted", wrap=True))
        return host, layout

    def _lack(self, lack: LackShown, text: str, people: Sequence[tuple[str, str]]) -> QWidget:
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(text if lack.item_id or not people else word(text), wrap=True))
        why = label("　".join(part for part in (reason_text(lack), due_text(lack)) if part), "small")
        set_tone(why, "overdue" if lack.is_overdue else "")
        words.addWidget(why)
        row.addLayout(words, 1)
        if people and self._may_edit and lack.item_id:
            done = button(self.tr("登记已学…"), "link")
            done.clicked.connect(lambda: self.note_wanted.emit(lack.item_id, tuple(people)))
            row.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        return host

    def _open_item(self, key: str) -> None:
        if not key.startswith("topic:"):
            self.item_opened.emit(key)
