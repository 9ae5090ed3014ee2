"""The life of an agency case: every transition and every non-transition, papers and originals."""

from itertools import product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.domain.code_table import code_table
from desktop.domain.service_case import (
    FINISHED_STATES,
    TRANSITIONS,
    CaseFacts,
    CaseState,
    CaseStep,
    Move,
    Obstacle,
    PaperState,
    allowed_steps,
    find_move,
)

S = CaseState
# domain.md 9 in words: what the case is, what is done, what it is then
WAYS = {
    (S.ASKED, CaseStep.COLLECT): S.COLLECTING,
    (S.ASKED, CaseStep.SUBMIT): S.SUBMITTED,
    (S.COLLECTING, CaseStep.SUBMIT): S.SUBMITTED,
    (S.RETURNED, CaseStep.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, CaseStep.ACCEPT): S.WAITING,
    (S.SUBMITTED, CaseStep.SEND_BACK): S.RETURNED,
    (S.WAITING, CaseStep.SEND_BACK): S.RETURNED,
    (S.ASKED, CaseStep.GRANT): S.GRANTED,
    (S.COLLECTING, CaseStep.GRANT): S.GRANTED,
    (S.SUBMITTED, CaseStep.GRANT): S.GRANTED,
    (S.WAITING, CaseStep.GRANT): S.GRANTED,
    (S.ASKED, CaseStep.REFUSE): S.REFUSED,
    (S.COLLECTING, CaseStep.REFUSE): S.REFUSED,
    (S.SUBMITTED, CaseStep.REFUSE): S.REFUSED,
    (S.WAITING, CaseStep.REFUSE): S.REFUSED,
    (S.RETURNED, CaseStep.REFUSE): S.REFUSED,
    (S.GRANTED, CaseStep.DELIVER): S.DELIVERED,
    (S.REFUSED, CaseStep.DELIVER): S.DELIVERED,
    (S.DELIVERED, CaseStep.RATE): S.RATED,
    (S.DELIVERED, CaseStep.CLOSE): S.CLOSED,
    (S.RATED, CaseStep.CLOSE): S.CLOSED,
    (S.WITHDRAWN, CaseStep.CLOSE): S.CLOSED,
    (S.ASKED, CaseStep.WITHDRAW): S.WITHDRAWN,
    (S.COLLECTING, CaseStep.WITHDRAW): S.WITHDRAWN,
    (S.SUBMITTED, CaseStep.WITHDRAW): S.WITHDRAWN,
    (S.WAITING, CaseStep.WITHDRAW): S.WITHDRAWN,
    (S.RETURNED, CaseStep.WITHDRAW): S.WITHDRAWN,
}
MOVING = [step for step in CaseStep if step not in (CaseStep.NOTE, CaseStep.HAND_OVER)]


@pytest.mark.parametrize(("state", "step"), list(product(CaseState, MOVING)))
def test_a_step_leads_where_the_table_says_and_nowhere_else(state: CaseState, step: CaseStep) -> None:
    found = find_move(CaseFacts(state, is_local=True), step)
    expected = WAYS.get((state, step))
    assert found == (Obstacle.STATE if expected is None else Move(step, expected))


def test_a_note_and_a_change_of_hands_leave_the_case_where_it_is() -> None:
    for state in CaseState:
        assert find_move(CaseFacts(state), CaseStep.NOTE) == Move(CaseStep.NOTE, state)
    for state, after in TRANSITIONS[CaseStep.HAND_OVER].items():
        assert state == after
        assert state not in (*FINISHED_STATES, S.WITHDRAWN)


def test_nothing_is_handed_in_while_a_required_paper_is_missing() -> None:
    for state in (S.ASKED, S.COLLECTING, S.RETURNED):
        assert find_move(CaseFacts(state, lacking=1), CaseStep.SUBMIT) is Obstacle.PAPERS


def test_what_somebody_above_decides_is_not_settled_in_the_village() -> None:
    assert find_move(CaseFacts(S.COLLECTING), CaseStep.GRANT) is Obstacle.NOT_LOCAL
    assert isinstance(find_move(CaseFacts(S.COLLECTING, is_local=True), CaseStep.GRANT), Move)
    assert find_move(CaseFacts(S.COLLECTING, is_local=True, lacking=1), CaseStep.GRANT) is Obstacle.PAPERS


@pytest.mark.parametrize("state", [S.DELIVERED, S.RATED, S.WITHDRAWN])
def test_no_case_is_closed_while_an_original_is_here(state: CaseState) -> None:
    # domain.md 9: original papers never stay in the office without a receipt, nor after the case
    assert find_move(CaseFacts(state, originals=1), CaseStep.CLOSE) is Obstacle.ORIGINALS
    assert isinstance(find_move(CaseFacts(state), CaseStep.CLOSE), Move)


def test_states_steps_and_papers_have_their_words() -> None:
    assert {entry.code for entry in code_table("service_case_state").entries} == set(CaseState)
    assert set(CaseStep) <= {entry.code for entry in code_table("service_case_step").entries}
    assert {entry.code for entry in code_table("service_paper_state").entries} == set(PaperState)


class CaseLife(RuleBasedStateMachine):
    """A case with papers that come and go in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.state = CaseState.ASKED
        self.lacking, self.originals = 2, 0
        self.was_handed_in_with_gaps = self.was_closed_with_originals = False

    @rule(is_original=st.booleans())
    def bring_a_paper(self, is_original: bool) -> None:
        if self.state not in FINISHED_STATES and self.lacking:
            self.lacking -= 1
            self.originals += is_original

    @rule()
    @precondition(lambda self: self.originals)
    def give_an_original_back(self) -> None:
        self.originals -= 1

    @rule(step=st.sampled_from(CaseStep))
    def take_a_step(self, step: CaseStep) -> None:
        facts = CaseFacts(self.state, is_local=False, lacking=self.lacking, originals=self.originals)
        found = find_move(facts, step)
        assert (step in allowed_steps(facts)) == isinstance(found, Move)
        if isinstance(found, Move):
            self.was_handed_in_with_gaps |= found.after is S.SUBMITTED and bool(self.lacking)
            self.was_closed_with_originals |= found.after is S.CLOSED and bool(self.originals)
            self.state = found.after

    @invariant()
    def nothing_is_closed_or_handed_in_against_the_rules(self) -> None:
        assert not self.was_handed_in_with_gaps
        assert not self.was_closed_with_originals

    @invariant()
    def there_is_always_a_way_to_the_end(self) -> None:
        facts = CaseFacts(self.state)
        assert self.state is S.CLOSED or any(
            step not in (CaseStep.NOTE, CaseStep.HAND_OVER) for step in allowed_steps(facts)
        )


test_a_case_keeps_its_promises_whatever_is_done = CaseLife.TestCase
