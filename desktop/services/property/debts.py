"""What is owed to the collective and by it, with every change (债权债务)."""

from collections.abc import Sequence
from datetime import date

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.debt_standing import Move, debt_age, lowest_balance, standing
from desktop.domain.money import show_money
from desktop.domain.period import Period
from desktop.domain.problem import Problem
from desktop.domain.property_ledger import DEBT, DEBT_MOVE
from desktop.services.property.rules import (
    LedgerRules,
    Standing,
    Surroundings,
    check_not_future,
    day,
    problem,
    text,
    whole,
)

OPEN, SETTLED = "open", "settled"
_OLD_YEARS = "debt.old.years"


def moves_of(rows: Sequence[Row]) -> dict[str, list[Move]]:
    """Changes by the debt they belong to."""
    found: dict[str, list[Move]] = {}
    for row in rows:
        moved = Move(day(row, "moved_on") or date.min, whole(row, "change_cents") or 0)
        found.setdefault(text(row, "debt_id"), []).append(moved)
    return found


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-066 less than nothing would be left, FIN-068 a change lies before its day, FIN-087 no sum."""
    problems = check_not_future(around, DEBT, row, "arisen_on")
    original, arisen = whole(row, "original_cents") or 0, day(row, "arisen_on") or date.min
    if original == 0:
        problems.append(problem("FIN-087", DEBT, "original_cents"))
    if record_id and not problems:
        moves = moves_of(queries.list_where(around.connection, DEBT_MOVE, "debt_id", record_id))
        own = moves.get(record_id, [])
        if any(move.on < arisen for move in own):
            problems.append(problem("FIN-068", DEBT, "arisen_on", {"day": arisen.isoformat()}))
        if lowest_balance(arisen, original, own) < 0:
            paid = show_money(-sum(move.cents for move in own if move.cents < 0))
            problems.append(problem("FIN-066", DEBT, "original_cents", {"paid": paid}))
    return problems


def _check_move(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-050 its debt is gone, FIN-067 a change of nothing, FIN-066 and FIN-068 as for the debt."""
    problems = check_not_future(around, DEBT_MOVE, row, "moved_on")
    debt = queries.find_record(around.connection, DEBT, text(row, "debt_id"))
    if debt is None:
        return [problem("FIN-051", DEBT_MOVE, "debt_id")]
    change, moved = whole(row, "change_cents") or 0, day(row, "moved_on") or date.min
    if change == 0:
        problems.append(problem("FIN-067", DEBT_MOVE, "change_cents"))
    arisen, original = day(debt, "arisen_on") or date.min, whole(debt, "original_cents") or 0
    if moved < arisen:
        problems.append(problem("FIN-068", DEBT_MOVE, "moved_on", {"day": arisen.isoformat()}))
    others = [
        each
        for each in queries.list_where(around.connection, DEBT_MOVE, "debt_id", text(row, "debt_id"))
        if each["id"] != record_id
    ]
    moves = [*moves_of(others).get(text(row, "debt_id"), []), Move(moved, change)]
    if lowest_balance(arisen, original, moves) < 0:
        paid = show_money(-sum(move.cents for move in moves if move.cents < 0))
        problems.append(problem("FIN-066", DEBT_MOVE, "change_cents", {"paid": paid}))
    return problems


def standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    """Balance and age of debts today, by id."""
    moves = moves_of(queries.list_records(around.connection, DEBT_MOVE))
    today = Period(around.today, around.today)
    old = around.rule(_OLD_YEARS)
    found = {}
    for row in rows:
        record_id = text(row, "id")
        arisen = day(row, "arisen_on") or around.today
        left = standing(
            arisen, whole(row, "original_cents") or 0, moves.get(record_id, ()), today
        ).balance_cents
        age = debt_age(arisen, around.today)
        if left == 0:
            found[record_id] = Standing(SETTLED, "ok", (("余额", show_money(0)),))
            continue
        is_old = around.today.year - arisen.year >= old
        figures = (("余额", show_money(left)), ("账龄", age))
        found[record_id] = Standing(OPEN, "soon" if is_old else "", figures)
    return found


def _kept_by(connection: Connection, record_id: str) -> str:
    moves = queries.list_where(connection, DEBT_MOVE, "debt_id", record_id)
    return f"{len(moves)} 笔变动" if moves else ""


RULES = LedgerRules(states="debt_state", check=_check, standings=standings, kept_by=_kept_by)
MOVE_RULES = LedgerRules(check=_check_move)
