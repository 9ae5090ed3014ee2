"""Rulings, accounts and the audit log: what administrators do, and what everybody can look up."""

import ast
import re
from pathlib import Path

import pytest

import sync.county
from desktop.domain.problem import ProblemError
from sync.county.clock import now_ms
from sync.county.console.ruling_pages import label_of
from sync.county.console.wording import detail_text, event_name
from sync.county.store import audit, operators, sessions, settings
from sync.county.store.database import query
from sync.county.store.roles import Right, Role, rights_of
from sync.protocol.registry import registry
from tests.support.console_client import PASSWORD, send, sign_in, trouble_on
from tests.support.county_server import plain_client

SLIP = re.compile(r'<dd class="mono">([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</dd>')
NEW_PASSWORD = "ming-tian-qing-3"


def _events(county, event: str) -> list[dict]:
    entries = audit.read_entries(county.database, audit.COUNTY_ITSELF)
    return [dict(each.details) for each in entries if each.event == event]


@pytest.fixture
def colleague(behind, serial) -> str:
    """Somebody else's account, of an operator."""
    made = f"colleague{serial}"
    operators.add_operator(behind.database, made, "王操作", PASSWORD, now_ms(), role=Role.OPERATOR)
    return made


# --- rulings ---------------------------------------------------------------------------------------------


def test_a_class_is_ruled_on_after_a_confirmation_and_the_history_says_who(browser, behind, login) -> None:
    for verdict, leaves in (("send", True), ("hold", False)):
        place = f"/rulings/S/{verdict}"
        assert "CTY-081" in trouble_on(send(browser, place))
        assert settings.read_ruling(behind.database)["S"] is not leaves
        assert send(browser, place, confirmed="yes").status_code == 303
        assert settings.read_ruling(behind.database)["S"] is leaves
        assert _events(behind, "ruling_changed")[-1] == {"name": "S", "leaves": leaves, "operator": login}
    history = browser.get("/rulings").text.partition("裁定的经过")[2]
    assert f'data-label="操作人">{login}<' in history
    assert "敏感个人信息（S 类）" in history


def test_a_single_field_is_ruled_on_by_its_chinese_name(browser, behind) -> None:
    page = browser.get("/rulings/person.citizen_id/send")
    assert "人：公民身份号码" in page.text
    assert send(browser, "/rulings/person.citizen_id/send", confirmed="yes").status_code == 303
    assert settings.read_ruling(behind.database)["person.citizen_id"] is True
    assert "单独裁定" in browser.get("/rulings").text


def test_every_guarded_field_has_a_chinese_name() -> None:
    names = [
        label_of(f"{kind.table}.{rule.name}")
        for kind in registry()
        for rule in kind.fields.values()
        if rule.sensitivity in ("S", "R") and rule.authority != "county"
    ]
    assert [name for name in names if re.search("[a-z]", name)] == []


@pytest.mark.parametrize(
    "place", ["/rulings/R/send", "/rulings/X/send", "/rulings/person.x/send", "/rulings/S/burn"]
)
def test_there_is_no_page_for_what_cannot_be_ruled(browser, place) -> None:
    assert browser.get(place).status_code == 404
    assert send(browser, place, confirmed="yes").status_code == 404


# --- words of the audit log ------------------------------------------------------------------------------


def _written_to_the_audit_log() -> tuple[set[str], set[str]]:
    """Names of events and of details that some module of the county writes as literals."""
    events, details = set(), set()
    for file in Path(sync.county.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if name == "append" or getattr(node.func, "id", "") in ("hand_down", "_log"):
                    events |= {text for text in texts if isinstance(text, str) and "_" in text}
                found = [word.value for word in node.keywords if word.arg == "details"]
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                is_details = any(getattr(each, "id", "") in ("details", "noted") for each in targets)
                found = [node.value] if is_details else []
            else:
                continue
            for each in found:
                if isinstance(each, ast.Dict):
                    details |= {key.value for key in each.keys if isinstance(key, ast.Constant)}
    return events, details


def test_every_event_and_detail_of_the_audit_log_is_said_in_chinese() -> None:
    events, details = _written_to_the_audit_log()
    assert len(events) > 30
    assert len(details) > 20
    assert [event for event in events if event_name(event) == event] == []
    assert [name for name in details if detail_text({name: 1}).startswith(name)] == []
    assert detail_text({"step": "take_up", "count": 2}) == "记录 2；步骤 上级接办"


# --- accounts --------------------------------------------------------------------------------------------


def test_a_new_account_gets_a_password_that_it_must_replace_before_anything_else(
    browser, visitor, behind, login, serial, server
) -> None:

    made = f"neu{serial}"
    slip = send(browser, "/operators/add", login=made, name="李兰", role="operator")
    first = SLIP.search(slip.text)[1]
    assert _events(behind, "operator_added")[-1] == {"operator": login, "account": made, "role": "operator"}
    with plain_client(str(visitor.base_url)) as own:
        assert sign_in(own, made, first).status_code == 303
        for place in ("/", "/account", "/villages.csv"):
            assert own.get(place).headers["Location"] == "/console/account/password"
        assert own.get("/account/password").status_code == 200
        csrf = re.search(r'name="csrf" value="(\w+)"', own.get("/account/password").text)[1]
        typed = {"csrf": csrf, "old": first, "new": NEW_PASSWORD, "again": NEW_PASSWORD}
        answer = own.post("/account/password", data=typed)
        assert answer.headers["Location"] == "/console/sign-in?done=password_changed"
        assert own.get("/").status_code == 303
        assert sign_in(own, made, first).status_code == 403
        assert sign_in(own, made, NEW_PASSWORD).status_code == 303
        assert own.get("/").status_code == 200


@pytest.mark.parametrize(
    ("account", "name", "code"),
    [("", "某", "CTY-016"), ("a b", "某", "CTY-016"), ("x" * 33, "某", "CTY-016"), ("gut", "", "CTY-016")],
)
def test_what_can_be_no_account_is_told_beside_the_form(browser, account, name, code) -> None:
    assert code in trouble_on(send(browser, "/operators/add", login=account, name=name, role="viewer"))


def test_an_account_is_not_added_twice(browser, colleague) -> None:
    answer = send(browser, "/operators/add", login=colleague, name="别人", role="admin")
    assert "CTY-017" in trouble_on(answer)


def test_another_role_counts_from_the_next_request(browser, behind, colleague, login, server) -> None:

    with plain_client(str(browser.base_url)) as own:
        sign_in(own, colleague)
        assert own.get("/villages/add").status_code == 200
        assert send(browser, f"/operators/{colleague}/role", role="viewer").status_code == 303
        assert own.get("/villages/add").status_code == 403
    assert _events(behind, "operator_role")[-1] == {"operator": login, "account": colleague, "role": "viewer"}
    assert send(browser, f"/operators/{colleague}/role", role="king").status_code == 404


def _row_of(browser, account: str) -> str:
    """What the list of accounts says of one of them; the others are other tests'."""
    (row,) = [each for each in browser.get("/operators").text.split("</tr>") if f"/{account}" in each]
    return row


def test_a_reset_password_unlocks_and_ends_what_was_signed_in(browser, behind, colleague, login) -> None:
    now = now_ms()
    token = sessions.sign_in(behind.database, colleague, PASSWORD, now)
    for _ in range(sessions.MOST_FAILURES):
        with pytest.raises(ProblemError):
            sessions.sign_in(behind.database, colleague, "falsch-falsch", now)
    assert "输错锁定至" in _row_of(browser, colleague)
    place = f"/operators/{colleague}/reset"
    assert "CTY-081" in trouble_on(send(browser, place))
    first = SLIP.search(send(browser, place, confirmed="yes").text)[1]
    assert sessions.find_session(behind.database, token, now) is None
    assert sessions.sign_in(behind.database, colleague, first, now)
    assert "输错锁定至" not in _row_of(browser, colleague)
    assert _events(behind, "password_reset")[-1] == {"operator": login, "account": colleague}


def test_a_closed_account_is_out_and_gone_from_the_list(browser, behind, colleague, login) -> None:
    place = f"/operators/{colleague}/close"
    assert "CTY-081" in trouble_on(send(browser, place))
    assert send(browser, place, confirmed="yes").status_code == 303
    assert colleague not in browser.get("/operators").text
    with pytest.raises(ProblemError):
        sessions.sign_in(behind.database, colleague, PASSWORD, now_ms())
    assert send(browser, place, confirmed="yes").status_code == 404


def test_the_last_administrator_stays(browser, behind, login) -> None:
    query(
        behind.database,
        "UPDATE console_user SET active = false WHERE role = 'admin' AND login <> %(login)s",
        {"login": login},
    )
    assert "CTY-084" in trouble_on(send(browser, f"/operators/{login}/role", role="viewer"))
    assert "CTY-084" in trouble_on(send(browser, f"/operators/{login}/close", confirmed="yes"))
    assert browser.get("/operators").status_code == 200


def test_no_password_stands_in_the_audit_log(browser, behind, colleague) -> None:
    first = SLIP.search(send(browser, f"/operators/{colleague}/reset", confirmed="yes").text)[1]
    logged = str([each.details for each in audit.read_entries(behind.database, audit.COUNTY_ITSELF)])
    assert first not in logged
    assert PASSWORD not in logged


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [
        (PASSWORD, NEW_PASSWORD, "anders-anders-1", "CTY-087"),
        (PASSWORD, PASSWORD, PASSWORD, "CTY-090"),
        ("falsch-falsch", NEW_PASSWORD, NEW_PASSWORD, "CTY-019"),
        (PASSWORD, "12345678", "12345678", "VLT-013"),
        (PASSWORD, "kurz", "kurz", "VLT-012"),
    ],
)
def test_a_password_is_not_changed_to_what_it_should_not_be(browser, login, old, new, again, code) -> None:
    answer = send(browser, "/account/password", old=old, new=new, again=again)
    assert code in trouble_on(answer)
    assert PASSWORD not in answer.text
    assert sign_in(browser, login).status_code == 303


def test_guessing_the_old_password_locks_the_account_as_the_door_does(browser, login) -> None:
    for _ in range(sessions.MOST_FAILURES):
        send(browser, "/account/password", old="falsch-falsch", new=NEW_PASSWORD, again=NEW_PASSWORD)
    answer = send(browser, "/account/password", old=PASSWORD, new=NEW_PASSWORD, again=NEW_PASSWORD)
    assert "CTY-019" in trouble_on(answer)


def test_signing_out_everywhere_ends_every_session_of_the_account_alone(
    browser, behind, login, colleague
) -> None:
    other = sessions.sign_in(behind.database, login, PASSWORD, now_ms())
    theirs = sessions.sign_in(behind.database, colleague, PASSWORD, now_ms())
    answer = send(browser, "/account/sign-out-everywhere")
    assert answer.headers["Location"] == "/console/sign-in?done=signed_out_everywhere"
    assert sessions.find_session(behind.database, other, now_ms()) is None
    assert sessions.find_session(behind.database, theirs, now_ms()) is not None
    assert "已退出全部登录" in browser.get("/sign-in?done=signed_out_everywhere").text


def test_one_sees_who_one_is_and_until_when(browser, login) -> None:
    page = browser.get("/account").text
    assert login in page
    assert re.search(r"到 \d{4}-\d\d-\d\d \d\d:\d\d", page)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR])
def test_what_is_the_administrators_is_closed_to_the_others(browser_of, behind, colleague, role) -> None:
    client = browser_of(role)
    assert 'href="/console/operators"' not in client.get("/").text
    for place in ("/operators", "/operators/add", f"/operators/{colleague}", "/settings", "/rulings/S/send"):
        answer = client.get(place)
        assert (answer.status_code, "CTY-080" in answer.text) == (403, True)
    for place, typed in (
        ("/operators/add", {"login": "x", "name": "x", "role": "admin"}),
        (f"/operators/{colleague}/role", {"role": "admin"}),
        (f"/operators/{colleague}/reset", {"confirmed": "yes"}),
        (f"/operators/{colleague}/close", {"confirmed": "yes"}),
        ("/settings", {"address": "https://evil.example"}),
        ("/rulings/S/send", {"confirmed": "yes"}),
    ):
        assert send(client, place, **typed).status_code == 403
    assert operators.find_operator(behind.database, colleague).role is Role.OPERATOR
    assert settings.read_ruling(behind.database)["S"] is False


def test_each_role_may_do_what_the_one_below_it_may() -> None:
    assert rights_of(Role.VIEWER) < rights_of(Role.OPERATOR) < rights_of(Role.ADMIN) == set(Right)


# --- the audit log ---------------------------------------------------------------------------------------


def test_the_audit_log_is_narrowed_by_event_operator_and_day(browser, behind, village_id, login) -> None:
    send(browser, f"/villages/{village_id}/rename", name="甲村")
    send(browser, f"/villages/{village_id}/enrol", label="文书电脑")
    today = browser.get(f"/audit/{village_id}").text

    def shown(**asked: str) -> set[str]:
        page = browser.get(f"/audit/{village_id}", params=asked).text
        return set(re.findall(r'data-label="事项" class="event">([^<]+)<', page))

    assert shown(event="village_renamed") == {"改村名"}
    assert shown(operator=login, looks="hide") == {"改村名", "发出接入码"}
    assert shown(operator="nobody") == set()
    day = re.search(r'class="when">(\d{4}-\d\d-\d\d)', today)[1]
    assert "改村名" in shown(day=day)
    assert shown(day="2001-01-01") == set()
    assert "改村名" in shown(day="no day")


def test_the_chain_is_checked_when_asked_and_a_changed_entry_is_found(browser, behind, village_id) -> None:
    whole = browser.get(f"/audit/{village_id}", params={"check": "1"}).text
    assert "没有被改动" in whole
    query(
        behind.database,
        "UPDATE audit_entry SET at_ms = at_ms + 1 WHERE village_id = %(village_id)s AND no = 1",
        {"village_id": village_id},
    )
    assert "第 1 条起对不上" in browser.get(f"/audit/{village_id}", params={"check": "1"}).text


@pytest.mark.parametrize(
    "asked",
    [
        {"event": "\0", "operator": "\0"},
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
        {"operator": "' OR 1=1 --", "event": "x" * 500},
    ],
)
def test_a_filter_that_makes_no_sense_is_no_error(browser, village_id, asked) -> None:
    assert browser.get(f"/audit/{village_id}", params=asked).status_code == 200
