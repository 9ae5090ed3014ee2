"""Which certificates (证明) a village may issue: a closed list by place and day, and who does the others."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import resources
from desktop.domain.accounts import Role
from desktop.domain.rules import NATION, Certainty


@dataclass(frozen=True, slots=True)
class AskedValue:
    """A value that the clerk gives: its gap, what is read beside it, text, long or day."""

    name: str
    label: str
    form: str
    required: bool


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """One certificate that a list may allow.

    Attributes:
        code: Its name in code.
        label: Its title on paper.
        issuer: ``committee`` or ``branch``, whose seal goes on it.
        roles: Who may issue it.
        recipient: Proposed recipient; empty where there is no usual one.
        basis: Where it is written that a village issues it.
        certainty: How far that can be trusted.
        reads: Fields of the register it shows.
        required: Those of them that must be known.
        full: Those printed uncovered.
        requires: Field → codes of which it must have one.
        asked: Values the clerk gives.
        text: Paragraphs with gaps.
    """

    code: str
    label: str
    issuer: str
    roles: frozenset[Role]
    recipient: str
    basis: str
    certainty: Certainty
    reads: tuple[str, ...]
    required: frozenset[str]
    full: frozenset[str]
    requires: Mapping[str, frozenset[str]]
    asked: tuple[AskedValue, ...]
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateList:
    """What one place allows; ``valid_to`` is None while it lasts."""

    jurisdiction: str
    valid_from: date
    valid_to: date | None
    kinds: tuple[str, ...]
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class RefusedPaper:
    """A paper that people ask for and that a village must not issue, with the office whose job it is."""

    code: str
    name: str
    words: tuple[str, ...]
    office: str
    advice: str


def _toml(name: str, entry: str) -> list[dict[str, Any]]:
    with resources.path("certificates", name).open("rb") as stream:
        entries: list[dict[str, Any]] = tomllib.load(stream)[entry]
    return entries


@cache
def certificate_kinds() -> Mapping[str, CertificateKind]:
    """All certificates that the program knows, by code."""
    return {
        entry["code"]: CertificateKind(
            entry["code"],
            entry["label"],
            entry["issuer"],
            frozenset(map(Role, entry["roles"])),
            entry["recipient"],
            entry["basis"],
            Certainty(entry["certainty"]),
            tuple(entry["reads"]),
            frozenset(entry["required"]),
            frozenset(entry["full"]),
            {field: frozenset(codes) for field, codes in entry.get("requires", {}).items()},
            tuple(
                AskedValue(each["name"], each["label"], each.get("form", "text"), each.get("required", False))
                for each in entry["asked"]
            ),
            tuple(entry["text"]),
        )
        for entry in _toml("kinds.toml", "kind")
    }


@cache
def _lists() -> tuple[CertificateList, ...]:
    return tuple(
        CertificateList(
            entry["jurisdiction"],
            date.fromisoformat(entry["from"]),
            date.fromisoformat(entry["to"]) if "to" in entry else None,
            tuple(entry["kinds"]),
            entry["source"],
            Certainty(entry["certainty"]),
        )
        for entry in _toml("lists.toml", "list")
    )


def list_in_force(division_code: str, on: date) -> CertificateList:
    """The list of a place on a day; the most specific jurisdiction wins, then the latest.

    Raises:
        KeyError: No list was in force yet.
    """
    valid = [
        each
        for each in _lists()
        if (each.jurisdiction == NATION or division_code.startswith(each.jurisdiction))
        and each.valid_from <= on
        and (each.valid_to is None or on <= each.valid_to)
    ]
    if not valid:
        raise KeyError(f"no list of certificates on {on}")
    return max(valid, key=lambda each: (each.jurisdiction != NATION, len(each.jurisdiction), each.valid_from))


def kinds_allowed(division_code: str, on: date) -> tuple[CertificateKind, ...]:
    """The certificates that a place allows on a day, in the order of its list."""
    return tuple(certificate_kinds()[code] for code in list_in_force(division_code, on).kinds)


@cache
def refused_papers() -> tuple[RefusedPaper, ...]:
    """Papers that no village issues, in the order of the file.

    Source:
        民发〔2020〕20号, first list; whose job each is from general knowledge.
    """
    with resources.path("certificates", "refused.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            RefusedPaper(row["code"], row["name"], tuple(row["words"].split()), row["office"], row["advice"])
            for row in csv.DictReader(stream)
        )


def find_refused(text: str) -> tuple[RefusedPaper, ...]:
    """Refused papers that a text asks for: by name first, then by the words people use."""
    asked = text.strip()
    if not asked:
        return ()
    bare = asked.removesuffix("证明").removesuffix("的") or asked
    by_name = [each for each in refused_papers() if bare in each.name or each.name in asked]
    by_word = [
        each
        for each in refused_papers()
        if each not in by_name and any(word in asked or bare in word for word in each.words)
    ]
    return (*by_name, *by_word)
