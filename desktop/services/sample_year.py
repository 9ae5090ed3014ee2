"""Lets the invented office live through a year: what it has, decides and tells, each on its day.

Everything goes through the services that a clerk's own clicks go through. The clock of the office is moved
along; passwords and roles are those of the sample's colleagues.
"""

import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import resources
from desktop.domain.accounts import Role
from desktop.domain.disclosure_item import Frequency
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.matter_step import MEETING_KINDS, MatterStep
from desktop.domain.notice_state import NoticeAction
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.quorum import Vote
from desktop.reports.template import template
from desktop.sample.office import SampleOffice
from desktop.sample.year import Cell, SampleSheet, SampleText, SampleYear
from desktop.services import finance, matter_steps, matters, meetings, sample_office
from desktop.services.disclosure import duties, notices, postings, scope, sheet_rows
from desktop.services.disclosure.catalogue import item_in_force
from desktop.services.disclosure.compiling import COMPILERS
from desktop.services.disclosure.duties import DutyLine
from desktop.services.disclosure.postings import NewPosting
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_cells import CellValue, GridColumn, grid_tables
from desktop.services.disclosure.village_facts import answer_fact
from desktop.services.matter_steps import NewStep
from desktop.services.matters import NewMatter
from desktop.services.meetings import NewMeeting
from desktop.services.office import Office, User
from desktop.services.opening import create_office
from desktop.services.property import subsidies
from desktop.services.settings import load_settings
from desktop.vault.suite import SHIPPED_COST, KdfCost

_NOON = time(9, 30)
_SUBSIDY, _SUBSIDY_RATE = "S01", 10_780  # fen a mu; invented, each county sets its own


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The sample's users, each at work on the same open office on any day."""

    office: Office
    users: Mapping[str, User]

    def at(self, login: str, day: date) -> Office:
        """The office with one of them at work on a day."""
        moment = datetime.combine(day, _NOON).astimezone(UTC)
        return replace(self.office, user=self.users[login], clock=lambda: moment)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one sheet: the notice, or why there is none; ``line`` is the duty it ends."""

    request: NoticeRequest
    line: DutyLine | None
    notice_id: str
    problems: tuple[Problem, ...] = ()


def last_day_of(year: int) -> date:
    """The day on which everything that a year owes has fallen due and hung its time."""
    return date(year + 1, 2, 20)


def live_year(
    folder: Path, year: int, job: JobHandle | None = None, *, cost: KdfCost = SHIPPED_COST
) -> tuple[Office, tuple[Told, ...]]:
    """Make the sample office in an empty folder and let it live through a year.

    Args:
        folder: Where the office is made.
        year: The year it lives through.
        job: Told how far it is; may ask to stop.
        cost: What a password guess costs; another one than shipped is for tests.

    Returns:
        The office on the year's last day with the clerk at work, to be closed by the caller, and what
        became of each duty.

    Raises:
        Cancelled: The user asked to stop.
    """
    from desktop.sample.office import make_office
    from desktop.sample.workbook import write_dirty_workbook
    from desktop.sample.year import make_year

    password = secrets.token_urlsafe(18)
    sample = make_office()
    content = make_year(sample)
    clerk = sample.users[0]
    moment = datetime.combine(last_day_of(year), _NOON).astimezone(UTC)
    office, _ = create_office(
        folder / "office",
        sample.village,
        clerk.login,
        clerk.display_name,
        Role.CLERK,
        password,
        cost=cost,
        clock=lambda: moment,
    )
    workbook = folder / "register.xlsx"
    write_dirty_workbook(sample, workbook)
    sample_office.import_register(office, workbook, job)
    ids = sample_office.find_ids(office, sample)
    sample_office.complete_register(office, sample, ids, job)
    users = sample_office.add_colleagues(office, sample, password)
    sample_office.enter_work(office, sample, ids, users, job)
    colleagues = Colleagues(office, users)
    enter_year(colleagues, sample, content)
    return office, tell_year(colleagues, content, job)


def enter_year(colleagues: Colleagues, sample: SampleOffice, year: SampleYear) -> None:
    """Enter what the year brought: accounts, meetings, subsidies, matters."""
    last_day = date(year.year, 12, 31)
    clerk = colleagues.at("clerk", last_day)
    finance.set_opening(clerk, f"{year.year}-01-01", year.opening_cents)
    finance.add_entries(clerk, tuple(map(sample_office.as_entry, year.entries)))
    held = {
        (each.kinds, each.on): meetings.add_meeting(
            clerk,
            NewMeeting(
                kinds=each.kinds,
                held_on=each.on.isoformat(),
                title=each.title,
                due_count=each.due,
                present_count=each.present,
                leave_count=each.leave,
                place=each.place,
                chair=each.chair,
                recorder=each.recorder,
                resolution=each.decision,
            ),
        )
        for each in year.meetings
    }
    subsidies.make_list(clerk, _SUBSIDY, year.year, _SUBSIDY_RATE)
    _enter_matters(colleagues, sample, year, held)
    for name in ("points", "party_points"):
        answer_fact(clerk, name, True)


def _read(name: str) -> dict[str, Any]:
    with resources.path("sample", "year", name).open("rb") as stream:
        return tomllib.load(stream)


def _enter_matters(
    colleagues: Colleagues,
    sample: SampleOffice,
    year: SampleYear,
    held: Mapping[tuple[tuple[str, ...], date], str],
) -> None:
    there = {(kind, each.on): each for each in year.meetings for kind in each.kinds}
    names = {user.login: user.display_name for user in sample.users}
    for row in _read("matters.toml")["matters"]:
        opened = date.fromisoformat(row["opened_on"])
        matter_id = matters.add_matter(
            colleagues.at("clerk", opened),
            NewMatter(
                row["title"],
                row["kind"],
                row["opened_on"],
                int(Decimal(row["amount"]) * 100),
                row["content"],
                names[row["owner"]],
                row["due_on"],
            ),
        )
        for step, kinds in MEETING_KINDS.items():
            day = date.fromisoformat(row[step.value])
            meeting = next(there[kind, day] for kind in kinds if (kind, day) in there)
            vote = None
            if matter_steps.is_voted(step):
                against = row["against"] if step is MatterStep.DECISION else 0
                vote = Vote(meeting.present - against - 1, against, 1)
            new = NewStep(meeting_id=held[meeting.kinds, day], vote=vote)
            matter_steps.record_step(colleagues.at("clerk", day), matter_id, step, new)
        completed = date.fromisoformat(row["completed_on"])
        matters.complete_matter(
            colleagues.at("clerk", completed), matter_id, row["completed_on"], row["result"]
        )


_FEW_DAYS = 4
"""Days before the last one on which the sample's office makes what it owes."""


def tell_year(colleagues: Colleagues, year: SampleYear, job: JobHandle | None = None) -> tuple[Told, ...]:
    """Make, examine, decide, issue, hang and take down a notice for everything the year owes.

    Each is made some days before it is due, as an office would; what is told at once without anything that
    shows it in the stores follows the sample's texts and sheets.

    Returns:
        One a duty by due day, then the others by their days; without a notice where the facts don't
        give one, with the reasons.
    """
    job = job or NoJob()
    last_day = last_day_of(year.year)
    for sheet in year.sheets:
        if sheet.template in sheet_rows.ABOUT_THEMSELVES:
            _fill(colleagues.at("clerk", sheet.period.first), _request_for(colleagues, sheet), sheet)
    calendar = duties.read_calendar(
        colleagues.at("clerk", last_day), last_day, last_day, date(year.year, 1, 1)
    )
    lines = [line for line in calendar.lines if _is_of(line, year.year)]
    used: set[int] = set()
    told: list[Told] = []
    for place, line in enumerate(lines):
        job.check_cancelled()
        job.report(place, len(lines), "tell")
        told.append(_tell_duty(colleagues, year, line, used))
    for content in sorted(
        (one for one in year.contents if one.at_once and id(one) not in used),
        key=lambda one: one.period.first,
    ):
        told.append(_tell_content(colleagues, content))
    return tuple(told)


def _is_of(line: DutyLine, year: int) -> bool:
    duty = line.duty
    if duty.trigger is not None:
        return duty.trigger.on.year == year
    return duty.frequency is not Frequency.STANDING and duty.period.last.year == year


def _tell_duty(colleagues: Colleagues, year: SampleYear, line: DutyLine, used: set[int]) -> Told:
    duty = line.duty
    day = duty.due_on - timedelta(days=_FEW_DAYS)
    if duty.trigger is not None:
        day = max(day, duty.trigger.on)
    elif duty.frequency is not Frequency.PLAN_YEAR:
        day = max(day, duty.period.last + timedelta(days=1))
    clerk = colleagues.at("clerk", day)
    request = duties.request_for(clerk, line, day)
    content = _find_content(year, request, duty.trigger is not None)
    if content is not None:
        used.add(id(content))
    return _tell(colleagues, request, content, day, line)


def _tell_content(colleagues: Colleagues, content: SampleText | SampleSheet) -> Told:
    return _tell(colleagues, _request_for(colleagues, content), content, content.period.first, None)


def _request_for(colleagues: Colleagues, content: SampleText | SampleSheet) -> NoticeRequest:
    """What is told at once on its day, without a duty that asks for it."""
    day = content.period.first
    clerk = colleagues.at("clerk", day)
    item = item_in_force(clerk, content.item, day)
    assert item is not None
    return NoticeRequest(
        content.template if isinstance(content, SampleSheet) else item.layout,
        day.isoformat(),
        day.isoformat(),
        day.isoformat(),
        posted_on=day.isoformat(),
        item=content.item,
        covers=(content.item,),
        places=scope.places_of(load_settings(clerk), item.scope) or _RESTRICTED_PLACES,
    )


def _find_content(
    year: SampleYear, request: NoticeRequest, is_triggered: bool
) -> SampleText | SampleSheet | None:
    """What the sample has for a request: of its item and period, or of what happened on its day."""
    known = {request.item, *request.covers}
    first, last = date.fromisoformat(request.first), date.fromisoformat(request.last)
    for one in year.contents:
        is_same_layout = not isinstance(one, SampleSheet) or one.template == request.template
        is_same_time = (one.period.first, one.period.last) == (first, last)
        if is_triggered:  # a payment tells the same as what came in for it the day before
            is_same_time = one.period.first - first in (timedelta(0), timedelta(1))
        if one.item in known and is_same_layout and is_same_time and one.at_once == is_triggered:
            return one
    return None


def _tell(
    colleagues: Colleagues,
    request: NoticeRequest,
    content: SampleText | SampleSheet | None,
    day: date,
    line: DutyLine | None,
) -> Told:
    clerk = colleagues.at("clerk", day)
    try:
        notice_id = notices.make_notice(clerk, _fill(clerk, request, content))
        _carry_through(colleagues, notice_id, day, request.places)
    except ProblemError as error:
        return Told(request, line, "", error.problems)
    return Told(request, line, notice_id)


def _fill(clerk: Office, request: NoticeRequest, content: SampleText | SampleSheet | None) -> NoticeRequest:
    if isinstance(content, SampleText):
        return replace(request, values=(("subject", content.subject), ("body", content.body)))
    if content is None:
        return request
    request = replace(request, values=tuple({**dict(request.values), **content.values}.items()))
    is_typed = request.template in sheet_rows.ABOUT_THEMSELVES and bool(request.record_id)
    is_filled = request.template in COMPILERS and request.template not in sheet_rows.WITH_TYPED_ROWS
    if content.tables and not is_filled and not is_typed:
        columns = {
            table.name: {column.name: column for column in table.columns}
            for table in grid_tables(template(request.template))
        }
        sheet_rows.save_rows(
            clerk,
            request,
            {
                name: tuple(sheet_rows.EnteredRow("", _cells(columns[name], row)) for row in rows)
                for name, rows in content.tables.items()
            },
        )
    return request


def _cells(columns: Mapping[str, GridColumn], row: Mapping[str, Cell]) -> dict[str, CellValue]:
    """A row of the sample in stored form: what no column knows is left out, figures are whole numbers."""
    return {
        name: int(Decimal(value).scaleb(columns[name].decimals))
        if columns[name].form in ("figure", "points") and isinstance(value, str)
        else value
        for name, value in row.items()
        if name in columns
    }


def _carry_through(colleagues: Colleagues, notice_id: str, day: date, places: tuple[str, ...]) -> None:
    """Take a draft all its way: each step by the first colleague who may take it."""
    clerk = colleagues.at("clerk", day)
    notices.submit(clerk, notice_id)
    for action in (NoticeAction.REVIEW, NoticeAction.DECIDE, NoticeAction.APPROVE):
        detail = notices.get_notice(clerk, notice_id)
        if action not in detail.route.possible(detail.summary.state):
            continue
        who = _first_who_may(colleagues, notice_id, action, day)
        if action is NoticeAction.REVIEW:
            notices.review(who, notice_id, "凭证和名单已核对")
        elif action is NoticeAction.DECIDE:
            notices.decide(who, notice_id, day, "会议通过")
        else:
            notices.approve(who, notice_id, f"示范镇〔{day.year}〕{day.month}号", day)
    notices.issue(clerk, notice_id)
    postings.post(clerk, notice_id, NewPosting(places, day))
    until = postings.take_down_day(clerk, notice_id, day)
    if notices.get_notice(clerk, notice_id).summary.item_code in _STANDING:
        return
    after = colleagues.at("clerk", until + timedelta(days=1))
    hanging = [each.id for each in postings.list_postings(after, notice_id)]
    postings.take_down(after, hanging, until + timedelta(days=1))
    notices.archive(after, notice_id)


_RESTRICTED_PLACES = ("支部党员大会上传达",)
_STANDING = frozenset(("D03", "V01"))


def _first_who_may(colleagues: Colleagues, notice_id: str, action: NoticeAction, day: date) -> Office:
    """The colleague who takes a step; the first refusal when nobody may.

    Raises:
        ProblemError: Why the first of them may not.
    """
    refused: Problem | None = None
    for login in colleagues.users:
        office = colleagues.at(login, day)
        detail = notices.get_notice(office, notice_id)
        if action in detail.allowed:
            return office
        refused = refused or detail.refused.get(action)
    raise ProblemError(refused or Problem("SYS-403", {"right": action.value, "role": ""}))
