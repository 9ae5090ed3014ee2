"""What the presenters of the tabs have in common: lists of codes, papers, dialogs."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from ui.screens.agency.agency_dialog import AgencyDialog
from ui.screens.pages.page_presenter import PagePresenter

T = TypeVar("T")
Values = Mapping[str, str]
Entries = list[tuple[str, Callable[[], None]]]
"""What a menu offers, each with what it does."""


class AgencyPresenter(PagePresenter):
    """Opens the dialogs of agency services and writes what was typed in them."""

    def _ask(self, title: str, yes: str, about: str = "", *, danger: bool = False) -> AgencyDialog:
        return AgencyDialog(title, yes, self._office, self._runner, self._parent, about=about, danger=danger)

    def _open(
        self,
        dialog: AgencyDialog,
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
