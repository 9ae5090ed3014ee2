"""The whole story of two PCs of one village and their county, with real files on both."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services import backup, history
from desktop.services.register_editing import add_household, add_person, save_form
from desktop.services.sync.bundles import export_bundle, import_bundle
from desktop.services.sync.conflicts import Choice, list_conflicts, resolve_conflict
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, sync_status
from sync.village.identity import current_state
from tests.support.exchange import enrolled_office, in_step, records_at, records_of
from tests.support.offices import reopen_office
from tests.support.small_county import SmallCounty


@pytest.fixture
def county():
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made


def agree(county, *offices) -> None:
    """Everybody holds the same, record by record."""
    held = records_at(county)
    for office in offices:
        assert records_of(office) == held


def test_the_story_of_two_villages(tmp_path, county):
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))

    # A morning without a line: both work, on different families and on one.
    household, head = add_household(
        one, {"villager_group": "一组"}, {"name": "王建国", "mobile": "10012345678"}
    )
    add_person(one, household, {"name": "李秀英", "relation_to_head": "配偶"})
    add_household(other, {"villager_group": "二组"}, {"name": "赵大山"})
    in_step(one, other)
    agree(county, one, other)

    # Offline again: different fields of one person merge, one field of both becomes a question.
    save_form(one, "person", head, {"employer": "甲厂", "wechat": "wang"})
    save_form(other, "person", head, {"employer": "乙厂", "job_title": "电工"})
    in_step(one, other)
    agree(county, one, other)
    (conflict,) = list_conflicts(one)
    assert (conflict.kept.value, conflict.other.value, conflict.now) == ("甲厂", "乙厂", "甲厂")
    resolve_conflict(one, conflict.id, Choice.OTHER)
    in_step(one, other)
    agree(county, one, other)
    assert (
        records_of(other)["person", head] | {"employer": "乙厂", "wechat": "wang", "job_title": "电工"}
        == (records_of(other)["person", head])
    )
    assert list_conflicts(other) == ()

    # Two people decide one question at once: the county takes the first.
    save_form(one, "person", head, {"employer": "丙厂"})
    save_form(other, "person", head, {"employer": "丁厂"})
    in_step(one, other)
    for office, choice in ((one, Choice.KEPT), (other, Choice.OTHER)):
        (conflict,) = list_conflicts(office)
        resolve_conflict(office, conflict.id, choice)
    in_step(one, other)
    agree(county, one, other)

    # The line is down for a week: a stick goes to the county and back.
    save_form(one, "person", head, {"note": "带到县里"})
    stick = export_bundle(one, tmp_path / "up").path
    answer = tmp_path / "down.cqs"
    answer.write_bytes(county.answer_bundle(current_state(one.store).device, stick.read_bytes()))
    for _ in range(2):
        import_bundle(one, answer)
    in_step(other, one)
    agree(county, one, other)

    # The PC breaks down, and all there is is last week's backup.
    old = backup.make_backup(one, target=tmp_path / "old.cqb").file.path
    late = add_person(one, household, {"name": "王小明", "relation_to_head": "子"})
    sync_now(one)
    folder = one.vault.folder.path
    one.close()
    backup.restore_backup(old, folder, replace=True)
    one = reopen_office(folder)
    assert ("person", late) not in records_of(one)
    save_form(one, "person", head, {"mobile": "10099999999"})
    in_step(one, other)
    agree(county, one, other)
    assert ("person", late) in records_of(one)

    # Undo still takes back one's own work only.
    entry = history.next_undo(other)
    assert entry is not None
    history.undo(other, entry.change_set)
    in_step(other, one)
    agree(county, one, other)

    # The other PC is shut out: its work stays on it until it is enrolled again.
    county.revoke(current_state(other.store).device)
    add_household(other, {"villager_group": "三组"}, {"name": "钱多多"})
    with pytest.raises(ProblemError):
        sync_now(other)
    assert sync_status(other).phase is Phase.SHUT_OUT
    enrol(other, county.url, county.new_code())
    in_step(other, one)
    agree(county, one, other)
    assert "钱多多" in {fields.get("name") for fields in records_of(one).values()}
    one.close()
    other.close()
