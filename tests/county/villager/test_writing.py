"""Writing to the village from a telephone: letters, snaps, bookings, and what is not taken."""

import re
from datetime import timedelta

import pytest

from desktop.domain.notice_mark import ALPHABET
from desktop.domain.rules import get_rule
from sync.county.clock import day_of
from sync.county.store.letters import list_letters
from tests.county.villager.conftest import VILLAGE
from tests.support.village_pc import NOW_MS, operation

LETTER = {
    "title": "村口路灯不亮",
    "text": "三组村口第二盏，天黑看不见路。",
    "category": "04",
    "place": "三组村口",
    "name": "周建国",
    "phone": "138 0000 0001",
}


def kept(text: str) -> tuple[str, str]:
    """Number and code as the page shows them after sending."""
    number, code = re.findall(r"<b(?: class=\"number\")?>([^<]+)</b>", text)[:2]
    return number, code


def test_a_village_is_chosen_by_a_part_of_its_name(villager) -> None:
    assert "示范村" in villager.get("/v/").text
    assert "示范村" in villager.get("/v/", q="示范").text
    assert "没有找到" in villager.get("/v/", q="别的").text
    assert villager.get("/v/999999999999/").status_code == 404


def test_a_letter_is_answered_with_number_and_code_and_lies_at_the_county(
    villager, county, village_id
) -> None:
    page = villager.follow(villager.fill_in(f"{VILLAGE}/letter", LETTER))
    number, code = kept(page.text)
    assert number.endswith("-X0001")
    assert [set(half) <= set(ALPHABET) for half in code.split(" ")] == [True, True]
    (record,) = list_letters(county.database, village_id)
    assert (record.fields["title"], record.fields["phone"]) == ("村口路灯不亮", "13800000001")
    assert "周建国" not in page.text


def test_a_snap_with_a_picture_needs_no_more_than_a_line(villager, county, village_id, photo) -> None:
    typed = {"title": "水沟堵了", "anonymous": "yes"}
    villager.follow(villager.fill_in(f"{VILLAGE}/snap", typed, (photo,)))
    (record,) = list_letters(county.database, village_id)
    assert (record.fields["kind"], record.fields["anonymous"], record.fields.get("name")) == ("snap", 1, None)


def test_what_was_typed_stays_when_something_is_missing(villager, county, village_id) -> None:
    answer = villager.fill_in(f"{VILLAGE}/letter", LETTER | {"phone": "12"})
    assert answer.status_code == 400
    assert "电话号码不对" in answer.text
    assert "三组村口第二盏" in answer.text
    assert re.search(r'name="phone"[^>]*aria-invalid', answer.text)
    assert list_letters(county.database, village_id) == ()


def test_typed_marks_are_text_and_never_a_part_of_a_page(villager) -> None:
    answer = villager.fill_in(f"{VILLAGE}/letter", LETTER | {"title": "<script>x</script>", "phone": ""})
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_an_item_shows_its_papers_and_is_booked_for_a_day(villager, county, village_id, pc) -> None:
    items = villager.get(f"{VILLAGE}/booking").text
    assert "医疗费用报销" in items
    page = villager.get(f"{VILLAGE}/booking/01").text
    for told in ("要带的材料", "跑一次", "交齐材料当天", "出生后1个月以内"):
        assert told in page
    wished = day_of(NOW_MS).isoformat()
    typed = {"name": "周建国", "phone": "13800000001", "wished_on": wished, "wished_part": "am"}
    page = villager.follow(villager.fill_in(f"{VILLAGE}/booking/01", typed, multipart=False))
    number, _ = kept(page.text)
    assert number.endswith("-Y0001")
    kind = operation("service_booking").kind
    (row,) = [each for each in pc.take_pages(pc.exchange(county).pages) if each.kind == kind]
    assert (row.fields["item"], row.fields["wished_on"]) == ("01", wished)
    assert villager.get(f"{VILLAGE}/booking/77").status_code == 404


def test_an_item_out_of_season_says_when_its_time_is(villager, county, village_id) -> None:
    from sync.county.store.handing_down import Recipient
    from sync.county.store.service_catalogues import push_catalogue

    today = day_of(NOW_MS)
    away = (today.replace(day=1) + timedelta(days=70)).strftime("%m-%d")
    body = f"""
version = "示范县2026-3"
valid_from = "2026-01-01"
[[item]]
code = "X02"
label = "早稻保险"
mode = "M1"
channel = "3"
where = "镇农业服务中心"
limit = []
papers = []
window = {{ first = "{away}", last = "{away}" }}
usual_trips = 1
basis = "县文件"
source = "县文件"
certainty = "proposal"
"""
    assert push_catalogue(county, [Recipient(village_id, "示范村", "999901101201")], body, NOW_MS)
    month, day = (int(part) for part in away.split("-"))
    told = f"每年{month}月{day}日到{month}月{day}日"
    assert f"现在不是办理的时候，{told}办" in villager.get(f"{VILLAGE}/booking").text
    assert f"{told}才办。可以先预约" in villager.get(f"{VILLAGE}/booking/X02").text


def test_a_county_s_own_catalogue_is_what_its_villages_offer(villager, county, village_id) -> None:
    from sync.county.store.handing_down import Recipient
    from sync.county.store.service_catalogues import list_catalogues, push_catalogue

    newer = """
version = "示范县2026-2"
valid_from = "2026-01-01"
[[item]]
code = "X01"
label = "农机补贴"
mode = "M1"
channel = "3"
where = "镇农业服务中心"
limit = []
papers = [{ title = "购机发票", form = "original", required = true }]
usual_trips = 1
basis = "县文件"
source = "县文件"
certainty = "proposal"
[[item]]
code = "25"
mode = "M3"
channel = "3"
where = "银行"
limit = []
papers = []
usual_trips = 1
basis = "县文件"
source = "县文件"
certainty = "proposal"
offered = false
"""
    village = Recipient(village_id, "示范村", "999901101201")
    assert push_catalogue(county, [village], newer, NOW_MS) == {village_id: 1}
    assert push_catalogue(county, [village], newer, NOW_MS) == {village_id: 0}
    items = villager.get(f"{VILLAGE}/booking").text
    assert "农机补贴" in items
    assert "小额信用贷款" not in items
    assert [(each.version, count) for each, count in list_catalogues(county.database)] == [
        ("示范县2026-2", 1)
    ]


@pytest.mark.parametrize(
    ("wait_ms", "more", "told"),
    [
        (500, {}, "提交得太快"),
        (7 * 3_600_000, {}, "放得太久"),
        (10_000, {"website": "http://spam.example"}, "提交得太快"),
    ],
)
def test_what_no_person_fills_in_is_not_taken(villager, county, village_id, wait_ms, more, told) -> None:
    villager.wait_ms = wait_ms
    answer = villager.fill_in(f"{VILLAGE}/letter", LETTER | more)
    assert answer.status_code == 400
    assert told in answer.text
    assert list_letters(county.database, village_id) == ()


def test_a_form_of_another_village_or_without_a_seal_is_not_taken(villager, county, village_id) -> None:
    for token in ("", "a.1.b", "..", "x" * 300):
        answer = villager.post(f"{VILLAGE}/letter", LETTER | {"form": token}, multipart=True)
        assert "放得太久" in answer.text
    assert list_letters(county.database, village_id) == ()


def test_a_form_that_another_site_sends_is_refused(villager) -> None:
    answer = villager._ask("POST", f"{VILLAGE}/letter", data=LETTER, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_the_same_form_sent_twice_leads_to_the_same_letter(villager, county, village_id) -> None:
    token = re.search(r'name="form" value="([^"]+)"', villager.get(f"{VILLAGE}/letter").text).group(1)
    villager.at_ms += 9_000
    answers = [villager.post(f"{VILLAGE}/letter", LETTER | {"form": token}, multipart=True) for _ in range(2)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(list_letters(county.database, village_id)) == 1


def test_more_than_the_day_allows_is_told_as_such(villager, photo) -> None:
    most = get_rule("villager_pages.day.sender.messages", day_of(NOW_MS)).value
    for _ in range(most):
        assert villager.fill_in(f"{VILLAGE}/letter", LETTER).status_code == 303
    answer = villager.fill_in(f"{VILLAGE}/letter", LETTER)
    assert answer.status_code == 429
    assert "今天从您这里来的太多了" in answer.text


def test_too_much_at_once_and_files_that_are_no_pictures_are_refused(villager, photo) -> None:
    limit = get_rule("villager_pages.picture.mb", day_of(NOW_MS)).value
    huge = villager.fill_in(f"{VILLAGE}/snap", {"title": "大"}, (b"x" * (3 * limit * 2**20 + 70_000),))
    assert huge.status_code == 413
    many = villager.fill_in(f"{VILLAGE}/snap", {"title": "多", "anonymous": "yes"}, (photo,) * 4)
    assert "最多 3 张" in many.text
    odd = villager.fill_in(f"{VILLAGE}/snap", {"title": "假", "anonymous": "yes"}, (b"MZ\x00 no picture",))
    assert odd.status_code == 400


def test_every_page_forbids_scripts_sets_no_cookie_and_fetches_nothing_from_elsewhere(villager) -> None:
    pages = ("/v/", f"{VILLAGE}/", f"{VILLAGE}/letter", f"{VILLAGE}/booking/07", f"{VILLAGE}/progress")
    for path in (*pages, "/v/style.css"):
        answer = villager.get(path)
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "set-cookie" not in answer.headers
        assert "<script" not in answer.text
        assert re.findall(r"(?:href|src|action)=\"(?!/|tel:)", answer.text) == []
        assert re.findall(r"url\(|@import", answer.text) == []
