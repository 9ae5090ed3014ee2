"""What was decided about conflicts and refusals, and conflicts whose values the county may not pass on."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services.sync.conflicts import Choice, list_conflicts, resolve_conflict
from desktop.services.sync.refusals import Outcome, drop_refusal, list_refusals, mend_refusal
from desktop.services.sync.running import sync_now
from desktop.services.sync.settled import list_settled
from tests.support.exchange import add_person, edit, enrolled_office, in_step, two_edits
from tests.support.small_county import SmallCounty


@pytest.fixture
def county():
    with SmallCounty(streams=("register", "restricted")) as made:
        made.ruling = {"S": True, "restricted.person_id": True, "restricted.risk_level": True}
        yield made


@pytest.fixture
def offices(tmp_path, county):
    pair = [enrolled_office(tmp_path / name, county) for name in "ab"]
    in_step(*pair)
    yield pair
    for office in pair:
        office.close()


def test_decisions_stand_with_both_values_and_who_decided_newest_first_and_can_be_searched(offices, county):
    one = offices[0]
    person = two_edits(offices, employer=("甲厂", "乙厂"), mobile=("10012345678", "10087654321"))
    by_field = {each.field: each for each in list_conflicts(one)}
    resolve_conflict(one, by_field["employer"].id, Choice.OTHER)
    resolve_conflict(one, by_field["mobile"].id, Choice.KEPT)
    sync_now(one)
    county.refuse = lambda operation: "SYN-201"
    edit(one, person, wechat="坏值")
    sync_now(one)
    county.refuse = lambda operation: ""
    (refusal,) = list_refusals(one)
    assert len(list_settled(one)) == 2
    drop_refusal(one, refusal.id)
    (last, *_) = settled = list_settled(one)
    assert len(settled) == 3
    assert {type(each).__name__ for each in settled} == {"ConflictView", "RefusalView"}
    (dropped,) = list_settled(one, "syn-201")
    assert (dropped.outcome, dropped.settled_by, last.name) == (Outcome.DROPPED, "王文书", "张三")
    assert dropped.settled_at is not None
    (decided,) = list_settled(one, "甲厂")
    assert (decided.decision, decided.decided_by) == (Choice.OTHER, "王文书")
    (masked,) = list_settled(one, "100****5678")
    assert masked.kept.value == "100****5678"
    assert list_settled(one, "10012345678") == ()
    assert len(list_settled(one, "张三")) == 3
    assert len(list_settled(one, limit=1)) == 1


def test_a_mended_refusal_says_so(offices, county):
    one, _ = offices
    person = add_person(one, name="张三")
    county.refuse = lambda operation: "SYN-201" if operation.record_id == person else ""
    sync_now(one)
    (refusal,) = list_refusals(one)
    mend_refusal(one, refusal.id, refusal.values)
    (mended,) = list_settled(one)
    assert (mended.outcome, mended.settled_by) == (Outcome.MENDED, "王文书")


def restricted_conflict(offices):
    """A restricted record whose risk level both PCs changed unseen; the first office's came first."""
    one, other = offices
    person = add_person(one, name="张三")
    with one.change("edit", "重点人员") as work:
        record = work.insert("restricted", {"person_id": person, "risk_level": "1"})
    in_step(one, other)
    for office, level in ((one, "2"), (other, "3")):
        with office.change("edit", "改等级") as work:
            work.update("restricted", record, {"risk_level": level})
    in_step(one, other)
    return record


def level(office, record):
    with office.store.reading() as connection:
        return connection.execute("SELECT risk_level FROM restricted WHERE id = ?", (record,)).fetchone()[0]


def test_values_of_a_restricted_conflict_come_from_ones_own_register_and_nowhere_else(offices, county):
    record = restricted_conflict(offices)
    (stored,) = county.fields_of(25).values()
    assert (stored.get("kept_value"), stored.get("other_value")) == (None, None)
    one, other = offices
    assert level(one, record) == level(other, record) == "2"
    (at_the_first,) = list_conflicts(one)
    assert at_the_first.is_withheld
    assert at_the_first.kept.value == at_the_first.now != ""
    assert at_the_first.other.value == ""
    assert at_the_first.choices == (Choice.KEPT, Choice.EDITED)
    (at_its_author,) = list_conflicts(other)
    assert at_its_author.other.value not in ("", at_its_author.kept.value)
    assert at_its_author.choices == (Choice.KEPT, Choice.OTHER, Choice.EDITED)


def test_a_value_that_nobody_here_knows_is_never_taken_over(offices, county):
    record = restricted_conflict(offices)
    one, other = offices
    (conflict,) = list_conflicts(one)
    with pytest.raises(ProblemError) as refused:
        resolve_conflict(one, conflict.id, Choice.OTHER)
    assert refused.value.problems[0].code == "SYN-158"
    assert level(one, record) == "2"
    resolve_conflict(other, conflict.id, Choice.OTHER)
    in_step(other, one)
    assert level(one, record) == level(other, record) == "3"
