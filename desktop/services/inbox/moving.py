"""What it means to move an event to another column of the board: the one step that leads there."""

from collections.abc import Sequence

from desktop.domain.event_state import Step
from desktop.services.inbox.listing import Column

_STEPS: dict[str, tuple[Step, ...]] = {
    Column.NEW: (),
    Column.ASSIGNED: (Step.ACCEPT, Step.ASSIGN, Step.REOPEN),
    Column.WORKING: (Step.RESUME, Step.TAKE_UP, Step.START),
    Column.WAITING: (Step.SUSPEND, Step.ESCALATE),
    Column.FEEDBACK: (Step.SETTLE,),
    Column.DONE: (Step.FEED_BACK, Step.ARCHIVE, Step.SETTLE),
}


def step_to(column: str, allowed: Sequence[Step]) -> Step | None:
    """The allowed step that leads to a column; None where no single step does."""
    return next((step for step in _STEPS[column] if step in allowed), None)
