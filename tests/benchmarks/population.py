"""Large invented populations, written fast into an encrypted register."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from db.search import index
from db.search.readings import name_key
from db.store import Store, Work
from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.ids import new_id

KEY = b"k" * 32
REGION = "999901"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤查单仇解"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玉梅国建文志海红春金云凤永德生福林新荣东波辉鹏宇婷雪慧玲"
    "飞健康龙俊峰亮斌宏庆昌盛祥瑞子轩浩然梓涵欣怡诗雨晨曦嘉豪泽宁安琪思远博文佳倩雯莉萍珍贞莲菊桃杏"
)
_STARTS = ("1935-01-01", "2024-12-31")
_MEMBERS = 3
_BATCH = 100_000


def name_of(rng: Random) -> str:
    """An invented name: a surname by its usual share, one or two characters after it."""
    surname = _SURNAMES[min(int(rng.expovariate(1 / 14)), len(_SURNAMES) - 1)]
    given = rng.choice(_GIVEN) + (rng.choice(_GIVEN) if rng.random() < 0.8 else "")
    return surname + given


PERSON_COLUMNS = (
    *(
        "id",
        "name",
        "name_key",
        "citizen_id",
        "sex",
        "birth_date",
        "mobile",
        "ethnicity",
        "marital_status",
        "education",
    ),
    *(
        "political_status",
        "residence_state",
        "registered_address",
        "employment_status",
        "job_state",
        "work_place",
    ),
    *("employer", "monthly_wage", "medical_insured", "medical_paid_year", "medical_paid", "pension_insured"),
    *("benefit_account", "benefit_bank", "group_tags", "source", "verified_date"),
)
_HOUSEHOLD_COLUMNS = ("id", "household_no", "villager_group", "address", "household_category", "hukou_type")
_MEMBERSHIP_COLUMNS = ("id", "person_id", "household_id", "role", "relation_to_head", "from_date")


def people(rng: Random, number: int) -> Iterator[tuple[str | int | None, ...]]:
    """Rows of `PERSON_COLUMNS`."""
    first = date.fromisoformat(_STARTS[0])
    days = (date.fromisoformat(_STARTS[1]) - first).days
    pick = rng.choice
    for serial in range(number):
        birth = first + timedelta(days=rng.randrange(days))
        number_18 = make_citizen_id(REGION, birth, serial % 1000)
        name = name_of(rng)
        yield (
            new_id(),
            name,
            name_key(name),
            number_18,
            "1" if serial % 1000 % 2 else "2",
            birth.isoformat(),
            f"100{rng.randrange(10**8):08d}" if rng.random() < 0.7 else None,
            "01",
            pick(("10", "20", "30")),
            pick(("70", "80", "21", "61")),
            pick(("13", "13", "13", "01", "03")),
            pick(("10", "10", "20", "30")),
            f"示范镇示范村{rng.randrange(1, 20)}组{rng.randrange(1, 200)}号",
            pick(("27", "24", "51")),
            pick(("10", "50", "40")),
            pick(("示范市", "示范县城", None)),
            pick(("示范建材厂", "示范服装厂", None)),
            rng.randrange(200_000, 900_000, 100),
            "resident",
            2026,
            40_000,
            "resident",
            f"622000{rng.randrange(10**13):013d}",
            "示范农商银行",
            pick((None, None, None, '["A01"]', '["D04","H01"]')),
            "import",
            "2026-05-01",
        )


def make_register(path: Path, number: int) -> Store:
    """A new register with people in households of three, open under `KEY`.

    Written by a process of its own, so that what is measured afterwards has a clean heap.
    """
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.population", str(path), str(number)],
        cwd=Path(__file__).parents[2],
        check=True,
    )
    return Store.open(path, KEY)


def fill(store: Store, number: int, seed: int = 7) -> None:
    """Write people into an empty register, without history, as fast as it goes.

    Triggers and indexes are taken off meanwhile, so that nothing is logged and indexes are made in
    one go at the end; the search index is made as well.
    """
    rng = Random(seed)
    households = 0
    with store.reading() as connection:
        taken_off = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        ).fetchall()
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    with store.local_writing():
        for kind, name, _ in taken_off:
            connection.execute(f"DROP {kind} {name}")
    for start in range(0, number, _BATCH):
        rows = list(people(rng, min(_BATCH, number - start)))
        with store.local_writing():
            work = Work(connection, 0)
            work.insert_many("person", PERSON_COLUMNS, iter(rows))
            households += _house(work, [str(row[0]) for row in rows], households, rng)
    with store.local_writing():
        index.rebuild(connection)
        for _, _, sql in sorted(taken_off):
            connection.execute(sql)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _house(work: Work, person_ids: list[str], numbered: int, rng: Random) -> int:
    households: list[tuple[str, ...]] = []
    memberships: list[tuple[str, ...]] = []
    for start in range(0, len(person_ids), _MEMBERS):
        household_id = new_id()
        number = numbered + len(households) + 1
        households.append(
            (
                household_id,
                f"{number:06d}",
                f"{number % 12 + 1}组",
                f"示范村{rng.randrange(1, 400)}号",
                "1",
                "2",
            )
        )
        for position, person_id in enumerate(person_ids[start : start + _MEMBERS]):
            role, relation = ("head", "02") if position == 0 else ("member", ("12", "20")[position - 1])
            memberships.append((new_id(), person_id, household_id, role, relation, "2001-01-01"))
    work.insert_many("household", _HOUSEHOLD_COLUMNS, iter(households))
    work.insert_many("membership", _MEMBERSHIP_COLUMNS, iter(memberships))
    return len(households)


def main(path: str, number: str) -> None:
    """Make a register at a path with so many people."""
    store = Store.open(Path(path), KEY)
    fill(store, int(number))
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
