"""What the documents promise to list, they list."""

import ast
from pathlib import Path

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
