"""Attachments of records: taken in, shown, away and back, within limits, swept when nothing names them."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.reports.pictures import make_picture
from desktop.services import history
from desktop.services.attachments.originals import proposed_name, read_original, save_copy
from desktop.services.attachments.records import (
    Source,
    add_attachment,
    bring_back,
    count_attachments,
    list_attachments,
    read_source,
    remove_attachment,
    set_caption,
)
from desktop.services.attachments.upkeep import GRACE, forget_blob, sweep
from desktop.services.events import NewEvent, add_event
from desktop.services.meetings import NewMeeting, add_meeting, remove_meeting
from desktop.services.settings import save_settings
from desktop.vault.blobs import BlobStore
from tests.support.exchange import add_person
from tests.support.offices import reopen_office
from tests.support.pictures import picture
from tests.support.village_copies import copy_office

PDF = b"%PDF-1.7\n" + bytes(2_000)


@pytest.fixture
def office(tmp_path):
    made = copy_office(tmp_path / "office")
    yield made
    made.close()


def files(office):
    return list(BlobStore(office.vault).files())


def refused(call, *arguments) -> str:
    with pytest.raises(ProblemError) as caught:
        call(*arguments)
    return caught.value.problems[0].code


def test_a_picture_hangs_on_a_person_with_a_thumbnail_and_comes_back_as_it_was_kept(office):
    person = add_person(office, name="王建国")
    data = picture(2_000, 1_500)
    made = add_attachment(office, "person", person, Source("全家福.jpg", data), "老屋门前")
    (shown,) = list_attachments(office, "person", person)
    assert (shown.id, shown.name, shown.file_name) == (made, "老屋门前", "全家福.jpg")
    assert shown.is_picture and shown.is_here and shown.thumbnail.startswith(b"\xff\xd8")
    assert read_original(office, made) == make_picture(data).content
    assert count_attachments(office, "person", person) == 1


def test_a_file_hangs_on_a_task_as_it_is(office):
    task = add_event(office, NewEvent("修路"))
    made = add_attachment(office, "event", task, Source("合同.pdf", PDF))
    (shown,) = list_attachments(office, "event", task)
    assert (shown.name, shown.is_picture, shown.thumbnail) == ("合同.pdf", False, b"")
    assert read_original(office, made) == PDF


def test_one_content_on_two_records_lies_in_the_vault_once(office):
    people = [add_person(office, name=name) for name in ("甲", "乙")]
    for person in people:
        add_attachment(office, "person", person, Source("合照.jpg", picture()))
    assert len(files(office)) == 1
    assert refused(add_attachment, office, "person", people[0], Source("又一张.jpg", picture())) == "ATT-008"


def test_attachments_keep_to_the_limits_that_the_office_has_set(office):
    person = add_person(office, name="甲")
    save_settings(office, attachment_file_mb=1, attachment_total_mb=100)
    large = b"%PDF-1.7\n" + bytes(2**20)
    assert refused(add_attachment, office, "person", person, Source("大.pdf", large)) == "ATT-005"
    small = add_attachment(office, "person", person, Source("小.pdf", PDF))
    with office.change("edit", "as if there were many") as work:
        work.update("attachment", small, {"size": 100 * 2**20})
    assert refused(add_attachment, office, "person", person, Source("再来.pdf", PDF + b"1")) == "ATT-006"


def test_what_can_not_be_added_leaves_nothing(office, tmp_path):
    person = add_person(office, name="甲")
    assert refused(add_attachment, office, "person", "0" * 32, Source("a.pdf", PDF)) == "ATT-009"
    assert refused(add_attachment, office, "person", person, Source("a.jpg", picture()[:300])) == "ATT-002"
    assert refused(add_attachment, office, "person", person, Source("a.pdf", PDF), "长" * 201) == "ATT-010"
    assert refused(read_source, tmp_path / "nowhere.jpg") == "ATT-007"
    assert files(office) == []
    assert list_attachments(office, "person", person) == ()


def test_a_removal_is_taken_back_with_its_bytes(office):
    person = add_person(office, name="甲")
    made = add_attachment(office, "person", person, Source("a.pdf", PDF), "原来")
    set_caption(office, made, "后来")
    step = remove_attachment(office, made)
    assert list_attachments(office, "person", person) == ()
    assert refused(read_original, office, made) == "ATT-011"
    bring_back(office, "person", step)
    (shown,) = list_attachments(office, "person", person)
    assert (shown.id, shown.caption) == (made, "后来")
    assert read_original(office, made) == PDF
    assert [entry.kind for entry in history.history(office, "attachment", made)] == [
        "added",
        "removed",
        "changed",
        "added",
    ]


def test_bytes_that_nothing_names_are_removed_after_ninety_days_and_not_before(office):
    person = add_person(office, name="甲")
    made = add_attachment(office, "person", person, Source("a.pdf", PDF))
    remove_attachment(office, made)
    now = office.clock()
    assert sweep(office, now) == 0
    assert sweep(office, now + GRACE - timedelta(hours=1)) == 0
    assert sweep(office, now + GRACE) == 1
    assert files(office) == []
    assert sweep(office, now + 2 * GRACE) == 0


def test_bytes_without_a_row_such_as_a_kill_leaves_are_swept_and_used_ones_are_not(office):
    person = add_person(office, name="甲")
    add_attachment(office, "person", person, Source("a.pdf", PDF))
    BlobStore(office.vault).put(b"the program was killed before the row")
    now = office.clock()
    sweep(office, now)
    assert sweep(office, now + GRACE) == 1
    assert len(files(office)) == 1


def test_what_comes_back_within_the_grace_counts_as_used_again(office):
    person = add_person(office, name="甲")
    made = add_attachment(office, "person", person, Source("a.pdf", PDF))
    step = remove_attachment(office, made)
    now = office.clock()
    sweep(office, now)
    bring_back(office, "person", step)
    sweep(office, now + timedelta(days=80))
    remove_attachment(office, made)
    assert sweep(office, now + timedelta(days=100)) == 0
    assert len(files(office)) == 1


def test_a_content_is_forgotten_at_once_for_an_erasure(office):
    person = add_person(office, name="甲")
    made = add_attachment(office, "person", person, Source("a.pdf", PDF))
    (path,) = files(office)
    forget_blob(office, hashlib.sha256(PDF).hexdigest())
    assert not path.exists()
    assert refused(read_original, office, made) == "ATT-012"


def test_a_copy_leaves_the_vault_under_a_fitting_name_and_on_the_record(office, tmp_path):
    person = add_person(office, name="甲")
    made = add_attachment(office, "person", person, Source("老照片.png", picture(kind="PNG")))
    assert proposed_name(office, made) == "老照片.jpg"
    save_copy(office, made, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == read_original(office, made)
    with office.store.reading() as connection:
        logged = connection.execute(
            "SELECT target_table, target_id FROM access_log WHERE kind = 'export_attachment'"
        ).fetchall()
    assert logged == [("person", person)]


def test_attachments_outlive_the_program(office, tmp_path):
    person = add_person(office, name="甲")
    made = add_attachment(office, "person", person, Source("a.pdf", PDF))
    office.close()
    again = reopen_office(tmp_path / "office")
    assert read_original(again, made) == PDF
    again.close()


def test_a_restricted_record_has_its_attachments_in_a_table_of_its_own_and_under_its_own_right(office):
    with office.change("edit", "x") as work:
        record = work.insert("restricted", {"person_id": "0" * 32})
    reader = replace(office, user=replace(office.user, role=Role.READER))
    assert refused(add_attachment, reader, "restricted", record, Source("a.pdf", PDF)) == "SYS-403"
    made = add_attachment(office, "restricted", record, Source("a.pdf", PDF))
    assert refused(read_original, reader, made) == "SYS-403"
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM attachment").fetchone() == (0,)
        assert connection.execute("SELECT id FROM restricted_attachment").fetchone() == (made,)


def test_a_meeting_that_is_removed_takes_its_attachments_along_and_back(office):
    meeting = add_meeting(office, NewMeeting(("P01",), "2026-11-02", "学习", 5, 5))
    add_attachment(office, "meeting", meeting, Source("签到表.pdf", PDF))
    remove_meeting(office, meeting)
    assert list_attachments(office, "meeting", meeting) == ()
    (entry,) = history.undo_list(office, 1)
    history.undo(office, entry.change_set)
    assert count_attachments(office, "meeting", meeting) == 1
