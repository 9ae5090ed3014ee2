"""Turns the grown population into register records, from numbers and names to special groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desktop.domain.citizen_id import make_citizen_id, to_15
from desktop.sample.families import Home, Villager, relation_to_head
from desktop.sample.livelihood import Livelihood, livelihood
from desktop.sample.names import name_list
from desktop.sample.records import SamplePerson
from desktop.sample.special_groups import with_tags
from desktop.sample.standing import with_disabilities, with_party, with_service

_DEAD_STILL_LISTED = 8
_MOVED_STILL_LISTED = 8
_OLD_NUMBERS = 24
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


class Registrar:
    """Writes the record of every villager; one use per village."""

    def __init__(self, rng: Random, region: str, day: date, homes: Sequence[Home]) -> None:
        self._rng = rng
        self._region = region
        self._day = day
        self._homes = homes
        self._livelihood = Livelihood(rng, day)
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
        people = with_service(self._rng, self._day, people)
        people = with_party(self._rng, self._day, people)
        people = with_disabilities(self._rng, self._day, people)
        people = self._with_old_numbers(people)
        return with_tags(self._rng, self._day, people)

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
        return self._livelihood.complete(record, villager)

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

    def _with_old_numbers(self, people: list[SamplePerson]) -> list[SamplePerson]:
        """The 15-digit form for some who left or grew old before the change of 1999."""
        pool = [one for one in people if one.citizen_id and one.birth_date < "1983"]
        chosen = {one.key for one in self._rng.sample(pool, min(_OLD_NUMBERS, len(pool)))}
        return [replace(one, old_id=to_15(one.citizen_id)) if one.key in chosen else one for one in people]
