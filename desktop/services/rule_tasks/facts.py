"""What makes each rule come true: one reader for each key of ``rule_tasks.toml``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from db.connection import Connection
from db.queries import rule_tasks as queries
from db.queries.rule_tasks import DatedRow
from desktop.domain.age import birthday_in
from desktop.domain.code_table import code_table
from desktop.domain.rule_task import Fact, window
from desktop.domain.visit_class import GENERAL
from desktop.domain.visit_cycle import DueState
from desktop.services.office import Office
from desktop.services.visits.objects import alarms, read_objects

AGED = (80, 90, 100)
SIGN_DAYS, REGISTRATION_DAYS, VERIFY_DAYS = 7, 90, 365
_RECEIVES = "coalesce(p.pension_receiving, 0) = 0"
_CHILD_IN_CARE = " OR ".join(f"instr(coalesce(p.group_tags, ''), '{code}')" for code in ("E02", "E03", "E04"))


@dataclass(frozen=True, slots=True)
class Around:
    """What the readers look at: the register of an office inside a transaction."""

    office: Office
    connection: Connection

    @property
    def today(self) -> date:
        """The day at the office."""
        return self.office.today()

    @property
    def division_code(self) -> str:
        """Where the office is."""
        return self.office.vault.village.division_code

    def days(self, key: str) -> tuple[date, date]:
        """First and last day in question of a rule."""
        return window(key, self.today, self.division_code)


def _birthdays(around: Around, key: str, age: int, and_where: str = "1") -> Iterator[tuple[DatedRow, date]]:
    first, last = around.days(key)
    # 29 February counts on 1 March, so that a day more is read and each birthday looked at again
    born_first = birthday_in(first, first.year - age) - timedelta(days=1)
    born_last = birthday_in(last, last.year - age) + timedelta(days=1)
    for row in queries.list_born(around.connection, born_first.isoformat(), born_last.isoformat(), and_where):
        birth = date.fromisoformat(row.day)
        on = birthday_in(birth, birth.year + age)
        if first <= on <= last:
            yield row, on


def _turning(key: str, ages: tuple[int, ...], and_where: str = "1") -> Callable[[Around], Iterator[Fact]]:
    def read(around: Around) -> Iterator[Fact]:
        for age in ages:
            for row, on in _birthdays(around, key, age, and_where):
                words = (("age", str(age)),)
                yield Fact(key, "person", row.id, row.name, on, str(age), "person", row.id, words)

    return read


def _shifted(
    key: str,
    table: str,
    read: Callable[[Connection, str, str], tuple[DatedRow, ...]],
    days: int,
    shown: str = "",
) -> Callable[[Around], Iterator[Fact]]:
    """Records whose day in question is so many days after the one on record."""

    def facts(around: Around) -> Iterator[Fact]:
        first, last = (day - timedelta(days=days) for day in around.days(key))
        for row in read(around.connection, first.isoformat(), last.isoformat()):
            on = date.fromisoformat(row.day) + timedelta(days=days)
            words = (("what", code_table("expiring_paper_kind").label(row.kind)),) if row.kind else ()
            shown_id = row.shown_id or (row.id if shown == table else "")
            yield Fact(key, table, row.id, row.name, on, row.day, shown, shown_id, words)

    return facts


def _visits(around: Around) -> Iterator[Fact]:
    first, last = around.days("visit_overdue")
    for one in read_objects(around.office, around.connection, alarms(around.office)):
        is_late = one.next.state is DueState.LATE and not one.is_away
        # Ordinary households have a list of their own; a task for each would be a flood.
        if one.visit_class == GENERAL or not is_late:
            continue
        if first <= one.next.due_on <= last:
            words = (("cycle", str(one.days)),)
            yield Fact(
                "visit_overdue",
                one.kind.value,
                one.id,
                one.name,
                one.next.due_on,
                one.next.due_on.isoformat(),
                one.kind.value,
                one.id,
                words,
            )


READERS: Mapping[str, Callable[[Around], Iterator[Fact]]] = {
    "turns_80": _turning("turns_80", AGED),
    "turns_60": _turning("turns_60", (60,), _RECEIVES),
    "turns_16": _turning("turns_16", (16,)),
    "child_turns_18": _turning("child_turns_18", (18,), f"({_CHILD_IN_CARE})"),
    "paper_expires": _shifted("paper_expires", "expiring_paper", queries.list_papers, 0, "person"),
    "pension_verify": _shifted("pension_verify", "person", queries.list_verified, VERIFY_DAYS, "person"),
    "contract_ends": _shifted("contract_ends", "contract", queries.list_contracts, 0),
    "card_unsigned": _shifted(
        "card_unsigned", "hazard_card", queries.list_unsigned_cards, SIGN_DAYS, "household"
    ),
    "visit_overdue": _visits,
    "job_registration": _shifted(
        "job_registration", "job_seeker", queries.list_seekers, REGISTRATION_DAYS, "person"
    ),
}
