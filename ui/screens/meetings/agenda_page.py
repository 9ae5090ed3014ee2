"""The agenda of a meeting: its items with what their votes need and what came of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.meetings.reading import MeetingDetail, TopicNeed, TopicRow
from ui.screens.meetings.meeting_words import vote_words
from ui.widgets.dress import button, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable


class AgendaPage(QWidget):
    """The items; Enter opens one."""

    add_wanted = Signal()
    edit_wanted = Signal(str)
    move_wanted = Signal(str, int)
    removed = Signal(str)
    task_wanted = Signal(str)
    task_opened = Signal(str)
    grades_wanted = Signal()
    drafts_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._needs: dict[str, TopicNeed] = {}
        self._topics: dict[str, TopicRow] = {}
        self._may_edit = False
        self._model: RowsModel[TopicRow] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = VirtualTable("meetings.agenda")
        self.table.setAccessibleName(self.tr("议程"))
        self.table.show_model(self._model)
        self._empty = label(self.tr("还没有议题。按“新增议题”写明讨论什么、要不要表决。"), "muted", wrap=True)
        self.add = button(self.tr("新增议题…"), "primary", "plus")
        self.edit = button(self.tr("记录和表决…"))
        self.up, self.down = button(self.tr("上移")), button(self.tr("下移"))
        self.remove = button(self.tr("删除"), "danger")
        self.task = button(self.tr("转成任务…"))
        self.grades = button(self.tr("民主评议票数…"))
        self.drafts = button(self.tr("起草决议公告"))
        self._deeds = QWidget()
        flow = FlowLayout(self._deeds)
        for pressed in (
            self.add,
            self.edit,
            self.task,
            self.up,
            self.down,
            self.remove,
            self.grades,
            self.drafts,
        ):
            flow.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._deeds)
        self.add.clicked.connect(self.add_wanted)
        self.edit.clicked.connect(self._edit)
        self.table.row_activated.connect(lambda _id: self._edit())
        self.up.clicked.connect(lambda: self.move_wanted.emit(self.table.current_id(), -1))
        self.down.clicked.connect(lambda: self.move_wanted.emit(self.table.current_id(), 1))
        self.remove.clicked.connect(lambda: self.removed.emit(self.table.current_id()))
        self.task.clicked.connect(self._on_task)
        self.grades.clicked.connect(self.grades_wanted)
        self.drafts.clicked.connect(self.drafts_wanted)
        self.table.current_changed.connect(lambda _id: self._show_deeds())

    def _columns(self) -> tuple[RowColumn[TopicRow], ...]:
        return (
            RowColumn(TableColumn("position", self.tr("序号"), 3), lambda row: str(row.position)),
            RowColumn(TableColumn("title", self.tr("议题"), 12), lambda row: row.title),
            RowColumn(TableColumn("reporter", self.tr("汇报人"), 5), lambda row: row.reporter),
            RowColumn(TableColumn("vote", self.tr("表决"), 16), self._vote_cell),
            RowColumn(TableColumn("resolution", self.tr("决议"), 11), lambda row: row.resolution),
            RowColumn(TableColumn("matter", self.tr("四议两公开"), 6), lambda row: row.matter),
            RowColumn(TableColumn("task", self.tr("任务"), 4), self._task_cell),
        )

    def _vote_cell(self, row: TopicRow) -> Cell | str:
        need = self._needs.get(row.id)
        if need is None:
            return self.tr("不表决")
        told, tone = vote_words(need)
        return Cell(told, tone)

    def _task_cell(self, row: TopicRow) -> Cell | str:
        return Cell(self.tr("已转"), "ok", row.task_number) if row.task_number else ""

    def show_meeting(
        self, detail: MeetingDetail, *, may_edit: bool, appraises: bool, may_draft: bool
    ) -> None:
        """Show the agenda of a meeting."""
        self._may_edit = may_edit
        self._needs = {need.topic.id: need for need in detail.topic_needs}
        self._topics = {topic.id: topic for topic in detail.topics}
        current = self.table.current_id()
        self._model.set_rows(detail.topics)
        if detail.topics and not (current and self.table.select_id(current)):
            self.table.select_id(detail.topics[0].id)
        self._empty.setVisible(not detail.topics)
        self.grades.setVisible(appraises)
        self.drafts.setVisible(may_draft and any(topic.matter_id for topic in detail.topics))
        self._show_deeds()

    def _show_deeds(self) -> None:
        topic = self._topics.get(self.table.current_id())
        for pressed in (self.add, self.edit, self.up, self.down, self.remove, self.task):
            pressed.setVisible(self._may_edit)
        for pressed in (self.edit, self.up, self.down, self.remove):
            pressed.setEnabled(topic is not None)
        has_task = topic is not None and bool(topic.task_number)
        self.task.setVisible(self._may_edit or has_task)
        self.task.setText(self.tr("查看任务") if has_task else self.tr("转成任务…"))
        self.task.setEnabled(has_task or (topic is not None and bool(topic.resolution)))

    def _edit(self) -> None:
        if self.table.current_id() and self._may_edit:
            self.edit_wanted.emit(self.table.current_id())

    def _on_task(self) -> None:
        topic = self._topics.get(self.table.current_id())
        if topic is not None and topic.task_number:
            self.task_opened.emit(topic.event_id)
        elif topic is not None:
            self.task_wanted.emit(topic.id)
