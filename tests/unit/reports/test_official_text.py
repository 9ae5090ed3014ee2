"""Texts stand on the grid of official documents: measured on the finished PDF."""

import re
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reports.building import build_notice
from desktop.reports.document import Paragraph
from desktop.reports.fonts import Role
from desktop.reports.laid_page import MM
from desktop.reports.layout import lay_out
from desktop.reports.rendering import render
from desktop.reports.running_text import paragraphs
from desktop.reports.signed_sheet import SEAL_MM
from desktop.reports.template import list_templates, template
from tests.unit.reports.sheets import filled

OFFICIAL = [each.name for each in list_templates() if each.page.official and each.kind != "meeting"]
A4 = 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, A4 - 37 * MM, 35 * MM
STEP, PITCH = (RIGHT - LEFT) / 28, (TOP - BOTTOM) / 22


def notice(body, name="text_notice", **values):
    data = filled(template(name))
    return build_notice(
        name, replace(data, values=dict(data.values) | {"body": body, "attachments": ""} | values)
    )


def characters(pdf, page=0):
    """Character, left edge, base line and height of each, as a viewer finds them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        found = []
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index, loose=True)
            found.append((text.get_text_range(index, 1), left, bottom, right, top))
        return found, len(document)
    finally:
        document.close()


def lines_of(pdf, page=0):
    """Texts of lines with 16 pt type from top to bottom: baseline to their characters from the left."""
    lines = {}
    for character, left, bottom, right, top in characters(pdf, page)[0]:
        if character.strip() and 13 < right - left < 16.5:
            lines.setdefault(round((top + bottom) / 2), []).append((left, character))
    return {y: sorted(found) for y, found in sorted(lines.items(), reverse=True)}


def test_a_full_page_has_22_lines_of_28_characters_between_the_margins():
    pdf = render(notice("村" * 28 * 60), draft=False)
    full = [line for line in lines_of(pdf, 1).values() if len(line) > 20]
    assert len(full) == 22
    for line in full:
        assert len(line) == 28
        assert line[0][0] == pytest.approx(LEFT, abs=1.0)
        for (x1, _), (x2, _) in pairwise(line):
            assert x2 - x1 == pytest.approx(STEP, abs=0.02)
    places = [y for y, line in lines_of(pdf, 1).items() if len(line) > 20]
    for first, second in pairwise(places):
        assert first - second == pytest.approx(PITCH, abs=1.1)
    assert places[0] == pytest.approx(TOP - PITCH / 2, abs=3)
    assert places[-1] == pytest.approx(BOTTOM + PITCH / 2, abs=3)


def test_the_first_line_of_a_paragraph_begins_two_characters_in():
    pdf = render(notice("村" * 100), draft=False)
    first = next(line for line in lines_of(pdf).values() if len(line) > 20)
    assert len(first) == 26
    assert first[0][0] == pytest.approx(LEFT + 2 * STEP, abs=1.0)


def test_the_lines_below_the_title_stand_on_the_grid_too():
    laid = lay_out(notice("村" * 28 * 30))
    body = [text for text in laid.pages[0].texts if text.size_pt == 16 and set(text.text) == {"村"}]
    assert len(body) > 10
    for text in body:
        line = (TOP - text.y - (PITCH - 16) / 2 - 0.88 * 16) / PITCH
        assert line == pytest.approx(round(line), abs=0.02)


def test_headings_have_the_fonts_of_their_level():
    text = "一、总体要求\n（一）提高认识。各组要重视。\n1.抓落实\n（1）先摸底\n正文"
    made = paragraphs(Paragraph(text, indent=2))
    assert [(each.lead, each.lead_role) for each in made] == [
        (6, Role.HEI),
        (8, Role.KAI),
        (0, Role.BODY),
        (0, Role.BODY),
        (0, Role.BODY),
    ]
    assert [each.with_next for each in made] == [True, False, False, False, False]
    placed = [(t.text, t.role) for t in lay_out(notice(text)).pages[0].texts if t.size_pt == 16]
    assert ("一、总体要求", Role.HEI) in placed
    assert ("（一）提高认识。", Role.KAI) in placed
    assert ("各组要重视。", Role.BODY) in placed


def test_the_date_is_without_leading_zeros_four_characters_from_the_edge_and_the_issuer_centred_on_it():
    laid = lay_out(notice("正文"))
    texts = {text.text: text for text in laid.pages[0].texts}
    date = next(text for words, text in texts.items() if re.fullmatch(r"\d{4}年\d+月\d+日", words))
    assert not re.search(r"年0|月0", date.text)
    found, _ = characters(render(notice("正文"), draft=False))
    ends = [right for character, _, bottom, right, _ in found if character == "日" and bottom > date.y - 8]
    assert max(ends) == pytest.approx(RIGHT - 4 * STEP, abs=1.5)
    issuer = texts["示范村村民委员会"]
    seal = laid.pages[0].seal
    assert seal is not None
    assert abs(issuer.x - date.x) < 60
    assert issuer.y > date.y
    assert seal[0] == pytest.approx((date.x + RIGHT - 4 * STEP) / 2, abs=1.5)


@settings(max_examples=25)
@given(st.integers(1, 1400), st.integers(0, 3), st.sampled_from(OFFICIAL))
def test_the_seal_is_within_a_line_of_the_text_and_never_alone_on_a_page(length, breaks, name):
    body = "\n".join(["村" * max(1, length // (breaks + 1))] * (breaks + 1))
    laid = lay_out(notice(body, name))
    sealed = [page for page in laid.pages if page.seal is not None]
    assert sealed == [laid.pages[-1]]
    (page,) = sealed
    assert page.seal is not None
    top = page.seal[1] + SEAL_MM * MM / 2
    above = [text for text in page.texts if text.size_pt == 16 and text.y > top]
    assert above, "text stands on the page of the seal"
    lowest = min(text.y for text in above)
    assert top >= lowest - 2 * PITCH  # its line, and less than one more
    assert page.seal[1] - SEAL_MM * MM / 2 > BOTTOM
    for each in laid.pages:
        assert all(text.y >= BOTTOM - 1 for text in each.texts if text.size_pt == 16)


@settings(max_examples=40)
@given(st.text("村民会议公开，。；：、（）《》“”！？2026.", min_size=1, max_size=400))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(body):
    made = notice("村" + body)
    paragraph = next(block for block in made.blocks if isinstance(block, Paragraph))
    lines = [t.text for page in lay_out(made).pages for t in page.texts if t.size_pt == 16]
    inside = [line for line in lines if line and line in paragraph.text]
    pairs = re.compile("[，。；：、）》”！？]{3,}|[（《“]{3,}")
    for line in inside[1:]:
        if not pairs.search(paragraph.text):
            assert line[0] not in "，。；：、）》”！？"
            assert line[-1] not in "（《“" or paragraph.text.endswith(line)


def test_page_numbers_stand_between_dashes_at_the_outer_edge():
    pdf = render(notice("村" * 28 * 60), draft=False)
    for page, odd in ((0, True), (1, False)):
        found, _ = characters(pdf, page)
        dashes = [(left, top) for character, left, _, _, top in found if character == "—" and top < BOTTOM]
        assert len(dashes) == 2
        assert all((left > A4 / 3) == odd for left, _ in dashes)
        assert all(top < BOTTOM - 6 * MM for _, top in dashes)


def test_what_is_attached_stands_a_line_below_the_text_two_characters_in():
    laid = lay_out(notice("正文", attachments="1.村规民约\n2.任务清单"))
    texts = [text for text in laid.pages[0].texts if text.size_pt == 16]
    body, first, second = texts[:3]
    assert first.text == "附件：1.村规民约"
    assert first.x == pytest.approx(LEFT + 2 * STEP, abs=0.1)
    assert body.y - first.y == pytest.approx(2 * PITCH, abs=0.1)
    assert second.text == "2.任务清单"
    assert second.x == pytest.approx(LEFT + 5 * STEP, abs=0.1)


def test_a_long_title_is_broken_between_its_parts_into_a_trapezium_or_a_diamond():
    made = notice("正文", subject="关于二〇二六年机耕路硬化和山塘整治工程的公告")
    lines = [text.text for text in lay_out(made).pages[0].texts if text.size_pt == 22]
    assert "".join(lines) == "".join(made.title)
    widths = [len(line) for line in lines]
    assert not any(b < min(a, c) for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
