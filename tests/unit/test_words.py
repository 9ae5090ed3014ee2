"""The vocabulary of the register has its English, so that an English window shows no Chinese of its own."""

import csv
import re
from datetime import date

import pytest

import resources
from db.queries.list_fields import AGE_BANDS, HOUSEHOLD_PROBLEMS, PERSON_PROBLEMS
from desktop import words
from desktop.domain.accounts import Right, Role
from desktop.domain.catalogue import catalogue
from desktop.domain.points_scheme import Subject, shipped_scheme
from desktop.domain.problem import Problem
from desktop.messages import reason
from desktop.services import register
from desktop.services.disclosure.catalogue import CERTAINTIES
from desktop.services.disclosure.terms import TERMS
from desktop.services.disclosure.village_facts import FACTS
from desktop.services.register import ListKind

CHINESE = re.compile("[\u4e00-\u9fff]")


def vocabulary():
    """Every name the program's own data gives to something that is shown."""
    yield from (name for field in catalogue() for name in (field.label, field.unit))
    for kind in ListKind:
        yield from (name for column in register.columns(kind) for name in (column.label, column.unit))
    yield from (role.label for role in Role)
    yield from (right.value for right in Right)
    yield from (band[0] for band in AGE_BANDS.values())
    yield from (term[0] for term in TERMS.values())
    yield from (text for fact in FACTS.values() for text in (fact.question, fact.evidence))
    yield from CERTAINTIES.values()
    for scheme in (shipped_scheme(subject, date(2026, 1, 1)) for subject in Subject):
        yield from (scheme.name, scheme.source, *(each.label for each in (*scheme.categories, *scheme.items)))
    yield from (problem[0] for problem in (PERSON_PROBLEMS | HOUSEHOLD_PROBLEMS).values())


def table():
    with resources.path("i18n", "words_en.csv").open(encoding="utf-8", newline="") as stream:
        return [(row["zh"], row["en"]) for row in csv.DictReader(stream)]


@pytest.fixture(autouse=True)
def _chinese_again():
    yield
    words.set_language("zh_CN")


def test_every_name_has_its_english():
    assert [name for name in dict.fromkeys(vocabulary()) if CHINESE.search(words.word(name, "en"))] == []


def test_every_code_of_a_table_has_its_english():
    files = [file for file in resources.path("codes").glob("*.csv") if file.stem != "division"]
    assert files
    for file in files:
        with file.open(encoding="utf-8", newline="") as stream:
            labels = [row["name_zh"] for row in csv.DictReader(stream)]
        assert [label for label in labels if CHINESE.search(words.word(label, "en"))] == [], file.name


def test_the_table_names_a_word_once_and_in_english():
    chinese = [zh for zh, _ in table()]
    assert sorted(chinese) == sorted(set(chinese))
    assert [en for _, en in table() if CHINESE.search(en) or en != en.strip() or not en] == []


def test_words_follow_the_language_of_the_window():
    assert words.word("与户主关系") == "与户主关系"
    words.set_language("en")
    assert words.language() == "en"
    assert words.word("与户主关系") == "Relation to head"
    assert words.word("与户主关系", "zh_CN") == "与户主关系"


def test_what_is_no_word_of_the_vocabulary_stays_as_it_is():
    assert words.word("王文书", "en") == "王文书"


def test_a_problem_names_roles_and_rights_in_its_own_language():
    problem = Problem("SYS-403", {"role": Role.READER.label, "right": Right.EXPORT.value})
    assert reason(problem) == "“只读”没有“导出名册”的权限。"
    assert reason(problem, "en") == "“Reader” has no right to “export lists”."


def test_a_code_is_named_as_its_own_table_says_it():
    """Tables say the same Chinese word otherwise: 办理中 of an event, of a case."""
    assert words.code_word("event_state", "50") == words.code_word("service_case_state", "40") == "办理中"
    words.set_language("en")
    assert words.code_word("event_state", "50") == "In progress"
    assert words.code_word("service_case_state", "40") == "Being decided"
    assert words.code_word("event_state", "?") == "?"
