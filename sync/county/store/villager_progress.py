"""How a matter stands, for who has its number and code: a letter, a booking, a case of a service (办理进度).

Only what the village wrote for others to read is told; numbers of people that slipped into it are covered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.code_table import code_table
from desktop.domain.event_author import VILLAGER
from desktop.domain.event_state import (
    ACCEPTED,
    ARCHIVED,
    ASSIGNED,
    DONE_STATES,
    ESCALATED,
    FED_BACK,
    IN_PROGRESS,
    MERGED,
    RATED,
    REFUSED,
    REOPENED,
    RETURNED,
    SUBMITTED,
    SUSPENDED,
    WITHDRAWN,
)
from desktop.domain.leak_scanner import masked_text
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.villager_letter import event_id_of, step_id_of
from sync.county.county import County
from sync.county.store import letters
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, hand_down
from sync.county.store.letters import find_asked, find_record, moment
from sync.county.store.records import derived_id, kind_of
from sync.plan.merge import RecordState
from sync.protocol.operation import Value

SATISFACTION = "satisfaction"
NOT_RATED = "9"
LETTERS, BOOKINGS, CASES = "villager_letter", "service_booking", "service_case"
_CASE_WITHDRAWN = "95"


class Stage(StrEnum):
    """How far a matter is, as its sender is told."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    PAUSED = "paused"
    ABOVE = "above"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    AGREED = "agreed"
    CASE = "case"


_OF_EVENT: Mapping[str, Stage] = {
    SUBMITTED: Stage.WAITING,
    REFUSED: Stage.REFUSED,
    ACCEPTED: Stage.IN_HAND,
    ASSIGNED: Stage.IN_HAND,
    IN_PROGRESS: Stage.IN_HAND,
    SUSPENDED: Stage.PAUSED,
    ESCALATED: Stage.ABOVE,
    RETURNED: Stage.IN_HAND,
    REOPENED: Stage.IN_HAND,
    WITHDRAWN: Stage.WITHDRAWN,
    **dict.fromkeys(DONE_STATES, Stage.DONE),
}
_BACK = (Stage.WAITING, Stage.IN_HAND, Stage.PAUSED, Stage.ABOVE)
"""Stages in which a letter can be taken back."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is told.

    Attributes:
        table: What it is: `LETTERS`, `BOOKINGS` or `CASES`.
        number: Its number.
        stage: How far it is.
        label: What it is about: the kind of letter, or the service.
        received_at: When it came in, UTC ISO.
        due_on: By when the village means to have done it; empty for none.
        text: What the village says to it; empty for nothing.
        met: The day and part of a day that were agreed for a booking; empty for none.
        state: What the state of a case is called; empty for what is none.
        can_withdraw: Whether it can be taken back now.
        can_rate: Whether it can be rated now.
        rating: What it was rated as; empty for not.
    """

    table: str
    number: str
    stage: Stage
    label: str
    received_at: str
    due_on: str = ""
    text: str = ""
    met: str = ""
    state: str = ""
    can_withdraw: bool = False
    can_rate: bool = False
    rating: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """An answer that the village has made public: its own text for that, the kind of matter and the day."""

    text: str
    category: str
    published_on: str


def find_progress(database: Database, village_id: int, number: str, code: str) -> Progress | None:
    """How a matter stands; None when number or code is not right."""
    for table, told in ((LETTERS, _letter), (BOOKINGS, _booking), (CASES, _case)):
        if record := find_asked(database, village_id, table, number, code):
            return told(database, village_id, record)
    return None


def withdraw(county: County, village_id: int, number: str, code: str, reason: str, now_ms: int) -> None:
    """Take a letter or booking back.

    Raises:
        ProblemError: CTY-215 number or code is not right, CTY-216 it is settled, CTY-201 a reason too long.
    """
    database = county.database
    for table in (LETTERS, BOOKINGS):
        record = find_asked(database, village_id, table, number, code)
        if record is None:
            continue
        told = (
            _letter(database, village_id, record)
            if table == LETTERS
            else _booking(database, village_id, record)
        )
        if not told.can_withdraw:
            raise ProblemError(Problem("CTY-216"))
        letters.withdraw(county, village_id, table, record, reason, now_ms)
        return
    raise ProblemError(Problem("CTY-215"))


def rate(
    county: County, village_id: int, number: str, code: str, satisfaction: str, text: str, now_ms: int
) -> None:
    """Say how satisfied one is with what became of a letter, once for each time it was done.

    Raises:
        ProblemError: CTY-215 number or code is not right, CTY-217 it can't be rated now, CTY-218 nothing was
            chosen, CTY-201 the text is too long.
    """
    record = find_asked(county.database, village_id, LETTERS, number, code)
    if record is None:
        raise ProblemError(Problem("CTY-215"))
    if satisfaction not in code_table(SATISFACTION) or satisfaction == NOT_RATED:
        raise ProblemError(Problem("CTY-218"))
    if len(text.strip()) > letters.LONGEST_REASON:
        raise ProblemError(Problem("CTY-201", {"length": str(letters.LONGEST_REASON)}))
    event = _event_of(county.database, village_id, record)
    if event is None or event.fields.get("state") != FED_BACK:
        raise ProblemError(Problem("CTY-217"))
    at, turn = moment(now_ms), int(event.fields.get("reopened_count") or 0)
    rating: dict[str, Value] = {
        "event_id": event.record_id,
        "satisfaction": satisfaction,
        "text": text.strip() or None,
        "rated_at": at,
        "round": turn,
    }
    step: dict[str, Value] = {
        "event_id": event.record_id,
        "kind": "rate",
        "state": RATED,
        "text": "；".join(
            each for each in (code_table(SATISFACTION).label(satisfaction), text.strip()) if each
        ),
        "done_at": at,
        "done_by": VILLAGER,
    }
    rating_id = derived_id("event_rating", event.record_id, turn)
    records = [
        HandedRecord("event_rating", rating_id, rating),
        HandedRecord("event_step", step_id_of(event.record_id, f"rate|{turn}"), step),
        HandedRecord("event", event.record_id, {"satisfaction": satisfaction, "state": RATED}),
    ]
    hand_down(county, village_id, records, now_ms, "letter_rated", {"number": record.fields.get("number")})


def list_published(database: Database, village_id: int, limit: int, offset: int = 0) -> tuple[Published, ...]:
    """Answers that the village has made public, the newest first."""
    rows = query(
        database,
        "SELECT fields ->> 'public_text', fields ->> 'category', fields ->> 'published_on' FROM record "  # noqa: S608
        f"WHERE village_id = %(village_id)s AND kind = {kind_of('event'):d} "
        "AND deleted IS NULL AND fields ->> 'published_on' IS NOT NULL AND fields ->> 'public_text' <> '' "
        "ORDER BY fields ->> 'published_on' DESC, record_id LIMIT %(limit)s OFFSET %(offset)s",
        {"village_id": village_id, "limit": limit, "offset": offset},
    )
    return tuple(
        Published(masked_text(str(text)), _label("event_category", category), str(day))
        for text, category, day in rows
    )


def _label(table: str, code: object) -> str:
    codes = code_table(table)
    return codes.label(str(code)) if code and str(code) in codes else ""


def _text(fields: Mapping[str, Value], *names: str) -> str:
    """The first of some texts that says something, numbers of people covered."""
    return next((masked_text(str(fields[name])) for name in names if fields.get(name)), "")


def _event_of(database: Database, village_id: int, letter: RecordState) -> RecordState | None:
    """The event that the village made of a letter, or what that was merged into."""
    event = find_record(database, village_id, "event", event_id_of(letter.record_id))
    if event is not None and event.fields.get("state") == MERGED and event.fields.get("merged_into_id"):
        merged = find_record(database, village_id, "event", str(event.fields["merged_into_id"]))
        return merged or event
    return event


def _letter(database: Database, village_id: int, record: RecordState) -> Progress:
    letter = record.fields
    event = _event_of(database, village_id, record)
    matter: Mapping[str, Value] = event.fields if event else {}
    state = str(matter.get("state") or SUBMITTED)
    stage = _OF_EVENT.get(state, Stage.IN_HAND)
    text = _text(matter, "public_text", "feedback_text")
    if stage is Stage.REFUSED:
        text = "；".join(each for each in (text, _text(matter, "where_to")) if each)
    if letter.get("hidden_at"):
        stage, text = Stage.HIDDEN, str(letter.get("hidden_reason") or "")
    elif letter.get("withdrawn_at"):
        stage = Stage.WITHDRAWN
    own = event is not None and event.record_id == event_id_of(record.record_id)
    rating = str(matter.get("satisfaction") or "") if own else ""
    return Progress(
        LETTERS,
        str(letter["number"]),
        stage,
        "随手拍" if letter.get("kind") == "snap" else "村民信箱",
        str(letter["received_at"]),
        str(matter.get("due_on") or "") if stage in _BACK else "",
        text,
        can_withdraw=stage in _BACK,
        can_rate=own and state == FED_BACK and stage is Stage.DONE,
        rating=_label(SATISFACTION, rating) if rating != NOT_RATED and state in (RATED, ARCHIVED) else "",
    )


def _booking(database: Database, village_id: int, record: RecordState) -> Progress:
    booking = record.fields
    answers = [fields for fields in _answers(database, village_id, record.record_id) if fields.get("answer")]
    answer: Mapping[str, Value] = (
        max(answers, key=lambda each: str(each.get("answered_at"))) if answers else {}
    )
    said = str(answer.get("answer") or "")
    stage = {"time": Stage.AGREED, "refused": Stage.REFUSED, "case": Stage.CASE}.get(said, Stage.WAITING)
    if booking.get("withdrawn_at"):
        stage = Stage.WITHDRAWN
    state = due_on = ""
    if stage is Stage.CASE and answer.get("case_id"):
        case = find_record(database, village_id, CASES, str(answer["case_id"]))
        if case is not None:
            state = _label("service_case_state", case.fields.get("state"))
            due_on = str(case.fields.get("due_on") or "")
    met = f"{answer.get('met_on') or ''} {_label('day_part', answer.get('met_part'))}".strip()
    return Progress(
        BOOKINGS,
        str(booking["number"]),
        stage,
        _label("service_item", booking.get("item")),
        str(booking["received_at"]),
        due_on,
        _text(answer, "text"),
        met if stage is Stage.AGREED else "",
        state,
        can_withdraw=stage in (Stage.WAITING, Stage.AGREED),
    )


def _answers(database: Database, village_id: int, booking_id: str) -> list[Mapping[str, Value]]:
    rows = query(
        database,
        "SELECT fields FROM record WHERE village_id = %(village_id)s AND kind = %(kind)s "
        "AND deleted IS NULL AND fields ->> 'booking_id' = %(booking)s",
        {
            "village_id": village_id,
            "kind": kind_of("service_booking_answer"),
            "booking": booking_id,
        },
    )
    return [fields for (fields,) in rows]


def _case(_database: Database, _village_id: int, record: RecordState) -> Progress:
    case = record.fields
    code = str(case.get("state") or "")
    is_over = bool(case.get("finished_on") or case.get("delivered_on"))
    stage = Stage.WITHDRAWN if code == _CASE_WITHDRAWN else Stage.CASE
    return Progress(
        CASES,
        str(case["number"]),
        stage,
        _label("service_item", case.get("item")),
        str(case.get("opened_at") or ""),
        "" if is_over else str(case.get("due_on") or ""),
        _text(case, "public_text"),
        state=_label("service_case_state", code),
    )
