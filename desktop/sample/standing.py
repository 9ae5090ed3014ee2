"""Who serves or has served, who is in the party, who holds a disability card."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from desktop.sample.livelihood import livelihood
from desktop.sample.records import SamplePerson

_PARTY_MEMBERS = 60
_PROBATIONARY = 3
_FLOATING = 5
_DISABLED = 34
_VETERANS = 9
_SOLDIERS = 3
_DISABILITY_HEALTH = {str(kind): f"6{kind}" for kind in range(1, 8)}


def choose(rng: Random, wanted: int, options: Iterable[SamplePerson]) -> set[str]:
    """Keys of some of those who are alive and registered."""
    pool = [one.key for one in options if one.is_present]
    return set(rng.sample(pool, min(wanted, len(pool))))


def with_service(rng: Random, day: date, people: Sequence[SamplePerson]) -> list[SamplePerson]:
    """Soldiers in service and veterans."""
    serving = choose(
        rng,
        _SOLDIERS,
        (
            one
            for one in people
            if one.sex == "1"
            and 18 <= one.age_on(day) <= 24
            and one.marital_status == "10"
            and one.relation_to_head != "02"
        ),
    )
    veterans = choose(
        rng, _VETERANS, (one for one in people if one.sex == "1" and 32 <= one.age_on(day) <= 78)
    )
    result = []
    for person in people:
        written = person
        if person.key in serving:
            written = replace(
                person,
                military_service="serving",
                employment_status="37",
                job_state="75",
                residence_state="60",
                work_place="",
                employer="",
                job_title="",
                monthly_wage_yuan=None,
                current_place="部队",
                left_date=f"{day.year - 1}-09",
                medical_insured="elsewhere",
                medical_paid_year=None,
                medical_paid_yuan=None,
                remark=livelihood()["remarks"]["soldier"],
            )
        elif person.key in veterans:
            written = replace(person, military_service="veteran")
        result.append(written)
    return result


def with_party(rng: Random, day: date, people: Sequence[SamplePerson]) -> list[SamplePerson]:
    """Members of the branch, some of them away, and the youth league."""
    pool = [one for one in people if one.is_present and 26 <= one.age_on(day) <= 88 and not one.married_out]
    weights = [(3 if one.sex == "1" else 1) * (2 if one.age_on(day) > 45 else 1) for one in pool]
    members: dict[str, str] = {}
    wanted = min(_PARTY_MEMBERS, len(pool) // 4)
    while len(members) < wanted:
        person = rng.choices(pool, weights)[0]
        members.setdefault(person.key, "full")
    young = [one.key for one in pool if one.key in members and one.age_on(day) < 60]
    for key in young[:_PROBATIONARY]:
        members[key] = "probationary"
    away = [one.key for one in pool if one.key in members and one.residence_state == "20"]
    floating = set(away[:_FLOATING])
    league = {one.key for one in people if one.education in ("60", "40") and rng.random() < 0.4}
    political = {"full": "01", "probationary": "02"}
    return [
        replace(
            one,
            party_stage=members[one.key],
            political_status=political[members[one.key]],
            party_floating=one.key in floating,
        )
        if one.key in members
        else replace(one, political_status="03")
        if one.key in league
        else one
        for one in people
    ]


def with_disabilities(rng: Random, day: date, people: Sequence[SamplePerson]) -> list[SamplePerson]:
    """Disability cards, and the health of the old."""
    chosen = choose(
        rng,
        _DISABLED,
        (
            one
            for one in people
            if one.citizen_id
            and one.age_on(day) >= 7
            and one.military_service == "none"
            and not one.party_stage
        ),
    )
    result = []
    for person in people:
        written = person
        if person.key in chosen:
            kind = rng.choices("1234567", (12, 14, 4, 45, 10, 8, 7))[0]
            grade = rng.choices("1234", (15, 30, 30, 25))[0]
            severe = grade in "12"
            written = replace(
                person,
                disability_category=kind,
                disability_grade=grade,
                disability_no=person.citizen_id + kind + grade,
                health_status=_DISABILITY_HEALTH[kind],
                job_state="90" if severe and person.job_state != "70" else person.job_state,
                residence_state="10" if severe else person.residence_state,
                work_place="" if severe else person.work_place,
                current_place="" if severe else person.current_place,
                left_date="" if severe else person.left_date,
                monthly_wage_yuan=None if severe else person.monthly_wage_yuan,
            )
        elif person.age_on(day) >= 65 and person.is_present:
            written = replace(
                person,
                health_status=rng.choices(("10", "20", "31", "37", "33"), (60, 18, 12, 7, 3))[0],
            )
        result.append(written)
    return result
