"""A certificate issued at the desk: found, refused, previewed, numbered, voided, looked at again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.services import certificates
from desktop.services.certificates import CertificateRequest
from tests.support.desk import CONTROL, Desk
from tests.support.exchange import edit
from tests.support.households import Village, fill_with_households
from ui.screens.certificates.issue_dialog import IssueDialog
from ui.screens.certificates.refused_dialog import RefusedDialog
from ui.screens.certificates.view import CertificatesScreen
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.register.view import RegisterScreen


@pytest.fixture
def village(desk: Desk) -> Village:
    filled = fill_with_households(desk.office)
    edit(desk.office, filled.people["王海军"], marital_status="20")
    return filled


def screen_of(desk: Desk) -> CertificatesScreen:
    return desk.screen("certificates", CertificatesScreen)


def issued(desk: Desk, village: Village) -> str:
    """A certificate on record; returns its number."""
    values = (("children", "无子女"), ("ability", "有能力抚养。"))
    request = CertificateRequest("adoption", village.people["王海军"], "民政局", "收养登记", values=values)
    preview = certificates.preview_certificate(desk.office, request)
    return certificates.issue_certificate(desk.office, request, preview.mark).number


def open_dialog(desk: Desk, screen: CertificatesScreen) -> IssueDialog:
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    return desk.dialog(IssueDialog)


def find(desk: Desk, dialog: IssueDialog, text: str) -> None:
    desk.write(dialog.picker.search, text)
    desk.until(dialog.picker.hits.isVisible)
    desk.enter(dialog.picker.search)
    desk.until(dialog.picker.targets)


def choose_kind(dialog: IssueDialog, code: str) -> None:
    dialog.kind.set_code(code)
    dialog.kind.code_changed.emit(code)


def fill(desk: Desk, dialog: IssueDialog) -> None:
    choose_kind(dialog, "adoption")
    dialog.asked["children"].widget.setText("无子女")
    dialog.asked["ability"].widget.setPlainText("夫妻均有稳定收入。")
    desk.write(dialog.purpose, "办理收养登记")


def texts(screen: CertificatesScreen) -> str:
    return "\n".join(line.text() for line in screen.detail.findChildren(QLabel))


def press(desk: Desk, screen: CertificatesScreen, text: str) -> None:
    def found() -> list[QPushButton]:
        return [each for each in screen.detail.findChildren(QPushButton) if each.text() == text]

    desk.until(found)
    desk.press(found()[0])


def test_a_certificate_is_found_previewed_and_issued(desk: Desk, village: Village) -> None:
    screen = screen_of(desk)
    dialog = open_dialog(desk, screen)
    find(desk, dialog, "whj")
    fill(desk, dialog)
    assert dialog.recipient.text() == "县民政局"
    assert not dialog.issue.isEnabled()
    desk.press(dialog.show_sheet)
    desk.until(dialog.issue.isEnabled)
    desk.press(dialog.issue)
    paper = desk.dialog(PrintDialog)
    desk.until(paper.print.isEnabled)
    paper.reject()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (found,) = certificates.list_certificates(desk.office)
    assert (found.person, found.purpose) == ("王海军", "办理收养登记")
    desk.until(lambda: found.number in texts(screen))


def test_a_change_after_the_preview_asks_for_another(desk: Desk, village: Village) -> None:
    dialog = open_dialog(desk, screen_of(desk))
    find(desk, dialog, "whj")
    fill(desk, dialog)
    desk.press(dialog.show_sheet)
    desk.until(dialog.issue.isEnabled)
    desk.write(dialog.purpose, "别的用途")
    assert not dialog.issue.isEnabled()
    assert certificates.list_certificates(desk.office) == ()


def test_what_is_missing_stands_at_its_fields(desk: Desk, village: Village) -> None:
    dialog = open_dialog(desk, screen_of(desk))
    choose_kind(dialog, "adoption")
    desk.press(dialog.show_sheet)
    assert dialog.who["person"].problem.text()
    find(desk, dialog, "lgx")
    desk.press(dialog.show_sheet)
    desk.until(dialog.rest["purpose"].problem.text)
    assert "婚姻" in dialog.who["person"].problem.text()
    assert dialog.asked["children"].problem.text()
    assert dialog.isEnabled()


def test_a_paper_that_is_not_the_villages_is_refused_with_whose_it_is(desk: Desk, village: Village) -> None:
    dialog = open_dialog(desk, screen_of(desk))
    choose_kind(dialog, "refused:no_crime")
    assert "公安派出所" in dialog.refusal.text()
    assert not dialog.show_sheet.isEnabled()
    assert not dialog.purpose.isVisible()
    choose_kind(dialog, "adoption")
    assert not dialog.refusal.isVisible()
    assert dialog.purpose.isVisible()


def test_what_people_ask_for_is_looked_up_by_their_own_words(desk: Desk) -> None:
    screen = screen_of(desk)
    desk.press(screen.refused)
    dialog = desk.dialog(RefusedDialog)
    assert dialog.table.model().rowCount() == 20
    desk.write(dialog.search, "单身")
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    assert "民政局" in dialog.told.text()
    desk.write(dialog.search, "修路")
    desk.until(lambda: "请问乡镇" in dialog.told.text())


def test_a_certificate_is_voided_with_a_reason_and_only_looked_at_afterwards(
    desk: Desk, village: Village
) -> None:
    number = issued(desk, village)
    screen = screen_of(desk)
    press(desk, screen, "作废…")
    dialog = desk.dialog(TextDialog)
    desk.write(dialog.edit, "接收单位写错")
    desk.enter(dialog.edit)
    desk.until(lambda: "接收单位写错" in texts(screen))
    assert certificates.list_certificates(desk.office)[0].number == number
    assert screen.tabs.tab("void").text().endswith("1")
    press(desk, screen, "看存档…")
    paper = desk.dialog(PrintDialog)
    desk.until(lambda: paper._pdf)
    assert not paper.print.isEnabled()
    paper.reject()


def test_the_stub_book_is_printed_and_exported(desk: Desk, village: Village, tmp_path: Path) -> None:
    issued(desk, village)
    screen = screen_of(desk)
    actions = {action.text(): action for action in screen.more.menu().actions()}
    actions["打印今年的存根册…"].trigger()
    paper = desk.dialog(PrintDialog)
    desk.until(paper.print.isEnabled)
    paper.reject()
    desk.until(lambda: not desk.dialogs())
    actions["导出今年的存根册…"].trigger()
    target = tmp_path / "存根.xlsx"
    desk.choose(target)
    desk.until(target.exists)
    desk.settle()


def test_a_file_is_known_again_and_a_changed_one_is_not(desk: Desk, village: Village, tmp_path: Path) -> None:
    number = issued(desk, village)
    (found,) = certificates.list_certificates(desk.office)
    file = tmp_path / "证明.pdf"
    file.write_bytes(certificates.certificate_pdf(desk.office, found.id))
    screen = screen_of(desk)
    verify = next(action for action in screen.more.menu().actions() if "核对" in action.text())
    verify.trigger()
    desk.choose(file)
    desk.until(lambda: number in desk.noted())
    file.write_bytes(file.read_bytes() + b" ")
    verify.trigger()
    desk.choose(file)
    desk.until(lambda: "不是存档" in desk.noted())


def test_the_household_card_leads_to_a_certificate_about_the_member(desk: Desk, village: Village) -> None:
    register = desk.screen("register", RegisterScreen)
    desk.workspace.open_person(village.people["王海军"])
    desk.settle()
    page = register.card
    action = next(each for each in page.more.menu().actions() if "开具证明" in each.text())
    action.trigger()
    dialog = desk.dialog(IssueDialog)
    assert [target.id for target in dialog.picker.targets()] == [village.people["王海军"]]


def test_number_and_code_of_a_paper_are_held_against_the_archive(desk: Desk, village: Village) -> None:
    number = issued(desk, village)
    (found,) = certificates.list_certificates(desk.office)
    screen = screen_of(desk)
    ask = next(action for action in screen.more.menu().actions() if "校验码" in action.text())
    for text, told in ((f"{number} {found.check_code}", "相符"), (f"{number} ABCDEFGH", "不符")):
        ask.trigger()
        dialog = desk.dialog(TextDialog)
        desk.write(dialog.edit, text)
        desk.enter(dialog.edit)
        desk.until(lambda told=told: told in desk.noted())
        desk.settle()
