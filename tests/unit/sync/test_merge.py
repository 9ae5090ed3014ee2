"""The rules by which a PC's operation meets the county's record, one by one and over anything generated."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.plan.coalesce import coalesce
from sync.plan.intake import conflict_operation, take_in
from sync.plan.merge import WHOLE, Author, FieldVersion, Reason, RecordState, conflict_fields, merge
from sync.protocol.operation import COUNTY, Op, Operation

PERSON, RESTRICTED, EVENT, CONFLICT = 1, 8, 12, 25
ID = "0" * 31 + "1"
OTHER_ID = "0" * 31 + "2"


def operation(op=Op.UPDATE, base=0, action=1, kind=PERSON, record_id=ID, at_ms=0, before=None, **fields):
    return Operation(kind, record_id, op, base, action, at_ms, "a", fields, before or {})


def by(device, rev):
    return Author(device, rev, rev * 1000)


def made(kind=PERSON, device=1, rev=1, **fields):
    return merge(None, operation(Op.INSERT, kind=kind, **fields), by(device, rev)).state


def deleted_by(device, rev, state):
    return merge(state, operation(Op.DELETE, base=state.rev, kind=state.kind), by(device, rev)).state


# --- one field ---


def test_a_change_of_what_was_seen_is_taken() -> None:
    outcome = merge(made(name="甲"), operation(base=1, name="乙"), by(2, 2))
    assert (outcome.state.fields["name"], outcome.clean, outcome.conflicts) == ("乙", True, ())
    assert (outcome.state.rev, outcome.state.own) == (2, 2)


def test_of_two_unseen_changes_the_first_stays_and_the_other_waits_for_a_person() -> None:
    first = merge(made(name="甲"), operation(base=1, name="乙"), by(2, 2)).state
    outcome = merge(first, operation(base=1, name="丙"), by(3, 3))
    [conflict] = outcome.conflicts
    assert outcome.state.fields["name"] == "乙"
    assert (conflict.reason, conflict.kept[0], conflict.other[0]) == (Reason.FIELD, "乙", "丙")
    assert (outcome.clean, outcome.state.own, outcome.state.rev) == (False, None, 3)


def test_a_clock_far_ahead_wins_nothing() -> None:
    first = merge(made(name="甲"), operation(base=1, name="乙", at_ms=1), by(2, 2)).state
    late = merge(first, operation(base=1, name="丙", at_ms=10**15), by(3, 3))
    assert late.state.fields["name"] == "乙"


def test_unseen_changes_of_different_fields_both_stand() -> None:
    first = merge(made(name="甲"), operation(base=1, mobile="1"), by(2, 2)).state
    outcome = merge(first, operation(base=1, name="乙"), by(3, 3))
    assert (outcome.state.fields, outcome.conflicts) == ({"name": "乙", "mobile": "1"}, ())
    assert not outcome.clean  # its author has not seen the telephone yet


def test_a_pc_goes_on_from_its_own_change_before_it_has_the_receipt() -> None:
    first = merge(made(name="甲", device=2), operation(base=1, name="乙"), by(2, 2)).state
    outcome = merge(first, operation(base=1, name="丙"), by(2, 3))
    assert (outcome.state.fields["name"], outcome.clean) == ("丙", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("张 三", "张三"), ("１２３", "123"), ("53010219900101123x", "53010219900101123X"), ("甲\u200b", "甲")],
)
def test_values_that_say_the_same_are_no_conflict_but_are_sent_back(one, other) -> None:
    first = merge(made(name="甲"), operation(base=1, name=one), by(2, 2)).state
    outcome = merge(first, operation(base=1, name=other), by(3, 3))
    assert (outcome.state.fields["name"], outcome.conflicts) == (one, ())
    assert (outcome.state.rev, outcome.clean, WHOLE in outcome.state.versions) == (3, False, True)


def test_a_correction_of_blanks_in_what_was_seen_is_taken() -> None:
    assert merge(made(name="张 三"), operation(base=1, name="张三"), by(2, 2)).state.fields["name"] == "张三"


def test_rare_characters_are_not_taken_for_one_another() -> None:
    first = merge(made(name="甲"), operation(base=1, name="\uf928"), by(2, 2)).state
    assert merge(first, operation(base=1, name="廊"), by(3, 3)).conflicts


# --- lists and objects ---


def with_list(elements):
    return json.dumps(sorted(elements), separators=(",", ":"), ensure_ascii=False) if elements else None


def test_elements_added_and_removed_on_both_sides_are_joined() -> None:
    state = made(benefit_items='["a","b"]')
    first = merge(
        state, operation(base=1, before={"benefit_items": '["a","b"]'}, benefit_items='["b","c"]'), by(2, 2)
    )
    second = operation(base=1, before={"benefit_items": '["a","b"]'}, benefit_items='["a","b","d"]')
    outcome = merge(first.state, second, by(3, 3))
    assert outcome.state.fields["benefit_items"] == '["b","c","d"]'
    assert (outcome.conflicts, outcome.clean) == ((), False)
    assert outcome.state.versions["benefit_items"].device == COUNTY


def test_a_list_is_judged_as_one_value_when_what_it_replaced_is_not_known() -> None:
    state = made(benefit_items='["a"]')
    first = merge(
        state, operation(base=1, before={"benefit_items": '["a"]'}, benefit_items='["b"]'), by(2, 2)
    ).state
    assert merge(first, operation(base=1, benefit_items='["c"]'), by(3, 3)).conflicts


def test_of_an_object_only_the_key_that_both_changed_is_in_conflict() -> None:
    state = made(extra='{"a":"1","b":"1"}')
    before = {"extra": '{"a":"1","b":"1"}'}
    first = merge(state, operation(base=1, before=before, extra='{"a":"2","b":"1"}'), by(2, 2)).state
    outcome = merge(first, operation(base=1, before=before, extra='{"a":"3","c":"9"}'), by(3, 3))
    assert json.loads(outcome.state.fields["extra"]) == {"a": "2", "c": "9"}
    [conflict] = outcome.conflicts
    assert (conflict.field, conflict.kept[0], conflict.other[0]) == ("extra.a", "2", "3")


@pytest.mark.parametrize("broken", ["[", "{}", "[[1]]", "[NaN]", "[" * 100_000, '"x"', "[true]"])
def test_a_list_that_is_none_is_judged_as_one_value(broken) -> None:
    state = made(benefit_items='["a"]')
    first = merge(
        state, operation(base=1, before={"benefit_items": '["a"]'}, benefit_items='["b"]'), by(2, 2)
    ).state
    outcome = merge(
        first, operation(base=1, before={"benefit_items": '["a"]'}, benefit_items=broken), by(3, 3)
    )
    assert outcome.state.fields["benefit_items"] == '["b"]'
    assert outcome.conflicts[0].other[0] == broken


texts = st.sets(st.sampled_from("abcdef")).map(with_list)


@given(texts, texts, texts)
def test_joined_lists_hold_what_either_added_and_nothing_that_either_removed(old, one, two) -> None:
    state = made(benefit_items=old, name="甲")
    for device, value in ((2, one), (3, two)):
        change = operation(base=1, before={"benefit_items": old}, benefit_items=value)
        state = merge(state, change, by(device, device)).state
    start, left, right = ({*json.loads(text or "[]")} for text in (old, one, two))
    joined = (start & left & right) | (left - start) | (right - start)
    assert state.fields.get("benefit_items") == with_list(joined)


# --- deleting ---


def test_a_deletion_that_saw_everything_is_taken() -> None:
    outcome = merge(made(name="甲"), operation(Op.DELETE, base=1), by(2, 2))
    assert outcome.state.deleted.device == 2
    assert (outcome.clean, outcome.state.fields) == (True, {"name": "甲"})


def test_an_edit_beats_a_deletion_that_had_not_seen_it() -> None:
    edited = merge(made(name="甲"), operation(base=1, name="乙"), by(2, 2)).state
    outcome = merge(edited, operation(Op.DELETE, base=1), by(3, 3))
    assert (outcome.state.deleted, outcome.conflicts[0].reason) == (None, Reason.DELETE)
    assert (outcome.state.rev, outcome.clean) == (3, False)


def test_an_edit_of_a_deleted_record_brings_it_back_and_says_so() -> None:
    gone = deleted_by(2, 2, made(name="甲"))
    outcome = merge(gone, operation(base=1, name="乙"), by(3, 3))
    assert (outcome.state.deleted, outcome.state.fields["name"]) == (None, "乙")
    assert [conflict.reason for conflict in outcome.conflicts] == [Reason.REVIVED]


def test_what_says_nothing_new_brings_nothing_back() -> None:
    gone = deleted_by(2, 2, made(name="甲"))
    outcome = merge(gone, operation(Op.INSERT, name="甲"), by(3, 3))
    assert outcome.state.deleted is not None
    assert (outcome.state.rev, outcome.clean, outcome.conflicts) == (3, False, ())


def test_who_deleted_a_record_brings_it_back_without_a_word() -> None:
    gone = deleted_by(2, 2, made(name="甲"))
    outcome = merge(gone, operation(Op.INSERT, base=1, name="甲"), by(2, 3))
    assert (outcome.state.deleted, outcome.conflicts, outcome.clean) == (None, (), True)


def test_an_old_deletion_does_not_take_away_what_was_brought_back_since() -> None:
    back = merge(deleted_by(2, 2, made(name="甲")), operation(Op.INSERT, base=1, name="甲"), by(2, 3)).state
    outcome = merge(back, operation(Op.DELETE, base=1), by(3, 4))
    assert (outcome.state.deleted, outcome.conflicts[0].reason) == (None, Reason.DELETE)


def test_a_record_made_again_without_a_field_that_the_county_has_is_sent_back() -> None:
    gone = deleted_by(2, 2, made(name="甲", mobile="1"))
    outcome = merge(gone, operation(Op.INSERT, base=1, name="甲"), by(2, 3))
    assert (outcome.state.fields, outcome.clean) == ({"name": "甲", "mobile": "1"}, False)


def test_deleting_what_is_not_there_changes_nothing() -> None:
    assert merge(None, operation(Op.DELETE), by(2, 2)) == merge(None, operation(Op.DELETE), by(3, 9))


# --- authority ---


def test_the_countys_change_of_a_villages_field_is_a_proposal() -> None:
    outcome = merge(made(name="甲"), operation(base=1, name="乙"), by(COUNTY, 2))
    assert (outcome.state.fields["name"], outcome.conflicts[0].reason) == ("甲", Reason.AUTHORITY)
    assert outcome.state.rev == 2


def test_a_villages_change_of_a_countys_field_is_a_proposal() -> None:
    state = made(CONFLICT, COUNTY, kept_value='"甲"', state="open")
    outcome = merge(state, operation(base=1, kind=CONFLICT, kept_value='"乙"', state="done"), by(2, 2))
    assert outcome.state.fields == {"kept_value": '"甲"', "state": "done"}
    assert [conflict.reason for conflict in outcome.conflicts] == [Reason.AUTHORITY]


def test_a_field_of_both_sides_may_be_changed_by_both() -> None:
    state = made(EVENT, 1, title="甲", state="new")
    assert merge(state, operation(base=1, kind=EVENT, state="done"), by(COUNTY, 2)).conflicts == ()


def test_the_county_fills_in_the_records_it_makes() -> None:
    assert made(EVENT, COUNTY, title="核对").fields == {"title": "核对"}


@pytest.mark.parametrize("op", [Op.INSERT, Op.DELETE])
def test_a_village_neither_makes_nor_deletes_what_is_the_countys_to_make(op) -> None:
    state = made(CONFLICT, COUNTY, state="open") if op is Op.DELETE else None
    assert merge(state, operation(op, base=1, kind=CONFLICT), by(2, 2)).refusal == "SYN-202"


def test_the_county_does_not_delete_what_a_village_made() -> None:
    outcome = merge(made(EVENT, 1, title="甲"), operation(Op.DELETE, base=1, kind=EVENT), by(COUNTY, 2))
    assert (outcome.state.deleted, outcome.conflicts[0].reason) == (None, Reason.AUTHORITY)


def test_of_two_decisions_the_first_stays_without_another_conflict() -> None:
    state = made(CONFLICT, COUNTY, state="open")
    first = merge(state, operation(base=1, kind=CONFLICT, decision="kept"), by(2, 2)).state
    outcome = merge(first, operation(base=1, kind=CONFLICT, decision="other"), by(3, 3))
    assert (outcome.state.fields["decision"], outcome.conflicts, outcome.clean) == ("kept", (), False)


# --- refusals and whole actions ---


def test_a_value_of_the_wrong_type_is_refused_and_the_record_sent_back() -> None:
    outcome = merge(made(name="甲"), operation(base=1, name=5), by(2, 2))
    assert (outcome.refusal, outcome.state.fields["name"], outcome.state.rev) == ("SYN-201", "甲", 2)


def test_an_update_of_a_record_that_the_county_does_not_have_is_refused() -> None:
    outcome = merge(None, operation(name="甲"), by(2, 2))
    assert (outcome.refusal, outcome.state, outcome.changed) == ("SYN-203", None, False)


def test_a_refused_operation_takes_its_whole_action_with_it_and_no_other() -> None:
    third = "0" * 31 + "3"
    taken = take_in(
        {},
        [
            operation(Op.INSERT, action=1, name="甲"),
            operation(Op.INSERT, action=1, record_id=OTHER_ID, name=5),
            operation(Op.INSERT, action=2, record_id=third, name="丙"),
        ],
        by(2, 2),
    )
    assert set(taken.states) == {(PERSON, third)}
    assert [code for _, code in taken.refusals] == ["SYN-201", "SYN-201"]
    assert taken.untidy == ((PERSON, ID), (PERSON, OTHER_ID))


def test_the_county_may_refuse_an_action_for_reasons_of_its_own() -> None:
    taken = take_in({}, [operation(Op.INSERT, action=7, name="甲")], by(2, 2), {7: "SYN-203"})
    assert (dict(taken.states), taken.refusals[0][1]) == ({}, "SYN-203")


# --- conflict records ---


def conflict_of(kind, **fields):
    [(name, (start, one, two))] = fields.items()
    first = merge(made(kind, **{name: start}), operation(base=1, kind=kind, **{name: one}), by(2, 2)).state
    [conflict] = merge(first, operation(base=1, kind=kind, **{name: two}), by(3, 3)).conflicts
    return conflict


def test_a_conflict_record_tells_both_values_and_whose_they_are() -> None:
    columns = conflict_fields(conflict_of(PERSON, name=("甲", "乙", "丙")))
    assert (columns["kept_value"], columns["kept_device"]) == ('"乙"', 2)
    assert (columns["other_value"], columns["other_device"]) == ('"丙"', 3)
    assert (columns["target_id"], columns["field"], columns["state"]) == (ID, "name", "open")


def test_values_of_class_r_never_stand_in_a_conflict_record() -> None:
    columns = conflict_fields(conflict_of(RESTRICTED, object_class=("a", "b", "c")))
    assert (columns["kept_value"], columns["other_value"]) == (None, None)


def test_a_conflict_taken_in_twice_is_one_record() -> None:
    conflict = conflict_of(PERSON, name=("甲", "乙", "丙"))
    assert (
        conflict_operation(conflict, by(3, 3)).record_id == conflict_operation(conflict, by(3, 9)).record_id
    )


# --- over anything ---

NAMES = ("name", "mobile", "benefit_items", "extra")
words = st.sampled_from([None, "a", "b", "c", "a b"])
maps = st.dictionaries(st.sampled_from("xyz"), st.sampled_from("123")).map(
    lambda found: json.dumps(found, sort_keys=True, separators=(",", ":")) if found else None
)
VALUES = {"name": words, "mobile": words, "benefit_items": texts, "extra": maps}
patches = st.fixed_dictionaries({}, optional=VALUES).filter(bool)
versions = st.builds(FieldVersion, st.integers(1, 9), st.integers(0, 3), st.just("a"), st.integers())


@st.composite
def states(draw) -> RecordState:
    fields = {name: value for name, value in draw(patches).items() if value is not None}
    created = draw(versions)
    changed = draw(st.dictionaries(st.sampled_from((*NAMES, WHOLE)), versions))
    deleted = draw(st.none() | versions)
    rev = max(one.rev for one in (created, *changed.values(), *([deleted] if deleted else [])))
    return RecordState(
        PERSON, ID, fields, changed, created, rev, draw(st.none() | st.integers(1, 3)), deleted
    )


@st.composite
def operations(draw) -> Operation:
    op, fields = draw(st.sampled_from(Op)), draw(patches)
    before = {name: draw(VALUES[name]) for name in ("benefit_items", "extra") if name in fields}
    return Operation(
        PERSON, ID, op, draw(st.integers(0, 9)), 1, 0, "a", {} if op is Op.DELETE else fields, before
    )


authors = st.builds(by, st.integers(0, 3), st.integers(10, 12))


@given(st.none() | states(), operations(), authors)
def test_applied_twice_nothing_more_changes_and_no_input_is_altered(state, change, author) -> None:
    kept = copy.deepcopy((state, change))
    once = merge(state, change, author)
    twice = merge(once.state, change, author)
    assert twice.state == once.state
    assert (state, change) == kept


@given(states(), operations(), authors)
def test_what_is_not_taken_as_sent_is_sent_back(state, change, author) -> None:
    outcome = merge(state, change, author)
    taken = outcome.state
    if change.op is Op.DELETE:
        as_sent = taken.deleted is not None
    else:
        as_sent = taken.deleted is None and all(
            (taken.fields.get(name) or None) == value for name, value in change.fields.items()
        )
    assert as_sent or (taken.rev == author.rev and taken.own is None and not outcome.clean)
    assert not outcome.clean or taken.own in (state.own, author.device)


@given(states(), operations(), authors)
def test_every_value_is_taken_or_waits_for_a_person_or_is_refused(state, change, author) -> None:
    outcome = merge(state, change, author)
    if outcome.refusal or change.op is Op.DELETE:
        return
    noted = {conflict.field.partition(".")[0] for conflict in outcome.conflicts}
    for name, value in change.fields.items():
        if name in ("name", "mobile") and name not in noted:
            now = outcome.state.fields.get(name)
            assert (now or "").replace(" ", "") == (value or "").replace(" ", "")


@given(states().filter(lambda state: state.deleted is None), st.data())
def test_the_order_of_independent_fields_is_irrelevant(state, data) -> None:
    sides = [("name", "benefit_items"), ("mobile", "extra")]
    changes = []
    for number, names in enumerate(sides):
        fields = {name: data.draw(VALUES[name]) for name in names}
        before = {name: data.draw(VALUES[name]) for name in names[1:]}
        changes.append((operation(base=0, before=before, **fields), number + 4))
    results = []
    for order in (changes, changes[::-1]):
        now, conflicts = state, set()
        for rev, (change, device) in enumerate(order, 10):
            outcome = merge(now, change, by(device, rev))
            now = outcome.state
            conflicts |= {(one.field, one.other[0]) for one in outcome.conflicts}
        results.append((now.fields, conflicts))
    assert results[0] == results[1]


# --- joining ---


@st.composite
def histories(draw) -> tuple[RecordState, list[Operation], dict]:
    """A record, what one PC that knows it does to it in turn, and what its user sees in the end."""
    row = {name: draw(VALUES[name]) for name in NAMES}
    state = made(**row)
    gone: dict | None = None
    done: list[Operation] = []
    for number in range(draw(st.integers(1, 6))):
        if gone is not None:
            row, gone = gone, None
            filled = {name: value for name, value in row.items() if value is not None}
            done.append(Operation(PERSON, ID, Op.INSERT, 1, number, 0, "a", filled))
        elif draw(st.integers(0, 3)) == 0:
            done.append(Operation(PERSON, ID, Op.DELETE, 1, number, 0, "a", {}, dict(row)))
            gone = row
        else:
            patch = draw(patches)
            before = {name: row[name] for name in patch if name in ("benefit_items", "extra")}
            done.append(Operation(PERSON, ID, Op.UPDATE, 1, number, 0, "a", patch, before))
            row = row | patch
    return (
        state,
        done,
        {} if gone is not None else {name: row[name] for name in NAMES if row[name] is not None},
    )


def living(state: RecordState) -> dict:
    return {} if state.deleted else dict(state.fields)


@given(histories())
def test_joined_operations_come_to_what_they_come_to_one_by_one(history) -> None:
    state, done, seen = history
    one_by_one = joined = state
    for change in done:
        one_by_one = merge(one_by_one, change, by(7, 20)).state
    for change in coalesce(done):
        outcome = merge(joined, change, by(7, 20))
        assert outcome.conflicts == ()
        joined = outcome.state
    assert living(joined) == living(one_by_one) == seen


@given(histories(), patches)
def test_joined_operations_lose_nothing_that_somebody_else_did_meanwhile(history, patch) -> None:
    state, done, _ = history
    theirs = {
        name: value
        for name, value in patch.items()
        if name in ("name", "mobile") and state.fields.get(name) != value
    }
    now = merge(state, operation(base=1, **theirs), by(5, 10)).state
    for change in coalesce(done):
        now = merge(now, change, by(7, 20)).state
    assert {name: now.fields.get(name) for name in theirs} == theirs
    assert not (theirs and now.deleted)
