"""The catalogue of agency services: what ships, what a county lays over it, and the terms that follow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.problem import ProblemError
from desktop.domain.service_catalogue import (
    Catalogue,
    PaperForm,
    Proxy,
    ServiceItem,
    laid_over,
    last_day_to_apply,
    office_term,
    read_catalogue,
    shipped_catalogue,
)
from desktop.domain.work_day import is_work_day
from tests.support.agency import COUNTY

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def item(code: str) -> ServiceItem:
    found = shipped_catalogue().find(code)
    assert found is not None
    return found


def test_every_service_of_the_code_table_has_its_entry() -> None:
    codes = {entry.code for entry in code_table("service_item").entries}
    assert {each.code for each in shipped_catalogue().items} == codes


def test_a_birth_is_reported_within_a_month() -> None:
    # 户口登记条例 7: within one month of the birth
    assert last_day_to_apply(item("01"), date(2026, 10, 15)) == date(2026, 11, 15)
    # 民法典 202: without a day of that number the term ends on the last day of the month
    assert last_day_to_apply(item("01"), date(2026, 1, 31)) == date(2026, 2, 28)


def test_an_arrival_is_reported_within_ten_days_in_the_country() -> None:
    # 户口登记条例 13
    assert last_day_to_apply(item("03"), date(2026, 11, 25)) == date(2026, 12, 5)


def test_an_identity_card_is_due_three_months_after_the_sixteenth_birthday() -> None:
    # 居民身份证法 7; born on 30 November: the third month after ends on the last day of February
    assert last_day_to_apply(item("04"), date(2010, 11, 30)) == date(2027, 2, 28)


def test_an_identity_card_is_issued_within_sixty_days_and_its_fingerprints_need_the_person() -> None:
    card = item("04")
    term = office_term(card, date(2026, 11, 2))
    assert term is not None
    assert term.last == date(2026, 11, 2) + timedelta(days=60)  # 居民身份证法 12
    assert card.proxy is Proxy.REST
    assert "指纹" in card.self_part


def test_the_minimum_allowance_goes_through_three_stages_one_after_the_other() -> None:
    # 浙江省社会救助条例: township 15 working days, 7 days notice, county 5 working days
    term = office_term(item("11"), date(2026, 11, 23))
    assert term is not None
    assert term.last == date(2026, 12, 28)


def test_what_is_done_at_once_is_due_the_same_day_and_what_nobody_fixed_has_no_day() -> None:
    term = office_term(item("16"), date(2026, 11, 23))
    assert term is not None
    assert term.last == date(2026, 11, 23)
    assert office_term(item("17"), date(2026, 11, 23)) is None


def test_insurance_is_taken_in_its_window_of_the_year() -> None:
    assert item("06").is_taken_on(date(2026, 9, 1))
    assert not item("06").is_taken_on(date(2026, 8, 31))


def test_originals_that_stay_are_told_from_those_that_are_only_shown() -> None:
    forms = {need.title: need.form for need in item("01").papers}
    assert forms["户口簿"] is PaperForm.ORIGINAL
    assert forms["结婚证"] is PaperForm.SHOWN


@given(DAYS)
def test_an_office_never_has_less_time_than_its_days_and_working_terms_end_on_a_working_day(
    handed_in: date,
) -> None:
    for each in shipped_catalogue().items:
        term = office_term(each, handed_in)
        if term is None or not each.limit:
            continue
        assert term.last >= handed_in + timedelta(days=sum(stage.count for stage in each.limit))
        if each.limit[-1].is_work_days:
            assert is_work_day(term.last)


@given(DAYS, st.integers(0, 400))
def test_who_hands_in_later_has_his_answer_no_earlier(first: date, days: int) -> None:
    for each in shipped_catalogue().items:
        early, late = office_term(each, first), office_term(each, first + timedelta(days=days))
        assert (early is None) == (late is None)
        assert early is None or late is None or early.last <= late.last


def test_a_countys_catalogue_replaces_its_items_from_its_first_day_and_leaves_the_rest() -> None:
    shipped, county = shipped_catalogue(), read_catalogue(COUNTY)
    before = laid_over(shipped, (county,), date(2026, 4, 30))
    after = laid_over(shipped, (county,), date(2026, 5, 1))
    assert before == shipped
    assert {each.code for each in after.items} == {each.code for each in shipped.items}
    assert where_of(after, "26") == "村便民服务点"
    assert where_of(after, "01") == where_of(shipped, "01")
    assert after.version == "县1"


def where_of(catalogue: Catalogue, code: str) -> str:
    found = catalogue.find(code)
    assert found is not None
    return found.where


def test_of_two_newer_ones_the_one_that_began_last_is_in_force() -> None:
    first = read_catalogue(COUNTY)
    second = read_catalogue(COUNTY.replace("县1", "县2").replace("2026-05-01", "2026-08-01"))
    assert laid_over(shipped_catalogue(), (second, first), date(2026, 7, 31)).version == "县1"
    assert laid_over(shipped_catalogue(), (second, first), date(2026, 8, 1)).version == "县2"


def test_a_county_can_take_an_item_away_and_add_its_own() -> None:
    text = COUNTY.replace('code = "26"', 'code = "26"\noffered = false')
    own = COUNTY.partition("[[item]]")[2].replace('"26"', '"X01"\nlabel = "代取快递药品"')
    county = read_catalogue(f"{text}\n[[item]]{own}")
    in_force = laid_over(shipped_catalogue(), (county,), date(2026, 6, 1))
    assert "26" not in {each.code for each in in_force.offered}
    assert in_force.find("X01") is not None


@pytest.mark.parametrize(
    ("faulty", "code", "key"),
    [
        (COUNTY.replace('mode = "M1"', 'mode = "M7"'), "SVC-002", "mode"),
        (COUNTY.replace('"26"', '"X01"'), "SVC-002", "label"),
        (COUNTY.replace("limit = []", 'limit = [{ count = 0, unit = "days" }]'), "SVC-002", "limit"),
        (COUNTY.replace("papers = []", 'papers = [{ title = "" }]'), "SVC-002", "papers"),
        (COUNTY.replace("usual_trips = 1", "usual_trips = -1"), "SVC-002", "usual_trips"),
        (COUNTY.replace("at_once = true", 'window = { first = "9-1", last = "12-31" }'), "SVC-002", "window"),
        (COUNTY.replace('version = "县1"', ""), "SVC-001", ""),
        ("not a catalogue", "SVC-001", ""),
    ],
)
def test_a_faulty_catalogue_is_refused_with_the_entry_at_fault(faulty: str, code: str, key: str) -> None:
    with pytest.raises(ProblemError) as raised:
        read_catalogue(faulty)
    problem = raised.value.problems[0]
    assert problem.code == code
    if key == "papers":
        assert problem.values["key"] == "title"
    elif key:
        assert problem.values["key"] == key


def test_an_item_that_stands_twice_is_refused() -> None:
    entry = COUNTY.partition("[[item]]")[2]
    with pytest.raises(ProblemError) as raised:
        read_catalogue(f"{COUNTY}\n[[item]]{entry}")
    assert [problem.code for problem in raised.value.problems] == ["SVC-003"]
