"""Who belonged to which household, from when to when."""

from db.models.base import CodeText, DateText, Record, RefText, TextField


class Membership(Record):
    """One stay of a person in a household; ended by a date, never overwritten.

    ``to_date`` empty means that it lasts. ``role`` is ``head`` or ``member``.
    """

    person_id = RefText()
    household_id = RefText()
    role = TextField(default="member")
    relation_to_head = CodeText(null=True)
    from_date = DateText(null=True)
    to_date = DateText(null=True)
    reason_in = CodeText(null=True)
    reason_out = CodeText(null=True)

    class Meta:
        table_no = 3
        # The first one answers alone where somebody belongs: lists and the search ask it for everyone.
        indexes = (
            (("person_id", "household_id", "role", "relation_to_head", "from_date", "to_date"), False),
            (("household_id",), False),
        )
