"""Fields of class R: a right of their own, never on a notice; the exchange holds them back by default."""

from db.models.base import CodeText, IntegerField, ListText, Record, RefText, TextField


class Restricted(Record):
    """What only those with the right may see of a person; empty unless the county switches it on."""

    person_id = RefText()
    object_class = CodeText(null=True)
    visit_cycle_days = IntegerField(null=True)
    risk_level = CodeText(null=True)
    dispute_refs = ListText(null=True)
    major_event_refs = ListText(null=True)
    offence_note = TextField(null=True)
    control_agency = TextField(null=True)

    class Meta:
        table_no = 8
        indexes = ((("person_id",), False),)
