"""Who sits in which body (组织成员名单): representatives, committees, councils."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem
from desktop.services.meetings import seats
from desktop.services.meetings.seats import NewSeat, SeatRow
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import write_for
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.screens.meetings.small_dialogs import MeetingForm
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label, set_tone
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from datetime import date

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class SeatDialog(MeetingForm):
    """One seat, or several people of the same kind at once when it is new."""

    def __init__(
        self,
        body: str,
        find: Callable[[str], Sequence[Found]],
        runner: "JobRunner",
        today: "date",
        parent: QWidget,
        *,
        seat: SeatRow | None,
        save: Callable[["SeatDialog", tuple[NewSeat, ...]], None],
    ) -> None:
        title = word(code_table("meeting_body").label(body))
        super().__init__(title, self.tr("保存"), parent)
        self._body, self._seat, self._store, self._today = body, seat, save, today
        self.picker = TargetPicker(find, runner)
        self.post, self.represents, self.households = QLineEdit(), QLineEdit(), QLineEdit()
        self.from_date, self.to_date, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        if seat is None:
            self.form.add_field("person", self.tr("人员"), self.picker, required=True, takes_enter=True)
        else:
            self.say(seat.name)
        self.form.add_field("post", self.tr("职务"), self.post)
        self.form.add_field("represents", self.tr("代表的范围"), self.represents)
        self.form.add_field("households", self.tr("代表户数"), self.households)
        self.form.add_field("from_date", self.tr("就任"), self.from_date)
        self.form.add_field("to_date", self.tr("离任"), self.to_date)
        self.form.add_field("reason", self.tr("离任原因"), self.reason)
        for key in ("to_date", "reason"):
            self.form[key].set_shown(seat is not None)
        is_elected = body in ("representatives", "collective_representatives")
        for key in ("represents", "households"):
            self.form[key].set_shown(is_elected)
        if seat is not None:
            self.post.setText(seat.post)
            self.represents.setText(seat.represents)
            self.households.setText("" if seat.household_count is None else str(seat.household_count))
            self.from_date.setText(seat.from_date)
            self.to_date.setText(seat.to_date)
            self.reason.setText(seat.reason)
            self.post.setFocus()
        else:
            self.picker.search.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        first = self.read_day(self.from_date, "from_date", self._today)
        last = self.read_day(self.to_date, "to_date", self._today)
        count = self.households.text().strip()
        if count and not count.isdecimal():
            self.form["households"].show_problem(messages.brief(Problem("MTG-007", {"value": count})))
            return
        people = (
            (self._seat.person_id,) if self._seat else tuple(target.id for target in self.picker.targets())
        )
        if first is None or last is None:
            return
        if not people:
            self.show_problems((Problem("MTG-035"),))
            return
        new = tuple(
            NewSeat(
                self._body,
                person,
                self.post.text(),
                self._seat.villager_group if self._seat else "",
                self.represents.text(),
                int(count) if count else None,
                first,
                last,
                self.reason.text(),
            )
            for person in people
        )
        self._store(self, new)


class SeatsDialog(GrowingDialog):
    """One body at a time; those in office first, Enter changes a line."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        find: Callable[[str], Sequence[Found]],
        parent: QWidget,
        body: str = "representatives",
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._shell, self._find = office, runner, shell, find
        self.setWindowTitle(self.tr("组织成员名单"))
        self.body = CodeCombo(code_options("meeting_body"))
        self.body.set_code(body)
        self._sum = label("", "muted")
        self._doubts = label("", "small", wrap=True)
        set_tone(self._doubts, "soon")
        self._model: RowsModel[SeatRow] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = VirtualTable("meetings.seats")
        self.table.setAccessibleName(self.tr("组织成员名单"))
        self.table.show_model(self._model)
        self.add = button(self.tr("添加…"), "primary", "plus")
        self.edit = button(self.tr("修改、离任…"))
        self.remove = button(self.tr("删除"), "danger")
        close = button(self.tr("关闭"))
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.addWidget(self.body)
        head.addWidget(self._sum, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._doubts)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot(self.remove, self.edit, self.add, close))
        may_edit = office.may(Right.EDIT_MEETINGS)
        for pressed in (self.add, self.edit, self.remove):
            pressed.setVisible(may_edit)
        height = self.fontMetrics().height()
        self.resize(height * 40, height * 26)
        self.body.code_changed.connect(lambda _code: self.load())
        self.add.clicked.connect(lambda: self._open(None))
        self.edit.clicked.connect(self._edit)
        self.table.row_activated.connect(lambda _id: self._edit())
        self.remove.clicked.connect(self._ask_remove)
        self.table.current_changed.connect(lambda _id: self._show_deeds())
        self._show_deeds()
        self.load()

    def _columns(self) -> tuple[RowColumn[SeatRow], ...]:
        return (
            RowColumn(TableColumn("name", self.tr("姓名"), 6, sort_key="name"), lambda row: row.name),
            RowColumn(TableColumn("post", self.tr("职务"), 7), lambda row: row.post),
            RowColumn(TableColumn("represents", self.tr("代表的范围"), 12), lambda row: row.represents),
            RowColumn(
                TableColumn("households", self.tr("户数"), 4),
                lambda row: "" if row.household_count is None else str(row.household_count),
            ),
            RowColumn(TableColumn("from", self.tr("就任"), 6), lambda row: row.from_date),
            RowColumn(TableColumn("to", self.tr("离任"), 6, sort_key="to"), lambda row: row.to_date),
        )

    def load(self) -> None:
        """Read the list of the body chosen."""
        office, body = self._office, self.body.code()

        def work(_job: object) -> tuple[tuple[SeatRow, ...], tuple[Problem, ...]]:
            return seats.list_seats(office, body), seats.find_seat_problems(office, body)

        def show(read: tuple[tuple[SeatRow, ...], tuple[Problem, ...]]) -> None:
            if self.body.code() != body:
                return
            today = office.today().isoformat()
            rows = sorted(read[0], key=lambda row: bool(row.to_date) and row.to_date <= today)
            now = sum(not row.to_date or row.to_date > today for row in rows)
            self._model.set_rows(rows)
            self._sum.setText(self.tr("在任 {count} 人").format(count=now))
            self._doubts.setText("\n".join(map(messages.brief, read[1])))
            self._doubts.setVisible(bool(read[1]))
            self._show_deeds()

        if body:
            self._runner.read(work, show, self._shell.show_error, owner=self)

    def _show_deeds(self) -> None:
        for pressed in (self.edit, self.remove):
            pressed.setEnabled(self._current() is not None)

    def _current(self) -> SeatRow | None:
        return next((row for row in self._model.rows if row.id == self.table.current_id()), None)

    def _edit(self) -> None:
        row = self._current()
        if row is not None and self._office.may(Right.EDIT_MEETINGS):
            self._open(row)

    def _open(self, row: SeatRow | None) -> None:
        SeatDialog(
            self.body.code(),
            self._find,
            self._runner,
            self._office.today(),
            self,
            seat=row,
            save=partial(self._save, row),
        ).open()

    def _save(self, row: SeatRow | None, dialog: SeatDialog, new: tuple[NewSeat, ...]) -> None:
        office = self._office

        def work() -> None:
            if row is not None:
                seats.edit_seat(office, row.id, new[0])
            else:
                seats.add_seats(office, new)

        write_for(dialog, self._runner, self._shell, work, self._stored)

    def _stored(self, _none: object) -> None:
        self._shell.records_changed()
        if isValid(self):
            self.load()

    def _ask_remove(self) -> None:
        row = self._current()
        if row is None:
            return
        self._shell.ask(
            self.tr("从名单删除“{name}”？").format(name=row.name),
            self.tr("登记错了才删除。离任的人请点“修改、离任”，写明离任日期，以前的会议还查得到。"),
            self.tr("删除"),
            partial(self._remove, row.id),
            danger=True,
        )

    def _remove(self, seat_id: str) -> None:
        self._runner.write(
            lambda job: seats.remove_seat(self._office, seat_id), self._stored, self._shell.show_error
        )
