"""The tab of credit: consents, lists of recommended households, banks' tables, under tabs of their own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.screens.boards.credit_consents_page import CreditConsentsPage
from ui.screens.boards.credit_panels_page import CreditPanelsPage
from ui.screens.boards.credit_tables_page import CreditTablesPage
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

CONSENTS, PANELS, TABLES = "consents", "panels", "tables"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CreditPage", text)


class CreditPage(QWidget):
    """Three lists under one row of tabs; the one in view is read."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.tabs = TabStrip(
            (
                (CONSENTS, _tr("农户授权")),
                (PANELS, _tr("推荐名单")),
                (TABLES, _tr("银行等级表")),
            )
        )
        self.consents = CreditConsentsPage(office, runner, shell)
        self.panels = CreditPanelsPage(office, runner, shell)
        self.tables = CreditTablesPage(office, runner, shell)
        self._parts: dict[str, CreditConsentsPage | CreditPanelsPage | CreditTablesPage] = {
            CONSENTS: self.consents,
            PANELS: self.panels,
            TABLES: self.tables,
        }
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages, 1)
        for page in self._parts.values():  # once the stack is in its place, as in `TabbedScreen`
            self._pages.addWidget(page)
        self.tabs.chosen.connect(self.show_part)
        self._part = CONSENTS
        self.tabs.mark(CONSENTS)

    def show_part(self, key: str) -> None:
        """Go to one of the three lists and read it."""
        self._part = key
        self.tabs.mark(key)
        self._pages.setCurrentWidget(self._parts[key])
        self.load()

    def load(self) -> None:
        """Read the list in view anew."""
        self._parts[self._part].presenter.load()

    def add(self) -> None:
        """Something new in the list in view."""
        self._parts[self._part].presenter.add()
