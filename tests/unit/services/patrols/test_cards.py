"""Safety cards: issued in three copies, archived as printed, out of date once a fact on them changes."""

from dataclasses import replace

import pytest

from desktop.domain.hazard_card import CardState, read_body
from desktop.domain.problem import ProblemError
from desktop.reports.preview import Preview
from desktop.services import register_editing as editing
from desktop.services.patrols import cards, reminders, sites
from tests.support.boards import texts_of
from tests.support.patrols import PatrolVillage


def keys(village: PatrolVillage, *states: CardState) -> list[str]:
    return [each.key for each in cards.list_cards(village.office) if not states or each.state in states]


def states(village: PatrolVillage) -> dict[str, CardState]:
    return {each.head: each.state for each in cards.list_cards(village.office)}


def test_a_card_is_printed_in_three_copies_with_all_that_saves_a_life(village: PatrolVillage) -> None:
    slope = village.slope(
        "张建国", position="上坪后山", rescue_unit="镇卫生院 0570-7020120", advice="雨夜住楼下"
    )
    pages = texts_of(cards.issue_cards(village.office, keys(village)))
    assert len(pages) == 3
    for part in (
        "连续敲锣",
        "沿晒谷场往东走到小学",
        "王海军",
        "13900000005",
        "镇卫生院0570-7020120",
        "雨夜住楼下",
        "地面出现裂缝",
    ):
        assert all(part in page for page in pages), part
    for page, copy in zip(pages, ("农户留存", "村里留存", "乡镇留存"), strict=True):
        assert copy in page
    assert all(name in pages[0] for name in ("张建国", "张小宝", "2022", "上坪1号", "户主签名"))
    assert slope


def test_cards_ask_the_printer_for_one_side_and_hold_no_empty_page(village: PatrolVillage) -> None:
    village.slope("张建国", "王海军")
    pdf = cards.issue_cards(village.office, keys(village))
    assert len(texts_of(pdf)) == 6 and all(texts_of(pdf))
    with Preview(pdf) as preview:
        assert preview.is_one_sided


def test_the_card_of_a_large_family_is_one_page_with_a_long_way_out(village: PatrolVillage) -> None:
    village.slope(
        "张建国", route="出门往东，沿晒谷场、水泥路走到村小学，不走溪边小路" * 2, advice="雨夜睡二楼"
    )
    for place in range(8):
        texts = {"name": f"张小{place}", "sex": "女", "birth_date": "2010", "relation_to_head": "女"}
        editing.add_person(village.office, village.households["张建国"], texts)
    assert len(texts_of(cards.preview_cards(village.office, keys(village)))) == 1


def test_what_was_printed_is_archived_and_waits_for_a_signature(village: PatrolVillage) -> None:
    village.slope("张建国", "王海军")
    cards.issue_cards(village.office, keys(village))
    first, second = cards.list_cards(village.office)
    assert first.row is not None
    assert second.row is not None
    assert (first.state, first.row.number, second.row.number) == (CardState.UNSIGNED, "2026-001", "2026-002")
    assert read_body(first.row.body) == first.body
    cards.sign_cards(village.office, [first.row.id], "2026-06-10", "张小妹")
    assert states(village) == {"张建国": CardState.GOOD, "王海军": CardState.UNSIGNED}


def test_a_card_is_out_of_date_when_family_monitor_signal_or_route_change(village: PatrolVillage) -> None:
    slope = village.slope("张建国")
    cards.issue_cards(village.office, keys(village))
    typed = sites.typed_site(sites.get_site(village.office, slope))
    texts = {"name": "张小妹", "sex": "女", "birth_date": "2026-06-01", "relation_to_head": "女"}
    editing.add_person(village.office, village.households["张建国"], texts)
    assert cards.list_cards(village.office)[0].changed == ("家庭成员",)
    new = replace(typed, warning_signal="口哨", route="往西", monitor_id=village.people["张建国"])
    sites.edit_site(village.office, slope, new)
    (card,) = cards.list_cards(village.office)
    assert card.state is CardState.OUTDATED
    assert card.changed == ("家庭成员", "监测人", "监测人电话", "预警信号", "撤离路线")
    assert reminders.read_patrols_today(village.office).cards == 1


def test_a_new_card_takes_the_place_of_one_that_is_out_of_date(village: PatrolVillage) -> None:
    slope = village.slope("张建国", "王海军")
    cards.issue_cards(village.office, keys(village))
    typed = sites.typed_site(sites.get_site(village.office, slope))
    sites.edit_site(village.office, slope, replace(typed, route="往西"))
    outdated = keys(village, CardState.OUTDATED)
    assert len(outdated) == 2
    pages = texts_of(cards.issue_cards(village.office, outdated[:1]))
    assert "往西" in pages[0]
    numbers = {each.row.number for each in cards.list_cards(village.office) if each.row}
    assert numbers == {"2026-002", "2026-003"}


def test_a_card_that_is_still_right_is_printed_again_under_its_number(village: PatrolVillage) -> None:
    village.slope("张建国")
    first = texts_of(cards.issue_cards(village.office, keys(village)))
    again = texts_of(cards.issue_cards(village.at("2026-06-20 12:00").office, keys(village)))
    assert again == first


def test_a_card_without_signal_route_or_telephone_is_not_issued(village: PatrolVillage) -> None:
    village.slope("张建国", warning_signal="", route="", monitor_id="")
    with pytest.raises(ProblemError) as error:
        cards.issue_cards(village.office, keys(village))
    (problem,) = error.value.problems
    assert (problem.code, problem.values["missing"]) == ("PTL-061", "预警信号、撤离路线、监测人、监测人电话")
    assert states(village) == {"张建国": CardState.NONE}


def test_a_household_that_is_not_threatened_any_more_gives_its_card_back(village: PatrolVillage) -> None:
    slope = village.slope("张建国")
    cards.issue_cards(village.office, keys(village))
    sites.close_site(village.office, slope, "2026-06-10", "治理完成")
    (card,) = cards.list_cards(village.office)
    assert (card.state, card.head) == (CardState.RETURN, "张建国")
    assert card.row is not None
    cards.take_back(village.office, [card.row.id], "2026-06-10")
    assert cards.list_cards(village.office) == ()


def test_a_preview_is_no_card(village: PatrolVillage) -> None:
    village.slope("张建国")
    pages = texts_of(cards.preview_cards(village.office, keys(village)))
    assert len(pages) == 1
    assert "预览" in pages[0]
    assert states(village) == {"张建国": CardState.NONE}


def test_signing_needs_a_day_that_has_passed(village: PatrolVillage) -> None:
    with pytest.raises(ProblemError, match="PTL-060"):
        cards.sign_cards(village.office, [], "2026-06-10")
    with pytest.raises(ProblemError, match="PTL-062"):
        cards.sign_cards(village.office, ["x"], "2026-06-11")


def test_the_household_of_the_register_decides_where_it_goes(village: PatrolVillage) -> None:
    with village.office.change("edit", "避险场所") as work:
        school = work.insert("shelter", {"name": "村小学", "position": "村口"})
        hall = work.insert("shelter", {"name": "文化礼堂"})
        work.insert("dwelling", {"household_id": village.households["王海军"], "shelter_id": hall})
    village.slope("张建国", "王海军", shelter_id=school)
    found = {each.head: each.body.shelter for each in cards.list_cards(village.office) if each.body}
    assert found == {"张建国": "村小学（村口）", "王海军": "文化礼堂"}
