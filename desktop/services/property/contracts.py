"""Contracts of the collective: what they let, until when, how they came about (合同)."""

from collections.abc import Sequence

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.contract_state import LEASES, ContractState, ContractTerms, months_after
from desktop.domain.money import show_money
from desktop.domain.problem import Problem
from desktop.domain.property_ledger import CONTRACT, LAND_RESOURCE, PROJECT, show_hundredths
from desktop.services.officials import kin_to_official
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

_TENDERS = frozenset(("tender", "bidding"))
_TONES = {ContractState.OVERDUE: "overdue", ContractState.ENDS_SOON: "soon"}
_MONTHS_A_YEAR = 12


def terms_of(row: Row) -> ContractTerms:
    """What the state of a contract follows from."""
    return ContractTerms(
        kind=text(row, "kind"),
        from_on=day(row, "from_on"),
        to_on=day(row, "to_on"),
        ended_on=day(row, "ended_on"),
        paid_until=day(row, "paid_until"),
        price_cents=whole(row, "price_cents"),
        price_unit=text(row, "price_unit"),
        quantity=whole(row, "quantity"),
    )


def _complete(around: Surroundings, row: Row) -> None:
    """The day of the meeting that decided, where it was not typed."""
    if row.get("meeting_id") and not row.get("decided_on"):
        row["decided_on"] = queries.meeting_day(around.connection, text(row, "meeting_id")) or None


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    problems = check_order(CONTRACT, row, "from_on", "to_on")
    problems += check_order(CONTRACT, row, "signed_on", "ended_on")
    problems += check_order(CONTRACT, row, "from_on", "paid_until")
    problems += check_not_future(around, CONTRACT, row, "signed_on", "decided_on")
    if row.get("asset_id") and row.get("land_resource_id"):
        problems.append(problem("FIN-059", CONTRACT, "land_resource_id"))
    elif not problems:
        problems += _let_twice(around, record_id, row)
    return problems + _warnings(around, row)


def _let_twice(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-057 an asset is let on the same days already, FIN-058 more land than there is."""
    own = terms_of(row)
    for column in ("asset_id", "land_resource_id"):
        if not row.get(column):
            continue
        others = [
            other
            for other in queries.list_where(around.connection, CONTRACT, column, text(row, column))
            if other["id"] != record_id and terms_of(other).overlaps(own)
        ]
        if not others:
            continue
        if column == "land_resource_id":
            return _beyond_area(around, row, others)
        first = others[0]
        values = {"contract": text(first, "name"), "counterparty": text(first, "counterparty")}
        return [problem("FIN-057", CONTRACT, column, values | {"until": text(first, "to_on") or "长期"})]
    return []


def _beyond_area(around: Surroundings, row: Row, others: Sequence[Row]) -> list[Problem]:
    """Land may be let in parts: the parts together are not larger than the whole."""
    land = queries.find_record(around.connection, LAND_RESOURCE, text(row, "land_resource_id"))
    area = whole(land, "area_mu") if land is not None else None
    parts = [whole(each, "quantity") for each in (row, *others)]
    if area is None or None in parts:
        values = {"contract": text(others[0], "name"), "counterparty": text(others[0], "counterparty")}
        return [
            problem(
                "FIN-057",
                CONTRACT,
                "land_resource_id",
                values | {"until": text(others[0], "to_on") or "长期"},
            )
        ]
    let = sum(part or 0 for part in parts[1:])
    if let + (parts[0] or 0) <= area:
        return []
    figures = {"area": show_hundredths(area), "left": show_hundredths(max(0, area - let))}
    return [problem("FIN-058", CONTRACT, "quantity", figures)]


def _warnings(around: Surroundings, row: Row) -> list[Problem]:
    """What is taken and yet has to be looked at.

    FIN-060 a worth above the rule without tender, FIN-061 close kin of an official, FIN-062 a lease beyond
    the longest term, FIN-063 property let without a decision.
    """
    warnings = []
    terms = terms_of(row)
    worth, limit = terms.whole_cents(), around.rule("contract.tender.cents")
    if worth is not None and worth >= limit and text(row, "origin") not in _TENDERS:
        values = {"limit": show_money(limit), "worth": show_money(worth)}
        warnings.append(problem("FIN-060", CONTRACT, "origin", values, warning=True))
    warnings += _kin_warning(around, row)
    if terms.kind in LEASES:
        years = around.rule("contract.lease.years")
        if (
            terms.kind == "C01"
            and terms.from_on is not None
            and terms.to_on is not None
            and terms.to_on > months_after(terms.from_on, years * _MONTHS_A_YEAR)
        ):
            warnings.append(problem("FIN-062", CONTRACT, "to_on", {"years": str(years)}, warning=True))
        if not row.get("decided_on"):
            warnings.append(problem("FIN-063", CONTRACT, "decided_on", warning=True))
    return warnings


def _kin_warning(around: Surroundings, row: Row) -> list[Problem]:
    person_id, field = text(row, "person_id"), "person_id"
    if not person_id:
        # a party that was only typed is held against the register where one person alone is called so
        named = queries.holders_named(around.connection, text(row, "counterparty"))
        if len(named) != 1:
            return []
        person_id, field = named[0].person_id, "counterparty"
    kin = kin_to_official(around.connection, person_id)
    if kin is None:
        return []
    values = {"name": text(row, "counterparty"), "official": kin.official, "relation": kin.relation}
    return [problem("FIN-061", CONTRACT, field, values, warning=True)]


def standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    """Where contracts stand today, by id."""
    months = around.rule("contract.ends_soon.months")
    found = {}
    for row in rows:
        terms = terms_of(row)
        state = terms.state(around.today, months)
        figures = []
        if state is ContractState.OVERDUE and terms.paid_until is not None:
            figures.append(("已收至", terms.paid_until.isoformat()))
        elif state is ContractState.ENDS_SOON and terms.last_day is not None:
            figures.append(("剩余天数", str((terms.last_day - around.today).days)))
        yearly = terms.yearly_cents()
        if yearly is not None and terms.kind in LEASES:
            figures.append(("年租金", show_money(yearly)))
        found[text(row, "id")] = Standing(state.value, _TONES.get(state, ""), tuple(figures))
    return found


def _kept_by(connection: Connection, record_id: str) -> str:
    used = queries.list_where(connection, PROJECT, "contract_id", record_id)
    return text(used[0], "name") if used else ""


RULES = LedgerRules(
    states="contract_state", complete=_complete, check=_check, standings=standings, kept_by=_kept_by
)
