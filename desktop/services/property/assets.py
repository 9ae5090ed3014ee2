"""Assets of the collective: what they cost, what they are worth, how they are used (资产)."""

from collections.abc import Sequence

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.money import show_money
from desktop.domain.problem import Problem
from desktop.domain.property_ledger import ASSET, CONTRACT
from desktop.services.property.contracts import terms_of
from desktop.services.property.rules import (
    LedgerRules,
    Standing,
    Surroundings,
    check_not_future,
    check_order,
    day,
    problem,
    text,
    whole,
)

HELD, LET, DISPOSED = "held", "let", "disposed"


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-056 worth more than it cost, FIN-086 disposed of while it is let; days as in `rules`."""
    problems = check_order(ASSET, row, "acquired_on", "disposed_on")
    problems += check_not_future(around, ASSET, row, "acquired_on", "disposed_on")
    original, net = whole(row, "original_cents"), whole(row, "net_cents")
    if original is not None and net is not None and net > original:
        values = {"original": show_money(original)}
        problems.append(problem("FIN-056", ASSET, "net_cents", values))
    disposed = day(row, "disposed_on")
    if record_id and disposed is not None:
        contracts = queries.list_where(around.connection, CONTRACT, "asset_id", record_id)
        running = next((each for each in contracts if terms_of(each).runs_on(disposed)), None)
        if running is not None:
            problems.append(problem("FIN-086", ASSET, "disposed_on", {"contract": text(running, "name")}))
    return problems


def standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    """Where assets stand today, by id."""
    let = {
        text(row, "asset_id"): row
        for row in queries.list_records(around.connection, CONTRACT)
        if row["asset_id"] and terms_of(row).runs_on(around.today)
    }
    found = {}
    for row in rows:
        disposed = day(row, "disposed_on")
        contract = let.get(text(row, "id"))
        if disposed is not None and disposed <= around.today:
            found[text(row, "id")] = Standing(DISPOSED)
        elif contract is not None:
            figures = (("承租人", text(contract, "counterparty")), ("到期日期", text(contract, "to_on")))
            found[text(row, "id")] = Standing(LET, "ok", tuple(pair for pair in figures if pair[1]))
        else:
            found[text(row, "id")] = Standing(HELD)
    return found


def _kept_by(connection: Connection, record_id: str) -> str:
    used = queries.list_where(connection, CONTRACT, "asset_id", record_id)
    return text(used[0], "name") if used else ""


RULES = LedgerRules(states="asset_state", check=_check, standings=standings, kept_by=_kept_by)
