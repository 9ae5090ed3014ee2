"""Which records and fields travel, who may write them, and how two edits of one field meet.

The table is data (``resources/sync/records.csv``), since both ends read it and the county has no
models of the village's file. A test holds the village's models against it.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import resources
from desktop.domain.catalogue import Sensitivity

SCHEMA_VERSION = 5
"""Grows by one with every release that adds a row to the table; rows are never taken away."""


class Stream(StrEnum):
    """Unit of rights and of cursors: a device may have the one and not the other."""

    REGISTER = "register"
    RESTRICTED = "restricted"


class Authority(StrEnum):
    """Whose word counts for a field."""

    VILLAGE = "village"
    COUNTY = "county"
    BOTH = "both"  # a field in which one side answers the other


class Policy(StrEnum):
    """What becomes of a field that two people changed without having seen each other.

    ``review``: what reached the county first stays, the other becomes a conflict for a person.
    ``first``: what reached the county first stays; only for fields that record such a decision.
    ``set``: a JSON list; elements added and removed on both sides are joined.
    ``map``: a JSON object; its keys are merged one by one, each as by ``review``.
    ``seal``: its first value seals the record; a second one becomes a conflict and changes nothing.
    ``sealed``: as ``review`` until the record is sealed; who seals it says what it holds, for good.
    ``furthest``: codes along a way, such as the states of an event; the further one stays, and nobody is
    asked, since each step of the way is a record of its own.
    """

    REVIEW = "review"
    FIRST = "first"
    SET = "set"
    MAP = "map"
    SEAL = "seal"
    SEALED = "sealed"
    FURTHEST = "furthest"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One travelling column; ``storage`` is TEXT or INTEGER, ``since`` a schema version."""

    name: str
    storage: str
    sensitivity: Sensitivity
    authority: Authority
    policy: Policy
    since: int

    @property
    def needs_before(self) -> bool:
        """Whether merging needs the value that the author replaced."""
        return self.policy in (Policy.SET, Policy.MAP)

    def accepts(self, value: object) -> bool:
        """Whether a value has the column's type; empty (None) always has."""
        if value is None:
            return True
        return type(value) is (int if self.storage == "INTEGER" else str)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One travelling table. ``number`` stands on the wire and is never used for another table."""

    number: int
    table: str
    stream: Stream
    fields: Mapping[str, FieldRule]
    authorities: frozenset[Authority] = field(init=False, repr=False)
    """Whose word counts for some field of the kind; asked of every operation, so gathered once."""
    seal: str = field(init=False, repr=False)
    """The field whose first value seals a record of the kind; empty when none does."""

    def __post_init__(self) -> None:
        seal = next((rule.name for rule in self.fields.values() if rule.policy is Policy.SEAL), "")
        object.__setattr__(self, "seal", seal)
        gathered = frozenset(rule.authority for rule in self.fields.values())
        object.__setattr__(self, "authorities", gathered)


class Registry:
    """All kinds by number and by table."""

    def __init__(self, kinds: tuple[RecordKind, ...]) -> None:
        self._by_number = {kind.number: kind for kind in kinds}
        self._by_table = {kind.table: kind for kind in kinds}

    def __iter__(self) -> Iterator[RecordKind]:
        return iter(self._by_number.values())

    def find(self, number: int) -> RecordKind | None:
        """The kind of a number, or None: a newer program's."""
        return self._by_number.get(number)

    def table(self, name: str) -> RecordKind:
        """The kind of a table.

        Raises:
            KeyError: The table does not travel.
        """
        return self._by_table[name]


@cache
def registry() -> Registry:
    """The registry of ``resources/sync/records.csv``, loaded once."""
    fields: dict[tuple[int, str, Stream], dict[str, FieldRule]] = {}
    with resources.path("sync", "records.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = (int(row["number"]), row["table"], Stream(row["stream"]))
            fields.setdefault(key, {})[row["column"]] = FieldRule(
                name=row["column"],
                storage=row["storage"],
                sensitivity=Sensitivity(row["sensitivity"]),
                authority=Authority(row["authority"]),
                policy=Policy(row["policy"]),
                since=int(row["since"]),
            )
    return Registry(tuple(RecordKind(*key, rules) for key, rules in fields.items()))
