"""What a task from above does to its event: settled and reported by an answer, opened when it is sent back.

The issuer stands where the person stands who reported a matter: an answer is the feedback, a return his
dissatisfaction, as often as he sends something back. Nothing but the task ends its event.
"""

from db.store import Work
from desktop.domain.event_state import Step, way_to
from desktop.domain.task_order import Follow
from desktop.services.events import StepFacts, apply_step
from desktop.services.events.records import DISSATISFIED
from desktop.services.events.standing import find_row, standing_of
from desktop.services.events.steps import Said
from desktop.services.office import Office

_DEEDS: dict[Follow, tuple[Step, ...]] = {
    Follow.SETTLE: (Step.RESUME, Step.SETTLE, Step.FEED_BACK),
    Follow.OPEN_AGAIN: (Step.FEED_BACK, Step.RATE, Step.REOPEN),
    Follow.PUT_AWAY: (Step.RESUME, Step.SETTLE, Step.FEED_BACK, Step.ARCHIVE),
    Follow.CALL_OFF: (Step.WITHDRAW,),
}
"""Steps in their order; one that the event has behind it is left out."""


def follow_task(
    office: Office, work: Work, event_id: str, wanted: Follow, text: str, said: Said | None = None
) -> None:
    """Take the steps that bring an event to where its task stands.

    Args:
        office: The office at work; none of its user's rights is asked for.
        work: The open transaction.
        event_id: The event.
        wanted: What is to be done.
        text: The answer's words, or the issuer's.
        said: Whose words they are; None for the user's at work.
    """
    for step in _DEEDS[wanted]:
        if not way_to(standing_of(office, find_row(work.connection, event_id)), step):
            continue
        words = "" if step is Step.RESUME else text
        # whoever else reported the matter is told by the village, not by an answer to the issuer
        satisfaction = DISSATISFIED if step is Step.RATE else ""
        apply_step(
            office, work, event_id, step, StepFacts(words, satisfaction=satisfaction, told=(), said=said)
        )
