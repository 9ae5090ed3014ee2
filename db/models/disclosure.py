"""Notices of 三务公开: what was issued, where it hangs, who objects, and how a county or clerk shapes it."""

from db.models.base import (
    BooleanField,
    CodeText,
    DateText,
    IntegerField,
    ListText,
    Record,
    RefText,
    TextField,
)


class Notice(Record):
    """One document in one version; once issued it is never changed, only corrected by a new version.

    ``content`` is the frozen document value as JSON, ``pdf_sha256`` names the archived bytes.
    ``covers`` are the codes of the items it tells, ``record_id`` the record whose duty it ends and
    ``stage`` the stage of a project, ``objections_until`` the last day objections are heard.
    ``content_mark`` is the hash of what it says, of which ``check_code`` is the beginning;
    ``figures_sha256`` names the stored map from places on the archived sheet to the records behind them.
    ``decided_on`` is the day of the meeting that decided on it, ``approved_on`` and ``approval_document``
    day and number of the township's answer; ``decided_by`` and ``approved_by`` who entered them.
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
    covers = ListText(null=True)
    record_id = RefText(null=True)
    stage = TextField(null=True)
    objections_until = DateText(null=True)
    content_mark = TextField(null=True)
    figures_sha256 = TextField(null=True)
    decided_by = RefText(null=True)
    decided_on = DateText(null=True)
    approved_by = RefText(null=True)
    approved_on = DateText(null=True)
    approval_document = TextField(null=True)

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


class NoticePosting(Record):
    """A sheet on one board: hung when and by whom, due down when, taken down when and by whom.

    A photograph of it is an attachment of this record.
    """

    notice_id = RefText()
    place = TextField()
    copies = IntegerField(default=1)
    posted_on = DateText()
    poster = TextField()
    take_down_on = DateText(null=True)
    taken_down_on = DateText(null=True)
    taken_down_by = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 28
        indexes = ((("notice_id",), False), (("taken_down_on", "take_down_on"), False))


class Objection(Record):
    """What someone brought forward against a notice, and what became of it.

    Without ``person_id`` and ``person_name`` it is anonymous. The name never stands on a board.
    """

    notice_id = RefText()
    person_id = RefText(null=True)
    person_name = TextField(null=True)
    channel = CodeText()
    text = TextField()
    received_on = DateText()
    answer_due = DateText()
    answer = TextField(null=True)
    answered_on = DateText(null=True)
    answered_by = RefText(null=True)
    satisfied = BooleanField(null=True)
    next_step = CodeText(null=True)
    settled_on = DateText(null=True)

    class Meta:
        table_no = 29
        indexes = ((("notice_id",), False), (("settled_on",), False))


class DisclosureOverlay(Record):
    """What the county orders otherwise for an item of disclosure; it comes by the exchange only."""

    code = TextField()
    jurisdiction = TextField()
    valid_from = DateText()
    valid_to = DateText(null=True)
    field = TextField()
    value = TextField()
    source = TextField(null=True)

    class Meta:
        table_no = 30


class LayoutChange(Record):
    """One change that the office made to a layout: ``patch`` is JSON, applied in the order of ``position``.

    ``withdrawn_at`` is set when the change was taken back; it then counts no more. ``replaced_at`` is set
    when another change was made after that, so that it can't be brought back any more.
    """

    template = TextField()
    position = IntegerField()
    patch = TextField()
    note = TextField(null=True)
    changed_at = TextField()
    changed_by = RefText()
    withdrawn_at = TextField(null=True)
    replaced_at = TextField(null=True)

    class Meta:
        table_no = 31
        indexes = ((("template",), False),)


class SheetRow(Record):
    """One row of a table that no other store fills, as it was typed for one sheet.

    ``item_code`` is the item that the sheet tells, since one layout serves several, ``block`` names the
    table of the template, ``cells`` is a JSON object by column, ``about_id`` the
    record that the sheet speaks of. Money in fen, days as ISO texts.
    """

    template = TextField()
    item_code = CodeText(null=True)
    block = TextField()
    period_from = DateText()
    period_to = DateText()
    about_id = RefText(null=True)
    position = IntegerField()
    cells = TextField()

    class Meta:
        table_no = 32
        indexes = ((("template", "period_from"), False),)
