"""A person's right to have what the village holds about them erased.

Source:
    Personal Information Protection Law (2021), article 47.
"""

import json

from db.changelog.sealed import ERASURE_LABEL
from db.connection import Connection
from db.store import ChangeSetInfo
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office
from sync.protocol.personal_part import reporter_part
from sync.protocol.registry import registry
from sync.village import erasure, erasure_requests
from sync.village.state import find_state

_BOOKINGS = (
    "SELECT b.id FROM service_booking b JOIN person p ON p.id = ? "
    "WHERE b.name = p.name AND b.phone = p.mobile "
    "OR b.id IN (SELECT booking_id FROM service_case WHERE person_id = p.id)"
)
"""What a person booked from his telephone: by name and number together, or by the case that it became."""

_DEPENDENT = (
    ("membership", "SELECT id FROM membership WHERE person_id = ?"),
    ("restricted", "SELECT id FROM restricted WHERE person_id = ?"),
    ("event_link", "SELECT id FROM event_link WHERE target_table = 'person' AND target_id = ?"),
    ("event_reporter", "SELECT id FROM event_reporter WHERE person_id = ?"),
    (
        "service_case_paper",
        "SELECT id FROM service_case_paper "
        "WHERE case_id IN (SELECT id FROM service_case WHERE person_id = ?)",
    ),
    (
        "service_case_step",
        "SELECT id FROM service_case_step WHERE case_id IN (SELECT id FROM service_case WHERE person_id = ?)",
    ),
    (
        "service_trip",
        "SELECT id FROM service_trip WHERE case_id IN (SELECT id FROM service_case WHERE person_id = ?)",
    ),
    (
        "service_booking_answer",
        f"SELECT id FROM service_booking_answer WHERE booking_id IN ({_BOOKINGS})",  # noqa: S608 - own text
    ),
    ("service_booking", _BOOKINGS),
    ("service_case", "SELECT id FROM service_case WHERE person_id = ?"),
    (
        "job_referral",
        "SELECT id FROM job_referral WHERE seeker_id IN (SELECT id FROM job_seeker WHERE person_id = ?)",
    ),
    ("job_seeker", "SELECT id FROM job_seeker WHERE person_id = ?"),
    ("expiring_paper", "SELECT id FROM expiring_paper WHERE person_id = ?"),
    (
        "visit_patch",
        "SELECT t.id FROM visit_patch t JOIN person p ON p.id = ? WHERE t.target_table = 'person' "
        "AND t.target_id = p.id OR t.visit_id IN "
        "(SELECT id FROM visit WHERE target_table = 'person' AND target_id = p.id)",
    ),
    ("visit", "SELECT id FROM visit WHERE target_table = 'person' AND target_id = ?"),
    ("visit_object", "SELECT id FROM visit_object WHERE target_table = 'person' AND target_id = ?"),
    ("study", "SELECT id FROM study WHERE person_id = ?"),
    ("deed_participant", "SELECT id FROM deed_participant WHERE person_id = ?"),
)
"""Records that say something of one person only. Accounts and documents that were issued have to be kept."""


def erase_person(office: Office, person_id: RecordId, typed_name: str, reason: str) -> bool:
    """Erase a person: here and now, or where a county is, everywhere as soon as it has heard of it.

    Takes a moment in a large register and belongs off the GUI thread.

    Args:
        office: The open office.
        person_id: Who.
        typed_name: The person's name, typed to confirm.
        reason: Why, without names; goes into the audit logs.

    Returns:
        Whether it is done; False: it is done after the next exchange with the county.

    Raises:
        ProblemError: SYS-403; REG-001 there is no such person; SYN-231 the name is another;
            SYN-232 no reason.
    """
    office.require(Right.ERASE)
    if not reason.strip():
        raise ProblemError(Problem("SYN-232"))
    with office.store.local_writing() as connection:
        row = connection.execute("SELECT name FROM person WHERE id = ?", (person_id,)).fetchone()
        if row is None:
            raise ProblemError(Problem("REG-001"))
        if (row[0] or "").strip() != typed_name.strip():
            raise ProblemError(Problem("SYN-231"))
        keys = _keys(connection, person_id)
        keys[:0] = _reported(office, connection, person_id)
        at_ms = int(office.clock().timestamp() * 1000)
        is_enrolled = find_state(connection) is not None
        for kind, record_id in keys:
            if is_enrolled:
                erasure_requests.ask(connection, kind, record_id, reason.strip(), office.user.id, at_ms)
            else:
                erasure.erase_here(office.store, connection, kind, record_id)
        office.write_access(connection, "erase_asked", "person", person_id, purpose=reason.strip())
    if not is_enrolled:
        erasure.compact(office.store)
    return not is_enrolled


_REPORTED = (
    "SELECT e.id, e.letter_id FROM event e, person p WHERE p.id = ? AND (e.reporter_id = p.id "
    "OR e.reporter_id IS NULL AND e.reporter = p.name AND e.reporter_phone = p.mobile)"
)
"""A letter from a telephone says name and number, not who that is in the register; both together do."""


def _reported(office: Office, connection: Connection, person_id: str) -> list[tuple[int, str]]:
    """Of the events that a person reported: who did, the letters they came of, and copies that went up.

    The event stays, it is the village's; so a copy is put in the place of one that names him.
    """
    keys: list[tuple[int, str]] = []
    made = []
    for event_id, letter_id in connection.execute(_REPORTED, (person_id,)).fetchall():
        keys.append((reporter_part().kind, str(event_id)))
        if letter_id:
            keys.append((registry().table("villager_letter").number, str(letter_id)))
        copies = connection.execute(
            "SELECT id, level, reason, body, escalated_at, escalated_by FROM event_escalation "
            "WHERE event_id = ?",
            (event_id,),
        ).fetchall()
        for copy_id, level, reason, body, at, by in copies:
            told = json.loads(body)
            if told.pop("reporter", None) is None:
                continue
            told.pop("reporter_phone", None)
            keys.append((registry().table("event_escalation").number, str(copy_id)))
            made.append(
                {
                    "event_id": event_id,
                    "level": level,
                    "reason": reason,
                    "body": json.dumps(told, ensure_ascii=False, separators=(",", ":")),
                    "escalated_at": at,
                    "escalated_by": by,
                }
            )
    if made:
        with office.store.change_set(
            connection, ChangeSetInfo(office.user.id, "edit", ERASURE_LABEL)
        ) as work:
            for each in made:
                work.insert("event_escalation", each)
    return keys


def is_asked(office: Office, person_id: RecordId) -> bool:
    """Whether a person's erasure waits for the county."""
    with office.store.reading() as connection:
        found = connection.execute(
            "SELECT 1 FROM sync_erasure_asked WHERE record_id = ?", (person_id,)
        ).fetchone()
    return found is not None


def _keys(connection: Connection, person_id: str) -> list[tuple[int, str]]:
    """What is erased with a person, the person last: what points to it is found through it."""
    keys = [
        (registry().table(table).number, str(record_id))
        for table, select in _DEPENDENT
        for (record_id,) in connection.execute(select, (person_id,))
    ]
    return [*keys, (registry().table("person").number, person_id)]
