"""Special groups (特殊群体): the old, the left behind, the disabled, those with a part in village life."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from desktop.sample.records import SamplePerson
from desktop.sample.standing import choose

_REPRESENTATIVES = 35


def with_tags(rng: Random, day: date, people: Sequence[SamplePerson]) -> list[SamplePerson]:
    """Codes of table ``special_group``, as far as they follow from the other facts or from chance."""
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
    representatives = choose(rng, min(_REPRESENTATIVES, len(adults) // 5), adults)
    volunteers = choose(rng, 20, adults)

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
        if any(one.military_service == "serving" and one is not person for one in homes[person.household]):
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
