"""Counts what people said in some days and sets it beside the usual level (民情分析)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from db.connection import Connection
from db.queries import analysis as queries
from db.queries.analysis import VoiceRow
from desktop.domain.accounts import Right
from desktop.domain.analysis import Span, Usual, last_months, suppress, usual_spans
from desktop.domain.code_table import code_table
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.surprise import Standing, Surprise, surprise
from desktop.services.analysis.terms import TermFinder
from desktop.services.office import Office

UNKNOWN = "?"
"""Stands for the category of a text that has none, and for a group nobody knows."""

_ORDER = {
    Standing.MORE: 0,
    Standing.AS_USUAL: 1,
    Standing.NO_USUAL: 1,
    Standing.LESS: 2,
    Standing.TOO_FEW: 3,
}
_MONTHS = 12
_ALIKE = 0.7  # share of the texts of two terms that both stand in
_PORTION = 500
_LONGEST_DAYS = 3_700


@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """Which days are looked at and what they are compared with."""

    span: Span
    usual: Usual = Usual.BEFORE


@dataclass(frozen=True, slots=True)
class Finding:
    """One category or term beside its usual level.

    Attributes:
        key: ``category/01``, ``category/0101`` or ``term/路灯``.
        label: In words.
        is_part: Whether it is a kind within the category listed above it.
        told: Count, usual level and what is said of them.
        records: Table and id of each record behind the count.
        also: Other terms that stood in nearly the same texts, and so say nothing more.
    """

    key: str
    label: str
    is_part: bool
    told: Surprise
    records: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """How often each main category came up in one villager group; None where the number is too small to tell.

    ``total`` is None where it would give a hidden number away.
    """

    name: str
    counts: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class MonthRow:
    """How often each main category came up in one month, ``2026-11``; the total is of all texts."""

    month: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """One counting, as of a moment.

    Attributes:
        request: What was asked.
        usual_spans: The days that gave the usual level, oldest first; empty where there is none.
        cut_off_at: UTC moment.
        count: Texts in the days looked at.
        usual_count: Texts in the usual days.
        categories: Main categories by code, each followed by its kinds; only those that came up.
        terms: What stands out first, then by count.
        main: Codes and names of the main categories that the two tables below have as columns.
        groups: One row per villager group, in the order of their names' numbers.
        months: The last twelve months, oldest first.
        least: Smallest number that is told of a group.
    """

    request: AnalysisRequest
    usual_spans: tuple[Span, ...]
    cut_off_at: str
    count: int
    usual_count: int
    categories: tuple[Finding, ...]
    terms: tuple[Finding, ...]
    main: tuple[tuple[str, str], ...]
    groups: tuple[GroupRow, ...]
    months: tuple[MonthRow, ...]
    least: int

    def finding(self, key: str) -> Finding | None:
        """The finding of a key."""
        return next((each for each in (*self.categories, *self.terms) if each.key == key), None)


class _Tally:
    """What is counted while the texts go by."""

    def __init__(self) -> None:
        self.texts = 0
        self.before = 0
        self.now: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.usual: Counter[str] = Counter()
        self.groups: dict[str, Counter[str]] = defaultdict(Counter)
        self.months: dict[str, Counter[str]] = defaultdict(Counter)

    def add_now(self, voice: VoiceRow, keys: set[str], main: str) -> None:
        self.texts += 1
        for key in keys:
            self.now[key].append((voice.table, voice.id))
        self.groups[voice.villager_group or UNKNOWN][main] += 1


def analyse(office: Office, request: AnalysisRequest, job: JobHandle | None = None) -> Analysis:
    """Count categories and terms of the days asked for, and of the usual days.

    An event that was merged into another counts once; what a visit heard counts where no event was made of
    it.
    100,000 texts take about three seconds, so call it in a lane.

    Raises:
        ProblemError: ANA-001 the days end before they begin, ANA-002 they are too many; SYS-403.
        Cancelled: The user asked to stop.
    """
    office.require(Right.READ_EVENTS)
    _check(request.span)
    job = job or NoJob()
    today, code = office.today(), office.vault.village.division_code
    days_before, years_before, least, limit, term_limit, shown = (
        get_rule(f"analysis.{name}", today, code).value
        for name in (
            "days_before",
            "years_before",
            "least_count",
            "chance_permille",
            "term_chance_permille",
            "terms_shown",
        )
    )
    months = last_months(request.span.last, _MONTHS)
    with office.store.reading() as connection:
        since = _day_of(queries.first_voice(connection))
        spans = usual_spans(
            request.span, request.usual, since, days_before=days_before, years_before=years_before
        )
        oldest_month = date.fromisoformat(f"{months[0]}-01")
        first = min([request.span.first, oldest_month, *(each.first for each in spans)])
        finder = TermFinder(queries.list_names(connection))
        tally = _count(connection, request.span, spans, (first, frozenset(months)), finder, job)
    share = request.span.days / sum(each.days for each in spans) if spans else 1.0

    def found(key: str, label: str, chance: float, *, is_part: bool = False) -> Finding:
        records = tuple(tally.now.get(key, ()))
        told = surprise(
            len(records),
            tally.usual[key],
            share,
            least=least,
            limit=chance / 1000,
            is_known=bool(spans),
        )
        return Finding(key, label, is_part, told, records)

    keys = {*tally.now, *tally.usual}
    categories = tuple(
        found(key, _category_label(key.partition("/")[2]), limit, is_part=len(key.partition("/")[2]) > 2)
        for key in sorted(key for key in keys if key.startswith("category/"))
    )
    terms = [
        found(key, key.partition("/")[2], term_limit)
        for key in keys
        if key.startswith("term/") and max(len(tally.now.get(key, ())), tally.usual[key] * share) >= least
    ]
    main = tuple(
        (each.key.partition("/")[2], each.label) for each in categories if not each.is_part and each.records
    )
    return Analysis(
        request,
        spans,
        office.now_text(),
        tally.texts,
        tally.before,
        categories,
        fold_together(sorted(terms, key=_loudness), finder.is_known)[:shown],
        main,
        _group_rows(tally, [code for code, _ in main], least),
        tuple(
            MonthRow(
                month,
                tuple(tally.months[month][code] for code, _ in main),
                sum(tally.months[month].values()),
            )
            for month in months
        ),
        least,
    )


def _count(
    connection: Connection,
    now: Span,
    spans: Sequence[Span],
    reach: tuple[date, frozenset[str]],
    finder: TermFinder,
    job: JobHandle,
) -> _Tally:
    tally = _Tally()
    first, months = reach
    for number, (voice, day) in enumerate(_voices(connection, first, now.last)):
        if number % _PORTION == 0:
            job.check_cancelled()
            job.report(number, 0, "analysis")
        main = voice.category[:2] or UNKNOWN
        if (month := f"{day.year}-{day.month:02d}") in months:
            tally.months[month][main] += 1
        is_now = day in now
        if not is_now and not any(day in each for each in spans):
            continue
        keys = {f"term/{term}" for term in finder.find(f"{voice.title}。{voice.text}")}
        keys |= {f"category/{main}", f"category/{voice.category or UNKNOWN}"}
        if is_now:
            tally.add_now(voice, keys, main)
        else:
            tally.before += 1
            tally.usual.update(keys)
    return tally


def _voices(connection: Connection, first: date, last: date) -> Iterator[tuple[VoiceRow, date]]:
    for voice in queries.list_voices(connection, _start_of(first), _start_of(last + timedelta(1))):
        yield voice, _local_day(voice.at[:13])


def _check(span: Span) -> None:
    if span.last < span.first:
        raise ProblemError(Problem("ANA-001", place=Place(field="last")))
    if span.days > _LONGEST_DAYS:
        raise ProblemError(Problem("ANA-002", {"days": str(_LONGEST_DAYS)}, Place(field="first")))


def _start_of(day: date) -> str:
    return datetime.combine(day, time()).astimezone(UTC).isoformat(timespec="seconds")


@cache
def _local_day(hour: str) -> date:
    """Day at this PC of a UTC hour (``2026-11-23T10``); half-hour zones are not ours."""
    return datetime.fromisoformat(f"{hour}:00:00+00:00").astimezone().date()


def _day_of(moment: str) -> date | None:
    return _local_day(moment[:13]) if moment else None


def _category_label(code: str) -> str:
    return "未分类" if code == UNKNOWN else code_table("event_category").label(code)


def _loudness(finding: Finding) -> tuple[int, float, int, str]:
    stands = finding.told.standing
    chance = finding.told.chance if stands in (Standing.MORE, Standing.LESS) else 0.0
    return _ORDER[stands], chance, -finding.told.count, finding.label


def fold_together(terms: Sequence[Finding], is_known: Callable[[str], bool]) -> tuple[Finding, ...]:
    """One term for those that stand in nearly the same texts: a known one where there is one, else the first.

    Args:
        terms: The loudest first.
        is_known: Whether a term is one of the village's own list.
    """
    kept: list[list[Finding]] = []
    for each in terms:
        records = set(each.records)
        home = next((group for group in kept if _are_alike(records, set(group[0].records))), None)
        if home is None:
            kept.append([each])
        elif is_known(each.label) and not is_known(home[0].label):
            home.insert(0, each)
        else:
            home.append(each)
    return tuple(replace(first, also=tuple(each.label for each in rest)) for first, *rest in kept)


def _are_alike(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    together = len(one | other)
    return together > 0 and len(one & other) >= _ALIKE * together


def _group_rows(tally: _Tally, codes: Sequence[str], least: int) -> tuple[GroupRow, ...]:
    from desktop.domain.natural_order import natural_key

    rows = []
    for name in sorted(tally.groups, key=lambda name: (name == UNKNOWN, natural_key(name))):
        counts = [tally.groups[name][code] for code in codes]
        told = suppress(counts, least)
        hidden = [count for count, each in zip(counts, told, strict=True) if each is None]
        # The hidden ones together are a number too: it is told only where it is large enough.
        is_told = not hidden or (len(hidden) > 1 and sum(hidden) >= least)
        rows.append(GroupRow(name, told, sum(counts) if is_told else None))
    return tuple(rows)
