"""The tab of hazard sites: what they are, whom they threaten, what was measured there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.reports.chart import open_chart_font
from desktop.reports.document import Chart, ChartRow, Pattern, Series
from desktop.services.patrols import rounds, sites, threats
from desktop.services.patrols.rounds import SiteCourse
from desktop.services.patrols.sites import CLOSED, KINDS, NewSite, ShelterRow, Site
from desktop.words import word
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.screens.patrols.patrol_words import short_moment
from ui.screens.patrols.round_entry import RoundEntry
from ui.widgets.chart_view import ChartView
from ui.widgets.code_combo import CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, label
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

WATCHED, CLOSED_VIEW = "watched", "closed"
_MOST_HOUSEHOLDS, _MOST_VALUES, _MOST_HEADS = 12, 10, 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("SitesPage", text)


def _columns() -> tuple[RowColumn[Site], ...]:
    return (
        RowColumn(TableColumn("name", _tr("隐患点"), 8, sort_key="name"), lambda one: one.row.name),
        RowColumn(TableColumn("kind", _tr("种类"), 6.5, sort_key="kind"), lambda one: word(one.kind_label)),
        RowColumn(
            TableColumn("households", _tr("户"), 2.5, RIGHT, sort_key="households"),
            lambda one: str(len(one.households)),
            lambda one: len(one.households),
        ),
        RowColumn(
            TableColumn("people", _tr("人"), 2.5, RIGHT, sort_key="people"),
            lambda one: str(one.people),
            lambda one: one.people,
        ),
        RowColumn(
            TableColumn("help", _tr("需协助"), 3.5, RIGHT, sort_key="help"),
            lambda one: Cell(str(one.to_help), "soon") if one.to_help else "",
            lambda one: one.to_help,
        ),
        RowColumn(TableColumn("monitor", _tr("监测人"), 4), lambda one: one.row.monitor),
        RowColumn(TableColumn("number", _tr("编号"), 5, shown=False), lambda one: one.row.number),
        RowColumn(TableColumn("position", _tr("位置"), 9, shown=False), lambda one: one.row.position),
        RowColumn(TableColumn("state", _tr("状态"), 5, shown=False), lambda one: word(one.state_label)),
    )


class SitesPage(ListPage[Site]):
    """Sites, one of them with its households and readings."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("新增隐患点"), "primary", "plus")
        super().__init__(
            "hazard_sites",
            _columns(),
            lambda one: one.row.id,
            ((WATCHED, _tr("在管")), (CLOSED_VIEW, _tr("已销号"))),
            (self.new,),
            picture="patrol",
            shares=(5, 4),
        )
        self.table.setAccessibleName(_tr("隐患点列表"))
        presenter = self.presenter = SitesPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_PATROLS))
        self.new.clicked.connect(presenter.add)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.edit())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(WATCHED)


def course_chart(course: SiteCourse) -> Chart:
    """The last values of a reading, the earliest first, as bars with their figures."""
    decimals = max((_decimals(value) for _, value in course.values), default=0)
    return Chart(
        tuple(
            ChartRow(short_moment(at), (int(value.scaleb(decimals)),))
            for at, value in course.values[-_MOST_VALUES:]
        ),
        (Series(course.spec.heading, Pattern.STRIPES),),
        course.spec.heading,
        _tr("还没有读数"),
        decimals=decimals,
    )


def _decimals(value: Any) -> int:
    return max(-int(value.as_tuple().exponent), 0)


class SitesPresenter(PagePresenter):
    """Keeps the sites."""

    def __init__(self, page: SitesPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = WATCHED
        self._wanted = ""
        self._all: tuple[Site, ...] = ()
        self._site: Site | None = None
        self._rounds = RoundEntry(page, office, runner, shell, self._after_write)

    def load(self) -> None:
        """Read the sites anew."""
        office = self._office

        def work() -> tuple[tuple[Site, ...], tuple[tuple[str, str], ...]]:
            return sites.list_sites(office, closed=True), threats.tagged_without_site(office)

        def show(found: tuple[tuple[Site, ...], tuple[tuple[str, str], ...]]) -> None:
            self._all, tagged = found
            heads = "、".join(head for _, head in tagged[:_MOST_HEADS])
            told = _tr("档案里标了受威胁、还没有选隐患点的有 {n} 户：{heads}")
            self._page.tell(told.format(n=len(tagged), heads=heads) if tagged else "")
            self._show_view()

        self._read(work, show)

    def show_view(self, view: str) -> None:
        """Show watched sites or closed ones."""
        self._view = view if view in (WATCHED, CLOSED_VIEW) else WATCHED
        self._page.tabs.mark(self._view)
        self._show_view()

    def show_site(self, site_id: str) -> None:
        """Show one site."""
        self._wanted = site_id
        self.load()

    def _show_view(self) -> None:
        if self._wanted and any(one.row.id == self._wanted and one.row.closed_on for one in self._all):
            self._view = CLOSED_VIEW
        elif self._wanted:
            self._view = WATCHED
        self._page.tabs.mark(self._view)
        for view in (WATCHED, CLOSED_VIEW):
            number = sum(bool(one.row.closed_on) == (view == CLOSED_VIEW) for one in self._all)
            self._page.tabs.show_count(view, number)
        rows = [one for one in self._all if bool(one.row.closed_on) == (self._view == CLOSED_VIEW)]
        nothing = (
            (_tr("还没有隐患点"), _tr("按 Ctrl+N 新增：种类、位置、监测人、信号、路线，再选受威胁的户。"))
            if self._view == WATCHED
            else (_tr("没有销号的隐患点"), "")
        )
        current = self._page.show_rows(rows, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def choose(self, site_id: str) -> None:
        """Show one site beside the list."""
        site = next((one for one in self._all if one.row.id == site_id), None)
        self._site = site
        if site is None:
            self._page.panel.show_nothing(_tr("没有选中隐患点"))
            return

        def show(courses: tuple[SiteCourse, ...]) -> None:
            if self._site is site:
                self._page.panel.show_record(
                    site.row.name, self._lines(site), self._actions(site), self._below(site, courses)
                )

        self._read(lambda: self._courses(site), show)

    def _courses(self, site: Site) -> tuple[SiteCourse, ...]:
        found = rounds.read_course(self._office, site)
        if found:
            open_chart_font()
        return found

    def _lines(self, site: Site) -> list[Line]:
        row = site.row
        monitor = "　".join(part for part in (row.monitor, row.monitor_phone) if part)
        facts = (
            (_tr("编号"), row.number),
            (_tr("位置"), row.position),
            (_tr("规模"), row.scale),
            (_tr("诱因"), row.cause),
            (_tr("责任人"), row.keeper),
            (_tr("监测人"), monitor),
            (_tr("信号"), "　".join(part for part in (row.warning_signal, row.signal_giver) if part)),
            (_tr("路线"), row.route),
            (_tr("避险场所"), "　".join(part for part in (row.shelter, row.shelter_position) if part)),
            (_tr("安置单位"), row.resettlement_unit),
            (_tr("救护单位"), row.rescue_unit),
            (_tr("读数"), "；".join(spec.text for spec in site.readings)),
            (_tr("备注"), row.note),
        )
        told = _tr("受威胁 {households} 户 {people} 人，今天在家 {home} 人，需协助转移 {help} 人").format(
            households=len(site.households), people=site.people, home=site.at_home, help=site.to_help
        )
        return [
            Line(f"{word(site.kind_label)} · {word(site.state_label)}", "muted"),
            Line(told if site.households else _tr("没有受威胁的户"), "strong"),
            *(Line(_tr("{name}：{value}").format(name=name, value=value)) for name, value in facts if value),
        ]

    def _below(self, site: Site, courses: Sequence[SiteCourse]) -> QWidget | None:
        if not site.households and not courses:
            return None
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        ordered = sorted(site.households, key=lambda each: not each.needs)
        for each in ordered[:_MOST_HOUSEHOLDS]:
            told = _tr("{head}　{place}　在家 {home} 人").format(
                head=each.head,
                place="　".join(part for part in (each.group, each.address) if part),
                home=each.at_home,
            )
            link = button(
                told + (f"　{'、'.join(word(need) for need in each.needs)}" if each.needs else ""), "link"
            )
            link.clicked.connect(lambda _=False, i=each.household_id: self._shell.open_household(i))
            layout.addWidget(link)
        if len(ordered) > _MOST_HOUSEHOLDS:
            more = _tr("还有 {n} 户，见“明白卡”").format(n=len(ordered) - _MOST_HOUSEHOLDS)
            layout.addWidget(label(more, "muted"))
        for course in courses:
            layout.addWidget(label(course.spec.heading, "strong"))
            chart = ChartView(course.spec.heading)
            chart.show_chart(course_chart(course))
            layout.addWidget(chart)
        layout.addStretch()
        return host

    def _actions(self, site: Site) -> list[Action]:
        made = []
        if self.may(Right.EDIT_PATROLS):
            if site.row.closed_on:
                made.append(Action(_tr("恢复在管"), self.reopen))
            else:
                made.append(Action(_tr("登记巡查"), lambda: self._rounds.enter((site.row.id,)), "primary"))
                made.append(Action(_tr("修改…"), self.edit))
                made.append(Action(_tr("销号…"), self.close))
        made.append(Action(_tr("明白卡"), self.open_cards, "quiet"))
        made.append(Action(_tr("巡查记录"), self.open_patrols, "quiet"))
        made.append(Action(_tr("照片…"), self.show_photos, "quiet"))
        return made

    # Steps

    def add(self) -> None:
        """Ask for a new site."""
        if self.may(Right.EDIT_PATROLS):
            self._ask(None)

    def edit(self) -> None:
        """Ask for changes of the site shown."""
        if self._site is not None and not self._site.row.closed_on and self.may(Right.EDIT_PATROLS):
            self._ask(self._site)

    def _ask(self, site: Site | None) -> None:
        self._read(lambda: sites.list_shelters(self._office), lambda found: self._open_form(site, found))

    def _open_form(self, site: Site | None, shelters: Sequence[ShelterRow]) -> None:
        from ui.screens.pages.fields_dialog import FieldsDialog

        office = self._office
        typed = sites.typed_site(site) if site else NewSite("", "")
        title = _tr("修改隐患点") if site else _tr("新增隐患点")
        about = _tr("信号、路线和监测人的电话印在明白卡上，缺了发不了卡。")
        dialog = FieldsDialog(title, _tr("保存"), office, self._runner, self._page, about=about, columns=2)
        dialog.add_text("name", _tr("名称"), typed.name, required=True)
        dialog.add_code("kind", _tr("种类"), code_options(KINDS), typed.kind)
        dialog.add_text("position", _tr("位置"), typed.position)
        dialog.add_text("number", _tr("编号"), typed.number)
        row = site.row if site else None
        keeper = ReferenceChoice(row.keeper_id, row.keeper) if row else None
        monitor = ReferenceChoice(row.monitor_id, row.monitor) if row else None
        dialog.add_person("keeper_id", _tr("责任人"), keeper)
        dialog.add_person("monitor_id", _tr("监测人"), monitor)
        dialog.add_text("warning_signal", _tr("预警信号"), typed.warning_signal)
        dialog.add_text("signal_giver", _tr("谁发信号"), typed.signal_giver)
        dialog.add_text("route", _tr("撤离路线"), typed.route)
        places = [CodeOption(each.id, each.name) for each in shelters]
        dialog.add_code("shelter_id", _tr("避险场所"), places, typed.shelter_id, required=False)
        chosen = [ReferenceChoice(each.household_id, each.head) for each in (site.households if site else ())]
        dialog.add_households("households", _tr("受威胁户"), chosen)
        dialog.add_text("resettlement_unit", _tr("安置单位和电话"), typed.resettlement_unit)
        dialog.add_text("rescue_unit", _tr("救护单位和电话"), typed.rescue_unit)
        dialog.add_text("scale", _tr("规模"), typed.scale)
        dialog.add_text("cause", _tr("诱因"), typed.cause)
        dialog.add_text("advice", _tr("本户注意"), typed.advice)
        states = [one for one in code_options(sites.STATES) if one.code != CLOSED]
        dialog.add_code("state", _tr("状态"), states, typed.state)
        dialog.add_day("found_on", _tr("发现日期"), typed.found_on, required=False)
        dialog.add_text("route_order", _tr("巡查次序"), typed.route_order)
        hint = _tr("一行一个：裂缝1（毫米）变化5 上限30")
        dialog.add_long_text("readings", _tr("量什么"), typed.readings, lines=2, hint=hint)
        dialog.add_long_text("note", _tr("备注"), typed.note, lines=2)

        def save(values: dict[str, Any]) -> None:
            new = NewSite(**values)
            if site is None:
                self._store(dialog, lambda: sites.add_site(office, new), self.show_site)
            else:
                self._store(dialog, lambda: sites.edit_site(office, site.row.id, new))

        dialog.submitted.connect(save)
        dialog.open()

    def close(self) -> None:
        """Ask why the site is no danger any more."""
        site, office = self._site, self._office
        if site is None:
            return
        about = _tr("销号以后不再排巡查，明白卡要收回；记录都留着。")
        dialog = self._dialog(_tr("隐患点销号"), _tr("销号"), about)
        dialog.add_day("closed_on", _tr("日期"), office.today().isoformat())
        dialog.add_text("why", _tr("理由"), required=True, hint=_tr("怎样治理好的，谁验收的"))
        dialog.submitted.connect(
            lambda values: self._store(
                dialog,
                lambda: sites.close_site(office, site.row.id, values["closed_on"], values["why"]),
            )
        )
        dialog.open()

    def reopen(self) -> None:
        """Watch the site again."""
        site, office = self._site, self._office
        if site is not None:
            self._wanted = site.row.id
            self._write(lambda: sites.reopen_site(office, site.row.id))

    def open_cards(self) -> None:
        """Show the cards of the site."""
        if self._site is not None:
            self._shell.open_record("patrols", "site_cards", self._site.row.id)

    def open_patrols(self) -> None:
        """Show the patrols of the site."""
        if self._site is not None:
            self._shell.open_record("patrols", "site_patrols", self._site.row.id)

    def show_photos(self) -> None:
        """Show what hangs on the site."""
        if self._site is not None:
            self._attachments("hazard_site", self._site.row.id, _tr("隐患点"))
