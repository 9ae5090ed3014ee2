"""Dialogs that grow while they are looked at."""

from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.dialogs.growing import GrowingDialog


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
