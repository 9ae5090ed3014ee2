"""Events that are reported and tasks that are given (事件, 任务), with their steps and links."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, TextField


class Event(Record):
    """One matter from the day it came in to its answer.

    ``kind`` is ``event`` (somebody reported it) or ``task`` (somebody gave it). ``received_at``,
    ``closed_at`` are UTC moments as ISO text, ``due_on`` is a day.
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

    class Meta:
        table_no = 12
        indexes = ((("number",), False), (("state", "due_on"), False), (("received_at",), False))


class EventStep(Record):
    """What somebody did about an event, or a note on it."""

    event_id = RefText()
    kind = TextField(default="note")
    text = TextField(null=True)
    state = CodeText(null=True)
    done_at = TextField()
    done_by = RefText()

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
        indexes = ((("event_id",), False), (("target_id",), False))
