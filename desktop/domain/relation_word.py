"""Relation words of ledgers, dialect ones included, resolved within their household."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import resources
from desktop.domain.cell_text import is_blank, plain, text_of
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading
from desktop.domain.relation import (
    HEAD,
    WIFE,
    by_sex,
    child_of,
    is_elder,
    is_spouse,
    parent_of,
    sex_of_relation,
    spouse_of,
)

YEARS_TO_DAUGHTER_IN_LAW = 15

_OF_HEAD = re.compile(r"^(?:户主|本户户主)(?:之|的)?(?=.)")
_OF_SOMEBODY = re.compile(r"^(?P<who>.+?)(?:之|的)(?P<word>.+)$")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


@dataclass(frozen=True, slots=True)
class RelationContext:
    """What is known of the row and its household when a relation word is read.

    Attributes:
        sex: Of the person, "1", "2" or "".
        birth_date: Of the person, partial.
        head_sex: Of the head of the household.
        head_birth_date: Of the head.
        wife_birth_date: Of the head's wife, when another row of the household is clearly she.
        has_wife: Whether another row of the household is clearly the head's wife.
        previous_code: Relation of the row above in the same household, "" for none.
        named: Code of each member already resolved, by name, for words like 张三之妻.
    """

    sex: str = ""
    birth_date: str = ""
    head_sex: str = ""
    head_birth_date: str = ""
    wife_birth_date: str = ""
    has_wife: bool = False
    previous_code: str = ""
    named: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Word:
    code: str
    male: str
    female: str
    rule: str
    options: tuple[str, ...]


@cache
def _words() -> dict[str, _Word]:
    with resources.path("codes", "synonyms", "relation_to_head.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        words = {
            plain(row["text"]): _Word(
                row["code"],
                row["male"],
                row["female"],
                row["rule"],
                tuple(filter(None, row["options"].split("|"))),
            )
            for row in csv.DictReader(stream)
        }
    for entry in code_table("relation_to_head").entries:
        code = HEAD if entry.code == "01" else entry.code
        words.setdefault(plain(entry.label), _Word(code, code, code, "", ()))
        words.setdefault(entry.code, _Word(code, code, code, "", ()))
    return words


@cache
def _clear_words() -> dict[str, Reading[str]]:
    """Words whose code needs no context, ready to be handed out."""
    return {
        text: Reading(word.code)
        for text, word in _words().items()
        if not word.rule and word.code and word.code == word.male == word.female
    }


def needs_context(cell: Cell) -> bool:
    """Whether the word says nothing by itself: it refers to another row, or depends on sex and age."""
    word = plain(cell if isinstance(cell, str) else text_of(cell))
    return bool(word) and word not in _clear_words()


def read_relation(cell: Cell, context: RelationContext | None = None) -> Reading[str]:
    """The code of a relation word.

    Args:
        cell: The word, or a code.
        context: The row and its household; without it only words that stand for themselves are read.

    Returns:
        A code of table ``relation_to_head``. Beside it: FLD-416 (hint) decided by age, FLD-412
        (warning) a word that means different people in different places. No value: FLD-411 wife
        or daughter-in-law cannot be told, FLD-413 the sex is missing, FLD-414 the row above is
        missing or has no relation, FLD-415 unknown word.

    Source:
        GB/T 4761-2008; meanings of dialect words are from general knowledge.
    """
    text = cell if isinstance(cell, str) else text_of(cell)
    clear = _clear_words()
    reading = clear.get(text)
    if reading is not None:
        return reading
    word = plain(text)
    reading = clear.get(word)
    if reading is not None:
        return reading
    if is_blank(word):
        return Reading()
    if word.isdigit() and word.zfill(2) in code_table("relation_to_head"):
        return Reading(HEAD if word.zfill(2) == "01" else word.zfill(2))
    return _resolve(word, context or RelationContext())


def _resolve(word: str, context: RelationContext) -> Reading[str]:
    known = _words().get(word)
    if known is None:
        bare = _OF_HEAD.sub("", _BRACKETS.sub("", word))
        if bare != word and bare:
            return read_relation(bare, context)
        return _of_somebody(word, context)
    if known.rule == "wife_or_daughter_in_law":
        return _wife_or_daughter_in_law(word, context)
    if known.rule.startswith("previous_"):
        if not context.previous_code:
            return Reading(None, (Problem("FLD-414", {"word": word}),))
        return _taken(word, _step(known.rule, word, context.previous_code, context), context)
    if known.rule == "by_head_sex":
        own, in_law = known.options
        code = in_law if context.head_sex == "2" else own
        return Reading(code, (_ask(word, known.options),))
    code = by_sex(context.sex, known.male, known.female, known.code) or known.code
    if known.rule == "ask":
        return Reading(code or None, (_ask(word, known.options),))
    if not code:
        return Reading(None, (Problem("FLD-413", {"word": word}),))
    return Reading(code)


def _ask(word: str, options: tuple[str, ...]) -> Problem:
    labels = "或".join(code_table("relation_to_head").label(code) for code in options)
    return Problem("FLD-412", {"word": word, "options": labels}, severity=Severity.WARNING)


def _taken(word: str, code: str, context: RelationContext) -> Reading[str]:
    if not code:
        return Reading(None, (Problem("FLD-413" if not context.sex else "FLD-414", {"word": word}),))
    return Reading(code)


def _sex_in_word(word: str, context: RelationContext) -> str:
    if context.sex:
        return context.sex
    if any(c in word for c in "妻媳妇母女"):
        return "2"
    return "1" if any(c in word for c in "夫婿父子") else ""


def _step(rule: str, word: str, base: str, context: RelationContext) -> str:
    sex = _sex_in_word(word, context)
    if rule in ("previous_child", "previous_child_female"):
        code = child_of(base, sex)
        return _sibling_by_age(sex, context) if code == "79" else code
    if rule == "previous_spouse":
        # 之媳 is the wife of the row's son, one generation further down than 之妻
        if word.endswith("媳"):
            return spouse_of(child_of(base, "1"), "2")
        if word.endswith("婿"):
            return spouse_of(child_of(base, "2"), "1")
        return spouse_of(base, sex)
    if rule == "previous_parent":
        return parent_of(base, sex, context.head_sex)
    return child_of(child_of(base, ""), sex) if child_of(base, "") else child_of(child_of(base, "1"), sex)


def _sibling_by_age(sex: str, context: RelationContext) -> str:
    elder = is_elder(context.birth_date, context.head_birth_date)
    if elder is None or not sex:
        return "79"
    return by_sex(sex, "71", "75") if elder else by_sex(sex, "73", "77")


def _of_somebody(word: str, context: RelationContext) -> Reading[str]:
    """长子之妻, 张三之子: the first part is a relation or a member's name, the second a step from there."""
    said = _OF_SOMEBODY.match(word)
    if said is not None:
        base = context.named.get(said["who"]) or (read_relation(said["who"], context).value or "")
        step = _words().get("之" + said["word"])
        if base and step is not None:
            return _taken(word, _step(step.rule, "之" + said["word"], base, context), context)
    for ending, sex in (("媳妇", "2"), ("媳", "2"), ("妻", "2"), ("老婆", "2"), ("女婿", "1"), ("婿", "1")):
        if word.endswith(ending) and len(word) > len(ending):
            owner = (
                context.named.get(word[: -len(ending)]) or read_relation(word[: -len(ending)], context).value
            )
            if owner:
                code = spouse_of(owner, sex)
                if sex_of_relation(code) in ("", sex):
                    return Reading(code)
    values = {"word": word[:20]}
    return Reading(None, (Problem("FLD-415", values),))


def _wife_or_daughter_in_law(word: str, context: RelationContext) -> Reading[str]:
    if context.sex == "1":
        return Reading(None, (Problem("FLD-411", {"word": word}),))
    code = ""
    if context.head_sex == "2":
        code = "38"
    else:
        elder = context.wife_birth_date or context.head_birth_date
        if elder and context.birth_date:
            younger_by = int(context.birth_date[:4]) - int(elder[:4])
            if younger_by >= YEARS_TO_DAUGHTER_IN_LAW:
                code = "38"
            elif not context.has_wife:
                code = WIFE
        elif context.has_wife:
            code = "38"
    if not code:
        return Reading(None, (Problem("FLD-411", {"word": word}),))
    label = code_table("relation_to_head").label(code)
    return Reading(code, (Problem("FLD-416", {"word": word, "label": label}, severity=Severity.HINT),))


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One row of a household as an import sees it.

    Attributes:
        word: Relation as typed.
        name: Name of the person.
        sex: Code, "" unknown.
        birth_date: Partial date, "" unknown.
    """

    word: str
    name: str = ""
    sex: str = ""
    birth_date: str = ""


def read_household_relations(rows: tuple[RelationRow, ...]) -> tuple[Reading[str], ...]:
    """Codes of all rows of one household in their order, each word read in the light of the others.

    Clear words are read first, so that 媳妇 in the second row knows of the 妻 in the fifth. A 之女
    below a 之子 is his sister, not his daughter, unless she is a generation younger.
    """
    first = [read_relation(row.word) if not needs_context(row.word) else None for row in rows]
    head = next((i for i, r in enumerate(first) if r is not None and r.value == HEAD), None)
    head_row = rows[head] if head is not None else RelationRow("")
    wife = next(
        (i for i, r in enumerate(first) if r is not None and r.value is not None and is_spouse(r.value)), None
    )
    named = {row.name: r.value for row, r in zip(rows, first, strict=True) if r and r.value and row.name}
    readings: list[Reading[str]] = []
    previous = base = ""
    previous_row = RelationRow("")
    has_wife, wife_birth = wife is not None, rows[wife].birth_date if wife is not None else ""
    for row, known in zip(rows, first, strict=True):
        reading = known
        if not (_is_child_of_row_above(row.word) and _is_sibling_above(previous_row, row)):
            base = previous
        if reading is None:
            context = RelationContext(
                sex=row.sex,
                birth_date=row.birth_date,
                head_sex=head_row.sex,
                head_birth_date=head_row.birth_date,
                wife_birth_date=wife_birth,
                has_wife=has_wife,
                previous_code=base,
                named=named,
            )
            reading = read_relation(row.word, context)
        if reading.value is not None:
            previous = reading.value
            if row.name:
                named.setdefault(row.name, reading.value)
            if reading.value == WIFE and not has_wife:
                has_wife, wife_birth = True, row.birth_date
        previous_row = row
        readings.append(reading)
    return tuple(readings)


def _is_child_of_row_above(word: str) -> bool:
    known = _words().get(plain(word))
    return known is not None and known.rule.startswith("previous_child")


def _is_sibling_above(above: RelationRow, row: RelationRow) -> bool:
    if not _is_child_of_row_above(above.word):
        return False
    if not above.birth_date or not row.birth_date:
        return True
    return int(row.birth_date[:4]) - int(above.birth_date[:4]) < YEARS_TO_DAUGHTER_IN_LAW
