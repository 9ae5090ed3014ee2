"""What members and villagers learn and do together: content, study, real deeds (实事)."""

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


class DeedParticipant(Record):
    """Somebody who took part in a deed; ``hours_x10`` in tenths of an hour."""

    deed_id = RefText()
    person_id = RefText()
    part = TextField(null=True)
    hours_x10 = IntegerField(null=True)

    class Meta:
        table_no = 68
        indexes = ((("deed_id",), False), (("person_id",), False))
