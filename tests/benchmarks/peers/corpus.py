"""Invented people as every system of the comparison takes them: 17 columns, about 390 bytes of JSON."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.ids import new_id
from tests.benchmarks.population import REGION, name_of

_FIRST_BIRTH = date(1935, 1, 1)
_DAYS = 32_000
_MADE_MS = 1_750_000_000_000


def rows(number: int) -> Iterator[dict[str, str | int | None]]:
    """So many people, always the same but for their ids."""
    rng = Random(21)
    pick = rng.choice
    for serial, place in enumerate(rng.sample(range(_DAYS * 999), number)):
        birth = _FIRST_BIRTH + timedelta(days=place // 999)
        citizen_id = make_citizen_id(REGION, birth, place % 999 + 1)
        yield {
            "id": new_id(),
            "village": "999901104217",
            "household": f"H{serial // 4:06d}",
            "name": name_of(rng),
            "sex": "2" if place % 999 % 2 else "1",
            "birth": birth.isoformat(),
            "id_no": citizen_id,
            "phone": f"100{rng.randrange(10**8):08d}",
            "nation": "汉族",
            "edu": pick(("小学", "初中", "高中", "大专", "本科", "文盲")),
            "marital": pick(("未婚", "已婚", "丧偶", "离婚")),
            "relation": pick(("户主", "配偶", "子", "女", "父", "母")),
            "status": "1",
            "addr": f"示范村{rng.randint(1, 15)}组{rng.randint(1, 200)}号",
            "job": pick(("务农", "务工", "经商", "学生", "退休")),
            "note": None if rng.random() < 0.8 else "低保户,每季度走访一次",
            "created_at": _MADE_MS + serial,
            "updated_at": _MADE_MS + serial,
        }


def write(file: Path, number: int) -> list[dict[str, str | int | None]]:
    """Write them as lines of JSON, and return them."""
    made = list(rows(number))
    with file.open("w", encoding="utf-8") as stream:
        for row in made:
            stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return made
