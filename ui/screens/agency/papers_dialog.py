"""The checklist of a case's papers: a line each, how it was brought; several are written down in one go."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from desktop.domain.service_catalogue import PaperForm
from desktop.services.agency.cases import PaperRow
from desktop.services.agency.papers import Brought
from ui.dialogs.growing import GrowingDialog
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.problem_line import ProblemLine


class PapersDialog(GrowingDialog):
    """Ticks say what was brought, the list beside each how; what stays as original gets a receipt."""

    submitted = Signal(object)  # tuple of Brought

    def __init__(self, papers: Sequence[PaperRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("收材料"))
        self.ticks: dict[str, QCheckBox] = {}
        self.forms: dict[str, CodeCombo] = {}
        forms = code_options("service_paper_form")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for row, paper in enumerate(papers):
            tick = QCheckBox(paper.title)
            tick.setChecked(bool(paper.required))
            combo = CodeCombo(forms)
            combo.set_code(paper.form or PaperForm.COPY)
            combo.setAccessibleName(self.tr("{title}怎么带来的").format(title=paper.title))
            tick.toggled.connect(lambda _on: self._tell())
            combo.code_changed.connect(lambda _code: self._tell())
            grid.addWidget(tick, 2 * row, 0)
            grid.addWidget(combo, 2 * row, 1)
            when = paper.condition or ("" if paper.required else self.tr("需要时"))
            if when:
                grid.addWidget(label(when, "small", wrap=True), 2 * row + 1, 0, 1, 2)
            self.ticks[paper.id], self.forms[paper.id] = tick, combo
        self.told: QLabel = label("", "small", wrap=True)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("收下"), "primary")
        self.save.clicked.connect(lambda: self.submitted.emit(self.brought()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("打√的是这次带来的。"), "muted"))
        layout.addLayout(grid)
        layout.addStretch()
        layout.addWidget(self.told)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.save))
        self.resize(self.fontMetrics().height() * 30, self.sizeHint().height())
        self._tell()
        self.save.setFocus()

    def brought(self) -> tuple[Brought, ...]:
        """What is ticked, and how each was brought."""
        return tuple(
            Brought(key, PaperForm(self.forms[key].code() or PaperForm.COPY))
            for key, tick in self.ticks.items()
            if tick.isChecked()
        )

    def _tell(self) -> None:
        stays = sum(each.form is PaperForm.ORIGINAL for each in self.brought())
        self.told.setText(
            self.tr("留下 {n} 份原件：收下后编号打收据，交本人一联。").format(n=stays) if stays else ""
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what keeps it from being written; the dialog stays open."""
        self.setEnabled(True)
        self.problem.show_text("\n".join(messages.brief(problem) for problem in problems))
