"""Members of the party and their posts; what the register says of them is kept in step (党员)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import party as party_queries
from db.queries import property as queries
from db.queries.party import MemberRow
from db.queries.property import Row
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.age import show_age
from desktop.domain.code_table import code_table
from desktop.domain.money import show_money
from desktop.domain.partial_date import is_partial_date
from desktop.domain.party_dues import monthly_dues
from desktop.domain.party_membership import (
    POLITICAL_STATUS,
    MemberStatus,
    Stage,
    Standing,
    party_years,
    register_differs,
    standing_on,
    without_post,
)
from desktop.domain.problem import Problem
from desktop.services.office import Office
from desktop.services.party.branches import fill_branch
from desktop.services.party.membership import (
    COMMITTEE_POSTS,
    GROUP_POSTS,
    MemberOnDay,
    PostOnDay,
    facts_of,
    groups_on,
    members_on,
    posts_on,
)
from desktop.services.property.rules import (
    LedgerRules,
    Surroundings,
    check_not_future,
    check_order,
    day,
    problem,
    text,
    whole,
)

MEMBER, POST = "party_member", "party_post"
CITIZEN = "13"
"""Code of political_status of whoever is in no party."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member, or somebody on the way, as the list shows them; texts are words, days ISO texts.

    Attributes:
        id: The record.
        person_id: In the register.
        name: In the register.
        sex: In words.
        age: In years.
        branch_id: Its branch; ``branch`` its name.
        group_id: Its group; ``group`` its name.
        status: Full member, probationary member … or the stage on the way.
        standing: What they are today.
        stage: How far on the way; "" once over.
        joined_on: Day of admission.
        years: Full years in the party; None where unknown.
        posts: What they hold today, in words.
        duty_post: Post taken up voluntarily.
        is_without_post: Member without a post (无职党员).
        is_floating: Lives elsewhere.
        is_lost: Out of touch.
        is_in_hardship: 困难党员.
        is_gone: Transferred out, left or dead.
        register_differs: The register says something else of them.
        arrears: Months of dues that are open; ``arrears_state`` how urgent.
        name_key: To sort by.
    """

    id: str
    person_id: str
    name: str
    sex: str
    age: str
    branch_id: str
    branch: str
    group_id: str
    group: str
    status: str
    standing: Standing
    stage: str
    joined_on: str
    years: int | None
    posts: tuple[str, ...]
    duty_post: str
    is_without_post: bool
    is_floating: bool
    is_lost: bool
    is_in_hardship: bool
    is_gone: bool
    register_differs: bool
    arrears: int
    arrears_state: str
    name_key: str


def list_members(office: Office) -> tuple[MemberLine, ...]:
    """Everybody on the party's record, by the sound of their names.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.services.party.dues import arrears_of

    office.require(Right.READ_PARTY)
    today = office.today()
    with office.store.reading() as connection:
        around = Surroundings(connection, today, office.vault.village.division_code)
        rows = party_queries.list_members(connection)
        known = {member.id: member for member in members_on(connection, today)}
        posts = defaultdict(list)
        for post in posts_on(connection, today):
            posts[post.member_id].append(post.label)
        branches = {text(row, "id"): text(row, "name") for row in queries.list_records(connection, "branch")}
        groups = {group.id: group.name for group in groups_on(connection, today)}
        owed = arrears_of(around, known.values())
    found = []
    for row in rows:
        open_dues = owed.get(row.id)
        found.append(
            _line(
                row,
                known.get(row.id),
                today,
                tuple(posts[row.id]),
                (branches.get(row.branch_id, ""), groups.get(row.group_id, "")),
                (len(open_dues.months), open_dues.state.value) if open_dues else (0, "none"),
            )
        )
    return tuple(found)


def _line(
    row: MemberRow,
    member: MemberOnDay | None,
    today: date,
    posts: tuple[str, ...],
    names: tuple[str, str],
    owed: tuple[int, str],
) -> MemberLine:
    standing = member.standing if member is not None else Standing.NONE
    on_the_way = not row.status or (row.stage and standing is not Standing.FULL)
    return MemberLine(
        id=row.id,
        person_id=row.person_id,
        name=row.name,
        sex=code_table("sex").label(row.sex) if row.sex else "",
        age=show_age(row.birth_date, today) if is_partial_date(row.birth_date) else "",
        branch_id=row.branch_id,
        branch=names[0],
        group_id=row.group_id,
        group=names[1],
        status=status_words(row),
        standing=standing,
        stage=row.stage if on_the_way else "",
        joined_on=row.joined_on,
        years=party_years(row.confirmed_on, today) if standing is Standing.FULL else None,
        posts=posts,
        duty_post=row.duty_post,
        is_without_post=without_post(standing, posts),
        is_floating=member.is_floating if member else False,
        is_lost=member.is_lost if member else False,
        is_in_hardship=row.is_in_hardship,
        is_gone=bool(row.status) and standing is Standing.NONE,
        register_differs=_differs(row, standing),
        arrears=owed[0],
        arrears_state=owed[1],
        name_key=row.name_key,
    )


def _differs(row: MemberRow, standing: Standing) -> bool:
    """Whether the register contradicts the record; it may say anything of those who moved away as members."""
    if row.status in (MemberStatus.TRANSFERRED, MemberStatus.DECEASED, MemberStatus.SUSPENDED):
        return False
    return not row.death_date and register_differs(standing, row.political_status)


def status_words(row: MemberRow) -> str:
    """What somebody is, in words: the status, or how far on the way."""
    if row.status:
        return code_table("party_member_status").label(row.status)
    return code_table("party_development_stage").label(row.stage) if row.stage else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Somebody of whom the register and the party's record say different things.

    Attributes:
        member_id: The record; "" where somebody whom the register calls a member has none.
        person_id: In the register.
        name: In the register.
        register: What the register says, in words.
        record: What the party's record says, in words; "" for nothing.
        expected: Code of political_status by the party's record.
    """

    member_id: str
    person_id: str
    name: str
    register: str
    record: str
    expected: str


def list_differences(office: Office) -> tuple[Difference, ...]:
    """Where the register and the party's record differ, both ways.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    today = office.today()
    labels = code_table("political_status")
    found = []
    with office.store.reading() as connection:
        rows = party_queries.list_members(connection)
        for row in rows:
            standing = standing_on(facts_of(row), today)
            if _differs(row, standing):
                said = row.political_status
                found.append(
                    Difference(
                        row.id,
                        row.person_id,
                        row.name,
                        labels.label(said) if said else "",
                        status_words(row),
                        POLITICAL_STATUS.get(standing, CITIZEN),
                    )
                )
        found += [
            Difference("", person_id, name, labels.label(status), "", "")
            for person_id, name, status in party_queries.members_without_record(
                connection, tuple(POLITICAL_STATUS.values())
            )
        ]
    return tuple(found)


def settle_differences(office: Office, differences: Sequence[Difference]) -> int:
    """Make both sides agree in one action.

    The register follows the party's record, and whom the register calls a member without a record gets one.

    Returns:
        How many people were touched.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_PARTY)
    with office.change("edit", f"核对党员和民情档案：{len(differences)} 人") as work:
        around = Surroundings(work.connection, office.today(), office.vault.village.division_code)
        for each in differences:
            if each.member_id:
                work.update("person", each.person_id, {"political_status": each.expected})
                continue
            row: Row = {"person_id": each.person_id}
            _complete(around, row)
            work.insert(MEMBER, row)
    return len(differences)


def find_members(office: Office, wanted: str) -> tuple[tuple[str, str, str], ...]:
    """Members whom a typed text means, best first: id, name, and what tells namesakes apart.

    Args:
        office: The open office.
        wanted: Name, pinyin, initials or the end of an identity number, as in the register's own search;
            empty text finds nobody.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.services.search import find_people

    office.require(Right.READ_PARTY)
    with office.store.reading() as connection:
        records = {row.person_id: row for row in party_queries.list_members(connection)}
    hits = [hit for hit in find_people(office, wanted) if hit.id in records]
    return tuple(
        (
            records[hit.id].id,
            hit.name,
            "　".join(part for part in (status_words(records[hit.id]), hit.villager_group, hit.age) if part),
        )
        for hit in hits
    )


# -- checks ----------------------------------------------------------------------------------


def _complete(around: Surroundings, row: Row) -> None:
    """The only branch; what somebody is, where the days or the register say it."""
    fill_branch(around, row)
    person_id = text(row, "person_id")
    if text(row, "status") or text(row, "stage") or not person_id:
        return
    if text(row, "confirmed_on"):
        row["status"] = MemberStatus.FULL.value
        return
    said = around.connection.execute(
        "SELECT political_status FROM person WHERE id = ?", (person_id,)
    ).fetchone()
    by_register = {code: standing for standing, code in POLITICAL_STATUS.items()}
    standing = by_register.get(str(said[0])) if said else None
    if standing is Standing.FULL:
        row["status"] = MemberStatus.FULL.value
    elif standing is Standing.PROBATIONARY or text(row, "joined_on"):
        row["status"], row["stage"] = MemberStatus.PROBATIONARY.value, Stage.PROBATIONARY.value
    elif text(row, "candidate_on"):
        row["stage"] = Stage.CANDIDATE.value
    elif text(row, "activist_on"):
        row["stage"] = Stage.ACTIVIST.value
    elif text(row, "applied_on"):
        row["stage"] = Stage.APPLICANT.value


_DAYS = ("applied_on", "activist_on", "candidate_on", "joined_on", "confirmed_on")


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """What does not fit a member's record.

    PTY-002 neither status nor stage, PTY-005 the person has a record already, PTY-006 the group is another
    branch's, PTY-007 the dues agreed on lie outside the rules; FIN-055, FIN-065 days out of order or to come.
    """
    problems = check_order(MEMBER, row, *_DAYS) + check_not_future(around, MEMBER, row, *_DAYS, "left_on")
    if not text(row, "status") and not text(row, "stage"):
        problems.append(problem("PTY-002", MEMBER, "status"))
    others = party_queries.list_members(around.connection, person_id=text(row, "person_id"))
    if any(other.id != record_id and not other.left_on for other in others) and not text(row, "left_on"):
        problems.append(problem("PTY-005", MEMBER, "person_id", {"name": others[0].name}))
    group = queries.find_record(around.connection, "party_group", text(row, "group_id"))
    if group is not None and group["branch_id"] != row.get("branch_id"):
        problems.append(problem("PTY-006", MEMBER, "group_id", {"name": text(group, "name")}))
    agreed = whole(row, "fee_cents")
    income = whole(row, "fee_income_cents")
    dues = monthly_dues(text(row, "fee_basis"), income, around.today, around.division_code)
    if agreed is not None and dues is not None and not dues.allows(agreed):
        values = {"least": show_money(dues.least_cents), "most": show_money(dues.most_cents)}
        problems.append(problem("PTY-007", MEMBER, "fee_cents", values, warning=True))
    return problems


def _keep_register_in_step(around: Surroundings, work: Work, record_id: str, _row: Row) -> None:
    """The register's political status follows the party's record in the same transaction."""
    rows = party_queries.list_members(work.connection, member_id=record_id)
    if not rows:
        return
    member = rows[0]
    standing = standing_on(facts_of(member), around.today)
    if _differs(member, standing):
        work.update("person", member.person_id, {"political_status": POLITICAL_STATUS.get(standing, CITIZEN)})


_POINTING = (
    (POST, "项职务"),
    ("party_development_step", "个步骤"),
    ("party_fee", "笔党费"),
    ("party_float", "次流动"),
    ("party_transfer", "封介绍信"),
    ("party_discipline", "项处分"),
    ("party_honour", "项表彰"),
    ("party_appraisal", "年评议"),
)


def _kept_by(connection: Connection, record_id: str) -> str:
    for table, words in _POINTING:
        count = len(party_queries.list_rows(connection, table, "pk", member_id=record_id))
        if count:
            return f"{count} {words}"
    return ""


def _check_post(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """PTY-030 a group's post without its group, PTY-031 the post is held, PTY-032 no full member."""
    problems = check_order(POST, row, "from_date", "to_date")
    post = text(row, "post")
    if post in GROUP_POSTS and not text(row, "group_id"):
        problems.append(problem("PTY-030", POST, "group_id"))
    if text(row, "to_date"):
        return problems
    others = _holders(around, row, record_id)
    if others:
        problems.append(problem("PTY-031", POST, "post", {"name": others[0].name}, warning=True))
    member = next(iter(party_queries.list_members(around.connection, member_id=text(row, "member_id"))), None)
    if member is not None and standing_on(facts_of(member), day(row, "from_date") or around.today) is not (
        Standing.FULL
    ):
        problems.append(problem("PTY-032", POST, "member_id", {"name": member.name}, warning=True))
    return problems


_SINGLE = ("10", "31")
"""Posts that one person holds at a time: secretary, head of a group."""


def _holders(around: Surroundings, row: Row, record_id: str) -> tuple[PostOnDay, ...]:
    post = text(row, "post")
    if post not in _SINGLE:
        return ()
    return tuple(
        each
        for each in posts_on(around.connection, around.today, text(row, "branch_id"))
        if each.post == post and each.id != record_id and each.group_id == text(row, "group_id")
    )


def _complete_post(around: Surroundings, row: Row) -> None:
    """Branch, group and first day as far as the member's record and the branch's last term say them."""
    member = queries.find_record(around.connection, MEMBER, text(row, "member_id"))
    if member is not None and not row.get("branch_id"):
        row["branch_id"] = member["branch_id"]
    fill_branch(around, row)
    if text(row, "post") in GROUP_POSTS and not row.get("group_id") and member is not None:
        row["group_id"] = member["group_id"]
    if text(row, "post") in COMMITTEE_POSTS and not row.get("from_date"):
        terms = queries.list_where(around.connection, "branch_term", "branch_id", text(row, "branch_id"))
        if terms:
            row["from_date"] = terms[0]["elected_on"] or terms[0]["from_date"]


MEMBER_RULES = LedgerRules(complete=_complete, check=_check, kept_by=_kept_by, after=_keep_register_in_step)
POST_RULES = LedgerRules(complete=_complete_post, check=_check_post)
