"""Learning and deeds on the screen with keys: published, read, taught, noted, done, counted."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop.domain.accounts import Role
from desktop.services.attachments.records import Source, add_attachment
from desktop.services.learning.content import list_items
from desktop.services.learning.deeds import DeedFilter, list_deeds
from desktop.services.learning.study import list_studied
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk
from tests.support.learning import hold_session, person_of, publish
from tests.support.party import add_branch, add_member, add_record
from tests.support.pictures import picture
from ui.screens.learning.deed_dialog import DeedDialog
from ui.screens.learning.item_dialog import ItemDialog
from ui.screens.learning.meeting_dialog import MeetingDialog
from ui.screens.learning.reader_dialog import FACTORS, ReaderDialog
from ui.screens.learning.session_dialog import SessionDialog
from ui.screens.learning.study_dialog import StudyDialog
from ui.screens.learning.view import LearningScreen
from ui.screens.register.print_dialog import PrintDialog

MP4 = b"\x00\x00\x00\x18ftypisom" + bytes(4_000)


def screen_of(desk: Desk) -> LearningScreen:
    return desk.screen("learning", LearningScreen)


def tab(desk: Desk, screen: LearningScreen, key: str) -> None:
    desk.press(screen.tabs.tab(key))
    desk.settle()


def press(desk: Desk, host, text: str) -> None:
    """Press the button of a text as soon as it is there."""
    desk.until(lambda: [each for each in host.findChildren(QPushButton) if each.text() == text])
    desk.press(next(each for each in host.findChildren(QPushButton) if each.text() == text))


def texts(host) -> str:
    return "\n".join(line.text() for line in host.findChildren(QLabel))


def members(desk: Desk, *names: str) -> list[str]:
    branch = add_branch(desk.office)
    return [person_of(desk.office, add_member(desk.office, name, branch)) for name in names]


def test_an_item_is_published_with_the_keyboard_and_read_in_large_type(desk: Desk) -> None:
    screen = screen_of(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(ItemDialog)
    dialog.required.setChecked(True)
    desk.press(dialog.save)
    desk.until(dialog.form["title"].problem.text)
    assert "主题" in dialog.form["topics"].problem.text()
    desk.write(dialog.title_edit, "防汛一课")
    dialog.body.setPlainText("# 先转移\n- 老人和孩子")
    dialog.topics.set_codes(("T07",))
    desk.write(dialog.due_on, "2026-13-45")
    desk.press(dialog.save)
    assert "2026-13-45" in dialog.form["due_on"].problem.text()
    desk.write(dialog.due_on, "")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (item,) = list_items(desk.office)
    assert (item.title, item.is_required, item.topics) == ("防汛一课", True, ("T07",))
    assert "老人和孩子" in texts(screen.items.reader)
    desk.enter(screen.items.table)
    reader = desk.dialog(ReaderDialog)
    before = reader.body.blocks[0].font().pointSizeF()
    desk.qtbot.keyClick(reader, Qt.Key.Key_Equal, CONTROL)
    assert reader.body.blocks[0].font().pointSizeF() > before
    for _ in FACTORS:
        reader.change_size(1)
    assert not reader.larger.isEnabled()
    reader.accept()


def test_pictures_are_shown_and_a_video_plays_from_a_copy_that_goes_again(desk: Desk, monkeypatch) -> None:
    item = publish(desk.office, "有图的课")
    add_attachment(desk.office, "learning_item", item, Source("图.jpg", picture(900, 600)))
    add_attachment(desk.office, "learning_item", item, Source("片.mp4", MP4))
    played = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: played.append(url.toLocalFile()) or True)
    screen = screen_of(desk)
    shown = screen.items.body.findChildren(QLabel)
    desk.until(lambda: any(line.pixmap().width() > 300 for line in shown if not line.pixmap().isNull()))
    press(desk, screen.items.reader, "播放视频：片.mp4")
    asked = desk.agree()
    assert "临时文件" in asked
    (path,) = played
    desk.until(lambda: not desk.office.vault.folder.scratch.joinpath("viewing").exists())
    assert path.endswith(".mp4")


def test_without_a_player_the_copy_is_gone_and_it_is_said(desk: Desk, monkeypatch) -> None:
    item = publish(desk.office, "有片的课")
    add_attachment(desk.office, "learning_item", item, Source("片.mp4", MP4))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    screen = screen_of(desk)
    press(desk, screen.items.reader, "播放视频：片.mp4")
    assert "播放视频的程序" in desk.told()
    assert not desk.office.vault.folder.scratch.joinpath("viewing").exists()


def test_what_came_from_the_county_offers_no_way_to_change_it(desk: Desk) -> None:
    values = {"kind": "A", "origin": "county", "body": "正文", "published_on": "2026-01-01"}
    item = add_record(desk.office, "learning_item", title="县里的课", **values)
    add_record(
        desk.office,
        "learning_attachment",
        target_table="learning_item",
        target_id=item,
        sha256="0" * 64,
        size=4_000_000,
        media_type="video/mp4",
        file_name="片.mp4",
        added_at="2026-01-01T00:00:00+00:00",
        added_by="0" * 32,
    )
    screen = screen_of(desk)
    desk.settle()
    offered = [
        each.text() for each in screen.items.reader.findChildren(QPushButton) if each.isVisibleTo(screen)
    ]
    assert "大字阅读" in offered and "下载视频：片.mp4（3.8 MB）" in offered
    assert not {"修改…", "撤下", "删除", "添加附件"} & set(offered)


def test_who_lacks_what_leads_to_a_session_and_to_making_up(desk: Desk) -> None:
    one, two = members(desk, "甲", "乙")
    item = publish(desk.office, "必学课", is_required=True, topics=("T01",))
    hold_session(desk.office, {one: "present", two: "absent"}, item)
    screen = screen_of(desk)
    tab(desk, screen, "needs")
    assert screen.needs.people.model().rowCount() == 1
    assert "要补课" in texts(screen.needs.detail)
    press(desk, screen.needs.detail, "登记已学…")
    dialog = desk.dialog(StudyDialog)
    assert dialog.chosen() == (two,)
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert screen.needs.empty.isVisibleTo(screen)
    assert {each.way for each in list_studied(desk.office, item)} == {"session", "made_up"}


def test_a_session_is_planned_in_two_presses(desk: Desk) -> None:
    members(desk, "甲", "乙")
    publish(desk.office, "必学课", is_required=True, topics=("T01",))
    screen = screen_of(desk)
    tab(desk, screen, "needs")
    desk.press(screen.needs.tabs.tab("items"))
    press(desk, screen.needs.detail, "安排集中学习…")
    dialog = desk.dialog(SessionDialog)
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    with desk.office.store.reading() as connection:
        row = connection.execute("SELECT title, state, held_on, due_count FROM meeting").fetchone()
    day = (desk.office.today() + timedelta(days=7)).isoformat()
    assert tuple(row) == ("集中学习：必学课", "planned", day, 2)


def test_an_item_is_written_to_a_meeting_that_was_held_and_taken_back(desk: Desk) -> None:
    one, two = members(desk, "甲", "乙")
    item = publish(desk.office, "防汛课")
    meeting = hold_session(desk.office, {one: "present", two: "absent"})
    screen = screen_of(desk)
    press(desk, screen.items.reader, "记到开过的会…")
    dialog = desk.dialog(MeetingDialog)
    desk.press(dialog.save)
    assert "会议" in dialog.form["meeting"].problem.text()
    dialog.meeting.set_code(meeting)
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert [each.name for each in list_studied(desk.office, item)] == ["甲"]
    press(desk, screen.items.reader, "取消关联")
    desk.settle()
    assert list_studied(desk.office, item) == ()


def test_a_session_in_the_past_is_refused_at_its_field(desk: Desk) -> None:
    members(desk, "甲")
    publish(desk.office, "必学课", is_required=True, topics=("T01",))
    screen = screen_of(desk)
    press(desk, screen.items.reader, "安排集中学习…")
    dialog = desk.dialog(SessionDialog)
    desk.write(dialog.day, "2020-01-01")
    desk.press(dialog.save)
    desk.until(dialog.form["held_on"].problem.text)
    assert "已经过去" in dialog.form["held_on"].problem.text()


def test_a_deed_takes_its_people_from_a_meeting_and_is_printed(desk: Desk) -> None:
    one, two, three = members(desk, "甲", "乙", "丙")
    meeting = hold_session(desk.office, {one: "present", two: "present", three: "absent"}, kinds='["P05"]')
    screen = screen_of(desk)
    tab(desk, screen, "deeds")
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(DeedDialog)
    desk.write(dialog.title_edit, "清理沟渠")
    dialog.kind.set_code("D04")
    desk.write(dialog.hours, "半天")
    dialog.meeting.set_code(meeting)
    dialog.meeting.code_changed.emit(meeting)
    desk.until(lambda: len(dialog.picker.targets()) == 2)
    desk.press(dialog.save)
    desk.until(dialog.form["hours"].problem.text)
    desk.write(dialog.hours, "1.5")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (deed,) = list_deeds(desk.office, DeedFilter("", "9999-12-31"))
    assert (deed.names, deed.hours_x10, deed.meeting_id) == ("甲、乙", 30, meeting)
    assert "2 人次" in screen.deeds.told.text()
    offered = screen.deeds.person
    assert [offered.itemText(place) for place in range(offered.count())] == ["全部人员", "乙", "甲"]
    desk.enter(screen.deeds.table)
    again = desk.dialog(DeedDialog)
    assert again.hours.text() == "1.5" and len(again.picker.targets()) == 2
    again.reject()
    desk.press(screen.print_deeds)
    paper = desk.dialog(PrintDialog)
    desk.until(paper.print.isEnabled)
    paper.reject()


def test_a_figure_opens_its_records_and_they_open_where_they_are_kept(desk: Desk) -> None:
    (one,) = members(desk, "甲")
    item = publish(desk.office, "课", published_on="2020-01-01")
    hold_session(desk.office, {one: "present"}, item, held_on=desk.office.today().isoformat())
    hold_session(desk.office, {one: "present"}, item, held_on="2020-05-01")
    screen = screen_of(desk)
    tab(desk, screen, "figures")
    figures = screen.figures
    figures.table.select_id("session_times")
    desk.settle()
    assert figures.records_title.text() == "集中学习人次：1 人次"
    assert figures.records.model().rowCount() == 1
    desk.press(figures.tabs.tab("cumulative"))
    desk.settle()
    assert figures.records_title.text() == "集中学习人次：2 人次"
    assert figures.records.model().rowCount() == 2
    desk.write(figures.first, "2020-99-99")
    desk.enter(figures.first)
    desk.settle()
    assert "2020-99-99" in figures.problem.text()


def test_the_figures_are_exported_as_a_workbook(desk: Desk, tmp_path) -> None:
    screen = screen_of(desk)
    tab(desk, screen, "figures")
    desk.press(screen.figures.export)
    desk.dialog(QFileDialog)
    desk.choose(tmp_path / "统计.xlsx")
    desk.until((tmp_path / "统计.xlsx").exists)
    desk.settle()
    assert "第 1 版" in desk.noted()


def test_who_may_only_read_finds_nothing_to_change(desk: Desk) -> None:
    members(desk, "甲")
    publish(desk.office, "必学课", is_required=True, topics=("T01",))
    desk.add_user("du", "读者", Role.READER)
    desk.sign_in("du", OTHERS_PASSWORD)
    screen = screen_of(desk)
    desk.settle()
    assert not screen.new_item.isEnabled() and not screen.new_deed.isEnabled()
    tab(desk, screen, "needs")
    offered = [each.text() for each in screen.needs.detail.findChildren(QPushButton)]
    assert offered == ["打开档案"]
