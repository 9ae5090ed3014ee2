"""The sheet of compensation for land, filled from the books."""

from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.services import finance
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_rows import EnteredRow, save_rows
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from tests.support.disclosure import as_role
from tests.support.village_copies import copy_office

SHEET = NoticeRequest(
    "compensation", "2026-07-01", "2026-09-30", "2026-10-20", item="V10", values=(("project", "绕村公路"),)
)


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    books = as_role(made, Role.BOOKKEEPER)
    finance.set_opening(books, "2026-07-01", 0)
    finance.add_entries(
        books,
        (
            NewEntry("2026-07-05", "I07", "绕村公路征地补偿款", 9_000_000, "记07-001"),
            paid("2026-07-20", "土地补偿", 3_000_000, "王建国"),
            paid("2026-07-21", "青苗补偿", 50_000, "王建国"),
            paid("2026-07-22", "安置补助", 700_000, "李秀英"),
            NewEntry("2026-08-01", "O04", "办公费", 10_000, "记08-001"),
        ),
    )
    yield made
    made.close()


def paid(day: str, summary: str, cents: int, payee: str) -> NewEntry:
    return NewEntry(
        day,
        "O07",
        summary,
        cents,
        f"记{day[5:7]}-{day[8:]}",
        payee=payee,
        payee_kind="official",
        payee_group="一组",
    )


def test_payments_stand_by_household_and_column_with_their_entries(office: Office):
    data, document = build_document(office, SHEET, "x")
    rows = data.tables["households"]
    assert [
        (row["head"], row["land_cents"], row["resettlement_cents"], row["crops_cents"]) for row in rows
    ] == [
        ("王建国", 3_000_000, None, 50_000),
        ("李秀英", None, 700_000, None),
    ]
    assert "90000.00" in document.texts()


def test_what_was_typed_of_a_household_wins(office: Office):
    row = EnteredRow(
        "",
        {
            "head": "王建国",
            "group": "一组",
            "area": 150,
            "land_cents": 1,
            "resettlement_cents": 0,
            "crops_cents": 0,
        },
    )
    save_rows(office, SHEET, {"households": [row], "collective": []})
    rows = build_document(office, SHEET, "x")[0].tables["households"]
    assert [(each["head"], each["land_cents"]) for each in rows] == [("李秀英", None), ("王建国", 1)]
