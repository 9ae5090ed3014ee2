"""Learning content at the console: written with files, corrected, withdrawn, handed to later villages."""

import httpx
import pytest

from sync.county.clock import now_ms
from sync.county.store import audit
from sync.county.store.roles import Role
from sync.county.store.villages import add_village, name_of
from sync.protocol.registry import registry
from tests.support.console_client import csrf_of, send, trouble_on
from tests.support.pictures import picture

VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(9_000)


@pytest.fixture
def code(behind, village_id) -> str:
    return name_of(behind.database, village_id)[1]


def upload(browser: httpx.Client, place: str, *files: tuple[str, bytes], **typed: object) -> httpx.Response:
    """Fill in a form with files and send it."""
    data = {"csrf": csrf_of(browser.get("/account")), **typed}
    return browser.post(place, data=data, files=[("files", (name, content)) for name, content in files])


def rows(behind, pc) -> dict[str, list]:
    found: dict[str, list] = {}
    for row in pc.take_pages(pc.exchange(behind).pages):
        found.setdefault(registry().find(row.kind).table, []).append(row)
    return found


def publish(browser: httpx.Client, code: str, title: str, *files: tuple[str, bytes], **typed: object) -> str:
    """The address of a new item."""
    answer = upload(browser, "/learning/add", *files, title=title, body="# 一\n- 二", village=code, **typed)
    assert answer.status_code == 303, trouble_on(answer)
    return answer.headers["Location"].partition("?")[0].removeprefix("/console")


def test_an_item_is_written_with_files_and_comes_to_the_village(browser, behind, code, pc, login) -> None:
    files = (("图.jpg", picture(800, 600)), ("片.mp4", VIDEO))
    place = publish(browser, code, "防汛一课", *files, topics=["T07", "T10"], required="yes", minutes="15")
    came = rows(behind, pc)
    (item,) = came["learning_item"]
    assert item.fields["topics"] == '["T07","T10"]'
    assert (item.fields["is_required"], item.fields["minutes"], item.fields["origin"]) == (1, 15, "county")
    assert len(came["learning_attachment"]) == 2
    page = browser.get(place).text
    assert "防汛一课" in page and "•　二" in page and "片.mp4" in page
    assert "防汛一课" in browser.get("/learning").text
    entries = audit.read_entries(behind.database, pc.village_id)
    assert [dict(each.details)["operator"] for each in entries if each.event == "learning_handed_down"] == [
        login
    ]


def test_a_correction_keeps_the_files_that_stay_ticked(browser, behind, code, pc) -> None:
    place = publish(browser, code, "旧题", ("甲.mp4", VIDEO), ("乙.mp4", VIDEO + b"1"))
    rows(behind, pc)
    form = browser.get(f"{place}/edit").text
    assert 'value="旧题"' in form and "甲.mp4" in form
    kept = "0" if form.index("甲.mp4") < form.index("乙.mp4") else "1"
    answer = upload(browser, f"{place}/edit", title="新题", body="改过", kind="A", keep=kept)
    assert answer.status_code == 303, trouble_on(answer)
    came = rows(behind, pc)
    assert came["learning_item"][0].fields["title"] == "新题"
    assert [row.deleted for row in came["learning_attachment"]] == [True]
    assert "甲.mp4" in browser.get(place).text and "乙.mp4" not in browser.get(place).text


def test_withdrawn_it_goes_and_spread_it_reaches_every_village(browser, behind, code, pc, serial) -> None:
    place = publish(browser, code, "要撤的课")
    rows(behind, pc)
    assert send(browser, f"{place}/withdraw").status_code == 303
    assert rows(behind, pc)["learning_item"][0].fields.keys() == {"withdrawn_on"}
    assert "已撤下" in browser.get("/learning").text
    add_village(behind.database, f"999901103{serial:03d}", "后来的村", now_ms())
    assert send(browser, f"{place}/spread").status_code == 303
    assert rows(behind, pc)["learning_item"][0].fields == {"withdrawn_on": None}
    assert f'action="/console{place}/spread"' not in browser.get(place).text


def test_what_is_wrong_is_told_and_what_was_typed_stays(browser, code) -> None:
    answer = upload(
        browser, "/learning/add", title="长" * 61, body="写了很久", village=code, topics=["T01", "T07"]
    )
    assert "LRN-003" in trouble_on(answer)
    assert "写了很久" in answer.text
    assert 'value="T07" checked' in answer.text and 'value="T02" checked' not in answer.text
    large = upload(browser, "/learning/add", ("长.mp4", VIDEO + bytes(31 * 2**20)), title="课", village=code)
    assert "LRN-011" in trouble_on(large)
    strange = upload(browser, "/learning/add", ("毒.exe", b"MZ"), title="课", village=code)
    assert "ATT-001" in trouble_on(strange)


def test_who_may_only_look_hands_nothing_down_and_a_strange_form_is_refused(
    browser, browser_of, code
) -> None:
    viewer = browser_of(Role.VIEWER)
    assert viewer.get("/learning").status_code == 200
    assert "写一条" not in viewer.get("/learning").text
    assert upload(viewer, "/learning/add", title="课", village=code).status_code == 403
    answer = browser.post(
        "/learning/add", data={"csrf": "0" * 64, "title": "课"}, files=[("files", ("a", b"x"))]
    )
    assert answer.status_code == 403
    assert browser.get(f"/learning/{'0' * 32}").status_code == 404
