"""What marks come to, whatever was entered when and put right later."""

from datetime import datetime, timedelta, timezone
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mobilisation_rate import (
    HOUSEHOLD_MARKS,
    Mark,
    MarkKind,
    acknowledgement_rates,
    counting_rounds,
    goes_further,
    household_figures,
    missing_people,
    moved_ever,
    valid_marks,
)

START = datetime(2026, 6, 20, 3, 10, tzinfo=timezone(timedelta(hours=8)))
PEOPLE = {"甲户": 3, "乙户": 2, "丙户": 4}


def mark(
    number: int, target: str, kind: MarkKind, minute: float, entered: float | None = None, **facts: object
) -> Mark:
    at, written = (START + timedelta(minutes=one) for one in (minute, minute if entered is None else entered))
    return Mark(f"{number:04d}", target, kind, at, written, **facts)  # type: ignore[arg-type]


# Facts of one mark as one list each, since every draw is dear.
_FACTS = (sorted(PEOPLE), (None, *range(10)))
_PLAIN = st.sampled_from(list(product(HOUSEHOLD_MARKS, *_FACTS)))
_BESIDE_VOID = st.sampled_from(list(product((*HOUSEHOLD_MARKS, MarkKind.VOID), *_FACTS)))
_MINUTES = st.integers(0, 60)


@st.composite
def histories(draw: st.DrawFn) -> list[Mark]:
    marks: list[Mark] = []
    for number in range(draw(st.integers(0, 25))):
        place = draw(st.integers(0, number))
        void = marks[place - 1].id if place else ""
        kind, target, people = draw(_BESIDE_VOID if void else _PLAIN)
        marks.append(mark(number, target, kind, draw(_MINUTES), 100 + number, people=people, void_of_id=void))
    return marks


@given(histories())
def test_every_household_and_everybody_in_it_counts_once(marks: list[Mark]) -> None:
    found = household_figures(PEOPLE, marks)
    states = (found.told, found.unreached, found.needs_help, found.moved, found.returned, found.waiting)
    assert sum(states) == found.households == len(PEOPLE)
    if not any(one.people is not None for one in valid_marks(marks)) and not found.returned:
        assert found.people_moved + found.people_left + found.people_unaccounted == found.people


@given(histories())
def test_who_was_moved_stays_counted_as_moved_whatever_came_after(marks: list[Mark]) -> None:
    assert moved_ever(PEOPLE, marks) >= 0
    plain = [one for one in marks if not one.void_of_id and one.people is None]
    before = moved_ever(PEOPLE, plain)
    assert moved_ever(PEOPLE, [*plain, mark(900, "甲户", MarkKind.RETURNED, 99, 999)]) == before


@given(histories(), st.data())
def test_a_mark_put_right_is_as_if_it_had_never_been(marks: list[Mark], data: st.DataObject) -> None:
    wrong = mark(50, data.draw(st.sampled_from(sorted(PEOPLE))), MarkKind.MOVED, 30, 500)
    void = mark(51, wrong.target_id, MarkKind.VOID, 31, 501, void_of_id=wrong.id)
    assert valid_marks([*marks, wrong, void]) == valid_marks(marks)


@given(histories(), st.permutations(range(25)))
def test_the_order_in_which_marks_arrive_does_not_matter(marks: list[Mark], order: list[int]) -> None:
    shuffled = [marks[place] for place in order if place < len(marks)]
    assert household_figures(PEOPLE, shuffled) == household_figures(PEOPLE, marks)


def test_taking_back_a_correction_brings_the_first_mark_back() -> None:
    first = mark(1, "甲户", MarkKind.TOLD, 4)
    wrong = mark(2, "甲户", MarkKind.VOID, 5, void_of_id="0001")
    back = mark(3, "甲户", MarkKind.VOID, 6, void_of_id="0002")
    assert valid_marks([first, wrong]) == ()
    assert valid_marks([first, wrong, back]) == (first,)


def test_the_last_true_time_decides_not_the_last_entry() -> None:
    late = mark(2, "甲户", MarkKind.UNREACHED, 5, 90)
    assert household_figures(PEOPLE, [mark(1, "甲户", MarkKind.MOVED, 20), late]).moved == 1


def test_the_rate_at_five_minutes_is_frozen_when_they_have_passed() -> None:
    marks = [mark(1, "甲", MarkKind.ACKNOWLEDGED, 2), mark(2, "乙", MarkKind.ACKNOWLEDGED, 7)]
    five, ten, fifteen = acknowledgement_rates(["甲", "乙", "丙"], marks, START, START + timedelta(minutes=8))
    assert (five.answered, five.whole, five.is_past) == (1, 3, True)
    assert (ten.answered, ten.is_past) == (2, False)
    assert fifteen.answered == 2


def test_what_is_entered_later_with_its_true_time_stands_beside_what_was_known_then() -> None:
    marks = [mark(1, "甲", MarkKind.ACKNOWLEDGED, 2), mark(2, "乙", MarkKind.ACKNOWLEDGED, 4, 300)]
    five = acknowledgement_rates(["甲", "乙"], marks, START, START + timedelta(minutes=400))[0]
    assert (five.answered, five.known_then) == (2, 1)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.integers(0, 20)), max_size=12))
def test_rates_never_fall_from_one_checkpoint_to_the_next(answers: list[tuple[str, int]]) -> None:
    marks = [mark(number, who, MarkKind.ACKNOWLEDGED, minute) for number, (who, minute) in enumerate(answers)]
    rates = acknowledgement_rates("甲乙丙丁", marks, START, START + timedelta(hours=1))
    counts = [rate.answered for rate in rates]
    assert counts == sorted(counts)
    assert all(rate.answered <= rate.whole for rate in rates)


def test_a_round_says_who_is_short_against_those_brought_to_the_shelter() -> None:
    marks = [
        mark(1, "甲户", MarkKind.MOVED, 10, shelter_id="校"),
        mark(2, "乙户", MarkKind.MOVED, 12, shelter_id="校", people=3),
        mark(3, "丙户", MarkKind.MOVED, 50, shelter_id="校"),
        mark(4, "校", MarkKind.COUNT, 30, people=5, round=1),
        mark(5, "校", MarkKind.COUNT, 60, people=10, round=2),
    ]
    first, second = counting_rounds(PEOPLE, marks)
    assert (first.total, first.expected, first.short) == (5, {"校": 6}, 1)
    assert (second.total, second.expected, second.short) == (10, {"校": 10}, 0)


def test_a_shelter_counted_twice_in_a_round_counts_once() -> None:
    marks = [
        mark(1, "校", MarkKind.COUNT, 30, people=5, round=1),
        mark(2, "校", MarkKind.COUNT, 31, people=6, round=1),
    ]
    (only,) = counting_rounds(PEOPLE, marks)
    assert only.total == 6


def test_a_household_that_went_on_to_another_shelter_is_expected_there_only() -> None:
    marks = [
        mark(1, "甲户", MarkKind.MOVED, 10, shelter_id="校"),
        mark(2, "甲户", MarkKind.MOVED, 20, shelter_id="祠堂"),
        mark(3, "校", MarkKind.COUNT, 30, people=0, round=1),
        mark(4, "祠堂", MarkKind.COUNT, 30, people=3, round=1),
    ]
    (only,) = counting_rounds(PEOPLE, marks)
    assert (only.expected, only.short) == ({"祠堂": 3}, 0)


def test_whoever_was_moved_to_nobody_knows_where_is_looked_for_in_all_shelters() -> None:
    marks = [
        mark(1, "甲户", MarkKind.MOVED, 10, shelter_id="校"),
        mark(2, "乙户", MarkKind.MOVED, 12, people=2),
        mark(3, "校", MarkKind.COUNT, 30, people=4, round=1),
    ]
    (only,) = counting_rounds(PEOPLE, marks)
    assert (only.expected, only.uncounted, only.short) == ({"校": 3, "": 2}, (), 1)
    both = [*marks, mark(4, "丙户", MarkKind.MOVED, 20, shelter_id="祠堂")]
    (half,) = counting_rounds(PEOPLE, both)
    assert (half.uncounted, half.short) == (("祠堂",), 0), "not before every shelter was counted"


@pytest.mark.parametrize(
    ("kind", "last", "further"),
    [
        (MarkKind.TOLD, None, True),
        (MarkKind.TOLD, MarkKind.UNREACHED, True),
        (MarkKind.TOLD, MarkKind.MOVED, False),
        (MarkKind.MOVED, MarkKind.NEEDS_HELP, True),
        (MarkKind.UNREACHED, MarkKind.TOLD, False),
        (MarkKind.RETURNED, MarkKind.TOLD, False),
        (MarkKind.RETURNED, MarkKind.MOVED, True),
        (MarkKind.ON_SITE, MarkKind.ACKNOWLEDGED, True),
    ],
)
def test_a_mark_of_many_changes_only_those_of_whom_it_is_news(
    kind: MarkKind, last: MarkKind | None, further: bool
) -> None:
    assert goes_further(kind, last) is further


def test_people_are_missing_until_they_are_found() -> None:
    gone = mark(1, "王五", MarkKind.MISSING, 20)
    assert missing_people([gone, mark(2, "赵六", MarkKind.MISSING, 10)])[0].target_id == "赵六"
    assert missing_people([gone, mark(3, "王五", MarkKind.FOUND, 40)]) == ()
