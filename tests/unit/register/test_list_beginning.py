"""The beginning of a list, shown before the whole list is known."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.queries import register_list
from db.queries.register_list import HOUSEHOLDS, PEOPLE
from db.store import ChangeSetInfo
from desktop.domain.ids import UserId
from desktop.domain.register_filter import Condition, Op, RegisterFilter, SortKey
from tests.support.offices import make_office

TODAY = "2026-11-22"
EDIT = ChangeSetInfo(UserId("u"), "edit", "村庄")
HERE = RegisterFilter((Condition("residence_state", Op.NOT_IN, ("70", "80")),))
NO_ORDER: tuple[SortKey, ...] = ()


class _TakenBack(Exception):
    """Leaves a village as it was before the example."""


class _Stay(NamedTuple):
    household: int
    role: str
    relation: str | None
    to_date: str | None


HOUSEHOLD = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["hukou", "hukou", "actual", "contract"]),
        "villager_group": st.sampled_from([None, "1组", "2组", "10组"]),
        "household_no": st.sampled_from([None, "1", "2", "10"]),
    }
)
STAY = st.builds(
    _Stay,
    household=st.integers(0, 7),
    role=st.sampled_from(["head", "member"]),
    relation=st.sampled_from([None, "02", "10", "20", "30"]),
    to_date=st.sampled_from([None, None, "2020-01-01", TODAY, "2030-01-01"]),
)
PERSON = st.tuples(st.sampled_from([None, "10", "20", "70", "80"]), st.lists(STAY, max_size=2))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    office = make_office(tmp_path_factory.mktemp("village"))
    yield office.store
    office.close()


def settle(work: Any, households: list[dict[str, Any]], people: list[tuple[Any, list[_Stay]]]) -> None:
    made = [work.insert("household", values) for values in households]
    for number, (state, stays) in enumerate(people):
        person = work.insert("person", {"name": f"人{number}", "residence_state": state})
        for stay in stays:
            if stay.household < len(made):
                values = {"person_id": person, "household_id": made[stay.household], "role": stay.role}
                values |= {"relation_to_head": stay.relation, "to_date": stay.to_date}
                work.insert("membership", values)


@given(
    households=st.lists(HOUSEHOLD, max_size=8),
    people=st.lists(PERSON, max_size=12),
    chosen=st.sampled_from([RegisterFilter(), HERE]),
)
@example(
    households=[{"kind": "hukou", "villager_group": None, "household_no": None}],
    people=[("10", [_Stay(0, "head", "02", None)]), ("10", [])],
    chosen=HERE,
)
def test_it_is_what_the_whole_list_begins_with(
    store: Any,
    households: list[dict[str, Any]],
    people: list[tuple[Any, list[_Stay]]],
    chosen: RegisterFilter,
) -> None:
    with pytest.MonkeyPatch.context() as patch, suppress(_TakenBack), store.writing(EDIT) as work:
        patch.setattr(register_list, "_FIRST_HOUSEHOLDS", 3)
        settle(work, households, people)
        whole = register_list.list_ids(work.connection, PEOPLE, chosen, NO_ORDER, TODAY)
        beginning = register_list.first_ids(work.connection, PEOPLE, chosen, NO_ORDER, TODAY)
        assert beginning == whole[: len(beginning)]
        raise _TakenBack


def test_it_holds_everyone_of_the_first_households(store: Any) -> None:
    families = [{"villager_group": "1组", "household_no": str(number)} for number in range(1, 101)]
    couples = [
        ("10", [_Stay(number, role, relation, None)])
        for number in range(8)
        for role, relation in (("head", "02"), ("member", "10"))
    ]
    with suppress(_TakenBack), store.writing(EDIT) as work:
        settle(work, families, couples)
        assert len(register_list.first_ids(work.connection, PEOPLE, HERE, NO_ORDER, TODAY)) == 16
        raise _TakenBack


@pytest.mark.parametrize(
    ("source", "sort"), [(PEOPLE, (SortKey("age"),)), (HOUSEHOLDS, ())], ids=["by age", "households"]
)
def test_in_another_order_only_the_whole_list_tells(store: Any, source: Any, sort: Any) -> None:
    with suppress(_TakenBack), store.writing(EDIT) as work:
        settle(work, [{"villager_group": "1组"}], [("10", [_Stay(0, "head", "02", None)])])
        assert register_list.list_ids(work.connection, source, RegisterFilter(), sort, TODAY)
        assert register_list.first_ids(work.connection, source, RegisterFilter(), sort, TODAY) == []
        raise _TakenBack
