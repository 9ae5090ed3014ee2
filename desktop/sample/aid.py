"""Grants of aid of the sample office: who receives how much, and since when."""

from collections.abc import Sequence
from datetime import date
from random import Random

from desktop.sample.records import SampleAidGrant, SampleHousehold, SamplePerson

_GRANTS = 14
_STANDARD_CENTS = 110_000  # a month for one person; invented, each county sets its own
_REASONS = ("重病", "残疾", "缺少劳动力", "突发意外", "子女尚在读书")
# (kind, first month) by place in the list; the rest are continued ones
_CHANGES = {
    0: ("new", "2026-07"),
    1: ("new", "2026-08"),
    5: ("changed", "2026-07"),
    9: ("stopped", "2023-04"),
}
_STOPPED_IN = "2026-08"


def make_aid(
    rng: Random, people: Sequence[SamplePerson], households: Sequence[SampleHousehold], day: date
) -> tuple[SampleAidGrant, ...]:
    """Grants in the order of villager groups; no two for one household.

    Preferred are severely disabled people, old people alone and small families with sick members.
    """
    by_key = {person.key: person for person in people}
    scored: list[tuple[float, SampleHousehold]] = []
    for household in households:
        members = [by_key[key] for key in household.members if by_key[key].is_present]
        if (
            any(one.party_stage or one.monthly_wage_yuan for one in members)
            or not by_key[household.head].citizen_id
        ):
            continue
        score = sum(3 * ("C02" in one.group_tags) + ("C01" in one.group_tags) for one in members)
        score += 2 * any(one.relation_to_head == "02" and one.marital_status == "30" for one in members)
        score += 2 * (len(members) == 1 and members[0].age_on(day) < 60)
        scored.append((score + rng.random(), household))
    scored.sort(key=lambda pair: -pair[0])
    chosen = sorted((household for _, household in scored[:_GRANTS]), key=lambda one: one.household_no)
    grants = []
    for place, household in enumerate(chosen):
        present = [key for key in household.members if by_key[key].is_present]
        counted = tuple(present[: rng.choice((1, 2, 3))])
        kind, month = _CHANGES.get(
            place, ("continued", f"{rng.randint(2019, 2025)}-{rng.randint(1, 12):02d}")
        )
        gap = rng.randrange(30, 96, 5) * _STANDARD_CENTS // 100
        grants.append(
            SampleAidGrant(
                household=household.key,
                applicant=household.head,
                persons=counted,
                kind=kind,
                monthly_cents=gap * len(counted),
                starts_on=month,
                ends_on=_STOPPED_IN if kind == "stopped" else "",
                allowance_no=f"999901D{place + 1:05d}",
                reason=rng.choice(_REASONS),
            )
        )
    return tuple(grants)


_HARDSHIP, _NURSING, _LIVING, _ENTITLED = 143_000, (27_800, 55_600), 27_800, 68_500
"""Fen a month; invented, as are the sums below."""
_ONCE = (
    ("A06", "2026-02", "expenditure", 300_000),
    ("A06", "2026-05", "sudden", 500_000),
    ("A06", "2026-08", "expenditure", 240_000),
    ("X01", "2026-06", "expenditure", 680_000),
    ("X02", "2026-07", "sudden", 150_000),
    ("X02", "2026-07", "sudden", 80_000),
    ("X03", "2026-04", "", 2_600_000),
)
_ENTITLED_PEOPLE = 3


def make_other_aid(
    rng: Random, people: Sequence[SamplePerson], households: Sequence[SampleHousehold], day: date
) -> tuple[SampleAidGrant, ...]:
    """All kinds but 低保: monthly ones by the tags people carry, and some that were paid once."""
    grown = [
        one for one in people if one.is_present and one.citizen_id and one.household and one.age_on(day) >= 18
    ]
    grants = [
        _monthly(rng, place, one, "A04", _HARDSHIP)
        for place, one in enumerate(one for one in grown if "A04" in one.group_tags)
    ]
    disabled = [one for one in grown if "C04" in one.group_tags]
    grants += [
        _monthly(rng, place, one, "C04", _NURSING[one.disability_grade == "1"])
        for place, one in enumerate(disabled)
    ]
    poor = [one for one in grown if "C01" in one.group_tags and "A01" in one.group_tags]
    grants += [_monthly(rng, place, one, "C03", _LIVING) for place, one in enumerate(poor)]
    veterans = [one for one in grown if "F02" in one.group_tags]
    grants += [
        _monthly(rng, place, one, "F01", _ENTITLED) for place, one in enumerate(veterans[:_ENTITLED_PEOPLE])
    ]
    heads = {household.head for household in households}
    chosen = rng.sample([one for one in grown if one.key in heads and not one.party_stage], len(_ONCE))
    grants += [
        SampleAidGrant(
            household=one.household,
            applicant=one.key,
            persons=(one.key,),
            kind="new",
            monthly_cents=cents,
            starts_on=month,
            ends_on="",
            allowance_no="",
            reason="",
            aid_kind=kind,
            hardship_class=hardship,
        )
        for one, (kind, month, hardship, cents) in zip(chosen, _ONCE, strict=True)
    ]
    return tuple(grants)


def _monthly(rng: Random, place: int, one: SamplePerson, aid_kind: str, cents: int) -> SampleAidGrant:
    """The first of a kind is new this year; the rest go on."""
    return SampleAidGrant(
        household=one.household,
        applicant=one.key,
        persons=(one.key,),
        kind="continued" if place else "new",
        monthly_cents=cents,
        starts_on=f"{rng.randint(2019, 2025)}-{rng.randint(1, 12):02d}" if place else "2026-05",
        ends_on="",
        allowance_no="",
        reason="",
        aid_kind=aid_kind,
    )
