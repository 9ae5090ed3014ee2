"""Homesteads, contracted land and hills."""

from db.models.base import (
    BooleanField,
    CodeText,
    DateText,
    ListText,
    Record,
    RefText,
    ScaledInteger,
    TextField,
)


class Homestead(Record):
    """One homestead plot of a household."""

    household_id = RefText()
    homestead_no = TextField(null=True)
    title_no = TextField(null=True)
    approved_area = ScaledInteger(null=True)
    occupied_area = ScaledInteger(null=True)
    boundaries = TextField(null=True)
    approval_date = DateText(null=True)
    homestead_idle = BooleanField(null=True)

    class Meta:
        table_no = 5
        indexes = ((("household_id",), False),)


class LandContract(Record):
    """One contract over land or hills; it lasts when a member dies or moves."""

    household_id = RefText()
    contract_no = TextField(null=True)
    contractor_code = TextField(null=True)
    contract_title_no = TextField(null=True)
    contract_period_from = DateText(null=True)
    contract_period_to = DateText(null=True)
    contract_area = ScaledInteger(null=True)
    co_contractors = ListText(null=True)
    forest_title_no = TextField(null=True)
    forest_area = ScaledInteger(null=True)
    forest_kind = CodeText(null=True)
    main_crop = TextField(null=True)
    livestock = TextField(null=True)

    class Meta:
        table_no = 6
        indexes = ((("household_id",), False),)


class LandParcel(Record):
    """One parcel of a contract."""

    land_contract_id = RefText()
    parcel_code = TextField(null=True)
    parcel_name = TextField(null=True)
    land_kind = CodeText(null=True)
    parcel_boundaries = TextField(null=True)
    transfer_kind = CodeText(null=True)
    transfer_area = ScaledInteger(null=True)
    transferee = TextField(null=True)
    transfer_period_from = DateText(null=True)
    transfer_period_to = DateText(null=True)
    transfer_price = ScaledInteger(null=True)

    class Meta:
        table_no = 7
        indexes = ((("land_contract_id",), False),)
