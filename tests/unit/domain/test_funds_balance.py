"""Balances run on from one declared day to the next, and a gap between them is found."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.funds_balance import DeclaredBalance, balance_on, closing_on, gaps
from desktop.domain.funds_item import funds_classes, funds_items, is_income, item_of, kinds_of

DAYS = [f"2026-{month:02}-{day:02}" for month in (7, 8, 9) for day in (1, 10, 20)]
entries = st.lists(st.tuples(st.sampled_from(DAYS), st.integers(-(10**9), 10**9)), max_size=30)


def mover(booked):
    return lambda first, before: sum(cents for day, cents in booked if first <= day < before)


@given(entries, st.integers(-(10**9), 10**9), st.sampled_from(DAYS[1:]))
def test_closing_of_a_period_is_the_opening_of_the_next(booked, opening, day):
    declared = [DeclaredBalance("a", DAYS[0], opening)]
    moved = mover(booked)
    assert balance_on(day, declared, moved) == opening + moved(DAYS[0], day)
    assert closing_on(day, declared, moved) == balance_on(day, declared, moved)


@given(entries, st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.sampled_from(DAYS[1:]))
def test_a_gap_is_exactly_what_the_books_say_beyond_the_entries(booked, opening, off, day):
    moved = mover(booked)
    true = opening + moved(DAYS[0], day)
    declared = [DeclaredBalance("b", day, true + off), DeclaredBalance("a", DAYS[0], opening)]
    found = gaps(declared, moved)
    assert [gap.difference_cents for gap in found] == ([off] if off else [])
    assert closing_on(day, declared, moved) == true
    assert balance_on(day, declared, moved) == true + off


def test_before_the_first_declared_day_nothing_is_known():
    assert balance_on("2026-06-30", [DeclaredBalance("a", "2026-07-01", 5)], mover([])) is None


def test_the_last_word_for_a_day_counts():
    twice = [DeclaredBalance("a", "2026-07-01", 5), DeclaredBalance("b", "2026-07-01", 7)]
    assert balance_on("2026-07-01", twice, mover([])) == 7


def test_the_regulation_has_eight_classes_of_44_items():
    counts = [sum(each.class_code == code for each in funds_items()) for code, _ in funds_classes()]
    assert counts == [7, 11, 10, 6, 4, 4, 6, 7]
    # resources (F5) and special matters (F8) stand beside the 44
    assert sum(counts) - counts[4] - counts[7] == 44


def test_every_kind_of_entry_is_disclosed_under_one_item_of_its_side():
    kinds = [entry.code for entry in code_table("funds_entry_kind").entries]
    assert len({item_of(kind) for kind in kinds}) == len(kinds)
    assert all(is_income(kind) == kind.startswith("I") for kind in kinds)
    assert kinds_of("F2") == tuple(kind for kind in kinds if kind.startswith("I"))
    assert kinds_of("F302") == ("O02",)
