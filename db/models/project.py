"""Works of the village, disclosed before, during and after."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, ScaledInteger, TextField


class Project(Record):
    """One project with what stands fixed in each of its three stages. Money in fen, terms in days.

    Where villagers raise funds and labour (一事一议): ``levy_cents`` a head, ``levy_count`` heads,
    ``labour_days`` a head in hundredths, ``exempt_count`` households let off.
    """

    name = TextField()
    kind = CodeText()
    basis = TextField(null=True)
    decided_on = DateText(null=True)
    meeting_id = RefText(null=True)
    budget_cents = IntegerField(null=True)
    sources = TextField(null=True)
    tender = CodeText(null=True)
    planned_days = IntegerField(null=True)
    levy_cents = IntegerField(null=True)
    levy_count = IntegerField(null=True)
    labour_days = ScaledInteger(null=True)
    exempt_count = IntegerField(null=True)
    contractor = TextField(null=True)
    contract_id = RefText(null=True)
    contract_cents = IntegerField(null=True)
    begun_on = DateText(null=True)
    supervisor = TextField(null=True)
    quality_group = TextField(null=True)
    accepted_on = DateText(null=True)
    conclusion = TextField(null=True)
    final_cents = IntegerField(null=True)
    difference_reason = TextField(null=True)
    warranty_until = DateText(null=True)
    retained_cents = IntegerField(null=True)
    dropped_on = DateText(null=True)
    note = TextField(null=True)
    matter_id = RefText(null=True)

    class Meta:
        table_no = 42


class ProjectStep(Record):
    """A payment, a change or a look at the progress of a project. Money in fen, progress in percent."""

    project_id = RefText()
    kind = CodeText()
    done_on = DateText()
    amount_cents = IntegerField(null=True)
    percent = IntegerField(null=True)
    funds_entry_id = RefText(null=True)
    text = TextField(null=True)

    class Meta:
        table_no = 43
        indexes = ((("project_id",), False),)
