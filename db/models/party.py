"""The party's organisation in the village: branches, groups, members and their posts, dues, ways in and out.

What a person is as a person stays in the register (`Person`); these rows say what the person is in the party.
"""

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


class Branch(Record):
    """A party organisation of the village; ``kind`` is a code of party_organisation_kind.

    ``units`` names what a joint branch joins. ``theme_day`` is the branch's relatively fixed day:
    ``solar:15`` the 15th of the month, ``lunar:1`` the first of the lunar month.
    """

    name = TextField()
    kind = CodeText()
    parent_name = TextField(null=True)
    units = ListText(null=True)
    founded_on = DateText(null=True)
    dissolved_on = DateText(null=True)
    theme_day = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 45


class BranchTerm(Record):
    """One term of a branch's committee, or of its secretary where it has none; elected and approved."""

    branch_id = RefText()
    number = IntegerField(null=True)
    from_date = DateText()
    to_date = DateText(null=True)
    has_committee = BooleanField(default=False)
    elected_on = DateText(null=True)
    meeting_id = RefText(null=True)
    approved_on = DateText(null=True)
    approved_by = TextField(null=True)
    postponed_to = DateText(null=True)
    postponed_reason = TextField(null=True)

    class Meta:
        table_no = 46
        indexes = ((("branch_id",), False),)


class PartyGroup(Record):
    """A group (党小组) of a branch; without ``founded_on`` it is as old as its branch."""

    branch_id = RefText()
    name = TextField()
    founded_on = DateText(null=True)
    dissolved_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 47
        indexes = ((("branch_id",), False),)


class PartyMember(Record):
    """A member of the party, or somebody on the way to it; one row a person and organisation.

    ``status`` is a code of party_member_status and empty before admission, ``stage`` one of
    party_development_stage and empty once that way is over. Days of the way stand in
    `PartyDevelopmentStep`; those here are what a finished record says, also where the way is not on
    record. ``introducers`` are names as the volunteer's form has them. ``fee_basis`` is a code of
    party_fee_basis, ``fee_income_cents`` the monthly income that it counts from, ``fee_cents`` what the
    branch agreed on for a month where the rules leave a choice or somebody pays less.
    """

    person_id = RefText()
    branch_id = RefText(null=True)
    group_id = RefText(null=True)
    status = CodeText(null=True)
    stage = CodeText(null=True)
    applied_on = DateText(null=True)
    activist_on = DateText(null=True)
    candidate_on = DateText(null=True)
    joined_on = DateText(null=True)
    confirmed_on = DateText(null=True)
    introducers = ListText(null=True)
    duty_post = TextField(null=True)
    fee_basis = CodeText(null=True)
    fee_income_cents = IntegerField(null=True)
    fee_cents = IntegerField(null=True)
    is_in_hardship = BooleanField(null=True)
    arrived_on = DateText(null=True)
    left_on = DateText(null=True)
    left_reason = TextField(null=True)
    contact_lost_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 48
        indexes = ((("person_id",), False), (("branch_id",), False))


class PartyPost(Record):
    """A post (职务) held in a branch, its committee or a group, from when to when; code of party_post."""

    member_id = RefText()
    branch_id = RefText()
    group_id = RefText(null=True)
    post = CodeText()
    from_date = DateText(null=True)
    to_date = DateText(null=True)
    reason = TextField(null=True)

    class Meta:
        table_no = 49
        indexes = ((("member_id",), False), (("branch_id",), False))


class PartyFloat(Record):
    """One time that a member lives elsewhere without moving the relation; ``kind`` is party_float_kind.

    ``contact_months`` is how often the contact person calls, where it differs from the rule.
    """

    member_id = RefText()
    kind = CodeText()
    left_on = DateText()
    back_on = DateText(null=True)
    expected_back_on = DateText(null=True)
    place = TextField(null=True)
    is_abroad = BooleanField(default=False)
    employer = TextField(null=True)
    reason = TextField(null=True)
    host_branch = TextField(null=True)
    contact_person_id = RefText(null=True)
    contact_months = IntegerField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 50
        indexes = ((("member_id",), False),)


class PartyContact(Record):
    """One contact with a member who is away, or an attempt that failed."""

    member_id = RefText()
    contacted_on = DateText()
    way = CodeText(null=True)
    reached = BooleanField(default=True)
    contacted_by = TextField(null=True)
    text = TextField(null=True)

    class Meta:
        table_no = 51
        indexes = ((("member_id", "contacted_on"), False),)


class PartyDevelopmentStep(Record):
    """One step of somebody's way into the party; ``step`` is a code of party_development_step.

    ``until`` is the end of what lasts (training, probation), ``hours`` the length of a training,
    ``people`` those who vouch or talk (contact persons, introducers, the talker).
    """

    member_id = RefText()
    step = CodeText()
    done_on = DateText()
    until = DateText(null=True)
    hours = IntegerField(null=True)
    people = ListText(null=True)
    meeting_id = RefText(null=True)
    notice_id = RefText(null=True)
    document = TextField(null=True)
    outcome = CodeText(null=True)
    text = TextField(null=True)

    class Meta:
        table_no = 52
        indexes = ((("member_id",), False),)


class PartyFee(Record):
    """One payment of dues (党费) for the months ``first_month`` to ``last_month`` (``YYYY-MM``), in fen."""

    member_id = RefText()
    first_month = TextField()
    last_month = TextField()
    amount_cents = IntegerField()
    paid_on = DateText()
    collector = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 53
        indexes = ((("member_id", "last_month"), False),)


class PartyFeeMove(Record):
    """What became of the dues in a branch's hands, in fen; ``kind`` is a code of party_fee_move."""

    branch_id = RefText(null=True)
    kind = CodeText()
    moved_on = DateText()
    amount_cents = IntegerField()
    text = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 81
        indexes = ((("moved_on",), False),)


class PartyTransfer(Record):
    """A letter that moves a member's relation (组织关系介绍信); ``direction`` is ``out`` or ``in``.

    ``number`` is the letter's, ``valid_days`` how long it may be shown, ``receipt_on`` the day the
    receipt came back (out) or was sent (in).
    """

    member_id = RefText(null=True)
    person_id = RefText()
    direction = TextField()
    number = TextField()
    issued_on = DateText()
    valid_days = IntegerField()
    from_organisation = TextField()
    to_organisation = TextField()
    fee_paid_to = TextField(null=True)
    receipt_on = DateText(null=True)
    receipt_from = TextField(null=True)
    void_on = DateText(null=True)
    void_reason = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 54
        indexes = ((("person_id",), False),)


class PartyDiscipline(Record):
    """A measure of discipline; ``scope`` says who may be told (codes of the disclosure scopes)."""

    member_id = RefText()
    kind = CodeText()
    decided_on = DateText()
    decided_by = TextField(null=True)
    document = TextField(null=True)
    reason = TextField(null=True)
    scope = CodeText()
    effective_until = DateText(null=True)
    lifted_on = DateText(null=True)

    class Meta:
        table_no = 55
        indexes = ((("member_id",), False),)


class PartyHonour(Record):
    """An award given to a member or a branch; ``level`` is who gave it (village, township, county …)."""

    member_id = RefText(null=True)
    branch_id = RefText(null=True)
    title = TextField()
    given_on = DateText()
    given_by = TextField(null=True)
    level = CodeText(null=True)

    class Meta:
        table_no = 56
        indexes = ((("member_id",), False),)


class PartyAppraisal(Record):
    """The grade that the branch gave a member for a year (民主评议); counts are ballots for each grade."""

    member_id = RefText()
    year = IntegerField()
    grade = CodeText()
    meeting_id = RefText(null=True)
    excellent_count = IntegerField(null=True)
    good_count = IntegerField(null=True)
    fair_count = IntegerField(null=True)
    poor_count = IntegerField(null=True)
    text = TextField(null=True)

    class Meta:
        table_no = 57
        indexes = ((("year", "member_id"), False),)
