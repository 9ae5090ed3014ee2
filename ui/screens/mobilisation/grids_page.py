"""The tab of callers: who leads each grid and who works in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.mobilisation import callers
from desktop.services.mobilisation.callers import GridStaff, StaffPerson
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.dress import button
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_ALL = "all"


def _tr(text: str) -> str:
    return QCoreApplication.translate("GridsPage", text)


def _columns() -> tuple[RowColumn[GridStaff], ...]:
    return (
        RowColumn(TableColumn("name", _tr("网格"), 6), lambda one: one.name),
        RowColumn(
            TableColumn("head", _tr("网格长"), 6),
            lambda one: one.head.name if one.head else Cell(_tr("没有定"), "overdue"),
        ),
        RowColumn(
            TableColumn("workers", _tr("网格员"), 14),
            lambda one: "、".join(each.name for each in one.workers),
        ),
    )


class GridsPage(ListPage[GridStaff]):
    """Grids with their people."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.edit = button(_tr("网格长、网格员…"), "primary", "edit")
        super().__init__(
            "grids",
            _columns(),
            lambda one: one.grid_id,
            ((_ALL, ""),),
            (self.edit,),
            picture="phone",
            shares=(6, 4),
        )
        self.table.setAccessibleName(_tr("网格"))
        presenter = self.presenter = GridsPresenter(self, office, runner, shell)
        self.edit.setEnabled(presenter.may(Right.EDIT_MOBILISATION))
        self.edit.clicked.connect(presenter.change)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.change())


class GridsPresenter(PagePresenter):
    """Names heads and workers."""

    def __init__(self, page: GridsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._all: tuple[GridStaff, ...] = ()
        self._chosen: GridStaff | None = None

    def load(self) -> None:
        """Read the grids anew."""

        def show(found: tuple[GridStaff, ...]) -> None:
            self._all = found
            nothing = (_tr("没有网格"), _tr("在民情档案里给户填上网格，这里就会出现。"))
            self.choose(self._page.show_rows(found, "", nothing))

        self._read(lambda: callers.list_grid_staff(self._office), show)

    def choose(self, grid_id: str) -> None:
        """Show one beside the list."""
        one = self._chosen = next((each for each in self._all if each.grid_id == grid_id), None)
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中网格"))
            return
        people = ([one.head] if one.head else []) + list(one.workers)
        lines = [Line(_person(each), "", "overdue" if each.hindrance else "") for each in people]
        if not one.is_set:
            lines.append(Line(_tr("网格员按档案里标为网格员的人算，可以在这里指定。"), "small"))
        lines.append(Line(_tr("呼叫不够时，程序再找联户干部、组长和有电话的邻居，每人最多 8 户。"), "small"))
        may = self.may(Right.EDIT_MOBILISATION)
        actions = [Action(_tr("修改…"), self.change, "", "edit")] if may else []
        self._page.panel.show_record(one.name, lines, actions)

    def change(self) -> None:
        """Ask for the head and the workers of the grid."""
        known = self._chosen
        if known is None or not self.may(Right.EDIT_MOBILISATION):
            return
        dialog = self._dialog(_tr("网格长、网格员"), _tr("保存"), known.name)
        head = (ReferenceChoice(known.head.person_id, known.head.name),) if known.head else ()
        dialog.add_people("head", _tr("网格长（一人）"), head, required=False)
        workers = [ReferenceChoice(each.person_id, each.name) for each in known.workers]
        dialog.add_people("workers", _tr("网格员"), workers, required=False)

        def save(values: dict[str, tuple[str, ...]]) -> None:
            first = values["head"][0] if values["head"] else ""
            self._store(
                dialog,
                lambda: callers.set_grid_staff(self._office, known.grid_id, first, values["workers"]),
            )

        dialog.submitted.connect(save)
        dialog.open()


def _person(person: StaffPerson) -> str:
    return "　".join(part for part in (person.name, person.phone, person.hindrance) if part)
