"""Who is a member on a day, has a vote, holds a post."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.party_membership import (
    Measure,
    MemberFacts,
    MemberStatus,
    Standing,
    has_vote,
    party_years,
    register_differs,
    standing_on,
    without_post,
)
from desktop.services.obligations.holders import read_holders
from desktop.services.office import Office
from desktop.services.party import membership
from tests.support.party import add_branch, add_member, add_record
from tests.support.village_copies import copy_office

TODAY = date(2026, 9, 30)
DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))
TEXTS = st.one_of(st.just(""), DAYS.map(date.isoformat), DAYS.map(lambda day: day.isoformat()[:7]))
FACTS = st.builds(
    MemberFacts,
    st.sampled_from(["", *MemberStatus, "9"]),
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(st.builds(Measure, st.sampled_from("1245"), DAYS.map(date.isoformat), TEXTS, TEXTS)).map(tuple),
)


@given(FACTS, DAYS)
def test_only_a_full_member_has_a_vote(facts: MemberFacts, on: date) -> None:
    if has_vote(facts, on):
        assert standing_on(facts, on) is Standing.FULL


@given(FACTS, DAYS)
def test_nobody_belongs_before_admission_or_after_leaving(facts: MemberFacts, on: date) -> None:
    if standing_on(facts, on) is Standing.NONE:
        return
    assert not facts.joined_on or facts.joined_on[: len(facts.joined_on)] <= on.isoformat()
    for end in (facts.left_on, facts.died_on):
        assert not end or on.isoformat()[: len(end)] < end or len(end) < 10


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_the_vote_begins_with_confirmation(joined: date, probation: int, later: int) -> None:
    # 中国共产党章程 article 7: probationary members have neither a vote nor can they be elected
    confirmed = joined + timedelta(days=probation)
    facts = MemberFacts("1", joined.isoformat(), confirmed.isoformat())
    on = confirmed + timedelta(days=later)
    assert has_vote(facts, on)
    if probation:
        assert standing_on(facts, joined) is Standing.PROBATIONARY
        assert not has_vote(facts, joined)


def test_probation_within_the_party_takes_the_vote_for_its_time() -> None:
    # 中国共产党章程 article 42: no vote while on probation within the party
    measure = Measure("4", "2025-03-01", "2026-03-01")
    facts = MemberFacts("1", "2000-01-01", "2001-01-01", measures=(measure,))
    assert has_vote(facts, date(2025, 2, 28))
    assert not has_vote(facts, date(2025, 3, 1))
    assert not has_vote(facts, date(2026, 2, 28))
    assert has_vote(facts, date(2026, 3, 1))
    warned = MemberFacts("1", "2000-01-01", "2001-01-01", measures=(Measure("1", "2025-03-01"),))
    assert has_vote(warned, date(2025, 4, 1))


@pytest.mark.parametrize(("status", "expected"), [("1", "full"), ("2", "probationary"), ("7", "full")])
def test_a_record_without_days_is_a_members_today(status: str, expected: str) -> None:
    assert standing_on(MemberFacts(status), TODAY) == expected


@pytest.mark.parametrize("status", ["", "3", "4", "5", "6", "9"])
def test_whoever_rests_or_is_gone_without_a_day_is_no_member(status: str) -> None:
    assert standing_on(MemberFacts(status), TODAY) is Standing.NONE


def test_who_moved_away_was_a_member_until_the_day() -> None:
    facts = MemberFacts("4", "2000-01-01", "2001-01-01", left_on="2026-05-10")
    assert standing_on(facts, date(2026, 5, 9)) is Standing.FULL
    assert standing_on(facts, date(2026, 5, 10)) is Standing.NONE


def test_years_in_the_party_count_from_confirmation() -> None:
    # 中国共产党章程 article 7: the years begin with the day of becoming a full member
    assert party_years("2001-10-01", TODAY) == 24
    assert party_years("2001-09-30", TODAY) == 25
    assert party_years("1976", TODAY) == 50
    assert party_years("", TODAY) is None
    assert party_years("2027-01-01", TODAY) is None


@given(st.sampled_from(Standing), st.lists(st.sampled_from(["", "10", "31"])))
def test_without_a_post_is_a_member_who_holds_none(standing: Standing, posts: list[str]) -> None:
    assert without_post(standing, posts) == (standing is not Standing.NONE and not [p for p in posts if p])


def test_the_register_is_held_against_the_record() -> None:
    assert not register_differs(Standing.FULL, "01")
    assert register_differs(Standing.FULL, "02")
    assert register_differs(Standing.FULL, "")
    assert register_differs(Standing.NONE, "01")
    assert not register_differs(Standing.NONE, "13")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


def test_a_branch_knows_its_members_posts_and_groups_on_a_day(office: Office) -> None:
    branch = add_branch(office)
    group = add_record(office, "party_group", branch_id=branch, name="第一党小组")
    gone = add_record(office, "party_group", branch_id=branch, name="第二党小组", dissolved_on="2025-01-01")
    chief = add_member(office, "王书记", branch, group_id=group)
    away = add_member(office, "李外出", branch)
    young = add_member(office, "赵预备", branch, status="2", joined_on="2026-03-01", confirmed_on=None)
    add_member(office, "孙转出", branch, status="4", left_on="2026-01-01")
    add_member(office, "钱申请", branch, status=None, stage="1", joined_on=None, confirmed_on=None)
    add_record(office, "party_post", member_id=chief, branch_id=branch, post="10", from_date="2021-06-01")
    add_record(
        office,
        "party_post",
        member_id=away,
        branch_id=branch,
        post="21",
        from_date="2016-06-01",
        to_date="2021-06-01",
    )
    add_record(office, "party_float", member_id=away, kind="1", left_on="2025-02-01")
    with office.store.reading() as connection:
        members = {each.id: each for each in membership.members_on(connection, TODAY, branch)}
        assert set(members) == {chief, away, young}
        assert [members[each].has_vote for each in (chief, away, young)] == [True, True, False]
        assert (members[away].is_floating, members[chief].is_floating) == (True, False)
        assert (members[chief].posts, members[away].posts) == (("10",), ())
        assert len(membership.members_on(connection, date(2025, 12, 31), branch)) == 3
        assert [each.id for each in membership.members_on(connection, TODAY, group_id=group)] == [chief]
        assert [each.member_id for each in membership.committee_on(connection, branch, date(2020, 1, 1))] == [
            away
        ]
        (found,) = membership.branches_on(connection, TODAY)
        assert (found.full_count, found.probationary_count) == (2, 1)
        assert [each.id for each in found.groups] == [group]
        assert [each.id for each in membership.groups_on(connection, date(2024, 12, 31))] == [group, gone]


def test_a_branch_has_a_committee_when_its_term_says_so(office: Office) -> None:
    branch = add_branch(office)
    chief = add_member(office, "王书记", branch)
    add_record(office, "party_post", member_id=chief, branch_id=branch, post="10")
    with office.store.reading() as connection:
        assert not membership.has_committee_on(connection, branch, TODAY)
    add_record(office, "branch_term", branch_id=branch, from_date="2026-01-10", has_committee=1)
    with office.store.reading() as connection:
        assert membership.has_committee_on(connection, branch, TODAY)
        assert not membership.has_committee_on(connection, branch, date(2026, 1, 9))


def test_a_branch_of_which_only_the_year_of_founding_is_known_owes_its_meetings(office: Office) -> None:
    branch = add_branch(office, founded_on="1996")
    with office.store.reading() as connection:
        holders = read_holders(office, connection)
    (found,) = [holder for holder in holders.all if holder.id == branch]
    assert found.first == date(1996, 1, 1)
