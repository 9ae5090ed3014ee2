"""Learning items, sessions with attendance and who came, written straight into the file."""

from collections.abc import Mapping

from desktop.domain.learning_content import NewLearningItem
from desktop.services.learning.content import add_item
from desktop.services.office import Office
from tests.support.party import add_record


def publish(office: Office, title: str = "党章学习", **values: object) -> str:
    """An item of the village, published at the beginning of the year unless told; returns its id."""
    given = {"published_on": f"{office.today().year}-01-01", "body": "正文。", **values}
    return add_item(office, NewLearningItem(title, **given))  # type: ignore[arg-type]


def hold_session(
    office: Office, attendance: Mapping[str, str], *item_ids: str, kinds: str = '["P04"]', **values: object
) -> str:
    """A held meeting with people and their attendance state, teaching items; returns its id."""
    day = str(values.pop("held_on", office.today().isoformat()))
    meeting = add_record(office, "meeting", kinds=kinds, held_on=day, title="党课", **values)  # type: ignore[arg-type]
    for person, state in attendance.items():
        add_record(office, "meeting_attendance", meeting_id=meeting, person_id=person, state=state)
    for item in item_ids:
        add_record(office, "study", item_id=item, meeting_id=meeting, studied_on=day)
    return meeting


def person_of(office: Office, member_id: str) -> str:
    """The person of a member's record."""
    with office.store.reading() as connection:
        row = connection.execute("SELECT person_id FROM party_member WHERE id = ?", (member_id,)).fetchone()
    return str(row[0])
