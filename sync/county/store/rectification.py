"""Orders to mend something (整改) at the county: issued, reminded of, withdrawn, and the word on answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.domain.duty_name import SCORE, is_duty
from desktop.domain.period import read_words
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rectification import (
    ACCEPTED,
    OPEN,
    RETURNED,
    RectificationFacts,
    RectificationState,
    Verdict,
)
from sync.county.county import County
from sync.county.store.database import Database, query
from sync.county.store.evidence import Evidence, read_evidence
from sync.county.store.handing_down import HandedRecord, hand_one
from sync.county.store.records import STATE_COLUMNS, derived_id, kind_of, read_state
from sync.plan.merge import RecordState
from sync.protocol.operation import Value

LONGEST_LINE, LONGEST_TEXT = 100, 2_000
_TABLES = ("rectification_order", "rectification", "rectification_verdict", "attachment")


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What is written when something is ordered to be mended.

    ``number`` names the order within a village: written again under the same number it replaces the one
    before. ``duty`` is one of `desktop.domain.duty_name` or empty; ``period`` its period in words
    (2026年第三季度).
    """

    number: str
    title: str
    content: str
    issuer: str
    due_on: date
    duty: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order with what the village does about it; texts empty for none."""

    id: str
    village_id: int
    number: str
    title: str
    content: str
    issuer: str
    duty: str
    period: str
    facts: RectificationFacts
    reminders: int
    reminded_on: str
    withdrawn_reason: str
    cause: str
    measures: str
    owner: str
    answer: str
    answered_on: str
    answered_by: str
    evidence: tuple[Evidence, ...]

    @property
    def state(self) -> RectificationState:
        """How far it is."""
        return self.facts.state

    def is_late(self, today: date) -> bool:
        """Whether the village still has to do something and its last day has passed."""
        return self.state in OPEN and self.facts.due_on is not None and self.facts.due_on < today


def today_at(now_ms: int) -> date:
    """The day at the county."""
    return datetime.fromtimestamp(now_ms / 1_000).astimezone().date()


def check_order(order: NewOrder, now_ms: int) -> tuple[Problem, ...]:
    """What keeps an order from being issued: DTY-040 to DTY-044."""
    problems = [
        Problem("DTY-040", {"length": str(longest)}, Place(field=name))
        for name, text, longest in (
            ("number", order.number, LONGEST_LINE),
            ("title", order.title, LONGEST_LINE),
            ("issuer", order.issuer, LONGEST_LINE),
        )
        if not 0 < len(text.strip()) <= longest
    ]
    if len(order.content) > LONGEST_TEXT:
        problems.append(Problem("DTY-041", {"length": str(LONGEST_TEXT)}, Place(field="content")))
    if order.due_on < today_at(now_ms):
        problems.append(Problem("DTY-042", {"day": order.due_on.isoformat()}, Place(field="due_on")))
    if order.duty and not is_duty(order.duty):
        problems.append(Problem("DTY-043", {"duty": order.duty}, Place(field="duty")))
    if (order.period or order.duty == SCORE) and read_words(order.period) is None:
        problems.append(Problem("DTY-044", {"period": order.period}, Place(field="period")))
    return tuple(problems)


def order_id_of(number: str) -> str:
    """Id of the order of a number: the same whenever it is handed down."""
    return derived_id("rectification_order", number.strip())


def issue_order(county: County, village_id: int, order: NewOrder, now_ms: int, *, operator: str = "") -> int:
    """Hand an order down to a village; issued again unchanged nothing happens.

    Returns:
        1 when it is new or changed, else 0.

    Raises:
        ProblemError: DTY-040 to DTY-044; DTY-045 the village has answered it, or it was withdrawn.
    """
    if problems := check_order(order, now_ms):
        raise ProblemError(problems)
    order_id = order_id_of(order.number)
    known = next((each for each in list_orders(county.database, village_id) if each.id == order_id), None)
    if known is not None and known.state not in (RectificationState.NEW, RectificationState.IN_HAND):
        raise ProblemError(Problem("DTY-045", {"number": order.number}))
    issued_on = known.facts.found_on if known else today_at(now_ms)
    fields: dict[str, Value] = {
        "number": order.number.strip(),
        "title": order.title.strip(),
        "content": order.content.strip() or None,
        "issuer": order.issuer.strip(),
        "issued_on": issued_on.isoformat(),
        "due_on": order.due_on.isoformat(),
        "duty": order.duty or None,
        "period": order.period.strip() or None,
    }
    if known is None:
        fields["reminder_count"] = 0
    return _hand(county, village_id, "rectification_order", order_id, fields, now_ms, operator)


def remind(county: County, village_id: int, order_id: str, now_ms: int, *, operator: str = "") -> None:
    """Remind a village of an order; from the first reminder on it was not mended unprompted.

    Raises:
        ProblemError: DTY-020 there is none, DTY-046 the village has nothing to do about it.
    """
    order = _open_order(county.database, village_id, order_id)
    day = today_at(now_ms).isoformat()
    first = order.facts.first_reminded_on
    fields: dict[str, Value] = {
        "reminder_count": order.reminders + 1,
        "first_reminded_on": first.isoformat() if first else day,
        "reminded_on": day,
    }
    _hand(county, village_id, "rectification_order", order_id, fields, now_ms, operator)


def withdraw(
    county: County, village_id: int, order_id: str, reason: str, now_ms: int, *, operator: str = ""
) -> None:
    """Take an order back.

    Raises:
        ProblemError: DTY-020, DTY-047 without a reason, DTY-048 it is over.
    """
    order = find_order(county.database, village_id, order_id)
    if not 0 < len(reason.strip()) <= LONGEST_TEXT:
        raise ProblemError(Problem("DTY-047", place=Place(field="reason")))
    if order.state in (RectificationState.VERIFIED, RectificationState.WITHDRAWN):
        raise ProblemError(Problem("DTY-048", {"number": order.number}))
    fields = {"withdrawn_on": today_at(now_ms).isoformat(), "withdrawn_reason": reason.strip()}
    _hand(county, village_id, "rectification_order", order_id, fields, now_ms, operator)


def decide(
    county: County,
    village_id: int,
    order_id: str,
    verdict: str,
    text: str,
    now_ms: int,
    *,
    operator: str = "",
) -> None:
    """Give the word on a village's newest answer: `ACCEPTED`, or `RETURNED` with a reason.

    Raises:
        ProblemError: DTY-020, DTY-034 there is no answer that waits, DTY-035 sent back without a reason,
            DTY-041 the text is too long.
        ValueError: It is no verdict.
    """
    if verdict not in (ACCEPTED, RETURNED):
        raise ValueError(verdict)
    order = find_order(county.database, village_id, order_id)
    if order.state is not RectificationState.ANSWERED:
        raise ProblemError(Problem("DTY-034"))
    if verdict == RETURNED and not text.strip():
        raise ProblemError(Problem("DTY-035", place=Place(field="text")))
    if len(text) > LONGEST_TEXT:
        raise ProblemError(Problem("DTY-041", {"length": str(LONGEST_TEXT)}, Place(field="text")))
    number = order.facts.answer_no
    fields: dict[str, Value] = {
        "order_id": order_id,
        "answer_no": number,
        "verdict": verdict,
        "text": text.strip() or None,
        "decided_on": today_at(now_ms).isoformat(),
        "decided_by": operator or None,
    }
    # one word on each answer: a second operator who decides at the same moment finds it decided
    verdict_id = derived_id("rectification_verdict", order_id, number)
    _hand(county, village_id, "rectification_verdict", verdict_id, fields, now_ms, operator)


_EVENTS = {"rectification_order": "order_handed_down", "rectification_verdict": "verdict_given"}


def _hand(
    county: County,
    village_id: int,
    table: str,
    record_id: str,
    fields: Mapping[str, Value],
    now_ms: int,
    operator: str,
) -> int:
    return hand_one(
        county, village_id, HandedRecord(table, record_id, fields), now_ms, _EVENTS[table], operator
    )


def find_order(database: Database, village_id: int, order_id: str) -> Order:
    """One order.

    Raises:
        ProblemError: DTY-020, the village has none of that id.
    """
    for order in list_orders(database, village_id):
        if order.id == order_id:
            return order
    raise ProblemError(Problem("DTY-020"))


def _open_order(database: Database, village_id: int, order_id: str) -> Order:
    order = find_order(database, village_id, order_id)
    if order.state not in OPEN:
        raise ProblemError(Problem("DTY-046", {"number": order.number}))
    return order


def list_orders(database: Database, village_id: int) -> tuple[Order, ...]:
    """Orders of a village, the newest first."""
    rows = query(
        database,
        f"SELECT {STATE_COLUMNS} FROM record r WHERE r.village_id = %(village_id)s "  # noqa: S608
        "AND r.kind = ANY(%(kinds)s) AND r.deleted IS NULL "
        "AND (r.kind <> %(attachment)s OR r.fields ->> 'target_table' = 'rectification')",
        {"village_id": village_id, "kinds": _kinds(), "attachment": kind_of("attachment")},
    )
    return tuple(_orders(village_id, [read_state(row) for row in rows]))


def list_all_orders(database: Database) -> tuple[Order, ...]:
    """Orders of all villages, the newest first."""
    rows = query(
        database,
        f"SELECT r.village_id, {STATE_COLUMNS} FROM record r WHERE r.kind = ANY(%(kinds)s) "  # noqa: S608
        "AND r.deleted IS NULL "
        "AND (r.kind <> %(attachment)s OR r.fields ->> 'target_table' = 'rectification')",
        {"kinds": _kinds(), "attachment": kind_of("attachment")},
    )
    by_village: dict[int, list[RecordState]] = {}
    for village_id, *columns in rows:
        by_village.setdefault(village_id, []).append(read_state(tuple(columns)))
    found = [order for village_id, states in by_village.items() for order in _orders(village_id, states)]
    return tuple(sorted(found, key=_newest_first, reverse=True))


def _newest_first(order: Order) -> tuple[date, str, int]:
    return order.facts.found_on, order.number, order.village_id


def _kinds() -> list[int]:
    return [kind_of(table) for table in _TABLES]


def _orders(village_id: int, states: list[RecordState]) -> Iterator[Order]:
    by_kind: dict[int, list[RecordState]] = {kind: [] for kind in _kinds()}
    for state in states:
        by_kind[state.kind].append(state)
    answers = {str(each.fields.get("order_id")): each for each in by_kind[kind_of("rectification")]}
    evidence = read_evidence(by_kind[kind_of("attachment")])
    verdicts: dict[str, list[Verdict]] = {}
    for each in by_kind[kind_of("rectification_verdict")]:
        verdict = Verdict(
            int(each.fields.get("answer_no") or 0),
            str(each.fields["verdict"]),
            date.fromisoformat(str(each.fields["decided_on"])),
            str(each.fields.get("text") or ""),
        )
        verdicts.setdefault(str(each.fields["order_id"]), []).append(verdict)
    orders = [
        _order(village_id, each, answers.get(each.record_id), tuple(verdicts.get(each.record_id, ())))
        for each in by_kind[kind_of("rectification_order")]
    ]
    for order in sorted(orders, key=_newest_first, reverse=True):
        answer = answers.get(order.id)
        yield replace(order, evidence=evidence.get(answer.record_id, ()) if answer else ())


def _order(
    village_id: int, state: RecordState, answer: RecordState | None, verdicts: tuple[Verdict, ...]
) -> Order:
    order, own = state.fields, answer.fields if answer is not None else {}

    def text(fields: Mapping[str, Value], name: str) -> str:
        return str(fields.get(name) or "")

    def day(fields: Mapping[str, Value], name: str) -> date | None:
        said = text(fields, name)
        return date.fromisoformat(said) if said else None

    issued_on = date.fromisoformat(text(order, "issued_on"))
    facts = RectificationFacts(
        issued_on,
        day(order, "due_on"),
        bool(own.get("measures")),
        int(own.get("answer_no") or 0),
        day(own, "mended_on"),
        verdicts,
        day(order, "first_reminded_on"),
        day(order, "withdrawn_on"),
    )
    return Order(
        state.record_id,
        village_id,
        text(order, "number"),
        text(order, "title"),
        text(order, "content"),
        text(order, "issuer"),
        text(order, "duty"),
        text(order, "period"),
        facts,
        int(order.get("reminder_count") or 0),
        text(order, "reminded_on"),
        text(order, "withdrawn_reason"),
        text(own, "cause"),
        text(own, "measures"),
        text(own, "owner"),
        text(own, "answer"),
        text(own, "answered_on"),
        text(own, "answered_by"),
        (),
    )
