"""What people care about now against the usual level, with the events behind each figure (民情分析)."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.accounts import Right
from desktop.domain.analysis import Usual
from desktop.domain.surprise import Standing, Surprise
from desktop.reports.analysis_sheets import month_chart
from desktop.services.analysis.counting import UNKNOWN, Analysis, Finding, GroupRow
from desktop.services.analysis.explaining import VoiceLine
from desktop.words import word
from ui.screens.analysis.presenter import AnalysisPresenter
from ui.shell.screen import Command, Screen
from ui.widgets.chart_view import ChartView
from ui.widgets.dress import button, label, set_tone
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.table_stack import TableStack
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

TERMS, CATEGORIES, GROUPS, MONTHS = "terms", "categories", "groups", "months"
_KEYS = (TERMS, CATEGORIES, GROUPS, MONTHS)
_LENGTHS = (7, 30, 90, 365)
_INDENT = "　　"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnalysisScreen", text)


def _standing(told: Surprise) -> Cell:
    names = {
        Standing.MORE: _tr("比平时多"),
        Standing.LESS: _tr("比平时少"),
        Standing.AS_USUAL: _tr("和平时差不多"),
        Standing.TOO_FEW: _tr("太少，不下结论"),
        Standing.NO_USUAL: _tr("没有平时数可比"),
    }
    tones = {Standing.MORE: "soon", Standing.LESS: "ok"}
    return Cell(names[told.standing], tone=tones.get(told.standing, ""))


def _times(told: Surprise) -> str:
    if told.standing not in (Standing.MORE, Standing.LESS) or told.times is None:
        return ""
    return f"{told.times:.1f}（{told.low:.1f}—{told.high:.1f}）"


def _named(each: Finding) -> Cell:
    also = _tr("一起说到：{terms}").format(terms="、".join(each.also)) if each.also else ""
    return Cell((_INDENT if each.is_part else "") + word(each.label), hint=also)


def _finding_columns(heading: str) -> tuple[RowColumn[Finding], ...]:
    return (
        RowColumn(TableColumn("label", heading, 8.5), _named),
        RowColumn(TableColumn("count", _tr("件数"), 3, RIGHT), lambda each: str(each.told.count)),
        RowColumn(
            TableColumn("usual", _tr("平时"), 3, RIGHT),
            lambda each: "—" if each.told.usual is None else f"{each.told.usual:.1f}",
        ),
        RowColumn(TableColumn("standing", _tr("和平时比"), 7), lambda each: _standing(each.told)),
        RowColumn(TableColumn("times", _tr("约几倍（范围）"), 8), lambda each: _times(each.told)),
    )


def _voice_columns() -> tuple[RowColumn[VoiceLine], ...]:
    return (
        RowColumn(TableColumn("day", _tr("日期"), 5.5), lambda each: show_moment(each.at)[:10]),
        RowColumn(
            TableColumn("title", _tr("说了什么"), 11.5),
            lambda each: each.title if each.table == "event" else _tr("走访：{text}").format(text=each.title),
        ),
        RowColumn(TableColumn("state", _tr("状态"), 4.5), lambda each: word(each.state_label)),
    )


class AnalysisScreen(Screen):
    """A period is chosen, a figure opens what was counted, an event opens where it is kept."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self._today = office.today()
        self.pages = TabStrip(
            (
                (TERMS, self.tr("词语")),
                (CATEGORIES, self.tr("类别")),
                (GROUPS, self.tr("按组")),
                (MONTHS, self.tr("按月")),
            )
        )
        self._make_tools(office)
        self._findings = {
            TERMS: RowsModel(_finding_columns(self.tr("词语")), lambda each: each.key, self),
            CATEGORIES: RowsModel(_finding_columns(self.tr("类别")), lambda each: each.key, self),
        }
        self.tables = {key: VirtualTable(f"analysis_{key}") for key in (TERMS, CATEGORIES)}
        self.groups = VirtualTable("analysis_groups")
        self.groups.setAccessibleName(self.tr("各村民小组的件数"))
        self.chart = ChartView(self.tr("近十二个月的件数"))
        self.behind_title = label("", "strong", wrap=True)
        self._voices = RowsModel(_voice_columns(), lambda each: f"{each.table}/{each.id}", self)
        self.voices = VirtualTable("analysis_voices")
        self.voices.setAccessibleName(self.tr("计入的事项"))
        self.voices.show_model(self._voices)
        self.foot = label("", "small", wrap=True)
        self._lay_out()
        self._presenter = presenter = AnalysisPresenter(self, office, runner, shell)
        self.pages.chosen.connect(self.mark_page)
        self.period.activated.connect(self._take_period)
        self.usual.activated.connect(lambda _: presenter.load())
        for edit in (self.first, self.last):
            edit.editingFinished.connect(self._take_days)
        for table in self.tables.values():
            table.current_changed.connect(lambda _: self._ask_voices())
        self.voices.row_activated.connect(presenter.open_voice)
        self.print.clicked.connect(presenter.print_paper)
        self.export.clicked.connect(presenter.ask_export)
        self._asked = ("", "")
        self.mark_page(TERMS)
        self.period.setCurrentIndex(1)
        self._take_period(1)

    def _make_tools(self, office: "Office") -> None:
        self.period = QComboBox()
        self.period.setAccessibleName(self.tr("期间"))
        for days in _LENGTHS:
            self.period.addItem(self.tr("近 {days} 天").format(days=days), days)
        self.period.addItem(self.tr("自己填"), None)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.first.setAccessibleName(self.tr("从哪天"))
        self.last.setAccessibleName(self.tr("到哪天"))
        for edit in (self.first, self.last):
            edit.setFixedWidth(self.fontMetrics().horizontalAdvance("2026-12-31") + 30)
        self.usual = QComboBox()
        self.usual.setAccessibleName(self.tr("和什么比"))
        self.usual.addItem(self.tr("和之前半年比"), Usual.BEFORE)
        self.usual.addItem(self.tr("和往年同期比"), Usual.SEASON)
        self.problem = label("", "small")
        set_tone(self.problem, "error")
        self.export = button(self.tr("导出…"), icon_name="export")
        self.export.setEnabled(office.may(Right.EXPORT))
        self.print = button(self.tr("打印…"), icon_name="print")
        self.print.setEnabled(office.may(Right.PRINT))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self.lists = {key: TableStack(table, "chart") for key, table in self.tables.items()}
        for key, table in self.tables.items():
            table.setAccessibleName(self.tr("词语") if key == TERMS else self.tr("类别"))
            table.show_model(self._findings[key])
            self._stack.addWidget(self.lists[key])
        self._stack.addWidget(self.groups)
        months = QWidget()
        inside = QVBoxLayout(months)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.chart)
        inside.addStretch()
        self._stack.addWidget(months)
        self._behind = QWidget()
        beside = QVBoxLayout(self._behind)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.addWidget(self.behind_title)
        beside.addWidget(self.voices, 1)
        split = QSplitter()
        split.addWidget(self._stack)
        split.addWidget(self._behind)
        split.setSizes([55_000, 43_000])
        split.setChildrenCollapsible(False)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("民情分析"), "title"))
        head.addWidget(self.pages, 1)
        head.addWidget(self.export)
        head.addWidget(self.print)
        days = QHBoxLayout()
        days.setSpacing(10)
        for widget in (self.period, self.first, label("—"), self.last, self.usual, self.problem):
            days.addWidget(widget)
        days.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(days)
        layout.addWidget(split, 1)
        layout.addWidget(self.foot)

    def mark_page(self, key: str) -> None:
        """Show one of the pages."""
        self.pages.mark(key)
        self._stack.setCurrentIndex(_KEYS.index(key))
        self._behind.setVisible(key in self.tables)
        if key in self.tables:
            self._ask_voices()

    def asked(self) -> tuple[str, str, Usual]:
        """First and last day as typed, and what is compared with."""
        return (*self._asked, Usual(self.usual.currentData()))

    def show_analysis(self, told: Analysis) -> None:
        """Show one counting."""
        self.problem.setText("")
        for key, found in ((TERMS, told.terms), (CATEGORIES, told.categories)):
            current = self.tables[key].current_id()
            self._findings[key].set_rows(found)
            if not (current and self.tables[key].select_id(current)) and found:
                self.tables[key].selectRow(0)
            if found:
                self.lists[key].show_table()
            else:
                self._tell_nothing(key, told)
            more = sum(each.told.standing is Standing.MORE for each in found)
            self.pages.show_count(key, more, "soon" if more else "")
        self._show_groups(told)
        self.chart.show_chart(
            month_chart([(each.month, each.total) for each in told.months], self.tr("近十二个月的件数"))
        )
        self.foot.setText(self._foot_text(told))
        self._ask_voices()

    def _tell_nothing(self, key: str, told: Analysis) -> None:
        if not told.count:
            self.lists[key].show_nothing(self.tr("这些天没有登记过事项"), self.tr("可以换长一点的时间。"))
        elif told.usual_spans:
            self.lists[key].show_nothing(self.tr("没有比平时多的词语"))
        else:
            self.lists[key].show_nothing(
                self.tr("还说不出哪些词语比平时多"), self.tr("以前的记录还不够长，没有平时数可比。")
            )

    def show_problem(self, text: str) -> None:
        """Say why nothing was counted for what was typed."""
        self.problem.setText(text)

    def show_voices(self, key: str, found: Sequence[VoiceLine]) -> None:
        """Show what stands behind a figure, while it is still the one chosen."""
        if key == self.chosen_key():
            self._voices.set_rows(found)

    def chosen_key(self) -> str:
        """Key of the category or term chosen on the page in view; empty for none."""
        page = _KEYS[self._stack.currentIndex()]
        return self.tables[page].current_id() if page in self.tables else ""

    def _show_groups(self, told: Analysis) -> None:
        def cell(count: int | None) -> str:
            return f"<{told.least}" if count is None else str(count)

        def name(each: GroupRow) -> str:
            return self.tr("没有写到户") if each.name == UNKNOWN else each.name

        def count_column(place: int, code: str, heading: str) -> RowColumn[GroupRow]:
            return RowColumn(
                TableColumn(f"c{code}", word(heading), 4, RIGHT), lambda each: cell(each.counts[place])
            )

        columns = (
            RowColumn(TableColumn("name", self.tr("村民小组"), 6), name),
            *(count_column(place, code, heading) for place, (code, heading) in enumerate(told.main)),
            RowColumn(TableColumn("total", self.tr("合计"), 3.5, RIGHT), lambda each: cell(each.total)),
        )
        model: RowsModel[GroupRow] = RowsModel(columns, lambda each: each.name, self)
        model.set_rows(told.groups)
        self.groups.show_model(model)

    def _foot_text(self, told: Analysis) -> str:
        text = self.tr("共 {count} 件，截至 {moment}。页名后面的数是比平时多的。").format(
            count=told.count, moment=show_moment(told.cut_off_at)
        )
        if not told.usual_spans:
            return text + self.tr("以前的记录还不够长，没有平时数可比。")
        days = sum(each.days for each in told.usual_spans)
        usual = self.tr("平时数取{first}起 {days} 天的 {count} 件，折算成同样长的天数。")
        return text + usual.format(first=told.usual_spans[0].first, days=days, count=told.usual_count)

    def _ask_voices(self) -> None:
        key = self.chosen_key()
        page = _KEYS[self._stack.currentIndex()]
        if not key or page not in self.tables:
            self._voices.set_rows(())
            self.behind_title.setText("")
            return
        model = self._findings[page]
        finding = model.row_at(model.row_of(key))
        text = self.tr("{name}：{count} 件").format(name=word(finding.label), count=finding.told.count)
        if finding.also:
            text += "　" + _tr("一起说到：{terms}").format(terms="、".join(finding.also))
        self.behind_title.setText(text)
        self._presenter.show_voices(key)

    def _take_period(self, index: int) -> None:
        days = self.period.itemData(index)
        if days is None:
            self.first.setFocus()
            return
        self.first.setText((self._today - timedelta(days - 1)).isoformat())
        self.last.setText(self._today.isoformat())
        self._take_days()

    def _take_days(self) -> None:
        wanted = (self.first.text().strip(), self.last.text().strip())
        if wanted == self._asked:
            return
        self._asked = wanted
        self.period.setCurrentIndex(self._index_of(wanted))
        self._presenter.load()

    def _index_of(self, wanted: tuple[str, str]) -> int:
        for index, days in enumerate(_LENGTHS):
            if wanted == ((self._today - timedelta(days - 1)).isoformat(), self._today.isoformat()):
                return index
        return len(_LENGTHS)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.tables[TERMS].setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return tuple((key, lambda key=key: self.mark_page(key)) for key in _KEYS[1:])

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("打印民情分析"), self._presenter.print_paper),
            Command(self.tr("导出民情分析"), self._presenter.ask_export),
        )
