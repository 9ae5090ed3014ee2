"""Who calls whom in an emergency: every household once, nobody too many, those who need help first."""

from collections import Counter
from dataclasses import replace
from itertools import product
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.call_tree import Caller, CallRole, CallTree, TreeHousehold, build_call_tree

Kind = TypeVar("Kind")

UNITS, GROUPS = ("东片", "西片", ""), ("一组", "二组")


def caller(name: str, role: CallRole, phone: str = "13800000000", **facts: str) -> Caller:
    return Caller(name, name, phone, role, **facts)


def house(number: int, *, helped: bool = False, has_contact: bool = True, **facts: str) -> TreeHousehold:
    made = TreeHousehold(f"户{number}", needs_help=helped, **facts)
    if not has_contact:
        return made
    contact = caller(
        f"户主{number}", CallRole.NEIGHBOUR, household_id=made.id, unit=made.unit, group=made.group
    )
    return replace(made, contact=contact)


# All that one household or caller can be, as one list each, since every draw is dear.
HOUSES = list(product((False, True), (False, True), UNITS, GROUPS))
CALLERS = list(
    product(
        ("人", "户主"),
        ("", "13800000000"),
        (CallRole.HEAD, CallRole.WORKER, CallRole.HELPER),
        UNITS,
        GROUPS,
        ("", "户"),
        ("", "外出"),
    )
)


def some(kinds: list[Kind], most: int) -> st.SearchStrategy[list[Kind]]:
    """Lists of any length alike; left to itself a list seldom has more than a few."""
    chosen = st.sampled_from(kinds)
    return st.integers(0, most).flatmap(lambda size: st.lists(chosen, min_size=size, max_size=size))


@st.composite
def villages(draw: st.DrawFn) -> tuple[list[TreeHousehold], list[Caller], int]:
    houses = draw(some(HOUSES, 40))
    households = [
        house(number, helped=helped, has_contact=has_contact, unit=unit, group=group)
        for number, (helped, has_contact, unit, group) in enumerate(houses)
    ]
    callers = [
        Caller(
            f"{who}{number}",
            f"人{number}",
            phone,
            role,
            unit=unit,
            group=group,
            household_id=home and f"{home}{number}",
            away=away,
        )
        for number, (who, phone, role, unit, group, home, away) in enumerate(draw(some(CALLERS, 9)))
    ]
    return households, callers, draw(st.integers(1, 8))


def called(tree: CallTree) -> list[str]:
    return [household for call in tree.calls for household in call.households]


@given(villages())
def test_every_household_is_called_by_exactly_one_or_named_as_left_over(
    village: tuple[list[TreeHousehold], list[Caller], int],
) -> None:
    households, callers, most = village
    tree = build_call_tree(households, callers, most)
    assert Counter([*called(tree), *tree.uncalled]) == Counter(each.id for each in households)


@given(villages())
def test_nobody_calls_more_households_or_callers_than_they_can(
    village: tuple[list[TreeHousehold], list[Caller], int],
) -> None:
    tree = build_call_tree(*village)
    most = village[2]
    assert all(len(call.households) <= most for call in tree.calls)
    of_callers = Counter(call.called_by for call in tree.calls if call.called_by)
    assert all(number <= most for number in of_callers.values())


@given(villages())
def test_everybody_who_calls_can_be_called_and_was_set_going_by_somebody_before(
    village: tuple[list[TreeHousehold], list[Caller], int],
) -> None:
    tree = build_call_tree(*village)
    seen = {""}
    for call in tree.calls:
        assert call.caller.phone and not call.caller.away
        assert call.called_by in seen
        assert call.caller.person_id not in seen
        seen.add(call.caller.person_id)


@given(villages())
def test_who_can_not_call_is_named_and_does_not_call(
    village: tuple[list[TreeHousehold], list[Caller], int],
) -> None:
    tree = build_call_tree(*village)
    skipped = {each.person_id for each in tree.skipped}
    assert all(each.hindrance for each in tree.skipped)
    assert not skipped & {call.caller.person_id for call in tree.calls}


@given(villages())
def test_households_that_need_help_come_first_in_each_list_and_call_nobody(
    village: tuple[list[TreeHousehold], list[Caller], int],
) -> None:
    helped = {each.id for each in village[0] if each.needs_help}
    for call in build_call_tree(*village).calls:
        needs = [household in helped for household in call.households]
        assert needs == sorted(needs, reverse=True)
        if call.caller.role is CallRole.NEIGHBOUR:
            assert call.caller.household_id not in helped


@given(villages())
def test_a_household_is_left_over_only_where_nobody_has_room(
    village: tuple[list[TreeHousehold], list[Caller], int],
) -> None:
    households, callers, most = village
    tree = build_call_tree(households, callers, most)
    if tree.uncalled:
        assert all(len(call.households) == most for call in tree.calls)
    else:
        assert not households or tree.calls


def test_heads_call_workers_and_workers_those_that_need_help() -> None:
    households = [house(number, helped=number in (3, 7), unit="东片", group="一组") for number in range(10)]
    staff = [
        caller("网格长", CallRole.HEAD, unit="东片"),
        caller("网格员", CallRole.WORKER, unit="东片", group="一组"),
        caller("联户党员", CallRole.HELPER, unit="东片", group="一组"),
    ]
    tree = build_call_tree(households, staff)
    by_name = {call.caller.name: call for call in tree.calls}
    assert [call.called_by for call in tree.calls] == ["", "网格长", "网格长"]
    assert by_name["网格员"].households[:2] == ("户3", "户7")
    assert by_name["网格长"].households == ()


def test_a_worker_stands_in_for_a_head_who_is_away() -> None:
    staff = [
        caller("老张", CallRole.HEAD, unit="东片", away="外出"),
        caller("小李", CallRole.WORKER, unit="东片"),
    ]
    tree = build_call_tree([house(1, unit="东片")], staff)
    assert [(each.name, each.hindrance) for each in tree.skipped] == [("老张", "外出")]
    (call,) = tree.calls
    assert (call.caller.name, call.stands_in_for, call.called_by) == ("小李", "老张", "")


def test_somebody_without_a_telephone_is_named_as_such() -> None:
    tree = build_call_tree([], [caller("老张", CallRole.HEAD, phone="")])
    assert [each.hindrance for each in tree.skipped] == ["没有电话"]


def test_neighbours_call_where_the_workers_are_too_few() -> None:
    households = [house(number, unit="东片", group="一组") for number in range(20)]
    staff = [caller("网格长", CallRole.HEAD, unit="东片"), caller("网格员", CallRole.WORKER, unit="东片")]
    tree = build_call_tree(households, staff)
    neighbours = [call for call in tree.calls if call.caller.role is CallRole.NEIGHBOUR]
    assert [len(call.households) for call in neighbours] == [8, 4]
    assert all(call.caller.household_id in call.households for call in neighbours)
    assert all(call.called_by == "网格长" for call in neighbours)


def test_a_household_is_called_by_those_who_look_after_it() -> None:
    linked = replace(house(5, unit="东片", group="二组"), linked=("联户党员",))
    staff = [
        caller("网格员", CallRole.WORKER, unit="东片", group="二组"),
        caller("联户党员", CallRole.HELPER, unit="东片", group="一组"),
    ]
    tree = build_call_tree([linked], staff)
    assert {call.caller.name: call.households for call in tree.calls} == {"网格员": (), "联户党员": ("户5",)}
