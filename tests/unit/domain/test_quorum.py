"""Who must be there, and how many must agree."""

from datetime import date
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.problem import Severity
from desktop.domain.quorum import (
    _MAJORITIES,
    Attendance,
    Vote,
    find_quorum_problems,
    quorum_of,
    reserving_rule,
)
from desktop.domain.rules import list_rules

DAY = date(2026, 5, 6)
people = st.integers(0, 3000)


def codes(kind: str, attendance: Attendance, vote: Vote | None = None) -> list[str]:
    return [problem.code for problem in find_quorum_problems(quorum_of(kind, DAY), attendance, vote)]


@given(due=people, present=people)
def test_representatives_decide_when_two_thirds_came(due: int, present: int) -> None:
    can_open = quorum_of("V02", DAY).can_open(Attendance(due, present))
    assert can_open == (due > 0 and present >= ceil(2 * due / 3))


@given(due=people, present=people, households=people, came=people)
def test_villagers_decide_by_half_of_themselves_or_two_thirds_of_the_households(
    due: int, present: int, households: int, came: int
) -> None:
    can_open = quorum_of("V01", DAY).can_open(Attendance(due, present, households, came))
    by_households = households > 0 and came >= ceil(2 * households / 3)
    assert can_open == ((due > 0 and present > due / 2) or by_households)


@given(present=st.integers(1, 3000), agreed=people)
def test_representatives_pass_what_more_than_half_of_those_present_want(present: int, agreed: int) -> None:
    is_passed = quorum_of("V02", DAY).is_passed(Attendance(present, present), Vote(agreed))
    assert is_passed == (agreed > present / 2)


@given(due=st.integers(1, 3000), present=people, agreed=people)
def test_members_of_the_collective_pass_what_two_thirds_of_all_want(
    due: int, present: int, agreed: int
) -> None:
    is_passed = quorum_of("E01", DAY).is_passed(Attendance(due, present), Vote(agreed))
    assert is_passed == (agreed >= ceil(2 * due / 3))


@given(due=st.integers(1, 500), present=st.integers(0, 500), agreed=st.integers(0, 500))
def test_the_numbers_shown_beforehand_are_the_very_limits(due: int, present: int, agreed: int) -> None:
    for kind in ("V01", "V02", "P01", "P02", "E01", "E03"):
        quorum, attendance = quorum_of(kind, DAY), Attendance(due, present)
        if quorum.present is not None:
            assert quorum.can_open(attendance) == (present >= quorum.present.least(due))
        needed = quorum.votes_needed(attendance)
        assert quorum.is_passed(attendance, Vote(agreed)) == (agreed >= max(needed, 1))


def test_too_few_representatives_make_the_decision_void() -> None:
    (problem,) = find_quorum_problems(quorum_of("V02", DAY), Attendance(30, 19), Vote(19))
    assert (problem.code, problem.values["least"]) == ("DOC-180", "20")
    assert problem.severity is Severity.ERROR
    assert "第二十六条" in problem.values["source"]


def test_what_is_custom_and_no_law_only_warns() -> None:
    problems = find_quorum_problems(quorum_of("V06", DAY), Attendance(9, 4), Vote(1, 3))
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("DOC-180", Severity.WARNING),
        ("DOC-181", Severity.WARNING),
    ]


@pytest.mark.parametrize(
    ("vote", "expected"),
    [(Vote(15, 7, 2), []), (Vote(12, 8, 4), ["DOC-181"]), (Vote(13, 7, 2), ["DOC-182"]), (None, [])],
    ids=["passed", "half is not more than half", "a vote is missing", "nothing was voted on"],
)
def test_votes_are_held_against_those_present(vote: Vote | None, expected: list[str]) -> None:
    assert codes("V02", Attendance(30, 24), vote) == expected


def test_a_meeting_without_a_rule_is_never_void() -> None:
    assert codes("O01", Attendance(30, 1), Vote(1)) == []


def test_before_a_law_was_in_force_its_rule_holds_for_nobody() -> None:
    assert quorum_of("E01", date(2024, 1, 1)).present is None
    assert quorum_of("E01", date(2025, 5, 1)).present is not None


def test_every_rule_of_a_quorum_names_a_kind_of_meeting_and_can_be_read() -> None:
    kinds = {rule.key.split(".")[1] for rule in list_rules() if rule.key.startswith("quorum.")}
    assert kinds
    assert kinds <= {entry.code for entry in code_table("meeting_kind").entries}
    rules = {rule.key for rule in list_rules() if rule.key.startswith("quorum.")}
    read = {
        share.rule.key
        for kind in kinds
        for subject in ("", *(entry.code for entry in code_table("meeting_subject").entries))
        for quorum in [quorum_of(kind, DAY, "", subject)]
        for share in (quorum.present, quorum.households, quorum.passed)
        if share is not None
    }
    assert read == rules


def test_income_for_an_outsider_needs_three_quarters_of_all_members() -> None:
    """农村集体经济组织法第十五条."""
    quorum = quorum_of("E01", DAY, "", "outsider_income")
    assert quorum.votes_needed(Attendance(100, 80)) == 75
    assert quorum_of("E01", DAY).votes_needed(Attendance(100, 80)) == 67


@pytest.mark.parametrize("subject", ["charter", "member", "land_share", "compensation", "merger"])
def test_representatives_may_not_decide_what_the_law_reserves_for_the_members(subject: str) -> None:
    """农村集体经济组织法第二十八条."""
    assert reserving_rule("E02", subject, DAY) is not None
    assert reserving_rule("E01", subject, DAY) is None
    assert reserving_rule("E02", "investment", DAY) is None


def test_an_election_of_the_branch_needs_four_fifths() -> None:
    """中国共产党基层组织选举工作条例."""
    quorum = quorum_of("P09", DAY)
    assert not quorum.can_open(Attendance(26, 20))
    assert quorum.lacking(Attendance(26, 20)) == 1
    assert quorum.can_open(Attendance(26, 21))


def test_an_assembly_by_households_opens_with_two_thirds_of_them_and_not_with_half() -> None:
    """村民委员会组织法第二十二条."""
    quorum = quorum_of("V01", DAY)
    assert not quorum.can_open(Attendance(0, 55, 100, 55))
    assert quorum.lacking(Attendance(0, 55, 100, 55)) == 12
    assert quorum.can_open(Attendance(0, 67, 100, 67))
    assert quorum.votes_needed(Attendance(0, 67, 100, 67)) == 34


@given(st.sampled_from(("V02", "E01", "P01")), st.sampled_from(sorted(_MAJORITIES)), st.integers(1, 500))
def test_a_charter_can_ask_for_more_than_the_law_and_never_for_less(
    kind: str, majority: str, due: int
) -> None:
    attendance = Attendance(due, due)
    law = quorum_of(kind, DAY)
    assert quorum_of(kind, DAY, "", "", majority).votes_needed(attendance) >= law.votes_needed(attendance)


@given(
    st.sampled_from(("V01", "V02", "V03", "E01", "P01", "P09", "P02")),
    st.integers(0, 300),
    st.integers(0, 300),
)
def test_exactly_those_who_are_lacking_let_a_meeting_open(kind: str, due: int, came: int) -> None:
    quorum = quorum_of(kind, DAY)
    by_people = Attendance(due, min(came, due))
    lacking = quorum.lacking(by_people)
    assert quorum.can_open(by_people) == (lacking == 0)
    if lacking and by_people.present + lacking <= due:
        assert quorum.can_open(Attendance(due, by_people.present + lacking))
        assert not quorum.can_open(Attendance(due, by_people.present + lacking - 1))
