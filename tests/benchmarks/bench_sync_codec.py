"""People as columns in zstd frames: bytes beside what is random in them, speed beside JSON and msgpack.

The rows are those of `population`, in pages of 5,000 as they travel. All speeds are processor time of one
thread, the best of the pages, taken in turn with the peers'.
"""

import gc
import json
import time
from collections.abc import Callable, Sequence
from math import log2
from random import Random
from typing import Any

import msgspec
import zstandard

from sync.protocol.columns import decode_rows, encode_rows
from sync.protocol.frame import FrameKind, make_frame, open_frame
from sync.protocol.operation import Row
from sync.protocol.registry import registry
from tests.benchmarks import population
from tests.benchmarks.row import BenchRow
from tests.support import frames

_PEOPLE = 100_000
_PAGE = 5_000
_ROUNDS = 3
_AT_MS = 1_790_000_000_000


def _rows() -> list[Row]:
    travelling = registry().table("person").fields
    made = []
    for person in population.people(Random(7), _PEOPLE):
        values = dict(zip(population.PERSON_COLUMNS, person, strict=True))
        fields = {name: value for name, value in values.items() if value is not None and name in travelling}
        made.append(Row(1, str(values["id"]), 1, False, True, 1, frames.ACTOR, _AT_MS, fields))
    return made


def _chance_bits() -> float:
    """What the choices of `population.people` weigh for one person, in bits; all else follows from them.

    Sex, serial and the check character follow from the place in the list, the birth date stands twice.
    """
    names = (population.name_of(chance) for chance in [Random(3)] for _ in range(400_000))
    counted: dict[str, int] = {}
    for name in names:
        counted[name[0]] = counted.get(name[0], 0) + 1
    surname = -sum(n / 400_000 * log2(n / 400_000) for n in counted.values())
    given = _entropy(
        [population._GIVEN.count(letter) / len(population._GIVEN) for letter in set(population._GIVEN)]
    )
    identity = 62  # the random part of an id
    return sum(
        (
            identity,
            surname + _entropy([0.8, 0.2]) + 1.8 * given,
            log2(32_872),  # birth
            _entropy([0.7, 0.3]) + 0.7 * log2(10**8),  # telephone
            log2(3) + log2(4) + _entropy([0.6, 0.2, 0.2]) + _entropy([0.5, 0.25, 0.25]),
            log2(19) + log2(199),  # address
            4 * log2(3),
            log2(7_000),  # wage
            13 * log2(10),  # account
            _entropy([0.6, 0.2, 0.2]),
        )
    )


def _entropy(shares: Sequence[float]) -> float:
    return -sum(share * log2(share) for share in shares)


def _objects(page: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.kind,
            "id": row.record_id,
            "rev": row.rev,
            "device": row.device,
            "fields": dict(row.fields),
        }
        for row in page
    ]


def _read_objects(objects: list[dict[str, Any]]) -> list[Row]:
    return [
        Row(each["kind"], each["id"], each["rev"], False, True, each["device"], "", 0, each["fields"])
        for each in objects
    ]


def _ours_out(page: Sequence[Row]) -> bytes:
    return make_frame(frames.header(FrameKind.PAGE, device=0), encode_rows(page), frames.COUNTY_KEY)


def _ours_in(data: bytes) -> object:
    return decode_rows(open_frame(data, frames.COUNTY_KEY.public).body)


def _json_out(page: Sequence[Row]) -> bytes:
    text = json.dumps(_objects(page), ensure_ascii=False, separators=(",", ":"))
    return zstandard.ZstdCompressor(level=6).compress(text.encode())


def _json_in(data: bytes) -> object:
    return _read_objects(json.loads(zstandard.ZstdDecompressor().decompress(data)))


def _msgpack_out(page: Sequence[Row]) -> bytes:
    return zstandard.ZstdCompressor(level=6).compress(msgspec.msgpack.encode(_objects(page)))


def _msgpack_in(data: bytes) -> object:
    return _read_objects(msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(data)))


_Out = Callable[[Sequence[Row]], bytes]
_In = Callable[[bytes], object]
_WAYS: dict[str, tuple[_Out, _In]] = {
    "ours": (_ours_out, _ours_in),
    "JSON + zstd 6": (_json_out, _json_in),
    "msgpack + zstd 6": (_msgpack_out, _msgpack_in),
}


def run() -> list[BenchRow]:
    """Bytes per row, thousands of rows a second each way, frames and signatures included."""
    rows = _rows()
    pages = [rows[start : start + _PAGE] for start in range(0, len(rows), _PAGE)]
    sizes, out, back = dict.fromkeys(_WAYS, 0), dict.fromkeys(_WAYS, 1e9), dict.fromkeys(_WAYS, 1e9)
    gc.freeze()  # the invented people are no part of what is measured
    for turn in range(_ROUNDS):
        for page in pages:
            for name, (write, read) in _WAYS.items():
                started = time.process_time()
                data = write(page)
                out[name] = min(out[name], time.process_time() - started)
                started = time.process_time()
                read(data)
                back[name] = min(back[name], time.process_time() - started)
                sizes[name] += 0 if turn else len(data)
    gc.unfreeze()
    ours = sizes["ours"] / _PEOPLE
    floor = _chance_bits() / 8
    table = [
        BenchRow(
            "bytes of a person",
            ours,
            "what is random in it",
            floor,
            "B",
            ours / floor,
            "<= 1.35 x",
            ours <= 1.35 * floor,
        )
    ]
    for name in list(_WAYS)[1:]:
        theirs = sizes[name] / _PEOPLE
        table.append(
            BenchRow(
                "bytes of a person",
                ours,
                name,
                theirs,
                "B",
                theirs / ours,
                ">= 2 x fewer",
                theirs >= 2 * ours,
            )
        )
    for what, spent in (("written", out), ("read", back)):
        speed = {name: _PAGE / seconds / 1000 for name, seconds in spent.items()}
        for name in list(_WAYS)[1:]:
            table.append(
                BenchRow(
                    f"rows {what}, one thread",
                    speed["ours"],
                    name,
                    speed[name],
                    "k/s",
                    speed["ours"] / speed[name],
                    ">= 100 k/s",
                    speed["ours"] >= 100,
                )
            )
    return table
