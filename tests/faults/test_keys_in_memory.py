"""After locking, a dump of the program's memory holds no key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.vault.unlock import unlock
from tests.support.offices import make_office
from tests.support.vault import CHEAP, LOGIN, PASSWORD

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="reads another process's memory the Linux way"),
]

SCRIPT = """
import sys
from pathlib import Path
from tests.support.offices import reopen_office
office = reopen_office(Path(sys.argv[1]))
with office.change("edit", "x") as work:
    work.insert("person", {"name": "x"})
print("open", flush=True)
sys.stdin.readline()
office.close()
print("closed", flush=True)
sys.stdin.readline()
"""


def count(process: int, words: dict[str, bytes]) -> dict[str, int]:
    """How often each word stands in the memory of a process."""
    found = dict.fromkeys(words, 0)
    maps = Path(f"/proc/{process}/maps").read_text().splitlines()
    dump = Path(f"/proc/{process}/mem")
    if not os.access(dump, os.R_OK):
        pytest.skip("this system lets no one read another process's memory")
    with dump.open("rb", buffering=0) as memory:
        for line in maps:
            span, access, *_ = line.split()
            if "r" not in access or "[v" in line:
                continue
            start, end = (int(address, 16) for address in span.split("-"))
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except OSError:
                continue
            for name, word in words.items():
                found[name] += data.count(word)
    return found


def test_no_key_is_left_in_memory_after_the_office_was_closed(tmp_path):
    folder = tmp_path / "office"
    make_office(folder).close()
    vault = unlock(folder, LOGIN, PASSWORD, cost=CHEAP)
    register, data = bytes(vault.subkey("register")), bytes(vault._data_key)
    vault.close()
    words = {
        "data key": data,
        "data key in digits": data.hex().encode(),
        "register key": register,
        "register key in digits": register.hex().encode(),
    }
    child = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", SCRIPT, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert child.stdout.readline() == "open\n"
        while_open = count(child.pid, words)
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.stdout.readline() == "closed\n"
        after = count(child.pid, words)
    finally:
        child.kill()
        child.communicate()
    assert while_open["data key"] == 1, "the search finds a key that is there"
    assert after == dict.fromkeys(words, 0)
