"""Events that are the same matter (合并): found, and merged so that everybody who reported it is told."""

from dataclasses import dataclass
from datetime import timedelta

from db.queries import event_life as queries
from db.queries import events as event_queries
from db.queries.event_life import EventLifeRow, LikeRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_likeness import EventWords, most_alike
from desktop.domain.event_state import DONE_STATES, ENDED_STATES, Step
from desktop.domain.local_moment import moment_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.events.records import NewEvent
from desktop.services.events.standing import find_row, now_at, rule_at, standing_of, steps_here
from desktop.services.events.steps import StepFacts, apply_step, impossible, step_label, write_mark
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Alike:
    """An event that another may be the same as; ``state`` is a code, ``received_at`` a UTC moment."""

    id: str
    number: str
    title: str
    state: str
    received_at: str


def list_alike(office: Office, new: NewEvent | None = None, event_id: str = "") -> tuple[Alike, ...]:
    """Events that a new one or one on record is likely the same as, the most alike first.

    Raises:
        ProblemError: EVT-001 there is no such event, SYS-403.
    """
    office.require(Right.READ_EVENTS)
    since = now_at(office) - timedelta(days=rule_at(office, "event.same.days"))
    with office.store.reading() as connection:
        rows = {row.id: row for row in queries.list_to_compare(connection, moment_text(since))}
        if event_id:
            own = find_row(connection, event_id)
            links = event_queries.list_links(connection, own.id)
            ids = {link.target_id for link in links} | {own.reporter_id or ""}
            words = EventWords(
                own.title, own.text or "", own.category or "", own.place or "", frozenset(ids - {""})
            )
            rows.pop(own.id, None)
        elif new is not None:
            targets = {target.id for target in new.targets} | {new.reporter_id}
            words = EventWords(new.title, new.text, new.category, new.place, frozenset(targets - {""}))
        else:
            return ()
    found = most_alike(words, ((row.id, _words(row)) for row in rows.values()))
    return tuple(
        Alike(row.id, row.number, row.title, row.state, row.received_at)
        for row in (rows[key] for key in found)
    )


def _words(row: LikeRow) -> EventWords:
    ids = set((row.target_ids or "").split()) | {row.reporter_id or ""}
    return EventWords(row.title, row.text or "", row.category or "", row.place or "", frozenset(ids - {""}))


def merge_event(office: Office, event_id: str, into_id: str, reason: str = "") -> None:
    """Merge an event into another one that is the same matter; who reported it is told with the other's.

    Args:
        office: The office at work.
        event_id: The event that ends.
        into_id: The event that goes on, open or settled; by id or number.
        reason: Why they are the same; may be empty.

    Raises:
        ProblemError: EVT-001, EVT-020 it has ended or a complaint waits, EVT-023 it is a task from above,
            EVT-043 the other has ended, EVT-044 it is the same one, EVT-045 it lies higher than the other,
            SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    with office.store.reading() as connection:
        row, into = find_row(connection, event_id), find_row(connection, into_id)
    if row.id == into.id:
        raise ProblemError(Problem("EVT-044", place=Place(field="into")))
    if into.state in ENDED_STATES:
        state = code_table("event_state").label(into.state)
        raise ProblemError(Problem("EVT-043", {"state": state}, Place(field="into")))
    if Step.MERGE not in steps_here(standing_of(office, row)):
        raise impossible(row, Step.MERGE)
    if row.level > into.level:
        label = code_table("event_level").label(row.level)
        raise ProblemError(Problem("EVT-045", {"level": label, "title": into.title}, Place(field="into")))
    with office.change("edit", f"{step_label(Step.MERGE)}：{row.title} → {into.title}") as work:
        told = f"并入 {into.number} {into.title}"
        text = "：".join(part for part in (told, reason.strip()) if part)
        apply_step(office, work, row.id, Step.MERGE, StepFacts(text, extra={"merged_into_id": into.id}))
        write_mark(office, work, into.id, Step.TAKE_IN, f"{row.number} {row.title}", into.state)
        if row.max_level > into.max_level:
            work.update("event", into.id, {"max_level": row.max_level})
        _carry_people(work, row, into)


def _carry_people(work: Work, row: EventLifeRow, into: EventLifeRow) -> None:
    """Who reported the one is told with the other; what he was told holds if the other is settled as well."""
    is_told = bool(row.feedback_at) and into.state in DONE_STATES
    if row.kind == "event" or row.reporter:
        work.insert(
            "event_reporter",
            {
                "event_id": into.id,
                "merged_event_id": row.id,
                "person_id": row.reporter_id,
                "name": row.reporter,
                "phone": row.reporter_phone,
                "anonymous": row.anonymous,
                "secret": row.secret,
                "told_at": row.feedback_at if is_told else None,
                "told_way": row.feedback_way if is_told else None,
                "told_by": row.feedback_by if is_told else None,
            },
        )
    # who was carried to the merged one before is carried on
    for each in queries.list_reporters(work.connection, row.id):
        work.update("event_reporter", each.id, {"event_id": into.id})
    present = {link.target_id for link in event_queries.list_links(work.connection, into.id)}
    for link in event_queries.list_links(work.connection, row.id):
        if link.target_id not in present:
            work.insert(
                "event_link",
                {"event_id": into.id, "target_table": link.target_table, "target_id": link.target_id},
            )
