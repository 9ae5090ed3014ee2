"""An emergency worked with keys: started, answered, counted, called off, reported."""

from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton

from desktop.domain.disaster_report import ReportKind
from desktop.domain.mobilisation_rate import MarkKind
from desktop.services.mobilisation import marks, reports, shelters, starting
from desktop.services.mobilisation.board import Board, MobilisationSummary, list_mobilisations, read_board
from desktop.services.mobilisation.marks import NewMark
from desktop.services.mobilisation.reports import NewReport
from desktop.services.mobilisation.shelters import NewShelter
from desktop.services.mobilisation.starting import NewMobilisation
from desktop.services.office import Office
from tests.support.desk import CONTROL, Desk
from tests.support.emergency import fill_emergency_village
from tests.support.households import Village, fill_with_households
from ui.screens.attachments.dialog import AttachmentsDialog
from ui.screens.mobilisation import mobilisations_page
from ui.screens.mobilisation.report_dialog import ReportDialog
from ui.screens.mobilisation.view import GRIDS, REPORTS, SHELTERS, MobilisationScreen
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.today.view import TodayScreen


@pytest.fixture
def village(desk: Desk) -> Village:
    return fill_with_households(desk.office)


@pytest.fixture
def running(desk: Desk, village: Village) -> str:
    return starting.start(desk.office, NewMobilisation("03", "1", "全村转移"))


def screen_of(desk: Desk, tab: str = "") -> MobilisationScreen:
    screen = desk.screen("mobilisation", MobilisationScreen)
    if tab:
        screen.show_tab(tab)
    desk.settle()
    return screen


def board_of(desk: Desk, running: str) -> Board:
    return read_board(desk.office, running)


def enter(desk: Desk, screen: MobilisationScreen, typed: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    entry = screen.mobilisations.board.entry
    entry.setText(typed)
    desk.qtbot.keyClick(entry, key)
    desk.settle()


def shelter_menu(screen: MobilisationScreen) -> QMenu:
    return next(each for each in screen.findChildren(QMenu) if each.isVisible())


def test_one_dialog_starts_it_and_shows_the_papers_to_print(desk: Desk, village: Village) -> None:
    screen = screen_of(desk)
    screen.add()
    desk.settle()
    dialog = desk.dialog(FieldsDialog)
    dialog.submit()
    desk.settle()
    assert desk.dialog(PrintDialog).windowTitle() == "呼叫树和上门清单"
    assert screen.mobilisations.is_board_shown()
    assert screen.mobilisations.board.clock.text().startswith("T+00:")


def test_an_order_of_the_county_is_one_click_on_its_page(desk: Desk, village: Village) -> None:
    order = {"number": "防指5号", "issuer": "示范县防指", "kind": "02", "level": "1", "text": "立即转移"}
    with desk.office.change("received", "order") as work:
        work.insert("mobilisation_order", {**order, "issued_at": desk.office.now_text(), "is_drill": 0})
    desk.workspace.read_status()
    desk.settle()
    desk.workspace.emergency.open.click()
    desk.settle()
    screen = screen_of(desk)
    assert screen.mobilisations.order.text() == "按 防指5号 发起"
    desk.press(screen.mobilisations.order)
    desk.settle()
    assert desk.dialog(PrintDialog).windowTitle() == "呼叫树和上门清单"
    (started,) = list_mobilisations(desk.office)
    assert started.row.level == "1"


def test_the_start_page_is_one_click_away_from_the_order(desk: Desk, village: Village) -> None:
    today = desk.screen("today", TodayScreen)
    assert desk.workspace.focusWidget() is not today.alarm, "Enter on the page calls nobody out"
    desk.press(today.alarm)
    desk.settle()
    desk.dialog(FieldsDialog).submit()
    desk.settle()
    assert desk.dialog(PrintDialog).windowTitle() == "呼叫树和上门清单"


def test_marks_are_made_by_number_and_key(desk: Desk, running: str) -> None:
    screen = screen_of(desk)
    line = board_of(desk, running).lines[0]
    enter(desk, screen, str(line.row.sequence))
    enter(desk, screen, str(board_of(desk, running).lines[1].row.sequence), Qt.Key.Key_F7)
    board = board_of(desk, running)
    assert (board.figures.told, board.figures.moved) == (1, 1)
    assert screen.mobilisations.board.states["told"].number.text() == "1 户"
    offered = {each.text() for each in screen.mobilisations.board.buttons.findChildren(QPushButton)}
    assert "解除…" in offered and "误发撤销" not in offered, "it is no mistake any more"


def test_a_click_on_a_line_types_its_number(desk: Desk, running: str) -> None:
    board = screen_of(desk).mobilisations.board
    table = board.house_table
    place = table.visualRect(board.houses.index(0, 1)).center()
    desk.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    first = board.houses.row_at(0)
    assert board.entry.text() == str(first.row.sequence) and first.head in board.match.text()
    assert board.entry.hasFocus()


def test_a_name_or_its_initials_will_do(desk: Desk, running: str) -> None:
    screen = screen_of(desk)
    line = board_of(desk, running).lines[-1]
    enter(desk, screen, line.head, Qt.Key.Key_F6)
    marked = [one for one in (*board_of(desk, running).calls, *board_of(desk, running).lines) if one.mark]
    assert [one.mark.kind for one in marked if one.mark] in ([MarkKind.UNREACHED], [MarkKind.NO_ANSWER])


def test_a_caller_reports_all_their_households_in_one_line(desk: Desk) -> None:
    fill_emergency_village(desk.office)
    running = starting.start(desk.office, NewMobilisation("03", "1"))
    screen = screen_of(desk)
    board = board_of(desk, running)
    caller = next(call for call in board.calls if call.households > 1)
    mine = [line for line in board.lines if line.row.call_id == caller.row.id]
    enter(desk, screen, str(mine[0].row.sequence), Qt.Key.Key_F7)
    desk.qtbot.keyClick(shelter_menu(screen), Qt.Key.Key_1)
    desk.settle()
    enter(desk, screen, f"{caller.row.sequence}*")
    found = [line for line in board_of(desk, running).lines if line.row.call_id == caller.row.id]
    kinds = [line.mark.kind for line in found if line.mark]
    assert kinds == [MarkKind.MOVED] + [MarkKind.TOLD] * (len(mine) - 1), "who was moved stays so"
    assert screen.mobilisations.board.match.text().endswith("已通知")


def test_a_time_that_can_not_be_is_said_and_nothing_is_called_stored(desk: Desk, running: str) -> None:
    screen = screen_of(desk)
    enter(desk, screen, f"{board_of(desk, running).lines[0].row.sequence} 27:99")
    desk.told()
    assert screen.mobilisations.board.match.text() == ""
    assert not board_of(desk, running).marks


def test_several_numbers_are_marked_together(desk: Desk, running: str) -> None:
    screen = screen_of(desk)
    numbers = [line.row.sequence for line in board_of(desk, running).lines]
    enter(desk, screen, f"{numbers[0]},{numbers[1]}-{numbers[-1]}", Qt.Key.Key_F7)
    assert all(line.mark and line.mark.kind is MarkKind.MOVED for line in board_of(desk, running).lines)


def test_a_wrong_key_is_taken_back(desk: Desk, running: str) -> None:
    screen = screen_of(desk)
    number = str(board_of(desk, running).lines[0].row.sequence)
    enter(desk, screen, number)
    enter(desk, screen, number, Qt.Key.Key_F9)
    board = board_of(desk, running)
    assert (board.figures.told, len(board.marks)) == (0, 2)


def test_every_screen_tells_of_it_and_leads_there(desk: Desk, running: str) -> None:
    desk.workspace.read_status()
    desk.settle()
    screen_of(desk)
    desk.workspace.open_screen("today")
    desk.settle()
    banner = desk.workspace.emergency
    assert banner.isVisible() and "台风　红色　T+" in banner.text.text()
    banner.open.click()
    desk.settle()
    screen = desk.workspace.current_screen()
    assert isinstance(screen, MobilisationScreen) and screen.mobilisations.is_board_shown()


def test_line_and_page_go_by_the_clock_of_the_office(desk: Desk, running: str) -> None:
    started = board_of(desk, running).started_at
    desk.go_by(lambda: started + timedelta(hours=7))
    desk.settle()
    desk.workspace.read_status()
    desk.settle()
    assert "T+7:00:0" in desk.workspace.emergency.text.text()
    board = screen_of(desk).mobilisations.board
    assert board.clock.text().startswith("T+7:00:0")
    assert "还没有登记第一批人到场" in board.alarm.text(), "domain.md 10: the first team within 15 minutes"


def test_pictures_of_a_report_are_headed_by_the_report(desk: Desk, village: Village) -> None:
    reports.write_report(
        desk.office,
        NewReport(ReportKind.FIRST, "02", "2026-06-20 3:10", reported_by="王文书"),
    )
    screen = screen_of(desk, REPORTS)
    screen.reports.presenter.show_photos()
    assert desk.dialog(AttachmentsDialog).windowTitle() == "附件：灾情报告"


def test_a_window_that_opens_goes_back_to_what_runs(desk: Desk, running: str) -> None:
    desk.workspace.read_status()
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), MobilisationScreen)


def test_heads_are_counted_and_the_all_clear_is_given(desk: Desk, running: str) -> None:
    school = shelters.add_shelter(desk.office, NewShelter("村小学"))
    screen = screen_of(desk)
    presenter = screen.mobilisations.presenter
    presenter.count()
    dialog = desk.dialog(FieldsDialog)
    dialog.submitted.emit({"number": "1", school: "3", "at": ""})
    desk.settle()
    presenter.call_off()
    desk.dialog(FieldsDialog).submitted.emit({"by": "镇防汛办", "at": "", "text": ""})
    desk.settle()
    board = board_of(desk, running)
    assert board.rounds[0].total == 3 and board.row.cleared_by == "镇防汛办"
    assert screen.mobilisations.board.clock.text() == "已解除"


def test_a_list_that_is_read_late_does_not_hide_what_was_started(
    desk: Desk, running: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of(desk)
    screen.mobilisations.presenter.close_board()
    desk.settle()
    is_open, read = Event(), mobilisations_page.list_mobilisations

    def late(office: Office) -> tuple[MobilisationSummary, ...]:
        is_open.wait(10)
        return read(office)

    monkeypatch.setattr(mobilisations_page, "list_mobilisations", late)
    screen.mobilisations.presenter.load()
    screen.mobilisations.presenter.open(running)
    desk.until(screen.mobilisations.is_board_shown)
    is_open.set()
    desk.settle()
    assert screen.mobilisations.is_board_shown()


def test_a_round_that_was_broken_off_goes_on_where_it_stood(desk: Desk, running: str) -> None:
    school, hall = (shelters.add_shelter(desk.office, NewShelter(name)) for name in ("村小学", "文化礼堂"))
    lines = board_of(desk, running).lines
    marks.add_marks(
        desk.office,
        running,
        [
            NewMark("mobilisation_household", line.row.id, MarkKind.MOVED, shelter_id=shelter)
            for line, shelter in zip(lines, (school, hall), strict=False)
        ],
    )
    marks.count_heads(desk.office, running, 1, {school: 1})
    screen_of(desk).mobilisations.presenter.count()
    dialog = desk.dialog(FieldsDialog)
    assert (dialog.values()["number"], dialog.values()[school], dialog.values()[hall]) == ("1", "1", "")
    dialog.submitted.emit(dict(dialog.values()) | {hall: "无"})
    desk.settle()
    assert dialog.form[hall].problem.text()
    dialog.submitted.emit(dict(dialog.values()) | {hall: "4"})
    desk.settle()
    (only,) = board_of(desk, running).rounds
    assert (only.total, only.uncounted) == (5, ())
    assert board_of(desk, running).round_to_count == 2


def test_a_count_that_is_short_is_told_over_the_lists(desk: Desk, running: str) -> None:
    school = shelters.add_shelter(desk.office, NewShelter("村小学"))
    line = next(one for one in board_of(desk, running).lines if one.row.people > 1)
    screen = screen_of(desk)
    enter(desk, screen, str(line.row.sequence), Qt.Key.Key_F7)
    assert board_of(desk, running).expected() == {school: line.row.people}, "the only shelter there is"
    marks.count_heads(desk.office, running, 1, {school: line.row.people - 1})
    screen.refresh()
    desk.settle()
    assert "第 1 轮清点少 1 人" in screen.mobilisations.board.alarm.text()


def test_where_several_shelters_are_in_use_a_digit_says_which_one_they_reached(
    desk: Desk, running: str
) -> None:
    for name in ("村小学", "文化礼堂"):
        shelters.add_shelter(desk.office, NewShelter(name))
    school, hall = board_of(desk, running).shelters
    screen = screen_of(desk)
    board = screen.mobilisations.board
    first, second, third = board_of(desk, running).lines[:3]

    enter(desk, screen, str(first.row.sequence), Qt.Key.Key_F7)
    assert f"{first.head} 到了哪里" in shelter_menu(screen).actions()[0].text()
    assert not board_of(desk, running).marks, "nothing is stored before it is known"
    desk.qtbot.keyClick(shelter_menu(screen), Qt.Key.Key_Escape)
    assert board.entry.text() == str(first.row.sequence), "what was typed stays"
    enter(desk, screen, str(first.row.sequence), Qt.Key.Key_F7)
    desk.qtbot.keyClick(shelter_menu(screen), Qt.Key.Key_2)
    desk.settle()
    assert board_of(desk, running).expected() == {hall.id: first.people}
    assert hall.name in board.match.text()
    enter(desk, screen, str(second.row.sequence), Qt.Key.Key_F7)
    desk.qtbot.keyClick(shelter_menu(screen), Qt.Key.Key_Return)
    desk.settle()
    assert board_of(desk, running).expected() == {hall.id: first.people + second.people}, "as the last time"
    enter(desk, screen, str(third.row.sequence), Qt.Key.Key_F7)
    desk.qtbot.keyClick(shelter_menu(screen), Qt.Key.Key_0)
    desk.settle()
    assert board_of(desk, running).expected()[""] == third.people
    assert school.id not in board_of(desk, running).expected()


def test_the_all_clear_says_who_is_still_open_and_who_gave_the_order(desk: Desk, village: Village) -> None:
    starting.start(desk.office, NewMobilisation("03", "1", source="示范镇防汛办"))
    screen = screen_of(desk)
    screen.mobilisations.presenter.call_off()
    dialog = desk.dialog(FieldsDialog)
    assert dialog.values()["by"] == "示范镇防汛办"
    assert "户没有着落" in dialog.lead.text()


def test_the_form_of_an_order_foretells_whom_it_calls(desk: Desk, village: Village) -> None:
    screen = screen_of(desk)
    screen.add()
    desk.settle()
    dialog = desk.dialog(FieldsDialog)
    whole = starting.preview_start(desk.office, NewMobilisation("02", "3"))
    assert f"全村：{whole.households} 户 {whole.people} 人" in dialog.lead.text()
    next(iter(dialog.findChildren(QCheckBox))).setChecked(True)
    desk.settle()
    assert dialog.lead.text().startswith("选中的范围：")


def test_the_page_in_large_type_has_the_window_for_itself(desk: Desk, running: str) -> None:
    desk.workspace.read_status()
    screen = screen_of(desk)
    assert not desk.workspace.emergency.isVisible() and not screen.tabs.isVisible()
    for tile in screen.mobilisations.board.rates.values():
        tile.show_figure("148/154", "", "15 分钟，当时 139", "96.1%")
    assert desk.workspace.minimumSizeHint().width() <= desk.workspace.width(), "fits a small PC at 125 %"
    screen.mobilisations.presenter.close_board()
    desk.settle()
    assert desk.workspace.emergency.isVisible() and screen.tabs.isVisible()


def test_a_report_by_telephone_is_saved_and_noted_in_one_go(desk: Desk, running: str) -> None:
    screen = screen_of(desk)
    screen.mobilisations.presenter.report_wanted.emit(running)
    desk.settle()
    dialog = desk.dialog(ReportDialog)
    assert dialog.focusWidget() is dialog.figures["affected"], "what stands above is filled in"
    desk.qtbot.keyPress(dialog.figures["affected"], Qt.Key.Key_Return, CONTROL)
    desk.settle()
    desk.dialog(FieldsDialog).submit()
    desk.settle()
    (report,) = reports.list_reports(desk.office, running)
    assert (report.is_reported, report.row.way) == (True, "phone")


def test_a_report_is_filled_in_written_and_goes_up(desk: Desk, running: str) -> None:
    screen = screen_of(desk)
    number = str(board_of(desk, running).lines[0].row.sequence)
    enter(desk, screen, number, Qt.Key.Key_F7)
    screen.mobilisations.presenter.report_wanted.emit(running)
    desk.settle()
    dialog = desk.dialog(ReportDialog)
    assert int(dialog.figures["moved"].text()) == board_of(desk, running).people_moved
    kind = dialog.kind.code()
    dialog.kind.set_code("")
    dialog.submit()
    assert "请选" in dialog.problem.text()
    dialog.kind.set_code(kind)
    dialog.figures["crop_affected"].setText("一点")
    dialog.submit()
    desk.settle()
    assert "农作物受灾面积" in dialog.problem.text()
    dialog.figures["crop_affected"].setText("0.5")
    dialog.submit()
    desk.settle()
    screen.reports.presenter.mark_reported()
    desk.dialog(FieldsDialog).submit()
    desk.settle()
    (report,) = reports.list_reports(desk.office, running)
    assert report.is_reported and report.row.figures["crop_affected"] == 50


def test_shelters_and_callers_are_kept_here(desk: Desk, village: Village) -> None:
    screen = screen_of(desk, SHELTERS)
    screen.add()
    dialog = desk.dialog(FieldsDialog)
    dialog.submitted.emit(dict(dialog.values()) | {"name": "文化礼堂", "keeper": ()})
    desk.settle()
    assert [each.name for each in shelters.list_shelters(desk.office)] == ["文化礼堂"]
    assert screen_of(desk, GRIDS).tab() == GRIDS
    assert screen_of(desk, REPORTS).tab() == REPORTS


def test_the_start_page_names_what_runs(desk: Desk, running: str) -> None:
    screen_of(desk)
    today = desk.screen("today", TodayScreen)
    desk.settle()
    shown = [each.toolTip() for each in today.findChildren(QPushButton) if each.isVisible()]
    assert "正在进行的动员" in shown
