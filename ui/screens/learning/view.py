"""Learning and deeds on one screen: content, who still lacks what, real deeds, figures (学习实事)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from ui.screens.learning.deeds_page import DeedsPage
from ui.screens.learning.deeds_presenter import DeedsPresenter
from ui.screens.learning.figures_page import FiguresPage
from ui.screens.learning.figures_presenter import FiguresPresenter
from ui.screens.learning.items_page import ItemsPage
from ui.screens.learning.items_presenter import ItemsPresenter
from ui.screens.learning.needs_page import NeedsPage
from ui.screens.learning.needs_presenter import NeedsPresenter
from ui.screens.pages.tabbed_screen import TabbedScreen
from ui.shell.screen import Command, ListQuery
from ui.widgets.dress import button

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

CONTENT, NEEDS, DEEDS, FIGURES = "content", "needs", "deeds", "figures"


class LearningScreen(TabbedScreen):
    """What members learn and do, and what follows from it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.items = ItemsPage()
        self.needs = NeedsPage()
        self.deeds = DeedsPage(office.today().year)
        self.figures = FiguresPage(office.today())
        self.figures.print.setEnabled(office.may(Right.PRINT))
        self.figures.export.setEnabled(office.may(Right.EXPORT))
        self._content = ItemsPresenter(self.items, office, runner, shell, self.show_record)
        self._lacking = NeedsPresenter(self.needs, office, runner, shell, self.show_record)
        self._done = DeedsPresenter(self.deeds, office, runner, shell, self.show_record)
        self._told = FiguresPresenter(self.figures, office, runner, shell, self.show_record)
        self.needs.write_wanted.connect(self._content.write_item)
        self.new_item = button(self.tr("发布内容"), "primary", "plus")
        self.print_needs = button(self.tr("打印名单…"), icon_name="print")
        self.print_deeds = button(self.tr("打印清单…"), icon_name="print")
        self.new_deed = button(self.tr("登记实事"), "primary", "plus")
        for each in (self.new_item, self.new_deed):
            each.setEnabled(office.may(Right.EDIT_LEARNING))
        for each in (self.print_needs, self.print_deeds):
            each.setEnabled(office.may(Right.PRINT))
        self.new_item.clicked.connect(lambda _=False: self._content.write_item())
        self.new_deed.clicked.connect(lambda _=False: self._done.add())
        self.print_needs.clicked.connect(self._lacking.print_list)
        self.print_deeds.clicked.connect(self._done.print_list)
        self.lay_out(
            self.tr("学习实事"),
            (
                (CONTENT, self.tr("学习内容")),
                (NEEDS, self.tr("谁还没学")),
                (DEEDS, self.tr("实事")),
                (FIGURES, self.tr("统计")),
            ),
            {CONTENT: self.items, NEEDS: self.needs, DEEDS: self.deeds, FIGURES: self.figures},
            {CONTENT: self._content, NEEDS: self._lacking, DEEDS: self._done, FIGURES: self._told},
            {
                CONTENT: (self.new_item,),
                NEEDS: (self.print_needs,),
                DEEDS: (self.print_deeds, self.new_deed),
            },
        )
        self.on_keys(self._add, self._print)
        self.show_tab(CONTENT)

    def _add(self) -> None:
        if self.tab() == DEEDS:
            self._done.add()
        elif self.tab() == CONTENT:
            self._content.write_item()

    def _print(self) -> None:
        {
            CONTENT: lambda: self._content.act("print"),
            NEEDS: self._lacking.print_list,
            DEEDS: self._done.print_list,
            FIGURES: self._told.print_figures,
        }[self.tab()]()

    def show_list(self, query: ListQuery) -> None:
        self.enter(query.view if self.has_tab(query.view) else self.tab())
        if query.text:
            box = self.deeds.search if self.tab() == DEEDS else self.items.search
            box.set_text_silently(query.text)
        self.refresh()

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "deed":
            self.enter(DEEDS)
            self._done.show_deed(record_id)
        elif kind == "learning_item":
            self.enter(CONTENT)
            self._content.show_item(record_id)

    def close_screen(self) -> None:
        self._content.drop_copies()

    def focus_first(self) -> None:
        self.items.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("read", lambda: self._content.act("read")),
            ("session", lambda: self._content.act("session")),
            ("note", lambda: self._content.act("note")),
            ("write", self._content.write_item),
            ("needs", lambda: self.show_tab(NEEDS)),
            ("needs-items", lambda: self.needs.show_view("items")),
            ("deeds", lambda: self.show_tab(DEEDS)),
            ("deed", self._done.add),
            ("figures", lambda: self.show_tab(FIGURES)),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("发布学习内容"), self._content.write_item),
            Command(self.tr("登记实事"), self._done.add),
            Command(self.tr("谁还没学"), lambda: self.show_tab(NEEDS)),
            Command(self.tr("打印实事清单"), self._done.print_list),
            Command(self.tr("学习和实事统计"), lambda: self.show_tab(FIGURES)),
        )
