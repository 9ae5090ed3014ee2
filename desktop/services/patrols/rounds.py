"""Patrols (巡查): a round of several sites entered at once, put right, and turned into an event in danger."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from db.connection import Connection
from db.queries import patrols as queries
from db.queries.patrols import PatrolRow, ValueRow
from db.queries.stored_list import stored_list
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import Urgency
from desktop.domain.hazard_reading import ReadingSpec, ReadingWarning, read_value, warnings_of
from desktop.domain.list_text import list_text
from desktop.domain.local_moment import moment_text, read_moment, show_moment
from desktop.domain.patrol_rule import hazard_rules
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services import events
from desktop.services.events import NewEvent, Target
from desktop.services.office import Office
from desktop.services.patrols.alerts import Alert, list_alerts
from desktop.services.patrols.sites import Site, list_sites, specs_of

RESULTS, SIGNS, WEATHER = "patrol_result", "patrol_sign", "patrol_weather"
NORMAL, ABNORMAL, DANGER = "1", "2", "3"
_OTHER_CATEGORY = "0299"
_SOURCE = "S3"
_MOST_NAMES = 30


@dataclass(frozen=True, slots=True)
class NewPatrol:
    """One site of a round as it is typed.

    Attributes:
        site_id: The site.
        at: When it was patrolled, as typed.
        result: Code of patrol_result.
        readings: Values as typed, by name of the reading.
        signs: Codes of patrol_sign.
        action: What was done.
        reported_to: Who was told.
        reported_at: When, as typed; empty for when it was patrolled.
        note: Anything else.
        with_event: In danger, the matter is put on the task log with it.
    """

    site_id: str
    at: str
    result: str = NORMAL
    readings: Mapping[str, str] | None = None
    signs: tuple[str, ...] = ()
    action: str = ""
    reported_to: str = ""
    reported_at: str = ""
    note: str = ""
    with_event: bool = False


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round: who went, in what weather, to which sites.

    ``others`` are names of people who are not in the register.
    """

    patroller_ids: tuple[str, ...]
    patrols: tuple[NewPatrol, ...]
    others: str = ""
    weather: str = ""


@dataclass(frozen=True, slots=True)
class Patrol:
    """One patrol with its words.

    Attributes:
        row: As the file keeps it.
        site: Name of the site.
        site_kind: Code of hazard_kind.
        names: Who went.
        result_label: Normal, abnormal, danger.
        sign_labels: What was seen.
        weather_label: The weather.
        units: Units of its readings, by name.
        is_late: Entered so long after it that lists say so.
        unreported: Danger that nobody was told of by the record.
    """

    row: PatrolRow
    site: str
    site_kind: str
    names: tuple[str, ...]
    result_label: str
    sign_labels: tuple[str, ...]
    weather_label: str
    units: Mapping[str, str]
    is_late: bool

    @property
    def unreported(self) -> bool:
        """Danger that nobody was told of by the record."""
        return self.row.result == DANGER and not (self.row.reported_to or self.row.event_id)

    @property
    def at(self) -> str:
        """When, on the clock of the office."""
        return show_moment(self.row.patrolled_at)

    @property
    def reading_words(self) -> str:
        """Its readings in a line, each with its unit."""
        return "，".join(
            f"{name} {value} {self.units.get(name, '')}".rstrip() for name, value in self.row.readings.items()
        )


@dataclass(frozen=True, slots=True)
class PatrolFilter:
    """Which patrols of a span (ISO days, both included) are asked for; empty texts mean all."""

    first: str
    last: str
    site_id: str = ""
    result: str = ""
    alert_id: str = ""
    text: str = ""


# Reading


def list_patrols(office: Office, wanted: PatrolFilter) -> tuple[Patrol, ...]:
    """Patrols of a span, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    first, last = _moments(office, wanted.first, wanted.last)
    with office.store.reading() as connection:
        rows = queries.list_patrols(connection, first, last, wanted.site_id)
        shown = _shown(office, connection, rows)
    return tuple(each for each in shown if _fits(each, wanted))


def get_patrol(office: Office, patrol_id: str) -> Patrol:
    """One patrol.

    Raises:
        ProblemError: PTL-046 there is none, SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        row = queries.find_patrol(connection, patrol_id)
        if row is None:
            raise ProblemError(Problem("PTL-046"))
        return _shown(office, connection, (row,))[0]


def _moments(office: Office, first: str, last: str) -> tuple[str, str]:
    """The span of some days as moments; PTL-047 for days that are none."""
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise ProblemError(Problem("PTL-047", {"value": f"{first} — {last}"})) from None
    zone = office.clock().astimezone().tzinfo
    begins, ends = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in days)
    return moment_text(begins), moment_text(ends + timedelta(days=1))


def _shown(office: Office, connection: Connection, rows: Sequence[PatrolRow]) -> tuple[Patrol, ...]:
    sites = {row.id: row for row in queries.list_sites(connection)}
    people = queries.names_of(connection, [one for row in rows for one in row.patroller_ids])
    hours = get_rule("patrol.late_entry.hours", office.today(), office.vault.village.division_code).value
    results, signs, weather = code_table(RESULTS), code_table(SIGNS), code_table(WEATHER)
    return tuple(
        Patrol(
            row,
            sites[row.site_id].name if row.site_id in sites else "",
            sites[row.site_id].kind if row.site_id in sites else "",
            tuple(people[one] for one in row.patroller_ids if one in people) + split_names(row.patrollers),
            results.label(row.result),
            tuple(signs.label(sign) for sign in row.signs),
            weather.label(row.weather) if row.weather else "",
            {spec.name: spec.unit for spec in specs_of(sites[row.site_id])} if row.site_id in sites else {},
            _moment(row.entered_at) - _moment(row.patrolled_at) >= timedelta(hours=hours),
        )
        for row in rows
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _fits(patrol: Patrol, wanted: PatrolFilter) -> bool:
    text = wanted.text.strip().casefold()
    row = patrol.row
    words = (patrol.site, "、".join(patrol.names), row.action, row.note, row.reported_to)
    return (
        (not wanted.result or row.result == wanted.result)
        and (not wanted.alert_id or row.alert_id == wanted.alert_id)
        and (not text or text in "\n".join((*words, *patrol.sign_labels)).casefold())
    )


def split_names(text: str) -> tuple[str, ...]:
    """Names typed in a line, with any comma or blank between them; each once."""
    for mark in ("，", ",", "；", ";", "　", " "):
        text = text.replace(mark, "、")
    return tuple(dict.fromkeys(name for name in text.split("、") if name))


@dataclass(frozen=True, slots=True)
class SiteForm:
    """What the form of a round needs of a site: what is measured and what was measured last."""

    site: Site
    last: Mapping[str, ValueRow]
    signs: tuple[str, ...]


def open_forms(office: Office, site_ids: Sequence[str], *, closed: bool = False) -> tuple[SiteForm, ...]:
    """Some sites in the order of the route, with their last values before now; closed ones when asked.

    Raises:
        ProblemError: SYS-403.
    """
    sites = [site for site in list_sites(office, closed=closed) if site.row.id in site_ids]
    with office.store.reading() as connection:
        return tuple(
            SiteForm(
                site,
                queries.last_values(connection, site.row.id, office.now_text()),
                signs_of(site.row.kind),
            )
            for site in sites
        )


def signs_of(kind: str) -> tuple[str, ...]:
    """Signs that one looks for at a kind of site; all of them where the kind is not known."""
    rule = hazard_rules().get(kind)
    return rule.signs if rule else tuple(entry.code for entry in code_table(SIGNS).entries)


def jump_percent(office: Office) -> int:
    """A change of more than this share is a jump, for readings without a change of their own."""
    code = office.vault.village.division_code
    return get_rule("patrol.reading.jump.percent", office.today(), code).value


def reading_warnings(
    spec: ReadingSpec, typed: str, last: str, share: int
) -> tuple[tuple[ReadingWarning, ...], tuple[Problem, ...]]:
    """What is out of the ordinary about a typed value, or what is wrong with it."""
    value = read_value(typed)
    before = read_value(last).value
    if value.value is None:
        return (), value.problems
    return warnings_of(spec, value.value, before, share), ()


@dataclass(frozen=True, slots=True)
class SiteCourse:
    """The values of one reading of a site over time, the earliest first: moment, value."""

    spec: ReadingSpec
    values: tuple[tuple[str, Decimal], ...]


def read_course(office: Office, site: Site, most: int = 60) -> tuple[SiteCourse, ...]:
    """What was measured at a site, reading by reading, the last so many values of each.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        rows = queries.list_patrols(connection, "", "9", site.row.id)
    found = []
    for spec in site.readings:
        values = [
            (row.patrolled_at, value)
            for row in reversed(rows)
            if (value := read_value(row.readings.get(spec.name, "")).value) is not None
        ]
        found.append(SiteCourse(spec, tuple(values[-most:])))
    return tuple(found)


# Writing


def check_round(office: Office, new: NewRound) -> tuple[Problem, ...]:
    """What keeps a round from being taken; ``row`` of a place is the site's place in the round, from 1.

    Returns:
        PTL-040 nobody went, PTL-041 no site, PTL-042 no time or one to come, PTL-043 danger or something
        abnormal without what was seen, PTL-044 no result, PTL-045 somebody who is not in the register,
        PTL-010 a site that there is not, PTL-021 a reading that is none.
    """
    with office.store.reading() as connection:
        known = {row.id: row for row in queries.list_sites(connection)}
        people = queries.names_of(connection, new.patroller_ids)
    now = office.clock().astimezone()
    problems: list[Problem] = []
    if not new.patroller_ids and not split_names(new.others):
        problems.append(Problem("PTL-040", place=Place(field="patrollers")))
    if set(new.patroller_ids) - people.keys() or len(split_names(new.others)) > _MOST_NAMES:
        problems.append(Problem("PTL-045", place=Place(field="patrollers")))
    if not new.patrols:
        problems.append(Problem("PTL-041", place=Place(field="sites")))
    for number, each in enumerate(new.patrols, start=1):
        site = known.get(each.site_id)
        if site is None:
            problems.append(Problem("PTL-010", place=Place(row=number, field="sites")))
            continue
        for field, text in (("at", each.at), ("reported_at", each.reported_at)):
            moment = read_moment(text, now)
            if field == "reported_at" and not text.strip():
                continue
            if moment is None or moment > now + timedelta(minutes=1):
                values = {"value": text.strip(), "site": site.name}
                problems.append(Problem("PTL-042", values, Place(row=number, field=field)))
        if each.result not in code_table(RESULTS):
            problems.append(Problem("PTL-044", {"site": site.name}, Place(row=number, field="result")))
        if each.result in (ABNORMAL, DANGER) and not (each.signs or each.note.strip()):
            values = {"site": site.name, "result": code_table(RESULTS).label(each.result)}
            problems.append(Problem("PTL-043", values, Place(row=number, field="signs")))
        for name, text in (each.readings or {}).items():
            problems += [
                Problem(one.code, one.values, Place(row=number, field=f"readings/{name}"))
                for one in read_value(text).problems
            ]
    return tuple(problems)


def add_round(office: Office, new: NewRound) -> tuple[str, ...]:
    """Put a round on record as one action, with the events it asks for.

    Returns:
        Ids of its patrols, in the order of its sites.

    Raises:
        ProblemError: As `check_round`; SYS-403, without the right to log an event where one is asked for.
    """
    office.require(Right.EDIT_PATROLS)
    if any(each.with_event for each in new.patrols):
        office.require(Right.EDIT_EVENTS)
    if problems := check_round(office, new):
        raise ProblemError(problems)
    sites = {site.row.id: site for site in list_sites(office, closed=True)}
    alerts = list_alerts(office)
    with office.change("edit", f"登记巡查 {len(new.patrols)} 个点") as work:
        made = []
        for each in new.patrols:
            site = sites[each.site_id]
            columns = _stored(office, new, each, site, alerts)
            if each.with_event:
                going = _names(work, new)
                columns["event_id"] = events.insert_event(office, work, event_of(site, columns, going))
            made.append(work.insert("patrol", {**columns, "entered_at": office.now_text()}))
    return tuple(made)


def edit_patrol(office: Office, patrol_id: str, new: NewRound) -> None:
    """Put one patrol right; ``new`` holds just this one. When it was entered stays.

    Raises:
        ProblemError: As `check_round`; PTL-046 there is none; SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    if problems := check_round(office, new):
        raise ProblemError(problems)
    (each,) = new.patrols
    sites = {site.row.id: site for site in list_sites(office, closed=True)}
    site = sites[each.site_id]
    columns = _stored(office, new, each, site, list_alerts(office))
    with office.change("edit", f"修改巡查：{site.row.name}") as work:
        if not work.update("patrol", patrol_id, columns):
            raise ProblemError(Problem("PTL-046"))


def remove_patrol(office: Office, patrol_id: str) -> None:
    """Remove a patrol that was entered by mistake; an event made from it stays.

    Raises:
        ProblemError: PTL-046 there is none, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    with office.change("edit", "删除巡查 1 条") as work:
        if not work.delete("patrol", patrol_id):
            raise ProblemError(Problem("PTL-046"))


def make_event(office: Office, patrol_id: str) -> str:
    """Put what a patrol found on the task log, with everything that is known filled in.

    Returns:
        Id of the event; the one that there is, where it was made before.

    Raises:
        ProblemError: PTL-046 there is no such patrol, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    office.require(Right.EDIT_EVENTS)
    patrol = get_patrol(office, patrol_id)
    if patrol.row.event_id:
        return patrol.row.event_id
    site = next((each for each in list_sites(office, closed=True) if each.row.id == patrol.row.site_id), None)
    if site is None:
        raise ProblemError(Problem("PTL-010"))
    columns: dict[str, Value] = {
        "patrolled_at": patrol.row.patrolled_at,
        "result": patrol.row.result,
        "signs": list_text(patrol.row.signs),
        "readings": json.dumps(patrol.row.readings, ensure_ascii=False) if patrol.row.readings else None,
        "action": patrol.row.action,
        "reported_to": patrol.row.reported_to,
        "reported_at": patrol.row.reported_at,
        "note": patrol.row.note,
    }
    with office.change("edit", f"巡查转事项：{site.row.name}") as work:
        event_id = events.insert_event(office, work, event_of(site, columns, patrol.names))
        work.update("patrol", patrol_id, {"event_id": event_id})
    return event_id


def event_of(site: Site, columns: Mapping[str, Value], names: Sequence[str]) -> NewEvent:
    """The event of what a patrol found; urgent in danger, about every household below the site."""
    is_danger = columns["result"] == DANGER
    signs = [code_table(SIGNS).label(code) for code in stored_list(_text(columns, "signs"))]
    readings = json.loads(_text(columns, "readings") or "{}")
    parts = (
        f"{show_moment(_text(columns, 'patrolled_at'))} 巡查“{site.row.name}”发现"
        + ("险情" if is_danger else "异常")
        + (f"：{'、'.join(signs)}" if signs else ""),
        f"读数：{'，'.join(f'{name} {value}' for name, value in readings.items())}" if readings else "",
        _text(columns, "note"),
        f"已处置：{_text(columns, 'action')}" if _text(columns, "action") else "",
        f"已报告：{_text(columns, 'reported_to')}（{show_moment(_text(columns, 'reported_at'))}）"
        if _text(columns, "reported_to")
        else "",
        f"受威胁 {len(site.households)} 户 {site.people} 人，当天在家 {site.at_home} 人，"
        f"需协助转移 {site.to_help} 人"
        if site.households
        else "",
    )
    rule = hazard_rules().get(site.row.kind)
    title = f"{'险情' if is_danger else '隐患'}：{site.row.name}" + (f"，{signs[0]}" if signs else "")
    return NewEvent(
        title=title[: events.TITLE_LENGTH],
        kind="event",
        text="。\n".join(part for part in parts if part) + "。",
        category=rule.category if rule else _OTHER_CATEGORY,
        source=_SOURCE,
        urgency=Urgency.URGENT if is_danger else Urgency.NORMAL,
        place=site.row.position or site.row.name,
        reporter="、".join(names),
        happened_at=_text(columns, "patrolled_at"),
        targets=tuple(Target("household", each.household_id) for each in site.households),
    )


def _text(columns: Mapping[str, Value], column: str) -> str:
    return str(columns.get(column) or "")


def _names(work: Work, new: NewRound) -> tuple[str, ...]:
    people = queries.names_of(work.connection, new.patroller_ids)
    return tuple(people[one] for one in new.patroller_ids if one in people) + split_names(new.others)


def _stored(
    office: Office, new: NewRound, each: NewPatrol, site: Site, alerts: Sequence[Alert]
) -> dict[str, Value]:
    now = office.clock().astimezone()
    at = read_moment(each.at, now)
    assert at is not None, "checked before"
    told = read_moment(each.reported_at, now) if each.reported_at.strip() else at
    moment = moment_text(at)
    alert = next(
        (
            one
            for one in alerts
            if one.row.from_at <= moment
            and (not one.row.to_at or moment <= one.row.to_at)
            and one.concerns(site.row.kind)
        ),
        None,
    )
    readings = {
        name: str(value)
        for name, text in (each.readings or {}).items()
        if (value := read_value(text).value) is not None
    }
    return {
        "site_id": each.site_id,
        "patrolled_at": moment,
        "patroller_ids": list_text(new.patroller_ids) or "[]",
        "patrollers": "、".join(split_names(new.others)) or None,
        "weather": new.weather or None,
        "readings": json.dumps(readings, ensure_ascii=False) if readings else None,
        "signs": list_text(each.signs),
        "result": each.result,
        "action": each.action.strip() or None,
        "reported_to": each.reported_to.strip() or None,
        "reported_at": moment_text(told) if each.reported_to.strip() and told else None,
        "alert_id": alert.row.id if alert else None,
        "note": each.note.strip() or None,
    }
