"""What a lock has to keep of a dialog: what was typed by hand, and nothing that is of the moment."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.typed_texts import typed_texts
from ui.jobs import JobRunner
from ui.screens.events.reporter_edit import ReporterEdit
from ui.widgets.password_input import PasswordInput
from ui.widgets.search_box import SearchBox


class Visit(FormDialog):
    """A form to be filled in by each test."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("登记走访", "保存", parent)

    def ask(self, title: str, widget: QWidget) -> QWidget:
        self.form.add_field(str(len(list(self.form))), title, widget)
        return widget


@pytest.fixture
def dialog(qtbot, dressed_application) -> Iterator[Visit]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Visit(window)
    made.open()
    yield made
    made.close()


@pytest.fixture
def types(qtbot) -> Callable[[QWidget, str], None]:
    def type_into(widget: QWidget, text: str) -> None:
        qtbot.waitUntil(widget.isVisible)
        inner = widget.findChild(QLineEdit) or widget
        qtbot.keyClicks(inner, text)

    return type_into


def test_what_was_typed_is_told_in_the_order_of_the_form_and_what_stood_there_is_not(dialog, types) -> None:
    said = dialog.ask("说了什么", QPlainTextEdit("去年说过的"))
    day = dialog.ask("日期", QLineEdit("2026-11-24"))
    people = dialog.ask("人数", QSpinBox())
    box = QComboBox()
    box.setEditable(True)
    where = dialog.ask("地点", box)
    assert typed_texts(dialog) == {}
    types(where, "lou shang")
    types(people, "3")
    types(said, "new ")
    assert typed_texts(dialog) == {"说了什么": "new 去年说过的", "人数": "30", "地点": "lou shang"}
    day.setText("2026-11-25")
    assert "日期" not in typed_texts(dialog)


def test_inputs_of_one_name_are_numbered_and_those_without_one_are_told(dialog, types) -> None:
    for text in ("a", "b"):
        types(dialog.ask("姓名", QLineEdit()), text)
    types(dialog.ask("姓名（旧）", QLineEdit()), "c")
    nameless = QLineEdit(dialog)
    nameless.show()
    types(nameless, "d")
    assert typed_texts(dialog) == {"姓名": "a", "姓名（2）": "b", "姓名（旧）": "c", "文字": "d"}


def test_passwords_searches_and_what_is_hidden_or_empty_are_left_out(qtbot, dialog, types) -> None:
    password = PasswordInput("密码")
    dialog.ask("密码", password)
    types(password, "shan gao 2008")
    types(dialog.ask("找人", SearchBox("找人")), "zjg")
    types(dialog.ask("看不见", QLineEdit()), "x")
    dialog.form["2"].set_shown(False)
    types(dialog.ask("空白", QLineEdit()), "   ")
    assert typed_texts(dialog) == {}
    password.line.actions()[-1].trigger()
    assert password.line.echoMode() == QLineEdit.EchoMode.Normal
    assert typed_texts(dialog) == {}


def test_a_name_typed_for_somebody_outside_the_register_is_told_by_the_name_of_its_field(
    qtbot, dialog, types
) -> None:
    runner = JobRunner()
    reporter = ReporterEdit(lambda text: (), runner)
    dialog.ask("反映人", reporter)
    types(reporter, "zhang gong")
    assert typed_texts(dialog) == {"反映人": "zhang gong"}
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_dialog_that_keeps_its_own_draft_and_the_choice_of_a_file_are_left_alone(
    qtbot, dialog, types
) -> None:
    types(dialog.ask("姓名", QLineEdit()), "a")
    dialog.keeps_draft = True
    assert typed_texts(dialog) == {}
    files = QFileDialog(dialog)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    files.open()
    qtbot.keyClicks(files.findChild(QLineEdit), "abc")
    assert typed_texts(files) == {}
    qtbot.keyClick(files, Qt.Key.Key_Escape)
