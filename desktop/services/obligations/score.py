"""The village's score (村级评分): what it comes to, each lost point with its record, its table on paper.

Reckoned on this PC from work that is on record, by the county's rule; nobody is ranked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from db.queries import village_score as queries
from db.queries.village_score import DueRow
from desktop.domain.accounts import Right
from desktop.domain.disclosure_item import Frequency
from desktop.domain.duty_name import SCORE, disclosed_item
from desktop.domain.obligation import Level
from desktop.domain.period import Period, read_words
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rectification import RectificationState
from desktop.domain.score_rule import Work
from desktop.domain.village_score import Colour, Piece, Reminder, Score, points_text, reckon
from desktop.services.disclosure.duties import DutyLine
from desktop.services.disclosure.duties import read_calendar as read_disclosure_calendar
from desktop.services.obligations.calendar import LOOK_BACK, ObligationLine, read_calendar
from desktop.services.obligations.counting import counted_from
from desktop.services.obligations.rectification import Rectification, list_rectifications
from desktop.services.obligations.score_rules import KnownRule, RuleInForce, list_rules, rule_on
from desktop.services.office import Office

HEADINGS = ("类别", "分值", "应办", "按时办了", "得分", "扣分的事", "最后日期", "现在", "扣分")
_COLOURS = {Colour.RED: "红", Colour.AMBER: "黄", Colour.BLACK: "黑", Colour.NONE: "还没有到期的事"}


@dataclass(frozen=True, slots=True)
class LostPoint:
    """One piece of work that cost points.

    Attributes:
        id: Of the piece.
        label: Which kind of work, as the rule calls it.
        title: What was owed.
        due_on: Its last day.
        done_on: The day it was done after all; None while it is not.
        cost: What it takes from the score.
        table: Where a screen shows it: ``meeting``, ``notice``, ``event``, ``rectification``.
        record_id: The record; empty where there is none yet.
        obligation: The meeting that is owed; None for other work.
        duty: The disclosure that is owed; None for other work.
    """

    id: str
    label: str
    title: str
    due_on: date
    done_on: date | None
    cost: Fraction
    table: str
    record_id: str
    obligation: ObligationLine | None = None
    duty: DutyLine | None = None

    @property
    def points(self) -> str:
        """What it costs, out of a hundred."""
        return points_text(self.cost)


@dataclass(frozen=True, slots=True)
class VillageScore:
    """A score with what it was made by and of.

    Attributes:
        score: What it comes to.
        in_force: The rule.
        lost: Every lost point, those that can still be mended first, the dearest in front.
        refused: Rules of the county that are not used, with why.
    """

    score: Score
    in_force: RuleInForce
    lost: tuple[LostPoint, ...]
    refused: tuple[KnownRule, ...]

    @property
    def colour_words(self) -> str:
        """Red, amber or black in a word of the vocabulary."""
        return _COLOURS[self.score.colour]


@dataclass(frozen=True, slots=True)
class _Source:
    """A piece with what a screen needs to show it."""

    piece: Piece
    title: str
    table: str
    record_id: str
    obligation: ObligationLine | None = None
    duty: DutyLine | None = None


def read_score(office: Office, span: Period | None = None, on: date | None = None) -> VillageScore:
    """The score of a period as it stands on a day.

    Work counts from the day that `counted_from` says, which all PCs of the village know alike.

    Args:
        office: The office at work.
        span: The period; None for that in which the day lies.
        on: The day; None for today.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_DUTIES)
    on = on or office.today()
    in_force = rule_on(office, min(on, span.last) if span else on)
    span = span or in_force.rule.span(on)
    with office.store.reading() as connection:
        days = span.first.isoformat(), span.last.isoformat()
        objections = queries.list_objections_due(connection, *days)
        events = queries.list_events_due(connection, *days)
    orders = list_rectifications(office)
    sources: list[_Source] = []
    since = counted_from(office, span)
    if since is not None:
        sources = [
            source
            for source in (
                *_duties(office, span, on),
                *_due(Work.OBJECTION, objections),
                *_due(Work.EVENT, events),
                *_rectifications(orders),
            )
            if source.piece.due_on >= since
        ]
    score = reckon(in_force.rule, span, on, [each.piece for each in sources], _reminders(orders, span))
    return VillageScore(
        score,
        in_force,
        _lost(score, {each.piece: each for each in sources}),
        tuple(known for known in list_rules(office) if known.problem is not None),
    )


def _duties(office: Office, span: Period, on: date) -> Iterator[_Source]:
    disclosure = read_disclosure_calendar(office, on, span.last, span.first - LOOK_BACK)
    lines = read_calendar(office, on, span.last, span.first, disclosure).lines
    branches = {each.obligation.holder.id for each in lines if each.obligation.holder.level is Level.BRANCH}
    for line in lines:
        obligation = line.obligation
        title = f"{line.title}（{obligation.period.words()}）"
        if obligation.holder.level is Level.GROUP or (
            obligation.holder.level is Level.BRANCH and len(branches) > 1
        ):
            title = f"{obligation.holder.name}　{title}"
        record = obligation.sessions[-1].id if obligation.sessions else ""
        piece = Piece(
            Work.MEETING,
            obligation.id,
            frozenset({obligation.kind}),
            obligation.due_on,
            obligation.done_on,
        )
        yield _Source(piece, title, "meeting", record, obligation=line)
    for duty_line in disclosure.lines:
        duty = duty_line.duty
        if duty.frequency is Frequency.STANDING:
            continue  # hangs always: it has no last day that could be kept
        piece = Piece(
            Work.DISCLOSURE,
            duty_line.id,
            frozenset((*duty.items, duty.duty)),
            duty.due_on,
            duty.published.posted_on if duty.published else None,
        )
        period = duty.trigger.on.isoformat() if duty.trigger else duty.period.words()
        record = duty.published.notice_id if duty.published else duty_line.on_the_way
        yield _Source(piece, f"{duty_line.title}（{period}）", "notice", record, duty=duty_line)


def _due(work: Work, rows: Iterable[DueRow]) -> Iterator[_Source]:
    for row in rows:
        done = date.fromisoformat(row.done_on) if row.done_on else None
        piece = Piece(work, row.id, frozenset(), date.fromisoformat(row.due_on), done)
        title = f"对《{row.title}》的异议" if work is Work.OBJECTION else row.title
        yield _Source(piece, title, row.table, row.record_id)


def _rectifications(orders: Iterable[Rectification]) -> Iterator[_Source]:
    for each in orders:
        facts = each.facts
        # what waits for a verdict is in nobody's hands here and counts once the word is given
        if facts.due_on is None or each.state in (RectificationState.ANSWERED, RectificationState.WITHDRAWN):
            continue
        accepted = facts.accepted
        done = (facts.mended_on or accepted.decided_on) if accepted is not None else None
        piece = Piece(Work.RECTIFICATION, each.id, frozenset(), facts.due_on, done)
        yield _Source(piece, each.title, "rectification", each.id)


def _reminders(orders: Iterable[Rectification], span: Period) -> Iterator[Reminder]:
    """Orders that name a duty of the period, or its score, are the reminders from above."""
    for each in orders:
        period = read_words(each.period)
        facts = each.facts
        is_meant = period is not None and period.first <= span.last and span.first <= period.last
        if each.is_ordered and each.duty and is_meant and facts.due_on and facts.withdrawn_on is None:
            item = disclosed_item(each.duty)
            work = Work.DISCLOSURE if item else Work.MEETING
            if each.duty == SCORE:
                yield Reminder(each.id, facts.found_on, facts.due_on)
            else:
                codes = frozenset({item or each.duty})
                yield Reminder(each.id, facts.found_on, facts.due_on, work, codes)


def _lost(score: Score, sources: dict[Piece, _Source]) -> tuple[LostPoint, ...]:
    found = []
    for kind in score.kinds:
        for piece in kind.lost:
            source = sources[piece]
            found.append(
                LostPoint(
                    piece.id,
                    kind.kind.label,
                    source.title,
                    piece.due_on,
                    piece.done_on,
                    kind.cost,
                    source.table,
                    source.record_id,
                    source.obligation,
                    source.duty,
                )
            )
    return tuple(sorted(found, key=_urgency))


def _urgency(lost: LostPoint) -> tuple[bool, Fraction, date, str]:
    return lost.done_on is not None, -lost.cost, lost.due_on, lost.id


def render_score(office: Office, span: Period | None = None) -> bytes:
    """The score on one page for the township; that it was printed is logged first.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.obligation_sheets import ScorePaper, build_score
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    found = read_score(office, span)
    score = found.score
    paper = ScorePaper(
        village=office.vault.village,
        span=score.span,
        printed_on=score.on,
        total=score.text,
        colour=found.colour_words,
        rule=_rule_words(found),
        kinds=tuple(
            (
                each.kind.label,
                str(each.kind.weight),
                str(each.due),
                str(each.in_time),
                _share(each.due, each.in_time),
            )
            for each in score.kinds
        ),
        lost=tuple(
            (each.label, each.title, each.due_on.isoformat(), _now(each), each.points) for each in found.lost
        ),
        mark=score.mark,
    )
    office.log_access("print", "score_rule", None, purpose="村级评分表")
    return render_internal(build_score(paper))


def export_score(office: Office, path: Path, purpose: str, span: Period | None = None) -> int:
    """The score as a workbook: each kind, below it each lost point; returns the number of rows.

    Raises:
        ProblemError: REG-040 no purpose was given, IMP-080 the file can't be written, SYS-403.
    """
    from desktop.exchange.list_writer import write_list

    office.require(Right.EXPORT)
    if not purpose.strip():
        raise ProblemError(Problem("REG-040", place=Place(field="purpose")))
    found = read_score(office, span)
    rows: list[tuple[str, ...]] = []
    for each in found.score.kinds:
        rows.append(
            (
                each.kind.label,
                str(each.kind.weight),
                str(each.due),
                str(each.in_time),
                _share(each.due, each.in_time),
                *[""] * 4,
            )
        )
        rows += [
            (each.kind.label, *[""] * 4, lost.title, lost.due_on.isoformat(), _now(lost), lost.points)
            for lost in found.lost
            if lost.label == each.kind.label
        ]
    rows.append(("合计", "", "", "", found.score.text, found.colour_words, _rule_words(found), "", ""))
    office.log_access("export", "score_rule", None, HEADINGS, purpose.strip())
    return write_list(path, HEADINGS, rows, sheet_name="村级评分")


def _rule_words(found: VillageScore) -> str:
    rule = found.in_force.rule
    return f"{rule.name}　{rule.version} 版"


def _share(due: int, in_time: int) -> str:
    return points_text(Fraction(in_time, due)) if due else "—"


def _now(lost: LostPoint) -> str:
    return f"{lost.done_on.isoformat()} 补办" if lost.done_on else "没有办"
