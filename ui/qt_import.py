"""Brings PySide6 into the process without what only an error message or a help text asks of it.

PySide6 has a library of its own in Python: a parser of its functions' signatures, and other names for them
(``from __feature__ import ...``). It lies as source text in an archive inside a library file. Every start
unpacks and compiles it anew, and imports what it takes of Python's own library: half of what the first import
of PySide6 costs (docs/decisions/0012-start.md). Here PySide6 gets a stand-in that begins the library with the
first question. Nothing on the disk is touched, and a PySide6 that begins its library otherwise is imported as
it is.
"""

import builtins
import pathlib  # noqa: F401 - and `typing`: PySide6 needs them, and they need what is put off
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_BOOTSTRAP = "signature_bootstrap.py"
_KNOWN = b"\ndef bootstrap():\n"
_STAND_IN = """
from ui.qt_import import SupportLibrary


def bootstrap():
    return SupportLibrary(globals(), {text!r})
"""
_MAPPING = "shibokensupport.signature.mapping"
_FOR_THE_LIBRARY = ("base64", "tempfile", "textwrap", "traceback", "zipfile")
"""What PySide6 imports beforehand for the library alone."""


def import_qt() -> None:
    """Import PySide6, unless it is there already; called before any thread is started."""
    if "PySide6" not in sys.modules:
        with _library_put_off(), _put_off(_FOR_THE_LIBRARY):
            import PySide6.QtCore  # noqa: F401 - imported only


class SupportLibrary:
    """What PySide6 takes for its library: functions it knows by name, each of which begins the true one."""

    def __init__(self, namespace: dict[str, Any], text: bytes) -> None:
        """Nothing is compiled yet.

        Args:
            namespace: Of the module in which PySide6 begins its library.
            text: That module's own source.
        """
        self._namespace = namespace
        self._text = text
        self._beginning = threading.Lock()
        self._begun: ModuleType | None = None
        # Where PySide6 looks up a name before it asks for an error message; it keeps this module's namespace.
        self._mapping = sys.modules[_MAPPING] = ModuleType(_MAPPING)
        vars(self._mapping)["update_mapping"] = self._update_mapping

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*arguments: Any, **named: Any) -> Any:
            return getattr(self._begin(), name)(*arguments, **named)

        return ask

    def post_init(self) -> None:
        """Would make other names available; nobody here asks for them."""

    def finish_import(self, module: ModuleType) -> None:
        """Would add what a module of Qt had in earlier versions; there is nothing in those that we take."""

    def _update_mapping(self) -> None:
        self._begin()
        true = vars(sys.modules[_MAPPING])
        true["update_mapping"]()
        vars(self._mapping).update({**true, "update_mapping": self._update_mapping})

    def _begin(self) -> ModuleType:
        with self._beginning:
            if self._begun is None:
                exec(compile(self._text, _BOOTSTRAP, "exec"), self._namespace)  # noqa: S102 - PySide6's own text
                self._begun = self._namespace["bootstrap"]()
            return self._begun


@contextmanager
def _library_put_off() -> Iterator[None]:
    compiled = builtins.compile

    def compile_stand_in(source: Any, filename: Any, *rest: Any, **named: Any) -> Any:
        if filename == _BOOTSTRAP and isinstance(source, bytes) and _KNOWN in source:
            source = _STAND_IN.format(text=source)
        return compiled(source, filename, *rest, **named)

    builtins.compile = compile_stand_in
    try:
        yield
    finally:
        builtins.compile = compiled


@contextmanager
def _put_off(names: tuple[str, ...]) -> Iterator[None]:
    """Put stand-ins in the place of modules that are not there yet; afterwards they are imported as ever."""
    stand_ins = {name: _LaterModule(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


class _LaterModule(ModuleType):
    """A module that is imported when somebody wants something of it."""

    def __getattr__(self, wanted: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), wanted)
