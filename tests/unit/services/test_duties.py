"""The duty calendar of an office: what is owed follows from the records and ends when a sheet hangs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.code_table import code_table
from desktop.domain.disclosure_duty import DutyState
from desktop.domain.disclosure_overlay import known_facts
from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from desktop.reports.data import ORIGIN
from desktop.services.disclosure import catalogue, duties, terms, village_facts
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.duties import DutyLine, read_calendar, request_for
from desktop.services.disclosure.notices import make_notice
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office, User
from desktop.services.settings import save_settings
from tests.support.offices import make_office
from tests.support.village_copies import copy_office

TODAY = date(2026, 10, 12)
PROGRAMME = code_table("subsidy_programme").entries[0]


@pytest.fixture
def office(tmp_path: Path):
    made = replace(copy_office(tmp_path), clock=lambda: datetime(2026, 10, 12, 4, tzinfo=UTC))
    save_settings(made, duties_since="2026-07-01")
    yield made
    made.close()


def put(office: Office, table: str, **values) -> str:
    with office.change("edit", "test") as work:
        return str(work.insert(table, values))


def due(office: Office, duty: str, on: date | None = None) -> list[DutyLine]:
    return [line for line in read_calendar(office, on).lines if line.duty.duty == duty]


def entry(office: Office, on: str, cents: int, kind: str = "O06", summary: str = "购置路灯") -> str:
    return put(office, "funds_entry", entry_on=on, kind=kind, summary=summary, expense_cents=cents)


def hang(office: Office, line: DutyLine, posted_on: str, **more: str) -> str:
    request = request_for(office, line)
    notice = put(
        office,
        "notice",
        template=request.template,
        template_version="1",
        item_code=request.item,
        title="t",
        content="[]",
        cut_off_at="2026-10-01T00:00:00+00:00",
        drafted_by="u",
        state="issued",
        period_from=request.first,
        period_to=request.last,
        covers='["' + '","'.join(request.covers) + '"]',
        record_id=request.record_id or None,
        stage=request.stage or None,
    )
    put(
        office, "notice_posting", notice_id=notice, place="村口", posted_on=posted_on, poster="王文书", **more
    )
    return notice


# --- what falls due ------------------------------------------------------------------------------------


def test_a_quarter_falls_due_on_the_day_of_the_month_in_force(office: Office):
    second, third, *_ = due(office, "V12")
    assert (second.duty.due_on, second.state, second.days) == (date(2026, 7, 20), DutyState.LATE, -84)
    assert (third.duty.due_on, third.state, third.days) == (date(2026, 10, 20), DutyState.OPEN, 8)


def test_the_office_may_set_another_day_and_go_back_to_the_rule(office: Office):
    key = terms.DUE_DAYS[duties.Frequency.QUARTER]
    terms.set_terms(office, {key: 15})
    assert {line.duty.due_on.day for line in due(office, "V12")} == {15}
    term = terms.find_term(office, key, TODAY)
    assert (term.value, term.own, term.rule.value) == (15, 15, 20)
    terms.set_terms(office, {key: None})
    assert {line.duty.due_on.day for line in due(office, "V12")} == {20}


def test_a_day_out_of_bounds_is_refused_and_the_field_named(office: Office):
    with pytest.raises(ProblemError) as raised:
        terms.set_terms(office, {terms.DUE_DAYS[duties.Frequency.MONTH]: 32, terms.MAJOR_CENTS: 1})
    assert [(each.code, each.place.field) for each in raised.value.problems if each.place] == [
        ("DOC-075", "disclosure.due.month.day"),
        ("DOC-075", terms.MAJOR_CENTS),
    ]
    assert terms.find_term(office, terms.MAJOR_CENTS, TODAY).own is None


def test_only_who_may_change_settings_sets_days(office: Office):
    grid_worker = replace(office, user=User(UserId("g"), "g", "g", Role.GRID_WORKER))
    with pytest.raises(ProblemError):
        terms.set_terms(grid_worker, {terms.MAJOR_CENTS: 1_000_000})


def test_what_always_has_to_hang_is_owed_today_until_it_hangs(office: Office):
    (rules,) = due(office, "V01")
    assert (rules.duty.due_on, rules.state) == (TODAY, DutyState.DUE_SOON)
    hang(office, rules, "2026-10-01")
    assert due(office, "V01")[0].state is DutyState.DONE


def test_duties_count_from_the_day_on_which_the_office_began(tmp_path: Path):
    office = make_office(tmp_path)  # on the real clock: its first change set is of today
    today = office.today()
    calendar = read_calendar(office)
    assert calendar.since == today
    assert min(line.duty.due_on for line in calendar.lines) >= calendar.since
    office.close()


# --- what happened -------------------------------------------------------------------------------------


def test_a_major_entry_is_owed_within_five_days_of_its_own_day(office: Office):
    entry(office, "2026-10-10", 5_000_000)
    (major,) = due(office, "F805")
    assert (major.duty.due_on, major.state) == (date(2026, 10, 15), DutyState.DUE_SOON)
    assert major.duty.trigger is not None
    assert major.duty.trigger.title == "购置路灯，50,000.00 元"


def test_an_entry_below_the_threshold_is_owed_with_its_quarter_only(office: Office):
    entry(office, "2026-10-10", 4_999_999)
    assert due(office, "F805") == []
    terms.set_terms(office, {terms.MAJOR_CENTS: 4_999_999})
    assert len(due(office, "F805")) == 1


def test_a_sheet_about_another_entry_does_not_end_the_duty(office: Office):
    entry(office, "2026-10-08", 6_000_000, summary="修桥")
    entry(office, "2026-10-09", 7_000_000, summary="修路")
    first, second = due(office, "F805")
    notice = hang(office, first, "2026-10-10")
    first, second = due(office, "F805")
    assert (first.state, second.state) == (DutyState.DONE, DutyState.DUE_SOON)
    assert first.duty.published is not None
    assert first.duty.published.notice_id == notice


def test_a_project_is_owed_once_for_each_stage_it_reached(office: Office):
    put(office, "project", name="村道硬化", kind="road", decided_on="2026-08-01", begun_on="2026-10-09")
    stages = [(line.duty.trigger.stage, line.state) for line in due(office, "F803") if line.duty.trigger]
    assert stages == [("立项", DutyState.LATE), ("实施", DutyState.DUE_SOON)]


def test_the_sheet_of_a_project_tells_the_village_items_as_well(office: Office):
    put(office, "project", name="村道硬化", kind="road", begun_on="2026-10-09")
    request = request_for(office, due(office, "F803")[0])
    assert request.covers == ("F803", "V06", "V08")
    assert dict(request.values) == {"project": "村道硬化", "stage": "实施"}


def test_a_contract_is_owed_and_one_over_land_as_such(office: Office):
    common = {"kind": "lease", "counterparty": "某公司", "signed_on": "2026-10-09"}
    put(office, "contract", name="厂房租赁", price_cents=1_200_000, **common)
    put(office, "contract", name="山林承包", land_resource_id="x", **common)
    told = {
        duty: [line.duty.trigger.title for line in due(office, duty) if line.duty.trigger]
        for duty in ("F802", "V24")
    }
    assert told == {"F802": ["厂房租赁，12,000.00 元"], "V24": ["山林承包"]}


def test_changes_of_the_allowance_are_owed_once_a_month(office: Office):
    common = {"household_id": "h", "head_person_id": "p", "aid_kind": "A01", "people_count": 1}
    for month, change in (("2026-10", "new"), ("2026-10", "new"), ("2026-09", "changed")):
        put(office, "aid_grant", from_month=month, change_kind=change, monthly_cents=1, **common)
    put(
        office,
        "aid_grant",
        from_month="2020-01",
        to_month="2026-09",
        change_kind="stopped",
        monthly_cents=1,
        **common,
    )
    told = [line.duty.trigger.title for line in due(office, "V15") if line.duty.trigger]
    assert told == ["2026年9月变更1户", "2026年10月新增2户、停止1户"]


def test_a_resolution_of_the_representatives_is_owed_and_a_talk_is_not(office: Office):
    put(office, "meeting", kinds='["V02"]', held_on="2026-10-09", title="修路资金表决", resolution="同意")
    put(office, "meeting", kinds='["V02"]', held_on="2026-10-09", title="情况通报")
    told = [line.duty.trigger.title for line in due(office, "V02") if line.duty.trigger]
    assert told == ["修路资金表决"]


def test_a_payment_of_subsidies_is_owed_once_for_all_its_shares(office: Office):
    for person in ("a", "b", "c"):
        put(
            office,
            "subsidy",
            programme=PROGRAMME.code,
            year=2026,
            person_id=person,
            amount_cents=10_000,
            paid_on="2026-10-09",
        )
    told = [line.duty.trigger.title for line in due(office, "V21") if line.duty.trigger]
    assert told == [f"{PROGRAMME.label}，300.00 元"]


def test_a_payment_is_told_with_its_own_sheet_before_and_after(office: Office):
    common = {"programme": PROGRAMME.code, "year": 2026, "amount_cents": 10_000}
    put(office, "subsidy", person_id="a", paid_on="2026-10-09", **common)
    (line,) = (line for line in due(office, "V21") if line.duty.trigger)
    request = request_for(office, line)
    assert (request.template, dict(request.values)) == ("subsidy_payment", {"programme": PROGRAMME.label})
    with office.change("edit", "test") as work:
        work.update("subsidy", request.record_id, {"paid_on": None})
    (line,) = (line for line in read_calendar(office, date(2030, 1, 1)).lines if line.duty.trigger)
    assert request_for(office, line).template == "subsidy_list"


def test_planned_subsidies_are_owed_from_the_day_they_were_entered(office: Office):
    put(office, "subsidy", programme=PROGRAMME.code, year=2026, person_id="a", amount_cents=10_000)
    calendar = read_calendar(office, date(2030, 1, 1))  # the change log speaks of the real clock
    assert [line.duty.trigger.title for line in calendar.lines if line.duty.trigger] == [
        f"{PROGRAMME.label}，100.00 元"
    ]


def test_an_approved_homestead_is_owed(office: Office):
    put(office, "homestead", household_id="h", approval_date="2026-10-10")
    assert [line.duty.trigger.table for line in due(office, "V09") if line.duty.trigger] == ["homestead"]


def test_who_may_not_see_the_accounts_sees_that_something_is_owed_and_not_what(office: Office):
    entry(office, "2026-10-10", 5_000_000)
    grid_worker = replace(office, user=User(UserId("g"), "g", "g", Role.GRID_WORKER))
    (major,) = due(grid_worker, "F805")
    assert major.duty.trigger is not None
    assert major.duty.trigger.title == ""


# --- what ends it --------------------------------------------------------------------------------------


def test_a_withdrawn_sheet_ends_nothing(office: Office):
    line = due(office, "V12")[0]
    notice = hang(office, line, "2026-07-10")
    assert due(office, "V12")[0].state is DutyState.DONE
    with office.change("edit", "test") as work:
        work.update("notice", notice, {"state": "withdrawn"})
    assert due(office, "V12")[0].state is not DutyState.DONE


def test_a_sheet_that_hung_after_its_day_is_done_late(office: Office):
    hang(office, due(office, "V12")[0], "2026-08-10")
    done = due(office, "V12")[0]
    assert (done.state, done.duty.is_done_late) == (DutyState.DONE, True)


def test_asked_for_an_earlier_day_it_knows_nothing_of_what_came_later(office: Office):
    entry(office, "2026-10-10", 5_000_000)
    hang(office, due(office, "V12")[0], "2026-08-10")
    assert due(office, "F805", date(2026, 10, 1)) == []
    assert due(office, "V12", date(2026, 8, 1))[0].state is DutyState.LATE


def test_a_draft_for_a_duty_is_found_again(office: Office):
    line = next(line for line in due(office, "V12") if line.duty.period.first == date(2026, 7, 1))
    request = replace(request_for(office, line), values=(("subject", "计划生育"), ("body", "内容")))
    notice = make_notice(office, request)
    again = next(line for line in due(office, "V12") if line.duty.period.first == date(2026, 7, 1))
    assert (again.on_the_way, again.state) == (notice, line.state)


# --- what is not owed ----------------------------------------------------------------------------------


def test_every_fact_of_the_catalogue_has_a_question():
    assert village_facts.FACTS.keys() == known_facts()


def test_what_a_village_does_not_owe_is_not_raised_and_says_why(office: Office):
    calendar = read_calendar(office)
    assert not [line for line in calendar.lines if line.duty.duty == "V28"]
    (fees,) = (each for each in calendar.not_owed if each.item.code == "V28")
    assert [fact.name for fact in fees.facts] == ["collected_fees"]
    assert "collected_fees" in [fact.name for fact in calendar.open_facts]


def test_a_yes_of_the_office_raises_it_with_the_day_and_who_said_so(office: Office):
    village_facts.answer_fact(office, "collected_fees", holds=True)
    assert due(office, "V28")
    fact = village_facts.read_facts(office, TODAY)["collected_fees"]
    assert fact.answer is not None
    assert (fact.answer.holds, fact.answer.on, fact.answer.by) == (True, "2026-10-12", "王文书")
    village_facts.answer_fact(office, "collected_fees", holds=None)
    assert not due(office, "V28")


def test_a_village_without_an_answer_owes_what_a_branch_owes(office: Office):
    assert due(office, "D04")
    village_facts.answer_fact(office, "branch", holds=False)
    assert not due(office, "D04")


def test_what_the_records_show_holds_and_cannot_be_denied(office: Office):
    put(
        office,
        "aid_grant",
        household_id="h",
        head_person_id="p",
        aid_kind="A01",
        people_count=1,
        from_month="2026-01",
        monthly_cents=1,
    )
    assert due(office, "V15")
    with pytest.raises(ProblemError) as raised:
        village_facts.answer_fact(office, "allowance", holds=False)
    assert raised.value.problems[0].code == "DOC-076"


# --- the county's own ----------------------------------------------------------------------------------


def overlay(office: Office, field: str, value: str, code: str = "V12", **more: str) -> str:
    given = {"jurisdiction": "999901", "valid_from": "2026-01-01", "source": "县目录"} | more
    return put(office, "disclosure_overlay", code=code, field=field, value=value, **given)


def test_what_the_county_orders_is_followed_from_its_day(office: Office):
    overlay(office, "frequency", "month", valid_from="2026-09-01")
    asked = [line.duty.period.words() for line in due(office, "V12")]
    assert asked[:4] == ["2026年第二季度", "2026年9月", "2026年10月", "2026年11月"]
    entries = {each.item.code: each for each in catalogue.read_catalogue(office, TODAY)}
    (origin,) = entries["V12"].changed
    assert (origin.field, origin.jurisdiction, origin.source, origin.from_county) == (
        "frequency",
        "999901",
        "县目录",
        True,
    )


def test_a_broken_overlay_is_left_out_and_told(office: Office):
    overlay(office, "frequency", "sometimes")
    overlay(office, "basis", "x")
    overlay(office, "frequency", "month", code="V77")
    overlay(office, "frequency", "month", valid_from="soon")
    overlay(office, "mask", "address")
    calendar = read_calendar(office)
    assert [each.code for each in calendar.problems] == [
        "DOC-072",
        "DOC-071",
        "DOC-070",
        "DOC-073",
        "DOC-072",
    ]
    assert {line.duty.frequency.value for line in due(office, "V12")} == {"quarter"}


def test_an_item_of_events_without_a_rule_of_its_own_has_the_general_days(office: Office):
    overlay(office, "frequency", "at_once", code="V16")
    overlay(office, "owed_if", "", code="V16")
    (item,) = (item for item in catalogue.items_in_force(office, TODAY) if item.code == "V16")
    assert (item.within, item.owed_if) == ("", frozenset())
    assert read_calendar(office).lines


def test_five_years_of_everything_are_in_order_and_each_has_a_name_of_its_own(office: Office):
    calendar = read_calendar(office, since=date(2022, 1, 1))
    days = [line.duty.due_on for line in calendar.lines]
    assert days == sorted(days)
    assert len({line.id for line in calendar.lines}) == len(days) > 400


# --- the table of everything ----------------------------------------------------------------


def summary_rows(office: Office) -> dict[str, dict]:
    request = NoticeRequest("board_summary", "2026-10-01", "2026-12-31", "2026-11-01")
    return {str(row["item"]): dict(row) for row in compile_data(office, request, "1").tables["rows"]}


def test_the_table_of_a_quarter_says_what_was_due_and_where_it_hangs(office: Office):
    hang(office, due(office, "V12")[1], "2026-10-18", copies=3)
    told = summary_rows(office)["计划生育政策落实（2026年第三季度）"]
    assert (told["due_on"], told["posted_on"], told["place"], told["copies"], told["state"]) == (
        "10月20日",
        "10月18日",
        "村口",
        3,
        "已公开",
    )
    assert str(told[ORIGIN]).startswith("notice/")
    assert summary_rows(office)["享受误工补贴人员及标准（2026年第三季度）"]["state"] == "未公开"


def test_the_table_of_a_quarter_names_no_record_and_nothing_that_few_may_know(office: Office):
    entry(office, "2026-10-09", 6_000_000, summary="付张三工程款")
    overlay(office, "frequency", "quarter", code="D16")
    told = summary_rows(office)
    assert [row["code"] for item, row in told.items() if "10月9日" in item] == ["F805"]
    assert not any("张三" in item for item in told)
    assert not any(row["code"] == "D16" for row in told.values())
