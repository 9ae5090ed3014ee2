"""Two PCs of one village and a county: what comes down is history, and never lies over waiting work."""

import json
from dataclasses import replace

import pytest

from desktop.domain.problem import ProblemError
from desktop.services import backup, history
from desktop.services.record_history import record_history
from desktop.services.register_editing import save_form
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, sync_status
from sync.protocol.messages import Command, Cursor
from sync.protocol.operation import Row
from sync.village.identity import current_state
from sync.village.inbox import Left, apply_inbox, keep_page
from sync.village.outbox import freeze
from sync.village.receipts import acknowledge
from tests.support.exchange import add_person, edit, enrolled_office, in_step, records_at, records_of, value
from tests.support.offices import reopen_office
from tests.support.refusals import code_of
from tests.support.small_county import SmallCounty

PERSON = 1


@pytest.fixture
def county():
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made


@pytest.fixture
def offices(tmp_path, county):
    pair = [enrolled_office(tmp_path / name, county) for name in "ab"]
    in_step(*pair)
    yield pair
    for office in pair:
        office.close()


def pages_for(office, county, page_bytes=1_000_000):
    state = current_state(office.store)
    with office.store.reading() as connection:
        rev, last_id, basis = connection.execute(
            "SELECT rev, last_id, basis FROM sync_cursor WHERE stream = 'register'"
        ).fetchone()
    cursor = Cursor(rev=rev, last_id=bytes.fromhex(last_id), basis=basis)
    return county.page_for(state.device, "register", cursor, page_bytes)


# What comes down


def test_what_one_pc_writes_the_other_has_and_the_county_has(offices, county):
    one, other = offices
    person = add_person(one, name="张三", mobile="10012345678")
    in_step(one, other)
    edit(other, person, employer="甲厂")
    in_step(other, one)
    assert records_of(one) == records_of(other) == records_at(county)
    assert value(one, person, "employer") == "甲厂"


def test_received_work_is_history_with_its_author_and_never_goes_back_up(offices, county):
    one, other = offices
    person = add_person(one, name="张三")
    in_step(one, other)
    taken = county.operations_taken
    assert sync_status(other).waiting == 0
    sync_now(other)
    assert county.operations_taken == taken
    (entry,) = history.history(other, "person", person)
    assert (entry.source, entry.label, entry.actor) == ("received", "由县平台同步", "王文书")


def test_received_work_is_no_action_of_this_pc_to_undo(offices):
    one, other = offices
    person = add_person(one, name="张三")
    in_step(one, other)
    (change,) = record_history(other, "person", person)
    assert not change.can_undo
    assert history.next_undo(other) is None
    with pytest.raises(ProblemError) as refused:
        history.undo(other, change.change_set)
    assert code_of(refused) == "SYN-156"


def test_undoing_own_work_leaves_alone_what_others_changed_since(offices):
    one, other = offices
    person = add_person(one, name="张三", employer="甲厂", wechat="a")
    in_step(one, other)
    mine = edit(one, person, employer="乙厂", wechat="b")
    in_step(one, other)
    edit(other, person, employer="丙厂")
    in_step(other, one)
    (clash,) = history.undo(one, mine)
    assert (value(one, person, "employer"), value(one, person, "wechat")) == ("丙厂", "a")
    assert clash.fields[0][3] == "丙厂"


def test_a_record_that_comes_back_after_it_was_deleted_keeps_its_history(offices):
    one, other = offices
    person = add_person(one, name="张三")
    in_step(one, other)
    with one.change("edit", "删") as work:
        work.delete("person", person)
        removal = work.seq
    edit(other, person, employer="甲厂")
    sync_now(other)
    in_step(one, other)
    assert value(one, person, "employer") == "甲厂"
    assert [entry.kind for entry in history.history(one, "person", person)] == ["added", "removed", "added"]
    assert history.undo(one, removal)
    assert value(one, person, "employer") == "甲厂"


def test_a_page_that_touches_waiting_work_is_dropped_whole(offices, county):
    one, other = offices
    person, stranger = add_person(one, name="张三"), add_person(one, name="李四")
    in_step(one, other)
    edit(one, person, employer="甲厂")
    edit(one, stranger, employer="丁厂")
    sync_now(one)
    edit(other, person, wechat="b")
    assert keep_page(other.store, pages_for(other, county)) is not None
    assert apply_inbox(other.store, "register").left is Left.SEND_FIRST
    assert value(other, stranger, "employer") is None
    in_step(other, one)
    assert value(other, person, "employer") == value(one, person, "employer") == "甲厂"
    assert value(one, person, "wechat") == "b"


def test_a_copy_of_a_page_changes_nothing(offices, county):
    one, other = offices
    add_person(one, name="张三")
    sync_now(one)
    page = pages_for(other, county)
    assert keep_page(other.store, page) is not None
    assert keep_page(other.store, page) is None
    assert apply_inbox(other.store, "register").rows == 1
    assert keep_page(other.store, page) is None


def test_a_page_with_a_flipped_bit_is_refused(offices, county):
    one, other = offices
    add_person(one, name="张三")
    sync_now(one)
    page = bytearray(pages_for(other, county))
    page[len(page) // 2] ^= 1
    with pytest.raises(ProblemError):
        keep_page(other.store, bytes(page))
    sync_now(other)
    assert records_of(one) == records_of(other)


def test_a_page_of_another_village_is_refused(offices, county):
    one, _ = offices
    page = pages_for(one, county)
    with one.store.local_writing() as connection:
        connection.execute("UPDATE sync_state SET village_id = village_id + 1")
    with pytest.raises(ProblemError) as refused:
        keep_page(one.store, page)
    assert code_of(refused) == "SYN-154"


def test_held_fields_are_never_emptied_by_what_comes_down(tmp_path, county):
    county.ruling = {}
    one, other = (enrolled_office(tmp_path / name, county) for name in "ab")
    person = add_person(one, name="张三", religion="佛教")
    in_step(one, other)
    edit(other, person, employer="甲厂", religion="道教")
    with other.change("edit", "删") as work:
        work.delete("person", person)
    edit(one, person, employer="乙厂")
    in_step(one, other, one)
    assert (value(one, person, "religion"), value(one, person, "employer")) == ("佛教", "乙厂")
    for office in (one, other):
        office.close()


def test_a_ruling_that_lets_a_field_out_has_its_old_values_sent(offices, county):
    county.ruling = {}
    one, other = offices
    in_step(one, other)
    person = add_person(one, name="张三", religion="佛教")
    in_step(one, other)
    assert "religion" not in county.fields_of(PERSON)[person]
    county.ruling = {"person.religion": True}
    in_step(one, other)
    assert value(other, person, "religion") == "佛教"
    assert sync_status(one).waiting == 0


def test_fields_and_kinds_of_a_newer_program_are_kept_and_their_record_is_applied(
    offices, county, monkeypatch
):
    from tests.support import small_county

    one, other = offices
    person = add_person(one, name="张三")
    sync_now(one)
    known = small_county.row_for

    def newer(state, basis) -> Row:
        row = known(state, basis)
        return replace(row, fields={**row.fields, "shoe_size": 42})

    monkeypatch.setattr(small_county, "row_for", newer)
    sync_now(other)
    with other.store.reading() as connection:
        kept = connection.execute("SELECT fields FROM sync_extra WHERE record_id = ?", (person,)).fetchone()
    assert json.loads(kept[0]) == {"shoe_size": 42}
    assert value(other, person, "name") == "张三"


# Receipts, epochs, commands


def test_a_receipt_gives_rows_their_revision_and_is_kept_and_a_copy_of_it_is_nothing(offices, county):
    one, _ = offices
    person = add_person(one, name="张三")
    batch = freeze(one.store, 500, one.user.id, 1)
    assert batch is not None
    number = current_state(one.store).device
    receipt = county.take_batch(number, batch.frame)
    assert acknowledge(one.store, receipt, one.now_text()) is not None
    assert acknowledge(one.store, receipt, one.now_text()) is None
    assert value(one, person, "rev") == county.rev
    assert sync_status(one).waiting == 0
    assert county.take_batch(number, batch.frame) == receipt


def test_a_receipt_for_another_batch_is_refused(offices, county):
    one, other = offices
    add_person(one, name="张三")
    batch = freeze(one.store, 500, one.user.id, 1)
    assert batch is not None
    receipt = county.take_batch(current_state(one.store).device, batch.frame)
    with pytest.raises(ProblemError) as refused:
        acknowledge(other.store, receipt, other.now_text())
    assert code_of(refused) == "SYN-153"


def test_a_restored_backup_goes_on_under_a_new_number_and_gets_back_what_it_had_sent(
    tmp_path, offices, county
):
    one, other = offices
    person = add_person(one, name="张三")
    in_step(one, other)
    old = backup.make_backup(one, target=tmp_path / "old.cqb").file.path
    edit(one, person, employer="甲厂")
    lost = add_person(one, name="李四")
    sync_now(one)
    edit(other, person, wechat="b")
    sync_now(other)
    folder = one.vault.folder.path
    one.close()
    backup.restore_backup(old, folder, replace=True)
    again = reopen_office(folder)
    assert value(again, lost, "name") is None
    number = current_state(again.store).device
    offices[0] = again
    newest = add_person(again, name="王五")
    in_step(again, other)
    assert current_state(again.store).device != number
    assert records_of(again) == records_of(other) == records_at(county)
    assert value(again, lost, "name") == "李四"
    assert value(again, person, "employer") == "甲厂"
    assert value(other, newest, "name") == "王五"


def test_a_copied_folder_is_found_out_by_the_county_and_gets_a_number_of_its_own(tmp_path, offices, county):
    import shutil

    one, other = offices
    folder = one.vault.folder.path
    one.close()
    shutil.copytree(folder, tmp_path / "copy")
    one, copy = reopen_office(folder), reopen_office(tmp_path / "copy")
    offices[0] = one
    first, second = add_person(one, name="张三"), add_person(copy, name="李四")
    sync_now(one)
    in_step(copy, one, other)
    assert current_state(copy.store).device != current_state(one.store).device
    assert records_of(one) == records_of(copy) == records_of(other) == records_at(county)
    assert {first, second} <= set(county.fields_of(PERSON))
    copy.close()


def test_a_reset_fetches_everything_anew_and_loses_no_waiting_work(offices, county):
    one, other = offices
    person = add_person(one, name="张三")
    in_step(one, other)
    edit(other, person, employer="甲厂")
    county.devices[2].commands.append(Command(number=1, verb="reset"))
    in_step(other, one)
    assert current_state(other.store).command_no == 1
    assert records_of(one) == records_of(other) == records_at(county)


def test_a_reset_takes_away_what_the_county_took_otherwise_and_has_forgotten_since(offices, county):
    one, other = offices
    gone, kept = add_person(one, name="张三"), add_person(one, name="李四")
    sync_now(one)
    with one.store.local_writing() as connection:  # as after an answer whose row has not come
        connection.execute("UPDATE person SET rev = 0 WHERE id = ?", (gone,))
    del county.records[PERSON, gone]
    waiting = add_person(one, name="王五")
    county.devices[1].commands.append(Command(number=1, verb="reset"))
    in_step(one, other)
    assert value(one, gone, "name") is None
    assert (value(one, kept, "name"), value(one, waiting, "name")) == ("李四", "王五")
    assert records_of(one) == records_of(other) == records_at(county)


def test_a_command_of_a_newer_county_stays_open_and_hinders_nothing(offices, county):
    one, _ = offices
    county.devices[1].commands.append(Command(number=1, verb="of_next_year"))
    add_person(one, name="张三")
    sync_now(one)
    assert current_state(one.store).command_no == 0
    assert sync_status(one).waiting == 0


def test_a_code_of_another_village_and_a_second_enrolment_are_refused(tmp_path, offices, county):
    from tests.support.offices import make_office

    with pytest.raises(ProblemError) as refused:
        enrol(offices[0], county.url, county.new_code())
    assert code_of(refused) == "SYN-151"
    county.division_code = "999901101999"
    stranger = make_office(tmp_path / "stranger")
    with pytest.raises(ProblemError) as refused:
        enrol(stranger, county.url, county.new_code())
    assert code_of(refused) == "SYN-152"
    assert sync_status(stranger).phase is Phase.NOT_ENROLLED
    stranger.close()


def test_a_pc_that_is_shut_out_says_so_keeps_its_work_and_can_be_enrolled_again(offices, county):
    one, other = offices
    person = add_person(one, name="张三")
    county.revoke(1)
    with pytest.raises(ProblemError) as refused:
        sync_now(one)
    assert code_of(refused) == "SYN-103"
    assert sync_status(one).phase is Phase.SHUT_OUT
    assert value(one, person, "name") == "张三"
    enrol(one, county.url, county.new_code())
    in_step(one, other)
    assert records_of(one) == records_of(other) == records_at(county)


def test_a_pc_that_was_shut_out_by_mistake_is_in_again_once_the_county_takes_it(offices, county):
    one, _ = offices
    county.revoke(1)
    with pytest.raises(ProblemError):
        sync_now(one)
    county.devices[1].state = "active"
    sync_now(one)
    assert sync_status(one).phase is Phase.IN_STEP


def test_an_order_to_destroy_the_keys_counts_only_under_the_countys_signature(offices, county):
    one, other = offices
    county.devices[1].commands.append(Command(number=1, verb="wipe", values={"signature": "00" * 64}))
    sync_now(one)
    assert one.vault.is_open
    county.revoke(1, wipe=True)
    folder = one.vault.folder.path
    with pytest.raises(ProblemError) as destroyed:
        sync_now(one)
    assert code_of(destroyed) == "SYN-190"
    with pytest.raises(ProblemError) as refused:
        reopen_office(folder)
    assert code_of(refused) == "SYN-190"
    other_folder = other.vault.folder.path
    county.devices[2].state = "revoked"
    county.devices[2].wipe = county.devices[1].wipe  # signed for the other PC
    with pytest.raises(ProblemError) as refused:
        sync_now(other)
    assert code_of(refused) == "SYN-103"
    other.close()
    offices[1] = reopen_office(other_folder)


def test_a_person_saves_while_a_batch_is_on_its_way_and_nothing_is_lost(offices, county):
    one, other = offices
    person = add_person(one, name="张三")

    def meanwhile() -> None:
        county.after_taking = lambda: None
        save_form(one, "person", person, {"employer": "甲厂"})

    county.after_taking = meanwhile
    in_step(one, other)
    assert records_of(one) == records_of(other) == records_at(county)
    assert value(other, person, "employer") == "甲厂"


def test_a_record_that_moves_on_between_two_pages_is_written_once_as_it_is_now(offices, county):
    one, other = offices
    people = [add_person(one, name=f"张{number}") for number in range(30)]
    sync_now(one)
    first = keep_page(other.store, pages_for(other, county, page_bytes=1))
    assert first is not None and first.more
    edit(one, people[0], mobile="10012345678")
    sync_now(one)
    second = county.page_for(current_state(other.store).device, "register", first.end)
    assert keep_page(other.store, second) is not None
    assert apply_inbox(other.store, "register").left is Left.NOTHING
    assert records_of(other) == records_at(county)


def test_people_who_came_down_are_found_and_sorted_like_any_others(offices, county):
    one, other = offices
    add_person(one, name="张三")
    in_step(one, other)
    with one.store.reading() as ours, other.store.reading() as theirs:
        keys = [
            connection.execute("SELECT name_key FROM person WHERE name = '张三'").fetchone()
            for connection in (ours, theirs)
        ]
    assert keys[0] == keys[1] != (None,)
