"""What a learning item may be, wherever it is written: its fields, and the files that hang on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.attachment_kind import JPEG, MP4
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem
from desktop.domain.rules import get_rule

COUNTY, VILLAGE = "county", "village"
"""Origins of an item."""

TITLE_LENGTH = 60
_MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class NewLearningItem:
    """A learning item as it is written; days are ISO texts, empty for none; see `db.models.learning`."""

    title: str
    kind: str = "A"
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    minutes: int | None = None
    source: str = ""
    published_on: str = ""
    is_required: bool = False
    due_on: str = ""


def check_item(new: NewLearningItem) -> tuple[Problem, ...]:
    """What keeps an item from being taken.

    LRN-002 no title, LRN-003 it is too long, LRN-004 an unknown kind, topic or audience, LRN-005 a day that
    is none, LRN-006 due before it is published, LRN-007 minutes out of range, LRN-008 required without a
    topic: nobody would find it by what they need.
    """
    problems = []
    if not new.title.strip():
        problems.append(Problem("LRN-002", place=Place(field="title")))
    if len(new.title.strip()) > TITLE_LENGTH:
        problems.append(Problem("LRN-003", {"length": str(TITLE_LENGTH)}, Place(field="title")))
    for field, table, codes in (
        ("kind", "learning_kind", (new.kind,)),
        ("topics", "learning_topic", new.topics),
        ("audience", "learning_audience", new.audience),
    ):
        problems += [
            Problem("LRN-004", {"value": code}, Place(field=field))
            for code in codes
            if code not in code_table(table)
        ]
    days = {}
    for field, text in (("published_on", new.published_on), ("due_on", new.due_on)):
        if not text and field == "due_on":
            continue
        try:
            days[field] = date.fromisoformat(text)
        except ValueError:
            problems.append(Problem("LRN-005", {"value": text}, Place(field=field)))
    if len(days) == 2 and days["due_on"] < days["published_on"]:
        problems.append(Problem("LRN-006", place=Place(field="due_on")))
    if new.minutes is not None and not 1 <= new.minutes <= _MOST_MINUTES:
        values = {"value": str(new.minutes), "most": str(_MOST_MINUTES)}
        problems.append(Problem("LRN-007", values, Place(field="minutes")))
    if new.is_required and not new.topics:
        problems.append(Problem("LRN-008", place=Place(field="topics")))
    return tuple(problems)


def find_file_problem(
    name: str, media_type: str, size: int, others: Sequence[int], on: date, division_code: str = ""
) -> Problem | None:
    """What keeps a file from hanging on an item, or None.

    LRN-010 a picture is too large even when made small, LRN-011 a video, LRN-012 another file, LRN-013 all
    files of the item together would be.

    Args:
        name: Of the file.
        media_type: As it is kept.
        size: Bytes as it is kept.
        others: Bytes of each file that hangs there already.
        on: The day.
        division_code: Of the village; empty asks for the nation's limits.
    """
    code, key, unit, step = {
        JPEG: ("LRN-010", "learning.picture.kb", "KB", 2**10),
        MP4: ("LRN-011", "learning.video.mb", "MB", 2**20),
    }.get(media_type, ("LRN-012", "learning.file.mb", "MB", 2**20))
    limit = get_rule(key, on, division_code).value
    if size > limit * step:
        return Problem(code, {"name": name, "limit": f"{limit} {unit}", "size": _size_text(size)})
    total = get_rule("learning.item.mb", on, division_code).value
    if size + sum(others) > total * 2**20:
        values = {"name": name, "limit": f"{total} MB", "size": _size_text(size + sum(others))}
        return Problem("LRN-013", values)
    return None


def _size_text(size: int) -> str:
    if size < 2**20:
        return f"{max(size // 2**10, 1)} KB"
    return f"{size / 2**20:.1f} MB"
