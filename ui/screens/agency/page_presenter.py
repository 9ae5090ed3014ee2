"""What the presenters of the tabs have in common: lists of codes, papers, dialogs."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.pages.page_presenter import PagePresenter

T = TypeVar("T")
Values = Mapping[str, str]
Entries = list[tuple[str, Callable[[], None]]]
"""What a menu offers, each with what it does."""


def joined(parts: Sequence[str]) -> str:
    """Parts that say something, side by side."""
    return "　".join(part for part in parts if part)


class AgencyPresenter(PagePresenter):
    """Opens the dialogs of agency services and writes what was typed in them."""

    def _open(
        self,
        dialog: FieldsDialog,
        work: Callable[[Values], T],
        done: Callable[[T], None] | None = None,
    ) -> None:
        """Show a dialog; what was typed is written by ``work``."""
        dialog.submitted.connect(lambda values: self._store(dialog, lambda: work(values), done))
        dialog.open()


def popup(anchor: QPushButton, entries: Sequence[tuple[str, Callable[[], None]]]) -> QMenu:
    """A menu below a button."""
    menu = QMenu(anchor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, run in entries:
        menu.addAction(text, lambda run=run: run())  # type: ignore[misc]
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))
    return menu
