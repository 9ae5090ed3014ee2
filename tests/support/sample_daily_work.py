"""What villages of the invented county are at: letters, events that went up, a mobilisation, posts."""

import json
from datetime import UTC, date, datetime, timedelta

from desktop.domain.event_state import Step
from desktop.domain.ids import new_id
from desktop.domain.villager_letter import SNAP, NewBooking, NewLetter, event_id_of
from sync.county.clock import day_of
from sync.county.county import County
from sync.county.store import escalated_events, letters, mobilisation_orders
from sync.county.store.handing_down import find_recipients
from sync.county.store.job_posts import push_posts, read_posts
from sync.county.store.letters import Sender, Sent, moment
from sync.county.store.mobilisation_orders import NewMobilisationOrder, order_id_of
from tests.support.pictures import picture
from tests.support.village_pc import VillagePc, operation

ORDER = NewMobilisationOrder(
    "防指〔2026〕5号", "示范县防指", "02", "1", "转移一组、三组临河住户", "一组、三组"
)
_HOUR_MS = 3_600_000
_LETTERS = (
    (
        "村口路灯不亮",
        "三组村口第二盏路灯灭了一个星期，老人晚上不敢出门。",
        "0402",
        "路灯已经换好，晚上会自动亮。",
    ),
    ("水沟堵了", "", "0303", "水沟已经清通，下周再清下游一段。"),
    ("想给母亲办高龄津贴", "母亲今年八十一，行动不便。", "0506", ""),
)


def add_daily_work(county: County, village_id: int, other_id: int, now: int) -> tuple[Sent, str]:
    """Fill two villages; returns what asks for a letter that can be rated, and an event that went up."""
    pc, other = (VillagePc.enrolled(county, each) for each in (village_id, other_id))
    rated = _letters(county, village_id, pc, now)
    _published(county, pc, now)
    event_id = _events(county, village_id, pc, other, now)
    _mobilisation(county, village_id, other_id, pc, now)
    _posts(county, now)
    return rated, event_id


def _letters(county: County, village_id: int, pc: VillagePc, now: int) -> Sent:
    sent = []
    for number, (title, text, _, _) in enumerate(_LETTERS):
        kind, pictures = ("letter", []) if text else (SNAP, [picture(900, 600)])
        new = NewLetter(kind, title, text, "04", "三组", "周建国", "13800000001")
        sender = Sender("sample", f"sample{number}")
        sent.append(letters.send_letter(county, village_id, new, pictures, sender, now - number * _HOUR_MS))
    letters.send_booking(
        county,
        village_id,
        NewBooking("07", "周建国", "13800000001", wished_part="am"),
        Sender("sample", "booking"),
        now,
    )
    record = letters.find_letter(county.database, village_id, sent[0].number)
    made = {"number": sent[0].number, "kind": "event", "title": _LETTERS[0][0], "received_at": moment(now)}
    answer = {"state": "75", "public_text": _LETTERS[0][3], "letter_id": record.record_id}
    pc.send(county, operation("event", record_id=event_id_of(record.record_id), **made, **answer))
    letters.hide_letter(county, village_id, sent[1].number, "广告", now, operator="chen")
    return sent[0]


def _published(county: County, pc: VillagePc, now: int) -> None:
    for number, (title, _, category, answer) in enumerate(_LETTERS):
        if answer:
            day = (day_of(now) - timedelta(days=number * 9 + 1)).isoformat()
            facts = {"number": f"P-{number}", "kind": "event", "title": title, "received_at": moment(now)}
            closed = {"state": "90", "settled_at": moment(now - _HOUR_MS), "max_level": "1", "level": "1"}
            shown = {"category": category, "public_text": answer, "published_on": day, "due_at": moment(now)}
            pc.send(county, operation("event", **facts, **closed, **shown))


def _events(county: County, village_id: int, pc: VillagePc, other: VillagePc, now: int) -> str:
    found = ""
    for who, title, hours, level in (
        (pc, "石桥桥面损坏，农用车过不去", 20, "2"),
        (pc, "两村交界处山林权属不清", 200, "3"),
        (other, "自来水连续三天浑浊", -5, "2"),
    ):
        made = new_id()
        found = found or made
        facts = {
            "number": f"999901101201-2026-{made[:4]}",
            "kind": "event",
            "title": title,
            "category": "0401",
            "place": "石桥头",
            "received_at": moment(now - 48 * _HOUR_MS),
            "state": "60",
            "level": level,
            "max_level": level,
            "limit_class": "complex",
            "accept_due_at": moment(now + hours * _HOUR_MS),
            "due_at": moment(now + 300 * _HOUR_MS),
        }
        body = {"text": "桥面塌了一块，约一米见方，下面看得见水。已经拉了警戒线。", "reporter": "周建国"}
        copy = {"level": level, "reason": "村里没有资金和机械", "escalated_at": moment(now - 20 * _HOUR_MS)}
        who.send(
            county,
            operation("event", record_id=made, **facts),
            operation(
                "event_escalation", event_id=made, body=json.dumps(body), escalated_by="a" * 32, **copy
            ),
            operation(
                "event_step",
                event_id=made,
                kind="escalate",
                text=copy["reason"],
                state="60",
                done_at=copy["escalated_at"],
                done_by="a" * 32,
            ),
        )
    escalated_events.take_step(county, village_id, found, Step.TAKE_UP, "溪口镇", "", now, operator="chen")
    return found


def _mobilisation(county: County, village_id: int, other_id: int, pc: VillagePc, now: int) -> None:
    recipients = [
        each for each in find_recipients(county.database, "") if each.village_id in (village_id, other_id)
    ]
    issued = now - 2 * _HOUR_MS
    mobilisation_orders.send_order(county, recipients, ORDER, issued, operator="chen")
    start = datetime.fromtimestamp(issued / 1_000, UTC) + timedelta(minutes=2)
    made = new_id()
    common = {"mobilisation_id": made}
    callers, homes = [new_id() for _ in range(12)], [new_id() for _ in range(14)]
    pc.send(
        county,
        operation(
            "mobilisation",
            record_id=made,
            number="M-1",
            order_id=order_id_of(ORDER.number),
            kind="02",
            level="1",
            started_at=start.isoformat(),
            is_drill=0,
        ),
        *(
            operation("mobilisation_call", record_id=each, name="某", role="worker", sequence=1, **common)
            for each in callers
        ),
        *(
            operation(
                "mobilisation_household", record_id=each, household_id=each, sequence=1, people=3, **common
            )
            for each in homes
        ),
        *(
            _mark("mobilisation_call", each, "acknowledged", start, place, common)
            for place, each in enumerate(callers[:11])
        ),
        *(
            _mark("mobilisation_household", each, "moved" if place % 2 else "told", start, 12, common)
            for place, each in enumerate(homes[:12])
        ),
        operation(
            "disaster_report",
            mobilisation_id=made,
            kind="first",
            report_no=1,
            disaster="02",
            began_at=start.isoformat(),
            figures=json.dumps({"affected": 42, "moved": 18, "crop_affected": 350, "direct_loss": 1250}),
            reported_at=start.isoformat(),
            reported_by="郑志强",
        ),
    )


def _mark(table: str, target: str, mark: str, start: datetime, minutes: int, common: dict[str, str]):
    at = (start + timedelta(minutes=minutes)).isoformat()
    return operation(
        "mobilisation_mark", target_table=table, target_id=target, mark=mark, at=at, entered_at=at, **common
    )


def _posts(county: County, now: int) -> None:
    until = (day_of(now) + timedelta(days=40)).isoformat()
    table = (
        "单位,岗位,工种,地点,远近,人数,要求,最低工资,最高工资,社保,食宿,有效期至\n"
        f"示范服装厂,缝纫工,生产加工,县城工业园,3,20,能倒班,4500,6000,有,有,{until}\n"
        f"溪口敬老院,护理员,家政养老,溪口镇,2,4,有耐心,3800,4500,有,有,{until}\n"
    )
    lines = read_posts(table.encode(), date.fromisoformat(until) - timedelta(days=40))
    push_posts(county, find_recipients(county.database, ""), lines, now, operator="chen")
