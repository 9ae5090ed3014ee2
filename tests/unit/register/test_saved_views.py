"""Named lists survive and stay apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from desktop.domain.register_filter import (
    Condition,
    ListLayout,
    Op,
    RegisterFilter,
    SortKey,
    layout_from_json,
    layout_to_json,
)
from desktop.services.saved_views import list_views, remove_view, save_view
from tests.support.offices import reopen_office
from tests.support.village_copies import copy_office

LAYOUT = ListLayout(
    filter=RegisterFilter(
        (Condition("group_tags", Op.IN, ("A01",)), Condition("age", Op.BETWEEN, ("60", "")))
    ),
    columns=("name", "age"),
    widths=(("name", 120),),
    sort=(SortKey("age", True),),
)


@pytest.fixture
def office(tmp_path):
    made = copy_office(tmp_path)
    yield made
    made.close()


def test_a_view_comes_back_whole_after_a_restart(office, tmp_path):
    save_view(office, "register.people", " 老年低保 ", LAYOUT)
    office.close()
    again = reopen_office(tmp_path)
    (view,) = list_views(again, "register.people")
    again.close()
    assert (view.name, view.layout, view.is_own) == ("老年低保", LAYOUT, True)


def test_saving_under_the_same_name_replaces(office):
    first = save_view(office, "register.people", "视图", ListLayout())
    assert save_view(office, "register.people", "视图", LAYOUT) == first
    assert [view.layout for view in list_views(office, "register.people")] == [LAYOUT]


def test_views_of_others_stay_theirs_and_those_for_all_are_seen(office):
    other = replace(office, user=replace(office.user, id=UserId("f" * 32)))
    own = save_view(office, "register.people", "我的", LAYOUT)
    save_view(office, "register.people", "共用", LAYOUT, for_all=True)
    assert [view.name for view in list_views(other, "register.people")] == ["共用"]
    with pytest.raises(ProblemError):
        remove_view(other, own)
    with pytest.raises(ProblemError) as taken:
        save_view(other, "register.people", "共用", ListLayout())
    assert taken.value.problems[0].code == "REG-031"


def test_screens_have_their_own_views(office):
    save_view(office, "register.people", "甲", LAYOUT)
    assert list_views(office, "register.households") == ()


@pytest.mark.parametrize("name", ["", "   ", "长" * 41])
def test_a_view_needs_a_short_name(office, name):
    with pytest.raises(ProblemError) as refused:
        save_view(office, "register.people", name, LAYOUT)
    assert refused.value.problems[0].code == "REG-030"


def test_a_removed_view_is_gone(office):
    remove_view(office, save_view(office, "register.people", "甲", LAYOUT))
    assert list_views(office, "register.people") == ()


texts = st.text(max_size=8)
conditions = st.builds(
    Condition, texts, st.sampled_from([Op.IN, Op.NOT_IN, Op.EMPTY]), st.lists(texts, max_size=3).map(tuple)
)
layouts = st.builds(
    ListLayout,
    filter=st.builds(RegisterFilter, st.lists(conditions, max_size=4).map(tuple), texts),
    columns=st.lists(texts, max_size=4).map(tuple),
    widths=st.dictionaries(texts, st.integers(0, 999), max_size=3).map(lambda d: tuple(d.items())),
    sort=st.lists(st.builds(SortKey, texts, st.booleans()), max_size=3).map(tuple),
)


@given(layouts)
def test_a_layout_survives_its_text(layout):
    assert layout_from_json(layout_to_json(layout)) == layout


@given(conditions, texts, st.booleans())
def test_clicking_a_facet_value_twice_leaves_the_filter_as_it_was_or_without_it(condition, value, exclude):
    start = RegisterFilter().toggled("f", "a")
    once = start.toggled("g", value, exclude=exclude)
    assert once.toggled("g", value, exclude=exclude) == start
    turned = once.toggled("g", value, exclude=not exclude)
    assert turned.find("g", Op.IN if exclude else Op.NOT_IN).values == (value,)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"conditions":[["a","no_such",[]]],"columns":[]}'])
def test_a_foreign_text_is_no_layout(text):
    with pytest.raises(ValueError):
        layout_from_json(text)
