"""The calendar: events by due day, a month or a week at a time; moving one is giving it another day."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.inbox.listing import CalendarDay
from ui.screens.events.event_cards import EventCards
from ui.widgets.dress import button, label, set_tone, tool_button

_WEEK, _WEEKS = 7, 6
MOST_OF_DAY = {"month": 12, "week": 40}
"""Events read for a day; more are told as a number."""


class EventCalendar(QWidget):
    """Days with what is due; emits the span it wants and what the user does."""

    opened = Signal(str)  # event id
    moved = Signal(str, object)  # event id, date
    span_wanted = Signal()  # other days are shown: they want to be read

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = self.on = today
        self.unit = "month"
        self._heading = label("", "strong")
        self.month, self.week = button(self.tr("月")), button(self.tr("周"))
        for key, made in (("month", self.month), ("week", self.week)):
            made.setCheckable(True)
            made.setProperty("role", "tab")
            made.clicked.connect(lambda _=False, unit=key: self.show_unit(unit))
        self.month.setChecked(True)
        before, after = (
            tool_button("chevron_left", self.tr("上一页")),
            tool_button("chevron_right", self.tr("下一页")),
        )
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        now = button(self.tr("今天"))
        now.clicked.connect(lambda: self._go(self.today))
        head = QHBoxLayout()
        for part in (before, self._heading, after, now):
            head.addWidget(part)
        head.addStretch()
        hint = label(self.tr("拖动或按 Alt+方向键改期；按时限规定和上级交办的期限不能改"), "small")
        for part in (hint, self.month, self.week):
            head.addWidget(part)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        for place, name in enumerate(self._weekdays()):
            self._grid.addWidget(label(name, "muted"), 0, place, Qt.AlignmentFlag.AlignHCenter)
            self._grid.setColumnStretch(place, 1)
        self._days: list[tuple[QWidget, QLabel, EventCards]] = [self._cell() for _ in range(_WEEK * _WEEKS)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addLayout(self._grid, 1)
        self._lay_out()

    def _weekdays(self) -> tuple[str, ...]:
        return (
            self.tr("周一"),
            self.tr("周二"),
            self.tr("周三"),
            self.tr("周四"),
            self.tr("周五"),
            self.tr("周六"),
            self.tr("周日"),
        )

    def _cell(self) -> tuple[QWidget, QLabel, EventCards]:
        host = QWidget(self)
        number = label("", "small")
        cards = EventCards("", "")
        cards.setMinimumHeight(0)
        cards.setMinimumWidth(40)
        cards.opened.connect(self.opened)
        cards.dropped.connect(lambda event, key: self.moved.emit(event, date.fromisoformat(key)))
        cards.shifted.connect(
            lambda event, right, down, at=cards: self.moved.emit(
                event, date.fromisoformat(at.key) + timedelta(days=right + _WEEK * down)
            )
        )
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(number)
        layout.addWidget(cards, 1)
        return host, number, cards

    @property
    def span(self) -> tuple[date, date]:
        """First and last day shown."""
        if self.unit == "week":
            first = self.on - timedelta(days=self.on.weekday())
            return first, first + timedelta(days=_WEEK - 1)
        first = self.on.replace(day=1)
        first -= timedelta(days=first.weekday())
        return first, first + timedelta(days=_WEEK * _WEEKS - 1)

    def cards_of(self, day: date) -> EventCards | None:
        """The cards of a day that is shown."""
        return next((cards for _, _, cards in self._days if cards.key == day.isoformat()), None)

    def show_unit(self, unit: str) -> None:
        """Show a month or a week."""
        self.unit = unit
        self.month.setChecked(unit == "month")
        self.week.setChecked(unit == "week")
        self._lay_out()
        self.span_wanted.emit()

    def _turn(self, pages: int) -> None:
        if self.unit == "week":
            self._go(self.on + timedelta(days=_WEEK * pages))
        else:
            middle = self.on.replace(day=15) + timedelta(days=30 * pages)
            self._go(middle.replace(day=1))

    def _go(self, day: date) -> None:
        self.on = day
        self._lay_out()
        self.span_wanted.emit()

    def _lay_out(self) -> None:
        first, last = self.span
        count = (last - first).days + 1
        if self.unit == "week":
            text = self.tr("{first} 至 {last}").format(first=first.isoformat(), last=last.isoformat())
        else:
            text = self.tr("{year}年{month}月").format(year=self.on.year, month=self.on.month)
        self._heading.setText(text)
        for place, (host, number, cards) in enumerate(self._days):
            host.setVisible(place < count)
            row = 1 + place // _WEEK
            self._grid.addWidget(host, row, place % _WEEK)
            self._grid.setRowStretch(row, 1 if place < count else 0)
            day = first + timedelta(days=place)
            cards.key = day.isoformat()
            cards.set_dense(self.unit == "month")
            cards.setAccessibleName(cards.key)
            set_tone(number, "")
            number.setText(self._day_text(day, 0))

    def _day_text(self, day: date, count: int) -> str:
        name = str(day.day) if day.month == self.on.month or self.unit == "week" else f"{day.month}-{day.day}"
        if day == self.today:
            name = self.tr("今天 {day}").format(day=day.day)
        if not count:
            return name
        return self.tr("{day}　{n} 项").format(day=name, n=QLocale().toString(count))

    def show_days(self, days: Sequence[CalendarDay]) -> None:
        """Show what is due on the days of the span."""
        by_day = {each.day.isoformat(): each for each in days}
        for _, number, cards in self._days:
            found = by_day.get(cards.key)
            cards.show_lines(found.lines if found is not None else ())
            day = date.fromisoformat(cards.key)
            number.setText(self._day_text(day, found.count if found is not None else 0))
            set_tone(number, "ok" if day == self.today else "")

    def focus_first(self) -> None:
        """Take the keyboard on today, or on the first day shown."""
        cards = self.cards_of(self.today) or self._days[0][2]
        cards.setFocus()
        if cards.count() and cards.currentRow() < 0:
            cards.setCurrentRow(0)
