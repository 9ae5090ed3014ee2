"""Several sheets in one print job, other paper for one draft, and A3 on two sheets of A4."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.services.disclosure import notices
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office, User
from tests.support.desk import Desk
from ui.dialogs.sheet_printing import TilingDialog
from ui.screens.documents.batch_dialog import BatchDialog
from ui.screens.documents.make_dialog import quarters
from ui.screens.documents.paper_dialog import PaperDialog
from ui.screens.documents.view import DocumentsScreen


def as_role(office: Office, role: Role) -> Office:
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


def draft(desk: Desk, name: str = "text_notice", **changes: object) -> str:
    _, first, last = quarters(desk.office.today())[0]
    values = (("subject", "防汛值班公告"), ("body", "各组值班表张贴在公开栏。"))
    request = NoticeRequest(
        name, first.isoformat(), last.isoformat(), desk.office.today().isoformat(), values=values
    )
    return notices.make_notice(desk.office, replace(request, **changes))


def issued(desk: Desk, **changes: object) -> str:
    notice = draft(desk, **changes)
    notices.submit(desk.office, notice)
    notices.review(as_role(desk.office, Role.SUPERVISOR), notice)
    secretary = as_role(desk.office, Role.SECRETARY)
    if "decide" in notices.get_notice(secretary, notice).allowed:
        notices.decide(secretary, notice, desk.office.today())
    notices.issue(secretary, notice)
    return notice


def documents(desk: Desk) -> DocumentsScreen:
    return desk.screen("documents", DocumentsScreen)


def offers(screen: DocumentsScreen, text: str) -> list[QPushButton]:
    return [b for b in screen.findChildren(QPushButton) if b.text() == text and b.isVisible()]


def print_to(desk: Desk, path: Path) -> None:
    """Take a file for a printer in the system's print dialog."""
    dialog = desk.dialog(QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    QDialog.accept(dialog)
    desk.settle()


def sizes(path: Path) -> list[tuple[int, int]]:
    document = pdfium.PdfDocument(path)
    found = [tuple(round(each) for each in document.get_page_size(n)) for n in range(len(document))]
    document.close()
    return found


def test_the_sheets_of_a_quarter_are_printed_in_one_job_and_each_is_written_down(desk: Desk, tmp_path: Path):
    ids = [issued(desk), issued(desk, paper="A3")]
    screen = documents(desk)
    desk.press(screen.batch)
    dialog = desk.dialog(BatchDialog)
    desk.settle()
    assert set(dialog.choice().notice_ids) == set(ids)
    desk.press(dialog.print)
    desk.settle()
    desk.press(desk.dialog(TilingDialog).yes)
    print_to(desk, tmp_path / "batch.pdf")
    desk.until(
        lambda: all("print" in [s.kind for s in notices.get_notice(desk.office, i).steps] for i in ids)
    )
    assert sizes(tmp_path / "batch.pdf") == [(595, 842), (595, 842), (842, 1191)]


def test_nothing_ticked_nothing_to_print(desk: Desk):
    issued(desk)
    desk.press(documents(desk).batch)
    dialog = desk.dialog(BatchDialog)
    desk.settle()
    item = dialog.list.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, item.checkState(0).Unchecked)
    assert not dialog.print.isEnabled()
    assert not dialog.export.isEnabled()


def test_a_batch_is_saved_as_one_file(desk: Desk, tmp_path: Path):
    issued(desk)
    issued(desk)
    desk.press(documents(desk).batch)
    dialog = desk.dialog(BatchDialog)
    desk.settle()
    dialog.double_sided.setChecked(True)
    desk.press(dialog.export)
    desk.choose(tmp_path / "一批.pdf")
    desk.settle()
    desk.until((tmp_path / "一批.pdf").exists)
    assert len(sizes(tmp_path / "一批.pdf")) == 5  # list, white back, sheet, white back, sheet


@pytest.mark.parametrize(("turn", "sheet"), [("upright", (842, 595)), ("across", (595, 842))])
def test_a3_goes_on_two_sheets_of_a4(desk: Desk, tmp_path: Path, turn: str, sheet: tuple[int, int]):
    issued(desk, paper="A3", turn=turn)
    screen = documents(desk)
    desk.until(screen.table.current_id)
    desk.settle()
    desk.until(lambda: offers(screen, "打印…"))
    desk.press(offers(screen, "打印…")[0])
    question = desk.dialog(TilingDialog)
    question.tiled.setChecked(True)
    desk.press(question.yes)
    path = tmp_path / "tiles.pdf"
    print_to(desk, path)
    desk.until(lambda: path.exists() and path.stat().st_size > 1000)
    desk.settle()
    assert sizes(path) == [sheet, sheet]
    document = pdfium.PdfDocument(path)
    for page in document:
        grey = page.render(scale=0.5).to_pil().convert("L")
        assert grey.getextrema()[0] < 128, "print on both sheets"
    document.close()


def test_a_draft_is_put_on_red_a3_and_an_issued_one_is_not_asked(desk: Desk):
    notice = draft(desk)
    screen = documents(desk)
    desk.until(lambda: offers(screen, "纸张…"))
    before = notices.get_notice(desk.office, notice).summary.check_code
    desk.press(offers(screen, "纸张…")[0])
    dialog = desk.dialog(PaperDialog)
    dialog.paper.setCurrentIndex(dialog.paper.findData("A3"))
    dialog.red.setChecked(True)
    desk.press(dialog.yes)
    desk.settle()
    detail = notices.get_notice(desk.office, notice)
    assert (detail.request.paper, detail.request.red) == ("A3", True)
    assert detail.summary.check_code == before
    notices.submit(desk.office, notice)
    screen.refresh()
    desk.settle()
    desk.until(lambda: not offers(screen, "纸张…"))
