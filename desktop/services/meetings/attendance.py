"""Who came to a meeting: marked on the list, found by name, read from a card; making up later (补课)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.queries import meeting_rolls as roll_queries
from db.queries import meetings as queries
from db.queries.meetings import AttendanceRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.list_text import list_text
from desktop.domain.meeting_attendance import CAME, AttendanceState
from desktop.domain.meeting_due import Standing, is_of_age, kind_rules
from desktop.domain.member_card import looks_scanned, read_card_code
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.meetings.planning import open_meeting, recount
from desktop.services.office import Office


def mark(
    office: Office, row_ids: Iterable[str], state: AttendanceState, reason: str = "", proxy_id: str = ""
) -> None:
    """Mark people on the list of a meeting.

    Args:
        office: The office at work.
        row_ids: Lines of one meeting's list.
        state: What they are marked as.
        reason: Of a leave.
        proxy_id: Person who came instead, of the same household; for `AttendanceState.PROXY`, one line alone.

    Raises:
        ProblemError: MTG-011, MTG-012, MTG-016 a leave without a reason, MTG-017 nobody may be sent to such a
            meeting, MTG-018 the proxy is of another household, not of age or comes himself, MTG-028 no such
            line, MTG-045 nobody takes part online in such a meeting, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    if state is AttendanceState.LEAVE and not reason.strip():
        raise ProblemError(Problem("MTG-016", place=Place(field="reason")))
    with office.change("edit", f"会议签到：{state.label}") as work:
        touched = set()
        for row_id in row_ids:
            row = _line(work, row_id)
            meeting = open_meeting(work, row.meeting_id)
            _check_way(meeting.kinds, state, by_households=meeting.by_households)
            if state is AttendanceState.PROXY:
                _check_proxy(office, work, row, proxy_id, meeting.held_on)
            work.update("meeting_attendance", row_id, _marked(office, meeting.state, state, reason, proxy_id))
            touched.add(row.meeting_id)
        for meeting_id in touched:
            recount(work, meeting_id)


def mark_rest(office: Office, meeting_id: str, state: AttendanceState) -> int:
    """Mark everybody who is due and not marked yet; returns how many.

    Raises:
        ProblemError: MTG-005, MTG-011, MTG-012, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", f"其余人员：{state.label}") as work:
        meeting = open_meeting(work, meeting_id)
        rest = [
            row
            for row in queries.list_attendance(work.connection, meeting_id)
            if row.state == AttendanceState.DUE and row.standing != Standing.OBSERVER
        ]
        for row in rest:
            work.update("meeting_attendance", row.id, _marked(office, meeting.state, state, "", ""))
        recount(work, meeting_id)
    return len(rest)


def scan(office: Office, meeting_id: str, text: str) -> AttendanceRow:
    """Mark the holder of a scanned card as present.

    Returns:
        His line of the list.

    Raises:
        ProblemError: MTG-005, MTG-011, MTG-012, MTG-029 the code was not read or is of nobody on the list,
            SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    person_id = read_card_code(text)
    with office.change("edit", "会议签到：扫码") as work:
        meeting = open_meeting(work, meeting_id)
        rows = queries.list_attendance(work.connection, meeting_id)
        row = next((row for row in rows if row.person_id == person_id), None)
        if row is None:
            raise ProblemError(Problem("MTG-029", place=Place(field="search")))
        if AttendanceState(row.state) not in CAME:
            patch = _marked(office, meeting.state, AttendanceState.PRESENT, "", "")
            work.update("meeting_attendance", row.id, patch)
            recount(work, meeting_id)
        found = queries.find_attendance(work.connection, row.id)
    assert found is not None
    return found


def is_scan(text: str) -> bool:
    """Whether what came through the keyboard was a card, also one read badly."""
    return looks_scanned(text)


def add_person(
    office: Office, meeting_id: str, person_id: str, standing: Standing = Standing.OBSERVER
) -> str:
    """Put one person on the list; see `add_people`. Returns the id of the line."""
    return add_people(office, meeting_id, (person_id,), standing)[0]


def add_people(
    office: Office, meeting_id: str, person_ids: Sequence[str], standing: Standing = Standing.OBSERVER
) -> tuple[str, ...]:
    """Put people on the list: guests who are there, or people whom the register does not know to be due.

    Returns:
        The ids of their lines.

    Raises:
        ProblemError: MTG-005, MTG-010 one stands on it, MTG-011, MTG-012, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", f"会议名单添加：{code_table('meeting_standing').label(standing)}") as work:
        meeting = open_meeting(work, meeting_id)
        there = {row.person_id for row in queries.list_attendance(work.connection, meeting_id)}
        if there & set(person_ids):
            raise ProblemError(Problem("MTG-010", place=Place(field="search")))
        known = {
            row.person_id: row.household_id
            for row in roll_queries.list_candidates(work.connection, meeting.held_on, person_ids)
        }
        came = standing is Standing.OBSERVER
        made = tuple(
            work.insert(
                "meeting_attendance",
                {
                    "meeting_id": meeting_id,
                    "person_id": person_id,
                    "household_id": known.get(person_id) or None,
                    "standing": standing.value,
                    "votes_in": list_text(meeting.kinds if standing is Standing.VOTER else ()),
                    "state": (AttendanceState.PRESENT if came else AttendanceState.DUE).value,
                },
            )
            for person_id in dict.fromkeys(person_ids)
        )
        recount(work, meeting_id)
    return made


def set_standings(office: Office, row_ids: Iterable[str], standing: Standing, reason: str = "") -> None:
    """Say what people come as; who is not counted as due needs a reason.

    Raises:
        ProblemError: MTG-011, MTG-012, MTG-016 no reason, MTG-028, SYS-403.

    Source:
        Party branches leave out of those due members who can't come for long, with leave of the committee
        above.
    """
    office.require(Right.EDIT_MEETINGS)
    if standing is Standing.NOT_COUNTED and not reason.strip():
        raise ProblemError(Problem("MTG-016", place=Place(field="reason")))
    with office.change("edit", f"会议名单：{code_table('meeting_standing').label(standing)}") as work:
        for row_id in row_ids:
            row = _line(work, row_id)
            meeting = open_meeting(work, row.meeting_id)
            patch: dict[str, Value] = {
                "standing": standing.value,
                "votes_in": list_text(meeting.kinds if standing is Standing.VOTER else ()),
            }
            if standing is Standing.NOT_COUNTED:
                patch |= {"state": AttendanceState.DUE.value, "reason": reason.strip()}
            work.update("meeting_attendance", row_id, patch)
            recount(work, row.meeting_id)


def remove_people(office: Office, row_ids: Iterable[str]) -> None:
    """Take people off the list.

    Raises:
        ProblemError: MTG-011, MTG-012, MTG-028, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", "会议名单删除人员") as work:
        for row_id in row_ids:
            row = _line(work, row_id)
            open_meeting(work, row.meeting_id)
            work.delete("meeting_attendance", row_id)
            recount(work, row.meeting_id)


def make_up(office: Office, row_ids: Iterable[str], on: str, note: str = "", told_by: str = "") -> None:
    """Write down that people who were not there learned what was said (补课), also after the signature.

    Args:
        office: The office at work.
        row_ids: Lines of lists.
        on: The day, ISO.
        note: How, such as 自学、个别补课.
        told_by: Who passed it on to somebody ill.

    Raises:
        ProblemError: MTG-002 no day, MTG-028, MTG-030 a day before the meeting or to come, or somebody who
            was there, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    try:
        date.fromisoformat(on)
    except ValueError:
        raise ProblemError(Problem("MTG-002", {"value": on}, Place(field="made_up_on"))) from None
    with office.change("edit", "登记补课") as work:
        for row_id in row_ids:
            row = _line(work, row_id)
            meeting = queries.find_meeting(work.connection, row.meeting_id)
            was_away = row.state in (AttendanceState.LEAVE, AttendanceState.ABSENT)
            if meeting is None or not was_away or not meeting.held_on <= on <= office.today().isoformat():
                raise ProblemError(Problem("MTG-030", {"day": on}, Place(field="made_up_on")))
            patch = {
                "made_up_on": on,
                "made_up_note": note.strip() or None,
                "told_by": told_by.strip() or None,
            }
            work.update("meeting_attendance", row_id, patch)


def list_proxies(office: Office, row_id: str) -> tuple[tuple[str, str], ...]:
    """Who may come instead of somebody: id and name of those of age in his household.

    Raises:
        ProblemError: MTG-005, MTG-028, SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        row = queries.find_attendance(connection, row_id)
        meeting = queries.find_meeting(connection, row.meeting_id) if row else None
        if row is None or meeting is None:
            raise ProblemError(Problem("MTG-028"))
        on, code = date.fromisoformat(meeting.held_on), office.vault.village.division_code
        return tuple(
            (each.person_id, each.name)
            for each in roll_queries.list_candidates(connection, meeting.held_on)
            if each.household_id == row.household_id
            and each.person_id != row.person_id
            and is_of_age(each.birth_date, on, code)
        )


def _line(work: Work, row_id: str) -> AttendanceRow:
    row = queries.find_attendance(work.connection, row_id)
    if row is None:
        raise ProblemError(Problem("MTG-028"))
    return row


def _check_way(kinds: Iterable[str], state: AttendanceState, *, by_households: bool) -> None:
    rules = [kind_rules()[kind] for kind in kinds if kind in kind_rules()]
    if state is AttendanceState.PROXY and not (by_households or any(rule.may_proxy for rule in rules)):
        raise ProblemError(Problem("MTG-017", place=Place(field="state")))
    if state is AttendanceState.ONLINE and not any(rule.may_online for rule in rules):
        raise ProblemError(Problem("MTG-045", place=Place(field="state")))


def _check_proxy(office: Office, work: Work, row: AttendanceRow, proxy_id: str, held_on: str) -> None:
    on, code = date.fromisoformat(held_on), office.vault.village.division_code
    found = roll_queries.list_candidates(work.connection, held_on, (proxy_id,)) if proxy_id else ()
    is_good = (
        bool(found)
        and proxy_id != row.person_id
        and bool(row.household_id)
        and found[0].household_id == row.household_id
        and is_of_age(found[0].birth_date, on, code)
    )
    if not is_good:
        raise ProblemError(Problem("MTG-018", {"name": row.name}, Place(field="proxy")))


def _marked(
    office: Office, meeting_state: str, state: AttendanceState, reason: str, proxy_id: str
) -> Mapping[str, Value]:
    """A mark as the file keeps it; the moment is kept where somebody comes to a meeting that is on."""
    came_now = state in CAME and meeting_state == "planned"
    return {
        "state": state.value,
        "reason": reason.strip() or None,
        "proxy_person_id": proxy_id or None,
        "arrived_at": office.clock().astimezone().strftime("%H:%M") if came_now else None,
        "made_up_on": None,
        "made_up_note": None,
        "told_by": None,
    }
