"""The tab of originals: whose papers lie here or were handed on, since when, under which receipt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.agency import papers
from desktop.services.agency.papers import HeldOriginal
from desktop.words import word
from ui.screens.agency import sheets
from ui.screens.agency.case_papers import CasePapers
from ui.screens.agency.page_presenter import AgencyPresenter, joined
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

HELD = "held"


def _tr(text: str) -> str:
    return QCoreApplication.translate("OriginalsPage", text)


def _where(one: HeldOriginal) -> str:
    return one.paper.held_at or _tr("便民服务点")


def _columns() -> tuple[RowColumn[HeldOriginal], ...]:
    return (
        RowColumn(TableColumn("title", _tr("原件"), 8, sort_key="title"), lambda one: one.paper.title),
        RowColumn(TableColumn("who", _tr("谁的"), 6, sort_key="who"), lambda one: one.case.who),
        RowColumn(
            TableColumn("days", _tr("留了几天"), 5, RIGHT, sort_key="days"),
            lambda one: Cell(str(one.days), "overdue" if one.is_overdue else ""),
        ),
        RowColumn(TableColumn("where", _tr("在哪里"), 8), _where),
        RowColumn(TableColumn("item", _tr("事项"), 8), lambda one: word(one.case.label)),
    )


class OriginalsPage(ListPage[HeldOriginal]):
    """Every original of a villager that is out of his hands."""

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", show_case: Callable[[str], None]
    ) -> None:
        super().__init__(
            "agency_originals",
            _columns(),
            lambda one: one.paper.id,
            ((HELD, _tr("没有退还的原件")),),
            (),
            picture="documents",
            shares=(6, 4),
        )
        self.table.setAccessibleName(_tr("没有退还的原件"))
        presenter = self.presenter = OriginalsPresenter(self, office, runner, shell)
        presenter.show_case = show_case
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.give_back())

    def show_original(self, one: HeldOriginal, actions: list[Action]) -> None:
        """Show one original with its receipt."""
        lines = [
            Line(joined((one.case.who, word(one.case.label))), "strong"),
            Line(
                _tr("{day} 收下，{n} 天了").format(day=one.paper.received_on, n=one.days)
                if one.days
                else _tr("今天收下")
            ),
            Line(_tr("现在在：{where}").format(where=_where(one))),
            Line(_tr("收据 {number}").format(number=one.paper.receipt_no), "muted"),
        ]
        if one.is_overdue:
            lines.append(Line(_tr("事情已经了结，请尽快退还。"), "", "overdue"))
        self.panel.show_record(one.paper.title, lines, actions)


class OriginalsPresenter(AgencyPresenter):
    """Gives originals back."""

    show_case: Callable[[str], None]

    def __init__(self, page: OriginalsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._all: tuple[HeldOriginal, ...] = ()
        self._one: HeldOriginal | None = None
        self._papers = CasePapers(page, office, runner, shell, self.load)

    def load(self) -> None:
        def show(found: tuple[HeldOriginal, ...]) -> None:
            self._all = found
            nothing = (_tr("没有留着的原件"), _tr("收下的原件都退还了。"))
            self.choose(self._page.show_rows(found, "", nothing))

        self._read(lambda: papers.list_originals(self._office), show)

    def choose(self, paper_id: str) -> None:
        """Show one original beside the list."""
        self._one = next((one for one in self._all if one.paper.id == paper_id), None)
        if self._one is None:
            self._page.panel.show_nothing(_tr("没有选中原件"))
            return
        case_id = self._one.case.row.id
        actions = []
        if self.may(Right.EDIT_SERVICES):
            actions.append(Action(_tr("退还…"), self.give_back, "primary"))
        if self.may(Right.PRINT):
            actions.append(Action(_tr("收据…"), self.print_receipt, "", "print"))
        actions.append(Action(_tr("看这件代办"), lambda: self.show_case(case_id), "quiet"))
        self._page.show_original(self._one, actions)

    def give_back(self) -> None:
        """Give back what lies here of the same case."""
        one = self._one
        if one is None or not self.may(Right.EDIT_SERVICES):
            return
        row = one.case.row
        self._papers.give_back(row, [each.paper for each in self._all if each.case.row.id == row.id])

    def print_receipt(self) -> None:
        """Show the receipt again."""
        if self._one is None:
            return
        case_id, number = self._one.case.row.id, self._one.paper.receipt_no
        self._paper(*sheets.receipt(self._office, case_id, number))
