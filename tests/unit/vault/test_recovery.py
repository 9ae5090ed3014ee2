import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.problem import ProblemError
from desktop.vault.recovery import (
    ALPHABET,
    CODE_LENGTH,
    SECRET_BYTES,
    RecoverySheet,
    code_of,
    new_secret,
    parse_code,
)
from tests.support.vault import VILLAGE

secrets = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


def codes_of_problems(code):
    with pytest.raises(ProblemError) as caught:
        parse_code(code)
    return [(problem.code, problem.values.get("group")) for problem in caught.value.problems]


@given(secrets)
def test_a_code_read_from_paper_gives_the_secret_back(secret):
    code = code_of(secret)
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    assert parse_code(code) == secret
    spaced = " ".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4))
    assert parse_code(spaced.lower()) == secret
    assert parse_code(code.replace("0", "o").replace("1", "l")) == secret


@given(secrets, st.integers(0, CODE_LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_single_wrong_character_names_its_group(secret, place, character):
    code = code_of(secret)
    if code[place] == character:
        return
    wrong = code[:place] + character + code[place + 1 :]
    assert codes_of_problems(wrong) == [("VLT-017", str(place // 4 + 1))]


@given(secrets, st.integers(0, 10), st.sampled_from([(0, 1), (1, 2), (2, 3), (0, 2)]))
def test_two_characters_swapped_in_a_group_are_noticed(secret, group, pair):
    code = list(code_of(secret))
    first, second = (group * 4 + place for place in pair)
    if code[first] == code[second]:
        return
    code[first], code[second] = code[second], code[first]
    assert codes_of_problems("".join(code)) == [("VLT-017", str(group + 1))]


@given(secrets, st.integers(0, 9))
def test_two_groups_swapped_are_noticed(secret, group):
    code = code_of(secret)
    parts = [code[i : i + 4] for i in range(0, CODE_LENGTH, 4)]
    if parts[group] == parts[group + 1]:
        return
    parts[group], parts[group + 1] = parts[group + 1], parts[group]
    with pytest.raises(ProblemError):
        parse_code("".join(parts))


def test_a_missing_group_is_told_by_the_length():
    assert codes_of_problems(code_of(new_secret())[:-4]) == [("VLT-016", None)]


def test_six_characters_are_asked_back_and_checked():
    sheet = RecoverySheet(code_of(new_secret()), VILLAGE, "0" * 32, "2026-11-22T08:00:00+00:00")
    positions = sheet.ask_back_positions()
    assert len(set(positions)) == 6
    assert positions == tuple(sorted(positions))
    answers = {position: sheet.code[position - 1].lower() for position in positions}
    assert sheet.wrong_positions(answers) == ()
    answers[positions[2]] = "Q" if answers[positions[2]] != "q" else "R"
    assert sheet.wrong_positions(answers) == (positions[2],)
    assert len({sheet.ask_back_positions() for _ in range(20)}) > 1
