"""The village accounts from April to October, every line with its voucher (收支逐笔)."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import resources
from desktop.sample.records import SampleEntry, SampleHousehold, SampleLedger, SamplePerson

_THIRD_QUARTER = (7, 8, 9)


def make_ledger(
    rng: Random,
    officials: Mapping[str, str],
    residents: Sequence[SamplePerson],
    households: Sequence[SampleHousehold],
) -> SampleLedger:
    """Entries in voucher order; the third quarter holds exactly the number the data asks for.

    Args:
        rng: Source of chance.
        officials: Name by login; "secretary" approves, "bookkeeper" pays.
        residents: People who may be hired by the day.
        households: Their households, for the group beside a name and the hamlets where work is done.
    """
    with resources.path("sample", "finance.toml").open("rb") as stream:
        data: dict[str, Any] = tomllib.load(stream)
    year: int = data["year"]
    hamlets = list(dict.fromkeys(household.group.hamlet for household in households))
    hands = _Hands(rng, residents, {one.key: one.group.name for one in households}, officials)
    drafts = [*_monthly(rng, data, hands), *_pay(data, hands), *_single(rng, data, hands, hamlets)]
    wanted: int = data["labour"]["third_quarter_entries"]
    third = sum(1 for draft in drafts if draft.on.month in _THIRD_QUARTER)
    drafts.extend(_labour(rng, data, hands, hamlets, wanted - third))
    drafts.sort(key=lambda draft: (draft.on, draft.income_cents == 0, draft.summary))
    last_day = date(year, 10, 10)
    return SampleLedger(
        starts_on=date.fromisoformat(data["starts_on"]),
        opening_cents=_cents(data["opening_yuan"]),
        entries=tuple(_vouchers([draft for draft in drafts if draft.on <= last_day], officials)),
    )


def _cents(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


@dataclass(frozen=True, slots=True)
class _Payee:
    """Who receives (or pays) an amount, as far as the books say."""

    name: str = ""
    kind: str = "none"
    person: str = ""
    group: str = ""


_NOBODY = _Payee()


def _draft(
    on: date, kind: str, summary: str, cents: int, *, payee: _Payee = _NOBODY, remark: str = ""
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
        payee=payee.name,
        payee_person=payee.person,
        payee_kind=payee.kind,
        payee_group=payee.group,
        remark=remark,
    )


class _Hands:
    """Who is paid: residents by chance, the officials by their posts."""

    def __init__(
        self,
        rng: Random,
        residents: Sequence[SamplePerson],
        groups: Mapping[str, str],
        officials: Mapping[str, str],
    ) -> None:
        self._rng = rng
        self._residents = residents
        self._groups = groups
        names = set(officials.values())
        self._others = [one for one in residents if one.party_stage == "full" and one.name not in names]
        self._officials = officials

    def anybody(self, kind: str) -> _Payee:
        """A resident by chance."""
        person = self._rng.choice(self._residents)
        return _Payee(person.name, kind, person.key, self._groups[person.household])

    def official(self, login: str, place: int) -> _Payee:
        """The user of a login, or a member of the party for posts without one."""
        return _Payee(self._officials[login] if login else self._others[place].name, "official")


def _monthly(rng: Random, data: Mapping[str, Any], hands: _Hands) -> Iterator[SampleEntry]:
    for row in data["monthly"]:
        name = row.get("payee", row.get("payer", ""))
        payee = hands.anybody("contractor") if name == "person" else _Payee(name, "contractor")
        for month in range(4, 11):
            cents = _cents(row["yuan"])
            if row.get("vary"):
                cents = cents * rng.randint(82, 124) // 100
            summary = row["summary"].format(month=month)
            yield _draft(date(data["year"], month, row["on"]), row["kind"], summary, cents, payee=payee)


def _pay(data: Mapping[str, Any], hands: _Hands) -> Iterator[SampleEntry]:
    pay = data["pay"]
    for place, post in enumerate(pay["posts"]):
        payee = hands.official(post["login"], place)
        for month in range(4, 11):
            summary = pay["summary"].format(month=month, post=post["post"])
            day = date(data["year"], month, pay["day"])
            yield _draft(day, pay["kind"], summary, _cents(post["yuan"]), payee=payee)


def _single(
    rng: Random, data: Mapping[str, Any], hands: _Hands, hamlets: Sequence[str]
) -> Iterator[SampleEntry]:
    for row in data["single"]:
        month, day = (int(part) for part in row["on"].split("-"))
        summary = row["summary"].format(hamlet=rng.choice(hamlets))
        payee = hands.anybody("aid") if row.get("payee") == "aid" else _NOBODY
        on = date(data["year"], month, day)
        yield _draft(on, row["kind"], summary, _cents(row["yuan"]), payee=payee, remark=row.get("remark", ""))


def _labour(
    rng: Random, data: Mapping[str, Any], hands: _Hands, hamlets: Sequence[str], count: int
) -> Iterator[SampleEntry]:
    labour = data["labour"]
    first = date(data["year"], 7, 1)
    for _ in range(count):
        work = rng.choice(labour["works"])
        days = rng.choice((1, 1, 2, 2, 3, 4, 5))
        summary = work["summary"].format(hamlet=rng.choice(hamlets), days=days)
        on = first + timedelta(days=rng.randrange(92))
        cents = _cents(labour["yuan_per_day"]) * days
        yield _draft(on, work["kind"], summary, cents, payee=hands.anybody("contractor"))


def _vouchers(drafts: Sequence[SampleEntry], officials: Mapping[str, str]) -> Iterator[SampleEntry]:
    month, number = 0, 0
    for place, draft in enumerate(drafts, 1):
        number = number + 1 if draft.on.month == month else 1
        month = draft.on.month
        yield replace(
            draft,
            key=f"F{place:04d}",
            voucher_no=f"记{month:02d}-{number:03d}",
            handler=officials["clerk" if draft.kind in ("O04", "O03") else "bookkeeper"],
            approver=officials["secretary"],
        )
