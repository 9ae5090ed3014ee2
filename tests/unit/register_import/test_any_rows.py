"""Whatever rows come in whatever order: each has one class, a second run changes nothing, undo is exact."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.job import NoJob
from desktop.services import history
from desktop.services.office import Office
from desktop.services.register_import.columns import ColumnPlan
from desktop.services.register_import.matching import load_index, plan_rows
from desktop.services.register_import.rows import Decisions, PlannedRow, RowClass, SourceRow
from desktop.services.register_import.writing import PlanWriter
from tests.support.imports import register
from tests.support.ledger import number
from tests.support.offices import make_office

# Few of each, so that rows meet: the same person twice, namesakes, a number under two names.
names = st.sampled_from(["张三", "张小三", "李四", "王五"])
numbers = st.sampled_from([None, *(number(1980, 1, 1, serial) for serial in (1, 2, 3))])
births = st.sampled_from([None, "1980-01-01", "1980", "1990-05-06"])
# A household of the file: its place among the file's households, its number, its group.
households = st.sampled_from(
    [(0, "1001", "一组"), (1, "1002", "一组"), (2, None, "二组"), (3, "1001", "二组"), (-1, None, None)]
)
mobiles = st.sampled_from([None, "10000000001", "10000000002"])
relations = st.sampled_from([None, "02", "10", "20"])


@st.composite
def files(draw: st.DrawFn) -> list[SourceRow]:
    """Up to eight rows of one file, its own households included."""
    rows = []
    for at in range(draw(st.integers(1, 8))):
        citizen_id = draw(numbers)
        household, household_no, group = draw(households)
        values = {
            "name": draw(names),
            "citizen_id": citizen_id,
            "birth_date": "1980-01-01" if citizen_id else draw(births),
            "household_no": household_no,
            "villager_group": group,
            "mobile": draw(mobiles),
            "relation_to_head": draw(relations),
        }
        rows.append(SourceRow("名册", at + 2, 0, household, values))
    return rows


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = make_office(tmp_path_factory.mktemp("any"))
    yield made
    made.close()


def plan(office: Office, rows: list[SourceRow]) -> tuple[ColumnPlan, list[PlannedRow]]:
    columns = ColumnPlan.of(list(rows[0].values))
    with office.store.reading() as connection:
        index = load_index(connection, columns)
    return columns, plan_rows(rows, index, Decisions())


def take(office: Office, rows: list[SourceRow]) -> int:
    """Import rows; returns the change set, 0 when nothing changed."""
    columns, planned = plan(office, rows)
    before = last_set(office)
    with office.change("import", "x") as work:
        PlanWriter(work, columns, "999901101201", date(2026, 11, 20), NoJob()).write(planned)
    after = last_set(office)
    return after if after != before else 0


def last_set(office: Office) -> int:
    with office.store.reading() as connection:
        return int(connection.execute("SELECT coalesce(max(seq), 0) FROM change_set").fetchone()[0])


@given(first=files(), second=files())
def test_every_row_has_one_class_and_nobody_is_taken_twice(office, first, second):
    done = take(office, first)
    _, planned = plan(office, second)
    assert [row.source for row in planned] == second
    taken = [row for row in planned if row.row_class in (RowClass.NEW, RowClass.CHANGED)]
    numbers_taken = [row.source.values["citizen_id"] for row in taken if row.source.values["citizen_id"]]
    assert len(numbers_taken) == len(set(numbers_taken))
    people_changed = [row.person_id for row in taken if row.person_id]
    assert len(people_changed) == len(set(people_changed))
    for row in planned:
        assert (row.row_class is RowClass.ASK) <= bool(row.problems)
        assert (row.row_class is RowClass.CHANGED) == bool(row.changes)
    if done:
        history.undo(office, done)


@given(first=files(), second=files())
def test_undoing_two_imports_backwards_restores_every_column(office, first, second):
    empty = register(office)
    one = take(office, first)
    between = register(office)
    two = take(office, second)
    if two:
        assert history.undo(office, two) == ()
    assert register(office) == between
    if one:
        assert history.undo(office, one) == ()
    assert register(office) == empty


@given(rows=files())
def test_a_second_run_of_the_same_rows_writes_nothing_about_people_taken_in_the_first(office, rows):
    _, first = plan(office, rows)
    done = take(office, rows)
    try:
        _, again = plan(office, rows)
        # A row that was asked about in the first run is nobody known: by now it may find its person.
        known = [
            row
            for before, row in zip(first, again, strict=True)
            if before.row_class is RowClass.NEW and row.source.values["citizen_id"]
        ]
        assert {row.row_class for row in known} <= {RowClass.SAME, RowClass.ASK}
    finally:
        if done:
            history.undo(office, done)
