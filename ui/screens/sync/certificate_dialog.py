"""Another certificate of the county's, for a PC that is enrolled."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.dialogs.growing import GrowingDialog
from ui.screens.sync.certificate_form import CertificateForm
from ui.widgets.dress import button, foot, label
from ui.widgets.problem_line import ProblemLine


class CertificateDialog(GrowingDialog):
    """It is kept only when the county's server answers under it."""

    submitted = Signal(object, str)  # authority's file or None, fingerprints

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("更换县平台证书"))
        self.certificate = CertificateForm()
        self.state = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("核对并记下"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        text = self.tr(
            "县里通知换证书时才用。请照县里给的文件或书面通知填写，不要照网页、短信填写。"
            "两样都空着，就改认公共机构签的证书。"
        )
        layout.addWidget(label(text, wrap=True))
        for part in (self.certificate, self.state):
            layout.addWidget(part)
        layout.addLayout(foot(cancel, self.save))
        self.certificate.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 30, self.sizeHint().height())
        self.certificate.choose.setFocus()

    def _submit(self) -> None:
        if self.save.isEnabled():
            self.submitted.emit(self.certificate.authority, self.certificate.fingerprint.text())

    def show_busy(self, *, busy: bool) -> None:
        """Say that the county is being asked; leaving the dialog stays possible."""
        self.save.setEnabled(not busy)
        self.state.show_text(self.tr("正在联系县平台…") if busy else "", "")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong; the dialog stays open."""
        self.show_busy(busy=False)
        self.certificate.show_problems([each for each in problems if self.certificate.is_about(each)])
        others = [messages.brief(each) for each in problems if not self.certificate.is_about(each)]
        self.state.show_text(messages.join(others), "error")
