"""A clerk adapts a layout: columns, words and paper take effect at once and are taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.domain.accounts import Role
from desktop.services.disclosure import layouts
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk
from ui.screens.documents.view import DocumentsScreen
from ui.screens.layouts.dialog import LayoutsDialog

ALT = Qt.KeyboardModifier.AltModifier


def opened(desk: Desk, name: str = "debts") -> LayoutsDialog:
    screen = desk.screen("documents", DocumentsScreen)
    screen.layouts.trigger()
    dialog = desk.dialog(LayoutsDialog)
    desk.settle()
    dialog.layouts.set_code(name)
    dialog.layouts.code_changed.emit(name)
    desk.settle()
    return dialog


def names(dialog: LayoutsDialog) -> list[str]:
    items = (dialog.grid.topLevelItem(row) for row in range(dialog.grid.topLevelItemCount()))
    return [item.text(0) for item in items if item is not None]


def headings(desk: Desk, name: str = "debts") -> list[str]:
    (block, *_) = layouts.get_layout(desk.office, name).layout.tables
    return [each.column.heading for each in block.printed]


def test_a_column_is_unticked_with_the_space_bar_and_ctrl_z_brings_it_back(desk: Desk):
    dialog = opened(desk)
    dialog.grid.select_column("note")
    dialog.grid.setFocus()
    desk.qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
    desk.settle()
    assert "备注" not in headings(desk)
    assert "备注" in names(dialog)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert "备注" in headings(desk)
    assert dialog.redo.isEnabled()


def test_a_column_moves_up_with_the_keyboard_and_keeps_the_cursor(desk: Desk):
    dialog = opened(desk)
    before = names(dialog)
    dialog.grid.select_column("note")
    desk.qtbot.keyClick(dialog.grid, Qt.Key.Key_Up, ALT)
    desk.settle()
    assert names(dialog).index("备注") == before.index("备注") - 1
    assert dialog.grid.current_column() == "note"
    assert headings(desk) == names(dialog)


def test_a_column_that_must_be_disclosed_stays_ticked_and_the_reason_is_told(desk: Desk):
    dialog = opened(desk)
    dialog.grid.select_column("party")
    dialog.grid.setFocus()
    desk.qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
    desk.settle()
    desk.until(lambda: "必须公开" in dialog.problem.text())
    desk.until(lambda: dialog.grid.currentItem().checkState(0) is Qt.CheckState.Checked)
    assert layouts.get_layout(desk.office, "debts").changes == ()


def edit_cell(desk: Desk, dialog: LayoutsDialog, part: int, text: str) -> None:
    dialog.grid.editItem(dialog.grid.currentItem(), part)
    line = dialog.grid.findChild(QLineEdit)
    assert line is not None
    line.setText(text)
    desk.enter(line)
    desk.settle()


def test_a_column_is_renamed_and_widened_in_its_line(desk: Desk):
    dialog = opened(desk)
    dialog.grid.select_column("note")
    edit_cell(desk, dialog, 0, "说明")
    assert "说明" in headings(desk)
    edit_cell(desk, dialog, 1, "很宽")
    desk.until(lambda: "宽度" in dialog.problem.text())
    edit_cell(desk, dialog, 1, "25")
    (block, *_) = layouts.get_layout(desk.office, "debts").layout.tables
    assert next(c for c in block.columns if c.value == "note").column.share == 25
    assert dialog.problem.text() == ""


def test_an_empty_column_is_added_for_writing_by_hand(desk: Desk):
    dialog = opened(desk)
    desk.write(dialog.heading, "村民签字")
    desk.press(dialog.add)
    desk.settle()
    assert headings(desk)[-1] == "村民签字"
    assert dialog.heading.text() == ""
    assert dialog.isVisible()


def test_words_are_saved_and_a_gap_that_must_not_be_disclosed_is_refused_at_its_field(desk: Desk):
    dialog = opened(desk)
    dialog.show_page("words")
    dialog.words.signatures.setPlainText("村书记\n会计")
    dialog.words.notes.setPlainText("身份证 {citizen_id}")
    desk.press(dialog.words.save)
    desk.settle()
    desk.until(lambda: "citizen_id" in dialog.words.form["notes"].problem.text())
    dialog.words.notes.setPlainText("地点：{posted_at}")
    desk.press(dialog.words.save)
    desk.settle()
    layout = layouts.get_layout(desk.office, "debts").layout
    assert layout.signatures == ("村书记", "会计")
    assert layout.notes == ("地点：{posted_at}",)


def test_paper_is_chosen_and_the_specimen_shows_it(desk: Desk):
    dialog = opened(desk)
    dialog.show_page("paper")
    dialog.paper.paper.setCurrentIndex(dialog.paper.paper.findData("A3"))
    dialog.paper.paper.activated.emit(1)
    desk.settle()
    assert layouts.get_layout(desk.office, "debts").layout.page.paper.name == "A3"
    desk.until(lambda: dialog.preview._width_points > 1100)


def test_the_shipped_layout_comes_back_after_a_question_and_the_list_says_what_was_done(desk: Desk):
    dialog = opened(desk)
    dialog.grid.select_column("note")
    dialog.grid.setFocus()
    desk.qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
    desk.settle()
    desk.press(dialog.restore)
    assert "撤销" in desk.agree()
    desk.settle()
    assert "备注" in headings(desk)
    dialog.show_page("changes")
    model = dialog.changes.table_model()
    assert model is not None
    texts = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert "隐藏“备注”列" in texts
    assert "已撤销" in texts


def test_who_may_not_adapt_layouts_looks_but_changes_nothing(desk: Desk):
    desk.add_user("dushu", "吴只读", Role.READER)
    desk.sign_in("dushu", OTHERS_PASSWORD)
    dialog = opened(desk)
    for each in (dialog.add, dialog.undo, dialog.restore, dialog.words.save, dialog.paper.paper):
        assert not each.isEnabled()
    dialog.grid.select_column("note")
    desk.qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
    desk.settle()
    assert layouts.get_layout(desk.office, "debts").changes == ()
