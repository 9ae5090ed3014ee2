"""Visits (走访) and what was learnt on them."""

from db.models.base import CodeText, DateText, IntegerField, ListText, Record, RefText, TextField


class Visit(Record):
    """One visit to a person or household, with its true time; never where the visitor walked.

    ``target_table`` is ``person`` or ``household``. ``object_class`` is the class whose cycle it counts for
    (G, F1 … F3, general). ``form`` is a code of visit_form, ``outcome`` one of visit_outcome. ``also_ids``
    are others of the household who were seen, ``event_ids`` the events that came of it.
    """

    target_table = TextField()
    target_id = RefText()
    household_id = RefText(null=True)
    object_class = CodeText(null=True)
    visited_at = TextField()
    visitor_ids = ListText()
    visitors = TextField(null=True)
    form = CodeText()
    met = TextField(null=True)
    outcome = CodeText(null=True)
    needs = TextField(null=True)
    hazards = TextField(null=True)
    disputes = TextField(null=True)
    policies = ListText(null=True)
    note = TextField(null=True)
    event_ids = ListText(null=True)
    entered_late_reason = TextField(null=True)
    also_ids = ListText(null=True)
    walk_list_id = RefText(null=True)

    class Meta:
        table_no = 109
        indexes = (
            (("target_id",), False),
            (("household_id",), False),
            (("visited_at",), False),
        )


class VisitPatch(Record):
    """A fact that a visit found changed; the register takes it when somebody confirms it."""

    visit_id = RefText()
    target_table = TextField()
    target_id = RefText()
    field = TextField()
    old_value = TextField(null=True)
    new_value = TextField(null=True)
    state = CodeText()
    decided_at = TextField(null=True)
    decided_by = TextField(null=True)
    reason = TextField(null=True)

    class Meta:
        table_no = 111
        indexes = ((("visit_id",), False),)


class VisitObject(Record):
    """Somebody put into a class of visits by hand, or with a cycle of his own."""

    target_table = TextField()
    target_id = RefText()
    object_class = CodeText()
    cycle_days = IntegerField(null=True)
    from_on = DateText()
    to_on = DateText(null=True)
    reason = TextField(null=True)

    class Meta:
        table_no = 112
        indexes = ((("target_id",), False),)


class WalkList(Record):
    """A printed list of households to walk, in the order of the route."""

    title = TextField()
    planned_on = DateText()
    visitor_ids = ListText()
    target_ids = ListText()
    reason = TextField(null=True)
    closed_on = DateText(null=True)

    class Meta:
        table_no = 113
