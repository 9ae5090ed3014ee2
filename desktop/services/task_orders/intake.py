"""After an exchange: a task from above becomes an event of the village, and follows the issuer's words.

The event's id and number follow from the task's, so that two PCs that take it in make the same one.
"""

from collections import defaultdict
from datetime import datetime

from db.connection import Connection
from db.queries import task_orders as queries
from db.queries.task_orders import TaskAnswerRow, TaskOrderRow
from db.store import ChangeSetInfo, Work
from desktop.domain.event_author import COUNTY
from desktop.domain.event_state import ACCEPTED
from desktop.domain.ids import RecordId
from desktop.domain.task_order import Follow, TaskFacts, TaskWord, event_id_of, follow
from desktop.services.events.records import TITLE_LENGTH
from desktop.services.events.steps import Said
from desktop.services.office import Office
from desktop.services.task_orders.event_steps import follow_task

SOURCE = "S5"


def take_in_tasks(office: Office) -> int:
    """Make the events of tasks that came, and bring known ones to where their tasks stand.

    Needs no right of the user at work: it is the exchange's own doing.

    Returns:
        How many events were made.
    """
    with office.store.reading() as connection:
        if not (queries.list_changed_orders(connection, TITLE_LENGTH) or _behind(connection)):
            return 0
    made = 0
    with office.store.writing(ChangeSetInfo(office.user.id, "system", "收到上级交办")) as work:
        for row in queries.list_changed_orders(work.connection, TITLE_LENGTH):
            if row.event_id:
                work.update("event", row.event_id, _told(row))
            else:
                _make(office, work, row)
                made += 1
        for event_id, wanted, text, said in _behind(work.connection):
            follow_task(office, work, event_id, wanted, text, said)
    return made


def _behind(connection: Connection) -> list[tuple[str, Follow, str, Said]]:
    """Events that do not stand where their tasks do: what they have to do, the words for it, and whose."""
    answers: dict[str, list[TaskAnswerRow]] = defaultdict(list)
    for answer in queries.list_answers(connection):
        answers[answer.order_id].append(answer)
    words: dict[str, list[TaskWord]] = defaultdict(list)
    for each in queries.list_verdicts(connection):
        words[each.order_id].append(TaskWord(each.answer_no, each.verdict, each.decided_at, each.text))
    found = []
    for row in queries.list_orders(connection):
        newest = max(answers[row.id], key=lambda one: one.answer_no, default=None)
        facts = TaskFacts(
            row.due_at,
            newest.answer_no if newest else 0,
            words=tuple(words[row.id]),
            withdrawn_at=row.withdrawn_at,
        )
        wanted = follow(facts.state, row.event_state) if row.event_id else None
        if wanted is None:
            continue
        if wanted is Follow.SETTLE and newest is not None:
            text, said = newest.text, Said(newest.answered_at, newest.answered_by)
        elif wanted is Follow.CALL_OFF or facts.newest is None:
            text, said = row.withdrawn_reason, Said(row.withdrawn_at, COUNTY, row.issuer)
        else:
            text, said = facts.newest.text, Said(facts.newest.decided_at, COUNTY, row.issuer)
        found.append((row.event_id, wanted, text or row.title, said))
    return found


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
            "state": ACCEPTED,
            "received_at": row.issued_at,
            "accepted_at": row.issued_at,
            "order_id": row.id,
        },
        RecordId(event_id),
    )
