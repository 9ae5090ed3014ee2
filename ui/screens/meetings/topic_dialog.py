"""One item of an agenda: what it is, what vote it needs, and after the meeting what was said and resolved."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem
from desktop.domain.quorum import Attendance, Vote, quorum_of
from desktop.services.meetings import reading
from desktop.services.meetings.planning import TopicDraft
from desktop.services.meetings.reading import MeetingDetail, TopicRow
from desktop.services.meetings.topics import TopicMinutes
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form, align_names, long_text

_VOTES = ("agreed_count", "against_count", "abstained_count", "present_count")


class TopicDialog(GrowingDialog):
    """A new item, or one to be changed or minuted; says what the vote needs while it is filled in."""

    submitted = Signal(object, object)  # TopicDraft, TopicMinutes or None

    def __init__(
        self,
        detail: MeetingDetail,
        matters: Sequence[tuple[str, str]],
        division_code: str,
        parent: QWidget,
        topic: TopicRow | None = None,
    ) -> None:
        super().__init__(parent)
        self._detail, self._code, self._topic = detail, division_code, topic
        self.setWindowTitle(self.tr("议题") if topic else self.tr("新增议题"))
        kinds = code_table("meeting_kind")
        self.title, self.reporter = QLineEdit(), QLineEdit()
        self.kind = CodeCombo(tuple(CodeOption(kind, word(kinds.label(kind))) for kind in detail.row.kinds))
        self.subject = CodeCombo(code_options("meeting_subject"))
        self.majority = CodeCombo(code_options("vote_majority"))
        self.matter = CodeCombo(tuple(CodeOption(key, name) for key, name in matters))
        self.discussion, self.resolution = long_text(3), long_text(2)
        self.agreed, self.against = QLineEdit(), QLineEdit()
        self.abstained, self.present = QLineEdit(), QLineEdit()
        self.form = Form()
        self.form.add_field("title", self.tr("议题"), self.title, required=True)
        self.pairs = Form(columns=2)
        add = self.pairs.add_field
        add("reporter", self.tr("汇报人"), self.reporter)
        add("matter_id", self.tr("四议两公开事项"), self.matter)
        add("kind", self.tr("表决"), self.kind, hint=self.tr("不选就是不表决"))
        add("subject", self.tr("事项性质"), self.subject)
        add("majority", self.tr("章程另定的多数"), self.majority)
        self.minutes = Form()
        self.minutes.add_field("discussion", self.tr("发言和讨论"), self.discussion)
        self.votes = Form(columns=4)
        add = self.votes.add_field
        add("agreed_count", self.tr("同意"), self.agreed)
        add("against_count", self.tr("反对"), self.against)
        add("abstained_count", self.tr("弃权"), self.abstained)
        add("present_count", self.tr("参加表决"), self.present)
        self.needs = label("", "muted", wrap=True)
        self.outcome = Form()
        self.outcome.add_field("resolution", self.tr("决议"), self.resolution)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        self._forms = (self.form, self.pairs, self.minutes, self.votes, self.outcome)
        for form in self._forms:
            form.finished.connect(self._submit)
            form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        align_names(
            *(self.pairs[key] for key in ("reporter", "kind", "majority")),
            self.form["title"],
            self.minutes["discussion"],
            self.votes["agreed_count"],
            self.outcome["resolution"],
        )
        parts = (self.form, self.pairs, self.minutes, self.votes, self.needs, self.outcome)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(scrolled(*parts, spacing=8), 1)
        layout.addLayout(foot(cancel, self.save))
        height = self.fontMetrics().height()
        self.resize(height * 40, height * (30 if topic else 16))
        for part in (self.minutes, self.votes, self.outcome):
            part.setVisible(topic is not None)
        self._show(topic)
        for combo in (self.kind, self.subject, self.majority):
            combo.code_changed.connect(lambda _code: self._say_needs())
        for edit in (self.agreed, self.against, self.abstained, self.present):
            edit.textChanged.connect(lambda _text: self._say_needs())
        (self.title if topic is None else self.discussion).setFocus()

    def _show(self, topic: TopicRow | None) -> None:
        if topic is not None:
            self.title.setText(topic.title)
            self.reporter.setText(topic.reporter)
            self.kind.set_code(topic.kind)
            self.subject.set_code(topic.subject)
            self.majority.set_code(topic.majority)
            self.matter.set_code(topic.matter_id)
            self.discussion.setPlainText(topic.discussion)
            self.resolution.setPlainText(topic.resolution)
            counts = (topic.agreed_count, topic.against_count, topic.abstained_count)
            for edit, count in zip((self.agreed, self.against, self.abstained), counts, strict=True):
                edit.setText("" if count is None else str(count))
            if topic.present_count is not None:
                self.present.setText(str(topic.present_count))
        if not self.present.text() and self._attendance().present:
            self.present.setText(str(self._attendance().present))
        self._say_needs()

    def _attendance(self) -> Attendance:
        """Those with a vote as the list has them."""
        return reading.voters(self._detail.row, self.kind.code(), self._detail.marks)

    def _voting(self) -> Attendance:
        """Those with a vote, with the number that took part as it was typed."""
        listed = self._attendance()
        text = self.present.text().strip()
        if not text.isdecimal() or int(text) == listed.present:
            return listed
        by_households = listed.by_households
        return Attendance(
            listed.due,
            int(text),
            listed.households_due,
            int(text) if by_households else listed.households_present,
        )

    def _say_needs(self) -> None:
        """What the vote needs, as it stands."""
        kind = self.kind.code()
        is_voted = bool(kind)
        self.votes.setVisible(is_voted and self._topic is not None)
        self.needs.setVisible(is_voted)
        for key in ("subject", "majority"):
            self.pairs[key].set_shown(is_voted)
        if not is_voted:
            return
        on = date.fromisoformat(self._detail.row.held_on)
        subject, majority = self.subject.code(), self.majority.code()
        quorum = quorum_of(kind, on, self._code, subject, majority)
        voting = self._voting()
        parts = []
        asked, due, present = quorum.asked(voting)
        if asked is not None:
            told = self.tr("会议要 {least} 人（户）以上到会才能表决，应到 {due}，已到 {present}")
            parts.append(told.format(least=asked.least(due), due=due, present=present))
        if quorum.passed is not None:
            least = quorum.votes_needed(voting)
            parts.append(self.tr("通过至少要 {least} 票").format(least=least))
            parts.append(quorum.passed.rule.source)
        self.needs.setText("；".join(parts))

    def _count(self, edit: QLineEdit, key: str) -> int | None:
        text = edit.text().strip()
        if not text:
            return 0
        if text.isdecimal():
            return int(text)
        self.votes[key].show_problem(messages.brief(Problem("MTG-007", {"value": text})))
        return None

    def _submit(self) -> None:
        for form in self._forms:
            form.clear_problems()
        draft = TopicDraft(
            self.title.text().strip(),
            self.reporter.text().strip(),
            self.kind.code(),
            self.subject.code() if self.kind.code() else "",
            self.majority.code() if self.kind.code() else "",
            self.matter.code(),
        )
        if self._topic is None:
            self.submitted.emit(draft, None)
            return
        edits = (self.agreed, self.against, self.abstained, self.present)
        counts = [self._count(edit, key) for edit, key in zip(edits, _VOTES, strict=True)]
        if None in counts:
            self.votes.focus_first_problem()
            return
        agreed, against, abstained, _ = (count or 0 for count in counts)
        was_typed = any(edit.text().strip() for edit in edits[:3])
        vote = Vote(agreed, against, abstained) if draft.kind and was_typed else None
        minutes = TopicMinutes(
            self.discussion.toPlainText().strip(),
            self.resolution.toPlainText().strip(),
            vote,
            self._voting() if vote else None,
        )
        self.submitted.emit(draft, minutes)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the item from being saved; it stays open."""
        for problem in problems:
            key = problem.place.field if problem.place else ""
            if key == "attendance":
                key = "resolution"
            form = next((form for form in self._forms if key in form), self.form)
            (form[key] if key in form else form["title"]).show_problem(messages.brief(problem))
        for form in self._forms:
            if form.focus_first_problem():
                return
