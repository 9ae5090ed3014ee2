"""The ledger of points: booked, confirmed by somebody else, taken back, never deleted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.queries import points as queries
from desktop.domain.points_scheme import PointsItem, Subject
from desktop.domain.problem import ProblemError
from desktop.services import history
from desktop.services.points import ledger
from desktop.services.points.ledger import EntryState, NewEntry
from desktop.services.points.schemes import adopt_scheme, list_versions, scheme_in_force
from tests.support.points import PointsVillage, make_points_village
from tests.support.refusals import code_of
from tests.support.village_copies import copy_village


@pytest.fixture
def village(tmp_path: Path):
    made = copy_village(make_points_village, tmp_path)
    yield made
    made.office.close()


def claim(village: PointsVillage, name: str = "林二", item: str = "blood", **parts) -> str:
    entry = NewEntry(
        Subject.MEMBER,
        village.members[name],
        item,
        **({"occurred_on": "2026-08-03", "evidence": "献血证"} | parts),
    )
    (entry_id,) = ledger.book(village.at("clerk"), [entry])
    return entry_id


def entry(village: PointsVillage, entry_id: str) -> queries.EntryRow:
    with village.office.store.reading() as connection:
        return queries.find_entry(connection, entry_id)


def close(village: PointsVillage, quarter: str) -> None:
    values = {"subject": "member", "quarter": quarter, "closed_on": "2026-08-20", "closed_by": "x"}
    with village.office.change("points", "结账") as work:
        work.insert("points_closing", values)


def test_a_claim_waits_and_counts_once_the_secretary_confirms_it(village):
    entry_id = claim(village)
    assert entry(village, entry_id).state == EntryState.CLAIMED
    with village.office.store.reading() as connection:
        assert queries.sum_points(connection, "member", 2026) == {}
    ledger.confirm(village.at("secretary"), [entry_id])
    with village.office.store.reading() as connection:
        (amount,) = queries.sum_points(connection, "member", 2026)[village.members["林二"]]
    assert (amount.category, amount.booked_in, amount.points_x100) == ("volunteer", "2026-Q3", 200)


def test_nobody_confirms_their_own_claim_then_the_clerk_does(village):
    entry_id = claim(village, "陈一")  # the secretary
    with pytest.raises(ProblemError) as found:
        ledger.confirm(village.at("secretary"), [entry_id])
    assert code_of(found) == "PTS-011"
    ledger.confirm(village.at("clerk"), [entry_id])
    assert entry(village, entry_id).state == EntryState.CONFIRMED


def test_the_clerk_does_not_confirm_what_the_secretary_can(village):
    entry_id = claim(village)
    with pytest.raises(ProblemError) as found:
        ledger.confirm(village.at("clerk"), [entry_id])
    assert code_of(found) == "PTS-013"


def test_what_is_refused_stays_with_its_reason_and_does_not_count(village):
    entry_id = claim(village)
    with pytest.raises(ProblemError) as found:
        ledger.refuse(village.at("secretary"), [entry_id], " ")
    assert code_of(found) == "PTS-010"
    ledger.refuse(village.at("secretary"), [entry_id], "当天没有采血车")
    assert entry(village, entry_id).refused_reason == "当天没有采血车"
    with pytest.raises(ProblemError) as found:
        ledger.confirm(village.at("secretary"), [entry_id])
    assert code_of(found) == "PTS-007"


def test_a_record_gives_points_once_however_often_it_is_booked(village):
    new = NewEntry(
        Subject.MEMBER, village.members["林二"], "lecture", "2026-08-03", origin="meeting_attendance/1"
    )
    ids = {ledger.book(village.at("clerk"), [new, new])[0], *ledger.book(village.at("clerk"), [new])}
    assert len(ids) == 1


def test_an_entry_taken_back_may_be_booked_anew_from_the_same_record(village):
    new = NewEntry(
        Subject.HOUSEHOLD, village.households["林二"], "courtyard", "2026-08-03", 800, "inspection_score/1"
    )
    secretary = village.at("secretary")
    (first,) = ledger.book(secretary, [new], state=EntryState.CONFIRMED)
    ledger.reverse(secretary, first, "打错分")
    (second,) = ledger.book(secretary, [replace(new, points_x100=900)], state=EntryState.CONFIRMED)
    with village.office.store.reading() as connection:
        (amount,) = queries.sum_points(connection, "household", 2026)[village.households["林二"]]
    assert (first == second, amount.points_x100) == (False, 900)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"item": "juggling"}, "PTS-002"),
        ({"item": "project"}, "PTS-003"),
        ({"item": "project", "points_x100": 1100}, "PTS-003"),
        ({"item": "blood", "points_x100": 300}, "PTS-003"),
        ({"occurred_on": "2026-08-21"}, "PTS-004"),
        ({"occurred_on": "八月"}, "PTS-004"),
        ({"evidence": " "}, "PTS-005"),
        ({"item": "remote_report"}, "PTS-014"),
    ],
)
def test_a_claim_that_the_scheme_does_not_allow_is_refused_with_its_reason(village, parts, code):
    with pytest.raises(ProblemError) as found:
        claim(village, **parts)
    assert code_of(found) == code


def test_points_of_nobody_are_refused(village):
    with pytest.raises(ProblemError) as found:
        ledger.book(
            village.at("clerk"), [NewEntry(Subject.MEMBER, "nobody", "blood", "2026-08-03", evidence="证")]
        )
    assert code_of(found) == "PTS-006"


def test_a_household_is_visited_for_points_once_a_month(village):
    """Domain rules 4.3: visit 1, one per household a month."""
    claim(village, item="visit", evidence="王五户")
    claim(village, item="visit", evidence="赵六户")
    claim(village, item="visit", evidence="王五户", occurred_on="2026-07-31")
    with pytest.raises(ProblemError) as found:
        claim(village, item="visit", evidence="王五户", occurred_on="2026-08-19")
    assert code_of(found) == "PTS-020"


@pytest.mark.parametrize("why", ["old", "frail", "floating"])
def test_who_cannot_come_counts_the_equivalent_list(village, why):
    """Domain rules 4.3: old, sick and floating members get an equivalent task list."""
    with village.office.change("edit", "情况") as work:
        if why == "floating":
            work.insert(
                "party_float", {"member_id": village.members["林二"], "kind": "1", "left_on": "2026-01-03"}
            )
        else:
            patch = {"birth_date": "1951-08-03"} if why == "old" else {"group_tags": '["G01"]'}
            work.update("person", village.people["林二"], patch)
    assert entry(village, claim(village, item="remote_report")).points_x100 == 300


def test_what_happened_in_a_closed_quarter_is_booked_in_the_next_with_a_note(village):
    close(village, "2026-Q2")
    row = entry(village, claim(village, occurred_on="2026-05-20"))
    assert (row.quarter, row.occurred_on) == ("2026-Q3", "2026-05-20")
    assert row.note == "2026年第二季度已结账，记入2026年第三季度"


def test_a_claim_that_waits_over_a_closing_moves_when_it_is_confirmed(village):
    entry_id = claim(village, occurred_on="2026-06-20")
    assert entry(village, entry_id).quarter == "2026-Q2"
    close(village, "2026-Q2")
    ledger.confirm(village.at("secretary"), [entry_id])
    row = entry(village, entry_id)
    assert (row.quarter, row.state) == ("2026-Q3", EntryState.CONFIRMED)
    assert "已结账" in row.note


def test_taking_back_leaves_both_entries_and_a_closed_quarter_as_they_were(village):
    secretary = village.at("secretary")
    entry_id = claim(village, occurred_on="2026-06-20")
    ledger.confirm(secretary, [entry_id])
    close(village, "2026-Q2")
    back = entry(village, ledger.reverse(secretary, entry_id, "重复登记"))
    first = entry(village, entry_id)
    assert (first.points_x100, first.quarter, first.reversed_by) == (200, "2026-Q2", back.id)
    assert (back.points_x100, back.quarter, back.note) == (-200, "2026-Q3", "冲销：重复登记")
    for entry_id_again in (entry_id, back.id):
        with pytest.raises(ProblemError) as found:
            ledger.reverse(secretary, entry_id_again, "再来")
        assert code_of(found) == "PTS-009"


def test_only_what_counts_can_be_taken_back_and_only_by_who_confirms(village):
    entry_id = claim(village)
    with pytest.raises(ProblemError) as found:
        ledger.reverse(village.at("secretary"), entry_id, "错")
    assert code_of(found) == "PTS-008"
    with pytest.raises(ProblemError) as found:
        ledger.reverse(village.at("clerk"), entry_id, "错")
    assert code_of(found) == "SYS-403"


def test_no_program_changes_the_figures_of_a_confirmed_entry(village):
    entry_id = claim(village)
    ledger.confirm(village.at("secretary"), [entry_id])
    with pytest.raises(ProblemError), village.office.change("edit", "改分") as work:
        work.update("points_entry", entry_id, {"points_x100": 5000})
    assert entry(village, entry_id).points_x100 == 200


def test_undo_leaves_the_ledger_alone(village):
    claim(village)
    assert history.next_undo(village.at("clerk")) is None


def test_a_new_version_counts_from_its_day_on_and_names_its_meeting(village):
    clerk = village.at("clerk")
    shipped = scheme_in_force(clerk, Subject.MEMBER)
    own = replace(
        shipped,
        name="示范村党员积分",
        valid_from=date(2026, 7, 1),
        items=(*shipped.items, PointsItem("choir", "volunteer", "文艺志愿", 100, 100)),
    )
    with village.office.change("edit", "会议") as work:
        meeting = work.insert(
            "meeting", {"kinds": '["P01"]', "held_on": "2026-06-28", "title": "支部会", "state": "held"}
        )
    adopt_scheme(clerk, own, "2026-06-28")
    assert list_versions(clerk, Subject.MEMBER)[0].meeting_id == meeting
    assert [each.scheme.version for each in list_versions(clerk, Subject.MEMBER)] == [2, 1]
    assert entry(village, claim(village, item="choir")).points_x100 == 100
    with pytest.raises(ProblemError) as found:
        claim(village, item="choir", occurred_on="2026-06-30")
    assert code_of(found) == "PTS-002"


def test_a_new_version_is_adopted_by_a_meeting_and_never_reaches_into_a_closed_quarter(village):
    clerk = village.at("clerk")
    close(village, "2026-Q2")
    own = replace(scheme_in_force(clerk, Subject.MEMBER), valid_from=date(2026, 6, 30))
    with pytest.raises(ProblemError) as found:
        adopt_scheme(clerk, own, "")
    assert [problem.code for problem in found.value.problems] == ["PTS-038", "PTS-039"]
    adopt_scheme(clerk, replace(own, valid_from=date(2026, 7, 1)), "2026-06-28")
