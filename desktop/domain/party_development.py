"""The way into the party (发展党员): which step comes next, from when it may be done, until when it must be.

Steps are codes of party_development_step, terms rules by date (``resources/rules/party.toml``). Nothing of
where somebody stands is stored: it follows from the steps on record.

Source:
    中国共产党发展党员工作细则 of 2014, and what domain.md 4.2 says of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.age import certain_age
from desktop.domain.contract_state import months_after
from desktop.domain.partial_date import first_day, is_partial_date
from desktop.domain.party_membership import Stage
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.rules import Certainty, Rule, get_rule


class Step(StrEnum):
    """Codes of party_development_step, in the order of the way."""

    APPLICATION = "10"
    TALK = "11"
    ACTIVIST = "20"
    REVIEW = "21"
    CANDIDATE = "30"
    POLITICAL_REVIEW = "31"
    TRAINING = "32"
    NOTICE = "33"
    PRELIMINARY = "34"
    ADMISSION = "40"
    SUPERIOR_TALK = "41"
    ADMISSION_APPROVED = "42"
    OATH = "43"
    PROBATION_REVIEW = "44"
    CONFIRMATION_APPLIED = "50"
    CONFIRMATION_NOTICE = "51"
    CONFIRMATION = "52"
    CONFIRMATION_APPROVED = "53"
    ENDED = "90"


class Outcome(StrEnum):
    """Codes of party_step_outcome."""

    PASSED = "1"
    FAILED = "2"
    EXTENDED = "3"
    CANCELLED = "4"


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step on record.

    Attributes:
        step: Which.
        on: Day it was done; of a training its first.
        until: Last day of a training, end of an extended probation; None where it has none.
        hours: Length of a training.
        outcome: Of a vote or a decision; None counts as passed.
    """

    step: Step
    on: date
    until: date | None = None
    hours: int = 0
    outcome: Outcome | None = None

    @property
    def is_passed(self) -> bool:
        """Whether the way goes on after it."""
        return self.outcome in (None, Outcome.PASSED)


class StepState(StrEnum):
    """Where a step that is to come stands."""

    EARLY = "early"
    OPEN = "open"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that is to come: from when it may be done, until when it must be, and how that stands today."""

    step: Step
    state: StepState
    earliest: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody is on the way.

    Attributes:
        stage: How far; None once the way is over, or before it began.
        next: What is to come now, the most urgent first; empty once the way is over.
        probation_ends: End of probation as it stands; None outside it.
    """

    stage: Stage | None
    next: tuple[NextStep, ...]
    probation_ends: date | None = None


_STAGES = (
    (Step.ADMISSION_APPROVED, Stage.PROBATIONARY),
    (Step.CANDIDATE, Stage.CANDIDATE),
    (Step.ACTIVIST, Stage.ACTIVIST),
    (Step.APPLICATION, Stage.APPLICANT),
)
_URGENCY = {StepState.LATE: 0, StepState.SOON: 1, StepState.OPEN: 2, StepState.EARLY: 3}
_PREFIX = "party.development"

RULES_SINCE = date(2014, 5, 28)
"""Day of the rules in force; what was done before followed others."""


@dataclass(frozen=True, slots=True)
class DevelopmentRules:
    """The terms in force in a place on a day."""

    on: date
    division_code: str = ""

    def rule(self, name: str) -> Rule:
        """A rule of the way."""
        return get_rule(f"{_PREFIX}.{name}", self.on, self.division_code)

    def months(self, start: date, name: str) -> date:
        """The day so many months on as a rule says."""
        return months_after(start, self.rule(name).value)


def read_way(steps: Iterable[StepDone], on: date, division_code: str = "") -> Way:
    """Where somebody stands on a day, by the steps on record.

    A step that is far behind does not hold up what follows it: who is a candidate already is not asked for
    the talk after the application any more.
    """
    return _Walk(tuple(sorted(steps, key=lambda each: (each.on, each.step))), on, division_code).way()


class _Walk:
    """One reading of the steps."""

    def __init__(self, steps: Sequence[StepDone], on: date, division_code: str) -> None:
        self._steps = steps
        self._on = on
        self._rules = DevelopmentRules(on, division_code)
        self._soon = timedelta(days=self._rules.rule("soon.days").value)
        self._next: list[NextStep] = []

    def way(self) -> Way:
        if self._is_over():
            return Way(None, ())
        stage = next((stage for step, stage in _STAGES if self._passed(step)), None)
        ends = None
        if stage is Stage.APPLICANT:
            self._as_applicant()
        elif stage is Stage.ACTIVIST:
            self._as_activist()
        elif stage is Stage.CANDIDATE:
            self._as_candidate()
        elif stage is Stage.PROBATIONARY:
            ends = self._as_probationary()
        ordered = sorted(self._next, key=lambda each: (_URGENCY[each.state], each.due or date.max, each.step))
        return Way(stage, tuple(ordered), ends)

    def _is_over(self) -> bool:
        last = self._last(Step.CONFIRMATION)
        cancelled = last is not None and last.outcome in (Outcome.CANCELLED, Outcome.FAILED)
        return bool(cancelled or self._last(Step.ENDED) or self._passed(Step.CONFIRMATION_APPROVED))

    def _last(self, step: Step) -> StepDone | None:
        return next((each for each in reversed(self._steps) if each.step is step), None)

    def _passed(self, step: Step) -> StepDone | None:
        return next((each for each in reversed(self._steps) if each.step is step and each.is_passed), None)

    def _done_on(self, step: Step) -> date:
        done = self._passed(step)
        assert done is not None
        return done.on

    def _expect(self, step: Step, earliest: date | None = None, due: date | None = None) -> None:
        if due is not None and self._on > due:
            state = StepState.LATE
        elif earliest is not None and self._on < earliest:
            state = StepState.EARLY
        elif due is not None and self._on >= due - self._soon:
            state = StepState.SOON
        else:
            state = StepState.OPEN
        self._next.append(NextStep(step, state, earliest, due))

    def _as_applicant(self) -> None:
        applied = self._done_on(Step.APPLICATION)
        if not self._passed(Step.TALK):
            self._expect(Step.TALK, due=self._rules.months(applied, "talk.months"))
        self._expect(
            Step.ACTIVIST,
            self._rules.months(applied, "activist.from_months"),
            self._rules.months(applied, "activist.to_months"),
        )

    def _as_activist(self) -> None:
        since = self._done_on(Step.ACTIVIST)
        self._expect_review(Step.REVIEW, since, "review.months")
        self._expect(Step.CANDIDATE, self._rules.months(since, "candidate.from_months"))

    def _expect_review(self, step: Step, since: date, rule: str, until: date | None = None) -> None:
        last = max((each.on for each in self._steps if each.step is step and each.on >= since), default=since)
        due = self._rules.months(last, rule)
        if until is None or due <= until:
            self._expect(step, due=due)

    def _as_candidate(self) -> None:
        admission = self._passed(Step.ADMISSION)
        if admission is not None:
            if not self._passed(Step.SUPERIOR_TALK):
                self._expect(Step.SUPERIOR_TALK)
            self._expect(Step.ADMISSION_APPROVED, due=self._rules.months(admission.on, "approval.months"))
            return
        preliminary = self._passed(Step.PRELIMINARY)
        if preliminary is not None:
            self._expect(Step.ADMISSION, due=self._rules.months(preliminary.on, "meeting.months"))
            return
        missing = [
            step
            for step in (Step.POLITICAL_REVIEW, Step.TRAINING, Step.NOTICE)
            if not self._passed(step) or (step is Step.TRAINING and not self.is_trained())
        ]
        for step in missing or (Step.PRELIMINARY,):
            self._expect(step)

    def is_trained(self) -> bool:
        """Whether the training was long enough: three days or 24 hours."""
        days = self._rules.rule("training.days").value
        hours = self._rules.rule("training.hours").value
        trainings = [each for each in self._steps if each.step is Step.TRAINING]
        lasted = sum(((each.until or each.on) - each.on).days + 1 for each in trainings)
        return lasted >= days or sum(each.hours for each in trainings) >= hours

    def _as_probationary(self) -> date:
        begun = self._done_on(Step.ADMISSION if self._passed(Step.ADMISSION) else Step.ADMISSION_APPROVED)
        ends = self._rules.months(begun, "probation.months")
        extension = self._last(Step.CONFIRMATION)
        if extension is not None and extension.outcome is Outcome.EXTENDED:
            ends = extension.until or self._rules.months(ends, "extension.from_months")
        if not self._passed(Step.OATH):
            self._expect(Step.OATH)
        discussed = self._passed(Step.CONFIRMATION)
        if discussed is not None:
            self._expect(Step.CONFIRMATION_APPROVED, due=self._rules.months(discussed.on, "approval.months"))
            return ends
        self._expect_review(Step.PROBATION_REVIEW, begun, "probation_review.months", until=ends)
        since = begun if extension is None else extension.on
        for step in (Step.CONFIRMATION_APPLIED, Step.CONFIRMATION_NOTICE):
            done = self._passed(step)
            if done is None or done.on < since:
                self._expect(step, ends - timedelta(days=_BEFORE_END), ends)
        self._expect(Step.CONFIRMATION, ends, self._rules.months(ends, "confirmation.months"))
        return ends


_BEFORE_END = 30
"""Days before the end of probation from which the application and the notice make sense."""


def check_step(
    done: StepDone, others: Iterable[StepDone], birth_date: str, division_code: str = ""
) -> tuple[Problem, ...]:
    """What is wrong with a step that is to be recorded beside the others.

    PTY-020 the applicant was under age, PTY-021 a step that has to come before is missing, PTY-022 it lies
    before that step, PTY-023 it is too early, PTY-024 it was late, PTY-025 the training was too short,
    PTY-026 an extension outside its bounds, PTY-027 a second extension, PTY-028 an extension without its
    end. What was read in the rules refuses, what is custom warns. Of steps before `RULES_SINCE` only the
    order is looked at.
    """
    known = tuple(others)
    if done.on < RULES_SINCE:
        return tuple(_order_problems(done, known))
    rules = DevelopmentRules(done.on, division_code)
    problems = list[Problem]()
    if done.step is Step.APPLICATION and is_partial_date(birth_date):
        adult = rules.rule("age").value
        age = certain_age(birth_date, done.on)
        if age is not None and age < adult:
            problems.append(_problem("PTY-020", "done_on", {"age": str(age), "least": str(adult)}))
    problems += _order_problems(done, known)
    if any(each.severity is Severity.ERROR for each in problems):
        return tuple(problems)
    problems += _term_problems(done, known, rules)
    if done.step is Step.TRAINING and not _Walk((*known, done), done.on, division_code).is_trained():
        values = {
            "days": str(rules.rule("training.days").value),
            "hours": str(rules.rule("training.hours").value),
        }
        problems.append(_problem("PTY-025", "hours", values, Severity.WARNING))
    if done.step is Step.CONFIRMATION and done.outcome is Outcome.EXTENDED:
        problems += _extension_problems(done, known, rules)
    return tuple(problems)


_BEFORE = {
    Step.TALK: Step.APPLICATION,
    Step.ACTIVIST: Step.APPLICATION,
    Step.REVIEW: Step.ACTIVIST,
    Step.CANDIDATE: Step.ACTIVIST,
    Step.POLITICAL_REVIEW: Step.CANDIDATE,
    Step.TRAINING: Step.CANDIDATE,
    Step.NOTICE: Step.CANDIDATE,
    Step.PRELIMINARY: Step.CANDIDATE,
    Step.ADMISSION: Step.CANDIDATE,
    Step.SUPERIOR_TALK: Step.ADMISSION,
    Step.ADMISSION_APPROVED: Step.ADMISSION,
    Step.OATH: Step.ADMISSION_APPROVED,
    Step.PROBATION_REVIEW: Step.ADMISSION,
    Step.CONFIRMATION_APPLIED: Step.ADMISSION,
    Step.CONFIRMATION_NOTICE: Step.ADMISSION,
    Step.CONFIRMATION: Step.ADMISSION,
    Step.CONFIRMATION_APPROVED: Step.CONFIRMATION,
}
"""What has to be on record before a step."""

_EARLIEST = {
    Step.ACTIVIST: (Step.APPLICATION, "activist.from_months"),
    Step.CANDIDATE: (Step.ACTIVIST, "candidate.from_months"),
}
_LATEST = {
    Step.TALK: (Step.APPLICATION, "talk.months"),
    Step.ADMISSION: (Step.PRELIMINARY, "meeting.months"),
    Step.ADMISSION_APPROVED: (Step.ADMISSION, "approval.most_months"),
    Step.CONFIRMATION_APPROVED: (Step.CONFIRMATION, "approval.most_months"),
}


def _first(steps: Iterable[StepDone], step: Step) -> StepDone | None:
    return next((each for each in steps if each.step is step and each.is_passed), None)


def _order_problems(done: StepDone, known: Sequence[StepDone]) -> list[Problem]:
    before = _BEFORE.get(done.step)
    if before is None:
        return []
    first = _first(known, before)
    if first is None:
        return [_problem("PTY-021", "step", {"before": before.value})]
    if done.on < first.on:
        return [_problem("PTY-022", "done_on", {"before": before.value, "day": first.on.isoformat()})]
    return []


def _term_problems(done: StepDone, known: Sequence[StepDone], rules: DevelopmentRules) -> list[Problem]:
    problems = []
    if done.step in _EARLIEST:
        step, name = _EARLIEST[done.step]
        start = _first(known, step)
        if start is not None and done.on < (earliest := rules.months(start.on, name)):
            problems.append(_too_early(earliest, rules.rule(name)))
    if done.step is Step.CONFIRMATION and done.outcome in (None, Outcome.PASSED):
        admitted = _first(known, Step.ADMISSION)
        if admitted is not None:
            extended = next((each for each in known if each.outcome is Outcome.EXTENDED), None)
            ends = rules.months(admitted.on, "probation.months")
            ends = max(ends, extended.until) if extended is not None and extended.until else ends
            if done.on < ends:
                problems.append(_too_early(ends, rules.rule("probation.months")))
    if done.step in _LATEST:
        step, name = _LATEST[done.step]
        start = _first(known, step)
        if start is not None and done.on > (latest := rules.months(start.on, name)):
            values = {"day": latest.isoformat(), "source": rules.rule(name).source}
            problems.append(_problem("PTY-024", "done_on", values, Severity.WARNING))
    return problems


def _too_early(earliest: date, rule: Rule) -> Problem:
    severity = Severity.ERROR if rule.certainty is Certainty.LOOKED_UP else Severity.WARNING
    values = {"day": earliest.isoformat(), "source": rule.source}
    return _problem("PTY-023", "done_on", values, severity)


def _extension_problems(done: StepDone, known: Sequence[StepDone], rules: DevelopmentRules) -> list[Problem]:
    if any(each.outcome is Outcome.EXTENDED for each in known):
        return [_problem("PTY-027", "outcome")]
    if done.until is None:
        return [_problem("PTY-028", "until")]
    admitted = _first(known, Step.ADMISSION)
    ends = rules.months(admitted.on, "probation.months") if admitted is not None else done.on
    least, most = rules.months(ends, "extension.from_months"), rules.months(ends, "extension.to_months")
    if not least <= done.until <= most:
        values = {"least": least.isoformat(), "most": most.isoformat()}
        return [_problem("PTY-026", "until", values)]
    return []


def _problem(
    code: str, field: str, values: dict[str, str] | None = None, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(code, values or {}, Place(field=field), severity)


def steps_from_days(days: dict[Step, str], known: Iterable[StepDone]) -> tuple[StepDone, ...]:
    """Steps that a finished record's days stand for, beside those on record by themselves.

    A month or a year counts as its first day.
    """
    found = {each.step for each in known}
    made = []
    for step, text in days.items():
        if step not in found and is_partial_date(text):
            made.append(StepDone(step, first_day(text)))
    return (*known, *made)
