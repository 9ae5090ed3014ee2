"""Offices that exchange with a county, and what they hold, record by record."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.store import Value
from desktop.domain.ids import RecordId
from desktop.services.office import Office
from desktop.services.sync.running import enrol, sync_now
from sync.protocol.registry import registry
from tests.support.offices import make_office
from tests.support.small_county import SmallCounty

Records = dict[tuple[str, str], dict[str, Any]]


def enrolled_office(folder: Path, county: SmallCounty) -> Office:
    """A new office that has shown a code of the county's."""
    office = make_office(folder)
    enrol(office, county.url, county.new_code())
    return office


def in_step(*offices: Office) -> None:
    """Exchange until nobody has news for anybody."""
    for _ in range(2):
        for office in offices:
            sync_now(office)


def add_person(office: Office, **values: Value) -> RecordId:
    """Write a person as it stands, past the forms; returns the id."""
    with office.change("edit", "加人") as work:
        return work.insert("person", values)


def edit(office: Office, person: str, **values: Value) -> int:
    """Change columns of a person; returns the change set."""
    with office.change("edit", "改人") as work:
        work.update("person", person, values)
        return work.seq


def two_edits(offices: Sequence[Office], **values: tuple[Value, Value]) -> RecordId:
    """A person whom both offices edited unseen; the first office's edit got there first."""
    one, other = offices
    person = add_person(one, name="张三")
    in_step(one, other)
    for at, office in enumerate(offices):
        edit(office, person, **{name: pair[at] for name, pair in values.items()})
    in_step(one, other)
    return person


def value(office: Office, person: str, column: str) -> Value:
    """What an office holds in one column of a person; None when it holds no such person."""
    with office.store.reading() as connection:
        row = connection.execute(f"SELECT {column} FROM person WHERE id = ?", (person,)).fetchone()
    return row[0] if row else None


def records_of(office: Office, *without: str) -> Records:
    """Every travelling record as an office holds it: filled fields by table and id."""
    found: Records = {}
    with office.store.reading() as connection:
        for kind in registry():
            if kind.table in without:
                continue
            columns = ", ".join(f'"{name}"' for name in kind.fields)
            for record_id, *values in connection.execute(f"SELECT id, {columns} FROM {kind.table}"):
                present = zip(kind.fields, values, strict=True)
                found[kind.table, record_id] = {
                    name: value for name, value in present if value not in (None, "")
                }
    return found


def records_at(county: SmallCounty, *without: str) -> Records:
    """The same as the county holds it."""
    return {
        (kind.table, record_id): {name: value for name, value in fields.items() if value not in (None, "")}
        for kind in registry()
        if kind.table not in without
        for record_id, fields in county.fields_of(kind.number).items()
    }
