"""Real deeds: the list of a period, one of them beside it with its photos (实事)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.code_table import code_table
from desktop.services.learning.deeds import Deed, hours_text
from desktop.words import word
from ui.widgets.dress import button, label, line
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_pane import ListPane
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningDeeds", text)


def columns() -> tuple[RowColumn[Deed], ...]:
    """Columns in their first order."""
    return (
        RowColumn(TableColumn("day", _tr("日期"), 7, sort_key="day"), lambda deed: deed.done_on),
        RowColumn(TableColumn("title", _tr("做了什么"), 14, sort_key="title"), lambda deed: deed.title),
        RowColumn(TableColumn("kind", _tr("类别"), 6, sort_key="kind"), lambda deed: word(deed.kind_label)),
        RowColumn(
            TableColumn("people", _tr("人次"), 4, RIGHT, sort_key="people"),
            lambda deed: str(len(deed.participants)),
            lambda deed: len(deed.participants),
        ),
        RowColumn(TableColumn("names", _tr("参加人员"), 12), lambda deed: deed.names),
        RowColumn(TableColumn("place", _tr("地点"), 7, shown=False), lambda deed: deed.place),
        RowColumn(TableColumn("branch", _tr("支部"), 10, shown=False), lambda deed: deed.branch),
    )


class DeedsPage(QWidget):
    """Filters above, the list, one deed beside it; emits what the user wants."""

    filter_changed = Signal()
    chosen = Signal(str)
    edit_wanted = Signal(str)
    remove_wanted = Signal(str)
    person_opened = Signal(str)
    event_opened = Signal(str)

    def __init__(self, year: int) -> None:
        super().__init__()
        self.make_attachments: Callable[[str], QWidget] | None = None
        self._may_edit = False
        self.year = QComboBox()
        self.year.setAccessibleName(self.tr("年份"))
        for each in range(year, year - 6, -1):
            self.year.addItem(self.tr("{year}年").format(year=each), each)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("类别"))
        self.kind.addItem(self.tr("全部类别"), "")
        for entry in code_table("deed_kind").entries:
            self.kind.addItem(word(entry.label), entry.code)
        self.branch = QComboBox()
        self.branch.setAccessibleName(self.tr("支部"))
        self.person = QComboBox()
        self.person.setAccessibleName(self.tr("参加的人"))
        self.search = SearchBox(self.tr("找实事：内容、人名、地点、结果"))
        self.told = label("", "muted")
        self._model: RowsModel[Deed] = RowsModel(columns(), lambda deed: deed.id, self)
        self.table = VirtualTable("deeds")
        self.table.setAccessibleName(self.tr("实事列表"))
        self.table.show_model(self._model)
        self.detail = PlainScroll()
        self._pane = ListPane(self.table, self.detail, picture="star", shares=(6, 4))
        head = QHBoxLayout()
        head.setSpacing(10)
        for combo in (self.year, self.kind, self.branch, self.person):
            head.addWidget(combo)
            combo.activated.connect(lambda _: self.filter_changed.emit())
        head.addWidget(self.search, 1)
        head.addWidget(self.told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._pane, 1)
        self.table.current_changed.connect(self._show_current)
        self.table.row_activated.connect(self.edit_wanted)
        self.search.search_requested.connect(lambda _: self.filter_changed.emit())
        self.search.went_down.connect(self.table.focus_first_row)
        self.show_branches(())
        self.show_people(())

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer everybody who took part in a deed of the year."""
        chosen = str(self.person.currentData() or "")
        self.person.clear()
        self.person.addItem(self.tr("全部人员"), "")
        for person_id, name in people:
            self.person.addItem(name, person_id)
        self.person.setCurrentIndex(max(self.person.findData(chosen), 0))

    def show_branches(self, branches: Sequence[tuple[str, str]]) -> None:
        """Offer branches; where there is only one nothing is to be chosen."""
        chosen = str(self.branch.currentData() or "")
        self.branch.clear()
        self.branch.addItem(self.tr("全部支部"), "")
        for branch_id, name in branches:
            self.branch.addItem(name, branch_id)
        self.branch.setCurrentIndex(max(self.branch.findData(chosen), 0))
        self.branch.setVisible(len(branches) > 1)

    def show_deeds(self, deeds: Sequence[Deed], *, may_edit: bool) -> None:
        """Show the deeds that were asked for."""
        self._may_edit = may_edit
        current = self.table.current_id()
        self._model.set_rows(deeds)
        times = sum(len(deed.participants) for deed in deeds)
        people = len({each.person_id for deed in deeds for each in deed.participants})
        told = self.tr("{n} 件　{times} 人次　{people} 人")
        self.told.setText(told.format(n=len(deeds), times=times, people=people))
        self._pane.show_rows(exist=bool(deeds))
        if not deeds:
            self._pane.empty.show_text(self.tr("没有登记实事"), self.tr("按 Ctrl+N 登记一件。"))
            self.detail.setWidget(QWidget())
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(deeds[0].id)
        self._show_current(self.table.current_id())

    def deed(self, deed_id: str) -> Deed | None:
        """A deed of the list."""
        row = self._model.row_of(deed_id)
        return self._model.row_at(row) if row >= 0 else None

    def _show_current(self, deed_id: str) -> None:
        deed = self.deed(deed_id)
        if deed is None:
            return
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(deed.title, "heading", wrap=True))
        day = deed.done_on if not deed.ended_on else f"{deed.done_on} — {deed.ended_on}"
        layout.addWidget(label("　".join((word(deed.kind_label), day)), wrap=True))
        count = deed.beneficiary_count
        helped = self.tr("{n} 人").format(n=count) if count else ""
        facts = (
            (self.tr("地点"), deed.place),
            (self.tr("支部"), deed.branch),
            (self.tr("组织人"), deed.organiser),
            (self.tr("受益"), "　".join(part for part in (deed.beneficiaries, helped) if part)),
            (
                self.tr("总时长"),
                self.tr("{n} 小时").format(n=hours_text(deed.hours_x10)) if deed.hours_x10 else "",
            ),
        )
        for name, value in facts:
            if value:
                layout.addWidget(
                    label(self.tr("{name}：{value}").format(name=name, value=value), "muted", wrap=True)
                )
        if deed.result:
            layout.addWidget(label(deed.result, wrap=True))
        layout.addWidget(label(self.tr("参加人员（{n} 人）").format(n=len(deed.participants)), "strong"))
        people = QWidget()
        flow = FlowLayout(people)
        for each in deed.participants:
            pressed = button(each.name or self.tr("（已不在档案中）"), "link")
            pressed.clicked.connect(lambda _=False, i=each.person_id: self.person_opened.emit(i))
            flow.addWidget(pressed)
        layout.addWidget(people)
        buttons = QWidget()
        row = FlowLayout(buttons)
        if self._may_edit:
            edit = button(self.tr("修改…"), icon_name="edit")
            edit.clicked.connect(lambda: self.edit_wanted.emit(deed.id))
            remove = button(self.tr("删除"), "danger", "trash")
            remove.clicked.connect(lambda: self.remove_wanted.emit(deed.id))
            row.addWidget(edit)
            row.addWidget(remove)
        if deed.event:
            event = button(self.tr("任务：{title}").format(title=deed.event), "link")
            event.clicked.connect(lambda: self.event_opened.emit(deed.event_id))
            row.addWidget(event)
        layout.addWidget(buttons)
        if self.make_attachments is not None:
            layout.addWidget(line())
            layout.addWidget(self.make_attachments(deed.id))
        layout.addStretch()
        self.detail.setWidget(host)
        self.chosen.emit(deed_id)
