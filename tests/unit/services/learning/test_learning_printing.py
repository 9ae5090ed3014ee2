"""Papers of learning and deeds, read back from the PDF."""

from datetime import timedelta

import pytest

from desktop.reports.readback import read_back
from desktop.services.learning.deeds import DeedFilter, NewDeed, add_deed
from desktop.services.learning.figures import figure_table
from desktop.services.learning.needs import survey
from desktop.services.learning.printing import render_deeds, render_figures, render_item, render_lacking
from tests.support.learning import person_of, publish
from tests.support.offices import make_office
from tests.support.party import add_member


def read_text(pdf: bytes) -> str:
    return "".join(line for page in read_back(pdf) for line in page)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = make_office(tmp_path_factory.mktemp("papers") / "office")
    yield made
    made.close()


def test_an_item_is_printed_with_its_headings_and_lists(office):
    item = publish(
        office, "防汛一课", body="# 先转移\n- 老人和孩子\n1、再清点", source="县应急局", topics=("T07",)
    )
    text = read_text(render_item(office, item))
    for part in ("防汛一课", "先转移", "老人和孩子", "1.", "再清点", "县应急局", "应急避险和安全生产"):
        assert part in text


def test_who_still_has_to_study_is_printed_with_why_and_until_when(office):
    add_member(office, "甲乙丙")
    late = (office.today() - timedelta(days=1)).isoformat()
    publish(office, "必学课", is_required=True, topics=("T02",), published_on="2025-01-01", due_on=late)
    text = read_text(render_lacking(office, survey(office)))
    for part in ("甲乙丙", "必学课", "必学内容", late, "已过期", "不排名"):
        assert part in text


def test_the_deeds_of_a_year_are_printed_with_people_and_person_times_apart(office):
    person = person_of(office, add_member(office, "丁"))
    for title in ("清理沟渠", "送米"):
        add_deed(office, NewDeed(title, "D04", "2026-05-01", (person,), hours="1.5", result="水通了"))
    text = read_text(render_deeds(office, DeedFilter("2026-01-01", "2026-12-31")))
    for part in ("2026年", "清理沟渠", "丁", "水通了", "2 件，2 人次（1 人）", "3 小时"):
        assert part in text
    assert text.index("清理沟渠") < text.index("送米")


def test_the_printed_figures_bear_cut_off_row_count_and_version(office):
    table = figure_table(office, "2026-01-01", "2026-11-20")
    text = read_text(render_figures(office, table))
    counted = f"统计的记录：{table.row_count} 条"
    for part in ("集中学习人次", "第 1 版", counted, "2026年1月1日至2026年11月20日"):
        assert part in text
