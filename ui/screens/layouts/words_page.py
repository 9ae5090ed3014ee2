"""The words of a layout: title, head line, notes, signatures, captions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.reports.layout_patch import (
    LayoutPatch,
    WordHead,
    WordNotes,
    WordSignatures,
    WordTable,
    WordTitle,
    known_gaps,
)
from desktop.reports.template import TableTemplate, Template
from ui.widgets.dress import button, label
from ui.widgets.form import Form

_LINES = 3


class WordsPage(QWidget):
    """A form of all wordings; what was changed is handed over when the clerk saves it."""

    submitted = Signal(object)  # the changes, in the order of the form

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: Template | None = None
        self._block: TableTemplate | None = None
        self.form = Form()
        self.title, self.notes, self.signatures = (QPlainTextEdit() for _ in range(3))
        self.left, self.centre, self.right, self.caption, self.empty = (QLineEdit() for _ in range(5))
        for text in (self.title, self.notes, self.signatures):
            text.setTabChangesFocus(True)
            text.setFixedHeight(text.fontMetrics().lineSpacing() * _LINES + 14)
        add = self.form.add_field
        add("title", self.tr("标题"), self.title, hint=self.tr("一行一段，太长时在两段之间换行。"))
        add("head", self.tr("表头左"), self.left)
        add("centre", self.tr("表头中"), self.centre)
        add("right", self.tr("表头右"), self.right)
        add("caption", self.tr("表题"), self.caption)
        add("empty", self.tr("空表文字"), self.empty)
        add("notes", self.tr("表下说明"), self.notes, hint=self.tr("一行一条；没有内容的部分自动不印。"))
        add("signatures", self.tr("签名栏"), self.signatures, hint=self.tr("一行一位，都在纸上手签。"))
        self._gaps = label("", "small", wrap=True)
        self.save = button(self.tr("保存文字"), "primary")
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.save)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.form)
        column.addWidget(self._gaps)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
        self.save.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)

    def show_layout(self, layout: Template, block: TableTemplate | None, editable: bool) -> None:
        """Show the words of a layout, and those of one of its tables."""
        self._layout, self._block = layout, block
        self.form.clear_problems()
        self.title.setPlainText("\n".join(layout.title))
        self.notes.setPlainText("\n".join(layout.notes))
        self.signatures.setPlainText("\n".join(layout.signatures))
        self.left.setText(layout.head.left)
        self.centre.setText(layout.head.centre)
        self.right.setText(layout.head.right)
        self.caption.setText(block.caption if block else "")
        self.empty.setText(block.empty if block else "")
        for key in ("caption", "empty"):
            self.form[key].set_shown(block is not None)
        gaps = " ".join(f"{{{name}}}" for name in known_gaps(layout) if name not in layout.excluded)
        self._gaps.setText(self.tr("花括号里的由程序填写，可以用：{gaps}").format(gaps=gaps))
        for key in self.form:
            self.form[key].widget.setEnabled(editable)
        self.save.setEnabled(editable)

    def _submit(self) -> None:
        layout, block = self._layout, self._block
        if layout is None or not self.save.isEnabled():
            return
        self.form.clear_problems()
        patches: list[LayoutPatch] = []
        title = _lines(self.title)
        if title != layout.title:
            patches.append(WordTitle(title))
        head = (self.left.text().strip(), self.centre.text().strip(), self.right.text().strip())
        if head != (layout.head.left, layout.head.centre, layout.head.right):
            patches.append(WordHead(*head))
        if block is not None and (self.caption.text(), self.empty.text()) != (block.caption, block.empty):
            patches.append(WordTable(block.rows, self.caption.text(), self.empty.text()))
        notes, signatures = _lines(self.notes), _lines(self.signatures)
        if notes != layout.notes:
            patches.append(WordNotes(notes))
        if signatures != layout.signatures:
            patches.append(WordSignatures(signatures))
        if patches:
            self.submitted.emit(tuple(patches))


def _lines(text: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.toPlainText().split("\n") if line.strip())
