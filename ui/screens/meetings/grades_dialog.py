"""The ballots on officials at an appraisal, a line for each official, typed as they are counted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from desktop.services.meetings.grades import NewGrade
from desktop.services.meetings.reading import GradeRow
from ui.dialogs.growing import GrowingDialog
from ui.jobs import JobRunner
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.widgets.dress import button, foot, label
from ui.widgets.problem_line import ProblemLine


class GradesDialog(GrowingDialog):
    """Officials are fetched by name; each has a line of four counts."""

    submitted = Signal(object)  # tuple of NewGrade

    def __init__(
        self,
        rows: Sequence[GradeRow],
        offered: Sequence[tuple[str, str, str]],
        find: Callable[[str], Sequence[Found]],
        runner: JobRunner,
        parent: QWidget,
    ) -> None:
        """Make the dialog.

        Args:
            rows: What was written down before.
            offered: Person id, name and post of those in office, offered where nothing was written yet.
            find: Finds people of the register.
            runner: Its read lane.
            parent: Window it belongs to.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("民主评议票数"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._lines: list[tuple[str, QLineEdit, tuple[QLineEdit, ...]]] = []
        headings = (
            self.tr("姓名"),
            self.tr("职务"),
            self.tr("优秀"),
            self.tr("称职"),
            self.tr("基本称职"),
            self.tr("不称职"),
        )
        for column, text in enumerate(headings):
            self._grid.addWidget(label(text, "muted"), 0, column)
        self.picker = TargetPicker(find, runner)
        self.picker.changed.connect(self._take)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("逐人填写得票数；没有收回的票不填。"), "muted", wrap=True))
        layout.addLayout(self._grid)
        layout.addWidget(self.picker)
        layout.addWidget(self.problem)
        layout.addStretch()
        layout.addLayout(foot(cancel, self.save))
        for row in rows:
            self._add(row.person_id, row.name, row.post, (row.excellent, row.good, row.fair, row.poor))
        if not rows:
            for person_id, name, post in offered:
                self._add(person_id, name, post, ())
        self.resize(self.fontMetrics().height() * 36, self.sizeHint().height())

    def _add(self, person_id: str, name: str, post: str, counts: Sequence[int]) -> None:
        place = len(self._lines) + 1
        edits = tuple(QLineEdit() for _ in range(4))
        for edit, count in zip(edits, counts, strict=False):
            edit.setText(str(count))
        post_edit = QLineEdit(post)
        self._grid.addWidget(label(name), place, 0)
        self._grid.addWidget(post_edit, place, 1)
        for column, edit in enumerate(edits, start=2):
            edit.setAccessibleName(name)
            self._grid.addWidget(edit, place, column)
        self._lines.append((person_id, post_edit, edits))

    def _take(self) -> None:
        known = {person_id for person_id, _, _ in self._lines}
        for target, title in self.picker.chosen():
            if target.id not in known:
                self._add(target.id, title, "", ())
        self.picker.set_targets(())

    def _submit(self) -> None:
        grades = []
        for person_id, post, edits in self._lines:
            texts = [edit.text().strip() for edit in edits]
            wrong = next((text for text in texts if text and not text.isdecimal()), "")
            if wrong:
                self.problem.show_text(messages.brief(Problem("MTG-007", {"value": wrong})))
                return
            if any(texts):
                counts = [int(text or 0) for text in texts]
                grades.append(NewGrade(person_id, post.text().strip(), *counts))
        self.submitted.emit(tuple(grades))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong; the dialog stays open."""
        self.problem.show_text(" ".join(map(messages.brief, problems)))
