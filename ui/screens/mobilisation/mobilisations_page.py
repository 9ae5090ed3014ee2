"""The tab of mobilisations: the list, and the large-type page of the one that runs."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.mobilisation_rate import MarkKind
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rate import Rate
from desktop.services.mobilisation import marks, printing, starting
from desktop.services.mobilisation.board import (
    PERSON_TABLE,
    Board,
    MobilisationSummary,
    list_mobilisations,
    read_board,
)
from desktop.services.mobilisation.marks import NewMark
from desktop.services.mobilisation.starting import AreaPreview, NewMobilisation, OrderRow, StartOffer
from desktop.words import word
from ui.screens.mobilisation.board_view import BoardMark, BoardView
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.code_combo import CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

ALL, REAL, DRILLS = "all", "real", "drills"


def _tr(text: str) -> str:
    return QCoreApplication.translate("MobilisationsPage", text)


def _columns() -> tuple[RowColumn[MobilisationSummary], ...]:
    return (
        RowColumn(
            TableColumn("started", _tr("开始"), 8, sort_key="started"),
            lambda one: show_moment(one.row.started_at),
        ),
        RowColumn(TableColumn("title", _tr("灾种和级别"), 6.5), lambda one: word(one.title)),
        RowColumn(TableColumn("state", _tr("状态"), 5), _state),
        RowColumn(
            TableColumn("kind", _tr("性质"), 3), lambda one: _tr("演练") if one.row.is_drill else _tr("实战")
        ),
        RowColumn(
            TableColumn("rate", _tr("15 分钟应答"), 5.5, RIGHT),
            lambda one: Rate(one.answered, one.calls).text(),
        ),
        RowColumn(TableColumn("moved", _tr("转移"), 3.5, RIGHT), lambda one: str(one.people_moved)),
    )


def _state(one: MobilisationSummary) -> Cell:
    if one.row.cleared_at:
        return Cell(_tr("已解除"), "ok")
    return Cell(_tr("进行中"), "overdue")


class MobilisationsPage(QWidget):
    """A list, or one mobilisation over the whole page."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.new = button(_tr("发起动员…"), "danger", "alert")
        self.order = button("", "danger", "alert")
        self.order.hide()
        self.list: ListPage[MobilisationSummary] = ListPage(
            "mobilisations",
            _columns(),
            lambda one: one.row.id,
            ((ALL, _tr("全部")), (REAL, _tr("实战")), (DRILLS, _tr("演练"))),
            (self.order, self.new),
            picture="alert",
            shares=(13, 8),
        )
        self.list.table.setAccessibleName(_tr("应急动员"))
        self.board = BoardView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        presenter = self.presenter = MobilisationsPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_MOBILISATION))
        self.new.clicked.connect(lambda _=False: presenter.start())
        self.order.clicked.connect(lambda _=False: presenter.start_waiting())
        self.list.chosen.connect(presenter.choose)
        self.list.opened.connect(presenter.open)
        self.list.view_chosen.connect(presenter.show_view)
        self.list.tabs.mark(ALL)
        self.board.marks_wanted.connect(presenter.mark)
        self.board.void_wanted.connect(presenter.void)
        self.board.stale.connect(presenter.load)

    def show_board(self, *, is_shown: bool) -> None:
        """Show the page of one mobilisation, or the list."""
        self._stack.setCurrentWidget(self.board if is_shown else self.list)
        if not is_shown:
            self.board.stop()

    def is_board_shown(self) -> bool:
        """Whether one mobilisation is looked at."""
        return self._stack.currentWidget() is self.board

    def take_focus(self) -> None:
        """The line to type in, or the list."""
        (self.board.entry if self.is_board_shown() else self.list.table).setFocus()


class _Signals(QObject):
    report_wanted = Signal(str)


class MobilisationsPresenter(PagePresenter):
    """Starts, marks, counts and calls off."""

    def __init__(
        self, page: MobilisationsPage, office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._signals = _Signals(page)
        self.report_wanted = self._signals.report_wanted
        self._view = ALL
        self._open = ""
        self._has_looked = False
        self._board: Board | None = None
        self._all: tuple[MobilisationSummary, ...] = ()
        self._orders: tuple[OrderRow, ...] = ()

    def load(self) -> None:
        """Read the mobilisation in view, or the list; at first the one that runs comes into view."""
        if self._open:
            self._read_board(self._open)
            return
        office = self._office

        def show(read: tuple[tuple[MobilisationSummary, ...], tuple[OrderRow, ...]]) -> None:
            if self._open:
                return  # one was opened while the list was read
            self._all, self._orders = read
            running = [one for one in self._all if not one.row.cleared_at]
            if running and not self._has_looked:
                self.open(running[0].row.id)
                return
            self._has_looked = True
            self._show_list()

        self._read(lambda: (list_mobilisations(office), starting.list_waiting_orders(office)), show)

    def _show_list(self) -> None:
        page = self._page
        page.show_board(is_shown=False)
        in_view = {
            ALL: self._all,
            REAL: tuple(one for one in self._all if not one.row.is_drill),
            DRILLS: tuple(one for one in self._all if one.row.is_drill),
        }
        for view, rows in in_view.items():
            page.list.tabs.show_count(view, len(rows))
        told = "；".join(
            _tr("{issuer} {number}：{text}").format(issuer=one.issuer, number=one.number, text=one.text)
            for one in self._orders
        )
        page.list.tell(_tr("收到动员令，还没有发起：{orders}").format(orders=told) if told else "", "overdue")
        page.order.setVisible(bool(self._orders) and self.may(Right.EDIT_MOBILISATION))
        if self._orders:
            page.order.setText(_tr("按 {number} 发起").format(number=self._orders[0].number))
        nothing = (_tr("没有动员过"), _tr("按 Ctrl+N 发起；一键打印呼叫树和上门清单。平时先做演练。"))
        self.choose(page.list.show_rows(in_view[self._view], "", nothing))

    def show_view(self, view: str) -> None:
        """Show all, real ones or drills."""
        self._view = view
        self._page.list.tabs.mark(view)
        self._show_list()

    def choose(self, mobilisation_id: str) -> None:
        """Show one beside the list."""
        one = next((each for each in self._all if each.row.id == mobilisation_id), None)
        if one is None:
            self._page.list.panel.show_nothing(_tr("没有选中动员"))
            return
        figures, row = one.figures, one.row
        lines = [
            Line(_tr("编号 {number}").format(number=row.number), "muted"),
            Line("　".join(part for part in (row.source, row.text) if part)),
            Line(
                _tr(
                    "{all} 户 {people} 人；已通知 {told}，已转移 {moved}，联系不上 {lost}，没登记 {waiting}"
                ).format(
                    all=figures.households,
                    people=figures.people,
                    told=figures.told,
                    moved=figures.moved + figures.returned,
                    lost=figures.unreached,
                    waiting=figures.waiting,
                )
            ),
        ]
        if row.cleared_at:
            told = _tr("{at} 由 {by} 解除").format(at=show_moment(row.cleared_at), by=row.cleared_by)
            lines.append(Line(told, "", "ok"))
        if row.is_drill:
            lines.append(Line(_tr("这是演练，不计入实战。"), "small"))
        actions = [Action(_tr("打开"), lambda: self.open(row.id), "primary"), *self._papers(row.id)]
        self._page.list.panel.show_record(word(one.title), lines, actions)

    def _papers(self, mobilisation_id: str) -> list[Action]:
        if not self.may(Right.PRINT):
            return []
        office = self._office
        return [
            Action(_tr("呼叫树和上门清单…"), lambda: self.print_papers(mobilisation_id), "", "print"),
            Action(
                _tr("时间线…"),
                lambda: self._paper(
                    _tr("应急动员时间线"),
                    _tr("按真实时刻排列，补录的写明登记时刻。"),
                    lambda: printing.render_timeline(office, mobilisation_id),
                ),
            ),
            Action(
                _tr("小结…"),
                lambda: self._paper(
                    _tr("应急动员小结"),
                    _tr("一页，报乡镇用。"),
                    lambda: printing.render_summary(office, mobilisation_id),
                ),
            ),
        ]

    def print_papers(self, mobilisation_id: str = "") -> None:
        """Preview call tree and door lists of one mobilisation, of the one in view if none is named."""
        wanted = mobilisation_id or self._open or self._page.list.table.current_id()
        if wanted and self.may(Right.PRINT):
            self._paper(
                _tr("呼叫树和上门清单"),
                _tr("电话印全号，停电断网时照样能用；打印记入日志，用完收回。"),
                lambda: printing.render_papers(self._office, wanted),
            )

    # The page of one

    def open(self, mobilisation_id: str) -> None:
        """Look at one mobilisation in large type."""
        self._open, self._has_looked = mobilisation_id, True
        self._read_board(mobilisation_id)

    def open_latest(self) -> None:
        """Look at the one that runs or was the last."""
        if self._all:
            self.open(self._all[0].row.id)

    def close_board(self) -> None:
        """Go back to the list."""
        self._open, self._has_looked, self._board = "", True, None
        self._page.show_board(is_shown=False)
        self.load()

    def _read_board(self, mobilisation_id: str) -> None:
        def show(board: Board) -> None:
            if self._open != mobilisation_id:
                return
            before = self._board
            is_new = before is None or before.row.id != mobilisation_id
            self._board = board
            self._page.show_board(is_shown=True)
            if is_new or before is None or _offers(before) != _offers(board):
                self._page.board.show_actions(self._board_actions(board))
                self._page.take_focus()  # the button that was pressed may be gone
            self._page.board.show_board(board)

        self._read(lambda: read_board(self._office, mobilisation_id), show)

    def _board_actions(self, board: Board) -> list[tuple[str, Callable[[], None], str, str]]:
        made: list[tuple[str, Callable[[], None], str, str]] = [(_tr("返回"), self.close_board, "", "")]
        if self.may(Right.PRINT):
            made.append((_tr("打印清单…"), self.print_papers, "", "print"))
        if self.may(Right.EDIT_MOBILISATION):
            if board.cleared_at is None:
                _, _, is_round_due, is_over = _offers(board)
                made.append((_tr("清点…"), self.count, "primary" if is_round_due and not is_over else "", ""))
                made.append((_tr("解除…"), self.call_off, "primary" if is_over else "", ""))
            made.append((_tr("找不到的人…"), self.missing, "", ""))
            made.append((_tr("灾情报告…"), lambda: self.report_wanted.emit(board.row.id), "", ""))
            if not (board.marks or board.reports):
                made.append((_tr("误发撤销"), self.discard, "quiet", ""))
        return made

    def mark(self, about: Sequence[BoardMark], at: str) -> None:
        """Write down what became known, as one action; where it happened late, with its true time."""
        if not self.may(Right.EDIT_MOBILISATION):
            return
        new = [
            NewMark(each.table, each.target_id, each.kind, at, shelter_id=each.shelter_id) for each in about
        ]
        wanted = self._open
        self._runner.write(
            lambda job: marks.add_marks(self._office, wanted, new),
            lambda _ids: self.load(),
            self._failed,
        )

    def void(self, target_id: str) -> None:
        """Take back the last mark about a caller or household."""
        wanted = self._open

        def work() -> None:
            last = marks.last_mark(self._office, wanted, target_id)
            if not last:
                raise ProblemError(Problem("MOB-014"))
            marks.void_mark(self._office, wanted, last)

        self._runner.write(lambda job: work(), lambda _none: self.load(), self._failed)

    def _failed(self, error: Exception) -> None:
        self._page.board.show_failed()
        self._shell.show_error(error)

    def count(self) -> None:
        """Ask how many people are in each shelter."""
        board = self._board
        if board is None:
            return
        if not board.shelters:
            self._shell.notify(_tr("还没有登记避灾点。"))
            return
        number, expected = board.round_to_count, board.expected()
        counted = next((each.counts for each in board.rounds if each.number == number), {})
        about = _tr("每个避灾点实际在场的人数；不在用的空着，还没报来的以后再补。")
        if astray := expected.get("", 0):
            about += _tr("另有 {n} 人登记了转移，没有写去了哪里。").format(n=astray)
        dialog = self._dialog(_tr("清点人数"), _tr("登记"), about)
        # the number stands below, so that the first key goes where something is to be typed
        for shelter in sorted(board.shelters, key=lambda each: not expected.get(each.id, 0)):
            told = _tr("登记应有 {n} 人").format(n=expected.get(shelter.id, 0))
            dialog.add_text(shelter.id, shelter.name, str(counted.get(shelter.id, "")), hint=told)
        dialog.add_text("number", _tr("第几轮"), str(number), required=True)
        dialog.add_text("at", _tr("时刻"), hint=_tr("空着就是现在"))

        def save(values: dict[str, str]) -> None:
            counts = {}
            for shelter in board.shelters:
                typed = values[shelter.id]
                if typed and typed != str(counted.get(shelter.id, "")):
                    counts[shelter.id] = int(typed) if typed.isdecimal() else -1
            if counted and not counts:
                dialog.reject()  # nothing new was heard
                return
            round_number = int(values["number"]) if values["number"].isdecimal() else 0
            self._store(
                dialog,
                lambda: marks.count_heads(self._office, board.row.id, round_number, counts, values["at"]),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def missing(self) -> None:
        """Ask who was not found, or was found again."""
        board = self._board
        if board is None:
            return
        dialog = self._dialog(_tr("没有找到、已找到的人"), _tr("登记"))
        people = dialog.add_people("people", _tr("谁"))
        people.setFocus()
        kinds = (CodeOption("missing", _tr("没有找到")), CodeOption("found", _tr("已找到")))
        dialog.add_code("kind", _tr("情况"), kinds, "missing")
        dialog.add_text("text", _tr("最后在哪里、谁见过"))
        dialog.add_text("at", _tr("时刻"), hint=_tr("空着就是现在"))

        def save(values: dict[str, str | tuple[str, ...]]) -> None:
            new = [
                NewMark(
                    PERSON_TABLE,
                    person,
                    MarkKind(str(values["kind"])),
                    str(values["at"]),
                    text=str(values["text"]),
                )
                for person in values["people"]
            ]
            self._store(dialog, lambda: marks.add_marks(self._office, board.row.id, new))

        dialog.submitted.connect(save)
        dialog.open()

    def call_off(self) -> None:
        """Ask who gave the all-clear and when."""
        board = self._board
        if board is None:
            return
        open_lines = sum(line.is_open for line in board.lines)
        told = [_tr("解除以后，转移的人才可以回家。")]
        if open_lines:
            told.append(_tr("还有 {n} 户没有着落或等人协助。").format(n=open_lines))
        if board.missing:
            names = "、".join(each.name for each in board.missing)
            told.append(_tr("还没有找到：{names}。").format(names=names))
        dialog = self._dialog(_tr("解除"), _tr("解除"), "".join(told))
        dialog.add_text("by", _tr("谁下的解除令"), board.row.source, required=True)
        dialog.add_text("at", _tr("时刻"), hint=_tr("空着就是现在"))
        dialog.add_text("text", _tr("说明"))

        def save(values: dict[str, str]) -> None:
            self._store(
                dialog,
                lambda: marks.call_off(
                    self._office, board.row.id, values["by"], values["at"], values["text"]
                ),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def discard(self) -> None:
        """Take out one that was started by mistake, after a question."""
        board = self._board
        if board is None:
            return
        mobilisation_id = board.row.id

        def go_on() -> None:
            self._open = ""
            self._board = None
            self._write(lambda: marks.discard(self._office, mobilisation_id))

        self._shell.ask(
            _tr("撤销这次动员？"),
            _tr("还没有任何登记；撤销后可以用 Ctrl+Z 恢复。"),
            _tr("撤销动员"),
            go_on,
            danger=True,
        )

    # Starting

    def start_waiting(self) -> None:
        """Set going what the order that waits asks for, in one click."""
        if self._orders:
            order_id = self._orders[0].id
            self._write(lambda: starting.start_order(self._office, order_id), self._started)

    def _started(self, mobilisation_id: str) -> None:
        self._board = None
        self.open(mobilisation_id)
        self.print_papers(mobilisation_id)

    def start(self, order_id: str = "") -> None:
        """Ask what is to be set going, filled in."""
        if self.may(Right.EDIT_MOBILISATION):
            office = self._office
            self._read(lambda: starting.suggest_start(office, order_id), self._ask_start)

    def _ask_start(self, offer: StartOffer) -> None:
        office, new = self._office, offer.new
        dialog = self._dialog(_tr("发起应急动员"), _tr("发起并打印"), _tr("都不选就是全村。"), danger=True)
        dialog.add_code("kind", _tr("灾种"), code_options("disaster_kind"), new.kind)
        dialog.add_code("level", _tr("级别"), code_options("alert_level"), new.level)
        dialog.add_text("text", _tr("命令"), new.text)
        dialog.add_text("source", _tr("谁下的命令"), new.source)
        groups = [(one, one) for one in offer.groups]
        areas = [dialog.add_ticks("groups", _tr("小组"), groups, new.groups)]
        if offer.sites:
            sites = [(one.id, one.name) for one in offer.sites]
            areas.append(dialog.add_ticks("sites", _tr("隐患点"), sites, new.site_ids))
        dialog.add_text("started_at", _tr("开始时刻"), new.started_at, hint=_tr("空着就是现在；补录写 3:10"))
        dialog.add_text("deadline_at", _tr("几点前完成"), new.deadline_at)
        dialog.add_ticks("drill", _tr("性质"), [("drill", _tr("演练"))], ("drill",) if new.is_drill else ())
        dialog.add_people("absent", _tr("今天不在、不能呼叫的人"), required=False)

        def read(values: Mapping[str, str | tuple[str, ...]]) -> NewMobilisation:
            return NewMobilisation(
                str(values["kind"]),
                str(values["level"]),
                str(values["text"]),
                str(values["source"]),
                tuple(values["groups"]),
                tuple(values.get("sites", ())),
                str(values["started_at"]),
                str(values["deadline_at"]),
                bool(values["drill"]),
                new.order_id,
                tuple(values["absent"]),
            )

        def foretell() -> None:
            wanted = read(dialog.values())
            self._runner.read(
                lambda job: starting.preview_start(office, wanted),
                lambda found: dialog.say(_foretold(found, wanted)),
                self._shell.show_error,
                owner=dialog,
            )

        def save(values: Mapping[str, str | tuple[str, ...]]) -> None:
            wanted = read(values)
            self._store(dialog, lambda: starting.start(office, wanted), self._started)

        for ticks in areas:
            ticks.changed.connect(foretell)
        foretell()
        dialog.submitted.connect(save)
        dialog.open()


def _offers(board: Board) -> tuple[bool, bool, bool, bool]:
    """What the buttons over the page depend on: it runs, is used, a round is due, the county is through."""
    return (
        board.cleared_at is None,
        bool(board.marks or board.reports),
        bool(board.rounds_open),
        board.order_cleared_at is not None,
    )


def _foretold(preview: AreaPreview, wanted: NewMobilisation) -> str:
    """What a start would set going, in a line."""
    told = _tr("{where}：{households} 户 {people} 人，{helped} 户要人协助，呼叫人 {callers} 个。").format(
        where=_tr("选中的范围") if wanted.groups or wanted.site_ids else _tr("都不选就是全村"),
        households=preview.households,
        people=preview.people,
        helped=preview.helped,
        callers=preview.callers,
    )
    if preview.uncalled:
        told += _tr("{n} 户没有人呼叫，要直接上门。").format(n=preview.uncalled)
    return told
