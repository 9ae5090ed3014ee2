"""Frames of an invented village, the same in every run."""

from datetime import date, timedelta

from desktop.domain.citizen_id import make_citizen_id
from sync.protocol.frame import FrameKind, Header
from sync.protocol.messages import Cursor, PageHead, Receipt, Refusal
from sync.protocol.operation import Op, Operation, Row
from sync.protocol.suite import SigningKey

DEVICE_KEY = SigningKey.from_bytes(bytes(range(32)))
COUNTY_KEY = SigningKey.from_bytes(bytes(range(100, 132)))
EPOCH = bytes(range(200, 216))
ACTOR = "0190a5c2d0007000800000000000abcd"
_START_MS = 1_790_000_000_000


def header(kind: FrameKind, no: int = 1, *, device: int = 3, previous: bytes = b"") -> Header:
    """The header of a frame of the invented village."""
    return Header(
        kind=kind, schema=1, village_id=4_100_017, device=device, epoch=EPOCH, no=no, previous=previous
    )


def record_id(number: int) -> str:
    """An id of an invented record."""
    return f"0190a5c2d0007000800000000{number:07x}"


def operations() -> tuple[Operation, ...]:
    """Operations of all sorts: three people put in, one mended, a tag list joined, one taken out."""
    people = [
        Operation(
            kind=1,
            record_id=record_id(number),
            op=Op.INSERT,
            base=0,
            action=12,
            at_ms=_START_MS,
            actor=ACTOR,
            fields={"name": name, "sex": sex, "birth_date": birth, "mobile": mobile, "monthly_wage": wage},
        )
        for number, (name, sex, birth, mobile, wage) in enumerate(
            (
                ("张建国", "1", "1961-03-05", "10012345678", 320_000),
                ("李秀英", "2", "1964-11-20", None, None),
                ("张𬱖", "2", "1990-07-01", "10087654321", 610_000),
            )
        )
    ]
    return (
        *people,
        Operation(1, record_id(77), Op.UPDATE, 41, 13, _START_MS + 60_000, ACTOR, {"mobile": "10000000001"}),
        Operation(
            kind=1,
            record_id=record_id(78),
            op=Op.UPDATE,
            base=42,
            action=14,
            at_ms=_START_MS + 90_000,
            actor=ACTOR,
            fields={"group_tags": '["A01","D04"]'},
            before={"group_tags": '["A01"]'},
        ),
        Operation(2, record_id(90), Op.DELETE, 17, 15, _START_MS + 95_000, ACTOR),
        Operation(9999, record_id(91), Op.UPDATE, 1, 16, _START_MS, ACTOR, {"一项新字段": 2.5}),
    )


def many_operations() -> tuple[Operation, ...]:
    """Enough people for every coding of a column to be taken."""
    births = [date(1940, 1, 1) + timedelta(days=number * 191) for number in range(150)]
    return tuple(
        Operation(
            kind=1,
            record_id=record_id(1000 + 3 * number),
            op=Op.INSERT,
            base=0,
            action=20,
            at_ms=_START_MS + 37 * number * number,
            actor=ACTOR,
            fields={
                "name": "王李张刘陈"[number % 5] + _letters(1 + number % 2, number * 7, 61),
                "citizen_id": make_citizen_id("999901", birth, number * 7 % 1000),
                "birth_date": birth.isoformat(),
                "registered_address": f"示范镇示范村{number % 19 + 1}组{number * 7 % 200}号",
                "education": ("70", "80", "21", None)[number % 4],
                "monthly_wage": 200_000 + 100 * (number * 7919 % 7000),
                "spouse_person_id": record_id(1000 + 3 * (number ^ 1)),
                "benefit_account": f"622000{number * 1_234_567_891:013d}",
                "remark": _letters(number % 12, number, 997),
            }
            | ({"photo": "p"} if number % 11 == 0 else {}),
        )
        for number, birth in enumerate(births)
    )


def _letters(length: int, seed: int, different: int) -> str:
    return "".join(chr(0x4E00 + seed * place % different) for place in range(1, 1 + length))


def page_head() -> PageHead:
    """Where the page of `rows` stands."""
    return PageHead(
        stream="register",
        start=Cursor(rev=40, last_id=bytes.fromhex(record_id(3))),
        end=Cursor(rev=57, last_id=bytes.fromhex(record_id(11))),
        more=True,
    )


def rows() -> tuple[Row, ...]:
    """Rows of all sorts: a whole one, one with its changes alone, one gone."""
    return (
        Row(1, record_id(5), 41, False, True, 2, ACTOR, _START_MS, {"name": "王芳", "sex": "2"}),
        Row(1, record_id(6), 57, False, False, 0, ACTOR, _START_MS + 5, {"mobile": None, "sex": "1"}),
        Row(1, record_id(11), 57, True, True, 2, ACTOR, _START_MS + 9),
    )


def receipt() -> Receipt:
    """What the county says to the batch of `operations`."""
    return Receipt(
        device=3,
        epoch=EPOCH,
        no=1,
        sha256=bytes(range(32)),
        rev=58,
        received_ms=_START_MS + 100_000,
        head=bytes(range(32, 64)),
        untidy=(bytes.fromhex(record_id(78)),),
        conflicts=1,
        refusals=(
            Refusal(
                kind=9999, record_id=bytes.fromhex(record_id(91)), code="SYN-101", values={"kind": "9999"}
            ),
        ),
    )
