"""The large-type page of a running mobilisation: clock, rates, who is missing, marks by number and key."""

from collections.abc import Callable, Sequence, Set
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.code_table import code_table
from desktop.domain.mark_line import read_mark_line
from desktop.domain.mobilisation_clock import Stage, elapsed_words
from desktop.domain.mobilisation_rate import Mark, MarkKind, goes_further
from desktop.domain.rate import Rate
from desktop.services.mobilisation.board import CALL_TABLE, LINE_TABLE, Board, CallLine, HouseLine
from desktop.words import word
from ui.widgets.dress import button, label, menu_heading, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pinyin_initials import matches
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.running_clock import RunningClock
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

_TICK_MS = 1_000
_CLOCK_SCALE, _NUMBER_SCALE, _ROW_SCALE = 3.0, 1.6, 1.3
"""Sizes against the window's font: a clock and figures that can be read from across a room."""
_SHARES = (13, 9)
"""How wide tiles of rates and of states are against each other."""
_MOST_NAMES = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("MobilisationBoard", text)


def larger(widget: QWidget, scale: float, *, bold: bool = False) -> QWidget:
    """Give a widget type so many times as large."""
    widget.ensurePolished()
    points = widget.window().font().pointSizeF() * scale
    weight = "700" if bold else "400"
    widget.setStyleSheet(f"font-size: {points:.1f}pt; font-weight: {weight};")
    font = QFont(widget.font())
    font.setPointSizeF(points)
    widget.setFont(font)
    return widget


def _time(mark: Mark | None) -> str:
    return f"{mark.at.astimezone():%H:%M}" if mark else ""


def _call_state(line: CallLine) -> Cell:
    if line.mark is None:
        return Cell(_tr("等应答"), "overdue")
    words = {
        MarkKind.ACKNOWLEDGED: (_tr("已应答"), "ok"),
        MarkKind.ON_SITE: (_tr("已到场"), "ok"),
        MarkKind.NO_ANSWER: (_tr("未接通"), "overdue"),
    }
    return Cell(*words[line.mark.kind])


def _house_state(line: HouseLine) -> Cell:
    if line.mark is None:
        return Cell(_tr("没有消息"), "overdue" if line.row.needs_help else "soon")
    words = {
        MarkKind.TOLD: (_tr("已通知"), "ok"),
        MarkKind.UNREACHED: (_tr("联系不上"), "overdue"),
        MarkKind.NEEDS_HELP: (_tr("需协助"), "overdue"),
        MarkKind.MOVED: (_tr("已转移"), "ok"),
        MarkKind.RETURNED: (_tr("已返回"), "ok"),
    }
    return Cell(*words[line.mark.kind])


def _call_columns() -> tuple[RowColumn[CallLine], ...]:
    return (
        RowColumn(TableColumn("number", _tr("号"), 2, RIGHT), lambda one: str(one.row.sequence)),
        RowColumn(TableColumn("name", _tr("呼叫人"), 4), lambda one: one.row.name),
        RowColumn(TableColumn("state", _tr("应答"), 5.5), _call_state),
        RowColumn(TableColumn("phone", _tr("电话"), 7.5), lambda one: one.row.phone),
        RowColumn(TableColumn("at", _tr("时刻"), 4), lambda one: _time(one.mark)),
        RowColumn(TableColumn("role", _tr("职责"), 7), lambda one: word(one.role_label)),
        RowColumn(TableColumn("by", _tr("由谁呼叫"), 6.5), lambda one: one.called_by or _tr("村值班")),
    )


def _house_columns() -> tuple[RowColumn[HouseLine], ...]:
    return (
        RowColumn(TableColumn("number", _tr("号"), 2.5, RIGHT), lambda one: str(one.row.sequence)),
        RowColumn(TableColumn("head", _tr("户主"), 4), lambda one: one.head),
        RowColumn(TableColumn("people", _tr("人"), 1.8, RIGHT), lambda one: str(one.row.people)),
        RowColumn(TableColumn("state", _tr("情况"), 5.5), _house_state),
        RowColumn(
            TableColumn("phone", _tr("电话"), 7.5), lambda one: one.household.phone if one.household else ""
        ),
        RowColumn(TableColumn("help", _tr("要协助"), 7), lambda one: one.row.help_text),
        RowColumn(TableColumn("at", _tr("时刻"), 4), lambda one: _time(one.mark)),
        RowColumn(
            TableColumn("place", _tr("住址"), 10), lambda one: one.household.address if one.household else ""
        ),
        RowColumn(TableColumn("caller", _tr("呼叫人"), 6.5), lambda one: one.caller),
    )


_KINDS: dict[str, tuple[MarkKind | None, MarkKind]] = {
    "enter": (MarkKind.ACKNOWLEDGED, MarkKind.TOLD),
    "F6": (MarkKind.NO_ANSWER, MarkKind.UNREACHED),
    "F7": (MarkKind.ON_SITE, MarkKind.MOVED),
    "F8": (None, MarkKind.NEEDS_HELP),
    "F10": (None, MarkKind.RETURNED),
}
"""What a key says of a caller and of a household."""


def _name(one: CallLine | HouseLine) -> str:
    return one.row.name if isinstance(one, CallLine) else one.head


def _described(one: CallLine | HouseLine) -> str:
    if isinstance(one, CallLine):
        told = f"{one.row.sequence} {one.row.name}　{one.row.phone}"
        return told + (_tr("　负责 {n} 户（{number}* 一起登记）") if one.households else "").format(
            n=one.households, number=one.row.sequence
        )
    told = _tr("{number} {head}户　{people} 人　{phone}　{help}")
    return told.format(
        number=one.row.sequence,
        head=one.head,
        people=one.row.people,
        phone=one.household.phone if one.household else "",
        help=one.row.help_text,
    )


class BoardMark(NamedTuple):
    """What a key says of a caller or household; ``shelter_id`` where it was asked for."""

    table: str
    target_id: str
    kind: MarkKind
    shelter_id: str = ""


class EntryLine(QLineEdit):
    """Takes a number or name and the key of a mark."""

    marked = Signal(str)  # key of what was pressed: enter, F6 …

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Return: "enter",
            Qt.Key.Key_Enter: "enter",
            Qt.Key.Key_F6: "F6",
            Qt.Key.Key_F7: "F7",
            Qt.Key.Key_F8: "F8",
            Qt.Key.Key_F9: "F9",
            Qt.Key.Key_F10: "F10",
        }
        pressed = keys.get(Qt.Key(event.key()))
        if pressed is None:
            super().keyPressEvent(event)
        else:
            self.marked.emit(pressed)


class Tile(QFrame):
    """A figure with what it is, large; it never makes the window wider."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.number = label("–", "strong")
        self.share = label("", "muted")
        self.share.hide()
        self.remark = label(title, "muted")
        self._title = title
        figure = QHBoxLayout()
        figure.setSpacing(6)
        figure.addWidget(self.number)
        figure.addWidget(self.share)
        figure.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 3, 8, 3)
        layout.setSpacing(0)
        layout.addLayout(figure)
        layout.addWidget(self.remark)

    def show_figure(self, text: str, tone: str = "", remark: str = "", share: str = "") -> None:
        """Show the figure in the colour of its meaning."""
        self.number.setText(text)
        set_tone(self.number, tone)
        self.share.setText(share)
        self.share.setVisible(bool(share))
        self.remark.setText(remark or self._title)


class BoardView(QWidget):
    """Everything of one mobilisation; what is asked of it are signals."""

    marks_wanted = Signal(object, str)  # tuple of `BoardMark`, true time as typed
    void_wanted = Signal(str)  # id of the caller or household whose last mark is wrong
    stale = Signal()  # a minute passed that changes figures
    in_view = Signal(bool)  # whether it can be seen now

    def __init__(self) -> None:
        super().__init__()
        self._board: Board | None = None
        self._running: RunningClock | None = None
        self._told = ""
        self._last_shelter = ""
        self.clock = label("", "title")
        self.title = label("", "heading")
        self.order = label("", "", wrap=True)
        self.alarm = label("", "strong", wrap=True)
        self.buttons = QWidget()
        self._flow = FlowLayout(self.buttons)
        self.rates = {minutes: Tile(_tr("{n} 分钟应答").format(n=minutes)) for minutes in (5, 10, 15)}
        self.states = {
            "waiting": Tile(_tr("没有消息")),
            "unreached": Tile(_tr("联系不上")),
            "needs_help": Tile(_tr("需协助")),
            "told": Tile(_tr("已通知")),
            "moved": Tile(_tr("已转移")),
        }
        self.calls: RowsModel[CallLine] = RowsModel(_call_columns(), lambda one: one.row.id, self)
        self.houses: RowsModel[HouseLine] = RowsModel(_house_columns(), lambda one: one.row.id, self)
        self.call_table = VirtualTable("emergency_calls")
        self.call_table.setAccessibleName(_tr("呼叫人"))
        self.house_table = VirtualTable("emergency_households")
        self.house_table.setAccessibleName(_tr("住户"))
        self.entry = EntryLine()
        self.entry.setPlaceholderText(_tr("号码或姓名，空格后可写时刻，如 101 3:14"))
        self.entry.setAccessibleName(_tr("号码或姓名"))
        self.entry.setToolTip(_tr("几户一起：101,104-107；呼叫人负责的户一起：2*；后面空格写时刻"))
        self.match = label("", "strong")
        self.keys: dict[str, QWidget] = {}
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.entry.textChanged.connect(lambda _text: self._show_match())
        self.entry.marked.connect(self._on_key)
        self.call_table.clicked.connect(lambda index: self._take(self.calls.row_at(index.row()).row.sequence))
        self.house_table.clicked.connect(
            lambda index: self._take(self.houses.row_at(index.row()).row.sequence)
        )

    def _arrange(self) -> None:
        for tile in (*self.rates.values(), *self.states.values()):
            larger(tile.number, _NUMBER_SCALE, bold=True)
        larger(self.clock, _CLOCK_SCALE, bold=True)
        for table, model in ((self.call_table, self.calls), (self.house_table, self.houses)):
            larger(table, _ROW_SCALE)  # before it reckons and keeps widths in characters of its type
            table.show_model(model)
            table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.5))
        larger(self.entry, _NUMBER_SCALE * 0.8)
        larger(self.match, _ROW_SCALE, bold=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.order)
        words.addWidget(self.buttons)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self.clock)
        head.addLayout(words, 1)
        tiles = QGridLayout()
        tiles.setSpacing(6)
        for place, tile in enumerate((*self.rates.values(), *self.states.values())):
            tiles.addWidget(tile, 0, place)
            tiles.setColumnStretch(place, _SHARES[0] if place < len(self.rates) else _SHARES[1])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.call_table)
        split.addWidget(self.house_table)
        split.setSizes([455, 545])
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for key, text in (
            ("enter", _tr("回车 应答、通知")),
            ("F6", _tr("F6 联系不上")),
            ("F7", _tr("F7 转移、到场")),
            ("F8", _tr("F8 需协助")),
            ("F9", _tr("F9 撤销上一条")),
            ("F10", _tr("F10 已返回")),
        ):
            pressed = button(text)
            pressed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            pressed.clicked.connect(lambda _=False, wanted=key: self._on_key(wanted))
            self.keys[key] = pressed
            keys.addWidget(pressed)
        keys.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.entry, 2)
        foot.addWidget(self.match, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(tiles)
        layout.addWidget(self.alarm)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        layout.addLayout(keys)

    def show_actions(self, actions: Sequence[tuple[str, Callable[[], None], str, str]]) -> None:
        """Show what can be done: text, what to do, role and icon."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for text, run, role, icon_name in actions:
            pressed = button(text, role, icon_name)
            pressed.clicked.connect(lambda _=False, do=run: do())
            self._flow.addWidget(pressed)
        self._flow.invalidate()

    def show_board(self, board: Board) -> None:
        """Show one reading; the clock goes on by itself from its moment."""
        if self._board is None or self._board.row.id != board.row.id:
            self._told = ""
        self._board, self._running = board, RunningClock(board.now)
        row = board.row
        drill = _tr("【演练】") if row.is_drill else ""
        took = _tr("　用时 {time}").format(time=elapsed_words(board.elapsed).removeprefix("T+"))
        where = "、".join((*row.groups, *board.site_names)) or _tr("全村")
        self.title.setText(f"{drill}{word(board.title)}　{where}{took if board.cleared_at else ''}")
        self.order.setText("　".join(part for part in (row.source, row.text) if part))
        self.order.setVisible(bool(row.source or row.text))
        for rate in board.rates:
            tone = "" if not rate.is_past else ("ok" if rate.answered == rate.whole else "overdue")
            remark = _tr("{n} 分钟应答").format(n=rate.minutes)
            if rate.is_past and rate.known_then != rate.answered:
                remark = _tr("{n} 分钟，当时 {known}").format(n=rate.minutes, known=rate.known_then)
            elif rate.is_past:
                remark = _tr("{n} 分钟，已定").format(n=rate.minutes)
            share = Rate(rate.answered, rate.whole).text() if rate.whole >= 10 else ""
            self.rates[rate.minutes].show_figure(f"{rate.answered}/{rate.whole}", tone, remark, share)
        self._show_states(board)
        self._show_alarm(board)
        calls = sorted(board.calls, key=lambda one: one.has_answered)
        houses = sorted(board.lines, key=lambda one: (not one.is_open, not one.row.needs_help))
        current = self.call_table.current_id(), self.house_table.current_id()
        self.calls.set_rows(calls)
        self.houses.set_rows(houses)
        for table, kept in zip((self.call_table, self.house_table), current, strict=True):
            if kept:
                table.select_id(kept)
        self.keys["F10"].setVisible(board.cleared_at is not None)
        self._timer.start()
        self._tick()
        self._show_match()

    def _show_states(self, board: Board) -> None:
        figures = board.figures
        people = _tr("{n} 人").format
        self.states["waiting"].show_figure(
            _tr("{n} 户").format(n=figures.waiting), "soon" if figures.waiting else "ok"
        )
        self.states["unreached"].show_figure(
            _tr("{n} 户").format(n=figures.unreached),
            "overdue" if figures.unreached else "",
        )
        self.states["needs_help"].show_figure(
            _tr("{n} 户").format(n=figures.needs_help), "overdue" if figures.needs_help else ""
        )
        self.states["told"].show_figure(_tr("{n} 户").format(n=figures.told))
        self.states["moved"].show_figure(people(n=board.people_moved), "ok" if board.people_moved else "")

    def _show_alarm(self, board: Board) -> None:
        told = []
        if board.missing:
            names = "、".join(f"{each.name}（{each.since.astimezone():%H:%M}）" for each in board.missing)
            told.append(_tr("没有找到：{names}").format(names=names))
        unreached = [
            f"{line.row.sequence} {line.head}"
            for line in board.lines
            if line.mark is not None and line.mark.kind is MarkKind.UNREACHED
        ]
        if unreached:
            told.append(_tr("联系不上：{names}").format(names="、".join(unreached[:_MOST_NAMES])))
        is_late = board.timetable.stage(board.elapsed) is Stage.ROUNDS
        if is_late and board.on_site_at is None and board.cleared_at is None:
            told.append(_tr("还没有登记第一批人到场（呼叫人 F7）"))
        unaccounted = board.figures.people_unaccounted
        if unaccounted and is_late:
            told.append(_tr("还有 {n} 人没着落").format(n=unaccounted))
        if board.rounds and board.rounds[-1].short:
            last = board.rounds[-1]
            told.append(_tr("第 {n} 轮清点少 {short} 人").format(n=last.number, short=last.short))
        if board.order_cleared_at is not None and board.cleared_at is None:
            told.append(_tr("上级已经解除，请核对后解除"))
        elif board.cleared_at is None and board.rounds_open:
            told.append(_tr("第 {n} 轮清点到时间了").format(n=board.rounds_open[-1]))
        if board.is_report_due and not board.row.is_drill and board.cleared_at is None:
            due = f"{board.report_due_at.astimezone():%H:%M}"
            told.append(_tr("初报要在 {due} 以前上报").format(due=due))
        self.alarm.setText("　｜　".join(told))
        self.alarm.setVisible(bool(told))
        set_tone(self.alarm, "overdue")

    def _tick(self) -> None:
        board = self._board
        if board is None or self._running is None:
            return
        if board.cleared_at is not None:
            self.clock.setText(_tr("已解除"))
            set_tone(self.clock, "ok")
            self._timer.stop()
            return
        elapsed = self._running.now() - board.started_at
        self.clock.setText(elapsed_words(elapsed))
        stage = board.timetable.stage(elapsed)
        set_tone(self.clock, "overdue" if stage is Stage.ROUNDS and board.figures.waiting else "")
        if int(elapsed.total_seconds()) // 60 != int(board.elapsed.total_seconds()) // 60:
            self.stale.emit()

    # Entering

    def _take(self, number: int) -> None:
        """A line was clicked: its number is typed, a key says the rest."""
        self.entry.setText(str(number))
        self.entry.setFocus()

    def _meant(self) -> list[CallLine | HouseLine]:
        """The callers and households that the typed numbers or name mean."""
        board, line = self._board, read_mark_line(self.entry.text())
        if board is None:
            return []
        every: list[CallLine | HouseLine] = [*board.calls, *board.lines]
        if line.caller:
            caller = next((call.row.id for call in board.calls if call.row.sequence == line.caller), None)
            return [house for house in board.lines if house.row.call_id == caller]
        if not line.name:
            return [one for one in every if line.names(one.row.sequence)]
        named = [one for one in every if matches(_name(one), line.name.lower())]
        return sorted(named, key=lambda one: one.mark is not None)[:1]

    def _show_match(self) -> None:
        meant = self._meant()
        if not self.entry.text().strip():
            self.match.setText(self._told)
        elif not meant:
            self.match.setText(_tr("没有这个号码或姓名"))
        elif len(meant) > 1:
            waiting = sum(one.mark is None for one in meant)
            told = _tr("{n} 个一起：{names}　没有消息 {waiting}")
            names = "、".join(str(one.row.sequence) for one in meant[:_MOST_NAMES])
            self.match.setText(told.format(n=len(meant), names=names, waiting=waiting))
        else:
            self.match.setText(_described(meant[0]))

    def _on_key(self, key: str) -> None:
        meant, line = self._meant(), read_mark_line(self.entry.text())
        if not meant:
            return
        if key == "F9":
            if line.is_one:
                self._told = _tr("已撤销：{name}").format(name=_name(meant[0]))
                self.void_wanted.emit(meant[0].row.id)
                self.entry.clear()
            return
        marks = []
        for one in meant:
            kind = _KINDS[key][0 if isinstance(one, CallLine) else 1]
            last = one.mark.kind if one.mark else None
            if kind is not None and (line.is_one or goes_further(kind, last)):
                table = CALL_TABLE if isinstance(one, CallLine) else LINE_TABLE
                marks.append(BoardMark(table, one.row.id, kind))
        who = _name(meant[0]) if len(marks) == 1 else _tr("{n} 个").format(n=len(marks))
        homeless = {one.row.id for one in meant if isinstance(one, HouseLine) and not one.row.shelter_id}
        asked = {mark.target_id for mark in marks if mark.kind is MarkKind.MOVED} & homeless
        if not marks:
            self._told = _tr("这几个都已经登记过了")
            self.entry.clear()
        elif asked and self._board is not None and len(self._board.shelters) > 1:
            self._ask_shelter(self._board, marks, asked, who, line.at)
        else:
            self._note(marks, who, line.at)

    def _ask_shelter(
        self, board: Board, marks: Sequence[BoardMark], asked: Set[str], who: str, at: str
    ) -> None:
        """Ask where those went whose shelter nobody wrote down: a digit answers, Enter says as the last time.

        Who leaves the menu finds what was typed as it was.
        """
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu_heading(menu, _tr("{who} 到了哪里？").format(who=who))
        expected = board.expected()

        def choose(shelter_id: str, name: str) -> None:
            self._last_shelter = shelter_id
            known = [
                mark._replace(shelter_id=shelter_id) if mark.target_id in asked else mark for mark in marks
            ]
            self._note(known, who, at, name)

        for number, shelter in enumerate(board.shelters, start=1):
            people = expected.get(shelter.id, 0)
            text = _tr("{number}　{name}　已到 {people} 人").format(
                number=f"&{number}" if number < 10 else number,
                name=shelter.name.replace("&", "&&"),
                people=people,
            )
            action = menu.addAction(text, partial(choose, shelter.id, shelter.name))
            if shelter.id == self._last_shelter:
                menu.setActiveAction(action)
        menu.addAction(_tr("&0　还不清楚"), partial(choose, "", ""))
        larger(menu, _ROW_SCALE)
        menu.popup(self.entry.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _note(self, marks: Sequence[BoardMark], who: str, at: str, place: str = "") -> None:
        """Hand marks on to be stored, and say so."""
        label_of = code_table("mobilisation_mark").label
        what = "、".join(dict.fromkeys(word(label_of(mark.kind)) for mark in marks))
        self._told = _tr("已登记：{who}　{what}").format(who=who, what=f"{what}　{place}".strip())
        self.marks_wanted.emit(tuple(marks), at)
        self.entry.clear()

    def show_failed(self) -> None:
        """What was typed last could not be stored: do not say so."""
        self._told = ""
        self._show_match()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.in_view.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.in_view.emit(False)

    def stop(self) -> None:
        """Stop the clock: the page is left."""
        self._timer.stop()
