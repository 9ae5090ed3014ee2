"""A notice from its draft to the wall, worked on the screen by the people whose job it is."""

from datetime import timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.accounts import Role
from desktop.domain.notice_state import NoticeState
from desktop.services import finance
from desktop.services.disclosure import notices, postings
from desktop.services.disclosure.notices import NoticeDetail
from desktop.services.finance import NewEntry
from desktop.services.register_editing import add_household
from desktop.services.settings import save_settings
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk
from tests.support.ledger import number
from tests.support.vault import LOGIN, PASSWORD
from ui.screens.documents.make_dialog import MakeDialog, quarters
from ui.screens.documents.step_dialogs import (
    AnswerDialog,
    ConcludeDialog,
    ObjectionDialog,
    PostingDialog,
    TakeDownDialog,
)
from ui.screens.documents.table_model import period_words
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.documents.verify_dialog import VerifyDialog
from ui.screens.documents.view import DocumentsScreen
from ui.screens.finance.view import FinanceScreen

SUPERVISOR = ("jiandu", "周监督", Role.SUPERVISOR)


def keep_books(desk: Desk, summary: str = "办公电费") -> tuple[str, str]:
    """Two entries in the quarter that the dialog offers first; returns its days."""
    _, first, last = quarters(desk.office.today())[0]
    finance.set_opening(desk.office, first.isoformat(), 1_000_000)
    finance.add_entries(
        desk.office,
        (
            NewEntry(first.isoformat(), "I02", "大塘承包款", 250_000, "记01", "王会计", "王书记"),
            NewEntry(last.isoformat(), "O04", summary, 44_824, "记02", "王会计", "王书记"),
        ),
    )
    return first.isoformat(), last.isoformat()


def documents(desk: Desk) -> DocumentsScreen:
    return desk.screen("documents", DocumentsScreen)


def make(desk: Desk) -> DocumentsScreen:
    """Make the notice that the dialog offers first, with two keys."""
    screen = documents(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(MakeDialog)
    desk.press(dialog.make)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.until(lambda: screen.table.model().rowCount() == 1)
    return screen


def action(screen: DocumentsScreen, text: str) -> QPushButton:
    return next(b for b in screen.findChildren(QPushButton) if b.text() == text)


def offered(screen: DocumentsScreen) -> set[str]:
    names = {
        "送审",
        "重新取数",
        "审核通过",
        "退回…",
        "发布",
        "打印…",
        "登记张贴…",
        "登记取下…",
        "更正…",
        "撤回…",
    }
    return names & {b.text() for b in screen.findChildren(QPushButton) if b.isVisible()}


def act(desk: Desk, screen: DocumentsScreen, text: str) -> None:
    desk.until(lambda: text in offered(screen))
    desk.press(action(screen, text))
    desk.settle()


def the_notice(desk: Desk) -> NoticeDetail:
    (summary,) = notices.list_notices(desk.office)
    return notices.get_notice(desk.office, summary.id)


def issue(desk: Desk) -> DocumentsScreen:
    """Draft as clerk, approve as supervisor, issue as clerk."""
    desk.add_user(*SUPERVISOR)
    act(desk, make(desk), "送审")
    desk.sign_in(SUPERVISOR[0], OTHERS_PASSWORD)
    act(desk, documents(desk), "审核通过")
    desk.sign_in(LOGIN, PASSWORD)
    screen = documents(desk)
    act(desk, screen, "发布")
    desk.until(lambda: the_notice(desk).summary.state == NoticeState.ISSUED)
    desk.settle()
    return screen


def test_a_notice_is_made_with_the_keyboard_and_its_pages_are_shown(desk: Desk) -> None:
    keep_books(desk)
    screen = make(desk)
    label, *_ = quarters(desk.office.today())[0]
    name = str(screen.table.model().index(0, 0).data())
    assert name.endswith("财务收支公开表")
    assert name[:4] == label[:4]
    desk.until(lambda: any(line.text() == "1 / 1" for line in screen.preview.findChildren(QLabel)))
    desk.until(lambda: any(not line.pixmap().isNull() for line in screen.preview.findChildren(QLabel)))
    assert offered(screen) == {"送审", "重新取数", "撤回…"}


def test_after_a_step_the_sheet_of_the_notice_is_made_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_books(desk)
    screen = make(desk)
    preview, made = notices.preview, []
    monkeypatch.setattr(notices, "preview", lambda *asked: made.append(asked[1]) or preview(*asked))
    act(desk, screen, "重新取数")
    assert made == [screen.table.current_id()]


def test_a_notice_without_an_opening_balance_is_refused_in_the_dialog(desk: Desk) -> None:
    screen = documents(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(MakeDialog)
    desk.press(dialog.make)
    desk.until(dialog.problem.text)
    assert "期初结存" in dialog.problem.text()
    assert dialog.isEnabled()
    assert notices.list_notices(desk.office) == ()


def test_days_of_ones_own_are_read_and_refused_at_their_fields(desk: Desk) -> None:
    screen = documents(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(MakeDialog)
    assert not dialog.first.isVisible()
    desk.write(dialog.period.lineEdit(), "自定")
    desk.enter(dialog.period.lineEdit())
    assert dialog.first.isVisible()
    desk.write(dialog.first, "2026年7月1日")
    desk.write(dialog.last, "2026-6-30")
    desk.press(dialog.make)
    assert dialog.form["last"].problem.text()
    assert dialog.focusWidget() is dialog.last
    desk.write(dialog.last, "七月底")
    desk.press(dialog.make)
    assert "2026-10-20" in dialog.form["last"].problem.text()


def test_a_notice_goes_from_clerk_to_supervisor_to_the_archive(desk: Desk, tmp_path: Path) -> None:
    keep_books(desk)
    screen = issue(desk)
    detail = the_notice(desk)
    assert [step.done_by for step in detail.steps] == ["王文书", "王文书", "周监督", "王文书"]
    shown = notices.preview(desk.office, detail.summary.id)
    assert shown.archived
    target = tmp_path / "公开表.pdf"
    desk.press(action(screen, "另存 PDF…"))
    desk.choose(target)
    desk.until(target.exists)
    desk.settle()
    assert target.read_bytes() == shown.pdf
    check(desk, screen, target, "一个字节都没有变")
    target.write_bytes(shown.pdf + b" ")
    check(desk, screen, target, "另存过")


def check(desk: Desk, screen: DocumentsScreen, file: Path, answer: str) -> None:
    """Choose a file to be checked and wait for the answer."""
    desk.press(screen.verify)
    dialog = desk.dialog(VerifyDialog)
    desk.press(dialog.file)
    desk.choose(file)
    desk.until(lambda: answer in dialog.answer.text())
    dialog.reject()
    desk.until(lambda: not desk.dialogs())


def test_a_notice_is_found_again_by_name_initials_short_form_or_number(desk: Desk) -> None:
    keep_books(desk)
    screen = make(desk)
    notice = the_notice(desk).summary
    for typed, found in (
        ("财务", 1),
        ("cwsz", 1),
        ("收公", 1),
        (f"财务 {notice.number[-4:]}", 1),
        ("低保", 0),
        (notice.number, 1),
    ):
        screen.search.setText(typed)
        desk.until(lambda wanted=found: screen.table.model().rowCount() == wanted)
        desk.settle()
    screen.search.setText("低保")
    desk.until(lambda: "没有找到“低保”" in texts(screen))


def test_the_drafter_is_not_offered_the_review(desk: Desk) -> None:
    keep_books(desk)
    screen = make(desk)
    act(desk, screen, "送审")
    desk.until(lambda: "送审" not in offered(screen))
    assert "审核通过" not in offered(screen)


def test_the_supervisor_sends_a_notice_back_with_a_reason(desk: Desk) -> None:
    keep_books(desk)
    desk.add_user(*SUPERVISOR)
    act(desk, make(desk), "送审")
    desk.sign_in(SUPERVISOR[0], OTHERS_PASSWORD)
    screen = documents(desk)
    assert not screen.make.isEnabled()
    act(desk, screen, "退回…")
    dialog = desk.dialog(TextDialog)
    desk.enter(dialog.edit)
    assert dialog.problem.text()
    desk.write(dialog.edit, "电费单据不全")
    desk.enter(dialog.edit)
    desk.until(lambda: the_notice(desk).summary.state == NoticeState.DRAFT)
    desk.settle()
    desk.press(screen.pages.tab("life"))
    desk.until(lambda: any("电费单据不全" in line.text() for line in screen.findChildren(QLabel)))


@pytest.mark.parametrize(
    ("summary", "told"),
    [("付王建国 999901197005010019 工资", "完整的公民身份号码"), ("补助王小宝学费", "未成年")],
    ids=["a full number", "a child's name"],
)
def test_a_leak_in_a_summary_stops_the_issue_with_a_sentence(desk: Desk, summary: str, told: str) -> None:
    child = {"name": "王小宝", "citizen_id": number(2015, 6, 1, 3), "birth_date": "2015-06-01"}
    add_household(desk.office, {"villager_group": "一组"}, child)
    keep_books(desk, summary)
    desk.add_user(*SUPERVISOR)
    act(desk, make(desk), "送审")
    desk.sign_in(SUPERVISOR[0], OTHERS_PASSWORD)
    act(desk, documents(desk), "审核通过")
    desk.sign_in(LOGIN, PASSWORD)
    screen = documents(desk)
    desk.until(lambda: "发布" in offered(screen))
    desk.press(action(screen, "发布"))
    sentence = desk.told()
    assert told in sentence
    assert "DOC-" in sentence
    assert the_notice(desk).summary.state == NoticeState.REVIEWED
    assert the_notice(desk).summary.sha256 == ""


def test_withdrawing_needs_a_reason_and_keeps_the_number(desk: Desk) -> None:
    keep_books(desk)
    screen = make(desk)
    drafted = the_notice(desk).summary.number
    act(desk, screen, "撤回…")
    dialog = desk.dialog(TextDialog)
    desk.press(dialog.yes)
    assert dialog.isVisible()
    assert dialog.problem.text() == "请填写后再继续。"
    desk.write(dialog.edit, "重复了")
    desk.press(dialog.yes)
    desk.until(lambda: the_notice(desk).summary.state == NoticeState.WITHDRAWN)
    assert the_notice(desk).summary.number == drafted
    desk.until(lambda: offered(screen) == set())


def test_a_print_goes_out_whole_and_is_written_down(desk: Desk, tmp_path: Path) -> None:
    keep_books(desk)
    screen = issue(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_P, CONTROL)
    dialog = desk.dialog(QPrintDialog)
    paper = tmp_path / "paper.pdf"
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(paper))
    dialog.accepted.emit(dialog.printer())  # what the platform's own dialog does at its print button
    dialog.reject()
    desk.until(lambda: [step for step in the_notice(desk).steps if step.kind == "print"])
    with pdfium.PdfDocument(paper) as printed:
        assert len(printed) == the_notice(desk).summary.page_count
        drawn = printed[0].render().to_pil().convert("L").getextrema()
    assert drawn[0] < 128  # there is ink on it
    with desk.office.store.reading() as connection:
        logged = connection.execute("SELECT count(*) FROM access_log WHERE kind = 'print'").fetchone()
    assert logged[0] == 1


def test_a_draft_cannot_be_printed(desk: Desk) -> None:
    keep_books(desk)
    screen = make(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_P, CONTROL)
    desk.settle()
    assert desk.dialogs() == []


def hang(desk: Desk) -> DocumentsScreen:
    """Issue the notice and hang it on two boards, with the keyboard."""
    keep_books(desk)
    save_settings(desk.office, board_place="村务公开栏，祠堂")
    screen = issue(desk)
    act(desk, screen, "登记张贴…")
    dialog = desk.dialog(PostingDialog)
    assert dialog.places.text() == "村务公开栏、祠堂"
    desk.write(dialog.places, "文化礼堂公开栏、石桥头公开栏")
    desk.qtbot.keyPress(dialog.places, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: the_notice(desk).summary.state == NoticeState.PUBLISHED)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    return screen


def texts(screen: DocumentsScreen) -> str:
    return "\n".join(line.text() for line in screen.findChildren(QLabel) if line.isVisible())


def test_sheets_are_hung_on_their_boards_and_the_days_left_are_shown(desk: Desk) -> None:
    screen = hang(desk)
    posted = postings.list_postings(desk.office, the_notice(desk).summary.id)
    assert [each.place for each in posted] == ["文化礼堂公开栏", "石桥头公开栏"]
    desk.press(screen.pages.tab("boards"))
    assert "石桥头公开栏" in texts(screen)
    assert "还要贴 7 天" in texts(screen)
    assert "2" in screen.pages.tab("boards").text()


def test_a_posting_without_a_board_or_in_the_future_is_refused_at_its_field(desk: Desk) -> None:
    keep_books(desk)
    screen = issue(desk)
    act(desk, screen, "登记张贴…")
    dialog = desk.dialog(PostingDialog)
    desk.write(dialog.places, "")
    tomorrow = (desk.office.today() + timedelta(days=1)).isoformat()
    desk.write(dialog.posted_on, tomorrow)
    desk.press(dialog.yes)
    desk.until(dialog.form["places"].problem.text)
    assert tomorrow in dialog.form["posted_on"].problem.text()
    assert dialog.isEnabled()
    assert the_notice(desk).summary.state == NoticeState.ISSUED


def test_a_sheet_taken_down_too_early_is_told_and_hangs_again(desk: Desk) -> None:
    screen = hang(desk)
    act(desk, screen, "登记取下…")
    dialog = desk.dialog(TakeDownDialog)
    desk.press(dialog.yes)
    assert "至少选一处" in dialog.form["places"].problem.text()
    first, *_ = dialog.boxes.values()
    first.setChecked(True)
    desk.press(dialog.yes)
    desk.until(lambda: "重新张贴" in desk.noted())
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.workspace.activateWindow()
    desk.until(desk.workspace.isActiveWindow)
    desk.qtbot.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert "只贴了 0 天，要重新张贴" in texts(screen)
    assert the_notice(desk).summary.state == NoticeState.PUBLISHED


def test_an_objection_goes_from_the_counter_to_its_end_on_the_screen(desk: Desk) -> None:
    screen = hang(desk)
    desk.press(screen.pages.tab("objections"))
    desk.press(action(screen, "登记异议…"))
    dialog = desk.dialog(ObjectionDialog)
    desk.press(dialog.yes)
    desk.until(dialog.form["text"].problem.text)
    desk.write(dialog.person, "赵大海")
    dialog.text.setPlainText("电费比上季度多，请说明。")
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.until(lambda: "还有 5 天" in texts(screen))
    assert "赵大海" in texts(screen)
    desk.press(action(screen, "答复…"))
    answer = desk.dialog(AnswerDialog)
    answer.answer.setPlainText("电价上调，附电费单。")
    desk.press(answer.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.until(lambda: "等提出人表态" in texts(screen))
    desk.press(action(screen, "登记是否满意…"))
    conclude = desk.dialog(ConcludeDialog)
    assert not conclude.next_step.isVisible()
    desk.write(conclude.satisfied.lineEdit(), "不满意")
    desk.enter(conclude.satisfied.lineEdit())
    desk.until(conclude.next_step.isVisible)
    desk.press(conclude.yes)
    desk.until(conclude.form["next_step"].problem.text)
    conclude.next_step.set_code("30")
    desk.press(conclude.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.until(lambda: "还有 20 天" in texts(screen))
    assert "报乡镇" in texts(screen)


def test_the_screen_says_how_far_it_is_and_why_this_user_cannot_go_on(desk: Desk) -> None:
    keep_books(desk)
    screen = make(desk)
    act(desk, screen, "送审")
    desk.until(lambda: "审核通过：由村监会来办" in texts(screen))
    assert "第 2 步" in screen.steps.accessibleDescription()


def test_a_correction_names_its_figures_beside_the_versions(desk: Desk) -> None:
    keep_books(desk)
    screen = issue(desk)
    entry = next(
        row
        for row in finance.list_entries(desk.office, *(quarters(desk.office.today())[0][1:]))
        if row.expense_cents
    )
    changed = NewEntry(entry.entry_on, "O04", "办公电费", 50_000, "记02", "王会计", "王书记")
    finance.edit_entry(desk.office, entry.id, changed)
    act(desk, screen, "更正…")
    dialog = desk.dialog(TextDialog)
    desk.write(dialog.edit, "电费金额录错")
    desk.enter(dialog.edit)
    desk.until(lambda: screen.table.model().rowCount() == 2)
    desk.settle()
    new = next(each for each in notices.list_notices(desk.office) if each.version == 2)
    assert screen.table.current_id() == new.id, "work goes on with the new version"
    desk.press(screen.pages.tab("life"))
    desk.until(lambda: "448.24 → 500.00" in texts(screen))


def test_a_wrong_entry_is_put_right_and_the_draft_asks_for_new_figures(desk: Desk) -> None:
    keep_books(desk, "付王建国 999901197005010019 工资")
    screen = make(desk)
    documents(desk).accounts.trigger()
    desk.until(lambda: isinstance(desk.workspace.current_screen(), FinanceScreen))
    desk.settle()
    finance_screen = desk.workspace.current_screen()
    assert isinstance(finance_screen, FinanceScreen)
    page = finance_screen.entries
    page.table.select_id(page.table.table_model().rows[1].id)
    desk.enter(page.table)
    assert page.summary.text().startswith("付王建国")
    desk.write(page.summary, "付零工工资")
    desk.qtbot.keyPress(page.summary, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: page.table.table_model().rows[1].summary == "付零工工资")
    documents(desk)
    desk.settle()
    assert any("重新取数" in line.text() for line in screen.findChildren(QLabel))
    act(desk, screen, "重新取数")
    act(desk, screen, "送审")
    assert the_notice(desk).summary.state == NoticeState.SUBMITTED


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-07-01", "2026-09-30", "2026年三季度"),
        ("2026-02-01", "2026-02-28", "2026年2月"),
        ("2024-01-01", "2024-12-31", "2024年"),
        ("2026-06-01", "2026-08-31", "2026-06-01 至 2026-08-31 "),
        ("2026-07-02", "2026-09-30", "2026-07-02 至 2026-09-30 "),
        ("", "", ""),
    ],
)
def test_a_period_is_called_by_its_name(first: str, last: str, words: str) -> None:
    assert period_words(first, last) == words


def test_a_missing_opening_balance_leads_to_where_it_is_entered(desk: Desk) -> None:
    screen = documents(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(MakeDialog)
    desk.press(dialog.make)
    desk.until(dialog.source.isVisible)
    desk.press(dialog.source)
    desk.until(lambda: isinstance(desk.workspace.current_screen(), FinanceScreen))
    desk.settle()
    finance_screen = desk.workspace.current_screen()
    assert isinstance(finance_screen, FinanceScreen)
    assert finance_screen.balances.isVisible()
    assert not desk.dialogs()


def test_a_sentence_that_appears_in_a_dialog_hides_none_of_its_buttons(desk: Desk) -> None:
    screen = documents(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(MakeDialog)
    desk.press(dialog.make)
    desk.until(dialog.problem.text)
    desk.until(dialog.source.isVisible)
    assert not dialog.problem.geometry().intersects(dialog.make.geometry())
    assert dialog.rect().contains(dialog.make.geometry())
