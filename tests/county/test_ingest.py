"""Batches of villages: taken whole and once, or refused whole and logged."""

from sync.county.store.database import query
from sync.protocol.operation import Op
from tests.support.village_pc import operation, person


def _names(county, village_id) -> list[str]:
    rows = query(
        county.database,
        "SELECT fields ->> 'name' FROM record WHERE village_id = %(village_id)s AND kind = 1 ORDER BY 1",
        {"village_id": village_id},
    )
    return [name for (name,) in rows]


def test_a_first_batch_is_kept_and_gets_a_signed_receipt(county, pc) -> None:
    receipt = pc.send(county, person("张三"), person("李四"))
    assert (receipt.no, receipt.rev, receipt.untidy, receipt.refusals) == (1, 1, (), ())
    assert _names(county, pc.village_id) == ["张三", "李四"]


def test_an_edit_changes_the_one_field(county, pc) -> None:
    made = person("张三", mobile="1")
    pc.send(county, made)
    pc.send(county, operation("person", Op.UPDATE, made.record_id, base=1, mobile="2"))
    rows = query(
        county.database,
        "SELECT fields, versions FROM record WHERE village_id = %(village_id)s",
        {"village_id": pc.village_id},
    )
    assert rows[0][0] == {"name": "张三", "mobile": "2"}
    assert rows[0][1]["mobile"][:2] == [2, pc.number]
