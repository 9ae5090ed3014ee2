"""The start page (今日): what is to be done, the village in numbers, unfinished work, backup."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.accounts import Right
from desktop.services import register
from desktop.services.drafts import Draft
from desktop.services.register import Figure
from desktop.services.today import DisclosureToday, Today
from desktop.words import word
from ui.screens.documents.table_model import OBJECTED, TO_TAKE_DOWN
from ui.screens.today.draft_name import draft_name
from ui.screens.today.presenter import TodayPresenter
from ui.screens.today.side import TodaySide
from ui.shell.screen import Screen
from ui.widgets.dress import button, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.number_card import NumberCard
from ui.widgets.plain_scroll import PlainScroll

if TYPE_CHECKING:
    from desktop.services.numbering import SharedNumbers
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_CARD_CHARS = 10  # a card is at least this many Chinese characters wide
_FIGURE_ICONS = {"households": "home", "people": "user", "problems": "alert"}
_TO_MEND = {"problems", "residence_unknown"}


class TodayScreen(Screen):
    """Numbers that open their lists, and the work of the day beside them."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self._presenter = TodayPresenter(self, office, runner, shell)
        self.cards: dict[str, NumberCard] = {}
        self.event_cards: dict[str, NumberCard] = {}
        self._shared: SharedNumbers | None = None
        self.duty_cards: dict[str, NumberCard] = {}
        self._as_of = label("", "muted")
        self._title = label("", "title")
        # one click away at three in the morning
        self.alarm = button(self.tr("发起应急动员…"), "", "siren")
        self.alarm.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Enter on the page that opens calls nobody out
        self.alarm.setVisible(office.may(Right.EDIT_MOBILISATION))
        self.alarm.clicked.connect(partial(self._presenter.open_list, "mobilisation", "start"))
        self._figures_host = QWidget()
        self._figures = QGridLayout(self._figures_host)
        self._figures.setContentsMargins(0, 0, 0, 0)
        self._figures.setSpacing(10)
        self._events_host = QWidget()
        self._event_row = QHBoxLayout(self._events_host)
        self._event_row.setContentsMargins(0, 0, 0, 0)
        self._event_row.setSpacing(10)
        self._duties_host = QWidget()
        self._duty_row = QHBoxLayout(self._duties_host)
        self._duty_row.setContentsMargins(0, 0, 0, 0)
        self._duty_row.setSpacing(10)
        self._empty = EmptyState("register")
        self._empty.hide()
        self._blocks = TodaySide(self._presenter)
        self._side = QVBoxLayout()
        self._side.setSpacing(10)
        self._across = 0
        self._arrange()
        self._empty.acted.connect(partial(self._presenter.open_screen, "import"))
        self.show_day(office.today().isoformat())
        self._presenter.load()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self.alarm)
        head.addSpacing(8)
        head.addWidget(self._as_of, 0, Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        left.setSpacing(10)
        self._tasks_heading = label(self.tr("任务"), "heading")
        self._duties_heading = label(self.tr("三务公开"), "heading")
        self._village_heading = label(self.tr("村情"), "heading")
        left.addWidget(self._tasks_heading)
        left.addWidget(self._events_host)
        left.addWidget(self._duties_heading)
        left.addWidget(self._duties_host)
        left.addWidget(self._village_heading)
        left.addWidget(self._figures_host)
        left.addWidget(self._empty)
        left.addStretch()
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addLayout(left, 5)
        columns.addLayout(self._side, 3)
        host = QWidget()
        host.setProperty("role", "scrolled")
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addLayout(columns)
        inside.addStretch()
        scroll = PlainScroll()
        scroll.setWidget(host)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)

    def show_day(self, day: str) -> None:
        """Show the day at the head, in words."""
        shown = QDate.fromString(day, Qt.DateFormat.ISODate)
        self._title.setText(QLocale().toString(shown, self.tr("今日　M 月 d 日　dddd")))

    def show_today(self, today: Today) -> None:
        """Show one reading of everything."""
        as_of = today.read_at.astimezone()
        self.show_day(as_of.date().isoformat())
        self._as_of.setText(self.tr("数字截至 {time}").format(time=f"{as_of:%H:%M}"))
        self._show_events(today.views)
        self._show_disclosure(today.disclosure)
        self._show_figures(today.figures, as_of)
        self._show_side(today)

    def _show_events(self, views: Mapping[str, int]) -> None:
        for part in (self._tasks_heading, self._events_host):
            part.setVisible(bool(views))
        shown = (
            ("overdue", self.tr("已逾期"), "alert", self.tr("期限已过、还没有办结的任务"), "overdue"),
            ("today", self.tr("今天到期"), "clock", self.tr("期限是今天、还没有办结的任务"), "soon"),
            ("soon", self.tr("三天内到期"), "calendar", self.tr("期限在今后三天之内、还没有办结的任务"), ""),
            ("open", self.tr("待办"), "tasks", self.tr("所有还没有办结的任务"), ""),
        )
        for key, title, icon, definition, tone in shown:
            if key not in self.event_cards:
                made = NumberCard(title, icon)
                made.clicked.connect(partial(self._presenter.open_list, "events", key))
                made.setToolTip(definition)
                self.event_cards[key] = made
                self._event_row.addWidget(made, 1)
            number = views.get(key, 0)
            remark = self.tr("请先办这些") if key == "overdue" and number else ""
            self.event_cards[key].show_number(number, remark, tone if number and remark else "")

    def _show_disclosure(self, disclosure: DisclosureToday | None) -> None:
        for part in (self._duties_heading, self._duties_host):
            part.setVisible(disclosure is not None)
        if disclosure is None:
            return
        open_list = self._presenter.open_list
        shown: list[tuple[str, str, str, str, int, str, Callable[[], None]]] = [
            (
                "late",
                self.tr("逾期没公开"),
                "alert",
                self.tr("过了应公开日、还没有张贴的公开任务"),
                disclosure.late,
                "overdue",
                partial(open_list, "duties", "late"),
            ),
            (
                "soon",
                self.tr("快要公开"),
                "calendar",
                self.tr("快到应公开日、还没有张贴的公开任务"),
                disclosure.soon,
                "soon",
                partial(open_list, "duties", "soon"),
            ),
            (
                "take_down",
                self.tr("该取下"),
                "documents",
                self.tr("张贴期满、该从公开栏取下的公开表"),
                disclosure.take_down,
                "soon",
                partial(open_list, "documents", TO_TAKE_DOWN),
            ),
            (
                "answers",
                self.tr("该答复异议"),
                "clock",
                self.tr("到了答复期限、还没有答复的异议"),
                disclosure.answers,
                "overdue",
                partial(open_list, "documents", OBJECTED),
            ),
        ]
        self._shared = disclosure.shared
        if disclosure.shared:
            shown.append(
                (
                    "shared",
                    self.tr("编号重复"),
                    "copy",
                    self.tr("两台电脑离线时用了同一个编号的公开表和证明，要把后发的一份更正或作废"),
                    len(disclosure.shared),
                    "overdue",
                    self._open_shared,
                ),
            )
        elif "shared" in self.duty_cards:
            self.duty_cards.pop("shared").deleteLater()
        for key, title, icon, definition, number, tone, act in shown:
            if key not in self.duty_cards:
                made = NumberCard(title, icon)
                made.clicked.connect(act)
                made.setToolTip(definition)
                self.duty_cards[key] = made
                self._duty_row.addWidget(made, 1)
            remark = self.tr("请先办这些") if number and tone == "overdue" else ""
            self.duty_cards[key].show_number(number, remark, tone if remark else "")

    def _open_shared(self) -> None:
        if self._shared is not None:
            self._presenter.open_shared(self._shared)

    def _show_figures(self, figures: Sequence[Figure], as_of: datetime) -> None:
        nobody = bool(figures) and all(figure.count == 0 for figure in figures)
        self._figures_host.setVisible(bool(figures) and not nobody)
        self._village_heading.setVisible(bool(figures) and not nobody)
        self._empty.setVisible(nobody)
        if nobody:
            text = self.tr("从现有的花名册导入，几分钟就能查人、登记、打印公示。")
            self._empty.show_text(self.tr("档案里还没有人"), text, self.tr("导入花名册"))
        for figure in figures:
            if figure.key not in self.cards:
                made = NumberCard(word(figure.label), _FIGURE_ICONS.get(figure.key, ""))
                made.clicked.connect(partial(self._open_figure, figure.key))
                self.cards[figure.key] = made
            shown = self.cards[figure.key]
            remark = word(figure.unit)
            warned = figure.key in _TO_MEND and figure.count > 0
            if warned:
                remark = self.tr("请补填") if figure.key == "residence_unknown" else self.tr("请逐项核对")
            shown.show_number(figure.count, remark, "soon" if warned else "")
            definition = register.sentence(figure.kind, figure.filter) or self.tr("全部")
            words = self.tr("口径：{definition}\n截至 {time}，点开看名单")
            shown.setToolTip(words.format(definition=definition, time=f"{as_of:%Y-%m-%d %H:%M}"))
        self._shown_figures = {figure.key: figure for figure in figures}
        self._across = 0
        self._lay_out()

    def _open_figure(self, key: str) -> None:
        self._presenter.open_figure(self._shown_figures[key])

    def _lay_out(self) -> None:
        """As many cards across as there is room for."""
        one = self.fontMetrics().horizontalAdvance("国")
        room = self.width() * 5 // 8 - 30
        across = max(2, min(5, room // (one * _CARD_CHARS)))
        if across == self._across or not self.cards:
            return
        self._across = across
        for key, shown in self.cards.items():
            shown.setVisible(key in self._shown_figures)
        for place, key in enumerate(self._shown_figures):
            row, column = divmod(place, across)
            self._figures.addWidget(self.cards[key], row, column)
        for column in range(5):
            self._figures.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._lay_out()

    def _show_side(self, today: Today) -> None:
        while (item := self._side.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for block in self._blocks.blocks(today):
            self._side.addWidget(block)
        self._side.addStretch()

    def drop_question(self, draft: Draft) -> tuple[str, str, str]:
        """Question, explanation and the word for yes before a draft is forgotten."""
        name = draft_name(draft)
        return (
            self.tr("丢弃“{name}”的草稿？").format(name=name),
            self.tr("没有保存的内容会被删除，档案里已有的数据不变。"),
            self.tr("丢弃草稿"),
        )

    @property
    def log_visit(self) -> QPushButton | None:
        """The button that puts a visit on record, for who may."""
        return self._blocks.log_visit

    def refresh(self) -> None:
        self._presenter.load()
