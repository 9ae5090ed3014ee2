"""Figures of events over a period: what came in, was settled in time and in the village, pleased."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from desktop.domain.period import Period
from desktop.services.events.figures import PeriodFigures, read_figures
from ui.dialogs.growing import GrowingDialog
from ui.screens.obligations.obligation_words import period_words
from ui.widgets.dress import button, foot, label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_MONTHS = 3


class FiguresDialog(GrowingDialog):
    """One period at a time; each rate with its part and whole, and what it means."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._runner = runner
        self._shell = shell
        self.setWindowTitle(self.tr("事项统计"))
        self._periods = self._make_periods(office.today())
        self.tabs = TabStrip(tuple((key, words) for key, (words, _) in self._periods.items()))
        self.period = label("", "muted")
        self._host = QWidget()
        self._grid = QGridLayout(self._host)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.cut_off = label("", "small", wrap=True)
        self.close_button = button(self.tr("关闭"), "primary")
        self.close_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.tabs)
        layout.addWidget(self.period)
        layout.addWidget(self._host)
        layout.addStretch()
        layout.addWidget(self.cut_off)
        layout.addLayout(foot(self.close_button))
        self.tabs.chosen.connect(self.show_period)
        height = self.fontMetrics().height()
        self.resize(height * 34, height * 24)
        self.show_period("month")

    def _make_periods(self, today: date) -> dict[str, tuple[str, Period]]:
        quarter = (today.month - 1) // _MONTHS + 1
        last = (today.year, quarter - 1) if quarter > 1 else (today.year - 1, 4)
        return {
            "month": (self.tr("本月"), Period.month(today.year, today.month)),
            "quarter": (self.tr("本季度"), Period.quarter(today.year, quarter)),
            "last_quarter": (self.tr("上季度"), Period.quarter(*last)),
            "year": (self.tr("今年"), Period.year(today.year)),
            "last_year": (self.tr("去年"), Period.year(today.year - 1)),
        }

    def show_period(self, key: str) -> None:
        """Read and show the figures of a period."""
        self.tabs.mark(key)
        period = self._periods[key][1]

        def work(_job: JobHandle) -> PeriodFigures:
            return read_figures(self._office, period.first, period.last)

        self._runner.read(work, partial(self._show, period), self._shell.show_error, owner=self)

    def _show(self, period: Period, read: PeriodFigures) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.period.setText(period_words(period))
        for row, (name, value, meaning) in enumerate(self._lines(read)):
            self._grid.addWidget(label(name), row, 0)
            self._grid.addWidget(label(value, "strong"), row, 1)
            self._grid.addWidget(label(meaning, "small", wrap=True), row, 2)
        self.cut_off.setText(
            self.tr(
                "截至 {time}，读了 {n} 件群众反映的事。交办的任务和并入别件的不算；"
                "办结前撤销的和不予受理的不算在各项率里。"
            ).format(time=f"{read.cut_off:%Y-%m-%d %H:%M}", n=read.row_count)
        )

    def _lines(self, read: PeriodFigures) -> tuple[tuple[str, str, str], ...]:
        figures = read.figures
        times, villages = figures.settlement_rate, figures.in_village_rate
        liked, said = figures.satisfaction_rate, figures.rating_rate
        return (
            (self.tr("收到"), self._count(figures.received), ""),
            (self.tr("办结并反馈"), self._count(figures.handled), ""),
            (
                self.tr("按时办结率"),
                times.text(),
                self.tr("到期 {whole} 件，按时办结 {part} 件").format(whole=times.whole, part=times.part),
            ),
            (
                self.tr("村内解决率"),
                villages.text(),
                self.tr("办结 {whole} 件，没有上报过的 {part} 件").format(
                    whole=villages.whole, part=villages.part
                ),
            ),
            (
                self.tr("满意率"),
                liked.text(),
                self.tr("评价率 {rate}：{n} 人作了评价，满意和非常满意 {part} 人").format(
                    rate=said.text(), n=liked.whole, part=liked.part
                ),
            ),
            (self.tr("当场办结"), self._count(figures.on_the_spot), ""),
            (self.tr("重办过"), self._count(figures.reopened), self.tr("按最后一次办结算")),
            (self.tr("不予受理"), self._count(figures.refused), self.tr("不算在各项率里")),
        )

    def _count(self, ids: tuple[str, ...]) -> str:
        return self.tr("{n} 件").format(n=len(ids))
