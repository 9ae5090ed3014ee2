"""Who a user is: the name shown and printed, and the person of the register (回避)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.dialogs.growing import GrowingDialog
from ui.screens.documents.person_line import PersonLine
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from desktop.services.accounts import AccountRow
    from desktop.services.office import Office
    from ui.jobs import JobRunner


class IdentityDialog(GrowingDialog):
    """One user, their name and one person of the register; an empty line takes the tie away."""

    submitted = Signal(str, str)  # name, id of the person (empty for nobody)

    def __init__(self, office: "Office", runner: "JobRunner", row: "AccountRow", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("“{login}”是谁").format(login=row.user.login))
        self.name = QLineEdit(row.user.display_name)
        self.person = PersonLine(office, runner)
        self.person.set_choice(ReferenceChoice(row.person_id, row.person))
        self.form = Form()
        self.form.add_field(
            "name", self.tr("姓名"), self.name, required=True, hint=self.tr("屏幕和以后的纸上印这个名字")
        )
        self.form.add_field("person_id", self.tr("档案里的人"), self.person, takes_enter=True)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.yes = button(self.tr("保存"), "primary")
        self.yes.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        about = self.tr(
            "知道是谁，程序才能核对回避：审核人和名单上的人是近亲属的不能审核，村干部的近亲属不能当监督委员。"
        )
        layout.addWidget(label(about, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.yes))
        self.form.finished.connect(self._submit)
        self.person.settled.connect(self.yes.setFocus)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())
        self.name.setFocus()

    def _submit(self) -> None:
        choice = self.person.choice()
        if choice.id and choice.id == choice.name:
            self.form["person_id"].show_problem(self.tr("请从列出的人里选一个。"))
            return
        if not self.name.text().strip():
            self.form["name"].show_problem(self.tr("请填写姓名。"))
            return
        self.setEnabled(False)
        self.submitted.emit(self.name.text().strip(), choice.id)

    def show_problem(self, text: str) -> None:
        """Say what is wrong; the dialog stays open."""
        self.setEnabled(True)
        self.problem.show_text(text)
