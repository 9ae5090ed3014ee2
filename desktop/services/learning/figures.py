"""Figures of study and deeds of a period and since the beginning, with the records behind each (统计)."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.connection import Connection
from db.queries import learning as queries
from desktop.domain.accounts import Right
from desktop.domain.learning_figure import (
    PATROL,
    UNITS,
    DeedFact,
    FigureKey,
    PeriodFacts,
    SessionFact,
    StudyTime,
    count,
    figure_text,
)
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office
from desktop.services.party.membership import members_on

SESSION_KINDS = ("P04", "O01")
"""Codes of meeting_kind that are study by themselves; others count where an item was linked to them."""

SUBJECT = "learning"
_BEGINNING = "0000-00-00"

LABELS = {
    FigureKey.SESSIONS: "集中学习场次",
    FigureKey.SESSION_TIMES: "集中学习人次",
    FigureKey.SESSION_PEOPLE: "参加集中学习的人数",
    FigureKey.MADE_UP_TIMES: "补课人次",
    FigureKey.ALONE_TIMES: "自学人次",
    FigureKey.MEMBER_RATE: "党员参学率",
    FigureKey.DEEDS: "实事件数",
    FigureKey.DEED_TIMES: "实事人次",
    FigureKey.DEED_PEOPLE: "参加实事的人数",
    FigureKey.PATROL_TIMES: "其中巡查人次",
    FigureKey.HELPED: "受益人次",
    FigureKey.HOURS: "服务时长",
}
MEANINGS = {
    FigureKey.SESSIONS: "期内开过的党课、业务培训，以及挂有学习内容的其他会议",
    FigureKey.SESSION_TIMES: "各场到会人数相加，同一人每场都算；按名单签到的以名单为准",
    FigureKey.SESSION_PEOPLE: "名单上到过会的人，一人只算一次；没有名单的会议不在内",
    FigureKey.MADE_UP_TIMES: "缺席后补学的，每人每条内容算一次",
    FigureKey.ALONE_TIMES: "单独登记的自学，每人每条内容算一次",
    FigureKey.MEMBER_RATE: "期内学过至少一次的党员 ÷ 期末党员；不足 10 人用分数",
    FigureKey.DEEDS: "期内登记的实事",
    FigureKey.DEED_TIMES: "各件实事的参加人数相加，同一人每件都算",
    FigureKey.DEED_PEOPLE: "参加过实事的人，一人只算一次",
    FigureKey.PATROL_TIMES: "实事中的巡查巡护，各次参加人数相加",
    FigureKey.HELPED: "各件实事登记的受益人数相加",
    FigureKey.HOURS: "各件实事每人时长相加；没有登记时长的不在内",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: its name, unit, what it counts, and its two values, which never share a cell."""

    key: FigureKey
    label: str
    unit: str
    meaning: str
    in_period: str
    cumulative: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The table of a period, both days included, with its cut-off and how many records were counted."""

    first: str
    last: str
    cut_off_at: str
    row_count: int
    figures: tuple[Figure, ...]

    def digest(self) -> str:
        """The hash of what it says; equal tables have equal ones whenever they were made."""
        return hashlib.sha256(self.body().encode()).hexdigest()

    def body(self) -> str:
        """What it says, as one text."""
        rows = [[each.key.value, each.in_period, each.cumulative] for each in self.figures]
        return json.dumps([self.first, self.last, self.row_count, rows], separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A record behind a figure: where it opens, its day, its name, and what it adds."""

    table: str
    id: str
    on: str
    title: str
    adds: str


def figure_table(office: Office, first: str, last: str) -> FigureTable:
    """The figures of a period and since the beginning up to its end.

    Raises:
        ProblemError: LRN-005 a day that is none; LRN-035 the period ends before it begins; SYS-403.
    """
    office.require(Right.READ_LEARNING)
    _require_period(first, last)
    with office.store.reading() as connection:
        period = _facts(connection, first, last, office.today())
        all_time = _facts(connection, _BEGINNING, last, office.today())
    now, ever = count(period), count(all_time)
    return FigureTable(
        first,
        last,
        office.now_text(),
        len(period.sessions) + len(period.studies) + len(period.deeds),
        tuple(
            Figure(
                key,
                LABELS[key],
                UNITS[key],
                MEANINGS[key],
                figure_text(key, now[key]),
                figure_text(key, ever[key]) if key is not FigureKey.MEMBER_RATE else "",
            )
            for key in FigureKey
        ),
    )


def records_behind(
    office: Office, key: FigureKey, first: str, last: str, *, cumulative: bool = False
) -> tuple[FigureRecord, ...]:
    """The records that a figure counts, the latest first; what they add is the figure.

    Raises:
        ProblemError: LRN-005, LRN-035, SYS-403.
    """
    office.require(Right.READ_LEARNING)
    _require_period(first, last)
    begin = _BEGINNING if cumulative else first
    with office.store.reading() as connection:
        if key in (FigureKey.SESSIONS, FigureKey.SESSION_TIMES):
            return _sessions(connection, key, begin, last)
        if key in (FigureKey.MADE_UP_TIMES, FigureKey.ALONE_TIMES):
            return _studies(connection, key, begin, last)
        if key in (FigureKey.SESSION_PEOPLE, FigureKey.DEED_PEOPLE, FigureKey.MEMBER_RATE):
            return _people(connection, key, _facts(connection, begin, last, office.today()))
        return _deeds(connection, key, begin, last)


def keep_sheet(office: Office, table: FigureTable) -> int:
    """Keep what a printed or exported table said; returns its version.

    The same figures of the same period keep their version, corrected ones get the next.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.PRINT)
    with office.store.reading() as connection:
        kept = connection.execute(
            "SELECT version, digest FROM figure_sheet WHERE subject = ? AND first_day = ? AND last_day = ? "
            "ORDER BY version DESC LIMIT 1",
            (SUBJECT, table.first, table.last),
        ).fetchone()
    digest = table.digest()
    if kept is not None and kept[1] == digest:
        return int(kept[0])
    version = int(kept[0]) + 1 if kept is not None else 1
    with office.change("edit", "统计表存档") as work:
        work.insert(
            "figure_sheet",
            {
                "subject": SUBJECT,
                "first_day": table.first,
                "last_day": table.last,
                "cut_off_at": table.cut_off_at,
                "row_count": table.row_count,
                "version": version,
                "digest": digest,
                "body": table.body(),
                "printed_by": office.user.id,
            },
        )
    return version


def export_figures(office: Office, table: FigureTable, path: Path) -> int:
    """Write the table and the records behind it as a workbook; that it was exported is logged.

    Returns:
        The version it bears.

    Raises:
        ProblemError: SYS-403, IMP-080 the file can't be written.
    """
    from desktop.exchange.figure_workbook import FigureSheet, write_figures

    office.require(Right.EXPORT)
    version = keep_sheet(office, table)
    notes = (
        ("统计期间", f"{table.first} 至 {table.last}"),
        ("截止时间", table.cut_off_at),
        ("统计的记录数", str(table.row_count)),
        ("版次", f"第 {version} 版"),
        ("校验码", table.digest()[:16]),
    )
    rows = [(each.label, each.unit, each.in_period, each.cumulative, each.meaning) for each in table.figures]
    behind = [
        (LABELS[key], record.on, record.title, record.adds)
        for key in FigureKey
        for record in records_behind(office, key, table.first, table.last)
    ]
    office.log_access("export", "figure_sheet", purpose="学习和实事统计")
    write_figures(
        path,
        (
            FigureSheet("统计", ("指标", "单位", "本期", "累计", "口径"), rows, notes),
            FigureSheet("本期明细", ("指标", "日期", "记录", "计入"), behind, ()),
        ),
    )
    return version


def _facts(connection: Connection, first: str, last: str, today: date) -> PeriodFacts:
    sessions = queries.list_sessions(connection, SESSION_KINDS, first, last)
    people: dict[str, list[str]] = {}
    for meeting, person in queries.list_present(connection, [each.id for each in sessions]):
        people.setdefault(meeting, []).append(person)
    studies = queries.list_studied(connection, first, last)
    taken: dict[str, list[str]] = {}
    hours: Counter[str] = Counter()
    for row in queries.list_participants(connection):
        taken.setdefault(row.deed_id, []).append(row.person_id)
        hours[row.deed_id] += row.hours_x10 or 0
    end = min(date.fromisoformat(last), today)
    return PeriodFacts(
        tuple(SessionFact(each.id, each.present, tuple(people.get(each.id, ()))) for each in sessions),
        tuple(StudyTime(row.person_id, row.way == "made_up") for row in studies if row.way != "session"),
        tuple(
            DeedFact(
                deed.id, deed.kind, tuple(taken.get(deed.id, ())), deed.beneficiary_count or 0, hours[deed.id]
            )
            for deed in queries.list_deeds(connection, first, last)
        ),
        frozenset(member.person_id for member in members_on(connection, end)),
    )


def _sessions(connection: Connection, key: FigureKey, first: str, last: str) -> tuple[FigureRecord, ...]:
    return tuple(
        FigureRecord(
            "meeting",
            each.id,
            each.held_on,
            each.title,
            "1" if key is FigureKey.SESSIONS else str(each.present),
        )
        for each in reversed(queries.list_sessions(connection, SESSION_KINDS, first, last))
    )


def _studies(connection: Connection, key: FigureKey, first: str, last: str) -> tuple[FigureRecord, ...]:
    way = "made_up" if key is FigureKey.MADE_UP_TIMES else "alone"
    rows = [row for row in queries.list_studied(connection, first, last) if row.way == way]
    names = _names(connection, [row.person_id for row in rows])
    items = {item.id: item.title for item in queries.list_items(connection)}
    return tuple(
        FigureRecord(
            "learning_item",
            row.item_id,
            row.studied_on,
            f"{names.get(row.person_id, '')}：{items.get(row.item_id, '')}",
            "1",
        )
        for row in reversed(rows)
    )


def _people(connection: Connection, key: FigureKey, facts: PeriodFacts) -> tuple[FigureRecord, ...]:
    times: Counter[str] = Counter()
    groups = facts.deeds if key is FigureKey.DEED_PEOPLE else facts.sessions
    for each in groups:
        times.update(each.people)
    if key is FigureKey.MEMBER_RATE:
        times.update(study.person_id for study in facts.studies)
        times = Counter({person: times[person] for person in facts.members})
    names = _names(connection, list(times))
    ordered = sorted(times, key=lambda person: (-times[person], names.get(person, ""), person))
    return tuple(
        FigureRecord("person", person, "", names.get(person, ""), f"{times[person]} 次") for person in ordered
    )


def _deeds(connection: Connection, key: FigureKey, first: str, last: str) -> tuple[FigureRecord, ...]:
    taken: Counter[str] = Counter()
    hours: Counter[str] = Counter()
    for row in queries.list_participants(connection):
        taken[row.deed_id] += 1
        hours[row.deed_id] += row.hours_x10 or 0
    found = []
    for deed in queries.list_deeds(connection, first, last):
        adds = {
            FigureKey.DEEDS: 1,
            FigureKey.DEED_TIMES: taken[deed.id],
            FigureKey.PATROL_TIMES: taken[deed.id] if deed.kind == PATROL else 0,
            FigureKey.HELPED: deed.beneficiary_count or 0,
            FigureKey.HOURS: hours[deed.id],
        }[key]
        if adds:
            found.append(FigureRecord("deed", deed.id, deed.done_on, deed.title, figure_text(key, adds)))
    return tuple(found)


def _names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    return {each.id: each.name for each in queries.list_people(connection, ids)}


def _require_period(first: str, last: str) -> None:
    for field, text in (("first", first), ("last", last)):
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ProblemError(Problem("LRN-005", {"value": text}, Place(field=field))) from None
    if last < first:
        raise ProblemError(Problem("LRN-035", place=Place(field="last")))
