"""Boards worked with keys: a round planned and scored, a household told, helped, approved, consent given."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.domain.accounts import Role
from desktop.domain.household_board import BLACK, RED, BoardState
from desktop.services import meetings
from desktop.services.boards import (
    covenants,
    credit_consents,
    credit_panels,
    credit_tables,
    entries,
    inspections,
)
from desktop.services.boards.credit_consents import NewConsent
from desktop.services.boards.entries import NewEntry
from desktop.services.boards.inspections import LineEntry, NewRound
from desktop.services.meetings import NewMeeting
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk
from tests.support.households import Village, fill_with_households
from ui.screens.boards.credit_page import PANELS, TABLES
from ui.screens.boards.table_dialog import GradeTableDialog
from ui.screens.boards.view import BOARD, COVENANT, CREDIT, BoardsScreen
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.events.view import EventsScreen
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.today.view import TodayScreen
from ui.widgets.reference_edit import ReferenceChoice


@pytest.fixture
def village(desk: Desk) -> Village:
    return fill_with_households(desk.office)


def screen_of(desk: Desk, tab: str = "") -> BoardsScreen:
    screen = desk.screen("boards", BoardsScreen)
    if tab:
        screen.show_tab(tab)
        desk.settle()
    return screen


def day(desk: Desk, back: int = 0) -> str:
    return (desk.office.today() - timedelta(days=back)).isoformat()


def texts(screen: BoardsScreen) -> str:
    return "\n".join(line.text() for line in screen.findChildren(QLabel) if line.isVisible())


def round_of(desk: Desk, village: Village) -> str:
    inspectors = (village.people["赵小兰"], village.people["王海军"], village.people["李桂香"])
    new = NewRound("courtyard", day(desk)[:7], day(desk), inspectors)
    return inspections.plan_round(desk.office, new)


def black(desk: Desk, village: Village, head: str = "王海军", back: int = 0) -> str:
    new = NewEntry(
        village.households[head], BLACK, "courtyard", "门前堆放杂物", day(desk, back), item="clutter"
    )
    return entries.add_entry(desk.office, new)


def test_a_round_is_planned_with_the_keyboard(desk: Desk, village: Village) -> None:
    screen = screen_of(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(FieldsDialog)
    assert dialog.values()["month"] == day(desk)[:7]
    desk.press(dialog.yes)
    desk.until(dialog.form["inspectors"].problem.text)
    people = dialog.form["inspectors"].widget
    people.set_choices(  # type: ignore[attr-defined]
        [ReferenceChoice(village.people[name], name) for name in ("赵小兰", "王海军")]
    )
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (found,) = inspections.list_rounds(desk.office)
    assert found.row.subject == "courtyard"
    assert screen.inspections.model.rowCount() == 1


def test_a_list_that_became_empty_keeps_nobody_from_locking(desk: Desk, village: Village) -> None:
    round_of(desk, village)
    screen = screen_of(desk)
    assert screen.inspections.scores is not None
    desk.press(screen.inspections.tabs.tab("closed"))
    desk.settle()
    assert screen.inspections.scores is None
    screen.keep_work()
    desk.press(screen.inspections.tabs.tab("open"))
    desk.settle()
    assert screen.inspections.scores.view.grid() is not None


def test_scores_are_typed_household_by_household_and_kept_as_each_is_left(
    desk: Desk, village: Village
) -> None:
    round_id = round_of(desk, village)
    screen = screen_of(desk)
    view = screen.inspections.scores.view
    view.setFocus()
    grid = view.grid()
    assert grid is not None
    assert view.currentIndex().row() == 0
    for text in ("10", "9"):
        for key in (*text, "\r"):
            desk.qtbot.keyClick(QApplication.focusWidget(), key)
    desk.until(lambda: view.currentIndex().row() == 1)
    desk.settle()
    line = inspections.get_round(desk.office, round_id).lines[0]
    assert line.scores == {"courtyard": 1_000, "clutter": 900}
    assert inspections.get_round(desk.office, round_id).summary.row.walked_on == day(desk)
    assert "有分 1 户" in texts(screen)
    assert screen.inspections.scores.view is view  # the grid stays, with the cursor in it
    assert (view.currentIndex().row(), view.hasFocus()) == (1, True)


def test_a_score_above_the_ceiling_is_told_and_not_kept(desk: Desk, village: Village) -> None:
    round_id = round_of(desk, village)
    screen = screen_of(desk)
    view = screen.inspections.scores.view
    grid = view.grid()
    assert grid is not None
    grid.setData(grid.index(0, 2), "11")
    view.setCurrentIndex(grid.index(1, 2))
    desk.until(screen.inspections.scores.problem.text)
    assert "11" in screen.inspections.scores.problem.text()
    desk.settle()
    assert inspections.get_round(desk.office, round_id).lines[0].scores == {}


def test_a_round_is_closed_and_its_households_proposed(desk: Desk, village: Village) -> None:
    round_id = round_of(desk, village)
    scores = {"张建国": ("10", "10"), "王海军": ("4", "3"), "赵小兰": ("8", "8")}
    lines = [
        LineEntry(village.households[head], {"courtyard": one, "clutter": two})
        for head, (one, two) in scores.items()
    ]
    inspections.save_lines(desk.office, round_id, lines, day(desk))
    screen = screen_of(desk)
    panel = screen.inspections.panel
    desk.press(panel.buttons["结账…"])
    assert "结账" in desk.agree()
    desk.until(lambda: "提名上榜…" in panel.buttons)
    desk.press(panel.buttons["提名上榜…"])
    dialog = desk.dialog(FieldsDialog)
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    found = {one.household.head: one.row.colour for one in entries.list_entries(desk.office)}
    assert found == {"张建国": "red", "王海军": "black"}
    assert "红黑榜" in desk.noted()


def test_a_finding_is_entered_and_forbidden_words_are_told_while_typing(desk: Desk, village: Village) -> None:
    screen = screen_of(desk, BOARD)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(FieldsDialog)
    dialog.form["household"].widget.set_choice(  # type: ignore[attr-defined]
        ReferenceChoice(village.households["王海军"], "王海军")
    )
    fact = dialog.form["fact"].widget
    fact.setText("多次上访")  # type: ignore[attr-defined]
    assert "信访" in dialog.form["fact"].problem.text()
    fact.setText("门前堆放杂物")  # type: ignore[attr-defined]
    assert dialog.form["fact"].problem.text() == ""
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (entry,) = entries.list_entries(desk.office)
    assert entry.row.fact == "门前堆放杂物"
    assert "王海军" in texts(screen)


def test_a_household_is_told_with_a_slip_and_the_days_to_mend_are_said(desk: Desk, village: Village) -> None:
    entry = black(desk, village)
    screen = screen_of(desk, BOARD)
    desk.press(screen.entries.panel.buttons["告知单…"])
    desk.dialog(PrintDialog).reject()
    desk.until(lambda: not desk.dialogs())
    desk.press(screen.entries.panel.buttons["登记告知…"])
    dialog = desk.dialog(FieldsDialog)
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    until = (desk.office.today() + timedelta(days=7)).isoformat()
    assert entries.get_entry(desk.office, entry).row.mend_by == until
    assert until in desk.noted()


def test_a_protected_household_is_helped_and_the_task_is_a_click_away(desk: Desk, village: Village) -> None:
    black(desk, village, "张建国")
    screen = screen_of(desk, BOARD)
    assert "受照顾家庭" in texts(screen)
    assert "登记告知…" not in screen.entries.panel.buttons
    desk.press(screen.entries.panel.buttons["改为帮扶…"])
    dialog = desk.dialog(FieldsDialog)
    desk.write(dialog.form["text"].widget, "志愿者周六帮助清理")  # type: ignore[arg-type]
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    screen.entries.presenter.show_view("done")
    desk.settle()
    desk.press(screen.entries.panel.buttons["看任务"])
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), EventsScreen)


def test_the_secretary_approves_what_was_not_mended(desk: Desk, village: Village) -> None:
    entry = black(desk, village, back=20)
    entries.tell(desk.office, entry, day(desk, 15), "赵主任", "visit")
    desk.add_user("shuji", "郑书记", Role.SECRETARY)
    desk.sign_in("shuji", OTHERS_PASSWORD)
    screen = screen_of(desk, BOARD)
    desk.press(screen.entries.panel.buttons["审定上榜"])
    assert "王海军" in desk.agree()
    desk.settle()
    assert entries.get_entry(desk.office, entry).state is BoardState.APPROVED


def test_an_article_is_drafted_adopted_and_filed(desk: Desk, village: Village) -> None:
    screen = screen_of(desk, COVENANT)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(FieldsDialog)
    assert dialog.values()["number"] == "第一条"
    desk.write(dialog.form["title"].widget, "爱护环境")  # type: ignore[arg-type]
    text = dialog.form["text"].widget
    text.setPlainText("乱倒垃圾的罚款五十元。")  # type: ignore[attr-defined]
    assert "罚款" in dialog.form["text"].problem.text()
    text.setPlainText("垃圾入桶。")  # type: ignore[attr-defined]
    assert dialog.form["text"].problem.text() == ""
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    new = NewMeeting(("V01",), day(desk, 3), "修订村规民约", 60, 50, absent_count=10)
    meetings.add_meeting(desk.office, new)
    desk.add_user("shuji", "郑书记", Role.SECRETARY)
    desk.sign_in("shuji", OTHERS_PASSWORD)
    screen = screen_of(desk, COVENANT)
    desk.press(screen.covenant.adopt)
    desk.press(desk.dialog(FieldsDialog).yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert "备案" in screen.covenant.notice.text()
    desk.press(screen.covenant.file)
    dialog = desk.dialog(FieldsDialog)
    desk.write(dialog.form["filed_with"].widget, "示范镇人民政府")  # type: ignore[arg-type]
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert covenants.read_covenant(desk.office).warnings == ()
    assert not screen.covenant.notice.isVisible()


def test_a_consent_is_entered_with_the_head_offered_as_signer(desk: Desk, village: Village) -> None:
    screen = screen_of(desk, CREDIT)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(FieldsDialog)
    household = dialog.form["household"].widget
    household.set_choice(ReferenceChoice(village.households["张建国"], "张建国"))  # type: ignore[attr-defined]
    household.choice_changed.emit()  # type: ignore[attr-defined]
    desk.until(lambda: dialog.values()["person"] == village.people["张建国"])
    desk.write(dialog.form["bank"].widget, "示范农商银行")  # type: ignore[arg-type]
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (found,) = credit_consents.list_consents(desk.office)
    assert found.row.bank == "示范农商银行"
    desk.press(screen.credit.consents.forms)
    desk.press(desk.dialog(FieldsDialog).yes)
    assert "授权书" in desk.dialog(PrintDialog).windowTitle()


def test_a_reader_sees_everything_and_changes_nothing(desk: Desk, village: Village) -> None:
    black(desk, village)
    desk.add_user("kan", "刘看", Role.READER)
    desk.sign_in("kan", OTHERS_PASSWORD)
    screen = screen_of(desk, BOARD)
    assert "王海军" in texts(screen)
    assert not screen.entries.new.isEnabled()
    assert set(screen.entries.panel.buttons) == {"照片…", "看这户"}


def test_what_waits_is_a_click_away_from_today(desk: Desk, village: Village) -> None:
    black(desk, village)
    today = desk.screen("today", TodayScreen)
    (link,) = [each for each in today.findChildren(QPushButton) if each.toolTip() == "要告知本户的"]
    desk.press(link)
    desk.settle()
    screen = desk.workspace.current_screen()
    assert isinstance(screen, BoardsScreen)
    assert screen.tab() == BOARD
    assert "登记告知…" in screen.entries.panel.buttons


def test_all_praise_is_approved_in_one_go(desk: Desk, village: Village) -> None:
    for head in ("张建国", "赵小兰"):
        new = NewEntry(village.households[head], RED, "deeds", "帮邻居抢收", day(desk), item="good_deed")
        entries.add_entry(desk.office, new)
    desk.add_user("shuji", "郑书记", Role.SECRETARY)
    desk.sign_in("shuji", OTHERS_PASSWORD)
    screen = screen_of(desk, BOARD)
    desk.press(screen.entries.panel.buttons["红榜全部审定（2）…"])
    assert "张建国" in desk.agree()
    desk.settle()
    assert {one.state for one in entries.list_entries(desk.office)} == {BoardState.APPROVED}


def test_a_list_is_made_judged_and_handed_over_as_a_workbook(
    desk: Desk, village: Village, tmp_path: Path
) -> None:
    for head in ("张建国", "赵小兰"):
        new = NewConsent(
            village.households[head], village.people[head], "示范农商银行", day(desk), day(desk, -300)
        )
        credit_consents.add_consent(desk.office, new)
    screen = screen_of(desk, CREDIT)
    screen.credit.show_part(PANELS)
    desk.press(screen.credit.panels.new)
    dialog = desk.dialog(FieldsDialog)
    people = dialog.form["panel"].widget
    people.set_choices(  # type: ignore[attr-defined]
        [ReferenceChoice(village.people[name], name) for name in ("王海军", "赵小兰", "张建国", "李桂香")]
    )
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    panel = screen.credit.panels.panel
    (sitting,) = credit_panels.list_panels(desk.office)
    judged = {line.household.head: line.row.recommended for line in sitting.lines}
    assert judged == {"张建国": False, "赵小兰": True}  # two of the panel are of the first household
    desk.press(panel.buttons["导出给银行…"])
    asked = desk.dialog(TextDialog)
    desk.write(asked.edit, "李经理")
    desk.press(asked.yes)
    desk.choose(tmp_path / "名单.xlsx")
    desk.until(lambda: "已导出" in desk.noted())
    desk.settle()
    assert (tmp_path / "名单.xlsx").exists()
    assert "李经理" in texts(screen)


def test_a_banks_own_table_is_typed_and_what_is_wrong_with_it_is_told(desk: Desk, village: Village) -> None:
    screen = screen_of(desk, CREDIT)
    screen.credit.show_part(TABLES)
    desk.press(screen.credit.tables.new)
    dialog = desk.dialog(GradeTableDialog)
    desk.write(dialog.bank, "示范农商银行")
    desk.write(dialog.lines["AA"][0], "95")
    desk.press(dialog.save)
    desk.until(dialog.problem.text)
    assert "AA级" in dialog.problem.text()
    desk.write(dialog.lines["AA"][0], "85")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    own = credit_tables.list_tables(desk.office)[0].table
    assert (own.bank, own.grade(8_400)) == ("示范农商银行", "A")
