"""Takes one step of a matter: the meeting that discussed it, who came, how they voted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.code_table import code_table
from desktop.domain.matter_step import MEETING_KINDS, STAGES, VOTED, MatterStep
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem
from desktop.domain.quorum import Attendance, Quorum, Vote, find_quorum_problems, quorum_of
from desktop.services.matter_steps import NewStep, TopicVotes
from desktop.services.matters import MatterDetail, MeetingRow
from desktop.services.meetings import NewMeeting
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.screens.matters.matter_words import quorum_words, step_title
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label, set_tone
from ui.widgets.form import Form

NEW = "new"
_BY_HOUSEHOLDS = "V01"


@dataclass(frozen=True, slots=True)
class StepContext:
    """What the dialog starts from: meetings that fit, the latest first, the day, the place."""

    meetings: Sequence[MeetingRow]
    today: date
    division_code: str
    chosen: str = ""  # id of the meeting to begin with
    eligible: tuple[int, int] = (0, 0)  # villagers of age and households, by the register
    votes: Mapping[str, TopicVotes] = field(default_factory=dict)  # meeting → votes on this matter there


class StepDialog(GrowingDialog):
    """A meeting on record or a new one; says while it is filled in whether it can decide."""

    submitted = Signal(object)  # NewStep

    def __init__(self, step: MatterStep, detail: MatterDetail, context: StepContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._step, self._context = step, context
        self._has_taken = False
        self._rows = {row.id: row for row in context.meetings}
        self.setWindowTitle(step_title(step))
        kinds = code_table("meeting_kind")
        self.form = Form(columns=2)
        self.meeting = CodeCombo(
            (
                CodeOption(NEW, self.tr("新登记一次会议")),
                *(CodeOption(row.id, f"{row.held_on}　{row.title}") for row in context.meetings),
            )
        )
        self.kind = CodeCombo(
            tuple(CodeOption(code, word(kinds.label(code))) for code in MEETING_KINDS.get(step, ()))
        )
        self.held_on, self.place = QLineEdit(), QLineEdit()
        self.chair, self.recorder = QLineEdit(), QLineEdit()
        self.due, self.present = QLineEdit(), QLineEdit()
        self.households_due, self.households_present = QLineEdit(), QLineEdit()
        self.agreed, self.against, self.abstained = QLineEdit(), QLineEdit(), QLineEdit()
        self.text = QLineEdit()
        add = self.form.add_field
        add("meeting", self.tr("会议"), self.meeting, required=True)
        add("kind", self.tr("类别"), self.kind, required=True)
        add("held_on", self.tr("日期"), self.held_on, required=True)
        add("place", self.tr("地点"), self.place)
        add("chair", self.tr("主持人"), self.chair)
        add("recorder", self.tr("记录人"), self.recorder)
        add("due_count", self.tr("应到（有表决权）"), self.due, required=True)
        add("present_count", self.tr("实到（有表决权）"), self.present, required=True)
        add("households_due", self.tr("全村户数"), self.households_due)
        add("households_present", self.tr("派代表到会的户数"), self.households_present)
        is_voted = step in VOTED
        add("agreed_count", self.tr("同意"), self.agreed, required=is_voted)
        add("against_count", self.tr("反对"), self.against)
        add("abstained_count", self.tr("弃权"), self.abstained)
        add("text", self.tr("决议"), self.text)
        for key in ("agreed_count", "against_count", "abstained_count"):
            self.form[key].set_shown(is_voted)
        self.rule = label("", "muted", wrap=True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("登记这一步"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(detail.summary.title, "strong", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.rule)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.meeting.code_changed.connect(self._on_meeting)
        self.kind.code_changed.connect(lambda _code: self._on_kind())
        for edit in self._numbers():
            edit.textChanged.connect(lambda _text: self._say_rule())
        self._show(detail)
        height = self.fontMetrics().height()
        self.resize(height * 40, self.sizeHint().height())

    def _numbers(self) -> tuple[QLineEdit, ...]:
        return (
            self.due,
            self.present,
            self.households_due,
            self.households_present,
            self.agreed,
            self.against,
            self.abstained,
        )

    def _show(self, detail: MatterDetail) -> None:
        each = detail.step(self._step)
        kinds = MEETING_KINDS[self._step]
        self.kind.set_code(kinds[0])
        chosen = self._context.chosen or (each.meeting.id if each.meeting else "")
        if not chosen:  # the meeting that voted on it is on record already
            chosen = next((key for key in self._rows if key in self._context.votes), "")
        if chosen not in self._rows:
            chosen = NEW
        self.meeting.set_code(chosen)
        self._on_meeting(chosen)
        fact = None if chosen in self._context.votes else each.path.fact
        if fact is not None and fact.attendance is not None:
            attendance = fact.attendance
            self.due.setText(str(attendance.due))
            self.present.setText(str(attendance.present))
            self.households_due.setText(_shown(attendance.households_due))
            self.households_present.setText(_shown(attendance.households_present))
        if fact is not None and fact.vote is not None:
            self.agreed.setText(str(fact.vote.agreed))
            self.against.setText(str(fact.vote.against))
            self.abstained.setText(str(fact.vote.abstained))
        if each.text and chosen not in self._context.votes:
            self.text.setText(each.text)
        (self.held_on if chosen == NEW else self.due).setFocus()

    def _on_meeting(self, meeting_id: str) -> None:
        """A meeting on record fills the form; a new one begins like the last of its kind."""
        row = self._rows.get(meeting_id)
        is_new = row is None
        for edit in (self.held_on, self.place, self.chair, self.recorder):
            edit.setReadOnly(not is_new)
        self.kind.setEnabled(is_new)
        model = row or next(iter(self._context.meetings), None)
        if row is not None:
            kind = next((code for code in MEETING_KINDS[self._step] if code in row.kinds), "")
            self.kind.set_code(kind)
            self.held_on.setText(row.held_on)
            self.present.setText(_shown(row.present_count))
            self.text.setText(row.resolution or "")
        else:
            self.held_on.setText("")
        if model is not None:
            self.place.setText(model.place or "")
            self.chair.setText(model.chair or "")
            self.recorder.setText(model.recorder or "")
            self.due.setText(_shown(model.due_count))
        self._take_votes(meeting_id)
        self._on_kind()

    def _take_votes(self, meeting_id: str) -> None:
        """The votes that the meeting's agenda has on this matter are not typed again."""
        taken = self._context.votes.get(meeting_id)
        for edit in self._numbers():
            edit.setReadOnly(taken is not None)
        self.form["meeting"].show_hint(self.tr("人数和票数取自会议的议题。") if taken else "")
        if taken is None:
            if self._has_taken:
                for edit in self._numbers()[-3:]:
                    edit.clear()
            self._has_taken = False
            return
        self._has_taken = True
        attendance, vote = taken.attendance, taken.vote
        numbers = (
            attendance.due,
            attendance.present,
            attendance.households_due,
            attendance.households_present,
            vote.agreed,
            vote.against,
            vote.abstained,
        )
        for edit, number in zip(self._numbers(), numbers, strict=True):
            edit.setText(str(number))
        self.text.setText(taken.resolution)

    def _on_kind(self) -> None:
        by_households = self.kind.code() == _BY_HOUSEHOLDS
        people, households = self._context.eligible
        if by_households and people and self.meeting.code() == NEW and not self.households_due.text():
            self.due.setText(str(people))
            self.households_due.setText(str(households))
        for key in ("households_due", "households_present"):
            self.form[key].set_shown(by_households)
        self._say_rule()

    def _quorum(self) -> Quorum | None:
        kind = self.kind.code()
        if not kind:
            return None
        reading = read_date(self.held_on.text(), self._context.today)
        value = reading.value or ""
        on = date.fromisoformat(value) if is_day(value) else self._context.today
        return quorum_of(kind, on, self._context.division_code)

    def _attendance(self) -> Attendance:
        return Attendance(
            _number(self.due),
            _number(self.present),
            _number(self.households_due),
            _number(self.households_present),
        )

    def _vote(self) -> Vote | None:
        if self._step not in VOTED or not self.agreed.text().strip():
            return None
        return Vote(_number(self.agreed), _number(self.against), _number(self.abstained))

    def _say_rule(self) -> None:
        quorum, attendance, vote = self._quorum(), self._attendance(), self._vote()
        if quorum is None or not attendance.due:
            self.rule.setText("")
            set_tone(self.rule, "")
            return
        told = quorum_words(quorum, attendance)
        if not attendance.present:
            self.rule.setText(told)
            set_tone(self.rule, "")
            return
        problems = find_quorum_problems(quorum, attendance, vote)
        if problems:
            self.rule.setText("\n".join(messages.reason(problem) for problem in problems))
        else:
            self.rule.setText(self.tr("{rule}。人数够了，可以决定。").format(rule=told))
        set_tone(self.rule, "overdue" if problems else "ok")

    def _submit(self) -> None:
        self.form.clear_problems()
        for key, edit in zip(
            (
                "due_count",
                "present_count",
                "households_due",
                "households_present",
                "agreed_count",
                "against_count",
                "abstained_count",
            ),
            self._numbers(),
            strict=True,
        ):
            text = edit.text().strip()
            if (text and not text.isdecimal()) or (not text and key in ("due_count", "present_count")):
                self.form[key].show_problem(messages.brief(Problem("MTG-007", {"value": text})))
        row = self._rows.get(self.meeting.code())
        day = row.held_on if row else self._read_day()
        if any(self.form[key].problem.text() for key in self.form):
            self.form.focus_first_problem()
            return
        attendance, text = self._attendance(), self.text.text().strip()
        if row is not None:
            step = NewStep(meeting_id=row.id, attendance=attendance, vote=self._vote(), text=text)
        else:
            meeting = NewMeeting(
                (self.kind.code(),),
                day,
                self.windowTitle().partition("　")[2],
                attendance.due,
                attendance.present,
                absent_count=attendance.due - attendance.present,
                place=self.place.text().strip(),
                chair=self.chair.text().strip(),
                recorder=self.recorder.text().strip(),
                resolution=text,
            )
            step = NewStep(meeting=meeting, attendance=attendance, vote=self._vote(), text=text)
        self.submitted.emit(step)

    def _read_day(self) -> str:
        reading = read_date(self.held_on.text(), self._context.today)
        if reading.value is not None and is_day(reading.value):
            return reading.value
        problem = reading.problems[0] if reading.problems else Problem("DOC-140")
        told = messages.join((messages.reason(problem), messages.advice(Problem("DOC-140"))))
        self.form["held_on"].show_problem(told)
        return ""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the step from being stored; the dialog stays open."""
        show_at_fields(
            self.form,
            problems,
            otherwise="meeting",
            named={"done_on": "held_on", "kinds": "kind", "title": "meeting"},
        )


class DayTextDialog(GrowingDialog):
    """A day and a text: the result of the work, or where the proof of an older disclosure is."""

    submitted = Signal(str, str)  # ISO day, text

    def __init__(
        self,
        title: str,
        labels: tuple[str, str],
        today: date,
        parent: QWidget,
        *,
        day: str = "",
        text: str = "",
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.setWindowTitle(title)
        self.form = Form()
        self.day = QLineEdit(day or today.isoformat())
        self.text = QLineEdit(text)
        self.form.add_field("day", labels[0], self.day, required=True)
        self.form.add_field("text", labels[1], self.text, required=True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("登记"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        self.text.setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        reading = read_date(self.day.text(), self._today)
        if reading.value is None or not is_day(reading.value):
            problem = reading.problems[0] if reading.problems else Problem("DOC-140")
            told = messages.join((messages.reason(problem), messages.advice(Problem("DOC-140"))))
            self.form["day"].show_problem(told)
            self.form.focus_first_problem()
            return
        self.submitted.emit(reading.value, self.text.text().strip())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; the dialog stays open."""
        show_at_fields(self.form, problems, otherwise="text", named={"done_on": "day", "completed_on": "day"})


def is_disclosure(step: MatterStep) -> bool:
    """Whether a notice proves the step, and no meeting."""
    return step in STAGES


def _number(edit: QLineEdit) -> int:
    text = edit.text().strip()
    return int(text) if text.isdecimal() else 0


def _shown(count: int | None) -> str:
    return str(count) if count else ""
