"""Which sites have to be patrolled and when: seasons, plans of a site, alerts.

Source of the expectations: domain.md 7.4 (geological sites daily in the season and several times a day in
rain; forest fire from 1 November to 30 April in Zhejiang; floods weekly in the season; houses monthly;
drowning spots daily in the summer holidays).
"""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.patrol_due import (
    AlertSpan,
    DueReason,
    DueState,
    SitePlan,
    Standing,
    demand_on,
    standing,
)
from desktop.domain.patrol_rule import (
    Season,
    hazard_rules,
    in_holiday,
    list_seasons,
    seasons_of,
    watches,
)

ZONE = timezone(timedelta(hours=8))
LONG_AGO = date(2020, 1, 1)
VILLAGE = "339901101201"
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
FIRE = Season("fire", frozenset({"H4"}), "11-01", "04-30", "", 1, "CN", LONG_AGO)
YEAR = Season("year", frozenset({"H4"}), "01-01", "12-31", "", 30, "CN", LONG_AGO)
FLOOD = Season("flood", frozenset({"H2"}), "04-15", "10-15", "", 7, "33", LONG_AGO)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def seen(day: date, last: date | None, *seasons: Season, since: date = LONG_AGO) -> Standing:
    return standing(noon(day), noon(last) if last else None, seasons, known_since=since)


@given(DAYS)
def test_the_fire_season_runs_over_new_year(day: date) -> None:
    assert FIRE.holds(day) == (day.month in (11, 12, 1, 2, 3, 4))


def test_in_zhejiang_the_fire_season_has_these_edges() -> None:
    # 浙江省森林消防条例 14: from 1 November to 30 April
    (fire,) = [each for each in seasons_of("H4", date(2026, 1, 1), VILLAGE) if each.code == "fire"]
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1)]
    days += [date(2027, 4, 30), date(2027, 5, 1)]
    assert [fire.holds(day) for day in days] == [False, True, True, True, True, False]


def test_a_province_takes_the_place_of_the_nation_in_a_season() -> None:
    on = date(2026, 5, 1)
    here = {each.code: each for each in seasons_of("H1", on, VILLAGE)}
    elsewhere = {each.code: each for each in seasons_of("H1", on, "420000000000")}
    assert (here["flood"].first, elsewhere["flood"].first) == ("04-15", "05-01")
    assert len(here) == len(elsewhere) == 2


def test_frequencies_are_those_of_the_domain() -> None:
    summer, winter = date(2026, 7, 15), date(2026, 1, 15)
    expected = {"H1": (1, 30), "H2": (7, 30), "H5": (30, 30), "H7": (30, 30), "H10": (1, 30), "H4": (30, 1)}
    for kind, cycles in expected.items():
        seasons = seasons_of(kind, summer, VILLAGE)
        found = tuple(demand_on(day, seasons, (), VILLAGE) for day in (summer, winter))
        assert tuple(each.cycle_days for each in found if each) == cycles, kind


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_the_next_patrol_lies_a_cycle_after_the_last(day: date, cycle: int, ago: int) -> None:
    season = Season("year", frozenset(), "01-01", "12-31", "", cycle, "CN", LONG_AGO)
    last = day - timedelta(days=ago)
    found = seen(day, last, season)
    assert found.due_on == last + timedelta(days=cycle)
    expected = DueState.DONE if ago < cycle else DueState.DUE if ago == cycle else DueState.LATE
    assert found.state is expected


@given(DAYS, st.integers(0, 800))
def test_patrolled_later_never_makes_it_more_urgent(day: date, ago: int) -> None:
    order = (DueState.LATE, DueState.DUE, DueState.DONE, DueState.RESTING)
    before = seen(day, day - timedelta(days=ago + 1), FIRE, YEAR)
    after = seen(day, day - timedelta(days=ago), FIRE, YEAR)
    assert order.index(before.state) <= order.index(after.state)


@given(DAYS, st.integers(0, 800), st.integers(0, 60))
def test_a_patrol_today_is_enough_for_today(day: date, since: int, hours: int) -> None:
    found = seen(day, day, FIRE, YEAR, since=day - timedelta(days=since))
    assert found.state is DueState.DONE
    assert found.due_on is not None
    assert found.due_on > day


@given(DAYS, st.one_of(st.none(), st.integers(0, 800)))
def test_more_seasons_never_ask_for_less(day: date, ago: int | None) -> None:
    last = None if ago is None else day - timedelta(days=ago)
    one, both = seen(day, last, YEAR), seen(day, last, YEAR, FIRE)
    order = (DueState.LATE, DueState.DUE, DueState.DONE)
    assert order.index(both.state) <= order.index(one.state)


def test_the_first_day_of_the_season_asks_for_a_patrol_even_after_one_yesterday() -> None:
    eve, first = date(2026, 10, 31), date(2026, 11, 1)
    found = seen(first, eve, FIRE, YEAR)
    assert (found.state, found.key, found.due_on) == (DueState.DUE, "fire", first)
    assert seen(eve, eve, FIRE, YEAR).due_on == first


def test_what_was_missed_last_season_is_not_late_in_this_one() -> None:
    found = seen(date(2026, 11, 1), date(2026, 4, 20), FIRE)
    assert (found.state, found.due_on) == (DueState.DUE, date(2026, 11, 1))


def test_out_of_season_nothing_is_owed_and_the_next_season_is_named() -> None:
    found = seen(date(2026, 8, 1), date(2026, 4, 20), FIRE)
    assert (found.state, found.due_on) == (DueState.RESTING, date(2026, 11, 1))


def test_nothing_is_late_before_the_site_was_found() -> None:
    found = seen(date(2026, 6, 10), None, YEAR, since=date(2026, 6, 10))
    assert (found.state, found.due_on) == (DueState.DUE, date(2026, 6, 10))
    later = seen(date(2026, 6, 12), None, YEAR, since=date(2026, 6, 10))
    assert (later.state, later.due_on) == (DueState.LATE, date(2026, 6, 10))


def test_a_plan_of_the_site_takes_the_place_of_the_rule_while_it_holds() -> None:
    plans = (SitePlan("flood", 1, date(2026, 6, 1), date(2026, 6, 30)),)
    cycles = []
    for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1)):
        found = demand_on(day, (FLOOD,), plans)
        assert found is not None
        cycles.append((found.cycle_days, found.is_plan))
    assert cycles == [(7, False), (1, True), (1, True), (7, False)]


def rain(since: str, until: str = "", hours: int = 3, after: int = 24) -> AlertSpan:
    ends = at(until) if until else None
    return AlertSpan("rain", at(since), ends, timedelta(hours=hours), timedelta(hours=after))


def hourly(now: str, last: str, alert: AlertSpan) -> Standing:
    return standing(at(now), at(last) if last else None, (FLOOD,), known_since=LONG_AGO, alerts=(alert,))


def test_in_rain_a_site_is_due_at_once_and_again_every_few_hours() -> None:
    alert = rain("2026-06-10 03:10")
    found = [
        hourly("2026-06-10 03:10", "2026-06-09 18:00", alert),
        hourly("2026-06-10 04:10", "2026-06-09 18:00", alert),
        hourly("2026-06-10 04:20", "2026-06-10 04:00", alert),
        hourly("2026-06-10 07:00", "2026-06-10 04:00", alert),
        hourly("2026-06-10 08:00", "2026-06-10 04:00", alert),
    ]
    states = [DueState.DUE, DueState.LATE, DueState.DONE, DueState.DUE, DueState.LATE]
    assert [each.state for each in found] == states
    assert found[2].due_at == at("2026-06-10 07:00")
    assert {each.reason for each in found} == {DueReason.ALERT}


def test_after_the_rain_one_more_patrol_is_asked_for() -> None:
    alert = rain("2026-06-10 03:10", "2026-06-10 11:00")
    before = hourly("2026-06-10 12:00", "2026-06-10 10:00", alert)
    assert (before.state, before.reason) == (DueState.DUE, DueReason.AFTER_ALERT)
    assert hourly("2026-06-10 12:00", "2026-06-10 11:30", alert).reason is DueReason.SEASON
    assert hourly("2026-06-11 10:30", "2026-06-10 10:00", alert).state is DueState.LATE
    assert hourly("2026-06-11 11:00", "2026-06-10 10:00", alert).reason is DueReason.SEASON
    silent = rain("2026-06-10 03:10", "2026-06-10 11:00", after=0)
    assert hourly("2026-06-10 12:00", "2026-06-10 10:00", silent).reason is DueReason.SEASON


@given(st.integers(1, 72), st.integers(0, 200), st.integers(0, 200))
def test_while_an_alert_lasts_the_next_hour_lies_its_hours_after_the_last(
    hours: int, since_minutes: int, last_minutes: int
) -> None:
    now = at("2026-06-10 12:00")
    begins, last = now - timedelta(minutes=since_minutes), now - timedelta(minutes=last_minutes)
    alert = AlertSpan("rain", begins, None, timedelta(hours=hours))
    found = standing(now, last, (FLOOD,), known_since=LONG_AGO, alerts=(alert,))
    assert found.due_at == (begins if last < begins else last + timedelta(hours=hours))


def test_of_two_alerts_the_more_urgent_counts() -> None:
    now, last = at("2026-06-10 12:00"), at("2026-06-10 09:00")
    alerts = [
        AlertSpan(key, at("2026-06-10 03:00"), None, timedelta(hours=hours))
        for key, hours in (("slow", 12), ("quick", 2))
    ]
    found = standing(now, last, (FLOOD,), known_since=LONG_AGO, alerts=alerts)
    assert (found.key, found.state) == ("quick", DueState.LATE)


def test_school_holidays_go_by_the_year_where_it_is_on_record() -> None:
    assert in_holiday("summer", date(2027, 7, 1), VILLAGE)
    assert not in_holiday("summer", date(2027, 6, 30), VILLAGE)
    assert in_holiday("summer", date(2026, 6, 29), VILLAGE)
    assert not in_holiday("summer", date(2026, 6, 29), "420000000000")
    assert not in_holiday("autumn", date(2026, 7, 1))


def test_the_data_name_only_codes_that_there_are() -> None:
    kinds = {entry.code for entry in code_table("hazard_kind").entries}
    assert {kind for season in list_seasons() for kind in season.kinds} == kinds
    assert {season.code for season in list_seasons()} <= {
        entry.code for entry in code_table("patrol_season").entries
    }
    assert set(watches()) == {entry.code for entry in code_table("patrol_alert_kind").entries}
    for watch in watches().values():
        assert watch.kinds <= kinds
        assert len(watch.every_hours) == len(code_table("alert_level").entries)
        assert list(watch.every_hours) == sorted(watch.every_hours)
    assert set(hazard_rules()) == kinds
    for rule in hazard_rules().values():
        assert rule.category in code_table("event_category")
        assert rule.category.startswith("02")
        assert rule.disaster in code_table("disaster_kind")
        assert all(sign in code_table("patrol_sign") for sign in rule.signs)
        assert set(rule.flee) <= set(rule.signs)
