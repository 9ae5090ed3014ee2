"""What a meeting's papers say, read back from the PDF."""

import io
from dataclasses import replace

import pypdf
import pytest

from desktop.domain.meeting_attendance import AttendanceState
from desktop.domain.member_card import card_code
from desktop.domain.problem import ProblemError
from desktop.domain.quorum import Vote
from desktop.reports.square_code import square_code
from desktop.services.meetings import attendance, holding, papers, planning, reading, topics
from desktop.services.meetings.holding import Closing
from desktop.services.meetings.planning import TopicDraft
from desktop.services.meetings.topics import TopicMinutes
from desktop.services.office import Office
from tests.support.offices import make_office
from tests.support.party import add_branch, add_member
from tests.unit.reports import readback


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory):
    """An office with a branch of twelve, and one meeting of it that was held."""
    made = make_office(tmp_path_factory.mktemp("office"))
    branch = add_branch(made)
    for name in "周建国 吴美英 郑海燕 王文斌 冯小军 陈志强 褚秀兰 卫东升 蒋国栋 沈月华 韩冬梅 杨立新".split():
        add_member(made, name, branch)
    yield made
    made.close()


@pytest.fixture(scope="module")
def held(office: Office) -> str:
    today = office.today().isoformat()
    plan = planning.propose_plan(office, "P01")
    plan = replace(
        plan,
        kinds=("P01", "P05"),
        held_on=today,
        title="十一月党员大会暨主题党日",
        place="村文化礼堂",
        starts_at="14:00",
        chair="周建国",
        recorder="吴美英",
        observers="镇联村干部李明",
        topics=(TopicDraft("传达学习上级文件", "周建国"), TopicDraft("新建凉亭项目审议", "王文斌", "P01")),
    )
    meeting = planning.plan_meeting(office, plan)
    detail = reading.get_meeting(office, meeting)
    lines = {row.name: row.id for row in detail.attendance}
    attendance.mark(office, [lines["杨立新"]], AttendanceState.LEAVE, "外出务工")
    attendance.mark(office, [lines["冯小军"]], AttendanceState.ABSENT)
    attendance.mark_rest(office, meeting, AttendanceState.PRESENT)
    first, second = detail.topics
    said = "周建国同志领学了全文。\n王文斌：要把文件精神落到今冬明春的实事上。"
    topics.edit_topic(
        office, first.id, TopicDraft(first.title, "周建国"), TopicMinutes(said, "分三组走访老党员。")
    )
    draft = TopicDraft(second.title, "王文斌", "P01")
    minutes = TopicMinutes("王文斌介绍了选址和预算。", "同意新建凉亭，提交村民代表会议决议。", Vote(9, 0, 1))
    topics.edit_topic(office, second.id, draft, minutes)
    topics.make_task(office, second.id, "凉亭项目公示", "2026-12-31", "")
    holding.close_minutes(office, meeting, Closing("周建国", "吴美英", "14:00", "16:20", "镇联村干部李明"))
    attendance.make_up(office, [lines["杨立新"]], today, "电话传达", "吴美英")
    return meeting


def text_of(pdf: bytes) -> str:
    return "".join("".join(readback.page_texts(pdf)).split())


def test_the_minutes_say_who_came_how_it_was_voted_and_what_was_resolved(office: Office, held: str):
    said = text_of(papers.render_minutes(office, held))
    for part in (
        "应到12人",
        "实到10人",
        "请假人员：杨立新（外出务工）",
        "缺席人员：冯小军",
        "镇联村干部李明",
        "应到有表决权12人，实到10人，至少7人，符合规定",
        "一、传达学习上级文件（周建国）",
        "同意9票，反对0票，弃权1票（通过至少7票），通过",
        "同意新建凉亭，提交村民代表会议决议。",
        "落实：任务",
        "电话传达",
        "参会人员代表",
    ):
        assert part.replace(" ", "") in said, part
    assert "{" not in said


def test_the_attendance_sheet_has_everybody_due_and_room_for_others(office: Office, held: str):
    said = text_of(papers.render_attendance_sheet(office, held))
    assert all(name in said for name in ("周建国", "杨立新"))
    assert "16" in said  # twelve and four empty lines


def test_the_notice_names_day_place_and_agenda(office: Office, held: str):
    said = text_of(papers.render_call(office, held))
    assert "1.传达学习上级文件" in said
    assert "党员共12人" in said
    assert "村文化礼堂" in said


def test_a_card_shows_the_name_and_holds_the_number_alone(office: Office, held: str):
    people = [row.person_id for row in reading.get_meeting(office, held).attendance]
    pdf = papers.render_cards(office, people)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2  # ten on a sheet
    assert "周建国" in text_of(pdf)
    assert people[0] not in text_of(pdf)
    assert square_code(card_code(people[0])) != square_code(card_code(people[1]))
    with pytest.raises(ProblemError) as refused:
        papers.render_cards(office, ())
    assert refused.value.problems[0].code == "MTG-035"


def test_the_book_of_the_year_has_cover_contents_minutes_and_a_page_to_hand_it_over(
    office: Office, held: str
):
    pdf = papers.render_year_book(office, office.today().year)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    texts = ["".join(page.split()) for page in readback.page_texts(pdf)]
    assert "共1次会议" in texts[0]
    assert "十一月党员大会暨主题党日" in texts[1]
    assert "移交登记" in texts[-1]
    assert [item.title for item in reader.outline if not isinstance(item, list)] == [
        "封面",
        "目录",
        "党组织会议",
        "移交登记",
    ]
    with pytest.raises(ProblemError) as none:
        papers.render_year_book(office, 1999)
    assert none.value.problems[0].code == "MTG-041"


def test_the_village_calls_its_assembly_by_its_committee(office: Office):
    plan = replace(planning.propose_plan(office, "V01"), title="村民会议", topics=(TopicDraft("村规民约"),))
    meeting = planning.plan_meeting(office, plan)
    village = office.vault.village.name
    call = text_of(papers.render_call(office, meeting))
    assert f"{village}村民委员会" in call
    assert "户主不能参加的，由同户其他成年人参加" in call
    assert f"{village}村民会议记录" in text_of(papers.render_minutes(office, meeting))
