"""The tab of bookings from the county's pages: a time, a reason why not, or a case in one click."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.services.agency import bookings
from desktop.services.agency.bookings import Booking, BookingState
from desktop.services.agency.telephones import BOOKING
from desktop.words import word
from ui.screens.agency.page_presenter import AgencyPresenter, joined
from ui.screens.agency.phone_line import PhoneLine
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.widgets.code_options import code_options
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

TODO, ALL = "todo", "all"
_OPEN = (BookingState.NEW, BookingState.AGREED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BookingsPage", text)


def state_words(state: BookingState) -> str:
    """Where a booking stands, in words."""
    return {
        BookingState.NEW: _tr("待答复"),
        BookingState.AGREED: _tr("已约时间"),
        BookingState.REFUSED: _tr("办不了"),
        BookingState.CASE: _tr("已立件"),
        BookingState.WITHDRAWN: _tr("本人撤回"),
    }[state]


def _day_part(day: str, part: str) -> str:
    return f"{day} {word(code_table('day_part').label(part)) if part else ''}".strip()


def _columns() -> tuple[RowColumn[Booking], ...]:
    return (
        RowColumn(TableColumn("item", _tr("事项"), 10, sort_key="item"), lambda one: word(one.label)),
        RowColumn(TableColumn("name", _tr("谁约的"), 5, sort_key="name"), lambda one: one.row.name),
        RowColumn(
            TableColumn("state", _tr("状态"), 5),
            lambda one: Cell(
                state_words(one.state),
                "overdue" if one.is_late else "soon" if one.state is BookingState.NEW else "",
            ),
        ),
        RowColumn(
            TableColumn("when", _tr("时间"), 6, sort_key="when"),
            lambda one: (
                _day_part(one.row.met_on[5:], one.row.met_part)
                or _day_part(one.row.wished_on[5:], one.row.wished_part)
            ),
        ),
        RowColumn(
            TableColumn("received", _tr("收到"), 6, sort_key="received"),
            lambda one: show_moment(one.row.received_at)[5:],
        ),
    )


class BookingsPage(ListPage[Booking]):
    """Who booked what, and what was answered."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        open_case: Callable[[str], None],
        show_case: Callable[[str], None],
    ) -> None:
        super().__init__(
            "agency_bookings",
            _columns(),
            lambda one: one.row.id,
            ((TODO, _tr("要办的")), (ALL, _tr("全部"))),
            (),
            picture="calendar",
            shares=(6, 5),
        )
        self.table.setAccessibleName(_tr("网上约办"))
        presenter = self.presenter = BookingsPresenter(self, office, runner, shell)
        presenter.open_case, presenter.show_case = open_case, show_case
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.do_next())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(TODO)

    def show_booking(self, booking: Booking, actions: list[Action], phone: QWidget) -> None:
        """Show one booking with what was answered; ``phone`` is whom to call."""
        row = booking.row
        tone = "overdue" if booking.is_late else "soon" if booking.state is BookingState.NEW else ""
        lines = [
            Line(joined((row.name, state_words(booking.state))), "strong", tone),
            Line(_tr("为 {name} 办").format(name=row.for_name) if row.for_name else ""),
            Line(
                _tr("想 {when} 办").format(when=_day_part(row.wished_on, row.wished_part))
                if row.wished_on
                else ""
            ),
            Line(_tr("在 {place}").format(place=row.place) if row.place else ""),
            Line(row.text),
            Line(joined((row.number, show_moment(row.received_at))), "muted"),
        ]
        if booking.state is BookingState.NEW:
            told = _tr("{day} 前要答复").format(day=booking.answer_by.isoformat())
            lines.append(Line(told, "", "overdue" if booking.is_late else ""))
        if row.met_on:
            when = _day_part(row.met_on, row.met_part)
            lines.append(Line(_tr("约在 {when}").format(when=when), "", "ok"))
        lines.append(Line(row.answer_text))
        lines.append(Line(_tr("网上填的身份没有核实，办理时请看证件。"), "small"))
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(phone)
        layout.addStretch()
        self.panel.show_record(word(booking.label), lines, actions, below)


class BookingsPresenter(AgencyPresenter):
    """Answers bookings."""

    open_case: Callable[[str], None]
    show_case: Callable[[str], None]

    def __init__(self, page: BookingsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = TODO
        self._wanted = ""
        self._all: tuple[Booking, ...] = ()
        self._booking: Booking | None = None

    def load(self) -> None:
        def show(found: tuple[Booking, ...]) -> None:
            self._all = found
            self._show_view()

        self._read(lambda: bookings.list_bookings(self._office), show)

    def _show_view(self) -> None:
        todo = [one for one in self._all if one.state in _OPEN]
        self._page.tabs.show_count(TODO, len(todo), "overdue" if any(one.is_late for one in todo) else "")
        self._page.tabs.show_count(ALL, len(self._all))
        nothing = (
            _tr("没有预约"),
            _tr("村民在县里的页面上约办，同步以后在这里答复；约好的那天会在“今日”提醒。"),
        )
        current = self._page.show_rows(todo if self._view == TODO else self._all, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def show_view(self, view: str) -> None:
        """Show other bookings."""
        self._view = view if view in (TODO, ALL) else ALL
        self._page.tabs.mark(self._view)
        self._show_view()

    def show_booking(self, booking_id: str) -> None:
        """Show one booking in the list of all."""
        self._wanted, self._view = booking_id, ALL
        self._page.tabs.mark(ALL)
        self.load()

    def choose(self, booking_id: str) -> None:
        """Show one booking beside the list."""
        found = next((one for one in self._all if one.row.id == booking_id), None)
        self._booking = found
        if found is None:
            self._page.panel.show_nothing(_tr("没有选中预约"))
            return
        phone = PhoneLine(self._office, self._runner, self._shell, BOOKING, booking_id, found.row.phone)
        self._page.show_booking(found, self._actions(found), phone)

    def _actions(self, booking: Booking) -> list[Action]:
        made = []
        if self.may(Right.EDIT_SERVICES) and booking.state in (*_OPEN, BookingState.REFUSED):
            is_agreed = booking.state is BookingState.AGREED
            made.append(Action(_tr("答复时间…"), self.agree, "" if is_agreed else "primary"))
            made.append(Action(_tr("立件…"), self.make_case, "primary" if is_agreed else ""))
            if booking.state is not BookingState.REFUSED:
                made.append(Action(_tr("办不了…"), self.refuse))
        if booking.row.case_id:
            case_id = booking.row.case_id
            made.append(Action(_tr("看这件代办"), lambda: self.show_case(case_id)))
        return made

    def do_next(self) -> None:
        """The usual next step, as Enter asks for it."""
        booking = self._booking
        if booking is None:
            return
        if booking.row.case_id:
            self.show_case(booking.row.case_id)
        elif self.may(Right.EDIT_SERVICES) and booking.state is BookingState.NEW:
            self.agree()
        elif self.may(Right.EDIT_SERVICES) and booking.state is BookingState.AGREED:
            self.make_case()

    def agree(self) -> None:
        """Answer with a day."""
        if self._booking is None:
            return
        office, row = self._office, self._booking.row
        dialog = self._dialog(_tr("答复时间"), _tr("答复"), _tr("同步以后，本人在进度页上看得到。"))
        day = row.met_on or max(row.wished_on, office.today().isoformat())
        dialog.add_day("met_on", _tr("哪一天"), day, future=True)
        dialog.add_code(
            "met_part",
            _tr("上午下午"),
            code_options("day_part"),
            row.met_part or row.wished_part,
            required=False,
        )
        dialog.add_text("text", _tr("带什么、到哪里"), row.answer_text)
        self._open(
            dialog,
            lambda values: bookings.agree_time(
                office, row.id, values["met_on"], values["met_part"], values["text"]
            ),
        )

    def refuse(self) -> None:
        """Answer why it can't be done."""
        if self._booking is None:
            return
        office, booking_id = self._office, self._booking.row.id
        dialog = TextDialog(
            _tr("办不了"), _tr("为什么办不了，该找谁？这句话本人看得到。"), _tr("答复"), self._parent
        )
        dialog.submitted.connect(
            lambda text: self._write(lambda: bookings.refuse_booking(office, booking_id, text))
        )
        dialog.open()

    def make_case(self) -> None:
        """Open a case with everything the booking says."""
        if self._booking is not None:
            self.open_case(self._booking.row.id)
