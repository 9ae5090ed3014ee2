"""Who looks for work: registered, renewed, closed, with the register kept in step (求职登记)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import jobs_market as queries
from db.queries.jobs_market import SeekerRow, WorkerRow
from db.queries.meetings import list_villager_groups
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.age import certain_age, show_age
from desktop.domain.code_table import code_table
from desktop.domain.job_seeker import OPEN, LabourAges, SeekerState, Validity, in_labour_force, validity
from desktop.domain.list_text import list_text
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.jobs_market.terms import labour_ages, rule_value
from desktop.services.office import Office

_LOOKING, _AT_WORK = 1, 0
_NOT_ASKED = ("70", "75", "90")
"""Codes of job_state: at school, in military service, not able to work."""

__all__ = ["NewSeeker", "Seeker", "SeekerRow", "WorkerRow"]


@dataclass(frozen=True, slots=True)
class NewSeeker:
    """What is asked of somebody who looks for work; days ISO, wages fen a month, ``skills`` of job_skill.

    ``consented_on`` is the day on which the person agreed to be recommended; empty where not.
    """

    person_id: str
    wanted_kind: str = ""
    wanted_job: str = ""
    wanted_place: str = ""
    wage_cents: int | None = None
    from_on: str = ""
    skills: tuple[str, ...] = ()
    certificates: str = ""
    training: str = ""
    limits: str = ""
    consented_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seeker:
    """A registration as a list shows it: ``age`` in words, labels of the codes, until when it counts."""

    row: SeekerRow
    age: str
    validity: Validity

    @property
    def is_open(self) -> bool:
        """Whether the person still looks for work and the registration still counts."""
        return self.row.state in OPEN and not self.validity.is_over

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        if self.row.state in OPEN and self.validity.is_over:
            return "已过期"
        return code_table("job_seeker_state").label(self.row.state)

    @property
    def wish(self) -> str:
        """What is looked for, in words."""
        kind = code_table("job_kind").label(self.row.wanted_kind) if self.row.wanted_kind else ""
        place = code_table("job_place").label(self.row.wanted_place) if self.row.wanted_place else ""
        wage = f"{self.row.wage_cents // 100}元/月以上" if self.row.wage_cents else ""
        return "　".join(part for part in (kind, self.row.wanted_job, place, wage) if part)


def list_seekers(office: Office) -> tuple[Seeker, ...]:
    """All registrations, the newest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_JOBS)
    with office.store.reading() as connection:
        rows = queries.list_seekers(connection)
    return tuple(show_seeker(office, row) for row in rows)


def get_seeker(office: Office, seeker_id: str) -> Seeker:
    """One registration.

    Raises:
        ProblemError: JOB-001 there is none; SYS-403.
    """
    office.require(Right.READ_JOBS)
    with office.store.reading() as connection:
        rows = queries.list_seekers(connection, seeker_id) if seeker_id else ()
    if not rows:
        raise ProblemError(Problem("JOB-001"))
    return show_seeker(office, rows[0])


def show_seeker(office: Office, row: SeekerRow) -> Seeker:
    """A registration as it stands today."""
    registered = date.fromisoformat(row.registered_on)
    renewed = date.fromisoformat(row.renewed_on) if row.renewed_on else None
    told = validity(registered, renewed, rule_value(office, "valid_days"), office.today())
    return Seeker(row, show_age(row.worker.birth_date, office.today()), told)


def list_workers(office: Office, group: str = "") -> tuple[WorkerRow, ...]:
    """Who of a villager group may be asked whether they look for work: the labour force, by name.

    Who is registered already is left out, so are pupils, soldiers and who can't work.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_JOBS)
    ages = labour_ages(office)
    with office.store.reading() as connection:
        rows = queries.list_workers(connection, group)
        registered = {row.worker.id for row in queries.list_seekers(connection) if row.state in OPEN}
    return tuple(row for row in rows if row.id not in registered and may_work(office, row, ages))


def may_work(office: Office, row: WorkerRow, ages: LabourAges) -> bool:
    """Whether somebody belongs to the labour force and is no pupil, no soldier and able to work."""
    age = certain_age(row.birth_date, office.today())
    return age is not None and row.job_state not in _NOT_ASKED and in_labour_force(age, row.sex, ages)


def list_groups(office: Office) -> tuple[str, ...]:
    """Villager groups of the register, in the order of their numbers.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_JOBS)
    with office.store.reading() as connection:
        return list_villager_groups(connection)


def check_seeker(new: NewSeeker) -> tuple[Problem, ...]:
    """What keeps a registration from being taken: JOB-002 to JOB-005."""
    problems = []
    if not (new.wanted_kind or new.wanted_job.strip()):
        problems.append(Problem("JOB-002", place=Place(field="wanted_kind")))
    for field, table in (("wanted_kind", "job_kind"), ("wanted_place", "job_place")):
        code = getattr(new, field)
        if code and code not in code_table(table):
            problems.append(Problem("JOB-003", {"value": code}, Place(field=field)))
    problems += [
        Problem("JOB-003", {"value": code}, Place(field="skills"))
        for code in new.skills
        if code not in code_table("job_skill")
    ]
    for field in ("from_on", "consented_on"):
        if (text := getattr(new, field)) and not is_day(text):
            problems.append(Problem("JOB-004", {"value": text}, Place(field=field)))
    if new.wage_cents is not None and not 0 < new.wage_cents < 10_000_000:
        problems.append(Problem("JOB-005", place=Place(field="wage_cents")))
    return tuple(problems)


def prepare_seeker(office: Office, person_id: str) -> Seeker | NewSeeker:
    """What a form about somebody begins with.

    Returns:
        The registration that is not closed yet, to be changed; else a new one with what is known filled in:
        from the person's last registration, or from the register. Who agreed once is asked again.

    Raises:
        ProblemError: JOB-001 no such person; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    with office.store.reading() as connection:
        person = queries.find_worker(connection, person_id)
        rows = queries.list_seekers_of(connection, person_id)
    if person is None:
        raise ProblemError(Problem("JOB-001"))
    if not rows:
        return NewSeeker(person_id, wanted_job=person.wanted_job, training=person.training_wish)
    last = rows[0]
    if last.state in OPEN:
        return show_seeker(office, last)
    return NewSeeker(
        person_id,
        last.wanted_kind,
        last.wanted_job,
        last.wanted_place,
        last.wage_cents,
        skills=last.skills,
        certificates=last.certificates,
        training=last.training or person.training_wish,
        limits=last.limits,
    )


def register_seeker(office: Office, new: NewSeeker) -> str:
    """Register somebody; the register's own intention and wanted job follow in the same transaction.

    Returns:
        Id of the registration.

    Raises:
        ProblemError: JOB-001 no such person, JOB-002 to JOB-005, JOB-006 registered already; SYS-403.
    """
    return register_seekers(office, (new,))[0]


def register_seekers(office: Office, wanted: Sequence[NewSeeker]) -> tuple[str, ...]:
    """Register several people in one action: all of them or none.

    Raises:
        ProblemError: As `register_seeker`; the place names the line, counted from 1.
    """
    office.require(Right.EDIT_JOBS)
    problems = []
    for number, new in enumerate(wanted, start=1):
        problems += [
            Problem(each.code, each.values, (each.place or Place())._replace(row=number))
            for each in check_seeker(new)
        ]
    if problems:
        raise ProblemError(problems)
    made = []
    with office.change("edit", "求职登记") as work:
        for new in wanted:
            person = queries.find_worker(work.connection, new.person_id)
            if person is None:
                raise ProblemError(Problem("JOB-001"))
            if queries.open_seekers_of(work.connection, new.person_id):
                raise ProblemError(Problem("JOB-006", {"name": person.name}))
            facts = _facts(new) | {
                "person_id": new.person_id,
                "registered_on": office.today().isoformat(),
                "state": SeekerState.REGISTERED.value,
            }
            made.append(work.insert("job_seeker", facts))
            _keep_in_step(work, new)
    return tuple(made)


def edit_seeker(office: Office, seeker_id: str, new: NewSeeker) -> None:
    """Change what was asked; the person stays.

    Raises:
        ProblemError: JOB-001 to JOB-005, JOB-007 it is closed; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    if problems := check_seeker(new):
        raise ProblemError(problems)
    _require_open(office, seeker_id)
    with office.change("edit", "修改求职登记") as work:
        work.update("job_seeker", seeker_id, _facts(new))
        _keep_in_step(work, new)


def renew_seeker(office: Office, seeker_id: str) -> None:
    """Count a registration from today on: the person was asked and still looks for work.

    Raises:
        ProblemError: JOB-001 there is none, JOB-007 it is closed; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    _require_open(office, seeker_id)
    with office.change("edit", "续求职登记") as work:
        work.update("job_seeker", seeker_id, {"renewed_on": office.today().isoformat()})


def close_seeker(
    office: Office, seeker_id: str, state: SeekerState, job_state: str = "", job: str = ""
) -> None:
    """Close a registration: the person found work, or looks no longer.

    Args:
        office: The open office.
        seeker_id: The registration.
        state: `SeekerState.EMPLOYED` or `SeekerState.CANCELLED`.
        job_state: Where the person works now, a code of job_state; goes into the register.
        job: What as; goes into the register.

    Raises:
        ProblemError: JOB-001 there is none, JOB-003 an unknown code, JOB-007 it is closed; SYS-403.
    """
    office.require(Right.EDIT_JOBS)
    if job_state and job_state not in code_table("job_state"):
        raise ProblemError(Problem("JOB-003", {"value": job_state}, Place(field="job_state")))
    seeker = _require_open(office, seeker_id)
    with office.change("edit", "结束求职登记") as work:
        work.update("job_seeker", seeker_id, {"state": state.value, "closed_on": office.today().isoformat()})
        facts: dict[str, Value] = {"job_intention": _AT_WORK}
        if state is SeekerState.EMPLOYED and job_state:
            facts["job_state"] = job_state
        if state is SeekerState.EMPLOYED and job:
            facts["job_title"] = job
        work.update("person", seeker.row.worker.id, facts)


def _require_open(office: Office, seeker_id: str) -> Seeker:
    seeker = get_seeker(office, seeker_id)
    if seeker.row.state not in OPEN:
        raise ProblemError(Problem("JOB-007"))
    return seeker


def _facts(new: NewSeeker) -> dict[str, Value]:
    return {
        "wanted_kind": new.wanted_kind or None,
        "wanted_job": new.wanted_job.strip() or None,
        "wanted_place": new.wanted_place or None,
        "wage_cents": new.wage_cents,
        "from_on": new.from_on or None,
        "skills": list_text(new.skills),
        "certificates": new.certificates.strip() or None,
        "training": new.training.strip() or None,
        "limits": new.limits.strip() or None,
        "consented_on": new.consented_on or None,
        "note": new.note.strip() or None,
    }


def _keep_in_step(work: Work, new: NewSeeker) -> None:
    """The register asks the same things: nobody types them twice."""
    kind = code_table("job_kind").label(new.wanted_kind) if new.wanted_kind else ""
    facts: dict[str, Value] = {"job_intention": _LOOKING, "wanted_job": new.wanted_job.strip() or kind}
    # several at once are not asked for it, which is no reason to forget what one of them said before
    if new.training.strip():
        facts["training_wish"] = new.training.strip()
    work.update("person", new.person_id, facts)
