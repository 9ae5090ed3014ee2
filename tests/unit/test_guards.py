"""The guards of tests/conftest.py and tests/support stop what they are there to stop, in workers too."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

_ROOT = Path(__file__).parents[2]
_WITHOUT_QT = ("-p", "no:pytest-qt", "-p", "tests.support.no_qt")

_CASES = """
import logging, threading, time, warnings
import pytest

def test_quiet():
    assert True

def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(1,), name="forgotten").start()

def test_logs():
    logging.getLogger("db.store").warning("slow disk")

def test_logs_and_looks(caplog):
    logging.getLogger("db.store").warning("slow disk")
    assert "slow disk" in caplog.text

def test_warns():
    warnings.warn("old")

def test_imports_qt():
    import PySide6.QtCore

@pytest.fixture
def unready():
    pytest.fail("not to be set up")

def test_without_what_it_needs(unready):
    assert True

@pytest.mark.release
def test_long():
    assert False, "it ran"

@pytest.mark.early
def test_dear():
    assert True
"""


def _run_guarded(folder: Path, *options: str) -> dict[str, tuple[str, str]]:
    """How each case went and what was said of it, in one worker under the project's guards."""
    guards = (_ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    guards = guards.replace("_GRACE_SECONDS = 3.0", "_GRACE_SECONDS = 0.1")
    (folder / "conftest.py").write_text(guards, encoding="utf-8")
    (folder / "test_case.py").write_text(_CASES, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-c", _ROOT / "setup.cfg", "--rootdir", folder]
    command += ["-p", "no:cacheprovider", "-p", "no:randomly", *_WITHOUT_QT, *options, folder]
    command += ["--junitxml", folder / "report.xml"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    went = {}
    for case in ElementTree.parse(folder / "report.xml").iter("testcase"):
        ill = next((part for part in case if part.tag in {"failure", "error", "skipped"}), None)
        went[case.get("name", "")] = (
            ("passed", "") if ill is None else (ill.tag, f"{ill.get('message')}\n{ill.text}")
        )
    return went


@pytest.fixture(scope="module")
def went(tmp_path_factory) -> dict[str, tuple[str, str]]:
    return _run_guarded(tmp_path_factory.mktemp("guarded"), "-n", "1")


def test_a_quiet_test_passes(went) -> None:
    assert went["test_quiet"] == ("passed", "")


def test_what_takes_long_runs_first(went) -> None:
    assert next(iter(went)) == "test_dear"


def test_a_thread_left_running_fails_the_test(went) -> None:
    how, said = went["test_leaves_a_thread"]
    assert how == "error"
    assert "threads left running: ['forgotten']" in said


def test_a_warning_in_the_programs_log_fails_the_test(went) -> None:
    how, said = went["test_logs"]
    assert how == "error"
    assert "WARNING db.store: slow disk" in said


def test_a_test_that_looks_at_the_log_may_cause_warnings(went) -> None:
    assert went["test_logs_and_looks"] == ("passed", "")


def test_a_python_warning_is_an_error(went) -> None:
    how, said = went["test_warns"]
    assert how == "failure"
    assert "UserWarning: old" in said


def test_qt_cannot_be_imported_by_a_unit_test(went) -> None:
    how, said = went["test_imports_qt"]
    assert how == "failure"
    assert "unit tests run without Qt" in said


def test_a_test_that_cannot_be_set_up_is_reported(went) -> None:
    how, said = went["test_without_what_it_needs"]
    assert how == "error"
    assert "not to be set up" in said


def test_a_long_test_waits_until_it_is_asked_for(went, tmp_path) -> None:
    assert went["test_long"][0] == "skipped"
    how, said = _run_guarded(tmp_path, "--release", "-k", "test_long")["test_long"]
    assert how == "failure"
    assert "it ran" in said
