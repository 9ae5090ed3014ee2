"""Who fits which post, and who was recommended where with what result (匹配, 推荐)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from db.queries import jobs_market as queries
from db.queries.jobs_market import ReferralRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.job_match import Match, Offer, Wish, match
from desktop.domain.job_seeker import OPEN, SeekerState
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.jobs_market.posts import Post, get_post, list_posts
from desktop.services.jobs_market.seekers import Seeker, get_seeker, list_seekers
from desktop.services.office import Office

HIRED = "hired"
"""Code of job_referral_outcome."""

_WORK_STATES = {"1": "20", "2": "20", "3": "30", "4": "40", "5": "50"}
"""Code of job_place → code of job_state."""

__all__ = ["Fit", "ReferralRow"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A seeker and a post that fit, with the reasons; ``is_referred`` where it was recommended already."""

    seeker: Seeker
    post: Post
    match: Match
    is_referred: bool


def list_fits(office: Office, *, most: int = 20) -> tuple[Fit, ...]:
    """Who fits which post, the best fit first.

    Only who agreed to be recommended, and only posts that are checked, open and valid. Nothing but the wish
    decides: no age, no sex, no origin. Of each seeker at most so many of the best are told, so that nobody is
    crowded out by those who fit everywhere.

    Raises:
        ProblemError: SYS-403.
    """
    seekers = [each for each in list_seekers(office) if each.is_open and each.row.consented_on]
    posts = [each for each in list_posts(office) if each.is_offered]
    done = defaultdict(set)
    with office.store.reading() as connection:
        for referral in queries.list_referrals(connection):
            done[referral.seeker_id].add(referral.post_id)
    skills = {each.code: each.label for each in code_table("job_skill").entries}
    found = [
        Fit(seeker, post, match(_wish(seeker), _offer(post), skills), post.row.id in done[seeker.row.id])
        for seeker in seekers
        for post in posts
    ]
    fitting = [each for each in found if each.match.points > 0]
    fitting.sort(key=lambda each: (-each.match.points, each.seeker.row.worker.name, each.post.row.title))
    told: Counter[str] = Counter()
    best = []
    for each in fitting:
        told[each.seeker.row.id] += 1
        if told[each.seeker.row.id] <= most:
            best.append(each)
    return tuple(best)


def _wish(seeker: Seeker) -> Wish:
    row = seeker.row
    from_on = date.fromisoformat(row.from_on) if row.from_on else None
    return Wish(
        row.wanted_kind, row.wanted_job, row.wanted_place, row.wage_cents, from_on, frozenset(row.skills)
    )


def _offer(post: Post) -> Offer:
    row = post.row
    best = row.wage_to_cents if row.wage_to_cents is not None else row.wage_from_cents
    wage = best if row.wage_unit in ("", "month") else None
    return Offer(row.kind, row.title, row.demands, row.place_kind, wage, date.fromisoformat(row.valid_to))


def refer(office: Office, seeker_id: str, post_id: str) -> str:
    """Recommend somebody for a post.

    Returns:
        Id of the referral.

    Raises:
        ProblemError: JOB-001, JOB-007 the registration is closed, JOB-030 the person did not agree, JOB-010,
            JOB-031 the post is not open, JOB-032 recommended already; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    seeker, post = get_seeker(office, seeker_id), get_post(office, post_id)
    if not seeker.is_open:
        raise ProblemError(Problem("JOB-007"))
    if not seeker.row.consented_on:
        raise ProblemError(Problem("JOB-030", {"name": seeker.row.worker.name}))
    if not post.is_offered:
        raise ProblemError(Problem("JOB-031", {"state": post.state_label}))
    with office.change("edit", f"推荐岗位：{post.row.title}") as work:
        if queries.list_referrals(work.connection, seeker_id, post_id):
            raise ProblemError(Problem("JOB-032"))
        facts = {"seeker_id": seeker_id, "post_id": post_id, "referred_on": office.today().isoformat()}
        made = work.insert("job_referral", facts)
        work.update("job_seeker", seeker_id, {"state": SeekerState.REFERRED.value})
    return made


def work_state_at(place_kind: str) -> str:
    """Where who works at a post of a place works, a code of job_state; empty where the place is unknown."""
    return _WORK_STATES.get(place_kind, "")


def record_outcome(
    office: Office, referral_id: str, outcome: str, note: str = "", job_state: str = ""
) -> None:
    """Say what came of a recommendation; who was hired is in work, in the register too.

    Args:
        office: The open office.
        referral_id: The recommendation.
        outcome: A code of job_referral_outcome.
        note: For the office.
        job_state: Where who was hired works now, a code of job_state; empty leaves the register's.

    Raises:
        ProblemError: JOB-033 there is none, JOB-003 an unknown outcome or place; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    if job_state and job_state not in code_table("job_state"):
        raise ProblemError(Problem("JOB-003", {"value": job_state}, Place(field="job_state")))
    if outcome not in code_table("job_referral_outcome"):
        raise ProblemError(Problem("JOB-003", {"value": outcome}, Place(field="outcome")))
    with office.change("edit", "推荐结果") as work:
        found = [each for each in queries.list_referrals(work.connection) if each.id == referral_id]
        if not found:
            raise ProblemError(Problem("JOB-033"))
        referral, today = found[0], office.today().isoformat()
        work.update(
            "job_referral",
            referral_id,
            {"outcome": outcome, "outcome_on": today, "note": note.strip() or None},
        )
        seeker = queries.list_seekers(work.connection, referral.seeker_id)
        if outcome == HIRED and seeker and seeker[0].state in OPEN:
            facts = {"state": SeekerState.EMPLOYED.value, "closed_on": today}
            work.update("job_seeker", referral.seeker_id, facts)
            known: dict[str, Value] = {"job_intention": 0, "job_title": referral.title}
            work.update("person", referral.person_id, known | ({"job_state": job_state} if job_state else {}))


def list_referrals(office: Office, seeker_id: str = "", post_id: str = "") -> tuple[ReferralRow, ...]:
    """Recommendations, the newest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_JOBS)
    with office.store.reading() as connection:
        return queries.list_referrals(connection, seeker_id, post_id)
