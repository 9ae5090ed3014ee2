"""Hazard sites (隐患点): what they are, who looks after them, whom they threaten."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import patrols as queries
from db.queries.patrols import ShelterRow, SiteRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.hazard_reading import ReadingSpec, read_spec
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office
from desktop.services.patrols.threats import ThreatenedHousehold, read_threatened, set_threatened, site_order

__all__ = ["ShelterRow", "SiteRow"]

KINDS, STATES = "hazard_kind", "hazard_site_state"
CLOSED = "3"
NAME_LENGTH = 40
_MOST_PLACE = 999


@dataclass(frozen=True, slots=True)
class Site:
    """A hazard site with its words and the people behind it.

    Attributes:
        row: As the file keeps it.
        kind_label: What it is.
        state_label: Watched, being mended, closed.
        readings: What is measured there.
        households: Those that it threatens, in walking order.
    """

    row: SiteRow
    kind_label: str
    state_label: str
    readings: tuple[ReadingSpec, ...]
    households: tuple[ThreatenedHousehold, ...]

    @property
    def people(self) -> int:
        """Living members of its households by the register."""
        return sum(len(each.people) for each in self.households)

    @property
    def at_home(self) -> int:
        """How many of them are at home on the day."""
        return sum(each.at_home for each in self.households)

    @property
    def to_help(self) -> int:
        """How many of them are helped first."""
        return sum(bool(person.needs) for each in self.households for person in each.people)


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site as it is typed; people and households as ids, readings one a line, days ISO texts."""

    name: str
    kind: str
    number: str = ""
    position: str = ""
    state: str = "1"
    scale: str = ""
    cause: str = ""
    keeper_id: str = ""
    monitor_id: str = ""
    warning_signal: str = ""
    signal_giver: str = ""
    route: str = ""
    shelter_id: str = ""
    resettlement_unit: str = ""
    rescue_unit: str = ""
    advice: str = ""
    readings: str = ""
    found_on: str = ""
    route_order: str = ""
    note: str = ""
    households: tuple[str, ...] = ()


def list_sites(office: Office, *, closed: bool = False) -> tuple[Site, ...]:
    """Sites in the order in which one walks them; closed ones only when asked for.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        rows = queries.list_sites(connection)
        threatened = read_threatened(connection, office)
    wanted = [row for row in rows if closed or not row.closed_on]
    return tuple(_site(row, threatened) for row in sorted(wanted, key=site_order))


def get_site(office: Office, site_id: str) -> Site:
    """One site.

    Raises:
        ProblemError: PTL-010 there is none, SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        row = queries.find_site(connection, site_id)
        threatened = read_threatened(connection, office)
    if row is None:
        raise ProblemError(Problem("PTL-010"))
    return _site(row, threatened)


def specs_of(row: SiteRow) -> tuple[ReadingSpec, ...]:
    """What is measured at a site; entries of another PC's version that can't be read are left out."""
    return tuple(spec for text in row.readings if (spec := read_spec(text).value) is not None)


def _site(row: SiteRow, threatened: Sequence[ThreatenedHousehold]) -> Site:
    return Site(
        row,
        code_table(KINDS).label(row.kind) if row.kind else "",
        code_table(STATES).label(row.state),
        specs_of(row),
        tuple(each for each in threatened if row.id in each.site_ids),
    )


def list_shelters(office: Office) -> tuple[ShelterRow, ...]:
    """Places of safety that are in use.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        return queries.list_shelters(connection)


def check_site(new: NewSite, others: Sequence[SiteRow] = ()) -> tuple[Problem, ...]:
    """What keeps a site from being taken.

    Returns:
        PTL-012 no name, PTL-013 the name is too long, PTL-014 no kind, PTL-015 another watched site has
        the number, PTL-016 a place on the route that is none, PTL-020 a reading that can't be read,
        PTL-022 two readings of one name.
    """
    problems: list[Problem] = []
    if not new.name.strip():
        problems.append(Problem("PTL-012", place=Place(field="name")))
    if len(new.name.strip()) > NAME_LENGTH:
        problems.append(Problem("PTL-013", {"length": str(NAME_LENGTH)}, Place(field="name")))
    if new.kind not in code_table(KINDS):
        problems.append(Problem("PTL-014", place=Place(field="kind")))
    number = new.number.strip()
    taken = next((row for row in others if number and row.number == number and not row.closed_on), None)
    if taken is not None:
        problems.append(Problem("PTL-015", {"number": number, "name": taken.name}, Place(field="number")))
    order = new.route_order.strip()
    if order and _place(order) is None:
        problems.append(Problem("PTL-016", {"value": order}, Place(field="route_order")))
    specs = [read_spec(line) for line in new.readings.splitlines()]
    problems += [problem for each in specs for problem in each.problems]
    names = Counter(each.value.name for each in specs if each.value is not None)
    for name in (name for name, count in names.items() if count > 1):
        problems.append(Problem("PTL-022", {"name": name}, Place(field="readings")))
    return tuple(problems)


def _place(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text) <= _MOST_PLACE else None


def add_site(office: Office, new: NewSite) -> str:
    """Put a site on record with its households; returns its id.

    Raises:
        ProblemError: As `check_site`; PTL-011 a household that is not in the register; SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    with office.store.reading() as connection:
        rows = queries.list_sites(connection)
    if problems := check_site(new, rows):
        raise ProblemError(problems)
    with office.change("edit", f"新增隐患点：{new.name.strip()}") as work:
        site_id = work.insert("hazard_site", _stored(new))
        set_threatened(office, work, site_id, new.households)
    return site_id


def edit_site(office: Office, site_id: str, new: NewSite) -> None:
    """Put a site right, its households too.

    Raises:
        ProblemError: As `check_site`; PTL-010 there is none; PTL-011; SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    with office.store.reading() as connection:
        rows = [row for row in queries.list_sites(connection) if row.id != site_id]
    if problems := check_site(new, rows):
        raise ProblemError(problems)
    with office.change("edit", f"修改隐患点：{new.name.strip()}") as work:
        if not work.update("hazard_site", site_id, _stored(new)):
            raise ProblemError(Problem("PTL-010"))
        set_threatened(office, work, site_id, new.households)


def close_site(office: Office, site_id: str, closed_on: str, why: str) -> None:
    """Close a site that is no danger any more (销号); its patrols and cards stay on record.

    Raises:
        ProblemError: PTL-010, PTL-017 no day or one to come, PTL-018 no reason, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    problems = []
    try:
        is_past = date.fromisoformat(closed_on) <= office.today()
    except ValueError:
        is_past = False
    if not is_past:
        problems.append(Problem("PTL-017", {"value": closed_on}, Place(field="closed_on")))
    if not why.strip():
        problems.append(Problem("PTL-018", place=Place(field="why")))
    if problems:
        raise ProblemError(tuple(problems))
    site = get_site(office, site_id)
    note = "\n".join(part for part in (site.row.note, f"{closed_on} 销号：{why.strip()}") if part)
    with office.change("edit", f"隐患点销号：{site.row.name}") as work:
        work.update("hazard_site", site_id, {"closed_on": closed_on, "state": CLOSED, "note": note})


def reopen_site(office: Office, site_id: str) -> None:
    """Watch a closed site again.

    Raises:
        ProblemError: PTL-010, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    site = get_site(office, site_id)
    with office.change("edit", f"隐患点恢复在管：{site.row.name}") as work:
        work.update("hazard_site", site_id, {"closed_on": None, "state": "1"})


def typed_site(site: Site) -> NewSite:
    """A site as it would be typed, to begin a form with."""
    row = site.row
    return NewSite(
        name=row.name,
        kind=row.kind,
        number=row.number,
        position=row.position,
        state=row.state,
        scale=row.scale,
        cause=row.cause,
        keeper_id=row.keeper_id,
        monitor_id=row.monitor_id,
        warning_signal=row.warning_signal,
        signal_giver=row.signal_giver,
        route=row.route,
        shelter_id=row.shelter_id,
        resettlement_unit=row.resettlement_unit,
        rescue_unit=row.rescue_unit,
        advice=row.advice,
        readings="\n".join(spec.text for spec in site.readings),
        found_on=row.found_on,
        route_order=str(row.route_order or ""),
        note=row.note,
        households=tuple(each.household_id for each in site.households),
    )


def _stored(new: NewSite) -> dict[str, Value]:
    specs = [spec for line in new.readings.splitlines() if (spec := read_spec(line).value) is not None]
    texts = {
        "number": new.number,
        "position": new.position,
        "scale": new.scale,
        "cause": new.cause,
        "keeper_person_id": new.keeper_id,
        "monitor_person_id": new.monitor_id,
        "warning_signal": new.warning_signal,
        "signal_giver": new.signal_giver,
        "route": new.route,
        "shelter_id": new.shelter_id,
        "resettlement_unit": new.resettlement_unit,
        "rescue_unit": new.rescue_unit,
        "advice": new.advice,
        "found_on": new.found_on,
        "note": new.note,
    }
    return {
        "name": new.name.strip(),
        "hazard_kind": new.kind,
        "state": new.state or "1",
        "reading_names": list_text(spec.text for spec in specs),
        "route_order": _place(new.route_order.strip()),
        **{column: text.strip() or None for column, text in texts.items()},
    }
