"""Takes an appeal against an entry, and answers one (积分申诉)."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.chinese_date import read_date
from desktop.domain.points_scheme import read_points, show_points
from desktop.services.points.appeals import UPHELD, Appeal
from desktop.services.points.standings import EntryLine
from desktop.words import word
from ui.dialogs.form_dialog import FormDialog
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.form import long_text


def entry_words(line: EntryLine) -> str:
    """An entry in one line."""
    points = show_points(line.row.points_x100, signed=True)
    return f"{line.row.occurred_on}　{word(line.item)}　{points}　{word(line.state_label)}"


class AppealDialog(FormDialog):
    """What somebody brings forward, and when it came in."""

    submitted = Signal(str, str)  # text, ISO day

    def __init__(self, line: EntryLine, today: date, parent: QWidget) -> None:
        super().__init__(self.tr("登记申诉"), self.tr("登记"), parent, about=entry_words(line))
        self._today = today
        self.text = long_text(4)
        self.received_on = QLineEdit(today.isoformat())
        self.form.add_field("text", self.tr("申诉内容"), self.text, required=True)
        self.form.add_field("received_on", self.tr("收到日期"), self.received_on, required=True)
        self.text.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        day = read_date(self.received_on.text(), self._today, allow_future=True).value
        self.submitted.emit(self.text.toPlainText(), day or self.received_on.text())


class AnswerDialog(FormDialog):
    """How an appeal is decided, and why; an upheld one says what the entry should be."""

    submitted = Signal(str, str, object)  # outcome, answer, hundredths or None

    def __init__(self, appeal: Appeal, parent: QWidget) -> None:
        told = self.tr("申诉：{text}").format(text=appeal.row.text)
        about = f"{entry_words(appeal.entry)}\n{told}"
        super().__init__(self.tr("答复申诉"), self.tr("答复"), parent, about=about)
        self.outcome = CodeCombo(code_options("appeal_outcome"))
        self.corrected = QLineEdit()
        self.answer = long_text(4)
        self.form.add_field("outcome", self.tr("处理结果"), self.outcome, required=True)
        self.form.add_field("answer", self.tr("答复"), self.answer, required=True)
        self.form.add_field(
            "corrected",
            self.tr("更正后的分值"),
            self.corrected,
            hint=self.tr("原来的一笔会冲销，按这里的分值另记一笔；空着就只冲销。"),
        ).set_shown(False)
        self.outcome.code_changed.connect(lambda code: self.form["corrected"].set_shown(code == UPHELD))
        self.outcome.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        corrected = None
        if self.outcome.code() == UPHELD and self.corrected.text().strip():
            corrected = read_points(self.corrected.text())
            if corrected is None:
                self.form["corrected"].show_problem(self.tr("请填分值，如 3 或 0.5。"))
                self.form.focus_first_problem()
                return
        self.submitted.emit(self.outcome.code(), self.answer.toPlainText(), corrected)
