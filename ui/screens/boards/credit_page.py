"""The tab of credit: consents, lists of recommended households, banks' tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.credit import ITEMS, ConsentState, GradeTable, holds
from desktop.domain.inspection import points_text
from desktop.domain.problem import Place, Problem
from desktop.services.boards import credit_consents, credit_panels, credit_tables
from desktop.services.boards.credit_consents import Consent, NewConsent
from desktop.services.boards.credit_panels import ListLine, NewPanel, Panel
from desktop.services.boards.credit_tables import TableVersion
from desktop.services.boards.households import list_adults, list_groups
from desktop.services.boards.printing import render_consent_forms, render_credit_list
from desktop.words import word
from ui.dialogs.files import save_file
from ui.dialogs.refusal import refused_in
from ui.screens.boards.table_dialog import GradeTableDialog
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter, people_of
from ui.widgets.code_combo import CodeOption
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell
    from ui.widgets.reference_edit import ReferenceChoice

CONSENTS, PANELS, TABLES = "consents", "panels", "tables"
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


def _consent_columns() -> tuple[RowColumn[Consent], ...]:
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


def _panel_columns() -> tuple[RowColumn[Panel], ...]:
    return (
        RowColumn(TableColumn("held", _tr("评议日期"), 5.5), lambda one: one.row.held_on),
        RowColumn(TableColumn("bank", _tr("银行"), 6.5), lambda one: one.row.bank),
        RowColumn(
            TableColumn("count", _tr("推荐"), 4, RIGHT),
            lambda one: f"{len(one.recommended)}/{len(one.lines)}",
        ),
        RowColumn(
            TableColumn("handed", _tr("移交"), 5.5),
            lambda one: Cell(one.row.handed_over_on, "ok") if one.row.handed_over_on else _tr("未移交"),
        ),
    )


def _table_columns() -> tuple[RowColumn[TableVersion], ...]:
    return (
        RowColumn(TableColumn("bank", _tr("银行"), 10), lambda one: one.table.bank or _tr("参考表")),
        RowColumn(TableColumn("version", _tr("版本"), 5), lambda one: one.table.version),
        RowColumn(TableColumn("from", _tr("从哪天起"), 6), lambda one: one.table.valid_from.isoformat()),
    )


def _line_columns() -> tuple[RowColumn[ListLine], ...]:
    return (
        RowColumn(TableColumn("head", _tr("户主"), 5), lambda one: one.household.head),
        RowColumn(TableColumn("group", _tr("小组"), 4), lambda one: one.household.group),
        RowColumn(TableColumn("points", _tr("积分"), 4, RIGHT), lambda one: points_text(one.row.points_x100)),
        RowColumn(TableColumn("grade", _tr("等级"), 5.5), lambda one: word(one.grade_label)),
        RowColumn(TableColumn("recommended", _tr("推荐"), 5.5), _recommended),
        RowColumn(
            TableColumn("why", _tr("说明"), 9),
            lambda one: "；".join(
                part
                for part in (
                    one.row.reason,
                    _tr("{names}回避").format(names="、".join(one.aside)) if one.aside else "",
                )
                if part
            ),
        ),
    )


def _recommended(one: ListLine) -> Cell:
    if not one.row.recommended:
        return Cell(_tr("不推荐"))
    return Cell(_tr("推荐"), "ok") if one.has_consent else Cell(_tr("授权已失效"), "overdue")


class CreditPage(QWidget):
    """Three lists under one row of tabs."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.tabs = TabStrip(
            (
                (CONSENTS, _tr("农户授权")),
                (PANELS, _tr("推荐名单")),
                (TABLES, _tr("银行等级表")),
            )
        )
        self.new_consent = button(_tr("登记授权"), "primary", "plus")
        self.forms = button(_tr("打印授权书…"), icon_name="print")
        self.consents = ListPage[Consent](
            "credit_consents",
            _consent_columns(),
            lambda one: one.row.id,
            (
                (HOLDING, _tr("有效")),
                (ENDING, _tr("要重签")),
                (OVER, _tr("已结束")),
                (ALL, _tr("全部")),
            ),
            (self.forms, self.new_consent),
            picture="certificate",
            shares=(5, 4),
        )
        self.new_panel = button(_tr("开一次评议"), "primary", "plus")
        self.panels = ListPage[Panel](
            "credit_panels",
            _panel_columns(),
            lambda one: one.row.id,
            ((ALL, _tr("全部评议")),),
            (self.new_panel,),
            picture="meeting",
            shares=(4, 6),
        )
        self.new_table = button(_tr("录入银行的表"), "primary", "plus")
        self.tables = ListPage[TableVersion](
            "credit_tables",
            _table_columns(),
            lambda one: one.id or "shipped",
            ((ALL, _tr("全部版本")),),
            (self.new_table,),
            picture="money",
            shares=(4, 6),
        )
        self._pages = QStackedWidget()
        self._keys = (CONSENTS, PANELS, TABLES)
        for page in (self.consents, self.panels, self.tables):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages, 1)
        presenter = self.presenter = CreditPresenter(self, office, runner, shell)
        may_edit = presenter.may(Right.EDIT_CREDIT)
        for pressed, run in (
            (self.new_consent, presenter.add_consent),
            (self.new_panel, presenter.add_panel),
            (self.new_table, presenter.add_table),
        ):
            pressed.setEnabled(may_edit)
            pressed.clicked.connect(run)
        self.forms.setEnabled(may_edit and presenter.may(Right.PRINT))
        self.forms.clicked.connect(presenter.print_forms)
        self.tabs.chosen.connect(self.show_part)
        self.consents.view_chosen.connect(presenter.show_view)
        self.consents.chosen.connect(presenter.choose_consent)
        self.panels.chosen.connect(presenter.choose_panel)
        self.tables.chosen.connect(presenter.choose_table)
        self.show_part(CONSENTS)
        self.consents.tabs.mark(HOLDING)
        self.panels.tabs.mark(ALL)
        self.tables.tabs.mark(ALL)

    def show_part(self, key: str) -> None:
        """Go to one of the three lists."""
        self.tabs.mark(key)
        self._pages.setCurrentIndex(self._keys.index(key))

    def part(self) -> str:
        """The list in view."""
        return self._keys[self._pages.currentIndex()]


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading of all three lists."""

    consents: tuple[Consent, ...]
    to_renew: frozenset[str]
    panels: tuple[Panel, ...]
    tables: tuple[TableVersion, ...]
    banks: tuple[str, ...]


class CreditPresenter(PagePresenter):
    """Consents, sittings, tables."""

    def __init__(self, page: CreditPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = HOLDING
        self._wanted = ""
        self._consents: tuple[Consent, ...] = ()
        self._panels: tuple[Panel, ...] = ()
        self._tables: tuple[TableVersion, ...] = ()
        self._banks: tuple[str, ...] = ()
        self._to_renew: frozenset[str] = frozenset()
        self.lines: VirtualTable | None = None

    def load(self) -> None:
        """Read all three lists anew."""
        office = self._office

        def work() -> _Read:
            consents = credit_consents.list_consents(office)
            to_renew = frozenset(each.row.id for each in credit_consents.list_to_renew(office))
            return _Read(
                consents,
                to_renew,
                credit_panels.list_panels(office),
                credit_tables.list_tables(office),
                credit_consents.known_banks(office),
            )

        def show(read: _Read) -> None:
            self._consents, self._to_renew = read.consents, read.to_renew
            self._panels, self._tables, self._banks = read.panels, read.tables, read.banks
            self._show_consents()
            self._show_panels()
            self._show_tables()

        self._read(work, show)

    # Consents

    def show_view(self, view: str) -> None:
        """Show other consents."""
        self._view = view
        self._page.consents.tabs.mark(view)
        self._show_consents()

    def _show_consents(self) -> None:
        page = self._page.consents
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
        self.choose_consent(current)

    def _is_in(self, view: str, one: Consent) -> bool:
        if view == ENDING:
            return one.row.id in self._to_renew
        return view == ALL or (view == HOLDING) == holds(one.state)

    def choose_consent(self, consent_id: str) -> None:
        """Show one consent beside the list."""
        found = next((one for one in self._consents if one.row.id == consent_id), None)
        panel = self._page.consents.panel
        if found is None:
            panel.show_nothing(_tr("没有选中授权"))
            return
        row = found.row
        lines = [
            Line(_state_words(found.state), "", _TONES.get(found.state, "")),
            Line(_tr("给：{bank}").format(bank=row.bank)),
            Line(_tr("用途：{purpose}").format(purpose=row.purpose)),
            Line(_tr("内容：{items}").format(items=word_list(row.items))),
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

    def add_consent(self) -> None:
        """Ask what a household signed."""
        office = self._office
        today = office.today().isoformat()
        dialog = self._dialog(_tr("登记授权"), _tr("登记"), _tr("照签好的授权书填写；纸质的由村里存档。"))
        household = dialog.add_household("household", _tr("户"))
        person = dialog.add_code("person", _tr("签字人"), ())
        dialog.add_text("bank", _tr("银行"), self._banks[0] if self._banks else "", required=True)
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

        def ask(groups: tuple[str, ...]) -> None:
            dialog = self._dialog(_tr("打印授权书"), _tr("继续"), _tr("还没有授权的户每户一张。"))
            dialog.add_text("bank", _tr("银行"), self._banks[0] if self._banks else "", required=True)
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

        self._read(lambda: list_groups(office), ask)

    # Sittings

    def _show_panels(self) -> None:
        nothing = (_tr("还没有评议"), _tr("开一次评议，程序列出有授权的户，带上积分和等级。"))
        current = self._page.panels.show_rows(self._panels, "", nothing)
        self._page.panels.tabs.show_count(ALL, len(self._panels))
        self.choose_panel(current)

    def choose_panel(self, panel_id: str) -> None:
        """Show the list of one sitting."""
        found = next((one for one in self._panels if one.row.id == panel_id), None)
        panel = self._page.panels.panel
        if found is None:
            panel.show_nothing(_tr("没有选中评议"))
            return
        row = found.row
        lines = [
            Line(_tr("{year} 年积分，{version} 版等级表").format(year=row.year, version=row.scheme), "muted"),
            Line(_tr("评议小组：{names}").format(names="、".join(found.members))),
        ]
        if row.handed_over_on:
            told = _tr("{day} 交给 {whom}").format(day=row.handed_over_on, whom=row.handed_over_to)
            lines.append(Line(told, "", "ok"))
        if found.lapsed:
            told = _tr("{count} 户的授权已失效，不会移交。").format(count=len(found.lapsed))
            lines.append(Line(told, "", "overdue"))
        model: RowsModel[ListLine] = RowsModel(_line_columns(), lambda one: one.row.id, self._page)
        table = self.lines = VirtualTable("credit_lines")
        table.setAccessibleName(_tr("推荐名单"))
        table.show_model(model)
        model.set_rows(found.lines)
        table.row_activated.connect(lambda wanted: self.judge(found, wanted))
        actions = []
        if self.may(Right.EDIT_CREDIT) and not row.handed_over_on:
            actions.append(
                Action(_tr("推荐/不推荐…"), lambda: self.judge(found, table.current_id()), "", "edit")
            )
        if self.may(Right.EDIT_CREDIT) and self.may(Right.EXPORT):
            actions.append(Action(_tr("导出给银行…"), lambda: self.export(found), "primary", "export"))
            actions.append(Action(_tr("打印名单…"), lambda: self.print_list(found), "", "print"))
        panel.show_record(f"{row.bank}　{row.held_on}", lines, actions, table)

    def add_panel(self) -> None:
        """Ask who sits, for which bank, with which year's points."""
        office = self._office
        bank = self._banks[0] if self._banks else ""

        def ask(people: "tuple[ReferenceChoice, ...]") -> None:
            today = office.today()
            dialog = self._dialog(
                _tr("开一次评议"),
                _tr("列出名单"),
                _tr("只列有效授权的户；评议人的自家和近亲属家自动回避。"),
            )
            dialog.add_text("bank", _tr("银行"), bank, required=True)
            dialog.add_day("held_on", _tr("评议日期"), today.isoformat())
            dialog.add_text("year", _tr("哪年的积分"), str(today.year), required=True)
            dialog.add_people("panel", _tr("评议人"), people)
            dialog.add_text("note", _tr("备注"))

            def save(values: dict[str, str]) -> None:
                year = values["year"]
                new = NewPanel(
                    values["bank"],
                    values["held_on"],
                    tuple(values["panel"]),
                    int(year) if year.isdecimal() else 0,
                    note=values["note"],
                )
                self._store(dialog, lambda: credit_panels.hold_panel(office, new))

            dialog.submitted.connect(save)
            dialog.open()

        self._read(lambda: people_of(office, credit_panels.suggest_panel(office, bank)), ask)

    def judge(self, panel: Panel, line_id: str) -> None:
        """Recommend a household, or not with the reason."""
        line = next((one for one in panel.lines if one.row.id == line_id), None)
        if line is None or not self.may(Right.EDIT_CREDIT):
            return
        if not line.row.recommended:
            self._write(lambda: credit_panels.judge(self._office, line_id, recommended=True))
            return
        dialog = TextDialog(
            _tr("不推荐"),
            _tr("为什么不推荐{head}家？").format(head=line.household.head),
            _tr("定为不推荐"),
            self._page,
        )
        dialog.submitted.connect(
            lambda text: self._write(
                lambda: credit_panels.judge(self._office, line_id, recommended=False, reason=text)
            )
        )
        dialog.open()

    def _ask_taker(self, panel: Panel, go_on: Callable[[str], None]) -> None:
        dialog = TextDialog(
            _tr("移交名单"),
            _tr("交给谁？写姓名和单位。会记入日志。"),
            _tr("继续"),
            self._page,
            text=panel.row.handed_over_to,
        )
        dialog.submitted.connect(go_on)
        dialog.open()

    def export(self, panel: Panel) -> None:
        """Ask who takes the list and where it goes, then write it."""

        def choose(taker: str) -> None:
            name = f"{panel.row.bank}授信推荐名单-{panel.row.held_on}.xlsx"
            patterns = _tr("工作簿 (*.xlsx)")
            save_file(self._page, _tr("导出名单"), name, patterns, lambda path: write(taker, path))

        def write(taker: str, path: Path) -> None:
            def done(warnings: tuple[Problem, ...]) -> None:
                told = _tr("已导出 {name}").format(name=path.name)
                self._shell.notify("　".join((told, *map(messages.reason, warnings))))

            self._write(lambda: credit_panels.export_panel(self._office, panel.row.id, path, taker), done)

        self._ask_taker(panel, choose)

    def print_list(self, panel: Panel) -> None:
        """Ask who takes the list, then preview it on paper."""
        self._ask_taker(
            panel,
            lambda taker: self._paper(
                _tr("整村授信推荐名单"),
                _tr("打印当作一次移交，记入日志；请接收人签字。"),
                lambda: render_credit_list(self._office, panel.row.id, taker),
            ),
        )

    # Tables

    def _show_tables(self) -> None:
        current = self._page.tables.show_rows(self._tables, "", (_tr("没有等级表"), ""))
        self._page.tables.tabs.show_count(ALL, len(self._tables))
        self.choose_table(current)

    def choose_table(self, table_id: str) -> None:
        """Show one table."""
        found = next((one for one in self._tables if (one.id or "shipped") == table_id), None)
        panel = self._page.tables.panel
        if found is None:
            panel.show_nothing(_tr("没有选中等级表"))
            return
        table = found.table
        lines = (
            [Line(_tr("来源：{source}").format(source=word(table.source)), "muted")] if table.source else []
        )
        lines.append(Line(_tr("村里只按表对应等级，授信与否、额度、利率由银行决定。"), "muted"))
        title = table.bank or _tr("参考表（银行没有给表以前用）")
        panel.show_record(f"{title}　{table.version}", lines, (), _grade_view(found))

    def add_table(self) -> None:
        """Ask for a bank's own table."""
        office = self._office
        bank = self._banks[0] if self._banks else ""
        known = next((one.table for one in self._tables if one.table.bank == bank), self._tables[-1].table)

        def ask(version: str) -> None:
            dialog = GradeTableDialog(known, bank, version, office.today(), self._page)

            def stored(_id: str) -> None:
                dialog.accept()
                self._after_write()

            def save(table: GradeTable) -> None:
                dialog.setEnabled(False)
                self._runner.write(
                    lambda job: credit_tables.save_table(office, table),
                    stored,
                    refused_in(dialog, self._shell, in_place=True),
                )

            dialog.submitted.connect(save)
            dialog.open()

        self._read(lambda: credit_tables.next_version(office, bank), ask)


def word_list(codes: Sequence[str]) -> str:
    """Items that a household agreed to, in words."""
    return "、".join(word(each.label) for each in code_table(ITEMS).entries if each.code in codes)


def _grade_view(found: TableVersion) -> QTableWidget:
    grades = found.table.grades
    headings = (_tr("等级"), _tr("最低积分"), _tr("额度（元）"), _tr("利率"))
    view = QTableWidget(len(grades), len(headings))
    view.setHorizontalHeaderLabels(headings)
    view.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    view.verticalHeader().hide()
    view.setAccessibleName(_tr("等级表"))
    for row, grade in enumerate(grades):
        line = f"{grade.line_from:,}–{grade.line_to:,}" if grade.line_to else ""
        texts = (word(grade.label), points_text(grade.least_x100), line, grade.interest)
        for column, text in enumerate(texts):
            view.setItem(row, column, QTableWidgetItem(text))
    view.resizeColumnsToContents()
    view.horizontalHeader().setStretchLastSection(True)
    return view
