"""What a corrected sheet says about the version before it (更正说明)."""

from datetime import datetime

from db.queries import disclosure as queries
from desktop.domain.period import day_words
from desktop.reports.comparison import compare, content_of, read_content
from desktop.reports.document import Notice
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office

_MOST_PRINTED = 12
"""Differences that stand on the sheet one by one; of more only their number is told."""

_ONLY_COUNTED = frozenset(("points_board",))
"""Layouts that don't say what was there before: a household that mended would be named once more."""


def correction_note(office: Office, request: NoticeRequest, document: Notice) -> str:
    """The note of a correction: which version it takes the place of, why, and what is different.

    Args:
        office: The office at work.
        request: Of the correction.
        document: The new version, without the note.

    Returns:
        One paragraph; empty when the version before is not in the register.
    """
    with office.store.reading() as connection:
        old = queries.find_notice(connection, request.corrects)
    if old is None or not old.issued_at:
        return ""
    issued_on = datetime.fromisoformat(old.issued_at).astimezone().date()
    before, after = read_content(old.content), read_content(content_of(document))
    found = compare(before, after) if before is not None and after is not None else ()
    told = () if request.template in _ONLY_COUNTED else found[:_MOST_PRINTED]
    words = [each.words() for each in told]
    if len(found) > len(told):
        words.append(f"{'其他 ' if words else ''}{len(found) - len(told)} 处")
    parts = [f"更正说明：本表更正{day_words(issued_on)}发布的第{old.version}版"]
    if request.correction:
        parts.append(f"原因：{request.correction}")
    parts.append(f"更正内容：{'；'.join(words)}" if words else "表内数据没有变动")
    return "。".join(part.rstrip("。") for part in parts) + "。"
