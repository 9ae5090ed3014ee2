"""The six steps of a major matter (四议两公开): their order, their proof, and what is missing.

Four meetings discuss it, two notices tell it. Pure: the caller brings what is on record, the day, and
the terms of the place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, Severity
from desktop.domain.quorum import Attendance, Vote, find_quorum_problems, quorum_of
from desktop.domain.rules import get_rule


class MatterStep(StrEnum):
    """One of the six, in their order; the value is a code of the table ``matter_step``."""

    PROPOSAL = "proposal"  # 党支部提议
    CONSULTATION = "consultation"  # “两委”会商议
    REVIEW = "review"  # 党员大会审议
    DECISION = "decision"  # 村民会议、村民代表会议决议
    DECISION_PUBLISHED = "decision_published"  # 决议公开
    RESULT_PUBLISHED = "result_published"  # 实施结果公开

    @property
    def label(self) -> str:
        """Its official name."""
        return code_table("matter_step").label(self.value)


MEETING_KINDS: Mapping[MatterStep, tuple[str, ...]] = {
    MatterStep.PROPOSAL: ("P02", "P01"),  # a branch without a committee proposes in its general meeting
    MatterStep.CONSULTATION: ("V06",),
    MatterStep.REVIEW: ("P01",),
    MatterStep.DECISION: ("V02", "V01", "E01", "E02"),
}
"""Step → kinds of meeting that can take it, the usual one first."""

VOTED = frozenset((MatterStep.REVIEW, MatterStep.DECISION))
"""Steps whose votes are counted and published."""

STAGES: Mapping[MatterStep, str] = {
    MatterStep.DECISION_PUBLISHED: "decision",
    MatterStep.RESULT_PUBLISHED: "result",
}
"""Step → stage of the notice (`stage` of a notice about the matter) that is its proof."""


class StepState(StrEnum):
    """How a step stands on a day."""

    DONE = "done"
    GAP = "gap"  # missing, out of order, void or overdue
    NEXT = "next"
    STOPPED = "stopped"  # an objection is open
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class StepFact:
    """What is on record of a step.

    Attributes:
        done_on: Day of the meeting, or first day of the notice on a board.
        is_proven: Whether a meeting, a notice or a written remark stands behind it.
        meeting_kinds: Kinds of its meeting; none where it has no meeting.
        attendance: Who came; None where nobody counted.
        vote: How they voted; None where nothing was put to the vote.
    """

    done_on: date
    is_proven: bool
    meeting_kinds: tuple[str, ...] = ()
    attendance: Attendance | None = None
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class MatterTerms:
    """Days that a place sets, counted without the day they begin on.

    Attributes:
        division_code: Of the village, for the rules of its meetings.
        publish_days: From a decision, or from the end of the work, to its notice.
        notice_days: For which a decision hangs before its result may be told.
    """

    division_code: str
    publish_days: int
    notice_days: int


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a matter as it stands on a day.

    Attributes:
        step: Which.
        state: How it stands.
        fact: What is on record; None while nothing is.
        due_on: Last day of a notice that is due; None for meetings.
        problems: What is missing or doubtful, a gap as an error.
    """

    step: MatterStep
    state: StepState
    fact: StepFact | None
    due_on: date | None
    problems: tuple[Problem, ...]


def walk(
    facts: Mapping[MatterStep, StepFact],
    *,
    today: date,
    terms: MatterTerms,
    completed_on: date | None = None,
    objected: frozenset[MatterStep] = frozenset(),
) -> tuple[PathStep, ...]:
    """The six steps of a matter as they stand on a day.

    Args:
        facts: What is on record, by step.
        today: The day.
        terms: Days that the place sets.
        completed_on: Day the work was done; None while it is under way.
        objected: Steps on whose notice an objection is open.

    Returns:
        The steps in their order. Among their problems are DOC-180 to DOC-190 and DOC-198.
    """
    path = []
    steps = tuple(MatterStep)
    is_next = True  # until a step that nothing has overtaken is found missing
    for place, step in enumerate(steps):
        due_on = _due_on(step, facts, terms, completed_on)
        fact = facts.get(step)
        if fact is not None:
            problems = _fact_problems(step, fact, facts, terms, due_on)
            is_gap = any(problem.severity is Severity.ERROR for problem in problems)
            path.append(PathStep(step, StepState.GAP if is_gap else StepState.DONE, fact, due_on, problems))
            continue
        is_passed_over = any(later in facts for later in steps[place + 1 :])
        state, problems = _missing(
            step,
            is_next=is_next,
            is_passed_over=is_passed_over,
            is_overdue=due_on is not None and today > due_on,
            due_on=due_on,
            stopped_by=[each for each in steps[:place] if each in objected],
        )
        path.append(PathStep(step, state, None, due_on, problems))
        is_next = is_next and is_passed_over
    return tuple(path)


def _due_on(
    step: MatterStep,
    facts: Mapping[MatterStep, StepFact],
    terms: MatterTerms,
    completed_on: date | None,
) -> date | None:
    begins = None
    if step is MatterStep.DECISION_PUBLISHED and MatterStep.DECISION in facts:
        begins = facts[MatterStep.DECISION].done_on
    elif step is MatterStep.RESULT_PUBLISHED:
        begins = completed_on
    return begins + timedelta(days=terms.publish_days) if begins else None


def _missing(
    step: MatterStep,
    *,
    is_next: bool,
    is_passed_over: bool,
    is_overdue: bool,
    due_on: date | None,
    stopped_by: list[MatterStep],
) -> tuple[StepState, tuple[Problem, ...]]:
    if is_passed_over:
        return StepState.GAP, (Problem("DOC-183", {"step": step.label}),)
    if is_next and stopped_by:
        return StepState.STOPPED, (Problem("DOC-190", {"step": stopped_by[0].label}),)
    if is_overdue and due_on is not None:
        return StepState.GAP, (Problem("DOC-187", {"step": step.label, "due": due_on.isoformat()}),)
    return (StepState.NEXT if is_next else StepState.WAITING), ()


def _fact_problems(
    step: MatterStep,
    fact: StepFact,
    facts: Mapping[MatterStep, StepFact],
    terms: MatterTerms,
    due_on: date | None,
) -> tuple[Problem, ...]:
    problems = [*_order_problems(step, fact, facts)]
    if not fact.is_proven:
        problems.append(Problem("DOC-185", {"step": step.label}))
    kinds = MEETING_KINDS.get(step, ())
    if fact.meeting_kinds and not set(kinds) & set(fact.meeting_kinds):
        wanted = "、".join(code_table("meeting_kind").label(kind) for kind in kinds)
        problems.append(Problem("DOC-186", {"step": step.label, "kinds": wanted}))
    problems += vote_problems(step, fact, terms.division_code)
    if due_on is not None and fact.done_on > due_on:
        days = str((fact.done_on - due_on).days)
        problems.append(Problem("DOC-188", {"step": step.label, "days": days}, severity=Severity.WARNING))
    published = facts.get(MatterStep.DECISION_PUBLISHED)
    if step is MatterStep.RESULT_PUBLISHED and published is not None:
        until = published.done_on + timedelta(days=terms.notice_days)
        if fact.done_on <= until:
            problems.append(Problem("DOC-189", {"until": until.isoformat()}))
    return tuple(problems)


def _order_problems(step: MatterStep, fact: StepFact, facts: Mapping[MatterStep, StepFact]) -> list[Problem]:
    """A step that lies before the day of one that comes first; two on one day are in order."""
    before = [(facts[each].done_on, each) for each in MatterStep if each in facts and each is not step]
    earlier = [(day, each) for day, each in before if _place(each) < _place(step) and day > fact.done_on]
    if not earlier:
        return []
    day, first = max(earlier, key=lambda pair: pair[0])
    values = {
        "step": step.label,
        "day": fact.done_on.isoformat(),
        "before": first.label,
        "before_day": day.isoformat(),
    }
    return [Problem("DOC-184", values)]


def _place(step: MatterStep) -> int:
    return tuple(MatterStep).index(step)


def vote_problems(step: MatterStep, fact: StepFact, division_code: str) -> tuple[Problem, ...]:
    """What is wrong with who came and how they voted; DOC-198 where a vote is needed and none is known."""
    kind = next((each for each in MEETING_KINDS.get(step, ()) if each in fact.meeting_kinds), "")
    problems: tuple[Problem, ...] = ()
    if kind and fact.attendance is not None:
        quorum = quorum_of(kind, fact.done_on, division_code)
        problems = find_quorum_problems(quorum, fact.attendance, fact.vote)
    if step in VOTED and fact.vote is None and fact.meeting_kinds:
        problems = (*problems, Problem("DOC-198", {"step": step.label}))
    return problems


def needs_procedure(kind: str, amount_cents: int | None, on: date, division_code: str = "") -> bool:
    """Whether a matter has to take the six steps.

    Args:
        kind: Code of the table ``matter_kind``.
        amount_cents: What it costs; None while unknown, which only kinds that always need it take.
        on: The day asked for.
        division_code: Of the village.

    Source:
        村民委员会组织法 (2018) 24 for what the assembly decides; the amount is the county's.
    """
    return (amount_cents or 0) >= get_rule(f"matter.{kind}.cents", on, division_code).value
