"""Scope, batches, pages and the rules across records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import Sensitivity
from sync.plan import batching, feed
from sync.plan.invariants import Broken, check_citizen_ids, check_heads, check_household_numbers
from sync.plan.merge import WHOLE, FieldVersion, RecordState
from sync.plan.receive import Apply, AskWhole, SendFirst, plan_page
from sync.plan.scope import Ruling, trim
from sync.protocol.operation import Op, Operation, Row
from sync.protocol.registry import registry

PERSON, HOUSEHOLD, MEMBERSHIP, RESTRICTED = 1, 2, 3, 8
A, B, C = "a" * 32, "b" * 32, "c" * 32


def operation(op=Op.UPDATE, kind=PERSON, action=1, before=None, **fields):
    return Operation(kind, A, op, 0, action, 0, "a", fields, before or {})


# --- scope ---


def test_without_a_ruling_sensitive_and_restricted_fields_stay() -> None:
    trimmed = trim(operation(name="甲", religion="x"), Ruling())
    assert trimmed is not None
    assert trimmed.fields == {"name": "甲"}
    assert trim(operation(kind=RESTRICTED, offence_note="x"), Ruling()) is None


def test_a_class_is_ruled_on_as_a_whole_and_a_single_field_by_name() -> None:
    ruling = Ruling.from_wire({"S": True, "person.religion": False})
    trimmed = trim(operation(citizen_id="1", religion="x", before={"religion": "y"}), ruling)
    assert trimmed is not None
    assert (trimmed.fields, trimmed.before) == ({"citizen_id": "1"}, {})


def test_class_r_travels_only_by_the_name_of_the_field() -> None:
    note = operation(kind=RESTRICTED, offence_note="x")
    assert trim(note, Ruling.from_wire({"R": True})) is None
    assert trim(note, Ruling.from_wire({"restricted.offence_note": True})) == note


def test_a_record_is_made_and_deleted_even_if_only_some_of_its_fields_travel() -> None:
    assert trim(operation(Op.INSERT, religion="x"), Ruling()) == operation(Op.INSERT)
    assert trim(operation(Op.DELETE), Ruling()) == operation(Op.DELETE)


def test_records_of_which_no_field_travels_stay_as_a_whole() -> None:
    assert trim(operation(Op.INSERT, RESTRICTED, offence_note="x"), Ruling()) is None
    assert trim(operation(Op.DELETE, RESTRICTED), Ruling()) is None


def test_a_field_that_nobody_has_ruled_on_stays() -> None:
    assert trim(operation(shoe_size="x"), Ruling()) is None
    assert trim(operation(kind=999, name="x"), Ruling()) is None


@given(
    st.dictionaries(st.sampled_from(Sensitivity), st.booleans()),
    st.dictionaries(st.sampled_from(sorted(registry().table("restricted").fields)), st.just("x"), min_size=1),
)
def test_no_ruling_on_classes_lets_class_r_out(classes, fields) -> None:
    assert trim(operation(kind=RESTRICTED, **fields), Ruling(classes)) is None


# --- batches ---


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(20, 200))
def test_a_batch_is_made_of_whole_actions_and_no_larger_than_it_must_be(sizes, wanted) -> None:
    waiting = [operation(action=number) for number, size in enumerate(sizes) for _ in range(size)]
    count = batching.take(waiting, wanted)
    assert not {one.action for one in waiting[:count]} & {one.action for one in waiting[count:]}
    assert count <= max(wanted, sizes[0] if sizes else 0)
    assert count > 0 or not waiting


def test_an_action_goes_whole_on_a_bad_line_too_unless_it_is_of_more_than_five_thousand() -> None:
    large = [operation(action=1)] * batching.MOST_OPERATIONS
    assert batching.take(large, batching.LEAST_SIZE) == batching.MOST_OPERATIONS
    larger = [*large, operation(action=1), operation(action=2)]
    assert batching.take(larger, batching.FIRST_SIZE) == batching.MOST_OPERATIONS
    assert batching.take(larger[batching.MOST_OPERATIONS :], batching.FIRST_SIZE) == 2


def test_batches_double_to_a_megabyte_and_halve_to_twenty() -> None:
    assert [batching.grown(500, 100_000), batching.grown(4_000, 100_000)] == [1_000, 5_000]
    assert batching.grown(500, 600_000) == 500
    assert [batching.halved(500), batching.halved(30)] == [250, 20]


# --- pages ---


def row(record_id=A, rev=5, deleted=False, whole=True, kind=PERSON, **fields):
    return Row(kind, record_id, rev, deleted, whole, 1, "a", 0, fields)


RULING = Ruling.from_wire({"S": True, "person.religion": False})


def test_a_page_about_records_with_waiting_work_is_dropped() -> None:
    rows = [row(A, name="甲"), row(B, name="乙")]
    assert plan_page(rows, {(PERSON, B)}, {}, RULING) == SendFirst(((PERSON, B),))


def test_a_whole_row_empties_what_it_does_not_name_but_for_fields_that_stay_here() -> None:
    plan = plan_page([row(name="甲")], (), {(PERSON, A): 4}, RULING)
    assert isinstance(plan, Apply)
    values = plan.upserts[0].values
    assert (values["name"], values["mobile"]) == ("甲", None)
    assert "religion" not in values


def test_a_new_record_is_written_with_what_is_filled_in_it() -> None:
    plan = plan_page([row(name="甲", religion="x")], (), {}, RULING)
    assert isinstance(plan, Apply)
    assert plan.upserts[0].values == {"name": "甲"}


def test_a_field_that_stays_here_is_not_taken_from_the_county_either() -> None:
    plan = plan_page([row(name="甲", religion="x", whole=False)], (), {(PERSON, A): 4}, RULING)
    assert isinstance(plan, Apply)
    assert plan.upserts[0].values == {"name": "甲"}


def test_what_is_here_already_is_not_written_again() -> None:
    assert plan_page([row(rev=5, name="甲")], (), {(PERSON, A): 5}, RULING) == Apply((), ())


def test_only_what_is_here_is_deleted() -> None:
    gone, unknown = row(A, deleted=True), row(B, deleted=True)
    assert plan_page([gone, unknown], (), {(PERSON, A): 4}, RULING) == Apply((), (gone,))


def test_part_of_a_record_that_is_not_here_is_asked_for_whole() -> None:
    assert plan_page([row(whole=False, name="甲")], (), {}, RULING) == AskWhole(((PERSON, A),))


def test_rows_of_a_newer_programs_kinds_are_kept_apart() -> None:
    strange = row(kind=999, whole=False, colour="x")
    assert plan_page([strange], (), {}, RULING) == Apply((), (), (strange,))


# --- what the county sends ---


def version(rev, device=1):
    return FieldVersion(rev, device, f"a{device}", 0)


def state(table=PERSON, record_id=A, deleted=None, versions=None, own=None, **fields):
    return RecordState(table, record_id, fields, versions or {}, version(1), 9, own, deleted)


def test_a_reader_gets_what_changed_since_it_had_everything() -> None:
    known = state(
        name="甲", mobile="1", versions={"name": version(4), "mobile": version(9, 2), "extra": version(8)}
    )
    sent = feed.row_for(known, basis=5)
    assert (sent.whole, sent.fields) == (False, {"mobile": "1", "extra": None})
    assert (sent.device, sent.actor) == (2, "a2")
    assert feed.row_for(known, basis=0).fields == {"name": "甲", "mobile": "1"}


def test_a_record_that_was_not_taken_as_sent_goes_out_whole() -> None:
    assert feed.row_for(state(name="甲", versions={WHOLE: version(9)}), basis=5).whole


def test_a_deleted_record_carries_no_values() -> None:
    sent = feed.row_for(state(name="甲", deleted=version(9)), basis=5)
    assert (sent.deleted, sent.whole, sent.fields) == (True, False, {})


def test_nobody_gets_his_own_work_back_and_a_new_pc_no_deleted_records() -> None:
    assert not feed.is_due(state(own=3), 3, is_new=False)
    assert feed.is_due(state(own=3), 4, is_new=True)
    assert not feed.is_due(state(deleted=version(9)), 4, is_new=True)
    assert feed.is_due(state(deleted=version(9)), 4, is_new=False)


# --- rules across records ---


def household(record_id=A, **fields):
    return state(HOUSEHOLD, record_id, **{"kind": "hukou", **fields})


def member(record_id, relation, **fields):
    return state(MEMBERSHIP, record_id, household_id=A, relation_to_head=relation, **fields)


@pytest.mark.parametrize(
    ("members", "broken"),
    [
        ([member(B, "02"), member(C, "21")], []),
        ([member(B, "02"), member(C, "02")], [Broken.SEVERAL_HEADS]),
        ([member(B, "12"), member(C, "21")], [Broken.NO_HEAD]),
        ([member(B, "02"), member(C, "02", to_date="2026-01-01")], []),
        ([member(B, "02"), member(C, "02", deleted=version(9))], []),
        ([], []),
    ],
)
def test_an_open_hukou_household_with_members_has_one_head(members, broken) -> None:
    assert [one.broken for one in check_heads([household()], members)] == broken


@pytest.mark.parametrize(
    "fields", [{"kind": "contract"}, {"closed_on": "2026-01-01"}, {"deleted": version(9)}]
)
def test_other_closed_and_deleted_households_need_no_head(fields) -> None:
    assert check_heads([household(**fields)], [member(B, "21")]) == ()


def test_no_identity_number_belongs_to_two_living_records() -> None:
    number = "53010219900101123X"
    people = [
        state(record_id=B, citizen_id=number.lower()),
        state(record_id=A, citizen_id=number),
        state(record_id=C),
    ]
    [found] = check_citizen_ids(people)
    assert (found.broken, found.records) == (Broken.SAME_CITIZEN_ID, ((PERSON, A), (PERSON, B)))
    assert check_citizen_ids([people[1], state(record_id=B, citizen_id=number, deleted=version(9))]) == ()


def test_no_number_belongs_to_two_hukou_households() -> None:
    twice = [household(A, household_no="1"), household(B, household_no="1")]
    assert [one.broken for one in check_household_numbers(twice)] == [Broken.SAME_HOUSEHOLD_NO]
    other = household(B, household_no="1", kind="contract")
    assert check_household_numbers([twice[0], other]) == ()


def test_the_same_violation_found_again_is_the_same_task() -> None:
    people = [state(record_id=key, citizen_id="1") for key in (A, B)]
    [one], [again] = check_citizen_ids(people), check_citizen_ids(people[::-1])
    assert one.task_id == again.task_id
    assert len(one.task_id) == 32
