"""The tab of patrols: the records of a span with their figures, one beside the list."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from desktop.domain.accounts import Right
from desktop.domain.local_moment import show_moment
from desktop.domain.period import Period
from desktop.services.patrols import alerts, calling, figures, rounds
from desktop.services.patrols.alerts import Alert
from desktop.services.patrols.printing import render_patrols
from desktop.services.patrols.rounds import ABNORMAL, DANGER, Patrol, PatrolFilter
from desktop.words import word
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.screens.patrols.patrol_words import RESULT_TONES, alert_words, short_moment
from ui.screens.patrols.round_entry import RoundEntry
from ui.screens.shipped import SCREENS
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

ALL, FOUND, UNREPORTED, LATE = "all", "found", "unreported", "late"
_ALERTS_OFFERED = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatrolsPage", text)


def spans(today: date) -> tuple[tuple[str, Period], ...]:
    """Spans to choose from: this month and the one before, the quarter, the year and the one before."""
    before = today.replace(day=1) - timedelta(days=1)
    return (
        (_tr("本月"), Period.month(today.year, today.month)),
        (_tr("上月"), Period.month(before.year, before.month)),
        (_tr("本季度"), Period.quarter(today.year, (today.month + 2) // 3)),
        (_tr("本年"), Period.year(today.year)),
        (_tr("上年"), Period.year(today.year - 1)),
    )


def _columns() -> tuple[RowColumn[Patrol], ...]:
    return (
        RowColumn(TableColumn("at", _tr("时间"), 9, sort_key="at"), lambda one: one.at),
        RowColumn(TableColumn("site", _tr("隐患点"), 8, sort_key="site"), lambda one: one.site),
        RowColumn(
            TableColumn("result", _tr("结果"), 4, sort_key="result"),
            lambda one: Cell(word(one.result_label), RESULT_TONES.get(one.row.result, "")),
        ),
        RowColumn(TableColumn("names", _tr("巡查人"), 8), lambda one: "、".join(one.names)),
        RowColumn(TableColumn("readings", _tr("读数"), 7, shown=False), lambda one: one.reading_words),
        RowColumn(TableColumn("weather", _tr("天气"), 5, shown=False), lambda one: word(one.weather_label)),
    )


class PatrolsPage(ListPage[Patrol]):
    """Records of a span, of an alert, of a site."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.span = QComboBox()
        self.span.setAccessibleName(_tr("期间"))
        self.search = SearchBox(_tr("找：隐患点、人名、迹象"))
        self.print = button(_tr("打印…"), icon_name="print")
        super().__init__(
            "patrols",
            _columns(),
            lambda one: one.row.id,
            (
                (ALL, _tr("全部")),
                (FOUND, _tr("有异常")),
                (UNREPORTED, _tr("没有报告")),
                (LATE, _tr("补录")),
            ),
            (self.search, self.span, self.print),
            picture="patrol",
            shares=(5, 4),
        )
        self.table.setAccessibleName(_tr("巡查记录"))
        presenter = self.presenter = PatrolsPresenter(self, office, runner, shell)
        self.print.setEnabled(presenter.may(Right.PRINT))
        self.print.clicked.connect(presenter.print_records)
        self.span.activated.connect(lambda _: presenter.load())
        self.search.search_requested.connect(lambda _: presenter.load())
        self.search.went_down.connect(self.table.focus_first_row)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.edit())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(ALL)


class PatrolsPresenter(PagePresenter):
    """Reads records and figures."""

    def __init__(self, page: PatrolsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = ALL
        self._wanted = self._wanted_site = self._wanted_alert = ""
        self._all: tuple[Patrol, ...] = ()
        self._patrol: Patrol | None = None
        self._rounds = RoundEntry(page, office, runner, shell, self._after_write)
        for title, span in spans(office.today()):
            page.span.addItem(title, (span.first.isoformat(), span.last.isoformat(), ""))

    def filter(self) -> PatrolFilter:
        """What is asked for now."""
        first, last, alert = self._page.span.currentData()
        text = self._page.search.text().strip()
        return PatrolFilter(first, last, self._wanted_site, alert_id=alert, text=text)

    def load(self) -> None:
        """Read the records anew."""
        office = self._office

        def work() -> tuple[tuple[Alert, ...], tuple[Patrol, ...]]:
            return alerts.list_alerts(office)[:_ALERTS_OFFERED], rounds.list_patrols(office, wanted)

        def show(read: tuple[tuple[Alert, ...], tuple[Patrol, ...]]) -> None:
            self._offer_alerts(read[0])
            if self._wanted_alert:
                place = next(
                    (n for n in range(self._page.span.count()) if self._data(n)[2] == self._wanted_alert), -1
                )
                self._wanted_alert = ""
                if place >= 0:
                    self._page.span.setCurrentIndex(place)
                    self.load()
                    return
            if wanted == self.filter():
                self._all = read[1]
                self._show_view()

        wanted = self.filter()
        self._read(work, show)

    def _data(self, place: int) -> tuple[str, str, str]:
        first, last, alert = self._page.span.itemData(place)
        return str(first), str(last), str(alert)

    def _offer_alerts(self, offered: Sequence[Alert]) -> None:
        """Alerts stand below the spans; the one chosen stays chosen."""
        combo = self._page.span
        chosen = combo.currentData()
        fixed = len(spans(self._office.today()))
        while combo.count() > fixed:
            combo.removeItem(fixed)
        for alert in offered:
            first = show_moment(alert.row.from_at)[:10]
            last = show_moment(alert.row.to_at)[:10] or self._office.today().isoformat()
            title = f"{alert_words(alert.kind_label, alert.level_label)}　{first}"
            combo.addItem(title, (first, last, alert.row.id))
        combo.setCurrentIndex(max(combo.findData(chosen), 0))

    def show_view(self, view: str) -> None:
        """Show other records."""
        self._view = view if view in (ALL, FOUND, UNREPORTED, LATE) else ALL
        self._page.tabs.mark(self._view)
        self._show_view()

    def show_patrol(self, patrol_id: str) -> None:
        """Show one patrol, whenever it was."""

        def show(found: Patrol) -> None:
            year = found.at[:4]
            place = self._page.span.findData((f"{year}-01-01", f"{year}-12-31", ""))
            self._page.span.setCurrentIndex(max(place, 0))
            self._page.search.set_text_silently("")
            self._wanted, self._wanted_site, self._view = patrol_id, "", ALL
            self._page.tabs.mark(ALL)
            self.load()

        self._read(lambda: rounds.get_patrol(self._office, patrol_id), show)

    def show_site(self, site_id: str) -> None:
        """Show the patrols of one site in the year."""
        self._wanted_site, self._view = site_id, ALL
        self._page.span.setCurrentIndex(3)
        self._page.tabs.mark(ALL)
        self.load()

    def show_alert(self, alert_id: str) -> None:
        """Show the patrols of one alert."""
        self._wanted_alert, self._wanted_site, self._view = alert_id, "", ALL
        self._page.tabs.mark(ALL)
        self.load()

    def show_everything(self) -> None:
        """Show the patrols of all sites again."""
        self._wanted_site = ""
        self.load()

    def _in_view(self, patrol: Patrol) -> bool:
        return {
            ALL: True,
            FOUND: patrol.row.result in (ABNORMAL, DANGER),
            UNREPORTED: patrol.unreported,
            LATE: patrol.is_late,
        }[self._view]

    def _show_view(self) -> None:
        for view, number, tone in (
            (FOUND, sum(one.row.result in (ABNORMAL, DANGER) for one in self._all), ""),
            (UNREPORTED, sum(one.unreported for one in self._all), "overdue"),
            (LATE, sum(one.is_late for one in self._all), ""),
        ):
            self._page.tabs.show_count(view, number, tone if number else "")
        rows = [one for one in self._all if self._in_view(one)]
        of = figures.count_patrols(rows)
        told = _tr("{patrols} 点次　{times} 人次　{people} 人　{sites} 个点").format(
            patrols=of.patrols, times=of.person_times, people=of.people, sites=of.sites
        )
        if self._wanted_site:
            told = _tr("只看一个点：{told}").format(told=told)
        self._page.tell(told, "")
        nothing = (_tr("这段时间没有巡查"), _tr("到“今天要巡”里登记。"))
        current = self._page.show_rows(rows, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def choose(self, patrol_id: str) -> None:
        """Show one patrol beside the list."""
        one = next((each for each in self._all if each.row.id == patrol_id), None)
        self._patrol = one
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中巡查"))
            return
        row = one.row
        told = (
            _tr("报告{who}（{time}）").format(who=row.reported_to, time=short_moment(row.reported_at))
            if row.reported_to
            else ""
        )
        facts = (
            (_tr("巡查人"), "、".join(one.names)),
            (_tr("天气"), word(one.weather_label)),
            (_tr("读数"), one.reading_words),
            (_tr("看到的"), "、".join(word(each) for each in one.sign_labels)),
            (_tr("情况"), row.note),
            (_tr("处置"), row.action),
            (_tr("报告"), told),
        )
        lines = [
            Line(one.at, "muted"),
            Line(word(one.result_label), "strong", RESULT_TONES.get(row.result, "ok")),
            Line(_tr("险情还没有报告，请马上报告并补上") if one.unreported else "", "", "overdue"),
            *(Line(_tr("{name}：{value}").format(name=name, value=value)) for name, value in facts if value),
            Line(
                _tr("补录，{time} 登记").format(time=short_moment(row.entered_at)) if one.is_late else "",
                "small",
            ),
        ]
        self._page.panel.show_record(one.site, lines, self._actions(one))

    def _actions(self, one: Patrol) -> list[Action]:
        made = []
        if one.row.event_id:
            made.append(Action(_tr("看事项"), self.open_event))
        elif one.row.result in (ABNORMAL, DANGER) and self.may(Right.EDIT_EVENTS):
            made.append(Action(_tr("转为事项"), self.make_event, "primary"))
        if self.may(Right.EDIT_PATROLS):
            made.append(Action(_tr("修改…"), self.edit))
        if one.row.result == DANGER and self.may(Right.EDIT_MOBILISATION):
            made.append(Action(_tr("叫受威胁户撤离…"), self.call_out, "danger"))
        made.append(Action(_tr("照片…"), self.show_photos, "quiet"))
        if self._wanted_site:
            made.append(Action(_tr("看全部点"), self.show_everything, "quiet"))
        if self.may(Right.EDIT_PATROLS):
            made.append(Action(_tr("删除…"), self.remove, "quiet"))
        return made

    def make_event(self) -> None:
        """Put what was found on the task log."""
        one, office = self._patrol, self._office
        if one is None:
            return

        def made(event_id: str) -> None:
            self._shell.notify(
                _tr("已登记为事项"),
                _tr("打开"),
                lambda: self._shell.open_record("events", "event", event_id),
            )

        self._write(lambda: rounds.make_event(office, one.row.id), made)

    def call_out(self) -> None:
        """Ask, then call the households below the site."""
        one, office = self._patrol, self._office
        if one is None:
            return

        def started(mobilisation_id: str) -> None:
            if any(spec.key == "mobilisation" for spec in SCREENS):
                self._shell.open_record("mobilisation", "mobilisation", mobilisation_id)

        self._shell.ask(
            _tr("开始应急动员？"),
            _tr("叫“{site}”的受威胁户马上撤离，从现在起计时；叫应单和入户单到“应急动员”里打印。").format(
                site=one.site
            ),
            _tr("开始动员"),
            lambda: self._write(lambda: calling.call_out(office, one.row.id), started),
        )

    def open_event(self) -> None:
        """Show the event made from the patrol."""
        if self._patrol is not None:
            self._shell.open_record("events", "event", self._patrol.row.event_id)

    def edit(self) -> None:
        """Put the patrol right."""
        if self._patrol is not None and self.may(Right.EDIT_PATROLS):
            self._rounds.change(self._patrol)

    def remove(self) -> None:
        """Ask, then remove a patrol that was entered by mistake."""
        one, office = self._patrol, self._office
        if one is not None:
            self._shell.ask(
                _tr("删除这条巡查？"),
                _tr("{site}，{time}。可以撤销。").format(site=one.site, time=one.at),
                _tr("删除"),
                lambda: self._write(lambda: rounds.remove_patrol(office, one.row.id)),
                danger=True,
            )

    def show_photos(self) -> None:
        """Show what hangs on the patrol."""
        if self._patrol is not None:
            self._attachments("patrol", self._patrol.row.id, _tr("巡查记录"))

    def print_records(self) -> None:
        """Records and figures of what is chosen."""
        wanted, office = self.filter(), self._office
        about = self._page.span.currentText() if wanted.alert_id else ""
        note = _tr("打印会记入查看记录。人次和人数分开写。")
        self._paper(_tr("隐患巡查记录"), note, lambda: render_patrols(office, wanted, about))
