"""Every layout, on every paper, with any number of rows: what a sheet on the wall promises, read back."""

import ctypes
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from desktop.reports.building import build_notice
from desktop.reports.document import SMALLEST_WALL_PT, Figure, Paper, RowKind, Table
from desktop.reports.layout import lay_out
from desktop.reports.rendering import render
from desktop.reports.specimen import specimen_data
from desktop.reports.template import list_templates, template
from tests.unit.reports import pieces

NOTICES = [each.name for each in list_templates() if each.kind in {"sheet", "accounts", "list"}]
TABLES = [name for name in NOTICES if template(name).tables]
FOOT_PT = 9.0
MANY = 150  # rows, on five pages and more; a few examples have 600


@cache
def built(name, rows, large=False, paper="", across=None, red=False):
    layout = template(name)
    if paper:
        layout = replace(layout, page=replace(layout.page, paper=Paper[paper]), paper_chosen=True)
    if across is not None:
        layout = replace(layout, across=across).turned()
    data = specimen_data(layout, pieces.VILLAGE, date(2026, 11, 1), rows)
    return replace(build_notice(layout, data, large=large), red=red)


def pages_of(pdf):
    """Of each page its text, the boxes of its words (left, bottom, right, top) and its size."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(index) for index in range(text.count_rects())]
            found.append((text.get_text_range(), boxes, page.get_size()))
        return found
    finally:
        document.close()


def entries(notice):
    return [row for block in notice.blocks if isinstance(block, Table) for row in block.rows]


shapes = st.tuples(
    st.sampled_from(NOTICES),
    st.integers(0, MANY),
    st.booleans(),
    st.sampled_from(["", "A4", "A3"]),
    st.sampled_from([None, False, True]),
    st.booleans(),
)


@settings(max_examples=25)
@given(shapes)
@example(("assets", 600, True, "A4", False, True))
@example(("accounts_quarterly", 0, True, "A4", False, False))
@example(("labour_and_funds", 37, True, "A3", True, False))
def test_nothing_stands_outside_its_paper_and_every_page_says_which_of_how_many(shape):
    name, rows, large, paper, across, red = shape
    notice = built(name, rows, large, paper, across, red)
    pages = pages_of(render(notice, draft=False))
    for number, (text, boxes, (width, height)) in enumerate(pages, start=1):
        assert f"第 {number} 页　共 {len(pages)} 页" in text
        for left, bottom, right, top in boxes:
            assert 10 < left < right < width - 10
            assert 10 < bottom < top < height - 10


@settings(max_examples=25)
@given(shapes)
@example(("accounts_quarterly", 600, False, "", None, False))
@example(("party_points", 36, False, "", None, False))
def test_every_entry_stands_once_in_order_and_whole_with_the_head_of_its_table_above_it(shape):
    name, rows, large, paper, across, red = shape
    notice = built(name, rows, large, paper, across, red)
    laid = lay_out(notice)
    serials = [row.cells[0] for row in entries(notice) if row.kind is RowKind.ENTRY and row.cells]
    edge = notice.page.margins.left * mm  # words that run on start here, cells a little further in
    left = min((t.x for page in laid.pages for t in page.texts if t.text == "1"), default=0)
    tables = [block for block in notice.blocks if isinstance(block, Table)]
    if any(block.columns[0].heading != "序号" for block in tables):
        return  # counted by something else than serial numbers
    found = []
    for page in laid.pages:
        heads = [t.y for t in page.texts if t.text.startswith("序") and t.size_pt == notice.page.text_pt]
        for text in page.texts:
            is_near = edge + 1 < text.x < left + 3 * text.size_pt
            if is_near and re.fullmatch(r"\d{1,3}", text.text) and not text.figure:
                found.append(text.text)
                assert any(y > text.y for y in heads), "no head above the row"
    assert [each for each in found if each in set(serials)] == serials


@settings(max_examples=25)
@given(st.sampled_from(NOTICES), st.integers(0, MANY), st.booleans())
@example("accounts_quarterly", 600, False)
def test_the_signature_block_stands_on_the_last_page_with_two_rows_or_lines_above_it(name, rows, large):
    notice = built(name, rows, large)
    pages = lay_out(notice).pages
    assert notice.signature is not None
    last = pages[-1]
    issued = [t for t in last.texts if t.text == notice.signature.issued_on]
    assert issued
    for page in pages[:-1]:
        assert all(t.text != notice.signature.issued_on for t in page.texts)
        assert page.seal is None
    if len(pages) == 1:
        return
    signed = {f"{label}：" for label in notice.signature.labels}
    tail = max([t.y for t in last.texts if t.text in signed], default=issued[0].y)
    above = {round(t.y) for t in last.texts if t.y > tail + 1}
    assert len(above) >= 3, "a heading and two rows or lines"


@settings(max_examples=25)
@given(st.sampled_from(TABLES), st.integers(0, MANY), st.booleans())
@example("accounts_quarterly", 600, False)
def test_page_totals_of_a_table_add_up_to_its_total(name, rows, large):
    notice = built(name, rows, large)
    text = "\n".join(page for page, _, _ in pages_of(render(notice, draft=False)))
    for block in notice.blocks:
        if isinstance(block, Table) and not any(row.kind is RowKind.ENTRY for row in block.rows):
            assert block.empty_text in text
    totals = []
    for block in notice.blocks:
        rows_of = getattr(block, "rows", ()) if isinstance(block, Table) and block.total_label else ()
        counted = [row.cells for row in rows_of if row.kind is RowKind.ENTRY]
        for place, column in enumerate(block.columns if counted else ()):
            if column.summed and column.decimals == 2:
                totals.append(sum(c[place].value for c in counted if isinstance(c[place], Figure)))
    for total in totals:
        assert Figure(total).text() in text


@settings(max_examples=30)
@given(shapes)
def test_no_type_but_the_foot_is_smaller_than_people_can_read_standing(shape):
    notice = built(*shape)
    for page in lay_out(notice).pages:
        for text in page.texts:
            small = text.size_pt < SMALLEST_WALL_PT - 0.01
            assert not small or (text.size_pt == FOOT_PT and text.y < notice.page.margins.bottom * 72 / 25.4)


@settings(max_examples=30)
@given(
    st.sampled_from(NOTICES),
    st.sampled_from([1, 12]),
    st.text("村民小组公开办法长", min_size=0, max_size=420),
)
def test_texts_of_any_length_break_into_lines_and_never_over_a_page(name, rows, words):
    layout = template(name)
    data = specimen_data(layout, pieces.VILLAGE, date(2026, 11, 1), rows)
    if layout.kind != "sheet":
        return
    tables = {
        block.rows: tuple(
            row
            | {
                c.value: words[:200]
                for c in block.columns
                if c.form == "text" and not c.choices and not c.required and c.column.fit.value == "wrap"
            }
            for row in data.tables[block.rows]
        )
        for block in layout.tables
    }
    notice = build_notice(layout, replace(data, tables=tables))
    bottom = notice.page.margins.bottom * 72 / 25.4
    for page in lay_out(notice).pages:
        assert all(rule.y1 >= bottom - 1 and rule.y2 >= bottom - 1 for rule in page.rules)


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("name", NOTICES)
def test_on_red_paper_everything_is_black(name, draft):
    document = pypdfium2.PdfDocument(render(built(name, 12, red=True), draft=draft))
    try:
        for page in document:
            for thing in page.get_objects(max_depth=3):
                raw = thing.raw
                for ask in (pypdfium2.raw.FPDFPageObj_GetFillColor, pypdfium2.raw.FPDFPageObj_GetStrokeColor):
                    parts = [ctypes.c_uint() for _ in range(4)]
                    if ask(raw, *parts):
                        assert [part.value for part in parts[:3]] == [0, 0, 0]
    finally:
        document.close()


@settings(max_examples=25)
@given(st.sampled_from(TABLES), st.integers(0, 40), st.booleans(), st.sampled_from(["", "A4", "A3"]))
def test_a_caption_stands_above_its_table_and_never_alone_at_the_foot_of_a_page(name, rows, large, paper):
    notice = built(name, rows, large, paper)
    heads = {
        block.caption: block.columns for block in notice.blocks if isinstance(block, Table) and block.caption
    }
    for page in lay_out(notice).pages:
        for caption in [text for text in page.texts if text.text in heads]:
            below = [text.text for text in page.texts if text.y < caption.y]
            assert any(heads[caption.text][-1].heading.startswith(text) for text in below)
