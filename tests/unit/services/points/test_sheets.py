"""Points on paper: the top of the list, everybody only by decision of the branch."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.points_scheme import PointsCategory, Subject, shipped_scheme
from desktop.domain.problem import ProblemError
from desktop.reports.readback import read_back
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.village_facts import read_facts
from desktop.services.points import closings, ledger, schemes
from desktop.services.points.ledger import EntryState, NewEntry
from desktop.services.points.printing import render_claim_forms, render_own_points
from tests.support.points import NOW, PointsVillage, make_points_village
from tests.support.refusals import code_of

QUARTER = NoticeRequest("party_points", "2026-07-01", "2026-09-30", "2026-08-20", item="D10")
RESULTS = replace(QUARTER, template="party_results")
MONTH = NoticeRequest("points", "2026-08-01", "2026-08-31", "2026-08-20", item="V34")
EVERYBODY = (("shown", "全部名单"), ("order", "按积分"), ("decided_on", "2026年7月1日"))


@pytest.fixture
def village(tmp_path: Path):
    made = make_points_village(tmp_path, ("陈一", "林二", "吴三", "周四"))
    yield made
    made.office.close()


def give(
    village: PointsVillage, name: str, item: str, points: int, day: str, subject: Subject = Subject.MEMBER
) -> str:
    owners = village.members if subject is Subject.MEMBER else village.households
    new = NewEntry(subject, owners[name], item, day, points, evidence=f"{name}{day}")
    (entry_id,) = ledger.book(village.at("secretary"), [new], state=EntryState.CONFIRMED)
    return entry_id


def rows(village: PointsVillage, request: NoticeRequest, table: str = "rows", *names: str) -> list[tuple]:
    data, _ = build_document(village.at("clerk"), request, "x")
    return [tuple(row[name] for name in names) for row in data.tables[table]]


def meet(village: PointsVillage, day: str) -> None:
    with village.office.change("edit", "会议") as work:
        work.insert("meeting", {"kinds": '["P01"]', "held_on": day, "title": "支部会", "state": "held"})


def test_paper_shows_the_top_third_by_name_and_the_totals_of_groups(village):
    """Domain rules 4.3: on paper the top list and totals only; layouts 3.19: by name."""
    for name, points in (("林二", 900), ("吴三", 900), ("陈一", 500)):
        give(village, name, "project", points, "2026-07-09")
    assert rows(village, QUARTER, "rows", "name", "work", "total") == [("吴三", 900, 900), ("林二", 900, 900)]
    assert rows(village, QUARTER, "totals", "group", "count", "total", "average") == [
        ("第一党小组", 2, 1400, 700),
        ("第二党小组", 2, 900, 450),
    ]


def test_everybody_and_places_need_a_decision_of_the_branch(village):
    give(village, "林二", "project", 900, "2026-07-09")
    request = replace(QUARTER, values=EVERYBODY)
    with pytest.raises(ProblemError) as found:
        rows(village, request, "rows", "name")
    assert code_of(found) == "PTS-050"
    meet(village, "2026-07-01")
    assert rows(village, request, "rows", "name")[0] == ("林二",)
    assert len(rows(village, request, "rows", "name")) == 4


def test_a_quarter_and_the_year_so_far_stand_in_columns_of_their_own(village):
    give(village, "林二", "project", 1000, "2026-02-09")
    give(village, "林二", "project", 900, "2026-07-09")
    assert rows(village, QUARTER, "rows", "name", "total", "year") == [("林二", 900, 1900)]


def test_a_figure_leads_to_its_entries(village):
    entry_id = give(village, "林二", "project", 900, "2026-07-09")
    give(village, "林二", "project", 900, "2026-02-09")
    assert rows(village, QUARTER, "rows", "origin") == [(f"points_entry/{entry_id}",)]


def test_a_category_of_the_villages_own_is_told_in_the_remark(village):
    own = shipped_scheme(Subject.MEMBER, NOW.date())
    choir = PointsCategory("choir", "文艺")
    item = replace(own.find_item("blood"), code="singing", label="唱歌", category="choir")
    changed = replace(
        own, categories=(*own.categories, choir), items=(*own.items, item), valid_from=NOW.date()
    )
    schemes.adopt_scheme(village.at("clerk"), changed, "2026-08-01")
    give(village, "林二", "singing", 200, "2026-08-20")
    assert rows(village, QUARTER, "rows", "name", "total", "note") == [("林二", 200, "另有文艺 2")]


def test_a_sheet_of_odd_days_is_refused_since_points_are_counted_by_quarter(village):
    give(village, "林二", "project", 900, "2026-07-09")
    with pytest.raises(ProblemError) as found:
        rows(village, replace(QUARTER, last="2026-08-31"), "rows", "name")
    assert code_of(found) == "PTS-051"


def test_results_compare_deeds_by_group_and_leave_meetings_out(village):
    give(village, "林二", "project", 900, "2026-07-09")
    give(village, "林二", "emergency", 300, "2026-07-10")
    give(village, "吴三", "lecture", 200, "2026-07-10")
    assert rows(village, RESULTS, "rows", "group", "name", "count", "points") == [
        ("第二党小组", "林二", 2, 1200)
    ]


def test_results_leave_out_what_was_taken_back(village):
    entry_id = give(village, "林二", "project", 900, "2026-07-09")
    give(village, "林二", "blood", 200, "2026-07-09")
    ledger.reverse(village.at("secretary"), entry_id, "没有这回事")
    assert rows(village, RESULTS, "rows", "count", "points") == [(1, 200)]


def test_what_households_spend_is_told_apart_from_what_they_earn(village):
    household = Subject.HOUSEHOLD
    give(village, "林二", "courtyard", 800, "2026-07-09", household)
    give(village, "林二", "labour", 200, "2026-08-09", household)
    give(village, "林二", "covenant", -300, "2026-08-10", household)
    give(village, "林二", "redeemed", -500, "2026-08-11", household)
    assert rows(village, MONTH, "rows", "head", "before", "earned", "spent") == [("林二", 800, -100, 500)]


def test_what_is_taken_back_later_leaves_an_earlier_month_as_it_was(village):
    household = Subject.HOUSEHOLD
    entry_id = give(village, "林二", "courtyard", 800, "2026-07-09", household)
    ledger.reverse(village.at("secretary"), entry_id, "看错了户")
    july = replace(MONTH, first="2026-07-01", last="2026-07-31")
    assert rows(village, july, "rows", "before", "earned", "spent") == [(0, 800, 0)]
    assert rows(village, MONTH, "rows", "before", "earned", "spent") == [(800, -800, 0)]


def test_points_on_record_tell_that_the_items_are_owed(village):
    assert not read_facts(village.at("clerk"), NOW.date())["party_points"].holds
    give(village, "林二", "project", 900, "2026-07-09")
    assert read_facts(village.at("clerk"), NOW.date())["party_points"].holds


def test_a_members_own_sheet_says_what_counts_and_every_entry(village):
    entry_id = give(village, "林二", "project", 950, "2026-05-09")
    closings.close_quarter(village.at("secretary"), Subject.MEMBER, "2026-Q2")
    ledger.reverse(village.at("secretary"), entry_id, "重复登记")
    pdf = render_own_points(village.at("clerk"), Subject.MEMBER, village.members["林二"], 2026)
    text = "".join("".join(line.split()) for page in read_back(pdf) for line in page)
    for words in (
        "党员积分明细",
        "林二",
        "+9.5",
        "-9.5",
        "已冲销",
        "冲销：重复登记",
        "本人签字",
        "15天内答复",
    ):
        assert words in text
    with village.office.store.reading() as connection:
        logged = connection.execute(
            "SELECT kind, target_id, purpose FROM access_log ORDER BY at_ms DESC LIMIT 1"
        )
        assert tuple(logged.fetchone()) == ("print", village.members["林二"], "积分明细")


def test_a_claim_form_offers_what_no_record_gives_and_equivalents_only_to_who_cannot_come(village):
    with village.office.change("edit", "流动") as work:
        member = village.members["吴三"]
        work.insert("party_float", {"member_id": member, "kind": "1", "left_on": "2026-01-03"})
    first, second = (
        "".join(
            "".join(line.split())
            for page in read_back(
                render_claim_forms(village.at("clerk"), Subject.MEMBER, [village.members[name]])
            )
            for line in page
        )
        for name in ("林二", "吴三")
    )
    assert "林二" in first and "无偿献血" in first and "申报人签字" in first
    assert "参加党课" not in first.replace("党课、主题党日", "")
    assert ("远程履职" in first, "远程履职" in second) == (False, True)


def test_a_sheet_about_one_group_shows_that_group_alone_under_its_branch(village):
    give(village, "林二", "project", 900, "2026-07-09")
    give(village, "吴三", "project", 800, "2026-07-09")
    request = replace(QUARTER, record_id=village.groups[1])
    assert rows(village, request, "rows", "name") == [("林二",)]
    assert rows(village, request, "totals", "group", "count") == [("第二党小组", 2)]
    _, document = build_document(village.at("clerk"), request, "x")
    assert document.title[0] == "示范村党支部"
    assert len(rows(village, replace(request, record_id=village.branch), "totals", "group")) == 2
