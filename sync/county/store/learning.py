"""Learning content of the county: handed down to villages with its files, withdrawn again (学习内容).

What villages have is the only copy: an item is a record of each of them under one id, its files are contents
of each of them, linked on the county's disk so that a video for three hundred villages lies there once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from desktop.domain.attachment_kind import JPEG, media_type_of
from desktop.domain.learning_content import COUNTY, NewLearningItem, check_item, find_file_problem
from desktop.domain.list_text import list_text
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.pictures import make_picture
from desktop.reports.thumbnails import thumbnail_text
from sync.county.county import County
from sync.county.learning_files import LearningFile
from sync.county.store.blobs import keep
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, Recipient, find_recipients, hand_down
from sync.county.store.records import derived_id, kind_of
from sync.protocol.operation import Value

_EVENT = "learning_handed_down"
_ADDED_BY = "0" * 32
"""The county is no account of the village."""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file as it is kept, with its record's values but for the item it hangs on."""

    content: bytes
    fields: Mapping[str, Value]

    @property
    def sha256(self) -> bytes:
        """The hash of its bytes."""
        return sha256(self.content).digest()


@dataclass(frozen=True, slots=True)
class PreparedItem:
    """An item that has passed every check, ready for any village."""

    record_id: str
    fields: Mapping[str, Value]
    files: tuple[PreparedFile, ...]


@dataclass(frozen=True, slots=True)
class HandedItem:
    """An item of the county as villages have it; days ISO texts."""

    record_id: str
    title: str
    kind: str
    published_on: str
    due_on: str
    is_required: bool
    withdrawn_on: str
    villages: int
    files: int


def id_of(key: str) -> str:
    """The id of an item under the county's key: the same in every village, so that a correction finds it."""
    return derived_id("learning_item", key)


def prepare_item(
    record_id: str, new: NewLearningItem, files: Sequence[LearningFile], on: date
) -> PreparedItem:
    """Check an item and its files, and make pictures small.

    Raises:
        ProblemError: LRN-002 to LRN-008; LRN-010 to LRN-013 a file is too large; ATT-001 to ATT-004 it is
            none that is taken.
    """
    if problems := check_item(new):
        raise ProblemError(problems)
    made: list[PreparedFile] = []
    for file in files:
        prepared = _prepare_file(file, new.published_on)
        sizes = [len(each.content) for each in made]
        media_type = str(prepared.fields["media_type"])
        if problem := find_file_problem(file.name, media_type, len(prepared.content), sizes, on):
            raise ProblemError(problem)
        if prepared.sha256 not in {each.sha256 for each in made}:
            made.append(prepared)
    return PreparedItem(record_id, _fields(new), tuple(made))


def publish(
    county: County,
    recipients: Sequence[Recipient],
    item: PreparedItem,
    now_ms: int,
    details: Mapping[str, object] | None = None,
) -> dict[int, int]:
    """Hand an item to villages; files that it had before and has no more are taken away.

    A connection is open.

    Returns:
        How many records are new or changed, by village.

    Raises:
        ProblemError: ATT-021 the county's disk.
    """
    told = {}
    for each in recipients:
        with county.database.atomic():
            for file in item.files:
                keep(county, each.village_id, file.content, now_ms)
            attached = [
                HandedRecord(
                    "learning_attachment",
                    _attachment_id(item.record_id, file),
                    {**file.fields, "target_table": "learning_item", "target_id": item.record_id},
                )
                for file in item.files
            ]
            wanted = {record.record_id for record in attached}
            gone = [
                HandedRecord("learning_attachment", record_id, is_gone=True)
                for record_id, _ in _attachments(county.database, each.village_id, item.record_id)
                if record_id not in wanted
            ]
            records = [HandedRecord("learning_item", item.record_id, item.fields), *attached, *gone]
            told[each.village_id] = hand_down(county, each.village_id, records, now_ms, _EVENT, details)
    return told


def withdraw(
    county: County, record_id: str, on: date, now_ms: int, details: Mapping[str, object] | None = None
) -> int:
    """Withdraw an item from every village that has it; returns from how many. A connection is open.

    Raises:
        ProblemError: LRN-001 no village has it.
    """
    withdrawn, found = 0, False
    for each in find_recipients(county.database, ""):
        known = _item(county.database, each.village_id, record_id)
        if known is None:
            continue
        found = True
        if not known.get("withdrawn_on"):
            record = HandedRecord("learning_item", record_id, {"withdrawn_on": on.isoformat()})
            withdrawn += bool(
                hand_down(county, each.village_id, [record], now_ms, "learning_withdrawn", details)
            )
    if not found:
        raise ProblemError(Problem("LRN-001"))
    return withdrawn


def list_items(database: Database) -> tuple[HandedItem, ...]:
    """Items that the county has handed down, the latest first."""
    found: dict[str, HandedItem] = {}
    for village in find_recipients(database, ""):
        files: dict[str, int] = {}
        for _, item_id in _attachments(database, village.village_id):
            files[item_id] = files.get(item_id, 0) + 1
        for record_id, fields in _items(database, village.village_id):
            known = found.get(record_id)
            found[record_id] = HandedItem(
                record_id,
                str(fields.get("title") or ""),
                str(fields.get("kind") or ""),
                str(fields.get("published_on") or ""),
                str(fields.get("due_on") or ""),
                bool(fields.get("is_required")),
                str(fields.get("withdrawn_on") or ""),
                (known.villages if known else 0) + 1,
                files.get(record_id, 0),
            )
    return tuple(sorted(found.values(), key=lambda item: (item.published_on, item.title), reverse=True))


def recipients_of(database: Database, record_id: str) -> tuple[Recipient, ...]:
    """Villages that have an item."""
    return tuple(
        each
        for each in find_recipients(database, "")
        if _item(database, each.village_id, record_id) is not None
    )


def read_item(county: County, record_id: str) -> tuple[NewLearningItem, tuple[LearningFile, ...]]:
    """An item as a village has it, with its files, to correct it or to hand it to further villages.

    Raises:
        ProblemError: LRN-001 no village has it.
    """
    for village in find_recipients(county.database, ""):
        fields = _item(county.database, village.village_id, record_id)
        if fields is not None:
            return _read(fields), _read_files(county, village.village_id, record_id)
    raise ProblemError(Problem("LRN-001"))


def _read(fields: Mapping[str, Value]) -> NewLearningItem:
    def text(name: str) -> str:
        return str(fields.get(name) or "")

    minutes = fields.get("minutes")
    return NewLearningItem(
        title=text("title"),
        kind=text("kind"),
        topics=tuple(json.loads(text("topics") or "[]")),
        audience=tuple(json.loads(text("audience") or "[]")),
        summary=text("summary"),
        body=text("body"),
        minutes=minutes if isinstance(minutes, int) else None,
        source=text("source"),
        published_on=text("published_on"),
        is_required=bool(fields.get("is_required")),
        due_on=text("due_on"),
    )


def _read_files(county: County, village_id: int, record_id: str) -> tuple[LearningFile, ...]:
    rows = query(
        county.database,
        "SELECT fields ->> 'file_name', fields ->> 'caption', fields ->> 'sha256', fields ->> 'size' "
        "FROM record "
        "WHERE village_id = %(village_id)s AND kind = %(kind)s AND deleted IS NULL "
        "AND fields ->> 'target_id' = %(item)s ORDER BY fields ->> 'added_at', record_id",
        {"village_id": village_id, "kind": kind_of("learning_attachment"), "item": record_id},
    )
    return tuple(
        LearningFile(
            str(name or ""),
            str(caption or ""),
            county.blob_files.read(village_id, bytes.fromhex(str(digest)), 0, int(size)),
        )
        for name, caption, digest, size in rows
    )


def _prepare_file(file: LearningFile, published_on: str) -> PreparedFile:
    media_type = media_type_of(file.name, file.content, video=True)
    content, shown = file.content, dict[str, Value]()
    if media_type == JPEG:
        picture = make_picture(content)
        content = picture.content
        shown = {
            "width": picture.width,
            "height": picture.height,
            "thumbnail": thumbnail_text(picture.thumbnail),
        }
    fields: dict[str, Value] = {
        "sha256": sha256(content).hexdigest(),
        "size": len(content),
        "media_type": media_type,
        "width": None,
        "height": None,
        "thumbnail": None,
        **shown,
        "file_name": file.name,
        "caption": file.caption or None,
        # of the item and not of this moment, so that handing it down again changes nothing
        "added_at": f"{published_on}T00:00:00+00:00",
        "added_by": _ADDED_BY,
    }
    return PreparedFile(content, fields)


def _fields(new: NewLearningItem) -> dict[str, Value]:
    return {
        "title": new.title.strip(),
        "kind": new.kind,
        "origin": COUNTY,
        "topics": list_text(new.topics),
        "audience": list_text(new.audience),
        "summary": new.summary.strip() or None,
        "body": new.body.strip() or None,
        "minutes": new.minutes,
        "source": new.source.strip() or None,
        "published_on": new.published_on,
        "withdrawn_on": None,
        "is_required": int(new.is_required),
        "due_on": new.due_on or None,
    }


def _attachment_id(item_id: str, file: PreparedFile) -> str:
    return derived_id(item_id, file.sha256.hex())


def _items(database: Database, village_id: int) -> list[tuple[str, dict[str, Value]]]:
    rows = query(
        database,
        "SELECT record_id, fields FROM record WHERE village_id = %(village_id)s AND kind = %(kind)s "
        "AND deleted IS NULL AND fields ->> 'origin' = %(county)s",
        {"village_id": village_id, "kind": kind_of("learning_item"), "county": COUNTY},
    )
    return [(record_id.hex, fields) for record_id, fields in rows]


def _item(database: Database, village_id: int, record_id: str) -> dict[str, Value] | None:
    return dict(_items(database, village_id)).get(record_id)


def _attachments(database: Database, village_id: int, item_id: str = "") -> list[tuple[str, str]]:
    """Ids of files and of the items they hang on."""
    rows = query(
        database,
        "SELECT record_id, fields ->> 'target_id' FROM record WHERE village_id = %(village_id)s "
        "AND kind = %(kind)s AND deleted IS NULL AND (%(item)s = '' OR fields ->> 'target_id' = %(item)s)",
        {"village_id": village_id, "kind": kind_of("learning_attachment"), "item": item_id},
    )
    return [(record_id.hex, str(target)) for record_id, target in rows]
