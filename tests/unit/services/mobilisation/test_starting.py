"""Setting a mobilisation going from the register as it is."""

from dataclasses import replace
from datetime import UTC
from hashlib import sha256

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.services.mobilisation import callers, reminders, starting
from desktop.services.mobilisation.board import Board, read_board
from desktop.services.mobilisation.starting import NewMobilisation
from desktop.services.patrols import sites
from desktop.services.patrols.sites import NewSite
from tests.support.disclosure import as_role
from tests.support.emergency import START, EmergencyVillage
from tests.support.refusals import codes_of

STORM = NewMobilisation("03", "1", "台风蓝天红色预警，全村转移")


def started(village: EmergencyVillage, new: NewMobilisation = STORM, minutes: float = 0) -> Board:
    office = village.at(minutes)
    return read_board(office, starting.start(office, new))


def order(village: EmergencyVillage, number: str, **facts: object) -> str:
    values = {
        "number": number,
        "issuer": "东华镇",
        "kind": "02",
        "level": "2",
        "area": "二组低洼处",
        "text": "山洪预警，立即转移",
        "issued_at": START.astimezone(UTC).isoformat(),
        "is_drill": 0,
        **facts,
    }
    with village.office.change("received", "order") as work:
        return work.insert("mobilisation_order", values)  # type: ignore[arg-type]


def test_everybody_at_home_is_called_by_route_and_those_away_are_left_out(village: EmergencyVillage) -> None:
    board = started(village)
    assert [line.head for line in board.lines] == ["张建国", "王海军", "赵小兰", "陈老伯", "孙立新"]
    assert [line.row.people for line in board.lines] == [1, 1, 1, 2, 2]
    assert board.lines[0].household and board.lines[0].household.away == (("张小明", ""),)


def test_who_needs_help_is_named_with_the_reason(village: EmergencyVillage) -> None:
    (helped,) = [line for line in started(village).lines if line.row.needs_help]
    assert (helped.head, helped.row.help_text) == ("陈老伯", "高龄老人、家里只有老人")


def test_heads_are_called_by_the_office_and_workers_by_their_head(village: EmergencyVillage) -> None:
    board = started(village)
    found = {call.row.name: (call.called_by, call.row.role) for call in board.calls}
    assert found == {
        "张建国": ("", "head"),
        "王海军": ("张建国", "worker"),
        "孙立新": ("", "head"),
        "孙小红": ("孙立新", "worker"),
    }
    callers_of = {line.head: line.caller for line in board.lines}
    assert callers_of["陈老伯"] == "孙小红"


def test_numbers_of_callers_and_households_never_meet(village: EmergencyVillage) -> None:
    board = started(village)
    assert [call.row.sequence for call in board.calls] == [1, 2, 3, 4]
    assert [line.row.sequence for line in board.lines] == [101, 102, 103, 104, 105]


def test_only_the_groups_asked_for_are_called(village: EmergencyVillage) -> None:
    board = started(village, replace(STORM, groups=("二组",)))
    assert [line.head for line in board.lines] == ["陈老伯", "孙立新"]


def test_households_under_a_hazard_site_are_called_with_its_way_out(village: EmergencyVillage) -> None:
    shelter = village.shelters["村小学"]
    with village.office.change("edit", "site") as work:
        site = work.insert(
            "hazard_site", {"name": "后山滑坡", "route": "沿机耕路向南", "shelter_id": shelter}
        )
        for name, until in (("赵小兰", None), ("王海军", "2026-01-01")):
            threat = {"household_id": village.households[name], "from_on": "2025-01-01", "to_on": until}
            work.insert("hazard_threat", {"site_id": site, **threat})
    (line,) = started(village, replace(STORM, site_ids=(site,))).lines
    assert (line.head, line.site, line.route, line.shelter) == (
        "赵小兰",
        "后山滑坡",
        "沿机耕路向南",
        "村小学",
    )


def test_the_whole_village_in_a_storm_knows_who_lives_below_a_site(village: EmergencyVillage) -> None:
    site = sites.add_site(
        village.office,
        NewSite(
            "老塘", "H2", warning_signal="敲锣", households=(village.households["孙立新"],), route_order="9"
        ),
    )
    told = {line.head: (line.site, line.signal) for line in started(village).lines if line.site}
    assert told["孙立新"] == ("老塘", "敲锣")
    sites.close_site(village.office, site, "2026-06-19", "已除险")
    assert "孙立新" not in {line.head for line in started(village).lines if line.site}


def test_a_caller_who_is_not_there_today_is_skipped_and_somebody_stands_in(village: EmergencyVillage) -> None:
    board = started(village, replace(STORM, absent_ids=(village.people["孙立新"],)))
    assert [(each.name, each.skipped_reason) for each in board.skipped] == [("孙立新", "今天不在")]
    stand_in = next(call for call in board.calls if call.row.stands_in_for)
    assert (stand_in.row.name, stand_in.row.stands_in_for) == ("孙小红", "孙立新")


def test_the_preview_says_what_a_start_would_set_going(village: EmergencyVillage) -> None:
    preview = starting.preview_start(village.office, STORM)
    assert (preview.households, preview.people, preview.helped, preview.away) == (5, 7, 1, 1)
    assert (preview.callers, preview.skipped, preview.uncalled) == (4, (), 0)


def test_an_order_of_the_county_is_set_going_in_one_click_and_once(village: EmergencyVillage) -> None:
    order_id = order(village, "动〔2026〕1号")
    office = village.at(2)
    assert [each.id for each in starting.list_waiting_orders(office)] == [order_id]
    first = starting.start_order(office, order_id)
    assert starting.start_order(village.at(3), order_id) == first
    board = read_board(office, first)
    assert (board.row.kind, board.row.level, board.row.groups) == ("02", "2", ("二组",))
    assert board.elapsed.total_seconds() == 120
    assert starting.list_waiting_orders(office) == ()


def test_two_pcs_make_the_same_mobilisation_of_one_order(village: EmergencyVillage) -> None:
    order_id = order(village, "动〔2026〕2号")
    made = starting.start_order(village.at(2), order_id)
    assert made == sha256(f"mobilisation|{order_id}".encode()).hexdigest()[:32]


def test_an_order_that_was_withdrawn_is_not_set_going(village: EmergencyVillage) -> None:
    order_id = order(village, "动〔2026〕3号", withdrawn_at="2026-06-19T19:12:00+00:00")
    with pytest.raises(ProblemError) as error:
        starting.start_order(village.at(2), order_id)
    assert codes_of(error) == ["MOB-006"]


def test_an_order_that_lay_unread_for_hours_begins_when_it_is_started(village: EmergencyVillage) -> None:
    order_id = order(village, "动〔2026〕4号")
    office = village.at(300)
    assert read_board(office, starting.start_order(office, order_id)).elapsed.total_seconds() == 0


def test_what_happened_in_the_night_is_entered_in_the_morning_with_its_true_start(
    village: EmergencyVillage,
) -> None:
    board = started(village, replace(STORM, started_at="2026-6-20 3:10"), minutes=360)
    assert (board.elapsed.total_seconds(), board.row.entered_late) == (6 * 3600, True)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(STORM, kind="77"), "MOB-003"),
        (replace(STORM, groups=("九组",)), "MOB-004"),
        (replace(STORM, started_at="25点"), "MOB-007"),
        (replace(STORM, started_at="2026-06-20 23:00"), "MOB-007"),
        (replace(STORM, deadline_at="2026-06-20 2:00"), "MOB-008"),
    ],
)
def test_what_can_not_be_is_refused(village: EmergencyVillage, new: NewMobilisation, code: str) -> None:
    with pytest.raises(ProblemError) as error:
        starting.start(village.office, new)
    assert codes_of(error) == [code]


def test_who_may_only_look_starts_nothing(village: EmergencyVillage) -> None:
    with pytest.raises(ProblemError) as error:
        starting.start(as_role(village.office, Role.READER), STORM)
    assert codes_of(error) == ["SYS-403"]


def test_every_page_hears_of_a_mobilisation_that_runs(village: EmergencyVillage) -> None:
    board = started(village)
    running = reminders.read_emergency(village.at(5)).running
    assert board.row.id in [each.id for each in running]


def test_workers_are_those_whom_the_register_marks_until_they_are_named(village: EmergencyVillage) -> None:
    with village.office.change("edit", "tags") as work:
        work.update("person", village.people["赵小兰"], {"group_tags": '["H04"]'})
        work.update("grid", village.grids["东片"], {"worker_person_ids": None})
    try:
        east = next(each for each in callers.list_grid_staff(village.office) if each.name == "东片")
        assert [each.name for each in east.workers] == ["赵小兰"] and not east.is_set
    finally:
        callers.set_grid_staff(
            village.office, village.grids["东片"], village.people["张建国"], [village.people["王海军"]]
        )
