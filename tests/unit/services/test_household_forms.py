"""入户登记表 on paper: one household or a group of them, empty or filled in, found again by scanning."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from desktop.domain.accounts import Role
from desktop.domain.job import Cancelled
from desktop.domain.problem import ProblemError
from desktop.reports.household_form import LINE_MM
from desktop.services import accounts, household_form_printing
from desktop.services import register_editing as editing
from desktop.services.household_form_printing import render_household_forms
from desktop.services.office import Office
from desktop.services.register import ListKind
from desktop.services.search import find_people
from tests.support.households import Village, fill_with_households
from tests.support.village_copies import copy_office

POINTS_PER_MM = 72 / 25.4


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(office: Office) -> Village:
    return fill_with_households(office)


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _number(office: Office, household: str) -> str:
    with office.store.reading() as connection:
        (number,) = connection.execute(
            "SELECT household_no FROM household WHERE id = ?", (household,)
        ).fetchone()
    return str(number)


def _forms(office: Office, *households: str, filled: bool = True) -> bytes:
    return render_household_forms(office, ListKind.HOUSEHOLDS, households, filled=filled)


def test_a_filled_in_form_says_what_is_known_in_full_and_leaves_rows(
    office: Office, village: Village
) -> None:
    first, second = _pages(_forms(office, village.households["张建国"]))
    for name in ("张建国", "李桂香"):
        assert village.numbers[name] in first
    assert "上坪1号" in first
    assert "中共党员" in first
    assert "第 1 页" in first
    assert "共 2 页" in second


def test_an_empty_form_says_only_which_household_it_is_for(office: Office, village: Village) -> None:
    text = "".join(_pages(_forms(office, village.households["张建国"], filled=False)))
    assert _number(office, village.households["张建国"]) in text
    assert "上坪1号" in text
    assert "李桂香" not in text
    assert village.numbers["张建国"] not in text


def test_forms_of_many_come_by_group_and_number_and_count_their_own_pages(
    office: Office, village: Village
) -> None:
    people = [village.people[name] for name in ("赵一诺", "赵小兰", "王海军", "李桂香")]
    pages = _pages(render_household_forms(office, ListKind.PEOPLE, people, filled=True))
    assert len(pages) == 6
    heads = [name for page in pages[::2] for name in ("张建国", "王海军", "赵小兰") if name in page]
    assert heads == ["张建国", "王海军", "赵小兰"]
    assert all("第 1 页" in page and "共 2 页" in page for page in pages[::2])


def test_a_large_household_takes_more_pages_and_the_next_begins_on_a_new_sheet(
    office: Office, village: Village
) -> None:
    for number in range(9):
        texts = {"name": f"张小{'一二三四五六七八九'[number]}", "relation_to_head": "子"}
        editing.add_person(office, village.households["张建国"], texts)
    pages = _pages(_forms(office, village.households["张建国"], village.households["王海军"]))
    first_of_next = next(number for number, page in enumerate(pages) if "王海军" in page)
    assert first_of_next % 2 == 0
    assert "张小九" in "".join(pages[:first_of_next])


def test_every_further_page_says_whose_it_is(office: Office, village: Village) -> None:
    _, second = _pages(_forms(office, village.households["张建国"], filled=False))
    assert "张建国" in second
    assert _number(office, village.households["张建国"]) in second


def test_lines_are_high_enough_to_write_in(office: Office, village: Village) -> None:
    assert LINE_MM >= 8
    document = pypdfium2.PdfDocument(_forms(office, village.households["张建国"]))
    page = document[0]
    text = page.get_textpage()
    tops = []
    for serial in ("3", "4", "5"):  # empty rows, of which only the serial number is printed
        found = text.search(serial, match_whole_word=True)
        place = found.get_next()
        while place is not None:
            left, bottom, *_ = text.get_charbox(place[0])
            if left < 70:
                tops.append(bottom)
            place = found.get_next()
    steps = [upper - lower for upper, lower in itertools.pairwise(tops)]
    assert steps
    assert min(steps) / POINTS_PER_MM >= 8
    document.close()


def test_the_printed_code_holds_the_household_number(office: Office, village: Village) -> None:
    household = village.households["张建国"]
    document = pypdfium2.PdfDocument(_forms(office, household))
    image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [_number(office, household)]


def test_what_the_code_holds_finds_the_household(office: Office, village: Village) -> None:
    for head, household in village.households.items():
        hits = find_people(office, _number(office, household))
        assert {hit.household_id for hit in hits} == {household}
        assert hits[0].name == head


def test_each_printed_form_is_logged_with_what_it_shows(office: Office, village: Village) -> None:
    _forms(office, village.households["张建国"], village.households["王海军"])
    _forms(office, village.households["赵小兰"], filled=False)
    with office.store.reading() as connection:
        query = "SELECT target_id, fields, purpose FROM access_log WHERE kind = 'print' ORDER BY rowid"
        logged = connection.execute(query).fetchall()
    full = "citizen_id,mobile,household_phone,work_place"
    assert logged == [
        (village.households["张建国"], full, "入户登记表"),
        (village.households["王海军"], full, "入户登记表"),
        (village.households["赵小兰"], "", "入户登记表"),
    ]


def test_closed_households_get_no_form(office: Office, village: Village) -> None:
    editing.record_move_out(office, village.people["王海军"], "2026-01-01")
    with pytest.raises(ProblemError, match="REG-078"):
        _forms(office, village.households["王海军"])


def test_too_many_at_once_are_refused(
    office: Office, village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(household_form_printing, "MOST_AT_ONCE", 2)
    with pytest.raises(ProblemError, match="REG-079"):
        _forms(office, *village.households.values())


def test_printing_many_can_be_stopped(office: Office, village: Village) -> None:
    class Stopped:
        def report(self, done: int, total: int, text: str = "") -> None: ...

        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        render_household_forms(
            office, ListKind.HOUSEHOLDS, tuple(village.households.values()), filled=True, job=Stopped()
        )


def test_who_may_not_see_numbers_in_full_gets_no_filled_in_form(office: Office, village: Village) -> None:
    accounts.add_user(office, "kan", "看看", Role.READER, "山高 水长 2008")
    reader = accounts.switch_user(office, "kan", "山高 水长 2008")
    with pytest.raises(ProblemError, match="SYS-403"):
        _forms(reader, village.households["张建国"])
