"""Plans a meeting, or changes its plan: nearly everything stands there already from the last of its kind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.due_day import read_due_day
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem, Severity
from desktop.services.meetings import planning, roll
from desktop.services.meetings.planning import Choices, MeetingPlan, PlanView, TopicDraft
from ui.dialogs.growing import GrowingDialog
from ui.screens.documents.meetings_dialog import KindsField
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label, set_tone
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form, align_names

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

_LOOK_MS = 200


class PlanDialog(GrowingDialog):
    """One form; below it stands how many are due and what is doubtful, while it is filled in."""

    submitted = Signal(object)  # MeetingPlan

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        plan: MeetingPlan,
        choices: Choices,
        parent: QWidget,
        *,
        is_new: bool,
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._plan, self._is_new = office, runner, plan, is_new
        self.setWindowTitle(self.tr("安排会议") if is_new else self.tr("修改会议安排"))
        self.kinds = KindsField()
        self.kinds_form = Form()
        self.kinds_form.add_field("kinds", self.tr("类别"), self.kinds, required=True)
        self.form = Form(columns=2)
        self.title, self.held_on = QLineEdit(), QLineEdit()
        self.starts_at, self.place = QLineEdit(), QLineEdit()
        self.chair, self.recorder = QLineEdit(), QLineEdit()
        self.called_on, self.observers = QLineEdit(), QLineEdit()
        self.branch = CodeCombo(tuple(CodeOption(key, name) for key, name in choices.branches))
        self.group = CodeCombo(tuple(CodeOption(key, name) for key, _, name in choices.party_groups))
        self.villager_group = CodeCombo(tuple(CodeOption(name, name) for name in choices.villager_groups))
        self.by_households = QCheckBox(self.tr("按户计算，每户一名代表"))
        self.starts_at.setPlaceholderText(self.tr("如 14:00"))
        self.called_on.setPlaceholderText(self.tr("通知发出的日期，可以以后填"))
        self.agenda = QPlainTextEdit()
        self.agenda.setTabChangesFocus(True)
        self.agenda.setPlaceholderText(self.tr("一行一项议题"))
        self.agenda.setFixedHeight(self.fontMetrics().height() * 5)
        add = self.form.add_field
        add("held_on", self.tr("日期"), self.held_on, required=True)
        add("starts_at", self.tr("时间"), self.starts_at)
        add("title", self.tr("会议名称"), self.title, required=True)
        add("place", self.tr("地点"), self.place)
        add("chair", self.tr("主持人"), self.chair)
        add("recorder", self.tr("记录人"), self.recorder)
        add("called_on", self.tr("通知日期"), self.called_on)
        add("observers", self.tr("列席"), self.observers)
        add("branch", self.tr("支部"), self.branch)
        add("group", self.tr("党小组"), self.group)
        add("villager_group", self.tr("村民小组"), self.villager_group)
        add("by_households", self.tr("计算方式"), self.by_households)
        self.agenda_form = Form()
        self.agenda_form.add_field("topics", self.tr("议程"), self.agenda)
        self.form["branch"].set_shown(len(choices.branches) > 1)
        self.told = label("", "strong", wrap=True)
        self.doubts = label("", "small", wrap=True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        forms = (self.kinds_form, self.form, self.agenda_form)
        for form in forms:
            form.finished.connect(self._submit)
            form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        align_names(
            *(self.form[key] for key in ("held_on", "title", "chair", "called_on", "branch")),
            self.kinds_form["kinds"],
            self.agenda_form["topics"],
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(scrolled(*forms), 1)
        layout.addWidget(self.told)
        layout.addWidget(self.doubts)
        layout.addLayout(foot(cancel, self.save))
        height = self.fontMetrics().height()
        self.resize(height * 44, height * 30)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask)
        self._show(plan)
        self.kinds.changed.connect(self._on_changed)
        self.by_households.toggled.connect(self._on_changed)
        for edit in (self.held_on, self.called_on):
            edit.textChanged.connect(lambda _text: self._look.start())
        for combo in (self.branch, self.group, self.villager_group):
            combo.code_changed.connect(lambda _code: self._look.start())
        self._on_changed()
        self.save.setFocus()

    def _show(self, plan: MeetingPlan) -> None:
        self.kinds.set_codes(plan.kinds)
        texts = (
            (self.title, plan.title),
            (self.held_on, plan.held_on),
            (self.starts_at, plan.starts_at),
            (self.place, plan.place),
            (self.chair, plan.chair),
            (self.recorder, plan.recorder),
            (self.called_on, plan.called_on),
            (self.observers, plan.observers),
        )
        for edit, text in texts:
            edit.setText(text)
        self.branch.set_code(plan.branch_id)
        self.group.set_code(plan.party_group_id)
        self.villager_group.set_code(plan.villager_group)
        self.by_households.setChecked(plan.by_households)
        self.agenda.setPlainText("\n".join(topic.title for topic in plan.topics or ()))
        self.agenda_form.setVisible(self._is_new)

    def _on_changed(self) -> None:
        """Show only what the kinds ask for."""
        kinds = self.kinds.codes()
        self.form["group"].set_shown("P03" in kinds)
        self.form["villager_group"].set_shown("V03" in kinds)
        self.form["by_households"].set_shown(roll.counts_households(kinds))
        self._look.start()

    def read_plan(self) -> MeetingPlan | None:
        """What was filled in; None where a day can't be read, which is then said under it."""
        for form in (self.kinds_form, self.form, self.agenda_form):
            form.clear_problems()
        held_on = self._day(self.held_on, "held_on")
        called_on = self._day(self.called_on, "called_on") if self.called_on.text().strip() else ""
        if not held_on or (self.called_on.text().strip() and not called_on):
            self.form.focus_first_problem()
            return None
        return self._given(held_on, called_on)

    def _given(self, held_on: str, called_on: str) -> MeetingPlan:
        """The plan as the fields have it now."""
        kinds = self.kinds.codes()
        known = {topic.title: topic for topic in self._plan.topics or ()}
        titles = [text.strip() for text in self.agenda.toPlainText().splitlines() if text.strip()]
        topics = tuple(known.get(title, TopicDraft(title)) for title in titles)
        counts_households = roll.counts_households(kinds)
        return replace(
            self._plan,
            kinds=kinds,
            held_on=held_on,
            title=self.title.text().strip(),
            starts_at=read_time(self.starts_at.text()),
            place=self.place.text().strip(),
            chair=self.chair.text().strip(),
            recorder=self.recorder.text().strip(),
            called_on=called_on,
            observers=self.observers.text().strip(),
            branch_id=self.branch.code(),
            party_group_id=self.group.code() if "P03" in kinds else "",
            villager_group=self.villager_group.code() if "V03" in kinds else "",
            by_households=self.by_households.isChecked() and counts_households,
            topics=topics if self._is_new else None,
        )

    def _day(self, edit: QLineEdit, key: str) -> str:
        today = self._office.today()
        found = (
            read_due_day(edit.text(), today)
            if key == "held_on"
            else read_date(edit.text(), today, allow_future=True)
        )
        if found.value is not None and is_day(found.value):
            return found.value
        self.form[key].show_problem(messages.brief(Problem("MTG-002", {"value": edit.text().strip()})))
        return ""

    def _submit(self) -> None:
        plan = self.read_plan()
        if plan is not None:
            self.submitted.emit(plan)

    def _ask(self) -> None:
        """Ask how many are due, as far as the form can be read."""
        today = self._office.today()
        found = read_date(self.held_on.text(), today, allow_future=True)
        if found.value is None or not is_day(found.value) or not self.kinds.codes():
            self._tell(None)
            return
        called = read_date(self.called_on.text(), today, allow_future=True).value or ""
        plan = self._given(found.value, called if is_day(called) else "")
        self._runner.read(
            lambda job: planning.view_plan(self._office, plan),
            self._tell,
            lambda _error: self._tell(None),
            owner=self,
        )

    def _tell(self, view: PlanView | None) -> None:
        if view is None:
            self.told.setText("")
            self.doubts.setText("")
            return
        unit = self.tr("户") if self.by_households.isChecked() else self.tr("人")
        told = self.tr("应到 {due} {unit}")
        if view.voters:
            told = self.tr("应到 {due} {unit}，其中有表决权 {voters}")
        self.told.setText(told.format(due=view.due, unit=unit, voters=view.voters))
        self.doubts.setText("\n".join(messages.brief(problem) for problem in view.problems))
        errors = any(problem.severity is Severity.ERROR for problem in view.problems)
        set_tone(self.doubts, "overdue" if errors else "soon")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the plan from being saved; it stays open."""
        for problem in problems:
            key = problem.place.field if problem.place else ""
            form = next((f for f in (self.kinds_form, self.form, self.agenda_form) if key in f), self.form)
            (form[key] if key in form else form["title"]).show_problem(messages.brief(problem))
        self.form.focus_first_problem()


def read_time(text: str) -> str:
    """A time of day as it is kept, from ``14``, ``8:30``, ``14：00`` or ``14点``; else what was typed."""
    plain = text.strip().replace("：", ":").replace("点半", ":30").replace("点", ":").replace("分", "")
    hours, _, minutes = plain.partition(":")
    if hours.isdecimal() and (minutes.isdecimal() or not minutes):
        return f"{int(hours):02d}:{int(minutes or 0):02d}"
    return text.strip()
