"""The screens of the navigation, top to bottom; each is imported on its first visit."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.shell.screen import ScreenSpec

SCREENS: tuple[ScreenSpec, ...] = ()
"""In the order shown. Titles are looked up in the catalogue when shown."""

_MARK = QT_TRANSLATE_NOOP
