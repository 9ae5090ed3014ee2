"""The party's organisation worked with keyboard and mouse, over a real office."""

from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from desktop.domain.accounts import Role
from desktop.services.disclosure import notices
from desktop.services.party import development, dues, floating, members
from desktop.services.party.development import Step
from desktop.services.property.records import list_records, save_record
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk
from tests.support.party import add_branch, add_member, add_record
from ui.screens.documents.view import DocumentsScreen
from ui.screens.party.branches_page import BranchesPage
from ui.screens.party.collect_dialog import CollectDialog
from ui.screens.party.conduct_dialog import ConductDialog
from ui.screens.party.development_page import DevelopmentPage
from ui.screens.party.differences_dialog import DifferencesDialog
from ui.screens.party.dues_page import DuesPage
from ui.screens.party.floating_page import ContactDialog, FloatingPage
from ui.screens.party.members_page import MembersPage
from ui.screens.party.national_dialog import NationalDialog
from ui.screens.party.view import PartyScreen
from ui.screens.property.record_dialog import RecordDialog
from ui.screens.register.view import RegisterScreen
from ui.screens.today.view import TodayScreen
from ui.widgets.code_combo import CodeCombo
from ui.widgets.filter_terms import FilterSet, FilterTerm
from ui.widgets.reference_edit import ReferenceEdit


def party(desk: Desk) -> PartyScreen:
    screen = desk.screen("party", PartyScreen)
    desk.settle()
    return screen


P = TypeVar("P", bound=QWidget)


def page(desk: Desk, screen: PartyScreen, key: str, kind: type[P]) -> P:
    desk.press(screen.tabs.tab(key))
    desk.settle()
    assert isinstance(screen.page, kind)
    return screen.page


def names(found: MembersPage) -> list[str]:
    model = found.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def pressed(widget: QWidget, text: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if each.text() == text)


def tool(widget: QWidget, name: str) -> QToolButton:
    return next(each for each in widget.findChildren(QToolButton) if each.toolTip() == name)


def line(dialog: RecordDialog, key: str) -> QLineEdit:
    made = dialog.inputs[key]
    assert isinstance(made, QLineEdit)
    return made


def test_whom_the_register_calls_members_come_in_at_once_and_one_more_with_the_keyboard(desk: Desk) -> None:
    add_branch(desk.office)
    add_record(desk.office, "person", name="王一", name_key="wangyi", sex="1", political_status="01")
    add_record(desk.office, "person", name="李二", name_key="lier", sex="2", political_status="13")
    screen = party(desk)
    assert isinstance(screen.page, MembersPage)
    desk.press(screen.page.settle)
    desk.press(desk.dialog(DifferencesDialog).yes)
    desk.until(lambda: names(screen.page) == ["王一"] and not desk.dialogs())
    desk.settle()
    desk.press(screen.page.new)
    dialog = desk.dialog(RecordDialog)
    person = dialog.inputs["person_id"]
    assert isinstance(person, ReferenceEdit)
    desk.until(person.hasFocus)
    desk.write(person, "李二")
    desk.until(person.hits.isVisible)
    desk.enter(person)
    status = dialog.inputs["status"]
    assert isinstance(status, CodeCombo)
    status.set_code("2")
    desk.write(line(dialog, "joined_on"), "2026年3月5日")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: sorted(names(screen.page)) == ["李二", "王一"])
    found = {each.name: each for each in members.list_members(desk.office)}
    assert (found["李二"].status, found["李二"].register_differs) == ("预备党员", False)


def test_members_are_found_narrowed_and_shown_with_everything_of_theirs(desk: Desk) -> None:
    branch = add_branch(desk.office)
    one = add_member(desk.office, "王一", branch)
    add_member(desk.office, "李二", branch)
    add_record(desk.office, "party_post", member_id=one, branch_id=branch, post="10")
    screen = party(desk)
    assert isinstance(screen.page, MembersPage)
    shown = screen.page
    assert sorted(names(shown)) == ["李二", "王一"]
    shown.narrow(FilterSet((FilterTerm("marks", "without_post", "无职党员"),)))
    assert names(shown) == ["李二"]
    shown.narrow(FilterSet())
    desk.write(shown.search, "王一")
    desk.until(lambda: names(shown) == ["王一"])
    desk.until(lambda: "支部书记" in " ".join(texts(shown.panel)))
    desk.press(tool(shown.panel, "登记表彰"))
    dialog = desk.dialog(RecordDialog)
    member = dialog.inputs["member_id"]
    assert isinstance(member, ReferenceEdit) and member.text() == "王一"
    desk.write(line(dialog, "title"), "优秀共产党员")
    desk.write(line(dialog, "given_on"), "2026-7-1")
    desk.press(dialog.save)
    desk.until(lambda: "优秀共产党员" in " ".join(texts(shown.panel)))
    desk.press(pressed(shown.panel, "民情档案"))
    register = desk.screen("register", RegisterScreen)
    desk.until(lambda: any(each.text() == "党员卡片" for each in register.findChildren(QPushButton)))
    desk.press(pressed(register, "党员卡片"))
    desk.until(lambda: "王一" in texts(screen.page))


def test_a_branch_with_its_group_term_and_posts_is_entered_on_one_page(desk: Desk) -> None:
    screen = party(desk)
    shown = page(desk, screen, "branches", BranchesPage)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(RecordDialog)
    desk.write(line(dialog, "name"), "中共上坪村支部委员会")
    kind = dialog.inputs["kind"]
    assert isinstance(kind, CodeCombo)
    kind.set_code("631")
    desk.write(line(dialog, "theme_day"), "农历初八")
    desk.press(dialog.save)
    desk.until(lambda: "中共上坪村支部委员会" in texts(shown))
    assert "党支部　主题党日：农历初八" in texts(shown)
    desk.press(tool(shown, "登记党小组"))
    dialog = desk.dialog(RecordDialog)
    desk.write(line(dialog, "name"), "第一党小组")
    desk.press(dialog.save)
    desk.until(lambda: "第一党小组" in texts(shown))
    desk.press(tool(shown, "登记新一届任期"))
    dialog = desk.dialog(RecordDialog)
    desk.write(line(dialog, "from_date"), (desk.office.today() - timedelta(days=4 * 365)).isoformat())
    desk.press(dialog.save)
    desk.until(lambda: any(" 至 " in text for text in texts(shown)))


def test_the_board_of_development_takes_steps_and_drafts_the_notice(desk: Desk) -> None:
    today = desk.office.today()
    person = add_record(desk.office, "person", name="陈一", sex="1", birth_date="1998-02-01")
    days = [(today - timedelta(days=ago)).isoformat() for ago in (900, 800, 400)]
    member = add_record(
        desk.office,
        "party_member",
        person_id=person,
        branch_id=add_branch(desk.office),
        stage="3",
        applied_on=days[0],
        activist_on=days[1],
        candidate_on=days[2],
    )
    reviewed = {"member_id": member, "step": "21", "done_on": days[2], "text": "踏实肯干"}
    add_record(desk.office, development.STEP, **reviewed)
    screen = party(desk)
    shown = page(desk, screen, "development", DevelopmentPage)
    assert list(shown.people) == [member]
    shown.enter(member, Step.POLITICAL_REVIEW)
    dialog = desk.dialog(RecordDialog)
    desk.write(line(dialog, "text"), "没有问题")
    desk.press(dialog.save)
    desk.until(lambda: len(list_records(desk.office, development.STEP)) == 2)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.press(pressed(shown.way, "起草公示"))
    conduct = desk.dialog(ConductDialog)
    assert conduct.text.toPlainText() == "踏实肯干"
    conduct.text.setPlainText("踏实肯干，群众信得过")
    desk.press(conduct.save)
    desk.until(lambda: notices.list_notices(desk.office))
    desk.settle()
    desk.screen("documents", DocumentsScreen)
    (notice,) = notices.list_notices(desk.office)
    assert notice.item_code == "D07"
    (candidate,) = development.list_candidates(desk.office)
    assert [step.step for step in candidate.steps if step.notice_id] == [Step.NOTICE]


def test_dues_of_everybody_who_owes_are_collected_in_one_go(desk: Desk) -> None:
    today = desk.office.today()
    branch = add_branch(desk.office)
    one = add_member(desk.office, "王一", branch, fee_basis="1", fee_cents=100)
    two = add_member(desk.office, "李二", branch, fee_basis="1", fee_cents=50)
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1) - timedelta(days=1)
    for member in (one, two):
        month = f"{first:%Y-%m}" if member == one else f"{last:%Y-%m}"
        add_record(
            desk.office,
            "party_fee",
            member_id=member,
            first_month=month,
            last_month=month,
            amount_cents=100,
            paid_on=first.isoformat(),
        )
    screen = party(desk)
    shown = page(desk, screen, "dues", DuesPage)
    desk.press(shown.owing)
    dialog = desk.dialog(CollectDialog)
    assert {key: each.text() for key, each in dialog.amounts.items()}[one] == "2.00"
    desk.write(dialog.amounts[one], "不知道")
    desk.press(dialog.save)
    assert dialog.wrong.isVisible()
    desk.write(dialog.amounts[one], "2")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    year = dues.read_year(desk.office, today.year)
    assert next(each for each in year.lines if each.member_id == one).open == ()
    assert "共" in desk.noted()


def test_who_is_away_is_called_from_the_list_and_the_reminder_goes(desk: Desk) -> None:
    member = add_member(desk.office, "王一", add_branch(desk.office))
    left = (desk.office.today() - timedelta(days=100)).isoformat()
    add_record(desk.office, "party_float", member_id=member, kind="1", left_on=left, place="杭州")
    today = desk.screen("today", TodayScreen)
    desk.until(lambda: any("王一" in each.text() for each in today.findChildren(QPushButton)))
    link = next(each for each in today.findChildren(QPushButton) if "王一" in each.text())
    desk.press(link)
    desk.settle()
    screen = desk.screen("party", PartyScreen)
    assert isinstance(screen.page, FloatingPage)
    desk.press(screen.page.call)
    dialog = desk.dialog(ContactDialog)
    desk.write(dialog.text, "一切都好")
    desk.enter(dialog.text)
    desk.until(lambda: list_records(desk.office, floating.CONTACT))
    desk.settle()
    (shown,) = floating.list_floats(desk.office)
    assert shown.contact is not None and shown.contact.state == "ok"


def test_a_click_copies_a_field_for_the_national_system_and_goes_on(desk: Desk) -> None:
    add_member(desk.office, "王一", add_branch(desk.office))
    screen = party(desk)
    assert isinstance(screen.page, MembersPage)
    desk.press(screen.page.national)
    dialog = desk.dialog(NationalDialog)
    desk.press(dialog.copy)
    assert QGuiApplication.clipboard().text() == "王一"
    assert dialog.fields.currentItem().text().startswith("性别")
    dialog.copy_current()
    assert QGuiApplication.clipboard().text() == "男"


def test_letters_stand_under_their_states(desk: Desk) -> None:
    member = add_member(desk.office, "王一", add_branch(desk.office))
    texts_typed = {"direction": "out", "to_organisation": "某局党委", "member_id": member}
    save_record(desk.office, "party_transfer", texts_typed)
    screen = party(desk)
    desk.press(screen.tabs.tab("transfers"))
    desk.settle()
    assert any(each.text() == "打印介绍信" for each in screen.page.findChildren(QPushButton))


def test_measures_of_discipline_are_no_page_for_every_reader(desk: Desk) -> None:
    add_member(desk.office, "王一", add_branch(desk.office))
    desk.add_user("zhidu", "周只读", Role.READER)
    desk.sign_in("zhidu", OTHERS_PASSWORD)
    screen = party(desk)
    titles = [each.text() for each in screen.tabs.findChildren(QPushButton)]
    assert "表彰" in titles and "处分" not in titles
    assert isinstance(screen.page, MembersPage)
    assert not screen.page.new.isEnabled()
    screen.show_record("party_discipline", "x")
    assert isinstance(screen.page, MembersPage)
