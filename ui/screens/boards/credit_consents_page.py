"""Households' written consents to hand their points to a bank (授信授权): signed, to renew, withdrawn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.credit import ITEMS, ConsentState, holds
from desktop.domain.problem import Place, Problem
from desktop.services.boards import credit_consents
from desktop.services.boards.credit_consents import Consent, NewConsent
from desktop.services.boards.households import list_adults, list_groups
from desktop.services.boards.printing import render_consent_forms
from desktop.words import word
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.code_combo import CodeOption
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

HOLDING, ENDING, OVER, ALL = "holding", "ending", "over", "all"
_TONES = {ConsentState.HOLDS: "ok", ConsentState.EXPIRING: "soon", ConsentState.EXPIRED: "overdue"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("CreditPage", text)


def _state_words(state: ConsentState) -> str:
    return {
        ConsentState.HOLDS: _tr("有效"),
        ConsentState.EXPIRING: _tr("快到期"),
        ConsentState.EXPIRED: _tr("已到期"),
        ConsentState.WITHDRAWN: _tr("已撤回"),
    }[state]


def _columns() -> tuple[RowColumn[Consent], ...]:
    return (
        RowColumn(TableColumn("head", _tr("户主"), 5, sort_key="head"), lambda one: one.household.head),
        RowColumn(TableColumn("group", _tr("小组"), 4), lambda one: one.household.group),
        RowColumn(TableColumn("bank", _tr("银行"), 6.5), lambda one: one.row.bank),
        RowColumn(TableColumn("until", _tr("有效期到"), 6, sort_key="until"), lambda one: one.row.valid_to),
        RowColumn(
            TableColumn("state", _tr("状态"), 5),
            lambda one: Cell(_state_words(one.state), _TONES.get(one.state, "")),
        ),
    )


class CreditConsentsPage(ListPage[Consent]):
    """Who consented to what, until when."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("登记授权"), "primary", "plus")
        self.forms = button(_tr("打印授权书…"), icon_name="print")
        super().__init__(
            "credit_consents",
            _columns(),
            lambda one: one.row.id,
            (
                (HOLDING, _tr("有效")),
                (ENDING, _tr("要重签")),
                (OVER, _tr("已结束")),
                (ALL, _tr("全部")),
            ),
            (self.forms, self.new),
            picture="certificate",
            shares=(5, 4),
        )
        presenter = self.presenter = CreditConsentsPresenter(self, office, runner, shell)
        may_edit = presenter.may(Right.EDIT_CREDIT)
        self.new.setEnabled(may_edit)
        self.forms.setEnabled(may_edit and presenter.may(Right.PRINT))
        self.new.clicked.connect(presenter.add)
        self.forms.clicked.connect(presenter.print_forms)
        self.chosen.connect(presenter.choose)
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(HOLDING)


class CreditConsentsPresenter(PagePresenter):
    """Takes consents in and back."""

    def __init__(
        self, page: CreditConsentsPage, office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = HOLDING
        self._wanted = ""
        self._consents: tuple[Consent, ...] = ()
        self._to_renew: frozenset[str] = frozenset()

    def load(self) -> None:
        office = self._office

        def work() -> tuple[tuple[Consent, ...], frozenset[str]]:
            to_renew = frozenset(each.row.id for each in credit_consents.list_to_renew(office))
            return credit_consents.list_consents(office), to_renew

        def show(read: tuple[tuple[Consent, ...], frozenset[str]]) -> None:
            self._consents, self._to_renew = read
            self._show()

        self._read(work, show)

    def show_view(self, view: str) -> None:
        """Show other consents."""
        self._view = view
        self._page.tabs.mark(view)
        self._show()

    def _show(self) -> None:
        page = self._page
        for view in (HOLDING, ENDING, OVER, ALL):
            count = sum(self._is_in(view, one) for one in self._consents)
            page.tabs.show_count(view, count, "soon" if view == ENDING and count else "")
        rows = [one for one in self._consents if self._is_in(self._view, one)]
        nothing = (
            _tr("没有授权"),
            _tr("先打印授权书请各户签字，签好以后登记；没有授权的户不上推荐名单。"),
        )
        current = page.show_rows(rows, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def _is_in(self, view: str, one: Consent) -> bool:
        if view == ENDING:
            return one.row.id in self._to_renew
        return view == ALL or (view == HOLDING) == holds(one.state)

    def choose(self, consent_id: str) -> None:
        """Show one consent beside the list."""
        found = next((one for one in self._consents if one.row.id == consent_id), None)
        panel = self._page.panel
        if found is None:
            panel.show_nothing(_tr("没有选中授权"))
            return
        row = found.row
        lines = [
            Line(_state_words(found.state), "", _TONES.get(found.state, "")),
            Line(_tr("给：{bank}").format(bank=row.bank)),
            Line(_tr("用途：{purpose}").format(purpose=row.purpose)),
            Line(_tr("内容：{items}").format(items=_item_words(row.items))),
            Line(
                _tr("{person} 在 {day} 签字，有效到 {until}").format(
                    person=row.person, day=row.signed_on, until=row.valid_to
                )
            ),
        ]
        if row.withdrawn_on:
            lines.append(Line(_tr("{day} 撤回").format(day=row.withdrawn_on)))
        actions = []
        if self.may(Right.EDIT_CREDIT) and holds(found.state):
            actions.append(Action(_tr("登记撤回…"), lambda: self.withdraw(found)))
        actions.append(
            Action(_tr("签字的授权书…"), lambda: self._attachments("credit_consent", row.id, _tr("整村授信")))
        )
        household = row.household_id
        actions.append(Action(_tr("看这户"), lambda: self._shell.open_household(household), "quiet"))
        panel.show_record(found.household.words, lines, actions)

    def add(self) -> None:
        """Ask what a household signed."""
        self._read(lambda: credit_consents.known_banks(self._office), self._ask)

    def _ask(self, banks: tuple[str, ...]) -> None:
        office = self._office
        today = office.today().isoformat()
        dialog = self._dialog(_tr("登记授权"), _tr("登记"), _tr("照签好的授权书填写；纸质的由村里存档。"))
        household = dialog.add_household("household", _tr("户"))
        person = dialog.add_code("person", _tr("签字人"), ())
        dialog.add_text("bank", _tr("银行"), banks[0] if banks else "", required=True)
        dialog.add_text("purpose", _tr("用途"), credit_consents.PURPOSE, required=True)
        items = [(one.code, word(one.label)) for one in code_table(ITEMS).entries]
        dialog.add_ticks("items", _tr("内容"), items, credit_consents.DEFAULT_ITEMS)
        dialog.add_day("signed_on", _tr("签字日期"), today)
        until = credit_consents.suggest_term(office, today)
        dialog.add_day("valid_to", _tr("有效期到"), until, future=True)

        def offer(people: tuple[tuple[str, str], ...]) -> None:
            person.set_options([CodeOption(one, name) for one, name in people])
            person.set_code(people[0][0] if people else "")

        def look() -> None:
            chosen = household.choice().id
            self._read(lambda: list_adults(office, chosen) if chosen else (), offer)

        household.choice_changed.connect(look)

        def save(values: dict[str, str]) -> None:
            new = NewConsent(
                values["household"],
                values["person"],
                values["bank"],
                values["signed_on"],
                values["valid_to"],
                tuple(values["items"]),
                values["purpose"],
            )
            self._store(dialog, lambda: credit_consents.add_consent(office, new), self._go_to)

        dialog.submitted.connect(save)
        dialog.open()

    def _go_to(self, consent_id: str) -> None:
        self._wanted = consent_id
        self.show_view(HOLDING)

    def withdraw(self, consent: Consent) -> None:
        """Ask when a household took its consent back."""
        office = self._office
        dialog = self._dialog(
            _tr("登记撤回"), _tr("撤回授权"), _tr("撤回以后不再放进名单；已经移交的请告诉银行。"), danger=True
        )
        dialog.add_day("withdrawn_on", _tr("撤回日期"), office.today().isoformat())

        def save(values: dict[str, str]) -> None:
            self._store(
                dialog,
                lambda: credit_consents.withdraw(office, consent.row.id, values["withdrawn_on"]),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def print_forms(self) -> None:
        """Ask for which bank and groups, then preview the forms of those who did not consent yet."""
        office = self._office

        def ask(read: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
            groups, banks = read
            dialog = self._dialog(_tr("打印授权书"), _tr("继续"), _tr("还没有授权的户每户一张。"))
            dialog.add_text("bank", _tr("银行"), banks[0] if banks else "", required=True)
            dialog.add_ticks("groups", _tr("小组（不选就是全村）"), [(one, one) for one in groups])

            def go_on(values: dict[str, str]) -> None:
                bank, chosen = values["bank"], tuple(values["groups"])
                if not bank:
                    dialog.show_problems((Problem("BRD-061", place=Place(field="bank")),))
                    return
                dialog.accept()
                self._paper(
                    _tr("家庭积分提供授权书"),
                    _tr("一式两份，请户内成年人签字。不愿意的不勉强。"),
                    lambda: render_consent_forms(office, bank, groups=chosen),
                )

            dialog.submitted.connect(go_on)
            dialog.open()

        self._read(lambda: (list_groups(office), credit_consents.known_banks(office)), ask)


def _item_words(codes: Sequence[str]) -> str:
    """Items that a household agreed to, in words."""
    return "、".join(word(each.label) for each in code_table(ITEMS).entries if each.code in codes)
