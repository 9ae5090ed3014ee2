"""Posts (岗位) that the county hands down: a table, checked line by line before the first village gets it."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.code_table import code_table
from desktop.domain.credit_code import plain_code
from desktop.domain.job_post import NewPost, check_new_post
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.yes_no import read_yes_no
from sync.county.clock import day_of
from sync.county.county import County
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, Recipient, hand_down
from sync.county.store.letters import find_record
from sync.county.store.records import derived_id, kind_of
from sync.protocol.operation import Value

COUNTY = "county"
"""The source of a post of the county's, as villages know it."""

COLUMNS = {
    "单位": "employer",
    "统一社会信用代码": "credit_code",
    "岗位": "title",
    "工种": "kind",
    "地点": "place",
    "远近": "place_kind",
    "人数": "wanted_count",
    "要求": "demands",
    "最低工资": "wage_from",
    "最高工资": "wage_to",
    "工资单位": "wage_unit",
    "社保": "insured",
    "食宿": "lodging",
    "联系人": "contact",
    "电话": "phone",
    "有效期至": "valid_to",
    "备注": "note",
    "停招": "closed_on",
}
"""Headings of the table, each with what it is called here; the first, third and 有效期至 are needed."""

_NEEDED = ("employer", "title", "valid_to")
_CODES = {"kind": "job_kind", "place_kind": "job_place", "wage_unit": "wage_unit"}
_MOST_ROWS, _FEN = 2_000, 100


@dataclass(frozen=True, slots=True)
class PostLine:
    """A line of the table, read: the post, and the day it is closed, empty for open."""

    post: NewPost
    closed_on: str

    @property
    def id(self) -> str:
        """Id of its record: the same employer, post and place are the same post."""
        known_by = f"{self.post.employer}|{self.post.title}|{self.post.place}"
        return derived_id("job_post", "county", known_by)


@dataclass(frozen=True, slots=True)
class HandedPost:
    """A post as villages have it; days ISO."""

    employer: str
    title: str
    place: str
    valid_to: str
    closed_on: str
    villages: int


def read_posts(content: bytes, on: date) -> tuple[PostLine, ...]:
    """The lines of a table.

    Raises:
        ProblemError: CTY-240 it is no CSV with these headings, CTY-241 too many lines; of lines JOB-003,
            JOB-011 to JOB-015, JOB-020 and CTY-242, a number or a day that is none, each with its line.
    """
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ProblemError(Problem("CTY-240", {"missing": "UTF-8 CSV"})) from error
    heads = [COLUMNS.get(cell.strip(), cell.strip()) for cell in rows[0]] if rows else []
    missing = [name for name, column in COLUMNS.items() if column in _NEEDED and column not in heads]
    if missing:
        raise ProblemError(Problem("CTY-240", {"missing": "、".join(missing)}))
    filled = [
        (number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)
    ]
    if len(filled) > _MOST_ROWS:
        raise ProblemError(Problem("CTY-241", {"count": str(_MOST_ROWS)}))
    problems: list[Problem] = []
    lines = []
    for number, row in filled:
        cells = {head: cell.strip() for head, cell in zip(heads, row, strict=False)}
        line, found = _read(cells)
        found = [*found, *check_new_post(line.post, on)]
        problems += [
            Problem(each.code, each.values, Place(row=number, field=each.place.field if each.place else ""))
            for each in found
        ]
        lines.append(line)
    if problems:
        raise ProblemError(tuple(problems))
    return tuple(lines)


def _read(cells: Mapping[str, str]) -> tuple[PostLine, list[Problem]]:
    problems: list[Problem] = []

    def number(name: str, scale: int = 1) -> int | None:
        text = cells.get(name, "").replace(",", "").replace("，", "")
        if not text:
            return None
        try:
            return round(float(text) * scale)
        except (ValueError, OverflowError):
            problems.append(Problem("CTY-242", {"value": text}, Place(field=name)))
            return None

    def flag(name: str) -> bool | None:
        text = cells.get(name, "")
        return read_yes_no(text).value if text else None

    def code(name: str) -> str:
        text, table = cells.get(name, ""), code_table(_CODES[name])
        return next((each.code for each in table.entries if text in (each.code, each.label)), text)

    closed_on = cells.get("closed_on", "")
    if closed_on and not _is_day(closed_on):
        problems.append(Problem("CTY-242", {"value": closed_on}, Place(field="closed_on")))
    post = NewPost(
        employer=cells.get("employer", ""),
        title=cells.get("title", ""),
        valid_to=cells.get("valid_to", ""),
        credit_code=cells.get("credit_code", ""),
        place=cells.get("place", ""),
        place_kind=code("place_kind"),
        kind=code("kind"),
        wanted_count=number("wanted_count"),
        demands=cells.get("demands", ""),
        wage_from_cents=number("wage_from", _FEN),
        wage_to_cents=number("wage_to", _FEN),
        wage_unit=code("wage_unit") or "month",
        insured=flag("insured"),
        lodging=flag("lodging"),
        contact=cells.get("contact", ""),
        phone=cells.get("phone", ""),
        note=cells.get("note", ""),
    )
    return PostLine(post, closed_on), problems


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def push_posts(
    county: County,
    recipients: Sequence[Recipient],
    lines: Sequence[PostLine],
    now_ms: int,
    *,
    operator: str = "",
) -> dict[int, int]:
    """Hand posts to villages; the county has checked them, so that they can be recommended at once.

    Returns:
        How many are new or changed, by village.
    """
    today = day_of(now_ms).isoformat()
    details = {"operator": operator} if operator else {}
    told = {}
    for village in recipients:
        records = []
        for line in {each.id: each for each in lines}.values():
            known = find_record(county.database, village.village_id, "job_post", line.id)
            before: Mapping[str, Value] = known.fields if known is not None else {}
            fields = _fields(line) | {
                "posted_on": before.get("posted_on") or today,
                "checked_on": before.get("checked_on") or today,
                "checked_by": county.name,
            }
            records.append(HandedRecord("job_post", line.id, fields))
        told[village.village_id] = hand_down(
            county, village.village_id, records, now_ms, "job_posts_pushed", details
        )
    return told


def list_posts(database: Database) -> tuple[HandedPost, ...]:
    """Posts of the county, those that last longest first."""
    rows = query(
        database,
        "SELECT record_id, fields FROM record "  # noqa: S608 - own numbers
        f"WHERE kind = {kind_of('job_post'):d} AND deleted IS NULL "
        "AND fields ->> 'source' = %(source)s",
        {"source": COUNTY},
    )
    found: dict[str, HandedPost] = {}
    for record_id, fields in rows:
        known = found.get(record_id.hex)
        found[record_id.hex] = HandedPost(
            str(fields["employer"]),
            str(fields["title"]),
            str(fields.get("place") or ""),
            str(fields["valid_to"]),
            str(fields.get("closed_on") or ""),
            (known.villages if known else 0) + 1,
        )
    return tuple(sorted(found.values(), key=lambda each: (each.valid_to, each.employer), reverse=True))


def _fields(line: PostLine) -> dict[str, Value]:
    post = line.post
    return {
        "employer": post.employer,
        "credit_code": plain_code(post.credit_code) or None,
        "place": post.place or None,
        "place_kind": post.place_kind or None,
        "title": post.title,
        "kind": post.kind or None,
        "wanted_count": post.wanted_count,
        "demands": post.demands or None,
        "wage_from_cents": post.wage_from_cents,
        "wage_to_cents": post.wage_to_cents,
        "wage_unit": post.wage_unit or None,
        "insured": None if post.insured is None else int(post.insured),
        "lodging": None if post.lodging is None else int(post.lodging),
        "contact": post.contact or None,
        "phone": post.phone or None,
        "valid_to": post.valid_to,
        "closed_on": line.closed_on or None,
        "source": COUNTY,
        "note": post.note or None,
    }
