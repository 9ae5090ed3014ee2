"""What people care about from 100,000 texts, beside reading and cutting the same texts alone."""

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from db.store import Store
from desktop.domain.accounts import Role
from desktop.domain.analysis import Span
from desktop.domain.code_table import code_table
from desktop.domain.ids import UserId, new_ids
from desktop.services.analysis.counting import AnalysisRequest, analyse
from desktop.services.office import Office, User
from tests.benchmarks.row import BenchRow

TEXTS = 100_000
PEOPLE = 1_200
_DAYS = 210
_TODAY = date(2026, 11, 20)
_REACH_MS = 5_000
_USER = User(UserId("0" * 32), "bench", "bench", Role.CLERK)
_WHAT = "路灯 垃圾桶 自来水管 化粪池 水渠 村道 桥栏杆 宽带 公交站 医保缴费 宅基地审批 山塘".split()
_HOW = "坏了好几天没人来修 漏水影响走路 堵住了气味很大 和邻居说不清要求调解 存在安全隐患".split()
_MORE = "老人晚上出门不方便，希望村里派人看看，尽快答复。"


def run() -> list[BenchRow]:
    """Milliseconds of one counting, ours first."""
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "register.db", bytes(32))
        office = Office(
            store,
            SimpleNamespace(village=SimpleNamespace(division_code="")),  # type: ignore[arg-type]
            _USER,
            lambda: datetime(2026, 11, 20, tzinfo=UTC),
        )
        _fill(office)
        asked = AnalysisRequest(Span(_TODAY - timedelta(29), _TODAY))
        theirs = min(_took_ms(lambda: _plain(store)) for _ in range(2))
        ours = min(_took_ms(lambda: analyse(office, asked)) for _ in range(2))
        store.close()
    name = f"categories, terms, groups and months of {TEXTS:,} texts"
    return [
        BenchRow(
            name, ours, "reading and cutting alone", theirs, "ms", ours / theirs, "<= 5 s", ours <= _REACH_MS
        )
    ]


def _plain(store: Store) -> None:
    import rjieba

    cutter = rjieba.Jieba()
    counter: Counter[str] = Counter()
    with store.reading() as connection:
        for title, text in connection.execute("SELECT title, text FROM event").fetchall():
            counter.update(word for word, _ in cutter.tag(f"{title}。{text}"))


def _fill(office: Office) -> None:
    chance = random.Random(7)
    codes = [each.code for each in code_table("event_category").entries if len(each.code) == 4]
    with office.change("system", "texts") as work:
        work.expect_many()
        homes = [
            work.insert("household", {"household_no": str(number), "villager_group": f"第{number % 9 + 1}组"})
            for number in range(PEOPLE // 3)
        ]
        for number in range(PEOPLE):
            work.insert("person", {"name": f"{chance.choice('王李张刘陈杨赵黄')}{number:04d}"})
        events, links = [], []
        for event_id, link_id in zip(new_ids(TEXTS), new_ids(TEXTS), strict=True):
            day = _TODAY - timedelta(chance.randrange(_DAYS))
            what, how = chance.choice(_WHAT), chance.choice(_HOW)
            events.append(
                (
                    *(event_id, event_id[:12], "event", f"{what}{how}", f"村民反映{what}{how}，{_MORE}"),
                    *(chance.choice(codes), "50", f"{day}T02:00:00+00:00"),
                )
            )
            links.append((link_id, event_id, "household", chance.choice(homes)))
        columns = ("id", "number", "kind", "title", "text", "category", "state", "received_at")
        work.insert_many("event", columns, events)
        work.insert_many("event_link", ("id", "event_id", "target_table", "target_id"), links)


def _took_ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
