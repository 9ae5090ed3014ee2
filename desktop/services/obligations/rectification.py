"""Mending (整改): the county's orders, what the village found itself, measures, answers, verdicts.

An order and the county's verdicts come by the exchange and are never written here. What the village does
about an order is one record whose id follows from the order's, so that two PCs write the same one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from db.queries import rectification as queries
from db.queries.rectification import RectificationRow, VerdictRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.duty_name import duty_label
from desktop.domain.ids import RecordId
from desktop.domain.period import Period
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rectification import (
    ACCEPTED,
    OPEN,
    RETURNED,
    Rate,
    RectificationFacts,
    RectificationState,
    Verdict,
    mending_rate,
    unprompted_rate,
)
from desktop.domain.rules import get_rule
from desktop.services import events
from desktop.services.attachments.records import remove_with_record
from desktop.services.office import Office

SOON_RULE = "rectification.due_soon.days"
LONGEST = 2_000
_FROM_ABOVE = "S5"  # of event_source


@dataclass(frozen=True, slots=True)
class Rectification:
    """One thing to mend as a screen shows it; texts empty for none.

    Attributes:
        id: Names the line: of the order, or of what was found.
        record_id: Of the village's own record, on which evidence hangs; empty while nobody took it up.
        order_id: The order; empty for what was found.
        number: The issuer's number of the order.
        title: What is to be mended.
        content: What the order says.
        issuer: Who ordered it, or how it was found.
        facts: What is on record of days, answers and verdicts.
        state: How far it is.
        duty: The duty it is about (`desktop.domain.duty_name`); empty for none.
        period: That duty's period in words.
        duty_title: The duty in words.
        cause: Why it came to it.
        measures: What is done about it.
        owner: Who sees to it.
        answer: What the village answered.
        answered_on: When, the last time.
        answered_by: By whom.
        word: What was said about the newest answer: the reason it was sent back, or a remark.
        reminders: How often the issuer reminded of it.
        withdrawn_reason: Why the order was taken back.
        event_id: A task that was made for it.
        attachments: Pieces of evidence.
        days: Days until it is due, negative when late; None when the village has nothing to do.
        is_soon: Whether it is due soon or late.
    """

    id: str
    record_id: str
    order_id: str
    number: str
    title: str
    content: str
    issuer: str
    facts: RectificationFacts
    state: RectificationState
    duty: str
    period: str
    duty_title: str
    cause: str
    measures: str
    owner: str
    answer: str
    answered_on: str
    answered_by: str
    word: str
    reminders: int
    withdrawn_reason: str
    event_id: str
    attachments: int
    days: int | None
    is_soon: bool

    @property
    def is_ordered(self) -> bool:
        """Whether it was ordered from above."""
        return bool(self.order_id)


@dataclass(frozen=True, slots=True)
class Measures:
    """What is written down when something is taken up."""

    cause: str
    measures: str
    owner: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the village found itself; ``source`` is a code of rectification_source."""

    title: str
    source: str
    found_on: date
    due_on: date
    duty: str = ""
    period: str = ""


def list_rectifications(office: Office) -> tuple[Rectification, ...]:
    """Everything to mend: what waits for the village first, by last day; then the rest, newest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_DUTIES)
    with office.store.reading() as connection:
        rows = queries.list_rectifications(connection)
        verdicts = queries.list_verdicts(connection)
    by_order: dict[str, list[VerdictRow]] = {}
    for verdict in verdicts:
        by_order.setdefault(verdict.order_id, []).append(verdict)
    found = [_shown(office, row, by_order.get(row.order_id, [])) for row in rows]
    waiting = sorted((each for each in found if each.state in OPEN), key=_by_due)
    rest = [each for each in reversed(found) if each.state not in OPEN]
    return (*waiting, *rest)


def _by_due(each: Rectification) -> tuple[date, str]:
    return each.facts.due_on or date.max, each.id


def find_rectification(office: Office, wanted: str) -> Rectification:
    """One thing to mend by the id of its order or record.

    Raises:
        ProblemError: DTY-020 there is none, SYS-403.
    """
    for each in list_rectifications(office):
        if wanted in (each.id, each.record_id, each.order_id):
            return each
    raise ProblemError(Problem("DTY-020"))


def rates(items: Iterable[Rectification], span: Period) -> tuple[Rate, Rate]:
    """整改率 and 主动整改率 of a span."""
    facts = [each.facts for each in items]
    return mending_rate(facts, span), unprompted_rate(facts, span)


def _shown(office: Office, row: RectificationRow, verdicts: list[VerdictRow]) -> Rectification:
    facts = RectificationFacts(
        date.fromisoformat(row.found_on) if row.found_on else office.today(),
        _day(row.due_on),
        bool(row.cause or row.measures or row.owner),
        row.answer_no,
        _day(row.mended_on),
        _verdicts(row, verdicts),
        _day(row.first_reminded_on),
        _day(row.withdrawn_on),
    )
    state, newest = facts.state, facts.newest
    days = (facts.due_on - office.today()).days if facts.due_on and state in OPEN else None
    soon = get_rule(SOON_RULE, office.today(), office.vault.village.division_code).value
    sources = code_table("rectification_source")
    return Rectification(
        id=row.order_id or row.id,
        record_id=row.id,
        order_id=row.order_id,
        number=row.number,
        title=row.title,
        content=row.content,
        issuer=row.issuer or (sources.label(row.source) if row.source in sources else ""),
        facts=facts,
        state=state,
        duty=row.duty,
        period=row.period,
        duty_title=duty_label(row.duty) if row.duty else "",
        cause=row.cause,
        measures=row.measures,
        owner=row.owner,
        answer=row.answer,
        answered_on=row.answered_on,
        answered_by=row.answered_by,
        word=newest.text if newest is not None and newest.answer_no >= row.answer_no else "",
        reminders=row.reminder_count,
        withdrawn_reason=row.withdrawn_reason,
        event_id=row.event_id,
        attachments=row.attachments,
        days=days,
        is_soon=days is not None and days <= soon,
    )


def _verdicts(row: RectificationRow, verdicts: list[VerdictRow]) -> tuple[Verdict, ...]:
    if row.order_id:
        return tuple(
            Verdict(each.answer_no, each.verdict, date.fromisoformat(each.decided_on), each.text)
            for each in verdicts
        )
    if row.verified_on:
        return (Verdict(row.answer_no, ACCEPTED, date.fromisoformat(row.verified_on), row.verified_text),)
    if row.verified_text:
        return (Verdict(row.answer_no, RETURNED, date.fromisoformat(row.answered_on), row.verified_text),)
    return ()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# What the village does


def add_finding(office: Office, finding: Finding) -> str:
    """Write down what the village found itself; returns the id of the record.

    Raises:
        ProblemError: DTY-021 no title, DTY-022 it was not found in a known way, DTY-023 found on a day to
            come, DTY-024 its last day is before that; SYS-403.
    """
    office.require(Right.ANSWER_DUTIES)
    title = finding.title.strip()
    problems = []
    if not title:
        problems.append(Problem("DTY-021", place=Place(field="title")))
    if finding.source not in code_table("rectification_source"):
        problems.append(Problem("DTY-022", place=Place(field="source")))
    if finding.found_on > office.today():
        values = {"day": finding.found_on.isoformat()}
        problems.append(Problem("DTY-023", values, Place(field="found_on")))
    if finding.due_on < finding.found_on:
        values = {"due": finding.due_on.isoformat(), "day": finding.found_on.isoformat()}
        problems.append(Problem("DTY-024", values, Place(field="due_on")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"登记自查问题：{title}") as work:
        return work.insert(
            "rectification",
            {
                "title": title,
                "source": finding.source,
                "found_on": finding.found_on.isoformat(),
                "due_on": finding.due_on.isoformat(),
                "duty": finding.duty or None,
                "period": finding.period or None,
            },
        )


def remove_finding(office: Office, wanted: str) -> None:
    """Take back what was found by mistake; what was answered stays.

    Raises:
        ProblemError: DTY-020, DTY-025 it is an order, or was answered; SYS-403.
    """
    office.require(Right.ANSWER_DUTIES)
    found = find_rectification(office, wanted)
    if found.is_ordered or found.facts.answer_no:
        raise ProblemError(Problem("DTY-025"))
    with office.change("edit", f"删除自查问题：{found.title}") as work:
        work.delete("rectification", found.record_id)
        remove_with_record(work, "rectification", found.record_id)


def record_id_of(order_id: str) -> RecordId:
    """Id of the village's record about an order: the same on every PC."""
    return RecordId(sha256(f"rectification|{order_id}".encode()).hexdigest()[:32])


def take_up(office: Office, wanted: str, measures: Measures) -> str:
    """Write down cause, measures and who sees to it; returns the id of the record, on which evidence hangs.

    Raises:
        ProblemError: DTY-020, DTY-026 it is over or waits for a verdict, DTY-027 no measures, DTY-028 nobody
            sees to it, DTY-029 a text is too long; SYS-403.
    """
    office.require(Right.ANSWER_DUTIES)
    found = _to_do(office, wanted)
    texts = {"cause": measures.cause, "measures": measures.measures, "owner": measures.owner}
    problems = _too_long(texts)
    if not measures.measures.strip():
        problems.append(Problem("DTY-027", place=Place(field="measures")))
    if not measures.owner.strip():
        problems.append(Problem("DTY-028", place=Place(field="owner")))
    if problems:
        raise ProblemError(problems)
    values: dict[str, Value] = {name: text.strip() or None for name, text in texts.items()}
    with office.change("edit", f"整改措施：{found.title}") as work:
        if found.record_id:
            work.update("rectification", found.record_id, values)
            return found.record_id
        received = {"order_id": found.order_id, "received_on": office.today().isoformat()}
        return work.insert("rectification", received | values, record_id_of(found.order_id))


def make_task(office: Office, wanted: str) -> str:
    """Make a task of what is to be mended, due on the same day.

    Returns:
        The id of the task; of the one there is, where it was made before.

    Raises:
        ProblemError: DTY-020, DTY-026, DTY-030 its measures are not written down yet; SYS-403.
    """
    office.require(Right.ANSWER_DUTIES)
    office.require(Right.EDIT_EVENTS)
    found = find_rectification(office, wanted)
    if found.event_id:
        return found.event_id
    _to_do(office, wanted)
    if not found.measures:
        raise ProblemError(Problem("DTY-030"))
    parts = (
        found.content,
        f"措施：{found.measures}",
        f"负责人：{found.owner}",
        f"文号：{found.number}" if found.number else "",
    )
    task = events.NewEvent(
        f"整改：{found.title}"[: events.TITLE_LENGTH],
        text="\n".join(part for part in parts if part),
        source=_FROM_ABOVE if found.is_ordered else "",
        due_on=found.facts.due_on.isoformat() if found.facts.due_on else "",
    )
    with office.change("edit", f"整改转任务：{found.title}") as work:
        event_id = events.insert_event(office, work, task)
        work.update("rectification", found.record_id, {"event_id": event_id})
    return event_id


def answer(office: Office, wanted: str, text: str, mended_on: date) -> None:
    """Tell that it is mended; who ordered it, or the supervision committee, has the next word.

    Raises:
        ProblemError: DTY-020, DTY-026, DTY-030 its measures are not written down yet, DTY-031 no answer,
            DTY-032 mended on a day to come or before it was found, DTY-029; SYS-403.
    """
    office.require(Right.ANSWER_DUTIES)
    found = _to_do(office, wanted)
    if not found.record_id or not found.measures:
        raise ProblemError(Problem("DTY-030"))
    problems = _too_long({"answer": text})
    if not text.strip():
        problems.append(Problem("DTY-031", place=Place(field="answer")))
    if not found.facts.found_on <= mended_on <= office.today():
        values = {"day": mended_on.isoformat(), "found": found.facts.found_on.isoformat()}
        problems.append(Problem("DTY-032", values, Place(field="mended_on")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"答复整改：{found.title}") as work:
        work.update(
            "rectification",
            found.record_id,
            {
                "answer": text.strip(),
                "mended_on": mended_on.isoformat(),
                "answered_on": office.today().isoformat(),
                "answered_by": office.user.display_name,
                "answer_no": found.facts.answer_no + 1,
                "verified_on": None,
                "verified_by": None,
                "verified_text": None,
            },
        )


def verify_finding(office: Office, wanted: str, *, is_mended: bool, text: str) -> None:
    """The supervision committee's word on what the village found and mended itself.

    Raises:
        ProblemError: DTY-020, DTY-033 the county has the word on an order, DTY-034 nothing was answered yet,
            DTY-035 sent back without a reason, DTY-036 who answered can't verify, DTY-029; SYS-403.
    """
    office.require(Right.VERIFY_MENDING)
    found = find_rectification(office, wanted)
    if found.is_ordered:
        raise ProblemError(Problem("DTY-033", {"issuer": found.issuer}))
    if found.state is not RectificationState.ANSWERED:
        raise ProblemError(Problem("DTY-034"))
    problems = _too_long({"verified_text": text})
    if not is_mended and not text.strip():
        problems.append(Problem("DTY-035", place=Place(field="verified_text")))
    if office.user.display_name in (found.answered_by, found.owner):
        problems.append(Problem("DTY-036", {"name": office.user.display_name}))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"核验整改：{found.title}") as work:
        work.update(
            "rectification",
            found.record_id,
            {
                "verified_on": office.today().isoformat() if is_mended else None,
                "verified_by": office.user.display_name,
                "verified_text": text.strip() or None,
            },
        )


def _to_do(office: Office, wanted: str) -> Rectification:
    found = find_rectification(office, wanted)
    if found.state not in OPEN:
        raise ProblemError(Problem("DTY-026"))
    return found


def _too_long(texts: dict[str, str]) -> list[Problem]:
    return [
        Problem("DTY-029", {"length": str(LONGEST)}, Place(field=name))
        for name, text in texts.items()
        if len(text) > LONGEST
    ]
