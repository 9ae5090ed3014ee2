"""Meetings of the party branch, the villagers and the collective."""

from db.models.base import CodeText, DateText, IntegerField, ListText, Record, TextField


class Meeting(Record):
    """One gathering; it may count for several kinds (``kinds`` holds meeting_kind codes)."""

    kinds = ListText()
    held_on = DateText()
    title = TextField()
    place = TextField(null=True)
    chair = TextField(null=True)
    recorder = TextField(null=True)
    due_count = IntegerField(null=True)
    present_count = IntegerField(null=True)
    leave_count = IntegerField(null=True)
    absent_count = IntegerField(null=True)
    resolution = TextField(null=True)
    branch = TextField(null=True)
    lecturer = CodeText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 15
        indexes = ((("held_on",), False),)
