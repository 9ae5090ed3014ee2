"""Rules across records, which the county checks after each batch since only it sees all of them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.invariants import HUKOU
from desktop.domain.relation import HEAD
from sync.plan.intake import Key
from sync.plan.merge import RecordState
from sync.protocol.operation import Value


class Broken(StrEnum):
    """What does not hold."""

    NO_HEAD = "no_head"
    SEVERAL_HEADS = "several_heads"
    SAME_CITIZEN_ID = "same_citizen_id"
    SAME_HOUSEHOLD_NO = "same_household_no"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule and the records concerned, in the order of their ids.

    ``task_id`` is the id of the record by which people are asked to mend it: the same violation found
    again is the same task.
    """

    broken: Broken
    records: tuple[Key, ...]

    @property
    def task_id(self) -> str:
        marks = json.dumps([self.broken.value, self.records])
        return hashlib.sha256(marks.encode()).hexdigest()[:32]


def check_heads(
    households: Iterable[RecordState], memberships: Iterable[RecordState]
) -> tuple[Violation, ...]:
    """Every open hukou household with members has exactly one head.

    Args:
        households: The households touched.
        memberships: All memberships of these households.

    Source:
        Household Registration Regulations (1958), articles 5 and 9.
    """
    members: dict[Value, list[RecordState]] = defaultdict(list)
    for membership in memberships:
        if membership.deleted is None and not membership.fields.get("to_date"):
            members[membership.fields.get("household_id")].append(membership)
    found = []
    for household in households:
        present = members[household.record_id]
        heads = [one for one in present if one.fields.get("relation_to_head") == HEAD]
        if not present or not _is_open_hukou(household) or len(heads) == 1:
            continue
        broken = Broken.SEVERAL_HEADS if heads else Broken.NO_HEAD
        found.append(Violation(broken, (_key(household), *sorted(map(_key, heads)))))
    return tuple(found)


def check_citizen_ids(people: Iterable[RecordState]) -> tuple[Violation, ...]:
    """No identity number belongs to two people, dead ones included.

    Source:
        Resident Identity Card Law (2011), article 3.
    """
    return _shared(Broken.SAME_CITIZEN_ID, ((_upper(one.fields.get("citizen_id")), one) for one in people))


def check_household_numbers(households: Iterable[RecordState]) -> tuple[Violation, ...]:
    """No household number belongs to two hukou households."""
    hukou = (one for one in households if one.fields.get("kind") == HUKOU)
    return _shared(Broken.SAME_HOUSEHOLD_NO, ((one.fields.get("household_no"), one) for one in hukou))


def _shared(broken: Broken, owners: Iterable[tuple[Value, RecordState]]) -> tuple[Violation, ...]:
    by_number: dict[Value, list[Key]] = defaultdict(list)
    for number, state in owners:
        if number and state.deleted is None:
            by_number[number].append(_key(state))
    return tuple(Violation(broken, tuple(sorted(keys))) for keys in by_number.values() if len(keys) > 1)


def _is_open_hukou(household: RecordState) -> bool:
    fields = household.fields
    return household.deleted is None and fields.get("kind") == HUKOU and not fields.get("closed_on")


def _key(state: RecordState) -> Key:
    return (state.kind, state.record_id)


def _upper(value: Value) -> Value:
    return value.upper() if isinstance(value, str) else value
