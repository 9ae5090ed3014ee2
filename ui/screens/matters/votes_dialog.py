"""Matters that one meeting voted on, or could take next: their votes are entered here."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.matter_step import MEETING_KINDS, MatterStep
from desktop.domain.problem import Problem
from desktop.services import matter_steps, matters
from desktop.services.matter_steps import NewStep, TopicVotes
from desktop.services.matters import MatterDetail, MeetingRow
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import write_for
from ui.screens.matters.matter_words import step_title
from ui.screens.matters.step_dialog import StepContext, StepDialog
from ui.widgets.dress import button, foot, label, line
from ui.widgets.plain_scroll import PlainScroll

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class VotesDialog(GrowingDialog):
    """One line a matter: what this meeting is to it, and how it voted."""

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", meeting: MeetingRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._shell, self._meeting = office, runner, shell, meeting
        self._votes: dict[str, dict[str, TopicVotes]] = {}  # matter → meeting → votes on its agenda
        self.setWindowTitle(self.tr("表决事项"))
        self._scroll = PlainScroll()
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"{meeting.held_on}　{meeting.title}", "strong", wrap=True))
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot(close))
        height = self.fontMetrics().height()
        self.resize(height * 38, height * 14)
        self._load()

    def _load(self) -> None:
        office = self._office

        def work(_job: object) -> tuple[tuple[MatterDetail, ...], dict[str, dict[str, TopicVotes]]]:
            found = matters.find_matters_for(office, self._meeting)
            return found, {
                each.summary.id: matter_steps.find_topic_votes(office, each.summary.id) for each in found
            }

        def show(read: tuple[tuple[MatterDetail, ...], dict[str, dict[str, TopicVotes]]]) -> None:
            self._votes = read[1]
            self._show(read[0])

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _show(self, found: tuple[MatterDetail, ...]) -> None:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.setSpacing(8)
        if not found:
            told = self.tr("没有等这次会议来议的事项。先到“四议两公开”新立一件。")
            layout.addWidget(label(told, "muted", wrap=True))
        for number, detail in enumerate(found):
            if number:
                layout.addWidget(line())
            layout.addWidget(self._row(detail))
        layout.addStretch()
        self._scroll.setWidget(host)

    def _row(self, detail: MatterDetail) -> QWidget:
        step = self._step_of(detail)
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.addWidget(label(detail.summary.title, wrap=True))
        fact = detail.step(step).path.fact
        told = step_title(step)
        if fact is not None and fact.vote is not None:
            votes = self.tr("同意 {yes} 票，反对 {no} 票，弃权 {none} 票")
            vote = fact.vote
            told += "　" + votes.format(yes=vote.agreed, no=vote.against, none=vote.abstained)
        words.addWidget(label(told, "muted", wrap=True))
        row.addLayout(words, 1)
        if self._office.may(Right.EDIT_MATTERS):
            enter = button(self.tr("改正…") if fact else self.tr("登记…"), "" if fact else "primary")
            enter.clicked.connect(partial(self._enter, detail, step))
            row.addWidget(enter)
        return host

    def _step_of(self, detail: MatterDetail) -> MatterStep:
        """The step that this meeting took, else the next one, which it can take."""
        for each in detail.steps:
            if each.meeting is not None and each.meeting.id == self._meeting.id:
                return each.path.step
        kinds = set(self._meeting.kinds)
        return detail.summary.next_step or next(
            step for step, wanted in MEETING_KINDS.items() if kinds & set(wanted)
        )

    def _enter(self, detail: MatterDetail, step: MatterStep) -> None:
        office = self._office
        context = StepContext(
            (self._meeting,),
            office.today(),
            office.vault.village.division_code,
            self._meeting.id,
            votes=self._votes.get(detail.summary.id, {}),
        )
        dialog = StepDialog(step, detail, context, self)
        dialog.submitted.connect(partial(self._save, dialog, detail.summary.id, step))
        dialog.open()

    def _save(self, dialog: StepDialog, matter_id: str, step: MatterStep, new: NewStep) -> None:
        def done(warnings: tuple[Problem, ...]) -> None:
            if warnings:
                self._shell.notify("　".join(map(messages.reason, warnings)))
            self._shell.records_changed()
            if isValid(self):
                self._load()

        write_for(
            dialog,
            self._runner,
            self._shell,
            lambda: matter_steps.record_step(self._office, matter_id, step, new),
            done,
        )
