"""Asks for what the county's enrolment sheet says: scanned in one go, or typed field by field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem, ProblemError
from desktop.services.sync.enrolment_sheet import Invitation
from ui.dialogs.growing import GrowingDialog
from ui.screens.sync.certificate_form import CertificateForm
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine

_ABOUT_THE_ADDRESS = frozenset({"SYN-160", "SYN-161", "SYN-162", "SYN-164", "SYN-165", "SYN-166"})
_ABOUT_THE_SHEET = frozenset({"SYN-252", "SYN-253", "SYN-254"})
_SHEET_BEGINS = "cqt-enrol:"
_GROUP = 4


@dataclass(frozen=True, slots=True)
class EnrolAnswer:
    """What was filled in; ``key`` is empty without a sheet."""

    url: str
    code: str
    key: str
    authority: Path | None
    fingerprint: str


class EnrolDialog(GrowingDialog):
    """Makes this PC known to a county."""

    submitted = Signal(object)  # EnrolAnswer

    def __init__(self, read_sheet: Callable[[str], Invitation], parent: QWidget, notice: str = "") -> None:
        """Build it.

        Args:
            read_sheet: What a sheet's text says; raises `ProblemError` for a text that is none.
            parent: The screen.
            notice: Why one comes here again; empty the first time.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("接入县平台"))
        self._read_sheet = read_sheet
        self._key = ""
        self.form = Form()
        self.sheet = QLineEdit()
        self.address = QLineEdit()
        self.code = QLineEdit()
        self.form.add_field(
            "sheet",
            self.tr("接入单"),
            self.sheet,
            hint=self.tr("用扫码枪扫纸上的方块码，或把下面那行文字粘贴到这里；没有接入单就空着"),
        )
        self.form.add_field(
            "address",
            self.tr("县平台地址"),
            self.address,
            required=True,
            hint=self.tr("县里给的，https:// 开头"),
        )
        self.form.add_field(
            "code", self.tr("接入码"), self.code, required=True, hint=self.tr("县里发的，只能用一次")
        )
        self.compare = label("", "strong", wrap=True)
        self.compare.hide()
        self.own_certificate = QCheckBox(self.tr("县里用自己的证书"))
        self.certificate = CertificateForm()
        self.certificate.hide()
        self.state = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("接入"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        text = self.tr(
            "接入以后，档案会自动和县里交换。哪些内容上传，由县里的规定决定；不上传的一直只在本机。"
        )
        layout.addWidget(label(notice or text, wrap=True))
        for part in (self.form, self.compare, self.own_certificate, self.certificate, self.state):
            layout.addWidget(part)
        layout.addLayout(foot(cancel, self.save))
        self.sheet.textChanged.connect(self._on_sheet)
        for typed in (self.address, self.code):
            typed.textChanged.connect(self._on_typed)
        self.own_certificate.toggled.connect(self._show_certificate)
        self.form.finished.connect(self._submit)
        self.certificate.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 30, self.sizeHint().height())
        self.sheet.setFocus()

    def _show_certificate(self, shown: bool) -> None:
        self.certificate.setVisible(shown)

    def _on_typed(self, text: str) -> None:
        """A scanner types into whichever line has the focus."""
        line = self.sender()
        if text.startswith(_SHEET_BEGINS) and isinstance(line, QLineEdit):
            line.clear()
            self.sheet.setText(text)
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
            self.sheet.setCursorPosition(len(text))

    def _on_sheet(self, text: str) -> None:
        self.form["sheet"].show_problem("")
        self._key = ""
        self.compare.hide()
        try:
            told = self._read_sheet(text)
        except ProblemError:
            return  # it may still be typed; Enter says what is wrong
        self._key = told.key
        self.address.setText(told.url)
        self.code.setText(told.code)
        if told.certificate:
            self.certificate.fingerprint.setText(told.certificate)
            self.own_certificate.setChecked(True)
        groups = " ".join(told.key[start : start + _GROUP] for start in range(0, len(told.key), _GROUP))
        words = self.tr("请和纸上核对：密钥指纹 {key}，有效期至 {until}。")
        self.compare.setText(words.format(key=groups, until=f"{told.until.astimezone():%Y-%m-%d %H:%M}"))
        self.compare.show()

    def _submit(self) -> None:
        if not self.save.isEnabled():
            return
        self.form.clear_problems()
        if self.sheet.text().strip() and not self._key:
            try:
                self._read_sheet(self.sheet.text())
            except ProblemError as error:
                self.show_problems(error.problems)
                return
        for field, asked in (
            (self.form["address"], self.tr("请填写县平台地址。")),
            (self.form["code"], self.tr("请填写接入码。")),
        ):
            if isinstance(field.widget, QLineEdit) and not field.widget.text().strip():
                field.show_problem(asked)
        if not self.form.focus_first_problem():
            has_own = self.own_certificate.isChecked()
            self.submitted.emit(
                EnrolAnswer(
                    self.address.text().strip(),
                    self.code.text().strip(),
                    self._key,
                    self.certificate.authority if has_own else None,
                    self.certificate.fingerprint.text() if has_own else "",
                )
            )

    def show_busy(self, *, busy: bool) -> None:
        """Say that the county is being asked; leaving the dialog stays possible."""
        self.save.setEnabled(not busy)
        self.state.show_text(self.tr("正在联系县平台…") if busy else "", "")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; the dialog stays open."""
        self.show_busy(busy=False)
        about = [problem for problem in problems if self.certificate.is_about(problem)]
        if about:
            self.own_certificate.setChecked(True)
            self.certificate.show_problems(about)
        for problem in problems:
            if problem in about:
                continue
            key = "address" if problem.code in _ABOUT_THE_ADDRESS else "code"
            key = "sheet" if problem.code in _ABOUT_THE_SHEET else key
            self.form[key].show_problem(messages.brief(problem))
        self.form.focus_first_problem()
