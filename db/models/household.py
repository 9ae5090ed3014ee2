"""The household, of any of the six kinds."""

from db.models.base import CodeText, DateText, ListText, Record, RefText, ScaledInteger, TextField


class Household(Record):
    """A group of people of one kind: hukou, contract, homestead, aid, collective or actual.

    The head is the member whose role says so; numbers of people are counted, not kept.
    """

    kind = TextField(default="hukou")
    household_no = TextField(null=True)
    household_category = CodeText(null=True)
    hukou_type = CodeText(null=True)
    division_code = TextField(null=True)
    villager_group = TextField(null=True)
    hamlet = TextField(null=True)
    grid_id = RefText(null=True)
    address = TextField(null=True)
    linked_party_member_id = RefText(null=True)
    linked_official_id = RefText(null=True)
    household_state = CodeText(null=True)
    needs = TextField(null=True)
    household_phone = TextField(null=True)
    annual_income = ScaledInteger(null=True)
    wage_income = ScaledInteger(null=True)
    business_income = ScaledInteger(null=True)
    property_income = ScaledInteger(null=True)
    transfer_income = ScaledInteger(null=True)
    major_expense = TextField(null=True)
    vehicle = ListText(null=True)
    farm_machine = ListText(null=True)
    boat = ListText(null=True)
    business_entity = TextField(null=True)
    credit_grade = CodeText(null=True)
    credit_line = ScaledInteger(null=True)
    board_refs = ListText(null=True)
    opened_on = DateText(null=True)
    closed_on = DateText(null=True)
    close_reason = TextField(null=True)
    extra = TextField(null=True)  # the county's own fields, JSON object
    note = TextField(null=True)

    class Meta:
        table_no = 2
        search_fields = ("household_no", "villager_group", "hamlet", "address", "household_phone")
        indexes = ((("household_no",), False), (("villager_group",), False))
