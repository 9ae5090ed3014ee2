"""Operations and rows become columns and come back the same; nothing else ever comes back."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.ids import new_ids
from sync.protocol import columns
from sync.protocol.columns import decode_operations, decode_rows, encode_operations, encode_rows
from sync.protocol.frame import FrameError
from sync.protocol.operation import Op, Operation, Row

INTEGERS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(max_size=20) | st.sampled_from(
    ["张𬱖", "\0", "12\n34", "007", "组", "100%", "0" * 32, "2026-02-30", "٣٤", "𠮷" * 9, "9" * 40]
)
NUMBERED = st.builds("示范村{}组{:02d}号".format, st.integers(0, 30), st.integers(0, 120))
CITIZENS = st.builds(make_citizen_id, st.just("999901"), st.dates(), st.integers(0, 999))
VALUES = st.none() | INTEGERS | TEXTS | st.floats(allow_nan=False, allow_infinity=False)
RECORD_IDS = st.uuids().map(lambda made: made.hex)
FIELD_NAMES = st.sampled_from(["name", "mobile", "citizen_id", "birth_date", "一项新字段", "x"]) | st.text(
    max_size=8
)
FIELDS = st.dictionaries(FIELD_NAMES, VALUES, max_size=6)

OPERATIONS = st.builds(
    Operation,
    kind=st.sampled_from([1, 2, 25, 9999, 2**31 - 1]),
    record_id=RECORD_IDS,
    op=st.sampled_from(Op),
    base=INTEGERS,
    action=INTEGERS,
    at_ms=INTEGERS,
    actor=RECORD_IDS | TEXTS,
    fields=FIELDS,
    before=FIELDS,
)
ROWS = st.builds(
    Row,
    kind=st.integers(0, 2**31 - 1),
    record_id=RECORD_IDS,
    rev=INTEGERS,
    deleted=st.booleans(),
    whole=st.booleans(),
    device=st.integers(0, 100),
    actor=RECORD_IDS | TEXTS,
    at_ms=INTEGERS,
    fields=FIELDS,
)
# Whole columns of one look, so that every coding is taken and none by chance only.
COLUMNS = st.one_of(
    *(
        st.lists(values, min_size=1, max_size=90)
        for values in (
            VALUES,
            INTEGERS,
            st.integers(0, 3),
            st.integers(10**6, 10**6 + 70_000),
            st.integers(0, 9).map(lambda tens: tens * 700 + 5),
            TEXTS,
            NUMBERED,
            CITIZENS,
            CITIZENS | st.none(),
            st.dates().map(str),
            st.text("张王李赵𬱖", min_size=1, max_size=4),
            st.sampled_from(["70", "80", None]),
            RECORD_IDS | st.none(),
            st.integers(0, 10**19).map(lambda number: f"622000{number:019d}"),
        )
    )
)


def operation(number=0, **fields):
    return Operation(1, f"{number:032x}", Op.UPDATE, 0, 1, 0, "f" * 32, fields)


def exactly(value):
    """Tells 1 from 1.0 and 0.0 from -0.0, which are equal."""
    return repr(value)


@given(st.lists(OPERATIONS, max_size=30))
def test_operations_come_back_in_their_order_with_every_value(operations):
    assert exactly(decode_operations(encode_operations(operations))) == exactly(tuple(operations))


@given(st.lists(ROWS, max_size=30))
def test_rows_come_back_in_their_order_with_every_value(rows):
    assert exactly(decode_rows(encode_rows(rows))) == exactly(tuple(rows))


@given(COLUMNS)
@example([f"{number}\n" for number in range(20)])
@example(["1\nx", *"23456789"])
@example(["01", *"23456789"])
@example(["0" * 40, *["1" * 40] * 9])
@example([2**63 - 1, -(2**63)] * 5)
@example([2**63 - 1, 0, -(2**63)] * 5)
@example([-(2**63), 2**62, 2**63 - 1])
@example([0.0, -0.0, 1.0, 1] * 3)
@example([None] * 20)
@example([""] * 20)
@example(["a\0", "b"] * 50)
def test_a_column_of_any_look_comes_back(values):
    operations = [operation(number, field=value) for number, value in enumerate(values)]
    assert exactly(decode_operations(encode_operations(operations))) == exactly(tuple(operations))


@given(st.lists(CITIZENS, min_size=8, max_size=40), st.booleans())
def test_identity_numbers_lean_on_the_birth_dates_beside_them(numbers, agree):
    births = [f"{number[6:10]}-{number[10:12]}-{number[12:14]}" for number in numbers]
    if not agree:
        births[-1] = "1950-01-01"
    operations = [
        operation(place, citizen_id=number, birth_date=birth)
        for place, (number, birth) in enumerate(zip(numbers, births, strict=True))
    ]
    assert decode_operations(encode_operations(operations)) == tuple(operations)


@pytest.mark.parametrize(
    "value",
    [2**63, -(2**63) - 1, 10**30, float("nan"), float("inf"), "half \ud83d of one", True, b"bytes", ["list"]],
)
@pytest.mark.parametrize("others", [0, 20])
def test_what_has_no_form_on_the_wire_is_refused_at_once(value, others):
    operations = [operation(number, field=value) for number in range(others + 1)]
    with pytest.raises(FrameError) as refused:
        encode_operations(operations)
    assert refused.value.code == "SYN-010"


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1])
@pytest.mark.parametrize("name", ["base", "action", "at_ms"])
def test_a_number_about_an_operation_has_64_bits_too(name, value):
    with pytest.raises(FrameError):
        encode_operations([replace(operation(), **{name: value})])
    with pytest.raises(FrameError):
        encode_operations([replace(operation(), **{name: value}), replace(operation(), **{name: 0})])


@pytest.mark.parametrize("record_id", ["", "F" * 32, "f" * 31, "0x" + "0" * 30, "ff " * 10 + "ff", "张" * 32])
def test_a_record_has_an_id_of_32_hexadecimal_characters(record_id):
    with pytest.raises(FrameError) as refused:
        encode_operations([replace(operation(), record_id=record_id)])
    assert refused.value.code == "SYN-010"


def test_more_records_than_a_body_holds_are_refused():
    one = operation()
    with pytest.raises(FrameError) as refused:
        encode_operations([one] * (columns.MAX_RECORDS + 1))
    assert refused.value.code == "SYN-003"


def test_a_body_that_can_be_written_can_be_read():
    names = [f"field{number}" for number in range(90)]
    full = [operation(number, **dict.fromkeys(names, "x")) for number in range(columns.MAX_RECORDS)]
    assert decode_operations(encode_operations(full)) == tuple(full)
    with pytest.raises(FrameError) as refused:
        encode_operations(
            [operation(number, **dict.fromkeys([*names, *"abcdefghij"], 0)) for number in range(20_000)]
        )
    assert refused.value.code == "SYN-003"


def test_a_row_costs_little_more_than_what_is_random_in_it():
    chance = Random(1)
    rows = [
        Row(
            1, record_id, 7, False, True, 1, "a" * 32, 1_790_000_000_000, {"sex": chance.choice("12"), "n": n}
        )
        for n, record_id in enumerate(new_ids(5000))
    ]
    assert len(encode_rows(rows)) < 5000 * 17.5


def _hostile_bodies(seed, number):
    """Damaged, cut and invented bodies."""
    chance = Random(seed)
    rows = [
        operation(n, name=f"人{n}", age=n * n, mobile=f"100{n:08d}" if n % 3 else None) for n in range(40)
    ]
    sound = [encode_operations(rows), encode_operations(rows[:1]), encode_operations([])]
    for _ in range(number):
        body = bytearray(chance.choice(sound))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(body))
            match chance.randrange(5):
                case 0:
                    body[place] = chance.randrange(256)
                case 1:
                    body[place] ^= 1 << chance.randrange(8)
                case 2:
                    body[place:place] = chance.choice(
                        [b"\xdd\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff", b"\xcf" + b"\xff" * 8]
                    )
                case 3:
                    del body[place : place + chance.randint(1, 9)]
                case 4:
                    body[place:] = chance.randbytes(chance.randint(0, 20))
            body = body or bytearray(b"\x00")
        yield bytes(body)


def test_a_damaged_body_ends_in_operations_or_in_a_refusal():
    refused = 0
    for body in _hostile_bodies(seed=5, number=20_000):
        try:
            read = decode_operations(body)
        except FrameError:
            refused += 1
        else:
            assert decode_operations(encode_operations(read)) == read
    assert refused > 10_000


@pytest.mark.parametrize(
    "body",
    [b"", b"\x90", b"\xdd\xff\xff\xff\xff", b"\x91" * 100_000, b"\xc0", b"\x80", Random(9).randbytes(1000)],
    ids=["nothing", "empty", "endless", "deep", "nil", "map", "chance"],
)
def test_what_is_no_body_is_refused(body):
    with pytest.raises(FrameError) as refused:
        decode_rows(body)
    assert refused.value.code == "SYN-007"
