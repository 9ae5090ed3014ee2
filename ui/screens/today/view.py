"""The start page (今日): what is to be done, the village in numbers, unfinished work, backup."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.disclosure_duty import DutyState
from desktop.domain.event_state import DueState
from desktop.services import register
from desktop.services.backup import BackupStatus
from desktop.services.drafts import Draft
from desktop.services.events import Event
from desktop.services.history import UndoEntry
from desktop.services.register import Figure
from desktop.services.today import DisclosureToday, Today
from desktop.words import word
from ui.screens.documents.table_model import OBJECTED, TO_TAKE_DOWN
from ui.screens.duties.table_model import due_words as duty_words
from ui.screens.events.table_model import due_words
from ui.screens.register.form_names import form_name
from ui.screens.today.presenter import TodayPresenter
from ui.shell.screen import Screen
from ui.widgets.dress import button, card, label, set_tone, tool_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.moment import show_moment
from ui.widgets.number_card import NumberCard

if TYPE_CHECKING:
    from desktop.services.agency.reminders import AgencyReminderCount
    from desktop.services.boards.reminders import BoardReminderCount
    from desktop.services.disclosure.duties import DutyLine
    from desktop.services.events.reminders import EventsToday
    from desktop.services.jobs_market.reminders import JobsToday
    from desktop.services.meetings.reminders import MeetingsToday
    from desktop.services.mobilisation.reminders import EmergencyToday
    from desktop.services.numbering import SharedNumbers
    from desktop.services.obligations.reminders import ObligationsToday
    from desktop.services.office import Office
    from desktop.services.party.reminders import Reminder
    from desktop.services.patrols.reminders import PatrolsToday
    from desktop.services.points.reminders import PointsToday
    from desktop.services.task_orders.reminders import TasksToday
    from desktop.services.visits.reminders import VisitsToday
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_MOST_LINES = 6
_MOST_VISITS = 3
_CARD_CHARS = 10  # a card is at least this many Chinese characters wide
_FIGURE_ICONS = {"households": "home", "people": "user", "problems": "alert"}
_TO_MEND = {"problems", "residence_unknown"}


class _Link(QPushButton):
    """A link as wide as its place; what does not fit ends in dots and stands in the tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._full = text
        self.setAutoDefault(False)
        self.setProperty("role", "link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - max(around, 0)
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room))


class TodayScreen(Screen):
    """Numbers that open their lists, and the work of the day beside them."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._presenter = TodayPresenter(self, office, runner, shell)
        self.cards: dict[str, NumberCard] = {}
        self.event_cards: dict[str, NumberCard] = {}
        self._shared: SharedNumbers | None = None
        self.duty_cards: dict[str, NumberCard] = {}
        self._as_of = label("", "muted")
        self._title = label("", "title")
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
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
                made.clicked.connect(partial(self._presenter.open_events, key))
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
        duties, notices = self._presenter.open_duties, self._presenter.open_notices
        shown: list[tuple[str, str, str, str, int, str, Callable[[], None]]] = [
            (
                "late",
                self.tr("逾期没公开"),
                "alert",
                self.tr("过了应公开日、还没有张贴的公开任务"),
                disclosure.late,
                "overdue",
                partial(duties, "late"),
            ),
            (
                "soon",
                self.tr("快要公开"),
                "calendar",
                self.tr("快到应公开日、还没有张贴的公开任务"),
                disclosure.soon,
                "soon",
                partial(duties, "soon"),
            ),
            (
                "take_down",
                self.tr("该取下"),
                "documents",
                self.tr("张贴期满、该从公开栏取下的公开表"),
                disclosure.take_down,
                "soon",
                partial(notices, TO_TAKE_DOWN),
            ),
            (
                "answers",
                self.tr("该答复异议"),
                "clock",
                self.tr("到了答复期限、还没有答复的异议"),
                disclosure.answers,
                "overdue",
                partial(notices, OBJECTED),
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
        if today.emergency is not None and today.emergency.is_any:
            self._side.addWidget(self._emergency(today.emergency))
        if today.drafts:
            self._side.addWidget(self._drafts(today.drafts))
        if today.letters:
            self._side.addWidget(self._letters(today.letters))
        if today.visits is not None and (today.visits.is_any or self._presenter.may_log_visits()):
            self._side.addWidget(self._visits(today.visits))
        if today.patrols is not None and today.patrols.is_any:
            self._side.addWidget(self._patrols(today.patrols))
        if today.views:
            self._side.addWidget(self._due(today.due))
        if today.events is not None and today.events.is_any:
            self._side.addWidget(self._events(today.events))
        if today.disclosure is not None and today.disclosure.next:
            self._side.addWidget(self._duties(today.disclosure.next))
        if today.obligations is not None and (today.obligations.missing or today.obligations.mending):
            self._side.addWidget(self._obligations(today.obligations))
        if today.meetings is not None and (today.meetings.next or today.meetings.to_make_up):
            self._side.addWidget(self._meetings(today.meetings, today.read_at.astimezone().date()))
        if today.agency:
            self._side.addWidget(self._agency(today.agency))
        if today.tasks is not None and today.tasks.is_any:
            self._side.addWidget(self._tasks(today.tasks))
        if today.jobs is not None and today.jobs.count:
            self._side.addWidget(self._jobs(today.jobs))
        if today.boards:
            self._side.addWidget(self._boards(today.boards))
        if today.party:
            self._side.addWidget(self._party(today.party))
        if today.points is not None and today.points.is_any:
            self._side.addWidget(self._points(today.points))
        self._side.addWidget(self._backup(today.backup))
        if today.imports:
            self._side.addWidget(self._imports(today.imports))
        self._side.addStretch()

    def _sheet(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        made = card()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(label(title, "strong"))
        return made, layout

    def _link(self, text: str) -> QPushButton:
        return _Link(text)

    def _due(self, due: Sequence[Event]) -> QWidget:
        made, layout = self._sheet(self.tr("快到期和逾期的任务"))
        if not due:
            layout.addWidget(label(self.tr("三天内没有到期的任务。"), "muted"))
        for event in due[:_MOST_LINES]:
            row = QHBoxLayout()
            link = self._link(event.title)
            link.clicked.connect(partial(self._presenter.open_event, event.id))
            words, tone = due_words(event.due)
            state = label(words)
            set_tone(state, tone if event.due.state is not DueState.SOON else "")
            row.addWidget(link, 1)
            row.addWidget(state)
            layout.addLayout(row)
        if len(due) > _MOST_LINES:
            layout.addWidget(
                label(self.tr("还有 {n} 项，见“任务”").format(n=len(due) - _MOST_LINES), "muted")
            )
        return made

    def _events(self, waiting: "EventsToday") -> QWidget:
        made, layout = self._sheet(self.tr("事项"))
        kinds = (
            (self.tr("超时没有受理"), waiting.accept_overdue, "overdue"),
            (self.tr("上级退回"), waiting.returned, "overdue"),
            (self.tr("等书记审批延期"), waiting.extensions, "soon"),
            (self.tr("暂停已到期"), waiting.pauses_over, "soon"),
            (self.tr("办结了还没反馈"), waiting.to_feed_back, ""),
        )
        lines = [(words, row, tone) for words, rows, tone in kinds for row in rows]
        for words, row, tone in lines[:_MOST_LINES]:
            across = QHBoxLayout()
            link = self._link(row.title)
            link.clicked.connect(partial(self._presenter.open_event, row.id))
            state = label(words)
            set_tone(state, tone)
            across.addWidget(link, 1)
            across.addWidget(state)
            layout.addLayout(across)
        if len(lines) > _MOST_LINES:
            text = self.tr("还有 {n} 项，见“任务”").format(n=len(lines) - _MOST_LINES)
            layout.addWidget(label(text, "muted"))
        return made

    def _duties(self, lines: "Sequence[DutyLine]") -> QWidget:
        made, layout = self._sheet(self.tr("快到期和逾期的公开"))
        for line in lines[:_MOST_LINES]:
            row = QHBoxLayout()
            trigger = line.duty.trigger
            told = f"：{trigger.title}" if trigger is not None and trigger.title else ""
            link = self._link(f"{word(line.title)}{told}")
            link.clicked.connect(partial(self._presenter.open_duty, line.id))
            state = label(duty_words(line))
            set_tone(state, "overdue" if line.state is DutyState.LATE else "")
            row.addWidget(link, 1)
            row.addWidget(state)
            layout.addLayout(row)
        if len(lines) > _MOST_LINES:
            text = self.tr("还有 {n} 项，见“公开任务”").format(n=len(lines) - _MOST_LINES)
            layout.addWidget(label(text, "muted"))
        return made

    def _party(self, reminders: "Sequence[Reminder]") -> QWidget:
        made, layout = self._sheet(self.tr("党员和组织的提醒"))
        for each in reminders[:_MOST_LINES]:
            row = QHBoxLayout()
            link = self._link(self.tr("{name}　{what}").format(name=each.name, what=word(each.words)))
            link.clicked.connect(partial(self._presenter.open_party, each))
            row.addWidget(link, 1)
            if each.due is not None:
                day = self.tr("{month}月{day}日").format(month=each.due.month, day=each.due.day)
                due = label(day)
                due.setToolTip(each.due.isoformat())
                set_tone(due, "overdue" if each.is_late else "soon")
                row.addWidget(due)
            layout.addLayout(row)
        if len(reminders) > _MOST_LINES:
            text = self.tr("还有 {n} 项，见“党员和组织”").format(n=len(reminders) - _MOST_LINES)
            layout.addWidget(label(text, "muted"))
        return made

    def _emergency(self, emergency: "EmergencyToday") -> QWidget:
        made, layout = self._sheet(self.tr("应急动员"))
        lines = (
            (self.tr("正在进行的动员"), "mobilisations", len(emergency.running)),
            (self.tr("还没有发起的动员令"), "mobilisations", len(emergency.orders)),
            (self.tr("超时没报的初报"), "reports", emergency.reports_late),
            (self.tr("写好没上报的灾情报告"), "reports", emergency.reports_unsent),
        )
        for text, view, number in lines:
            if not number:
                continue
            row = QHBoxLayout()
            link = self._link(text)
            link.clicked.connect(partial(self._presenter.open_emergency, view))
            count = label(str(number))
            set_tone(count, "overdue")
            row.addWidget(link, 1)
            row.addWidget(count)
            layout.addLayout(row)
        return made

    def _patrols(self, waiting: "PatrolsToday") -> QWidget:
        from ui.screens.patrols.patrol_words import alert_words

        made, layout = self._sheet(self.tr("巡查"))
        lines = [
            (alert_words(each.kind_label, each.level_label), "alerts/on", "overdue")
            for each in waiting.alerts
        ]
        for count, text, view, tone in (
            (waiting.unreported, self.tr("险情没有报告：{n} 条"), "records/unreported", "overdue"),
            (waiting.late, self.tr("漏巡的隐患点：{n} 个"), "due/todo", "overdue"),
            (waiting.due, self.tr("今天要巡：{n} 个点"), "due/todo", "soon"),
            (waiting.cards, self.tr("明白卡要发、要换：{n} 户"), "cards/todo", "soon"),
            (waiting.unsigned, self.tr("明白卡待签收：{n} 户"), "cards/unsigned", ""),
        ):
            if count:
                lines.append((text.format(n=count), view, tone))
        for text, view, tone in lines:
            link = self._link(text)
            set_tone(link, tone)
            link.clicked.connect(partial(self._presenter.open_patrols, view))
            layout.addWidget(link)
        return made

    def _visits(self, waiting: "VisitsToday") -> QWidget:
        from ui.screens.visits.visit_words import due_cell

        made, layout = self._sheet(self.tr("走访"))
        today = self._presenter.today()
        lines = [(each, "due/due", "overdue") for each in waiting.alarms]
        for count, text, view, tone in (
            (waiting.late, self.tr("逾期没走访：{n} 人"), "due/late", "overdue"),
            (waiting.today, self.tr("今天到期：{n} 人"), "due/due", "soon"),
            (waiting.patches, self.tr("待确认的变更：{n} 项"), "patches", ""),
            (waiting.lists, self.tr("没走完的走访单：{n} 张"), "lists", ""),
        ):
            if count:
                lines.append((text.format(n=count), view, tone))
        for text, view, tone in lines:
            link = self._link(text)
            set_tone(link, tone)
            link.clicked.connect(partial(self._presenter.open_visits, view))
            layout.addWidget(link)
        may_log = self._presenter.may_log_visits()
        for one in waiting.next[:_MOST_VISITS] if may_log else ():
            row = QHBoxLayout()
            link = self._link(
                self.tr("{name}　{why}").format(name=one.title, why=word(one.visit_class.label))
            )
            link.clicked.connect(partial(self._presenter.log_visit, one.kind.value, one.id))
            cell = due_cell(one, today)
            due = label(cell.text)
            set_tone(due, cell.tone)
            row.addWidget(link, 1)
            row.addWidget(due)
            layout.addLayout(row)
        if may_log:
            self.log_visit = button(self.tr("记走访"), icon_name="plus")
            self.log_visit.clicked.connect(self._presenter.find_visit)
            layout.addWidget(self.log_visit)
        return made

    def _obligations(self, owed: "ObligationsToday") -> QWidget:
        from ui.screens.obligations.obligation_words import gap_words, mending_due_words, mending_tone

        made, layout = self._sheet(self.tr("还差的会和要整改的事"))
        for each in owed.mending[:_MOST_LINES]:
            row = QHBoxLayout()
            link = self._link(each.title)
            link.clicked.connect(partial(self._presenter.open_rectification, each.id))
            state = label(mending_due_words(each))
            set_tone(state, mending_tone(each))
            row.addWidget(link, 1)
            row.addWidget(state)
            layout.addLayout(row)
        several = len({line.obligation.holder.id for line in owed.missing}) > 1
        room = max(1, _MOST_LINES - len(owed.mending))
        for line in owed.missing[:room]:
            row = QHBoxLayout()
            obligation = line.obligation
            told = label(gap_words(line), wrap=True)
            told.setToolTip(word(obligation.holder.name))
            if several:
                told.setText(f"{gap_words(line)}（{word(obligation.holder.name)}）")
            plan = QPushButton(self.tr("安排…"))
            plan.setAutoDefault(False)
            plan.setProperty("role", "link")
            plan.clicked.connect(partial(self._presenter.plan_meeting, obligation.kind, obligation.holder.id))
            row.addWidget(told, 1)
            row.addWidget(plan)
            layout.addLayout(row)
        left = len(owed.missing) - room
        if left > 0:
            layout.addWidget(label(self.tr("还有 {n} 项，见“履职”").format(n=left), "muted"))
        return made

    def _meetings(self, asked: "MeetingsToday", on: date) -> QWidget:
        from ui.screens.meetings.meeting_words import day_words

        made, layout = self._sheet(self.tr("近期会议"))
        for meeting in asked.next[:_MOST_LINES]:
            row = QHBoxLayout()
            link = self._link(meeting.title)
            link.clicked.connect(partial(self._presenter.open_meeting, meeting.id))
            told, tone = day_words(meeting, on)
            state = label(told)
            set_tone(state, tone)
            row.addWidget(link, 1)
            row.addWidget(state)
            layout.addLayout(row)
        if len(asked.next) > _MOST_LINES:
            text = self.tr("还有 {n} 次，见“会议”").format(n=len(asked.next) - _MOST_LINES)
            layout.addWidget(label(text, "muted"))
        if asked.to_make_up:
            told = self.tr("没有到会、还没补课的 {n} 人次").format(n=asked.to_make_up)
            layout.addWidget(label(told, "muted", wrap=True))
        return made

    def _agency(self, reminders: "Sequence[AgencyReminderCount]") -> QWidget:
        made, layout = self._sheet(self.tr("代办"))
        words = {
            "late": (self.tr("超过期限的"), "cases/todo"),
            "bookings": (self.tr("要答复的预约"), "bookings"),
            "meetings": (self.tr("今天约好来办的"), "bookings"),
            "sent_back": (self.tr("退回要补材料的"), "cases/todo"),
            "soon": (self.tr("快到期的"), "cases/todo"),
            "deliver": (self.tr("结果要送到本人的"), "cases/todo"),
            "originals": (self.tr("该退还的原件"), "originals"),
            "unregistered": (self.tr("档案变动没办户籍手续的"), "cases/todo"),
        }
        for reminder in reminders:
            text, view = words[reminder.kind.value]
            row = QHBoxLayout()
            link = self._link(text)
            link.clicked.connect(partial(self._presenter.open_agency, view))
            count = label(str(reminder.count))
            set_tone(count, "overdue" if reminder.is_late else "")
            row.addWidget(link, 1)
            row.addWidget(count)
            layout.addLayout(row)
        return made

    def _jobs(self, waiting: "JobsToday") -> QWidget:
        made, layout = self._sheet(self.tr("务工"))
        lines = (
            (self.tr("求职登记快到期的"), waiting.expiring, "seekers", ""),
            (self.tr("求职登记过期、还没问过的"), waiting.expired, "seekers", "overdue"),
            (self.tr("等核实的岗位"), waiting.unchecked, "posts", ""),
            (self.tr("推荐了还没结果的"), waiting.unanswered, "fits", ""),
        )
        for text, number, view, tone in lines:
            if not number:
                continue
            row = QHBoxLayout()
            link = self._link(text)
            link.clicked.connect(partial(self._presenter.open_jobs, view))
            count = label(str(number))
            set_tone(count, tone)
            row.addWidget(link, 1)
            row.addWidget(count)
            layout.addLayout(row)
        return made

    def _tasks(self, asked: "TasksToday") -> QWidget:
        made, layout = self._sheet(self.tr("上级交办"))
        lines = [(each, self.tr("被退回"), "overdue") for each in asked.returned]
        lines += [(each, self.tr("已逾期"), "overdue") for each in asked.late]
        lines += [(each, self.tr("{day} 到期"), "soon") for each in asked.soon]
        lines += [(each, self.tr("{day} 到期"), "") for each in asked.open]
        for task, told, tone in lines[:_MOST_LINES]:
            row = QHBoxLayout()
            link = self._link(task.title)
            link.clicked.connect(partial(self._presenter.open_event, task.event_id))
            due = label(told.format(day=show_moment(task.due_at)[5:]))
            set_tone(due, tone)
            row.addWidget(link, 1)
            row.addWidget(due)
            layout.addLayout(row)
        if len(lines) > _MOST_LINES:
            text = self.tr("还有 {n} 项，见“一表通”").format(n=len(lines) - _MOST_LINES)
            layout.addWidget(label(text, "muted"))
        return made

    def _boards(self, reminders: "Sequence[BoardReminderCount]") -> QWidget:
        made, layout = self._sheet(self.tr("红黑榜"))
        words = {
            "take_down": (self.tr("该撤下的"), "board/posted"),
            "unmended": (self.tr("逾期没整改的"), "board/todo"),
            "tell": (self.tr("要告知本户的"), "board/todo"),
            "help": (self.tr("要改为帮扶的"), "board/todo"),
            "praise": (self.tr("待审定的红榜"), "board/todo"),
            "consents": (self.tr("要重签的授信授权"), "credit/ending"),
            "covenant": (self.tr("没有备案的村规民约"), "covenant"),
        }
        for reminder in reminders:
            text, view = words[reminder.kind.value]
            row = QHBoxLayout()
            link = self._link(text)
            link.clicked.connect(partial(self._presenter.open_boards, view))
            count = label(str(reminder.count))
            set_tone(count, "overdue" if reminder.is_late else "")
            row.addWidget(link, 1)
            row.addWidget(count)
            layout.addLayout(row)
        return made

    def _letters(self, waiting: int) -> QWidget:
        made, layout = self._sheet(self.tr("村民来信"))
        row = QHBoxLayout()
        link = self._link(self.tr("待受理的来信和随手拍"))
        link.clicked.connect(partial(self._presenter.open_screen, "events"))
        row.addWidget(link, 1)
        row.addWidget(label(str(waiting)))
        layout.addLayout(row)
        return made

    def _points(self, waiting: "PointsToday") -> QWidget:
        made, layout = self._sheet(self.tr("积分"))
        lines = (
            (self.tr("待确认的积分"), "waiting", waiting.waiting, ""),
            (self.tr("待答复的申诉"), "appeals", waiting.appeals, "overdue" if waiting.late_appeals else ""),
            (self.tr("可以结账的季度"), "members", waiting.to_close, ""),
        )
        for text, view, number, tone in lines:
            if not number:
                continue
            row = QHBoxLayout()
            link = self._link(text)
            link.clicked.connect(partial(self._presenter.open_points, view))
            count = label(str(number))
            set_tone(count, tone)
            row.addWidget(link, 1)
            row.addWidget(count)
            layout.addLayout(row)
        return made

    def _drafts(self, drafts: Sequence[Draft]) -> QWidget:
        made, layout = self._sheet(self.tr("没有保存的草稿"))
        for draft in drafts[:_MOST_LINES]:
            row = QHBoxLayout()
            link = self._link(form_name(draft.form, draft.texts))
            link.clicked.connect(partial(self._presenter.open_draft, draft))
            drop = tool_button("trash", self.tr("丢弃这份草稿"))
            drop.clicked.connect(partial(self._presenter.drop_draft, draft))
            row.addWidget(link, 1)
            row.addWidget(label(f"{draft.kept_at.astimezone():%m-%d %H:%M}", "muted"))
            row.addWidget(drop)
            layout.addLayout(row)
        return made

    def drop_question(self, draft: Draft) -> tuple[str, str, str]:
        """Question, explanation and the word for yes before a draft is forgotten."""
        name = form_name(draft.form, draft.texts)
        return (
            self.tr("丢弃“{name}”的草稿？").format(name=name),
            self.tr("没有保存的内容会被删除，档案里已有的数据不变。"),
            self.tr("丢弃草稿"),
        )

    def _backup(self, status: BackupStatus) -> QWidget:
        made, layout = self._sheet(self.tr("备份"))
        if status.newest is None:
            text, tone = self.tr("还没有备份。"), "overdue"
        else:
            text = self.tr("最近备份 {at}").format(at=f"{status.newest.made_at.astimezone():%m-%d %H:%M}")
            tone = ""
        state = label(text, wrap=True)
        set_tone(state, tone)
        layout.addWidget(state)
        if status.proven_at is not None:
            proof = self.tr("{day} 试恢复成功").format(day=f"{status.proven_at.astimezone():%Y-%m-%d}")
        else:
            proof = (
                self.tr("还没有试恢复过。") if not status.proof_problems else self.tr("上次试恢复没有成功。")
            )
        shown = label(proof, "" if status.proof_problems else "muted", wrap=True)
        if status.proof_problems:
            set_tone(shown, "overdue")
        layout.addWidget(shown)
        if status.second_place is None:
            layout.addWidget(label(self.tr("没有设第二备份处（如 U 盘）。"), "muted", wrap=True))
        open_backup = self._link(self.tr("打开备份与设置"))
        open_backup.clicked.connect(partial(self._presenter.open_screen, "settings"))
        layout.addWidget(open_backup)
        return made

    def _imports(self, imports: Sequence[UndoEntry]) -> QWidget:
        made, layout = self._sheet(self.tr("最近导入"))
        for entry in imports:
            row = QHBoxLayout()
            link = self._link(entry.label)
            link.clicked.connect(partial(self._presenter.open_screen, "import"))
            row.addWidget(link, 1)
            row.addWidget(label(f"{entry.at.astimezone():%m-%d %H:%M}", "muted"))
            layout.addLayout(row)
        return made

    def refresh(self) -> None:
        self._presenter.load()
