"""Shelters (避灾安置点): where people are brought, who opens them, what is kept there."""

from dataclasses import dataclass, replace

from db.queries import mobilisation as queries
from db.queries.mobilisation import ShelterRow
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

__all__ = ["ShelterRow"]

_MOST_CAPACITY = 99_999


@dataclass(frozen=True, slots=True)
class NewShelter:
    """A shelter as it is entered; ``capacity`` in people as typed, ``closed_on`` an ISO day or empty."""

    name: str
    position: str = ""
    capacity: str = ""
    keeper_id: str = ""
    phone: str = ""
    stock: str = ""
    note: str = ""
    closed_on: str = ""


def list_shelters(office: Office) -> tuple[ShelterRow, ...]:
    """All shelters, the open ones first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    with office.store.reading() as connection:
        return queries.list_shelters(connection)


def add_shelter(office: Office, new: NewShelter) -> RecordId:
    """Enter a shelter.

    Raises:
        ProblemError: MOB-040 no name, MOB-041 a capacity that is no number, MOB-043 the name is taken,
            SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    values = _checked(office, new, "")
    with office.change("edit", f"新增避灾点：{new.name.strip()}") as work:
        return work.insert("shelter", values)


def edit_shelter(office: Office, shelter_id: str, new: NewShelter) -> None:
    """Put a shelter right, or close it with a day.

    Raises:
        ProblemError: MOB-042 there is none, and as `add_shelter`.
    """
    office.require(Right.EDIT_MOBILISATION)
    values = _checked(office, new, shelter_id)
    with office.change("edit", f"修改避灾点：{new.name.strip()}") as work:
        if not work.update("shelter", shelter_id, values):
            raise ProblemError(Problem("MOB-042"))


def _checked(office: Office, new: NewShelter, shelter_id: str) -> dict[str, str | int | None]:
    typed = replace(new, name=new.name.strip(), capacity=new.capacity.strip())
    problems = []
    with office.store.reading() as connection:
        others = [each.name for each in queries.list_shelters(connection) if each.id != shelter_id]
    if not typed.name:
        problems.append(Problem("MOB-040", place=Place(field="name")))
    elif typed.name in others:
        problems.append(Problem("MOB-043", {"name": typed.name}, Place(field="name")))
    is_number = not typed.capacity or (typed.capacity.isdecimal() and int(typed.capacity) <= _MOST_CAPACITY)
    if not is_number:
        problems.append(Problem("MOB-041", {"value": typed.capacity}, Place(field="capacity")))
    if problems:
        raise ProblemError(problems)
    return {
        "name": typed.name,
        "position": typed.position.strip() or None,
        "capacity": int(typed.capacity) if typed.capacity else None,
        "keeper_person_id": typed.keeper_id or None,
        "keeper_phone": typed.phone.strip() or None,
        "stock": typed.stock.strip() or None,
        "note": typed.note.strip() or None,
        "closed_on": typed.closed_on or None,
    }
