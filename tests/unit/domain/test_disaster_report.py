"""Figures of a disaster report, what they must agree with, and what a later report has to explain."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.disaster_report import (
    DeadPerson,
    DestroyedHouse,
    DisasterFigure,
    ReportFigures,
    ReportKind,
    check_figures,
    check_times,
    disaster_figures,
    fallen,
    next_kind,
)
from desktop.domain.problem import Severity

NOW = datetime(2026, 6, 20, 11, 0, tzinfo=timezone(timedelta(hours=8)))
FIRST, FINAL = ReportKind.FIRST, ReportKind.FINAL
figures = st.sampled_from(disaster_figures())


def of(code: str) -> DisasterFigure:
    return next(each for each in disaster_figures() if each.code == code)


@given(figure=figures, value=st.integers(0, 10**9))
def test_a_figure_is_read_as_it_is_shown(figure: DisasterFigure, value: int) -> None:
    assert figure.read(figure.text(value)).value == value


@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [("affected", " 1,200 ", 1200), ("crop_affected", "3.5", 350), ("direct_loss", "12", 1200)],
)
def test_figures_are_kept_in_units_of_their_last_decimal(code: str, typed: str, value: int) -> None:
    assert of(code).read(typed).value == value


@pytest.mark.parametrize("typed", ["-1", "1.5", "三", "1e30", "NaN", "Infinity"])
def test_what_is_no_count_of_people_is_refused(typed: str) -> None:
    (problem,) = of("affected").read(typed).problems
    assert (problem.code, problem.values["figure"]) == ("MOB-060", "受灾人口")


def test_a_part_can_not_be_larger_than_the_whole() -> None:
    (problem,) = check_figures(FIRST, ReportFigures({"crop_affected": 100, "crop_damaged": 200}), None)
    assert (problem.code, problem.values["part"]) == ("MOB-061", "农作物成灾面积")


def test_a_lower_figure_has_to_be_explained() -> None:
    before, now = ReportFigures({"affected": 30}), ReportFigures({"affected": 20})
    (problem,) = check_figures(ReportKind.FOLLOWUP, now, before)
    assert (problem.code, problem.values["before"], problem.values["now"]) == ("MOB-062", "30", "20")
    explained = ReportFigures({"affected": 20}, reasons={"affected": "有两户重复计算"})
    assert check_figures(ReportKind.FOLLOWUP, explained, before) == ()


def test_people_missing_may_be_fewer_without_a_word() -> None:
    gone = (DeadPerson("王五", is_missing=True),)
    before = ReportFigures({"affected": 9, "missing": 1}, gone)
    assert fallen(ReportFigures({"affected": 9, "missing": 0}), before) == ()


@given(st.dictionaries(figures.map(lambda each: each.code), st.integers(0, 50)))
def test_nothing_has_to_be_explained_that_did_not_fall(values: dict[str, int]) -> None:
    assert fallen(ReportFigures(values), ReportFigures(values)) == ()


def test_the_dead_are_named_at_the_latest_in_the_final_report() -> None:
    # 应急〔2020〕19号: deaths and destroyed houses have ledgers by name
    counted = ReportFigures({"affected": 5, "dead": 1})
    (warned,) = check_figures(FIRST, counted, None)
    (refused,) = check_figures(FINAL, counted, None)
    assert (warned.code, warned.severity, refused.severity) == ("MOB-063", Severity.WARNING, Severity.ERROR)
    named = ReportFigures({"affected": 5, "dead": 1}, (DeadPerson("王五"),))
    assert check_figures(FINAL, named, None) == ()


def test_collapsed_houses_are_named_at_the_latest_in_the_final_report() -> None:
    counted = ReportFigures(
        {"collapsed_households": 2, "collapsed_rooms": 5}, houses=(DestroyedHouse("张三"),)
    )
    (refused,) = check_figures(FINAL, counted, None)
    assert (refused.code, refused.values["named"], refused.severity) == ("MOB-064", "1", Severity.ERROR)


def test_a_line_without_a_name_is_no_line() -> None:
    report = ReportFigures({"affected": 5, "dead": 1}, (DeadPerson(" "),))
    assert [problem.code for problem in check_figures(FINAL, report, None)] == ["MOB-065"]


def test_a_disaster_neither_begins_tomorrow_nor_ends_before_it_began() -> None:
    hour = timedelta(hours=1)
    assert [each.code for each in check_times(NOW + hour, None, NOW)] == ["MOB-066"]
    assert [each.code for each in check_times(NOW - hour, NOW - 2 * hour, NOW)] == ["MOB-067"]
    assert check_times(NOW - hour, NOW, NOW) == ()


def test_after_the_first_report_come_follow_up_reports() -> None:
    assert next_kind(()) is ReportKind.FIRST
    assert next_kind((ReportKind.FIRST,)) is ReportKind.FOLLOWUP
