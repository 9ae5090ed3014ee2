"""The agenda of a household: what is due or open about it, where each leads, and the sheet to take along."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.due_day import read_due_day
from desktop.domain.job import JobHandle
from desktop.domain.partial_date import is_day
from desktop.services.agenda.papers import add_paper
from desktop.services.agenda.printing import TOPIC_WORDS, render_agenda
from desktop.services.agenda.reading import Agenda, AgendaLine, read_agenda
from desktop.words import word
from ui.screens.register.print_dialog import Paper, PrintDialog
from ui.widgets.dress import button, foot, label, set_tone
from ui.widgets.problem_line import ProblemLine

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_SCREENS = {"event": "events", "service_case": "agency", "board_entry": "boards", "hazard_card": "patrols"}
"""Where the record behind a line is shown; people are shown on their card."""


def _shown(line: AgendaLine) -> str:
    """What a line says, in the language of the window."""
    return word(line.phrase).format(**{place: word(value) for place, value in line.values.items()})


class AgendaDialog(QDialog):
    """Reads the agenda anew whenever something was stored from it."""

    left = Signal()  # a line was followed to another screen

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", household_id: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("走访议程"))
        self._office, self._runner, self._shell = office, runner, shell
        self._household_id = household_id
        self.heading, self.facts = label("", "heading"), label("", "muted", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.print = button(self.tr("打印议程…"), "primary", "print")
        self.print.setVisible(office.may(Right.PRINT))
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        self.print.clicked.connect(self._print)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.heading)
        layout.addWidget(self.facts)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._paper_row())
        layout.addLayout(foot(close, self.print))
        height = self.fontMetrics().height()
        self.resize(height * 36, height * 28)
        self._load()

    def _paper_row(self) -> QWidget:
        """Who, which paper, until when: typed once, reminded of by a rule."""
        host = QWidget()
        host.setVisible(self._office.may(Right.EDIT_REGISTER))
        self.person, self.kind, self.day = QComboBox(), QComboBox(), QLineEdit()
        self.person.setAccessibleName(self.tr("谁的证件"))
        self.kind.setAccessibleName(self.tr("证件"))
        self.day.setPlaceholderText(self.tr("到期日，如 2027-03-01"))
        for entry in code_table("expiring_paper_kind").entries:
            self.kind.addItem(word(entry.label), entry.code)
        self.save_paper = button(self.tr("登记到期日"))
        self.save_paper.clicked.connect(self._add_paper)
        self.day.returnPressed.connect(self._add_paper)
        self.problem = ProblemLine()
        row = QHBoxLayout()
        row.addWidget(label(self.tr("证件到期"), "muted"))
        row.addWidget(self.person)
        row.addWidget(self.kind)
        row.addWidget(self.day, 1)
        row.addWidget(self.save_paper)
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        return host

    def _load(self) -> None:
        self._runner.read(
            lambda job: read_agenda(self._office, self._household_id), self._show, self._fail, owner=self
        )

    def _fail(self, error: Exception) -> None:
        self.reject()
        self._shell.show_error(error)

    def _show(self, agenda: Agenda) -> None:
        self.heading.setText(self.tr("{name}户").format(name=agenda.head or self.tr("（无户主）")))
        visited = (
            self.tr("上次走访 {day}").format(day=agenda.visited_on.isoformat())
            if agenda.visited_on
            else self.tr("没有走访记录")
        )
        people = self.tr("{n} 人").format(n=len(agenda.members))
        facts = (agenda.household_no, agenda.group, agenda.address, people, visited)
        self.facts.setText(" · ".join(part for part in facts if part))
        chosen = self.person.currentIndex()
        self.person.clear()
        for name, person in zip(agenda.members, agenda.people, strict=True):
            self.person.addItem(name, person)
        self.person.setCurrentIndex(max(chosen, 0))
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 4, 8, 4)
        layout.setSpacing(4)
        if not agenda.lines:
            layout.addWidget(label(self.tr("没有到期和没办完的事。"), "muted"))
        topic = None
        for line in agenda.lines:
            if line.topic is not topic:
                topic = line.topic
                layout.addWidget(label(word(TOPIC_WORDS[topic]), "strong"))
            layout.addLayout(self._line(line))
        layout.addStretch()
        self._scroll.setWidget(host)

    def _line(self, line: AgendaLine) -> QHBoxLayout:
        row = QHBoxLayout()
        if line.table in _SCREENS or line.table == "person":
            link = button(_shown(line), "link")
            link.clicked.connect(partial(self._follow, line))
            row.addWidget(link, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            row.addWidget(label(_shown(line), wrap=True), 1)
        if line.on is not None:
            day = label(line.on.isoformat())
            set_tone(day, "overdue" if line.is_late else "")
            row.addWidget(day)
        return row

    def _follow(self, line: AgendaLine) -> None:
        self.left.emit()
        self.accept()
        if line.table == "person":
            self._shell.open_person(line.id)
        elif line.table == "hazard_card":
            self._shell.open_screen(_SCREENS[line.table])
        else:
            self._shell.open_record(_SCREENS[line.table], line.table, line.id)

    def _print(self) -> None:
        note = self.tr("证件号码、电话已遮盖；带去走访，用后交回或销毁。")
        name = self.tr("走访议程")
        paper = Paper(
            name, name, note, "", False, lambda _full, _job: render_agenda(self._office, self._household_id)
        )
        PrintDialog(self._office, self._runner, self._shell, paper, self).open()

    def _add_paper(self) -> None:
        office, person, kind = self._office, str(self.person.currentData()), str(self.kind.currentData())
        read = read_due_day(self.day.text(), office.today()).value
        if not person or read is None or not is_day(read):
            self.problem.show_text(self.tr("请写到期的年月日，如 2027-03-01。"), "error")
            return
        self.problem.show_text("")
        day = date.fromisoformat(read)

        def work(_job: JobHandle) -> str:
            return add_paper(office, person, kind, day)

        def saved(_: str) -> None:
            self._shell.records_changed()
            if isValid(self):
                self.day.clear()
                self._load()

        self._runner.write(work, saved, self._shell.show_error)
