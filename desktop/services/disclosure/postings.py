"""Sheets on boards (张贴): hung where, when and by whom, due down when, taken down when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.queries import disclosure as notice_queries
from db.queries import objections as objection_queries
from db.queries import postings as queries
from db.queries.disclosure import NoticeRow
from db.queries.postings import PostingRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.notice_state import NoticeAction, NoticeState
from desktop.domain.period import Period
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.rules import get_rule
from desktop.reports.data import Publication
from desktop.services.disclosure import steps
from desktop.services.disclosure.compiling.common import HANGS_ON, Common
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import place_problems
from desktop.services.office import Office
from desktop.services.settings import load_settings

MOST_COPIES = 200


@dataclass(frozen=True, slots=True)
class NewPosting:
    """What is typed when sheets have been hung: one record a place.

    Attributes:
        places: Boards.
        posted_on: First day.
        poster: Who hung them; empty for the user at work.
        copies: On each board.
        note: Anything else.
    """

    places: tuple[str, ...]
    posted_on: date
    poster: str = ""
    copies: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A sheet on one board.

    Attributes:
        id: Of its record; a photograph hangs on it as attachment.
        notice_id: The notice.
        place: The board.
        copies: How many.
        posted_on: First day.
        poster: Who hung it.
        take_down_on: Day it is due down.
        taken_down_on: Last day; None while it hangs.
        taken_down_by: Who took it down.
        note: Anything else.
        days_up: Days it has hung; the first day is not counted.
        days_left: Days until it is due down, negative when late; None when it is down.
        is_too_short: It was taken down before its time and has to hang again.
    """

    id: str
    notice_id: str
    place: str
    copies: int
    posted_on: date
    poster: str
    take_down_on: date
    taken_down_on: date | None
    taken_down_by: str
    note: str
    days_up: int
    days_left: int | None
    is_too_short: bool


@dataclass(frozen=True, slots=True)
class DueDown:
    """A sheet that is to come down.

    Attributes:
        posting: The sheet.
        notice_id: The notice.
        title: Its title.
        number: Its number.
        is_out_of_force: The notice was corrected or withdrawn: the sheet comes down at once.
        has_open_objection: Somebody waits for an answer; the term is over only after that.
    """

    posting: Posting
    notice_id: str
    title: str
    number: str
    is_out_of_force: bool
    has_open_objection: bool


def list_postings(office: Office, notice_id: str) -> tuple[Posting, ...]:
    """Where a notice hangs and hung, in the order it was hung.

    Raises:
        ProblemError: DOC-132, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    row = steps.existing(office, notice_id)
    with office.store.reading() as connection:
        rows = queries.list_postings(connection, row.id)
    return tuple(_shown(office, row, each) for each in rows)


def _shown(office: Office, notice: NoticeRow, row: PostingRow) -> Posting:
    posted_on = date.fromisoformat(row.posted_on)
    taken_down_on = date.fromisoformat(row.taken_down_on) if row.taken_down_on else None
    take_down_on = date.fromisoformat(row.take_down_on or row.posted_on)
    today = office.today()
    return Posting(
        id=row.id,
        notice_id=row.notice_id,
        place=row.place,
        copies=row.copies,
        posted_on=posted_on,
        poster=row.poster,
        take_down_on=take_down_on,
        taken_down_on=taken_down_on,
        taken_down_by=row.taken_down_by or "",
        note=row.note or "",
        days_up=max(0, ((taken_down_on or today) - posted_on).days),
        days_left=None if taken_down_on else (take_down_on - today).days,
        is_too_short=taken_down_on is not None and taken_down_on < _hangs_until(office, notice, row),
    )


def _hangs_until(office: Office, notice: NoticeRow, row: PostingRow) -> date:
    """First day on which a sheet may come down: its whole term where objections are heard, else the least."""
    posted_on = date.fromisoformat(row.posted_on)
    if notice.objections_until and row.take_down_on:
        if notice.template in HANGS_ON:
            objections = _publication(office, notice, posted_on).objections
            return objections.last if objections else posted_on
        return date.fromisoformat(row.take_down_on)
    return posted_on + timedelta(days=least_days(office, posted_on))


def least_days(office: Office, on: date) -> int:
    """Fewest days a sheet hangs.

    Source:
        山东省村务公开条例 13: at least five days, otherwise it is posted again.
    """
    return get_rule("disclosure.up.least_days", on, office.vault.village.division_code).value


def take_down_day(office: Office, notice_id: str, posted_on: date) -> date:
    """The day on which sheets of a notice come down that were hung on a day.

    Raises:
        ProblemError: DOC-132.
    """
    return _take_down_day(office, steps.existing(office, notice_id), posted_on)


def _take_down_day(office: Office, row: NoticeRow, posted_on: date) -> date:
    return _publication(office, row, posted_on).take_down_on or posted_on


def _publication(office: Office, row: NoticeRow, posted_on: date) -> Publication:
    request = replace(NoticeRequest.from_json(row.query or "{}"), posted_on=posted_on.isoformat())
    period = Period(date.fromisoformat(request.first), date.fromisoformat(request.last))
    common = Common(office, load_settings(office), period, row.number or "", request)
    return common.publication_for(row.item_code or "")


def post(office: Office, notice_id: str, new: NewPosting) -> tuple[Problem, ...]:
    """Write down that sheets hang; with the first ones the notice is published.

    Returns:
        As warning DOC-047 when the sheet says another first day than the true one.

    Raises:
        ProblemError: DOC-132, DOC-133; DOC-136 no place; DOC-040 the day is to come; DOC-042 it is before
            the notice was issued; DOC-043 one hangs there already; DOC-049 the number of copies;
            DOC-120 a board outside its scope; SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.POST)
    places = tuple(dict.fromkeys(place.strip() for place in new.places if place.strip()))
    with office.store.reading() as connection:
        hanging = {
            each.place for each in queries.list_postings(connection, row.id) if each.taken_down_on is None
        }
    if problems := _posting_problems(office, row, new, places, hanging):
        raise ProblemError(problems)
    take_down_on = _take_down_day(office, row, new.posted_on)
    with office.change("notice", f"{row.title}：{steps.step_label(NoticeAction.POST)}") as work:
        for place in places:
            work.insert(
                "notice_posting",
                {
                    "notice_id": row.id,
                    "place": place,
                    "copies": new.copies,
                    "posted_on": new.posted_on.isoformat(),
                    "poster": new.poster.strip() or office.user.display_name,
                    "take_down_on": take_down_on.isoformat(),
                    "note": new.note.strip() or None,
                },
            )
        steps.move(office, work, row, NoticeAction.POST, text="、".join(places))
    request = NoticeRequest.from_json(row.query or "{}")
    printed = request.posted_on or request.issued_on
    if printed == new.posted_on.isoformat():
        return ()
    values = {"printed": printed, "day": new.posted_on.isoformat(), "last": take_down_on.isoformat()}
    return (Problem("DOC-047", values, severity=Severity.WARNING),)


def _posting_problems(
    office: Office, row: NoticeRow, new: NewPosting, places: Sequence[str], hanging: set[str]
) -> list[Problem]:
    problems = []
    if not places:
        problems.append(Problem("DOC-136", place=Place(field="places")))
    problems += [
        Problem("DOC-043", {"place": place}, Place(field="places")) for place in places if place in hanging
    ]
    problems += place_problems(office, row.item_code or "", places, new.posted_on)
    if new.posted_on > office.today():
        problems.append(Problem("DOC-040", {"day": new.posted_on.isoformat()}, Place(field="posted_on")))
    elif row.issued_at and new.posted_on.isoformat() < row.issued_at[:10]:
        values = {"day": new.posted_on.isoformat(), "issued": row.issued_at[:10]}
        problems.append(Problem("DOC-042", values, Place(field="posted_on")))
    if not 1 <= new.copies <= MOST_COPIES:
        problems.append(Problem("DOC-049", {"most": str(MOST_COPIES)}, Place(field="copies")))
    return problems


def take_down(
    office: Office, posting_ids: Sequence[str], taken_down_on: date, taken_down_by: str = ""
) -> tuple[Problem, ...]:
    """Write down that sheets came down; when all of a notice hung their time, its term is over.

    Args:
        office: The office at work.
        posting_ids: The sheets, of one notice or of several.
        taken_down_on: Last day.
        taken_down_by: Who took them down; empty for the user at work.

    Returns:
        As warning DOC-046 for each sheet that did not hang long enough and has to be hung again.

    Raises:
        ProblemError: DOC-048 there is no such sheet, DOC-045 it is down already, DOC-044 the day is before
            it was hung, DOC-040 the day is to come, DOC-133, SYS-403.
    """
    found = [_existing(office, posting_id) for posting_id in posting_ids]
    notices = {row.notice_id: steps.existing(office, row.notice_id) for row in found}
    for notice in notices.values():
        steps.require(office, notice, NoticeAction.TAKE_DOWN)
    if problems := [problem for row in found for problem in _down_problems(office, row, taken_down_on)]:
        raise ProblemError(problems)
    day = taken_down_on.isoformat()
    by = taken_down_by.strip() or office.user.display_name
    with office.change("notice", steps.step_label(NoticeAction.TAKE_DOWN)) as work:
        for row in found:
            work.update("notice_posting", row.id, {"taken_down_on": day, "taken_down_by": by})
        for notice_id, notice in notices.items():
            places = "、".join(row.place for row in found if row.notice_id == notice_id)
            steps.move(office, work, notice, NoticeAction.TAKE_DOWN, text=places)
            expire_if_over(office, work, notice_id)
    return tuple(
        Problem(
            "DOC-046",
            {
                "place": row.place,
                "days": str((taken_down_on - date.fromisoformat(row.posted_on)).days),
                "last": _hangs_until(office, notices[row.notice_id], row).isoformat(),
            },
            severity=Severity.WARNING,
        )
        for row in found
        if notices[row.notice_id].state == NoticeState.PUBLISHED
        and taken_down_on < _hangs_until(office, notices[row.notice_id], row)
    )


def _existing(office: Office, posting_id: str) -> PostingRow:
    with office.store.reading() as connection:
        row = queries.find_posting(connection, posting_id)
    if row is None:
        raise ProblemError(Problem("DOC-048"))
    return row


def _down_problems(office: Office, row: PostingRow, day: date) -> list[Problem]:
    field = Place(field="taken_down_on")
    if row.taken_down_on:
        return [Problem("DOC-045", {"place": row.place, "day": row.taken_down_on}, field)]
    if day > office.today():
        return [Problem("DOC-040", {"day": day.isoformat()}, field)]
    if day.isoformat() < row.posted_on:
        return [Problem("DOC-044", {"day": day.isoformat(), "posted": row.posted_on}, field)]
    return []


def expire_if_over(office: Office, work: Work, notice_id: str) -> bool:
    """End the term of a published notice when nothing hangs, each board had it long enough and nobody waits.

    Returns:
        Whether it ended now.
    """
    notice = notice_queries.find_notice(work.connection, notice_id)
    if notice is None or notice.state != NoticeState.PUBLISHED:
        return False
    rows = queries.list_postings(work.connection, notice.id)
    served: dict[str, bool] = {}
    for row in rows:
        if row.taken_down_on is None:
            return False
        whole = date.fromisoformat(row.taken_down_on) >= _hangs_until(office, notice, row)
        served[row.place] = served.get(row.place, False) or whole
    if not all(served.values()) or objection_queries.count_open(work.connection, (notice.id,)):
        return False
    steps.move(office, work, notice, NoticeAction.EXPIRE)
    return True


def list_due_down(office: Office, on: date) -> tuple[DueDown, ...]:
    """Sheets that are to come down on a day or should have: term over, or the notice is out of force.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_NOTICES)
    with office.store.reading() as connection:
        rows = queries.list_hanging(connection)
        notices = {row.notice_id: notice_queries.find_notice(connection, row.notice_id) for row in rows}
        waiting = {each.notice_id for each in objection_queries.list_open(connection)}
    gone = (NoticeState.CORRECTED, NoticeState.WITHDRAWN)
    found = []
    for row in rows:
        notice = notices[row.notice_id]
        if notice is None or not (notice.state in gone or (row.take_down_on or "") <= on.isoformat()):
            continue
        found.append(
            DueDown(
                _shown(office, notice, row),
                notice.id,
                notice.title,
                notice.number or "",
                notice.state in gone,
                notice.id in waiting,
            )
        )
    return tuple(found)
