"""Who is due, what must add up, when the next one is, and what a card says: the rules of meetings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.age import age_on
from desktop.domain.code_table import code_table
from desktop.domain.lunar import to_lunar
from desktop.domain.meeting_attendance import (
    AttendanceState,
    Mark,
    attendance_of,
    call_problems,
    list_problems,
    tally,
)
from desktop.domain.meeting_due import (
    PersonFacts,
    Standing,
    Whose,
    born_until,
    kind_rules,
    standing,
    strongest,
)
from desktop.domain.meeting_period import MONTHS, months_later, next_day, next_theme_day
from desktop.domain.member_card import LENGTH, card_code, looks_scanned, read_card_code
from desktop.domain.problem import Severity

DAY = date(2026, 5, 6)
ZHEJIANG = "330825101201"
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
marks = st.lists(
    st.builds(
        Mark,
        st.uuids().map(lambda each: each.hex),
        st.sampled_from(Standing),
        st.sampled_from(AttendanceState),
        st.sampled_from([(), ("V02",), ("P01", "V02")]),
        st.sampled_from(["", "h1", "h2", "h3"]),
        st.sampled_from(["", "外出务工"]),
    ),
    max_size=40,
)


def test_every_kind_of_meeting_says_who_is_due():
    assert set(kind_rules()) == {entry.code for entry in code_table("meeting_kind").entries}
    bodies = {entry.code for entry in code_table("meeting_body").entries}
    assert {rule.body for rule in kind_rules().values() if rule.body} <= bodies


@given(marks)
def test_those_due_are_present_excused_absent_or_not_yet_marked(each: list[Mark]):
    numbers = tally(each)
    assert numbers.due == numbers.present + numbers.leave + numbers.absent + numbers.open
    assert numbers.due == sum(mark.standing in (Standing.VOTER, Standing.MEMBER) for mark in each)


@given(marks, st.sampled_from(["V02", "P01"]), st.booleans())
def test_voters_present_are_never_more_than_voters_due(each: list[Mark], kind: str, by_households: bool):
    attendance = attendance_of(kind, each, by_households=by_households)
    assert 0 <= attendance.present <= attendance.votes_due
    assert attendance.households_present <= attendance.households_due
    assert attendance.votes_due <= tally(each).due


def test_nobody_stands_on_a_list_twice_and_a_leave_has_a_reason():
    here = Mark("p", Standing.VOTER, AttendanceState.PRESENT)
    away = Mark("p", Standing.VOTER, AttendanceState.LEAVE)
    assert [p.code for p in list_problems((here, away), ("P01",), by_households=False)] == [
        "MTG-039",
        "MTG-016",
    ]


@pytest.mark.parametrize(("kind", "allowed"), [("E01", True), ("V02", False), ("P01", False)])
def test_only_the_members_assembly_knows_proxies_and_the_line(kind: str, allowed: bool):
    """农村集体经济组织法第二十七条."""
    each = (
        Mark("a", Standing.VOTER, AttendanceState.PROXY),
        Mark("b", Standing.VOTER, AttendanceState.ONLINE),
    )
    assert (list_problems(each, (kind,), by_households=False) == ()) == allowed


@given(days, st.integers(0, 100), st.integers(0, 364))
def test_of_age_is_who_completed_eighteen_years(on: date, years: int, rest: int):
    birth = on - timedelta(days=years * 365 + rest)
    assert (birth.isoformat() <= born_until(on, 18)) == (age_on(birth, on) >= 18)


VILLAGER = PersonFacts("1970-01-01", is_villager=True, villager_group="一组")
CHILD = PersonFacts("2015-01-01", is_villager=True, villager_group="一组")
MEMBER = PersonFacts("1970-01-01", is_party_member=True, has_party_vote=True, branch_id="b", group_id="g")
PROBATIONARY = PersonFacts("1990-01-01", is_party_member=True, branch_id="b")


@pytest.mark.parametrize(
    ("kind", "person", "whose", "expected"),
    [
        ("V01", VILLAGER, Whose(), Standing.VOTER),
        ("V01", CHILD, Whose(), None),
        ("V01", MEMBER, Whose(), None),  # lives elsewhere: member of the branch, not of the village
        ("V03", VILLAGER, Whose(villager_group="一组"), Standing.VOTER),
        ("V03", VILLAGER, Whose(villager_group="二组"), None),
        ("P01", MEMBER, Whose("b"), Standing.VOTER),
        ("P01", PROBATIONARY, Whose("b"), Standing.MEMBER),
        ("P01", MEMBER, Whose("other"), None),
        ("P01", VILLAGER, Whose(), None),
        ("P03", MEMBER, Whose("b", "g"), Standing.VOTER),
        ("P03", PROBATIONARY, Whose("b", "g"), None),
        ("P04", MEMBER, Whose("b"), Standing.MEMBER),
        ("P02", MEMBER, Whose("b"), None),
        ("E01", VILLAGER, Whose(), None),
        ("E01", PersonFacts("1970-01-01", is_collective_member=True), Whose(), Standing.VOTER),
        ("V02", PersonFacts(seats=frozenset({"representatives"})), Whose(), Standing.VOTER),
        ("O99", VILLAGER, Whose(), None),
    ],
)
def test_who_is_due_and_who_has_a_vote(
    kind: str, person: PersonFacts, whose: Whose, expected: Standing | None
):
    """村民委员会组织法（2018）二十一、二十五、二十八条；农村集体经济组织法二十七条；党章第七条."""
    assert standing(kind, person, whose, DAY, ZHEJIANG) is expected


@given(st.sampled_from(sorted(kind_rules())), st.builds(PersonFacts, is_alive=st.just(False)))
def test_the_dead_are_due_nowhere(kind: str, person: PersonFacts):
    assert standing(kind, person, Whose(), DAY) is None


def test_who_has_a_vote_in_one_kind_is_a_voter_of_the_gathering():
    assert strongest({"P01": Standing.MEMBER, "V02": Standing.VOTER}) == (Standing.VOTER, ("V02",))
    assert strongest({"P04": Standing.MEMBER, "V02": None}) == (Standing.MEMBER, ())
    assert strongest({"P01": None}) == (None, ())


@pytest.mark.parametrize(
    ("kind", "code", "days_before", "severity"),
    [
        ("V01", "", 9, Severity.ERROR),
        ("V01", "", 10, None),
        ("E01", "", 9, Severity.ERROR),
        ("V02", ZHEJIANG, 2, Severity.ERROR),
        ("V02", ZHEJIANG, 3, None),
        ("V02", "", 2, Severity.WARNING),
        ("P01", "", 0, None),
    ],
)
def test_those_due_are_told_in_time(kind: str, code: str, days_before: int, severity: Severity | None):
    """村民委员会组织法（2018）第二十一条；浙江省办法第二十三条；农村集体经济组织法第二十七条."""
    found = call_problems((kind,), DAY, DAY - timedelta(days=days_before), code)
    assert [problem.severity for problem in found] == ([severity] if severity else [])


@given(days, st.integers(1, 24))
def test_months_later_keeps_the_day_or_takes_the_last(day: date, months: int):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(st.sampled_from(sorted(MONTHS)), st.none() | days, days)
def test_a_proposed_day_is_never_past_and_after_the_last_meeting(kind: str, last: date | None, today: date):
    day = next_day(kind, last, today)
    assert day >= today
    assert last is None or day > last


@given(st.integers(1, 31), days)
def test_a_solar_theme_day_is_found_within_the_month(wanted: int, since: date):
    day = next_theme_day(f"solar:{wanted}", since)
    assert day is not None
    assert since <= day <= since + timedelta(days=31)
    assert day.day == wanted or (day + timedelta(days=1)).day == 1


@given(st.integers(1, 30), days)
def test_a_lunar_theme_day_is_found_within_the_month(wanted: int, since: date):
    day = next_theme_day(f"lunar:{wanted}", since)
    assert day is not None
    assert since <= day <= since + timedelta(days=30)
    lunar, after = to_lunar(day), to_lunar(day + timedelta(days=1))
    assert lunar is not None
    assert after is not None
    assert lunar.day == wanted or after.day == 1


@given(st.uuids())
def test_a_card_holds_the_number_of_the_record_in_digits_alone(each):
    code = card_code(each.hex)
    assert len(code) == LENGTH
    assert code.isdecimal()
    assert read_card_code(code) == each.hex
    assert read_card_code(code.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})) == each.hex


@given(st.uuids(), st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_a_card_read_badly_is_nobody(each, place: int, off: int):
    code = card_code(each.hex)
    wrong = str((int(code[place]) + off) % 10)
    bad = code[:place] + wrong + code[place + 1 :]
    assert read_card_code(bad) is None
    assert looks_scanned(bad)


def test_a_typed_name_or_telephone_is_no_card():
    assert not looks_scanned("王建国")
    assert not looks_scanned("13800000000")
