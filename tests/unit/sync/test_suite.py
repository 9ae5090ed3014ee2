"""Signatures hold for their bytes alone; boxes open for their owner alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.suite import CURRENT_SUITE, SealBroken, SigningKey, find_suite, seal_to, unseal, verify

KEY = SigningKey.from_bytes(bytes(range(32)))
PRIVATE = bytes(range(32, 64))
PUBLIC = CURRENT_SUITE.sealing_public(PRIVATE)


def flipped(data, bit):
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_a_key_kept_as_bytes_signs_as_before():
    key = SigningKey.new()
    again = SigningKey.from_bytes(key.to_bytes())
    assert again.public == key.public
    assert verify(key.public, b"text", again.sign(b"text"))


def test_a_key_never_shows_itself():
    assert repr(KEY.to_bytes()) not in repr(KEY)
    assert "_private" not in repr(KEY)


@given(st.binary(max_size=200), st.integers(min_value=0))
def test_a_signature_with_any_bit_flipped_is_refused(data, bit):
    signature = KEY.sign(data)
    assert verify(KEY.public, data, signature)
    assert not verify(KEY.public, data, flipped(signature, bit % 512))
    assert not verify(KEY.public, data + b"x", signature)


@pytest.mark.parametrize(
    "public", [b"", b"short", bytes(32), b"\xff" * 32, SigningKey.from_bytes(bytes(32)).public]
)
def test_another_key_or_no_key_at_all_is_refused(public):
    assert not verify(public, b"text", KEY.sign(b"text"))


@given(st.binary(max_size=300), st.binary(max_size=20))
def test_a_box_gives_back_what_was_put_in(plain, context):
    assert unseal(PRIVATE, seal_to(PUBLIC, plain, context), context) == plain


def test_two_boxes_of_the_same_text_have_nothing_in_common():
    one, other = (seal_to(PUBLIC, b"text", b"") for _ in range(2))
    assert one[:2] == other[:2] == b"B1"
    assert one[2:34] != other[2:34]
    assert one[34:] != other[34:]


@given(st.integers(min_value=0))
def test_a_box_with_any_bit_flipped_stays_shut(bit):
    box = seal_to(PUBLIC, b"text", b"context")
    with pytest.raises(SealBroken):
        unseal(PRIVATE, flipped(box, bit % (8 * len(box))), b"context")


@pytest.mark.parametrize("length", [0, 1, 2, 34, 49])
def test_a_box_cut_short_stays_shut(length):
    with pytest.raises(SealBroken):
        unseal(PRIVATE, seal_to(PUBLIC, b"", b"")[:length], b"")


def test_a_box_stays_shut_for_another_key_and_in_another_context():
    box = seal_to(PUBLIC, b"text", b"village 1")
    with pytest.raises(SealBroken):
        unseal(CURRENT_SUITE.new_sealing_key(), box, b"village 1")
    with pytest.raises(SealBroken):
        unseal(PRIVATE, box, b"village 2")


def test_a_box_made_with_a_point_that_gives_everyone_the_same_secret_stays_shut():
    with pytest.raises(SealBroken):
        unseal(PRIVATE, b"B1" + bytes(32) + bytes(20), b"")


def test_a_suite_is_found_by_its_name():
    assert find_suite("B1") is CURRENT_SUITE
    assert find_suite("Z9") is None
