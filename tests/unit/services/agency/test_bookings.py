"""Bookings from the county's pages: a time, a reason why not, or a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.services.agency import bookings, case_opening, cases
from desktop.services.agency.bookings import Booking, BookingState
from desktop.services.agency.telephones import BOOKING, CASE, reveal_phone
from tests.support.agency import Point
from tests.support.refusals import codes_of


def find(point: Point, number: str) -> Booking:
    return next(each for each in bookings.list_bookings(point.office) if each.row.number == number)


def test_a_booking_is_answered_with_a_day_that_a_second_answer_replaces(point: Point) -> None:
    booking = point.book("约1")
    assert find(point, "约1").state is BookingState.NEW
    day = point.office.today() + timedelta(days=2)
    bookings.agree_time(point.office, booking, day.isoformat(), "am", "带身份证")
    later = (day + timedelta(days=1)).isoformat()
    bookings.agree_time(point.office, booking, later, "pm")
    found = find(point, "约1")
    assert (found.state, found.row.met_on, found.row.met_part) == (BookingState.AGREED, later, "pm")


def test_what_cannot_be_done_is_answered_with_whom_to_ask(point: Point) -> None:
    booking = point.book("约2")
    with pytest.raises(ProblemError) as raised:
        bookings.refuse_booking(point.office, booking, "")
    assert codes_of(raised) == ["SVC-033"]
    bookings.refuse_booking(point.office, booking, "要到县城办，电话见公告")
    assert find(point, "约2").state is BookingState.REFUSED


def test_a_day_that_has_passed_is_not_agreed(point: Point) -> None:
    booking = point.book("约3")
    yesterday = (point.office.today() - timedelta(days=1)).isoformat()
    with pytest.raises(ProblemError) as raised:
        bookings.agree_time(point.office, booking, yesterday, "am")
    assert codes_of(raised) == ["SVC-032"]


def test_a_booking_becomes_one_case_with_everything_it_says(point: Point) -> None:
    booking = point.book("约4", "王海军", item="10", for_name="", text="卡丢了")
    new = case_opening.prepare_case(point.office, booking_id=booking)
    assert (new.item, new.person_id, new.note) == ("10", point.person("王海军"), "卡丢了")
    case_id = case_opening.open_case(point.office, new)
    assert case_id == case_opening.case_id_of_booking(booking)  # two PCs make the same one
    row = cases.get_case(point.office, case_id).case.row
    assert (row.applicant_phone, row.villager_trips) == ("13900000000", 0)
    found = find(point, "约4")
    assert (found.state, found.row.case_id) == (BookingState.CASE, case_id)
    with pytest.raises(ProblemError) as raised:
        case_opening.prepare_case(point.office, booking_id=booking)
    assert codes_of(raised) == ["SVC-034"]


def test_of_several_namesakes_nobody_is_chosen(point: Point) -> None:
    for _ in range(2):
        point.put("person", name="李明")
    booking = point.book("约5", "李明", "")
    assert case_opening.prepare_case(point.office, booking_id=booking).person_id == ""


def test_a_withdrawn_booking_is_neither_answered_nor_opened(point: Point) -> None:
    booking = point.book("约6", withdrawn_at=point.office.now_text())
    assert find(point, "约6").state is BookingState.WITHDRAWN
    with pytest.raises(ProblemError) as raised:
        bookings.refuse_booking(point.office, booking, "办不了")
    assert codes_of(raised) == ["SVC-031"]
    with pytest.raises(ProblemError) as raised:
        case_opening.open_case(point.office, case_opening.prepare_case(point.office, booking_id=booking))
    assert codes_of(raised) == ["SVC-031"]


def test_a_booking_nobody_answered_for_a_working_day_is_late_and_stands_first(point: Point) -> None:
    # domain.md 8.2: accept within one working day, here as the product's own default for bookings
    point.book("约7", received_at="2026-01-05T01:00:00+00:00")
    found = find(point, "约7")
    assert found.is_late
    assert found.answer_by.isoformat() == "2026-01-06"
    states = [each.state for each in bookings.list_bookings(point.office)]
    assert states == sorted(
        states, key=lambda state: (state is not BookingState.NEW, state is not BookingState.AGREED)
    )


def test_who_has_to_call_sees_the_number_and_that_is_written_down(point: Point) -> None:
    booking = point.book("约9", phone="13900000009")
    case_id = case_opening.open_case(
        point.office, case_opening.NewCase("16", applicant="外村人", phone="13900000008")
    )
    for table, record, field, phone in (
        (BOOKING, booking, "phone", "13900000009"),
        (CASE, case_id, "applicant_phone", "13900000008"),
    ):
        assert reveal_phone(point.office, table, record, "打电话约时间") == phone
        with point.office.store.reading() as connection:
            logged = connection.execute(
                "SELECT kind, target_table, target_id, fields, purpose FROM access_log "
                "ORDER BY rowid DESC LIMIT 1"
            ).fetchone()
        assert tuple(logged[:3]) == ("reveal", table, record)
        assert field in logged[3]
        assert logged[4] == "打电话约时间"
    reader = replace(point.office, user=replace(point.office.user, role=Role.READER))
    with pytest.raises(ProblemError) as raised:
        reveal_phone(reader, BOOKING, booking, "看看")
    assert codes_of(raised) == ["SYS-403"]
    for table, code in ((BOOKING, "SVC-030"), (CASE, "SVC-010")):
        with pytest.raises(ProblemError) as raised:
            reveal_phone(point.office, table, "nothing", "看看")
        assert codes_of(raised) == [code]
