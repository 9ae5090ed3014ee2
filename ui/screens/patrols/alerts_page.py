"""The tab of alerts: times of special watch with what was done in them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.local_moment import show_moment
from desktop.services.patrols import alerts, figures
from desktop.services.patrols.alerts import KINDS, LEVELS, Alert, NewAlert
from desktop.services.patrols.figures import PatrolFigures
from desktop.services.patrols.rounds import PatrolFilter
from desktop.words import word
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.screens.patrols.patrol_words import alert_words
from ui.widgets.code_options import code_options
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

ON, ALL = "on", "all"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AlertsPage", text)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The alert beside the list with what was done in it."""

    alert: Alert
    figures: PatrolFigures


def _columns() -> tuple[RowColumn[Alert], ...]:
    return (
        RowColumn(
            TableColumn("kind", _tr("预警"), 8, sort_key="kind"),
            lambda one: Cell(
                alert_words(one.kind_label, one.level_label),
                ("overdue" if one.row.level in ("1", "2") else "soon") if one.is_on else "",
            ),
        ),
        RowColumn(
            TableColumn("from", _tr("开始"), 8, sort_key="from"), lambda one: show_moment(one.row.from_at)
        ),
        RowColumn(
            TableColumn("to", _tr("解除"), 8, sort_key="to"),
            lambda one: show_moment(one.row.to_at) or Cell(_tr("还没有解除"), "soon"),
        ),
        RowColumn(
            TableColumn("hours", _tr("间隔"), 4), lambda one: _tr("{n} 小时").format(n=one.every_hours)
        ),
    )


class AlertsPage(ListPage[Alert]):
    """Alerts, the latest first."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("登记预警"), "primary", "plus")
        super().__init__(
            "patrol_alerts",
            _columns(),
            lambda one: one.row.id,
            ((ON, _tr("生效中")), (ALL, _tr("全部"))),
            (self.new,),
            picture="alert",
            shares=(5, 4),
        )
        self.table.setAccessibleName(_tr("预警列表"))
        presenter = self.presenter = AlertsPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_PATROLS))
        self.new.clicked.connect(presenter.add)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.edit())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(ON)


class AlertsPresenter(PagePresenter):
    """Keeps alerts."""

    def __init__(self, page: AlertsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = ON
        self._wanted = ""
        self._all: tuple[Alert, ...] = ()
        self._alert: Alert | None = None

    def load(self) -> None:
        """Read the alerts anew."""

        def show(found: tuple[Alert, ...]) -> None:
            self._all = found
            self._show_view()

        self._read(lambda: alerts.list_alerts(self._office), show)

    def show_view(self, view: str) -> None:
        """Show those in force, or all."""
        self._view = view if view in (ON, ALL) else ON
        self._page.tabs.mark(self._view)
        self._show_view()

    def _show_view(self) -> None:
        number = sum(one.is_on for one in self._all)
        self._page.tabs.show_count(ON, number, "overdue" if number else "")
        self._page.tabs.show_count(ALL, len(self._all))
        rows = [one for one in self._all if one.is_on or self._view == ALL]
        nothing = (
            _tr("现在没有预警"),
            _tr("接到暴雨、台风、寒潮、高温、火险预警时登记，该巡的点按小时排出来。"),
        )
        current = self._page.show_rows(rows, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def choose(self, alert_id: str) -> None:
        """Show one alert beside the list, with the patrols in it."""
        one = next((each for each in self._all if each.row.id == alert_id), None)
        self._alert = one
        if one is None:
            self._page.panel.show_nothing(_tr("没有选中预警"))
            return
        office = self._office

        def work() -> _Shown:
            last = show_moment(one.row.to_at)[:10] or office.today().isoformat()
            first = min(show_moment(one.row.from_at)[:10], last)
            wanted = PatrolFilter(first, last, alert_id=one.row.id)
            return _Shown(one, figures.figures_of(office, wanted))

        def show(shown: _Shown) -> None:
            if self._alert is one:
                self._show(shown)

        self._read(work, show)

    def _show(self, shown: _Shown) -> None:
        one, of = shown.alert, shown.figures
        kinds = code_table("hazard_kind")
        concerned = "、".join(
            word(entry.label) for entry in kinds.entries if one.kinds and entry.code in one.kinds
        )
        until = show_moment(one.row.to_at) or _tr("还没有解除")
        lines = [
            Line(_tr("{first} — {last}").format(first=show_moment(one.row.from_at), last=until), "muted"),
            Line(_tr("生效中") if one.is_on else "", "strong", "overdue"),
            Line(
                _tr("每 {n} 小时巡一次：{kinds}").format(
                    n=one.every_hours, kinds=concerned or _tr("所有隐患点")
                )
            ),
            Line(_tr("独居高龄等 F1 类走访改为每天") if one.watches_people else ""),
            Line(one.row.text),
            Line(_tr("来源：{source}").format(source=one.row.source) if one.row.source else "", "muted"),
            Line(
                _tr(
                    "期间巡查 {patrols} 点次、{times} 人次（{people} 人），异常 {abnormal}，险情 {danger}"
                ).format(
                    patrols=of.patrols,
                    times=of.person_times,
                    people=of.people,
                    abnormal=of.abnormal,
                    danger=of.danger,
                )
            ),
        ]
        made = []
        if self.may(Right.EDIT_PATROLS):
            if not one.row.to_at:
                made.append(Action(_tr("解除…"), self.end, "primary"))
            made.append(Action(_tr("修改…"), self.edit))
        made.append(Action(_tr("看巡查"), self.open_patrols))
        if self.may(Right.EDIT_PATROLS):
            made.append(Action(_tr("删除…"), self.remove, "quiet"))
        self._page.panel.show_record(alert_words(one.kind_label, one.level_label), lines, made)

    # Steps

    def add(self) -> None:
        """Ask for a new alert, from now on."""
        if self.may(Right.EDIT_PATROLS):
            self._ask(NewAlert("01", "3", show_moment(self._office.now_text())), "")

    def edit(self) -> None:
        """Ask for changes of the alert shown."""
        if self._alert is not None and self.may(Right.EDIT_PATROLS):
            self._ask(alerts.typed_alert(self._alert.row), self._alert.row.id)

    def _ask(self, typed: NewAlert, alert_id: str) -> None:
        office = self._office
        dialog = self._dialog(_tr("修改预警") if alert_id else _tr("登记预警"), _tr("保存"))
        dialog.add_code("kind", _tr("预警"), code_options(KINDS), typed.kind)
        dialog.add_code("level", _tr("颜色"), code_options(LEVELS), typed.level, required=False)
        when = _tr("例如 3:10、昨天 22:30")
        dialog.add_text("from_at", _tr("开始"), typed.from_at, required=True, hint=when)
        dialog.add_text("to_at", _tr("解除"), typed.to_at, hint=_tr("没有解除就留空"))
        dialog.add_text("every_hours", _tr("几小时一次"), typed.every_hours, hint=_tr("留空按规则"))
        dialog.add_text("source", _tr("来源"), typed.source)
        dialog.add_long_text("text", _tr("内容"), typed.text, lines=2)

        def save(values: dict[str, Any]) -> None:
            new = NewAlert(**values)
            if alert_id:
                self._store(dialog, lambda: alerts.edit_alert(office, alert_id, new))
            else:
                self._store(dialog, lambda: alerts.add_alert(office, new), self._go_to)

        dialog.submitted.connect(save)
        dialog.open()

    def _go_to(self, alert_id: str) -> None:
        self._wanted = alert_id
        self.load()

    def end(self) -> None:
        """Ask when the alert ended."""
        one, office = self._alert, self._office
        if one is None:
            return
        dialog = self._dialog(_tr("解除预警"), _tr("解除"), _tr("解除以后，该巡的点还要再巡一次。"))
        dialog.add_text("to_at", _tr("解除时间"), show_moment(office.now_text()), required=True)
        dialog.submitted.connect(
            lambda values: self._store(dialog, lambda: alerts.end_alert(office, one.row.id, values["to_at"]))
        )
        dialog.open()

    def open_patrols(self) -> None:
        """Show the patrols in the alert."""
        if self._alert is not None:
            self._shell.open_record("patrols", "alert_patrols", self._alert.row.id)

    def remove(self) -> None:
        """Ask, then remove an alert that was entered by mistake."""
        one, office = self._alert, self._office
        if one is not None:
            self._shell.ask(
                _tr("删除这条预警？"),
                _tr("巡查记录留着。可以撤销。"),
                _tr("删除"),
                lambda: self._write(lambda: alerts.remove_alert(office, one.row.id)),
                danger=True,
            )
