"""Aid of all kinds as it was granted, and what the sheets of each item say of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.aid_kind import (
    HARDSHIP_CLASSES,
    aid_kinds_of,
    find_aid_kind,
    list_aid_kinds,
    programme_of,
)
from desktop.domain.code_table import code_table
from desktop.domain.problem import ProblemError
from desktop.reports.data import ORIGIN
from desktop.reports.template import template
from desktop.services import finance
from desktop.services.disclosure.catalogue import items_in_force
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.duties import read_calendar, request_for
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_rows import EnteredRow, save_rows
from desktop.services.finance import NewGrant
from desktop.services.office import Office
from desktop.services.register_editing import add_household, add_person
from tests.support.ledger import number
from tests.support.refusals import code_of
from tests.support.village_copies import copy_office

QUARTER = NoticeRequest("aid_list", "2026-07-01", "2026-09-30", "2026-10-08")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def home(office: Office) -> dict[str, str]:
    household, head = add_household(
        office, {"villager_group": "二组"}, {"name": "王建国", "citizen_id": number(1970, 5, 1, 1)}
    )
    brother = add_person(office, household, {"name": "王建民", "citizen_id": number(1973, 5, 1, 1)})
    return {"household": household, "王建国": head, "王建民": str(brother)}


def grant(home: dict[str, str], kind: str, who: str = "王建国", month: str = "2026-08", **more) -> NewGrant:
    values = {"change_kind": "new"} | more
    return NewGrant(home["household"], home[who], 1, 50_000, month, aid_kind=kind, **values)


def rows(office: Office, item: str, request: NoticeRequest = QUARTER) -> list[dict]:
    data, _ = build_document(office, replace(request, item=item), "x")
    return list(data.tables["rows"])


def told(office: Office, item: str, request: NoticeRequest = QUARTER) -> list[tuple]:
    return [(row["name"], row["kind"], row["when"]) for row in rows(office, item, request)]


def printed(office: Office, request: NoticeRequest) -> str:
    return "".join(build_document(office, request, "x")[1].texts())


def test_every_kind_belongs_to_an_item_of_the_catalogue_whose_sheet_can_be_called_after_it(office: Office):
    layouts = {item.code: item.layout for item in items_in_force(office, date(2026, 10, 8))}
    names = next(field for field in template("aid_list").fields if field.name == "programme").choices
    for kind in list_aid_kinds():
        assert layouts[kind.item] == ("allowance_list" if kind.code == "A01" else "aid_list")
        assert kind.code == "A01" or kind.programme in names
        assert set(kind.classes) <= {entry.code for entry in code_table(HARDSHIP_CLASSES).entries}


def test_a_sheet_may_say_every_class_of_hardship_and_nothing_else_of_a_reason():
    (table,) = template("aid_list").tables
    choices = next(column for column in table.columns if column.value == "kind").choices
    assert {entry.label for entry in code_table(HARDSHIP_CLASSES).entries} <= set(choices)


@pytest.mark.parametrize(
    ("kind", "item", "hardship"),
    [
        ("A03", "V16", ""),
        ("A04", "V16", ""),
        ("A06", "V17", "sudden"),
        ("X01", "V17", "expenditure"),
        ("C03", "V18", ""),
        ("C04", "V18", ""),
        ("F01", "V20", ""),
        ("X02", "V13", "sudden"),
        ("X03", "V22", ""),
    ],
)
def test_each_kind_stands_on_the_sheet_of_its_item_and_on_no_other(
    office: Office, home: dict[str, str], kind: str, item: str, hardship: str
):
    (made,) = finance.add_grants(office, (grant(home, kind, hardship_class=hardship),))
    found = {code: rows(office, code) for code in ("V13", "V16", "V17", "V18", "V20", "V22")}
    assert [code for code, there in found.items() if there] == [item]
    assert [row[ORIGIN].split()[0] for row in found[item]] == [f"aid_grant/{made}"]
    assert programme_of(item) in printed(office, replace(QUARTER, item=item))


def test_a_monthly_grant_is_new_then_continued_then_stopped_and_then_gone(
    office: Office, home: dict[str, str]
):
    (made,) = finance.add_grants(office, (grant(home, "C04"),))
    finance.stop_grant(office, made, "2026-12")
    third = QUARTER
    fourth = replace(QUARTER, first="2026-10-01", last="2026-12-31", issued_on="2027-01-05")
    after = replace(QUARTER, first="2027-01-01", last="2027-03-31", issued_on="2027-04-05")
    assert [row["kind"] for row in rows(office, "V18", third)] == ["续保"]
    assert told(office, "V18", fourth) == [("王建国", "停发", "至2026年11月")]
    assert "500.00" not in printed(office, replace(fourth, item="V18"))
    assert told(office, "V18", after) == []


def test_a_change_takes_the_place_of_what_it_changes(office: Office, home: dict[str, str]):
    finance.add_grants(office, (grant(home, "C04", month="2025-01", change_kind="continued"),))
    finance.add_grants(office, (grant(home, "C04", month="2026-08", change_kind="changed"),))
    assert told(office, "V18") == [("王建国", "调整", "2026年8月起")]


def test_two_people_of_a_household_may_have_the_same_personal_aid_but_nobody_twice(
    office: Office, home: dict[str, str]
):
    finance.add_grants(office, (grant(home, "C04"), grant(home, "C04", "王建民")))
    assert [row["name"] for row in rows(office, "V18")] == ["王建国", "王建民"]
    with pytest.raises(ProblemError) as refused:
        finance.add_grants(office, (grant(home, "C04", "王建民", "2026-09"),))
    assert code_of(refused) == "FIN-009"


def test_what_is_paid_once_is_told_in_its_month_with_the_class_of_hardship_alone(
    office: Office, home: dict[str, str]
):
    finance.add_grants(office, (grant(home, "A06", hardship_class="sudden"),))
    assert told(office, "V17") == [("王建国", "突发困难", "2026年8月")]
    fourth = replace(QUARTER, first="2026-10-01", last="2026-12-31", issued_on="2027-01-05", item="V17")
    assert rows(office, "V17", fourth) == []
    assert "本期无此项内容" in printed(office, fourth)
    finance.add_grants(office, (grant(home, "A06", month="2026-09", hardship_class="other"),))
    assert [row["kind"] for row in rows(office, "V17")] == ["突发困难", "其他"]


def test_what_is_paid_once_cannot_be_stopped(office: Office, home: dict[str, str]):
    (made,) = finance.add_grants(office, (grant(home, "A06", hardship_class="sudden"),))
    with pytest.raises(ProblemError) as refused:
        finance.stop_grant(office, made, "2026-10")
    assert code_of(refused) == "FIN-092"


@pytest.mark.parametrize(
    ("kind", "hardship", "code"),
    [
        ("Z99", "", "FIN-090"),
        ("A06", "", "FIN-091"),
        ("A06", "尿毒症", "FIN-091"),
        ("C04", "sudden", "FIN-091"),
    ],
)
def test_an_unknown_kind_or_a_reason_of_its_own_is_refused(
    office: Office, home: dict[str, str], kind: str, hardship: str, code: str
):
    with pytest.raises(ProblemError) as refused:
        finance.add_grants(office, (grant(home, kind, hardship_class=hardship),))
    assert code_of(refused) == code
    assert finance.list_grants(office, date.min, date.max, kind) == ()


def test_choosing_one_kind_by_its_name_leaves_the_others_of_the_item_out(
    office: Office, home: dict[str, str]
):
    finance.add_grants(
        office,
        (grant(home, "A06", hardship_class="sudden"), grant(home, "X01", hardship_class="expenditure")),
    )
    both = replace(QUARTER, item="V17")
    assert len(rows(office, "V17", both)) == 2
    only = replace(both, values=(("programme", "医疗救助"),))
    assert [row["kind"] for row in rows(office, "V17", only)] == ["支出型困难"]
    assert "医疗救助公示" in printed(office, only)
    foreign = replace(both, values=(("programme", "优抚对象待遇"),))
    assert "优抚" not in printed(office, foreign)


def test_groups_stand_in_their_natural_order_and_typed_rows_behind(office: Office, home: dict[str, str]):
    for group, name, day in (("十组", "李十", 3), ("一组", "李一", 4)):
        household, head = add_household(
            office, {"villager_group": group}, {"name": name, "citizen_id": number(1950, 5, day, 1)}
        )
        finance.add_grants(office, (NewGrant(household, head, 1, 143_000, "2026-07", "A04", "new"),))
    finance.add_grants(office, (grant(home, "A04"),))
    request = replace(QUARTER, item="V16")
    save_rows(office, request, {"rows": [EnteredRow("", {"name": "张三", "group": "一组"})]})
    assert [row["name"] for row in rows(office, "V16")] == ["李一", "王建国", "李十", "张三"]


def test_a_child_that_receives_aid_is_covered(office: Office, home: dict[str, str]):
    child = add_person(
        office,
        home["household"],
        {"name": "王小宝", "citizen_id": number(2018, 6, 1, 3), "birth_date": "2018-06-01"},
    )
    finance.add_grants(office, (grant(home | {"王小宝": str(child)}, "C04", "王小宝"),))
    text = printed(office, replace(QUARTER, item="V18"))
    assert "王小宝" not in text
    assert "王某某" in text


def test_relief_that_was_paid_is_owed_at_once_and_its_sheet_is_asked_for_by_name(
    office: Office, home: dict[str, str]
):
    paid_on = (office.today().replace(day=1) + timedelta(days=31)).replace(
        day=1
    )  # the office counts from today
    month = paid_on.isoformat()[:7]
    finance.add_grants(office, (grant(home, "X02", month=month, hardship_class="sudden"),))
    (line,) = [
        line
        for line in read_calendar(office, paid_on, paid_on + timedelta(days=20)).lines
        if line.item.code == "V13" and line.duty.trigger
    ]
    request = request_for(office, line)
    assert dict(request.values)["programme"] == "救灾救助"
    assert [row["name"] for row in rows(office, "V13", request)] == ["王建国"]


@given(st.sampled_from(list_aid_kinds()))
def test_a_kind_is_found_by_its_code_and_among_those_of_its_item(kind):
    assert find_aid_kind(kind.code) is kind
    assert kind in aid_kinds_of(kind.item)
