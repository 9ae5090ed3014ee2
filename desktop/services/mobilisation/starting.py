"""Setting a mobilisation going: typed, or in one click from an order of the county."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from db.connection import Connection
from db.queries import mobilisation as queries
from db.queries.mobilisation import OrderRow
from db.queries.patrols import SiteRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.call_tree import Caller, CallRole, CallTree, TreeHousehold, build_call_tree
from desktop.domain.chinese_date import read_date
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId, new_id
from desktop.domain.list_text import list_text
from desktop.domain.local_moment import moment_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.mobilisation.area import Area, AreaHousehold, list_groups, read_area
from desktop.services.mobilisation.callers import read_callers
from desktop.services.numbering import series
from desktop.services.office import Office
from desktop.services.patrols.threats import watched_sites

__all__ = ["OrderRow", "SiteRow"]

_FIRST_OF_HOUSEHOLDS = 100


@dataclass(frozen=True, slots=True)
class NewMobilisation:
    """A mobilisation as it is started.

    Attributes:
        kind: Code of ``disaster_kind``.
        level: Code of ``alert_level``, 1 to 4.
        text: The order in words.
        source: Who gave it.
        groups: Villager groups of the area.
        site_ids: Hazard sites of the area; with no groups either, the whole village.
        started_at: T0 as typed (``3:10``, ``2026-06-20 3:10``); empty for now.
        deadline_at: By when all must be out, as typed; empty for none.
        is_drill: A drill.
        order_id: The county's order; empty for none.
        absent_ids: Callers who are not there today.
    """

    kind: str
    level: str
    text: str = ""
    source: str = ""
    groups: tuple[str, ...] = ()
    site_ids: tuple[str, ...] = ()
    started_at: str = ""
    deadline_at: str = ""
    is_drill: bool = False
    order_id: str = ""
    absent_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StartOffer:
    """What the dialog begins with: a mobilisation filled in, and what can be chosen."""

    new: NewMobilisation
    groups: tuple[str, ...]
    sites: tuple[SiteRow, ...]


@dataclass(frozen=True, slots=True)
class AreaPreview:
    """What a start would set going.

    Attributes:
        households: To be called.
        people: At home there.
        helped: Households that need help.
        away: Households with nobody at home.
        callers: People of the tree.
        skipped: Names of those who can't call, with the reason.
        uncalled: Households for whom no caller is left.
    """

    households: int
    people: int
    helped: int
    away: int
    callers: int
    skipped: tuple[tuple[str, str], ...]
    uncalled: int


def list_waiting_orders(office: Office) -> tuple[OrderRow, ...]:
    """Orders of the county that stand and were not answered by a mobilisation yet, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    with office.store.reading() as connection:
        return waiting_orders(connection)


def waiting_orders(connection: Connection) -> tuple[OrderRow, ...]:
    """As `list_waiting_orders`, inside a reading that is open."""
    return tuple(
        order
        for order in queries.list_orders(connection)
        if not (order.mobilisation_id or order.withdrawn_at or order.cleared_at)
    )


def suggest_start(office: Office, order_id: str = "") -> StartOffer:
    """A mobilisation filled in from an order, or from the last one that was started here.

    Raises:
        ProblemError: MOB-006 there is no such order, SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    with office.store.reading() as connection:
        groups, sites = list_groups(connection), watched_sites(connection)
        if order_id:
            return StartOffer(_from_order(office, _order(connection, order_id), groups, sites), groups, sites)
        last = next(iter(queries.list_mobilisations(connection)), None)
    kind, level, source = (last.kind, last.level, last.source) if last else ("02", "3", "")
    return StartOffer(NewMobilisation(kind, level, source=source), groups, sites)


def _order(connection: Connection, order_id: str) -> OrderRow:
    order = next((each for each in queries.list_orders(connection) if each.id == order_id), None)
    if order is None or order.withdrawn_at:
        raise ProblemError(Problem("MOB-006"))
    return order


def _from_order(
    office: Office, order: OrderRow, groups: Sequence[str], sites: Sequence[SiteRow]
) -> NewMobilisation:
    """The order's own words; groups and sites that its area names."""
    issued = datetime.fromisoformat(order.issued_at)
    late = get_rule("mobilisation.late.minutes", office.today(), office.vault.village.division_code).value
    is_fresh = timedelta() <= office.clock() - issued <= timedelta(minutes=late)
    return NewMobilisation(
        order.kind,
        order.level,
        order.text,
        f"{order.issuer}（{order.number}）",
        tuple(group for group in groups if group in order.area),
        tuple(site.id for site in sites if site.name and site.name in order.area),
        f"{issued.astimezone():%Y-%m-%d %H:%M}" if is_fresh else "",
        _shown(order.deadline_at),
        order.is_drill,
        order.id,
    )


def _shown(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else ""


def preview_start(office: Office, new: NewMobilisation) -> AreaPreview:
    """What a start would set going, without starting it.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    with office.store.reading() as connection:
        area, tree = _plan(office, connection, new)
    return AreaPreview(
        len(area.households),
        area.people,
        sum(bool(each.help) for each in area.households),
        len(area.away),
        len(tree.calls),
        tuple((each.name, each.hindrance) for each in tree.skipped),
        len(tree.uncalled),
    )


def start_order(office: Office, order_id: str) -> RecordId:
    """Set going what an order of the county asks for, as it says.

    Returns:
        The mobilisation; the one that stands where the order was started already.

    Raises:
        ProblemError: As `start`.
    """
    return start(office, suggest_start(office, order_id).new)


def start(office: Office, new: NewMobilisation) -> RecordId:
    """Set a mobilisation going: its callers and households are fixed from the register as it is now.

    Returns:
        Its id; the one that stands where the order was started already.

    Raises:
        ProblemError: MOB-003 no such kind or level, MOB-004 nobody is at home in the area, MOB-006 there is
            no such order, MOB-007 a time that is none or to come, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    started, deadline, problems = _check(office, new)
    mobilisation_id = _derived("mobilisation", new.order_id) if new.order_id else new_id()
    with office.store.reading() as connection:
        if new.order_id:
            _order(connection, new.order_id)
        if queries.find_mobilisation(connection, mobilisation_id) is not None:
            return mobilisation_id
        area, tree = _plan(office, connection, new)
        number = _number(office, connection, started)
    if not area.households:
        problems.append(Problem("MOB-004", place=Place(field="groups")))
    if problems:
        raise ProblemError(problems)
    late = get_rule("mobilisation.late.minutes", office.today(), office.vault.village.division_code).value
    label = code_table("disaster_kind").label(new.kind)
    drill = "演练" if new.is_drill else "动员"
    with office.change("edit", f"发起应急{drill}：{label}") as work:
        work.expect_many()
        work.insert(
            "mobilisation",
            {
                "number": number,
                "order_id": new.order_id or None,
                "source": new.source.strip() or None,
                "kind": new.kind,
                "level": new.level,
                "text": new.text.strip() or None,
                "groups": list_text(new.groups),
                "site_ids": list_text(new.site_ids),
                "started_at": moment_text(started),
                "deadline_at": moment_text(deadline) if deadline else None,
                "is_drill": int(new.is_drill),
                "entered_late": int(office.clock() - started > timedelta(minutes=late)),
            },
            mobilisation_id,
        )
        calls = _insert_calls(work, mobilisation_id, tree)
        _insert_lines(work, mobilisation_id, area, tree, calls)
    return mobilisation_id


def _check(office: Office, new: NewMobilisation) -> tuple[datetime, datetime | None, list[Problem]]:
    problems = []
    for field, table, code in (
        ("kind", "disaster_kind", new.kind),
        ("level", "alert_level", new.level),
    ):
        if code not in code_table(table):
            problems.append(Problem("MOB-003", {"value": code}, Place(field=field)))
    now = office.clock().astimezone()
    started = read_moment(new.started_at, now) if new.started_at.strip() else now
    if started is None or started > now:
        problems.append(Problem("MOB-007", {"time": new.started_at}, Place(field="started_at")))
        started = now
    deadline = read_moment(new.deadline_at, started) if new.deadline_at.strip() else None
    if new.deadline_at.strip() and (deadline is None or deadline < started):
        problems.append(Problem("MOB-008", {"time": new.deadline_at}, Place(field="deadline_at")))
    return started, deadline, problems


def read_moment(text: str, near: datetime) -> datetime | None:
    """A moment as typed: a time of day (of the day of ``near``), or a day in any notation and a time."""
    typed = " ".join(text.replace("：", ":").replace("T", " ").split())
    day_text, _, time_text = typed.rpartition(" ")
    plain = time_text.replace("点", ":").replace("时", ":").removesuffix("分").removesuffix(":")
    if plain.isdecimal() and len(plain) in (3, 4):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    try:
        hour, minute = (int(part) for part in plain.split(":")[:2])
        on = near.date()
        if day_text:
            read = read_date(day_text, near.date(), allow_future=True).value
            if read is None or len(read) != len("2026-01-01"):
                return None
            on = datetime.fromisoformat(read).date()
        return datetime(on.year, on.month, on.day, hour, minute, tzinfo=near.tzinfo)
    except ValueError:
        return None


def _derived(*about: str) -> RecordId:
    """An id that two PCs make alike for the same thing."""
    return RecordId(sha256("|".join(about).encode()).hexdigest()[:32])


def _number(office: Office, connection: Connection, started: datetime) -> str:
    prefix = f"{office.vault.village.division_code}-{started.year}-Y-{series(connection)}"
    return f"{prefix}{queries.next_serial(connection, prefix):03d}"


def _plan(office: Office, connection: Connection, new: NewMobilisation) -> tuple[Area, CallTree]:
    today = office.today()
    area = read_area(office, connection, new.groups, new.site_ids, today)
    callers = read_callers(connection, area.households, set(new.absent_ids))
    most = get_rule("mobilisation.caller.households", today, office.vault.village.division_code).value
    tree = build_call_tree([_tree_household(each, new.absent_ids) for each in area.households], callers, most)
    return area, tree


def _tree_household(each: AreaHousehold, absent: Sequence[str]) -> TreeHousehold:
    contact = None
    if each.contact is not None and not each.help and each.contact[0] not in absent:
        person_id, name, phone = each.contact
        contact = Caller(person_id, name, phone, CallRole.NEIGHBOUR, each.unit, each.group, each.id)
    return TreeHousehold(each.id, each.unit, each.group, bool(each.help), contact, each.linked)


_CALL_COLUMNS = (
    *("id", "mobilisation_id", "person_id", "name", "phone", "role", "caller_id", "sequence", "area"),
    *("skipped_reason", "stands_in_for"),
)
_LINE_COLUMNS = (
    *("id", "mobilisation_id", "household_id", "call_id", "sequence", "needs_help", "help_text", "people"),
    *("site_id", "shelter_id"),
)


def _insert_calls(work: Work, mobilisation_id: str, tree: CallTree) -> dict[str, str]:
    names = {grid.id: grid.name for grid in queries.list_grids(work.connection)}
    ids = {
        call.caller.person_id: _derived(mobilisation_id, "call", call.caller.person_id) for call in tree.calls
    }
    rows: list[tuple[Value, ...]] = []
    for number, call in enumerate(tree.calls, start=1):
        one = call.caller
        area = names.get(one.unit, one.group)
        rows.append(
            (
                *(ids[one.person_id], mobilisation_id, one.person_id, one.name, one.phone, one.role.value),
                *(ids.get(call.called_by), number, area or None, None, call.stands_in_for or None),
            )
        )
    for number, one in enumerate(tree.skipped, start=len(tree.calls) + 1):
        made = _derived(mobilisation_id, "call", one.person_id)
        area = names.get(one.unit, one.group)
        rows.append(
            (
                *(made, mobilisation_id, one.person_id, one.name, one.phone or None, one.role.value),
                *(None, number, area or None, one.hindrance, None),
            )
        )
    work.insert_many("mobilisation_call", _CALL_COLUMNS, rows)
    return {household: ids[call.caller.person_id] for call in tree.calls for household in call.households}


def _insert_lines(
    work: Work, mobilisation_id: str, area: Area, tree: CallTree, calls: dict[str, str]
) -> None:
    callers = len(tree.calls) + len(tree.skipped)
    first = (callers // _FIRST_OF_HOUSEHOLDS + 1) * _FIRST_OF_HOUSEHOLDS + 1
    rows: list[tuple[Value, ...]] = []
    for number, each in enumerate(area.households, start=first):
        rows.append(
            (
                *(_derived(mobilisation_id, "household", each.id), mobilisation_id, each.id),
                *(calls.get(each.id), number, int(bool(each.help)), "、".join(each.help) or None),
                *(each.people, each.site_id or None, each.shelter_id or None),
            )
        )
    work.insert_many("mobilisation_household", _LINE_COLUMNS, rows)
