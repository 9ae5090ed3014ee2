"""A ranking over 100,000 entries of a year with ceilings and names, against a plain sum of the same rows."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from db.store import Store, Work
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId, new_ids
from desktop.domain.points_quarter import quarter_of
from desktop.domain.points_scheme import Subject, shipped_scheme
from desktop.services.office import Office, User
from desktop.services.points.standings import StandingsAsked, list_standings
from tests.benchmarks.row import BenchRow

ENTRIES = 100_000
MEMBERS = 300
HOUSEHOLDS = 1_200
YEAR = 2026
_ROUNDS = 7
_REACH_MS = 200
_USER = User(UserId("0" * 32), "bench", "bench", Role.CLERK)
_COLUMNS = (
    *("id", "subject", "owner_id", "year", "quarter", "category", "item", "points_x100", "occurred_on"),
    *("state", "recorded_by", "recorded_at", "confirmed_by", "confirmed_on"),
)


def run() -> list[BenchRow]:
    """Medians in milliseconds, ours and theirs in turn."""
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "register.db", bytes(32))
        office = Office(
            store,
            SimpleNamespace(village=SimpleNamespace(division_code="")),  # type: ignore[arg-type]
            _USER,
            lambda: datetime(YEAR, 12, 31, tzinfo=UTC),
        )
        rows = [
            _row(office, subject, owners)
            for subject, owners in ((Subject.MEMBER, MEMBERS), (Subject.HOUSEHOLD, HOUSEHOLDS))
        ]
        store.close()
    return rows


def _row(office: Office, subject: Subject, owners: int) -> BenchRow:
    with office.change("system", "ledger") as work:
        work.expect_many()
        ids = [
            work.insert("party_member", {"person_id": person, "status": "1", "joined_on": "2010-07-01"})
            if subject is Subject.MEMBER
            else work.insert("household", {"kind": "hukou", "villager_group": "一组"})
            for person in (work.insert("person", {"name": f"党员{n}"}) for n in range(owners))
        ]
        _fill(work, subject, ids)

    def plain() -> None:
        with office.store.reading() as connection:
            connection.execute(
                "SELECT owner_id, sum(points_x100) FROM points_entry WHERE subject = ? AND year = ? "
                "AND state = 'confirmed' GROUP BY owner_id ORDER BY 2 DESC",
                (subject.value, YEAR),
            ).fetchall()

    asked = StandingsAsked.year(subject, YEAR)
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        ours.append(_took_ms(lambda: list_standings(office, asked)))
        theirs.append(_took_ms(plain))
    us, them = statistics.median(ours), statistics.median(theirs)
    name = f"{ENTRIES:,} entries of {owners:,} {subject.value}s ranked"
    return BenchRow(name, us, "plain SQL sum", them, "ms", us / them, f"≤ {_REACH_MS} ms", us <= _REACH_MS)


def _fill(work: Work, subject: Subject, owners: Sequence[str]) -> None:
    scheme = shipped_scheme(subject, date(YEAR, 12, 31))
    chance = random.Random(YEAR)
    rows = []
    for entry_id in new_ids(ENTRIES):
        item = chance.choice(scheme.items)
        on = date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))
        points = chance.randint(item.least_x100, item.most_x100)
        rows.append(
            (
                *(entry_id, subject.value, chance.choice(owners), YEAR, quarter_of(on), item.category),
                *(item.code, points, on.isoformat(), "confirmed", _USER.id, "", _USER.id, on.isoformat()),
            )
        )
    work.insert_many("points_entry", _COLUMNS, rows)


def _took_ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
