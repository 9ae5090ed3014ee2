"""A matter worked on the screen with keys: opened, stepped, its gap mended, its notice drafted."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.accounts import Role
from desktop.domain.matter_step import MEETING_KINDS, VOTED, MatterStep
from desktop.domain.quorum import Vote
from desktop.services import finance, matter_steps, matters, meetings
from desktop.services.disclosure import notices
from desktop.services.finance import NewEntry
from desktop.services.matter_steps import NewStep
from desktop.services.matters import NewMatter
from desktop.services.meetings import NewMeeting
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk
from tests.support.households import fill_with_households
from ui.screens.documents.meetings_dialog import MeetingsDialog
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.documents.view import DocumentsScreen
from ui.screens.matters.matter_dialog import MatterDialog
from ui.screens.matters.step_dialog import NEW, DayTextDialog, StepDialog
from ui.screens.matters.unlinked_dialog import UnlinkedDialog
from ui.screens.matters.view import MattersScreen
from ui.screens.matters.votes_dialog import VotesDialog
from ui.screens.register.print_dialog import PrintDialog

STEPS = tuple(MatterStep)


def screen_of(desk: Desk) -> MattersScreen:
    return desk.screen("matters", MattersScreen)


def day(desk: Desk, back: int) -> str:
    return (desk.office.today() - timedelta(days=back)).isoformat()


def meeting(desk: Desk, step: MatterStep, back: int) -> NewMeeting:
    return NewMeeting(
        (MEETING_KINDS[step][0],),
        day(desk, back),
        "道路硬化",
        30,
        24,
        absent_count=6,
        place="文化礼堂",
        chair="郑志强",
    )


def add(desk: Desk, *steps: MatterStep) -> str:
    """A matter with some steps, the last one a day ago."""
    matter = matters.add_matter(
        desk.office, NewMatter("上坪组道路硬化", "public_works", day(desk, 20), 18_600_000)
    )
    for back, step in zip(range(len(steps), 0, -1), steps, strict=True):
        vote = Vote(21, 2, 1) if step in VOTED else None
        matter_steps.record_step(
            desk.office, matter, step, NewStep(meeting=meeting(desk, step, back), vote=vote)
        )
    return matter


def texts(screen: MattersScreen) -> str:
    return "\n".join(line.text() for line in screen.detail.findChildren(QLabel))


def offered(screen: MattersScreen) -> list[str]:
    return [each.text() for each in screen.detail.findChildren(QPushButton)]


def press(desk: Desk, screen: MattersScreen, text: str) -> None:
    desk.until(lambda: text in offered(screen))
    found = [each for each in screen.detail.findChildren(QPushButton) if each.text() == text]
    desk.press(found[0])


def test_a_matter_is_opened_with_the_keyboard_and_told_that_it_takes_six_steps(desk: Desk) -> None:
    screen = screen_of(desk)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(MatterDialog)
    desk.write(dialog.title_edit, "上坪组道路硬化")
    dialog.kind.set_code("spending")
    desk.write(dialog.amount, "1.2万")
    assert "可以不走" in dialog.rule.text()
    desk.write(dialog.amount, "18.6万")
    assert "走完" in dialog.rule.text()
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (matter,) = matters.list_matters(desk.office)
    assert (matter.title, matter.amount_cents) == ("上坪组道路硬化", 18_600_000)
    assert screen.table.model().rowCount() == 1
    assert "◎○○○○○" in str(screen.table.model().index(0, 1).data())


def test_what_is_wrong_with_a_matter_stands_at_its_field(desk: Desk) -> None:
    screen = screen_of(desk)
    desk.press(screen.new)
    dialog = desk.dialog(MatterDialog)
    desk.write(dialog.amount, "很多")
    desk.write(dialog.opened_on, "某天")
    desk.press(dialog.save)
    assert "很多" in dialog.form["amount"].problem.text()
    assert dialog.form["opened_on"].problem.text()
    desk.write(dialog.amount, "")
    desk.write(dialog.opened_on, day(desk, 0))
    dialog.kind.set_code("other")
    desk.press(dialog.save)
    desk.until(dialog.form["title"].problem.text)
    assert dialog.isEnabled()
    assert matters.list_matters(desk.office) == ()


def test_a_step_says_beforehand_how_many_are_needed_and_is_stored(desk: Desk) -> None:
    add(desk, *STEPS[:3])
    screen = screen_of(desk)
    press(desk, screen, "登记…")
    dialog = desk.dialog(StepDialog)
    assert dialog.meeting.code() == NEW
    desk.write(dialog.held_on, day(desk, 0))
    desk.write(dialog.due, "30")
    assert "至少到 20 人" in dialog.rule.text()
    desk.write(dialog.present, "19")
    assert "不到 20 人" in dialog.rule.text()
    assert dialog.rule.property("tone") == "overdue"
    desk.write(dialog.agreed, "19")
    desk.press(dialog.save)
    desk.until(dialog.form["present_count"].problem.text)
    desk.write(dialog.present, "24")
    desk.write(dialog.agreed, "21")
    desk.write(dialog.against, "2")
    desk.write(dialog.abstained, "1")
    assert dialog.rule.property("tone") == "ok"
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: "起草公告" in offered(screen))
    assert texts(screen).count("同意 21 票，反对 2 票，弃权 1 票") == 2


def test_a_step_takes_a_meeting_on_record(desk: Desk) -> None:
    matter = add(desk)
    held = meetings.add_meeting(desk.office, meeting(desk, MatterStep.PROPOSAL, 1))
    screen = screen_of(desk)
    press(desk, screen, "登记…")
    dialog = desk.dialog(StepDialog)
    dialog.meeting.set_code(held)
    dialog.meeting.code_changed.emit(held)
    assert dialog.held_on.isReadOnly()
    assert (dialog.due.text(), dialog.present.text()) == ("30", "24")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    found = matters.get_matter(desk.office, matter).step(MatterStep.PROPOSAL).meeting
    assert found is not None
    assert found.id == held


def test_the_households_are_asked_for_only_by_an_assembly(desk: Desk) -> None:
    add(desk, *STEPS[:3])
    screen = screen_of(desk)
    press(desk, screen, "登记…")
    dialog = desk.dialog(StepDialog)
    assert not dialog.households_due.isVisible()
    dialog.kind.set_code("V01")
    dialog.kind.code_changed.emit("V01")
    assert dialog.households_due.isVisible()


def test_a_gap_is_red_with_its_reason_and_the_button_that_mends_it(desk: Desk) -> None:
    add(desk, MatterStep.PROPOSAL, MatterStep.CONSULTATION, MatterStep.DECISION)
    screen = screen_of(desk)
    desk.until(lambda: "还没有登记“党员大会审议”" in texts(screen))
    assert "缺 1 步" in str(screen.table.model().index(0, 1).data())
    assert screen.tabs.tab("gaps").text().endswith("1")
    desk.press(screen.tabs.tab("gaps"))
    desk.settle()
    press(desk, screen, "登记…")
    dialog = desk.dialog(StepDialog)
    assert "党员大会审议" in dialog.windowTitle()


def test_the_notice_of_a_decision_is_drafted_and_shown(desk: Desk) -> None:
    matter = add(desk, *STEPS[:4])
    screen = screen_of(desk)
    press(desk, screen, "起草公告")
    desk.until(lambda: isinstance(desk.workspace.current_screen(), DocumentsScreen))
    desk.settle()
    (notice,) = notices.list_notices(desk.office)
    assert notices.get_notice(desk.office, notice.id).request.record_id == matter
    assert "决定公告" in notice.title
    screen = screen_of(desk)
    desk.until(lambda: "看公告" in offered(screen))


def test_an_older_disclosure_is_proven_by_a_remark(desk: Desk) -> None:
    add(desk, *STEPS[:4])
    screen = screen_of(desk)
    press(desk, screen, "以前已贴过…")
    dialog = desk.dialog(DayTextDialog)
    desk.press(dialog.save)
    desk.until(dialog.form["text"].problem.text)
    desk.write(dialog.text, "贴在文化礼堂")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: "贴在文化礼堂" in texts(screen))
    press(desk, screen, "登记实施结果…")
    dialog = desk.dialog(DayTextDialog)
    desk.write(dialog.text, "620 米全部硬化")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: "620 米全部硬化" in texts(screen))


def test_a_step_is_taken_back_after_a_question_and_a_matter_dropped_with_a_reason(desk: Desk) -> None:
    matter = add(desk, MatterStep.PROPOSAL)
    screen = screen_of(desk)
    press(desk, screen, "撤销登记")
    assert "撤销“党支部提议”的登记？" in desk.agree()
    desk.until(lambda: matters.get_matter(desk.office, matter).summary.done == 0)
    desk.settle()
    press(desk, screen, "不办了…")
    dialog = desk.dialog(TextDialog)
    desk.write(dialog.edit, "资金没有落实")
    desk.enter(dialog.edit)
    desk.settle()
    desk.until(lambda: screen.tabs.tab("dropped").text().endswith("1"))
    desk.press(screen.tabs.tab("dropped"))
    desk.settle()
    desk.until(lambda: "资金没有落实" in texts(screen))
    assert "登记…" not in offered(screen)


def test_both_papers_are_shown_before_they_are_printed(desk: Desk) -> None:
    add(desk, *STEPS[:4])
    screen = screen_of(desk)
    for text in ("六步一览…", "进度公示…"):
        press(desk, screen, text)
        dialog = desk.dialog(PrintDialog)
        desk.until(dialog.print.isEnabled)
        assert not dialog.full.isVisible()
        dialog.reject()
        desk.until(lambda: not desk.dialogs())


def test_large_spending_gets_its_matter(desk: Desk) -> None:
    first = desk.office.today().replace(month=1, day=1)
    entry = NewEntry(first.isoformat(), "O04", "购垃圾清运车", 6_800_000, "记01", "王会计", "王书记")
    finance.add_entries(desk.office, (entry,))
    screen = screen_of(desk)
    desk.press(screen.unlinked)
    dialog = desk.dialog(UnlinkedDialog)
    desk.press(dialog.new)
    form = desk.dialog(MatterDialog)
    assert (form.title_edit.text(), form.kind.code()) == ("购垃圾清运车", "spending")
    desk.press(form.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: "购垃圾清运车" in texts(screen) and "取消关联" in offered(screen))
    assert matters.list_unlinked(desk.office, date.min.isoformat()) == ()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.READER])
def test_those_who_may_only_read_are_offered_no_steps(desk: Desk, role: Role) -> None:
    add(desk, MatterStep.PROPOSAL)
    desk.add_user("other", "周监督", role)
    desk.sign_in("other", OTHERS_PASSWORD)
    screen = screen_of(desk)
    desk.until(lambda: "党支部提议" in texts(screen))
    assert not screen.new.isEnabled()
    assert not {"登记…", "改正…", "撤销登记", "不办了…", "修改…"} & set(offered(screen))


def test_votes_on_a_matter_are_entered_from_the_meeting(desk: Desk) -> None:
    matter = add(desk, *STEPS[:3])
    held = meetings.add_meeting(desk.office, meeting(desk, MatterStep.DECISION, 0))
    desk.screen("documents", DocumentsScreen).meetings.trigger()
    dialog = desk.dialog(MeetingsDialog)
    desk.until(lambda: dialog.table.model().rowCount() or dialog.quarter.count())
    dialog.quarter.setCurrentIndex(dialog.quarter.count() - 1)
    desk.settle()
    dialog.table.select_id(held)
    desk.enter(dialog.table)
    assert dialog.votes.isVisible()
    desk.press(dialog.votes)
    votes = desk.dialog(VotesDialog)
    desk.until(lambda: [each for each in votes.findChildren(QPushButton) if each.text() == "登记…"])
    desk.press(next(each for each in votes.findChildren(QPushButton) if each.text() == "登记…"))
    form = desk.dialog(StepDialog)
    desk.write(form.agreed, "20")
    desk.write(form.against, "4")
    desk.press(form.save)
    desk.until(lambda: any("同意 20 票" in line.text() for line in votes.findChildren(QLabel)))
    fact = matters.get_matter(desk.office, matter).step(MatterStep.DECISION).path.fact
    assert fact is not None
    assert fact.vote == Vote(20, 4, 0)


def test_the_form_of_a_meeting_says_whether_it_can_decide(desk: Desk) -> None:
    desk.screen("documents", DocumentsScreen).meetings.trigger()
    dialog = desk.dialog(MeetingsDialog)
    dialog.kinds.set_codes(("V02",))
    desk.write(dialog.due, "30")
    assert "至少到 20 人" in dialog.form["present_count"].hint.text()
    desk.write(dialog.present, "19")
    assert "人数不够" in dialog.form["present_count"].hint.text()
    desk.write(dialog.present, "20")
    assert "人数不够" not in dialog.form["present_count"].hint.text()
    dialog.kinds.set_codes(("P04",))
    desk.write(dialog.present, "21")
    assert dialog.form["present_count"].hint.text() == ""


def test_an_assembly_begins_with_those_the_register_counts(desk: Desk) -> None:
    fill_with_households(desk.office)
    add(desk, *STEPS[:3])
    screen = screen_of(desk)
    press(desk, screen, "登记…")
    dialog = desk.dialog(StepDialog)
    dialog.kind.set_code("V01")
    dialog.kind.code_changed.emit("V01")
    assert (dialog.due.text(), dialog.households_due.text()) == ("4", "3")
    assert "至少到 3 人" in dialog.rule.text()
