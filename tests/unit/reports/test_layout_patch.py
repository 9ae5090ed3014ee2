"""What an office may change in a layout, and what no change may do."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.problem import ProblemError
from desktop.reports.building import build_notice
from desktop.reports.document import SMALLEST_WALL_PT, Paper, Table
from desktop.reports.layout_patch import (
    AddColumn,
    MoveColumn,
    NameColumn,
    SetPage,
    ShowColumn,
    WidenColumn,
    WordHead,
    WordNotes,
    WordSignatures,
    WordTable,
    WordTitle,
    apply_patches,
    read_patch,
)
from desktop.reports.template import list_templates, template
from tests.unit.reports.sheets import filled

NOTICES = [each.name for each in list_templates() if each.kind in {"sheet", "accounts", "list"}]
DEBTS = template("debts")


def headings(layout, **changes):
    notice = build_notice(layout, filled(layout))
    table = next(block for block in notice.blocks if isinstance(block, Table))
    return [column.heading for column in table.columns]


def changed(*patches, layout=DEBTS):
    made, skipped = apply_patches(layout, [patch.to_json() for patch in patches])
    assert skipped == ()
    return made


def code_of(patch, layout=DEBTS):
    with pytest.raises(ProblemError) as refused:
        patch.apply(layout)
    return refused.value.problems[0].code


def test_a_hidden_column_is_not_printed_and_comes_back_where_it_stood():
    before = headings(DEBTS)
    hidden = changed(ShowColumn("receivables", "note", False))
    assert headings(hidden) == [each for each in before if each != "备注"]
    assert headings(changed(ShowColumn("receivables", "note", True), layout=hidden)) == before


def test_a_column_that_others_are_worked_out_from_may_be_hidden_and_still_counts():
    pay = template("official_pay")
    data = filled(pay)
    hidden = changed(ShowColumn("rows", "bonus_cents", False), layout=pay)

    def totals(layout):
        table = next(b for b in build_notice(layout, data).blocks if isinstance(b, Table))
        place = [c.heading for c in table.columns].index("合计")
        return [row.cells[place] for row in table.rows]

    assert totals(hidden) == totals(pay)


def test_a_column_is_moved_widened_and_renamed():
    made = changed(
        MoveColumn("receivables", "note", "party"),
        NameColumn("receivables", "note", "说明"),
        WidenColumn("receivables", "note", 20),
    )
    names = headings(made)
    assert names.index("说明") == names.index("单位或个人") - 1
    assert next(c for c in made.tables[0].columns if c.value == "note").column.share == 20
    assert headings(changed(MoveColumn("receivables", "party"), layout=made))[-1] == "单位或个人"


def test_a_free_column_is_printed_empty_and_taken_away_whole():
    made = changed(AddColumn("receivables", "own_1", "村民签字", 14))
    notice = build_notice(made, filled(made))
    table = next(block for block in notice.blocks if isinstance(block, Table))
    assert table.columns[-1].heading == "村民签字"
    assert {row.cells[-1] for row in table.rows} == {""}
    gone = changed(ShowColumn("receivables", "own_1", False), layout=made)
    assert gone.tables[0].columns == DEBTS.tables[0].columns


def test_words_of_title_head_notes_signatures_and_empty_tables_are_the_offices_own():
    made = changed(
        WordTitle(("{village}", "{period}债权债务公开")),
        WordHead("填报：{collective}", "", "单位：元"),
        WordNotes(("公开日期：{posted_on}", " ")),
        WordSignatures(("村书记", "", "会计")),
        WordTable("receivables", "一、往来", "本期没有往来"),
    )
    notice = build_notice(made, filled(made, 0))
    assert "".join(notice.title).endswith("债权债务公开")
    assert notice.head.left.startswith("填报：")
    assert len(notice.notes) == 1
    assert notice.signature is not None
    assert notice.signature.labels == ("村书记", "会计")
    table = next(block for block in notice.blocks if isinstance(block, Table))
    assert (table.caption, table.empty_text) == ("一、往来", "本期没有往来")


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        (ShowColumn("receivables", "party", False), "DOC-091"),
        (ShowColumn("receivables", "nothing", False), "DOC-090"),
        (ShowColumn("elsewhere", "note", False), "DOC-090"),
        (WidenColumn("receivables", "note", 0.5), "DOC-093"),
        (WidenColumn("receivables", "note", float("nan")), "DOC-093"),
        (NameColumn("receivables", "note", " "), "DOC-094"),
        (NameColumn("receivables", "note", "{citizen_id}"), "DOC-101"),
        (NameColumn("receivables", "note", "很" * 40), "DOC-100"),
        (AddColumn("receivables", "citizen_id", "证件", 12), "DOC-097"),
        (AddColumn("receivables", "note", "备注", 12), "DOC-097"),
        (WordTitle(("",)), "DOC-094"),
        (WordTitle(("{citizen_id}",)), "DOC-101"),
        (WordNotes(("电话 {mobile}",)), "DOC-101"),
        (WordNotes(("{village.name}",)), "DOC-101"),
        (WordNotes(("{village!r}",)), "DOC-101"),
        (WordNotes(("半个 {",)), "DOC-101"),
        (WordNotes(("长" * 300,)), "DOC-100"),
        (WordSignatures(tuple("甲乙丙丁戊己庚辛壬")), "DOC-098"),
        (WordTable("receivables", "", ""), "DOC-094"),
        (SetPage("A4", None, 9.0), "DOC-092"),
        (SetPage("A5", None, 12.0), "DOC-099"),
    ],
)
def test_what_a_rule_forbids_is_refused(patch, code):
    assert code_of(patch) == code


def test_a_column_whose_total_is_written_in_capital_figures_stays():
    assert code_of(ShowColumn("rows", "amount_cents", False), template("casual_labour")) == "DOC-091"


def test_a_table_keeps_one_column_beside_the_serial_numbers():
    land = template("land_transfer")
    for column in land.tables[0].columns:
        if not column.required and column.value != "serial":
            try:
                land = ShowColumn("rows", column.value, False).apply(land)
            except ProblemError as error:
                assert error.problems[0].code == "DOC-096"
    assert [each.value for each in land.tables[0].printed if each.value != "serial"]


def test_a_sheet_turns_when_it_gets_seven_columns_unless_it_was_told_how_to_lie():
    layout = template("aid_list")
    assert not layout.page.across
    wide = changed(AddColumn("rows", "own_1", "签字"), layout=layout)
    assert wide.page.across
    told = changed(SetPage("A4", False, 12), layout=wide)
    assert not told.page.across
    assert changed(SetPage("A3", None, 12), layout=wide).page.paper is Paper.A3


def test_a_change_that_no_longer_fits_is_left_out_and_named_and_the_others_hold():
    patches = [
        NameColumn("receivables", "note", "说明").to_json(),
        ShowColumn("receivables", "reason", False).to_json(),
        '{"op": "unmask", "table": "receivables", "column": "party"}',
        "not even json",
        WordSignatures(("会计",)).to_json(),
    ]
    block = DEBTS.tables[0]
    newer = replace(
        DEBTS,
        version=3,
        blocks=(replace(block, columns=tuple(c for c in block.columns if c.value != "reason")),),
    )
    made, skipped = apply_patches(newer, patches)
    assert [(each.place, each.problem.code) for each in skipped] == [
        (1, "DOC-090"),
        (2, "DOC-095"),
        (3, "DOC-095"),
    ]
    assert "说明" in headings(made)
    assert made.signatures == ("会计",)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "3",
        '{"op": "show_column", "table": "rows", "column": "note"}',
        '{"op": "show_column", "table": "rows", "column": "note", "shown": "no"}',
        '{"op": "word_title", "parts": "abc"}',
        '{"op": "widen_column", "table": "rows", "column": "note", "share": true}',
    ],
)
def test_a_damaged_change_is_refused_and_not_guessed(text):
    with pytest.raises(ProblemError) as refused:
        read_patch(text)
    assert refused.value.problems[0].code == "DOC-095"


def _patches(layout):
    tables = [each.rows for each in layout.tables] or ["receivables"]
    values = [c.value for each in layout.tables for c in each.columns] + ["citizen_id", "own_1", "own_2"]
    table, value = st.sampled_from(tables), st.sampled_from(values)
    words = st.one_of(
        st.text(max_size=20),
        st.sampled_from(["{village}", "{citizen_id}", "{mobile}", "说明", "{bank_account}"]),
    )
    many = st.lists(words, max_size=4).map(tuple)
    return st.one_of(
        st.builds(ShowColumn, table, value, st.booleans()),
        st.builds(MoveColumn, table, value, st.one_of(st.just(""), value)),
        st.builds(WidenColumn, table, value, st.floats(0, 100)),
        st.builds(NameColumn, table, value, words),
        st.builds(AddColumn, table, value, words, st.floats(0, 100)),
        st.builds(WordTitle, many),
        st.builds(WordHead, words, words, words),
        st.builds(WordNotes, many),
        st.builds(WordSignatures, many),
        st.builds(WordTable, table, words, words),
        st.builds(SetPage, st.sampled_from(["A5", "A4", "A3"]), st.none() | st.booleans(), st.floats(6, 30)),
    )


@given(st.data())
def test_no_change_uncovers_drops_what_is_required_or_prints_too_small(data):
    layout = template(data.draw(st.sampled_from(NOTICES)))
    patches = data.draw(st.lists(_patches(layout), max_size=8))
    assert all(read_patch(patch.to_json()) == patch for patch in patches if "nan" not in patch.to_json())
    made, _ = apply_patches(layout, [patch.to_json() for patch in patches])
    shipped = {(b.rows, c.value): c for b in layout.tables for c in b.columns}
    for block in made.tables:
        assert block.printed
        for column in block.columns:
            first = shipped.get((block.rows, column.value))
            if first is None:
                assert column.own
                assert column.value.startswith("own_")
            else:
                assert (column.mask, column.form, column.compute) == (first.mask, first.form, first.compute)
                assert column.shown or not first.required
        assert {c.value for c in block.columns} >= {v for rows, v in shipped if rows == block.rows}
    assert made.excluded == layout.excluded
    texts = json.dumps([made.title, made.notes, made.head.left, made.head.centre, made.head.right])
    assert not any(f"{{{name}}}" in texts for name in made.excluded)
    assert made.page.text_pt >= min(SMALLEST_WALL_PT, layout.page.text_pt)
