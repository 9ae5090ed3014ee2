"""Points at the desk: records agreed to, claims confirmed by another, closings, appeals, rules, ballots."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from desktop.domain.accounts import Role
from desktop.domain.party_appraisal import Grade
from desktop.domain.points_quarter import quarter_of, quarter_period
from desktop.domain.points_scheme import Subject
from desktop.services.party import appraisal
from desktop.services.points import appeals, closings, ledger, schemes, standings
from desktop.services.points.ledger import EntryState, NewEntry
from tests.support.desk import OTHERS_PASSWORD, Desk
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.points.appeal_dialog import AnswerDialog, AppealDialog
from ui.screens.points.ballots_dialog import BallotsDialog
from ui.screens.points.claim_dialog import ClaimDialog
from ui.screens.points.closing_dialog import ClosingDialog
from ui.screens.points.scheme_dialog import SchemeDialog
from ui.screens.points.view import APPEALS, APPRAISAL, HOUSEHOLDS, RULES, WAITING, PointsScreen

NAMES = ("陈一", "林二", "吴三", "周四")


@pytest.fixture
def members(desk: Desk) -> dict[str, str]:
    """Four members of one branch, the first of them the secretary; ids by name."""
    desk.add_user("secretary", "陈一", Role.SECRETARY)
    found = {}
    with desk.office.change("system", "村子") as work:
        branch = work.insert("branch", {"name": "示范村党支部", "kind": "631"})
        for name in NAMES:
            person = work.insert("person", {"name": name, "birth_date": "1970-05-01"})
            household = work.insert("household", {"kind": "hukou", "villager_group": "一组"})
            work.insert("membership", {"household_id": household, "person_id": person, "role": "head"})
            member = {"person_id": person, "branch_id": branch, "status": "1", "joined_on": "2010-07-01"}
            found[name] = work.insert("party_member", member)
    return found


def today(desk: Desk) -> date:
    return desk.office.today()


def meet(desk: Desk, kinds: str, absent: tuple[str, ...] = ()) -> str:
    """A meeting of today at which all members but some were present."""
    with desk.office.change("edit", "会议") as work:
        values = {"kinds": kinds, "held_on": today(desk).isoformat(), "title": "支部会", "state": "held"}
        meeting = work.insert("meeting", values | {"due_count": 4, "present_count": 4 - len(absent)})
        people = work.connection.execute("SELECT id, name FROM person").fetchall()
        for person, name in people:
            state = "absent" if name in absent else "present"
            work.insert("meeting_attendance", {"meeting_id": meeting, "person_id": person, "state": state})
    return str(meeting)


def screen_of(desk: Desk, page: str = "") -> PointsScreen:
    screen = desk.screen("points", PointsScreen)
    if page:
        desk.press(screen.tabs.tab(page))
        desk.settle()
    return screen


def give(
    desk: Desk, owner: str, points: int, subject: Subject = Subject.MEMBER, item: str = "project"
) -> str:
    new = NewEntry(subject, owner, item, today(desk).isoformat(), points, evidence="评定")
    with desk.office.change("points", "x") as work:
        (entry_id,) = ledger.book_in(desk.office, work, [new], state=EntryState.CONFIRMED)
    return entry_id


def total(desk: Desk, member: str) -> int:
    year = today(desk).year
    return standings.get_history(desk.office, Subject.MEMBER, member, year).standing.total_x100


def as_secretary(desk: Desk) -> None:
    desk.sign_in("secretary", OTHERS_PASSWORD)


def test_what_the_roll_says_is_entered_by_the_clerk_and_confirmed_by_the_secretary(
    desk: Desk, members: dict[str, str]
) -> None:
    meet(desk, '["P01","P04"]', ("吴三",))
    screen = screen_of(desk, WAITING)
    assert screen.waiting.table.model().rowCount() == 7
    desk.press(screen.waiting.all)
    desk.press(screen.waiting.confirm)
    desk.until(lambda: desk.noted() == "已处理 7 笔积分。")
    desk.settle()
    assert total(desk, members["林二"]) == 0
    as_secretary(desk)
    screen = screen_of(desk, WAITING)
    desk.press(screen.waiting.all)
    desk.press(screen.waiting.confirm)
    desk.settle()
    assert (total(desk, members["林二"]), total(desk, members["吴三"])) == (500, -200)
    assert not screen.waiting.table.isVisible()


def test_a_claim_for_several_is_entered_at_once_and_waits(desk: Desk, members: dict[str, str]) -> None:
    screen = screen_of(desk)
    screen.members.table.selectAll()
    desk.press(screen.members.claim)
    dialog = desk.dialog(ClaimDialog)
    dialog.item.set_code("blood")
    dialog.item.code_changed.emit("blood")
    assert dialog.points.text() == "2"
    desk.press(dialog.save)
    desk.until(dialog.form["evidence"].problem.text)
    desk.write(dialog.evidence, "献血证")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert screen_of(desk, WAITING).waiting.table.model().rowCount() == 4


def test_a_wrong_entry_is_taken_back_with_its_reason(desk: Desk, members: dict[str, str]) -> None:
    as_secretary(desk)
    give(desk, members["林二"], 900)
    screen = screen_of(desk)
    screen.members.table.select_id(members["林二"])
    desk.settle()
    desk.press(screen.members.panel.reverse)
    dialog = desk.dialog(TextDialog)
    desk.write(dialog.edit, "重复登记")
    desk.press(dialog.yes)
    desk.settle()
    assert total(desk, members["林二"]) == 0
    assert screen.members.panel.entries.model().rowCount() == 2
    assert not screen.members.panel.reverse.isEnabled()


def test_an_appeal_is_entered_at_the_entry_and_answered_with_the_right_points(
    desk: Desk, members: dict[str, str]
) -> None:
    give(desk, members["林二"], 300)
    screen = screen_of(desk)
    screen.members.table.select_id(members["林二"])
    desk.settle()
    desk.press(screen.members.panel.appeal)
    dialog = desk.dialog(AppealDialog)
    dialog.text.setPlainText("干了三天，应为 9 分")
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    as_secretary(desk)
    screen = screen_of(desk, APPEALS)
    desk.press(screen.appeals.answer)
    answer = desk.dialog(AnswerDialog)
    answer.outcome.set_code("upheld")
    answer.outcome.code_changed.emit("upheld")
    desk.write(answer.corrected, "9")
    answer.answer.setPlainText("核实属实")
    desk.press(answer.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert total(desk, members["林二"]) == 900
    assert not appeals.list_appeals(desk.office)[0].is_open


def test_a_quarter_that_is_over_is_closed_from_the_list(desk: Desk, members: dict[str, str]) -> None:
    as_secretary(desk)
    screen = screen_of(desk)
    before = quarter_of(quarter_period(quarter_of(today(desk))).first - timedelta(days=1))
    screen.members.year.setItemData(0, int(before[:4]))
    desk.press(screen.members.closing)
    dialog = desk.dialog(ClosingDialog)
    desk.press(dialog.quarters[before])
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    state = closings.year_state(desk.office, Subject.MEMBER, int(before[:4]))
    assert next(each for each in state.quarters if each.quarter == before).closing is not None


def test_the_office_adapts_the_scheme_without_code(desk: Desk, members: dict[str, str]) -> None:
    screen = screen_of(desk, RULES)
    desk.press(screen.rules.change)
    dialog = desk.dialog(SchemeDialog)
    dialog.categories.item(0, 1).setText("很多")
    dialog.adopted_on.setText(today(desk).isoformat())
    dialog.valid_from.setText(today(desk).isoformat())
    desk.press(dialog.save)
    desk.until(lambda: "很多" in dialog.problem.text())
    dialog.categories.item(0, 1).setText("30")
    dialog.categories.item(0, 2).setText("10")
    desk.write(dialog.excused_age, "70")
    desk.press(dialog.add)
    row = dialog.items.rowCount() - 1
    for column, text in enumerate(("文艺志愿", "1", "2"), start=1):
        dialog.items.item(row, column).setText(text)
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    scheme = schemes.scheme_in_force(desk.office, Subject.MEMBER)
    item = scheme.find_item("own_1")
    life = scheme.categories[0]
    assert (scheme.version, life.ceiling_x100, life.quarter_ceiling_x100) == (2, 3000, 1000)
    assert scheme.excused_age == 70
    assert item is not None
    assert (item.label, item.least_x100, item.most_x100) == ("文艺志愿", 100, 200)


def test_ballots_become_grades_while_they_are_typed(desk: Desk, members: dict[str, str]) -> None:
    meet(desk, '["P07"]')
    screen = screen_of(desk, APPRAISAL)
    screen.appraisal.year.setCurrentIndex(0)
    desk.press(screen.appraisal.ballots)
    dialog = desk.dialog(BallotsDialog)
    for row, counts in enumerate(((4, 0, 0, 0), (3, 1, 0, 0), (0, 4, 0, 0), (0, 0, 4, 0))):
        for column, count in enumerate(counts, start=1):
            dialog.grid.item(row, column).setText(str(count))
    assert [combo.currentText() for combo in dialog.grades] == [
        "按票数：优秀",
        "按票数：合格",
        "按票数：合格",
        "按票数：基本合格",
    ]
    assert "最多 1 人" in dialog.told.text()
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    grades = [each.grade for each in appraisal.list_member_years(desk.office, today(desk).year)]
    assert sorted(grades) == sorted([Grade.EXCELLENT, Grade.GOOD, Grade.GOOD, Grade.FAIR])


def test_households_have_a_ledger_of_their_own(desk: Desk, members: dict[str, str]) -> None:
    with desk.office.store.reading() as connection:
        (household,) = connection.execute("SELECT id FROM household LIMIT 1").fetchone()
    give(desk, household, 200, Subject.HOUSEHOLD, "labour")
    screen = screen_of(desk, HOUSEHOLDS)
    assert screen.households.table.model().rowCount() == 4
    screen.households.table.select_id(household)
    desk.settle()
    words = [each.text() for each in screen.households.panel.findChildren(QLabel)]
    assert f"{today(desk).year}年计 2 分" in words
