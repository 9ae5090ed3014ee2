"""Subsidies by person: a programme's list of a year, its payment, what came back (惠农补贴)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.household_numbering import group_number
from desktop.domain.money import show_money
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.property_ledger import SUBSIDY
from desktop.domain.subsidy_share import area_columns, share_cents
from desktop.services.office import Office
from desktop.services.property.rules import LedgerRules, Standing, Surroundings, day, problem, text, whole

UNPAID, PAID, RETURNED = "unpaid", "paid", "returned"
PROGRAMMES = "subsidy_programme"
_FIRST_YEAR, _LAST_YEAR = 1978, 2100


def _complete(around: Surroundings, row: Row) -> None:
    """The household of the person, and the amount of an area at a rate, where they were not given."""
    if row.get("person_id"):
        holder = queries.holders(around.connection, [row["person_id"]]).get(text(row, "person_id"))
        row["household_id"] = (holder.household_id or None) if holder is not None else None
    area, rate = whole(row, "area_mu"), whole(row, "rate_cents")
    if row.get("amount_cents") is None and area is not None and rate is not None:
        row["amount_cents"] = share_cents(area, rate)


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-074 the household has its share already, FIN-075 (warning) not area times rate, FIN-088 no year.

    FIN-089 returned without having been paid, FIN-087 an amount of nothing.
    """
    problems = []
    year = whole(row, "year") or 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        problems.append(problem("FIN-088", SUBSIDY, "year"))
    if not whole(row, "amount_cents"):
        problems.append(problem("FIN-087", SUBSIDY, "amount_cents"))
    if row.get("returned") and not row.get("paid_on"):
        problems.append(problem("FIN-089", SUBSIDY, "returned"))
    other = queries.find_share(
        around.connection,
        text(row, "programme"),
        year,
        text(row, "person_id"),
        text(row, "household_id"),
        record_id,
    )
    if other is not None:
        names = queries.names(around.connection, "person", [other["person_id"]])
        values = {
            "name": names.get(text(other, "person_id"), ""),
            "programme": programme_label(text(row, "programme")),
            "year": str(year),
            "amount": show_money(whole(other, "amount_cents") or 0),
        }
        problems.append(problem("FIN-074", SUBSIDY, "person_id", values))
    area, rate, amount = whole(row, "area_mu"), whole(row, "rate_cents"), whole(row, "amount_cents")
    if area is not None and rate is not None and amount is not None and share_cents(area, rate) != amount:
        values = {"worked_out": show_money(share_cents(area, rate))}
        problems.append(problem("FIN-075", SUBSIDY, "amount_cents", values, warning=True))
    return problems


def state_of(row: Row) -> str:
    """Whether a share waits, was paid, or came back."""
    if row.get("returned"):
        return RETURNED
    return PAID if row.get("paid_on") else UNPAID


def standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    """Where shares stand, by id, with the group of the household."""
    holders = queries.holders(around.connection, [row["person_id"] for row in rows])
    tones = {PAID: "ok", RETURNED: "overdue"}
    found = {}
    for row in rows:
        state = state_of(row)
        holder = holders.get(text(row, "person_id"))
        group = holder.group if holder is not None else ""
        found[text(row, "id")] = Standing(
            state, tones.get(state, ""), (("村民小组", group),) if group else ()
        )
    return found


RULES = LedgerRules(states="subsidy_state", complete=_complete, check=_check, standings=standings)


def programme_label(code: str) -> str:
    """What a programme is called."""
    return code_table(PROGRAMMES).label(code)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One household's share; area in hundredths of a mu, money in fen.

    ``record_id`` is empty while the share is only planned; ``state`` is unpaid, paid or returned.
    """

    record_id: str
    person_id: str
    head: str
    group: str
    hamlet: str
    area: int | None
    rate_cents: int | None
    amount_cents: int
    paid_on: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """What a villagers' group gets: households, area in hundredths of a mu, money in fen."""

    group: str
    households: int
    area: int
    amount_cents: int


def group_totals(shares: Sequence[ShareRow]) -> tuple[GroupTotal, ...]:
    """Totals by group in the order of the groups' numbers."""
    groups: dict[str, list[ShareRow]] = {}
    for share in shares:
        groups.setdefault(share.group, []).append(share)
    return tuple(
        GroupTotal(
            group,
            len(members),
            sum(each.area or 0 for each in members),
            sum(each.amount_cents for each in members),
        )
        for group, members in sorted(groups.items(), key=lambda pair: (group_number(pair[0]), pair[0]))
    )


def list_shares(office: Office, programme: str, year: int) -> tuple[ShareRow, ...]:
    """A programme's shares of a year by group and name.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        rows = [
            row
            for row in queries.list_where(connection, SUBSIDY, "programme", programme)
            if row["year"] == year
        ]
        holders = queries.holders(connection, [row["person_id"] for row in rows])
    shares = []
    for row in rows:
        holder = holders.get(text(row, "person_id"))
        shares.append(
            ShareRow(
                text(row, "id"),
                text(row, "person_id"),
                holder.name if holder is not None else "",
                holder.group if holder is not None else "",
                holder.hamlet if holder is not None else "",
                whole(row, "area_mu"),
                whole(row, "rate_cents"),
                whole(row, "amount_cents") or 0,
                text(row, "paid_on"),
                state_of(row),
                text(row, "note"),
            )
        )
    return _in_order(shares)


def _in_order(shares: Sequence[ShareRow]) -> tuple[ShareRow, ...]:
    return tuple(sorted(shares, key=lambda each: (group_number(each.group), each.group, each.head)))


def plan_list(office: Office, programme: str, year: int, rate_cents: int) -> tuple[ShareRow, ...]:
    """What a programme comes to by the land in the register, households that have their share left out.

    Args:
        office: The open office.
        programme: Code of a programme that is paid by registered area.
        year: Year it is paid for.
        rate_cents: Fen a mu.

    Raises:
        ProblemError: FIN-083 no such programme, FIN-084 it is not paid by registered area, FIN-054 no rate,
            FIN-088 no year, SYS-403.
    """
    office.require(Right.EDIT_AID)
    _check_list(programme, year)
    if programme not in area_columns():
        values = {"programme": programme_label(programme)}
        raise ProblemError(Problem("FIN-084", values, Place(field="programme")))
    if rate_cents <= 0:
        raise ProblemError(problem("FIN-054", SUBSIDY, "rate_cents"))
    with office.store.reading() as connection:
        areas = queries.registered_areas(connection, area_columns()[programme])
        present = [
            row
            for row in queries.list_where(connection, SUBSIDY, "programme", programme)
            if row["year"] == year
        ]
    had = {text(row, "person_id") for row in present} | {text(row, "household_id") for row in present}
    return _in_order(
        [
            ShareRow(
                "",
                each.person_id,
                each.head,
                each.group,
                each.hamlet,
                each.area,
                rate_cents,
                share_cents(each.area, rate_cents),
                "",
                UNPAID,
                "",
            )
            for each in areas
            if each.person_id not in had
            and each.household_id not in had
            and share_cents(each.area, rate_cents)
        ]
    )


def make_list(office: Office, programme: str, year: int, rate_cents: int) -> int:
    """Enter what `plan_list` works out, in one action.

    Returns:
        Number of shares entered.

    Raises:
        ProblemError: As `plan_list`; FIN-079 no household is left that has such land.
    """
    planned = plan_list(office, programme, year, rate_cents)
    if not planned:
        raise ProblemError(Problem("FIN-079", {"programme": programme_label(programme), "year": str(year)}))
    with office.change(
        "edit", f"生成补贴清单：{year}年{programme_label(programme)} {len(planned)} 户"
    ) as work:
        homes = queries.holders(work.connection, [share.person_id for share in planned])
        for share in planned:
            work.insert(
                SUBSIDY,
                {
                    "programme": programme,
                    "year": year,
                    "household_id": homes[share.person_id].household_id or None,
                    "person_id": share.person_id,
                    "area_mu": share.area,
                    "rate_cents": share.rate_cents,
                    "amount_cents": share.amount_cents,
                },
            )
    return len(planned)


def pay_list(office: Office, programme: str, year: int, paid_on: date) -> int:
    """Write down that the shares of a list that still wait were paid on a day, in one action.

    Returns:
        Number of shares paid.

    Raises:
        ProblemError: FIN-065 a day after today, FIN-079 nothing waits, FIN-083, FIN-088, SYS-403.
    """
    office.require(Right.EDIT_AID)
    _check_list(programme, year)
    if paid_on > office.today():
        raise ProblemError(problem("FIN-065", SUBSIDY, "paid_on", {"day": paid_on.isoformat()}))
    label = programme_label(programme)
    with office.change("edit", f"登记补贴发放：{year}年{label}") as work:
        waiting = [
            row
            for row in queries.list_where(work.connection, SUBSIDY, "programme", programme)
            if row["year"] == year and day(row, "paid_on") is None
        ]
        if not waiting:
            raise ProblemError(Problem("FIN-079", {"programme": label, "year": str(year)}))
        for row in waiting:
            work.update(SUBSIDY, text(row, "id"), {"paid_on": paid_on.isoformat()})
    return len(waiting)


def set_returned(office: Office, share_ids: Sequence[str], returned: bool = True) -> None:
    """Write down that the bank gave payments back, or that they went through after all, in one action.

    Raises:
        ProblemError: FIN-051 a share is gone, FIN-089 it was not paid, SYS-403.
    """
    office.require(Right.EDIT_AID)
    label = "登记退回的补贴" if returned else "取消补贴退回"
    with office.change("edit", f"{label} {len(share_ids)} 户") as work:
        for share_id in share_ids:
            row = queries.find_record(work.connection, SUBSIDY, share_id)
            if row is None:
                raise ProblemError(problem("FIN-051", SUBSIDY, "person_id"))
            if returned and not row["paid_on"]:
                raise ProblemError(problem("FIN-089", SUBSIDY, "returned"))
            work.update(SUBSIDY, share_id, {"returned": int(returned)})


def _check_list(programme: str, year: int) -> None:
    if programme not in code_table(PROGRAMMES):
        raise ProblemError(Problem("FIN-083", {"value": programme}, Place(field="programme")))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ProblemError(problem("FIN-088", SUBSIDY, "year"))
