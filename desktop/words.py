"""The register's own vocabulary in the language of the window: fields, codes, figures, units, roles, rights.

The program's data names these in Chinese, and everything printed or exported stays Chinese. What is only
shown passes through `word`. English comes from the code tables and from ``resources/i18n/words_en.csv``.
"""

from functools import cache

import resources

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = (DEFAULT_LANGUAGE, "en")

_language = DEFAULT_LANGUAGE
_NOT_SHOWN = "division"  # names of places stay as they are


def language() -> str:
    """The language the window is in."""
    return _language


def set_language(wanted: str) -> None:
    """Show words and tell problems in this language from now on.

    Raises:
        ValueError: It is none of `LANGUAGES`.
    """
    global _language  # noqa: PLW0603 -- a program speaks one language at a time
    if wanted not in LANGUAGES:
        raise ValueError(wanted)
    _language = wanted


@cache
def _english() -> dict[str, str]:
    import csv  # late: only a window in English needs it

    known: dict[str, str] = {}
    for file in sorted(resources.path("codes").glob("*.csv")):
        if file.stem != _NOT_SHOWN:
            with file.open(encoding="utf-8", newline="") as stream:
                known.update((row["name_zh"], row["name_en"]) for row in csv.DictReader(stream))
    with resources.path("i18n", "words_en.csv").open(encoding="utf-8", newline="") as stream:
        known.update((row["zh"], row["en"]) for row in csv.DictReader(stream))
    return known


def word(chinese: str, wanted: str | None = None) -> str:
    """A word of the vocabulary in a language, by default that of the window; others are left as they are."""
    return chinese if (wanted or _language) == DEFAULT_LANGUAGE else _english().get(chinese, chinese)


def code_word(table: str, code: str) -> str:
    """The word of a code in the language of the window; tables may say the same Chinese word otherwise."""
    from desktop.domain.code_table import code_table  # late: `word` needs no table

    found = next((entry for entry in code_table(table).entries if entry.code == code), None)
    if found is None:
        return code
    return found.label if _language == DEFAULT_LANGUAGE else found.label_en
