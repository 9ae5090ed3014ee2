"""Finding villages, adding and changing them, and taking the list away."""

import csv
import io
import re

import openpyxl
import pytest

from sync.county.clock import now_ms
from sync.county.console.freshness import LATE_MS, SILENT_MS, Freshness, age, clock_words, freshness_of
from sync.county.console.village_list import CONFLICTS, REFUSALS, Choice, count_states
from sync.county.store import audit, village_changes, villages
from sync.county.store.database import query
from sync.county.store.roles import Role
from sync.county.store.village_overview import VillageLine, list_overview
from sync.protocol.operation import Op
from tests.support.console_client import send, trouble_on
from tests.support.village_pc import NOW_MS, VillagePc, operation, person

DAY_MS = 86_400_000


def _seen(county, village_id: int, at_ms: int) -> None:
    query(
        county.database,
        "UPDATE device SET seen_ms = %(at)s WHERE village_id = %(village_id)s",
        {"at": at_ms, "village_id": village_id},
    )


def _names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/console/villages/\d+">([^<]*)</a>', page)


def _line(village_id: int, county) -> VillageLine:
    (found,) = (each for each in list_overview(county.database, now_ms()) if each.village_id == village_id)
    return found


# --- how fresh -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago_ms", "state"),
    [
        (0, Freshness.FRESH),
        (LATE_MS - 1, Freshness.FRESH),
        (LATE_MS, Freshness.LATE),
        (SILENT_MS - 1, Freshness.LATE),
        (SILENT_MS, Freshness.SILENT),
        (-DAY_MS, Freshness.FRESH),
    ],
)
def test_three_days_are_late_and_seven_are_silent(ago_ms, state) -> None:
    assert freshness_of(NOW_MS - ago_ms, NOW_MS) is state


def test_who_never_came_is_new_and_every_state_has_a_word_and_a_colour() -> None:
    assert freshness_of(None, NOW_MS) is Freshness.NEW
    assert len({state.label for state in Freshness}) == len({state.tone for state in Freshness}) == 4


@pytest.mark.parametrize(
    ("ago_ms", "told"),
    [
        (0, "刚刚"),
        (-5, "刚刚"),
        (5 * 60_000, "5 分钟前"),
        (DAY_MS - 1, "23 小时前"),
        (DAY_MS, "1 天前"),
        (400 * DAY_MS, "400 天前"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(ago_ms, told) -> None:
    assert age(NOW_MS - ago_ms, NOW_MS) == told


def test_a_clock_is_wrong_from_five_minutes_on() -> None:
    assert clock_words(None) == ("", "")
    assert clock_words(299_999) == ("准", "")
    assert clock_words(-300_000) == ("慢 5 分钟", "soon")
    assert clock_words(5 * 3_600_000) == ("快 5 小时", "overdue")


# --- finding ---------------------------------------------------------------------------------------------


def test_villages_are_found_by_a_part_of_their_name_or_code(browser, behind, serial) -> None:
    code = f"999901104{serial:03d}"
    villages.add_village(behind.database, code, "枫树岭村", now_ms())
    villages.add_village(behind.database, f"999901105{serial:03d}", "白马埠村", now_ms())
    assert _names(browser.get("/", params={"q": "树岭"}).text) == ["枫树岭村"]
    assert _names(browser.get("/", params={"q": code}).text) == ["枫树岭村"]
    nothing = browser.get("/", params={"q": "没有这样的村"}).text
    assert _names(nothing) == []
    assert "没有符合条件的村" in nothing


def test_villages_are_narrowed_to_those_that_have_not_come_for_days(browser, behind, pc, village_id) -> None:
    now = now_ms()
    for days, state in ((1, "fresh"), (4, "late"), (9, "silent")):
        _seen(behind, village_id, now - days * DAY_MS)
        for other in ("fresh", "late", "silent", "new"):
            shown = browser.get("/", params={"state": other}).text
            assert (f"/console/villages/{village_id}" in shown) == (other == state)
    assert "7 天未同步" in browser.get("/").text
    assert "9 天前" in browser.get("/").text


def test_a_village_whose_pcs_are_all_out_of_use_is_new_again(behind, pc, village_id) -> None:
    assert _line(village_id, behind).devices == 1
    query(
        behind.database,
        "UPDATE device SET state = 'retired' WHERE village_id = %(village_id)s",
        {"village_id": village_id},
    )
    assert (_line(village_id, behind).devices, _line(village_id, behind).seen_ms) == (0, None)


def test_the_first_page_counts_conflicts_refusals_and_what_is_behind(browser, behind, pc, village_id) -> None:
    other = VillagePc.enrolled(behind, village_id)
    made = person("张三丰", mobile="1")
    pc.send(behind, made)
    pc.send(behind, operation("person", Op.UPDATE, made.record_id, base=1, mobile="2"))
    other.send(behind, operation("person", Op.UPDATE, made.record_id, base=1, mobile="3"))
    other.send(behind, operation("person", Op.UPDATE, name="某某人"))
    query(
        behind.database,
        "UPDATE batch SET received_ms = %(now)s WHERE village_id = %(village_id)s",
        {"now": now_ms(), "village_id": village_id},
    )
    line = _line(village_id, behind)
    assert (line.conflicts, line.refusals, line.behind) == (1, 1, 4)
    for state in (CONFLICTS, REFUSALS):
        assert f"/console/villages/{village_id}" in browser.get("/", params={"state": state}).text
    detail = browser.get(f"/villages/{village_id}").text
    assert "县里没有这条记录（SYN-203）" in detail
    for said in ("张三丰", "某某人"):
        assert said not in detail


def test_the_longest_silent_stand_first_when_sorted_by_their_latest_exchange() -> None:
    lines = [
        VillageLine(number, f"村{number}", f"{number:012d}", 0, 1, seen, 0, 0, None, 0)
        for number, seen in enumerate((NOW_MS, NOW_MS - 9 * DAY_MS, None, NOW_MS - 4 * DAY_MS))
    ]
    found = Choice.of({"sort": "seen"}).apply(lines, NOW_MS)
    assert [line.village_id for line in found] == [2, 1, 3, 0]
    totals = count_states(lines, NOW_MS)
    assert (totals.all, dict(totals.by_state)) == (
        4,
        {"fresh": 1, "late": 1, "silent": 1, "new": 1, "conflicts": 0, "refusals": 0},
    )


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "9" * 30, ""])
def test_an_address_that_makes_no_sense_is_the_plain_list(page) -> None:
    assert Choice.of({"state": "nowhere", "sort": "x", "page": page}).address() == ""


def test_a_long_list_is_shown_page_by_page(browser, behind, serial) -> None:
    for number in range(101):
        villages.add_village(
            behind.database,
            f"999901{200 + serial % 300}{1 + number:03d}",
            f"长单{serial}村{number}",
            now_ms(),
        )
    first = browser.get("/", params={"q": f"长单{serial}村"}).text
    second = browser.get("/", params={"q": f"长单{serial}村", "page": "2"}).text
    assert (len(_names(first)), len(_names(second))) == (100, 1)
    assert "第 1 页，共 2 页" in first
    assert "上一页" in second


# --- taking the list away --------------------------------------------------------------------------------


def test_the_list_can_be_taken_away_as_csv_and_as_a_workbook(browser, behind, login, serial) -> None:
    code, name = f"999901106{serial:03d}", f"带走{serial}村"
    villages.add_village(behind.database, code, name, now_ms())
    data = browser.get("/villages.csv", params={"q": name})
    assert "attachment" in data.headers["Content-Disposition"]
    assert data.content.startswith("\ufeff区划代码".encode())
    rows = list(csv.reader(io.StringIO(data.content.decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [[code, name, "未接入"]]
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/villages.xlsx", params={"q": name}).content))
    values = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]
    assert [row[:3] for row in values] == [[code, name, "未接入"]]
    assert values[0][4] == 0
    entries = list(audit.read_entries(behind.database, audit.COUNTY_ITSELF))
    assert (entries[-1].event, entries[-1].details) == (
        "console_export",
        {"operator": login, "page": "villages.xlsx"},
    )


def test_a_name_never_becomes_a_formula(browser, behind, serial) -> None:
    villages.add_village(behind.database, f"999901107{serial:03d}", f"=1+{serial}", now_ms())
    text = browser.get("/villages.csv", params={"q": f"=1+{serial}"}).content.decode("utf-8-sig")
    assert f",'=1+{serial}," in text
    data = browser.get("/villages.xlsx", params={"q": f"=1+{serial}"}).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert (book.active["B2"].value, book.active["B2"].data_type) == (f"=1+{serial}", "s")


# --- adding and changing ---------------------------------------------------------------------------------


def test_a_village_is_added_in_the_operators_name(browser, behind, login, serial) -> None:
    code = f"999901108{serial:03d}"
    answer = send(browser, "/villages/add", name=" 下宅村 ", code=f"{code[:6]} {code[6:]}")
    place = answer.headers["Location"]
    village_id = int(re.match(r"/console/villages/(\d+)\?done=village_added", place)[1])
    assert villages.name_of(behind.database, village_id) == ("下宅村", code)
    first = next(iter(audit.read_entries(behind.database, village_id)))
    assert (first.event, first.details["operator"]) == ("village_added", login)
    assert "已加入这个村" in browser.get(f"/villages/{village_id}?done=village_added").text


@pytest.mark.parametrize(
    ("name", "code", "trouble"),
    [
        ("", "999901108599", "CTY-082"),
        ("长" * 61, "999901108599", "CTY-082"),
        ("一\x07村", "999901108599", "CTY-082"),
        ("某村", "9999", "VLG-001"),
        ("某村", "000000000000", "VLG-002"),
    ],
)
def test_what_can_be_no_village_is_told_beside_the_form(browser, name, code, trouble) -> None:
    answer = send(browser, "/villages/add", name=name, code=code)
    assert (answer.status_code, trouble in trouble_on(answer)) == (400, True)
    assert f'value="{code}"' in answer.text


def test_a_renamed_village_keeps_everything_else(browser, behind, pc, village_id, login) -> None:
    assert send(browser, f"/villages/{village_id}/rename", name="新名村").status_code == 303
    assert villages.find_name(behind.database, village_id) == "新名村"
    assert "CTY-082" in trouble_on(send(browser, f"/villages/{village_id}/rename", name=""))
    events = [
        each.details
        for each in audit.read_entries(behind.database, village_id)
        if each.event == "village_renamed"
    ]
    assert events == [{"name": "新名村", "operator": login}]
    pc.exchange(behind)


def test_a_village_is_found_by_its_former_division_codes_too(browser, behind, village_id, serial) -> None:
    _, former = villages.name_of(behind.database, village_id)
    code = f"999901109{serial:03d}"
    assert send(browser, f"/villages/{village_id}/code", code=code).status_code == 303
    assert villages.name_of(behind.database, village_id)[1] == code
    for each in (former, code):
        assert villages.find_village_id(behind.database, each) == village_id
    assert village_changes.list_division_codes(behind.database, village_id) == tuple(sorted((former, code)))
    assert f"原 {former}" in browser.get(f"/villages/{village_id}").text
    assert send(browser, f"/villages/{village_id}/code", code=former).status_code == 303


def test_no_village_takes_anothers_code(browser, behind, village_id, serial) -> None:
    taken = f"999901110{serial:03d}"
    villages.add_village(behind.database, taken, "邻村", now_ms())
    assert "CTY-001" in trouble_on(send(browser, f"/villages/{village_id}/code", code=taken))
    assert villages.name_of(behind.database, village_id)[1] != taken


def test_a_viewer_adds_and_changes_no_village(browser_of, behind, village_id) -> None:
    viewer = browser_of(Role.VIEWER)
    for place in ("/villages/add", f"/villages/{village_id}/rename", f"/villages/{village_id}/code"):
        assert viewer.get(place).status_code == 403
        assert send(viewer, place, name="别名村", code="999901111001").status_code == 403
    assert villages.find_name(behind.database, village_id) == "示范村"
