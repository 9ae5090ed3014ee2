"""What villages read: every change of others once, in order, and no less when pages and edits mix."""

import dataclasses

import pytest

from desktop.domain.problem import ProblemError
from sync.county.store import settings
from sync.county.store.feed import FEWEST_ROWS
from sync.county.store.villages import add_village
from sync.protocol.messages import Cursor
from sync.protocol.operation import Op
from sync.protocol.registry import Stream
from tests.support.village_pc import NOW_MS, VillagePc, operation, person


def _read_all(county, pc, page_bytes=0) -> list:
    """Read to the end in the smallest pages."""
    rows = []
    while True:
        before = dict(pc.cursors)
        rows += pc.take_pages(pc.exchange(county, page_bytes=page_bytes).pages)
        if pc.cursors == before:
            return rows


def test_a_new_pc_gets_whole_rows_and_no_deleted_ones(county, pc, other_pc) -> None:
    kept, gone = person("张三", mobile="1"), person("李四")
    pc.send(county, kept, gone)
    pc.send(county, operation("person", Op.DELETE, gone.record_id, base=1))
    (row,) = _read_all(county, other_pc)
    assert (row.record_id, row.whole, row.deleted) == (kept.record_id, True, False)
    assert row.fields == {"name": "张三", "mobile": "1"}
    assert (row.device, row.rev) == (pc.number, 1)


def test_a_pc_does_not_get_its_own_work_back(county, pc) -> None:
    pc.send(county, person("张三"))
    assert _read_all(county, pc) == []


def test_a_row_read_before_comes_with_its_changed_fields_only(county, pc, other_pc) -> None:
    made = person("张三", mobile="1")
    pc.send(county, made)
    _read_all(county, other_pc)
    pc.send(county, operation("person", Op.UPDATE, made.record_id, base=1, mobile=None, wechat="z3"))
    (row,) = _read_all(county, other_pc)
    assert not row.whole
    assert row.fields == {"mobile": None, "wechat": "z3"}


def test_a_deleted_row_is_told_to_those_who_have_it(county, pc, other_pc) -> None:
    made = person("张三")
    pc.send(county, made)
    _read_all(county, other_pc)
    pc.send(county, operation("person", Op.DELETE, made.record_id, base=1))
    (row,) = _read_all(county, other_pc)
    assert (row.record_id, row.deleted) == (made.record_id, True)


def test_a_pc_that_has_only_sent_hears_that_another_deleted_its_record(county, pc, other_pc) -> None:
    made = person("张三")
    pc.send(county, made)
    _read_all(county, other_pc)
    other_pc.send(county, operation("person", Op.DELETE, made.record_id, base=1))
    assert [row.deleted for row in _read_all(county, pc)] == [True]


def test_small_pages_bring_every_row_once(county, pc, other_pc) -> None:
    for start in range(0, 90, 30):
        pc.send(county, *(person(f"村民{number}") for number in range(start, start + 30)))
    rows = _read_all(county, other_pc)
    assert len(rows) == 90 > 2 * FEWEST_ROWS
    assert len({row.record_id for row in rows}) == 90


def test_a_row_that_moves_on_while_pages_are_read_loses_no_field(county, pc, other_pc) -> None:
    people = [person(f"村民{number}", mobile="1") for number in range(FEWEST_ROWS + 5)]
    pc.send(county, *people)
    _read_all(county, other_pc)
    late = people[-1]
    pc.send(county, *(operation("person", Op.UPDATE, one.record_id, base=1, mobile="2") for one in people))
    first = other_pc.take_pages(other_pc.exchange(county, page_bytes=0).pages)
    unseen = next(one for one in people if one.record_id not in {row.record_id for row in first})
    pc.send(county, operation("person", Op.UPDATE, unseen.record_id, base=2, wechat="w"))
    rest = {row.record_id: row for row in _read_all(county, other_pc)}
    assert rest[unseen.record_id].fields == {"mobile": "2", "wechat": "w"}
    assert late.record_id in rest or late.record_id in {row.record_id for row in first}


def test_a_row_made_before_the_first_round_ended_comes_whole(county, pc, other_pc) -> None:
    people = [person(f"村民{number}") for number in range(FEWEST_ROWS + 5)]
    pc.send(county, *people)
    first = other_pc.take_pages(other_pc.exchange(county, page_bytes=0).pages)
    unseen = next(one for one in people if one.record_id not in {row.record_id for row in first})
    pc.send(county, operation("person", Op.UPDATE, unseen.record_id, base=1, mobile="2"))
    rest = {row.record_id: row for row in _read_all(county, other_pc)}
    assert rest[unseen.record_id].fields == {"name": unseen.fields["name"], "mobile": "2"}


def test_the_last_page_of_a_round_moves_the_basis(county, pc, other_pc) -> None:
    pc.send(county, person("张三"))
    other_pc.take_pages(other_pc.exchange(county).pages)
    assert (other_pc.cursors["register"].rev, other_pc.cursors["register"].basis) == (1, 1)


def test_restricted_records_come_to_those_who_have_the_right(county, village_id, pc) -> None:
    settings.write_setting(county.database, settings.RULING, {"restricted.risk_level": True})
    trusted = VillagePc.enrolled(county, village_id, tuple(Stream))
    reader = VillagePc.enrolled(county, village_id, tuple(Stream))
    trusted.send(county, operation("restricted", risk_level="2"))
    assert _read_all(county, pc) == []
    reader.cursors = {"register": Cursor(), "restricted": Cursor()}
    assert [row.fields for row in _read_all(county, reader)] == [{"risk_level": "2"}]


def test_asking_for_a_stream_without_the_right_is_refused(county, pc) -> None:
    with pytest.raises(ProblemError) as caught:
        pc.exchange(county, cursors={"restricted": Cursor()})
    assert caught.value.problems[0].code == "SYN-114"


def test_a_page_is_signed_for_its_village(county, pc, other_pc) -> None:
    from sync.protocol.frame import peek

    pc.send(county, person("张三"))
    header = peek(other_pc.exchange(county).pages[0])
    assert (header.village_id, header.device) == (pc.village_id, 0)


# --- a file that was set back ----------------------------------------------------------------------------


def _set_back(county, pc) -> VillagePc:
    """The PC as it was before its latest two batches."""
    old = dataclasses.replace(pc, cursors=dict(pc.cursors))
    pc.send(county, person("张三"))
    pc.send(county, person("李四"))
    return old


def test_a_restored_file_gets_a_new_number_and_nothing_else(county, pc) -> None:
    pc.send(county, person("王五"))
    old = _set_back(county, pc)
    reply = old.exchange(county, old.frame([person("赵六")]))
    assert (reply.receipt, reply.pages) == (None, ())
    assert [(command.verb, command.values) for command in reply.commands] == [("new_epoch", {"device": "2"})]


def test_asked_again_it_gets_the_same_new_number(county, pc) -> None:
    pc.send(county, person("王五"))
    old = _set_back(county, pc)
    assert old.exchange(county).commands == old.exchange(county).commands


def test_two_living_copies_of_one_file_get_two_numbers(county, pc) -> None:
    pc.send(county, person("王五"))
    old = _set_back(county, pc)
    numbers = {epoch: old.exchange(county, epoch=epoch * 16).commands for epoch in (b"a", b"b", b"a", b"b")}
    assert [numbers[epoch][0].values["device"] for epoch in (b"a", b"b")] == ["2", "3"]


def test_two_living_copies_see_each_others_work(county, pc) -> None:
    pc.send(county, person("王五"))
    copies = []
    for epoch in (b"a" * 16, b"b" * 16):
        copy = dataclasses.replace(pc, cursors={}, epoch=epoch)
        copy.number = int(copy.exchange(county).commands[0].values["device"])
        copy.epoch, copy.no, copy.previous = epoch[::-1][:15] + b"n", 0, b""
        copies.append(copy)
    one, other = copies
    one.send(county, person("张三"))
    other.send(county, person("李四"))
    assert "张三" in {row.fields["name"] for row in _read_all(county, other)}
    assert "李四" in {row.fields["name"] for row in _read_all(county, one)}


def test_under_its_new_number_it_reads_what_it_once_sent_and_has_lost(county, pc) -> None:
    pc.send(county, person("王五"))
    old = _set_back(county, pc)
    old.number = int(old.exchange(county).commands[0].values["device"])
    old.epoch, old.no, old.previous = b"n" * 16, 0, b""
    assert {row.fields["name"] for row in _read_all(county, old)} == {"王五", "张三", "李四"}


def test_a_lost_receipt_is_no_restored_file(county, pc) -> None:
    pc.send(county, person("王五"))
    frame = pc.frame([person("张三")])
    first = pc.exchange(county, frame)
    again = pc.exchange(county, frame)
    assert first.receipt == again.receipt is not None
    assert again.commands == ()


def test_commands_come_until_they_are_done(county, pc) -> None:
    from sync.county.store.commands import add_command

    add_command(county.database, pc.village_id, pc.number, "digest", {"stream": "register"}, NOW_MS)
    assert [command.verb for command in pc.exchange(county).commands] == ["digest"]
    assert [command.verb for command in pc.exchange(county).commands] == ["digest"]
    assert pc.exchange(county, done=1).commands == ()


def test_another_villages_records_never_come(county, pc) -> None:
    neighbour = add_village(county.database, "999901101202", "邻村", NOW_MS)
    VillagePc.enrolled(county, neighbour).send(county, person("他人"))
    assert _read_all(county, pc) == []
