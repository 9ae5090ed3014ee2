"""What happens in life and moves the register: births, deaths, moves, splits."""

from db.models.base import CodeText, DateText, ListText, Record, RefText, TextField


class LifeEvent(Record):
    """One register operation, with the day it happened and the day the police entered it.

    ``state`` is known, advised, registered or cancelled.
    """

    kind = CodeText()
    event_date = DateText(null=True)
    registered_date = DateText(null=True)
    state = TextField(default="known")
    person_ids = ListText(null=True)
    household_ids = ListText(null=True)
    evidence = TextField(null=True)
    note = TextField(null=True)
    reverses_id = RefText(null=True)

    class Meta:
        table_no = 24
