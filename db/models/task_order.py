"""Tasks from above (上级交办): what is asked, the village's answer, and the word on it."""

from db.models.base import CodeText, DateText, IntegerField, ListText, Record, RefText, TextField


class TaskOrder(Record):
    """A task the county or township gives a village; written at the county, never here.

    ``number`` is the issuer's. ``asks`` lists what is asked for: ``evidence``, ``quantity``, ``table``.
    ``table_spec`` is JSON: the columns of the table that is asked for.
    """

    number = TextField()
    title = TextField()
    content = TextField(null=True)
    issuer = TextField()
    issued_at = TextField()
    due_at = TextField()
    urgency = CodeText()
    category = CodeText(null=True)
    asks = ListText()
    evidence_asked = TextField(null=True)
    quantity_unit = TextField(null=True)
    target_quantity = IntegerField(null=True)
    table_spec = TextField(null=True)
    document = TextField(null=True)
    reminder_count = IntegerField(default=0)
    first_reminded_at = TextField(null=True)
    reminded_at = TextField(null=True)
    withdrawn_at = TextField(null=True)
    withdrawn_reason = TextField(null=True)

    class Meta:
        table_no = 104
        indexes = ((("due_at",), False),)


class TaskAnswer(Record):
    """What the village answers to a task from above; a newer answer stands beside the older.

    Evidence are attachments of the task itself (``event_id``). ``table_body`` is JSON, the rows as they went
    without columns of class S; those stand in ``table_covered``, which leaves the village only as the county
    rules. ``report_id`` is the saved table they were made by.
    """

    order_id = RefText()
    event_id = RefText(null=True)
    answer_no = IntegerField()
    text = TextField(null=True)
    quantity = IntegerField(null=True)
    table_body = TextField(null=True)
    table_covered = TextField(null=True)
    table_rows = IntegerField(null=True)
    report_id = RefText(null=True)
    cut_off_at = TextField(null=True)
    answered_at = TextField()
    answered_by = TextField()

    class Meta:
        table_no = 105
        indexes = ((("order_id",), False),)


class TaskVerdict(Record):
    """The issuer's word on an answer: ``accepted``, ``returned``, or later where it was ``used``."""

    order_id = RefText()
    answer_no = IntegerField()
    verdict = CodeText()
    text = TextField(null=True)
    used_in = TextField(null=True)
    decided_at = TextField()
    decided_by = TextField(null=True)

    class Meta:
        table_no = 106
        indexes = ((("order_id",), False),)


class ReportTable(Record):
    """A saved table for those above (一表通): columns, filter, order, heading and foot, as JSON.

    Run again it gives the same columns from the register of that day. ``form`` is the requester's own
    workbook, in base64, which is then filled in place.
    """

    title = TextField()
    requester = TextField(null=True)
    spec = TextField()
    form = TextField(null=True)
    form_name = TextField(null=True)
    note = TextField(null=True)
    retired_on = DateText(null=True)

    class Meta:
        table_no = 107


class ReportRun(Record):
    """One run of a saved table that left the office, with what is needed to say what changed since.

    ``body`` is JSON, the rows; none where they were those of the run before.
    """

    report_id = RefText()
    run_at = TextField()
    row_count = IntegerField()
    digest = TextField()
    body = TextField(null=True)
    order_id = RefText(null=True)
    run_by = TextField()

    class Meta:
        table_no = 108
        indexes = ((("report_id",), False),)


class ReportValue(Record):
    """What was typed once about a person or household for a column that the register has no field for.

    ``key`` is the plain heading of the column, so that every table with the same heading finds the value.
    """

    subject_table = TextField()
    subject_id = RefText()
    key = TextField()
    value = TextField(null=True)

    class Meta:
        table_no = 158
        indexes = ((("subject_id",), False),)
