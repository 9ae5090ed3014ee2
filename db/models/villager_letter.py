"""What villagers send through the county's pages: letters, snaps, bookings (村民信箱, 随手拍, 网上约办)."""

from db.models.attachments import AttachmentColumns
from db.models.base import BooleanField, CodeText, DateText, Record, RefText, TextField


class VillagerLetter(Record):
    """A letter or a snap (随手拍) a villager sent on the county's pages; written at the county, never here.

    ``kind`` is ``letter`` or ``snap``. ``number`` and ``code`` together let the sender ask how it stands. The
    village's event of it names the letter as ``letter_id``. A letter that is nothing but abuse is hidden by
    the county, with the reason.
    """

    number = TextField()
    code = TextField()
    kind = CodeText()
    category = CodeText(null=True)
    title = TextField()
    text = TextField(null=True)
    place = TextField(null=True)
    name = TextField(null=True)
    phone = TextField(null=True)
    anonymous = BooleanField()
    secret = BooleanField()
    received_at = TextField()
    withdrawn_at = TextField(null=True)
    withdrawn_reason = TextField(null=True)
    hidden_at = TextField(null=True)
    hidden_reason = TextField(null=True)

    class Meta:
        table_no = 98
        indexes = ((("received_at",), False),)


class LetterAttachment(AttachmentColumns):
    """A picture that came with a letter; written at the county, it hangs on the event made of the letter."""

    class Meta:
        table_no = 99
        indexes = ((("target_id",), False), (("sha256",), False))


class ServiceBooking(Record):
    """A villager's booking of an agency service (网上约办); written at the county, never here."""

    number = TextField()
    code = TextField()
    item = CodeText()
    name = TextField()
    phone = TextField()
    for_name = TextField(null=True)
    wished_on = DateText(null=True)
    wished_part = CodeText(null=True)
    place = TextField(null=True)
    text = TextField(null=True)
    received_at = TextField()
    withdrawn_at = TextField(null=True)

    class Meta:
        table_no = 100
        indexes = ((("received_at",), False),)


class ServiceBookingAnswer(Record):
    """What the village answers to a booking: a time, or why it can't be done; shown to who booked."""

    booking_id = RefText()
    answer = CodeText()
    met_on = DateText(null=True)
    met_part = CodeText(null=True)
    text = TextField(null=True)
    case_id = RefText(null=True)
    answered_at = TextField()
    answered_by = RefText()

    class Meta:
        table_no = 101
        indexes = ((("booking_id",), False),)
