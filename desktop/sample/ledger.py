"""The village accounts from April to October, every line with its voucher (收支逐笔)."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import resources
from desktop.sample.records import SampleEntry, SampleLedger, SamplePerson

_THIRD_QUARTER = (7, 8, 9)


def make_ledger(
    rng: Random, officials: Mapping[str, str], residents: Sequence[SamplePerson], hamlets: Sequence[str]
) -> SampleLedger:
    """Entries in voucher order; the third quarter holds exactly the number the data asks for.

    Args:
        rng: Source of chance.
        officials: Name by login; "secretary" approves, "bookkeeper" pays.
        residents: People who may be hired by the day.
        hamlets: Where they work.
    """
    with resources.path("sample", "finance.toml").open("rb") as stream:
        data: dict[str, Any] = tomllib.load(stream)
    year: int = data["year"]
    drafts = [
        *_monthly(rng, data, residents),
        *_pay(data, officials, residents),
        *_single(rng, data, hamlets),
    ]
    wanted: int = data["labour"]["third_quarter_entries"]
    third = sum(1 for draft in drafts if draft.on.month in _THIRD_QUARTER)
    drafts.extend(_labour(rng, data, residents, hamlets, wanted - third))
    drafts.sort(key=lambda draft: (draft.on, draft.income_cents == 0, draft.summary))
    last_day = date(year, 10, 10)
    return SampleLedger(
        starts_on=date.fromisoformat(data["starts_on"]),
        opening_cents=_cents(data["opening_yuan"]),
        entries=tuple(_vouchers([draft for draft in drafts if draft.on <= last_day], officials)),
    )


def _cents(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


def _draft(
    on: date, kind: str, summary: str, cents: int, payee: str, *, person: str = "", remark: str = ""
) -> SampleEntry:
    income = kind.startswith("I")
    return SampleEntry(
        key="",
        on=on,
        voucher_no="",
        kind=kind,
        summary=summary,
        income_cents=cents if income else 0,
        expense_cents=0 if income else cents,
        handler="",
        approver="",
        payee=payee,
        payee_person=person,
        remark=remark,
    )


def _monthly(
    rng: Random, data: Mapping[str, Any], residents: Sequence[SamplePerson]
) -> Iterator[SampleEntry]:
    for row in data["monthly"]:
        person = rng.choice(residents) if row.get("payee") == "person" else None
        for month in range(4, 11):
            cents = _cents(row["yuan"])
            if row.get("vary"):
                cents = cents * rng.randint(82, 124) // 100
            yield _draft(
                date(data["year"], month, row["on"]),
                row["kind"],
                row["summary"].format(month=month),
                cents,
                person.name if person else row.get("payee", row.get("payer", "")),
                person=person.key if person else "",
            )


def _pay(
    data: Mapping[str, Any], officials: Mapping[str, str], residents: Sequence[SamplePerson]
) -> Iterator[SampleEntry]:
    pay = data["pay"]
    others = iter(
        [one for one in residents if one.party_stage == "full" and one.name not in officials.values()]
    )
    for post in pay["posts"]:
        name = officials[post["login"]] if post["login"] else next(others).name
        for month in range(4, 11):
            summary = pay["summary"].format(month=month, post=post["post"])
            yield _draft(
                date(data["year"], month, pay["day"]), pay["kind"], summary, _cents(post["yuan"]), name
            )


def _single(rng: Random, data: Mapping[str, Any], hamlets: Sequence[str]) -> Iterator[SampleEntry]:
    for row in data["single"]:
        month, day = (int(part) for part in row["on"].split("-"))
        summary = row["summary"].format(hamlet=rng.choice(hamlets))
        yield _draft(
            date(data["year"], month, day),
            row["kind"],
            summary,
            _cents(row["yuan"]),
            "",
            remark=row.get("remark", ""),
        )


def _labour(
    rng: Random,
    data: Mapping[str, Any],
    residents: Sequence[SamplePerson],
    hamlets: Sequence[str],
    count: int,
) -> Iterator[SampleEntry]:
    labour = data["labour"]
    first = date(data["year"], 7, 1)
    for _ in range(count):
        work = rng.choice(labour["works"])
        days = rng.choice((1, 1, 2, 2, 3, 4, 5))
        person = rng.choice(residents)
        yield _draft(
            first + timedelta(days=rng.randrange(92)),
            work["kind"],
            work["summary"].format(hamlet=rng.choice(hamlets), days=days),
            _cents(labour["yuan_per_day"]) * days,
            person.name,
            person=person.key,
        )


def _vouchers(drafts: Sequence[SampleEntry], officials: Mapping[str, str]) -> Iterator[SampleEntry]:
    month, number = 0, 0
    for place, draft in enumerate(drafts, 1):
        number = number + 1 if draft.on.month == month else 1
        month = draft.on.month
        yield SampleEntry(
            key=f"F{place:04d}",
            on=draft.on,
            voucher_no=f"记{month:02d}-{number:03d}",
            kind=draft.kind,
            summary=draft.summary,
            income_cents=draft.income_cents,
            expense_cents=draft.expense_cents,
            handler=officials["clerk" if draft.kind in ("O04", "O03") else "bookkeeper"],
            approver=officials["secretary"],
            payee=draft.payee,
            payee_person=draft.payee_person,
            remark=draft.remark,
        )
