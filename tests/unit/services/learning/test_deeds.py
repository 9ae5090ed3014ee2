"""Real deeds: entered in one form, found by kind, branch and person, removed whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accounts import Role
from desktop.services import history
from desktop.services.attachments.records import Source, add_attachment, list_attachments
from desktop.services.learning.deeds import (
    DeedFilter,
    NewDeed,
    add_deed,
    edit_deed,
    get_deed,
    hours_text,
    list_deeds,
    people_of_meeting,
    people_of_year,
    read_hours,
    remove_deed,
)
from tests.support.learning import hold_session
from tests.support.offices import make_office
from tests.support.party import add_branch, add_record
from tests.support.pictures import picture
from tests.support.refusals import refusal

ALL = DeedFilter("", "9999-12-31")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = make_office(tmp_path_factory.mktemp("deeds") / "office")
    yield made
    made.close()


@pytest.fixture(scope="module")
def people(office):
    return tuple(add_record(office, "person", name=name) for name in ("甲", "乙", "丙"))


def deed(office, *participants: str, **values: str) -> NewDeed:
    given = {"title": "帮王大爷收稻谷", "kind": "D01", "done_on": office.today().isoformat(), **values}
    return NewDeed(participants=participants, **given)


def test_a_deed_says_who_did_what_for_whom(office, people):
    made = add_deed(office, deed(office, *people[:2], hours="1.5", beneficiary_count="3人", place="二组"))
    shown = get_deed(office, made)
    assert (shown.kind_label, shown.names, shown.beneficiary_count) == ("结对帮扶", "甲、乙", 3)
    assert [each.hours for each in shown.participants] == ["1.5", "1.5"]
    assert shown.hours_x10 == 30


def test_who_stays_keeps_their_record_when_a_deed_is_put_right(office, people):
    made = add_deed(office, deed(office, *people[:2]))

    def rows():
        with office.store.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT person_id, id FROM deed_participant WHERE deed_id = ?", (made,)
                ).fetchall()
            )

    before = rows()
    edit_deed(office, made, deed(office, people[1], people[2], people[2], title="修好了水渠"))
    after = rows()
    assert after.keys() == {people[1], people[2]}
    assert after[people[1]] == before[people[1]]
    assert get_deed(office, made).title == "修好了水渠"


def test_deeds_are_found_by_kind_branch_person_and_text(office, people):
    branch = add_branch(office)
    made = add_deed(office, deed(office, people[2], kind="D06", branch_id=branch, title="夜间巡河"))
    for wanted in (
        DeedFilter("", "9999-12-31", kind="D06"),
        DeedFilter("", "9999-12-31", branch_id=branch),
        DeedFilter("", "9999-12-31", person_id=people[2], text="巡河"),
        DeedFilter("", "9999-12-31", text="巡查巡护"),
    ):
        assert [each.id for each in list_deeds(office, wanted)] == [made]
    assert list_deeds(office, DeedFilter("2020-01-01", "2020-12-31")) == ()


def test_everybody_with_a_deed_in_the_year_is_offered_by_name(office, people):
    add_deed(office, deed(office, people[1], done_on="2019-05-01"))
    add_deed(office, deed(office, people[0], people[1], done_on="2019-06-01"))
    assert people_of_year(office, 2019) == ((people[1], "乙"), (people[0], "甲"))
    assert people_of_year(office, 2018) == ()


def test_a_deed_goes_with_its_people_and_photos_and_comes_back_with_one_undo(office, people):
    made = add_deed(office, deed(office, *people, title="清理沟渠"))
    add_attachment(office, "deed", made, Source("现场.jpg", picture()))
    remove_deed(office, made)
    assert refusal(get_deed, office, made) == ["LRN-036"]
    assert list_attachments(office, "deed", made) == ()
    (entry,) = history.undo_list(office, 1)
    history.undo(office, entry.change_set)
    assert len(get_deed(office, made).participants) == 3
    assert len(list_attachments(office, "deed", made)) == 1


def test_everybody_at_a_meeting_is_taken_over(office, people):
    meeting = hold_session(office, {people[0]: "present", people[1]: "absent", people[2]: "online"})
    assert people_of_meeting(office, meeting) == ((people[0], "甲"), (people[2], "丙"))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": ""}, "LRN-030"),
        ({"title": "长" * 81}, "LRN-037"),
        ({"kind": ""}, "LRN-031"),
        ({"done_on": "昨天"}, "LRN-005"),
        ({"done_on": "2999-01-01"}, "LRN-032"),
        ({"ended_on": "2020-01-01"}, "LRN-035"),
        ({"participants": ()}, "LRN-033"),
        ({"hours": "半天"}, "LRN-034"),
        ({"hours": "0"}, "LRN-034"),
        ({"beneficiary_count": "很多"}, "LRN-038"),
    ],
)
def test_what_cannot_be_a_deed_is_refused_at_its_field(office, people, values, code):
    given = {
        "title": "好事",
        "kind": "D99",
        "done_on": (office.today() - timedelta(days=1)).isoformat(),
        "participants": people[:1],
        **values,
    }
    assert refusal(add_deed, office, NewDeed(**given)) == [code]


def test_who_may_only_read_records_no_deed(office, people):
    reader = office.as_user(replace(office.user, role=Role.READER), office.vault)
    assert refusal(add_deed, reader, deed(office, *people)) == ["SYS-403"]
    list_deeds(reader, ALL)


@given(st.integers(1, 9_990))
def test_hours_are_read_as_they_are_written(tenths):
    assert read_hours(hours_text(tenths)) == tenths
    assert read_hours(f" {hours_text(tenths)}小时 ") == tenths


@given(st.text(max_size=6))
def test_no_text_makes_hours_out_of_bounds(text):
    assert read_hours(text) is None or 1 <= read_hours(text) <= 9_990
