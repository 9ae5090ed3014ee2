"""Every rule is needed: with any one of them switched off, some schedule breaks a promise."""

import pickle
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import pytest

from sync.plan import batching, coalesce, feed, give_back, intake, merge, receive
from sync.plan.intake import Intake
from sync.plan.merge import Reason
from sync.protocol.registry import Policy
from tests.sync import simulator
from tests.sync.county import County, Identity, Reply
from tests.sync.device import Device

Patch = Callable[[object, str, object], None]
_MOST_SCHEDULES = 400
# Schedules that are known to notice what few notice; looked at first.
_KNOWN = {
    "what_was_not_taken_keeps_its_revision": 10,
    "a_joined_value_counts_as_seen_by_its_author": 162,
    "villages_may_delete_what_the_county_makes": 17,
    "an_update_makes_a_record_that_is_not_there": 55,
    "people_are_asked_about_the_settling_of_a_conflict": 36,
    "who_adds_a_record_again_is_thought_to_hold_all_of_it": 246,
    "of_two_values_of_one_key_nobody_is_told": 18,
    "a_blank_makes_a_conflict": 38,
    "a_deletion_taken_back_forgets_what_was_emptied_before": 215,
    "only_the_wrong_part_of_an_action_is_refused": 17,
    "deletions_are_left_out_at_the_beginning_of_a_stream": 28,
    "the_lists_of_an_old_copy_are_joined_again": 216,
    "a_restored_county_forgets_what_was_deleted": 200,
    "a_pc_that_is_told_of_no_deletions_any_more_goes_on_as_before": 115,
    "what_does_not_come_again_stays": 115,
    "newer_work_is_overwritten_by_what_is_given_back": 1517,
}
MUTATIONS: dict[str, Callable[[Patch], None]] = {}


def mutation(function: Callable[[Patch], None]) -> Callable[[Patch], None]:
    MUTATIONS[function.__name__] = function
    return function


# --- the merge ---


@mutation
def a_change_counts_as_seen_whatever_its_author_had_seen(patch) -> None:
    patch(merge, "_is_seen", lambda version, base, device: True)


@mutation
def a_pc_does_not_know_its_own_changes_again(patch) -> None:
    patch(merge, "_is_seen", lambda version, base, device: version.rev <= base)


@mutation
def a_deletion_beats_an_edit_it_had_not_seen(patch) -> None:
    patch(merge, "_unseen", lambda state, base, device: [])


@mutation
def what_was_not_taken_keeps_its_revision(patch) -> None:
    revised = merge._Edit._revised

    def quiet(edit, brought_back):
        outcome = revised(edit, brought_back)
        untaken = dict(edit.fields) == dict(edit.state.fields) and not brought_back
        return replace(outcome, state=edit.state, changed=False) if untaken else outcome

    patch(merge._Edit, "_revised", quiet)


@mutation
def a_refused_or_beaten_record_is_not_sent_back(patch) -> None:
    quiet = lambda state, version: state  # noqa: E731
    patch(merge, "touch", quiet)
    patch(intake, "touch", quiet)


@mutation
def every_author_is_thought_to_have_the_newest_record(patch) -> None:
    patch(merge, "_had_newest", lambda state, base, device: True)


@mutation
def lists_are_replaced_and_not_joined(patch) -> None:
    patch(merge, "join_sets", lambda before, now, value: value)


@mutation
def objects_are_replaced_and_not_joined(patch) -> None:
    patch(merge, "join_maps", lambda before, now, value: (value, ()))


@mutation
def a_joined_value_counts_as_seen_by_its_author(patch) -> None:
    patch(merge, "_joined_by_county", lambda version: version)


@mutation
def everybody_may_write_everything(patch) -> None:
    patch(merge, "_may_write", lambda rule, device: True)


@mutation
def villages_may_delete_what_the_county_makes(patch) -> None:
    patch(merge, "is_made_by_county", lambda kind: False)


@mutation
def an_update_makes_a_record_that_is_not_there(patch) -> None:
    refusal = merge._refusal

    def lenient(*arguments):
        code = refusal(*arguments)
        return "" if code == "SYN-203" else code

    patch(merge, "_refusal", lenient)


@mutation
def a_value_of_the_wrong_type_is_taken(patch) -> None:
    refusal = merge._refusal

    def lenient(*arguments):
        code = refusal(*arguments)
        return "" if code == "SYN-201" else code

    patch(merge, "_refusal", lenient)


@mutation
def people_are_asked_about_the_settling_of_a_conflict(patch) -> None:
    policies = {each.name: each for each in Policy} | {"FIRST": "no such policy"}
    patch(merge, "Policy", SimpleNamespace(**policies))


@mutation
def the_county_deletes_what_a_village_made(patch) -> None:
    patch(merge, "_may_delete", lambda kind, state, device: True)


@mutation
def of_two_values_of_one_key_nobody_is_told(patch) -> None:
    join = merge.join_maps
    patch(merge, "join_maps", lambda before, now, value: (join(before, now, value)[0], ()))


@mutation
def lists_are_joined_without_what_was_replaced(patch) -> None:
    meet = merge._Edit._meet

    def guessing(edit, rule, name, now, value):
        if rule is not None and rule.needs_before and name not in edit.operation.before:
            edit.operation = replace(edit.operation, before={**edit.operation.before, name: None})
        return meet(edit, rule, name, now, value)

    patch(merge._Edit, "_meet", guessing)


@mutation
def who_adds_a_record_again_is_thought_to_hold_all_of_it(patch) -> None:
    revised = merge._Edit._revised

    def trusting(edit, brought_back):
        sent = edit.operation.fields.items()
        edit.verbatim = edit.verbatim or all(edit.fields.get(name) == value for name, value in sent)
        return revised(edit, brought_back)

    patch(merge._Edit, "_revised", trusting)


@mutation
def who_makes_a_record_fills_in_only_what_is_its_own(patch) -> None:
    create = merge._create

    def strict(kind, operation, version):
        own = {
            name: value
            for name, value in operation.fields.items()
            if merge._may_write(kind.fields.get(name), version.device)
        }
        return create(kind, replace(operation, fields=own), version)

    patch(merge, "_create", strict)


def _without(reason: Reason) -> Callable:
    note = merge._Edit._note

    def silent(edit, name, why, kept, other) -> None:
        if why is not reason:
            note(edit, name, why, kept, other)

    return silent


@mutation
def the_second_of_two_values_is_not_kept_for_a_person(patch) -> None:
    patch(merge._Edit, "_note", _without(Reason.FIELD))


@mutation
def nobody_is_told_that_a_record_came_back(patch) -> None:
    patch(merge._Edit, "_note", _without(Reason.REVIVED))


@mutation
def a_proposal_is_not_kept_for_a_person(patch) -> None:
    patch(merge._Edit, "_note", _without(Reason.AUTHORITY))


@mutation
def an_old_copy_brings_back_what_was_deleted(patch) -> None:
    prepare = merge._Edit.__post_init__

    def talkative(edit) -> None:
        prepare(edit)
        edit.says_something = True

    patch(merge._Edit, "__post_init__", talkative)


@mutation
def who_deleted_a_record_cannot_bring_it_back(patch) -> None:
    patch(merge._Edit, "_knew_it_was_deleted", lambda edit: False)


@mutation
def a_blank_makes_a_conflict(patch) -> None:
    patch(merge, "alike", lambda one, other: one == other)


# --- joining and batching ---


@mutation
def joined_operations_keep_the_last_replaced_value(patch) -> None:
    patch(coalesce, "_earliest", lambda first, second: {**first.before, **second.before})


@mutation
def a_deletion_taken_back_forgets_what_was_emptied_before(patch) -> None:
    taken_back = coalesce._taken_back
    patch(coalesce, "_taken_back", lambda first, again: taken_back(replace(first, fields={}), again))


@mutation
def a_batch_splits_actions(patch) -> None:
    patch(batching, "take", lambda operations, size: min(size, len(operations)))


@mutation
def only_the_wrong_part_of_an_action_is_refused(patch) -> None:
    take_in = intake.take_in

    def piecemeal(states, operations, author, refused=None):
        parts = [take_in(states, [operation], author, refused) for operation in operations]
        return Intake(
            {key: state for part in parts for key, state in part.states.items()},
            tuple(key for part in parts for key in part.untidy),
            tuple(conflict for part in parts for conflict in part.conflicts),
            tuple(refusal for part in parts for refusal in part.refusals),
        )

    patch(intake, "take_in", piecemeal)


# --- what the county sends ---


@mutation
def a_pc_is_never_sent_what_it_changed_last(patch) -> None:
    def hidden(state, device, is_new) -> bool:
        latest = max((state.created, *state.versions.values()), key=lambda version: version.rev)
        return latest.device != device and not (is_new and state.deleted is not None)

    patch(feed, "is_due", hidden)


@mutation
def deletions_are_left_out_at_the_beginning_of_a_stream(patch) -> None:
    read = County.read

    def forgetful(county, identity, last_no, stream, cursor, basis, is_new, limit):
        return read(county, identity, last_no, stream, cursor, basis, cursor.rev == 0, limit)

    patch(County, "read", forgetful)


@mutation
def rows_carry_what_is_newer_than_the_cursor_of_now(patch) -> None:
    patch(Device, "basis", lambda device, page, basis: page.end.rev)


@mutation
def nobody_needs_a_record_whole_again(patch) -> None:
    patch(feed, "WHOLE", "no such field")


@mutation
def a_cursor_is_a_revision_without_an_id(patch) -> None:
    patch(County, "is_beyond", lambda county, state, cursor: state.rev > cursor.rev)


# --- the village's cycle ---


@mutation
def a_page_is_laid_over_waiting_work(patch) -> None:
    plan = receive.plan_page
    patch(receive, "plan_page", lambda rows, pending, own, ruling: plan(rows, (), own, ruling))


@mutation
def fields_that_stay_here_are_taken_from_the_county(patch) -> None:
    values = receive._values

    def emptying(row, is_here, ruling):
        names = merge.registry().find(row.kind).fields if row.whole else {}
        return {**dict.fromkeys(names), **values(row, is_here, ruling)}

    patch(receive, "_values", emptying)


@mutation
def a_page_that_was_asked_for_long_ago_is_applied(patch) -> None:
    patch(Device, "is_for_now", lambda device, page, cursor: True)


@mutation
def every_sent_record_is_marked_as_equal(patch) -> None:
    acknowledge = Device._acknowledge

    def trusting(device, receipt, sent, fault) -> None:
        acknowledge(device, replace(receipt, untidy=frozenset()), sent, fault)

    patch(Device, "_acknowledge", trusting)


@mutation
def a_batch_is_not_frozen(patch) -> None:
    send = Device.send

    def thawed(device, fault) -> bool:
        device._set(frozen=0, frame=None)
        return send(device, fault)

    patch(Device, "send", thawed)
    patch(County, "push", _push_by_number)


def _push_by_number(county, identity, no, frame) -> Reply:
    """Looks at a batch's number only, not at what is in it."""
    if (identity, no) not in county.batches:
        receipt = county.take(pickle.loads(frame), identity.device, no)
        county.batches[identity, no] = (frame, receipt)
        county.latest[identity] = max(no, county.latest[identity])
    return Reply(receipt=county.batches[identity, no][1])


@mutation
def statements_commit_one_by_one(patch) -> None:
    patch(Device, "transaction", lambda device: nullcontext())


@mutation
def a_pc_on_an_old_copy_goes_on_as_if_nothing_had_happened(patch) -> None:
    read = County.read
    patch(County, "push", _push_by_number)
    patch(
        County,
        "read",
        lambda county, identity, last_no, *rest: read(county, identity, county.latest[identity], *rest),
    )


@mutation
def a_pc_on_an_old_copy_keeps_its_number(patch) -> None:
    def same(county, identity) -> Identity:
        county.retired.add(identity)
        renewed = Identity(identity.device, identity.epoch + 1)
        county.latest[renewed] = 0
        county.ledger.renewed.add(renewed.device)
        return renewed

    patch(County, "renew", same)


@mutation
def the_lists_of_an_old_copy_are_joined_again(patch) -> None:
    renew = Device._renew

    def trusting(device, reply) -> None:
        renew(device, reply)
        device._set(distrusted=0)

    patch(Device, "_renew", trusting)


# --- years ---


@mutation
def a_pc_that_is_told_of_no_deletions_any_more_goes_on_as_before(patch) -> None:
    patch(County, "is_below_floor", lambda county, identity, cursor, is_new: False)


@mutation
def what_does_not_come_again_stays(patch) -> None:
    patch(Device, "sweep", lambda device, stream: None)


@mutation
def a_pc_that_reads_anew_is_not_sent_its_own_records(patch) -> None:
    patch(County, "disown", lambda county, identity: None)


# --- a county that was restored ---


@mutation
def nothing_is_given_back_to_a_restored_county(patch) -> None:
    patch(Device, "rows_to_give_back", lambda device, kept: iter(()))


@mutation
def what_was_given_back_counts_as_new(patch) -> None:
    reinstate = give_back.reinstate

    def new(state, row, life_began, author):
        return reinstate(state, replace(row, rev=author.rev), author.rev + 1, author)

    patch(give_back, "reinstate", new)


@mutation
def a_restored_county_forgets_what_was_deleted(patch) -> None:
    patch(give_back, "_delete", lambda state, *rest: give_back.GivenBack(None))


@mutation
def newer_work_is_overwritten_by_what_is_given_back(patch) -> None:
    lay_over = give_back._lay_over

    def blind(state, row, version, life_began, author):
        return lay_over(state, row, replace(version, rev=author.rev), author.rev + 1, author)

    patch(give_back, "_lay_over", blind)


@pytest.mark.parametrize("name", MUTATIONS)
def test_without_the_rule_some_schedule_breaks_a_promise(name, monkeypatch) -> None:
    MUTATIONS[name](monkeypatch.setattr)
    for seed in (_KNOWN.get(name, 0), *range(_MOST_SCHEDULES)):
        try:
            simulator.run(seed)
        except AssertionError:
            return
    pytest.fail(f"{_MOST_SCHEDULES} schedules did not notice")
