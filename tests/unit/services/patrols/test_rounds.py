"""Patrols: which are due, entered as a round, turned into an event in danger, counted with their units."""

import pytest

from desktop.domain.patrol_due import DueReason, DueState
from desktop.domain.problem import ProblemError
from desktop.services import events
from desktop.services.patrols import alerts, calling, duty, figures, reminders, rounds, sites
from desktop.services.patrols.alerts import NewAlert
from desktop.services.patrols.rounds import ABNORMAL, DANGER, NewPatrol, NewRound, PatrolFilter
from tests.support.patrols import PatrolVillage

JUNE = PatrolFilter("2026-06-01", "2026-06-30")


def walk(
    village: PatrolVillage, *patrols: NewPatrol, who: tuple[str, ...] = ("王海军",), others: str = ""
) -> str:
    people = tuple(village.people[name] for name in who)
    return rounds.add_round(village.office, NewRound(people, patrols, others, "3"))[0]


def codes(error: pytest.ExceptionInfo[ProblemError]) -> list[tuple[str, int | None, str]]:
    return [
        (each.code, each.place.row if each.place else None, each.place.field if each.place else "")
        for each in error.value.problems
    ]


def test_a_slope_is_due_every_day_of_the_flood_season(village: PatrolVillage) -> None:
    slope = village.slope(found_on="2026-05-01")
    (before,) = duty.list_due(village.office)
    assert before.standing.state is DueState.LATE
    walk(village, NewPatrol(slope, "11:00"))
    (after,) = duty.list_due(village.office)
    assert (after.standing.state, after.reason) == (DueState.DONE, "汛期每天一次")
    assert after.last is not None
    (tomorrow,) = duty.list_due(village.at("2026-06-11 08:00").office)
    assert tomorrow.standing.state is DueState.DUE


def test_late_sites_come_first_and_each_part_in_the_order_of_the_route(village: PatrolVillage) -> None:
    for name, kind, order, found in (
        ("屋", "H5", "1", ""),
        ("塘", "H2", "2", "2026-05-01"),
        ("坡", "H1", "3", "2026-05-01"),
    ):
        village.slope(name=name, kind=kind, route_order=order, found_on=found)
    assert [each.site.row.name for each in duty.list_due(village.office)] == ["塘", "坡", "屋"]


def test_rain_asks_for_patrols_every_few_hours_and_patrols_belong_to_it(village: PatrolVillage) -> None:
    slope = village.slope()
    rain = alerts.add_alert(village.office, NewAlert("01", "1", "3:10"))
    one = walk(village, NewPatrol(slope, "10:30"))
    assert rounds.get_patrol(village.office, one).row.alert_id == rain
    (due,) = duty.list_due(village.at("2026-06-10 12:45").office)
    assert (due.standing.state, due.standing.reason) == (DueState.DUE, DueReason.ALERT)
    assert due.reason == "暴雨红色预警期间每 2 小时"


def test_a_plan_of_the_site_takes_the_place_of_the_rule(village: PatrolVillage) -> None:
    slope = village.slope()
    walk(village, NewPatrol(slope, "昨天 11:00"))
    duty.set_plan(village.office, slope, "flood", "3", [village.people["张建国"]])
    (due,) = duty.list_due(village.office)
    assert (due.standing.state, due.standing.cycle_days) == (DueState.DONE, 3)
    assert due.patroller_ids == (village.people["张建国"],)
    duty.set_plan(village.office, slope, "flood", "")
    assert duty.list_due(village.office)[0].standing.cycle_days == 1
    with pytest.raises(ProblemError, match="PTL-023, PTL-024"):
        duty.set_plan(village.office, slope, "spring", "x")


def test_a_round_is_one_action(village: PatrolVillage) -> None:
    slope, pond = village.slope(), village.slope(name="大塘", kind="H2")
    walk(village, NewPatrol(slope, "9:00"), NewPatrol(pond, "9:30"))
    with village.office.store.reading() as connection:
        (label,) = connection.execute("SELECT label FROM change_set ORDER BY seq DESC LIMIT 1").fetchone()
    assert label == "登记巡查 2 个点"
    assert [each.site for each in rounds.list_patrols(village.office, JUNE)] == ["大塘", "老鹰岩滑坡"]


def test_readings_are_kept_by_name_and_the_last_ones_offered(village: PatrolVillage) -> None:
    slope = village.slope(readings="裂缝1（毫米）变化5\n裂缝2（毫米）")
    walk(village, NewPatrol(slope, "8:00", readings={"裂缝1": "10", "裂缝2": ""}))
    walk(village, NewPatrol(slope, "9:00", readings={"裂缝1": "１2．5", "裂缝2": "3"}))
    (form,) = rounds.open_forms(village.office, [slope])
    assert {name: each.value for name, each in form.last.items()} == {"裂缝1": "12.5", "裂缝2": "3"}
    courses = rounds.read_course(village.office, form.site)
    assert [[str(value) for _, value in each.values] for each in courses] == [["10", "12.5"], ["3"]]
    warned, _ = rounds.reading_warnings(courses[0].spec, "18", "12.5", 20)
    assert warned


def test_everything_wrong_with_a_round_is_told_with_its_place(village: PatrolVillage) -> None:
    slope = village.slope(readings="裂缝1")
    with pytest.raises(ProblemError) as error:
        rounds.add_round(
            village.office,
            NewRound(
                (),
                (
                    NewPatrol(slope, "2026-06-10 13:30", result=DANGER),
                    NewPatrol("none", "9:00"),
                    NewPatrol(slope, "9:00", result="9", readings={"裂缝1": "大"}, reported_at="晚上"),
                ),
            ),
        )
    assert codes(error) == [
        ("PTL-040", None, "patrollers"),
        ("PTL-042", 1, "at"),
        ("PTL-043", 1, "signs"),
        ("PTL-010", 2, "sites"),
        ("PTL-042", 3, "reported_at"),
        ("PTL-044", 3, "result"),
        ("PTL-021", 3, "readings/裂缝1"),
    ]
    with pytest.raises(ProblemError, match="PTL-041"):
        rounds.add_round(village.office, NewRound((village.people["王海军"],), ()))


def test_what_was_walked_in_a_power_cut_keeps_its_true_time(village: PatrolVillage) -> None:
    slope = village.slope()
    walk(village, NewPatrol(slope, "昨天 3:10"), NewPatrol(slope, "11:00"))
    late, now = reversed(rounds.list_patrols(village.office, JUNE))
    assert (late.at, late.is_late, now.is_late) == ("2026-06-09 03:10", True, False)


def test_danger_is_on_the_task_log_with_everything_filled_in(village: PatrolVillage) -> None:
    slope = village.slope("张建国", "陈老伯", position="上坪村后山")
    one = walk(
        village,
        NewPatrol(
            slope,
            "11:00",
            DANGER,
            signs=("02", "01"),
            action="已撤出 3 人",
            reported_to="镇里",
            with_event=True,
        ),
        others="李巡山",
    )
    patrol = rounds.get_patrol(village.office, one)
    found = events.get_event(village.office, patrol.row.event_id)
    assert found.event.title == "险情：老鹰岩滑坡，地面出现裂缝"
    assert (found.event.urgency, found.event.category, found.event.kind) == ("urgent", "0202", "event")
    assert (found.place, found.reporter) == ("上坪村后山", "王海军、李巡山")
    for part in ("房屋墙体开裂", "已处置：已撤出 3 人", "已报告：镇里", "受威胁 2 户 4 人，当天在家 3 人"):
        assert part in found.text
    assert {link.target_id for link in found.links} == {
        village.households["张建国"],
        village.households["陈老伯"],
    }
    assert rounds.make_event(village.office, one) == patrol.row.event_id


def test_a_patrol_becomes_an_event_afterwards_once(village: PatrolVillage) -> None:
    one = walk(village, NewPatrol(village.slope(), "11:00", ABNORMAL, note="坡脚有点湿"))
    made = rounds.make_event(village.office, one)
    assert rounds.make_event(village.office, one) == made
    found = events.get_event(village.office, made)
    assert (found.event.urgency, found.event.title) == ("normal", "隐患：老鹰岩滑坡")
    assert "坡脚有点湿" in found.text


def test_danger_that_nobody_was_told_of_is_asked_for_today(village: PatrolVillage) -> None:
    slope = village.slope()
    one = walk(village, NewPatrol(slope, "11:00", DANGER, signs=("01",)))
    assert reminders.read_patrols_today(village.office).unreported == 1
    new = NewPatrol(slope, "11:00", DANGER, signs=("01",), reported_to="镇里", reported_at="11:05")
    rounds.edit_patrol(village.office, one, NewRound((village.people["王海军"],), (new,)))
    assert reminders.read_patrols_today(village.office).unreported == 0
    assert rounds.get_patrol(village.office, one).row.reported_at.startswith("2026-06-10T")


def test_people_and_person_times_are_counted_apart(village: PatrolVillage) -> None:
    slope, pond = village.slope(), village.slope(name="大塘", kind="H2")
    walk(
        village,
        NewPatrol(slope, "8:00"),
        NewPatrol(pond, "8:30"),
        who=("王海军", "张建国"),
        others="李巡山，",
    )
    walk(village, NewPatrol(slope, "9:00"), who=("王海军",))
    patrols = rounds.list_patrols(village.office, JUNE)
    found = figures.count_patrols(patrols)
    assert (found.patrols, found.person_times, found.people, found.sites) == (3, 7, 3, 2)
    by_kind = {line.label: line.figures.person_times for line in figures.figures_by_kind(patrols)}
    assert by_kind == {"地质灾害隐患点": 4, "山塘水库堤防": 3}


def test_figures_of_an_alert_hold_only_its_patrols(village: PatrolVillage) -> None:
    slope = village.slope()
    walk(village, NewPatrol(slope, "昨天 11:00"))
    rain = alerts.add_alert(village.office, NewAlert("01", "1", "3:10"))
    walk(village, NewPatrol(slope, "10:30"), who=("王海军", "张建国"))
    of_rain = figures.figures_of(village.office, PatrolFilter(JUNE.first, JUNE.last, alert_id=rain))
    assert (of_rain.patrols, of_rain.person_times) == (1, 2)


def test_patrols_are_found_by_what_stands_in_them(village: PatrolVillage) -> None:
    slope = village.slope()
    walk(village, NewPatrol(slope, "11:00", ABNORMAL, signs=("06",)))
    walk(village, NewPatrol(slope, "11:30"), who=("张建国",))
    for text, count in (("落石", 1), ("张建国", 1), ("老鹰岩", 2), ("没有", 0)):
        wanted = PatrolFilter(JUNE.first, JUNE.last, text=text)
        assert len(rounds.list_patrols(village.office, wanted)) == count
    assert (
        len(rounds.list_patrols(village.office, PatrolFilter("2026-06-01", "2026-06-30", result=ABNORMAL)))
        == 1
    )
    assert rounds.list_patrols(village.office, PatrolFilter("2026-05-01", "2026-06-09")) == ()
    with pytest.raises(ProblemError, match="PTL-047"):
        rounds.list_patrols(village.office, PatrolFilter("六月", "七月"))


def test_a_patrol_entered_by_mistake_is_removed(village: PatrolVillage) -> None:
    one = walk(village, NewPatrol(village.slope(), "11:00"))
    rounds.remove_patrol(village.office, one)
    with pytest.raises(ProblemError, match="PTL-046"):
        rounds.get_patrol(village.office, one)


def test_a_patrol_keeps_its_site_after_it_is_closed(village: PatrolVillage) -> None:
    slope = village.slope()
    walk(village, NewPatrol(slope, "11:00"))
    sites.close_site(village.office, slope, "2026-06-10", "治理完成")
    assert duty.list_due(village.office) == ()
    assert [each.site for each in rounds.list_patrols(village.office, JUNE)] == ["老鹰岩滑坡"]


def test_danger_calls_the_households_below_the_site(village: PatrolVillage) -> None:
    slope, empty = village.slope("张建国", "陈老伯"), village.slope(name="大塘", kind="H2")
    one = walk(village, NewPatrol(slope, "11:00", DANGER, signs=("01",)))
    other = walk(village, NewPatrol(empty, "11:30", DANGER, note="坝脚冒浑水"))
    started = calling.call_out(village.office, one)
    with village.office.store.reading() as connection:
        kind, level, text = connection.execute(
            "SELECT kind, level, text FROM mobilisation WHERE id = ?", (started,)
        ).fetchone()
        called = connection.execute("SELECT household_id FROM mobilisation_household").fetchall()
    assert (kind, level) == ("09", "1")
    assert text == "老鹰岩滑坡出现险情（地面出现裂缝），受威胁户立即撤离"
    assert {one for (one,) in called} == {village.households["张建国"], village.households["陈老伯"]}
    with pytest.raises(ProblemError, match="PTL-048"):
        calling.call_out(village.office, other)
