"""The calendar of meetings that 300 branches owe in five years; a village's score with a year of data.

The calendar is the pure reckoning: branches with and without committees, party groups, lunar and solar
fixed days, sessions of several kinds at once. The score is read as the screen reads it, from the file, with
both calendars, objections, events and orders; its floor is reading the same rows and nothing else.
"""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desktop.domain.list_text import list_text
from desktop.domain.obligation import Holder, Level, Session, Term, ThemeDay, list_obligations
from desktop.domain.period import Period
from desktop.services.obligations.score import read_score
from desktop.services.office import Office
from tests.benchmarks.clock import seconds
from tests.benchmarks.row import BenchRow
from tests.support.offices import make_office

_BRANCHES, _YEARS = 300, 5
_SPAN = Period(date(2022, 1, 1), date(2026, 12, 31))
_MOST_CALENDAR, _MOST_SCORE = 1.0, 0.3
_EVENTS, _NOTICES = 500, 120


def run() -> list[BenchRow]:
    """Measure both."""
    return [_calendar(), _score()]


def _calendar() -> BenchRow:
    holders, sessions = _county()
    taken = seconds(lambda: list_obligations(_SPAN, holders, sessions))
    return BenchRow(
        f"obligations of {_BRANCHES} branches in {_YEARS} years",
        taken * 1_000,
        "goal",
        _MOST_CALENDAR * 1_000,
        "ms",
        taken / _MOST_CALENDAR,
        "<= 1 s",
        taken <= _MOST_CALENDAR,
    )


def _county() -> tuple[list[Holder], list[Session]]:
    holders, sessions = [], []
    for number in range(_BRANCHES):
        branch = f"b{number}"
        term = Term(date(2020, 1, 1), has_committee=number % 2 == 0)
        theme_day = ThemeDay(1 + number % 28, is_lunar=number % 3 == 0)
        holders.append(Holder(branch, Level.BRANCH, branch, theme_day=theme_day, terms=(term,)))
        holders += [
            Holder(f"{branch}.{group}", Level.GROUP, f"{branch}.{group}", branch_id=branch)
            for group in range(number % 3)
        ]
        for month in range(12 * _YEARS):
            kinds = frozenset({"P01", "P02", "P05"} if month % 3 == 0 else {"P04", "P05"})
            on = date(2022 + month // 12, month % 12 + 1, 5)
            sessions.append(Session(f"{number}.{month}", kinds, on, branch))
    return holders, sessions


def _score() -> BenchRow:
    with tempfile.TemporaryDirectory() as folder:
        office = replace(make_office(Path(folder)), clock=lambda: datetime(2026, 12, 20, 4, tzinfo=UTC))
        try:
            _live(office)
            read_score(office)  # modules and tables of codes are read once, as when the screen opens first
            taken = seconds(lambda: read_score(office))
            floor = seconds(lambda: _read_rows(office))
        finally:
            office.close()
    return BenchRow(
        "score of a village with a year of data",
        taken * 1_000,
        "reading the same rows",
        floor * 1_000,
        "ms",
        taken / _MOST_SCORE,
        "<= 300 ms",
        taken <= _MOST_SCORE,
    )


def _live(office: Office) -> None:
    """A year of meetings, sheets on the wall, events and orders."""
    first = date(2026, 1, 1)
    with office.change("edit", "a year") as work:
        branch = work.insert("branch", {"name": "示范村党支部", "kind": "30", "theme_day": "lunar:1"})
        term = {"branch_id": branch, "from_date": "2022-01-01", "has_committee": 1}
        work.insert("branch_term", term)
        for group in "一二三":
            work.insert("party_group", {"branch_id": branch, "name": f"第{group}党小组"})
        for month in range(1, 12):
            meeting = {"title": "会议", "state": "held", "branch_id": branch}
            for kinds, day in ((["P01", "P04", "P05"], 5), (["P02"], 12), (["V02", "V08"], 18)):
                work.insert(
                    "meeting",
                    {**meeting, "kinds": list_text(kinds), "held_on": f"2026-{month:02d}-{day:02d}"},
                )
        for number in range(_EVENTS):
            day = first + timedelta(days=number * 350 // _EVENTS)
            event = {"number": str(number), "title": "修路灯", "received_at": f"{day}T01:00:00+00:00"}
            closed = {"state": "70", "closed_at": f"{day + timedelta(days=3)}T02:00:00+00:00"}
            work.insert("event", {**event, **closed, "due_on": (day + timedelta(days=5)).isoformat()})
        for number in range(_NOTICES):
            month = number * 11 // _NOTICES + 1
            notice = work.insert("notice", _notice(month))
            posting = {"place": "村口", "posted_on": f"2026-{month + 1:02d}-12", "poster": "王文书"}
            work.insert("notice_posting", {"notice_id": notice, **posting})
        for number in range(20):
            order = {"number": str(number), "title": "整改", "issuer": "示范县", "issued_on": "2026-09-01"}
            work.insert("rectification_order", {**order, "due_on": "2026-11-01", "reminder_count": 0})


def _notice(month: int) -> dict[str, str]:
    period = Period.month(2026, month)
    return {
        "template": "text_notice",
        "template_version": "1",
        "item_code": "V15",
        "title": "公开",
        "content": "[]",
        "cut_off_at": "2026-01-01T00:00:00+00:00",
        "drafted_by": "u",
        "state": "issued",
        "period_from": period.first.isoformat(),
        "period_to": period.last.isoformat(),
    }


def _read_rows(office: Office) -> None:
    with office.store.reading() as connection:
        for table in ("meeting", "event", "notice", "notice_posting", "rectification_order"):
            connection.execute(f"SELECT * FROM {table}").fetchall()
