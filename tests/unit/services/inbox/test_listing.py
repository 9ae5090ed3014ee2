"""The inbox: what each view holds, how it is found, how the three faces agree."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.event_state import CLOSED_STATES, OPEN_STATES
from desktop.domain.problem import ProblemError
from desktop.services import events
from desktop.services.events import NewEvent
from desktop.services.inbox import listing
from desktop.services.inbox.due_days import move_due
from desktop.services.inbox.listing import InboxAsked
from desktop.services.office import Office
from desktop.services.register_editing import add_household
from tests.support.ledger import number
from tests.support.offices import make_office

TODAY = date(2026, 11, 18)  # a Wednesday
OPENED = {
    "修路灯": ("10", "2026-11-18"),
    "清水渠": ("50", "2026-11-10"),
    "量宅基地": ("50", "2026-11-22"),
    "调解噪声": ("40", "2026-11-23"),
    "等材料": ("55", "2026-11-01"),
    "已报镇里": ("60", "2026-11-02"),
    "待回访": ("70", "2026-11-18"),
    "没有期限": ("50", ""),
    "办完了": ("90", "2026-11-18"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = make_office(tmp_path_factory.mktemp("inbox") / "office")
    made = replace(made, clock=lambda: datetime(2026, 11, 18, 4, tzinfo=UTC))
    household, head = add_household(
        made, {"villager_group": "一组"}, {"name": "王建国", "citizen_id": number(1970, 5, 1, 1)}
    )
    for title, (state, due_on) in OPENED.items():
        event = events.add_event(
            made, NewEvent(title, "event" if state == "70" else "task", due_on=due_on, text="群众反映")
        )
        closed = f"{TODAY}T03:00:00+00:00" if state in CLOSED_STATES else None
        with made.change("edit", "办理") as work:
            work.update("event", event, {"state": state, "closed_at": closed})
            if title == "清水渠":
                work.update("event", event, {"handler_id": made.user.id, "category": "0101"})
                work.insert("event_link", {"event_id": event, "target_table": "person", "target_id": head})
    yield made, household, head
    made.close()


def titles(office: Office, asked: InboxAsked) -> list[str]:
    return [line.title for line in listing.read_inbox(office, asked).first]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("open", ["等材料", "已报镇里", "清水渠", "修路灯", "量宅基地", "调解噪声", "没有期限"]),
        ("today", ["修路灯"]),
        ("overdue", ["清水渠"]),
        ("week", ["修路灯", "量宅基地"]),
        ("waiting", ["等材料", "已报镇里", "待回访"]),
        ("done", ["办完了"]),
    ],
)
def test_a_view_holds_what_its_name_says_by_due_day(office, view: str, expected: list[str]):
    assert titles(office[0], InboxAsked(view)) == expected


def test_every_view_has_as_many_as_its_count_says(office):
    for view in listing.VIEWS:
        inbox = listing.read_inbox(office[0], InboxAsked(view))
        assert len(inbox.ids) == inbox.counts[view], view


def test_all_stands_latest_first(office):
    assert titles(office[0], InboxAsked("all")) == list(OPENED)[::-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("水渠", ["清水渠"]),
        ("qsq", ["清水渠"]),
        ("shuiqu", ["清水渠"]),
        ("量宅基地", ["量宅基地"]),
        ("0003", ["量宅基地"]),
        ("2026-0003", ["量宅基地"]),
        ("wjg", ["清水渠"]),
        ("路 灯", ["修路灯"]),
        ("渠水", []),
        ('"', []),
    ],
)
def test_an_event_is_found_by_words_pinyin_number_and_the_person_it_is_about(office, typed, found):
    assert titles(office[0], InboxAsked("all", typed)) == found


def test_what_is_found_narrows_every_count(office):
    counts = listing.read_inbox(office[0], InboxAsked("all", "水渠")).counts
    assert counts == dict.fromkeys(listing.VIEWS, 0) | {"open": 1, "overdue": 1, "all": 1}


def test_events_are_picked_by_person_household_handler_and_category(office):
    made, household, head = office
    for pick in (
        ("person", head),
        ("household", household),
        ("handler", str(made.user.id)),
        ("category", "0101"),
    ):
        inbox = listing.read_inbox(made, InboxAsked("all", picks=(pick,)))
        assert [line.title for line in inbox.first] == ["清水渠"]
        assert inbox.counts["all"] == 1
    assert titles(made, InboxAsked("all", mine=True)) == ["清水渠"]


@pytest.mark.parametrize("view", ["open", "all", "done"])
def test_groups_count_what_picking_them_shows(office, view: str):
    made, *_ = office
    for group in listing.GROUPS:
        for each in listing.list_groups(made, InboxAsked(view, group=group)):
            picked = listing.read_inbox(made, InboxAsked(view, picks=((group, each.value),)))
            assert picked.counts[view] == each.count


def test_a_group_tells_the_name_of_household_and_handler(office):
    made, *_ = office
    assert listing.list_groups(made, InboxAsked("all", group="household"))[0].name == "王建国"
    names = [each.name for each in listing.list_groups(made, InboxAsked("all", group="handler"))]
    assert names == ["", "王文书"]


def test_board_and_list_of_one_view_show_the_same(office):
    made, *_ = office
    for view in listing.VIEWS:
        inbox = listing.read_inbox(made, InboxAsked(view))
        board = listing.read_board(made, InboxAsked(view), 50)
        assert sum(column.count for column in board) == inbox.counts[view], view
        on_board = sorted(line.id for column in board for line in column.lines)
        assert on_board == sorted(line.id for line in inbox.first), view


def test_the_calendar_shows_each_day_with_what_is_due(office):
    made, *_ = office
    days = listing.read_calendar(made, InboxAsked("all"), date(2026, 11, 16), date(2026, 11, 22), 2)
    assert [(each.day.day, each.count, len(each.lines)) for each in days] == [(18, 3, 2), (22, 1, 1)]


def test_every_state_is_either_alive_or_done_and_stands_in_one_column():
    alive = [state for states in listing.COLUMN_STATES.values() for state in states]
    assert sorted(alive) == sorted({*OPEN_STATES, "70"})


def test_an_own_day_is_moved_with_a_note_and_a_past_or_foreign_one_is_not(office):
    made, *_ = office
    event = events.add_event(made, NewEvent("搬桌椅", due_on="2026-11-30"))
    move_due(made, event, TODAY + timedelta(days=1))
    detail = events.get_event(made, event)
    assert detail.event.due_on == "2026-11-19"
    assert detail.steps[-1].text == "期限由2026-11-30改为2026-11-19"
    with pytest.raises(ProblemError) as refused:
        move_due(made, event, TODAY - timedelta(days=1))
    assert refused.value.problems[0].code == "INB-003"
    with made.change("edit", "时限") as work:
        work.update("event", event, {"limit_class": "normal"})
    with pytest.raises(ProblemError) as refused:
        move_due(made, event, TODAY + timedelta(days=3))
    assert refused.value.problems[0].code == "INB-002"
    with made.change("edit", "删除") as work:
        work.delete("event", event)


def test_windows_of_a_long_list_join_without_gap_or_repetition(office, monkeypatch):
    made, *_ = office
    monkeypatch.setattr(listing, "FIRST_ROWS", 3)
    inbox = listing.read_inbox(made, InboxAsked("all"))
    assert inbox.ids[5] == ""
    shown = [line.title for line in inbox.first]
    for first in range(3, len(inbox.ids), 3):
        window = inbox.ids[first : first + 3]
        assert isinstance(window, listing.Window)
        shown += [line.title for line in listing.load_window(made, window)]
    assert shown == list(OPENED)[::-1]
    assert inbox.ids.index(inbox.ids[5]) == 5


def test_an_event_far_down_a_long_list_is_found_in_its_place(office, monkeypatch):
    made, *_ = office
    monkeypatch.setattr(listing, "FIRST_ROWS", 1)
    every = listing.read_inbox(made, InboxAsked("all", sort="received"))
    for place, event in enumerate(list(every.ids)[::-1]):
        ids = listing.read_inbox(made, InboxAsked("all")).ids
        assert listing.find_place(made, ids, event) == place


@settings(max_examples=30)
@given(st.text("水渠路灯qsql 0123", max_size=8), st.sampled_from(listing.VIEWS))
def test_whatever_is_typed_the_list_is_part_of_the_view(office, typed: str, view: str):
    made, *_ = office
    every = {line.id for line in listing.read_inbox(made, InboxAsked(view)).first}
    found = listing.read_inbox(made, InboxAsked(view, typed.strip()))
    assert {line.id for line in found.first} <= every
    assert len(found.ids) == found.counts[view]


@pytest.mark.parametrize("mine", [False, True])
@pytest.mark.parametrize("view", ["all", "done", "open"])
def test_a_group_says_how_many_a_pick_of_it_lists(office, view: str, mine: bool):
    """An event about two of a household, or about it and one of it, counts for it once."""
    made, household, head = office
    other, wife = add_household(made, {"villager_group": "二组"}, {"name": "赵兰"})
    about = {
        "50": ([head], [head, wife], [household, head], [household]),
        "90": ([head, household], [wife, other, head], [wife], [wife, other]),
    }
    added = []
    with made.change("edit", "办理") as work:
        for state, cases in about.items():
            for case in cases:
                fields = {
                    "number": f"n{len(added)}",
                    "title": "分组",
                    "state": state,
                    "received_at": "2026-11-01",
                }
                event = work.insert("event", fields | {"handler_id": made.user.id if mine else None})
                added.append(("event", event))
                for target in case:
                    table = "person" if target in (head, wife) else "household"
                    link = {"event_id": event, "target_table": table, "target_id": target}
                    added.append(("event_link", work.insert("event_link", link)))
    try:
        for group, values in (("household", {household, other}), ("person", {head, wife})):
            groups = listing.list_groups(made, InboxAsked(view, group=group, mine=mine))
            assert {each.value for each in groups} == values
            for each in groups:
                picked = InboxAsked(view, group=group, picks=((group, each.value),), mine=mine)
                assert each.count == len(listing.read_inbox(made, picked).ids)
    finally:
        with made.change("edit", "办理") as work:
            for table, record in (*added, ("household", other), ("person", wife)):
                work.delete(table, record)
