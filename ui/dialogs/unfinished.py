"""Shows what was typed into a dialog before a lock closed it, to be copied to where it belongs."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.services.drafts import TITLE, Draft
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label, tool_button
from ui.widgets.following_scroll import scrolled

_WIDTH = 26  # in heights of a line
_BESIDE = 6  # margins and the button, in heights of a line
_MOST_LINES = 5


def show_unfinished(draft: Draft, parent: QWidget, drop: Callable[[], None]) -> None:
    """Show what a draft keeps of a dialog; ``drop`` forgets it."""
    texts = {name: text for name, text in draft.texts.items() if name != TITLE}
    dialog = UnfinishedDialog(draft.texts[TITLE], texts, parent)
    dialog.dropped.connect(drop)
    dialog.open()


class UnfinishedDialog(GrowingDialog):
    """One text under another, each with a button that copies it; kept until it is thrown away."""

    dropped = Signal()

    def __init__(self, title: str, texts: Mapping[str, str], parent: QWidget) -> None:
        """Show the texts.

        Args:
            title: Of the dialog that they were typed into.
            texts: By the names of their inputs, in the order of the dialog.
            parent: The dialog stays inside its window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("没有写完的内容"))
        self.texts = dict(texts)
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for name, text in texts.items():
            lines.addLayout(self._row(name, text))
        lines.addStretch()
        self.drop = button(self.tr("丢弃"), "danger")
        self.keep = button(self.tr("先留着"), "primary")
        self.drop.clicked.connect(self._on_drop)
        self.keep.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("“{title}”没有写完").format(title=title), "heading", wrap=True))
        layout.addWidget(
            label(
                self.tr(
                    "程序锁定时它关上了，打过的字都在这里。再打开它，把要用的复制过去；选过的项要重新选。"
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(scrolled(page), 1)
        layout.addLayout(foot(self.drop, self.keep))
        self.resize(self.fontMetrics().height() * _WIDTH, self.sizeHint().height())
        self.keep.setFocus()

    def _row(self, name: str, text: str) -> QVBoxLayout:
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(name)
        shown.setTabChangesFocus(True)
        room = self.fontMetrics().height() * (_WIDTH - _BESIDE)
        count = sum(1 + shown.fontMetrics().horizontalAdvance(line) // room for line in text.split("\n"))
        shown.setFixedHeight(shown.fontMetrics().lineSpacing() * min(count, _MOST_LINES) + 20)
        if count <= _MOST_LINES:
            shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        copy = tool_button("copy", self.tr("复制{name}").format(name=name))
        copy.clicked.connect(partial(QGuiApplication.clipboard().setText, text))
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(shown, 1)
        beside.addWidget(copy)
        row = QVBoxLayout()
        row.setSpacing(2)
        row.addWidget(label(name, "small"))
        row.addLayout(beside)
        return row

    def _on_drop(self) -> None:
        self.dropped.emit()
        self.accept()
