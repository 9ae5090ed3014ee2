"""A year of the party branch of 示范村, from its first meeting to the appraisal in December.

王文书 keeps the records, 陈一 is the secretary. What one screen learns the others know.
"""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.domain.accounts import Role
from desktop.domain.learning_need import Reason
from desktop.domain.party_appraisal import Grade
from desktop.domain.points_scheme import Subject
from desktop.domain.rectification import RectificationState
from desktop.services import events
from desktop.services.disclosure import notices
from desktop.services.learning import needs
from desktop.services.meetings import papers, reading
from desktop.services.obligations import rectification, score
from desktop.services.party import appraisal, development, members
from desktop.services.points import standings
from desktop.services.property.records import save_record
from tests.support.desk import OTHERS_PASSWORD, Desk
from tests.support.party import add_record
from tests.support.vault import LOGIN, PASSWORD
from ui.screens.learning.deed_dialog import DeedDialog
from ui.screens.learning.item_dialog import ItemDialog
from ui.screens.learning.session_dialog import SessionDialog
from ui.screens.learning.study_dialog import StudyDialog
from ui.screens.learning.view import LearningScreen
from ui.screens.meetings.meeting_dialog import MeetingDialog
from ui.screens.meetings.plan_dialog import PlanDialog
from ui.screens.meetings.small_dialogs import SignDialog, TaskDialog
from ui.screens.meetings.topic_dialog import TopicDialog
from ui.screens.meetings.view import MeetingsScreen
from ui.screens.obligations import dialogs as obligation_dialogs
from ui.screens.obligations.view import ObligationsScreen
from ui.screens.party.collect_dialog import CollectDialog
from ui.screens.party.conduct_dialog import ConductDialog
from ui.screens.party.view import PartyScreen
from ui.screens.points.ballots_dialog import BallotsDialog
from ui.screens.points.closing_dialog import ClosingDialog
from ui.screens.points.view import APPRAISAL, WAITING, PointsScreen
from ui.screens.property.record_dialog import RecordDialog

YEAR = 2026
PEOPLE = ("陈一", "林二", "吴三", "周四", "郑五", "冯六", "孙七")
NEWCOMER = "许八"


class Branch:
    """The desk on one day after another."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def day(self, month: int, day: int) -> None:
        self.desk.go_to(date(YEAR, month, day))

    def press(self, host: QWidget, text: str) -> None:
        """Press the button of a text as soon as it is there."""

        def there() -> list[QPushButton]:
            found = [each for each in host.findChildren(QPushButton) if each.text() == text]
            return [each for each in found if each.isVisible()]

        self.desk.until(there)
        self.desk.press(there()[0])

    def closed(self, kind: type) -> None:
        """Wait until no dialog of a kind is in view."""
        self.desk.until(lambda: not [each for each in self.desk.dialogs() if isinstance(each, kind)])
        self.desk.settle()

    def arrive(self, key: str) -> None:
        """Wait until a screen is in view; a problem told instead fails the story with its words."""
        desk = self.desk
        desk.until(lambda: desk.workspace.current_key == key or desk.dialogs())
        assert not [self.texts(each) for each in desk.dialogs()]
        desk.settle()

    def texts(self, host: QWidget) -> str:
        return "\n".join(line.text() for line in host.findChildren(QLabel))

    def record(self, page: Callable[[], None], typed: dict[str, str]) -> None:
        """Fill in a form of the party's records."""
        page()
        dialog = self.desk.dialog(RecordDialog)
        for key, text in typed.items():
            made = dialog.inputs[key]
            if hasattr(made, "set_code"):
                made.set_code(text)
                made.code_changed.emit(text)
            elif hasattr(made, "hits"):
                self.desk.write(made, text)
                self.desk.until(made.hits.isVisible)
                self.desk.enter(made)
            else:
                self.desk.write(made, text)
        self.desk.press(dialog.save)
        self.closed(RecordDialog)

    def owed(self, view: str = "todo") -> set[str]:
        """Titles of what the calendar of obligations shows."""
        screen = self.desk.screen("obligations", ObligationsScreen)
        self.desk.press(screen.calendar.tabs.tab(view))
        self.desk.settle()
        model = screen.calendar.table.model()
        return {str(model.index(row, 0).data()) for row in range(model.rowCount())}

    def meet(self, kind: str, *, away: tuple[str, ...] = (), vote: str = "", decided: str = "") -> str:
        """Hold today's meeting from its plan to the signature; returns its id."""
        desk = self.desk
        screen = desk.screen("meetings", MeetingsScreen)
        today = desk.office.today()
        meeting = next(row.id for row in reading.list_all(desk.office, today, today) if kind in row.kinds)
        desk.workspace.open_record("meetings", "meeting", meeting)
        desk.until(lambda: screen.table.current_id() == meeting)
        desk.enter(screen.table)
        dialog = desk.dialog(MeetingDialog)
        desk.settle()
        page = dialog.attendance
        for name in away:
            page.table.select_id(next(row.id for row in dialog.detail.attendance if row.name == name))
            desk.press(page.absent)
            desk.settle()
        desk.press(page.rest)
        desk.until(lambda: not [row for row in dialog.detail.attendance if row.state == "due"])
        desk.settle()
        if vote:
            self._vote(dialog, vote, decided, kind)
        dialog.show_page("minutes")
        desk.write(dialog.minutes.chair, "陈一")
        desk.write(dialog.minutes.recorder, "林二")
        desk.press(dialog.minutes.close_minutes)
        desk.until(lambda: dialog.detail.state == "held")
        desk.settle()
        desk.press(dialog.minutes.sign)
        signing = desk.dialog(SignDialog)
        desk.press(signing.yes)
        desk.until(lambda: dialog.detail.state == "signed")
        desk.settle()
        dialog.reject()
        desk.settle()
        return meeting

    def _vote(self, dialog: MeetingDialog, title: str, decided: str, kind: str) -> None:
        desk = self.desk
        dialog.show_page("agenda")
        desk.press(dialog.agenda.add)
        asked = desk.dialog(TopicDialog)
        desk.write(asked.title, title)
        asked.kind.set_code(kind)
        desk.press(asked.save)
        self.closed(TopicDialog)
        row = next(topic.id for topic in dialog.detail.topics if topic.title == title)
        dialog.agenda.table.select_id(row)
        desk.enter(dialog.agenda.table)
        minuted = desk.dialog(TopicDialog)
        desk.write(minuted.agreed, minuted.present.text())
        desk.write(minuted.against, "0")
        minuted.resolution.setPlainText(decided)
        desk.press(minuted.save)
        self.closed(TopicDialog)
        dialog.agenda.table.select_id(row)
        desk.press(dialog.agenda.task)
        task = desk.dialog(TaskDialog)
        desk.press(task.yes)
        self.closed(TaskDialog)

    def plan(self, title: str) -> None:
        """Plan for today a meeting that the calendar of obligations shows."""
        desk = self.desk
        screen = desk.screen("obligations", ObligationsScreen)
        desk.press(screen.calendar.tabs.tab("todo"))
        desk.settle()
        model = screen.calendar.table.model()
        row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == title)
        screen.calendar.table.setCurrentIndex(model.index(row, 0))
        desk.settle()
        self.press(screen.calendar.detail, "安排会议…")
        dialog = desk.dialog(PlanDialog)
        desk.write(dialog.held_on, desk.office.today().isoformat())
        desk.press(dialog.save)
        self.closed(PlanDialog)


@pytest.fixture
def branch(desk: Desk) -> Branch:
    """An office whose register knows the people of the story, on the 5th of January."""
    desk.add_user("secretary", "陈一", Role.SECRETARY)
    with desk.office.change("system", "村子") as work:
        for place, name in enumerate((*PEOPLE, NEWCOMER)):
            values = {"name": name, "sex": "1", "birth_date": f"19{70 + place}-05-01"}
            status = {"political_status": "01"} if name != NEWCOMER else {}
            person = work.insert("person", values | status)
            household = work.insert("household", {"kind": "hukou", "villager_group": "一组"})
            work.insert("membership", {"household_id": household, "person_id": person, "role": "head"})
    made = Branch(desk)
    made.day(1, 5)
    return made


def test_a_year_of_the_branch(branch: Branch) -> None:
    _the_branch_goes_on_record(branch)
    _the_first_meeting_of_the_year_decides_and_gives_a_task(branch)
    _dues_are_collected_and_who_is_behind_is_seen(branch)
    _somebody_becomes_a_candidate_and_the_notice_is_drafted(branch)
    _a_lecture_is_learnt_and_who_missed_it_makes_up(branch)
    _a_deed_is_done(branch)
    _points_follow_and_the_secretary_confirms_them(branch)
    _an_order_to_mend_is_answered(branch)
    _december_appraises_the_year(branch)
    _the_score_says_what_is_lost_and_where_to_mend_it(branch)
    _the_minutes_are_bound(branch)


def _the_branch_goes_on_record(story: Branch) -> None:
    screen = story.desk.screen("party", PartyScreen)
    screen.show_page("branches")
    story.desk.settle()
    story.record(screen.add, {"name": "中共示范村支部委员会", "kind": "631", "theme_day": "每月15日"})
    screen.show_page("members")
    story.desk.settle()
    found = members.list_differences(story.desk.office)
    assert {each.name for each in found} == set(PEOPLE)
    members.settle_differences(story.desk.office, found)
    screen.refresh()
    story.desk.settle()
    lines = {line.name: line for line in members.list_members(story.desk.office)}
    assert set(lines) == set(PEOPLE)


def _the_first_meeting_of_the_year_decides_and_gives_a_task(story: Branch) -> None:
    story.day(1, 15)
    assert {"支部党员大会", "党课", "主题党日"} <= story.owed()
    assert "支部委员会会议" not in story.owed("all"), "a branch without a committee owes no committee meeting"
    story.plan("支部党员大会")
    meeting = story.meet("P01", vote="今年的工作计划", decided="通过今年的工作计划")
    row = next(each for each in reading.list_all(story.desk.office, date(YEAR, 1, 1), date(YEAR, 1, 31)))
    assert (row.id, row.due_count, row.resolution) == (meeting, 7, "通过今年的工作计划。")
    (topic,) = reading.get_meeting(story.desk.office, meeting).topics
    assert events.get_event(story.desk.office, topic.event_id).links[0].label == row.title
    assert "支部党员大会" not in story.owed()


def _dues_are_collected_and_who_is_behind_is_seen(story: Branch) -> None:
    desk = story.desk
    for line in members.list_members(desk.office):
        save_record(desk.office, "party_member", {"fee_basis": "1", "fee_cents": "0.50"}, line.id)
    story.day(1, 20)
    screen = desk.screen("party", PartyScreen)
    screen.show_page("dues")
    desk.settle()
    page = screen.page
    page.table.selectAll()
    model = page.table.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    behind = next(each for each in rows if each.data() == "孙七")
    not_now = QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows
    page.table.selectionModel().select(behind, not_now)
    desk.press(page.collect)
    dialog = desk.dialog(CollectDialog)
    desk.write(dialog.until, "2026-03")
    desk.press(dialog.save)
    story.closed(CollectDialog)
    assert "共 9.00 元" in desk.noted()
    story.day(7, 1)
    states = {line.name: line.arrears for line in members.list_members(desk.office)}
    assert states["孙七"] == 6
    assert states["陈一"] == 3


def _somebody_becomes_a_candidate_and_the_notice_is_drafted(story: Branch) -> None:
    desk = story.desk
    screen = desk.screen("party", PartyScreen)
    screen.show_page("development")
    desk.settle()
    story.record(screen.add, {"person_id": NEWCOMER, "applied_on": "2024-03-01"})
    (candidate,) = development.list_candidates(desk.office)
    for step, day in (("11", "2024-03-20"), ("20", "2024-10-10"), ("21", "2025-04-10"), ("21", "2025-10-10")):
        texts = {
            "member_id": candidate.member_id,
            "step": step,
            "done_on": day,
            "people": "陈一、林二",
            "text": "踏实肯干",
        }
        save_record(desk.office, "party_development_step", texts)
    for step, day in (("30", "2026-05-10"), ("31", "2026-05-20"), ("32", "2026-06-10")):
        texts = {"member_id": candidate.member_id, "step": step, "done_on": day, "hours": "24"}
        save_record(desk.office, "party_development_step", texts)
    screen.refresh()
    desk.settle()
    story.press(screen.page.way, "起草公示")
    asked = desk.dialog(ConductDialog)
    assert asked.text.toPlainText() == "踏实肯干", "taken from the last review"
    desk.press(asked.save)
    story.arrive("documents")
    (notice,) = [each for each in notices.list_notices(desk.office) if each.item_code == "D07"]
    assert notice.state == "draft"
    (candidate,) = development.list_candidates(desk.office)
    assert any(line.notice_id == notice.id for line in candidate.steps), "the step knows its notice"


def _a_lecture_is_learnt_and_who_missed_it_makes_up(story: Branch) -> None:
    desk = story.desk
    story.day(7, 6)
    screen = desk.screen("learning", LearningScreen)
    desk.press(screen.new_item)
    dialog = desk.dialog(ItemDialog)
    desk.write(dialog.title_edit, "四议两公开怎么走")
    dialog.body.setPlainText("先商量，再表决，最后贴出来。")
    dialog.topics.set_codes(("T03",))
    dialog.required.setChecked(True)
    desk.press(dialog.save)
    story.closed(ItemDialog)
    story.press(screen.items.reader, "安排集中学习…")
    session = desk.dialog(SessionDialog)
    desk.write(session.day, desk.office.today().isoformat())
    desk.press(session.save)
    story.closed(SessionDialog)
    story.meet("P04", away=("周四",))
    item = next(each for each in needs.survey(desk.office).items if each.title == "四议两公开怎么走")
    lacking = [(each.name, each.reason) for each in item.lacks]
    assert ("周四", Reason.MISSED) in lacking
    screen = desk.screen("learning", LearningScreen)
    desk.press(screen.tabs.tab("needs"))
    desk.settle()
    screen.needs.people.select_id(next(each.person_id for each in item.lacks if each.name == "周四"))
    desk.settle()
    story.press(screen.needs.detail, "登记已学…")
    made_up = desk.dialog(StudyDialog)
    desk.press(made_up.save)
    story.closed(StudyDialog)
    item = next(each for each in needs.survey(desk.office).items if each.title == "四议两公开怎么走")
    assert ("周四", Reason.MISSED) not in [(each.name, each.reason) for each in item.lacks]
    assert "党课" not in story.owed(), "the session is the quarter's lecture too"


def _a_deed_is_done(story: Branch) -> None:
    desk = story.desk
    story.day(8, 12)
    screen = desk.screen("learning", LearningScreen)
    desk.press(screen.tabs.tab("deeds"))
    desk.settle()
    desk.press(screen.new_deed)
    dialog = desk.dialog(DeedDialog)
    desk.write(dialog.title_edit, "台风后清理村道")
    dialog.kind.set_code("D04")
    desk.write(dialog.hours, "3")
    for name in ("林二", "吴三"):
        desk.write(dialog.picker.search, name)
        desk.until(dialog.picker.hits.isVisible)
        desk.enter(dialog.picker.search)
    desk.press(dialog.save)
    story.closed(DeedDialog)
    assert "2 人次" in screen.deeds.told.text()


def _points_follow_and_the_secretary_confirms_them(story: Branch) -> None:
    desk = story.desk
    story.day(10, 8)
    _agree_to_all(story)
    assert _points(story, "林二") == 0, "the clerk's agreement is not enough"
    desk.sign_in("secretary", OTHERS_PASSWORD)
    _agree_to_all(story)
    assert _points(story, "林二") > _points(story, "周四") > 0
    screen = desk.screen("points", PointsScreen)
    desk.press(screen.members.closing)
    dialog = desk.dialog(ClosingDialog)
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
        desk.press(dialog.quarters[quarter])
        story.closed(ClosingDialog)
        if quarter != "2026-Q3":
            desk.press(screen.members.closing)
            dialog = desk.dialog(ClosingDialog)
    desk.sign_in(LOGIN, PASSWORD)


def _agree_to_all(story: Branch) -> None:
    screen = story.desk.screen("points", PointsScreen)
    story.desk.press(screen.tabs.tab(WAITING))
    story.desk.settle()
    story.desk.press(screen.waiting.all)
    story.desk.press(screen.waiting.confirm)
    story.desk.settle()


def _points(story: Branch, name: str) -> int:
    owner = next(line.id for line in members.list_members(story.desk.office) if line.name == name)
    return standings.get_history(story.desk.office, Subject.MEMBER, owner, YEAR).standing.total_x100


def _an_order_to_mend_is_answered(story: Branch) -> None:
    desk = story.desk
    order = {"number": "示整〔2026〕7号", "title": "二季度支部党员大会没有开", "issuer": "示范县委组织部"}
    days = {"issued_on": "2026-10-09", "due_on": "2026-10-30", "duty": "P01", "period": "2026-Q2"}
    add_record(desk.office, "rectification_order", **order, **days)
    story.day(10, 12)
    screen = desk.screen("obligations", ObligationsScreen)
    desk.press(screen.tabs.tab("rectification"))
    desk.settle()
    story.press(screen.mending.detail, "登记整改措施…")
    measures = desk.dialog(obligation_dialogs.MeasuresDialog)
    measures.cause.setPlainText("农忙，外出人多")
    measures.measures.setPlainText("十月补开，以后每季度第一个月开")
    desk.write(measures.owner, "陈一")
    desk.press(measures.yes)
    story.closed(obligation_dialogs.MeasuresDialog)
    story.press(screen.mending.detail, "答复整改结果…")
    answer = desk.dialog(obligation_dialogs.AnswerDialog)
    answer.answer.setPlainText("已于十月补开党员大会")
    desk.press(answer.yes)
    story.closed(obligation_dialogs.AnswerDialog)
    (mended,) = rectification.list_rectifications(desk.office)
    assert mended.state is RectificationState.ANSWERED


def _december_appraises_the_year(story: Branch) -> None:
    desk = story.desk
    story.day(12, 10)
    story.plan("组织生活会")
    story.meet("P06")
    story.plan("民主评议党员")
    story.meet("P07")
    screen = desk.screen("points", PointsScreen)
    desk.press(screen.tabs.tab(APPRAISAL))
    desk.settle()
    screen.appraisal.year.setCurrentIndex(0)
    desk.press(screen.appraisal.ballots)
    dialog = desk.dialog(BallotsDialog)
    for row in range(len(PEOPLE)):
        for column, count in enumerate((7, 0, 0, 0) if row == 0 else (0, 7, 0, 0), start=1):
            dialog.grid.item(row, column).setText(str(count))
    desk.press(dialog.save)
    story.closed(BallotsDialog)
    grades = [each.grade for each in appraisal.list_member_years(desk.office, YEAR)]
    assert grades.count(Grade.EXCELLENT) == 1
    assert grades.count(Grade.GOOD) == len(PEOPLE) - 1


def _the_score_says_what_is_lost_and_where_to_mend_it(story: Branch) -> None:
    desk = story.desk
    screen = desk.screen("obligations", ObligationsScreen)
    desk.press(screen.tabs.tab("score"))
    desk.settle()
    told = score.read_score(desk.office)
    titles = [each.title for each in told.lost]
    assert not any("组织生活会" in title for title in titles), "what was done in time costs nothing"
    monthly = next(each for each in told.lost if each.title == "主题党日（2026年11月）")
    screen.score.table.select_id(monthly.id)
    desk.settle()
    desk.press(screen.score.mend)
    dialog = desk.dialog(PlanDialog)
    assert "主题党日" in dialog.title.text()
    dialog.reject()
    desk.settle()


def _the_minutes_are_bound(story: Branch) -> None:
    book = PdfReader(BytesIO(papers.render_year_book(story.desk.office, YEAR)))
    text = "\n".join(page.extract_text() for page in book.pages)
    assert "支部党员大会" in text
    assert "民主评议" in text
