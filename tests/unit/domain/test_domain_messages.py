import re
from pathlib import Path
from string import Formatter

import pytest

import desktop.domain
from desktop.domain.problem import Problem
from desktop.messages import known_codes, reason, sentence

FOLDER = Path(desktop.domain.__file__).parent
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.py")))
USED = sorted(set(re.findall(r'"(FLD-\d{3})"', SOURCE)))


@pytest.mark.parametrize("code", USED)
def test_every_problem_of_the_domain_has_a_sentence(code):
    assert code in known_codes()
    assert reason(Problem(code)) != code


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 18, 19])
def test_every_checked_invariant_has_a_sentence(number):
    assert f"REG-{900 + number}" in known_codes()


def test_sentences_are_filled_with_the_values_of_their_problem():
    problem = Problem("FLD-621", {"typed": "1667㎡", "area": "2.50", "unit": "亩"})
    assert "1667㎡" in sentence(problem) and "2.50 亩" in sentence(problem) and "FLD-621" in sentence(problem)


def test_no_sentence_of_the_domain_is_left_without_use():
    mine = {code for code in known_codes() if code.startswith("FLD-")}
    assert mine == set(USED)
    assert not any(
        name for code in mine for _, name, _, _ in Formatter().parse(reason(Problem(code))) if name
    )
