"""Orders to mend and rules of the score in the console: issued, answered by a village, judged."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest

import resources
from sync.county.clock import now_ms
from sync.county.store import audit, rectification
from sync.county.store.blobs import keep
from sync.county.store.database import query
from sync.county.store.rectification import order_id_of, today_at
from sync.county.store.roles import Role
from sync.county.store.score_rules import list_pushed
from sync.county.store.settings import set_ruling
from sync.county.store.villages import name_of
from sync.protocol.operation import Op
from sync.protocol.registry import registry
from tests.support.console_client import send, trouble_on
from tests.support.village_pc import operation

TEXT = resources.path("score", "default.toml").read_text(encoding="utf-8")


@pytest.fixture
def number(serial) -> str:
    return f"整改〔2026〕{serial}号"


@pytest.fixture
def typed(behind, village_id, number) -> dict[str, str]:
    """The form of an order, filled in."""
    return {
        "village": name_of(behind.database, village_id)[1],
        "number": number,
        "title": "第三季度少一次党课",
        "content": "请补上",
        "issuer": "示范县委组织部",
        "due_on": (today_at(now_ms()) + timedelta(days=10)).isoformat(),
        "duty": "P04",
        "period": "2026年第三季度",
    }


def place(village_id: int, number: str) -> str:
    return f"/villages/{village_id}/rectification/{order_id_of(number)}"


def answer(behind, pc, number: str) -> None:
    pc.send(
        behind,
        operation(
            "rectification",
            Op.INSERT,
            order_id=order_id_of(number),
            measures="补课",
            owner="郑志强",
            answer="补上了",
            answer_no=1,
        ),
    )


def test_an_order_is_issued_answered_and_accepted(
    browser, behind, village_id, pc, typed, number, login
) -> None:
    went = send(browser, "/rectification/new", **typed)
    assert went.headers["Location"] == "/console/rectification?view=open&done=order_issued"
    listed = browser.get("/rectification", params={"view": "open", "done": "order_issued"}).text
    assert number in listed
    assert "整改通知已下发" in listed
    answer(behind, pc, number)
    page = browser.get(place(village_id, number)).text
    assert "补上了" in page
    assert "核验通过" in page
    assert send(browser, place(village_id, number) + "/accept", text="很好").status_code == 303
    page = browser.get(place(village_id, number)).text
    assert "已核验" in page
    assert "收回通知" not in page
    details = [
        e.details for e in audit.read_entries(behind.database, village_id) if e.event == "verdict_given"
    ]
    assert details[0]["operator"] == login


@pytest.fixture
def released(behind) -> Iterator[None]:
    """The county has ruled that attachments may leave the villages."""
    for name in ("attachment.sha256", "attachment.file_name"):
        set_ruling(behind.database, name, True, now_ms())
    yield
    for name in ("attachment.sha256", "attachment.file_name"):
        set_ruling(behind.database, name, False, now_ms())


def hang(behind, pc, number: str, **values) -> None:
    """A file on the village's answer, named as the county's ruling lets it be."""
    (answered,) = [
        record_id
        for (record_id,) in query(
            behind.database,
            "SELECT record_id FROM record WHERE kind = %(kind)s AND fields ->> 'order_id' = %(order)s",
            {"kind": registry().table("rectification").number, "order": order_id_of(number)},
        )
    ]
    about = {"target_table": "rectification", "target_id": answered.hex, "media_type": "image/jpeg"}
    pc.send(behind, operation("attachment", Op.INSERT, **about, **values))


def test_evidence_is_taken_away_as_a_file_and_that_is_written_down(
    browser, behind, village_id, pc, typed, number, login, released
) -> None:
    send(browser, "/rectification/new", **typed)
    answer(behind, pc, number)
    picture = b"<script>alert(1)</script>"
    digest = sha256(picture).digest()
    hang(behind, pc, number, sha256=digest.hex(), size=len(picture), file_name="签到表.jpg")
    page = place(village_id, number)
    assert "还在路上" in browser.get(page).text
    assert browser.get(page + "/evidence/1").status_code == 404
    with behind.database.atomic():
        keep(behind, village_id, picture, now_ms())
    assert f'href="/console{page}/evidence/1">签到表.jpg</a>' in browser.get(page).text
    got = browser.get(page + "/evidence/1")
    assert got.content == picture
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["Content-Type"] == "application/octet-stream"
    exported = [e for e in audit.read_entries(behind.database, village_id) if e.event == "console_export"]
    assert exported[-1].details == {"operator": login, "page": page.removeprefix("/") + "/evidence/1"}


def test_evidence_that_stays_in_the_village_is_said_to_and_there_is_no_other(
    browser, behind, village_id, pc, typed, number
) -> None:
    send(browser, "/rectification/new", **typed)
    answer(behind, pc, number)
    hang(behind, pc, number, size=9)
    page = place(village_id, number)
    assert "按裁定留在村里" in browser.get(page).text
    for wanted in ("0", "1", "2", "99999999999"):
        assert browser.get(f"{page}/evidence/{wanted}").status_code == 404
    assert browser.get(page.replace(order_id_of(number), "0" * 32) + "/evidence/1").status_code == 404


def test_who_only_looks_gets_no_evidence(
    browser, browser_of, behind, village_id, pc, typed, number, released
) -> None:
    send(browser, "/rectification/new", **typed)
    answer(behind, pc, number)
    picture = b"picture"
    with behind.database.atomic():
        keep(behind, village_id, picture, now_ms())
    hang(behind, pc, number, sha256=sha256(picture).hexdigest(), size=len(picture), file_name="签到表.jpg")
    viewer, page = browser_of(Role.VIEWER), place(village_id, number)
    assert "evidence/1" not in viewer.get(page).text
    assert viewer.get(page + "/evidence/1").status_code == 403


def test_an_answer_is_sent_back_with_a_reason_only(browser, behind, village_id, pc, typed, number) -> None:
    send(browser, "/rectification/new", **typed)
    answer(behind, pc, number)
    assert "DTY-035" in trouble_on(send(browser, place(village_id, number) + "/return", text=" "))
    send(browser, place(village_id, number) + "/return", text="缺签到表")
    assert "缺签到表" in browser.get(place(village_id, number)).text
    assert "DTY-034" in trouble_on(send(browser, place(village_id, number) + "/accept"))


def test_reminding_counts_and_withdrawing_takes_a_reason(browser, behind, village_id, typed, number) -> None:
    send(browser, "/rectification/new", **typed)
    send(browser, place(village_id, number) + "/remind")
    assert "1 次" in browser.get(place(village_id, number)).text
    assert "DTY-047" in trouble_on(send(browser, place(village_id, number) + "/withdraw", reason=""))
    send(browser, place(village_id, number) + "/withdraw", reason="发错村")
    assert "已收回：发错村" in browser.get(place(village_id, number)).text


def test_what_is_wrong_with_an_order_is_said_and_what_was_typed_stays(browser, typed) -> None:
    page = send(browser, "/rectification/new", **typed | {"due_on": "2020-01-01"})
    assert "DTY-042" in trouble_on(page)
    assert 'value="第三季度少一次党课"' in page.text
    assert re.search(r"<option[^>]* selected>2026年第三季度", page.text)
    for changed, code in (
        ({"due_on": "x"}, "DTY-049"),
        ({"village": ""}, "DTY-050"),
        ({"title": ""}, "DTY-040"),
    ):
        assert code in trouble_on(send(browser, "/rectification/new", **typed | changed))


def test_a_long_requirement_fits_and_an_endless_one_is_refused(
    browser, behind, village_id, typed, number
) -> None:
    send(browser, "/rectification/new", **typed | {"content": "长" * 2000})
    assert rectification.find_order(behind.database, village_id, order_id_of(number)).content == "长" * 2000
    assert send(browser, "/rectification/new", **typed | {"content": "长" * 40_000}).status_code == 403


def test_who_may_only_look_sees_orders_and_changes_nothing(
    browser, browser_of, behind, village_id, typed, number
) -> None:
    send(browser, "/rectification/new", **typed)
    viewer = browser_of(Role.VIEWER)
    assert number in viewer.get("/rectification", params={"view": "all"}).text
    assert "办理</h2>" not in viewer.get(place(village_id, number)).text
    assert send(viewer, place(village_id, number) + "/remind").status_code == 403
    assert viewer.get("/rectification/new").status_code == 403
    assert viewer.get("/score-rules/new").status_code == 403


def test_there_is_no_page_for_an_order_that_does_not_exist(browser, village_id) -> None:
    assert browser.get(place(village_id, "没有")).status_code == 404


def test_a_rule_is_signed_and_sent_and_shown(browser, behind, village_id, serial) -> None:
    body = TEXT.replace('version = "2026-1"', f'version = "页面-{serial}"')
    code = name_of(behind.database, village_id)[1]
    typed = {"village": code, "body": body.replace("\n", "\r\n")}
    assert send(browser, "/score-rules/new", **typed).headers["Location"].endswith("done=score_rule_pushed")
    known = next(each for each in list_pushed(behind.database) if each.version == f"页面-{serial}")
    assert known.body == body
    assert f"页面-{serial}" in browser.get("/score-rules").text
    assert "三会一课" in browser.get(f"/score-rules/{known.id}").text
    assert "DTY-065" in trouble_on(send(browser, "/score-rules/new", **typed | {"body": body + "\n# x\n"}))


def test_a_rule_that_counts_reading_time_is_refused_by_name(browser, village_id) -> None:
    page = send(browser, "/score-rules/new", village="all", body=TEXT.replace("事项办理", "阅读时长"))
    assert "DTY-062" in trouble_on(page)
    assert "阅读时长" in page.text
    assert browser.get("/score-rules/" + "0" * 32).status_code == 404
