"""The list of a meeting: marked with the keyboard, by typing a name, or by a card held to a scanner."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.domain.meeting_attendance import CAME, AttendanceState
from desktop.domain.meeting_due import Standing, kind_rules
from desktop.services.meetings import attendance
from desktop.services.meetings.reading import AttendanceRow, MeetingDetail, mark_of
from desktop.words import word
from ui.screens.meetings.meeting_words import need_words, numbers_words
from ui.widgets.dress import button, label, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pinyin_initials import initials
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from datetime import date

_TONES = {
    AttendanceState.PRESENT: "ok",
    AttendanceState.ONLINE: "ok",
    AttendanceState.PROXY: "ok",
    AttendanceState.LEAVE: "soon",
    AttendanceState.ABSENT: "overdue",
    AttendanceState.DUE: "",
}


class AttendanceTable(VirtualTable):
    """The list; Space marks the chosen people as present, or takes that back."""

    toggled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_id():
            self.toggled.emit()
        else:
            super().keyPressEvent(event)


class AttendancePage(QWidget):
    """The list above its deeds; emits what the user wants, the presenter of the window writes it."""

    mark_wanted = Signal(object, object)  # ids of lines, AttendanceState
    rest_wanted = Signal(object)  # AttendanceState
    scanned = Signal(str)
    guest_wanted = Signal()
    standing_wanted = Signal(object, object)  # ids of lines, Standing
    removed = Signal(object)  # ids of lines
    renew_wanted = Signal()
    make_up_wanted = Signal(object)  # ids of lines
    cards_wanted = Signal()

    def __init__(self, today: "date") -> None:
        super().__init__()
        self._today = today
        self._rows: tuple[AttendanceRow, ...] = ()
        self._text = ""
        self._may_edit = False
        self.search = SearchBox(self.tr("输入姓名或拼音首字母找人，回车记到会；也可以扫签到卡"))
        self._numbers = label("", "strong")
        self._needs = QVBoxLayout()
        self._needs.setSpacing(2)
        self._changes = label("", "small", wrap=True)
        self._model: RowsModel[AttendanceRow] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = AttendanceTable("meetings.attendance")
        self.table.setAccessibleName(self.tr("签到名单"))
        self.table.show_model(self._model)
        self._none = label(self.tr("只登记了人数，没有签到名单。要补的话点“添加人员”。"), "muted", wrap=True)
        self.present = button(self.tr("到会（空格）"), "primary")
        self.leave = button(self.tr("请假…"))
        self.absent = button(self.tr("缺席"))
        self.rest = button(self.tr("其余到会"))
        self.rest_absent = button(self.tr("其余缺席"))
        self.guest = button(self.tr("添加人员…"), icon_name="plus")
        self.renew = button(self.tr("更新名单"))
        self.more = button(self.tr("更多…"))
        self._deeds = QWidget()
        flow = FlowLayout(self._deeds)
        for pressed in (
            self.present,
            self.leave,
            self.absent,
            self.rest,
            self.rest_absent,
            self.guest,
            self.renew,
            self.more,
        ):
            flow.addWidget(pressed)
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self._numbers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._needs)
        layout.addWidget(self._changes)
        layout.addWidget(self._none)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._deeds)
        self._changes.hide()
        self._none.hide()
        self._deeds.hide()  # nothing can be done before there is a meeting
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_enter)
        self.search.went_down.connect(self.table.focus_first_row)
        self.table.toggled.connect(self._toggle)
        self.table.row_activated.connect(lambda _id: self._toggle())
        self.table.selection_changed.connect(self._show_deeds)
        self.present.clicked.connect(lambda: self._mark(AttendanceState.PRESENT))
        self.leave.clicked.connect(lambda: self._mark(AttendanceState.LEAVE))
        self.absent.clicked.connect(lambda: self._mark(AttendanceState.ABSENT))
        self.rest.clicked.connect(lambda: self.rest_wanted.emit(AttendanceState.PRESENT))
        self.rest_absent.clicked.connect(lambda: self.rest_wanted.emit(AttendanceState.ABSENT))
        self.guest.clicked.connect(self.guest_wanted)
        self.renew.clicked.connect(self.renew_wanted)
        self.more.clicked.connect(self._open_menu)

    def _columns(self) -> tuple[RowColumn[AttendanceRow], ...]:
        return (
            RowColumn(
                TableColumn("name", self.tr("姓名"), 6, sort_key="name"),
                lambda row: row.name or self.tr("（已不在档案中）"),
                lambda row: row.name_key or row.name,
            ),
            RowColumn(
                TableColumn("group", self.tr("组别"), 6, sort_key="group"), lambda row: row.villager_group
            ),
            RowColumn(
                TableColumn("standing", self.tr("身份"), 6, sort_key="standing"),
                lambda row: word(code_table("meeting_standing").label(row.standing)),
            ),
            RowColumn(TableColumn("state", self.tr("签到"), 8, sort_key="state"), _state_cell),
            RowColumn(TableColumn("reason", self.tr("原因和说明"), 16), self._said),
            RowColumn(
                TableColumn("household", self.tr("户编号"), 8, shown=False), lambda row: row.household_no
            ),
        )

    def _said(self, row: AttendanceRow) -> str:
        parts = [row.reason]
        if row.proxy:
            parts.append(self.tr("由{name}代为参加").format(name=row.proxy))
        if row.made_up_on:
            parts.append(self.tr("{day} 补课").format(day=row.made_up_on))
        if row.told_by:
            parts.append(self.tr("{name}传达").format(name=row.told_by))
        return "　".join(part for part in parts if part)

    def show_meeting(self, detail: MeetingDetail, *, may_edit: bool) -> None:
        """Show the list of a meeting."""
        self._detail = detail
        self._may_edit = may_edit
        self._rows = detail.attendance
        self._numbers.setText(numbers_words(detail.tally, by_households=detail.row.by_households))
        while (item := self._needs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for need in detail.needs:
            told, tone = need_words(need)
            shown = label(told, "small", wrap=True)
            set_tone(shown, tone)
            self._needs.addWidget(shown)
        self._none.setVisible(not self._rows and detail.tally.present > 0)
        self._filter()
        self._show_deeds()

    def show_changes(self, missing: Sequence[str], over: Sequence[str]) -> None:
        """Say whom the register knows to be due who is not on the list, and the other way round."""
        parts = []
        if missing:
            names = "、".join(missing[:5]) + ("…" if len(missing) > 5 else "")
            parts.append(self.tr("名单以外应到：{names}").format(names=names))
        if over:
            names = "、".join(over[:5]) + ("…" if len(over) > 5 else "")
            parts.append(self.tr("名单上不再应到：{names}").format(names=names))
        self._changes.setText("　".join(parts))
        self._changes.setVisible(bool(parts) and self._may_edit)
        set_tone(self._changes, "soon")
        self.renew.setVisible(bool(parts) and self._may_edit)

    def _on_typed(self, text: str) -> None:
        self._text = text.strip().lower()
        if not attendance.is_scan(self._text):
            self._filter()

    def _filter(self) -> None:
        current = self.table.current_id()
        self._model.set_rows([row for row in self._rows if _fits(row, self._text)])
        if not (current and self.table.select_id(current)) and self._model.rows:
            self.table.select_id(self._model.rows[0].id)

    def _on_enter(self) -> None:
        typed = self.search.text().strip()
        if attendance.is_scan(typed):
            self.search.set_text_silently("")
            self._text = ""
            self._filter()
            if self._may_edit:
                self.scanned.emit(typed)
            return
        if typed and self._may_edit and self._model.rows:
            self.mark_wanted.emit((self._model.rows[0].id,), AttendanceState.PRESENT)
            self.search.set_text_silently("")
            self._text = ""
            self._filter()

    def _chosen(self) -> tuple[AttendanceRow, ...]:
        ids = self.table.selected_ids() or ((self.table.current_id(),) if self.table.current_id() else ())
        return tuple(row for row in self._rows if row.id in ids)

    def _toggle(self) -> None:
        chosen = self._chosen()
        if not chosen or not self._may_edit:
            return
        here = all(mark_of(row).state in CAME for row in chosen)
        self._mark(AttendanceState.DUE if here else AttendanceState.PRESENT)
        self.table.setFocus()

    def _mark(self, state: AttendanceState) -> None:
        ids = tuple(row.id for row in self._chosen())
        if ids and self._may_edit:
            self.mark_wanted.emit(ids, state)

    def _show_deeds(self) -> None:
        self._deeds.setVisible(self._may_edit)
        chosen = bool(self._chosen())
        for pressed in (self.present, self.leave, self.absent):
            pressed.setEnabled(chosen)
        for pressed in (self.rest, self.rest_absent):
            pressed.setEnabled(any(row.state == AttendanceState.DUE for row in self._rows))

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu(self) -> QMenu:
        """What else can be done with the chosen people."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._chosen()
        ids = tuple(row.id for row in chosen)
        rules = [kind_rules()[kind] for kind in self._detail.row.kinds if kind in kind_rules()]
        by_households = self._detail.row.by_households
        if any(rule.may_online for rule in rules):
            menu.addAction(self.tr("线上参加"), lambda: self._mark(AttendanceState.ONLINE))
        if (by_households or any(rule.may_proxy for rule in rules)) and len(ids) == 1:
            menu.addAction(self.tr("由同户家人代为参加…"), lambda: self._mark(AttendanceState.PROXY))
        menu.addAction(self.tr("改回未签到"), lambda: self._mark(AttendanceState.DUE))
        away = [row for row in chosen if row.state in (AttendanceState.LEAVE, AttendanceState.ABSENT)]
        if away:
            menu.addAction(
                self.tr("登记补课…"), lambda: self.make_up_wanted.emit(tuple(row.id for row in away))
            )
        menu.addSeparator()
        for standing in Standing:
            text = word(code_table("meeting_standing").label(standing))
            if standing is Standing.NOT_COUNTED:
                text += "…"
            menu.addAction(
                self.tr("身份：{standing}").format(standing=text),
                partial(self.standing_wanted.emit, ids, standing),
            )
        menu.addSeparator()
        menu.addAction(self.tr("从名单删除"), lambda: self.removed.emit(ids))
        menu.addAction(self.tr("打印签到卡…"), self.cards_wanted.emit)
        for action in menu.actions():
            action.setEnabled(bool(ids) or action is menu.actions()[-1])
        return menu

    def person_ids(self) -> tuple[str, ...]:
        """Whom cards are printed for: the people chosen, everybody where one or none is."""
        chosen = self._chosen()
        return tuple(row.person_id for row in (chosen if len(chosen) > 1 else self._rows))


def _state_cell(row: AttendanceRow) -> Cell:
    state = mark_of(row).state
    text = word(state.label)
    if row.arrived_at:
        text = f"{text} {row.arrived_at}"
    return Cell(text, _TONES[state])


def _fits(row: AttendanceRow, text: str) -> bool:
    if not text:
        return True
    return text in row.name or initials(row.name).startswith(text) or text in row.villager_group
