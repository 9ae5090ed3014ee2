"""Closes quarters and the year of a ledger (结账)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.points_quarter import quarter_period
from desktop.domain.problem import Problem
from desktop.services.points.closings import MeetingRow, QuarterState, YearState
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label, line
from ui.widgets.problem_line import ProblemLine


class ClosingDialog(GrowingDialog):
    """Each quarter with its state; the year with the meeting that closes it."""

    quarter_wanted = Signal(str)
    year_wanted = Signal(str, str)  # meeting, branch ("" for households)

    def __init__(
        self,
        state: YearState,
        meetings: Sequence[MeetingRow],
        branches: Sequence[tuple[str, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("{year}年积分结账").format(year=state.year))
        self.problem = ProblemLine()
        self.quarters = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(state.quarters):
            close = button(self.tr("结账"))
            close.setEnabled(each.can_be_closed)
            close.clicked.connect(lambda _=False, quarter=each.quarter: self.quarter_wanted.emit(quarter))
            self.quarters[each.quarter] = close
            grid.addWidget(label(quarter_period(each.quarter).words()), row, 0)
            grid.addWidget(label(self._words(each), "muted", wrap=True), row, 1)
            grid.addWidget(close, row, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        told = self.tr("结账后这一季度的分数不再变动；以后补记和冲销的都记入下一季度，并注明。")
        layout.addWidget(label(told, "muted", wrap=True))
        layout.addLayout(grid)
        layout.addWidget(line())
        layout.addWidget(label(self.tr("年度结账"), "heading"))
        self.meeting = QComboBox()
        self.meeting.setAccessibleName(self.tr("结账的会议"))
        for meeting in meetings:
            self.meeting.addItem(f"{meeting.held_on}　{meeting.title}", meeting.id)
        self.years = {}
        closed = {row.branch_id for row in state.closings}
        if not state.can_be_closed:
            told = self.tr("四个季度都结账以后，由会议办年度结账；下一年从零开始。")
            layout.addWidget(label(told, "muted", wrap=True))
        else:
            if not meetings:
                told = self.tr("先在“会议”里登记听取积分情况的会议，再来办年度结账。")
                layout.addWidget(label(told, "muted", wrap=True))
            else:
                layout.addWidget(self.meeting)
            for branch_id, name in branches:
                close = button(self.tr("年度结账"))
                close.setEnabled(bool(meetings) and branch_id not in closed)
                close.clicked.connect(
                    lambda _=False, branch=branch_id: self.year_wanted.emit(
                        str(self.meeting.currentData()), branch
                    )
                )
                self.years[branch_id] = close
                place = QHBoxLayout()
                told = self.tr("已办年度结账") if branch_id in closed else ""
                place.addWidget(label("　".join(part for part in (name, told) if part)), 1)
                place.addWidget(close)
                layout.addLayout(place)
        layout.addWidget(self.problem)
        done = button(self.tr("关闭"))
        done.clicked.connect(self.reject)
        layout.addLayout(foot(done))
        self.resize(self.fontMetrics().height() * 30, self.sizeHint().height())

    def _words(self, each: QuarterState) -> str:
        if each.closing is not None:
            return self.tr("{day} 已结账").format(day=each.closing.closed_on)
        if not each.is_over:
            return self.tr("还没有结束")
        if each.waiting:
            return self.tr("可以结账；还有 {count} 笔待确认，会移到下一季度").format(count=each.waiting)
        return self.tr("可以结账")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what keeps it from being closed."""
        self.problem.show_text("\n".join(messages.brief(problem) for problem in problems))
