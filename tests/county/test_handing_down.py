"""What the county writes itself reaches a village as a record, once, and stays the county's."""

from sync.county.store import audit
from sync.county.store.handing_down import HandedRecord, find_recipients, hand_down
from sync.county.store.villages import add_village
from sync.protocol.operation import Op
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS, operation

ORDER_ID = "0" * 31 + "1"
ORDER = {
    "number": "整改〔2026〕3号",
    "title": "第三季度党务公开缺一张",
    "issuer": "示范县",
    "issued_on": "2026-10-09",
    "due_on": "2026-10-20",
    "reminder_count": 0,
    "content": None,
}


def order(**fields: object) -> HandedRecord:
    return HandedRecord("rectification_order", ORDER_ID, {**ORDER, **fields})


def content(title: str) -> HandedRecord:
    return HandedRecord("learning_item", "0" * 31 + "2", {"title": title})


def rows(county, pc) -> list:
    return pc.take_pages(pc.exchange(county).pages)


def test_records_of_several_kinds_come_to_every_pc_in_one_revision(county, village_id, pc, other_pc) -> None:
    told = hand_down(county, village_id, [order(), content("一课")], NOW_MS, "order_handed_down")
    assert told == 2
    for each in (pc, other_pc):
        got = rows(county, each)
        assert {row.fields["title"] for row in got} == {"第三季度党务公开缺一张", "一课"}
        assert len({row.rev for row in got}) == 1
        assert all("content" not in row.fields for row in got)


def test_handed_down_again_nothing_happens_and_a_change_replaces_it(county, village_id, pc) -> None:
    hand_down(county, village_id, [order()], NOW_MS, "order_handed_down")
    rows(county, pc)
    assert hand_down(county, village_id, [order()], NOW_MS, "order_handed_down") == 0
    assert rows(county, pc) == []
    changed = HandedRecord("rectification_order", ORDER_ID, {"reminder_count": 1})
    assert hand_down(county, village_id, [changed], NOW_MS, "order_handed_down") == 1
    (row,) = rows(county, pc)
    assert row.fields == {"reminder_count": 1}


def test_a_village_can_neither_make_nor_delete_nor_change_what_is_the_countys(county, village_id, pc) -> None:
    hand_down(county, village_id, [order()], NOW_MS, "order_handed_down")
    (handed,) = rows(county, pc)
    own = pc.send(county, operation("rectification_order", Op.INSERT, **ORDER | {"content": "x"}))
    assert [refusal.code for refusal in own.refusals] == ["SYN-202"]
    gone = operation("rectification_order", Op.DELETE, record_id=ORDER_ID, base=handed.rev)
    assert [refusal.code for refusal in pc.send(county, gone).refusals] == ["SYN-202"]
    later = operation(
        "rectification_order", Op.UPDATE, record_id=ORDER_ID, base=handed.rev, due_on="2027-01-01"
    )
    assert pc.send(county, later).refusals == ()
    given_back = [row for row in rows(county, pc) if row.record_id == ORDER_ID]
    assert given_back[-1].fields["due_on"] == "2026-10-20"


def test_the_audit_log_says_what_was_handed_down_and_by_whom_but_not_what_it_says(county, village_id) -> None:
    hand_down(county, village_id, [order()], NOW_MS, "order_handed_down", {"operator": "wang"})
    entry = list(audit.read_entries(county.database, village_id))[-1]
    assert (entry.event, entry.details) == (
        "order_handed_down",
        {"operator": "wang", "count": 1, "rev": 1},
    )


def test_recipients_are_the_named_village_or_all(county, village_id) -> None:
    other = add_village(county.database, "999901101202", "别村", NOW_MS)
    assert [each.village_id for each in find_recipients(county.database, "999901101202")] == [other]
    with across_villages():
        everybody = find_recipients(county.database, "")
    assert {each.village_id for each in everybody} == {village_id, other}
