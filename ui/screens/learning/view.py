"""Learning and deeds on one screen: content, who still lacks what, real deeds, figures (学习实事)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.domain.accounts import Right
from ui.screens.learning.deeds_page import DeedsPage
from ui.screens.learning.figures_page import FiguresPage
from ui.screens.learning.items_page import ItemsPage
from ui.screens.learning.needs_page import NeedsPage
from ui.screens.learning.presenter import LearningPresenter
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

CONTENT, NEEDS, DEEDS, FIGURES = "content", "needs", "deeds", "figures"


class LearningScreen(Screen):
    """What members learn and do, and what follows from it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        may_edit = office.may(Right.EDIT_LEARNING)
        self.tabs = TabStrip(
            (
                (CONTENT, self.tr("学习内容")),
                (NEEDS, self.tr("谁还没学")),
                (DEEDS, self.tr("实事")),
                (FIGURES, self.tr("统计")),
            )
        )
        self.new_item = button(self.tr("发布内容"), "primary", "plus")
        self.print_needs = button(self.tr("打印名单…"), icon_name="print")
        self.print_deeds = button(self.tr("打印清单…"), icon_name="print")
        self.new_deed = button(self.tr("登记实事"), "primary", "plus")
        for each in (self.new_item, self.new_deed):
            each.setEnabled(may_edit)
        for each in (self.print_needs, self.print_deeds):
            each.setEnabled(office.may(Right.PRINT))
        self.items = ItemsPage()
        self.needs = NeedsPage()
        self.deeds = DeedsPage(office.today().year)
        self.figures = FiguresPage(office.today())
        self.figures.print.setEnabled(office.may(Right.PRINT))
        self.figures.export.setEnabled(office.may(Right.EXPORT))
        self._pages = {CONTENT: self.items, NEEDS: self.needs, DEEDS: self.deeds, FIGURES: self.figures}
        self._tools = {
            CONTENT: (self.new_item,),
            NEEDS: (self.print_needs,),
            DEEDS: (self.print_deeds, self.new_deed),
            FIGURES: (),
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("学习实事"), "title"))
        head.addWidget(self.tabs, 1)
        for tool in (self.new_item, self.print_needs, self.print_deeds, self.new_deed):
            head.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self._shown = CONTENT
        self._presenter = presenter = LearningPresenter(self, office, runner, shell)
        self.tabs.chosen.connect(self.show_tab)
        self.new_item.clicked.connect(lambda _=False: presenter.write_item())
        self.new_deed.clicked.connect(lambda _=False: presenter.add_deed())
        self.print_needs.clicked.connect(presenter.print_needs)
        self.print_deeds.clicked.connect(presenter.print_deeds)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self._print)
        self.show_tab(CONTENT)

    @property
    def tab(self) -> str:
        """The tab in view."""
        return self._shown

    def show_tab(self, key: str) -> None:
        """Show a tab and read it anew."""
        self._shown = key
        self.tabs.mark(key)
        self._stack.setCurrentWidget(self._pages[key])
        shown = self._tools[key]
        for tool in (self.new_item, self.print_needs, self.print_deeds, self.new_deed):
            tool.setVisible(tool in shown)
        self._presenter.load()

    def _add(self) -> None:
        if self._shown == DEEDS:
            self._presenter.add_deed()
        elif self._shown == CONTENT:
            self._presenter.write_item()

    def _print(self) -> None:
        {
            CONTENT: lambda: self._presenter.act("print"),
            NEEDS: self._presenter.print_needs,
            DEEDS: self._presenter.print_deeds,
            FIGURES: self._presenter.print_figures,
        }[self._shown]()

    def show_list(self, query: ListQuery) -> None:
        if query.view in self._pages:
            self.show_tab(query.view)
        if query.text:
            box = self.deeds.search if self._shown == DEEDS else self.items.search
            box.set_text_silently(query.text)
            self._presenter.load()

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "deed":
            self.show_tab(DEEDS)
            self._presenter.show_deed(record_id)
        elif kind == "learning_item":
            self.show_tab(CONTENT)
            self._presenter.show_item(record_id)

    def refresh(self) -> None:
        self._presenter.load()

    def close_screen(self) -> None:
        self._presenter.drop_copies()

    def focus_first(self) -> None:
        self.items.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("read", lambda: self._presenter.act("read")),
            ("session", lambda: self._presenter.act("session")),
            ("note", lambda: self._presenter.act("note")),
            ("write", self._presenter.write_item),
            ("needs", lambda: self.show_tab(NEEDS)),
            ("needs-items", lambda: self.needs.show_view("items")),
            ("deeds", lambda: self.show_tab(DEEDS)),
            ("deed", self._presenter.add_deed),
            ("figures", lambda: self.show_tab(FIGURES)),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("发布学习内容"), self._presenter.write_item),
            Command(self.tr("登记实事"), self._presenter.add_deed),
            Command(self.tr("谁还没学"), lambda: self.show_tab(NEEDS)),
            Command(self.tr("打印实事清单"), self._presenter.print_deeds),
            Command(self.tr("学习和实事统计"), lambda: self.show_tab(FIGURES)),
        )
