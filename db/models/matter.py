"""Major matters decided by four discussions and two disclosures (四议两公开)."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, TextField


class Matter(Record):
    """One matter on its way from the branch's proposal to the published result. Money in fen.

    ``due_on`` is the day by which it is to be done, ``completed_on`` the day it was, ``result`` what
    came out of it.
    """

    title = TextField()
    kind = CodeText()
    opened_on = DateText()
    amount_cents = IntegerField(null=True)
    content = TextField(null=True)
    owner = TextField(null=True)
    due_on = DateText(null=True)
    completed_on = DateText(null=True)
    result = TextField(null=True)
    dropped_on = DateText(null=True)
    dropped_reason = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 33
        indexes = ((("opened_on",), False),)


class MatterStep(Record):
    """One of the six steps of a matter, with the meeting or the remark that proves it.

    Counts are of those with a vote. A disclosure that a notice of the program told has no row: its
    proof is the notice, whose ``record_id`` is the matter.
    """

    matter_id = RefText()
    kind = CodeText()
    done_on = DateText()
    meeting_id = RefText(null=True)
    notice_id = RefText(null=True)
    due_count = IntegerField(null=True)
    present_count = IntegerField(null=True)
    household_due_count = IntegerField(null=True)
    household_present_count = IntegerField(null=True)
    agreed_count = IntegerField(null=True)
    against_count = IntegerField(null=True)
    abstained_count = IntegerField(null=True)
    text = TextField(null=True)

    class Meta:
        table_no = 34
        indexes = ((("matter_id",), False),)
