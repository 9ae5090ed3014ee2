"""What a step of a notice asks for: days, places, documents, and what became of an objection."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Problem
from desktop.services.disclosure.objections import NewObjection, Objection
from desktop.services.disclosure.postings import NewPosting, Posting
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.screens.documents.person_line import PersonLine
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form, long_text
from ui.widgets.problem_line import ProblemLine

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

_FULL = len("2026-01-01")
_TEXT_LINES = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticeSteps", text)


class StepDialog(GrowingDialog):
    """A form over one step; stays open, with what is wrong at its fields, until the step was taken."""

    submitted = Signal(object)  # what was typed, of the kind the dialog says

    def __init__(self, title: str, yes: str, about: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._today = today
        self._days: dict[str, QLineEdit] = {}
        self.form = Form()
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.yes = button(yes, "primary")
        self.yes.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        if about:
            layout.addWidget(label(about, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.yes))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())

    def _add_day(self, key: str, title: str) -> QLineEdit:
        edit = QLineEdit(self._today.isoformat())
        self._days[key] = edit
        self.form.add_field(key, title, edit, required=True)
        return edit

    def _add_text(self, key: str, title: str, *, required: bool = False) -> QPlainTextEdit:
        edit = long_text(_TEXT_LINES)
        self.form.add_field(key, title, edit, required=required)
        return edit

    def _read_days(self) -> dict[str, date] | None:
        """The days typed; None when one can't be read, which is then said at its field."""
        self.form.clear_problems()
        self.problem.show_text("")
        days = {}
        for key, edit in self._days.items():
            reading = read_date(edit.text(), self._today, allow_future=True)
            if reading.value is None or len(reading.value) < _FULL:
                problem = reading.problems[0] if reading.problems else Problem("DOC-140")
                told = messages.join((messages.reason(problem), messages.advice(Problem("DOC-140"))))
                self.form[key].show_problem(told)
            else:
                days[key] = date.fromisoformat(reading.value)
        if len(days) == len(self._days):
            return days
        self.form.focus_first_problem()
        return None

    def _submit(self) -> None:
        days = self._read_days()
        if days is not None:
            self.submitted.emit(self._typed(days))

    def _typed(self, days: dict[str, date]) -> object:
        raise NotImplementedError

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong, at its field where it has one."""
        show_at_fields(self.form, problems, below=self.problem)


class PostingDialog(StepDialog):
    """Sheets hung on one or more boards; submits a `NewPosting`."""

    def __init__(self, boards: Sequence[str], poster: str, today: date, parent: QWidget) -> None:
        super().__init__(_tr("登记张贴"), _tr("登记"), "", today, parent)
        self.places = QLineEdit("、".join(boards))
        self.poster, self.copies, self.note = QLineEdit(poster), QLineEdit("1"), QLineEdit()
        self.form.add_field(
            "places",
            self.tr("张贴地点"),
            self.places,
            required=True,
            hint=self.tr("有几处公开栏就写几处，用顿号隔开"),
        )
        self.posted_on = self._add_day("posted_on", self.tr("张贴日期"))
        self.form.add_field("poster", self.tr("张贴人"), self.poster, required=True)
        self.form.add_field("copies", self.tr("每处份数"), self.copies, required=True)
        self.form.add_field("note", self.tr("备注"), self.note)
        self.places.setFocus()

    def _typed(self, days: dict[str, date]) -> NewPosting:
        places = self.places.text().replace("，", "、").replace(",", "、").split("、")
        copies = self.copies.text().strip()
        return NewPosting(
            tuple(places),
            days["posted_on"],
            self.poster.text(),
            int(copies) if copies.isdecimal() else 0,
            self.note.text(),
        )


class TakeDownDialog(StepDialog):
    """Sheets that came down; submits ids, day and name as a tuple."""

    def __init__(
        self, hanging: Sequence[Posting], due: frozenset[str], name: str, today: date, parent: QWidget
    ) -> None:
        super().__init__(_tr("登记取下"), _tr("登记"), "", today, parent)
        self.boxes: dict[str, QCheckBox] = {}
        host = QWidget()
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        for posting in hanging:
            box = QCheckBox(
                self.tr("{place}（应贴到 {day}）").format(place=posting.place, day=posting.take_down_on)
            )
            box.setChecked(posting.id in due or len(hanging) == 1)
            self.boxes[posting.id] = box
            column.addWidget(box)
        self.by = QLineEdit(name)
        self.form.add_field("places", self.tr("取下哪几处"), host, required=True)
        self.taken_down_on = self._add_day("taken_down_on", self.tr("取下日期"))
        self.form.add_field("by", self.tr("取下的人"), self.by)
        self.taken_down_on.setFocus()

    def _submit(self) -> None:
        if not any(box.isChecked() for box in self.boxes.values()):
            self.form["places"].show_problem(self.tr("请至少选一处。"))
            return
        super()._submit()

    def _typed(self, days: dict[str, date]) -> tuple[tuple[str, ...], date, str]:
        chosen = tuple(key for key, box in self.boxes.items() if box.isChecked())
        return chosen, days["taken_down_on"], self.by.text()


class DecideDialog(StepDialog):
    """The meeting that decided on a notice; submits day and text as a tuple."""

    def __init__(self, body: str, today: date, parent: QWidget) -> None:
        super().__init__(
            _tr("登记审定"),
            _tr("登记"),
            _tr("由{body}审定。同意后才能往下走；不同意的，请退回。").format(body=body),
            today,
            parent,
        )
        self.decided_on = self._add_day("decided_on", self.tr("开会日期"))
        self.text = self._add_text("text", self.tr("会议意见"))
        self.decided_on.setFocus()

    def _typed(self, days: dict[str, date]) -> tuple[date, str]:
        return days["decided_on"], self.text.toPlainText().strip()


class ApproveDialog(StepDialog):
    """The township's agreement; submits number of its document and day as a tuple."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(
            _tr("登记上级意见"),
            _tr("登记"),
            _tr("这一项由乡镇（街道）或县级审核，同意后才能发布。"),
            today,
            parent,
        )
        self.document = QLineEdit()
        self.form.add_field(
            "approval_document",
            self.tr("文号"),
            self.document,
            required=True,
            hint=self.tr("没有文号的，写明批复的名称或经办人"),
        )
        self.approved_on = self._add_day("approved_on", self.tr("批复日期"))
        self.document.setFocus()

    def _typed(self, days: dict[str, date]) -> tuple[str, date]:
        return self.document.text().strip(), days["approved_on"]


class ObjectionDialog(StepDialog):
    """An objection that was brought forward; submits a `NewObjection`."""

    def __init__(self, office: "Office", runner: "JobRunner", parent: QWidget) -> None:
        super().__init__(
            _tr("登记异议"),
            _tr("登记"),
            _tr("提出人的姓名不会印在任何公开表上。不愿留名的，姓名空着。"),
            office.today(),
            parent,
        )
        self.person = PersonLine(office, runner)
        self.channel = CodeCombo(code_options("objection_channel"))
        self.form.add_field(
            "person",
            self.tr("提出人"),
            self.person,
            hint=self.tr("不在档案里的，直接写姓名"),
            takes_enter=True,
        )
        self.form.add_field("channel", self.tr("怎么提出的"), self.channel, required=True)
        self.received_on = self._add_day("received_on", self.tr("收到日期"))
        self.text = self._add_text("text", self.tr("异议内容"), required=True)
        self.channel.set_code("10")
        self.person.settled.connect(lambda: self.form.go_on("person"))
        self.person.setFocus()

    def _typed(self, days: dict[str, date]) -> NewObjection:
        choice = self.person.choice()
        in_register = choice.id != choice.name
        return NewObjection(
            self.text.toPlainText().strip(),
            self.channel.code(),
            days["received_on"],
            person_id=choice.id if in_register else "",
            person_name="" if in_register else choice.name,
        )


class AnswerDialog(StepDialog):
    """An answer to an objection; submits text and day as a tuple."""

    def __init__(self, objection: Objection, today: date, parent: QWidget) -> None:
        super().__init__(_tr("答复异议"), _tr("登记答复"), objection.text, today, parent)
        self.answer = self._add_text("answer", self.tr("答复内容"), required=True)
        self.answered_on = self._add_day("answered_on", self.tr("答复日期"))
        self.answer.setFocus()

    def _typed(self, days: dict[str, date]) -> tuple[str, date]:
        return self.answer.toPlainText().strip(), days["answered_on"]


class ConcludeDialog(StepDialog):
    """Whether somebody is content with the answer; submits that, the next step's code and the day."""

    def __init__(self, objection: Objection, today: date, parent: QWidget) -> None:
        super().__init__(_tr("异议处理结果"), _tr("登记"), objection.answer, today, parent)
        self.satisfied = CodeCombo(
            (CodeOption("1", self.tr("满意，办结")), CodeOption("0", self.tr("不满意")))
        )
        self.next_step = CodeCombo(code_options("objection_next_step"))
        self.form.add_field("satisfied", self.tr("提出人"), self.satisfied, required=True)
        self.form.add_field("next_step", self.tr("下一步"), self.next_step, required=True)
        self.concluded_on = self._add_day("concluded_on", self.tr("日期"))
        self.satisfied.code_changed.connect(self._on_satisfied)
        self.satisfied.set_code("1")
        self._on_satisfied("1")
        self.satisfied.setFocus()

    def _on_satisfied(self, code: str) -> None:
        self.form["next_step"].set_shown(code == "0")

    def _typed(self, days: dict[str, date]) -> tuple[bool, str, date]:
        return self.satisfied.code() == "1", self.next_step.code(), days["concluded_on"]
