"""Rounds of inspection: planned with a pair, walked with a list on paper, entered, closed into the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from db.connection import Connection
from db.queries import boards as queries
from db.queries.boards import RoundRow, ScoreRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.inspection import (
    SUBJECTS,
    InspectionSubject,
    ItemScheme,
    Trend,
    inspectors_for,
    mean_x100,
    percent,
    read_score,
    scheme_in_force,
    trend,
)
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.boards.households import BoardHousehold, barred_households, read_households
from desktop.services.boards.points_booking import HouseholdPoints, book_points, take_back_points
from desktop.services.boards.schemes import scheme_named, schemes_of
from desktop.services.office import Office

__all__ = ["RoundRow"]

AWAY = "全户外出"
"""Why a household is not seen that lives elsewhere by the register."""


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round as it is planned: ``month`` as ``2026-03``, days ISO texts, no groups for the whole village.

    ``walked_on`` stays empty until it was walked.
    """

    subject: str
    month: str
    planned_on: str
    inspector_ids: tuple[str, ...]
    groups: tuple[str, ...] = ()
    note: str = ""
    walked_on: str = ""


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """One line of the list of rounds.

    Attributes:
        households: How many are to be inspected.
        scored: How many have every score.
        not_seen: How many were not seen, with the reason.
        mean_percent: Mean of those scored in percent of the ceiling; None before the first.
    """

    row: RoundRow
    inspectors: tuple[str, ...]
    households: int
    scored: int
    not_seen: int
    mean_percent: int | None

    @property
    def subject_label(self) -> str:
        """Its subject in words."""
        return code_table(SUBJECTS).label(self.row.subject)

    @property
    def waiting(self) -> int:
        """Households without scores or a reason."""
        return self.households - self.scored - self.not_seen


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One household of a round.

    Attributes:
        household: Which.
        inspectors: Names of those who go there; empty where too many of the round are its relatives.
        aside: Names of inspectors of the round who stand aside.
        scores: Hundredths by item; items without a score are missing.
        not_seen_reason: Why it was not seen; empty when it was.
        remark: What the inspectors wrote.
        total_x100: Sum of its scores.
        percent: That in percent of the ceiling; None without every score.
    """

    household: BoardHousehold
    inspectors: tuple[str, ...]
    aside: tuple[str, ...]
    scores: Mapping[str, int]
    not_seen_reason: str
    remark: str
    total_x100: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """A round with its households in walking order."""

    summary: RoundSummary
    subject: InspectionSubject
    lines: tuple[RoundLine, ...]

    @property
    def item_means(self) -> dict[str, int | None]:
        """Mean of each item in hundredths, over the households that were seen."""
        return {
            item.code: mean_x100([line.scores[item.code] for line in self.lines if item.code in line.scores])
            for item in self.subject.items
        }

    def line(self, household_id: str) -> RoundLine | None:
        """One of its households."""
        return next((line for line in self.lines if line.household.id == household_id), None)


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What is typed for one household: texts of scores by item, or why it was not seen."""

    household_id: str
    scores: Mapping[str, str]
    not_seen_reason: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdTrend:
    """How a household did in closed rounds of a subject.

    ``months`` are month and percent of the ceiling, the earliest first.
    """

    subject: str
    months: tuple[tuple[str, int], ...]
    trend: Trend

    @property
    def subject_label(self) -> str:
        """The subject in words."""
        return code_table(SUBJECTS).label(self.subject)


# Reading


def list_rounds(office: Office) -> tuple[RoundSummary, ...]:
    """All rounds, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        rows = queries.list_rounds(connection)
        households = read_households(connection)
        return tuple(_summary(connection, row, _chosen(connection, row, households)) for row in rows)


def get_round(office: Office, round_id: str) -> RoundDetail:
    """One round with its households.

    Raises:
        ProblemError: BRD-006 there is none, SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        return _detail(office, connection, _existing(connection, round_id))


def _existing(connection: Connection, round_id: str) -> RoundRow:
    row = queries.find_round(connection, round_id)
    if row is None:
        raise ProblemError(Problem("BRD-006"))
    return row


def _chosen(
    connection: Connection, row: RoundRow, households: Mapping[str, BoardHousehold]
) -> dict[str, BoardHousehold]:
    """The households of a round: those of its groups, and any that was scored although it moved since."""
    chosen = {each.id: each for each in households.values() if not row.groups or each.group in row.groups}
    scored = {score.household_id for score in queries.list_scores(connection, row.id)}
    if row.closed_on:
        chosen = {one: each for one, each in chosen.items() if one in scored}
    gone = scored - chosen.keys()
    return chosen | (read_households(connection, gone) if gone else {})


def _summary(connection: Connection, row: RoundRow, households: Mapping[str, BoardHousehold]) -> RoundSummary:
    subject = _subject(connection, row)
    entered = _by_household(queries.list_scores(connection, row.id))
    percents = [
        part for one in households if (part := _percent(subject, _scores(entered.get(one, ())))) is not None
    ]
    not_seen = sum(bool(_reason(entered.get(one, ()))) for one in households)
    names = queries.names_of(connection, row.inspector_ids)
    return RoundSummary(
        row,
        tuple(names[one] for one in row.inspector_ids if one in names),
        len(households),
        len(percents),
        not_seen,
        round(fmean(percents)) if percents else None,
    )


def _detail(office: Office, connection: Connection, row: RoundRow) -> RoundDetail:
    households = _chosen(connection, row, read_households(connection))
    subject = _subject(connection, row)
    entered = _by_household(queries.list_scores(connection, row.id))
    barred = barred_households(connection, row.inspector_ids)
    names = queries.names_of(connection, row.inspector_ids)
    least = _pair(office, row.planned_on)
    lines = []
    for one, household in households.items():
        scores = _scores(entered.get(one, ()))
        going = inspectors_for(one, row.inspector_ids, barred, least)
        lines.append(
            RoundLine(
                household,
                tuple(names.get(each, "") for each in going),
                tuple(names.get(each, "") for each in row.inspector_ids if one in barred[each]),
                scores,
                _reason(entered.get(one, ())),
                next((each.remark for each in entered.get(one, ()) if each.remark), ""),
                sum(scores.values()),
                _percent(subject, scores),
            )
        )
    return RoundDetail(_summary(connection, row, households), subject, tuple(lines))


def _pair(office: Office, day: str) -> int:
    on = date.fromisoformat(day)
    return get_rule("inspection.pair.least", on, office.vault.village.division_code).value


def _subject(connection: Connection, row: RoundRow) -> InspectionSubject:
    return scheme_named(connection, row.scheme).subject(row.subject) or InspectionSubject(row.subject, ())


def _by_household(rows: Sequence[ScoreRow]) -> dict[str, list[ScoreRow]]:
    found: dict[str, list[ScoreRow]] = {}
    for row in rows:
        found.setdefault(row.household_id, []).append(row)
    return found


def _scores(rows: Sequence[ScoreRow]) -> dict[str, int]:
    return {row.item: row.score_x100 for row in rows if row.item and row.score_x100 is not None}


def _reason(rows: Sequence[ScoreRow]) -> str:
    return next((row.not_seen_reason for row in rows if row.not_seen_reason), "")


def _percent(subject: InspectionSubject, scores: Mapping[str, int]) -> int | None:
    if not subject.items or any(item.code not in scores for item in subject.items):
        return None
    return percent(sum(scores.values()), subject.most_x100)


def household_trends(office: Office, household_id: str) -> tuple[HouseholdTrend, ...]:
    """How a household did in the closed rounds of the last year, subject by subject.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    today = office.today()
    since = f"{today.year - 1}-{today.month:02d}"
    margin = get_rule("inspection.trend.percent", today, office.vault.village.division_code).value
    by_subject: dict[str, list[tuple[str, int]]] = {}
    with office.store.reading() as connection:
        schemes = {scheme.version: scheme for scheme in schemes_of(connection)}
        for total in queries.list_totals(connection, household_id, since=since):
            scheme = schemes.get(total.scheme)
            subject = scheme.subject(total.subject) if scheme else None
            if subject is not None:
                part = percent(total.points_x100, subject.most_x100)
                by_subject.setdefault(total.subject, []).append((total.month, part))
    return tuple(
        HouseholdTrend(subject, tuple(months), trend([part for _, part in months], margin))
        for subject, months in by_subject.items()
    )


# Planning


def suggest_round(office: Office) -> NewRound:
    """The next round as it would be planned: the first subject without one this month, the pair of the last.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    today = office.today()
    month = today.isoformat()[:7]
    with office.store.reading() as connection:
        rows = queries.list_rounds(connection)
        scheme = _scheme_on(connection, today)
    taken = {row.subject for row in rows if row.month == month}
    free = [each.code for each in scheme.subjects if each.code not in taken]
    subject = free[0] if free else scheme.subjects[0].code
    last = next((row for row in rows if row.subject == subject), rows[0] if rows else None)
    return NewRound(
        subject,
        month,
        today.isoformat(),
        last.inspector_ids if last else (),
        last.groups if last else (),
    )


def _scheme_on(connection: Connection, on: date) -> ItemScheme:
    return scheme_in_force(schemes_of(connection)[:-1], on)


def plan_round(office: Office, new: NewRound) -> str:
    """Plan a round.

    Returns:
        Its id.

    Raises:
        ProblemError: BRD-001 no such subject, BRD-002 no month, BRD-003 fewer inspectors than go together,
            BRD-004 one of them is not in the register, BRD-005 the same round exists, BRD-013 no day,
            BRD-016 nobody lives in the groups, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    with office.store.reading() as connection:
        scheme, problems = _planned(office, connection, new, "")
    if problems:
        raise ProblemError(problems)
    label = code_table(SUBJECTS).label(new.subject)
    with office.change("edit", f"安排检查：{new.month} {label}") as work:
        return work.insert("inspection_round", {**_stored(new), "subject": new.subject, "scheme": scheme})


def change_round(office: Office, round_id: str, new: NewRound) -> None:
    """Plan a round differently: its day, inspectors, groups; subject and items stay.

    Raises:
        ProblemError: As `plan_round`, and BRD-006, BRD-007 it is closed.
    """
    office.require(Right.EDIT_BOARDS)
    with office.store.reading() as connection:
        row = _open(connection, round_id)
        _, problems = _planned(office, connection, new, round_id)
    if problems:
        raise ProblemError(problems)
    label = code_table(SUBJECTS).label(row.subject)
    with office.change("edit", f"调整检查：{new.month} {label}") as work:
        work.update("inspection_round", round_id, _stored(new))


def _stored(new: NewRound) -> dict[str, str | None]:
    return {
        "month": new.month,
        "planned_on": new.planned_on,
        "groups": list_text(new.groups),
        "inspector_ids": list_text(new.inspector_ids),
        "note": new.note.strip() or None,
        "walked_on": new.walked_on or None,
    }


def _planned(
    office: Office, connection: Connection, new: NewRound, round_id: str
) -> tuple[str, tuple[Problem, ...]]:
    """The version of the items a round is scored by, and what keeps it from being planned."""
    problems = []
    try:
        on = date.fromisoformat(new.planned_on)
    except ValueError:
        on = office.today()
        problems.append(Problem("BRD-013", {"day": new.planned_on}, Place(field="planned_on")))
    try:
        month = date.fromisoformat(f"{new.month}-01")
    except ValueError:
        month = on
        problems.append(Problem("BRD-002", {"month": new.month}, Place(field="month")))
    if new.walked_on and not _is_past(office, new.walked_on):
        problems.append(Problem("BRD-013", {"day": new.walked_on}, Place(field="walked_on")))
    scheme = _scheme_on(connection, month)
    if scheme.subject(new.subject) is None:
        problems.append(Problem("BRD-001", place=Place(field="subject")))
    least = get_rule("inspection.pair.least", on, office.vault.village.division_code).value
    if len(set(new.inspector_ids)) < least:
        problems.append(Problem("BRD-003", {"least": str(least)}, Place(field="inspectors")))
    known = queries.names_of(connection, new.inspector_ids)
    if len(known) < len(set(new.inspector_ids)):
        problems.append(Problem("BRD-004", place=Place(field="inspectors")))
    same = [
        row
        for row in queries.list_rounds(connection)
        if row.id != round_id
        and (row.subject, row.month) == (new.subject, new.month)
        and (not row.groups or not new.groups or set(row.groups) & set(new.groups))
    ]
    if same:
        walked = "、".join(same[0].groups) or "全村"
        problems.append(Problem("BRD-005", {"month": new.month, "groups": walked}, Place(field="month")))
    lived_in = {row.group for row in queries.list_households(connection)}
    if new.groups and not lived_in.intersection(new.groups):
        problems.append(Problem("BRD-016", place=Place(field="groups")))
    return scheme.version, tuple(problems)


def remove_round(office: Office, round_id: str) -> None:
    """Take a round that is not closed out again, with what was entered for it.

    Raises:
        ProblemError: BRD-006, BRD-007, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    with office.store.reading() as connection:
        row = _open(connection, round_id)
        scores = queries.list_scores(connection, round_id)
    label = code_table(SUBJECTS).label(row.subject)
    with office.change("edit", f"删除检查：{row.month} {label}") as work:
        for score in scores:
            work.delete("inspection_score", score.id)
        work.delete("inspection_round", round_id)


def _open(connection: Connection, round_id: str) -> RoundRow:
    row = _existing(connection, round_id)
    if row.closed_on:
        raise ProblemError(Problem("BRD-007", {"day": row.closed_on}))
    return row


# Entering


def save_lines(office: Office, round_id: str, entries: Sequence[LineEntry], walked_on: str = "") -> None:
    """Keep what was typed for some households of a round, as one action.

    Args:
        office: The office at work.
        round_id: The round.
        entries: Households with their scores; a household without scores or reason is emptied again.
        walked_on: The day it was walked; empty leaves it.

    Raises:
        ProblemError: BRD-006, BRD-007, BRD-008, BRD-009 and BRD-014 a score that can't be, BRD-010 the
            household is not of the round, BRD-012 too many inspectors are its relatives, BRD-013 a day that
            is none or still to come, SYS-403. Each names the row, counted from 1.
    """
    office.require(Right.EDIT_BOARDS)
    with office.store.reading() as connection:
        row = _open(connection, round_id)
        detail = _detail(office, connection, row)
    problems: list[Problem] = []
    read: list[tuple[LineEntry, dict[str, int]]] = []
    for number, entry in enumerate(entries, start=1):
        scores, wrong = _read_line(detail, entry, number)
        problems += wrong
        read.append((entry, scores))
    if walked_on and not _is_past(office, walked_on):
        problems.append(Problem("BRD-013", {"day": walked_on}, Place(field="walked_on")))
    if problems:
        raise ProblemError(problems)
    label = detail.summary.subject_label
    with office.change("edit", f"登记检查：{row.month} {label} {len(entries)} 户") as work:
        if walked_on and walked_on != row.walked_on:
            work.update("inspection_round", round_id, {"walked_on": walked_on})
        for entry, scores in read:
            _write_line(work, detail, entry, scores)


def _is_past(office: Office, day: str) -> bool:
    try:
        return date.fromisoformat(day) <= office.today()
    except ValueError:
        return False


def _read_line(detail: RoundDetail, entry: LineEntry, number: int) -> tuple[dict[str, int], list[Problem]]:
    line = detail.line(entry.household_id)
    if line is None:
        return {}, [Problem("BRD-010", place=Place(row=number))]
    scores, problems = {}, []
    for item in detail.subject.items:
        reading = read_score(entry.scores.get(item.code, ""), item)
        problems += [
            Problem(each.code, each.values, Place(row=number, field=item.code)) for each in reading.problems
        ]
        if reading.value is not None and not entry.not_seen_reason.strip():
            scores[item.code] = reading.value
    if scores and not line.inspectors:
        values = {"head": line.household.head, "aside": "、".join(line.aside)}
        problems.append(Problem("BRD-012", values, Place(row=number)))
    return scores, problems


def _write_line(work: Work, detail: RoundDetail, entry: LineEntry, scores: Mapping[str, int]) -> None:
    round_id = detail.summary.row.id
    known = {
        row.item: row
        for row in queries.list_scores(work.connection, round_id)
        if row.household_id == entry.household_id
    }
    base = {"round_id": round_id, "household_id": entry.household_id}
    for item in detail.subject.items:
        _put(work, known.get(item.code), base | {"item": item.code}, {"score_x100": scores.get(item.code)})
    whole = {
        "not_seen_reason": entry.not_seen_reason.strip() or None,
        "remark": entry.remark.strip() or None,
    }
    _put(work, known.get(""), base | {"item": ""}, whole)


def _put(
    work: Work, known: ScoreRow | None, base: Mapping[str, str], values: Mapping[str, str | int | None]
) -> None:
    """Write a row, change it, or take it away where nothing is left of it."""
    if known is None:
        if any(value is not None for value in values.values()):
            work.insert("inspection_score", {**base, **values})
    elif any(value is not None for value in values.values()):
        work.update("inspection_score", known.id, values)
    else:
        work.delete("inspection_score", known.id)


# Closing


def close_round(office: Office, round_id: str) -> None:
    """Close a round: its scores go into the ledger of household points and stand from then on.

    Raises:
        ProblemError: BRD-006, BRD-007, BRD-011 households have neither scores nor a reason, BRD-013 the day
            it was walked is missing, what the ledger finds, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    with office.store.reading() as connection:
        row = _open(connection, round_id)
        detail = _detail(office, connection, row)
    if not row.walked_on:
        raise ProblemError(Problem("BRD-013", {"day": ""}, Place(field="walked_on")))
    missing = [line for line in detail.lines if line.percent is None and not line.not_seen_reason]
    if missing or not detail.lines:
        names = "、".join(line.household.head for line in missing[:5])
        raise ProblemError(Problem("BRD-011", {"count": str(len(missing)), "names": names}))
    label = detail.summary.subject_label
    with office.change("points", f"检查结账：{row.month} {label}") as work:
        work.update("inspection_round", round_id, {"closed_on": office.today().isoformat()})
        book_points(
            office,
            work,
            (
                HouseholdPoints(
                    line.household.id,
                    item.code,
                    line.scores[item.code],
                    row.walked_on,
                    f"inspection_round/{round_id}",
                    f"{row.month} {label}",
                )
                for line in detail.lines
                for item in detail.subject.items
                if line.scores.get(item.code)
            ),
        )


def reopen_round(office: Office, round_id: str, reason: str) -> None:
    """Open a closed round again; what it gave is taken back in the ledger.

    Raises:
        ProblemError: BRD-006, BRD-017 it is not closed, BRD-035 no reason, SYS-403.
    """
    office.require(Right.APPROVE_BOARDS)
    if not reason.strip():
        raise ProblemError(Problem("BRD-035", place=Place(field="reason")))
    with office.store.reading() as connection:
        row = _existing(connection, round_id)
    if not row.closed_on:
        raise ProblemError(Problem("BRD-017"))
    label = code_table(SUBJECTS).label(row.subject)
    with office.change("points", f"重开检查：{row.month} {label}") as work:
        work.update("inspection_round", round_id, {"closed_on": None})
        take_back_points(office, work, f"inspection_round/{round_id}", reason.strip())
