from sync.plan.coalesce import coalesce
from sync.protocol.operation import Op, Operation

A, B = "a" * 32, "b" * 32


def operation(op, record_id=A, base=3, action=1, before=None, **fields):
    return Operation(1, record_id, op, base, action, action * 10, f"actor{action}", fields, before or {})


def test_the_first_base_and_the_last_value_stay_with_the_last_author() -> None:
    [joined] = coalesce(
        [
            operation(Op.UPDATE, base=3, name="甲"),
            operation(Op.UPDATE, base=5, action=2, name="乙", mobile="1"),
        ]
    )
    assert joined == Operation(1, A, Op.UPDATE, 3, 1, 20, "actor2", {"name": "乙", "mobile": "1"})


def test_the_first_replaced_list_stays() -> None:
    [joined] = coalesce(
        [
            operation(Op.UPDATE, before={"benefit_items": '["a"]'}, benefit_items='["b"]'),
            operation(Op.UPDATE, action=2, before={"benefit_items": '["b"]'}, benefit_items='["c"]'),
        ]
    )
    assert joined.before == {"benefit_items": '["a"]'}


def test_a_list_whose_first_replaced_value_is_not_known_has_none_afterwards() -> None:
    [joined] = coalesce(
        [
            operation(Op.UPDATE, benefit_items='["b"]'),
            operation(Op.UPDATE, action=2, before={"benefit_items": '["b"]'}, benefit_items='["c"]'),
        ]
    )
    assert joined.before == {}


def test_made_and_deleted_is_nothing_and_made_and_changed_is_made() -> None:
    made = operation(Op.INSERT, base=0, name="甲", mobile="1")
    assert coalesce([made, operation(Op.DELETE, base=0)]) == ()
    [joined] = coalesce([made, operation(Op.UPDATE, action=2, name=None)])
    assert (joined.op, joined.fields) == (Op.INSERT, {"name": None, "mobile": "1"})


def test_a_deletion_taken_back_is_nothing_or_an_update_of_what_differs() -> None:
    deleted = operation(Op.DELETE, before={"name": "甲", "mobile": "1", "benefit_items": '["a"]'})
    again = {"name": "甲", "mobile": "1", "benefit_items": '["a"]'}
    assert coalesce([deleted, operation(Op.INSERT, base=0, action=2, **again)]) == ()
    differing = {"name": "甲", "benefit_items": '["b"]'}
    [joined] = coalesce([deleted, operation(Op.INSERT, base=0, action=2, **differing)])
    assert (joined.op, joined.base) == (Op.UPDATE, 3)
    assert joined.fields == {"mobile": None, "benefit_items": '["b"]'}
    assert joined.before == {"benefit_items": '["a"]'}


def test_a_field_emptied_before_a_deletion_that_was_taken_back_is_emptied() -> None:
    [joined] = coalesce(
        [
            operation(Op.UPDATE, name=None),
            operation(Op.DELETE, before={"name": None, "mobile": "1"}),
            operation(Op.INSERT, mobile="1"),
        ]
    )
    assert joined.fields == {"name": None}


def test_a_deletion_carries_no_values() -> None:
    [joined] = coalesce([operation(Op.UPDATE, name="甲"), operation(Op.DELETE, before={"name": "甲"})])
    assert (joined.op, joined.fields, joined.before, joined.base) == (Op.DELETE, {}, {}, 3)


def test_records_stay_in_the_order_of_their_first_operations() -> None:
    joined = coalesce(
        [
            operation(Op.UPDATE, B, name="甲"),
            operation(Op.UPDATE, A, action=2, name="乙"),
            operation(Op.UPDATE, B, action=3, name="丙"),
        ]
    )
    assert [one.record_id for one in joined] == [B, A]


def test_actions_that_touched_one_record_are_taken_or_refused_together() -> None:
    joined = coalesce(
        [
            operation(Op.UPDATE, A, action=4, name="甲"),
            operation(Op.UPDATE, B, action=5, name="乙"),
            operation(Op.UPDATE, A, action=6, name="丙"),
            operation(Op.UPDATE, "c" * 32, action=6, name="丁"),
        ]
    )
    assert [one.action for one in joined] == [4, 5, 4]
