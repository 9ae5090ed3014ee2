"""A label of several lines is as high as its text, whichever way its width goes."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.dress import label


def test_a_label_that_was_narrow_is_low_again_when_it_is_wide(
    qtbot: QtBot, dressed_application: QApplication
) -> None:
    made = label("县里已停用这台电脑，请向县里要一张新的接入单。", wrap=True)
    qtbot.addWidget(made)
    made.show()
    made.resize(600, made.minimumHeight())
    low = made.minimumHeight()
    made.resize(80, low)
    assert made.minimumHeight() > low
    made.resize(600, 200)
    assert made.minimumHeight() == low
