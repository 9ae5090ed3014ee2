"""Cards of people and households, and reveals."""

from dataclasses import replace

import pytest

from desktop.domain.accounts import Role
from desktop.domain.masking import HIDDEN, mask_citizen_id
from desktop.domain.problem import ProblemError
from desktop.services.register_card import household_card, person_card, reveal
from tests.support.village_copies import copy_village
from tests.unit.register.village import HEAD_ID, build_village


@pytest.fixture
def village(tmp_path):
    made = copy_village(build_village, tmp_path)
    yield made
    made.office.close()


def test_members_stand_as_in_the_booklet_and_those_who_left_stand_apart(village):
    card = household_card(village.office, village.households["10"])
    assert [(member.name, member.relation) for member in card.members] == [
        ("张建国", "户主"),
        ("单秀英", "妻"),
        ("张小妹", "女"),
        ("张小明", "子"),
    ]
    assert [member.name for member in card.former_members] == ["张老爹"]
    assert (card.head_name, card.member_count, card.resident_count) == ("张建国", 4, 3)


def test_a_household_card_of_a_past_day_shows_who_belonged_then(village):
    card = household_card(village.office, village.households["10"], on="2019-01-01")
    assert "张老爹" in [member.name for member in card.members]


def test_dwellings_and_land_hang_on_their_household(village):
    card = household_card(village.office, village.households["10"])
    (dwelling,) = card.dwellings
    assert {field.identifier: field.text for field in dwelling.fields}["floor_area"] == "120.5"
    assert [section.table for section in card.land] == ["land_contract", "land_parcel"]
    assert {field.identifier: field.text for field in card.section.fields}["grid_id"] == "第一网格"


def test_a_person_card_covers_what_is_sensitive(village):
    card = person_card(village.office, village.people["张建国"])
    fields = {field.identifier: field for section in card.sections for field in section.fields}
    assert (fields["citizen_id"].text, fields["citizen_id"].masked) == (mask_citizen_id(HEAD_ID), True)
    assert (fields["health_status"].text, fields["health_status"].masked) == (HIDDEN, True)
    assert (fields["blood_type"].text, fields["blood_type"].masked) == ("", False)
    assert card.household_id == village.households["10"]
    assert [tag.label for tag in card.tags] == ["低保对象", "党员"]


def test_restricted_tags_and_fields_are_on_no_card(village):
    card = person_card(village.office, village.people["单秀英"])
    assert [tag.code for tag in card.tags] == ["A01"]
    assert "信访重点人员" not in repr(card)


def test_a_reveal_gives_the_value_and_is_written_down(village):
    person = village.people["张建国"]
    assert reveal(village.office, "person", person, "citizen_id", "办理医保") == HEAD_ID
    with village.office.store.reading() as connection:
        row = connection.execute(
            "SELECT actor_id, kind, target_table, target_id, fields, purpose FROM access_log"
            " WHERE kind = 'reveal'"
        ).fetchall()
    assert row == [(village.office.user.id, "reveal", "person", person, "citizen_id", "办理医保")]


def test_a_reader_may_not_reveal_and_sees_phones_covered(village):
    reader = replace(village.office, user=replace(village.office.user, role=Role.READER))
    with pytest.raises(ProblemError) as refused:
        reveal(reader, "person", village.people["张建国"], "citizen_id", "好奇")
    assert refused.value.problems[0].code == "SYS-403"
    card = household_card(reader, village.households["10"])
    assert card.members[0].mobile == "100****0026"


def test_class_r_is_not_revealed_this_way(village):
    with pytest.raises(KeyError):
        reveal(village.office, "restricted", village.people["张建国"], "risk_level", "工作")


def test_an_unknown_record_is_a_problem_not_a_bug(village):
    for ask in (person_card, household_card):
        with pytest.raises(ProblemError) as missing:
            ask(village.office, "0" * 32)
        assert missing.value.problems[0].code == "REG-001"
