"""The tab of what is to be patrolled now: late sites first, a round with one key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.patrol_due import DueState
from desktop.services.patrols import duty
from desktop.services.patrols.duty import SEASONS, DueSite
from desktop.services.patrols.people import named_people
from desktop.services.patrols.printing import render_walk_form
from desktop.words import word
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.screens.patrols.patrol_words import DUE_TONES, due_words, next_words, reason_words, short_moment
from ui.screens.patrols.round_entry import RoundEntry
from ui.widgets.code_options import code_options
from ui.widgets.dress import button
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

TODO, DONE, RESTING, ALL = "todo", "done", "resting", "all"
_IN_VIEW = {
    TODO: (DueState.LATE, DueState.DUE),
    DONE: (DueState.DONE,),
    RESTING: (DueState.RESTING,),
    ALL: tuple(DueState),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("DuePage", text)


def _columns() -> tuple[RowColumn[DueSite], ...]:
    return (
        RowColumn(TableColumn("site", _tr("隐患点"), 8, sort_key="site"), lambda one: one.site.row.name),
        RowColumn(
            TableColumn("state", _tr("状态"), 4.5, sort_key="state"),
            lambda one: Cell(due_words(one), DUE_TONES[one.standing.state]),
        ),
        RowColumn(TableColumn("next", _tr("该巡的时间"), 6.5, sort_key="next"), next_words),
        RowColumn(TableColumn("reason", _tr("依据"), 10.5), reason_words),
        RowColumn(
            TableColumn("last", _tr("上次"), 6.5, sort_key="last"),
            lambda one: short_moment(one.last.patrolled_at) if one.last else "",
        ),
        RowColumn(TableColumn("kind", _tr("种类"), 8, shown=False), lambda one: word(one.site.kind_label)),
    )


class DuePage(ListPage[DueSite]):
    """Sites as they stand now."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.enter = button(_tr("登记巡查"), "primary", "check")
        self.enter.setToolTip(_tr("选中几个点就登记这几个，没有选就登记列表里全部（Ctrl+N）"))
        self.form = button(_tr("打印巡查表…"), icon_name="print")
        super().__init__(
            "patrols_due",
            _columns(),
            lambda one: one.site.row.id,
            (
                (TODO, _tr("要巡的")),
                (DONE, _tr("已巡")),
                (RESTING, _tr("不用巡")),
                (ALL, _tr("全部")),
            ),
            (self.form, self.enter),
            picture="patrol",
            shares=(2, 1),
        )
        self.table.setAccessibleName(_tr("今天要巡的隐患点"))
        presenter = self.presenter = DuePresenter(self, office, runner, shell)
        self.enter.setEnabled(presenter.may(Right.EDIT_PATROLS))
        self.form.setEnabled(presenter.may(Right.PRINT))
        self.enter.clicked.connect(presenter.enter)
        self.form.clicked.connect(presenter.print_form)
        self.chosen.connect(presenter.choose)
        self.opened.connect(presenter.enter_one)
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(TODO)


class DuePresenter(PagePresenter):
    """Reads what is due and enters rounds."""

    def __init__(self, page: DuePage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = TODO
        self._all: tuple[DueSite, ...] = ()
        self._current: DueSite | None = None
        self._rounds = RoundEntry(page, office, runner, shell, self._after_write)

    def load(self) -> None:
        """Read how every site stands."""

        def show(found: tuple[DueSite, ...]) -> None:
            self._all = found
            self._show_view()

        self._read(lambda: duty.list_due(self._office), show)

    def show_view(self, view: str) -> None:
        """Show other sites."""
        self._view = view if view in _IN_VIEW else TODO
        self._page.tabs.mark(self._view)
        self._show_view()

    def _show_view(self) -> None:
        for view, states in _IN_VIEW.items():
            number = sum(one.standing.state in states for one in self._all)
            late = view == TODO and any(one.standing.state is DueState.LATE for one in self._all)
            self._page.tabs.show_count(view, number, "overdue" if late else "")
        alerts = dict.fromkeys(
            reason_words(one) for one in self._all if one.alert is not None and one.alert.is_on
        )
        self._page.tell("　".join(alerts), "overdue")
        rows = [one for one in self._all if one.standing.state in _IN_VIEW[self._view]]
        if not self._all:
            nothing = (_tr("还没有隐患点"), _tr("到“隐患点”里新增，巡查次数按种类自动排。"))
        elif self._view == TODO:
            nothing = (_tr("现在没有要巡的"), _tr("到时间的点会自己出现在这里。"))
        else:
            nothing = (_tr("这里没有"), "")
        self.choose(self._page.show_rows(rows, "", nothing))

    def choose(self, site_id: str) -> None:
        """Show one site beside the list."""
        one = next((each for each in self._all if each.site.row.id == site_id), None)
        self._current = one
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中隐患点"))
            return
        site, row = one.site, one.site.row
        lines = [
            Line("　".join(part for part in (word(site.kind_label), row.position) if part), "muted"),
            Line(
                _tr("{state}：{reason}").format(state=due_words(one), reason=reason_words(one)),
                "",
                DUE_TONES[one.standing.state],
            ),
            Line(_tr("该巡的时间：{time}").format(time=next_words(one)) if next_words(one) else ""),
            Line(
                _tr("上次巡查：{time}").format(time=short_moment(one.last.patrolled_at))
                if one.last
                else _tr("还没有巡查过")
            ),
            Line(_tr("监测人：{name}").format(name=row.monitor) if row.monitor else ""),
            Line(
                _tr("受威胁 {households} 户 {people} 人，在家 {home} 人，需协助 {help} 人").format(
                    households=len(site.households),
                    people=site.people,
                    home=site.at_home,
                    help=site.to_help,
                )
                if site.households
                else ""
            ),
        ]
        actions = []
        if self.may(Right.EDIT_PATROLS):
            actions.append(Action(_tr("登记这个点"), lambda: self.enter_one(row.id), "primary"))
            actions.append(Action(_tr("另定次数…"), self.plan))
        actions.append(Action(_tr("看隐患点"), self.open_site, "quiet"))
        self._page.panel.show_record(row.name, lines, actions)

    def _wanted(self) -> tuple[str, ...]:
        """Sites chosen in the list, where several are; else all that it shows, or all there are."""
        chosen = self._page.table.selected_ids()
        wanted = chosen if len(chosen) > 1 else self._page.model.ids
        return tuple(wanted) or tuple(one.site.row.id for one in self._all)

    def enter(self) -> None:
        """Enter a round of what is chosen, of what the list shows, or of every site."""
        if not self._all:
            self._shell.notify(_tr("还没有隐患点，请先到“隐患点”里新增。"))
        self._rounds.enter(self._wanted())

    def enter_one(self, site_id: str) -> None:
        """Enter a patrol of one site."""
        self._rounds.enter((site_id,))

    def print_form(self) -> None:
        """The form to take along."""
        if not self.may(Right.PRINT):
            return
        wanted, office = self._wanted(), self._office
        note = _tr("带着走，回来照着登记。打印会记入查看记录。")
        self._paper(_tr("隐患巡查表"), note, lambda: render_walk_form(office, wanted))

    def open_site(self) -> None:
        """Show the site itself."""
        if self._current is not None:
            self._shell.open_record("patrols", "hazard_site", self._current.site.row.id)

    def plan(self) -> None:
        """Ask for a cycle of the site's own."""
        one, office = self._current, self._office
        if one is None:
            return
        site_id = one.site.row.id

        def ask(names: dict[str, str]) -> None:
            about = _tr("只改这个点；天数留空，就回到按种类的规则。预警期间仍按预警。")
            dialog = self._dialog(_tr("另定巡查次数"), _tr("保存"), about)
            season = one.standing.key if one.standing.cycle_days else "year"
            dialog.add_code("season", _tr("季节"), code_options(SEASONS), season)
            days = str(one.standing.cycle_days or "")
            dialog.add_text("cycle_days", _tr("几天一次"), days)
            people = [ReferenceChoice(each, names[each]) for each in one.patroller_ids if each in names]
            dialog.add_people("patrollers", _tr("谁去巡"), people, required=False)
            dialog.submitted.connect(
                lambda values: self._store(
                    dialog,
                    lambda: duty.set_plan(
                        office, site_id, values["season"], values["cycle_days"], values["patrollers"]
                    ),
                )
            )
            dialog.open()

        self._read(lambda: named_people(office, one.patroller_ids), ask)
