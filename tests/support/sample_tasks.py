"""Tasks of the invented county: one answered with a table, one that nobody has answered in time."""

from datetime import UTC, datetime, timedelta

from desktop.domain.report_table import BodyRow, Subject, TableBody, body_to_json
from desktop.domain.task_order import answer_id_of
from sync.county.county import County
from sync.county.store import task_orders
from sync.county.store.task_orders import NewTask, columns_table, moment, task_id_of
from sync.protocol.operation import Op
from tests.support.village_pc import VillagePc, operation

NUMBER, LATE_NUMBER = "民〔2026〕7号", "农〔2026〕12号"
_DAY_MS = 86_400_000
_BODY = TableBody(
    ("序号", "姓名", "年龄", "村民小组"),
    tuple(
        BodyRow(f"{number:032x}", (str(number), name, age, group))
        for number, (name, age, group) in enumerate(
            (("张三妹", "84", "一组"), ("李四根", "81", "二组"), ("王小凤", "79", "三组")), 1
        )
    ),
)


def add_tasks(county: County, village_id: int, other_id: int, now: int) -> None:
    """Give two villages a task each, of which the first has answered."""
    given = now - 4 * _DAY_MS
    due = datetime.fromtimestamp(now // 1000, UTC)
    asked = NewTask(
        NUMBER,
        "上报独居老人情况",
        "逐户核实后上报，名单附后。",
        "示范县民政局",
        due + timedelta(days=1),
        asks=("quantity", "table"),
        quantity_unit="人",
        target_quantity=3,
        table=columns_table(Subject.PEOPLE, ("name", "age", "villager_group")),
        document="民发〔2026〕31号",
    )
    late = NewTask(
        LATE_NUMBER,
        "排查秸秆堆放点",
        "附现场照片。",
        "示范县农业农村局",
        due - timedelta(days=1),
        asks=("evidence",),
    )
    task_orders.give_task(county, village_id, asked, given)
    task_orders.give_task(county, other_id, late, given)
    task_orders.remind(county, other_id, task_id_of(LATE_NUMBER), now)
    answer = {
        "order_id": task_id_of(NUMBER),
        "answer_no": 1,
        "text": "三个小组逐户走访核实，3 人独居，均已落实结对联系人。",
        "quantity": 3,
        "table_body": body_to_json(_BODY),
        "table_rows": len(_BODY.rows),
        "answered_at": moment(now - _DAY_MS),
        "answered_by": "0" * 31 + "1",
    }
    pc = VillagePc.enrolled(county, village_id)
    pc.send(county, operation("task_answer", Op.INSERT, answer_id_of(task_id_of(NUMBER), 1), **answer))
