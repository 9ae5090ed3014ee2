"""The catalogue: each item is complete, provinces order otherwise, a county has the last word."""

from datetime import date

import pytest

from desktop.domain.code_table import code_table
from desktop.domain.disclosure_item import Frequency, Overlay, items_in_force, shipped_overlays
from desktop.domain.rules import get_rule

TODAY = date(2026, 11, 1)
ZHEJIANG, SHANDONG, COUNTY = "330825002222", "370102001201", "330825"


def catalogue(division_code: str = ZHEJIANG, on: date = TODAY, county: tuple[Overlay, ...] = ()):
    return {item.code: item for item in items_in_force(division_code, on, county)}


def overlay(jurisdiction: str, value: str, valid_from: date = date(2026, 1, 1), code: str = "V15") -> Overlay:
    return Overlay(code, jurisdiction, valid_from, None, "frequency", value, "县级公开目录")


def test_every_item_of_the_code_table_is_in_the_catalogue_and_class_headings_are_not():
    codes = [entry.code for entry in code_table("disclosure_item").entries]
    headings = [f"F{number}" for number in range(1, 9)]  # the eight classes of financial disclosure
    assert list(catalogue()) == [code for code in codes if code not in headings]


def test_every_item_says_how_often_it_is_owed_where_that_stands_and_what_never_appears():
    for item in catalogue().values():
        assert item.frequency and item.basis and item.layout
        assert {"citizen_id", "mobile", "bank_account"} <= item.mask


def test_every_rule_that_an_item_names_is_there():
    for item in catalogue().values():
        for rule in filter(None, (item.notice, item.within)):
            assert get_rule(rule, TODAY, ZHEJIANG).value > 0
        assert bool(item.within) == bool(item.frequency & {Frequency.AT_ONCE, Frequency.STAGES})


def test_shandong_tells_accounts_by_the_month_from_its_law_on_and_zhejiang_by_the_quarter():
    assert catalogue(SHANDONG)["F201"].frequency == {Frequency.MONTH}
    assert catalogue(SHANDONG, date(2018, 10, 31))["F201"].frequency == {Frequency.QUARTER}
    assert catalogue()["F201"].frequency == {Frequency.QUARTER}


def test_an_overlay_names_its_source_as_the_basis():
    assert catalogue(SHANDONG)["F201"].basis == shipped_overlays()[0].source


def test_a_county_wins_over_its_province_and_a_later_order_over_an_earlier_one():
    orders = (
        overlay(COUNTY, "month"),
        overlay("33", "year"),
        overlay(COUNTY, "half_year", date(2026, 7, 1)),
    )
    assert catalogue(county=orders)["V15"].frequency == {Frequency.HALF_YEAR}
    assert catalogue(on=date(2026, 6, 30), county=orders)["V15"].frequency == {Frequency.MONTH}
    assert Frequency.QUARTER in catalogue("330102001001", date(2025, 12, 31), orders)["V15"].frequency


def test_a_duty_that_is_overlaid_changes_all_items_on_its_sheet():
    items = catalogue(county=(overlay(COUNTY, "month", code="F2"),)).values()
    assert {item.frequency for item in items if item.duty == "F2"} == {frozenset({Frequency.MONTH})}


@pytest.mark.parametrize(("field", "value"), [("code", "V01"), ("frequency", "weekly"), ("colour", "red")])
def test_an_overlay_that_makes_no_sense_is_refused(field, value):
    with pytest.raises(ValueError, match=r"\S"):
        catalogue(county=(Overlay("V15", COUNTY, date(2026, 1, 1), None, field, value),))
