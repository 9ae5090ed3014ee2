"""Notices of 三务公开 and other issued documents."""

from db.models.base import CodeText, DateText, IntegerField, Record, RefText, TextField


class Notice(Record):
    """One document in one version; once issued it is never changed, only corrected by a new version.

    ``content`` is the frozen document value as JSON, ``pdf_sha256`` names the archived bytes.
    """

    number = TextField(null=True)
    version = IntegerField(default=1)
    template = TextField()
    template_version = TextField()
    item_code = CodeText(null=True)
    title = TextField()
    period_from = DateText(null=True)
    period_to = DateText(null=True)
    state = TextField(default="draft")
    scope = TextField(default="society")
    content = TextField()
    query = TextField(null=True)
    cut_off_at = TextField()
    check_code = TextField(null=True)
    pdf_sha256 = TextField(null=True)
    page_count = IntegerField(null=True)
    drafted_by = RefText()
    reviewed_by = RefText(null=True)
    issued_by = RefText(null=True)
    issued_at = TextField(null=True)
    corrects_id = RefText(null=True)

    class Meta:
        table_no = 19
        indexes = ((("number",), False), (("state",), False))


class NoticeStep(Record):
    """One step in the life of a notice: submitted, returned, approved, printed, posted, withdrawn."""

    notice_id = RefText()
    kind = TextField()
    text = TextField(null=True)
    done_at = TextField()
    done_by = RefText()

    class Meta:
        table_no = 20
        indexes = ((("notice_id",), False),)
