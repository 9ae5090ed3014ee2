"""The exchange with the county worked with the keyboard, over a real office and a small county."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.accounts import Role
from desktop.services.office import Office
from desktop.services.sync.conflicts import list_conflicts
from desktop.services.sync.refusals import list_refusals
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, SyncStatus, sync_status
from sync.protocol.operation import Operation
from tests.support.desk import LONG_MS, OTHERS_PASSWORD, Desk, add_family
from tests.support.exchange import enrolled_office, in_step
from tests.support.shell import make_flow
from tests.support.small_county import SmallCounty
from tests.support.vault import LOGIN, PASSWORD
from ui.screens.opening.trouble_view import TroubleView
from ui.screens.opening.unlock_view import UnlockView
from ui.screens.register.card_page import CardPage
from ui.screens.register.conflict_badge import ConflictBadge
from ui.screens.register.history_dialog import HistoryDialog
from ui.screens.register.view import RegisterScreen
from ui.screens.sync.conflict_dialog import ConflictDialog
from ui.screens.sync.enrol_dialog import EnrolDialog
from ui.screens.sync.refusal_dialog import RefusalDialog
from ui.screens.sync.view import SyncScreen
from ui.shell.flow import OfficeFlow
from ui.shell.sync_words import sync_words

PERSON = 1
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
WEEK_AGO = NOW - timedelta(days=7)


@pytest.fixture
def other(tmp_path: Path, county: SmallCounty) -> Iterator[Office]:
    """The village's other PC."""
    office = enrolled_office(tmp_path / "other", county)
    yield office
    office.close()


@pytest.fixture
def connected(desk: Desk, county: SmallCounty) -> Desk:
    """The desk's office, known to the county and in step with it."""
    enrol(desk.office, county.url, county.new_code())
    sync_now(desk.office)
    return desk


def sync_screen(desk: Desk) -> SyncScreen:
    return desk.screen("sync", SyncScreen)


def words(part: QObject) -> str:
    return "\n".join(line.text() for line in part.findChildren(QLabel))


def pressed(part: QObject, text: str) -> QAbstractButton:
    return next(each for each in part.findChildren(QPushButton) if each.text() == text)


def cells(screen: SyncScreen, column: int) -> list[str]:
    model = screen.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def edit(office: Office, person: str, **values: object) -> None:
    with office.change("edit", "改人") as work:
        work.update("person", person, values)


def employer(office: Office, person: str) -> object:
    with office.store.reading() as connection:
        return connection.execute("SELECT employer FROM person WHERE id = ?", (person,)).fetchone()[0]


def two_edits(desk: Desk, other: Office) -> dict[str, str]:
    """A family whose head both PCs edited unseen; the other PC's edit got there first."""
    family = add_family(desk.office)
    in_step(desk.office, other)
    edit(other, family["王建国"], employer="甲厂")
    edit(desk.office, family["王建国"], employer="乙厂")
    in_step(other, desk.office)
    return family


def resolve(desk: Desk, screen: SyncScreen) -> ConflictDialog:
    desk.press(screen.tabs.tab("conflicts"))
    desk.settle()
    desk.enter(screen.table)
    return desk.dialog(ConflictDialog)


def test_an_office_without_a_county_is_told_so_calmly_and_offered_the_way_in(desk: Desk) -> None:
    add_family(desk.office)
    screen = sync_screen(desk)
    assert screen.head.state.text() == "未接入县平台"
    assert screen.enrol.isVisible()
    assert screen.enrol.width() < screen.width() / 4, (
        "the hidden search must not leave its room to the button"
    )
    assert screen.head.state.property("tone") == ""
    assert not screen.tabs.isVisible()
    assert not screen.sync_now.isVisible()
    desk.workspace.read_status()
    desk.settle()
    assert desk.workspace.status.sync.text() == "未接入县平台"
    desk.workspace.sync.check()
    desk.settle()
    assert sync_status(desk.office).phase is Phase.NOT_ENROLLED


def test_address_and_code_make_the_pc_known_and_begin_the_first_exchange(
    desk: Desk, county: SmallCounty
) -> None:
    family = add_family(desk.office)
    screen = sync_screen(desk)
    desk.press(screen.enrol)
    dialog = desk.dialog(EnrolDialog)
    desk.until(dialog.sheet.hasFocus)
    desk.enter(dialog.sheet)
    desk.enter(dialog.address)
    desk.enter(dialog.code)
    assert "请填写县平台地址" in dialog.form["address"].problem.text()
    desk.write(dialog.address, county.url)
    desk.write(dialog.code, county.new_code())
    desk.enter(dialog.code)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.until(lambda: family["王建国"] in county.fields_of(PERSON))
    desk.settle()
    assert screen.head.state.text().startswith("已同步")
    assert screen.tabs.isVisible()
    assert desk.workspace.status.sync.text().startswith("已同步")


def test_a_code_that_the_county_does_not_know_is_told_at_its_field(desk: Desk, county: SmallCounty) -> None:
    screen = sync_screen(desk)
    desk.press(screen.enrol)
    dialog = desk.dialog(EnrolDialog)
    desk.write(dialog.address, county.url)
    desk.write(dialog.code, "WRONG")
    desk.enter(dialog.code)
    desk.until(dialog.form["code"].problem.text)
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    assert sync_status(desk.office).phase is Phase.NOT_ENROLLED


def test_what_waits_stands_in_the_list_can_be_searched_and_goes_away_when_asked(connected: Desk) -> None:
    family = add_family(connected.office)
    edit(connected.office, family["李秀英"], employer="茶厂")
    screen = sync_screen(connected)
    assert len(cells(screen, 1)) == 3
    assert "待上传" in screen.head.state.text()
    connected.write(screen.search, "改人")
    connected.until(lambda: cells(screen, 1) == ["改人"])
    assert "李秀英" in words(screen.detail)
    connected.press(screen.sync_now)
    connected.settle()
    connected.until(lambda: sync_status(connected.office).waiting == 0)
    connected.settle()
    assert "同步完成" in connected.noted()
    assert cells(screen, 1) == []
    assert screen.head.state.text().startswith("已同步")


def test_a_conflict_is_decided_for_the_other_value(connected: Desk, other: Office) -> None:
    family = two_edits(connected, other)
    screen = sync_screen(connected)
    dialog = resolve(connected, screen)
    shown = words(dialog)
    assert "甲厂" in shown
    assert "乙厂" in shown
    assert "第 2 台电脑" in shown
    connected.until(dialog.keep.hasFocus)
    connected.press(dialog.take_other)
    connected.until(lambda: not connected.dialogs())
    connected.settle()
    assert employer(connected.office, family["王建国"]) == "乙厂"
    assert list_conflicts(connected.office) == ()
    assert cells(screen, 0) == []


def test_a_conflict_is_kept_with_one_key(connected: Desk, other: Office) -> None:
    family = two_edits(connected, other)
    dialog = resolve(connected, sync_screen(connected))
    connected.press(dialog.keep)
    connected.until(lambda: not connected.dialogs())
    assert employer(connected.office, family["王建国"]) == "甲厂"
    assert list_conflicts(connected.office) == ()


def test_a_third_value_ends_a_conflict_too(connected: Desk, other: Office) -> None:
    family = two_edits(connected, other)
    dialog = resolve(connected, sync_screen(connected))
    assert not dialog.write.isEnabled()
    connected.write(dialog.third, "丙厂")
    connected.qtbot.keyPress(dialog.third, Qt.Key.Key_Return)
    connected.until(lambda: not connected.dialogs())
    assert employer(connected.office, family["王建国"]) == "丙厂"


def test_numbers_in_a_conflict_are_masked_and_a_wrong_third_value_is_told_in_place(
    connected: Desk, other: Office
) -> None:
    family = add_family(connected.office)
    in_step(connected.office, other)
    edit(other, family["王建国"], mobile="10087654321")
    edit(connected.office, family["王建国"], mobile="10011112222")
    in_step(other, connected.office)
    dialog = resolve(connected, sync_screen(connected))
    assert "100****4321" in words(dialog)
    assert "10087654321" not in words(dialog)
    connected.write(dialog.third, "123")
    connected.qtbot.keyPress(dialog.third, Qt.Key.Key_Return)
    connected.until(dialog.form["third"].problem.text)
    assert dialog.isVisible()
    assert len(list_conflicts(connected.office)) == 1


def test_who_may_only_read_sees_a_conflict_and_is_offered_no_choice(connected: Desk, other: Office) -> None:
    two_edits(connected, other)
    connected.add_user("du", "读者", Role.READER)
    connected.sign_in("du", OTHERS_PASSWORD)
    screen = sync_screen(connected)
    connected.press(screen.tabs.tab("conflicts"))
    connected.settle()
    assert "您的岗位不能决定" in words(screen.detail)
    connected.enter(screen.table)
    connected.settle()
    assert connected.dialogs() == []
    assert not screen.tabs.tab("receipts").isVisible()
    assert not screen.stick.isVisible()


def test_a_card_says_that_there_is_a_conflict_and_leads_to_it(connected: Desk, other: Office) -> None:
    family = two_edits(connected, other)
    screen = connected.screen("register", RegisterScreen)
    connected.workspace.open_person(family["王建国"])
    connected.settle()
    badges = [badge for badge in screen.findChildren(ConflictBadge) if badge.isVisible()]
    assert [badge.text() for badge in badges] == ["和县里有 1 处冲突，点这里处理"]
    connected.press(badges[0])
    connected.settle()
    assert connected.workspace.current_key == "sync"
    assert "王建国" in words(sync_screen(connected).detail)


def test_the_history_of_a_record_says_what_came_from_the_county(connected: Desk, other: Office) -> None:
    family = add_family(connected.office)
    in_step(connected.office, other)
    edit(other, family["王建国"], employer="甲厂")
    in_step(other, connected.office)
    screen = connected.screen("register", RegisterScreen)
    connected.workspace.open_person(family["王建国"])
    connected.settle()
    page = screen.findChild(CardPage)
    page.history_wanted.emit("person", family["王建国"])
    dialog = connected.dialog(HistoryDialog)
    connected.until(lambda: "县平台同步" in words(dialog))


def refuse_an_edit(desk: Desk, county: SmallCounty) -> str:
    """The county refuses what the desk wrote about 王建国; his id."""
    person = add_family(desk.office)["王建国"]
    sync_now(desk.office)

    def code_of(operation: Operation) -> str:
        return "SYN-201"

    county.refuse = code_of  # type: ignore[assignment]
    edit(desk.office, person, employer="坏值")
    sync_now(desk.office)
    county.refuse = lambda operation: ""
    return person


def test_a_refusal_is_explained_mended_and_sent_again(connected: Desk, county: SmallCounty) -> None:
    person = refuse_an_edit(connected, county)
    screen = sync_screen(connected)
    assert "服务器拒绝 1 条" in screen.head.state.text()
    connected.press(screen.tabs.tab("refusals"))
    connected.settle()
    assert "坏值" in words(screen.detail)
    assert "类型不对" in words(screen.detail)
    connected.enter(screen.table)
    dialog = connected.dialog(RefusalDialog)
    line = dialog.form["employer"].widget
    connected.write(line, "好厂")  # type: ignore[arg-type]
    line.setModified(True)  # type: ignore[attr-defined] # an input method marks the line as typed in
    connected.press(dialog.save)
    connected.until(lambda: not connected.dialogs())
    connected.settle()
    assert list_refusals(connected.office) == ()
    connected.press(screen.sync_now)
    connected.until(lambda: county.fields_of(PERSON)[person].get("employer") == "好厂")
    connected.settle()


def test_a_refusal_is_dropped_after_a_question(connected: Desk, county: SmallCounty) -> None:
    refuse_an_edit(connected, county)
    screen = sync_screen(connected)
    connected.press(screen.tabs.tab("refusals"))
    connected.settle()
    connected.press(pressed(screen.detail, "按县里的"))
    assert "不再上传" in connected.agree()
    connected.until(lambda: list_refusals(connected.office) == ())
    connected.settle()
    assert cells(screen, 0) == []


def test_a_run_under_way_can_be_stopped_and_goes_on_later(connected: Desk, county: SmallCounty) -> None:
    add_family(connected.office)
    screen = sync_screen(connected)
    goes_on = threading.Event()

    def wait() -> None:
        goes_on.wait(20)

    county.after_taking = wait
    connected.press(screen.sync_now)
    connected.until(lambda: "正在同步（上传）" in screen.head.state.text())
    assert screen.sync_now.text() == "停止"
    connected.press(screen.sync_now)
    assert screen.sync_now.text() == "正在停止…"
    county.after_taking = lambda: None
    goes_on.set()
    connected.settle()
    assert screen.sync_now.text() == "立即同步"
    assert "正在同步" not in screen.head.state.text()
    connected.press(screen.sync_now)
    connected.settle()
    assert sync_status(connected.office).waiting == 0
    assert screen.head.state.text().startswith("已同步")


def test_a_receipt_can_be_copied_as_a_sentence(connected: Desk) -> None:
    add_family(connected.office)
    sync_now(connected.office)
    screen = sync_screen(connected)
    connected.press(screen.tabs.tab("receipts"))
    connected.settle()
    connected.press(pressed(screen.detail, "复制文字"))
    copied = QGuiApplication.clipboard().text()
    assert "示范县平台" in copied
    assert "已签收" in copied


def test_the_stick_carries_what_waits_and_brings_the_answer(
    connected: Desk, county: SmallCounty, tmp_path: Path
) -> None:
    family = add_family(connected.office)
    screen = sync_screen(connected)
    screen.export.trigger()
    connected.choose(tmp_path / "up.cqs")
    connected.until((tmp_path / "up.cqs").exists)
    connected.settle()
    (tmp_path / "down.cqs").write_bytes(county.answer_bundle(1, (tmp_path / "up.cqs").read_bytes()))
    screen.take_in.trigger()
    connected.choose(tmp_path / "down.cqs")
    connected.until(lambda: sync_status(connected.office).waiting == 0)
    connected.settle()
    assert family["王建国"] in county.fields_of(PERSON)


def test_a_line_that_fails_is_told_by_the_status_line_and_only_who_asked_gets_a_dialog(
    desk: Desk,
) -> None:
    with SmallCounty() as county:
        enrol(desk.office, county.url, county.new_code())
    desk.workspace.sync.check()
    desk.settle()
    assert desk.dialogs() == []
    assert desk.workspace.status.sync.text().startswith("离线")
    assert "127.0.0.1" in sync_screen(desk).head.trouble.text()
    desk.workspace.sync.ask()
    assert "连不上" in desk.told()
    desk.settle()


def test_a_run_under_way_shows_its_step_and_the_next_reason_waits_for_its_end(
    connected: Desk, county: SmallCounty
) -> None:
    steps: list[str] = []
    connected.workspace.sync.stage_reached.connect(steps.append)
    add_family(connected.office)
    connected.workspace.sync.ask()
    connected.workspace.sync.check("network")
    connected.settle()
    connected.until(lambda: steps.count("") == 2)
    connected.settle()
    assert steps[0] == "connect"
    assert connected.workspace.status.sync.text().startswith("已同步")


def test_what_waits_is_sent_before_the_window_closes(connected: Desk) -> None:
    add_family(connected.office)
    ended: list[bool] = []
    connected.workspace.send_last(lambda: ended.append(True))
    connected.until(lambda: ended)
    connected.settle()
    assert ended == [True]
    assert sync_status(connected.office).waiting == 0


def test_locking_ends_the_exchange_under_way(connected: Desk, county: SmallCounty) -> None:
    add_family(connected.office)
    connected.workspace.sync.ask()
    connected.workspace.sync.cancel()
    connected.settle()
    assert connected.workspace.sync.stage == ""
    connected.workspace.sync.ask()
    connected.settle()
    assert sync_status(connected.office).waiting == 0


def test_a_line_that_comes_back_begins_a_run(connected: Desk) -> None:
    family = add_family(connected.office)
    connected.workspace.sync.check()  # the run of the sign-in
    connected.settle()
    edit(connected.office, family["李秀英"], employer="茶厂")
    connected.workspace.sync.check()
    connected.settle()
    assert sync_status(connected.office).waiting > 0
    connected.workspace.sync.check("network")
    connected.settle()
    assert sync_status(connected.office).waiting == 0


def test_who_will_not_wait_for_the_last_exchange_need_not(connected: Desk, county: SmallCounty) -> None:
    add_family(connected.office)
    ended: list[bool] = []
    last = connected.workspace.sync.run_last(lambda: ended.append(True))
    last.cancel()
    assert ended == [True]
    connected.settle()
    assert ended == [True]


def open_flow(qtbot: QtBot, application: QApplication, folder: Path) -> OfficeFlow:
    flow = make_flow(application, folder)
    flow.enter_with(LOGIN, PASSWORD)
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=LONG_MS)
    return flow


def test_a_pc_that_the_county_takes_back_goes_from_its_records_to_a_page_that_says_so(
    qtbot: QtBot, dressed_application: QApplication, county: SmallCounty, tmp_path: Path
) -> None:
    enrolled_office(tmp_path / "office", county).close()
    county.revoke(1, wipe=True)
    flow = open_flow(qtbot, dressed_application, tmp_path / "office")
    try:
        assert flow.workspace is not None
        flow.workspace.sync.check()
        qtbot.waitUntil(lambda: isinstance(flow.window.page(), TroubleView), timeout=LONG_MS)
        assert flow.office is None
        assert "示范县平台" in words(flow.window)
    finally:
        flow.close()


def test_closing_the_window_sends_what_waits(
    qtbot: QtBot, dressed_application: QApplication, county: SmallCounty, tmp_path: Path
) -> None:
    enrolled_office(tmp_path / "office", county).close()
    flow = open_flow(qtbot, dressed_application, tmp_path / "office")
    try:
        assert flow.office is not None
        family = add_family(flow.office)
        flow.window.close()
        qtbot.waitUntil(lambda: flow.office is None and not flow.window.isVisible(), timeout=LONG_MS)
    finally:
        flow.close()
    assert family["王建国"] in county.fields_of(PERSON)


def test_a_county_that_does_not_answer_keeps_nobody_from_locking(
    qtbot: QtBot, dressed_application: QApplication, county: SmallCounty, tmp_path: Path
) -> None:
    enrolled_office(tmp_path / "office", county).close()
    answers = threading.Event()

    def wait() -> None:
        answers.wait(20)

    county.after_taking = wait
    flow = open_flow(qtbot, dressed_application, tmp_path / "office")
    try:
        assert flow.workspace is not None
        runs = flow.workspace.sync
        runs.ask()
        qtbot.waitUntil(lambda: runs.stage == "send", timeout=LONG_MS)
        flow.lock()
        qtbot.waitUntil(lambda: flow.office is None, timeout=LONG_MS)
        assert isinstance(flow.window.page(), UnlockView)
        assert not answers.is_set()
    finally:
        answers.set()
        flow.close()
    qtbot.waitUntil(lambda: not any(each.name.startswith("line") for each in threading.enumerate()))


@pytest.mark.parametrize(
    ("status", "told", "tone"),
    [
        (SyncStatus(Phase.NOT_ENROLLED, waiting=9), "未接入县平台", ""),
        (SyncStatus(Phase.SHUT_OUT), "县里已停用这台电脑", "error"),
        (SyncStatus(Phase.WAITING, waiting=3, waiting_since=NOW), "待上传 3 条", ""),
        (SyncStatus(Phase.WAITING, waiting=3, waiting_since=NOW - timedelta(days=3)), "待上传 3 条", "soon"),
        (
            SyncStatus(Phase.WAITING, waiting=3, waiting_since=NOW - timedelta(days=7)),
            "待上传 3 条",
            "overdue",
        ),
        (SyncStatus(Phase.OFFLINE, waiting=2, waiting_since=NOW), "离线 · 待上传 2 条", ""),
        (SyncStatus(Phase.OFFLINE, in_step_at=NOW - timedelta(days=8)), "离线", "overdue"),
        (SyncStatus(Phase.WAITING), "还没有同步过", ""),
    ],
)
def test_the_state_in_one_line_and_old_work_in_colour(status: SyncStatus, told: str, tone: str) -> None:
    made = sync_words(status, NOW)
    assert (made.text, made.tone) == (told, tone)


def test_conflicts_and_refusals_stand_behind_the_state(dressed_application: QApplication) -> None:
    status = SyncStatus(Phase.IN_STEP, in_step_at=NOW, conflicts=2, oldest_conflict_at=NOW, refusals=1)
    made = sync_words(status, NOW)
    clock = NOW.astimezone().strftime("%H:%M")
    assert made.text == f"已同步 {clock} · 2 处冲突 · 服务器拒绝 1 条"
    assert made.tone == "soon"


def test_the_status_line_leads_to_the_screen(connected: Desk) -> None:
    connected.workspace.read_status()
    connected.settle()
    connected.qtbot.mouseClick(connected.workspace.status.sync, Qt.MouseButton.LeftButton)
    connected.settle()
    assert connected.workspace.current_key == "sync"
