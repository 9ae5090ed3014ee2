"""What people decide about the exchange: conflicts, refusals, when it runs, and who may."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.services import accounts, history
from desktop.services.sync.conflicts import Choice, ConflictReason, list_conflicts, resolve_conflict
from desktop.services.sync.refusals import drop_refusal, list_refusals, mend_refusal
from desktop.services.sync.running import sync_now
from desktop.services.sync.schedule import Reason, SyncSchedule
from desktop.services.sync.status import Phase, sync_status
from sync.protocol.operation import Op
from sync.village.transport import LineError
from tests.support.exchange import (
    add_person,
    edit,
    enrolled_office,
    in_step,
    records_at,
    records_of,
    two_edits,
    value,
)
from tests.support.small_county import SmallCounty

PERSON = 1
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def county():
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made


@pytest.fixture
def offices(tmp_path, county):
    pair = [enrolled_office(tmp_path / name, county) for name in "ab"]
    in_step(*pair)
    yield pair
    for office in pair:
        office.close()


def test_a_conflict_shows_both_values_with_author_and_moment_and_numbers_masked(offices):
    two_edits(offices, mobile=("10012345678", "10087654321"))
    (conflict,) = list_conflicts(offices[0])
    assert (conflict.name, conflict.label, conflict.reason) == ("张三", "手机号码", ConflictReason.FIELD)
    assert (conflict.kept.value, conflict.other.value) == ("100****5678", "100****4321")
    assert (conflict.kept.device, conflict.other.device, conflict.kept.actor) == (1, 2, "王文书")
    assert conflict.now == conflict.kept.value
    status = sync_status(offices[1])
    assert (status.conflicts, status.oldest_conflict_at) == (1, conflict.other.at)


@pytest.mark.parametrize(
    ("choice", "third", "stands"),
    [(Choice.KEPT, None, "甲厂"), (Choice.OTHER, None, "乙厂"), (Choice.EDITED, "丙厂", "丙厂")],
)
def test_a_decision_is_an_edit_and_the_end_of_the_conflict_everywhere(offices, county, choice, third, stands):
    person = two_edits(offices, employer=("甲厂", "乙厂"))
    (conflict,) = list_conflicts(offices[1])
    resolve_conflict(offices[1], conflict.id, choice, third)
    in_step(offices[1], offices[0])
    assert value(offices[0], person, "employer") == value(offices[1], person, "employer") == stands
    assert list_conflicts(offices[0]) == ()
    (decided,) = list_conflicts(offices[0], decided=True)
    assert (decided.decision, decided.decided_by) == (choice, "王文书")
    assert records_of(offices[0]) == records_of(offices[1]) == records_at(county)
    with pytest.raises(ProblemError) as refused:
        resolve_conflict(offices[0], conflict.id, Choice.KEPT)
    assert refused.value.problems[0].code == "SYN-157"


def test_both_values_of_a_conflict_are_seen_where_sensitive_fields_stay_in_the_village(offices, county):
    county.ruling = {}
    in_step(*offices)
    person = two_edits(offices, employer=("甲厂", "乙厂"))
    (conflict,) = list_conflicts(offices[1])
    assert (conflict.kept.value, conflict.other.value) == ("甲厂", "乙厂")
    resolve_conflict(offices[1], conflict.id, Choice.OTHER)
    assert value(offices[1], person, "employer") == "乙厂"


def test_an_undone_decision_opens_the_conflict_again(offices):
    person = two_edits(offices, employer=("甲厂", "乙厂"))
    (conflict,) = list_conflicts(offices[0])
    resolve_conflict(offices[0], conflict.id, Choice.OTHER)
    entry = history.next_undo(offices[0])
    assert entry is not None
    history.undo(offices[0], entry.change_set)
    assert value(offices[0], person, "employer") == "甲厂"
    assert [each.id for each in list_conflicts(offices[0])] == [conflict.id]


def test_a_delete_that_met_an_edit_can_be_carried_out_after_all(offices, county):
    one, other = offices
    person = add_person(one, name="张三")
    in_step(one, other)
    edit(one, person, employer="甲厂")
    sync_now(one)
    with other.change("edit", "删") as work:
        work.delete("person", person)
    in_step(other, one)
    assert value(other, person, "employer") == "甲厂"
    (conflict,) = list_conflicts(other)
    assert (conflict.reason, conflict.choices) == (ConflictReason.DELETE, (Choice.KEPT, Choice.OTHER))
    resolve_conflict(other, conflict.id, Choice.OTHER)
    in_step(other, one)
    assert value(one, person, "name") is None
    assert records_of(one) == records_of(other) == records_at(county)


def test_who_may_not_edit_the_register_sees_a_conflict_and_decides_nothing(offices):
    two_edits(offices, employer=("甲厂", "乙厂"))
    accounts.add_user(offices[0], "kan", "看的人", Role.READER, "竹林 大路 1999")
    reader = accounts.switch_user(offices[0], "kan", "竹林 大路 1999")
    (conflict,) = list_conflicts(reader)
    assert conflict.choices == ()
    with pytest.raises(ProblemError) as refused:
        resolve_conflict(reader, conflict.id, Choice.KEPT)
    assert refused.value.problems[0].code == "SYS-403"


def test_a_refused_edit_keeps_its_authors_values_while_the_record_shows_the_countys(offices, county):
    one, _ = offices
    person = add_person(one, name="张三", employer="甲厂")
    sync_now(one)
    county.refuse = lambda operation: "SYN-201"
    edit(one, person, employer="坏值")
    sync_now(one)
    county.refuse = lambda operation: ""
    (refusal,) = list_refusals(one)
    assert (refusal.name, refusal.reason.code, refusal.fields) == ("张三", "SYN-201", (("务工单位", "坏值"),))
    assert value(one, person, "employer") == "甲厂"
    assert sync_status(one).waiting == 0
    mend_refusal(one, refusal.id, {"employer": "乙厂"})
    sync_now(one)
    assert county.fields_of(PERSON)[person]["employer"] == "乙厂"
    assert list_refusals(one) == ()
    assert sync_status(one).refusals == 0


def test_a_refused_new_record_is_sent_whole_once_it_is_mended(offices, county):
    one, other = offices
    county.refuse = lambda operation: "SYN-201" if operation.op is Op.INSERT else ""
    person = add_person(one, name="张三", employer="甲厂")
    sync_now(one)
    assert person not in county.fields_of(PERSON)
    county.refuse = lambda operation: ""
    (refusal,) = list_refusals(one)
    mend_refusal(one, refusal.id, refusal.values)
    in_step(one, other)
    edit(one, person, wechat="a")
    in_step(one, other)
    assert records_of(one) == records_of(other) == records_at(county)
    with pytest.raises(ProblemError) as refused:
        mend_refusal(one, refusal.id, {})
    assert refused.value.problems[0].code == "SYN-157"


def test_a_dropped_refusal_leaves_the_countys_copy_and_sends_nothing(offices, county):
    one, _ = offices
    person = add_person(one, name="张三")
    sync_now(one)
    county.refuse = lambda operation: "SYN-201"
    edit(one, person, employer="坏值")
    sync_now(one)
    (refusal,) = list_refusals(one)
    drop_refusal(one, refusal.id)
    assert list_refusals(one) == ()
    assert [each.is_open for each in list_refusals(one, settled=True)] == [False]
    assert sync_status(one).waiting == 0


def test_a_run_is_due_at_sign_in_every_five_minutes_on_a_network_and_when_asked(offices):
    schedule = SyncSchedule(offices[0])
    assert schedule.due(NOW) is Reason.SIGN_IN
    schedule.begin(NOW)
    assert schedule.due(NOW + timedelta(minutes=4)) is None
    assert schedule.due(NOW + timedelta(minutes=5)) is Reason.CLOCK
    assert schedule.due(NOW - timedelta(days=400)) is Reason.CLOCK
    for reason in (Reason.NETWORK, Reason.CLOSING, Reason.ASKED):
        schedule.note(reason)
        assert schedule.due(NOW) is reason
        schedule.begin(NOW)


def test_a_line_that_fails_is_waited_for_and_people_need_not_wait(tmp_path):
    with SmallCounty() as county:
        office = enrolled_office(tmp_path / "office", county)
    with pytest.raises(LineError):
        sync_now(office)
    status = sync_status(office)
    assert (status.phase, status.waiting) == (Phase.OFFLINE, 1)
    assert status.trouble is not None
    assert status.trouble.code == "SYN-161"
    assert status.trouble.values["host"] == f"127.0.0.1:{county.port}"
    assert status.retry_at is not None
    schedule = SyncSchedule(office)
    schedule.begin(NOW)
    schedule.note(Reason.NETWORK)
    assert schedule.due(status.retry_at - timedelta(seconds=1)) is None
    assert schedule.due(status.retry_at) is Reason.NETWORK
    schedule.note(Reason.ASKED)
    assert schedule.due(status.retry_at - timedelta(seconds=1)) is Reason.ASKED
    office.close()


def test_an_office_that_knows_no_county_has_nothing_due(tmp_path):
    from tests.support.offices import make_office

    office = make_office(tmp_path / "office")
    assert SyncSchedule(office).due(NOW) is None
    with pytest.raises(ProblemError) as refused:
        sync_now(office)
    assert refused.value.problems[0].code == "SYN-150"
    office.close()
