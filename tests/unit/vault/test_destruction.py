"""An office that the county withdrew can't be opened any more, with whatever password; a stick still can."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services import backup
from desktop.vault.destruction import destroy_keys
from desktop.vault.inspection import FolderState, inspect
from tests.support.offices import make_office, reopen_office

NOTE = '{"county": "示范县平台", "at": "2026-11-22 08:00"}'.encode()


@pytest.fixture
def office(tmp_path):
    made = make_office(tmp_path / "office")
    backup.make_backup(made)
    yield made
    made.close()


def wrapped_keys(office):
    return office.vault.folder.envelope.read_bytes()


def test_no_copy_of_the_wrapped_keys_is_left_in_folder_backups_and_second_place(office, tmp_path):
    second = tmp_path / "second"
    second.mkdir()
    backup.set_second_place(office, second)
    backup.make_backup(office)
    folder, keys = office.vault.folder, wrapped_keys(office)
    office.close()
    destroy_keys(folder, NOTE, [second])
    left = [
        path.read_bytes() for place in (folder.path, second) for path in place.rglob("*") if path.is_file()
    ]
    assert not any(keys[:200] in content for content in left)
    report = inspect(folder.path)
    assert report.state is FolderState.DAMAGED
    assert report.problems[0].code == "SYN-190"
    with pytest.raises(ProblemError) as refused:
        reopen_office(folder.path)
    assert refused.value.problems[0].values == {"county": "示范县平台", "at": "2026-11-22 08:00"}


def test_a_destruction_that_was_cut_short_is_finished_by_the_next_look(office):
    folder = office.vault.folder
    office.close()
    folder.destroyed.write_bytes(NOTE)  # the power failed right after the note
    assert inspect(folder.path).problems[0].code == "SYN-190"
    assert not folder.envelope.exists()
    assert list(folder.backups.glob("*.cqb")) == []


def test_a_backup_on_a_stick_brings_the_office_back_where_it_was_a_mistake(office, tmp_path):
    stick = backup.make_backup(office, target=tmp_path / "stick.cqb").file.path
    folder = office.vault.folder
    office.close()
    destroy_keys(folder, NOTE)
    backup.restore_backup(stick, folder.path, replace=True)
    reopen_office(folder.path).close()
