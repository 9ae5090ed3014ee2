"""What somebody has typed into a dialog and not yet handed on."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.dialogs.growing import GrowingDialog
from ui.widgets.passing import is_passing


def _tr(text: str) -> str:
    return QCoreApplication.translate("TypedTexts", text)


def typed_texts(dialog: QDialog) -> dict[str, str]:
    """The texts typed by hand, by the names of their inputs; what stood there before is not among them.

    Passing texts such as passwords are left out, and so are dialogs that keep a draft themselves. Inputs of
    the same name are numbered.
    """
    keeps_itself = isinstance(dialog, GrowingDialog) and dialog.keeps_draft
    if keeps_itself or isinstance(dialog, QFileDialog):
        return {}
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for widget in dialog.findChildren(QWidget):
        text = _typed(widget).strip()
        if text and widget.isVisibleTo(dialog):
            name = _name_of(widget, dialog)
            number = counts[name] = counts.get(name, 0) + 1
            found[f"{name}（{number}）" if number > 1 else name] = text
    return found


def _typed(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        is_open = widget.echoMode() == QLineEdit.EchoMode.Normal and not widget.isReadOnly()
        return widget.text() if is_open and widget.isModified() and not is_passing(widget) else ""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        is_typed = not widget.isReadOnly() and widget.document().isModified()
        return widget.toPlainText() if is_typed else ""
    return ""


def _name_of(widget: QWidget, dialog: QDialog) -> str:
    """As a screen reader tells it; the inner line of a box has the name of the box, not its hint."""
    hint = widget.placeholderText() if isinstance(widget, QLineEdit) else ""
    part: QWidget | None = widget
    while part is not None and part is not dialog:
        if part.accessibleName() not in ("", hint):
            return part.accessibleName()
        part = part.parentWidget()
    return _tr("文字")
