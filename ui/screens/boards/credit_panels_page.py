"""Sittings that recommend households to a bank, each with its list (评议和推荐名单)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.inspection import points_text
from desktop.domain.problem import Problem
from desktop.services.boards import credit_consents, credit_panels
from desktop.services.boards.credit_panels import ListLine, NewPanel, Panel
from desktop.services.boards.printing import render_credit_list
from desktop.words import word
from ui.dialogs.files import save_file
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter, people_of
from ui.widgets.dress import button
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

ALL = "all"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CreditPage", text)


def _columns() -> tuple[RowColumn[Panel], ...]:
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


class CreditPanelsPage(ListPage[Panel]):
    """Every sitting, one with its households beside the list."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("开一次评议"), "primary", "plus")
        super().__init__(
            "credit_panels",
            _columns(),
            lambda one: one.row.id,
            ((ALL, _tr("全部评议")),),
            (self.new,),
            picture="meeting",
            shares=(4, 6),
        )
        presenter = self.presenter = CreditPanelsPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_CREDIT))
        self.new.clicked.connect(presenter.add)
        self.chosen.connect(presenter.choose)
        self.tabs.mark(ALL)


class CreditPanelsPresenter(PagePresenter):
    """Lists who may be recommended, takes the judgement down, hands the list over."""

    def __init__(self, page: CreditPanelsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._panels: tuple[Panel, ...] = ()

    def load(self) -> None:
        def show(found: tuple[Panel, ...]) -> None:
            self._panels = found
            self._show()

        self._read(lambda: credit_panels.list_panels(self._office), show)

    def _show(self) -> None:
        nothing = (_tr("还没有评议"), _tr("开一次评议，程序列出有授权的户，带上积分和等级。"))
        current = self._page.show_rows(self._panels, "", nothing)
        self._page.tabs.show_count(ALL, len(self._panels))
        self.choose(current)

    def choose(self, panel_id: str) -> None:
        """Show the list of one sitting."""
        found = next((one for one in self._panels if one.row.id == panel_id), None)
        panel = self._page.panel
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
        table = VirtualTable("credit_lines")
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

    def add(self) -> None:
        """Ask who sits, for which bank, with which year's points."""
        office = self._office

        def work() -> tuple[str, tuple[ReferenceChoice, ...]]:
            bank = next(iter(credit_consents.known_banks(office)), "")
            return bank, people_of(office, credit_panels.suggest_panel(office, bank))

        def ask(read: tuple[str, tuple[ReferenceChoice, ...]]) -> None:
            bank, people = read
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

        self._read(work, ask)

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
