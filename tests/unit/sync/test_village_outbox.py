"""What waits for the county is the change log, read as operations; nothing else and nothing twice."""

import pytest

from desktop.services import history
from desktop.services.register_editing import add_household, save_form
from desktop.services.settings import save_settings
from desktop.services.sync.outbox import list_outbox
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import sync_status
from sync.plan.scope import Ruling
from sync.protocol.batch import decode_batch
from sync.protocol.frame import open_frame
from sync.protocol.operation import Op, Operation
from sync.protocol.suite import SigningKey
from sync.village.identity import current_state
from sync.village.outbox import freeze, freeze_another, prepare, read_waiting
from sync.village.receipts import acknowledge
from sync.village.state import write_state
from tests.support.exchange import enrolled_office
from tests.support.offices import make_office
from tests.support.small_county import SmallCounty

PERSON = 1
EVERYTHING = Ruling.from_wire({"S": True})


@pytest.fixture
def county():
    with SmallCounty() as made:
        yield made


@pytest.fixture
def office(tmp_path, county):
    made = enrolled_office(tmp_path / "office", county)
    sync_now(made)
    yield made
    made.close()


def waiting(office, ruling=EVERYTHING, limit=5000):
    state = current_state(office.store)
    with office.store.reading() as connection:
        return read_waiting(connection, state.acknowledged, ruling, limit)


def add_people(office, count):
    with office.change("edit", "加人") as work:
        return [work.insert("person", {"name": f"张{number}"}) for number in range(count)]


def frozen_operations(office) -> tuple[Operation, ...]:
    batch = freeze(office.store, 500, office.user.id, 1)
    assert batch is not None
    public = SigningKey.from_bytes(current_state(office.store).signing_key).public
    return decode_batch(open_frame(batch.frame, public))


def test_a_new_record_travels_with_what_it_holds_when_the_batch_is_made(office):
    (person,) = add_people(office, 1)
    save_form(office, "person", person, {"employer": "甲厂"})
    (operation,) = waiting(office).operations
    assert (operation.op, operation.record_id) == (Op.INSERT, person)
    assert (operation.fields["name"], operation.fields["employer"]) == ("张0", "甲厂")


def test_an_edit_names_the_changed_field_the_author_and_the_revision_it_stood_on(office):
    (person,) = add_people(office, 1)
    sync_now(office)
    save_form(office, "person", person, {"employer": "甲厂"})
    (operation,) = waiting(office).operations
    assert operation.op is Op.UPDATE
    assert operation.fields == {"employer": "甲厂"}
    assert operation.base > 0
    assert operation.actor == office.user.id


def test_of_a_list_the_value_before_travels_too(office):
    (person,) = add_people(office, 1)
    sync_now(office)
    with office.change("edit", "标签") as work:
        work.update("person", person, {"group_tags": '["A01"]'})
    (operation,) = waiting(office).operations
    assert operation.before == {"group_tags": None}


def test_a_record_added_and_removed_before_it_was_sent_leaves_nothing(office):
    (person,) = add_people(office, 1)
    with office.change("edit", "删") as work:
        work.delete("person", person)
    assert waiting(office).operations == ()


@pytest.mark.parametrize("is_known", [True, False])
def test_work_frozen_while_its_record_was_deleted_is_there_when_the_deletion_is_taken_back(
    office, county, is_known
):
    (person,) = add_people(office, 1)
    if is_known:
        sync_now(office)
    save_form(office, "person", person, {"employer": "甲厂"})
    add_people(office, 1)
    with office.change("edit", "删") as work:
        work.delete("person", person)
        removal = work.seq
    freeze(office.store, 1, office.user.id, 1)
    history.undo(office, removal)
    sync_now(office)
    assert sync_status(office).waiting == 0
    assert county.fields_of(PERSON)[person]["employer"] == "甲厂"


def test_a_record_removed_in_a_later_batch_is_gone_at_the_county_too(office, county):
    (person,) = add_people(office, 1)
    save_form(office, "person", person, {"employer": "甲厂"})
    add_people(office, 1)
    with office.change("edit", "删") as work:
        work.delete("person", person)
    freeze(office.store, 1, office.user.id, 1)
    sync_now(office)
    assert sync_status(office).waiting == 0
    assert person not in county.fields_of(PERSON)


def test_a_removal_that_was_undone_leaves_nothing_to_send(office):
    (person,) = add_people(office, 1)
    sync_now(office)
    with office.change("edit", "删") as work:
        work.delete("person", person)
        removal = work.seq
    history.undo(office, removal)
    assert waiting(office).operations == ()


def test_what_does_not_travel_does_not_wait(office):
    save_settings(office, auto_lock_minutes=7)
    assert sync_status(office).waiting == 0
    assert waiting(office).operations == ()


def test_held_fields_stay_and_the_rest_of_the_edit_goes(office):
    (person,) = add_people(office, 1)
    sync_now(office)
    with office.change("edit", "两项") as work:
        work.update("person", person, {"religion": "佛教", "employer": "甲厂"})
    (operation,) = waiting(office, Ruling()).operations
    assert operation.fields == {"employer": "甲厂"}


def test_an_action_is_never_split_unless_it_is_larger_than_any_batch(office):
    add_people(office, 30)
    add_people(office, 30)
    first = waiting(office, limit=20)
    assert len(first.operations) == 30
    assert not first.is_last
    add_people(office, 5001)
    sync_now(office)
    assert sync_status(office).waiting == 0


def test_a_batch_has_the_same_bytes_until_its_receipt_comes(office):
    add_people(office, 1)
    first = freeze(office.store, 500, office.user.id, 1)
    (later,) = add_people(office, 1)
    again = freeze(office.store, 20, office.user.id, 2)
    assert first is not None
    assert again is not None
    assert (again.frame, again.is_last) == (first.frame, False)
    assert later not in {operation.record_id for operation in frozen_operations(office)}


def test_an_action_that_is_all_held_back_is_answered_for_without_being_sent(office, county):
    (person,) = add_people(office, 1)
    sync_now(office)
    taken = county.operations_taken
    with office.change("edit", "保密") as work:
        work.update("person", person, {"religion": "佛教"})
    assert sync_status(office).waiting == 1
    sync_now(office)
    assert sync_status(office).waiting == 0
    assert county.operations_taken == taken


def test_pending_counts_records_and_not_rows_of_the_log(office):
    (person,) = add_people(office, 1)
    for factory in ("甲厂", "乙厂", "丙厂"):
        save_form(office, "person", person, {"employer": factory})
    assert sync_status(office).waiting == 1


def test_everything_waits_before_the_first_county_is_known(tmp_path, county):
    office = make_office(tmp_path / "new")
    _, head = add_household(office, {"villager_group": "一组"}, {"name": "王建国"})
    before = sync_status(office).waiting
    enrol(office, county.url, county.new_code())
    assert sync_status(office).waiting == before > 1
    sync_now(office)
    assert sync_status(office).waiting == 0
    assert head in county.fields_of(PERSON)
    office.close()


def test_the_list_of_what_waits_can_be_searched_by_label_author_and_name(office):
    add_household(office, {"villager_group": "一组"}, {"name": "王建国"})
    add_people(office, 2)
    assert [entry.label for entry in list_outbox(office)] == ["立户：王建国", "加人"]
    assert [entry.records for entry in list_outbox(office, "张1")] == [2]
    assert len(list_outbox(office, "王文书")) == 2
    assert list_outbox(office, "没有这个人") == ()


def test_kinds_of_a_stream_that_this_pc_does_not_have_are_never_sent(office, county):
    (person,) = add_people(office, 1)
    with office.change("edit", "重点人员") as work:
        work.insert("restricted", {"person_id": person, "risk_level": "1"})
    county.ruling = {"restricted.person_id": True, "restricted.risk_level": True}
    sync_now(office)
    sync_now(office)
    assert county.fields_of(8) == {}
    assert sync_status(office).waiting == 0


# A batch that is made while the one before is on its way


def sent_with_one_ready(office, limit=500):
    """A batch on its way, and the one behind it made meanwhile."""
    first = freeze(office.store, limit, office.user.id, 1)
    assert first is not None
    return first, prepare(office.store, limit)


def take(office, county, batch):
    device = current_state(office.store).device
    acknowledge(office.store, county.take_batch(device, batch.frame), "2026-01-01T00:00:00+00:00")


def test_what_was_made_meanwhile_is_frozen_when_its_turn_comes_and_is_the_same_bytes(office, county):
    for _ in range(3):
        add_people(office, 400)
    first, ready = sent_with_one_ready(office)
    take(office, county, first)
    second = freeze(office.store, 500, office.user.id, 1, ready)
    assert (second.no, second.frame, second.is_last) == (first.no + 1, ready.frame, False)
    third = freeze_another(office.store, 500, office.user.id, 1)
    take(office, county, second)
    take(office, county, third)
    assert sync_status(office).waiting == 0
    assert county.operations_taken == 1_201


def test_what_was_made_meanwhile_holds_nothing_of_what_people_did_since(office, county):
    add_people(office, 400)
    people = add_people(office, 400)
    first, ready = sent_with_one_ready(office)
    save_form(office, "person", people[0], {"employer": "甲厂"})
    with office.change("edit", "删") as work:
        work.delete("person", people[1])
    take(office, county, first)
    assert freeze(office.store, 500, office.user.id, 1, ready).frame == ready.frame
    sync_now(office)
    held = county.fields_of(PERSON)
    assert held[people[0]]["employer"] == "甲厂"
    assert people[1] not in held


def test_what_was_made_under_another_ruling_is_made_again(office, county):
    add_people(office, 400)
    add_people(office, 400)
    first, ready = sent_with_one_ready(office)
    take(office, county, first)
    with office.store.local_writing() as connection:
        write_state(connection, ruling={"person.name": False})
    made = freeze(office.store, 500, office.user.id, 1, ready)
    assert made is None or made.frame != ready.frame


def test_what_was_made_before_a_refusal_became_known_is_made_again(office, county):
    (person,) = add_people(office, 1)
    save_form(office, "person", person, {"employer": "甲厂"})
    first, ready = sent_with_one_ready(office, limit=1)
    county.refuse = lambda operation: "SYN-203"
    take(office, county, first)
    again = freeze(office.store, 1, office.user.id, 1, ready)
    public = SigningKey.from_bytes(current_state(office.store).signing_key).public
    (operation,) = decode_batch(open_frame(again.frame, public))
    assert operation.op is Op.INSERT, "the county does not know the record yet"


def test_what_is_too_much_for_a_line_that_got_worse_is_made_again(office, county):
    for _ in range(30):
        add_people(office, 10)
    first, ready = sent_with_one_ready(office, limit=100)
    take(office, county, first)
    made = freeze(office.store, 20, office.user.id, 1, ready)
    assert len(made.frame) < len(ready.frame) / 2
