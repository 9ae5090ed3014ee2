"""The program is killed while it takes attachments in and carries their bytes, up and down."""

import hashlib
import os
import random

import pytest

from desktop.services.attachments.originals import read_original, want_original
from desktop.services.attachments.records import Source, add_attachment, list_attachments
from desktop.services.office import Office
from desktop.services.sync.running import sync_now
from desktop.services.sync.status import sync_status
from desktop.vault.blobs import BlobStore
from tests.support.exchange import add_person, enrolled_office, in_step
from tests.support.kill_worker import file_of
from tests.support.killing import Worker
from tests.support.offices import reopen_office
from tests.support.small_county import SmallCounty

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the warm worker forks a child for every kill"),
]

MOMENTS = ("added", "attachments", "attachments")
"""What the program has just said when its last moments begin."""


@pytest.fixture(scope="module")
def worker():
    made = Worker()
    yield made
    made.close()


def kept(office: Office, person: str) -> dict[int, bytes]:
    """Every attachment that an office has, its original read, by the number in its name."""
    return {
        int(item.file_name.partition(".")[0]): read_original(office, item.id)
        for item in list_attachments(office, "person", person)
        if item.is_here
    }


def fetch_all(office: Office, person: str) -> None:
    for item in list_attachments(office, "person", person):
        want_original(office, item.id)
    sync_now(office)


def test_attachments_killed_at_any_moment_are_whole_on_both_sides(worker, tmp_path):
    seeded = random.Random(5)
    with SmallCounty() as county:
        county.ruling = {"S": True}
        office, other = (enrolled_office(tmp_path / name, county) for name in ("office", "other"))
        person = add_person(office, name="张三")
        in_step(office, other)
        folder, first = office.vault.folder.path, 0
        for round_no, moment in enumerate(MOMENTS):
            theirs = 1_000 + round_no
            add_attachment(other, "person", person, Source(f"{theirs}.pdf", file_of(theirs)))
            sync_now(other)
            office.close()
            said = worker.killed(
                "attach", folder, moment, seeded.uniform(0, 0.06), person=person, first=first
            )
            office = reopen_office(folder)
            told = {int(line.split()[1]) for line in said if line.startswith("added ")}
            here = kept(office, person)
            assert told <= set(here)
            in_step(office, other)
            fetch_all(office, person)
            fetch_all(other, person)
            assert kept(office, person) == kept(other, person)
            assert kept(office, person) == {number: file_of(number) for number in kept(office, person)}
            contents = {hashlib.sha256(content).digest() for content in kept(office, person).values()}
            assert set(county.blobs.whole) == contents
            assert sync_status(office).attachments == 0
            first = max((number for number in here if number < 1_000), default=-1) + 1
        office.close()
        other.close()


@pytest.mark.parametrize("spoiled", [False, True])
def test_a_content_of_which_all_had_come_when_the_program_was_killed_is_put_in_its_place(tmp_path, spoiled):
    content = file_of(7)
    digest = hashlib.sha256(content).hexdigest()
    with SmallCounty() as county:
        county.ruling = {"S": True}
        office, other = (enrolled_office(tmp_path / name, county) for name in ("office", "other"))
        person = add_person(office, name="张三")
        in_step(office, other)
        add_attachment(other, "person", person, Source("7.pdf", content))
        in_step(other, office)
        (item,) = list_attachments(office, "person", person)
        want_original(office, item.id)
        arrived = content[:-1] + b"?" if spoiled else content
        BlobStore(office.vault).put_part(digest, 0, arrived)  # killed before it was made a file
        for _ in range(2 if spoiled else 1):  # what came damaged comes once more
            sync_now(office)
        assert kept(office, person) == {7: content}
        assert sync_status(office).attachments == 0
        office.close()
        other.close()
