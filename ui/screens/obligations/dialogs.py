"""What is asked about obligations and mending: reason, measures, answer, finding, verdict."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.due_day import read_due_day
from desktop.domain.partial_date import is_day
from desktop.services.obligations.rectification import Finding, Measures, Rectification
from ui.dialogs.form_dialog import FormDialog
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button
from ui.widgets.form import long_text

_TIME_TO_MEND = timedelta(days=15)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationDialogs", text)


class _DatedForm(FormDialog):
    """A form with days of obligations and mending."""

    def _day(self, key: str, edit: QLineEdit, *, ahead: bool = False) -> date | None:
        """The day typed into a field; what is wrong with it is said there."""
        today = date.today()  # noqa: DTZ011 -- only reads words like 昨天; the service checks the day
        reading = read_due_day(edit.text(), today) if ahead else read_date(edit.text(), today)
        if reading.value is None or not is_day(reading.value):
            problem = next(iter(reading.problems), None)
            told = messages.brief(problem) if problem else self.tr("请写完整的日期，如 2026-10-20")
            self.form[key].show_problem(told)
            self.form.focus_first_problem()
            return None
        return date.fromisoformat(reading.value)


class ReasonDialog(_DatedForm):
    """Why a meeting or a disclosure was missed."""

    submitted = Signal(str)

    def __init__(self, title: str, told: str, reason: str, parent: QWidget) -> None:
        super().__init__(title, self.tr("保存"), parent, about=told)
        self.reason = long_text(3, reason)
        self.form.add_field(
            "reason", self.tr("原因"), self.reason, hint=self.tr("报乡镇的说明里用；清空就是收回说明")
        )
        self.reason.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        self.submitted.emit(self.reason.toPlainText())


class MeasuresDialog(_DatedForm):
    """Cause, measures and who sees to it."""

    submitted = Signal(object)  # Measures

    def __init__(self, each: Rectification, parent: QWidget) -> None:
        super().__init__(self.tr("整改措施"), self.tr("保存"), parent, about=each.title)
        self.cause, self.measures = long_text(2, each.cause), long_text(3, each.measures)
        self.owner = QLineEdit(each.owner)
        self.form.add_field("cause", self.tr("原因"), self.cause)
        self.form.add_field("measures", self.tr("措施"), self.measures, required=True)
        self.form.add_field("owner", self.tr("负责人"), self.owner, required=True)
        self.cause.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        self.submitted.emit(
            Measures(self.cause.toPlainText(), self.measures.toPlainText(), self.owner.text())
        )


class AnswerDialog(_DatedForm):
    """What came of it, and the day it was mended."""

    submitted = Signal(str, object)  # text, date

    def __init__(self, each: Rectification, today: date, parent: QWidget) -> None:
        issuer = each.issuer if each.is_ordered else _tr("村监会")
        told = _tr("答复以后由{issuer}核验。证明材料在右边“整改的证明材料”里添加。").format(issuer=issuer)
        title = self.tr("答复整改：{title}").format(title=each.title)
        super().__init__(title, self.tr("答复"), parent, about=told)
        self.answer = long_text(4, each.answer)
        mended = each.facts.mended_on or today
        self.mended_on = QLineEdit(mended.isoformat())
        self.form.add_field("answer", self.tr("整改结果"), self.answer, required=True)
        self.form.add_field("mended_on", self.tr("完成日期"), self.mended_on, required=True)
        self.answer.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        day = self._day("mended_on", self.mended_on)
        if day is not None:
            self.submitted.emit(self.answer.toPlainText(), day)


class FindingDialog(_DatedForm):
    """Something the village found itself."""

    submitted = Signal(object)  # Finding

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(self.tr("登记自己发现的问题"), self.tr("登记"), parent)
        sources = code_options("rectification_source")
        self.title = QLineEdit()
        self.source = CodeCombo(sources)
        self.source.set_code(sources[0].code)
        self.found_on = QLineEdit(today.isoformat())
        self.due_on = QLineEdit((today + _TIME_TO_MEND).isoformat())
        self.form.add_field("title", self.tr("什么问题"), self.title, required=True)
        self.form.add_field("source", self.tr("怎样发现"), self.source, required=True)
        self.form.add_field("found_on", self.tr("发现日期"), self.found_on, required=True)
        self.form.add_field("due_on", self.tr("整改期限"), self.due_on, required=True)
        self.title.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        found_on = self._day("found_on", self.found_on)
        due_on = self._day("due_on", self.due_on, ahead=True) if found_on else None
        if found_on is not None and due_on is not None:
            self.submitted.emit(Finding(self.title.text(), self.source.code(), found_on, due_on))


class VerifyDialog(_DatedForm):
    """The supervision committee's word on what was mended."""

    submitted = Signal(bool, str)  # whether it is mended, text

    def __init__(self, each: Rectification, parent: QWidget) -> None:
        title = self.tr("核验整改：{title}").format(title=each.title)
        super().__init__(title, self.tr("核验通过"), parent, about=each.answer)
        self.text = long_text(3)
        self.form.add_field("verified_text", self.tr("意见"), self.text, hint=self.tr("退回要写明还差什么"))
        self.back = button(self.tr("退回"), "danger")
        self.back.clicked.connect(lambda: self._send(is_mended=False))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, self.back)
        self.text.setFocus()

    def submit(self) -> None:
        self._send(is_mended=True)

    def _send(self, *, is_mended: bool) -> None:
        self.form.clear_problems()
        self.submitted.emit(is_mended, self.text.toPlainText())
