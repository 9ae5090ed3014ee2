"""What people live on: school, work, insurance and pension."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

import resources
from desktop.sample.families import Villager
from desktop.sample.records import SamplePerson

MEDICAL_YEAR = 2026
MEDICAL_YUAN = 430
_PENSION_TIERS = (100, 300, 500, 1000, 2000)
_AWAY = ((30, 0.55), (45, 0.5), (55, 0.33), (60, 0.15), (200, 0.03))  # (until age, share)


@cache
def livelihood() -> Mapping[str, Any]:
    """Places, trades, land and remarks of ``resources/sample``."""
    with resources.path("sample", "livelihood.toml").open("rb") as stream:
        return tomllib.load(stream)


class Livelihood:
    """Gives people school or work, and the insurance that goes with it."""

    def __init__(self, rng: Random, day: date) -> None:
        self._rng = rng
        self._day = day

    def complete(self, record: SamplePerson, villager: Villager) -> SamplePerson:
        """The record with work and insurance on the register's day."""
        age = villager.age_on(self._day)
        return self._with_insurance(self._with_work(record, villager, age), age)

    def _with_work(self, record: SamplePerson, villager: Villager, age: int) -> SamplePerson:
        study = livelihood()["study"]
        if age < 6:
            return record
        if age < 18:
            school = study["primary"] if age < 12 else study["junior"]
            place = school if age < 15 else self._rng.choice(study["senior"])
            return replace(record, employment_status="31", job_state="70", employer=place, remark="")
        if age <= 22 and not villager.children and record.education in ("31", "21"):
            return replace(
                record,
                employment_status="31",
                job_state="70",
                employer=self._rng.choice(study["college"]),
                residence_state="20",
                current_place=self._rng.choice(livelihood()["work_places"][2]["places"]),
                remark=self._rng.choice(livelihood()["remarks"]["student"]),
            )
        if villager.married_out:
            place = self._rng.choice(livelihood()["homes"]["places"])
            return replace(
                record,
                employment_status="27",
                job_state="99",
                residence_state="20",
                current_place=place,
                remark="人在婆家，户口未迁出",
            )
        if age >= 75:
            return replace(record, employment_status="70", job_state="90" if age >= 80 else "95")
        share = next(row[1] for row in _AWAY if age <= row[0])
        if self._rng.random() < share:
            return self._away(record, age)
        return self._at_home(record, age)

    def _away(self, record: SamplePerson, age: int) -> SamplePerson:
        work = livelihood()["work_places"]
        spot = self._rng.choices(work[1:], (34, 32, 31, 3))[0]
        place = self._rng.choice(spot["places"])
        trade = self._rng.choice(livelihood()["trades"]["male" if record.sex == "1" else "female"])
        commutes = spot["job_state"] == "30" and self._rng.random() < 0.5
        left_year = self._rng.randint(
            min(max(2008, self._day.year - age + 18), self._day.year - 1), self._day.year - 1
        )
        return replace(
            record,
            employment_status="24",
            job_state=spot["job_state"],
            work_place=place,
            employer=self._rng.choice(livelihood()["trades"]["employers"]),
            job_title=trade,
            monthly_wage_yuan=self._rng.randrange(38, 105) * 100,
            residence_state="10" if commutes else "20",
            current_place="" if commutes else place,
            left_date=f"{left_year}-{self._rng.randint(2, 3):02d}",
        )

    def _at_home(self, record: SamplePerson, age: int) -> SamplePerson:
        state, status = self._rng.choices(
            (("10", "27"), ("20", "24"), ("60", "54"), ("65", "27"), ("85", "70"), ("80", "70")),
            (55, 22, 7, 2, 9 if record.sex == "2" else 0, 3),
        )[0]
        if age >= 60 and state in ("20", "80", "85"):
            state, status = "10", "27"
        if state != "20":
            return replace(record, job_state=state, employment_status=status)
        trade = self._rng.choice(livelihood()["trades"]["male" if record.sex == "1" else "female"])
        return replace(
            record,
            job_state=state,
            employment_status=status,
            work_place=self._rng.choice(livelihood()["work_places"][0]["places"]),
            employer=self._rng.choice(livelihood()["trades"]["employers"]),
            job_title=trade,
            monthly_wage_yuan=self._rng.randrange(28, 62) * 100,
        )

    def _with_insurance(self, record: SamplePerson, age: int) -> SamplePerson:
        chance = self._rng.random()
        working = record.job_state in ("30", "40", "50") and record.employer not in ("", "个体")
        insured = "employee" if working and chance < 0.28 else "none" if chance > 0.98 else "resident"
        paid = insured == "resident" and self._rng.random() < 0.96
        pension, tier, receiving = "none", None, False
        if age >= 60:
            pension, receiving = "resident", True
        elif age >= 18 and record.employment_status != "31":
            if insured == "employee":
                pension = "employee"
            elif self._rng.random() < 0.82:
                pension, tier = "resident", self._rng.choices(_PENSION_TIERS, (30, 25, 25, 15, 5))[0]
        return replace(
            record,
            medical_insured=insured,
            medical_paid_year=MEDICAL_YEAR if paid else None,
            medical_paid_yuan=MEDICAL_YUAN if paid else None,
            pension_insured=pension,
            pension_tier_yuan=tier,
            pension_receiving=receiving if age >= 16 else None,
        )
