"""A change of view in the inbox over 100,000 events, with counts, against plain SQL for one page of it."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from db.store import Store, Work
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId, new_ids
from desktop.services.inbox import listing
from desktop.services.inbox.listing import InboxAsked
from desktop.services.office import Office, User
from tests.benchmarks.row import BenchRow

EVENTS = 100_000
OPEN = 8_000
PEOPLE = 4_000
TODAY = date(2026, 11, 20)
_ROUNDS = 9
_REACH_MS = 50
_USER = User(UserId("0" * 32), "bench", "bench", Role.CLERK)
_COLUMNS = (
    *("id", "number", "kind", "title", "text", "category", "source", "state", "urgency", "received_at"),
    *("due_on", "handler_id", "grid_id", "closed_at"),
)
_THINGS = ("路灯不亮", "水渠堵塞", "邻里噪声", "宅基地边界", "低保申请", "道路塌陷", "垃圾清运", "医保缴费")


def run(rows: int = EVENTS) -> list[BenchRow]:
    """Medians in milliseconds, ours and theirs in turn."""
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "register.db", bytes(32))
        office = Office(
            store,
            SimpleNamespace(village=SimpleNamespace(division_code="")),  # type: ignore[arg-type]
            _USER,
            lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC),
        )
        with office.change("system", "events") as work:
            work.expect_many()
            _fill(work, rows)
        asked: list[tuple[str, Callable[[], object]]] = [
            (f"view {view}", lambda view=view: listing.read_inbox(office, InboxAsked(view)))  # type: ignore[misc]
            for view in listing.VIEWS
        ]
        month = date(TODAY.year, TODAY.month, 1)
        asked += [
            ("mine, of all", lambda: listing.read_inbox(office, InboxAsked("all", mine=True))),
            (
                "two characters typed, of all",
                lambda: listing.read_inbox(office, InboxAsked("all", "水渠")),
            ),
            ("initials typed, of all", lambda: listing.read_inbox(office, InboxAsked("all", "djsq"))),
            ("board", lambda: listing.read_board(office, InboxAsked("all"), 30)),
            (
                "calendar of a month",
                lambda: listing.read_calendar(
                    office, InboxAsked("all"), month, month + timedelta(days=41), 4
                ),
            ),
        ]
        asked += [
            (
                f"{name} of {view}",
                lambda view=view, group=group: listing.list_groups(office, InboxAsked(view, group=group)),  # type: ignore[misc]
            )
            for view in ("open", "done", "all")
            for group, name in (("household", "households"), ("person", "people"))
        ]
        rows_made = [_row(office, f"{rows:,} events, {name}", ask) for name, ask in asked]
        store.close()
    return rows_made


def _row(office: Office, name: str, ask: Callable[[], object]) -> BenchRow:
    def plain() -> None:
        with office.store.reading() as connection:
            connection.execute(
                "SELECT * FROM event WHERE state IN ('10', '30', '50') ORDER BY due_on LIMIT 64"
            ).fetchall()

    ours, theirs = [], []
    for _ in range(_ROUNDS):
        ours.append(_took_ms(ask))
        theirs.append(_took_ms(plain))
    us, them = statistics.median(ours), statistics.median(theirs)
    return BenchRow(
        name, us, "plain SQL, one page", them, "ms", us / them, f"≤ {_REACH_MS} ms", us <= _REACH_MS
    )


def _fill(work: Work, events: int) -> None:
    chance = random.Random(TODAY.year)
    people = new_ids(PEOPLE)
    homes = [
        work.insert("household", {"kind": "hukou", "villager_group": "一组"}) for _ in range(PEOPLE // 4)
    ]
    work.insert_many("person", ("id", "name"), [(each, f"村民{n}") for n, each in enumerate(people)])
    work.insert_many(
        "membership",
        ("id", "person_id", "household_id", "role"),
        [
            (made, each, homes[n // 4], "member" if n % 4 else "head")
            for n, (made, each) in enumerate(zip(new_ids(PEOPLE), people, strict=True))
        ],
    )
    users = [_USER.id, *new_ids(5)]
    grids = [work.insert("grid", {"code": f"{n}", "name": f"第{n}网格"}) for n in range(8)]
    ids = new_ids(events)
    rows = []
    for n, event_id in enumerate(ids):
        is_open = n >= events - OPEN
        received = TODAY - timedelta(days=(events - n) * 1_500 // events)
        due = (
            received + timedelta(days=chance.randint(2, 30))
            if not is_open
            else TODAY + timedelta(days=chance.randint(-20, 40))
        )
        state = chance.choice(("10", "30", "40", "50", "55", "60", "70")) if is_open else "90"
        rows.append(
            (
                *(event_id, f"999901101201-{received.year}-{n:06d}", "event"),
                *(f"{chance.randint(1, 20)}组{chance.choice(_THINGS)}{n % 977}", "群众反映，请尽快处理。"),
                *(f"{chance.randint(1, 14):02d}", f"S{chance.randint(1, 9)}", state, "normal"),
                *(f"{received}T02:00:00+00:00", due.isoformat(), chance.choice(users), chance.choice(grids)),
                None if is_open else f"{due}T02:00:00+00:00",
            )
        )
    work.insert_many("event", _COLUMNS, rows)
    about = [(each, chance.randrange(PEOPLE)) for each in ids]
    # one in ten is about a second member of the same household
    about += [(each, one ^ 1) for each, one in about[::10]]
    work.insert_many(
        "event_link",
        ("id", "event_id", "target_table", "target_id"),
        [
            (made, each, "person", people[one])
            for made, (each, one) in zip(new_ids(len(about)), about, strict=True)
        ],
    )


def _took_ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
