"""The arrows of an event's life: each one and each that is missing, from the table."""

import itertools
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.domain.code_table import code_table
from desktop.domain.event_state import (
    CLOSED_STATES,
    COUNTY,
    ENDED_STATES,
    IN_PROGRESS,
    OPEN_STATES,
    RATED,
    VILLAGE,
    Standing,
    Step,
    Transition,
    allowed,
    allowed_steps,
    arrows,
    guards,
    transition,
    way_to,
)

STATES = (*OPEN_STATES, *CLOSED_STATES)
STANDINGS = [
    Standing(state, level, reopened, dissatisfied, in_time, nobody, ordered)
    for state in STATES
    for level in (1, 2, 3)
    for reopened in (0, 1)
    for dissatisfied in (False, True)
    for in_time in (True, False)
    for nobody in (False, True)
    for ordered in (False, True)
]


def row(step: Step, state: str):
    return [arrow for arrow in arrows() if (arrow.step, arrow.before) == (step, state)]


@pytest.mark.parametrize("arrow", arrows(), ids=lambda a: f"{a.before}-{a.step}-{a.after}")
def test_an_arrow_of_the_table_leads_where_it_says_exactly_while_its_condition_holds(arrow):
    """domain.md 8.1; the sources stand in the table."""
    led = 0
    for standing in STANDINGS:
        if standing.state != arrow.before:
            continue
        made = transition(standing, arrow.step)
        assert (made is not None) == guards()[arrow.guard](standing)
        if made is not None:
            led += 1
            assert (made.step, made.before, made.after.state) == (arrow.step, standing, arrow.after)
    assert led


@pytest.mark.parametrize(
    ("step", "state"),
    [pair for pair in itertools.product(Step, STATES) if pair[0] is not Step.NOTE and not row(*pair)],
    ids=str,
)
def test_where_the_table_has_no_arrow_there_is_no_transition(step, state):
    assert all(transition(each, step) is None for each in STANDINGS if each.state == state)


def test_the_table_names_each_arrow_once_and_only_states_that_exist():
    pairs = [(arrow.step, arrow.before) for arrow in arrows()]
    assert len(pairs) == len(set(pairs))
    known = {entry.code for entry in code_table("event_state").entries}
    assert {arrow.before for arrow in arrows()} | {arrow.after for arrow in arrows()} == known
    assert set(STATES) == known
    assert {entry.code for entry in code_table("event_step").entries} == set(Step)


def test_the_decision_record_shows_the_table_as_it_is():
    record = Path(__file__).parents[3] / "docs" / "decisions" / "0039-events.md"
    shown = [line for line in record.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [
        f"| {each.step} | {each.before} | {each.after} | {each.guard or '—'} | {each.source} |"
        for each in arrows()
    ]
    assert shown[1:] == rows


def test_a_transition_cannot_be_made_up():
    standing = Standing("10")
    with pytest.raises(TypeError):
        Transition(Step.ARCHIVE, standing, Standing("90"), object())


@pytest.mark.parametrize("standing", STANDINGS[::7], ids=str)
def test_what_is_offered_is_reached_only_along_arrows(standing):
    assert {each.step for each in allowed(standing)} <= set(allowed_steps(standing))
    for step in allowed_steps(standing):
        here = standing
        for each in way_to(standing, step):
            assert transition(here, each.step) == each
            here = each.after
        assert way_to(standing, step)[-1].step is step


@pytest.mark.parametrize("state", ENDED_STATES)
def test_only_notes_are_added_to_what_has_ended(state):
    assert all(allowed_steps(each) == (Step.NOTE,) for each in STANDINGS if each.state == state)


def test_settling_what_was_only_logged_takes_it_up_and_begins_it_on_the_way():
    way = way_to(Standing("10"), Step.SETTLE)
    assert [each.step for each in way] == [Step.ACCEPT, Step.START, Step.SETTLE]
    assert [each.after.state for each in way] == ["30", "50", "70"]


def test_no_way_leads_past_what_has_to_be_told():
    assert way_to(Standing("10"), Step.FEED_BACK) == ()
    assert way_to(Standing("50"), Step.ARCHIVE) == ()
    assert way_to(Standing("55"), Step.SETTLE) == ()


def test_a_dissatisfied_person_has_it_done_anew_once_within_the_days_and_then_it_goes_up():
    """domain.md 8.1: 80 → 85 → 50, once; then forced escalation."""
    first = Standing(RATED, is_dissatisfied=True)
    ends = {Step.NOTE, Step.WITHDRAW}
    assert {each.step for each in allowed(first)} == ends | {Step.REOPEN}
    again = transition(first, Step.REOPEN)
    assert again is not None
    assert (again.after.state, again.after.reopened, again.after.is_dissatisfied) == ("85", 1, False)
    second = Standing(RATED, reopened=1, is_dissatisfied=True)
    assert {each.step for each in allowed(second)} == ends | {Step.ESCALATE}
    up = transition(second, Step.ESCALATE)
    assert up is not None
    assert (up.after.state, up.after.level) == ("60", 2)
    late = Standing(RATED, is_dissatisfied=True, in_time=False)
    assert {each.step for each in allowed(late)} == ends | {Step.ARCHIVE, Step.MERGE}
    top = Standing(RATED, level=COUNTY, reopened=1, is_dissatisfied=True)
    assert {each.step for each in allowed(top)} == ends | {Step.ARCHIVE, Step.MERGE}


@pytest.mark.parametrize("state", [each for each in STATES if each not in ENDED_STATES])
def test_whatever_has_not_ended_is_withdrawn_by_the_person_or_merged(state):
    """domain.md 8.1: any → 95, any → 96; only a complaint that waits is not merged away."""
    for each in (standing for standing in STANDINGS if standing.state == state):
        withdrawn = transition(each, Step.WITHDRAW)
        assert withdrawn is not None
        assert withdrawn.after.state == "95"
        waits = state == RATED and (each.may_reopen or each.must_escalate)
        assert (transition(each, Step.MERGE) is None) == waits


def test_an_issuer_has_a_task_done_anew_as_often_as_he_sends_it_back_and_it_never_goes_up():
    """0046: the issuer stands where the person stands, and there is nobody above him."""
    standing = Standing(RATED, is_dissatisfied=True, in_time=False, is_ordered=True)
    for times in (1, 2, 3):
        again = transition(standing, Step.REOPEN)
        assert again is not None
        assert (again.after.state, again.after.reopened, again.after.is_ordered) == ("85", times, True)
        assert transition(standing, Step.ESCALATE) is None
        standing = Standing(RATED, reopened=times, is_dissatisfied=True, in_time=False, is_ordered=True)


def test_what_comes_back_from_above_is_the_villages_again():
    for standing in (Standing("60", 3), Standing(IN_PROGRESS, 2)):
        back = transition(standing, Step.RETURN)
        assert back is not None
        assert (back.after.state, back.after.level) == ("65", VILLAGE)


class Life(RuleBasedStateMachine):
    """Any sequence of steps, with what an event went through."""

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing("10")
        self.steps: list[Step] = []

    @rule(step=st.sampled_from(list(Step)), dissatisfied=st.booleans(), in_time=st.booleans())
    def take(self, step: Step, dissatisfied: bool, in_time: bool) -> None:
        before = self.standing
        now = Standing(
            before.state,
            before.level,
            before.reopened,
            dissatisfied and before.state == RATED,
            in_time,
            before.nobody_waits,
        )
        made = transition(now, step)
        if made is None:
            return
        assert row(step, before.state) or step is Step.NOTE
        self.standing = made.after
        if step is not Step.NOTE:
            self.steps.append(step)

    @invariant()
    def level_and_state_agree(self) -> None:
        assert 1 <= self.standing.level <= 3
        if self.standing.state in ("10", "20", "30", "40", "65", "85"):
            assert self.standing.level == VILLAGE
        if self.standing.state == "60":
            assert self.standing.level > VILLAGE

    @invariant()
    def nothing_is_told_before_it_is_settled_nor_rated_before_it_is_told(self) -> None:
        counted = {step: self.steps.count(step) for step in Step}
        assert counted[Step.FEED_BACK] <= counted[Step.SETTLE]
        assert counted[Step.RATE] <= counted[Step.FEED_BACK]
        assert counted[Step.RESUME] <= counted[Step.SUSPEND]
        assert counted[Step.RETURN] + counted[Step.TAKE_UP] <= 2 * counted[Step.ESCALATE]

    @invariant()
    def it_is_done_anew_at_most_once(self) -> None:
        assert self.steps.count(Step.REOPEN) == self.standing.reopened <= 1

    @precondition(lambda self: self.standing.state in ENDED_STATES)
    @rule(step=st.sampled_from([each for each in Step if each is not Step.NOTE]))
    def nothing_follows_the_end(self, step: Step) -> None:
        assert transition(self.standing, step) is None


Life.TestCase.settings = settings(stateful_step_count=25, max_examples=60)
TestLife = Life.TestCase
