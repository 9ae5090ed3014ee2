"""Grants of aid: who has 低保 and other aid from which month on (救助)."""

import re
from dataclasses import dataclass
from datetime import date

from db.queries import finance as queries
from db.queries.finance import GrantHousehold, GrantRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.aid_kind import HARDSHIP_CLASSES, AidKind, find_aid_kind
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

__all__ = ["GrantHousehold", "GrantRow", "NewGrant"]

MINIMUM_ALLOWANCE = "A01"
"""Code of 低保 in the tables of special groups and of kinds of aid."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class NewGrant:
    """Aid of a household or a person; money in fen a month, months as ``2026-07``.

    ``head_person_id`` is the head of the household or, where the kind is given to a person, that person.
    ``change_kind`` is new, continued, changed or stopped. ``to_month`` is the last month paid for,
    empty while the grant lasts. What is paid once has its amount in ``monthly_cents`` and its month in
    ``from_month``; ``hardship_class`` is a code of `AidKind.classes`.
    """

    household_id: str
    head_person_id: str
    people_count: int
    monthly_cents: int
    from_month: str
    aid_kind: str = MINIMUM_ALLOWANCE
    change_kind: str = "continued"
    to_month: str = ""
    hardship_class: str = ""


def check_grant(grant: NewGrant) -> tuple[Problem, ...]:
    """What keeps a grant from being taken.

    Returns:
        FIN-006 a month is none, FIN-007 people or money, FIN-011 nobody to grant it to, FIN-090 no such kind
        of aid, FIN-091 not a class of hardship that this kind may tell.
    """
    kind = find_aid_kind(grant.aid_kind)
    if kind is None:
        return (Problem("FIN-090", {"value": grant.aid_kind}, Place(field="aid_kind")),)
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
    if bool(grant.hardship_class) != bool(kind.classes) or (
        grant.hardship_class and grant.hardship_class not in kind.classes
    ):
        labels = code_table(HARDSHIP_CLASSES).label
        named = {"kind": kind.label, "choices": "、".join(map(labels, kind.classes)) or "不用填写"}
        problems.append(Problem("FIN-091", named, Place(field="hardship_class")))
    return tuple(problems)


def add_grants(office: Office, grants: tuple[NewGrant, ...]) -> tuple[str, ...]:
    """Enter aid grants in one action; all or none.

    A grant that is a change takes the place of the one in force: that one ends the month before.

    Raises:
        ProblemError: FIN-006 a month is not a month, FIN-007 a number is not above zero, FIN-009 the
            household or person has a grant of this kind in these months, FIN-011 no household, FIN-090,
            FIN-091, SYS-403.
    """
    office.require(Right.EDIT_AID)
    if problems := [problem for grant in grants for problem in check_grant(grant)]:
        raise ProblemError(problems)
    with office.change("edit", f"登记救助 {len(grants)} 条") as work:
        made = []
        for grant in grants:
            for grant_id, from_month, to_month in _overlapping(work, grant):
                replaced = (
                    grant.change_kind == "changed" and to_month is None and from_month < grant.from_month
                )
                if not replaced:
                    raise ProblemError(_taken(grant, from_month))
                work.update("aid_grant", grant_id, {"to_month": month_before(grant.from_month)})
            made.append(work.insert("aid_grant", _stored_grant(grant)))
        return tuple(made)


def edit_grant(office: Office, grant_id: str, grant: NewGrant) -> None:
    """Put a grant right that was entered wrongly; for another amount from a month on, add a change.

    Raises:
        ProblemError: FIN-006, FIN-007, FIN-009 another grant of the household or person covers these
            months, FIN-010 there is no such grant, FIN-011, FIN-012 it would end before it begins, FIN-090,
            FIN-091, SYS-403.
    """
    office.require(Right.EDIT_AID)
    problems = list(check_grant(grant))
    if grant.to_month and grant.to_month < grant.from_month and not _kind(grant).is_once:
        problems.append(Problem("FIN-012", {"month": grant.from_month}, Place(field="from_month")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", "修改救助 1 条") as work:
        for _, from_month, _ in _overlapping(work, grant, grant_id):
            raise ProblemError(_taken(grant, from_month))
        if not work.update("aid_grant", grant_id, _stored_grant(grant)):
            raise ProblemError(Problem("FIN-010"))


def stop_grant(office: Office, grant_id: str, month: str) -> None:
    """Stop a grant: nothing is paid from a month (``2026-08``) on; the notice over it says so.

    Raises:
        ProblemError: FIN-006 not a month, FIN-010 there is no such grant, FIN-012 the month is not
            after the one the grant began with, FIN-092 it was paid once and has nothing to stop, SYS-403.
    """
    office.require(Right.EDIT_AID)
    if not _MONTH.fullmatch(month):
        raise ProblemError(Problem("FIN-006", {"value": month}, Place(field="stop_month")))
    with office.change("edit", "停发救助 1 条") as work:
        try:
            stored = work.get("aid_grant", grant_id)
        except KeyError:
            raise ProblemError(Problem("FIN-010")) from None
        kind = find_aid_kind(str(stored["aid_kind"]))
        if kind is not None and kind.is_once:
            raise ProblemError(Problem("FIN-092", {"kind": kind.label}, Place(field="stop_month")))
        began = str(stored["from_month"])
        if month <= began:
            raise ProblemError(Problem("FIN-012", {"month": began}, Place(field="stop_month")))
        work.update("aid_grant", grant_id, {"change_kind": "stopped", "to_month": month_before(month)})


def month_before(month: str) -> str:
    """The month before one, both as ``2026-07``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year:04}-{number - 1:02}" if number > 1 else f"{year - 1:04}-12"


def _overlapping(work: Work, grant: NewGrant, but_for: str = "") -> tuple[tuple[str, str, str | None], ...]:
    return queries.overlapping_grants(
        work.connection,
        grant.aid_kind,
        grant.household_id,
        grant.from_month,
        _last_month(grant),
        but_for=but_for,
        person_id=grant.head_person_id if _kind(grant).is_personal else "",
    )


def _taken(grant: NewGrant, from_month: str) -> Problem:
    return Problem("FIN-009", {"kind": _kind(grant).label, "month": from_month}, Place(field="household"))


def _kind(grant: NewGrant) -> AidKind:
    """Of a grant that was checked."""
    kind = find_aid_kind(grant.aid_kind)
    assert kind is not None
    return kind


def _last_month(grant: NewGrant) -> str:
    return grant.from_month if _kind(grant).is_once else grant.to_month


def _stored_grant(grant: NewGrant) -> dict[str, str | int | float | bytes | None]:
    return {
        "household_id": grant.household_id,
        "head_person_id": grant.head_person_id,
        "aid_kind": grant.aid_kind,
        "change_kind": "new" if _kind(grant).is_once else grant.change_kind,
        "people_count": grant.people_count,
        "monthly_cents": grant.monthly_cents,
        "from_month": grant.from_month,
        "to_month": _last_month(grant) or None,
        "hardship_class": grant.hardship_class or None,
    }


def find_grant_household(office: Office, household_id: str) -> GrantHousehold | None:
    """The head and the people of a household to grant aid to; None when it has no head."""
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        return queries.find_household(connection, household_id)


def find_household_of(office: Office, person_id: str) -> str:
    """The household in which a person is granted aid; empty when the person has none."""
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        return queries.household_of(connection, person_id)


def list_grants(
    office: Office, first: date, last: date, aid_kind: str = MINIMUM_ALLOWANCE
) -> tuple[GrantRow, ...]:
    """Grants of a kind in force in a period, by group and name."""
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        return queries.list_grants(connection, (aid_kind,), first.isoformat(), last.isoformat())
