"""Reads learning items, who studied them, and real deeds."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries.stored_list import stored_list

THERE = "('present', 'online')"
"""Codes of attendance_state of who was there in person or over the line, as SQL."""

_ITEM = (
    "i.id, i.title, i.kind, i.origin, i.topics, i.audience, i.summary, i.body, i.minutes, i.source, "
    "i.published_on, i.withdrawn_on, i.is_required, i.due_on"
)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One learning item as the file keeps it; lists are codes, days ISO texts."""

    id: str
    title: str
    kind: str
    origin: str
    topics: tuple[str, ...]
    audience: tuple[str, ...]
    summary: str
    body: str
    minutes: int | None
    source: str
    published_on: str
    withdrawn_on: str
    is_required: bool
    due_on: str


@dataclass(frozen=True, slots=True)
class StudiedRow:
    """Somebody studied an item: at a session (``meeting_id``), made up for one later, or alone."""

    person_id: str
    item_id: str
    studied_on: str
    meeting_id: str
    way: str  # session, made_up, alone
    study_id: str


@dataclass(frozen=True, slots=True)
class AbsentRow:
    """Somebody was due at a held session that taught an item and was not there."""

    person_id: str
    item_id: str
    meeting_id: str
    state: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A gathering that taught something; ``present`` as counted there, ``named`` how many of them by name."""

    id: str
    kinds: tuple[str, ...]
    held_on: str
    title: str
    state: str
    branch_id: str
    due: int
    present: int
    named: int
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the register as lists name people; ``villager_group`` of the hukou household."""

    id: str
    name: str
    villager_group: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One deed as the file keeps it."""

    id: str
    title: str
    kind: str
    branch_id: str
    branch: str
    meeting_id: str
    event_id: str
    event: str
    done_on: str
    ended_on: str
    place: str
    organiser: str
    beneficiaries: str
    beneficiary_count: int | None
    result: str


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Who took part in a deed; ``hours_x10`` in tenths of an hour."""

    id: str
    deed_id: str
    person_id: str
    name: str
    part: str
    hours_x10: int | None


def _item(row: Sequence[object]) -> ItemRow:
    (
        item_id,
        title,
        kind,
        origin,
        topics,
        audience,
        summary,
        body,
        minutes,
        source,
        published,
        withdrawn,
        required,
        due,
    ) = row
    return ItemRow(
        str(item_id),
        str(title),
        str(kind),
        str(origin),
        stored_list(topics if isinstance(topics, str) else None),
        stored_list(audience if isinstance(audience, str) else None),
        str(summary or ""),
        str(body or ""),
        int(str(minutes)) if minutes is not None else None,
        str(source or ""),
        str(published),
        str(withdrawn or ""),
        bool(required),
        str(due or ""),
    )


def list_items(connection: Connection) -> tuple[ItemRow, ...]:
    """All items, the newest first."""
    rows = connection.execute(
        f"SELECT {_ITEM} FROM learning_item i ORDER BY i.published_on DESC, i.pk DESC"  # noqa: S608
    )
    return tuple(_item(row) for row in rows)


def find_item(connection: Connection, item_id: str) -> ItemRow | None:
    """One item by its id."""
    row = connection.execute(
        f"SELECT {_ITEM} FROM learning_item i WHERE i.id = ?",  # noqa: S608
        (item_id,),
    ).fetchone()
    return _item(row) if row else None


def count_files(connection: Connection) -> dict[str, tuple[int, int]]:
    """Pictures and videos of each item that has any."""
    rows = connection.execute(
        "SELECT target_id, sum(media_type LIKE 'image/%'), sum(media_type LIKE 'video/%') "
        "FROM learning_attachment GROUP BY target_id"
    )
    return {str(item): (int(pictures), int(videos)) for item, pictures, videos in rows}


def count_studies(connection: Connection, item_id: str) -> int:
    """How many records of study name an item, planned sessions included."""
    (count,) = connection.execute("SELECT count(*) FROM study WHERE item_id = ?", (item_id,)).fetchone()
    return int(count)


def list_studied(connection: Connection, first: str = "", last: str = "9999-12-31") -> tuple[StudiedRow, ...]:
    """Who studied which item in a period, both days included, once for each session and way."""
    rows = connection.execute(
        f"""
        SELECT a.person_id, s.item_id, m.held_on AS day, m.id, 'session', s.id FROM study s
          JOIN meeting m ON m.id = s.meeting_id AND m.state = 'held'
          JOIN meeting_attendance a ON a.meeting_id = m.id AND a.state IN {THERE}
         WHERE m.held_on BETWEEN ? AND ?
        UNION ALL
        SELECT a.person_id, s.item_id, a.made_up_on AS day, m.id, 'made_up', s.id FROM study s
          JOIN meeting m ON m.id = s.meeting_id AND m.state = 'held'
          JOIN meeting_attendance a ON a.meeting_id = m.id AND a.state NOT IN {THERE}
         WHERE a.made_up_on BETWEEN ? AND ?
        UNION ALL
        SELECT s.person_id, s.item_id, s.studied_on AS day, '', 'alone', s.id FROM study s
         WHERE s.person_id IS NOT NULL AND s.studied_on BETWEEN ? AND ?
        ORDER BY day, 1
        """,  # noqa: S608 - own text
        (first, last) * 3,
    )
    return tuple(StudiedRow(*(str(each) for each in row)) for row in rows)


def list_absent(connection: Connection) -> tuple[AbsentRow, ...]:
    """Who was due at a held session that taught an item, was not there and has not made up for it there."""
    rows = connection.execute(
        f"""
        SELECT a.person_id, s.item_id, m.id, a.state FROM study s
          JOIN meeting m ON m.id = s.meeting_id AND m.state = 'held'
          JOIN meeting_attendance a ON a.meeting_id = m.id
         WHERE a.state NOT IN {THERE} AND a.standing <> 'observer' AND a.made_up_on IS NULL
         ORDER BY m.held_on DESC, m.pk DESC
        """  # noqa: S608 - own text
    )
    return tuple(AbsentRow(*(str(each) for each in row)) for row in rows)


def list_sessions(
    connection: Connection, kinds: Sequence[str], first: str, last: str, state: str = "held"
) -> tuple[SessionRow, ...]:
    """Gatherings of a period that taught an item or are of a kind that is study by itself, by day.

    Where attendance is by list, those there are counted from it, else as they were typed.
    """
    by_kind = " OR ".join("instr(m.kinds, ?)" for _ in kinds) or "0"
    rows = connection.execute(
        f"""
        SELECT m.id, m.kinds, m.held_on, m.title, m.state, m.branch_id,
               (SELECT count(*) FROM meeting_attendance a WHERE a.meeting_id = m.id
                 AND a.standing <> 'observer'), m.due_count,
               (SELECT count(*) FROM meeting_attendance a WHERE a.meeting_id = m.id
                 AND a.state IN {THERE}), m.present_count,
               EXISTS (SELECT 1 FROM meeting_attendance a WHERE a.meeting_id = m.id),
               (SELECT json_group_array(s.item_id) FROM study s WHERE s.meeting_id = m.id)
          FROM meeting m
         WHERE m.held_on BETWEEN ? AND ? AND m.state = ?
           AND (({by_kind}) OR EXISTS (SELECT 1 FROM study s WHERE s.meeting_id = m.id))
         ORDER BY m.held_on, m.pk
        """,  # noqa: S608 - own text and marks
        (first, last, state, *(f'"{kind}"' for kind in kinds)),
    )
    found = []
    for row in rows:
        listed = bool(row[10])
        found.append(
            SessionRow(
                str(row[0]),
                stored_list(row[1]),
                str(row[2]),
                str(row[3]),
                str(row[4]),
                str(row[5] or ""),
                int(row[6]) if listed else int(row[7] or 0),
                int(row[8]) if listed else int(row[9] or 0),
                int(row[8]) if listed else 0,
                stored_list(row[11]),
            )
        )
    return tuple(found)


def list_taught(connection: Connection, item_id: str) -> tuple[tuple[str, str, str, bool], ...]:
    """Id, day and title of meetings that teach an item and were not cancelled; whether each is planned."""
    rows = connection.execute(
        "SELECT m.id, m.held_on, m.title, m.state = 'planned' FROM study s "
        "JOIN meeting m ON m.id = s.meeting_id AND m.state <> 'cancelled' "
        "WHERE s.item_id = ? ORDER BY m.held_on DESC, m.pk DESC",
        (item_id,),
    )
    return tuple((str(row[0]), str(row[1]), str(row[2]), bool(row[3])) for row in rows)


def list_present(connection: Connection, meeting_ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Meeting and person of everybody who was there by name."""
    marks = ", ".join("?" * len(meeting_ids))
    rows = connection.execute(
        f"SELECT meeting_id, person_id FROM meeting_attendance "  # noqa: S608 - own text and marks
        f"WHERE state IN {THERE} AND meeting_id IN ({marks}) ORDER BY meeting_id, pk",
        tuple(meeting_ids),
    )
    return tuple((str(meeting), str(person)) for meeting, person in rows)


def missed_sessions(
    connection: Connection, item_id: str, person_ids: Sequence[str], on: str
) -> tuple[str, ...]:
    """Ids of attendance rows by which people were missed at sessions of an item up to a day, not made up."""
    marks = ", ".join("?" * len(person_ids))
    rows = connection.execute(
        f"SELECT a.id FROM study s JOIN meeting m ON m.id = s.meeting_id AND m.state = 'held' "  # noqa: S608
        f"JOIN meeting_attendance a ON a.meeting_id = m.id AND a.state NOT IN {THERE} "
        f"WHERE s.item_id = ? AND m.held_on <= ? AND a.made_up_on IS NULL AND a.person_id IN ({marks})",
        (item_id, on, *person_ids),
    )
    return tuple(str(row[0]) for row in rows)


def list_people(connection: Connection, ids: Sequence[str]) -> tuple[PersonRow, ...]:
    """People by id with their villagers' group; unknown ids are left out."""
    return _people(connection, f"p.id IN ({', '.join('?' * len(ids))})", tuple(ids))


def list_tagged(connection: Connection, tags: Sequence[str]) -> tuple[PersonRow, ...]:
    """Living people of the register who bear one of some tags (codes of special_group)."""
    asked = " OR ".join("instr(p.group_tags, ?)" for _ in tags)
    return _people(connection, f"p.death_date IS NULL AND ({asked})", tuple(f'"{tag}"' for tag in tags))


def _people(connection: Connection, where: str, values: tuple[str, ...]) -> tuple[PersonRow, ...]:
    rows = connection.execute(
        "SELECT p.id, p.name, (SELECT h.villager_group FROM membership m JOIN household h "  # noqa: S608
        "ON h.id = m.household_id AND h.kind = 'hukou' WHERE m.person_id = p.id AND m.to_date IS NULL "
        "LIMIT 1), "
        f"p.group_tags FROM person p WHERE {where}",
        values,
    )
    return tuple(
        PersonRow(str(row[0]), str(row[1] or ""), str(row[2] or ""), stored_list(row[3])) for row in rows
    )


def list_office_people(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Person and role of everybody who signs in under a name that one person alone has in the register."""
    rows = connection.execute(
        "SELECT p.id, a.role FROM account a JOIN person p ON p.name = a.display_name "
        "WHERE a.active AND (SELECT count(*) FROM person n WHERE n.name = a.display_name) = 1 ORDER BY p.pk"
    )
    return tuple((str(person), str(role)) for person, role in rows)


def list_linked_officials(connection: Connection) -> tuple[str, ...]:
    """People whom a household names as its linked official."""
    rows = connection.execute(
        "SELECT DISTINCT linked_official_id FROM household WHERE linked_official_id IS NOT NULL ORDER BY 1"
    )
    return tuple(str(row[0]) for row in rows)


def list_post_beginnings(connection: Connection) -> dict[str, str]:
    """First day of each post by its id, where it is known."""
    rows = connection.execute("SELECT id, from_date FROM party_post WHERE from_date IS NOT NULL")
    return {str(post): str(day) for post, day in rows}


_DEEDS = (
    "SELECT d.id, d.title, d.kind, coalesce(d.branch_id, ''), coalesce(b.name, ''), "
    "coalesce(d.meeting_id, ''), coalesce(d.event_id, ''), coalesce(e.title, ''), d.done_on, "
    "coalesce(d.ended_on, ''), coalesce(d.place, ''), coalesce(d.organiser, ''), "
    "coalesce(d.beneficiaries, ''), d.beneficiary_count, coalesce(d.result, '') FROM deed d "
    "LEFT JOIN branch b ON b.id = d.branch_id LEFT JOIN event e ON e.id = d.event_id"
)


def list_deeds(connection: Connection, first: str = "", last: str = "9999-12-31") -> tuple[DeedRow, ...]:
    """Deeds of a period, both days included, the latest first."""
    rows = connection.execute(
        f"{_DEEDS} WHERE d.done_on BETWEEN ? AND ? ORDER BY d.done_on DESC, d.pk DESC", (first, last)
    )
    return tuple(DeedRow(*row) for row in rows)


def find_deed(connection: Connection, deed_id: str) -> DeedRow | None:
    """One deed by its id."""
    row = connection.execute(f"{_DEEDS} WHERE d.id = ?", (deed_id,)).fetchone()
    return DeedRow(*row) if row else None


def list_participants(connection: Connection, deed_id: str = "") -> tuple[ParticipantRow, ...]:
    """Who took part in a deed, or in any."""
    where, values = ("WHERE t.deed_id = ?", (deed_id,)) if deed_id else ("", ())
    rows = connection.execute(
        "SELECT t.id, t.deed_id, t.person_id, p.name, t.part, t.hours_x10 FROM deed_participant t "  # noqa: S608
        f"LEFT JOIN person p ON p.id = t.person_id {where} ORDER BY t.pk",
        values,
    )
    return tuple(
        ParticipantRow(
            str(row[0]),
            str(row[1]),
            str(row[2]),
            str(row[3] or ""),
            str(row[4] or ""),
            int(row[5]) if row[5] is not None else None,
        )
        for row in rows
    )


def list_branches(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Ids and names of branches that were not dissolved."""
    rows = connection.execute("SELECT id, name FROM branch WHERE dissolved_on IS NULL ORDER BY pk")
    return tuple((str(branch), str(name)) for branch, name in rows)
