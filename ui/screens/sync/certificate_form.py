"""Asks how the county's server proves itself: by the county's own authority, or by its one certificate."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.dialogs.files import choose_file
from ui.widgets.dress import button, label
from ui.widgets.form import Form

ABOUT_THE_AUTHORITY = "SYN-250"
ABOUT_THE_FINGERPRINT = "SYN-251"


class CertificateForm(QWidget):
    """A file and a line, both of which may stay empty."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.authority: Path | None = None
        self._name: QLabel = label(self.tr("未选择"), "muted")
        self.choose = button(self.tr("选择文件…"))
        self.choose.clicked.connect(self._choose)
        self.forget = button(self.tr("不用"), "link")
        self.forget.clicked.connect(lambda: self.show_authority(None))
        file = QWidget()
        row = QHBoxLayout(file)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._name, 1)
        row.addWidget(self.forget)
        row.addWidget(self.choose)
        self.fingerprint = QLineEdit()
        self.form = Form()
        self.form.add_field(
            "authority",
            self.tr("证书机构文件"),
            file,
            hint=self.tr("县里用 U 盘给的 authority.pem；有它就只认县里自己签的证书"),
        )
        self.form.add_field(
            "fingerprint",
            self.tr("证书指纹"),
            self.fingerprint,
            hint=self.tr("接入单上的 64 位；换证书时两个都填，用逗号隔开"),
        )
        self.form.finished.connect(self.finished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.show_authority(None)

    def _choose(self) -> None:
        title = self.tr("证书机构文件")
        choose_file(self, title, self.tr("证书 (*.pem *.crt *.cer)"), self.show_authority)

    def show_authority(self, file: Path | None) -> None:
        """Show which file was chosen."""
        self.authority = file
        self._name.setText(file.name if file else self.tr("未选择"))
        self.forget.setVisible(file is not None)

    def is_about(self, problem: Problem) -> bool:
        """Whether a problem belongs here."""
        return problem.code in (ABOUT_THE_AUTHORITY, ABOUT_THE_FINGERPRINT)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at the fields what is wrong with them."""
        self.form.clear_problems()
        for problem in problems:
            key = "authority" if problem.code == ABOUT_THE_AUTHORITY else "fingerprint"
            self.form[key].show_problem(messages.brief(problem))
        self.form.focus_first_problem()
