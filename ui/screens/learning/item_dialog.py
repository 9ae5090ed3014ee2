"""The form of a learning item of the village."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.due_day import read_due_day
from desktop.domain.learning_content import NewLearningItem
from desktop.domain.problem import Place, Problem
from desktop.services.learning.content import LearningPage
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form

_FULL_DATE = len("2026-01-01")


class CodeTicks(QWidget):
    """Several codes of a table, each with its box."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        flow = FlowLayout(self, 8)
        for entry in code_table(table).entries:
            box = QCheckBox(word(entry.label))
            self.boxes[entry.code] = box
            flow.addWidget(box)

    def codes(self) -> tuple[str, ...]:
        """Those ticked, in the order of the table."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_codes(self, codes: Sequence[str]) -> None:
        """Tick these and no others."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes)


def read_day(text: str, today: date) -> tuple[str, Problem | None]:
    """An ISO day in any notation a clerk uses, empty for none, or what is wrong with it."""
    if not text.strip():
        return "", None
    reading = read_due_day(text, today)
    if reading.value is None or len(reading.value) < _FULL_DATE:
        return "", Problem("LRN-005", {"value": text.strip()}, Place())
    return reading.value, None


class ItemDialog(GrowingDialog):
    """Title and text are enough; topics and audience make the analysis work."""

    submitted = Signal(object)  # NewLearningItem

    def __init__(self, today: date, parent: QWidget, *, existing: LearningPage | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setWindowTitle(self.tr("修改学习内容") if existing else self.tr("发布学习内容"))
        self.form = Form()
        self.title_edit = QLineEdit()
        self.kind = CodeCombo(code_options("learning_kind"))
        self.body = QPlainTextEdit()
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(self.fontMetrics().height() * 7)
        self.topics = CodeTicks("learning_topic")
        self.audience = CodeTicks("learning_audience")
        self.required = QCheckBox(self.tr("必学：对象里的人没学的会列入“谁还没学”"))
        self.published_on = QLineEdit(today.isoformat())
        self.due_on = QLineEdit()
        self.due_on.setPlaceholderText(self.tr("如 12月31日、月底，可不填"))
        self.minutes = QLineEdit()
        self.source = QLineEdit()
        self.summary = QLineEdit()
        add = self.form.add_field
        add("title", self.tr("标题"), self.title_edit, required=True)
        add(
            "body",
            self.tr("正文"),
            self.body,
            hint=self.tr("一行一段；# 开头是小标题，- 开头是条目。图片、视频保存后再添加。"),
        )
        add("topics", self.tr("主题"), self.topics)
        add("audience", self.tr("对象"), self.audience, hint=self.tr("都不选就是所有人"))
        add("required", "", self.required)
        add("due_on", self.tr("学完期限"), self.due_on)
        add("kind", self.tr("种类"), self.kind)
        add("published_on", self.tr("发布日期"), self.published_on)
        add("minutes", self.tr("时长（分钟）"), self.minutes)
        add("source", self.tr("出处"), self.source)
        add("summary", self.tr("摘要"), self.summary, hint=self.tr("不填就用正文的第一段"))
        self.kind.set_code("A")
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存") if existing else self.tr("发布"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(scrolled(self.form), 1)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        height = self.fontMetrics().height()
        self.resize(height * 38, height * 30)
        if existing is not None:
            self._show(existing)
        self.title_edit.setFocus()

    def _show(self, page: LearningPage) -> None:
        item = page.item
        self.title_edit.setText(item.title)
        self.kind.set_code(item.kind)
        self.body.setPlainText(page.body)
        self.topics.set_codes(item.topics)
        self.audience.set_codes(item.audience)
        self.required.setChecked(item.is_required)
        self.published_on.setText(item.published_on)
        self.due_on.setText(item.due_on)
        self.minutes.setText(str(item.minutes or ""))
        self.source.setText(item.source)
        self.summary.setText(page.typed_summary)

    def _submit(self) -> None:
        self.form.clear_problems()
        days = {}
        for key, edit in (("published_on", self.published_on), ("due_on", self.due_on)):
            days[key], problem = read_day(edit.text(), self._today)
            if problem is not None:
                self.form[key].show_problem(messages.brief(problem))
        minutes = self.minutes.text().strip()
        if minutes and not (minutes.isascii() and minutes.isdecimal()):
            problem = Problem("LRN-007", {"value": minutes, "most": "600"})
            self.form["minutes"].show_problem(messages.brief(problem))
        if self.form.focus_first_problem():
            return
        self.submitted.emit(
            NewLearningItem(
                title=self.title_edit.text(),
                kind=self.kind.code() or "A",
                topics=self.topics.codes(),
                audience=self.audience.codes(),
                summary=self.summary.text(),
                body=self.body.toPlainText(),
                minutes=int(minutes) if minutes else None,
                source=self.source.text(),
                published_on=days["published_on"] or self._today.isoformat(),
                is_required=self.required.isChecked(),
                due_on=days["due_on"],
            )
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the item from being taken; the form stays open."""
        show_at_fields(self.form, problems)
