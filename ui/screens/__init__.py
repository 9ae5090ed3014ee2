"""The screens of the navigation, top to bottom; each is imported on its first visit."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.accounts import Right
from ui.shell.screen import ScreenSpec

SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec(
        "import",
        QT_TRANSLATE_NOOP("ScreenSpec", "导入"),
        "import",
        "Ctrl+5",
        "ui.screens.register_import.view:ImportScreen",
        Right.IMPORT,
    ),
)
"""In the order shown. Titles are looked up in the catalogue when shown."""
