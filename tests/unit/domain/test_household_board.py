"""Where an entry of the red and black board stands, and what never reaches the wall."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.forbidden_subject import find_forbidden, forbidden_subjects
from desktop.domain.household_board import (
    BLACK,
    RED,
    BoardState,
    BoardStep,
    EntryFacts,
    allowed_steps,
    last_day_to_mend,
    may_stand_on_sheet,
    state_of,
    take_down_day,
)
from desktop.domain.protected_household import HouseholdMember, protected_classes, protection_of
from desktop.domain.rules import get_rule

DAY = date(2026, 3, 1)
POST_DAYS = 30
days = st.integers(0, 60).map(lambda number: DAY + timedelta(days=number))
maybe = st.none() | days
facts = st.builds(
    EntryFacts,
    colour=st.sampled_from((RED, BLACK)),
    is_protected=st.booleans(),
    told_on=maybe,
    mend_by=maybe,
    mended_on=maybe,
    helped_on=maybe,
    approved_on=maybe,
    posted_on=maybe,
    down_on=maybe,
    dropped_on=maybe,
)


@given(entry=facts, today=days)
def test_a_black_entry_is_printed_only_when_told_unmended_and_out_of_time(
    entry: EntryFacts, today: date
) -> None:
    """Source: domain.md 5.2: told first, N days to mend, then not published; protected are helped."""
    if entry.colour == BLACK and may_stand_on_sheet(entry, today):
        assert entry.told_on is not None
        assert entry.mend_by is not None
        assert entry.mend_by < today
        assert entry.mended_on is None
        assert not entry.is_protected
        assert entry.approved_on is not None


@given(entry=facts, today=days)
def test_what_is_not_posted_and_protected_can_neither_be_told_nor_approved(
    entry: EntryFacts, today: date
) -> None:
    if entry.colour == BLACK and entry.is_protected and entry.posted_on is None:
        steps = allowed_steps(state_of(entry, today, POST_DAYS), entry.colour)
        assert not {BoardStep.TELL, BoardStep.APPROVE, BoardStep.POST} & set(steps)


@given(entry=facts, today=days)
def test_nothing_is_approved_while_the_time_to_mend_runs(entry: EntryFacts, today: date) -> None:
    steps = allowed_steps(state_of(entry, today, POST_DAYS), entry.colour)
    if entry.colour == BLACK and BoardStep.APPROVE in steps:
        assert entry.mend_by is not None
        assert entry.mend_by < today


@given(entry=facts, today=days)
def test_what_hangs_is_due_down_within_thirty_days_or_when_mended(entry: EntryFacts, today: date) -> None:
    """Source: domain.md 5.2: comes down after mending or after 30 days."""
    down = take_down_day(entry, POST_DAYS)
    assert (down is None) == (entry.posted_on is None)
    if entry.posted_on is None or down is None:
        return
    assert entry.posted_on <= down <= entry.posted_on + timedelta(days=POST_DAYS)
    if entry.mended_on is not None:
        assert down <= max(entry.mended_on, entry.posted_on)
    if entry.down_on is None:
        is_due = state_of(entry, today, POST_DAYS) is BoardState.DUE_DOWN
        assert is_due == (down <= today)


@given(entry=facts, today=days)
def test_praise_is_never_mended(entry: EntryFacts, today: date) -> None:
    if entry.colour == RED:
        assert BoardStep.MEND not in allowed_steps(state_of(entry, today, POST_DAYS), RED)


def test_the_day_of_telling_is_not_counted() -> None:
    assert last_day_to_mend(date(2026, 3, 1), get_rule("board.mend.days", DAY).value) == date(2026, 3, 8)


def test_an_entry_goes_its_way_from_the_finding_to_the_day_it_comes_down() -> None:
    def state(today: date, **values: date | bool) -> BoardState:
        return state_of(EntryFacts(BLACK, **values), today, POST_DAYS)  # type: ignore[arg-type]

    told = {"told_on": DAY, "mend_by": DAY + timedelta(days=7)}
    assert state(DAY) is BoardState.FOUND
    assert state(DAY + timedelta(days=7), **told) is BoardState.MENDING
    assert state(DAY + timedelta(days=8), **told) is BoardState.UNMENDED
    assert state(DAY + timedelta(days=8), **told, mended_on=DAY + timedelta(days=5)) is BoardState.MENDED
    approved = {**told, "approved_on": DAY + timedelta(days=8)}
    assert state(DAY + timedelta(days=9), **approved) is BoardState.APPROVED
    posted = {**approved, "posted_on": DAY + timedelta(days=9)}
    assert state(DAY + timedelta(days=38), **posted) is BoardState.POSTED
    assert state(DAY + timedelta(days=39), **posted) is BoardState.DUE_DOWN
    assert state(DAY + timedelta(days=39), **posted, down_on=DAY + timedelta(days=39)) is BoardState.DOWN
    assert state(DAY, is_protected=True) is BoardState.HELP
    assert state(DAY, is_protected=True, helped_on=DAY) is BoardState.HELPED


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("多次上访", "信访"),
        ("欠债不还", "债务"),
        ("儿子生病住院", "疾病"),
        ("刑满释放人员", "刑事和治安处罚、矫正"),
        ("没缴卫生费", "欠缴费用"),
    ],
)
def test_subjects_that_are_never_on_a_board_are_refused_with_the_rule(text: str, subject: str) -> None:
    """Source: domain.md 5.2: petitions, debts, illness, criminal measures and unpaid fees."""
    problem = find_forbidden(text)[0]
    assert (problem.code, problem.values["subject"]) == ("BRD-023", subject)
    assert problem.values["source"]


@pytest.mark.parametrize(
    "text", ["门前堆放建筑垃圾", "垃圾没有分类", "鸡鸭散养，粪便在路上", "拾到钱包交还失主"]
)
def test_what_can_be_seen_may_be_written(text: str) -> None:
    assert find_forbidden(text) == ()


def test_a_telephone_number_is_no_fact() -> None:
    assert [problem.code for problem in find_forbidden("联系 13812345678")] == ["BRD-038"]


def test_every_forbidden_subject_names_its_rule() -> None:
    assert all(each.source and each.words for each in forbidden_subjects())


def test_a_household_of_elderly_people_is_helped_and_one_with_a_grown_son_is_not() -> None:
    """Source: domain.md 5.2: a household of an elderly or disabled person is offered help instead."""
    old, young = HouseholdMember("1950-01-01"), HouseholdMember("1990-01-01")
    assert [each.code for each in protection_of((old, old), frozenset(), DAY)] == ["elderly_alone"]
    assert protection_of((old, young), frozenset(), DAY) == ()


def test_a_birth_year_that_may_mean_sixty_protects() -> None:
    assert protection_of((HouseholdMember("1966"),), frozenset(), DAY)
    assert not protection_of((HouseholdMember("1967"),), frozenset(), DAY)
    assert not protection_of((HouseholdMember(""),), frozenset(), DAY)


@given(st.sampled_from(protected_classes()), st.data())
def test_any_tag_of_a_class_on_any_member_protects(each, data) -> None:
    tag = data.draw(st.sampled_from(sorted(each.tags)))
    members = (HouseholdMember("1990-01-01"), HouseholdMember("1991-01-01", frozenset((tag,))))
    assert each in protection_of(members, frozenset(), DAY)


def test_a_disability_or_a_running_grant_protects() -> None:
    disabled = HouseholdMember("1990-01-01", is_disabled=True)
    assert [each.code for each in protection_of((disabled,), frozenset(), DAY)] == ["disabled"]
    young = HouseholdMember("1990-01-01")
    assert [each.code for each in protection_of((young,), frozenset(("A01",)), DAY)] == ["allowance"]


def test_what_the_register_keeps_apart_is_never_asked() -> None:
    assert not any(tag.startswith("R") for each in protected_classes() for tag in each.tags)
