"""Work and jobs (务工信息): who looks for work, what work there is, and who was recommended where."""

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


class JobSeeker(Record):
    """Somebody who looks for work, for 90 days from the registration (a rule)."""

    person_id = RefText()
    wanted_kind = CodeText(null=True)
    wanted_job = TextField(null=True)
    wanted_place = CodeText(null=True)
    wage_cents = IntegerField(null=True)
    from_on = DateText(null=True)
    skills = ListText(null=True)
    certificates = TextField(null=True)
    training = TextField(null=True)
    limits = TextField(null=True)
    consented_on = DateText(null=True)
    registered_on = DateText()
    renewed_on = DateText(null=True)
    state = CodeText()
    closed_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 131
        indexes = ((("person_id",), False),)


class JobPost(Record):
    """Work that somebody offers, from the county or the village."""

    employer = TextField()
    credit_code = TextField(null=True)
    place = TextField(null=True)
    place_kind = CodeText(null=True)
    title = TextField()
    kind = CodeText(null=True)
    wanted_count = IntegerField(null=True)
    demands = TextField(null=True)
    wage_from_cents = IntegerField(null=True)
    wage_to_cents = IntegerField(null=True)
    wage_unit = CodeText(null=True)
    insured = BooleanField(null=True)
    lodging = BooleanField(null=True)
    contact = TextField(null=True)
    phone = TextField(null=True)
    posted_on = DateText()
    valid_to = DateText()
    checked_on = DateText(null=True)
    checked_by = TextField(null=True)
    is_listed_bad = BooleanField(default=False)
    closed_on = DateText(null=True)
    source = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 132
        indexes = ((("valid_to",), False),)


class JobReferral(Record):
    """A job seeker recommended for a post, and what came of it."""

    seeker_id = RefText()
    post_id = RefText()
    referred_on = DateText()
    outcome = CodeText(null=True)
    outcome_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 133
        indexes = (
            (("seeker_id",), False),
            (("post_id",), False),
        )
