"""Branches, their committees' terms, their groups (党支部、届次、党小组)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.contract_state import months_after
from desktop.domain.party_branch import (
    BranchNumbers,
    Term,
    TermState,
    check_branch,
    show_theme_day,
    term_standing,
)
from desktop.domain.problem import Problem
from desktop.services.office import Office
from desktop.services.party.membership import (
    BranchOnDay,
    PostOnDay,
    branches_on,
    committee_on,
    groups_on,
    members_on,
    posts_on,
)
from desktop.services.property.rules import (
    LedgerRules,
    Standing,
    Surroundings,
    check_order,
    day,
    problem,
    text,
    whole,
)

BRANCH, TERM, GROUP = "branch", "branch_term", "party_group"


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term of a branch: its record, its number in words, its days, where it stands (the last one)."""

    id: str
    words: str
    from_date: str
    term: Term
    has_committee: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A party group with its head and its members."""

    id: str
    name: str
    head: str
    count: int


@dataclass(frozen=True, slots=True)
class BranchView:
    """A branch as its page shows it.

    Attributes:
        branch: Its facts and numbers today.
        kind: Its kind in words.
        parent: The organisation above.
        units: Units that a joint branch joins.
        theme_day: Its fixed day in words.
        posts: Everybody with a post today, the highest first.
        committee_count: People in the committee.
        terms: Its terms, the last one first.
        groups: Its groups.
        floating_count: Members away.
        warnings: What does not fit its numbers or its term.
    """

    branch: BranchOnDay
    kind: str
    parent: str
    units: tuple[str, ...]
    theme_day: str
    posts: tuple[PostOnDay, ...]
    committee_count: int
    terms: tuple[TermLine, ...]
    groups: tuple[GroupLine, ...]
    floating_count: int
    warnings: tuple[Problem, ...]


def only_branch(connection: Connection) -> str:
    """The id of the branch where there is just one that was not dissolved; "" otherwise."""
    found = [row for row in queries.list_records(connection, BRANCH) if not row["dissolved_on"]]
    return text(found[0], "id") if len(found) == 1 else ""


def fill_branch(around: Surroundings, row: Row) -> None:
    """Take the only branch where nobody said which."""
    if not row.get("branch_id"):
        row["branch_id"] = only_branch(around.connection) or None


def read_branches(office: Office) -> tuple[BranchView, ...]:
    """Every branch with committee, terms, groups, and what does not fit.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    with office.store.reading() as connection:
        around = Surroundings(connection, office.today(), office.vault.village.division_code)
        rows = {text(row, "id"): row for row in queries.list_records(connection, BRANCH)}
        return tuple(
            _view(around, branch, rows[branch.id]) for branch in branches_on(connection, around.today)
        )


def _view(around: Surroundings, branch: BranchOnDay, row: Row) -> BranchView:
    committee = committee_on(around.connection, branch.id, around.today)
    members = members_on(around.connection, around.today, branch.id)
    posts = posts_on(around.connection, around.today, branch.id)
    heads = {post.group_id: post.name for post in reversed(posts) if post.group_id}
    terms = _terms(around, branch.id)
    units = tuple(json.loads(text(row, "units") or "[]"))
    numbers = BranchNumbers(
        branch.kind,
        branch.full_count,
        branch.probationary_count,
        len(units),
        branch.has_committee,
        len(committee),
    )
    return BranchView(
        branch,
        code_table("party_organisation_kind").label(branch.kind),
        text(row, "parent_name"),
        units,
        show_theme_day(branch.theme_day),
        posts,
        len(committee),
        terms,
        tuple(
            GroupLine(
                group.id,
                group.name,
                heads.get(group.id, ""),
                sum(member.group_id == group.id for member in members),
            )
            for group in branch.groups
        ),
        sum(member.is_floating for member in members),
        (*check_branch(numbers, around.today, around.division_code), *_term_warnings(terms)),
    )


def _terms(around: Surroundings, branch_id: str) -> tuple[TermLine, ...]:
    rows = queries.list_where(around.connection, TERM, "branch_id", branch_id)
    return tuple(
        TermLine(
            text(row, "id"),
            f"第{number}届" if (number := whole(row, "number")) else "",
            text(row, "from_date"),
            term_of(around, row),
            bool(row["has_committee"]),
            place == 0,
        )
        for place, row in enumerate(rows)
    )


def term_of(around: Surroundings, row: Row) -> Term:
    """Where a term on record stands today."""
    return term_standing(
        day(row, "from_date") or around.today,
        day(row, "to_date"),
        day(row, "postponed_to"),
        around.today,
        around.division_code,
    )


def _term_warnings(terms: Sequence[TermLine]) -> tuple[Problem, ...]:
    last = terms[0].term if terms else None
    codes = {TermState.SOON: "PTY-016", TermState.OVER: "PTY-017"}
    if last is None or last.state not in codes:
        return ()
    return (Problem(codes[last.state], {"day": last.ends.isoformat()}),)


def _check_branch(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """PTY-003 another branch has the name, FIN-055 it was dissolved before it was founded."""
    problems = check_order(BRANCH, row, "founded_on", "dissolved_on")
    others = queries.list_where(around.connection, BRANCH, "name", text(row, "name"))
    if any(other["id"] != record_id for other in others):
        problems.append(problem("PTY-003", BRANCH, "name", {"name": text(row, "name")}))
    return problems


def _check_term(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-055 days out of order, PTY-018 postponed for longer than custom, FIN-051 its branch is gone."""
    problems = check_order(TERM, row, "from_date", "to_date", "postponed_to")
    ends = term_standing(
        day(row, "from_date") or around.today, day(row, "to_date"), None, around.today, around.division_code
    ).ends
    later = day(row, "postponed_to")
    if later is not None:
        most = months_after(ends, around.rule("party.branch.postpone.months"))
        if later > most:
            problems.append(problem("PTY-018", TERM, "postponed_to", {"day": most.isoformat()}, warning=True))
    return problems


def _complete_term(around: Surroundings, row: Row) -> None:
    """The number after the last term's, and the day of the meeting that elected."""
    if row.get("number") is None and row.get("branch_id"):
        numbers = [
            int(str(each["number"]))
            for each in queries.list_where(around.connection, TERM, "branch_id", text(row, "branch_id"))
            if each["number"] is not None and text(each, "from_date") < (text(row, "from_date") or "9")
        ]
        row["number"] = max(numbers) + 1 if numbers else None
    if row.get("meeting_id") and not row.get("elected_on"):
        row["elected_on"] = queries.meeting_day(around.connection, text(row, "meeting_id")) or None


def _branch_kept_by(connection: Connection, record_id: str) -> str:
    for table, words in (("party_member", "名党员"), (TERM, "届任期"), ("meeting", "次会议")):
        count = connection.execute(
            f"SELECT count(*) FROM {table} WHERE branch_id = ?",  # noqa: S608 - own names
            (record_id,),
        ).fetchone()[0]
        if count:
            return f"{count} {words}"
    return ""


def _group_kept_by(connection: Connection, record_id: str) -> str:
    members = queries.list_where(connection, "party_member", "group_id", record_id)
    return f"{len(members)} 名党员" if members else ""


def _branch_standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    known = {branch.id: branch for branch in branches_on(around.connection, around.today)}
    found = {}
    for row in rows:
        branch = known.get(text(row, "id"))
        if branch is not None:
            figures = (("正式党员", str(branch.full_count)), ("预备党员", str(branch.probationary_count)))
            found[branch.id] = Standing("", "", figures)
    return found


def _check_group(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """PTY-004 the branch has a group of that name."""
    others = groups_on(around.connection, around.today, text(row, "branch_id"))
    if any(other.name == row["name"] and other.id != record_id for other in others):
        return [problem("PTY-004", GROUP, "name", {"name": text(row, "name")})]
    return []


BRANCH_RULES = LedgerRules(check=_check_branch, standings=_branch_standings, kept_by=_branch_kept_by)
TERM_RULES = LedgerRules(complete=_complete_term, check=_check_term)
GROUP_RULES = LedgerRules(complete=fill_branch, check=_check_group, kept_by=_group_kept_by)
