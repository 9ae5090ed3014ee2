"""The village's income and expenditure as it is disclosed; the books are kept elsewhere."""

from db.models.base import (
    BooleanField,
    CodeText,
    DateText,
    IntegerField,
    Record,
    RefText,
    ScaledInteger,
    TextField,
)


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
    account_id = RefText(null=True)
    project_id = RefText(null=True)
    matter_id = RefText(null=True)

    class Meta:
        table_no = 16
        indexes = ((("entry_on",), False),)


class FundsOpening(Record):
    """The balance at the beginning of a day, as the books say. Money in fen.

    Without ``account_id`` it is that of all accounts together. Where it differs from the balance before
    and the entries since, ``explanation`` says why.
    """

    opening_on = DateText()
    balance_cents = IntegerField()
    account_id = RefText(null=True)
    explanation = TextField(null=True)

    class Meta:
        table_no = 17


class AidGrant(Record):
    """A grant of aid (低保 and others) from a month on. Money in fen a month, or in all when paid once.

    ``head_person_id`` is the person it was granted to: the head of the household or, by its kind, one of its
    people. ``hardship_class`` is all that is kept of the reason, and only where a sheet may say it.
    """

    household_id = RefText()
    head_person_id = RefText()
    aid_kind = CodeText()
    change_kind = TextField(default="continued")
    people_count = IntegerField()
    monthly_cents = IntegerField()
    from_month = DateText()
    to_month = DateText(null=True)
    note = TextField(null=True)
    hardship_class = CodeText(null=True)

    class Meta:
        table_no = 18
        indexes = ((("aid_kind",), False),)


class FundsAccount(Record):
    """One account of the collective; of its number only the end is kept.

    One that is neither the basic nor the land compensation account has the day on which the assembly
    decided on it and the day on which it was filed with the township.
    """

    name = TextField()
    kind = CodeText()
    bank = TextField(null=True)
    number_end = TextField(null=True)
    opened_on = DateText(null=True)
    closed_on = DateText(null=True)
    note = TextField(null=True)
    decided_on = DateText(null=True)
    filed_on = DateText(null=True)

    class Meta:
        table_no = 35


class Debt(Record):
    """Money owed to the collective or by it. Money in fen."""

    counterparty = TextField()
    person_id = RefText(null=True)
    kind = CodeText()
    arisen_on = DateText()
    reason = TextField(null=True)
    original_cents = IntegerField()
    note = TextField(null=True)

    class Meta:
        table_no = 36


class DebtMove(Record):
    """A change of a debt, negative when it is paid. Money in fen."""

    debt_id = RefText()
    moved_on = DateText()
    change_cents = IntegerField()
    voucher_no = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 37
        indexes = ((("debt_id",), False),)


class Subsidy(Record):
    """One household's share of one payment of a programme; area in hundredths of a mu, money in fen."""

    programme = TextField()
    year = IntegerField()
    household_id = RefText(null=True)
    person_id = RefText()
    area_mu = ScaledInteger(null=True)
    rate_cents = IntegerField(null=True)
    amount_cents = IntegerField()
    paid_on = DateText(null=True)
    returned = BooleanField(default=False)
    note = TextField(null=True)

    class Meta:
        table_no = 38
        indexes = ((("programme", "year"), False), (("person_id",), False))
