"""Orders to mobilise (动员令) at the county: sent to villages, what comes back of each, the all-clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.domain.code_table import code_table
from desktop.domain.mobilisation_rate import (
    Checkpoint,
    HouseholdFigures,
    Mark,
    MarkKind,
    acknowledgement_rates,
    household_figures,
    missing_people,
)
from desktop.domain.problem import Place, Problem, ProblemError
from sync.county.county import County
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, Recipient, hand_one
from sync.county.store.letters import find_record, moment
from sync.county.store.records import derived_id, kind_of
from sync.county.store.villages import list_villages
from sync.protocol.operation import Value

LONGEST_LINE, LONGEST_TEXT = 60, 500
Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class NewMobilisationOrder:
    """What is written when villages are mobilised.

    ``number`` names the order: written again under it, it is corrected. ``kind`` is of ``disaster_kind``,
    ``level`` of ``alert_level``; ``area`` names groups or sites, empty for the whole village;
    ``deadline_at`` is ``2026-06-20 05:00`` by the county's clock, empty for none.
    """

    number: str
    issuer: str
    kind: str
    level: str
    text: str
    area: str = ""
    deadline_at: str = ""
    is_drill: bool = False


@dataclass(frozen=True, slots=True)
class VillageResponse:
    """What a village did about an order; without a start it has not acknowledged it."""

    village_id: int
    name: str
    started_at: str = ""
    cleared_at: str = ""
    checkpoints: tuple[Checkpoint, ...] = ()
    households: HouseholdFigures | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class MobilisationOrder:
    """An order as villages have it, moments UTC ISO; ``started`` of ``villages`` have acknowledged it."""

    id: str
    number: str
    issuer: str
    kind: str
    level: str
    text: str
    area: str
    issued_at: str
    deadline_at: str
    is_drill: bool
    cleared_at: str
    clear_text: str
    withdrawn_at: str
    villages: int
    started: int

    @property
    def is_open(self) -> bool:
        """Whether villages still act on it."""
        return not self.cleared_at and not self.withdrawn_at


def order_id_of(number: str) -> str:
    """Id of the order of a number: the same in every village."""
    return derived_id("mobilisation_order", number.strip())


def check_order(order: NewMobilisationOrder, now_ms: int) -> tuple[Problem, ...]:
    """What keeps an order from being sent: CTY-230 to CTY-232."""
    problems = [
        Problem("CTY-230", {"length": str(longest)}, Place(field=name))
        for name, text, longest in (
            ("number", order.number, LONGEST_LINE),
            ("issuer", order.issuer, LONGEST_LINE),
            ("text", order.text, LONGEST_TEXT),
        )
        if not 0 < len(text.strip()) <= longest
    ]
    for name, table, code in (
        ("kind", "disaster_kind", order.kind),
        ("level", "alert_level", order.level),
    ):
        if code not in code_table(table):
            problems.append(Problem("CTY-231", place=Place(field=name)))
    if order.deadline_at.strip():
        deadline = _read_moment(order.deadline_at)
        if deadline is None or deadline.timestamp() * 1_000 <= now_ms:
            values = {"value": order.deadline_at}
            problems.append(Problem("CTY-232", values, Place(field="deadline_at")))
    return tuple(problems)


def _read_moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed.strip()).astimezone(UTC)
    except ValueError:
        return None


def send_order(
    county: County,
    recipients: Sequence[Recipient],
    order: NewMobilisationOrder,
    now_ms: int,
    *,
    operator: str = "",
) -> dict[int, int]:
    """Send an order to villages; sent again unchanged nothing happens.

    Returns:
        1 for each village to which it is new or changed, else 0.

    Raises:
        ProblemError: CTY-230 to CTY-232; CTY-234 it was cleared or withdrawn.
    """
    if problems := check_order(order, now_ms):
        raise ProblemError(problems)
    order_id = order_id_of(order.number)
    known = {
        each.village_id: find_record(county.database, each.village_id, "mobilisation_order", order_id)
        for each in recipients
    }
    if any(
        record is not None and (record.fields.get("cleared_at") or record.fields.get("withdrawn_at"))
        for record in known.values()
    ):
        raise ProblemError(Problem("CTY-234", {"number": order.number}))
    deadline = _read_moment(order.deadline_at)
    told = {}
    for village_id, record in known.items():
        fields: dict[str, Value] = {
            "number": order.number.strip(),
            "issuer": order.issuer.strip(),
            "kind": order.kind,
            "level": order.level,
            "area": order.area.strip() or None,
            "text": order.text.strip(),
            "issued_at": record.fields["issued_at"] if record is not None else moment(now_ms),
            "deadline_at": deadline.isoformat(timespec="seconds") if deadline else None,
            "is_drill": int(order.is_drill),
        }
        told[village_id] = _hand(county, village_id, order_id, fields, now_ms, operator)
    return told


def clear_order(
    county: County, number: str, text: str, now_ms: int, *, withdraws: bool = False, operator: str = ""
) -> int:
    """Give the all-clear to every village that has an order, or withdraw what should not have gone out.

    Returns:
        How many villages have it.

    Raises:
        ProblemError: CTY-230 no text, CTY-234 it is over already, CTY-235 no village has it.
    """
    if not 0 < len(text.strip()) <= LONGEST_TEXT:
        raise ProblemError(Problem("CTY-230", {"length": str(LONGEST_TEXT)}, Place(field="text")))
    order = find_order(county.database, order_id_of(number))
    if not order.is_open:
        raise ProblemError(Problem("CTY-234", {"number": order.number}))
    at = "withdrawn_at" if withdraws else "cleared_at"
    fields: dict[str, Value] = {at: moment(now_ms), "clear_text": text.strip()}
    owners = [village_id for village_id, _ in _orders(county.database).get(order.id, ())]
    for village_id in owners:
        _hand(county, village_id, order.id, fields, now_ms, operator)
    return len(owners)


def _hand(county: County, village_id: int, order_id: str, fields: Fields, now_ms: int, operator: str) -> int:
    record = HandedRecord("mobilisation_order", order_id, fields)
    return hand_one(county, village_id, record, now_ms, "mobilisation_ordered", operator)


def list_orders(database: Database) -> tuple[MobilisationOrder, ...]:
    """Every order, the newest first."""
    started = _started(database)
    found = [_order(order_id, given, started) for order_id, given in _orders(database).items()]
    return tuple(sorted(found, key=lambda order: order.issued_at, reverse=True))


def find_order(database: Database, order_id: str) -> MobilisationOrder:
    """One order.

    Raises:
        ProblemError: CTY-235, no village has it.
    """
    given = _orders(database).get(order_id)
    if not given:
        raise ProblemError(Problem("CTY-235"))
    return _order(order_id, given, _started(database))


def list_responses(database: Database, order_id: str, now_ms: int) -> tuple[VillageResponse, ...]:
    """What each village that has an order did about it, those that did nothing first."""
    names = {each.village_id: each.name for each in list_villages(database)}
    started = _started(database)
    now = datetime.fromtimestamp(now_ms / 1_000, UTC)
    found = []
    for village_id, _ in _orders(database).get(order_id, ()):
        name = names.get(village_id, "")
        own = started.get((order_id, village_id))
        if own is None:
            found.append(VillageResponse(village_id, name))
            continue
        found.append(_response(database, village_id, name, own, now))
    return tuple(sorted(found, key=lambda each: (bool(each.started_at), each.started_at, each.name)))


def _response(
    database: Database, village_id: int, name: str, own: tuple[str, Fields], now: datetime
) -> VillageResponse:
    mobilisation_id, fields = own
    started_at, cleared_at = str(fields["started_at"]), str(fields.get("cleared_at") or "")
    calls = _of_mobilisation(database, village_id, "mobilisation_call", mobilisation_id)
    households = _of_mobilisation(database, village_id, "mobilisation_household", mobilisation_id)
    marks = [
        _mark(record_id, each)
        for record_id, each in _of_mobilisation(database, village_id, "mobilisation_mark", mobilisation_id)
        if each.get("mark") in set(MarkKind)
    ]
    callers = [record_id for record_id, each in calls if not each.get("skipped_reason")]
    people = {record_id: int(each.get("people") or 0) for record_id, each in households}
    start = datetime.fromisoformat(started_at)
    return VillageResponse(
        village_id,
        name,
        started_at,
        cleared_at,
        acknowledgement_rates(callers, marks, start, now),
        household_figures(people, marks),
        len(missing_people(marks)),
    )


def _mark(record_id: str, fields: Fields) -> Mark:
    at = datetime.fromisoformat(str(fields["at"]))
    entered = datetime.fromisoformat(str(fields.get("entered_at") or fields["at"]))
    people = fields.get("people")
    return Mark(
        record_id,
        str(fields.get("target_id") or ""),
        MarkKind(str(fields["mark"])),
        at,
        entered,
        people if isinstance(people, int) else None,
        str(fields.get("shelter_id") or ""),
        int(fields.get("round") or 0),
        str(fields.get("void_of_id") or ""),
    )


def _orders(database: Database) -> dict[str, list[tuple[int, Fields]]]:
    """Orders by id, each with the villages that have it."""
    rows = query(
        database,
        "SELECT record_id, village_id, fields FROM record "  # noqa: S608 - own numbers
        f"WHERE kind = {kind_of('mobilisation_order'):d} AND deleted IS NULL",
    )
    found: dict[str, list[tuple[int, Fields]]] = {}
    for record_id, village_id, fields in rows:
        found.setdefault(record_id.hex, []).append((int(village_id), fields))
    return found


def _started(database: Database) -> dict[tuple[str, int], tuple[str, Fields]]:
    """The mobilisation that each village started on an order, the first one where there are several."""
    rows = query(
        database,
        "SELECT record_id, village_id, fields FROM record "  # noqa: S608 - own numbers
        f"WHERE kind = {kind_of('mobilisation'):d} AND deleted IS NULL AND fields ->> 'order_id' IS NOT NULL",
    )
    found: dict[tuple[str, int], tuple[str, Fields]] = {}
    for record_id, village_id, fields in sorted(rows, key=lambda row: str(row[2]["started_at"])):
        found.setdefault((str(fields["order_id"]), int(village_id)), (record_id.hex, fields))
    return found


def _of_mobilisation(
    database: Database, village_id: int, table: str, mobilisation_id: str
) -> list[tuple[str, Fields]]:
    rows = query(
        database,
        "SELECT record_id, fields FROM record WHERE village_id = %(village_id)s "  # noqa: S608 - own numbers
        f"AND kind = {kind_of(table):d} AND deleted IS NULL AND fields ->> 'mobilisation_id' = %(wanted)s",
        {"village_id": village_id, "wanted": mobilisation_id},
    )
    return [(record_id.hex, fields) for record_id, fields in rows]


def _order(
    order_id: str,
    given: Sequence[tuple[int, Fields]],
    started: Mapping[tuple[str, int], tuple[str, Fields]],
) -> MobilisationOrder:
    fields = given[0][1]

    def text(name: str) -> str:
        return str(fields.get(name) or "")

    return MobilisationOrder(
        order_id,
        text("number"),
        text("issuer"),
        text("kind"),
        text("level"),
        text("text"),
        text("area"),
        text("issued_at"),
        text("deadline_at"),
        bool(fields.get("is_drill")),
        text("cleared_at"),
        text("clear_text"),
        text("withdrawn_at"),
        len(given),
        sum((order_id, village_id) in started for village_id, _ in given),
    )
