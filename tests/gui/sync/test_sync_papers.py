"""Enrolling by sheet, certificates, receipts on paper, settled entries and leaving, worked with keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.services.sync.conflicts import Choice, list_conflicts, resolve_conflict
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, sync_status
from sync.protocol.certificate_pin import with_certificate
from sync.protocol.enrolment_text import EnrolmentText, fingerprint, write_enrolment_text
from sync.village.identity import current_state
from sync.village.state import write_state
from tests.support import tls
from tests.support.desk import LONG_MS, Desk, add_family
from tests.support.exchange import enrolled_office, in_step
from tests.support.shell import flow_services
from tests.support.small_county import SmallCounty
from tests.support.vault import LOGIN, PASSWORD
from ui.screens.opening.trouble_view import TroubleView
from ui.screens.shipped import SCREENS
from ui.screens.sync.certificate_dialog import CertificateDialog
from ui.screens.sync.enrol_dialog import EnrolDialog
from ui.screens.sync.receipts_dialog import ReceiptsDialog
from ui.screens.sync.retire_dialog import RetireDialog
from ui.screens.sync.view import SyncScreen
from ui.shell.flow import OfficeFlow
from ui.shell.main_window import MainWindow


def sync_screen(desk: Desk) -> SyncScreen:
    return desk.screen("sync", SyncScreen)


def sheet_of(county: SmallCounty, *, key: str = "", certificate: str = "") -> str:
    told = EnrolmentText(
        county.url,
        county.division_code,
        county.new_code(),
        key or fingerprint(county.key.public),
        1_800_000_000_000,
    )
    return with_certificate(write_enrolment_text(told), certificate)


def words(part: QApplication | object) -> str:
    return "\n".join(line.text() for line in part.findChildren(QLabel))  # type: ignore[attr-defined]


def choose(action: QAction) -> None:
    assert action.isVisible()
    action.trigger()


@pytest.fixture
def connected(desk: Desk, county: SmallCounty) -> Desk:
    enrol(desk.office, county.url, county.new_code())
    sync_now(desk.office)
    return desk


@pytest.mark.parametrize("line", ["sheet", "address", "code"])
def test_a_scanner_may_type_the_sheet_into_any_line_and_all_are_filled_from_it(desk: Desk, line: str) -> None:
    own = tls.server()
    with SmallCounty(tls=tls.context(own)) as county:
        county.ruling = {"S": True}
        text = sheet_of(county, certificate=own.fingerprint)
        screen = sync_screen(desk)
        desk.press(screen.enrol)
        dialog = desk.dialog(EnrolDialog)
        getattr(dialog, line).setFocus()
        desk.until(getattr(dialog, line).hasFocus)
        for letter in text:
            desk.qtbot.keyClicks(QApplication.focusWidget(), letter)
        desk.enter(dialog.sheet)
        assert dialog.isVisible()
        assert (dialog.address.text(), dialog.sheet.text()) == (county.url, text)
        assert dialog.certificate.fingerprint.text() == own.fingerprint
        assert dialog.own_certificate.isChecked()
        assert fingerprint(county.key.public)[:4] in dialog.compare.text()
        desk.enter(dialog.code)
        desk.until(lambda: not desk.dialogs())
        desk.settle()
        assert sync_status(desk.office).phase is not Phase.NOT_ENROLLED


def test_what_is_no_sheet_and_a_county_with_another_key_are_told_at_the_sheet(
    desk: Desk, county: SmallCounty
) -> None:
    desk.press(sync_screen(desk).enrol)
    dialog = desk.dialog(EnrolDialog)
    desk.write(dialog.sheet, "cqt-enrol:1;url=x")
    desk.press(dialog.save)
    assert "缺了一截" in dialog.form["sheet"].problem.text()
    desk.write(dialog.sheet, sheet_of(county, key="0a" * 16))
    desk.press(dialog.save)
    desk.until(lambda: "不是接入单上的县平台" in dialog.form["sheet"].problem.text())
    desk.settle()
    assert sync_status(desk.office).phase is Phase.NOT_ENROLLED


def test_a_wrong_fingerprint_is_told_at_its_line(desk: Desk, county: SmallCounty) -> None:
    desk.press(sync_screen(desk).enrol)
    dialog = desk.dialog(EnrolDialog)
    desk.write(dialog.sheet, sheet_of(county))
    dialog.own_certificate.setChecked(True)
    desk.write(dialog.certificate.fingerprint, "12")
    desk.press(dialog.save)
    desk.until(lambda: "64 位" in dialog.certificate.form["fingerprint"].problem.text())


def test_a_new_certificate_is_kept_only_when_the_county_answers_under_it(desk: Desk, tmp_path: Path) -> None:
    old, new = tls.server(), tls.server()
    with SmallCounty(tls=tls.context(old)) as county:
        enrol(desk.office, county.url, county.new_code(), fingerprint=old.fingerprint)
        choose(sync_screen(desk).change_certificate)
        dialog = desk.dialog(CertificateDialog)
        desk.write(dialog.certificate.fingerprint, new.fingerprint)
        desk.press(dialog.save)
        desk.until(lambda: "不是约定的那一个" in dialog.state.text())
        desk.write(dialog.certificate.fingerprint, f"{old.fingerprint},{new.fingerprint}")
        desk.enter(dialog.certificate.fingerprint)
        desk.until(lambda: not desk.dialogs())
        desk.settle()
        assert current_state(desk.office.store).fingerprint == f"{old.fingerprint},{new.fingerprint}"
        choose(sync_screen(desk).change_certificate)
        again = desk.dialog(CertificateDialog)
        (tmp_path / "x.pem").write_text("no certificate")
        desk.press(again.certificate.choose)
        desk.choose(tmp_path / "x.pem")
        desk.press(again.save)
        desk.until(lambda: "不是证书文件" in again.certificate.form["authority"].problem.text())
        desk.settle()


def test_receipts_of_a_span_become_a_pdf(connected: Desk, county: SmallCounty, tmp_path: Path) -> None:
    choose(sync_screen(connected).print_receipts)
    dialog = connected.dialog(ReceiptsDialog)
    connected.write(dialog.first, "何时")
    connected.enter(dialog.first)
    connected.enter(dialog.last)
    assert dialog.form["first"].problem.text()
    connected.write(dialog.first, "1970-01-01")
    connected.write(dialog.last, "1969-01-01")
    connected.enter(dialog.last)
    assert dialog.form["last"].problem.text()
    connected.write(dialog.last, "1970-01-02")
    connected.enter(dialog.last)
    connected.dialog(QFileDialog)
    connected.choose(tmp_path / "回执.pdf")
    connected.until(lambda: "共 1 批" in connected.noted())
    assert (tmp_path / "回执.pdf").read_bytes().startswith(b"%PDF")


def test_settled_entries_stand_in_a_list_of_their_own_and_can_be_searched(
    connected: Desk, county: SmallCounty, tmp_path: Path
) -> None:
    other = enrolled_office(tmp_path / "other", county)
    family = add_family(connected.office)
    in_step(connected.office, other)
    for office, employer in ((other, "甲厂"), (connected.office, "乙厂")):
        with office.change("edit", "改人") as work:
            work.update("person", family["王建国"], {"employer": employer})
    in_step(other, connected.office)
    other.close()
    (conflict,) = list_conflicts(connected.office)
    resolve_conflict(connected.office, conflict.id, Choice.OTHER)
    screen = sync_screen(connected)
    connected.press(screen.tabs.tab("settled"))
    connected.settle()
    assert screen.table.model().rowCount() == 1
    told = words(screen.detail)
    assert "改用另一个" in told
    assert "王文书" in told
    assert "甲厂" in told
    assert "处理…" not in told
    connected.write(screen.search, "丙厂")
    connected.until(lambda: screen.table.model().rowCount() == 0)
    connected.write(screen.search, "乙厂")
    connected.until(lambda: screen.table.model().rowCount() == 1)
    connected.settle()


def test_a_pc_from_before_sticks_is_told_why_to_enrol_again(connected: Desk, county: SmallCounty) -> None:
    screen = sync_screen(connected)
    assert not screen.enrol_again.isVisible()
    with connected.office.store.local_writing() as connection:
        write_state(connection, county_sealing_key=None)
    screen.refresh()
    connected.settle()
    choose(screen.enrol_again)
    dialog = connected.dialog(EnrolDialog)
    assert "还不能用 U 盘交换" in words(dialog)
    connected.write(dialog.sheet, sheet_of(county))
    connected.enter(dialog.code)
    connected.until(lambda: not connected.dialogs())
    connected.settle()
    assert current_state(connected.office.store).device == 2


def test_a_pc_that_is_used_no_more_is_shut_out_and_offered_the_way_back(
    connected: Desk, county: SmallCounty
) -> None:
    screen = sync_screen(connected)
    choose(screen.retire)
    dialog = connected.dialog(RetireDialog)
    connected.press(dialog.save)
    connected.until(lambda: not connected.dialogs())
    connected.settle()
    assert county.devices[1].state == "revoked"
    assert screen.enrol.isVisible()
    connected.press(screen.enrol)
    assert "县里已停用这台电脑" in words(connected.dialog(EnrolDialog))


def test_destroying_the_register_takes_the_villages_name_and_leads_to_a_page_that_says_so(
    qtbot: QtBot, dressed_application: QApplication, county: SmallCounty, tmp_path: Path
) -> None:
    enrolled_office(tmp_path / "office", county).close()
    window = MainWindow()
    flow = OfficeFlow(dressed_application, window, tmp_path / "office", flow_services(), lambda: SCREENS)
    try:
        window.show()
        flow.enter_with(LOGIN, PASSWORD)
        qtbot.waitUntil(lambda: flow.workspace is not None, timeout=LONG_MS)
        workspace = flow.workspace
        assert workspace is not None
        workspace.open_screen("sync")
        screen = workspace.current_screen()
        assert isinstance(screen, SyncScreen)
        # The status line asks a little later than the screen, and must not ask what is destroyed just then.
        qtbot.waitUntil(lambda: workspace._has_looked_for_emergency, timeout=LONG_MS)
        qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=LONG_MS)
        screen.retire.trigger()
        (dialog,) = screen.findChildren(RetireDialog)
        dialog.make_unreadable.setChecked(True)
        qtbot.keyClick(dialog.save, Qt.Key.Key_Space)
        assert "没有停用" in dialog.form["name"].problem.text()
        dialog.name.insert("示范村")
        qtbot.keyClick(dialog.save, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: isinstance(flow.window.page(), TroubleView), timeout=LONG_MS)
        assert "停止使用" in words(flow.window)
    finally:
        flow.close()
