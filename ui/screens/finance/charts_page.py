"""Income and expenditure as bars, as they go on the wall; a bar opens its entries."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.reports.document import Chart, ChartRow, Pattern, Series
from desktop.services.finance import FundsTotals, ItemTotal
from desktop.words import word
from ui.widgets.chart_view import ChartView
from ui.widgets.dress import button, label
from ui.widgets.plain_scroll import PlainScroll


class ChartsPage(QWidget):
    """Three charts of one scale under each other."""

    item_asked = Signal(str)  # code of the item
    month_asked = Signal(str)  # 2026-07
    sheet_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.income = ChartView(self.tr("各项收入"))
        self.expense = ChartView(self.tr("各项支出"))
        self.months = ChartView(self.tr("各月收支"))
        self.income.row_asked.connect(self.item_asked)
        self.expense.row_asked.connect(self.item_asked)
        self.months.row_asked.connect(self.month_asked)
        self.sheet = button(self.tr("做成公开图示"), icon_name="documents")
        self.sheet.clicked.connect(self.sheet_wanted)
        host = QWidget()
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 16, 0)
        inside.setSpacing(6)
        for heading, chart in (
            (self.tr("收入都从哪里来"), self.income),
            (self.tr("钱都用到哪里去"), self.expense),
            (self.tr("各月收支"), self.months),
        ):
            inside.addWidget(label(heading, "heading"))
            inside.addWidget(chart)
            inside.addSpacing(10)
        inside.addStretch()
        scroll = PlainScroll()
        scroll.setWidget(host)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("单位：元。点一根横条，看它的每一笔。"), "small"), 1)
        foot.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)

    def show_totals(self, totals: FundsTotals, *, may_draft: bool) -> None:
        """Show the totals of a period."""
        income = Series(self.tr("收入"), Pattern.STRIPES)
        expense = Series(self.tr("支出"), Pattern.SOLID)
        nothing = self.tr("本期没有发生")
        charts = (
            Chart(_rows(totals.of_class("F2")), (income,), empty_text=nothing),
            Chart(_rows(totals.of_class("F3")), (expense,), empty_text=nothing),
            Chart(
                tuple(
                    ChartRow(
                        self.tr("{month}月").format(month=int(each.month[5:])),
                        (each.income_cents, each.expense_cents),
                        each.month,
                    )
                    for each in totals.months
                ),
                (income, expense),
            ),
        )
        for view, chart in zip((self.income, self.expense, self.months), charts, strict=True):
            view.show_chart(chart, charts)
        self.sheet.setEnabled(may_draft)


def _rows(items: tuple[ItemTotal, ...]) -> tuple[ChartRow, ...]:
    """Items that something was booked under, the largest first."""
    booked = sorted((each for each in items if each.count), key=lambda each: -(each.cents or 0))
    return tuple(ChartRow(word(each.label), (each.cents or 0,), each.item) for each in booked)
