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

    ``groups`` are the villager groups it walks, ``inspector_ids`` a pair of persons at least.
    """

    subject = CodeText()
    month = TextField()
    planned_on = DateText()
    walked_on = DateText(null=True)
    groups = ListText(null=True)
    inspector_ids = ListText()
    closed_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 73
        indexes = ((("month",), False),)


class InspectionScore(Record):
    """What a pair of inspectors gave a household for one item, 0 to the item's ceiling, in hundredths."""

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
    instead.
    """

    household_id = RefText()
    colour = TextField()
    subject = CodeText()
    item = CodeText(null=True)
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
    approved_on = DateText(null=True)
    approved_by = TextField(null=True)
    dropped_on = DateText(null=True)
    dropped_reason = TextField(null=True)
    notice_id = RefText(null=True)
    posted_on = DateText(null=True)
    take_down_on = DateText(null=True)
    taken_down_on = DateText(null=True)

    class Meta:
        table_no = 75
        indexes = ((("household_id",), False), (("colour", "found_on"), False))


class CovenantItem(Record):
    """One article of the village's own rules (村规民约), adopted by the assembly and filed."""

    number = TextField()
    title = TextField()
    text = TextField()
    points_x100 = IntegerField(null=True)
    least_points_x100 = IntegerField(null=True)
    adopted_on = DateText()
    meeting_id = RefText(null=True)
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
    """One household on a panel's list with its points and grade of that day; the bank decides the money."""

    panel_id = RefText()
    household_id = RefText()
    consent_id = RefText(null=True)
    points_x100 = IntegerField()
    grade = CodeText()
    recommended = BooleanField(default=True)
    reason = TextField(null=True)

    class Meta:
        table_no = 79
        indexes = ((("panel_id",), False), (("household_id",), False))
