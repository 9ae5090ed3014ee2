"""The tab of the red and black board: entries on their way, one beside the list with what can be done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.household_board import (
    BLACK,
    RED,
    SUBJECT_COVENANT,
    BoardState,
    BoardStep,
)
from desktop.domain.inspection import ItemScheme, points_text
from desktop.domain.problem import Problem
from desktop.services.boards import entries, inspections, publishing, schemes
from desktop.services.boards.covenants import Article, articles_for_board
from desktop.services.boards.entries import BoardEntry, NewEntry
from desktop.services.boards.inspections import HouseholdTrend
from desktop.services.boards.printing import render_slips
from desktop.words import word
from ui.dialogs.closed import unless_closed
from ui.screens.boards.inspections_page import board_options
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.code_combo import CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

TODO, MENDING, POSTED, DONE, ALL = "todo", "mending", "posted", "done", "all"
_IN_VIEW = {
    TODO: (
        BoardState.FOUND,
        BoardState.PROPOSED,
        BoardState.HELP,
        BoardState.UNMENDED,
        BoardState.APPROVED,
        BoardState.DUE_DOWN,
    ),
    MENDING: (BoardState.MENDING,),
    POSTED: (BoardState.POSTED, BoardState.DUE_DOWN),
    DONE: (BoardState.MENDED, BoardState.HELPED, BoardState.DOWN, BoardState.DROPPED),
    ALL: tuple(BoardState),
}
_TONES = {
    BoardState.FOUND: "soon",
    BoardState.PROPOSED: "soon",
    BoardState.HELP: "soon",
    BoardState.UNMENDED: "overdue",
    BoardState.DUE_DOWN: "overdue",
    BoardState.MENDED: "ok",
    BoardState.HELPED: "ok",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntriesPage", text)


def _columns() -> tuple[RowColumn[BoardEntry], ...]:
    return (
        RowColumn(TableColumn("head", _tr("户主"), 4, sort_key="head"), lambda one: one.household.head),
        RowColumn(TableColumn("colour", _tr("榜"), 4.5), _colour),
        RowColumn(TableColumn("item", _tr("事项"), 8.5), lambda one: word(one.item_label)),
        RowColumn(TableColumn("state", _tr("状态"), 5.5), _state),
        RowColumn(TableColumn("next", _tr("到期"), 5.5, sort_key="next"), _next_day),
        RowColumn(
            TableColumn("found", _tr("日期"), 5.5, sort_key="found", shown=False),
            lambda one: one.row.found_on,
        ),
        RowColumn(TableColumn("group", _tr("小组"), 4, shown=False), lambda one: one.household.group),
    )


def _colour(one: BoardEntry) -> Cell:
    return Cell(_tr("红榜"), "", "", "star") if one.row.colour == RED else Cell(_tr("待改进"), "", "", "edit")


def _state(one: BoardEntry) -> Cell:
    return Cell(word(one.state_label), _TONES.get(one.state, ""))


def _next_day(one: BoardEntry) -> str:
    if one.state in (BoardState.MENDING, BoardState.UNMENDED):
        return one.row.mend_by
    return one.take_down_on if one.state in (BoardState.POSTED, BoardState.DUE_DOWN) else ""


class EntriesPage(ListPage[BoardEntry]):
    """Entries with their way from the finding to the day they come down."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("登记一件"), "primary", "plus")
        self.sheet = button(_tr("制作公示…"), icon_name="documents")
        self.slips = button(_tr("打印告知单…"), icon_name="print")
        super().__init__(
            "board_entries",
            _columns(),
            lambda one: one.row.id,
            (
                (TODO, _tr("要办的")),
                (MENDING, _tr("整改期内")),
                (POSTED, _tr("在榜")),
                (DONE, _tr("已办完")),
                (ALL, _tr("全部")),
            ),
            (self.slips, self.sheet, self.new),
            picture="star",
            shares=(5, 4),
        )
        self.table.setAccessibleName(_tr("红黑榜事项"))
        presenter = self.presenter = EntriesPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_BOARDS))
        self.sheet.setEnabled(presenter.may(Right.DRAFT_NOTICE))
        self.slips.setEnabled(presenter.may(Right.PRINT))
        self.new.clicked.connect(presenter.add)
        self.sheet.clicked.connect(presenter.draft)
        self.slips.clicked.connect(presenter.print_slips)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.do_next())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(TODO)

    def show_entry(
        self, entry: BoardEntry, trends: Sequence[HouseholdTrend], actions: Sequence[Action]
    ) -> None:
        """Show one entry with its way so far."""
        row = entry.row
        colour = _tr("红榜") if row.colour == RED else _tr("待改进")
        household = entry.household
        place = "　".join(part for part in (household.group, household.address) if part)
        lines = [
            Line(" · ".join((colour, word(entry.subject_label), word(entry.item_label))), "strong"),
            Line(place, "muted"),
            Line(word(entry.state_label), "", _TONES.get(entry.state, "")),
        ]
        if entry.protection and entry.state is BoardState.HELP:
            told = _tr("受照顾家庭（{why}）：不上黑榜，改为帮扶。").format(why=_protection(entry.protection))
            lines.append(Line(told, "", "soon"))
        lines += [Line(text) for text in self._way(entry)]
        if row.open_objections:
            told = _tr("公示有 {count} 件异议没有办结，请到三务公开里答复。").format(
                count=row.open_objections
            )
            lines.append(Line(told, "", "overdue"))
        lines += [Line(_trend_words(one), "muted") for one in trends]
        self.panel.show_record(household.head, lines, actions)

    def _way(self, entry: BoardEntry) -> list[str]:
        row = entry.row
        steps = [_tr("{day} 看到：{fact}").format(day=row.found_on, fact=row.fact)]
        if row.points_x100 and (row.approved_on or BoardStep.APPROVE in entry.allowed):
            steps.append(_tr("审定后积分 {points}").format(points=_signed(row.points_x100)))
        if row.told_on:
            way = word(code_table("told_way").label(row.told_way))
            told = _tr("{day} 由{who}告知（{way}），{until} 前整改")
            steps.append(told.format(day=row.told_on, who=row.told_by, way=way, until=row.mend_by))
        if row.help_on:
            steps.append(_tr("{day} 帮扶：{text}").format(day=row.help_on, text=row.help_text))
        if row.mended_on:
            text = f"：{row.mended_text}" if row.mended_text else ""
            steps.append(_tr("{day} 已整改").format(day=row.mended_on) + text)
        if row.approved_on:
            told = _tr("{day} 由{who}审定").format(day=row.approved_on, who=entry.approved_by)
            steps.append(told)
        if row.posted_on:
            told = _tr("{day} 上榜（{number}），{down} 撤下")
            steps.append(told.format(day=row.posted_on, number=row.notice_number, down=entry.take_down_on))
        if down := row.taken_down_on or row.sheet_down_on:
            steps.append(_tr("{day} 已撤下").format(day=down))
        if row.dropped_on:
            steps.append(_tr("{day} 撤销：{reason}").format(day=row.dropped_on, reason=row.dropped_reason))
        return steps


def _signed(points_x100: int) -> str:
    return f"+{points_text(points_x100)}" if points_x100 > 0 else f"−{points_text(-points_x100)}"


def _protection(labels: str) -> str:
    return "、".join(word(each) for each in labels.split("、"))


def _trend_words(one: HouseholdTrend) -> str:
    arrow = {"better": "↑", "worse": "↓", "same": "→", "new": ""}[one.trend.value]
    months = "　".join(f"{int(month[5:])}月 {part}%" for month, part in one.months[-4:])
    return f"{word(one.subject_label)}{arrow}　{months}"


class EntriesPresenter(PagePresenter):
    """Takes entries through their steps."""

    def __init__(self, page: EntriesPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = TODO
        self._wanted = ""
        self._text = ""
        self._entry: BoardEntry | None = None
        self._all: tuple[BoardEntry, ...] = ()

    def load(self) -> None:
        """Read the entries anew."""

        def show(found: tuple[BoardEntry, ...]) -> None:
            self._all = found
            self._show_view()

        self._read(lambda: entries.list_entries(self._office), show)

    def _show_view(self) -> None:
        for view, states in _IN_VIEW.items():
            number = sum(one.state in states for one in self._all)
            late = any(one.state in states and _TONES.get(one.state) == "overdue" for one in self._all)
            self._page.tabs.show_count(view, number, "overdue" if late and view in (TODO, POSTED) else "")
        rows = [
            one
            for one in self._all
            if one.state in _IN_VIEW[self._view]
            and self._text in f"{one.household.head}{one.item_label}{one.row.fact}"
        ]
        nothing = (
            (_tr("没有要办的"), _tr("检查结账以后可以提名；看到的事也可以按 Ctrl+N 直接登记。"))
            if self._view == TODO
            else (_tr("这里没有"), "")
        )
        current = self._page.show_rows(rows, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def show_view(self, view: str, text: str = "") -> None:
        """Show other entries."""
        self._view, self._text = (view if view in _IN_VIEW else ALL), text
        self._page.tabs.mark(self._view)
        self._show_view()

    def show_entry(self, entry_id: str) -> None:
        """Show one entry in the list of all."""
        self._wanted, self._view, self._text = entry_id, ALL, ""
        self._page.tabs.mark(ALL)
        self.load()

    def choose(self, entry_id: str) -> None:
        """Show one entry beside the list."""
        entry = next((one for one in self._all if one.row.id == entry_id), None)
        self._entry = entry
        if entry is None:
            self._page.panel.show_nothing(_tr("没有选中事项"))
            return

        def show(trends: tuple[HouseholdTrend, ...]) -> None:
            if self._entry is entry:
                self._page.show_entry(entry, trends, self._actions(entry))

        self._read(lambda: inspections.household_trends(self._office, entry.row.household_id), show)

    def _actions(self, entry: BoardEntry) -> list[Action]:
        words = {
            BoardStep.TELL: (_tr("登记告知…"), self.tell, "primary"),
            BoardStep.OFFER_HELP: (_tr("改为帮扶…"), self.help, "primary"),
            BoardStep.MEND: (_tr("已整改…"), self.mend, ""),
            BoardStep.APPROVE: (_tr("审定上榜"), self.approve, "primary"),
            BoardStep.POST: (_tr("制作公示…"), self.draft, "primary"),
            BoardStep.TAKE_DOWN: (_tr("登记撤下…"), self.take_down, "primary"),
            BoardStep.DROP: (_tr("撤销…"), self.drop, "quiet"),
        }
        made = []
        if self.may(Right.PRINT) and BoardStep.TELL in entry.allowed:
            made.append(Action(_tr("告知单…"), self.print_slip, "", "print"))
        for step in entry.allowed:
            text, run, role = words[step]
            is_calm = step is BoardStep.TAKE_DOWN and entry.state is BoardState.POSTED
            made.append(Action(text, run, "" if is_calm else role))
        if entry.state is BoardState.PROPOSED and len(self._praised()) > 1 and self.may(Right.APPROVE_BOARDS):
            text = _tr("红榜全部审定（{count}）…").format(count=len(self._praised()))
            made.append(Action(text, self.approve_praised))
        if entry.row.notice_id:
            made.append(Action(_tr("看公示"), self.open_notice))
        if entry.row.event_id:
            made.append(Action(_tr("看任务"), self.open_task))
        made.append(Action(_tr("照片…"), self.show_photos, "quiet"))
        made.append(Action(_tr("看这户"), self.open_household, "quiet"))
        return made

    def do_next(self) -> None:
        """The usual next step of the entry, as Enter asks for it."""
        entry = self._entry
        if entry is None or not entry.allowed:
            return
        steps = {
            BoardStep.TELL: self.tell,
            BoardStep.OFFER_HELP: self.help,
            BoardStep.MEND: self.mend,
            BoardStep.APPROVE: self.approve,
            BoardStep.POST: self.draft,
            BoardStep.TAKE_DOWN: self.take_down,
        }
        run = steps.get(entry.allowed[0])
        if run is not None:
            run()

    # Finding

    def add(self) -> None:
        """Ask what was seen at which household."""
        if self.may(Right.EDIT_BOARDS):
            office = self._office
            self._read(lambda: (articles_for_board(office), schemes.current_scheme(office)), self._ask_entry)

    def _ask_entry(self, read: tuple[Sequence[Article], ItemScheme]) -> None:
        office = self._office
        articles, scheme = read
        dialog = self._dialog(_tr("登记一件"), _tr("登记"))
        household = dialog.add_household("household", _tr("户"))
        colours = (CodeOption(BLACK, _tr("待改进")), CodeOption(RED, _tr("红榜")))
        colour = dialog.add_code("colour", _tr("哪一榜"), colours, BLACK)
        subject = dialog.add_code("subject", _tr("主题"), board_options(), "courtyard")
        item = dialog.add_code("item", _tr("哪一项"), (), required=False)
        dialog.add_code(
            "covenant",
            _tr("村规民约"),
            [CodeOption(one.row.id, f"{one.row.number}　{one.row.title}") for one in articles],
        )
        points = dialog.add_text("points", _tr("扣分"), hint=_tr("不填就按条文最低的扣"))
        fact = dialog.add_text("fact", _tr("看到的情况"), required=True)
        dialog.add_day("found_on", _tr("日期"), office.today().isoformat())

        def offer() -> None:
            is_covenant = subject.code() == SUBJECT_COVENANT
            dialog.form["item"].set_shown(not is_covenant)
            for key in ("covenant", "points"):
                dialog.form[key].set_shown(is_covenant)
            found = scheme.subject(subject.code())
            items = found.items if found else ()
            item.set_options([CodeOption(one.code, word(one.name)) for one in items])
            item.set_code(items[0].code if len(items) == 1 else "")

        def warn() -> None:
            chosen = household.choice().id
            if not chosen or colour.code() != BLACK:
                dialog.say("")
                return
            self._read(
                lambda: entries.check_household(office, chosen), unless_closed(dialog, tell, lambda _: None)
            )

        def tell(protection: str) -> None:
            dialog.say(
                _tr("这是受照顾家庭（{why}）：登记以后改为帮扶，不上黑榜。").format(
                    why=_protection(protection)
                )
                if protection
                else ""
            )

        def check_words() -> None:
            from desktop.domain.forbidden_subject import find_forbidden

            found = find_forbidden(fact.text())
            dialog.form["fact"].show_problem(messages.brief(found[0]) if found else "")

        subject.code_changed.connect(lambda _code: offer())
        colour.code_changed.connect(lambda _code: warn())
        household.choice_changed.connect(warn)
        fact.textChanged.connect(lambda _text: check_words())
        offer()

        def save(values: dict[str, str]) -> None:
            typed = points.text().strip()
            if typed and not typed.lstrip("-−").isdecimal():
                dialog.show_problems((Problem("BRD-008", {"value": typed, "item": _tr("扣分")}),))
                return
            is_covenant = values["subject"] == SUBJECT_COVENANT
            new = NewEntry(
                values["household"],
                values["colour"],
                values["subject"],
                values["fact"],
                values["found_on"],
                item="" if is_covenant else values["item"],
                covenant_id=values["covenant"] if is_covenant else "",
                points_x100=-100 * int(typed.lstrip("-−")) if typed and is_covenant else None,
            )
            self._store(dialog, lambda: entries.add_entry(office, new), self._go_to)

        dialog.submitted.connect(save)
        dialog.open()

    def _go_to(self, entry_id: str) -> None:
        self._wanted, self._view, self._text = entry_id, TODO, ""
        self._page.tabs.mark(TODO)
        self.load()

    # Steps

    def _id(self) -> str:
        return self._entry.row.id if self._entry else ""

    def tell(self) -> None:
        """Ask when, by whom and how the household was told."""
        entry_id, office = self._id(), self._office
        dialog = self._dialog(_tr("登记告知"), _tr("登记"), _tr("告知以后有整改期，到期前改好的不上榜。"))
        dialog.add_day("told_on", _tr("告知日期"), office.today().isoformat())
        dialog.add_text("told_by", _tr("告知人"), office.user.display_name, required=True)
        ways = code_options("told_way")
        dialog.add_code("told_way", _tr("方式"), ways, "slip")

        def save(values: dict[str, str]) -> None:
            def work() -> str:
                return entries.tell(
                    office, entry_id, values["told_on"], values["told_by"], values["told_way"]
                )

            def done(until: str) -> None:
                self._shell.notify(_tr("已登记，整改期到 {day}。").format(day=until))

            self._store(dialog, work, done)

        dialog.submitted.connect(save)
        dialog.open()

    def help(self) -> None:
        """Ask how the household is helped; a task comes of it."""
        entry_id = self._id()
        dialog = self._dialog(_tr("改为帮扶"), _tr("登记帮扶"), _tr("会建一个任务，七天内去办。"))
        dialog.add_text("text", _tr("怎样帮"), required=True)

        def save(values: dict[str, str]) -> None:
            self._store(
                dialog,
                lambda: entries.offer_help(self._office, entry_id, values["text"]),
                lambda task: self._shell.notify(
                    _tr("已改为帮扶。"),
                    _tr("看任务"),
                    lambda: self._shell.open_record("events", "event", task),
                ),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def mend(self) -> None:
        """Ask when it was found mended."""
        entry_id, office = self._id(), self._office
        dialog = self._dialog(_tr("已整改"), _tr("登记"), _tr("改好了就不上榜；在榜的要撤下。"))
        dialog.add_day("mended_on", _tr("哪天看的"), office.today().isoformat())
        dialog.add_text("text", _tr("说明"))

        def save(values: dict[str, str]) -> None:
            self._store(dialog, lambda: entries.mend(office, entry_id, values["mended_on"], values["text"]))

        dialog.submitted.connect(save)
        dialog.open()

    def approve(self) -> None:
        """Approve the entry, and offer to do so for all that wait."""
        entry = self._entry
        if entry is None:
            return
        told = (
            _tr("{head}家的这件事上红榜？")
            if entry.row.colour == RED
            else _tr("{head}家到期没有整改，上榜公示？")
        )
        detail = _tr("公示只写户主、事项和日期；积分同时记入。")
        self._shell.ask(
            told.format(head=entry.household.head),
            detail,
            _tr("审定"),
            lambda: self._write(lambda: entries.approve(self._office, [entry.row.id])),
        )

    def _praised(self) -> tuple[BoardEntry, ...]:
        """Praise that waits to be approved."""
        return tuple(one for one in self._all if one.state is BoardState.PROPOSED)

    def approve_praised(self) -> None:
        """Approve all praise that waits, after a question that names whom."""
        praised = self._praised()
        names = "、".join(one.household.head for one in praised)
        self._shell.ask(
            _tr("{count} 户都上红榜？").format(count=len(praised)),
            names,
            _tr("全部审定"),
            lambda: self._write(lambda: entries.approve(self._office, [one.row.id for one in praised])),
        )

    def drop(self) -> None:
        """Take the entry back, with the reason."""
        entry_id = self._id()
        dialog = TextDialog(
            _tr("撤销"),
            _tr("为什么撤销？已记的积分会冲销。"),
            _tr("撤销这一件"),
            self._page,
            danger=True,
        )
        dialog.submitted.connect(lambda text: self._write(lambda: entries.drop(self._office, entry_id, text)))
        dialog.open()

    def take_down(self) -> None:
        """Ask when the entry came down."""
        entry_id, office = self._id(), self._office
        dialog = self._dialog(
            _tr("登记撤下"), _tr("登记"), _tr("同一张上的都撤下以后，这张公示也登记为撤下。")
        )
        dialog.add_day("down_on", _tr("撤下日期"), office.today().isoformat())

        def save(values: dict[str, str]) -> None:
            self._store(dialog, lambda: publishing.take_down(office, entry_id, values["down_on"]))

        dialog.submitted.connect(save)
        dialog.open()

    def draft(self) -> None:
        """Draft the sheet of the earliest month with something approved, and go to it."""
        office = self._office
        if not self.may(Right.DRAFT_NOTICE):
            return

        def work() -> str:
            months = publishing.months_to_draft(office)
            return publishing.draft_sheet(office, months[0] if months else office.today().isoformat()[:7])

        def go(notice_id: str) -> None:
            self._shell.notify(_tr("公示已起草，核对后送审。"))
            self._shell.open_record("documents", "notice", notice_id)

        self._write(work, go)

    # Elsewhere

    def open_notice(self) -> None:
        """Show the sheet where notices are worked on."""
        if self._entry is not None:
            self._shell.open_record("documents", "notice", self._entry.row.notice_id)

    def open_task(self) -> None:
        """Show the task that help became."""
        if self._entry is not None:
            self._shell.open_record("events", "event", self._entry.row.event_id)

    def show_photos(self) -> None:
        """Show the pictures of the finding and of how it was mended."""
        self._attachments("board_entry", self._id(), _tr("红黑榜"))

    def open_household(self) -> None:
        """Show the household's card."""
        if self._entry is not None:
            self._shell.open_household(self._entry.row.household_id)

    def print_slip(self) -> None:
        """Preview the slip of this entry."""
        self._print_slips((self._id(),))

    def print_slips(self) -> None:
        """Preview the slips of everything that is to be told."""
        ids = tuple(one.row.id for one in self._all if one.state is BoardState.FOUND)
        if not ids:
            self._shell.notify(_tr("没有要告知的户。"))
            return
        self._print_slips(ids)

    def _print_slips(self, ids: Sequence[str]) -> None:
        self._paper(
            _tr("待改进事项告知单"),
            _tr("上半张交给本户，下半张签收后村里留存。打印会记入日志。"),
            lambda: render_slips(self._office, ids),
        )
