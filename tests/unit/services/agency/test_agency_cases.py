"""Agency cases: opened from the register, papers with receipts, steps, delivery, and what is in their way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.accounts import Right, Role
from desktop.domain.ids import RecordId, UserId
from desktop.domain.problem import ProblemError
from desktop.domain.service_case import CaseState, CaseStep, PaperState
from desktop.domain.service_catalogue import PaperForm
from desktop.services import history
from desktop.services.agency import case_opening, case_steps, cases, papers, trips
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.case_steps import Delivery, Submission
from desktop.services.agency.papers import Brought
from desktop.services.erasure import erase_person
from desktop.services.office import User
from desktop.services.sync.record_names import editing_right, reading_right
from tests.support.agency import Point
from tests.support.refusals import codes_of


def opened(point: Point, item: str, name: str = "张建国", **changes: object) -> str:
    new = case_opening.prepare_case(point.office, person_id=point.person(name))
    return case_opening.open_case(point.office, replace(new, item=item, **changes))


def bring_all(point: Point, case_id: str) -> str:
    """Bring every required paper as it was asked for; returns the receipt."""
    detail = cases.get_case(point.office, case_id)
    wanted = [Brought(paper.id, PaperForm(paper.form)) for paper in detail.papers if paper.required]
    return papers.receive_papers(point.office, case_id, wanted)


def today(point: Point) -> str:
    return point.office.today().isoformat()


def test_a_case_opens_with_what_the_register_knows_and_a_checklist(point: Point) -> None:
    case_id = opened(point, "11")
    detail = cases.get_case(point.office, case_id)
    row = detail.case.row
    assert (row.applicant, row.household_id) == ("张建国", point.village.households["张建国"])
    assert row.number.split("-")[2] == "D"
    assert detail.mark.code == row.code
    assert [paper.title for paper in detail.papers] == [
        "申请书",
        "家庭成员居民身份证",
        "户口簿",
        "家庭经济状况核对授权书",
        "病历或残疾证",
    ]
    assert detail.case.state is CaseState.COLLECTING
    assert [(trip.who, trip.destination) for trip in detail.trips] == [("villager", "")]
    assert row.agent_id == point.agents["吴代办"]  # 周代办 does only the three of the police


def test_numbers_and_codes_of_cases_differ(point: Point) -> None:
    made = [cases.get_case(point.office, opened(point, "99")).mark for _ in range(3)]
    assert len({mark.number for mark in made}) == len({mark.code for mark in made}) == 3


def test_who_only_telephones_has_made_no_trip_and_brought_nothing(point: Point) -> None:
    detail = cases.get_case(point.office, opened(point, "16", asked_way="phone"))
    assert detail.case.state is CaseState.ASKED
    assert not detail.trips


def test_who_asks_is_told_papers_term_and_what_only_he_can_do(point: Point) -> None:
    new = NewCase("04", person_id=point.person("赵一诺"))
    outlook = case_opening.look(point.office, new)
    assert outlook is not None
    assert outlook.papers[0].title == "户口簿"
    assert outlook.term == point.office.today() + timedelta(days=60)  # 居民身份证法 12
    # 居民身份证法 7: within three months of the sixteenth birthday, 9 September 2031
    assert outlook.apply_by == date(2031, 12, 9)
    assert "SVC-046" in [problem.code for problem in outlook.warnings]


def test_a_birth_told_late_is_warned_of_and_taken_all_the_same(point: Point) -> None:
    born = (point.office.today() - timedelta(days=60)).isoformat()
    new = NewCase("01", person_id=point.person("赵小兰"), for_name="赵二宝", happened_on=born)
    outlook = case_opening.look(point.office, new)
    assert outlook is not None
    assert "SVC-044" in [problem.code for problem in outlook.warnings]
    case = cases.get_case(point.office, case_opening.open_case(point.office, new)).case
    assert case.is_late


def test_the_same_service_for_the_same_person_is_noticed(point: Point) -> None:
    opened(point, "19", "王海军")
    outlook = case_opening.look(point.office, NewCase("19", person_id=point.person("王海军")))
    assert outlook is not None
    assert "SVC-048" in [problem.code for problem in outlook.warnings]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewCase("", applicant="外村人"), "SVC-011"),
        (NewCase("16"), "SVC-012"),
        (NewCase("16", applicant="外村人", happened_on="2999-01-01"), "SVC-020"),
        (NewCase("16", applicant="外村人", agent_id="nobody"), "SVC-024"),
    ],
)
def test_what_lacks_something_is_not_opened(point: Point, new: NewCase, code: str) -> None:
    with pytest.raises(ProblemError) as raised:
        case_opening.open_case(point.office, new)
    assert codes_of(raised) == [code]


def test_originals_that_stay_have_one_numbered_receipt_and_copies_none(point: Point) -> None:
    case_id = opened(point, "02", "李桂香")
    receipt = bring_all(point, case_id)
    detail = cases.get_case(point.office, case_id)
    assert receipt == f"{detail.case.row.number}-R1"
    # domain.md 9: original papers never stay in the office without a receipt
    assert {paper.receipt_no for paper in detail.papers if paper.is_original} == {receipt}
    assert detail.case.row.originals == 3
    copied = opened(point, "15", "李桂香")
    assert bring_all(point, copied) == ""


def test_a_second_receipt_of_a_case_has_its_own_number(point: Point) -> None:
    case_id = opened(point, "02", "王海军")
    first, second, _ = cases.get_case(point.office, case_id).papers
    one = papers.receive_papers(point.office, case_id, [Brought(first.id, PaperForm.ORIGINAL)])
    two = papers.receive_papers(point.office, case_id, [Brought(second.id, PaperForm.ORIGINAL)])
    assert (one[-3:], two[-3:]) == ("-R1", "-R2")


def test_nothing_is_handed_in_before_the_papers_are_there(point: Point) -> None:
    case_id = opened(point, "11")
    with pytest.raises(ProblemError) as raised:
        case_steps.submit(point.office, case_id, Submission("乡镇", today(point)))
    assert codes_of(raised) == ["SVC-014"]
    assert "户口簿" in raised.value.problems[0].values["papers"]
    assert CaseStep.SUBMIT not in cases.get_case(point.office, case_id).allowed


def test_a_paper_that_is_not_needed_is_waived_with_its_reason(point: Point) -> None:
    case_id = opened(point, "13")
    asked = cases.get_case(point.office, case_id).papers
    with pytest.raises(ProblemError) as raised:
        papers.waive_papers(point.office, case_id, [asked[0].id], " ")
    assert codes_of(raised) == ["SVC-017"]
    papers.waive_papers(point.office, case_id, [paper.id for paper in asked], "窗口联网核查")
    detail = cases.get_case(point.office, case_id)
    assert {paper.state for paper in detail.papers} == {PaperState.WAIVED}
    assert CaseStep.SUBMIT in detail.allowed


def test_a_case_goes_its_whole_way_and_is_closed_when_the_originals_are_back(point: Point) -> None:
    office = point.office
    case_id = opened(point, "18", "赵小兰")
    bring_all(point, case_id)
    case_steps.submit(office, case_id, Submission("县不动产登记中心", today(point), with_originals=True))
    held = cases.get_case(office, case_id)
    assert {paper.held_at for paper in held.papers if paper.is_original} == {"县不动产登记中心"}
    assert held.case.row.agent_trips == 1
    case_steps.accept(office, case_id, today(point))
    case_steps.grant(office, case_id, today(point), "领取权证")
    case_steps.deliver(office, case_id, Delivery(today(point), "home", "赵小兰", satisfaction="1"))
    detail = cases.get_case(office, case_id)
    assert detail.case.state is CaseState.RATED  # not closed: her originals are still out
    with pytest.raises(ProblemError) as raised:
        case_steps.close(office, case_id)
    assert codes_of(raised) == ["SVC-015"]
    originals = [paper.id for paper in detail.papers if paper.is_original]
    papers.give_back(office, case_id, originals, "赵小兰", today(point))
    case_steps.close(office, case_id)
    done = cases.get_case(office, case_id)
    assert done.case.state is CaseState.CLOSED
    assert [step.kind for step in done.steps] == [
        "receive",
        "submit",
        "accept",
        "grant",
        "deliver",
        "rate",
        "give_back",
        "close",
    ]


def test_the_offices_term_counts_from_acceptance_or_is_what_it_promised(point: Point) -> None:
    office = point.office
    case_id = opened(point, "10", "赵小兰")
    bring_all(point, case_id)
    case_steps.submit(office, case_id, Submission("乡镇社保窗口", today(point), agent_went=False))
    due = cases.get_case(office, case_id).case.row.due_on
    assert due == (office.today() + timedelta(days=30)).isoformat()
    promised = (office.today() + timedelta(days=12)).isoformat()
    case_steps.accept(office, case_id, today(point), promised)
    case = cases.get_case(office, case_id).case
    assert (case.row.due_on, case.days_left, case.row.agent_trips) == (promised, 12, 0)


def test_what_is_sent_back_asks_for_each_paper_and_counts_as_asked_again(point: Point) -> None:
    office = point.office
    case_id = opened(point, "24")
    bring_all(point, case_id)
    case_steps.submit(office, case_id, Submission("县学生资助中心", today(point)))
    case_steps.send_back(office, case_id, "缺学籍证明", ("学籍证明", "学籍证明", "户口簿"))
    detail = cases.get_case(office, case_id)
    assert [paper.title for paper in detail.papers if paper.state == PaperState.MISSING] == ["学籍证明"]
    assert detail.case.row.papers_asked_again
    assert CaseStep.SUBMIT not in detail.allowed
    bring_all(point, case_id)
    case_steps.submit(office, case_id, Submission("县学生资助中心", today(point)))


def test_what_the_village_decides_is_done_and_handed_over_in_one_breath(point: Point) -> None:
    office = point.office
    case_id = opened(point, "26")
    bring_all(point, case_id)
    case_steps.grant(office, case_id, today(point), "已代缴", Delivery(today(point), "here", "张建国", "9"))
    case = cases.get_case(office, case_id).case
    assert case.state is CaseState.CLOSED
    assert case.row.due_on == case.row.finished_on == today(point)


def test_what_the_village_only_helps_with_ends_here_without_being_handed_in(point: Point) -> None:
    # service_channel_level 4: 协助办理, such as a face scan on the agent's telephone
    case_id = opened(point, "09", "王海军")
    bring_all(point, case_id)
    assert CaseStep.GRANT in cases.get_case(point.office, case_id).allowed


def test_what_somebody_else_decides_is_not_settled_here(point: Point) -> None:
    case_id = opened(point, "16")
    bring_all(point, case_id)
    with pytest.raises(ProblemError) as raised:
        case_steps.grant(point.office, case_id, today(point))
    assert codes_of(raised) == ["SVC-016"]


def test_a_refusal_says_why_and_what_to_do_now(point: Point) -> None:
    case_id = opened(point, "17")
    with pytest.raises(ProblemError) as raised:
        case_steps.refuse(point.office, case_id, today(point), "已有一处宅基地", "")
    assert codes_of(raised) == ["SVC-018"]
    case_steps.refuse(point.office, case_id, today(point), "已有一处宅基地", "可以申请翻建，找乡镇自然资源所")
    row = cases.get_case(point.office, case_id).case.row
    assert (row.result, row.next_step) == ("refused", "可以申请翻建，找乡镇自然资源所")


def test_who_withdraws_gets_the_originals_back_before_it_is_closed(point: Point) -> None:
    case_id = opened(point, "02", "赵小兰")
    bring_all(point, case_id)
    case_steps.withdraw(point.office, case_id, "本人自己去办")
    with pytest.raises(ProblemError) as raised:
        case_steps.close(point.office, case_id)
    assert codes_of(raised) == ["SVC-015"]
    assert case_id in {held.case.row.id for held in papers.list_originals(point.office)}


def test_an_original_kept_for_good_by_the_office_is_no_longer_owed(point: Point) -> None:
    case_id = opened(point, "02", "张建国")
    bring_all(point, case_id)
    card = next(p for p in cases.get_case(point.office, case_id).papers if p.title == "死者居民身份证")
    papers.keep_by_office(point.office, case_id, [card.id], "派出所收回")
    assert cases.get_case(point.office, case_id).case.row.originals == 2


def test_nothing_is_given_back_to_nobody_or_before_it_came(point: Point) -> None:
    case_id = opened(point, "02", "李桂香")
    bring_all(point, case_id)
    paper = cases.get_case(point.office, case_id).papers[0]
    yesterday = (point.office.today() - timedelta(days=1)).isoformat()
    for to, on, code in (("", today(point), "SVC-021"), ("李桂香", yesterday, "SVC-020")):
        with pytest.raises(ProblemError) as raised:
            papers.give_back(point.office, case_id, [paper.id], to, on)
        assert codes_of(raised) == [code]


def test_a_service_that_needs_the_person_takes_no_proxy(point: Point) -> None:
    case_id = opened(point, "09")
    with pytest.raises(ProblemError) as raised:
        case_steps.record_proxy(point.office, case_id, today(point))
    assert codes_of(raised) == ["SVC-026"]
    allowed = opened(point, "10")
    case_steps.record_proxy(point.office, allowed, today(point), "村监会主任")
    assert cases.get_case(point.office, allowed).case.row.proxy_on == today(point)


@pytest.mark.parametrize("words", ["请张建国来取", "电话13812345678", "证号110101199003078072"])
def test_public_words_hold_no_name_and_no_number(point: Point, words: str) -> None:
    case_id = opened(point, "16")
    with pytest.raises(ProblemError) as raised:
        case_steps.set_public_text(point.office, case_id, words)
    assert codes_of(raised) == ["SVC-029"]
    case_steps.set_public_text(point.office, case_id, "已送乡镇，预计周五出结果。")


def test_cases_change_hands_with_a_line_in_their_record(point: Point) -> None:
    case_id = opened(point, "16")
    case_steps.hand_over(point.office, [case_id], point.agents["周代办"], "请假")
    detail = cases.get_case(point.office, case_id)
    assert detail.case.agent == "周代办"
    assert detail.steps[-1].text == "吴代办→周代办：请假"


def test_trips_are_counted_for_each_side_and_none_is_to_come(point: Point) -> None:
    case_id = opened(point, "16")
    trips.add_trip(point.office, case_id, "agent", today(point), "乡镇", "代交")
    extra = trips.add_trip(point.office, case_id, "villager", today(point), "乡镇", "拍照")
    row = cases.get_case(point.office, case_id).case.row
    assert (row.villager_trips, row.agent_trips) == (2, 1)
    trips.remove_trip(point.office, extra)
    assert cases.get_case(point.office, case_id).case.row.villager_trips == 1
    with pytest.raises(ProblemError) as raised:
        trips.add_trip(point.office, case_id, "agent", "2999-01-01")
    assert codes_of(raised) == ["SVC-041"]


def test_a_step_is_one_action_that_is_undone_whole(point: Point) -> None:
    case_id = opened(point, "26", "王海军")
    bring_all(point, case_id)
    before = cases.get_case(point.office, case_id)
    case_steps.grant(
        point.office, case_id, today(point), "", Delivery(today(point), "here", "王海军", villager_came=True)
    )
    history.undo(point.office, history.undo_list(point.office, 1)[0].change_set)
    after = cases.get_case(point.office, case_id)
    assert (after.case, after.papers, after.steps, after.trips) == (
        before.case,
        before.papers,
        before.steps,
        before.trips,
    )


def test_whoever_may_only_read_changes_nothing(point: Point) -> None:
    case_id = opened(point, "16")
    reader = replace(point.office, user=User(UserId("reader"), "reader", "只读", Role.READER))
    assert cases.get_case(reader, case_id).allowed == ()
    with pytest.raises(ProblemError) as raised:
        case_steps.note(reader, case_id, "想改")
    assert codes_of(raised) == ["SYS-403"]


def test_papers_on_a_case_are_for_those_who_may_see_cases() -> None:
    for table in ("service_case", "service_case_paper", "service_trip", "service_agent"):
        assert (reading_right(table), editing_right(table)) == (Right.READ_SERVICES, Right.EDIT_SERVICES)


def test_who_is_erased_by_law_takes_his_cases_along(point: Point) -> None:
    person = point.put("person", name="待删除")
    case_id = case_opening.open_case(point.office, NewCase("26", person_id=person))
    bring_all(point, case_id)
    erase_person(point.office, RecordId(person), "待删除", "本人要求")
    with point.office.store.reading() as connection:
        left = [
            connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (case_id,)).fetchone()[0]
            for table, column in (
                ("service_case", "id"),
                ("service_case_paper", "case_id"),
                ("service_case_step", "case_id"),
                ("service_trip", "case_id"),
            )
        ]
    assert left == [0, 0, 0, 0]
