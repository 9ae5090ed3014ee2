"""What a restored county makes of the copies that it is given back."""

from dataclasses import replace

from sync.plan.give_back import reinstate
from sync.plan.merge import LOST, Author, merge
from sync.protocol.operation import COUNTY, Op, Operation, Row

PERSON, A = 1, "a" * 32
MAKER, READER = 2, 1
LIFE_BEGAN = 1_000


def made(device: int, rev: int = 7, **fields) -> Row:
    return Row(PERSON, A, rev, False, True, device, "a", 0, fields)


def given_back(state, row: Row, device: int, rev: int):
    return reinstate(state, row, LIFE_BEGAN, Author(device, rev, 0)).state


def test_the_maker_of_a_record_that_a_reader_gave_back_first_goes_on_from_it() -> None:
    state = given_back(None, made(COUNTY, name="甲", mobile="1"), READER, 1_001)
    assert state.created.device == COUNTY
    state = given_back(state, made(MAKER, name="甲", mobile="1"), MAKER, 1_002)
    assert (state.created.rev, state.created.device) == (7, MAKER)
    # Written before the receipt came, so upon nothing; but upon what its author had made.
    later = Operation(PERSON, A, Op.UPDATE, 0, 1, 0, "a", {"mobile": "2"}, {})
    outcome = merge(state, later, Author(MAKER, 1_003, 0))
    assert not outcome.conflicts
    assert outcome.state.fields["mobile"] == "2"


def test_the_same_revision_from_another_reader_changes_nothing() -> None:
    state = given_back(None, made(MAKER, name="甲"), MAKER, 1_001)
    assert given_back(state, made(COUNTY, name="甲"), READER, 1_002) is None


def test_a_value_that_differs_keeps_its_own_revision_when_the_maker_is_known() -> None:
    state = given_back(None, made(COUNTY, name="甲", mobile="1"), READER, 1_001)
    newer = Row(PERSON, A, 9, False, False, COUNTY, "a", 0, {"mobile": "3"})
    state = given_back(state, newer, READER, 1_001)
    state = given_back(state, made(MAKER, name="甲", mobile="1"), MAKER, 1_002)
    assert state.versions[LOST].rev == 9
    assert (state.created.device, state.versions["mobile"].rev) == (MAKER, 9)
    outcome = merge(
        state, Operation(PERSON, A, Op.UPDATE, 7, 1, 0, "a", {"mobile": "2"}, {}), Author(MAKER, 1_003, 0)
    )
    assert [conflict.field for conflict in outcome.conflicts] == ["mobile"]
    assert outcome.state.fields["mobile"] == "3"


def deleted(device: int, rev: int) -> Row:
    return Row(PERSON, A, rev, True, False, device, "a", 0, {})


def test_what_its_maker_deleted_before_it_heard_of_the_receipt_is_gone() -> None:
    state = given_back(None, made(MAKER, name="甲"), READER, 1_001)
    state = replace(state, versions={})  # as the backup has it
    state = given_back(state, deleted(MAKER, 0), MAKER, 1_002)
    assert state.deleted is not None


def test_a_deletion_that_had_not_seen_somebody_elses_record_does_not_take_it_away() -> None:
    state = replace(given_back(None, made(MAKER, name="甲"), MAKER, 1_001), versions={})
    state = given_back(state, deleted(READER, 0), READER, 1_002)
    assert state.deleted is None
    assert state.created.rev == 7, "a deletion can't tell since when a record stood"


def test_a_deletion_older_than_a_copy_that_was_given_back_changes_nothing() -> None:
    state = given_back(None, made(MAKER, name="甲"), MAKER, 1_001)
    assert given_back(state, deleted(READER, 5), READER, 1_002) is None
