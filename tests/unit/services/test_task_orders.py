"""A task from above: taken in as one event, answered, sent back, accepted, and offered when asked again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.queries.task_orders import list_changed_orders
from desktop.domain.accounts import Role
from desktop.domain.event_state import Step
from desktop.domain.ids import UserId
from desktop.domain.report_table import (
    AskedTable,
    BodyRow,
    ReportColumn,
    ReportSpec,
    Subject,
    TableBody,
    asked_to_json,
)
from desktop.domain.task_order import TaskState, event_id_of
from desktop.services import events
from desktop.services.attachments.records import Source, add_attachment
from desktop.services.events.merging import merge_event
from desktop.services.events.records import TITLE_LENGTH
from desktop.services.office import Office, User
from desktop.services.task_orders import answering
from desktop.services.task_orders.answering import AnswerTable, NewAnswer
from desktop.services.task_orders.intake import take_in_tasks
from desktop.services.task_orders.orders import covered_stays, find_task, list_tasks
from desktop.services.task_orders.reminders import read_reminders
from tests.support.offices import make_office
from tests.support.pictures import picture
from tests.support.refusals import refusal

ISSUED, DUE = "2026-10-10T01:00:00+00:00", "2026-10-13T09:00:00+00:00"
BODY = TableBody(("姓名", "公民身份号码"), (BodyRow("p1", ("张三", "999901195803120011")),))


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = make_office(tmp_path_factory.mktemp("tasks"))
    yield made
    made.close()


@pytest.fixture
def office(vault: Office) -> Office:
    """The shared office on a fixed day, without the tasks of other tests."""
    made = replace(vault, clock=lambda: datetime(2026, 10, 12, 4, tzinfo=UTC))
    with made.change("received", "test") as work:
        for table in ("task_order", "task_answer", "task_verdict", "event", "event_step", "attachment"):
            for (record_id,) in work.connection.execute(f"SELECT id FROM {table}").fetchall():
                work.delete(table, record_id)
    return made


def put(office: Office, table: str, **values) -> str:
    with office.change("received", "test") as work:
        return str(work.insert(table, values))


def given(office: Office, **values) -> str:
    """A task that has come; returns its id."""
    fields = {
        "number": "民〔2026〕7号",
        "title": "上报独居老人情况",
        "content": "逐户核实",
        "issuer": "示范县民政局",
        "issued_at": ISSUED,
        "due_at": DUE,
        "urgency": "normal",
        "asks": "[]",
        "reminder_count": 0,
    }
    order_id = put(office, "task_order", **fields | values)
    take_in_tasks(office)
    return order_id


def told(office: Office, order_id: str, number: int, verdict: str, text: str = "", used: str = "") -> None:
    put(
        office,
        "task_verdict",
        order_id=order_id,
        answer_no=number,
        verdict=verdict,
        text=text or None,
        used_in=used or None,
        decided_at=f"2026-10-12T0{number}:00:00+00:00",
    )
    take_in_tasks(office)


def event_state(office: Office, order_id: str) -> str:
    return events.get_event(office, event_id_of(order_id)).event.state


def test_a_task_becomes_one_event_whose_id_and_number_any_pc_would_give_it(office) -> None:
    order_id = given(office)
    assert take_in_tasks(office) == 0
    found = events.get_event(office, event_id_of(order_id)).event
    assert (found.title, found.kind, found.source_label, found.due_on) == (
        "上报独居老人情况",
        "task",
        "上级交办",
        "2026-10-13",
    )
    assert found.number.endswith("-J" + event_id_of(order_id)[:6].upper())
    assert found.state == "30"


def test_who_has_no_right_to_events_still_lets_the_exchange_bring_them(office) -> None:
    reader = replace(office, user=User(UserId("r" * 32), "r", "只读", Role.READER))
    put(
        office,
        "task_order",
        number="1",
        title="t",
        issuer="i",
        issued_at=ISSUED,
        due_at=DUE,
        urgency="normal",
        asks="[]",
    )
    assert take_in_tasks(reader) == 1


def test_a_task_that_its_issuer_corrects_or_takes_back_changes_its_event(office) -> None:
    order_id = given(office)
    with office.change("received", "test") as work:
        work.update("task_order", order_id, {"title": "改正的题目", "due_at": "2026-10-15T09:00:00+00:00"})
    take_in_tasks(office)
    found = events.get_event(office, event_id_of(order_id)).event
    assert (found.title, found.due_on) == ("改正的题目", "2026-10-15")
    with office.change("received", "test") as work:
        withdrawn = {"withdrawn_at": "2026-10-12T03:00:00+00:00", "withdrawn_reason": "发错村"}
        work.update("task_order", order_id, withdrawn)
    take_in_tasks(office)
    assert event_state(office, order_id) == "95"
    assert refusal(answering.answer, office, order_id, NewAnswer("好")) == ["TSK-010"]


def test_answered_sent_back_answered_again_accepted_and_used(office) -> None:
    order_id = given(office)
    assert answering.answer(office, order_id, NewAnswer("核实了 12 户")) == 1
    assert (find_task(office, order_id).state, event_state(office, order_id)) == (TaskState.ANSWERED, "75")
    told(office, order_id, 1, "returned", "少了三组")
    back = find_task(office, event_id_of(order_id))
    assert (back.state, back.word, event_state(office, order_id)) == (TaskState.RETURNED, "少了三组", "85")
    assert [each.id for each in read_reminders(office).returned] == [order_id]
    assert answering.answer(office, order_id, NewAnswer("三组补上了")) == 2
    told(office, order_id, 2, "accepted")
    told(office, order_id, 2, "used", used="全县独居老人台账")
    done = find_task(office, order_id)
    assert (done.state, event_state(office, order_id)) == (TaskState.ACCEPTED, "90")
    assert [each.used_in for each in done.facts.uses] == ["全县独居老人台账"]
    assert [each.text for each in done.answers] == ["核实了 12 户", "三组补上了"]
    assert refusal(answering.answer, office, order_id, NewAnswer("再答")) == ["TSK-010"]


def test_the_event_of_a_task_is_opened_by_every_return_and_settled_by_every_answer(office) -> None:
    order_id = given(office)
    for number in (1, 2, 3):
        assert answering.answer(office, order_id, NewAnswer(f"第{number}次")) == number
        assert event_state(office, order_id) == "75"
        told(office, order_id, number, "returned", "还不全")
        assert (find_task(office, order_id).state, event_state(office, order_id)) == (
            TaskState.RETURNED,
            "85",
        )
    answering.answer(office, order_id, NewAnswer("全了"))
    told(office, order_id, 4, "accepted")
    assert event_state(office, order_id) == "90"
    steps = [step.kind for step in events.get_event(office, event_id_of(order_id)).steps]
    assert steps.count(Step.REOPEN) == 3


@pytest.mark.parametrize("step", [Step.SETTLE, Step.ESCALATE, Step.WITHDRAW, Step.MERGE])
def test_an_event_of_a_task_is_ended_by_no_step_but_the_answer(office, step: Step) -> None:
    event_id = event_id_of(given(office))
    other = events.add_event(office, events.NewEvent("另一件"))
    detail = events.get_event(office, event_id)
    assert step not in detail.allowed
    assert detail.is_to_answer
    if step is Step.MERGE:
        assert refusal(merge_event, office, event_id, other) == ["EVT-023"]
    elif step is Step.SETTLE:
        assert refusal(events.settle, office, event_id, "办好了", "10") == ["EVT-023"]
    else:
        assert refusal(events.take_step, office, event_id, step, "不办了") == ["EVT-023"]
    assert not find_task(office, event_id).answers


def test_an_event_that_another_pc_left_open_follows_its_answered_task(office) -> None:
    """Two PCs: one answers while the other pauses; whoever takes in next brings both together."""
    order_id = given(office)
    answering.answer(office, order_id, NewAnswer("核实了"))
    with office.change("received", "test") as work:
        paused = {"state": "55", "suspended_at": ISSUED, "suspend_until": "2026-10-20"}
        work.update("event", event_id_of(order_id), paused | {"result": None, "feedback_at": None})
    take_in_tasks(office)
    found = events.get_event(office, event_id_of(order_id))
    assert (found.event.state, found.result, found.clock.suspended_at) == ("75", "核实了", "")


def test_a_task_taken_back_after_its_answer_withdraws_its_event(office) -> None:
    order_id = given(office)
    answering.answer(office, order_id, NewAnswer("核实了"))
    with office.change("received", "test") as work:
        withdrawn = {"withdrawn_at": "2026-10-12T03:00:00+00:00", "withdrawn_reason": "发错村"}
        work.update("task_order", order_id, withdrawn)
    take_in_tasks(office)
    assert (find_task(office, order_id).state, event_state(office, order_id)) == (TaskState.WITHDRAWN, "95")


def test_of_a_task_from_above_the_village_changes_only_what_is_its_own(office) -> None:
    order_id = given(office, title="上报" + "很长的题目" * 15)
    before = events.get_event(office, event_id_of(order_id)).event
    changes = events.NewEvent("改掉", due_on="2026-12-01", place="三组", handler_id=str(office.user.id))
    events.edit_event(office, before.id, changes)
    after = events.get_event(office, before.id)
    assert (after.event.title, after.event.due_on, after.place) == (before.title, before.due_on, "三组")
    assert after.event.handler_id == office.user.id
    with office.store.reading() as connection:  # a long title is no difference to be written again
        assert list_changed_orders(connection, TITLE_LENGTH) == ()


def test_whoever_was_merged_into_a_task_waits_for_the_villages_word_not_the_answer(office) -> None:
    order_id = given(office)
    reported = events.add_event(office, events.NewEvent("独居老人没人管", kind="event", reporter="李秀英"))
    merge_event(office, reported, event_id_of(order_id))
    answering.answer(office, order_id, NewAnswer("核实了"))
    waiting = events.get_event(office, event_id_of(order_id)).to_tell
    assert [(each.name, each.told_at) for each in waiting if each.id] == [("李秀英", "")]


def test_exactly_what_is_asked_has_to_be_there(office) -> None:
    order_id = given(
        office,
        asks='["evidence","quantity","table"]',
        quantity_unit="户",
        target_quantity=20,
        table_spec=asked_to_json(AskedTable(ReportSpec(Subject.PEOPLE, (ReportColumn("name", "姓名"),)))),
    )
    codes = refusal(answering.answer, office, order_id, NewAnswer(" "))
    assert codes == ["TSK-011", "TSK-012", "TSK-013", "TSK-014"]
    add_attachment(office, "event", event_id_of(order_id), Source("现场.jpg", picture()))
    assert find_task(office, order_id).evidence == 1
    covered = AnswerTable(BODY, frozenset({"公民身份号码"}), cut_off_at="2026-10-12")
    assert refusal(answering.answer, office, order_id, NewAnswer("好", -1, covered)) == [
        "TSK-016",
        "TSK-018",
    ]
    answering.answer(office, order_id, NewAnswer("好", 18, covered, "民政局核对身份"))
    newest = find_task(office, order_id).answers[-1]
    assert (newest.quantity, newest.rows, newest.body) == (18, 1, BODY)


def test_sensitive_columns_lie_apart_and_the_hand_over_is_logged_with_its_reason(office) -> None:
    order_id = given(office, asks='["table"]')
    table = AnswerTable(BODY, frozenset({"公民身份号码"}))
    answering.answer(office, order_id, NewAnswer("好", table=table, reason="民政局核对身份"))
    with office.store.reading() as connection:
        body, covered = connection.execute("SELECT table_body, table_covered FROM task_answer").fetchone()
        logged = connection.execute(
            "SELECT purpose FROM access_log WHERE kind = 'export_full' AND target_id = ?", (order_id,)
        ).fetchall()
    assert "999901195803120011" not in body
    assert "999901195803120011" in covered
    assert logged == [("民政局核对身份",)]
    assert covered_stays(office)


def test_columns_that_stay_in_the_village_go_nowhere_and_need_no_reason(office) -> None:
    order_id = given(office, asks='["table"]')
    table = AnswerTable(BODY, frozenset({"公民身份号码"}), is_withheld=True)
    answering.answer(office, order_id, NewAnswer("好", table=table))
    newest = find_task(office, order_id).answers[-1]
    assert newest.body is not None
    assert newest.body.rows[0].cells == ("张三", "")


def test_a_grid_worker_without_the_right_hands_no_table_over(office) -> None:
    order_id = given(office, asks='["table"]')
    worker = replace(office, user=User(UserId("g" * 32), "g", "网格员", Role.GRID_WORKER))
    assert refusal(answering.answer, worker, order_id, NewAnswer("好", table=AnswerTable(BODY))) == [
        "SYS-403"
    ]


def test_the_same_thing_asked_again_offers_the_earlier_answer(office) -> None:
    first = given(office)
    answering.answer(office, first, NewAnswer("核实了 12 户", 12))
    again = given(
        office, number="民〔2026〕9号", title="上报 独居老人情况", issued_at="2026-10-12T03:00:00+00:00"
    )
    earlier = find_task(office, again).earlier
    assert earlier is not None
    assert (earlier.order_id, earlier.answer.text) == (first, "核实了 12 户")
    answering.answer(office, again, NewAnswer(earlier.answer.text))
    assert find_task(office, again).earlier is None


def test_the_same_form_asked_for_again_is_the_same_thing_under_any_title(office) -> None:
    form = asked_to_json(AskedTable(None, "表.xlsx", "QUJD"))
    first = given(office, asks='["table"]', table_spec=form)
    answering.answer(office, first, NewAnswer("见表", table=AnswerTable(BODY)))
    later = {"title": "老人表", "issued_at": "2026-10-12T03:00:00+00:00", "asks": '["table"]'}
    again = given(office, number="8", table_spec=form, **later)
    other = given(office, number="9", table_spec=asked_to_json(AskedTable(None, "表.xlsx", "REVG")), **later)
    assert find_task(office, again).earlier is not None
    assert find_task(office, other).earlier is None


def test_what_waits_stands_first_by_its_limit_and_late_ones_say_so(office) -> None:
    late = given(office, due_at="2026-10-11T09:00:00+00:00")
    soon = given(office, number="2")
    far = given(office, number="3", due_at="2026-11-30T09:00:00+00:00")
    done = given(office, number="4", due_at="2026-10-10T09:00:00+00:00")
    answering.answer(office, done, NewAnswer("好"))
    assert [each.id for each in list_tasks(office)] == [late, soon, far, done]
    today = read_reminders(office)
    assert [[each.id for each in part] for part in (today.returned, today.late, today.soon, today.open)] == [
        [],
        [late],
        [soon],
        [far],
    ]
    assert find_task(office, done).timing.is_late
