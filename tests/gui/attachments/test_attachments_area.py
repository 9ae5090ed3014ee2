"""Attachments on the card, the task and the meeting: added, looked at, taken away and fetched."""

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QToolButton
from reportlab.pdfgen.canvas import Canvas

from desktop.services.attachments.originals import read_original
from desktop.services.attachments.records import Source, add_attachment, list_attachments
from desktop.services.events import NewEvent, add_event
from desktop.services.meetings import NewMeeting, add_meeting
from desktop.services.sync.running import enrol, sync_now
from tests.support.desk import LONG_MS, Desk, add_family
from tests.support.exchange import enrolled_office, in_step
from tests.support.pictures import picture
from tests.support.small_county import SmallCounty
from ui.screens.attachments.area import AttachmentArea
from ui.screens.attachments.caption_dialog import CaptionDialog
from ui.screens.attachments.dialog import AttachmentsDialog
from ui.screens.attachments.tile import AttachmentTile
from ui.screens.attachments.viewer import AttachmentViewer
from ui.screens.documents.make_dialog import quarters
from ui.screens.documents.meetings_dialog import MeetingsDialog
from ui.screens.documents.view import DocumentsScreen
from ui.screens.events.view import EventsScreen
from ui.screens.register.view import RegisterScreen
from ui.shell.problem_dialog import ProblemDialog


def area_of_person(desk: Desk, person: str) -> AttachmentArea:
    """The area on the card of a person."""
    screen = desk.screen("register", RegisterScreen)
    screen.show_record("person", person)
    desk.until(lambda: screen.card.panel.findChild(AttachmentArea) is not None)
    desk.settle()
    area = screen.card.panel.findChild(AttachmentArea)
    assert isinstance(area, AttachmentArea)
    return area


def entry(tile: AttachmentTile, words: str):
    return next(action for action in tile.menu.actions() if action.text() == words)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "老屋.jpg"
    path.write_bytes(picture(1_200, 900))
    return path


def drop(area: AttachmentArea, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    area.dropEvent(event)


def test_a_picture_is_chosen_shown_in_the_programs_own_window_and_named(desk: Desk, photo: Path) -> None:
    person = add_family(desk.office)["王建国"]
    area = area_of_person(desk, person)
    assert "还没有附件" in area.note.text()
    desk.press(area.add)
    desk.choose(photo)
    desk.until(lambda: area.tiles)
    assert desk.noted() == "已添加 1 个附件"
    desk.press(area.tiles[0].picture)
    viewer = desk.dialog(AttachmentViewer)
    desk.until(lambda: not viewer.paper.pixmap().isNull())
    viewer.accept()
    entry(area.tiles[0], "说明…").trigger()
    dialog = desk.dialog(CaptionDialog)
    desk.write(dialog.caption, "翻修以前")
    desk.enter(dialog.caption)
    desk.until(lambda: area.tiles and area.tiles[0].item.caption == "翻修以前")


def test_a_pdf_is_shown_page_by_page_and_a_broken_one_is_told(desk: Desk) -> None:
    person = add_family(desk.office)["王建国"]
    out = BytesIO()
    paper = Canvas(out)
    for _ in range(2):
        paper.drawString(100, 700, "contract")
        paper.showPage()
    paper.save()
    add_attachment(desk.office, "person", person, Source("合同.pdf", out.getvalue()))
    add_attachment(desk.office, "person", person, Source("坏.pdf", b"%PDF-1.7 broken"))
    area = area_of_person(desk, person)
    desk.until(lambda: len(area.tiles) == 2)
    desk.press(area.tiles[0].picture)
    viewer = desk.dialog(AttachmentViewer)
    desk.until(lambda: viewer.pages.isVisible() and viewer.pages._pages == 2)
    viewer.pages.show_page(1)
    desk.settle()
    viewer.accept()
    desk.until(lambda: not desk.dialogs())
    desk.press(area.tiles[1].picture)
    broken = desk.dialog(AttachmentViewer)
    desk.until(lambda: [box for box in desk.dialogs() if isinstance(box, ProblemDialog)])
    box = desk.dialog(ProblemDialog)
    assert "PDF 打不开" in box.text
    box.accept()
    broken.accept()


def test_files_are_dropped_and_what_can_not_be_taken_is_told(desk: Desk, photo: Path, tmp_path: Path) -> None:
    person = add_family(desk.office)["王建国"]
    area = area_of_person(desk, person)
    program = tmp_path / "程序.exe"
    program.write_bytes(b"MZ" + bytes(99))
    drop(area, photo, program)
    assert "不是能收的附件" in desk.told()
    desk.until(lambda: len(area.tiles) == 1)
    assert area.add.isEnabled()


def test_a_picture_is_pasted(desk: Desk) -> None:
    area = area_of_person(desk, add_family(desk.office)["王建国"])
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    area._paste()
    desk.until(lambda: len(area.tiles) == 1)
    assert area.tiles[0].item.is_picture


def test_a_removal_is_taken_back_from_the_note(desk: Desk, photo: Path) -> None:
    person = add_family(desk.office)["王建国"]
    add_attachment(desk.office, "person", person, Source("老屋.jpg", photo.read_bytes()))
    area = area_of_person(desk, person)
    desk.until(lambda: area.tiles)
    entry(area.tiles[0], "移除").trigger()
    desk.until(lambda: not area.tiles)
    assert desk.noted() == "已移除附件"
    undo = next(b for b in desk.workspace.toast.findChildren(QToolButton) if b.text() == "撤销")
    undo.click()
    desk.until(lambda: len(list_attachments(desk.office, "person", person)) == 1)
    desk.settle()


def test_a_copy_is_saved_where_the_user_says(desk: Desk, photo: Path, tmp_path: Path) -> None:
    person = add_family(desk.office)["王建国"]
    made = add_attachment(desk.office, "person", person, Source("老屋.jpg", photo.read_bytes()))
    area = area_of_person(desk, person)
    desk.until(lambda: area.tiles)
    entry(area.tiles[0], "保存副本…").trigger()
    desk.choose(tmp_path / "副本.jpg")
    desk.until((tmp_path / "副本.jpg").exists)
    desk.settle()
    assert (tmp_path / "副本.jpg").read_bytes() == read_original(desk.office, made)


def test_household_task_and_meeting_have_their_own(desk: Desk, photo: Path) -> None:
    family = add_family(desk.office)
    data = Source("现场.jpg", photo.read_bytes())
    add_attachment(desk.office, "household", family["household"], data)
    screen = desk.screen("register", RegisterScreen)
    screen.show_record("household", family["household"])
    desk.until(lambda: "附件 1" in [screen.card.tabs.tabText(n) for n in range(screen.card.tabs.count())])
    task = add_event(desk.office, NewEvent("修路"))
    add_attachment(desk.office, "event", task, data)
    log = desk.screen("events", EventsScreen)
    desk.until(lambda: [a for a in log.detail.findChildren(AttachmentArea) if len(a.tiles) == 1])
    day = quarters(desk.office.today())[0][1].isoformat()
    meeting = add_meeting(desk.office, NewMeeting(("P01",), day, "学习", 5, 5))
    add_attachment(desk.office, "meeting", meeting, data)
    documents = desk.screen("documents", DocumentsScreen)
    dialog = MeetingsDialog(desk.office, desk.runner, desk.workspace, documents)
    dialog.open()
    desk.settle()
    dialog.table.select_id(meeting)
    dialog._on_activated(meeting)
    desk.press(dialog.attachments)
    shown = desk.dialog(AttachmentsDialog)
    desk.until(lambda: len(shown.area.tiles) == 1)
    shown.accept()
    dialog.accept()


def test_an_original_of_the_other_pc_is_fetched_at_a_click(
    desk: Desk, county: SmallCounty, photo: Path, tmp_path: Path
) -> None:
    county.ruling = {"S": True}
    enrol(desk.office, county.url, county.new_code())
    other = enrolled_office(tmp_path / "other", county)
    person = add_family(other)["王建国"]
    made = add_attachment(other, "person", person, Source("老屋.jpg", photo.read_bytes()))
    in_step(other, desk.office)
    area = area_of_person(desk, person)
    desk.until(lambda: area.tiles)
    assert not area.tiles[0].item.is_here
    assert not area.tiles[0].picture.icon().isNull()
    county.blobs.room = 0
    fetch = next(b for b in area.tiles[0].findChildren(QPushButton) if b.text() == "下载原件")
    desk.press(fetch)
    desk.qtbot.waitUntil(lambda: bool(area.tiles) and area.tiles[0].item.is_here, timeout=LONG_MS)
    assert read_original(desk.office, made) == read_original(other, made)
    other.close()


def test_a_wish_for_an_original_is_given_up(
    desk: Desk, county: SmallCounty, photo: Path, tmp_path: Path
) -> None:
    county.ruling = {"S": True}
    enrol(desk.office, county.url, county.new_code())
    other = enrolled_office(tmp_path / "other", county)
    person = add_family(other)["王建国"]
    add_attachment(other, "person", person, Source("老屋.jpg", photo.read_bytes()))
    in_step(other, desk.office)
    county.blobs.whole.clear()
    area = area_of_person(desk, person)
    desk.until(lambda: area.tiles)
    fetch = next(b for b in area.tiles[0].findChildren(QPushButton) if b.text() == "下载原件")
    desk.press(fetch)
    desk.until(lambda: area.tiles and area.tiles[0].item.trouble == "SYN-221")
    stop = next(b for b in area.tiles[0].findChildren(QPushButton) if b.text() == "取消")
    desk.press(stop)
    desk.until(lambda: area.tiles and not area.tiles[0].item.is_wanted)
    other.close()
    sync_now(desk.office)
