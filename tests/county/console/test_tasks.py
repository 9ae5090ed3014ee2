"""Tasks in the console: given with a table, answered by a village, judged, taken away in one workbook."""

import io
from datetime import timedelta

import httpx
import openpyxl
import pytest

from desktop.domain.report_table import BodyRow, TableBody, body_to_json
from desktop.domain.task_order import TaskState, answer_id_of
from desktop.services.report_tables.forms import decoded
from sync.county.clock import now_ms
from sync.county.store import task_orders
from sync.county.store.rectification import today_at
from sync.county.store.roles import Role
from sync.county.store.task_orders import task_id_of
from sync.county.store.villages import name_of
from sync.protocol.operation import Op
from tests.support.console_client import csrf_of, send, trouble_on
from tests.support.village_pc import operation

BODY = TableBody(("序号", "姓名"), (BodyRow("a", ("1", "张三")),))


@pytest.fixture
def number(serial) -> str:
    return f"民〔2026〕{serial}号"


@pytest.fixture
def typed(behind, village_id, number) -> dict[str, object]:
    """The form of a task, filled in."""
    return {
        "village": [name_of(behind.database, village_id)[1]],
        "number": number,
        "title": "上报独居老人情况",
        "content": "逐户核实",
        "issuer": "示范县民政局",
        "due_at": f"{today_at(now_ms()) + timedelta(days=3)}T12:00",
        "urgency": "normal",
        "asks": ["quantity", "table"],
        "quantity_unit": "人",
        "subject": "people",
        "people_columns": ["name", "age"],
    }


def give(browser: httpx.Client, typed: dict[str, object], form: bytes = b"") -> httpx.Response:
    files = [("form", ("表样.xlsx" if form else "", form))]
    data = {"csrf": csrf_of(browser.get("/account")), **typed}
    return browser.post("/tasks/new", data=data, files=files)


def place(village_id: int, number: str) -> str:
    return f"/villages/{village_id}/tasks/{task_id_of(number)}"


def answer(behind, pc, number: str, answer_no: int = 1) -> None:
    pc.send(
        behind,
        operation(
            "task_answer",
            Op.INSERT,
            answer_id_of(task_id_of(number), answer_no),
            order_id=task_id_of(number),
            answer_no=answer_no,
            text="核实了",
            quantity=1,
            table_body=body_to_json(BODY),
            table_rows=1,
            answered_at=task_orders.moment(now_ms()),
            answered_by="0" * 31 + "1",
        ),
    )


def test_a_task_is_given_answered_sent_back_accepted_and_its_use_is_told(
    browser, behind, village_id, pc, typed, number
) -> None:
    went = give(browser, typed)
    assert went.headers["Location"] == "/console/tasks?view=open&done=task_given", trouble_on(went)
    assert "任务已交办" in browser.get("/tasks", params={"view": "open", "done": "task_given"}).text
    found = task_orders.find_task(behind.database, village_id, task_id_of(number))
    assert [column.label for column in found.table.spec.columns] == ["序号", "姓名", "年龄"]
    own = place(village_id, number)
    assert "村里还没有答复" in browser.get(own).text
    send(browser, own + "/remind")
    answer(behind, pc, number)
    shown = browser.get(own).text
    assert "核实了" in shown and "张三" in shown and "下载各村汇总表" in shown
    assert number in browser.get("/tasks").text
    assert "TSK-052" in trouble_on(send(browser, own + "/return", text=" "))
    send(browser, own + "/return", text="少了三组")
    assert "少了三组" in browser.get(own).text
    answer(behind, pc, number, 2)
    send(browser, own + "/accept", text="")
    send(browser, own + "/used", used_in="全县独居老人台账")
    shown = browser.get(own).text
    assert "全县独居老人台账" in shown and "收回任务" not in shown
    done = task_orders.find_task(behind.database, village_id, task_id_of(number))
    assert (done.state, done.reminders) == (TaskState.ACCEPTED, 1)


def test_the_tables_of_all_villages_are_taken_away_as_one_workbook(
    browser, browser_of, behind, village_id, pc, typed, number
) -> None:
    give(browser, typed)
    address = f"/tasks/{task_id_of(number)}/table.xlsx"
    assert "TSK-057" in browser.get(address).text
    answer(behind, pc, number)
    taken = browser.get(address)
    sheet = openpyxl.load_workbook(io.BytesIO(taken.content)).active
    village = name_of(behind.database, village_id)[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["村", "序号", "姓名"],
        [village, "1", "张三"],
    ]
    viewer = browser_of(Role.VIEWER)
    assert viewer.get(address).status_code == 403
    assert "张三" not in viewer.get(place(village_id, number)).text


def test_a_requesters_form_goes_down_as_it_is(browser, behind, village_id, typed, number) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["姓名"])
    book.save(stream)
    give(browser, typed, stream.getvalue())
    found = task_orders.find_task(behind.database, village_id, task_id_of(number))
    assert decoded(found.table.form) == stream.getvalue()
    assert found.table.form_name == "表样.xlsx"


def test_what_is_wrong_is_told_and_what_was_typed_stays(browser, browser_of, typed) -> None:
    for changed, code in (
        ({"village": []}, "TSK-043"),
        ({"due_at": "2020-01-01T12:00"}, "TSK-041"),
        ({"due_at": "明天"}, "TSK-042"),
        ({"people_columns": []}, "TSK-045"),
        ({"target_quantity": "很多"}, "TSK-046"),
        ({"title": " "}, "TSK-040"),
    ):
        page = give(browser, typed | changed)
        assert code in trouble_on(page), code
        assert "逐户核实" in page.text
    assert "TSK-048" in trouble_on(give(browser, typed, b"no workbook"))
    viewer = browser_of(Role.VIEWER)
    assert '/tasks/new"' not in viewer.get("/tasks").text
    assert give(viewer, typed).status_code == 403


def test_a_task_is_taken_back_with_its_reason(browser, village_id, typed, number) -> None:
    give(browser, typed)
    own = place(village_id, number)
    send(browser, own + "/withdraw", reason="发错村")
    assert "已收回：发错村" in browser.get(own).text
    assert browser.get(f"/villages/{village_id}/tasks/{'0' * 32}").status_code == 404
