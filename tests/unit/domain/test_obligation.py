"""Which meetings are owed, by whom and until when, and which session counts for what."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import rules
from desktop.domain.disclosure_item import Frequency
from desktop.domain.lunar import list_lunar_months, to_lunar
from desktop.domain.obligation import (
    LEAP_MONTH_RULE,
    OWED_BY,
    Holder,
    Level,
    Obligation,
    ObligationState,
    Review,
    Session,
    Term,
    ThemeDay,
    cadence_of,
    list_obligations,
    read_theme_day,
)
from desktop.domain.period import Period, read_words
from desktop.domain.problem import ProblemError

YEAR = Period.year(2026)
BRANCH = Holder("b", Level.BRANCH, "示范村党支部")
COMMITTEE = replace(BRANCH, terms=(Term(date(2022, 1, 5), has_committee=True),))
LUNAR_YEAR = Period(date(2025, 1, 29), date(2026, 2, 16))
"""The lunar year 2025, with a leap sixth month."""
GROUP = Holder("g", Level.GROUP, "第一党小组", branch_id="b")
VILLAGE = Holder("", Level.VILLAGE, "示范村")
ZHEJIANG = "330825101201"


def held(kinds: str, on: date, session_id: str = "", branch: str = "b", group: str = "") -> Session:
    return Session(session_id or f"{kinds}{on}", frozenset(kinds.split()), on, branch, group)


def owed(
    *holders: Holder,
    sessions: tuple[Session, ...] = (),
    span: Period = YEAR,
    reviews: tuple[Review, ...] = (),
) -> tuple[Obligation, ...]:
    return list_obligations(span, holders, sessions, ZHEJIANG, reviews)


def of(kind: str, found: tuple[Obligation, ...]) -> list[Obligation]:
    return [each for each in found if each.kind == kind]


def counts(found: tuple[Obligation, ...]) -> dict[str, int]:
    return {kind: len(of(kind, found)) for kind in OWED_BY if of(kind, found)}


# 党支部工作条例（试行）: what a branch owes; domain.md 3.1 [W:BR]


def test_a_branch_owes_the_general_meeting_each_quarter_and_the_theme_day_each_month() -> None:
    assert counts(owed(BRANCH)) == {"P01": 4, "P04": 4, "P05": 12, "P06": 1, "P07": 1, "P08": 1}


def test_only_a_branch_with_a_committee_owes_its_meeting_and_only_in_that_term() -> None:
    """党支部工作条例: committees exist from seven full members on; domain.md 3.1 [W:BR2]."""
    assert not of("P02", owed(BRANCH))
    assert len(of("P02", owed(COMMITTEE))) == 12
    lost = replace(
        COMMITTEE, terms=(Term(date(2022, 1, 5), True), Term(date(2026, 7, 20), has_committee=False))
    )
    assert [each.period for each in of("P02", owed(lost))] == [Period.month(2026, m) for m in range(1, 7)]


def test_a_committee_goes_on_after_its_term_while_nobody_else_was_elected() -> None:
    old = replace(BRANCH, terms=(Term(date(2015, 1, 5), has_committee=True),))
    assert len(of("P02", owed(old))) == 12


def test_groups_owe_their_meeting_only_where_and_while_they_exist() -> None:
    assert not of("P03", owed(COMMITTEE))
    until_may = replace(GROUP, last=date(2026, 5, 31))
    assert [each.period.first.month for each in of("P03", owed(until_may))] == [1, 2, 3, 4, 5]


def test_a_dissolved_branch_owes_nothing_for_the_period_it_did_not_live_to_see() -> None:
    gone = replace(COMMITTEE, last=date(2026, 8, 10))
    found = owed(gone)
    assert counts(found) == {"P01": 2, "P02": 7, "P04": 2, "P05": 7}
    assert max(each.due_on for each in found) == date(2026, 7, 31)


def test_a_branch_founded_late_in_a_month_does_not_owe_that_month() -> None:
    """Product's own rule: half of the days, obligation.least_share.percent."""
    late, early = replace(BRANCH, first=date(2026, 4, 20)), replace(BRANCH, first=date(2026, 4, 10))
    assert of("P05", owed(late))[0].period == Period.month(2026, 5)
    assert of("P05", owed(early))[0].period == Period.month(2026, 4)
    assert of("P06", owed(late))


def test_the_village_owes_the_representatives_each_quarter_and_the_yearly_meetings() -> None:
    """村民委员会组织法 (2018) 26, 33; 农村集体经济组织法 27."""
    assert counts(owed(VILLAGE)) == {"V02": 4, "V09": 1, "E01": 1}


# One session, many kinds


def test_one_session_counts_for_each_of_its_kinds_once() -> None:
    day = held("P01 P04 P05", date(2026, 3, 1))
    found = owed(BRANCH, sessions=(day,))
    assert [(each.kind, each.period) for each in found if each.done_on] == [
        ("P01", Period.quarter(2026, 1)),
        ("P04", Period.quarter(2026, 1)),
        ("P05", Period.month(2026, 3)),
    ]


def test_a_second_session_makes_good_a_miss_of_the_period_before_and_only_that() -> None:
    both = (held("P01", date(2026, 8, 1), "one"), held("P01", date(2026, 8, 20), "two"))
    first, second, third, fourth = of("P01", owed(BRANCH, sessions=both))
    today = date(2026, 12, 1)
    assert (third.done_on, third.state(today, 7)) == (date(2026, 8, 1), ObligationState.DONE)
    assert (second.done_on, second.state(today, 7)) == (date(2026, 8, 20), ObligationState.DONE_LATE)
    assert first.state(today, 7) is ObligationState.MISSED
    assert fourth.state(today, 7) is ObligationState.OPEN


def test_the_session_of_another_branch_or_group_counts_for_nobody_else() -> None:
    found = owed(
        BRANCH, GROUP, sessions=(held("P01", date(2026, 2, 1), branch="x"), held("P03", date(2026, 2, 1)))
    )
    assert not any(each.sessions for each in found)


# Days


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 12, 31), ObligationState.FUTURE),
        (date(2026, 1, 1), ObligationState.OPEN),
        (date(2026, 3, 23), ObligationState.OPEN),
        (date(2026, 3, 24), ObligationState.DUE_SOON),
        (date(2026, 3, 31), ObligationState.DUE_SOON),
        (date(2026, 4, 1), ObligationState.MISSED),
    ],
)
def test_an_obligation_is_due_soon_in_the_last_seven_days(today: date, state: ObligationState) -> None:
    """domain.md 3.6: due soon (≤ 7 days)."""
    assert of("P01", owed(BRANCH))[0].state(today, 7) is state


def test_a_fixed_day_is_the_day_to_be_reminded_of_and_the_month_the_time_to_hold_it() -> None:
    first, second, *_ = of("P05", owed(replace(BRANCH, theme_day=ThemeDay(31))))
    assert (first.planned_on, second.planned_on) == (date(2026, 1, 31), date(2026, 2, 28))
    assert of("P05", owed(replace(BRANCH, theme_day=ThemeDay(15))))[0].state(date(2026, 1, 9), 7) is (
        ObligationState.DUE_SOON
    )


def test_a_lunar_fixed_day_goes_by_lunar_months_leap_months_included() -> None:
    """domain.md 3.1 [W:TD]: in villages the fixed day may be a lunar date; 2025 has a leap sixth month."""
    found = of("P05", owed(replace(BRANCH, theme_day=ThemeDay(1, True)), span=LUNAR_YEAR))
    days = [to_lunar(each.planned_on) for each in found]
    assert all(day.day == 1 for day in days)
    assert [(day.month, day.is_leap) for day in days][4:7] == [(5, False), (6, False), (6, True)]
    assert len(found) == 13


def test_where_the_county_joins_leap_months_they_owe_nothing_of_their_own(monkeypatch) -> None:
    shipped = rules._rules()
    (leap,) = shipped[LEAP_MONTH_RULE]
    joined = {**shipped, LEAP_MONTH_RULE: (leap, replace(leap, value=0, jurisdiction="330825"))}
    monkeypatch.setattr(rules, "_rules", lambda: joined)
    found = of("P05", owed(replace(BRANCH, theme_day=ThemeDay(1, True)), span=LUNAR_YEAR))
    assert len(found) == 12
    assert max((each.period.last - each.period.first).days for each in found) > 50


def test_day_thirty_of_a_short_lunar_month_is_its_last() -> None:
    found = of("P05", owed(replace(BRANCH, theme_day=ThemeDay(30, True))))
    assert all(each.planned_on == each.period.last for each in found)


@pytest.mark.parametrize(
    "text", ["", "15", "solar:0", "solar:32", "lunar:31", "moon:1", "solar:①", "solar:-1"]
)
def test_what_is_no_fixed_day_is_refused(text: str) -> None:
    with pytest.raises(ProblemError) as raised:
        read_theme_day(text)
    assert raised.value.problems[0].code == "DTY-001"


@given(st.integers(1, 30), st.booleans())
def test_a_fixed_day_is_read_as_it_was_written(number: int, is_lunar: bool) -> None:
    assert read_theme_day(ThemeDay(number, is_lunar).text) == ThemeDay(number, is_lunar)


# Places


def test_where_a_province_asks_for_two_lectures_a_year_the_quarters_owe_none(monkeypatch) -> None:
    """domain.md 3.1 [W:BR3]: 党课 twice a year in other places."""
    shipped = rules._rules()
    (nation,) = shipped["obligation.P04.per_quarter"]
    own = replace(
        nation, key="obligation.P04.per_year", value=2, jurisdiction="33", valid_from=date(2026, 1, 1)
    )
    monkeypatch.setattr(rules, "_rules", lambda: {**shipped, own.key: (own,)})
    assert cadence_of("P04", date(2026, 6, 1), "370101101201").frequency is Frequency.QUARTER
    assert cadence_of("P04", date(2025, 6, 1), ZHEJIANG).frequency is Frequency.QUARTER
    (lectures,) = of("P04", owed(BRANCH, sessions=(held("P04", date(2026, 2, 1)),)))
    assert (lectures.times, lectures.missing, lectures.done_on) == (2, 1, None)


def test_no_rule_or_a_rule_of_zero_asks_for_nothing(monkeypatch) -> None:
    shipped = rules._rules()
    (nation,) = shipped["obligation.P08.per_year"]
    none = replace(nation, value=0, jurisdiction="330825")
    monkeypatch.setattr(rules, "_rules", lambda: {**shipped, nation.key: (nation, none)})
    assert cadence_of("V01", date(2026, 1, 1)) is None
    assert not of("P08", owed(BRANCH))


# Before each disclosure of the accounts


def test_the_review_is_due_when_the_accounts_hang_and_late_afterwards() -> None:
    """农村集体经济组织财务公开规定: accounts are reviewed before disclosure; domain.md 3.2 [W:FIN]."""
    reviews = (
        Review(Period.quarter(2025, 4), date(2026, 1, 20), date(2026, 1, 15)),
        Review(Period.quarter(2026, 1), date(2026, 4, 20)),
        Review(Period.quarter(2026, 2), date(2026, 7, 20)),
    )
    sessions = (held("V08", date(2026, 1, 18), branch=""), held("V08", date(2026, 3, 28), branch=""))
    first, second, third = of("V08", owed(VILLAGE, sessions=sessions, reviews=reviews))
    today = date(2026, 7, 1)
    assert (first.due_on, first.state(today, 7)) == (date(2026, 1, 15), ObligationState.DONE_LATE)
    assert second.state(today, 7) is ObligationState.DONE
    assert (third.opens_on, third.state(today, 7)) == (date(2026, 6, 23), ObligationState.OPEN)


def test_a_village_that_discloses_no_accounts_owes_no_review() -> None:
    assert not of("V08", owed(VILLAGE))


# Properties

days = st.dates(date(2025, 1, 1), date(2026, 6, 30))
spans = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))
theme_days = st.one_of(st.none(), st.builds(ThemeDay, st.integers(1, 30), st.booleans()))
branches = st.builds(
    Holder,
    st.just("b"),
    st.just(Level.BRANCH),
    first=st.one_of(st.none(), days),
    last=st.one_of(st.none(), days),
    theme_day=theme_days,
    terms=st.lists(st.builds(Term, days, st.booleans()), max_size=3).map(tuple),
)
kind_sets = st.frozensets(st.sampled_from(sorted(OWED_BY)), min_size=1, max_size=4)
sessions_held = st.lists(
    st.builds(
        Session,
        st.uuids().map(str),
        kind_sets,
        days,
        st.sampled_from(("b", "x", "")),
        st.sampled_from(("g", "")),
    ),
    max_size=25,
).map(tuple)
RANK = [
    ObligationState.MISSED,
    ObligationState.DUE_SOON,
    ObligationState.OPEN,
    ObligationState.FUTURE,
    ObligationState.DONE_LATE,
    ObligationState.DONE,
]


@given(spans, branches, sessions_held)
def test_a_session_counts_at_most_once_for_a_kind(span, branch, sessions) -> None:
    used = [
        (each.kind, each.holder.id, session.id)
        for each in list_obligations(span, (branch, GROUP, VILLAGE), sessions)
        for session in each.sessions
    ]
    assert len(used) == len(set(used))


@given(spans, branches, sessions_held)
def test_everything_owed_falls_due_in_the_span_and_is_never_due_before_it_opens(
    span, branch, sessions
) -> None:
    found = list_obligations(span, (branch, GROUP, VILLAGE), sessions)
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert span.first <= each.due_on <= span.last
        assert each.opens_on <= each.due_on
        assert each.planned_on is None or each.opens_on <= each.planned_on <= each.due_on
        assert len(each.sessions) <= each.times
        assert all(each.kind in session.kinds and session.on >= each.opens_on for session in each.sessions)


@given(spans, branches, sessions_held, kind_sets, days, days)
def test_one_session_more_never_makes_anything_worse(span, branch, sessions, kinds, on, today) -> None:
    holders = (branch, GROUP, VILLAGE)
    before = list_obligations(span, holders, sessions)
    after = list_obligations(span, holders, (*sessions, Session("new", kinds, on, "b", "g")))
    assert [each.id for each in before] == [each.id for each in after]
    for old, new in zip(before, after, strict=True):
        assert RANK.index(new.state(today, 7)) >= RANK.index(old.state(today, 7))


@given(spans, sessions_held)
def test_without_committee_and_groups_nothing_of_theirs_is_ever_owed(span, sessions) -> None:
    alone = replace(BRANCH, terms=(Term(date(2020, 1, 1), has_committee=False),))
    assert not {"P02", "P03"} & {each.kind for each in list_obligations(span, (alone, VILLAGE), sessions)}


@given(spans, branches, sessions_held, days)
def test_two_halves_of_a_span_owe_what_the_whole_owes(span, branch, sessions, cut) -> None:
    holders = (branch, GROUP, VILLAGE)
    whole = list_obligations(span, holders, sessions)
    if not span.first < cut <= span.last:
        return
    halves = [
        *list_obligations(Period(span.first, cut - timedelta(days=1)), holders, sessions),
        *list_obligations(Period(cut, span.last), holders, sessions),
    ]
    assert halves == list(whole)


@given(st.integers(1901, 2095))
def test_lunar_months_follow_each_other_without_a_gap(year: int) -> None:
    months = list_lunar_months(date(year, 1, 1), date(year + 3, 12, 31))
    for before, after in itertools.pairwise(months):
        assert after.first == before.last + timedelta(days=1)
    for month in months:
        told = to_lunar(month.day(7))
        assert (told.year, told.month, told.is_leap, told.day) == (month.year, month.month, month.is_leap, 7)


@pytest.mark.parametrize(
    "period",
    [Period.year(2026), Period.half_year(2026, 2), Period.quarter(2026, 3), Period.month(2026, 12)],
)
def test_a_period_is_read_from_the_words_it_is_written_in(period: Period) -> None:
    assert read_words(period.words()) == period


@pytest.mark.parametrize("text", ["", "第三季度", "2026年第五季度", "2026年13月", "0000年度", "2026年7月1日"])
def test_other_words_are_no_period(text: str) -> None:
    assert read_words(text) is None
