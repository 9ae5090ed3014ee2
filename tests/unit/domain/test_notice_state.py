"""The way of a notice: every step in every state, as the table says and not otherwise."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.disclosure_item import Decision, Reviewer
from desktop.domain.notice_state import (
    BEFORE_ISSUE,
    BY_ITSELF,
    DISCLOSED,
    NoticeAction,
    NoticeRoute,
    NoticeState,
)

PLAIN = NoticeRoute()
LONGEST = NoticeRoute(Reviewer.TOWNSHIP, Decision.COMMITTEES)
ROUTES = [NoticeRoute(*each) for each in product(Reviewer, Decision)]

# State: what can be done in it and where that leads. What does not stand here is impossible.
PLAIN_TABLE = {
    "draft": {"refresh": "draft", "submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {"approve": "reviewed", "return": "draft", "withdraw": "withdrawn"},
    "reviewed": {"issue": "issued", "return": "draft", "withdraw": "withdrawn"},
    "decided": {"return": "draft", "withdraw": "withdrawn"},
    "approved": {"return": "draft", "withdraw": "withdrawn"},
    "issued": {
        "print": "issued",
        "post": "published",
        "correct": "issued",
        "supersede": "corrected",
        "withdraw": "withdrawn",
    },
    "published": {
        "print": "published",
        "post": "published",
        "take_down": "published",
        "expire": "expired",
        "correct": "published",
        "supersede": "corrected",
        "withdraw": "withdrawn",
    },
    "expired": {"archive": "archived", "correct": "expired", "supersede": "corrected"},
    "archived": {"correct": "archived", "supersede": "corrected"},
    "corrected": {"take_down": "corrected"},
    "withdrawn": {"take_down": "withdrawn"},
}
LONGEST_TABLE = {
    **PLAIN_TABLE,
    "reviewed": {"decide": "decided", "return": "draft", "withdraw": "withdrawn"},
    "decided": {"township": "approved", "return": "draft", "withdraw": "withdrawn"},
    "approved": {"issue": "issued", "return": "draft", "withdraw": "withdrawn"},
}


@pytest.mark.parametrize("state", NoticeState)
@pytest.mark.parametrize(
    ("route", "table"), [(PLAIN, PLAIN_TABLE), (LONGEST, LONGEST_TABLE)], ids=["plain", "longest"]
)
def test_in_each_state_exactly_the_steps_of_the_table_are_possible(route, table, state):
    found = {
        action.value: after.value
        for action in NoticeAction
        if (after := route.next_state(state.value, action)) is not None
    }
    assert found == table[state.value]
    asked = {action.value for action in route.possible(state.value)}
    assert asked == found.keys() - {action.value for action in BY_ITSELF}


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_can_be_gone_from_the_draft_to_the_archive_without_leaving_a_state_out(route):
    for before, after in pairwise(route.states):
        steps = [action for action in NoticeAction if route.next_state(before.value, action) is after]
        assert len(steps) == 1


def test_only_what_the_item_needs_stands_in_the_way():
    assert NoticeState.DECIDED not in PLAIN.states
    assert NoticeState.APPROVED not in PLAIN.states
    assert NoticeState.APPROVED in NoticeRoute(Reviewer.COUNTY).states
    assert NoticeState.DECIDED in NoticeRoute(decision=Decision.BRANCH).states


@given(st.sampled_from(ROUTES), st.lists(st.sampled_from(NoticeAction), max_size=40))
def test_nothing_leads_from_the_paper_back_to_a_draft_and_nothing_hangs_that_was_not_examined(route, actions):
    state, passed = NoticeState.DRAFT, [NoticeState.DRAFT]
    for action in actions:
        after = route.next_state(state.value, action)
        if after is None:
            continue
        if state in (NoticeState.ISSUED, *DISCLOSED, NoticeState.WITHDRAWN):
            assert after not in BEFORE_ISSUE
        state = after
        passed.append(state)
    if state in DISCLOSED:
        issued = passed.index(NoticeState.ISSUED)
        since_draft = passed[: issued + 1]
        last_draft = len(since_draft) - 1 - since_draft[::-1].index(NoticeState.DRAFT)
        wanted = set(route.states[1 : route.states.index(NoticeState.ISSUED)])
        assert wanted <= set(since_draft[last_draft:])


def test_affairs_of_the_party_are_examined_by_the_secretary_and_all_others_by_the_supervision_committee():
    assert NoticeRoute(Reviewer.BRANCH).rights(NoticeAction.REVIEW) == {Right.DECIDE_NOTICE}
    for reviewer in set(Reviewer) - {Reviewer.BRANCH}:
        assert NoticeRoute(reviewer).rights(NoticeAction.REVIEW) == {Right.REVIEW_NOTICE}


def test_every_state_and_every_step_has_its_word():
    assert {entry.code for entry in code_table("notice_state").entries} == {s.value for s in NoticeState}
    steps = {entry.code for entry in code_table("notice_step").entries}
    assert steps == {action.value for action in NoticeAction} | {"draft"}
