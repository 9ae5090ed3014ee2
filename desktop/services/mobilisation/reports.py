"""Disaster reports (灾情报告): filled from what is on record, reported once, put right by a new one."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from db.connection import Connection
from db.queries import mobilisation as queries
from db.queries.mobilisation import ReportRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.disaster_report import (
    DeadPerson,
    DestroyedHouse,
    ReportFigures,
    ReportKind,
    check_figures,
    check_times,
    disaster_figures,
    next_kind,
)
from desktop.domain.ids import RecordId
from desktop.domain.local_moment import moment_text
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.rules import get_rule
from desktop.services.mobilisation.board import moment, read_board
from desktop.services.mobilisation.starting import read_moment
from desktop.services.office import Office

__all__ = ["ReportRow"]

_TABLE = "disaster_report"


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report as it is written; figures as typed, moments as typed (``2026-06-20 3:10``).

    Attributes:
        kind: First, follow-up or final.
        disaster: Code of ``disaster_kind``.
        began_at: When the disaster began.
        ended_at: When it ended; empty while it lasts.
        place: Where.
        figures: Texts by code of ``disaster_figure``; empty or missing is nothing.
        reasons: Why a figure is lower than in the report before, by code.
        deaths: The dead and the missing by name.
        houses: Collapsed houses by head of household.
        text: What happened and was done.
        response_on: An emergency response is on, which asks for photos.
        reported_by: Who is responsible for it.
        mobilisation_id: The mobilisation it belongs to; empty for none.
        corrects_id: A report that it puts right; empty for none.
    """

    kind: ReportKind
    disaster: str
    began_at: str
    ended_at: str = ""
    place: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    deaths: tuple[DeadPerson, ...] = ()
    houses: tuple[DestroyedHouse, ...] = ()
    text: str = ""
    response_on: bool = False
    reported_by: str = ""
    mobilisation_id: str = ""
    corrects_id: str = ""


@dataclass(frozen=True, slots=True)
class DisasterReport:
    """A report with what it stands beside.

    Attributes:
        row: As the file keeps it.
        due_at: By when it was to be made; None but for the first report of a mobilisation.
        photos: How many pictures hang on it.
        photos_wanted: How many are asked for; 0 when no response is on.
        corrected_by: Number of the report that puts it right; 0 for none.
        is_drill: It belongs to a drill.
    """

    row: ReportRow
    due_at: datetime | None
    photos: int
    photos_wanted: int
    corrected_by: int
    is_drill: bool

    @property
    def kind_label(self) -> str:
        """First, follow-up or final, in words."""
        return code_table("disaster_report_kind").label(self.row.kind)

    @property
    def is_reported(self) -> bool:
        """It went up, in some way."""
        return bool(self.row.reported_at)

    @property
    def was_late(self) -> bool:
        """It went up after its time."""
        return self.due_at is not None and self.is_reported and moment(self.row.reported_at) > self.due_at

    @property
    def contents(self) -> ReportFigures:
        """Its figures and ledgers."""
        return contents_of(self.row)


def contents_of(row: ReportRow) -> ReportFigures:
    """Figures and ledgers of a report on record."""
    return ReportFigures(
        row.figures,
        tuple(DeadPerson(**each) for each in row.deaths),
        tuple(DestroyedHouse(**each) for each in row.houses),
        row.reasons,
    )


def list_reports(office: Office, mobilisation_id: str = "") -> tuple[DisasterReport, ...]:
    """Reports of one mobilisation or all, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    code = office.vault.village.division_code
    wanted = get_rule("disaster.report.photos", office.today(), code).value
    limit = timedelta(minutes=get_rule("disaster.report.first.minutes", office.today(), code).value)
    with office.store.reading() as connection:
        rows = queries.list_reports(connection, mobilisation_id)
        mobilisations = {each.id: each for each in queries.list_mobilisations(connection)}
        photos = _photos(connection)
    corrected = {each.corrects_id: each.report_no for each in rows if each.corrects_id}
    found = []
    for row in rows:
        owner = mobilisations.get(row.mobilisation_id)
        is_first = row.kind == ReportKind.FIRST and not row.corrects_id
        found.append(
            DisasterReport(
                row,
                moment(owner.started_at) + limit if owner is not None and is_first else None,
                photos.get(row.id, 0),
                wanted if row.response_on else 0,
                corrected.get(row.id, 0),
                owner is not None and owner.is_drill,
            )
        )
    return tuple(found)


def _photos(connection: Connection) -> dict[str, int]:
    rows = connection.execute(
        "SELECT target_id, count(*) FROM attachment WHERE target_table = ? AND media_type LIKE 'image/%' "
        "GROUP BY target_id",
        (_TABLE,),
    )
    return {str(target): int(number) for target, number in rows}


def get_report(office: Office, report_id: str) -> DisasterReport:
    """One report.

    Raises:
        ProblemError: MOB-068 there is none, SYS-403.
    """
    found = next((each for each in list_reports(office) if each.row.id == report_id), None)
    if found is None:
        raise ProblemError(Problem("MOB-068"))
    return found


def suggest_report(office: Office, mobilisation_id: str = "", corrects_id: str = "") -> NewReport:
    """The next report, filled in: from the one before, and from what the mobilisation has on record.

    After the all-clear it is the final one.

    Raises:
        ProblemError: MOB-001, MOB-068, SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    if corrects_id:
        row = get_report(office, corrects_id).row
        return _again(row, ReportKind(row.kind), corrects_id, office.user.display_name)
    before = _before(office, mobilisation_id, "")
    kinds = (ReportKind(before.kind),) if before is not None else ()
    if before is not None:
        new = _again(before, next_kind(kinds), "", office.user.display_name)
    else:
        new = NewReport(next_kind(kinds), "02", "", reported_by=office.user.display_name)
    if not mobilisation_id:
        return new
    board = read_board(office, mobilisation_id)
    figures = {code: text for code, text in new.figures.items() if text}
    known = {"moved": board.people_moved, "missing": len(board.missing)}
    for code, value in known.items():
        if value:
            figures[code] = str(value)
    affected = int(figures.get("affected") or 0)
    if board.people_moved > affected:
        figures["affected"] = str(board.people_moved)
    names = {each.name for each in new.deaths}
    missing = tuple(
        DeadPerson(each.name, is_missing=True)
        for each in board.missing
        if each.name and each.name not in names
    )
    village = office.vault.village
    is_over = before is not None and bool(board.row.cleared_at)
    return NewReport(
        ReportKind.FINAL if is_over else new.kind,
        board.row.kind if before is None else new.disaster,
        new.began_at or _shown(board.row.started_at),
        new.ended_at or _shown(board.row.cleared_at if is_over else ""),
        new.place or "、".join((village.name, *board.row.groups, *board.site_names)),
        figures,
        {},
        (*new.deaths, *missing),
        new.houses,
        new.text,
        new.response_on,
        new.reported_by,
        mobilisation_id,
    )


def _shown(text: str) -> str:
    return f"{moment(text).astimezone():%Y-%m-%d %H:%M}" if text else ""


def _again(row: ReportRow, kind: ReportKind, corrects_id: str, who: str) -> NewReport:
    figures = {
        each.code: each.text(row.figures[each.code])
        for each in disaster_figures()
        if each.code in row.figures
    }
    contents = contents_of(row)
    return NewReport(
        kind,
        row.disaster,
        _shown(row.began_at),
        _shown(row.ended_at),
        row.place,
        figures,
        {},
        contents.deaths,
        contents.houses,
        row.text,
        row.response_on,
        who,
        row.mobilisation_id,
        corrects_id,
    )


def as_typed(row: ReportRow) -> NewReport:
    """A report on record as it would be typed again, to change it."""
    typed = _again(row, ReportKind(row.kind), row.corrects_id, row.reported_by)
    return replace(typed, reasons=row.reasons)


def _before(office: Office, mobilisation_id: str, report_id: str) -> ReportRow | None:
    """The last report that went up about the same, corrected ones replaced by what corrects them."""
    with office.store.reading() as connection:
        rows = [
            each
            for each in queries.list_reports(connection, mobilisation_id)
            if each.mobilisation_id == mobilisation_id and each.reported_at and each.id != report_id
        ]
    if not mobilisation_id:
        return None
    return max(rows, key=lambda each: each.report_no, default=None)


def write_report(office: Office, new: NewReport, report_id: str = "") -> tuple[RecordId, tuple[Problem, ...]]:
    """Write a report down, or change one that has not gone up yet.

    Returns:
        Its id, and what it is warned of.

    Raises:
        ProblemError: MOB-060 to MOB-067 figures, ledgers and times (see `check_figures`), MOB-003 no such
            disaster, MOB-068 there is no such report, MOB-069 it went up and is changed by a new one only,
            MOB-071 the kind does not fit what was reported, MOB-074 nobody is responsible for it, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    before = _before(office, new.mobilisation_id, report_id)
    with office.store.reading() as connection:
        rows = queries.list_reports(connection)
    old = next((each for each in rows if each.id == report_id), None)
    wrong = next((each for each in rows if each.id == new.corrects_id), None)
    if (report_id and old is None) or (new.corrects_id and wrong is None):
        raise ProblemError(Problem("MOB-068"))
    if old is not None and old.reported_at:
        raise ProblemError(Problem("MOB-069"))
    values, problems = _read(office, new, before)
    problems += _kind_problems(new, before)
    errors = [each for each in problems if each.severity is Severity.ERROR]
    if errors:
        raise ProblemError(errors)
    numbers = [each.report_no for each in rows if each.mobilisation_id == new.mobilisation_id]
    label = code_table("disaster_report_kind").label(new.kind)
    with office.change("edit", f"灾情{label}") as work:
        if old is not None:
            work.update(_TABLE, report_id, values)
            return RecordId(report_id), tuple(problems)
        made = work.insert(
            _TABLE,
            {
                **values,
                "mobilisation_id": new.mobilisation_id or None,
                "report_no": max(numbers, default=0) + 1,
                "written_at": office.now_text(),
                "corrects_id": new.corrects_id or None,
            },
        )
        return made, tuple(problems)


def _kind_problems(new: NewReport, before: ReportRow | None) -> list[Problem]:
    if new.corrects_id:
        return []
    is_first = new.kind is ReportKind.FIRST
    if (
        new.mobilisation_id
        and is_first != (before is None)
        and not (before is None and new.kind is ReportKind.FINAL)
    ):
        return [Problem("MOB-071", place=Place(field="kind"))]
    return []


def _read(
    office: Office, new: NewReport, before: ReportRow | None
) -> tuple[dict[str, str | int | None], list[Problem]]:
    problems: list[Problem] = []
    now = office.clock().astimezone()
    figures = {}
    for each in disaster_figures():
        read = each.read(new.figures.get(each.code, ""))
        problems += read.problems
        if read.value is not None:
            figures[each.code] = read.value
    reasons = {code: text.strip() for code, text in new.reasons.items() if text.strip()}
    contents = ReportFigures(figures, new.deaths, new.houses, reasons)
    problems += check_figures(new.kind, contents, contents_of(before) if before is not None else None)
    if new.disaster not in code_table("disaster_kind"):
        problems.append(Problem("MOB-003", {"value": new.disaster}, Place(field="disaster")))
    began = read_moment(new.began_at, now)
    ended = read_moment(new.ended_at, now) if new.ended_at.strip() else None
    for name, typed, read_at in (("began_at", new.began_at, began), ("ended_at", new.ended_at, ended)):
        if read_at is None and (typed.strip() or name == "began_at"):
            problems.append(Problem("MOB-020", {"time": typed.strip()}, Place(field=name)))
    if began is not None:
        problems += check_times(began, ended, now)
    if not new.reported_by.strip():
        problems.append(Problem("MOB-074", place=Place(field="reported_by")))
    values: dict[str, str | int | None] = {
        "kind": new.kind.value,
        "disaster": new.disaster,
        "began_at": moment_text(began) if began else "",
        "ended_at": moment_text(ended) if ended else None,
        "place": new.place.strip() or None,
        "figures": _json(figures),
        "reasons": _json(reasons) if reasons else None,
        "response_on": int(new.response_on),
        "text": new.text.strip() or None,
        "deaths": _json([asdict(each) for each in new.deaths]) if new.deaths else None,
        "houses": _json([asdict(each) for each in new.houses]) if new.houses else None,
        "reported_by": new.reported_by.strip(),
    }
    return values, problems


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def mark_reported(office: Office, report_id: str, way: str, to: str, at: str = "") -> None:
    """Note that a report went up: in which way, to whom and when. It is not changed from then on.

    Raises:
        ProblemError: MOB-068, MOB-069 it went up already, MOB-070 no way or nobody it went to, MOB-020 or
            MOB-075 the time, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    row = get_report(office, report_id).row
    if row.reported_at:
        raise ProblemError(Problem("MOB-069"))
    problems = []
    if way not in code_table("report_way"):
        problems.append(Problem("MOB-070", place=Place(field="way")))
    if not to.strip():
        problems.append(Problem("MOB-070", place=Place(field="to")))
    now = office.clock().astimezone()
    when = read_moment(at, now) if at.strip() else now
    if when is None:
        problems.append(Problem("MOB-020", {"time": at.strip()}, Place(field="at")))
    elif not moment(row.began_at) <= when <= now:
        problems.append(Problem("MOB-075", {"time": at.strip()}, Place(field="at")))
    if problems or when is None:
        raise ProblemError(problems)
    with office.change("edit", "灾情报告已上报") as work:
        work.update(
            _TABLE, report_id, {"reported_at": moment_text(when), "reported_to": to.strip(), "way": way}
        )


def remove_report(office: Office, report_id: str) -> None:
    """Take out a report that has not gone up.

    Raises:
        ProblemError: MOB-068, MOB-069, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    if get_report(office, report_id).is_reported:
        raise ProblemError(Problem("MOB-069"))
    with office.change("edit", "删除没有上报的灾情报告") as work:
        work.delete(_TABLE, report_id)
