"""Meetings of the party branch, the villagers and the collective: who was due, who came, what was decided."""

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


class Meeting(Record):
    """One gathering; it may count for several kinds (``kinds`` holds meeting_kind codes).

    ``state`` is ``planned``, ``held`` or ``cancelled``. Times are ``HH:MM``. The four counts are those
    of people due to attend; where `MeetingAttendance` rows exist they are their sum, where there are
    none they were typed. ``observer_count`` are guests (列席). ``branch_id``, ``party_group_id`` and
    ``villager_group`` say whose meeting it was; all empty is the village's own. ``by_households`` says that
    those due are counted by household (户代表), one attendance row for each.
    """

    kinds = ListText()
    held_on = DateText()
    title = TextField()
    state = TextField(default="held")
    branch_id = RefText(null=True)
    party_group_id = RefText(null=True)
    villager_group = TextField(null=True)
    called_on = DateText(null=True)
    starts_at = TextField(null=True)
    ends_at = TextField(null=True)
    place = TextField(null=True)
    chair = TextField(null=True)
    recorder = TextField(null=True)
    due_count = IntegerField(null=True)
    present_count = IntegerField(null=True)
    leave_count = IntegerField(null=True)
    absent_count = IntegerField(null=True)
    observer_count = IntegerField(null=True)
    by_households = BooleanField(default=False)
    household_due_count = IntegerField(null=True)
    household_present_count = IntegerField(null=True)
    observers = TextField(null=True)
    theme = TextField(null=True)
    lecture = TextField(null=True)
    lecturer = CodeText(null=True)
    lecturer_name = TextField(null=True)
    content = TextField(null=True)
    resolution = TextField(null=True)
    cancelled_reason = TextField(null=True)
    signed_on = DateText(null=True)
    branch = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 15
        indexes = ((("held_on",), False),)


class MeetingAttendance(Record):
    """One person at one meeting, due or as a guest; ``state`` is a code of attendance_state.

    ``standing`` says what the person came as (``voter``, ``member`` without a vote, ``observer``, or
    ``not_counted`` where the rules leave somebody out of those due); ``votes_in`` are the meeting_kind codes
    in whose votes the person takes part.
    ``proxy_person_id`` is who came instead inside the household. ``made_up_on`` is the day somebody
    absent studied later (补课), ``told_by`` who passed the content on to somebody ill.
    """

    meeting_id = RefText()
    person_id = RefText()
    household_id = RefText(null=True)
    standing = TextField(default="voter")
    votes_in = ListText(null=True)
    state = CodeText()
    reason = TextField(null=True)
    arrived_at = TextField(null=True)
    proxy_person_id = RefText(null=True)
    made_up_on = DateText(null=True)
    made_up_note = TextField(null=True)
    told_by = TextField(null=True)

    class Meta:
        table_no = 58
        indexes = ((("meeting_id", "state"), False), (("person_id",), False))


class MeetingTopic(Record):
    """One item of an agenda with what was said, how it was voted on and what was resolved.

    Counts are of those with a vote. ``kind`` is the meeting_kind whose quorum and majority hold for
    this vote, empty where nothing was put to the vote. ``subject`` is a code of meeting_subject, since
    the law reserves some or asks more for them; ``matter_id`` the major matter (四议两公开) that the
    item takes a step of. ``event_id`` is the task that came of it.
    """

    meeting_id = RefText()
    position = IntegerField()
    title = TextField()
    reporter = TextField(null=True)
    discussion = TextField(null=True)
    kind = CodeText(null=True)
    majority = CodeText(null=True)
    subject = CodeText(null=True)
    matter_id = RefText(null=True)
    due_count = IntegerField(null=True)
    present_count = IntegerField(null=True)
    household_due_count = IntegerField(null=True)
    household_present_count = IntegerField(null=True)
    agreed_count = IntegerField(null=True)
    against_count = IntegerField(null=True)
    abstained_count = IntegerField(null=True)
    resolution = TextField(null=True)
    event_id = RefText(null=True)

    class Meta:
        table_no = 59
        indexes = ((("meeting_id",), False),)


class MeetingGrade(Record):
    """The ballots that one person was given when officials were appraised (民主评议), by grade."""

    meeting_id = RefText()
    person_id = RefText()
    post = TextField(null=True)
    excellent_count = IntegerField(default=0)
    good_count = IntegerField(default=0)
    fair_count = IntegerField(default=0)
    poor_count = IntegerField(default=0)

    class Meta:
        table_no = 84
        indexes = ((("meeting_id",), False),)


class BodySeat(Record):
    """A seat in a body that meets: representatives, committees, councils; ``body`` is a code of meeting_body.

    ``represents`` says in words whom a representative speaks for, ``household_count`` how many households
    those are.
    """

    body = CodeText()
    person_id = RefText()
    post = TextField(null=True)
    villager_group = TextField(null=True)
    represents = TextField(null=True)
    household_count = IntegerField(null=True)
    from_date = DateText(null=True)
    to_date = DateText(null=True)
    reason = TextField(null=True)

    class Meta:
        table_no = 85
        indexes = ((("body",), False),)
