"""The end of a meeting: who presided, what stands in the way, closing and signing the minutes."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem, Severity
from desktop.services.meetings.holding import Closing
from desktop.services.meetings.reading import MeetingDetail
from ui.screens.meetings.plan_dialog import read_time
from ui.widgets.dress import button, label, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form


class MinutesPage(QWidget):
    """A form for what the minutes say beside list and agenda, and below it what is missing."""

    close_wanted = Signal(object)  # Closing
    print_wanted = Signal()
    sign_wanted = Signal()
    open_again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.form = Form(columns=2)
        self.chair, self.recorder = QLineEdit(), QLineEdit()
        self.starts_at, self.ends_at = QLineEdit(), QLineEdit()
        self.observers = QLineEdit()
        self.observers.setPlaceholderText(self.tr("不在民情档案里的来宾"))
        add = self.form.add_field
        add("chair", self.tr("主持人"), self.chair, required=True)
        add("recorder", self.tr("记录人"), self.recorder, required=True)
        add("starts_at", self.tr("开始"), self.starts_at)
        add("ends_at", self.tr("结束"), self.ends_at)
        self.below = Form()
        self.content = QPlainTextEdit()
        self.content.setTabChangesFocus(True)
        self.content.setMinimumHeight(self.fontMetrics().height() * 4)
        self.below.add_field("observers", self.tr("列席"), self.observers)
        self.below.add_field("content", self.tr("会议内容"), self.content)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(4)
        self.close_minutes = button(self.tr("完成会议记录"), "primary")
        self.print = button(self.tr("打印会议记录…"), icon_name="print")
        self.sign = button(self.tr("登记签字…"))
        self.open_again = button(self.tr("重新打开…"))
        deeds = QWidget()
        flow = FlowLayout(deeds)
        for pressed in (self.close_minutes, self.print, self.sign, self.open_again):
            flow.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.form)
        layout.addWidget(self.below)
        layout.addLayout(self._problems)
        layout.addStretch()
        layout.addWidget(deeds)
        self.close_minutes.clicked.connect(self._submit)
        self.form.finished.connect(self.observers.setFocus)
        self.print.clicked.connect(self.print_wanted)
        self.sign.clicked.connect(self.sign_wanted)
        self.open_again.clicked.connect(self.open_again_wanted)

    def show_meeting(
        self,
        detail: MeetingDetail,
        problems: Sequence[Problem],
        today: date,
        *,
        may_edit: bool,
        may_print: bool,
    ) -> None:
        """Show a meeting; what was typed for it and not stored stays."""
        row = detail.row
        if self._shown != row.id:
            self._shown = row.id
            texts = (
                (self.chair, row.chair),
                (self.recorder, row.recorder),
                (self.starts_at, row.starts_at),
                (self.ends_at, row.ends_at),
                (self.observers, row.observers),
            )
            for edit, text in texts:
                edit.setText(text)
            self.content.setPlainText(row.content)
        state = detail.state
        for widget in (self.form, self.below):
            widget.setEnabled(may_edit)
        self.close_minutes.setVisible(may_edit)
        self.close_minutes.setEnabled(row.held_on <= today.isoformat())
        self.close_minutes.setText(self.tr("完成会议记录") if state == "planned" else self.tr("保存会议记录"))
        self.print.setVisible(may_print)
        self.sign.setVisible(may_edit and state == "held")
        self.open_again.setVisible(state == "signed")
        self._show_problems_below(problems if state in ("planned", "held") else ())

    def _show_problems_below(self, problems: Sequence[Problem]) -> None:
        while (item := self._problems.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for problem in problems:
            shown = label(messages.brief(problem), "small", wrap=True)
            set_tone(shown, "overdue" if problem.severity is Severity.ERROR else "soon")
            self._problems.addWidget(shown)

    def _submit(self) -> None:
        for form in (self.form, self.below):
            form.clear_problems()
        self.close_wanted.emit(
            Closing(
                self.chair.text().strip(),
                self.recorder.text().strip(),
                read_time(self.starts_at.text()),
                read_time(self.ends_at.text()),
                self.observers.text().strip(),
                self.content.toPlainText().strip(),
            )
        )

    def show_problems(self, problems: Sequence[Problem]) -> bool:
        """Show at the fields what kept the minutes from being closed; false where no field is at fault."""
        shown = False
        for problem in problems:
            key = problem.place.field if problem.place else ""
            for form in (self.form, self.below):
                if key in form:
                    form[key].show_problem(messages.brief(problem))
                    shown = True
        self.form.focus_first_problem()
        return shown
