"""What the invented village learns and does together: content, deeds, covenant, inspections, points.

Through the services of the screens, like all of the sample (`desktop.services.sample_office`).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

import resources
from desktop.domain.learning_content import NewLearningItem
from desktop.sample.office import SampleOffice
from desktop.services.boards import covenants, inspections
from desktop.services.learning import content, deeds, study
from desktop.services.office import Office, User
from desktop.services.points import proposing
from desktop.services.sample_clock import office_on

_SEED = 20260911
_NOT_SEEN = "家中无人"


@cache
def _data() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    with resources.path("sample", "community.toml").open("rb") as stream:
        return tomllib.load(stream)


def enter_community(
    office: Office, sample: SampleOffice, persons: Mapping[str, str], secretary: User | None = None
) -> int:
    """Learning, deeds, covenant and inspections, and the points that follow from them.

    Args:
        office: The office at work, with the party branch on record.
        sample: The sample.
        persons: Record ids by the sample's keys.
        secretary: Who confirms the points that the rolls give; None leaves all to be confirmed.

    Returns:
        How many entries of the members' points were booked.
    """
    rng = Random(_SEED)  # noqa: S311 - invents people, keeps no secret
    members = [persons[one.key] for one in sample.party if one.key in persons]
    _enter_learning(office, rng, members)
    _enter_deeds(office, rng, sample, persons)
    _enter_covenant(office)
    _enter_rounds(office, rng, sample, persons)
    proposals = proposing.list_proposals(office)
    rolls = [each for each in proposals if each.entry.origin.startswith("meeting_attendance/")]
    rest = [each for each in proposals if each not in rolls]
    proposing.accept(replace(office, user=secretary) if secretary is not None else office, rolls)
    proposing.accept(office, rest)
    return len(proposals)


def _enter_learning(office: Office, rng: Random, members: Sequence[str]) -> None:
    for row in _data()["learning"]:
        day = date.fromisoformat(row["published_on"])
        item_id = content.add_item(
            office_on(office, day, 9),
            NewLearningItem(
                title=row["title"],
                topics=tuple(row["topics"]),
                summary=row["summary"],
                body=row["body"],
                minutes=row["minutes"],
                published_on=row["published_on"],
                is_required=row.get("is_required", False),
                due_on=row.get("due_on", ""),
            ),
        )
        readers = rng.sample(members, len(members) * 2 // 3)
        study.note_study(office, item_id, readers, day.isoformat())


def _enter_deeds(office: Office, rng: Random, sample: SampleOffice, persons: Mapping[str, str]) -> None:
    at_home = [one for one in sample.party if one.residence_state == "10" and one.age_on(sample.day) < 70]
    pool = [persons[one.key] for one in at_home if one.key in persons]
    branches = deeds.list_branches(office)
    for row in _data()["deeds"]:
        deeds.add_deed(
            office,
            deeds.NewDeed(
                title=row["title"],
                kind=row["kind"],
                done_on=row["on"],
                participants=tuple(rng.sample(pool, min(row["people"], len(pool)))),
                place=row["place"],
                hours=row["hours"],
                beneficiaries=row["beneficiaries"],
                result=row["result"],
                branch_id=branches[0][0],
            ),
        )


def _enter_covenant(office: Office) -> None:
    for row in _data()["covenant"]:
        points = row.get("points")
        covenants.save_article(
            office,
            covenants.NewArticle(
                number=row["number"],
                title=row["title"],
                text=row["text"],
                points=(points[0], points[1]) if points else None,
                is_for_board=row.get("is_for_board", False),
            ),
        )


def _enter_rounds(office: Office, rng: Random, sample: SampleOffice, persons: Mapping[str, str]) -> None:
    """Most households are tidy, a few are not, a few were not met."""
    inspectors = [persons[user.person] for user in sample.users if user.person in persons]
    names = [group.name for group in sample.groups]
    for row in _data()["rounds"]:
        round_id = inspections.plan_round(
            office,
            inspections.NewRound(
                row["subject"],
                row["planned_on"][:7],
                row["planned_on"],
                tuple(inspectors[:3]),
                tuple(names[: row["groups"]]),
            ),
        )
        detail = inspections.get_round(office, round_id)
        entries = []
        for line in detail.lines:
            if not line.inspectors:
                continue
            if rng.random() < 0.05:
                entries.append(inspections.LineEntry(line.household.id, {}, _NOT_SEEN))
                continue
            low = rng.random() < 0.08
            scores = {
                item.code: str(rng.randrange(2, 5) if low else rng.randrange(7, 11))
                for item in detail.subject.items
            }
            entries.append(inspections.LineEntry(line.household.id, scores))
        inspections.save_lines(office, round_id, entries, row["walked_on"])
        if len(entries) == len(detail.lines):
            inspections.close_round(office, round_id)
