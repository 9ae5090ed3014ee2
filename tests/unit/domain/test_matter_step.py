"""The six steps of a matter: what is next, what is missing, what is out of order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.matter_step import (
    MEETING_KINDS,
    STAGES,
    VOTED,
    MatterStep,
    MatterTerms,
    PathStep,
    StepFact,
    StepState,
    needs_procedure,
    walk,
)
from desktop.domain.quorum import Attendance, Vote
from desktop.domain.rules import list_rules

START = date(2026, 3, 2)
TODAY = date(2026, 6, 30)
TERMS = MatterTerms("999901101201", publish_days=5, notice_days=7)
STEPS = tuple(MatterStep)
DAYS = dict(zip(STEPS, (0, 2, 5, 10, 12, 60), strict=True))


def fact(step: MatterStep, day: date) -> StepFact:
    kinds = MEETING_KINDS.get(step, ())[:1]
    vote = Vote(21, 2, 1) if step in VOTED else None
    return StepFact(day, True, kinds, Attendance(30, 24) if kinds else None, vote)


def facts(*steps: MatterStep) -> dict[MatterStep, StepFact]:
    return {step: fact(step, START + timedelta(days=DAYS[step])) for step in steps}


def states(path: tuple[PathStep, ...]) -> str:
    letters = {"done": "D", "gap": "G", "next": "N", "stopped": "S", "waiting": "w"}
    return "".join(letters[each.state] for each in path)


def codes(path: tuple[PathStep, ...]) -> list[str]:
    return [problem.code for each in path for problem in each.problems]


def test_a_new_matter_begins_with_the_proposal() -> None:
    assert states(walk({}, today=TODAY, terms=TERMS)) == "Nwwwww"


@pytest.mark.parametrize("count", range(1, 7))
def test_steps_taken_one_after_another_lead_to_the_next(count: int) -> None:
    today = START + timedelta(days=DAYS[STEPS[count - 1]])
    path = walk(facts(*STEPS[:count]), today=today, terms=TERMS)
    assert states(path) == ("D" * count + "N" + "w" * 5)[:6]
    assert codes(path) == []


def test_a_step_that_was_passed_over_is_a_gap_and_the_matter_goes_on() -> None:
    path = walk(facts(STEPS[0], STEPS[1], STEPS[3]), today=START + timedelta(days=10), terms=TERMS)
    assert states(path) == "DDGDNw"
    assert codes(path) == ["DOC-183"]


def test_a_step_before_the_one_that_comes_first_is_out_of_order() -> None:
    known = facts(*STEPS[:4])
    known[MatterStep.REVIEW] = fact(MatterStep.REVIEW, START + timedelta(days=1))
    path = walk(known, today=START + timedelta(days=10), terms=TERMS)
    assert states(path) == "DDGDNw"
    (problem,) = path[2].problems
    assert problem.code == "DOC-184"
    assert problem.values["before"] == "“两委”会商议"


def test_two_steps_on_one_day_are_in_order() -> None:
    known = {step: fact(step, START) for step in STEPS[:4]}
    assert codes(walk(known, today=START, terms=TERMS)) == []


def test_a_decision_that_does_not_hang_in_time_is_a_gap_with_its_day() -> None:
    decided = START + timedelta(days=10)
    path = walk(facts(*STEPS[:4]), today=decided + timedelta(days=5), terms=TERMS)
    assert states(path) == "DDDDNw"
    assert path[4].due_on == decided + timedelta(days=5)
    path = walk(facts(*STEPS[:4]), today=decided + timedelta(days=6), terms=TERMS)
    assert states(path) == "DDDDGw"
    assert codes(path) == ["DOC-187"]


def test_a_notice_that_hung_late_is_done_with_a_remark() -> None:
    known = facts(*STEPS[:5])
    known[MatterStep.DECISION_PUBLISHED] = fact(MatterStep.DECISION_PUBLISHED, START + timedelta(days=18))
    path = walk(known, today=START + timedelta(days=20), terms=TERMS)
    assert states(path) == "DDDDDN"
    assert path[4].problems[0].values["days"] == "3"


def test_a_result_is_not_told_while_the_decision_hangs_for_objections() -> None:
    known = facts(*STEPS)
    known[MatterStep.RESULT_PUBLISHED] = fact(MatterStep.RESULT_PUBLISHED, START + timedelta(days=19))
    assert codes(walk(known, today=TODAY, terms=TERMS)) == ["DOC-189"]
    known[MatterStep.RESULT_PUBLISHED] = fact(MatterStep.RESULT_PUBLISHED, START + timedelta(days=20))
    assert codes(walk(known, today=TODAY, terms=TERMS)) == []


def test_the_result_falls_due_when_the_work_is_done() -> None:
    done_on = date(2026, 5, 20)
    path = walk(facts(*STEPS[:5]), today=TODAY, terms=TERMS, completed_on=done_on)
    assert states(path) == "DDDDDG"
    assert path[5].due_on == date(2026, 5, 25)
    assert states(walk(facts(*STEPS[:5]), today=TODAY, terms=TERMS)) == "DDDDDN"


def test_an_open_objection_stops_the_next_step() -> None:
    objected = frozenset((MatterStep.DECISION_PUBLISHED,))
    path = walk(facts(*STEPS[:5]), today=TODAY, terms=TERMS, objected=objected)
    assert states(path) == "DDDDDS"
    assert codes(path) == ["DOC-190"]


def test_a_void_vote_is_a_gap_and_so_is_one_that_nobody_counted() -> None:
    known = facts(*STEPS[:4])
    known[MatterStep.DECISION] = StepFact(
        START + timedelta(days=10), True, ("V02",), Attendance(30, 19), Vote(19)
    )
    assert codes(walk(known, today=START + timedelta(days=10), terms=TERMS)) == ["DOC-180"]
    known[MatterStep.DECISION] = StepFact(
        START + timedelta(days=10), True, ("V02",), Attendance(30, 24), None
    )
    assert codes(walk(known, today=START + timedelta(days=10), terms=TERMS)) == ["DOC-198"]


def test_a_meeting_of_another_kind_and_a_step_without_proof_are_gaps() -> None:
    known = {MatterStep.PROPOSAL: StepFact(START, True, ("P04",))}
    assert codes(walk(known, today=START, terms=TERMS)) == ["DOC-186"]
    known = {MatterStep.PROPOSAL: StepFact(START, False)}
    assert codes(walk(known, today=START, terms=TERMS)) == ["DOC-185"]


_known = st.dictionaries(
    st.sampled_from(STEPS), st.integers(0, 120).map(lambda days: START + timedelta(days=days))
)


@given(days=_known, completed=st.none() | st.integers(0, 120))
def test_a_path_always_has_six_steps_and_at_most_one_that_is_next(
    days: dict[MatterStep, date], completed: int | None
) -> None:
    known = {step: fact(step, day) for step, day in days.items()}
    completed_on = None if completed is None else START + timedelta(days=completed)
    path = walk(known, today=TODAY, terms=TERMS, completed_on=completed_on)
    assert tuple(each.step for each in path) == STEPS
    assert [each.state for each in path].count(StepState.NEXT) <= 1
    for each in path:
        assert (each.state is StepState.DONE) <= (each.fact is not None)
        assert (each.state is StepState.GAP) <= bool(each.problems)
        assert (each.state in (StepState.NEXT, StepState.WAITING)) <= (not each.problems)


@given(days=_known)
def test_a_step_on_record_changes_nothing_about_steps_that_lie_before_it_in_order(
    days: dict[MatterStep, date],
) -> None:
    known = {step: fact(step, day) for step, day in days.items()}
    whole = walk(known, today=TODAY, terms=TERMS)
    last = max((STEPS.index(step) for step in known), default=-1)
    for place, each in enumerate(whole):
        if place < last and each.fact is None:
            assert each.state is StepState.GAP


def test_what_the_law_names_always_takes_the_steps_and_small_spending_never() -> None:
    assert needs_procedure("homestead", None, START)
    assert needs_procedure("property", 1, START)
    assert not needs_procedure("spending", 4_999_999, START)
    assert needs_procedure("spending", 5_000_000, START)
    assert not needs_procedure("other", None, START)


def test_every_kind_of_matter_has_its_rule_and_every_step_its_proof() -> None:
    kinds = {entry.code for entry in code_table("matter_kind").entries}
    assert kinds == {rule.key.split(".")[1] for rule in list_rules() if rule.key.startswith("matter.")}
    assert {entry.code for entry in code_table("matter_step").entries} == set(MatterStep)
    assert set(MEETING_KINDS) | set(STAGES) == set(MatterStep)
    meetings = {entry.code for entry in code_table("meeting_kind").entries}
    assert {kind for kinds_ in MEETING_KINDS.values() for kind in kinds_} <= meetings
