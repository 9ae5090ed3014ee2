"""Events that are reported and tasks that are given (事件, 任务), with their steps and links."""

from peewee import SQL

from db.models.base import BooleanField, CodeText, DateText, IntegerField, Record, RefText, TextField

LIVE = (
    "(state IN ('10', '30', '40', '50', '55', '60', '65', '85') "
    "OR state = '70' AND (kind = 'event' OR order_id IS NOT NULL))"
)
"""Events to see to, or of which somebody waits to be told; the text is that of an index."""


class Event(Record):
    """One matter from the day it came in to its answer.

    ``kind`` is ``event`` (somebody reported it) or ``task`` (somebody gave it). Columns ending in ``_at`` are
    UTC moments as ISO text, except ``happened_at``, which may be a day only; those in ``_on`` are days.
    ``due_before_at`` is what ``due_at`` was before the clock was stopped; ``where_to`` is where a person who
    was refused can go.
    """

    number = TextField()
    kind = TextField(default="task")
    title = TextField()
    text = TextField(null=True)
    category = CodeText(null=True)
    source = CodeText(null=True)
    state = CodeText(default="10")
    level = CodeText(default="1")
    urgency = TextField(default="normal")
    place = TextField(null=True)
    reporter = TextField(null=True)
    reporter_phone = TextField(null=True)
    received_at = TextField()
    due_on = DateText(null=True)
    handler_id = RefText(null=True)
    closed_at = TextField(null=True)
    result = TextField(null=True)
    public_text = TextField(null=True)
    satisfaction = CodeText(null=True)
    reopened_count = IntegerField(default=0)
    happened_at = TextField(null=True)
    accepted_at = TextField(null=True)
    accept_due_at = TextField(null=True)
    due_at = TextField(null=True)
    limit_class = CodeText(null=True)
    max_level = CodeText(default="1")
    suspended_at = TextField(null=True)
    suspend_until = DateText(null=True)
    paused_minutes = IntegerField(default=0)
    merged_into_id = RefText(null=True)
    letter_id = RefText(null=True)
    order_id = RefText(null=True)
    origin_number = TextField(null=True)
    reporter_id = RefText(null=True)
    anonymous = BooleanField(default=False)
    secret = BooleanField(default=False)
    grid_id = RefText(null=True)
    position = TextField(null=True)
    feedback_text = TextField(null=True)
    feedback_way = CodeText(null=True)
    feedback_at = TextField(null=True)
    feedback_by = TextField(null=True)
    published_on = DateText(null=True)
    settled_at = TextField(null=True)
    settled_level = CodeText(null=True)
    on_the_spot = BooleanField(default=False)
    rule_key = TextField(null=True)
    rule_subject = RefText(null=True)
    due_before_at = TextField(null=True)
    where_to = TextField(null=True)

    class Meta:
        table_no = 12
        search_fields = ("number", "title", "text", "place")
        indexes = (
            (("number",), False),
            (("state", "due_on"), False),
            (("received_at",), False),
            # What the lists of the inbox count and order by, so that no count reads an event itself.
            SQL(
                'CREATE INDEX "event_live" ON "event" ("due_on", "state", "accept_due_at", "suspend_until", '
                f'"handler_id", "category", "source", "grid_id", "kind", "order_id", "id") WHERE {LIVE}'
            ),
            SQL(f'CREATE INDEX "event_closed_at" ON "event" ("closed_at") WHERE NOT ({LIVE})'),
            (("handler_id", "received_at", "state", "closed_at"), False),
            (("category", "received_at", "state", "closed_at"), False),
            (("source", "received_at", "state", "closed_at"), False),
            (("grid_id", "received_at", "state", "closed_at"), False),
            (("due_on",), False),
            (("letter_id",), False),
        )


class EventStep(Record):
    """What somebody did about an event, or a note on it.

    ``done_by`` is an account of the village, or `desktop.domain.event_author.COUNTY` or `VILLAGER` there;
    ``unit`` says for the county which office of it (县农业农村局, 溪口镇).
    """

    event_id = RefText()
    kind = TextField(default="note")
    text = TextField(null=True)
    state = CodeText(null=True)
    done_at = TextField()
    done_by = RefText()
    unit = TextField(null=True)

    class Meta:
        table_no = 13
        indexes = ((("event_id",), False),)


class EventLink(Record):
    """A person or household that an event is about."""

    event_id = RefText()
    target_table = TextField()
    target_id = RefText()

    class Meta:
        table_no = 14
        # the inbox counts from these without reading a link; the short one counts all there are
        indexes = (
            (("event_id", "target_id"), False),
            (("target_id",), False),
            (("target_id", "event_id"), False),
        )


class EventExtension(Record):
    """A longer limit that was asked for or granted, with who decided it and why.

    ``days`` are of the limit's own unit. ``state`` is ``asked``, ``granted`` or ``refused``; the decision's
    columns are empty while it is asked.
    """

    event_id = RefText()
    days = IntegerField()
    reason = TextField()
    state = CodeText()
    asked_by = RefText()
    asked_at = TextField()
    decided_by = RefText(null=True)
    decided_at = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 102
        indexes = ((("event_id",), False),)


class EventRating(Record):
    """What the person said about how the event was dealt with; a code of satisfaction."""

    event_id = RefText()
    satisfaction = CodeText()
    text = TextField(null=True)
    way = CodeText(null=True)
    rated_at = TextField()
    round = IntegerField()

    class Meta:
        table_no = 103
        indexes = ((("event_id",), False),)


class EventReporter(Record):
    """One more person who is to be told how an event ended: who reported what was merged into it.

    ``merged_event_id`` is the event he reported; the told columns are empty until he was told.
    """

    event_id = RefText()
    merged_event_id = RefText()
    person_id = RefText(null=True)
    name = TextField(null=True)
    phone = TextField(null=True)
    anonymous = BooleanField(default=False)
    secret = BooleanField(default=False)
    told_at = TextField(null=True)
    told_way = CodeText(null=True)
    told_by = RefText(null=True)

    class Meta:
        table_no = 134
        indexes = ((("event_id",), False),)


class EventEscalation(Record):
    """The copy of an event that went to a higher level, as it stood then.

    ``level`` is where it went. ``body`` is JSON: what the matter is and what was done about it, without who
    reported it where he wished for secrecy.
    """

    event_id = RefText()
    level = CodeText()
    reason = TextField()
    body = TextField()
    escalated_at = TextField()
    escalated_by = RefText()

    class Meta:
        table_no = 135
        indexes = ((("event_id",), False),)


class RuleTaskItem(Record):
    """One reason for which a rule made a task: what of which record falls on which day.

    Its id follows from rule, record and period, so that two PCs make one; several reasons of one rule may
    share an event. ``gone_on`` is the day on which the reason was found to be gone.
    """

    rule_key = TextField()
    target_table = TextField()
    target_id = RefText()
    period = TextField()
    fact_on = DateText(null=True)
    subject = TextField()
    event_id = RefText()
    gone_on = DateText(null=True)

    class Meta:
        table_no = 137
        indexes = ((("event_id",), False), (("target_id",), False))


class RuleTaskMute(Record):
    """A rule of which nobody wants tasks any more, for one record or, without ``target_id``, at all."""

    rule_key = TextField()
    target_id = RefText(null=True)
    muted_at = TextField()
    muted_by = RefText()
    lifted_at = TextField(null=True)

    class Meta:
        table_no = 138
