"""Bits rot, files are cut or exchanged: it is noticed, said, and never read as data."""

import random
from pathlib import Path

import pytest

from desktop.domain.problem import ProblemError
from desktop.messages import sentence
from desktop.services import backup
from desktop.services.checkup import check_office
from desktop.vault.blobs import BlobStore
from tests.support.offices import make_office, reopen_office

pytestmark = pytest.mark.faults

NAMES = [f"村民{number}" for number in range(400)]


@pytest.fixture
def folder(tmp_path) -> Path:
    office = make_office(tmp_path / "office")
    with office.change("edit", "登记") as work:
        for name in NAMES:
            work.insert("person", {"name": name, "registered_address": f"示范村{name}的家"})
    office.close()
    return tmp_path / "office"


def names(office) -> list[str]:
    with office.store.reading() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM person ORDER BY pk")]


def codes(problems) -> list[str]:
    for problem in problems:
        assert len(sentence(problem)) > 15
    return [problem.code for problem in problems]


def test_no_flipped_bit_in_the_register_is_read_as_data(folder):
    path = folder / "register.db"
    data = path.read_bytes()
    seeded = random.Random(20261122)
    refused = found = 0
    for _ in range(80):
        flipped = bytearray(data)
        flipped[seeded.randrange(len(data))] ^= 1 << seeded.randrange(8)
        path.write_bytes(flipped)
        try:
            office = reopen_office(folder)
        except ProblemError as error:
            assert codes(error.problems) == ["STO-001"]
            refused += 1
            continue
        try:
            assert codes(check_office(office).problems)[0] in {"BAK-020", "STO-001"}
            found += 1
            assert names(office) == NAMES
        except ProblemError as error:
            assert codes(error.problems) == ["STO-001"]
        finally:
            office.close()
    assert refused + found == 80
    path.write_bytes(data)
    office = reopen_office(folder)
    assert check_office(office).problems == ()
    office.close()


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_a_register_cut_short_is_refused_and_left_for_recovery(folder, keep):
    path = folder / "register.db"
    data = path.read_bytes()
    # Cut at a page, which a file system that lost its tail would do.
    cut = data[: int(len(data) * keep) // 4096 * 4096]
    path.write_bytes(cut)
    try:
        office = reopen_office(folder)
    except ProblemError as error:
        assert codes(error.problems) == ["STO-001"]
    else:
        assert check_office(office).problems
        office.close()


def test_an_empty_register_is_not_taken_for_a_new_office(folder):
    (folder / "register.db").write_bytes(b"")
    with pytest.raises(ProblemError) as caught:
        reopen_office(folder)
    assert codes(caught.value.problems) == ["VLT-021"]
    assert (folder / "register.db").stat().st_size == 0


def test_a_damaged_attachment_is_counted(folder):
    office = reopen_office(folder)
    blobs = BlobStore(office.vault)
    for number in range(5):
        blobs.put(f"attachment {number}".encode())
    assert check_office(office).attachments == 5
    path = next(iter(blobs.files()))
    path.write_bytes(path.read_bytes()[:-1])
    assert codes(check_office(office).problems) == ["BAK-022"]
    office.close()


def test_the_way_on_that_the_sentence_names_works(folder):
    office = reopen_office(folder)
    file = backup.make_backup(office).file
    office.close()
    (folder / "register.db").write_bytes(b"\0" * 8192)
    with pytest.raises(ProblemError) as caught:
        reopen_office(folder)
    assert "备份恢复" in sentence(caught.value.problems[0])
    backup.restore_backup(file.path, folder, replace=True)
    office = reopen_office(folder)
    assert names(office) == NAMES
    office.close()
