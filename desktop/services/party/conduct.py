"""Discipline, with who may be told of it, and awards (处分、表彰)."""

from collections.abc import Sequence

from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.disclosure_item import Scope
from desktop.domain.problem import Problem
from desktop.services.property.rules import (
    LedgerRules,
    Standing,
    Surroundings,
    check_not_future,
    check_order,
    day,
    problem,
    text,
)

DISCIPLINE, HONOUR = "party_discipline", "party_honour"
_EXPULSION, _STRUCK_OFF = "5", "13"
_WITHIN = "4"
ACTIVE, OVER = "active", "over"
"""Codes of party_discipline_state."""


def _complete(_around: Surroundings, row: Row) -> None:
    """Nobody but those concerned may be told, where nothing else was said."""
    row["scope"] = row.get("scope") or Scope.RESTRICTED.value


def _check(around: Surroundings, _record_id: str, row: Row) -> list[Problem]:
    """PTY-050 probation within the party without its end, PTY-051 whoever is expelled is still on record."""
    problems = check_not_future(around, DISCIPLINE, row, "decided_on", "lifted_on")
    problems += check_order(DISCIPLINE, row, "decided_on", "effective_until")
    if row["kind"] == _WITHIN and not row.get("effective_until"):
        problems.append(problem("PTY-050", DISCIPLINE, "effective_until"))
    member = queries.find_record(around.connection, "party_member", text(row, "member_id"))
    if row["kind"] in (_EXPULSION, _STRUCK_OFF) and member is not None and not member["left_on"]:
        problems.append(problem("PTY-051", DISCIPLINE, "kind", warning=True))
    return problems


def _standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    found = {}
    for row in rows:
        end = day(row, "lifted_on") or day(row, "effective_until")
        is_over = end is not None and end <= around.today
        found[text(row, "id")] = Standing(OVER) if is_over else Standing(ACTIVE, "soon")
    return found


def _check_honour(around: Surroundings, _record_id: str, row: Row) -> list[Problem]:
    """PTY-052 given to nobody."""
    problems = check_not_future(around, HONOUR, row, "given_on")
    if not row.get("member_id") and not row.get("branch_id"):
        problems.append(problem("PTY-052", HONOUR, "member_id"))
    return problems


DISCIPLINE_RULES = LedgerRules(
    states="party_discipline_state", complete=_complete, check=_check, standings=_standings
)
HONOUR_RULES = LedgerRules(check=_check_honour)
