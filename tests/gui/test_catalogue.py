"""The tool that keeps the translation catalogue finds every text and notices one without English."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLAIN = """
class NoteScreen(QWidget):
    def __init__(self):
        self.tr("在窗口里")
"""
THROUGH_HELPER = '''
def _tr(text: str) -> str:
    """Not this either: 说明。"""
    return QCoreApplication.translate("Notes", text)

def told(n: int) -> str:
    """Not this: 说明。"""
    return _tr("有 {n} 条“备注”\\n").format(n=n) + other("不是")
'''


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The tool, turned to a small program of its own."""
    found = importlib.util.spec_from_file_location("catalogue", ROOT / "packaging" / "catalogue.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "plain.py").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "ui" / "through_helper.py").write_text(THROUGH_HELPER, encoding="utf-8")
    monkeypatch.setattr(module, "_ROOT", tmp_path)
    monkeypatch.setattr(module, "_CATALOGUE", tmp_path / "cunqingtong_en.ts")
    return module


def translate_all(catalogue: Path) -> None:
    text = catalogue.read_text(encoding="utf-8")
    text = text.replace('<translation type="unfinished"></translation>', "<translation>x</translation>")
    catalogue.write_text(text, encoding="utf-8")


def test_texts_are_found_in_widgets_and_behind_a_modules_own_helper(tool: ModuleType) -> None:
    tool.update(tool._CATALOGUE)
    assert tool.entries(tool._CATALOGUE) == {
        ("NoteScreen", "在窗口里", ""): False,
        ("Notes", "有 {n} 条“备注”\n", ""): False,
    }


def test_the_check_fails_until_every_text_has_its_english(
    tool: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.check() == 1
    assert "out of date" in capsys.readouterr().out
    tool.update(tool._CATALOGUE)
    assert tool.check() == 1
    assert "? NoteScreen: 在窗口里" in capsys.readouterr().out
    translate_all(tool._CATALOGUE)
    assert tool.check() == 0


def test_a_text_that_is_new_or_gone_is_named(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    tool.update(tool._CATALOGUE)
    translate_all(tool._CATALOGUE)
    plain = tool._ROOT / "ui" / "plain.py"
    plain.write_text(PLAIN.replace("在窗口里", "换了说法"), encoding="utf-8")
    assert tool.check() == 1
    told = capsys.readouterr().out
    assert "+ NoteScreen: 换了说法" in told
    assert "- NoteScreen: 在窗口里" in told


def test_english_of_unchanged_texts_is_kept_by_an_update(tool: ModuleType) -> None:
    tool.update(tool._CATALOGUE)
    translate_all(tool._CATALOGUE)
    before = tool._CATALOGUE.read_bytes()
    tool.update(tool._CATALOGUE)
    assert tool._CATALOGUE.read_bytes() == before
