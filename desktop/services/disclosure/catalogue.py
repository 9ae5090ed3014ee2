"""The catalogue of disclosure (公开目录) as it is in force here, and where each value comes from."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from db.queries import duties as queries
from db.queries.duties import OverlayRow
from desktop.domain import disclosure_item
from desktop.domain.accounts import Right
from desktop.domain.disclosure_item import DisclosureItem, Overlay, shipped_overlays
from desktop.domain.disclosure_overlay import find_overlay_problem
from desktop.domain.problem import Problem, Severity
from desktop.domain.rules import NATION, Certainty
from desktop.services.disclosure.terms import TermValue, find_term
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class CountyOverlays:
    """What the county has sent: overlays that are followed, and what is wrong with the others."""

    sound: tuple[Overlay, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value of an item comes from.

    Attributes:
        field: Attribute of `DisclosureItem`.
        jurisdiction: ``CN``, or the first digits of the division code of who ordered it.
        source: In words.
        from_county: Whether it came by the exchange.
        since: First day in force.
    """

    field: str
    jurisdiction: str
    source: str
    from_county: bool
    since: date


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One item in force with the days that go with it.

    Attributes:
        item: As it is ordered here.
        changed: What a province or county ordered otherwise than the nation.
        notice: Days objections are heard; None when people are told, not asked.
        within: Days within which an at-once item hangs; None where nothing is at once.
    """

    item: DisclosureItem
    changed: tuple[Origin, ...]
    notice: TermValue | None
    within: TermValue | None


def items_in_force(office: Office, on: date) -> tuple[DisclosureItem, ...]:
    """The catalogue as it is in force here on a day: the nation's, the province's, what the county sent.

    The one way by which services ask for items. An overlay that can't be followed is left out
    (`county_overlays` tells).
    """
    return _in_force(office.vault.village.division_code, on, county_overlays(office).sound)


def item_in_force(office: Office, code: str, on: date) -> DisclosureItem | None:
    """One item, or the first of a duty (F2), as in force here on a day; None for an unknown code."""
    return next((item for item in items_in_force(office, on) if code in (item.code, item.duty)), None)


@lru_cache(maxsize=512)
def _in_force(division_code: str, on: date, county: tuple[Overlay, ...]) -> tuple[DisclosureItem, ...]:
    return disclosure_item.items_in_force(division_code, on, county)


def county_overlays(office: Office) -> CountyOverlays:
    """Overlays that the county has sent, told apart by whether they can be followed.

    A faulty one can come from a county with a newer program; it must not stop the office's work.
    """
    with office.store.reading() as connection:
        rows = queries.list_overlays(connection)
    sound, problems = [], []
    for row in rows:
        overlay = _read(row)
        problem = Problem("DOC-073", _values(row)) if overlay is None else find_overlay_problem(overlay)
        if problem is not None:
            problems.append(Problem(problem.code, problem.values, severity=Severity.WARNING))
        elif overlay is not None:
            sound.append(overlay)
    return CountyOverlays(tuple(sound), tuple(problems))


def _values(row: OverlayRow) -> dict[str, str]:
    return {"code": row.code, "field": row.field, "value": row.value}


def _read(row: OverlayRow) -> Overlay | None:
    try:
        return Overlay(
            row.code,
            row.jurisdiction,
            date.fromisoformat(row.valid_from),
            date.fromisoformat(row.valid_to) if row.valid_to else None,
            row.field,
            row.value,
            row.source or "",
        )
    except ValueError:
        return None


def read_catalogue(office: Office, on: date) -> tuple[CatalogueEntry, ...]:
    """Every item in force on a day with where its values come from.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_NOTICES)
    division_code = office.vault.village.division_code
    county = county_overlays(office).sound
    valid = [
        (overlay, from_county)
        for overlays, from_county in ((shipped_overlays(), False), (county, True))
        for overlay in overlays
        if overlay.covers(division_code, on)
    ]
    valid.sort(
        key=lambda pair: (pair[0].jurisdiction != NATION, len(pair[0].jurisdiction), pair[0].valid_from)
    )
    duties = {item.code: item.duty for item in disclosure_item.national_items()}
    entries = []
    for item in items_in_force(office, on):
        named = (item.code, duties[item.code], item.code[:1])
        origins = {
            overlay.field: Origin(
                overlay.field, overlay.jurisdiction, overlay.source, from_county, overlay.valid_from
            )
            for overlay, from_county in valid
            if overlay.code in named
        }
        entries.append(
            CatalogueEntry(
                item,
                tuple(origins.values()),
                find_term(office, item.notice, on) if item.notice else None,
                find_term(office, item.within, on) if item.within else None,
            )
        )
    return tuple(entries)


CERTAINTIES = {
    Certainty.LOOKED_UP: "已查到原文",
    Certainty.GENERAL: "通行做法，未查到原文",
    Certainty.PROPOSAL: "建议值，以本县规定为准",
}
"""How far a value can be trusted, in words of the vocabulary (`desktop.words`)."""
