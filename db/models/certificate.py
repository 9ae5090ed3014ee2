"""Certificates (证明) of the closed list that a province allows."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, TextField


class Certificate(Record):
    """One numbered paper; ``content`` is what it says as JSON, ``pdf_sha256`` names the archived bytes.

    It is never changed: a wrong one is voided and another is issued.
    """

    number = TextField()
    kind = CodeText()
    person_id = RefText()
    recipient = TextField()
    purpose = TextField()
    content = TextField()
    issued_on = DateText()
    issued_by = RefText()
    copies = IntegerField(default=1)
    check_code = TextField(null=True)
    pdf_sha256 = TextField(null=True)
    voided_at = TextField(null=True)
    voided_by = RefText(null=True)
    void_reason = TextField(null=True)

    class Meta:
        table_no = 44
        indexes = ((("number",), False), (("person_id",), False))
