"""The developer's command: its set-up is repeatable, its counts are right, its lock names no place."""

import configparser
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

_ROOT = Path(__file__).parents[2]
_LOCK = _ROOT / "packaging" / "requirements.lock"

_ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="has no disk of memory")


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_under_test", _ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _locked() -> dict[str, str]:
    """Each locked package with everything the lock says about it."""
    entries = re.split(r"\n(?=\S)", _LOCK.read_text(encoding="utf-8").strip())
    return {entry.partition("==")[0]: entry for entry in entries}


def _wanted() -> set[str]:
    settings = configparser.ConfigParser()
    settings.read(_ROOT / "setup.cfg", encoding="utf-8")
    lists = [settings["options"]["install_requires"], *settings["options.extras_require"].values()]
    lines = "\n".join(lists).split("\n")
    return {re.match(r"[\w.-]+", line).group().lower() for line in lines if line.strip()}


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    done = subprocess.run(
        [sys.executable, _ROOT / "dev.py", "biuld"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "setup, run, demo, test, lint, bench, shots" in done.stderr


def test_the_environment_is_renewed_when_a_locked_package_changes(dev, monkeypatch, tmp_path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("one==1.0\n", encoding="utf-8")
    monkeypatch.setattr(dev, "STAMPED_FILES", (lock,))
    before = dev.fingerprint()
    assert dev.fingerprint() == before
    lock.write_text("one==1.1\n", encoding="utf-8")
    assert dev.fingerprint() != before


def test_an_environment_without_a_stamp_is_not_ready(dev, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(dev, "STAMP", tmp_path / "dev-stamp")
    assert not dev.is_ready()


def test_an_old_python_without_a_newer_one_beside_it_says_what_to_install(dev, monkeypatch, capsys) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.restart_with_newer_python() == 2
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_a_system_too_old_for_qt_is_refused_in_a_sentence(dev, monkeypatch) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.platform, "machine", lambda: "aarch64")
    monkeypatch.setattr(dev.platform, "libc_ver", lambda: ("glibc", "2.31"))
    with pytest.raises(dev.SetupError, match=r"glibc 2\.39 or newer on aarch64; this system has 2\.31"):
        dev.refuse_old_system()
    monkeypatch.setattr(dev.platform, "libc_ver", lambda: ("glibc", "2.41"))
    dev.refuse_old_system()


def test_the_check_of_wheels_asks_for_every_platform_and_names_the_one_that_lacks_one(
    dev, monkeypatch, capsys
) -> None:
    asked = []

    def answer(command) -> int:
        asked.append(command)
        return int("aarch64-manylinux_2_39" in command and "3.11" in command)

    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "call", answer)
    assert dev.command_wheels([]) == 1
    assert "No wheels for: Linux aarch64, glibc 2.39, Python 3.11\n" in capsys.readouterr().out
    assert {command[command.index("--python-platform") + 1] for command in asked} == {
        "x86_64-pc-windows-msvc",
        "x86_64-manylinux_2_34",
        "aarch64-manylinux_2_39",
    }
    assert all("--no-build" in command and "--dry-run" in command for command in asked)


def test_missing_system_packages_are_named_in_one_line_when_they_may_not_be_installed(
    dev, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "installed_debian_packages", lambda: {"xvfb", "xdotool"})
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    dev.install_debian_packages(["tests and pictures in a real window"])
    assert "sudo apt-get install --yes --no-install-recommends poppler-utils\n" in capsys.readouterr().out


def test_the_counts_of_several_runs_are_added_up(dev, tmp_path) -> None:
    for name, counts in {"a.xml": (5, 1, 0, 2), "b.xml": (3, 0, 1, 0)}.items():
        tests, failures, errors, skipped = counts
        (tmp_path / name).write_text(
            f'<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" '
            f'skipped="{skipped}"/></testsuites>',
            encoding="utf-8",
        )
    added = dev.add_counts(sorted(tmp_path.glob("*.xml")))
    assert added == {"tests": 8, "failures": 1, "errors": 1, "skipped": 2}


@_ON_LINUX
def test_a_new_folder_in_memory_clears_what_ended_runs_left_and_nothing_of_a_living_one(
    dev, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr(dev, "MEMORY_DISK", tmp_path)
    (tmp_path / "of-others").mkdir()
    killed = tmp_path / f"{dev.TEST_FOLDER}killed"
    (killed / "pytest-of-wang").mkdir(parents=True)
    living = dev.folder_in_memory()
    newer = dev.folder_in_memory()
    assert set(tmp_path.iterdir()) == {tmp_path / "of-others", living, newer}


@_ON_LINUX
def test_a_disk_of_memory_is_taken_only_with_room_and_where_the_caller_names_no_folder(
    dev, monkeypatch, tmp_path
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(dev, "MEMORY_DISK", tmp_path)
    monkeypatch.setattr(dev, "ROOM_FOR_TESTS", 1)
    assert dev.room_in_memory()
    monkeypatch.setattr(dev, "ROOM_FOR_TESTS", 1 << 60)
    assert not dev.room_in_memory()
    monkeypatch.setattr(dev, "ROOM_FOR_TESTS", 1)
    monkeypatch.setattr(dev, "MEMORY_DISK", tmp_path / "none")
    assert not dev.room_in_memory()
    monkeypatch.setattr(dev, "MEMORY_DISK", tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert not dev.room_in_memory()


def test_the_lock_holds_every_dependency_that_setup_cfg_names() -> None:
    assert _wanted() <= set(_locked())


def test_every_locked_package_has_a_hash() -> None:
    assert [name for name, entry in _locked().items() if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_registry_and_no_path() -> None:
    assert (
        re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links", _LOCK.read_text(encoding="utf-8"))
        == []
    )
