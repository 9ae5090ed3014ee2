"""The village's income and expenditure as it is disclosed; the books are kept elsewhere."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, TextField


class FundsEntry(Record):
    """One voucher line; exactly one of income and expense is not zero. Money in fen."""

    entry_on = DateText()
    voucher_no = TextField(null=True)
    kind = CodeText()
    summary = TextField()
    income_cents = IntegerField(default=0)
    expense_cents = IntegerField(default=0)
    handler = TextField(null=True)
    approver = TextField(null=True)
    payee = TextField(null=True)
    payee_kind = TextField(default="none")
    payee_group = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 16
        indexes = ((("entry_on",), False),)


class FundsOpening(Record):
    """The balance at the beginning of a day, as the books say. Money in fen."""

    opening_on = DateText()
    balance_cents = IntegerField()

    class Meta:
        table_no = 17


class AidGrant(Record):
    """A household's grant of aid (低保 and others) from a month on. Money in fen a month."""

    household_id = RefText()
    head_person_id = RefText()
    aid_kind = CodeText()
    change_kind = TextField(default="continued")
    people_count = IntegerField()
    monthly_cents = IntegerField()
    from_month = DateText()
    to_month = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 18
        indexes = ((("aid_kind",), False),)
