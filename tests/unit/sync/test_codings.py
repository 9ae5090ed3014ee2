"""Whole columns are coded as their texts would be one by one, byte for byte."""

import re
from datetime import date
from math import gcd

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.citizen_id import check_character, make_citizen_id
from sync.protocol.codings import (
    MOST_RUNS,
    Allowance,
    CitizenIds,
    Integers,
    Pattern,
    Reading,
    Same,
    Writing,
    write_column,
)
from sync.protocol.packing import pack

PLENTY = 10**9
FEWEST = 8  # shorter columns are left as they are
DATES = st.dates().map(str)
NEARLY_DATES = st.sampled_from(["2001-0x-11", "2001-02-1", "٣٤٥٦-01-01", "2001/02/11", "2001-02-111"])
NUMBERED = st.sampled_from(
    [
        DATES,
        DATES | NEARLY_DATES,
        st.integers(0, 99_999_999).map(lambda number: f"100{number:08d}"),
        st.integers(0, 10**19 - 1).map(lambda number: f"622{number:019d}"),
        st.integers(0, 10**9).map(lambda number: f"编号{number:09d}-7"),
        st.tuples(st.integers(0, 20), st.integers(0, 300)).map(lambda at: "示范村{}组{:02d}号".format(*at)),
    ]
).flatmap(lambda texts: st.lists(texts, min_size=FEWEST, max_size=60, unique=True))
BIRTHS = st.dates(min_value=date(1900, 1, 1))
CITIZENS = st.lists(
    st.builds(make_citizen_id, st.sampled_from(["999901", "999902"]), BIRTHS, st.integers(0, 999)),
    min_size=FEWEST,
    max_size=60,
    unique=True,
)


def writing(*earlier):
    made = Writing(Allowance(PLENTY, PLENTY))
    made.earlier = list(earlier)
    return made


def bytes_of(coding) -> bytes:
    return msgspec.msgpack.encode(coding)


def plain_integers(values) -> Integers:
    least, greatest = min(values), max(values)
    step = gcd(*(value - least for value in values)) or 1
    top = (greatest - least) // step
    return Integers(least, step, top, pack([(value - least) // step for value in values], top + 1))


def plain_pattern(values) -> Pattern | None:
    """Each text by itself against the words of the first; None if one does not have them."""
    words = re.split("[0-9]{1,18}", values[0])
    runs = [re.findall("[0-9]{1,18}", value) for value in values]
    if not 0 < len(words) - 1 <= MOST_RUNS:
        return None
    if any(re.split("[0-9]{1,18}", value) != words for value in values):
        return None
    digits = []
    for column in zip(*runs, strict=True):
        lengths = {len(run) for run in column}
        if len(lengths) > 1 and any(run[0] == "0" and run != "0" for run in column):
            return None
        digits.append(lengths.pop() if len(lengths) == 1 else 0)
    return Pattern(
        words, digits, [plain_integers(list(map(int, column))) for column in zip(*runs, strict=True)]
    )


@given(NUMBERED)
def test_texts_with_numbers_in_them_are_taken_apart_as_each_by_itself(values):
    made = write_column(values, writing())
    wanted = plain_pattern(values)
    if wanted is None:
        assert not isinstance(made, Pattern)
    else:
        assert bytes_of(made) == bytes_of(wanted)


@given(CITIZENS, st.booleans())
def test_identity_numbers_are_taken_apart_as_each_by_itself(values, births_stand_before):
    births = [f"{value[6:10]}-{value[10:12]}-{value[12:14]}" for value in values]
    made = write_column(values, writing(*[births] * births_stand_before))
    assert isinstance(made, CitizenIds)
    assert bytes_of(made.regions) == bytes_of(write_column([value[:6] for value in values], writing()))
    wanted = Same(0) if births_stand_before else write_column(births, writing())
    assert bytes_of(made.births) == bytes_of(wanted)
    assert bytes_of(made.serials) == bytes_of(plain_integers([int(value[14:17]) for value in values]))
    assert made.values(len(values), reading(births)) == values


def reading(births) -> Reading:
    made = Reading([], Allowance(PLENTY, PLENTY))
    made.earlier = [births]
    return made


@given(CITIZENS, st.data())
def test_one_wrong_character_and_none_of_the_column_passes_for_identity_numbers(values, data):
    spoilt = data.draw(st.integers(0, len(values) - 1))
    place = data.draw(st.integers(0, 17))
    letter = data.draw(st.sampled_from("0123456789Xx٣一").filter(lambda one: one != values[spoilt][place]))
    values[spoilt] = values[spoilt][:place] + letter + values[spoilt][place + 1 :]
    head = values[spoilt][:17]
    is_right = head.isascii() and head.isdigit() and check_character(head) == values[spoilt][17]
    assert isinstance(write_column(values, writing()), CitizenIds) == is_right


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=60), st.integers(1, 10**6))
def test_integers_keep_their_greatest_step(values, step):
    wide = [value // step * step for value in values if abs(value // step * step) < 2**62] or [0]
    made = write_column(wide, writing())
    if isinstance(made, Integers):
        assert bytes_of(made) == bytes_of(plain_integers(wide))
