"""What work there is: the village's own posts and those that the county sent (岗位)."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.queries import jobs_market as queries
from db.queries.jobs_market import PostRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.credit_code import plain_code
from desktop.domain.job_post import NewPost, PostStanding, check_new_post, find_forbidden_demands
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office

__all__ = ["NewPost", "Post", "PostRow"]

COUNTY = "county"
"""The source of a post that the county sent: the village checks and closes it, and changes nothing else."""

_USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a list shows it."""

    row: PostRow
    is_offered: bool
    days_left: int

    @property
    def is_county(self) -> bool:
        """Whether the county sent it."""
        return self.row.source == COUNTY

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        if self.row.closed_on:
            return "已招满"
        if self.row.is_listed_bad:
            return "单位在黑名单"
        if self.days_left < 0:
            return "已过期"
        return "可推荐" if self.row.checked_on else "待核实"


def wage_words(least: int | None, most: int | None, unit: str) -> str:
    """Pay in words: ``5000—6000元/月``; ``面议`` where none was said."""
    if least is None and most is None:
        return "计件" if unit == "piece" else "面议"
    ends = [f"{cents // 100}" for cents in (least, most) if cents is not None]
    label = code_table("wage_unit").label(unit) if unit else "元"
    return "—".join(dict.fromkeys(ends)) + label


def list_posts(office: Office) -> tuple[Post, ...]:
    """All posts, the newest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_JOBS)
    with office.store.reading() as connection:
        rows = queries.list_posts(connection)
    return tuple(_post(office, row) for row in rows)


def get_post(office: Office, post_id: str) -> Post:
    """One post.

    Raises:
        ProblemError: JOB-010 there is none; SYS-403.
    """
    office.require(Right.READ_JOBS)
    with office.store.reading() as connection:
        rows = queries.list_posts(connection, post_id) if post_id else ()
    if not rows:
        raise ProblemError(Problem("JOB-010"))
    return _post(office, rows[0])


def _post(office: Office, row: PostRow) -> Post:
    valid_to = date.fromisoformat(row.valid_to)
    standing = PostStanding(valid_to, _day(row.closed_on), _day(row.checked_on), row.is_listed_bad)
    today = office.today()
    return Post(row, standing.is_offered(today), (valid_to - today).days)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def suggest_valid_to(office: Office) -> str:
    """The day until which a new post usually stands, ISO."""
    return (office.today() + timedelta(_USUAL_DAYS)).isoformat()


def check_post(office: Office, new: NewPost) -> tuple[Problem, ...]:
    """What keeps a post from being taken today, see `desktop.domain.job_post.check_new_post`."""
    return check_new_post(new, office.today())


def add_post(office: Office, new: NewPost) -> str:
    """Enter a post of the village's own; it is recommended once somebody checked it.

    Raises:
        ProblemError: What `check_post` finds; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    if problems := check_post(office, new):
        raise ProblemError(problems)
    with office.change("edit", f"登记岗位：{new.title.strip()}") as work:
        return work.insert("job_post", _facts(new) | {"posted_on": office.today().isoformat()})


def edit_post(office: Office, post_id: str, new: NewPost) -> None:
    """Change a post of the village's own; what was checked has to be checked again.

    Raises:
        ProblemError: JOB-010 there is none, JOB-016 the county's, and what `check_post` finds; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    if problems := check_post(office, new):
        raise ProblemError(problems)
    if get_post(office, post_id).is_county:
        raise ProblemError(Problem("JOB-016"))
    with office.change("edit", f"修改岗位：{new.title.strip()}") as work:
        work.update("job_post", post_id, _facts(new) | {"checked_on": None, "checked_by": None})


def mark_checked(office: Office, post_id: str) -> None:
    """Say that employer and post are real: somebody called or went there.

    Raises:
        ProblemError: JOB-010 there is none, JOB-020 it asks for what the law forbids; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    row = get_post(office, post_id).row
    problems = [
        problem
        for field in ("title", "demands", "note")
        for problem in find_forbidden_demands(getattr(row, field), field)
    ]
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"核实岗位：{row.title}") as work:
        facts = {"checked_on": office.today().isoformat(), "checked_by": office.user.display_name}
        work.update("job_post", post_id, facts)


def list_bad(office: Office, post_id: str, *, is_bad: bool) -> int:
    """Put an employer on the bad list or take it off: all its posts follow.

    Returns:
        How many posts followed.

    Raises:
        ProblemError: JOB-010 there is none; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    row = get_post(office, post_id).row
    with office.change("edit", f"岗位黑名单：{row.employer}") as work:
        found = [
            each
            for each in queries.list_posts(work.connection)
            if each.employer == row.employer or (row.credit_code and each.credit_code == row.credit_code)
        ]
        for each in found:
            work.update("job_post", each.id, {"is_listed_bad": int(is_bad)})
    return len(found)


def close_post(office: Office, post_id: str) -> None:
    """Say that nobody more is wanted.

    Raises:
        ProblemError: JOB-010 there is none; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    row = get_post(office, post_id).row
    with office.change("edit", f"岗位招满：{row.title}") as work:
        work.update("job_post", post_id, {"closed_on": office.today().isoformat()})


def _facts(new: NewPost) -> dict[str, Value]:
    def flag(value: bool | None) -> int | None:
        return None if value is None else int(value)

    return {
        "employer": new.employer.strip(),
        "credit_code": plain_code(new.credit_code) or None,
        "place": new.place.strip() or None,
        "place_kind": new.place_kind or None,
        "title": new.title.strip(),
        "kind": new.kind or None,
        "wanted_count": new.wanted_count,
        "demands": new.demands.strip() or None,
        "wage_from_cents": new.wage_from_cents,
        "wage_to_cents": new.wage_to_cents,
        "wage_unit": new.wage_unit or None,
        "insured": flag(new.insured),
        "lodging": flag(new.lodging),
        "contact": new.contact.strip() or None,
        "phone": new.phone.strip() or None,
        "valid_to": new.valid_to,
        "note": new.note.strip() or None,
    }
