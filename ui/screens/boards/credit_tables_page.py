"""Banks' tables from points to grades, each in its versions (银行等级表)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from desktop.domain.accounts import Right
from desktop.domain.credit import GradeTable
from desktop.domain.inspection import points_text
from desktop.services.boards import credit_consents, credit_tables
from desktop.services.boards.credit_tables import TableVersion
from desktop.words import word
from ui.screens.boards.table_dialog import GradeTableDialog
from ui.screens.pages.list_page import Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

ALL = "all"
_SHIPPED = "shipped"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CreditPage", text)


def _columns() -> tuple[RowColumn[TableVersion], ...]:
    return (
        RowColumn(TableColumn("bank", _tr("银行"), 10), lambda one: one.table.bank or _tr("参考表")),
        RowColumn(TableColumn("version", _tr("版本"), 5), lambda one: one.table.version),
        RowColumn(TableColumn("from", _tr("从哪天起"), 6), lambda one: one.table.valid_from.isoformat()),
    )


def _id(one: TableVersion) -> str:
    return one.id or _SHIPPED


class CreditTablesPage(ListPage[TableVersion]):
    """Every version, the one chosen as a grid beside the list."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("录入银行的表"), "primary", "plus")
        super().__init__(
            "credit_tables",
            _columns(),
            _id,
            ((ALL, _tr("全部版本")),),
            (self.new,),
            picture="money",
            shares=(4, 6),
        )
        presenter = self.presenter = CreditTablesPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_CREDIT))
        self.new.clicked.connect(presenter.add)
        self.chosen.connect(presenter.choose)
        self.tabs.mark(ALL)


class CreditTablesPresenter(PagePresenter):
    """Takes in what a bank gave on paper."""

    def __init__(self, page: CreditTablesPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._tables: tuple[TableVersion, ...] = ()

    def load(self) -> None:
        def show(found: tuple[TableVersion, ...]) -> None:
            self._tables = found
            self._show()

        self._read(lambda: credit_tables.list_tables(self._office), show)

    def _show(self) -> None:
        current = self._page.show_rows(self._tables, "", (_tr("没有等级表"), ""))
        self._page.tabs.show_count(ALL, len(self._tables))
        self.choose(current)

    def choose(self, table_id: str) -> None:
        """Show one table."""
        found = next((one for one in self._tables if _id(one) == table_id), None)
        panel = self._page.panel
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

    def add(self) -> None:
        """Ask for a bank's own table."""
        office = self._office

        def work() -> tuple[GradeTable, str, str]:
            bank = next(iter(credit_consents.known_banks(office)), "")
            tables = [one.table for one in credit_tables.list_tables(office)]
            known = next((table for table in tables if table.bank == bank), tables[-1])
            return known, bank, credit_tables.next_version(office, bank)

        def ask(read: tuple[GradeTable, str, str]) -> None:
            dialog = GradeTableDialog(*read, office.today(), self._page)
            dialog.submitted.connect(
                lambda table: self._store(
                    dialog, lambda: credit_tables.save_table(office, table), in_place=True
                )
            )
            dialog.open()

        self._read(work, ask)


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
