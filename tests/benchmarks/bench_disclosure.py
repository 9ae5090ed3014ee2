"""A quarter's batch of sheets, a year's accounts as one book, memory by entries, the calendar of duties.

The batch is made of what the sample office owes for a quarter, each sheet examined and decided before: the
time counts from the facts in the store (compiled anew, printed, read back by the gate, archived with its
history) to the one file that goes to the printer. The office suite prints the tables of the same sheets to as
many files and does nothing else; it binds and checks nothing. It starts for each sheet as it does when a
clerk prints one after the other; what it takes in a single start stands beside our printing and binding.

The book's sheets are compiled from a store of 5,000 entries, printed and bound. Memory is the most that a
fresh process ever held (``VmHWM``), with Python, fonts and the entries themselves; what printing adds
stands in a row of its own.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.domain.accounts import Role
from desktop.domain.notice_state import NoticeAction
from desktop.domain.period import Period
from desktop.reports.batch import BatchPart, BatchSheet
from desktop.reports.batch import bind as bind_batch
from desktop.reports.bound_book import Book, BookEntry, bind
from desktop.reports.document import Notice
from desktop.reports.rendering import render
from desktop.services import finance
from desktop.services.disclosure import batches, notices
from desktop.services.disclosure.batches import BatchChoice
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.duties import read_calendar
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from desktop.services.sample_year import Told, last_day_of, live_year
from tests.benchmarks import office_suite
from tests.benchmarks.clock import seconds
from tests.benchmarks.row import BenchRow
from tests.support.disclosure import as_role
from tests.support.offices import make_office

_YEAR = 2026
_SHEETS = 30
_ENTRIES = 5_000
_FEW, _MANY = 100, 10_000
_ROOT = Path(__file__).resolve().parents[2]
_PEAK = """
import sys
from desktop.reports.building import build_notice
from desktop.reports.rendering import render
from tests.unit.reports import pieces

def peak():
    with open("/proc/self/status", encoding="ascii") as told:
        return next(int(line.split()[1]) for line in told if line.startswith("VmHWM"))

render(build_notice("accounts_quarterly", pieces.accounts(100)), draft=False)
data = pieces.accounts(int(sys.argv[1]))
before = peak()
render(build_notice("accounts_quarterly", data), draft=False)
print(before, peak())
"""


def run() -> list[BenchRow]:
    """Measure; the office that lives through a year is made anew, which takes most of the time."""
    with tempfile.TemporaryDirectory() as folder:
        office, told = live_year(Path(folder), _YEAR)
        try:
            rows = [*_batch(office, told), _calendar(office)]
        finally:
            office.close()
    return [*rows, _book(), *_memory()]


def _batch(office: Office, told: Sequence[Told]) -> list[BenchRow]:
    requests = _of_quarter(office, told)
    waiting = [_examined(office, request) for request in requests]
    made: list[bytes] = []

    def issue_and_bind() -> None:
        for notice in waiting:
            notices.issue(as_role(office, Role.SECRETARY), notice)
        made.append(batches.make_batch(office, BatchChoice(tuple(waiting))).pdf)

    ours = seconds(issue_and_bind) * 1000
    documents = [build_document(office, request, "")[1] for request in requests]
    printing = min(seconds(lambda: _print(office, documents)) for _ in range(3)) * 1000
    what = f"batch of {_SHEETS} sheets for 1,200 people, from facts to one print job"
    rows = [BenchRow(what, ours, "", 0.0, "ms", 0.0, "<= 10 s", ours <= 10_000)]
    if not office_suite.is_installed():
        return rows
    apart = office_suite.time_apart(documents)
    together = office_suite.time_together(documents)
    name = "LibreOffice headless, a start each"
    return [
        *rows,
        BenchRow(what, ours, name, apart, "ms", apart / ours, ">= 8 x faster", apart >= 8 * ours),
        BenchRow(
            "of these: printing and binding alone",
            printing,
            "LibreOffice headless, all in one start",
            together,
            "ms",
            together / printing,
            "for the record",
            True,
        ),
    ]


def _of_quarter(office: Office, told: Sequence[Told]) -> list[NoticeRequest]:
    """The sheets that speak of the third quarter or a month of it; longer periods first."""
    quarter = Period.quarter(_YEAR, 3)
    first, last = quarter.first.isoformat(), quarter.last.isoformat()
    found = [
        notices.get_notice(office, each.notice_id).request  # with what was filled in
        for each in told
        if each.notice_id and first <= each.request.first < each.request.last <= last
    ]
    found.sort(key=lambda request: (request.first, -date.fromisoformat(request.last).toordinal()))
    chosen = found[:_SHEETS]
    if len(chosen) < _SHEETS or not any(request.template == "subsidy_list" for request in chosen):
        raise RuntimeError(f"the quarter has {len(found)} sheets only, or no list of all households")
    return chosen


def _examined(office: Office, request: NoticeRequest) -> str:
    """A notice drafted from a request and taken through every step before its issue."""
    notice = notices.make_notice(office, request)
    notices.submit(office, notice)
    for action in (NoticeAction.REVIEW, NoticeAction.DECIDE, NoticeAction.APPROVE):
        detail = notices.get_notice(office, notice)
        if action not in detail.route.possible(detail.summary.state):
            continue
        who = next(
            each
            for each in (as_role(office, role) for role in Role)
            if action in notices.get_notice(each, notice).allowed
        )
        if action is NoticeAction.REVIEW:
            notices.review(who, notice)
        elif action is NoticeAction.DECIDE:
            notices.decide(who, notice, office.today())
        else:
            notices.approve(who, notice, "示范镇〔2026〕1号", office.today())
    return notice


def _print(office: Office, documents: Sequence[Notice]) -> bytes:
    sheets = tuple(
        BatchSheet(render(each, draft=False), each.number, "".join(each.title), 0, each.check_code())
        for each in documents
    )
    return bind_batch(office.vault.village, [BatchPart("", sheets)], office.today())[0]


def _book() -> BenchRow:
    with tempfile.TemporaryDirectory() as folder:
        office = make_office(Path(folder, "office"))
        try:
            books = as_role(office, Role.BOOKKEEPER)
            finance.set_opening(books, f"{_YEAR}-01-01", 100_000_000)
            finance.add_entries(books, tuple(_entry(number) for number in range(_ENTRIES)))
            made: list[bytes] = []
            ours = min(seconds(lambda: made.append(_bind_year(office))) for _ in range(3))
        finally:
            office.close()
    what = f"year book of {_ENTRIES:,} entries, compiled, printed and bound"
    return BenchRow(what, ours, "", 0.0, "s", 0.0, "<= 5 s", ours <= 5)


def _entry(number: int) -> NewEntry:
    on = date(_YEAR, 1 + number * 12 // _ENTRIES, 1 + number % 28)
    kind, summary = (("I02", "溪东组山塘承包款"), ("O04", "村办公楼水电费"))[number % 6 > 0]
    return NewEntry(on.isoformat(), kind, summary, 2_400 + number, f"记-{number + 1:05d}", "陈报账", "周书记")


def _bind_year(office: Office) -> bytes:
    entries = []
    for number in range(1, 5):
        quarter = Period.quarter(_YEAR, number)
        last = quarter.last.isoformat()
        request = NoticeRequest(ACCOUNTS, quarter.first.isoformat(), last, last)
        document = build_document(office, request, f"{office.vault.village.division_code}-{number}-v1")[1]
        entries.append(_book_entry(document, quarter.words(), render(document, draft=False)))
    village = office.vault.village
    return bind(Book(village.name, village.full_name, _YEAR, date(_YEAR, 12, 31), tuple(entries)))


def _book_entry(document: Notice, period: str, pdf: bytes) -> BookEntry:
    from desktop.reports.preview import Preview

    with Preview(pdf) as pages:
        count = len(pages.sizes)
    return BookEntry(
        "财务",
        document.number,
        "".join(document.title),
        "财务收支",
        period,
        f"{_YEAR}-12-31",
        "村务公开栏 7 天",
        "无",
        "有效",
        count,
        "0" * 64,
        pdf,
    )


def _memory() -> list[BenchRow]:
    if not Path("/proc/self/status").exists():
        return []
    _, few = _peak(_FEW)
    many_before, many = _peak(_MANY)
    entry = (many - many_before) * 1024 / (_MANY - _FEW)
    return [
        BenchRow(
            f"most memory ever held printing {_MANY:,} entries",
            many,
            f"{_FEW} entries",
            few,
            "MiB",
            many / few,
            "<= 1.15 x",
            many <= 1.15 * few,
        ),
        BenchRow("of it: what printing adds, by entry", entry, "", 0.0, "KiB", 0.0, "for the record", True),
    ]


def _peak(entries: int) -> tuple[float, float]:
    """MiB that a fresh process had held before it printed so many entries, and after."""
    found = subprocess.run(
        (sys.executable, "-c", _PEAK, str(entries)), check=True, cwd=_ROOT, capture_output=True, text=True
    )
    before, after = (int(each) / 1024 for each in found.stdout.split())
    return before, after


def _calendar(office: Office) -> BenchRow:
    on, since = last_day_of(_YEAR), date(_YEAR - 4, 1, 1)
    ours = min(seconds(lambda: read_calendar(office, on, on, since)) for _ in range(5)) * 1000
    count = len(read_calendar(office, on, on, since).lines)
    what = f"duty calendar of one village, 5 years, {count} duties"
    return BenchRow(what, ours, "", 0.0, "ms", 0.0, "for the record", True)
