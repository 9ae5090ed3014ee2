"""The table of every list, over long and short models."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.jobs import JobRunner
from ui.widgets.block_model import BLOCK_ROWS, BlockModel
from ui.widgets.cell_painter import CELL_PADDING
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn, TableRole
from ui.widgets.virtual_table import TableArrangement, VirtualTable

COLUMNS = (
    TableColumn("name", "姓名", 5, sort_key="name"),
    TableColumn("age", "年龄", 3, RIGHT, sort_key="age"),
    TableColumn("phone", "电话", 8, shown=False),
)


class Register:
    """Hands out rows and writes down which blocks were asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.marks: dict[str, str] = {}

    def __call__(self, ids: Sequence[str]) -> list[list[str | Cell]]:
        self.asked.append(tuple(ids))
        return [[f"张{i}{self.marks.get(i, '')}", Cell(i, tone="soon"), "100"] for i in ids]


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def model(qtbot: QtBot, runner: JobRunner, register: Register) -> BlockModel:
    made = BlockModel(COLUMNS, register, runner)
    made.set_ids([str(number) for number in range(100_000)])
    return made


@pytest.fixture
def table(qtbot: QtBot, model: BlockModel) -> VirtualTable:
    made = VirtualTable("people")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show_model(model)
    made.show()
    return made


def text(model: BlockModel, row: int, column: int = 0) -> str:
    return str(model.index(row, column).data())


def test_rows_come_in_blocks_as_they_are_needed(
    qtbot: QtBot, table: VirtualTable, model: BlockModel, register: Register, runner: JobRunner
) -> None:
    qtbot.waitUntil(lambda: text(model, 0) == "张0")
    assert all(len(ids) <= BLOCK_ROWS for ids in register.asked)
    table.select_id("50000")
    assert text(model, 50_000) == "…"
    qtbot.waitUntil(lambda: text(model, 50_000) == "张50000")
    assert len(register.asked) < 12


def test_a_model_of_blocks_keeps_qts_rules(
    qtmodeltester: ModelTester, qtbot: QtBot, runner: JobRunner, register: Register
) -> None:
    made = BlockModel(COLUMNS, register, runner)
    made.set_ids([str(number) for number in range(200)])
    qtmodeltester.check(made, force_py=True)
    qtbot.waitUntil(lambda: text(made, 0) == "张0")
    made.set_ids([])
    assert made.rowCount() == 0


def test_clicking_a_heading_asks_for_another_order(
    qtbot: QtBot, table: VirtualTable, model: BlockModel
) -> None:
    with qtbot.waitSignal(model.sort_requested) as asked:
        table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["age", True]
    assert table.arrangement().sort_key == "age"
    assert table.arrangement().descending


def test_the_cursor_stays_on_its_record_when_the_order_changes(
    qtbot: QtBot, table: VirtualTable, model: BlockModel
) -> None:
    table.select_id("7")
    model.set_ids([str(number) for number in reversed(range(100_000))])
    assert table.current_id() == "7"
    assert table.currentIndex().row() == 99_992


@pytest.mark.parametrize("begun", [BLOCK_ROWS, BLOCK_ROWS + 9])
def test_a_list_that_goes_on_keeps_its_rows_and_the_cursor(
    qtbot: QtBot, table: VirtualTable, model: BlockModel, register: Register, begun: int
) -> None:
    everyone = [str(number) for number in range(300)]
    model.set_ids(everyone[:begun])
    qtbot.waitUntil(lambda: text(model, 0) == "张0")
    table.select_id("7")
    register.asked.clear()
    assert model.go_on(everyone)
    assert model.rowCount() == 300
    assert text(model, 0) == "张0"
    assert table.currentIndex().row() == 7
    for row in (begun, 299):
        table.select_id(str(row))
        text(model, row)
        qtbot.waitUntil(lambda row=row: text(model, row) == f"张{row}")  # type: ignore[misc]
    assert tuple(everyone[:BLOCK_ROWS]) not in register.asked


def test_a_list_that_begins_otherwise_does_not_go_on(model: BlockModel) -> None:
    assert not model.go_on(["0", "2", *(str(number) for number in range(100_000))])
    assert not model.go_on(["0"])
    assert model.rowCount() == 100_000


def test_an_answer_for_an_older_list_is_dropped(qtbot: QtBot, runner: JobRunner) -> None:
    release = threading.Event()

    def slow(ids: Sequence[str]) -> list[list[str | Cell]]:
        if ids[0] == "old":
            release.wait(5)
        return [[i, "", ""] for i in ids]

    made = BlockModel(COLUMNS, slow, runner)
    made.set_ids(["old"])
    made.index(0, 0).data()
    qtbot.waitUntil(lambda: runner.is_busy)
    made.set_ids(["new"])
    made.index(0, 0).data()
    release.set()
    qtbot.waitUntil(lambda: text(made, 0) == "new")
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert text(made, 0) == "new"


def test_changed_records_are_asked_for_again_and_only_their_blocks(
    qtbot: QtBot, table: VirtualTable, model: BlockModel, register: Register
) -> None:
    qtbot.waitUntil(lambda: text(model, 0) == "张0")
    register.asked.clear()
    register.marks["3"] = "（改）"
    model.reload(["3"])
    qtbot.waitUntil(lambda: text(model, 3) == "张3（改）")
    assert register.asked == [tuple(str(number) for number in range(BLOCK_ROWS))]


def test_a_block_that_fails_is_told_once_and_not_asked_for_over_and_over(
    qtbot: QtBot, runner: JobRunner
) -> None:
    asked: list[int] = []

    def broken(ids: Sequence[str]) -> list[list[str | Cell]]:
        asked.append(1)
        raise OSError("x")

    made = BlockModel(COLUMNS, broken, runner)
    table = VirtualTable("broken")
    qtbot.addWidget(table)
    table.show_model(made)
    table.show()
    with qtbot.waitSignal(made.load_failed):
        made.set_ids(["1"])
    table.viewport().repaint()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert asked == [1]


def test_enter_and_double_click_open_a_record(qtbot: QtBot, table: VirtualTable) -> None:
    table.select_id("2")
    with qtbot.waitSignal(table.row_activated) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["2"]
    place = table.visualRect(table.currentIndex()).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.row_activated) as again:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert again.args == ["2"]


def test_copying_gives_what_is_shown_with_its_headings(
    qtbot: QtBot, table: VirtualTable, model: BlockModel
) -> None:
    qtbot.waitUntil(lambda: text(model, 0) == "张0")
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "姓名\t年龄\n张0\t0"


def test_chosen_columns_their_order_and_widths_come_back_with_the_next_table(
    qtbot: QtBot, table: VirtualTable, model: BlockModel
) -> None:
    dialog = table.choose_columns()
    dialog.list.setCurrentRow(2)
    dialog.list.currentItem().setCheckState(Qt.CheckState.Checked)
    dialog.list.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog._on_accepted()
    assert [column.identifier for column in table.shown_columns()] == ["name", "phone", "age"]
    table.horizontalHeader().resizeSection(0, 222)
    qtbot.waitUntil(lambda: "phone" in str(QSettings().value("tables/people", "")))
    table._keep()
    again = VirtualTable("people")
    qtbot.addWidget(again)
    again.show_model(model)
    assert [column.identifier for column in again.shown_columns()] == ["name", "phone", "age"]
    assert abs(again.columnWidth(0) - 222) <= 1


def picture(table: VirtualTable) -> QImage:
    """What stands in the window, not what a fresh painting would put there."""
    QApplication.processEvents()
    return QApplication.primaryScreen().grabWindow(table.winId()).toImage()


def test_what_scrolling_has_moved_looks_as_if_painted_anew(
    qtbot: QtBot, table: VirtualTable, model: BlockModel
) -> None:
    table.restore(TableArrangement(("name", "age", "phone"), {"name": 2500, "phone": 2500}))
    table.setFocus()
    table.selectRow(5)
    qtbot.waitUntil(lambda: text(model, 0) == "张0" and text(model, 64) == "张64")
    for down, across in ((3, 0), (4, 37), (2, 37), (9, 0), (4, 8)):
        table.verticalScrollBar().setValue(down)
        table.horizontalScrollBar().setValue(across)
        moved = picture(table)
        table.viewport().update()
        assert moved == picture(table)


def test_a_text_stays_within_its_cell(qtbot: QtBot) -> None:
    made: RowsModel[Row] = RowsModel(
        [RowColumn(column, lambda row: row.name) for column in COLUMNS], id_of=lambda row: row.id
    )
    made.set_rows([Row("a", "WWWW\n" * 20, 1)])
    table = VirtualTable("long")
    qtbot.addWidget(table)
    table.show_model(made)
    table.resize(600, 100)
    table.show()
    shown = table.viewport().grab().toImage()
    width, height = table.columnWidth(0), table.rowHeight(0)
    ground = shown.pixel(0, 0)
    assert any(shown.pixel(x, height // 2) != ground for x in range(width))
    edges = [x for end in (0, width) for x in range(max(0, end - 4), end + 4)]
    assert all(shown.pixel(x, y) == ground for x in edges for y in range(height))


def test_a_column_is_wide_enough_for_a_long_heading(qtbot: QtBot) -> None:
    heading = "Number of people in all"
    table = VirtualTable("")
    qtbot.addWidget(table)
    table.show_model(RowsModel((RowColumn(TableColumn("n", heading, 2), lambda row: row),), lambda row: row))
    header = table.horizontalHeader()
    assert header.sectionSize(0) >= header.fontMetrics().horizontalAdvance(heading)


def test_a_damaged_arrangement_counts_as_none(qtbot: QtBot, model: BlockModel) -> None:
    QSettings().setValue("tables/people", '{"columns": 3')
    made = VirtualTable("people")
    qtbot.addWidget(made)
    made.show_model(model)
    assert [column.identifier for column in made.shown_columns()] == ["name", "age"]


def test_an_arrangement_with_unknown_columns_shows_the_known_ones(qtbot: QtBot, table: VirtualTable) -> None:
    table.restore(TableArrangement(("gone", "phone"), {"gone": 500}))
    assert [column.identifier for column in table.shown_columns()] == ["phone"]


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    name: str
    age: int | None


def rows_model() -> RowsModel[Row]:
    made: RowsModel[Row] = RowsModel(
        (
            RowColumn(COLUMNS[0], lambda row: row.name),
            RowColumn(COLUMNS[1], lambda row: str(row.age or ""), lambda row: row.age),
        ),
        id_of=lambda row: row.id,
    )
    made.set_rows([Row("a", "甲", 9), Row("b", "乙", None), Row("c", "丙", 80)])
    return made


def test_a_short_list_sorts_by_value_not_by_text_and_blanks_stand_last(qtbot: QtBot) -> None:
    made = rows_model()
    made.sort(1, Qt.SortOrder.AscendingOrder)
    assert made.ids == ("a", "c", "b")
    made.sort(1, Qt.SortOrder.DescendingOrder)
    assert made.ids == ("c", "a", "b")
    assert made.index(0, 1).data(TableRole.SORT) == 80


def test_a_short_list_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(rows_model(), force_py=True)


def test_the_cursor_stays_on_its_record_when_a_short_list_is_sorted(qtbot: QtBot) -> None:
    table, made = VirtualTable("rows"), rows_model()
    qtbot.addWidget(table)
    table.show_model(made)
    table.select_id("a")
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert table.current_id() == "a"
    made.set_rows([Row("z", "己", 99), Row("a", "甲", 9)])
    assert table.current_id() == "a"


@pytest.fixture
def listed(qtbot: QtBot) -> Callable[..., VirtualTable]:
    """A table over rows in memory, so many pixels wide."""

    def build(width: int, *rows: Row, tone: str = "") -> VirtualTable:
        made: RowsModel[Row] = RowsModel(
            [
                RowColumn(COLUMNS[0], lambda row: Cell(row.name, tone) if tone else row.name),
                RowColumn(COLUMNS[1], lambda row: str(row.age)),
            ],
            id_of=lambda row: row.id,
        )
        table = VirtualTable("")
        qtbot.addWidget(table)
        table.show_model(made)
        table.resize(width, 300)
        table.show()
        made.set_rows(rows)
        QApplication.processEvents()
        return table

    return build


LONG = "村民代表会议审议本村集体经济收益分配方案"


def is_cut(table: VirtualTable, text: str, *, has_sign: bool = False) -> bool:
    metrics = QFontMetrics(table.font())
    sign = metrics.height() + 4 if has_sign else 0
    return metrics.horizontalAdvance(text) > table.columnWidth(0) - 2 * CELL_PADDING - sign


def test_a_column_whose_cells_would_be_cut_gets_the_room_that_the_others_leave(
    listed: Callable[..., VirtualTable],
) -> None:
    table = listed(900, Row("a", LONG, 1))
    assert not is_cut(table, LONG)
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_without_room_a_column_stays_as_it_was_and_no_scroll_bar_comes(
    listed: Callable[..., VirtualTable],
) -> None:
    plain = listed(200, Row("a", "张", 1))
    table = listed(200, Row("a", LONG, 1))
    assert is_cut(table, LONG)
    assert table.horizontalScrollBar().maximum() == plain.horizontalScrollBar().maximum()


def test_a_column_that_has_too_much_gives_to_one_that_lacks_and_keeps_its_heading(
    listed: Callable[..., VirtualTable],
) -> None:
    width = listed(200, Row("a", "张", 1)).horizontalHeader().length() + 12
    spare = listed(width, Row("a", "张", 1)).columnWidth(1)
    table = listed(width, Row("a", LONG, 1))
    assert table.columnWidth(1) < spare
    heading = QFontMetrics(table.horizontalHeader().font()).horizontalAdvance(COLUMNS[1].heading)
    assert table.columnWidth(1) >= heading + 2 * CELL_PADDING
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_a_state_is_told_whole_even_where_there_is_no_room(listed: Callable[..., VirtualTable]) -> None:
    table = listed(120, Row("a", "Not mended in time", 1), tone="overdue")
    assert not is_cut(table, "Not mended in time", has_sign=True)


def test_columns_do_not_narrow_while_the_rows_change(listed: Callable[..., VirtualTable]) -> None:
    table = listed(900, Row("a", LONG, 1))
    wide = table.columnWidth(0)
    model = table.table_model()
    assert isinstance(model, RowsModel)
    model.set_rows([Row("b", "张", 2)])
    assert table.columnWidth(0) == wide


def test_a_smaller_window_takes_the_room_back_and_a_larger_gives_it_again(
    listed: Callable[..., VirtualTable],
) -> None:
    table = listed(900, Row("a", LONG, 1))
    table.resize(200, 300)
    QApplication.processEvents()
    assert is_cut(table, LONG)
    table.resize(900, 300)
    QApplication.processEvents()
    assert not is_cut(table, LONG)


def test_a_width_that_the_user_chose_stays(listed: Callable[..., VirtualTable]) -> None:
    table = listed(900, Row("a", LONG, 1))
    table.horizontalHeader().resizeSection(0, 60)
    model = table.table_model()
    assert isinstance(model, RowsModel)
    model.set_rows([Row("b", LONG * 2, 2)])
    table.resize(1000, 300)
    QApplication.processEvents()
    assert table.columnWidth(0) == 60
    assert table.arrangement().widths.keys() == {"name"}
