"""What the collective owns and lets: assets, land and other resources, contracts."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, ScaledInteger, TextField


class Asset(Record):
    """A fixed asset, a stock, a plantation or a holding. Quantity in hundredths, money in fen."""

    name = TextField()
    kind = CodeText()
    place = TextField(null=True)
    quantity = ScaledInteger(null=True)
    unit = TextField(null=True)
    acquired_on = DateText(null=True)
    original_cents = IntegerField(null=True)
    net_cents = IntegerField(null=True)
    use_state = CodeText(null=True)
    disposed_on = DateText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 39


class LandResource(Record):
    """Land, water or flats of the collective; area in hundredths of a mu."""

    name = TextField()
    kind = CodeText()
    place = TextField(null=True)
    area_mu = ScaledInteger(null=True)
    mode = CodeText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 40


class Contract(Record):
    """A contract of the collective; quantity in hundredths, money in fen.

    ``asset_id`` or ``land_resource_id`` is what it lets; ``paid_until`` how far the rent has come in.
    """

    name = TextField()
    kind = CodeText()
    counterparty = TextField()
    person_id = RefText(null=True)
    subject = TextField(null=True)
    asset_id = RefText(null=True)
    land_resource_id = RefText(null=True)
    quantity = ScaledInteger(null=True)
    unit = TextField(null=True)
    signed_on = DateText()
    from_on = DateText(null=True)
    to_on = DateText(null=True)
    price_cents = IntegerField(null=True)
    price_unit = CodeText(null=True)
    origin = CodeText(null=True)
    decided_on = DateText(null=True)
    meeting_id = RefText(null=True)
    paid_until = DateText(null=True)
    performance = TextField(null=True)
    ended_on = DateText(null=True)
    note = TextField(null=True)
    matter_id = RefText(null=True)

    class Meta:
        table_no = 41
        indexes = ((("to_on",), False),)
