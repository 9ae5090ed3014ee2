"""Meetings of a quarter: look, enter, put right (三会一课)."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.chinese_date import read_date
from desktop.domain.code_table import code_table
from desktop.domain.job import JobHandle
from desktop.domain.matter_step import MEETING_KINDS
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem
from desktop.domain.quorum import Attendance, quorum_of
from desktop.services import meetings
from desktop.services.meetings import MeetingRow, NewMeeting
from desktop.words import word
from ui.screens.documents.entry_dialog import EntryDialog
from ui.screens.documents.make_dialog import quarters
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_VOTING = frozenset(kind for kinds in MEETING_KINDS.values() for kind in kinds)
"""Kinds of meeting that decide about major matters."""

_OWED = ("P01", "P02", "P03", "P04", "P05")
"""Kinds that stand on the notice of party life; the others are chosen from the list beside them."""


class KindsField(QWidget):
    """Kinds of one meeting: a box to tick for each usual one, others are fetched from the whole table."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._flow = FlowLayout(self)
        self.more = CodeCombo(())
        (self.typed,) = self.more.findChildren(QLineEdit)
        self.typed.setPlaceholderText(self.tr("其他类别：输入名称或拼音首字母"))
        self.more.setAccessibleName(self.tr("其他类别"))
        wide = self.typed.fontMetrics().horizontalAdvance(self.typed.placeholderText())
        self.more.setMinimumWidth(wide + 4 * self.fontMetrics().height())  # the arrow and the borders
        self.set_codes(())
        self.more.code_changed.connect(self._take)
        self.setFocusProxy(self._boxes[_OWED[0]])

    def box(self, code: str) -> QCheckBox:
        """The box of a kind that is shown."""
        return self._boxes[code]

    def codes(self) -> tuple[str, ...]:
        """Codes of the kinds ticked."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def set_codes(self, codes: Sequence[str]) -> None:
        """Tick these kinds and no others."""
        for code in [code for code in self._boxes if code not in _OWED]:
            gone = self._boxes.pop(code)
            self._flow.removeWidget(gone)
            gone.deleteLater()
        for code in (*_OWED, *codes):
            self._show(code).setChecked(code in codes)
        self._offer_others()

    def _show(self, code: str) -> QCheckBox:
        if code not in self._boxes:
            box = QCheckBox(word(code_table("meeting_kind").label(code)))
            box.toggled.connect(self.changed)
            self._boxes[code] = box
            self._flow.removeWidget(self.more)  # it stays the last
            for widget in (box, self.more):
                self._flow.addWidget(widget)
        return self._boxes[code]

    def _take(self, code: str) -> None:
        if code:
            self._show(code).setChecked(True)
            self._offer_others()

    def _offer_others(self) -> None:
        self.more.set_code("")
        self.more.set_options(code_options("meeting_kind", leave_out=self._boxes))


class MeetingsDialog(EntryDialog):
    """The meetings of one quarter above, the next one to enter or one to put right below."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget) -> None:
        super().__init__(office, runner, shell, parent)
        self.setWindowTitle(self.tr("会议"))
        self._edited: MeetingRow | None = None
        self._quarters = quarters(office.today())
        self.quarter = QComboBox()
        self.quarter.setAccessibleName(self.tr("季度"))
        for text, _, _ in self._quarters:
            self.quarter.addItem(text)
        self._sum = label("", "muted", wrap=True)
        self._model: RowsModel[MeetingRow] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = VirtualTable("documents.meetings")
        self.table.setAccessibleName(self.tr("会议记录"))
        self.table.show_model(self._model)
        self.kinds = KindsField()
        self.kinds_form = Form()
        self.kinds_form.add_field("kinds", self.tr("类别"), self.kinds, required=True)
        self.form = Form(columns=3)
        self.held_on, self.title, self.resolution = QLineEdit(), QLineEdit(), QLineEdit()
        self.chair, self.recorder, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        self.due, self.present, self.leave, self.absent = (QLineEdit() for _ in range(4))
        self.note = QLineEdit()
        add = self.form.add_field
        add("held_on", self.tr("日期"), self.held_on, required=True)
        add("title", self.tr("议题"), self.title, required=True)
        add("resolution", self.tr("决议"), self.resolution)
        add("chair", self.tr("主持人"), self.chair)
        add("recorder", self.tr("记录人"), self.recorder)
        add("place", self.tr("地点"), self.place)
        add("due_count", self.tr("应到"), self.due, required=True)
        add("present_count", self.tr("实到"), self.present, required=True)
        add("leave_count", self.tr("请假"), self.leave)
        add("absent_count", self.tr("缺席"), self.absent)
        add("note", self.tr("备注"), self.note)
        self.forms = (self.kinds_form, self.form)
        self.remove = button(self.tr("删除这次会议…"), "danger")
        self.attachments = button(self.tr("附件…"))
        self.votes = button(self.tr("表决事项…"))
        self.lay_out(
            (self.quarter, self._sum),
            (self.table, self.kinds_form, self.form),
            self.tr("按 Enter 修改选中的一次会议。一次会可以同时算几种。"),
            (self.remove, self.votes, self.attachments),
        )
        self._may_edit = office.may(Right.EDIT_MEETINGS)
        for widget in (*self.forms, self.add):
            widget.setVisible(self._may_edit)
        self._edit(None)
        self.quarter.currentIndexChanged.connect(self._load)
        self.add.clicked.connect(self._save)
        self.form.finished.connect(self._save)
        self.kinds_form.finished.connect(self._leave_kinds)
        self.table.row_activated.connect(self._on_activated)
        self.back.clicked.connect(lambda: self._edit(None))
        self.remove.clicked.connect(self._ask_remove)
        self.attachments.clicked.connect(self._show_attachments)
        self.votes.clicked.connect(self._show_votes)
        self.kinds.changed.connect(self._say_quorum)
        for edit in (self.held_on, self.due, self.present):
            edit.textChanged.connect(lambda _text: self._say_quorum())
        self._load()

    def _columns(self) -> tuple[RowColumn[MeetingRow], ...]:
        return (
            RowColumn(TableColumn("on", self.tr("日期"), 5, sort_key="on"), lambda row: row.held_on),
            RowColumn(TableColumn("kinds", self.tr("类别"), 10), _kinds),
            RowColumn(TableColumn("title", self.tr("议题"), 14), lambda row: row.title),
            RowColumn(TableColumn("chair", self.tr("主持人"), 4), lambda row: row.chair or ""),
            RowColumn(TableColumn("recorder", self.tr("记录人"), 5), lambda row: row.recorder or ""),
            RowColumn(
                TableColumn("attendance", self.tr("实到/应到"), 5, RIGHT),
                lambda row: f"{row.present_count or 0}/{row.due_count or 0}",
            ),
            RowColumn(TableColumn("resolution", self.tr("决议"), 10), lambda row: row.resolution or ""),
        )

    def _span(self) -> tuple[date, date]:
        _, first, last = self._quarters[max(self.quarter.currentIndex(), 0)]
        return first, last

    def _load(self) -> None:
        office, (first, last) = self._office, self._span()

        def show(rows: tuple[MeetingRow, ...]) -> None:
            if self._span() == (first, last):
                self._model.set_rows(rows)
                self._sum.setText(
                    self.tr("这个季度 {count} 次会议").format(count=len(rows))
                    if rows
                    else self.tr("这个季度还没有登记会议。")
                )

        def work(_job: JobHandle) -> tuple[MeetingRow, ...]:
            return meetings.list_meetings(office, first, last)

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _leave_kinds(self) -> None:
        """Enter takes the kind that was typed; without one it goes on to the form."""
        if self.kinds.typed.text().strip():
            self.kinds.more.take_typed()
        else:
            self.held_on.setFocus()

    def _count(self, edit: QLineEdit, key: str) -> int:
        """A number of people; an empty field is nobody unless the field is required."""
        text = edit.text().strip()
        if not text and not self.form[key].required:
            return 0
        if text.isdecimal():
            return int(text)
        self.form[key].show_problem(messages.brief(Problem("MTG-007", {"value": text})))
        return -1

    def _save(self) -> None:
        self.clear_problems()
        meeting = NewMeeting(
            kinds=self.kinds.codes(),
            held_on=self.read_day(self.held_on, self.form, "held_on"),
            title=self.title.text(),
            due_count=self._count(self.due, "due_count"),
            present_count=self._count(self.present, "present_count"),
            leave_count=self._count(self.leave, "leave_count"),
            absent_count=self._count(self.absent, "absent_count"),
            place=self.place.text().strip(),
            chair=self.chair.text().strip(),
            recorder=self.recorder.text().strip(),
            resolution=self.resolution.text().strip(),
            note=self.note.text().strip(),
        )
        counts = (meeting.due_count, meeting.present_count, meeting.leave_count, meeting.absent_count)
        if not meeting.held_on or min(counts) < 0:
            self.focus_first_problem()
            return
        office, edited = self._office, self._edited

        def work() -> None:
            if edited is None:
                meetings.add_meeting(office, meeting)
            else:
                meetings.edit_meeting(office, edited.id, meeting)

        self.store(work, partial(self._on_saved, meeting.held_on))

    def _on_activated(self, meeting_id: str) -> None:
        row = next((row for row in self._model.rows if row.id == meeting_id), None)
        if self._may_edit and row is not None:
            self._edit(row)

    def _edit(self, row: MeetingRow | None) -> None:
        """Put a meeting into the form to be mended; None for a new one."""
        self._edited = row
        self.clear_problems()
        self.add.setText(self.tr("登记这次会议") if row is None else self.tr("保存修改"))
        for widget in (self.back, self.remove, self.attachments):
            widget.setVisible(row is not None)
        self.votes.setVisible(row is not None and bool(_VOTING & set(row.kinds)))
        texts = (
            (self.held_on, row.held_on if row else ""),
            (self.title, row.title if row else ""),
            (self.resolution, row.resolution if row else ""),
            (self.place, row.place if row else ""),
            (self.note, row.note if row else ""),
        )
        counts = (
            (self.due, row.due_count if row else None),
            (self.present, row.present_count if row else None),
            (self.leave, row.leave_count if row else None),
            (self.absent, row.absent_count if row else None),
        )
        for edit, text in texts:
            edit.setText(text or "")
        for edit, number in counts:
            edit.setText("" if number is None else str(number))
        if row is not None:  # the same people lead the next meeting as well
            self.chair.setText(row.chair or "")
            self.recorder.setText(row.recorder or "")
        self.kinds.set_codes(row.kinds if row else ())
        (self.kinds if row is None else self.title).setFocus()

    def _show_attachments(self) -> None:
        from ui.screens.attachments.dialog import AttachmentsDialog

        if self._edited is not None:
            target, title = ("meeting", self._edited.id), self._edited.title
            AttachmentsDialog(self._office, self._runner, self._shell, target, title, self).open()

    def _show_votes(self) -> None:
        from ui.screens.matters.votes_dialog import VotesDialog

        if self._edited is not None:
            VotesDialog(self._office, self._runner, self._shell, self._edited, self).open()

    def _say_quorum(self) -> None:
        """Under the number of those present: whether so many can decide anything."""
        from ui.screens.matters.matter_words import quorum_words

        due, present = self.due.text().strip(), self.present.text().strip()
        kind = next((each for each in self.kinds.codes() if each in _VOTING), "")
        told = ""
        if kind and due.isdecimal() and due != "0":
            day = read_date(self.held_on.text(), self._office.today()).value or ""
            on = date.fromisoformat(day) if is_day(day) else self._office.today()
            quorum = quorum_of(kind, on, self._office.vault.village.division_code)
            attendance = Attendance(int(due), int(present) if present.isdecimal() else 0)
            told = quorum_words(quorum, attendance)
            if present.isdecimal() and not quorum.can_open(attendance):
                told = self.tr("人数不够：{rule}").format(rule=told)
        self.form["present_count"].show_hint(told)

    def _ask_remove(self) -> None:
        row = self._edited
        if row is None:
            return
        self._shell.ask(
            self.tr("删除“{title}”这次会议？").format(title=row.title),
            self.tr("公开表里不再有它。修改记录里还查得到。"),
            self.tr("删除"),
            partial(self._remove, row),
            danger=True,
        )

    def _remove(self, row: MeetingRow) -> None:
        self.store(
            lambda: meetings.remove_meeting(self._office, row.id), partial(self._on_saved, row.held_on)
        )

    def _on_saved(self, held_on: str) -> None:
        """Show the quarter in which the meeting was held, which may be another than the one in view."""
        self._edit(None)
        self._shell.records_changed()
        self.show_day(date.fromisoformat(held_on))

    def show_day(self, day: date) -> None:
        """Show the quarter of a day, as far as it is offered."""
        place = next((n for n, (_, first, last) in enumerate(self._quarters) if first <= day <= last), -1)
        if place in (-1, self.quarter.currentIndex()):
            self._load()
        else:
            self.quarter.setCurrentIndex(place)


def _kinds(row: MeetingRow) -> str:
    table = code_table("meeting_kind")
    return "、".join(word(table.label(kind)) for kind in row.kinds)
