"""More or less than usual: what small numbers may say, and what large ones must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.surprise import Standing, surprise

RULE = {"least": 5, "limit": 0.01}


def test_one_mention_where_there_was_none_says_nothing() -> None:
    assert surprise(1, 0, 1 / 6, **RULE).standing is Standing.TOO_FEW
    assert surprise(4, 0, 1 / 6, **RULE).standing is Standing.TOO_FEW


def test_twelve_where_two_are_usual_is_more() -> None:
    told = surprise(12, 12, 1 / 6, **RULE)
    assert told.standing is Standing.MORE
    assert told.usual == pytest.approx(2.0)
    assert told.low is not None and told.times is not None and told.high is not None
    assert 2 < told.low < told.times < told.high


def test_six_where_five_are_usual_is_as_usual() -> None:
    assert surprise(6, 30, 1 / 6, **RULE).standing is Standing.AS_USUAL


def test_none_where_twenty_are_usual_is_less() -> None:
    told = surprise(0, 120, 1 / 6, **RULE)
    assert told.standing is Standing.LESS


def test_without_a_usual_time_nothing_is_compared() -> None:
    told = surprise(50, 0, 1.0, **RULE, is_known=False)
    assert (told.standing, told.usual, told.times) == (Standing.NO_USUAL, None, None)


@pytest.mark.parametrize(("count", "before", "share"), [(-1, 0, 1.0), (0, -1, 1.0), (0, 0, 0.0)])
def test_what_is_no_count_is_refused(count: int, before: int, share: float) -> None:
    with pytest.raises(ValueError, match="never below 0"):
        surprise(count, before, share, **RULE)


counts = st.integers(0, 400)
shares = st.floats(0.01, 2.0)


@given(counts, counts, shares)
def test_the_law_gives_a_probability_and_the_range_holds_the_ratio(
    count: int, before: int, share: float
) -> None:
    told = surprise(count, before, share, **RULE)
    assert 0 <= told.chance <= 1
    assert told.low is not None and told.times is not None and told.high is not None
    assert told.low < told.times < told.high


@given(st.integers(5, 200), counts, shares)
def test_more_mentions_never_make_it_less_surprising(count: int, before: int, share: float) -> None:
    one, more = (surprise(number, before, share, **RULE) for number in (count, count + 1))
    if one.standing is Standing.MORE:
        assert more.standing is Standing.MORE
        assert more.chance <= one.chance + 1e-9


@given(counts, shares)
def test_the_usual_count_itself_is_never_surprising(before: int, share: float) -> None:
    told = surprise(round(before * share), before, share, **RULE)
    assert told.standing in (Standing.AS_USUAL, Standing.TOO_FEW)
