"""What is written on an enrolment sheet is read back as it was, and nothing else is taken for one."""

import string
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.enrolment_text import (
    MOST_CHARACTERS,
    EnrolmentText,
    NoEnrolmentText,
    fingerprint,
    in_groups,
    read_enrolment_text,
    write_enrolment_text,
)

TOLD = EnrolmentText(
    "https://county.example:8443/village",
    "999901101201",
    "7K3QPZ2M9A",
    "0123456789abcdef" * 2,
    1_790_000_000_000,
)
WRITTEN = (
    "cqt-enrol:1;url=https://county.example:8443/village;village=999901101201;code=7K3QPZ2M9A;"
    "key=0123456789abcdef0123456789abcdef;until=1790000000000"
)

_hosts = st.from_regex(r"[a-z0-9]{1,20}(\.[a-z]{2,8}){0,3}(:[1-9][0-9]{0,3})?", fullmatch=True)
_paths = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=20)
sheets = st.builds(
    EnrolmentText,
    url=st.builds("{}://{}/{}".format, st.sampled_from(("http", "https")), _hosts, _paths),
    village=st.text(string.digits, min_size=12, max_size=12),
    code=st.text(string.digits + string.ascii_uppercase, min_size=6, max_size=32),
    key=st.text("0123456789abcdef", min_size=32, max_size=32),
    until_ms=st.integers(0, 10**15 - 1),
)


def test_the_text_has_the_form_that_other_programs_read():
    assert write_enrolment_text(TOLD) == WRITTEN
    assert read_enrolment_text(WRITTEN) == TOLD


@given(sheets)
def test_what_is_written_is_read_back(told):
    text = write_enrolment_text(told)
    assert text.isascii()
    assert not any(letter.isspace() for letter in text)
    assert read_enrolment_text(text) == told


@given(sheets, st.integers(0), st.sampled_from((" ", "\n", "\r\n", "\t", "\u3000")))
def test_blanks_and_line_breaks_of_a_paste_do_no_harm(told, place, blank):
    text = write_enrolment_text(told)
    place %= len(text) + 1
    assert read_enrolment_text(text[:place] + blank + text[place:]) == told


@given(sheets, st.integers(1))
def test_a_text_cut_off_is_never_read_as_another_sheet(told, cut):
    text = write_enrolment_text(told)
    try:
        read = read_enrolment_text(text[: -(cut % len(text)) or None])
    except NoEnrolmentText:
        return
    assert replace(read, until_ms=told.until_ms) == told


@given(st.text(max_size=200) | st.text(max_size=200).map(lambda rest: "cqt-enrol:1;" + rest))
def test_any_text_is_read_or_refused(text):
    with suppress(NoEnrolmentText):
        read_enrolment_text(text)


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "ftp://county.example"},
        {"url": "https://"},
        {"url": "https://somebody@county.example"},
        {"url": "https://county.example:99999"},
        {"url": "javascript:alert(1)"},
        {"url": "https://county.example/a b"},
        {"url": "https://county.example/" + "a" * 200},
        {"village": "9999011012"},
        {"village": "９９９９０１１０１２０１"},
        {"code": "7K3QP-Z2M9A"},
        {"key": "0123"},
        {"until_ms": -1},
    ],
)
def test_a_sheet_that_nobody_could_read_is_not_written(changed):
    with pytest.raises(NoEnrolmentText):
        write_enrolment_text(replace(TOLD, **changed))


@pytest.mark.parametrize(
    "text",
    [
        "",
        WRITTEN.replace("cqt-enrol:1", "cqt-enrol:2"),
        WRITTEN.replace("key=", "k="),
        WRITTEN + ";code=AAAAAAAAAA",
        WRITTEN + ";note=" + "a" * MOST_CHARACTERS,
    ],
)
def test_a_text_of_another_form_is_refused(text):
    with pytest.raises(NoEnrolmentText):
        read_enrolment_text(text)


def test_names_that_a_later_program_adds_are_skipped():
    assert read_enrolment_text(WRITTEN + ";fallback=10.0.0.8") == TOLD


def test_the_code_is_not_shown_where_a_sheet_is_logged():
    assert TOLD.code not in repr(TOLD)


def test_fingerprints_differ_with_their_keys_and_are_shown_in_groups():
    one, other = fingerprint(b"a" * 32), fingerprint(b"b" * 32)
    assert one != other
    assert len(one) == 32
    assert in_groups(one).replace(" ", "") == one
    assert in_groups("0123456789ab") == "0123 4567 89ab"
