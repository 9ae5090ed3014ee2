"""The tab of the agents: who does which items, when, who stands in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.agency import agents, case_steps, cases
from desktop.services.agency.agents import Agent, AgentDraft
from desktop.services.agency.catalogue import CatalogueView, read_catalogue_view
from desktop.services.office import actors
from desktop.words import word
from ui.screens.agency import sheets
from ui.screens.agency.page_presenter import AgencyPresenter, Values, joined
from ui.screens.pages.fields_dialog import typed_person
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.widgets.code_combo import CodeOption
from ui.widgets.dress import button
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

AGENTS = "agents"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgentsPage", text)


def _columns() -> tuple[RowColumn[Agent], ...]:
    return (
        RowColumn(TableColumn("name", _tr("代办员"), 4, sort_key="name"), lambda one: one.row.name),
        RowColumn(
            TableColumn("state", _tr("在岗"), 4),
            lambda one: Cell(_tr("在岗"), "ok") if one.is_at_work else Cell(_tr("不在岗"), ""),
        ),
        RowColumn(
            TableColumn("open", _tr("在办"), 2.5, RIGHT, sort_key="open"), lambda one: str(one.open_cases)
        ),
        RowColumn(TableColumn("hours", _tr("时间"), 9.5), lambda one: one.row.hours),
        RowColumn(TableColumn("stand_in", _tr("不在时找"), 4), lambda one: one.stand_in),
        RowColumn(TableColumn("point", _tr("服务点"), 6, shown=False), lambda one: one.row.point),
    )


class AgentsPage(ListPage[Agent]):
    """Everybody who is or was an agent."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("登记代办员"), "primary", "plus")
        super().__init__(
            "agency_agents",
            _columns(),
            lambda one: one.row.id,
            ((AGENTS, _tr("代办员")),),
            (self.new,),
            picture="user",
            shares=(6, 5),
        )
        self.table.setAccessibleName(_tr("代办员"))
        presenter = self.presenter = AgentsPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_SERVICES))
        self.new.clicked.connect(presenter.add)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.edit())

    def show_agent(self, one: Agent, items: str, actions: list[Action]) -> None:
        """Show one agent."""
        row = one.row
        lines = [
            Line(_tr("在岗") if one.is_at_work else _tr("不在岗"), "strong", "ok" if one.is_at_work else ""),
            Line(_tr("电话：{phone}").format(phone=row.phone) if row.phone else ""),
            Line(joined((row.point, row.hours))),
            Line(_tr("办：{items}").format(items=items)),
            Line(_tr("不在时找 {name}").format(name=one.stand_in) if one.stand_in else ""),
            Line(
                _tr("从 {first} 到 {last}").format(first=row.from_on, last=row.to_on)
                if row.to_on
                else _tr("从 {first} 起").format(first=row.from_on),
                "muted",
            ),
            Line(_tr("手上 {n} 件").format(n=one.open_cases)),
            Line(row.note, "small"),
        ]
        self.panel.show_record(row.name, lines, actions)


class AgentsPresenter(AgencyPresenter):
    """Keeps the list of agents."""

    def __init__(self, page: AgentsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._all: tuple[Agent, ...] = ()
        self._items: dict[str, str] = {}

    def load(self) -> None:
        def show(read: tuple[tuple[Agent, ...], CatalogueView]) -> None:
            self._all = read[0]
            self._items = {each.item.code: each.item.label for each in read[1].items}
            nothing = (_tr("还没有代办员"), _tr("按 Ctrl+N 登记谁办哪些事、什么时间在。"))
            self.choose(self._page.show_rows(self._all, "", nothing))

        self._read(lambda: (agents.list_agents(self._office), read_catalogue_view(self._office)), show)

    def _chosen(self) -> Agent | None:
        current = self._page.table.current_id()
        return next((one for one in self._all if one.row.id == current), None)

    def choose(self, agent_id: str) -> None:
        """Show one agent beside the list."""
        one = next((each for each in self._all if each.row.id == agent_id), None)
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中代办员"))
            return
        actions = []
        if self.may(Right.PRINT):
            actions.append(Action(_tr("今日清单…"), self.print_day_list, "", "print"))
        if self.may(Right.EDIT_SERVICES):
            actions.append(Action(_tr("修改…"), self.edit, "", "edit"))
            actions.append(Action(_tr("分工…"), self.share_out))
            if one.open_cases:
                actions.append(Action(_tr("移交手上的…"), self.hand_over))
        items = "、".join(word(self._items[code]) for code in one.row.items if code in self._items)
        self._page.show_agent(one, items or _tr("全部事项"), actions)

    def add(self) -> None:
        """Ask for a new agent."""
        if self.may(Right.EDIT_SERVICES):
            self._edit(None)

    def edit(self) -> None:
        """Change the chosen agent."""
        one = self._chosen()
        if one is not None and self.may(Right.EDIT_SERVICES):
            self._edit(one)

    def _edit(self, one: Agent | None) -> None:
        office = self._office

        def ask(names: dict[str, str]) -> None:
            row = one.row if one is not None else None
            dialog = self._dialog(_tr("代办员"), _tr("保存"))
            chosen = ReferenceChoice(row.person_id, row.name) if row is not None and row.person_id else None
            person = dialog.add_person("name", _tr("姓名"), chosen, required=True)
            if row is not None and not row.person_id:
                person.setText(row.name)
            dialog.add_text("phone", _tr("电话"), row.phone if row else "")
            dialog.add_text("hours", _tr("时间"), row.hours if row else "", hint=_tr("如 周一至周五上午"))
            dialog.add_text("point", _tr("服务点"), row.point if row else _tr("村便民服务点"))
            codes = [CodeOption(key, name) for key, name in names.items()]
            dialog.add_code(
                "account_id", _tr("电脑账户"), codes, row.account_id if row else "", required=False
            )
            others = [
                CodeOption(each.row.id, each.row.name)
                for each in self._all
                if row is None or each.row.id != row.id
            ]
            dialog.add_code(
                "stand_in_id", _tr("不在时找"), others, row.stand_in_id if row else "", required=False
            )
            dialog.add_day(
                "from_on", _tr("从"), row.from_on if row else office.today().isoformat(), future=True
            )
            dialog.add_day("to_on", _tr("到"), row.to_on if row else "", required=False, future=True)

            def work(values: Values) -> str:
                person_id, name = typed_person(person)
                draft = AgentDraft(
                    name,
                    values["from_on"],
                    person_id,
                    values["phone"],
                    values["point"],
                    row.items if row else (),
                    values["hours"],
                    values["to_on"],
                    values["account_id"],
                    values["stand_in_id"],
                    row.note if row else "",
                )
                return agents.save_agent(office, draft, row.id if row else "")

            self._open(dialog, work)

        self._read(lambda: actors(office), ask)

    def share_out(self) -> None:
        """Choose the items that the chosen agent does."""
        one = self._chosen()
        if one is None:
            return
        office, row = self._office, one.row
        about = _tr("{name}只办打√的；一项都不选就是全部。").format(name=row.name)
        dialog = self._dialog(_tr("分工"), _tr("保存"), about)
        dialog.add_ticks(
            "items", _tr("事项"), [(code, word(label)) for code, label in self._items.items()], row.items
        )

        def work(values: Values) -> str:
            draft = AgentDraft(
                row.name,
                row.from_on,
                row.person_id,
                row.phone,
                row.point,
                tuple(values["items"]),
                row.hours,
                row.to_on,
                row.account_id,
                row.stand_in_id,
                row.note,
            )
            return agents.save_agent(office, draft, row.id)

        self._open(dialog, work)

    def hand_over(self) -> None:
        """Give everything that the chosen agent has in hand to another one."""
        one = self._chosen()
        if one is None or not one.open_cases:
            return
        office, row = self._office, one.row
        about = _tr("{name}手上的 {n} 件全部交出去，每一件的记录里都写明。").format(
            name=row.name, n=one.open_cases
        )
        dialog = self._dialog(_tr("移交代办件"), _tr("移交"), about)
        others = [
            CodeOption(each.row.id, each.row.name)
            for each in self._all
            if each.row.id != row.id and each.is_at_work
        ]
        stand_in = row.stand_in_id if any(each.code == row.stand_in_id for each in others) else ""
        dialog.add_code("agent_id", _tr("交给"), others, stand_in)
        dialog.add_text("text", _tr("为什么"))

        def work(values: Values) -> None:
            in_hand = [case.row.id for case in cases.list_cases(office) if case.row.agent_id == row.id]
            case_steps.hand_over(office, in_hand, values["agent_id"], values["text"])

        self._open(dialog, work)

    def print_day_list(self) -> None:
        """What the chosen agent has to do today."""
        one = self._chosen()
        if one is not None:
            self._paper(*sheets.day_list(self._office, one.row.id))
