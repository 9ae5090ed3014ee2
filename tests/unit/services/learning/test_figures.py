"""Figures open their records, and what was printed once is told from what says otherwise later."""

import openpyxl
import pytest

from desktop.domain.learning_figure import FigureKey
from desktop.domain.problem import ProblemError
from desktop.services.learning.deeds import NewDeed, add_deed
from desktop.services.learning.figures import export_figures, figure_table, keep_sheet, records_behind
from desktop.services.learning.study import note_study
from tests.support.learning import hold_session, person_of, publish
from tests.support.offices import make_office
from tests.support.party import add_branch, add_member


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = make_office(tmp_path_factory.mktemp("figures") / "office")
    branch = add_branch(made)
    one, two, three = (person_of(made, add_member(made, name, branch)) for name in ("甲", "乙", "丙"))
    item = publish(made, published_on="2025-01-01")
    hold_session(made, {one: "present", two: "absent"}, item, held_on="2026-02-01")
    hold_session(made, {one: "present", two: "online"}, held_on="2026-03-01", kinds='["O01"]')
    hold_session(made, {one: "present"}, held_on="2026-03-02", kinds='["P05"]')  # cleaning, no study
    hold_session(made, {}, item, held_on="2025-05-01", present_count=20)
    hold_session(made, {one: "present"}, item, held_on="2026-12-30", state="planned")
    note_study(made, item, [two], "2026-02-10")
    note_study(made, item, [three], "2026-02-11")
    add_deed(made, NewDeed("巡河", "D06", "2026-04-01", (one, two), hours="2", beneficiary_count="30"))
    add_deed(made, NewDeed("送米", "D01", "2025-04-01", (one,), hours="0.5"))
    yield made
    made.close()


PERIOD = ("2026-01-01", "2026-11-20")
EXPECTED = {
    FigureKey.SESSIONS: ("2", "3"),
    FigureKey.SESSION_TIMES: ("3", "23"),
    FigureKey.SESSION_PEOPLE: ("2", "2"),
    FigureKey.MADE_UP_TIMES: ("1", "1"),
    FigureKey.ALONE_TIMES: ("1", "1"),
    FigureKey.MEMBER_RATE: ("3/3", ""),
    FigureKey.DEEDS: ("1", "2"),
    FigureKey.DEED_TIMES: ("2", "3"),
    FigureKey.DEED_PEOPLE: ("2", "2"),
    FigureKey.PATROL_TIMES: ("2", "2"),
    FigureKey.HELPED: ("30", "30"),
    FigureKey.HOURS: ("4", "4.5"),
}


def test_the_period_and_the_cumulative_figure_stand_apart(office):
    told = {each.key: (each.in_period, each.cumulative) for each in figure_table(office, *PERIOD).figures}
    assert told == EXPECTED


@pytest.mark.parametrize("cumulative", [False, True])
@pytest.mark.parametrize("key", [key for key in FigureKey if key is not FigureKey.MEMBER_RATE])
def test_what_the_records_behind_a_figure_add_is_the_figure(office, key, cumulative):
    records = records_behind(office, key, *PERIOD, cumulative=cumulative)
    is_people = key in (FigureKey.SESSION_PEOPLE, FigureKey.DEED_PEOPLE)
    added = len(records) if is_people else sum(float(record.adds) for record in records)
    assert added == float(EXPECTED[key][cumulative])
    assert all(record.title for record in records)


def test_behind_the_rate_stand_all_members_those_without_study_last(office):
    records = records_behind(office, FigureKey.MEMBER_RATE, "2026-03-01", "2026-03-31")
    told = [(record.title, record.adds) for record in records]
    assert sorted(told[:2]) == [("乙", "1 次"), ("甲", "1 次")]
    assert told[2:] == [("丙", "0 次")]


def test_a_table_keeps_its_version_until_it_says_otherwise(tmp_path):
    own = make_office(tmp_path / "office")
    assert keep_sheet(own, figure_table(own, *PERIOD)) == 1
    assert keep_sheet(own, figure_table(own, *PERIOD)) == 1
    person = person_of(own, add_member(own, "甲"))
    add_deed(own, NewDeed("补登", "D99", "2026-04-01", (person,)))
    assert keep_sheet(own, figure_table(own, *PERIOD)) == 2
    own.close()


def test_the_workbook_holds_the_figures_their_meaning_and_the_records(office, tmp_path):
    table = figure_table(office, *PERIOD)
    version = export_figures(office, table, tmp_path / "统计.xlsx")
    book = openpyxl.load_workbook(tmp_path / "统计.xlsx")
    rows = list(book["统计"].iter_rows(values_only=True))
    assert rows[0] == ("指标", "单位", "本期", "累计", "口径")
    assert rows[2][:4] == ("集中学习人次", "人次", 3, 23)
    assert any(row[0] == f"版次：第 {version} 版" for row in rows if row[0])
    assert len(list(book["本期明细"].iter_rows())) > 10


def test_a_period_that_ends_before_it_begins_is_refused(office):
    with pytest.raises(ProblemError) as caught:
        figure_table(office, "2026-02-01", "2026-01-01")
    assert caught.value.problems[0].code == "LRN-035"
