"""The fonts that notices embed: small enough to ship, licensed, and able to draw every name."""

import hashlib
import io
import tomllib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources

_LIMIT_BYTES = 45_000_000
_STANDARD_CHARACTERS = Path(__file__).parents[2] / "packaging" / "fonts" / "standard_characters.txt"
_RARE_IN_NAMES_AND_PLACES = "䶮𬱖㛃𠅤垟畈"
_ON_EVERY_NOTICE = "〇○●—…￥¥㎡①⑩Ⅰ℃%‰№㈠□■√×÷±▲★·“”《》、。（）"
_ROLES = ("title", "body", "kai", "hei")


def _entries() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.path("fonts", "fonts.toml").read_text(encoding="utf-8"))


def _font(role: str) -> TTFont:
    return TTFont(f"test-{role}", resources.path("fonts", _entries()[role]["file"]))


def _standard_characters() -> set[int]:
    lines = _STANDARD_CHARACTERS.read_text(encoding="utf-8").splitlines()
    return {ord(character) for line in lines if not line.startswith("#") for character in line}


def test_every_role_has_a_font_and_no_file_is_left_over() -> None:
    entries = _entries()
    assert set(entries) == set(_ROLES)
    shipped = {file.name for file in resources.path("fonts").glob("*.ttf")}
    assert shipped == {entry["file"] for entry in entries.values()}


def test_the_fonts_together_stay_under_45_megabytes() -> None:
    assert sum(file.stat().st_size for file in resources.path("fonts").glob("*.ttf")) <= _LIMIT_BYTES


@pytest.mark.parametrize("role", _ROLES)
def test_a_font_is_the_file_its_entry_describes_and_carries_its_licence(role: str) -> None:
    entry = _entries()[role]
    content = resources.path("fonts", entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert "SIL OPEN FONT LICENSE" in resources.path("fonts", entry["licence_file"]).read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("role", _ROLES)
def test_a_font_draws_every_standard_character_and_notice_symbol(role: str) -> None:
    drawn = _font(role).face.charToGlyph
    wanted = _standard_characters() | {ord(character) for character in _ON_EVERY_NOTICE}
    assert [chr(code) for code in sorted(wanted) if code not in drawn] == []


@pytest.mark.parametrize("role", _ROLES)
def test_a_rare_character_is_drawn_by_the_role_or_its_fallback(role: str) -> None:
    chain = [role, *_entries()[role]["fallback"]]
    drawn = set().union(*(_font(name).face.charToGlyph for name in chain))
    assert [character for character in _RARE_IN_NAMES_AND_PLACES if ord(character) not in drawn] == []


@pytest.mark.parametrize("role", _ROLES)
def test_a_page_embeds_the_font_and_leaves_ink(role: str) -> None:
    pdfmetrics.registerFont(_font(role))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 60))
    canvas.setFont(f"test-{role}", 24)
    canvas.drawString(10, 20, "村务公开 2026 垟畈")
    canvas.save()
    assert b"/FontFile2" in buffer.getvalue()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        shades = document[0].render(scale=1).to_pil().convert("L").histogram()
        assert sum(shades[:128]) > 300
    finally:
        document.close()
