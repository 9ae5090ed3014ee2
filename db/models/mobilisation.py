"""Emergency calls (15分钟紧急动员圈): the order, who was told, who was moved, and the reports."""

from db.models.base import BooleanField, CodeText, IntegerField, ListText, Record, RefText, TextField


class MobilisationOrder(Record):
    """An order of the county or township to mobilise; written at the county, never here."""

    number = TextField()
    issuer = TextField()
    kind = CodeText()
    level = CodeText()
    area = TextField(null=True)
    text = TextField()
    issued_at = TextField()
    deadline_at = TextField(null=True)
    is_drill = BooleanField()
    cleared_at = TextField(null=True)
    clear_text = TextField(null=True)
    withdrawn_at = TextField(null=True)

    class Meta:
        table_no = 125


class Mobilisation(Record):
    """One mobilisation of the village, from the order to the all-clear.

    ``kind`` is a code of disaster_kind, ``level`` 1 to 4 (red to blue). ``groups`` and ``site_ids`` are the
    area; both empty: the whole village. ``started_at`` is T0.
    """

    number = TextField()
    order_id = RefText(null=True)
    source = TextField(null=True)
    kind = CodeText()
    level = CodeText()
    text = TextField(null=True)
    groups = ListText(null=True)
    site_ids = ListText(null=True)
    started_at = TextField()
    deadline_at = TextField(null=True)
    is_drill = BooleanField()
    cleared_at = TextField(null=True)
    cleared_by = TextField(null=True)
    clear_text = TextField(null=True)
    entered_late = BooleanField(default=False)
    note = TextField(null=True)

    class Meta:
        table_no = 126
        indexes = ((("started_at",), False),)


class MobilisationCall(Record):
    """One line of the call tree: who calls whom; ``role`` is a code of mobilisation_role.

    With ``skipped_reason`` it says who does not call and why; ``stands_in_for`` names whom a caller replaces.
    """

    mobilisation_id = RefText()
    person_id = RefText(null=True)
    name = TextField()
    phone = TextField(null=True)
    role = CodeText()
    caller_id = RefText(null=True)
    sequence = IntegerField()
    area = TextField(null=True)
    skipped_reason = TextField(null=True)
    stands_in_for = TextField(null=True)

    class Meta:
        table_no = 127
        indexes = ((("mobilisation_id",), False),)


class MobilisationHousehold(Record):
    """One household of the area, in the order of the route, with what it needs."""

    mobilisation_id = RefText()
    household_id = RefText()
    call_id = RefText(null=True)
    sequence = IntegerField()
    needs_help = BooleanField(default=False)
    help_text = TextField(null=True)
    people = IntegerField(null=True)
    site_id = RefText(null=True)
    shelter_id = RefText(null=True)

    class Meta:
        table_no = 128
        indexes = ((("mobilisation_id",), False),)


class MobilisationMark(Record):
    """What became known of a caller or household at a true time; never changed, only followed by another.

    ``target_id`` is a line of the call tree or of the households, a shelter or a person. ``mark`` is a code
    of mobilisation_mark; ``at`` is when it was so, ``entered_at`` when it was written down.
    """

    mobilisation_id = RefText()
    target_table = TextField()
    target_id = RefText(null=True)
    mark = CodeText()
    people = IntegerField(null=True)
    at = TextField()
    entered_at = TextField()
    shelter_id = RefText(null=True)
    reported_by = TextField(null=True)
    way = CodeText(null=True)
    text = TextField(null=True)
    round = IntegerField(null=True)
    void_of_id = RefText(null=True)

    class Meta:
        table_no = 129
        indexes = ((("mobilisation_id",), False),)


class DisasterReport(Record):
    """A report of a disaster to those above (初报, 续报, 核报).

    ``figures`` and ``reasons`` (why one is lower than before) are JSON by code of disaster_figure,
    ``deaths`` and ``houses`` JSON lists of the named ledgers. Without ``reported_at`` it is not reported yet.
    """

    mobilisation_id = RefText(null=True)
    kind = CodeText()
    report_no = IntegerField()
    disaster = CodeText()
    began_at = TextField()
    ended_at = TextField(null=True)
    place = TextField(null=True)
    figures = TextField()
    reasons = TextField(null=True)
    response_on = BooleanField(default=False)
    text = TextField(null=True)
    deaths = TextField(null=True)
    houses = TextField(null=True)
    written_at = TextField()
    reported_at = TextField(null=True)
    reported_to = TextField(null=True)
    reported_by = TextField()
    way = CodeText(null=True)
    corrects_id = RefText(null=True)

    class Meta:
        table_no = 130
        indexes = (
            (("mobilisation_id",), False),
            (("reported_at",), False),
        )
