"""Saying what is wrong: expected problems as sentences, bugs with details to copy."""

import logging
import platform
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.problem import Problem, Severity
from ui.icons import pixmap
from ui.theme import colours
from ui.widgets.dress import button, label

log = logging.getLogger(__name__)

_LISTED = 200
_TONES = {Severity.ERROR: "error", Severity.WARNING: "overdue", Severity.HINT: "info"}


class ProblemDialog(QDialog):
    """One problem in full, or several as a list that can be copied."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = problems[0]
        self.setWindowTitle(self.tr("请看一下"))
        body = QVBoxLayout()
        body.setSpacing(8)
        if len(problems) == 1:
            place = messages.where(first.place)
            if place:
                body.addWidget(label(place, "strong", wrap=True))
            body.addWidget(label(messages.reason(first), "heading", wrap=True))
            remedy = messages.remedy(first)
            if remedy:
                body.addWidget(label(remedy, wrap=True))
            body.addWidget(label(self.tr("编号 {code}").format(code=first.code), "small"))
        else:
            text = self.tr("有 {count} 个问题：").format(count=len(problems))
            body.addWidget(label(text, "heading", wrap=True))
            listing = QPlainTextEdit("\n".join(messages.sentence(p) for p in problems[:_LISTED]))
            listing.setReadOnly(True)
            listing.setAccessibleName(text)
            body.addWidget(listing)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(_sign(self, _TONES[first.severity]), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(body, 1)
        buttons = QDialogButtonBox()
        copy = buttons.addButton(self.tr("复制"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(self.tr("知道了"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self.text = "\n".join(messages.sentence(p) for p in problems)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        buttons.accepted.connect(self.accept)
        self.setMinimumWidth(min(460, 30 * self.fontMetrics().horizontalAdvance("国")))


class BugDialog(QDialog):
    """The program failed: what that means for the data, and details without personal data."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("程序出了意外"))
        self.details = safe_details(error)
        saved = self.tr(
            "以前保存的内容都在。刚才这一步没有做完，也没有存下一半。可以再试一次；还不行，请把下面的内容复制给技术人员。"
        )
        box = QPlainTextEdit(self.details)
        box.setReadOnly(True)
        box.setProperty("role", "code")
        box.setAccessibleName(self.tr("技术细节"))
        copy = button(self.tr("复制细节"))
        buttons = QDialogButtonBox()
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)
        body = QVBoxLayout()
        body.addWidget(label(self.tr("这是程序的毛病，不是您操作错了。"), "heading", wrap=True))
        body.addWidget(label(saved, wrap=True))
        body.addWidget(label(self.tr("细节（不含村民信息）："), "small"))
        body.addWidget(box, 1)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(_sign(self, "error"), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self.resize(620, 380)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details))
        buttons.accepted.connect(self.accept)


class QuestionDialog(QDialog):
    """A question whose buttons say what they do; the safe one is chosen by Enter when dangerous."""

    def __init__(
        self,
        question: str,
        detail: str,
        yes: str,
        on_yes: Callable[[], None],
        *,
        danger: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("请确认"))
        self._on_yes = on_yes
        self.yes: QPushButton = button(yes, "danger" if danger else "")
        self.no: QPushButton = button(self.tr("不，返回"))
        buttons = QDialogButtonBox()
        buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.no, QDialogButtonBox.ButtonRole.RejectRole)
        safe = self.no if danger else self.yes
        safe.setDefault(True)
        safe.setFocus()
        body = QVBoxLayout()
        body.addWidget(label(question, "heading", wrap=True))
        if detail:
            body.addWidget(label(detail, wrap=True))
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(_sign(self, "overdue" if danger else "help"), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self.setMinimumWidth(min(460, 30 * self.fontMetrics().horizontalAdvance("国")))
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)

    def _on_accepted(self) -> None:
        self.accept()
        self._on_yes()


def safe_details(error: BaseException) -> str:
    """Type of an error and where it happened, without its message.

    The message of an exception often quotes the value it stumbled over, and that may be a name
    or a number of a person; file, line and function never are.
    """
    lines = [f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"]
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for each in reversed(chain):
        lines.append(f"{type(each).__module__}.{type(each).__qualname__}")
        for frame in traceback.extract_tb(each.__traceback__):
            file = Path(frame.filename)
            lines.append(f"  {file.parent.name}/{file.name}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def _sign(widget: QWidget, tone: str) -> QLabel:
    names = {"error": "error", "overdue": "alert", "info": "info", "help": "help"}
    tint = colours().accent if tone in ("info", "help") else getattr(colours(), tone)
    sign = QLabel()
    sign.setPixmap(pixmap(names[tone], tint, 36, widget.devicePixelRatioF()))
    return sign
