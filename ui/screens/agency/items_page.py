"""The tab of the catalogue: what is done here, what is to be brought, with the village's own words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.rules import Certainty
from desktop.services.agency import catalogue
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.catalogue import CatalogueView, ItemPlace, ItemView
from desktop.words import word
from ui.screens.agency import sheets
from ui.screens.agency.case_dialog import paper_words
from ui.screens.agency.page_presenter import AgencyPresenter
from ui.screens.agency.term_words import apply_words, term_words
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

ITEMS = "items"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ItemsPage", text)


def _columns() -> tuple[RowColumn[ItemView], ...]:
    modes, channels = code_table("service_mode"), code_table("service_channel_level")
    return (
        RowColumn(TableColumn("label", _tr("事项"), 9, sort_key="label"), lambda one: word(one.item.label)),
        RowColumn(
            TableColumn("mode", _tr("方式"), 3.5, sort_key="mode"),
            lambda one: word(modes.label(one.item.mode)),
        ),
        RowColumn(TableColumn("where", _tr("到哪里办"), 7.5), lambda one: one.item.where),
        RowColumn(TableColumn("term", _tr("多久"), 6), lambda one: term_words(one.item)),
        RowColumn(
            TableColumn("channel", _tr("谁办"), 7, shown=False),
            lambda one: word(channels.label(one.item.channel)),
        ),
    )


def _looked_through(one: ItemView) -> str:
    return "\n".join((one.item.label, one.item.where, one.note, *(need.title for need in one.item.papers)))


class ItemsPage(ListPage[ItemView]):
    """The catalogue in force."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.search = SearchBox(_tr("找事项"))
        self.wall = button(_tr("打印一览…"), icon_name="print")
        super().__init__(
            "agency_items",
            _columns(),
            lambda one: one.item.code,
            (
                (ITEMS, _tr("全部")),
                *((each.code, word(each.label)) for each in code_table("service_mode").entries),
            ),
            (self.search, self.wall),
            picture="documents",
            shares=(6, 5),
        )
        self.search.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 14)
        self.table.setAccessibleName(_tr("事项目录"))
        presenter = self.presenter = ItemsPresenter(self, office, runner, shell)
        self.wall.setEnabled(presenter.may(Right.PRINT))
        self.wall.clicked.connect(presenter.print_wall)
        self.search.search_requested.connect(presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.edit_place())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(ITEMS)

    def show_item(self, one: ItemView, actions: list[Action]) -> None:
        """Show one item with its papers and where it comes from."""
        item = one.item
        mode = word(code_table("service_mode").label(item.mode))
        channel = word(code_table("service_channel_level").label(item.channel))
        lines = [
            Line(f"{mode} · {channel}", "strong"),
            Line(_tr("到哪里办：{where}").format(where=item.where)),
            Line(_tr("电话：{phone}").format(phone=one.phone) if one.phone else ""),
            Line(one.note),
            Line(_tr("多久：{term}").format(term=term_words(item) or _tr("没有规定"))),
            Line(_tr("要本人做：{what}").format(what=item.self_part) if item.self_part else "", "", "soon"),
        ]
        if apply_words(item):
            lines.append(Line(_tr("最晚申报：{day}").format(day=apply_words(item))))
        if item.window is not None:
            told = _tr("每年 {first} 到 {last} 办").format(first=item.window[0], last=item.window[1])
            lines.append(Line(told))
        if item.usual_trips:
            told = _tr("自己去办一般要跑 {n} 趟（估计，用来算少跑多少）").format(n=item.usual_trips)
            lines.append(Line(told, "muted"))
        lines.append(Line(_tr("材料"), "strong"))
        lines += [
            Line(f"· {paper_words(need.title, need.form, need.condition, required=need.required)}")
            for need in item.papers
        ] or [Line(_tr("不用带材料"))]
        lines.append(Line(_tr("依据：{basis}").format(basis=item.basis), "small"))
        lines.append(Line(_tr("出处：{source}").format(source=item.source), "small"))
        if item.certainty is not Certainty.LOOKED_UP:
            lines.append(Line(_tr("没有查证过，请先和办理单位核对。"), "small", "soon"))
        self.panel.show_record(word(item.label), lines, actions)


class ItemsPresenter(AgencyPresenter):
    """Shows the catalogue and keeps the village's own words."""

    def __init__(self, page: ItemsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view: CatalogueView | None = None
        self._text, self._mode = "", ""

    def load(self) -> None:
        def show(found: CatalogueView) -> None:
            self._view = found
            self._page.tell(messages.brief(found.problems[0]) if found.problems else "", "overdue")
            self._show_rows()

        self._read(lambda: catalogue.read_catalogue_view(self._office), show)

    def search(self, text: str) -> None:
        """Show the items whose name or papers hold a text."""
        self._text = text
        self._show_rows()

    def show_view(self, view: str) -> None:
        """Show the items of one way of doing them, or all."""
        self._mode = "" if view == ITEMS else view
        self._page.tabs.mark(view)
        self._show_rows()

    def _show_rows(self) -> None:
        items = self._view.items if self._view is not None else ()
        found = [one for one in items if self._text in _looked_through(one)]
        rows = [one for one in found if self._mode in ("", one.item.mode)]
        self._page.tabs.show_count(ITEMS, len(found))
        for each in code_table("service_mode").entries:
            self._page.tabs.show_count(each.code, sum(one.item.mode == each.code for one in found))
        nothing = (
            _tr("没有找到“{text}”").format(text=self._text) if self._text else _tr("没有这种方式的"),
            "",
        )
        self.choose(self._page.show_rows(rows, "", nothing))

    def choose(self, code: str) -> None:
        """Show one item beside the list."""
        items = self._view.items if self._view is not None else ()
        one = next((each for each in items if each.item.code == code), None)
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中事项"))
            return
        actions = []
        if self.may(Right.PRINT):
            actions.append(Action(_tr("告知单…"), self.print_item, "", "print"))
        if self.may(Right.EDIT_SERVICES):
            actions.append(Action(_tr("改去处和电话…"), self.edit_place, "", "edit"))
        self._page.show_item(one, actions)

    def _chosen(self) -> ItemView | None:
        code = self._page.table.current_id()
        items = self._view.items if self._view is not None else ()
        return next((each for each in items if each.item.code == code), None)

    def edit_place(self) -> None:
        """The village's own words for where to go and whom to call."""
        one = self._chosen()
        if one is None or not self.may(Right.EDIT_SERVICES):
            return
        office = self._office
        dialog = self._dialog(
            _tr("改去处和电话"), _tr("保存"), _tr("空着就用目录里的。材料和期限由县里的目录定。")
        )
        dialog.add_text("where", _tr("到哪里办"), one.item.where if one.is_own_place else "")
        dialog.add_text("phone", _tr("电话"), one.phone)
        dialog.add_text("note", _tr("要告诉村民的"), one.note)
        self._open(
            dialog,
            lambda values: catalogue.save_place(
                office, one.item.code, ItemPlace(values["where"], values["phone"], values["note"])
            ),
        )

    def print_item(self) -> None:
        """What to bring, for one item."""
        one = self._chosen()
        if one is not None:
            self._paper(*sheets.item_sheet(self._office, NewCase(one.item.code)))

    def print_wall(self) -> None:
        """All items and agents, for the wall."""
        self._paper(*sheets.counter_list(self._office))
