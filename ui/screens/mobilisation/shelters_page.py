"""The tab of shelters: where people are brought, who opens them, what is kept there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.mobilisation import shelters
from desktop.services.mobilisation.shelters import NewShelter, ShelterRow
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.dress import button
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_ALL = "all"


def _tr(text: str) -> str:
    return QCoreApplication.translate("SheltersPage", text)


def _columns() -> tuple[RowColumn[ShelterRow], ...]:
    return (
        RowColumn(TableColumn("name", _tr("名称"), 9), lambda one: one.name),
        RowColumn(TableColumn("position", _tr("位置"), 7.5), lambda one: one.position),
        RowColumn(
            TableColumn("capacity", _tr("可住人数"), 4.5, RIGHT),
            lambda one: "" if one.capacity is None else str(one.capacity),
        ),
        RowColumn(TableColumn("keeper", _tr("管理人"), 4.5), lambda one: one.keeper),
        RowColumn(TableColumn("phone", _tr("电话"), 7), lambda one: one.phone),
        RowColumn(
            TableColumn("state", _tr("状态"), 4),
            lambda one: _tr("{day} 停用").format(day=one.closed_on) if one.closed_on else _tr("在用"),
        ),
    )


class SheltersPage(ListPage[ShelterRow]):
    """Shelters with the one that is chosen beside them."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("登记避灾点…"), "primary", "plus")
        super().__init__(
            "shelters",
            _columns(),
            lambda one: one.id,
            ((_ALL, ""),),
            (self.new,),
            picture="home",
            shares=(7, 3),
        )
        self.table.setAccessibleName(_tr("避灾点"))
        presenter = self.presenter = SheltersPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_MOBILISATION))
        self.new.clicked.connect(lambda _=False: presenter.add())
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.change())


class SheltersPresenter(PagePresenter):
    """Enters and changes shelters."""

    def __init__(self, page: SheltersPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._all: tuple[ShelterRow, ...] = ()
        self._chosen: ShelterRow | None = None

    def load(self) -> None:
        """Read the shelters anew."""

        def show(found: tuple[ShelterRow, ...]) -> None:
            self._all = found
            nothing = (_tr("没有避灾点"), _tr("按 Ctrl+N 登记：村小学、文化礼堂等，平时就登好。"))
            self.choose(self._page.show_rows(found, "", nothing))

        self._read(lambda: shelters.list_shelters(self._office), show)

    def choose(self, shelter_id: str) -> None:
        """Show one beside the list."""
        one = self._chosen = next((each for each in self._all if each.id == shelter_id), None)
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中避灾点"))
            return
        lines = [
            Line(one.position, "muted"),
            Line(_tr("物资：{stock}").format(stock=one.stock) if one.stock else ""),
            Line(one.note),
        ]
        may = self.may(Right.EDIT_MOBILISATION)
        actions = [Action(_tr("修改…"), self.change, "", "edit")] if may else []
        self._page.panel.show_record(one.name, lines, actions)

    def add(self) -> None:
        """Ask for a new one."""
        if self.may(Right.EDIT_MOBILISATION):
            self._ask(None)

    def change(self) -> None:
        """Ask what is to be changed."""
        if self._chosen is not None and self.may(Right.EDIT_MOBILISATION):
            self._ask(self._chosen)

    def _ask(self, known: ShelterRow | None) -> None:
        dialog = self._dialog(_tr("修改避灾点") if known else _tr("登记避灾点"), _tr("保存"))
        dialog.add_text("name", _tr("名称"), known.name if known else "", required=True)
        dialog.add_text("position", _tr("位置"), known.position if known else "")
        capacity = str(known.capacity) if known and known.capacity is not None else ""
        dialog.add_text("capacity", _tr("可住人数"), capacity)
        keepers = (ReferenceChoice(known.keeper_id, known.keeper),) if known and known.keeper_id else ()
        dialog.add_people("keeper", _tr("管理人"), keepers, required=False)
        dialog.add_text("phone", _tr("电话"), known.phone if known else "", hint=_tr("空着用管理人的手机"))
        dialog.add_text("stock", _tr("物资"), known.stock if known else "")
        dialog.add_text("note", _tr("备注"), known.note if known else "")
        if known:
            dialog.add_day("closed_on", _tr("停用日期"), known.closed_on, required=False)

        def save(values: dict[str, str | tuple[str, ...]]) -> None:
            keeper = tuple(values["keeper"])
            new = NewShelter(
                str(values["name"]),
                str(values["position"]),
                str(values["capacity"]),
                keeper[0] if keeper else "",
                str(values["phone"]),
                str(values["stock"]),
                str(values["note"]),
                str(values.get("closed_on", "")),
            )

            def work() -> None:
                if known:
                    shelters.edit_shelter(self._office, known.id, new)
                else:
                    shelters.add_shelter(self._office, new)

            self._store(dialog, work)

        dialog.submitted.connect(save)
        dialog.open()
