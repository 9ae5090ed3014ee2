"""Land, water and flats of the collective, and how much of them is let (资源)."""

from collections.abc import Sequence

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.problem import Problem
from desktop.domain.property_ledger import CONTRACT, LAND_RESOURCE, show_hundredths
from desktop.services.property.contracts import terms_of
from desktop.services.property.rules import LedgerRules, Standing, Surroundings, problem, text, whole

FREE, PART, LET = "free", "part", "let"


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-058 smaller than what is let of it today."""
    area = whole(row, "area_mu")
    if not record_id or area is None:
        return []
    let = sum(
        whole(each, "quantity") or 0
        for each in queries.list_where(around.connection, CONTRACT, "land_resource_id", record_id)
        if terms_of(each).runs_on(around.today)
    )
    if let <= area:
        return []
    return [problem("FIN-058", LAND_RESOURCE, "area_mu", {"area": show_hundredths(area), "left": "0"})]


def standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    """Where resources stand today, by id."""
    running: dict[str, list[Row]] = {}
    for row in queries.list_records(around.connection, CONTRACT):
        if row["land_resource_id"] and terms_of(row).runs_on(around.today):
            running.setdefault(text(row, "land_resource_id"), []).append(row)
    return {text(row, "id"): _standing(row, running.get(text(row, "id"), [])) for row in rows}


def _standing(row: Row, contracts: Sequence[Row]) -> Standing:
    if not contracts:
        return Standing(FREE)
    names = "、".join(dict.fromkeys(text(each, "counterparty") for each in contracts))
    area = whole(row, "area_mu")
    let = [whole(each, "quantity") for each in contracts]
    if area is not None and None not in let:
        rest = area - sum(each or 0 for each in let)
        if rest > 0:
            return Standing(PART, "", (("承包人", names), ("未发包面积", show_hundredths(rest))))
    return Standing(LET, "ok", (("承包人", names),))


def _kept_by(connection: Connection, record_id: str) -> str:
    used = queries.list_where(connection, CONTRACT, "land_resource_id", record_id)
    return text(used[0], "name") if used else ""


RULES = LedgerRules(states="land_resource_state", check=_check, standings=standings, kept_by=_kept_by)
