"""What this PC keeps of the window from one start to the next."""

from PySide6.QtCore import QSettings


def keep(name: str, value: str) -> None:
    """Keep a text under a name; one that stands there already is not written again.

    Qt writes the whole file anew and waits until it is on the disk.
    """
    kept = QSettings()
    if kept.value(name) != value:
        kept.setValue(name, value)
