"""Real deeds (实事): what was done for the village and its people, by whom, for whom, with what result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from db.queries import learning as queries
from db.queries.learning import DeedRow, ParticipantRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.attachments.records import remove_with_record
from desktop.services.office import Office

TITLE_LENGTH = 80
_MOST_HOURS = 999


@dataclass(frozen=True, slots=True)
class NewDeed:
    """A deed as it is entered; days ISO texts, ``hours`` as typed and the same for each who took part."""

    title: str
    kind: str
    done_on: str
    participants: tuple[str, ...]
    ended_on: str = ""
    place: str = ""
    hours: str = ""
    organiser: str = ""
    beneficiaries: str = ""
    beneficiary_count: str = ""
    result: str = ""
    branch_id: str = ""
    meeting_id: str = ""
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part; ``hours`` as text, empty when nobody wrote them down."""

    person_id: str
    name: str
    hours: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed with who took part; codes with their labels, days ISO texts."""

    id: str
    title: str
    kind: str
    kind_label: str
    done_on: str
    ended_on: str
    place: str
    branch_id: str
    branch: str
    organiser: str
    beneficiaries: str
    beneficiary_count: int | None
    result: str
    meeting_id: str
    event_id: str
    event: str
    participants: tuple[Participant, ...]
    hours_x10: int

    @property
    def names(self) -> str:
        """Everybody who took part, as a list shows them."""
        return "、".join(each.name for each in self.participants)


@dataclass(frozen=True, slots=True)
class DeedFilter:
    """Which deeds of a period (ISO days, both included) are asked for; empty texts mean all."""

    first: str
    last: str
    kind: str = ""
    branch_id: str = ""
    person_id: str = ""
    text: str = ""


def list_deeds(office: Office, wanted: DeedFilter) -> tuple[Deed, ...]:
    """Deeds of a period, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        rows = queries.list_deeds(connection, wanted.first, wanted.last)
        by_deed: dict[str, list[ParticipantRow]] = {}
        for row in queries.list_participants(connection):
            by_deed.setdefault(row.deed_id, []).append(row)
    shown = (_shown(row, by_deed.get(row.id, [])) for row in rows)
    return tuple(deed for deed in shown if _fits(deed, wanted))


def people_of_year(office: Office, year: int) -> tuple[tuple[str, str], ...]:
    """Ids and names of everybody who took part in a deed of a year, by name.

    Raises:
        ProblemError: SYS-403.
    """
    found = {
        (each.person_id, each.name)
        for deed in list_deeds(office, DeedFilter(f"{year}-01-01", f"{year}-12-31"))
        for each in deed.participants
    }
    return tuple(sorted(found, key=lambda person: (person[1], person[0])))


def get_deed(office: Office, deed_id: str) -> Deed:
    """One deed.

    Raises:
        ProblemError: LRN-036 there is none; SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        row = queries.find_deed(connection, deed_id)
        participants = queries.list_participants(connection, deed_id)
    if row is None:
        raise ProblemError(Problem("LRN-036"))
    return _shown(row, participants)


def check_deed(new: NewDeed, today: date) -> tuple[Problem, ...]:
    """What keeps a deed from being taken: LRN-030 to LRN-035, LRN-037, LRN-038, LRN-005 no day."""
    problems = []
    if not new.title.strip():
        problems.append(Problem("LRN-030", place=Place(field="title")))
    if len(new.title.strip()) > TITLE_LENGTH:
        problems.append(Problem("LRN-037", {"length": str(TITLE_LENGTH)}, Place(field="title")))
    if new.kind not in code_table("deed_kind"):
        problems.append(Problem("LRN-031", place=Place(field="kind")))
    days = {}
    for field, text in (("done_on", new.done_on), ("ended_on", new.ended_on)):
        if field == "ended_on" and not text:
            continue
        try:
            days[field] = date.fromisoformat(text)
        except ValueError:
            problems.append(Problem("LRN-005", {"value": text}, Place(field=field)))
            continue
        if days[field] > today:
            problems.append(Problem("LRN-032", {"day": text}, Place(field=field)))
    if len(days) == 2 and days["ended_on"] < days["done_on"]:
        problems.append(Problem("LRN-035", place=Place(field="ended_on")))
    if not new.participants:
        problems.append(Problem("LRN-033", place=Place(field="participants")))
    if new.hours.strip() and read_hours(new.hours) is None:
        values = {"value": new.hours.strip(), "most": str(_MOST_HOURS)}
        problems.append(Problem("LRN-034", values, Place(field="hours")))
    if new.beneficiary_count.strip() and _read_count(new.beneficiary_count) is None:
        values = {"value": new.beneficiary_count.strip()}
        problems.append(Problem("LRN-038", values, Place(field="beneficiary_count")))
    return tuple(problems)


def read_hours(text: str) -> int | None:
    """Tenths of an hour in what was typed (``2``, ``1.5``, ``1.5小时``), or None when it is none."""
    try:
        hours = Decimal(text.strip().removesuffix("小时").removesuffix("h").strip())
    except InvalidOperation:
        return None
    if not hours.is_finite() or not 0 < hours <= _MOST_HOURS or hours * 10 % 1:
        return None
    return int(hours * 10)


def hours_text(hours_x10: int | None) -> str:
    """Hours as people write them; empty for none."""
    if not hours_x10:
        return ""
    return str(hours_x10 // 10) if hours_x10 % 10 == 0 else f"{hours_x10 // 10}.{hours_x10 % 10}"


def add_deed(office: Office, new: NewDeed) -> str:
    """Record a deed with who took part; returns its id.

    Raises:
        ProblemError: As `check_deed`; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    if problems := check_deed(new, office.today()):
        raise ProblemError(problems)
    with office.change("edit", f"登记实事：{new.title.strip()}") as work:
        deed_id = work.insert("deed", _stored(new))
        _write_participants(work, deed_id, new)
    return deed_id


def edit_deed(office: Office, deed_id: str, new: NewDeed) -> None:
    """Put a deed right; whoever took part already keeps their own record.

    Raises:
        ProblemError: As `check_deed`; LRN-036 there is none; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    if problems := check_deed(new, office.today()):
        raise ProblemError(problems)
    with office.change("edit", f"修改实事：{new.title.strip()}") as work:
        if not work.update("deed", deed_id, _stored(new)):
            raise ProblemError(Problem("LRN-036"))
        _write_participants(work, deed_id, new)


def remove_deed(office: Office, deed_id: str) -> None:
    """Remove a deed with who took part and its photos; undone like any edit.

    Raises:
        ProblemError: LRN-036 there is none; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    with office.change("edit", "删除实事 1 件") as work:
        if not work.delete("deed", deed_id):
            raise ProblemError(Problem("LRN-036"))
        for row in queries.list_participants(work.connection, deed_id):
            work.delete("deed_participant", row.id)
        remove_with_record(work, "deed", deed_id)


def people_of_meeting(office: Office, meeting_id: str) -> tuple[tuple[str, str], ...]:
    """Ids and names of everybody who was at a meeting, to take them over into a deed.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        ids = [person for _, person in queries.list_present(connection, [meeting_id])]
        names = {each.id: each.name for each in queries.list_people(connection, ids)}
    return tuple((person, names.get(person, "")) for person in ids)


def list_branches(office: Office) -> tuple[tuple[str, str], ...]:
    """Ids and names of the branches that there are.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        return queries.list_branches(connection)


def _read_count(text: str) -> int | None:
    bare = text.strip().removesuffix("人")
    return int(bare) if bare.isascii() and bare.isdecimal() and 0 < int(bare) < 10**6 else None


def _stored(new: NewDeed) -> dict[str, Value]:
    return {
        "title": new.title.strip(),
        "kind": new.kind,
        "done_on": new.done_on,
        "ended_on": new.ended_on or None,
        "place": new.place.strip() or None,
        "organiser": new.organiser.strip() or None,
        "beneficiaries": new.beneficiaries.strip() or None,
        "beneficiary_count": _read_count(new.beneficiary_count),
        "result": new.result.strip() or None,
        "branch_id": new.branch_id or None,
        "meeting_id": new.meeting_id or None,
        "event_id": new.event_id or None,
    }


def _write_participants(work: Work, deed_id: str, new: NewDeed) -> None:
    known = {row.person_id: row for row in queries.list_participants(work.connection, deed_id)}
    wanted = dict.fromkeys(new.participants)
    hours = read_hours(new.hours) if new.hours.strip() else None
    for person_id, row in known.items():
        if person_id not in wanted:
            work.delete("deed_participant", row.id)
        elif row.hours_x10 != hours:
            work.update("deed_participant", row.id, {"hours_x10": hours})
    for person_id in wanted:
        if person_id not in known:
            work.insert("deed_participant", {"deed_id": deed_id, "person_id": person_id, "hours_x10": hours})


def _shown(row: DeedRow, participants: Sequence[ParticipantRow]) -> Deed:
    return Deed(
        id=row.id,
        title=row.title,
        kind=row.kind,
        kind_label=code_table("deed_kind").label(row.kind),
        done_on=row.done_on,
        ended_on=row.ended_on,
        place=row.place,
        branch_id=row.branch_id,
        branch=row.branch,
        organiser=row.organiser,
        beneficiaries=row.beneficiaries,
        beneficiary_count=row.beneficiary_count,
        result=row.result,
        meeting_id=row.meeting_id,
        event_id=row.event_id,
        event=row.event,
        participants=tuple(
            Participant(each.person_id, each.name, hours_text(each.hours_x10)) for each in participants
        ),
        hours_x10=sum(each.hours_x10 or 0 for each in participants),
    )


def _fits(deed: Deed, wanted: DeedFilter) -> bool:
    text = wanted.text.strip().casefold()
    words = (deed.title, deed.place, deed.result, deed.beneficiaries, deed.kind_label, deed.names)
    return (
        (not wanted.kind or deed.kind == wanted.kind)
        and (not wanted.branch_id or deed.branch_id == wanted.branch_id)
        and (not wanted.person_id or any(each.person_id == wanted.person_id for each in deed.participants))
        and (not text or text in "\n".join(words).casefold())
    )
