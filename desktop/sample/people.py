"""Turns the grown population into register records: numbers, names, schooling, work, insurance, tags."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import resources
from desktop.domain.citizen_id import make_citizen_id, to_15
from desktop.sample.families import Home, Villager, relation_to_head
from desktop.sample.names import name_list
from desktop.sample.records import SamplePerson

MEDICAL_YEAR = 2026
MEDICAL_YUAN = 430
_PENSION_TIERS = (100, 300, 500, 1000, 2000)
_PARTY_MEMBERS = 60
_PROBATIONARY = 3
_FLOATING = 5
_DISABLED = 34
_VETERANS = 9
_SOLDIERS = 3
_DEAD_STILL_LISTED = 8
_MOVED_STILL_LISTED = 8
_OLD_NUMBERS = 24
_REPRESENTATIVES = 35
_WITHOUT_NUMBER = 5
_EMPTY_REGISTRATIONS = 5
# (until year of birth, (code of table education, weight) ...)
_SCHOOLING: tuple[tuple[int, tuple[tuple[str, int], ...]], ...] = (
    (1944, (("X1", 45), ("83", 12), ("81", 36), ("71", 7))),
    (1959, (("X1", 14), ("83", 10), ("81", 42), ("71", 28), ("61", 6))),
    (1979, (("81", 20), ("71", 58), ("61", 12), ("41", 6), ("31", 4))),
    (2002, (("71", 36), ("61", 14), ("44", 12), ("31", 20), ("21", 16), ("14", 2))),
    (2100, (("71", 10), ("44", 30), ("31", 40), ("21", 20))),
)
_AWAY = ((30, 0.55), (45, 0.5), (55, 0.33), (60, 0.15), (200, 0.03))  # (until age, share)
_DISABILITY_HEALTH = {str(kind): f"6{kind}" for kind in range(1, 8)}


@cache
def livelihood() -> Mapping[str, Any]:
    """Places, trades, land and remarks of ``resources/sample``."""
    with resources.path("sample", "livelihood.toml").open("rb") as stream:
        return tomllib.load(stream)


class Registrar:
    """Writes the record of every villager; one use per village."""

    def __init__(self, rng: Random, region: str, day: date, homes: Sequence[Home]) -> None:
        self._rng = rng
        self._region = region
        self._day = day
        self._homes = homes
        self._villagers = [member for home in homes for member in home.members]
        self._keys = {one: f"P{number:04d}" for number, one in enumerate(self._villagers, 1)}
        self._serials: dict[tuple[date, str], int] = {}
        self._numbers: set[str] = set()
        self._typed: dict[Villager, str] = {}
        self._ethnicities: dict[Villager, str] = {}
        babies = [one for one in self._villagers if one.age_on(day) == 0]
        babies.sort(key=lambda one: (one.birth, one.number), reverse=True)
        self._without_number = set(babies[:_WITHOUT_NUMBER])  # the police station has yet to give one

    def register(self, household_keys: Mapping[int, str]) -> list[SamplePerson]:
        """All records, household by household, in the order of the booklet.

        Args:
            household_keys: Key of the home at each place of the homes handed in.
        """
        self._give_rare_names()
        people: list[SamplePerson] = []
        for place, home in enumerate(self._homes):
            for villager in home.members:
                people.append(self._record(villager, home, household_keys[place]))
        people = self._with_stale_entries(people)
        people = self._with_empty_registrations(people)
        people = self._with_service(people)
        people = self._with_party(people)
        people = self._with_disabilities(people)
        people = self._with_old_numbers(people)
        return self._with_tags(people)

    def _give_rare_names(self) -> None:
        names = name_list()
        taken: set[Villager] = set()

        def pick(options: Iterable[Villager]) -> Villager | None:
            free = [one for one in options if one not in taken]
            if not free:
                return None
            chosen = self._rng.choice(free)
            taken.add(chosen)
            return chosen

        for rare in names.rare:
            bearer = pick(
                one
                for one in self._villagers
                if one.surname == rare.name[0]
                and one.sex == rare.sex
                and rare.until - 40 <= one.birth.year <= rare.until
            )
            if bearer is not None:
                bearer.given = rare.name[1:]
                self._typed[bearer] = rare.typed
        for foreign in names.minority:
            bearer = pick(
                one
                for one in self._villagers
                if one.married_in and one.sex == foreign.sex and one.birth.year > 1962
            )
            if bearer is not None:
                bearer.surname, bearer.given = foreign.name[0], foreign.name[1:]
                self._ethnicities[bearer] = foreign.ethnicity
        for sex, homonyms in names.homonyms.items():
            for name in homonyms:
                for _ in range(names.homonym_times):
                    bearer = pick(
                        one
                        for one in self._villagers
                        if one.surname == name[0] and one.sex == sex and 1948 <= one.birth.year <= 1990
                    )
                    if bearer is not None:
                        bearer.given = name[1:]

    def _key(self, villager: Villager | None) -> str:
        return self._keys.get(villager, "") if villager is not None else ""

    def _citizen_id(self, villager: Villager) -> str:
        if villager in self._without_number:
            return ""
        slot = (villager.birth, villager.sex)
        if slot not in self._serials:
            self._serials[slot] = self._rng.randrange(10, 480) * 2 + (villager.sex == "1")
        else:
            self._serials[slot] += 2
        return make_citizen_id(self._region, villager.birth, self._serials[slot])

    def _new_mobile(self) -> str:
        while True:
            number = f"100{self._rng.randrange(10**8):08d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def _record(self, villager: Villager, home: Home, household: str) -> SamplePerson:
        age = villager.age_on(self._day)
        citizen_id = self._citizen_id(villager)
        spouse = villager.spouse if villager.spouse is not None and villager.spouse.listed else None
        record = SamplePerson(
            key=self._keys[villager],
            household=household,
            relation_to_head=relation_to_head(home.head, villager),
            name=villager.name,
            typed_name=self._typed.get(villager, ""),
            sex=villager.sex,
            birth_date=villager.birth.isoformat(),
            citizen_id=citizen_id,
            ethnicity=self._ethnicities.get(villager, "01"),
            marital_status=self._marital_status(villager, spouse),
            education=self._education(villager, age),
            father=self._key(villager.father),
            mother=self._key(villager.mother),
            spouse=self._key(spouse),
            adopted=villager.adopted,
            uxorilocal=villager.uxorilocal,
            married_out=villager.married_out,
            mobile=self._new_mobile() if self._has_mobile(age) else "",
            benefit_account=f"9999{self._rng.randrange(10**15):015d}" if age >= 18 else "",
            nickname=self._nickname(villager),
            medical_insured="resident",
        )
        if villager.married_in:
            wedding = villager.birth + timedelta(days=self._rng.randint(22 * 365, 26 * 365))
            record = replace(
                record,
                moved_in_date=min(wedding, self._day - timedelta(days=60)).isoformat()[:7],
                moved_from=self._rng.choice(livelihood()["homes"]["places"]),
            )
        return self._with_insurance(self._with_work(record, villager, age), age)

    def _nickname(self, villager: Villager) -> str:
        if villager.birth.year > 1965 or self._rng.random() > 0.05:
            return ""
        return ("阿" if villager.sex == "1" else "小") + villager.given[-1]

    def _has_mobile(self, age: int) -> bool:
        share = 0.0 if age < 11 else 0.3 if age < 17 else 0.95 if age < 70 else 0.62
        return self._rng.random() < share

    def _marital_status(self, villager: Villager, spouse: Villager | None) -> str:
        if villager.divorced:
            return "40"
        if villager.widowed:
            return "30"
        if spouse is not None or villager.married_out:
            return "20"
        return "10"

    def _education(self, villager: Villager, age: int) -> str:
        if age < 6:
            return "X2"
        if age < 12:
            return "80"
        if age < 15:
            return "70"
        if age < 18:
            return "60" if self._rng.random() < 0.55 else "40"
        options = next(row[1] for row in _SCHOOLING if villager.birth.year <= row[0])
        return self._rng.choices([code for code, _ in options], [weight for _, weight in options])[0]

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

    def _with_stale_entries(self, people: list[SamplePerson]) -> list[SamplePerson]:
        """Some have died or moved; the office's old list has not noticed."""
        sizes: dict[str, int] = {}
        for person in people:
            sizes[person.household] = sizes.get(person.household, 0) + 1
        remarks = livelihood()["remarks"]
        special = {self._keys[one] for one in (*self._typed, *self._ethnicities)}

        def sample(options: list[SamplePerson], count: int) -> list[SamplePerson]:
            return self._rng.sample(options, min(count, len(options)))

        members = [
            one
            for one in people
            if one.relation_to_head != "02" and sizes[one.household] > 2 and one.key not in special
        ]
        old = [one for one in members if one.age_on(self._day) >= 70]
        dead = {one.key for one in sample(old, _DEAD_STILL_LISTED)}
        young = [
            one
            for one in members
            if one.key not in dead
            and one.marital_status in ("10", "20")
            and not one.spouse
            and 22 <= one.age_on(self._day) < 45
        ]
        moved = {one.key for one in sample(young, _MOVED_STILL_LISTED)}
        widowed = {one.spouse for one in people if one.key in dead and one.spouse}
        changed = []
        for person in people:
            written = person
            if person.key in dead:
                day = self._day - timedelta(days=self._rng.randint(120, 600))
                written = replace(
                    person,
                    listing="dead",
                    residence_state="80",
                    death_date=day.isoformat(),
                    remark=self._rng.choice(remarks["dead"]),
                    pension_receiving=None,
                    mobile="",
                )
            elif person.key in moved:
                day = self._day - timedelta(days=self._rng.randint(60, 900))
                written = replace(
                    person,
                    listing="moved",
                    residence_state="70",
                    moved_out_date=day.isoformat(),
                    marital_status="20" if person.sex == "2" else person.marital_status,
                    remark=remarks["moved"][1 if person.sex == "2" else 0],
                )
            elif person.key in widowed:
                written = replace(person, marital_status="30")
            changed.append(written)
        return changed

    def _with_empty_registrations(self, people: list[SamplePerson]) -> list[SamplePerson]:
        """Households that only exist on paper (空挂户): nobody of them has lived here for years."""
        at_home = {one.household for one in people if one.is_present and one.residence_state != "20"}
        empty = list(dict.fromkeys(one.household for one in people if one.household not in at_home))
        chosen = set(empty[:_EMPTY_REGISTRATIONS])
        words = livelihood()["remarks"]["empty"]
        return [
            replace(one, residence_state="40", remark=words[0] if one.relation_to_head == "02" else "")
            if one.household in chosen and one.is_present
            else one
            for one in people
        ]

    def _chosen(self, people: list[SamplePerson], wanted: int, options: Iterable[SamplePerson]) -> set[str]:
        pool = [one.key for one in options if one.is_present]
        return set(self._rng.sample(pool, min(wanted, len(pool))))

    def _with_service(self, people: list[SamplePerson]) -> list[SamplePerson]:
        day = self._day
        serving = self._chosen(
            people,
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
        veterans = self._chosen(
            people, _VETERANS, (one for one in people if one.sex == "1" and 32 <= one.age_on(day) <= 78)
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

    def _with_party(self, people: list[SamplePerson]) -> list[SamplePerson]:
        day = self._day
        pool = [
            one for one in people if one.is_present and 26 <= one.age_on(day) <= 88 and not one.married_out
        ]
        weights = [(3 if one.sex == "1" else 1) * (2 if one.age_on(day) > 45 else 1) for one in pool]
        members: dict[str, str] = {}
        wanted = min(_PARTY_MEMBERS, len(pool) // 4)
        while len(members) < wanted:
            person = self._rng.choices(pool, weights)[0]
            members.setdefault(person.key, "full")
        young = [one.key for one in pool if one.key in members and one.age_on(day) < 60]
        for key in young[:_PROBATIONARY]:
            members[key] = "probationary"
        away = [one.key for one in pool if one.key in members and one.residence_state == "20"]
        floating = set(away[:_FLOATING])
        league = {one.key for one in people if one.education in ("60", "40") and self._rng.random() < 0.4}
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

    def _with_disabilities(self, people: list[SamplePerson]) -> list[SamplePerson]:
        day = self._day
        chosen = self._chosen(
            people,
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
                kind = self._rng.choices("1234567", (12, 14, 4, 45, 10, 8, 7))[0]
                grade = self._rng.choices("1234", (15, 30, 30, 25))[0]
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
                    health_status=self._rng.choices(("10", "20", "31", "37", "33"), (60, 18, 12, 7, 3))[0],
                )
            result.append(written)
        return result

    def _with_old_numbers(self, people: list[SamplePerson]) -> list[SamplePerson]:
        """The 15-digit form for some who left or grew old before the change of 1999."""
        pool = [one for one in people if one.citizen_id and one.birth_date < "1983"]
        chosen = {one.key for one in self._rng.sample(pool, min(_OLD_NUMBERS, len(pool)))}
        return [replace(one, old_id=to_15(one.citizen_id)) if one.key in chosen else one for one in people]

    def _with_tags(self, people: list[SamplePerson]) -> list[SamplePerson]:
        day = self._day
        by_key = {one.key: one for one in people}
        homes: dict[str, list[SamplePerson]] = {}
        children: dict[str, list[SamplePerson]] = {}
        for person in people:
            if person.is_present:
                homes.setdefault(person.household, []).append(person)
                for parent in (person.father, person.mother):
                    children.setdefault(parent, []).append(person)
        adults = [
            one
            for one in people
            if one.is_present and one.residence_state == "10" and 30 <= one.age_on(day) <= 70
        ]
        representatives = self._chosen(people, min(_REPRESENTATIVES, len(adults) // 5), adults)
        volunteers = self._chosen(people, 20, adults)

        def away(key: str) -> bool:
            return not key or key not in by_key or by_key[key].residence_state == "20"

        def tags_of(person: SamplePerson) -> Iterable[str]:
            age = person.age_on(day)
            at_home = [one for one in homes[person.household] if one.residence_state == "10"]
            offspring = children.get(person.key, [])
            if person.disability_no:
                yield "C01"
                if person.disability_grade in "12":
                    yield "C02"
                    yield "C04"
            if age >= 60 and person.residence_state == "10":
                if len(at_home) == 1:
                    yield "D01"
                elif all(one.age_on(day) >= 60 for one in at_home):
                    yield "D02"
                if offspring and all(one.residence_state == "20" for one in offspring):
                    yield "D03"
                if age >= 80:
                    yield "D04"
            if age < 16 and person.residence_state == "10" and away(person.father) and away(person.mother):
                yield "E01"
            if person.military_service == "veteran":
                yield "F02"
            if any(
                one.military_service == "serving" and one is not person for one in homes[person.household]
            ):
                yield "F03"
            if person.health_status in ("31", "33", "37"):
                yield "G02"
            if person.party_stage:
                yield "H01"
            if person.key in representatives:
                yield "H02"
            if person.key in volunteers:
                yield "H05"

        return [replace(one, group_tags=tuple(tags_of(one))) if one.is_present else one for one in people]
