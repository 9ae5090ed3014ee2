"""Pictures of every screen, page and dialog at the size of a village PC, once plain and once at 125 %.

    python -m ui.shots [--out DIR] [--data DIR --login NAME --password-stdin]

Without ``--data`` a sample office is made in a scratch folder. Runs offscreen unless a display is
asked for by ``QT_QPA_PLATFORM``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.shell.flow import OfficeFlow

SCREEN_PIXELS = (1366, 768)
SCALES = ("1", "1.25")
_SETTLE_SECONDS = 0.25
_PATIENCE_SECONDS = 30.0
_NOTICES = ("accounts_quarterly", "allowance_list", "party_life")
_SAMPLE_LOGIN, _SAMPLE_PASSWORD = "文书", "竹林 小路 1998"


def photograph(
    flow: "OfficeFlow", login: str, password: str, out: Path, *, each_view: bool = True
) -> list[Path]:
    """Open an office and save a picture of every screen, the palette and the help.

    Args:
        flow: A shown window over a data folder.
        login: Who signs in.
        password: Their password.
        out: Folder for the pictures; names begin with the number of their place.
        each_view: Also the pages and dialogs of every screen, five times as many pictures.

    Returns:
        The pictures saved, in order.
    """
    out.mkdir(parents=True, exist_ok=True)
    window = flow.window
    ratio = window.devicePixelRatioF()
    window.resize(round(SCREEN_PIXELS[0] / ratio), round(SCREEN_PIXELS[1] / ratio))
    saved: list[Path] = []

    def save(name: str) -> None:
        _settle(lambda: True)
        file = out / f"{len(saved) + 1:03d}-{name}.png"
        _picture(window).save(str(file))
        saved.append(file)

    flow.start()
    _settle(lambda: window.page() is not None)
    save("unlock")
    flow.enter_with(login, password)
    _settle(lambda: flow.workspace is not None)
    workspace = flow.workspace
    if workspace is None:
        raise RuntimeError("the office did not open")
    for key in workspace.navigation.buttons():
        workspace.open_screen(key)
        _settle(lambda: not workspace.runner.is_busy)
        save(key)
        views = workspace.current_screen().views_to_photograph() if each_view else ()
        for name, show in views:
            show()
            _settle(lambda: not workspace.runner.is_busy)
            save(f"{key}-{name}")
            _close_dialogs(window)
    workspace.open_palette()
    workspace.palette_box.box.setText("z")
    _settle(lambda: not workspace.runner.is_busy)
    save("palette")
    workspace.palette_box.close_palette()
    workspace.toggle_help()
    save("help")
    return saved


def _picture(window: "QWidget") -> "QPixmap":
    """The window with the dialog that is open over it."""
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication, QDialog

    picture = window.grab()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    if dialogs:
        dialog = dialogs[-1].grab()
        ratio = picture.devicePixelRatioF()
        spare = (picture.size() - dialog.size()) / (2 * ratio)
        painter = QPainter(picture)
        painter.drawPixmap(spare.width(), spare.height(), dialog)
        painter.end()
    return picture


def _settle(is_ready: Callable[[], bool]) -> None:
    """Let the window work until something holds, and a moment longer."""
    from PySide6.QtWidgets import QApplication

    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while not is_ready() and time.monotonic() < give_up_at:
        QApplication.processEvents()
        time.sleep(0.01)
    calm_at = time.monotonic() + _SETTLE_SECONDS
    while time.monotonic() < calm_at:
        QApplication.processEvents()
        time.sleep(0.01)


def _close_dialogs(window: "QWidget") -> None:
    from PySide6.QtWidgets import QApplication

    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.close()


def _make_sample(folder: Path) -> tuple[str, str]:
    """A sample office in a folder; returns who can sign in."""
    from desktop.domain.accounts import Role
    from desktop.domain.division import known_villages
    from desktop.domain.job import NoJob
    from desktop.services.opening import create_office
    from desktop.services.sample_office import fill_empty_office

    office, _ = create_office(
        folder, known_villages()[0], _SAMPLE_LOGIN, "王文书", Role.CLERK, _SAMPLE_PASSWORD
    )
    try:
        fill_empty_office(office, NoJob())
        _draft_notices(office)
    finally:
        office.close()
    return _SAMPLE_LOGIN, _SAMPLE_PASSWORD


def _draft_notices(office: "Office") -> None:
    """The wizard's sample has none; of the last quarter one is a draft and the others are examined."""
    from desktop.services.disclosure import notices
    from desktop.services.disclosure.requests import NoticeRequest

    today = office.today()
    month = (today.month - 1) // 3 * 3 + 1
    last = today.replace(month=month, day=1) - timedelta(days=1)
    first = last.replace(month=last.month - 2, day=1)
    for template in _NOTICES:
        request = NoticeRequest(template, first.isoformat(), last.isoformat(), today.isoformat())
        made = notices.make_notice(office, request)
        if template != _NOTICES[-1]:
            notices.submit(office, made)


def main(argv: Sequence[str] | None = None) -> int:
    """Save the pictures; the scale is a property of a process, so each scale gets its own."""
    parser = argparse.ArgumentParser(prog="ui.shots")
    parser.add_argument("--out", type=Path, default=Path("build/shots"))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--login", default="")
    parser.add_argument("--password-stdin", action="store_true")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    password = sys.stdin.readline().rstrip("\r\n") if options.password_stdin else ""
    with tempfile.TemporaryDirectory(prefix="cunqingtong-shots-") as scratch:
        folder, login = options.data, options.login
        if folder is None:
            folder = Path(scratch) / "data"
            login, password = _make_sample(folder)
        for scale in SCALES:
            out = options.out / f"scale-{scale}"
            command = [sys.executable, "-m", "desktop.app", "--data", str(folder)]
            command += ["--login", login, "--password-stdin", "--screenshot", str(out), "--each-view"]
            surroundings = os.environ | {
                "QT_SCALE_FACTOR": scale,
                "XDG_CONFIG_HOME": str(Path(scratch) / f"settings-{scale}"),
                "PYTHONUTF8": "1",
            }
            done = subprocess.run(
                command, input=f"{password}\n", text=True, env=surroundings, check=False, encoding="utf-8"
            )
            if done.returncode != 0:
                return done.returncode
            for picture in sorted(out.glob("*.png")):
                print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
