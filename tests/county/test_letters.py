"""What villagers send: taken once, handed to the village, found by number and code, bounded in size."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from desktop.domain.problem import ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.villager_letter import SNAP, NewBooking, NewLetter, event_id_of
from sync.county.clock import day_of
from sync.county.store import letters
from sync.county.store.audit_search import Wanted, find_entries
from sync.county.store.letters import Sender
from sync.protocol.operation import Op
from tests.support.refusals import refusal
from tests.support.village_pc import NOW_MS, operation

LETTER = NewLetter(
    "letter", "村口路灯不亮", "三组村口第二盏，天黑看不见路。", "04", "三组村口", "周建国", "13800000001"
)
SNAPPED = NewLetter(SNAP, "水沟堵了", place="五组", anonymous=True)
BOOKING = NewBooking("07", "周建国", "13800000001", wished_part="am", text="有发票三张")
DAY_MS = 86_400_000


def sender(form: str, key: str = "somebody") -> Sender:
    return Sender(key, form)


def photo(colour: str = "red", size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A picture as a telephone takes it, with the place it was taken at."""
    exif = Image.Exif()
    exif[0x010F] = "SomePhone"
    exif[0x9003] = "2026:11:23 08:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 1.0, 2.0)})
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def rows(county, pc, table: str):
    return [row for row in pc.take_pages(pc.exchange(county).pages) if row.kind == number_of(table)]


def number_of(table: str) -> int:
    return operation(table).kind


def test_a_letter_reaches_the_village_as_it_was_typed(county, village_id, pc) -> None:
    sent = letters.send_letter(county, village_id, LETTER, [], sender("1"), NOW_MS)
    (row,) = rows(county, pc, "villager_letter")
    assert (row.fields["title"], row.fields["phone"], row.fields["anonymous"]) == (
        "村口路灯不亮",
        "13800000001",
        0,
    )
    assert (row.fields["number"], row.fields["code"]) == (sent.number, sent.code)
    assert sent.number == f"999901101201-{day_of(NOW_MS).year}-X0001"


def test_the_same_form_sent_twice_is_one_letter(county, village_id) -> None:
    first = letters.send_letter(county, village_id, LETTER, [], sender("1"), NOW_MS)
    assert letters.send_letter(county, village_id, LETTER, [], sender("1"), NOW_MS) == first
    assert len(letters.list_letters(county.database, village_id)) == 1
    second = letters.send_letter(county, village_id, LETTER, [], sender("2"), NOW_MS)
    assert second.number.endswith("X0002")


def test_pictures_come_small_without_place_and_hang_on_the_event_that_the_village_will_make(
    county, village_id, pc
) -> None:
    letters.send_letter(county, village_id, SNAPPED, [photo()], sender("1"), NOW_MS)
    (row,) = rows(county, pc, "letter_attachment")
    record = letters.list_letters(county.database, village_id)[0]
    assert (row.fields["target_table"], row.fields["target_id"]) == ("event", event_id_of(record.record_id))
    digest = bytes.fromhex(row.fields["sha256"])
    content = county.blob_files.read(village_id, digest, 0, row.fields["size"])
    assert hashlib.sha256(content).digest() == digest
    with Image.open(BytesIO(content)) as picture:
        assert picture.size == (1600, 800)
        assert dict(picture.getexif()) == {}
    assert b"SomePhone" not in content
    assert record.fields.get("name") is None


def test_a_small_clean_picture_is_made_anew_too_so_that_nothing_hides_behind_it(
    county, village_id, pc
) -> None:
    out = BytesIO()
    Image.new("RGB", (640, 480), "blue").save(out, "JPEG")
    letters.send_letter(county, village_id, SNAPPED, [out.getvalue() + b"hidden"], sender("1"), NOW_MS)
    (row,) = rows(county, pc, "letter_attachment")
    content = county.blob_files.read(village_id, bytes.fromhex(row.fields["sha256"]), 0, row.fields["size"])
    assert b"hidden" not in content


@pytest.mark.parametrize(
    ("new", "pictures", "codes"),
    [
        (NewLetter("letter", " ", "x", name="周", phone="13800000001"), [], ["CTY-200"]),
        (NewLetter("letter", "路灯", "", anonymous=True), [], ["CTY-207"]),
        (NewLetter("letter", "路灯", "长" * 1001, anonymous=True), [], ["CTY-201"]),
        (NewLetter("letter", "路灯", "灭", name="", phone="12"), [], ["CTY-205", "CTY-203"]),
        (NewLetter("letter", "路灯", "灭", "0499", anonymous=True), [], ["CTY-204"]),
        (SNAPPED, [], ["CTY-202"]),
        (SNAPPED, [b"no picture"], ["ATT-002"]),
        (SNAPPED, [b"1", b"2", b"3", b"4"], ["CTY-206"]),
    ],
)
def test_what_is_no_letter_is_not_taken(county, village_id, new, pictures, codes) -> None:
    assert refusal(letters.send_letter, county, village_id, new, pictures, sender("1"), NOW_MS) == codes
    assert letters.list_letters(county.database, village_id) == ()


def test_one_sender_can_send_only_so_much_in_a_day_and_others_still_can(county, village_id) -> None:
    most = get_rule("villager_pages.day.sender.messages", day_of(NOW_MS)).value
    for number in range(most):
        letters.send_booking(county, village_id, BOOKING, sender(str(number)), NOW_MS)
    one_more = (county, village_id, BOOKING, sender("more"), NOW_MS)
    assert refusal(letters.send_booking, *one_more) == ["CTY-212"]
    letters.send_booking(county, village_id, BOOKING, sender("other", "another"), NOW_MS)
    letters.send_booking(county, village_id, BOOKING, sender("more"), NOW_MS + 2 * DAY_MS)


def test_pictures_of_a_day_can_not_fill_the_disk(county, village_id, monkeypatch) -> None:
    monkeypatch.setattr(letters, "_MB", 300)  # 60 of them a day
    small = [photo(colour, (80, 80)) for colour in ("red", "green", "blue")]
    sent = 0
    for number in range(30):
        try:
            letters.send_letter(county, village_id, SNAPPED, small, sender(str(number)), NOW_MS)
        except ProblemError as error:
            assert error.problems[0].code == "CTY-213"
            break
        sent += 1
    assert 0 < sent < 30
    assert len(letters.list_letters(county.database, village_id)) == sent
    letters.send_letter(county, village_id, LETTER, [], sender("text"), NOW_MS)


def test_a_booking_is_found_by_its_number_with_its_code_only(county, village_id) -> None:
    sent = letters.send_booking(county, village_id, BOOKING, sender("1"), NOW_MS)
    found = letters.find_asked(county.database, village_id, "service_booking", sent.number, sent.code.lower())
    assert found is not None
    assert found.fields["item"] == "07"
    assert letters.find_asked(county.database, village_id, "service_booking", sent.number, "") is None
    assert letters.find_asked(county.database, village_id, "service_booking", sent.number, "A" * 8) is None
    assert letters.find_asked(county.database, village_id, "villager_letter", sent.number, sent.code) is None


def test_a_booking_for_yesterday_or_next_year_is_not_taken(county, village_id) -> None:
    for day in ("2020-01-01", "2036-01-01", "明天"):
        booking = NewBooking("07", "周建国", "13800000001", wished_on=day)
        assert refusal(letters.send_booking, county, village_id, booking, sender("1"), NOW_MS) == ["CTY-208"]


def test_a_letter_taken_back_says_so_to_the_village(county, village_id, pc) -> None:
    letters.send_letter(county, village_id, LETTER, [], sender("1"), NOW_MS)
    rows(county, pc, "villager_letter")
    (record,) = letters.list_letters(county.database, village_id)
    letters.withdraw(county, village_id, "villager_letter", record, "已经修好了", NOW_MS)
    (row,) = rows(county, pc, "villager_letter")
    assert row.fields["withdrawn_reason"] == "已经修好了"


def test_abuse_is_hidden_with_a_reason_and_written_down(county, village_id, pc) -> None:
    sent = letters.send_letter(county, village_id, LETTER, [], sender("1"), NOW_MS)
    assert refusal(letters.hide_letter, county, village_id, sent.number, " ", NOW_MS) == ["CTY-260"]
    assert refusal(letters.hide_letter, county, village_id, "X9", "滥发", NOW_MS) == ["CTY-261"]
    letters.hide_letter(county, village_id, sent.number, "滥发广告", NOW_MS, operator="wang")
    (row,) = rows(county, pc, "villager_letter")
    assert row.fields["hidden_reason"] == "滥发广告"
    (entry,) = find_entries(county.database, village_id, Wanted(event="letter_hidden"), 2**63 - 1, 5)
    assert (entry.details["operator"], entry.details["number"]) == ("wang", sent.number)


def test_a_village_can_neither_write_nor_change_a_letter(county, village_id, pc) -> None:
    letters.send_letter(county, village_id, LETTER, [], sender("1"), NOW_MS)
    (record,) = letters.list_letters(county.database, village_id)
    made = operation("villager_letter", number="X", code="", kind="letter", title="假的", received_at="")
    assert [each.code for each in pc.send(county, made).refusals] == ["SYN-202"]
    rows(county, pc, "villager_letter")
    base = pc.cursors["register"].rev
    pc.send(county, operation("villager_letter", Op.UPDATE, record.record_id, base, title="改了"))
    assert letters.list_letters(county.database, village_id)[0].fields["title"] == LETTER.title
