"""A screen of several pages, a tab each: the one in view is read, and takes the keys for new and print."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.shell.screen import Screen
from ui.widgets.dress import label
from ui.widgets.tab_strip import TabStrip


class Loading(Protocol):
    """What leads a page."""

    def load(self) -> None:
        """Read what the page shows anew."""


class TabbedScreen(Screen):
    """Base of such screens; a subclass makes its pages and hands them to `lay_out`."""

    def lay_out(
        self,
        title: str,
        names: Sequence[tuple[str, str]],
        pages: Mapping[str, QWidget],
        presenters: Mapping[str, Loading],
        tools: Mapping[str, Sequence[QWidget]] | None = None,
    ) -> None:
        """Put title, tabs and pages in place; nothing is read yet.

        Args:
            title: Of the screen.
            names: Key and name of each tab, in their order.
            pages: The page of each tab.
            presenters: What reads it.
            tools: What stands beside the tabs while one of them is in view.
        """
        self.setProperty("role", "page")
        self.tabs = TabStrip(names)
        self._pages = dict(pages)
        self._presenters = dict(presenters)
        self._stack = QStackedWidget()
        self._shown = names[0][0]
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(16)
        head.addWidget(label(title, "title"))
        head.addWidget(self.tabs, 1)
        self._tools = {key: tuple(some) for key, some in (tools or {}).items()}
        for tool in dict.fromkeys(tool for some in self._tools.values() for tool in some):
            head.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)
        for key, _name in names:  # once the stack is in its place: with another parent all is dressed anew
            self._stack.addWidget(self._pages[key])
        self.tabs.chosen.connect(self.show_tab)

    def on_keys(self, add: Callable[[], None], print_paper: Callable[[], None]) -> None:
        """What the keys for new and for print do."""
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, print_paper)

    def show_tab(self, key: str) -> None:
        """Go to one of the tabs and read it."""
        self.enter(key)
        self.refresh()

    def enter(self, key: str) -> None:
        """Go to one of the tabs; who calls reads it."""
        self._shown = key
        self.tabs.mark(key)
        self._stack.setCurrentWidget(self._pages[key])
        for some in self._tools.values():
            for tool in some:
                tool.setVisible(tool in self._tools.get(key, ()))

    def show_head(self, *, is_shown: bool) -> None:
        """Show title and tabs, or leave their room to a page that needs all of it."""
        self._head.setVisible(is_shown)

    def tab(self) -> str:
        """The tab in view."""
        return self._shown

    def page(self) -> QWidget:
        """The page in view."""
        return self._pages[self._shown]

    def has_tab(self, key: str) -> bool:
        """Whether there is such a tab."""
        return key in self._pages

    def refresh(self) -> None:
        self._presenters[self._shown].load()

    def on_tab(self, key: str, then: Callable[[], None] | None = None) -> Callable[[], None]:
        """What goes to a tab and does something there, for a command or a picture."""

        def go() -> None:
            self.show_tab(key)
            if then is not None:
                then()

        return go
