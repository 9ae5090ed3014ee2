"""What never stands on a board, whoever asks for it: petitions, debts, illness, measures, unpaid fees."""

import tomllib
from dataclasses import dataclass
from functools import cache

import resources
from desktop.domain.cell_text import plain
from desktop.domain.leak_scanner import find_leaks
from desktop.domain.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class ForbiddenSubject:
    """One subject with the words that give it away, and where it is forbidden."""

    code: str
    label: str
    words: tuple[str, ...]
    source: str


@cache
def forbidden_subjects() -> tuple[ForbiddenSubject, ...]:
    """The subjects of ``resources/boards/forbidden.toml``."""
    read = tomllib.loads(resources.path("boards", "forbidden.toml").read_text(encoding="utf-8"))
    return tuple(
        ForbiddenSubject(each["code"], each["name"], tuple(each["words"]), each["source"])
        for each in read["subject"]
    )


def find_forbidden(text: str, field: str = "fact") -> tuple[Problem, ...]:
    """What keeps a text from a board.

    Returns:
        BRD-023 for each forbidden subject it touches, with the word, the subject and the rule; BRD-038 where
        it holds a telephone, identity or card number.

    Source:
        domain.md 5.2: petitions, debts, illness, criminal measures and unpaid fees are never board subjects.
    """
    read = plain(text)
    problems = []
    for subject in forbidden_subjects():
        word = next((word for word in subject.words if word in read), "")
        if word:
            values = {"word": word, "subject": subject.label, "source": subject.source}
            problems.append(Problem("BRD-023", values, Place(field=field)))
    if find_leaks(text):
        problems.append(Problem("BRD-038", place=Place(field=field)))
    return tuple(problems)
