"""The way into the party as a board of four stages, with one person's steps beside it (发展党员)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.party_development import NextStep, Step, StepState
from desktop.domain.party_membership import Stage
from desktop.services.party import development
from desktop.services.party.development import Candidate
from desktop.words import word
from ui.screens.party.conduct_dialog import ConductDialog
from ui.screens.property.record_forms import RecordForms
from ui.widgets.dress import button, card, label, line, set_tone, tool_button
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_STAGES = (Stage.APPLICANT, Stage.ACTIVIST, Stage.CANDIDATE, Stage.PROBATIONARY)
_TONES = {StepState.LATE: "overdue", StepState.SOON: "soon"}
_WITH_NOTICE = (Step.NOTICE, Step.CONFIRMATION_NOTICE)


class DevelopmentPage(QWidget):
    """Four columns of people; the chosen one's way stands at the right."""

    member_wanted = Signal(str)

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self.may_edit = office.may(Right.EDIT_PARTY)
        self.forms = RecordForms(self, office, runner, shell, self._on_stored)
        self._candidates: tuple[Candidate, ...] = ()
        self._current = ""
        self.new = button(self.tr("登记入党申请人"), "primary", "plus")
        self.new.setEnabled(self.may_edit)
        self.new.clicked.connect(self.add)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("发展党员"), "title"))
        head.addStretch()
        head.addWidget(self.new)
        self.board = QScrollArea()
        self.way = QScrollArea()
        for area in (self.board, self.way):
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
        self.way.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people: dict[str, QPushButton] = {}
        inside = QHBoxLayout()
        inside.setSpacing(16)
        inside.addWidget(self.board, 3)
        inside.addWidget(self.way, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(inside, 1)

    def load(self) -> None:
        """Read everybody on the way anew."""
        self._runner.read(
            lambda _job: development.list_candidates(self._office),
            self.show_candidates,
            self._shell.show_error,
            owner=self,
        )

    def add(self) -> None:
        """Ask for somebody who has applied."""
        if self.may_edit:
            self.forms.open_new("party_member", {"stage": Stage.APPLICANT.value})

    def show_record(self, member_id: str) -> None:
        """Show one person's way."""
        self._current = member_id
        self.load()

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show everybody in their column."""
        self._candidates = tuple(candidates)
        self.people = {}
        if not candidates:
            empty = EmptyState("user")
            empty.show_text(
                self.tr("没有正在培养的人"),
                self.tr("收到入党申请书以后在这里登记，每一步什么时候可以办、最迟什么时候办，会自己算出来。"),
            )
            self.board.setWidget(empty)
            self.way.setWidget(QWidget())
            return
        host = QWidget()
        layout = QHBoxLayout(host)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(10)
        for stage in _STAGES:
            layout.addWidget(self._column(stage), 1)
        self.board.setWidget(host)
        ids = [each.member_id for each in candidates]
        self.choose(self._current if self._current in ids else ids[0])

    def _column(self, stage: Stage) -> QWidget:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        own = [each for each in self._candidates if each.way.stage is stage]
        title = word(code_table("party_development_stage").label(stage.value))
        layout.addWidget(label(f"{title}  {len(own)}", "strong"))
        for each in own:
            layout.addWidget(self._card(each))
        if not own:
            layout.addWidget(label(self.tr("没有"), "muted"))
        layout.addStretch()
        return host

    def _card(self, candidate: Candidate) -> QWidget:
        made = card()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(2)
        name = QPushButton(candidate.name)
        name.setProperty("role", "tab")
        name.setCheckable(True)
        name.setAutoDefault(False)
        name.clicked.connect(lambda: self.choose(candidate.member_id))
        self.people[candidate.member_id] = name
        layout.addWidget(name)
        if candidate.way.next:
            first = candidate.way.next[0]
            layout.addWidget(self._step_label(first, short=True))
        return made

    def _step_label(self, step: NextStep, *, short: bool = False) -> QWidget:
        words = word(code_table("party_development_step").label(step.step.value))
        when = self._when(step)
        made = label(
            f"{words}\n{when}" if short and when else "　".join(p for p in (words, when) if p), wrap=True
        )
        set_tone(made, _TONES.get(step.state, ""))
        return made

    def _when(self, step: NextStep) -> str:
        if step.state is StepState.EARLY and step.earliest is not None:
            return self.tr("{day}起").format(day=self._day(step.earliest))
        if step.state is StepState.LATE and step.due is not None:
            return self.tr("已过期：{day}前").format(day=self._day(step.due))
        if step.due is not None:
            return self.tr("{day}前").format(day=self._day(step.due))
        return self.tr("现在可以办")

    def _day(self, day: date) -> str:
        """A day of this year without its year."""
        if day.year != self._office.today().year:
            return self.tr("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)
        return self.tr("{month}月{day}日").format(month=day.month, day=day.day)

    def choose(self, member_id: str) -> None:
        """Show one person's way beside the board."""
        self._current = member_id
        for key, made in self.people.items():
            made.setChecked(key == member_id)
        candidate = next((each for each in self._candidates if each.member_id == member_id), None)
        if candidate is not None:
            self.way.setWidget(self._way(candidate))

    def _way(self, candidate: Candidate) -> QWidget:
        host = card()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(candidate.name, "heading"), 1)
        member = button(self.tr("党员卡片"), "link")
        member.clicked.connect(lambda: self.member_wanted.emit(candidate.member_id))
        head.addWidget(member)
        layout.addLayout(head)
        if candidate.way.probation_ends is not None:
            words = self.tr("预备期到 {day}").format(day=self._day(candidate.way.probation_ends))
            layout.addWidget(label(words, "muted"))
        layout.addWidget(label(self.tr("接下来"), "strong"))
        for step in candidate.way.next:
            layout.addLayout(self._next_row(candidate, step))
        layout.addLayout(self._other_row(candidate))
        layout.addWidget(line())
        layout.addWidget(label(self.tr("走过的步骤"), "strong"))
        for done in reversed(candidate.steps):
            row = QHBoxLayout()
            text = "　".join(part for part in (done.on, word(done.label), word(done.note)) if part)
            row.addWidget(label(text, wrap=True), 1)
            if done.notice_id:
                notice = button(self.tr("公示"), "link")
                notice.clicked.connect(
                    lambda _=False, i=done.notice_id: self._shell.open_record("documents", "notice", i)
                )
                row.addWidget(notice)
            if self.may_edit and done.is_own:
                edit = tool_button("edit", self.tr("修改"))
                edit.clicked.connect(lambda _=False, i=done.id: self.forms.open_existing(development.STEP, i))
                remove = tool_button("trash", self.tr("删除"))
                remove.clicked.connect(
                    lambda _=False, i=done.id, title=done.label: self.forms.ask_removal(
                        development.STEP, i, word(title)
                    )
                )
                row.addWidget(edit)
                row.addWidget(remove)
            layout.addLayout(row)
        layout.addStretch()
        return host

    def _next_row(self, candidate: Candidate, step: NextStep) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._step_label(step), 1)
        if self.may_edit and step.state is not StepState.EARLY:
            if step.step in _WITH_NOTICE and self._office.may(Right.DRAFT_NOTICE):
                draft = button(self.tr("起草公示"), icon_name="documents")
                draft.clicked.connect(lambda: self.draft(candidate.member_id, step.step))
                row.addWidget(draft)
            enter = button(self.tr("登记"))
            enter.clicked.connect(lambda: self.enter(candidate.member_id, step.step))
            row.addWidget(enter)
        return row

    def _other_row(self, candidate: Candidate) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        if self.may_edit:
            other = button(self.tr("登记其他步骤…"), "quiet", "plus")
            other.clicked.connect(
                lambda: self.forms.open_new(development.STEP, {"member_id": candidate.member_id})
            )
            row.addWidget(other)
        return row

    def enter(self, member_id: str, step: Step) -> None:
        """Ask for a step that has been done, with today as its day."""
        given = {"member_id": member_id, "step": step.value, "done_on": self._office.today().isoformat()}
        self.forms.open_new(development.STEP, given)

    def draft(self, member_id: str, step: Step) -> None:
        """Ask what the notice says of somebody's conduct; the latest review's words stand there."""

        def show(conduct: str) -> None:
            dialog = ConductDialog(conduct, self.window())
            dialog.agreed.connect(lambda said: self._draft(member_id, step, said))
            dialog.open()

        self._runner.read(
            lambda _job: development.read_conduct(self._office, member_id),
            show,
            self._shell.show_error,
            owner=self,
        )

    def _draft(self, member_id: str, step: Step, conduct: str) -> None:
        """Draft the notice of a step, write the step down, and go to the draft."""

        def go(notice_id: str) -> None:
            self._shell.notify(self.tr("公示已起草，这一步已登记；核对后送审。"))
            self._shell.records_changed()
            self._shell.open_record("documents", "notice", notice_id)

        self._shell.run_long(
            self.tr("正在起草公示"),
            lambda _job: development.draft_notice(self._office, member_id, step, conduct),
            go,
            writes=True,
            can_cancel=False,
        )

    def _on_stored(self, ledger: str, record_id: str) -> None:
        if ledger == "party_member" and record_id:
            self._current = record_id
        self._shell.records_changed()
