"""The agenda of a household gathers what is due and open, and fits one sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime
from string import Formatter

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.reports.readback import read_back
from desktop.services import events
from desktop.services.agenda.papers import add_paper
from desktop.services.agenda.printing import render_agenda
from desktop.services.agenda.reading import Phrase, Topic, agenda_household, read_agenda
from desktop.services.events import NewEvent, Target
from desktop.services.register_editing import add_household, add_person
from desktop.words import word
from tests.support.offices import make_office


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    office = make_office(tmp_path_factory.mktemp("agenda") / "office")
    office = replace(office, clock=lambda: datetime(2026, 11, 20, 4, tzinfo=UTC))
    household, _ = add_household(
        office, {"villager_group": "一组"}, {"name": "王建国", "birth_date": "1940-12-03"}
    )
    wife = add_person(office, household, {"name": "李秀英", "relation_to_head": "配偶"})
    other, _ = add_household(office, {"villager_group": "二组"}, {"name": "赵大山"})
    events.add_event(
        office,
        NewEvent("屋顶漏雨，电话10012345678", due_on="2026-11-10", targets=(Target("person", wife),)),
    )
    events.add_event(office, NewEvent("别家的事", targets=(Target("household", other),)))
    add_paper(office, wife, "10", date(2026, 12, 31))
    add_paper(office, wife, "10", date(2027, 2, 1))
    with office.change("edit", "资料") as work:
        work.insert(
            "service_case",
            {
                "number": "1",
                "code": "x",
                "item": "05",
                "mode": "M1",
                "household_id": household,
                "applicant": "王建国",
                "state": "20",
                "opened_at": "2026-11-01T00:00:00+00:00",
                "due_on": "2026-11-25",
            },
        )
        work.insert(
            "board_entry",
            {
                "household_id": household,
                "colour": "black",
                "subject": "S1",
                "fact": "门前堆柴",
                "found_on": "2026-11-12",
            },
        )
        work.insert(
            "visit",
            {
                "target_table": "household",
                "target_id": household,
                "household_id": household,
                "visited_at": "2026-10-01T02:00:00+00:00",
                "visitor_ids": "[]",
                "form": "10",
            },
        )
        for item, points, day, state in (
            ("courtyard", 800, "2026-08-03", "confirmed"),
            ("unmended", -300, "2026-11-02", "confirmed"),
            ("unmended", -500, "2026-03-02", "confirmed"),
            ("waste_sorting", 200, "2026-11-05", "claimed"),
        ):
            work.insert(
                "points_entry",
                {
                    "subject": "household",
                    "owner_id": household,
                    "year": 2026,
                    "quarter": f"2026-Q{(int(day[5:7]) + 2) // 3}",
                    "category": "negative" if points < 0 else "environment",
                    "item": item,
                    "points_x100": points,
                    "occurred_on": day,
                    "state": state,
                    "recorded_by": office.user.id,
                    "recorded_at": office.now_text(),
                },
            )
    yield office, household, wife
    office.close()


def test_it_gathers_every_part_and_nothing_of_another_household(home):
    office, household, _ = home
    agenda = read_agenda(office, household)
    assert [line.topic for line in agenda.lines] == [
        Topic.EVENT,
        Topic.SERVICE,
        Topic.PAPER,
        Topic.BOARD,
        *[Topic.POINTS] * 3,
        Topic.BIRTHDAY,
    ]
    event, _, paper, board, taken, claimed, total, birthday = agenda.lines
    assert (event.on, event.is_late) == (date(2026, 11, 10), True)
    assert (paper.text, paper.on) == ("李秀英的居民身份证到期", date(2027, 2, 1))
    assert board.text == "要当面告知：门前堆柴"
    assert (total.text, total.on) == ("2026年累计 0 分", None)
    assert (taken.text, taken.on, taken.is_late) == ("扣 3 分：拒不整改", date(2026, 11, 2), False)
    assert claimed.text == "等确认：垃圾分类准确率 +2 分"
    assert (birthday.text, birthday.on) == ("王建国满86周岁", date(2026, 12, 3))
    assert agenda.visited_on == date(2026, 10, 1)


def test_every_phrase_has_its_english_with_the_same_places():
    def places(text):
        return sorted(name for _, name, _, _ in Formatter().parse(text) if name)

    unsaid = [phrase for phrase in Phrase if word(phrase, "en") == phrase]
    assert unsaid == []
    assert {p for p in Phrase if places(word(p, "en")) != places(p)} == set()


def test_a_person_leads_to_the_agenda_of_his_household(home):
    office, household, wife = home
    assert agenda_household(office, "person", wife) == household
    assert agenda_household(office, "household", household) == household


def test_a_household_that_is_not_there_is_told(home):
    with pytest.raises(ProblemError) as refused:
        read_agenda(home[0], "0" * 32)
    assert refused.value.problems[0].code == "INB-020"


def test_a_kind_of_paper_that_is_not_known_is_refused(home):
    with pytest.raises(ProblemError) as refused:
        add_paper(home[0], home[2], "77", date(2027, 1, 1))
    assert refused.value.problems[0].code == "INB-021"


def test_the_sheet_is_one_page_and_shows_no_telephone(home):
    office, household, _ = home
    (page,) = read_back(render_agenda(office, household))
    text = "".join(page)
    assert "走访议程" in text
    assert "10012345678" not in text


def test_who_may_not_print_gets_no_sheet(home):
    office, household, _ = home
    reader = replace(office, user=replace(office.user, role=Role.READER))
    with pytest.raises(ProblemError):
        render_agenda(reader, household)
