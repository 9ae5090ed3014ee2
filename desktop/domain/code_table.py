"""Code tables of national standards and of the product, with the words people use for their entries."""

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import resources
from desktop.domain.cell_text import formula_error, is_blank, plain, text_of
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

_MEMO_LIMIT = 8192


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One row of a table; codes are text, leading zeros count."""

    code: str
    label: str
    label_en: str


class CodeTable:
    """One table of ``resources/codes`` together with its synonyms; never changes after loading.

    Attributes:
        name: File name without ending.
        entries: Rows in the order of the file.
    """

    def __init__(
        self, name: str, entries: tuple[CodeEntry, ...], synonyms: dict[str, str], doubtful: frozenset[str]
    ) -> None:
        self.name = name
        self.entries = entries
        self._labels = {entry.code: entry.label for entry in entries}
        self._labels_en = {entry.code: entry.label_en for entry in entries}
        self._codes = {entry.label: entry.code for entry in entries}
        self._doubtful = doubtful
        words = {plain(entry.label): entry.code for entry in entries}
        words.update(synonyms)
        # A workbook drops leading zeros; "2" means "02" where no other entry is called "2".
        words.update({c.lstrip("0"): c for c in self._labels if c.lstrip("0")} | {c: c for c in self._labels})
        self._words = words
        self._memo: dict[str, Reading[str]] = {}

    def __contains__(self, code: object) -> bool:
        return code in self._labels

    def label(self, code: str, language: str = "zh_CN") -> str:
        """The Chinese (or English) label of a code; the code itself when it is not in the table."""
        return (self._labels if language.startswith("zh") else self._labels_en).get(code, code)

    def code_of(self, label: str) -> str:
        """The code of exactly this label.

        Raises:
            KeyError: No entry has this label.
        """
        return self._codes[label]

    def find_code(self, text: str) -> str | None:
        """The code meant by a word: label, synonym or the code itself, in any width and spacing.

        A word that leaves a doubt gives its usual code here; `read` says that it should be asked.
        """
        return self._words.get(text) or self._words.get(plain(text)) or self._words.get(plain(text).upper())

    def suggestions(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Labels of entries written nearly like a text, best first."""
        wanted = plain(text)
        known = {plain(label): label for label in self._codes}
        containing = [label for word, label in known.items() if wanted and wanted in word]
        near = [known[word] for word in get_close_matches(wanted, known, n=limit, cutoff=0.5)]
        return tuple(dict.fromkeys([*near, *containing]))[:limit]

    def read(self, cell: Cell) -> Reading[str]:
        """The code of a cell.

        Returns:
            The code; with warning FLD-202 when the word leaves a doubt; no value and FLD-201
            when the word is unknown. A blank cell has neither value nor problem.
        """
        text = cell if isinstance(cell, str) else text_of(cell)
        known = self._memo.get(text)
        if known is None:
            known = self._read_text(text)
            if len(self._memo) < _MEMO_LIMIT:
                self._memo[text] = known
        return known

    def _read_text(self, text: str) -> Reading[str]:
        word = plain(text)
        code = self.find_code(word)
        if code is None:
            if is_blank(word):
                return Reading()
            broken = formula_error(text)
            if broken is not None:
                return Reading(None, (broken,))
            values = {"value": word[:30], "suggestions": "、".join(self.suggestions(word))}
            return Reading(None, (Problem("FLD-201", values),))
        if word in self._doubtful:
            values = {"value": word, "label": self.label(code)}
            return Reading(code, (Problem("FLD-202", values, severity=Severity.WARNING),))
        return Reading(code)


def _rows(*parts: str) -> list[dict[str, str]]:
    with resources.path(*parts).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def code_table(name: str) -> CodeTable:
    """A table of ``resources/codes``, read once.

    Synonyms lie in ``resources/codes/synonyms`` under the same name, with the columns ``text``,
    ``code`` and ``ask`` (1: the code is the usual one, but a person should confirm it).

    Raises:
        FileNotFoundError: There is no such table.
        ValueError: A synonym names a code that the table lacks.
    """
    entries = tuple(
        CodeEntry(row["code"], row["name_zh"], row["name_en"]) for row in _rows("codes", f"{name}.csv")
    )
    codes = {entry.code for entry in entries}
    synonyms: dict[str, str] = {}
    doubtful: set[str] = set()
    try:
        rows = _rows("codes", "synonyms", f"{name}.csv")
    except FileNotFoundError:
        rows = []
    for row in rows:
        if "ask" not in row:  # relation words: those that depend on the household are left to relation_word
            if row["rule"] or not row["code"] == row["male"] == row["female"]:
                continue
            row["ask"] = "0"
        if row["code"] not in codes:
            raise ValueError(f"{name}: synonym {row['text']} has unknown code {row['code']}")
        word = plain(row["text"])
        synonyms[word] = row["code"]
        if row["ask"] == "1":
            doubtful.add(word)
    return CodeTable(name, entries, synonyms, frozenset(doubtful))


def list_code_tables() -> tuple[str, ...]:
    """Names of all tables shipped, sorted."""
    return tuple(
        sorted(file.stem for file in resources.path("codes").glob("*.csv") if _is_code_table(file.stem))
    )


def _is_code_table(name: str) -> bool:
    with resources.path("codes", f"{name}.csv").open(encoding="utf-8") as stream:
        return stream.readline().startswith("code,name_zh")
