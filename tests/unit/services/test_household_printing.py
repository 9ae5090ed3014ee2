"""The household card on paper: covered by default, in full only for those who may see it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.accounts import Role
from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.problem import ProblemError
from desktop.services.household_printing import render_household_card
from desktop.services.office import Office
from tests.support.village_copies import copy_office

HEAD_NUMBER = make_citizen_id("999901", date(1980, 2, 29), 3)
MOBILE = "10012345678"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = copy_office(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def household_id(office: Office) -> str:
    with office.change("edit", "立户") as work:
        household = work.insert(
            "household",
            {"household_no": "999901101201010001", "villager_group": "一组", "address": "上坪1号"},
        )
        head = work.insert(
            "person",
            {
                "name": "张䶮",
                "sex": "1",
                "birth_date": "1980-02-29",
                "citizen_id": HEAD_NUMBER,
                "mobile": MOBILE,
            },
        )
        wife = work.insert("person", {"name": "陈美芳", "sex": "2", "education": "71"})
        for person, role, relation in ((head, "head", "02"), (wife, "member", "12")):
            work.insert(
                "membership",
                {"person_id": person, "household_id": household, "role": role, "relation_to_head": relation},
            )
        work.insert("dwelling", {"household_id": household, "built_year": 1998, "dwelling_structure": "4"})
    return household


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        return "".join(text.split())  # a note breaks where the line ends
    finally:
        document.close()


def prints_logged(office: Office) -> list[tuple[str, str]]:
    with office.store.reading() as connection:
        rows = connection.execute("SELECT target_id, fields FROM access_log WHERE kind = 'print'").fetchall()
    return [(str(row[0]), str(row[1])) for row in rows]


def test_the_card_shows_the_family_and_the_house_and_covers_numbers(
    office: Office, household_id: str
) -> None:
    text = text_of(render_household_card(office, household_id))
    for words in ("张䶮", "陈美芳", "户主", "初中毕业", "999901101201010001", "上坪1号", "1998", "混合结构"):
        assert words in text
    assert HEAD_NUMBER not in text
    assert MOBILE not in text


def test_every_print_is_logged_and_says_what_was_shown(office: Office, household_id: str) -> None:
    render_household_card(office, household_id)
    render_household_card(office, household_id, reveal=True)
    assert prints_logged(office) == [(household_id, ""), (household_id, "citizen_id,mobile")]


def test_a_card_in_full_shows_the_number_and_says_that_it_must_be_kept_safe(
    office: Office, household_id: str
) -> None:
    text = text_of(render_household_card(office, household_id, reveal=True))
    assert HEAD_NUMBER in text
    assert MOBILE in text
    assert "用后请销毁或锁存" in text


def test_who_may_not_see_numbers_gets_no_card_in_full(office: Office, household_id: str) -> None:
    supervisor = replace(office, user=replace(office.user, role=Role.SUPERVISOR))
    with pytest.raises(ProblemError) as refused:
        render_household_card(supervisor, household_id, reveal=True)
    assert refused.value.problems[0].code == "SYS-403"
    assert prints_logged(office) == []
    assert HEAD_NUMBER not in text_of(render_household_card(supervisor, household_id))


def test_a_household_that_is_not_there_is_told_so(office: Office) -> None:
    with pytest.raises(ProblemError) as refused:
        render_household_card(office, "0" * 32)
    assert refused.value.problems[0].code == "REG-001"
