"""What the dialogs of 户主变更, 分户 and 并户 have in common: inputs above, what will change below."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Problem, Severity
from desktop.services.household_operations import Operation, Plan
from desktop.services.register_card import HouseholdCard, Member
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.register.plan_view import PlanView
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine

_FULL_DATE = len("2026-01-01")
_PLAN_AFTER_MS = 120


class OperationDialog(GrowingDialog):
    """Asks for a plan whenever an input changed, and for storing when the user says so.

    A subclass adds its inputs to ``form`` under the names that the problems of
    `desktop.services.household_operations` have for their places.
    """

    plan_wanted = Signal(object)  # Operation
    submitted = Signal(object)  # Operation

    def __init__(
        self, card: HouseholdCard, title: str, explanation: str, yes: str, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.card = card
        self.setWindowTitle(title)
        self._today = today
        self.form = Form(columns=2)
        self.day = QLineEdit(today.isoformat())
        self.reason = QLineEdit()
        self.plan_view = PlanView()
        self.problem = ProblemLine()
        self.store = button(yes, "primary")
        self._cancel = button(self.tr("取消"))
        self._note = label("", "small", wrap=True)
        self._asked: Operation | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PLAN_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self._arrange(explanation)
        self.day.textChanged.connect(self.ask_later)
        self.plan_view.relations_chosen.connect(self.ask_later)
        self.form.finished.connect(self.submit)
        self.store.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.reject)

    def _arrange(self, explanation: str) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.plan_view)
        self.plan_view.setProperty("role", "scrolled")
        scroll.setMinimumHeight(self.fontMetrics().height() * 7)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.store)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(label(explanation, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(label(self.tr("保存以后"), "heading"))
        layout.addWidget(scroll, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot)
        height = self.fontMetrics().height()
        self.resize(height * 40, height * 32)

    def add_day_and_reason(self) -> None:
        """The two inputs that every operation ends with."""
        self.form.add_field("on", self.tr("变更日期"), self.day, required=True)
        self.form.add_field("reason", self.tr("原因"), self.reason)

    def operation(self, on: date) -> Operation:
        """What is asked for, by what stands in the inputs."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether enough is filled in for a plan to say something."""
        return True

    def titles(self, plan: Plan) -> Sequence[str]:
        """One title per household of the plan."""
        raise NotImplementedError

    def ask_later(self) -> None:
        """An input changed: ask for another plan once the keys rest."""
        self._timer.start()

    def _read_day(self) -> date | None:
        reading = read_date(self.day.text(), self._today)
        if reading.value is not None and len(reading.value) == _FULL_DATE:
            self.form["on"].show_problem("")
            return date.fromisoformat(reading.value)
        problem = reading.problems[0] if reading.problems else Problem("REG-016")
        self.form["on"].show_problem(messages.brief(problem))
        return None

    def _ask(self) -> None:
        if not self.is_ready():
            self._asked = None
            self.plan_view.show_nothing()
            self.problem.show_text("")
            return
        on = self._read_day()
        if on is not None:
            self._asked = self.operation(on)
            self.plan_wanted.emit(self._asked)

    def show_plan(self, operation: Operation, plan: Plan) -> None:
        """Show what an operation will do; the answer to an older question is dropped."""
        if operation != self._asked:
            return
        self.plan_view.show_plan(plan, self.titles(plan))
        self.show_problems(plan.problems)
        names = "、".join(plan.unknown)
        self._note.setText(self.tr("与户主关系推算不出：{names}。").format(names=names) if names else "")

    def submit(self) -> None:
        """Ask for storing what stands in the inputs."""
        for combo in self.findChildren(CodeCombo):
            combo.take_typed()
        on = self._read_day()
        if on is None:
            self.day.setFocus()
            return
        self.store.setEnabled(False)
        self.submitted.emit(self.operation(on))

    def show_refusal(self, problems: Sequence[Problem]) -> None:
        """Say why nothing was stored; the dialog stays open."""
        self.store.setEnabled(True)
        self.show_problems(problems)
        self.form.focus_first_problem()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at the inputs what is wrong with them, and below what is worth a look."""
        self.form.clear_problems()
        rest = []
        for problem in problems:
            key = problem.place.field if problem.place else ""
            if key in self.form:
                self.form[key].show_problem(messages.brief(problem), _tone(problem))
            else:
                rest.append(problem)
        told = dict.fromkeys(messages.brief(problem) for problem in rest)
        tone = "error" if any(problem.severity is Severity.ERROR for problem in rest) else "soon"
        self.problem.show_text("\n".join(told), tone)

    def member_options(self, members: Sequence[Member]) -> tuple[CodeOption, ...]:
        """Members of the household to choose one from."""
        return tuple(CodeOption(member.id, self.member_words(member)) for member in members)

    def member_words(self, member: Member) -> str:
        """``张小山（长子，51 岁）``: what tells members of one name apart."""
        age = self.tr("{age} 岁").format(age=member.age) if member.age.isdigit() else member.age
        facts = self.tr("，").join(part for part in (word(member.relation), age) if part)
        return self.tr("{name}（{facts}）").format(name=member.name, facts=facts) if facts else member.name


def head_name(plan: Plan, place: int, none: str) -> str:
    """Name of the head of one of the planned households."""
    return next((member.name for member in plan.households[place].members if member.is_head), none)


def part_words(parts: Mapping[str, int], words: Mapping[str, str]) -> str:
    """``住房 1 处、承包合同 2 份``: how much hangs on a household."""
    return "、".join(words[table].format(n=count) for table, count in parts.items())


def _tone(problem: Problem) -> str:
    return "error" if problem.severity is Severity.ERROR else "soon"
