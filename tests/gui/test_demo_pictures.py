"""The demo where no display is: it ends by itself and leaves one picture of every screen.

Pages and dialogs of the screens are the business of ``dev.py shots``: with them the demo would take minutes.
"""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop import demo
from ui.screens.shipped import SCREENS


@pytest.mark.release
def test_the_demo_leaves_a_picture_of_every_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(sys.modules["desktop"].__path__[0]).parent))
    root = tmp_path / "演示"
    assert demo.main(["--out", str(root)]) == 0
    pictures = {path.stem.partition("-")[2]: path for path in (root / "截图").glob("*.png")}
    assert set(pictures) == {screen.key for screen in SCREENS} | {"unlock", "palette", "help"}
    for path in pictures.values():
        picture = QImage(str(path))
        assert picture.width() >= 1000
        colours = {
            picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
        }
        assert len(colours) > 20, f"{path.name} is empty"
