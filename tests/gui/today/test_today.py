"""The start page: each number is defined and opens its list; unfinished work is offered."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.services import drafts
from desktop.services.disclosure import notices
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from desktop.services.settings import put_setting
from tests.support.households import fill_with_households
from tests.support.workspace import open_workspace
from ui.dialogs.unfinished import UnfinishedDialog
from ui.jobs import JobRunner
from ui.screens.documents.rows_dialog import RowsDialog
from ui.screens.documents.view import DocumentsScreen
from ui.screens.duties.view import DutiesScreen
from ui.screens.register.view import RegisterScreen
from ui.screens.today.view import TodayScreen
from ui.shell.workspace import Workspace


@pytest.fixture
def workspace(qtbot: QtBot, office: Office, runner: JobRunner) -> Iterator[Workspace]:
    """The window's inside, with the keyboard."""
    shown = open_workspace(office, runner)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    yield shown
    shown.close_workspace()
    qtbot.waitUntil(lambda: not runner.is_busy)


def _today(qtbot: QtBot, workspace: Workspace) -> TodayScreen:
    workspace.open_screen("today")
    screen = workspace.current_screen()
    assert isinstance(screen, TodayScreen)
    qtbot.waitUntil(lambda: screen.cards.get("people") is not None and screen.cards["people"].isEnabled())
    return screen


def _figure(screen: TodayScreen, key: str) -> str:
    return screen.cards[key].accessibleName()


def _links(screen: TodayScreen) -> dict[str, QPushButton]:
    return {b.text(): b for b in screen.findChildren(QPushButton) if b.property("role") == "link"}


def test_an_empty_register_offers_the_import(qtbot: QtBot, office: Office, workspace: Workspace) -> None:
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "档案里还没有人" in [shown.text() for shown in screen.findChildren(QLabel)])
    assert not screen.cards["people"].isVisible()


def test_the_list_of_an_empty_register_says_so_and_blames_no_filter(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    workspace.open_screen("register")
    screen = workspace.current_screen()
    assert isinstance(screen, RegisterScreen)
    qtbot.waitUntil(
        lambda: "档案里还没有人" in [shown.text() for shown in screen.list.empty.findChildren(QLabel)]
    )


def test_figures_tell_their_definition_and_their_moment(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    fill_with_households(office)
    screen = _today(qtbot, workspace)
    assert _figure(screen, "people") == "人口 5 人"
    assert _figure(screen, "households") == "户数 3 户"
    assert _figure(screen, "party") == "党员 2 人"
    tip = screen.cards["party"].toolTip()
    assert "口径：" in tip
    assert "中共党员" in tip
    assert f"截至 {office.today().isoformat()}" in tip


def test_a_figure_opens_the_very_people_it_counts(qtbot: QtBot, office: Office, workspace: Workspace) -> None:
    fill_with_households(office)
    screen = _today(qtbot, workspace)
    screen.cards["party"].setFocus()
    qtbot.keyClick(screen.cards["party"], Qt.Key.Key_Space)
    register = workspace.current_screen()
    assert isinstance(register, RegisterScreen)
    qtbot.waitUntil(lambda: register.list.count.text() == "2 人")
    assert "中共党员" in [chip.text() for chip in register.list.chips.chips()]


def test_an_age_figure_opens_its_list_as_a_readable_chip(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    fill_with_households(office)
    screen = _today(qtbot, workspace)
    screen.cards["children"].click()
    register = workspace.current_screen()
    assert isinstance(register, RegisterScreen)
    qtbot.waitUntil(lambda: register.list.count.text() == "1 人")
    assert "年龄 0～17" in [chip.text() for chip in register.list.chips.chips()]


def test_the_task_that_is_due_today_is_named_and_opens(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    fill_with_households(office)
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "核对危房" in _links(screen))
    assert "1" in screen.event_cards["today"].accessibleName()
    _links(screen)["核对危房"].click()
    assert workspace.current_key == "events"


def test_a_draft_is_offered_and_gone_on_with_in_its_form(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    village = fill_with_households(office)
    drafts.keep_draft(office, "person.new", village.households["王海军"], {"name": "王小宝"})
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "新增人员：王小宝" in _links(screen))
    _links(screen)["新增人员：王小宝"].click()
    register = workspace.current_screen()
    assert isinstance(register, RegisterScreen)
    qtbot.waitUntil(register.form.isVisible)
    assert not register.form.banner.isVisible()
    assert register.form.form.text("name") == "王小宝"


def test_what_a_lock_kept_of_a_dialog_is_shown_until_it_is_thrown_away(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    fill_with_households(office)
    drafts.keep_dialog(office, "登记走访", {"说了什么": "屋顶漏了"})
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "登记走访" in _links(screen))
    _links(screen)["登记走访"].click()
    shown = screen.findChild(UnfinishedDialog)
    assert shown.texts == {"说了什么": "屋顶漏了"}
    shown.keep.click()
    assert drafts.list_drafts(office)
    _links(screen)["登记走访"].click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in screen.findChildren(UnfinishedDialog)))
    next(each for each in screen.findChildren(UnfinishedDialog) if each.isVisible()).drop.click()
    qtbot.waitUntil(lambda: "登记走访" not in _links(screen))
    assert drafts.list_drafts(office) == ()


def test_rows_typed_for_a_sheet_are_called_by_its_name_and_gone_on_with_in_its_grid(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    fill_with_households(office)
    values = (("subject", "旧"), ("body", "旧文"))
    request = NoticeRequest("text_notice", "2026-07-01", "2026-09-30", "2026-10-20", values=values)
    notice = notices.make_notice(office, request)
    workspace.open_record("documents", "notice", notice)
    screen = workspace.current_screen()
    assert isinstance(screen, DocumentsScreen)
    qtbot.waitUntil(lambda: _fill_button(screen) is not None)
    _fill_button(screen).click()
    _rows(qtbot, screen).inputs["subject"].setText("新的标题")
    _rows(qtbot, screen).reject()
    qtbot.waitUntil(lambda: bool(drafts.list_drafts(office)))
    today = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: any(text.startswith("填写：") for text in _links(today)))
    next(link for text, link in _links(today).items() if text.startswith("填写：")).click()
    assert workspace.current_screen() is screen
    assert _rows(qtbot, screen).inputs["subject"].text() == "新的标题"
    _rows(qtbot, screen).reject()


def _fill_button(screen: DocumentsScreen) -> QPushButton | None:
    shown = (each for each in screen.findChildren(QPushButton) if each.text() == "填写内容…")
    return next((each for each in shown if each.isVisible()), None)


def _rows(qtbot: QtBot, screen: DocumentsScreen) -> RowsDialog:
    def found() -> list[RowsDialog]:
        return [
            each for each in screen.findChildren(RowsDialog) if each.save.isEnabled() and each.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_a_missing_backup_is_said(qtbot: QtBot, office: Office, workspace: Workspace) -> None:
    fill_with_households(office)
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "还没有备份。" in [shown.text() for shown in screen.findChildren(QLabel)])


def test_what_disclosure_asks_for_opens_its_list(qtbot: QtBot, office: Office, workspace: Workspace) -> None:
    on = office.today() - timedelta(days=9)
    with office.change("edit", "test") as work:
        put_setting(work, "duties_since", on.isoformat())
        work.insert(
            "funds_entry",
            {"entry_on": on.isoformat(), "kind": "O06", "summary": "修凉亭", "expense_cents": 9_000_000},
        )
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "late" in screen.duty_cards and screen.duty_cards["late"].isEnabled())
    late = int(screen.duty_cards["late"].accessibleName().split()[1])
    assert late >= 1
    assert any("修凉亭" in text for text in _links(screen))
    qtbot.mouseClick(screen.duty_cards["late"], Qt.MouseButton.LeftButton)
    opened = workspace.current_screen()
    assert isinstance(opened, DutiesScreen)
    qtbot.waitUntil(lambda: opened.table.model().rowCount() == late)
    assert opened.tabs.tab("late").isChecked()


def test_a_sheet_whose_time_is_over_is_counted_and_shown_in_its_list(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    before = (office.today() - timedelta(days=30)).isoformat()
    with office.change("edit", "test") as work:
        common = {
            "template": "text_notice",
            "template_version": "1",
            "content": "[]",
            "cut_off_at": f"{before}T00:00:00+00:00",
            "drafted_by": "u",
            "state": "published",
            "period_from": before,
            "period_to": before,
            "query": NoticeRequest("text_notice", before, before, before).to_json(),
        }
        hangs, over = (work.insert("notice", {"title": title, **common}) for title in ("还贴着", "期满了"))
        for notice, day in ((hangs, "2999-01-01"), (over, before)):
            work.insert(
                "notice_posting",
                {
                    "notice_id": notice,
                    "place": "村口",
                    "posted_on": before,
                    "poster": "王",
                    "take_down_on": day,
                },
            )
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "take_down" in screen.duty_cards and screen.duty_cards["take_down"].isEnabled())
    assert screen.duty_cards["take_down"].accessibleName().split()[1] == "1"
    qtbot.mouseClick(screen.duty_cards["take_down"], Qt.MouseButton.LeftButton)
    opened = workspace.current_screen()
    assert isinstance(opened, DocumentsScreen)
    qtbot.waitUntil(lambda: opened.table.model().rowCount() == 1)
    assert opened.table.current_id() == over


def test_numbers_given_twice_have_a_card_that_opens_the_later_paper(
    qtbot: QtBot, office: Office, workspace: Workspace
) -> None:
    ids = []
    for moment, title in (("2026-10-20T01:00:00+00:00", "先发"), ("2026-10-21T01:00:00+00:00", "后发")):
        with office.change("notice", "另一台电脑") as work:
            values = {
                "number": "999901101201-2026-F-0001-v1",
                "template": "accounts_quarterly",
                "template_version": "1",
                "title": title,
                "state": "issued",
                "content": '{"texts": [], "fields": [], "tables": []}',
                "query": NoticeRequest(
                    "accounts_quarterly", "2026-07-01", "2026-09-30", "2026-10-20"
                ).to_json(),
                "cut_off_at": moment,
                "issued_at": moment,
                "pdf_sha256": "ab" * 32,
                "drafted_by": office.user.id,
            }
            ids.append(work.insert("notice", values))
    screen = _today(qtbot, workspace)
    qtbot.waitUntil(lambda: "shared" in screen.duty_cards)
    screen.duty_cards["shared"].click()
    documents = workspace.current_screen()
    assert isinstance(documents, DocumentsScreen)
    qtbot.waitUntil(lambda: documents.table.current_id() == ids[1])
