"""Figures of study and deeds.

Source: domain.md 12 (人 and 人次, rates with a denominator below 10 as a fraction).
"""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.learning_figure import (
    UNITS,
    DeedFact,
    FigureKey,
    PeriodFacts,
    SessionFact,
    StudyTime,
    count,
    figure_text,
)
from desktop.domain.rate import Rate

people = st.lists(st.sampled_from("甲乙丙丁戊"), unique=True, max_size=5).map(tuple)
sessions = st.lists(people.map(lambda who: SessionFact("会", len(who), who)), max_size=4).map(tuple)
deeds = st.lists(
    st.builds(DeedFact, st.just("事"), st.sampled_from(("D01", "D06")), people, st.integers(0, 9)), max_size=4
).map(tuple)
studies = st.lists(st.builds(StudyTime, st.sampled_from("甲乙丙"), st.booleans()), max_size=4).map(tuple)
facts = st.builds(PeriodFacts, sessions, studies, deeds, people.map(frozenset))


def test_somebody_at_two_sessions_is_two_person_times_and_one_person():
    told = count(PeriodFacts(sessions=(SessionFact("一", 2, ("甲", "乙")), SessionFact("二", 1, ("甲",)))))
    assert (told[FigureKey.SESSIONS], told[FigureKey.SESSION_TIMES], told[FigureKey.SESSION_PEOPLE]) == (
        2,
        3,
        2,
    )


def test_a_session_without_a_list_counts_as_it_was_typed_and_names_nobody():
    told = count(PeriodFacts(sessions=(SessionFact("一", 25),)))
    assert (told[FigureKey.SESSION_TIMES], told[FigureKey.SESSION_PEOPLE]) == (25, 0)


def test_patrols_are_deeds_with_person_times_of_their_own():
    told = count(PeriodFacts(deeds=(DeedFact("一", "D06", ("甲", "乙")), DeedFact("二", "D01", ("甲",)))))
    assert (told[FigureKey.DEED_TIMES], told[FigureKey.PATROL_TIMES], told[FigureKey.DEED_PEOPLE]) == (
        3,
        2,
        2,
    )


def test_members_who_studied_in_any_way_are_in_the_rate_and_others_are_not():
    told = count(
        PeriodFacts(
            sessions=(SessionFact("一", 1, ("甲",)),),
            studies=(StudyTime("乙", made_up=True), StudyTime("路人", made_up=False)),
            members=frozenset("甲乙丙"),
        )
    )
    assert told[FigureKey.MEMBER_RATE] == Rate(2, 3)


def test_a_small_whole_is_a_fraction_and_a_large_one_a_percentage():
    assert Rate(7, 9).text() == "7/9"
    assert Rate(7, 10).text() == "70.0%"
    assert Rate(2, 3000).text() == "0.1%"
    assert Rate(1, 16).text() == "6.3%"
    assert Rate(0, 0).text() == "—"


def test_hours_are_shown_in_hours():
    assert [figure_text(FigureKey.HOURS, value) for value in (0, 15, 20)] == ["0", "1.5", "2"]


def test_every_figure_has_a_unit():
    assert UNITS.keys() == set(FigureKey)


@given(facts)
def test_people_are_never_more_than_their_person_times(told):
    found = count(told)
    assert found[FigureKey.SESSION_PEOPLE] <= found[FigureKey.SESSION_TIMES]
    assert found[FigureKey.DEED_PEOPLE] <= found[FigureKey.DEED_TIMES]
    assert found[FigureKey.PATROL_TIMES] <= found[FigureKey.DEED_TIMES]
    rate = found[FigureKey.MEMBER_RATE]
    assert 0 <= rate.part <= rate.whole


@given(facts, facts)
def test_person_times_of_two_periods_add_up(one, two):
    both = PeriodFacts(one.sessions + two.sessions, one.studies + two.studies, one.deeds + two.deeds)
    for key in (FigureKey.SESSION_TIMES, FigureKey.DEED_TIMES, FigureKey.HELPED, FigureKey.ALONE_TIMES):
        assert count(both)[key] == count(one)[key] + count(two)[key]
