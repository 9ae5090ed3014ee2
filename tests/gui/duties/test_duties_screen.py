"""The calendar of duties worked on the screen: what is next, why, and the sheet that ends it."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from desktop.services.disclosure import notices, terms, village_facts
from desktop.services.disclosure.duties import read_calendar
from tests.support.desk import Desk
from ui.screens.documents.make_dialog import MakeDialog
from ui.screens.documents.meetings_dialog import MeetingsDialog
from ui.screens.documents.view import DocumentsScreen
from ui.screens.duties.catalogue_dialog import CatalogueDialog
from ui.screens.duties.facts_dialog import FactsDialog
from ui.screens.duties.terms_dialog import TermsDialog
from ui.screens.duties.view import DutiesScreen
from ui.screens.finance.view import FinanceScreen


def put(desk: Desk, table: str, **values) -> str:
    with desk.office.change("edit", "test") as work:
        return str(work.insert(table, values))


def major_entry(desk: Desk) -> str:
    on = desk.office.today().isoformat()
    return put(desk, "funds_entry", entry_on=on, kind="O06", summary="修建村口凉亭", expense_cents=8_000_000)


def duties(desk: Desk) -> DutiesScreen:
    return desk.screen("duties", DutiesScreen)


def said(screen: DutiesScreen) -> str:
    return "\n".join(line.text() for line in screen.detail.findChildren(QLabel))


def pressed(desk: Desk, parent, text: str) -> None:
    found = next(b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible())
    desk.press(found)


def titles(screen: DutiesScreen) -> list[str]:
    model = screen.table.model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_what_is_due_stands_on_top_with_its_reason(desk: Desk) -> None:
    major_entry(desk)
    screen = duties(desk)
    row = next(n for n, title in enumerate(titles(screen)) if "修建村口凉亭" in title)
    screen.table.selectRow(row)
    due = desk.office.today() + timedelta(days=5)
    desk.until(lambda: "修建村口凉亭，80,000.00 元" in said(screen))
    assert f"应在 {due.isoformat()} 前公开" in said(screen)
    assert "5 天内" in said(screen)


def test_a_duty_is_ended_by_the_sheet_that_its_own_button_makes(desk: Desk) -> None:
    major_entry(desk)
    screen = duties(desk)
    screen.table.selectRow(next(n for n, title in enumerate(titles(screen)) if "凉亭" in title))
    desk.until(lambda: "凉亭" in said(screen))
    pressed(desk, screen.detail, "制作公开表…")
    dialog = desk.dialog(MakeDialog)
    assert dialog.kind.code() == "F805"
    assert dialog.values is not None
    body = dialog.values["body"].widget
    assert isinstance(body, QPlainTextEdit)
    assert "修建村口凉亭" in body.toPlainText()
    desk.press(dialog.make)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), DocumentsScreen)
    (notice,) = notices.list_notices(desk.office)
    line = next(line for line in read_calendar(desk.office).lines if line.duty.duty == "F805")
    assert line.on_the_way == notice.id
    put(
        desk,
        "notice_posting",
        notice_id=notice.id,
        place="村口",
        posted_on=desk.office.today().isoformat(),
        poster="王文书",
    )
    screen = duties(desk)
    screen.tabs.chosen.emit("done")
    desk.until(lambda: "看公开表" in [b.text() for b in screen.detail.findChildren(QPushButton)])


def test_a_month_and_a_line_of_affairs_narrow_the_list(desk: Desk) -> None:
    screen = duties(desk)
    screen.tabs.chosen.emit("all")
    everything = len(titles(screen))
    screen.lines.chosen.emit("D")
    party = len(titles(screen))
    assert 0 < party < everything
    month = screen.month_keys()[-1]
    screen.months.chosen.emit(month)
    days = {str(screen.table.model().index(row, 0).data())[:7] for row in range(len(titles(screen)))}
    assert days <= {month}
    screen.months.chosen.emit(month)
    assert screen.months.tab("all").isChecked()


def test_a_question_answered_raises_what_hangs_on_it(desk: Desk) -> None:
    screen = duties(desk)
    screen.facts.click()
    dialog = desk.dialog(FactsDialog)
    desk.press(dialog.findChild(QPushButton, "collected_fees-yes"))
    desk.settle()
    assert village_facts.read_facts(desk.office, desk.office.today())["collected_fees"].holds
    dialog.close()
    screen.tabs.chosen.emit("all")
    desk.until(lambda: any("代收" in title for title in titles(screen)))


def test_a_threshold_of_the_offices_own_is_typed_and_taken_back(desk: Desk) -> None:
    screen = duties(desk)
    for typed, own in (("20000", 2_000_000), ("", None)):
        screen.terms.click()
        dialog = desk.dialog(TermsDialog)
        desk.write(dialog.lines[terms.MAJOR_CENTS], typed)
        desk.press(dialog.save)
        desk.until(lambda: not desk.dialogs())
        desk.settle()
        assert terms.find_term(desk.office, terms.MAJOR_CENTS, desk.office.today()).own == own


def test_a_day_that_no_month_has_is_told_at_its_line(desk: Desk) -> None:
    screen = duties(desk)
    screen.terms.click()
    dialog = desk.dialog(TermsDialog)
    desk.write(dialog.lines["disclosure.due.month.day"], "40")
    desk.write(dialog.lines["disclosure.due.quarter.day"], "abc")
    desk.press(dialog.save)
    assert "31" in dialog.form["disclosure.due.quarter.day"].problem.text()
    desk.write(dialog.lines["disclosure.due.quarter.day"], "15")
    desk.press(dialog.save)
    desk.until(dialog.form["disclosure.due.month.day"].problem.text)
    assert terms.find_term(desk.office, "disclosure.due.quarter.day", desk.office.today()).own is None


def test_the_catalogue_says_who_ordered_what(desk: Desk) -> None:
    code = desk.office.vault.village.division_code[:6]
    put(
        desk,
        "disclosure_overlay",
        code="V12",
        jurisdiction=code,
        valid_from="2020-01-01",
        field="frequency",
        value="month",
        source="示范县公开目录",
    )
    screen = duties(desk)
    screen.catalogue.click()
    dialog = desk.dialog(CatalogueDialog)
    dialog.show_matching("V12")
    told = "\n".join(line.text() for line in dialog.findChildren(QLabel))
    assert "本县：多久一次，2020-01-01 起，示范县公开目录" in told
    assert "每月" in told


def test_a_broken_order_of_the_county_is_a_warning_and_no_more(desk: Desk) -> None:
    put(
        desk,
        "disclosure_overlay",
        code="V12",
        jurisdiction="9999",
        valid_from="2020-01-01",
        field="frequency",
        value="now and then",
    )
    screen = duties(desk)
    desk.until(lambda: titles(screen) is not None)
    told = "\n".join(line.text() for line in screen.findChildren(QLabel))
    assert "now and then" in told


def test_an_item_is_found_by_typing_and_its_layout_asks_for_its_values(desk: Desk) -> None:
    screen = duties(desk)
    screen.make.click()
    dialog = desk.dialog(MakeDialog)
    desk.write(dialog.kind.lineEdit(), "D07")
    desk.enter(dialog.kind.lineEdit())
    assert dialog.kind.code() == "D07"
    assert dialog.values is not None
    desk.press(dialog.make)
    assert dialog.values["name"].problem.text()
    name = dialog.values["name"].widget
    assert isinstance(name, QLineEdit)
    assert dialog.isVisible()


def test_what_only_the_branch_may_read_is_not_offered_for_the_wall(desk: Desk) -> None:
    screen = duties(desk)
    screen.make.click()
    dialog = desk.dialog(MakeDialog)
    assert dialog.places.text() == "村务公开栏"
    dialog.choose_item("D04")
    assert dialog.places.text() == "党员活动室"
    dialog.choose_item("D16")
    assert dialog.places.text() == ""
    desk.press(dialog.make)
    assert dialog.form["places"].problem.text()


def test_the_record_behind_a_duty_is_one_press_away(desk: Desk) -> None:
    major_entry(desk)
    held_on = desk.office.today().isoformat()
    put(desk, "meeting", kinds='["V02"]', held_on=held_on, title="修路方案表决", resolution="通过")
    screen = duties(desk)
    screen.table.selectRow(next(n for n, title in enumerate(titles(screen)) if "修路方案" in title))
    desk.until(lambda: "修路方案表决" in said(screen))
    pressed(desk, screen.detail, "查看登记")
    dialog = desk.dialog(MeetingsDialog)
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    dialog.close()
    screen.table.selectRow(next(n for n, title in enumerate(titles(screen)) if "凉亭" in title))
    desk.until(lambda: "凉亭" in said(screen))
    pressed(desk, screen.detail, "查看登记")
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), FinanceScreen)
