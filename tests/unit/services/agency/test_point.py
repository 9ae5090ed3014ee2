"""The service point: catalogue with the village's words, agents, the day's lists, what today asks for."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.period import Period
from desktop.domain.problem import ProblemError
from desktop.domain.service_catalogue import PaperForm
from desktop.services.agency import (
    agents,
    bookings,
    case_opening,
    case_steps,
    cases,
    catalogue,
    papers,
    reminders,
)
from desktop.services.agency.agents import AgentDraft
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.case_steps import Delivery
from desktop.services.agency.catalogue import ItemPlace, ItemView
from desktop.services.agency.figures import read_figures
from desktop.services.agency.papers import Brought
from desktop.services.agency.reminders import AgencyReminder
from desktop.services.office import Office
from tests.support.agency import COUNTY
from tests.support.refusals import codes_of
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path)
    yield made
    made.close()


def view(office: Office, code: str) -> ItemView:
    found = catalogue.read_catalogue_view(office)
    return next(each for each in found.items if each.item.code == code)


def put_catalogue(office: Office, body: str, version: str) -> None:
    with office.change("received", "同步") as work:
        values = {"version": version, "valid_from": "2026-05-01", "body": body}
        work.insert("service_catalogue", values)


def test_the_countys_newer_catalogue_holds_and_a_faulty_one_is_left_out_and_told(office: Office) -> None:
    put_catalogue(office, COUNTY, "县1")
    put_catalogue(office, "坏的", "县2")
    found = catalogue.read_catalogue_view(office)
    assert found.version == "县1"
    assert view(office, "26").item.where == "村便民服务点"
    assert [(problem.code, problem.values["version"]) for problem in found.problems] == [("SVC-047", "县2")]


def test_the_village_words_for_itself_where_to_go_and_can_take_it_back(office: Office) -> None:
    usual = view(office, "01").item.where
    catalogue.save_place(office, "01", ItemPlace("示范镇派出所二楼", "0570-0000000"))
    assert (view(office, "01").item.where, view(office, "01").phone) == ("示范镇派出所二楼", "0570-0000000")
    catalogue.save_place(office, "01", ItemPlace())
    assert view(office, "01").item.where == usual


def test_an_agent_with_cases_hands_them_over_before_he_ends(office: Office) -> None:
    today = office.today()
    earlier = (today - timedelta(days=30)).isoformat()
    old = agents.save_agent(office, AgentDraft("旧代办", earlier))
    new = agents.save_agent(office, AgentDraft("新代办", earlier, items=("99",)))
    case_id = case_opening.open_case(office, NewCase("16", applicant="外村人", agent_id=old))
    ended = AgentDraft("旧代办", earlier, to_on=(today - timedelta(days=1)).isoformat(), stand_in_id=new)
    with pytest.raises(ProblemError) as raised:
        agents.save_agent(office, ended, old)
    assert codes_of(raised) == ["SVC-049"]
    case_steps.hand_over(office, [case_id], new)
    agents.save_agent(office, ended, old)
    assert [each.is_at_work for each in agents.list_agents(office)] == [True, False]


def test_a_stand_in_has_the_list_of_who_is_away(office: Office) -> None:
    today = office.today().isoformat()
    stand_in = agents.save_agent(office, AgentDraft("代班人", today))
    tomorrow = (office.today() + timedelta(days=1)).isoformat()
    away = agents.save_agent(office, AgentDraft("休假人", tomorrow, stand_in_id=stand_in))
    case_id = case_opening.open_case(office, NewCase("16", applicant="外村人", agent_id=away))
    found = reminders.read_day_list(office, stand_in)
    assert found.stands_in_for == ("休假人",)
    assert [case.row.id for case in found.cases] == [case_id]


def test_a_meeting_is_on_the_list_of_who_does_its_service(office: Office) -> None:
    today = office.today().isoformat()
    police = agents.save_agent(office, AgentDraft("跑派出所的", today, items=("01", "02")))
    general = agents.save_agent(office, AgentDraft("什么都办的", today))
    facts = {"code": "ABCDEFGH", "name": "周建国", "phone": "13800000001", "received_at": office.now_text()}
    for item in ("01", "16"):
        with office.change("received", "同步") as work:
            booking = work.insert("service_booking", {"number": f"Y{item}", "item": item} | facts)
        bookings.agree_time(office, booking, today, "am")

    def met(agent: str) -> list[str]:
        return [each.row.item for each in reminders.read_day_list(office, agent).meetings]

    assert (met(police), met(general)) == (["01"], ["16"])
    assert sorted(met("")) == ["01", "16"]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (AgentDraft("", "2026-01-01"), "SVC-025"),
        (AgentDraft("某人", "2026"), "SVC-020"),
        (AgentDraft("某人", "2026-02-01", to_on="2026-01-01"), "SVC-027"),
    ],
)
def test_an_agent_has_a_name_and_days_that_make_sense(office: Office, draft: AgentDraft, code: str) -> None:
    with pytest.raises(ProblemError) as raised:
        agents.save_agent(office, draft)
    assert codes_of(raised) == [code]


def test_today_counts_what_waits_and_nothing_else(office: Office) -> None:
    assert reminders.list_reminders(office) == ()
    long_ago = (office.today() - timedelta(days=45)).isoformat()
    case_opening.open_case(office, NewCase("01", applicant="外村人", happened_on=long_ago))
    case_id = case_opening.open_case(office, NewCase("26", applicant="外村人"))
    detail = cases.get_case(office, case_id)
    papers.receive_papers(office, case_id, [Brought(detail.papers[0].id, PaperForm.ORIGINAL)])
    case_steps.grant(office, case_id, office.today().isoformat())
    with office.change("received", "同步") as work:
        work.insert(
            "service_booking",
            {
                "number": "约1",
                "code": "ABCD1234",
                "item": "16",
                "name": "外村人",
                "phone": "",
                "received_at": office.now_text(),
            },
        )
    found = {each.kind: (each.count, each.is_late) for each in reminders.list_reminders(office)}
    assert found == {
        AgencyReminder.LATE: (1, True),
        AgencyReminder.BOOKINGS: (1, False),
        AgencyReminder.DELIVER: (1, False),
    }


def test_an_original_that_stays_after_the_result_is_reminded_of(office: Office) -> None:
    case_id = case_opening.open_case(office, NewCase("26", applicant="外村人"))
    detail = cases.get_case(office, case_id)
    papers.receive_papers(office, case_id, [Brought(detail.papers[0].id, PaperForm.ORIGINAL)])
    assert [held.is_overdue for held in papers.list_originals(office)] == [False]
    week_ago = (office.today() - timedelta(days=7)).isoformat()
    case_steps.grant(office, case_id, week_ago)
    assert [held.is_overdue for held in papers.list_originals(office)] == [True]


def test_figures_read_the_cases_of_a_period_with_their_moment(office: Office) -> None:
    today = office.today()
    for satisfaction in ("1", "4"):
        case_id = case_opening.open_case(office, NewCase("26", applicant="外村人"))
        paper = cases.get_case(office, case_id).papers[0]
        papers.receive_papers(office, case_id, [Brought(paper.id, PaperForm.SHOWN)])
        delivery = Delivery(today.isoformat(), "here", "外村人", satisfaction)
        case_steps.grant(office, case_id, today.isoformat(), delivery=delivery)
    found = read_figures(office, Period(today.replace(day=1), today))
    assert (found.row_count, found.total.done, found.total.satisfied.text()) == (2, 2, "1/2")
    assert (found.common_items, found.common.at_once.text()) == (1, "2/2")
    assert [(line.label, line.figures.at_once.text()) for line in found.items] == [
        ("水电气网缴费报修", "2/2")
    ]
