"""The square code of a sheet, read off its picture as a telephone does."""

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from desktop.domain.notice_mark import NoticeMark, read_mark
from desktop.reports.building import build_notice
from desktop.reports.document import Notice
from desktop.reports.fonts import type_of
from desktop.reports.gate import GateRules, inspect, office_phones
from desktop.reports.laid_page import MM
from desktop.reports.layout import lay_out
from desktop.reports.preview import Preview
from desktop.reports.rendering import render
from desktop.reports.template import list_templates, template
from tests.unit.reports import pieces, readback
from tests.unit.reports.sheets import filled

SHEETS = [each.name for each in list_templates() if each.kind == "sheet"]
ADDRESS = "https://sync.example-county.gov.cn"
LIVING = {
    "accounts_quarterly": pieces.accounts(20),
    "allowance_list": pieces.allowance_list(),
    "party_life": pieces.party_life(),
}


def data_of(name: str):
    return LIVING[name] if name in LIVING else filled(template(name))


def coded(name: str, large: bool = False, address: str = ADDRESS) -> Notice:
    notice = build_notice(name, data_of(name), large=large)
    notice = replace(notice, number="999901101201-2026-V-0007-v1")
    return replace(notice, scan=NoticeMark(notice.number, notice.content_mark()).scanned(address))


def scanned(pdf: bytes, dpi: float = 200) -> list[str]:
    with Preview(pdf) as pages:
        picture = pages.page(0, dpi, for_print=True)
    image = Image.frombytes("RGBA", (picture.width, picture.height), picture.rgba).convert("L")
    # upright, black on white, as large as it is: a code that needs a reader's other attempts is a bad one
    found = zxingcpp.read_barcodes(image, try_rotate=False, try_invert=False, try_downscale=False)
    return [each.text for each in found]


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
@pytest.mark.parametrize("name", [*SHEETS, *LIVING])
def test_the_code_of_every_sheet_is_read_off_its_picture(name, large):
    notice = coded(name, large)
    pdf = render(notice, draft=False)
    assert scanned(pdf) == [notice.scan]
    assert read_mark(notice.scan).agrees(notice.content_mark())
    data = data_of(name)
    assert inspect(pdf, GateRules(office_phones(data), notice.number)) == ()


def test_without_an_address_the_code_carries_number_and_hash_alone():
    notice = coded("debts", address="")
    assert scanned(render(notice, draft=False)) == [
        f"cqt-notice:1;n={notice.number};c={notice.content_mark()}"
    ]


@pytest.mark.parametrize("name", [*SHEETS, *LIVING])
def test_nothing_stands_in_the_code_or_in_the_white_around_it(name):
    """At least 18 mm, and four squares of white on every side."""
    for large in (False, True):
        laid = lay_out(coded(name, large))
        page = laid.pages[0]
        left, right = min(s.x for s in page.squares), max(s.x + s.width for s in page.squares)
        bottom, top = min(s.y for s in page.squares), max(s.y + s.height for s in page.squares)
        white = 4 * page.squares[0].height
        assert right - left >= 18 * MM - 0.01
        assert top + white <= laid.height
        assert right + white <= laid.width
        for text in page.texts:
            width = type_of(text.role).width(text.text, text.size_pt)
            beside = text.x + width <= left - white or text.x >= right + white
            above_or_below = text.y + 0.85 * text.size_pt <= bottom - white or text.y >= top + white
            assert beside or above_or_below, text
        for rule in page.rules:
            assert max(rule.y1, rule.y2) <= bottom - white or max(rule.x1, rule.x2) <= left - white


def test_a_draft_and_the_issued_sheet_show_the_same_code():
    notice = coded("debts")
    assert scanned(render(notice, draft=True)) == scanned(render(notice, draft=False))


def test_the_code_stands_on_the_first_page_and_the_foot_of_all_pages_has_number_and_check_code():
    notice = replace(
        build_notice("accounts_quarterly", pieces.accounts(139)), number="999901101201-2026-F-0001-v1"
    )
    notice = replace(notice, scan=NoticeMark(notice.number, notice.content_mark()).scanned(ADDRESS))
    laid = lay_out(notice)
    assert [bool(page.squares) for page in laid.pages] == [True] + [False] * (len(laid.pages) - 1)
    for text in readback.page_texts(render(notice, draft=False)):
        assert f"编号 {notice.number}　校验码 {notice.check_code()}" in text.replace("\ufffe", "-")
