"""Steps of an event that a village and the county take at once: the further state stays, nobody is asked."""

import pytest

from sync.plan.merge import merge
from sync.protocol.operation import COUNTY, Op
from sync.protocol.registry import Policy, registry
from tests.support.village_pc import operation
from tests.unit.sync.test_merge import by

EVENT = "e" * 32


def made(**fields):
    event = operation("event", Op.INSERT, EVENT, number="1", title="路灯", received_at="", **fields)
    return merge(None, event, by(1, 1)).state


def step(base, **fields):
    return operation("event", Op.UPDATE, EVENT, base, **fields)


@pytest.mark.parametrize(("first", "second"), [("65", "70"), ("70", "65"), ("65", "96"), ("95", "75")])
def test_of_two_unseen_states_the_further_one_stays_whoever_came_first(first, second) -> None:
    after = merge(made(state="60"), step(1, state=first), by(COUNTY, 2)).state
    outcome = merge(after, step(1, state=second), by(2, 3))
    assert outcome.state.fields["state"] == max(first, second)
    assert outcome.conflicts == ()
    assert outcome.clean is False  # its author gets the whole record again


def test_a_state_goes_back_where_its_author_had_seen_the_one_before() -> None:
    after = merge(made(state="60"), step(1, state="70"), by(COUNTY, 2)).state
    outcome = merge(after, step(2, state="50"), by(2, 3))
    assert outcome.state.fields["state"] == "50"


def test_an_emptied_state_never_beats_one() -> None:
    after = merge(made(state="60", max_level="1"), step(1, max_level="3"), by(2, 2)).state
    assert merge(after, step(1, max_level=None), by(3, 3)).state.fields["max_level"] == "3"


def test_the_moment_of_an_end_that_came_first_stays_without_asking() -> None:
    after = merge(made(state="60"), step(1, closed_at="2026-11-01"), by(COUNTY, 2)).state
    outcome = merge(after, step(1, closed_at="2026-11-02"), by(2, 3))
    assert (outcome.state.fields["closed_at"], outcome.conflicts) == ("2026-11-01", ())


def test_two_different_results_are_a_matter_for_a_person() -> None:
    after = merge(made(state="60"), step(1, result="修好了"), by(COUNTY, 2)).state
    outcome = merge(after, step(1, result="已换新灯"), by(2, 3))
    assert [each.field for each in outcome.conflicts] == ["result"]


def test_what_goes_by_furthest_is_a_code_whose_steps_are_records_of_their_own() -> None:
    found = {
        (kind.table, rule.name)
        for kind in registry()
        for rule in kind.fields.values()
        if rule.policy is Policy.FURTHEST
    }
    assert found == {("event", "state"), ("event", "level"), ("event", "max_level")}
