"""A walk list is entered row by row, by keyboard, beside the paper."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.problem import Problem
from desktop.domain.visit_class import ABSENT, AT_HOME, FORMS, MATTER, WELL
from desktop.services.visits.walk_lists import WalkEntry, WalkList
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.pages.fields_dialog import TickBoxes
from ui.screens.visits.visit_words import OUTCOMES
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine

_KEYS = {Qt.Key.Key_1: WELL, Qt.Key.Key_2: MATTER, Qt.Key.Key_3: ABSENT}
_LATE = "VIS-006"
_WIDTH, _HEIGHT = 46, 25  # in heights of a line


class WalkDialog(GrowingDialog):
    """Those on the list on the left, what is typed of one of them on the right.

    In the list 1, 2, 3 are all well, something to do, nobody seen; a line is stored before the next begins.
    """

    submitted = Signal(object)  # WalkEntry

    def __init__(self, walk: WalkList, parent: QWidget, *, may_log: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("登记走访单：{title}").format(title=walk.row.title))
        self._walk = walk
        self._done = {line.home.id for line in walk.lines if line.visit_id}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("走访单上的人和户"))
        self.list.installEventFilter(self)
        for line in walk.lines:
            self.list.addItem(QListWidgetItem(line.title))
        self.title = label("", "heading", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.form = Form()
        self.seen = TickBoxes((), ())
        self.time = QLineEdit()
        self.time.setPlaceholderText(self.tr("如 9:30"))
        self.outcome = CodeCombo(code_options(OUTCOMES))
        self.way = CodeCombo(code_options(FORMS))
        self.needs, self.note, self.late = QLineEdit(), QLineEdit(), QLineEdit()
        self.as_event = QCheckBox(self.tr("登记为任务"))
        self.as_event.setEnabled(may_log)
        self.late.setPlaceholderText(self.tr("如 停电，先记在纸上"))
        add = self.form.add_field
        add("visited_at", self.tr("时间"), self.time, required=True)
        add("outcome", self.tr("结果"), self.outcome, required=True)
        add("seen", self.tr("见到了"), self.seen)
        add("form", self.tr("方式"), self.way)
        add("needs", self.tr("需求"), self.needs)
        add("event", "", self.as_event)
        add("note", self.tr("备注"), self.note)
        add("late_reason", self.tr("补登原因"), self.late)
        self.form["late_reason"].set_shown(False)
        self.problem = ProblemLine()
        self.count = label("", "muted")
        close = button(self.tr("关闭"))
        close.clicked.connect(self.accept)
        self.save = button(self.tr("保存，下一户"), "primary")
        self.save.setToolTip(self.tr("Ctrl+回车"))
        self.save.clicked.connect(self.submit)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label(self.tr("1 正常　2 有事　3 没见到"), "small"))
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        right = QVBoxLayout()
        right.setSpacing(8)
        for part in (self.title, self.facts, self.form, self.problem):
            right.addWidget(part)
        right.addStretch()
        body = QGridLayout()
        body.setHorizontalSpacing(16)
        body.addLayout(left, 0, 0)
        body.addLayout(right, 0, 1)
        body.setColumnStretch(0, 2)
        body.setColumnStretch(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(body, 1)
        layout.addLayout(foot(close, self.save))
        self.form.finished.connect(self.submit)
        self.list.currentRowChanged.connect(self._show_line)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)
        height = self.fontMetrics().height()
        self.resize(height * _WIDTH, height * _HEIGHT)
        self._show_states()
        self._go_to(self._next_open(-1))

    def _next_open(self, after: int) -> int:
        """The next line without a visit, looked for in a circle; the same when there is none."""
        count = len(self._walk.lines)
        places = [(after + step) % count for step in range(1, count + 1)] if count else []
        return next((n for n in places if self._walk.lines[n].home.id not in self._done), max(after, 0))

    def _go_to(self, row: int) -> None:
        self.list.setCurrentRow(row)
        self._begin()

    def _begin(self) -> None:
        (self.list if self.time.text().strip() else self.time).setFocus()

    def _show_line(self, row: int) -> None:
        if not 0 <= row < len(self._walk.lines):
            return
        line = self._walk.lines[row]
        is_done = line.home.id in self._done
        self.title.setText(line.title)
        why = "；".join(
            self.tr("{name}（{why}）").format(
                name=one.name, why="、".join(word(each) for each in one.reasons)
            )
            for one in line.people
        )
        told = (line.home.group, line.home.address, why)
        self.facts.setText("　".join(part for part in told if part))
        names = [(one.id, one.name) for one in line.people]
        self.seen.set_options(names, [one.id for one in line.people])
        self.form["seen"].set_shown(bool(names))
        self.outcome.set_code(WELL)
        self.way.set_code(AT_HOME)
        for text in (self.needs, self.note):
            text.clear()
        self.as_event.setChecked(False)
        self._clear()
        can = not is_done and not self._walk.row.closed_on
        self.form.setEnabled(can)
        self.save.setEnabled(can)

    def _clear(self) -> None:
        self.problem.show_text("")
        self.form.clear_problems()

    def _show_states(self) -> None:
        for row, line in enumerate(self._walk.lines):
            mark = "✓" if line.home.id in self._done else "　"
            told = "　".join(part for part in (line.title, line.names, line.home.group) if part)
            self.list.item(row).setText(f"{mark} {told}")
        self.count.setText(
            self.tr("已登记 {done} / {all}").format(done=len(self._done), all=len(self._walk.lines))
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return super().eventFilter(watched, event)
            if key in _KEYS and self.save.isEnabled():
                event.accept()
                self._mark(_KEYS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
                event.accept()
                self.time.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _mark(self, code: str) -> None:
        self.outcome.set_code(code)
        if code == MATTER:
            self.needs.setFocus()
        else:
            self.submit()

    def entry(self) -> WalkEntry:
        """What was typed of the line in view."""
        row = self.list.currentRow()
        return WalkEntry(
            self._walk.lines[row].home.id if row >= 0 else "",
            self.seen.ticked(),
            self.time.text(),
            self.outcome.code(),
            self.needs.text(),
            self.note.text(),
            self.late.text(),
            self.as_event.isChecked() and bool(self.needs.text().strip()),
            self.way.code(),
        )

    def submit(self) -> None:
        """Hand on the line in view; not again while it is being stored."""
        if self.save.isEnabled():
            self._clear()
            self.save.setEnabled(False)
            self.submitted.emit(self.entry())

    def show_stored(self, home_id: str) -> None:
        """A line is stored: on to the next one, with the same time to begin with."""
        self._done.add(home_id)
        self._show_states()
        row = self.list.currentRow()
        after = self._next_open(row)
        if after == row:
            self._show_line(row)
        self._go_to(after)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; the line stays."""
        self.save.setEnabled(True)
        if any(each.code == _LATE for each in problems):
            self.form["late_reason"].set_shown(True)
        rest = []
        for problem in problems:
            key = problem.place.field if problem.place else ""
            if key in self.form:
                self.form[key].show_problem(messages.brief(problem))
            else:
                rest.append(messages.brief(problem))
        self.problem.show_text("\n".join(rest), "error" if rest else "")
        self.form.focus_first_problem()
