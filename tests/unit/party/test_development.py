"""The way into the party: what comes next, what is too early, what is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.contract_state import months_after
from desktop.domain.party_development import (
    Outcome,
    Step,
    StepDone,
    StepState,
    check_step,
    read_way,
    steps_from_days,
)
from desktop.domain.party_membership import Stage
from desktop.domain.problem import Severity

DAYS = st.dates(date(2016, 1, 1), date(2035, 12, 31))
STEPS = st.lists(
    st.builds(
        StepDone,
        st.sampled_from(Step),
        DAYS,
        st.one_of(st.none(), DAYS),
        st.integers(0, 60),
        st.one_of(st.none(), st.sampled_from(Outcome)),
    ),
    max_size=12,
)
APPLIED = date(2022, 1, 10)
ADULT = "1990-05-01"


def whole_way(applied: date) -> list[StepDone]:
    """Every step at its first lawful day."""
    activist = months_after(applied, 3)
    candidate = months_after(activist, 12)
    meeting = candidate + timedelta(days=40)
    confirmed = months_after(meeting, 12)
    return [
        StepDone(Step.APPLICATION, applied),
        StepDone(Step.TALK, applied + timedelta(days=20)),
        StepDone(Step.ACTIVIST, activist),
        StepDone(Step.REVIEW, months_after(activist, 6)),
        StepDone(Step.CANDIDATE, candidate),
        StepDone(Step.POLITICAL_REVIEW, candidate + timedelta(days=5)),
        StepDone(Step.TRAINING, candidate + timedelta(days=6), candidate + timedelta(days=8)),
        StepDone(Step.NOTICE, candidate + timedelta(days=10)),
        StepDone(Step.PRELIMINARY, candidate + timedelta(days=20)),
        StepDone(Step.ADMISSION, meeting, outcome=Outcome.PASSED),
        StepDone(Step.SUPERIOR_TALK, meeting + timedelta(days=10)),
        StepDone(Step.ADMISSION_APPROVED, meeting + timedelta(days=30)),
        StepDone(Step.OATH, meeting + timedelta(days=40)),
        StepDone(Step.PROBATION_REVIEW, months_after(meeting, 6)),
        StepDone(Step.CONFIRMATION_APPLIED, confirmed - timedelta(days=10)),
        StepDone(Step.CONFIRMATION_NOTICE, confirmed - timedelta(days=8)),
        StepDone(Step.CONFIRMATION, confirmed, outcome=Outcome.PASSED),
        StepDone(Step.CONFIRMATION_APPROVED, confirmed + timedelta(days=30)),
    ]


@given(DAYS)
def test_a_way_at_its_first_lawful_days_is_never_refused(applied: date) -> None:
    steps = whole_way(applied)
    for number, step in enumerate(steps):
        assert check_step(step, steps[:number], "1980-01-01") == ()


@given(DAYS, st.integers(0, 17))
def test_the_next_step_of_a_lawful_way_is_among_those_expected(applied: date, number: int) -> None:
    steps = whole_way(applied)
    wanted = steps[number]
    if number == 0:
        assert read_way([], wanted.on).next == ()
        return
    expected = {each.step: each for each in read_way(steps[:number], wanted.on).next}
    assert wanted.step in expected or wanted.step in (Step.SUPERIOR_TALK, Step.TRAINING, Step.NOTICE)
    if wanted.step in expected:
        assert expected[wanted.step].state is not StepState.LATE


@given(STEPS, DAYS)
def test_any_record_can_be_read_and_a_way_that_is_over_asks_nothing(steps: list[StepDone], on: date) -> None:
    way = read_way(steps, on)
    if way.stage is None:
        assert way.next == ()
    for each in way.next:
        assert each.state is not StepState.EARLY or (each.earliest is not None and on < each.earliest)
        assert each.state is not StepState.LATE or (each.due is not None and on > each.due)


@given(STEPS, st.sampled_from(Step), DAYS)
def test_checking_a_step_never_fails_to_answer(steps: list[StepDone], step: Step, on: date) -> None:
    assert all(problem.code.startswith("PTY-02") for problem in check_step(StepDone(step, on), steps, ADULT))


@pytest.mark.parametrize("number", range(2, 18))
def test_each_stage_follows_from_the_steps(number: int) -> None:
    steps = whole_way(APPLIED)[:number]
    done = {each.step for each in steps}
    stage = read_way(steps, steps[-1].on).stage
    if Step.ADMISSION_APPROVED in done:
        assert stage is Stage.PROBATIONARY
    elif Step.CANDIDATE in done:
        assert stage is Stage.CANDIDATE
    elif Step.ACTIVIST in done:
        assert stage is Stage.ACTIVIST
    else:
        assert stage is Stage.APPLICANT


def codes(*args: object) -> list[str]:
    return [problem.code for problem in check_step(*args)]  # type: ignore[arg-type]


def test_nobody_applies_under_eighteen() -> None:
    # 中国共产党章程 article 1: at least 18 years old
    assert codes(StepDone(Step.APPLICATION, APPLIED), (), "2004-01-11") == ["PTY-020"]
    assert codes(StepDone(Step.APPLICATION, APPLIED), (), "2004-01-10") == []


def test_an_activist_is_taught_for_a_year_before_becoming_a_candidate() -> None:
    # 中国共产党发展党员工作细则: a year of education and observation and more
    steps = whole_way(APPLIED)[:4]
    activist = steps[2].on
    early = StepDone(Step.CANDIDATE, months_after(activist, 12) - timedelta(days=1))
    (problem,) = check_step(early, steps, ADULT)
    assert (problem.code, problem.severity) == ("PTY-023", Severity.ERROR)
    assert codes(StepDone(Step.CANDIDATE, months_after(activist, 12)), steps, ADULT) == []


def test_confirmation_waits_for_a_year_of_probation() -> None:
    # 中国共产党章程 article 7: probation lasts one year
    steps = whole_way(APPLIED)[:16]
    admitted = next(each.on for each in steps if each.step is Step.ADMISSION)
    early = StepDone(
        Step.CONFIRMATION, months_after(admitted, 12) - timedelta(days=1), outcome=Outcome.PASSED
    )
    assert codes(early, steps, ADULT) == ["PTY-023"]


def test_probation_is_extended_once_by_six_to_twelve_months() -> None:
    # 中国共产党发展党员工作细则: not under half a year, at most one year, once
    steps = whole_way(APPLIED)[:16]
    admitted = next(each.on for each in steps if each.step is Step.ADMISSION)
    ends = months_after(admitted, 12)

    def extension(until: date | None) -> StepDone:
        return StepDone(Step.CONFIRMATION, ends, until, outcome=Outcome.EXTENDED)

    assert codes(extension(None), steps, ADULT) == ["PTY-028"]
    assert codes(extension(months_after(ends, 5)), steps, ADULT) == ["PTY-026"]
    assert codes(extension(months_after(ends, 13)), steps, ADULT) == ["PTY-026"]
    good = extension(months_after(ends, 6))
    assert codes(good, steps, ADULT) == []
    assert codes(extension(months_after(ends, 12)), [*steps, good], ADULT) == ["PTY-027"]
    way = read_way([*steps, good], ends)
    assert way.probation_ends == months_after(ends, 6)
    early = StepDone(Step.CONFIRMATION, months_after(ends, 6) - timedelta(days=1), outcome=Outcome.PASSED)
    assert codes(early, [*steps, good], ADULT) == ["PTY-023"]


def test_a_training_shorter_than_three_days_or_24_hours_is_told() -> None:
    # 中国共产党发展党员工作细则: at least three days or 24 hours
    steps = whole_way(APPLIED)[:6]
    day = steps[-1].on + timedelta(days=1)
    assert codes(StepDone(Step.TRAINING, day, day + timedelta(days=1), 8), steps, ADULT) == ["PTY-025"]
    assert codes(StepDone(Step.TRAINING, day, day, 24), steps, ADULT) == []
    assert codes(StepDone(Step.TRAINING, day, day + timedelta(days=2)), steps, ADULT) == []


def test_a_step_without_what_has_to_come_first_is_refused() -> None:
    assert codes(StepDone(Step.CANDIDATE, APPLIED), (), ADULT) == ["PTY-021"]
    before = StepDone(Step.APPLICATION, APPLIED)
    assert codes(StepDone(Step.TALK, APPLIED - timedelta(days=1)), [before], ADULT) == ["PTY-022"]


def test_a_late_approval_is_told_but_taken() -> None:
    # 中国共产党发展党员工作细则: three months, in special cases no more than six
    steps = whole_way(APPLIED)[:10]
    met = steps[-1].on
    late = StepDone(Step.ADMISSION_APPROVED, months_after(met, 6) + timedelta(days=1))
    (problem,) = check_step(late, steps, ADULT)
    assert (problem.code, problem.severity) == ("PTY-024", Severity.WARNING)
    (due,) = [each for each in read_way(steps, met).next if each.step is Step.ADMISSION_APPROVED]
    assert due.due == months_after(met, 3)


def test_whoever_is_not_confirmed_or_is_struck_off_is_no_longer_on_the_way() -> None:
    steps = whole_way(APPLIED)[:16]
    ended = StepDone(Step.CONFIRMATION, steps[-1].on, outcome=Outcome.CANCELLED)
    assert read_way([*steps, ended], ended.on).stage is None
    stopped = StepDone(Step.ENDED, APPLIED)
    assert read_way([StepDone(Step.APPLICATION, APPLIED), stopped], APPLIED).next == ()


def test_days_of_a_finished_record_stand_for_steps() -> None:
    days = {Step.APPLICATION: "2022-01", Step.ACTIVIST: "2022-06-01", Step.CANDIDATE: ""}
    own = (StepDone(Step.ACTIVIST, date(2022, 5, 20)),)
    found = steps_from_days(days, own)
    assert [(each.step, each.on) for each in found] == [
        (Step.ACTIVIST, date(2022, 5, 20)),
        (Step.APPLICATION, date(2022, 1, 1)),
    ]
