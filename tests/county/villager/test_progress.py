"""What somebody with number and code is told, and what he can do: take it back, say how satisfied he is."""

import pytest

from desktop.domain.villager_letter import event_id_of
from sync.county.store import letters, villager_progress
from sync.county.store.letters import list_letters
from sync.protocol.operation import Op
from tests.county.villager.conftest import VILLAGE
from tests.county.villager.test_writing import LETTER, kept
from tests.support.village_pc import NOW_MS, operation

PHONE, CITIZEN_ID = "13800000001", "999901196501011234"


@pytest.fixture
def written(villager, county, village_id) -> tuple[str, str]:
    """Number and code of a letter that was sent."""
    return kept(villager.follow(villager.fill_in(f"{VILLAGE}/letter", LETTER)).text)


@pytest.fixture
def event(county, village_id, pc, written):
    """Has the village make the event of the letter, or change it, as its PC would."""
    (letter,) = list_letters(county.database, village_id)
    event_id = event_id_of(letter.record_id)
    pc.take_pages(pc.exchange(county).pages)

    def bring(**fields: object) -> str:
        if letters.find_record(county.database, village_id, "event", event_id) is None:
            made = {"number": "1", "title": LETTER["title"], "received_at": "2026-11-23T00:00:00+00:00"}
            pc.send(county, operation("event", Op.INSERT, event_id, **made, **fields))
        else:
            pc.take_pages(pc.exchange(county).pages)
            pc.send(county, operation("event", Op.UPDATE, event_id, pc.cursors["register"].rev, **fields))
        return event_id

    return bring


def page(villager, written) -> str:
    return villager.get("/progress/{}/{}".format(*written)).text


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("10", "还没有受理"),
        ("50", "正在办"),
        ("55", "暂停办理"),
        ("60", "已经上报"),
        ("20", "没有受理"),
        ("75", "已经办结"),
    ],
)
def test_the_state_of_the_village_s_event_is_told_in_plain_words(
    villager, written, event, state, told
) -> None:
    event(state=state)
    assert told in page(villager, written)


def test_before_the_village_has_it_the_letter_waits(villager, written) -> None:
    assert "还没有受理" in page(villager, written)


def test_answers_are_told_with_the_numbers_of_people_covered_and_nothing_else_of_the_record(
    villager, written, event
) -> None:
    event(
        state="75", feedback_text=f"已换新灯，电话{PHONE}", result="内部结果", reporter="周建国", text="原文"
    )
    told = page(villager, written)
    assert "已换新灯" in told
    for kept_back in (PHONE, "内部结果", "周建国", "原文"):
        assert kept_back not in told


def test_only_the_right_code_shows_anything_and_guessing_is_slowed_down(villager, written) -> None:
    number, code = written
    assert villager.get(f"/progress/{number}/{code.lower()}").status_code == 200
    statuses = [villager.get(f"/progress/{number}/AAAAAAA{sign}").status_code for sign in "23456"]
    assert statuses == [404, 404, 404, 404, 429]
    assert villager.get(f"/progress/{number}/{code}").status_code == 429


def test_the_number_may_be_typed_without_the_village_s_code(villager, written) -> None:
    number, code = written
    answer = villager.get(f"{VILLAGE}/progress", number=number.partition("-")[2], qcode=code)
    assert villager.follow(answer).status_code == 200


def test_a_letter_is_taken_back_and_the_village_hears_of_it(villager, written, county, village_id) -> None:
    answer = villager.post("/progress/{}/{}/withdraw".format(*written), {"text": "已经修好了"})
    assert "已经撤回" in villager.follow(answer).text
    (record,) = list_letters(county.database, village_id)
    assert record.fields["withdrawn_reason"] == "已经修好了"


def test_what_is_settled_can_not_be_taken_back(villager, written, event) -> None:
    event(state="70")
    answer = villager.post("/progress/{}/{}/withdraw".format(*written), {"text": ""})
    assert answer.status_code == 400
    assert "不能撤回" in answer.text


def test_an_answered_letter_is_rated_once_and_the_village_gets_the_rating(
    villager, written, event, county, village_id, pc
) -> None:
    event_id = event(state="75", public_text="路灯已经修好。")
    assert "您满意吗" in page(villager, written)
    place = "/progress/{}/{}/rate".format(*written)
    assert "请先选" in villager.post(place, {"text": "好"}).text
    villager.follow(villager.post(place, {"satisfaction": "4", "text": "又灭了"}))
    rows = {row.kind: row.fields for row in pc.take_pages(pc.exchange(county).pages)}
    assert rows[operation("event_rating").kind]["satisfaction"] == "4"
    assert rows[operation("event").kind]["state"] == "80"
    assert rows[operation("event_step").kind]["text"] == "不满意；又灭了"
    assert "现在还不能评价" in villager.post(place, {"satisfaction": "1"}).text
    assert "不满意" in page(villager, written)
    assert letters.find_record(county.database, village_id, "event", event_id).fields["satisfaction"] == "4"


def test_what_was_done_anew_can_be_rated_anew(villager, written, event) -> None:
    event(state="75")
    place = "/progress/{}/{}/rate".format(*written)
    villager.post(place, {"satisfaction": "4"})
    event(state="75", reopened_count=1)
    assert villager.post(place, {"satisfaction": "2"}).status_code == 303


def test_a_merged_matter_tells_how_the_other_one_stands_and_is_not_rated_twice(
    villager, written, event, county, pc
) -> None:
    other = operation("event", number="2", title="同一盏灯", received_at="", state="75", public_text="修好了")
    pc.send(county, other)
    event(state="96", merged_into_id=other.record_id)
    told = page(villager, written)
    assert "修好了" in told
    assert "您满意吗" not in told


def test_a_hidden_letter_says_why(villager, written, county, village_id) -> None:
    letters.hide_letter(county, village_id, written[0], "滥发广告", NOW_MS)
    assert "滥发广告" in page(villager, written)


def test_a_booking_shows_the_time_that_was_agreed(villager, county, village_id, pc) -> None:
    typed = {"name": "周建国", "phone": PHONE}
    number, code = kept(
        villager.follow(villager.fill_in(f"{VILLAGE}/booking/07", typed, multipart=False)).text
    )
    booking = letters.find_asked(county.database, village_id, "service_booking", number, code)
    answer = {
        "booking_id": booking.record_id,
        "answered_at": "2026-11-23T00:00:00+00:00",
        "answered_by": "0" * 32,
    }
    pc.send(
        county,
        operation("service_booking_answer", **answer, answer="time", met_on="2026-11-25", met_part="am"),
    )
    told = villager.get(f"/progress/{number}/{code}").text
    assert "2026-11-25 上午" in told
    villager.post(f"/progress/{number}/{code}/withdraw", {})
    assert "已经撤回" in villager.get(f"/progress/{number}/{code}").text


def test_a_case_is_told_by_number_and_code_of_its_slip(villager, county, pc) -> None:
    case = operation(
        "service_case",
        number="999901101201-2026-D0007",
        code="ABCD2345",
        item="07",
        mode="M3",
        applicant="周建国",
        state="40",
        opened_at="2026-11-20T00:00:00+00:00",
        due_on="2026-12-31",
        public_text="材料已送医保中心",
        result_text="内部",
    )
    pc.send(county, case)
    told = villager.get("/progress/999901101201-2026-D0007/ABCD2345").text
    for shown in ("医疗费用报销", "办理中", "2026-12-31", "材料已送医保中心"):
        assert shown in told
    for kept_back in ("周建国", "内部", "撤回"):
        assert kept_back not in told


def test_published_answers_are_everybody_s_and_unpublished_ones_nobody_s(
    villager, county, village_id, pc
) -> None:
    fields = {"received_at": "", "title": "周建国家门口", "state": "90", "category": "0402"}
    pc.send(
        county,
        operation(
            "event", number="1", public_text=f"路灯已修好，电话{PHONE}", published_on="2026-11-01", **fields
        ),
        operation("event", number="2", public_text="还没有公开的", **fields),
    )
    told = villager.get(f"{VILLAGE}/answers").text
    assert "路灯已修好" in told
    assert "路灯供电" in told
    for kept_back in (PHONE, "周建国", "还没有公开的"):
        assert kept_back not in told
    assert villager_progress.list_published(county.database, village_id, 5, 1) == ()
