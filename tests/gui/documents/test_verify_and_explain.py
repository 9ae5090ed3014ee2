"""Checking a sheet by its code, and asking where a figure comes from, with keys and with the mouse."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.services.disclosure import notices
from desktop.services.disclosure.archive import folder_name
from desktop.services.disclosure.explaining import read_figures
from desktop.services.disclosure.requests import NoticeRequest
from tests.gui.documents.test_documents_screen import documents, issue, keep_books, the_notice
from tests.support.desk import CONTROL, Desk
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.documents.verify_dialog import VerifyDialog
from ui.screens.documents.view import DocumentsScreen


def drawn(screen: DocumentsScreen) -> QLabel:
    return next(each for each in screen.preview.findChildren(QLabel) if not each.pixmap().isNull())


def titles(screen: DocumentsScreen) -> list[str]:
    model = screen.explain.table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_a_scanned_code_is_answered_and_leads_to_the_archived_sheet(desk: Desk) -> None:
    keep_books(desk)
    screen = issue(desk)
    summary = the_notice(desk).summary
    desk.press(screen.verify)
    dialog = desk.dialog(VerifyDialog)
    desk.write(dialog.line, f"cqt-notice:1;n={summary.number};c={summary.check_code}")
    desk.enter(dialog.line)  # a scanner ends with Enter
    desk.until(lambda: "相符" in dialog.answer.text())
    assert summary.title in dialog.facts.text()
    assert "现行有效" in dialog.facts.text()
    desk.write(dialog.line, f"{summary.number} 00000000")
    desk.enter(dialog.line)
    desk.until(lambda: "校验码却不是它的" in dialog.answer.text())
    desk.press(dialog.look)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert screen.table.current_id() == summary.id


def test_a_line_without_a_code_says_what_is_missing(desk: Desk) -> None:
    dialog_screen = documents(desk)
    desk.press(dialog_screen.verify)
    dialog = desk.dialog(VerifyDialog)
    desk.write(dialog.line, "999901101201-2026-F-0001-v1")
    desk.enter(dialog.line)
    desk.until(lambda: "校验码" in dialog.problem.text())
    assert dialog.check.isEnabled()
    assert not dialog.look.isEnabled()
    dialog.reject()


def test_a_click_on_a_figure_shows_its_entries_and_marks_it(desk: Desk) -> None:
    keep_books(desk)
    screen = issue(desk)
    notice = the_notice(desk).summary
    figures = read_figures(desk.office, notice.id)
    line = next(n for n, each in enumerate(figures.lines[0]) if any("办公电费" in c[2] for c in each.cells))
    (cell,) = (n for n, each in enumerate(figures.lines[0][line].cells) if each[2] == "448.24")
    from desktop.reports.figure_map import CellPlace

    left, bottom, right, top = figures.box(CellPlace(0, line, cell))
    desk.until(lambda: any(not each.pixmap().isNull() for each in screen.preview.findChildren(QLabel)))
    paper = drawn(screen)
    before = paper.pixmap().toImage()
    size = paper.pixmap().deviceIndependentSize()
    width = 841.89
    scale = size.width() / width
    at = QPoint(
        round((paper.width() - size.width()) / 2 + (left + right) / 2 * scale),
        round((paper.height() - size.height()) / 2 + size.height() - (bottom + top) / 2 * scale),
    )
    desk.qtbot.mouseClick(paper, Qt.MouseButton.LeftButton, pos=at)
    desk.until(screen.explain.isVisible)
    desk.settle()
    assert titles(screen) == ["记02　办公电费"]
    assert "448.24" in screen.explain.heading.text()
    assert drawn(screen).pixmap().toImage() != before


def with_keys(screen: DocumentsScreen) -> QWidget:
    """What of the panel has the keys: its table, or the panel where there are no records."""
    held = QApplication.focusWidget()
    assert held is screen.explain or screen.explain.isAncestorOf(held)
    return held


def test_folded_the_panel_is_one_line_and_leaves_the_sheet_its_room(desk: Desk) -> None:
    keep_books(desk)
    screen = issue(desk)
    desk.until(lambda: any(not each.pixmap().isNull() for each in screen.preview.findChildren(QLabel)))
    desk.qtbot.keyClick(screen, Qt.Key.Key_E, CONTROL)
    desk.until(screen.explain.table.isVisible)
    desk.settle()
    open_height, sheet = screen.explain.height(), screen.preview.height()
    assert open_height <= sheet + 1
    desk.press(screen.explain.fold_button)
    desk.settle()
    assert not screen.explain.table.isVisible()
    assert screen.explain.height() < open_height / 2
    assert screen.preview.height() > sheet
    desk.press(screen.explain.fold_button)
    desk.settle()
    assert screen.explain.table.isVisible()
    assert titles(screen)


def test_with_keys_alone_every_cell_is_reached_and_escape_goes_back(desk: Desk) -> None:
    keep_books(desk)
    screen = issue(desk)
    desk.until(lambda: any(not each.pixmap().isNull() for each in screen.preview.findChildren(QLabel)))
    desk.qtbot.keyClick(screen, Qt.Key.Key_E, CONTROL)
    desk.until(screen.explain.isVisible)
    seen = set()
    for _ in range(12):
        desk.settle()
        seen.update(titles(screen))
        if "记02　办公电费" in seen:
            break
        desk.qtbot.keyClick(with_keys(screen), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "记02　办公电费" in seen
    desk.qtbot.keyClick(with_keys(screen), Qt.Key.Key_Escape)
    assert not screen.explain.isVisible()


def test_the_archive_of_a_year_is_made_from_the_palette(desk: Desk, tmp_path: Path) -> None:
    keep_books(desk)
    screen = issue(desk)
    year = int(NoticeRequest.from_json(the_notice(desk).request.to_json()).issued_on[:4])
    (run,) = (each.run for each in screen.commands() if "年度归档" in each.title)
    run()
    dialog = desk.dialog(TextDialog)
    desk.write(dialog.edit, str(year))
    desk.press(dialog.yes)
    desk.choose(tmp_path)
    place = tmp_path / folder_name(desk.office, year)
    desk.until(place.exists)
    desk.until(lambda: "已归档" in desk.noted())
    assert (place / "合订本.pdf").read_bytes().startswith(b"%PDF")
    assert notices.list_notices(desk.office)
