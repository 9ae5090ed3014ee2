"""The tab of safety cards: who needs one, whose is out of date, who has not signed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.hazard_card import CardState
from desktop.domain.job import JobHandle
from desktop.services.patrols import cards
from desktop.services.patrols.cards import HouseholdCard
from desktop.words import word
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.screens.patrols.patrol_words import CARD_TONES, card_words
from ui.screens.register.print_dialog import Paper, PrintDialog
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

TODO, UNSIGNED, GOOD, RETURN, ALL = "todo", "unsigned", "good", "return", "all"
_IN_VIEW = {
    TODO: (CardState.NONE, CardState.OUTDATED),
    UNSIGNED: (CardState.UNSIGNED,),
    GOOD: (CardState.GOOD,),
    RETURN: (CardState.RETURN,),
    ALL: tuple(CardState),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardsPage", text)


def _columns() -> tuple[RowColumn[HouseholdCard], ...]:
    return (
        RowColumn(TableColumn("head", _tr("户主"), 4.5, sort_key="head"), lambda one: one.head),
        RowColumn(TableColumn("group", _tr("小组"), 4, sort_key="group"), lambda one: one.group),
        RowColumn(TableColumn("site", _tr("隐患点"), 8, sort_key="site"), lambda one: one.site),
        RowColumn(
            TableColumn("state", _tr("卡"), 5, sort_key="state"),
            lambda one: Cell(card_words(one.state), CARD_TONES[one.state]),
        ),
        RowColumn(
            TableColumn("changed", _tr("变了什么"), 9),
            lambda one: "、".join(word(each) for each in one.changed),
        ),
        RowColumn(
            TableColumn("number", _tr("编号"), 5.5, shown=False),
            lambda one: one.row.number if one.row else "",
        ),
        RowColumn(TableColumn("address", _tr("住址"), 8, shown=False), lambda one: one.address),
    )


class CardsPage(ListPage[HouseholdCard]):
    """Households and their cards."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.issue = button(_tr("发卡打印…"), "primary", "print")
        self.issue.setToolTip(_tr("选中几户就发这几户，没有选就发列表里全部；一式三份"))
        self.sign = button(_tr("签收…"))
        super().__init__(
            "hazard_cards",
            _columns(),
            lambda one: one.key,
            (
                (TODO, _tr("要发的")),
                (UNSIGNED, _tr("待签收")),
                (GOOD, _tr("有效")),
                (RETURN, _tr("要收回")),
                (ALL, _tr("全部")),
            ),
            (self.sign, self.issue),
            picture="patrol",
            shares=(5, 3),
        )
        self.table.setAccessibleName(_tr("受威胁户和明白卡"))
        presenter = self.presenter = CardsPresenter(self, office, runner, shell)
        self.issue.setEnabled(presenter.may(Right.EDIT_PATROLS) and presenter.may(Right.PRINT))
        self.sign.setEnabled(presenter.may(Right.EDIT_PATROLS))
        self.issue.clicked.connect(presenter.issue)
        self.sign.clicked.connect(presenter.sign)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _key: presenter.open_household())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(TODO)


class CardsPresenter(PagePresenter):
    """Issues cards and notes who signed."""

    def __init__(self, page: CardsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = TODO
        self._site = ""
        self._all: tuple[HouseholdCard, ...] = ()
        self._card: HouseholdCard | None = None

    def load(self) -> None:
        """Read who has which card."""

        def show(found: tuple[HouseholdCard, ...]) -> None:
            self._all = found
            self._show_view()

        self._read(lambda: cards.list_cards(self._office, self._site), show)

    def show_view(self, view: str) -> None:
        """Show other households."""
        self._view = view if view in _IN_VIEW else ALL
        self._page.tabs.mark(self._view)
        self._show_view()

    def show_site(self, site_id: str) -> None:
        """Show the households of one site, or of all where none is named."""
        self._site, self._view = site_id, ALL
        self._page.tabs.mark(ALL)
        self.load()

    def _rows(self) -> list[HouseholdCard]:
        return [one for one in self._all if one.state in _IN_VIEW[self._view]]

    def _show_view(self) -> None:
        for view, states in _IN_VIEW.items():
            number = sum(one.state in states for one in self._all)
            self._page.tabs.show_count(view, number, "overdue" if view == TODO and number else "")
        lacking = dict.fromkeys(one.site for one in self._all if one.missing)
        told = (
            _tr("还发不了卡，请到“隐患点”里补全：{sites}").format(sites="、".join(lacking)) if lacking else ""
        )
        only = _tr("只看：{site}").format(site=self._all[0].site) if self._site and self._all else ""
        self._page.tell("　".join(part for part in (only, told) if part), "soon" if told else "")
        nothing = (
            (_tr("没有要发的卡"), _tr("家里的人、监测人、信号、路线变了，要换的卡会出现在这里。"))
            if self._view == TODO
            else (_tr("这里没有"), "")
        )
        self.choose(self._page.show_rows(self._rows(), "", nothing))

    def choose(self, key: str) -> None:
        """Show one household beside the list."""
        one = next((each for each in self._all if each.key == key), None)
        self._card = one
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中户"))
            return
        row = one.row
        lines = [
            Line("　".join(part for part in (one.group, one.address) if part), "muted"),
            Line(_tr("隐患点：{site}").format(site=one.site)),
            Line(_tr("{n} 人").format(n=one.people)),
            Line(card_words(one.state), "strong", CARD_TONES[one.state]),
            Line(
                _tr("变了：{what}").format(what="、".join(word(each) for each in one.changed))
                if one.changed
                else ""
            ),
            Line(
                _tr("还缺：{what}").format(what="、".join(word(each) for each in one.missing))
                if one.missing
                else "",
                "",
                "overdue",
            ),
            Line(_tr("编号 {number}，{day} 发").format(number=row.number, day=row.issued_on) if row else ""),
            Line(
                _tr("{day} 签收").format(day=row.signed_on)
                + (f"（{row.signed_by}）" if row.signed_by else "")
                if row and row.signed_on
                else ""
            ),
        ]
        made = []
        if one.body is not None and self.may(Right.PRINT):
            made.append(Action(_tr("预览"), self.preview, "", "eye"))
        if one.state is CardState.UNSIGNED and self.may(Right.EDIT_PATROLS):
            made.append(Action(_tr("签收…"), self.sign, "primary"))
        if one.state is CardState.RETURN and self.may(Right.EDIT_PATROLS):
            made.append(Action(_tr("已收回"), self.take_back, "primary"))
        if row is not None:
            made.append(Action(_tr("签字照片…"), self.show_photos, "quiet"))
        made.append(Action(_tr("看这户"), self.open_household, "quiet"))
        if self._site:
            made.append(Action(_tr("看全部点"), lambda: self.show_site(""), "quiet"))
        self._page.panel.show_record(one.head, lines, made)

    def _wanted(self, *states: CardState) -> list[HouseholdCard]:
        """Households chosen in the list, or all that it shows; only those in some states."""
        chosen = set(self._page.table.selected_ids())
        rows = self._rows()
        if len(chosen) > 1:
            rows = [one for one in rows if one.key in chosen]
        return [one for one in rows if one.state in states]

    def issue(self) -> None:
        """Print cards in all copies; what is printed is archived and stands in the list at once."""
        wanted = self._wanted(*(state for state in CardState if state is not CardState.RETURN))
        keys, office = [one.key for one in wanted], self._office
        title = _tr("避险明白卡（{n} 户）").format(n=len(keys))

        def ask() -> None:
            self._shell.run_long(title, lambda job: cards.issue_cards(office, keys, job), show, writes=True)

        def show(pdf: bytes) -> None:
            self._after_write()
            note = _tr("已发卡并存档。每户一式三份，农户、村里、乡镇各一份，请让户主签字。")
            paper = Paper(title, title, note, "", False, lambda _full, _job: pdf)
            PrintDialog(office, self._runner, self._shell, paper, self._page).open()

        if not keys:
            self._shell.notify(_tr("列表里没有要发卡的户"))
            return
        self._shell.ask(
            _tr("给 {n} 户发明白卡？").format(n=len(keys)),
            _tr("会编号、存档，再打开打印。内容没变的照原编号重印。"),
            _tr("发卡"),
            ask,
        )

    def preview(self) -> None:
        """Look at a card before it is issued."""
        one, office = self._card, self._office
        if one is None:
            return

        def make(_full: bool, _job: JobHandle) -> bytes:
            return cards.preview_cards(office, [one.key])

        note = _tr("这是预览，不算发卡。")
        paper = Paper(_tr("明白卡预览"), _tr("明白卡预览"), note, "", False, make, may_print=False)
        PrintDialog(office, self._runner, self._shell, paper, self._page).open()

    def sign(self) -> None:
        """Ask when the chosen households signed."""
        office = self._office
        chosen = set(self._page.table.selected_ids())
        ids = [
            one.row.id
            for one in self._rows()
            if one.row is not None and one.key in chosen and one.state is CardState.UNSIGNED
        ]
        if not ids:
            self._shell.notify(_tr("请先选中待签收的户"))
            return
        dialog = self._dialog(_tr("明白卡签收"), _tr("签收"), _tr("选中 {n} 户").format(n=len(ids)))
        dialog.add_day("signed_on", _tr("签收日期"), office.today().isoformat())
        dialog.add_text("signed_by", _tr("代签人"), hint=_tr("户主自己签的不用填"))
        dialog.submitted.connect(
            lambda values: self._store(
                dialog, lambda: cards.sign_cards(office, ids, values["signed_on"], values["signed_by"])
            )
        )
        dialog.open()

    def take_back(self) -> None:
        """Note that the chosen card is back."""
        one, office = self._card, self._office
        if one is not None and one.row is not None:
            ids, today = [one.row.id], office.today().isoformat()
            self._write(lambda: cards.take_back(office, ids, today))

    def show_photos(self) -> None:
        """Show what hangs on the card, such as a picture of the signed copy."""
        if self._card is not None and self._card.row is not None:
            self._attachments("hazard_card", self._card.row.id, _tr("明白卡"))

    def open_household(self) -> None:
        """Show the household in the register."""
        if self._card is not None:
            self._shell.open_household(self._card.household_id)
