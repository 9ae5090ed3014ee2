"""What members and villagers learn and do together: content, study, real deeds (实事)."""

from db.models.attachments import AttachmentColumns
from db.models.base import (
    BooleanField,
    CodeText,
    DateText,
    IntegerField,
    ListText,
    Record,
    RefText,
    TextField,
)


class LearningItem(Record):
    """Something to read or watch; pictures and videos are its attachments.

    ``origin`` is ``county`` or ``village``; the village leaves the county's alone. ``topics`` are
    codes of learning_topic, ``audience`` the groups it is meant for (codes of learning_audience;
    empty: everyone).
    """

    title = TextField()
    kind = CodeText()
    origin = TextField(default="village")
    topics = ListText(null=True)
    audience = ListText(null=True)
    summary = TextField(null=True)
    body = TextField(null=True)
    minutes = IntegerField(null=True)
    source = TextField(null=True)
    published_on = DateText()
    withdrawn_on = DateText(null=True)
    is_required = BooleanField(default=False)
    due_on = DateText(null=True)

    class Meta:
        table_no = 65
        indexes = ((("published_on",), False),)


class LearningAttachment(AttachmentColumns):
    """A picture, video or file of a learning item: a table of its own, since it is written at both ends.

    It is meant for everybody to read, so that none of it is held back as what hangs on a person is.
    """

    class Meta:
        table_no = 94
        indexes = ((("target_id",), False), (("sha256",), False))


class Study(Record):
    """A learning item taught at a meeting, or studied by one person alone (``person_id``)."""

    item_id = RefText()
    meeting_id = RefText(null=True)
    person_id = RefText(null=True)
    studied_on = DateText()
    note = TextField(null=True)

    class Meta:
        table_no = 66
        indexes = ((("item_id",), False), (("meeting_id",), False), (("person_id",), False))


class Deed(Record):
    """A real deed (实事) done for the village or its people."""

    title = TextField()
    kind = CodeText()
    branch_id = RefText(null=True)
    meeting_id = RefText(null=True)
    event_id = RefText(null=True)
    done_on = DateText()
    ended_on = DateText(null=True)
    place = TextField(null=True)
    organiser = TextField(null=True)
    beneficiaries = TextField(null=True)
    beneficiary_count = IntegerField(null=True)
    result = TextField(null=True)

    class Meta:
        table_no = 67
        indexes = ((("done_on",), False),)


class FigureSheet(Record):
    """A table of figures as it was printed or exported: its period, cut-off and what it said.

    ``body`` is the table as JSON; ``digest`` the SHA-256 of it. A later table of the same period that says
    otherwise is another ``version``. ``row_count`` is how many records were counted.
    """

    subject = TextField()
    first_day = DateText()
    last_day = DateText()
    cut_off_at = TextField()
    row_count = IntegerField()
    version = IntegerField()
    digest = TextField()
    body = TextField()
    printed_by = RefText()

    class Meta:
        table_no = 95
        indexes = ((("first_day", "last_day"), False),)


class DeedParticipant(Record):
    """Somebody who took part in a deed; ``hours_x10`` in tenths of an hour."""

    deed_id = RefText()
    person_id = RefText()
    part = TextField(null=True)
    hours_x10 = IntegerField(null=True)

    class Meta:
        table_no = 68
        indexes = ((("deed_id",), False), (("person_id",), False))
