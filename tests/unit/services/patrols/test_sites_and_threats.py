"""Hazard sites and the households below them, who is at home on the day and who is helped first."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services import register_editing as editing
from desktop.services.patrols import sites, threats
from desktop.services.patrols.sites import NewSite
from desktop.services.patrols.threats import ThreatenedHousehold
from desktop.services.references import find_references, name_references
from tests.support.patrols import PatrolVillage


def codes(error: pytest.ExceptionInfo[ProblemError]) -> set[str]:
    return {problem.code for problem in error.value.problems}


def add_house(village: PatrolVillage, head: str, **columns: object) -> str:
    with village.office.change("edit", "住房") as work:
        return work.insert("dwelling", {"household_id": village.households[head], **columns})  # type: ignore[dict-item]


def below(village: PatrolVillage, site: str) -> tuple[ThreatenedHousehold, ...]:
    return sites.get_site(village.office, site).households


def test_people_are_counted_from_the_register_on_the_day(village: PatrolVillage) -> None:
    site = sites.get_site(village.office, village.slope("张建国", "陈老伯"))
    assert (len(site.households), site.people, site.at_home, site.to_help) == (2, 4, 3, 1)


def test_it_is_said_who_needs_help_and_why(village: PatrolVillage) -> None:
    slope = village.slope("王海军", "陈老伯", "孙立新")
    found = {each.head: each for each in below(village, slope)}
    assert found["陈老伯"].needs == ("高龄老人", "独居老人")
    assert [each.is_home for each in found["陈老伯"].people] == [True, False]
    assert found["孙立新"].at_home == 0


def test_the_house_in_the_register_says_it_where_it_can(village: PatrolVillage) -> None:
    add_house(village, "王海军")
    slope = village.slope("王海军", "张建国")
    with village.office.store.reading() as connection:
        (named,) = connection.execute("SELECT hazard_site_id FROM dwelling").fetchone()
        apart = connection.execute("SELECT household_id FROM hazard_threat").fetchall()
    assert named == slope
    assert [one for (one,) in apart] == [village.households["张建国"]]


def test_what_the_register_says_already_is_not_typed_again(village: PatrolVillage) -> None:
    slope = village.slope()
    add_house(village, "王海军", hazard_site_id=slope, evacuation_help=True)
    (found,) = below(village, slope)
    assert (found.head, found.needs) == ("王海军", ("登记需协助",))


def test_a_household_below_two_sites_is_listed_once(village: PatrolVillage) -> None:
    add_house(village, "王海军")
    slope, pond = village.slope("王海军"), village.slope("王海军", name="大塘", kind="H2", route_order="1")
    (found,) = below(village, slope)
    assert found.site_ids == (pond, slope)
    assert below(village, pond) == (found,)


def test_who_lives_in_another_household_is_looked_for_there(village: PatrolVillage) -> None:
    slope = village.slope("张建国")
    with village.office.change("edit", "实际居住户") as work:
        flat = work.insert("household", {"kind": "actual", "villager_group": "二组"})
        work.insert("membership", {"household_id": flat, "person_id": village.people["张小宝"]})
    (found,) = below(village, slope)
    assert [(each.name, each.is_home) for each in found.people] == [("张建国", True), ("张小宝", False)]
    assert (found.at_home, found.needs) == (1, ())


def test_a_household_that_is_dropped_is_dropped_wherever_it_stood(village: PatrolVillage) -> None:
    add_house(village, "王海军")
    slope = village.slope("王海军", "张建国", "陈老伯")
    typed = sites.typed_site(sites.get_site(village.office, slope))
    only = (village.households["陈老伯"],)
    sites.edit_site(village.office, slope, NewSite(typed.name, typed.kind, households=only))
    assert [each.head for each in below(village, slope)] == ["陈老伯"]


def test_a_closed_site_threatens_nobody_until_it_is_watched_again(village: PatrolVillage) -> None:
    slope = village.slope("王海军")
    sites.close_site(village.office, slope, "2026-06-09", "挡墙修好，镇里验收")
    assert below(village, slope) == ()
    assert sites.list_sites(village.office) == ()
    sites.reopen_site(village.office, slope)
    assert len(below(village, slope)) == 1


def test_a_site_is_closed_with_a_day_and_a_reason(village: PatrolVillage) -> None:
    slope = village.slope()
    with pytest.raises(ProblemError) as error:
        sites.close_site(village.office, slope, "2026-06-11", " ")
    assert codes(error) == {"PTL-017", "PTL-018"}


def test_everything_wrong_with_a_site_is_told_at_once(village: PatrolVillage) -> None:
    village.slope(number="D-01")
    new = NewSite("", "H99", number="D-01", route_order="x", readings="裂缝（毫米\n水位\n水位（米）")
    with pytest.raises(ProblemError) as error:
        sites.add_site(village.office, new)
    assert codes(error) == {"PTL-012", "PTL-014", "PTL-015", "PTL-016", "PTL-020", "PTL-022"}


def test_sites_are_walked_in_the_order_of_the_route(village: PatrolVillage) -> None:
    for name, order in (("丙", ""), ("乙", "10"), ("甲", "9")):
        village.slope(name=name, route_order=order)
    assert [each.row.name for each in sites.list_sites(village.office)] == ["甲", "乙", "丙"]


def test_whoever_may_only_read_puts_no_site_on_record(village: PatrolVillage) -> None:
    with pytest.raises(ProblemError) as error:
        sites.add_site(village.reader, NewSite("大塘", "H2"))
    assert codes(error) == {"SYS-403"}


def test_the_form_of_a_house_chooses_its_site_by_name(village: PatrolVillage) -> None:
    slope, house = village.slope(), add_house(village, "王海军")
    sites.close_site(village.office, village.slope(name="老塘"), "2026-06-10", "治理完成")
    (found,) = find_references(village.office, "hazard_site", "老")
    assert (found.id, found.name) == (slope, "老鹰岩滑坡")
    editing.save_form(village.office, "dwelling", house, {"hazard_site_id": slope})
    assert (
        name_references(village.office, "dwelling", [{"hazard_site_id": slope}])[slope].name == "老鹰岩滑坡"
    )
    assert [each.head for each in below(village, slope)] == ["王海军"]


def test_households_that_are_tagged_as_threatened_but_below_no_site_are_named(village: PatrolVillage) -> None:
    with village.office.change("edit", "特殊群体") as work:
        for name, tag in (("张小宝", "T01"), ("陈老伯", "T03"), ("王海军", "A01")):
            work.update("person", village.people[name], {"group_tags": f'["{tag}"]'})
    assert [head for _, head in threats.tagged_without_site(village.office)] == ["张建国", "陈老伯"]
    village.slope("张建国")
    assert [head for _, head in threats.tagged_without_site(village.office)] == ["陈老伯"]
