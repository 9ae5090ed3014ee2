"""Proposes which column of a table holds which fact, by its heading and by what stands in it."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from desktop.domain.catalogue import Kind, Sensitivity, catalogue
from desktop.domain.cell_text import is_blank, plain, trim
from desktop.domain.chinese_date import read_date
from desktop.domain.citizen_id import is_damaged, read_citizen_id
from desktop.domain.code_table import code_table
from desktop.domain.person_name import lists_several, split_members
from desktop.domain.relation_word import read_relation
from desktop.exchange import heading
from desktop.exchange.heading import HEAD_BLOCK, plain_heading, synonyms
from desktop.exchange.raw_value import raw_value
from desktop.exchange.table_finder import TableColumn, TableFound, known_identifier

_SAMPLED = 300
_SURE = 0.95
_NEARLY_SURE = 0.8
_LIKELY = 0.6
_DOUBTFUL = 0.4
_SIMILAR_ENOUGH = 82.0


class MatchReason(Enum):
    """Why a column is thought to hold a fact."""

    HEADING = "heading"  # the heading is a known name of the fact
    SIMILAR = "similar"  # the heading resembles a known name
    CONTENT = "content"  # the cells look like it
    REMEMBERED = "remembered"  # the clerk said so for a table with the same headings
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What one column is taken for.

    Attributes:
        column: The column.
        identifier: Catalogue identifier, a role beginning with ``@``, or "" for not used.
        block: Member the column is about in a table with one row per household (0 the head,
            1, 2, … the others); None in a table with one row per person.
        confidence: 0 to 1.
        reason: Why.
        ask: A person should confirm it: the content contradicts the heading, the likeness is
            weak, or a second column claims the same fact with other content.
        alternatives: Other identifiers it might be, most likely first.
        content_share: Share of filled cells that look like the fact; None where that cannot be told.
    """

    column: TableColumn
    identifier: str
    block: int | None = None
    confidence: float = 0.0
    reason: MatchReason = MatchReason.NONE
    ask: bool = False
    alternatives: tuple[str, ...] = ()
    content_share: float | None = None


def heading_key(column: TableColumn) -> str:
    """What a mapping is remembered by: the labels without blanks and marks."""
    return "/".join(plain_heading(label) for label in column.path)


def fingerprint(table: TableFound) -> str:
    """Fingerprint of the headings in their order; equal for every copy of one template."""
    keys = "\n".join(heading_key(column) for column in table.columns)
    return hashlib.sha256(keys.encode("utf-8")).hexdigest()[:32]


def propose_mapping(
    table: TableFound, remembered: Mapping[str, str] | None = None
) -> tuple[ColumnMatch, ...]:
    """What every column of a table is taken for.

    Args:
        table: The table.
        remembered: Identifiers the clerk chose before, by `heading_key`; they win.

    Returns:
        One match per column, in the table's order.
    """
    shapes = [_Shape(table, column) for column in table.columns]
    matches = [_match(shape, (remembered or {}).get(heading_key(shape.column))) for shape in shapes]
    matches = _with_blocks(matches)
    matches = _with_member_lists(matches, shapes)
    matches = _with_content_matches(matches, shapes)
    return tuple(_with_rivals(matches, shapes))


class _Shape:
    """A sample of a column's cells and what they look like."""

    def __init__(self, table: TableFound, column: TableColumn) -> None:
        self.column = column
        cells = table.sheet.columns[column.position]
        positions = dict.fromkeys(cells.index[row] for row in table.data_rows[: _SAMPLED * 4])
        self.values = [
            raw_value(cells.texts[at], cells.kinds[at])
            for at in list(positions)[:_SAMPLED]
            if not is_blank(plain(cells.texts[at]))
        ]
        self.texts = [str(value) for value in self.values]
        # Empty rows and repeated words count once: variety tells a name from a group.
        self.variety = len(self.values) / max(1, min(_SAMPLED, round(column.filled * len(table.data_rows))))

    def share(self, test: Callable[[object], bool]) -> float:
        """Share of the different cells that pass a test."""
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0


def _match(shape: _Shape, remembered: str | None) -> ColumnMatch:
    column = shape.column
    block = column.heading.block
    if remembered is not None and not _is_restricted(remembered):
        return ColumnMatch(column, remembered, block, 1.0, MatchReason.REMEMBERED)
    identifier, likeness, others = _by_heading(column)
    if not identifier:
        return ColumnMatch(column, "", block, alternatives=others)
    identifier = _household_phone(identifier, column)
    share = content_share(shape, identifier)
    exact = likeness >= 100
    confidence = _SURE if exact else _NEARLY_SURE * likeness / 100
    contradicted = share is not None and len(shape.values) >= 3 and share < 0.5
    if contradicted:
        confidence = _DOUBTFUL if exact else _DOUBTFUL / 2
    elif share is not None and share > 0.9:
        confidence = min(1.0, confidence + 0.05)
    reason = MatchReason.HEADING if exact else MatchReason.SIMILAR
    return ColumnMatch(
        column, identifier, block, round(confidence, 2), reason, contradicted or not exact, others, share
    )


def _is_restricted(identifier: str) -> bool:
    """An older program could map a column to such a field."""
    spec = catalogue().find(identifier)
    return spec is not None and spec.sensitivity is Sensitivity.R


def _by_heading(column: TableColumn) -> tuple[str, float, tuple[str, ...]]:
    """Identifier by the heading, how alike (0-100), and other candidates."""
    base = column.heading.base
    if not base:
        return "", 0.0, ()
    if exact := known_identifier(column.heading):
        return exact, 100.0, ()
    if len(base) < 2:
        return "", 0.0, ()
    from rapidfuzz import fuzz, process

    found = process.extract(base, synonyms().keys(), scorer=fuzz.ratio, limit=6, score_cutoff=50)
    candidates = [(synonyms()[word], score) for word, score, _ in found]
    # A known name inside a longer heading: 户籍人口手机号码（必填项目） is a mobile number.
    inside = max((word for word in synonyms() if len(word) >= 3 and word in base), key=len, default="")
    if inside:
        candidates.append((synonyms()[inside], 60 + 40 * len(inside) / len(base)))
    candidates.sort(key=lambda candidate: -candidate[1])
    names = tuple(dict.fromkeys(identifier for identifier, _ in candidates))
    if candidates and candidates[0][1] >= _SIMILAR_ENOUGH:
        return candidates[0][0], min(99.0, candidates[0][1]), names[1:4]
    return "", 0.0, names[:3]


def _household_phone(identifier: str, column: TableColumn) -> str:
    """联系电话 below 户主 or 家庭 is the household's."""
    return (
        "household_phone" if identifier == "mobile" and column.path[0].startswith("家庭联系") else identifier
    )


def _is_citizen_id(value: object) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return is_damaged(value) or len(str(int(value))) == 15
    text = str(value)
    reading = read_citizen_id(text)
    return reading.value is not None or any(
        p.code in ("FLD-105", "FLD-106", "FLD-107") for p in reading.problems
    )


_MOBILE = re.compile(r"(?:\+?86)?1\d{10}")
_PHONE = re.compile(r"(?:\+?86)?1\d{10}|0?\d{2,3}-?\d{7,8}|\d{7,8}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤傅祝盛占毕柴裘楼季俞应洪章"
)


def _is_name(value: object) -> bool:
    text = trim(str(value)).replace(" ", "")
    return 2 <= len(text) <= 4 and text[0] in _SURNAMES and all("\u3400" <= c <= "\U0003ffff" for c in text)


def _is_phone(value: object) -> bool:
    words = re.split(r"[/、,，;；\s]+", plain(str(value)).replace("－", "-"))
    return any(_PHONE.fullmatch(word) for word in words)


def _is_number(value: object) -> bool:
    return (
        re.search(r"\d|[一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]", plain(str(value))) is not None
    )


_TRUTH = frozenset("是 否 √ × 有 无 1 0 Y N 对 不 TRUE FALSE 1.0 0.0 X V ✓ ✔ 未 已 不是 没有".split())


@cache
def _test(identifier: str) -> Callable[[object], bool] | None:
    """A test of one cell for a fact; None where anything may stand in it."""
    if identifier in ("citizen_id", heading.HEAD_CITIZEN_ID):
        return _is_citizen_id
    if identifier in ("mobile", "household_phone", "emergency_phone"):
        return _is_phone
    if identifier in (heading.AGE, heading.MEMBER_COUNT):
        return _is_number
    if identifier == "name":
        # Rare surnames are real: only what cannot be a name speaks against it.
        return lambda value: not _is_number_text(value)
    spec = catalogue().find(identifier)
    if spec is None:
        return None
    if identifier == "relation_to_head":
        return _is_relation
    if spec.kind is Kind.CODE and spec.code_table:
        table = code_table(spec.code_table)
        return lambda value: table.find_code(trim(str(value))) is not None
    if spec.kind is Kind.DATE:
        return lambda value: read_date(value).value is not None  # type: ignore[arg-type]
    if spec.kind in (Kind.INT, Kind.DECIMAL):
        return _is_number
    if spec.kind is Kind.BOOL:
        return lambda value: plain(str(value)).upper() in _TRUTH
    return None


def _is_number_text(value: object) -> bool:
    return re.fullmatch(r"[\d.\-/Xx]+", plain(str(value))) is not None


def _is_relation(value: object) -> bool:
    reading = read_relation(str(value))
    return reading.value is not None or any(problem.code != "FLD-415" for problem in reading.problems)


def content_share(shape: _Shape, identifier: str) -> float | None:
    """Share of the different filled cells that look like a fact; None where that cannot be told."""
    test = _test(identifier)
    return None if test is None or not shape.values else round(shape.share(test), 3)


# What cells alone can tell, surest first: identifier and the share that is needed.
_CONTENT_TESTS: tuple[tuple[str, float], ...] = (
    ("citizen_id", 0.6),
    ("mobile", 0.7),
    ("sex", 0.95),
    ("birth_date", 0.9),
    ("ethnicity", 0.9),
    ("relation_to_head", 0.85),
    ("marital_status", 0.9),
    ("education", 0.85),
    ("political_status", 0.9),
    ("name", 0.6),
)


def _by_content(shape: _Shape) -> tuple[str, float]:
    """The fact a column's cells look like, and the share that does; "" for none."""
    if not shape.values:
        return "", 0.0
    for identifier, needed in _CONTENT_TESTS:
        if identifier == "mobile":
            share = shape.share(lambda value: _MOBILE.fullmatch(plain(str(value))) is not None)
        elif identifier == "name":
            share = shape.share(_is_name) if shape.variety > 0.5 else 0.0
        elif identifier == "birth_date":
            share = shape.share(_is_full_date) if shape.variety > 0.3 else 0.0
        else:
            share = _share_in_words(shape, identifier)
        if share >= needed:
            return identifier, share
    return "", 0.0


def _share_in_words(shape: _Shape, identifier: str) -> float:
    """Share of cells that name the fact in words; digits are codes of every table and prove nothing."""
    test = _test(identifier)
    return shape.share(test) if test is not None and _has_words(shape, identifier) else 0.0


def _has_words(shape: _Shape, identifier: str) -> bool:
    return identifier == "citizen_id" or not any(_is_number_text(value) for value in shape.values)


def _is_full_date(value: object) -> bool:
    text = plain(str(value))
    return len(text) >= 8 and read_date(value).value is not None and not text.isdigit()  # type: ignore[arg-type]


def _with_content_matches(matches: list[ColumnMatch], shapes: Sequence[_Shape]) -> list[ColumnMatch]:
    taken = {(match.identifier, match.block) for match in matches}
    found = []
    for match, shape in zip(matches, shapes, strict=True):
        if match.identifier or match.reason is MatchReason.REMEMBERED:
            found.append(match)
            continue
        identifier, share = _by_content(shape)
        if not identifier or (identifier, match.block) in taken:
            found.append(match)
            continue
        taken.add((identifier, match.block))
        # A heading that says something unknown weighs against what the cells look like.
        confidence = (_NEARLY_SURE if not match.column.path else _LIKELY) * share
        found.append(
            replace(
                match,
                identifier=identifier,
                confidence=round(confidence, 2),
                reason=MatchReason.CONTENT,
                ask=True,
                content_share=round(share, 3),
            )
        )
    return found


def _with_blocks(matches: list[ColumnMatch]) -> list[ColumnMatch]:
    """Number the blocks of a table with its members side by side.

    Numbered labels (成员1姓名) already carry a block. Labels repeated without numbers (姓名 身份证号
    姓名 身份证号) get one when at least two facts repeat in the same order.
    """
    if any(match.block not in (None, HEAD_BLOCK) for match in matches):
        return [_head_in_unpivot(match) for match in matches]
    facts = [
        match.identifier for match in matches if match.block is None and match.identifier[:1] not in ("", "@")
    ]
    repeated = {fact for fact in facts if facts.count(fact) > 1}
    if "name" not in repeated or len(repeated) < 2:
        return [_head_outside_unpivot(match) for match in matches]
    count = 0
    found = []
    for match in matches:
        if match.block is None and match.identifier in repeated:
            if match.identifier == "name":
                count += 1
            match = replace(match, block=max(1, count))  # noqa: PLW2901
        found.append(_head_in_unpivot(match))
    return found


def _head_in_unpivot(match: ColumnMatch) -> ColumnMatch:
    """With one row per household, 户主姓名 is the head's own name."""
    if match.reason is MatchReason.REMEMBERED:
        return match
    if match.identifier == "head_person_id":
        return replace(match, identifier="name", block=HEAD_BLOCK)
    if match.identifier == heading.HEAD_CITIZEN_ID:
        return replace(match, identifier="citizen_id", block=HEAD_BLOCK)
    if match.identifier == "household_phone" and "户主" in "".join(match.column.path):
        return replace(match, identifier="mobile", block=HEAD_BLOCK)
    if match.block is None and match.identifier in ("name", "citizen_id", "sex", "birth_date", "mobile"):
        return replace(match, block=HEAD_BLOCK)
    return match


def _head_outside_unpivot(match: ColumnMatch) -> ColumnMatch:
    """In a table with one row per person, 户主/身份证号 is a key of the household, not of the person."""
    if match.block != HEAD_BLOCK or match.reason is MatchReason.REMEMBERED:
        return match
    if match.identifier == "name":
        return replace(match, identifier="head_person_id", block=None)
    if match.identifier == "citizen_id":
        return replace(match, identifier=heading.HEAD_CITIZEN_ID, block=None)
    spec = catalogue().find(match.identifier)
    if spec is not None and spec.table in ("person", "membership"):
        # The head's sex or age beside every member is not the member's.
        return replace(match, identifier="", block=None, alternatives=(match.identifier,))
    return replace(match, block=None)


def _with_member_lists(matches: list[ColumnMatch], shapes: Sequence[_Shape]) -> list[ColumnMatch]:
    """A column of names whose cells list several people (张三、李四(妻)) is a list of members.

    The head's own columns then belong to the head's block.
    """
    found = []
    for match, shape in zip(matches, shapes, strict=True):
        candidate = match.identifier in ("name", heading.MEMBERS) and match.block is None
        if candidate and match.reason is not MatchReason.REMEMBERED:
            # 张三(户主) below 姓名 is one person with a note; below 家庭成员 it may be a list of one.
            noted = "成员" in match.column.heading.base
            listed = sum(
                lists_several(text) or (noted and any(member.relation for member in split_members(text)))
                for text in shape.texts
            )
            if match.identifier == heading.MEMBERS or listed > len(shape.texts) * 0.3:
                found.append(replace(match, identifier=heading.MEMBERS))
                continue
        found.append(match)
    if any(match.identifier == heading.MEMBERS for match in found):
        has_name = any(match.identifier == "name" for match in found)
        return [
            _head_in_unpivot(match) if not has_name or match.identifier != "head_person_id" else match
            for match in found
        ]
    # One row per household by its headings alone: a head, no name, no relation.
    names = {match.identifier for match in found}
    if "head_person_id" in names and not names & {"name", "relation_to_head"}:
        return [_head_in_unpivot(match) for match in found]
    return found


def _with_rivals(matches: list[ColumnMatch], shapes: Sequence[_Shape]) -> list[ColumnMatch]:
    """Two columns that claim one fact: equal content is dropped, different content is asked."""
    first_of: dict[tuple[str, int | None], int] = {}
    found = list(matches)
    for position, match in enumerate(matches):
        if not match.identifier or match.identifier in (heading.REMARK, heading.SEQUENCE, heading.SIGNATURE):
            continue
        key = (match.identifier, match.block)
        if key not in first_of:
            first_of[key] = position
            continue
        rival = first_of[key]
        same = shapes[position].texts == shapes[rival].texts
        weaker, stronger = position, rival
        if found[position].confidence > found[rival].confidence:
            weaker, stronger = rival, position
            first_of[key] = position
        found[weaker] = replace(
            found[weaker],
            identifier="",
            confidence=_LIKELY if same else _DOUBTFUL,
            ask=not same,
            alternatives=(match.identifier, *found[weaker].alternatives),
        )
        if not same:
            found[stronger] = replace(
                found[stronger], ask=True, confidence=min(found[stronger].confidence, _LIKELY)
            )
    return found
