"""The person: root of the register."""

from db.models.base import (
    BooleanField,
    CodeText,
    DateText,
    IntegerField,
    ListText,
    Record,
    RefText,
    ScaledInteger,
    TextField,
)


class Person(Record):
    """Someone the office keeps a file of, with all that belongs to the person alone.

    What belongs to a household hangs on it through `Membership`, so that moving out of the hukou
    leaves land, homestead and collective membership as they are.
    """

    name_key = TextField(null=True)  # pinyin for sorting, made with the search index
    name = TextField(null=True)
    former_name = TextField(null=True)
    id_kind = CodeText(null=True)
    citizen_id = TextField(null=True)
    sex = CodeText(null=True)
    birth_date = DateText(null=True)
    lunar_birthday = TextField(null=True)
    ethnicity = CodeText(null=True)
    marital_status = CodeText(null=True)
    education = CodeText(null=True)
    political_status = CodeText(null=True)
    religion = TextField(null=True)
    military_service = CodeText(null=True)
    health_status = CodeText(null=True)
    blood_type = CodeText(null=True)
    mobile = TextField(null=True)
    wechat = TextField(null=True)
    emergency_contact = TextField(null=True)
    emergency_phone = TextField(null=True)
    residence_state = CodeText(null=True)
    current_place = TextField(null=True)
    registered_address = TextField(null=True)
    moved_in_date = DateText(null=True)
    moved_from = TextField(null=True)
    moved_out_date = DateText(null=True)
    death_date = DateText(null=True)
    father_person_id = RefText(null=True)
    mother_person_id = RefText(null=True)
    spouse_person_id = RefText(null=True)
    guardian_person_id = RefText(null=True)
    collective_member = BooleanField(null=True)
    collective_member_basis = CodeText(null=True)
    collective_member_period_from = DateText(null=True)
    collective_member_period_to = DateText(null=True)
    equity_shares = ScaledInteger(4, null=True)
    photo = TextField(null=True)
    source = CodeText(null=True)
    verified_date = DateText(null=True)
    employment_status = CodeText(null=True)
    job_state = CodeText(null=True)
    work_place = TextField(null=True)
    employer = TextField(null=True)
    job_title = TextField(null=True)
    skill_level = CodeText(null=True)
    monthly_wage = ScaledInteger(null=True)
    left_date = DateText(null=True)
    return_date = DateText(null=True)
    job_intention = BooleanField(null=True)
    wanted_job = TextField(null=True)
    training_wish = TextField(null=True)
    medical_insured = CodeText(null=True)
    medical_paid_year = IntegerField(null=True)
    medical_paid = ScaledInteger(null=True)
    pension_insured = CodeText(null=True)
    pension_tier = ScaledInteger(null=True)
    pension_receiving = BooleanField(null=True)
    pension_verified = DateText(null=True)
    other_insurance = TextField(null=True)
    benefit_account = TextField(null=True)
    benefit_bank = TextField(null=True)
    benefit_items = ListText(null=True)
    allowance_no = TextField(null=True)
    group_tags = ListText(null=True)
    disability_no = TextField(null=True)
    disability_category = CodeText(null=True)
    disability_grade = CodeText(null=True)
    id_damaged = TextField(null=True)  # digits left of a number that a spreadsheet has rounded
    extra = TextField(null=True)  # the county's own fields, JSON object
    note = TextField(null=True)

    class Meta:
        table_no = 1
        search_fields = ("name", "former_name", "citizen_id", "mobile")
        indexes = (
            (("name",), False),
            (("citizen_id",), False),
            (("birth_date",), False),
            (("name_key",), False),
        )


class ExpiringPaper(Record):
    """A person's card or paper that runs out on a day: identity card, disability card and others."""

    person_id = RefText()
    kind = CodeText()
    expires_on = DateText()
    note = TextField(null=True)
    closed_on = DateText(null=True)

    class Meta:
        table_no = 139
        indexes = ((("person_id",), False), (("expires_on",), False))
