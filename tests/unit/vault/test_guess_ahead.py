"""A password is guessed while it is typed: sooner for the clerk, with nothing told before Enter."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accounts import PASSWORD_LENGTH, Role, password_form
from desktop.domain.problem import ProblemError
from desktop.own_process import own_command, own_environment
from desktop.vault import guess_ahead, guess_process
from desktop.vault.envelope import read_envelope
from desktop.vault.folder import DataFolder
from desktop.vault.suite import CURRENT_SUITE, KdfCost
from desktop.vault.unlock import create_vault, unlock
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE, forge

SECONDS_LONG = KdfCost(passes=64, memory_kib=128 * 1024, lanes=1)
PROCESSES = Path("/proc")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    vault, _ = create_vault(tmp_path / "office", VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    vault.finish_making()
    vault.close()
    return DataFolder(tmp_path / "office")


@pytest.fixture
def slow_folder(folder: DataFolder) -> DataFolder:
    """The same, where a guess takes seconds."""
    forge(folder, lambda body: body["users"][0].update(cost=SECONDS_LONG._asdict()))
    return folder


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    guess_ahead.end()


@pytest.fixture
def no_guess_here(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytearray:
        raise AssertionError("guessed in this process")

    monkeypatch.setattr(type(CURRENT_SUITE), "stretch", refuse)


def type_letters(folder: DataFolder, password: str) -> None:
    for count in range(1, len(password) + 1):
        guess_ahead.begin(folder.path, LOGIN, password[:count])


def busy() -> "subprocess.Popen[bytes] | None":
    """The process that guesses now."""
    found = guess_ahead._ahead._busy
    return None if found is None else found._process


def spare() -> "subprocess.Popen[bytes]":
    """The process that stands ready."""
    found = guess_ahead._ahead._spare
    assert found is not None
    return found._process


def taken(folder: DataFolder) -> bytearray | None:
    found = read_envelope(folder).envelope
    wrap = found.find_user(LOGIN)
    assert wrap is not None
    return guess_ahead.take(found.suite, password_form(PASSWORD).encode(), wrap.salt, wrap.cost)


@pytest.mark.usefixtures("no_guess_here")
def test_the_office_opens_with_the_guess_that_was_begun_while_typing(folder: DataFolder) -> None:
    type_letters(folder, PASSWORD)
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP).close()


@pytest.mark.usefixtures("no_guess_here")
def test_a_password_pasted_in_one_go_is_guessed_ahead_too(folder: DataFolder) -> None:
    guess_ahead.begin(folder.path, LOGIN, PASSWORD)
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP).close()


@pytest.mark.usefixtures("no_guess_here")
def test_full_width_letters_are_guessed_as_they_are_opened(folder: DataFolder) -> None:
    guess_ahead.begin(folder.path, LOGIN, PASSWORD.replace("1998", "１９９８"))
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP).close()


def test_a_guess_for_other_letters_opens_nothing_and_is_not_waited_for(folder: DataFolder) -> None:
    type_letters(folder, PASSWORD[:-1])
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP).close()


def test_a_wrong_password_is_refused_as_ever(folder: DataFolder) -> None:
    type_letters(folder, "竹林 小路 1989")
    with pytest.raises(ProblemError) as refusal:
        unlock(folder.path, LOGIN, "竹林 小路 1989", cost=CHEAP)
    assert refusal.value.problems[0].code == "VLT-001"


def test_typing_alone_is_no_attempt_and_changes_nothing_in_the_folder(folder: DataFolder) -> None:
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    for wrong in ("abcdefgh", "abcdefghi", "abcdefghij", "abcdefghijk", "abcdefghijkl", "abcdefghijklm"):
        guess_ahead.begin(folder.path, LOGIN, wrong)
    guess_ahead.end()
    assert {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()} == before


def test_a_guess_is_given_once(folder: DataFolder) -> None:
    guess_ahead.begin(folder.path, LOGIN, PASSWORD)
    assert taken(folder) is not None
    assert taken(folder) is None


def test_letters_too_few_for_any_password_are_not_guessed(slow_folder: DataFolder) -> None:
    type_letters(slow_folder, PASSWORD[: PASSWORD_LENGTH - 1])
    assert busy() is None
    assert spare().poll() is None


def test_the_next_letter_ends_the_guess_for_those_before(slow_folder: DataFolder) -> None:
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD[:-1])
    first = busy()
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    assert first is not None
    assert first.returncode not in (None, 0)
    assert busy() not in (None, first)


def test_a_letter_that_is_the_same_again_goes_on_with_its_guess(slow_folder: DataFolder) -> None:
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    first = busy()
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    assert busy() is first


def test_letters_taken_back_end_the_guess(slow_folder: DataFolder) -> None:
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD[:3])
    assert busy() is None


def test_a_login_that_nobody_has_is_not_guessed_for(folder: DataFolder) -> None:
    guess_ahead.begin(folder.path, "nobody", PASSWORD)
    assert busy() is None


def test_when_nobody_goes_on_no_process_is_left(slow_folder: DataFolder) -> None:
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    ended = [busy(), spare()]
    guess_ahead.end()
    assert all(each is not None and each.returncode is not None for each in ended)
    assert busy() is None


def test_a_guess_that_is_killed_is_made_at_enter(slow_folder: DataFolder) -> None:
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    killed = busy()
    assert killed is not None
    killed.kill()
    assert taken(slow_folder) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that holds a process")
def test_a_process_that_never_answers_is_given_up(
    slow_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guess_ahead, "PATIENCE_SECONDS", 0.1)
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    held = busy()
    assert held is not None
    held.send_signal(signal.SIGSTOP)
    assert taken(slow_folder) is None


def test_where_no_process_can_be_started_the_office_opens_without(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **named: object) -> object:
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr(guess_ahead.subprocess, "Popen", refuse)
    type_letters(folder, PASSWORD)
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP).close()


@pytest.mark.skipif(not PROCESSES.exists(), reason="needs /proc")
def test_nothing_of_the_password_is_told_to_whoever_lists_processes(slow_folder: DataFolder) -> None:
    guess_ahead.begin(slow_folder.path, LOGIN, PASSWORD)
    guessing = busy()
    assert guessing is not None
    told = b"".join((PROCESSES / str(guessing.pid) / each).read_bytes() for each in ("cmdline", "environ"))
    assert guess_process.FLAG.encode() in told
    for written in (PASSWORD, password_form(PASSWORD).encode().hex(), LOGIN):
        assert written.encode() not in told


@pytest.mark.skipif(not PROCESSES.exists(), reason="needs /proc")
def test_a_program_that_is_killed_leaves_no_process_waiting() -> None:
    started = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from desktop.vault import guess_ahead; guess_ahead._ahead.get_ready();"
            "print(guess_ahead._ahead._spare._process.pid, flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=own_environment(),
        text=True,
    )
    assert started.stdout is not None
    waiting = int(started.stdout.readline())
    os.kill(waiting, 0)
    started.kill()
    started.communicate()
    given_up = time.monotonic() + 20
    while _is_running(waiting):
        assert time.monotonic() < given_up, "it still waits"
        time.sleep(0.02)


def _is_running(process: int) -> bool:
    try:
        state = (
            (PROCESSES / str(process) / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
        )
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_the_process_alone_answers_its_question_and_ends() -> None:
    command = own_command("desktop.vault.guess_process", guess_process.FLAG)
    asked = guess_process.question("A1", b"zhulin 1998", b"s" * 16, CHEAP)
    done = subprocess.run(command, input=asked, capture_output=True, env=own_environment(), check=True)
    assert done.stdout == bytes(CURRENT_SUITE.stretch(b"zhulin 1998", b"s" * 16, CHEAP))
    assert done.stderr == b""


@given(password=st.binary(min_size=1, max_size=300), salt=st.binary(min_size=8, max_size=32))
def test_any_password_is_asked_for_in_one_line_and_answered_as_here(password: bytes, salt: bytes) -> None:
    asked = guess_process.question("A1", password, salt, CHEAP)
    assert asked.count(b"\n") == 1
    assert guess_process.answer(asked) == CURRENT_SUITE.stretch(password, salt, CHEAP)
