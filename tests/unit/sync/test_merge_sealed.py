"""Records that are sealed by their issue: whose values count, in whichever order they arrive."""

from hypothesis import given
from hypothesis import strategies as st

from sync.plan.merge import Author, merge
from sync.protocol.operation import Op, Operation
from sync.protocol.registry import Policy, registry

NOTICE = registry().table("notice")
RECORD = "1" * 32


def operation(op: Op, base: int, **fields: object) -> Operation:
    return Operation(NOTICE.number, RECORD, op, base, 1, 0, "0" * 32, fields, {})


def sent(*operations: tuple[int, Operation]):
    """What the county holds after operations of some PCs, one revision each."""
    state, conflicts = None, []
    for rev, (device, each) in enumerate(operations, start=1):
        outcome = merge(state, each, Author(device, rev, 0))
        state, conflicts = outcome.state, [*conflicts, *outcome.conflicts]
    return state, conflicts


DRAFT = (1, operation(Op.INSERT, 0, number="1-v1", title="旧", check_code="OLD", state="reviewed"))
ISSUE = (
    2,
    operation(Op.UPDATE, 1, number="1-v1", title="旧", check_code="OLD", state="issued", pdf_sha256="a" * 64),
)
REFRESH = (1, operation(Op.UPDATE, 1, title="新", check_code="NEW"))


@given(st.permutations([ISSUE, REFRESH]))
def test_what_was_printed_counts_in_whichever_order_it_arrives(order):
    state, conflicts = sent(DRAFT, *order)
    assert (state.fields["title"], state.fields["check_code"]) == ("旧", "OLD")
    assert state.fields["pdf_sha256"] == "a" * 64
    assert conflicts == []
    assert state.own is None  # the author of the refresh gets the whole record


def test_a_second_sheet_of_one_notice_is_a_conflict_and_changes_nothing():
    other = (1, operation(Op.UPDATE, 1, title="新", check_code="NEW", pdf_sha256="b" * 64))
    state, conflicts = sent(DRAFT, ISSUE, other)
    assert (state.fields["pdf_sha256"], state.fields["title"]) == ("a" * 64, "旧")
    assert [(each.field, each.kept[0], each.other[0]) for each in conflicts] == [
        ("pdf_sha256", "a" * 64, "b" * 64)
    ]


def test_what_may_live_on_after_the_issue_still_changes():
    state, _ = sent(DRAFT, ISSUE, (1, operation(Op.UPDATE, 2, state="withdrawn")))
    assert state.fields["state"] == "withdrawn"


def test_a_draft_is_merged_as_any_record():
    state, conflicts = sent(DRAFT, REFRESH, (2, operation(Op.UPDATE, 1, title="另")))
    assert state.fields["title"] == "新"
    assert [each.field for each in conflicts] == ["title"]


def test_the_columns_of_the_exchange_and_of_the_file_are_sealed_alike():
    from db.changelog.sealed import SEALS

    for table, seal in SEALS.items():
        kind = registry().table(table)
        assert kind.seal == seal.by
        sealed = {rule.name for rule in kind.fields.values() if rule.policy is Policy.SEALED}
        assert sealed == set(seal.columns) - {seal.by}
    assert {kind.table for kind in registry() if kind.seal} == set(SEALS)
