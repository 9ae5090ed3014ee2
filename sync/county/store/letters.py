"""Villagers' letters, snaps and bookings at the county: taken in, withdrawn, rated, hidden (来信, 预约)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from desktop.domain.attachment_kind import JPEG
from desktop.domain.event_author import VILLAGER
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.progress_mark import new_progress_code, read_progress_code
from desktop.domain.rules import get_rule
from desktop.domain.villager_letter import (
    NewBooking,
    NewLetter,
    check_booking,
    check_letter,
    event_id_of,
    normal_phone,
)
from desktop.reports.pictures import make_picture
from desktop.reports.thumbnails import thumbnail_text
from sync.county.clock import day_of
from sync.county.county import County
from sync.county.store.blobs import keep
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, hand_down
from sync.county.store.records import STATE_COLUMNS, derived_id, kind_of, read_state
from sync.county.store.service_catalogues import offered_items
from sync.county.store.villages import lock_village, name_of
from sync.plan.merge import RecordState
from sync.protocol.operation import Value

LONGEST_REASON = 200
_MB = 2**20
_EVERYBODY = ""
_PREFIXES = {"villager_letter": "X", "service_booking": "Y"}
"""Letters in front of the serial in numbers: 信, 约."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sender keeps: together they show how it stands."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a message comes from.

    Attributes:
        key: A hash of the network address that only this county can make; the address is kept nowhere.
        form: What is unique about the form it was typed into: the same form sent twice is one message.
    """

    key: str
    form: str


def id_of(table: str, sender: Sender) -> str:
    """Id of the record that a form makes."""
    return derived_id(table, sender.form)


def send_letter(
    county: County,
    village_id: int,
    new: NewLetter,
    pictures: Sequence[bytes],
    sender: Sender,
    now_ms: int,
) -> Sent:
    """Take a letter in, its pictures made anew, small and without a word about where they were taken.

    Raises:
        ProblemError: CTY-200 to CTY-207; CTY-211 to CTY-213 too much came today; CTY-214 a picture is too
            large; ATT-001 to ATT-003 it is none; ATT-021 the county's disk.
    """
    today = day_of(now_ms)
    if problems := check_letter(new, len(pictures), today):
        raise ProblemError(problems)
    record_id = id_of("villager_letter", sender)
    if known := find_record(county.database, village_id, "villager_letter", record_id):
        return _sent(known)
    limit = get_rule("villager_pages.picture.mb", today).value
    if any(len(each) > limit * _MB for each in pictures):
        raise ProblemError(Problem("CTY-214", {"limit": str(limit)}, Place(field="pictures")))
    made = {
        sha256(picture.content).hexdigest(): picture
        for picture in (make_picture(each, is_strangers=True) for each in pictures)
    }
    at = moment(now_ms)
    event_id = event_id_of(record_id)
    with county.database.atomic():
        lock_village(county.database, village_id)
        _count(county, village_id, sender, sum(len(each.content) for each in made.values()), now_ms)
        number = _next_number(county.database, village_id, "villager_letter", today)
        fields: dict[str, Value] = {
            "number": number,
            "code": new_progress_code(),
            "kind": new.kind,
            "category": new.category or None,
            "title": new.title.strip(),
            "text": new.text.strip() or None,
            "place": new.place.strip() or None,
            "name": None if new.anonymous else new.name.strip(),
            "phone": None if new.anonymous else normal_phone(new.phone),
            "anonymous": int(new.anonymous),
            "secret": int(new.secret),
            "received_at": at,
        }
        records = [HandedRecord("villager_letter", record_id, fields)]
        for place, (digest, picture) in enumerate(made.items(), start=1):
            keep(county, village_id, picture.content, now_ms)
            attached: dict[str, Value] = {
                "target_table": "event",
                "target_id": event_id,
                "sha256": digest,
                "size": len(picture.content),
                "media_type": JPEG,
                "width": picture.width,
                "height": picture.height,
                # the sender's own name of the file may say who or where
                "file_name": f"{number}-{place}.jpg",
                "thumbnail": thumbnail_text(picture.thumbnail),
                "added_at": at,
                "added_by": VILLAGER,
            }
            attachment_id = derived_id(record_id, digest)
            records.append(HandedRecord("letter_attachment", attachment_id, attached))
        hand_down(county, village_id, records, now_ms, "letter_received", {"number": number})
    return Sent(number, str(fields["code"]))


def send_booking(county: County, village_id: int, new: NewBooking, sender: Sender, now_ms: int) -> Sent:
    """Take a booking in.

    Raises:
        ProblemError: CTY-201, CTY-203 to CTY-205, CTY-208; CTY-211 and CTY-212 too much came today.
    """
    today = day_of(now_ms)
    offered = frozenset(item.code for item in offered_items(county.database, village_id, today))
    if problems := check_booking(new, offered, today):
        raise ProblemError(problems)
    record_id = id_of("service_booking", sender)
    if known := find_record(county.database, village_id, "service_booking", record_id):
        return _sent(known)
    with county.database.atomic():
        lock_village(county.database, village_id)
        _count(county, village_id, sender, 0, now_ms)
        number = _next_number(county.database, village_id, "service_booking", today)
        fields: dict[str, Value] = {
            "number": number,
            "code": new_progress_code(),
            "item": new.item,
            "name": new.name.strip(),
            "phone": normal_phone(new.phone),
            "for_name": new.for_name.strip() or None,
            "wished_on": new.wished_on or None,
            "wished_part": new.wished_part or None,
            "place": new.place.strip() or None,
            "text": new.text.strip() or None,
            "received_at": moment(now_ms),
        }
        record = HandedRecord("service_booking", record_id, fields)
        hand_down(county, village_id, [record], now_ms, "booking_received", {"number": number})
    return Sent(number, str(fields["code"]))


def find_asked(database: Database, village_id: int, table: str, number: str, code: str) -> RecordState | None:
    """A letter, booking or case by number and code; None when one of them is not right."""
    wanted, given = number.strip().upper(), read_progress_code(code)
    if not given or not wanted.isprintable():
        return None
    for state in _states(database, village_id, table, "number", (wanted,)):
        if secrets.compare_digest(str(state.fields.get("code") or "").upper().encode(), given.encode()):
            return state
    return None


def withdraw(
    county: County, village_id: int, table: str, record: RecordState, reason: str, now_ms: int
) -> None:
    """Take a letter or booking back at the wish of who sent it; taken back twice nothing happens.

    Raises:
        ProblemError: CTY-201 the reason is too long.
    """
    if len(reason.strip()) > LONGEST_REASON:
        raise ProblemError(Problem("CTY-201", {"length": str(LONGEST_REASON)}, Place(field="reason")))
    if record.fields.get("withdrawn_at"):
        return
    fields: dict[str, Value] = {"withdrawn_at": moment(now_ms)}
    if table == "villager_letter":
        fields["withdrawn_reason"] = reason.strip() or None
    _hand(county, village_id, table, record, fields, now_ms, "letter_withdrawn")


def hide_letter(
    county: County, village_id: int, number: str, reason: str, now_ms: int, *, operator: str = ""
) -> None:
    """Hide a letter that is abuse: the village makes no event of it, its sender is told that it was hidden.

    Raises:
        ProblemError: CTY-260 no reason, CTY-261 no such letter.
    """
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise ProblemError(Problem("CTY-260", {"length": str(LONGEST_REASON)}, Place(field="reason")))
    record = find_letter(county.database, village_id, number)
    if record.fields.get("hidden_at"):
        return
    fields: dict[str, Value] = {"hidden_at": moment(now_ms), "hidden_reason": reason.strip()}
    _hand(county, village_id, "villager_letter", record, fields, now_ms, "letter_hidden", operator)


def find_letter(database: Database, village_id: int, number: str) -> RecordState:
    """A letter by its number.

    Raises:
        ProblemError: CTY-261, the village has none.
    """
    wanted = number.strip().upper()
    if not wanted.isprintable():
        raise ProblemError(Problem("CTY-261", {"number": ""}))
    for state in _states(database, village_id, "villager_letter", "number", (wanted,)):
        return state
    raise ProblemError(Problem("CTY-261", {"number": number}))


def list_letters(database: Database, village_id: int, limit: int = 200) -> tuple[RecordState, ...]:
    """Letters of a village, the newest first."""
    rows = query(
        database,
        f"SELECT {STATE_COLUMNS} FROM record r WHERE r.village_id = %(village_id)s "  # noqa: S608
        "AND r.kind = %(kind)s AND r.deleted IS NULL "
        "ORDER BY r.fields ->> 'received_at' DESC LIMIT %(limit)s",
        {"village_id": village_id, "kind": kind_of("villager_letter"), "limit": limit},
    )
    return tuple(read_state(row) for row in rows)


def _hand(
    county: County,
    village_id: int,
    table: str,
    record: RecordState,
    fields: Mapping[str, Value],
    now_ms: int,
    event: str,
    operator: str = "",
) -> None:
    details = {"number": record.fields.get("number")} | ({"operator": operator} if operator else {})
    hand_down(county, village_id, [HandedRecord(table, record.record_id, fields)], now_ms, event, details)


def _sent(record: RecordState) -> Sent:
    return Sent(str(record.fields["number"]), str(record.fields["code"]))


def find_record(database: Database, village_id: int, table: str, record_id: str) -> RecordState | None:
    """A living record by its id; None when there is none."""
    rows = query(
        database,
        f"SELECT {STATE_COLUMNS} FROM record r WHERE r.village_id = %(village_id)s "  # noqa: S608
        "AND r.kind = %(kind)s AND r.record_id = %(id)s AND r.deleted IS NULL",
        {"village_id": village_id, "kind": kind_of(table), "id": record_id},
    )
    return read_state(rows[0]) if rows else None


def _states(
    database: Database, village_id: int, table: str, field: str, values: Sequence[str]
) -> list[RecordState]:
    rows = query(
        database,
        f"SELECT {STATE_COLUMNS} FROM record r WHERE r.village_id = %(village_id)s "  # noqa: S608
        f"AND r.kind = {kind_of(table):d} AND r.deleted IS NULL "
        f"AND (r.fields ->> '{field}') = ANY(%(values)s)",
        {"village_id": village_id, "values": list(values)},
    )
    return [read_state(row) for row in rows]


def _next_number(database: Database, village_id: int, table: str, today: date) -> str:
    """The next number of a year; the village's lock is held."""
    _, division_code = name_of(database, village_id)
    prefix = f"{division_code}-{today.year}-{_PREFIXES[table]}"
    rows = query(
        database,
        "SELECT max(substr(fields ->> 'number', %(from)s)::integer) FROM record "  # noqa: S608 - own numbers
        f"WHERE village_id = %(village_id)s AND kind = {kind_of(table):d} "
        "AND deleted IS NULL AND starts_with(fields ->> 'number', %(prefix)s)",
        {"village_id": village_id, "prefix": prefix, "from": len(prefix) + 1},
    )
    return f"{prefix}{int(rows[0][0] or 0) + 1:04d}"


def moment(now_ms: int) -> str:
    """A moment as records keep it: UTC, ISO, to the second."""
    return datetime.fromtimestamp(now_ms / 1_000, UTC).isoformat(timespec="seconds")


def _count(county: County, village_id: int, sender: Sender, size: int, now_ms: int) -> None:
    """Count a message against what the village and its sender may send in a day.

    Raises:
        ProblemError: CTY-211 the village got enough today, CTY-212 the sender sent enough, CTY-213 the
            pictures of the day are too many bytes.
    """
    today = day_of(now_ms)
    database = county.database
    rows = query(
        database,
        "INSERT INTO villager_quota (village_id, day, sender, messages, bytes) "
        "SELECT %(village_id)s, %(day)s, sender, 1, %(size)s FROM unnest(%(senders)s::text[]) AS sender "
        "ON CONFLICT (village_id, day, sender) DO UPDATE SET messages = villager_quota.messages + 1, "
        "bytes = villager_quota.bytes + %(size)s RETURNING sender, messages, bytes",
        {"village_id": village_id, "day": today, "size": size, "senders": [_EVERYBODY, sender.key]},
    )
    counted = {str(who): (int(messages), int(total)) for who, messages, total in rows}
    for who, code, rule in (
        (sender.key, "CTY-212", "villager_pages.day.sender.messages"),
        (_EVERYBODY, "CTY-211", "villager_pages.day.village.messages"),
    ):
        if counted[who][0] > get_rule(rule, today).value:
            raise ProblemError(Problem(code))
    if size and counted[_EVERYBODY][1] > get_rule("villager_pages.day.village.mb", today).value * _MB:
        raise ProblemError(Problem("CTY-213"))
    query(
        database,
        "DELETE FROM villager_quota WHERE village_id = %(village_id)s AND day < %(before)s",
        {"village_id": village_id, "before": today - timedelta(days=1)},
    )
