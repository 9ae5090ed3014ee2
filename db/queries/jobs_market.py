"""Reads job seekers with what the register knows of them, posts, and referrals."""

import json
from dataclasses import dataclass

from db.connection import Connection

_GROUP = (
    "(SELECT h.villager_group FROM membership m JOIN household h ON h.id = m.household_id "
    "WHERE m.person_id = p.id AND m.to_date IS NULL AND h.villager_group IS NOT NULL LIMIT 1)"
)
_PERSON = (
    "p.id, p.name, coalesce(p.sex, ''), coalesce(p.birth_date, ''), coalesce(p.education, ''), "
    f"coalesce(p.mobile, ''), coalesce(p.job_state, ''), coalesce(p.job_title, ''), coalesce({_GROUP}, ''), "
    "coalesce(p.wanted_job, ''), coalesce(p.training_wish, '')"
)


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """What the register knows of somebody who may work; texts empty for none."""

    id: str
    name: str
    sex: str
    birth_date: str
    education: str
    mobile: str
    job_state: str
    job_title: str
    villager_group: str
    wanted_job: str
    training_wish: str


@dataclass(frozen=True, slots=True)
class SeekerRow:
    """One registration; texts empty for none, wages in fen a month, ``referrals`` how often recommended."""

    id: str
    wanted_kind: str
    wanted_job: str
    wanted_place: str
    wage_cents: int | None
    from_on: str
    skills: tuple[str, ...]
    certificates: str
    training: str
    limits: str
    consented_on: str
    registered_on: str
    renewed_on: str
    state: str
    closed_on: str
    note: str
    referrals: int
    worker: WorkerRow


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post; texts empty for none, wages in fen of its unit, yes-or-no None where nothing was said."""

    id: str
    employer: str
    credit_code: str
    place: str
    place_kind: str
    title: str
    kind: str
    wanted_count: int | None
    demands: str
    wage_from_cents: int | None
    wage_to_cents: int | None
    wage_unit: str
    insured: bool | None
    lodging: bool | None
    contact: str
    phone: str
    posted_on: str
    valid_to: str
    checked_on: str
    checked_by: str
    is_listed_bad: bool
    closed_on: str
    source: str
    note: str
    referrals: int


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One recommendation with the names of both sides."""

    id: str
    seeker_id: str
    post_id: str
    referred_on: str
    outcome: str
    outcome_on: str
    note: str
    person_id: str
    name: str
    employer: str
    title: str
    place_kind: str


_SEEKERS = (
    "SELECT s.id, coalesce(s.wanted_kind, ''), coalesce(s.wanted_job, ''), "  # noqa: S608 - own text
    "coalesce(s.wanted_place, ''), "
    "s.wage_cents, coalesce(s.from_on, ''), coalesce(s.skills, '[]'), coalesce(s.certificates, ''), "
    "coalesce(s.training, ''), coalesce(s.limits, ''), coalesce(s.consented_on, ''), "
    "s.registered_on, coalesce(s.renewed_on, ''), s.state, "
    "coalesce(s.closed_on, ''), coalesce(s.note, ''), "
    "(SELECT count(*) FROM job_referral r WHERE r.seeker_id = s.id), "
    f"{_PERSON} FROM job_seeker s JOIN person p ON p.id = s.person_id "
)
_POSTS = (
    "SELECT id, employer, coalesce(credit_code, ''), coalesce(place, ''), coalesce(place_kind, ''), title, "
    "coalesce(kind, ''), wanted_count, coalesce(demands, ''), wage_from_cents, wage_to_cents, "
    "coalesce(wage_unit, ''), insured, lodging, coalesce(contact, ''), coalesce(phone, ''), posted_on, "
    "valid_to, coalesce(checked_on, ''), coalesce(checked_by, ''), is_listed_bad, coalesce(closed_on, ''), "
    "coalesce(source, ''), coalesce(note, ''), "
    "(SELECT count(*) FROM job_referral r WHERE r.post_id = job_post.id) FROM job_post "
)
_SEEKER_COLUMNS = 17


def list_seekers(connection: Connection, seeker_id: str = "") -> tuple[SeekerRow, ...]:
    """Registrations of the living, the newest first, or one of them."""
    return _read_seekers(connection, "p.death_date IS NULL AND (? = '' OR s.id = ?)", (seeker_id, seeker_id))


def list_seekers_of(connection: Connection, person_id: str) -> tuple[SeekerRow, ...]:
    """A person's registrations, the newest first."""
    return _read_seekers(connection, "s.person_id = ?", (person_id,))


def _read_seekers(connection: Connection, which: str, values: tuple[str, ...]) -> tuple[SeekerRow, ...]:
    rows = connection.execute(
        f"{_SEEKERS} WHERE {which} ORDER BY max(s.registered_on, coalesce(s.renewed_on, '')) DESC, s.pk DESC",
        values,
    )
    found = []
    for row in rows:
        facts, worker = list(row[:_SEEKER_COLUMNS]), WorkerRow(*row[_SEEKER_COLUMNS:])
        facts[6] = tuple(json.loads(facts[6]))
        found.append(SeekerRow(*(*facts, worker)))
    return tuple(found)


def list_workers(connection: Connection, group: str = "") -> tuple[WorkerRow, ...]:
    """The living of the register, of one villager group or of all, by name."""
    rows = connection.execute(
        f"SELECT {_PERSON} FROM person p WHERE p.death_date IS NULL "  # noqa: S608 - own text
        "AND coalesce(p.residence_state, '') NOT IN ('70', '80') "
        f"AND (? = '' OR {_GROUP} = ?) ORDER BY p.name, p.id",
        (group, group),
    )
    return tuple(WorkerRow(*row) for row in rows)


def list_members(connection: Connection, household_id: str) -> tuple[WorkerRow, ...]:
    """The living members of a household today, the eldest first."""
    rows = connection.execute(
        f"SELECT {_PERSON} FROM person p JOIN membership hm ON hm.person_id = p.id "  # noqa: S608 - own text
        "WHERE hm.household_id = ? AND hm.to_date IS NULL AND p.death_date IS NULL "
        "ORDER BY coalesce(p.birth_date, '9'), p.name, p.id",
        (household_id,),
    )
    return tuple(WorkerRow(*row) for row in rows)


def find_worker(connection: Connection, person_id: str) -> WorkerRow | None:
    """One person, or None."""
    row = connection.execute(
        f"SELECT {_PERSON} FROM person p WHERE p.id = ?",  # noqa: S608 - own text
        (person_id,),
    ).fetchone()
    return WorkerRow(*row) if row else None


def open_seekers_of(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Ids of a person's registrations that are not closed."""
    rows = connection.execute(
        "SELECT id FROM job_seeker WHERE person_id = ? AND state IN ('registered', 'referred')", (person_id,)
    )
    return tuple(found for (found,) in rows)


def list_posts(connection: Connection, post_id: str = "") -> tuple[PostRow, ...]:
    """Posts, the newest first, or one of them."""
    rows = connection.execute(
        _POSTS + "WHERE ? = '' OR id = ? ORDER BY posted_on DESC, pk DESC", (post_id, post_id)
    )
    found = []
    for row in rows:
        facts = list(row)
        for place in (12, 13):
            facts[place] = None if facts[place] is None else bool(facts[place])
        facts[20] = bool(facts[20])
        found.append(PostRow(*facts))
    return tuple(found)


def list_referrals(connection: Connection, seeker_id: str = "", post_id: str = "") -> tuple[ReferralRow, ...]:
    """Recommendations of somebody, for a post, or all; the newest first."""
    rows = connection.execute(
        "SELECT r.id, r.seeker_id, r.post_id, r.referred_on, coalesce(r.outcome, ''), "
        "coalesce(r.outcome_on, ''), coalesce(r.note, ''), p.id, p.name, o.employer, o.title, "
        "coalesce(o.place_kind, '') "
        "FROM job_referral r JOIN job_seeker s ON s.id = r.seeker_id JOIN person p ON p.id = s.person_id "
        "JOIN job_post o ON o.id = r.post_id WHERE (? = '' OR r.seeker_id = ?) AND (? = '' OR r.post_id = ?) "
        "ORDER BY r.referred_on DESC, r.pk DESC",
        (seeker_id, seeker_id, post_id, post_id),
    )
    return tuple(ReferralRow(*row) for row in rows)
