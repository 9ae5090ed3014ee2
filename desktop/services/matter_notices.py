"""Both disclosures of a major matter: when they are owed, and their notices drafted from the record."""

from datetime import date

from db.queries import matters as queries
from db.queries import meetings as meeting_queries
from desktop.domain.accounts import Right
from desktop.domain.disclosure_duty import Trigger
from desktop.domain.matter_step import STAGES, MatterStep
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.matters import changeable, fact_of, get_matter, refuse_objected
from desktop.services.office import Office

ITEM = "V02"
"""The item of disclosure that both notices of a matter belong to."""

LAYOUTS = {"decision": "assembly_decision", "result": "assembly_result"}
"""Stage of a notice about a matter → its layout."""


def list_triggers(office: Office) -> tuple[Trigger, ...]:
    """What both disclosures of each matter are owed for: its decision, and the end of the work."""
    triggers = []
    with office.store.reading() as connection:
        rows = queries.list_matters(connection)
        steps = queries.list_steps(connection)
        held = queries.meetings_of(connection, steps)
    decided = {step.matter_id: step for step in steps if step.kind == MatterStep.DECISION}
    for row in rows:
        if row.dropped_on:
            continue
        step = decided.get(row.id)
        if step is not None:
            on = fact_of(step, held).done_on
            triggers.append(Trigger(ITEM, on, row.title, row.id, STAGES[MatterStep.DECISION_PUBLISHED]))
        if row.completed_on:
            on = date.fromisoformat(row.completed_on)
            triggers.append(Trigger(ITEM, on, row.title, row.id, STAGES[MatterStep.RESULT_PUBLISHED]))
    return tuple(triggers)


def draft_notice(office: Office, matter_id: str, step: MatterStep) -> str:
    """Draft the notice of a disclosure, filled from what is on record; the later one has the same numbers.

    Returns:
        The id of the draft.

    Raises:
        ProblemError: DOC-190 an objection is open, DOC-191, DOC-192, DOC-197 the decision is not on
            record, DOC-198 nor its votes, DOC-199 nor the result, what `make_notice` finds, SYS-403.
    """
    from desktop.services.disclosure.notices import make_notice

    office.require(Right.DRAFT_NOTICE)
    row = changeable(office, matter_id)
    detail = get_matter(office, matter_id)
    refuse_objected(detail, step)
    stage = STAGES[step]
    decision = detail.step(MatterStep.DECISION).path.fact
    if decision is None:
        raise ProblemError(Problem("DOC-197"))
    if decision.vote is None:
        raise ProblemError(Problem("DOC-198", {"step": MatterStep.DECISION.label}))
    if stage == STAGES[MatterStep.RESULT_PUBLISHED] and not row.completed_on:
        raise ProblemError(Problem("DOC-199"))
    first = decision.done_on.isoformat()
    last = max(first, row.completed_on) if row.completed_on and stage == "result" else first
    request = NoticeRequest(
        LAYOUTS[stage], first, last, office.today().isoformat(), item=ITEM, record_id=matter_id, stage=stage
    )
    return make_notice(office, request)


def draft_notices(office: Office, meeting_id: str) -> tuple[str, ...]:
    """Draft the notice of the decision on every matter that one meeting decided and that has none yet.

    Returns:
        Ids of the drafts, in the order of the agenda.

    Raises:
        ProblemError: MTG-050 there is nothing to draft, what `draft_notice` finds.
    """
    office.require(Right.DRAFT_NOTICE)
    with office.store.reading() as connection:
        steps = queries.matters_at(connection, meeting_id)
        order = [row.matter_id for row in meeting_queries.list_topics(connection, meeting_id)]
        told = {row.matter_id for row in queries.list_notices(connection) if row.stage == "decision"}
    decided = [
        row.matter_id for row in steps if row.kind == MatterStep.DECISION and row.matter_id not in told
    ]
    decided.sort(key=lambda each: order.index(each) if each in order else len(order))
    if not decided:
        raise ProblemError(Problem("MTG-050"))
    return tuple(draft_notice(office, each, MatterStep.DECISION_PUBLISHED) for each in decided)
