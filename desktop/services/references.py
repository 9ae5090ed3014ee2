"""What a field can point to: finding a person or a grid while typing, and naming the one chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import references
from db.search.tokens import name_words, normalised
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.age import show_age
from desktop.domain.catalogue import FieldSpec, FieldValue, Kind, catalogue
from desktop.domain.code_table import code_table
from desktop.domain.partial_date import is_partial_date
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.reading import Reading
from desktop.services.field_text import masked_text
from desktop.services.office import Office
from desktop.services.search import find_people

MOST = 12
"""Hits shown at a field: more than these nobody reads, one more letter is quicker."""

SEPARATOR = "、"
"""Stands between the ids of a field that points to several records, in the texts of a form."""

NAMELESS = "（已不在册）"
"""Stands for a record that a field pointed to and that does not exist any more."""

GONE_STATES = ("70", "80")
_NAME_WORDS = "sipq"  # kinds of words of a name (`db.search.tokens`)
_SHORTEST_ENDING = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that a field can point to, with what tells namesakes apart; "" for what is unknown.

    Attributes:
        id: The record.
        name: Its name.
        villager_group: Group of a person's household.
        age: In years, as text, since a birth date may be known to the year only.
        number: Masked identity number of a person, code of a grid, number of a household.
        is_member: Whether someone belongs to the household that was asked about.
        relation: Relation to its head, of members.
        residence: Where someone is who died or moved out.
    """

    id: str
    name: str
    villager_group: str = ""
    age: str = ""
    number: str = ""
    is_member: bool = False
    relation: str = ""
    residence: str = ""


def is_reference(field: FieldSpec) -> bool:
    """Whether a form can ask for the field by choosing a record, or several."""
    return field.target in references.TARGETS and not field.derived


def referred(column: str, value: Value) -> tuple[str, ...]:
    """Ids that a reference column holds: none, one, or those of a list."""
    field = catalogue().find_by_column(column)
    if not value or field is None:
        return ()
    loaded = field.loaded(str(value))
    return loaded if isinstance(loaded, tuple) else (str(value),)


def reference_target(column: str) -> str:
    """The table a database column points to; "" for columns that hold a value of their own."""
    field = catalogue().find_by_column(column)
    return field.target if field is not None and is_reference(field) else ""


def find_references(office: Office, target: str, text: str, household_id: str = "") -> tuple[Reference, ...]:
    """Records that a typed text means, best first; fast enough for every keystroke.

    Args:
        office: The open office.
        target: person, grid, hazard_site or shelter.
        text: As for `desktop.services.search.find_people`; empty text finds the household's
            members, or every grid or place.
        household_id: Its members come first; "" for none.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    if target != "person":
        with office.store.reading() as connection:
            named = [_grid(row) for row in _find_named(connection, target)]
        return tuple(one for one in named if _is_named(one.name, text) or text in one.number)[:MOST]
    hits = find_people(office, text) if text else ()
    with office.store.reading() as connection:
        members = references.find_members(connection, household_id) if household_id else ()
        rows = references.find_people(connection, list({*members, *(hit.id for hit in hits)}))
    found = {hit.id for hit in hits}
    ours = [one for one in members if one in found or _is_meant(rows[one], text)]
    ids = dict.fromkeys((*ours, *(hit.id for hit in hits)))
    today = office.today()
    return tuple(_person(rows[one], today, household_id) for one in ids if one in rows)[:MOST]


def find_households(office: Office, text: str) -> tuple[Reference, ...]:
    """Open hukou households that a typed text means by any of their members; named after their heads.

    Raises:
        ProblemError: SYS-403.
    """
    people = [hit.id for hit in find_people(office, text)]
    with office.store.reading() as connection:
        rows = references.find_households(connection, people)
    return tuple(
        Reference(
            str(row["id"]),
            str(row["head_name"] or ""),
            villager_group=str(row["villager_group"] or ""),
            number=str(row["household_no"] or ""),
        )
        for row in rows[:MOST]
    )


def nearby_household(office: Office, table: str, record_id: str) -> str:
    """The household whose members a form is likely to point to; "" for none.

    Of a person it is the hukou, of a land contract the household that holds it.
    """
    query = {
        "person": "SELECT m.household_id FROM membership m JOIN household h ON h.id = m.household_id"
        " WHERE m.person_id = ? AND m.to_date IS NULL AND h.kind = 'hukou'",
        "land_contract": "SELECT household_id FROM land_contract WHERE id = ?",
    }.get(table)
    if query is None:
        return ""
    with office.store.reading() as connection:
        row = connection.execute(query, (record_id,)).fetchone()
    return "" if row is None else str(row[0])


def name_references(office: Office, table: str, texts: Iterable[Mapping[str, str]]) -> dict[str, Reference]:
    """What the references in the texts of a form point to, by id; texts that are no id are left out."""
    wanted: dict[str, set[str]] = {target: set() for target in references.TARGETS}
    forms = tuple(texts)
    for field in filter(is_reference, catalogue().table(table)):
        for form in forms:
            wanted[field.target] |= set(form.get(field.identifier, "").split(SEPARATOR))
    with office.store.reading() as connection:
        people = references.find_people(connection, sorted(wanted["person"]))
        rest = [
            row
            for target in references.TARGETS
            if target != "person" and wanted[target]
            for row in _find_named(connection, target)
        ]
    today = office.today()
    named = {record_id: _person(row, today, "") for record_id, row in people.items()}
    return named | {str(row["id"]): _grid(row) for row in rest}


def _find_named(connection: Connection, target: str) -> Sequence[references.Row]:
    if target == "grid":
        return references.find_grids(connection)
    return references.find_places(connection, target)


def read_reference(connection: Connection, field: FieldSpec, text: str) -> Reading[FieldValue]:
    """What stands in a reference field.

    Args:
        connection: A snapshot of the register.
        field: The field.
        text: Id of the record that was chosen, or ids with `SEPARATOR` between them in a list; or
            what was typed without choosing one.

    Returns:
        The id, or the ids of a list; of a grid that there is not yet its name, with warning
        REG-020. No value and REG-017 for a text with which nobody was chosen.
    """
    wanted = [part.strip() for part in text.split(SEPARATOR) if part.strip()]
    if not wanted:
        return Reading()
    if field.target == "grid":
        return _read_grid(connection, field, wanted[0])
    known = references.names(connection, field.target, wanted)
    place = Place(column=field.label, field=field.identifier)
    if strange := [part for part in wanted if part not in known]:
        return Reading(None, (Problem("REG-017", {"typed": strange[0][:20]}, place),))
    return Reading(tuple(wanted) if field.kind is Kind.LIST else wanted[0])


def _read_grid(connection: Connection, field: FieldSpec, wanted: str) -> Reading[FieldValue]:
    for row in references.find_grids(connection):
        if wanted in (row["id"], row["name"]):
            return Reading(str(row["id"]))
    place = Place(column=field.label, field=field.identifier)
    return Reading(wanted, (Problem("REG-020", {"name": wanted}, place, Severity.WARNING),))


def store_new_grid(work: Work, division_code: str, columns: dict[str, Value]) -> None:
    """Make the grid that a form names and the register does not have, and point to it instead."""
    wanted = columns.get("grid_id")
    if not wanted:
        return
    grids = references.find_grids(work.connection)
    if any(row["id"] == wanted for row in grids):
        return
    used = {str(row["code"]) for row in grids}
    codes = (f"{division_code}{number:02d}" for number in range(1, len(used) + 2))
    code = next(code for code in codes if code not in used)
    columns["grid_id"] = work.insert("grid", {"code": code, "name": wanted})


def _grid(row: references.Row) -> Reference:
    return Reference(str(row["id"]), str(row["name"] or ""), number=str(row["code"] or ""))


def _person(row: references.Row, today: date, household_id: str) -> Reference:
    def text(column: str) -> str:
        value = row[column]
        return "" if value is None else str(value)

    def code(column: str, table: str) -> str:
        return code_table(table).label(text(column)) if text(column) else ""

    birth, death = text("birth_date"), text("death_date")
    last = date.fromisoformat(death) if len(death) == len("2026-01-01") else today
    is_ours = bool(household_id) and row["household_id"] == household_id
    return Reference(
        id=text("id"),
        name=text("name"),
        villager_group=text("villager_group"),
        age=show_age(birth, min(last, today)) if is_partial_date(birth) else "",
        number=masked_text("citizen_id", text("citizen_id")),
        is_member=is_ours,
        relation=code("relation_to_head", "relation_to_head") if is_ours else "",
        residence=code("residence_state", "residence_state") if row["residence_state"] in GONE_STATES else "",
    )


def _is_meant(row: references.Row, text: str) -> bool:
    """Whether a member is meant: of fifty hits in a large village none may be of the household."""
    number = str(row["citizen_id"] or "").lower()
    wanted = normalised(text)
    return _is_named(str(row["name"] or ""), text) or (
        len(wanted) >= _SHORTEST_ENDING and number.endswith(wanted)
    )


def _is_named(name: str, text: str) -> bool:
    wanted = normalised(text)
    words = name_words(name).split()
    return not wanted or any(word[0] in _NAME_WORDS and word.startswith(wanted, 1) for word in words)
