"""Dialogs for files begin where the clerk's files are."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.files import choose_file


def test_the_first_dialog_begins_in_the_documents_and_the_next_where_the_last_file_lay(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chosen: list[Path] = []
    first = choose_file(window, "选择花名册", "花名册 (*.xlsx)", chosen.append)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    assert Path(first.directory().path()) == (documents if documents.is_dir() else Path.home())
    first.fileSelected.emit(str(tmp_path / "花名册.xlsx"))
    first.reject()
    second = choose_file(window, "选择花名册", "花名册 (*.xlsx)", chosen.append)
    assert Path(second.directory().path()) == tmp_path
    assert second.labelText(QFileDialog.DialogLabel.FileType) == "文件类型："
    second.reject()
    assert chosen == [tmp_path / "花名册.xlsx"]


def test_a_folder_that_is_gone_is_not_begun_with(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    choose_file(window, "选择", "*.xlsx", lambda path: None).fileSelected.emit(
        str(tmp_path / "U盘" / "a.xlsx")
    )
    assert (
        Path(choose_file(window, "选择", "*.xlsx", lambda path: None).directory().path()) != tmp_path / "U盘"
    )
