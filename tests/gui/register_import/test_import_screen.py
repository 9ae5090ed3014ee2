"""A dirty workbook from the file to the register and back, worked as a clerk would."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from desktop.domain.problem import ProblemError
from desktop.services.history import ClashKey, ClashView
from desktop.services.register_editing import open_form, save_form
from desktop.services.register_import import session
from desktop.services.search import find_people
from tests.gui.register_import.ledger_of_group import RIGHT, add_namesakes, write_ledger
from tests.support import hostile
from tests.support.desk import Desk
from ui.screens.data_check.view import DataCheckScreen
from ui.screens.importing.columns_page import ColumnsPage
from ui.screens.importing.start_page import StartPage
from ui.screens.register_import.clash_dialog import ClashDialog
from ui.screens.register_import.preview_page import PreviewPage
from ui.screens.register_import.result_page import ResultPage
from ui.screens.register_import.view import ImportScreen
from ui.shell.screen import ListQuery
from ui.widgets.code_combo import CodeCombo
from ui.widgets.progress_panel import ProgressPanel


def import_screen(desk: Desk) -> ImportScreen:
    return desk.screen("import", ImportScreen)


def open_ledger(desk: Desk, path: Path) -> ImportScreen:
    screen = import_screen(desk)
    desk.press(pressable(screen.start, "选择文件…"))
    desk.choose(path)
    desk.until(screen.columns.isVisible)
    return screen


def pressable(host: QWidget, text: str) -> QPushButton:
    return next(b for b in host.findChildren(QPushButton) if b.text() == text and b.isVisible())


def by_name(host: QWidget, kind: type[QWidget], name: str) -> list[QWidget]:
    return [w for w in host.findChildren(kind) if w.accessibleName() == name]


def combo_of(page: ColumnsPage, heading: str) -> CodeCombo:
    (combo,) = by_name(page, CodeCombo, f"“{heading}”列对应的项目")
    assert isinstance(combo, CodeCombo)
    return combo


def counts(page: PreviewPage) -> dict[str, int]:
    shown = {}
    for pressed in page.findChildren(QPushButton):
        words, _, figure = pressed.text().partition("  ")
        if pressed.isCheckable():
            shown[words] = int(figure.replace(",", ""))
    return shown


def show_class(desk: Desk, page: PreviewPage, words: str) -> None:
    tab = next(b for b in page.findChildren(QPushButton) if b.isCheckable() and b.text().startswith(words))
    desk.press(tab)
    desk.settle()


def preview(desk: Desk, screen: ImportScreen) -> PreviewPage:
    desk.press(screen.columns.go_on)
    desk.until(screen.preview.isVisible)
    desk.settle()
    return screen.preview


def line_for(desk: Desk, page: QWidget, name: str) -> QLineEdit:
    desk.until(lambda: by_name(page, QLineEdit, name))
    (line,) = by_name(page, QLineEdit, name)
    assert isinstance(line, QLineEdit)
    return line


def write_to_register(desk: Desk, screen: ImportScreen) -> None:
    desk.press(screen.preview.commit)
    desk.until(screen.result.isVisible)
    desk.settle()


def said(page: QWidget) -> str:
    return "\n".join(line.text() for line in page.findChildren(QLabel))


def figures(page: ResultPage) -> dict[str, str]:
    from ui.widgets.number_card import NumberCard

    texts = {}
    for card in page.findChildren(NumberCard):
        title, figure, *_ = [line.text() for line in card.findChildren(QLabel) if line.text()]
        texts[title] = figure
    return texts


def state_of(page: StartPage, row: int = 0) -> str:
    return str(page.table.model().index(row, 2).data())


def test_a_column_is_given_its_meaning_with_the_keyboard_and_that_is_remembered(
    desk: Desk, tmp_path: Path
) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    combo = combo_of(screen.columns, "摸底")
    assert combo.currentText() == "（不导入）"
    assert "种粮　养蜂" in said(screen.columns)
    desk.write(combo.lineEdit(), "zygz")
    desk.enter(combo.lineEdit())
    desk.until(lambda: combo.currentText() == "职业工种")
    assert "您已选定" in said(screen.columns)
    preview(desk, screen)
    write_to_register(desk, screen)
    desk.press(pressable(screen.result, "再导入一个文件"))
    again = open_ledger(desk, write_ledger(tmp_path / "一组又来.xlsx"))
    assert combo_of(again.columns, "摸底").currentText() == "职业工种"


def test_the_workbook_of_the_first_run_wizard_is_read_at_once(desk: Desk, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "一组.xlsx")
    desk.workspace.open_list("import", ListQuery(text=str(path)))
    screen = desk.workspace.current_screen()
    assert isinstance(screen, ImportScreen)
    desk.until(screen.columns.isVisible)
    assert "一组.xlsx" in said(screen)
    assert screen.columns.go_on.hasFocus()


def test_what_was_read_in_is_looked_through_for_contradictions_from_the_last_page(
    desk: Desk, tmp_path: Path
) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    preview(desk, screen)
    write_to_register(desk, screen)
    desk.press(pressable(screen.result, "数据体检"))
    desk.settle()
    checked = desk.workspace.current_screen()
    assert isinstance(checked, DataCheckScreen)
    assert "3 人、2 户，0 处要处理" in checked.summary.text()


def test_identity_numbers_are_covered_among_the_samples(desk: Desk, tmp_path: Path) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    assert RIGHT[:14] not in said(screen.columns)
    assert "999901********" in said(screen.columns)


def test_every_row_has_its_class_and_the_rows_to_mend_come_first(desk: Desk, tmp_path: Path) -> None:
    add_namesakes(desk.office)
    page = preview(desk, open_ledger(desk, write_ledger(tmp_path / "一组.xlsx")))
    shown = counts(page)
    assert (shown["新增"], shown["有错"], shown["待确认"], shown["看不懂的值"]) == (2, 1, 1, 1)
    desk.until(lambda: "第 5 行" in said(page))
    assert "将写入 2 人，2 行不导入" in said(page)


def test_a_wrong_number_is_mended_in_place_and_the_row_becomes_new(desk: Desk, tmp_path: Path) -> None:
    page = preview(desk, open_ledger(desk, write_ledger(tmp_path / "一组.xlsx")))
    line = line_for(desk, page, "身份证号码")
    desk.write(line, RIGHT)
    desk.enter(line)
    desk.until(lambda: counts(page)["有错"] == 0)
    assert counts(page)["新增"] == 4


def test_a_word_that_is_not_understood_is_mended_once_for_all_rows(desk: Desk, tmp_path: Path) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    page = preview(desk, screen)
    show_class(desk, page, "看不懂的值")
    line = line_for(desk, page, "改成")
    assert pressable(page, "2 行都改").isEnabled()
    desk.write(line, "初中")
    desk.enter(line)
    desk.until(lambda: counts(page)["看不懂的值"] == 0)
    write_to_register(desk, screen)
    (found,) = find_people(desk.office, "lxy")
    assert open_form(desk.office, "person", found.id).texts["education"] == "初中毕业"


def test_a_row_that_may_be_two_people_is_settled_by_choosing_one(desk: Desk, tmp_path: Path) -> None:
    first, second = add_namesakes(desk.office)
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    page = preview(desk, screen)
    show_class(desk, page, "待确认")
    desk.until(lambda: [b for b in page.findChildren(QPushButton) if b.text() == "就是这个人"])
    choices = [b for b in page.findChildren(QPushButton) if b.text() == "就是这个人"]
    assert len(choices) == 2
    desk.press(choices[1])
    desk.until(lambda: counts(page)["待确认"] == 0)
    assert counts(page)["有变化"] == 1
    write_to_register(desk, screen)
    assert open_form(desk.office, "person", second).texts["education"]
    assert not open_form(desk.office, "person", first).texts.get("education")


def test_a_skipped_row_is_neither_written_nor_called_faulty_and_can_come_back(
    desk: Desk, tmp_path: Path
) -> None:
    page = preview(desk, open_ledger(desk, write_ledger(tmp_path / "一组.xlsx")))
    line_for(desk, page, "身份证号码")
    desk.press(pressable(page, "跳过这一行"))
    desk.until(lambda: counts(page)["跳过"] == 1)
    assert counts(page)["有错"] == 0
    show_class(desk, page, "跳过")
    desk.until(lambda: [b for b in page.findChildren(QPushButton) if b.text() == "取消跳过"])
    desk.press(pressable(page, "取消跳过"))
    desk.until(lambda: counts(page)["有错"] == 1)


def test_the_result_gives_the_figures_and_the_rows_left_out_as_a_workbook(desk: Desk, tmp_path: Path) -> None:
    add_namesakes(desk.office)
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    preview(desk, screen)
    write_to_register(desk, screen)
    assert figures(screen.result)["新增"] == "2"
    assert figures(screen.result)["未导入的行"] == "2"
    assert "有 2 行没有导入" in said(screen.result)
    desk.press(screen.result.errors)
    target = tmp_path / "错误表.xlsx"
    desk.choose(target)
    desk.until(target.exists)
    desk.until(lambda: "共 2 行" in desk.noted())
    rows = [[str(v or "") for v in row] for row in openpyxl.load_workbook(target).active.values]
    assert any("原因" in row and "建议" in row for row in rows)
    assert [row for row in rows if "张三" in row]
    assert not [row for row in rows if "王建国" in row]


def test_errors_in_a_column_that_is_not_imported_are_said_in_the_preview_and_in_the_result(
    desk: Desk, tmp_path: Path
) -> None:
    path = write_ledger(tmp_path / "一组.xlsx")
    book = openpyxl.load_workbook(path)
    book["一组"]["G3"] = "#REF!"
    book.save(path)
    screen = open_ledger(desk, path)
    page = preview(desk, screen)
    assert page.tables.text().count("摸底") == 2  # the place, and the column in the sentence
    assert "#REF!" in page.tables.text()
    write_to_register(desk, screen)
    assert "#REF!" in screen.result.tables.text()


def test_an_import_is_undone_from_the_list(desk: Desk, tmp_path: Path) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    preview(desk, screen)
    write_to_register(desk, screen)
    desk.press(pressable(screen.result, "再导入一个文件"))
    desk.until(lambda: screen.start.table.model().rowCount() == 1)
    screen.start.table.focus_first_row()
    assert state_of(screen.start) == "已导入"
    desk.press(screen.start.undo)
    assert "撤销这次导入？" in desk.agree()
    desk.until(lambda: state_of(screen.start) == "已撤销")
    assert find_people(desk.office, "lxy") == ()


@pytest.mark.parametrize("whole", [False, True])
def test_what_was_edited_since_is_asked_about_one_by_one(desk: Desk, tmp_path: Path, *, whole: bool) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    preview(desk, screen)
    write_to_register(desk, screen)
    (found,) = find_people(desk.office, "wjg")
    texts = open_form(desk.office, "person", found.id).texts
    save_form(desk.office, "person", found.id, {**texts, "mobile": "10087654321"})
    desk.press(pressable(screen.result, "撤销这次导入…"))
    dialog = desk.dialog(ClashDialog)
    assert dialog.records.currentItem().text() == "王建国"
    assert "手机号码" in dialog.facts.text()
    if whole:
        desk.qtbot.keyClick(dialog.records, Qt.Key.Key_Space)
    desk.press(dialog.undo)
    desk.until(lambda: "已撤销这次导入" in desk.noted())
    assert bool(find_people(desk.office, "wjg")) is not whole
    assert find_people(desk.office, "lxy") == ()


def test_thousands_of_edited_records_are_ticked_at_once_and_shown_one_at_a_time(desk: Desk) -> None:
    fields = (("手机号码", "1", "2", "3"),)
    clashes = [
        ClashView(("person", n), f"村民{n}", fields, added_then=False, gone=n == 1) for n in range(3_000)
    ]
    dialog = ClashDialog(clashes, desk.workspace)
    answers: list[frozenset[ClashKey]] = []
    dialog.answered.connect(answers.append)
    dialog.open()
    assert len(dialog.findChildren(QLabel)) < 20, "the others are rows of a list, not widgets"
    dialog.records.setCurrentRow(1)
    assert "已被删除" in dialog.facts.text()
    desk.press(dialog.all)
    desk.qtbot.keyClick(dialog.records, Qt.Key.Key_Down)
    desk.qtbot.keyClick(dialog.records, Qt.Key.Key_Space)
    desk.press(dialog.undo)
    assert answers[0] == {clash.key for clash in clashes} - {clashes[1].key, clashes[2].key}


def test_escape_from_the_clash_dialog_undoes_nothing(desk: Desk, tmp_path: Path) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    preview(desk, screen)
    write_to_register(desk, screen)
    (found,) = find_people(desk.office, "wjg")
    texts = open_form(desk.office, "person", found.id).texts
    save_form(desk.office, "person", found.id, {**texts, "mobile": "10087654321"})
    desk.press(pressable(screen.result, "撤销这次导入…"))
    dialog = desk.dialog(ClashDialog)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.until(lambda: not desk.dialogs())
    assert len(find_people(desk.office, "lxy")) == 1


def test_reading_can_be_cancelled_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    screen = import_screen(desk)
    path = tmp_path / "大表.csv"
    line = "0101,王建国,户主,,中学,10012345678,种粮,一组\n"
    path.write_text(
        "户编号,姓名,与户主关系,身份证号码,文化程度,手机,摸底,组别\n" + line * 150_000, encoding="utf-8"
    )
    screen.show_list(ListQuery(text=str(path)))
    panel = desk.workspace.findChild(ProgressPanel)
    assert isinstance(panel, ProgressPanel)
    desk.until(panel.isVisible)
    desk.press(pressable(panel, "取消"))
    desk.until(lambda: "已取消" in desk.noted())
    assert screen.start.isVisible()
    assert session.list_batches(desk.office) == ()


def test_an_import_goes_on_after_a_restart_with_what_was_decided(desk: Desk, tmp_path: Path) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    combo = combo_of(screen.columns, "摸底")
    desk.write(combo.lineEdit(), "zygz")
    desk.enter(combo.lineEdit())
    desk.until(lambda: combo.currentText() == "职业工种")
    page = preview(desk, screen)
    line = line_for(desk, page, "身份证号码")
    desk.write(line, RIGHT)
    desk.enter(line)
    desk.until(lambda: counts(page)["有错"] == 0)
    desk.restart()
    again = import_screen(desk)
    again.start.table.focus_first_row()
    assert state_of(again.start) == "未完成"
    desk.press(again.start.resume)
    desk.until(again.columns.isVisible)
    assert combo_of(again.columns, "摸底").currentText() == "职业工种"
    assert counts(preview(desk, again))["有错"] == 0


def test_an_import_that_is_given_up_leaves_the_list_after_a_question(desk: Desk, tmp_path: Path) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    desk.press(pressable(screen.columns, "重新选择文件"))
    desk.until(lambda: screen.start.table.model().rowCount() == 1)
    screen.start.table.focus_first_row()
    desk.press(screen.start.drop)
    assert "放弃这次没有完成的导入？" in desk.agree()
    desk.until(lambda: screen.start.table.model().rowCount() == 0)
    with pytest.raises(ProblemError):
        session.resume_import(desk.office, "")


def test_a_sheet_can_be_left_out(desk: Desk, tmp_path: Path) -> None:
    screen = open_ledger(desk, write_ledger(tmp_path / "一组.xlsx"))
    (sheets,) = by_name(screen.columns, QListWidget, "工作表")
    assert isinstance(sheets, QListWidget)
    desk.qtbot.keyClick(screen.columns.left_out, Qt.Key.Key_Space)
    assert sheets.item(0).text() == "一组（4 行）　不导入"
    assert counts(preview(desk, screen))["新增"] == 0
    assert not screen.preview.commit.isEnabled()


def test_a_file_with_a_password_says_so_and_what_to_do(desk: Desk, tmp_path: Path) -> None:
    screen = import_screen(desk)
    sample = next(hostile.locked())
    path = tmp_path / sample.name
    path.write_bytes(sample.content)
    screen.show_list(ListQuery(text=str(path)))
    told = desk.told()
    assert "密码" in told
    assert "IMP-004" in told
    assert screen.start.isVisible()


def test_a_workbook_dropped_on_the_page_is_opened(desk: Desk, tmp_path: Path) -> None:
    screen = import_screen(desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_ledger(tmp_path / "一组.xlsx")))])
    drop = QDropEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.start.dropEvent(drop)
    desk.until(screen.columns.isVisible)
    assert len(screen.columns.findChildren(QComboBox)) == 8
