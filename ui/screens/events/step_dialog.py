"""Asks for what a step needs: why, what came out, until when, who was told and how, how satisfied he is."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.due_day import read_due_day
from desktop.domain.event_state import NEEDS_TEXT, Step
from desktop.domain.problem import Problem
from desktop.services.events import EventDetail, StepFacts
from desktop.services.events.records import DISSATISFIED
from desktop.words import code_word, word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form, long_text

_FULL_DATE = len("2026-01-01")


class StepDialog(GrowingDialog):
    """One step of one event; only the fields that the step needs."""

    submitted = Signal(object, object, bool)  # Step, StepFacts, whether it is done anew at once

    def __init__(
        self,
        step: Step,
        detail: EventDetail,
        users: Sequence[tuple[str, str]],
        parent: QWidget,
        today: date,
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._today = today
        self._detail = detail
        self.setWindowTitle(
            self.tr("{step}：{title}").format(step=code_word("event_step", step), title=detail.event.title)
        )
        self.form = Form()
        self.handler = CodeCombo(tuple(CodeOption(user_id, name) for user_id, name in users))
        self.text = long_text(4)
        self.until = QLineEdit()
        self.until.setPlaceholderText(self.tr("如 10月20日、后天、月底"))
        self.where_to = QLineEdit()
        self.where_to.setPlaceholderText(self.tr("如 县行政服务中心不动产窗口"))
        self.way = CodeCombo(code_options("feedback_way"))
        self.satisfaction = CodeCombo(code_options("satisfaction"))
        self.redo = QCheckBox(self.tr("重办一次"))
        self.told: dict[str, QCheckBox] = {}
        self._add_fields()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(code_word("event_step", step), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        if hint := self._hint():
            layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.satisfaction.code_changed.connect(self._offer_redo)
        self._offer_redo()
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        first = next(iter(self.form), "")
        if first:
            self.form[first].widget.setFocus()

    def _hint(self) -> str:
        level = self._detail.level
        match self._step:
            case Step.ESCALATE:
                told = self.tr("上报到{level}。办理交给上面，答复反映人仍由村里负责。")
                name = code_table("event_level").label(str(level + 1))
                text = told.format(level=word(name))
                if self._detail.event.urgency == "urgent":
                    text += self.tr("紧急的事请同时打电话报告。")
                return text
            case Step.SUSPEND:
                return self.tr("等人、等天气、等资金的，可以暂停计时；到那一天自动恢复。")
            case Step.FEED_BACK:
                waiting = [each for each in self._detail.to_tell if not each.told_at]
                names = self.tr("、").join(f"{each.name} {each.phone}".strip() or "—" for each in waiting)
                return self.tr("要告诉：{names}").format(names=names) if waiting else ""
            case Step.REFUSE:
                return self.tr("不受理的，要告诉来人为什么、去哪里办。")
            case Step.RETURN:
                return self.tr("上面退回来的，记下他们的理由，事情回到村里办。")
            case Step.SETTLE if level > 1:
                return self.tr("上面办结的，记下他们的答复，再由村里反馈。")
            case _:
                return ""

    def _add_fields(self) -> None:
        step, add = self._step, self.form.add_field
        if step is Step.ASSIGN:
            add("handler_id", self.tr("办理人"), self.handler, required=True)
        if step is Step.RATE:
            add("satisfaction", self.tr("满意程度"), self.satisfaction, required=True)
        if step is Step.FEED_BACK:
            add("way", self.tr("怎样告诉的"), self.way, required=self._detail.event.kind == "event")
            self._usual_way()
        words = {
            Step.NOTE: self.tr("备注"),
            Step.SETTLE: self.tr("办理结果"),
            Step.FEED_BACK: self.tr("怎样说的"),
            Step.RATE: self.tr("他的话"),
            Step.REOPEN: self.tr("哪里不满意"),
            Step.WITHDRAW: self.tr("谁撤的、原因"),
            Step.RETURN: self.tr("退回的理由"),
        }
        add("text", words.get(step, self.tr("原因")), self.text, required=step in NEEDS_TEXT)
        if step is Step.FEED_BACK:
            self.text.setPlainText(self._detail.result)
            self._add_others()
        if step is Step.SUSPEND:
            add("until", self.tr("到哪一天"), self.until, required=True)
        if step is Step.REFUSE:
            add("where_to", self.tr("去哪里办"), self.where_to, required=self._detail.event.kind == "event")
        if step is Step.SETTLE and self._detail.to_tell:
            add("way", self.tr("已经告诉了"), self.way, hint=self.tr("还没有告诉的不填，以后再点“反馈”。"))
        if step is Step.RATE:
            add("redo", "", self.redo)

    def _usual_way(self) -> None:
        phones = [each.phone for each in self._detail.to_tell if not each.id]
        if phones and phones[0]:
            self.way.set_code("10")

    def _add_others(self) -> None:
        for each in self._detail.to_tell:
            if each.id and not each.told_at:
                box = QCheckBox(self.tr("也告诉了 {name} {phone}").format(name=each.name, phone=each.phone))
                box.setChecked(True)
                self.told[each.id] = box
                self.form.add_field(f"told {each.id}", "", box)

    def _offer_redo(self) -> None:
        if "redo" in self.form:
            may = self.satisfaction.code() == DISSATISFIED and not self._detail.reopened_count
            self.form["redo"].set_shown(may)
            self.redo.setChecked(may)

    def _submit(self) -> None:
        self.form.clear_problems()
        until = self.until.text().strip()
        if until:
            reading = read_due_day(until, self._today)
            if reading.value is None or len(reading.value) < _FULL_DATE:
                problem = reading.problems[0] if reading.problems else Problem("EVT-030")
                told = (messages.reason(problem), messages.advice(Problem("EVT-030")))
                self.form["until"].show_problem(messages.join(told))
                self.form.focus_first_problem()
                return
            until = reading.value
        self.submitted.emit(
            self._step,
            StepFacts(
                self.text.toPlainText().strip(),
                self.handler.code(),
                until,
                self.way.code(),
                self.satisfaction.code(),
                self.where_to.text().strip(),
                tuple(key for key, box in self.told.items() if box.isChecked()),
            ),
            self.redo.isChecked(),
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is missing; the dialog stays open."""
        show_at_fields(self.form, problems, otherwise="text")
