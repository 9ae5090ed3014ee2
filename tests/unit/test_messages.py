"""Every problem the program can report has its sentences, in Chinese and in English."""

import ast
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import resources
from desktop import messages, words
from desktop.domain.problem import Place, Problem

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("desktop", "ui", "db", "sync")
LANGUAGES = ("zh_CN", "en")
PARTS = ("text", "advice", "kept")
INVARIANTS = ROOT / "desktop" / "domain" / "invariants.py"
CODE = re.compile(r"[A-Z]{3}-\d{3}")
CHINESE = re.compile("[\u4e00-\u9fff]")


def written_codes() -> dict[str, str]:
    """Codes that stand in the sources as a text of their own, with the file."""
    found = {}
    for floor in FLOORS:
        for file in sorted((ROOT / floor).rglob("*.py")):
            source = file.read_text(encoding="utf-8")
            if not CODE.search(source):
                continue  # most files have none, and taking one apart is what takes the time
            for node in ast.walk(ast.parse(source)):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and CODE.fullmatch(text):
                    found[text] = file.name
    return found


def invariant_codes() -> dict[str, str]:
    """Codes made from the number of an invariant: the first argument of ``_violation``."""
    numbers = [
        node.args[0].value
        for node in ast.walk(ast.parse(INVARIANTS.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_violation"
        if isinstance(node.args[0], ast.Constant)
    ]
    return {f"REG-{900 + number}": INVARIANTS.name for number in numbers if isinstance(number, int)}


def entries(language: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Code to the file it stands in and its parts."""
    return {
        code: (file.name, parts)
        for file in sorted(resources.path("messages", language).glob("*.toml"))
        for code, parts in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


@pytest.fixture(scope="module")
def used() -> dict[str, str]:
    """Codes that the program can report, with the file that does."""
    return written_codes() | invariant_codes()


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.fixture(autouse=True)
def _chinese_again():
    yield
    words.set_language("zh_CN")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_program_has_its_sentence(language, used):
    assert len(used) > 200
    told = entries(language)
    assert {code: file for code, file in used.items() if code not in told} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_without_use(language, used):
    assert {code: file for code, (file, _) in entries(language).items() if code not in used} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_has_one_entry_only(language):
    files = sorted(resources.path("messages", language).glob("*.toml"))
    codes = [code for file in files for code in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert sorted(codes) == sorted(set(codes))


def test_english_stands_in_the_file_of_the_same_name_with_the_same_parts():
    def shape(language):
        return {code: (file, tuple(parts)) for code, (file, parts) in entries(language).items()}

    assert shape("en") == shape("zh_CN")


def test_both_languages_name_the_same_values():
    def named(parts):
        return {part: names_in(text) for part, text in parts.items()}

    english = {code: named(parts) for code, (_, parts) in entries("en").items()}
    chinese = {code: named(parts) for code, (_, parts) in entries("zh_CN").items()}
    assert {code: values for code, values in chinese.items() if values != english[code]} == {}


def test_a_chinese_message_is_whole_sentences():
    def is_whole(text):
        return (
            text.endswith("。")
            and text == text.strip()
            and "。。" not in text
            and text.count("“") == text.count("”")
            and text.count("（") == text.count("）")
        )

    told = {code: parts for code, (_, parts) in entries("zh_CN").items()}
    assert {
        code: set(parts) for code, parts in told.items() if not {"text"} <= set(parts) <= set(PARTS)
    } == {}
    assert [
        (code, text) for code, parts in told.items() for text in parts.values() if not is_whole(text)
    ] == []


def test_an_english_message_is_whole_sentences():
    def is_whole(text):
        return (
            text.endswith(".")
            and text == text.strip()
            and "  " not in text
            and text.count("“") == text.count("”")
            and (text[0].isupper() or text[0].isdigit() or text[0] in "“{-" or text.startswith("cunqingtong"))
        )

    told = [(code, text) for code, (_, parts) in entries("en").items() for text in parts.values()]
    assert [(code, text) for code, text in told if not is_whole(text)] == []


# Chinese is left where it is what the clerk types or reads in a file: the name of the program, words to
# write into a cell, column names.
TYPED_IN_CHINESE = re.compile(
    "村情通|“电话=手机号码”|八月十五|闰四月初三|“未取名”|2\\.5亩, 2亩5分|是 or 否|10月20日|每月15日|农历初一"
)


def test_an_english_message_is_english():
    told = [(code, text) for code, (_, parts) in entries("en").items() for text in parts.values()]
    assert [(code, text) for code, text in told if CHINESE.search(TYPED_IN_CHINESE.sub("", text))] == []


PROBLEM = Problem("IMP-042", place=Place("一组", 14, "姓名"))


def test_a_chinese_message_says_where_what_and_what_to_do():
    told = messages.sentence(PROBLEM)
    assert told.startswith("“一组”表第 14 行“姓名”列：这一行没有姓名。请")
    assert told.endswith("这一行没有导入。（IMP-042）")


def test_an_english_message_says_the_same_with_spaces_between_sentences():
    told = messages.sentence(PROBLEM, "en")
    assert told.startswith("Sheet “一组”, row 14, column “姓名”: This row has no name. Please")
    assert told.endswith("This row was not imported. (IMP-042)")


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        (None, "", ""),
        (Place(), "", ""),
        (Place(row=3), "第 3 行", "Row 3"),
        (Place(column="姓名"), "“姓名”列", "Column “姓名”"),
        (Place("一组", column="姓名"), "“一组”表“姓名”列", "Sheet “一组”, column “姓名”"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(place, chinese, english):
    assert messages.where(place) == chinese
    assert messages.where(place, "en") == english


def test_problems_are_told_in_the_language_the_window_is_in():
    assert messages.reason(PROBLEM) == "这一行没有姓名。"
    words.set_language("en")
    assert messages.reason(PROBLEM) == "This row has no name."
    assert messages.where(PROBLEM.place).startswith("Sheet")
    assert messages.reason(PROBLEM, "zh_CN") == "这一行没有姓名。"


def test_a_language_without_messages_is_refused_and_changes_nothing():
    with pytest.raises(ValueError, match="fr"):
        words.set_language("fr")
    assert messages.reason(PROBLEM) == "这一行没有姓名。"


def test_the_parts_of_a_message_add_up_to_the_whole():
    for language in LANGUAGES:
        whole = messages.sentence(PROBLEM, language)
        parts = (messages.reason(PROBLEM, language), messages.remedy(PROBLEM, language))
        assert messages.join(parts, language) in whole
        assert messages.brief(PROBLEM, language) in whole


def test_a_value_that_is_missing_leaves_a_gap_and_no_error():
    assert messages.reason(Problem("FLD-301")) == "“”不是日期。"


def test_an_unknown_code_is_told_as_itself():
    assert messages.reason(Problem("XYZ-999")) == "XYZ-999"
