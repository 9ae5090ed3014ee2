"""What is true of the village and decides what it owes (村情): seen from the stores, or answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import duties as queries
from desktop.domain.accounts import Right
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office, actors
from desktop.services.settings import FACT, load_shared, put_setting

_REQUISITION_YEARS = 5
"""So long a requisition of land leaves insurance of its farmers to tell. Proposal of the product."""


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact that items of the catalogue ask for (`DisclosureItem.owed_if`).

    Attributes:
        question: Asked of the office, in words of the vocabulary.
        evidence: How what the stores show is told; ``{count}`` is the number found.
        count: How much of it the stores show on a day.
        assumed: What holds while nothing shows it and nobody answered.
    """

    question: str
    evidence: str
    count: Callable[[Connection, date], int]
    assumed: bool = False


def _nothing(_connection: Connection, _on: date) -> int:
    return 0


def _aid(grants: tuple[str, ...], tags: tuple[str, ...]) -> Callable[[Connection, date], int]:
    def count(connection: Connection, on: date) -> int:
        found = queries.count_grants(connection, grants, on.isoformat()[:7])
        return found or queries.count_tagged(connection, tags)

    return count


FACTS: dict[str, FactKind] = {
    "branch": FactKind(
        "村里有党支部吗？",
        "档案里有 {count} 名党员",
        lambda connection, _on: queries.count_members(connection),
        assumed=True,
    ),
    "party_points": FactKind(
        "党支部实行党员积分吗？",
        "登记过 {count} 笔党员积分",
        lambda connection, _on: queries.count_points(connection, "member", ("party_points",)),
    ),
    "floating_members": FactKind(
        "有流动党员吗？",
        "档案里有 {count} 名党员外出",
        lambda connection, _on: queries.count_members(connection, away=True),
    ),
    "allowance": FactKind("有享受低保的人吗？", "登记着 {count} 户（人）低保", _aid(("A01",), ("A01",))),
    "extreme_hardship": FactKind(
        "有特困供养的人吗？", "登记着 {count} 名特困人员", _aid(("A03", "A04"), ("A03", "A04"))
    ),
    "temporary_aid": FactKind(
        "有享受医疗救助、临时救助的人吗？", "登记着 {count} 户（人）临时救助", _aid(("A06", "X01"), ("A06",))
    ),
    "disability_aid": FactKind(
        "有享受残疾人两项补贴的人吗？",
        "登记着 {count} 名两项补贴对象",
        _aid(("C03", "C04"), ("C03", "C04")),
    ),
    "entitled_groups": FactKind("有优抚对象吗？", "档案里有 {count} 名优抚对象", _aid(("F01",), ("F01",))),
    "farm_subsidy": FactKind(
        "发放惠农补贴吗？",
        "登记着 {count} 笔补贴",
        lambda connection, on: queries.count_subsidies(connection, on.year - 1),
    ),
    "requisition": FactKind(
        "近几年征收过土地吗？",
        "收支里有 {count} 笔征地补偿",
        lambda connection, on: queries.count_entries(
            connection, ("I07", "O07"), f"{on.year - _REQUISITION_YEARS}-01-01"
        ),
    ),
    "collected_fees": FactKind("村里代收水费、电费等吗？", "", _nothing),
    "points": FactKind(
        "村里实行积分或红黑榜吗？",
        "登记过 {count} 笔积分",
        lambda connection, _on: queries.count_points(connection, "household", ("points", "points_board")),
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office said about a fact: whether it holds, the day as ISO text, and who said so."""

    holds: bool
    on: str
    by: str


@dataclass(frozen=True, slots=True)
class FactState:
    """How a fact stands.

    Attributes:
        name: As the catalogue asks for it.
        kind: What it is.
        count: How much of it the stores show; above 0 it holds, whatever was answered.
        answer: The office's latest answer; None while nobody answered.
    """

    name: str
    kind: FactKind
    count: int
    answer: Answer | None

    @property
    def holds(self) -> bool:
        """Whether items that ask for it are owed."""
        if self.count:
            return True
        return self.answer.holds if self.answer is not None else self.kind.assumed

    @property
    def is_open(self) -> bool:
        """Whether nothing shows it and nobody answered."""
        return not self.count and self.answer is None


def read_facts(office: Office, on: date) -> dict[str, FactState]:
    """Every fact as it stands on a day.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_NOTICES)
    names = actors(office)
    with office.store.reading() as connection:
        answers = load_shared(connection, FACT)
        return {
            name: FactState(
                name,
                kind,
                kind.count(connection, on),
                Answer(bool(said["holds"]), str(said["on"]), names.get(str(said["by"]), ""))
                if (said := answers.get(name))
                else None,
            )
            for name, kind in FACTS.items()
        }


def answer_fact(office: Office, name: str, holds: bool | None) -> None:
    """Write down what the office says about a fact, with the day and who says so; None forgets it.

    Raises:
        ProblemError: DOC-076 records show the opposite of a no; SYS-403.
        KeyError: There is no such fact.
    """
    office.require(Right.DRAFT_NOTICE)
    state = read_facts(office, office.today())[name]
    if holds is False and state.count:
        values = {"evidence": state.kind.evidence.format(count=state.count)}
        raise ProblemError(Problem("DOC-076", values, Place(field=name)))
    said = {"holds": holds, "on": office.today().isoformat(), "by": office.user.id}
    with office.change("edit", "修改村情") as work:
        put_setting(work, f"{FACT}{name}", None if holds is None else said)
