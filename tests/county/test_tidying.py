"""Deleted records lose their values, then their marks; a PC that was away reads everything anew."""

import pytest

from desktop.domain.problem import ProblemError
from sync.county.store.database import query
from sync.county.store.tidying import Days, tidy, tidy_daily
from sync.protocol.messages import Cursor
from sync.protocol.operation import Op
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS, VillagePc, operation, person

DAY_MS = 86_400_000
DAYS = Days()


def after(days: int) -> int:
    return NOW_MS + days * DAY_MS


def tombstones(county, pc) -> list:
    return query(
        county.database,
        "SELECT record_id, fields FROM record WHERE village_id = %(village_id)s AND deleted IS NOT NULL",
        {"village_id": pc.village_id},
    )


def read_all(county, pc) -> list:
    rows = []
    while True:
        reply = pc.exchange(county)
        rows += pc.take_pages(reply.pages)
        if pc.cursors["register"] == Cursor(
            rev=pc.cursors["register"].rev, last_id=b"\xff" * 16, basis=pc.cursors["register"].rev
        ):
            return rows


@pytest.fixture
def gone(county, pc, other_pc):
    """Somebody who was added, read by both PCs and removed again."""
    one = person("王一")
    made = pc.send(county, one)
    read_all(county, other_pc)
    pc.send(county, operation("person", Op.DELETE, one.record_id, base=made.rev))
    for each in (pc, other_pc):
        read_all(county, each)
        pc_exchange_again(county, each)
    return one


def pc_exchange_again(county, pc) -> None:
    """Tell the county how far was read."""
    pc.exchange(county)


def test_values_go_after_ninety_days_and_marks_after_four_hundred(county, pc, gone):
    assert tidy(county.database, pc.village_id, DAYS, after(89)).emptied == 0
    assert tidy(county.database, pc.village_id, DAYS, after(91)).emptied == 1
    assert tombstones(county, pc)[0][1] == {}
    done = tidy(county.database, pc.village_id, Days(suspended=1000), after(401))
    assert (done.removed, done.suspended) == (1, 0)
    assert tombstones(county, pc) == []


def test_a_mark_stays_while_a_pc_has_not_read_past_it(county, pc, other_pc):
    one = person("王一")
    made = pc.send(county, one)
    pc.send(county, operation("person", Op.DELETE, one.record_id, base=made.rev))
    pc_exchange_again(county, pc)
    assert tidy(county.database, pc.village_id, Days(suspended=1000), after(401)).removed == 0
    read_all(county, other_pc)
    read_all(county, pc)
    for each in (pc, other_pc):
        pc_exchange_again(county, each)
    assert tidy(county.database, pc.village_id, Days(suspended=1000), after(401)).removed == 1


def test_an_edit_of_an_emptied_record_is_refused_and_told(county, pc, other_pc, gone):
    tidy(county.database, pc.village_id, DAYS, after(91))
    receipt = other_pc.send(county, operation("person", Op.UPDATE, gone.record_id, base=1, employer="甲厂"))
    assert [refusal.code for refusal in receipt.refusals] == ["SYN-203"]


def test_an_emptied_record_comes_back_whole_by_an_undo(county, pc, gone):
    tidy(county.database, pc.village_id, DAYS, after(91))
    receipt = pc.send(county, operation("person", Op.INSERT, gone.record_id, base=2, name="王一"))
    assert not receipt.refusals
    assert tombstones(county, pc) == []


def test_a_pc_below_the_floor_reads_everything_anew_its_own_included(county, pc, other_pc, gone):
    mine = person("王二")
    other_pc.send(county, mine)
    tidy(county.database, pc.village_id, Days(suspended=1000), after(401))
    other_pc.cursors = {"register": Cursor(rev=1, last_id=b"\xff" * 16, basis=1)}
    reply = other_pc.exchange(county)
    assert [command.verb for command in reply.commands] == ["reset"]
    assert reply.pages == ()
    again = other_pc.exchange(county)
    assert [command.number for command in again.commands] == [reply.commands[0].number]
    other_pc.cursors = {"register": Cursor()}
    reply = other_pc.exchange(county, done=reply.commands[0].number)
    assert reply.commands == ()
    assert [row.record_id for row in other_pc.take_pages(reply.pages)] == [mine.record_id]


def test_a_new_pc_needs_no_reset(county, pc, gone):
    tidy(county.database, pc.village_id, Days(suspended=1000), after(401))
    third = VillagePc.enrolled(county, pc.village_id)
    assert third.exchange(county).commands == ()


def test_a_pc_that_was_silent_too_long_is_suspended_with_a_sentence(county, pc, gone):
    assert tidy(county.database, pc.village_id, DAYS, after(401)).suspended == 2
    with pytest.raises(ProblemError) as refused:
        pc.exchange(county)
    assert refused.value.problems[0].code == "SYN-230"


def test_the_daily_run_works_once_a_day(county, pc, gone):
    with across_villages():
        assert tidy_daily(county, after(91))
        assert not tidy_daily(county, after(91) + 1000)
        assert tidy_daily(county, after(92))
    assert tombstones(county, pc)[0][1] == {}
