"""What is known of work and jobs about one household: for its card in the register."""

from dataclasses import dataclass

from db.queries import jobs_market as queries
from db.queries.jobs_market import ReferralRow, WorkerRow
from desktop.domain.accounts import Right
from desktop.domain.age import show_age
from desktop.domain.job_seeker import OPEN
from desktop.services.jobs_market.seekers import Seeker, may_work, show_seeker
from desktop.services.jobs_market.terms import labour_ages
from desktop.services.office import Office

_WORKING = ("10", "20", "30", "40", "50", "55", "60", "65")
"""Codes of job_state of who works, at whatever age."""


@dataclass(frozen=True, slots=True)
class MemberAtWork:
    """A member of a household: what the register says of his work, his registrations and recommendations.

    The newest stand first; ``age`` is in words.
    """

    worker: WorkerRow
    age: str
    seekers: tuple[Seeker, ...]
    referrals: tuple[ReferralRow, ...]

    @property
    def looks_for_work(self) -> Seeker | None:
        """The registration that is not closed; it may have run out."""
        return next((each for each in self.seekers if each.row.state in OPEN), None)


def household_work(office: Office, household_id: str) -> tuple[MemberAtWork, ...]:
    """Members who may work, do work or were ever registered, the eldest first; of unknown age too.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_JOBS)
    ages = labour_ages(office)
    found = []
    with office.store.reading() as connection:
        for worker in queries.list_members(connection, household_id):
            rows = queries.list_seekers_of(connection, worker.id)
            is_of_age = not worker.birth_date or may_work(office, worker, ages)
            if not (rows or is_of_age or worker.job_state in _WORKING):
                continue
            referrals = [each for row in rows for each in queries.list_referrals(connection, row.id)]
            found.append(
                MemberAtWork(
                    worker,
                    show_age(worker.birth_date, office.today()),
                    tuple(show_seeker(office, row) for row in rows),
                    tuple(referrals),
                )
            )
    return tuple(found)
