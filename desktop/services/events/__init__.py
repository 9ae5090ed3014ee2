"""Events that are reported and tasks that are given (事件, 任务), from coming in to their answer."""

from db.queries.events import EventFilter, LinkRow
from desktop.services.events.entering import (
    LimitPreview,
    OnTheSpot,
    add_event,
    check_event,
    edit_event,
    insert_event,
    preview_limit,
    settle_on_the_spot,
)
from desktop.services.events.listing import count_views, list_events
from desktop.services.events.reading import get_event
from desktop.services.events.records import (
    TITLE_LENGTH,
    Event,
    EventClock,
    EventDetail,
    EventStep,
    Extension,
    NewEvent,
    Rating,
    Target,
    ToTell,
)
from desktop.services.events.steps import StepFacts, apply_step, rate, settle, step_label, take_step, tell

__all__ = [
    "TITLE_LENGTH",
    "Event",
    "EventClock",
    "EventDetail",
    "EventFilter",
    "EventStep",
    "Extension",
    "LimitPreview",
    "LinkRow",
    "NewEvent",
    "OnTheSpot",
    "Rating",
    "StepFacts",
    "Target",
    "ToTell",
    "add_event",
    "apply_step",
    "check_event",
    "count_views",
    "edit_event",
    "get_event",
    "insert_event",
    "list_events",
    "preview_limit",
    "rate",
    "settle",
    "settle_on_the_spot",
    "step_label",
    "take_step",
    "tell",
]
