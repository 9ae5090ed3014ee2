"""Dialogs that grow while they are looked at."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.growing import GrowingDialog
from ui.widgets.plain_scroll import PlainScroll


def test_a_dialog_that_grows_at_the_foot_of_the_screen_keeps_its_buttons_in_view(qtbot: QtBot) -> None:
    dialog = GrowingDialog()
    told = QLabel("一行")
    QVBoxLayout(dialog).addWidget(told)
    dialog.show()
    screen = dialog.screen().availableGeometry()
    dialog.move(screen.left(), screen.bottom() - dialog.height())
    told.setText("\n".join(["一行"] * 12))
    qtbot.waitUntil(lambda: dialog.height() >= told.sizeHint().height())
    assert dialog.frameGeometry().bottom() <= screen.bottom()
    assert dialog.frameGeometry().top() > screen.top()
    dialog.close()


def test_typing_begins_in_the_first_input_and_not_in_the_area_that_scrolls_it(qtbot: QtBot) -> None:
    dialog = GrowingDialog()
    qtbot.addWidget(dialog)
    inside = QWidget()
    line = QLineEdit()
    QVBoxLayout(inside).addWidget(line)
    layout = QVBoxLayout(dialog)
    layout.addWidget(PlainScroll(inside))
    layout.addWidget(QPushButton("取消"))
    dialog.open()
    assert dialog.focusWidget() is line


def test_an_area_with_nothing_to_type_in_keeps_the_keys_for_scrolling(qtbot: QtBot) -> None:
    dialog = GrowingDialog()
    qtbot.addWidget(dialog)
    scroll = PlainScroll(QLabel("长文"))
    layout = QVBoxLayout(dialog)
    layout.addWidget(scroll)
    layout.addWidget(QPushButton("关闭"))
    dialog.open()
    assert dialog.focusWidget() is scroll
