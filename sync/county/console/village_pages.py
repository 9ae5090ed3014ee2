"""Pages about villages: the first page, one village, and adding, renaming and renumbering one."""

from collections.abc import Mapping

from sync.county.console.freshness import freshness_of
from sync.county.console.shown import Ask, Shown, Went, require_name
from sync.county.console.village_list import PER_PAGE, Choice, count_states
from sync.county.store import enrolment_codes, village_changes, village_detail, villages
from sync.county.store.village_overview import list_overview

_LATEST_BATCHES = 10


def front(ask: Ask) -> Shown:
    """Every village, or those asked for, with totals of all."""
    lines = list_overview(ask.county.database, ask.at_ms)
    choice = Choice.of(ask.asked)
    found = choice.apply(lines, ask.at_ms)
    start = (choice.page - 1) * PER_PAGE
    values = {
        "choice": choice,
        "totals": count_states(lines, ask.at_ms),
        "found": len(found),
        "lines": found[start : start + PER_PAGE],
        "pages": max(1, -(-len(found) // PER_PAGE)),
        "now_ms": ask.at_ms,
    }
    return Shown("villages.html", values)


def village(ask: Ask) -> Shown:
    """One village.

    Raises:
        ProblemError: CTY-021, there is none.
    """
    village_id = ask.village_id
    database = ask.county.database
    name = require_name(ask.county, village_id)
    _, code = villages.name_of(database, village_id)
    detail = village_detail.read_detail(database, village_id, ask.at_ms, _LATEST_BATCHES)
    in_use = [pc.seen_ms for pc in detail.pcs if pc.state == "active"]
    seen_ms = max(in_use, default=None)
    former = [each for each in village_changes.list_division_codes(database, village_id) if each != code]
    values = {
        "village_id": village_id,
        "village": name,
        "code": code,
        "former": former,
        "detail": detail,
        "seen_ms": seen_ms,
        "in_use": len(in_use),
        "state": freshness_of(seen_ms, ask.at_ms),
        "codes": enrolment_codes.list_open_codes(database, village_id, ask.at_ms),
        "now_ms": ask.at_ms,
    }
    return Shown("village.html", values, village_id)


def adding(ask: Ask) -> Shown:
    """The form for a new village."""
    return Shown("village_add.html")


def add(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Add a village.

    Raises:
        ProblemError: VLG-001 …, CTY-001, CTY-082.
    """
    code, name = _bare(typed.get("code", "")), typed.get("name", "").strip()
    made = villages.add_village(ask.county.database, code, name, ask.at_ms, operator=ask.operator.login)
    return Went(f"/villages/{made}", "village_added")


def changing(ask: Ask) -> Shown:
    """The form for another name or another division code.

    Raises:
        ProblemError: CTY-021, there is no such village.
    """
    village_id = ask.village_id
    name = require_name(ask.county, village_id)
    _, code = villages.name_of(ask.county.database, village_id)
    return Shown("village_change.html", {"village_id": village_id, "village": name, "code": code}, village_id)


def rename(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Give a village another name.

    Raises:
        ProblemError: CTY-021, CTY-082.
    """
    require_name(ask.county, ask.village_id)
    village_changes.rename_village(
        ask.county.database,
        ask.village_id,
        typed.get("name", "").strip(),
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(f"/villages/{ask.village_id}", "village_renamed")


def renumber(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Give a village another division code; the former ones go on meaning it.

    Raises:
        ProblemError: CTY-021, VLG-001 …, CTY-001.
    """
    require_name(ask.county, ask.village_id)
    village_changes.change_division_code(
        ask.county.database,
        ask.village_id,
        _bare(typed.get("code", "")),
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(f"/villages/{ask.village_id}", "division_code_changed")


def _bare(code: str) -> str:
    return "".join(code.split())
