"""What a column heading says: the fact it names, its unit, and which member of a household it is about."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import resources

# Roles a column may have that are no field of the catalogue.
SEQUENCE = "@sequence"
REMARK = "@remark"
AGE = "@age"
MEMBERS = "@members"
MEMBER_COUNT = "@member_count"
HEAD_CITIZEN_ID = "@head_citizen_id"
REASON = "@reason"
SIGNATURE = "@signature"

HEAD_BLOCK = 0
"""Number of the block of columns that is about the head of the household."""

_UNITS = {
    "元": "元",
    "万元": "万元",
    "亩": "亩",
    "分": "分",
    "平方米": "平方米",
    "平米": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "平方": "平方米",
    "公顷": "公顷",
    "人": "人",
    "户": "户",
    "岁": "岁",
    "年": "年",
    "股": "股",
    "层": "层",
    "天": "天",
    "米": "米",
    "元/月": "元",
    "元/年": "元",
}
_BRACKETS = re.compile(r"[(\[【《〔{]([^)\]】》〕}]*)[)\]】》〕}]")
_MARKS = re.compile(r"[\s:*★☆※#.。、,;_\-\"'“”]+")
_NUMBERED = re.compile(
    r"^(?:家庭|户内|其他)?(?:成员|人员|家属|家人)?(?:第)?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:号|位)?(?:成员|人员)?(?:的)?(.*)$"
)
_NUMBERED_AT_END = re.compile(r"^(.*?)([0-9]{1,2})$")
_MEMBER_PREFIX = re.compile(r"^(?:家庭成员|户内成员|成员|家庭人员|人员)(?:的|情况|信息)?(.+)$")
_HEAD_PREFIX = re.compile(r"^户主(?:的|信息|情况|本人)?(.+)$")
_CHINESE = {digit: value for value, digit in enumerate("零一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart.

    Attributes:
        base: The words that name the fact, without marks, brackets and numbers.
        unit: Unit in brackets or from a row of units, "" for none.
        block: Which member it is about: `HEAD_BLOCK` for 户主…, 1, 2, … for 成员1…, None for none.
    """

    base: str
    unit: str = ""
    block: int | None = None


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Headings of tables that are not about people: plain heading to identifier, and what to look out for.

    Attributes:
        words: As `synonyms` for the register.
        doubtful: Plain headings that a person should confirm.
    """

    words: Mapping[str, str]
    doubtful: frozenset[str] = frozenset()


def plain_heading(text: str) -> str:
    """A heading without blanks, marks and width differences; brackets are kept."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).upper()


def unit_of(text: str) -> str:
    """The unit that a whole text names, such as ``(亩)`` or ``单位:元``; "" when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().lower().strip("()[]（）")
    return _UNITS.get(re.sub(r"^单位:?", "", plain.replace(" ", "")), "")


@lru_cache(maxsize=4096)
def read_heading(*path: str, vocabulary: Vocabulary | None = None) -> Heading:
    """Take a heading apart.

    Args:
        path: The labels above a column from the top down, such as ``("家庭成员", "姓名")``.
        vocabulary: Known headings; None for those of the register.
    """
    known = synonyms() if vocabulary is None else vocabulary.words
    unit, block = "", None
    labels = []
    for label in path:
        text = unicodedata.normalize("NFKC", label)
        if text.strip().startswith("(") and (own := unit_of(text)):
            unit = own
            continue
        if plain_heading(text) in known:
            labels.append(plain_heading(text))
            continue
        for inside in _BRACKETS.findall(text):
            unit = unit_of(inside) or unit
        labels.append(plain_heading(_BRACKETS.sub("", text)))
    labels = [label for label in labels if label]
    if not labels:
        return Heading("", unit)
    last = labels[-1]
    for parent in labels[:-1]:
        block = _block_of_parent(parent, block)
    whole = "".join(labels)
    if whole in known:
        return Heading(whole, unit, block)
    if last in known:
        return Heading(last, unit, block)
    if vocabulary is not None:
        return Heading(last, unit)
    found = _numbered(last)
    if found is not None:
        return Heading(found[1], unit, found[0])
    if (head := _HEAD_PREFIX.match(last)) and head[1] in known:
        return Heading(head[1], unit, HEAD_BLOCK)
    if (member := _MEMBER_PREFIX.match(last)) and member[1] in known:
        return Heading(member[1], unit, block)
    return Heading(last, unit, block)


def _block_of_parent(parent: str, block: int | None) -> int | None:
    if parent.startswith("户主"):
        return HEAD_BLOCK
    found = _NUMBERED.match(parent)
    if found and not found[2]:
        return _ordinal(found[1])
    return block


def _ordinal(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.startswith("十"):
        return 10 + (_CHINESE.get(text[1:], 0) if len(text) > 1 else 0)
    return _CHINESE.get(text[0], 0)


def _numbered(label: str) -> tuple[int, str] | None:
    """Number and base of 成员1姓名, 家庭成员二身份证号, 姓名3."""
    found = _NUMBERED.match(label)
    if found and found[2] in synonyms():
        return _ordinal(found[1]), found[2]
    if found and not found[2] and label[:1] not in "0123456789":
        return _ordinal(found[1]), "姓名"
    found = _NUMBERED_AT_END.match(label)
    if found and found[1] in synonyms():
        return int(found[2]), found[1]
    return None


@cache
def synonyms() -> dict[str, str]:
    """Plain heading to the catalogue's identifier (or a role that begins with ``@``), read once.

    Fields of the restricted class are not among them: no workbook brings such data into a register.
    """
    with resources.path("catalogue", "synonyms.csv").open(encoding="utf-8", newline="") as stream:
        found = {plain_heading(row["heading"]): row["identifier"] for row in csv.DictReader(stream)}
    with resources.path("catalogue", "fields.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row.get("derived") != "1" and row["sensitivity"] != "R":
                found.setdefault(plain_heading(row["label_zh"]), row["identifier"])
    return found
