"""An order goes down, the answer comes up, the verdict goes down; each side writes its own fields only."""

from datetime import date, timedelta

from desktop.domain.duty_name import SCORE
from desktop.domain.rectification import ACCEPTED, RETURNED, RectificationState
from sync.county.store import rectification
from sync.county.store.rectification import NewOrder, today_at
from sync.protocol.operation import Op
from tests.support.refusals import refusal
from tests.support.village_pc import NOW_MS, operation

TODAY = today_at(NOW_MS)
ORDER = NewOrder(
    "整改〔2026〕3号",
    "第三季度少一次党课",
    "十五日前补上",
    "示范县委组织部",
    TODAY + timedelta(10),
    "P04",
    "2026年第三季度",
)
ORDER_ID = rectification.order_id_of(ORDER.number)


def answer(county, pc, number: int, text: str = "补上了") -> None:
    fields = {
        "order_id": ORDER_ID,
        "measures": "补课",
        "owner": "郑志强",
        "answer": text,
        "answer_no": number,
    }
    if number == 1:
        pc.send(
            county, operation("rectification", Op.INSERT, "a" * 32, mended_on=TODAY.isoformat(), **fields)
        )
    else:
        base = pc.cursors["register"].rev
        pc.send(county, operation("rectification", Op.UPDATE, "a" * 32, base, answer=text, answer_no=number))


def order(county, village_id):
    return rectification.find_order(county.database, village_id, ORDER_ID)


def test_the_whole_way_of_an_order(county, village_id, pc) -> None:
    assert rectification.issue_order(county, village_id, ORDER, NOW_MS, operator="wang") == 1
    assert rectification.issue_order(county, village_id, ORDER, NOW_MS) == 0
    (row,) = pc.take_pages(pc.exchange(county).pages)
    assert (row.fields["number"], row.fields["due_on"], row.fields["duty"]) == (
        ORDER.number,
        ORDER.due_on.isoformat(),
        "P04",
    )
    assert order(county, village_id).state is RectificationState.NEW
    answer(county, pc, 1)
    assert order(county, village_id).state is RectificationState.ANSWERED
    assert refusal(rectification.decide, county, village_id, ORDER_ID, RETURNED, " ", NOW_MS) == ["DTY-035"]
    rectification.decide(county, village_id, ORDER_ID, RETURNED, "缺签到表", NOW_MS, operator="wang")
    assert refusal(rectification.decide, county, village_id, ORDER_ID, ACCEPTED, "", NOW_MS) == ["DTY-034"]
    told = [row.fields for row in pc.take_pages(pc.exchange(county).pages) if "verdict" in row.fields]
    assert [(each["verdict"], each["text"], each["answer_no"]) for each in told] == [
        ("returned", "缺签到表", 1)
    ]
    answer(county, pc, 2, "签到表已附上")
    rectification.decide(county, village_id, ORDER_ID, ACCEPTED, "", NOW_MS)
    assert order(county, village_id).state is RectificationState.VERIFIED
    assert order(county, village_id).answer == "签到表已附上"


def test_a_reminder_counts_and_the_first_one_stays_on_record(county, village_id, pc) -> None:
    rectification.issue_order(county, village_id, ORDER, NOW_MS)
    rectification.remind(county, village_id, ORDER_ID, NOW_MS)
    later = NOW_MS + 3 * 86_400_000
    rectification.remind(county, village_id, ORDER_ID, later)
    told = order(county, village_id)
    assert (told.reminders, told.facts.first_reminded_on, told.reminded_on) == (
        2,
        TODAY,
        today_at(later).isoformat(),
    )
    answer(county, pc, 1)
    assert refusal(rectification.remind, county, village_id, ORDER_ID, NOW_MS) == ["DTY-046"]


def test_an_order_is_corrected_until_it_is_answered_and_withdrawn_with_a_reason(
    county, village_id, pc
) -> None:
    rectification.issue_order(county, village_id, ORDER, NOW_MS)
    changed = NewOrder(ORDER.number, "改正过的题目", "", ORDER.issuer, ORDER.due_on)
    assert rectification.issue_order(county, village_id, changed, NOW_MS) == 1
    assert order(county, village_id).title == "改正过的题目"
    assert refusal(rectification.withdraw, county, village_id, ORDER_ID, "", NOW_MS) == ["DTY-047"]
    rectification.withdraw(county, village_id, ORDER_ID, "发错村", NOW_MS)
    assert order(county, village_id).state is RectificationState.WITHDRAWN
    assert refusal(rectification.withdraw, county, village_id, ORDER_ID, "又", NOW_MS) == ["DTY-048"]
    assert refusal(rectification.issue_order, county, village_id, ORDER, NOW_MS) == ["DTY-045"]
    assert refusal(rectification.find_order, county.database, village_id, "f" * 32) == ["DTY-020"]


def test_an_order_that_says_too_little_or_the_impossible_is_not_issued(county, village_id) -> None:
    faulty = NewOrder(" ", "", "长" * 2001, "x" * 101, date(2020, 1, 1), "P77", "第三季度")
    assert refusal(rectification.issue_order, county, village_id, faulty, NOW_MS) == [
        "DTY-040",
        "DTY-040",
        "DTY-040",
        "DTY-041",
        "DTY-042",
        "DTY-043",
        "DTY-044",
    ]
    reminder = NewOrder("1", "评分提醒", "", "示范县", ORDER.due_on, SCORE, "")
    assert refusal(rectification.issue_order, county, village_id, reminder, NOW_MS) == ["DTY-044"]


def test_a_village_can_neither_judge_itself_nor_move_its_last_day(county, village_id, pc) -> None:
    rectification.issue_order(county, village_id, ORDER, NOW_MS)
    pc.take_pages(pc.exchange(county).pages)
    own = operation(
        "rectification_verdict", order_id=ORDER_ID, verdict=ACCEPTED, decided_on=TODAY.isoformat()
    )
    assert [each.code for each in pc.send(county, own).refusals] == ["SYN-202"]
    base = pc.cursors["register"].rev
    pc.send(county, operation("rectification_order", Op.UPDATE, ORDER_ID, base, due_on="2030-01-01"))
    assert order(county, village_id).facts.due_on == ORDER.due_on
