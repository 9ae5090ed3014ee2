"""Household inspections, the red and black board, the village's own rules, and credit (整村授信)."""

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


class InspectionRound(Record):
    """One round of inspecting households; ``subject`` is a code of inspection_subject.

    ``groups`` are the villager groups it walks (none: all), ``inspector_ids`` a pair of persons at least,
    ``scheme`` the version of the items it is scored by.
    """

    subject = CodeText()
    month = TextField()
    planned_on = DateText()
    walked_on = DateText(null=True)
    groups = ListText(null=True)
    inspector_ids = ListText()
    scheme = TextField()
    closed_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 73
        indexes = ((("month",), False),)


class InspectionScore(Record):
    """What a pair of inspectors gave a household for one item, 0 to the item's ceiling, in hundredths.

    The row with an empty ``item`` is about the household as a whole: why it was not seen, a remark.
    """

    round_id = RefText()
    household_id = RefText()
    item = CodeText()
    score_x100 = IntegerField(null=True)
    not_seen_reason = TextField(null=True)
    remark = TextField(null=True)

    class Meta:
        table_no = 74
        indexes = ((("round_id", "household_id"), False), (("household_id",), False))


class BoardEntry(Record):
    """A household's entry for the red or black board, from the finding to the day it came down.

    ``colour`` is ``red`` or ``black``. A black one is told to the household first; what is mended by
    ``mend_by`` never reaches the board. ``help_text`` is what a protected household was offered
    instead, ``event_id`` the task that came of it. ``notice_id`` is the issued sheet it stands on: when it
    was posted follows from that sheet. ``taken_down_on`` is its own last day where that came earlier.
    """

    household_id = RefText()
    colour = TextField()
    subject = CodeText()
    item = CodeText(null=True)
    points_x100 = IntegerField(null=True)
    fact = TextField()
    found_on = DateText()
    round_id = RefText(null=True)
    covenant_id = RefText(null=True)
    told_on = DateText(null=True)
    told_by = TextField(null=True)
    told_way = CodeText(null=True)
    mend_by = DateText(null=True)
    mended_on = DateText(null=True)
    mended_text = TextField(null=True)
    help_text = TextField(null=True)
    help_on = DateText(null=True)
    event_id = RefText(null=True)
    approved_on = DateText(null=True)
    approved_by = TextField(null=True)
    dropped_on = DateText(null=True)
    dropped_reason = TextField(null=True)
    notice_id = RefText(null=True)
    taken_down_on = DateText(null=True)

    class Meta:
        table_no = 75
        indexes = ((("household_id",), False), (("colour", "found_on"), False))


class CovenantItem(Record):
    """One article of the village's own rules (村规民约), adopted by the assembly and filed.

    Without ``adopted_on`` it is a draft. Articles adopted on one day are one version of the rules.
    ``points_x100`` and ``least_points_x100`` bound what a breach takes, both negative. ``legal_note`` says
    who found that it infringes no rights where its words gave a doubt.
    """

    number = TextField()
    title = TextField()
    text = TextField()
    points_x100 = IntegerField(null=True)
    least_points_x100 = IntegerField(null=True)
    adopted_on = DateText(null=True)
    meeting_id = RefText(null=True)
    legal_note = TextField(null=True)
    filed_with = TextField(null=True)
    filed_on = DateText(null=True)
    repealed_on = DateText(null=True)
    is_for_board = BooleanField(default=False)

    class Meta:
        table_no = 76


class CreditConsent(Record):
    """A household's written consent to give its points to a bank: for what, to whom, until when."""

    household_id = RefText()
    person_id = RefText()
    bank = TextField()
    purpose = TextField()
    items = ListText(null=True)
    signed_on = DateText()
    valid_to = DateText()
    withdrawn_on = DateText(null=True)

    class Meta:
        table_no = 77
        indexes = ((("household_id",), False),)


class CreditPanel(Record):
    """One sitting of the panel that recommends households for credit (整村授信)."""

    held_on = DateText()
    year = IntegerField()
    quarter = TextField(null=True)
    panel_ids = ListText()
    meeting_id = RefText(null=True)
    bank = TextField()
    scheme = TextField()
    handed_over_on = DateText(null=True)
    handed_over_to = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 78


class CreditRecommendation(Record):
    """One household on a panel's list with its points and grade of that day; the bank decides the money.

    ``aside_ids`` are members of the panel who stood aside as relatives.
    """

    panel_id = RefText()
    household_id = RefText()
    consent_id = RefText(null=True)
    points_x100 = IntegerField()
    grade = CodeText()
    recommended = BooleanField(default=True)
    aside_ids = ListText(null=True)
    reason = TextField(null=True)

    class Meta:
        table_no = 79
        indexes = ((("panel_id",), False), (("household_id",), False))


class InspectionScheme(Record):
    """The items of inspections as the village or county set them from a day on; ``body`` is JSON."""

    version = TextField()
    valid_from = DateText()
    body = TextField()

    class Meta:
        table_no = 91


class CreditTable(Record):
    """A bank's own table from points to grades, as it gave it; ``body`` is JSON, ``source`` its paper."""

    bank = TextField()
    version = TextField()
    valid_from = DateText()
    source = TextField(null=True)
    body = TextField()

    class Meta:
        table_no = 92
