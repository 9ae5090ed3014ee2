"""Between the register and the police: what happened opens a case, a finished case writes what happened."""

from datetime import timedelta

import pytest

from desktop.domain.problem import ProblemError
from desktop.domain.service_catalogue import PaperForm
from desktop.services import household_operations, register_card
from desktop.services import register_editing as editing
from desktop.services.agency import case_opening, case_steps, cases, papers, register_changes
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.case_steps import Delivery, Submission
from desktop.services.agency.papers import Brought
from desktop.services.agency.register_changes import NewChild, Unregistered
from desktop.services.household_operations import Split
from tests.support.agency import Point


def days_ago(point: Point, days: int) -> str:
    return (point.office.today() - timedelta(days=days)).isoformat()


def add_child(point: Point, name: str, days: int) -> str:
    texts = {
        "name": name,
        "sex": "女",
        "birth_date": days_ago(point, days),
        "relation_to_head": "次女",
        "residence_state": "户在人在",
    }
    return editing.add_person(point.office, point.village.households["赵小兰"], texts, "10")


def waiting(point: Point, name: str) -> Unregistered | None:
    found = register_changes.list_unregistered(point.office)
    return next((each for each in found if each.names == name), None)


def finished(point: Point, new: NewCase) -> str:
    """Take a case to the result in the person's hand."""
    office, today = point.office, point.office.today().isoformat()
    case_id = case_opening.open_case(office, new)
    detail = cases.get_case(office, case_id)
    brought = [Brought(paper.id, PaperForm.SHOWN) for paper in detail.papers if paper.required]
    papers.receive_papers(office, case_id, brought)
    case_steps.submit(office, case_id, Submission("派出所", today))
    case_steps.grant(office, case_id, today, "", Delivery(today, "self", new.applicant or "本人"))
    return case_id


def test_a_birth_in_the_register_waits_for_the_police_until_its_case_is_delivered(point: Point) -> None:
    add_child(point, "赵小满", 20)
    found = waiting(point, "赵小满")
    assert found is not None
    assert (found.item, found.is_late) == ("01", False)
    new = case_opening.prepare_case(point.office, life_event_id=found.life_event_id)
    # the head of the household asks for the child
    assert (new.applicant, new.for_name, new.item) == ("赵小兰", "赵小满", "01")
    assert new.happened_on == days_ago(point, 20)
    finished(point, new)
    assert waiting(point, "赵小满") is None
    with point.office.store.reading() as connection:
        state = connection.execute(
            "SELECT state, registered_date FROM life_event WHERE id = ?", (found.life_event_id,)
        ).fetchone()
    assert tuple(state) == ("registered", point.office.today().isoformat())


def test_a_birth_older_than_a_month_is_late(point: Point) -> None:
    # 户口登记条例 7
    add_child(point, "赵小暑", 45)
    found = waiting(point, "赵小暑")
    assert found is not None
    assert found.is_late


def test_what_the_family_took_there_itself_is_not_reminded_of(point: Point) -> None:
    add_child(point, "赵小寒", 10)
    found = waiting(point, "赵小寒")
    assert found is not None
    register_changes.mark_registered(point.office, found.life_event_id, days_ago(point, 1))
    assert waiting(point, "赵小寒") is None


def test_a_case_that_was_withdrawn_lets_it_be_reminded_of_again(point: Point) -> None:
    add_child(point, "赵小雪", 5)
    found = waiting(point, "赵小雪")
    assert found is not None
    case_id = case_opening.open_case(
        point.office, case_opening.prepare_case(point.office, life_event_id=found.life_event_id)
    )
    assert waiting(point, "赵小雪") is None
    case_steps.withdraw(point.office, case_id, "自己去办")
    assert waiting(point, "赵小雪") is not None


def test_a_birth_that_began_at_the_counter_comes_into_the_register_with_its_case(point: Point) -> None:
    new = NewCase("01", person_id=point.person("赵小兰"), for_name="赵立春", happened_on=days_ago(point, 3))
    case_id = finished(point, new)
    home = point.village.households["赵小兰"]
    child = NewChild("赵立春", "男", days_ago(point, 3), "长子")
    person = register_changes.enter_birth(point.office, case_id, home, child)
    assert register_card.person_card(point.office, person).name == "赵立春"
    assert waiting(point, "赵立春") is None  # the police has it already
    with pytest.raises(ProblemError) as raised:
        register_changes.enter_birth(point.office, case_id, home, child)
    assert [problem.code for problem in raised.value.problems] == ["SVC-035"]


def test_a_death_that_began_at_the_counter_ends_the_stay_in_the_register(point: Point) -> None:
    new = NewCase("02", person_id=point.person("张建国"), for_name="李桂香", happened_on=days_ago(point, 2))
    case_id = finished(point, new)
    register_changes.enter_departure(point.office, case_id, point.person("李桂香"), days_ago(point, 2))
    card = register_card.household_card(point.office, point.village.households["张建国"])
    assert "李桂香" in {member.name for member in card.former_members}


def test_a_case_that_is_not_done_or_changes_nothing_writes_nothing(point: Point) -> None:
    other = case_opening.open_case(point.office, NewCase("16", person_id=point.person("王海军")))
    with pytest.raises(ProblemError) as raised:
        register_changes.enter_departure(
            point.office, other, point.person("王海军"), point.office.today().isoformat()
        )
    assert [problem.code for problem in raised.value.problems] == ["SVC-035"]


def test_a_split_made_in_the_register_meanwhile_is_tied_to_its_case(point: Point) -> None:
    office, today = point.office, point.office.today()
    case_id = finished(point, NewCase("03", person_id=point.person("赵小兰"), happened_on=days_ago(point, 1)))
    home = point.village.households["赵小兰"]
    add_child(point, "赵小秋", 2)  # a birth is not what the case was about
    child = point.person("赵一诺")
    household_operations.split_household(office, Split(home, (child,), child, today))
    (found,) = register_changes.list_matching(office, case_id)
    assert found.kind_label == "分户"
    register_changes.link_change(office, case_id, found.life_event_id)
    assert register_changes.list_matching(office, case_id) == ()
    with pytest.raises(ProblemError) as raised:
        register_changes.link_change(office, case_id, found.life_event_id)
    assert [problem.code for problem in raised.value.problems] == ["SVC-035"]
