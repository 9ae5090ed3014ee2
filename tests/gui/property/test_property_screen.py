"""The ledgers of property worked with keyboard and mouse, over a real office."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from desktop.domain.accounts import Role
from desktop.domain.property_ledger import LEDGERS
from desktop.exchange.reader import read_workbook
from desktop.services.disclosure import notices
from desktop.services.property.records import get_record, list_children, list_records, save_record
from desktop.services.property.subsidies import list_shares
from desktop.services.register_editing import add_child_record
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk, add_family
from tests.support.ledger import save
from ui.screens.documents.view import DocumentsScreen
from ui.screens.property.changes_dialog import ChangesDialog
from ui.screens.property.import_dialog import LedgerImportDialog
from ui.screens.property.record_dialog import RecordDialog
from ui.screens.property.subsidy_dialog import SubsidyDialog
from ui.screens.property.view import PropertyScreen
from ui.screens.register.view import RegisterScreen
from ui.shell.screen import ListQuery
from ui.widgets.code_combo import CodeCombo
from ui.widgets.reference_edit import ReferenceEdit

LEASE = {
    "name": "店面租赁",
    "kind": "资产出租",
    "counterparty": "示范农机服务部",
    "signed_on": "2026-01-01",
    "decided_on": "2025-12-01",
}


def ledgers(desk: Desk) -> PropertyScreen:
    return desk.screen("property", PropertyScreen)


def show(desk: Desk, screen: PropertyScreen, ledger: str) -> None:
    desk.press(screen.ledgers.tab(ledger))
    desk.settle()


def names(screen: PropertyScreen) -> list[str]:
    model = screen.page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def beside(screen: PropertyScreen) -> list[str]:
    return [line.text() for line in screen.page.panel.findChildren(QLabel)]


def pressed(screen: PropertyScreen, text: str) -> QPushButton:
    return next(each for each in screen.page.panel.findChildren(QPushButton) if each.text() == text)


def line(dialog: RecordDialog, key: str) -> QLineEdit:
    made = dialog.inputs[key]
    assert isinstance(made, QLineEdit)
    return made


def problem(dialog: RecordDialog, key: str) -> str:
    return dialog.form[key].problem.text()


def new_record(desk: Desk, screen: PropertyScreen) -> RecordDialog:
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    return desk.dialog(RecordDialog)


def test_a_contract_is_registered_with_the_keyboard_over_an_asset_found_by_its_name(desk: Desk) -> None:
    shop = save_record(desk.office, "asset", {"name": "村口店面", "kind": "10"}).id
    screen = ledgers(desk)
    dialog = new_record(desk, screen)
    desk.until(line(dialog, "name").hasFocus)
    desk.write(line(dialog, "name"), "店面租赁")
    desk.enter(line(dialog, "name"))
    kind = dialog.inputs["kind"]
    assert isinstance(kind, CodeCombo)
    kind.setEditText("资产")
    desk.enter(kind.lineEdit())
    assert line(dialog, "counterparty").hasFocus()
    desk.write(line(dialog, "counterparty"), "农机部")
    asset = dialog.inputs["asset_id"]
    assert isinstance(asset, ReferenceEdit)
    desk.write(asset, "店面")
    desk.until(asset.hits.isVisible)
    desk.enter(asset)
    desk.write(line(dialog, "signed_on"), "2026-1-1")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (record,) = list_records(desk.office, "contract")
    assert (record.values["kind"], record.values["asset_id"]) == ("C01", shop)
    assert names(screen) == ["店面租赁"]
    assert "没有会议决定日期" in desk.noted()


def test_what_is_wrong_is_told_while_it_is_typed_and_what_is_empty_only_on_saving(desk: Desk) -> None:
    screen = ledgers(desk)
    dialog = new_record(desk, screen)
    desk.write(line(dialog, "to_on"), "2020-13-1")
    desk.until(lambda: problem(dialog, "to_on"))
    assert problem(dialog, "name") == ""
    desk.write(line(dialog, "to_on"), "2020-12-1")
    desk.until(lambda: not problem(dialog, "to_on"))
    desk.press(dialog.save)
    desk.until(lambda: problem(dialog, "name"))
    assert line(dialog, "name").hasFocus()
    assert list_records(desk.office, "contract") == ()


def test_each_ledger_has_its_page_its_states_and_its_form(desk: Desk) -> None:
    screen = ledgers(desk)
    for ledger in LEDGERS:
        show(desk, screen, ledger)
        assert screen.page.ledger == ledger
        assert screen.page.tabs.tab("all").text().endswith("0")
        desk.press(screen.page.new)
        dialog = desk.dialog(RecordDialog)
        assert dialog.inputs
        dialog.reject()
        desk.until(lambda: not desk.dialogs())


def test_a_state_shows_its_records_and_a_search_those_that_hold_it(desk: Desk) -> None:
    save_record(desk.office, "contract", LEASE)
    save_record(desk.office, "contract", LEASE | {"name": "旧的", "to_on": "2026-02-01"})
    screen = ledgers(desk)
    assert len(names(screen)) == 2
    desk.press(screen.page.tabs.tab("ended"))
    desk.settle()
    assert names(screen) == ["旧的"]
    desk.press(screen.page.tabs.tab("all"))
    desk.write(screen.page.search, "店面")
    desk.until(lambda: names(screen) == ["店面租赁"])
    desk.write(screen.page.search, "没有这个")
    desk.until(lambda: names(screen) == [])
    assert "没有选中" in beside(screen)


def test_what_hangs_together_is_opened_with_a_click(desk: Desk) -> None:
    family = add_family(desk.office)
    shop = save_record(desk.office, "asset", {"name": "村口店面", "kind": "10"}).id
    save_record(desk.office, "contract", LEASE | {"asset_id": shop, "person_id": family["王建国"]})
    screen = ledgers(desk)
    desk.press(pressed(screen, "资产：村口店面"))
    desk.settle()
    assert screen.page.ledger == "asset"
    desk.press(pressed(screen, "合同：店面租赁"))
    desk.settle()
    assert screen.page.ledger == "contract"
    desk.press(pressed(screen, "本村人：王建国"))
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), RegisterScreen)


def test_a_payment_of_a_debt_is_entered_changed_and_removed_beside_the_list(desk: Desk) -> None:
    texts = {"counterparty": "供水公司", "kind": "应收", "arisen_on": "2026-01-01", "original_cents": "100"}
    debt = save_record(desk.office, "debt", texts).id
    screen = ledgers(desk)
    show(desk, screen, "debt")
    desk.press(pressed(screen, "登记变动"))
    dialog = desk.dialog(RecordDialog)
    desk.write(line(dialog, "moved_on"), "2026-2-1")
    desk.write(line(dialog, "change_cents"), "-101")
    desk.press(dialog.save)
    desk.until(lambda: problem(dialog, "change_cents"))
    desk.write(line(dialog, "change_cents"), "-100")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert get_record(desk.office, "debt", debt).state == "已结清"
    assert any(text.startswith("2026-02-01") for text in beside(screen))
    (move,) = list_children(desk.office, "debt", debt)
    screen.page.panel.child_removed.emit(move.id)
    desk.agree()
    desk.until(lambda: list_children(desk.office, "debt", debt) == ())


def test_a_record_is_removed_after_a_question_and_comes_back_by_undo(desk: Desk) -> None:
    save_record(desk.office, "asset", {"name": "村口店面", "kind": "10"})
    screen = ledgers(desk)
    show(desk, screen, "asset")
    desk.press(pressed(screen, "删除…"))
    assert "村口店面" in desk.agree()
    desk.until(lambda: list_records(desk.office, "asset") == ())
    desk.settle()
    assert names(screen) == []
    desk.press(next(each for each in desk.workspace.toast.findChildren(QToolButton) if each.text() == "撤销"))
    desk.settle()
    assert names(screen) == ["村口店面"]


def test_a_subsidy_is_listed_from_the_register_paid_and_returned(desk: Desk) -> None:
    family = add_family(desk.office)
    add_child_record(desk.office, "land_contract", family["household"], {"contract_area": "3"})
    screen = ledgers(desk)
    show(desk, screen, "subsidy")
    year = desk.office.today().year
    desk.press(screen.page.make)
    dialog = desk.dialog(SubsidyDialog)
    dialog.programme.set_code("S01")
    desk.write(dialog.last, "很多")
    desk.press(dialog.save)
    assert dialog.form["rate_cents"].problem.text()
    desk.write(dialog.last, "100")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert [share.amount_cents for share in list_shares(desk.office, "S01", year)] == [300_00]
    desk.press(screen.page.pay)
    dialog = desk.dialog(SubsidyDialog)
    dialog.programme.set_code("S01")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.press(pressed(screen, "登记退回"))
    desk.settle()
    assert [share.state for share in list_shares(desk.office, "S01", year)] == ["returned"]


def test_a_workbook_comes_in_after_a_look_and_the_list_goes_out(desk: Desk, tmp_path: Path) -> None:
    screen = ledgers(desk)
    show(desk, screen, "asset")
    rows = [
        ("名称", "资产类别", "值多少"),
        ("烘干机", "机器设备", 12),
        ("坏的", "机器", 1),
        ("", "机器设备", 1),
    ]
    path = save(tmp_path / "资产.xlsx", rows)
    desk.press(screen.page.take_in)
    desk.choose(path)
    dialog = desk.dialog(LedgerImportDialog)
    assert dialog.rows.count() == 2
    dialog.combos["值多少"].set_code("original_cents")
    dialog.combos["值多少"].code_changed.emit("original_cents")
    desk.settle()
    assert dialog.take.text() == "导入 1 行"
    desk.press(dialog.take)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (record,) = list_records(desk.office, "asset")
    assert record.cells["original_cents"] == "12.00"
    out = tmp_path / "出.xlsx"
    desk.press(screen.page.give_out)
    desk.choose(out)
    desk.settle()
    assert read_workbook(out).sheets[0].text(1, 0) == "烘干机"


def test_what_every_row_needs_and_a_workbook_leaves_out_is_asked_once(desk: Desk, tmp_path: Path) -> None:
    screen = ledgers(desk)
    show(desk, screen, "contract")
    rows = [
        ("合同名称", "承租方", "签订日期", "起始日期", "终止日期", "租金（元/年）"),
        ("村口门面租赁", "王建国", "2026-10-25", "2026-11-01", "2029-10-31", "24000"),
    ]
    desk.press(screen.page.take_in)
    desk.choose(save(tmp_path / "合同.xlsx", rows))
    dialog = desk.dialog(LedgerImportDialog)
    kind = dialog.missing["kind"]
    assert kind.isVisible()
    assert not dialog.take.isEnabled()
    kind.set_code("C99")
    kind.code_changed.emit("C99")
    desk.settle()
    desk.press(dialog.take)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (record,) = list_records(desk.office, "contract")
    assert (record.cells["counterparty"], record.cells["price_cents"]) == ("王建国", "24,000.00")


def test_a_sheet_is_drafted_from_a_contract_and_its_changes_are_told(desk: Desk) -> None:
    saved = save_record(desk.office, "contract", LEASE).id
    save_record(desk.office, "contract", {"counterparty": "供水公司"}, saved)
    screen = ledgers(desk)
    desk.press(pressed(screen, "修改记录"))
    dialog = desk.dialog(ChangesDialog)
    assert "对方：示范农机服务部 → 供水公司" in [each.text() for each in dialog.findChildren(QLabel)]
    dialog.accept()
    desk.until(lambda: not desk.dialogs())
    desk.press(pressed(screen, "起草公开表"))
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), DocumentsScreen)
    assert [each.request.record_id for each in notices_of(desk)] == [saved]


def notices_of(desk: Desk) -> list[notices.NoticeDetail]:
    with desk.office.store.reading() as connection:
        ids = connection.execute("SELECT id FROM notice").fetchall()
    return [notices.get_notice(desk.office, str(row[0])) for row in ids]


def test_who_may_only_read_finds_no_way_to_change(desk: Desk) -> None:
    save_record(desk.office, "contract", LEASE)
    desk.add_user("r", "王读者", Role.READER)
    desk.sign_in("r", OTHERS_PASSWORD)
    screen = ledgers(desk)
    assert not screen.page.new.isEnabled()
    assert not screen.page.give_out.isEnabled()
    assert "修改…" not in [each.text() for each in screen.page.panel.findChildren(QPushButton)]
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    assert desk.dialogs() == []


def test_another_screen_opens_a_ledger_at_a_view(desk: Desk) -> None:
    save_record(desk.office, "contract", LEASE | {"to_on": "2026-02-01"})
    desk.workspace.open_list("property", ListQuery(view="contract/ended"))
    desk.settle()
    screen = desk.workspace.current_screen()
    assert isinstance(screen, PropertyScreen)
    assert screen.page.tabs.tab("ended").isChecked()
    assert names(screen) == ["店面租赁"]


@pytest.mark.parametrize("ledger", ["contract", "project"])
def test_documents_hang_on_contracts_and_projects(desk: Desk, ledger: str) -> None:
    texts = LEASE if ledger == "contract" else {"name": "机耕路", "kind": "P01"}
    save_record(desk.office, ledger, texts)
    screen = ledgers(desk)
    show(desk, screen, ledger)
    desk.settle()
    assert "附件" in beside(screen)
