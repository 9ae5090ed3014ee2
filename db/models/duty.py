"""Duties that were missed, orders to mend something (整改), and the rules of the village's score."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, TextField


class DutyReason(Record):
    """Why a duty of a period was not done, as the village tells the township.

    ``duty`` is written as in `desktop.domain.duty_name`, ``subject_id`` is the branch or group it belongs
    to (empty: the village), ``period`` as `desktop.domain.period` writes it.
    """

    duty = CodeText()
    subject_id = RefText(null=True)
    period = TextField()
    reason = TextField()
    given_on = DateText()
    given_by = TextField()

    class Meta:
        table_no = 60
        indexes = ((("duty", "period"), False),)


class RectificationOrder(Record):
    """Something the county or township orders to be mended; written at the county, never here.

    ``number`` is the issuer's. ``duty`` and ``period`` name the duty it is about, where it is one
    (`desktop.domain.duty_name`). ``reminded_on`` is the day of the newest
    reminder, ``first_reminded_on`` that of the first.
    """

    number = TextField()
    title = TextField()
    content = TextField(null=True)
    issuer = TextField()
    issued_on = DateText()
    due_on = DateText()
    duty = CodeText(null=True)
    period = TextField(null=True)
    reminder_count = IntegerField(default=0)
    first_reminded_on = DateText(null=True)
    reminded_on = DateText(null=True)
    withdrawn_on = DateText(null=True)
    withdrawn_reason = TextField(null=True)

    class Meta:
        table_no = 61
        indexes = ((("due_on",), False),)


class Rectification(Record):
    """What the village does about an order, or about something it found itself (``order_id`` empty).

    Evidence are attachments of this record. The county's word on it is a `RectificationVerdict`; what
    the village found itself the supervision committee verifies here. ``answer_no`` counts the answers, so
    that a verdict can say which of them it is about.
    """

    order_id = RefText(null=True)
    title = TextField(null=True)
    source = CodeText(null=True)
    found_on = DateText(null=True)
    due_on = DateText(null=True)
    duty = CodeText(null=True)
    period = TextField(null=True)
    cause = TextField(null=True)
    measures = TextField(null=True)
    owner = TextField(null=True)
    received_on = DateText(null=True)
    mended_on = DateText(null=True)
    answer = TextField(null=True)
    answered_on = DateText(null=True)
    answered_by = TextField(null=True)
    answer_no = IntegerField(default=0)
    verified_on = DateText(null=True)
    verified_by = TextField(null=True)
    verified_text = TextField(null=True)
    event_id = RefText(null=True)

    class Meta:
        table_no = 62
        indexes = ((("order_id", "found_on"), False),)


class RectificationVerdict(Record):
    """The issuer's word on an answer: ``accepted``, or ``returned`` with a reason; written at the county."""

    order_id = RefText()
    answer_no = IntegerField(default=0)
    verdict = CodeText()
    text = TextField(null=True)
    decided_on = DateText()
    decided_by = TextField(null=True)

    class Meta:
        table_no = 63
        indexes = ((("order_id",), False),)


class ScoreRule(Record):
    """A rule file of the village's score: signed by the county, taken as it came, checked before use."""

    version = TextField()
    valid_from = DateText()
    valid_to = DateText(null=True)
    body = TextField()
    signature = TextField()
    issued_on = DateText(null=True)

    class Meta:
        table_no = 64
