"""Points of members (零基积分) and households: schemes, the ledger, its closings and appeals.

Points are kept in hundredths. A ledger entry is never changed in its figures and never deleted: a
wrong one is reversed by an entry of its own.
"""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, TextField


class PointsScheme(Record):
    """The rules by which points are given, as adopted: categories, ceilings and items as JSON.

    ``subject`` is ``member`` or ``household``.
    """

    subject = TextField()
    name = TextField()
    version = IntegerField()
    valid_from = DateText()
    valid_to = DateText(null=True)
    body = TextField()
    adopted_on = DateText(null=True)
    meeting_id = RefText(null=True)

    class Meta:
        table_no = 69


class PointsEntry(Record):
    """One line of the ledger; ``owner_id`` is the party_member or household row that it counts for.

    ``state`` is a code of points_state (claimed, confirmed, refused), ``origin`` the record that it
    comes from (``meeting_attendance/ID``), ``quarter`` the quarter it is booked in (``2026-Q3``),
    ``reverses_id`` the entry that it takes back.
    """

    subject = TextField()
    owner_id = RefText()
    year = IntegerField()
    quarter = TextField()
    category = CodeText()
    item = CodeText()
    points_x100 = IntegerField()
    occurred_on = DateText()
    state = CodeText()
    origin = TextField(null=True)
    evidence = TextField(null=True)
    recorded_by = TextField()
    recorded_at = TextField()
    confirmed_by = TextField(null=True)
    confirmed_on = DateText(null=True)
    refused_reason = TextField(null=True)
    reverses_id = RefText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 70
        # The first answers a ranking alone.
        indexes = (
            (("subject", "year", "state", "owner_id", "category", "quarter", "points_x100"), False),
            (("owner_id",), False),
            (("origin",), False),
            (("reverses_id",), False),
        )


class PointsClosing(Record):
    """A quarter of a ledger that was closed: what comes later is booked in the next one.

    A closed year is ``quarter`` ``2026``, with the meeting that closed it; members' years are closed by
    each branch.
    """

    subject = TextField()
    quarter = TextField()
    branch_id = RefText(null=True)
    closed_on = DateText()
    closed_by = TextField()
    meeting_id = RefText(null=True)

    class Meta:
        table_no = 71


class PointsAppeal(Record):
    """Somebody's word against an entry, and the answer; ``outcome`` is a code of appeal_outcome."""

    entry_id = RefText()
    appellant_id = RefText(null=True)
    text = TextField()
    received_on = DateText()
    due_on = DateText()
    answer = TextField(null=True)
    answered_on = DateText(null=True)
    answered_by = TextField(null=True)
    outcome = CodeText(null=True)

    class Meta:
        table_no = 72
        indexes = ((("entry_id",), False),)
