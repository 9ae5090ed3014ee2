"""Answers that come after the dialog that asked was closed: by hand, or by the lock."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

T = TypeVar("T")


def unless_closed(
    dialog: QWidget, answer: Callable[[T], None], instead: Callable[[T], None]
) -> Callable[[T], None]:
    """An answer to a dialog that may be gone by then, and its widgets with it.

    Args:
        dialog: Who asked.
        answer: What is done with the answer while the dialog is open.
        instead: What is done with it where the dialog is gone, such as letting the screens read anew.
    """

    def told(given: T) -> None:
        (answer if isValid(dialog) else instead)(given)

    return told


def accept_if_open(dialog: QDialog) -> None:
    """Close a dialog whose work is done, unless it was closed meanwhile."""
    if isValid(dialog):
        dialog.accept()
