"""Grants of aid: who has 低保 and other aid from which month on (救助)."""

import re
from dataclasses import dataclass
from datetime import date

from db.queries import finance as queries
from db.queries.finance import GrantHousehold, GrantRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

__all__ = ["GrantHousehold", "GrantRow", "NewGrant"]

MINIMUM_ALLOWANCE = "A01"
"""Code of 低保 in the table of special groups."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class NewGrant:
    """One household's aid; money in fen a month, months as ``2026-07``.

    ``change_kind`` is new, continued, changed or stopped. ``to_month`` is the last month paid for,
    empty while the grant lasts.
    """

    household_id: str
    head_person_id: str
    people_count: int
    monthly_cents: int
    from_month: str
    aid_kind: str = MINIMUM_ALLOWANCE
    change_kind: str = "continued"
    to_month: str = ""


def check_grant(grant: NewGrant) -> tuple[Problem, ...]:
    """What keeps a grant from being taken: FIN-006 month, FIN-007 people or money, FIN-011 no household."""
    problems = []
    if not grant.household_id or not grant.head_person_id:
        problems.append(Problem("FIN-011", place=Place(field="household")))
    if not _MONTH.fullmatch(grant.from_month):
        problems.append(Problem("FIN-006", {"value": grant.from_month}, Place(field="from_month")))
    if grant.to_month and not _MONTH.fullmatch(grant.to_month):
        problems.append(Problem("FIN-006", {"value": grant.to_month}, Place(field="from_month")))
    if grant.people_count < 1 or grant.monthly_cents < 1:
        field = "monthly_cents" if grant.people_count > 0 else "people_count"
        problems.append(Problem("FIN-007", place=Place(field=field)))
    return tuple(problems)


def add_grants(office: Office, grants: tuple[NewGrant, ...]) -> tuple[str, ...]:
    """Enter aid grants in one action; all or none.

    A grant that is a change takes the place of the one in force: that one ends the month before.

    Raises:
        ProblemError: FIN-006 a month is not a month, FIN-007 a number is not above zero, FIN-009 the
            household has a grant in these months, FIN-011 no household, SYS-403.
    """
    office.require(Right.EDIT_AID)
    if problems := [problem for grant in grants for problem in check_grant(grant)]:
        raise ProblemError(problems)
    with office.change("edit", f"登记救助 {len(grants)} 户") as work:
        made = []
        for grant in grants:
            for grant_id, from_month, to_month in _overlapping(work, grant):
                replaced = (
                    grant.change_kind == "changed" and to_month is None and from_month < grant.from_month
                )
                if not replaced:
                    raise ProblemError(_taken(from_month))
                work.update("aid_grant", grant_id, {"to_month": month_before(grant.from_month)})
            made.append(work.insert("aid_grant", _stored_grant(grant)))
        return tuple(made)


def edit_grant(office: Office, grant_id: str, grant: NewGrant) -> None:
    """Put a grant right that was entered wrongly; for another amount from a month on, add a change.

    Raises:
        ProblemError: FIN-006, FIN-007, FIN-009 another grant of the household covers these months,
            FIN-010 there is no such grant, FIN-011, FIN-012 it would end before it begins, SYS-403.
    """
    office.require(Right.EDIT_AID)
    problems = list(check_grant(grant))
    if grant.to_month and grant.to_month < grant.from_month:
        problems.append(Problem("FIN-012", {"month": grant.from_month}, Place(field="from_month")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", "修改救助 1 户") as work:
        for _, from_month, _ in _overlapping(work, grant, grant_id):
            raise ProblemError(_taken(from_month))
        if not work.update("aid_grant", grant_id, _stored_grant(grant)):
            raise ProblemError(Problem("FIN-010"))


def stop_grant(office: Office, grant_id: str, month: str) -> None:
    """Stop a grant: nothing is paid from a month (``2026-08``) on; the notice over it says so.

    Raises:
        ProblemError: FIN-006 not a month, FIN-010 there is no such grant, FIN-012 the month is not
            after the one the grant began with, SYS-403.
    """
    office.require(Right.EDIT_AID)
    if not _MONTH.fullmatch(month):
        raise ProblemError(Problem("FIN-006", {"value": month}, Place(field="stop_month")))
    with office.change("edit", "停发救助 1 户") as work:
        try:
            began = str(work.get("aid_grant", grant_id)["from_month"])
        except KeyError:
            raise ProblemError(Problem("FIN-010")) from None
        if month <= began:
            raise ProblemError(Problem("FIN-012", {"month": began}, Place(field="stop_month")))
        work.update("aid_grant", grant_id, {"change_kind": "stopped", "to_month": month_before(month)})


def month_before(month: str) -> str:
    """The month before one, both as ``2026-07``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year:04}-{number - 1:02}" if number > 1 else f"{year - 1:04}-12"


def _overlapping(work: Work, grant: NewGrant, but_for: str = "") -> tuple[tuple[str, str, str | None], ...]:
    return queries.overlapping_grants(
        work.connection, grant.aid_kind, grant.household_id, grant.from_month, grant.to_month, but_for
    )


def _taken(from_month: str) -> Problem:
    return Problem("FIN-009", {"month": from_month}, Place(field="household"))


def _stored_grant(grant: NewGrant) -> dict[str, str | int | float | bytes | None]:
    return {
        "household_id": grant.household_id,
        "head_person_id": grant.head_person_id,
        "aid_kind": grant.aid_kind,
        "change_kind": grant.change_kind,
        "people_count": grant.people_count,
        "monthly_cents": grant.monthly_cents,
        "from_month": grant.from_month,
        "to_month": grant.to_month or None,
    }


def find_grant_household(office: Office, household_id: str) -> GrantHousehold | None:
    """The head and the people of a household to grant aid to; None when it has no head."""
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        return queries.find_household(connection, household_id)


def list_grants(
    office: Office, first: date, last: date, aid_kind: str = MINIMUM_ALLOWANCE
) -> tuple[GrantRow, ...]:
    """Grants of a kind in force in a period, by group and head's name."""
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        return queries.list_grants(connection, aid_kind, first.isoformat(), last.isoformat())
