"""The guards of tests/conftest.py and tests/support/no_qt.py stop what they are there to stop."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_WITHOUT_QT = ("-p", "no:pytest-qt", "-p", "tests.support.no_qt")


@pytest.fixture
def run_guarded(tmp_path):
    """Runs one test file under the project's guards; gives pytest's exit code and what it printed."""

    def run(source: str, *options: str) -> tuple[int, str]:
        shutil.copy(_ROOT / "tests" / "conftest.py", tmp_path / "conftest.py")
        (tmp_path / "test_case.py").write_text(source, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-c", _ROOT / "setup.cfg", "--rootdir", tmp_path]
        command += ["-p", "no:cacheprovider", *_WITHOUT_QT, *options, tmp_path]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_quiet_test_passes(run_guarded) -> None:
    code, said = run_guarded("def test_quiet():\n    assert True\n")
    assert code == 0, said


def test_a_thread_left_running_fails_the_test(run_guarded) -> None:
    code, said = run_guarded(
        "import threading, time\n"
        "def test_leaks():\n"
        "    threading.Thread(target=time.sleep, args=(6,), name='forgotten').start()\n"
    )
    assert code == 1
    assert "threads left running: ['forgotten']" in said


def test_a_warning_in_the_programs_log_fails_the_test(run_guarded) -> None:
    code, said = run_guarded(
        "import logging\ndef test_logs():\n    logging.getLogger('db.store').warning('slow disk')\n"
    )
    assert code == 1
    assert "WARNING db.store: slow disk" in said


def test_a_test_that_looks_at_the_log_may_cause_warnings(run_guarded) -> None:
    code, said = run_guarded(
        "import logging\n"
        "def test_logs(caplog):\n"
        "    logging.getLogger('db.store').warning('slow disk')\n"
        "    assert 'slow disk' in caplog.text\n"
    )
    assert code == 0, said


def test_a_python_warning_is_an_error(run_guarded) -> None:
    code, said = run_guarded("import warnings\ndef test_warns():\n    warnings.warn('old')\n")
    assert code == 1
    assert "UserWarning: old" in said


def test_qt_cannot_be_imported_by_a_unit_test(run_guarded) -> None:
    code, said = run_guarded("def test_window():\n    import PySide6.QtCore\n")
    assert code == 1
    assert "unit tests run without Qt" in said


def test_a_long_test_waits_until_it_is_asked_for(run_guarded) -> None:
    source = "import pytest\n@pytest.mark.release\ndef test_long():\n    assert False, 'it ran'\n"
    code, said = run_guarded(source)
    assert (code, "1 skipped" in said) == (0, True)
    code, said = run_guarded(source, "--release")
    assert (code, "it ran" in said) == (1, True)
