"""An order that passes the checks can be followed; one that can not is named, whatever stands in it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.disclosure_item import (
    CHANGEABLE,
    Frequency,
    Overlay,
    Reviewer,
    Scope,
    items_in_force,
    national_items,
)
from desktop.domain.disclosure_overlay import NEVER_SHOWN, find_overlay_problem, known_facts

CODES = [code for item in national_items() for code in (item.code, item.duty)]
MASKS = sorted(frozenset().union(*(item.mask for item in national_items())))
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from([*Frequency, *Reviewer, *Scope, *sorted(known_facts()), *MASKS]).map(str),
    st.lists(st.sampled_from(list(Frequency)), max_size=3).map(" ".join),
    st.lists(st.sampled_from(MASKS), max_size=8).map(" ".join),
    st.sampled_from(["aid.notice.days", "disclosure.at_once.days", "aid_list", "committee", "F2", ""]),
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
ORDERS = st.builds(
    Overlay,
    st.sampled_from([*CODES, "X1", ""]),
    st.sampled_from(["CN", "99", "999901", "999901101201", "3308"]),
    DAYS,
    st.none() | DAYS,
    st.sampled_from([*sorted(CHANGEABLE), "basis", "code", "nothing"]),
    VALUES,
)


@given(st.lists(ORDERS, max_size=6), DAYS)
def test_every_order_that_passes_can_be_followed(orders: list[Overlay], on: date):
    sound = [order for order in orders if find_overlay_problem(order) is None]
    items = items_in_force("999901101201", on, sound)
    assert [item.code for item in items] == [item.code for item in national_items()]
    for item in items:
        assert item.frequency
        assert item.mask >= NEVER_SHOWN


@given(ORDERS)
def test_an_order_is_sound_or_says_what_is_wrong(order: Overlay):
    problem = find_overlay_problem(order)
    assert problem is None or problem.code in {"DOC-070", "DOC-071", "DOC-072", "DOC-073"}
    assert problem is None or problem.values["code"] == order.code
