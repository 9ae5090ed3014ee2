"""The three faces of the task log, groups, and why a rule-made task is there."""

from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.event_state import Step
from desktop.services import events
from desktop.services.events import NewEvent, Target
from desktop.services.inbox import listing
from desktop.services.rule_tasks.making import make_rule_tasks
from tests.support.desk import Desk, add_family
from ui.screens.agenda.dialog import AgendaDialog
from ui.screens.events.step_dialog import StepDialog
from ui.screens.events.table_model import line_words
from ui.screens.events.view import EventsScreen

ALT = Qt.KeyboardModifier.AltModifier


def log_of(desk: Desk) -> EventsScreen:
    return desk.screen("events", EventsScreen)


def test_list_board_and_calendar_show_the_same_selection(desk: Desk) -> None:
    today = desk.office.today()
    events.add_event(desk.office, NewEvent("修路灯", due_on=today.isoformat()))
    events.add_event(desk.office, NewEvent("发补贴", due_on=(today + timedelta(days=40)).isoformat()))
    screen = log_of(desk)
    screen.tabs.tab("today").click()
    desk.settle()
    assert screen.table.model().rowCount() == 1
    screen.faces.tab("board").click()
    desk.settle()
    assert [cards.count() for cards in screen.board.columns.values()] == [1, 0, 0, 0, 0, 0]
    screen.faces.tab("calendar").click()
    desk.settle()
    cards = screen.calendar.cards_of(today)
    assert cards is not None
    assert cards.count() == 1


def test_a_card_is_moved_with_the_keyboard_by_the_step_that_leads_there(desk: Desk) -> None:
    event = events.add_event(desk.office, NewEvent("修路灯"))
    screen = log_of(desk)
    screen.show_face("board")
    desk.settle()
    screen.board.focus_first()
    desk.qtbot.keyClick(screen.board.columns["new"], Qt.Key.Key_Right, ALT)
    desk.until(lambda: screen.board.columns["assigned"].count() == 1)
    assert events.get_event(desk.office, event).event.state == "30"
    screen.board.moved.emit(event, "feedback")
    dialog = desk.dialog(StepDialog)
    assert dialog.windowTitle()
    dialog.reject()
    desk.settle()
    assert events.get_event(desk.office, event).event.state == "30"


def test_a_move_that_no_step_allows_is_told_and_changes_nothing(desk: Desk) -> None:
    event = events.add_event(desk.office, NewEvent("修路灯"))
    events.take_step(desk.office, event, Step.START)
    screen = log_of(desk)
    screen.show_face("board")
    desk.settle()
    screen.board.moved.emit(event, "new")
    desk.until(lambda: "不能直接移到" in desk.noted())
    assert events.get_event(desk.office, event).event.state == "50"


def test_a_due_day_is_moved_in_the_calendar_and_one_that_has_passed_is_refused(desk: Desk) -> None:
    today = desk.office.today()
    event = events.add_event(desk.office, NewEvent("搬桌椅", due_on=today.isoformat()))
    screen = log_of(desk)
    screen.show_face("calendar")
    screen.calendar.show_unit("week")
    desk.settle()
    cards = screen.calendar.cards_of(today)
    assert cards is not None
    cards.setCurrentRow(0)
    desk.qtbot.keyClick(cards, Qt.Key.Key_Down, ALT)
    desk.until(lambda: events.get_event(desk.office, event).event.due_on != today.isoformat())
    assert events.get_event(desk.office, event).event.due_on == (today + timedelta(days=7)).isoformat()
    screen.calendar.moved.emit(event, today - timedelta(days=1))
    assert "已经过去" in desk.told()


def test_a_household_is_picked_from_the_group(desk: Desk) -> None:
    family = add_family(desk.office)
    events.add_event(desk.office, NewEvent("走访", targets=(Target("person", family["李秀英"]),)))
    events.add_event(desk.office, NewEvent("修路灯"))
    screen = log_of(desk)
    screen.group.setCurrentIndex(screen.group.findData("household"))
    screen.group.activated.emit(screen.group.currentIndex())
    desk.until(lambda: screen.value.count() == 2)
    assert screen.value.itemText(1) == "王建国户　1"
    screen.value.setCurrentIndex(1)
    screen.value.activated.emit(1)
    desk.until(lambda: screen.table.model().rowCount() == 1)


def test_a_rule_made_task_says_why_and_is_silenced_for_one(desk: Desk) -> None:
    family = add_family(desk.office)
    today = desk.office.today()
    born = (today + timedelta(days=3)).replace(year=today.year - 80)
    with desk.office.change("edit", "生日") as work:
        work.update("person", family["王建国"], {"birth_date": born.isoformat()})
    make_rule_tasks(desk.office)
    screen = log_of(desk)
    desk.until(screen.reason.isVisible)
    shown = " ".join(line.text() for line in screen.reason.findChildren(QLabel))
    assert "因为王建国" in shown
    assert "满80周岁" in shown
    screen.reason.muted.emit("turns_80", family["王建国"])
    desk.agree()
    desk.until(lambda: screen.table.model().rowCount() == 0)


def test_the_agenda_of_the_tasks_household_opens_and_takes_a_day_that_a_paper_runs_out(desk: Desk) -> None:
    family = add_family(desk.office)
    events.add_event(desk.office, NewEvent("屋顶漏雨", targets=(Target("person", family["李秀英"]),)))
    screen = log_of(desk)
    desk.until(screen.agenda.isEnabled)
    desk.press(screen.agenda)
    dialog = desk.dialog(AgendaDialog)
    desk.until(lambda: dialog.person.count() == 2)
    assert dialog.heading.text() == "王建国户"
    desk.write(dialog.day, "某天")
    desk.press(dialog.save_paper)
    assert "年月日" in dialog.problem.text()
    desk.write(dialog.day, "2027-03-01")
    desk.press(dialog.save_paper)
    desk.settle()
    with desk.office.store.reading() as connection:
        rows = connection.execute("SELECT person_id, kind, expires_on FROM expiring_paper").fetchall()
    assert rows == [(family["王建国"], "10", "2027-03-01")]
    dialog.reject()


def test_a_card_keeps_to_two_lines_of_title_and_a_cell_of_the_month_to_one(desk: Desk) -> None:
    long = NewEvent("量宅基地四至，要和国土所、规划办一起到现场看界桩，还要通知四邻到场", due_on="2020-01-01")
    events.add_event(desk.office, long)
    events.add_event(desk.office, NewEvent("修路灯", due_on=desk.office.today().isoformat()))
    screen = log_of(desk)
    screen.show_face("board")
    desk.settle()
    cards = screen.board.columns["new"]
    cards.resize(150, 400)
    line = cards.fontMetrics().lineSpacing()
    tall, low = (cards.sizeHintForIndex(cards.model().index(row, 0)).height() for row in (0, 1))
    assert tall - low == line
    assert low < 3 * line
    screen.show_face("calendar")
    desk.settle()
    day = screen.calendar.cards_of(desk.office.today())
    assert day is not None
    assert day.sizeHintForIndex(day.model().index(0, 0)).height() < 2 * line
    screen.calendar.show_unit("week")
    assert day.sizeHintForIndex(day.model().index(0, 0)).height() >= 2 * line


def test_cards_do_not_cover_one_another_in_a_column_that_became_narrower(desk: Desk) -> None:
    for length in range(4, 24):
        events.add_event(desk.office, NewEvent("修" * length, due_on="2020-01-01"))
    screen = log_of(desk)
    screen.show_face("board")
    desk.settle()
    cards = screen.board.columns["new"]
    assert cards.verticalScrollBar().isVisible()
    for width in (cards.width(), 180, 130):
        cards.setFixedWidth(width)
        desk.settle()
        items = [cards.model().index(row, 0) for row in range(cards.count())]
        for above, below in pairwise(items):
            height = cards.visualRect(below).top() - cards.visualRect(above).top()
            assert height == cards.sizeHintForIndex(above).height()


def test_what_lies_above_the_village_tells_its_days_and_alarms_nobody(desk: Desk) -> None:
    early = (desk.office.today() - timedelta(days=3)).isoformat()
    own, above = (events.add_event(desk.office, NewEvent(title, due_on=early)) for title in ("甲", "乙"))
    events.take_step(desk.office, above, Step.ESCALATE, "要请专家")
    told = [line_words(line) for line in listing.list_lines(desk.office, (own, above))]
    assert told == [("逾期 3 天", "overdue"), ("逾期 3 天", "")]


def test_a_board_without_events_says_so(desk: Desk) -> None:
    screen = log_of(desk)
    screen.show_face("board")
    desk.settle()
    assert screen.board.empty.isVisible()
    events.add_event(desk.office, NewEvent("修路灯"))
    screen.refresh()
    desk.until(lambda: not screen.board.empty.isVisible())


def test_what_stands_still_is_late_in_no_list(desk: Desk) -> None:
    """The tiles of the first screen count as the inbox does."""
    event = events.add_event(desk.office, NewEvent("修路灯", due_on="2020-01-01"))
    for state, late in (("10", 1), ("55", 0), ("60", 0), ("85", 1)):
        with desk.office.change("edit", "x") as work:
            work.update("event", event, {"state": state})
        counts = listing.count_views(desk.office, listing.InboxAsked())
        assert counts["overdue"] == events.count_views(desk.office)["overdue"] == late
