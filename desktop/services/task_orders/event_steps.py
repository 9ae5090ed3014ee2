"""What a task from above does to its event: settled and reported by an answer, opened when it is sent back.

The issuer stands where the person stands who reported a matter: an answer is the feedback, a return his
dissatisfaction. Where the table of arrows has no way, the event stays as it is and the task alone tells.
"""

from db.store import Work
from desktop.domain.event_state import CLOSED_STATES, SUSPENDED, Step, way_to
from desktop.services.events import StepFacts, apply_step
from desktop.services.events.records import DISSATISFIED
from desktop.services.events.standing import find_row, standing_of
from desktop.services.office import Office


def settle(office: Office, work: Work, event_id: str, text: str) -> None:
    """Settle an open event with the answer's text, which is also what the issuer is told."""
    state = find_row(work.connection, event_id).state
    if state in CLOSED_STATES:
        return
    if state == SUSPENDED:
        _take(office, work, event_id, Step.RESUME, StepFacts())
    _take(office, work, event_id, Step.SETTLE, StepFacts(text))
    _take(office, work, event_id, Step.FEED_BACK, StepFacts(text))


def open_again(office: Office, work: Work, event_id: str, text: str) -> None:
    """Open an event for what was sent back, once; after that it stays closed."""
    _take(office, work, event_id, Step.RATE, StepFacts(text, satisfaction=DISSATISFIED))
    _take(office, work, event_id, Step.REOPEN, StepFacts(text))


def put_away(office: Office, work: Work, event_id: str, text: str) -> None:
    """Archive an event whose answer was accepted."""
    _take(office, work, event_id, Step.ARCHIVE, StepFacts(text))


def call_off(office: Office, work: Work, event_id: str, text: str) -> None:
    """Withdraw an event whose task was taken back."""
    _take(office, work, event_id, Step.WITHDRAW, StepFacts(text))


def _take(office: Office, work: Work, event_id: str, step: Step, facts: StepFacts) -> None:
    if way_to(standing_of(office, find_row(work.connection, event_id)), step):
        apply_step(office, work, event_id, step, facts)
