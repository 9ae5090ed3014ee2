"""Who owes meetings at this office: branches with their terms, party groups, the village itself."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.connection import Connection
from db.queries.obligations import SessionRow
from db.queries.party import Row, list_rows
from desktop.domain.obligation import OWED_BY, Holder, Level, Session, Term, ThemeDay, read_theme_day
from desktop.domain.partial_date import first_day, is_partial_date
from desktop.domain.problem import ProblemError
from desktop.services.office import Office
from desktop.services.party.membership import COMMITTEE_POSTS, SECRETARY
from desktop.services.settings import load_settings

_LONG_AGO = date(1921, 7, 23)
_DAY = timedelta(days=1)
_BRANCH = "党支部"
"""What the only branch is called while it has no name; a word of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who owes meetings, also those that are gone.

    ``is_assumed`` says that no branch is on record, so that one with the office's settings stands for it.
    """

    all: tuple[Holder, ...]
    is_assumed: bool

    def of(self, level: Level) -> tuple[Holder, ...]:
        """Those of a level."""
        return tuple(holder for holder in self.all if holder.level is level)

    def session(self, row: SessionRow) -> Session:
        """A meeting as the reckoning takes it; one that names no branch or group is that of the only one."""
        branch_id, group_id = row.branch_id, row.group_id
        branches = self.of(Level.BRANCH)
        if not branch_id and len(branches) == 1:
            branch_id = branches[0].id
        groups = [group for group in self.of(Level.GROUP) if group.branch_id == branch_id]
        if not group_id and len(groups) == 1:
            group_id = groups[0].id
        return Session(row.id, row.kinds & OWED_BY.keys(), date.fromisoformat(row.on), branch_id, group_id)


def read_holders(office: Office, connection: Connection) -> Holders:
    """Branches and groups on record with the village; a branch of the settings where none is on record."""
    village = Holder("", Level.VILLAGE, office.vault.village.name)
    rows = list_rows(connection, "branch", "pk")
    if not rows:
        settings = load_settings(office)
        name = settings.branch_name or _BRANCH
        terms = (Term(_LONG_AGO, settings.branch_has_committee),)
        return Holders((Holder("", Level.BRANCH, name, terms=terms), village), is_assumed=True)
    branches = {_text(row, "id"): _branch(connection, row) for row in rows}
    groups = [
        _group(row, branches[_text(row, "branch_id")])
        for row in list_rows(connection, "party_group", "pk")
        if _text(row, "branch_id") in branches
    ]
    return Holders((*branches.values(), *groups, village), is_assumed=False)


def _branch(connection: Connection, row: Row) -> Holder:
    branch_id = _text(row, "id")
    dissolved = _day(row, "dissolved_on")
    return Holder(
        branch_id,
        Level.BRANCH,
        _text(row, "name"),
        _day(row, "founded_on"),
        dissolved - _DAY if dissolved else None,
        _theme_day(_text(row, "theme_day")),
        _terms(connection, branch_id),
    )


def _group(row: Row, branch: Holder) -> Holder:
    dissolved = _day(row, "dissolved_on")
    ends = [day for day in (dissolved - _DAY if dissolved else None, branch.last) if day]
    return replace(
        Holder(_text(row, "id"), Level.GROUP, _text(row, "name"), branch_id=branch.id),
        first=_day(row, "founded_on") or branch.first,
        last=min(ends, default=None),
    )


def _theme_day(text: str) -> ThemeDay | None:
    # a fixed day that another PC's version wrote and this one can't read counts as none
    try:
        return read_theme_day(text) if text else None
    except ProblemError:
        return None


def _terms(connection: Connection, branch_id: str) -> tuple[Term, ...]:
    """Terms on record; without any, a committee from and to the days on which its posts were held."""
    rows = list_rows(connection, "branch_term", "from_date", branch_id=branch_id)
    if rows:
        return tuple(
            Term(date.fromisoformat(_text(row, "from_date")), bool(row["has_committee"])) for row in rows
        )
    posts = [
        row
        for row in list_rows(connection, "party_post", "pk", branch_id=branch_id)
        if row["post"] in COMMITTEE_POSTS and row["post"] != SECRETARY
    ]
    if not posts:
        return ()
    first = min(_day(row, "from_date") or _LONG_AGO for row in posts)
    ends = [_day(row, "to_date") for row in posts]
    last = None if None in ends else max(end for end in ends if end)
    begun = Term(first, has_committee=True)
    return (begun,) if last is None else (begun, Term(last + _DAY, has_committee=False))


def _text(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value)


def _day(row: Row, column: str) -> date | None:
    text = _text(row, column)
    # of a branch often only the year of its founding is known
    return first_day(text) if is_partial_date(text) else None
