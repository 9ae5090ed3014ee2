"""Hazard sites, the households they threaten, and patrols (隐患巡查)."""

from db.models.base import CodeText, DateText, IntegerField, ListText, Record, RefText, TextField


class HazardThreat(Record):
    """A household that a hazard site threatens."""

    site_id = RefText()
    household_id = RefText()
    from_on = DateText()
    to_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 114
        indexes = (
            (("site_id",), False),
            (("household_id",), False),
        )


class HazardCard(Record):
    """A safety card (避险明白卡) as it was handed to a household; ``body`` is JSON, what stood on it."""

    site_id = RefText()
    household_id = RefText()
    number = TextField()
    body = TextField()
    issued_on = DateText()
    copies = IntegerField()
    signed_on = DateText(null=True)
    signed_by = TextField(null=True)
    taken_back_on = DateText(null=True)

    class Meta:
        table_no = 115
        indexes = ((("household_id",), False),)


class PatrolAlert(Record):
    """A time of special watch: a warning of storm, heat, frost or fire, and the patrols it asks for."""

    kind = CodeText()
    level = CodeText(null=True)
    text = TextField(null=True)
    source = TextField(null=True)
    from_at = TextField()
    to_at = TextField(null=True)
    every_hours = IntegerField(null=True)

    class Meta:
        table_no = 116


class PatrolPlan(Record):
    """Who patrols a site in a season when it is not the one on the site's record."""

    site_id = RefText()
    season = CodeText()
    cycle_days = IntegerField(null=True)
    every_hours = IntegerField(null=True)
    patroller_ids = ListText()
    from_on = DateText()
    to_on = DateText(null=True)

    class Meta:
        table_no = 117
        indexes = ((("site_id",), False),)


class Patrol(Record):
    """One patrol of one site, with its true time and those who went.

    ``readings`` is JSON by name of the reading; ``signs`` are codes of patrol_sign, ``result`` one of
    patrol_result.
    """

    site_id = RefText()
    patrolled_at = TextField()
    patroller_ids = ListText()
    patrollers = TextField(null=True)
    weather = CodeText(null=True)
    readings = TextField(null=True)
    signs = ListText(null=True)
    result = CodeText()
    action = TextField(null=True)
    reported_to = TextField(null=True)
    reported_at = TextField(null=True)
    event_id = RefText(null=True)
    alert_id = RefText(null=True)
    note = TextField(null=True)
    entered_at = TextField()

    class Meta:
        table_no = 118
        indexes = (
            (("site_id",), False),
            (("patrolled_at",), False),
        )
