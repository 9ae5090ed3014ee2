"""Inputs whose text is of the moment: what is looked for, a password, a name typed to confirm."""

from PySide6.QtWidgets import QWidget

_PASSING = "is_passing"


def mark_passing(widget: QWidget, *, passes: bool = True) -> None:
    """Say that nobody wants back what is typed here, or that somebody does after all."""
    widget.setProperty(_PASSING, passes)


def is_passing(widget: QWidget) -> bool:
    """Whether nobody wants back what is typed here."""
    return widget.property(_PASSING) is True
