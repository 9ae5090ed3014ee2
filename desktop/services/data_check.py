"""What contradicts itself in the register (数据体检), and what somebody has looked at and found right.

Between records that travel to other PCs the file knows no foreign key and no unique number: rows of
another PC arrive in any order, and two PCs may enter the same person. So what must hold is looked for
here, when somebody asks. The invariants are those of `desktop.domain.invariants`.
"""

import hashlib
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

from db.connection import Connection
from db.store import row_values
from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.aid_kind import find_aid_kind
from desktop.domain.citizen_id import parse
from desktop.domain.invariants import (
    AidFacts,
    HouseholdFacts,
    MembershipFacts,
    PersonFacts,
    Violation,
    check_register,
)
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.partial_date import is_partial_date
from desktop.domain.problem import Severity
from desktop.domain.relation import HEAD
from desktop.services.family_ties import FACT_COLUMNS, facts_of
from desktop.services.office import Office
from desktop.services.settings import CHECKED, load_shared, put_setting

_LOOK_EVERY = 2_000
_KEY_LENGTH = 24
_LASTING = ("sex", "birth_date", "death_date", "is_alive", "father", "mother", "spouse", "marital_status")
"""What an accepted finding hangs on; what the check-up comes to know besides brings none of them back."""


class Kind(Enum):
    """What a finding is about; they are told and sorted in this order."""

    NUMBER = "number"  # 身份证号
    HEAD = "head"  # 户主
    RELATION = "relation"  # 与户主关系
    KIN = "kin"  # 父母、配偶
    STAY = "stay"  # 在哪一户
    DEATH = "death"  # 去世之后


_KIND_OF = {
    "I8": Kind.NUMBER,
    "I9": Kind.NUMBER,
    "I1": Kind.HEAD,
    "I3": Kind.HEAD,
    "I4": Kind.HEAD,
    "I12": Kind.RELATION,
    "I13": Kind.RELATION,
    "I10": Kind.KIN,
    "I11": Kind.KIN,
    "I18": Kind.KIN,
    "I2": Kind.STAY,
    "I5": Kind.STAY,
    "I6": Kind.STAY,
    "I7": Kind.DEATH,
    "I19": Kind.DEATH,
}
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction.

    Attributes:
        key: Stays the same as long as nothing changes of what contradicts itself.
        kind: What it is about.
        text: The sentence, in the user's language.
        advice: What to do.
        must_mend: Whether it can't be so; otherwise somebody should look whether it is.
        people: Ids and names of those concerned.
        household_id: The household concerned, or that of the first person; "" for none.
        household: Its name.
        villager_group: Its group.
        is_accepted: Whether somebody has looked and found it right as it is.
    """

    key: str
    kind: Kind
    text: str
    advice: str
    must_mend: bool
    people: tuple[tuple[str, str], ...]
    household_id: str
    household: str
    villager_group: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class DataCheck:
    """What was looked through on a day, and what was found; what can't be so stands first in its kind."""

    on: date
    people: int
    households: int
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that nobody has accepted."""
        return tuple(each for each in self.findings if not each.is_accepted)

    def with_accepted(self, key: str, *, is_right: bool) -> "DataCheck":
        """The same look after a finding was accepted, or that was taken back; see `accept`."""
        return replace(
            self,
            findings=tuple(
                replace(each, is_accepted=is_right) if each.key == key else each for each in self.findings
            ),
        )


def check_data(office: Office, job: JobHandle | None = None) -> DataCheck:
    """Look through the whole register.

    Aid is looked at as far as the user may. Takes seconds with 100,000 people and belongs off the GUI thread.

    Raises:
        ProblemError: SYS-403.
        Cancelled: By the job.
    """
    office.require(Right.READ_REGISTER)
    job = job or NoJob()
    with office.store.reading() as connection:
        people = {each.id: each for each in _people(connection)}
        stays = tuple(_stays(connection))
        homes = _homes(connection, people, stays)
        grants = tuple(_grants(connection)) if office.may(Right.READ_AID) else ()
        accepted = load_shared(connection, CHECKED).keys()
    total, looked = len(people) + len(homes), 0

    def look() -> None:
        nonlocal looked
        looked += 1
        if looked % _LOOK_EVERY == 0:
            job.report(looked, total)
            job.check_cancelled()

    violations = check_register(
        people.values(), homes.values(), stays, office.today(), grants=grants, look=look
    )
    own = {stay.person: stay.household for stay in stays if stay.is_open and stay.household in homes}
    findings = {
        found.key: found for found in (_finding(each, people, homes, own, accepted) for each in violations)
    }
    return DataCheck(
        office.today(),
        len(people),
        len(homes),
        tuple(sorted(findings.values(), key=lambda each: (_ORDER[each.kind], not each.must_mend))),
    )


def accept(office: Office, key: str, *, is_right: bool = True) -> None:
    """Note that a finding is right as it is, on all PCs of the village; or take that back.

    It comes again when the people or values concerned change.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    label = "体检：核对无误" if is_right else "体检：重新核对"
    with office.change("edit", label) as work:
        put_setting(work, f"{CHECKED}{key}", True if is_right else None)


def export_findings(office: Office, findings: Sequence[Finding], path: Path) -> int:
    """Write findings as a workbook, to be gone through at the villagers' doors; the export is logged.

    Returns:
        How many were written.

    Raises:
        ProblemError: SYS-403, IMP-080 the file can't be written; the old one stays.
    """
    from desktop.exchange.figure_workbook import FigureSheet, write_figures

    office.require(Right.EXPORT)
    rows = [
        (each.villager_group, each.household, each.text, each.advice, "已核对" if each.is_accepted else "")
        for each in findings
    ]
    office.log_access("export", "person", purpose="数据体检")
    notes = (("日期", office.today().isoformat()), ("处数", str(len(rows))))
    headings = ("村民小组", "户", "问题", "怎么办", "核对")
    write_figures(path, (FigureSheet("数据体检", headings, rows, notes),))
    return len(rows)


def _people(connection: Connection) -> Iterable[PersonFacts]:
    cursor = connection.execute(f"SELECT {FACT_COLUMNS}, citizen_id FROM person")  # noqa: S608 - own names
    for row in row_values(cursor):
        facts, number = facts_of(row), parse(str(row["citizen_id"] or ""))
        yield replace(
            facts,
            birth_date=_day(facts.birth_date),
            death_date=_day(facts.death_date),
            citizen_id="" if number is None else number.number,
        )


def _stays(connection: Connection) -> Iterable[MembershipFacts]:
    for row in connection.execute(
        "SELECT m.person_id, m.household_id, m.relation_to_head, m.role, m.from_date, m.to_date"
        " FROM membership m JOIN household h ON h.id = m.household_id WHERE h.kind IN ('hukou', 'actual')"
    ):
        person, household, relation, role, since, until = ("" if each is None else str(each) for each in row)
        yield MembershipFacts(
            person, household, HEAD if role == "head" else relation, _day(since), _day(until)
        )


def _homes(
    connection: Connection, people: "dict[str, PersonFacts]", stays: Iterable[MembershipFacts]
) -> dict[str, HouseholdFacts]:
    """Households that people live in; of land and aid there are others."""
    heads = {
        stay.household: people[stay.person].name for stay in stays if _heads(stay) and stay.person in people
    }
    found = {}
    for row in connection.execute(
        "SELECT id, kind, household_no, villager_group, address, closed_on"
        " FROM household WHERE kind IN ('hukou', 'actual')"
    ):
        home, kind, number, group, address, closed = ("" if each is None else str(each) for each in row)
        name = f"{heads[home]}户" if home in heads else number or address or home[:8]
        found[home] = HouseholdFacts(home, name, kind, group, closed)
    return found


def _heads(stay: MembershipFacts) -> bool:
    return stay.is_open and stay.relation == HEAD


def _grants(connection: Connection) -> Iterable[AidFacts]:
    rows = connection.execute(
        "SELECT household_id, head_person_id, aid_kind, from_month, to_month FROM aid_grant"
    )
    for household, person, code, first, last in rows:
        kind = find_aid_kind(str(code))
        ends = first if kind is not None and kind.is_once else last
        yield AidFacts(str(household), str(person), "" if ends is None else _day(str(ends)))


def _day(text: str) -> str:
    """A date that can be reckoned with; what another program wrote may be none."""
    return text if is_partial_date(text) else ""


def _finding(
    violation: Violation,
    people: "dict[str, PersonFacts]",
    homes: dict[str, HouseholdFacts],
    own: dict[str, str],
    accepted: Container[str],
) -> Finding:
    home_id = violation.household or next((own[each] for each in violation.people if each in own), "")
    home = homes.get(home_id)
    problem, key = violation.problem, _key_of(violation, people)
    return Finding(
        key,
        _KIND_OF[violation.invariant],
        messages.reason(problem),
        messages.advice(problem),
        problem.severity is Severity.ERROR,
        tuple((each, people[each].name) for each in violation.people),
        home_id,
        home.name if home is not None else "",
        home.villager_group if home is not None else "",
        key in accepted,
    )


def _key_of(violation: Violation, people: "dict[str, PersonFacts]") -> str:
    """Another one as soon as the people concerned, their dates, sex or ties, or what is told are others."""
    told = (f"{name}={value}" for name, value in sorted(violation.problem.values.items()))
    facts = (f"{each}:{name}={getattr(people[each], name)}" for each in violation.people for name in _LASTING)
    parts = (violation.invariant, violation.household, *told, *facts)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_KEY_LENGTH]
