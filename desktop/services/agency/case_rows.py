"""What hangs on a case, written inside another action: papers asked for, trips, lines of its record."""

from db.store import Work
from desktop.domain.ids import RecordId, new_id
from desktop.domain.service_case import PaperState
from desktop.domain.service_catalogue import PaperNeed
from desktop.services.office import Office

VILLAGER, AGENT = "villager", "agent"
"""Codes of service_trip_who."""


def insert_paper(work: Work, case_id: str, need: PaperNeed) -> RecordId:
    """Ask for a paper inside a transaction that is open already."""
    return work.insert(
        "service_case_paper",
        {
            "case_id": case_id,
            "title": need.title,
            "required": need.required,
            "state": PaperState.MISSING,
            "is_original": False,
            "form": need.form,
            "condition": need.condition or None,
        },
    )


def insert_trip(
    work: Work, case_id: str, who: str, went_on: str, destination: str = "", reason: str = ""
) -> RecordId:
    """Write down a trip inside a transaction that is open already."""
    return work.insert(
        "service_trip",
        {
            "case_id": case_id,
            "who": who,
            "went_on": went_on,
            "destination": destination.strip() or None,
            "reason": reason.strip() or None,
        },
    )


def insert_step(office: Office, work: Work, case_id: str, kind: str, text: str) -> None:
    """Write a line into the record of a case inside a transaction that is open already."""
    work.insert(
        "service_case_step",
        {
            "case_id": case_id,
            "kind": kind,
            "text": text.strip() or None,
            "done_at": office.now_text(),
            "done_by": office.user.id,
        },
        new_id(),
    )
