"""Becoming known to a county by its sheet, once more under a new number, and leaving it for good."""

import pytest

from desktop.domain.job import NoJob
from desktop.domain.problem import ProblemError
from desktop.services.sync.bundles import export_bundle
from desktop.services.sync.enrolment_sheet import read_sheet
from desktop.services.sync.retirement import retire
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, sync_status
from sync.protocol.certificate_pin import certificate_of, with_certificate
from sync.protocol.enrolment_text import EnrolmentText, fingerprint, write_enrolment_text
from sync.village.state import Stage, write_state
from tests.support import tls
from tests.support.exchange import add_person, edit, in_step, records_at, records_of
from tests.support.offices import make_office, reopen_office
from tests.support.refusals import code_of
from tests.support.small_county import SmallCounty

PERSON = 1
UNTIL = 1_800_000_000_000


@pytest.fixture
def county():
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made


@pytest.fixture
def office(tmp_path):
    made = make_office(tmp_path / "office")
    yield made
    if made.vault.is_open:
        made.close()


def sheet_of(county, village="999901101201", key=None, certificate=""):
    text = write_enrolment_text(
        EnrolmentText(county.url, village, county.new_code(), key or fingerprint(county.key.public), UNTIL)
    )
    return with_certificate(text, certificate)


def enrol_by(office, text):
    told = read_sheet(office, text)
    return enrol(office, told.url, told.code, fingerprint=told.certificate, county_key=told.key)


def test_a_sheet_says_everything_that_enrolling_takes(office):
    own = tls.server()
    with SmallCounty(tls=tls.context(own)) as county:
        text = sheet_of(county, certificate=own.fingerprint)
        assert enrol_by(office, f" {text[:40]}\n{text[40:]} ").device == 1
        sync_now(office)


def test_a_sheet_of_another_village_is_refused_before_anything_is_sent(office, county):
    with pytest.raises(ProblemError) as refused:
        read_sheet(office, sheet_of(county, village="999901101202"))
    assert code_of(refused) == "SYN-254"
    with pytest.raises(ProblemError) as refused:
        read_sheet(office, sheet_of(county)[:60])
    assert code_of(refused) == "SYN-253"
    assert county.requests == []


def test_a_county_with_another_key_than_the_sheets_is_not_enrolled_with(office, county):
    with pytest.raises(ProblemError) as refused:
        enrol_by(office, sheet_of(county, key="0a" * 16))
    assert code_of(refused) == "SYN-252"
    assert sync_status(office).phase is Phase.NOT_ENROLLED


def test_a_certificate_stands_in_a_sheets_text_as_one_more_name():
    assert certificate_of(with_certificate("cqt-enrol:1;url=x", "AB" * 32)) == "ab" * 32
    assert certificate_of("cqt-enrol:1;url=x;cert=ab") == ""
    assert with_certificate("cqt-enrol:1", "") == "cqt-enrol:1"


def test_a_pc_from_before_sticks_enrols_again_and_loses_nothing(office, county, tmp_path):
    enrol(office, county.url, county.new_code())
    person = add_person(office, name="张三")
    sync_now(office)
    with pytest.raises(ProblemError) as refused:
        enrol(office, county.url, county.new_code())
    assert code_of(refused) == "SYN-151"
    with office.store.local_writing() as connection:
        write_state(connection, county_sealing_key=None)
    assert not sync_status(office).takes_sticks
    edit(office, person, employer="甲厂")
    enrol_by(office, sheet_of(county))
    assert sync_status(office).takes_sticks
    export_bundle(office, tmp_path / "stick")
    in_step(office)
    assert county.fields_of(PERSON)[person]["employer"] == "甲厂"
    assert records_of(office) == records_at(county)


def test_a_pc_that_is_used_no_more_sends_its_last_work_and_is_shut_out_at_its_own_word(office, county):
    enrol(office, county.url, county.new_code())
    person = add_person(office, name="张三")
    retire(office)
    assert person in county.fields_of(PERSON)
    assert county.devices[1].state == "revoked"
    assert sync_status(office).phase is Phase.SHUT_OUT
    assert office.vault.is_open
    edit(office, person, employer="甲厂")
    enrol(office, county.url, county.new_code())
    in_step(office)
    assert county.fields_of(PERSON)[person]["employer"] == "甲厂"


class SavesAtTheEnd(NoJob):
    """Somebody saves while the last run is at its last step."""

    def __init__(self, office) -> None:
        self.office = office

    def report(self, done: int, total: int, text: str = "") -> None:
        if text == Stage.FINISH:
            add_person(self.office, name="李四")


def test_nothing_is_given_up_while_something_waits_that_the_county_has_not(office, county, monkeypatch):
    # A run begins again while somebody goes on saving, until its time is up.
    monkeypatch.setattr("sync.village.attachments.BUDGET_SECONDS", 0.0)
    enrol(office, county.url, county.new_code())
    with pytest.raises(ProblemError) as refused:
        retire(office, SavesAtTheEnd(office), destroys=True)
    assert code_of(refused) == "SYN-256"
    assert county.devices[1].state == "active"
    assert office.vault.is_open


def test_a_county_that_does_not_understand_is_no_reason_to_give_anything_up(office, county):
    county.knows_retire = False
    enrol(office, county.url, county.new_code())
    with pytest.raises(ProblemError) as refused:
        retire(office, destroys=True)
    assert code_of(refused) == "SYN-258"
    assert sync_status(office).phase is Phase.IN_STEP
    assert office.vault.is_open


def test_a_retired_pcs_keys_are_destroyed_where_that_was_asked_and_the_folder_says_why(office, county):
    enrol(office, county.url, county.new_code())
    folder = office.vault.folder.path
    with pytest.raises(ProblemError) as gone:
        retire(office, destroys=True)
    assert code_of(gone) == "SYN-190"
    with pytest.raises(ProblemError) as refused:
        reopen_office(folder)
    assert code_of(refused) == "SYN-257"
    assert refused.value.problems[0].values["county"] == "示范县平台"
