"""Smaller questions about one event: more time, the public text, which other one it is the same as."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem
from desktop.services.events import EventDetail
from desktop.services.events.merging import Alike
from desktop.services.events.publishing import PUBLIC_LENGTH
from desktop.words import code_word, word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.jobs import JobRunner
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form, long_text
from ui.widgets.moment import show_moment
from ui.widgets.number_input import NumberInput
from ui.widgets.problem_line import ProblemLine
from ui.widgets.search_box import SearchBox


class ExtensionDialog(GrowingDialog):
    """How many days more, and why."""

    submitted = Signal(int, str)

    def __init__(self, detail: EventDetail, parent: QWidget) -> None:
        super().__init__(parent)
        clock = detail.clock
        self.setWindowTitle(self.tr("延期：{title}").format(title=detail.event.title))
        self.form = Form()
        self.days = NumberInput()
        self.days.set_value(clock.extension_days)
        self.text = long_text(3)
        most = self.tr("{limit}：现在到 {due}，最多再延 {days} 天").format(
            limit=word(clock.limit_label), due=show_moment(clock.due_at), days=clock.extension_days
        )
        self.form.add_field("days", self.tr("延几天"), self.days, hint=most)
        self.form.add_field("text", self.tr("原因"), self.text, required=True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        asks = clock.secretary_decides
        self.save = button(self.tr("提交书记审批") if asks else self.tr("延期"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        if asks:
            layout.addWidget(label(self.tr("这一类延期由书记决定。"), "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())
        self.text.setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        self.submitted.emit(self.days.value(), self.text.toPlainText().strip())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; the dialog stays open."""
        show_at_fields(self.form, problems, otherwise="text")


class PublicDialog(GrowingDialog):
    """The text that everybody may read, with what must not stand in it shown below."""

    submitted = Signal(str)

    def __init__(self, title: str, draft: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("公开反馈：{title}").format(title=title))
        self.text = QPlainTextEdit(draft)
        self.text.setAccessibleName(self.tr("公开文字"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().height() * 7)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("公开"), "primary")
        self.save.clicked.connect(lambda: self.submitted.emit(self.text.toPlainText().strip()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        told = self.tr(
            "大家看到的只有下面这段话，不写姓名、电话、证件号和门牌，最多 {length} 个字。"
            "它会出现在办结事项公开表和县里的公开页上。"
        ).format(length=PUBLIC_LENGTH)
        layout.addWidget(label(told, "muted", wrap=True))
        layout.addWidget(self.text)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.save))
        self.resize(self.fontMetrics().height() * 32, self.sizeHint().height())
        self.text.setFocus()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say all that was found; the dialog stays open."""
        told = dict.fromkeys(messages.brief(problem) for problem in problems)
        self.problem.show_text("\n".join(told), "error")
        self.text.setFocus()


class MergeDialog(GrowingDialog):
    """Which event this one is the same as: likely ones first, others by their words or number."""

    submitted = Signal(str)  # the other's id
    failed = Signal(object)  # an exception

    def __init__(
        self,
        detail: EventDetail,
        likely: Sequence[Alike],
        find: Callable[[str], Sequence[Alike]],
        runner: JobRunner,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._runner = runner
        self._likely = tuple(likely)
        self._asked = ""
        self.setWindowTitle(self.tr("合并：{title}").format(title=detail.event.title))
        self.search = SearchBox(self.tr("找要并入的任务：标题、内容、编号、姓名"))
        self.head = label("", "strong")
        self.hits = QListWidget()
        self.hits.setAccessibleName(self.tr("可能是同一件事"))
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("并入选中的任务"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        told = self.tr("并入以后只办那一件，这一件的反映人也会列入要告知的人。")
        layout.addWidget(label(told, "muted", wrap=True))
        layout.addWidget(self.search)
        layout.addWidget(self.head)
        layout.addWidget(self.hits, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.save))
        self.search.search_requested.connect(self._look)
        self.search.went_down.connect(self.hits.setFocus)
        self.hits.itemActivated.connect(self._submit)
        height = self.fontMetrics().height()
        self.resize(height * 32, height * 20)
        self._show(self._likely, self.tr("可能是同一件事"))
        self.search.setFocus()

    def _look(self, text: str) -> None:
        self._asked = text
        if not text:
            self._show(self._likely, self.tr("可能是同一件事"))
            return

        def show(found: Sequence[Alike]) -> None:
            if self._asked == text:
                self._show(found, self.tr("找到的任务"))

        def work(_job: JobHandle) -> Sequence[Alike]:
            return self._find(text)

        self._runner.read(work, show, self.failed.emit, owner=self)

    def _show(self, found: Sequence[Alike], head: str) -> None:
        self.head.setText(head if found else self.tr("没有找到相像的任务，请输入标题或编号查找。"))
        self.hits.clear()
        for each in found:
            parts = (show_moment(each.received_at)[:10], each.title, code_word("event_state", each.state))
            item = QListWidgetItem("　".join(parts))
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            self.hits.addItem(item)
        if found:
            self.hits.setCurrentRow(0)
        self.save.setEnabled(bool(found))

    def _submit(self) -> None:
        item = self.hits.currentItem()
        if item is not None:
            self.submitted.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say why they can't be merged; the dialog stays open."""
        self.problem.show_text("\n".join(messages.brief(problem) for problem in problems), "error")
