"""Kinds of aid as data (救助种类): item, rhythm, recipient, what a sheet may say."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import resources

TABLE = "aid_kind"
"""Code table with the kinds and what is said of each."""

HARDSHIP_CLASSES = "hardship_class"
"""Code table of classes of hardship: all that a sheet says of a reason, never a diagnosis."""


class Rhythm(StrEnum):
    """How often a kind is paid."""

    MONTHLY = "monthly"
    ONCE = "once"


class Recipient(StrEnum):
    """Who is granted it: the household, for which its head stands, or one person."""

    HOUSEHOLD = "household"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class AidKind:
    """One kind of aid.

    Attributes:
        code: As grants keep it; where there is one, that of the special group.
        label: Its name.
        item: Item of disclosure that tells it.
        programme: What the sheets of that item are called after.
        rhythm: Monthly until it is stopped, or once.
        recipient: Household or person.
        classes: Codes of the classes of hardship that may be given; empty where none is told.
    """

    code: str
    label: str
    item: str
    programme: str
    rhythm: Rhythm
    recipient: Recipient
    classes: tuple[str, ...]

    @property
    def is_once(self) -> bool:
        """Whether it is paid in one month only."""
        return self.rhythm is Rhythm.ONCE

    @property
    def is_personal(self) -> bool:
        """Whether one person receives it."""
        return self.recipient is Recipient.PERSON


@cache
def list_aid_kinds() -> tuple[AidKind, ...]:
    """All kinds in the order of ``resources/codes/aid_kind.csv``."""
    with resources.path("codes", f"{TABLE}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            AidKind(
                row["code"],
                row["name_zh"],
                row["item"],
                row["programme"],
                Rhythm(row["rhythm"]),
                Recipient(row["recipient"]),
                tuple(row["classes"].split()),
            )
            for row in csv.DictReader(stream)
        )


def find_aid_kind(code: str) -> AidKind | None:
    """The kind of a code; None for one this program does not know."""
    return next((kind for kind in list_aid_kinds() if kind.code == code), None)


def aid_kinds_of(item: str) -> tuple[AidKind, ...]:
    """The kinds that an item of disclosure tells; none where it tells no aid."""
    return tuple(kind for kind in list_aid_kinds() if kind.item == item)


def programme_of(item: str) -> str:
    """What the sheets of an item are called after; empty where it tells no aid."""
    return next((kind.programme for kind in aid_kinds_of(item)), "")
