"""Visits: who is due, what is written down, what comes of it, and what the register takes over."""

import csv
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

import resources
from db.models import RECORDS
from db.store import ChangeSetInfo, Work
from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.domain.register_filter import Condition, Op, RegisterFilter
from desktop.domain.visit_class import GENERAL, VisitClass
from desktop.domain.visit_cycle import DueState
from desktop.services import events, history, register
from desktop.services import register_editing as editing
from desktop.services.agenda.reading import Topic, read_agenda
from desktop.services.events import EventFilter
from desktop.services.patrols.alerts import NewAlert, add_alert
from desktop.services.register import ListKind
from desktop.services.visits import entries, objects, patches
from desktop.services.visits.about import household_visits
from desktop.services.visits.entries import NewPatch, log_visit, open_entry
from desktop.services.visits.figures import read_figures
from desktop.services.visits.objects import NewObject, ObjectFilter, ObjectKind, list_objects
from desktop.services.visits.patches import Decision
from desktop.services.visits.reminders import read_visits_today
from tests.support.boards import BoardsVillage
from tests.support.disclosure import as_role
from tests.support.refusals import codes_of
from tests.support.visits import object_of, visit_to, visit_to_household


def step_back(village: BoardsVillage) -> None:
    history.undo(village.office, history.undo_list(village.office, 1)[0].change_set)


def mobile(village: BoardsVillage, name: str) -> str:
    return editing.open_form(village.office, "person", village.people[name]).texts["mobile"]


def patch(village: BoardsVillage, name: str, text: str, field: str = "mobile") -> NewPatch:
    return NewPatch("person", village.people[name], field, text)


def test_everybody_with_a_reason_is_visited_by_it_and_every_household_in_general(
    village: BoardsVillage,
) -> None:
    found = {one.title: one.visit_class for one in list_objects(village.office)}
    assert found["陈老伯"] == "F1"
    assert found["赵小兰"] == "F2"
    assert found["孙小红"] == "F3"
    assert found["王海军"] == "G"
    assert found["张建国户"] == GENERAL
    assert "刘阿婆" not in found
    assert sum(one.kind is ObjectKind.HOUSEHOLD for one in list_objects(village.office)) == 5


def test_the_list_is_in_walking_order(village: BoardsVillage) -> None:
    addresses = [one.address for one in list_objects(village.office) if one.kind is ObjectKind.HOUSEHOLD]
    assert addresses == ["上坪1号", "上坪2号", "上坪10号", "下坪1号", "下坪2号"]


def test_who_is_old_and_left_alone_at_home_becomes_first_class(village: BoardsVillage) -> None:
    editing.save_form(
        village.office, "person", village.people["陈老伯"], {"residence_state": "户在人不在(外出)"}
    )
    assert object_of(village, "刘阿婆") is not None
    later = replace(village, office=village.on("2026-02-04").office)
    one = object_of(later, "刘阿婆")
    assert one is not None
    assert (one.visit_class, one.reasons) == (VisitClass("F1"), ("独居高龄",))


def test_a_restricted_tag_puts_nobody_on_a_list(village: BoardsVillage) -> None:
    """domain.md 6.2: such data belong to other authorities."""
    with village.office.change("edit", "标签") as work:
        work.update("person", village.people["张小明"], {"group_tags": '["R02","R05"]'})
    assert object_of(village, "张小明") is None


def test_a_visit_moves_the_next_one_a_cycle_on(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "陈老伯"))
    one = object_of(village, "陈老伯")
    assert one is not None
    assert one.next.due_on.isoformat() == "2026-03-17"
    late = object_of(village.on("2026-03-20"), "陈老伯")
    assert late is not None
    assert (late.next.state, late.next.days_late(village.on("2026-03-20").office.today())) == (
        DueState.LATE,
        3,
    )


def at_work(village: BoardsVillage) -> AbstractContextManager[Work]:
    """A change that the log dates on the village's day, as it does where the day is that of the clock."""
    at_ms = int(village.office.clock().timestamp() * 1000)
    return village.office.store.writing(ChangeSetInfo(village.office.user.id, "edit", "登记", at_ms=at_ms))


def days_left(village: BoardsVillage, record_id: str) -> int:
    (one,) = [each for each in list_objects(village.office) if each.id == record_id]
    return (one.next.due_on - village.office.today()).days


def test_whose_needs_are_learnt_today_is_due_one_cycle_on_and_not_late(village: BoardsVillage) -> None:
    him = village.people["孙立新"]
    log_visit(village.office, visit_to_household(village, "孙立新"))
    later = village.later(200)
    with at_work(later) as work:
        work.update("person", him, {"group_tags": '["D05"]'})
    assert days_left(later, him) == 7
    assert days_left(village.later(208), him) == -1


def test_another_tag_puts_nothing_off(village: BoardsVillage) -> None:
    him = village.people["陈老伯"]
    log_visit(village.office, visit_to(village, "赵小兰"))
    later = village.later(200)
    with at_work(later) as work:
        work.update("person", him, {"group_tags": '["D05","F01"]'})
    assert days_left(later, him) == 7 - 200


def test_a_stricter_class_puts_nothing_off_that_is_due_before(village: BoardsVillage) -> None:
    her = village.people["赵小兰"]
    log_visit(village.office, visit_to(village, "赵小兰"))
    later = village.later(28)
    with at_work(later) as work:
        work.update("person", her, {"group_tags": '["A01","D05"]'})
    one = object_of(later, "赵小兰")
    assert one is not None
    assert one.visit_class == "F1"
    assert days_left(later, her) == 2


def test_aid_a_seat_a_disability_and_a_party_card_count_from_the_day_they_were_entered(
    village: BoardsVillage,
) -> None:
    log_visit(village.office, visit_to(village, "赵小兰"))
    later = village.later(200)
    grant = {
        "household_id": village.households["孙立新"],
        "head_person_id": village.people["孙立新"],
        "aid_kind": "A01",
        "people_count": 2,
        "monthly_cents": 0,
        "from_month": "2026-01",
    }
    seat = {"body": "committee", "person_id": village.people["张小明"], "post": "member", "from_date": "2021"}
    with at_work(later) as work:
        work.insert("aid_grant", grant)
        work.insert("body_seat", seat)
        work.update("person", village.people["刘阿婆"], {"disability_grade": "3"})
        work.update("person", village.people["张建国"], {"political_status": "01"})
    expected = {"孙立新": 30, "张小明": 90, "刘阿婆": 30, "张建国": 90}
    assert {name: days_left(later, village.people[name]) for name in expected} == expected


def test_a_new_household_is_due_half_a_year_after_it_was_entered(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "赵小兰"))
    later = village.later(200)
    with at_work(later) as work:
        home = work.insert("household", {"kind": "hukou", "villager_group": "一组", "address": "上坪5号"})
        person = work.insert("person", {"name": "周新来"})
        work.insert("membership", {"household_id": home, "person_id": person, "role": "head"})
    assert days_left(later, home) == 180
    assert days_left(later, village.households["张建国"]) == 180 - 200


def test_who_was_visited_before_the_record_was_made_goes_on_from_that_visit(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "赵小兰"))
    later = village.later(200)
    with at_work(later) as work:
        person = work.insert("person", {"name": "周新来"})
        work.update("person", person, {"group_tags": '["A01"]'})
        work.insert(
            "membership",
            {"household_id": village.households["赵小兰"], "person_id": person, "role": "member"},
        )
    assert days_left(later, person) == 30
    seen = visit_to(village, "赵小兰", "2026-09-01 9:00", also_ids=(person,), late_reason="补登")
    log_visit(later.office, seen)
    assert days_left(later, person) == 30 - (later.office.today() - date(2026, 9, 1)).days


def test_who_is_left_alone_is_due_a_week_after_that(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "赵小兰"))
    later = village.later(100)
    with at_work(later) as work:
        work.update("person", village.people["陈老伯"], {"death_date": later.office.today().isoformat()})
    assert days_left(later, village.people["刘阿婆"]) == 7


def test_a_visit_at_home_counts_for_the_household_and_for_the_others_who_were_seen(
    village: BoardsVillage,
) -> None:
    log_visit(village.office, visit_to_household(village, "陈老伯", also_ids=(village.people["陈老伯"],)))
    one = object_of(village, "陈老伯")
    home = next(each for each in list_objects(village.office) if each.id == village.households["陈老伯"])
    assert one is not None
    assert one.next.last_on == home.next.last_on == village.office.today()


def test_the_list_of_households_tells_and_filters_by_the_last_visit(village: BoardsVillage) -> None:
    """domain.md 6.4, field 17."""
    log_visit(village.office, visit_to(village, "陈老伯", at="2026-03-09 9:30"))
    log_visit(village.office, visit_to(village, "赵小兰", outcome="absent", note="去镇上"))
    home = village.households["陈老伯"]
    (row,) = register.rows(village.office, ListKind.HOUSEHOLDS, (home,), ("last_visit_date",))
    assert row.cells == ("2026-03-09",)
    seen = RegisterFilter((Condition("last_visit_date", Op.BETWEEN, ("2026-03-01", "")),))
    assert register.list_ids(village.office, ListKind.HOUSEHOLDS, seen) == [home]
    never = RegisterFilter((Condition("last_visit_date", Op.EMPTY),))
    assert len(register.list_ids(village.office, ListKind.HOUSEHOLDS, never)) == 4


def test_a_call_counts_for_the_third_class_and_not_for_the_first(village: BoardsVillage) -> None:
    """domain.md 7.3."""
    for name in ("陈老伯", "孙小红"):
        log_visit(village.office, visit_to(village, name, form="20"))
    first, third = object_of(village, "陈老伯"), object_of(village, "孙小红")
    assert first is not None
    assert third is not None
    assert (first.next.last_on, third.next.last_on) == (None, village.office.today())


def test_in_a_storm_the_first_class_is_visited_daily(village: BoardsVillage) -> None:
    """domain.md 7.2."""
    log_visit(village.office, visit_to(village, "陈老伯", at="2026-03-09 9:30"))
    assert read_visits_today(village.office).today == 0
    add_alert(village.secretary, NewAlert("01", "2", "2026-03-10 6:00"))
    one = next(one for one in objects.list_objects(village.office) if one.title == "陈老伯")
    assert (one.next.state, one.next.in_alarm) == (DueState.TODAY, True)
    today = read_visits_today(village.office)
    assert (today.alarms, [each.title for each in today.next]) == (("暴雨橙色预警",), ["陈老伯"])
    second = next(one for one in list_objects(village.office) if one.title == "赵小兰")
    assert not second.next.in_alarm


def test_the_list_can_be_asked_for_by_class_group_and_who_is_due(village: BoardsVillage) -> None:
    wanted = ObjectFilter(classes=frozenset({VisitClass("F1"), VisitClass("F2")}), groups=frozenset({"二组"}))
    assert [one.title for one in list_objects(village.office, wanted)] == ["陈老伯"]
    editing.save_form(
        village.office,
        "household",
        village.households["赵小兰"],
        {"linked_official_id": village.people["王海军"]},
    )
    mine = ObjectFilter(visitor_id=village.people["王海军"])
    assert {one.title for one in list_objects(village.office, mine)} == {"赵小兰户", "赵小兰"}


# By hand


def test_somebody_is_put_into_a_class_by_hand_with_a_cycle_of_his_own_until_a_day(
    village: BoardsVillage,
) -> None:
    new = NewObject("person", village.people["刘阿婆"], "F2", "2026-03-10", "2026-04-10", "10", "刚出院")
    made = objects.add_object(village.office, new)
    one = object_of(village, "刘阿婆")
    assert one is not None
    assert (one.visit_class, one.days, one.reasons, one.hand_id) == (VisitClass("F2"), 10, ("刚出院",), made)
    assert object_of(village.on("2026-04-11"), "刘阿婆") is None
    objects.end_object(village.later(3).office, made)
    assert object_of(village.later(3), "刘阿婆") is None
    assert object_of(village, "刘阿婆") is not None


def test_by_hand_never_makes_a_rule_laxer(village: BoardsVillage) -> None:
    """domain.md 7.2: the strictest cycle wins."""
    new = NewObject("person", village.people["陈老伯"], "F3", "2026-03-10", reason="家人常回来")
    objects.add_object(village.office, new)
    one = object_of(village, "陈老伯")
    assert one is not None
    assert (one.visit_class, one.days) == (VisitClass("F1"), 7)


def test_a_wrong_entry_by_hand_says_what_is_wrong(village: BoardsVillage) -> None:
    new = NewObject("person", village.people["刘阿婆"], "F2", "2026-03-10", reason="刚出院")
    wrong = {
        "VIS-030": replace(new, target_id=""),
        "VIS-031": replace(new, visit_class="K1"),
        "VIS-032": replace(new, from_on="昨天"),
        "VIS-033": replace(new, to_on="2026-03-01"),
        "VIS-034": replace(new, cycle_days="0"),
        "VIS-035": replace(new, reason=" "),
    }
    for code, each in wrong.items():
        with pytest.raises(ProblemError) as error:
            objects.add_object(village.office, each)
        assert codes_of(error) == [code]


# Writing down


def test_the_form_begins_with_now_and_me_and_all_well(village: BoardsVillage) -> None:
    form = open_entry(village.office, "person", village.people["陈老伯"])
    assert form.new.visited_at.startswith("2026-03-10 ")
    assert (form.new.visitors, form.new.form, form.new.outcome) == ("王文书", "10", "well")
    assert [(name, due) for _, name, due in form.others] == [("刘阿婆", False)]
    log_visit(village.office, form.new)
    (visit,) = entries.list_visits(village.office)
    assert (visit.title, visit.visitors, visit.outcome_label) == ("陈老伯", ("王文书",), "一切正常")


def test_a_wrong_visit_says_what_is_wrong_and_nothing_is_kept(village: BoardsVillage) -> None:
    new = visit_to(village, "陈老伯")
    wrong = {
        "VIS-001": replace(new, target_id=""),
        "VIS-002": replace(new, visited_at="上午"),
        "VIS-003": replace(new, visited_at="2026-03-10 18:00"),
        "VIS-004": replace(new, visitor_ids=()),
        "VIS-005": replace(new, form="99"),
        "VIS-006": replace(new, visited_at="2026-03-01 9:00"),
        "VIS-007": replace(new, outcome="matter"),
        "VIS-008": replace(new, note="长" * 1001),
        "VIS-009": replace(new, outcome="absent", needs="修路灯"),
    }
    for code, each in wrong.items():
        with pytest.raises(ProblemError) as error:
            log_visit(village.office, each)
        assert codes_of(error) == [code]
    assert entries.list_visits(village.office) == ()


def test_a_visit_entered_late_keeps_its_true_time_and_the_reason(village: BoardsVillage) -> None:
    late = visit_to(village, "陈老伯", at="3月1日 15:20", late_reason="停电，先记在纸上")
    visit = entries.get_visit(village.office, log_visit(village.office, late))
    assert (visit.at, visit.row.late_reason) == ("2026-03-01 15:20", "停电，先记在纸上")


def test_needs_hazards_and_quarrels_become_events_with_the_visit(village: BoardsVillage) -> None:
    new = visit_to(
        village,
        "陈老伯",
        needs="想申请护理补贴",
        hazards="灶房电线老化",
        disputes="和邻居为水沟吵过",
        events=frozenset(entries.FINDINGS),
    )
    visit = entries.get_visit(village.office, log_visit(village.office, new))
    assert visit.row.outcome == "matter"
    listed = {one.title: one for one in events.list_events(village.office, EventFilter("open"))}
    assert {title for _, title in visit.events} == set(listed)
    need = listed["走访陈老伯：想申请护理补贴"]
    assert need.source_label == "网格员走访巡查"
    linked = {link.target_id for link in events.get_event(village.office, need.id).links}
    assert linked == {village.people["陈老伯"], village.households["陈老伯"]}
    quarrel = next(title for title in listed if "水沟" in title)
    assert "陈老伯" not in quarrel


def test_visit_and_events_are_one_step_back(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "陈老伯", needs="修路灯", events=frozenset({"needs"})))
    step_back(village)
    assert entries.list_visits(village.office) == ()
    assert events.list_events(village.office, EventFilter("open")) == ()


def test_a_correction_keeps_what_stood_there(village: BoardsVillage) -> None:
    visit_id = log_visit(village.office, visit_to(village, "陈老伯", note="身体好"))
    row = entries.get_visit(village.office, visit_id).row
    entries.correct_visit(village.office, visit_id, replace(entries.typed_visit(row), note="膝盖痛"))
    assert entries.get_visit(village.office, visit_id).row.note == "膝盖痛"
    step_back(village)
    assert entries.get_visit(village.office, visit_id).row.note == "身体好"


def test_a_removed_visit_takes_its_open_facts_along(village: BoardsVillage) -> None:
    found = patch(village, "陈老伯", "13900002222")
    visit_id = log_visit(village.office, visit_to(village, "陈老伯", patches=(found,)))
    entries.remove_visit(village.office, visit_id)
    assert patches.list_patches(village.office) == ()


def test_a_reader_sees_visits_and_enters_none(village: BoardsVillage) -> None:
    reader = as_role(village.office, Role.READER)
    assert list_objects(reader)
    with pytest.raises(ProblemError) as error:
        log_visit(reader, visit_to(village, "陈老伯"))
    assert codes_of(error) == ["SYS-403"]


def test_a_grid_worker_does_not_read_that_somebody_gets_aid(village: BoardsVillage) -> None:
    with village.office.change("edit", "救助") as work:
        work.insert(
            "aid_grant",
            {
                "household_id": village.households["孙立新"],
                "head_person_id": village.people["孙立新"],
                "aid_kind": "A01",
                "people_count": 2,
                "monthly_cents": 0,
                "from_month": "2026-01",
            },
        )
    words = {}
    for role in (Role.CLERK, Role.GRID_WORKER):
        seen = replace(village, office=as_role(village.office, role))
        one = object_of(seen, "孙立新")
        assert one is not None
        assert one.visit_class == "F2"
        words[role] = one.reasons
    assert words == {Role.CLERK: ("最低生活保障",), Role.GRID_WORKER: ("享受救助",)}


# Facts found changed


def test_the_register_takes_a_fact_only_when_it_is_confirmed(village: BoardsVillage) -> None:
    log_visit(
        village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "139 0000 2222"),))
    )
    assert mobile(village, "陈老伯") == "13800001000"
    (waiting,) = patches.list_patches(village.office)
    assert (waiting.owner, waiting.label, waiting.old, waiting.new) == (
        "陈老伯",
        "手机号码",
        "13800001000",
        "13900002222",
    )
    assert patches.confirm_patch(village.office, waiting.row.id) is Decision.WRITTEN
    assert mobile(village, "陈老伯") == "13900002222"
    assert patches.list_patches(village.office) == ()
    step_back(village)
    assert (mobile(village, "陈老伯"), len(patches.list_patches(village.office))) == ("13800001000", 1)


def test_a_fact_whose_old_value_has_changed_meanwhile_is_asked_again(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "13900002222"),)))
    editing.save_form(village.office, "person", village.people["陈老伯"], {"mobile": "13700003333"})
    (waiting,) = patches.list_patches(village.office)
    assert patches.confirm_patch(village.office, waiting.row.id) is Decision.ASKED_AGAIN
    assert mobile(village, "陈老伯") == "13700003333"
    (again,) = patches.list_patches(village.office)
    assert again.old == "13700003333"
    assert patches.confirm_patch(village.office, again.row.id) is Decision.WRITTEN
    assert mobile(village, "陈老伯") == "13900002222"


def test_what_the_register_says_already_is_only_ticked_off(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "13900002222"),)))
    editing.save_form(village.office, "person", village.people["陈老伯"], {"mobile": "13900002222"})
    (waiting,) = patches.list_patches(village.office)
    assert patches.confirm_patch(village.office, waiting.row.id) is Decision.STOOD_ALREADY


def test_what_is_no_change_is_not_asked_about(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "13800001000"),)))
    assert patches.list_patches(village.office) == ()


def test_a_fact_that_the_register_would_refuse_is_refused_on_the_visit(village: BoardsVillage) -> None:
    with pytest.raises(ProblemError) as error:
        log_visit(village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "12"),)))
    (problem,) = error.value.problems
    assert problem.place is not None
    assert problem.place.field == f"person/{village.people['陈老伯']}/mobile"
    with pytest.raises(ProblemError) as other:
        wrong = patch(village, "陈老伯", "信徒", "religion")
        log_visit(village.office, visit_to(village, "陈老伯", patches=(wrong,)))
    assert codes_of(other) == ["VIS-020"]


def test_a_fact_is_dismissed_with_a_reason_and_stays_on_record(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "13900002222"),)))
    (waiting,) = patches.list_patches(village.office)
    with pytest.raises(ProblemError) as error:
        patches.dismiss_patch(village.office, waiting.row.id, " ")
    assert codes_of(error) == ["VIS-023"]
    patches.dismiss_patch(village.office, waiting.row.id, "电话核实过，没有换号")
    (done,) = patches.list_patches(village.office, "dismissed")
    assert (done.row.reason, done.decided_by) == ("电话核实过，没有换号", "王文书")
    with pytest.raises(ProblemError) as twice:
        patches.confirm_patch(village.office, waiting.row.id)
    assert codes_of(twice) == ["VIS-022"]


def test_a_grid_worker_reports_a_fact_and_cannot_confirm_it(village: BoardsVillage) -> None:
    worker = as_role(village.office, Role.GRID_WORKER)
    log_visit(worker, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "13900002222"),)))
    (waiting,) = patches.list_patches(worker)
    assert (waiting.old, waiting.new) == ("138****1000", "139****2222")
    with pytest.raises(ProblemError) as error:
        patches.confirm_patch(worker, waiting.row.id)
    assert codes_of(error) == ["SYS-403"]


# Looking at them


def test_a_households_card_gathers_its_visits_its_due_days_and_its_open_facts(village: BoardsVillage) -> None:
    log_visit(village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "13900002222"),)))
    log_visit(village.office, visit_to(village, "赵小兰"))
    about = household_visits(village.office, village.households["陈老伯"])
    assert [visit.title for visit in about.visits] == ["陈老伯"]
    assert [one.title for one in about.objects] == ["陈老伯户", "陈老伯"]
    assert [each.new for each in about.patches] == ["13900002222"]


def test_figures_keep_people_and_participations_apart(village: BoardsVillage) -> None:
    """domain.md 12, pitfall 5."""
    both = (village.people["王海军"], village.people["张建国"])
    log_visit(village.office, visit_to(village, "陈老伯", at="2026-03-09 9:00", visitor_ids=both))
    log_visit(village.office, visit_to(village, "陈老伯"))
    log_visit(village.office, visit_to(village, "赵小兰", outcome="absent"))
    figures = read_figures(village.office, "2026-03-01", "2026-03-11")
    first = next(one for one in figures.classes if one.visit_class == "F1")
    assert (first.objects, first.covered, first.person_times, first.rate.text()) == (1, 1, 2, "1/1")
    second = next(one for one in figures.classes if one.visit_class == "F2")
    assert (second.covered, second.rate.text()) == (0, "0/1")
    assert (figures.visits, figures.seen, figures.visitor_times, figures.visitors) == (3, 2, 4, 2)
    assert read_figures(village.office, "2026-03-01", "2026-03-09").visits == 0


def test_a_period_the_wrong_way_round_is_refused(village: BoardsVillage) -> None:
    with pytest.raises(ProblemError) as error:
        read_figures(village.office, "2026-03-10", "2026-03-10")
    assert codes_of(error) == ["VIS-050"]


def test_nothing_about_a_visit_can_say_where_a_visitor_walked() -> None:
    """domain.md 0, principle 3, and 7.3: no track of the visitor's movements."""
    tables = {"visit", "visit_patch", "visit_object", "walk_list"}
    words = (
        "position",
        "latitude",
        "longitude",
        "lat",
        "lng",
        "lon",
        "gps",
        "track",
        "place",
        "distance",
        "geo",
    )
    columns = {
        f"{model._meta.table_name}.{name}"
        for model in RECORDS
        if model._meta.table_name in tables
        for name in model._meta.fields
    }
    with resources.path("sync", "records.csv").open(encoding="utf-8") as file:
        sent = {f"{row['table']}.{row['column']}" for row in csv.DictReader(file) if row["table"] in tables}
    assert columns >= {f"{table}.id" for table in tables}
    assert sent
    assert not [one for one in columns | sent if set(one.partition(".")[2].split("_")) & set(words)]


def test_the_agenda_of_a_household_names_who_is_due_and_what_is_to_be_asked(village: BoardsVillage) -> None:
    one = object_of(village, "陈老伯")
    assert one is not None
    log_visit(village.office, visit_to(village, "陈老伯", patches=(patch(village, "陈老伯", "13800009999"),)))
    later = replace(village, office=village.on("2026-09-01").office)
    lines = read_agenda(later.office, one.household_id).lines
    told = [each.text for each in lines if each.topic is Topic.VISIT]
    assert any(each.startswith("该走访陈老伯") for each in told)
    assert any("陈老伯" in each and "核对" in each for each in told)
    assert "13800009999" not in "".join(told)
