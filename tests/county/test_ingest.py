"""Batches of villages: taken whole and once, or refused whole and logged."""

import dataclasses

import pytest

from desktop.domain.ids import new_id
from desktop.domain.problem import ProblemError
from sync.county.store import audit, devices, settings
from sync.county.store.database import query
from sync.county.store.ingest import accept_batch
from sync.county.store.villages import add_village
from sync.protocol.operation import COUNTY, Op
from sync.protocol.registry import SCHEMA_VERSION, registry
from sync.protocol.suite import SigningKey
from tests.support.village_pc import NOW_MS, VillagePc, operation, person

HEAD = "02"


def _rows(county, village_id, table) -> list[dict]:
    found = query(
        county.database,
        "SELECT fields FROM record WHERE village_id = %(village_id)s AND kind = %(kind)s "
        "AND deleted IS NULL ORDER BY record_id",
        {"village_id": village_id, "kind": registry().table(table).number},
    )
    return [fields for (fields,) in found]


def _names(county, village_id) -> list[str]:
    return sorted(fields["name"] for fields in _rows(county, village_id, "person"))


def _count(county, village_id, table) -> int:
    statement = f"SELECT count(*) FROM {table} WHERE village_id = %(village_id)s"
    return query(county.database, statement, {"village_id": village_id})[0][0]


def _log(county, village_id) -> list[tuple[str, str | None]]:
    entries = audit.read_entries(county.database, village_id)
    return [(entry.event, entry.details.get("code")) for entry in entries]


def _refused(county, pc, frame, row=None) -> str:
    """Hand a frame in, see it refused, nothing kept and the refusal logged; gives the code."""
    before = [_count(county, pc.village_id, table) for table in ("record", "batch", "quarantine")]
    with pytest.raises(ProblemError) as caught:
        accept_batch(county, row or pc.row(county), frame, NOW_MS)
    assert [_count(county, pc.village_id, table) for table in ("record", "batch", "quarantine")] == before
    code = caught.value.problems[0].code
    assert _log(county, pc.village_id)[-1] == ("batch_refused", code)
    assert audit.find_break(county.database, pc.village_id) is None
    return code


def test_a_first_batch_is_kept_and_gets_a_signed_receipt(county, pc) -> None:
    receipt = pc.send(county, person("张三"), person("李四"))
    assert (receipt.no, receipt.rev, receipt.untidy, receipt.refusals) == (1, 1, (), ())
    assert _names(county, pc.village_id) == ["张三", "李四"]


def test_an_edit_changes_the_one_field(county, pc) -> None:
    made = person("张三", mobile="1")
    pc.send(county, made)
    pc.send(county, operation("person", Op.UPDATE, made.record_id, base=1, mobile="2"))
    assert _rows(county, pc.village_id, "person") == [{"name": "张三", "mobile": "2"}]


def test_a_deleted_record_keeps_its_last_values_under_its_mark(county, pc) -> None:
    made = person("张三")
    pc.send(county, made)
    pc.send(county, operation("person", Op.DELETE, made.record_id, base=1))
    assert _names(county, pc.village_id) == []
    assert _count(county, pc.village_id, "record") == 1


def test_each_accepted_batch_takes_the_villages_next_revision(county, pc, other_pc) -> None:
    revisions = [each.send(county, person("某人")).rev for each in (pc, other_pc, pc)]
    assert revisions == [1, 2, 3]


def test_the_same_batch_again_changes_nothing_and_gets_the_same_bytes(county, pc) -> None:
    frame = pc.frame([person("张三")])
    first = accept_batch(county, pc.row(county), frame, NOW_MS)
    again = accept_batch(county, pc.row(county), frame, NOW_MS + 60_000)
    assert first == again
    assert (_count(county, pc.village_id, "record"), _count(county, pc.village_id, "batch")) == (1, 1)


def test_two_edits_of_one_field_leave_the_first_and_tell_people_of_both(county, pc, other_pc) -> None:
    made = person("张三", mobile="1")
    pc.send(county, made)
    pc.send(county, operation("person", Op.UPDATE, made.record_id, base=1, mobile="2"))
    receipt = other_pc.send(county, operation("person", Op.UPDATE, made.record_id, base=1, mobile="3"))
    assert receipt.conflicts == 1
    assert receipt.untidy == (bytes.fromhex(made.record_id),)
    assert _rows(county, pc.village_id, "person")[0]["mobile"] == "2"
    (conflict,) = _rows(county, pc.village_id, "conflict")
    assert (conflict["field"], conflict["kept_value"], conflict["other_value"]) == ("mobile", '"2"', '"3"')
    assert conflict["state"] == "open"


def test_two_edits_of_different_fields_are_joined(county, pc, other_pc) -> None:
    made = person("张三", mobile="1")
    pc.send(county, made)
    pc.send(county, operation("person", Op.UPDATE, made.record_id, base=1, mobile="2"))
    receipt = other_pc.send(county, operation("person", Op.UPDATE, made.record_id, base=1, wechat="z3"))
    assert receipt.conflicts == 0
    assert _rows(county, pc.village_id, "person") == [{"name": "张三", "mobile": "2", "wechat": "z3"}]


# --- single operations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (lambda: operation("restricted", person_id=new_id()), "SYN-132"),
        (lambda: operation("person", Op.UPDATE, base=99, name="某人"), "SYN-133"),
        (lambda: person("某人", shoe_size=44), "SYN-134"),
        (lambda: person("某\0人"), "SYN-135"),
        (lambda: dataclasses.replace(person("某人"), actor="a\0b"), "SYN-135"),
        (lambda: dataclasses.replace(person("某人"), actor="a" * 65), "SYN-135"),
        (lambda: dataclasses.replace(person("某人"), kind=40_000), "SYN-131"),
        (lambda: person("某人", birth_date=19900101), "SYN-201"),
        (lambda: operation("conflict", state="open"), "SYN-202"),
        (lambda: operation("person", Op.UPDATE, name="某人"), "SYN-203"),
    ],
)
def test_one_bad_operation_refuses_its_own_action_and_no_other(county, pc, bad, code) -> None:
    wrong = dataclasses.replace(bad(), action=2)
    beside = dataclasses.replace(person("同一步"), action=2)
    receipt = pc.send(county, person("张三"), wrong, beside)
    assert {refusal.code for refusal in receipt.refusals} == {code}
    assert {refusal.record_id.hex() for refusal in receipt.refusals} == {wrong.record_id, beside.record_id}
    assert _names(county, pc.village_id) == ["张三"]
    assert _count(county, pc.village_id, "quarantine") == 2


def test_what_was_refused_is_handed_back_as_the_county_has_it(county, pc) -> None:
    made = person("张三", mobile="1")
    pc.send(county, made)
    pc.exchange(county)
    pc.take_pages(pc.exchange(county).pages)
    receipt = pc.send(
        county,
        dataclasses.replace(
            operation("person", Op.UPDATE, made.record_id, base=1, mobile="2"), kind=1, actor="x" * 65
        ),
    )
    assert receipt.untidy == (bytes.fromhex(made.record_id),)
    (row,) = pc.take_pages(pc.exchange(county).pages)
    assert row.whole
    assert row.fields == {"name": "张三", "mobile": "1"}


def test_a_batch_that_names_one_record_twice_is_refused(county, pc) -> None:
    made = person("张三")
    frame = pc.frame([made, operation("person", Op.UPDATE, made.record_id, wechat="z3")])
    assert _refused(county, pc, frame) == "SYN-110"


# --- whole batches ---------------------------------------------------------------------------------------


def test_a_forged_batch_is_refused(county, pc) -> None:
    pc.key = SigningKey.new()
    assert _refused(county, pc, pc.frame([person("张三")])) == "SYN-004"


def test_a_batch_with_a_flipped_bit_is_refused(county, pc) -> None:
    frame = bytearray(pc.frame([person("张三")]))
    frame[-80] ^= 1
    assert _refused(county, pc, bytes(frame)) == "SYN-004"


def test_bytes_that_are_no_frame_are_refused(county, pc) -> None:
    assert _refused(county, pc, b"<html>please sign in</html>") == "SYN-001"


def test_a_batch_for_another_village_is_refused(county, pc) -> None:
    other = add_village(county.database, "999901101202", "邻村", NOW_MS)
    assert _refused(county, pc, pc.frame([person("张三")], village_id=other)) == "SYN-105"
    assert _count(county, other, "record") == 0


def test_a_batch_of_another_device_is_refused(county, pc, other_pc) -> None:
    frame = other_pc.frame([person("张三")])
    assert _refused(county, pc, frame) == "SYN-105"


def test_a_number_with_other_contents_is_refused(county, pc) -> None:
    pc.send(county, person("张三"))
    pc.no, pc.previous = 0, b""
    assert _refused(county, pc, pc.frame([person("李四")])) == "SYN-107"


def test_a_batch_out_of_turn_is_refused(county, pc) -> None:
    pc.send(county, person("张三"))
    assert _refused(county, pc, pc.frame([person("李四")], no=3)) == "SYN-106"


def test_a_batch_of_another_line_of_batches_is_refused(county, pc) -> None:
    pc.send(county, person("张三"))
    assert _refused(county, pc, pc.frame([person("李四")], previous=bytes(32))) == "SYN-109"


def test_a_batch_of_another_epoch_is_refused(county, pc) -> None:
    pc.send(county, person("张三"))
    assert _refused(county, pc, pc.frame([person("李四")], epoch=bytes(16))) == "SYN-116"


def test_a_batch_of_a_revoked_device_is_refused_even_if_its_token_still_holds(county, pc) -> None:
    known = pc.row(county)
    devices.revoke_device(county.database, pc.village_id, pc.number, NOW_MS)
    assert _refused(county, pc, pc.frame([person("张三")]), known) == "SYN-103"


def test_a_revoked_device_does_not_even_get_an_old_receipt(county, pc) -> None:
    frame = pc.frame([person("张三")])
    accept_batch(county, pc.row(county), frame, NOW_MS)
    devices.revoke_device(county.database, pc.village_id, pc.number, NOW_MS)
    assert _refused(county, pc, frame) == "SYN-103"


def test_a_device_may_not_fall_behind_the_version_it_has_spoken(county, pc) -> None:
    pc.send(county, person("张三"))
    query(
        county.database,
        "UPDATE device SET schema_version = schema_version + 1 WHERE village_id = %(village_id)s",
        {"village_id": pc.village_id},
    )
    assert _refused(county, pc, pc.frame([person("李四")])) == "SYN-108"


def test_a_batch_of_an_unknown_suite_is_refused(county, pc) -> None:
    frame = pc.frame([person("张三")])
    assert _refused(county, pc, frame.replace(b"\xa1u\xa2B1", b"\xa1u\xa2A0", 1)) == "SYN-008"


def test_a_batch_newer_than_the_county_waits_until_the_county_is_updated(county, pc) -> None:
    assert _refused(county, pc, pc.frame([person("张三")], schema=SCHEMA_VERSION + 1)) == "SYN-115"


def test_a_replayed_batch_of_a_device_that_was_enrolled_anew_is_refused(county, pc) -> None:
    frame = pc.frame([person("张三")])
    accept_batch(county, pc.row(county), frame, NOW_MS)
    again = VillagePc.enrolled(county, pc.village_id)
    assert _refused(county, again, frame) == "SYN-105"


# --- what may leave the village --------------------------------------------------------------------------


def test_a_sensitive_field_is_not_kept_unless_the_county_has_ruled_so(county, pc) -> None:
    pc.send(county, person("张三", religion="佛教"))
    assert _rows(county, pc.village_id, "person") == [{"name": "张三"}]
    kept = query(
        county.database,
        "SELECT frame, length(sha256) FROM batch WHERE village_id = %(village_id)s",
        {"village_id": pc.village_id},
    )
    assert kept == [(None, 32)]


def test_a_ruling_on_a_single_field_lets_it_in(county, pc) -> None:
    settings.write_setting(county.database, settings.RULING, {"person.religion": True})
    pc.send(county, person("张三", religion="佛教"))
    assert _rows(county, pc.village_id, "person") == [{"name": "张三", "religion": "佛教"}]


def test_a_refused_operation_is_kept_without_what_may_not_leave_the_village(county, pc) -> None:
    from sync.protocol.columns import decode_operations

    pc.send(county, dataclasses.replace(person("张三", religion="佛教"), actor="x" * 65))
    (kept,) = query(
        county.database,
        "SELECT operation FROM quarantine WHERE village_id = %(village_id)s",
        {"village_id": pc.village_id},
    )
    assert decode_operations(kept[0])[0].fields == {"name": "张三"}


# --- what doesn't fit across records ---------------------------------------------------------------------


def _household(**fields) -> object:
    return operation("household", kind="hukou", **fields)


def test_two_people_of_one_number_are_a_task_for_the_village_once(county, pc, other_pc) -> None:
    settings.write_setting(county.database, settings.RULING, {"S": True})
    pc.send(county, person("张三", citizen_id="999901199001010019"))
    other_pc.send(county, person("张山", citizen_id="999901199001010019"))
    (task,) = _rows(county, pc.village_id, "event")
    assert task["title"] == "几个人登记了同一个公民身份号码，请核对"
    assert task["state"] == "10"
    assert len(_rows(county, pc.village_id, "event_link")) == 2
    pc.send(county, operation("person", Op.INSERT, name="王五"))
    assert len(_rows(county, pc.village_id, "event")) == 1


def test_two_heads_entered_on_two_pcs_are_a_task_for_the_village(county, pc, other_pc) -> None:
    home = _household(household_no="1")
    first, second = new_id(), new_id()
    pc.send(
        county,
        home,
        operation("membership", household_id=home.record_id, person_id=first, relation_to_head=HEAD),
    )
    assert _rows(county, pc.village_id, "event") == []
    other_pc.send(
        county, operation("membership", household_id=home.record_id, person_id=second, relation_to_head=HEAD)
    )
    (task,) = _rows(county, pc.village_id, "event")
    assert task["title"] == "这一户登记了不止一个户主，请核对"


def test_two_households_of_one_number_are_a_task_for_the_village(county, pc, other_pc) -> None:
    pc.send(county, _household(household_no="1"))
    other_pc.send(county, _household(household_no="1"))
    assert [task["title"] for task in _rows(county, pc.village_id, "event")] == [
        "几户登记了同一个户编号，请核对"
    ]


def test_a_task_of_the_countys_is_authored_by_the_county(county, pc, other_pc) -> None:
    pc.send(county, _household(household_no="1"))
    other_pc.send(county, _household(household_no="1"))
    rows = pc.take_pages(pc.exchange(county).pages)
    tasks = [row for row in rows if row.kind == registry().table("event").number]
    assert [row.device for row in tasks] == [COUNTY]


# --- the audit chain -------------------------------------------------------------------------------------


def test_every_receipt_carries_the_head_of_the_villages_chain(county, pc) -> None:
    for name in ("张三", "李四"):
        receipt = pc.send(county, person(name))
        (*_, last) = audit.read_entries(county.database, pc.village_id)
        assert receipt.head.hex() == last.hash
        assert last.details["sha256"] == receipt.sha256.hex()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET details = '{}' WHERE village_id = %(village_id)s AND no = 2",
        "UPDATE audit_entry SET at_ms = at_ms + 1 WHERE village_id = %(village_id)s AND no = 2",
        "DELETE FROM audit_entry WHERE village_id = %(village_id)s AND no = 2",
    ],
)
def test_a_changed_or_missing_entry_breaks_the_chain_there(county, pc, tampering) -> None:
    pc.send(county, person("张三"))
    assert audit.find_break(county.database, pc.village_id) is None
    query(county.database, tampering, {"village_id": pc.village_id})
    assert audit.find_break(county.database, pc.village_id) == 2


def test_an_entry_cut_off_at_the_end_is_missed(county, pc) -> None:
    pc.send(county, person("张三"))
    (*_, last) = audit.read_entries(county.database, pc.village_id)
    query(
        county.database,
        "DELETE FROM audit_entry WHERE village_id = %(village_id)s AND no = %(no)s",
        {"village_id": pc.village_id, "no": last.no},
    )
    assert audit.find_break(county.database, pc.village_id) == last.no


def test_the_log_holds_numbers_and_hashes_and_no_contents(county, pc) -> None:
    pc.send(county, person("张三", mobile="13800000000"))
    told = "".join(str(entry.details) for entry in audit.read_entries(county.database, pc.village_id))
    assert "张三" not in told
    assert "13800000000" not in told


def _statements(county, monkeypatch, work) -> int:
    """How many statements a piece of work takes."""
    told = []
    run = type(county.database).execute_sql

    def counted(database, sql, *rest, **options):
        told.append(sql)
        return run(database, sql, *rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(type(county.database), "execute_sql", counted)
        work()
    return len(told)


def test_fifty_edits_take_no_more_statements_than_one(county, pc, monkeypatch) -> None:
    settings.set_ruling(county.database, "S", True, NOW_MS)
    people = [person(f"村民{number}", citizen_id=f"99990119{number:010d}") for number in range(50)]
    pc.send(county, *people)

    def edit(number: int) -> None:
        edits = [
            operation("person", Op.UPDATE, one.record_id, base=pc.no, mobile=str(pc.no))
            for one in people[:number]
        ]
        frame = pc.frame(edits)
        pc.exchange(county, frame)
        pc.sent(frame)

    taken = [_statements(county, monkeypatch, lambda number=number: edit(number)) for number in (1, 50)]
    assert taken == [7, 7]


def test_a_visit_without_news_takes_three_statements(county, pc, monkeypatch) -> None:
    assert _statements(county, monkeypatch, lambda: pc.exchange(county)) == 3
