"""An invented county for pictures and for looking at the console: villages in every state it can show."""

from datetime import timedelta

import resources
from desktop.domain.learning_content import NewLearningItem
from sync.county.clock import day_of, now_ms
from sync.county.county import County
from sync.county.learning_files import LearningFile
from sync.county.store import enrolment, operators, rectification, retirement, settings, villages
from sync.county.store.database import query
from sync.county.store.handing_down import find_recipients
from sync.county.store.learning import id_of, prepare_item, publish, withdraw
from sync.county.store.rectification import NewOrder
from sync.county.store.roles import Role
from sync.county.store.score_rules import push_rule
from sync.county.store.wipe import order_wipe
from sync.protocol.operation import Op
from sync.protocol.registry import Stream, registry
from tests.support.pictures import picture
from tests.support.sample_daily_work import add_daily_work
from tests.support.sample_tasks import add_tasks
from tests.support.village_pc import NOW_MS, VillagePc, operation, person

LEARNING_KEY = "review"
LOGIN, PASSWORD = "chen", "竹林 小路 1998"
ORDER_NUMBER = "整改〔2026〕3号"
VILLAGE_CODE = "999901101201"
_DAY_MS = 86_400_000
_VILLAGES = (
    ("竹溪村", "999901101201", 0.01),
    ("石桥村", "999901101202", 0.2),
    ("青山头村", "999901101203", 1.4),
    ("枫树岭村", "999901101204", 3.6),
    ("大塘沿村", "999901102201", 5.2),
    ("上方村", "999901102202", 9.5),
    ("西垄口民族村（含杨家坞、里坞、外坞三个自然村）", "999901102203", 0.4),
    ("溪口社区", "999901102204", None),
    ("下宅村", "999901103201", 0.1),
    ("白马埠村", "999901103202", 31.0),
)


def fill(county: County) -> int:
    """Fill an empty county; a connection is open. Returns the number of the village with most to see."""
    database, now = county.database, now_ms()
    operators.add_operator(database, LOGIN, "陈主任", PASSWORD, now)
    operators.add_operator(database, "wang", "王操作", "jin-tian-xia-yu-9", now, role=Role.OPERATOR)
    operators.add_operator(database, "li.lan", "李兰", "jin-tian-xia-yu-9", now, role=Role.VIEWER, by=LOGIN)
    settings.write_setting(database, settings.PUBLIC_ADDRESS, "https://cqt.example.gov.cn")
    settings.set_ruling(database, "person.citizen_id", True, now, operator=LOGIN)
    made = {}
    for name, code, days in _VILLAGES:
        village_id = made[name] = villages.add_village(database, code, name, now)
        if days is not None:
            _at_work(county, village_id, now - round(days * _DAY_MS))
    rich = made["竹溪村"]
    _add_life(county, rich, now)
    _add_refusal(county, made["大塘沿村"])
    _add_orders(county, rich, made["石桥村"], now)
    query(database, "UPDATE batch SET received_ms = %(at)s", {"at": now - 2 * _DAY_MS})
    _hand_learning_down(county, now)
    add_daily_work(county, rich, made["石桥村"], now)
    add_tasks(county, rich, made["石桥村"], now)
    return rich


def _hand_learning_down(county: County, now: int) -> None:
    """Two learning items, one of them withdrawn."""
    recipients = find_recipients(county.database, "")
    on = day_of(now)
    for key, title, body in (
        (LEARNING_KEY, "三务公开怎么审核", "# 先看数字\n- 与账目核对\n- 与上期核对\n1、先审核\n2、再公开"),
        ("old", "防汛一课", "先转移老人和孩子。"),
    ):
        new = NewLearningItem(
            title, "P", ("T04",), ("V05",), "", body, 15, "县民政局", on.isoformat(), key == LEARNING_KEY, ""
        )
        files = [LearningFile("核对.jpg", "怎么核对", picture(900, 600))] if key == LEARNING_KEY else []
        publish(county, recipients, prepare_item(id_of(key), new, files, on), now)
    withdraw(county, id_of("old"), on, now)


def _at_work(county: County, village_id: int, seen_ms: int) -> None:
    pc = VillagePc.enrolled(county, village_id)
    pc.send(county, *(person(f"村民{number}") for number in range(3)))
    pc.exchange(county)
    pc.take_pages(pc.exchange(county).pages)
    pc.exchange(county)
    _seen(county, village_id, 1, seen_ms, 20_000)


def _add_life(county: County, village_id: int, now: int) -> None:
    """Further PCs, a code that waits, conflicts of different ages, refusals."""
    database = county.database
    first, second, third, _ = (VillagePc.enrolled(county, village_id) for _ in range(4))
    for age in (1, 12, 40):
        made = person("村民甲", mobile="1")
        first.send(county, made)
        (rev,) = query(
            database, "SELECT seq FROM village_head WHERE village_id = %(id)s", {"id": village_id}
        )[0]
        first.send(county, operation("person", Op.UPDATE, made.record_id, base=rev, mobile="2"))
        second.send(county, operation("person", Op.UPDATE, made.record_id, base=rev, mobile="3"))
        query(
            database,
            "UPDATE record SET created_at_ms = %(at)s WHERE village_id = %(village_id)s AND kind = %(kind)s "
            "AND created_at_ms = %(made)s",
            {
                "village_id": village_id,
                "kind": registry().table("conflict").number,
                "made": NOW_MS,
                "at": now - age * _DAY_MS,
            },
        )
    second.send(county, operation("person", Op.UPDATE, name="某某"))
    retirement.retire_device(database, village_id, third.number, now, operator=LOGIN)
    order_wipe(database, county.key, village_id, third.number + 1, now, operator=LOGIN)
    _seen(county, village_id, first.number, now - 4 * _DAY_MS, 47 * 60_000)
    _seen(county, village_id, second.number, now - 8 * _DAY_MS, -3 * _DAY_MS)
    _seen(county, village_id, third.number, now - 60 * _DAY_MS, 1_000)
    enrolment.make_code(
        database, county.key, village_id, (Stream.REGISTER,), now, label="会计室新电脑", operator=LOGIN
    )


def _add_refusal(county: County, village_id: int) -> None:
    pc = VillagePc.enrolled(county, village_id)
    pc.send(county, operation("person", Op.UPDATE, name="某某"), operation("person", base=99, name="某某"))
    _seen(county, village_id, pc.number, now_ms() - 5 * _DAY_MS, 0)


def _add_orders(county: County, answered: int, late: int, now: int) -> None:
    """An order that a village has answered, one that is late, and a rule of the score."""
    issued = now - 20 * _DAY_MS
    due_on = rectification.today_at(issued) + timedelta(days=10)
    for village_id, number, title in (
        (answered, ORDER_NUMBER, "第三季度少一次党课"),
        (late, "整改〔2026〕4号", "村务公开栏玻璃破损"),
    ):
        order = NewOrder(number, title, "请补上，并附照片或签到表。", "示范县委组织部", due_on, "P04")
        rectification.issue_order(county, village_id, order, issued, operator=LOGIN)
    rectification.remind(county, late, rectification.order_id_of("整改〔2026〕4号"), now, operator=LOGIN)
    pc = VillagePc.enrolled(county, answered)
    pc.send(
        county,
        operation(
            "rectification",
            order_id=rectification.order_id_of(ORDER_NUMBER),
            cause="讲课人临时住院",
            measures="十五日前补上，由副书记讲",
            owner="郑志强",
            answer="十二日已补上，三十二人到会，签到表附后。",
            answered_by="王文书",
            answered_on=due_on.isoformat(),
            mended_on=due_on.isoformat(),
            answer_no=1,
        ),
    )
    push_rule(county, resources.path("score", "default.toml").read_text(encoding="utf-8"), "", now)


def _seen(county: County, village_id: int, device: int, seen_ms: int, clock_ms: int) -> None:
    query(
        county.database,
        "UPDATE device SET seen_ms = %(seen)s, clock_ms = %(clock)s, enrolled_ms = %(enrolled)s "
        "WHERE village_id = %(village_id)s AND device = %(device)s",
        {
            "village_id": village_id,
            "device": device,
            "seen": seen_ms,
            "clock": clock_ms,
            "enrolled": seen_ms - 90 * _DAY_MS,
        },
    )
