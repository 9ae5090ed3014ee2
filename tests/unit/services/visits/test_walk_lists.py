"""Walk lists: made of who is due, carried on paper that tells no hardship, entered line by line."""

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.services import events, register_editing
from desktop.services.events import EventFilter
from desktop.services.visits import entries, walk_lists
from desktop.services.visits.objects import DUE, NewObject, ObjectFilter, add_object, list_objects
from desktop.services.visits.printing import render_coverage, render_walk_list
from desktop.services.visits.walk_lists import NewWalkList, WalkEntry
from tests.support.boards import BoardsVillage, texts_of
from tests.support.disclosure import as_role
from tests.support.refusals import codes_of
from tests.support.visits import visit_to


def planned(village: BoardsVillage, *names: str) -> str:
    wanted = names or ("陈老伯", "赵小兰", "王海军")
    targets = tuple(village.people[name] for name in wanted)
    new = NewWalkList("一组、二组走访", "2026-03-10", (village.people["张建国"],), targets)
    return walk_lists.plan_walk_list(village.office, new)


def home(village: BoardsVillage, head: str) -> str:
    return village.households[head]


def seen(village: BoardsVillage, *names: str) -> tuple[str, ...]:
    return tuple(village.people[name] for name in names)


def test_a_list_is_made_of_who_is_due(village: BoardsVillage) -> None:
    entries.log_visit(village.office, visit_to(village, "赵小兰"))
    later = village.later(8)
    register_editing.save_form(
        later.office,
        "household",
        village.households["陈老伯"],
        {"linked_official_id": village.people["王海军"]},
    )
    due = list_objects(later.office, ObjectFilter(states=DUE))
    suggested = walk_lists.suggest_walk_list(later.office, due)
    assert suggested.target_ids == (village.people["陈老伯"],)
    assert suggested.visitor_ids == (village.people["王海军"],), "who is responsible goes"
    assert (suggested.title, suggested.planned_on) == ("3月18日走访", "2026-03-18")


def test_a_list_is_in_the_order_of_the_route(village: BoardsVillage) -> None:
    walk = walk_lists.get_walk_list(village.office, planned(village))
    assert [line.title for line in walk.lines] == ["王海军户", "赵小兰户", "陈老伯户"]
    assert (walk.visitors, walk.entered, walk.gone) == (("张建国",), 0, 0)


def test_a_household_and_its_people_are_one_line_with_whom_to_see(village: BoardsVillage) -> None:
    targets = (
        village.people["刘阿婆"],
        village.households["陈老伯"],
        village.people["陈老伯"],
        village.households["张建国"],
    )
    hand = NewObject("person", village.people["刘阿婆"], "F2", "2026-03-01", reason="刚出院")
    add_object(village.office, hand)
    new = NewWalkList("低保户走访", "2026-03-10", (village.people["王海军"],), targets)
    list_id = walk_lists.plan_walk_list(village.office, new)
    walk = walk_lists.get_walk_list(village.office, list_id)
    assert [(line.title, line.names) for line in walk.lines] == [
        ("张建国户", ""),
        ("陈老伯户", "陈老伯、刘阿婆"),
    ]
    text = "".join(texts_of(render_walk_list(village.office, list_id)))
    assert text.count("下坪1号") == 1
    assert "走访单走访人：王海军一组、二组走访日期" in text
    assert "低保" not in text


def test_who_was_seen_of_a_household_is_visited_and_the_other_stays_due(village: BoardsVillage) -> None:
    add_object(
        village.office, NewObject("person", village.people["刘阿婆"], "F2", "2026-03-01", reason="刚出院")
    )
    list_id = planned(village, "陈老伯", "刘阿婆")
    walk_lists.enter_line(
        village.office, list_id, WalkEntry(home(village, "陈老伯"), seen(village, "刘阿婆"), "9:40")
    )
    last = {one.id: one.next.last_on for one in list_objects(village.office)}
    today = village.office.today()
    assert last[village.people["刘阿婆"]] == last[village.households["陈老伯"]] == today
    assert last[village.people["陈老伯"]] is None


def test_a_list_without_people_title_or_visitors_is_refused(village: BoardsVillage) -> None:
    with pytest.raises(ProblemError) as error:
        walk_lists.plan_walk_list(village.office, NewWalkList(" ", "x", (), ()))
    assert codes_of(error) == ["VIS-040", "VIS-032", "VIS-004", "VIS-041"]


def test_lines_are_entered_from_the_list_with_the_true_time(village: BoardsVillage) -> None:
    list_id = planned(village)
    entry = WalkEntry(
        home(village, "陈老伯"), seen(village, "陈老伯"), "9:40", needs="想装扶手", is_event=True
    )
    visit = entries.get_visit(village.office, walk_lists.enter_line(village.office, list_id, entry))
    assert (visit.at, visit.visitors, visit.row.outcome) == ("2026-03-10 09:40", ("张建国",), "matter")
    assert [one.title for one in events.list_events(village.office, EventFilter("open"))] == [
        "走访陈老伯：想装扶手"
    ]
    walk_lists.enter_line(
        village.office,
        list_id,
        WalkEntry(home(village, "赵小兰"), seen(village, "赵小兰"), "10:00", outcome="absent", note="去镇上"),
    )
    assert walk_lists.get_walk_list(village.office, list_id).entered == 2
    with pytest.raises(ProblemError) as twice:
        walk_lists.enter_line(village.office, list_id, entry)
    assert codes_of(twice) == ["VIS-044"]


def test_a_line_without_its_time_is_refused_and_after_days_asks_why(village: BoardsVillage) -> None:
    list_id = planned(village)
    with pytest.raises(ProblemError) as error:
        walk_lists.enter_line(
            village.office, list_id, WalkEntry(home(village, "陈老伯"), seen(village, "陈老伯"))
        )
    assert codes_of(error) == ["VIS-002"]
    late = village.later(6).office
    with pytest.raises(ProblemError) as asked:
        walk_lists.enter_line(
            late, list_id, WalkEntry(home(village, "陈老伯"), seen(village, "陈老伯"), "9:40")
        )
    assert codes_of(asked) == ["VIS-006"]
    walk_lists.enter_line(
        late, list_id, WalkEntry(home(village, "陈老伯"), seen(village, "陈老伯"), "9:40", late_reason="停电")
    )


def test_a_closed_list_takes_no_line_and_one_that_was_used_is_not_removed(village: BoardsVillage) -> None:
    list_id = planned(village)
    walk_lists.enter_line(
        village.office, list_id, WalkEntry(home(village, "陈老伯"), seen(village, "陈老伯"), "9:40")
    )
    walk_lists.close_walk_list(village.office, list_id)
    with pytest.raises(ProblemError) as error:
        walk_lists.enter_line(
            village.office, list_id, WalkEntry(home(village, "赵小兰"), seen(village, "赵小兰"), "9:50")
        )
    assert codes_of(error) == ["VIS-043"]
    with pytest.raises(ProblemError) as removal:
        walk_lists.remove_walk_list(village.office, list_id)
    assert codes_of(removal) == ["VIS-045"]
    unused = planned(village, "赵小兰")
    walk_lists.remove_walk_list(village.office, unused)
    assert [one.row.id for one in walk_lists.list_walk_lists(village.office)] == [list_id]


def test_who_died_since_is_off_the_list_and_counted(village: BoardsVillage) -> None:
    list_id = planned(village)
    register_editing.save_form(
        village.office, "person", village.people["陈老伯"], {"death_date": "2026-03-09"}
    )
    walk = walk_lists.get_walk_list(village.office, list_id)
    assert ([line.title for line in walk.lines], walk.gone) == (["王海军户", "赵小兰户"], 1)


def test_the_paper_says_no_hardship_and_covers_telephones(village: BoardsVillage) -> None:
    text = "".join(texts_of(render_walk_list(village.office, planned(village))))
    assert "陈老伯" in text
    assert "138****1000" in text
    for hidden in ("13800001000", "失能", "低保", "服务对象", "F1", "999901"):
        assert hidden not in text


def test_telephones_in_full_need_the_right_and_are_written_down(village: BoardsVillage) -> None:
    list_id = planned(village)
    assert "13800001000" in "".join(texts_of(render_walk_list(village.office, list_id, reveal=True)))
    with village.office.store.reading() as connection:
        rows = connection.execute("SELECT fields FROM access_log WHERE kind = 'print'").fetchall()
    assert rows[-1][0] == "mobile,household_phone"
    with pytest.raises(ProblemError) as error:
        render_walk_list(as_role(village.office, Role.BOOKKEEPER), list_id, reveal=True)
    assert codes_of(error) == ["SYS-403"]


def test_the_township_gets_figures_and_no_names(village: BoardsVillage) -> None:
    entries.log_visit(village.office, visit_to(village, "陈老伯"))
    text = "".join(texts_of(render_coverage(village.office, "2026-03-01", "2026-04-01")))
    assert "走访情况表" in text
    assert "2026年3月1日至2026年3月31日" in text
    assert "1/1" in text
    assert "人次" in text
    for name in village.people:
        assert name not in text
