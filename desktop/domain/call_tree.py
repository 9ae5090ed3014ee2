"""The call tree (呼叫树) of an emergency: who calls whom, until every household is somebody's.

The office calls the heads of grids, heads the grid workers, these the rest. Where workers and linked
officials are too few, households that have a telephone and need no help themselves call their neighbours.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class CallRole(StrEnum):
    """What somebody calls as; codes of ``mobilisation_role``, in the order in which they are called."""

    HEAD = "head"
    WORKER = "worker"
    HELPER = "helper"
    NEIGHBOUR = "neighbour"


_RANK = {role: place for place, role in enumerate(CallRole)}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who could call.

    Attributes:
        person_id: Who.
        name: Their name.
        phone: Their number; without one nobody can set them going.
        role: What they call as.
        unit: The grid they belong to; empty where the village has none.
        group: The villager group they live in.
        household_id: Their own household, which they need not call; empty when it is not in the area.
        away: Why they can't call, in words; empty when they are there.
    """

    person_id: str
    name: str
    phone: str
    role: CallRole
    unit: str = ""
    group: str = ""
    household_id: str = ""
    away: str = ""

    @property
    def hindrance(self) -> str:
        """Why this one does not call; empty when nothing is in the way."""
        return self.away or ("" if self.phone else "没有电话")


@dataclass(frozen=True, slots=True)
class TreeHousehold:
    """A household to be called.

    Attributes:
        id: Which.
        unit: Its grid; empty where the village has none.
        group: Its villager group.
        needs_help: Somebody there can't leave alone; called first, and never set to call others.
        contact: Who of it could call neighbours; None for nobody.
        linked: People who look after it, who call it where they can.
    """

    id: str
    unit: str = ""
    group: str = ""
    needs_help: bool = False
    contact: Caller | None = None
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One caller of the tree.

    Attributes:
        caller: Who.
        called_by: Person who calls them; empty for the office.
        households: Whom they call, those that need help first, then by route.
        stands_in_for: Name of the head of the grid whose place they take; empty for none.
    """

    caller: Caller
    called_by: str
    households: tuple[str, ...]
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True)
class CallTree:
    """Who calls whom.

    Attributes:
        calls: Callers, each after the one who calls them.
        skipped: People who should call and can't; `Caller.hindrance` says why.
        uncalled: Households nobody is left to call, by route; somebody has to go there.
    """

    calls: tuple[Call, ...]
    skipped: tuple[Caller, ...]
    uncalled: tuple[str, ...]


@dataclass
class _Load:
    caller: Caller
    households: list[str] = field(default_factory=list)


class _Builder:
    def __init__(self, households: Sequence[TreeHousehold], callers: Sequence[Caller], most: int) -> None:
        self._households = households
        self._place = {each.id: place for place, each in enumerate(households)}
        self._helped = {each.id for each in households if each.needs_help}
        self._most = most
        self._loads: dict[str, _Load] = {}
        self._taken: set[str] = set()
        self._by_unit: dict[str, list[_Load]] = defaultdict(list)
        self._fits = self._units_that_fit(callers)
        self._contacts: dict[str, deque[TreeHousehold]] = defaultdict(deque)
        for each in households:
            if each.contact is not None and not each.needs_help and not each.contact.hindrance:
                self._contacts[each.unit].append(each)
        for caller in callers:
            self._add(caller)

    def _units_that_fit(self, callers: Sequence[Caller]) -> set[str]:
        """Grids in which the heads can call households too, since nobody else has to be found."""
        room: dict[str, int] = defaultdict(int)
        wanted: dict[str, int] = defaultdict(int)
        for caller in callers:
            room[caller.unit] += self._most
        for each in self._households:
            wanted[each.unit] += 1
        return {unit for unit, number in wanted.items() if number <= room[unit]}

    def _add(self, caller: Caller) -> _Load:
        load = _Load(caller)
        self._loads[caller.person_id] = load
        self._by_unit[caller.unit].append(load)
        own = caller.household_id
        if own in self._place and own not in self._taken:
            self._give(load, own)
        return load

    def _give(self, load: _Load, household_id: str) -> None:
        load.households.append(household_id)
        self._taken.add(household_id)

    def assign(self) -> tuple[str, ...]:
        """Give every household to a caller; returns those for whom nobody is left."""
        wanted = sorted(self._households, key=lambda one: not one.needs_help)
        left = [each for each in wanted if not self._place_one(each)]
        # whoever was found for other grids since then may have room
        left = [each for each in left if not self._place_one(each)]
        return tuple(sorted((each.id for each in left), key=self._place.__getitem__))

    def _place_one(self, wanted: TreeHousehold) -> bool:
        while wanted.id not in self._taken:
            load = self._choose(wanted)
            if load is None:
                return False
            # a neighbour just found brought their own household along, perhaps this one
            if wanted.id not in self._taken and len(load.households) < self._most:
                self._give(load, wanted.id)
        return True

    def _choose(self, wanted: TreeHousehold) -> _Load | None:
        here = self._by_unit[wanted.unit]
        heads = [load for load in here if load.caller.role is CallRole.HEAD]
        others = [load for load in here if load.caller.role is not CallRole.HEAD]
        return (
            self._best(wanted, others)
            or (self._best(wanted, heads) if wanted.unit in self._fits else None)
            or self._neighbour(wanted)
            or self._best(wanted, heads)
            or self._best(wanted, self._loads.values())
        )

    def _best(self, wanted: TreeHousehold, loads: Iterable[_Load]) -> _Load | None:
        free = [load for load in loads if len(load.households) < self._most]
        if not free:
            return None

        def key(load: _Load) -> tuple[bool, bool | int, bool | int]:
            rank, is_elsewhere = _RANK[load.caller.role], load.caller.group != wanted.group
            nearest = (rank, is_elsewhere) if wanted.needs_help else (is_elsewhere, rank)
            return (load.caller.person_id not in wanted.linked, *nearest)

        return min(free, key=key)

    def _neighbour(self, wanted: TreeHousehold) -> _Load | None:
        """A household of the same grid that calls from now on, one of the same group if there is any."""
        waiting = self._contacts[wanted.unit]
        usable = [each for each in waiting if each.contact and each.contact.person_id not in self._loads]
        near = [each for each in usable if each.group == wanted.group] or usable
        if not near:
            return None
        # one that still waits itself brings its own household along
        chosen = next((each for each in near if each.id not in self._taken), near[0])
        waiting.remove(chosen)
        return self._add(chosen.contact) if chosen.contact else None

    def calls(self, skipped: Sequence[Caller]) -> tuple[Call, ...]:
        """The callers with who calls them, grid by grid."""
        found: list[Call] = []
        for unit in self._by_unit:
            found += self._calls_of(unit, [each for each in skipped if each.unit == unit])
        return tuple(found)

    def _calls_of(self, unit: str, skipped: Sequence[Caller]) -> list[Call]:
        order = sorted(self._by_unit[unit], key=lambda load: _RANK[load.caller.role])
        loads = [
            load for load in order if load.households or load.caller.role in (CallRole.HEAD, CallRole.WORKER)
        ]
        missing = [each.name for each in skipped if each.role is CallRole.HEAD]
        heads = sum(load.caller.role is CallRole.HEAD for load in loads)
        first = max(1, heads)  # whom the office calls
        stands_in_for = "、".join(missing) if not heads else ""
        free = deque[list[str]]()
        made = []
        for place, load in enumerate(loads):
            called_by = ""
            if place >= first:
                upper = free[0]
                called_by = upper[0]
                upper.append(load.caller.person_id)
                if len(upper) > self._most:
                    free.popleft()
            free.append([load.caller.person_id])
            stands_in = stands_in_for if place == 0 else ""
            made.append(Call(load.caller, called_by, self._ordered(load), stands_in))
        return made

    def _ordered(self, load: _Load) -> tuple[str, ...]:
        own = load.caller.household_id

        def key(household_id: str) -> tuple[bool, bool, int]:
            return household_id not in self._helped, household_id != own, self._place[household_id]

        return tuple(sorted(load.households, key=key))


def build_call_tree(
    households: Sequence[TreeHousehold], callers: Iterable[Caller], most: int = 8
) -> CallTree:
    """Give every household of an area to somebody who calls it.

    Args:
        households: By route; each once.
        callers: Heads, workers and helpers; a person named twice calls as the first of `CallRole`.
        most: Households that one person calls at most, their own included; also how many callers.

    Returns:
        The tree; the same arguments give the same one.

    Source:
        domain.md 10: grid heads by T0+3, grid workers by T0+8, call tree for the rest with at most eight
        households for each caller; who has to be helped out comes first.
    """
    named: dict[str, Caller] = {}
    for caller in sorted(callers, key=lambda each: _RANK[each.role]):
        named.setdefault(caller.person_id, caller)
    skipped = tuple(caller for caller in named.values() if caller.hindrance)
    usable = [caller for caller in named.values() if not caller.hindrance]
    barred = {caller.person_id for caller in skipped}
    known = [
        TreeHousehold(each.id, each.unit, each.group, each.needs_help, None, each.linked)
        if each.contact is not None and each.contact.person_id in barred
        else each
        for each in households
    ]
    builder = _Builder(known, usable, most)
    uncalled = builder.assign()
    return CallTree(builder.calls(skipped), skipped, uncalled)
