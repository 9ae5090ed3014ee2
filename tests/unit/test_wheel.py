"""The built package carries what the program reads at run time, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_SHIPPED = ("desktop", "ui", "db", "sync", "resources")


def _kept_by_git(clone: Path) -> set[str]:
    command = ["git", "ls-files", "-z", *_SHIPPED]
    listing = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True)
    return {name for name in listing.stdout.split("\0") if name}


@pytest.mark.release
def test_the_wheel_holds_every_module_and_resource_and_no_test(tmp_path) -> None:
    source = tmp_path / "source"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", _ROOT, source], check=True)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", tmp_path, source], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert _kept_by_git(source) - held == set()
    assert {name.partition("/")[0] for name in held if ".dist-info/" not in name} == set(_SHIPPED)
    metadata = {Path(name).name for name in held if ".dist-info/" in name}
    assert {"entry_points.txt", "LICENSE", "OFL-NotoSerifSC.txt"} <= metadata
