"""A sheet's rows are typed into a grid: by keyboard, from a spreadsheet or the register, safe from a kill."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.services import drafts
from desktop.services.disclosure import notices, sheet_rows
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_rows import EnteredRow
from tests.support.desk import CONTROL, Desk, add_family
from ui.screens.documents import rows_dialog
from ui.screens.documents.grid_view import GridView, block_of
from ui.screens.documents.rows_dialog import RowsDialog, open_rows
from ui.screens.documents.view import DocumentsScreen

LABOUR = NoticeRequest("casual_labour", "2026-07-01", "2026-09-30", "2026-10-20")
AID = NoticeRequest("aid_list", "2026-07-01", "2026-09-30", "2026-10-20", item="V17")
ALT = Qt.KeyboardModifier.AltModifier


def opened(desk: Desk, request: NoticeRequest = LABOUR, notice_id: str = "") -> RowsDialog:
    screen = desk.screen("documents", DocumentsScreen)
    dialog = open_rows(screen, desk.office, desk.runner, desk.workspace, request, notice_id)
    desk.until(dialog.save.isEnabled)
    return dialog


def typed(desk: Desk, dialog: RowsDialog, table: str, *texts: str) -> None:
    """Type into the cells from the current one on, each ended with Enter."""
    grid = dialog.grids[table]
    for text in texts:
        line = editor(desk, grid)
        line.setText(text)
        desk.qtbot.keyClick(line, Qt.Key.Key_Return)


def editor(desk: Desk, grid: GridView) -> QLineEdit:
    """The line over the current cell."""

    def lines() -> list[QLineEdit]:
        return [line for line in grid.findChildren(QLineEdit) if line.isVisible()]

    desk.until(grid.isVisible)
    grid.edit(grid.currentIndex())
    desk.until(lambda: bool(lines()))
    return lines()[-1]


def cells(dialog: RowsDialog, table: str, name: str) -> list[str]:
    return [row.texts.get(name, "") for row in dialog.grids[table].grid().rows()]


def test_a_row_is_typed_cell_by_cell_and_the_total_follows(desk: Desk) -> None:
    dialog = opened(desk)
    typed(desk, dialog, "rows", "7月5日", "垃圾清运", "周建国", "保洁", "2", "180", "若干")
    assert "不是日期" not in dialog.problem.text()
    grid = dialog.grids["rows"]
    grid.go_to(0, 6)
    assert "金额" in dialog.problem.text()
    typed(desk, dialog, "rows", "360元")
    assert cells(dialog, "rows", "amount_cents") == ["360.00"]
    assert "360.00" in dialog.totals.text()
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    (row,) = sheet_rows.read_sheet(desk.office, LABOUR).tables["rows"]
    assert row.cells["amount_cents"] == 36_000
    assert row.cells["on"] == "2026-07-05"


def test_a_block_from_a_spreadsheet_is_pasted_and_taken_back_in_one_step(desk: Desk) -> None:
    dialog = opened(desk)
    grid = dialog.grids["rows"]
    QApplication.clipboard().setText("2026/7/5\t垃圾清运\t周建国\n2026.8.1\t山塘清淤\t吴金凤\n")
    grid.go_to(0, 0)
    desk.qtbot.keyClick(grid, Qt.Key.Key_V, CONTROL)
    assert cells(dialog, "rows", "on") == ["2026-07-05", "2026-08-01"]
    desk.qtbot.keyClick(grid, Qt.Key.Key_Z, CONTROL)
    assert cells(dialog, "rows", "on") == []
    desk.press(dialog.redo)
    assert cells(dialog, "rows", "name") == ["周建国", "吴金凤"]


def test_rows_are_moved_removed_and_inserted_with_keys(desk: Desk) -> None:
    dialog = opened(desk)
    grid = dialog.grids["rows"]
    grid.grid().paste(0, 2, [["甲"], ["乙"], ["丙"]], "粘贴")
    grid.go_to(2, 2)
    desk.qtbot.keyClick(grid, Qt.Key.Key_Up, ALT)
    assert cells(dialog, "rows", "name") == ["甲", "丙", "乙"]
    desk.qtbot.keyClick(grid, Qt.Key.Key_Delete, CONTROL)
    assert cells(dialog, "rows", "name") == ["甲", "乙"]
    grid.go_to(0, 2)
    desk.qtbot.keyClick(grid, Qt.Key.Key_Insert)
    assert [row.texts.get("name", "") for row in grid.grid().all_rows()] == ["", "甲", "乙"]
    grid.verticalHeader().moveSection(2, 0)
    assert cells(dialog, "rows", "name") == ["乙", "甲"]


def test_a_name_of_the_register_brings_its_group(desk: Desk) -> None:
    add_family(desk.office)
    dialog = opened(desk, AID)
    grid = dialog.grids["rows"]
    grid.go_to(0, 0)
    line = editor(desk, grid)
    desk.write(line, "李秀英")
    completer = line.completer()
    desk.until(lambda: completer.completionModel().rowCount())
    offer = str(completer.completionModel().index(0, 0).data())
    assert "一组" in offer
    assert "1972" not in offer
    line.setText(offer)
    desk.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert cells(dialog, "rows", "name") == ["李秀英"]
    assert cells(dialog, "rows", "group") == ["一组"]


def test_what_is_missing_is_shown_at_its_cell_and_nothing_is_stored(desk: Desk) -> None:
    dialog = opened(desk, AID)
    dialog.grids["rows"].grid().paste(0, 0, [["周建国"]], "粘贴")
    dialog.inputs["programme"].set_code("临时救助")
    desk.press(dialog.save)
    desk.until(lambda: "村民小组" in dialog.problem.text())
    assert dialog.isEnabled()
    assert dialog.grids["rows"].currentIndex().column() == 1
    assert sheet_rows.read_sheet(desk.office, AID).tables["rows"] == ()


def test_what_was_typed_survives_a_kill_and_can_be_dropped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_dialog, "DRAFT_AFTER_MS", 50)
    sheet_rows.save_rows(desk.office, LABOUR, {"rows": [EnteredRow("", full("甲"))]})
    dialog = opened(desk)
    dialog.grids["rows"].grid().paste(1, 2, [["乙"]], "粘贴")
    desk.until(lambda: drafts.list_drafts(desk.office))
    desk.settle()
    desk.restart()
    again = opened(desk)
    assert cells(again, "rows", "name") == ["甲", "乙"]
    assert "没有保存" in again.note.text()
    desk.press(again.drop)
    assert cells(again, "rows", "name") == ["甲"]
    desk.settle()
    again.reject()
    desk.until(lambda: not desk.dialogs())
    assert cells(opened(desk), "rows", "name") == ["甲"]


def full(name: str) -> dict[str, str | int | None]:
    return {"on": "2026-07-05", "purpose": "垃圾清运", "name": name, "amount_cents": 100}


def test_the_last_period_is_copied_and_a_workbook_taken_in(desk: Desk, tmp_path: Path) -> None:
    earlier = NoticeRequest("casual_labour", "2026-04-01", "2026-06-30", "2026-07-20")
    sheet_rows.save_rows(desk.office, earlier, {"rows": [EnteredRow("", full("甲"))]})
    dialog = opened(desk)
    desk.press(dialog.previous)
    desk.until(lambda: cells(dialog, "rows", "name") == ["甲"])
    book = Workbook()
    assert book.active is not None
    book.active.append(["姓名", "日期", "金额", "手机"])
    book.active.append(["乙", "2026-08-01", 90.5, "x"])
    path = tmp_path / "零工.xlsx"
    book.save(path)
    desk.press(dialog.take)
    desk.choose(path)
    desk.until(lambda: cells(dialog, "rows", "name") == ["甲", "乙"])
    assert cells(dialog, "rows", "amount_cents") == ["1.00", "90.50"]
    assert "用工事由" in dialog.note.text()
    assert "手机" in dialog.note.text()


def test_the_values_of_a_draft_are_changed_from_the_screen(desk: Desk) -> None:
    request = NoticeRequest(
        "text_notice", "2026-07-01", "2026-09-30", "2026-10-20", values=(("subject", "旧"), ("body", "旧文"))
    )
    notice = notices.make_notice(desk.office, request)
    screen = desk.screen("documents", DocumentsScreen)
    screen.select_notice(notice)
    desk.settle()
    desk.press(next(b for b in screen.findChildren(type(screen.make)) if b.text() == "填写内容…"))
    dialog = desk.dialog(RowsDialog)
    desk.until(dialog.save.isEnabled)
    line = dialog.inputs["subject"]
    assert isinstance(line, QLineEdit)
    desk.write(line, "新的标题")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    detail = notices.get_notice(desk.office, notice)
    assert dict(detail.request.values)["subject"] == "新的标题"
    desk.until(lambda: "新的标题" in notices.get_notice(desk.office, notice).summary.title)


def test_cells_with_line_ends_and_marks_are_one_cell() -> None:
    assert block_of('甲\t"一\n二"\t"说""好"""\r\n乙\t\t3\r\n') == [["甲", "一 二", '说"好"'], ["乙", "", "3"]]
