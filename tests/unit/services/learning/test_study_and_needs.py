"""Sessions, studying alone and making up; the analysis follows from them and from the register.

Source: domain.md 3.4 (members who studied later), 12 (a person counts in every session).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.learning_need import Reason
from desktop.domain.problem import ProblemError
from desktop.services.learning.needs import learners, survey
from desktop.services.learning.study import (
    link_items,
    list_studied,
    list_taught,
    note_study,
    plan_session,
    propose_session,
    take_back_study,
    unlink_item,
)
from tests.support.learning import hold_session, person_of, publish
from tests.support.party import add_branch, add_member, add_record
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path):
    made = copy_office(tmp_path / "office")
    yield made
    made.close()


def refused(call, *arguments) -> str:
    with pytest.raises(ProblemError) as caught:
        call(*arguments)
    return caught.value.problems[0].code


def lacking(office, item: str) -> dict[str, Reason]:
    """Names of who lacks an item, with the reason."""
    return {
        lack.name: lack.reason for each in survey(office).items for lack in each.lacks if lack.item_id == item
    }


def test_a_planned_session_teaches_nobody_until_it_is_held(office):
    branch = add_branch(office)
    add_member(office, "甲", branch)
    item = publish(office, is_required=True, topics=("T02",))
    tomorrow = (office.today() + timedelta(days=1)).isoformat()
    plan = replace(propose_session(office, [item]), held_on=tomorrow, kinds=("P04", "P05"), place="文化礼堂")
    meeting = plan_session(office, plan, [item])
    assert lacking(office, item) == {"甲": Reason.REQUIRED}
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT kinds, state, branch_id, lecture, title, due_count FROM meeting WHERE id = ?", (meeting,)
        ).fetchone()
    assert tuple(row) == ('["P04","P05"]', "planned", branch, "党章学习", "集中学习：党章学习", 1)


def test_a_session_is_proposed_in_a_week_or_before_what_it_teaches_is_due(office):
    today = office.today()
    later, sooner = (publish(office, due_on=(today + timedelta(days=days)).isoformat()) for days in (30, 3))
    assert propose_session(office, [later]).held_on == (today + timedelta(days=7)).isoformat()
    assert propose_session(office, [later, sooner]).held_on == (today + timedelta(days=3)).isoformat()


def test_those_present_have_studied_and_those_missing_go_to_making_up(office):
    branch = add_branch(office)
    one, two, three = (person_of(office, add_member(office, name, branch)) for name in ("甲", "乙", "丙"))
    item = publish(office, is_required=True, topics=("T02",))
    hold_session(office, {one: "present", two: "absent", three: "leave"}, item)
    assert lacking(office, item) == {"乙": Reason.MISSED, "丙": Reason.MISSED}
    today = office.today().isoformat()
    assert note_study(office, item, [one, two], today, "送学上门") == 1
    assert lacking(office, item) == {"丙": Reason.MISSED}
    ways = {each.name: each.way for each in list_studied(office, item)}
    assert ways == {"甲": "session", "乙": "made_up"}
    with office.store.reading() as connection:
        noted = connection.execute(
            "SELECT made_up_on, made_up_note FROM meeting_attendance WHERE person_id = ?", (two,)
        ).fetchone()
    assert tuple(noted) == (today, "送学上门")
    assert refused(note_study, office, item, [one, two], today) == "LRN-024"


def test_studying_alone_is_noted_and_taken_back(office):
    person = person_of(office, add_member(office, "甲"))
    item = publish(office, is_required=True, topics=("T02",))
    note_study(office, item, [person], office.today().isoformat())
    (noted,) = list_studied(office, item)
    assert (noted.name, noted.way) == ("甲", "alone")
    assert lacking(office, item) == {}
    take_back_study(office, noted.study_id)
    assert lacking(office, item) == {"甲": Reason.REQUIRED}


def test_items_are_linked_to_a_meeting_held_already_once_each(office):
    person = person_of(office, add_member(office, "甲"))
    item = publish(office, is_required=True, topics=("T02",))
    meeting = hold_session(office, {person: "present"})
    assert (link_items(office, meeting, [item, item]), link_items(office, meeting, [item])) == (1, 0)
    assert lacking(office, item) == {}
    assert [(each.meeting_id, each.is_planned) for each in list_taught(office, item)] == [(meeting, False)]
    assert refused(link_items, office, "0" * 32, [item]) == "LRN-025"
    unlink_item(office, meeting, item)
    assert lacking(office, item) == {"甲": Reason.REQUIRED}


def test_the_register_says_who_belongs_to_which_audience(office):
    branch = add_branch(office)
    secretary = add_member(office, "书记", branch)
    begun = (office.today() - timedelta(days=30)).isoformat()
    add_record(office, "party_post", member_id=secretary, branch_id=branch, post="10", from_date=begun)
    away = add_member(office, "外出", branch)
    add_record(office, "party_float", member_id=away, kind="1", left_on="2026-01-01")
    add_record(office, "person", name="代表", group_tags='["H02"]')
    add_record(office, "person", name="王文书")  # signs in under this name
    activist = add_record(office, "person", name="积极")
    add_record(office, "party_member", person_id=activist, stage="2")
    add_member(office, "已转出", branch, status="4", left_on="2025-01-01")
    with office.store.reading() as connection:
        known = {each.name: each.learner for each in learners(connection, office.today()).values()}
    assert known.keys() == {"书记", "外出", "代表", "王文书", "积极"}
    assert known["书记"].posts[0][0] == "10" and known["外出"].is_floating
    assert known["王文书"].roles == {"clerk"} and known["王文书"].is_official
    for audience, names in (
        ("M03", {"外出"}),
        ("M04", {"外出"}),
        ("M05", {"书记"}),
        ("M08", {"积极"}),
        ("V02", {"书记"}),
        ("V04", {"王文书"}),
        ("V06", {"代表"}),
    ):
        item = publish(office, audience, is_required=True, topics=("T99",), audience=(audience,))
        assert lacking(office, item).keys() == names, audience


def test_the_analysis_counts_whom_an_item_is_meant_for_and_puts_the_most_urgent_first(office):
    branch = add_branch(office)
    people = [person_of(office, add_member(office, name, branch)) for name in ("甲", "乙")]
    late = publish(
        office, "已过期", is_required=True, topics=("T02",), published_on="2025-01-01", due_on="2025-06-01"
    )
    hold_session(office, {people[0]: "present"}, late)
    told = survey(office)
    (needs,) = [each for each in told.items if each.item is not None and each.item.id == late]
    assert (needs.target_count, [lack.name for lack in needs.lacks]) == (2, ["乙"])
    assert told.people[0].name == "乙" and told.people[0].overdue == 1


def test_a_topic_that_nobody_has_written_on_is_told_as_such(office):
    add_member(office, "甲")
    (needs,) = survey(office).items
    assert (needs.item, needs.title) == (None, "党章党规党纪")
    assert needs.lacks[0].why == "全体党员"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"held_on": "2020-01-01"}, "LRN-026"),
        ({"held_on": "明天"}, "MTG-002"),
        ({"title": ""}, "MTG-006"),
        ({"kinds": ("V01",)}, "LRN-004"),
    ],
)
def test_a_session_that_cannot_be_is_not_planned(office, values, code):
    item = publish(office)
    plan = replace(propose_session(office, [item]), **values)
    assert refused(plan_session, office, plan, [item]) == code
    assert refused(propose_session, office, []) == "LRN-023"
    assert refused(propose_session, office, ["0" * 32]) == "LRN-001"
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM meeting").fetchone() == (0,)


def test_study_on_a_day_that_cannot_be_is_refused(office):
    person = person_of(office, add_member(office, "甲"))
    item = publish(office)
    tomorrow = (office.today() + timedelta(days=1)).isoformat()
    assert refused(note_study, office, item, [person], tomorrow) == "LRN-021"
    assert refused(note_study, office, item, [person], "2020-01-01") == "LRN-022"
    assert refused(note_study, office, item, [], office.today().isoformat()) == "LRN-020"
