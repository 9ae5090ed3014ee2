"""A whole year of the sample village: accounts of twelve months, meetings, texts and rows of its sheets.

The register's autumn stays as `make_office` has it; this adds what lies before and after, so that a year's
disclosure can be made from it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

import resources
from desktop.domain.period import Period
from desktop.sample.office import SampleOffice
from desktop.sample.records import SampleEntry, SamplePerson

YEAR = 2026
_SEED = 20261231

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class SampleText:
    """A running text for one item over one period, or on one day."""

    item: str
    period: Period
    at_once: bool
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class SampleSheet:
    """What is typed for one sheet: rows by table, and the values of its fields."""

    item: str
    template: str
    period: Period
    at_once: bool
    tables: Mapping[str, tuple[Mapping[str, Cell], ...]]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SampleGathering:
    """A meeting of the year that is not among those of the third quarter."""

    kinds: tuple[str, ...]
    on: date
    title: str
    due: int
    present: int
    leave: int
    chair: str
    recorder: str
    place: str
    decision: str


@dataclass(frozen=True, slots=True)
class SampleYear:
    """Everything of a year that the autumn's office lacks, each in the order of its days."""

    year: int
    opening_cents: int
    entries: tuple[SampleEntry, ...]
    meetings: tuple[SampleGathering, ...]
    texts: tuple[SampleText, ...]
    sheets: tuple[SampleSheet, ...]

    @property
    def contents(self) -> "tuple[SampleText | SampleSheet, ...]":
        """Texts, then sheets."""
        return (*self.texts, *self.sheets)


def make_year(sample: SampleOffice) -> SampleYear:
    """The year of a sample office; the same office always has the same year."""
    rng = Random(_SEED)  # noqa: S311 - invents a year, keeps no secret
    cast = _Cast(sample, rng)
    entries = tuple(_entries(sample, cast, rng))
    before = sum(
        entry.income_cents - entry.expense_cents for entry in entries if entry.on < sample.ledger.starts_on
    )
    return SampleYear(
        YEAR,
        sample.ledger.opening_cents - before,
        entries,
        tuple(_gatherings(sample, cast, rng)),
        tuple(_texts()),
        tuple(_sheets(cast, rng)),
    )


def _read(name: str) -> dict[str, Any]:
    with resources.path("sample", "year", name).open("rb") as stream:
        return tomllib.load(stream)


def _cents(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


class _Cast:
    """The people that rows name; within one table nobody stands twice as long as there are others."""

    def __init__(self, sample: SampleOffice, rng: Random) -> None:
        self._rng = rng
        self.groups = [group.name for group in sample.groups]
        self.hamlets = list(dict.fromkeys(group.hamlet for group in sample.groups))
        self._group = {household.key: household.group.name for household in sample.households}
        here = [one for one in sample.people if one.is_present and one.residence_state == "10"]
        grown = [one for one in here if one.age_on(sample.day) in range(20, 76)]
        young = [one for one in grown if one.age_on(sample.day) < 40 and not one.party_stage]
        self.party = [one for one in sample.party if one.is_present]
        self._pools: dict[str, list[SamplePerson]] = {
            "resident": grown,
            "head": [one for one in grown if one.relation_to_head == "02"],
            "member": self.party,
            "man": [one for one in young if one.sex == "1"],
            "woman": [one for one in young if one.sex == "2"],
        }
        self.officials = {user.login: user.display_name for user in sample.users}
        self._used: set[str] = set()

    def begin_table(self) -> None:
        """Everybody may be named again."""
        self._used.clear()

    def choose(self, part: str) -> SamplePerson:
        """Somebody for a part who was not named yet."""
        pool = [one for one in self._pools[part] if one.key not in self._used] or self._pools[part]
        chosen = self._rng.choice(pool)
        self._used.add(chosen.key)
        return chosen

    def group_of(self, person: SamplePerson) -> str:
        """The villager group of somebody's household."""
        return self._group[person.household]


# Accounts


def _entries(sample: SampleOffice, cast: _Cast, rng: Random) -> Iterator[SampleEntry]:
    usual, data = _usual(), _read("entries.toml")
    last = max(entry.on for entry in sample.ledger.entries)
    drafts: list[tuple[date, str, str, int, str, str]] = []
    for month in range(1, 13):
        for row in (*usual["monthly"], *_pay(usual)):
            on = date(YEAR, month, row["on"])
            if on >= sample.ledger.starts_on and on <= last:
                continue
            cents = _cents(row["yuan"])
            if row.get("vary"):
                cents = cents * rng.randint(82, 124) // 100
            name = row.get("payee", row.get("payer", ""))
            payee = cast.choose("resident").name if name == "person" else cast.officials.get(name, name)
            kind = "official" if name in cast.officials else "contractor"
            drafts.append((on, row["kind"], row["summary"].format(month=month), cents, payee, kind))
    for row in data["single"]:
        month, day = (int(part) for part in row["on"].split("-"))
        payee, kind = row.get("payee", ""), "contractor"
        if payee == "aid":
            payee, kind = cast.choose("head").name, "aid"
        drafts.append((date(YEAR, month, day), row["kind"], row["summary"], _cents(row["yuan"]), payee, kind))
    numbers: dict[int, Iterator[int]] = {}
    for place, (on, kind, summary, cents, payee, payee_kind) in enumerate(sorted(drafts), 1):
        income = kind.startswith("I")
        number = next(numbers.setdefault(on.month, count(1)))
        yield SampleEntry(
            key=f"Y{place:04d}",
            on=on,
            voucher_no=f"转{on.month:02d}-{number:03d}",
            kind=kind,
            summary=summary,
            income_cents=cents if income else 0,
            expense_cents=0 if income else cents,
            handler=cast.officials["clerk" if kind in ("O04", "O03") else "bookkeeper"],
            approver=cast.officials["secretary"],
            payee=payee,
            payee_person="",
            payee_kind=payee_kind if payee else "none",
            payee_group=rng.choice(cast.groups) if payee_kind == "aid" else "",
            remark="",
        )


def _usual() -> dict[str, Any]:
    with resources.path("sample", "finance.toml").open("rb") as stream:
        return tomllib.load(stream)


def _pay(usual: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    pay = usual["pay"]
    for post in pay["posts"]:
        if post["login"]:
            yield {
                "on": pay["day"],
                "kind": pay["kind"],
                "summary": pay["summary"].replace("{post}", post["post"]),
                "yuan": post["yuan"],
                "payee": post["login"],
            }


# Meetings


def _gatherings(sample: SampleOffice, cast: _Cast, rng: Random) -> Iterator[SampleGathering]:
    held = {(meeting.on.month, kind) for meeting in sample.meetings for kind in meeting.kinds}
    sizes = {"branch": len(cast.party), "committee": 7, "group": max(1, len(cast.party) // 3)}
    sizes |= {"representatives": 52, "both": 11}
    for row in _read("meetings.toml")["meetings"]:
        for month in row["months"]:
            kinds = tuple(row["kinds"])
            if any((month, kind) in held for kind in kinds):
                continue
            due = sizes[row["body"]]
            leave = min(rng.randint(0, max(1, due // 8)), due - 1)
            topics = row["topics"]
            yield SampleGathering(
                kinds,
                date(YEAR, month, row["day"]),
                topics[(month - 1) % len(topics)],
                due,
                due - leave,
                leave,
                cast.officials["secretary"],
                cast.officials["clerk"],
                row["place"],
                row["decision"],
            )


# Sheets


def _texts() -> Iterator[SampleText]:
    for row in _read("texts.toml")["texts"]:
        period, at_once = _period(row["period"])
        yield SampleText(row["item"], period, at_once, row["subject"], row["body"])


def _period(text: str) -> tuple[Period, bool]:
    """``Y``, ``H1``, ``Q3``, ``M11`` of the year, or the day of what is told at once."""
    kind, number = text[0], text[1:]
    if kind == "Y":
        return Period.year(YEAR), False
    makers = {"H": Period.half_year, "Q": Period.quarter, "M": Period.month}
    if kind in makers:
        return makers[kind](YEAR, int(number)), False
    day = date.fromisoformat(text)
    return Period(day, day), True


def _sheets(cast: _Cast, rng: Random) -> Iterator[SampleSheet]:
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in _read("sheets.toml")["sheets"]:
        parts: dict[str, Any] = found.setdefault((row["item"], row["template"], str(row["each"])), {})
        parts.setdefault("each", row["each"])
        parts.setdefault("values", {}).update(row.get("values", {}))
        if "block" in row:
            parts.setdefault("tables", []).append(row)
    counted = {"month": [f"M{n}" for n in range(1, 13)], "quarter": [f"Q{n}" for n in range(1, 5)]}
    for (item, template, _), parts in found.items():
        each = parts["each"]
        for text in counted.get(each, ["Y"]) if isinstance(each, str) else each:
            period, at_once = _period(text)
            words = _Words(cast, rng, period)
            tables = {row["block"]: tuple(words.rows(row)) for row in parts.get("tables", ())}
            values = {
                name: words.day(value).isoformat() if isinstance(value, int) else words.fill(value)
                for name, value in parts["values"].items()
            }
            yield SampleSheet(item, template, period, at_once, tables, values)


class _Words:
    """Fills the gaps of rows: names, groups, spans of numbers, days counted from the period's first."""

    def __init__(self, cast: _Cast, rng: Random, period: Period) -> None:
        self._cast, self._rng, self._period = cast, rng, period
        self._number = count(rng.randint(3, 40))

    def day(self, offset: int) -> date:
        """A day of the period, or one counted from the day of what is told at once."""
        found = self._period.first + timedelta(days=offset)
        return found if self._period.first == self._period.last else min(found, self._period.last)

    def fill(self, text: str) -> str:
        """A text with people in its gaps."""
        for part in ("resident", "head", "member", "man", "woman"):
            while f"{{{part}}}" in text:
                text = text.replace(f"{{{part}}}", self._cast.choose(part).name, 1)
        for login, name in self._cast.officials.items():
            text = text.replace(f"{{{login}}}", name)
        text = text.replace("{hamlet}", self._rng.choice(self._cast.hamlets))
        text = text.replace("{month}", f"{self._period.last.year}-{self._period.last.month:02d}")
        return text.replace("{number}", str(next(self._number))) if "{number}" in text else text

    def rows(self, table: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
        """The rows of a table, as its data asks for."""
        self._cast.begin_table()
        rows: Sequence[Mapping[str, Any]] = table["rows"]
        source = table.get("from")
        if source == "party":
            for one in self._cast.party:
                yield self._row(rows[0], one)
            return
        if source == "groups":
            for name in self._cast.groups:
                yield self._row(rows[0], None) | {"group": name}
            return
        low, high = table.get("some", (len(rows), len(rows)))
        wanted = self._rng.randint(low, high)
        chosen = self._rng.sample(rows, wanted) if wanted <= len(rows) else self._rng.choices(rows, k=wanted)
        order = {id(row): place for place, row in enumerate(rows)}
        for row in sorted(chosen, key=lambda one: order[id(one)]):
            yield self._row(row, None)

    def _row(self, row: Mapping[str, Any], person: SamplePerson | None) -> dict[str, Cell]:
        made: dict[str, Cell] = {}
        for name, value in row.items():
            if value == "{head}":
                head = self._cast.choose("head")
                made[name] = head.name
                made.setdefault("group", self._cast.group_of(head))
            elif value == "{member}" and person is not None:
                made[name] = person.name
            elif value == "{resident}" and name == "name":
                one = self._cast.choose("resident")
                made |= {"name": one.name, "group": self._cast.group_of(one)}
            else:
                made[name] = self._cell(name, value)
        if "received" in made:
            made["done"] = made["received"]
            made["on_time"] = made["received"]
        if "owed" in made and "group" in made:
            made["joined"] = int(str(made["owed"])) - self._rng.randint(0, 3)
        if "rate_cents" in made and "first_cents" not in made and person is not None:
            made |= dict.fromkeys(("first_cents", "second_cents", "third_cents"), made["rate_cents"])
        if made.get("spent") and int(str(made["spent"])) > int(str(made.get("before", 0))):
            made["spent"] = made["before"]
        return made

    def _cell(self, name: str, value: Any) -> Cell:
        is_day = name in ("on", "until", "day", "decided_on", "met_on")
        if isinstance(value, list):
            drawn = self._rng.randint(*value)
            if is_day:
                return self.day(drawn).isoformat()
            return drawn * 100 if name.endswith("_cents") else drawn
        if isinstance(value, int):
            return self.day(value).isoformat() if is_day else value
        return _cents(value) if name.endswith("_cents") else self.fill(value)
