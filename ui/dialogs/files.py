"""Choosing files and folders without stopping the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_KEPT = "files/folder"


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


def choose_file(parent: QWidget, title: str, patterns: str, on_chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for an existing file.

    Args:
        parent: Window the dialog belongs to.
        title: What the file is for.
        patterns: Such as ``"花名册 (*.xlsx *.xls)"``; several divided by ``;;``.
        on_chosen: Gets the file; not called when the user changes their mind.
    """
    dialog = _dialog(parent, title, on_chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(patterns.split(";;"))
    dialog.open()
    return dialog


def choose_folder(parent: QWidget, title: str, on_chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a folder, existing or made in the dialog."""
    dialog = _dialog(parent, title, on_chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def save_file(
    parent: QWidget, title: str, name: str, patterns: str, on_chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask where to save; the system asks before a file is replaced.

    Args:
        parent: Window the dialog belongs to.
        title: What is saved.
        name: Proposed file name with ending.
        patterns: As in `choose_file`; the first one's ending is added when none is typed.
        on_chosen: Gets the file.
    """
    dialog = _dialog(parent, title, on_chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(patterns.split(";;"))
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, on_chosen: Callable[[Path], None]) -> QFileDialog:
    """A dialog that begins where the last file was chosen; at first in the user's documents."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDirectory(_first_folder())
    # Where the system has no dialog of its own Qt draws one, and knows these two in English only.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _tr("查找范围："))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _tr("文件类型："))

    def chosen(name: str) -> None:
        QSettings().setValue(_KEPT, str(Path(name).parent))
        on_chosen(Path(name))

    dialog.fileSelected.connect(chosen)
    return dialog


def _first_folder() -> str:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    candidates = (str(QSettings().value(_KEPT, "")), documents)
    return next((each for each in candidates if each and Path(each).is_dir()), QDir.homePath())
