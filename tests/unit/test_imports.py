"""What each part of the program may import, read from the sources themselves.

The order of the layers is import-linter's business (setup.cfg). Here stand the rules it cannot tell: those
about everything third-party, and those about parts that are not built yet.
"""

import ast
import configparser
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("desktop", "ui", "db", "sync", "resources")
_QT = {"PySide6", "shiboken6"}


@cache
def _modules() -> dict[str, frozenset[str]]:
    """Dotted name of every module that ships, with the dotted names it imports, late imports included."""
    found = {}
    for package in _PACKAGES:
        for file in (_ROOT / package).rglob("*.py"):
            parts = file.relative_to(_ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = frozenset(_imported(file.read_text(encoding="utf-8")))
    return found


# Taking eight million characters apart for their few imports took two seconds. The formatter puts each
# statement on a line of its own; one in an example of a docstring counts as well.
_IMPORT = re.compile(r"^[ \t]*((?:from [\w.]+ import (?:\([^)]*\)|[^(\n]+))|import [^\n]+)", re.MULTILINE)


def _imported(source: str) -> Iterator[str]:
    for node in ast.parse("\n".join(_IMPORT.findall(source))).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _third_party(names: frozenset[str]) -> set[str]:
    tops = {name.partition(".")[0] for name in names}
    return tops - set(_PACKAGES) - sys.stdlib_module_names


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared(extra: str = "") -> set[str]:
    """Libraries that a plain installation brings, or those that an extra adds to it."""
    settings = configparser.ConfigParser()
    settings.read(_ROOT / "setup.cfg", encoding="utf-8")
    told = settings["options.extras_require"][extra] if extra else settings["options"]["install_requires"]
    return {_normal(re.match(r"[\w.-]+", line).group()) for line in told.split("\n") if line.strip()}


def _is_below(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def test_every_library_the_program_imports_is_declared() -> None:
    owners = packages_distributions()
    declared = _declared() | {"shiboken6"}  # part of PySide6, in a wheel of its own
    with_county = declared | _declared("county") | {"starlette"}  # what FastAPI is made of
    undeclared = {
        (module, library)
        for module, names in _modules().items()
        for library in _third_party(names)
        if not {_normal(owner) for owner in owners.get(library, [])}
        & (with_county if _is_below(module, "sync.county") else declared)
    }
    assert undeclared == set()


def test_the_county_takes_little_from_the_desktop() -> None:
    may = ("desktop.domain", "desktop.messages", "desktop.version", "desktop.cli", "desktop.reports")
    taken = {
        (module, name)
        for module, names in _modules().items()
        if _is_below(module, "sync.county")
        for name in names
        if _is_below(name, "desktop", "ui", "db", "sync.village")
        if not _is_below(name, *may)
    }
    assert taken == set()
    terminal = {
        module
        for module, names in _modules().items()
        if _is_below(module, "sync.county") and any(_is_below(name, "desktop.cli") for name in names)
    }
    assert all(_is_below(module, "sync.county.cli") for module in terminal)


def test_only_the_window_knows_qt() -> None:
    elsewhere = {
        module
        for module, names in _modules().items()
        if _third_party(names) & _QT and not _is_below(module, "ui", "desktop.app")
    }
    assert elsewhere == set()


def test_the_rules_of_the_field_and_the_resources_need_nothing_but_python() -> None:
    foreign = {
        (module, library)
        for module, names in _modules().items()
        if _is_below(module, "desktop.domain", "resources")
        for library in _third_party(names)
    }
    assert foreign == set()


def test_nothing_on_the_desktop_imports_the_end_of_the_county() -> None:
    leaks = {
        module
        for module, names in _modules().items()
        if not _is_below(module, "sync.county") and any(_is_below(name, "sync.county") for name in names)
    }
    assert leaks == set()


def test_the_package_desktop_stays_empty_so_that_one_rule_can_be_imported_alone() -> None:
    assert _modules()["desktop"] == frozenset()
    assert (_ROOT / "desktop" / "__init__.py").read_text(encoding="utf-8").strip() == ""


def test_the_folder_packaging_never_hides_the_library_of_that_name() -> None:
    assert not (_ROOT / "packaging" / "__init__.py").exists()


def test_every_folder_with_modules_is_a_package_or_it_would_be_left_out_of_the_program() -> None:
    folders = {file.parent for package in _PACKAGES for file in (_ROOT / package).rglob("*.py")}
    assert {folder for folder in folders if not (folder / "__init__.py").exists()} == set()
