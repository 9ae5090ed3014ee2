"""Papers of events as PDF; that one was printed is logged before the bytes are handed out."""

from desktop.domain.accounts import Right
from desktop.domain.event_state import Step
from desktop.domain.local_moment import show_moment
from desktop.domain.masking import mask_phone
from desktop.services.events.reading import get_event
from desktop.services.events.records import HIDDEN_REPORTER, EventDetail
from desktop.services.events.steps import step_label
from desktop.services.office import Office


def render_event_slip(office: Office, event_id: str) -> bytes:
    """The slip of an event. Who wished for secrecy is not on it, whoever prints it.

    Raises:
        ProblemError: EVT-001, SYS-403.
    """
    from desktop.reports.event_sheets import EventSlip, SlipStep, build_event_slip
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    detail = get_event(office, event_id)
    event = detail.event
    slip = EventSlip(
        office.vault.village,
        event.number,
        event.title,
        detail.text,
        event.category_label,
        event.source_label,
        HIDDEN_REPORTER if detail.secret else detail.reporter,
        "" if detail.secret else mask_phone(detail.reporter_phone),
        show_moment(event.received_at),
        show_moment(detail.clock.due_at) or event.due_on,
        detail.place,
        "、".join(
            f"{link.label}户" if link.target_table == "household" else link.label
            for link in detail.links
            if link.label
        ),
        event.handler,
        tuple(
            SlipStep(
                show_moment(step.done_at),
                step.done_by,
                "：".join(filter(None, (step_label(step.kind), step.text))),
            )
            for step in detail.steps
            if step.kind is not Step.PUBLISH
        ),
        detail.result,
        _feedback(detail),
        detail.ratings[-1].label if detail.ratings else "",
        office.today(),
    )
    office.log_access("print", "event", event.id, purpose="事项办理单")
    return render_internal(build_event_slip(slip))


def _feedback(detail: EventDetail) -> str:
    told = [each for each in detail.to_tell if each.told_at]
    if not told:
        return ""
    first = told[0]
    others = f"，共告知{len(told)}人" if len(told) > 1 else ""
    return f"{show_moment(first.told_at)}　{first.told_way}{others}"
