"""Lists of people and households: filters, order, windows, facets, figures."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.citizen_id import check_character, make_citizen_id
from desktop.domain.masking import HIDDEN, mask_citizen_id
from desktop.domain.register_filter import Condition, Op, RegisterFilter, SortKey
from desktop.services import register
from desktop.services.register import ListKind
from tests.support.village_copies import copy_village
from tests.unit.register.village import HEAD_ID, Village, build_village


@pytest.fixture
def village(tmp_path):
    made = copy_village(build_village, tmp_path)
    yield made
    made.office.close()


def found(
    village: Village, *conditions: Condition, on: str = "", sort: tuple[SortKey, ...] = ()
) -> list[str]:
    chosen = RegisterFilter(conditions, on)
    return village.names(register.list_ids(village.office, ListKind.PEOPLE, chosen, sort))


def test_without_a_wish_people_stand_by_group_household_and_booklet(village):
    assert found(village) == ["查理", "张建国", "单秀英", "张小妹", "张小明", "张老爹", "游客"]


def test_groups_are_ordered_by_number_and_households_likewise(village):
    ids = register.list_ids(village.office, ListKind.HOUSEHOLDS)
    rows = register.rows(
        village.office, ListKind.HOUSEHOLDS, ids, ("household_no", "head_name", "member_count")
    )
    assert [row.cells for row in rows] == [("2", "查理", "1"), ("9", "", "0"), ("10", "张建国", "4")]


def test_values_of_a_field_widen_and_fields_narrow(village):
    party_or_away = found(village, Condition("residence_state", Op.IN, ("20", "30")))
    assert sorted(party_or_away) == ["张小明", "游客"]
    assert found(
        village, Condition("residence_state", Op.IN, ("20", "30")), Condition("sex", Op.IN, ("2",))
    ) == ["游客"]


def test_not_keeps_those_whose_field_is_empty(village):
    without = found(village, Condition("political_status", Op.NOT_IN, ("01",)))
    assert "张建国" not in without
    assert len(without) == 6


def test_a_tag_is_found_among_several_and_can_be_excluded(village):
    assert sorted(found(village, Condition("group_tags", Op.IN, ("A01",)))) == ["单秀英", "张建国"]
    assert found(
        village, Condition("group_tags", Op.IN, ("A01",)), Condition("group_tags", Op.NOT_IN, ("H01",))
    ) == ["单秀英"]


def test_restricted_tags_find_nobody_and_are_not_counted_or_shown(village):
    assert found(village, Condition("group_tags", Op.IN, ("R05",))) == []
    (tags,) = register.facets(village.office, ListKind.PEOPLE, RegisterFilter(), ("group_tags",))
    assert {value.value: value.count for value in tags.values} == {"A01": 2, "H01": 1, "": 5}
    (row,) = register.rows(village.office, ListKind.PEOPLE, [village.people["单秀英"]], ("group_tags",))
    assert row.cells == ("低保对象",)


def test_empty_can_be_asked_for_beside_values(village):
    nameless = found(village, Condition("political_status", Op.IN, ("01", "")))
    assert len(nameless) == 7
    assert found(village, Condition("citizen_id", Op.NOT_EMPTY)) == ["查理", "张建国"]
    assert found(village, Condition("villager_group", Op.EMPTY)) == ["张老爹", "游客"]


@pytest.mark.parametrize(
    ("low", "high", "names"),
    [
        ("1978", "1980", ["张小妹", "张小明"]),
        ("1980-02-15", "1980-02-20", ["张小明"]),
        ("", "1949-12-31", ["张老爹"]),
    ],
)
def test_a_date_known_to_the_year_or_month_is_in_a_range_it_may_lie_in(village, low, high, names):
    assert found(village, Condition("birth_date", Op.BETWEEN, (low, high))) == names


def test_amounts_are_compared_as_people_write_them(village):
    assert found(village, Condition("monthly_wage", Op.BETWEEN, ("4500.5", "4500.50"))) == ["张小明"]
    assert found(village, Condition("monthly_wage", Op.BETWEEN, ("4500.51", ""))) == []


def test_ages_are_counted_on_the_day_asked_for(village):
    assert found(village, Condition("age", Op.IN, ("16",))) == ["查理"]
    assert found(village, Condition("age", Op.IN, ("15",)), on="2026-11-21") == ["查理"]


def test_the_dead_keep_the_age_they_reached(village):
    (row,) = register.rows(
        village.office, ListKind.PEOPLE, [village.people["张老爹"]], ("age", "household_no")
    )
    assert row.cells == ("95", "")


def test_a_day_in_the_past_shows_the_households_of_that_day(village):
    ids = [village.people["张老爹"], village.people["查理"]]
    now = register.rows(village.office, ListKind.PEOPLE, ids, ("household_no", "relation_to_head"))
    then = register.rows(
        village.office, ListKind.PEOPLE, ids, ("household_no", "relation_to_head"), on="2020-05-31"
    )
    assert [row.cells for row in now] == [("", ""), ("2", "户主")]
    assert [row.cells for row in then] == [("10", "父亲"), ("9", "户主")]
    on_the_day = register.rows(village.office, ListKind.PEOPLE, ids[1:], ("household_no",), on="2024-05-01")
    assert on_the_day[0].cells == ("2",)


def test_identity_numbers_and_health_come_masked(village):
    (row,) = register.rows(
        village.office,
        ListKind.PEOPLE,
        [village.people["张建国"]],
        ("name", "citizen_id", "health_status", "mobile"),
    )
    assert row.cells == ("张建国", mask_citizen_id(HEAD_ID), HIDDEN, "10000000026")


def test_rows_keep_the_order_asked_for_and_a_deleted_one_stays_blank(village):
    ids = [village.people["查理"], "0" * 32, village.people["张建国"]]
    rows = register.rows(village.office, ListKind.PEOPLE, ids, ("name",))
    assert [row.cells for row in rows] == [("查理",), ("",), ("张建国",)]


def test_facets_count_under_all_other_conditions(village):
    chosen = RegisterFilter().toggled("sex", "1")
    sex, group = register.facets(village.office, ListKind.PEOPLE, chosen, ("sex", "villager_group"))
    assert {value.label: (value.count, value.side) for value in sex.values} == {
        "男": (4, "in"),
        "女": (3, ""),
    }
    assert [(value.label, value.count) for value in group.values] == [
        ("二组", 1),
        ("十组", 2),
        ("村民小组未填", 1),
    ]


def test_every_facet_value_finds_exactly_as_many_as_it_counts(village):
    for facet in register.facets(village.office, ListKind.PEOPLE, RegisterFilter()):
        for value in facet.values:
            assert len(found(village, Condition(facet.field, Op.IN, (value.value,)))) == value.count, (
                facet,
                value,
            )
            assert len(found(village, Condition(facet.field, Op.NOT_IN, (value.value,)))) == 7 - value.count


def test_every_facet_of_households_finds_as_many_as_it_counts(village):
    for facet in register.facets(village.office, ListKind.HOUSEHOLDS, RegisterFilter()):
        for value in facet.values:
            chosen = RegisterFilter((Condition(facet.field, Op.IN, (value.value,)),))
            assert len(register.list_ids(village.office, ListKind.HOUSEHOLDS, chosen)) == value.count


def test_data_problems_are_told_apart(village):
    (facet,) = register.facets(village.office, ListKind.PEOPLE, RegisterFilter(), ("problem",))
    counts = {value.value: value.count for value in facet.values}
    assert counts == {"no_id": 3, "id_damaged": 1, "no_household": 1}


@given(
    digits=st.text("0123456789X", min_size=15, max_size=18), good=st.booleans(), serial=st.integers(0, 999)
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_number_is_wrong_in_lists_exactly_when_the_rule_finds_its_check_character_wrong(
    village, digits, good, serial
):
    number = make_citizen_id("999901", date(1990, 5, 17), serial) if good else digits
    person = village.people["游客"]
    with village.office.change("edit", "号码") as work:
        work.update("person", person, {"citizen_id": number})
    (row,) = register.rows(village.office, ListKind.PEOPLE, [person], ("problem",))
    if len(number) == 18 and number[:17].isdecimal():
        wrong = check_character(number[:17]) != number[17]
    else:
        wrong = not (len(number) == 15 and number.isdecimal())
    assert ("身份证号有误" in row.cells[0]) == wrong


def test_sex_and_birth_are_held_against_the_number(village):
    with village.office.change("edit", "改错") as work:
        work.update("person", village.people["张建国"], {"sex": "2", "birth_date": "1950-04"})
    (row,) = register.rows(village.office, ListKind.PEOPLE, [village.people["张建国"]], ("problem",))
    assert row.cells == ("性别与身份证号不符、出生日期与身份证号不符",)


@pytest.mark.parametrize("kind", list(ListKind))
def test_every_column_can_be_shown_and_sorted_both_ways(village, kind):
    keys = [column.key for column in register.columns(kind)]
    assert len(keys) >= 40
    for key in keys:
        up = register.list_ids(village.office, kind, sort=(SortKey(key),))
        down = register.list_ids(village.office, kind, sort=(SortKey(key, descending=True),))
        assert sorted(up) == sorted(down)
    assert all(len(row.cells) == len(keys) for row in register.rows(village.office, kind, up, keys))


def test_empty_fields_come_last_in_both_directions(village):
    for descending in (False, True):
        assert found(village, sort=(SortKey("monthly_wage", descending),))[0] == "张小明"


def test_no_column_is_of_the_restricted_class(village):
    keys = {column.key for kind in ListKind for column in register.columns(kind)}
    assert not keys & {"object_class", "risk_level", "offence_note", "control_agency", "visit_cycle_days"}


def test_figures_open_lists_of_exactly_their_number(village):
    figures = register.figures(village.office)
    counts = {figure.key: figure.count for figure in figures}
    assert [counts[key] for key in ("people", "allowance", "away", "party")] == [6, 2, 1, 1]
    for figure in figures:
        assert len(register.list_ids(village.office, figure.kind, figure.filter)) == figure.count


def test_people_whose_residence_is_not_known_have_a_figure_of_their_own_while_there_are_any(village):
    def unknown():
        return [figure for figure in register.figures(village.office) if figure.key == "residence_unknown"]

    assert not unknown()
    people = register.list_ids(village.office, ListKind.PEOPLE)[:2]
    with village.office.change("edit", "居住状态") as work:
        for person_id in people:
            work.update("person", person_id, {"residence_state": None})
    (figure,) = unknown()
    assert figure.count == 2
    assert sorted(register.list_ids(village.office, figure.kind, figure.filter)) == sorted(people)


def test_a_filter_reads_as_a_sentence():
    chosen = RegisterFilter(
        (
            Condition("villager_group", Op.IN, ("一组", "二组")),
            Condition("political_status", Op.IN, ("01",)),
            Condition("residence_state", Op.NOT_IN, ("20",)),
            Condition("age", Op.BETWEEN, ("60", "79")),
        ),
        on="2025-12-31",
    )
    assert register.sentence(ListKind.PEOPLE, chosen) == (
        "（一组 或 二组） 且 中共党员 且 非 户在人不在(外出) 且 年龄 60～79 且 截至 2025-12-31"
    )


def test_text_is_looked_for_literally(village):
    assert found(village, Condition("name", Op.CONTAINS, ("%",))) == []
    assert found(village, Condition("name", Op.CONTAINS, ("小",))) == ["张小妹", "张小明"]
    assert found(village, Condition("name", Op.CONTAINS, ("'; DROP TABLE person; --",))) == []


def test_a_day_that_is_none_is_refused(village):
    with pytest.raises(ValueError):
        register.list_ids(village.office, ListKind.PEOPLE, RegisterFilter(on="2026-01-01' OR 1"))
