"""A task goes down to villages, answers and tables come up, words and uses go down."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import openpyxl

from desktop.domain.report_table import BodyRow, Subject, TableBody, body_to_json
from desktop.domain.task_order import (
    ACCEPTED,
    RETURNED,
    TaskState,
    answer_id_of,
    event_id_of,
)
from desktop.services.report_tables.forms import decoded
from sync.county.store import task_orders
from sync.county.store.settings import set_ruling
from sync.county.store.task_orders import NewTask, columns_table, form_table, join_tables
from sync.county.store.villages import add_village
from sync.protocol.operation import Op
from tests.support.refusals import refusal
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS, operation

DUE = datetime.fromtimestamp(NOW_MS // 1000, UTC) + timedelta(days=3)
TASK = NewTask("民〔2026〕7号", "上报独居老人情况", "逐户核实", "示范县民政局", DUE)
TASK_ID = task_orders.task_id_of(TASK.number)
BODY = TableBody(("序号", "姓名"), (BodyRow("a", ("1", "张三")), BodyRow("b", ("2", "李四"))))


def answer(county, pc, number: int, **fields: object) -> None:
    values = {"text": "办了", "answered_at": task_orders.moment(NOW_MS), "answered_by": "0" * 31 + "1"}
    pc.send(
        county,
        operation(
            "task_answer",
            Op.INSERT,
            answer_id_of(TASK_ID, number),
            order_id=TASK_ID,
            answer_no=number,
            **values | fields,
        ),
    )


def task(county, village_id):
    return task_orders.find_task(county.database, village_id, TASK_ID)


def test_the_whole_way_of_a_task(county, village_id, pc) -> None:
    assert task_orders.give_task(county, village_id, TASK, NOW_MS, operator="wang") == 1
    assert task_orders.give_task(county, village_id, TASK, NOW_MS) == 0
    (row,) = pc.take_pages(pc.exchange(county).pages)
    assert (row.fields["number"], row.fields["due_at"]) == (TASK.number, DUE.isoformat(timespec="seconds"))
    answer(county, pc, 1)
    assert task(county, village_id).state is TaskState.ANSWERED
    assert refusal(task_orders.decide, county, village_id, TASK_ID, RETURNED, " ", NOW_MS) == ["TSK-052"]
    task_orders.decide(county, village_id, TASK_ID, RETURNED, "少了三组", NOW_MS, operator="wang")
    assert refusal(task_orders.decide, county, village_id, TASK_ID, ACCEPTED, "", NOW_MS) == ["TSK-054"]
    assert refusal(task_orders.note_use, county, village_id, TASK_ID, "台账", NOW_MS) == ["TSK-056"]
    answer(county, pc, 2, text="三组补上了")
    task_orders.decide(county, village_id, TASK_ID, ACCEPTED, "", NOW_MS)
    assert refusal(task_orders.note_use, county, village_id, TASK_ID, " ", NOW_MS) == ["TSK-055"]
    assert task_orders.note_use(county, village_id, TASK_ID, "全县台账", NOW_MS) == 1
    assert task_orders.note_use(county, village_id, TASK_ID, "全县台账", NOW_MS) == 0
    told = [each.fields for each in pc.take_pages(pc.exchange(county).pages) if "verdict" in each.fields]
    assert [(each["verdict"], each.get("used_in")) for each in told] == [
        ("returned", None),
        ("accepted", None),
        ("used", "全县台账"),
    ]
    done = task(county, village_id)
    assert (done.state, [each.text for each in done.answers]) == (TaskState.ACCEPTED, ["办了", "三组补上了"])
    assert refusal(task_orders.withdraw, county, village_id, TASK_ID, "x", NOW_MS) == ["TSK-053"]


def test_a_task_is_corrected_until_it_is_answered_reminded_of_and_taken_back(county, village_id, pc) -> None:
    task_orders.give_task(county, village_id, TASK, NOW_MS)
    assert task_orders.give_task(county, village_id, replace(TASK, title="改正的题目"), NOW_MS + 1000) == 1
    task_orders.remind(county, village_id, TASK_ID, NOW_MS)
    task_orders.remind(county, village_id, TASK_ID, NOW_MS + 86_400_000)
    found = task(county, village_id)
    assert (found.title, found.reminders) == ("改正的题目", 2)
    assert found.issued_at == task_orders.moment(NOW_MS)
    assert found.is_late(task_orders.moment(NOW_MS + 4 * 86_400_000))
    answer(county, pc, 1)
    assert refusal(task_orders.remind, county, village_id, TASK_ID, NOW_MS) == ["TSK-051"]
    assert refusal(task_orders.give_task, county, village_id, TASK, NOW_MS) == ["TSK-050"]
    assert refusal(task_orders.withdraw, county, village_id, TASK_ID, " ", NOW_MS) == ["TSK-052"]
    task_orders.withdraw(county, village_id, TASK_ID, "发错村", NOW_MS)
    assert task(county, village_id).state is TaskState.WITHDRAWN
    assert refusal(task_orders.find_task, county.database, village_id, "f" * 32) == ["TSK-049"]


def test_a_task_that_says_too_little_or_the_impossible_is_not_given(county, village_id) -> None:
    faulty = NewTask(
        " ", "", "长" * 2001, "x" * 101, DUE - timedelta(days=9), "soon", ("table", "gold", "quantity")
    )
    assert refusal(task_orders.give_task, county, village_id, faulty, NOW_MS) == [
        *["TSK-040"] * 4,
        "TSK-041",
        "TSK-044",
        "TSK-044",
        "TSK-045",
        "TSK-046",
    ]
    assert task_orders.read_limit("2026-10-20").astimezone().hour == 17
    assert task_orders.read_limit("2026-10-20T08:30").astimezone().minute == 30
    assert refusal(task_orders.read_limit, "明天") == ["TSK-042"]


def workbook(rows: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for _ in range(rows):
        book.active.append(["姓名", "身份证号"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_table_is_asked_for_by_columns_or_by_the_requesters_own_form() -> None:
    spec = columns_table(Subject.PEOPLE, ("mobile", "name", "nonsense")).spec
    assert spec is not None
    assert [column.label for column in spec.columns] == ["序号", "姓名", "手机号码"]
    assert refusal(columns_table, Subject.HOUSEHOLDS, ("offence_note",)) == ["TSK-045"]
    form = form_table("独居老人.xlsx", workbook())
    assert openpyxl.load_workbook(io.BytesIO(decoded(form.form))).active["A1"].value == "姓名"
    assert refusal(form_table, "x.xlsx", b"PK\x03\x04 no workbook") == ["TSK-048"]
    assert refusal(form_table, "x.xlsx", bytes(400_000)) == ["TSK-047"]


def test_tables_of_all_villages_stand_in_one_with_the_village_in_front(county, village_id, pc) -> None:
    table = columns_table(Subject.PEOPLE, ("name",))
    asked = replace(TASK, asks=("table",), table=table)
    other = add_village(county.database, "999901101299", "下坪村", NOW_MS)
    for each in (village_id, other):
        task_orders.give_task(county, each, asked, NOW_MS)
    names = {village_id: "示范村", other: "下坪村"}
    with across_villages():
        everywhere = task_orders.list_all_tasks(county.database, TASK_ID)
    assert {each.village_id for each in everywhere} == {village_id, other}
    assert refusal(join_tables, everywhere, names) == ["TSK-057"]
    answer(county, pc, 1, table_body=body_to_json(BODY), table_rows=2, cut_off_at="2026-10-12")
    with across_villages():
        answered = task_orders.list_all_tasks(county.database, TASK_ID)
        listed = task_orders.list_all_tasks(county.database)
    joined = join_tables(answered, names)
    assert [each.newest.rows for each in listed if each.newest] == [2]
    assert all(each.newest.body is None for each in listed if each.newest)
    assert (joined.headings, joined.villages) == (("村", "序号", "姓名"), 1)
    assert joined.rows == (("示范村", "1", "张三"), ("示范村", "2", "李四"))


def test_sensitive_columns_stay_in_the_village_until_the_county_rules_otherwise(
    county, village_id, pc
) -> None:
    task_orders.give_task(county, village_id, replace(TASK, asks=()), NOW_MS)
    pc.take_pages(pc.exchange(county).pages)
    bare = TableBody(("姓名", "公民身份号码"), (BodyRow("a", ("张三", "")),))
    answer(county, pc, 1, table_body=body_to_json(bare), table_rows=1)
    assert task(county, village_id).newest.is_covered
    set_ruling(county.database, "task_answer.table_covered", True, NOW_MS)
    covered = TableBody(("公民身份号码",), (BodyRow("a", ("999901195803120011",)),))
    answer(county, pc, 2, table_body=body_to_json(bare), table_covered=body_to_json(covered), table_rows=1)
    newest = task(county, village_id).newest
    assert newest.body.rows[0].cells == ("张三", "999901195803120011")
    assert not newest.is_covered


def test_what_hangs_on_the_villages_event_is_the_tasks_evidence(county, village_id, pc) -> None:
    task_orders.give_task(county, village_id, TASK, NOW_MS)
    for target in (event_id_of(TASK_ID), "e" * 32):
        pc.send(
            county,
            operation(
                "attachment",
                target_table="event",
                target_id=target,
                size=10 if target.startswith("e" * 32) else 20,
                media_type="image/jpeg",
                added_at=task_orders.moment(NOW_MS),
                added_by="0" * 31 + "1",
            ),
        )
    assert [each.size for each in task(county, village_id).evidence] == [20]


def test_a_village_can_neither_judge_itself_nor_move_its_limit(county, village_id, pc) -> None:
    task_orders.give_task(county, village_id, TASK, NOW_MS)
    pc.take_pages(pc.exchange(county).pages)
    own = operation(
        "task_verdict", order_id=TASK_ID, answer_no=1, verdict=ACCEPTED, decided_at=task_orders.moment(NOW_MS)
    )
    assert [each.code for each in pc.send(county, own).refusals] == ["SYN-202"]
    base = pc.cursors["register"].rev
    pc.send(county, operation("task_order", Op.UPDATE, TASK_ID, base, due_at="2030-01-01T00:00:00+00:00"))
    assert task(county, village_id).facts.due_at == DUE.isoformat(timespec="seconds")
