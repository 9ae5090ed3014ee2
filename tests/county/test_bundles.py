"""Sticks at the county: the same state as by line, however often and in whatever order they come."""

import dataclasses
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.ids import new_id
from desktop.domain.problem import ProblemError
from sync.county.bundles import take_bundle
from sync.county.store import audit, devices
from sync.county.store.database import query
from sync.county.store.exchange import exchange
from sync.county.store.villages import add_village
from sync.county.store.wipe import order_wipe
from sync.protocol.messages import Cursor, ExchangeReply
from sync.protocol.operation import Op, Operation
from sync.protocol.order import wipe_statement
from sync.protocol.suite import CURRENT_SUITE, verify
from tests.support.village_pc import NOW_MS, VillagePc, operation, person

_serial = itertools.count(1)


def _code(serial: int) -> str:
    """A division code of its own for each village."""
    return f"999901{100 + serial // 900:03d}{1 + serial % 900:03d}"


def _take(county, pc: VillagePc, *requests) -> list[ExchangeReply]:
    return pc.read_stick(take_bundle(county, pc.stick(county, *requests), NOW_MS).data)


def _refused(county, data: bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        take_bundle(county, data, NOW_MS)
    return caught.value.problems[0].code


def _rows(county, village_id: int) -> list[tuple[object, ...]]:
    return query(
        county.database,
        "SELECT kind, record_id, rev, own, created_rev, created_device, deleted, fields, versions "
        "FROM record WHERE village_id = %(village_id)s AND kind <> 25 ORDER BY kind, record_id",
        {"village_id": village_id},
    )


def _stuck(county, pc: VillagePc, count: int) -> list:
    """So many batches frozen on one stick, and the request for pages at its end."""
    requests = []
    for number in range(count):
        frame = pc.frame([person(f"村民{number}")])
        requests.append(pc.request(frame, cursors={}))
        pc.sent(frame)
    return [*requests, pc.request()]


def test_a_stick_brings_a_receipt_for_each_batch_and_the_pages(county, pc, other_pc) -> None:
    other_pc.send(county, person("邻居"))
    replies = _take(county, pc, *_stuck(county, pc, 3))
    assert [pc.read_receipt(reply.receipt).no for reply in replies[:3]] == [1, 2, 3]
    assert [row.fields["name"] for row in pc.take_pages(replies[3].pages)] == ["邻居"]
    assert "bundle_taken" in [e.event for e in audit.read_entries(county.database, pc.village_id)]


def test_a_stick_taken_twice_changes_nothing_and_gives_the_same_receipts(county, pc) -> None:
    data = pc.stick(county, *_stuck(county, pc, 3))
    first = pc.read_stick(take_bundle(county, data, NOW_MS).data)
    held = _rows(county, pc.village_id)
    again = pc.read_stick(take_bundle(county, data, NOW_MS).data)
    assert [reply.receipt for reply in again] == [reply.receipt for reply in first]
    assert _rows(county, pc.village_id) == held
    assert pc.row(county).state == devices.ACTIVE


def test_a_stick_that_comes_after_newer_work_by_line_does_no_harm(county, pc) -> None:
    data = pc.stick(county, *_stuck(county, pc, 1))
    take_bundle(county, data, NOW_MS)
    for name in ("张三", "李四", "王五"):
        pc.send(county, person(name))
    late = pc.read_stick(take_bundle(county, data, NOW_MS).data)
    assert late[0].receipt is not None
    assert (late[1].pages, late[1].commands) == ((), ())
    assert pc.row(county).state == devices.ACTIVE


def test_an_old_copy_that_comes_by_stick_gets_a_new_number_by_stick(county, pc) -> None:
    pc.send(county, person("王五"))
    old = dataclasses.replace(pc)
    for name in ("张三", "李四"):
        pc.send(county, person(name))
    (reply,) = _take(county, old, *_stuck(county, old, 2))
    assert [(command.verb, command.values) for command in reply.commands] == [("new_epoch", {"device": "2"})]


@pytest.mark.parametrize("place", [0, 5, 60, -1])
def test_a_damaged_stick_is_refused_whole(county, pc, place) -> None:
    data = bytearray(pc.stick(county, *_stuck(county, pc, 2)))
    data[place] ^= 1
    assert _refused(county, bytes(data)) in ("CTY-013", "SYN-104")
    assert _rows(county, pc.village_id) == []


def test_a_stick_cut_short_is_refused_whole(county, pc) -> None:
    data = pc.stick(county, *_stuck(county, pc, 2))
    for size in (0, 3, 4, 9, len(data) // 2, len(data) - 1):
        assert _refused(county, data[:size]) == "CTY-013"
    assert _rows(county, pc.village_id) == []


def test_a_stick_sealed_for_another_county_is_refused(county, pc) -> None:
    from sync.protocol.bundle import UP, context_of, seal_parts
    from sync.protocol.frame import FrameKind

    stranger = CURRENT_SUITE.sealing_public(CURRENT_SUITE.new_sealing_key())
    header = pc.header(kind=FrameKind.BUNDLE, no=1)
    context = context_of(UP, pc.village_id, pc.number)
    assert _refused(county, seal_parts([pc.request()], header, pc.key, stranger, context)) == "CTY-013"


def test_a_stick_of_a_pc_that_is_shut_out_is_refused(county, pc) -> None:
    data = pc.stick(county, *_stuck(county, pc, 1))
    devices.revoke_device(county.database, pc.village_id, pc.number, NOW_MS)
    assert _refused(county, data) == "SYN-103"


def test_a_stick_of_a_pc_without_a_sealing_key_is_refused(county, pc) -> None:
    query(
        county.database,
        "UPDATE device SET sealing_key = '' WHERE village_id = %(village_id)s",
        {"village_id": pc.village_id},
    )
    assert _refused(county, pc.stick(county, pc.request())) == "CTY-014"


_edits = st.lists(
    st.tuples(
        st.integers(0, 1),  # whose PC
        st.sampled_from(["insert", "update", "delete"]),
        st.integers(0, 3),  # which person
        st.sampled_from(["mobile", "employer"]),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=10,
)
_ways = st.lists(st.sampled_from(["line", "stick", "both", "twice"]), min_size=10, max_size=10)


def _operation_of(edit: tuple, records: list[str]) -> Operation:
    _, what, which, field, value = edit
    if what == "insert":
        return operation("person", Op.INSERT, records[which], name=f"村民{which}")
    if what == "delete":
        return operation("person", Op.DELETE, records[which])
    return operation("person", Op.UPDATE, records[which], **{field: str(value)})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_edits, ways=_ways)
def test_the_line_and_the_stick_leave_the_same_state(county, edits, ways) -> None:
    records = [new_id() for _ in range(4)]
    left = []
    for kinds in (["line"] * len(edits), ways):
        village_id = add_village(county.database, _code(next(_serial)), "示范村", NOW_MS)
        pcs = [VillagePc.enrolled(county, village_id) for _ in range(2)]
        for edit, way in zip(edits, kinds, strict=False):
            pc = pcs[edit[0]]
            frame = pc.frame([_operation_of(edit, records)])
            _carry(county, pc, frame, way)
        left.append(_rows(county, village_id))
    assert left[0] == left[1]


def _carry(county, pc: VillagePc, frame: bytes, way: str) -> None:
    asked = pc.request(frame, cursors={"register": Cursor()})
    data = pc.stick(county, asked)
    receipts = []
    if way in ("stick", "both", "twice"):
        receipts += [pc.read_stick(take_bundle(county, data, NOW_MS).data)[0].receipt]
    if way in ("line", "both"):
        receipts += [pc.exchange(county, frame).receipt]
    if way == "twice":
        receipts += [pc.read_stick(take_bundle(county, data, NOW_MS).data)[0].receipt]
    assert receipts[0] is not None
    assert len(set(receipts)) == 1
    pc.sent(frame)


def test_a_pc_that_is_to_destroy_its_keys_gets_the_order_as_the_answer_to_its_stick(
    county, pc, other_pc, village_id
) -> None:
    stick = pc.stick(county, *_stuck(county, pc, 1))
    devices.revoke_device(county.database, village_id, pc.number, NOW_MS)
    assert _refused(county, stick) == "SYN-103"
    number = order_wipe(county.database, county.key, village_id, pc.number, NOW_MS)
    answered = take_bundle(county, stick, NOW_MS)
    (reply,) = pc.read_stick(answered.data)
    (order,) = reply.commands
    assert (answered.batches, reply.receipt, order.verb, order.number) == (0, None, "wipe", number)
    signature = bytes.fromhex(order.values["signature"])
    assert verify(county.key.public, wipe_statement(village_id, pc.number, number), signature)
    assert _rows(county, village_id) == []


def test_a_pc_that_says_that_it_is_used_no_more_is_shut_out_at_once(county, pc, village_id) -> None:
    exchange(county, village_id, pc.number, pc.request(retire=True), NOW_MS)
    with pytest.raises(ProblemError) as refused:
        exchange(county, village_id, pc.number, pc.request(), NOW_MS)
    assert refused.value.problems[0].code == "SYN-103"
    assert "device_retired" in {each.event for each in audit.read_entries(county.database, village_id)}
