"""Who sets others going: heads and workers of grids, linked officials and party members, group heads."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from db.connection import Connection
from db.queries import mobilisation as queries
from db.queries.mobilisation import GridRow, StaffRow
from desktop.domain.accounts import Right
from desktop.domain.call_tree import Caller, CallRole
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.mobilisation.area import AT_HOME, AreaHousehold
from desktop.services.office import Office
from desktop.services.shown_phone import shown_phone

_WORKER_TAG, _HELPER_TAGS = "H04", ("H03", "H02")
"""Special groups: grid workers; heads of villager groups and villager representatives."""


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """Somebody of a grid: ``hindrance`` says why they could not call today."""

    person_id: str
    name: str
    phone: str
    hindrance: str


@dataclass(frozen=True, slots=True)
class GridStaff:
    """A grid with who leads it and who works in it.

    ``is_set`` says that its workers were named; else they are those whom the register marks as grid workers.
    """

    grid_id: str
    code: str
    name: str
    head: StaffPerson | None
    workers: tuple[StaffPerson, ...]
    is_set: bool


def list_grid_staff(office: Office) -> tuple[GridStaff, ...]:
    """The grids of the village with their people.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    with office.store.reading() as connection:
        grids = queries.list_grids(connection)
        tagged = [person for person, _ in queries.people_tagged(connection, (_WORKER_TAG,))]
        staff = queries.find_staff(
            connection, [*tagged, *(one for grid in grids for one in (grid.head_id, *grid.worker_ids))]
        )
    staff = {
        key: replace(row, mobile=shown_phone(office, row.mobile, Right.EDIT_MOBILISATION))
        for key, row in staff.items()
    }
    return tuple(_grid_staff(grid, staff, tagged) for grid in grids)


def _grid_staff(grid: GridRow, staff: dict[str, StaffRow], tagged: Sequence[str]) -> GridStaff:
    workers = _workers(grid, staff, tagged)
    head = staff.get(grid.head_id)
    return GridStaff(
        grid.id,
        grid.code,
        grid.name,
        _person(head) if head else None,
        tuple(_person(staff[one]) for one in workers if one in staff),
        bool(grid.worker_ids),
    )


def _workers(grid: GridRow, staff: dict[str, StaffRow], tagged: Sequence[str]) -> tuple[str, ...]:
    if grid.worker_ids:
        return grid.worker_ids
    return tuple(
        one for one in tagged if one in staff and staff[one].grid_id == grid.id and one != grid.head_id
    )


def _person(row: StaffRow) -> StaffPerson:
    away = _away(row, ())
    return StaffPerson(row.person_id, row.name, row.mobile, away or ("" if row.mobile else "没有电话"))


def _away(row: StaffRow, absent: Collection[str]) -> str:
    if not row.is_alive:
        return "已去世或迁出"
    if row.person_id in absent:
        return "今天不在"
    return "" if row.residence_state in AT_HOME else "外出"


def set_grid_staff(office: Office, grid_id: str, head_id: str, worker_ids: Sequence[str]) -> None:
    """Name the head and the workers of a grid.

    Raises:
        ProblemError: MOB-030 there is no such grid, MOB-031 somebody is not in the register, SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    wanted = tuple(dict.fromkeys(worker_ids))
    with office.store.reading() as connection:
        grid = next((each for each in queries.list_grids(connection) if each.id == grid_id), None)
        known = queries.find_staff(connection, [head_id, *wanted])
    if grid is None:
        raise ProblemError(Problem("MOB-030"))
    for field, ids in (("head", [head_id] if head_id else []), ("workers", wanted)):
        if any(one not in known or not known[one].is_alive for one in ids):
            raise ProblemError(Problem("MOB-031", place=Place(field=field)))
    values = {
        "head_person_id": head_id or None,
        "worker_person_ids": list_text(one for one in wanted if one != head_id),
    }
    with office.change("edit", f"网格长、网格员：{grid.name}") as work:
        work.update("grid", grid_id, values)


def read_callers(
    connection: Connection, households: Iterable[AreaHousehold], absent: Collection[str]
) -> tuple[Caller, ...]:
    """Everybody who should call the households of an area, who can and who can't.

    Args:
        connection: The register.
        households: Those of the area.
        absent: People who are not there today, whatever the register says.
    """
    wanted = tuple(households)
    units = {each.unit for each in wanted}
    unit_of = {person: each.unit for each in reversed(wanted) for person in each.linked}
    grids = [grid for grid in queries.list_grids(connection) if grid.id in units]
    tagged = queries.people_tagged(connection, (_WORKER_TAG, *_HELPER_TAGS))
    staff = queries.find_staff(
        connection,
        [
            *(one for grid in grids for one in (grid.head_id, *grid.worker_ids)),
            *unit_of,
            *(person for person, _ in tagged),
        ],
    )
    workers_tagged = [person for person, tag in tagged if tag == _WORKER_TAG]
    found: list[Caller] = []

    def add(person_id: str, role: CallRole, unit: str) -> None:
        row = staff.get(person_id)
        if row is not None:
            found.append(
                Caller(
                    row.person_id,
                    row.name,
                    row.mobile,
                    role,
                    unit,
                    row.group,
                    row.household_id,
                    _away(row, absent),
                )
            )

    for grid in grids:
        add(grid.head_id, CallRole.HEAD, grid.id)
        for one in _workers(grid, staff, workers_tagged):
            add(one, CallRole.WORKER, grid.id)
    for person, unit in unit_of.items():
        add(person, CallRole.HELPER, unit)
    for person, tag in tagged:
        row = staff.get(person)
        # without grids the village is one unit, whose workers are those that the register marks
        is_here = row is not None and row.grid_id in units
        if tag in _HELPER_TAGS and is_here and row is not None:
            add(person, CallRole.HELPER, row.grid_id)
        elif tag == _WORKER_TAG and is_here and row is not None and not row.grid_id:
            add(person, CallRole.WORKER, "")
    return tuple(found)
