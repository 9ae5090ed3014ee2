"""A pytest plugin under which Qt does not exist.

``dev.py test`` runs the unit tests with ``-p no:pytest-qt -p tests.support.no_qt``. It proves the layering
at run time: nothing the rules, the store or the services import leads to Qt, even where the import is late.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

_QT = ("PySide6", "shiboken6", "pytestqt")


class _NoQt(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in _QT:
            raise ModuleNotFoundError(f"{fullname}: unit tests run without Qt", name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the settings of the absent Qt plugin, so that setup.cfg can name them."""
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "unused without Qt")
    parser.addini("qt_log_ignore", "unused without Qt", type="linelist")


def pytest_configure() -> None:
    loaded = [name for name in _QT if name in sys.modules]
    if loaded:
        raise pytest.UsageError(f"{', '.join(loaded)} already imported; add -p no:pytest-qt")
    sys.meta_path.insert(0, _NoQt())
