import hashlib

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.vault.blobs import BlobStore
from desktop.vault.unlock import create_vault
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE


@pytest.fixture
def vault(tmp_path):
    vault, _ = create_vault(tmp_path / "office", VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    yield vault
    vault.close()


def test_a_content_comes_back_by_its_hash_and_is_kept_once(vault):
    blobs = BlobStore(vault)
    content = b"photo of a well " * 1000
    digest = blobs.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert blobs.put(content) == digest
    assert blobs.get(digest) == content
    assert blobs.has(digest)
    (path,) = blobs.files()
    assert blobs.is_sound(path)
    blobs.delete(digest)
    assert not blobs.has(digest)
    assert not path.exists()


def test_neither_content_nor_its_hash_can_be_read_from_the_folder(vault):
    content = b"a form everybody has"
    digest = BlobStore(vault).put(content)
    (path,) = BlobStore(vault).files()
    assert digest not in str(path)
    assert content not in path.read_bytes()


def test_a_damaged_or_exchanged_attachment_is_refused(vault):
    blobs = BlobStore(vault)
    first, second = blobs.put(b"one"), blobs.put(b"two")
    one, two = list(blobs.files())
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    assert not blobs.is_sound(one)
    for digest in (first, second):
        with pytest.raises(ProblemError) as caught:
            blobs.get(digest)
        assert caught.value.problems[0].code == "VLT-032"
    one.unlink()
    two.write_bytes(b"")
    codes = set()
    for digest in (first, second):
        with pytest.raises(ProblemError) as caught:
            blobs.get(digest)
        codes.add(caught.value.problems[0].code)
    assert codes == {"VLT-031", "VLT-032"}
