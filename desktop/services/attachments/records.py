"""Attachments of a record: what hangs on it, taking in, captions, taking away and back (附件)."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePath

from db.changelog import replay
from db.connection import Connection
from db.queries import attachments as queries
from db.queries.attachments import AttachmentRow
from db.store import Value, Work
from desktop.domain.attachment_kind import JPEG, MP4, PDF, media_type_of
from desktop.domain.learning_content import COUNTY, find_file_problem
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.thumbnails import thumbnail_bytes, thumbnail_text
from desktop.services.office import Office, actors
from desktop.services.settings import load_settings
from desktop.services.sync.record_names import editing_right, reading_right
from desktop.vault.blobs import BlobStore

MOST_CAPTION = 200
_MOST_NAME = 120
_LEARNING = "learning_item"
"""Records whose files have limits of their own, since the county's come without being asked for."""

_MOST_SOURCE_BYTES = 64 * 2**20
"""Of a picture that becomes small; no telephone writes more into one."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment as a screen shows it.

    Attributes:
        id: Of its record.
        name: What it is called: its caption, else the file's name, else empty.
        caption: As it was typed.
        file_name: Of the file it came from.
        media_type: ``image/jpeg``, ``application/pdf`` …
        size: Bytes of the original.
        thumbnail: A small JPEG, empty for what has none.
        added_at: UTC moment as ISO text.
        added_by: Name of who added it.
        is_here: Whether the original lies on this PC.
        is_wanted: Whether it is to be fetched from the county.
        is_held: Whether the county's ruling keeps it on the PC it was added at.
        received: Bytes of the original that have arrived.
        trouble: Code of why it has not come or gone yet; empty for none.
    """

    id: str
    name: str
    caption: str
    file_name: str
    media_type: str
    size: int
    thumbnail: bytes
    added_at: str
    added_by: str
    is_here: bool
    is_wanted: bool
    is_held: bool
    received: int
    trouble: str

    @property
    def is_picture(self) -> bool:
        """Whether it is looked at as a picture."""
        return self.media_type == JPEG

    @property
    def is_video(self) -> bool:
        """Whether it is played."""
        return self.media_type == MP4

    @property
    def is_pdf(self) -> bool:
        """Whether it is looked at page by page."""
        return self.media_type == PDF


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be taken in: its name and its bytes."""

    name: str
    content: bytes


def read_source(path: Path) -> Source:
    """A file that somebody has chosen or dropped.

    Raises:
        ProblemError: ATT-005 it is larger than anything that is taken; ATT-007 it can't be read.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_SOURCE_BYTES + 1)
    except OSError as error:
        values = {"name": path.name, "reason": error.strerror or type(error).__name__}
        raise ProblemError(Problem("ATT-007", values)) from error
    if len(content) > _MOST_SOURCE_BYTES:
        raise ProblemError(Problem("ATT-005", {"name": path.name, "limit": str(_MOST_SOURCE_BYTES // 2**20)}))
    return Source(path.name, content)


def list_attachments(office: Office, table: str, record_id: str) -> tuple[Attachment, ...]:
    """What hangs on a record, the oldest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right(table))
    names, blobs = actors(office), BlobStore(office.vault)
    with office.store.reading() as connection:
        rows = queries.list_attachments(connection, table, record_id)
    return tuple(_shown(row, names, blobs) for row in rows)


def count_attachments(office: Office, table: str, record_id: str) -> int:
    """How many attachments hang on a record; 0 without the right to see them."""
    if not office.may(reading_right(table)):
        return 0
    with office.store.reading() as connection:
        return queries.count_attachments(connection, table, record_id)


def _shown(row: AttachmentRow, names: dict[str, str], blobs: BlobStore) -> Attachment:
    is_here = bool(row.sha256) and blobs.has(row.sha256 or "")
    return Attachment(
        id=row.id,
        name=row.caption or row.file_name or "",
        caption=row.caption or "",
        file_name=row.file_name or "",
        media_type=row.media_type,
        size=row.size,
        thumbnail=thumbnail_bytes(row.thumbnail),
        added_at=row.added_at,
        added_by=names.get(row.added_by, ""),
        is_here=is_here,
        is_wanted=row.state == "wanted" and not is_here,
        is_held=not row.sha256,
        received=blobs.received(row.sha256) if row.sha256 and not is_here else 0,
        trouble=row.code or "",
    )


def add_attachment(office: Office, table: str, record_id: str, source: Source, caption: str = "") -> str:
    """Hang a file on a record; pictures are made small first. The bytes are safe before the row is written.

    Killed in between it leaves a file that nothing names, which the sweep removes.

    Returns:
        The id of the attachment.

    Raises:
        ProblemError: ATT-001 to ATT-004 the file is none that is taken; ATT-005 it is too large; ATT-006 all
            attachments together would be (of a learning item LRN-010 to LRN-013 instead of both);
            ATT-008 it hangs there already; ATT-009 there is no such record; LRN-009 the item is the
            county's; ATT-010 the caption is too long; VLT-018, VLT-019, SYS-403.
    """
    office.require(editing_right(table))
    _require_caption(caption)
    settings = load_settings(office)
    media_type = media_type_of(source.name, source.content, video=table == _LEARNING)
    content, thumbnail = source.content, b""
    size: dict[str, Value] = {}
    if media_type == JPEG:
        from desktop.reports.pictures import make_picture  # late: no other call needs it

        picture = make_picture(content, keep_position=settings.attachment_position)
        content, thumbnail = picture.content, picture.thumbnail
        size = {"width": picture.width, "height": picture.height}
    if table != _LEARNING and len(content) > settings.attachment_file_mb * 2**20:
        limit = str(settings.attachment_file_mb)
        raise ProblemError(Problem("ATT-005", {"name": source.name, "limit": limit}))
    sha256 = hashlib.sha256(content).hexdigest()
    with office.store.reading() as connection:
        _require_target(connection, table, record_id)
        others = queries.list_attachments(connection, table, record_id)
        if any(row.sha256 == sha256 for row in others):
            raise ProblemError(Problem("ATT-008", {"name": source.name}))
        if table == _LEARNING:
            _require_villages(connection, record_id)
            _require_room(office, source.name, media_type, len(content), [row.size for row in others])
        elif queries.total_bytes(connection) + len(content) > settings.attachment_total_mb * 2**20:
            raise ProblemError(Problem("ATT-006", {"limit": str(settings.attachment_total_mb)}))
    blobs = BlobStore(office.vault)
    blobs.put(content)
    with office.change("edit", "添加附件") as work:
        blobs.put(content)  # once more: a sweep may have removed it as unused a moment ago
        made = work.insert(
            queries.table_for(table),
            {
                "target_table": table,
                "target_id": record_id,
                "sha256": sha256,
                "size": len(content),
                "media_type": media_type,
                **size,
                "file_name": _short_name(source.name),
                "caption": caption.strip() or None,
                "thumbnail": thumbnail_text(thumbnail),
                "added_at": office.now_text(),
                "added_by": office.user.id,
            },
        )
        # What the county has already stays as it is; what was only wanted from it lies here now.
        work.connection.execute(
            "INSERT INTO sync_blob(sha256, state) VALUES(?, 'owed') "
            "ON CONFLICT(sha256) DO UPDATE SET state = CASE state WHEN 'owed' THEN 'owed' ELSE 'kept' END",
            (sha256,),
        )
    return made


def set_caption(office: Office, attachment_id: str, caption: str) -> None:
    """Say in a few words what an attachment shows; empty for nothing.

    Raises:
        ProblemError: ATT-010 too long; ATT-011 there is no such attachment; LRN-009 it is the county's;
            SYS-403.
    """
    row = get_row(office, attachment_id)
    office.require(editing_right(row.target_table))
    _require_own(office, row)
    _require_caption(caption)
    with office.change("edit", "修改附件说明") as work:
        work.update(queries.table_for(row.target_table), row.id, {"caption": caption.strip() or None})


def remove_attachment(office: Office, attachment_id: str) -> int:
    """Take an attachment away from its record; its bytes stay until nothing has named them for 90 days.

    Returns:
        The number of the action, for `bring_back`.

    Raises:
        ProblemError: ATT-011 there is no such attachment; LRN-009, LET-010 it is the county's; SYS-403.
    """
    row = get_row(office, attachment_id)
    office.require(editing_right(row.target_table))
    _require_own(office, row)
    with office.change("edit", "移除附件") as work:
        work.delete(queries.table_for(row.target_table), row.id)
        return work.seq


def remove_with_record(work: Work, table: str, record_id: str) -> None:
    """Take away what hangs on a record removed in the same action, so that one undo brings back both."""
    for row in queries.list_attachments(work.connection, table, record_id):
        if not queries.is_of_letter(work.connection, row.id):
            work.delete(queries.table_for(table), row.id)


def bring_back(office: Office, table: str, change_set: int) -> None:
    """Take back the removal of an attachment of a record of ``table``.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(editing_right(table))
    with office.change("undo", "移除附件", undoes=change_set) as work:
        plan = replay.inverse(work.connection, (change_set,))
        replay.apply_steps(work, plan.steps)


def get_row(office: Office, attachment_id: str) -> AttachmentRow:
    """An attachment that the user at work may see.

    Raises:
        ProblemError: ATT-011 there is none of this id; SYS-403.
    """
    with office.store.reading() as connection:
        row = queries.find_attachment(connection, attachment_id)
    if row is None:
        raise ProblemError(Problem("ATT-011"))
    office.require(reading_right(row.target_table))
    return row


def _require_caption(caption: str) -> None:
    if len(caption.strip()) > MOST_CAPTION:
        raise ProblemError(Problem("ATT-010", {"length": str(MOST_CAPTION)}))


def _require_own(office: Office, row: AttachmentRow) -> None:
    with office.store.reading() as connection:
        if row.target_table == _LEARNING:
            _require_villages(connection, row.target_id)
        elif queries.is_of_letter(connection, row.id):
            raise ProblemError(Problem("LET-010"))


def _require_villages(connection: Connection, item_id: str) -> None:
    found = connection.execute("SELECT title, origin FROM learning_item WHERE id = ?", (item_id,)).fetchone()
    if found is not None and found[1] == COUNTY:
        raise ProblemError(Problem("LRN-009", {"title": str(found[0])}))


def _require_room(office: Office, name: str, media_type: str, size: int, others: list[int]) -> None:
    code = office.vault.village.division_code
    if problem := find_file_problem(name, media_type, size, others, office.today(), code):
        raise ProblemError(problem)


def _require_target(connection: Connection, table: str, record_id: str) -> None:
    if table not in replay.NUMBER_OF_TABLE:
        raise ValueError(f"not a record table: {table}")
    found = connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (record_id,)).fetchone()  # noqa: S608
    if found is None:
        raise ProblemError(Problem("ATT-009"))


def _short_name(name: str) -> str:
    """A file's name without folders, with its ending also when it is very long."""
    path = PurePath(name.replace("\\", "/"))
    return path.stem[:_MOST_NAME] + path.suffix[:12]
