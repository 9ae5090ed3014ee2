"""The way to the first window is short."""

import os
import subprocess
import sys
from pathlib import Path

_OPEN = """
import sys, time
from pathlib import Path
from desktop.app import make_application, make_flow

application = make_application()
flow = make_flow(application, Path(sys.argv[1]))
flow.window.show()
flow.start()
give_up_at = time.monotonic() + 20
while flow.window.page() is None and time.monotonic() < give_up_at:
    application.processEvents()
assert flow.window.page() is not None
print(type(flow.window.page()).__name__)
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
flow.close()
"""

LATE = {
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "reportlab",
    "pypdfium2",
    "pypinyin",
    "requests",
    "rapidfuzz",
    "lunardate",
    "segno",
    "PIL",
    "sqlite_utils",
    "hypothesis",
}


def test_nothing_late_is_imported_before_the_first_page(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "XDG_CONFIG_HOME": str(tmp_path),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONUTF8": "1",
        },
    )
    assert done.returncode == 0, done.stderr
    page, modules = done.stdout.splitlines()[:2]
    assert page == "WizardView"
    assert LATE & set(modules.split()) == set()
