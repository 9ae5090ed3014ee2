"""A matter from the branch's proposal to the result on the wall, through real meetings and notices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.matter_step import MEETING_KINDS, VOTED, MatterStep, StepState
from desktop.domain.problem import ProblemError, Severity
from desktop.domain.quorum import Attendance, Vote
from desktop.reports.data import Sheet
from desktop.reports.figure_map import CellPlace
from desktop.reports.gate import read_back
from desktop.services import finance, matter_notices, matter_steps, matters, meetings
from desktop.services.disclosure import notices
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.explaining import explain, read_figures
from desktop.services.finance import NewEntry
from desktop.services.matter_printing import render_matter_progress, render_matter_record
from desktop.services.matter_steps import NewStep
from desktop.services.matters import MatterState, NewMatter
from desktop.services.meetings import NewMeeting
from desktop.services.office import Office, User
from tests.support.exchange import edit
from tests.support.households import fill_with_households
from tests.support.refusals import codes_of
from tests.support.village_copies import copy_office

STEPS = tuple(MatterStep)
ROAD = NewMatter(
    "上坪组道路硬化",
    "public_works",
    "2026-03-02",
    18_600_000,
    "硬化 620 米，宽 3.5 米",
    "郑志强",
    "2026-06-30",
)
DAYS = dict(zip(STEPS, ("2026-03-05", "2026-03-08", "2026-03-12", "2026-03-20", "", ""), strict=True))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path)
    yield at(made, date(2026, 3, 22))
    made.close()


def at(office: Office, day: date) -> Office:
    """The office on a day of the matter."""
    return replace(office, clock=lambda: datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def as_role(office: Office, role: Role) -> Office:
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


def meeting(step: MatterStep, day: str = "", kind: str = "") -> NewMeeting:
    return NewMeeting(
        (kind or MEETING_KINDS[step][0],),
        day or DAYS[step],
        f"{step.label}：道路硬化",
        30,
        24,
        absent_count=6,
        place="村文化礼堂",
        chair="郑志强",
        recorder="王文书",
        resolution="同意实施",
    )


def take(office: Office, matter: str, step: MatterStep, **changes: object) -> None:
    vote = Vote(21, 2, 1) if step in VOTED else None
    matter_steps.record_step(
        office, matter, step, replace(NewStep(meeting=meeting(step), vote=vote), **changes)
    )


def decided(office: Office) -> str:
    """A matter with its four discussions."""
    matter = matters.add_matter(office, ROAD)
    for step in STEPS[:4]:
        take(office, matter, step)
    return matter


def states(office: Office, matter: str) -> str:
    letters = {"done": "D", "gap": "G", "next": "N", "stopped": "S", "waiting": "w"}
    return "".join(letters[each] for each in matters.get_matter(office, matter).summary.states)


def hang(office: Office, notice: str, day: str) -> None:
    """Put a sheet on the board on a day."""
    with office.change("notice", "张贴") as work:
        work.insert(
            "notice_posting",
            {"notice_id": notice, "place": "公开栏", "posted_on": day, "poster": "王文书"},
        )


def object_to(office: Office, notice: str) -> str:
    values = {
        "channel": "person",
        "text": "路宽不够",
        "received_on": "2026-03-24",
        "answer_due": "2026-03-29",
    }
    with office.change("edit", "异议") as work:
        return work.insert("objection", {"notice_id": notice, **values})


def test_four_meetings_and_two_notices_make_a_matter_whole(office: Office) -> None:
    matter = decided(office)
    assert states(office, matter) == "DDDDNw"
    decision = matter_notices.draft_notice(office, matter, MatterStep.DECISION_PUBLISHED)
    hang(office, decision, "2026-03-23")
    later = at(office, date(2026, 6, 2))
    assert states(later, matter) == "DDDDDN"
    matters.complete_matter(later, matter, "2026-06-01", "620 米全部硬化，验收合格")
    result = matter_notices.draft_notice(later, matter, MatterStep.RESULT_PUBLISHED)
    hang(later, result, "2026-06-02")
    assert states(later, matter) == "DDDDDD"
    assert matters.get_matter(later, matter).summary.state is MatterState.DONE


def test_a_new_meeting_is_entered_with_the_step_in_one_action(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    with office.store.reading() as connection:
        before = connection.execute("SELECT count(*) FROM change_set").fetchone()[0]
    take(office, matter, MatterStep.PROPOSAL)
    with office.store.reading() as connection:
        after = connection.execute("SELECT count(*) FROM change_set").fetchone()[0]
    assert after == before + 1
    (held,) = meetings.list_meetings(office, date(2026, 1, 1), date(2026, 12, 31))
    step = matters.get_matter(office, matter).step(MatterStep.PROPOSAL)
    assert step.meeting == held


def test_a_meeting_on_record_takes_several_matters(office: Office) -> None:
    one, other = matters.add_matter(office, ROAD), matters.add_matter(office, replace(ROAD, title="路灯"))
    held = meetings.add_meeting(office, meeting(MatterStep.CONSULTATION))
    for matter in (one, other):
        matter_steps.record_step(office, matter, MatterStep.CONSULTATION, NewStep(meeting_id=held))
    assert states(office, one) == states(office, other) == "GDNwww"


def test_the_notice_prints_the_votes_and_the_result_has_the_same_numbers(office: Office) -> None:
    matter = decided(office)
    decision = matter_notices.draft_notice(office, matter, MatterStep.DECISION_PUBLISHED)
    text = " ".join(" ".join(page) for page in read_back(notices.preview(office, decision).pdf))
    for part in ("村民代表会议决定公告", "2026年3月20日", "应到 30 人", "实到 24 人", "21", "道路硬化"):
        assert part in text
    detail = notices.get_notice(office, decision)
    assert (detail.request.record_id, detail.request.stage) == (matter, "decision")
    hang(office, decision, "2026-03-23")
    later = at(office, date(2026, 6, 2))
    matters.complete_matter(later, matter, "2026-06-01", "验收合格")
    result = matter_notices.draft_notice(later, matter, MatterStep.RESULT_PUBLISHED)
    rows = []
    for notice in (decision, result):
        data = compile_data(later, notices.get_notice(later, notice).request, "1")
        assert isinstance(data, Sheet)
        rows.append(data.tables["rows"][0])
    for column in ("matter", "yes", "no", "abstained", "decision"):
        assert rows[0][column] == rows[1][column]
    text = " ".join(" ".join(page) for page in read_back(notices.preview(later, result).pdf))
    assert "实施情况公告" in text
    assert "验收合格" in text


def test_a_draft_follows_the_votes_when_they_are_put_right(office: Office) -> None:
    matter = decided(office)
    notice = matter_notices.draft_notice(office, matter, MatterStep.DECISION_PUBLISHED)
    take(office, matter, MatterStep.DECISION, vote=Vote(20, 3, 1))
    assert "DOC-135" in [problem.code for problem in notices.preview(office, notice).warnings]
    notices.refresh(office, notice)
    assert notices.preview(office, notice).warnings == ()


def test_a_void_decision_is_refused_and_nothing_is_stored(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    small = replace(meeting(MatterStep.DECISION), present_count=19, absent_count=11)
    with pytest.raises(ProblemError) as raised:
        take(office, matter, MatterStep.DECISION, meeting=small, vote=Vote(19))
    assert codes_of(raised) == ["DOC-180"]
    with pytest.raises(ProblemError) as raised:
        take(office, matter, MatterStep.DECISION, vote=Vote(12, 12))
    assert codes_of(raised) == ["DOC-181"]
    with pytest.raises(ProblemError) as raised:
        take(office, matter, MatterStep.DECISION, vote=None)
    assert codes_of(raised) == ["DOC-198"]
    assert meetings.list_meetings(office, date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_the_households_of_an_assembly_count_instead_of_the_villagers(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    assembly = replace(
        meeting(MatterStep.DECISION, kind="V01"), due_count=900, present_count=300, absent_count=600
    )
    with pytest.raises(ProblemError) as raised:
        take(office, matter, MatterStep.DECISION, meeting=assembly, vote=Vote(260, 30, 10))
    assert codes_of(raised) == ["DOC-180"]
    attendance = Attendance(900, 300, households_due=300, households_present=210)
    take(
        office,
        matter,
        MatterStep.DECISION,
        meeting=assembly,
        attendance=attendance,
        vote=Vote(260, 30, 10),
    )
    fact = matters.get_matter(office, matter).step(MatterStep.DECISION).path.fact
    assert fact is not None
    assert fact.attendance == attendance


def test_what_only_custom_asks_for_is_taken_with_a_warning(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    few = replace(meeting(MatterStep.CONSULTATION), due_count=9, present_count=4, absent_count=5)
    found = matter_steps.record_step(office, matter, MatterStep.CONSULTATION, NewStep(meeting=few))
    assert [(each.code, each.severity) for each in found] == [("DOC-180", Severity.WARNING)]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewStep(meeting=meeting(MatterStep.PROPOSAL, kind="P04")), "DOC-186"),
        (NewStep(meeting=meeting(MatterStep.PROPOSAL, day="2026-03-01")), "DOC-195"),
        (NewStep(meeting=meeting(MatterStep.PROPOSAL, day="2026-03-23")), "DOC-195"),
        (NewStep(done_on="2026-03-05"), "DOC-196"),
        (NewStep(done_on="三月", text="记录在册"), "DOC-195"),
        (NewStep(meeting_id="no such meeting"), "MTG-005"),
        (NewStep(meeting=replace(meeting(MatterStep.PROPOSAL), present_count=20)), "MTG-003"),
    ],
)
def test_a_step_that_proves_nothing_is_refused(office: Office, new: NewStep, code: str) -> None:
    matter = matters.add_matter(office, ROAD)
    with pytest.raises(ProblemError) as raised:
        matter_steps.record_step(office, matter, MatterStep.PROPOSAL, new)
    assert code in codes_of(raised)
    assert states(office, matter) == "Nwwwww"


def test_a_step_whose_meeting_was_deleted_is_a_gap(office: Office) -> None:
    matter = decided(office)
    (held,) = [row for row in meetings.list_meetings(office, date.min, date.max) if "P01" in row.kinds]
    meetings.remove_meeting(office, held.id)
    assert states(office, matter) == "DDGDNw"


def test_a_disclosure_from_before_the_program_is_proven_by_a_remark(office: Office) -> None:
    matter = decided(office)
    matter_steps.record_step(
        office,
        matter,
        MatterStep.DECISION_PUBLISHED,
        NewStep("2026-03-21", text="纸质公告贴在文化礼堂，底稿在三月档案盒"),
    )
    assert states(office, matter) == "DDDDDN"


def test_an_open_objection_stops_the_work_and_its_notice(office: Office) -> None:
    matter = decided(office)
    notice = matter_notices.draft_notice(office, matter, MatterStep.DECISION_PUBLISHED)
    hang(office, notice, "2026-03-22")
    objection = object_to(office, notice)
    assert states(office, matter) == "DDDDDS"
    for attempt in (
        lambda: matters.complete_matter(office, matter, "2026-03-22", "办完"),
        lambda: matter_notices.draft_notice(office, matter, MatterStep.RESULT_PUBLISHED),
    ):
        with pytest.raises(ProblemError) as raised:
            attempt()
        assert codes_of(raised) == ["DOC-190"]
    with office.change("edit", "办结异议") as work:
        work.update("objection", objection, {"settled_on": "2026-03-28"})
    assert states(office, matter) == "DDDDDN"
    matters.complete_matter(office, matter, "2026-03-22", "办完")


def test_a_withdrawn_notice_proves_nothing(office: Office) -> None:
    matter = decided(office)
    notice = matter_notices.draft_notice(office, matter, MatterStep.DECISION_PUBLISHED)
    hang(office, notice, "2026-03-22")
    assert states(office, matter) == "DDDDDN"
    notices.withdraw(as_role(office, Role.SECRETARY), notice, "印错了")
    assert states(office, matter) == "DDDDNw"


def test_notices_wait_for_what_they_tell(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    with pytest.raises(ProblemError) as raised:
        matter_notices.draft_notice(office, matter, MatterStep.DECISION_PUBLISHED)
    assert codes_of(raised) == ["DOC-197"]
    for step in STEPS[:4]:
        take(office, matter, step)
    with pytest.raises(ProblemError) as raised:
        matter_notices.draft_notice(office, matter, MatterStep.RESULT_PUBLISHED)
    assert codes_of(raised) == ["DOC-199"]


def test_a_dropped_matter_keeps_its_record_and_takes_no_more_steps(office: Office) -> None:
    matter = decided(office)
    with pytest.raises(ProblemError) as raised:
        matters.drop_matter(office, matter, "  ")
    assert codes_of(raised) == ["DOC-196"]
    matters.drop_matter(office, matter, "上级资金没有落实")
    detail = matters.get_matter(office, matter)
    assert (detail.summary.state, detail.dropped_reason) == (MatterState.DROPPED, "上级资金没有落实")
    assert detail.dropped_on == "2026-03-22"
    assert detail.summary.gaps == 0
    with pytest.raises(ProblemError) as raised:
        take(office, matter, MatterStep.DECISION)
    assert codes_of(raised) == ["DOC-192"]


def test_a_step_taken_back_leaves_its_meeting(office: Office) -> None:
    matter = decided(office)
    matter_steps.remove_step(office, matter, MatterStep.DECISION)
    assert states(office, matter) == "DDDNww"
    assert len(meetings.list_meetings(office, date.min, date.max)) == 4


def test_both_disclosures_are_owed_from_the_day_that_made_them_due(office: Office) -> None:
    matter = decided(office)
    matters.complete_matter(office, matter, "2026-03-22", "办完")
    assert [
        (each.item, each.on.isoformat(), each.stage) for each in matter_notices.list_triggers(office)
    ] == [
        ("V02", "2026-03-20", "decision"),
        ("V02", "2026-03-22", "result"),
    ]
    assert {each.record_id for each in matter_notices.list_triggers(office)} == {matter}
    matters.drop_matter(office, matter, "不办了")
    assert matter_notices.list_triggers(office) == ()


def test_large_spending_without_a_matter_is_shown_until_one_stands_behind_it(office: Office) -> None:
    finance.add_entries(
        office,
        (
            NewEntry("2026-03-03", "O04", "购垃圾清运车", -1 * -6_800_000, "记01", "王会计", "王书记"),
            NewEntry("2026-03-04", "O04", "打印纸", 12_000, "记02", "王会计", "王书记"),
        ),
    )
    (found,) = matters.list_unlinked(office, "2026-01-01")
    assert (found.table, found.name, found.amount_cents) == ("funds_entry", "购垃圾清运车", 6_800_000)
    matter = matters.add_matter(office, replace(ROAD, kind="spending"), found)
    assert matters.list_unlinked(office, "2026-01-01") == ()
    (linked,) = matters.get_matter(office, matter).linked
    assert linked.id == found.id
    matters.unlink_record(office, linked)
    assert matters.get_matter(office, matter).linked == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "party"}, "kind"),
        ({"amount_cents": -1}, "amount"),
        ({"opened_on": "2026-03-23"}, "opened_on"),
        ({"opened_on": "昨天"}, "opened_on"),
    ],
)
def test_a_matter_is_refused_at_the_field_that_is_wrong(
    office: Office, change: dict[str, object], field: str
) -> None:
    with pytest.raises(ProblemError) as raised:
        matters.add_matter(office, replace(ROAD, **change))
    (problem,) = raised.value.problems
    assert problem.place is not None
    assert problem.place.field == field
    assert matters.list_matters(office) == ()


def test_a_matter_is_found_by_its_words_and_put_right(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    matters.edit_matter(office, matter, replace(ROAD, title="下坪组道路硬化"))
    (found,) = matters.list_matters(office, "下坪")
    assert found.id == matter
    assert matters.list_matters(office, "路灯") == ()
    assert found.next_step is MatterStep.PROPOSAL
    assert found.is_owed


def test_meetings_are_offered_to_the_matters_they_can_take(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    held = meetings.add_meeting(office, meeting(MatterStep.PROPOSAL))
    meetings.add_meeting(office, meeting(MatterStep.CONSULTATION))
    (offered,) = matter_steps.find_meetings_for(office, MatterStep.PROPOSAL, "2026-01-01")
    assert offered.id == held
    assert [each.summary.id for each in matters.find_matters_for(office, offered)] == [matter]
    matter_steps.record_step(office, matter, MatterStep.PROPOSAL, NewStep(meeting_id=held))
    assert [each.summary.id for each in matters.find_matters_for(office, offered)] == [matter]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.BOOKKEEPER, Role.READER])
def test_those_without_the_right_read_but_do_not_write(office: Office, role: Role) -> None:
    matter = matters.add_matter(office, ROAD)
    other = as_role(office, role)
    assert matters.get_matter(other, matter).summary.title == ROAD.title
    for attempt in (
        lambda: matters.add_matter(other, ROAD),
        lambda: matter_steps.record_step(other, matter, MatterStep.PROPOSAL, NewStep()),
        lambda: matters.drop_matter(other, matter, "不办"),
    ):
        with pytest.raises(ProblemError) as raised:
            attempt()
        assert codes_of(raised) == ["SYS-403"]


def test_a_gap_is_still_mended_by_an_older_meeting(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    for step in (MatterStep.PROPOSAL, MatterStep.CONSULTATION, MatterStep.DECISION):
        take(office, matter, step)
    assert states(office, matter) == "DDGDNw"
    (summary,) = matters.list_matters(office)
    assert summary.gaps == 1
    assert [problem.code for problem in summary.problems] == ["DOC-183"]
    take(office, matter, MatterStep.REVIEW)
    assert states(office, matter) == "DDDDNw"


def test_days_go_by_the_office(office: Office) -> None:
    matter = decided(office)
    due = date(2026, 3, 20) + timedelta(days=5)
    assert matters.get_matter(at(office, due), matter).summary.states[4] is StepState.NEXT
    assert matters.get_matter(at(office, due + timedelta(days=1)), matter).summary.states[4] is StepState.GAP


def test_the_record_of_a_matter_is_one_page_with_every_step_and_what_is_missing(office: Office) -> None:
    matter = matters.add_matter(office, ROAD)
    for step in (MatterStep.PROPOSAL, MatterStep.CONSULTATION, MatterStep.DECISION):
        take(office, matter, step)
    (page,) = read_back(render_matter_record(office, matter))
    text = " ".join(page)
    for part in ("上坪组道路硬化", "186,000.00 元", "30/24", "21/2/1", "▲", "缺 1 步", "还没有登记"):
        assert part in text
    for step in MatterStep:
        assert step.label in text
    with office.store.reading() as connection:
        logged = connection.execute("SELECT kind, target_id FROM access_log WHERE target_table = 'matter'")
        assert logged.fetchall() == [("print", matter)]


def test_what_hangs_on_the_wall_passes_the_gate(office: Office) -> None:
    matter = decided(office)
    (page,) = read_back(render_matter_progress(office, matter))
    assert "已完成" in " ".join(page)
    planted = "联系人电话 13912345678"
    matters.edit_matter(office, matter, replace(ROAD, content=planted))
    with pytest.raises(ProblemError) as raised:
        render_matter_progress(office, matter)
    assert codes_of(raised) == ["DOC-031"]


def test_those_due_at_an_assembly_are_counted_from_the_register(office: Office) -> None:
    village = fill_with_households(office)
    day = date(2026, 3, 22)
    assert matter_steps.count_eligible(office, day) == (4, 3)  # the fifth is a child
    edit(office, village.people["王海军"], death_date="2026-03-01")
    assert matter_steps.count_eligible(office, day) == (3, 2)
    assert matter_steps.count_eligible(office, date(2034, 1, 1)) == (4, 2)  # the child has come of age
    assert matter_steps.count_eligible(office, date(2026, 2, 1)) == (0, 0)  # nobody was on record yet


def test_a_vote_on_the_notice_is_explained_by_its_step_and_meeting(office: Office) -> None:
    matter = decided(office)
    notice = matter_notices.draft_notice(office, matter, MatterStep.DECISION_PUBLISHED)
    figures = read_figures(office, notice)
    places = [
        CellPlace(page, number, cell)
        for page, lines in enumerate(figures.lines)
        for number, line in enumerate(lines)
        for cell in range(len(line.cells))
    ]
    agreed = next(
        place for place in places if figures.column(place).heading == "同意" and figures.text(place) == "21"
    )
    told = explain(office, notice, figures, agreed)
    assert [(each.kind, each.title) for each in told.records] == [
        ("重大事项", "上坪组道路硬化"),
        ("四议两公开步骤", "村民（代表）会议决议：同意 21 票，反对 2 票，弃权 1 票"),
        ("会议", "村民（代表）会议决议：道路硬化"),
    ]
