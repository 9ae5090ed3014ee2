"""Meetings and aid grants as the clerk keeps them, and what the notices say of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from desktop.reports.data import AllowanceList, AllowanceState, PartyLife
from desktop.services import finance, meetings
from desktop.services.disclosure.compiling import ALLOWANCES, PARTY_LIFE, compile_data
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import GrantRow, NewGrant
from desktop.services.meetings import MeetingRow, NewMeeting
from desktop.services.office import Office, User
from desktop.services.register_editing import add_household
from tests.support.ledger import number
from tests.support.refusals import code_of
from tests.support.village_copies import copy_office

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LECTURE = NewMeeting(("P04",), "2026-07-11", "学习党章", 20, 18, 1, 1, chair="王书记", recorder="李委员")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def home(office: Office) -> NewGrant:
    """A grant ready to be entered, of the household of 王建国."""
    household, head = add_household(
        office, {"villager_group": "一组"}, {"name": "王建国", "citizen_id": number(1970, 5, 1, 1)}
    )
    return NewGrant(household, head, 2, 60_000, "2026-04", change_kind="new")


def as_role(office: Office, role: Role) -> Office:
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


def held(office: Office) -> list[MeetingRow]:
    return list(meetings.list_meetings(office, *YEAR))


def granted(office: Office) -> list[GrantRow]:
    return list(finance.list_grants(office, *YEAR))


def change_sets(office: Office) -> int:
    with office.store.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM change_set").fetchone()[0])


def on_notice(office: Office, first: str, last: str) -> list[tuple[str, AllowanceState, int]]:
    data = compile_data(office, NoticeRequest(ALLOWANCES, first, last, last), "1")
    assert isinstance(data, AllowanceList)
    return [(each.head, each.state, each.monthly_cents) for each in data.households]


def test_a_meeting_is_put_right_in_one_action_and_the_notice_says_the_new(office: Office):
    meeting = meetings.add_meeting(office, LECTURE)
    before = change_sets(office)
    meetings.edit_meeting(office, meeting, replace(LECTURE, kinds=("P05", "P04"), title=" 学习党章和准则 "))
    assert change_sets(office) == before + 1
    assert [(row.kinds, row.title) for row in held(office)] == [(("P04", "P05"), "学习党章和准则")]
    data = compile_data(office, NoticeRequest(PARTY_LIFE, "2026-07-01", "2026-09-30", "2026-10-08"), "1")
    assert isinstance(data, PartyLife)
    assert [(entry.kind, entry.topic) for entry in data.meetings] == [("党课、主题党日", "学习党章和准则")]


def test_a_removed_meeting_is_gone_and_cannot_be_touched_again(office: Office):
    meeting = meetings.add_meeting(office, LECTURE)
    meetings.remove_meeting(office, meeting)
    assert held(office) == []
    with pytest.raises(ProblemError) as gone:
        meetings.edit_meeting(office, meeting, LECTURE)
    assert code_of(gone) == "MTG-005"
    with pytest.raises(ProblemError) as gone:
        meetings.remove_meeting(office, meeting)
    assert code_of(gone) == "MTG-005"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kinds": ()}, "MTG-001"),
        ({"held_on": "2026-02-30"}, "MTG-002"),
        ({"present_count": 20}, "MTG-003"),
        ({"recorder": "王书记"}, "MTG-004"),
        ({"title": "  "}, "MTG-006"),
        ({"leave_count": 2, "absent_count": -1, "present_count": 19}, "MTG-007"),
    ],
)
def test_a_correction_is_checked_like_a_new_meeting(office: Office, wrong: dict[str, object], code: str):
    meeting = meetings.add_meeting(office, LECTURE)
    before = held(office)
    with pytest.raises(ProblemError) as refused:
        meetings.edit_meeting(office, meeting, replace(LECTURE, **wrong))
    assert code_of(refused) == code
    assert held(office) == before


def test_the_bookkeeper_may_read_but_neither_meetings_nor_grants_be_written(office: Office, home: NewGrant):
    meeting = meetings.add_meeting(office, LECTURE)
    (grant,) = finance.add_grants(office, (home,))
    bookkeeper = as_role(office, Role.BOOKKEEPER)
    assert len(held(bookkeeper)) == len(granted(bookkeeper)) == 1
    for forbidden in (
        lambda: meetings.edit_meeting(bookkeeper, meeting, LECTURE),
        lambda: meetings.remove_meeting(bookkeeper, meeting),
        lambda: finance.edit_grant(bookkeeper, grant, home),
        lambda: finance.stop_grant(bookkeeper, grant, "2026-09"),
    ):
        with pytest.raises(ProblemError) as refused:
            forbidden()
        assert code_of(refused) == "SYS-403"


def test_a_grant_is_new_in_its_first_quarter_only(office: Office, home: NewGrant):
    finance.add_grants(office, (home,))
    assert on_notice(office, "2026-04-01", "2026-06-30") == [("王建国", AllowanceState.NEW, 60_000)]
    assert on_notice(office, "2026-07-01", "2026-09-30") == [("王建国", AllowanceState.CONTINUED, 60_000)]


@pytest.mark.parametrize("month", ["2026-07", "2026-09"])
def test_a_stopped_grant_is_told_in_the_quarter_in_which_it_stops(office: Office, home: NewGrant, month: str):
    (grant,) = finance.add_grants(office, (home,))
    finance.stop_grant(office, grant, month)
    assert [state for _, state, _ in on_notice(office, "2026-04-01", "2026-06-30")] == [
        AllowanceState.CONTINUED
    ]
    assert [state for _, state, _ in on_notice(office, "2026-07-01", "2026-09-30")] == [
        AllowanceState.STOPPED
    ]
    assert on_notice(office, "2026-10-01", "2026-12-31") == []


def test_a_change_takes_the_place_of_the_grant_in_force(office: Office, home: NewGrant):
    finance.add_grants(office, (home,))
    before = change_sets(office)
    changed = replace(home, monthly_cents=75_000, from_month="2026-08", change_kind="changed")
    finance.add_grants(office, (changed,))
    assert change_sets(office) == before + 1
    assert [(row.from_month, row.to_month) for row in granted(office)] == [
        ("2026-04", "2026-07"),
        ("2026-08", None),
    ]
    assert on_notice(office, "2026-07-01", "2026-09-30") == [("王建国", AllowanceState.CHANGED, 75_000)]


def test_a_household_has_one_grant_at_a_time(office: Office, home: NewGrant):
    finance.add_grants(office, (home,))
    before = granted(office)
    for again in (home, replace(home, from_month="2026-09"), replace(home, change_kind="changed")):
        with pytest.raises(ProblemError) as refused:
            finance.add_grants(office, (again,))
        assert code_of(refused) == "FIN-009"
    assert granted(office) == before


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"household_id": ""}, "FIN-011"),
        ({"from_month": "2026-13"}, "FIN-006"),
        ({"people_count": 0}, "FIN-007"),
        ({"monthly_cents": 0}, "FIN-007"),
        ({"to_month": "2026-03"}, "FIN-012"),
    ],
)
def test_a_wrong_correction_of_a_grant_changes_nothing(
    office: Office, home: NewGrant, wrong: dict[str, object], code: str
):
    (grant,) = finance.add_grants(office, (home,))
    before = granted(office)
    with pytest.raises(ProblemError) as refused:
        finance.edit_grant(office, grant, replace(home, **wrong))
    assert code_of(refused) == code
    assert granted(office) == before


def test_a_grant_is_put_right_where_it_stands(office: Office, home: NewGrant):
    (grant,) = finance.add_grants(office, (home,))
    finance.edit_grant(office, grant, replace(home, people_count=3, monthly_cents=90_000))
    assert [(row.id, row.people_count, row.monthly_cents) for row in granted(office)] == [(grant, 3, 90_000)]
    with pytest.raises(ProblemError) as unknown:
        finance.edit_grant(office, "0" * 32, replace(home, from_month="2025-01", to_month="2025-02"))
    assert code_of(unknown) == "FIN-010"


@pytest.mark.parametrize(
    ("month", "code"), [("2026-04", "FIN-012"), ("2025-12", "FIN-012"), ("八月", "FIN-006")]
)
def test_a_grant_cannot_stop_before_it_began(office: Office, home: NewGrant, month: str, code: str):
    (grant,) = finance.add_grants(office, (home,))
    with pytest.raises(ProblemError) as refused:
        finance.stop_grant(office, grant, month)
    assert code_of(refused) == code
    assert granted(office)[0].to_month is None


def test_the_month_before_january_is_december():
    assert finance.month_before("2026-01") == "2025-12"
    assert finance.month_before("2026-12") == "2026-11"


def test_a_household_is_offered_with_its_head_and_how_many_belong_to_it(office: Office, home: NewGrant):
    found = finance.find_grant_household(office, home.household_id)
    assert found is not None
    assert (found.head, found.head_person_id, found.people_count) == ("王建国", home.head_person_id, 1)
    assert finance.find_grant_household(office, "0" * 32) is None
