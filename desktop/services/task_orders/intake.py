"""After an exchange: a task from above becomes an event of the village, and follows the issuer's words.

The event's id and number follow from the task's, so that two PCs that take it in make the same one.
"""

from datetime import datetime

from db.queries import task_orders as queries
from db.queries.task_orders import TaskOrderRow
from db.store import ChangeSetInfo, Work
from desktop.domain.event_state import ACCEPTED as EVENT_ACCEPTED
from desktop.domain.event_state import FED_BACK
from desktop.domain.ids import RecordId
from desktop.domain.task_order import ACCEPTED, RETURNED, event_id_of
from desktop.services.office import Office
from desktop.services.task_orders.event_steps import call_off, open_again, put_away

SOURCE = "S5"
TITLE_LENGTH = 60


def take_in_tasks(office: Office) -> int:
    """Make the events of tasks that came, and bring known ones up to date with what their issuer says.

    Needs no right of the user at work: it is the exchange's own doing.

    Returns:
        How many events were made.
    """
    with office.store.reading() as connection:
        if not (queries.list_changed_orders(connection) or _words(office)):
            return 0
    made = 0
    with office.store.writing(ChangeSetInfo(office.user.id, "system", "收到上级交办")) as work:
        for row in queries.list_changed_orders(work.connection):
            if not row.event_id:
                _make(office, work, row)
                made += 1
            elif row.withdrawn_at:
                call_off(office, work, row.event_id, row.withdrawn_reason)
            else:
                work.update("event", row.event_id, _told(row))
        for row, verdict, text in _words(office):
            if verdict == RETURNED:
                open_again(office, work, row.event_id, text)
            else:
                put_away(office, work, row.event_id, text)
    return made


def _words(office: Office) -> list[tuple[TaskOrderRow, str, str]]:
    """Verdicts on the newest answers of tasks whose events wait for the issuer's word."""
    with office.store.reading() as connection:
        settled = {row.id: row for row in queries.list_orders(connection) if row.event_state == FED_BACK}
        if not settled:
            return []
        newest: dict[str, int] = {}
        for answer in queries.list_answers(connection):
            newest[answer.order_id] = max(answer.answer_no, newest.get(answer.order_id, 0))
        return [
            (settled[each.order_id], each.verdict, each.text)
            for each in queries.list_verdicts(connection)
            if each.order_id in settled
            and each.verdict in (ACCEPTED, RETURNED)
            and each.answer_no == newest.get(each.order_id)
        ]


def _told(row: TaskOrderRow) -> dict[str, str | int | None]:
    """What the task says of its event."""
    return {
        "title": row.title[:TITLE_LENGTH],
        "text": row.content or None,
        "category": row.category or None,
        "urgency": row.urgency,
        "due_at": row.due_at,
        "due_on": datetime.fromisoformat(row.due_at).astimezone().date().isoformat(),
        "origin_number": row.number,
        "reporter": row.issuer,
    }


def _make(office: Office, work: Work, row: TaskOrderRow) -> None:
    division = office.vault.village.division_code
    event_id = event_id_of(row.id)
    work.insert(
        "event",
        {
            **_told(row),
            "number": f"{division}-{row.issued_at[:4]}-J{event_id[:6].upper()}",
            "kind": "task",
            "source": SOURCE,
            # what is given from above is not refused: it counts as accepted the moment it was given
            "state": EVENT_ACCEPTED,
            "received_at": row.issued_at,
            "accepted_at": row.issued_at,
            "order_id": row.id,
        },
        RecordId(event_id),
    )
