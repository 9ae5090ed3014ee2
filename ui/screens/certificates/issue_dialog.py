"""Issues one certificate: whom, which, for whom; the very sheet stands beside the form."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.problem import Problem
from desktop.services.certificates import CertificateKind, CertificateRequest, RefusedPaper
from desktop.services.events import Target
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label, set_tone
from ui.widgets.form import Form, long_text
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.plain_scroll import PlainScroll

if TYPE_CHECKING:
    from ui.jobs import JobRunner

_REFUSED = "refused:"


class IssueDialog(GrowingDialog):
    """A change of any value drops the preview; only what was looked at can be issued."""

    preview_wanted = Signal(object)  # CertificateRequest
    issue_wanted = Signal(object)  # CertificateRequest

    def __init__(
        self,
        kinds: Sequence[CertificateKind],
        refused: Sequence[RefusedPaper],
        find: Callable[[str], Sequence[Found]],
        runner: "JobRunner",
        parent: QWidget,
        *,
        source: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("开具证明"))
        self._kinds = {kind.code: kind for kind in kinds}
        self._refused = {paper.code: paper for paper in refused}
        self._inputs: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._seen: CertificateRequest | None = None
        self.picker = TargetPicker(find, runner)
        away = self.tr("{name}（不由村里开）")
        self.kind = CodeCombo(
            (
                *(CodeOption(kind.code, word(kind.label)) for kind in kinds),
                *(CodeOption(_REFUSED + paper.code, away.format(name=word(paper.name))) for paper in refused),
            )
        )
        self.who = Form()
        self.who.add_field("person", self.tr("给谁开"), self.picker, required=True, takes_enter=True)
        self.who.add_field("kind", self.tr("开什么"), self.kind, required=True)
        self.asked = Form()
        self._asked_host = QVBoxLayout()
        self._asked_host.addWidget(self.asked)
        self.recipient, self.purpose, self.copies = QLineEdit(), QLineEdit(), QLineEdit("1")
        self.rest = Form()
        for form in (self.who, self.rest):
            form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.rest.add_field("recipient", self.tr("接收单位"), self.recipient, required=True)
        self.rest.add_field("purpose", self.tr("用途"), self.purpose, required=True)
        self.rest.add_field("copies", self.tr("份数"), self.copies)
        self.basis = label(
            self.tr("只能开清单上的证明（{source}）。").format(source=word(source)), "small", wrap=True
        )
        self.refusal = label("", wrap=True)
        set_tone(self.refusal, "error")
        self.refusal.hide()
        self.sheet = PdfPreview(runner)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.show_sheet = button(self.tr("预览"), icon_name="eye")
        self.issue = button(self.tr("开具并打印…"), "primary", "print")
        self.issue.setEnabled(False)
        self.show_sheet.clicked.connect(self._preview)
        self.issue.clicked.connect(self._issue)
        self._arrange(foot(cancel, self.show_sheet, self.issue))
        self.picker.changed.connect(self._keep_last)
        self.kind.code_changed.connect(self._on_kind)
        for edit in (self.recipient, self.purpose, self.copies):
            edit.textChanged.connect(lambda _text: self._drop_preview())
        self.who.finished.connect(self.recipient.setFocus)
        self.rest.finished.connect(self._preview)
        self._on_kind("")
        height = self.fontMetrics().height()
        self.resize(height * 46, height * 29)
        self.picker.search.setFocus()

    def _arrange(self, buttons: QHBoxLayout) -> None:
        host = QWidget()
        left = QVBoxLayout(host)
        left.setContentsMargins(0, 0, 10, 0)
        left.setSpacing(8)
        left.addWidget(self.who)
        left.addWidget(self.refusal)
        left.addWidget(self.basis)
        left.addLayout(self._asked_host)
        left.addWidget(self.rest)
        left.addStretch()
        scroll = PlainScroll()
        scroll.setWidget(host)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(scroll, 5)
        middle.addWidget(self.sheet, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)

    def choose_person(self, person_id: str, name: str) -> None:
        """Begin with a person that is known already."""
        self.picker.set_targets(((Target("person", person_id), name),))
        self.kind.setFocus()

    def _keep_last(self) -> None:
        """One certificate is about one person: the one chosen last."""
        chosen = self.picker.chosen()
        if len(chosen) > 1:
            self.picker.set_targets(chosen[-1:])
        self._drop_preview()
        if chosen:
            self.kind.setFocus()

    def _on_kind(self, code: str) -> None:
        self._drop_preview()
        paper = self._refused.get(code.removeprefix(_REFUSED)) if code.startswith(_REFUSED) else None
        if paper is not None:
            values = {"name": word(paper.name), "office": word(paper.office), "advice": word(paper.advice)}
            self.refusal.setText(messages.brief(Problem("DOC-201", values)))
        self.refusal.setVisible(paper is not None)
        kind = self._kinds.get(code)
        self._ask(kind)
        for part in (self.rest, self.asked):
            part.setVisible(paper is None)
        self.show_sheet.setEnabled(kind is not None)
        if kind is not None and not self.recipient.text():
            self.recipient.setText(kind.recipient)

    def _ask(self, kind: CertificateKind | None) -> None:
        """Fields for what this kind needs beside the register."""
        made = Form()
        self._inputs = {}
        for each in kind.asked if kind else ():
            edit: QLineEdit | QPlainTextEdit
            if each.form == "long":
                edit = long_text(3)
            else:
                edit = QLineEdit()
                if each.form == "day":
                    edit.setPlaceholderText(self.tr("如 2026-10-20"))
            edit.textChanged.connect(lambda *_: self._drop_preview())
            made.add_field(each.name, word(each.label), edit, required=each.required)
            self._inputs[each.name] = edit
        made.finished.connect(self.recipient.setFocus)
        self._asked_host.replaceWidget(self.asked, made)
        self.asked.hide()
        self.asked.deleteLater()
        self.asked = made
        self._align()

    def _align(self) -> None:
        """The names of all three forms take the same room."""
        names = [form[key].name for form in self._forms() for key in form]
        widest = max(name.sizeHint().width() for name in names)
        for name in names:
            name.setMinimumWidth(widest)

    def _drop_preview(self) -> None:
        self._seen = None
        self.issue.setEnabled(False)
        self.sheet.clear()

    def _forms(self) -> tuple[Form, ...]:
        return (self.who, self.asked, self.rest)

    def _request(self) -> CertificateRequest | None:
        for form in self._forms():
            form.clear_problems()
        targets = self.picker.targets()
        if not targets:
            told = self.tr("请先找到这个人，按 Enter 选中。")
            self.who["person"].show_problem(told)
            self.picker.search.setFocus()
            return None
        copies = self.copies.text().strip() or "1"
        values = tuple(
            (name, edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText())
            for name, edit in self._inputs.items()
        )
        return CertificateRequest(
            self.kind.code(),
            targets[0].id,
            self.recipient.text(),
            self.purpose.text(),
            int(copies) if copies.isdecimal() else 0,
            values,
        )

    def _preview(self) -> None:
        if not self.show_sheet.isEnabled():
            return
        request = self._request()
        if request is not None:
            self.preview_wanted.emit(request)

    def show_preview(self, request: CertificateRequest) -> None:
        """The sheet of this request stands beside the form: it may be issued."""
        self._seen = request
        self.issue.setEnabled(True)
        self.issue.setFocus()

    def _issue(self) -> None:
        if self._seen is not None:
            self.issue_wanted.emit(self._seen)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what keeps the certificate from being made; the dialog stays open."""
        for problem in problems:
            key = problem.place.field if problem.place else ""
            form = next((form for form in self._forms() if key in form), self.who)
            form[key if key in form else "kind"].show_problem(messages.brief(problem))
        for form in self._forms():
            if form.focus_first_problem():
                return
