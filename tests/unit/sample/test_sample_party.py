"""The sample's party branch is one that could exist."""

from datetime import date

import pytest

from desktop.domain.age import age_on
from desktop.sample.office import make_office
from desktop.sample.party import make_party


@pytest.fixture(scope="module")
def sample():
    return make_office()


@pytest.fixture(scope="module")
def party(sample):
    return make_party(sample)


def test_the_same_office_has_the_same_branch(sample, party):
    assert make_party(sample) == party


def test_everybody_of_the_register_in_the_party_is_a_member_once(sample, party):
    assert [one.person for one in party.members] == [one.key for one in sample.party]


def test_nobody_applied_before_eighteen_or_was_introduced_by_somebody_who_joined_later(sample, party):
    joined = {one.person: one.joined_on for one in party.members}
    for member in party.members:
        born = date.fromisoformat(sample.person(member.person).birth_date)
        assert age_on(born, member.applied_on) >= 18
        assert member.applied_on < member.joined_on
        assert all(joined[one] < member.joined_on for one in member.introducers)


def test_the_committee_has_a_secretary_and_every_group_a_head_without_a_seat(party):
    posts = [one.post for one in party.members if one.post]
    assert posts.count("10") == 1
    assert 3 <= len(posts) <= 7
    heads = [one.group for one in party.members if one.leads_group]
    assert sorted(heads) == [0, 1, 2]


def test_newcomers_are_no_members_and_took_their_steps_one_after_another(sample, party):
    members = {one.person for one in party.members}
    for newcomer in party.newcomers:
        assert newcomer.person not in members
        days = [day for _, day in newcomer.steps]
        assert days == sorted(days)
        assert days[-1] <= sample.day
