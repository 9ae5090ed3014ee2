"""Learning content: the list with what is required and due, and the item to be read beside it (学习内容)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.services.learning.content import ItemState, LearningItem, LearningPage
from desktop.services.learning.study import Studied, TaughtAt
from desktop.words import word
from ui.screens.learning.learning_words import labels_text, origin_word, state_cell
from ui.screens.learning.reading_body import ReadingBody
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_pane import ListPane
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment

_STUDIED_SHOWN = 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningItems", text)


def is_in(view: str, item: LearningItem) -> bool:
    """Whether an item stands in a view: ``open`` (in force), ``required``, ``withdrawn`` or ``all``."""
    if view == "withdrawn":
        return item.state is ItemState.WITHDRAWN
    if view == "required":
        return item.is_required and item.state is not ItemState.WITHDRAWN
    return view == "all" or item.state is not ItemState.WITHDRAWN


def _title_cell(item: LearningItem) -> Cell:
    marks = "".join(
        mark for mark, count in ((_tr("［图］"), item.pictures), (_tr("［视频］"), item.videos)) if count
    )
    return Cell(item.title + marks, hint=item.summary)


def columns() -> tuple[RowColumn[LearningItem], ...]:
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("title", _tr("标题"), 14, sort_key="title"), _title_cell, lambda item: item.title
        ),
        RowColumn(
            TableColumn("required", _tr("必学"), 4, sort_key="required"),
            lambda item: _tr("必学") if item.is_required else "",
        ),
        RowColumn(
            TableColumn("due", _tr("期限"), 10, sort_key="due"), state_cell, lambda item: item.due_on or None
        ),
        RowColumn(TableColumn("origin", _tr("来自"), 4, sort_key="origin"), origin_word),
        RowColumn(
            TableColumn("topics", _tr("主题"), 8, sort_key="topics"),
            lambda item: labels_text(item.topic_labels),
        ),
        RowColumn(
            TableColumn("kind", _tr("种类"), 5, sort_key="kind", shown=False),
            lambda item: word(item.kind_label),
        ),
        RowColumn(
            TableColumn("published", _tr("发布"), 8, sort_key="published", shown=False),
            lambda item: item.published_on,
        ),
    )


class ItemsPage(QWidget):
    """The list and the item chosen; emits what the user wants to do with it."""

    chosen = Signal(str)
    action_wanted = Signal(str)  # read, print, note, session, edit, withdraw, publish, remove
    video_wanted = Signal(str)
    fetch_wanted = Signal(str)
    study_removed = Signal(str)  # study id
    session_opened = Signal(str)  # meeting id
    session_removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.make_attachments: Callable[[str], QWidget] | None = None
        self.search = SearchBox(self.tr("找内容：标题、正文、主题、对象"))
        self.tabs = TabStrip(
            (
                ("open", self.tr("在用")),
                ("required", self.tr("必学")),
                ("withdrawn", self.tr("已撤下")),
                ("all", self.tr("全部")),
            )
        )
        self._items: tuple[LearningItem, ...] = ()
        self._view = "open"
        self._model: RowsModel[LearningItem] = RowsModel(columns(), lambda item: item.id, self)
        self.table = VirtualTable("learning_items")
        self.table.setAccessibleName(self.tr("学习内容列表"))
        self.table.show_model(self._model)
        self.reader = PlainScroll()
        self.body = ReadingBody()
        self._pane = ListPane(self.table, self.reader, picture="register", shares=(6, 5))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.tabs)
        head.addWidget(self.search, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._pane, 1)
        self.tabs.mark("open")
        self.tabs.chosen.connect(self.show_view)
        self.table.current_changed.connect(self.chosen)
        self.table.row_activated.connect(lambda _id: self.action_wanted.emit("read"))
        self.search.went_down.connect(self.table.focus_first_row)
        self._show_nothing()

    def show_items(self, items: Sequence[LearningItem]) -> None:
        """Show what was read; the view stays."""
        self._items = tuple(items)
        for view in ("open", "required", "withdrawn", "all"):
            self.tabs.show_count(view, sum(is_in(view, item) for item in self._items))
        self.show_view(self._view)

    def show_view(self, view: str) -> None:
        """Show those of a view."""
        self._view = view
        self.tabs.mark(view)
        rows = [item for item in self._items if is_in(view, item)]
        current = self.table.current_id()
        self._model.set_rows(rows)
        self._pane.show_rows(exist=bool(rows))
        if not rows:
            self._pane.empty.show_text(
                self.tr("没有学习内容"), self.tr("县里发布的会随同步到来；按 Ctrl+N 发布村里自己的。")
            )
            self._show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(rows[0].id)
        self.chosen.emit(self.table.current_id())

    def select(self, item_id: str) -> None:
        """Put the cursor on an item, in the view of all if need be."""
        if not self.table.select_id(item_id):
            self.show_view("all")
            self.table.select_id(item_id)

    def _show_nothing(self) -> None:
        empty = EmptyState("register")
        empty.show_text(self.tr("没有选中内容"), self.tr("在左边选一条，这里就能读。"))
        self.reader.setWidget(empty)

    def show_page(
        self,
        page: LearningPage,
        studied: Sequence[Studied],
        sessions: Sequence[TaughtAt],
        *,
        may_edit: bool,
    ) -> None:
        """Show an item to be read, where it was taught, and who studied it."""
        item = page.item
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(label(item.title, "title", wrap=True))
        cell = state_cell(item)
        parts = (
            origin_word(item),
            word(item.kind_label),
            self.tr("必学") if item.is_required else "",
            cell.text,
            self.tr("约 {n} 分钟").format(n=item.minutes) if item.minutes else "",
        )
        state = label("　".join(part for part in parts if part), wrap=True)
        set_tone(state, cell.tone)
        layout.addWidget(state)
        audience = labels_text(item.audience_labels) or self.tr("所有人")
        facts = (
            (self.tr("主题"), labels_text(item.topic_labels)),
            (self.tr("对象"), audience),
            (self.tr("出处"), item.source),
            (self.tr("发布"), item.published_on),
        )
        told = "　".join(f"{name}：{value}" for name, value in facts if value)
        layout.addWidget(label(told, "muted", wrap=True))
        layout.addWidget(self._buttons(item, may_edit=may_edit))
        layout.addWidget(line())
        self.body = ReadingBody()
        self.body.show_blocks(page.blocks)
        shown = [each for each in page.attachments if each.is_picture or each.is_video]
        self.body.show_files(shown)
        self.body.video_wanted.connect(self.video_wanted)
        self.body.fetch_wanted.connect(self.fetch_wanted)
        layout.addWidget(self.body)
        if self.make_attachments is not None and (page.attachments or (may_edit and not item.is_county)):
            layout.addWidget(line())
            layout.addWidget(self.make_attachments(item.id))
        layout.addWidget(line())
        if sessions:
            layout.addWidget(self._sessions(sessions, may_edit=may_edit))
        layout.addWidget(self._studied(studied, may_edit=may_edit))
        layout.addStretch()
        self.reader.setWidget(host)

    def _buttons(self, item: LearningItem, *, may_edit: bool) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        wanted = [
            ("read", self.tr("大字阅读"), "zoom_in", "primary"),
            ("print", self.tr("打印"), "print", ""),
        ]
        is_used = item.state is not ItemState.WITHDRAWN
        if may_edit and is_used:
            wanted.append(("session", self.tr("安排集中学习…"), "meeting", ""))
            wanted.append(("note", self.tr("登记自学…"), "check", ""))
            wanted.append(("link", self.tr("记到开过的会…"), "", ""))
        if may_edit and not item.is_county:
            wanted.append(("edit", self.tr("修改…"), "edit", ""))
            if is_used:
                wanted.append(("withdraw", self.tr("撤下"), "", ""))
            else:
                wanted.append(("publish", self.tr("重新发布"), "", ""))
                wanted.append(("remove", self.tr("删除"), "trash", "danger"))
        for action, text, icon_name, role in wanted:
            pressed = button(text, role, icon_name)
            pressed.setObjectName(f"learning-{action}")
            pressed.clicked.connect(lambda _=False, name=action: self.action_wanted.emit(name))
            flow.addWidget(pressed)
        return host

    def _sessions(self, sessions: Sequence[TaughtAt], *, may_edit: bool) -> QWidget:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(self.tr("在这些会上学"), "strong"))
        for each in sessions:
            row = QHBoxLayout()
            planned = self.tr("（已安排）") if each.is_planned else ""
            opened = button(f"{each.held_on}　{each.title}{planned}", "link")
            opened.clicked.connect(lambda _=False, i=each.meeting_id: self.session_opened.emit(i))
            row.addWidget(opened)
            row.addStretch()
            if may_edit:
                away = button(self.tr("取消关联"), "link")
                away.clicked.connect(lambda _=False, i=each.meeting_id: self.session_removed.emit(i))
                row.addWidget(away)
            layout.addLayout(row)
        return host

    def _studied(self, studied: Sequence[Studied], *, may_edit: bool) -> QWidget:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        people = len({each.person_id for each in studied})
        told = self.tr("已学：{people} 人，{times} 人次").format(people=people, times=len(studied))
        layout.addWidget(label(told, "strong"))
        ways = {"session": self.tr("集中学习"), "made_up": self.tr("补课"), "alone": self.tr("自学")}
        for each in studied[:_STUDIED_SHOWN]:
            row = QHBoxLayout()
            row.addWidget(label(f"{each.studied_on}　{each.name}　{ways[each.way]}", "muted"))
            row.addStretch()
            if may_edit and each.way == "alone":
                away = button(self.tr("撤销登记"), "link")
                away.clicked.connect(lambda _=False, study=each.study_id: self.study_removed.emit(study))
                row.addWidget(away)
            layout.addLayout(row)
        if len(studied) > _STUDIED_SHOWN:
            layout.addWidget(label(self.tr("……其余见“谁还没学”和统计。"), "muted"))
        return host

    def show_picture(self, attachment: "Attachment", image: object) -> None:
        """A picture of the item shown has been read."""
        from PySide6.QtGui import QImage

        if isinstance(image, QImage):
            self.body.show_picture(attachment.id, image)
