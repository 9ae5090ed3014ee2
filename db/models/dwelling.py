"""Where a household lives."""

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


class Dwelling(Record):
    """One house or flat of a household."""

    household_id = RefText()
    dwelling_address = TextField(null=True)
    built_year = IntegerField(null=True)
    dwelling_structure = CodeText(null=True)
    floors = IntegerField(null=True)
    floor_area = ScaledInteger(null=True)
    safety_grade = CodeText(null=True)
    dwelling_use = CodeText(null=True)
    only_dwelling = BooleanField(null=True)
    hazard_site_id = RefText(null=True)
    shelter_id = RefText(null=True)
    evacuation_help = BooleanField(null=True)
    water_source = CodeText(null=True)
    sanitary_toilet = BooleanField(null=True)
    sewage_connected = BooleanField(null=True)
    gas_kind = CodeText(null=True)

    class Meta:
        table_no = 4
        indexes = ((("household_id",), False),)


class HazardSite(Record):
    """A place that threatens dwellings: a slope, a pond, a bank."""

    name = TextField()
    hazard_kind = CodeText(null=True)
    position = TextField(null=True)
    monitor_person_id = RefText(null=True)
    number = TextField(null=True)
    state = CodeText(null=True)
    keeper_person_id = RefText(null=True)
    warning_signal = TextField(null=True)
    signal_giver = TextField(null=True)
    route = TextField(null=True)
    shelter_id = RefText(null=True)
    resettlement_unit = TextField(null=True)
    rescue_unit = TextField(null=True)
    reading_names = ListText(null=True)
    found_on = DateText(null=True)
    closed_on = DateText(null=True)
    route_order = IntegerField(null=True)
    note = TextField(null=True)
    scale = TextField(null=True)
    cause = TextField(null=True)
    advice = TextField(null=True)

    class Meta:
        table_no = 10


class Shelter(Record):
    """A place where people are brought to safety."""

    name = TextField()
    position = TextField(null=True)
    capacity = IntegerField(null=True)
    keeper_person_id = RefText(null=True)
    keeper_phone = TextField(null=True)
    stock = TextField(null=True)
    closed_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 11
