"""Brings PySide6 into the process without what only an error message or a help text asks of it.

PySide6 reads the signatures of its own functions with a parser in Python. That parser lies as source text
inside a library: every start compiles it anew, and it compiles large regular expressions of its own; together
over a third of what the first import of PySide6 costs (docs/decisions/0012-start.md). Here it comes with the
first question: the text of the one module that imports the parser's parts is handed to Python with those
imports put off. Nothing on the disk is touched, and a PySide6 with another text is imported as it is.
"""

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LOADER = "shibokensupport/signature/loader.py"
_IMPORT = "from shibokensupport.signature"
_BEFORE_PARTS = f"\n{_IMPORT} import errorhandler\n"  # the library itself needs what comes before these
_AFTER_PARTS = "\nimport enum\n"

# Takes their place. PySide6 takes its importer away when all is imported, so it is put back, as the last.
# What makes Qt's functions available under other names (``from __feature__ import ...``) is left out: nobody
# here asks for it.
_LATER = """
from importlib import import_module

from shibokensupport.signature import importhandler


class _Later:
    def __init__(self, name):
        self._name = name

    def __getattr__(self, wanted):
        return getattr(import_module("shibokensupport.signature." + self._name), wanted)


parser, layout, errorhandler = _Later("parser"), _Later("layout"), _Later("errorhandler")


def post_init():
    if __loader__ not in sys.meta_path:
        sys.meta_path.append(__loader__)
"""


def import_qt() -> None:
    """Import PySide6, unless it is there already; called before any thread is started."""
    if "PySide6" not in sys.modules:
        with _parts_put_off():
            import PySide6.QtCore  # noqa: F401 - imported only


@contextmanager
def _parts_put_off() -> Iterator[None]:
    compiled = builtins.compile

    def compile_changed(source: Any, filename: Any, *rest: Any, **named: Any) -> Any:
        text = _with_parts_put_off(source) if filename == _LOADER else source
        return compiled(text, filename, *rest, **named)

    builtins.compile = compile_changed
    try:
        yield
    finally:
        builtins.compile = compiled


def _with_parts_put_off(source: bytes) -> bytes:
    """The loader's text with the imports of its parts put off, or as it is where it is not the one known."""
    head, begin, rest = source.decode().replace("\r\n", "\n").partition(_BEFORE_PARTS)
    parts, end, _ = rest.partition(_AFTER_PARTS)
    known = bool(begin and end) and all(line.startswith(_IMPORT) for line in parts.split("\n") if line)
    return f"{head}\n{_LATER}".encode() if known else source
