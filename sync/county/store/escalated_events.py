"""Events that villages could not settle and sent up (上报事项): taken up, settled, returned, sent on.

What was reported stays the village's, and so does the answer to the person. The county writes steps of its
own and the state of the event; the table of arrows (`desktop.domain.event_state`) holds at both ends.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.event_author import COUNTY as BY_COUNTY
from desktop.domain.event_author import said_author
from desktop.domain.event_limit import LimitClass, class_at, due_moment, event_limit
from desktop.domain.event_state import (
    CLOSED_STATES,
    COUNTY,
    ESCALATED,
    RETURNED,
    VILLAGE,
    Standing,
    Step,
    Transition,
    way_to,
)
from desktop.domain.ids import new_id
from desktop.domain.problem import Place, Problem, ProblemError
from sync.county.county import County
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, hand_down
from sync.county.store.letters import find_record, moment
from sync.county.store.records import STATE_COLUMNS, kind_of, read_state
from sync.county.store.villages import lock_village, name_of
from sync.plan.merge import RecordState
from sync.protocol.operation import Value

LONGEST_UNIT, LONGEST_TEXT = 40, 1_000
_NEEDS_TEXT = {Step.SETTLE: "CTY-224", Step.RETURN: "CTY-222", Step.ESCALATE: "CTY-222"}
_DEEDS = (Step.TAKE_UP, Step.SETTLE, Step.RETURN, Step.ESCALATE)


@dataclass(frozen=True, slots=True)
class EscalatedEvent:
    """An event that lies above its village, or did; texts empty for none, moments UTC ISO.

    Attributes:
        id: Of the event.
        village_id: Whose it is.
        number: Its number.
        title: What it is about.
        category: Code of ``event_category``.
        place: Where.
        text: What was reported, as the village sent it up; empty where the county's ruling keeps it there.
        reason: Why the village sent it up.
        reporter: Who reported it, where he is named and asked for no secrecy.
        reporter_phone: His number.
        state: Code of ``event_state``.
        level: Where it lies: 1 village, 2 township, 3 county.
        received_at: When the village got it.
        escalated_at: When it was sent up for the last time.
        accepted_at: When it was taken up.
        accept_due_at: By when it is to be taken up.
        due_at: By when it is to be settled.
        result: What came out.
        limit_class: Code of ``event_limit_class``.
        reopened: How often it was done anew.
    """

    id: str
    village_id: int
    number: str
    title: str
    category: str
    place: str
    text: str
    reason: str
    reporter: str
    reporter_phone: str
    state: str
    level: int
    received_at: str
    escalated_at: str
    accepted_at: str
    accept_due_at: str
    due_at: str
    result: str
    limit_class: str
    reopened: int

    @property
    def waits(self) -> bool:
        """Whether nobody above has taken it up."""
        return self.state == ESCALATED

    @property
    def is_above(self) -> bool:
        """Whether it is the county's or the township's to do something."""
        return self.state not in (*CLOSED_STATES, RETURNED) and self.level > VILLAGE

    @property
    def next_due_at(self) -> str:
        """By when the next thing is due; empty where nothing is."""
        if not self.is_above:
            return ""
        return (self.accept_due_at or self.due_at) if self.waits else self.due_at

    def is_late(self, now_ms: int) -> bool:
        """Whether that moment has passed."""
        due = self.next_due_at
        return bool(due) and datetime.fromisoformat(due).timestamp() * 1_000 < now_ms

    @property
    def deeds(self) -> tuple[Step, ...]:
        """What can be done about it now."""
        standing = Standing(self.state, self.level, self.reopened)
        return tuple(step for step in _DEEDS if self.is_above and way_to(standing, step))


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of an event; ``done_by`` is empty for somebody of the village."""

    kind: str
    text: str
    done_at: str
    done_by: str


def list_escalated(database: Database, village_id: int | None = None) -> tuple[EscalatedEvent, ...]:
    """Events that lie or lay above, those due first in front; of one village or of all."""
    where = "r.village_id = %(village_id)s AND " if village_id is not None else ""
    rows = query(
        database,
        f"SELECT r.village_id, {STATE_COLUMNS} FROM record r WHERE {where}r.kind = {kind_of('event'):d} "  # noqa: S608
        "AND r.deleted IS NULL AND r.fields ->> 'max_level' <> '1'",
        {"village_id": village_id},
    )
    copies = _copies(database, village_id)
    found = [_event(int(owner), read_state(tuple(row)), copies) for owner, *row in rows]
    return tuple(sorted(found, key=lambda each: (not each.is_above, each.next_due_at, each.escalated_at)))


def find_escalated(database: Database, village_id: int, event_id: str) -> EscalatedEvent:
    """One event that lies or lay above.

    Raises:
        ProblemError: CTY-220, the village has sent none of that id up.
    """
    for each in list_escalated(database, village_id):
        if event_id in (each.id, each.number):
            return each
    raise ProblemError(Problem("CTY-220"))


def list_steps(database: Database, village_id: int, event_id: str) -> tuple[ShownStep, ...]:
    """What was done about an event, the oldest first."""
    rows = query(
        database,
        f"SELECT fields FROM record WHERE village_id = %(village_id)s AND kind = {kind_of('event_step'):d} "  # noqa: S608
        "AND deleted IS NULL AND fields ->> 'event_id' = %(event)s",
        {"village_id": village_id, "event": event_id},
    )
    steps = [
        ShownStep(
            str(fields.get("kind") or ""),
            str(fields.get("text") or ""),
            str(fields.get("done_at") or ""),
            said_author(str(fields.get("done_by") or ""), str(fields.get("unit") or "")),
        )
        for (fields,) in rows
    ]
    return tuple(sorted(steps, key=lambda each: each.done_at))


def take_step(
    county: County,
    village_id: int,
    event_id: str,
    step: Step,
    unit: str,
    text: str,
    now_ms: int,
    *,
    operator: str = "",
) -> None:
    """Do something about an event that lies above; what leads there is done on the way.

    Args:
        county: Where.
        village_id: The village.
        event_id: The event, by its id or number.
        step: `Step.TAKE_UP`, `Step.SETTLE` with the answer, `Step.RETURN` or `Step.ESCALATE` with the reason.
        unit: Which office does it, as the village reads it.
        text: The answer or the reason.
        now_ms: The county's clock.
        operator: Who, for the audit log.

    Raises:
        ProblemError: CTY-220 no such event; CTY-221 it can't be done now; CTY-222 no reason; CTY-223 too
            long; CTY-224 no answer; CTY-225 no office.
    """
    _check(step, unit, text)
    with county.database.atomic():
        lock_village(county.database, village_id)
        known = find_escalated(county.database, village_id, event_id)
        standing = Standing(known.state, known.level, known.reopened)
        way = way_to(standing, step) if known.is_above else ()
        if not way:
            raise ProblemError(Problem("CTY-221", {"number": known.number}))
        event = find_record(county.database, village_id, "event", known.id)
        _, division_code = name_of(county.database, village_id)
        at = moment(now_ms)
        fields: dict[str, Value] = {}
        records = []
        for made in way:
            fields |= _fields(known, made, text if made.step is step else "", now_ms, division_code)
            mark: dict[str, Value] = {
                "event_id": known.id,
                "kind": made.step.value,
                "text": (text.strip() or None) if made.step is step else None,
                "state": made.after.state,
                "done_at": at,
                "done_by": BY_COUNTY,
                "unit": unit.strip(),
            }
            records.append(HandedRecord("event_step", new_id(), mark))
        if event is not None:
            records.append(HandedRecord("event", known.id, fields))
        details = {"number": known.number, "step": step.value} | ({"operator": operator} if operator else {})
        hand_down(county, village_id, records, now_ms, "event_step_taken", details)


def _check(step: Step, unit: str, text: str) -> None:
    problems = []
    if not 0 < len(unit.strip()) <= LONGEST_UNIT:
        problems.append(Problem("CTY-225", {"length": str(LONGEST_UNIT)}, Place(field="unit")))
    if step in _NEEDS_TEXT and not text.strip():
        problems.append(Problem(_NEEDS_TEXT[step], place=Place(field="text")))
    if len(text.strip()) > LONGEST_TEXT:
        problems.append(Problem("CTY-223", {"length": str(LONGEST_TEXT)}, Place(field="text")))
    if problems:
        raise ProblemError(tuple(problems))


def _fields(
    known: EscalatedEvent, made: Transition, text: str, now_ms: int, division_code: str
) -> dict[str, Value]:
    """What a step changes about the event itself."""
    at = moment(now_ms)
    fields: dict[str, Value] = {"state": made.after.state, "level": str(made.after.level)}
    match made.step:
        case Step.TAKE_UP:
            fields["accepted_at"] = at
        case Step.SETTLE:
            fields |= {"result": text.strip(), "settled_at": at, "closed_at": at}
            fields["settled_level"] = str(made.before.level)
        case Step.RETURN | Step.ESCALATE:
            fields |= _limits(known, made.after.level, now_ms, division_code)
            if made.step is Step.ESCALATE:
                fields |= {"max_level": str(COUNTY), "accepted_at": None}
        case _:
            pass
    return fields


def _limits(known: EscalatedEvent, level: int, now_ms: int, division_code: str) -> dict[str, Value]:
    """The limits counted anew where the event goes."""
    if known.limit_class not in set(LimitClass):
        return {}
    now = datetime.fromtimestamp(now_ms / 1_000).astimezone()
    limit = event_limit(class_at(LimitClass(known.limit_class), level), now.date(), division_code)
    due = due_moment(now, limit.handle).at
    fields: dict[str, Value] = {
        "due_at": moment(int(due.timestamp() * 1_000)),
        "due_on": due.date().isoformat(),
    }
    if level > VILLAGE:
        fields["accept_due_at"] = moment(int(due_moment(now, limit.accept).at.timestamp() * 1_000))
    return fields


def _copies(database: Database, village_id: int | None) -> dict[str, Mapping[str, Value]]:
    """The latest copy that went up, by event."""
    where = "village_id = %(village_id)s AND " if village_id is not None else ""
    rows = query(
        database,
        f"SELECT fields FROM record WHERE {where}kind = {kind_of('event_escalation'):d} AND deleted IS NULL",  # noqa: S608
        {"village_id": village_id},
    )
    found: dict[str, Mapping[str, Value]] = {}
    for (fields,) in sorted(rows, key=lambda row: str(row[0].get("escalated_at") or "")):
        found[str(fields.get("event_id"))] = fields
    return found


def _event(village_id: int, state: RecordState, copies: Mapping[str, Mapping[str, Value]]) -> EscalatedEvent:
    event, copy = state.fields, copies.get(state.record_id, {})
    try:
        body = json.loads(str(copy.get("body") or "{}"))
    except ValueError:
        body = {}
    body = body if isinstance(body, dict) else {}

    def text(*names: str) -> str:
        told = (str(source.get(name) or "") for name in names for source in (event, body))
        return next((each for each in told if each), "")

    is_open = not event.get("secret") and not event.get("anonymous")
    return EscalatedEvent(
        state.record_id,
        village_id,
        text("number"),
        text("title"),
        text("category"),
        text("place"),
        text("text"),
        str(copy.get("reason") or ""),
        text("reporter") if is_open else "",
        text("reporter_phone") if is_open else "",
        str(event.get("state") or ""),
        int(event.get("level") or VILLAGE),
        text("received_at"),
        str(copy.get("escalated_at") or ""),
        str(event.get("accepted_at") or ""),
        str(event.get("accept_due_at") or ""),
        str(event.get("due_at") or ""),
        str(event.get("result") or ""),
        str(event.get("limit_class") or ""),
        int(event.get("reopened_count") or 0),
    )
