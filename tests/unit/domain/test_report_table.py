"""Saved tables as text and back, what changed between two runs, columns that lie apart."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import Sensitivity
from desktop.domain.register_filter import Condition, Op, RegisterFilter, SortKey
from desktop.domain.report_table import (
    AskedTable,
    BodyRow,
    ReportColumn,
    ReportSpec,
    Source,
    Subject,
    TableBody,
    askable_fields,
    asked_from_json,
    asked_to_json,
    body_from_json,
    body_to_json,
    compare,
    join_covered,
    spec_from_json,
    spec_to_json,
    split_covered,
)

SPEC = ReportSpec(
    Subject.PEOPLE,
    (
        ReportColumn("", "序号", Source.SERIAL),
        ReportColumn("name", "姓名", position=1),
        ReportColumn("", "其中：低保", Source.COUNT, (Condition("group_tags", Op.IN, ("A01",)),), True),
    ),
    RegisterFilter((Condition("age", Op.BETWEEN, ("60", "")),), "2026-06-30"),
    (SortKey("age", True),),
    "villager_group",
    ("表头",),
    ("填表人：",),
)
CELL = st.text(alphabet="甲乙丙12", max_size=3)


@st.composite
def bodies(draw: st.DrawFn) -> TableBody:
    labels = tuple(draw(st.lists(st.sampled_from("ABCDE"), unique=True, min_size=1, max_size=4)))
    ids = draw(st.lists(st.sampled_from("pqrstu"), unique=True, max_size=6))
    rows = tuple(BodyRow(i, tuple(draw(CELL) for _ in labels)) for i in ids)
    return TableBody(labels, rows)


def test_a_table_is_the_same_after_it_was_kept_as_text() -> None:
    assert spec_from_json(spec_to_json(SPEC)) == SPEC
    assert asked_from_json(asked_to_json(AskedTable(SPEC))) == AskedTable(SPEC)
    form = AskedTable(None, "表.xlsx", "QUJD")
    assert asked_from_json(asked_to_json(form)) == form
    assert asked_from_json("") is None
    assert asked_from_json('{"spec": 3}') is None
    assert body_from_json("[]") is None


@given(bodies())
def test_rows_are_the_same_after_they_were_kept_as_text(body) -> None:
    assert body_from_json(body_to_json(body)) == body
    assert compare(body, body).is_empty


@given(bodies(), bodies())
def test_every_row_is_new_gone_or_compared_and_the_other_way_round_is_the_opposite(before, now) -> None:
    changes, back = compare(before, now), compare(now, before)
    old, new = {row.id for row in before.rows}, {row.id for row in now.rows}
    assert changes.new == new - old
    assert {row.id for row in changes.gone} == old - new
    assert {each.id for each in back.gone} == changes.new
    assert changes.changed.keys() == back.changed.keys()
    assert all(changes.changed[place] != back.changed[place] for place in changes.changed)


def test_a_cell_that_changed_tells_what_stood_there_and_serial_numbers_are_no_news() -> None:
    before = TableBody(("序号", "年龄"), (BodyRow("a", ("1", "79")), BodyRow("b", ("2", "60"))))
    now = TableBody(("序号", "年龄", "电话"), (BodyRow("b", ("1", "60", "1")), BodyRow("a", ("2", "80", ""))))
    changes = compare(before, now, frozenset({"序号"}))
    assert changes.changed == {("a", "年龄"): "79"}


@given(bodies(), st.frozensets(st.sampled_from("ABCDE")))
def test_covered_columns_are_put_back_where_they_came_from_and_nothing_of_them_stays_behind(
    body, covered
) -> None:
    shown, apart = split_covered(body, covered)
    assert join_covered(shown, apart) == body
    places = [place for place, label in enumerate(body.labels) if label in covered]
    assert all(row.cells[place] == "" for row in shown.rows for place in places)
    assert join_covered(shown, None) == shown


def test_restricted_fields_and_files_cannot_be_asked_for() -> None:
    for subject in Subject:
        found = askable_fields(subject)
        assert all(sensitivity is not Sensitivity.R for _, _, sensitivity in found)
        assert not {"photo", "offence_note"} & {key for key, _, _ in found}
        assert len({key for key, _, _ in found}) == len(found)
