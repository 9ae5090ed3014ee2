"""What a county may order otherwise (目录的地方规定): checks of an overlay, and its table as text.

The county refuses a faulty overlay before it goes out; a village that gets one all the same leaves it out
and says so.
"""

import csv
import io
import re
from datetime import date

import resources
from desktop.domain.disclosure_item import (
    CHANGEABLE,
    Overlay,
    national_items,
    read_value,
)
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import list_rules

COLUMNS = ("code", "from", "to", "field", "value", "source")
"""Columns of a county's table; ``jurisdiction`` may stand beside them, else it is the county."""

NEVER_SHOWN = frozenset(("citizen_id", "mobile", "bank_account"))
"""Fields that no place may take off a mask. Source: domain.md 2.8, default "never full"."""

_SEALS = frozenset(("committee", "collective", "branch", "supervision"))
_JURISDICTION = re.compile(r"\d{2,12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def find_overlay_problem(overlay: Overlay) -> Problem | None:
    """What keeps an overlay from being followed, or None.

    DOC-070 no such item or duty, DOC-071 a field that can't be overlaid, DOC-072 a value the field can't
    hold, DOC-073 it ends before it begins.
    """
    values = {"code": overlay.code, "field": overlay.field, "value": overlay.value}
    if not any(overlay.code in (item.code, item.duty, item.code[:1]) for item in national_items()):
        return Problem("DOC-070", values)
    if overlay.field not in CHANGEABLE:
        return Problem("DOC-071", values | {"fields": "、".join(sorted(CHANGEABLE))})
    if not _can_hold(overlay.field, overlay.value):
        return Problem("DOC-072", values)
    if overlay.valid_to is not None and overlay.valid_to < overlay.valid_from:
        return Problem("DOC-073", values)
    return None


def _can_hold(field: str, value: str) -> bool:
    try:
        read = read_value(field, value)
    except ValueError:
        return False
    items = national_items()
    rules = {rule.key for rule in list_rules()}
    if field == "frequency":
        return bool(read)
    if field == "notice":
        return value == "" or (value in rules and value.endswith((".days", ".work_days")))
    if field == "within":
        return value == "" or value in {item.within for item in items}
    if field == "duty":
        return value in {item.duty for item in items}
    if field == "seal":
        return value in _SEALS
    if field == "layout":
        return value in {file.stem for file in resources.path("templates").glob("*.toml")}
    if field == "owed_if":
        return known_facts().issuperset(read)
    if field == "mask":
        known = frozenset[str]().union(*(item.mask for item in items))
        return NEVER_SHOWN.issubset(read) and known.issuperset(read)
    return True


def known_facts() -> frozenset[str]:
    """Every fact about a village that the catalogue asks for (`DisclosureItem.owed_if`)."""
    return frozenset[str]().union(*(item.owed_if for item in national_items()))


def read_overlays(text: str, jurisdiction: str) -> tuple[Overlay, ...]:
    """A county's table of overlays.

    Args:
        text: CSV with the columns of `COLUMNS`; days as ISO texts, ``to`` empty while it lasts.
        jurisdiction: First digits of the division codes it holds for, where a row names none.

    Raises:
        ProblemError: DOC-074 it is no such table; for its rows DOC-070 to DOC-073 and DOC-077, each with
            its row; every faulty row is named.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise ProblemError(Problem("DOC-074", {"columns": "、".join(missing)}))
    found, problems = [], []
    for number, row in enumerate(reader, 2):
        overlay = _overlay({name: (value or "").strip() for name, value in row.items() if name}, jurisdiction)
        problem = overlay if isinstance(overlay, Problem) else find_overlay_problem(overlay)
        if problem is not None:
            problems.append(Problem(problem.code, problem.values, Place(row=number)))
        elif isinstance(overlay, Overlay):
            found.append(overlay)
    if problems:
        raise ProblemError(problems)
    if not found:
        raise ProblemError(Problem("DOC-074", {"columns": "、".join(COLUMNS)}))
    return tuple(found)


def _overlay(row: dict[str, str], jurisdiction: str) -> Overlay | Problem:
    first, last = _day(row["from"]), _day(row["to"])
    if first is None or (row["to"] and last is None):
        return Problem("DOC-073", {name: row[name] for name in ("code", "field", "value")})
    place = row.get("jurisdiction") or jurisdiction
    if not _JURISDICTION.fullmatch(place) or not place.startswith(jurisdiction):
        return Problem("DOC-077", {"code": row["code"], "jurisdiction": place, "county": jurisdiction})
    return Overlay(row["code"], place, first, last, row["field"], row["value"], row["source"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
