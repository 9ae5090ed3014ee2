"""How far the mending of something is, and the two rates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.period import Period
from desktop.domain.rectification import (
    ACCEPTED,
    RETURNED,
    Rate,
    RectificationFacts,
    RectificationState,
    Verdict,
    mending_rate,
    unprompted_rate,
)

FOUND, DUE = date(2026, 9, 1), date(2026, 9, 20)
QUARTER = Period.quarter(2026, 3)


def facts(**values) -> RectificationFacts:
    return RectificationFacts(**{"found_on": FOUND, "due_on": DUE, **values})


def word(verdict: str, answer_no: int = 1, day: date = date(2026, 9, 18)) -> Verdict:
    return Verdict(answer_no, verdict, day)


@pytest.mark.parametrize(
    ("given_facts", "state"),
    [
        (facts(), RectificationState.NEW),
        (facts(is_taken_up=True), RectificationState.IN_HAND),
        (facts(is_taken_up=True, answer_no=1), RectificationState.ANSWERED),
        (facts(answer_no=1, verdicts=(word(RETURNED),)), RectificationState.RETURNED),
        (facts(answer_no=2, verdicts=(word(RETURNED),)), RectificationState.ANSWERED),
        (facts(answer_no=2, verdicts=(word(RETURNED), word(ACCEPTED, 2))), RectificationState.VERIFIED),
        (facts(withdrawn_on=FOUND), RectificationState.WITHDRAWN),
        (facts(answer_no=1, verdicts=(word(ACCEPTED),), withdrawn_on=DUE), RectificationState.VERIFIED),
    ],
)
def test_the_state_follows_from_answers_and_verdicts(given_facts, state) -> None:
    assert given_facts.state is state


def test_the_rate_counts_what_was_verified_as_mended_by_its_last_day() -> None:
    """domain.md 12: items verified as mended by their due date ÷ items due in p."""
    mended = facts(answer_no=1, mended_on=DUE, verdicts=(word(ACCEPTED, day=date(2026, 9, 25)),))
    late = facts(answer_no=1, mended_on=DUE + timedelta(1), verdicts=(word(ACCEPTED, day=date(2026, 9, 25)),))
    unanswered, withdrawn = facts(), facts(withdrawn_on=DUE)
    elsewhere = facts(due_on=date(2026, 10, 1))
    assert mending_rate((mended, late, unanswered, withdrawn, elsewhere), QUARTER) == Rate(1, 3)


def test_what_had_to_be_reminded_of_was_not_mended_unprompted() -> None:
    """domain.md 12: mended and verified before the first reminder ÷ items found in p."""
    done = {"answer_no": 1, "mended_on": date(2026, 9, 10), "verdicts": (word(ACCEPTED),)}
    before = facts(**done, first_reminded_on=date(2026, 9, 19))
    after = facts(**done, first_reminded_on=date(2026, 9, 18))
    never = facts(**done)
    assert unprompted_rate((before, after, never, facts()), QUARTER) == Rate(2, 4)


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Rate(0, 0), "—"),
        (Rate(3, 4), "3/4"),
        (Rate(9, 9), "9/9"),
        (Rate(49, 50), "98.0%"),
        (Rate(2, 3000), "0.1%"),
    ],
)
def test_a_rate_of_few_is_told_as_a_fraction(rate: Rate, text: str) -> None:
    """domain.md 12, pitfall 4."""
    assert rate.text == text


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
verdicts = st.builds(Verdict, st.integers(1, 4), st.sampled_from((ACCEPTED, RETURNED)), days)
anything = st.builds(
    RectificationFacts,
    days,
    st.one_of(st.none(), days),
    st.booleans(),
    st.integers(0, 4),
    st.one_of(st.none(), days),
    st.lists(verdicts, max_size=4).map(tuple),
    st.one_of(st.none(), days),
    st.one_of(st.none(), days),
)


@given(st.lists(anything, max_size=12), days, days)
def test_a_rate_is_a_part_of_its_whole(items, first, last) -> None:
    span = Period(min(first, last), max(first, last))
    for rate in (mending_rate(items, span), unprompted_rate(items, span)):
        assert 0 <= rate.count <= rate.of <= len(items)


@given(anything)
def test_an_answer_more_is_never_overlooked(each) -> None:
    newest = max((v.answer_no for v in each.verdicts), default=0)
    answered = RectificationFacts(
        each.found_on, each.due_on, True, newest + 1, each.mended_on, each.verdicts, None, None
    )
    assert answered.state in (RectificationState.ANSWERED, RectificationState.VERIFIED)
