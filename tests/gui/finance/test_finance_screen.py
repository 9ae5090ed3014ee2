"""The screen of finance: typing, narrowing, balances, charts, and a workbook taken in."""

import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from desktop.reports import fonts
from desktop.services import finance
from desktop.services.disclosure import notices
from desktop.services.finance import NewAccount, NewEntry
from tests.support.desk import CONTROL, Desk
from tests.support.ledger import save
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.finance.account_dialog import AccountDialog
from ui.screens.finance.periods import quarter_of
from ui.screens.finance.view import FinanceScreen
from ui.shell.screen import ListQuery


def this_quarter(desk: Desk) -> tuple[date, date]:
    period = quarter_of(desk.office.today())
    return period.first, min(period.last, desk.office.today())


def keep_books(desk: Desk) -> date:
    first, _ = this_quarter(desk)
    finance.set_opening(desk.office, first.isoformat(), 1_000_000)
    finance.add_entries(
        desk.office,
        (
            NewEntry(first.isoformat(), "I02", "大塘承包款", 250_000, "记01", "王会计", "王书记"),
            NewEntry(first.isoformat(), "O04", "办公电费", 44_824, "记02", "王会计", "王书记"),
        ),
    )
    return first


def finance_screen(desk: Desk) -> FinanceScreen:
    screen = desk.screen("finance", FinanceScreen)
    desk.settle()
    return screen


def summaries(screen: FinanceScreen) -> list[str]:
    model = screen.entries.table.table_model()
    assert model is not None
    return [row.summary for row in model.rows]


def test_an_entry_is_typed_by_keyboard_and_the_totals_follow(desk: Desk) -> None:
    first = keep_books(desk)
    screen = finance_screen(desk)
    page = screen.entries
    assert page.handler.text() == "王会计"  # as on the last entry
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    assert page.entry_on.hasFocus()
    desk.press(page.add)
    assert page.form["entry_on"].problem.text()
    assert page.form["amount"].problem.text()
    desk.write(page.entry_on, first.isoformat())
    page.kind.set_code("O04")
    desk.write(page.summary, "打印纸")
    desk.write(page.amount, "12.50")
    desk.qtbot.keyPress(page.amount, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: len(summaries(screen)) == 3)
    assert "支出 460.74" in page.totals.text()
    assert "期末 12,039.26" in page.totals.text()
    desk.until(page.voucher.hasFocus)
    assert page.amount.text() == ""


def test_a_number_that_is_taken_is_said_at_its_field_with_where(desk: Desk) -> None:
    first = keep_books(desk)
    page = finance_screen(desk).entries
    desk.write(page.entry_on, first.isoformat())
    page.kind.set_code("O04")
    desk.write(page.summary, "又一次")
    desk.write(page.amount, "1")
    page.voucher.setText("记01")
    desk.press(page.add)
    desk.until(page.form["voucher_no"].problem.text)
    assert "大塘承包款" in page.form["voucher_no"].problem.text()


def test_an_entry_is_put_right_and_another_removed(desk: Desk) -> None:
    keep_books(desk)
    screen = finance_screen(desk)
    page = screen.entries
    page.table.focus_first_row()
    desk.enter(page.table)
    assert page.add.text() == "保存修改"
    desk.write(page.summary, "小塘承包款")
    desk.press(page.add)
    desk.until(lambda: "小塘承包款" in summaries(screen))
    page.table.select_id(page.table.table_model().rows[1].id)
    desk.enter(page.table)
    desk.press(page.remove)
    assert "删除“办公电费”这一笔？" in desk.agree()
    desk.until(lambda: summaries(screen) == ["小塘承包款"])


def test_the_list_is_narrowed_by_item_and_text(desk: Desk) -> None:
    keep_books(desk)
    screen = finance_screen(desk)
    screen.show_list(ListQuery(text="448.24"))
    assert summaries(screen) == ["办公电费"]
    assert "1 笔" in screen.entries.totals.text()
    assert "期初" not in screen.entries.totals.text()  # a part of the entries has no balance
    screen.ask_item("F2")
    screen.show_list(ListQuery())
    assert summaries(screen) == ["大塘承包款"]


def test_an_item_opens_its_entries(desk: Desk) -> None:
    keep_books(desk)
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab("items"))
    screen.items.table.select_id("F304")
    desk.enter(screen.items.table)
    assert screen.entries.isVisible()
    assert summaries(screen) == ["办公电费"]


def test_a_bar_opens_its_entries_by_mouse_and_by_key(desk: Desk) -> None:
    keep_books(desk)
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab("charts"))
    chart = screen.charts.expense
    (area,) = chart.areas
    assert area.key == "F304"
    at = QPoint(chart.width() // 2, chart.height() - round(area.y + area.height / 2))
    desk.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert summaries(screen) == ["办公电费"]
    desk.press(screen.tabs.tab("charts"))
    desk.qtbot.keyClick(screen.charts.months, Qt.Key.Key_Down)
    desk.qtbot.keyClick(screen.charts.months, Qt.Key.Key_Return)
    assert len(summaries(screen)) == 2
    assert "2500.00" in screen.charts.income.accessibleDescription()


def test_the_font_of_the_bars_is_opened_beside_the_window(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []

    class Noted(fonts.Face):
        def __init__(self, name: str, file: str) -> None:
            opened.append(threading.get_ident())
            super().__init__(name, file)

    monkeypatch.setattr(fonts, "Face", Noted)
    monkeypatch.setattr(fonts, "_faces", {})
    monkeypatch.setattr(fonts, "_types", {})
    keep_books(desk)
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab("charts"))
    desk.until(lambda: bool(screen.charts.expense.areas))
    assert opened
    assert threading.get_ident() not in opened


def test_the_bars_become_a_sheet_for_the_wall(desk: Desk) -> None:
    keep_books(desk)
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab("charts"))
    desk.press(screen.charts.sheet)
    desk.until(lambda: notices.list_notices(desk.office))
    (notice,) = notices.list_notices(desk.office)
    assert "财务收支图示" in notice.title


def test_an_account_is_registered_and_one_that_should_not_be_is_refused_in_place(desk: Desk) -> None:
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab("balances"))
    desk.press(screen.balances.new)
    dialog = desk.dialog(AccountDialog)
    desk.write(dialog.lines["name"], "农商行一般户")
    dialog.kind.set_code("9")
    desk.press(dialog.save)
    desk.until(dialog.form["decided_on"].problem.text)
    desk.write(dialog.lines["decided_on"], "2026年3月5日")
    desk.press(dialog.save)
    desk.until(lambda: finance.list_accounts(desk.office))
    assert finance.list_accounts(desk.office)[0].decided_on == "2026-03-05"
    desk.until(lambda: not desk.dialogs())


def test_a_difference_is_shown_and_explained(desk: Desk) -> None:
    keep_books(desk)
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab("balances"))
    assert not screen.balances.explain.isEnabled()
    desk.press(screen.balances.closing)
    box = desk.dialog(TextDialog)
    desk.write(box.edit, "12000")
    desk.enter(box.edit)
    desk.until(screen.balances.problems.text)
    assert "相差 -51.76 元" in screen.balances.problems.text()
    desk.press(screen.balances.explain)
    box = desk.dialog(TextDialog)
    desk.write(box.edit, "电费在途")
    desk.enter(box.edit)
    desk.until(lambda: not screen.balances.problems.text())
    period = quarter_of(desk.office.today())
    assert finance.period_balances(desk.office, period.first, period.last).total.explanation == "电费在途"


def test_the_missing_opening_balance_is_asked_for(desk: Desk) -> None:
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab("balances"))
    assert "还没有期初结存" in screen.balances.problems.text()
    desk.press(screen.balances.opening)
    box = desk.dialog(TextDialog)
    desk.write(box.edit, "一万")
    desk.enter(box.edit)
    desk.until(lambda: not screen.balances.problems.text())
    assert any("壹万元整" in line.text() for line in screen.balances.findChildren(QLabel))


def test_a_workbook_goes_in_is_mended_and_comes_out_again(desk: Desk, tmp_path: Path) -> None:
    first, _ = this_quarter(desk)
    path = save(
        tmp_path / "收支.xlsx",
        (
            ("日期", "凭证号", "科目", "摘要", "收入", "支出"),
            (first.isoformat(), "记1", "发包及上交收入", "大塘承包款", "2500", ""),
            ("昨天", "记2", "山货管护", "看山费", "", "30"),
        ),
    )
    screen = finance_screen(desk)
    page = screen.importing
    desk.press(screen.tabs.tab("import"))
    page.start.file_dropped.emit(path)
    desk.until(lambda: page.page == 1)
    desk.press(page.columns.go_on)
    desk.until(lambda: page.page == 2)
    desk.settle()
    assert page.preview.tabs.tab("faulty").text().split() == ["要处理", "1"]
    page.preview.word_explained.emit("O", "山货管护", "O01")
    desk.settle()
    page.preview.cell_mended.emit("1", "entry_on", first.isoformat())
    desk.settle()
    assert page.preview.tabs.tab("new").text().split() == ["新登记", "2"]
    desk.press(page.preview.commit)
    desk.until(lambda: page.page == 3)
    assert "已导入 2 笔" in page.result.title.text()
    desk.settle()
    assert summaries(screen) == ["大塘承包款", "看山费"]
    desk.press(page.result.undo)
    desk.agree()
    desk.until(lambda: page.page == 0)
    desk.settle()
    assert summaries(screen) == []


def test_another_period_shows_other_entries(desk: Desk) -> None:
    first = keep_books(desk)
    before = first - timedelta(days=1)
    finance.add_entries(desk.office, (NewEntry(before.isoformat(), "O04", "上季度的", 100, "记99"),))
    finance.add_account(desk.office, NewAccount("库存现金", "3"))
    screen = finance_screen(desk)
    assert "上季度的" not in summaries(screen)
    place = [screen.period.itemData(n) for n in range(screen.period.count())].index(quarter_of(before))
    screen.period.setCurrentIndex(place)
    screen.period.activated.emit(place)
    desk.until(lambda: summaries(screen) == ["上季度的"])


@pytest.mark.parametrize("key", ["entries", "balances", "items", "charts", "import"])
def test_every_tab_fits_the_smallest_window(desk: Desk, key: str) -> None:
    keep_books(desk)
    screen = finance_screen(desk)
    desk.press(screen.tabs.tab(key))
    desk.settle()
    assert screen.minimumSizeHint().width() <= screen.width()
    assert screen.width() <= desk.workspace.width()
