"""One mobilisation as it stands: the clock, who answered, where each household is, who is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from db.connection import Connection
from db.queries import mobilisation as queries
from db.queries.mobilisation import (
    CallRow,
    LineRow,
    MarkRow,
    MobilisationRow,
    ReportRow,
    ShelterRow,
)
from db.queries.patrols import list_sites
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.mobilisation_clock import Timetable, open_rounds
from desktop.domain.mobilisation_rate import (
    ANSWERED,
    CALL_MARKS,
    HOUSEHOLD_MARKS,
    Checkpoint,
    CountingRound,
    HouseholdFigures,
    Mark,
    MarkKind,
    acknowledgement_rates,
    counting_rounds,
    household_figures,
    latest_by_target,
    missing_people,
    moved_ever,
    valid_marks,
)
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.mobilisation.area import AreaHousehold, read_households
from desktop.services.office import Office
from desktop.services.shown_phone import shown_phone

CALL_TABLE, LINE_TABLE = "mobilisation_call", "mobilisation_household"
SHELTER_TABLE, PERSON_TABLE = "shelter", "person"
"""What a mark can be about; the names stand in the file."""

_COUNTED = frozenset({MarkKind.MOVED, MarkKind.RETURNED})
_LEVEL, _KIND = "alert_level", "disaster_kind"


@dataclass(frozen=True, slots=True)
class CallLine:
    """Somebody of the call tree.

    Attributes:
        row: As it was fixed at the start.
        called_by: Name of who calls them; empty for the office.
        households: How many they call.
        mark: The last that stands about them; None before.
    """

    row: CallRow
    called_by: str
    households: int
    mark: Mark | None

    @property
    def has_answered(self) -> bool:
        """They have acknowledged, or were seen on the spot."""
        return self.mark is not None and self.mark.kind in ANSWERED

    @property
    def role_label(self) -> str:
        """What they call as, in words."""
        return code_table("mobilisation_role").label(self.row.role)


@dataclass(frozen=True, slots=True)
class HouseLine:
    """A household of the area.

    Attributes:
        row: As it was fixed at the start.
        household: As the register has it now; None where it is gone.
        caller: Who calls it; empty where nobody was left.
        caller_phone: Their number.
        site: Name of the hazard site; empty for none.
        route: The way out; empty where none is on record.
        signal: The warning signal of the site.
        shelter: Name of where it goes; empty where none is on record.
        mark: The last that stands about it; None before.
    """

    row: LineRow
    household: AreaHousehold | None
    caller: str
    caller_phone: str
    site: str
    route: str
    signal: str
    shelter: str
    mark: Mark | None

    @property
    def head(self) -> str:
        """Name of the head of the household."""
        return self.household.head if self.household else "（档案里已没有这户）"

    @property
    def people(self) -> int:
        """How many it is: as counted when they were moved, else those at home by the register."""
        counted = self.mark.people if self.mark and self.mark.kind in _COUNTED else None
        return self.row.people if counted is None else counted

    @property
    def group(self) -> str:
        """Its villager group."""
        return self.household.group if self.household else ""

    @property
    def is_open(self) -> bool:
        """Somebody still has to see to it: no mark, not reached, or waiting for help."""
        return self.mark is None or self.mark.kind in (MarkKind.UNREACHED, MarkKind.NEEDS_HELP)


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody named as not found: since when by the true time, and what was said."""

    person_id: str
    name: str
    since: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything of one mobilisation at a moment.

    Attributes:
        row: The mobilisation.
        started_at, now: T0, and the moment it was read.
        timetable: Minutes that hold for it.
        calls: The call tree in its order.
        skipped: Who could not call.
        lines: Households by route.
        marks: Every mark as it was added.
        rows: The same with their texts and who reported.
        rates: Answers at 5, 10 and 15 minutes.
        figures: Where the households stand.
        rounds: Counting rounds so far.
        rounds_open: Numbers of rounds that are due and not counted.
        next_round_at: When the next one falls due.
        missing: People not found, the longest first.
        names: Names of the people whom marks are about, by id.
        shelters: Open shelters.
        order_cleared_at: When the county called off its order; None while it stands or where there is none.
        reports: Disaster reports of it, the latest first.
        report_due_at: By when the first report is to be made.
    """

    row: MobilisationRow
    started_at: datetime
    now: datetime
    timetable: Timetable
    calls: tuple[CallLine, ...]
    skipped: tuple[CallRow, ...]
    lines: tuple[HouseLine, ...]
    marks: tuple[Mark, ...]
    rows: tuple[MarkRow, ...]
    rates: tuple[Checkpoint, ...]
    figures: HouseholdFigures
    rounds: tuple[CountingRound, ...]
    rounds_open: tuple[int, ...]
    next_round_at: datetime
    missing: tuple[MissingPerson, ...]
    names: Mapping[str, str]
    shelters: tuple[ShelterRow, ...]
    order_cleared_at: datetime | None
    reports: tuple[ReportRow, ...]
    report_due_at: datetime

    @property
    def cleared_at(self) -> datetime | None:
        """The all-clear; None while it runs."""
        return moment(self.row.cleared_at) if self.row.cleared_at else None

    @property
    def elapsed(self) -> timedelta:
        """Time since the order, until the all-clear."""
        return (self.cleared_at or self.now) - self.started_at

    @property
    def title(self) -> str:
        """Kind and level in words."""
        return title_of(self.row)

    @property
    def site_names(self) -> tuple[str, ...]:
        """Hazard sites of the area, as far as they threaten somebody in it."""
        wanted = set(self.row.site_ids)
        return tuple(
            dict.fromkeys(line.site for line in self.lines if line.row.site_id in wanted and line.site)
        )

    @property
    def answered(self) -> int:
        """Callers who have answered by now."""
        return sum(call.has_answered for call in self.calls)

    @property
    def people_moved(self) -> int:
        """People brought to safety at any time, each once."""
        return moved_ever(self.people, self.marks)

    @property
    def people(self) -> dict[str, int]:
        """People at home by household line."""
        return {line.row.id: line.row.people for line in self.lines}

    @property
    def on_site_at(self) -> datetime | None:
        """When the first people were on the spot."""
        times = [mark.at for mark in valid_marks(self.marks) if mark.kind is MarkKind.ON_SITE]
        return min(times, default=None)

    @property
    def round_to_count(self) -> int:
        """The counting round to go on with: the due one, one that lacks a shelter, or the next."""
        if self.rounds_open:
            return self.rounds_open[-1]
        last = self.rounds[-1] if self.rounds else None
        if last is None:
            return 1
        # shelters call one after the other
        is_under_way = self.now < last.at + timedelta(minutes=self.timetable.every)
        lacks = any(each.id not in last.counts for each in self.shelters)
        return last.number if last.uncounted or (is_under_way and lacks) else last.number + 1

    def expected(self) -> dict[str, int]:
        """People by shelter, as households were marked as moved; under no shelter where none is known."""
        found: dict[str, int] = {}
        for line in self.lines:
            if line.mark is not None and line.mark.kind is MarkKind.MOVED:
                found[line.mark.shelter_id] = found.get(line.mark.shelter_id, 0) + line.people
        return found

    @property
    def is_report_due(self) -> bool:
        """No report was made yet, and the disaster is not a drill."""
        return not any(report.reported_at for report in self.reports)


def moment(text: str) -> datetime:
    """A moment as the file keeps it."""
    return datetime.fromisoformat(text)


def title_of(row: MobilisationRow) -> str:
    """Kind and level in words: 台风　红色."""
    return f"{code_table(_KIND).label(row.kind)}　{code_table(_LEVEL).label(row.level)}"


def read_mark(row: MarkRow) -> Mark:
    """A mark as rules take it."""
    return Mark(
        row.id,
        row.target_id,
        MarkKind(row.mark),
        moment(row.at),
        moment(row.entered_at),
        row.people,
        row.shelter_id,
        row.round,
        row.void_of_id,
    )


def find_row(connection: Connection, mobilisation_id: str) -> MobilisationRow:
    """One mobilisation.

    Raises:
        ProblemError: MOB-001 there is none.
    """
    row = queries.find_mobilisation(connection, mobilisation_id)
    if row is None:
        raise ProblemError(Problem("MOB-001"))
    return row


def read_board(office: Office, mobilisation_id: str, *, in_full: bool = False) -> Board:
    """Everything of one mobilisation now.

    Args:
        office: Whose user asks; telephones are covered for who does not work on a mobilisation.
        mobilisation_id: Which.
        in_full: Give telephones in full to anybody; whoever asks for that logs it.

    Raises:
        ProblemError: MOB-001 there is none, SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    now = office.clock()

    def phone(number: str) -> str:
        return number if in_full else shown_phone(office, number, Right.EDIT_MOBILISATION)

    with office.store.reading() as connection:
        row = find_row(connection, mobilisation_id)
        call_rows = tuple(
            replace(each, phone=phone(each.phone)) for each in queries.list_calls(connection, mobilisation_id)
        )
        line_rows = queries.list_lines(connection, mobilisation_id)
        mark_rows = queries.list_marks(connection, mobilisation_id)
        shelters = queries.list_shelters(connection)
        sites = {site.id: site for site in list_sites(connection)}
        day = moment(row.started_at).astimezone().date()
        found = read_households(office, connection, (line.household_id for line in line_rows), day)
        reports = queries.list_reports(connection, mobilisation_id)
        order = next((each for each in queries.list_orders(connection) if each.id == row.order_id), None)
        people = queries.find_staff(
            connection, (each.target_id for each in mark_rows if each.target_table == PERSON_TABLE)
        )
    households = {
        key: replace(
            each,
            phones=tuple((name, phone(number)) for name, number in each.phones),
            away=tuple((name, phone(number)) for name, number in each.away),
        )
        for key, each in found.items()
    }
    code = office.vault.village.division_code
    table = Timetable.on(day, code)
    started, marks = moment(row.started_at), tuple(read_mark(each) for each in mark_rows)
    standing = valid_marks(marks)
    until = moment(row.cleared_at) if row.cleared_at else now
    at_home = {line.id: line.people for line in line_rows}
    rounds = counting_rounds(at_home, marks)
    due = table.rounds_due(started, until)
    texts = {each.id: each.text for each in mark_rows}
    calls = tuple(each for each in call_rows if not each.skipped_reason)
    shelter_names = {each.id: each.name for each in shelters}
    by_call = {each.id: each for each in call_rows}
    last_line = latest_by_target(standing, HOUSEHOLD_MARKS)
    report_minutes = get_rule("disaster.report.first.minutes", day, code).value

    def house(line: LineRow) -> HouseLine:
        site, caller = sites.get(line.site_id), by_call.get(line.call_id)
        return HouseLine(
            line,
            households.get(line.household_id),
            caller.name if caller else "",
            caller.phone if caller else "",
            site.name if site else "",
            site.route if site else "",
            site.warning_signal if site else "",
            shelter_names.get(line.shelter_id, ""),
            last_line.get(line.id),
        )

    return Board(
        row,
        started,
        now,
        table,
        _calls(calls, by_call, line_rows, latest_by_target(standing, CALL_MARKS)),
        tuple(each for each in call_rows if each.skipped_reason),
        tuple(house(line) for line in line_rows),
        marks,
        mark_rows,
        acknowledgement_rates([each.id for each in calls], marks, started, until),
        household_figures(at_home, marks),
        rounds,
        open_rounds([each.number for each in rounds], due),
        table.round_due(due + 1, started),
        tuple(
            MissingPerson(
                mark.target_id,
                people[mark.target_id].name if mark.target_id in people else "",
                mark.at,
                texts[mark.id],
            )
            for mark in missing_people(marks)
        ),
        {person: each.name for person, each in people.items()},
        tuple(each for each in shelters if not each.closed_on),
        moment(order.cleared_at) if order is not None and order.cleared_at else None,
        reports,
        started + timedelta(minutes=report_minutes),
    )


def _calls(
    calls: Sequence[CallRow],
    by_call: Mapping[str, CallRow],
    lines: Sequence[LineRow],
    last: Mapping[str, Mark],
) -> tuple[CallLine, ...]:
    loads: dict[str, int] = {}
    for line in lines:
        loads[line.call_id] = loads.get(line.call_id, 0) + 1
    return tuple(
        CallLine(
            each,
            by_call[each.caller_id].name if each.caller_id in by_call else "",
            loads.get(each.id, 0),
            last.get(each.id),
        )
        for each in calls
    )


@dataclass(frozen=True, slots=True)
class MobilisationSummary:
    """One line of the list of mobilisations.

    Attributes:
        row: The mobilisation.
        calls, answered: Callers, and those who answered by the last checkpoint.
        figures: Where the households stand or stood.
        people_moved: People brought to safety, each once.
    """

    row: MobilisationRow
    calls: int
    answered: int
    figures: HouseholdFigures
    people_moved: int

    @property
    def title(self) -> str:
        """Kind and level in words."""
        return title_of(self.row)


def list_mobilisations(office: Office) -> tuple[MobilisationSummary, ...]:
    """All mobilisations, those that run first, then the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    now = office.clock()
    found = []
    with office.store.reading() as connection:
        for row in queries.list_mobilisations(connection):
            calls = [each for each in queries.list_calls(connection, row.id) if not each.skipped_reason]
            people = {line.id: line.people for line in queries.list_lines(connection, row.id)}
            marks = [read_mark(each) for each in queries.list_marks(connection, row.id)]
            until = moment(row.cleared_at) if row.cleared_at else now
            last = acknowledgement_rates([each.id for each in calls], marks, moment(row.started_at), until)[
                -1
            ]
            found.append(
                MobilisationSummary(
                    row,
                    len(calls),
                    last.answered,
                    household_figures(people, marks),
                    moved_ever(people, marks),
                )
            )
    return tuple(found)
