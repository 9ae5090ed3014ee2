#!/usr/bin/env python3
"""One command for everything a developer does here; it prepares what is missing first.

    python3 dev.py setup              make .venv and install what is missing
    python3 dev.py run [ARGS]         open the window
    python3 dev.py demo [--out DIR]   a village office at work on invented people
    python3 dev.py test [PYTEST ARGS] run the tests; --release adds the long ones
    python3 dev.py lint [--fix]       format, lint, types, import contracts, translation catalogue
    python3 dev.py bench [NAME]       measure, each figure as a ratio in the same run
    python3 dev.py shots [--out DIR]  pictures of every screen
    python3 dev.py console-shots [--out DIR]  pictures of every page of the county's console
    python3 dev.py catalogue          take new texts of the window into the translation catalogue
    python3 dev.py lock               renew the list of locked packages from setup.cfg
    python3 dev.py wheels             ask the registry whether all of them come as wheels for every platform

Standard library only, on Linux and Windows. Every command but the last two first brings the environment up to
date; when nothing changed since the last call that takes a few milliseconds.
"""

# Kept readable for old interpreters: a Python too old for the project must reach the sentence that says so.
import contextlib
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Set
from xml.etree import ElementTree

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON_TRIED = 14
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "dev-stamp"
LOCK = ROOT / "packaging" / "requirements.lock"
CATALOGUES = ROOT / "resources" / "i18n"
STAMPED_FILES = (LOCK, ROOT / "setup.cfg", ROOT / "pyproject.toml")
MOST_TEST_WORKERS = 4
# Tests make thousands of small databases, each synced to disk; on a disk of memory nothing waits for that.
MEMORY_DISK = Path("/dev/shm")  # noqa: S108
ROOM_FOR_TESTS = 1 << 30
TEST_FOLDER = "cunqingtong-tests-"

# The oldest C library that the locked Qt runs on (docs/decisions/0001-build.md).
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
# Where the program has to install without a compiler, by the names uv gives them.
WHEEL_PLATFORMS = {
    "Windows x86-64": "x86_64-pc-windows-msvc",
    "Linux x86-64, glibc 2.34": "x86_64-manylinux_2_34",
    "Linux aarch64, glibc 2.39": "aarch64-manylinux_2_39",
}

# Debian packages by what needs them. Qt's wheels bring Qt, not the libraries of the system below it.
DEBIAN_PACKAGES = {
    "the window": (
        "libcups2 libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libopengl0 libx11-xcb1 "
        "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 "
        "libxcb-shape0 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0"
    ).split(),
    "tests and pictures in a real window": ["poppler-utils", "xdotool", "xvfb"],
    "the county's console in a real browser": ["chromium", "chromium-driver"],
    "the comparison with LibreOffice": ["libreoffice-calc", "libreoffice-writer"],
}
ALWAYS = ("the window", "tests and pictures in a real window")
# Asked for by itself: a system that has no such package gets the others all the same.
BROWSER = ("the county's console in a real browser",)
FOR_BENCHMARKS = ("the comparison with LibreOffice",)


class SetupError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def venv_python() -> Path:
    """The interpreter inside .venv; it need not exist yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_tool(name: str) -> Path:
    """A program that a locked package installed into .venv."""
    return venv_python().parent / (name + (".exe" if os.name == "nt" else ""))


def say(text: str) -> None:
    """One line about what is being done, before anything a child process prints."""
    print(text, flush=True)


def call(command: Sequence[object], **variables: str) -> int:
    """Run a command in the project's folder and return its exit code."""
    environment = dict(os.environ, **variables)
    return subprocess.call([str(part) for part in command], cwd=str(ROOT), env=environment)


def require(command: Sequence[object], what: str) -> None:
    """Run a command of the set-up; a failure ends the set-up with a sentence."""
    if call(command) != 0:
        raise SetupError("%s failed; the lines above say why. Nothing else was changed." % what)


# --- Python ----------------------------------------------------------------------------------------------


def newer_python() -> Optional[List[str]]:
    """Command of the newest fitting Python on this machine, or None."""
    launcher = shutil.which("py") if os.name == "nt" else None
    for minor in range(NEWEST_PYTHON_TRIED, OLDEST_PYTHON[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        for command in ([found] if found else [], [launcher, "-3.%d" % minor] if launcher else []):
            # Version managers leave names on the path that start nothing, so each is tried.
            if command and subprocess.call([*command, "-c", ""], stderr=subprocess.DEVNULL) == 0:
                return list(command)
    return None


def restart_with_newer_python() -> int:
    """Run this very command with a Python that is new enough."""
    newer = newer_python()
    if newer is None:
        sys.stderr.write(
            "This project needs Python %d.%d or newer; this is Python %d.%d (%s) and no newer one was found. "
            "Install one and call dev.py with it, for example: python3.12 dev.py setup\n"
            % (OLDEST_PYTHON + sys.version_info[:2] + (sys.executable,))
        )
        return 2
    return subprocess.call([*newer, str(Path(__file__).resolve()), *sys.argv[1:]])


# --- Debian packages -------------------------------------------------------------------------------------


def installed_debian_packages() -> Set[str]:
    """Names of the installed packages and of what they provide under another name."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Provides}\n"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        universal_newlines=True,
        check=False,
    ).stdout
    names = set()  # type: Set[str]
    for line in listing.splitlines():
        status, _, rest = line.partition(" ")
        if status == "installed":
            package, _, provided = rest.partition(" ")
            names.add(package)
            names.update(entry.split()[0] for entry in provided.split(",") if entry.strip())
    return names


def root_prefix() -> Optional[List[str]]:
    """What to put before a command to run it as root without a question; None when that is not allowed."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return [sudo, "-n"]
    return None


def install_debian_packages(purposes: Sequence[str]) -> None:
    """Install what the purposes need and the system lacks, or print the line that would.

    Never fails: what is missing shows where it is needed, and most commands need little of it.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    wanted = [name for purpose in purposes for name in DEBIAN_PACKAGES[purpose]]
    if importable("ensurepip") is False and not venv_python().exists():
        wanted.append("python%d.%d-venv" % sys.version_info[:2])
    present = installed_debian_packages()
    missing = [name for name in wanted if name not in present]
    if not missing:
        return
    prefix = root_prefix()
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if prefix is None:
        say("Some system packages are missing. To install them, run:\n    sudo " + " ".join(install))
        return
    say("Installing system packages: " + " ".join(missing))
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    update = prefix + quiet + ["apt-get", "update", "--quiet"]
    if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        call(update)
    if call(prefix + quiet + install) != 0 and not (
        call(update) == 0 and call(prefix + quiet + install) == 0
    ):
        say(
            "They could not be installed. Going on without them; to try again, run:\n    " + " ".join(install)
        )


def refuse_old_system() -> None:
    """Say it in a sentence where no wheel of Qt would fit, before pip says it in a hundred lines.

    Raises:
        SetupError: The C library is older than the locked Qt needs.
    """
    needed = OLDEST_GLIBC.get(platform.machine())
    name, version = platform.libc_ver()
    if not (sys.platform.startswith("linux") and needed and name == "glibc"):
        return
    if tuple(int(part) for part in version.split(".")[:2]) < needed:
        raise SetupError(
            "The window's library (Qt) needs glibc %d.%d or newer on %s; this system has %s. "
            "Nothing was changed. docs/decisions/0001-build.md says what runs on older systems."
            % (*needed, platform.machine(), version)
        )


def importable(module: str) -> bool:
    """Whether this interpreter could import a module."""
    import importlib.util

    return importlib.util.find_spec(module) is not None


# --- the environment -------------------------------------------------------------------------------------


def fingerprint() -> str:
    """Changes whenever the environment has to be renewed."""
    digest = hashlib.sha256(("%d.%d" % sys.version_info[:2]).encode())
    for file in STAMPED_FILES:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_ready() -> bool:
    """Whether .venv holds exactly what the lock and the settings ask for."""
    if not (STAMP.exists() and venv_python().exists()):
        return False
    return STAMP.read_text(encoding="utf-8") == fingerprint()


def venv_fits() -> bool:
    """Whether .venv works and was made with this version of Python."""
    if not venv_python().exists():
        return False
    version = subprocess.run(
        [str(venv_python()), "-c", "import sys, pip; print('%d.%d' % sys.version_info[:2])"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        universal_newlines=True,
        check=False,
    )
    return version.returncode == 0 and version.stdout.strip() == "%d.%d" % sys.version_info[:2]


def prepare() -> None:
    """Make the environment, or bring it up to date; nothing happens when it is.

    Raises:
        SetupError: Python cannot make environments, or a package cannot be installed.
    """
    if is_ready():
        return
    refuse_old_system()
    install_debian_packages(ALWAYS)
    install_debian_packages(BROWSER)
    if not venv_fits():
        say("Making .venv with Python %d.%d" % sys.version_info[:2])
        if not importable("ensurepip"):
            raise SetupError("This Python cannot make virtual environments: its venv package is missing.")
        require([sys.executable, "-m", "venv", "--clear", VENV], "Making .venv")
    say("Installing the locked packages (a few minutes the first time)")
    pip = [venv_python(), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    require([*pip, "--require-hashes", "--no-deps", "-r", LOCK], "Installing the locked packages")
    require([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], "Installing the project")
    STAMP.write_text(fingerprint(), encoding="utf-8")


def compile_catalogues() -> None:
    """Build the catalogues the window reads (.qm) from those people edit (.ts) where they are newer."""
    for source in sorted(CATALOGUES.glob("*.ts")):
        built = source.with_suffix(".qm")
        if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
            require(
                [venv_tool("pyside6-lrelease"), "-silent", source, "-qm", built], "Building " + built.name
            )


def run_module(module: str, arguments: Sequence[str]) -> int:
    """Run one of the project's modules in the environment."""
    prepare()
    compile_catalogues()
    return call([venv_python(), "-m", module, *arguments])


# --- commands --------------------------------------------------------------------------------------------


def command_setup(arguments: Sequence[str]) -> int:
    """Make the environment."""
    prepare()
    compile_catalogues()
    say("Ready. Next: python3 dev.py demo")
    return 0


def command_run(arguments: Sequence[str]) -> int:
    """Open the window."""
    return run_module("desktop.app", arguments)


def command_demo(arguments: Sequence[str]) -> int:
    """Show a village office at work."""
    return run_module("desktop.demo", arguments)


def command_shots(arguments: Sequence[str]) -> int:
    """Take pictures of every screen."""
    return run_module("ui.shots", arguments)


def command_console_shots(arguments: Sequence[str]) -> int:
    """Take pictures of every page of the county's console."""
    return run_module("tests.support.console_pictures", arguments)


def command_bench(arguments: Sequence[str]) -> int:
    """Measure."""
    prepare()
    install_debian_packages(FOR_BENCHMARKS)
    return run_module("tests.benchmarks", arguments)


def command_lint(arguments: Sequence[str]) -> int:
    """Run every checker, then say which complained."""
    prepare()
    if "--fix" in arguments:
        call([venv_python(), "-m", "ruff", "check", "--quiet", "--fix-only", "."])
        call([venv_python(), "-m", "ruff", "format", "--quiet", "."])
    checks = {
        "format": [venv_python(), "-m", "ruff", "format", "--check", "."],
        "lint": [venv_python(), "-m", "ruff", "check", "."],
        "types": [venv_python(), "-m", "mypy"],
        "import contracts": [venv_tool("lint-imports"), "--no-cache"],
        "translation catalogue": [venv_python(), ROOT / "packaging" / "catalogue.py", "--check"],
    }  # type: Dict[str, List[object]]
    complaints = []
    for name, command in checks.items():
        say("== " + name)
        if call(command, PYTHONUTF8="1") != 0:
            complaints.append(name)
    say("Not clean: " + ", ".join(complaints) if complaints else "All checks are clean.")
    return 1 if complaints else 0


def command_catalogue(arguments: Sequence[str]) -> int:
    """Take new texts into the translation catalogue."""
    prepare()
    return call([venv_python(), ROOT / "packaging" / "catalogue.py"])


def command_lock(arguments: Sequence[str]) -> int:
    """Renew the lock for every platform; with --upgrade also move to newer versions."""
    if not venv_tool("uv").exists():
        prepare()
    command = [venv_tool("uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    command += ["--python-version", "%d.%d" % OLDEST_PYTHON, "--no-emit-index-url", "--no-header"]
    command += ["--extra", "county", "--extra", "test", "--extra", "dev"]
    command += [*arguments, "--output-file", LOCK, ROOT / "setup.cfg"]
    # Notes on who wants a package would name files by the machine's own paths.
    return call([*command, "--no-annotate"]) or command_wheels([])


def command_wheels(arguments: Sequence[str]) -> int:
    """Ask the registry whether every locked package comes as a wheel for each platform and Python.

    Nothing is downloaded or installed but what describes the packages.

    Returns:
        1 when a wheel is missing; uv has said which.
    """
    if not venv_tool("uv").exists():
        prepare()
    lacking = []
    for system, triple in WHEEL_PLATFORMS.items():
        for minor in (OLDEST_PYTHON[1], NEWEST_PYTHON_TRIED):
            name = "%s, Python 3.%d" % (system, minor)
            say("== " + name)
            command = [venv_tool("uv"), "pip", "install", "--dry-run", "--quiet", "--no-build", "--no-deps"]
            command += ["--require-hashes", "--python-platform", triple, "--python-version", "3.%d" % minor]
            with tempfile.TemporaryDirectory() as empty:
                if call([*command, "--target", empty, "-r", LOCK]) != 0:
                    lacking.append(name)
    say("No wheels for: " + "; ".join(lacking) if lacking else "Every locked package comes as a wheel.")
    return 1 if lacking else 0


def command_test(arguments: Sequence[str]) -> int:
    """Run the tests: those of tests/unit where Qt does not exist, then the others."""
    prepare()
    compile_catalogues()
    named = [Path(part.split("::")[0]) for part in arguments if not part.startswith("-")]
    named = [path for path in named if (ROOT / path).exists() and path.suffix in ("", ".py")]
    without_qt = ["-p", "no:pytest-qt", "-p", "tests.support.no_qt"]
    unit = ROOT / "tests" / "unit"
    if not named:
        runs = {
            "tests/unit, without Qt": [*without_qt, "tests/unit"],
            "all other tests": ["tests", "--ignore=tests/unit"],
        }
    elif all(unit in (ROOT / path / "_").resolve().parents for path in named):
        runs = {"without Qt": without_qt}
    else:
        runs = {"the tests named": []}
    if not any((ROOT / path).is_file() for path in named) and not chooses_workers(arguments):
        workers = max(2, min(MOST_TEST_WORKERS, processors()))
        arguments = ["-n", str(workers), "--dist", "worksteal", *arguments]
    return run_tests({name: parts + list(arguments) for name, parts in runs.items()})


def processors() -> int:
    """How many processors this process may use; a container often has fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chooses_workers(arguments: Sequence[str]) -> bool:
    """Whether the caller said how to spread the tests, or wants to step through them."""
    return any(part == "--pdb" or part.startswith(("-n", "--numprocesses")) for part in arguments)


def run_tests(runs: Dict[str, List[str]]) -> int:
    """Run pytest once per entry and close with the sum of all counts.

    Returns:
        0 when at least one test ran and none failed; 5, as pytest says it, when none was found.
    """
    nothing_collected = 5
    codes = []
    # Where a machine forbids compiled files, each of the hundreds of processes that tests start would compile
    # the program anew.
    variables = {"PYTHONDONTWRITEBYTECODE": ""}
    in_memory = folder_in_memory() if room_in_memory() else None
    if in_memory:
        variables["TMPDIR"] = str(in_memory)
    with tempfile.TemporaryDirectory() as folder:
        reports = []
        for number, (name, arguments) in enumerate(runs.items()):
            say("== " + name)
            reports.append(Path(folder) / ("%d.xml" % number))
            command = [venv_python(), "-m", "pytest", "-q", "--junitxml=%s" % reports[-1]]
            codes.append(call(command + list(arguments), **variables))
        counts = add_counts([report for report in reports if report.exists()])
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    say("total: %d passed, %d failed, %d skipped" % (passed, failed, counts["skipped"]))
    wrong = [code for code in codes if code not in (0, nothing_collected)]
    if in_memory and wrong:
        say("What the tests that failed left is in %s until the next run." % in_memory)
    elif in_memory:
        shutil.rmtree(str(in_memory), ignore_errors=True)
    if wrong:
        return wrong[0]
    return 0 if 0 in codes else nothing_collected


def room_in_memory() -> bool:
    """Whether a disk of memory is there with room on it, and the caller has chosen no other folder."""
    if "TMPDIR" in os.environ or not os.access(str(MEMORY_DISK), os.W_OK | os.X_OK):
        return False
    free = re.search(r"MemAvailable: *([0-9]+) kB", Path("/proc/meminfo").read_text(encoding="ascii"))
    return (
        free is not None
        and min(shutil.disk_usage(str(MEMORY_DISK)).free, int(free.group(1)) << 10) >= ROOM_FOR_TESTS
    )


def folder_in_memory() -> Path:
    """A new folder for what tests write; folders of earlier runs go, were they killed or kept for a look."""
    import fcntl  # missing on Windows, as is the disk

    for left in MEMORY_DISK.glob(TEST_FOLDER + "*"):
        with contextlib.suppress(OSError):  # in use, or another user's
            handle = os.open(str(left), os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(str(left))
            finally:
                os.close(handle)
    made = Path(tempfile.mkdtemp(prefix=TEST_FOLDER, dir=str(MEMORY_DISK)))
    made.chmod(0o755)  # PostgreSQL runs as a user of its own
    fcntl.flock(os.open(str(made), os.O_RDONLY), fcntl.LOCK_EX)  # until this process ends
    return made


def add_counts(reports: Sequence[Path]) -> Dict[str, int]:
    """Sum the counts of JUnit reports: tests, failures, errors, skipped."""
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for report in reports:
        # Written by the pytest this very call started, so nothing in it is hostile.
        for suite in ElementTree.parse(str(report)).getroot().iter("testsuite"):  # noqa: S314
            for name in counts:
                counts[name] += int(suite.get(name, "0"))
    return counts


COMMANDS = {
    "setup": command_setup,
    "run": command_run,
    "demo": command_demo,
    "test": command_test,
    "lint": command_lint,
    "bench": command_bench,
    "shots": command_shots,
    "console-shots": command_console_shots,
    "catalogue": command_catalogue,
    "lock": command_lock,
    "wheels": command_wheels,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 2 for a wrong call or an environment that cannot be made."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0 if arguments else 2
    if arguments[0] not in COMMANDS:
        sys.stderr.write("dev.py knows no %r; it knows: %s\n" % (arguments[0], ", ".join(COMMANDS)))
        return 2
    if sys.version_info < OLDEST_PYTHON:
        return restart_with_newer_python()
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        sys.stderr.write("%s\n" % error)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
