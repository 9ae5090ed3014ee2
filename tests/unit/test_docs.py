"""What the documents promise to list, they list."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

from desktop.cli import COMMANDS
from desktop.cli.exit_codes import ExitCode

_ROOT = Path(__file__).parents[2]


def _is_release_mark(node: ast.expr) -> bool:
    return ast.unparse(node).startswith("pytest.mark.release")


def _long_tests() -> set[str]:
    found = set()
    for file in (_ROOT / "tests").rglob("test_*.py"):
        source = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source if "pytest.mark.release" in source else "")):
            if isinstance(node, ast.FunctionDef) and any(map(_is_release_mark, node.decorator_list)):
                found.add(node.name)
    return found


def test_every_long_test_is_named_in_the_document_about_testing() -> None:
    document = (_ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    assert {name for name in _long_tests() if f"`{name}`" not in document} == set()


def test_every_command_and_exit_code_of_the_terminal_is_documented() -> None:
    document = (_ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"\ncunqingtong {name}" not in document] == []
    assert [name for name in COMMANDS if f"`{name}`" not in readme] == []
    assert [code for code in ExitCode if f"\n| {code.value} | " not in document] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_names_every_command_for_developers_and_only_files_that_are_there(name: str) -> None:
    text = (_ROOT / name).read_text(encoding="utf-8")
    spec = importlib.util.spec_from_file_location("dev_of_docs", _ROOT / "dev.py")
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    for_daily_use = set(dev.COMMANDS) - {"catalogue", "lock", "wheels"}
    assert [command for command in sorted(for_daily_use) if f"`python3 dev.py {command}" not in text] == []
    linked = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r"`((?:docs|resources)/[\w./-]+)`", text)
    assert [path for path in linked if not (_ROOT / path).exists()] == []
