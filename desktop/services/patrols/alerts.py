"""Times of special watch (预警): storm, heat, frost, fire danger; what they ask of patrols and visits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from db.queries import patrols as queries
from db.queries.patrols import AlertRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.local_moment import moment_text, read_moment, show_moment
from desktop.domain.patrol_due import AlertSpan
from desktop.domain.patrol_rule import watches
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

__all__ = ["AlertRow"]

KINDS, LEVELS = "patrol_alert_kind", "alert_level"
_MOST_HOURS = 72


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert with its words.

    Attributes:
        row: As the file keeps it.
        kind_label: What it warns of.
        level_label: Its colour; empty where none was named.
        every_hours: A patrol every so many hours: as ordered, or by the rule.
        kinds: Codes of hazard_kind whose sites it concerns; empty with an order of its own for all.
        watches_people: Those who need looking after are visited daily while it lasts.
        is_on: In force at the moment asked for.
    """

    row: AlertRow
    kind_label: str
    level_label: str
    every_hours: int
    kinds: frozenset[str]
    watches_people: bool
    is_on: bool

    @property
    def words(self) -> str:
        """Kind and colour, as people name it: 暴雨红色预警."""
        return f"{self.kind_label}{self.level_label}预警"

    def concerns(self, hazard_kind: str) -> bool:
        """Whether sites of a kind are patrolled for it; an alert of no listed kind concerns all."""
        return not self.kinds or hazard_kind in self.kinds

    def span(self) -> AlertSpan:
        """As the reckoning of due patrols takes it."""
        ends = datetime.fromisoformat(self.row.to_at) if self.row.to_at else None
        return AlertSpan(
            self.row.id,
            datetime.fromisoformat(self.row.from_at),
            ends,
            timedelta(hours=self.every_hours),
            timedelta(hours=watches()[self.row.kind].after_hours if self.row.kind in watches() else 0),
        )


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert as it is typed: moments in any notation, ``to_at`` empty while it lasts."""

    kind: str
    level: str
    from_at: str
    to_at: str = ""
    text: str = ""
    source: str = ""
    every_hours: str = ""


def alert_on(office: Office, day: date) -> tuple[Alert, ...]:
    """Alerts in force at some time of a day, the latest first.

    Raises:
        ProblemError: SYS-403, without the right to see patrols or visits.
    """
    if not office.may(Right.READ_VISITS):
        office.require(Right.READ_PATROLS)
    zone = office.clock().astimezone().tzinfo
    begins = datetime(day.year, day.month, day.day, tzinfo=zone)
    ends = moment_text(begins + timedelta(days=1))
    with office.store.reading() as connection:
        rows = queries.list_alerts(connection, moment_text(begins))
    return tuple(_alert(row, office) for row in rows if row.from_at < ends)


def list_alerts(office: Office, since: str = "") -> tuple[Alert, ...]:
    """Alerts that last or ended after a moment (UTC ISO text), the latest first; empty for all.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        rows = queries.list_alerts(connection, since)
    return tuple(_alert(row, office) for row in rows)


def _alert(row: AlertRow, office: Office) -> Alert:
    now = office.now_text()
    watch = watches().get(row.kind)
    hours = row.every_hours or (watch.hours(row.level) if watch else 24)
    return Alert(
        row,
        code_table(KINDS).label(row.kind),
        code_table(LEVELS).label(row.level) if row.level else "",
        hours,
        watch.kinds if watch else frozenset(),
        bool(watch and watch.people),
        row.from_at <= now and (not row.to_at or now < row.to_at),
    )


def check_alert(office: Office, new: NewAlert) -> tuple[dict[str, Value], Sequence[Problem]]:
    """What would be stored of an alert, and what keeps it from being taken.

    Returns:
        Columns, and PTL-001 no kind, PTL-002 a moment that can't be read, PTL-003 an end before the
        beginning, PTL-004 hours that are none.
    """
    now = office.clock().astimezone()
    problems: list[Problem] = []
    if new.kind not in code_table(KINDS):
        problems.append(Problem("PTL-001", place=Place(field="kind")))
    moments: dict[str, datetime] = {}
    for field, text in (("from_at", new.from_at), ("to_at", new.to_at)):
        if field == "to_at" and not text.strip():
            continue
        moment = read_moment(text, now)
        if moment is None:
            problems.append(Problem("PTL-002", {"value": text.strip()}, Place(field=field)))
        else:
            moments[field] = moment
    if len(moments) == 2 and moments["to_at"] <= moments["from_at"]:
        problems.append(Problem("PTL-003", place=Place(field="to_at")))
    hours = new.every_hours.strip()
    if hours and not (hours.isascii() and hours.isdecimal() and 0 < int(hours) <= _MOST_HOURS):
        values = {"value": hours, "most": str(_MOST_HOURS)}
        problems.append(Problem("PTL-004", values, Place(field="every_hours")))
    if problems:
        return {}, problems
    return {
        "kind": new.kind,
        "level": new.level or None,
        "text": new.text.strip() or None,
        "source": new.source.strip() or None,
        "from_at": moment_text(moments["from_at"]),
        "to_at": moment_text(moments["to_at"]) if "to_at" in moments else None,
        "every_hours": int(hours) if hours else None,
    }, ()


def add_alert(office: Office, new: NewAlert) -> str:
    """Put an alert on record; returns its id.

    Raises:
        ProblemError: As `check_alert`; SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    columns, problems = check_alert(office, new)
    if problems:
        raise ProblemError(tuple(problems))
    with office.change("edit", f"登记预警：{code_table(KINDS).label(new.kind)}") as work:
        return work.insert("patrol_alert", columns)


def edit_alert(office: Office, alert_id: str, new: NewAlert) -> None:
    """Put an alert right.

    Raises:
        ProblemError: As `check_alert`; PTL-005 there is none; SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    columns, problems = check_alert(office, new)
    if problems:
        raise ProblemError(tuple(problems))
    with office.change("edit", f"修改预警：{code_table(KINDS).label(new.kind)}") as work:
        if not work.update("patrol_alert", alert_id, columns):
            raise ProblemError(Problem("PTL-005"))


def end_alert(office: Office, alert_id: str, at: str = "") -> None:
    """End an alert at a moment as typed, or now.

    Raises:
        ProblemError: PTL-002, PTL-003, PTL-005 there is none, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    with office.store.reading() as connection:
        row = queries.find_alert(connection, alert_id)
    if row is None:
        raise ProblemError(Problem("PTL-005"))
    new = typed_alert(row)
    edit_alert(office, alert_id, replace(new, to_at=at.strip() or show_moment(office.now_text())))


def typed_alert(row: AlertRow) -> NewAlert:
    """An alert as it would be typed, to begin a form with."""
    return NewAlert(
        row.kind,
        row.level,
        show_moment(row.from_at),
        show_moment(row.to_at),
        row.text,
        row.source,
        str(row.every_hours) if row.every_hours else "",
    )


def remove_alert(office: Office, alert_id: str) -> None:
    """Remove an alert that was entered by mistake; patrols that name it stay.

    Raises:
        ProblemError: PTL-005 there is none, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    with office.change("edit", "删除预警 1 条") as work:
        if not work.delete("patrol_alert", alert_id):
            raise ProblemError(Problem("PTL-005"))
