"""Who belongs to a branch or a group on a day, who has a vote, who holds which post.

Meetings, duties, points and learning ask here; functions take a snapshot or an open transaction, so that they
can be asked from within any service that has checked its own right.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import party as queries
from db.queries.party import MemberRow, Row
from desktop.domain.code_table import code_table
from desktop.domain.party_float import FLOATING_OUT
from desktop.domain.party_membership import Measure, MemberFacts, Standing, has_vote, standing_on

SECRETARY = "10"
"""Code of party_post."""

COMMITTEE_POSTS = ("10", "11", "21", "22", "23", "29")
GROUP_POSTS = ("31", "32")


@dataclass(frozen=True, slots=True)
class PostOnDay:
    """A post (职务) that somebody holds on a day; ``post`` is a code of party_post."""

    id: str
    member_id: str
    person_id: str
    name: str
    branch_id: str
    group_id: str
    post: str

    @property
    def label(self) -> str:
        """The post's name."""
        return code_table("party_post").label(self.post)


@dataclass(frozen=True, slots=True)
class MemberOnDay:
    """A member on a day.

    Attributes:
        id: Of the member's record.
        person_id: In the register.
        name: In the register.
        branch_id: Branch; "" where nobody said which.
        group_id: Party group; "" for none.
        standing: Full or probationary.
        has_vote: Whether there is a vote in the branch's meeting.
        is_floating: Lives elsewhere without having moved the relation (流动党员).
        is_lost: Contact is lost (失联).
        posts: Codes of party_post held; empty is a member without a post (无职党员).
    """

    id: str
    person_id: str
    name: str
    branch_id: str
    group_id: str
    standing: Standing
    has_vote: bool
    is_floating: bool
    is_lost: bool
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupOnDay:
    """A party group (党小组) that exists on a day."""

    id: str
    branch_id: str
    name: str


@dataclass(frozen=True, slots=True)
class BranchOnDay:
    """A branch that exists on a day.

    Attributes:
        id: The branch.
        name: In full.
        kind: Code of party_organisation_kind.
        theme_day: ``solar:15``, ``lunar:1`` or "".
        has_committee: Whether the term that runs has a committee; without terms on record, whether anybody
            holds a post in one beside the secretary.
        groups: Its groups.
        full_count: Full members.
        probationary_count: Probationary members.
    """

    id: str
    name: str
    kind: str
    theme_day: str
    has_committee: bool
    groups: tuple[GroupOnDay, ...]
    full_count: int
    probationary_count: int


def facts_of(row: MemberRow, measures: tuple[Measure, ...] = ()) -> MemberFacts:
    """What the rules need of a member's record."""
    return MemberFacts(
        row.status,
        row.joined_on,
        row.confirmed_on,
        row.arrived_on,
        row.left_on,
        row.death_date,
        measures,
    )


def members_on(
    connection: Connection, on: date, branch_id: str = "", group_id: str = ""
) -> tuple[MemberOnDay, ...]:
    """Full and probationary members on a day, by the sound of their names.

    Args:
        connection: A snapshot or an open transaction.
        on: The day; past ones are told from the days on record. Groups are those of today.
        branch_id: Only this branch's; "" for all.
        group_id: Only this group's; "" for all.
    """
    measures = _measures(connection)
    posts = defaultdict(list)
    for post in posts_on(connection, on):
        posts[post.member_id].append(post.post)
    floating = floating_on(connection, on)
    found = []
    for row in queries.list_members(connection, branch_id, group_id):
        facts = facts_of(row, measures.get(row.id, ()))
        standing = standing_on(facts, on)
        if standing is not Standing.NONE:
            found.append(
                MemberOnDay(
                    row.id,
                    row.person_id,
                    row.name,
                    row.branch_id,
                    row.group_id,
                    standing,
                    has_vote(facts, on),
                    row.id in floating,
                    bool(row.contact_lost_on),
                    tuple(posts[row.id]),
                )
            )
    return tuple(found)


def posts_on(connection: Connection, on: date, branch_id: str = "") -> tuple[PostOnDay, ...]:
    """Posts held on a day, the highest first; of one branch or of all."""
    people = {row.id: row for row in queries.list_members(connection)}
    asked = {"branch_id": branch_id} if branch_id else {}
    found = []
    for row in queries.list_rows(connection, "party_post", "post, from_date, pk", **asked):
        member = people.get(_text(row, "member_id"))
        if member is not None and _runs(row, on):
            found.append(
                PostOnDay(
                    _text(row, "id"),
                    member.id,
                    member.person_id,
                    member.name,
                    _text(row, "branch_id"),
                    _text(row, "group_id"),
                    _text(row, "post"),
                )
            )
    return tuple(found)


def committee_on(connection: Connection, branch_id: str, on: date) -> tuple[PostOnDay, ...]:
    """The secretary, deputies and other members of a branch's committee on a day, each person once."""
    posts = (post for post in posts_on(connection, on, branch_id) if post.post in COMMITTEE_POSTS)
    return tuple({post.member_id: post for post in reversed(tuple(posts))}.values())[::-1]


def groups_on(connection: Connection, on: date, branch_id: str = "") -> tuple[GroupOnDay, ...]:
    """Party groups that exist on a day, of one branch or of all."""
    asked = {"branch_id": branch_id} if branch_id else {}
    return tuple(
        GroupOnDay(_text(row, "id"), _text(row, "branch_id"), _text(row, "name"))
        for row in queries.list_rows(connection, "party_group", "pk", **asked)
        if _runs(row, on, "founded_on", "dissolved_on")
    )


def branches_on(connection: Connection, on: date) -> tuple[BranchOnDay, ...]:
    """Branches that exist on a day with their groups and numbers, in the order they were entered."""
    members = members_on(connection, on)
    groups = groups_on(connection, on)
    found = []
    for row in queries.list_rows(connection, "branch", "pk"):
        if not _runs(row, on, "founded_on", "dissolved_on"):
            continue
        branch_id = _text(row, "id")
        own = [member.standing for member in members if member.branch_id == branch_id]
        found.append(
            BranchOnDay(
                branch_id,
                _text(row, "name"),
                _text(row, "kind"),
                _text(row, "theme_day"),
                has_committee_on(connection, branch_id, on),
                tuple(group for group in groups if group.branch_id == branch_id),
                own.count(Standing.FULL),
                own.count(Standing.PROBATIONARY),
            )
        )
    return tuple(found)


def has_committee_on(connection: Connection, branch_id: str, on: date) -> bool:
    """Whether a branch has a committee on a day: what its term says, else what posts are held."""
    terms = queries.list_rows(connection, "branch_term", "from_date", branch_id=branch_id)
    running = [term for term in terms if _text(term, "from_date") <= on.isoformat()]
    if running:
        return bool(running[-1]["has_committee"])
    return any(post.post != SECRETARY for post in committee_on(connection, branch_id, on))


def floating_on(connection: Connection, on: date) -> frozenset[str]:
    """Ids of members who live elsewhere on a day without having moved the relation."""
    day = on.isoformat()
    return frozenset(
        _text(row, "member_id")
        for row in queries.list_rows(connection, "party_float", "pk", kind=FLOATING_OUT)
        if _text(row, "left_on") <= day and (not _text(row, "back_on") or day < _text(row, "back_on"))
    )


def _measures(connection: Connection) -> dict[str, tuple[Measure, ...]]:
    found: dict[str, tuple[Measure, ...]] = {}
    for row in queries.list_rows(connection, "party_discipline", "decided_on"):
        measure = Measure(
            _text(row, "kind"),
            _text(row, "decided_on"),
            _text(row, "effective_until"),
            _text(row, "lifted_on"),
        )
        owner = _text(row, "member_id")
        found[owner] = (*found.get(owner, ()), measure)
    return found


def _runs(row: Row, on: date, first_name: str = "from_date", last_name: str = "to_date") -> bool:
    first, last = _text(row, first_name), _text(row, last_name)
    return (not first or first <= on.isoformat()) and (not last or on.isoformat() < last)


def _text(row: Row, name: str) -> str:
    return str(row[name] or "")
