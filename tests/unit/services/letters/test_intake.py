"""A villager's letter becomes an event of the village, once, and follows what its sender wishes."""

import pytest

from db.store import ChangeSetInfo
from desktop.domain.event_state import ACCEPTED, ARCHIVED, SUBMITTED, WITHDRAWN, Step
from desktop.domain.ids import new_id
from desktop.domain.problem import ProblemError
from desktop.domain.villager_letter import event_id_of
from desktop.services import events
from desktop.services.attachments.records import list_attachments, remove_attachment
from desktop.services.letters.intake import take_in_letters
from desktop.services.letters.reminders import count_waiting_letters
from desktop.services.office import Office
from tests.support.offices import make_office

AT = "2026-11-23T01:02:03+00:00"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = make_office(tmp_path_factory.mktemp("letters") / "office")
    yield made
    made.close()


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """Another PC of the village."""
    made = make_office(tmp_path_factory.mktemp("letters") / "second")
    yield made
    made.close()


def receive(office: Office, letter_id: str, **fields: object) -> str:
    """Have a letter arrive, or what changed about it, as an exchange brings it; returns its event's id."""
    with office.store.writing(ChangeSetInfo(office.user.id, "received", "")) as work:
        known = work.connection.execute("SELECT 1 FROM villager_letter WHERE id = ?", (letter_id,)).fetchone()
        if known is not None:
            work.update("villager_letter", letter_id, fields)
        else:
            letter = {
                "number": f"999901101201-2026-X{letter_id[:4]}",
                "code": "ABCD2345",
                "kind": "letter",
                "title": "村口路灯不亮",
                "text": "天黑看不见路",
                "name": "周建国",
                "phone": "13800000001",
                "anonymous": 0,
                "secret": 0,
                "received_at": AT,
            }
            work.insert("villager_letter", letter | fields, letter_id)
    take_in_letters(office)
    return event_id_of(letter_id)


def stored(office: Office, event_id: str) -> dict[str, object]:
    with office.store.reading() as connection:
        cursor = connection.execute("SELECT * FROM event WHERE id = ?", (event_id,))
        names = [each[0] for each in cursor.description]
        row = cursor.fetchone()
    return {name: value for name, value in zip(names, row, strict=True) if name not in ("pk", "rev")}


def test_a_letter_becomes_an_event_with_its_number_source_and_reporter(office) -> None:
    letter = new_id()
    event = events.get_event(office, receive(office, letter, category="04", place="三组"))
    assert (event.event.title, event.event.state, event.event.category) == ("村口路灯不亮", SUBMITTED, "04")
    assert (event.event.source_label, event.event.received_at) == ("村民信箱", AT)
    assert (event.reporter, event.place) == ("周建国", "三组")
    assert stored(office, event.event.id)["limit_class"] == "normal"
    assert event.event.number == f"999901101201-2026-X{letter[:4]}"


def test_a_snap_without_a_name_says_so(office) -> None:
    event = stored(
        office, receive(office, new_id(), kind="snap", name=None, phone=None, anonymous=1, secret=1)
    )
    assert (event["source"], event["reporter"], event["anonymous"], event["secret"]) == ("S2", None, 1, 1)


def test_taking_in_again_makes_nothing_new(office) -> None:
    receive(office, new_id())
    assert take_in_letters(office) == 0


def test_two_pcs_make_the_same_event_value_by_value(office, second) -> None:
    letter = new_id()
    assert stored(office, receive(office, letter)) == stored(second, receive(second, letter))


def test_serial_numbers_of_other_events_go_on_beside_those_of_letters(office) -> None:
    receive(office, new_id())
    first = events.get_event(office, events.add_event(office, events.NewEvent("电话反映"))).event.number
    receive(office, new_id())
    second = events.get_event(office, events.add_event(office, events.NewEvent("又一件"))).event.number
    assert int(second[-4:]) == int(first[-4:]) + 1


def test_a_letter_taken_back_ends_its_event_with_the_sender_s_reason(office, second) -> None:
    letter = new_id()
    for each in (office, second):
        receive(each, letter)
        event_id = receive(each, letter, withdrawn_at=AT, withdrawn_reason="修好了")
    event = events.get_event(office, event_id)
    assert event.event.state == WITHDRAWN
    assert [(step.kind, step.text) for step in event.steps] == [(Step.WITHDRAW, "修好了")]
    assert event.steps[0].done_by == "来信人"
    assert stored(office, event_id) == stored(second, event_id)
    assert take_in_letters(office) == 0


def test_what_is_settled_stays_settled_when_the_letter_is_taken_back(office) -> None:
    letter = new_id()
    event_id = receive(office, letter)
    with office.change("edit", "归档") as work:
        work.update("event", event_id, {"state": ARCHIVED})
    receive(office, letter, withdrawn_at=AT)
    assert stored(office, event_id)["state"] == ARCHIVED


def test_abuse_that_the_county_has_hidden_makes_no_event_and_ends_one_that_was_made(office) -> None:
    hidden = new_id()
    receive(office, hidden, hidden_at=AT, hidden_reason="滥发")
    with pytest.raises(ProblemError):
        events.get_event(office, event_id_of(hidden))
    letter = new_id()
    receive(office, letter)
    event = events.get_event(office, receive(office, letter, hidden_at=AT, hidden_reason="滥发"))
    assert event.event.state == WITHDRAWN
    assert (event.steps[0].done_by, event.steps[0].text) == ("县里", "滥发")


def test_pictures_of_a_letter_hang_on_its_event_and_are_not_the_village_s_to_remove(office) -> None:
    letter = new_id()
    picture = {
        "target_table": "event",
        "target_id": event_id_of(letter),
        "sha256": "ab" * 32,
        "size": 10,
        "media_type": "image/jpeg",
        "file_name": "X-1.jpg",
        "added_at": AT,
        "added_by": "f" * 32,
    }
    with office.store.writing(ChangeSetInfo(office.user.id, "received", "")) as work:
        work.insert("letter_attachment", picture)
    event_id = receive(office, letter)
    (shown,) = list_attachments(office, "event", event_id)
    assert shown.name == "X-1.jpg"
    with pytest.raises(ProblemError, match="LET-010"):
        remove_attachment(office, shown.id)


def test_letters_that_nobody_has_accepted_are_counted(office) -> None:
    before = count_waiting_letters(office)
    event_id = receive(office, new_id())
    assert count_waiting_letters(office) == before + 1
    with office.change("edit", "受理") as work:
        work.update("event", event_id, {"state": ACCEPTED})
    assert count_waiting_letters(office) == before
