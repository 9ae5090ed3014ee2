"""The duty calendar of the office (公开任务): what is owed, what happened that has to be told, what hangs."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.connection import Connection
from db.queries import duties as queries
from db.queries.duties import GrantChangeRow, HappeningRow, NoticeOnTheWayRow, PublicationRow
from desktop.domain.accounts import Right
from desktop.domain.aid_kind import find_aid_kind, programme_of
from desktop.domain.code_table import code_table
from desktop.domain.disclosure_duty import Duty, DutyState, Publication, Trigger, list_duties
from desktop.domain.disclosure_item import DisclosureItem, Frequency
from desktop.domain.period import Period, day_words
from desktop.domain.problem import Problem
from desktop.domain.work_day import known_years
from desktop.services.disclosure.catalogue import county_overlays, items_in_force
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import places_of
from desktop.services.disclosure.terms import MAJOR_CENTS, SOON_DAYS, duty_terms, list_terms
from desktop.services.disclosure.village_facts import FactState, read_facts
from desktop.services.matter_notices import LAYOUTS as MATTER_LAYOUTS
from desktop.services.matter_notices import list_triggers as list_matter_triggers
from desktop.services.office import Office
from desktop.services.settings import load_settings

AHEAD_DAYS = 366
"""So far ahead duties are shown."""

STAGES = ("立项", "实施", "竣工")
"""Stages of a project as its layout offers them and as a notice keeps them (`NoticeRequest.stage`)."""

TOLD_WITH = {"F803": ("V06", "V08"), "F802": ("V11",), "F801": ("V10",)}
"""Item of a single thing → items that the same sheet tells, so that nobody hangs it twice."""

_MEETINGS = {"V01": "V02", "V02": "V02", "P09": "D06", "V10": "V31"}
"""Kind of meeting → item that its resolution, or an election, makes due."""

_HELD_IS_ENOUGH = frozenset(("P09",))
_APPLICATION = "homestead_application"

_PAYMENT_LAYOUTS = {"planned": "subsidy_list", "paid": "subsidy_payment"}
"""Stage of a payment of a subsidy → what it is told with."""

RIGHTS = {
    "funds_entry": Right.READ_FINANCE,
    "contract": Right.READ_FINANCE,
    "subsidy": Right.READ_FINANCE,
    "aid_grant": Right.READ_AID,
    "meeting": Right.READ_MEETINGS,
    "homestead": Right.READ_REGISTER,
}
"""Table → right without which the record's own words are not told."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty as the calendar shows it.

    Attributes:
        id: Names the duty while the program runs.
        duty: What is owed.
        item: The first item on its sheet, as it is ordered.
        title: The item, or the sheet where it tells several.
        state: How it stands on the day asked for.
        days: Days until it is due, negative once its day has passed.
        on_the_way: Notice that is being made for it; empty for none.
    """

    id: str
    duty: Duty
    item: DisclosureItem
    title: str
    state: DutyState
    days: int
    on_the_way: str

    @property
    def line(self) -> str:
        """``D`` party, ``V`` village, ``F`` finance."""
        return self.item.code[:1]


@dataclass(frozen=True, slots=True)
class NotOwed:
    """An item that the village does not owe, and the facts that would have to be true."""

    item: DisclosureItem
    facts: tuple[FactState, ...]


@dataclass(frozen=True, slots=True)
class DutyCalendar:
    """The duties of an office on one day.

    Attributes:
        on: The day asked for.
        since: First day from which duties count.
        lines: By due day.
        not_owed: In the order of the catalogue.
        open_facts: Facts that nothing shows and nobody answered; items hang on them.
        unknown_years: Years ahead whose holiday order the program does not have; terms in working days
            are counted by weekdays there.
        problems: What is wrong with overlays of the county.
    """

    on: date
    since: date
    lines: tuple[DutyLine, ...]
    not_owed: tuple[NotOwed, ...]
    open_facts: tuple[FactState, ...]
    unknown_years: tuple[int, ...]
    problems: tuple[Problem, ...]

    def count(self, *states: DutyState) -> int:
        """How many duties stand in one of some states."""
        return sum(line.state in states for line in self.lines)


def read_calendar(
    office: Office, on: date | None = None, last: date | None = None, since: date | None = None
) -> DutyCalendar:
    """Every duty from the day the office began to count, as it stands on a day.

    Args:
        office: The office at work.
        on: The day; None for today. What hung or happened after it is not known yet.
        last: Last due day; None for a year ahead.
        since: First due day; None for the office's own (`counted_since`).

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_NOTICES)
    on = on or office.today()
    with office.store.reading() as connection:
        since = since or counted_since(office, connection)
        terms = list_terms(office, on)
        facts = read_facts(office, on)
        triggers = _triggers(office, connection, terms[MAJOR_CENTS].value, since)
        published = list_publications(connection, on)
        on_the_way = queries.list_on_the_way(connection)
        overlays = county_overlays(office)
        by_day: dict[date, tuple[DisclosureItem, ...]] = {}

        def items_on(day: date) -> tuple[DisclosureItem, ...]:
            if day not in by_day:
                by_day[day] = items_in_force(office, day)
            return by_day[day]

        found = _list_duties(
            office,
            Period(min(since, on), max(last or on + timedelta(days=AHEAD_DAYS), on)),
            on,
            items_on,
            frozenset(name for name, fact in facts.items() if fact.holds),
            [trigger for trigger in triggers if trigger.on <= on],
            published,
        )
    items = {item.code: item for item in items_on(on)}
    soon = terms[SOON_DAYS].value
    drafts = _by_item(on_the_way)
    return DutyCalendar(
        on,
        since,
        tuple(_line(duty, items[duty.items[0]], on, soon, drafts) for duty in found),
        tuple(
            NotOwed(item, tuple(facts[name] for name in sorted(item.owed_if) if not facts[name].holds))
            for item in items.values()
            if any(not facts[name].holds for name in item.owed_if)
        ),
        tuple(fact for fact in facts.values() if fact.is_open and not fact.kind.assumed),
        tuple(sorted({on.year, (on + timedelta(days=60)).year} - known_years())),
        overlays.problems,
    )


def _list_duties(
    office: Office,
    span: Period,
    on: date,
    items_on: Callable[[date], tuple[DisclosureItem, ...]],
    facts: frozenset[str],
    triggers: Iterable[Trigger],
    published: tuple[Publication, ...],
) -> tuple[Duty, ...]:
    """Duties that fall due in a span, with the standing ones as they are on the day."""
    terms, happened = duty_terms(office, on), tuple(triggers)
    found = list_duties(span, items_on, facts, terms, happened, published)
    # what has to hang always is owed today, not on the last day that is shown
    standing = list_duties(Period(on, on), items_on, facts, terms, (), published)
    return tuple(
        sorted(
            (
                *(duty for duty in found if duty.frequency is not Frequency.STANDING),
                *(duty for duty in standing if duty.frequency is Frequency.STANDING),
            ),
            key=lambda duty: (duty.due_on, duty.duty, duty.period.first),
        )
    )


def _line(
    duty: Duty, item: DisclosureItem, on: date, soon: int, drafts: dict[str, list[NoticeOnTheWayRow]]
) -> DutyLine:
    trigger = duty.trigger
    parts = [duty.duty, duty.frequency.value, duty.period.first.isoformat()]
    if trigger is not None:
        parts += [trigger.record_id, trigger.stage]
    return DutyLine(
        "/".join(parts),
        duty,
        item,
        _title(duty, item),
        duty.state(on, soon),
        (duty.due_on - on).days,
        "" if duty.published is not None else _find_draft(duty, drafts),
    )


def _title(duty: Duty, item: DisclosureItem) -> str:
    if len(duty.items) == 1:
        return item.label
    from desktop.reports.template import template

    return template(item.layout).label


def _codes(item_code: str | None, covers: str | None) -> frozenset[str]:
    return frozenset(json.loads(covers) if covers else ()) | ({item_code} if item_code else set())


def _by_item(rows: Iterable[NoticeOnTheWayRow]) -> dict[str, list[NoticeOnTheWayRow]]:
    found: dict[str, list[NoticeOnTheWayRow]] = {}
    for row in rows:
        for code in _codes(row.item_code, row.covers):
            found.setdefault(code, []).append(row)
    return found


def _find_draft(duty: Duty, drafts: dict[str, list[NoticeOnTheWayRow]]) -> str:
    """The latest notice that would end a duty once it hangs."""
    first, last = duty.period.first.isoformat(), duty.period.last.isoformat()
    for code in duty.items:
        for row in drafts.get(code, ()):
            if duty.trigger is not None:
                if (row.record_id, row.stage or "") == (duty.trigger.record_id, duty.trigger.stage):
                    return row.id
            elif not row.record_id and row.period_from <= last and first <= row.period_to:
                return row.id
    return ""


def counted_since(office: Office, connection: Connection) -> date:
    """First day from which duties count: as set, else the day work began, or that notices speak of."""
    own = load_settings(office).duties_since
    if own:
        return date.fromisoformat(own)
    today = office.today()
    began = date.fromisoformat(queries.first_day_of_work(connection) or today.isoformat())
    told = queries.first_period(connection)
    return min(began, today, date.fromisoformat(told) if told is not None else today)


# What hangs


def list_publications(connection: Connection, on: date) -> tuple[Publication, ...]:
    """What hung by a day, for what it counts."""
    rows = (row for row in queries.list_publications(connection) if row.posted_on <= on.isoformat())
    return tuple(_publication(row, on) for row in rows)


def _publication(row: PublicationRow, on: date) -> Publication:
    down = row.taken_down_on if row.taken_down_on and row.taken_down_on <= on.isoformat() else None
    return Publication(
        row.notice_id,
        _codes(row.item_code, row.covers),
        Period(date.fromisoformat(row.period_from), date.fromisoformat(row.period_to)),
        date.fromisoformat(row.posted_on),
        date.fromisoformat(down) if down else None,
        row.record_id or "",
        row.stage or "",
    )


# What happened


def _triggers(office: Office, connection: Connection, major_cents: int, since: date) -> tuple[Trigger, ...]:
    """Everything on record from half a year before the first due day on that makes an item due."""
    first = (since - timedelta(days=183)).isoformat()
    found = (
        *_major_entries(connection, major_cents, first),
        *_aid(connection, first),
        *_projects(connection),
        *_contracts(connection, first),
        *_meetings(connection, first),
        *(replace(each, table="matter") for each in list_matter_triggers(office)),
        *_homesteads(connection, first),
        *_payments(connection),
    )
    known = {(each.item, each.record_id, each.stage): each for each in found}
    return tuple(
        each if office.may(RIGHTS.get(each.table, Right.READ_NOTICES)) else replace(each, title="")
        for each in known.values()
    )


def _money(row: HappeningRow) -> str:
    if row.amount_cents is None:
        return row.title
    return f"{row.title}，{row.amount_cents / 100:,.2f} 元"


def _major_entries(connection: Connection, least_cents: int, since: str) -> Iterable[Trigger]:
    for row in queries.list_major_entries(connection, least_cents, since):
        yield Trigger("F805", date.fromisoformat(row.on), _money(row), row.record_id, table="funds_entry")
        if row.kind in ("I07", "O07"):
            yield Trigger("F801", date.fromisoformat(row.on), _money(row), row.record_id, table="funds_entry")


def _aid(connection: Connection, since: str) -> Iterable[Trigger]:
    for row in queries.list_grant_changes(connection, since[:7]):
        kind = find_aid_kind(row.aid_kind)
        if kind is not None:
            on = date.fromisoformat(f"{row.month}-01")
            yield Trigger(kind.item, on, _changes(row), row.record_id, table="aid_grant")


def _changes(row: GrantChangeRow) -> str:
    parts = (("新增", row.begun), ("变更", row.changed), ("停止", row.stopped))
    told = "、".join(f"{word}{count}户" for word, count in parts if count)
    year, _, month = row.month.partition("-")
    return f"{year}年{int(month)}月{told}"


def _projects(connection: Connection) -> Iterable[Trigger]:
    for row in queries.list_projects(connection):
        for stage, day in zip(STAGES, (row.decided_on, row.begun_on, row.accepted_on), strict=True):
            if day:
                yield Trigger("F803", date.fromisoformat(day), row.name, row.id, stage, "project")


def _contracts(connection: Connection, since: str) -> Iterable[Trigger]:
    for row in queries.list_contracts(connection, since):
        item = "V24" if row.kind == "land" else "F802"
        yield Trigger(item, date.fromisoformat(row.on), _money(row), row.record_id, table="contract")


def _meetings(connection: Connection, since: str) -> Iterable[Trigger]:
    of_matters = queries.meetings_of_decisions(connection)
    for row, resolved in queries.list_meetings(connection, _MEETINGS, since):
        if row.record_id in of_matters:
            continue
        if resolved or row.kind in _HELD_IS_ENOUGH:
            yield Trigger(
                _MEETINGS[row.kind], date.fromisoformat(row.on), row.title, row.record_id, table="meeting"
            )


def _payments(connection: Connection) -> Iterable[Trigger]:
    """Each payment once before it is made and once after; the stage tells the two sheets apart."""
    programmes = code_table("subsidy_programme")
    for row in queries.list_payments(connection):
        named = replace(row, title=programmes.label(row.title))
        yield Trigger("V21", date.fromisoformat(row.on), _money(named), row.record_id, row.kind, "subsidy")


def _homesteads(connection: Connection, since: str) -> Iterable[Trigger]:
    for row in queries.list_homesteads(connection, since):
        yield Trigger("V09", date.fromisoformat(row.on), row.title, row.record_id, table="homestead")
    for row in queries.list_applications(connection, _APPLICATION, since):
        yield Trigger(
            "V09", date.fromisoformat(row.on), f"{row.title}户申请", row.record_id, table="sheet_row"
        )


def find_household(office: Office, homestead_id: str) -> str:
    """The household that a homestead belongs to; empty when the homestead is gone.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    with office.store.reading() as connection:
        return queries.household_of(connection, homestead_id)


# Doing one


def request_for(office: Office, line: DutyLine, today: date | None = None) -> NoticeRequest:
    """What the notice that ends a duty has to be asked as; the drafter may change what is not fixed."""
    day = (today or office.today()).isoformat()
    duty, item = line.duty, line.item
    trigger = duty.trigger
    period = _told_period(duty)
    return NoticeRequest(
        _layout(item, trigger),
        period.first.isoformat(),
        period.last.isoformat(),
        day,
        posted_on=day,
        item=item.code,
        covers=tuple(dict.fromkeys((*duty.items, *TOLD_WITH.get(item.code, ())))),
        record_id=trigger.record_id if trigger is not None else "",
        stage=trigger.stage if trigger is not None else "",
        places=places_of(load_settings(office), item.scope),
        values=_values(item, trigger, duty),
    )


def _layout(item: DisclosureItem, trigger: Trigger | None) -> str:
    if trigger is not None and trigger.table == "matter":
        return MATTER_LAYOUTS[trigger.stage]
    if trigger is not None and trigger.table == "sheet_row":
        return _APPLICATION
    if trigger is not None and trigger.table == "subsidy":
        return _PAYMENT_LAYOUTS[trigger.stage]
    return item.layout


def _told_period(duty: Duty) -> Period:
    """The days that a sheet speaks of: the month of a change of aid, the year of what always hangs."""
    if duty.frequency is Frequency.STANDING:
        return Period.year(duty.due_on.year)
    trigger = duty.trigger
    if trigger is not None and trigger.table == "aid_grant":
        return Period.month(trigger.on.year, trigger.on.month)
    if trigger is not None and trigger.table == "subsidy":
        return Period.year(trigger.on.year)
    return duty.period


def _values(item: DisclosureItem, trigger: Trigger | None, duty: Duty) -> tuple[tuple[str, str], ...]:
    """Gaps of the layout that the duty itself can fill."""
    if item.layout in ("text_notice", "party_text"):
        subject = item.label if trigger is not None else f"{_told_period(duty).words()}{item.label}"
        body = f"{day_words(trigger.on)}，{trigger.title}。" if trigger is not None and trigger.title else ""
        return (("subject", subject), ("body", body)) if body else (("subject", subject),)
    if trigger is not None and trigger.table == "subsidy":
        return (("programme", trigger.title.partition("，")[0]),)
    if item.layout == "aid_list" and (programme := programme_of(item.code)):
        return (("programme", programme),)
    if trigger is not None and trigger.table == "project":
        return (("project", trigger.title), ("stage", trigger.stage))
    return ()
