"""What the services about events take and give."""

from dataclasses import dataclass

from db.queries.events import LinkRow
from desktop.domain.event_state import OPEN_STATES, Due, Step, Urgency

TITLE_LENGTH = 60
HIDDEN_REPORTER, ANONYMOUS = "（要求保密）", "匿名"
"""Stand for who reported an event: who wished for secrecy, to all but who may know; who is not named."""

DISSATISFIED, NOT_RATED = "4", "9"
"""Codes of ``satisfaction``."""

ON_BOARD, IN_GROUP = "30", "40"
"""Codes of ``feedback_way`` by which everybody is told at once."""


@dataclass(frozen=True, slots=True)
class Target:
    """A person or household that an event is about: table name and id."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What is typed when a matter comes in; only the title is needed.

    Attributes:
        title: One sentence.
        kind: ``task`` (given) or ``event`` (reported); only what was reported gets a limit by itself.
        text: What it is about in full.
        category: Code of ``event_category``.
        source: Code of ``event_source``.
        urgency: Class of difficulty; decides about the limit.
        place: Where.
        reporter: Who reported it, as he is called.
        reporter_phone: His number.
        due_on: ISO day that it is due on; empty leaves it to the limit.
        handler_id: Who sees to it.
        targets: Whom it is about.
        limit_class: Code of ``event_limit_class``; empty takes the usual one of urgency and category.
        happened_at: When it truly happened: ISO day, or UTC moment.
        received_at: UTC moment that it reached the office; empty takes now. Limits run from it.
        reporter_id: The person of the register who reported it; empty when he is none.
        anonymous: He does not want to be named anywhere; his name is not kept.
        secret: Only clerk and secretary see who he is.
        position: Longitude and latitude as text.
        letter_id: The villager's letter it came of.
        origin_number: Its number where it came from: of a document, of the hotline.
        rule_key: The rule that made it; empty for what people entered.
        rule_subject: The record the rule made it about.
    """

    title: str
    kind: str = "task"
    text: str = ""
    category: str = ""
    source: str = ""
    urgency: Urgency = Urgency.NORMAL
    place: str = ""
    reporter: str = ""
    reporter_phone: str = ""
    due_on: str = ""
    handler_id: str = ""
    targets: tuple[Target, ...] = ()
    limit_class: str = ""
    happened_at: str = ""
    received_at: str = ""
    reporter_id: str = ""
    anonymous: bool = False
    secret: bool = False
    position: str = ""
    letter_id: str = ""
    origin_number: str = ""
    rule_key: str = ""
    rule_subject: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the task log, codes with their labels."""

    id: str
    number: str
    kind: str
    title: str
    category: str
    category_label: str
    source_label: str
    state: str
    state_label: str
    urgency: str
    received_at: str
    due_on: str
    due: Due
    handler_id: str
    handler: str
    closed_at: str


@dataclass(frozen=True, slots=True)
class EventStep:
    """One step done, oldest first in an event's detail."""

    kind: Step
    text: str
    state_label: str
    done_at: str
    done_by: str


@dataclass(frozen=True, slots=True)
class Extension:
    """More time that was asked for or given; moments UTC, ``state`` asked, granted or refused."""

    id: str
    days: int
    reason: str
    state: str
    asked_by: str
    asked_at: str
    decided_by: str
    decided_at: str
    note: str


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who is to be told how an event ended.

    ``id`` is empty for who reported the event itself; ``told_at`` and ``told_way`` until he was told.
    """

    id: str
    name: str
    phone: str
    number: str
    told_at: str
    told_way: str


@dataclass(frozen=True, slots=True)
class Rating:
    """What the person said, by round; the first round is 0."""

    satisfaction: str
    label: str
    text: str
    rated_at: str
    round: int


@dataclass(frozen=True, slots=True)
class Other:
    """Another event that this one has to do with."""

    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class EventClock:
    """How an event stands against its limit; moments UTC, empty where there is none.

    Attributes:
        limit_class: Code of ``event_limit_class`` in force where it lies now; empty without a limit.
        limit_label: Its words.
        accept_due_at: Until when it is to be accepted.
        accepted_at: When it was.
        due_at: Until when it is to be settled.
        settled_at: When it was.
        suspended_at: Since when the clock stands still; empty while it runs.
        suspend_until: ISO day on which it goes on at the latest.
        paused_minutes: Time that counts for which it stood still before.
        extension_days: Most days it can be put off now; 0 when it can't.
        secretary_decides: Whether only the secretary puts it off.
    """

    limit_class: str = ""
    limit_label: str = ""
    accept_due_at: str = ""
    accepted_at: str = ""
    due_at: str = ""
    settled_at: str = ""
    suspended_at: str = ""
    suspend_until: str = ""
    paused_minutes: int = 0
    extension_days: int = 0
    secretary_decides: bool = False


@dataclass(frozen=True, slots=True)
class EventDetail:
    """Everything about one event, and what may be done now.

    Attributes:
        event: As in the list.
        text: What it is about.
        place: Where.
        reporter: Who reported it; `HIDDEN_REPORTER` for who may not know.
        reporter_phone: His number; empty for who may not know.
        result: What came of it.
        reopened_count: How often it was done anew.
        steps: What was done, oldest first.
        links: Whom it is about.
        allowed: What this user may do now.
        clock: How it stands against its limit.
        level: Who sees to it now, 1 village to 3 county.
        level_label: The same in words.
        source: Code of ``event_source``.
        own_class: Code of ``event_limit_class`` chosen for it at the village.
        happened_at: When it truly happened, ISO day or UTC moment; empty when it was not told.
        origin_number: Its number where it came from.
        reporter_id: The person of the register who reported it; empty for who may not know.
        anonymous: He does not want to be named.
        secret: Only clerk and secretary see who he is.
        is_hidden: Whether this user is not shown who he is.
        letter_id: The letter it came of.
        order_id: The task from above that it is; its issuer says what is asked and until when.
        to_tell: Who is to be told, and who was.
        feedback_text: What the person was told.
        public_text: What everybody may read.
        published_on: ISO day since when; empty while it is not public.
        ratings: What the person said.
        extensions: More time asked for or given.
        merged_into: The event it was merged into.
        merged: Events merged into it.
        where_to: Where a person can go who was refused.
        on_the_spot: Whether it was settled as it came in.
    """

    event: Event
    text: str
    place: str
    reporter: str
    reporter_phone: str
    result: str
    reopened_count: int
    steps: tuple[EventStep, ...]
    links: tuple[LinkRow, ...]
    allowed: tuple[Step, ...]
    clock: EventClock
    level: int
    level_label: str
    source: str
    own_class: str
    happened_at: str
    origin_number: str
    reporter_id: str
    anonymous: bool
    secret: bool
    is_hidden: bool
    letter_id: str
    order_id: str
    to_tell: tuple[ToTell, ...]
    feedback_text: str
    public_text: str
    published_on: str
    ratings: tuple[Rating, ...]
    extensions: tuple[Extension, ...]
    merged_into: Other | None
    merged: tuple[Other, ...]
    where_to: str
    on_the_spot: bool

    @property
    def is_to_answer(self) -> bool:
        """Whether it is a task from above that this user may answer, which is what settles it."""
        return bool(self.order_id and self.allowed) and self.event.state in OPEN_STATES
