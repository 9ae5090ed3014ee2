"""What villages have to do and have done about events: open, late, in time, settled in the village."""

from dataclasses import dataclass

from desktop.domain.event_state import DONE_STATES, OPEN_STATES, WITHDRAWN
from desktop.domain.rate import Rate
from sync.county.clock import day_of
from sync.county.store.database import Database, query
from sync.county.store.letters import moment
from sync.county.store.records import kind_of
from sync.county.store.villages import list_villages


@dataclass(frozen=True, slots=True)
class VillageEvents:
    """Figures of a village at a moment; those of what is settled are of the year.

    Attributes:
        village_id: Which.
        name: Its name.
        division_code: Its code.
        open: Events on which somebody still has to do something.
        late: Those of them whose limit has passed.
        above: Those of them that lie above the village.
        in_time: Settled within the limit, out of all settled that had one.
        in_village: Settled without having gone up, out of all settled.
    """

    village_id: int
    name: str
    division_code: str
    open: int
    late: int
    above: int
    in_time: Rate
    in_village: Rate


def list_event_figures(database: Database, now_ms: int) -> tuple[VillageEvents, ...]:
    """Figures of every village, in the order of their codes.

    Source:
        domain.md 12: settlement rate, in-village settlement rate; what was refused, or taken back before it
        was settled, counts in neither, what was done anew once, with its last settlement.
    """
    rows = query(
        database,
        "SELECT village_id, "  # noqa: S608 - own numbers
        "count(*) FILTER (WHERE fields ->> 'state' = ANY(%(open)s)), "
        "count(*) FILTER (WHERE fields ->> 'state' = ANY(%(open)s) AND fields ->> 'due_at' < %(now)s), "
        "count(*) FILTER (WHERE fields ->> 'state' = ANY(%(open)s) AND fields ->> 'level' <> '1'), "
        "count(*) FILTER (WHERE {settled}), "
        "count(*) FILTER (WHERE {settled} AND fields ->> 'max_level' IS NOT DISTINCT FROM '1'), "
        "count(*) FILTER (WHERE {settled} AND fields ->> 'due_at' IS NOT NULL), "
        "count(*) FILTER (WHERE {settled} AND fields ->> 'settled_at' <= fields ->> 'due_at') "
        "FROM record WHERE kind = {kind} AND deleted IS NULL AND fields ->> 'kind' = 'event' "
        "GROUP BY village_id".format(
            settled="fields ->> 'state' = ANY(%(done)s) AND fields ->> 'settled_at' >= %(year)s",
            kind=kind_of("event"),
        ),
        {
            "open": list(OPEN_STATES),
            "done": [*DONE_STATES, WITHDRAWN],  # taken back before it was settled, it has no such moment
            "now": moment(now_ms),
            "year": f"{day_of(now_ms).year}-",
        },
    )
    counted = {int(village_id): tuple(int(each) for each in counts) for village_id, *counts in rows}
    nothing = (0,) * 7
    found = []
    for village in list_villages(database):
        is_open, late, above, settled, here, limited, in_time = counted.get(village.village_id, nothing)
        found.append(
            VillageEvents(
                village.village_id,
                village.name,
                village.division_code,
                is_open,
                late,
                above,
                Rate(in_time, limited),
                Rate(here, settled),
            )
        )
    return tuple(found)
