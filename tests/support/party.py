"""A small village branch, written straight into the file: what each test needs of members and posts."""

from db.store import Value
from desktop.domain.ids import RecordId
from desktop.services.office import Office


def add_record(office: Office, table: str, **values: Value) -> RecordId:
    """One record of a table, as another PC could have sent it; returns its id."""
    with office.change("edit", "准备") as work:
        return work.insert(table, values)


def add_branch(office: Office, name: str = "中共上坪村支部委员会", **values: Value) -> RecordId:
    """A party branch."""
    return add_record(office, "branch", name=name, **{"kind": "631", **values})


def add_member(office: Office, name: str, branch: str = "", **values: Value) -> RecordId:
    """A full member with a person of that name in the register."""
    person = add_record(office, "person", name=name, sex="1", political_status="01")
    given = {"status": "1", "joined_on": "2009-07-01", "confirmed_on": "2010-07-01", **values}
    return add_record(office, "party_member", person_id=person, branch_id=branch or None, **given)
