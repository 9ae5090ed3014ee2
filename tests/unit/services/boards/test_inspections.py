"""Rounds from the plan over the paper to the ledger of points."""

from datetime import date

import pytest

from db.queries import points as points_queries
from desktop.domain.accounts import Role
from desktop.domain.household_board import BLACK, RED
from desktop.domain.inspection import InspectionItem, InspectionSubject, ItemScheme, Trend
from desktop.domain.problem import ProblemError
from desktop.services import history
from desktop.services.boards import inspections, proposals, schemes
from desktop.services.boards.inspections import LineEntry, NewRound
from desktop.services.boards.printing import render_walk_list
from tests.support.boards import BoardsVillage, plan, score, texts_of
from tests.support.disclosure import as_role
from tests.support.refusals import codes_of

ALL = {
    "张建国": ("10", "10"),
    "王海军": ("8", "7.5"),
    "赵小兰": ("5", "4"),
    "陈老伯": ("3", "5"),
    "孙立新": ("9", "9"),
}


def entries_of(village: BoardsVillage, round_id: str) -> list[tuple[str, int, str]]:
    with village.office.store.reading() as connection:
        rows = points_queries.list_at(connection, (f"inspection_round/{round_id}",))
    return [(row.item, row.points_x100, row.state) for row in rows]


def test_a_round_lists_households_in_walking_order_with_a_pair_that_is_no_kin(
    village: BoardsVillage,
) -> None:
    """Source: domain.md 5.2, inspector pair; nobody inspects relatives."""
    detail = inspections.get_round(village.office, plan(village, "张小明", "孙立新", "王海军"))
    lines = {line.household.head: line for line in detail.lines}
    assert list(lines) == ["张建国", "王海军", "赵小兰", "陈老伯", "孙立新"]
    assert lines["张建国"].aside == ("张小明",)  # a son does not inspect his father's house
    assert set(lines["张建国"].inspectors) == {"孙立新", "王海军"}
    assert set(lines["王海军"].inspectors) == {"张小明", "孙立新"}
    assert len(lines["赵小兰"].inspectors) == 2


def test_a_household_of_relatives_is_not_scored_when_no_pair_is_left(village: BoardsVillage) -> None:
    round_id = plan(village, "张小明", "孙立新")
    with pytest.raises(ProblemError) as error:
        score(village, round_id, {"张建国": ("10", "10")})
    assert codes_of(error) == ["BRD-012"]
    assert error.value.problems[0].values["aside"] == "张小明"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"subject": "covenant"}, "BRD-001"),
        ({"month": "三月"}, "BRD-002"),
        ({"inspector_ids": ()}, "BRD-003"),
        ({"inspector_ids": ("nobody", "noone")}, "BRD-004"),
        ({"planned_on": "明天"}, "BRD-013"),
        ({"groups": ("九组",)}, "BRD-016"),
        ({"walked_on": "2026-03-11"}, "BRD-013"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    village: BoardsVillage, changed: dict[str, object], code: str
) -> None:
    good = {
        "subject": "courtyard",
        "month": "2026-03",
        "planned_on": "2026-03-12",
        "inspector_ids": (village.people["王海军"], village.people["赵小兰"]),
    }
    with pytest.raises(ProblemError) as error:
        inspections.plan_round(village.office, NewRound(**{**good, **changed}))  # type: ignore[arg-type]
    assert codes_of(error) == [code]


def test_the_same_subject_is_walked_once_a_month_in_a_group(village: BoardsVillage) -> None:
    pair = (village.people["王海军"], village.people["赵小兰"])
    office = village.office
    inspections.plan_round(office, NewRound("courtyard", "2026-03", "2026-03-12", pair, ("一组",)))
    inspections.plan_round(office, NewRound("courtyard", "2026-03", "2026-03-12", pair, ("二组",)))
    with pytest.raises(ProblemError) as error:
        inspections.plan_round(office, NewRound("courtyard", "2026-03", "2026-03-20", pair))
    assert codes_of(error) == ["BRD-005"]


def test_the_next_round_is_offered_with_the_last_pair(village: BoardsVillage) -> None:
    assert inspections.suggest_round(village.office).subject == "courtyard"
    plan(village, "王海军", "赵小兰")
    offered = inspections.suggest_round(village.office)
    assert offered.subject == "sorting"
    assert set(offered.inspector_ids) == {village.people["王海军"], village.people["赵小兰"]}


def test_wrong_scores_name_row_and_item_and_nothing_is_stored(village: BoardsVillage) -> None:
    round_id = plan(village)
    with pytest.raises(ProblemError) as error:
        score(village, round_id, {"张建国": ("10", "9"), "王海军": ("11", "很好")})
    found = [(each.code, each.place.row, each.place.field) for each in error.value.problems if each.place]
    assert found == [("BRD-009", 2, "courtyard"), ("BRD-008", 2, "clutter")]
    assert inspections.get_round(village.office, round_id).summary.scored == 0


def test_closing_waits_for_every_household_and_books_each_score_once(village: BoardsVillage) -> None:
    round_id = plan(village)
    score(village, round_id, {head: texts for head, texts in ALL.items() if head != "陈老伯"})
    with pytest.raises(ProblemError) as error:
        inspections.close_round(village.office, round_id)
    assert codes_of(error) == ["BRD-011"]
    assert error.value.problems[0].values["names"] == "陈老伯"
    not_seen = LineEntry(village.households["陈老伯"], {}, not_seen_reason="全户外出")
    inspections.save_lines(village.office, round_id, [not_seen])
    inspections.close_round(village.office, round_id)
    detail = inspections.get_round(village.office, round_id)
    assert (detail.summary.scored, detail.summary.not_seen, detail.summary.mean_percent) == (4, 1, 78)
    assert detail.item_means == {"courtyard": 800, "clutter": 763}
    booked = entries_of(village, round_id)
    assert len(booked) == 8
    assert {state for _, _, state in booked} == {"claimed"}  # the clerk enters, the secretary confirms
    with pytest.raises(ProblemError) as error:
        score(village, round_id, {"张建国": ("1", "1")})
    assert codes_of(error) == ["BRD-007"]


def test_a_round_opened_again_takes_its_points_back_and_books_the_right_ones(
    village: BoardsVillage,
) -> None:
    round_id = plan(village)
    score(village, round_id, ALL)
    inspections.close_round(village.secretary, round_id)
    assert {state for _, _, state in entries_of(village, round_id)} == {"confirmed"}
    with pytest.raises(ProblemError) as error:
        inspections.reopen_round(village.secretary, round_id, " ")
    assert codes_of(error) == ["BRD-035"]
    inspections.reopen_round(village.secretary, round_id, "张建国家的分抄错了")
    score(village, round_id, {"张建国": ("6", "6")})
    inspections.close_round(village.secretary, round_id)
    with village.office.store.reading() as connection:
        sums = points_queries.sum_points(connection, "household", 2026)
    points = sum(amount.points_x100 for amount in sums[village.households["张建国"]])
    assert points == 1_200


def test_a_household_is_told_how_it_goes_on(village: BoardsVillage) -> None:
    for month, scores in (("2026-01", ("6", "6")), ("2026-02", ("7", "7")), ("2026-03", ("9", "9"))):
        then = village.on(f"{month}-10")
        round_id = plan(then, month=month)
        score(then, round_id, {**ALL, "张建国": scores})
        inspections.close_round(then.office, round_id)
    (found,) = inspections.household_trends(village.office, village.households["张建国"])
    assert found.months == (("2026-01", 60), ("2026-02", 70), ("2026-03", 90))
    assert found.trend is Trend.BETTER
    (same,) = inspections.household_trends(village.office, village.households["王海军"])
    assert same.trend is Trend.SAME


def test_a_closed_round_proposes_the_best_and_the_worst_and_who_is_helped_instead(
    village: BoardsVillage,
) -> None:
    round_id = plan(village)
    score(village, round_id, ALL)
    with pytest.raises(ProblemError) as error:
        proposals.propose(village.office, round_id)
    assert codes_of(error) == ["BRD-017"]
    inspections.close_round(village.office, round_id)
    found = {each.head: each for each in proposals.propose(village.office, round_id)}
    assert {head: each.entry.colour for head, each in found.items()} == {
        "张建国": RED,
        "赵小兰": BLACK,
        "陈老伯": BLACK,
    }
    assert found["赵小兰"].entry.item == "clutter"
    assert found["陈老伯"].protection == "家中只有老人"
    assert found["赵小兰"].protection == ""


def test_the_walking_list_says_who_goes_where_and_whom_nobody_will_find(village: BoardsVillage) -> None:
    pdf = render_walk_list(village.secretary, plan(village, "张小明", "孙立新", "王海军"))
    (text,) = texts_of(pdf)
    for part in ("庭院卫生检查走访单", "房前屋后整洁", "一组", "陈老伯", "张小明回避", "没看到"):
        assert part in text, part


def test_new_items_hold_for_later_rounds_only(village: BoardsVillage) -> None:
    before = plan(village, month="2026-03")
    item = InspectionItem("courtyard", "院里院外", 2_000)
    own = ItemScheme(
        schemes.next_version(village.office), date(2026, 4, 1), (InspectionSubject("courtyard", (item,)),)
    )
    schemes.save_scheme(village.secretary, own)
    after = plan(village.on("2026-04-02"), month="2026-04")
    names = [
        [item.name for item in inspections.get_round(village.office, each).subject.items]
        for each in (before, after)
    ]
    assert names == [["房前屋后整洁", "杂物堆放、畜禽圈养"], ["院里院外"]]


def test_a_reader_can_look_and_no_more(village: BoardsVillage) -> None:
    round_id = plan(village)
    reader = as_role(village.office, Role.READER)
    assert inspections.get_round(reader, round_id).summary.households == 5
    with pytest.raises(ProblemError) as error:
        inspections.remove_round(reader, round_id)
    assert codes_of(error) == ["SYS-403"]


def test_a_round_is_taken_out_with_its_scores_and_comes_back_by_undo(village: BoardsVillage) -> None:
    round_id = plan(village)
    score(village, round_id, {"张建国": ("1", "1")})
    inspections.remove_round(village.office, round_id)
    assert inspections.list_rounds(village.office) == ()
    history.undo(village.office, history.undo_list(village.office)[0].change_set)
    assert inspections.get_round(village.office, round_id).summary.scored == 1
