"""The register (民情档案): the list, and over it one household's card or a form."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.services.register import ListKind
from ui.screens.register.list_page import ListPage
from ui.screens.register.list_presenter import ListPresenter
from ui.shell.screen import ListQuery, Screen

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class RegisterScreen(Screen):
    """Everyone of the village, found, looked at and kept up to date."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.list = ListPage(office, runner)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages)
        self._lists = ListPresenter(self.list, office, runner, shell)
        self._connect_list()
        self._lists.load()
        self._lists.load_views()

    def _connect_list(self) -> None:
        page, lists = self.list, self._lists
        page.kind_wanted.connect(lists.show_kind)
        page.filter_wanted.connect(lists.choose)
        page.clear_wanted.connect(lists.clear)
        page.search_wanted.connect(lists.search)
        page.outside_wanted.connect(lists.show_outside)
        page.sort_wanted.connect(lists.sort)
        page.view_wanted.connect(lists.show_view)
        page.view_removed.connect(lists.remove_view)
        page.save_view_wanted.connect(lists.save_view)
        page.usual_wanted.connect(lists.show_usual)
        page.export_wanted.connect(lists.export)

    def show_list(self, query: ListQuery) -> None:
        kind = ListKind.HOUSEHOLDS if query.view == ListKind.HOUSEHOLDS.value else ListKind.PEOPLE
        self._pages.setCurrentWidget(self.list)
        self._lists.show(kind, query.filters, query.text)
        self.list.focus_rows()

    def refresh(self) -> None:
        self._lists.load()

    def focus_first(self) -> None:
        self.list.focus_search()
