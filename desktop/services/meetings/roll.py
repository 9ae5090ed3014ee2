"""Who is due at a meeting on its day, told from the register, the party's members and the lists of seats."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import meeting_rolls as queries
from db.queries.meeting_rolls import CandidateRow
from desktop.domain.meeting_due import (
    PersonFacts,
    Standing,
    Whose,
    kind_rules,
    standing,
    strongest,
)
from desktop.domain.natural_order import natural_key
from desktop.services.party import membership

_FULL, _PROBATIONARY = "01", "02"
"""Codes of ``political_status``, asked where the party's own list is not kept yet."""

_HEAD = "head"


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One person who is due; of a list by households the one who stands for his."""

    person_id: str
    name: str
    household_id: str
    household_no: str
    villager_group: str
    standing: Standing
    votes_in: tuple[str, ...]


def counts_households(kinds: Sequence[str]) -> bool:
    """Whether all kinds are meetings of villagers, which can be counted by households."""
    rules = [kind_rules()[kind] for kind in kinds if kind in kind_rules()]
    return bool(rules) and all(rule.due in ("villagers", "villagers_of_group") for rule in rules)


def usually_by_households(kinds: Sequence[str]) -> bool:
    """Whether such a meeting is usually counted by households."""
    return counts_households(kinds) and all(kind_rules()[kind].by_households for kind in kinds)


def due_people(
    connection: Connection,
    kinds: Sequence[str],
    whose: Whose,
    on: date,
    division_code: str,
    *,
    by_households: bool = False,
) -> tuple[RollEntry, ...]:
    """Everybody who is due at a gathering of some kinds on a day, each once, in the order of the list.

    Args:
        connection: A snapshot or an open transaction.
        kinds: Codes of ``meeting_kind``.
        whose: Whose meeting it is.
        on: The day.
        division_code: Of the village.
        by_households: One person for each household instead of everybody of age.

    Source:
        See `desktop.domain.meeting_due.standing`.
    """
    rules = [kind_rules()[kind] for kind in kinds if kind in kind_rules()]
    needs_all = any(rule.due in ("villagers", "villagers_of_group", "collective") for rule in rules)
    party = _party_facts(connection, on)
    seats: dict[str, set[str]] = {}
    order: dict[str, int] = {}
    for place, seat in enumerate(queries.list_seats(connection, on=on.isoformat())):
        seats.setdefault(seat.person_id, set()).add(seat.body)
        order.setdefault(seat.person_id, place)
    wanted = None if needs_all else (*order, *party)
    if wanted is None and any(rule.is_party or rule.body for rule in rules):
        order = {}  # one order for a mixed gathering: by group and household
    rows = queries.list_candidates(connection, on.isoformat(), wanted)
    entries = []
    for row in rows:
        facts = _facts(row, party.get(row.person_id), seats.get(row.person_id, set()))
        what, votes_in = strongest({kind: standing(kind, facts, whose, on, division_code) for kind in kinds})
        if what is not None:
            entries.append((row, what, votes_in))
    if by_households and counts_households(kinds):
        entries = list(_one_for_each_household(entries))
    entries.sort(key=lambda entry: _sort_key(entry[0], party, order))
    return tuple(
        RollEntry(
            row.person_id, row.name, row.household_id, row.household_no, row.villager_group, what, votes_in
        )
        for row, what, votes_in in entries
    )


def _party_facts(connection: Connection, on: date) -> dict[str, tuple[str, str, bool, bool]]:
    """Person → branch, group, whether in the committee, whether there is a vote; members only."""
    if not queries.has_party_members(connection):
        return {
            row.person_id: ("", "", False, row.political_status == _FULL)
            for row in queries.list_candidates(connection, on.isoformat())
            if row.political_status in (_FULL, _PROBATIONARY)
        }
    return {
        member.person_id: (
            member.branch_id,
            member.group_id,
            bool(set(member.posts) & set(membership.COMMITTEE_POSTS)),
            member.has_vote,
        )
        for member in membership.members_on(connection, on)
        if not member.is_lost
    }


def _facts(row: CandidateRow, party: tuple[str, str, bool, bool] | None, seats: set[str]) -> PersonFacts:
    branch_id, group_id, in_committee, has_vote = party or ("", "", False, False)
    return PersonFacts(
        birth_date=row.birth_date,
        is_villager=bool(row.household_id),
        villager_group=row.villager_group,
        is_collective_member=row.collective,
        is_party_member=party is not None,
        has_party_vote=has_vote,
        branch_id=branch_id,
        group_id=group_id,
        in_party_committee=in_committee,
        seats=frozenset(seats),
    )


_Entry = tuple[CandidateRow, Standing, tuple[str, ...]]


def _one_for_each_household(entries: Iterable[_Entry]) -> Iterable[_Entry]:
    """The head where he is due himself, else the eldest."""
    chosen: dict[str, _Entry] = {}
    for entry in entries:
        row = entry[0]
        known = chosen.get(row.household_id)
        if known is None or _precedes(row, known[0]):
            chosen[row.household_id] = entry
    return chosen.values()


def _precedes(row: CandidateRow, other: CandidateRow) -> bool:
    return (row.role != _HEAD, row.birth_date) < (other.role != _HEAD, other.birth_date)


def _sort_key(
    row: CandidateRow, party: Mapping[str, tuple[str, str, bool, bool]], order: Mapping[str, int]
) -> tuple[object, ...]:
    """Committee first, then by seat, then by villager group, household and the sound of the name."""
    member = party.get(row.person_id)
    is_first = member is not None and member[2]
    if order or member is not None:
        return (not is_first, order.get(row.person_id, len(order)), (), "", row.name_key)
    return (True, 0, natural_key(row.villager_group), row.household_no, row.name_key)
