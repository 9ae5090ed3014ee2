"""What an operator does about PCs: a code and its sheet, shutting out, taking out of use, destroying keys."""

import html
import re

import pytest

from desktop.domain.problem import ProblemError
from sync.county.clock import now_ms
from sync.county.store import audit, devices, enrolment, enrolment_codes, settings
from sync.county.store.database import query
from sync.county.store.roles import Role
from sync.county.store.village_detail import read_detail
from sync.county.store.wipe import shut_out
from sync.protocol.enrolment_text import fingerprint, in_groups, read_enrolment_text
from sync.protocol.order import wipe_statement
from sync.protocol.registry import SCHEMA_VERSION, Stream
from sync.protocol.suite import SigningKey, verify
from tests.support.console_client import send, trouble_on

CODE = re.compile(r'class="big">(\w{5})-(\w{5})<')


def _enrol(county, code: str) -> enrolment.Enrolled:
    return enrolment.enrol(
        county.database, county.key, code, SigningKey.new().public, "文书电脑", SCHEMA_VERSION, now_ms()
    )


def _last(county, village_id: int, skip: str = "console_view") -> audit.Entry:
    entries = [each for each in audit.read_entries(county.database, village_id) if each.event != skip]
    return entries[-1]


def test_the_code_on_a_sheet_makes_a_pc_a_device(browser, behind, village_id, login) -> None:
    sheet = send(browser, f"/villages/{village_id}/enrol", label="文书电脑")
    code = "".join(CODE.search(sheet.text).groups())
    made = _last(behind, village_id)
    assert (made.event, made.details) == ("code_made", {"streams": ["register"], "operator": login})
    assert code not in str(made)
    assert _enrol(behind, code).village_id == village_id


def test_a_sheet_names_village_pc_address_and_the_countys_own_fingerprint(
    browser, behind, village_id, server
) -> None:
    sheet = send(browser, f"/villages/{village_id}/enrol", label="会计室电脑").text
    assert in_groups(fingerprint(behind.key.public)) in sheet
    for said in ("示范村", "会计室电脑", f"http://127.0.0.1:{server.port}", "24"):
        assert said in sheet
    assert "<svg" in sheet
    assert "<script" not in sheet
    assert "style=" not in sheet


def test_the_square_code_is_the_text_that_the_desktop_reads(browser, behind, village_id, monkeypatch) -> None:
    from sync.county.console import sheet

    drawn = []
    monkeypatch.setattr(sheet, "square_picture", lambda text: drawn.append(text) or "")
    values = sheet.sheet_values(behind, "https://county.example", "999901101201", "7K3QPZ2M9A", 5)
    read = read_enrolment_text(drawn[0])
    assert (read.url, read.village, read.until_ms) == ("https://county.example", "999901101201", 5)
    assert values["code"] == "7K3QP-Z2M9A"
    assert read.key == fingerprint(behind.key.public)


def test_the_address_on_sheets_is_the_one_that_was_set(browser, village_id) -> None:
    assert send(browser, "/settings", address="https://cqt.example.gov.cn/").status_code == 303
    sheet = send(browser, f"/villages/{village_id}/enrol", label="文书电脑").text
    assert "https://cqt.example.gov.cn<" in sheet
    assert send(browser, "/settings", address=f"http://{browser.base_url.netloc.decode()}").status_code == 303


@pytest.mark.parametrize("address", ["", "cqt.example", "javascript:alert(1)", "https://a b", "https://u@h"])
def test_what_is_no_address_is_not_set(browser, address) -> None:
    answer = send(browser, "/settings", address=address)
    assert (answer.status_code, "CTY-088" in trouble_on(answer)) == (400, True)


def test_an_address_that_nobody_could_read_makes_no_sheet(browser, behind, village_id) -> None:
    settings.write_setting(behind.database, settings.PUBLIC_ADDRESS, "somebody@county.example")
    answer = send(browser, f"/villages/{village_id}/enrol", label="文书电脑")
    query(behind.database, "DELETE FROM setting WHERE name = %(name)s", {"name": settings.PUBLIC_ADDRESS})
    assert "CTY-088" in trouble_on(answer)
    assert enrolment_codes.list_open_codes(behind.database, village_id, now_ms()) == ()


def test_a_code_without_a_pc_to_use_it_is_not_made(browser, behind, village_id) -> None:
    for label in ("", "  ", "长" * 41, "两\n行"):
        answer = send(browser, f"/villages/{village_id}/enrol", label=label)
        assert (answer.status_code, "CTY-085" in trouble_on(answer)) == (400, True)
    assert enrolment_codes.list_open_codes(behind.database, village_id, now_ms()) == ()


def test_restricted_records_need_the_countys_decision(browser, behind, village_id) -> None:
    place = f"/villages/{village_id}/enrol"
    assert "CTY-081" in trouble_on(send(browser, place, label="文书电脑", restricted="yes"))
    sheet = send(browser, place, label="文书电脑", restricted="yes", confirmed="yes")
    code = "".join(CODE.search(sheet.text).groups())
    assert set(_enrol(behind, code).streams) == set(Stream)


def test_what_was_typed_stands_in_the_form_again_after_trouble(browser, village_id) -> None:
    answer = send(browser, f"/villages/{village_id}/enrol", label="<b>文书</b>", restricted="yes")
    assert html.escape("<b>文书</b>") in answer.text
    assert 'value="yes" checked' in answer.text


def test_an_open_code_is_listed_without_being_told_and_can_be_withdrawn(
    browser, behind, village_id, login
) -> None:
    sheet = send(browser, f"/villages/{village_id}/enrol", label="丢了的单子")
    code = "".join(CODE.search(sheet.text).groups())
    page = browser.get(f"/villages/{village_id}").text
    assert "丢了的单子" in page
    assert code not in page
    place = re.search(r"/console(/villages/\d+/codes/[0-9a-f]+/withdraw)", page)[1]
    assert "CTY-081" in trouble_on(send(browser, place))
    assert send(browser, place, confirmed="yes").status_code == 303
    assert (_last(behind, village_id).event, _last(behind, village_id).details) == (
        "code_withdrawn",
        {"operator": login},
    )
    with pytest.raises(ProblemError):
        _enrol(behind, code)
    assert send(browser, place, confirmed="yes").status_code in {400, 404}
    assert "丢了的单子" not in browser.get(f"/villages/{village_id}").text


def test_a_used_code_is_not_open(browser, behind, village_id) -> None:
    sheet = send(browser, f"/villages/{village_id}/enrol", label="文书电脑")
    _enrol(behind, "".join(CODE.search(sheet.text).groups()))
    assert enrolment_codes.list_open_codes(behind.database, village_id, now_ms()) == ()


def test_a_retired_pc_is_shut_out_and_is_told_apart_from_a_revoked_one(
    browser, behind, pc, village_id, login
) -> None:
    place = f"/villages/{village_id}/devices/1/retire"
    assert "CTY-081" in trouble_on(send(browser, place))
    assert send(browser, place, confirmed="yes").status_code == 303
    assert pc.row(behind).state == devices.RETIRED
    assert (_last(behind, village_id).event, _last(behind, village_id).device) == ("device_retired", 1)
    with pytest.raises(ProblemError) as caught:
        pc.exchange(behind)
    assert caught.value.problems[0].code == "SYN-103"
    assert "已退役" in browser.get(f"/villages/{village_id}").text


@pytest.mark.parametrize("action", ["revoke", "retire"])
def test_a_pc_that_is_out_already_is_not_shut_out_again(browser, behind, pc, village_id, action) -> None:
    devices.revoke_device(behind.database, village_id, 1, now_ms())
    answer = send(browser, f"/villages/{village_id}/devices/1/{action}", confirmed="yes")
    assert "CTY-089" in trouble_on(answer)
    assert pc.row(behind).state == devices.REVOKED


def test_a_lost_pcs_keys_are_ordered_destroyed_when_the_villages_name_is_typed(
    browser, behind, pc, village_id, login
) -> None:
    place = f"/villages/{village_id}/devices/1/wipe"
    for name in ("", "示范", "邻村"):
        assert "CTY-086" in trouble_on(send(browser, place, name=name))
    assert pc.row(behind).state == devices.ACTIVE
    assert send(browser, place, name="示范村").status_code == 303
    assert pc.row(behind).state == devices.REVOKED
    told = shut_out(behind.database, village_id, 1).values
    order = wipe_statement(village_id, 1, int(told["wipe"]))
    assert verify(behind.key.public, order, bytes.fromhex(told["signature"]))
    last = _last(behind, village_id)
    assert (last.event, last.details["operator"]) == ("wipe_ordered", login)
    assert "已命令销毁钥匙" in browser.get(f"/villages/{village_id}").text


def test_the_clock_of_a_pc_is_shown_when_it_is_wrong(browser, behind, pc, village_id) -> None:
    for ahead_ms, told in ((90 * 60_000, "快 90 分钟"), (-3 * 86_400_000, "慢 3 天"), (2_000, ">准<")):
        pc.exchange(behind, now_ms=1_790_000_000_000 + ahead_ms)
        assert told in browser.get(f"/villages/{village_id}").text


def test_what_a_pc_says_of_its_clock_is_kept_within_bounds(behind, pc, village_id) -> None:
    for said in (-(2**63), 2**63 - 1):
        pc.exchange(behind, now_ms=said)
        clock_ms = read_detail(behind.database, village_id, now_ms(), 1).pcs[0].clock_ms
        assert abs(clock_ms) < 2**50


def test_a_viewer_can_do_nothing_of_it(browser_of, behind, pc, village_id) -> None:
    viewer = browser_of(Role.VIEWER)
    page = viewer.get(f"/villages/{village_id}").text
    for action in ("enrol", "devices/1/revoke", "devices/1/retire", "devices/1/wipe"):
        assert f"/villages/{village_id}/{action}" not in page
        assert viewer.get(f"/villages/{village_id}/{action}").status_code == 403
        answer = send(
            viewer, f"/villages/{village_id}/{action}", confirmed="yes", name="示范村", label="文书"
        )
        assert answer.status_code == 403
        assert "CTY-080" in answer.text
    assert pc.row(behind).state == devices.ACTIVE


def test_an_operator_can_do_all_of_it(browser_of, behind, pc, village_id) -> None:
    operator = browser_of(Role.OPERATOR)
    assert CODE.search(send(operator, f"/villages/{village_id}/enrol", label="文书电脑").text)
    place = f"/villages/{village_id}/devices/1/wipe"
    assert send(operator, place, name="示范村").status_code == 303
