"""The service point worked at the counter: from the asking to the paper in the person's hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from desktop.domain.service_case import CaseState
from desktop.domain.service_catalogue import PaperForm
from desktop.services import events
from desktop.services import register_editing as editing
from desktop.services.agency import agents, case_opening, case_steps, cases, papers, trips
from desktop.services.agency.agents import AgentDraft
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.case_steps import Delivery
from desktop.services.agency.cases import Case
from desktop.services.agency.papers import Brought
from desktop.services.events import NewEvent, Target
from tests.support.desk import CONTROL, Desk
from tests.support.households import Village, fill_with_households
from ui.screens.agency.case_dialog import CaseDialog
from ui.screens.agency.papers_dialog import PapersDialog
from ui.screens.agency.phone_line import PhoneLine
from ui.screens.agency.view import AGENTS, BOOKINGS, CASES, ITEMS, ORIGINALS, OVER, AgencyScreen
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.register.view import RegisterScreen
from ui.screens.today.view import TodayScreen
from ui.widgets.code_combo import CodeCombo
from ui.widgets.reference_edit import ReferenceChoice


@pytest.fixture
def village(desk: Desk) -> Village:
    return fill_with_households(desk.office)


def screen_of(desk: Desk, tab: str = CASES) -> AgencyScreen:
    screen = desk.screen("agency", AgencyScreen)
    screen.show_tab(tab)
    desk.settle()
    return screen


def case_of(desk: Desk) -> Case:
    (found,) = cases.list_cases(desk.office, "all")
    return found


def press(desk: Desk, screen: AgencyScreen, words: str) -> None:
    """Press a button of the panel in view."""
    page = screen.page()
    desk.press(page.panel.buttons[words])  # type: ignore[attr-defined]


def choose(desk: Desk, opened_by: QPushButton, words: str) -> None:
    """Choose from the menu that a button opens."""
    desk.press(opened_by)
    menu = opened_by.findChild(QMenu)
    next(each for each in menu.actions() if each.text() == words).trigger()
    menu.close()


def send(desk: Desk, dialog: FieldsDialog) -> None:
    desk.press(dialog.yes)
    desk.until(lambda: dialog not in desk.dialogs())
    desk.settle()


def test_a_case_goes_from_the_counter_into_the_persons_hand(desk: Desk, village: Village) -> None:
    screen = screen_of(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(CaseDialog)
    dialog.item.set_code("18")
    dialog.person.set_choice(ReferenceChoice(village.people["张建国"], "张建国"))
    dialog.item.code_changed.emit("18")
    desk.until(dialog.told.isVisible)
    told = "\n".join(line.text() for line in dialog.told.findChildren(QLabel))
    assert "测绘成果 原件（留下）" in told
    assert "30个工作日" in told
    send(desk, dialog)
    assert case_of(desk).row.household_id == village.households["张建国"]

    press(desk, screen, "收材料…")
    brought = desk.dialog(PapersDialog)
    assert "留下 2 份原件" in brought.told.text()
    desk.press(brought.save)
    receipt = desk.dialog(PrintDialog)  # an original never lies here without its receipt
    assert receipt.windowTitle() == "原件收据"
    receipt.close()
    desk.settle()

    press(desk, screen, "报送…")
    submitted = desk.dialog(FieldsDialog)
    assert submitted.values()["to"] == "县不动产登记中心"
    send(desk, submitted)
    press(desk, screen, "办成了…")
    send(desk, desk.dialog(FieldsDialog))
    press(desk, screen, "送达…")
    delivered = desk.dialog(FieldsDialog)
    assert delivered.values()["taken_by"] == "张建国"
    delivered.form["satisfaction"].widget.set_code("1")  # type: ignore[attr-defined]
    send(desk, delivered)
    assert case_of(desk).state is CaseState.RATED  # his originals are still out

    screen.show_tab(ORIGINALS)
    desk.settle()
    assert len(screen.originals.model.ids) == 2
    press(desk, screen, "退还…")
    send(desk, desk.dialog(FieldsDialog))
    assert not screen.originals.model.ids
    screen.show_tab(OVER)
    desk.settle()
    press(desk, screen, "归档")
    desk.until(lambda: case_of(desk).state is CaseState.CLOSED)


def test_a_booking_becomes_a_case_with_one_press(desk: Desk, village: Village) -> None:
    with desk.office.change("received", "同步") as work:
        values = {
            "number": "999901101201-2026-约0001",
            "code": "ABCD1234",
            "item": "10",
            "name": "王海军",
            "phone": "13912345678",
            "received_at": desk.office.now_text(),
        }
        work.insert("service_booking", values)
    screen = screen_of(desk, BOOKINGS)
    shown = "\n".join(line.text() for line in screen.bookings.panel.findChildren(QLabel))
    assert "139****5678" in shown
    assert "13912345678" not in shown
    (line,) = screen.bookings.panel.findChildren(PhoneLine)
    line.field.reveal_requested.emit("打电话约时间")
    desk.until(lambda: line.field.text() == "13912345678")
    press(desk, screen, "答复时间…")
    send(desk, desk.dialog(FieldsDialog))
    press(desk, screen, "立件…")
    dialog = desk.dialog(CaseDialog)
    case = dialog.read_case()
    assert (case.item, case.person_id) == ("10", village.people["王海军"])
    send(desk, dialog)
    assert case_of(desk).row.booking_id == case.booking_id


def test_a_wrong_day_is_told_at_its_field_and_nothing_is_stored(desk: Desk, village: Village) -> None:
    screen = screen_of(desk)
    screen.add()
    dialog = desk.dialog(CaseDialog)
    dialog.item.set_code("01")
    dialog.item.code_changed.emit("01")
    desk.press(dialog.yes)
    desk.until(dialog.form["applicant"].problem.text)
    dialog.person.set_choice(ReferenceChoice(village.people["赵小兰"], "赵小兰"))
    dialog.happened.setText("2999-01-01")
    desk.press(dialog.yes)
    desk.until(dialog.form["happened_on"].problem.text)
    assert cases.list_cases(desk.office, "all") == ()
    dialog.reject()


def test_what_the_register_knows_waits_today_and_opens_its_case(desk: Desk, village: Village) -> None:
    texts = {
        "name": "赵小满",
        "sex": "女",
        "birth_date": desk.office.today().isoformat(),
        "relation_to_head": "次女",
        "residence_state": "户在人在",
    }
    editing.add_person(desk.office, village.households["赵小兰"], texts, "10")
    today = desk.screen("today", TodayScreen)
    link = next(
        each for each in today.findChildren(QPushButton) if each.text().startswith("档案变动没办户籍手续的")
    )
    link.click()
    desk.settle()
    screen = desk.workspace.current_screen()
    assert isinstance(screen, AgencyScreen)
    assert "赵小满" in screen.cases.notice.text()
    choose(desk, screen.cases.life, "代办：出生 赵小满…")
    dialog = desk.dialog(CaseDialog)
    case = dialog.read_case()
    assert (case.item, case.for_name, case.applicant) == ("01", "赵小满", "赵小兰")
    send(desk, dialog)
    assert not screen.cases.notice.isVisible()


def test_a_task_that_became_a_case_is_done_with_it(desk: Desk, village: Village) -> None:
    office = desk.office
    target = Target("person", village.people["王海军"])
    event = events.add_event(office, NewEvent("家里停电要报修", source="S4", targets=(target,)))
    screen_of(desk)
    desk.workspace.open_record("agency", "event", event)
    dialog = desk.dialog(CaseDialog)
    assert dialog.person.choice().id == village.people["王海军"]
    dialog.item.set_code("26")
    send(desk, dialog)
    row = case_of(desk).row
    paper = cases.get_case(office, row.id).papers[0]
    papers.receive_papers(office, row.id, [Brought(paper.id, PaperForm.SHOWN)])
    screen = screen_of(desk)
    press(desk, screen, "当场办结…")
    send(desk, desk.dialog(FieldsDialog))
    assert events.get_event(office, event).event.closed_at


def test_the_register_leads_to_a_persons_cases_and_to_a_new_one(desk: Desk, village: Village) -> None:
    case_id = case_opening.open_case(desk.office, NewCase("16", person_id=village.people["张建国"]))
    desk.screen("register", RegisterScreen)
    desk.workspace.open_person(village.people["张建国"])
    desk.settle()
    register = desk.workspace.current_screen()
    assert isinstance(register, RegisterScreen)
    panel = register.card.panel
    link = next(each for each in panel.findChildren(QPushButton) if "高龄津贴" in each.text())
    add = next(each for each in panel.menu.actions() if each.text() == "代办立件…")
    link.click()
    desk.settle()
    screen = desk.workspace.current_screen()
    assert isinstance(screen, AgencyScreen)
    assert screen.cases.table.current_id() == case_id
    add.trigger()
    assert desk.dialog(CaseDialog).read_case().applicant == "张建国"


def test_agents_and_the_villages_own_words_are_kept(desk: Desk) -> None:
    screen = screen_of(desk, AGENTS)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(FieldsDialog)
    dialog.form["name"].widget.setText("周代办")  # type: ignore[attr-defined]
    send(desk, dialog)
    press(desk, screen, "分工…")
    share = desk.dialog(FieldsDialog)
    share.form["items"].widget.boxes["01"].setChecked(True)  # type: ignore[attr-defined]
    send(desk, share)
    assert screen.agents.model.rows[0].row.items == ("01",)
    screen.show_tab(ITEMS)
    desk.settle()
    press(desk, screen, "改去处和电话…")
    place = desk.dialog(FieldsDialog)
    place.form["where"].widget.setText("示范镇派出所二楼")  # type: ignore[attr-defined]
    send(desk, place)
    assert screen.items.model.rows[0].item.where == "示范镇派出所二楼"
    screen.items.tabs.chosen.emit("M0")
    assert {each.item.mode for each in screen.items.model.rows} == {"M0"}


def test_an_agent_gives_all_that_he_has_in_hand_to_his_stand_in(desk: Desk) -> None:
    today = desk.office.today().isoformat()
    other = agents.save_agent(desk.office, AgentDraft("吴代办", today))
    ill = agents.save_agent(desk.office, AgentDraft("周代办", today, stand_in_id=other))
    for _ in range(2):
        case_opening.open_case(desk.office, NewCase("16", applicant="外村人", agent_id=ill))
    screen = screen_of(desk, AGENTS)
    screen.agents.table.select_id(ill)
    press(desk, screen, "移交手上的…")
    dialog = desk.dialog(FieldsDialog)
    assert dialog.form["agent_id"].widget.code() == other  # type: ignore[attr-defined]
    send(desk, dialog)
    desk.until(lambda: {each.row.name: each.open_cases for each in screen.agents.model.rows}["吴代办"] == 2)
    assert {each.agent for each in cases.list_cases(desk.office)} == {"吴代办"}


def test_what_is_done_is_told_with_the_rate_of_this_quarter(desk: Desk) -> None:
    screen = screen_of(desk, OVER)
    assert screen.over.notice.text() == "本季度还没有办结的。"
    today = desk.office.today().isoformat()
    case_id = case_opening.open_case(desk.office, NewCase("26", applicant="外村人"))
    paper = cases.get_case(desk.office, case_id).papers[0]
    papers.receive_papers(desk.office, case_id, [Brought(paper.id, PaperForm.SHOWN)])
    case_steps.grant(desk.office, case_id, today, delivery=Delivery(today, "here", "外村人", "1"))
    screen.refresh()
    desk.settle()
    assert "办结 1 件：一次办结率 1/1（常办事项目标 90%）" in screen.over.notice.text()


def test_a_trip_written_down_by_mistake_is_taken_out_again(desk: Desk, village: Village) -> None:
    case_id = case_opening.open_case(desk.office, NewCase("16", person_id=village.people["张建国"]))
    trips.add_trip(desk.office, case_id, "agent", desk.office.today().isoformat(), "乡镇", "代交")
    trips.add_trip(desk.office, case_id, "agent", desk.office.today().isoformat(), "县里", "写错的")
    screen = screen_of(desk)
    choose(desk, screen.cases.panel.buttons["更多…"], "删去一趟跑腿…")
    desk.until(lambda: not screen.findChildren(QMenu))
    dialog = desk.dialog(FieldsDialog)
    (choice,) = dialog.findChildren(CodeCombo)
    assert "写错的" in choice.currentText()
    send(desk, dialog)
    assert [trip.reason for trip in cases.get_case(desk.office, case_id).trips] == ["来提出", "代交"]
