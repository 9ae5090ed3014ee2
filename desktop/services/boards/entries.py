"""Entries of the red and black board: found, told, mended or approved, and what became of them.

A black entry is told to the household first and is not published when it is mended in time; a protected
household is offered help instead. What stands on the wall is a sheet of disclosure (V34, `publishing`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.connection import Connection
from db.queries import boards as queries
from db.queries import interests
from db.queries.boards import BoardRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.covenant import ArticleFacts, CovenantState, article_state
from desktop.domain.forbidden_subject import find_forbidden
from desktop.domain.household_board import (
    BLACK,
    RED,
    SUBJECT_COVENANT,
    SUBJECT_DEEDS,
    BoardState,
    BoardStep,
    EntryFacts,
    allowed_steps,
    last_day_to_mend,
    state_of,
    take_down_day,
)
from desktop.domain.inspection import SUBJECTS, InspectionItem, scheme_in_force
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.protected_household import ProtectedClass
from desktop.domain.rules import get_rule
from desktop.services import events
from desktop.services.boards.households import (
    BoardHousehold,
    barred_households,
    protection_words,
    protections,
    read_households,
)
from desktop.services.boards.points_booking import HouseholdPoints, book_points, take_back_points
from desktop.services.boards.schemes import schemes_of
from desktop.services.office import Office, actors

FACT_LENGTH = 60
_COVENANT_ITEM, _UNMENDED_ITEM = "covenant", "unmended"
"""Items of the household points scheme that breaches are booked under."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry as it is found.

    Attributes:
        household_id: Whose.
        colour: `RED` or `BLACK`.
        subject: Code of ``board_subject``.
        fact: What was seen, for the household and the file; a black one's never hangs on the wall.
        found_on: ISO day.
        item: Item of the subject; empty for none.
        covenant_id: Article that was breached; needed for the subject covenant.
        points_x100: Points that a breach takes, below zero; None takes the article's least or the rule's.
        round_id: The inspection that found it; empty for none.
    """

    household_id: str
    colour: str
    subject: str
    fact: str
    found_on: str
    item: str = ""
    covenant_id: str = ""
    points_x100: int | None = None
    round_id: str = ""


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One entry with where it stands.

    Attributes:
        row: As the file keeps it.
        household: Whose it is.
        state: Where it stands today.
        protection: Why the household is helped instead; empty when it is not protected.
        item_label: What it is about, as it would hang on the wall.
        take_down_on: Day it is due down; empty before it hangs.
        approved_by: Name of who approved it.
        allowed: What this user can do with it now.
    """

    row: BoardRow
    household: BoardHousehold
    state: BoardState
    protection: str
    item_label: str
    take_down_on: str
    approved_by: str
    allowed: tuple[BoardStep, ...]

    @property
    def state_label(self) -> str:
        """Its state in words."""
        return code_table("board_state").label(self.state)

    @property
    def subject_label(self) -> str:
        """Its subject in words."""
        return code_table(SUBJECTS).label(self.row.subject)


_RIGHTS = {
    BoardStep.APPROVE: Right.APPROVE_BOARDS,
    BoardStep.POST: Right.DRAFT_NOTICE,
    BoardStep.TAKE_DOWN: Right.EDIT_BOARDS,
}
_EMPTY = BoardHousehold("", "", "", "", "", False)


# Reading


def list_entries(office: Office, household_id: str = "") -> tuple[BoardEntry, ...]:
    """Entries of all households or of one, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        return _shown(office, connection, queries.list_entries(connection, household_id))


def get_entry(office: Office, entry_id: str) -> BoardEntry:
    """One entry.

    Raises:
        ProblemError: BRD-020 there is none, SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        return _found(office, connection, entry_id)


def _found(office: Office, connection: Connection, entry_id: str) -> BoardEntry:
    row = queries.find_entry(connection, entry_id)
    if row is None:
        raise ProblemError(Problem("BRD-020"))
    return _shown(office, connection, (row,))[0]


def _shown(office: Office, connection: Connection, rows: Sequence[BoardRow]) -> tuple[BoardEntry, ...]:
    ids = {row.household_id for row in rows}
    households = read_households(connection, ids)
    # protection is asked of what may still become a black entry; history is not searched for it
    waiting = {row.household_id for row in rows if row.colour == BLACK and not row.posted_on}
    protected = protections(office, connection, waiting)
    labels = item_labels(connection)
    names = actors(office)
    return tuple(_entry(office, row, households, protected, labels, names) for row in rows)


def _entry(
    office: Office,
    row: BoardRow,
    households: Mapping[str, BoardHousehold],
    protected: Mapping[str, tuple[ProtectedClass, ...]],
    labels: Mapping[str, str],
    names: Mapping[str, str],
) -> BoardEntry:
    today = office.today()
    classes = protected.get(row.household_id, ()) if row.colour == BLACK else ()
    facts = facts_of(row, is_protected=bool(classes))
    days = post_days(office, today)
    state = state_of(facts, today, days)
    down = take_down_day(facts, days)
    return BoardEntry(
        row,
        households.get(row.household_id, _EMPTY),
        state,
        protection_words(office, classes),
        labels.get(row.covenant_id or row.item, code_table(SUBJECTS).label(row.subject)),
        down.isoformat() if down else "",
        names.get(row.approved_by, ""),
        tuple(
            step
            for step in allowed_steps(state, row.colour)
            if office.may(_RIGHTS.get(step, Right.EDIT_BOARDS))
        ),
    )


def facts_of(row: BoardRow, *, is_protected: bool) -> EntryFacts:
    """What an entry's state follows from."""
    return EntryFacts(
        row.colour,
        is_protected,
        _day(row.told_on),
        _day(row.mend_by),
        _day(row.mended_on),
        _day(row.help_on),
        _day(row.approved_on),
        _day(row.posted_on),
        _day(row.taken_down_on or row.sheet_down_on),
        _day(row.dropped_on),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def post_days(office: Office, on: date) -> int:
    """Most days an entry hangs."""
    return get_rule("board.post.days", on, office.vault.village.division_code).value


def item_labels(connection: Connection) -> dict[str, str]:
    """What items are called on a board: items of inspections by code, articles of the covenant by id."""
    items = {
        item.code: item.name
        for scheme in reversed(schemes_of(connection))
        for subject in scheme.subjects
        for item in subject.items
    }
    articles = {row.id: row.title for row in queries.list_articles(connection)}
    return items | articles


def board_items(office: Office, subject: str) -> tuple[InspectionItem, ...]:
    """Items in force that an entry of a subject can name."""
    with office.store.reading() as connection:
        found = scheme_in_force(schemes_of(connection)[:-1], office.today()).subject(subject)
    return found.items if found else ()


def check_household(office: Office, household_id: str) -> str:
    """Why a household is helped instead of a black entry; empty when it is not protected.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        found = protections(office, connection, (household_id,))
    return protection_words(office, found.get(household_id, ()))


# Finding


def check_entry(office: Office, new: NewEntry) -> tuple[Problem, ...]:
    """What keeps an entry from being taken.

    BRD-021 no such household, BRD-001 no such subject, BRD-022 no fact or one too long, BRD-023 a forbidden
    subject, BRD-038 a number in it, BRD-030 no day or one to come, BRD-032 no item, BRD-033 no article in
    force, BRD-042 points outside what the article takes.
    """
    problems = []
    with office.store.reading() as connection:
        households = read_households(connection, (new.household_id,)) if new.household_id else {}
    if not households:
        problems.append(Problem("BRD-021", place=Place(field="household")))
    if new.subject not in code_table(SUBJECTS):
        problems.append(Problem("BRD-001", place=Place(field="subject")))
    if not new.fact.strip() or len(new.fact.strip()) > FACT_LENGTH:
        problems.append(Problem("BRD-022", {"length": str(FACT_LENGTH)}, Place(field="fact")))
    problems += find_forbidden(new.fact)
    problems += _day_problems(office, new.found_on, "1900-01-01", "found_on")
    if new.subject == SUBJECT_COVENANT:
        problems += _covenant_problems(office, new)
    else:
        known = {item.code for item in board_items(office, new.subject)}
        is_needed = new.subject == SUBJECT_DEEDS and new.colour == RED
        if new.item not in known and (new.item or is_needed):
            problems.append(Problem("BRD-032", place=Place(field="item")))
    return tuple(problems)


def _day_problems(office: Office, day: str, since: str, field: str) -> list[Problem]:
    try:
        is_good = date.fromisoformat(since) <= date.fromisoformat(day) <= office.today()
    except ValueError:
        is_good = False
    return [] if is_good else [Problem("BRD-030", {"day": day}, Place(field=field))]


def _covenant_problems(office: Office, new: NewEntry) -> list[Problem]:
    with office.store.reading() as connection:
        row = next((each for each in queries.list_articles(connection) if each.id == new.covenant_id), None)
    if row is None or new.colour != BLACK:
        return [Problem("BRD-033", place=Place(field="covenant"))]
    facts = ArticleFacts(_day(row.adopted_on), _day(row.filed_on), _day(row.repealed_on))
    if not row.is_for_board or article_state(facts, office.today()) is not CovenantState.IN_FORCE:
        return [Problem("BRD-033", place=Place(field="covenant"))]
    least, most = row.points_x100 or 0, row.least_points_x100 or row.points_x100 or 0
    if new.points_x100 is not None and not min(least, most) <= new.points_x100 <= max(least, most):
        values = {"least": str(-max(least, most) // 100), "most": str(-min(least, most) // 100)}
        return [Problem("BRD-042", values, Place(field="points"))]
    return []


def add_entry(office: Office, new: NewEntry) -> str:
    """Write a finding down. Nothing is published by it, and no points move yet.

    Returns:
        Its id.

    Raises:
        ProblemError: What `check_entry` finds, SYS-403.
    """
    return add_entries(office, (new,))[0]


def add_entries(office: Office, entries: Sequence[NewEntry]) -> tuple[str, ...]:
    """As `add_entry`, several as one action; each problem names the row, counted from 1."""
    office.require(Right.EDIT_BOARDS)
    problems = [
        Problem(each.code, each.values, Place(row=number, field=each.place.field if each.place else ""))
        for number, new in enumerate(entries, start=1)
        for each in check_entry(office, new)
    ]
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"登记红黑榜事项 {len(entries)} 件") as work:
        return tuple(work.insert("board_entry", _stored(office, work.connection, new)) for new in entries)


def _stored(office: Office, connection: Connection, new: NewEntry) -> dict[str, Value]:
    return {
        "household_id": new.household_id,
        "colour": new.colour,
        "subject": new.subject,
        "item": new.item or None,
        "points_x100": _points(office, connection, new),
        "fact": new.fact.strip(),
        "found_on": new.found_on,
        "round_id": new.round_id or None,
        "covenant_id": new.covenant_id or None,
    }


def _points(office: Office, connection: Connection, new: NewEntry) -> int | None:
    """What the entry is to give or take when it is approved."""
    if new.points_x100 is not None:
        return new.points_x100
    if new.subject == SUBJECT_COVENANT:
        rows = queries.list_articles(connection)
        return next((row.points_x100 for row in rows if row.id == new.covenant_id), None)
    if new.colour == BLACK:
        on = date.fromisoformat(new.found_on)
        return -100 * get_rule("board.unmended.points", on, office.vault.village.division_code).value
    if new.subject == SUBJECT_DEEDS:
        found = scheme_in_force(schemes_of(connection)[:-1], date.fromisoformat(new.found_on))
        subject = found.subject(new.subject)
        item = subject.item(new.item) if subject else None
        return item.most_x100 if item else None
    return None  # what an inspection found good was booked when its round was closed


# Telling, helping, mending


def tell(office: Office, entry_id: str, told_on: str, told_by: str, way: str) -> str:
    """Write down that the household was told; the time to mend begins.

    Returns:
        The last day to mend, ISO.

    Raises:
        ProblemError: BRD-020, BRD-025 the household is helped instead, BRD-029 it is past that, BRD-030 no
            day, BRD-031 by whom or how is missing, SYS-403.
    """
    entry = _step(office, entry_id, BoardStep.TELL)
    problems = _day_problems(office, told_on, entry.row.found_on, "told_on")
    if not told_by.strip():
        problems.append(Problem("BRD-031", place=Place(field="told_by")))
    if way not in code_table("told_way"):
        problems.append(Problem("BRD-031", place=Place(field="told_way")))
    if problems:
        raise ProblemError(problems)
    days = get_rule("board.mend.days", date.fromisoformat(told_on), office.vault.village.division_code).value
    mend_by = last_day_to_mend(date.fromisoformat(told_on), days).isoformat()
    values = {"told_on": told_on, "told_by": told_by.strip(), "told_way": way, "mend_by": mend_by}
    _write(office, entry, "告知本户", values)
    return mend_by


def offer_help(office: Office, entry_id: str, text: str, days: int = 7) -> str:
    """Help a protected household instead of a black entry: recorded, and handed on as a task.

    Returns:
        The id of the task.

    Raises:
        ProblemError: BRD-020, BRD-029 the household is not one to help, BRD-037 no words, SYS-403.
    """
    entry = _step(office, entry_id, BoardStep.OFFER_HELP)
    if not text.strip():
        raise ProblemError(Problem("BRD-037", place=Place(field="text")))
    today = office.today()
    task = events.NewEvent(
        f"帮扶：{entry.item_label}"[: events.TITLE_LENGTH],
        text=text.strip(),
        due_on=(today + timedelta(days=days)).isoformat(),
        targets=(events.Target("household", entry.row.household_id),),
    )
    with office.change("edit", f"改为帮扶：{entry.item_label}") as work:
        event_id = events.insert_event(office, work, task)
        values = {"help_text": text.strip(), "help_on": today.isoformat(), "event_id": event_id}
        work.update("board_entry", entry_id, values)
    return event_id


def mend(office: Office, entry_id: str, mended_on: str, text: str = "") -> None:
    """Write down that it was found mended: it is not published any more; what hangs is due down.

    Raises:
        ProblemError: BRD-020, BRD-029, BRD-030 no day, SYS-403.
    """
    entry = _step(office, entry_id, BoardStep.MEND)
    if problems := _day_problems(office, mended_on, entry.row.found_on, "mended_on"):
        raise ProblemError(problems)
    _write(office, entry, "已整改", {"mended_on": mended_on, "mended_text": text.strip() or None})


# Approving, dropping, taking down


def approve(office: Office, entry_ids: Sequence[str]) -> None:
    """Approve entries for the board, as one action; their points go into the ledger.

    Raises:
        ProblemError: BRD-020, BRD-025 a protected household, BRD-026 it was not told, BRD-027 its time to
            mend is not over, BRD-028 it was mended, BRD-029, BRD-034 who approves is of the household or a
            close relative, what the ledger finds, SYS-403.
    """
    office.require(Right.APPROVE_BOARDS)
    entries = [_step(office, entry_id, BoardStep.APPROVE) for entry_id in entry_ids]
    with office.store.reading() as connection:
        person = interests.person_of(connection, office.user.id)
        barred = barred_households(connection, (person,))[person] if person else frozenset()
    if own := [entry for entry in entries if entry.row.household_id in barred]:
        raise ProblemError(Problem("BRD-034", {"head": own[0].household.head}))
    today = office.today().isoformat()
    with office.change("points", f"审定红黑榜 {len(entries)} 件") as work:
        for entry in entries:
            approved = {"approved_on": today, "approved_by": office.user.id}
            work.update("board_entry", entry.row.id, approved)
        book_points(
            office,
            work,
            (_booked(entry) for entry in entries if entry.row.points_x100),
        )


def _booked(entry: BoardEntry) -> HouseholdPoints:
    row = entry.row
    item = row.item
    if row.colour == BLACK:
        item = _COVENANT_ITEM if row.subject == SUBJECT_COVENANT else _UNMENDED_ITEM
    return HouseholdPoints(
        row.household_id,
        item,
        row.points_x100 or 0,
        row.found_on,
        f"board_entry/{row.id}",
        entry.item_label,
    )


def drop(office: Office, entry_id: str, reason: str) -> None:
    """Take an entry back, for instance when an objection was right; its points are taken back, too.

    Raises:
        ProblemError: BRD-020, BRD-029, BRD-035 no reason, SYS-403.
    """
    entry = _step(office, entry_id, BoardStep.DROP)
    if entry.row.approved_on:
        office.require(Right.APPROVE_BOARDS)
    if not reason.strip():
        raise ProblemError(Problem("BRD-035", place=Place(field="reason")))
    with office.change("points", f"撤销红黑榜事项：{entry.item_label}") as work:
        values = {"dropped_on": office.today().isoformat(), "dropped_reason": reason.strip()}
        work.update("board_entry", entry_id, values)
        take_back_points(office, work, f"board_entry/{entry_id}", reason.strip())


def _step(office: Office, entry_id: str, step: BoardStep) -> BoardEntry:
    """An entry with which a step can be taken.

    Raises:
        ProblemError: BRD-020, BRD-025 to BRD-029, SYS-403.
    """
    office.require(_RIGHTS.get(step, Right.EDIT_BOARDS))
    with office.store.reading() as connection:
        entry = _found(office, connection, entry_id)
    if step in allowed_steps(entry.state, entry.row.colour):
        return entry
    head = entry.household.head
    why: dict[BoardState, Callable[[], Problem]] = {
        BoardState.HELP: lambda: Problem("BRD-025", {"head": head}),
        BoardState.HELPED: lambda: Problem("BRD-025", {"head": head}),
        BoardState.FOUND: lambda: Problem("BRD-026", {"head": head}),
        BoardState.MENDING: lambda: Problem("BRD-027", {"head": head, "day": entry.row.mend_by}),
        BoardState.MENDED: lambda: Problem("BRD-028", {"head": head, "day": entry.row.mended_on}),
    }
    special = why.get(entry.state) if step in (BoardStep.APPROVE, BoardStep.TELL) else None
    problem = special() if special else Problem("BRD-029", {"head": head, "state": entry.state_label})
    raise ProblemError(problem)


def _write(office: Office, entry: BoardEntry, words: str, values: Mapping[str, Value]) -> None:
    with office.change("edit", f"{words}：{entry.item_label}") as work:
        work.update("board_entry", entry.row.id, values)
