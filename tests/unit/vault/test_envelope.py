import random

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.vault import envelope as envelope_module
from desktop.vault.envelope import parse, read_envelope, to_bytes, write_envelope
from desktop.vault.inspection import FolderState, inspect
from desktop.vault.unlock import create_vault, unlock
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE


@pytest.fixture
def folder(tmp_path):
    vault, _ = create_vault(tmp_path / "office", VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    vault.folder.register.write_bytes(b"stands in for the register")
    vault.finish_making()
    vault.close()
    return vault.folder


def test_an_envelope_reads_back_as_it_was_written(folder):
    data = folder.envelope.read_bytes()
    assert to_bytes(parse(data)) == data
    assert folder.envelope_copy.read_bytes() == data


def test_no_flipped_bit_goes_unnoticed(folder):
    data = folder.envelope.read_bytes()
    sound = parse(data)
    seeded = random.Random(20261122)
    for _ in range(400):
        flipped = bytearray(data)
        flipped[seeded.randrange(len(data))] ^= 1 << seeded.randrange(8)
        folder.envelope.write_bytes(flipped)
        folder.envelope_copy.write_bytes(flipped)
        try:
            found = read_envelope(folder).envelope
        except ProblemError as error:
            assert error.problems[0].code == "VLT-004"
        else:
            assert found == sound  # the bit was in a space between two values


def test_a_torn_envelope_is_replaced_by_its_copy_and_mended_on_unlocking(folder):
    data = folder.envelope.read_bytes()
    for torn in (b"", data[: len(data) // 2], b"\0" * len(data)):
        folder.envelope.write_bytes(torn)
        report = inspect(folder.path)
        assert report.state is FolderState.READY
        assert [problem.code for problem in report.problems] == ["VLT-027"]
        unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP).close()
        assert folder.envelope.read_bytes() == data


def test_looking_at_a_folder_believes_two_equal_copies_and_opening_it_does_not(folder):
    changed = folder.envelope.read_bytes().replace(VILLAGE.name.encode(), "别的村".encode())
    folder.envelope.write_bytes(changed)
    assert inspect(folder.path).village == VILLAGE
    folder.envelope_copy.write_bytes(changed)
    assert inspect(folder.path).village.name == "别的村"
    with pytest.raises(ProblemError) as refused:
        unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    assert refused.value.problems[0].code == "VLT-004"


def test_both_copies_torn_is_damage_with_a_way_on(folder):
    folder.envelope.write_bytes(b"{")
    folder.envelope_copy.write_bytes(b"")
    report = inspect(folder.path)
    assert report.state is FolderState.DAMAGED
    assert report.problems[0].code == "VLT-004"
    with pytest.raises(ProblemError):
        unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)


def test_between_the_two_writes_the_newer_copy_counts(folder, monkeypatch):
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    old = folder.envelope.read_bytes()
    vault.add_user("reader", Role.READER, "田埂 水牛 三月八")
    new = folder.envelope.read_bytes()
    vault.close()
    folder.envelope_copy.write_bytes(old)
    assert len(read_envelope(folder).envelope.users) == 2
    folder.envelope.write_bytes(old)
    folder.envelope_copy.write_bytes(new)
    assert len(read_envelope(folder).envelope.users) == 2


def test_a_write_that_fails_half_way_keeps_a_sound_envelope(folder, monkeypatch):
    before = read_envelope(folder).envelope
    calls = []

    def failing(path, data):
        calls.append(path)
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(envelope_module, "write_durably", failing)
    with pytest.raises(OSError, match="space"):
        write_envelope(folder, before)
    assert calls == [folder.envelope]
    assert read_envelope(folder).envelope == before
